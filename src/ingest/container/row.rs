//! A row of text cells and the places of its cells.

use super::{
    decimal::{decimal, decimal_in, short_decimal},
    word::Word,
};
use crate::{catalog::is_head, diag::Diagnostic};

/// The cells of a row, each a slice of the text that the row stands in or of a text of its own:
/// cells of workbooks, and quoted ones with quotes in them.
#[derive(Default)]
pub(super) struct Record {
    spans: Vec<Span>,
    own: String,
    /// The first and the last but one of the cells of the row at hand; records may hold many rows.
    row: (usize, usize),
}

/// A cell: where its text starts and ends, from [`OWN`] on in the record's own text, and the number that
/// it is; NaN for none. Cells are split by the thread that reads ahead, which so reads their numbers, too.
#[derive(Clone, Copy)]
struct Span {
    start: u32,
    end: u32,
    number: f64,
}

/// What is added to the places of cells in a record's own text. No text is that long.
const OWN: u32 = 1 << 31;

impl Record {
    /// An empty one with room for so many cells.
    pub(super) fn with_room_for(cells: usize) -> Self {
        let (spans, own) = (Vec::with_capacity(cells), String::with_capacity(8 * cells));
        Self { spans, own, row: (0, 0) }
    }

    /// The texts of the cells that are its own, one after another.
    #[cfg(test)]
    pub(super) fn own(&self) -> &str {
        &self.own
    }

    /// Takes all cells away.
    pub(super) fn clear(&mut self) {
        self.spans.clear();
        self.own.clear();
        self.row = (0, 0);
    }

    /// Begins a row behind the one at hand.
    pub(super) fn begin_row(&mut self) {
        self.row = (self.spans.len(), self.spans.len());
    }

    /// The place of the row at hand among all cells.
    pub(super) const fn row(&self) -> (usize, usize) {
        self.row
    }

    /// Makes the cells from one to another the row at hand.
    pub(super) const fn show(&mut self, row: (usize, usize)) {
        self.row = row;
    }

    /// Cells and bytes so far, to go back to.
    pub(super) fn mark(&self) -> (usize, usize) {
        (self.spans.len(), self.own.len())
    }

    /// Takes away what was added to the row at hand behind a mark.
    pub(super) fn rewind(&mut self, (cells, bytes): (usize, usize)) {
        self.spans.truncate(cells);
        self.own.truncate(bytes);
        self.row.1 = cells;
    }

    /// The bytes of the texts that are its own.
    pub(super) fn own_len(&self) -> usize {
        self.own.len()
    }

    /// The cells of all rows.
    pub(super) fn total(&self) -> usize {
        self.spans.len()
    }

    /// How many cells the row at hand has.
    pub(super) fn len(&self) -> usize {
        self.row.1 - self.row.0
    }

    /// Adds a cell.
    pub(super) fn push_field(&mut self, text: &str) {
        let start = self.own.len();
        self.own.push_str(text);
        self.push_own(start);
    }

    /// Adds a cell that is written by `write`.
    pub(super) fn push_written(&mut self, write: impl FnOnce(&mut String)) {
        let start = self.own.len();
        write(&mut self.own);
        self.push_own(start);
    }

    fn push_own(&mut self, start: usize) {
        let (from, to) = (OWN + short(start), OWN + short(self.own.len()));
        let number = decimal(&self.own.as_bytes()[start..]);
        self.push(from, to, number);
    }

    /// Adds a cell that is a slice of the text that the row stands in.
    pub(super) fn push_slice(&mut self, text: &str, start: usize, end: usize) {
        self.push(short(start), short(end), decimal_in(text.as_bytes(), start, end));
    }

    /// The same of a cell that begins a word of the text.
    #[inline]
    pub(super) fn push_short(&mut self, start: usize, word: Word, length: usize) {
        let number = short_decimal(word.moved_up(length), length);
        self.push(short(start), short(start + length), number);
    }

    fn push(&mut self, start: u32, end: u32, number: Option<f64>) {
        self.spans.push(Span { start, end, number: number.unwrap_or(f64::NAN) });
        self.row.1 += 1;
    }

