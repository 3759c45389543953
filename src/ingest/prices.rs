//! Price indexes: the CPI-U by month, and regional price parities by state and year.

use std::collections::BTreeMap;

use super::text::{Row, Table, number};
use crate::{
    catalog::{CPI_U_SERIES, PRICE_PARITY_NATION},
    diag::{Diagnostic, Diagnostics},
    model::{Area, Release},
};

/// Index values by key, each with its line in the file.
pub type PriceLevels<Key> = BTreeMap<Key, (f64, u64)>;

/// The CPI-U by month (`M01` to `M12`), 1982-84 = 100. Annual averages (`M13`) are not months, and a
/// month without a row has no index: October 2025 was never published.
///
/// # Errors
/// Columns that are missing, cells that are not numbers, a series that is not there.
pub fn read_cpi_u(bytes: &[u8]) -> Result<PriceLevels<Release>, Diagnostics> {
    let mut table = Table::open(bytes)?;
    let [series, year, period, value] = columns(&table, ["series_id", "year", "period", "value"])?;
    let (mut levels, mut problems) = (PriceLevels::new(), Diagnostics::default());
    while let Some(row) = table.next_whole_row()? {
        let month = row.cell(period).strip_prefix('M').filter(|month| *month != "13");
        let (CPI_U_SERIES, Some(month)) = (row.cell(series), month) else { continue };
        let month = format!("{}-{month}", row.cell(year)).parse().map_err(|_| not_valid(&row, period));
        problems.keep(month.and_then(|month| insert(&mut levels, month, &row, value)));
    }
    if levels.is_empty() && problems.is_empty() {
        problems.push(Diagnostic::error(format!("no month of series {CPI_U_SERIES}")));
    }
    problems.unless_any(levels)
}

/// Regional price parities, all items, by state and year; the United States is 100.
///
/// # Errors
/// Columns that are missing, cells that are not numbers or places.
pub fn read_price_parities(bytes: &[u8]) -> Result<PriceLevels<(Area, u16)>, Diagnostics> {
    let mut table = Table::open(bytes)?;
    let [state, year, value] = columns(&table, ["state_fips", "year", "rpp_all_items_us_100"])?;
    let (mut levels, mut problems) = (PriceLevels::new(), Diagnostics::default());
    while let Some(row) = table.next_whole_row()? {
        let area = match row.cell(state) {
            PRICE_PARITY_NATION => Ok(Area::NATION),
            fips => fips.parse().map_err(|_| not_valid(&row, state)),
        };
        let of_year = row.cell(year).parse().map_err(|_| not_valid(&row, year));
        let key = area.and_then(|area| Ok((area, of_year?)));
        problems.keep(key.and_then(|key| insert(&mut levels, key, &row, value)));
    }
    if levels.is_empty() && problems.is_empty() {
        problems.push(Diagnostic::error("the table has no rows").at(1, 1));
    }
    problems.unless_any(levels)
}

fn insert<Key: Ord>(
    levels: &mut PriceLevels<Key>,
    key: Key,
    row: &Row<'_>,
    value: usize,
) -> Result<(), Diagnostics> {
    let level = positive(row, value)?;
    match levels.insert(key, (level, row.line)) {
        None => Ok(()),
        Some((_, line)) => Err(Diagnostic::error("the index stands here for the second time")
            .hint(format!("line {line} has it; remove one of the two"))
            .at(row.line, 1)
            .into()),
    }
}

fn columns<const N: usize>(table: &Table<'_>, names: [&str; N]) -> Result<[usize; N], Diagnostics> {
    let mut found = [0; N];
    for (slot, name) in found.iter_mut().zip(names) {
        *slot = table.heads.iter().position(|head| head == name).ok_or_else(|| {
            Diagnostic::error(format!("no column `{name}`"))
                .hint(format!("the first line must hold the columns {}", names.join(", ")))
                .at(1, 1)
        })?;
    }
    Ok(found)
}

fn positive(row: &Row<'_>, index: usize) -> Result<f64, Diagnostics> {
    number(row.cell(index)).filter(|number| *number > 0.0).ok_or_else(|| not_valid(row, index))
}

fn not_valid(row: &Row<'_>, index: usize) -> Diagnostics {
    let (line, column) = row.place(index);
    Diagnostic::error(format!("`{}` is not valid here", row.cell(index))).at(line, column).into()
}
