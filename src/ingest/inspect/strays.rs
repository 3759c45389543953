//! Wages that are not those of the release that the others of their column are of, each with what its
//! occupation has there.

use super::vintage::{Claim, Column, KnownWages};
use crate::{
    diag::{Diagnostic, Diagnostics, rules},
    ingest::findings::Findings,
    model::{Measure, Release},
};

/// Wages that are not a release's, where the release's own is known.
#[derive(Default)]
pub(super) struct Strays {
    findings: Findings,
    all: usize,
    /// Those that are another occupation's.
    moved: usize,
}

impl Strays {
    /// Those among the wages of a column.
    pub(super) fn of(
        column: &Column,
        (measure, release): (Measure, Release),
        mut claims: Vec<&Claim>,
        known: &KnownWages,
    ) -> Self {
        let mut strays = Self::default();
        if claims.is_empty() {
            return strays;
        }
        claims.sort_by_key(|claim| (claim.part, claim.line));
        let occupations = known.occupations(measure, release);
        for claim in claims {
            let Some(expected) = known.wage(claim, measure, release) else { continue };
            let others = occupations.get(&(claim.area, claim.industry, claim.cents));
            strays.all += 1;
            strays.moved += usize::from(others.is_some());
            strays.findings.add(|| {
                let whose = match others.map(Vec::as_slice) {
                    Some([only]) => format!(", but that of {only}"),
                    _ => String::new(),
                };
                let message = format!(
                    "{}: {} is not the wage of {} in {}, which is {}{whose}",
                    column.name,
                    usd(claim.cents),
                    claim.code,
                    release.in_words(),
                    usd(expected)
                );
                let hint = "the wage was changed, or stands in the row of another occupation; compare \
                            the row with BLS's table";
                column.at(claim, Diagnostic::finding(message)).hint(hint)
            });
        }
        strays
    }

    /// Those of several columns as one.
    pub(super) fn together(all: Vec<Self>) -> Self {
        let (mut both, mut findings) = (Self::default(), Vec::new());
        for strays in all {
            both.all += strays.all;
            both.moved += strays.moved;
            findings.push(strays.findings);
        }
        Self { findings: Findings::together(findings), ..both }
    }

    /// Tells of them.
    pub(super) fn tell(self) -> Vec<Diagnostic> {
        let what = if self.moved * 2 > self.all {
            "wages of other occupations stand, as where a column was moved or sorted for itself,"
        } else {
            "wages of no release at hand stand"
        };
        let mut told = Diagnostics::default();
        self.findings.tell(&rules::ODD_FIGURE, what, &mut told);
        told.iter().cloned().collect()
    }
}

/// Cents as dollars: `117960`, `56.71`.
fn usd(cents: i64) -> String {
    match cents % 100 {
        0 => (cents / 100).to_string(),
        rest => format!("{}.{rest:02}", cents / 100),
    }
}
