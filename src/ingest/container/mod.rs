//! Containers of tables, told apart by their bytes and never by their names: delimited text,
//! workbooks, zips and gzips of these. Each hands on sheets: rows of text cells with places.

mod archive;
mod kind;
mod row;
mod text;
mod workbook;
mod xls;

pub use kind::Format;
pub use row::{Row, number};
pub use text::Table;

use kind::Kind;
use row::Spot;

use crate::diag::{Diagnostic, Diagnostics};

/// What is done with each sheet of a file.
pub(super) type Visitor<'v> = dyn FnMut(&mut Sheet<'_>) -> Result<(), Diagnostics> + 'v;

/// A table of text cells: a delimited text, or one visible sheet of a workbook.
pub(super) struct Sheet<'s> {
    /// Where it is in the file: the member of a zip and the sheet of a workbook; empty for a plain
    /// text file.
    pub(super) part: String,
    /// What it is written in.
    pub(super) format: Format,
    source: Source<'s>,
    record: csv::StringRecord,
    /// Where the record at hand stands.
    at: Option<(u64, Spot<'s>)>,
    again: bool,
    columns: usize,
}

enum Source<'s> {
    Text(text::Records<'s>),
    Cells(&'s mut dyn Cells),
}

/// The rows of a workbook's sheet, in order.
trait Cells {
    /// Fills the record with the next row that has a cell and tells the row's number, from 1.
    fn next_row(&mut self, record: &mut csv::StringRecord) -> Result<Option<u64>, Diagnostics>;
}

impl<'s> Sheet<'s> {
    fn new(part: String, format: Format, source: Source<'s>) -> Self {
        Self {
            part,
            format,
            source,
            record: csv::StringRecord::new(),
            at: None,
            again: false,
            columns: 0,
        }
    }

    /// The next row that is not blank; `None` at the end.
    ///
    /// # Errors
    /// When the bytes are not what they began as: damaged, or cut short.
    pub(super) fn next_row(&mut self) -> Result<Option<Row<'_>>, Diagnostics> {
        if !std::mem::take(&mut self.again) {
            self.at = match &mut self.source {
                Source::Text(records) => records.advance(&mut self.record)?,
                Source::Cells(cells) => {
                    cells.next_row(&mut self.record)?.map(|line| (line, Spot::Sheet))
                }
            };
        }
        let Some((line, spot)) = self.at else { return Ok(None) };
        let row = Row { record: &self.record, line, part: &self.part, spot };
        if row.is_cut_short(self.columns) {
            let message = format!("{} cells under {} columns", row.len(), self.columns);
            let hint = "the file may be cut short; get it again";
            return Err(row.at(0, Diagnostic::error(message).hint(hint)).into());
        }
        Ok(Some(row))
    }

    /// Says how many cells a row of a text must have from here on.
    pub(super) fn must_have(&mut self, columns: usize) {
        self.columns = columns;
    }

    /// Makes the next row be the one at hand once more.
    pub(super) fn stay(&mut self) {
        self.again = true;
    }
}

/// Opens a file and visits every table in it, in the order of the file. What is wrong with one table
/// does not keep the others from being visited.
///
/// # Errors
/// What the file is instead of a table, what is damaged in it, and whatever the visitor finds.
pub(super) fn visit(bytes: &[u8], visitor: &mut Visitor<'_>) -> Result<(), Diagnostics> {
    open(bytes, "", 0, visitor)
}

/// How deep zips may stand in zips.
const MOST_DEPTH: u8 = 2;

fn open(bytes: &[u8], part: &str, depth: u8, visitor: &mut Visitor<'_>) -> Result<(), Diagnostics> {
    match Kind::of(bytes)? {
        Kind::Text => text::visit(bytes, part, visitor),
        Kind::Xls => xls::visit(bytes, part, visitor),
        Kind::Zip(archive) if archive::is_workbook(&archive) => {
            workbook::visit_xlsx(bytes, archive, part, visitor)
        }
        Kind::Zip(_) | Kind::Gzip if depth > MOST_DEPTH => {
            Err(Diagnostic::error("archives stand in archives too many times")
                .hint("unpack the file and give what is in it")
                .into())
        }
        Kind::Zip(archive) => archive::visit_members(archive, part, depth, visitor),
        Kind::Gzip => open(&archive::gunzip(bytes)?, part, depth + 1, visitor),
    }
}

/// `member` in `part`, as places name it.
fn within(part: &str, member: &str) -> String {
    if part.is_empty() { member.to_owned() } else { format!("{part}/{member}") }
}
