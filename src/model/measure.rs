//! What is measured: one name a quantity, with its unit in the name, and one way to print it.

use serde::{Serialize, Serializer};

use super::{Band, Estimate};

/// The five points of a wage distribution that OEWS publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Percentile {
    /// 10th percentile.
    P10,
    /// 25th percentile.
    P25,
    /// Median.
    P50,
    /// 75th percentile.
    P75,
    /// 90th percentile.
    P90,
}

impl Percentile {
    /// The five points, lowest first.
    pub const ALL: [Self; 5] = [Self::P10, Self::P25, Self::P50, Self::P75, Self::P90];

    /// The share of workers at or below the point, as a fraction.
    #[must_use]
    pub const fn fraction(self) -> f64 {
        match self {
            Self::P10 => 0.10,
            Self::P25 => 0.25,
            Self::P50 => 0.50,
            Self::P75 => 0.75,
            Self::P90 => 0.90,
        }
    }

    /// The point in words: "10th percentile", "median".
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::P10 => "10th percentile",
            Self::P25 => "25th percentile",
            Self::P50 => "median",
            Self::P75 => "75th percentile",
            Self::P90 => "90th percentile",
        }
    }
}

/// What a wage is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PayPeriod {
    /// Dollars a year.
    Annual,
    /// Dollars an hour.
    Hourly,
}

impl PayPeriod {
    /// Both, the annual first.
    pub const ALL: [Self; 2] = [Self::Annual, Self::Hourly];
}

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
            Self::PerThousand => 3,
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

/// A quantity that a figure can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Wage and salary jobs (OEWS `TOT_EMP`); the self-employed are not counted.
    Employment,
    /// Relative standard error of [`Measure::Employment`], percent.
    EmploymentPrse,
    /// Mean wage.
    WageMean(PayPeriod),
    /// Relative standard error of the mean wage, percent.
    WageMeanPrse,
    /// A percentile of the wage.
    Wage(PayPeriod, Percentile),
    /// Jobs of the occupation in a thousand jobs of the area (OEWS `JOBS_1000`).
    JobsPerThousand,
    /// That share divided by the nation's (OEWS `LOC_QUOTIENT`).
    LocationQuotient,
    /// Jobs of the occupation as a percent of the industry's jobs (OEWS `PCT_TOTAL`).
    IndustryShare,
    /// Percent of the industry's establishments that report the occupation (OEWS `PCT_RPT`).
    EstablishmentsReporting,
    /// Jobs in the base year of a projection, thousands, self-employed included.
    BaseEmployment,
    /// Jobs in the projected year, thousands.
    ProjectedEmployment,
    /// Change between the two, thousands.
    EmploymentChange,
    /// Change between the two, percent; BLS computes it before rounding.
    EmploymentChangePct,
    /// Openings a year, on average over the projection, thousands.
    AnnualOpenings,
    /// Openings due to growth and replacement over the ten years of a projection, thousands: what
    /// rounds before 2016-26 have, by another method than [`Measure::AnnualOpenings`].
    ReplacementOpenings,
    /// Percent of the jobs of the base year that are held by the self-employed.
    SelfEmployedPct,
    /// Education that workers typically need to enter the occupation.
    TypicalEducation,
    /// Work experience in a related occupation that workers typically need.
    WorkExperience,
    /// Training on the job that workers typically need to become competent.
    JobTraining,
    /// BLS's wording for the growth of an occupation, by the thresholds of the round.
    GrowthWording,
    /// Share of workers whose occupation has a lower median wage, 0 to 100.
    MedianRank,
    /// Median wage minus another median wage, dollars a year.
    MedianDifference,
    /// Median wage divided by another median wage.
    MedianRatio,
    /// Projected percent change minus that of all occupations, percentage points.
    GrowthDifference,
    /// Projected percent change divided by that of all occupations.
    GrowthRatio,
    /// Median wage in the dollars of another month.
    ConstantDollarMedian,
    /// Median wage divided by the price level of its area, U.S. = 100.
    PriceAdjustedMedian,
    /// Jobs in occupations that two groups share.
    SharedEmployment,
    /// The same as a percent of the jobs of the first group.
    SharedEmploymentPct,
}

