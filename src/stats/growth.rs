//! Growth of several occupations together.

use crate::model::{Band, Estimate, Mark};

/// Projected employment of one occupation, thousands of jobs with one decimal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GrowthTerm {
    /// The part of the occupation that counts: 1 for all of it.
    pub share: f64,
    /// Jobs in the base year.
    pub base: Estimate,
    /// Jobs in the projected year.
    pub projected: Estimate,
}

/// Half a unit in the last printed place of employment, thousands.
const ROUNDING: f64 = 0.05;

/// Percent change of summed employment: `100 (sum of projected / sum of base - 1)`.
///
/// BLS computes an occupation's percent before rounding and prints employment in tenths of a
/// thousand, so a percent from printed sums is an estimate; the band is what the rounding of every
/// term allows at worst. For a single occupation use the printed percent instead.
#[must_use]
pub fn change_of_sums(terms: &[GrowthTerm]) -> Estimate {
    let sum = |of: fn(&GrowthTerm) -> Estimate| {
        terms.iter().map(|term| Some(term.share * of(term).number()?)).sum::<Option<f64>>()
    };
    let (Some(base), Some(projected)) = (sum(|term| term.base), sum(|term| term.projected)) else {
        return Estimate::absent(Mark::NotDetermined);
    };
    let slack = ROUNDING * terms.iter().map(|term| term.share).sum::<f64>();
    if base <= slack {
        return Estimate::absent(Mark::NotDetermined);
    }
    let percent = |projected: f64, base: f64| 100.0 * (projected / base - 1.0);
    let band = Band {
        low: percent(projected - slack, base + slack),
        high: percent(projected + slack, base - slack),
    };
    Estimate::Derived { value: percent(projected, base), band: Some(band) }
}
