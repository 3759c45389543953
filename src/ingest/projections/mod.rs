//! Tables of the Employment Projections: the workbook of a round, the table that the search tool
//! exports, and the state projections of Projections Central.

mod again;
mod checks;
mod groups;
mod heads;
mod separations;
mod states;
mod table;
mod wages;

use std::collections::BTreeMap;

use self::{again::Again, separations::Separations};
use super::{
    Loaded,
    container::{self, Sheet},
    scan::NearMiss,
};
use crate::{
    catalog::{ProjectionColumn, projection_column},
    diag::{Diagnostic, Diagnostics},
    model::{PublishedRow, Round, TableHead},
};

/// Reads the table of a round and hands on its rows, one at a time. Employment, change and openings
/// are in thousands of jobs. The median wage is of the year that the head of its column names.
///
/// # Errors
/// Columns that are missing or of other years, and every cell that is neither a number nor a mark.
pub fn read(
    bytes: &[u8],
    round: Round,
    each: impl FnMut(&PublishedRow<'_>),
) -> Result<Loaded, Diagnostics> {
    read_round(bytes, Some(round), each).map(|(_, loaded)| loaded)
}

/// The same for whatever round the file is of, which is told beside the rows.
pub(super) fn read_round(
    bytes: &[u8],
    round: Option<Round>,
    mut each: impl FnMut(&PublishedRow<'_>),
) -> Result<(Round, Loaded), Diagnostics> {
    let separations = Separations::read(bytes)?;
    let (mut values, mut lines) = (Vec::new(), BTreeMap::new());
    let mut with_separations = |row: &PublishedRow<'_>| {
        if separations.is_empty() {
            return each(row);
        }
        values.clear();
        values.extend_from_slice(row.values);
        values.extend(separations.values(row));
        let line = separations.of(row).map(|(line, _)| line).filter(|line| *line != row.line);
        lines.extend(line.map(|line| (row.line, line)));
        each(&PublishedRow { values: &values, ..row.clone() });
    };
    let mut reader = Reader {
        wanted: round,
        separations: &separations,
        each: &mut with_separations,
        found: None,
        member: String::new(),
        again: Again::default(),
        near: None,
        findings: Diagnostics::default(),
        notes: Vec::new(),
    };
    container::visit(bytes, &mut |sheet| reader.sheet(sheet))?;
    let Reader { found, near, findings, notes, .. } = reader;
    let near = near.unwrap_or_default();
    let (round, mut head) =
        found.ok_or_else(|| near.refusal("a table of the Employment Projections", HINT))?;
    if !separations.is_empty() {
        separations.extend(&mut head, lines);
    }
    Ok((round, Loaded { head, findings, notes }))
}

/// Which of the publications a table is of.
pub(super) enum Kind {
    /// BLS's, for the nation.
    Nation,
    /// Projections Central's, for the states.
    States,
}

/// What a row of column names is of. Of a table whose heads stand in two rows it is the upper one.
pub(super) fn kind(row: &container::Row<'_>) -> Option<Kind> {
    if states::Layout::of(row).is_ok() {
        return Some(Kind::States);
    }
    let has = |column| row.cells().any(|cell| projection_column(cell) == Some(column));
    let openings = has(ProjectionColumn::Openings) || has(ProjectionColumn::ReplacementOpenings);
    (openings && has(ProjectionColumn::MedianWage) && has(ProjectionColumn::Education))
        .then_some(Kind::Nation)
}

/// How many columns of a table of the states a row of names has, and those that it lacks, where it has most: their
/// names are those of many tables.
pub(super) fn miss_of_states(row: &container::Row<'_>) -> Option<(usize, Vec<String>)> {
    states::Layout::of(row).err().filter(|(known, missing)| *known > missing.len())
}

/// The same of a table of the nation.
pub(super) fn miss(row: &container::Row<'_>) -> Option<(usize, Vec<String>)> {
    let heads: Vec<String> = row.cells().map(str::to_owned).collect();
    let code = heads.iter().position(|head| projection_column(head) == Some(ProjectionColumn::Soc));
    table::Layout::of(&heads, code?).err()
}

const HINT: &str = "the table has BLS's own column names, with the years of the round in them";

struct Reader<'e> {
    wanted: Option<Round>,
    separations: &'e Separations,
    each: &'e mut dyn FnMut(&PublishedRow<'_>),
    found: Option<(Round, TableHead)>,
    /// The member of a zip that the sheets so far stand in.
    member: String,
    again: Again,
    near: Option<NearMiss>,
    findings: Diagnostics,
    notes: Vec<String>,
}

impl Reader<'_> {
    /// Reads a sheet, if it is the first that holds what is published of every occupation. The other
    /// tables of a workbook repeat parts of it; another workbook may be of another round.
    fn sheet(&mut self, sheet: &mut Sheet<'_>) -> Result<(), Diagnostics> {
        if self.found.is_some() && sheet.member() == self.member {
            return Ok(());
        }
        let Some(layout) = heads::find(sheet, &mut self.near)? else { return Ok(()) };
        if let Some((round, head)) = self.found.clone() {
            return self.second((round, &head), &layout, sheet);
        }
        sheet.member().clone_into(&mut self.member);
        self.settle(layout.round(), layout.head())?;
        let (again, is_zip) = (&mut self.again, !self.member.is_empty());
        let (findings, note) = layout.read(sheet, self.separations, &mut |row| {
            if is_zip {
                again.keep(row);
            }
            (self.each)(row);
        })?;
        self.findings.extend(findings);
        self.notes.extend(note);
        Ok(())
    }

    /// Holds a table of another member of a zip against the one that was read.
    ///
    /// # Errors
    /// When it is of another round, or has other figures.
    fn second(
        &mut self,
        (round, head): (Round, &TableHead),
        layout: &heads::Found,
        sheet: &mut Sheet<'_>,
    ) -> Result<(), Diagnostics> {
        let second = layout.head();
        // A table of the nation may stand beside that of the states.
        if second.wage_year.is_some() != head.wage_year.is_some() {
            return Ok(());
        }
        if layout.round() != round {
            let message = format!("a table of {}, beside one of {round}", layout.round());
            let hint = "the file holds tables of several rounds; give each by itself";
            return Err(Diagnostic::error(message).hint(hint).part(sheet.part.clone()).into());
        }
        let measures = [head.measures.as_slice(), &second.measures];
        layout.read(sheet, self.separations, &mut |row| self.again.row(measures, row))?;
        self.notes.push(self.again.finish([&self.member, sheet.member()])?);
        Ok(())
    }

    /// Keeps what was found, if it is of the round that was asked for.
    fn settle(&mut self, round: Round, head: TableHead) -> Result<(), Diagnostics> {
        self.found = Some((round, head));
        match self.wanted.filter(|wanted| *wanted != round) {
            None => Ok(()),
            Some(wanted) => Err(other_round(round, wanted)),
        }
    }
}

fn other_round(found: Round, wanted: Round) -> Diagnostics {
    Diagnostic::error(format!(
        "not the projections of this round: no employment column of {}; these are of {found}",
        if found.base_year() == wanted.base_year() {
            wanted.projected_year()
        } else {
            wanted.base_year()
        }
    ))
    .hint("the years in the column heads must be those of `round` in pipeline.toml")
    .at(1, 1)
    .into()
}
