//! Tables of people's own making: a column of occupation codes, columns of wages, and names of
//! columns in any words.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    heads::Heads,
    survey::{may_of, titled},
    vintage::{ALL, Claim, Column, KnownFigures, MOST_PLACES, cents},
    wage_names::{
        INDUSTRIES, PLACES, area_of_column, is_of_all_industries, is_year, measures, metro_of_column,
        place_of, year, year_of_column,
    },
};
use crate::{
    catalog::{is_blank, oews_column, soc_editions, with_hyphens},
    diag::{Diagnostic, Diagnostics, Severity, rules},
    ingest::{
        codes::{is_date, other_title, plain_code, refused_code},
        container::{self, Row, Sheet, number},
        findings::Findings,
        scan::SCANNED_ROWS,
    },
    model::{Area, OccupationCode, Release, SocCode, SocVersion},
};

/// Where the columns stand.
pub(super) struct Layout {
    code: usize,
    title: Option<usize>,
    area: Option<usize>,
    industry: Option<usize>,
    year: Option<usize>,
    source: Option<usize>,
    wages: Vec<(usize, String)>,
    /// The names of the columns.
    heads: Vec<String>,
}

/// What stands in such tables.
#[derive(Default)]
pub(super) struct Read {
    pub(super) columns: Vec<Column>,
    /// The occupation of every row.
    pub(super) codes: Vec<OccupationCode>,
    pub(super) odd: Diagnostics,
    /// The releases that lines below the tables name.
    pub(super) below: BTreeSet<Release>,
    /// Areas that nothing at hand knows.
    pub(super) strangers: BTreeSet<String>,
    /// Industries of which nothing at hand has a wage.
    pub(super) industries: BTreeSet<String>,
    pub(super) notes: Vec<String>,
}

/// Words of a column of wages, and words that a column with them must not have.
const WAGE: [&str; 10] =
    ["median", "wage", "salary", "salaries", "pay", "earning", "income", "mean", "pct", "percentile"];
#[rustfmt::skip]
const NOT_WAGE: [&str; 12] = [
    "change", "growth", "employment", "jobs", "code", "title", "rank", "prse", "year of", "weight", "pct_t", "pct_r",
];

/// Words of a column of codes.
const CODE: [&str; 4] = ["soc", "occ", "code", "o*net"];

/// Columns among which the code stands.
const CODE_COLUMNS: usize = 12;

/// The longest name of a column of codes, and the longest cell of it; what is longer is prose.
const LONGEST: usize = 120;

impl Layout {
    /// The layout that names of columns and the first row below them tell.
    pub(super) fn of(heads: &[String], row: &Row<'_>) -> Option<Self> {
        let code = code_column(heads, row)?;
        let lower: Vec<String> = heads.iter().map(|head| head.to_lowercase()).collect();
        let called = |names: &[&str]| lower.iter().position(|head| names.contains(&head.trim()));
        let is_wage = |cell: &str| money(cell).is_some() || is_bound(cell);
        let wages: Vec<(usize, String)> = called_wages(heads, code)
            .filter(|(index, _)| is_wage(row.cell(*index)) || is_blank(row.cell(*index)))
            .map(|(index, head)| (index, head.clone()))
            .collect();
        let area = called(&["area", "state", "st", "fips", "area code", "area_code"]).or_else(|| {
            // Other columns are of places only where their cells are.
            let at = called(&PLACES)?;
            place_of(row.cell(at)).is_some().then_some(at)
        });
        let industry = called(&INDUSTRIES);
        let title = called(&["title", "occupation", "occupation title", "occ_title", "occ title"]);
        let year = called(&["year", "release", "data year", "oews year", "vintage"]);
        let source = called(&["source", "data source", "wage source"]);
        let heads = heads.to_vec();
        let has_wage = wages.iter().any(|(index, _)| is_wage(row.cell(*index)));
        has_wage.then_some(Self { code, title, area, industry, year, source, wages, heads })
    }

    fn columns(&self, part: &str) -> Vec<Column> {
        let column = |(_, name): &(usize, String)| Column {
            name: name.clone(),
            measures: measures(name),
            year: year_of_column(name),
            parts: vec![part.to_owned()],
            claims: Vec::new(),
            places: BTreeMap::new(),
        };
        self.wages.iter().map(column).collect()
    }

    /// The place of a row; `None` where it is one that is not known.
    fn area(&self, row: &Row<'_>, known: &KnownFigures) -> Option<Area> {
        let cell = self.area.map_or("", |index| row.cell(index));
        place_of(cell).or_else(|| cell.parse().ok()).or_else(|| known.titled(cell))
    }

