//! The CPI-U by month, from a file of BLS's `cu` directory or a table with the same columns, and whether its
//! figures hold together.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    codes::whole,
    container::Row,
    findings::Findings,
    oews::{OEWS_SERIES, saved_with_commas},
    prices::{PriceLevels, insert, not_valid, positive, read},
};
use crate::{
    catalog::{CPI_BASE_YEARS, CPI_U_SERIES, CPI_UNPUBLISHED, is_blank, labstat_survey},
    diag::{Diagnostic, Diagnostics, first_names, rules},
    model::Release,
};

pub(super) const CPI_HEADS: [&str; 4] = ["series_id", "year", "period", "value"];

/// The columns by which the lists beside the index are known: `cu.series`, `cu.area`, `cu.item`, `cu.period`,
/// `cu.base`.
const LISTS: [[&str; 2]; 5] = [
    ["series_id", "item_code"],
    ["area_code", "display_level"],
    ["item_code", "item_name"],
    ["period", "period_abbr"],
    ["base_code", "base_name"],
];

/// Whether a row of column names is that of such a list.
pub(super) fn is_list(row: &Row<'_>) -> bool {
    LISTS.iter().any(|names| names.iter().all(|name| row.find(name).is_some()))
}

/// The CPI-U by month, 1982-84 = 100, and what is odd about it.
#[derive(Debug)]
pub struct CpiU {
    /// The index of each month, with its line in the file. A month without a row, or with a dash, has none.
    pub levels: PriceLevels<Release>,
    /// Months that are missing or far from the month before, annual averages that are not those of the months.
    pub findings: Diagnostics,
}

impl CpiU {
    /// The months that there are, in words.
    pub(super) fn span(&self) -> Option<String> {
        let ((first, _), (last, _)) = (self.levels.first_key_value()?, self.levels.last_key_value()?);
        Some(format!("index of {} months, from {first} to {last}", self.levels.len()))
    }
}

/// How far an annual average may be from the mean of the months: before 2007 both have one decimal.
const ROUNDING: f64 = 0.1;

/// The first year whose months have three decimals, of which BLS makes the average.
const THREE_DECIMALS: u16 = 2007;

/// How far an average may be from the mean of months with so many decimals at most; a table of people's own may
/// have fewer than BLS.
fn rounding(year: u16, figures: &[f64]) -> f64 {
    let needs = |scale: f64| figures.iter().any(|it| (it * scale - (it * scale).round()).abs() > 1e-4);
    match year {
        ..THREE_DECIMALS => ROUNDING,
        _ if needs(100.0) => 0.000_51,
        _ if needs(10.0) => 0.011,
        _ => ROUNDING,
    }
}

/// How far the mean of the base years may be from 100.
const BASE_ROUNDING: f64 = 0.1;

/// The greatest change from month to month, as a share; the greatest ever was 5.9 %, in July 1946.
const FURTHEST: f64 = 0.07;

/// So many times as many months as are missing make them missing.
const FEW: usize = 3;

/// Series and months that are named; of the rest only the number is told.
const MOST_NAMED: usize = 5;

/// Reads the months (`M01` to `M12`) and holds the annual averages (`M13`) against them.
///
/// # Errors
/// Columns that are missing, cells that are not numbers, a month with two values, a series that is
/// not there.
pub fn read_cpi_u(bytes: &[u8]) -> Result<CpiU, Diagnostics> {
    let (mut levels, mut others) = (PriceLevels::new(), BTreeSet::new());
    let mut checks = Checks::default();
    read(bytes, "a table of the CPI-U", &[CPI_HEADS], |[series, year, period, value], row| {
        if row.cell(series) != CPI_U_SERIES {
            if others.len() <= MOST_NAMED {
                others.insert(row.cell(series).to_owned());
            }
            return Ok(());
        }
        // BLS's flat files have a dash where there is no value, and halves of years beside the months.
        let Some(month) = month_of(row, period)?.filter(|_| row.cell(value) != "-") else {
            return Ok(());
        };
        let (year, has_value) = (year_of(row, year)?, !is_blank(row.cell(value)));
        if month == "13" {
            if has_value {
                checks.average(year, positive(row, value)?, row, value);
            }
            return Ok(());
        }
        let month = format!("{year}-{month}").parse().map_err(|_| not_valid(row, period))?;
        if !has_value {
            checks.blank(month, row, value);
            return Ok(());
        }
        let level = positive(row, value)?;
        checks.month(month, level, row, value);
        insert(&mut levels, month, level, row)
    })?;
    if levels.is_empty() {
        return Err(no_month(&others).into());
    }
    let findings = checks.finish(&levels);
    Ok(CpiU { levels, findings })
}

