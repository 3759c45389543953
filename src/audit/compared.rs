//! Comparisons with the average that name no figure: "at a rate well above the national average",
//! "nearly double the median for all workers". The commonest stand in the table of phrases; here they are
//! put together from their parts.

use super::{
    cue::{Cue, Quantity},
    figures::Figures,
    reading::{Kind, Token, Told},
    tokens::Words,
};
use crate::model::{Area, SocCode};

/// Words between what compares and the average.
const ARTICLES: &[&str] =
    &["the", "an", "national", "overall", "typical", "u", "s", "us", "-", ".", "other", "all", "most"];

const FAST: &[&str] =
    &["faster", "quicker", "higher", "greater", "quickly", "rapidly", "stronger", "better"];
const SLOW: &[&str] = &["slower", "lower", "slowly", "weaker", "less", "smaller"];
const BEYOND: &[&str] = &["above", "outpacing", "outpaces", "outpace", "exceeding", "exceeds", "beats"];
const VERY: &[&str] = &[
    "much",
    "significantly",
    "far",
    "considerably",
    "substantially",
    "way",
    "well",
    "lot",
    "notably",
    "vastly",
    "dramatically",
];

impl Words<'_> {
    /// The place before one, over hyphens.
    fn before(&self, at: usize) -> Option<usize> {
        let back = at.checked_sub(1)?;
        if self.is(back, &["-", "‑"]) { back.checked_sub(1) } else { Some(back) }
    }

    /// What growth is held against: the average, "most", "other occupations".
    fn is_yardstick(&self, at: usize) -> bool {
        let before = |words: &[&str]| at > 0 && self.is(at - 1, words);
        let whole = || {
            !self.tokens.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Word(_)))
                || self.is(
                    at + 1,
                    &[
                        "occupations",
                        "jobs",
                        "careers",
                        "fields",
                        "other",
                        "others",
                        "professions",
                        "in",
                        "over",
                    ],
                )
        };
        self.is(at, &["average", "economy"])
            || self.is(at, &["most"]) && before(&["than"]) && whole()
            || self.is(at, &["occupations", "jobs", "professions", "fields"]) && before(&["other"])
    }

    /// "Brisker", "swifter": what is more than an average in any word for it.
    fn is_comparative(&self, at: usize) -> bool {
        let word = self.word(at);
        word.len() > 5
            && word.ends_with("er")
            && !self.is(at, &["rather", "number", "smaller", "weaker"])
    }

    /// "in line with", "as fast as", up to the last of these words.
    fn is_level(&self, at: usize) -> Option<bool> {
        let before = at.checked_sub(1)?;
        let with = self.is(at, &["with"]) && self.is(before, &["line", "par", "pace"]);
        Some(with || self.is(at, &["as"]) && self.is(before, &["fast", "quickly", "rapidly"]))
    }

    /// The word for growth that the words before an average make, and where they begin.
    fn growth(&self, average: usize) -> Option<(u8, usize)> {
        let mut at = self.before(average)?;
        while self.is(at, ARTICLES) {
            at = self.before(at)?;
        }
        let (word, mut from) = if self.is(at, &["than"]) {
            let mut of = self.before(at)?;
            // "at a faster pace than"
            if self.is(of, &["pace", "rate", "clip", "speed", "rates"]) {
                of = self.before(of)?;
            }
            match (self.is(of, SLOW), self.is(of, FAST) || self.is_comparative(of)) {
                (true, _) => (2, of),
                (_, true) => (4, of),
                _ => return None,
            }
        } else if self.is(at, BEYOND) {
            (4, at)
        } else if self.is(at, &["below", "trailing", "lagging"]) {
            (2, at)
        } else if self.is_level(at)? {
            (3, at.saturating_sub(2))
        } else {
            return None;
        };
        let mut word = word;
        while let Some(back) =
            self.before(from).filter(|back| self.is(*back, VERY) || self.is(*back, &["more", "a"]))
        {
            word = if word == 4 && self.is(back, VERY) { 5 } else { word };
            from = back;
        }
        Some((word, from))
    }
}

