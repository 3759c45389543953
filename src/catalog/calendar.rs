//! When releases are due, and the days on which some are known to have come. The newest release is
//! never told from this calendar: what is due is a reason to look. Sources: the news releases of BLS,
//! <https://www.bls.gov/schedule/>, <https://www.bea.gov/news/schedule>, and the dates of saved files.

use crate::model::{Program, Release, Round};

/// A day: year, month, day.
pub type Day = (i16, i8, i8);

/// When a program's next release is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The first day on which it may come.
    pub from: Day,
    /// The last day on which it came in other years, with some days more. After it it is overdue.
    pub until: Day,
}

/// A release that is known to have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Came {
    /// The program.
    pub program: Program,
    /// The release or round, as in `pipeline.toml`; a year for price parities.
    pub period: &'static str,
    /// The day.
    pub day: Day,
    /// What the day is known from.
    pub known_from: &'static str,
}

const NEWS: &str = "news release";
const FILE: &str = "date of the file on the server";
const REPORTED: &str = "reported by users of the file";

#[rustfmt::skip]
const CAME: &[Came] = &[
    Came { program: Program::Oews,        period: "1998-05", day: (1999, 12, 22), known_from: NEWS },
    Came { program: Program::Oews,        period: "2001-05", day: (2002, 11, 6), known_from: NEWS },
    Came { program: Program::Oews,        period: "2003-05", day: (2004, 4, 30), known_from: NEWS },
    Came { program: Program::Oews,        period: "2005-05", day: (2006, 5, 24), known_from: NEWS },
    Came { program: Program::Oews,        period: "2012-05", day: (2013, 3, 29), known_from: NEWS },
    Came { program: Program::Oews,        period: "2025-05", day: (2026, 5, 15), known_from: FILE },
    Came { program: Program::Projections, period: "2025-35", day: (2026, 8, 27), known_from: REPORTED },
];

/// The day on which a release is known to have come.
#[must_use]
pub fn came(program: Program, period: &str) -> Option<Came> {
    CAME.iter().find(|row| row.program == program && row.period == period).copied()
}

/// The newest release of a program that is known to have come.
#[must_use]
pub fn newest_that_came(program: Program) -> Option<Came> {
    CAME.iter().filter(|row| row.program == program).max_by_key(|row| row.period).copied()
}

/// OEWS of a May comes in the spring of the year after: in March or April, and in May in 2026.
#[must_use]
pub const fn oews_due(release: Release) -> Due {
    let year = release.year().cast_signed() + 1;
    Due { from: (year, 3, 25), until: (year, 5, 31) }
}

/// A round comes at the end of the summer after its base year.
#[must_use]
pub const fn projections_due(round: Round) -> Due {
    let year = round.base_year().cast_signed() + 1;
    Due { from: (year, 8, 25), until: (year, 9, 30) }
}

/// The index of a month comes in the second week of the next.
#[must_use]
pub const fn cpi_due(year: i16, month: i8) -> Due {
    let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    Due { from: (year, month, 10), until: (year, month, 18) }
}

/// The parities of a year come in December of the next, or early in the year after that.
#[must_use]
pub const fn parities_due(year: i16) -> Due {
    Due { from: (year + 1, 12, 1), until: (year + 2, 2, 28) }
}
