//! Growth of several occupations together.

use std::cmp::Ordering;

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

/// Whether the percent change of an occupation was below (`Less`) or above (`Greater`) a half that is printed, such as
/// 12.5, before BLS rounded it to that, by size whatever its sign; `Equal` where its jobs in the two years, in
/// thousands as printed, leave that open, and for any other percent.
#[must_use]
pub fn beside_half(printed: f64, base: Estimate, projected: Estimate) -> Ordering {
    if (printed.abs().fract() - 0.5).abs() > 1e-6 {
        return Ordering::Equal;
    }
    let jobs = GrowthTerm { share: 1.0, base, projected };
    let Estimate::Derived { band: Some(band), .. } = change_of_sums(&[jobs]) else {
        return Ordering::Equal;
    };
    let (low, high) = if printed < 0.0 { (-band.high, -band.low) } else { (band.low, band.high) };
    match printed.abs() {
        half if high < half => Ordering::Less,
        half if low > half => Ordering::Greater,
        _ => Ordering::Equal,
    }
}

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

/// The yearly rate that makes a percent change over some years: `100 ((1 + change / 100)^(1 / years) - 1)`.
/// A change of -100 percent or less has none.
#[must_use]
pub fn annual_rate(change_pct: Estimate, years: u16) -> Estimate {
    let yearly = |percent: f64| {
        let growth = (1.0 + percent / 100.0).max(0.0);
        100.0 * (libm::pow(growth, 1.0 / f64::from(years)) - 1.0)
    };
    match change_pct.number() {
        Some(percent) if percent <= -100.0 => Estimate::absent(Mark::NotDetermined),
        _ => change_pct.map(yearly),
    }
}

/// The yearly openings of a projection split into those of growth, a tenth of the change over the ten
/// years, and those of people who leave the occupation, the rest. All in thousands; for each of the
/// `occupations` that were added a tenth of a printed change is exact to 0.005 and the rest to 0.055.
#[must_use]
pub fn split_openings(change: Estimate, openings: Estimate, occupations: usize) -> [Estimate; 2] {
    #[expect(clippy::cast_precision_loss, reason = "there are some hundreds of occupations")]
    let rounding = ROUNDING * occupations as f64;
    let within = |value: f64, slack: f64| Estimate::Derived {
        value,
        band: Some(Band { low: value - slack, high: value + slack }),
    };
    match (change.number(), openings.number()) {
        (Some(change), Some(openings)) => {
            let growth = change / YEARS;
            let slack = rounding / YEARS;
            [within(growth, slack), within(openings - growth, rounding + slack)]
        }
        _ => [Estimate::absent(Mark::NotDetermined); 2],
    }
}

/// Years of a projection.
const YEARS: f64 = 10.0;

/// What a projection said of an occupation, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// Jobs in the base year of the projection, thousands.
    pub base: f64,
    /// Jobs projected, thousands.
    pub projected: f64,
    /// Jobs that there were in the projected year, thousands.
    pub actual: f64,
}

impl Outcome {
    /// The change that came, percent of the base year.
    #[must_use]
    pub fn actual_change_pct(&self) -> f64 {
        100.0 * (self.actual / self.base - 1.0)
    }

    /// By how much the projected jobs missed the actual ones, percent of the actual: positive where too
    /// many were projected.
    #[must_use]
    pub fn miss_pct(&self) -> f64 {
        100.0 * (self.projected / self.actual - 1.0)
    }

    /// Whether jobs grew or fell as projected.
    #[must_use]
    pub fn is_right_direction(&self) -> bool {
        (self.projected >= self.base) == (self.actual >= self.base)
    }
}

/// How good the projections of a round were, over occupations that count alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accuracy {
    /// Occupations.
    pub count: usize,
    /// The median of the misses without their sign, percent.
    pub median_miss_pct: f64,
    /// The miss that nine in ten occupations stay below, without sign, percent.
    pub p90_miss_pct: f64,
    /// Percent of the occupations that grew or fell as projected.
    pub right_direction_pct: f64,
}

/// Sums up outcomes; `None` without one that has jobs.
#[must_use]
pub fn accuracy(outcomes: &[Outcome]) -> Option<Accuracy> {
    let sound = |of: &&Outcome| of.base > 0.0 && of.actual > 0.0;
    let sound: Vec<&Outcome> = outcomes.iter().filter(sound).collect();
    let mut misses: Vec<f64> = sound.iter().map(|of| of.miss_pct().abs()).collect();
    misses.sort_by(f64::total_cmp);
    let right = sound.iter().filter(|of| of.is_right_direction()).map(|_| 1.0).sum::<f64>();
    let all = sound.iter().map(|_| 1.0).sum::<f64>();
    Some(Accuracy {
        count: sound.len(),
        median_miss_pct: quantile(&misses, 1, 2)?,
        p90_miss_pct: quantile(&misses, 9, 10)?,
        right_direction_pct: 100.0 * right / all,
    })
}

/// The smallest of sorted numbers that a fraction `part / of` of them does not exceed.
fn quantile(sorted: &[f64], part: usize, of: usize) -> Option<f64> {
    let rank = (sorted.len() * part).div_ceil(of);
    sorted.get(rank.checked_sub(1)?).copied()
}
