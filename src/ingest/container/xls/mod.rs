//! Workbooks of Excel 5 to 2003. Our own reader, since what BLS published until 2013 is in this format
//! and a damaged file must be refused, not end the program.
//! Format: [MS-XLS], <https://learn.microsoft.com/openspecs/office_file_formats/ms-xls/>.

mod bytes;
mod compound;
mod strings;

use std::collections::BTreeMap;

use self::{
    bytes::{f64_at, u16_at, u32_at},
    strings::{Script, shared, short_string, string},
};
use super::{
    Cells, Format, Sheet, Source, Visitor, dates, kind::password, row::Record, within,
    workbook::push_number,
};
use crate::diag::{Diagnostic, Diagnostics};

/// Numbers of the records that are read.
mod record {
    pub(super) const FORMULA: u16 = 0x06;
    pub(super) const END: u16 = 0x0a;
    pub(super) const DATE_MODE: u16 = 0x22;
    pub(super) const PASSWORD: u16 = 0x2f;
    pub(super) const CONTINUE: u16 = 0x3c;
    pub(super) const SHEET: u16 = 0x85;
    pub(super) const NUMBERS: u16 = 0xbd;
    pub(super) const RICH_TEXT: u16 = 0xd6;
    pub(super) const STYLE: u16 = 0xe0;
    pub(super) const SHARED: u16 = 0xfc;
    pub(super) const SHARED_TEXT: u16 = 0xfd;
    pub(super) const NUMBER: u16 = 0x203;
    pub(super) const TEXT: u16 = 0x204;
    pub(super) const FLAG: u16 = 0x205;
    pub(super) const FORMULA_TEXT: u16 = 0x207;
    pub(super) const SHORT_NUMBER: u16 = 0x27e;
    pub(super) const NUMBER_FORMAT: u16 = 0x41e;
    pub(super) const BEGIN: u16 = 0x809;
}

/// Visits the visible sheets of a workbook.
///
/// # Errors
/// When it is damaged or protected by a password, and whatever the visitor finds.
pub(super) fn visit(bytes: &[u8], part: &str, visitor: &mut Visitor<'_>) -> Result<(), Diagnostics> {
    let stream = compound::stream(bytes, &["Workbook", "Book"]).ok_or_else(damaged)?;
    let workbook = Workbook::of(&stream)?;
    let mut problems = Diagnostics::default();
    for (name, start) in &workbook.sheets {
        let cells = workbook.cells(&stream, *start)?;
        let mut rows = Rows { cells: &cells, strings: &workbook.strings };
        let part = within(part, name);
        problems.keep(visitor(&mut Sheet::new(part, Format::Xls, Source::Cells(&mut rows))));
    }
    problems.unless_any(())
}

fn damaged() -> Diagnostics {
    Diagnostic::error("the workbook cannot be read: it is damaged")
        .hint("the download may be cut short; get the file again")
        .into()
}

/// The records from a place on, each with its number; ends where one does not fit.
fn records(stream: &[u8], start: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = start;
    std::iter::from_fn(move || {
        let (number, length) = (u16_at(stream, at)?, usize::from(u16_at(stream, at + 2)?));
        let data = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((number, data))
    })
}

/// What holds for a whole workbook.
struct Workbook {
    script: Script,
    /// Visible sheets with the place of their records.
    sheets: Vec<(String, usize)>,
    strings: Vec<String>,
    /// Which styles show a number as a date.
    dates: Vec<bool>,
    from_1904: bool,
}

impl Workbook {
    fn of(stream: &[u8]) -> Result<Self, Diagnostics> {
        let mut all = records(stream, 0);
        let script = match all.next() {
            Some((record::BEGIN, head)) if u16_at(head, 0) == Some(0x600) => Script::Wide,
            Some((record::BEGIN, head)) if u16_at(head, 0) == Some(0x500) => Script::Bytes,
            _ => return Err(damaged()),
        };
        let (mut sheets, mut parts, mut in_strings) = (Vec::new(), Vec::new(), false);
        let (mut styles, mut formats, mut from_1904) = (Vec::new(), BTreeMap::new(), false);
        for (number, data) in all {
            in_strings = number == record::SHARED || (in_strings && number == record::CONTINUE);
            match number {
                record::END => break,
                record::PASSWORD => return Err(password("workbook")),
                record::SHEET => sheets.extend(sheet(data, script)),
                record::DATE_MODE => from_1904 = u16_at(data, 0) == Some(1),
                record::STYLE => styles.push(u16_at(data, 2).unwrap_or_default()),
                record::NUMBER_FORMAT => {
                    let text = data.get(2..).and_then(|rest| match script {
                        Script::Wide => string(rest, script),
                        Script::Bytes => short_string(rest, script),
                    });
                    formats.extend(u16_at(data, 0).zip(text));
                }
                _ if in_strings => parts.push(data),
                _ => {}
            }
        }
        let dates = styles.into_iter().map(|format| dates::is_date(format, &formats)).collect();
        Ok(Self { script, sheets, strings: shared(parts), dates, from_1904 })
    }

