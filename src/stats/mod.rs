//! Pure mathematics of role pay: wage distributions, mixtures, ranks, growth, prices and the
//! arithmetic of bounds. No tables, no files, no wording; METHODS.md has every formula.

mod bounds;
mod distribution;
mod error;
mod growth;
mod mixture;
mod normal;
mod places;
mod rank;
mod sampling;
mod scale;
mod shape;
mod versus;

pub use bounds::{difference, percent_change, ratio, ratio_of_rounded, weighted_sum};
pub use distribution::{Share, WageDistribution};
pub use error::{Shape, band_was_fitted_on};
pub use growth::{
    Accuracy, GrowthTerm, Outcome, accuracy, annual_rate, beside_half, change_of_sums, split_openings,
};
pub use mixture::{Mixture, MixturePart, Quantile, weighted_mean};
pub use places::{Standing, jobs_per_thousand, location_quotient, standings};
pub use rank::{RankedGroup, percentile_rank};
pub use sampling::{PRSE_PRINTED_ZERO_PCT, Sampled, holm, normal_quantile};
pub use scale::WageScale;
