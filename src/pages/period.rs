//! The name of a release or round in the way in which a page writes one.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::model::{Period, Release, Round};

static MONTH_AND_YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let months = "January|February|March|April|May|June|July|August|September|October|November|December";
    Regex::new(&format!(
        r"\b(?P<month>{months})(?P<between>,?\s+(?:of\s+)?)(?P<year>(?:19|20)\d\d|['’]\d\d)\b"
    ))
    .ok()
});
static TWO_YEARS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?P<base>(?:19|20)\d\d)(?P<between>\s*(?:-|–|—|‑|/|\bto\b|\band\b|\bthrough\b)\s*)(?P<end>(?:19|20)?\d\d)\b")
        .ok()
});
static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b(?:19|20)\d\d\b").ok());
static FOUR_DIGITS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\d{4}").ok());

/// A period, written like the one in a text; plainly where the text has none, and `None` where it has
/// numbers that are not understood.
#[must_use]
pub fn like(text: &str, period: Period) -> Option<String> {
    let written = match period {
        Period::Release(release) => release_like(text, release),
        Period::Round(round) => round_like(text, round),
    };
    let has_number = text.contains(|sign: char| sign.is_ascii_digit());
    written.or_else(|| (!has_number).then(|| period.in_words()))
}

/// What stands around a period, if it has no year of another.
fn around(text: &str, period: Range<usize>) -> Option<(&str, &str)> {
    let (before, after) = (&text[..period.start], &text[period.end..]);
    let has_year = |text: &str| FOUR_DIGITS.as_ref().is_none_or(|year| year.is_match(text));
    let goes_on = after.contains(|sign: char| sign.is_ascii_digit());
    (!has_year(before) && !goes_on).then_some((before, after))
}

fn release_like(text: &str, release: Release) -> Option<String> {
    if let Some(found) = MONTH_AND_YEAR.as_ref()?.captures(text) {
        let (before, after) = around(text, found.get(0)?.range())?;
        let (month, year) =
            release.in_words().split_once(' ').map(|(a, b)| (a.to_owned(), b.to_owned()))?;
        let apostrophe = found["year"].chars().next().filter(|sign| !sign.is_ascii_digit());
        let year = apostrophe.map_or(year.clone(), |sign| format!("{sign}{}", &year[2..]));
        return Some(format!("{before}{month}{}{year}{after}", &found["between"]));
    }
    if text.trim().parse::<Release>().is_ok() {
        return Some(text.replace(text.trim(), &release.to_string()));
    }
    let (before, after) = around(text, YEAR.as_ref()?.find(text)?.range())?;
    Some(format!("{before}{}{after}", release.year()))
}

fn round_like(text: &str, round: Round) -> Option<String> {
    let Some(found) = TWO_YEARS.as_ref()?.captures(text) else { return one_year_like(text, round) };
    let (before, after) = around(text, found.get(0)?.range())?;
    let end = match found["end"].len() {
        2 => format!("{:02}", round.projected_year() % 100),
        _ => round.projected_year().to_string(),
    };
    Some(format!("{before}{}{}{end}{after}", round.base_year(), &found["between"]))
}

/// The year of a round that a text with a single year means: one to come is the projected one.
fn one_year_like(text: &str, round: Round) -> Option<String> {
    let found = YEAR.as_ref()?.find(text)?;
    let (before, after) = around(text, found.range())?;
    let is_to_come = found.as_str().parse::<u16>().ok()? > round.base_year();
    let year = if is_to_come { round.projected_year() } else { round.base_year() };
    Some(format!("{before}{year}{after}"))
}

/// The spans of ten years that a text names, with the first year of each.
pub(super) fn decades(text: &str) -> Vec<(Range<usize>, u16)> {
    let found = TWO_YEARS.as_ref().into_iter().flat_map(|years| years.captures_iter(text));
    let of_ten = found.filter_map(|found| {
        let (base, end): (u16, u16) = (found["base"].parse().ok()?, found["end"].parse().ok()?);
        let is_decade = (base + Round::YEARS) % 100 == end % 100;
        is_decade.then_some((found.get(0)?.range(), base))
    });
    of_ten.collect()
}
