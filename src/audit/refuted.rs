//! A figure that no release has: of a kindred occupation, of a group that only the Handbook has, of a period
//! that is not at hand, or of none.

use super::{
    choice::{Choice, codes, is_of},
    claim::Claim,
    cue::Quantity,
    figures::{Figures, Known},
    fit::{Fit, fit, is_telling},
    judge::{Judgement, Verdict},
    settle,
};
use crate::model::{Area, SocCode};

/// A figure that no release has: of a kindred occupation, or of none.
pub fn wrong(claim: &Claim, choice: &Choice, others: &[Choice], figures: &Figures) -> Judgement {
    if codes(choice, figures).len() > 1 && (choice.quantity.is_wage() || choice.known.is_empty()) {
        return Judgement::new(
            Verdict::NotCheckable,
            "BLS publishes no figure of this group",
            Vec::new(),
        );
    }
    if may_be_of_group(choice, others, figures) || is_near_group(claim, choice, figures) {
        let reason = "it may be the Handbook's figure of the group that it describes together";
        return Judgement::new(Verdict::NotCheckable, reason, Vec::new());
    }
    if is_telling(claim) && choice.quantity.is_wage() && choice.area.is_some_and(Area::is_nation) {
        let own = codes(choice, figures);
        let fits = |code: &SocCode| {
            let known = figures.known(choice.quantity, claim.per, &[*code], Area::NATION);
            let date = choice.stated;
            known.iter().any(|known| {
                date.is_none_or(|date| is_of(known, &date))
                    && fit(claim, known, choice.quantity) == Some(Fit::Exact)
            })
        };
        let named =
            others.iter().filter(|other| other.named.is_some() || other.occupation != choice.occupation);
        let named = named.flat_map(|other| codes(other, figures)).copied();
        let kindred = figures
            .codes()
            .filter(|code| own.iter().any(|own| own.digits() / 1000 == code.digits() / 1000));
        let mut tried = named.chain(kindred).filter(|code| !own.contains(code));
        if let Some(code) = tried.find(fits) {
            let title = figures.title(code).unwrap_or_default().to_owned();
            let reason = format!("it is the figure of {title}");
            return Judgement::new(Verdict::WrongOccupation, reason, Vec::new());
        }
    }
    match (choice.stated, settle::gap(claim, choice)) {
        (None, Some(reason)) => Judgement::new(Verdict::NotCheckable, reason, Vec::new()),
        _ => Judgement::new(Verdict::Wrong, "", Vec::new()),
    }
}

/// Whether the same words, or what explains the passage, name a group of the Handbook, whose wages are in no
/// table.
fn may_be_of_group(choice: &Choice, others: &[Choice], figures: &Figures) -> bool {
    let own = codes(choice, figures);
    let title = |other: &Choice| {
        other.occupation.and_then(|index| figures.occupations.get(index)).is_some_and(|one| !one.second)
    };
    let group = |other: &Choice| {
        let codes = codes(other, figures);
        other.quantity == choice.quantity
            && codes.len() > 1
            && codes.iter().any(|code| own.contains(code))
            && (other.named == choice.named || choice.named.is_some() && title(other))
            && other.known.is_empty()
    };
    choice.quantity.is_wage() && others.iter().any(group)
}

/// Whether a wage or growth is near that of a group of the SOC, of which the Handbook tells a part: its special
/// education teachers are without "all other".
fn is_near_group(claim: &Claim, choice: &Choice, figures: &Figures) -> bool {
    let [code] = codes(choice, figures) else { return false };
    let is_part = code.digits().is_multiple_of(10) && !code.digits().is_multiple_of(10_000);
    let grows = choice.quantity == Quantity::GrowthPct;
    let near = |known: &Known| {
        let of_then = choice.stated.is_none_or(|date| is_of(known, &date));
        let away = known.value.number().map(|value| (value - claim.value).abs());
        let most = if grows { NEAR_GROWTH } else { claim.value.abs() * NEAR_GROUP };
        of_then && away.is_some_and(|away| away <= most)
    };
    let told = grows || choice.quantity.is_wage() && is_telling(claim);
    is_part && told && choice.known.iter().any(near)
}

/// How far the Handbook's wage of a group may be from that of the SOC, as a share, and its growth, in
/// points.
const NEAR_GROUP: f64 = 0.04;
const NEAR_GROWTH: f64 = 1.6;
