//! Tables of people's own making: a column of occupation codes, columns of wages, and names of
//! columns in any words.

use std::collections::BTreeMap;

use super::vintage::{ALL, Claim, Column, MOST_PLACES, cents};
use crate::{
    catalog::{is_blank, soc_editions, state_fips},
    diag::{Diagnostic, Diagnostics, rules},
    ingest::{
        codes::plain_code,
        container::{self, Row, Sheet, number},
        scan::SCANNED_ROWS,
    },
    model::{Area, Measure, OccupationCode, PayPeriod, Percentile, SocCode},
};

/// Where the columns stand.
pub(super) struct Layout {
    code: usize,
    area: Option<usize>,
    year: Option<usize>,
    wages: Vec<(usize, String)>,
}

/// Words of a column of wages, and words that a column with them must not have.
const WAGE: [&str; 10] =
    ["median", "wage", "salary", "salaries", "pay", "earning", "income", "mean", "pct", "percentile"];
const NOT_WAGE: [&str; 10] =
    ["change", "growth", "employment", "jobs", "code", "title", "rank", "prse", "year of", "weight"];

/// Words of a column of codes.
const CODE: [&str; 4] = ["soc", "occ", "code", "o*net"];

/// Columns among which the code stands.
const CODE_COLUMNS: usize = 12;

