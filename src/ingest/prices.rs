//! Regional price parities by state and year, as BEA publishes them and as tables of these columns alone, and
//! what the readers of prices share.

use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    ops::RangeInclusive,
};

use super::{
    Contents,
    codes::{missing_states, other_state},
    container::{self, Row, Sheet, number, other_notation},
    cpi::CPI_HEADS,
    findings::Findings,
    scan::{NearMiss, SCANNED_ROWS},
};
use crate::{
    catalog::{PRICE_PARITY_ITEM, PRICE_PARITY_NATION, is_blank, state_names},
    diag::{Diagnostic, Diagnostics, counted, rules},
    model::{Area, AreaKind},
};

/// Index values by key, each with its line in the file.
pub type PriceLevels<Key> = BTreeMap<Key, (f64, u64)>;

/// Regional price parities, all items, by area and year, and what is odd about them.
#[derive(Debug)]
pub struct Parities {
    /// The parity of each area and year, the United States = 100, with its line in the file.
    pub levels: PriceLevels<(Area, u16)>,
    /// Parities far from any that BEA published, and a table without the item that is read.
    pub findings: Diagnostics,
}

impl Parities {
    /// The parities that there are, in words.
    pub(super) fn span(&self) -> Option<String> {
        let areas: BTreeSet<Area> = self.levels.keys().map(|(area, _)| *area).collect();
        let years: BTreeSet<u16> = self.levels.keys().map(|(_, year)| *year).collect();
        let (first, last) = (years.first()?, years.last()?);
        let areas = counted(areas.len(), "area");
        Some(format!("parities of {areas} in {}, from {first} to {last}", counted(years.len(), "year")))
    }
}

/// Regional price parities, all items, by area and year; the United States is 100. Either BEA's own
/// table (`SARPP_STATE_...csv`, `MARPP_MSA_...csv`) or one with the columns `state_fips`, `year` and
/// `rpp_all_items_us_100`.
///
/// # Errors
/// Columns that are missing, cells that are not numbers or places.
pub fn read_price_parities(bytes: &[u8]) -> Result<Parities, Diagnostics> {
    let Table { levels, odd, names } = read_table(bytes)?;
    let mut findings = Diagnostics::default();
    odd.tell(&rules::ODD_FIGURE, "parities are far from any that BEA published", &mut findings);
    names.tell(&rules::ODD_FIGURE, "states under the name of another stand", &mut findings);
    if levels.is_empty() {
        let message = format!("no row of `{PRICE_PARITY_ITEM}`, which alone is read");
        findings
            .push(Diagnostic::finding(message).hint("rows were left out").rule(&rules::PARTIAL_TABLE));
    }
    findings.extend(left_out(&levels).into_iter().collect());
    Ok(Parities { levels, findings })
}

/// Parities as they are read, and those among them that are none.
#[derive(Default)]
struct Table {
    levels: PriceLevels<(Area, u16)>,
    odd: Findings,
    /// States under the name of another.
    names: Findings,
}

impl Table {
    /// Adds the parity of an area and year that stands in a cell.
    fn add(&mut self, key: (Area, u16), row: &Row<'_>, index: usize) -> Result<(), Diagnostics> {
        // Parities are about 100, so that a comma parts decimals and no thousands.
        if row.cell(index).contains(',') {
            return Err(not_valid(row, index));
        }
        let level = positive(row, index)?;
        insert(&mut self.levels, key, level, row)?;
        let (area, year) = key;
        let is_odd = if area.is_nation() { level != NATION } else { !PARITIES.contains(&level) };
        if is_odd {
            self.odd.add(|| {
                let message =
                    format!("{level} is no parity of area {area} in {year}: the United States is 100");
                row.at(index, Diagnostic::finding(message))
            });
        }
        Ok(())
    }
}