    fn span(&self, index: usize) -> Option<&Span> {
        self.spans[self.row.0..self.row.1].get(index)
    }

    /// A cell of a row that stands in `text`.
    fn get<'a>(&'a self, text: &'a str, index: usize) -> Option<&'a str> {
        let Span { start, end, .. } = *self.span(index)?;
        if start >= OWN {
            return self.own.get((start - OWN) as usize..(end - OWN) as usize);
        }
        text.get(start as usize..end as usize)
    }
}

fn short(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(OWN - 1)
}

/// A row of a sheet, valid until the next one is read.
pub struct Row<'a> {
    pub(super) record: &'a Record,
    /// The text that the cells are slices of.
    pub(super) text: &'a str,
    /// Line of the text file or row of the sheet, from 1.
    pub line: u64,
    pub(super) part: &'a str,
    pub(super) spot: Spot,
}

/// How the place of a cell is told.
#[derive(Clone, Copy)]
pub(in crate::ingest) enum Spot {
    /// By counting characters from the start of the record.
    Text {
        /// Where the record starts in the text of the row.
        start: usize,
        /// What stands between cells.
        delimiter: u8,
    },
    /// By the cell's own address.
    Sheet,
    /// In a text in which every value has a line of its own: by counting lines. What is no value stands in
    /// the first line, behind the values.
    Lines {
        /// Which values there are, the first in the lowest bit.
        present: u32,
        /// How many values a row may have.
        values: usize,
        /// The column of every value, and that of the row's code.
        columns: [u64; 2],
    },
}

impl<'a> Row<'a> {
    /// The text of a cell without blanks around it; empty beyond the end of the row.
    pub fn cell(&self, index: usize) -> &'a str {
        self.record.get(self.text, index).map_or("", trimmed)
    }

    /// The number that a cell is, where it is written in digits and at most a point.
    pub fn decimal(&self, index: usize) -> Option<f64> {
        self.record.span(index).map(|span| span.number).filter(|number| !number.is_nan())
    }

    /// The member of a zip and the sheet of a workbook; empty for a plain text file.
    pub fn part(&self) -> &'a str {
        self.part
    }

    /// How many cells the row has.
    pub fn len(&self) -> usize {
        self.record.len()
    }

    /// Every cell, without blanks around it.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> {
        let (record, text) = (self.record, self.text);
        (0..record.len()).map(move |index| record.get(text, index).map_or("", trimmed))
    }

    /// The cell that is the name of a column, in any spelling.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.cells().position(|cell| is_head(cell, name))
    }

    /// The line of the text that follows the row; none in a workbook.
    pub(in crate::ingest) fn next_line(&self) -> Option<&'a str> {
        let Spot::Text { start, .. } = self.spot else { return None };
        self.text.get(start..)?.lines().nth(1)
    }

    /// Line and column of a cell's first character, or row and column of a sheet, all from 1.
    pub fn place(&self, index: usize) -> (u64, u64) {
        match self.spot {
            Spot::Text { start, delimiter } => {
                let rest = self.text.as_bytes().get(start..).unwrap_or_default();
                count_to(index, rest, delimiter, self.line)
            }
            Spot::Sheet => (self.line, u64::try_from(index).unwrap_or_default() + 1),
            Spot::Lines { present, values, columns: [value, _] }
                if index < values && present >> index.min(31) & 1 == 1 =>
            {
                let before = (1_u32 << index.min(31)) - 1;
                (self.line + u64::from((present & before).count_ones()), value)
            }
            Spot::Lines { columns: [_, code], .. } => (self.line, code),
        }
    }

    /// Whether no cell has anything in it. The first of most rows has, which is quickly seen.
    pub(super) fn is_blank(&self) -> bool {
        let is_empty = |span: &Span| span.start == span.end;
        self.record.span(0).is_none_or(is_empty) && self.has_nothing_from(0)
    }

    /// Whether no cell from an index on has anything in it.
    pub(super) fn has_nothing_from(&self, index: usize) -> bool {
        self.cells().skip(index).all(str::is_empty)
    }

    /// Whether the row is one of a workbook's sheet, which leaves out cells at the end that are blank.
    pub(super) const fn is_of_sheet(&self) -> bool {
        matches!(self.spot, Spot::Sheet)
    }

    /// Whether a text ends with the row, without the end of a line.
    pub(super) fn has_no_line_end(&self) -> bool {
        let Spot::Text { start, .. } = self.spot else { return false };
        self.text.get(start..).is_some_and(|rest| !rest.contains('\n'))
    }

    /// Whether a row of too few cells is none of words, such as a note below a table, which has one cell.
    pub(super) fn is_cut_short(&self) -> bool {
        let is_note = |cell: &str| cell.contains(' ') || cell.ends_with(':');
        let mut told = self.cells().filter(|cell| !cell.is_empty());
        !(told.next().is_some_and(is_note) && told.next().is_none())
    }

    /// Whether a cell is a number or a code, and the row none of words.
    pub(super) fn has_figures(&self) -> bool {
        self.cells()
            .any(|cell| cell.starts_with(|first: char| first.is_ascii_digit()) && !cell.contains(' '))
    }

    /// The refusal of a row with more cells than there are columns.
    pub(in crate::ingest) fn too_long(&self, columns: usize) -> Diagnostic {
        let message = format!("{} cells under {columns} columns", self.len());
        let has_names =
            self.cell(0) == "1" && self.cell(1).starts_with(|first: char| first.is_ascii_digit());
        let sign = match self.spot {
            Spot::Text { delimiter: b';', .. } => "semicolon",
            Spot::Text { delimiter: b'\t', .. } => "tab",
            _ => "comma",
        };
        let quotes = format!("put a cell that holds a {sign} in double quotes");
        let hint = match self.has_nothing_from(columns) {
            _ if has_names => ROW_NAMES.to_owned(),
            true => format!("{quotes}, or remove each {sign} at the end of the row"),
            false => quotes,
        };
        self.at(columns, Diagnostic::error(message).hint(hint))
    }

    /// The diagnostic with the place of a cell.
    pub fn at(&self, index: usize, diagnostic: Diagnostic) -> Diagnostic {
        let (line, column) = self.place(index);
        let diagnostic = diagnostic.at(line, column);
        match self.spot {
            Spot::Sheet => diagnostic.part(format!("{}!{}{}", self.part, letters(column), self.line)),
            _ if self.part.is_empty() => diagnostic,
            _ => diagnostic.part(self.part),
        }
    }
}

