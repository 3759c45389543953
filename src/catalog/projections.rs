//! Employment Projections: columns and marks of the occupation tables.
//! Source: <https://www.bls.gov/emp/documentation/definitions.htm>.

use crate::model::Round;

/// A column of a projections table; the years in its head are kept beside it by the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProjectionColumn {
    /// Occupation title.
    Title,
    /// Occupation code.
    Soc,
    /// `Summary` for groups, `Line item` for occupations.
    Type,
    /// Jobs in a year, thousands; the base year comes before the projected one.
    Employment,
    /// Change in jobs, thousands.
    Change,
    /// Change in jobs, percent.
    ChangePct,
    /// Openings a year, thousands.
    Openings,
    /// Openings due to growth and replacement over ten years, thousands (rounds before 2016-26).
    ReplacementOpenings,
    /// Percent of the base year's jobs that are held by the self-employed.
    SelfEmployed,
    /// Median annual wage, dollars, of the year in the head.
    MedianWage,
    /// Typical education needed for entry.
    Education,
    /// Work experience in a related occupation.
    Experience,
    /// Typical training on the job.
    Training,
}

impl ProjectionColumn {
    /// What a message calls the column.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Title => "occupation title",
            Self::Soc => "occupation code",
            Self::Type => "occupation type",
            Self::Employment => "employment",
            Self::Change => "employment change",
            Self::ChangePct => "percent change",
            Self::Openings => "openings",
            Self::ReplacementOpenings => "openings due to growth and replacement",
            Self::SelfEmployed => "percent self-employed",
            Self::MedianWage => "median annual wage",
            Self::Education => "typical education",
            Self::Experience => "work experience",
            Self::Training => "on-the-job training",
        }
    }
}

/// Words that a head must hold, and must not, to be the column; the first row that fits counts.
#[rustfmt::skip]
const COLUMNS: &[(ProjectionColumn, &[&str], &[&str])] = {
    use ProjectionColumn as C;
    &[
        (C::Title,      &["title"],                     &["ooh"]),
        (C::Soc,        &["code"],                      &["education", "workex", "trcode"]),
        (C::Type,       &["occupation", "type"],        &[]),
        (C::ReplacementOpenings, &["openings", "replacement"], &[]),
        (C::Openings,   &["openings"],                  &[]),
        (C::MedianWage, &["median", "annual", "wage"],  &["quartile"]),
        (C::Education,  &["education", "entry"],        &["code"]),
        (C::Education,  &["education", "source"],       &["code"]),
        (C::Experience, &["work experience"],           &["code"]),
        (C::Training,   &["on-the-job training"],       &["code"]),
        (C::SelfEmployed, &["percent", "self", "employed"], &[]),
        (C::ChangePct,  &["percent", "change"],         &["distribution"]),
        (C::Change,     &["change"],                    &["percent"]),
        (C::Employment, &["employment"],                &["distribution", "percent"]),
    ]
};

/// The column that a head names. A head over both title and code (`2018 National Employment Matrix
/// title and code`) is taken for the title's.
#[must_use]
pub fn projection_column(head: &str) -> Option<ProjectionColumn> {
    let head = head.to_lowercase();
    let fits = |(_, with, without): &&(ProjectionColumn, &[&str], &[&str])| {
        with.iter().all(|word| head.contains(word)) && !without.iter().any(|word| head.contains(word))
    };
    COLUMNS.iter().find(fits).map(|(column, ..)| *column)
}

/// The columns of the state projections of Projections Central, whose figures are jobs and not
/// thousands: in its files, in what its pages load, and on its pages. Source: <https://projectionscentral.org/>.
pub const STATE_PROJECTION_HEADS: [&[&str]; 11] = [
    &["stfips", "state fips"],
    &["areaname", "area"],
    &["code", "occ code"],
    &["name", "title", "occupation name"],
    &["baseyear"],
    &["base"],
    &["projyear", "projected year"],
    &["proj", "projected", "projection"],
    &["change"],
    &["percentchange"],
    &["avgannualopenings", "average annual openings"],
];

/// Cells that say that BLS has no figure.
pub const UNAVAILABLE_MARKS: &[&str] = &["—", "-", "N/A"];

/// Occupations without parts (line items) in the tables of each round, by its base year. Counted in BLS's workbooks,
/// <https://www.bls.gov/emp/data/occupational-data.htm>.
const OCCUPATIONS: &[(u16, usize)] = &[
    (2008, 750),
    (2012, 818),
    (2014, 819),
    (2018, 809),
    (2019, 790),
    (2020, 790),
    (2022, 832),
    (2023, 832),
    (2024, 832),
];

/// How many occupations without parts a round has; `None` where that is not known.
#[must_use]
pub fn projection_occupations(round: Round) -> Option<usize> {
    OCCUPATIONS.iter().find(|(base, _)| *base == round.base_year()).map(|(_, count)| *count)
}
