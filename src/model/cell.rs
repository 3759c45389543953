//! One row of a published table, in the form in which every reader hands it on.

use std::{collections::BTreeMap, fmt};

use serde::{Serialize, Serializer};

use super::{Area, AreaKind, Estimate, Measure, OccupationCode, PayPeriod, Release, Round, SocLevel};

/// The key of time of a table: a release of OEWS or a round of the projections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// Reference month of wages and employment.
    Release(Release),
    /// Base and projected year.
    Round(Round),
}

impl Period {
    /// The period as said: "May 2025", "2024-34".
    #[must_use]
    pub fn in_words(self) -> String {
        match self {
            Self::Release(release) => release.in_words(),
            Self::Round(round) => round.to_string(),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Release(release) => release.fmt(out),
            Self::Round(round) => round.fmt(out),
        }
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A row of a published table, borrowed from the file while it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedRow<'a> {
    /// Line of the text file or row of the sheet, from 1.
    pub line: u64,
    /// The member of a zip and the sheet of a workbook; empty for a plain text file.
    pub part: &'a str,
    /// The place.
    pub area: Area,
    /// The place's name.
    pub area_title: &'a str,
    /// The kind of place.
    pub area_kind: AreaKind,
    /// The industry's NAICS code as published (`31-33`); empty for all industries together.
    pub industry: &'a str,
    /// How detailed the industry is (`sector`, `3-digit`), as published: BLS lists some codes at two levels. Empty
    /// for all industries together, and where the table has no such column.
    pub industry_group: &'a str,
    /// The owners' code as published (`5` is private); empty where the table names none.
    pub ownership: &'a str,
    /// The occupation.
    pub code: OccupationCode,
    /// The occupation's title, without examples or indents.
    pub title: &'a str,
    /// The occupation's level.
    pub level: SocLevel,
    /// A value a column, in the order of the table's measures.
    pub values: &'a [Estimate],
    /// Typical education, where the table has it.
    pub education: Option<&'a str>,
    /// Work experience in a related occupation that is typical, where the table has it.
    pub experience: Option<&'a str>,
    /// Training on the job that is typical, where the table has it.
    pub training: Option<&'a str>,
    /// Whether BLS releases annual wages only, or hourly wages only, for the row.
    pub only: Option<PayPeriod>,
}

impl PublishedRow<'_> {
    /// Whether the row is about all industries together.
    #[must_use]
    pub const fn is_cross_industry(&self) -> bool {
        self.industry.is_empty()
    }
}

/// What a reader says of a whole table before its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableHead {
    /// The measures of the rows' values, in their order.
    pub measures: Vec<Measure>,
    /// The head of each measure's column in the file.
    pub heads: Vec<String>,
    /// The head of the education column, where there is one.
    pub education_head: Option<String>,
    /// The head of the column of work experience, where there is one.
    pub experience_head: Option<String>,
    /// The head of the column of training on the job, where there is one.
    pub training_head: Option<String>,
    /// The year of the median wages of a projections table; it may be later than the base year.
    pub wage_year: Option<u16>,
    /// Whether each value of a row has a line of its own, as in BLS's flat files: then the line of the
    /// row is that of its first value, and a value that does not apply has none.
    pub a_line_a_value: bool,
    /// Measures whose column stands in another part of the file than the rest, and that part: member of the zip
    /// and sheet.
    pub parts: Vec<(Measure, String)>,
    /// The lines of that part that the values of rows stand in, by the line of the row, where the two differ.
    pub lines: BTreeMap<u64, u64>,
    /// Measures of which the file has no value at all, though files like it have: they are in no table made
    /// of the rows.
    pub lacking: Vec<Measure>,
}
