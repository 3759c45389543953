//! Delimited text: records with the line and column of every field.

use std::{
    io::Read,
    mem::take,
    sync::mpsc::{channel, sync_channel},
    thread,
};

use memchr::{memchr_iter, memrchr};

use super::{
    Format, Sheet, Source, Visitor,
    blocks::{AHEAD, Block, Blocks, Cutter, Split},
    kind::Kind,
    row::{Record, Row, Spot},
    split::Splitter,
};
use crate::diag::{Diagnostic, Diagnostics};

/// The records of a text.
pub(super) struct Records {
    blocks: Blocks,
    /// The block at hand.
    pub(super) block: String,
    /// Where the next record starts in it.
    at: usize,
    /// Where the part of it starts that is handed out as a whole.
    given: usize,
    /// The line of the next record, from 1.
    line: u64,
    /// The records of the block at hand and how many of them were read, where they are split already.
    ahead: Option<(Split, usize)>,
    pub(super) delimiter: u8,
}

impl Records {
    fn new(block: String, blocks: Blocks, delimiter: u8) -> Self {
        let block = with_line_feeds(block);
        Self { blocks, block, at: 0, given: 0, line: 1, ahead: None, delimiter }
    }

    /// Fills the record with the next one that is not blank and tells the line and the byte of the
    /// block where it starts.
    pub(super) fn advance(&mut self, record: &mut Record) -> Result<Option<(u64, usize)>, Diagnostics> {
        loop {
            if let Some((Split { rows, lines, .. }, read)) = &mut self.ahead {
                if let Some((line, start, row)) = rows.get(*read) {
                    *read += 1;
                    record.show(*row);
                    return Ok(Some((self.line + line - 1, *start)));
                }
                self.line += *lines;
                self.at = self.block.len();
            } else {
                record.clear();
                if let Some(place) = self.next_in_block(record) {
                    return Ok(Some(place));
                }
            }
            if !self.next(record)? {
                return Ok(None);
            }
        }
    }

    /// Makes the next block the one at hand and gives the reader this one to fill again; `false` after
    /// the last.
    fn next(&mut self, record: &mut Record) -> Result<bool, Diagnostics> {
        let split = self.ahead.take().map(|(split, _)| Split { cells: take(record), ..split });
        let spent = Block { text: take(&mut self.block), split };
        self.at = 0;
        let Some(Block { text, split }) = self.blocks.next(spent)? else { return Ok(false) };
        self.block = text;
        self.ahead = split.map(|mut split| {
            *record = take(&mut split.cells);
            (split, 0)
        });
        Ok(true)
    }

    /// Adds the next record of the block at hand that is not blank, with its line and its start.
    fn next_in_block(&mut self, record: &mut Record) -> Option<(u64, usize)> {
        let mut splitter = Splitter::new(&self.block, self.at, self.line, self.delimiter);
        let place = splitter.next(record);
        (self.at, self.line) = (splitter.at, splitter.line);
        place
    }

    /// Makes the rest of the block at hand, or the next one, what [`Self::given`] gives, and tells the
    /// line that it begins with where the caller counts no lines itself; `None` at the end.
    pub(super) fn next_block(&mut self) -> Result<Option<u64>, Diagnostics> {
        if self.at == self.block.len() && !self.next(&mut Record::default())? {
            return Ok(None);
        }
        (self.given, self.at) = (self.at, self.block.len());
        Ok(Some(self.line))
    }

    /// What [`Self::next_block`] went to.
    pub(super) fn given(&self) -> &str {
        &self.block[self.given..]
    }
}

/// Splits all records of a block; `spent` is one to fill again.
fn split_ahead(text: String, spent: Option<Split>, delimiter: u8) -> Block {
    let Split { mut cells, mut rows, .. } = spent.unwrap_or_default();
    cells.clear();
    rows.clear();
    let mut splitter = Splitter::new(&text, 0, 1, delimiter);
    while let Some((line, start)) = splitter.next(&mut cells) {
        rows.push((line, start, cells.row()));
    }
    let lines = splitter.line - 1;
    Block { text, split: Some(Split { cells, rows, lines }) }
}

