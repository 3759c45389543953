//! The arguments of `audit`.

use std::path::PathBuf;

use clap::Args as Group;

use super::Reporting;

pub const EXAMPLES: &str = "\
Examples:
  labor-outlook audit page.html
  labor-outlook audit site/ --source downloads/oews --html audit.html
  labor-outlook audit saved/sitemap.xml --format sarif --output audit.sarif
  labor-outlook audit page.md --format json | jq '.details.claims[] | {line, text, verdict, periods}'

Exit codes:
  0  every claim that could be checked is true of the newest release at hand
  1  findings
  2  a page or table cannot be read";

/// What to audit.
#[derive(Debug, Group)]
pub struct Audit {
    /// Pages (HTML, Markdown, text), folders of them, and sitemaps beside the saved pages they name.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// A table of OEWS or of the projections, or a folder of them, besides those of pipeline.toml.
    #[arg(long, value_name = "FILE")]
    pub source: Vec<PathBuf>,
    /// The configuration; without one at this path, only --source counts.
    #[arg(long, value_name = "FILE", default_value = "pipeline.toml")]
    pub config: PathBuf,
    /// Write a summary of all pages to this HTML file.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    #[command(flatten)]
    pub reporting: Reporting,
}
