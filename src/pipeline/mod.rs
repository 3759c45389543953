//! The stages in order. [`run`] reads as the table of contents of the program.

mod cache;
mod looks;
mod materials;
mod standing;
mod tables;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use rayon::prelude::*;

use crate::{
    acquire::{self, Lock},
    compare::{self, Cast, Ledger},
    config::{Format, Settings, Source},
    diag::{Diagnostic, Diagnostics, rules},
    exhibits::{self, Report, Sources},
    files::{self, Tree},
    ingest::{self, CpiU, Parities},
    model::{Figures, Program, RoleList, SourceFile},
    pages::Desk,
    panel::{Index, Panel, Table},
    publish::{self, Input},
    render::{self, RenderError},
    roles,
};

pub use cache::{keep_tables, parquet};
pub use materials::{Materials, materials_in, materials_of};
pub use standing::standings;
use tables::AtHand;
pub use tables::{tables_in, tables_locked, tables_of};

/// What is told of the progress of a run.
pub trait Progress {
    /// A stage begins, of which there are [`STAGES`].
    fn stage(&mut self, name: &str);

    /// Figures of the tables are odd, which does not keep the run from going on.
    fn findings(&mut self, _findings: &Diagnostics) {}
}

/// How many stages a run has.
pub const STAGES: u64 = 5;

/// Runs the whole job and returns the files that it makes, the manifest included.
///
/// # Errors
/// Everything that is wrong with the configuration's files, at once.
pub fn run(settings: &Settings, progress: &mut dyn Progress) -> Result<Tree, Diagnostics> {
    progress.stage("reading tables");
    let inputs = read_inputs(settings)?;
    progress.findings(&inputs.findings);
    progress.stage("checking role lists");
    let casts = cast(settings, &inputs)?;
    progress.stage("comparing");
    let mut ledger = Ledger::new(&inputs.panel);
    let sources = Sources::of(&inputs.panel, &inputs.price_files);
    let report =
        exhibits::compose(settings, &casts, &mut ledger, &sources, inputs.source_files.clone())?;
    let figures = ledger.into_figures();
    progress.stage("drawing and writing up");
    let tree = render_all(settings, &report, &figures)?;
    progress.stage("finishing");
    publish::with_manifest(tree, &inputs.manifest())
}

/// What a configuration's files hold, read and checked: all that figures are made of.
pub struct Stock {
    panel: Panel,
    casts: Vec<Cast>,
    sources: Sources,
    files: Vec<SourceFile>,
    findings: Diagnostics,
}

impl Stock {
    /// Reads every source and role list of a configuration.
    ///
    /// # Errors
    /// Everything that is wrong with any of them.
    pub fn of(settings: &Settings) -> Result<Self, Diagnostics> {
        let inputs = read_inputs(settings)?;
        let casts = cast(settings, &inputs)?;
        let sources = Sources::of(&inputs.panel, &inputs.price_files);
        let Inputs { panel, source_files: files, findings, .. } = inputs;
        Ok(Self { panel, casts, sources, files, findings })
    }

    /// What is odd about its tables.
    #[must_use]
    pub const fn findings(&self) -> &Diagnostics {
        &self.findings
    }

    /// Its tables of occupations.
    #[must_use]
    pub fn tables(&self) -> &[Table] {
        self.panel.tables()
    }

    /// A desk that serves pages with figures.
    #[must_use]
    pub fn desk<'a>(&'a self, settings: &'a Settings) -> Desk<'a> {
        Desk::new(settings, &self.casts, &self.panel, &self.sources, &self.files)
    }
}

/// Everything that was read.
struct Inputs {
    panel: Panel,
    source_files: Vec<SourceFile>,
    price_files: Vec<SourceFile>,
    role_files: Vec<(String, Vec<u8>)>,
    /// What is odd about the tables.
    findings: Diagnostics,
    /// The code lists of flat files, by path.
    code_lists: BTreeMap<String, Vec<u8>>,
    /// The name and the bytes of the configuration.
    config: (String, Vec<u8>),
}