/// The digits of a row's month, of which the 13th is the year; `None` for half a year.
fn month_of<'a>(row: &Row<'a>, period: usize) -> Result<Option<&'a str>, Diagnostics> {
    let cell = row.cell(period);
    match cell.split_at_checked(1) {
        Some(("M", digits)) if digits.parse().is_ok_and(|month| (1..=13).contains(&month)) => {
            Ok(Some(digits))
        }
        Some(("S", digits)) if digits.parse::<u8>().is_ok() => Ok(None),
        _ => {
            let message = format!("period: `{cell}` is none");
            let hint = "BLS writes the months of a year M01 to M12, and its average M13";
            Err(row.at(period, Diagnostic::error(message).hint(hint)).into())
        }
    }
}

/// The year of a row, which other programs may write as a number with decimals: `2024.0`.
fn year_of(row: &Row<'_>, index: usize) -> Result<u16, Diagnostics> {
    let cell = row.cell(index);
    let year = whole(cell).parse().ok();
    year.filter(|year| (1900..2100).contains(year)).ok_or_else(|| not_valid(row, index))
}

fn no_month(others: &BTreeSet<String>) -> Diagnostic {
    let found = Diagnostic::error(format!("no month of series {CPI_U_SERIES}"));
    let Some(first) = others.first() else { return found };
    if first.starts_with(OEWS_SERIES) {
        return saved_with_commas();
    }
    let names = first_names(others.iter(), MOST_NAMED, ", ");
    let of = labstat_survey(first).map_or_else(String::new, |survey| format!(", of {survey}"));
    found.hint(format!(
        "the file has {names}{of}; of consumer prices, all items for all urban consumers are read, not seasonally adjusted"
    ))
}

/// What is held against each other once the rows are read, in whatever order they stand.
#[derive(Default)]
struct Checks {
    /// Each month with its place, as a finding without words.
    months: BTreeMap<Release, (f64, Diagnostic)>,
    averages: BTreeMap<u16, (f64, Diagnostic)>,
    /// Months of which BLS published an index and the table has a blank cell.
    blank: BTreeMap<Release, Diagnostic>,
    twice: Findings,
}

impl Checks {
    fn month(&mut self, month: Release, level: f64, row: &Row<'_>, value: usize) {
        let place = row.at(value, Diagnostic::finding(""));
        if let Some((_, first)) = self.months.get(&month) {
            let line = first.place.as_ref().and_then(|place| place.line).unwrap_or_default();
            self.twice.add(|| {
                let message = format!("the index of {month} stands here for the second time");
                Diagnostic { message, ..place }.hint(format!("the first is in line {line}"))
            });
            return;
        }
        self.months.insert(month, (level, place));
    }

    fn blank(&mut self, month: Release, row: &Row<'_>, value: usize) {
        if is_published(month) {
            let told = Diagnostic::finding(format!("the index of {month} is blank"));
            self.blank.insert(month, row.at(value, told));
        }
    }

    fn average(&mut self, year: u16, average: f64, row: &Row<'_>, value: usize) {
        self.averages.insert(year, (average, row.at(value, Diagnostic::finding(""))));
    }

