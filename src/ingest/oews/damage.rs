//! Traces that a spreadsheet leaves in a table when it saves it again.

use super::{
    layout::{Layout, Wages},
    place::has_lost_zero,
    row::LOST_ZEROS,
};
use crate::{
    catalog::{OewsColumn, OewsTopCode},
    diag::{Diagnostic, Diagnostics, counted, rules},
    ingest::{codes::CHANGED, container::Row},
    model::{Estimate, Mark, PublishedRow, Unit},
};

/// Wages that must equal the top code, with none marked, before they are taken for replaced marks.
const REPLACED_MARKS: usize = 5;

/// One hourly wage in ten ends in a zero. Where more than one in so many lack their last digit, they were rounded.
const ROUNDED_ONE_IN: usize = 3;

/// What was seen.
#[derive(Default)]
pub(super) struct Damage {
    /// Whether any wage is marked as top-coded.
    is_capped: bool,
    /// Wages that are exactly the top code.
    at_cap: usize,
    /// Rows whose area lacks the leading zero of its code.
    short_areas: usize,
    /// The first of them.
    short_area: String,
    /// Rows with no jobs, which BLS never prints.
    jobless: usize,
    /// Cells of wages with the mark of jobs, and of jobs with that of wages.
    marked_as_jobs: usize,
    marked_as_wages: usize,
    /// Rows whose industry or code is `0`, which BLS writes with six zeros.
    short_industries: usize,
    short_codes: usize,
    /// Hourly wages that lack a trailing zero, in a text.
    short_cents: usize,
    /// Hourly wages in a text.
    hourly: usize,
}

impl Damage {
    /// Looks at a row; `in_text` when the table is not a workbook, where a number has no zeros to lose.
    pub(super) fn row(
        &mut self,
        layout: &Layout,
        row: &Row<'_>,
        published: &PublishedRow<'_>,
        in_text: bool,
    ) {
        let area = layout.text(row, OewsColumn::Area);
        if has_lost_zero(area, published.area_kind) {
            self.short_areas += 1;
            if self.short_areas == 1 {
                area.clone_into(&mut self.short_area);
            }
        }
        self.short_industries += usize::from(layout.text(row, OewsColumn::Naics) == LOST_ZEROS);
        self.short_codes += usize::from(layout.text(row, OewsColumn::Code) == LOST_ZEROS);
        let jobs = layout.employment.and_then(|at| published.values[at].number());
        self.jobless += usize::from(jobs == Some(0.0));
        let is_marked = |at: usize, mark: Mark| matches!(published.values[at], Estimate::Absent { mark: of } if of == mark);
        let wages = layout.wages.iter().flatten().flatten();
        self.marked_as_jobs += wages.filter(|at| is_marked(**at, Mark::EmploymentNotReleased)).count();
        let jobs = layout.employment.filter(|at| is_marked(*at, Mark::WageNotReleased));
        self.marked_as_wages += usize::from(jobs.is_some());
        let [_, hourly] = &layout.wages;
        for at in hourly.iter().flatten().filter(|_| in_text) {
            let lacks_cents = |index| !has_cents(row.cell(index));
            let is_number = published.values[*at].number().is_some();
            self.hourly += usize::from(is_number);
            self.short_cents += usize::from(is_number && lacks_cents(layout.measures[*at].1));
        }
    }

    /// Looks at the wages of a row.
    pub(super) fn wages(&mut self, wages: &Wages, values: &[Estimate], cap: OewsTopCode) {
        let is_cap = |number: &&f64| [cap.annual_usd, cap.hourly_usd].contains(number);
        self.at_cap += wages.iter().flatten().filter(is_cap).count();
        self.is_capped |= values.iter().any(|value| matches!(value, Estimate::AtLeast { .. }));
    }

    /// What harms the figures or the keys, as findings.
    pub(super) fn tell(&self, told: &mut Diagnostics) {
        let mut tell = |message: String| {
            told.push(Diagnostic::finding(message).hint(CHANGED).rule(&rules::DAMAGED_TABLE));
        };
        if self.at_cap >= REPLACED_MARKS && !self.is_capped {
            tell(format!(
                "{} wages equal the top code of the release and none is marked #: the marks were \
                 replaced by numbers",
                self.at_cap
            ));
        }
        if self.jobless > 0 {
            tell(format!(
                "rows have 0 jobs: the marks ** were replaced by 0 ({})",
                counted(self.jobless, "row")
            ));
        }
        if self.marked_as_jobs > 0 {
            let cells = counted(self.marked_as_jobs, "cell");
            tell(format!("{cells} of wages with the mark **, which BLS prints for jobs alone"));
        }
        if self.marked_as_wages > 0 {
            let cells = counted(self.marked_as_wages, "cell");
            tell(format!("{cells} of jobs with the mark *, which BLS prints for wages alone"));
        }
        for (what, zeros, rows) in
            [("industry", "000000", self.short_industries), ("code", "00-0000", self.short_codes)]
        {
            if rows > 0 {
                let rows = counted(rows, "row");
                tell(format!(
                    "{rows} with the {what} `0` where BLS writes `{zeros}`: leading zeros are lost"
                ));
            }
        }
        if self.short_areas > 0 {
            tell(format!(
                "{} with the code of an area without its first digit, `{short}` for `0{short}`: leading zeros are lost",
                counted(self.short_areas, "row"),
                short = self.short_area,
            ));
        }
    }

    /// What does no harm, in words.
    pub(super) fn notes(&self) -> Vec<String> {
        // Where more than one in ten or so lack a digit, they were rounded, which is told as what it did to them.
        if self.short_cents == 0 || self.short_cents * ROUNDED_ONE_IN > self.hourly {
            return Vec::new();
        }
        vec![format!(
            "{} lost a trailing zero (15.5 for 15.50): the table was saved again; the figures are the same",
            match self.short_cents {
                1 => "1 hourly wage has".to_owned(),
                several => format!("{several} hourly wages have"),
            }
        )]
    }
}

/// Whether an hourly wage has its two decimals.
fn has_cents(cell: &str) -> bool {
    let cents = |point: usize| cell.len() - point - 1;
    // The point is mostly the third character from the end.
    let plain = cell.len().checked_sub(3).filter(|at| cell.as_bytes()[*at] == b'.');
    plain.or_else(|| cell.find('.')).is_some_and(|point| cents(point) >= Unit::UsdPerHour.decimals())
}
