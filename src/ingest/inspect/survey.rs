//! A first look into a file: which tables it holds, and what its first rows say of their release.

use std::collections::{BTreeMap, BTreeSet};

use super::{Contents, InspectedTable, heads::Heads, wage_table};
use crate::{
    diag::Diagnostics,
    ingest::{
        classification::{crosswalk_layout, structure_layout, titles_layout},
        container::{Row, Sheet, other_notation},
        cpi, oews, prices,
        projections::{self, Kind},
        scan::SCANNED_ROWS,
    },
    model::Release,
};

/// What the first rows of every table say.
#[derive(Default)]
pub(super) struct Survey {
    /// The tables of the kind that was found first.
    pub(super) tables: Vec<InspectedTable>,
    contents: Option<Contents>,
    /// Members and sheets of the tables, for telling the release.
    pub(super) names: Vec<String>,
    /// What is wanted of a file that holds tables of several programs; the first of them where nothing is.
    wanted: Option<Contents>,
    /// Tables of other programs than the first, in other members of a zip: what they hold, and the first member.
    pub(super) others: BTreeMap<Contents, String>,
    /// Years that the tables state in a column of their own.
    pub(super) years: BTreeSet<u16>,
    /// The releases that lines above the column names tell: `May 2023 National ... Estimates`.
    pub(super) titled: BTreeSet<Release>,
    /// What the first occupation codes and levels look like.
    pub(super) looks: oews::Looks,
    /// Tables of wages in columns of people's own, where nothing else is in the file.
    own: Vec<InspectedTable>,
    /// A column of codes without wages beside it that can be read.
    pub(super) coded: Option<Coded>,
    /// What stands between cells in the place of commas and tabs.
    pub(super) parted_by: Option<char>,
    /// The longest row of texts, where nothing was known.
    pub(super) nearest: Vec<String>,
    /// The known table that came nearest: names that it has, program, names that are missing.
    miss: Option<(usize, &'static str, Vec<String>)>,
}

/// A column of codes without wages beside it that can be read.
pub(super) struct Coded {
    /// Its name.
    pub(super) code: String,
    /// A column that is called one of wages, and a cell of it that is no number.
    pub(super) unread: Option<(String, String)>,
    /// How to write numbers that are written in another way, or a table that lies otherwise.
    pub(super) advice: Option<&'static str>,
}

/// Names of a known table that a row must have to be told as its near miss.
const LEAST_KNOWN: usize = 3;

impl Survey {
    /// A look at nothing yet, for tables of a kind.
    pub(super) fn of(wanted: Option<Contents>) -> Self {
        Self { wanted, ..Self::default() }
    }

    /// What the file holds.
    pub(super) fn contents(&self) -> Option<Contents> {
        self.contents.or_else(|| (!self.own.is_empty()).then_some(Contents::OccupationWages))
    }

    /// The tables that are read.
    pub(super) fn take_tables(&mut self) -> Vec<InspectedTable> {
        if self.contents.is_none() {
            self.names.extend(self.own.iter().map(|table| table.part.clone()));
            return std::mem::take(&mut self.own);
        }
        std::mem::take(&mut self.tables)
    }

    /// Looks at the first rows of a sheet.
    pub(super) fn sheet(&mut self, sheet: &mut Sheet<'_>) -> Result<(), Diagnostics> {
        let mut heads = Heads::default();
        for _ in 0..SCANNED_ROWS {
            let Some(row) = sheet.next_row()? else { return Ok(()) };
            let line = row.line;
            if oews::is_flat_head(&row) {
                let other = by_heads(&row);
                let is_oews = oews::look_flat(sheet, &mut self.years)?;
                if let Some(contents) = if is_oews { Some(Contents::Oews) } else { other } {
                    self.found(contents, sheet, line);
                }
                return Ok(());
            }
            if let Some(contents) = by_heads(&row) {
                if self.found(contents, sheet, line) && contents == Contents::Oews {
                    sheet.stay();
                    oews::look(sheet, &mut self.years, &mut self.looks)?;
                }
                return Ok(());
            }
            if wage_table::Layout::of(&heads.names, &row).is_some() {
                let (part, format, head_line) = (sheet.part.clone(), sheet.format, heads.line);
                self.own.push(InspectedTable { part, format, head_line });
                break;
            }
            if let Some(at) = wage_table::code_column(&heads.names, &row) {
                let code = heads.names.get(at).cloned().unwrap_or_default();
                let advice = row.cells().find_map(other_notation).or_else(|| wage_table::turned(&row));
                let unread = wage_table::unread(&heads.names, at, &row);
                self.coded.get_or_insert(Coded { code, unread, advice });
                continue;
            }
            self.titled.extend(titled(&row));
            heads.read(&row);
            self.near(&row);
        }
        Ok(())
    }