impl Layout {
    /// The layout that names of columns and the first row below them tell.
    pub(super) fn of(heads: &[String], row: &Row<'_>) -> Option<Self> {
        let code = code_column(heads, row)?;
        let lower: Vec<String> = heads.iter().map(|head| head.to_lowercase()).collect();
        let called = |names: &[&str]| lower.iter().position(|head| names.contains(&head.trim()));
        let wages: Vec<(usize, String)> = called_wages(heads, code)
            .filter(|(index, _)| money(row.cell(*index)).is_some())
            .map(|(index, head)| (index, head.clone()))
            .collect();
        let area = called(&["area", "state", "st", "fips", "area code", "area_code"]);
        let year = called(&["year", "release", "data year", "oews year", "vintage"]);
        (!wages.is_empty()).then_some(Self { code, area, year, wages })
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
    fn area(&self, row: &Row<'_>) -> Option<Area> {
        let cell = self.area.map_or("", |index| row.cell(index));
        if ["", "us", "u.s.", "usa", "united states", "national", "nation", "99"]
            .contains(&cell.to_lowercase().as_str())
        {
            return Some(Area::NATION);
        }
        state_fips(cell).unwrap_or(cell).parse().ok()
    }
}

/// The columns whose names are those of wages, beside the codes.
fn called_wages(heads: &[String], code: usize) -> impl Iterator<Item = (usize, &String)> {
    let is_wage = |head: &str| {
        let head = head.to_lowercase();
        WAGE.iter().any(|word| head.contains(word)) && !NOT_WAGE.iter().any(|word| head.contains(word))
    };
    heads.iter().enumerate().filter(move |(index, head)| *index != code && is_wage(head))
}

/// The column of a row that the code of its occupation stands in. Codes without a hyphen look like wages and stand
/// under a name of codes.
pub(super) fn code_column(heads: &[String], row: &Row<'_>) -> Option<usize> {
    let is_called = |index: usize| {
        let head = heads.get(index).map(|head| head.to_lowercase()).unwrap_or_default();
        CODE.iter().any(|word| head.contains(word))
    };
    let mut cells = row.cells().take(CODE_COLUMNS).enumerate();
    let is_code =
        |(index, cell): (usize, &str)| code_of(cell).is_some() && (!is_digits(cell) || is_called(index));
    cells.position(is_code)
}

/// A column that is called one of wages, and its cell of a row, where that is no number.
pub(super) fn unread(heads: &[String], code: usize, row: &Row<'_>) -> Option<(String, String)> {
    let mut cells =
        called_wages(heads, code).map(|(index, head)| (head.clone(), row.cell(index).to_owned()));
    cells.find(|(_, cell)| !is_blank(cell) && money(cell).is_none())
}

/// The wages of every such table in a file, and how many rows and occupations they have.
pub(super) fn read(
    bytes: &[u8],
) -> Result<(Vec<Column>, Vec<OccupationCode>, Diagnostics), Diagnostics> {
    let (mut columns, mut codes, mut odd) = (Vec::new(), Vec::new(), Diagnostics::default());
    container::visit(bytes, &mut |sheet| {
        let Some((layout, before)) = find(sheet)? else { return Ok(()) };
        codes.extend(before);
        let mut own = layout.columns(&sheet.part);
        let mut pointed = vec![Some(0_usize); own.len()];
        while let Some(row) = sheet.next_row()? {
            let Some(code) = code_of(row.cell(layout.code)) else { continue };
            codes.push(code);
            let Some(area) = layout.area(&row) else { continue };
            let year = layout.year.and_then(|index| year(row.cell(index)));
            for ((column, (index, _)), pointed) in own.iter_mut().zip(&layout.wages).zip(&mut pointed) {
                *pointed =
                    pointed.filter(|_| has_pointed_thousands(row.cell(*index))).map(|count| count + 1);
                if let Some(usd) = money(row.cell(*index)) {
                    let cents = cents(usd);
                    let (line, industry) = (row.line, ALL);
                    column.claims.push(Claim { line, part: 0, area, industry, code, cents, year });
                    if column.places.len() < MOST_PLACES {
                        let place = row.at(*index, Diagnostic::finding("")).place.unwrap_or_default();
                        column.places.insert((0, line), place);
                    }
                }
            }
        }
        for (column, _) in
            own.iter().zip(pointed).filter(|(_, count)| count.is_some_and(|count| count > 1))
        {
            let message = format!(
                "the numbers of `{}` have three digits behind a point (117.960), which is read as a decimal point",
                column.name
            );
            let hint = "where the points part thousands, export the table as BLS writes numbers: 117960 or 117,960";
            odd.push(Diagnostic::finding(message).hint(hint).rule(&rules::DAMAGED_TABLE));
        }
        columns.append(&mut own);
        Ok(())
    })?;
    Ok((columns, codes, odd))
}

/// Reads on to the first occupation that has a wage, and tells those before it; `None` when the sheet is another
/// table.
fn find(sheet: &mut Sheet<'_>) -> Result<Option<(Layout, Vec<OccupationCode>)>, Diagnostics> {
    let (mut heads, mut before) = (Vec::new(), Vec::new());
    for _ in 0..SCANNED_ROWS {
        let Some(row) = sheet.next_row()? else { return Ok(None) };
        if let Some(layout) = Layout::of(&heads, &row) {
            sheet.stay();
            return Ok(Some((layout, before)));
        }
        if let Some(code) = code_column(&heads, &row) {
            before.extend(code_of(row.cell(code)));
            continue;
        }
        if row.cells().filter(|cell| !cell.is_empty()).count() > 1 {
            heads = row.cells().map(str::to_owned).collect();
        }
    }
    Ok(None)
}

/// A code of the SOC, with or without the digits that O*NET adds. One without its hyphen is one that an edition has.
fn code_of(cell: &str) -> Option<OccupationCode> {
    let of_onet = cell.split_once('.').filter(|(code, suffix)| suffix.len() == 2 && !is_digits(code));
    let plain = of_onet.map_or(cell, |(code, _)| code);
    let soc: SocCode = plain_code(plain).parse().ok()?;
    (!is_digits(plain) || !soc_editions(soc).is_empty()).then_some(OccupationCode::Soc(soc))
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
fn money(cell: &str) -> Option<f64> {
    let plain = cell.trim_start_matches('$').trim_end_matches(['*', '+']).trim();
    number(plain).filter(|usd| *usd > 1.0)
}

/// The measures that a name may stand for, the likeliest first.
fn measures(name: &str) -> Vec<Measure> {
    let lower = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let hourly = has(&["hour", "/hr", "h_"]);
    let annual = has(&["annual", "year", "/yr", "a_", "salar"]);
    let periods: Vec<PayPeriod> = PayPeriod::ALL
        .into_iter()
        .filter(|period| match period {
            PayPeriod::Annual => annual || !hourly,
            PayPeriod::Hourly => hourly || !annual,
        })
        .collect();
    let point = [
        ("10", Percentile::P10),
        ("25", Percentile::P25),
        ("75", Percentile::P75),
        ("90", Percentile::P90),
    ]
    .into_iter()
    .find(|(digits, _)| has(&["pct", "percentile", "th"]) && lower.contains(digits));
    let of = |period: PayPeriod| match point {
        Some((_, point)) => vec![Measure::Wage(period, point)],
        None if has(&["mean", "average", "avg"]) => vec![Measure::WageMean(period)],
        None if has(&["median"]) => vec![Measure::Wage(period, Percentile::P50)],
        None => vec![Measure::Wage(period, Percentile::P50), Measure::WageMean(period)],
    };
    periods.into_iter().flat_map(of).collect()
}

/// The year that the name of a column says its wages are of. In constant dollars the year is that of the prices.
fn year_of_column(name: &str) -> Option<u16> {
    let lower = name.to_lowercase();
    let is_of_prices = ["dollar", "usd", "real", "constant", "inflation", "deflated", "adjusted"];
    year(name).filter(|_| !is_of_prices.iter().any(|word| lower.contains(word)))
}

/// The first year in a text.
fn year(text: &str) -> Option<u16> {
    text.split(|character: char| !character.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .find_map(|digits| digits.parse().ok().filter(|year| (1997..2100).contains(year)))
}

#[cfg(test)]
mod tests {
    use super::{code_of, measures, money, year};
    use crate::model::{Measure, PayPeriod, Percentile};

    #[test]
    fn names_of_columns_tell_the_measure() {
        let median = |period| Measure::Wage(period, Percentile::P50);
        assert_eq!(measures("Median Salary"), [median(PayPeriod::Annual)]);
        assert_eq!(measures("hourly mean wage"), [Measure::WageMean(PayPeriod::Hourly)]);
        assert_eq!(measures("A_PCT90"), [Measure::Wage(PayPeriod::Annual, Percentile::P90)]);
        assert_eq!(measures("Wage").len(), 4);
    }

    #[test]
    fn wages_are_read_however_they_are_written() {
        assert_eq!(money("$110,680"), Some(110_680.0));
        assert_eq!(money("53.21"), Some(53.21));
        assert_eq!(money("n/a"), None);
        assert_eq!(year("Median wage (May 2023)"), Some(2023));
        assert_eq!(code_of("11-9111.00").map(|code| code.to_string()).as_deref(), Some("11-9111"));
        assert_eq!(code_of("119111").map(|code| code.to_string()).as_deref(), Some("11-9111"));
        assert_eq!([code_of("117960"), code_of("119111.00")], [None, None]);
    }
}
