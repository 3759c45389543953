//! Where the agencies offer their tables, newest address first, and how often the BLS API may be
//! asked. Sources: <https://www.bls.gov/oes/tables.htm>, <https://www.bls.gov/emp/data.htm>,
//! <https://www.bls.gov/developers/api_FAQs.htm>, <https://apps.bea.gov/regional/downloadzip.htm>.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Program, Release};

/// The files in which BLS offers a release of OEWS.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum OewsFile {
    /// The nation.
    #[default]
    National,
    /// The states and territories.
    State,
    /// Metropolitan and nonmetropolitan areas.
    Metro,
    /// The nation by industry.
    Industry,
    /// Everything in one workbook.
    All,
    /// Everything of the newest release as tab-separated text, with its code tables.
    Flat,
}

impl OewsFile {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::National, Self::State, Self::Metro, Self::Industry, Self::All, Self::Flat];

    /// The name in `pipeline.toml` and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::State => "state",
            Self::Metro => "metro",
            Self::Industry => "industry",
            Self::All => "all",
            Self::Flat => "flat",
        }
    }
}

/// The folders of the zips of OEWS. BLS moved them; the older spelling may still answer.
const OEWS_FOLDERS: [&str; 2] =
    ["https://www.bls.gov/oes/special-requests/", "https://www.bls.gov/oes/special.requests/"];

/// The names of the zips: the first release that has it, the kind, and what stands before and after
/// the two digits of the year.
#[rustfmt::skip]
const OEWS_ZIPS: &[(u16, OewsFile, &str, &str)] = &[
    (2003, OewsFile::National, "oesm", "nat.zip"),
    (2003, OewsFile::State,    "oesm", "st.zip"),
    (2003, OewsFile::Metro,    "oesm", "ma.zip"),
    (2003, OewsFile::Industry, "oesm", "in4.zip"),
    (2003, OewsFile::All,      "oesm", "all.zip"),
    (1997, OewsFile::National, "oes",  "nat.zip"),
    (1997, OewsFile::State,    "oes",  "st.zip"),
];

/// The first release that BLS offers for download.
pub const FIRST_OEWS_YEAR: u16 = 1997;

/// The addresses of a zip of OEWS, to be tried in this order; none for kinds that the release was
/// not published in.
#[must_use]
pub fn oews_addresses(release: Release, file: OewsFile) -> Vec<String> {
    let year = release.year();
    let zip = OEWS_ZIPS.iter().find(|(first, kind, ..)| *kind == file && *first <= year);
    let Some((_, _, before, after)) = zip else { return Vec::new() };
    let name = format!("{before}{:02}{after}", year % 100);
    OEWS_FOLDERS.iter().map(|folder| format!("{folder}{name}")).collect()
}

/// The folder of the flat files of OEWS, which hold the newest release only.
pub const OEWS_FLAT_FOLDER: &str = "https://download.bls.gov/pub/time.series/oe/";

/// The flat files that are read: the tables of codes, and then the data, which are read with them.
/// `oe.series` is left out: it is larger than the data and says what the ids of the series say themselves.
pub const OEWS_FLAT_FILES: [&str; 7] = [
    "oe.area",
    "oe.datatype",
    "oe.footnote",
    "oe.industry",
    "oe.occupation",
    "oe.release",
    "oe.data.0.Current",
];

/// The addresses of what is no release of OEWS, to be tried in this order. BLS keeps one address for
/// the projections and replaces the workbook with every round.
#[must_use]
pub const fn addresses(program: Program) -> &'static [&'static str] {
    match program {
        Program::Oews => &[],
        Program::Projections => &["https://www.bls.gov/emp/ind-occ-matrix/occupation.xlsx"],
        Program::CpiU => &[
            "https://download.bls.gov/pub/time.series/cu/cu.data.1.AllItems",
            "https://download.bls.gov/pub/time.series/cu/cu.data.0.Current",
        ],
        Program::PriceParities => &["https://apps.bea.gov/regional/zip/SARPP.zip"],
    }
}

/// The page on which people find the files of a program.
#[must_use]
pub const fn download_page(program: Program) -> &'static str {
    match program {
        Program::Oews => "https://www.bls.gov/oes/tables.htm",
        Program::Projections => "https://www.bls.gov/emp/data/occupational-data.htm",
        Program::CpiU => "https://download.bls.gov/pub/time.series/cu/",
        Program::PriceParities => "https://apps.bea.gov/regional/downloadzip.htm",
    }
}

/// Whether somebody has seen a file at the addresses of a program. BEA names its zips after its tables,
/// and nobody has confirmed this one here.
#[must_use]
pub const fn is_confirmed(program: Program) -> bool {
    !matches!(program, Program::PriceParities)
}

/// What the BLS public data API allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiTerms {
    /// The address of time series.
    pub url: &'static str,
    /// Requests a day.
    pub requests_a_day: u32,
    /// Series a request.
    pub series: usize,
    /// Years a request.
    pub years: u16,
}

/// The terms of version 2, for who has a registration key.
pub const API_WITH_KEY: ApiTerms = ApiTerms {
    url: "https://api.bls.gov/publicAPI/v2/timeseries/data/",
    requests_a_day: 500,
    series: 50,
    years: 20,
};

/// The terms without a key. Version 2 answers without one from a pool that all share; its limits
/// are then those of version 1.
pub const API_WITHOUT_KEY: ApiTerms =
    ApiTerms { requests_a_day: 25, series: 25, years: 10, ..API_WITH_KEY };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zips_are_named_after_their_release() {
        let first = |year, file| oews_addresses(Release::may(year), file).into_iter().next();
        let folder = "https://www.bls.gov/oes/special-requests/";
        assert_eq!(first(2025, OewsFile::National), Some(format!("{folder}oesm25nat.zip")));
        assert_eq!(first(2003, OewsFile::State), Some(format!("{folder}oesm03st.zip")));
        assert_eq!(first(2002, OewsFile::National), Some(format!("{folder}oes02nat.zip")));
        assert_eq!(first(2024, OewsFile::All), Some(format!("{folder}oesm24all.zip")));
        assert_eq!(first(2001, OewsFile::Metro), None);
        assert_eq!(first(1996, OewsFile::National), None);
    }
}
