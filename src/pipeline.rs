//! The stages in order. [`run`] reads as the table of contents of the program.

use std::path::Path;

use crate::{
    compare::{self, Cast, Ledger},
    config::{Format, Settings, Source},
    diag::{Diagnostic, Diagnostics},
    exhibits::{self, Report, Sources},
    files::{self, Tree},
    ingest,
    model::{Figures, Period, Program, RoleList, SourceFile},
    panel::{Index, Panel, TableBuilder},
    publish::{self, Input},
    render, roles,
};

/// What is told of the progress of a run.
pub trait Progress {
    /// A stage begins, of which there are [`STAGES`].
    fn stage(&mut self, name: &str);
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

/// Everything that was read.
struct Inputs {
    panel: Panel,
    source_files: Vec<SourceFile>,
    price_files: Vec<SourceFile>,
    role_files: Vec<(String, Vec<u8>)>,
}

impl Inputs {
    fn manifest(&self) -> Vec<Input> {
        let sources = self.source_files.iter().cloned().map(Input::Source);
        let lists = self.role_files.iter().map(|(path, bytes)| Input::Other {
            path: path.clone(),
            sha256: files::sha256(bytes),
            bytes: bytes.len(),
        });
        sources.chain(lists).collect()
    }
}

/// Reads every source and role list; what is wrong with any of them is told together.
fn read_inputs(settings: &Settings) -> Result<Inputs, Diagnostics> {
    let mut problems = Diagnostics::default();
    let mut inputs = Inputs {
        panel: Panel::default(),
        source_files: Vec::new(),
        price_files: Vec::new(),
        role_files: Vec::new(),
    };
    for source in &settings.sources {
        problems.keep(read_source(&settings.base, source, &mut inputs));
    }
    for list in &settings.role_lists {
        if let Some(bytes) = problems.keep(files::read(&settings.base.join(&list.path))) {
            inputs.role_files.push((list.path.clone(), bytes));
        }
    }
    problems.unless_any(inputs)
}

fn read_source(base: &Path, source: &Source, inputs: &mut Inputs) -> Result<(), Diagnostics> {
    let path = base.join(&source.path);
    let bytes = files::read(&path)?;
    let file = SourceFile {
        id: source.id.clone(),
        program: source.program,
        period: source.period,
        path: source.path.clone(),
        sha256: files::sha256(&bytes),
        bytes: bytes.len(),
    };
    ingest_source(&bytes, &file, inputs).map_err(|problems| problems.within(path.display()))?;
    inputs.source_files.push(file);
    Ok(())
}

fn ingest_source(bytes: &[u8], file: &SourceFile, inputs: &mut Inputs) -> Result<(), Diagnostics> {
    let mut rows = TableBuilder::default();
    let loaded = match (file.program, file.period) {
        (Program::Oews, Some(Period::Release(release))) => {
            ingest::read_oews(bytes, release, |row| rows.push(row))?
        }
        (Program::Projections, Some(Period::Round(round))) => {
            ingest::read_projections(bytes, round, |row| rows.push(row))?
        }
        (Program::CpiU, _) => {
            let levels = ingest::read_cpi_u(bytes)?;
            inputs.panel.prices.cpi_u = Some(Index { source: file.id.clone(), levels });
            inputs.price_files.push(file.clone());
            return Ok(());
        }
        (Program::PriceParities, _) => {
            let levels = ingest::read_price_parities(bytes)?;
            inputs.panel.prices.parities = Some(Index { source: file.id.clone(), levels });
            inputs.price_files.push(file.clone());
            return Ok(());
        }
        (Program::Oews | Program::Projections, _) => {
            return Err(Diagnostic::error("a table without its period").into());
        }
    };
    let Some(period) = file.period else { return Ok(()) };
    inputs.panel.add(rows.finish(period, loaded.head, file.clone()))
}

/// Checks the role lists against the occupations of each comparison's release, and casts them.
fn cast(settings: &Settings, inputs: &Inputs) -> Result<Vec<Cast>, Diagnostics> {
    let mut problems = Diagnostics::default();
    let mut casts = Vec::new();
    for comparison in &settings.comparisons {
        let list = settings.role_lists.iter().position(|list| list.id == comparison.role_list);
        let Some((path, bytes)) = list.and_then(|at| inputs.role_files.get(at)) else { continue };
        let occupations = inputs.panel.occupations(comparison.release);
        let checked = ingest::read_role_list(bytes)
            .and_then(|rows| roles::check(&rows, &occupations))
            .map_err(|problems| problems.within(settings.base.join(path).display()));
        let cast = checked.and_then(|list: RoleList| compare::cast(comparison, &list, &inputs.panel));
        casts.extend(problems.keep(cast));
    }
    problems.unless_any(casts)
}

/// Every output of the formats asked for.
fn render_all(settings: &Settings, report: &Report, figures: &Figures) -> Result<Tree, Diagnostics> {
    let asked = |format| settings.formats.contains(&format);
    let mut tree = Tree::new();
    let mut put = |path: String, bytes: Result<Vec<u8>, render::RenderError>| {
        let bytes = bytes.map_err(|error| Diagnostic::error(error.to_string()))?;
        tree.insert(path, bytes);
        Ok::<(), Diagnostics>(())
    };
    for chart in report.charts() {
        if asked(Format::Svg) {
            put(format!("charts/{}.svg", chart.id), render::chart::svg(chart).map(String::into_bytes))?;
        }
        if asked(Format::Png) {
            put(format!("charts/{}.png", chart.id), render::chart::png(chart))?;
        }
    }
    for table in report.tables() {
        if asked(Format::Csv) {
            put(format!("tables/{}.csv", table.id), render::csv_table(table))?;
        }
        if asked(Format::Json) {
            put(format!("tables/{}.json", table.id), render::json_table(table))?;
        }
    }
    if asked(Format::Html) {
        put("report.html".to_owned(), render::html_report(report).map(String::into_bytes))?;
    }
    if asked(Format::Markdown) {
        let picture =
            [(Format::Svg, "svg"), (Format::Png, "png")].into_iter().find(|(format, _)| asked(*format));
        let text = render::markdown_report(report, picture.map(|(_, ending)| ending));
        put("report.md".to_owned(), Ok(text.into_bytes()))?;
    }
    put("figures.json".to_owned(), render::figures(figures))?;
    Ok(tree)
}
