//! Occupational Employment and Wage Statistics: columns, marks, releases and breaks.
//! Sources: the legend (`Field Descriptions`) of each release's workbook and
//! <https://www.bls.gov/oes/home.htm>.

use super::spelling::{is_blank, is_head};
use crate::model::{AreaKind, Mark, Measure, PayPeriod, Percentile, Release, SocLevel, SocVersion};

/// `OWN_CODE` of all owners together.
pub const OEWS_ALL_OWNERS: &str = "1235";

/// A column of an OEWS table that the program reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OewsColumn {
    /// Code of the area.
    Area,
    /// Name of the area.
    AreaTitle,
    /// Kind of the area, see [`area_kind`].
    AreaType,
    /// Industry code; `000000` is all industries.
    Naics,
    /// Name of the industry.
    NaicsTitle,
    /// Level of the industry, which tells two industries of the same code apart.
    IndustryGroup,
    /// Ownership code, see [`OEWS_ALL_OWNERS`].
    Ownership,
    /// Postal abbreviation of the state, beside its code and name: of a metropolitan area, its first.
    State,
    /// The release's year, in some tables to 2001.
    Year,
    /// Occupation code.
    Code,
    /// Occupation title.
    Title,
    /// Level of the occupation, see [`level`].
    Level,
    /// A number.
    Measure(Measure),
    /// `TRUE` where only annual wages are released.
    AnnualOnly,
    /// `TRUE` where only hourly wages are released.
    HourlyOnly,
}

const fn wage(period: PayPeriod, percentile: Percentile) -> OewsColumn {
    OewsColumn::Measure(Measure::Wage(period, percentile))
}

/// The heads of every era, in the spelling that [`is_head`] takes for any.
#[rustfmt::skip]
const COLUMNS: &[(OewsColumn, &[&str])] = {
    use OewsColumn as C;
    use PayPeriod::{Annual, Hourly};
    use Percentile::{P10, P25, P50, P75, P90};
    &[
        (C::Area, &["area"]),
        (C::AreaTitle, &["area_title", "area_name", "state"]),
        (C::AreaType, &["area_type"]),
        (C::Naics, &["naics"]),
        (C::NaicsTitle, &["naics_title"]),
        (C::IndustryGroup, &["i_group"]),
        (C::Ownership, &["own_code"]),
        (C::State, &["st", "prim_state"]),
        (C::Year, &["year"]),
        (C::Code, &["occ_code"]),
        (C::Title, &["occ_title", "occ_titl"]),
        (C::Level, &["o_group", "occ_group", "group"]),
        (C::Measure(Measure::Employment), &["tot_emp"]),
        (C::Measure(Measure::EmploymentPrse), &["emp_prse"]),
        (C::Measure(Measure::JobsPerThousand), &["jobs_1000", "jobs_1000_orig"]),
        (C::Measure(Measure::LocationQuotient), &["loc_quotient", "loc_q"]),
        (C::Measure(Measure::IndustryShare), &["pct_total"]),
        (C::Measure(Measure::EstablishmentsReporting), &["pct_rpt"]),
        (C::Measure(Measure::WageMean(Hourly)), &["h_mean"]),
        (C::Measure(Measure::WageMean(Annual)), &["a_mean"]),
        (C::Measure(Measure::WageMeanPrse), &["mean_prse"]),
        (wage(Hourly, P10), &["h_pct10", "h_wpct10"]),
        (wage(Hourly, P25), &["h_pct25", "h_wpct25"]),
        (wage(Hourly, P50), &["h_median"]),
        (wage(Hourly, P75), &["h_pct75", "h_wpct75"]),
        (wage(Hourly, P90), &["h_pct90", "h_wpct90"]),
        (wage(Annual, P10), &["a_pct10", "a_wpct10"]),
        (wage(Annual, P25), &["a_pct25", "a_wpct25"]),
        (wage(Annual, P50), &["a_median"]),
        (wage(Annual, P75), &["a_pct75", "a_wpct75"]),
        (wage(Annual, P90), &["a_pct90", "a_wpct90"]),
        (C::AnnualOnly, &["annual"]),
        (C::HourlyOnly, &["hourly"]),
    ]
};

