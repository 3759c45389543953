//! Rows of a text that have fewer or more cells than their columns have names.

use std::ops::RangeInclusive;

use super::row::Row;
use crate::diag::{Diagnostic, Diagnostics};

/// Rows that are told one by one; a table with more of them is read no further.
const MOST: usize = 20;

/// How many cells the rows below the names of the columns have.
pub(super) struct Width {
    /// How many a row needs, and how many columns there are.
    needed: usize,
    columns: usize,
    /// The cells of the rows so far: some programs end every row with a separator.
    cells: Option<usize>,
    /// The refusal of the first row, for when it alone ends so.
    first: Option<Diagnostic>,
    refused: Diagnostics,
}

impl Width {
    /// Rows of so many cells.
    pub(super) fn of(cells: &RangeInclusive<usize>) -> Self {
        let (needed, columns) = (*cells.start(), *cells.end());
        Self { needed, columns, cells: None, first: None, refused: Diagnostics::default() }
    }

    /// Whether a row can be read. One that cannot is kept, to be told at the end.
    ///
    /// # Errors
    /// When there are too many that cannot.
    pub(super) fn fits(&mut self, row: &Row<'_>) -> Result<bool, Diagnostics> {
        if row.len() == self.columns {
            self.cells = Some(self.columns);
            if let Some(first) = self.first.take() {
                self.refused.push(first);
            }
            return Ok(true);
        }
        let Some(refusal) = self.refusal(row) else { return Ok(true) };
        self.refused.push(refusal);
        if self.refused.len() < MOST {
            return Ok(false);
        }
        self.refused.push(Diagnostic::error("more is wrong with the rows that follow"));
        Err(self.refused())
    }

    /// The rows that cannot be read.
    pub(super) fn refused(&mut self) -> Diagnostics {
        std::mem::take(&mut self.refused)
    }

    /// What is wrong with a row of another number of cells, if anything is.
    fn refusal(&mut self, row: &Row<'_>) -> Option<Diagnostic> {
        if row.is_of_sheet() {
            return None;
        }
        if row.len() < self.columns {
            // What BLS writes ends in the end of a line; people leave out cells of their own tables.
            let is_last = self.needed > 0 && self.cells == Some(self.columns) && row.has_no_line_end();
            let is_short = row.len() < self.needed || is_last;
            return (is_short && row.is_cut_short()).then(|| cut_short(row, self.columns));
        }
        if row.has_nothing_from(self.columns) && self.cells.is_none_or(|cells| cells == row.len()) {
            if self.cells.replace(row.len()).is_none() {
                self.first = Some(row.too_long(self.columns));
            }
            return None;
        }
        row.has_figures().then(|| row.too_long(self.columns))
    }
}

fn cut_short(row: &Row<'_>, columns: usize) -> Diagnostic {
    let message = format!("{} cells under {columns} columns", row.len());
    let hint = "the file may be cut short; get it again";
    row.at(0, Diagnostic::error(message).hint(hint))
}