/// A text of old Macs, whose lines end in carriage returns alone, with line feeds instead.
fn with_line_feeds(text: String) -> String {
    if text.contains('\n') { text } else { text.replace('\r', "\n") }
}

/// Visits a text as the one sheet that it is. Text that is not UTF-8 is taken for Windows-1252, in
/// which the agencies' own programs write.
pub(super) fn visit(
    reader: impl Read + Send,
    part: &str,
    visitor: &mut Visitor<'_>,
) -> Result<(), Diagnostics> {
    let mut cutter = Cutter::new(reader);
    let first = cutter.next(Vec::new())?.unwrap_or_default();
    let delimiter = delimiter(first.as_bytes());
    let format = if delimiter == b'\t' { Format::Tsv } else { Format::Csv };
    let visit = |blocks| {
        let records = Source::Text(Records::new(first, blocks, delimiter));
        visitor(&mut Sheet::new(part.to_owned(), format, records))
    };
    if cutter.ended {
        return visit(Blocks::Ready);
    }
    thread::scope(|scope| {
        let (sender, blocks) = sync_channel(AHEAD);
        let (spent, to_fill) = channel::<Block>();
        scope.spawn(move || {
            // Ends early when nobody takes blocks any more.
            loop {
                let Block { text, split } = to_fill.try_recv().unwrap_or_default();
                let Some(block) = cutter.next(text.into_bytes()).transpose() else { break };
                // Flat files, whose lines have tabs, are read as bytes.
                let block = block.map(|text| match delimiter {
                    b'\t' => Block { text, split: None },
                    _ => split_ahead(text, split, delimiter),
                });
                let is_last = block.is_err();
                if sender.send(block).is_err() || is_last {
                    break;
                }
            }
        });
        visit(Blocks::Coming { blocks, spent })
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
pub struct Table {
    records: Records,
    record: Record,
    /// The cells of the first record.
    pub heads: Vec<String>,
}

impl Table {
    /// Reads the heads.
    ///
    /// # Errors
    /// When the file is empty, is something else than text, or its first record is not UTF-8.
    pub fn open(bytes: &[u8]) -> Result<Self, Diagnostics> {
        if !matches!(Kind::of(bytes)?, Kind::Text) {
            return Err(Diagnostic::error("the file is an archive or a workbook, not CSV")
                .hint("save it as CSV in UTF-8")
                .into());
        }
        if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
            return Err(Diagnostic::error("the file is UTF-16").hint("save it as CSV in UTF-8").into());
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
        let records = Records::new(text.to_owned(), Blocks::Ready, b',');
        let mut table = Self { records, record: Record::default(), heads: Vec::new() };
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
        let spot = |start| Spot::Text { start, delimiter: self.records.delimiter };
        let (record, text) = (&self.record, self.records.block.as_str());
        Ok(next.map(|(line, start)| Row { record, text, line, part: "", spot: spot(start) }))
    }
}

/// The refusal of bytes that are not UTF-8 from a place on.
fn not_utf8(bytes: &[u8], place: usize) -> Diagnostics {
    let before = &bytes[..place.min(bytes.len())];
    let line_start = memrchr(b'\n', before).map_or(0, |at| at + 1);
    let mut quoted = false;
    let commas = before[line_start..].iter().filter(|byte| {
        quoted ^= **byte == b'"';
        **byte == b',' && !quoted
    });
    let field = commas.count() + 1;
    let line = memchr_iter(b'\n', before).count() as u64 + 1;
    Diagnostic::error(format!("column {field} is not UTF-8"))
        .hint("save the file as UTF-8")
        .at(line, 1)
        .into()
}

#[cfg(test)]
mod tests {
    use super::delimiter;

    #[test]
    fn the_delimiter_is_told_from_the_first_line_that_has_one() {
        assert_eq!(delimiter(b"a,b,c\n"), b',');
        assert_eq!(delimiter(b"Table of May 2024\n\na\tb, of c\td\n"), b'\t');
        assert_eq!(delimiter(b"a;b;c\n"), b';');
        assert_eq!(delimiter(b"alone\n"), b',');
    }
}
