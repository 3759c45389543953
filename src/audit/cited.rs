//! Dates of publications: "(BLS, 2024)" tells when the source came out, "retrieved 4 May 2024" when somebody looked.
//! Neither is the period of a figure, and both go with it: newer figures are in no older source.

use super::{
    cue::Cue,
    dates,
    figures::Known,
    finding::Finding,
    judge,
    judged::Judged,
    passage::Page,
    reading::{Dated, How, Told},
    rewrite::Edit,
};
use crate::{
    catalog::{oews_due, projections_due},
    model::{Period, Release},
};

/// How far behind the name of its source the year of a citation stands, in words and marks.
const NEAR: usize = 4;

/// Marks which dates of a text are those of publications.
pub fn mark_publications(text: &str, told: &[Told], dates: &mut [Dated]) {
    for date in dates {
        let near = |cue: Cue, within: usize| {
            let before = |told: &Told| told.after <= date.token && date.token - told.after <= within;
            told.iter().any(|told| told.cue == cue && before(told))
        };
        let cited = date.how == How::YearOnly && is_in_citation(text, date) && near(Cue::Bls, NEAR);
        date.publication = cited || near(Cue::Publication, 2) || dates::is_of_a_day(text, date);
    }
}

/// "BLS (2024)", "(BLS, 2024a)", "(Bureau of Labor Statistics, April 2024)": a year that ends a bracket about a source.
fn is_in_citation(text: &str, date: &Dated) -> bool {
    let (before, after) = (&text[..date.start], &text[date.end..]);
    let letter = after.starts_with(|c: char| c.is_ascii_lowercase());
    // "BLS OEWS 2024" names the survey of a year.
    let mut words = before.split_whitespace().rev().skip_while(|word| dates::is_month(word));
    let apart = before.ends_with('(') || words.next().is_some_and(|word| word.ends_with(','));
    let in_brackets =
        before.rfind('(').is_some_and(|open| !before[open..].contains([')', '$', '%', ';']));
    apart && in_brackets && after[usize::from(letter)..].starts_with(')')
}

/// Whether a date is nothing but the year of a source, as in "(BLS, 2024)".
fn is_plain_year(text: &str, date: &Dated) -> bool {
    let before = text[..date.start].trim_end();
    is_in_citation(text, date) && before.ends_with([',', '(']) && !dates::is_of_a_day(text, date)
}

/// Whether the only agreement of a figure is with periods that its source, by its year, can hardly be about: figures
/// of a May come out in the year after, and are cited by either.
pub fn contradicts<'k>(text: &str, date: &Dated, mut fits: impl Iterator<Item = &'k Known>) -> bool {
    let of_source = |known: &Known| {
        let year = match known.period {
            Period::Release(release) => release.year(),
            Period::Round(round) => round.base_year(),
        };
        (year..=year + 1).contains(&date.year)
    };
    date.publication
        && is_plain_year(text, date)
        && fits.next().is_some_and(|first| !of_source(first) && !fits.any(of_source))
}

/// The dates of publications that the newer figures of a passage would belie, each with the year in which these came.
fn belied<'p>(
    page: &'p Page<'_>,
    passage: usize,
    judged: &[Judged],
    findings: &[Finding],
) -> impl Iterator<Item = (&'p Dated, u16)> {
    let changing = judged.iter().zip(findings).filter(|(_, finding)| finding.new_text.is_some());
    let came = changing.filter_map(|(one, _)| {
        let like = one.judgement.periods.first().map(|at| &one.choice.known[*at]);
        let due = match judge::newest(&one.choice, like, page.figures)?.period {
            Period::Release(release) => oews_due(release),
            Period::Round(round) => projections_due(round),
        };
        u16::try_from(due.from.0).ok()
    });
    let came = came.max();
    let dates = page.reading(passage).dates.iter().filter(|date| date.publication);
    dates.filter_map(move |date| Some((date, came.filter(|came| date.year < *came)?)))
}

/// The years of the sources of newer figures in the place of those of older ones.
pub fn dated_anew(
    page: &Page<'_>,
    passage: usize,
    judged: &[Judged],
    findings: &[Finding],
) -> Vec<Edit> {
    let text = page.text(passage);
    let plain = belied(page, passage, judged, findings).filter(|(date, _)| is_plain_year(text, date));
    // Who cites by the year of the figures goes on so.
    let of_figures = |date: &Dated| {
        judged.iter().any(|one| {
            let of_year = |period: Period| matches!(period, Period::Release(release) if release.year() == date.year);
            one.choice.stated.as_ref() == Some(date) && one.periods().any(of_year)
        })
    };
    let newest = page.figures.newest().0.map(Release::year);
    plain
        .filter_map(|(date, came)| {
            let year = if of_figures(date) { newest? } else { came };
            Some((date.start, date.end, year.to_string()))
        })
        .collect()
}

/// Whether a passage says that somebody looked, or that something was published, on a day before the newer figures came.
pub fn is_looked_up_before(
    page: &Page<'_>,
    passage: usize,
    judged: &[Judged],
    findings: &[Finding],
) -> bool {
    let text = page.text(passage);
    belied(page, passage, judged, findings).any(|(date, _)| !is_plain_year(text, date))
}