    /// The number of the industry of a row; `None` where it is one that is not known.
    fn industry(&self, row: &Row<'_>, known: &KnownFigures) -> Option<u32> {
        let cell = self.industry.map_or("", |index| row.cell(index));
        if is_of_all_industries(cell) { Some(ALL) } else { known.only_industry(&with_hyphens(cell)) }
    }

    /// The year that a row states.
    fn year(&self, row: &Row<'_>) -> Option<u16> {
        let of_source = || may_of(row.cell(self.source?)).map(Release::year);
        self.year.and_then(|index| year(row.cell(index))).or_else(of_source)
    }

    /// Whether a row has a wage.
    fn has_wage(&self, row: &Row<'_>) -> bool {
        self.wages.iter().any(|(index, _)| money(row.cell(*index)).is_some())
    }
}

/// The columns whose names are those of wages, beside the codes; where no name has a word for them, those whose names
/// are years.
pub(super) fn called_wages(heads: &[String], code: usize) -> impl Iterator<Item = (usize, &String)> {
    let has_word = |head: &String| {
        let head = head.to_lowercase();
        WAGE.iter().any(|word| head.contains(word)) && !NOT_WAGE.iter().any(|word| head.contains(word))
    };
    let by_word = heads.iter().any(has_word);
    let is_wage = move |head: &String| if by_word { has_word(head) } else { is_year(head) };
    heads.iter().enumerate().filter(move |(index, head)| *index != code && is_wage(head))
}

/// The column of a row that the code of its occupation stands in. Codes without a hyphen look like wages and stand
/// under a name of codes.
pub(super) fn code_column(heads: &[String], row: &Row<'_>) -> Option<usize> {
    let is_called = |index: usize| {
        let head = heads.get(index).map(|head| head.to_lowercase()).unwrap_or_default();
        head.len() <= LONGEST && CODE.iter().any(|word| head.contains(word))
    };
    let mut cells = row.cells().take(CODE_COLUMNS).enumerate();
    let is_code = |(index, cell): (usize, &str)| match code_of(cell) {
        Some(_) => !is_digits(cell) || is_called(index),
        None => is_called(index) && cell.len() <= LONGEST && holds_code(cell),
    };
    cells.position(is_code)
}

/// A column that is called one of wages, and its cell of a row, where that is no number.
pub(super) fn unread(heads: &[String], code: usize, row: &Row<'_>) -> Option<(String, String)> {
    let mut cells =
        called_wages(heads, code).map(|(index, head)| (head.clone(), row.cell(index).to_owned()));
    cells.find(|(_, cell)| !is_blank(cell) && money(cell).is_none())
}

/// What to do with a table in which codes stand beside each other, or names of BLS's columns below each other: it is
/// read with a row an occupation and a column a measure.
pub(super) fn turned(row: &Row<'_>) -> Option<&'static str> {
    if row.cells().filter(|cell| code_of(cell).is_some()).count() > 1 {
        return Some(
            "the table lies on its side: export it with a row an occupation and a column a measure",
        );
    }
    let is_long = row.cells().any(|cell| oews_column(cell).is_some());
    is_long.then_some(
        "each row holds one measure: give each a column of its own, as pivot_wider of R and pivot of pandas do",
    )
}

/// The wages of every such table in a file, and what else stands in them.
pub(super) fn read(bytes: &[u8], known: &KnownFigures) -> Result<Read, Diagnostics> {
    let mut read = Read::default();
    container::visit(bytes, &mut |sheet| {
        let Some((layout, before)) = find(sheet)? else { return Ok(()) };
        sheet.must_have(&(0..=layout.heads.len()));
        read.codes.extend(before);
        let mut rows = Rows::of(&layout, &sheet.part, known);
        while let Some(row) = sheet.next_row()? {
            rows.row(&row, known, &mut read);
        }
        rows.tell(&mut read);
        Ok(())
    })?;
    Ok(read)
}

/// The rows of a table while they are read.
struct Rows<'l> {
    layout: &'l Layout,
    columns: Vec<Column>,
    /// By column the state that its name tells.
    areas: Vec<Place>,
    /// By column the wages that may have points between thousands; `None` once one cannot.
    pointed: Vec<Option<usize>>,
    /// By column the first cell that is neither a wage nor a mark, with its line, and how many there are.
    unread: Vec<(usize, String)>,
    /// Codes that are none.
    wrong: Findings,
    /// Titles of other occupations than the codes beside them.
    titles: Findings,
    seen: BTreeSet<OccupationCode>,
}

