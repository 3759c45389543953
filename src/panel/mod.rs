//! The store of published cells, with typed look-ups by period, area and occupation. The only room
//! that knows polars: each table is a data frame, and nothing of that shows outside.

mod batch;
mod builder;
mod codes;
mod parquet;
mod prices;
mod table;

use std::collections::{BTreeMap, BTreeSet};

pub use builder::TableBuilder;
pub use parquet::ParquetError;
pub use prices::{Index, Prices};
use table::KeyedRow;
pub use table::{Cell, Table};

use crate::{
    diag::{Diagnostic, Diagnostics},
    model::{Area, Period, Program, Release, Round, SocCode, SocLevel},
};

/// Every table of the run, and the prices.
#[derive(Debug, Default)]
pub struct Panel {
    tables: Vec<Table>,
    /// Beside each table its rows by their keys, sorted.
    indexes: Vec<Vec<KeyedRow>>,
    /// Consumer prices and price parities.
    pub prices: Prices,
}

impl Panel {
    /// Adds a table. Look-ups find its rows of all industries together.
    ///
    /// # Errors
    /// When it holds a cell (period, area, occupation, level) twice, or one that an earlier table
    /// holds already, or none at all.
    pub fn add(&mut self, table: Table) -> Result<(), Diagnostics> {
        let index = table.by_key();
        let mut doubled = Vec::new();
        let mut is_empty = true;
        for group in of_one_occupation(&index) {
            is_empty = false;
            let taken = self.find(table.period(), group[0].area, group[0].soc).is_some();
            let level = |row: &KeyedRow| table.cell(row.row as usize).level();
            for (at, row) in group.iter().enumerate() {
                if taken || group[..at].iter().any(|other| level(other) == level(row)) {
                    doubled.push((row.row, taken));
                }
            }
        }
        let problems = problems_of(&table, doubled, is_empty);
        self.tables.push(table);
        self.indexes.push(index);
        problems.unless_any(())
    }

    /// Table and row of a cell.
    fn find(&self, period: Period, area: Area, soc: SocCode) -> Option<(&Table, usize)> {
        self.of_period(period).find_map(|(table, index)| {
            let first = rows_of(index, area, soc).first().filter(|row| !row.is_of_industry)?;
            Some((table, first.row as usize))
        })
    }

    fn of_period(&self, period: Period) -> impl Iterator<Item = (&Table, &[KeyedRow])> {
        let all = self.tables.iter().zip(self.indexes.iter().map(Vec::as_slice));
        all.filter(move |(table, _)| table.period() == period)
    }

    /// The cells of an occupation; the detailed row where a table lists the code twice.
    #[must_use]
    pub fn cell(&self, period: Period, area: Area, soc: SocCode) -> Option<Cell<'_>> {
        self.find(period, area, soc).map(|(table, row)| table.cell(row))
    }

    /// The cells of a key: several where it leaves open what a table has several of.
    pub fn cells<'a>(&'a self, key: Key<'a>) -> impl Iterator<Item = Cell<'a>> {
        self.of_period(key.period).flat_map(move |(table, index)| {
            let rows = rows_of(index, key.area, key.soc).iter();
            rows.map(|row| table.cell(row.row as usize)).filter(move |cell| key.is_of(cell))
        })
    }

    /// The detailed occupations of an area, as a table of their own; `None` where there are none.
    #[must_use]
    pub fn detailed(&self, period: Period, area: Area) -> Option<Table> {
        self.find(period, area, SocCode::ALL_OCCUPATIONS)?.0.detailed(area)
    }

    /// The areas that a release has a total for.
    pub fn areas(&self, release: Release) -> impl Iterator<Item = Cell<'_>> {
        let mut totals: Vec<(Area, Cell<'_>)> = self
            .of_period(Period::Release(release))
            .flat_map(|(table, index)| {
                let totals = firsts(index).filter(|row| row.soc == SocCode::ALL_OCCUPATIONS);
                totals.map(|row| (row.area, table.cell(row.row as usize)))
            })
            .collect();
        totals.sort_by_key(|(area, _)| *area);
        totals.into_iter().map(|(_, cell)| cell)
    }

    /// The releases of OEWS at hand, oldest first.
    #[must_use]
    pub fn releases(&self) -> BTreeSet<Release> {
        let release = |table: &Table| match table.period() {
            Period::Release(release) => Some(release),
            Period::Round(_) => None,
        };
        self.tables.iter().filter_map(release).collect()
    }

    /// The projection rounds at hand, oldest first.
    #[must_use]
    pub fn rounds(&self) -> BTreeSet<Round> {
        let round = |table: &Table| match table.period() {
            Period::Round(round) => Some(round),
            Period::Release(_) => None,
        };
        self.tables.iter().filter_map(round).collect()
    }

    /// Codes and titles of the nation's table of a release, groups included.
    #[must_use]
    pub fn occupations(&self, release: Release) -> BTreeMap<SocCode, &str> {
        self.titles(Period::Release(release)).collect()
    }

    /// Codes and titles of the nation's table of a period, groups included.
    pub fn titles(&self, period: Period) -> impl Iterator<Item = (SocCode, &str)> {
        self.of_period(period).flat_map(|(table, index)| {
            let of_nation = firsts(index).filter(|row| row.area.is_nation());
            of_nation.map(|row| (row.soc, table.cell(row.row as usize).title()))
        })
    }

    /// Every table, in the order in which they were added.
    #[must_use]
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The sources of every table of a program, in the order in which they were added.
    pub fn sources(&self, program: Program) -> impl Iterator<Item = &crate::model::SourceFile> {
        self.tables.iter().map(|table| &table.source).filter(move |source| source.program == program)
    }
}

