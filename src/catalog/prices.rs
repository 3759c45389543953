//! Price indexes. Sources: <https://www.bls.gov/cpi/> and
//! <https://www.bea.gov/data/prices-inflation/regional-price-parities-state-and-metro-area>.

/// The deflator: CPI-U, U.S. city average, all items, not seasonally adjusted, 1982-84 = 100.
pub const CPI_U_SERIES: &str = "CUUR0000SA0";

/// The code of the United States in the price parities, where it is 100.
pub const PRICE_PARITY_NATION: &str = "00";

/// What BEA's tables call the parity of all items; its line number differs from edition to edition.
pub const PRICE_PARITY_ITEM: &str = "RPPs: All items";
