//! The arguments of the commands that set the program up.

use std::path::PathBuf;

use clap::Args as Group;
use clap_complete::Shell;

pub const INIT_EXAMPLES: &str = "\
Examples:
  labor-outlook init mine && cd mine && labor-outlook

Exit codes:
  0  the files are there
  2  a file is in the way, or the disk refuses; nothing was written";

/// Where to begin.
#[derive(Debug, Group)]
pub struct Init {
    /// The folder; it is made where there is none.
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
}

/// For which shell.
#[derive(Debug, Group)]
pub struct Completions {
    /// The shell.
    pub shell: Shell,
}

/// Where to.
#[derive(Debug, Group)]
pub struct Manual {
    /// The folder; it is made where there is none.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}
