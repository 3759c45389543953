//! The store of published cells, with typed look-ups by period, area and occupation. The only room
//! that knows polars: each table is a data frame, and nothing of that shows outside.

mod builder;
mod codes;
mod prices;
mod table;

use std::collections::{BTreeMap, BTreeSet};

pub use builder::TableBuilder;
pub use prices::{Index, Prices};
pub use table::{Cell, Table};

use crate::{
    diag::{Diagnostic, Diagnostics},
    model::{Area, Period, Program, Release, Round, SocCode, SocLevel},
};

/// Every table of the run, and the prices.
#[derive(Debug, Default)]
pub struct Panel {
    tables: Vec<Table>,
    /// Beside each table its rows of all industries together, one an area and occupation, sorted.
    indexes: Vec<Vec<(Area, SocCode, u32)>>,
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
        let mut rows = table.cross_industry();
        rows.sort_unstable_by_key(|(area, soc, _, row)| (*area, *soc, *row));
        let (mut index, mut doubled) = (Vec::with_capacity(rows.len()), Vec::new());
        for group in rows.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let (area, soc, ..) = group[0];
            let taken = self.find(table.period(), area, soc).is_some();
            for (at, (_, _, level, row)) in group.iter().enumerate() {
                if taken || group[..at].iter().any(|(_, _, other, _)| other == level) {
                    doubled.push((*row, taken));
                }
            }
            // A code that is listed as broad and as detailed has the same numbers in both rows.
            let detailed = group.iter().find(|(_, _, level, _)| *level == SocLevel::Detailed);
            index.push((area, soc, detailed.unwrap_or(&group[0]).3));
        }
        let problems = problems_of(&table, doubled, index.is_empty());
        self.tables.push(table);
        self.indexes.push(index);
        problems.unless_any(())
    }

    /// Table and row of a cell.
    fn find(&self, period: Period, area: Area, soc: SocCode) -> Option<(&Table, usize)> {
        self.of_period(period).find_map(|(table, index)| {
            let at = index.binary_search_by_key(&(area, soc), |(area, soc, _)| (*area, *soc)).ok()?;
            Some((table, index[at].2 as usize))
        })
    }

    fn of_period(&self, period: Period) -> impl Iterator<Item = (&Table, &[(Area, SocCode, u32)])> {
        let all = self.tables.iter().zip(self.indexes.iter().map(Vec::as_slice));
        all.filter(move |(table, _)| table.period() == period)
    }

    /// The cells of an occupation; the detailed row where a table lists the code twice.
    #[must_use]
    pub fn cell(&self, period: Period, area: Area, soc: SocCode) -> Option<Cell<'_>> {
        self.find(period, area, soc).map(|(table, row)| table.cell(row))
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
                let totals = index.iter().filter(|(_, soc, _)| *soc == SocCode::ALL_OCCUPATIONS);
                totals.map(|(area, _, row)| (*area, table.cell(*row as usize)))
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
            let of_nation = index.iter().filter(|(area, ..)| area.is_nation());
            of_nation.map(|(_, soc, row)| (*soc, table.cell(*row as usize).title()))
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
