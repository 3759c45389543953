//! The cells of a sheet, scanned row by row in the blocks that it is unpacked into. Most of the time
//! of reading a large workbook is spent here, so that a row is read where it stands, and again from
//! its start when its block ends before it does.

use std::sync::mpsc::Receiver;

use super::{
    super::{dates, decimal::decimal, row::Record},
    book::{Book, is_wide},
    push_number, unreadable,
    xml::{Token, Tokens, attributes, not_utf8, push_text, utf8, without_escapes},
};
use crate::diag::Diagnostics;

/// Columns beyond this one are not read; the widest table of BLS has 32.
const MOST_COLUMNS: usize = 1_024;

/// The longest row, as XML and as text, in bytes; no table has one of a thousandth.
const LONGEST_ROW: usize = 64 << 20;

/// What was read; nothing where the block ends too early.
type Whole<T> = Result<Option<T>, Diagnostics>;

/// Reads rows from blocks.
pub(super) struct Scanner<'b> {
    book: &'b Book,
    blocks: Receiver<Result<Vec<u8>, Diagnostics>>,
    block: Vec<u8>,
    at: usize,
    /// The number of the last row.
    row: u64,
    in_cells: bool,
}

/// What a piece of a sheet is.
enum Step {
    /// A row with its number, from 1.
    Row(u64),
    /// The start of the rows.
    Rows,
    /// Something else.
    Other,
    /// The end of the rows.
    End,
}

impl<'b> Scanner<'b> {
    pub(super) const fn new(book: &'b Book, blocks: Receiver<Result<Vec<u8>, Diagnostics>>) -> Self {
        Self { book, blocks, block: Vec::new(), at: 0, row: 0, in_cells: false }
    }

    /// Adds the next row that has a cell to the record and tells its number; `None` after the last.
    ///
    /// # Errors
    /// When the sheet is damaged or cut short.
    pub(super) fn next_row(&mut self, record: &mut Record) -> Whole<u64> {
        let start = record.mark();
        loop {
            let mut tokens = Tokens::new(&self.block[self.at..]);
            record.rewind(start);
            let Some(step) = self.step(&mut tokens, record)? else {
                self.refill()?;
                continue;
            };
            self.at += tokens.at;
            match step {
                Step::Row(number) => {
                    self.row = number;
                    if record.len() > 0 {
                        return Ok(Some(number));
                    }
                }
                Step::Rows => self.in_cells = true,
                Step::Other => {}
                Step::End => return Ok(None),
            }
        }
    }

    /// Adds the next block to what is not read yet.
    fn refill(&mut self) -> Result<(), Diagnostics> {
        let next = self.blocks.recv().map_err(|_| unreadable(&"a sheet is cut short"))??;
        let is_first = self.block.is_empty();
        if is_first && is_wide(&next) {
            return Err(not_utf8());
        }
        self.block.drain(..self.at);
        self.at = 0;
        self.block.extend_from_slice(&next);
        if self.block.len() > LONGEST_ROW { Err(too_long()) } else { Ok(()) }
    }

    fn step(&self, tokens: &mut Tokens<'_>, record: &mut Record) -> Whole<Step> {
        let Some(token) = tokens.next() else { return Ok(None) };
        Ok(Some(match token {
            Token::Open { name: b"sheetData", is_closed, .. } => {
                if is_closed {
                    Step::End
                } else {
                    Step::Rows
                }
            }
            Token::Close(b"sheetData" | b"worksheet") => Step::End,
            Token::Open { name: b"row", attributes: own, is_closed } if self.in_cells => {
                let told = attributes(own).find(|(name, _)| *name == b"r");
                let mut number = match told {
                    Some((_, number)) => Some(place(number)?.1),
                    None => None,
                };
                if !is_closed && self.row(tokens, &mut number, record)?.is_none() {
                    return Ok(None);
                }
                Step::Row(number.unwrap_or(self.row + 1))
            }
            _ => Step::Other,
        }))
    }

