//! Employment Projections: columns and marks of the occupation tables.
//! Source: <https://www.bls.gov/emp/documentation/definitions.htm>.

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
    /// Median annual wage, dollars, of the year in the head.
    MedianWage,
    /// Typical education needed for entry.
    Education,
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
            Self::MedianWage => "median annual wage",
            Self::Education => "typical education",
        }
    }
}

/// Words that a head must hold, and must not, to be the column; the first row that fits counts.
#[rustfmt::skip]
const COLUMNS: &[(ProjectionColumn, &[&str], &[&str])] = {
    use ProjectionColumn as C;
    &[
        (C::Title,      &["title"],                    &["code", "ooh"]),
        (C::Soc,        &["code"],                     &["title", "education", "workex", "tr"]),
        (C::Soc,        &["occupation", "code"],       &["title"]),
        (C::Type,       &["occupation", "type"],       &[]),
        (C::Openings,   &["openings"],                 &[]),
        (C::MedianWage, &["median", "annual", "wage"], &[]),
        (C::Education,  &["education", "entry"],       &["code"]),
        (C::ChangePct,  &["employment", "percent", "change"],  &["distribution"]),
        (C::Change,     &["employment", "change"],     &["percent"]),
        (C::Employment, &["employment"],               &["change", "percent", "distribution", "self"]),
    ]
};

/// The column that a head names.
#[must_use]
pub fn projection_column(head: &str) -> Option<ProjectionColumn> {
    let head = head.to_lowercase();
    let fits = |(_, with, without): &&(ProjectionColumn, &[&str], &[&str])| {
        with.iter().all(|word| head.contains(word)) && !without.iter().any(|word| head.contains(word))
    };
    COLUMNS.iter().find(fits).map(|(column, ..)| *column)
}

/// Cells that say that BLS has no figure.
pub const UNAVAILABLE_MARKS: &[&str] = &["—", "-", "N/A"];
