//! Sampling error: from percent relative standard errors (PRSE) to intervals of sums, means,
//! differences and ratios, and to decisions between two numbers.
//!
//! Employment and mean wages have a PRSE; medians and other percentiles have none, so nothing here
//! may be used for one.

use std::collections::BTreeMap;

use crate::model::Band;

/// What a PRSE that is printed as 0 counts as, percent: more than it can be before rounding.
pub const PRSE_PRINTED_ZERO_PCT: f64 = 0.05;

/// A number with the errors that it carries, by the independent estimate each comes from.
///
/// An error is the standard error of an estimate times what a unit of it adds to the number, so that
/// what two numbers have in common cancels in their difference. The estimates are taken as
/// independent, although they share establishments: every result is approximate.
#[derive(Clone, Debug, PartialEq)]
pub struct Sampled<Key> {
    value: f64,
    errors: BTreeMap<Key, f64>,
}

impl<Key: Ord + Clone> Sampled<Key> {
    /// A published estimate: `SE = PRSE / 100 * value`.
    #[must_use]
    pub fn published(key: Key, value: f64, prse_pct: f64) -> Self {
        let error = value * prse_pct.max(PRSE_PRINTED_ZERO_PCT) / 100.0;
        Self { value, errors: BTreeMap::from([(key, error)]) }
    }

    /// The same published estimate, of a whole, with what its error has from its parts told apart: each part
    /// adds its weight times its own errors, and what they leave of the published error stays with the whole.
    /// Parts that would add more than the whole has, which errors that make up for each other can do, are
    /// taken to scale, so that the standard error stays the published one.
    #[must_use]
    pub fn resting_on<'a>(mut self, parts: impl IntoIterator<Item = (f64, &'a Self)>) -> Self
    where
        Key: 'a,
    {
        let whole = self.standard_error();
        let parts = Self::weighted_sum(parts);
        let all = parts.standard_error();
        let left = libm::sqrt((whole * whole - all * all).max(0.0));
        self.errors.values_mut().for_each(|error| *error *= left / whole);
        let scale = if all > whole { whole / all } else { 1.0 };
        self.errors.extend(parts.errors.into_iter().map(|(key, error)| (key, scale * error)));
        self
    }

    /// The number.
    #[must_use]
    pub const fn value(&self) -> f64 {
        self.value
    }

    /// Its standard error: the root of the sum of the squared errors.
    #[must_use]
    pub fn standard_error(&self) -> f64 {
        libm::sqrt(self.errors.values().map(|error| error * error).sum())
    }

    /// The sum of estimates, each times a weight that has no error: `SE^2 = sum of (w_i SE_i)^2`.
    #[must_use]
    pub fn weighted_sum<'a>(parts: impl IntoIterator<Item = (f64, &'a Self)>) -> Self
    where
        Key: 'a,
    {
        let mut sum = Self { value: 0.0, errors: BTreeMap::new() };
        for (weight, part) in parts {
            sum.value += weight * part.value;
            for (key, error) in &part.errors {
                *sum.errors.entry(key.clone()).or_insert(0.0) += weight * error;
            }
        }
        sum
    }

    /// This less another.
    #[must_use]
    pub fn less(&self, other: &Self) -> Self {
        Self::weighted_sum([(1.0, self), (-1.0, other)])
    }

    /// This divided by another, by the delta method: relative errors subtract. `None` unless both are
    /// positive.
    #[must_use]
    pub fn over(&self, other: &Self) -> Option<Self> {
        if self.value <= 0.0 || other.value <= 0.0 {
            return None;
        }
        let ratio = self.value / other.value;
        let parts = [(ratio / self.value, self), (-ratio / other.value, other)];
        Some(Self { value: ratio, ..Self::weighted_sum(parts) })
    }

    /// The interval that holds the true number in a share of samples, such as 0.90.
    #[must_use]
    pub fn interval(&self, level: f64) -> Band {
        let reach = normal_quantile(0.5 + level / 2.0) * self.standard_error();
        Band { low: self.value - reach, high: self.value + reach }
    }

    /// The chance of a number as far from zero as this one, if the true one is zero (two-sided). A
    /// number without any error is certain.
    #[must_use]
    pub fn p_value_of_zero(&self) -> f64 {
        let error = self.standard_error();
        if error > 0.0 {
            libm::erfc(self.value.abs() / error / core::f64::consts::SQRT_2)
        } else if self.value == 0.0 {
            1.0
        } else {
            0.0
        }
    }
}

/// Holm's adjusted p-values, in the order given: the i-th smallest of m is multiplied by m - i + 1,
/// none is smaller than one before it, none exceeds 1. Of all comparisons that are declared different
/// because theirs is at most 1 less the level, none is so by chance in that share of samples.
#[must_use]
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|a, b| p_values[*a].total_cmp(&p_values[*b]));
    let (mut adjusted, mut largest) = (vec![0.0; p_values.len()], 0.0_f64);
    let mut left = order.iter().map(|_| 1.0).sum::<f64>();
    for at in order {
        largest = largest.max((left * p_values[at]).min(1.0));
        adjusted[at] = largest;
        left -= 1.0;
    }
    adjusted
}

/// The number below which a standard normal variable is with a chance between 0 and 1, by bisection.
#[must_use]
pub fn normal_quantile(chance: f64) -> f64 {
    let below = |score: f64| 0.5 * libm::erfc(-score / core::f64::consts::SQRT_2);
    let (mut low, mut high) = (-40.0, 40.0);
    while high - low > 1e-13 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if below(middle) < chance { low = middle } else { high = middle }
    }
    high
}
