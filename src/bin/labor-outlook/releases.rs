//! The commands about releases: what moved between two of them, and which are due.

use std::{
    env,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use labor_outlook::{
    config::{self, Settings},
    diag::{Diagnostic, Diagnostics},
    files,
    model::{Period, Release, Round},
    pipeline,
    releases::{self, Diff, Side, Urgency},
    report::Input,
};

use super::{
    Exit,
    args::{DiffArgs, DiffFormat, Reporting, StatusArgs},
    tell::{Found, tell},
    terminal::{self, Terminal},
};

/// The changes that were accepted, beside the configuration.
const ACCEPTED: &str = "pipeline.accepted.toml";

/// What moved between two releases, files or output folders.
pub fn diff(command: &DiffArgs, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let for_people = command.format.of_findings() == super::args::Format::Text;
    let reporting = Reporting {
        format: command.format.of_findings(),
        output: command.output.clone().filter(|_| !for_people),
        exit_zero: command.exit_zero,
    };
    let outcome = compared(command).and_then(|(diff, mut found)| {
        if for_people {
            print(command, &diff)?;
        } else if command.format == DiffFormat::Json {
            found.details = Some(releases::json(&diff)?);
        }
        Ok(found)
    });
    tell("diff", &command.config, &reporting, terminal, outcome)
}

fn print(command: &DiffArgs, diff: &Diff) -> Result<(), Diagnostics> {
    let said = match command.format {
        DiffFormat::Markdown => releases::markdown(diff, command.most),
        DiffFormat::Html => releases::html(diff, command.most),
        _ => releases::text(diff, command.most),
    };
    match &command.output {
        Some(file) => files::write(file, said.as_bytes()),
        None if command.format == DiffFormat::Text => terminal::print_text(&said),
        None => terminal::print(&said),
    }
}

fn compared(command: &DiffArgs) -> Result<(Diff, Found), Diagnostics> {
    let settings = settings_if_there(&command.config)?;
    let (old, new) = sides(command, settings.as_ref())?;
    let published = match &settings {
        Some(_) if !new.exhibits.is_empty() => new.clone(),
        Some(settings) => published(settings)?,
        None => new.clone(),
    };
    let pages = pages(&command.page)?;
    let diff = releases::diff(&old, &new, &published, &pages);
    if diff.compared == 0 {
        return Err(Diagnostic::error(format!(
            "{} and {} have no figure in common",
            old.name, new.name
        ))
        .hint("compare sides of one program and of the same areas")
        .into());
    }
    let passed = releases::passed(&diff, &command.fail_on);
    let file = beside(&command.config, ACCEPTED);
    let known = accepted(&file)?;
    let mut found = Found::from(releases::findings(&passed, &known));
    found.releases = [old.name, new.name].to_vec();
    if let Some(reason) = &command.accept {
        files::write(&file, releases::write_accepted(&known, &passed, reason)?.as_bytes())?;
        found.closing = format!("{} accepted in {}", passed.len(), file.display());
        found.findings = Diagnostics::default();
    } else if !found.findings.is_empty() {
        found.closing.push_str("look at what moved; when it is right, say so: add --accept 'REASON'");
    }
    Ok((diff, found))
}

fn beside(config: &Path, name: &str) -> PathBuf {
    config.parent().map(Path::to_path_buf).unwrap_or_default().join(name)
}

fn accepted(file: &Path) -> Result<Vec<releases::Accepted>, Diagnostics> {
    let bytes = files::read_if_there(file)?.unwrap_or_default();
    releases::read_accepted(&String::from_utf8_lossy(&bytes))
        .map_err(|problems| problems.within(file.display()))
}

/// The configuration, where there is one: two files can be compared without.
fn settings_if_there(path: &Path) -> Result<Option<Settings>, Diagnostics> {
    match files::read_if_there(path)? {
        Some(_) => config::load(path).map(Some),
        None => Ok(None),
    }
}

fn pages(paths: &[PathBuf]) -> Result<Vec<(String, String)>, Diagnostics> {
    let mut problems = Diagnostics::default();
    let read = |path: &PathBuf| {
        let bytes = problems.keep(files::read_named(path))?;
        Some((path.display().to_string(), String::from_utf8_lossy(&bytes).into_owned()))
    };
    let pages: Vec<(String, String)> = paths.iter().filter_map(read).collect();
    problems.unless_any(pages)
}

/// The outputs of the last run, which say what is published and where; nothing before the first run.
fn published(settings: &Settings) -> Result<Side, Diagnostics> {
    let folder = settings.base.join(&settings.output.dir);
    match files::read_if_there(&folder.join("figures.json"))? {
        Some(_) => outputs(&folder),
        None => Ok(Side::default()),
    }
}

fn outputs(folder: &Path) -> Result<Side, Diagnostics> {
    let name = "figures.json".to_owned();
    let tree = files::Tree::from([(name.clone(), files::read_named(&folder.join(&name))?)]);
    releases::of_outputs(&folder.display().to_string(), &tree)
        .map_err(|problems| problems.within(folder.display()))
}

fn sides(command: &DiffArgs, settings: Option<&Settings>) -> Result<(Side, Side), Diagnostics> {
    let (old, new) = (Path::new(&command.old), Path::new(&command.new));
    if files::is_folder(old) && files::is_folder(new) {
        return Ok((outputs(old)?, outputs(new)?));
    }
    match (period(&command.old), period(&command.new)) {
        (Some(old), Some(new)) => of_periods(old, new, settings),
        _ => of_files(old, new),
    }
}

/// A release or a round; `2002-12` is a round, because no release of OEWS is of a December.
fn period(text: &str) -> Option<Period> {
    let round = text.parse::<Round>().ok().map(Period::Round);
    round.or_else(|| text.parse::<Release>().ok().map(Period::Release))
}

fn of_periods(
    old: Period,
    new: Period,
    settings: Option<&Settings>,
) -> Result<(Side, Side), Diagnostics> {
    let settings = settings.ok_or_else(|| {
        Diagnostic::error("releases and rounds are those of a configuration, and there is none")
            .hint("run in the folder of pipeline.toml, name it with --config, or give two files")
    })?;
    let mut asked = config::load(&settings.file)?;
    asked.sources.retain(|source| source.period == Some(old) || source.period == Some(new));
    let (tables, _) = pipeline::tables_of(&asked)?;
    let of =
        |period: Period| -> Vec<_> { tables.iter().filter(|table| table.period() == period).collect() };
    let (before, after) = (of(old), of(new));
    let older = releases::of_tables(&old.in_words(), &before, &after)?;
    Ok((older, releases::of_tables(&new.in_words(), &after, &before)?))
}

fn of_files(old: &Path, new: &Path) -> Result<(Side, Side), Diagnostics> {
    let (tables, _) = pipeline::tables_in(&[old, new])?;
    let [before, after] = tables.as_slice() else {
        return Err(Diagnostic::error("a file holds more than one table of occupations").into());
    };
    let older = releases::of_tables(&old.display().to_string(), &[before], &[after])?;
    Ok((older, releases::of_tables(&new.display().to_string(), &[after], &[before])?))
}

/// What is current, due or overdue, and how old the published figures are.
pub fn status(command: &StatusArgs, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let outcome = on_the_day(command).and_then(|(status, inputs)| {
        if command.reporting.format == super::args::Format::Text {
            terminal::print_text(&releases::status_text(&status))?;
        }
        let findings = command.fail_on.map(|late| status.findings(Urgency::from(late)));
        let details =
            serde_json::to_value(&status).map_err(|error| Diagnostic::error(error.to_string()))?;
        let mut found = Found::from(findings.unwrap_or_default());
        found.releases = status
            .programs
            .iter()
            .map(|state| format!("{} {}", state.program.short(), state.newest))
            .collect();
        found.inputs = inputs;
        found.details = Some(details);
        Ok(found)
    });
    tell("status", &command.config, &command.reporting, terminal, outcome)
}

fn on_the_day(command: &StatusArgs) -> Result<(releases::Status, Vec<Input>), Diagnostics> {
    let settings = config::load(&command.config)?;
    let day = command.today.unwrap_or_else(today);
    let day = (day.year(), day.month(), day.day());
    let ages = releases::ages(day, &published(&settings)?);
    let status = releases::status(day, &pipeline::standings(&settings)?, ages);
    // What was looked at, by its hash: that nothing is new is then a statement about these files.
    let looked_at = |source: &config::Source| {
        let bytes = files::read(&settings.base.join(&source.path))?;
        Ok(Input { path: source.path.clone(), sha256: files::sha256(&bytes) })
    };
    let inputs: Result<Vec<Input>, Diagnostics> = settings.sources.iter().map(looked_at).collect();
    Ok((status, inputs?))
}

/// The day in UTC; `SOURCE_DATE_EPOCH` stops it, so that a build can be repeated.
fn today() -> Date {
    let stopped = env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let now = stopped.and_then(|seconds| Timestamp::from_second(seconds).ok());
    now.unwrap_or_else(Timestamp::now).to_zoned(TimeZone::UTC).date()
}
