//! Price indexes. Sources: <https://www.bls.gov/cpi/> and
//! <https://www.bea.gov/data/prices-inflation/regional-price-parities-state-and-metro-area>.

/// The deflator: CPI-U, U.S. city average, all items, not seasonally adjusted, 1982-84 = 100.
pub const CPI_U_SERIES: &str = "CUUR0000SA0";

/// The years whose mean the index is 100 in.
pub const CPI_BASE_YEARS: [u16; 3] = [1982, 1983, 1984];

/// Months that have no index: in October 2025 nothing was collected.
pub const CPI_UNPUBLISHED: &[&str] = &["2025-10"];

/// Surveys whose series stand in files of the same columns, by the letters that a series begins with. Source:
/// <https://www.bls.gov/help/hlpforma.htm>.
const LABSTAT_SURVEYS: &[(&str, &str)] = &[
    ("CE", "the Current Employment Statistics"),
    ("CI", "the Employment Cost Index"),
    ("CM", "the Employer Costs for Employee Compensation"),
    ("CU", "the Consumer Price Index (CPI-U)"),
    ("CW", "the Consumer Price Index of wage earners (CPI-W)"),
    ("EN", "the Quarterly Census of Employment and Wages"),
    ("JT", "the Job Openings and Labor Turnover Survey"),
    ("LA", "the Local Area Unemployment Statistics"),
    ("LE", "the weekly earnings of the Current Population Survey"),
    ("LN", "the Current Population Survey"),
    ("OE", "the Occupational Employment and Wage Statistics"),
    ("PC", "the Producer Price Index of industries"),
    ("SM", "the Current Employment Statistics of states and areas"),
    ("SU", "the chained Consumer Price Index"),
    ("WP", "the Producer Price Index of commodities"),
];

/// The survey that a series of BLS's flat files is of.
#[must_use]
pub fn labstat_survey(series: &str) -> Option<&'static str> {
    let prefix = series.get(..2)?;
    LABSTAT_SURVEYS.iter().find(|(letters, _)| *letters == prefix).map(|(_, name)| *name)
}

/// The code of the United States in the price parities, where it is 100.
pub const PRICE_PARITY_NATION: &str = "00";

/// What BEA's tables call the parity of all items; its line number differs from edition to edition.
pub const PRICE_PARITY_ITEM: &str = "RPPs: All items";
