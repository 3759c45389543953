//! BLS's flat files of OEWS (<https://download.bls.gov/pub/time.series/oe/>): data types, footnotes
//! and the codes of industries, as `oe.datatype`, `oe.footnote` and `oe.industry` of May 2025 have them.

use std::collections::BTreeMap;

use super::soc_editions::{SocStanding, soc_standing};
use crate::model::{Measure, PayPeriod, Percentile, SocCode, SocLevel, SocVersion};

/// The measures in the order of their data types, `01` to `17`.
pub const OEWS_DATA_TYPES: [Measure; 17] = {
    use Measure as M;
    use PayPeriod::{Annual, Hourly};
    use Percentile::{P10, P25, P50, P75, P90};
    [
        M::Employment,
        M::EmploymentPrse,
        M::WageMean(Hourly),
        M::WageMean(Annual),
        M::WageMeanPrse,
        M::Wage(Hourly, P10),
        M::Wage(Hourly, P25),
        M::Wage(Hourly, P50),
        M::Wage(Hourly, P75),
        M::Wage(Hourly, P90),
        M::Wage(Annual, P10),
        M::Wage(Annual, P25),
        M::Wage(Annual, P50),
        M::Wage(Annual, P75),
        M::Wage(Annual, P90),
        M::JobsPerThousand,
        M::LocationQuotient,
    ]
};

/// What a footnote says of the value that it stands beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OewsFootnote {
    /// Something about the method; the value is as it is.
    Remark,
    /// The occupation is paid by the hour or by the year, and the wage is in the other unit.
    OtherUnit,
    /// The wage is at or above the top code.
    TopCoded,
    /// The estimate is not released.
    NotReleased,
}

/// Words by which a footnote's text tells what it says, where `oe.footnote` is at hand.
#[rustfmt::skip]
const FOOTNOTE_WORDS: &[(&str, OewsFootnote)] = &[
    ("equal to or greater than",  OewsFootnote::TopCoded),
    ("either as hourly wages or", OewsFootnote::OtherUnit),
    ("not released",              OewsFootnote::NotReleased),
];

/// The footnotes of May 2025 by code.
#[rustfmt::skip]
const FOOTNOTES: &[(&str, OewsFootnote)] = &[
    ("1", OewsFootnote::Remark),
    ("2", OewsFootnote::Remark),
    ("3", OewsFootnote::Remark),
    ("4", OewsFootnote::OtherUnit),
    ("5", OewsFootnote::TopCoded),
    ("8", OewsFootnote::NotReleased),
];

impl OewsFootnote {
    /// What the footnote of a code says; `None` for a code that is not known.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        FOOTNOTES.iter().find(|(known, _)| *known == code).map(|(_, says)| *says)
    }

    /// What a text of `oe.footnote` says.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let told = FOOTNOTE_WORDS.iter().find(|(words, _)| text.contains(words));
        told.map_or(Self::Remark, |(_, says)| *says)
    }
}

/// Who owns the establishments of an industry, as the workbooks code it, where the industry is told
/// apart by that: 1 federal, 2 state, 3 local government, 5 private.
#[rustfmt::skip]
const OWNERSHIP: &[(&str, &str)] = &[
    ("000000", "1235"), ("000001", "5"),
    ("999001", "123"), ("999101", "1"), ("999201", "2"), ("999301", "3"),
    ("99-100", "123"), ("999000", "123"), ("999100", "1"), ("999200", "2"), ("999300", "3"),
];

/// The ownership code of an industry of the flat files; empty where the industry does not tell it.
#[must_use]
pub fn oews_flat_ownership(industry: &str) -> &'static str {
    OWNERSHIP.iter().find(|(code, _)| *code == industry).map_or("", |(_, owners)| owners)
}

/// An industry code of the flat files as the workbooks write it: a sector, which ends before the
/// number behind its hyphens (`31--34`, `99-100`), by its first and last number (`31-33`, `99`).
/// `None` for what is no industry.
#[must_use]
pub fn oews_flat_naics(code: &str) -> Option<String> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    // Letters stand in what BLS has put together of several industries: `3250A1`.
    let is_plain = code.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    if is_plain && code.get(..2).is_some_and(digits) {
        return Some(code.to_owned());
    }
    let (first, after) = code.split_once('-')?;
    let after = after.trim_start_matches('-');
    if first.len() != 2 || !digits(first) || !digits(after) {
        return None;
    }
    let last = after.parse::<u16>().ok()?.checked_sub(1)?;
    let is_one = first.parse() == Ok(last);
    Some(if is_one { first.to_owned() } else { format!("{first}-{last}") })
}

/// The level of an occupation with the code of a release in SOC 2018, where no list tells it: by its
/// trailing zeros, but detailed where occupations are published under a broad code.
#[must_use]
pub fn oews_flat_level(code: SocCode) -> SocLevel {
    let is_own = soc_standing(code, SocVersion::Soc2018) == Some(SocStanding::Own);
    match code.digits() {
        0 => SocLevel::Total,
        digits if digits.is_multiple_of(10_000) => SocLevel::Major,
        digits if digits.is_multiple_of(100) => SocLevel::Minor,
        digits if digits.is_multiple_of(10) && !is_own => SocLevel::Broad,
        _ => SocLevel::Detailed,
    }
}

/// The level of an occupation by the `display_level` of `oe.occupation`. Minor groups that hold one
/// broad occupation stand there under its code.
#[must_use]
pub fn oews_flat_display_level(code: SocCode, display_level: &str) -> Option<SocLevel> {
    match display_level {
        _ if code == SocCode::ALL_OCCUPATIONS => Some(SocLevel::Total),
        "0" => Some(SocLevel::Major),
        "1" if code.digits().is_multiple_of(100) => Some(SocLevel::Minor),
        "1" | "2" => Some(SocLevel::Broad),
        "3" => Some(SocLevel::Detailed),
        _ => None,
    }
}

const TITLES: &str = include_str!("oews_2025_titles.tsv");

/// The titles of `oe.occupation` of May 2025, by code.
#[must_use]
pub fn oews_flat_titles() -> BTreeMap<SocCode, &'static str> {
    let row = |line: &'static str| {
        let (code, title) = line.split_once('\t')?;
        Some((code.parse().ok()?, title))
    };
    TITLES.lines().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::{oews_flat_naics, oews_flat_titles};

    #[test]
    fn sectors_are_written_as_the_workbooks_do() {
        let codes = ["11--12", "31--34", "99-100", "621000", "3250A1"];
        let naics = codes.map(|code| oews_flat_naics(code).unwrap());
        assert_eq!(naics, ["11", "31-33", "99", "621000", "3250A1"]);
        assert_eq!(oews_flat_naics("31-x"), None);
        assert_eq!(oews_flat_naics("      "), None);
    }

    #[test]
    fn the_titles_are_all_read() {
        let titles = oews_flat_titles();
        assert_eq!(titles.len(), 1_104);
        assert_eq!(titles[&"11-9111".parse().unwrap()], "Medical and Health Services Managers");
    }
}
