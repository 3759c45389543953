//! Tables of the Occupational Employment and Wage Statistics, in BLS's download layouts from 1997 on.

mod caps;
mod checks;
mod damage;
mod flat;
mod industries;
mod jobs;
mod layout;
mod names;
mod place;
mod row;
mod units;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Loaded,
    codes::is_soc_code,
    container::{self, Format, Input, Row, Sheet},
    scan::{NearMiss, SCANNED_ROWS},
};
use crate::{
    catalog::{OewsColumn, OewsRelease, oews_release},
    diag::{Diagnostic, Diagnostics, Place, counted},
    model::{Measure, OesCode, PublishedRow, Release, TableHead},
};

use checks::Checks;
use flat::Lists;
pub(super) use flat::{ListKind, is_head as is_flat_head};
pub(super) use layout::Layout;

/// Reads every table of a file as one of a release and hands on its rows, one at a time.
///
/// # Errors
/// Every cell that is neither a number nor a mark, every code, level or area that is not one, and
/// columns that are missing, each with its place.
pub fn read<'i>(
    input: impl Into<Input<'i>>,
    release: Release,
    mut each: impl FnMut(&PublishedRow<'_>),
) -> Result<Loaded, Diagnostics> {
    read_as(input.into(), release, true, |row, _| each(row))
}

/// The same of a release that may be a guess; then what depends on the release is not checked.
pub(super) fn read_as(
    input: Input<'_>,
    release: Release,
    is_told: bool,
    mut each: impl FnMut(&PublishedRow<'_>, &Cells<'_>),
) -> Result<Loaded, Diagnostics> {
    let known = oews_release(release).ok_or_else(|| {
        Diagnostic::error(format!("no release of {release} is known: OEWS begins in 1997"))
    })?;
    let mut reader = Reader {
        known,
        each: &mut each,
        head: None,
        checks: Checks::new(known, is_told),
        lists: Lists::default(),
        near: None,
    };
    container::visit(input, &mut |sheet| reader.sheet(sheet))?;
    let near = reader.near.unwrap_or_default();
    let mut head = reader.head.ok_or_else(|| near.refusal("an OEWS table", HINT))?;
    head.lacking = reader.checks.lacking().map(|at| head.measures[at]).collect();
    let notes = reader.checks.notes();
    Ok(Loaded { head, findings: reader.checks.finish(), notes })
}

/// Where the values of a row stand in the file.
pub(super) struct Cells<'c> {
    layout: &'c Layout,
    row: &'c Row<'c>,
}

impl Cells<'_> {
    /// The measures of the row's values.
    pub(super) fn measures(&self) -> &[(Measure, usize)] {
        &self.layout.measures
    }

    /// The place of a value, by its place among the values of the row.
    pub(super) fn place(&self, at: usize) -> Place {
        let index = self.layout.column_of(Some(at));
        self.row.at(index, Diagnostic::finding("")).place.unwrap_or_default()
    }
}

/// Problems of a table after which it is read no further.
const MOST_PROBLEMS: usize = 200;

/// How the refusal of a cell that is neither a number nor a mark ends.
const MARKS: &str = "BLS's marks";

/// What is said where many cells are neither.
const REPLACED: &str = "another program has put its own sign in the place of BLS's marks, and which mark it was is \
                        lost; get the table from BLS again";

/// Problems of one kind that are told one by one.
const TOLD: usize = 5;

/// The problems with those that say the same of other cells counted, after the first.
fn condensed(problems: &Diagnostics) -> Diagnostics {
    let kind = |problem: &Diagnostic| {
        let (before, rest) = problem.message.split_once('`').unwrap_or((&problem.message, ""));
        let after = rest.rsplit_once('`').map_or(rest, |(_, after)| after);
        (before.to_owned(), after.to_owned())
    };
    let (mut told, mut counts) = (Diagnostics::default(), BTreeMap::<(String, String), usize>::new());
    for problem in problems.iter() {
        let count = counts.entry(kind(problem)).or_default();
        *count += 1;
        if *count <= TOLD {
            told.push(problem.clone());
        }
    }
    for ((before, after), count) in counts.into_iter().filter(|(_, count)| *count > TOLD) {
        let more = counted(count - TOLD, "more time");
        let said = [before.trim_end(), after.trim_start()].join(" ... ");
        let rest = Diagnostic::error(format!("{said}, {more}"));
        told.push(if after.ends_with(MARKS) { rest.hint(REPLACED) } else { rest });
    }
    told
}

const HINT: &str = "one line must hold BLS's own column names, such as OCC_CODE and A_MEDIAN";

struct Reader<'e> {
    known: OewsRelease,
    each: &'e mut dyn FnMut(&PublishedRow<'_>, &Cells<'_>),
    head: Option<TableHead>,
    checks: Checks,
    /// The code lists that came before the data of a flat file.
    lists: Lists,
    near: Option<NearMiss>,
}

