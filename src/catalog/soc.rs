//! Codes that a role list may hold and that no current table has: retired codes of SOC 2010.
//! Source: <https://www.bls.gov/soc/2018/crosswalks.htm>.

use crate::model::SocCode;

const RETIRED: &str = include_str!("soc_2010_retired.csv");

/// A code of SOC 2010 that SOC 2018 no longer has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retired {
    /// Its title.
    pub title: String,
    /// The codes of SOC 2018 that its work went to, with their titles.
    pub successors: Vec<(SocCode, String)>,
}

/// The rows of an embedded table, as fields.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = csv::StringRecord> {
    csv::Reader::from_reader(table.as_bytes()).into_records().filter_map(Result::ok)
}

/// What became of a retired code of SOC 2010; `None` when the code is not one.
#[must_use]
pub fn retired(code: SocCode) -> Option<Retired> {
    let code = code.to_string();
    let of_code: Vec<_> = rows(RETIRED).filter(|row| row[0] == code).collect();
    let title = of_code.first()?[1].to_owned();
    let successors =
        of_code.iter().filter_map(|row| Some((row[2].parse().ok()?, row[3].to_owned()))).collect();
    Some(Retired { title, successors })
}

/// Every retired code of SOC 2010: the code, its title, and where its work went.
pub fn retired_in_2018() -> impl Iterator<Item = (SocCode, String, SocCode)> {
    rows(RETIRED).filter_map(|row| Some((row[0].parse().ok()?, row[1].to_owned(), row[2].parse().ok()?)))
}