impl Measure {
    /// The name in ids, tables and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        use PayPeriod::{Annual, Hourly};
        use Percentile::{P10, P25, P50, P75, P90};
        match self {
            Self::Employment => "employment",
            Self::EmploymentPrse => "employment_prse_pct",
            Self::WageMean(Annual) => "annual_wage_mean_usd",
            Self::WageMean(Hourly) => "hourly_wage_mean_usd",
            Self::WageMeanPrse => "wage_mean_prse_pct",
            Self::Wage(Annual, P10) => "annual_wage_p10_usd",
            Self::Wage(Annual, P25) => "annual_wage_p25_usd",
            Self::Wage(Annual, P50) => "annual_wage_p50_usd",
            Self::Wage(Annual, P75) => "annual_wage_p75_usd",
            Self::Wage(Annual, P90) => "annual_wage_p90_usd",
            Self::Wage(Hourly, P10) => "hourly_wage_p10_usd",
            Self::Wage(Hourly, P25) => "hourly_wage_p25_usd",
            Self::Wage(Hourly, P50) => "hourly_wage_p50_usd",
            Self::Wage(Hourly, P75) => "hourly_wage_p75_usd",
            Self::Wage(Hourly, P90) => "hourly_wage_p90_usd",
            Self::JobsPerThousand => "jobs_per_thousand",
            Self::LocationQuotient => "location_quotient",
            Self::IndustryShare => "industry_employment_pct",
            Self::EstablishmentsReporting => "establishments_reporting_pct",
            Self::BaseEmployment => "base_employment_thousands",
            Self::ProjectedEmployment => "projected_employment_thousands",
            Self::EmploymentChange => "employment_change_thousands",
            Self::EmploymentChangePct => "employment_change_pct",
            Self::AnnualOpenings => "annual_openings_thousands",
            Self::ReplacementOpenings => "ten_year_replacement_openings_thousands",
            Self::SelfEmployedPct => "self_employed_pct",
            Self::TypicalEducation => "typical_education",
            Self::WorkExperience => "work_experience",
            Self::JobTraining => "on_the_job_training",
            Self::GrowthWording => "growth_wording",
            Self::MedianRank => "annual_wage_p50_rank",
            Self::MedianDifference => "annual_wage_p50_difference_usd",
            Self::MedianRatio => "annual_wage_p50_ratio",
            Self::GrowthDifference => "employment_change_difference_points",
            Self::GrowthRatio => "employment_change_ratio",
            Self::ConstantDollarMedian => "annual_wage_p50_constant_usd",
            Self::PriceAdjustedMedian => "annual_wage_p50_price_adjusted_usd",
            Self::SharedEmployment => "shared_employment",
            Self::SharedEmploymentPct => "shared_employment_pct",
        }
    }

    /// The unit that every value of the measure is in.
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::Employment | Self::SharedEmployment => Unit::Jobs,
            Self::EmploymentPrse
            | Self::WageMeanPrse
            | Self::EmploymentChangePct
            | Self::IndustryShare
            | Self::EstablishmentsReporting
            | Self::SelfEmployedPct
            | Self::SharedEmploymentPct => Unit::Percent,
            Self::WageMean(PayPeriod::Annual)
            | Self::Wage(PayPeriod::Annual, _)
            | Self::MedianDifference
            | Self::ConstantDollarMedian
            | Self::PriceAdjustedMedian => Unit::UsdPerYear,
            Self::WageMean(PayPeriod::Hourly) | Self::Wage(PayPeriod::Hourly, _) => Unit::UsdPerHour,
            Self::BaseEmployment
            | Self::ProjectedEmployment
            | Self::EmploymentChange
            | Self::ReplacementOpenings
            | Self::AnnualOpenings => Unit::ThousandJobs,
            Self::JobsPerThousand => Unit::PerThousand,
            Self::TypicalEducation | Self::WorkExperience | Self::JobTraining | Self::GrowthWording => {
                Unit::Category
            }
            Self::MedianRank => Unit::PercentileRank,
            Self::MedianRatio | Self::GrowthRatio | Self::LocationQuotient => Unit::Ratio,
            Self::GrowthDifference => Unit::PercentagePoints,
        }
    }

    /// A short head for a column of a table.
    #[must_use]
    pub const fn head(self) -> &'static str {
        use PayPeriod::{Annual, Hourly};
        use Percentile::{P10, P25, P50, P75, P90};
        match self {
            Self::Employment => "Employment",
            Self::EmploymentPrse => "Employment PRSE",
            Self::WageMean(Annual) => "Mean, annual",
            Self::WageMean(Hourly) => "Mean, hourly",
            Self::WageMeanPrse => "Mean wage PRSE",
            Self::Wage(_, P10) => "10th",
            Self::Wage(_, P25) => "25th",
            Self::Wage(_, P50) => "Median",
            Self::Wage(_, P75) => "75th",
            Self::Wage(_, P90) => "90th",
            Self::JobsPerThousand => "Jobs per thousand",
            Self::LocationQuotient => "Location quotient",
            Self::IndustryShare => "Share of the industry's jobs",
            Self::EstablishmentsReporting => "Establishments reporting",
            Self::BaseEmployment => "Base jobs (thousands)",
            Self::ProjectedEmployment => "Projected jobs (thousands)",
            Self::EmploymentChange => "Change (thousands)",
            Self::EmploymentChangePct => "Change",
            Self::AnnualOpenings => "Openings a year (thousands)",
            Self::ReplacementOpenings => "Growth and replacement, ten years (thousands)",
            Self::SelfEmployedPct => "Self-employed",
            Self::TypicalEducation => "Typical entry-level education",
            Self::WorkExperience => "Work experience",
            Self::JobTraining => "On-the-job training",
            Self::GrowthWording => "BLS wording",
            Self::MedianRank => "Rank of the median",
            Self::MedianDifference => "Difference of medians",
            Self::MedianRatio => "Ratio of medians",
            Self::GrowthDifference => "Growth less all occupations (points)",
            Self::GrowthRatio => "Growth, times all occupations",
            Self::ConstantDollarMedian => "Median, constant dollars",
            Self::PriceAdjustedMedian => "Median, price-adjusted",
            Self::SharedEmployment => "Jobs in common",
            Self::SharedEmploymentPct => "Share in common",
        }
    }
}

impl Serialize for Measure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
