//! The commands that change inputs, a short function each.

use std::fmt::Write as _;

use labor_outlook::{
    acquire::{self, Addition, Options, Outcome, Request, What},
    config,
    diag::{Diagnostic, Diagnostics},
    model::Period,
};

use super::{
    Exit,
    args::{Add, Fetch, FetchFormat, Lock},
    terminal::{self, Terminal},
};

/// Fetches inputs.
pub fn fetch(command: &Fetch, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let period = match (command.program, command.period) {
        (Some(program), Some(period)) => period.of(program).map_err(Diagnostic::error)?,
        _ => None,
    };
    let request = Request {
        program: command.program,
        period,
        geography: command.geography.map(Into::into),
        series: command.api.clone(),
        years: command.years,
        path: command.path.clone(),
    };
    refuse_idle(command)?;
    let options = Options {
        config: command.config.clone(),
        contact: command.contact.clone(),
        locked: command.locked,
        offline: command.offline,
    };
    let outcomes = acquire::fetch(&request, &options, &mut terminal.downloads())?;
    match command.format {
        FetchFormat::Text => {
            let text: String = outcomes.iter().map(text).collect();
            terminal.result(&text)?;
        }
        FetchFormat::Json => {
            let json = serde_json::to_string_pretty(&outcomes);
            terminal::print(&(json.map_err(|error| Diagnostic::error(error.to_string()))? + "\n"))?;
        }
    }
    Ok(told(&outcomes, terminal))
}

/// Words that would say nothing where they stand.
fn refuse_idle(command: &Fetch) -> Result<(), Diagnostics> {
    let alone = command.program.is_none() && command.api.is_empty();
    if alone && (command.geography.is_some() || command.path.is_some()) {
        return Err(Diagnostic::error("--geography and --as are for a program that is named")
            .hint("such as `labor-outlook fetch oews latest --geography state`")
            .into());
    }
    Ok(())
}

/// Takes a file into the inputs.
pub fn add(command: &Add, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let period = command.release.map(Period::Release).or_else(|| command.round.map(Period::Round));
    let outcome = acquire::add(&Addition {
        file: command.file.clone(),
        config: command.config.clone(),
        program: command.program,
        period,
        path: command.path.clone(),
    })?;
    terminal.result(&text(&outcome))?;
    Ok(told(&[outcome], terminal))
}

/// Accepts the inputs as they are.
pub fn lock(command: &Lock, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let settings = config::load(&command.config)?;
    let (lock, changes) = acquire::accept(&settings)?;
    for change in changes.iter() {
        let path = change.place.as_ref().map(ToString::to_string).unwrap_or_default();
        terminal.say(&format!("{path}: {}", change.message));
    }
    terminal.say(&format!("{} names {} inputs", acquire::LOCK, lock.inputs.len()));
    Ok(Exit::Clean)
}

/// Tells what is odd about what was taken.
fn told(outcomes: &[Outcome], terminal: &Terminal) -> Exit {
    let findings: Diagnostics =
        outcomes.iter().flat_map(|outcome| outcome.findings.iter().cloned()).collect();
    terminal.problems(&findings);
    if findings.is_empty() { Exit::Clean } else { Exit::Findings }
}

/// What was done for an input: what it is, and what was asked and answered.
fn text(outcome: &Outcome) -> String {
    let what = match &outcome.what {
        What::Fetched => "fetched".to_owned(),
        What::Added => "added".to_owned(),
        What::Unchanged => "unchanged".to_owned(),
        What::Changed { from } => format!("changed, from sha256 {}", short(from)),
        What::Restored => "restored from the cache".to_owned(),
        What::Stays => "brought by hand, and stays".to_owned(),
    };
    let of = outcome.period.as_ref().map(|period| format!(" {period}")).unwrap_or_default();
    let mut text = format!(
        "{}: {what}: {}{of}, {} bytes, sha256 {}\n",
        outcome.path,
        outcome.program.short(),
        outcome.bytes,
        short(&outcome.sha256)
    );
    if let (What::Unchanged, Some(look)) = (&outcome.what, &outcome.looked) {
        let _ = writeln!(text, "  nothing new on {}:", look.moment);
    }
    for answer in &outcome.asked {
        text.push_str("  ");
        text.push_str(answer);
        text.push('\n');
    }
    text
}

/// The first digits of a hash; pipeline.lock has them all.
fn short(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or(sha256)
}