/// The column that a head names, in the spelling of any release.
#[must_use]
pub fn oews_column(head: &str) -> Option<OewsColumn> {
    let is_named = |names: &[&str]| names.iter().any(|name| is_head(head, name));
    COLUMNS.iter().find(|(_, names)| is_named(names)).map(|(column, _)| *column)
}

/// The column whose name a head is most like, where it is none and a slip of one or two letters may have made it.
#[must_use]
pub fn oews_column_like(head: &str) -> Option<OewsColumn> {
    const MOST_SLIPS: usize = 2;
    const SHORTEST: usize = 5;
    const LONGEST: usize = 20;
    if head.len() > LONGEST {
        return None;
    }
    let head = head.trim().to_lowercase().replace(' ', "_");
    let slips = |name: &&str| strsim::damerau_levenshtein(&head, name);
    let names =
        COLUMNS.iter().flat_map(|(column, names)| names.iter().map(move |name| (*column, *name)));
    let near =
        names.map(|(column, name)| (slips(&name), column, name)).min_by_key(|(slips, ..)| *slips)?;
    let (slips, column, name) = near;
    (slips > 0 && slips <= MOST_SLIPS && name.len() >= SHORTEST).then_some(column)
}

impl OewsColumn {
    /// The head of the newest releases, for messages and origins.
    #[must_use]
    pub fn head(self) -> String {
        let names = COLUMNS.iter().find(|(column, _)| *column == self).map(|(_, names)| names[0]);
        names.unwrap_or_default().to_uppercase()
    }
}

/// The last release whose tables leave the level of a detailed occupation blank.
const LAST_WITH_BLANK_LEVELS: u16 = 2011;

/// The level of a row that is not the total, told by a cell of the level column. The tables of 1997
/// have divisions (`div`) above major groups (`maj`); here they are the major and the minor level.
#[must_use]
pub fn level(cell: &str, release: Release) -> Option<SocLevel> {
    // The newest tables write it plainly, and have the most rows.
    if cell == "detailed" {
        return Some(SocLevel::Detailed);
    }
    match cell.trim().to_lowercase().as_str() {
        "total" => Some(SocLevel::Total),
        "major" | "div" => Some(SocLevel::Major),
        "minor" | "maj" => Some(SocLevel::Minor),
        "broad" => Some(SocLevel::Broad),
        "detailed" => Some(SocLevel::Detailed),
        blank if is_blank(blank) && release.year() <= LAST_WITH_BLANK_LEVELS => Some(SocLevel::Detailed),
        _ => None,
    }
}

/// The kind of area that a cell of `AREA_TYPE` names.
#[must_use]
pub fn area_kind(cell: &str) -> Option<AreaKind> {
    match cell.trim() {
        "1" => Some(AreaKind::Nation),
        "2" => Some(AreaKind::State),
        "3" => Some(AreaKind::Territory),
        "4" => Some(AreaKind::Metropolitan),
        "6" => Some(AreaKind::Nonmetropolitan),
        _ => None,
    }
}

/// What stands in a cell in the place of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OewsMark {
    /// `#`: at or above the release's top code.
    TopCoded,
    /// Anything else.
    Absent(Mark),
}

/// The special mark that a cell holds, if it is one.
#[must_use]
pub fn oews_mark(cell: &str) -> Option<OewsMark> {
    match cell {
        "#" => Some(OewsMark::TopCoded),
        "*" => Some(OewsMark::Absent(Mark::WageNotReleased)),
        "**" => Some(OewsMark::Absent(Mark::EmploymentNotReleased)),
        "***" => Some(OewsMark::Absent(Mark::RemovedForErrors)),
        "~" => Some(OewsMark::Absent(Mark::BelowHalfPercent)),
        "" => Some(OewsMark::Absent(Mark::NotApplicable)),
        _ => None,
    }
}

/// The wage from which a release prints `#`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OewsTopCode {
    /// Dollars an hour.
    pub hourly_usd: f64,
    /// Dollars a year.
    pub annual_usd: f64,
}

/// What is particular to a release.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OewsRelease {
    /// The reference month.
    pub release: Release,
    /// The edition of its codes.
    pub soc: SocVersion,
    /// Its top code.
    pub top_code: OewsTopCode,
}

