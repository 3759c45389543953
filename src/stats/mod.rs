//! Pure mathematics of role pay: wage distributions, mixtures, ranks, growth, prices and the
//! arithmetic of bounds. No tables, no files, no wording; METHODS.md has every formula.

mod bounds;
mod distribution;
mod error;
mod growth;
mod mixture;
mod rank;
mod scale;
mod shape;
mod versus;

pub use bounds::{difference, ratio};
pub use distribution::{Share, WageDistribution};
pub use error::{Shape, band_was_fitted_on};
pub use growth::{GrowthTerm, change_of_sums};
pub use mixture::{Mixture, MixturePart, Quantile, weighted_mean};
pub use rank::{RankedGroup, percentile_rank};
pub use scale::WageScale;
