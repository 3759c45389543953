//! The commands that look into files and print what is there.

use labor_outlook::{
    config,
    diag::{Diagnostics, Severity},
    inspect, pipeline, show,
};

use super::{
    Exit,
    args::{Inspect, InspectFormat, Show, ShowFormat},
    terminal::{self, Terminal},
};

/// What files are.
pub fn inspect(command: &Inspect, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let files = inspect::inspect(&command.files);
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

/// What BLS publishes for an occupation. What is odd about a file is told beside it.
pub fn show(command: &Show, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let tables = if command.source.is_empty() {
        pipeline::tables_of(&config::load(&command.config)?)?
    } else {
        let (tables, findings) = pipeline::tables_in(&command.source)?;
        terminal.problems(&findings);
        tables
    };
    let query = show::Query {
        occupation: command.occupation.clone(),
        area: command.area,
        release: command.release,
        round: command.round,
    };
    let cells = show::find(&tables, &query)?;
    match command.format {
        ShowFormat::Text => terminal::print_text(&show::text(&cells))?,
        ShowFormat::Json => terminal::print(&show::json(&cells)?)?,
        ShowFormat::Csv => terminal::print(&show::csv(&cells)?)?,
    }
    Ok(Exit::Clean)
}
