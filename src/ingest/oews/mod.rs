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
mod relative;
mod row;
mod twins;
mod units;

use std::collections::BTreeSet;

use super::{
    Loaded,
    codes::is_soc_code,
    container::{self, Format, Input, Row, Sheet},
    scan::{NearMiss, SCANNED_ROWS},
    years::years,
};
use crate::{
    catalog::{OewsColumn, OewsRelease, is_blank, oews_release},
    diag::{Diagnostic, Diagnostics, Place},
    model::{Estimate, Mark, Measure, OesCode, PublishedRow, Release, TableHead},
};

use checks::Checks;
use flat::Lists;
pub(super) use flat::{ListKind, PROGRAM as OEWS_SERIES, is_head as is_flat_head, saved_with_commas};
pub(super) use layout::Layout;

/// Reads every table of a file as one of a release and hands on its rows, one at a time. Where the tables have
/// different columns, a row has values for those of its own table and of the tables before it.
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
        other: None,
        named: None,
        heads: Diagnostics::default(),
        notes: Vec::new(),
    };
    container::visit(input, &mut |sheet| reader.sheet(sheet))?;
    let (near, other) = (reader.near.unwrap_or_default(), reader.other);
    let refusal = || other.map_or_else(|| near.refusal("an OEWS table", HINT), Diagnostics::from);
    let mut head = reader.head.ok_or_else(refusal)?;
    head.lacking = reader.checks.lacking().map(|at| head.measures[at]).collect();
    let notes = reader.checks.notes().into_iter().chain(reader.notes).collect();
    let mut findings = reader.checks.finish();
    findings.extend(reader.heads);
    Ok(Loaded { head, findings, notes })
}

/// Where the values of a row stand in the file.
pub(super) struct Cells<'c> {
    layout: &'c Layout,
    row: &'c Row<'c>,
    /// The measures of the file, and the place of each among those of the layout.
    measures: &'c [Measure],
    order: &'c [Option<usize>],
}

impl Cells<'_> {
    /// The measures of the row's values.
    pub(super) const fn measures(&self) -> &[Measure] {
        self.measures
    }

    /// How many of the measures the row's own table does not have.
    pub(super) fn lacking(&self) -> usize {
        self.order.iter().filter(|at| at.is_none()).count()
    }

    /// The place of a value, by its place among the values of the row.
    pub(super) fn place(&self, at: usize) -> Place {
        let index = self.layout.column_of(self.order[at]);
        self.row.at(index, Diagnostic::finding("")).place.unwrap_or_default()
    }
}

/// What a table has of a measure that only another table of its file has.
const NOT_IN_TABLE: Estimate = Estimate::absent(Mark::NotInTable);

/// Problems of a table after which it is read no further.
const MOST_PROBLEMS: usize = 200;

const HINT: &str = "one line must hold BLS's own column names, such as OCC_CODE and A_MEDIAN";

struct Reader<'e> {
    known: OewsRelease,
    each: &'e mut dyn FnMut(&PublishedRow<'_>, &Cells<'_>),
    head: Option<TableHead>,
    checks: Checks,
    /// The code lists that came before the data of a flat file.
    lists: Lists,
    near: Option<NearMiss>,
    /// The refusal of a flat file of another program, which may stand beside tables of this one.
    other: Option<Diagnostic>,
    /// The year that the name of the first table tells, and the name.
    named: Option<(u16, String)>,
    /// What is odd about the names of columns, and what does no harm.
    heads: Diagnostics,
    notes: Vec<String>,
}