impl Inputs {
    fn manifest(&self) -> Vec<Input> {
        let sources = self.source_files.iter().cloned().map(Input::Source);
        let named = self.role_files.iter().chain([&self.config]).map(|(path, bytes)| (path, bytes));
        let others = self.code_lists.iter().chain(named).map(|(path, bytes)| Input::Other {
            path: path.clone(),
            sha256: files::sha256(bytes),
            bytes: bytes.len(),
        });
        sources.chain(others).collect()
    }
}

/// Reads every source and role list; what is wrong with any of them is told together.
fn read_inputs(settings: &Settings) -> Result<Inputs, Diagnostics> {
    acquire::settle(&settings.base)?;
    let lock = Lock::read(&settings.base)?.unwrap_or_default();
    let mut problems = Diagnostics::default();
    let name = settings.file.file_name().unwrap_or_default().to_string_lossy();
    let mut inputs = Inputs {
        panel: Panel::default(),
        source_files: Vec::new(),
        price_files: Vec::new(),
        role_files: Vec::new(),
        findings: Diagnostics::default(),
        code_lists: BTreeMap::new(),
        config: (name.into_owned(), files::read(&settings.file)?),
    };
    for source in &settings.sources {
        problems.keep(read_source(&settings.base, source, &lock, &mut inputs));
    }
    for list in &settings.role_lists {
        if let Some(bytes) = problems.keep(files::read(&settings.base.join(&list.path))) {
            inputs.role_files.push((list.path.clone(), bytes));
        }
    }
    problems.unless_any(inputs)
}

fn read_source(
    base: &Path,
    source: &Source,
    lock: &Lock,
    inputs: &mut Inputs,
) -> Result<(), Diagnostics> {
    let at_hand = AtHand::source(base, source)?;
    let path = at_hand.path().to_path_buf();
    let accepted = |file: &SourceFile, lists: &BTreeMap<String, Vec<u8>>, inputs: &Inputs| {
        lock.hold_to(base, &file.path, &file.sha256)?;
        for (path, bytes) in lists {
            lock.hold_to(base, path, &files::sha256(bytes))?;
        }
        refuse_twice(file, &inputs.source_files)
    };
    add_source(at_hand, accepted, inputs).map_err(|problems| problems.within(path.display()))
}

/// One file cannot be the table of two periods: a path was copied and not changed.
fn refuse_twice(file: &SourceFile, others: &[SourceFile]) -> Result<(), Diagnostics> {
    match others.iter().find(|other| other.sha256 == file.sha256) {
        Some(other) => Err(Diagnostic::error(format!(
            "the sources `{}` and `{}` are the same file",
            other.id, file.id
        ))
        .hint("give each release and round its own file")
        .into()),
        None => Ok(()),
    }
}

/// Adds what a source holds, if the file is accepted.
fn add_source(
    at_hand: AtHand,
    accepted: impl Fn(&SourceFile, &BTreeMap<String, Vec<u8>>, &Inputs) -> Result<(), Diagnostics>,
    inputs: &mut Inputs,
) -> Result<(), Diagnostics> {
    let path = at_hand.path().to_path_buf();
    let file = match at_hand.program() {
        Program::CpiU => {
            let index = ingest::read_cpi_u(at_hand.bytes());
            let (file, lists) = at_hand.finish()?;
            accepted(&file, &lists, inputs)?;
            let CpiU { levels, findings } = index?;
            inputs.findings.extend(findings.within(path.display()));
            inputs.panel.prices.cpi_u = Some(Index { source: file.id.clone(), levels });
            inputs.price_files.push(file.clone());
            file
        }
        Program::PriceParities => {
            let parities = ingest::read_price_parities(at_hand.bytes());
            let (file, lists) = at_hand.finish()?;
            accepted(&file, &lists, inputs)?;
            let Parities { levels, findings } = parities?;
            inputs.findings.extend(findings.without(&rules::PARTIAL_TABLE).within(path.display()));
            inputs.panel.prices.parities.push(Index { source: file.id.clone(), levels });
            inputs.price_files.push(file.clone());
            file
        }
        Program::Oews | Program::Projections => {
            let (read, file, lists) = at_hand.table()?;
            accepted(&file, &lists, inputs)?;
            let (table, findings) = read.table(file.clone())?;
            inputs.findings.extend(findings.within(path.display()));
            inputs.panel.add(table)?;
            inputs.code_lists.extend(lists);
            file
        }
    };
    inputs.source_files.push(file);
    Ok(())
}

