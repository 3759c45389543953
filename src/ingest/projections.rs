//! Tables of the Employment Projections: occupations of one round.

use super::text::{Row, Table, number};
use crate::{
    catalog::{ProjectionColumn, UNAVAILABLE_MARKS, projection_column},
    diag::{Diagnostic, Diagnostics},
    model::{
        Area, AreaKind, Estimate, Mark, Measure, PayPeriod, Percentile, PublishedRow, Round, SocCode,
        SocLevel, TableHead,
    },
};

/// Reads the table of a round and hands on its rows, one at a time. Employment, change and openings
/// are in thousands of jobs. The median wage is of the year that its column names.
///
/// # Errors
/// Columns that are missing or of other years, and every cell that is neither a number nor a mark.
pub fn read(
    bytes: &[u8],
    round: Round,
    mut each: impl FnMut(&PublishedRow<'_>),
) -> Result<TableHead, Diagnostics> {
    let mut table = Table::open(bytes)?;
    let layout = Layout::of(&table.heads, round)?;
    let mut problems = Diagnostics::default();
    let mut values = Vec::with_capacity(MEASURES.len());
    let mut empty = true;
    while let Some(row) = table.next_whole_row()? {
        empty = false;
        match layout.row(&row, &mut values) {
            Ok(keys) => each(&PublishedRow { values: &values, ..keys }),
            Err(more) => problems.extend(more),
        }
    }
    if empty {
        problems.push(Diagnostic::error("the table has no rows").at(1, 1));
    }
    problems.unless_any(layout.head(&table.heads))
}

const MEASURES: [Measure; 6] = [
    Measure::BaseEmployment,
    Measure::ProjectedEmployment,
    Measure::EmploymentChange,
    Measure::EmploymentChangePct,
    Measure::AnnualOpenings,
    Measure::Wage(PayPeriod::Annual, Percentile::P50),
];

struct Layout {
    title: usize,
    soc: usize,
    occupation_type: Option<usize>,
    education: usize,
    values: [usize; 6],
}

impl Layout {
    fn of(heads: &[String], round: Round) -> Result<Self, Diagnostics> {
        use ProjectionColumn as C;
        let find = |column, year: Option<u16>| {
            heads.iter().position(|head| {
                projection_column(head) == Some(column)
                    && year.is_none_or(|year| head.contains(&year.to_string()))
            })
        };
        let need = |column, year: Option<u16>| find(column, year).ok_or_else(|| missing(column, year));
        let base = Some(round.base_year());
        let projected = Some(round.projected_year());
        Ok(Self {
            title: need(C::Title, None)?,
            soc: need(C::Soc, None)?,
            occupation_type: find(C::Type, None),
            education: need(C::Education, None)?,
            values: [
                need(C::Employment, base)?,
                need(C::Employment, projected)?,
                need(C::Change, base)?,
                need(C::ChangePct, base)?,
                need(C::Openings, base)?,
                need(C::MedianWage, None)?,
            ],
        })
    }

    fn head(&self, heads: &[String]) -> TableHead {
        TableHead {
            measures: MEASURES.to_vec(),
            heads: self.values.iter().map(|index| heads[*index].clone()).collect(),
            education_head: Some(heads[self.education].clone()),
        }
    }

    fn row<'a>(
        &self,
        row: &'a Row<'_>,
        values: &mut Vec<Estimate>,
    ) -> Result<PublishedRow<'a>, Diagnostics> {
        let mut problems = Diagnostics::default();
        values.clear();
        for (measure, index) in MEASURES.into_iter().zip(self.values) {
            values.push(estimate(row.cell(index)).unwrap_or_else(|| {
                let message =
                    format!("{}: `{}` is neither a number nor a mark", measure.name(), row.cell(index));
                problems.push(at(row, index, message, "BLS writes — where it has no figure"));
                Estimate::absent(Mark::Unavailable)
            }));
        }
        let Ok(soc) = row.cell(self.soc).parse::<SocCode>() else {
            let message = format!("`{}` is not an occupation code", row.cell(self.soc));
            problems.push(at(row, self.soc, message, "a code is written 11-9111"));
            return Err(problems);
        };
        let education = Some(row.cell(self.education)).filter(|cell| !UNAVAILABLE_MARKS.contains(cell));
        let keys = PublishedRow {
            line: row.line,
            area: Area::NATION,
            area_title: "United States",
            area_kind: AreaKind::Nation,
            soc,
            title: row.cell(self.title),
            level: self.level(row, soc),
            values: &[],
            education,
        };
        problems.unless_any(keys)
    }

    /// Summary rows have no level of their own in these tables; the digits of the code tell it.
    fn level(&self, row: &Row<'_>, soc: SocCode) -> SocLevel {
        let line_item =
            self.occupation_type.is_none_or(|index| row.cell(index).eq_ignore_ascii_case("line item"));
        match soc.digits() {
            0 => SocLevel::Total,
            _ if line_item => SocLevel::Detailed,
            digits if digits.is_multiple_of(10_000) => SocLevel::Major,
            digits if digits.is_multiple_of(100) => SocLevel::Minor,
            _ => SocLevel::Broad,
        }
    }
}

fn missing(column: ProjectionColumn, year: Option<u16>) -> Diagnostics {
    let of_year = year.map(|year| format!(" of {year}")).unwrap_or_default();
    Diagnostic::error(format!(
        "not the projections of this round: no {} column{of_year}",
        column.in_words()
    ))
    .hint("the years in the column heads must be those of `round` in pipeline.toml")
    .at(1, 1)
    .into()
}

fn at(row: &Row<'_>, index: usize, message: String, hint: &str) -> Diagnostic {
    let (line, column) = row.place(index);
    Diagnostic::error(message).hint(hint).at(line, column)
}

/// The value of a cell; a wage at the top code is written `>=239,200`.
fn estimate(cell: &str) -> Option<Estimate> {
    if UNAVAILABLE_MARKS.contains(&cell) {
        return Some(Estimate::absent(Mark::Unavailable));
    }
    let plain = cell.replace(['$', ' '], "");
    let bound = ["≥", ">=", ">"].iter().find_map(|sign| plain.strip_prefix(sign));
    match bound {
        Some(bound) => number(bound).map(Estimate::at_least),
        None => number(&plain).map(Estimate::published),
    }
}
