//! Arithmetic with values of which some are only bounds: what can be concluded is, the rest is "not
//! determined". A top-coded wage less a number is at least the bound less the number; two top-coded
//! wages have no difference.

use crate::model::{Band, Estimate, Mark};

/// The interval that a value is known to lie in; `None` for a mark.
pub(super) fn limits(value: Estimate) -> Option<(f64, f64)> {
    match value {
        Estimate::Published { value } | Estimate::Derived { value, .. } => Some((value, value)),
        Estimate::AtLeast { bound } => Some((bound, f64::INFINITY)),
        Estimate::AtMost { bound } => Some((f64::NEG_INFINITY, bound)),
        Estimate::Absent { .. } => None,
    }
}

const fn from_limits(low: f64, high: f64) -> Estimate {
    match (low.is_finite(), high.is_finite()) {
        (true, true) => Estimate::exact(low),
        (true, false) => Estimate::at_least(low),
        (false, true) => Estimate::AtMost { bound: high },
        (false, false) => Estimate::absent(Mark::NotDetermined),
    }
}

/// How far below and above its value an estimate may be.
fn reach(value: Estimate) -> (f64, f64) {
    match value {
        Estimate::Derived { value, band: Some(Band { low, high }) } => (value - low, high - value),
        _ => (0.0, 0.0),
    }
}

/// `a` less `b`. The errors of two estimates are taken as independent and add in quadrature.
#[must_use]
pub fn difference(a: Estimate, b: Estimate) -> Estimate {
    let (Some((a_low, a_high)), Some((b_low, b_high))) = (limits(a), limits(b)) else {
        return Estimate::absent(Mark::NotDetermined);
    };
    let plain = from_limits(a_low - b_high, a_high - b_low);
    let ((a_down, a_up), (b_down, b_up)) = (reach(a), reach(b));
    with_band(plain, libm::hypot(a_down, b_up), libm::hypot(a_up, b_down))
}

/// `a` divided by `b`; not determined unless both are positive. Relative errors add in quadrature.
#[must_use]
pub fn ratio(a: Estimate, b: Estimate) -> Estimate {
    let positive = |value| {
        limits(value).filter(|(low, high)| *low > 0.0 || *high > 0.0 && *low == f64::NEG_INFINITY)
    };
    let (Some((a_low, a_high)), Some((b_low, b_high))) = (positive(a), positive(b)) else {
        return Estimate::absent(Mark::NotDetermined);
    };
    let low = if b_high.is_finite() { a_low / b_high } else { f64::NEG_INFINITY };
    let high = if b_low.is_finite() { a_high / b_low } else { f64::INFINITY };
    let plain = from_limits(low, high);
    let Some(value) = plain.number() else { return plain };
    let ((a_down, a_up), (b_down, b_up)) = (reach(a), reach(b));
    let down = value * libm::hypot(a_down / a_low, b_up / b_low);
    let up = value * libm::hypot(a_up / a_low, b_down / b_low);
    with_band(plain, down, up)
}

/// `a` divided by `b`, of which published ones are rounded to twice `half` of a unit, with the band that the
/// rounding and the bands of the others allow at worst; not determined where that reaches to zero.
#[must_use]
pub fn ratio_of_rounded(a: Estimate, b: Estimate, half: f64) -> Estimate {
    let ends = |of: Estimate| match of {
        Estimate::Published { value } | Estimate::Derived { value, band: None } => {
            Some((value - half, value, value + half))
        }
        Estimate::Derived { value, band: Some(band) } => Some((band.low, value, band.high)),
        _ => None,
    };
    match (ends(a), ends(b)) {
        (Some((a_low, a, a_high)), Some((b_low, b, b_high))) if a_low > 0.0 && b_low > 0.0 => {
            let band = Band { low: a_low / b_high, high: a_high / b_low };
            Estimate::Derived { value: a / b, band: Some(band) }
        }
        _ => Estimate::absent(Mark::NotDetermined),
    }
}

/// The percent change from an old value to a new one: `100 (new / old - 1)`.
#[must_use]
pub fn percent_change(old: Estimate, new: Estimate) -> Estimate {
    ratio(new, old).map(|ratio| 100.0 * (ratio - 1.0))
}

/// A sum in which each value counts with a weight that is not negative, such as a mean with weights
/// that add up to 1. Of bounds to one side it is a bound; not determined where a mark or bounds to
/// both sides take part. Errors are taken as independent.
#[must_use]
pub fn weighted_sum(parts: &[(f64, Estimate)]) -> Estimate {
    let (mut low, mut high, mut down, mut up) = (0.0, 0.0, 0.0_f64, 0.0_f64);
    for (weight, value) in parts.iter().filter(|(weight, _)| *weight > 0.0) {
        let Some((least, most)) = limits(*value) else { return Estimate::absent(Mark::NotDetermined) };
        low += weight * least;
        high += weight * most;
        let reach = reach(*value);
        down = libm::hypot(down, weight * reach.0);
        up = libm::hypot(up, weight * reach.1);
    }
    with_band(from_limits(low, high), down, up)
}

fn with_band(plain: Estimate, down: f64, up: f64) -> Estimate {
    match plain {
        Estimate::Derived { value, .. } if down > 0.0 || up > 0.0 => {
            Estimate::Derived { value, band: Some(Band { low: value - down, high: value + up }) }
        }
        other => other,
    }
}