impl Reader<'_> {
    /// Reads a sheet, if it holds a table of OEWS.
    fn sheet(&mut self, sheet: &mut Sheet<'_>) -> Result<(), Diagnostics> {
        let Some(first) = sheet.next_row()? else { return Ok(()) };
        if let Some(list) = ListKind::of(&first) {
            return self.lists.read(list, sheet);
        }
        if flat::is_head(&first) {
            return self.flat(sheet);
        }
        sheet.stay();
        let Some(layout) = find(sheet, &mut self.near)? else { return Ok(()) };
        self.set_head(&layout, sheet)?;
        sheet.must_have(layout.columns());
        let in_text = matches!(sheet.format, Format::Csv | Format::Tsv);
        let (mut problems, mut empty) = (Diagnostics::default(), true);
        let mut values = Vec::with_capacity(layout.measures.len());
        while let Some(row) = sheet.next_row()? {
            if empty {
                layout.same_year(&row, &self.known)?;
            } else if let Some(other) = layout.other_year(&row, &self.known) {
                problems.push(other);
                break;
            }
            if problems.len() > MOST_PROBLEMS {
                problems.push(Diagnostic::error("more is wrong with the rows that follow"));
                break;
            }
            match layout.row(&row, &self.known, &mut values) {
                Ok(Some(keys)) => {
                    let published = PublishedRow { values: &values, ..keys };
                    empty = false;
                    if problems.keep(self.checks.is_new(&layout, &row, &published)) == Some(true) {
                        self.checks.row(&layout, &row, &published, in_text);
                        (self.each)(&published, &Cells { layout: &layout, row: &row });
                    }
                }
                Ok(None) => {}
                Err(more) => problems.extend(more),
            }
        }
        if empty && problems.is_empty() {
            problems.push(Diagnostic::error("the table has no rows").at(1, 1));
        }
        problems.extend(self.checks.rest().into_iter().collect());
        condensed(&problems).unless_any(())
    }

    /// Keeps what holds for the whole table; tables of one file must be alike.
    fn set_head(&mut self, layout: &Layout, sheet: &Sheet<'_>) -> Result<(), Diagnostics> {
        let head = layout.head();
        let alike = self.head.get_or_insert_with(|| head.clone());
        if alike.measures == head.measures {
            return Ok(());
        }
        Err(Diagnostic::error("the tables of this file have different columns")
            .hint("give each table as a source of its own")
            .part(sheet.part.clone())
            .into())
    }
}

/// Looks at the first row of a flat file whose row of column names is the one at hand; `false` when
/// the file is of another program.
pub(super) fn look_flat(sheet: &mut Sheet<'_>, years: &mut BTreeSet<u16>) -> Result<bool, Diagnostics> {
    let year = sheet.next_row()?.and_then(|row| flat::year_of(&row));
    years.extend(year);
    Ok(year.is_some())
}

/// Reads on to the row of column names; `None` when the sheet has none.
pub(super) fn find(
    sheet: &mut Sheet<'_>,
    near: &mut Option<NearMiss>,
) -> Result<Option<Layout>, Diagnostics> {
    for _ in 0..SCANNED_ROWS {
        let Some(row) = sheet.next_row()? else { break };
        match Layout::of(&row) {
            Ok(layout) => return Ok(Some(layout)),
            Err(miss) => NearMiss::keep(near, *miss),
        }
    }
    Ok(None)
}

/// What the first rows of a table look like, where no name tells the release.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Looks {
    /// Codes of five digits.
    pub(super) oes_codes: bool,
    /// Detailed occupations without a level.
    pub(super) blank_levels: bool,
}

impl Looks {
    /// The newest year whose ways of writing are known.
    pub(super) const NEWEST: u16 = 2025;
}

/// Looks at the first rows of a table whose row of column names is the one at hand.
pub(super) fn look(
    sheet: &mut Sheet<'_>,
    years: &mut BTreeSet<u16>,
    looks: &mut Looks,
) -> Result<(), Diagnostics> {
    let Some(layout) = find(sheet, &mut None)? else { return Ok(()) };
    let mut has_soc_codes = false;
    for _ in 0..SCANNED_ROWS {
        let Some(row) = sheet.next_row()? else { break };
        years.extend(layout.year(&row));
        let code = layout.text(&row, OewsColumn::Code);
        looks.oes_codes |= code.parse::<OesCode>().is_ok();
        has_soc_codes |= is_soc_code(code);
        looks.blank_levels |= !code.is_empty()
            && !code.ends_with("0000")
            && layout.text(&row, OewsColumn::Level).is_empty();
    }
    // Among codes of the SOC one of five digits is a slip.
    looks.oes_codes &= !has_soc_codes;
    Ok(())
}