    /// The cells of a row, up to its end. The first cell tells the row's number where the row does not.
    fn row(&self, tokens: &mut Tokens<'_>, number: &mut Option<u64>, record: &mut Record) -> Whole<()> {
        let mut column = 0;
        loop {
            match tokens.next() {
                None => return Ok(None),
                Some(Token::Close(b"row")) => return Ok(Some(())),
                Some(Token::Open { name: b"c", attributes: own, is_closed }) => {
                    let mut cell = Cell::default();
                    for (name, value) in attributes(own) {
                        match name {
                            b"r" => {
                                let told = place(value)?;
                                column = told.0.unwrap_or(column);
                                number.get_or_insert(told.1);
                            }
                            b"s" => cell.style = value,
                            b"t" => cell.kind = value,
                            _ => {}
                        }
                    }
                    if !is_closed && self.cell(tokens, &cell, column, record)?.is_none() {
                        return Ok(None);
                    }
                    column += 1;
                }
                Some(_) => {}
            }
        }
    }

    /// What is in a cell, up to its end.
    fn cell(
        &self,
        tokens: &mut Tokens<'_>,
        cell: &Cell<'_>,
        column: usize,
        record: &mut Record,
    ) -> Whole<()> {
        let is_wanted = column < MOST_COLUMNS && column >= record.len();
        loop {
            match tokens.next() {
                None => return Ok(None),
                Some(Token::Close(b"c")) => return Ok(Some(())),
                Some(Token::Open { name: b"v", is_closed: false, .. }) => {
                    let Some(value) = value(tokens) else { return Ok(None) };
                    if is_wanted && cell.kind != b"inlineStr" && !value.is_empty() {
                        self.push(value, cell, column, record)?;
                    }
                }
                Some(Token::Open { name: b"is", is_closed: false, .. }) => {
                    let mut text = String::new();
                    if string(tokens, &mut text)?.is_none() {
                        return Ok(None);
                    }
                    if is_wanted {
                        fill(column, record);
                        record.push_field(&text);
                    }
                }
                Some(_) => {}
            }
        }
    }

    /// Adds what is between `<v>` and `</v>`.
    fn push(
        &self,
        value: &[u8],
        cell: &Cell<'_>,
        column: usize,
        record: &mut Record,
    ) -> Result<(), Diagnostics> {
        fill(column, record);
        match cell.kind {
            b"s" => {
                let index =
                    decimal_index(value).ok_or_else(|| unreadable(&"a shared text has no number"))?;
                let text = self.book.strings.get(index);
                record.push_field(text.ok_or_else(|| unreadable(&"a shared text is missing"))?);
            }
            b"b" => record.push_field(match value.trim_ascii() {
                b"1" => "TRUE",
                b"0" => "FALSE",
                other => utf8(other)?,
            }),
            b"" | b"n" => self.push_numeral(value, cell.style, record)?,
            _ => {
                let mut text = String::new();
                push_text(value, &mut text)?;
                record.push_field(&without_escapes(&text));
            }
        }
        if record.own_len() > LONGEST_ROW { Err(too_long()) } else { Ok(()) }
    }

    /// Adds a number in the fewest digits, or as a date; as it is where it is none.
    fn push_numeral(&self, value: &[u8], style: &[u8], record: &mut Record) -> Result<(), Diagnostics> {
        let is_date = decimal_index(style).and_then(|style| self.book.dates.get(style)) == Some(&true);
        let text = utf8(value)?.trim();
        if !is_date && has_fewest_digits(text.as_bytes()) {
            record.push_field(text);
            return Ok(());
        }
        let number = decimal(text.as_bytes()).or_else(|| text.parse().ok());
        let Some(number) = number.filter(|number: &f64| number.is_finite()) else {
            record.push_field(text);
            return Ok(());
        };
        match is_date.then(|| dates::written(number, self.book.from_1904)).flatten() {
            Some(date) => record.push_field(&date),
            None => push_number(number, record),
        }
        Ok(())
    }
}

