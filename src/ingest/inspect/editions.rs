//! The codes of a file of the SOC against those of its edition.

use std::collections::BTreeSet;

use crate::{
    catalog::{soc_editions, soc_occupations, soc_standing},
    diag::{Diagnostic, Diagnostics, first_names, rules},
    ingest::{codes::other_title, findings::Findings},
    model::{SocCode, SocVersion},
};

/// Codes that are named; of the rest only the number is told.
const MOST_CODES: usize = 5;

/// What is said of codes that are not of an edition.
fn strange<'c>(codes: impl Iterator<Item = &'c SocCode>, of: &str) -> Option<Diagnostic> {
    let names = first_names(codes, MOST_CODES, ", ");
    let message = format!("codes of {of}: {names}");
    (!names.is_empty()).then(|| Diagnostic::finding(message).rule(&rules::OTHER_EDITION))
}

/// What is said of codes that no edition of the SOC has.
pub(super) fn of_none(codes: &BTreeSet<SocCode>) -> Option<Diagnostic> {
    strange(codes.iter().filter(|code| soc_editions(**code).is_empty()), "no edition of the SOC")
}

/// What is said of codes that are not of the edition of the others, and of occupations of it without a row.
pub(super) fn of_edition(codes: &BTreeSet<SocCode>) -> Vec<Diagnostic> {
    let of = |edition: SocVersion| soc_occupations(edition).collect::<BTreeSet<SocCode>>();
    let editions =
        [SocVersion::Soc2000, SocVersion::Soc2010, SocVersion::Soc2018].map(|it| (it, of(it)));
    let of_most = editions.into_iter().max_by_key(|(_, all)| all.intersection(codes).count());
    let Some((edition, all)) = of_most else { return Vec::new() };
    let is_other =
        |code: &&SocCode| !soc_editions(**code).is_empty() && soc_standing(**code, edition).is_none();
    let other_edition = format!("other editions than {}", edition.in_words());
    let others = strange(codes.iter().filter(is_other), &other_edition);
    of_none(codes).into_iter().chain(others).chain(left_out(codes, edition, &all)).collect()
}

/// What is said of titles that are those of other codes than stand beside them, of rows with a line, a code and a
/// title.
pub(super) fn other_titles<'r>(rows: impl Iterator<Item = (u64, SocCode, &'r str)>) -> Diagnostics {
    let mut odd = Findings::default();
    for (line, code, title) in rows {
        if let Some(message) = other_title(code, title) {
            let hint = "a column was sorted or moved for itself; get the file from its publisher again";
            odd.add(|| Diagnostic::finding(message).hint(hint).at(line, 1));
        }
    }
    let mut told = Diagnostics::default();
    odd.tell(&rules::ODD_FIGURE, "titles of other occupations stand", &mut told);
    told
}

/// What is said of occupations of an edition that a table of its codes does not have.
fn left_out(
    codes: &BTreeSet<SocCode>,
    edition: SocVersion,
    all: &BTreeSet<SocCode>,
) -> Option<Diagnostic> {
    let missing: Vec<&SocCode> = all.difference(codes).collect();
    // Fewer than half are an extract, which nobody takes for the whole.
    if missing.is_empty() || 2 * missing.len() > all.len() {
        return None;
    }
    let names = first_names(missing, MOST_CODES, ", ");
    let message = format!("occupations of {} without a row: {names}", edition.in_words());
    Some(Diagnostic::finding(message).hint("rows were left out").rule(&rules::PARTIAL_TABLE))
}
