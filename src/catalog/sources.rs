//! How sources ask to be cited.

use crate::model::Program;

/// The sentence that BLS's terms of service ask for beside data that left its site.
/// Source: <https://www.bls.gov/developers/termsOfService.htm>.
pub const DISCLAIMER: &str = "BLS.gov cannot vouch for the data or analyses derived from these data \
                              after the data have been retrieved from BLS.gov.";

/// The page of a program.
#[must_use]
pub const fn citation(program: Program) -> &'static str {
    match program {
        Program::Oews => "https://www.bls.gov/oes/",
        Program::Projections => "https://www.bls.gov/emp/",
        Program::CpiU => "https://www.bls.gov/cpi/",
        Program::PriceParities => {
            "https://www.bea.gov/data/prices-inflation/regional-price-parities-state-and-metro-area"
        }
    }
}
