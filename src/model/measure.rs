//! What is measured: one name a quantity, with its unit in the name.

use serde::{Serialize, Serializer};

use super::Unit;

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

    /// The number of the point: 10, 25, 50, 75 or 90.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::P10 => 10,
            Self::P25 => 25,
            Self::P50 => 50,
            Self::P75 => 75,
            Self::P90 => 90,
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

    /// Whether a wage in dollars an hour is not that in dollars a year: BLS counts 2,080 hours to a year, and rounds
    /// the hourly to cents and the annual to ten dollars.
    #[must_use]
    pub fn differ(hourly_usd: f64, annual_usd: f64) -> bool {
        const HOURS_A_YEAR: f64 = 2_080.0;
        const ROUNDING_USD: f64 = 16.0;
        (hourly_usd * HOURS_A_YEAR - annual_usd).abs() > ROUNDING_USD
    }
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
    /// Employment with the interval of its sampling error, jobs.
    EmploymentInterval,
    /// Mean annual wage with the interval of its sampling error.
    WageMeanInterval,
    /// Employment minus another, with its interval.
    EmploymentDifference,
    /// Employment divided by another, with its interval.
    EmploymentRatio,
    /// Mean annual wage minus another, with its interval.
    MeanDifference,
    /// Mean annual wage divided by another, with its interval.
    MeanRatio,
    /// The yearly rate that makes a projected percent change.
    AnnualGrowthPct,
    /// Openings a year due to growth, thousands.
    GrowthOpenings,
    /// Openings a year due to people who leave the occupation, thousands.
    SeparationOpenings,
    /// People who leave the labor force a year, thousands.
    LaborForceExits,
    /// People who go to another occupation a year, thousands.
    OccupationalTransfers,
    /// A round's projected percent change less that of the round before.
    ProjectionRevision,
    /// The percent change that came in the years of a projection.
    ActualChangePct,
    /// Projected jobs above those that came, percent of these.
    ProjectionMissPct,
    /// The price level of an area, U.S. = 100.
    PriceParity,
    /// Where an area stands by its median wage among the areas of its kind.
    MedianAreaRank,
    /// Mean wage in the dollars of another month.
    ConstantDollarMean,
    /// Change of a median wage between two releases, percent.
    MedianChangePct,
    /// The same in constant dollars.
    RealMedianChangePct,
    /// Change of employment between two releases, percent.
    EmploymentOverTimePct,
    /// The percentile rank of a salary among the workers of a subject.
    SalaryRank,
    /// Percent of the workers of a subject who earn more than a salary.
    ShareAboveSalary,
    /// Percent chance that a random worker of one subject earns more than one of another.
    ChanceOfMore,
    /// How far two wage distributions overlap, percent.
    WageOverlap,
}

impl Measure {
    /// The measures that tables of BLS have numbers of.
    pub const PUBLISHED: [Self; 28] = {
        use PayPeriod::{Annual, Hourly};
        use Percentile::{P10, P25, P50, P75, P90};
        [
            Self::Employment,
            Self::EmploymentPrse,
            Self::WageMean(Annual),
            Self::WageMean(Hourly),
            Self::WageMeanPrse,
            Self::Wage(Annual, P10),
            Self::Wage(Annual, P25),
            Self::Wage(Annual, P50),
            Self::Wage(Annual, P75),
            Self::Wage(Annual, P90),
            Self::Wage(Hourly, P10),
            Self::Wage(Hourly, P25),
            Self::Wage(Hourly, P50),
            Self::Wage(Hourly, P75),
            Self::Wage(Hourly, P90),
            Self::JobsPerThousand,
            Self::LocationQuotient,
            Self::IndustryShare,
            Self::EstablishmentsReporting,
            Self::BaseEmployment,
            Self::ProjectedEmployment,
            Self::EmploymentChange,
            Self::EmploymentChangePct,
            Self::AnnualOpenings,
            Self::ReplacementOpenings,
            Self::SelfEmployedPct,
            Self::LaborForceExits,
            Self::OccupationalTransfers,
        ]
    };

