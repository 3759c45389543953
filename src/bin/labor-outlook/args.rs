//! The arguments.

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};

/// From BLS occupation tables and role lists to comparisons, charts, tables and a report.
///
/// Without a command it runs the main job: it reads pipeline.toml, and writes the report, charts,
/// tables, figures.json and manifest.json to the output folder, all at once or not at all.
#[derive(Debug, Parser)]
#[command(version, about, long_about, after_help = EXIT_CODES, after_long_help = EXAMPLES)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub run: Run,
    /// Say nothing but errors and findings.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say what each stage does and how long it takes.
    #[arg(short, long, global = true)]
    verbose: bool,
    /// When to use colors. `NO_COLOR` is honored.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    pub color: Color,
}

const EXIT_CODES: &str =
    "Exit codes: 0 clean, 1 findings (such as outputs that would change), 2 could not run.";

const EXAMPLES: &str = "\
Examples:
  labor-outlook                          build outputs/ from pipeline.toml
  labor-outlook run --check              fail when outputs/ is not what a run would write
  labor-outlook --config mine.toml --output-dir /srv/www/pay
  labor-outlook --dump-config            print the configuration with every default filled in
  labor-outlook schema > pipeline.schema.json

Exit codes:
  0  clean
  1  findings, such as outputs that would change
  2  could not run: bad configuration or input, or the disk refused";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the main job (the default).
    Run(Run),
    /// Print the JSON Schema of pipeline.toml.
    Schema,
}

/// How to run the main job.
#[derive(Debug, Group)]
pub struct Run {
    /// The configuration.
    #[arg(long, value_name = "FILE", default_value = "pipeline.toml")]
    pub config: PathBuf,
    /// Write to this folder instead of the one in the configuration.
    #[arg(long, value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
    /// Write nothing; list what would change, and exit with 1 if anything would.
    #[arg(long)]
    pub check: bool,
    /// Print the configuration with every default filled in, and stop.
    #[arg(long, conflicts_with = "check")]
    pub dump_config: bool,
}

/// When to use colors.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Color {
    /// On a terminal.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Errors and findings.
    Quiet,
    /// Results as well.
    Normal,
    /// Stages as well.
    Verbose,
}

impl Args {
    pub const fn verbosity(&self) -> Verbosity {
        match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (_, true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        }
    }
}
