//! Marks of wages that were replaced one by one: wages above the top code of their release, and `*` among
//! percentiles of which others are published.

use super::layout::{Layout, Wages};
use crate::{
    catalog::OewsTopCode,
    diag::{Diagnostic, Diagnostics, rules},
    ingest::{container::Row, findings::Findings},
    model::{Estimate, Mark, PublishedRow},
};

/// What was seen.
#[derive(Default)]
pub(super) struct Caps {
    above: Findings,
    starred: Findings,
}

impl Caps {
    /// Looks at a row; `cap` is the top code of a release that prints no percentile above it. Means
    /// may be above.
    pub(super) fn row(
        &mut self,
        layout: &Layout,
        row: &Row<'_>,
        wages: &Wages,
        published: &PublishedRow<'_>,
        cap: Option<OewsTopCode>,
    ) {
        if let Some(cap) = cap {
            let caps = [cap.annual_usd, cap.hourly_usd];
            for (([_, wages @ ..], [_, places @ ..]), cap) in wages.iter().zip(&layout.wages).zip(caps) {
                for (wage, at) in wages.iter().zip(places).filter(|(wage, _)| **wage > cap) {
                    let message = format!("{wage} is above {cap}, from which the release prints #");
                    self.above.add(|| told(layout, row, *at, &message));
                }
            }
        }
        for [_, places @ ..] in &layout.wages {
            let value = |at: &Option<usize>| at.map(|at| &published.values[at]);
            let starred = places
                .iter()
                .find(|at| matches!(value(at), Some(Estimate::Absent { mark: Mark::WageNotReleased })));
            let is_there =
                |at| matches!(value(at), Some(Estimate::Published { .. } | Estimate::AtLeast { .. }));
            if let Some(at) = starred
                && places.iter().any(is_there)
            {
                let message = "* stands among percentiles, of which BLS releases all or none";
                self.starred.add(|| told(layout, row, *at, message));
            }
        }
    }

    /// Tells what was found.
    pub(super) fn tell(self, told: &mut Diagnostics) {
        let rule = &rules::DAMAGED_TABLE;
        self.above.tell(rule, "wages above the top code stand", told);
        self.starred.tell(rule, "* stands among percentiles", told);
    }
}

fn told(layout: &Layout, row: &Row<'_>, at: Option<usize>, what: &str) -> Diagnostic {
    let index = layout.column_of(at);
    let message = format!("{}: {what}", layout.name(index));
    let hint = "a mark was replaced or a wage changed; get the table from BLS again";
    row.at(index, Diagnostic::finding(message).hint(hint))
}
