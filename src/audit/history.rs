//! Figures of one thing of several years in a table, list or paragraph: a history, of which each is true of its own year and
//! would tell nothing, were all the newest.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    choice::codes,
    cue::{Per, Quantity},
    document::Kind,
    figures::End,
    finding::Finding,
    judge::Verdict,
    judged::Judged,
    passage::Page,
};
use crate::model::{Area, SocCode};

/// The figures that are part of a history, by their place among what was judged, each with whether a later
/// year follows in it.
pub type Histories = BTreeMap<usize, bool>;

/// A table, list or paragraph of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Table(u32),
    /// By the passage that it begins with.
    List(usize),
    /// By its place among the blocks of the page.
    Paragraph(usize),
}

/// What a figure is of, and where, apart from its year.
type Thing<'f> = (Place, Quantity, Per, &'f [SocCode], Option<Area>, Option<End>);

/// Looks for the histories of a page.
pub fn histories(page: &Page<'_>, judged: &[Judged]) -> Histories {
    let places = places(page);
    let mut all: BTreeMap<Thing<'_>, Vec<(u16, usize)>> = BTreeMap::new();
    for (nth, one) in judged.iter().enumerate() {
        let (claim, choice) = (&one.claim, &one.choice);
        let own = choice.stated.filter(|_| choice.near && one.words.is_none());
        let (Some(date), Some(place)) = (own, places[claim.passage]) else { continue };
        if one.judgement.verdict == Verdict::NotBls || places[date.passage] != Some(place) {
            continue;
        }
        let codes = codes(choice, page.figures);
        // The jobs that a round begins and ends with are two things.
        let end = one.judgement.periods.first().and_then(|at| choice.known[*at].end);
        let thing = (place, choice.quantity, claim.per, codes, choice.area, end);
        all.entry(thing).or_default().push((date.year, nth));
    }
    let mut found = Histories::new();
    for years in all.into_values() {
        let different: BTreeSet<u16> = years.iter().map(|(year, _)| *year).collect();
        let last = different.last().copied().filter(|_| different.len() > 1);
        if let Some(last) = last {
            found.extend(years.into_iter().map(|(year, nth)| (nth, year < last)));
        }
    }
    found
}

/// The table, list or paragraph that each passage is part of.
fn places(page: &Page<'_>) -> Vec<Option<Place>> {
    let mut begins = None;
    let of = |(at, passage): (usize, &super::passage::Passage)| {
        let is_item = matches!(passage.kind, Kind::Item | Kind::Detail | Kind::Heading(7))
            || passage.kind == Kind::Paragraph && is_line_of_a_year(page, at);
        begins = if is_item { begins.or(Some(at)) } else { None };
        match passage.kind {
            Kind::Cell { table, .. } => Some(Place::Table(table)),
            Kind::Paragraph if !is_item => Some(Place::Paragraph(passage.block)),
            _ => begins.map(Place::List),
        }
    };
    page.passages.iter().enumerate().map(of).collect()
}

/// "2023: $87,530": whether a paragraph is a year and a figure and no more, as a line of a list is.
fn is_line_of_a_year(page: &Page<'_>, at: usize) -> bool {
    let reading = page.reading(at);
    let figures = reading.numbers.iter().filter(|number| !number.spent).count();
    reading.dates.len() == 1 && figures == 1 && page.text(at).split_whitespace().count() <= LONGEST_LINE
}

/// Words of such a paragraph.
const LONGEST_LINE: usize = 4;

/// Leaves the figures of histories as they are: what is true of its year, and not of the last, is told of no
/// more than that.
pub fn leave(histories: &Histories, judged: &[Judged], findings: &mut [Finding]) {
    for (nth, is_past) in histories {
        findings[*nth].new_text = None;
        if *is_past && judged[*nth].judgement.verdict == Verdict::Stale {
            findings[*nth].rule = None;
        }
    }
}
