//! A number that knows what kind of number it is, and the marks that stand where there is none.

use serde::Serialize;

/// Why there is no number: BLS's special marks and our own refusals, each a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// `*`: BLS does not release the wage.
    WageNotReleased,
    /// `*` in an annual cell of a row for which BLS releases hourly wages only (`HOURLY` is `TRUE`).
    HourlyWageOnly,
    /// `*` in an hourly cell of a row for which BLS releases annual wages only (`ANNUAL` is `TRUE`).
    AnnualWageOnly,
    /// `**`: BLS does not release the employment.
    EmploymentNotReleased,
    /// `***`: BLS removed the occupation for reporting errors (1997 to 2006).
    RemovedForErrors,
    /// `~`: fewer than half a percent of the industry's establishments report the occupation.
    BelowHalfPercent,
    /// Blank: the column does not apply to this kind of row.
    NotApplicable,
    /// `—` or `N/A` in the projections: BLS has no figure.
    Unavailable,
    /// The table at hand has no row for the occupation or place, no column for the measure, or nothing in a cell
    /// in which BLS prints a figure or a mark.
    NotInTable,
    /// The inputs are bounds or are missing, so nothing can be concluded.
    NotDetermined,
}

impl Mark {
    /// What a reader is told in the place of a number.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::WageNotReleased => "not released by BLS",
            Self::HourlyWageOnly => "released as hourly wage only",
            Self::AnnualWageOnly => "released as annual wage only",
            Self::EmploymentNotReleased => "employment not released by BLS",
            Self::RemovedForErrors => "removed by BLS for reporting errors",
            Self::BelowHalfPercent => "below 0.5%",
            Self::NotApplicable => "not applicable",
            Self::Unavailable => "not available from BLS",
            Self::NotInTable => "not in the table at hand",
            Self::NotDetermined => "not determined",
        }
    }
}

/// How far an estimate of ours may be off, in the unit of the measure. For a mixture, nine in ten
/// published groups that were rebuilt by the same method fall between `low` and `high`; for a change
/// of sums, rounding allows no more. METHODS.md has the rest.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Band {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// A value of a table cell or of a figure, in the unit of its measure.
///
/// Nothing stands for a missing value: there is no zero, no NaN and no threshold to mistake for a
/// number, so every mean, chart and sentence has to say what it does with each kind.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Estimate {
    /// As BLS prints it.
    Published {
        /// The number.
        value: f64,
    },
    /// Computed by this program, with an error band where one was measured.
    Derived {
        /// The number.
        value: f64,
        /// How far it may be off; `None` when it is exact but for rounding.
        band: Option<Band>,
    },
    /// At or above a bound: BLS's top code (`#`), or what follows from one.
    AtLeast {
        /// The bound.
        bound: f64,
    },
    /// At or below a bound: what follows from a top-coded value that is subtracted or divided by.
    AtMost {
        /// The bound.
        bound: f64,
    },
    /// No number, and why.
    Absent {
        /// The reason.
        mark: Mark,
    },
}

impl Estimate {
    /// A number as BLS prints it.
    #[must_use]
    pub const fn published(value: f64) -> Self {
        Self::Published { value }
    }

    /// A number of ours that is exact but for rounding.
    #[must_use]
    pub const fn exact(value: f64) -> Self {
        Self::Derived { value, band: None }
    }

    /// A lower bound.
    #[must_use]
    pub const fn at_least(bound: f64) -> Self {
        Self::AtLeast { bound }
    }

    /// No number, and why.
    #[must_use]
    pub const fn absent(mark: Mark) -> Self {
        Self::Absent { mark }
    }

    /// The number, when there is one; bounds and marks give `None`.
    #[must_use]
    pub const fn number(self) -> Option<f64> {
        match self {
            Self::Published { value } | Self::Derived { value, .. } => Some(value),
            Self::AtLeast { .. } | Self::AtMost { .. } | Self::Absent { .. } => None,
        }
    }

    /// The status word of machine-readable tables.
    #[must_use]
    pub const fn status(self) -> &'static str {
        match self {
            Self::Published { .. } => "published",
            Self::Derived { band: Some(_), .. } => "estimate",
            Self::Derived { band: None, .. } => "derived",
            Self::AtLeast { .. } => "at_least",
            Self::AtMost { .. } => "at_most",
            Self::Absent { mark } => match mark {
                Mark::WageNotReleased => "wage_not_released",
                Mark::HourlyWageOnly => "hourly_wage_only",
                Mark::AnnualWageOnly => "annual_wage_only",
                Mark::EmploymentNotReleased => "employment_not_released",
                Mark::RemovedForErrors => "removed_for_errors",
                Mark::BelowHalfPercent => "below_half_percent",
                Mark::NotApplicable => "not_applicable",
                Mark::Unavailable => "unavailable",
                Mark::NotInTable => "not_in_table",
                Mark::NotDetermined => "not_determined",
            },
        }
    }

    /// The mark that a published table has in the place of a number: `top_coded`, `wage_not_released`,
    /// ...; `None` where there is a number.
    #[must_use]
    pub const fn mark(self) -> Option<&'static str> {
        match self {
            Self::Published { .. } | Self::Derived { .. } => None,
            Self::AtLeast { .. } => Some("top_coded"),
            Self::AtMost { .. } | Self::Absent { .. } => Some(self.status()),
        }
    }

    /// The same value with its numbers changed by `map`, which must keep their order.
    #[must_use]
    pub fn map(self, map: impl Fn(f64) -> f64) -> Self {
        match self {
            Self::Published { value } => Self::Published { value: map(value) },
            Self::Derived { value, band } => Self::Derived {
                value: map(value),
                band: band.map(|Band { low, high }| Band { low: map(low), high: map(high) }),
            },
            Self::AtLeast { bound } => Self::AtLeast { bound: map(bound) },
            Self::AtMost { bound } => Self::AtMost { bound: map(bound) },
            Self::Absent { .. } => self,
        }
    }
}
