//! The place that a row of an OEWS table is about: its code and kind, or its name where the table has no code.

use super::layout::Layout;
use crate::{
    catalog::{OewsColumn, area_kind, is_territory, state_fips, state_name},
    diag::{Diagnostic, Diagnostics},
    ingest::{
        codes::{area_by_shape, whole},
        container::Row,
    },
    model::{Area, AreaKind},
};

/// How tables name the nation.
const NATION: [&str; 6] = ["U.S.", "US", "United States", "National", "Nation", "USA"];

/// What the nation is called where the table does not name it.
const NATION_TITLE: &str = "United States";

impl Layout {
    /// The area and its kind. Tables without kinds of area have codes that tell the kind; those without codes
    /// have names that do, and those without either are national ones.
    pub(super) fn area(&self, row: &Row<'_>) -> Result<(Area, AreaKind), Diagnostics> {
        let hint = "an area is BLS's code of two to seven digits, leading zeros included";
        if self.index(OewsColumn::Area).is_none() {
            return self.area_by_name(row);
        }
        if self.index(OewsColumn::AreaType).is_none() {
            return self.key(row, OewsColumn::Area, hint, area_by_shape);
        }
        let kind = self.kind(row)?;
        let area = self.key(row, OewsColumn::Area, hint, |cell| area_of_kind(cell, kind))?;
        Ok((area, kind))
    }

    fn kind(&self, row: &Row<'_>) -> Result<AreaKind, Diagnostics> {
        self.key(row, OewsColumn::AreaType, "kinds of area are 1, 2, 3, 4 and 6", area_kind)
    }

    /// The area by its name, and by the letters of its state where it has no name.
    fn area_by_name(&self, row: &Row<'_>) -> Result<(Area, AreaKind), Diagnostics> {
        let of = |column| self.index(column).map(|index| (index, row.cell(index)));
        let names = [OewsColumn::AreaTitle, OewsColumn::State].map(of);
        let [title, state] = names;
        let Some(told) = title.filter(|(_, cell)| !cell.is_empty()).or(state).or(title) else {
            return Ok((Area::NATION, AreaKind::Nation));
        };
        let place = named(told.1).filter(|place| {
            // A metropolitan area stands beside the letters of its state, too.
            let is_kind = |kind| kind == place.1;
            let has_kind = self.index(OewsColumn::AreaType).is_some();
            let beside = state.and_then(|(_, cell)| named(cell)).is_none_or(|other| other == *place);
            beside && (!has_kind || self.kind(row).is_ok_and(is_kind))
        });
        place.ok_or_else(|| {
            let head = self.name(told.0);
            let message = format!("AREA is missing, and {head}: `{}` names no state", told.1);
            let hint =
                "keep BLS's column AREA: only its codes tell areas other than states and the nation";
            row.at(told.0, Diagnostic::error(message).hint(hint)).into()
        })
    }

    /// What the area is called.
    pub(super) fn area_title<'a>(&self, row: &Row<'a>, area: Area) -> &'a str {
        match self.text(row, OewsColumn::AreaTitle) {
            "" if area.is_nation() => NATION_TITLE,
            "" => state_name(&area.to_string()).unwrap_or(self.text(row, OewsColumn::Area)),
            title => title,
        }
    }
}

/// The area of a code. A code that lacks its leading zero, as spreadsheets leave it, gets it back.
fn area_of_kind(cell: &str, kind: AreaKind) -> Option<Area> {
    let code = whole(cell);
    if has_lost_zero(cell, kind) { format!("0{code}").parse().ok() } else { code.parse().ok() }
}

/// Whether a code of a kind of area lacks its leading zero: states have two digits, nonmetropolitan areas seven.
pub(super) fn has_lost_zero(cell: &str, kind: AreaKind) -> bool {
    match kind {
        AreaKind::State | AreaKind::Territory => whole(cell).len() == 1,
        AreaKind::Nonmetropolitan => whole(cell).len() == 6,
        AreaKind::Nation | AreaKind::Metropolitan => false,
    }
}

/// The nation, state or territory that a name or two letters tell.
pub(super) fn named(name: &str) -> Option<(Area, AreaKind)> {
    if NATION.iter().any(|nation| nation.eq_ignore_ascii_case(name)) {
        return Some((Area::NATION, AreaKind::Nation));
    }
    let fips = state_fips(name)?;
    let kind = if is_territory(fips) { AreaKind::Territory } else { AreaKind::State };
    Some((fips.parse().ok()?, kind))
}
