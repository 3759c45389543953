//! The groups of a table, and the cells of finer tables.

use std::collections::BTreeMap;

use crate::{
    model::{Area, AreaKind, Measure, SocCode, SocLevel},
    panel::{Cell, Table},
};

/// A published group with its detailed occupations.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub cell: Cell<'a>,
    pub members: Vec<Cell<'a>>,
}

/// The groups of two or more detailed occupations in each area of a table, all industries together. A code
/// that BLS lists as a group and as a detailed occupation is an occupation.
pub(super) fn groups(table: &Table) -> Vec<Group<'_>> {
    let mut areas: BTreeMap<Area, Vec<Cell<'_>>> = BTreeMap::new();
    for cell in table.soc_cells().filter(|cell| cell.industry().is_empty()) {
        areas.entry(cell.area()).or_default().push(cell);
    }
    areas.into_values().flat_map(|cells| of_area(&cells)).collect()
}

fn of_area<'a>(cells: &[Cell<'a>]) -> Vec<Group<'a>> {
    let with_level = |wanted: bool| {
        let is = move |cell: &&Cell<'a>| (cell.level() == SocLevel::Detailed) == wanted;
        cells.iter().filter(is).map(|cell| (cell.soc(), *cell)).collect::<BTreeMap<SocCode, Cell<'a>>>()
    };
    let (detailed, others) = (with_level(true), with_level(false));
    let group = |(soc, cell): (SocCode, Cell<'a>)| {
        let inside = detailed.iter().filter(|(code, _)| soc.contains(**code));
        let members: Vec<Cell<'a>> = inside.map(|(_, cell)| *cell).collect();
        (members.len() >= 2).then_some(Group { cell, members })
    };
    others.into_iter().filter(|(soc, _)| !detailed.contains_key(soc)).filter_map(group).collect()
}

/// The detailed occupations of a table.
pub(super) fn detailed(table: &Table) -> impl Iterator<Item = Cell<'_>> {
    table.soc_cells().filter(|cell| cell.level() == SocLevel::Detailed && cell.industry().is_empty())
}

/// The cells of each detailed occupation in finer tables of the same release: those of the states where
/// there are any, else of metropolitan and nonmetropolitan areas, else of the nation's industries.
pub(super) fn finer<'a>(tables: &[&'a Table]) -> BTreeMap<SocCode, Vec<Cell<'a>>> {
    let mut kinds: [BTreeMap<SocCode, Vec<Cell<'a>>>; 3] = Default::default();
    for cell in tables.iter().flat_map(|table| table.soc_cells()) {
        let kind = match (cell.area_kind(), cell.industry().is_empty()) {
            (AreaKind::State, true) => 0,
            (AreaKind::Metropolitan | AreaKind::Nonmetropolitan, true) => 1,
            (AreaKind::Nation, false) => 2,
            _ => continue,
        };
        if cell.level() == SocLevel::Detailed && cell.estimate(Measure::Employment).number().is_some() {
            kinds[kind].entry(cell.soc()).or_default().push(cell);
        }
    }
    kinds.into_iter().find(|cells| !cells.is_empty()).unwrap_or_default()
}
