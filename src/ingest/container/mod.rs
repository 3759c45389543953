//! Containers of tables, told apart by their bytes and never by their names: delimited text,
//! workbooks, zips and gzips of these. Each hands on sheets: rows of text cells with places.

mod archive;
mod blocks;
mod dates;
mod decimal;
mod kind;
mod limit;
mod row;
mod split;
mod text;
mod width;
mod word;
mod workbook;
mod xls;

use std::{
    borrow::Cow,
    io::{self, Read},
    ops::RangeInclusive,
};

pub(super) use dates::written as date_of_days;
pub(super) use decimal::{decimal, decimal_in};
pub use decimal::{number, other_notation};
pub use kind::{Format, must_be_whole};
pub use row::Row;
pub use text::Table;

use kind::Kind;
use row::Record;
pub(super) use row::Spot;
use width::Width;

use crate::diag::{Diagnostic, Diagnostics};

/// A file as a reader is given it: its first bytes, what reads the rest, and the small files of its
/// folder that belong to it. Memory need not hold the whole.
pub struct Input<'i> {
    /// The bytes that it begins with; all of them where there is no `rest`.
    pub head: &'i [u8],
    /// What follows.
    pub rest: Option<&'i mut (dyn Read + Send)>,
    /// The code lists that stand beside one of BLS's flat files.
    pub beside: &'i [Vec<u8>],
}

impl<'i> Input<'i> {
    /// Everything, in memory.
    pub(super) fn whole(self) -> Result<Cow<'i, [u8]>, Diagnostics> {
        let Some(rest) = self.rest else { return Ok(Cow::Borrowed(self.head)) };
        let mut all = self.head.to_vec();
        rest.read_to_end(&mut all).map_err(|error| limit::told(&error))?;
        Ok(Cow::Owned(all))
    }

    /// The first bytes alone, for a first look.
    pub(super) const fn first_look(&self) -> Input<'i> {
        Input { head: self.head, rest: None, beside: &[] }
    }
}

impl<'i, B: AsRef<[u8]> + ?Sized> From<&'i B> for Input<'i> {
    fn from(bytes: &'i B) -> Self {
        Self { head: bytes.as_ref(), rest: None, beside: &[] }
    }
}

/// How many bytes tell what a file is, and are looked at first.
pub const HEAD: usize = 512 << 10;

/// What is done with each sheet of a file.
pub(super) type Visitor<'v> = dyn FnMut(&mut Sheet<'_>) -> Result<(), Diagnostics> + 'v;

/// A table of text cells: a delimited text, or one visible sheet of a workbook.
pub(super) struct Sheet<'s> {
    /// Where it is in the file: the member of a zip and the sheet of a workbook; empty for a plain
    /// text file.
    pub(super) part: String,
    /// What it is written in.
    pub(super) format: Format,
    source: Source<'s>,
    record: Record,
    /// Line and place of the record at hand.
    at: Option<(u64, usize)>,
    again: bool,
    width: Option<Width>,
}

enum Source<'s> {
    Text(text::Records),
    Cells(&'s mut dyn Cells),
}

/// The rows of a workbook's sheet, in order.
trait Cells {
    /// Fills the record with the next row that has a cell and tells the row's number, from 1.
    fn next_row(&mut self, record: &mut Record) -> Result<Option<u64>, Diagnostics>;
}

impl<'s> Sheet<'s> {
    fn new(part: String, format: Format, source: Source<'s>) -> Self {
        Self { part, format, source, record: Record::default(), at: None, again: false, width: None }
    }

    /// The member of the zip that it stands in; empty where the file is none.
    pub(super) fn member(&self) -> &str {
        match self.format {
            Format::Csv | Format::Tsv => &self.part,
            Format::Xls | Format::Xlsx => self.part.rsplit_once('/').map_or("", |(member, _)| member),
        }
    }

