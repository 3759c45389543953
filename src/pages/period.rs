//! The name of a release or round in the way in which a page writes one.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::model::{Period, Release, Round};

static MONTH_AND_YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let months = "January|February|March|April|May|June|July|August|September|October|November|December";
    Regex::new(&format!(r"\b(?P<month>{months})(?P<between>,?\s+(?:of\s+)?)(?P<year>(?:19|20)\d\d)\b"))
        .ok()
});
static TWO_YEARS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?P<base>(?:19|20)\d\d)(?P<between>\s*(?:-|–|—|‑|\bto\b|\band\b|\bthrough\b)\s*)(?P<end>(?:19|20)?\d\d)\b")
        .ok()
});
static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b(?:19|20)\d\d\b").ok());

/// A period, written like the one in a text; plainly where the text has none.
#[must_use]
pub fn like(text: &str, period: Period) -> String {
    let written = match period {
        Period::Release(release) => release_like(text, release),
        Period::Round(round) => round_like(text, round),
    };
    written.unwrap_or_else(|| period.in_words())
}

fn release_like(text: &str, release: Release) -> Option<String> {
    if let Some(found) = MONTH_AND_YEAR.as_ref()?.captures(text) {
        let whole = found.get(0)?;
        let (month, year) =
            release.in_words().split_once(' ').map(|(a, b)| (a.to_owned(), b.to_owned()))?;
        return Some(format!(
            "{}{month}{}{year}{}",
            &text[..whole.start()],
            &found["between"],
            &text[whole.end()..]
        ));
    }
    if text.trim().parse::<Release>().is_ok() {
        return Some(text.replace(text.trim(), &release.to_string()));
    }
    let mut years = YEAR.as_ref()?.find_iter(text);
    let (year, None) = (years.next()?, years.next()) else { return None };
    Some(format!("{}{}{}", &text[..year.start()], release.year(), &text[year.end()..]))
}

fn round_like(text: &str, round: Round) -> Option<String> {
    let Some(found) = TWO_YEARS.as_ref()?.captures(text) else { return one_year_like(text, round) };
    let whole = found.get(0)?;
    let end = match found["end"].len() {
        2 => format!("{:02}", round.projected_year() % 100),
        _ => round.projected_year().to_string(),
    };
    let (before, after) = (&text[..whole.start()], &text[whole.end()..]);
    Some(format!("{before}{}{}{end}{after}", round.base_year(), &found["between"]))
}

/// The year of a round that a text with a single year means: one to come is the projected one.
fn one_year_like(text: &str, round: Round) -> Option<String> {
    let mut years = YEAR.as_ref()?.find_iter(text);
    let (found, None) = (years.next()?, years.next()) else { return None };
    let is_to_come = found.as_str().parse::<u16>().ok()? > round.base_year();
    let year = if is_to_come { round.projected_year() } else { round.base_year() };
    Some(format!("{}{year}{}", &text[..found.start()], &text[found.end()..]))
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
