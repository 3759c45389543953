//! How far the estimates for several occupations are off: the groups that BLS publishes, rebuilt from their
//! detailed occupations by every method and held against what BLS printed.

mod groups;
mod measure;
mod write;

use serde::Serialize;

pub use measure::calibrate;
pub use write::{json, text};

use crate::model::Release;

/// The errors of every method in one table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// The release of the table.
    pub release: Release,
    /// The path of the table.
    pub path: String,
    /// The paths of the finer tables that were used.
    pub detail: Vec<String>,
    /// Groups that were rebuilt: two or more detailed occupations, whose wages are published for 97 % of
    /// the group's employment.
    pub groups: usize,
    /// How far the release's wages are from smooth.
    pub lumpiness: f64,
    /// One for each method; none where the table has no groups.
    pub methods: Vec<MethodErrors>,
}

/// A way to estimate the percentile of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The mean of the occupations' percentiles.
    SimpleAverage,
    /// The same, weighted by employment.
    WeightedAverage,
    /// A mixture of distributions from the percentiles alone.
    PlainMixture,
    /// A mixture of distributions on the scale of the release.
    Mixture,
    /// The same, refined by the cells of finer tables.
    RefinedMixture,
}

impl Method {
    /// The method in words.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::SimpleAverage => "simple average",
            Self::WeightedAverage => "weighted average",
            Self::PlainMixture => "plain mixture",
            Self::Mixture => "mixture",
            Self::RefinedMixture => "refined mixture",
        }
    }
}

/// The errors of a method, in percent of what BLS printed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MethodErrors {
    /// The method.
    pub method: Method,
    /// All percentiles together.
    #[serde(flatten)]
    pub all: Errors,
    /// Each percentile alone.
    pub percentiles: Vec<PercentileErrors>,
}

/// The errors of a method at one percentile.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PercentileErrors {
    /// 10, 25, 50, 75 or 90.
    pub percentile: u8,
    /// The errors.
    #[serde(flatten)]
    pub errors: Errors,
}

/// Errors of percentiles of groups; null where there are none.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Errors {
    /// Percentiles of groups that were compared.
    pub cells: usize,
    /// Percentiles that top-coded occupations leave open, which are not compared.
    pub open_cells: usize,
    /// The mean absolute error.
    pub mean_absolute_error_pct: Option<f64>,
    /// The absolute error that 95 of 100 cells are within.
    pub p95_absolute_error_pct: Option<f64>,
    /// The largest absolute error.
    pub largest_absolute_error_pct: Option<f64>,
    /// The mean error, its sign kept.
    pub bias_pct: Option<f64>,
    /// Cells within the 90 % band, percent; null for methods without a band.
    pub band_coverage_pct: Option<f64>,
    /// Cells that the constants of the band were not fitted on, and that have a band.
    pub held_back_cells: usize,
    /// The same of those cells alone.
    pub held_back_coverage_pct: Option<f64>,
    /// How many times as wide the bands would have to be to hold 90 % of all.
    pub widening_for_90_pct: Option<f64>,
}
