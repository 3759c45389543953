//! The command that measures the errors of the methods.

use labor_outlook::{
    calibrate, config,
    diag::{Diagnostic, Diagnostics},
    model::{Area, Period, Release},
    panel::Table,
    pipeline,
};

use super::{
    Exit,
    args::{Calibrate, CalibrateFormat},
    terminal::{self, Terminal},
};

/// The errors of every method on the groups of tables.
pub fn calibrate(command: &Calibrate, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let mut findings = Diagnostics::default();
    let (tables, detail) = if command.tables.is_empty() {
        let (tables, odd) = pipeline::tables_of(&config::load(&command.config)?)?;
        terminal.problems(&odd);
        tables.into_iter().partition(of_the_nation)
    } else {
        let (tables, odd) = pipeline::tables_in(&command.tables)?;
        findings.extend(odd);
        let (detail, odd) = pipeline::tables_in(&command.detail)?;
        findings.extend(odd);
        (tables, detail)
    };
    let mut measured = Vec::new();
    for table in &tables {
        let Some(release) = release(table) else { continue };
        let of_release = |other: &&Table| other.period() == table.period();
        let finer: Vec<&Table> = detail.iter().filter(of_release).collect();
        let calibration = calibrate::calibrate(table, release, &finer);
        if calibration.groups == 0 {
            let none = Diagnostic::finding("the table has no groups with their detailed occupations");
            let none = none.hint("give the nation's table of a release, such as national_M2025_dl.xlsx");
            findings.push(none.within(&table.source.path));
        }
        measured.push(calibration);
    }
    terminal::print(&match command.format {
        CalibrateFormat::Text => calibrate::text(&measured),
        CalibrateFormat::Json => calibrate::json(&measured)?,
    })?;
    if measured.is_empty() {
        let none = Diagnostic::error("no table of OEWS is at hand");
        return Err(none.hint("name one, such as national_M2025_dl.xlsx").into());
    }
    let clean = findings.is_empty();
    terminal.problems(&findings);
    Ok(if clean { Exit::Clean } else { Exit::Findings })
}

fn release(table: &Table) -> Option<Release> {
    match table.period() {
        Period::Release(release) => Some(release),
        Period::Round(_) => None,
    }
}

fn of_the_nation(table: &Table) -> bool {
    table.cells().any(|cell| cell.area() == Area::NATION && cell.industry().is_empty())
}
