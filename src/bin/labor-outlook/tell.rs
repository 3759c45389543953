//! What a command found, told in the format asked for, and the exit code that follows from it.

use std::{env, path::Path};

use anstream::adapter::strip_str;
use labor_outlook::{
    diag::{Diagnostics, Severity},
    files,
    report::{self, Format, Input, Summary},
};

use super::{
    Exit,
    args::Reporting,
    terminal::{self, Terminal},
};

/// What a command found, and what it looked at.
#[derive(Default)]
pub struct Found {
    /// Errors and findings.
    pub findings: Diagnostics,
    /// The files that it looked at.
    pub inputs: Vec<Input>,
    /// The releases and rounds that it speaks of.
    pub releases: Vec<String>,
    /// The line that a person ends with; empty where there is none.
    pub closing: String,
    /// What the command is about beyond findings, for the JSON report.
    pub details: Option<serde_json::Value>,
}

impl From<Diagnostics> for Found {
    fn from(findings: Diagnostics) -> Self {
        Self { findings, ..Self::default() }
    }
}

/// Tells what a command found, or why it could not run. `subject` is the file that findings without a
/// place are about.
///
/// # Errors
/// When it cannot be told: the file asked for cannot be written.
pub fn tell(
    command: &str,
    subject: &Path,
    options: &Reporting,
    terminal: &Terminal,
    outcome: Result<Found, Diagnostics>,
) -> Result<Exit, Diagnostics> {
    let could_run = outcome.is_ok();
    let found = outcome.unwrap_or_else(Found::from);
    let exit = exit_of(could_run, &found.findings, options.exit_zero);
    let summary = Summary {
        command: command.to_owned(),
        exit_code: exit as u8,
        reason: reason(exit, &found.findings),
        inputs: found.inputs,
        releases: found.releases,
        details: found.details,
        subject: subject.display().to_string(),
        root: env::current_dir().map(|folder| folder.display().to_string()).unwrap_or_default(),
    };
    let format = Format::from(options.format);
    if let Some(file) = &options.output {
        let rendered = report::render(format, &found.findings, &summary)?;
        let plain = if format == Format::Text { strip_str(&rendered).to_string() } else { rendered };
        files::write(file, plain.as_bytes())?;
    } else if format != Format::Text {
        terminal::print(&report::render(format, &found.findings, &summary)?)?;
    }
    if format == Format::Text || options.output.is_some() {
        terminal.problems(&found.findings);
    }
    if !found.closing.is_empty() {
        terminal.say(&found.closing);
    }
    if format == Format::Github {
        add_step_summary(&found.findings, &summary)?;
    }
    Ok(exit)
}

fn exit_of(could_run: bool, findings: &Diagnostics, exit_zero: bool) -> Exit {
    let errors = findings.iter().any(|finding| finding.severity == Severity::Error);
    match (could_run && !errors, findings.is_empty() || exit_zero) {
        (false, _) => Exit::CouldNotRun,
        (true, true) => Exit::Clean,
        (true, false) => Exit::Findings,
    }
}

fn reason(exit: Exit, findings: &Diagnostics) -> String {
    let reason = report::reason(findings);
    match exit {
        Exit::CouldNotRun => format!("could not run: {reason}"),
        Exit::Clean if !findings.is_empty() => format!("{reason}, allowed by --exit-zero"),
        Exit::Clean | Exit::Findings => reason,
    }
}

/// GitHub names the file that the summary of a step is collected in.
fn add_step_summary(findings: &Diagnostics, summary: &Summary) -> Result<(), Diagnostics> {
    match env::var_os("GITHUB_STEP_SUMMARY").filter(|name| !name.is_empty()) {
        Some(file) => {
            files::append(Path::new(&file), report::step_summary(findings, summary).as_bytes())
        }
        None => Ok(()),
    }
}
