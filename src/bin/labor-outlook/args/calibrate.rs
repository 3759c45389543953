//! The arguments of `calibrate`.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};

pub const EXAMPLES: &str = "\
Examples:
  labor-outlook calibrate
  labor-outlook calibrate national_M2024_dl.xlsx
  labor-outlook calibrate national_M2025_dl.xlsx --detail state_M2025_dl.xlsx
  labor-outlook calibrate --format json | jq '.[].methods[] | {method, mean_absolute_error_pct}'

Exit codes:
  0  measured
  1  findings: a table has no groups to measure on, or its figures are odd
  2  a file cannot be read or is no table of OEWS";

/// What to measure on.
#[derive(Debug, Group)]
pub struct Calibrate {
    /// Tables of OEWS that have groups and detailed occupations, such as the nation's.
    #[arg(value_name = "NATIONAL-TABLE")]
    pub tables: Vec<PathBuf>,
    /// Finer tables of the same release, such as those of the states, which refine the distributions.
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "tables")]
    pub detail: Vec<PathBuf>,
    /// The configuration.
    #[arg(long, value_name = "FILE", default_value = "pipeline.toml", conflicts_with = "tables")]
    pub config: PathBuf,
    /// How to print it.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: CalibrateFormat,
}

/// How the errors are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CalibrateFormat {
    /// A table for each release.
    #[default]
    Text,
    /// An array with an object a table.
    Json,
}
