//! Tables of the Occupational Employment and Wage Statistics, in BLS's download layout.

use std::collections::BTreeMap;

use super::text::{Row, Table, number};
use crate::{
    catalog::{
        OewsColumn, OewsMark, OewsTopCode, area_kind, level, oews_column, oews_mark, oews_release,
    },
    diag::{Diagnostic, Diagnostics},
    model::{
        Area, AreaKind, Estimate, Mark, Measure, PayPeriod, Percentile, PublishedRow, Release, SocCode,
        TableHead, Unit,
    },
};

/// Reads a table of a release and hands on its cross-industry rows, one at a time.
///
/// # Errors
/// Every cell that is neither a number nor a mark, every code, level or area that is not one, and
/// columns that are missing, each with line and column.
pub fn read(
    bytes: &[u8],
    release: Release,
    mut each: impl FnMut(&PublishedRow<'_>),
) -> Result<TableHead, Diagnostics> {
    let top_code = oews_release(release)
        .ok_or_else(|| {
            Diagnostic::error(format!("no release of {release} is known: OEWS begins in 1997"))
        })?
        .top_code;
    let mut table = Table::open(bytes)?;
    let layout = Layout::of(&table.heads)?;
    let mut problems = Diagnostics::default();
    let mut values = Vec::with_capacity(layout.measures.len());
    let mut empty = true;
    while let Some(row) = table.next_whole_row()? {
        match layout.row(&row, top_code, &mut values) {
            Ok(Some(keys)) => {
                empty = false;
                each(&PublishedRow { values: &values, ..keys });
            }
            Ok(None) => {}
            Err(more) => problems.extend(more),
        }
    }
    if empty && problems.is_empty() {
        problems.push(Diagnostic::error("no row of all industries together").at(1, 1));
    }
    problems.unless_any(layout.head())
}

/// Where the columns stand in a file.
struct Layout {
    at: BTreeMap<OewsColumn, usize>,
    measures: Vec<(Measure, usize)>,
    heads: Vec<String>,
}

/// Columns without which a row has no key.
const REQUIRED: [OewsColumn; 4] =
    [OewsColumn::Soc, OewsColumn::Title, OewsColumn::Level, OewsColumn::Measure(Measure::Employment)];

impl Layout {
    fn of(heads: &[String]) -> Result<Self, Diagnostics> {
        let mut at = BTreeMap::new();
        for (index, head) in heads.iter().enumerate() {
            if let Some(column) = oews_column(head) {
                at.entry(column).or_insert(index);
            }
        }
        let missing: Vec<_> = REQUIRED.iter().filter(|column| !at.contains_key(column)).collect();
        if !missing.is_empty() {
            let names: Vec<_> = missing.iter().map(|column| column.head()).collect();
            return Err(Diagnostic::error(format!("not an OEWS table: no column {}", names.join(", ")))
                .hint("the first line must hold BLS's own column names, such as OCC_CODE and A_MEDIAN")
                .at(1, 1)
                .into());
        }
        let measures = at
            .iter()
            .filter_map(|(column, index)| match column {
                OewsColumn::Measure(measure) => Some((*measure, *index)),
                _ => None,
            })
            .collect();
        Ok(Self { at, measures, heads: heads.to_vec() })
    }

    fn head(&self) -> TableHead {
        TableHead {
            measures: self.measures.iter().map(|(measure, _)| *measure).collect(),
            heads: self.measures.iter().map(|(_, index)| self.heads[*index].clone()).collect(),
            education_head: None,
        }
    }

    /// The keys of a row, with its values left in `values`; `None` for a row of one industry.
    fn row<'a>(
        &self,
        row: &'a Row<'_>,
        top_code: OewsTopCode,
        values: &mut Vec<Estimate>,
    ) -> Result<Option<PublishedRow<'a>>, Diagnostics> {
        let text = |column| self.at.get(&column).map(|index| row.cell(*index));
        let cross_industry =
            text(OewsColumn::Naics).is_none_or(|naics| naics.trim_matches('0').is_empty());
        if !cross_industry {
            return Ok(None);
        }
        let mut problems = Diagnostics::default();
        let soc = problems.keep(self.key(row, OewsColumn::Soc, |cell| cell.parse::<SocCode>().ok()));
        let level = problems.keep(self.key(row, OewsColumn::Level, level));
        let (area, area_kind) = problems.keep(self.area(row)).unzip();
        self.values(row, top_code, values, &mut problems);
        let (Some(soc), Some(level), Some(area), Some(area_kind)) = (soc, level, area, area_kind) else {
            return Err(problems);
        };
        let area_title = text(OewsColumn::AreaTitle).unwrap_or("United States");
        let title = text(OewsColumn::Title).unwrap_or_default();
        let (line, education) = (row.line, None);
        let keys = PublishedRow {
            line,
            area,
            area_title,
            area_kind,
            soc,
            title,
            level,
            values: &[],
            education,
        };
        problems.unless_any(Some(keys))
    }

    fn key<T>(
        &self,
        row: &Row<'_>,
        column: OewsColumn,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<T, Diagnostics> {
        let index = self.at[&column];
        parse(row.cell(index)).ok_or_else(|| {
            let (line, at) = row.place(index);
            let message = format!("{}: `{}` is not valid", self.heads[index], row.cell(index));
            Diagnostic::error(message).hint(hint_for(column)).at(line, at).into()
        })
    }

    /// A table without area columns is the national one.
    fn area(&self, row: &Row<'_>) -> Result<(Area, AreaKind), Diagnostics> {
        if !self.at.contains_key(&OewsColumn::Area) || !self.at.contains_key(&OewsColumn::AreaType) {
            return Ok((Area::NATION, AreaKind::Nation));
        }
        let area = self.key(row, OewsColumn::Area, |cell| cell.parse::<Area>().ok())?;
        let kind = self.key(row, OewsColumn::AreaType, area_kind)?;
        Ok((area, kind))
    }

    fn values(
        &self,
        row: &Row<'_>,
        top_code: OewsTopCode,
        values: &mut Vec<Estimate>,
        problems: &mut Diagnostics,
    ) {
        values.clear();
        for (measure, index) in &self.measures {
            let value = estimate(row.cell(*index), *measure, top_code).unwrap_or_else(|| {
                let (line, column) = row.place(*index);
                let message = format!(
                    "{}: `{}` is neither a number nor one of BLS's marks",
                    self.heads[*index],
                    row.cell(*index)
                );
                let hint = "BLS's marks are *, **, ***, #, ~ and a blank cell";
                problems.push(Diagnostic::error(message).hint(hint).at(line, column));
                Estimate::absent(Mark::NotApplicable)
            });
            values.push(value);
        }
        raise_bounds(&self.measures, values);
    }
}

