//! Phrases that belong to one number although another is as near: "$45,000 at the 10th percentile",
//! and pairs that "respectively" puts in order.

use std::collections::BTreeMap;

use super::{
    cue::Cue,
    reading::{Dated, Kind, Placed, Token, Told},
};

/// Words between a number and the measure that belongs to it.
const LINKS: &[&str] =
    &["at", "for", "the", "(", "in", "as", "being", "lowest", "bottom", "top", "highest", "paid"];

/// For each phrase that belongs to one number, by their places among the words.
pub type Owners = BTreeMap<usize, usize>;

/// Which phrases belong to which number.
#[must_use]
pub fn owners(
    text: &str,
    tokens: &[Token],
    told: &[Told],
    numbers: &[Placed],
    dates: &[Dated],
) -> Owners {
    let mut owners = Owners::new();
    let figure = |token: usize| {
        let at = numbers.binary_search_by_key(&token, |placed| placed.token).ok()?;
        (!numbers[at].spent).then_some(token)
    };
    // "$46,310 (mean: $48,060)": a measure in brackets with a figure of its own.
    let has_next = |one: &&Told| {
        let mark =
            |at: usize| matches!(tokens.get(at).map(|token| token.kind), Some(Kind::Mark(':' | '~')));
        let next = one.after + usize::from(mark(one.after));
        one.token > 0 && tokens[one.token - 1].kind == Kind::Mark('(') && figure(next).is_some()
    };
    let measures = || told.iter().filter(|one| matches!(one.cue, Cue::Measure(_)));
    for one in measures().filter(|one| !has_next(one)) {
        let (mut at, mut linked) = (one.token, false);
        while at > 0 && one.token - at < 5 {
            at -= 1;
            let word = text[tokens[at].start..tokens[at].end].to_lowercase();
            if let (Kind::Number(_), true, Some(number)) = (tokens[at].kind, linked, figure(at)) {
                owners.insert(one.token, number);
            }
            if !LINKS.contains(&word.as_str()) {
                break;
            }
            linked |= matches!(word.as_str(), "at" | "for" | "(");
        }
    }
    for one in measures() {
        // "They earned $61,330, on average over $30 an hour": behind a mark, the number that follows.
        let parted = one.token.checked_sub(1).is_some_and(|at| {
            matches!(tokens[at].kind, Kind::Mark(',' | ';')) && !owners.contains_key(&one.token)
        });
        let mut rest = (one.after..tokens.len().min(one.after + 5)).take_while(
            |at| !matches!(tokens[*at].kind, Kind::Mark(mark) if !matches!(mark, '~' | '-' | '*')),
        );
        let number = rest.find(|at| matches!(tokens[*at].kind, Kind::Number(_))).and_then(figure);
        let own = parted || has_next(&one);
        if let Some(number) = number.filter(|_| own).or_else(|| apposed(one, tokens).and_then(figure)) {
            owners.entry(one.token).or_insert(number);
        }
    }
    let mut compared = false;
    for date in dates {
        compared = match held_against(text, tokens, date, compared) {
            Some(number) => {
                owners.extend(figure(number).map(|number| (date.token, number)));
                true
            }
            None => false,
        };
    }
    if text.contains("espectively") {
        respectively(text, tokens, told, numbers, &mut owners);
    }
    owners
}

/// "Something nearer the 90th percentile, $103,140": the number behind the mark that ends a measure, which follows no other.
fn apposed(one: &Told, tokens: &[Token]) -> Option<usize> {
    let kind = |at: usize| tokens.get(at).map(|token| token.kind);
    let is_number = |at: usize| matches!(kind(at), Some(Kind::Number(_)));
    // "90" names it, and "th percentile" follows.
    let mark = (one.after..one.after + 3).find(|at| !matches!(kind(*at), Some(Kind::Word(_))))?;
    let marked = matches!(kind(mark), Some(Kind::Mark(',' | ':' | '(')));
    let follows = (one.token.saturating_sub(2)..one.token).any(is_number);
    (marked && !follows && is_number(mark + 1)).then_some(mark + 1)
}

/// The number of "up from 818,700 in 2024": the year is that of the number behind "from" alone. Behind one
/// such figure, "and 790,100 in 2022" is another.
fn held_against(text: &str, tokens: &[Token], date: &Dated, goes_on: bool) -> Option<usize> {
    let word = |at: usize| text[tokens[at].start..tokens[at].end].to_lowercase();
    let mut at = date.token.checked_sub(1)?;
    if word(at) == "may" {
        at = at.checked_sub(1)?;
    }
    let in_year = matches!(word(at).as_str(), "in" | "of" | "for");
    let number =
        at.checked_sub(1).filter(|at| in_year && matches!(tokens[*at].kind, Kind::Number(_)))?;
    let before = (number.saturating_sub(3)..number).map(word);
    let compares = |word: String| {
        matches!(word.as_str(), "from" | "versus" | "against" | "with") || goes_on && word == "and"
    };
    before.into_iter().any(compares).then_some(number)
}

/// As many measures, or occupations, as figures of one kind before "respectively": the first is of the
/// first.
fn respectively(text: &str, tokens: &[Token], told: &[Told], numbers: &[Placed], owners: &mut Owners) {
    let is_it = |token: &Token| text[token.start..token.end].eq_ignore_ascii_case("respectively");
    let Some(place) = tokens.iter().position(is_it) else { return };
    let figures = || numbers.iter().filter(|placed| !placed.spent);
    let all: Vec<usize> = figures().map(|placed| placed.token).collect();
    let last = figures().rfind(|placed| placed.token < place).map(|placed| placed.number.sign);
    let mut of_kind: Vec<usize> = figures()
        .rev()
        .skip_while(|placed| placed.token > place)
        .take_while(|placed| Some(placed.number.sign) == last)
        .map(|placed| placed.token)
        .collect();
    of_kind.reverse();
    let is_measure = |one: &&Told| matches!(one.cue, Cue::Measure(_));
    let is_occupation = |one: &&Told| matches!(one.cue, Cue::Occupation(_));
    let (measures, occupations): (Vec<&Told>, Vec<&Told>) =
        (told.iter().filter(is_measure).collect(), told.iter().filter(is_occupation).collect());
    for kind in [measures, occupations] {
        let mut places: Vec<usize> = kind.iter().map(|one| one.token).collect();
        places.sort_unstable();
        places.dedup();
        let figures = [&all, &of_kind].into_iter().find(|figures| figures.len() == places.len());
        if let Some(figures) = figures.filter(|figures| figures.len() > 1) {
            owners.extend(places.into_iter().zip(figures.iter().copied()));
        }
    }
}
