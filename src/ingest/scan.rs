//! Finding the row of column names in a table, and saying what came nearest when there is none.

use super::container::Row;
use crate::diag::{Diagnostic, Diagnostics};

/// Rows of a sheet among which the column names are looked for; in 1997 they stand in row 38.
pub(super) const SCANNED_ROWS: usize = 100;

/// A row that holds some of the column names of a program, but not enough.
#[derive(Clone, Debug)]
pub(super) struct NearMiss {
    /// How many known names it holds.
    pub(super) known: usize,
    /// What it lacks.
    pub(super) missing: Vec<String>,
    /// Where it is, as a diagnostic without words.
    pub(super) place: Diagnostic,
}

impl Default for NearMiss {
    fn default() -> Self {
        Self { known: 0, missing: Vec::new(), place: Diagnostic::error("") }
    }
}

impl NearMiss {
    /// A row with so many known names, and what it lacks.
    pub(super) fn new(row: &Row<'_>, known: usize, missing: Vec<String>) -> Self {
        Self { known, missing, place: row.at(0, Diagnostic::error("")) }
    }

    /// Keeps the nearer of two; the earlier of two that are as near.
    pub(super) fn keep(nearest: &mut Option<Self>, other: Self) {
        if nearest.as_ref().is_none_or(|nearest| nearest.known < other.known) {
            *nearest = Some(other);
        }
    }

    /// The refusal of a file that has no table of a program.
    pub(super) fn refusal(self, what: &str, hint: &str) -> Diagnostics {
        let message = match self.missing.as_slice() {
            [] => format!("not {what}"),
            missing => format!("not {what}: no column {}", missing.join(", ")),
        };
        Diagnostic { message, ..self.place }.hint(hint).into()
    }
}
