//! Workbooks of Excel 2007 and later: the visible sheets as rows of text. Numbers are written in the
//! fewest digits that give the same number, so `17.809999999999999` in the file is `17.81` here.

use std::{
    fmt::Write,
    io::Cursor,
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
};

use super::{
    Cells, Format, Sheet, Source, Visitor, archive::Archive, blocks::AHEAD, kind::password, row::Record,
    within,
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
        // A thread unpacks and parses the sheet while its rows are read.
        let visited = thread::scope(|scope| {
            let (sender, batches) = sync_channel(AHEAD);
            let (workbook, listed) = (&mut workbook, name.as_str());
            scope.spawn(move || {
                if let Err(error) = send_rows(workbook, listed, &sender) {
                    // Nobody hears of it when nobody reads on.
                    let _ = sender.send(Err(unreadable(&error)));
                }
            });
            let mut rows = Batches { batches, batch: Vec::new().into_iter() };
            visitor(&mut sheet(part, &name, Format::Xlsx, &mut rows))
        });
        problems.keep(visited);
    }
    problems.unless_any(())
}

/// Rows of a sheet with their numbers, from 1.
type Batch = Vec<(u64, Record)>;

/// Rows that are handed over together.
const BATCH: usize = 256;

/// Sends the rows of a sheet until there are no more, or nobody takes them.
fn send_rows(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    sender: &SyncSender<Result<Batch, Diagnostics>>,
) -> Result<(), XlsxError> {
    let reader = workbook.worksheet_cells_reader(name)?;
    let mut rows = StreamRows { reader, pending: None, row: None, ended: false };
    let (mut batch, mut width) = (Batch::with_capacity(BATCH), 0);
    loop {
        let mut record = Record::with_room_for(width);
        let Some(number) = rows.next_row(&mut record)? else { break };
        width = record.len();
        batch.push((number, record));
        if batch.len() == BATCH && sender.send(Ok(std::mem::take(&mut batch))).is_err() {
            return Ok(());
        }
    }
    // Nobody hears of it when nobody reads on.
    let _ = sender.send(Ok(batch));
    Ok(())
}

/// The rows of a sheet as they come from the thread that parses it.
struct Batches {
    batches: Receiver<Result<Batch, Diagnostics>>,
    batch: std::vec::IntoIter<(u64, Record)>,
}

impl Cells for Batches {
    fn next_row(&mut self, record: &mut Record) -> Result<Option<u64>, Diagnostics> {
        loop {
            if let Some((number, next)) = self.batch.next() {
                *record = next;
                return Ok(Some(number));
            }
            match self.batches.recv() {
                Ok(batch) => self.batch = batch?.into_iter(),
                Err(_) => return Ok(None),
            }
        }
    }
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
    /// Fills the record with the next row that has a cell and tells the row's number, from 1.
    fn next_row(&mut self, record: &mut Record) -> Result<Option<u64>, XlsxError> {
        self.row = None;
        self.fill(record)?;
        Ok(self.row.map(|row| u64::from(row) + 1))
    }

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
        let _ = match cents(number) {
            Some((whole, 0)) => write!(text, "{whole}"),
            Some((whole, cents)) if cents % 10 == 0 => write!(text, "{whole}.{}", cents / 10),
            Some((whole, cents)) => write!(text, "{whole}.{cents:02}"),
            None => write!(text, "{number}"),
        };
    });
}

/// Whole and hundredths of a number that is a count of hundredths, as nearly all are: writing two
/// whole numbers takes a fraction of the time of finding the digits of any number.
fn cents(number: f64) -> Option<(u64, u64)> {
    const MOST: f64 = 1e12;
    if !(0.0..MOST).contains(&number) {
        return None;
    }
    let hundredths = (number * 100.0).round();
    #[expect(clippy::float_cmp, reason = "the same number is wanted, to the last bit")]
    let is_same = hundredths / 100.0 == number;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole and small")]
    let hundredths = hundredths as u64;
    (is_same && number.is_sign_positive()).then_some((hundredths / 100, hundredths % 100))
}

/// A date is written as one, so that a code which a spreadsheet has turned into a date is seen.
fn write_date(date: ExcelDateTime, text: &mut String) -> std::fmt::Result {
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    write!(text, "{year:04}-{month:02}-{day:02}")
}

fn write_error(error: &CellErrorType, text: &mut String) -> std::fmt::Result {
    write!(text, "{error}")
}

#[cfg(test)]
mod tests {
    use super::{Record, cents, push_number};

    #[test]
    fn numbers_are_written_in_the_fewest_digits() {
        let numbers = [0.0, 47.0, 17.81, 0.1 + 0.2, 0.5, 1.005, -3.25, 1e15, 130_647_610.0, 0.07];
        for number in numbers {
            let mut record = Record::default();
            push_number(number, &mut record);
            assert_eq!(record.own(), format!("{number}"));
        }
        assert_eq!(cents(17.81), Some((17, 81)));
        assert_eq!(cents(1.005), None);
    }
}
