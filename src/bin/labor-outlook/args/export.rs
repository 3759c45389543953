//! The arguments of `export`.

use std::path::PathBuf;

use clap::Args as Group;

pub const EXAMPLES: &str = "\
Examples:
  labor-outlook export panel/
  labor-outlook export panel/ --source downloads/oesm24st.zip --source downloads/oesm25st.zip
  duckdb -c \"SELECT soc, title, annual_wage_p50_usd FROM 'panel/oews-2025-us.parquet'\"

Exit codes:
  0  the files are written
  2  a table cannot be read, or the folder not be written; nothing is changed then";

/// What to write, and where to.
#[derive(Debug, Group)]
pub struct Export {
    /// The folder; it is made, and files of the same names in it are replaced.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Write this file's table instead of those of pipeline.toml; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub source: Vec<PathBuf>,
    /// The configuration.
    #[arg(long, value_name = "FILE", default_value = "pipeline.toml", conflicts_with = "source")]
    pub config: PathBuf,
}
