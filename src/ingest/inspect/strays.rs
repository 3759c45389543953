//! Wages that are not those of the release that the others of their column are of, each with what its
//! occupation has there.

use super::{
    elsewhere::occupations,
    vintage::{Claim, Column, KnownFigures},
};
use crate::{
    diag::{Diagnostic, Diagnostics, rules},
    ingest::findings::Findings,
    model::{Measure, OccupationCode, Release},
};

/// Wages that are not a release's, where the release's own is known.
#[derive(Default)]
pub(super) struct Strays {
    findings: Findings,
    all: usize,
    /// Those that are another occupation's, and those that are one's of the same column.
    moved: usize,
    swapped: (usize, Findings),
}

impl Strays {
    /// Those among the wages of a column.
    pub(super) fn of(
        column: &Column,
        (measure, release): (Measure, Release),
        mut claims: Vec<&Claim>,
        known: &KnownFigures,
    ) -> Self {
        let mut strays = Self::default();
        if claims.is_empty() {
            return strays;
        }
        claims.sort_by_key(|claim| (claim.part, claim.line));
        let (occupations, own) = (known.occupations(measure, release), occupations(column));
        for claim in claims {
            let Some(expected) = known.wage(claim, measure, release) else { continue };
            let others = occupations.get(&(claim.area, claim.industry, claim.cents));
            strays.all += 1;
            strays.moved += usize::from(others.is_some());
            let finding = || {
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
            };
            strays.findings.add(finding);
            let is_of_column =
                |code: &OccupationCode| own.contains(&(claim.area, claim.industry, *code));
            if others.is_some_and(|others| others.iter().any(is_of_column)) {
                strays.swapped.0 += 1;
                strays.swapped.1.add(finding);
            }
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

    /// Tells of those that are other occupations' of the same column, where most are: the others of a table of
    /// people's own may be from elsewhere.
    pub(super) fn tell_swapped(self) -> Vec<Diagnostic> {
        let (swapped, findings) = self.swapped;
        let is_more_than_chance = 2 * swapped >= self.all;
        let findings = if is_more_than_chance { findings } else { Findings::default() };
        Self { findings, all: swapped, moved: swapped, ..Self::default() }.tell()
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