/// Adds the comparisons that the table of phrases does not have.
pub fn compared(text: &str, tokens: &[Token], figures: &Figures, told: &mut Vec<Told>) {
    let words = Words { text, tokens };
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        // So long are "most" and "jobs", "fields", "average" and "economy", "occupations" and "professions".
        let is_as_long = matches!(token.end - token.start, 4 | 6 | 7 | 11);
        let is_average = is_as_long && matches!(token.kind, Kind::Word(_)) && words.is_yardstick(at);
        let Some((word, from)) = (if is_average { words.growth(at) } else { None }) else { continue };
        let has = |one: &Told| {
            one.token <= at && at < one.after && matches!(one.cue, Cue::GrowthWord(_) | Cue::Comparison)
        };
        if !told.iter().any(has) {
            found.push(new(tokens, Cue::GrowthWord(word), from, at));
        }
    }
    for one in told.iter() {
        let is_wage = matches!(one.cue, Cue::Measure(Quantity::Median | Quantity::Mean));
        if !is_wage || is_of_growth(one, told) {
            continue;
        }
        let before = (one.token.saturating_sub(5)..one.token).rev();
        let compares = |at: &usize| {
            words.is(*at, &["than", "twice", "double", "triple", "times", "exceeds", "exceeding"])
        };
        let Some(from) = before.into_iter().find(compares) else { continue };
        // "Faster than the 4% average" is about growth, and tells its figure; "double the $49,500 median" tells both.
        let times = words.is(from, &["twice", "double", "triple", "times"]);
        let amount = |token: &Token| {
            matches!(token.kind, Kind::Number(_)) && text[token.start..].starts_with('$')
        };
        let is_told = |token: &Token| matches!(token.kind, Kind::Number(_)) && !(times && amount(token));
        if tokens[from..one.after].iter().any(is_told) {
            continue;
        }
        let near =
            |other: &Told| other.token >= one.token.saturating_sub(2) && other.token <= one.after + 6;
        let all = told.iter().filter(|other| near(other)).find(|other| is_all(other.cue, figures));
        let has = |other: &Told| {
            other.cue == Cue::Comparison && other.after > from && other.token <= one.after
        };
        if let Some(all) = all.filter(|_| !told.iter().any(has)) {
            found.push(new(tokens, Cue::Comparison, from, all.after.max(one.after) - 1));
        }
    }
    told.extend(found);
}

/// "To grow 6 percent, about twice the average for all occupations": the average of what the words before tell.
fn is_of_growth(average: &Told, told: &[Told]) -> bool {
    let measured = |other: &&Told| matches!(other.cue, Cue::Growth | Cue::Decline | Cue::Measure(_));
    let before = told.iter().filter(|other| other.after <= average.token).filter(measured);
    average.cue == Cue::Measure(Quantity::Mean)
        && before
            .max_by_key(|other| other.token)
            .is_some_and(|other| !matches!(other.cue, Cue::Measure(_)))
}

/// All occupations, or the nation.
fn is_all(cue: Cue, figures: &Figures) -> bool {
    match cue {
        Cue::Occupation(index) => {
            figures.occupations.get(index).is_some_and(|all| all.codes == [SocCode::ALL_OCCUPATIONS])
        }
        Cue::Place(area) => area == Some(Area::NATION),
        _ => false,
    }
}

fn new(tokens: &[Token], cue: Cue, from: usize, last: usize) -> Told {
    Told { cue, start: tokens[from].start, end: tokens[last].end, token: from, after: last + 1 }
}

/// How many times the median of all occupations a comparison says: at least, at most.
#[must_use]
pub fn times(text: &str, start: usize, end: usize) -> Option<(f64, f64)> {
    let from = text[..start].char_indices().rev().nth(35).map_or(0, |(at, _)| at);
    let said = text[from..end].to_lowercase();
    let said = said.rsplit([',', ';', '.', '(']).next().unwrap_or("");
    let any = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let times = if any(&["twice", "double", "two times"]) {
        2.0
    } else if any(&["three times", "triple"]) {
        3.0
    } else if any(&["four times"]) {
        4.0
    } else {
        1.0
    };
    let beyond =
        any(&["more than", "over ", "exceed", "higher than", "greater than", "better than", "above"]);
    let short = any(&["nearly", "almost", "close to", "just under"]);
    Some(match (times > 1.0, beyond, short) {
        (true, true, false) => (times, f64::MAX),
        (true, _, true) => (times * 0.85, times * 1.02),
        (true, ..) => (times * 0.9, times * 1.15),
        (false, true, _) => (1.0, f64::MAX),
        (false, false, _) if any(&["less than", "lower than", "below"]) => (0.0, 1.0),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::times;

    #[test]
    fn a_comparison_says_how_many_times_the_median_of_all_it_is() {
        let of = |text: &str| times(text, 0, text.len());
        assert_eq!(of("more than twice the median for all workers"), Some((2.0, f64::MAX)));
        assert_eq!(of("nearly triple the national median"), Some((2.55, 3.06)));
        assert_eq!(of("higher than the median for all occupations"), Some((1.0, f64::MAX)));
        assert_eq!(of("lower than the national median wage"), Some((0.0, 1.0)));
        assert_eq!(of("highest of all major groups"), None);
    }
}
