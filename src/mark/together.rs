//! Figures beside each other, of which one cannot become today's without the other. Figures that are of one period without each saying so, and growth beside that of all occupations: where one of them
//! would stay as it is, a refresh of the other would put figures of two releases side by side.

use std::collections::BTreeMap;

use super::{Claim, Reason};
use crate::{
    audit::Quantity,
    model::{Period, Round, SocCode},
};

/// Passages between a growth and that of all occupations that it is held against.
const BESIDE: usize = 2;

/// The older figures that get no marker.
#[derive(Default)]
struct Staying {
    /// By paragraph and period, and whether they have a date.
    by_block: BTreeMap<(usize, Period, bool), String>,
    /// By paragraph, round and occupation.
    of_round: BTreeMap<(usize, Round, Vec<SocCode>), String>,
    /// Growth, by passage, and whether it is that of all occupations.
    growth: BTreeMap<(usize, bool), String>,
}

impl Staying {
    fn of(claims: &[Claim<'_>]) -> Self {
        let mut staying = Self::default();
        for claim in claims.iter().filter(|claim| claim.outcome.is_err() && is_older(claim)) {
            let text = &claim.finding.text;
            if let Some((block, period, is_dated)) = place(claim) {
                staying.by_block.entry((block, period, is_dated)).or_insert_with(|| text.clone());
            }
            if let Some(place) = round(claim) {
                staying.of_round.entry(place).or_insert_with(|| text.clone());
            }
            if let Some(place) = growth(claim) {
                staying.growth.entry(place).or_insert_with(|| text.clone());
            }
        }
        staying
    }

    /// The figure that stays beside another. Two figures that each have a date may be of two periods, unless they are what one
    /// round says of an occupation: its jobs then, its growth, its jobs to come.
    fn beside(&self, claim: &Claim<'_>) -> Option<&String> {
        let of_block = || {
            let (block, period, is_dated) = place(claim)?;
            let undated = self.by_block.get(&(block, period, false));
            undated.or_else(|| self.by_block.get(&(block, period, true)).filter(|_| !is_dated))
        };
        let yardstick = || {
            let (passage, is_all) = growth(claim)?;
            let near = (passage.saturating_sub(BESIDE), false)..=(passage + BESIDE, true);
            self.growth.range(near).find(|((_, other), _)| *other != is_all).map(|(_, text)| text)
        };
        of_block().or_else(|| self.of_round.get(&round(claim)?)).or_else(yardstick)
    }
}

/// Takes the markers from older figures beside others that get none. Returns whether there were any.
pub fn bind(claims: &mut [Claim<'_>]) -> bool {
    let staying = Staying::of(claims);
    let mut changed = false;
    for claim in claims.iter_mut().filter(|claim| claim.outcome.is_ok() && is_older(claim)) {
        if let Some(text) = staying.beside(claim) {
            claim.outcome = Err(Reason::new(
                format!("beside it stands `{text}`, which is as old and gets no marker"),
                "mend or mark that one by hand first",
            ));
            changed = true;
        }
    }
    changed
}

/// Takes the markers from figures of a paragraph that would change places with others beside them: "A earns less than B" would
/// be false. Returns whether there were any.
pub fn keep_order(claims: &mut [Claim<'_>]) -> bool {
    let mut blocks: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| !claim.finding.basis.in_words) {
        blocks.entry(claim.finding.basis.block).or_default().push(at);
    }
    let mut changed = false;
    for of_block in blocks.values().filter(|of_block| of_block.len() > 1) {
        for at in of_block.iter().filter(|at| claims[**at].outcome.is_ok()).copied().collect::<Vec<_>>()
        {
            let turned = of_block.iter().find(|other| turns_round(&claims[at], &claims[**other]));
            if let Some(text) = turned.map(|other| claims[*other].finding.text.clone()) {
                claims[at].outcome = Err(Reason::new(
                    format!("with today's figures it and `{text}` beside it would change places"),
                    "write the sentence anew, or mark it by hand",
                ));
                changed = true;
            }
        }
    }
    changed
}

/// Whether the greater of two figures of one kind would no longer be the greater.
fn turns_round(one: &Claim<'_>, other: &Claim<'_>) -> bool {
    // A mean may be told to lie below a median.
    let kind = |claim: &Claim<'_>| match (claim.finding.basis.quantity, claim.finding.basis.per) {
        (Quantity::Mean, per) => (Quantity::Median, per),
        kind => kind,
    };
    let then = |claim: &Claim<'_>| claim.finding.basis.known.first()?.value.number();
    let now = |claim: &Claim<'_>| claim.today.filter(|_| claim.outcome.is_ok()).or_else(|| then(claim));
    let order =
        |of: fn(f64, f64) -> bool, [a, b]: [Option<f64>; 2]| a.zip(b).is_some_and(|(a, b)| of(a, b));
    let (before, today) = ([then(one), then(other)], [now(one), now(other)]);
    kind(one) == kind(other)
        && (order(|a, b| a > b, before) && order(|a, b| a <= b, today)
            || order(|a, b| a < b, before) && order(|a, b| a >= b, today))
}

fn is_older(claim: &Claim<'_>) -> bool {
    claim.finding.verdict == "stale" && !claim.finding.basis.in_words
}

/// The paragraph and the period of a figure, and whether it is dated.
fn place(claim: &Claim<'_>) -> Option<(usize, Period, bool)> {
    let basis = &claim.finding.basis;
    Some((basis.block, basis.known.first()?.period, basis.stated_at.is_some()))
}

/// The paragraph and the occupation of a figure of a round.
fn round(claim: &Claim<'_>) -> Option<(usize, Round, Vec<SocCode>)> {
    let basis = &claim.finding.basis;
    match basis.known.first()?.period {
        Period::Round(round) => Some((basis.block, round, basis.codes.clone())),
        Period::Release(_) => None,
    }
}

/// The passage of a growth, and whether it is that of all occupations.
fn growth(claim: &Claim<'_>) -> Option<(usize, bool)> {
    let basis = &claim.finding.basis;
    let is_all = basis.codes == [SocCode::ALL_OCCUPATIONS];
    (basis.quantity == Quantity::GrowthPct).then_some((basis.passage, is_all))
}
