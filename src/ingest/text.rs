//! The CSV container: records with the line and column of every field.

use csv::{ByteRecord, ReaderBuilder, StringRecord};

use crate::diag::{Diagnostic, Diagnostics};

/// A CSV file that has its heads read.
pub struct Table<'a> {
    bytes: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
    /// The cells of the first record.
    pub heads: Vec<String>,
}

/// A record and the place where it starts.
pub struct Row<'a> {
    bytes: &'a [u8],
    record: StringRecord,
    /// Line of the file, from 1.
    pub line: u64,
    start: usize,
}

impl<'a> Table<'a> {
    /// Reads the heads.
    ///
    /// # Errors
    /// When the file is empty, is a web page, or its first record is not text.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Diagnostics> {
        refuse_other_kinds(bytes)?;
        let reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        let mut table = Self { bytes, reader, heads: Vec::new() };
        let first = table.next_row()?.ok_or_else(|| Diagnostic::error("the file is empty"))?;
        table.heads = first.record.iter().map(|head| head.trim().to_owned()).collect();
        Ok(table)
    }

    /// The next record that is not blank; `None` at the end.
    ///
    /// # Errors
    /// When the record is not UTF-8.
    pub fn next_row(&mut self) -> Result<Option<Row<'a>>, Diagnostics> {
        let mut record = ByteRecord::new();
        let more = self
            .reader
            .read_byte_record(&mut record)
            .map_err(|error| Diagnostic::error(format!("cannot be read as CSV: {error}")))?;
        if !more {
            return Ok(None);
        }
        let (line, start) = self.start_of(&record);
        let record = StringRecord::from_byte_record(record).map_err(|error| {
            Diagnostic::error(format!("column {} is not UTF-8", error.utf8_error().field() + 1))
                .hint("save the file as UTF-8")
                .at(line, 1)
        })?;
        Ok(Some(Row { bytes: self.bytes, record, line, start }))
    }

    /// The next record that is not blank, which must have a cell a column; `None` at the end.
    ///
    /// # Errors
    /// When the record is not UTF-8, or is shorter than the heads.
    pub fn next_whole_row(&mut self) -> Result<Option<Row<'a>>, Diagnostics> {
        let row = self.next_row()?;
        let columns = self.heads.len();
        match &row {
            Some(short) if short.len() < columns => {
                let message = format!("{} cells under {columns} columns", short.len());
                let hint = "the file may be cut short; get it again";
                Err(Diagnostic::error(message).hint(hint).at(short.line, 1).into())
            }
            _ => Ok(row),
        }
    }

    /// Line and byte of the first character of a record; blank lines before it are passed over.
    fn start_of(&self, record: &ByteRecord) -> (u64, usize) {
        let (mut line, mut start) = record
            .position()
            .map_or((1, 0), |position| (position.line(), usize::try_from(position.byte()).unwrap_or(0)));
        while let Some(b'\n' | b'\r') = self.bytes.get(start) {
            line += u64::from(self.bytes[start] == b'\n');
            start += 1;
        }
        (line, start)
    }
}

/// A file that is plainly something else is named as what it is.
fn refuse_other_kinds(bytes: &[u8]) -> Result<(), Diagnostics> {
    let head = bytes[..bytes.len().min(256)].to_ascii_lowercase();
    let text = String::from_utf8_lossy(&head);
    let page = ["<!doctype", "<html"].iter().any(|tag| text.trim_start().starts_with(tag));
    let (what, hint) = if bytes.starts_with(b"PK\x03\x04") {
        ("a zip or a workbook, not CSV", "give a zip the ending .zip; save a workbook as CSV")
    } else if page {
        ("a web page, not CSV", "BLS sends a page instead of a file to clients that it blocks")
    } else if bytes.contains(&0) {
        ("not text", "save the table as CSV in UTF-8")
    } else {
        return Ok(());
    };
    Err(Diagnostic::error(format!("the file is {what}")).hint(hint).into())
}

impl Row<'_> {
    /// The text of a cell without blanks around it; empty beyond the end of the record.
    pub fn cell(&self, index: usize) -> &str {
        self.record.get(index).unwrap_or_default().trim()
    }

    /// How many cells the record has.
    pub fn len(&self) -> usize {
        self.record.len()
    }

    /// Line and column of a cell's first character, both from 1.
    pub fn place(&self, index: usize) -> (u64, u64) {
        let (mut line, mut column, mut field, mut quoted) = (self.line, 1, 0, false);
        // A quote opens a cell at its start, or again after one that closed it: `""` is a quote.
        let mut may_open = true;
        for byte in self.bytes.iter().skip(self.start) {
            if field == index {
                break;
            }
            let was_quoted = quoted;
            match byte {
                b'"' if quoted || may_open => quoted = !quoted,
                b',' if !quoted => field += 1,
                b'\n' if quoted => (line, column) = (line + 1, 0),
                b'\n' => break,
                _ => {}
            }
            may_open = !quoted && (was_quoted || *byte == b',');
            let starts_character = byte & 0b1100_0000 != 0b1000_0000;
            column += u64::from(starts_character);
        }
        (line, column)
    }
}

/// A number as tables write it, with or without thousands separators. `NaN` and `inf` are not.
pub fn number(cell: &str) -> Option<f64> {
    let plain: String = cell.chars().filter(|character| *character != ',').collect();
    let numeric = plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'));
    plain.parse().ok().filter(|number: &f64| numeric && number.is_finite())
}
