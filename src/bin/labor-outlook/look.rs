//! The commands that look into files and print what is there.

use std::path::{Path, PathBuf};

use labor_outlook::{
    config,
    diag::{Diagnostics, Severity},
    ingest::KnownFigures,
    inspect,
    model::{Area, Period, Program},
    panel::Table,
    pipeline, show,
};

use super::{
    Exit,
    args::{Inspect, InspectFormat, Show, ShowFormat},
    terminal::{self, Terminal},
};

/// What files are.
pub fn inspect(command: &Inspect, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let known = terminal.timed("reading figures to compare with", || known_figures(command))?;
    let files = terminal.timed("looking into files", || inspect::inspect(&command.files, &known));
    match command.format {
        InspectFormat::Json => terminal::print(&inspect::json(&files)?)?,
        InspectFormat::Text => {
            for (at, file) in files.iter().enumerate() {
                let gap = if at == 0 { "" } else { "\n" };
                terminal::print_text(&format!("{gap}{}", inspect::text(file)))?;
                terminal.problems(&file.inspection.problems.iter().cloned().collect());
            }
        }
    }
    Ok(match inspect::worst(&files) {
        None => Exit::Clean,
        Some(Severity::Finding) => Exit::Findings,
        Some(Severity::Error) => Exit::CouldNotRun,
    })
}

/// The figures that tell a release or round: those of the tables that are given, else those of the tables of the
/// configuration. Where neither is asked for, tables of `pipeline.toml` that cannot be read are left
/// out.
fn known_figures(command: &Inspect) -> Result<KnownFigures, Diagnostics> {
    let given: Vec<_> = command.against.iter().map(|path| (path.clone(), None)).collect();
    let (known, problems) = match (given.is_empty(), &command.config) {
        (false, _) => inspect::known_figures(&given),
        (true, Some(path)) => inspect::known_figures(&tables_of(&config::load(path)?)),
        (true, None) => {
            let settings = config::load(Path::new("pipeline.toml"));
            let tables = settings.map(|settings| tables_of(&settings)).unwrap_or_default();
            return Ok(inspect::known_figures(&tables).0);
        }
    };
    problems.unless_any(known)
}

/// The tables of OEWS and of the projections of the nation in a configuration, with their periods.
fn tables_of(settings: &config::Settings) -> Vec<(PathBuf, Option<Period>)> {
    let table = |source: &config::Source| match source.program {
        Program::Oews | Program::Projections => {
            source.period.map(|period| (settings.base.join(&source.path), Some(period)))
        }
        Program::CpiU | Program::PriceParities => None,
    };
    settings.sources.iter().filter_map(table).collect()
}

/// The tables of the files that a command names, else those of its configuration. What is odd about
/// them is told.
pub fn tables(
    sources: &[PathBuf],
    config: &Path,
    terminal: &Terminal,
) -> Result<Vec<Table>, Diagnostics> {
    let (tables, findings) = terminal.timed("reading tables", || match sources {
        [] => pipeline::tables_of(&config::load(config)?),
        sources => pipeline::tables_in(sources),
    })?;
    terminal.problems(&findings);
    Ok(tables)
}

/// What BLS publishes for an occupation. What is odd about a file is told beside it.
pub fn show(command: &Show, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let tables = tables(&command.source, &command.config, terminal)?;
    let query = |area: Area| show::Query {
        occupation: command.occupation.clone(),
        area: Some(area),
        industry: command.industry.clone(),
        release: command.release,
        round: command.round,
    };
    let mut cells = Vec::new();
    for area in &command.area {
        cells.extend(show::find(&tables, &query(*area))?);
    }
    match command.format {
        ShowFormat::Text => terminal::print_text(&show::text(&cells))?,
        ShowFormat::Json => terminal::print(&show::json(&cells)?)?,
        ShowFormat::Csv => terminal::print(&show::csv(&cells)?)?,
    }
    Ok(Exit::Clean)
}
