//! Where the columns of an OEWS table stand.

use std::collections::BTreeMap;

use crate::{
    catalog::{OewsColumn, oews_column},
    ingest::{container::Row, scan::NearMiss},
    model::{Measure, TableHead},
};

/// Where the columns stand in a table.
pub(in crate::ingest) struct Layout {
    at: BTreeMap<OewsColumn, usize>,
    /// The columns of numbers, in the order of the measures.
    pub(super) measures: Vec<(Measure, usize)>,
    heads: Vec<String>,
}

/// Columns without which a row has no key.
const REQUIRED: [OewsColumn; 4] =
    [OewsColumn::Code, OewsColumn::Title, OewsColumn::Level, OewsColumn::Measure(Measure::Employment)];

impl Layout {
    /// The layout that a row of column names tells.
    ///
    /// # Errors
    /// What the row lacks, when it is not one.
    pub(in crate::ingest) fn of(row: &Row<'_>) -> Result<Self, Box<NearMiss>> {
        let mut at = BTreeMap::new();
        for (index, head) in row.cells().enumerate() {
            if let Some(column) = oews_column(head) {
                at.entry(column).or_insert(index);
            }
        }
        let lacking = REQUIRED.iter().filter(|column| !at.contains_key(column));
        let missing: Vec<String> = lacking.map(|column| column.head()).collect();
        if !missing.is_empty() {
            return Err(Box::new(NearMiss::new(row, at.len(), missing)));
        }
        let measures = at
            .iter()
            .filter_map(|(column, index)| match column {
                OewsColumn::Measure(measure) => Some((*measure, *index)),
                _ => None,
            })
            .collect();
        Ok(Self { at, measures, heads: row.cells().map(str::to_owned).collect() })
    }

    /// What the layout says of the whole table.
    pub(super) fn head(&self) -> TableHead {
        TableHead {
            measures: self.measures.iter().map(|(measure, _)| *measure).collect(),
            heads: self.measures.iter().map(|(_, index)| self.heads[*index].clone()).collect(),
            education_head: None,
            experience_head: None,
            training_head: None,
            wage_year: None,
        }
    }

    /// How many columns the table has.
    pub(super) fn columns(&self) -> usize {
        self.heads.len()
    }

    /// The index of a column, if the table has it.
    pub(super) fn index(&self, column: OewsColumn) -> Option<usize> {
        self.at.get(&column).copied()
    }

    /// The text of a cell; empty where the table does not have the column.
    pub(super) fn text<'a>(&self, row: &Row<'a>, column: OewsColumn) -> &'a str {
        self.index(column).map_or("", |index| row.cell(index))
    }

    /// The name of a column in the table.
    pub(super) fn name(&self, index: usize) -> &str {
        self.heads.get(index).map_or("", String::as_str)
    }

    /// The year that a row states.
    pub(super) fn year(&self, row: &Row<'_>) -> Option<u16> {
        self.text(row, OewsColumn::Year).parse().ok()
    }
}
