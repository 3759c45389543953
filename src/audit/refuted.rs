//! A figure that no release has: of a kindred occupation, of a group that only the Handbook has, of a period
//! that is not at hand, or of none.

use super::{
    choice::{Choice, codes, is_of},
    claim::Claim,
    cue::{Per, Quantity},
    figures::{Figures, Known},
    fit::{Fit, fit, is_telling},
    judge::{Judgement, Verdict},
    settle,
    whose::FEW,
};
use crate::model::{Area, Round, SocCode};

/// A figure that no release has: of a kindred occupation, or of none.
pub fn wrong(claim: &Claim, choice: &Choice, others: &[Choice], figures: &Figures) -> Judgement {
    if codes(choice, figures).len() > 1 && (choice.quantity.is_wage() || choice.known.is_empty()) {
        return Judgement::new(
            Verdict::NotCheckable,
            "BLS publishes no figure of this group",
            Vec::new(),
        );
    }
    if is_of_ten_years(claim, choice) {
        let reason = "it is that of all ten years; BLS publishes the openings of one";
        return Judgement::new(Verdict::NotCheckable, reason, Vec::new());
    }
    if may_be_of_group(claim, choice, others, figures) || is_near_group(claim, choice, figures) {
        return Judgement::new(Verdict::NotCheckable, MAY_BE_OF_GROUP, Vec::new());
    }
    of_one(claim, choice, others, figures)
}

/// Why a figure is left open that may be of a group.
pub const MAY_BE_OF_GROUP: &str =
    "it may be the Handbook's figure of the group that it describes together";

/// The same of an occupation that is surely meant alone.
pub fn of_one(claim: &Claim, choice: &Choice, others: &[Choice], figures: &Figures) -> Judgement {
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
        let kindred = figures.codes().filter(|code| own.iter().any(|own| are_kin(*own, *code, figures)));
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

/// Whether two occupations are of one minor group, or of one major group and share a word that few names have.
fn are_kin(one: SocCode, other: SocCode, figures: &Figures) -> bool {
    let same = |digits: u32| one.digits() / digits == other.digits() / digits;
    let occupations = &figures.occupations;
    let shares = || {
        let (Some(one), Some(other)) = (occupations.words(one), occupations.words(other)) else {
            return false;
        };
        one.intersection(other).any(|word| occupations.sharing(word) <= FEW)
    };
    same(1000) || same(10_000) && shares()
}

/// "1,891,000 openings over the decade": those of a round, times its years.
fn is_of_ten_years(claim: &Claim, choice: &Choice) -> bool {
    let years = f64::from(Round::YEARS);
    let near = |known: &Known| {
        let all = known.value.number().map(|openings| openings * years);
        all.is_some_and(|all| (claim.value - all).abs() <= all * TEN_YEARS)
    };
    choice.quantity == Quantity::Openings && choice.known.iter().any(near)
}

/// How far the openings of ten years may be from ten times those of one, as a share.
const TEN_YEARS: f64 = 0.01;

/// Whether the same words, or what explains the passage, name a group of the Handbook, whose wages are in no
/// table.
fn may_be_of_group(claim: &Claim, choice: &Choice, others: &[Choice], figures: &Figures) -> bool {
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
            && is_between_members(claim, choice, codes, figures)
    };
    // The Handbook tells no means.
    let is_mean = choice.quantity == Quantity::Mean && claim.says_mean;
    choice.quantity.is_wage() && !is_mean && others.iter().any(group)
}

/// Whether a wage lies between the lowest and the highest of the members of a group, as every mean and
/// percentile of the whole does; of members whose wage is not known, nothing is.
fn is_between_members(claim: &Claim, choice: &Choice, codes: &[SocCode], figures: &Figures) -> bool {
    let of_then = |known: &&Known| choice.stated.is_none_or(|date| is_of(known, &date));
    let value = if claim.per == Per::Month { claim.value * 12.0 } else { claim.value };
    let (mut lowest, mut highest) = (f64::MAX, 0.0_f64);
    for code in codes {
        let known = figures.known(choice.quantity, claim.per, &[*code], Area::NATION);
        let wages: Vec<f64> = known
            .iter()
            .filter(of_then)
            .map(|known| known.value.number().unwrap_or(f64::INFINITY))
            .collect();
        if wages.is_empty() {
            return true;
        }
        (lowest, highest) = wages
            .into_iter()
            .fold((lowest, highest), |(lowest, highest), wage| (lowest.min(wage), highest.max(wage)));
    }
    (lowest * (1.0 - MEMBERS)..=highest * (1.0 + MEMBERS)).contains(&value)
}

/// How far rounding and later corrections may take the wage of a group beyond those of its members, as a
/// share.
const MEMBERS: f64 = 0.02;

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