/// What is told of states that a table of several lacks.
fn left_out(levels: &PriceLevels<(Area, u16)>) -> Option<Diagnostic> {
    const MOST_NAMED: usize = 5;
    let areas: BTreeSet<Area> = levels.keys().map(|(area, _)| *area).collect();
    let without = missing_states(AreaKind::State, &areas);
    let all = state_names(AreaKind::State).count();
    if without.is_empty() || without.len() + 1 >= all {
        return None;
    }
    let named = match without.len() {
        1..=MOST_NAMED => format!("; without {}", without.join(", ")),
        _ => String::new(),
    };
    let message = format!("{} states, not the {all} of BEA{named}", all - without.len());
    Some(Diagnostic::finding(message).hint("rows were left out").rule(&rules::PARTIAL_TABLE))
}

fn read_table(bytes: &[u8]) -> Result<Table, Diagnostics> {
    let mut parities = Table::default();
    let mut found = false;
    container::visit(bytes, &mut |sheet| {
        found |= of_bea(sheet, &mut parities)?;
        Ok(())
    })?;
    if found {
        return Ok(parities);
    }
    read(bytes, "a table of price parities", &[PARITY_HEADS], |[state, year, value], row| {
        let area = match row.cell(state) {
            PRICE_PARITY_NATION => Area::NATION,
            fips => padded(fips).parse().map_err(|_| not_valid(row, state))?,
        };
        let of_year = row.cell(year).parse().map_err(|_| not_valid(row, year))?;
        parities.add((area, of_year), row, value)
    })?;
    if parities.levels.is_empty() {
        return Err(Diagnostic::error("the table has no rows").at(1, 1).into());
    }
    Ok(parities)
}

/// The parity of the United States.
const NATION: f64 = 100.0;

/// The parities that an area may have, far beyond any that there was.
const PARITIES: RangeInclusive<f64> = 50.0..=200.0;

const PARITY_HEADS: [&str; 3] = ["state_fips", "year", "rpp_all_items_us_100"];

/// Adds the levels of BEA's table, if the sheet is one: a row an area and item, a column a year.
fn of_bea(sheet: &mut Sheet<'_>, parities: &mut Table) -> Result<bool, Diagnostics> {
    let Some(row) = sheet.next_row()? else { return Ok(false) };
    let (Some(area), Some(item)) = (row.find("GeoFIPS"), row.find("Description")) else {
        sheet.stay();
        return Ok(false);
    };
    let (kind, name) = (row.find("TableName"), row.find("GeoName"));
    let years: Vec<(u16, usize)> = row
        .cells()
        .enumerate()
        .filter_map(|(index, cell)| Some((cell.parse().ok().filter(|year| *year > 1900)?, index)))
        .collect();
    let columns = row.len();
    sheet.must_have(&(0..=columns));
    let mut problems = Diagnostics::default();
    while let Some(Some(row)) = problems.keep(sheet.next_row()) {
        let described = row.cell(item).trim_matches('"').trim();
        if !described.eq_ignore_ascii_case(PRICE_PARITY_ITEM) {
            continue;
        }
        let by_state = kind.is_none_or(|kind| !row.cell(kind).starts_with('M'));
        let place = problems.keep(bea_row(&row, area, by_state, &years, parities));
        if let (Some(place), Some(name)) = (place, name.filter(|_| by_state)) {
            // BEA writes a footnote mark behind Alaska and Hawaii.
            let title = row.cell(name).trim_matches(['"', '*', ' ']);
            if let Some(message) = other_state(place, title) {
                parities.names.add(|| row.at(name, Diagnostic::finding(message)));
            }
        }
    }
    problems.unless_any(true)
}

/// The levels of one area. BEA writes states with three zeros behind the FIPS code.
fn bea_row(
    row: &Row<'_>,
    area: usize,
    by_state: bool,
    years: &[(u16, usize)],
    parities: &mut Table,
) -> Result<Area, Diagnostics> {
    let code = row.cell(area).trim_matches('"').trim();
    let code = if by_state { code.strip_suffix("000").unwrap_or(code) } else { code };
    let nation = code == PRICE_PARITY_NATION || code.trim_matches('0').is_empty();
    let place = if nation { Some(Area::NATION) } else { padded(code).parse().ok() };
    let place = place.ok_or_else(|| not_valid(row, area))?;
    for (year, index) in years {
        // BEA writes (NA) where it has no level.
        let cell = row.cell(*index);
        if !cell.starts_with('(') && !is_blank(cell) {
            parities.add((place, *year), row, *index)?;
        }
    }
    Ok(place)
}

