//! Findings of one kind: the first are told one by one, of the rest only the number.

use crate::diag::{Diagnostic, Diagnostics, Rule, counted};

/// Findings of one kind that are told one by one.
const TOLD: usize = 5;

/// Findings of one kind.
#[derive(Default)]
pub(super) struct Findings {
    count: usize,
    first: Vec<Diagnostic>,
}

impl Findings {
    /// Counts a finding, which is only worded when it is to be told.
    pub(super) fn add(&mut self, finding: impl FnOnce() -> Diagnostic) {
        self.count += 1;
        if self.count <= TOLD {
            self.first.push(finding());
        }
    }

    /// Findings of several kinds as one, in the order of their places.
    pub(super) fn together(all: impl IntoIterator<Item = Self>) -> Self {
        let mut both = Self::default();
        for Self { count, first } in all {
            both.count += count;
            both.first.extend(first);
        }
        both.first.sort_by(|a, b| a.place.cmp(&b.place));
        both.first.truncate(TOLD);
        both
    }

    /// Tells what was counted; `what` says it of the rest.
    pub(super) fn tell(self, rule: &'static Rule, what: &str, told: &mut Diagnostics) {
        self.first.into_iter().for_each(|finding| told.push(finding.rule(rule)));
        if self.count > TOLD {
            let rest = self.count - TOLD;
            told.push(
                Diagnostic::finding(format!("{what} in {}", counted(rest, "more cell"))).rule(rule),
            );
        }
    }
}
