//! Finding the table of a round among the sheets of a workbook, by its columns. Heads may stand in
//! two rows, with a cell of the upper one over several columns.

use super::{states, table};
use crate::{
    catalog::{ProjectionColumn, projection_column},
    diag::{Diagnostic, Diagnostics},
    ingest::{
        codes::is_soc_code,
        container::{Row, Sheet},
        scan::{NearMiss, SCANNED_ROWS},
    },
};

/// A table that is read.
pub(super) enum Found {
    /// Occupations of the nation.
    Nation(table::Layout),
    /// Occupations by state.
    States(states::Layout),
}

/// Columns among which the code stands.
const CODE_COLUMNS: usize = 6;

/// Rows that heads may take.
const HEAD_ROWS: usize = 3;

/// Reads on to the first row of occupations; `None` when the sheet is another table.
pub(super) fn find(
    sheet: &mut Sheet<'_>,
    near: &mut Option<NearMiss>,
) -> Result<Option<Found>, Diagnostics> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut place = Diagnostic::error("");
    for _ in 0..SCANNED_ROWS {
        let Some(row) = sheet.next_row()? else { break };
        if let Some(layout) = states::Layout::of(&row) {
            return layout.with_round(sheet).map(|layout| layout.map(Found::States));
        }
        let Some(code) = code_column(&row) else {
            if row.cells().filter(|cell| !cell.is_empty()).count() > 1 {
                rows.push(row.cells().map(collapse).collect());
                place = row.at(0, place);
            }
            continue;
        };
        let heads = joined(&rows[rows.len().saturating_sub(HEAD_ROWS)..]);
        match table::Layout::of(&heads, code) {
            Ok(layout) => {
                sheet.stay();
                return Ok(Some(Found::Nation(layout)));
            }
            Err((known, missing)) => NearMiss::keep(near, NearMiss { known, missing, place }),
        }
        return Ok(None);
    }
    without_rows(&rows, place, near)
}

/// What is said of heads that no row of occupations follows.
fn without_rows(
    rows: &[Vec<String>],
    place: Diagnostic,
    near: &mut Option<NearMiss>,
) -> Result<Option<Found>, Diagnostics> {
    let heads = joined(&rows[rows.len().saturating_sub(HEAD_ROWS)..]);
    let is_code = |head: &String| projection_column(head) == Some(ProjectionColumn::Soc);
    match table::Layout::of(&heads, heads.iter().position(is_code).unwrap_or_default()) {
        Ok(_) => Err(Diagnostic { message: "the table has no rows".to_owned(), ..place }.into()),
        Err((known, missing)) => {
            NearMiss::keep(near, NearMiss { known, missing, place });
            Ok(None)
        }
    }
}

/// The column of a row of occupations that the code stands in.
pub(super) fn code_column(row: &Row<'_>) -> Option<usize> {
    row.cells().take(CODE_COLUMNS).position(is_soc_code)
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
