//! The pay of several occupations together: the mixture of their wage distributions, weighted by
//! employment, never an average of their percentiles.
//!
//! With shares `w_i` and distribution functions `F_i`, the mixture is `F(x) = sum of w_i F_i(x)`, and
//! its percentile `p` the smallest `x` with `F(x) >= p`.

use super::{
    distribution::{Share, WageDistribution},
    normal::normal_score,
};
use crate::model::{Estimate, Mark};

/// One occupation of a mixture.
#[derive(Clone, Debug, PartialEq)]
pub struct MixturePart {
    /// Its weight, in any unit.
    pub weight: f64,
    /// Its wages.
    pub wages: WageDistribution,
}

/// A mixture of wage distributions.
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture {
    parts: Vec<MixturePart>,
    total: f64,
}

/// A percentile of a mixture, in dollars.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quantile {
    /// A number, at which no top-coded value matters.
    Exact(f64),
    /// Top-coded occupations leave it open between two wages.
    Between(f64, f64),
    /// Top-coded occupations leave it open upwards.
    AtLeast(f64),
}

/// Wages between which every percentile is sought, dollars.
const LOWEST_WAGE: f64 = 0.01;
const HIGHEST_WAGE: f64 = 1e9;

impl From<WageDistribution> for Mixture {
    fn from(wages: WageDistribution) -> Self {
        Self { parts: vec![MixturePart { weight: 1.0, wages }], total: 1.0 }
    }
}

impl Mixture {
    /// A mixture of at least one part with positive weights.
    #[must_use]
    pub fn new(parts: Vec<MixturePart>) -> Option<Self> {
        let total = parts.iter().map(|part| part.weight).sum();
        let sound = !parts.is_empty() && parts.iter().all(|part| part.weight > 0.0);
        sound.then_some(Self { parts, total })
    }

    /// The weight of all parts together, such as the workers.
    #[must_use]
    pub const fn weight(&self) -> f64 {
        self.total
    }

    /// Its parts.
    pub(super) fn parts(&self) -> &[MixturePart] {
        &self.parts
    }

    pub(super) fn share(&self, log_wage: f64) -> Share {
        self.sum(|wages| wages.share_at_or_below(log_wage))
    }

    /// The shares at or below log wages that rise, each part walked along once; where a share is open, its
    /// lower limit.
    pub(super) fn shares(&self, log_wages: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; log_wages.len()];
        for part in &self.parts {
            part.wages.add_shares(log_wages, part.weight, &mut sums);
        }
        sums.iter().map(|sum| sum / self.total).collect()
    }

    pub(super) fn sum(&self, share_of: impl Fn(&WageDistribution) -> Share) -> Share {
        let mut sum = Share { low: 0.0, high: 0.0 };
        for part in &self.parts {
            let share = share_of(&part.wages);
            sum.low += part.weight * share.low;
            sum.high += part.weight * share.high;
        }
        Share { low: sum.low / self.total, high: sum.high / self.total }
    }

    /// The share of the workers who earn a wage (dollars, above 0) or less.
    #[must_use]
    pub fn share_at_or_below(&self, wage: f64) -> Share {
        self.share(libm::log(wage))
    }

    /// The share of the workers who earn more than a wage (dollars, above 0).
    #[must_use]
    pub fn share_above(&self, wage: f64) -> Share {
        self.share_at_or_below(wage).rest()
    }

    /// The percentile rank of a salary (dollars, above 0) as a share: that of the workers who earn less,
    /// and half of those who earn the same.
    #[must_use]
    pub fn rank(&self, salary: f64) -> Share {
        let log_wage = libm::log(salary);
        let below = self.sum(|wages| wages.share_below(log_wage));
        let at_or_below = self.share(log_wage);
        Share {
            low: f64::midpoint(below.low, at_or_below.low),
            high: f64::midpoint(below.high, at_or_below.high),
        }
    }

    /// The mean wage in dollars: that of the means of the parts' distributions, tails included. A part
    /// with top-coded percentiles makes it a bound.
    #[must_use]
    pub fn mean(&self) -> Estimate {
        let means: Vec<_> = self.parts.iter().map(|part| (part.weight, part.wages.mean())).collect();
        weighted_mean(&means).unwrap_or(Estimate::absent(Mark::NotDetermined))
    }

    /// The wage that a fraction of the workers earn at most.
    #[must_use]
    pub fn quantile(&self, fraction: f64) -> Quantile {
        // A share that is off by its rounding still reaches the fraction.
        let fraction = fraction - 4.0 * f64::EPSILON;
        if !self.parts.iter().any(|part| part.wages.is_open()) {
            return Quantile::Exact(libm::exp(self.crossing(fraction)));
        }
        let low = smallest(|log_wage| self.share(log_wage).high >= fraction);
        let high = smallest(|log_wage| self.share(log_wage).low >= fraction);
        match (low, high) {
            (low, None) => Quantile::AtLeast(low.map_or(LOWEST_WAGE, libm::exp)),
            (Some(low), Some(high)) if high - low > 1e-9 => {
                Quantile::Between(libm::exp(low), libm::exp(high))
            }
            (_, Some(high)) => Quantile::Exact(libm::exp(high)),
        }
    }
}

