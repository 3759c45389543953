//! Files of the classification: the structure of the SOC, crosswalks between its editions, and files
//! of job titles.

use super::{
    codes::{is_soc_code, plain_code, refused_code},
    container::{self, Row, Sheet},
    scan::{NearMiss, SCANNED_ROWS},
};
use crate::{
    diag::Diagnostics,
    model::{SocCode, SocLevel, SocVersion},
};

/// A code of an edition of the SOC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SocEntry {
    /// Row of the sheet.
    pub line: u64,
    /// The code.
    pub code: SocCode,
    /// Its title.
    pub title: String,
    /// Its level, as the file states it and not as its digits suggest.
    pub level: SocLevel,
    /// Its definition, where the file has definitions; groups have none.
    pub definition: Option<String>,
}

/// A code of one edition and a code of the next that its work went to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrosswalkPair {
    /// Row of the sheet.
    pub line: u64,
    /// Code and title of the older edition.
    pub from: (SocCode, String),
    /// Code and title of the newer edition.
    pub to: (SocCode, String),
}

/// A crosswalk between two editions: many to many, without weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crosswalk {
    /// The year of the older edition.
    pub from: u16,
    /// The year of the newer edition.
    pub to: u16,
    /// Every pair.
    pub pairs: Vec<CrosswalkPair>,
}

/// A job title and the occupation that a file puts it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobTitle {
    /// Line of the file or row of the sheet.
    pub line: u64,
    /// The title.
    pub title: String,
    /// The occupation.
    pub code: SocCode,
    /// The two digits that O*NET adds to the code, where the file is O*NET's.
    pub onet_suffix: Option<u8>,
}

/// Which file of job titles it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleFile {
    /// The SOC's Direct Match Title File, of the edition of a year.
    DirectMatch(u16),
    /// The alternate titles of O*NET (CC BY 4.0, USDOL/ETA).
    OnetAlternate,
}

/// Reads the structure or the definitions of the SOC.
///
/// # Errors
/// When the file is not one, and every code that is not valid.
pub fn read_soc_structure(bytes: &[u8]) -> Result<Vec<SocEntry>, Diagnostics> {
    let mut entries = Vec::new();
    each_row(bytes, "a structure of the SOC", &structure_layout, &mut |layout, row| {
        entries.extend(entry(layout, row)?);
        Ok(())
    })?;
    Ok(entries)
}

/// Reads a crosswalk between two editions of the SOC.
///
/// # Errors
/// When the file is not one, and every code that is not valid.
pub fn read_crosswalk(bytes: &[u8]) -> Result<Crosswalk, Diagnostics> {
    let mut crosswalk = Crosswalk { from: 0, to: 0, pairs: Vec::new() };
    each_row(bytes, "a crosswalk of the SOC", &crosswalk_layout, &mut |layout, row| {
        let Layout::Crosswalk { years, at: [from, from_title, to, to_title] } = *layout else {
            return Ok(());
        };
        [crosswalk.from, crosswalk.to] = years;
        if row.cell(from).is_empty() && row.cell(to).is_empty() {
            return Ok(());
        }
        let end = |code, title| Ok::<_, Diagnostics>((soc(row, code)?, row.cell(title).to_owned()));
        let (from, to) = (end(from, from_title)?, end(to, to_title)?);
        crosswalk.pairs.push(CrosswalkPair { line: row.line, from, to });
        Ok(())
    })?;
    Ok(crosswalk)
}

/// Reads a file of job titles.
///
/// # Errors
/// When the file is not one, and every code that is not valid.
pub fn read_titles(bytes: &[u8]) -> Result<(TitleFile, Vec<JobTitle>), Diagnostics> {
    let (mut file, mut titles) = (TitleFile::OnetAlternate, Vec::new());
    each_row(bytes, "a file of job titles", &titles_layout, &mut |layout, row| {
        let Layout::Titles { file: which, code, title } = *layout else { return Ok(()) };
        file = which;
        if row.cell(code).is_empty() {
            return Ok(());
        }
        let (plain, suffix) = match (file, row.cell(code).split_once('.')) {
            (TitleFile::OnetAlternate, Some((plain, suffix))) => (plain, suffix.parse().ok()),
            _ => (row.cell(code), None),
        };
        let code = plain_code(plain).parse().map_err(|_| refused(row, code))?;
        let title = row.cell(title).to_owned();
        titles.push(JobTitle { line: row.line, title, code, onet_suffix: suffix });
        Ok(())
    })?;
    Ok((file, titles))
}

/// Where the columns stand.
#[derive(Clone, Copy)]
pub(super) enum Layout {
    /// A column a level, and the titles in the one after them.
    Structure { levels: [usize; 4] },
    /// Level, code, title and definition.
    Definitions { at: [usize; 4] },
    /// Code and title of both editions, with their years.
    Crosswalk { years: [u16; 2], at: [usize; 4] },
    /// Code and title.
    Titles { file: TitleFile, code: usize, title: usize },
}

fn place(row: &Row<'_>, name: &str) -> Option<usize> {
    row.cells().position(|cell| cell.eq_ignore_ascii_case(name))
}

