//! Units: how a number of each is rounded and printed, everywhere alike.

use serde::Serialize;

use super::{Band, Estimate};

/// The unit of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Jobs.
    Jobs,
    /// Thousands of jobs.
    ThousandJobs,
    /// U.S. dollars a year.
    UsdPerYear,
    /// U.S. dollars an hour.
    UsdPerHour,
    /// Percent.
    Percent,
    /// Percentage points.
    PercentagePoints,
    /// A share from 0 to 100.
    PercentileRank,
    /// One number divided by another.
    Ratio,
    /// A share in a thousand.
    PerThousand,
    /// A price level, U.S. = 100.
    PriceIndex,
    /// Words.
    Category,
}

impl Unit {
    /// Decimals printed: those of BLS's own tables.
    #[must_use]
    pub const fn decimals(self) -> usize {
        match self {
            Self::Jobs | Self::UsdPerYear | Self::Category => 0,
            Self::ThousandJobs | Self::Percent | Self::PercentagePoints | Self::PercentileRank => 1,
            Self::UsdPerHour | Self::Ratio => 2,
            Self::PerThousand | Self::PriceIndex => 3,
        }
    }

    /// A number in this unit, rounded to the decimals that are printed.
    #[must_use]
    pub fn round(self, number: f64) -> f64 {
        let scale = [1.0, 10.0, 100.0, 1000.0][self.decimals()];
        // Adding zero makes a negative zero a plain one.
        (number * scale).round() / scale + 0.0
    }

    /// A number of ours, rounded to the precision that BLS gives its own: annual wages to ten dollars.
    #[must_use]
    pub fn round_derived(self, number: f64) -> f64 {
        match self {
            Self::UsdPerYear => (number / 10.0).round() * 10.0,
            _ => self.round(number),
        }
    }

    /// A number as printed in a cell: `$110,680`, `-3.4%`, `2.41`.
    #[must_use]
    pub fn print(self, number: f64) -> String {
        let rounded = self.round(number);
        let digits = with_thousands_separators(rounded.abs(), self.decimals());
        let sign = if rounded < 0.0 { "-" } else { "" };
        match self {
            Self::UsdPerYear | Self::UsdPerHour => format!("{sign}${digits}"),
            Self::Percent => format!("{sign}{digits}%"),
            _ => format!("{sign}{digits}"),
        }
    }

    /// An estimate as printed in a cell; a mark is printed in words.
    #[must_use]
    pub fn print_estimate(self, estimate: Estimate) -> String {
        match estimate {
            Estimate::Published { value } | Estimate::Derived { value, .. } => self.print(value),
            Estimate::AtLeast { bound } => format!("at least {}", self.print(bound)),
            Estimate::AtMost { bound } => format!("at most {}", self.print(bound)),
            Estimate::Absent { mark } => mark.in_words().to_owned(),
        }
    }

    /// The two ends of a band: `$46,210 to $48,900`.
    #[must_use]
    pub fn print_band(self, band: Band) -> String {
        format!("{} to {}", self.print(band.low), self.print(band.high))
    }

    /// The unit in words, as a chart or a column head names it.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Jobs => "jobs",
            Self::ThousandJobs => "thousand jobs",
            Self::UsdPerYear => "dollars a year",
            Self::UsdPerHour => "dollars an hour",
            Self::Percent => "percent",
            Self::PercentagePoints => "percentage points",
            Self::PercentileRank => "percentile rank",
            Self::Ratio => "ratio",
            Self::PerThousand => "per thousand",
            Self::PriceIndex => "U.S. = 100",
            Self::Category => "category",
        }
    }
}

fn with_thousands_separators(number: f64, decimals: usize) -> String {
    let plain = format!("{number:.decimals$}");
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let mut grouped = String::with_capacity(plain.len() + whole.len() / 3);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}
