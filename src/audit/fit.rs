//! Whether a figure of a page is one that BLS published, within what its rounding and wording allow.

use super::{
    claim::Claim,
    cue::{Bound, Per, Quantity},
    figures::Known,
    number::Sign,
};
use crate::model::Estimate;

/// How a figure of a page agrees with a published one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// To the last digit that the page shows.
    Exact,
    /// When rounded as the page rounds.
    Rounded,
    /// The page states a bound, and it holds.
    Holds,
    /// The page states a bound that holds, or is about as large, though another would be told of this
    /// figure by most.
    Loose,
}

/// The largest power of ten that divides a whole number.
fn place(value: f64) -> f64 {
    let mut place = 1.0;
    while place < 1e8 && value % (place * 10.0) == 0.0 && value > 0.0 {
        place *= 10.0;
    }
    place
}

/// Whether the figure has so many digits that it names its release.
#[must_use]
pub fn is_telling(claim: &Claim) -> bool {
    let number = &claim.placed.number;
    match number.sign {
        Sign::Percent => number.decimals > 0,
        // "$27.00" may be as round as "$27".
        _ if claim.value.abs() < 400.0 => number.decimals == 2 && claim.value % 1.0 != 0.0,
        _ => number.step <= 100.0 && claim.value % 1000.0 != 0.0 && claim.value.abs() >= 1000.0,
    }
}

/// Whether the figure is told in thousands or millions with decimals.
#[must_use]
pub fn is_scaled(claim: &Claim) -> bool {
    claim.placed.number.scale > 1.0 && claim.placed.number.decimals > 0
}

/// How a claim agrees with a published figure.
#[must_use]
pub fn fit(claim: &Claim, known: &Known, quantity: Quantity) -> Option<Fit> {
    if let Estimate::AtLeast { bound } = known.value {
        let same = (claim.value - bound).abs() < 1.0;
        let holds = claim.bound == Bound::AtLeast && claim.value <= bound && claim.value > bound * 0.7;
        return if same { Some(Fit::Exact) } else { holds.then_some(Fit::Holds) };
    }
    let value = known.value.number()?;
    if quantity == Quantity::GrowthPct {
        return percent(claim, value);
    }
    let (claimed, per) = if claim.per == Per::Month {
        (claim.value * 12.0, of_month(claim.value))
    } else {
        (claim.value, 0.5)
    };
    // A decline may be told with or without its sign; a round one must have it.
    let value = if quantity == Quantity::GrowthNum && claimed > 0.0 && value < 0.0 {
        Some(-value).filter(|_| is_telling(claim))?
    } else {
        value
    };
    let number = &claim.placed.number;
    let difference = (claimed - value).abs();
    let computed = quantity.is_wage() && claim.per == Per::Year && claimed % 10.0 != 0.0;
    let exact = if claim.per == Per::Hour && quantity.is_wage() {
        0.006
    } else if computed {
        10.0
    } else if known.summed {
        // Each member was rounded to a hundred.
        150.0
    } else {
        per
    };
    if difference <= exact
        && (number.step <= 100.0 && (!known.summed || is_telling(claim)) || difference == 0.0)
    {
        return Some(Fit::Exact);
    }
    if difference <= rounding(claim, quantity, claimed.abs())
        && claim.side.is_none_or(|side| side.allows(claimed, value))
    {
        // "Around $133,000" may be $133,600, but not where another release has $133,080.
        let about = claim.bound == Bound::Approx
            && quantity.is_wage()
            && claim.per == Per::Year
            && difference > place(claimed.abs()).max(number.step) / 2.0;
        let bounded = about || matches!(claim.bound, Bound::AtLeast | Bound::AtMost);
        return Some(if bounded { Fit::Holds } else { Fit::Rounded });
    }
    let zeros = if number.step < 1.0 { number.step } else { place(claimed.abs()).max(number.step) };
    if claim.side.is_some_and(|side| side.reaches(claimed, value, zeros)) {
        return Some(Fit::Holds);
    }
    of_bound(claim, quantity, claimed, value)
}

/// How far beyond a bound a figure is that would be told by it, and one that may be, as a share of the bound.
const CLOSE: f64 = 0.05;
pub const FAR: f64 = 0.25;

