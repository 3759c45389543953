//! Whether a row that says that BLS releases only annual, or only hourly, wages for it has only those, and
//! the other way round.

use super::layout::{Layout, Wages};
use crate::{
    catalog::OewsColumn,
    diag::{Diagnostic, Diagnostics, rules},
    ingest::{container::Row, findings::Findings},
    model::{Estimate, Mark, PayPeriod, PublishedRow},
};

/// What was seen.
#[derive(Default)]
pub(super) struct Units {
    contradicted: Findings,
}

impl Units {
    /// Looks at a row. Most have the means of both units, which is quickly seen.
    pub(super) fn row(
        &mut self,
        layout: &Layout,
        row: &Row<'_>,
        wages: &Wages,
        published: &PublishedRow<'_>,
    ) {
        let [annual, hourly] = wages.map(|[mean, ..]| !mean.is_nan());
        match (annual, hourly, published.only) {
            (_, true, Some(PayPeriod::Annual)) => self.told(layout, row, PayPeriod::Annual),
            (true, _, Some(PayPeriod::Hourly)) => self.told(layout, row, PayPeriod::Hourly),
            (true, false, None) => self.untold(layout, row, published, PayPeriod::Annual),
            (false, true, None) => self.untold(layout, row, published, PayPeriod::Hourly),
            _ => {}
        }
    }

    /// Wages of the other unit, too, in a row that says that there are none.
    fn told(&mut self, layout: &Layout, row: &Row<'_>, only: PayPeriod) {
        let Some(index) = layout.index(flag(only)) else { return };
        self.contradicted.add(|| {
            let (here, other) = in_words(only);
            let message =
                format!("{}: {here} wages only, and {other} ones stand here", layout.name(index));
            row.at(index, Diagnostic::finding(message).hint(HINT))
        });
    }

    /// Wages of one unit only, in a row that does not say so although the table has a column for that.
    fn untold(&mut self, layout: &Layout, row: &Row<'_>, published: &PublishedRow<'_>, only: PayPeriod) {
        let Some(index) = layout.index(flag(only)) else { return };
        let other = match only {
            PayPeriod::Annual => 1,
            PayPeriod::Hourly => 0,
        };
        let is_marked = layout.wages[other][0].is_some_and(|at| {
            matches!(published.values[at], Estimate::Absent { mark: Mark::WageNotReleased })
        });
        if !is_marked {
            return;
        }
        self.contradicted.add(|| {
            let (here, other) = in_words(only);
            let message = format!(
                "{}: `{}`, and {here} wages stand here without {other} ones",
                layout.name(index),
                row.cell(index)
            );
            row.at(index, Diagnostic::finding(message).hint(HINT))
        });
    }

    /// Tells what was found.
    pub(super) fn tell(self, told: &mut Diagnostics) {
        self.contradicted.tell(
            &rules::ODD_FIGURE,
            "what is said of annual and hourly wages is not what stands",
            told,
        );
    }
}

const HINT: &str = "the column or the wages were changed; get the table from BLS again";

const fn flag(only: PayPeriod) -> OewsColumn {
    match only {
        PayPeriod::Annual => OewsColumn::AnnualOnly,
        PayPeriod::Hourly => OewsColumn::HourlyOnly,
    }
}

const fn in_words(only: PayPeriod) -> (&'static str, &'static str) {
    match only {
        PayPeriod::Annual => ("annual", "hourly"),
        PayPeriod::Hourly => ("hourly", "annual"),
    }
}
