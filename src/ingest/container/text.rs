//! Delimited text: records with the line and column of every field.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};

use super::{
    Format, Sheet, Source, Visitor,
    kind::Kind,
    row::{Row, Spot},
};
use crate::diag::{Diagnostic, Diagnostics};

/// The records of a text.
pub(super) struct Records<'a> {
    bytes: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
    delimiter: u8,
}

impl<'a> Records<'a> {
    fn new(bytes: &'a [u8], delimiter: u8) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut builder = ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(delimiter);
        Self { bytes, reader: builder.from_reader(bytes), delimiter }
    }

    /// Fills the record with the next one that is not blank and tells where it starts.
    pub(super) fn advance(
        &mut self,
        record: &mut StringRecord,
    ) -> Result<Option<(u64, Spot<'a>)>, Diagnostics> {
        let mut fields = std::mem::take(record).into_byte_record();
        let more = self
            .reader
            .read_byte_record(&mut fields)
            .map_err(|error| Diagnostic::error(format!("cannot be read as CSV: {error}")))?;
        if !more {
            return Ok(None);
        }
        let (line, start) = self.start_of(&fields);
        *record = StringRecord::from_byte_record(fields).map_err(|error| {
            Diagnostic::error(format!("column {} is not UTF-8", error.utf8_error().field() + 1))
                .hint("save the file as UTF-8")
                .at(line, 1)
        })?;
        Ok(Some((line, Spot::Text { bytes: self.bytes, start, delimiter: self.delimiter })))
    }

    /// Line and byte of the first character of a record; blank lines before it are passed over.
    fn start_of(&self, record: &csv::ByteRecord) -> (u64, usize) {
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

/// Visits a text as the one sheet that it is. Text that is not UTF-8 is taken for Windows-1252, in
/// which the agencies' own programs write.
pub(super) fn visit(bytes: &[u8], part: &str, visitor: &mut Visitor<'_>) -> Result<(), Diagnostics> {
    let text = decode(bytes)?;
    let delimiter = delimiter(&text);
    let format = if delimiter == b'\t' { Format::Tsv } else { Format::Csv };
    let records = Source::Text(Records::new(&text, delimiter));
    visitor(&mut Sheet::new(part.to_owned(), format, records))
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Diagnostics> {
    let wide = |units: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|pair| units([pair[0], pair[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| {
            let what = "the text is damaged: it begins as UTF-16 and does not go on as such";
            Diagnostics::from(Diagnostic::error(what))
        })
    };
    Ok(if bytes.starts_with(b"\xff\xfe") {
        Cow::Owned(wide(u16::from_le_bytes)?.into_bytes())
    } else if bytes.starts_with(b"\xfe\xff") {
        Cow::Owned(wide(u16::from_be_bytes)?.into_bytes())
    } else if std::str::from_utf8(bytes).is_ok() {
        Cow::Borrowed(bytes)
    } else {
        Cow::Owned(bytes.iter().map(|byte| windows_1252(*byte)).collect::<String>().into_bytes())
    })
}

/// The character of a byte in Windows-1252.
pub(super) fn windows_1252(byte: u8) -> char {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => FROM_80[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// What stands between cells: that of tab, comma and semicolon which the first line that has any of
/// them has most of.
fn delimiter(text: &[u8]) -> u8 {
    let count = |line: &[u8], wanted: u8| line.split(|byte| *byte == wanted).count() - 1;
    for line in text.split(|byte| *byte == b'\n').take(100) {
        let counts = [b'\t', b',', b';'].map(|wanted| (count(line, wanted), wanted));
        let most = counts.into_iter().rev().max_by_key(|(count, _)| *count);
        if let Some((1.., delimiter)) = most {
            return delimiter;
        }
    }
    b','
}

/// A CSV file of people's own making, whose first record is its heads.
pub struct Table<'a> {
    records: Records<'a>,
    record: StringRecord,
    /// The cells of the first record.
    pub heads: Vec<String>,
}

impl<'a> Table<'a> {
    /// Reads the heads.
    ///
    /// # Errors
    /// When the file is empty, is something else than text, or its first record is not UTF-8.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Diagnostics> {
        if !matches!(Kind::of(bytes)?, Kind::Text) {
            return Err(Diagnostic::error("the file is an archive or a workbook, not CSV")
                .hint("save it as CSV in UTF-8")
                .into());
        }
        if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
            return Err(Diagnostic::error("the file is UTF-16").hint("save it as CSV in UTF-8").into());
        }
        let records = Records::new(bytes, b',');
        let mut table = Self { records, record: StringRecord::new(), heads: Vec::new() };
        let first = table.next_row()?.ok_or_else(|| Diagnostic::error("the file is empty"))?;
        table.heads = first.cells().map(str::to_owned).collect();
        Ok(table)
    }

    /// The next record that is not blank; `None` at the end.
    ///
    /// # Errors
    /// When the record is not UTF-8.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, Diagnostics> {
        let next = self.records.advance(&mut self.record)?;
        Ok(next.map(|(line, spot)| Row { record: &self.record, line, part: "", spot }))
    }
}

#[cfg(test)]
mod tests {
    use super::{decode, delimiter};

    #[test]
    fn the_delimiter_is_told_from_the_first_line_that_has_one() {
        assert_eq!(delimiter(b"a,b,c\n"), b',');
        assert_eq!(delimiter(b"Table of May 2024\n\na\tb, of c\td\n"), b'\t');
        assert_eq!(delimiter(b"a;b;c\n"), b';');
        assert_eq!(delimiter(b"alone\n"), b',');
    }

    #[test]
    fn text_in_other_encodings_is_read_as_what_it_is() {
        assert_eq!(&*decode(b"Ca\xf1on \x97").unwrap(), "Cañon —".as_bytes());
        assert_eq!(&*decode(b"\xff\xfea\0,\0").unwrap(), b"a,");
        assert_eq!(&*decode("Cañon".as_bytes()).unwrap(), "Cañon".as_bytes());
        assert!(decode(b"\xff\xfe\x00\xd8").is_err());
    }
}
