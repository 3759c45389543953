//! The figures of a place that names none: a row of a table that was read, and a statement of a page as
//! the audit reads it.

use std::{
    ops::Range,
    path::{Path, absolute},
};

use super::{Found, search};
use crate::{
    audit::{self, Figures, Finding},
    config::Settings,
    diag::Diagnostic,
    model::Figure,
    pages::{Desk, PageBytes},
};

/// The figures of a row of a table of the configuration, which is a text with lines; those that a
/// field of it shows, where one is named.
pub fn of_table(
    desk: &mut Desk<'_>,
    settings: &Settings,
    path: &Path,
    line: u64,
    field: Option<&str>,
) -> Vec<Found> {
    let is_it = |of: &str| absolute(settings.base.join(of)).ok() == absolute(path).ok();
    let Some(file) = desk.files().iter().find(|file| is_it(&file.path)) else { return Vec::new() };
    let mut figures = search::by_cell(desk, &file.path, line, None);
    figures.retain(|figure| figure.number().is_some());
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_named = |figure: &Figure| field.is_some_and(|field| digits(field) == digits(&figure.text));
    if figures.iter().any(is_named) {
        figures.retain(is_named);
    }
    figures.into_iter().map(Found::from).collect()
}

/// The figures of the statements of a page at a place, as the audit reads them, with what it says.
///
/// # Errors
/// When a statement stands there and is of no figure at hand, with the reason.
pub fn of_page(
    desk: &mut Desk<'_>,
    page: &PageBytes,
    path: &Path,
    line: &Range<usize>,
    offset: Option<usize>,
) -> Result<Vec<Found>, Box<Diagnostic>> {
    let figures = Figures::new(desk.ledger.panel().tables());
    let report = audit::audit(&path.display().to_string(), page.searched(), &figures);
    let on_line: Vec<&Finding> =
        report.claims.iter().filter(|claim| line.contains(&claim.start_byte)).collect();
    let here = |claim: &&&Finding| {
        let at = offset.map(|offset| line.start + offset);
        at.is_none_or(|at| (claim.start_byte..claim.end_byte).contains(&at))
    };
    let exact: Vec<&Finding> = on_line.iter().filter(here).copied().collect();
    let claims = if exact.is_empty() { on_line } else { exact };
    let mut found: Vec<Found> = Vec::new();
    for claim in &claims {
        let says = format!("`{}`: {} ({})", claim.text, claim.message, claim.verdict);
        // What a tuition was held against is no figure of it.
        let origins = if claim.verdict == "not-bls" { Vec::new() } else { origins(claim) };
        for (path, line, column) in origins {
            for figure in search::by_cell(desk, &path, line, Some(&column)) {
                if found.iter().all(|other| other.figure.id != figure.id) {
                    found.push(Found { figure, on_page: Some(says.clone()) });
                }
            }
        }
    }
    match claims.first() {
        Some(claim) if found.is_empty() => {
            let Finding { text, message, verdict, .. } = claim;
            let told = format!("`{text}` is of no figure at hand: {message} ({verdict})");
            let hint = "mend the sentence, or name the table that has it in pipeline.toml";
            Err(Box::new(Diagnostic::error(told).hint(hint)))
        }
        _ => Ok(found),
    }
}

/// Where the figures of a statement stand: those that it agrees with, then those that it was held
/// against.
fn origins(claim: &Finding) -> Vec<(String, u64, String)> {
    let known = claim.basis.known.iter().map(|known| known.origin.clone());
    let against = claim.evidence.iter().map(|of| (of.path.clone(), of.line, of.column.clone()));
    known.chain(against).collect()
}