    /// Months that are far from the month before.
    fn jumps(&self) -> Findings {
        let mut jumps = Findings::default();
        for ((last, (old, _)), (month, (level, place))) in
            self.months.iter().zip(self.months.iter().skip(1))
        {
            if last.next_month() == *month && (level / old - 1.0).abs() > FURTHEST {
                jumps.add(|| {
                    let message =
                        format!("the index of {month}, {level}, is far from that of {last}, {old}");
                    Diagnostic { message, ..place.clone() }.hint("one of the two was changed")
                });
            }
        }
        jumps
    }

    /// Annual averages that are not those of the months.
    fn wrong_averages(&self, sums: &BTreeMap<u16, (f64, u8)>) -> Findings {
        let mut wrong = Findings::default();
        for (year, (average, place)) in &self.averages {
            let Some((sum, 12)) = sums.get(year) else { continue };
            let mean = sum / 12.0;
            let of_year = self.months.iter().filter(|(month, _)| month.year() == *year);
            let figures: Vec<f64> = of_year.map(|(_, (level, _))| *level).chain([*average]).collect();
            if (mean - average).abs() > rounding(*year, &figures) {
                wrong.add(|| {
                    let message = format!(
                        "the annual average of {year}, {average}, is not that of its months, {mean:.3}"
                    );
                    let hint = "it or one of the months was changed";
                    Diagnostic { message, ..place.clone() }.hint(hint)
                });
            }
        }
        wrong
    }

    fn finish(self, levels: &PriceLevels<Release>) -> Diagnostics {
        let mut told = Diagnostics::default();
        let mut sums: BTreeMap<u16, (f64, u8)> = BTreeMap::new();
        for (month, (level, _)) in &self.months {
            let sum = sums.entry(month.year()).or_default();
            *sum = (sum.0 + level, sum.1 + 1);
        }
        let rule = &rules::ODD_FIGURE;
        self.jumps().tell(rule, "the index is far from that of the month before", &mut told);
        let wrong = self.wrong_averages(&sums);
        wrong.tell(rule, "annual averages are not those of the months", &mut told);
        self.twice.tell(&rules::ROW_TWICE, "months stand twice", &mut told);
        let of_base = sums.iter().filter(|(year, _)| CPI_BASE_YEARS.contains(year));
        let (sum, months) =
            of_base.fold((0.0, 0_u8), |(sum, months), (_, (more, count))| (sum + more, months + count));
        let mean = sum / f64::from(months);
        if months == 36 && (mean - 100.0).abs() > BASE_ROUNDING {
            let message =
                format!("the mean of 1982 to 1984 is {mean:.1}, and not 100: the base is another");
            told.push(Diagnostic::finding(message).rule(rule));
        }
        let mut blank = Findings::default();
        let mut missing = missing(levels);
        missing.retain(|month| !self.blank.contains_key(month));
        self.blank.into_values().for_each(|told| blank.add(|| told));
        blank.tell(&rules::DAMAGED_TABLE, "months are blank", &mut told);
        // A table of one month of each year is an extract, and no table with months left out.
        if !missing.is_empty() && FEW * missing.len() < levels.len() {
            let message = format!("no index of {}", first_names(missing.iter(), MOST_NAMED, ", "));
            let told_of = Diagnostic::finding(message).hint("BLS has published it; rows were left out");
            told.push(told_of.rule(&rules::PARTIAL_TABLE));
        }
        told
    }
}

fn is_published(month: Release) -> bool {
    !CPI_UNPUBLISHED.contains(&month.to_string().as_str())
}

/// Months between the first and the last that have no index although BLS published one.
fn missing(levels: &PriceLevels<Release>) -> Vec<Release> {
    let (Some((first, _)), Some((last, _))) = (levels.first_key_value(), levels.last_key_value()) else {
        return Vec::new();
    };
    let months = std::iter::successors(Some(*first), |month| Some(month.next_month()));
    let gap = |month: &Release| !levels.contains_key(month) && is_published(*month);
    months.take_while(|month| month <= last).filter(gap).collect()
}