/// The layout of a structure or of definitions.
pub(super) fn structure_layout(row: &Row<'_>) -> Option<Layout> {
    let all = |names: [&str; 4]| {
        let [a, b, c, d] = names.map(|name| place(row, name));
        Some([a?, b?, c?, d?])
    };
    let levels = all(["Major Group", "Minor Group", "Broad Group", "Detailed Occupation"]);
    let definitions = || all(["SOC Group", "SOC Code", "SOC Title", "SOC Definition"]);
    levels
        .map(|levels| Layout::Structure { levels })
        .or_else(|| definitions().map(|at| Layout::Definitions { at }))
}

/// The layout of a crosswalk: the heads of the two codes hold the years of their editions.
pub(super) fn crosswalk_layout(row: &Row<'_>) -> Option<Layout> {
    let edition = |cell: &str| {
        let (year, rest) = cell.split_once(' ')?;
        rest.eq_ignore_ascii_case("soc code").then(|| year.parse::<u16>().ok()).flatten()
    };
    let mut codes = row.cells().enumerate().filter_map(|(index, cell)| Some((edition(cell)?, index)));
    let (first, second) = (codes.next()?, codes.next()?);
    let (from, to) = (first.min(second), first.max(second));
    let at = [from.1, from.1 + 1, to.1, to.1 + 1];
    Some(Layout::Crosswalk { years: [from.0, to.0], at })
}

/// The layout of a file of job titles.
pub(super) fn titles_layout(row: &Row<'_>) -> Option<Layout> {
    if let (Some(code), Some(title)) = (place(row, "O*NET-SOC Code"), place(row, "Alternate Title")) {
        return Some(Layout::Titles { file: TitleFile::OnetAlternate, code, title });
    }
    row.cells().enumerate().find_map(|(title, cell)| {
        let year = cell.to_lowercase().strip_suffix(" soc direct match title")?.parse().ok()?;
        let code = place(row, &format!("{year} SOC Code"))?;
        Some(Layout::Titles { file: TitleFile::DirectMatch(year), code, title })
    })
}

/// An entry of a structure; `None` for a row without a code.
fn entry(layout: &Layout, row: &Row<'_>) -> Result<Option<SocEntry>, Diagnostics> {
    const LEVELS: [SocLevel; 4] =
        [SocLevel::Major, SocLevel::Minor, SocLevel::Broad, SocLevel::Detailed];
    let (level, code, title, definition) = match *layout {
        Layout::Structure { levels } => {
            let Some(at) = levels.iter().position(|index| !row.cell(*index).is_empty()) else {
                return Ok(None);
            };
            (LEVELS[at], levels[at], levels[3] + 1, None)
        }
        Layout::Definitions { at: [level, code, title, definition] } => {
            if row.cell(code).is_empty() {
                return Ok(None);
            }
            let named = |name: &SocLevel| format!("{name:?}").eq_ignore_ascii_case(row.cell(level));
            let level = LEVELS.into_iter().find(named).ok_or_else(|| refused(row, level))?;
            (level, code, title, Some(definition))
        }
        Layout::Crosswalk { .. } | Layout::Titles { .. } => return Ok(None),
    };
    // Notes below the table stand in the first column, without a title beside them.
    if !is_soc_code(row.cell(code)) && row.cell(title).is_empty() {
        return Ok(None);
    }
    let text = |index: usize| Some(row.cell(index).to_owned()).filter(|text| !text.is_empty());
    Ok(Some(SocEntry {
        line: row.line,
        code: soc(row, code)?,
        title: row.cell(title).to_owned(),
        level,
        definition: definition.and_then(text),
    }))
}

fn soc(row: &Row<'_>, index: usize) -> Result<SocCode, Diagnostics> {
    plain_code(row.cell(index)).parse().map_err(|_| refused(row, index))
}

fn refused(row: &Row<'_>, index: usize) -> Diagnostics {
    row.at(index, refused_code(row.cell(index), "code", SocVersion::Soc2018)).into()
}

type LayoutOf<'f> = &'f dyn Fn(&Row<'_>) -> Option<Layout>;

/// Hands on every row of the first sheet that has a layout.
fn each_row(
    bytes: &[u8],
    what: &str,
    layout_of: LayoutOf<'_>,
    each: &mut dyn FnMut(&Layout, &Row<'_>) -> Result<(), Diagnostics>,
) -> Result<(), Diagnostics> {
    let (mut found, mut near) = (false, None);
    container::visit(bytes, &mut |sheet| {
        if found {
            return Ok(());
        }
        let Some(layout) = find(sheet, layout_of, &mut near)? else { return Ok(()) };
        found = true;
        let mut problems = Diagnostics::default();
        while let Some(row) = sheet.next_row()? {
            problems.keep(each(&layout, &row));
        }
        problems.unless_any(())
    })?;
    if found {
        return Ok(());
    }
    let hint = "the file must have the publisher's own column names";
    Err(near.unwrap_or_default().refusal(what, hint))
}

fn find(
    sheet: &mut Sheet<'_>,
    layout_of: LayoutOf<'_>,
    near: &mut Option<NearMiss>,
) -> Result<Option<Layout>, Diagnostics> {
    for _ in 0..SCANNED_ROWS {
        let Some(row) = sheet.next_row()? else { break };
        if let Some(layout) = layout_of(&row) {
            return Ok(Some(layout));
        }
        NearMiss::keep(near, NearMiss::new(&row, 0, Vec::new()));
    }
    Ok(None)
}