    /// The name in ids, tables and JSON.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a line a measure")]
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
            Self::EmploymentInterval => "employment_interval",
            Self::WageMeanInterval => "annual_wage_mean_interval_usd",
            Self::EmploymentDifference => "employment_difference",
            Self::EmploymentRatio => "employment_ratio",
            Self::MeanDifference => "annual_wage_mean_difference_usd",
            Self::MeanRatio => "annual_wage_mean_ratio",
            Self::AnnualGrowthPct => "employment_change_annual_pct",
            Self::GrowthOpenings => "annual_growth_openings_thousands",
            Self::SeparationOpenings => "annual_separations_thousands",
            Self::LaborForceExits => "annual_labor_force_exits_thousands",
            Self::OccupationalTransfers => "annual_occupational_transfers_thousands",
            Self::ProjectionRevision => "employment_change_revision_points",
            Self::ActualChangePct => "actual_employment_change_pct",
            Self::ProjectionMissPct => "projection_miss_pct",
            Self::PriceParity => "price_parity_us_100",
            Self::MedianAreaRank => "annual_wage_p50_area_rank",
            Self::ConstantDollarMean => "annual_wage_mean_constant_usd",
            Self::MedianChangePct => "annual_wage_p50_change_pct",
            Self::RealMedianChangePct => "annual_wage_p50_real_change_pct",
            Self::EmploymentOverTimePct => "employment_over_time_pct",
            Self::SalaryRank => "salary_percentile_rank",
            Self::ShareAboveSalary => "share_above_salary_pct",
            Self::ChanceOfMore => "chance_of_earning_more_pct",
            Self::WageOverlap => "wage_overlap_pct",
        }
    }

    /// The unit that every value of the measure is in.
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::EmploymentInterval
            | Self::EmploymentDifference
            | Self::Employment
            | Self::SharedEmployment => Unit::Jobs,
            Self::ShareAboveSalary
            | Self::ChanceOfMore
            | Self::WageOverlap
            | Self::EmploymentPrse
            | Self::WageMeanPrse
            | Self::EmploymentChangePct
            | Self::IndustryShare
            | Self::EstablishmentsReporting
            | Self::SelfEmployedPct
            | Self::AnnualGrowthPct
            | Self::ActualChangePct
            | Self::ProjectionMissPct
            | Self::MedianChangePct
            | Self::RealMedianChangePct
            | Self::EmploymentOverTimePct
            | Self::SharedEmploymentPct => Unit::Percent,
            Self::WageMean(PayPeriod::Annual)
            | Self::Wage(PayPeriod::Annual, _)
            | Self::MedianDifference
            | Self::ConstantDollarMedian
            | Self::WageMeanInterval
            | Self::MeanDifference
            | Self::ConstantDollarMean
            | Self::PriceAdjustedMedian => Unit::UsdPerYear,
            Self::WageMean(PayPeriod::Hourly) | Self::Wage(PayPeriod::Hourly, _) => Unit::UsdPerHour,
            Self::BaseEmployment
            | Self::ProjectedEmployment
            | Self::EmploymentChange
            | Self::ReplacementOpenings
            | Self::GrowthOpenings
            | Self::SeparationOpenings
            | Self::LaborForceExits
            | Self::OccupationalTransfers
            | Self::AnnualOpenings => Unit::ThousandJobs,
            Self::JobsPerThousand => Unit::PerThousand,
            Self::TypicalEducation
            | Self::WorkExperience
            | Self::JobTraining
            | Self::MedianAreaRank
            | Self::GrowthWording => Unit::Category,
            Self::MedianRank | Self::SalaryRank => Unit::PercentileRank,
            Self::EmploymentRatio
            | Self::MeanRatio
            | Self::MedianRatio
            | Self::GrowthRatio
            | Self::LocationQuotient => Unit::Ratio,
            Self::ProjectionRevision | Self::GrowthDifference => Unit::PercentagePoints,
            Self::PriceParity => Unit::PriceIndex,
        }
    }

    /// A short head for a column of a table.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a line a measure")]
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
            Self::EmploymentInterval => "Employment, interval",
            Self::WageMeanInterval => "Mean, annual, interval",
            Self::EmploymentDifference => "Difference of employment",
            Self::EmploymentRatio => "Ratio of employment",
            Self::MeanDifference => "Difference of means",
            Self::MeanRatio => "Ratio of means",
            Self::AnnualGrowthPct => "Change a year",
            Self::GrowthOpenings => "Openings of growth a year (thousands)",
            Self::SeparationOpenings => "Openings of separations a year (thousands)",
            Self::LaborForceExits => "Labor force exits a year (thousands)",
            Self::OccupationalTransfers => "Occupational transfers a year (thousands)",
            Self::ProjectionRevision => "Revision (points)",
            Self::ActualChangePct => "Actual change",
            Self::ProjectionMissPct => "Projected above actual",
            Self::PriceParity => "Price parity",
            Self::MedianAreaRank => "Rank of the median among areas",
            Self::ConstantDollarMean => "Mean, constant dollars",
            Self::MedianChangePct => "Change of the median",
            Self::RealMedianChangePct => "Change of the median, constant dollars",
            Self::EmploymentOverTimePct => "Change of employment",
            Self::SalaryRank => "Rank of the salary",
            Self::ShareAboveSalary => "Share above the salary",
            Self::ChanceOfMore => "Chance of earning more",
            Self::WageOverlap => "Overlap of the wages",
        }
    }
}

impl Serialize for Measure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
