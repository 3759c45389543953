//! The arguments of `diff` and `status`.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};
use labor_outlook::releases::{Threshold, Urgency};

use super::report::{Format, Reporting};

pub const DIFF_EXAMPLES: &str = "\
Examples:
  labor-outlook diff 2024-05 2025-05                 two releases of pipeline.toml's sources
  labor-outlook diff 2023-33 2024-34 --format markdown --output diff.md
  labor-outlook diff national_M2024_dl.xlsx national_M2025_dl.xlsx
  labor-outlook diff before.lock pipeline.lock         the newest tables of two locks
  labor-outlook diff pipeline.lock pipeline.toml       the locked inputs and those that are there
  labor-outlook diff outputs.before outputs --page site/careers.html
  labor-outlook diff 2024-05 2025-05 --fail-on 'median>15%' --fail-on 'cells>99%' --fail-on vanished
  labor-outlook diff 2024-05 2025-05 --fail-on 'median>15%' --accept 'new estimates, checked by hand'

Thresholds of --fail-on:
  median>15%      a median moved by more than 15 percent; also mean, employment, growth, openings,
                  any, or a measure as in figures.json, such as annual_wage_p90_usd
  employment>4se  a figure with a sampling error moved by more than 4 standard errors
  growth>5pt      a share moved by more than 5 points
  cells>5%        more than 5 percent of the compared figures changed
  vanished        a figure is gone
  dropped         an occupation is gone, and its work has no other code
  marks           a mark (such as a top code) or a word changed

Exit codes:
  0  compared; no threshold is passed, or what is passed was accepted
  1  a threshold is passed
  2  could not compare";

/// What to compare.
#[derive(Debug, Group)]
pub struct Diff {
    /// The older side: a release (2024-05), a round (2023-33), a file, a pipeline.lock, or a folder of
    /// outputs.
    pub old: String,
    /// The newer side, of the same kind; beside a lock, pipeline.toml stands for the inputs as they are.
    pub new: String,
    /// The configuration: its sources are compared, its outputs say what is touched.
    #[arg(long, value_name = "FILE", default_value = "pipeline.toml")]
    pub config: PathBuf,
    /// End with 1 when this is passed; may be given several times.
    #[arg(long, value_name = "THRESHOLD")]
    pub fail_on: Vec<Threshold>,
    /// Accept what is passed, for this reason: it is written to pipeline.lock.
    #[arg(long, value_name = "REASON", requires = "fail_on")]
    pub accept: Option<String>,
    /// A page without markers that may print a figure that moved; may be given several times. Those of
    /// [pages] are told by their markers.
    #[arg(long, value_name = "FILE")]
    pub page: Vec<PathBuf>,
    /// The most rows of a list.
    #[arg(long, value_name = "ROWS", default_value_t = 20)]
    pub most: usize,
    /// How to tell it.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: DiffFormat,
    /// Write it to this file.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Exit with 0 although a threshold is passed.
    #[arg(long)]
    pub exit_zero: bool,
}

/// How a comparison is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// Lines for people.
    #[default]
    Text,
    /// Tables for a pull request.
    Markdown,
    /// A page.
    Html,
    /// Everything, with findings and the reason of the exit code.
    Json,
    /// The findings as annotations of a GitHub workflow.
    Github,
    /// The findings as SARIF 2.1.0.
    Sarif,
    /// The findings as `JUnit` XML.
    Junit,
}

impl DiffFormat {
    /// The format of the findings; those of a page for people are told on the terminal.
    pub const fn of_findings(self) -> Format {
        match self {
            Self::Text | Self::Markdown | Self::Html => Format::Text,
            Self::Json => Format::Json,
            Self::Github => Format::Github,
            Self::Sarif => Format::Sarif,
            Self::Junit => Format::Junit,
        }
    }
}

pub const STATUS_EXAMPLES: &str = "\
Examples:
  labor-outlook status
  labor-outlook status --fail-on overdue            for schedulers: 1 when a release should be there
  labor-outlook status --today 2027-04-15 --format json

Exit codes:
  0  nothing is as late as --fail-on says; always without it
  1  something is
  2  could not tell";

/// The day, and what is too late.
#[derive(Debug, Group)]
pub struct Status {
    /// The configuration.
    #[arg(long, value_name = "FILE", default_value = "pipeline.toml")]
    pub config: PathBuf,
    /// The day [default: that of `SOURCE_DATE_EPOCH`, else today in UTC].
    #[arg(long, value_name = "DATE")]
    pub today: Option<jiff::civil::Date>,
    /// End with 1 when the next release of a program is due, or overdue.
    #[arg(long, value_enum, value_name = "URGENCY")]
    pub fail_on: Option<Late>,
    #[command(flatten)]
    pub reporting: Reporting,
}

/// How late a release has to be to be a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Late {
    /// It may be out.
    Due,
    /// It is out, or should be.
    Overdue,
}

impl From<Late> for Urgency {
    fn from(late: Late) -> Self {
        match late {
            Late::Due => Self::Due,
            Late::Overdue => Self::Overdue,
        }
    }
}
