//! Labor force exits and occupational transfers, which the workbook of a round has in a table of their
//! own.

use std::collections::BTreeMap;

use super::heads::{code_column, joined_heads};
use crate::{
    diag::Diagnostics,
    ingest::{
        codes::plain_code,
        container::{self, Sheet, number},
    },
    model::{Estimate, Mark, Measure, PublishedRow, SocCode, TableHead},
};

/// What is read, and the words that a head must hold; one that holds "rate" is another column.
const COLUMNS: [(Measure, &str); 2] = [
    (Measure::LaborForceExits, "labor force exits"),
    (Measure::OccupationalTransfers, "occupational transfers"),
];

/// Exits and transfers by occupation, each with the row of the sheet that it stands in.
#[derive(Debug, Default)]
pub(super) struct Separations {
    heads: Vec<String>,
    part: String,
    rows: BTreeMap<SocCode, (u64, [Estimate; 2])>,
}

impl Separations {
    /// Looks through a file for the table; most have none.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Diagnostics> {
        let mut found = Self::default();
        container::visit(bytes, &mut |sheet| {
            if found.is_empty() {
                found.sheet(sheet)?;
            }
            Ok(())
        })?;
        Ok(found)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn sheet(&mut self, sheet: &mut Sheet<'_>) -> Result<(), Diagnostics> {
        let Some(heads) = joined_heads(sheet)? else { return Ok(()) };
        let find = |words: &str| {
            let is = |head: &String| {
                let head = head.to_lowercase();
                head.contains(words) && !head.contains("rate")
            };
            heads.iter().position(is)
        };
        let [Some(exits), Some(transfers)] = COLUMNS.map(|(_, words)| find(words)) else {
            return Ok(());
        };
        sheet.part.clone_into(&mut self.part);
        self.heads = [exits, transfers].map(|at| heads[at].clone()).to_vec();
        while let Some(row) = sheet.next_row()? {
            let Some(code) = code_column(&row).and_then(|at| plain_code(row.cell(at)).parse().ok())
            else {
                continue;
            };
            let value = |at: usize| {
                number(row.cell(at)).map_or(Estimate::absent(Mark::Unavailable), Estimate::published)
            };
            self.rows.insert(code, (row.line, [value(exits), value(transfers)]));
        }
        Ok(())
    }

    /// The line and the values of a row's occupation; `None` where the table does not have it.
    pub(super) fn of(&self, row: &PublishedRow<'_>) -> Option<(u64, [Estimate; 2])> {
        self.rows.get(&row.code.soc()?).copied()
    }

    /// The values of a row's occupation.
    pub(super) fn values(&self, row: &PublishedRow<'_>) -> [Estimate; 2] {
        self.of(row).map_or([Estimate::absent(Mark::NotInTable); 2], |(_, values)| values)
    }

    /// Adds what is read to the head of the table of occupations, with the lines of it that differ from those of
    /// the table's rows.
    pub(super) fn extend(&self, head: &mut TableHead, lines: BTreeMap<u64, u64>) {
        head.measures.extend(COLUMNS.map(|(measure, _)| measure));
        head.heads.extend(self.heads.iter().cloned());
        head.parts.extend(COLUMNS.map(|(measure, _)| (measure, self.part.clone())));
        head.lines = lines;
    }
}
