//! The commands about releases: what moved between two of them, and which are due.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use labor_outlook::{
    acquire::{self, Entry, Lock},
    config::{self, Settings},
    diag::{Diagnostic, Diagnostics},
    files,
    model::{Period, Program, Release, Round},
    pages,
    pipeline::{self, Stock},
    releases::{self, ChangedInput, Diff, Looked, Pages, Side, Urgency},
    report::Input,
};

use super::{
    Exit,
    args::{DiffArgs, DiffFormat, Reporting, StatusArgs},
    tell::{Found, tell},
    terminal::{self, Terminal},
};

/// What moved between two releases, files or output folders.
pub fn diff(command: &DiffArgs, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let for_people = command.format.of_findings() == super::args::Format::Text;
    let reporting = Reporting {
        format: command.format.of_findings(),
        output: command.output.clone().filter(|_| !for_people),
        exit_zero: command.exit_zero,
    };
    let outcome = compared(command, terminal).and_then(|(diff, mut found)| {
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

fn compared(command: &DiffArgs, terminal: &Terminal) -> Result<(Diff, Found), Diagnostics> {
    let settings = settings_if_there(&command.config)?;
    let Compared { old, new, inputs, odd } = sides(command, settings.as_ref())?;
    // As in a run, figures that BLS printed oddly are told and change no exit code.
    terminal.problems(&odd);
    let published = match &settings {
        Some(_) if !new.exhibits.is_empty() => new.clone(),
        Some(settings) => published(settings)?,
        None => new.clone(),
    };
    let pages = Pages { marked: marked(settings.as_ref())?, texts: texts(&command.page)? };
    let mut diff = releases::diff(&old, &new, &published, &pages);
    diff.inputs = inputs;
    if diff.compared == 0 {
        return Err(Diagnostic::error(format!(
            "{} and {} have no figure in common",
            old.name, new.name
        ))
        .hint("compare sides of one program and of the same areas")
        .into());
    }
    let passed = releases::passed(&diff, &command.fail_on);
    let base = command.config.parent().map(Path::to_path_buf).unwrap_or_default();
    let known = Lock::read(&base)?.unwrap_or_default();
    let mut found = Found::from(releases::findings(&passed, &known.accepted));
    found.releases = [old.name, new.name].to_vec();
    if let Some(reason) = &command.accept {
        acquire::accept_changes(&base, releases::accept(&passed, reason)?)?;
        found.closing = format!("{} accepted in {}", passed.len(), acquire::LOCK);
        found.findings = Diagnostics::default();
    } else if !found.findings.is_empty() {
        found.closing.push_str("look at what moved; when it is right, say so: add --accept 'REASON'");
    }
    Ok((diff, found))
}

/// The configuration, where there is one: two files can be compared without.
fn settings_if_there(path: &Path) -> Result<Option<Settings>, Diagnostics> {
    match files::read_if_there(path)? {
        Some(_) => config::load(path).map(Some),
        None => Ok(None),
    }
}

fn texts(paths: &[PathBuf]) -> Result<Vec<(String, String)>, Diagnostics> {
    let mut problems = Diagnostics::default();
    let read = |path: &PathBuf| {
        let bytes = problems.keep(files::read_named(path))?;
        Some((path.display().to_string(), String::from_utf8_lossy(&bytes).into_owned()))
    };
    let pages: Vec<(String, String)> = paths.iter().filter_map(read).collect();
    problems.unless_any(pages)
}

/// The pages of the configuration with the figures that their markers name.
fn marked(settings: Option<&Settings>) -> Result<Vec<(String, BTreeSet<String>)>, Diagnostics> {
    let Some(settings) = settings.filter(|settings| !settings.pages.paths.is_empty()) else {
        return Ok(Vec::new());
    };
    let paths: Vec<PathBuf> = settings.pages.paths.iter().map(|path| settings.base.join(path)).collect();
    let stock = Stock::of(settings)?;
    let plans = pages::plan(&mut stock.desk(settings), &pages::find(&paths)?, pages::How::default())?;
    let shown = |(path, plan): (&Path, &pages::Plan)| {
        let ids = plan.shown.iter().map(|(id, _)| id.to_string()).collect();
        (path.display().to_string(), ids)
    };
    Ok(plans.iter().map(shown).collect())
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

/// Two sides, which inputs of theirs are others, where that is known, and what is odd about the tables.
struct Compared {
    old: Side,
    new: Side,
    inputs: Vec<ChangedInput>,
    odd: Diagnostics,
}

fn sides(command: &DiffArgs, settings: Option<&Settings>) -> Result<Compared, Diagnostics> {
    let (old, new) = (Path::new(&command.old), Path::new(&command.new));
    if let (Some(before), Some(after)) = (lock(old, settings)?, lock(new, settings)?) {
        return of_locks((old, &before), (new, &after), settings);
    }
    if files::is_folder(old) && files::is_folder(new) {
        let (old, new) = (outputs(old)?, outputs(new)?);
        return Ok(Compared { old, new, inputs: Vec::new(), odd: Diagnostics::default() });
    }
    match (period(&command.old), period(&command.new)) {
        (Some(old), Some(new)) => of_periods(old, new, settings),
        _ => of_files(old, new),
    }
}

/// A lock by its name; for a configuration, that of the inputs as they are.
fn lock(path: &Path, settings: Option<&Settings>) -> Result<Option<Lock>, Diagnostics> {
    let ends = |ending: &str| path.extension().is_some_and(|extension| extension == ending);
    if ends("lock") {
        let text = files::read_named(path)?;
        let lock = Lock::parse(&String::from_utf8_lossy(&text));
        return lock.map(Some).map_err(|problems| problems.within(path.display()));
    }
    if ends("toml") {
        let settings = match settings.filter(|settings| settings.file == path) {
            Some(settings) => settings.clone(),
            None => config::load(path)?,
        };
        let known = Lock::read(&settings.base)?.unwrap_or_default();
        return known.of_inputs(&settings).map(Some);
    }
    Ok(None)
}

/// The newest tables of each program that two locks name.
fn of_locks(
    (old, before): (&Path, &Lock),
    (new, after): (&Path, &Lock),
    settings: Option<&Settings>,
) -> Result<Compared, Diagnostics> {
    let base = match settings {
        Some(settings) => settings.base.clone(),
        None => new.parent().map(Path::to_path_buf).unwrap_or_default(),
    };
    let tables = |lock: &Lock| pipeline::tables_locked(&acquire::locked(&base, newest(lock))?);
    let ((earlier, mut odd), (later, more)) = (tables(before)?, tables(after)?);
    // A table of both locks is told once.
    odd.extend(more.iter().filter(|one| !odd.iter().any(|told| told == *one)).cloned().collect());
    let (earlier, later) = (earlier.iter().collect::<Vec<_>>(), later.iter().collect::<Vec<_>>());
    Ok(Compared {
        old: releases::of_tables(&old.display().to_string(), &earlier, &later)?,
        new: releases::of_tables(&new.display().to_string(), &later, &earlier)?,
        inputs: changed_inputs(before, after),
        odd,
    })
}

/// The entries of the newest release and of the newest round.
fn newest(lock: &Lock) -> impl Iterator<Item = &Entry> {
    let of = |program: Program| {
        let entries = lock.inputs.values().filter(move |entry| entry.program == program);
        let last = entries.clone().filter_map(Entry::period).max();
        entries.filter(move |entry| entry.period() == last)
    };
    of(Program::Oews).chain(of(Program::Projections))
}

fn changed_inputs(old: &Lock, new: &Lock) -> Vec<ChangedInput> {
    let said = |entry: Option<&Entry>| match entry {
        Some(entry) => {
            let period = entry.period().map(|period| format!("{period}, ")).unwrap_or_default();
            format!("{period}sha256 {}", entry.sha256.get(..12).unwrap_or(&entry.sha256))
        }
        None => String::new(),
    };
    let paths: BTreeSet<&String> = old.inputs.keys().chain(new.inputs.keys()).collect();
    let both = paths.into_iter().map(|path| ChangedInput {
        path: path.clone(),
        old: said(old.inputs.get(path)),
        new: said(new.inputs.get(path)),
    });
    both.filter(|input| input.old != input.new).collect()
}

/// A release or a round; `2002-12` is a round, because no release of OEWS is of a December.
fn period(text: &str) -> Option<Period> {
    let round = text.parse::<Round>().ok().map(Period::Round);
    round.or_else(|| text.parse::<Release>().ok().map(Period::Release))
}

fn of_periods(old: Period, new: Period, settings: Option<&Settings>) -> Result<Compared, Diagnostics> {
    let settings = settings.ok_or_else(|| {
        Diagnostic::error("releases and rounds are those of a configuration, and there is none")
            .hint("run in the folder of pipeline.toml, name it with --config, or give two files")
    })?;
    let mut asked = config::load(&settings.file)?;
    asked.sources.retain(|source| source.period == Some(old) || source.period == Some(new));
    let (tables, odd) = pipeline::tables_of(&asked)?;
    let of =
        |period: Period| -> Vec<_> { tables.iter().filter(|table| table.period() == period).collect() };
    let (before, after) = (of(old), of(new));
    let old = releases::of_tables(&old.in_words(), &before, &after)?;
    let new = releases::of_tables(&new.in_words(), &after, &before)?;
    Ok(Compared { old, new, inputs: Vec::new(), odd })
}

fn of_files(old: &Path, new: &Path) -> Result<Compared, Diagnostics> {
    let (tables, odd) = pipeline::tables_in(&[old, new])?;
    let [before, after] = tables.as_slice() else {
        return Err(Diagnostic::error("a file holds more than one table of occupations").into());
    };
    let old = releases::of_tables(&old.display().to_string(), &[before], &[after])?;
    let new = releases::of_tables(&new.display().to_string(), &[after], &[before])?;
    Ok(Compared { old, new, inputs: Vec::new(), odd })
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
    let day = command.today.unwrap_or_else(acquire::day);
    let day = (day.year(), day.month(), day.day());
    let ages = releases::ages(day, &published(&settings)?);
    let mut status = releases::status(day, &pipeline::standings(&settings)?, ages);
    status.looked = looked(&settings)?;
    // What was looked at, by its hash: that nothing is new is then a statement about these files.
    let looked_at = |path: String| {
        let sha256 = files::fingerprint(&settings.base.join(&path))?.sha256;
        Ok(Input { path, sha256 })
    };
    let mut inputs = Vec::new();
    for source in &settings.sources {
        let paths = acquire::files_of(&settings, source)?.into_iter();
        inputs.extend(paths.map(looked_at).collect::<Result<Vec<Input>, Diagnostics>>()?);
    }
    Ok((status, inputs))
}

/// When the locked inputs were last asked for, which the cache of this machine knows.
fn looked(settings: &Settings) -> Result<Vec<Looked>, Diagnostics> {
    let Some(lock) = Lock::read(&settings.base)? else { return Ok(Vec::new()) };
    let of = |(entry, look): (Entry, acquire::Look)| Looked {
        path: entry.path,
        moment: look.moment,
        asked: look.asked,
        sha256: look.sha256,
    };
    Ok(acquire::looks(&lock)?.into_iter().map(of).collect())
}
