//! The pay of several occupations together: the mixture of their wage distributions, weighted by
//! employment, never an average of their percentiles.
//!
//! With shares `w_i` and distribution functions `F_i`, the mixture is `F(x) = sum of w_i F_i(x)`, and
//! its percentile `p` the smallest `x` with `F(x) >= p`.

use super::distribution::{Share, WageDistribution};
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

/// The smallest log wage that a rising condition holds at, by bisection; `None` when it never does.
fn smallest(holds: impl Fn(f64) -> bool) -> Option<f64> {
    let (mut low, mut high) = (libm::log(LOWEST_WAGE), libm::log(HIGHEST_WAGE));
    if !holds(high) {
        return None;
    }
    while high - low > 1e-12 {
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