impl Reader<'_> {
    /// Reads a sheet, if it holds a table of OEWS.
    fn sheet(&mut self, sheet: &mut Sheet<'_>) -> Result<(), Diagnostics> {
        let Some(first) = sheet.next_row()? else { return Ok(()) };
        if let Some(list) = ListKind::of(&first) {
            return self.lists.read(list, sheet);
        }
        if flat::is_head(&first) {
            if let Some(refusal) = flat::of_another(&first) {
                self.other.get_or_insert(refusal);
                return Ok(());
            }
            let has_footnotes = first.find("footnote_codes").is_some();
            return self.flat(sheet, has_footnotes);
        }
        sheet.stay();
        let Some(layout) = find(sheet, &mut self.near)? else { return Ok(()) };
        self.same_release(sheet)?;
        let order = self.set_head(&layout, sheet)?;
        sheet.must_have(&(layout.columns()..=layout.columns()));
        let in_text = matches!(sheet.format, Format::Csv | Format::Tsv);
        self.heads.extend(layout.slips());
        let (mut problems, mut empty) = (Diagnostics::default(), true);
        let mut twins = layout.twins();
        let (mut values, mut of_file) = (Vec::new(), Vec::new());
        while let Some(Some(row)) = problems.keep(sheet.next_row()) {
            if empty {
                layout.same_year(&row, &self.known)?;
                layout.same_width(&row)?;
            } else if let Some(other) = layout.other_year(&row, &self.known) {
                problems.push(other);
                break;
            }
            if problems.len() > MOST_PROBLEMS {
                problems.push(Diagnostic::error("more is wrong with the rows that follow"));
                break;
            }
            problems.extend(twins.differing(&layout, &row).into_iter().collect());
            match layout.row(&row, &self.known, &mut values) {
                Ok(Some(keys)) => {
                    let published = PublishedRow { values: &values, ..keys };
                    empty = false;
                    if problems.keep(self.checks.is_new(&layout, &row, &published)) == Some(true) {
                        self.checks.row(&layout, &row, &published, in_text);
                        of_file.clear();
                        let value = |at: &Option<usize>| at.map_or(NOT_IN_TABLE, |at| values[at]);
                        of_file.extend(order.iter().map(value));
                        self.hand_on(&published, &layout, &row, (&of_file, &order));
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
        self.notes.extend(twins.notes(&layout));
        problems.unless_any(())
    }

    /// Tables of one file must be of one release, as far as their names tell it.
    fn same_release(&mut self, sheet: &Sheet<'_>) -> Result<(), Diagnostics> {
        let told: BTreeSet<u16> = years(&sheet.part).collect();
        let Some(year) = told.first().copied().filter(|_| told.len() == 1) else { return Ok(()) };
        let (first, part) = self.named.get_or_insert_with(|| (year, sheet.part.clone()));
        if *first == year {
            return Ok(());
        }
        let message = format!("a table of May {year} by its name, beside one of May {first}, {part}");
        Err(Diagnostic::error(message)
            .hint("the file holds tables of several releases; give each by itself")
            .part(sheet.part.clone())
            .into())
    }

    /// Hands on a row with its values in the order of the file's measures.
    fn hand_on(
        &mut self,
        published: &PublishedRow<'_>,
        layout: &Layout,
        row: &Row<'_>,
        (values, order): (&[Estimate], &[Option<usize>]),
    ) {
        let measures = self.head.as_ref().map_or(&[] as &[Measure], |head| &head.measures);
        let published = PublishedRow { values, ..published.clone() };
        (self.each)(&published, &Cells { layout, row, measures, order });
    }

    /// Adds the measures of a table to those of the tables before it, and tells where each measure of the file
    /// stands among the table's own.
    fn set_head(
        &mut self,
        layout: &Layout,
        sheet: &Sheet<'_>,
    ) -> Result<Vec<Option<usize>>, Diagnostics> {
        let own = layout.head();
        let head = self.head.get_or_insert_with(|| own.clone());
        if head.a_line_a_value != own.a_line_a_value {
            return Err(Diagnostic::error("a flat file stands beside other tables")
                .hint("give each table as a source of its own")
                .part(sheet.part.clone())
                .into());
        }
        for (measure, name) in own.measures.iter().zip(own.heads) {
            if !head.measures.contains(measure) {
                head.measures.push(*measure);
                head.heads.push(name);
            }
        }
        let among = |measure| own.measures.iter().position(|other| other == measure);
        Ok(head.measures.iter().map(among).collect())
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

    /// The last year whose tables are written so; `None` where all newer ones are.
    pub(super) const fn last_year(self) -> Option<u16> {
        match self {
            Self { oes_codes: true, .. } => Some(1998),
            Self { blank_levels: true, .. } => Some(2011),
            Self { .. } => None,
        }
    }
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
            && is_blank(layout.text(&row, OewsColumn::Level));
    }
    // Among codes of the SOC one of five digits is a slip.
    looks.oes_codes &= !has_soc_codes;
    Ok(())
}