/// Checks the role lists against the occupations of each comparison's release, and casts them.
fn cast(settings: &Settings, inputs: &Inputs) -> Result<Vec<Cast>, Diagnostics> {
    let mut problems = Diagnostics::default();
    let mut casts = Vec::new();
    for comparison in &settings.comparisons {
        let list = settings.role_lists.iter().position(|list| list.id == comparison.role_list);
        let Some((path, bytes)) = list.and_then(|at| inputs.role_files.get(at)) else { continue };
        let occupations = inputs.panel.occupations(comparison.release);
        if occupations.is_empty() {
            let message = format!("no source has the nation's table of {}", comparison.release);
            problems.push(Diagnostic::error(message).hint("add it to the [[sources]] of pipeline.toml"));
            continue;
        }
        let checked = ingest::read_role_list(bytes)
            .and_then(|rows| roles::check(&rows, &occupations))
            .map_err(|problems| problems.within(settings.base.join(path).display()));
        let cast = checked.and_then(|list: RoleList| compare::cast(comparison, &list, &inputs.panel));
        casts.extend(problems.keep(cast));
    }
    compare::tell_apart(&mut casts);
    problems.by_place().unless_any(casts)
}

/// A file to be made: its path in the output folder, and how.
type Job<'a> = (String, Box<dyn Fn() -> Result<Vec<u8>, RenderError> + Send + Sync + 'a>);

/// Every output of the formats asked for, made side by side.
fn render_all(settings: &Settings, report: &Report, figures: &Figures) -> Result<Tree, Diagnostics> {
    let jobs = jobs(&settings.output.formats, report, figures);
    let made: Result<Vec<(String, Vec<u8>)>, RenderError> =
        jobs.into_par_iter().map(|(path, make)| Ok((path, make()?))).collect();
    let files = made.map_err(|error| Diagnostic::error(error.to_string()))?;
    Ok(files.into_iter().collect())
}

fn jobs<'a>(formats: &BTreeSet<Format>, report: &'a Report, figures: &'a Figures) -> Vec<Job<'a>> {
    let asked = |format| formats.contains(&format);
    let mut jobs: Vec<Job<'a>> = Vec::new();
    for chart in report.charts() {
        if asked(Format::Png) {
            jobs.push((format!("charts/{}.png", chart.id), Box::new(|| render::chart::png(chart))));
        }
        if asked(Format::Svg) {
            let make = || render::chart::svg(chart).map(String::into_bytes);
            jobs.push((format!("charts/{}.svg", chart.id), Box::new(make)));
        }
    }
    for table in report.tables() {
        if asked(Format::Csv) {
            jobs.push((format!("tables/{}.csv", table.id), Box::new(|| render::csv_table(table))));
        }
        if asked(Format::Json) {
            jobs.push((format!("tables/{}.json", table.id), Box::new(|| render::json_table(table))));
        }
    }
    if asked(Format::Html) {
        let make = || render::html_report(report).map(String::into_bytes);
        jobs.push(("report.html".to_owned(), Box::new(make)));
    }
    if asked(Format::Markdown) {
        let pictures = [(Format::Svg, "svg"), (Format::Png, "png")];
        let picture = pictures.into_iter().find(|(format, _)| asked(*format)).map(|(_, ending)| ending);
        let make = move || Ok(render::markdown_report(report, picture).into_bytes());
        jobs.push(("report.md".to_owned(), Box::new(make)));
    }
    jobs.push(("figures.json".to_owned(), Box::new(|| render::figures(figures, &report.shown()))));
    jobs
}