/// The code of a state with the zero that spreadsheets take from it.
fn padded(fips: &str) -> String {
    format!("{fips:0>2}")
}

/// What a row of column names is of.
pub(super) fn kind(row: &Row<'_>) -> Option<Contents> {
    let has = |name: &str| row.find(name).is_some();
    if CPI_HEADS.iter().all(|name| has(name)) {
        return Some(Contents::CpiU);
    }
    let parities = PARITY_HEADS.iter().all(|name| has(name)) || (has("GeoFIPS") && has("Description"));
    parities.then_some(Contents::PriceParities)
}

/// Reads every row of the first sheet that has the columns of one of the layouts.
pub(super) fn read<const N: usize>(
    bytes: &[u8],
    what: &str,
    layouts: &[[&str; N]],
    mut each: impl FnMut([usize; N], &Row<'_>) -> Result<(), Diagnostics>,
) -> Result<(), Diagnostics> {
    let (mut found, mut near) = (false, None);
    container::visit(bytes, &mut |sheet| {
        let Some((at, columns)) = find(sheet, layouts, &mut near)? else { return Ok(()) };
        found = true;
        sheet.must_have(&(at.iter().max().map_or(0, |last| last + 1)..=columns));
        let mut problems = Diagnostics::default();
        while let Some(Some(row)) = problems.keep(sheet.next_row()) {
            problems.keep(each(at, &row));
        }
        problems.unless_any(())
    })?;
    if found {
        return Ok(());
    }
    let heads: Vec<String> = layouts.iter().map(|names| names.join(", ")).collect();
    let hint = format!("one line must hold the columns {}", heads.join(" or "));
    Err(near.unwrap_or_default().refusal(what, &hint))
}

/// Reads on to the row of heads, with how many it has; `None` when the sheet has none.
fn find<const N: usize>(
    sheet: &mut Sheet<'_>,
    layouts: &[[&str; N]],
    near: &mut Option<NearMiss>,
) -> Result<Option<([usize; N], usize)>, Diagnostics> {
    for _ in 0..SCANNED_ROWS {
        let Some(row) = sheet.next_row()? else { break };
        for names in layouts {
            let at = names.map(|name| row.find(name));
            let missing: Vec<String> = names
                .iter()
                .zip(at)
                .filter(|(_, at)| at.is_none())
                .map(|(name, _)| format!("`{name}`"))
                .collect();
            if missing.is_empty() {
                return Ok(Some((at.map(Option::unwrap_or_default), row.len())));
            }
            NearMiss::keep(near, NearMiss::new(&row, N - missing.len(), missing));
        }
    }
    Ok(None)
}

/// Adds a level. A row that repeats an earlier one adds nothing; two levels for a period are none.
pub(super) fn insert<Key: Ord>(
    levels: &mut PriceLevels<Key>,
    key: Key,
    level: f64,
    row: &Row<'_>,
) -> Result<(), Diagnostics> {
    match levels.entry(key) {
        Entry::Vacant(free) => {
            free.insert((level, row.line));
            Ok(())
        }
        Entry::Occupied(taken) if taken.get().0.total_cmp(&level).is_eq() => Ok(()),
        Entry::Occupied(taken) => {
            let (other, line) = taken.get();
            let twice = Diagnostic::error("the index stands here for the second time")
                .hint(format!("line {line} has it, as {other}; remove one of the two"));
            Err(row.at(0, twice).into())
        }
    }
}

pub(super) fn positive(row: &Row<'_>, index: usize) -> Result<f64, Diagnostics> {
    number(row.cell(index)).filter(|number| *number > 0.0).ok_or_else(|| not_valid(row, index))
}

pub(super) fn not_valid(row: &Row<'_>, index: usize) -> Diagnostics {
    let cell = row.cell(index);
    let refusal = Diagnostic::error(format!("`{cell}` is not valid here"));
    row.at(index, other_notation(cell).into_iter().fold(refusal, Diagnostic::hint)).into()
}