const fn hint_for(column: OewsColumn) -> &'static str {
    match column {
        OewsColumn::Soc => {
            "a code is written 11-9111; a spreadsheet that opens the file may have turned it into a date"
        }
        OewsColumn::Level => "levels are total, major, minor, broad and detailed",
        OewsColumn::Area => "an area is BLS's code of two to seven digits, leading zeros included",
        _ => "kinds of area are 1, 2, 3, 4 and 6",
    }
}

/// The value of a cell. Hourly wages are rounded to cents: the workbooks hold `17.809999999999999`.
fn estimate(cell: &str, measure: Measure, top_code: OewsTopCode) -> Option<Estimate> {
    match oews_mark(cell) {
        Some(OewsMark::TopCoded) => Some(Estimate::at_least(match measure.unit() {
            Unit::UsdPerHour => top_code.hourly_usd,
            Unit::UsdPerYear => top_code.annual_usd,
            _ => return None,
        })),
        Some(OewsMark::Absent(mark)) => Some(Estimate::absent(mark)),
        None => {
            let number = number(cell).filter(|number| *number >= 0.0)?;
            Some(match measure.unit() {
                Unit::UsdPerHour => Estimate::published(Unit::UsdPerHour.round(number)),
                _ => Estimate::published(number),
            })
        }
    }
}

/// Percentiles only rise, so a top-coded one is at least the highest published one below it (from
/// May 2025 on BLS prints wages above the threshold of its own mark).
fn raise_bounds(measures: &[(Measure, usize)], values: &mut [Estimate]) {
    for period in PayPeriod::ALL {
        let mut highest = f64::NEG_INFINITY;
        for percentile in Percentile::ALL {
            let wanted = Measure::Wage(period, percentile);
            let Some(at) = measures.iter().position(|(measure, _)| *measure == wanted) else { continue };
            match &mut values[at] {
                Estimate::AtLeast { bound } => *bound = bound.max(highest),
                value => highest = value.number().unwrap_or(highest).max(highest),
            }
        }
    }
}
