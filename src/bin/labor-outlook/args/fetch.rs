//! The arguments of the commands that change inputs.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};
use labor_outlook::{
    catalog::OewsFile,
    model::{self, Program, Release, Round},
};

pub const FETCH_EXAMPLES: &str = "\
Examples:
  labor-outlook fetch                                 the sources of pipeline.toml
  labor-outlook fetch oews latest                     the newest national table of OEWS
  labor-outlook fetch oews 2025-05 --geography state
  labor-outlook fetch oews --geography flat           the newest release as flat files
  labor-outlook fetch projections                     the newest round
  labor-outlook fetch cpi-u
  labor-outlook fetch --locked                        make the inputs what pipeline.lock says
  labor-outlook fetch --offline                       the same, from the cache only
  labor-outlook fetch --api CUUR0000SA0 --years 2017-2026
  labor-outlook fetch --api OEUN000000000000011911113 --as inputs/oews/series.tsv

Requests are at least a second apart and name your contact (`contact` under [fetch] in pipeline.toml,
LABOR_OUTLOOK_CONTACT, or --contact). Proxies are those of HTTPS_PROXY and NO_PROXY. Downloads are kept
in LABOR_OUTLOOK_CACHE, else in the user's cache folder. BLS_API_KEY is the key of the API.

Exit codes:
  0  done; \"unchanged\" says what was asked and what answered
  1  findings: a file that was taken has odd figures
  2  a download failed or is not what it should be; nothing was changed";

pub const ADD_EXAMPLES: &str = "\
Examples:
  labor-outlook add ~/Downloads/oesm25nat.zip
  labor-outlook add occupation.xlsx --as inputs/projections/occupation_2024-34.xlsx
  labor-outlook add table.csv --program oews --release 2025-05

Exit codes:
  0  taken, or there already
  1  findings: it was taken, and has odd figures
  2  the file is not what it should be; nothing was changed";

pub const LOCK_EXAMPLES: &str = "\
Examples:
  labor-outlook lock                     after you changed an input on purpose
  labor-outlook run --locked             fail if this would change pipeline.lock

Exit codes:
  0  pipeline.lock is up to date now
  2  an input cannot be read, or the disk refused; nothing was changed";

/// What to fetch.
#[derive(Debug, Group)]
pub struct Fetch {
    /// The program: oews, projections, cpi-u or price-parities [default: the sources of pipeline.toml].
    #[arg(value_name = "PROGRAM", value_parser = program)]
    pub program: Option<Program>,
    /// The release (2025-05), the round (2024-34), or latest [default: latest].
    #[arg(value_name = "RELEASE", value_parser = period)]
    pub period: Option<Period>,
    /// Which table of OEWS [default: national].
    #[arg(long, value_enum, value_name = "TABLE")]
    pub geography: Option<Geography>,
    /// Ask the BLS API for these series instead of fetching a file.
    #[arg(long, value_name = "SERIES", num_args = 1.., conflicts_with_all = ["program", "geography"])]
    pub api: Vec<String>,
    /// The years of the series, such as 2017-2026 or 2025.
    #[arg(long, value_name = "YEARS", requires = "api", value_parser = years)]
    pub years: Option<(u16, u16)>,
    /// Put the file here, from the folder of pipeline.toml.
    #[arg(long = "as", value_name = "PATH")]
    pub path: Option<String>,
    /// Your e-mail address or page, which BLS asks programs to name.
    #[arg(long, value_name = "CONTACT")]
    pub contact: Option<String>,
    /// The configuration.
    #[arg(long, value_name = "FILE", default_value = "pipeline.toml")]
    pub config: PathBuf,
    /// Make the inputs what pipeline.lock says, and fail if that cannot be.
    #[arg(long)]
    pub locked: bool,
    /// Ask nobody: take what pipeline.lock names from the cache.
    #[arg(long)]
    pub offline: bool,
    /// How to tell what was done.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: FetchFormat,
}

