//! The periods that a sentence names: May 2023, 2022-32, from 2022 to 2032, through 2032.

use super::{
    number::{Number, Sign},
    reading::{Dated, How, Kind, Token},
    tokens::Words,
};
use crate::model::{MONTHS_SHORT, Round};

const YEARS: std::ops::RangeInclusive<u16> = 1995..=2060;

/// Words behind a year among which its verb stands.
const FURTHEST_VERB: usize = 18;

/// What stands between the first and the last year of a period.
const JOINING: &[&str] = &["-", "–", "—", "‑", "‒", "―", "to", "and", "through", "until", "/", "−"];

/// The periods that a text names; the numbers in them are spent. A year after `last_measured` is the end of a
/// projection, when no other year stands before it.
pub fn dates(
    text: &str,
    tokens: &[Token],
    numbers: &[Number],
    spent: &mut [bool],
    last_measured: u16,
) -> Vec<Dated> {
    let year_at = |at: usize| year_at(text, tokens, numbers, at);
    let words = Words { text, tokens };
    let word = |at: usize| words.word(at);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((year, index)) = year_at(at) else {
            at += 1;
            continue;
        };
        spent[index] = true;
        let before = if at > 0 { word(at - 1).to_lowercase() } else { String::new() };
        let month = before == "may";
        let first = if month { at - 1 } else { at };
        let mut date = Dated {
            how: if month { How::Explicit } else { How::YearOnly },
            year,
            end_year: None,
            start: tokens[first].start,
            end: tokens[at].end,
            token: at,
            publication: false,
            passage: 0,
        };
        let joined = JOINING.contains(&word(at + 1));
        let second = if is_apostrophe(word(at + 2)) { at + 3 } else { at + 2 };
        let last = if joined {
            year_at(second).or_else(|| short_year(year, second, tokens, numbers))
        } else {
            None
        };
        let dash = word(at + 1).len() != 3 || word(at + 1) == "–" || word(at + 1) == "—";
        let between = before == "between" || dash;
        if let Some((end, last)) = last.filter(|(end, _)| {
            *end > year && end - year <= 15 && (between || word(at + 1) != "and" || end - year == 10)
        }) {
            spent[last] = true;
            (date.how, date.end_year, date.end) = (How::Explicit, Some(end), tokens[second].end);
            at = second;
        } else if ends_a_projection(&before, if at > 1 { word(at - 2) } else { "" })
            || before == "to"
                && (year > last_measured || (at.saturating_sub(6)..at).any(|at| looks_ahead(word(at))))
        {
            date.how = How::EndYear;
        }
        if date.end_year.is_none() && begins_a_decade(words, at) {
            (date.how, date.end_year) = (How::Explicit, Some(year + 10));
        }
        if date.how == How::EndYear && has_become(words, at) {
            date.how = How::YearOnly;
        }
        if !(is_of_an_event(words, first) || is_of_a_school_year(&date)) {
            found.push(date);
        }
        at += 1;
    }
    join_compared(words, &mut found);
    found
}

/// "More jobs in 2029 than in 2019": the last and the first year of a round.
fn join_compared(words: Words<'_>, found: &mut Vec<Dated>) {
    let is_pair = |pair: &[Dated]| {
        let alone = pair.iter().all(|date| date.end_year.is_none());
        let than = (pair[0].token..pair[1].token).any(|at| words.is(at, &["than"]));
        alone
            && than
            && pair[0].year == pair[1].year + Round::YEARS
            && pair[1].token - pair[0].token <= FURTHEST_THAN
    };
    let Some(at) = found.windows(2).position(is_pair) else { return };
    let last = found.remove(at);
    let first = &mut found[at];
    (first.how, first.end_year, first.start) = (How::Explicit, Some(last.year), last.start);
    first.token = last.token;
}

/// Words between the years of a round that "than" joins.
const FURTHEST_THAN: usize = 6;

/// "2022-23": a school's or a fiscal year, and neither a release nor a round.
const fn is_of_a_school_year(date: &Dated) -> bool {
    matches!(date.end_year, Some(end) if end == date.year + 1)
}

/// "The lab opened in 2024", "our class of 2024", "accredited through 2031": the year of what happened or holds, and
/// not of figures.
fn is_of_an_event(words: Words<'_>, at: usize) -> bool {
    at >= 2
        && (words.is(at - 1, &["in", "of", "since"]) && words.is(at - 2, EVENTS)
            || words.is(at - 1, &["through", "until", "to", "thru", "till"]) && words.is(at - 2, HOLDS))
}

/// What holds until the end of a year.
const HOLDS: &[&str] = &[
    "accredited",
    "accreditation",
    "approved",
    "approval",
    "certified",
    "chartered",
    "licensed",
    "reaccredited",
    "reaccreditation",
    "renewed",
    "valid",
];