/// What cells are found by.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// The release or round.
    pub period: Period,
    /// The area.
    pub area: Area,
    /// The occupation or group.
    pub soc: SocCode,
    /// The level, where a code may stand for a group and for its only occupation.
    pub level: Option<SocLevel>,
    /// The NAICS code of the industry; empty for all industries together.
    pub industry: &'a str,
    /// The owners' code of the table, where it has several in an industry.
    pub ownership: Option<&'a str>,
}

impl Key<'_> {
    fn is_of(&self, cell: &Cell<'_>) -> bool {
        cell.industry() == self.industry
            && self.level.is_none_or(|level| level == cell.level())
            && self.ownership.is_none_or(|ownership| ownership == cell.ownership())
    }
}

/// The rows of an area and occupation.
fn rows_of(index: &[KeyedRow], area: Area, soc: SocCode) -> &[KeyedRow] {
    let start = index.partition_point(|row| (row.area, row.soc) < (area, soc));
    let length = index[start..].partition_point(|row| (row.area, row.soc) == (area, soc));
    &index[start..start + length]
}

/// The rows of all industries together, by area and occupation.
fn of_one_occupation(index: &[KeyedRow]) -> impl Iterator<Item = &[KeyedRow]> {
    let groups = index.chunk_by(|a, b| (a.area, a.soc) == (b.area, b.soc));
    let of_all = |group: &'_ [KeyedRow]| group.partition_point(|row| !row.is_of_industry);
    groups.map(move |group| &group[..of_all(group)]).filter(|group| !group.is_empty())
}

/// The first row of each area and occupation, of all industries together.
fn firsts(index: &[KeyedRow]) -> impl Iterator<Item = &KeyedRow> {
    of_one_occupation(index).map(|group| &group[0])
}

/// Rows that stand twice and are told one by one.
const MOST_DOUBLED: usize = 10;

/// What is wrong with the keys of a table: rows that stand twice, and whether that is in another table.
fn problems_of(table: &Table, mut doubled: Vec<(u32, bool)>, is_empty: bool) -> Diagnostics {
    doubled.sort_unstable();
    let told = doubled.iter().take(MOST_DOUBLED);
    let mut problems: Diagnostics =
        told.map(|(row, taken)| twice(&table.cell(*row as usize), *taken, &table.source.path)).collect();
    if doubled.len() > MOST_DOUBLED {
        let more = Diagnostic::error(format!("{} more rows stand twice", doubled.len() - MOST_DOUBLED));
        problems.push(more.within(&table.source.path));
    }
    if is_empty {
        let none = if table.has_soc_codes() {
            Diagnostic::error("no row of all industries together")
        } else {
            Diagnostic::error("no row has a code of the SOC")
                .hint("the codes of before 1999 cannot be compared with those of today")
        };
        problems.push(none.at(1, 1).within(&table.source.path));
    }
    problems
}

fn twice(cell: &Cell<'_>, in_another: bool, path: &str) -> Diagnostic {
    let message = format!("{} in area {} stands here for the second time", cell.soc(), cell.area());
    Diagnostic::error(message)
        .hint(if in_another {
            "give each release of an area one source in pipeline.toml"
        } else {
            "remove one of the two rows"
        })
        .at(cell.line(), 1)
        .within(path)
}
