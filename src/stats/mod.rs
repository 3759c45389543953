//! Pure mathematics of role pay: wage distributions, mixtures, ranks, growth, prices and the
//! arithmetic of bounds. No tables, no files, no wording; METHODS.md has every formula.

mod bounds;
mod distribution;
mod growth;
mod mixture;
mod rank;
mod versus;

pub use bounds::{difference, ratio};
pub use distribution::{Share, WageDistribution};
pub use growth::{GrowthTerm, change_of_sums};
pub use mixture::{ERROR_90_PCT, Mixture, MixturePart, Quantile, weighted_mean};
pub use rank::{RankedGroup, percentile_rank};
