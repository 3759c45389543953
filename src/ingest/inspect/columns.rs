//! What is told of all the columns of wages of a published table: of the first everything, of the others what
//! the first does not say.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{
    Inspection,
    strays::Strays,
    verdict::{Verdict, WageColumn, in_words, judge},
    vintage::{Column, KnownFigures},
};
use crate::{
    diag::{Diagnostic, first_names, rules},
    model::Release,
};

/// What each column holds, the first of them first. Where no name tells a release, the first column does.
pub(super) fn judge_all(columns: &[Column], known: &KnownFigures, names: &[Release]) -> Vec<Verdict> {
    let Some((first, others)) = columns.split_first() else { return Vec::new() };
    let first = judge(first, known, names);
    let of_first = first.as_ref().and_then(|first| first.wages.only_release());
    let names: Vec<Release> = names.iter().copied().chain(of_first).collect();
    let others = others.par_iter().filter_map(|column| judge(column, known, &names));
    let others: Vec<Verdict> = others.collect();
    first.into_iter().chain(others).filter(is_comparable).collect()
}

/// Whether something can be said of a column: its wages are of some release, or a release is named that has
/// others.
fn is_comparable(verdict: &Verdict) -> bool {
    verdict.is_named || !verdict.wages.releases.is_empty()
}

/// Notes what is known of the columns, and what is odd about them.
pub(super) fn tell(judged: Vec<Verdict>, inspection: &mut Inspection) {
    let mut judged = judged.into_iter();
    let Some(first) = judged.next() else { return };
    let of_first = releases(&first.wages);
    let (mut strays, mut different) = (Vec::new(), BTreeMap::<Vec<Release>, Vec<WageColumn>>::new());
    inspection.problems.extend(first.findings);
    inspection.problems.extend(first.elsewhere);
    inspection.problems.extend(first.strays.tell());
    inspection.wages.push(first.wages);
    for verdict in judged {
        let releases = releases(&verdict.wages);
        if releases.is_empty() || !releases.is_subset(&of_first) {
            let releases = releases.into_iter().collect();
            different.entry(releases).or_default().push(verdict.wages.clone());
        } else {
            strays.push(verdict.strays);
        }
        // What the first column says of its release is not said of every other one.
        let own = verdict.findings.into_iter().filter(|one| one.rule == Some(&rules::ODD_FIGURE));
        inspection.problems.extend(own);
        inspection.wages.push(verdict.wages);
    }
    let first = inspection.wages[0].clone();
    let told =
        different.iter().filter_map(|(releases, columns)| other_columns(&first, releases, columns));
    inspection.problems.extend(told);
    inspection.problems.extend(Strays::together(strays).tell());
}

fn releases(wages: &WageColumn) -> BTreeSet<Release> {
    wages.releases.iter().map(|of| of.release).collect()
}

/// Wages that must be compared before their absence says something.
const LEAST: usize = 3;

/// Columns of other releases than the first, or of none.
fn other_columns(
    first: &WageColumn,
    releases: &[Release],
    columns: &[WageColumn],
) -> Option<Diagnostic> {
    let names = first_names(columns.iter().map(|of| &of.column), columns.len(), ", ");
    let compared: usize = columns.iter().map(|of| of.compared).sum();
    let of_first = match first.releases.as_slice() {
        [] => "of no release at hand".to_owned(),
        several => {
            let words: Vec<String> = several.iter().map(|of| of.release.in_words()).collect();
            format!("{}'s", words.join("'s and "))
        }
    };
    let beside = format!("those of {} {of_first}", first.column);
    let message = match releases {
        [] if compared < LEAST || first.releases.is_empty() => return None,
        [] => format!("the {compared} wages of {names} are of no release at hand, {beside}"),
        [only] => format!("the wages of {names} are {}'s, {beside}", only.in_words()),
        _ => {
            let parts: Vec<String> = columns[0].releases.iter().map(in_words).collect();
            format!("the wages of {names} are of several releases ({}), {beside}", parts.join("; "))
        }
    };
    let hint = "columns of two tables were put together, or changed; get the table from BLS again";
    let finding = Diagnostic::finding(message).hint(hint).rule(&rules::OTHER_RELEASE);
    Some(finding.key(names))
}
