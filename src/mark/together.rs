//! Figures beside each other, of which one cannot become today's without the other. Figures that are of one period without each saying so, and growth beside that of all occupations: where one of them
//! would stay as it is, a refresh of the other would put figures of two releases side by side.

use std::{collections::BTreeMap, ops::Range};

use super::{Claim, Reason};
use crate::{
    audit::{Moving, Per, Quantity, like, turned},
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

/// Among what figures keep their order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Among {
    /// A paragraph, item or cell.
    Paragraph(usize),
    /// A section that ranks.
    Section(usize),
}

/// Takes the markers from figures that would change places with others of their paragraph, or of a section that ranks them:
/// "A earns less than B" would be false. Returns whether there were any.
pub fn keep_order(claims: &mut [Claim<'_>], rankings: &[Range<usize>]) -> bool {
    let mut among: BTreeMap<(Among, (Quantity, Per)), Vec<Moving>> = BTreeMap::new();
    for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| !claim.finding.basis.in_words) {
        let basis = &claim.finding.basis;
        let kind = like(basis.quantity, basis.per);
        let sections = rankings.iter().enumerate();
        let sections = sections.filter(|(_, section)| section.contains(&basis.passage));
        let ranked = sections.map(|(nth, _)| Among::Section(nth));
        for place in ranked.chain([Among::Paragraph(basis.block)]) {
            among.entry((place, kind)).or_default().extend(moving(at, claim));
        }
    }
    let mut changed = false;
    for (at, other) in among.into_values().flat_map(turned) {
        if claims[at].outcome.is_ok() {
            let text = &claims[other].finding.text;
            claims[at].outcome = Err(Reason::new(
                format!("with today's figures it and `{text}` beside it would change places"),
                "write the sentence anew, or mark it by hand",
            ));
            changed = true;
        }
    }
    changed
}

/// A figure as the page has it, and as it would be with its marker.
fn moving(at: usize, claim: &Claim<'_>) -> Option<Moving> {
    let then = claim.finding.basis.known.first()?.value.number()?;
    let now = claim.today.filter(|_| claim.outcome.is_ok()).unwrap_or(then);
    Some(Moving { at, then, now })
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
