//! The command that compares.

use labor_outlook::{compare::Ledger, config, diag::Diagnostics, pipeline, sheet};

use super::{
    Exit,
    args::{Compare, ShowFormat},
    terminal::{self, Terminal},
};

/// Roles and occupations beside each other. What is odd about a file is told beside it.
pub fn compare(command: &Compare, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let (materials, findings) = if command.source.is_empty() {
        pipeline::materials_of(&config::load(&command.config)?, command.release)?
    } else {
        pipeline::materials_in(&command.source)?
    };
    terminal.problems(&findings);
    let question = sheet::Question {
        subjects: command.who.clone(),
        areas: command.area.clone(),
        release: command.release,
        releases: command.releases.as_ref().map(|some| some.iter().copied().collect()),
        round: command.round,
        salary: command.salary,
        level: command.level,
        real: command.real,
        rank_areas: command.rank_areas,
    };
    let mut ledger = Ledger::new(&materials.panel);
    let answer = sheet::compose(&question, &materials.lists, &mut ledger)?;
    match command.format {
        ShowFormat::Text => terminal::print_text(&sheet::text(&answer))?,
        ShowFormat::Json => terminal::print(&sheet::json(&answer)?)?,
        ShowFormat::Csv => terminal::print(&sheet::csv(&answer)?)?,
    }
    Ok(Exit::Clean)
}
