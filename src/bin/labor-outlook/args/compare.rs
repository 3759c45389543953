//! The arguments of `compare`.

use std::path::PathBuf;

use clap::Args as Group;
use labor_outlook::model::{Area, Release, Round};

use super::ShowFormat;

pub const EXAMPLES: &str = "\
Examples:
  labor-outlook compare 11-9111 29-1141
  labor-outlook compare \"healthcare manager\" \"healthcare administrator\" --salary 90000
  labor-outlook compare 11-9111+29-1141 43-6013 --area CA --level 0.95
  labor-outlook compare \"Registered Nurses\" --rank-areas --format csv
  labor-outlook compare 29-1141 --area 31080,41860 --source MSA_M2025_dl.xlsx --source national_M2025_dl.xlsx
  labor-outlook compare 11-9111 --releases 2023-05,2024-05,2025-05 --real

Exit codes:
  0  answered
  2  could not run: a name, area, release or file that is not at hand, or cannot be read";

/// What to compare.
#[derive(Debug, Group)]
pub struct Compare {
    /// Roles or groups of the role lists, codes such as 11-9111, titles of BLS's, or several of these
    /// with + between them, taken as one.
    #[arg(required = true, value_name = "WHO", value_parser = who)]
    pub who: Vec<String>,
    /// The area: us, a state such as CA or California, or a code; several make one region
    /// [default: us].
    #[arg(long, value_name = "AREA", value_parser = super::area, value_delimiter = ',')]
    pub area: Vec<Area>,
    /// The release of OEWS, such as 2025-05 [default: the newest at hand].
    #[arg(long, value_name = "RELEASE")]
    pub release: Option<Release>,
    /// Follow them over these releases, with commas between them; without a value over all at hand.
    #[arg(long, value_name = "RELEASE", value_parser = of_several, value_delimiter = ',', num_args = 0..=1)]
    pub releases: Option<Vec<Release>>,
    /// The round of the projections, such as 2024-34 [default: the newest at hand].
    #[arg(long, value_name = "ROUND")]
    pub round: Option<Round>,
    /// A salary, dollars a year: its rank, and the share of workers above it.
    #[arg(long, value_name = "USD", value_parser = salary)]
    pub salary: Option<f64>,
    /// The level of intervals and decisions, above 0.5 and below 1.
    #[arg(long, value_name = "LEVEL", default_value = "0.90", value_parser = level)]
    pub level: f64,
    /// Wages over the releases in constant dollars too (CPI-U, May to May).
    #[arg(long)]
    pub real: bool,
    /// Set every area of the release beside the others, with ranks.
    #[arg(long)]
    pub rank_areas: bool,
    /// Look into this file instead of pipeline.toml's; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub source: Vec<PathBuf>,
    /// The configuration.
    #[arg(long, value_name = "FILE", default_value = "pipeline.toml", conflicts_with = "source")]
    pub config: PathBuf,
    /// How to print it.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: ShowFormat,
}

fn who(word: &str) -> Result<String, String> {
    match word.parse::<Release>() {
        Ok(_) => {
            Err("a release is nobody to compare: write --releases 2023-05,2025-05, with commas"
                .to_owned())
        }
        Err(_) => Ok(word.to_owned()),
    }
}

fn of_several(word: &str) -> Result<Release, String> {
    word.parse()
        .map_err(|error| format!("{error}; for all releases at hand, write --releases behind the names"))
}

fn level(word: &str) -> Result<f64, String> {
    let level = word.parse::<f64>().ok().filter(|level| (0.5..1.0).contains(level) && *level > 0.5);
    level.ok_or_else(|| "a level is above 0.5 and below 1, such as 0.90".to_owned())
}

fn salary(word: &str) -> Result<f64, String> {
    let plain = word.trim_start_matches('$').replace(',', "");
    let salary = plain.parse::<f64>().ok().filter(|salary| *salary > 0.0 && salary.is_finite());
    salary.ok_or_else(|| "a salary is a number of dollars a year, such as 90000".to_owned())
}
