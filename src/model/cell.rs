//! One row of a published table, in the form in which every reader hands it on.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{Area, AreaKind, Estimate, Measure, Release, Round, SocCode, SocLevel};

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
    /// Line of the file, from 1.
    pub line: u64,
    /// The place.
    pub area: Area,
    /// The place's name.
    pub area_title: &'a str,
    /// The kind of place.
    pub area_kind: AreaKind,
    /// The occupation.
    pub soc: SocCode,
    /// The occupation's title, without examples or indents.
    pub title: &'a str,
    /// The occupation's level.
    pub level: SocLevel,
    /// A value a column, in the order of the table's measures.
    pub values: &'a [Estimate],
    /// Typical education, where the table has it.
    pub education: Option<&'a str>,
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
}
