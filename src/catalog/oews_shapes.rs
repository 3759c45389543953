//! What the published tables of each OEWS release measure: rows, and jobs in all. Measured on the
//! files of the releases.

use crate::model::{AreaKind, Release};

/// Year, rows of the nation's table, rows of the states' table, jobs of the nation in all occupations.
/// `None` where the file was not at hand.
#[rustfmt::skip]
const SHAPES: &[(u16, Option<usize>, Option<usize>, Option<u32>)] = &[
    (1997, Some(828), None, Some(117_073_130)),
];

fn shape(release: Release) -> Option<&'static (u16, Option<usize>, Option<usize>, Option<u32>)> {
    SHAPES.iter().find(|(year, ..)| *year == release.year())
}

/// How many rows the table of a release has that is of one kind of area and of all industries.
#[must_use]
pub fn oews_rows(release: Release, kind: AreaKind) -> Option<usize> {
    let (_, nation, states, _) = *shape(release)?;
    match kind {
        AreaKind::Nation => nation,
        AreaKind::State => states,
        AreaKind::Territory | AreaKind::Metropolitan | AreaKind::Nonmetropolitan => None,
    }
}

/// The jobs of the nation in all occupations, as a release has them.
#[must_use]
pub fn oews_total(release: Release) -> Option<u32> {
    shape(release)?.3
}

/// The jobs of the nation in all occupations, by year of the release.
pub fn oews_totals() -> impl Iterator<Item = (u16, u32)> {
    SHAPES.iter().filter_map(|(year, .., total)| Some((*year, (*total)?)))
}
