//! How findings are told: the options that every command that finds something has.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};
use labor_outlook::report;

/// How findings are told.
#[derive(Debug, Group)]
pub struct Reporting {
    /// The format of errors and findings.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
    /// Write them to this file; text for people is then told as well.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Exit with 0 in spite of findings. What could not run still exits with 2.
    #[arg(long)]
    pub exit_zero: bool,
}

/// The formats of errors and findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Lines for people, on standard error.
    #[default]
    Text,
    /// One object with findings, counts, inputs and the reason of the exit code.
    Json,
    /// Annotations of a GitHub workflow, and the summary of its step.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// `JUnit` XML, for reports of tests.
    Junit,
}

impl From<Format> for report::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Json => Self::Json,
            Format::Github => Self::Github,
            Format::Sarif => Self::Sarif,
            Format::Junit => Self::Junit,
        }
    }
}