/// What began with a year: each row holds for its May and all later ones up to the next row.
#[rustfmt::skip]
const RELEASES: &[(u16, SocVersion, f64, f64)] = &[
    (1997, SocVersion::Oes,         60.0, 124_820.0),
    (1999, SocVersion::Soc2000,     70.0, 145_600.0),
    (2008, SocVersion::Soc2000,     80.0, 166_400.0),
    (2010, SocVersion::Mix2010,     80.0, 166_400.0),
    (2011, SocVersion::Mix2010,     90.0, 187_200.0),
    (2012, SocVersion::Soc2010,     90.0, 187_200.0),
    (2016, SocVersion::Soc2010,    100.0, 208_000.0),
    (2019, SocVersion::Hybrid2019, 100.0, 208_000.0),
    (2021, SocVersion::Soc2018,    100.0, 208_000.0),
    (2022, SocVersion::Soc2018,    115.0, 239_200.0),
];

/// The first release that prints wages above its top code, and marks only some of them.
const FIRST_ABOVE_TOP_CODE: u16 = 2025;

/// Whether a release prints wages above its top code.
#[must_use]
pub fn oews_prints_above_top_code(release: Release) -> bool {
    release.year() >= FIRST_ABOVE_TOP_CODE
}

/// What is particular to a release; `None` before 1997.
#[must_use]
pub fn oews_release(release: Release) -> Option<OewsRelease> {
    let row = RELEASES.iter().rev().find(|(year, ..)| *year <= release.year())?;
    let (_, soc, hourly_usd, annual_usd) = *row;
    Some(OewsRelease { release, soc, top_code: OewsTopCode { hourly_usd, annual_usd } })
}

/// Whether a wage is the top code of any release, by the hour or the year.
#[must_use]
pub fn oews_is_top_code(usd: f64) -> bool {
    let is_same = |of: f64| (of - usd).abs() < 0.005;
    RELEASES.iter().any(|(.., hourly_usd, annual_usd)| is_same(*hourly_usd) || is_same(*annual_usd))
}

/// What a break is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakKind {
    /// The codes of the occupations.
    Codes,
    /// The method of estimation.
    Method,
    /// The delineation of metropolitan and nonmetropolitan areas.
    Areas,
    /// The top code, which matters to wages that reach it.
    TopCode,
}

/// A change of method, codes, areas or top code that a comparison over time must not cross silently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// The first May that has it.
    pub year: u16,
    /// What it is of.
    pub kind: BreakKind,
    /// What changed, for a label of a chart.
    pub what: &'static str,
}

const fn since(year: u16, kind: BreakKind, what: &'static str) -> Break {
    Break { year, kind, what }
}

/// Sources: the legends of the releases; <https://www.bls.gov/oes/oes_ques.htm>; for the areas of May
/// 2018 <https://www.bls.gov/oes/notices/2019/areas_2018.htm>, of May 2024
/// <https://www.bls.gov/oes/2023/may/oes_abo.htm>. The areas of the 2010 census came between 2013 and 2018;
/// no source at hand names the year.
#[rustfmt::skip]
const BREAKS: &[Break] = {
    use BreakKind::{Areas, Codes, Method, TopCode};
    &[
        since(2004, Codes,   "residual occupations published"),
        since(2005, Areas,   "metropolitan areas of the 2000 census"),
        since(2008, TopCode, "top code raised to $166,400"),
        since(2010, Codes,   "SOC 2010 phased in"),
        since(2011, TopCode, "top code raised to $187,200"),
        since(2012, Codes,   "SOC 2010"),
        since(2016, TopCode, "top code raised to $208,000"),
        since(2017, Codes,   "some occupations combined"),
        since(2018, Areas,   "metropolitan divisions dropped, nonmetropolitan areas combined"),
        since(2019, Codes,   "hybrid of SOC 2010 and 2018"),
        since(2021, Method,  "new estimation method (MB3) and SOC 2018"),
        since(2022, TopCode, "top code raised to $239,200"),
        since(2024, Areas,   "metropolitan areas of the 2020 census"),
        since(2025, TopCode, "wages above the top code published"),
    ]
};

/// The breaks between an earlier and a later release.
pub fn oews_breaks(earlier: Release, later: Release) -> impl Iterator<Item = Break> {
    let crossed = move |row: &&Break| earlier.year() < row.year && row.year <= later.year();
    BREAKS.iter().filter(crossed).copied()
}
