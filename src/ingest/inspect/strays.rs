//! Wages that are not those of the release that the others of their column are of, each with what its
//! occupation has there.

use super::vintage::{Claim, Column, KnownWages};
use crate::{
    diag::{Diagnostic, Diagnostics, rules},
    ingest::findings::Findings,
    model::{Measure, Release},
};

/// Tells of wages that are not a release's, where the release's own is known.
pub(super) fn strays(
    column: &Column,
    (measure, release): (Measure, Release),
    mut claims: Vec<&Claim>,
    known: &KnownWages,
) -> Vec<Diagnostic> {
    claims.sort_by_key(|claim| (claim.part, claim.line));
    let occupations = known.occupations(measure, release);
    let (mut findings, mut all, mut moved) = (Findings::default(), 0, 0);
    for claim in claims {
        let Some(expected) = known.wage(claim, measure, release) else { continue };
        let others = occupations.get(&(claim.area, claim.cents));
        all += 1;
        moved += usize::from(others.is_some());
        findings.add(|| {
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
            let part = column.parts.get(claim.part).cloned().unwrap_or_default();
            let hint = "the wage was changed, or stands in the row of another occupation; compare the \
                        row with BLS's table";
            Diagnostic::finding(message).at(claim.line, 1).part(part).hint(hint)
        });
    }
    let what = if moved * 2 > all {
        "wages of other occupations stand, as where a column was moved or sorted for itself,"
    } else {
        "wages of no release at hand stand"
    };
    let mut told = Diagnostics::default();
    findings.tell(&rules::ODD_FIGURE, what, &mut told);
    told.iter().cloned().collect()
}

/// Cents as dollars: `117960`, `56.71`.
fn usd(cents: i64) -> String {
    match cents % 100 {
        0 => (cents / 100).to_string(),
        rest => format!("{}.{rest:02}", cents / 100),
    }
}
