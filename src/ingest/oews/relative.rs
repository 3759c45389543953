//! The figures of a table that are relative to others: standard errors in percent, location quotients, shares of an
//! industry's jobs and establishments. What they can be is little: BLS prints errors to one decimal and none above 50%,
//! all occupations have a quotient of 1 and 100% of their industry, and no share is 0.

use super::layout::Layout;
use crate::{
    diag::{Diagnostic, Diagnostics, rules},
    ingest::{container::Row, findings::Findings},
    model::{Estimate, Mark, PublishedRow, SocLevel},
};

/// The highest relative standard error that a table may have, percent: those of 2012 to 2025 end at 49.9.
const MOST_PCT: f64 = 100.0;

/// How far a number of one decimal may be from it as it is stored.
const STORED: f64 = 1e-6;

/// Errors of a column from which it is told that all are zero: in BLS's tables 1% are.
const LEAST_ERRORS: usize = 50;

/// What was seen of a column of errors.
#[derive(Default)]
struct Errors {
    all: usize,
    above_zero: usize,
    /// Where the first stands.
    first: Option<Diagnostic>,
}

/// The relative figures of a table while its rows are read.
#[derive(Default)]
pub(super) struct Relative {
    /// Those of jobs and of the mean.
    errors: [Errors; 2],
    odd_errors: Findings,
    odd_totals: Findings,
    zeros: Findings,
    unmarked: Findings,
}

impl Relative {
    /// Looks at a row.
    pub(super) fn row(&mut self, layout: &Layout, row: &Row<'_>, published: &PublishedRow<'_>) {
        for (which, at) in layout.errors.iter().enumerate() {
            self.error(which, layout, row, published, *at);
        }
        let [quotient, share, reporting] = layout.shares;
        let is_total = published.level == SocLevel::Total;
        for (at, whole) in [(quotient, 1.0), (share, 100.0)] {
            let is_odd = |of: &f64| is_total && (of - whole).abs() > STORED;
            if let Some(number) = number(published, at).filter(is_odd) {
                let message = format!("{number}, and that of all occupations is {whole}");
                self.odd_totals.add(|| told(layout, row, at, &message, MOVED));
            }
        }
        for at in [layout.jobs_per_thousand, quotient, reporting] {
            if number(published, at) == Some(0.0) {
                self.zeros.add(|| told(layout, row, at, "0, which BLS never prints", REPLACED));
            }
        }
        self.marks(layout, row, published);
    }

    /// Looks at a relative standard error.
    fn error(
        &mut self,
        which: usize,
        layout: &Layout,
        row: &Row<'_>,
        published: &PublishedRow<'_>,
        at: Option<usize>,
    ) {
        let Some(error) = number(published, at) else { return };
        let seen = &mut self.errors[which];
        seen.all += 1;
        seen.above_zero += usize::from(error > 0.0);
        if seen.first.is_none() {
            seen.first = Some(told(layout, row, at, "every number is 0", REPLACED));
        }
        let tenths = error * 10.0;
        let what = if error > MOST_PCT {
            "is no relative standard error in percent"
        } else if (tenths - tenths.round()).abs() > STORED {
            "has more decimals than the one that BLS prints"
        } else {
            return;
        };
        self.odd_errors.add(|| told(layout, row, at, &format!("{error} {what}"), OTHER_UNIT));
    }

    /// Looks for numbers of jobs or wages that are not released.
    fn marks(&mut self, layout: &Layout, row: &Row<'_>, published: &PublishedRow<'_>) {
        let is_kept = |at: Option<usize>, kept: Mark| {
            at.is_some_and(
                |at| matches!(published.values[at], Estimate::Absent { mark } if mark == kept),
            )
        };
        let [of_jobs, of_mean] = layout.errors;
        let [quotient, share, _] = layout.shares;
        if is_kept(layout.employment, Mark::EmploymentNotReleased) {
            for at in [of_jobs, layout.jobs_per_thousand, quotient, share] {
                if let Some(number) = number(published, at) {
                    let message = format!("{number} where the jobs are not released");
                    self.unmarked.add(|| told(layout, row, at, &message, REPLACED));
                }
            }
        }
        let mut means = layout.wages.iter().map(|[mean, ..]| *mean);
        if let Some(number) = number(published, of_mean)
            && means.all(|mean| is_kept(mean, Mark::WageNotReleased))
        {
            let message = format!("{number} where no mean is released");
            self.unmarked.add(|| told(layout, row, of_mean, &message, REPLACED));
        }
    }

    /// Tells what was found.
    pub(super) fn tell(self, told: &mut Diagnostics) {
        let rule = &rules::DAMAGED_TABLE;
        for Errors { all, above_zero, first } in self.errors {
            if let Some(first) = first.filter(|_| all >= LEAST_ERRORS && above_zero == 0) {
                told.push(first.rule(rule));
            }
        }
        self.odd_errors.tell(rule, "numbers are no relative standard errors", told);
        self.odd_totals.tell(rule, "figures of all occupations are not those of the whole", told);
        self.zeros.tell(rule, "zeros that BLS never prints stand", told);
        self.unmarked.tell(rule, "numbers stand where BLS releases none", told);
    }
}

const MOVED: &str = "the column was moved or is in another unit; get the table from BLS again";
const REPLACED: &str = "marks were replaced by numbers; get the table from BLS again";
const OTHER_UNIT: &str =
    "they are in percent, such as 0.3: the column is in another unit or was changed";

fn number(published: &PublishedRow<'_>, at: Option<usize>) -> Option<f64> {
    published.values[at?].number()
}

fn told(layout: &Layout, row: &Row<'_>, at: Option<usize>, what: &str, hint: &str) -> Diagnostic {
    let index = layout.column_of(at);
    let message = format!("{}: {what}", layout.name(index));
    row.at(index, Diagnostic::finding(message).hint(hint))
}
