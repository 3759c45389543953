//! The code lists of BLS's flat files: `oe.area`, `oe.occupation` and the others that stand beside the
//! data, told apart by their columns.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    catalog::{OewsFootnote, oews_flat_display_level},
    diag::{Diagnostic, Diagnostics},
    ingest::container::{Row, Sheet},
    model::{SocCode, SocLevel},
};

/// What a code list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum ListKind {
    Areas,
    Industries,
    Occupations,
    DataTypes,
    Footnotes,
    /// A list that reading the data does not need.
    Other,
}

/// The first column of each list, and another that it must have.
#[rustfmt::skip]
const HEADS: &[(&[&str], ListKind)] = &[
    (&["area_code", "areatype_code", "area_name"], ListKind::Areas),
    (&["industry_code", "industry_name"],          ListKind::Industries),
    (&["occupation_code", "occupation_name"],      ListKind::Occupations),
    (&["datatype_code", "datatype_name"],          ListKind::DataTypes),
    (&["footnote_code", "footnote_text"],          ListKind::Footnotes),
    (&["areatype_code", "areatype_name"],          ListKind::Other),
    (&["sector_code", "sector_name"],              ListKind::Other),
    (&["seasonal_code", "seasonal_text"],          ListKind::Other),
    (&["seasonal", "seasonal_text"],               ListKind::Other),
    (&["release_date", "description"],             ListKind::Other),
    (&["series_id", "areatype_code", "begin_year"], ListKind::Other),
];

impl ListKind {
    /// The list that a row of column names is of.
    pub(in crate::ingest) fn of(row: &Row<'_>) -> Option<Self> {
        let has = |name: &&str| row.cells().any(|cell| cell.eq_ignore_ascii_case(name));
        HEADS.iter().find(|(heads, _)| heads.iter().all(has)).map(|(_, kind)| *kind)
    }
}

/// The code lists at hand; `None` for one that is not.
#[derive(Debug, Default)]
pub(in crate::ingest::oews) struct Lists {
    /// Names by code of seven digits.
    pub(super) areas: Option<BTreeMap<String, String>>,
    pub(super) industries: Option<BTreeSet<String>>,
    pub(super) occupations: Option<BTreeMap<SocCode, (String, SocLevel)>>,
    pub(super) data_types: Option<BTreeSet<String>>,
    pub(super) footnotes: Option<BTreeMap<String, OewsFootnote>>,
}

impl Lists {
    /// Reads a list whose row of column names is the one at hand.
    pub(in crate::ingest::oews) fn read(
        &mut self,
        kind: ListKind,
        sheet: &mut Sheet<'_>,
    ) -> Result<(), Diagnostics> {
        sheet.stay();
        let Some(row) = sheet.next_row()? else { return Ok(()) };
        let heads: Vec<String> = row.cells().map(str::to_lowercase).collect();
        let at = |name: &str| heads.iter().position(|head| head == name).unwrap_or(usize::MAX);
        match kind {
            ListKind::Other => {}
            ListKind::Areas => {
                let (code, name) = (at("area_code"), at("area_name"));
                let areas = self.areas.get_or_insert_default();
                each(sheet, |row| {
                    areas.insert(row.cell(code).to_owned(), row.cell(name).to_owned());
                    Ok(())
                })?;
            }
            ListKind::Industries => {
                set(sheet, at("industry_code"), self.industries.get_or_insert_default())?;
            }
            ListKind::DataTypes => {
                set(sheet, at("datatype_code"), self.data_types.get_or_insert_default())?;
            }
            ListKind::Footnotes => {
                let (code, text) = (at("footnote_code"), at("footnote_text"));
                let footnotes = self.footnotes.get_or_insert_default();
                each(sheet, |row| {
                    footnotes.insert(row.cell(code).to_owned(), OewsFootnote::of_text(row.cell(text)));
                    Ok(())
                })?;
            }
            ListKind::Occupations => {
                let columns = [at("occupation_code"), at("occupation_name"), at("display_level")];
                let occupations = self.occupations.get_or_insert_default();
                each(sheet, |row| occupation(row, columns, occupations))?;
            }
        }
        Ok(())
    }
}

/// Does something with every row, and tells everything that is wrong.
fn each(
    sheet: &mut Sheet<'_>,
    mut read: impl FnMut(&Row<'_>) -> Result<(), Diagnostics>,
) -> Result<(), Diagnostics> {
    let mut problems = Diagnostics::default();
    while let Some(row) = sheet.next_row()? {
        problems.keep(read(&row));
    }
    problems.unless_any(())
}

fn set(sheet: &mut Sheet<'_>, index: usize, codes: &mut BTreeSet<String>) -> Result<(), Diagnostics> {
    each(sheet, |row| {
        codes.insert(row.cell(index).to_owned());
        Ok(())
    })
}

/// Adds an occupation of `oe.occupation`.
fn occupation(
    row: &Row<'_>,
    [code, name, display_level]: [usize; 3],
    occupations: &mut BTreeMap<SocCode, (String, SocLevel)>,
) -> Result<(), Diagnostics> {
    let refused = |index: usize, head: &str, hint: &str| {
        let message = format!("{head}: `{}` is not valid", row.cell(index));
        Diagnostics::from(row.at(index, Diagnostic::error(message).hint(hint)))
    };
    let digits = row.cell(code).parse().ok().filter(|_| row.cell(code).len() == 6);
    let soc = digits
        .and_then(SocCode::from_digits)
        .ok_or_else(|| refused(code, "occupation_code", "a code has six digits, such as 119111"))?;
    let level = oews_flat_display_level(soc, row.cell(display_level))
        .ok_or_else(|| refused(display_level, "display_level", "levels are 0, 1, 2 and 3"))?;
    occupations.insert(soc, (row.cell(name).to_owned(), level));
    Ok(())
}