/// The place that the name of a column tells.
#[derive(Clone, Copy)]
enum Place {
    /// None: its wages are of the place of their row.
    OfRow,
    /// A place of which wages may be known.
    Known(Area),
    /// A metropolitan area that no table at hand has.
    Unknown,
}

impl Place {
    fn of_column(name: &str, known: &KnownFigures) -> Self {
        match metro_of_column(name) {
            Some(metro) => known.titled(metro).map_or(Self::Unknown, Self::Known),
            None => area_of_column(name).map_or(Self::OfRow, Self::Known),
        }
    }
}

impl<'l> Rows<'l> {
    fn of(layout: &'l Layout, part: &str, known: &KnownFigures) -> Self {
        let columns = layout.columns(part);
        let (pointed, unread) = (vec![Some(0); columns.len()], vec![(0, String::new()); columns.len()]);
        let (wrong, titles, seen) = (Findings::default(), Findings::default(), BTreeSet::new());
        let areas = columns.iter().map(|column| Place::of_column(&column.name, known)).collect();
        Self { layout, columns, areas, pointed, unread, wrong, titles, seen }
    }

    fn row(&mut self, row: &Row<'_>, known: &KnownFigures, read: &mut Read) {
        let layout = self.layout;
        let cell = row.cell(layout.code);
        let Some(code) = code_of(cell) else {
            read.below.extend(titled(row));
            if layout.has_wage(row) && holds_code(cell) {
                self.wrong.add(|| row.at(layout.code, no_code(cell, &layout.heads[layout.code])));
            }
            return;
        };
        read.codes.push(code);
        let is_known = code.soc().is_some_and(|soc| !soc_editions(soc).is_empty());
        if self.seen.insert(code) && !is_known {
            let message = format!("{code} is a code of no edition of the SOC");
            let told = Diagnostic::finding(message).hint("the code may be mistyped");
            self.wrong.add(|| row.at(layout.code, told));
        }
        if let Some(at) = layout.title
            && let Some(message) = code.soc().and_then(|soc| other_title(soc, row.cell(at)))
        {
            self.titles.add(|| row.at(at, Diagnostic::finding(message).hint(MOVED)));
        }
        let Some(area) = layout.area(row, known) else {
            let area = layout.area.map_or("", |index| row.cell(index));
            read.strangers.insert(area.to_owned());
            return;
        };
        let Some(industry) = layout.industry(row, known) else {
            let industry = layout.industry.map_or("", |index| row.cell(index));
            read.industries.insert(industry.to_owned());
            return;
        };
        for at in 0..self.columns.len() {
            self.wage(at, row, (area, industry, code));
        }
    }

    /// Adds the wage of a row to a column.
    fn wage(&mut self, at: usize, row: &Row<'_>, (area, industry, code): (Area, u32, OccupationCode)) {
        let (index, _) = &self.layout.wages[at];
        let cell = row.cell(*index);
        let is_pointed = |_: &usize| has_pointed_thousands(cell);
        self.pointed[at] = self.pointed[at].filter(is_pointed).map(|count| count + 1);
        let Some(usd) = money(cell) else {
            if !is_blank(cell) && !is_bound(cell) && cell.contains(char::is_alphanumeric) {
                let (count, first) = &mut self.unread[at];
                *count += 1;
                if *count == 1 {
                    *first = format!("`{cell}` in line {}", row.line);
                }
            }
            return;
        };
        let area = match self.areas[at] {
            Place::Known(own) if area.is_nation() => own,
            Place::Unknown => return,
            Place::Known(_) | Place::OfRow => area,
        };
        let (line, cents, year) = (row.line, cents(usd), self.layout.year(row));
        let column = &mut self.columns[at];
        column.claims.push(Claim { line, part: 0, area, industry, code, cents, year });
        if column.places.len() < MOST_PLACES {
            let place = row.at(*index, Diagnostic::finding("")).place.unwrap_or_default();
            column.places.insert((0, line), place);
        }
    }

    /// Hands on the columns, and what is odd about them.
    fn tell(self, read: &mut Read) {
        self.wrong.tell(&rules::DAMAGED_TABLE, "codes that are none stand", &mut read.odd);
        self.titles.tell(&rules::ODD_FIGURE, "titles of other occupations stand", &mut read.odd);
        for (column, (count, first)) in self.columns.iter().zip(self.unread) {
            if count > 0 {
                let cells = if count == 1 { "cell is no wage" } else { "cells are no wages" };
                read.notes.push(format!("{count} {cells} of `{}`: {first}", column.name));
            }
        }
        for (column, _) in self
            .columns
            .iter()
            .zip(self.pointed)
            .filter(|(_, count)| count.is_some_and(|count| count > 1))
        {
            let message = format!(
                "the numbers of `{}` have three digits behind a point (117.960), which is read as a decimal point",
                column.name
            );
            let hint = "where the points part thousands, export the table as BLS writes numbers: 117960 or 117,960";
            read.odd.push(Diagnostic::finding(message).hint(hint).rule(&rules::DAMAGED_TABLE));
        }
        read.columns.extend(self.columns);
    }
}