/// What happens in a year.
const EVENTS: &[&str] = &[
    "opened",
    "opening",
    "founded",
    "established",
    "launched",
    "began",
    "started",
    "graduated",
    "class",
    "classes",
    "accredited",
    "enrolled",
    "hired",
    "joined",
    "built",
    "born",
    "posted",
    "retired",
];

/// The year at a place, and which of the numbers it is.
fn year_at(text: &str, tokens: &[Token], numbers: &[Number], at: usize) -> Option<(u16, usize)> {
    let Kind::Number(index) = tokens.get(at)?.kind else { return None };
    let number = &numbers[index];
    let century = match number.bare {
        true => 0,
        false if number.sign == Sign::Plain && is_cut(text, tokens, at) => 2000,
        false => return None,
    };
    // A whole number of two or four digits.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 9999")]
    let year = century + number.value as u16;
    YEARS.contains(&year).then_some((year, index))
}

fn is_apostrophe(word: &str) -> bool {
    matches!(word, "'" | "’" | "‘")
}

/// Whether the number at a place is a year without its century: "'23".
fn is_cut(text: &str, tokens: &[Token], at: usize) -> bool {
    let (Some(before), Some(number)) = (at.checked_sub(1).and_then(|at| tokens.get(at)), tokens.get(at))
    else {
        return false;
    };
    let digits = text[number.start..number.end].bytes();
    before.end == number.start
        && is_apostrophe(&text[before.start..before.end])
        && digits.len() == 2
        && { digits }.all(|byte| byte.is_ascii_digit())
}

/// "Through 2034", "the decade ending in 2034", "between now and 2034": the year after these words is the last of a projection.
fn ends_a_projection(before: &str, earlier: &str) -> bool {
    matches!(before, "through" | "by" | "until" | "thru" | "till" | "ending")
        || before == "in" && matches!(earlier, "ending" | "ends")
        || matches!(before, "and" | "to") && matches!(earlier, "now" | "today" | "present")
}

/// "By 2017 the figure had become $114,850": a year that was measured.
fn has_become(words: Words<'_>, at: usize) -> bool {
    words.is(at - 1, &["by"]) && (at + 1..at + FURTHEST_VERB).any(|at| words.is(at, &["had"]))
}

/// Words of a projection, behind which "to" names its last year even where that has gone by.
fn looks_ahead(word: &str) -> bool {
    let word = word.to_lowercase();
    ["outlook", "projection", "projections", "projected", "forecast", "decade", "growth"]
        .contains(&word.as_str())
}

/// "Over ten years starting in 2023": the year at a place is the first of a projection.
fn begins_a_decade(words: Words<'_>, at: usize) -> bool {
    let is = |at: usize, any: &[&str]| words.is(at, any);
    let from = |back: usize| {
        at >= back
            && (is(at - back, &["starting", "beginning", "start", "begin"])
                || back == 1 && is(at - 1, &["from", "after", "following"]))
    };
    let Some(back) = (1..=3).find(|back| from(*back)) else { return false };
    let span =
        |at: usize| is(at, &["decade"]) || is(at, &["years"]) && at > 0 && is(at - 1, &["ten", "10"]);
    (at.saturating_sub(back + 4)..at - back).any(span)
}

/// The `32` of `2022-32`.
fn short_year(year: u16, at: usize, tokens: &[Token], numbers: &[Number]) -> Option<(u16, usize)> {
    let Kind::Number(index) = tokens.get(at)?.kind else { return None };
    let number = &numbers[index];
    if number.end - number.start != 2 || number.sign != Sign::Plain {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "two digits")]
    let end = year - year % 100 + number.value as u16;
    (end > year && end - year <= 15).then_some((end, index))
}

/// Whether a word is the name of a month, long or short.
pub fn is_month(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ')']).to_lowercase();
    word.len() <= 9 && MONTHS_SHORT.iter().any(|month| word.starts_with(month))
}

/// "September 4, 2025", "4 September 2025", "10/12/2025", "(2025, September 4)": the year of a day, on which
/// something was published or looked up, and no reference period.
pub fn is_of_a_day(text: &str, date: &Dated) -> bool {
    let (before, after) = (text[..date.start].trim_end(), &text[date.end..]);
    let is_day =
        |word: &str| (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    let slashes = before.rsplit('/').take(3).collect::<Vec<_>>();
    if let [_, day, month] = slashes[..] {
        let month = month.rsplit([' ', '(']).next().unwrap_or("");
        return before.ends_with('/') && is_day(day) && is_day(month);
    }
    let mut words = before.split_whitespace().rev().map(|word| word.trim_end_matches(','));
    let (last, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let american = is_day(last) && is_month(second);
    let european = is_month(last) && is_day(second);
    let cited = after.strip_prefix(", ").is_some_and(|rest| {
        let mut words = rest.split_whitespace();
        words.next().is_some_and(is_month) && before.ends_with(['(', ','])
    });
    american || european || cited
}