/// How a bound agrees with a figure that lies beyond it.
fn of_bound(claim: &Claim, quantity: Quantity, claimed: f64, value: f64) -> Option<Fit> {
    let number = &claim.placed.number;
    let difference = (claimed - value).abs();
    // BLS words its percentiles as bounds; a figure of so many digits is still meant exactly.
    let beyond = match claim.bound {
        Bound::AtLeast => value - claimed,
        Bound::AtMost => claimed - value,
        Bound::Approx if claim.per == Per::Hour && quantity.is_wage() => {
            return (difference <= 1.0 && number.decimals == 0).then_some(Fit::Loose);
        }
        Bound::Exact | Bound::Approx => return None,
    };
    if is_telling(claim) || beyond < 0.0 {
        let holds = is_scaled(claim) && (0.0..number.step).contains(&beyond);
        return holds.then_some(Fit::Holds);
    }
    // "Over $14 an hour" holds for what begins with $14.
    let dollar = claim.per == Per::Hour && quantity.is_wage() && claim.bound == Bound::AtLeast;
    let unit = place(claimed.abs()).max(number.step);
    let close = if dollar { number.step } else { unit.min(claimed.abs() * CLOSE) };
    if beyond < close {
        return Some(Fit::Holds);
    }
    (beyond < claimed.abs() * FAR).then_some(Fit::Loose)
}

/// How far a wage of a month, times twelve, may be from that of the year: by what the month's is rounded to, which is a
/// dollar or ten.
fn of_month(value: f64) -> f64 {
    12.0 * place(value).min(10.0) / 2.0
}

/// Whether a bound, told by no more digits than it needs, is one of a published wage or count, which is beyond
/// it by less than a share.
#[must_use]
pub fn holds_within(claim: &Claim, known: &Known, share: f64) -> bool {
    let Some(value) = known.value.number() else { return false };
    let beyond = match claim.bound {
        Bound::AtLeast => value - claim.value,
        Bound::AtMost => claim.value - value,
        Bound::Exact | Bound::Approx => return false,
    };
    let counted =
        matches!(claim.per, Per::Year | Per::Hour) && claim.placed.number.sign != Sign::Percent;
    counted && !is_telling(claim) && (0.0..claim.value.abs() * share).contains(&beyond)
}

/// How far a figure may be from the published one that it rounds.
fn rounding(claim: &Claim, quantity: Quantity, claimed: f64) -> f64 {
    let number = &claim.placed.number;
    let unit = place(claimed).max(number.step);
    match (claim.bound, claim.per) {
        (Bound::Approx, Per::Hour) if number.decimals == 2 && claimed % 0.5 != 0.0 => 0.05,
        (Bound::Approx, Per::Hour) => 0.5,
        (_, Per::Hour) if number.decimals < 2 => number.step / 2.0,
        (_, Per::Hour) => 0.0,
        // "Around $77,000" may be $77,600, and "about $60,000" anything that is nearer to it than to $63,000.
        (Bound::Approx, _) if quantity.is_wage() => {
            (unit * 0.75).min(claimed * 0.025).max(number.step / 2.0)
        }
        (Bound::Approx, _) => unit.min(claimed / 10.0) / 2.0 + unit.min(claimed / 50.0) / 4.0,
        (Bound::AtLeast | Bound::AtMost, _) if unit >= 1000.0 => {
            (number.step.max(1000.0).min(unit) / 2.0).min(claimed * 0.025)
        }
        // "$57.8K" shows by its decimals how closely it is told.
        _ if is_scaled(claim) => number.step / 2.0,
        // "2,730,000 representatives" has as many zeros as the writer rounded to.
        _ if unit >= 10_000.0 && claimed >= 1e6 && !quantity.is_wage() => {
            unit.min(claimed / 100.0) / 2.0
        }
        _ if unit >= 1000.0 => number.step.max(1000.0).min(unit) / 2.0,
        _ if unit >= 100.0 && !quantity.is_wage() => 50.0,
        _ => 0.0,
    }
}

fn percent(claim: &Claim, value: f64) -> Option<Fit> {
    let number = &claim.placed.number;
    let difference = (claim.value - value).abs();
    let half = number.step / 2.0;
    // A printed 28.5 was just below or above before BLS rounded it.
    if difference <= half + 1e-6 {
        return Some(Fit::Exact);
    }
    let holds = match claim.bound {
        // "Nearly 30 percent" is told by fives.
        Bound::Approx if claim.value % 5.0 == 0.0 && number.decimals == 0 => {
            difference <= (claim.value.abs() / 15.0).clamp(1.0, 2.0)
        }
        Bound::Approx => difference <= 1.0,
        Bound::AtLeast => value >= claim.value && value < claim.value + 1.0 + claim.value / 10.0,
        Bound::AtMost => value <= claim.value && value > claim.value - 1.0 - claim.value / 10.0,
        Bound::Exact => false,
    };
    holds.then_some(if claim.bound == Bound::Approx { Fit::Rounded } else { Fit::Holds })
}
