//! What the published tables of each OEWS release measure: rows by kind of area, and jobs in all.
//! Measured on the files of the releases; the rows of 2012, 2018 and 2022 as counted by others.

use crate::model::{AreaKind, Release};

/// The measures of a release; `None` where its file was not at hand.
struct Shape {
    year: u16,
    /// Rows of the nation's table.
    nation: Option<usize>,
    /// Rows of the states, and of the territories, in the table of all states.
    states: Option<(usize, usize)>,
    /// Jobs of the nation in all occupations.
    total: Option<u32>,
}

const fn shape(
    year: u16,
    nation: Option<usize>,
    states: Option<(usize, usize)>,
    total: Option<u32>,
) -> Shape {
    Shape { year, nation, states, total }
}

#[rustfmt::skip]
const SHAPES: &[Shape] = &[
    shape(1997, Some(828),   None,                 Some(117_073_130)),
    shape(2001, Some(733),   None,                 Some(127_980_410)),
    shape(2003, Some(734),   Some((31_417, 938)),  Some(127_567_910)),
    shape(2004, Some(823),   Some((34_848, 1_011)), Some(128_127_360)),
    shape(2005, Some(822),   None,                 Some(130_307_840)),
    shape(2006, Some(822),   None,                 Some(132_604_980)),
    shape(2008, Some(823),   Some((35_723, 1_042)), Some(135_185_230)),
    shape(2009, Some(823),   Some((35_675, 1_053)), Some(130_647_610)),
    shape(2010, Some(819),   None,                 Some(127_097_160)),
    shape(2011, Some(819),   Some((35_606, 1_031)), Some(128_278_550)),
    shape(2012, Some(1_394), None,                 None),
    shape(2013, Some(1_394), Some((36_692, 1_033)), Some(132_588_810)),
    shape(2014, Some(1_394), None,                 Some(135_128_260)),
    shape(2015, Some(1_394), None,                 Some(137_896_660)),
    shape(2016, Some(1_394), None,                 Some(140_400_040)),
    shape(2017, Some(1_382), None,                 Some(142_549_250)),
    shape(2018, Some(1_379), None,                 None),
    shape(2019, Some(1_329), None,                 Some(146_875_480)),
    shape(2020, Some(1_329), None,                 Some(139_099_570)),
    shape(2021, Some(1_403), None,                 Some(140_886_310)),
    shape(2022, Some(1_402), None,                 None),
    shape(2023, Some(1_403), None,                 Some(151_853_870)),
    shape(2024, Some(1_403), None,                 Some(154_187_380)),
    shape(2025, Some(1_401), Some((36_396, 1_012)), Some(155_495_730)),
];

fn of(release: Release) -> Option<&'static Shape> {
    SHAPES.iter().find(|shape| shape.year == release.year())
}

/// How many rows of a kind of area the table of a release has, where that is known.
#[must_use]
pub fn oews_rows(release: Release, kind: AreaKind) -> Option<usize> {
    let shape = of(release)?;
    let below = |kind: AreaKind| BELOW_STATES.iter().find(|row| (row.0, row.1) == (shape.year, kind));
    match kind {
        AreaKind::Nation => shape.nation,
        AreaKind::State => shape.states.map(|(states, _)| states),
        AreaKind::Territory => shape.states.map(|(_, territories)| territories),
        AreaKind::Metropolitan | AreaKind::Nonmetropolitan => below(kind).map(|row| row.2),
    }
}

/// Metropolitan and nonmetropolitan areas: rows and areas of their tables.
const BELOW_STATES: &[(u16, AreaKind, usize, usize)] =
    &[(2025, AreaKind::Metropolitan, 150_023, 393), (2025, AreaKind::Nonmetropolitan, 48_264, 135)];

/// The rows of the nation in a table made of BLS's flat files of a release, which leave out the groups
/// that repeat their only occupation.
const NATION_IN_FLAT_FILES: &[(u16, usize)] = &[(2025, 1_104)];

/// Whether a table of the nation with so many rows was made of BLS's flat files.
#[must_use]
pub fn is_of_flat_files(release: Release, rows: usize) -> bool {
    NATION_IN_FLAT_FILES.contains(&(release.year(), rows))
}

/// The states and the District of Columbia, and the territories, in every table of all states since
/// May 2003.
const STATES_AND_TERRITORIES: (usize, usize) = (51, 3);

/// The sectors of the tables by industry, as the tables of May 2024 and 2025 have them.
const SECTORS: [&str; 20] = [
    "11", "21", "22", "23", "31-33", "42", "44-45", "48-49", "51", "52", "53", "54", "55", "56", "61",
    "62", "71", "72", "81", "99",
];

/// The sectors of a release; none where they are not known.
#[must_use]
pub fn oews_sectors(release: Release) -> &'static [&'static str] {
    if (2024..=2025).contains(&release.year()) { &SECTORS } else { &[] }
}

/// How many areas of a kind the tables of a release have, where that is known.
#[must_use]
pub fn oews_areas(release: Release, kind: AreaKind) -> Option<usize> {
    let below =
        |kind: AreaKind| BELOW_STATES.iter().find(|row| (row.0, row.1) == (release.year(), kind));
    match kind {
        AreaKind::Nation => Some(1),
        AreaKind::State => (release.year() >= 2003).then_some(STATES_AND_TERRITORIES.0),
        AreaKind::Territory => (release.year() >= 2003).then_some(STATES_AND_TERRITORIES.1),
        AreaKind::Metropolitan | AreaKind::Nonmetropolitan => below(kind).map(|row| row.3),
    }
}

/// The year whose table has so many rows of a kind of area, below the nation: there no two releases have
/// the same number, while the nation's tables of several years do.
#[must_use]
pub fn oews_year_of_rows(kind: AreaKind, rows: usize) -> Option<u16> {
    let years = SHAPES.iter().map(|shape| shape.year);
    let has = |year: &u16| oews_rows(Release::may(*year), kind) == Some(rows);
    // The territories have so few rows that a number of them may be chance.
    let is_many = !matches!(kind, AreaKind::Nation | AreaKind::Territory);
    years.filter(|_| is_many).find(has)
}

/// The jobs of the nation in all occupations, as a release has them.
#[must_use]
pub fn oews_total(release: Release) -> Option<u32> {
    of(release)?.total
}

/// The jobs of the nation in all occupations, by year of the release.
pub fn oews_totals() -> impl Iterator<Item = (u16, u32)> {
    SHAPES.iter().filter_map(|shape| Some((shape.year, shape.total?)))
}