    /// Notes a table; tables of another kind than the first are passed over, but code lists where
    /// their data follow.
    fn found(&mut self, contents: Contents, sheet: &Sheet<'_>, head_line: u64) -> bool {
        if contents == Contents::Oews && self.contents == Some(Contents::OewsCodes) {
            let (years, others) = (std::mem::take(&mut self.years), std::mem::take(&mut self.others));
            *self = Self { others, years, ..Self::of(self.wanted) };
        }
        let is_wanted = self.wanted.is_none_or(|wanted| wanted == contents);
        if !is_wanted || *self.contents.get_or_insert(contents) != contents {
            let member = sheet.member().to_owned();
            if is_wanted
                && contents.is_read_alone()
                && self.names.iter().all(|name| !name.starts_with(&member))
            {
                self.others.entry(contents).or_insert(member);
            }
            return false;
        }
        let (part, format) = (sheet.part.clone(), sheet.format);
        self.names.push(part.clone());
        self.tables.push(InspectedTable { part, format, head_line });
        true
    }

    /// The program of the known table that comes nearest, and the columns that are missing.
    pub(super) fn near_miss(&self) -> Option<(&'static str, String)> {
        let (_, program, missing) = self.miss.as_ref()?;
        Some((program, missing.join(", ")))
    }

    /// Keeps the known table that the names of a row come nearest to.
    fn miss(&mut self, row: &Row<'_>) {
        let oews = oews::Layout::of(row).err().map(|miss| (miss.known, "OEWS", miss.missing));
        let projections = projections::miss(row);
        let projections =
            projections.map(|(known, missing)| (known, "the Employment Projections", missing));
        let states = projections::miss_of_states(row);
        let states = states
            .map(|(known, missing)| (known, "the state projections of Projections Central", missing));
        for near in
            oews.into_iter().chain(states).chain(projections).filter(|(known, ..)| *known >= LEAST_KNOWN)
        {
            if self.miss.as_ref().is_none_or(|(known, ..)| *known < near.0) {
                self.miss = Some(near);
            }
        }
    }

    fn near(&mut self, row: &Row<'_>) {
        let is_parted_by = |sign: &char| row.cell(0).matches(*sign).count() > 2;
        self.parted_by = self.parted_by.or_else(|| ['|', '~', '^'].into_iter().find(is_parted_by));
        self.miss(row);
        let texts: Vec<String> =
            row.cells().filter(|cell| !cell.is_empty()).take(8).map(str::to_owned).collect();
        if texts.len() > self.nearest.len().max(1) {
            self.nearest = texts;
        }
    }
}

/// The release that a line of words tells: alone in its row, or a source whose commas part it into cells.
pub(super) fn titled(row: &Row<'_>) -> Option<Release> {
    let mut cells = row.cells().filter(|cell| !cell.is_empty());
    let first = cells.next()?;
    let is_source = first.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("source"));
    let rest: Vec<&str> = cells.collect();
    match rest.as_slice() {
        [] => may_of(first),
        rest if is_source => may_of(first).or_else(|| rest.iter().find_map(|cell| may_of(cell))),
        _ => None,
    }
}

/// The release of the first May with a year in a text.
pub(super) fn may_of(text: &str) -> Option<Release> {
    let (_, after) = text.split_once("May ")?;
    after.get(..4)?.parse().ok().filter(|year| (1997..2100).contains(year)).map(Release::may)
}

/// What a row of column names is of.
fn by_heads(row: &Row<'_>) -> Option<Contents> {
    if oews::Layout::of(row).is_ok() {
        return Some(Contents::Oews);
    }
    if oews::ListKind::of(row).is_some() {
        return Some(Contents::OewsCodes);
    }
    if cpi::is_list(row) {
        return Some(Contents::CpiCodes);
    }
    if let Some(kind) = projections::kind(row) {
        return Some(match kind {
            Kind::Nation => Contents::Projections,
            Kind::States => Contents::StateProjections,
        });
    }
    if let Some(kind) = prices::kind(row) {
        return Some(kind);
    }
    if structure_layout(row).is_some() {
        return Some(Contents::SocStructure);
    }
    if crosswalk_layout(row).is_some() {
        return Some(Contents::SocCrosswalk);
    }
    titles_layout(row).map(|_| Contents::JobTitles)
}
