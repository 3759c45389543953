//! Workbooks of Excel 2007 and later: the visible sheets as rows of text. Numbers are written in the
//! fewest digits that give the same number, so `17.809999999999999` in the file is `17.81` here.

use std::{fmt::Write, io::Cursor};

use super::{
    Cells, Format, Sheet, Source, Visitor, archive::Archive, kind::password, row::Record, within,
};
use crate::diag::{Diagnostic, Diagnostics};
use calamine::{
    Cell, CellErrorType, DataRef, DataType, ExcelDateTime, Reader, Sheet as Listed, SheetType,
    SheetVisible, Xlsx, XlsxCellReader, XlsxError,
};

/// Columns beyond this one are not read; the widest table of BLS has 32.
const MOST_COLUMNS: u32 = 1_024;

/// Visits the visible sheets of a workbook of Excel 2007 and later, row by row as they are unpacked.
///
/// # Errors
/// When it is damaged, and whatever the visitor finds.
pub(super) fn visit_xlsx(
    bytes: &[u8],
    archive: Archive<'_>,
    part: &str,
    visitor: &mut Visitor<'_>,
) -> Result<(), Diagnostics> {
    if archive.index_for_name("xl/workbook.bin").is_some() {
        return Err(Diagnostic::error("the file is a binary workbook (.xlsb)")
            .hint("save it as .xlsx or as CSV")
            .into());
    }
    drop(archive);
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => password("workbook"),
        error => unreadable(&error),
    })?;
    let mut problems = Diagnostics::default();
    for name in visible(workbook.sheets_metadata()) {
        let reader = workbook.worksheet_cells_reader(&name).map_err(|error| unreadable(&error))?;
        let mut rows = StreamRows { reader, pending: None, row: None, ended: false };
        problems.keep(visitor(&mut sheet(part, &name, Format::Xlsx, &mut rows)));
    }
    problems.unless_any(())
}

fn sheet<'s>(part: &str, name: &str, format: Format, rows: &'s mut dyn Cells) -> Sheet<'s> {
    Sheet::new(within(part, name), format, Source::Cells(rows))
}

fn visible(sheets: &[Listed]) -> Vec<String> {
    let shown =
        |sheet: &&Listed| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet;
    sheets.iter().filter(shown).map(|sheet| sheet.name.clone()).collect()
}

fn unreadable(error: &dyn std::fmt::Display) -> Diagnostics {
    Diagnostic::error(format!("the workbook cannot be read: {error}"))
        .hint("the download may be cut short; get the file again")
        .into()
}

/// Rows of a sheet that is unpacked on the way.
struct StreamRows<'w, 'b> {
    reader: XlsxCellReader<'w, Cursor<&'b [u8]>>,
    pending: Option<Cell<DataRef<'w>>>,
    row: Option<u32>,
    ended: bool,
}

impl StreamRows<'_, '_> {
    /// Takes the next cell if it is of the row at hand; otherwise keeps it for the next row.
    fn fill(&mut self, record: &mut Record) -> Result<(), XlsxError> {
        loop {
            let cell = match self.pending.take() {
                Some(cell) => Some(cell),
                None if self.ended => None,
                None => self.reader.next_cell()?,
            };
            let Some(cell) = cell else {
                self.ended = true;
                return Ok(());
            };
            let (row, column) = cell.get_position();
            if matches!(cell.get_value(), DataRef::Empty) {
                continue;
            }
            if self.row.get_or_insert(row) != &row {
                self.pending = Some(cell);
                return Ok(());
            }
            let column = column as usize;
            if column < MOST_COLUMNS as usize && column >= record.len() {
                while record.len() < column {
                    record.push_field("");
                }
                push(cell.get_value(), record);
            }
        }
    }
}

impl Cells for StreamRows<'_, '_> {
    fn next_row(&mut self, record: &mut Record) -> Result<Option<u64>, Diagnostics> {
        record.clear();
        self.row = None;
        self.fill(record).map_err(|error| unreadable(&error))?;
        Ok(self.row.map(|row| u64::from(row) + 1))
    }
}

/// Adds a cell's text to a row.
fn push(value: &impl DataType, record: &mut Record) {
    if let Some(string) = value.get_string() {
        return record.push_field(string);
    }
    if let Some(number) = value.get_float() {
        return push_number(number, record);
    }
    // Writing to a string cannot fail.
    record.push_written(|text| {
        let _ = if let Some(number) = value.get_int() {
            write!(text, "{number}")
        } else if let Some(flag) = value.get_bool() {
            write!(text, "{}", if flag { "TRUE" } else { "FALSE" })
        } else if let Some(date) = value.get_datetime() {
            write_date(date, text)
        } else if let Some(date) = value.get_datetime_iso().or_else(|| value.get_duration_iso()) {
            write!(text, "{date}")
        } else if let Some(error) = value.get_error() {
            write_error(error, text)
        } else {
            Ok(())
        };
    });
}

/// Adds a number in the fewest digits that give the same number.
pub(super) fn push_number(number: f64, record: &mut Record) {
    record.push_written(|text| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{number}");
    });
}

/// A date is written as one, so that a code which a spreadsheet has turned into a date is seen.
fn write_date(date: ExcelDateTime, text: &mut String) -> std::fmt::Result {
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    write!(text, "{year:04}-{month:02}-{day:02}")
}

fn write_error(error: &CellErrorType, text: &mut String) -> std::fmt::Result {
    write!(text, "{error}")
}
