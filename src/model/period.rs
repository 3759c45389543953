//! The two keys of time: the release of OEWS and the round of the Employment Projections.

use std::{fmt, str::FromStr};

/// The reference month of a release, written `2025-05` and said "May 2025".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Release {
    year: u16,
    month: u8,
}

/// The two years of a projection, written and said `2024-34`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Round {
    base: u16,
}

/// Why a text is not a period.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ParsePeriodError {
    /// Not a release.
    #[error("`{0}` is not a release: a year and a month, such as 2025-05")]
    Release(String),
    /// Not a projection round.
    #[error("`{0}` is not a projection round: ten years, such as 2024-34")]
    Round(String),
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The months by their first three letters, in lower case, as dates are told apart by.
pub const MONTHS_SHORT: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl Release {
    /// The release of May of a year, the reference month of OEWS since 2003.
    #[must_use]
    pub const fn may(year: u16) -> Self {
        Self { year, month: 5 }
    }

    /// The calendar year of the reference month.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The reference month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The month after it.
    #[must_use]
    pub const fn next_month(self) -> Self {
        match self.month {
            12 => Self { year: self.year + 1, month: 1 },
            month => Self { year: self.year, month: month + 1 },
        }
    }

    /// The period in words: "May 2025".
    #[must_use]
    pub fn in_words(self) -> String {
        format!("{} {}", MONTHS[usize::from(self.month) - 1], self.year)
    }
}

impl Round {
    /// Years between the base and the projected year of every round.
    pub const YEARS: u16 = 10;

    /// The round that starts in a base year.
    #[must_use]
    pub const fn from_base_year(base: u16) -> Self {
        Self { base }
    }

    /// The base year.
    #[must_use]
    pub const fn base_year(self) -> u16 {
        self.base
    }

    /// The projected year.
    #[must_use]
    pub const fn projected_year(self) -> u16 {
        self.base + Self::YEARS
    }
}

/// The two numbers around the hyphen of `2025-05` or `2024-34`.
fn year_and_pair(text: &str) -> Option<(u16, u8)> {
    let (year, pair) = text.split_once(['-', '–'])?;
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(year, 4) || !digits(pair, 2) {
        return None;
    }
    Some((year.parse().ok()?, pair.parse().ok()?))
}

impl FromStr for Release {
    type Err = ParsePeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match year_and_pair(text) {
            Some((year, month @ 1..=12)) if year >= 1900 => Ok(Self { year, month }),
            _ => Err(ParsePeriodError::Release(text.to_owned())),
        }
    }
}

impl FromStr for Round {
    type Err = ParsePeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match year_and_pair(text) {
            Some((base, end)) if base >= 1900 && (base + Self::YEARS) % 100 == u16::from(end) => {
                Ok(Self { base })
            }
            _ => Err(ParsePeriodError::Round(text.to_owned())),
        }
    }
}

impl fmt::Display for Release {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year, self.month)
    }
}

impl fmt::Display for Round {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.base, self.projected_year() % 100)
    }
}

serde_as_text!(Release, Round);
