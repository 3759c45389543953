//! The store of published cells, with typed look-ups by period, area and occupation. The only room
//! that knows polars: each table is a data frame, and nothing of that shows outside.

mod prices;
mod table;

use std::collections::{BTreeMap, BTreeSet};

pub use prices::{Index, Prices};
pub use table::{Cell, Table, TableBuilder};

use crate::{
    diag::{Diagnostic, Diagnostics},
    model::{Area, Period, Program, Release, Round, SocCode, SocLevel},
};

/// Every table of the run, and the prices.
#[derive(Debug, Default)]
pub struct Panel {
    tables: Vec<Table>,
    index: BTreeMap<(Period, Area, SocCode), (usize, usize)>,
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
        let mut problems = Diagnostics::default();
        let (mut seen, mut found, mut doubled) = (BTreeSet::new(), false, 0);
        // Codes from before the SOC cannot be looked up.
        let mut coded = false;
        for row in 0..table.len() {
            let cell = table.cell(row);
            let Some(soc) = cell.soc_code() else { continue };
            coded = true;
            if !cell.industry().is_empty() {
                continue;
            }
            let key = (table.period(), cell.area(), soc);
            found = true;
            let taken = self.index.get(&key).is_some_and(|(of, _)| *of < self.tables.len());
            if taken || !seen.insert((key, cell.level())) {
                doubled += 1;
                if doubled <= MOST_DOUBLED {
                    problems.push(twice(&cell, taken, &table.source.path));
                }
            } else if cell.level() == SocLevel::Detailed || !self.index.contains_key(&key) {
                // A code that is listed as broad and as detailed has the same numbers in both rows.
                self.index.insert(key, (self.tables.len(), row));
            }
        }
        if doubled > MOST_DOUBLED {
            let more = Diagnostic::error(format!("{} more rows stand twice", doubled - MOST_DOUBLED));
            problems.push(more.within(&table.source.path));
        }
        if !found {
            let none = if coded {
                Diagnostic::error("no row of all industries together")
            } else {
                Diagnostic::error("no row has a code of the SOC")
                    .hint("the codes of before 1999 cannot be compared with those of today")
            };
            problems.push(none.at(1, 1).within(&table.source.path));
        }
        self.tables.push(table);
        problems.unless_any(())
    }

    /// The cells of an occupation; the detailed row where a table lists the code twice.
    #[must_use]
    pub fn cell(&self, period: Period, area: Area, soc: SocCode) -> Option<Cell<'_>> {
        let (table, row) = self.index.get(&(period, area, soc))?;
        Some(self.tables[*table].cell(*row))
    }

    /// The detailed occupations of an area, as a table of their own; `None` where there are none.
    #[must_use]
    pub fn detailed(&self, period: Period, area: Area) -> Option<Table> {
        let (table, _) = self.index.get(&(period, area, SocCode::ALL_OCCUPATIONS))?;
        self.tables[*table].detailed(area)
    }

    /// The areas that a release has a total for.
    pub fn areas(&self, release: Release) -> impl Iterator<Item = Cell<'_>> {
        let period = Period::Release(release);
        let of_period = move |((of, _, soc), _): &(&(Period, Area, SocCode), &(usize, usize))| {
            *of == period && *soc == SocCode::ALL_OCCUPATIONS
        };
        self.index.iter().filter(of_period).map(|(_, (table, row))| self.tables[*table].cell(*row))
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
        let nation = (Period::Release(release), Area::NATION);
        let of_nation = |key: &&(Period, Area, SocCode)| (key.0, key.1) == nation;
        self.index
            .keys()
            .filter(of_nation)
            .filter_map(|key| Some((key.2, self.cell(key.0, key.1, key.2)?.title())))
            .collect()
    }

    /// The sources of every table of a program, in the order in which they were added.
    pub fn sources(&self, program: Program) -> impl Iterator<Item = &crate::model::SourceFile> {
        self.tables.iter().map(|table| &table.source).filter(move |source| source.program == program)
    }
}

/// Rows that stand twice and are told one by one.
const MOST_DOUBLED: usize = 10;

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