/// What the tag of a cell tells.
#[derive(Default)]
struct Cell<'t> {
    kind: &'t [u8],
    style: &'t [u8],
}

fn too_long() -> Diagnostics {
    unreadable(&"a row does not end")
}

/// Adds blank cells before a column.
fn fill(column: usize, record: &mut Record) {
    while record.len() < column {
        record.push_field("");
    }
}

/// Whether a number is written in the fewest digits already: no two numbers of fifteen digits are the
/// same float.
fn has_fewest_digits(text: &[u8]) -> bool {
    const MOST: usize = 15;
    let is_plain = matches!(text, [b'0'] | [b'0', b'.', ..] | [b'1'..=b'9', ..]);
    let points = memchr::memchr_iter(b'.', text).count();
    let ends_well = points == 0 || !matches!(text.last(), Some(b'0' | b'.'));
    let is_digits = text.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    is_plain && is_digits && points < 2 && ends_well && text.len() <= MOST
}

fn decimal_index(text: &[u8]) -> Option<usize> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    text.iter().try_fold(0, |number, byte| {
        byte.is_ascii_digit().then(|| number * 10 + usize::from(byte - b'0'))
    })
}

/// Column, from 0, and row, from 1, of an address such as `AB12`; the row alone has no column.
fn place(address: &[u8]) -> Result<(Option<usize>, u64), Diagnostics> {
    let letters = address.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (letters, digits) = address.split_at(letters);
    let add =
        |column: usize, letter: &u8| column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1;
    let row = decimal_index(digits).filter(|row| *row > 0 && letters.len() <= 3);
    let row = row.and_then(|row| u64::try_from(row).ok());
    let row = row.ok_or_else(|| unreadable(&"a cell has no address"))?;
    Ok((letters.iter().fold(0, add).checked_sub(1), row))
}

/// What stands up to the end of a `v`.
fn value<'t>(tokens: &mut Tokens<'t>) -> Option<&'t [u8]> {
    let mut value: &[u8] = b"";
    loop {
        match tokens.next()? {
            Token::Text(text) | Token::Data(text) => value = text,
            Token::Close(b"v") => return Some(value),
            _ => {}
        }
    }
}

/// Adds the text of a string up to its end, without what tells how to speak it.
pub(super) fn string(tokens: &mut Tokens<'_>, text: &mut String) -> Whole<()> {
    let (mut depth, mut spoken) = (0_usize, 0);
    loop {
        match tokens.next() {
            None => return Ok(None),
            Some(Token::Open { name: b"t", attributes: own, is_closed: false }) if spoken == 0 => {
                let is_kept =
                    attributes(own).any(|(name, value)| name == b"space" && value == b"preserve");
                if run(tokens, is_kept, text)?.is_none() {
                    return Ok(None);
                }
            }
            Some(Token::Open { name, is_closed: false, .. }) => {
                depth += 1;
                spoken += usize::from(name == b"rPh");
            }
            Some(Token::Close(_)) if depth == 0 => return Ok(Some(())),
            Some(Token::Close(name)) => {
                depth -= 1;
                spoken -= usize::from(name == b"rPh").min(spoken);
            }
            Some(_) => {}
        }
    }
}

/// Adds a run of text up to its end.
fn run(tokens: &mut Tokens<'_>, is_kept: bool, text: &mut String) -> Whole<()> {
    let mut own = String::new();
    loop {
        match tokens.next() {
            None => return Ok(None),
            Some(Token::Text(raw)) => push_text(raw, &mut own)?,
            Some(Token::Data(raw)) => own.push_str(utf8(raw)?),
            Some(Token::Close(_)) => break,
            Some(Token::Open { .. }) => {}
        }
    }
    let kept = if is_kept { &own } else { own.trim_matches([' ', '\t', '\r', '\n']) };
    text.push_str(&without_escapes(kept));
    Ok(Some(()))
}