    /// The next row that is not blank; `None` at the end.
    ///
    /// # Errors
    /// When the bytes are not what they began as: damaged, or cut short. At the end, when rows had more or fewer
    /// cells than they must have; these are passed over.
    pub(super) fn next_row(&mut self) -> Result<Option<Row<'_>>, Diagnostics> {
        loop {
            if !std::mem::take(&mut self.again) {
                self.at = match &mut self.source {
                    Source::Text(records) => records.advance(&mut self.record)?,
                    Source::Cells(cells) => cells.next_row(&mut self.record)?.map(|line| (line, 0)),
                };
            }
            let (Some(at), Some(width)) = (self.at, &mut self.width) else { break };
            let row = row(&self.source, &self.record, &self.part, at);
            if !row.is_blank() && width.fits(&row)? {
                break;
            }
        }
        let refused = self.width.as_mut().filter(|_| self.at.is_none()).map(Width::refused);
        refused.unwrap_or_default().unless_any(())?;
        Ok(self.at.map(|at| row(&self.source, &self.record, &self.part, at)))
    }

    /// Says how many cells a row of a text must have from here on: those that are needed, up to as many as there
    /// are columns.
    pub(super) fn must_have(&mut self, cells: &RangeInclusive<usize>) {
        self.width = Some(Width::of(cells));
    }

    /// Makes the next row be the one at hand once more.
    pub(super) fn stay(&mut self) {
        self.again = true;
    }

    /// Goes to the next large piece of whole lines of the text after the row at hand, and tells the number
    /// of its first line where the caller counts no lines itself; `None` at the end, and for workbooks.
    pub(super) fn next_block(&mut self) -> Result<Option<u64>, Diagnostics> {
        match &mut self.source {
            Source::Text(records) => records.next_block(),
            Source::Cells(_) => Ok(None),
        }
    }

    /// The piece that [`Self::next_block`] went to.
    pub(super) fn block(&self) -> &str {
        match &self.source {
            Source::Text(records) => records.given(),
            Source::Cells(_) => "",
        }
    }

    /// A row without cells of its own, each of whose values has a line of its own.
    pub(super) fn row_of_lines(&self, line: u64, spot: Spot) -> Row<'_> {
        Row { record: &self.record, text: "", line, part: &self.part, spot }
    }
}

/// The row of a record with its line and its place.
fn row<'r>(
    source: &'r Source<'_>,
    record: &'r Record,
    part: &'r str,
    (line, start): (u64, usize),
) -> Row<'r> {
    let (text, spot) = match source {
        Source::Text(records) => {
            (records.block.as_str(), Spot::Text { start, delimiter: records.delimiter })
        }
        Source::Cells(_) => ("", Spot::Sheet),
    };
    Row { record, text, line, part, spot }
}

/// Opens a file and visits every table in it, in the order of the file, data of flat files last. What
/// is wrong with one table does not keep the others from being visited.
///
/// # Errors
/// What the file is instead of a table, what is damaged in it, and whatever the visitor finds, each kind of it
/// as often as a person reads.
pub(super) fn visit<'i>(
    input: impl Into<Input<'i>>,
    visitor: &mut Visitor<'_>,
) -> Result<(), Diagnostics> {
    let Input { head, rest, beside } = input.into();
    let mut lists = beside.iter();
    lists
        .try_for_each(|bytes| open(bytes, None, "", 0, visitor))
        .and_then(|()| open(head, rest, "", 0, visitor))
        .map_err(Diagnostics::condensed)
}

/// The names of sheets that a workbook hides, which are not read.
pub(super) fn hidden_sheets(bytes: &[u8]) -> Vec<String> {
    match Kind::of(bytes) {
        Ok(Kind::Zip(archive)) if archive::is_workbook(&archive) => workbook::hidden_sheets(archive),
        _ => Vec::new(),
    }
}

/// How deep zips may stand in zips.
const MOST_DEPTH: u8 = 2;

fn open(
    head: &[u8],
    rest: Option<&mut (dyn Read + Send)>,
    part: &str,
    depth: u8,
    visitor: &mut Visitor<'_>,
) -> Result<(), Diagnostics> {
    let rest = match rest {
        Some(rest) if must_be_whole(head) => {
            let mut all = head.to_vec();
            rest.read_to_end(&mut all).map_err(|error| limit::told(&error))?;
            return open(&all, None, part, depth, visitor);
        }
        rest => rest,
    };
    let (is_whole, mut nothing) = (rest.is_none(), io::empty());
    let rest = rest.unwrap_or(&mut nothing);
    match Kind::of(head)? {
        Kind::Text => text::visit(head.chain(rest), part, visitor),
        Kind::Xls => xls::visit(head, part, visitor),
        Kind::Zip(archive) if archive::is_workbook(&archive) => {
            workbook::visit_xlsx(archive, part, visitor)
        }
        Kind::Zip(_) | Kind::Gzip if depth > MOST_DEPTH => {
            Err(Diagnostic::error("archives stand in archives too many times")
                .hint("unpack the file and give what is in it")
                .into())
        }
        Kind::Zip(archive) => archive::visit_members(archive, part, depth, visitor),
        Kind::Gzip => {
            let mut unpacked = archive::gunzip(head, rest, is_whole);
            open_reader(&mut unpacked, part, depth + 1, visitor)
        }
    }
}

/// Opens what a reader gives.
fn open_reader(
    reader: &mut (dyn Read + Send),
    part: &str,
    depth: u8,
    visitor: &mut Visitor<'_>,
) -> Result<(), Diagnostics> {
    let mut head = Vec::new();
    let read = (&mut *reader).take(HEAD as u64).read_to_end(&mut head);
    if read.map_err(|error| limit::told(&error))? < HEAD {
        return open(&head, None, part, depth, visitor);
    }
    open(&head, Some(reader), part, depth, visitor)
}

/// `member` in `part`, as places name it.
fn within(part: &str, member: &str) -> String {
    if part.is_empty() { member.to_owned() } else { format!("{part}/{member}") }
}
