//! The median wages of a table of projections: marks that another program replaced by numbers.

use crate::{
    catalog::oews_release,
    diag::{Diagnostic, Diagnostics, rules},
    ingest::{codes::CHANGED, container::Row, findings::Findings},
    model::{Estimate, Release},
};

/// Medians that must equal the top code, with none marked, before they are taken for replaced marks.
const REPLACED_MARKS: usize = 5;

/// The medians of a table while its rows are read.
pub(super) struct Wages {
    /// The top code of the year of the wages, dollars a year.
    top_code: Option<f64>,
    zeros: Findings,
    at_top: usize,
    is_capped: bool,
}

impl Wages {
    /// For wages of a year.
    pub(super) fn of(year: Option<u16>) -> Self {
        let release = year.and_then(|year| oews_release(Release::may(year)));
        let top_code = release.map(|release| release.top_code.annual_usd);
        Self { top_code, zeros: Findings::default(), at_top: 0, is_capped: false }
    }

    /// Looks at the median in a column of a row.
    pub(super) fn row(&mut self, row: &Row<'_>, column: usize, median: &Estimate) {
        self.is_capped |= matches!(median, Estimate::AtLeast { .. });
        let number = median.number();
        self.at_top += usize::from(number.is_some() && number == self.top_code);
        if number == Some(0.0) {
            self.zeros.add(|| {
                let message = "a wage of 0 stands where BLS prints N/A or —";
                row.at(column, Diagnostic::finding(message).hint(CHANGED))
            });
        }
    }

    /// Tells what was replaced.
    pub(super) fn tell(self, told: &mut Diagnostics) {
        self.zeros.tell(&rules::DAMAGED_TABLE, "wages of 0 stand", told);
        if self.at_top >= REPLACED_MARKS && !self.is_capped {
            let message = format!(
                "{} wages equal the top code of the release and none is marked >=: the marks were replaced by \
                 numbers",
                self.at_top
            );
            told.push(Diagnostic::finding(message).hint(CHANGED).rule(&rules::DAMAGED_TABLE));
        }
    }
}
