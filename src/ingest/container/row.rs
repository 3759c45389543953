//! A row of text cells and the places of its cells.

use crate::diag::Diagnostic;

/// A row of a sheet, valid until the next one is read.
pub struct Row<'a> {
    pub(super) record: &'a csv::StringRecord,
    /// Line of the text file or row of the sheet, from 1.
    pub line: u64,
    pub(super) part: &'a str,
    pub(super) spot: Spot<'a>,
}

/// How the place of a cell is told.
#[derive(Clone, Copy)]
pub(super) enum Spot<'a> {
    /// By counting characters from the start of the record.
    Text {
        /// The whole text.
        bytes: &'a [u8],
        /// Where the record starts in it.
        start: usize,
        /// What stands between cells.
        delimiter: u8,
    },
    /// By the cell's own address.
    Sheet,
}

impl<'a> Row<'a> {
    /// The text of a cell without blanks around it; empty beyond the end of the row.
    pub fn cell(&self, index: usize) -> &'a str {
        self.record.get(index).unwrap_or_default().trim()
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
        self.record.iter().map(str::trim)
    }

    /// Line and column of a cell's first character, or row and column of a sheet, all from 1.
    pub fn place(&self, index: usize) -> (u64, u64) {
        match self.spot {
            Spot::Text { bytes, start, delimiter } => {
                count_to(index, &bytes[start.min(bytes.len())..], delimiter, self.line)
            }
            Spot::Sheet => (self.line, u64::try_from(index).unwrap_or_default() + 1),
        }
    }

    /// Whether the row has fewer cells than there are columns because the text was cut short. A note
    /// below a table has one cell of words; sheets leave out cells at the end that are blank.
    pub(super) fn is_cut_short(&self, columns: usize) -> bool {
        let is_text = matches!(self.spot, Spot::Text { .. });
        let is_note = |cell: &str| cell.contains(' ') || cell.ends_with(':');
        let mut told = self.cells().filter(|cell| !cell.is_empty());
        is_text && self.len() < columns && !(told.next().is_some_and(is_note) && told.next().is_none())
    }

    /// The diagnostic with the place of a cell.
    pub fn at(&self, index: usize, diagnostic: Diagnostic) -> Diagnostic {
        let (line, column) = self.place(index);
        let diagnostic = diagnostic.at(line, column);
        match self.spot {
            Spot::Sheet => diagnostic.part(format!("{}!{}{}", self.part, letters(column), self.line)),
            Spot::Text { .. } if self.part.is_empty() => diagnostic,
            Spot::Text { .. } => diagnostic.part(self.part),
        }
    }
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

/// A number as tables write it, with or without thousands separators. `NaN` and `inf` are not, nor
/// is a comma that does not separate thousands.
pub fn number(cell: &str) -> Option<f64> {
    let numeric = |text: &str| {
        text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'))
    };
    let parsed: f64 = if cell.contains(',') {
        let (whole, _) = cell.split_once('.').unwrap_or((cell, ""));
        let mut groups = whole.trim_start_matches(['-', '+']).split(',');
        let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
        if !first || !groups.all(|group| group.len() == 3) {
            return None;
        }
        let plain = cell.replace(',', "");
        plain.parse().ok().filter(|_| numeric(&plain))?
    } else {
        cell.parse().ok().filter(|_| numeric(cell))?
    };
    Some(parsed).filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::{letters, number};

    #[test]
    fn numbers_are_read_with_thousands_separators_and_nothing_else() {
        let read = ["47", "-0.5", ".5", "1,234", "140,886,310", "1,424.00", "1e3"].map(number);
        let numbers = [47.0, -0.5, 0.5, 1234.0, 140_886_310.0, 1424.0, 1000.0].map(Some);
        assert_eq!(read, numbers);
        for cell in ["", "23,8", "1,23,456", ",123", "NaN", "inf", "1e999", "$5", "5%", "0x1f"] {
            assert_eq!(number(cell), None, "{cell}");
        }
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([1, 26, 27, 32, 703].map(letters), ["A", "Z", "AA", "AF", "AAA"]);
    }
}