/// What is said of a row that begins with its number.
const ROW_NAMES: &str =
    "the names stand over the wrong cells; R writes names of rows so: write with row.names = FALSE";

/// A text without blanks around it. Most have none, which is quickly seen.
fn trimmed(text: &str) -> &str {
    let is_plain = |byte: Option<&u8>| byte.is_none_or(|byte| (b'!'..=b'~').contains(byte));
    let bytes = text.as_bytes();
    if is_plain(bytes.first()) && is_plain(bytes.last()) { text } else { text.trim() }
}

/// Line and column of the field with an index in the text of a record.
fn count_to(index: usize, record: &[u8], delimiter: u8, line: u64) -> (u64, u64) {
    let (mut line, mut column, mut field, mut quoted) = (line, 1, 0, false);
    // A quote opens a cell at its start, or again after one that closed it: `""` is a quote.
    let mut may_open = true;
    for byte in record {
        if field == index {
            break;
        }
        let was_quoted = quoted;
        match byte {
            b'"' if quoted || may_open => quoted = !quoted,
            b'\n' if quoted => (line, column) = (line + 1, 0),
            b'\n' => break,
            other if *other == delimiter && !quoted => field += 1,
            _ => {}
        }
        may_open = !quoted && (was_quoted || *byte == delimiter);
        let starts_character = byte & 0b1100_0000 != 0b1000_0000;
        column += u64::from(starts_character);
    }
    (line, column)
}

/// The letters of a sheet's column: `A` for 1, `AA` for 27.
fn letters(mut column: u64) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        let at = u8::try_from((column - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + at));
        column = (column - 1) / 26;
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_letters() {
        assert_eq!([1, 26, 27, 32, 703].map(letters), ["A", "Z", "AA", "AF", "AAA"]);
    }
}