/// What is advised where a code and the title beside it are of two occupations.
const MOVED: &str = "a column was sorted or moved for itself, or the code is another occupation's";

/// What is said of a cell that was a code, or holds more than one.
fn no_code(cell: &str, head: &str) -> Diagnostic {
    if is_date(cell) {
        let refused = refused_code(cell, head, SocVersion::Soc2018);
        return Diagnostic { severity: Severity::Finding, ..refused };
    }
    let told = Diagnostic::finding(format!("{head}: `{cell}` is not one code alone"));
    told.hint("the row is passed over; put one code in the cell, such as 11-9111, and the rest in another column")
}

/// Reads on to the first occupation that has a wage, and tells those before it; `None` when the sheet is another
/// table.
fn find(sheet: &mut Sheet<'_>) -> Result<Option<(Layout, Vec<OccupationCode>)>, Diagnostics> {
    let (mut heads, mut before) = (Heads::default(), Vec::new());
    for _ in 0..SCANNED_ROWS {
        let Some(row) = sheet.next_row()? else { return Ok(None) };
        if let Some(layout) = Layout::of(&heads.names, &row) {
            sheet.stay();
            return Ok(Some((layout, before)));
        }
        match code_column(&heads.names, &row) {
            Some(code) => before.extend(code_of(row.cell(code))),
            None => heads.read(&row),
        }
    }
    Ok(None)
}

/// A code of the SOC, with or without the digits that O*NET adds. One without its hyphen is one that an edition has.
fn code_of(cell: &str) -> Option<OccupationCode> {
    let soc = SocCode::of_onet(cell).or_else(|| plain_code(cell).parse().ok())?;
    (!is_digits(cell) || !soc_editions(soc).is_empty()).then_some(OccupationCode::Soc(soc))
}

/// Whether a cell holds what was a code before a spreadsheet made a date of it, or a code beside other words.
fn holds_code(cell: &str) -> bool {
    let mut parts = cell.split(|letter: char| !letter.is_ascii_digit() && letter != '-');
    is_date(cell) || parts.any(|part| part.len() == 7 && part.parse::<SocCode>().is_ok())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a number may be one whose thousands are parted by a point: `117.960`.
fn has_pointed_thousands(cell: &str) -> bool {
    cell.split_once('.').is_some_and(|(before, after)| {
        is_digits(before) && before.len() <= 3 && is_digits(after) && after.len() == 3
    })
}

/// Dollars, however they are written.
pub(super) fn money(cell: &str) -> Option<f64> {
    let plain = cell.trim_start_matches('$').trim_end_matches('*').trim();
    number(plain).filter(|usd| *usd > 1.0)
}

/// Whether a cell is a wage of so much or more: `$239,200+`, which is no release's number.
fn is_bound(cell: &str) -> bool {
    let plain = cell.trim_end_matches('+').trim_start_matches(['>', '≥', '=', ' ']);
    plain.len() < cell.len() && money(plain).is_some()
}

#[cfg(test)]
mod tests {
    use super::{code_of, holds_code, money};

    #[test]
    fn wages_are_read_however_they_are_written() {
        assert_eq!(money("$110,680"), Some(110_680.0));
        assert_eq!(money("53.21"), Some(53.21));
        assert_eq!([money("n/a"), money("$239,200+")], [None, None]);
    }

    #[test]
    fn codes_are_read_alone_and_seen_beside_other_words() {
        assert_eq!(code_of("11-9111.00").map(|code| code.to_string()).as_deref(), Some("11-9111"));
        assert_eq!(code_of("119111").map(|code| code.to_string()).as_deref(), Some("11-9111"));
        assert_eq!([code_of("117960"), code_of("119111.00")], [None, None]);
        for cell in ["11-9111; 29-1141", "Nurses (29-1141)", "Nov-21", "2021-11-01"] {
            assert!(code_of(cell).is_none() && holds_code(cell), "{cell}");
        }
        assert!(!holds_code("Registered Nurses") && !holds_code("2024-25"));
    }
}
