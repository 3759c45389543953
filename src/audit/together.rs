//! Fixes of a page that would make it mix releases, because other figures of it have none: these are left out, so that
//! whoever takes every fix has a page of one release, as before.

use std::collections::BTreeSet;

use super::{
    figures::period_name, finding::Finding, history::Histories, judged::Judged, passage::Page, whole,
};
use crate::model::Period;

/// Takes the fixes from a page that would mix releases, or rounds, with them and does not without.
pub fn keep(page: &Page<'_>, judged: &[Judged], histories: &Histories, findings: &mut [Finding]) {
    let (release, round) = page.figures.newest();
    let (release, round) = (release.map(Period::Release), round.map(Period::Round));
    let newest: Vec<Period> = [release, round].into_iter().flatten().collect();
    // A sentence that changes no more may keep a period that the other kind of figure then mixes.
    for newest in newest.iter().chain(&newest) {
        leave_out(page, judged, histories, findings, *newest);
    }
}

fn leave_out(
    page: &Page<'_>,
    judged: &[Judged],
    histories: &Histories,
    findings: &mut [Finding],
    newest: Period,
) {
    let of_kind = |one: &Judged| {
        let wage = one.choice.known.first().map(|known| known.period);
        let found = one.judgement.periods.first().map(|at| one.choice.known[*at].period).or(wage);
        found.is_some_and(|period| {
            matches!(period, Period::Round(_)) == matches!(newest, Period::Round(_))
        })
    };
    let changes = |(one, finding): &(&Judged, &Finding)| {
        finding.fix.is_some() && finding.new_text.is_some() && of_kind(one)
    };
    let apart = |nth: usize, one: &Judged| {
        histories.contains_key(&nth) || whole::is_of_a_series(page, one) || !of_kind(one)
    };
    let periods = |fixed: bool| -> BTreeSet<Period> {
        let all = judged.iter().zip(findings.iter()).enumerate();
        let all = all.filter(|(nth, (one, _))| !apart(*nth, one));
        all.filter_map(
            |(_, both)| {
                if fixed && changes(&both) { Some(newest) } else { whole::period(both.0) }
            },
        )
        .collect()
    };
    let (before, after) = (periods(false), periods(true));
    if before.len() > 1 || after.len() < 2 {
        return;
    }
    let stays: Vec<String> = before.iter().map(|period| period_name(*period)).collect();
    let changing: BTreeSet<usize> =
        judged.iter().zip(findings.iter()).filter(changes).map(|(one, _)| one.claim.passage).collect();
    for (one, finding) in judged.iter().zip(findings) {
        if changing.contains(&one.claim.passage) && finding.fix.take().is_some() {
            finding.message.push_str("; figures of ");
            finding.message.push_str(&stays.join(", "));
            finding.message.push_str(" elsewhere on the page change with it");
        }
    }
}
