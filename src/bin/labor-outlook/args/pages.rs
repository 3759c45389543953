//! The arguments of the commands on published pages.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};

use super::Reporting;

/// Examples of `refresh`.
pub const REFRESH_EXAMPLES: &str = "\
Examples:
  labor-outlook refresh site/                  bring every marked figure below site/ up to date
  labor-outlook refresh --check page.html      say what is not up to date, and write nothing
  labor-outlook refresh --diff page.md | git apply
  labor-outlook refresh                        the pages that pipeline.toml names

A marked figure:
  <!-- outlook oews us 11-9111 p50 annual -->$110,680<!-- /outlook -->

Exit codes:
  0  every marked figure is up to date, or is now
  1  findings: figures that are not up to date (--check), or were edited by hand
  2  could not run: a marker that is not understood, or a figure that cannot be printed; no page was changed";

/// Which pages to refresh, and how.
#[derive(Debug, Group)]
pub struct Refresh {
    /// Pages (.html, .htm, .xhtml, .md, .markdown, .mdx) and folders of pages [default: those of
    /// pipeline.toml].
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Write nothing; list what is not up to date, and exit with 1 if anything is not.
    #[arg(long)]
    pub check: bool,
    /// Write nothing; print the changes as a patch for `git apply` or `patch -p1`.
    #[arg(long, conflicts_with = "check")]
    pub diff: bool,
    /// Overwrite what was edited by hand since the last refresh.
    #[arg(long)]
    pub force: bool,
    /// The configuration.
    #[arg(long, value_name = "FILE", default_value = "pipeline.toml")]
    pub config: PathBuf,
    #[command(flatten)]
    pub reporting: Reporting,
}

/// Examples of `mark`.
pub const MARK_EXAMPLES: &str = "\
Examples:
  labor-outlook mark page.html                 print a patch with markers, say what gets none and why
  labor-outlook mark page.html | git apply     put them in
  labor-outlook mark --write site/             the same, in all pages or in none
  labor-outlook mark page.md --source downloads/oews   older tables, to know older figures by
  labor-outlook mark page.md --format json | jq -r .details.patch

Exit codes:
  0  every claim has a marker, or now gets one
  1  findings: claims that get no marker
  2  could not run: a page cannot be read, or markers that it has are not understood";

/// Which pages to mark, and how.
#[derive(Debug, Group)]
pub struct Mark {
    /// Pages (.html, .htm, .xhtml, .md, .markdown, .mdx) and folders of pages.
    #[arg(required = true, value_name = "PAGE")]
    pub paths: Vec<PathBuf>,
    /// Put the markers in; without it nothing is written.
    #[arg(long)]
    pub write: bool,
    /// A table of OEWS or of the projections, or a folder of them, to know older figures by, besides
    /// those of pipeline.toml.
    #[arg(long, value_name = "FILE")]
    pub source: Vec<PathBuf>,
    /// The configuration.
    #[arg(long, value_name = "FILE", default_value = "pipeline.toml")]
    pub config: PathBuf,
    #[command(flatten)]
    pub reporting: Reporting,
}

/// Examples of `why`.
pub const WHY_EXAMPLES: &str = "\
Examples:
  labor-outlook why oews/2025-05/us/11-9111/annual_wage_p50_usd
  labor-outlook why '$110,680' \"medical and health services managers\"
  labor-outlook why 62,100 11-9111
  labor-outlook why page.html:12:5
  labor-outlook why outputs/tables/pay.csv:3:14 --format json
  labor-outlook why outputs/report.md:20

Exit codes:
  0  what is known of the figure was printed
  2  nothing at hand is such a figure";

/// Which figure to explain.
#[derive(Debug, Group)]
pub struct Why {
    /// An id of figures.json, a number, or a place in a page or an output, such as
    /// `page.html:12:5`.
    #[arg(value_name = "FIGURE", allow_hyphen_values = true)]
    pub figure: String,
    /// Whose number it is: a code, a title or a role.
    #[arg(value_name = "OCCUPATION")]
    pub occupation: Option<String>,
    /// The configuration.
    #[arg(long, value_name = "FILE", default_value = "pipeline.toml")]
    pub config: PathBuf,
    /// How to print it.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: WhyFormat,
}

/// How an explanation is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum WhyFormat {
    /// Lines for people.
    #[default]
    Text,
    /// An object with the figures.
    Json,
}