/// How it is told what was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FetchFormat {
    /// Lines for people.
    #[default]
    Text,
    /// An array with an object an input.
    Json,
}

/// Tables of OEWS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Geography {
    /// The nation.
    National,
    /// States and territories.
    State,
    /// Metropolitan and nonmetropolitan areas.
    Metro,
    /// The nation by industry.
    Industry,
    /// Everything in one workbook.
    All,
    /// Everything of the newest release as flat files.
    Flat,
}

impl From<Geography> for OewsFile {
    fn from(geography: Geography) -> Self {
        match geography {
            Geography::National => Self::National,
            Geography::State => Self::State,
            Geography::Metro => Self::Metro,
            Geography::Industry => Self::Industry,
            Geography::All => Self::All,
            Geography::Flat => Self::Flat,
        }
    }
}

/// A release, a round, or the newest of either. `2003-12` may be a release or a round: the program
/// decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// The newest.
    Latest,
    /// What the word may stand for.
    One(Option<Release>, Option<Round>),
}

impl Period {
    /// The period for a program.
    pub fn of(self, program: Program) -> Result<Option<model::Period>, String> {
        let Self::One(release, round) = self else { return Ok(None) };
        match (program, release, round) {
            (Program::Oews, Some(release), _) => Ok(Some(model::Period::Release(release))),
            (Program::Projections, _, Some(round)) => Ok(Some(model::Period::Round(round))),
            (Program::Oews, None, _) => Err("OEWS has releases, such as 2025-05".to_owned()),
            (Program::Projections, _, None) => {
                Err("the projections have rounds, such as 2024-34".to_owned())
            }
            _ => Err("a file of prices has no release".to_owned()),
        }
    }
}

/// What to add.
#[derive(Debug, Group)]
pub struct Add {
    /// The file.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The program [default: what the file says].
    #[arg(long, value_name = "PROGRAM", value_parser = program)]
    pub program: Option<Program>,
    /// The release of OEWS [default: what the file says].
    #[arg(long, value_name = "RELEASE", conflicts_with = "round")]
    pub release: Option<Release>,
    /// The round of the projections [default: what the file says].
    #[arg(long, value_name = "ROUND")]
    pub round: Option<Round>,
    /// Put it here, from the folder of pipeline.toml [default: the place of its source].
    #[arg(long = "as", value_name = "PATH")]
    pub path: Option<String>,
    /// The configuration.
    #[arg(long, value_name = "FILE", default_value = "pipeline.toml")]
    pub config: PathBuf,
}

/// What to lock.
#[derive(Debug, Group)]
pub struct Lock {
    /// The configuration.
    #[arg(long, value_name = "FILE", default_value = "pipeline.toml")]
    pub config: PathBuf,
}

fn program(word: &str) -> Result<Program, String> {
    match word {
        "oews" => Ok(Program::Oews),
        "projections" => Ok(Program::Projections),
        "cpi-u" => Ok(Program::CpiU),
        "price-parities" => Ok(Program::PriceParities),
        _ => Err("it is one of oews, projections, cpi-u, price-parities".to_owned()),
    }
}

fn period(word: &str) -> Result<Period, String> {
    if word == "latest" {
        return Ok(Period::Latest);
    }
    match (word.parse().ok(), word.parse().ok()) {
        (None, None) => {
            Err("it is latest, a release such as 2025-05, or a round such as 2024-34".to_owned())
        }
        (release, round) => Ok(Period::One(release, round)),
    }
}

fn years(word: &str) -> Result<(u16, u16), String> {
    let year = |text: &str| text.parse().ok().filter(|year| (1900..2200).contains(year));
    let (first, last) = word.split_once('-').unwrap_or((word, word));
    match (year(first), year(last)) {
        (Some(first), Some(last)) if first <= last => Ok((first, last)),
        _ => Err("give a year, or two such as 2017-2026".to_owned()),
    }
}