/// How close the ends around a percentile must come, in the logarithm of the wage.
const CLOSE: f64 = 1e-12;

/// Steps after which it has come that close by bisection alone, every third one.
const MOST_STEPS: u32 = 200;

impl Mixture {
    /// The smallest log wage at which the share reaches a fraction, where every share is a number: by false
    /// position between the percentiles of the parts, with a step of bisection after every two, which a leap
    /// of the share needs.
    fn crossing(&self, fraction: f64) -> f64 {
        let score = normal_score(fraction);
        let wages = || self.parts.iter().flat_map(|part| part.wages.log_wages_around(score));
        let mut low = wages().fold(f64::INFINITY, f64::min) - CLOSE;
        let mut high = wages().fold(f64::NEG_INFINITY, f64::max) + CLOSE;
        let off = |log_wage: f64| self.share(log_wage).low - fraction;
        let (mut below, mut above) = (off(low), off(high));
        // The percentiles of the parts hold it between them, but for rounding.
        if below >= 0.0 || above < 0.0 {
            return if below >= 0.0 { low } else { high };
        }
        let mut last_was_low = None;
        for step in 1..=MOST_STEPS {
            let width = high - low;
            if width <= CLOSE || low.next_up() >= high {
                break;
            }
            let run = if step % 3 == 0 { 0.5 } else { below / (below - above) };
            let edge = (CLOSE / 2.0 / width).min(0.5);
            let middle = low + width * run.clamp(edge, 1.0 - edge);
            let here = off(middle);
            let is_low = here < 0.0;
            // The end that stays a second time counts half, so that the next step falls beyond it.
            let stays = last_was_low == Some(is_low);
            if is_low {
                (low, below) = (middle, here);
                above *= if stays { 0.5 } else { 1.0 };
            } else {
                (high, above) = (middle, here);
                below *= if stays { 0.5 } else { 1.0 };
            }
            last_was_low = Some(is_low);
        }
        high
    }
}

/// The smallest log wage that a rising condition holds at, by bisection; `None` when it never does.
fn smallest(holds: impl Fn(f64) -> bool) -> Option<f64> {
    let (mut low, mut high) = (libm::log(LOWEST_WAGE), libm::log(HIGHEST_WAGE));
    if !holds(high) {
        return None;
    }
    while high - low > CLOSE {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if holds(middle) { high = middle } else { low = middle }
    }
    Some(high)
}

/// The mean of means, weighted; a mean that is a bound makes the result one. `None` when a part has
/// neither, or there is no part.
#[must_use]
pub fn weighted_mean(parts: &[(f64, Estimate)]) -> Option<Estimate> {
    let total: f64 = parts.iter().map(|(weight, _)| weight).sum();
    let (mut sum, mut bounded) = (0.0, false);
    for (weight, mean) in parts {
        let term = match mean {
            Estimate::AtLeast { bound } => {
                bounded = true;
                *bound
            }
            other => other.number()?,
        };
        sum += weight * term;
    }
    let mean = sum / total;
    (total > 0.0).then(|| if bounded { Estimate::at_least(mean) } else { Estimate::exact(mean) })
}
