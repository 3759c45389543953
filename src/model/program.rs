//! The statistical programs whose tables are read.

use serde::{Deserialize, Serialize};

/// A statistical program; the name in `pipeline.toml` is the serialised one.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Program {
    /// Occupational Employment and Wage Statistics (BLS), one table a release and geography.
    Oews,
    /// Employment Projections (BLS), one table a round.
    Projections,
    /// Consumer Price Index for All Urban Consumers (BLS), series CUUR0000SA0.
    CpiU,
    /// Regional price parities (BEA), all items, by state.
    PriceParities,
}

impl Program {
    /// The program's full name, with the agency.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Oews => "Occupational Employment and Wage Statistics, U.S. Bureau of Labor Statistics",
            Self::Projections => "Employment Projections, U.S. Bureau of Labor Statistics",
            Self::CpiU => "Consumer Price Index (CPI-U, all items), U.S. Bureau of Labor Statistics",
            Self::PriceParities => "Regional Price Parities, U.S. Bureau of Economic Analysis",
        }
    }

    /// The short name used in figure ids and source lines.
    #[must_use]
    pub const fn short(self) -> &'static str {
        match self {
            Self::Oews => "OEWS",
            Self::Projections => "Employment Projections",
            Self::CpiU => "CPI-U",
            Self::PriceParities => "BEA price parities",
        }
    }
}
