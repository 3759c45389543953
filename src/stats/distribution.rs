//! The wage distribution of an occupation from its five published percentiles.
//!
//! The logarithm of the wage is linear in the normal score between two published points (so a
//! lognormal distribution is met exactly), and the outermost slopes continue beyond them. A
//! top-coded point is a bound: from the last published point on, the distribution is known only
//! between two limits.

use crate::model::{Estimate, Percentile};

/// The standard normal quantiles of the five published points.
const NORMAL_SCORES: [f64; 5] = [
    -1.281_551_565_544_600_4,
    -0.674_489_750_196_081_7,
    0.0,
    0.674_489_750_196_081_7,
    1.281_551_565_544_600_4,
];

/// The distribution function of the standard normal distribution.
fn normal_cdf(score: f64) -> f64 {
    0.5 * libm::erfc(-score / core::f64::consts::SQRT_2)
}

/// A published point: normal score and natural logarithm of the wage.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Point {
    score: f64,
    log_wage: f64,
}

/// Where the top code begins.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cap {
    /// Share of workers below the highest published point; 0 when none is published.
    published: f64,
    /// Share of workers below the first top-coded point.
    capped: f64,
    /// Natural logarithm of the bound that the point is at or above.
    log_bound: f64,
}

/// A percentile that is at or above a bound leaves less than its share of workers below the bound.
const BARELY_LESS: f64 = 1.0 - 1e-12;

/// Shares of workers at or below a wage, between which the true share lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// At least.
    pub low: f64,
    /// At most.
    pub high: f64,
}

impl Share {
    const fn exactly(share: f64) -> Self {
        Self { low: share, high: share }
    }
}

/// The wage distribution of one occupation.
#[derive(Clone, Debug, PartialEq)]
pub struct WageDistribution {
    points: Vec<Point>,
    cap: Option<Cap>,
}

impl WageDistribution {
    /// From the 10th, 25th, 50th, 75th and 90th percentile, all annual or all hourly, in dollars.
    /// `None` unless every point is a positive number or top-coded, the numbers first and not falling.
    #[must_use]
    pub fn from_percentiles(percentiles: [Estimate; 5]) -> Option<Self> {
        let (mut points, mut cap) = (Vec::new(), None);
        for ((value, score), percentile) in
            percentiles.into_iter().zip(NORMAL_SCORES).zip(Percentile::ALL)
        {
            if let Estimate::AtLeast { bound } = value {
                let published = points.last().map_or(0.0, |point: &Point| normal_cdf(point.score));
                let log_bound = libm::log(bound);
                cap.get_or_insert(Cap { published, capped: percentile.fraction(), log_bound });
            } else {
                let wage = value.number().filter(|wage| *wage > 0.0 && cap.is_none())?;
                points.push(Point { score, log_wage: libm::log(wage) });
            }
        }
        let rising = points.windows(2).all(|pair| pair[0].log_wage <= pair[1].log_wage);
        rising.then_some(Self { points, cap })
    }

    /// The share of workers at or below a wage, given as its natural logarithm.
    #[must_use]
    pub fn share_at_or_below(&self, log_wage: f64) -> Share {
        let last = self.points.last().map_or(f64::NEG_INFINITY, |point| point.log_wage);
        match (self.cap, self.points.as_slice()) {
            (Some(cap), _) if log_wage > last && log_wage < cap.log_bound => {
                Share { low: cap.published, high: cap.capped * BARELY_LESS }
            }
            (Some(cap), _) if log_wage > last => Share { low: cap.published, high: 1.0 },
            // One published point says nothing of the slope below it.
            (_, [only]) if log_wage < only.log_wage => Share { low: 0.0, high: normal_cdf(only.score) },
            (_, [only]) => Share::exactly(normal_cdf(only.score)),
            _ => Share::exactly(normal_cdf(self.score(log_wage))),
        }
    }

    /// The normal score of a wage. Where two published points are equal the upper one counts, so the
    /// share is of workers at or below the wage.
    fn score(&self, log_wage: f64) -> f64 {
        let above = self.points.partition_point(|point| point.log_wage <= log_wage);
        let last = self.points.len() - 1;
        let (left, right) = (above.clamp(1, last) - 1, above.clamp(1, last));
        let (Point { score: s0, log_wage: w0 }, Point { score: s1, log_wage: w1 }) =
            (self.points[left], self.points[right]);
        if w1 <= w0 {
            return self.score_beside_step(log_wage, above);
        }
        s0 + (s1 - s0) * (log_wage - w0) / (w1 - w0)
    }

    /// Beyond an end at which two published points are equal the outermost sloping pair's slope holds.
    fn score_beside_step(&self, log_wage: f64, above: usize) -> f64 {
        let slope = |pair: &[Point]| {
            let width = pair[1].log_wage - pair[0].log_wage;
            (width > 0.0).then(|| (pair[1].score - pair[0].score) / width)
        };
        let (edge, slope) = if above == 0 {
            (self.points[0], self.points.windows(2).find_map(slope))
        } else {
            (self.points[self.points.len() - 1], self.points.windows(2).rev().find_map(slope))
        };
        match slope {
            Some(slope) => edge.score + slope * (log_wage - edge.log_wage),
            // Every point is the same wage: all below it or all at or below it.
            None if above == 0 => f64::NEG_INFINITY,
            None => f64::INFINITY,
        }
    }
}
