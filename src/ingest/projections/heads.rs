//! Finding the table of a round among the sheets of a workbook, by its columns. Heads may stand in
//! two rows, with a cell of the upper one over several columns.

use super::{checks::Checks, separations::Separations, states, table};
use crate::{
    catalog::{ProjectionColumn, projection_column},
    diag::{Diagnostic, Diagnostics},
    ingest::{
        codes::is_soc_code,
        container::{Row, Sheet},
        scan::{NearMiss, SCANNED_ROWS},
    },
    model::{PublishedRow, Round, TableHead},
};

/// A table that is read.
pub(super) enum Found {
    /// Occupations of the nation.
    Nation(table::Layout),
    /// Occupations by state.
    States(states::Layout),
}

impl Found {
    /// The round of the table.
    pub(super) const fn round(&self) -> Round {
        match self {
            Self::Nation(layout) => layout.round,
            Self::States(layout) => layout.round,
        }
    }

    /// What holds for the whole of it.
    pub(super) fn head(&self) -> TableHead {
        match self {
            Self::Nation(layout) => layout.head(),
            Self::States(_) => states::Layout::head(),
        }
    }

    /// Hands on every row to the end of the sheet, and returns what is odd about them, and a note.
    pub(super) fn read(
        &self,
        sheet: &mut Sheet<'_>,
        separations: &Separations,
        each: &mut dyn FnMut(&PublishedRow<'_>),
    ) -> Result<(Diagnostics, Option<String>), Diagnostics> {
        match self {
            Self::Nation(layout) => {
                layout.read(sheet, Checks::of(layout.round, layout.wage_year, separations), each)
            }
            Self::States(layout) => {
                layout.read(sheet, Checks::of_states(layout.round, separations), each)
            }
        }
    }
}

/// Columns among which no figures stand as BLS orders them.
const TEXT_COLUMNS: usize = 6;

/// Rows that heads may take.
const HEAD_ROWS: usize = 3;

/// Reads on to the first row of occupations; `None` when the sheet is another table.
pub(super) fn find(
    sheet: &mut Sheet<'_>,
    near: &mut Option<NearMiss>,
) -> Result<Option<Found>, Diagnostics> {
    let mut rows: Vec<(Vec<String>, Diagnostic)> = Vec::new();
    for _ in 0..SCANNED_ROWS {
        let Some(row) = sheet.next_row()? else { break };
        if let Ok(layout) = states::Layout::of(&row) {
            return layout.with_round(sheet).map(|layout| layout.map(Found::States));
        }
        let Some(code) = code_column(&row) else {
            if row.cells().filter(|cell| !cell.is_empty()).count() > 1 {
                rows.push((row.cells().map(collapse).collect(), row.at(0, Diagnostic::error(""))));
            }
            continue;
        };
        let heads = heads_above(&rows);
        match table::Layout::of(&heads, code) {
            Ok(layout) => {
                sheet.stay();
                return Ok(Some(Found::Nation(layout)));
            }
            Err((known, missing)) => {
                let place =
                    rows.last().map_or_else(|| Diagnostic::error(""), |(_, place)| place.clone());
                NearMiss::keep(near, NearMiss { known, missing, place });
            }
        }
        return Ok(None);
    }
    without_rows(&rows, near)
}

/// What is said of heads that no row of occupations follows: of the rows those that are most like heads.
fn without_rows(
    rows: &[(Vec<String>, Diagnostic)],
    near: &mut Option<NearMiss>,
) -> Result<Option<Found>, Diagnostics> {
    let is_code = |head: &String| projection_column(head) == Some(ProjectionColumn::Soc);
    for (end, (_, place)) in (1..).zip(rows) {
        let heads = heads_above(&rows[..end]);
        match table::Layout::of(&heads, heads.iter().position(is_code).unwrap_or_default()) {
            Ok(_) if end == rows.len() => {
                let message = "the table has no rows".to_owned();
                return Err(Diagnostic { message, ..place.clone() }.into());
            }
            Ok(_) => {
                let message =
                    "no code of an occupation stands in the rows below the column names".to_owned();
                let hint = "where the codes are formulas, open the file in a spreadsheet and save it, so that it has their values";
                return Err(Diagnostic { message, ..place.clone() }.hint(hint).into());
            }
            Err((known, missing)) => {
                NearMiss::keep(near, NearMiss { known, missing, place: place.clone() });
            }
        }
    }
    Ok(None)
}

/// The heads that the last of some rows tell.
fn heads_above(rows: &[(Vec<String>, Diagnostic)]) -> Vec<String> {
    let last = rows[rows.len().saturating_sub(HEAD_ROWS)..].iter();
    joined(&last.map(|(cells, _)| cells.clone()).collect::<Vec<_>>())
}

/// The column of a row of occupations that the code stands in. Among the figures, behind the first few columns, six
/// digits without a hyphen are an amount: 122090 is a wage.
pub(super) fn code_column(row: &Row<'_>) -> Option<usize> {
    let is_code =
        |(at, cell): (usize, &str)| is_soc_code(cell) && (at < TEXT_COLUMNS || cell.contains('-'));
    row.cells().enumerate().position(is_code)
}

/// The heads over the first row of occupations, which is read next; `None` when the sheet has none.
pub(super) fn joined_heads(sheet: &mut Sheet<'_>) -> Result<Option<Vec<String>>, Diagnostics> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for _ in 0..SCANNED_ROWS {
        let Some(row) = sheet.next_row()? else { break };
        if code_column(&row).is_some() {
            sheet.stay();
            return Ok(Some(joined(&rows[rows.len().saturating_sub(HEAD_ROWS)..])));
        }
        if row.cells().filter(|cell| !cell.is_empty()).count() > 1 {
            rows.push(row.cells().map(collapse).collect());
        }
    }
    Ok(None)
}

/// The text with one blank for every run of blanks and line breaks.
fn collapse(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One head a column: the texts over it, upper row first. An upper cell that spans several columns is
/// stored in the first of them.
fn joined(rows: &[Vec<String>]) -> Vec<String> {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let text = |row: &Vec<String>, column: usize| row.get(column).cloned().unwrap_or_default();
    (0..width)
        .map(|column| {
            let mut parts: Vec<String> = Vec::new();
            for (at, row) in rows.iter().enumerate() {
                let below = rows[at + 1..].iter().any(|lower| !text(lower, column).is_empty());
                let own = text(row, column);
                let part = if own.is_empty() && below {
                    (0..column).rev().map(|left| text(row, left)).find(|text| !text.is_empty())
                } else {
                    Some(own)
                };
                parts.extend(part.filter(|part| !part.is_empty()));
            }
            parts.join(" ")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn heads_in_two_rows_are_joined_under_the_cell_that_spans_them() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let rows = [
            row(&["title and code", "", "Employment", "", "Change, 2008-18", "", "Openings"]),
            row(&["", "", "2008", "2018", "Number", "Percent"]),
        ];
        let heads = joined(&rows);
        assert_eq!(
            heads,
            [
                "title and code",
                "",
                "Employment 2008",
                "Employment 2018",
                "Change, 2008-18 Number",
                "Change, 2008-18 Percent",
                "Openings"
            ]
        );
    }
}