    /// The cells of a sheet by row and column.
    fn cells(&self, stream: &[u8], start: usize) -> Result<Vec<At>, Diagnostics> {
        let mut cells: Vec<At> = Vec::new();
        let mut ended = false;
        for (number, data) in records(stream, start).skip(1) {
            if number == record::END {
                ended = true;
                break;
            }
            if number == record::BEGIN {
                return Err(damaged());
            }
            self.add(number, data, &mut cells);
        }
        if !ended {
            return Err(damaged());
        }
        if !cells.is_sorted_by_key(At::place) {
            cells.sort_by_key(At::place);
        }
        Ok(cells)
    }

    /// Adds the cells of a record; one that is too short to be what it says has none.
    fn add(&self, number: u16, data: &[u8], cells: &mut Vec<At>) {
        let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else {
            if number == record::FORMULA_TEXT {
                self.text_of_formula(data, cells);
            }
            return;
        };
        let style = u16_at(data, 4).unwrap_or_default();
        let value = match number {
            record::SHORT_NUMBER => u32_at(data, 6).map(short_number).map(|n| self.number(n, style)),
            record::NUMBER => f64_at(data, 6).map(|number| self.number(number, style)),
            record::SHARED_TEXT => u32_at(data, 6).map(Value::Shared),
            record::TEXT | record::RICH_TEXT => {
                data.get(6..).and_then(|rest| string(rest, self.script)).map(Value::Text)
            }
            record::FLAG => data.get(6).zip(data.get(7)).map(|(value, is_error)| match is_error {
                0 => Value::Flag(*value != 0),
                _ => Value::Text("#ERROR".to_owned()),
            }),
            record::FORMULA => self.formula(data, style),
            record::FORMULA_TEXT => return self.text_of_formula(data, cells),
            record::NUMBERS => {
                let values = data.get(4..data.len() - 2).unwrap_or_default().chunks_exact(6);
                for (column, value) in (column..=u16::MAX).zip(values) {
                    let number = u32_at(value, 2).map(short_number).unwrap_or_default();
                    let style = u16_at(value, 0).unwrap_or_default();
                    cells.push(At { row, column, value: self.number(number, style) });
                }
                None
            }
            _ => None,
        };
        cells.extend(value.map(|value| At { row, column, value }));
    }

    fn number(&self, number: f64, style: u16) -> Value {
        let is_date = self.dates.get(usize::from(style)).is_some_and(|is_date| *is_date);
        let date = is_date.then(|| dates::written(number, self.from_1904)).flatten();
        date.map_or(Value::Number(number), Value::Text)
    }

    /// The result of a formula. A text follows in a record of its own.
    fn formula(&self, data: &[u8], style: u16) -> Option<Value> {
        if u16_at(data, 12)? != 0xffff {
            return Some(self.number(f64_at(data, 6)?, style));
        }
        Some(match data.get(6)? {
            0 => Value::Text(String::new()),
            1 => Value::Flag(*data.get(8)? != 0),
            2 => Value::Text("#ERROR".to_owned()),
            _ => return None,
        })
    }

    fn text_of_formula(&self, data: &[u8], cells: &mut [At]) {
        if let (Some(cell), Some(text)) = (cells.last_mut(), string(data, self.script)) {
            cell.value = Value::Text(text);
        }
    }
}

/// A visible sheet of cells; others are passed over.
fn sheet(data: &[u8], script: Script) -> Option<(String, usize)> {
    let (start, hidden, kind) = (u32_at(data, 0)?, *data.get(4)?, *data.get(5)?);
    let name = short_string(data.get(6..)?, script)?;
    (matches!(hidden & 3, 0) && kind == 0).then_some((name, start as usize))
}

/// A number in four bytes: thirty bits of a whole number or of a binary fraction, perhaps in hundredths.
fn short_number(bits: u32) -> f64 {
    let number = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { number } else { number / 100.0 }
}

/// What stands in a cell.
enum Value {
    Number(f64),
    Shared(u32),
    Text(String),
    Flag(bool),
}

/// A cell and its place, from 0.
struct At {
    row: u16,
    column: u16,
    value: Value,
}

impl At {
    const fn place(&self) -> (u16, u16) {
        (self.row, self.column)
    }
}

/// The rows of a sheet's cells.
struct Rows<'w> {
    cells: &'w [At],
    strings: &'w [String],
}

impl Cells for Rows<'_> {
    fn next_row(&mut self, record: &mut Record) -> Result<Option<u64>, Diagnostics> {
        record.clear();
        let Some(first) = self.cells.first() else { return Ok(None) };
        let count = self.cells.iter().take_while(|cell| cell.row == first.row).count();
        let (row, rest) = self.cells.split_at(count);
        self.cells = rest;
        for cell in row {
            let column = usize::from(cell.column);
            if column < record.len() {
                continue;
            }
            while record.len() < column {
                record.push_field("");
            }
            match &cell.value {
                Value::Number(number) => push_number(*number, record),
                Value::Shared(at) => {
                    record.push_field(self.strings.get(*at as usize).ok_or_else(damaged)?);
                }
                Value::Text(text) => record.push_field(text),
                Value::Flag(flag) => record.push_field(if *flag { "TRUE" } else { "FALSE" }),
            }
        }
        Ok(Some(u64::from(first.row) + 1))
    }
}
