//! The periods that claims are stated to be of. A figure and its period are marked together or not at
//! all: else a refresh would put this year's figure under the year of another.

use std::{collections::BTreeSet, ops::Range};

use super::{Claim, Reason, Span, Work, claims, wording};
use crate::{
    audit::{Finding, Quantity, Report},
    model::Period,
    pages::{self, marker},
};

/// A period that claims are stated to be of.
pub struct Stated {
    /// Its bytes.
    pub range: Range<usize>,
    /// As written.
    text: String,
    /// The span that it gets, `None` where it stands between markers already; or why it gets none.
    pub outcome: Result<Option<Span>, Reason>,
}

fn stated_at(finding: &Finding) -> Option<Range<usize>> {
    finding.basis.stated_at.map(|(start, end)| start..end)
}

/// The periods of the claims, each once.
pub fn periods(work: &mut Work<'_, '_>, claims: &[Claim<'_>]) -> Vec<Stated> {
    let ranges: BTreeSet<(usize, usize)> =
        claims.iter().filter_map(|claim| claim.finding.basis.stated_at).collect();
    let mut found = Vec::new();
    for (start, end) in ranges {
        let range = start..end;
        let of = |claim: &&Claim<'_>| stated_at(claim.finding).as_ref() == Some(&range);
        let under: Vec<&Claim<'_>> = claims.iter().filter(of).collect();
        let outcome = span(work, &range, &under);
        found.push(Stated { text: work.sample(&range), range, outcome });
    }
    found
}

/// The span of a period, whose claims must all be of it.
fn span(
    work: &mut Work<'_, '_>,
    range: &Range<usize>,
    under: &[&Claim<'_>],
) -> Result<Option<Span>, Reason> {
    let (mut then, mut now, mut words) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for claim in under {
        let Ok(span) = &claim.outcome else { continue };
        now.insert(work.desk.period(&span.asked).map_err(claims::of_refusal)?);
        then.extend(claim.finding.basis.known.iter().map(|known| known.period));
        words.insert(match span.asked.area {
            _ if span.words.starts_with("projections") => "projections period".to_owned(),
            area if area.is_nation() => "oews period".to_owned(),
            area => format!("oews {} period", wording::place(area)),
        });
    }
    let (then, now) = match (Vec::from_iter(then).as_slice(), Vec::from_iter(now).as_slice()) {
        ([then], [now]) => (*then, *now),
        _ => return Err(of_several()),
    };
    if let Some(ask) = work.marked_as(range) {
        let same = match ask {
            marker::Ask::Span(asked) => work.desk.period(asked).is_ok_and(|period| period == now),
            _ => false,
        };
        return if same { Ok(None) } else { Err(of_several()) };
    }
    // One of the markers fits all, since all print the same period.
    let words = words.into_iter().next().unwrap_or_default();
    work.text_around(range)?;
    prints(&work.sample(range), then, now)?;
    Ok(Some(Span { range: range.clone(), asked: claims::read(&words)?, words }))
}

fn of_several() -> Reason {
    Reason::new(
        "figures of other programs or releases stand under it",
        "give each its own period, or mark them by hand",
    )
}

/// Whether a marker prints the period as the page does, and another for another.
fn prints(sample: &str, then: Period, now: Period) -> Result<(), Reason> {
    let (old, new) = (pages::period_like(sample, then), pages::period_like(sample, now));
    if old != sample || (then != now && new == sample) {
        return Err(Reason::new(
            format!("a refresh would write it as `{new}`"),
            format!("write `{}`, which a marker can keep", then.in_words()),
        ));
    }
    Ok(())
}

/// Takes the marker away that a period was to get.
pub fn refuse(periods: &mut [Stated], range: &Range<usize>, reason: &Reason) {
    for period in periods {
        if matches!(&period.outcome, Ok(Some(span)) if span.range == *range) {
            period.outcome = Err(reason.clone());
        }
    }
}

/// Takes markers away until every figure that gets one has its period marked, every period holds for
/// marked figures only, and no sentence names a period that would stay.
pub fn settle(work: &Work<'_, '_>, report: &Report, claims: &mut [Claim<'_>], periods: &mut [Stated]) {
    loop {
        let mut changed = false;
        for period in periods.iter_mut() {
            changed |= bind(claims, period);
        }
        changed |= heed_words(claims);
        for claim in claims.iter_mut().filter(|claim| claim.outcome.is_ok()) {
            if let Some(text) = other_period(work, report, claim, periods) {
                claim.outcome = Err(Reason::new(
                    format!("the sentence names `{text}` as well, which would stay as it is"),
                    "take that period out, or mark both by hand",
                ));
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

/// Marks a period with all its claims, or none of them.
fn bind(claims: &mut [Claim<'_>], period: &mut Stated) -> bool {
    let is_under = |claim: &Claim<'_>| stated_at(claim.finding).as_ref() == Some(&period.range);
    // A period far away holds for what follows it; what is in words alone has none of its own.
    let stays = |claim: &Claim<'_>| {
        let follows = claim.finding.start_byte > period.range.start;
        claim.outcome.is_err()
            && is_under(claim)
            && (claim.finding.basis.is_near || follows)
            && (claim.belied_by.is_some() || !claims::is_growth_in_words(&claim.finding.basis))
    };
    if let (Ok(Some(_)), Some(other)) = (&period.outcome, claims.iter().find(|claim| stays(claim))) {
        period.outcome = Err(Reason::new(
            format!(
                "it also holds for `{}` in line {}, which gets no marker",
                other.finding.text, other.finding.line
            ),
            "mend or mark that one by hand first",
        ));
    }
    let Err(Reason { message, hint }) = &period.outcome else { return false };
    let reason =
        Reason::new(format!("`{}`, of which it is, stays: {message}", period.text), hint.clone());
    let mut changed = false;
    for claim in claims.iter_mut().filter(|claim| claim.outcome.is_ok() && is_under(claim)) {
        claim.outcome = Err(reason.clone());
        changed = true;
    }
    changed
}

/// Takes the marker from a growth beside words for it that get none and that today's figure belies.
fn heed_words(claims: &mut [Claim<'_>]) -> bool {
    let belied: Vec<(usize, String, String)> = claims
        .iter()
        .filter(|claim| claim.outcome.is_err())
        .filter_map(|claim| {
            let now = claim.belied_by.clone()?;
            Some((claim.finding.basis.passage, claim.finding.text.clone(), now))
        })
        .collect();
    let mut changed = false;
    for claim in claims.iter_mut().filter(|claim| claim.outcome.is_ok()) {
        let basis = &claim.finding.basis;
        let beside = belied.iter().find(|(passage, ..)| *passage == basis.passage);
        if let Some((_, words, now)) = beside.filter(|_| basis.quantity == Quantity::GrowthPct) {
            claim.outcome = Err(Reason::new(
                format!("beside it stands `{words}`, and today it is `{now}`"),
                "write the sentence anew",
            ));
            changed = true;
        }
    }
    changed
}

/// A period in the sentence of a claim that is neither its own nor marked.
fn other_period(
    work: &Work<'_, '_>,
    report: &Report,
    claim: &Claim<'_>,
    periods: &[Stated],
) -> Option<String> {
    let own = claim.finding.basis.stated_at;
    let first = report.periods.iter().filter(|named| named.passage == claim.finding.basis.passage);
    let mut others = first.filter(|named| Some(named.at) != own);
    let other = others.find(|named| {
        let range = named.at.0..named.at.1;
        let moves = periods.iter().any(|period| period.range == range && period.outcome.is_ok());
        !moves && !work.is_marked(&range)
    });
    other.map(|named| named.text.clone())
}
