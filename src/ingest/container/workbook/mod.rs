//! Workbooks of Excel 2007 and later: the visible sheets as rows of text. Numbers are written in the
//! fewest digits that give the same number, so `17.809999999999999` in the file is `17.81` here.
//! Our own reader: a sheet of 370,000 rows is read in a fraction of the time that others take, and
//! in memory that does not grow with it.

mod book;
mod cells;
#[cfg(test)]
mod tests;
mod xml;

use std::{
    fmt::Write,
    io::Read,
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
};

use self::{book::Book, cells::Scanner};
use super::{
    Cells, Format, Sheet, Source, Visitor, archive::Archive, blocks::AHEAD, row::Record, within,
};
use crate::diag::{Diagnostic, Diagnostics};

/// Visits the visible sheets of a workbook of Excel 2007 and later, row by row as they are unpacked.
///
/// # Errors
/// When it is damaged, and whatever the visitor finds.
pub(super) fn visit_xlsx(
    mut archive: Archive<'_>,
    part: &str,
    visitor: &mut Visitor<'_>,
) -> Result<(), Diagnostics> {
    if archive.index_for_name("xl/workbook.bin").is_some() {
        return Err(Diagnostic::error("the file is a binary workbook (.xlsb)")
            .hint("save it as .xlsx or as CSV")
            .into());
    }
    let book = Book::read(&mut archive)?;
    let mut problems = Diagnostics::default();
    for (name, member) in &book.sheets {
        // One thread unpacks the sheet and another scans it while its rows are read.
        let visited = thread::scope(|scope| {
            let (blocks_to, blocks) = sync_channel(AHEAD);
            let (batches_to, batches) = sync_channel(AHEAD);
            let archive = &mut archive;
            scope.spawn(move || unpack(archive, *member, &blocks_to));
            let scanner = Scanner::new(&book, blocks);
            scope.spawn(move || scan(scanner, &batches_to));
            let mut rows = Batches { batches, rows: Vec::new().into_iter() };
            visitor(&mut sheet(part, name, Format::Xlsx, &mut rows))
        });
        problems.keep(visited);
    }
    problems.unless_any(())
}

/// The sheets of a workbook that are not shown, and so not read.
pub(super) fn hidden_sheets(mut archive: Archive<'_>) -> Vec<String> {
    Book::read(&mut archive).map(|book| book.hidden).unwrap_or_default()
}

/// Bytes that are unpacked at a time: few enough to stay in the processor's cache.
const BLOCK: u64 = 256 << 10;

/// Sends a member in blocks until there are no more, or nobody takes them.
fn unpack(archive: &mut Archive<'_>, member: usize, to: &SyncSender<Result<Vec<u8>, Diagnostics>>) {
    let mut member = match archive.by_index(member) {
        Ok(member) => member,
        Err(error) => return drop(to.send(Err(unreadable(&error)))),
    };
    loop {
        let mut block = Vec::new();
        let read = (&mut member).take(BLOCK).read_to_end(&mut block);
        let sent = match read {
            Ok(0) => return,
            Ok(_) => to.send(Ok(block)),
            Err(error) => return drop(to.send(Err(unreadable(&error)))),
        };
        if sent.is_err() {
            return;
        }
    }
}

/// Rows that are handed over together: the cells of all of them, and for each its number, from 1, and
/// its place among them.
#[derive(Default)]
struct Batch {
    cells: Record,
    rows: Vec<(u64, (usize, usize))>,
}

/// How many rows are handed over together, and how many bytes at the most.
const BATCH: (usize, usize) = (256, 1 << 20);

/// Sends the rows of a sheet until there are no more, or nobody takes them.
fn scan(mut scanner: Scanner<'_>, to: &SyncSender<Result<Batch, Diagnostics>>) {
    let mut batch = Batch::default();
    loop {
        batch.cells.begin_row();
        match scanner.next_row(&mut batch.cells) {
            Ok(Some(number)) => batch.rows.push((number, batch.cells.row())),
            Ok(None) => return drop(to.send(Ok(batch))),
            // The rows before the damage are read.
            Err(error) => return drop(to.send(Ok(batch)).and_then(|()| to.send(Err(error)))),
        }
        if batch.rows.len() == BATCH.0 || batch.cells.own_len() > BATCH.1 {
            let room = Batch {
                cells: Record::with_room_for(batch.cells.total()),
                rows: Vec::with_capacity(BATCH.0),
            };
            if to.send(Ok(std::mem::replace(&mut batch, room))).is_err() {
                return;
            }
        }
    }
}

/// The rows of a sheet as they come from the thread that scans it.
struct Batches {
    batches: Receiver<Result<Batch, Diagnostics>>,
    rows: std::vec::IntoIter<(u64, (usize, usize))>,
}

impl Cells for Batches {
    fn next_row(&mut self, record: &mut Record) -> Result<Option<u64>, Diagnostics> {
        loop {
            if let Some((number, row)) = self.rows.next() {
                record.show(row);
                return Ok(Some(number));
            }
            match self.batches.recv() {
                Ok(batch) => {
                    let batch = batch?;
                    (*record, self.rows) = (batch.cells, batch.rows.into_iter());
                }
                Err(_) => return Ok(None),
            }
        }
    }
}

fn sheet<'s>(part: &str, name: &str, format: Format, rows: &'s mut dyn Cells) -> Sheet<'s> {
    Sheet::new(within(part, name), format, Source::Cells(rows))
}

fn unreadable(error: &dyn std::fmt::Display) -> Diagnostics {
    Diagnostic::error(format!("the workbook cannot be read: {error}"))
        .hint("the download may be cut short; get the file again")
        .into()
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
