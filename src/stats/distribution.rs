//! The wage distribution of an occupation from its five published percentiles.
//!
//! The logarithm of the wage is linear in the normal score between two published points (so a
//! lognormal distribution is met exactly), and the outermost slopes continue beyond them. A
//! top-coded point is a bound: from the last published point on, the distribution is known only
//! between two limits.

use super::{
    WageScale,
    normal::{NORMAL_SCORES, normal_cdf},
};
use crate::model::{Band, Estimate, Mark, Percentile};

/// A point of a distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    /// Normal score of the share of workers.
    pub score: f64,
    /// Natural logarithm of the wage.
    pub log_wage: f64,
    /// Where the wage stands on the scale of the distribution: its logarithm, where there is no other.
    pub position: f64,
    /// How much steeper than a straight line the score rises to the next point, here and there, in rises of
    /// the line.
    pub steeper: [f64; 2],
}

/// A straight line to the next point.
pub(super) const STRAIGHT: [f64; 2] = [0.0; 2];

impl Point {
    /// A point on no scale but the logarithm.
    pub(super) const fn of(score: f64, log_wage: f64) -> Self {
        Self { score, log_wage, position: log_wage, steeper: STRAIGHT }
    }

    /// The score at a position between this point and the next: Hermite's cubic.
    pub(super) fn score_towards(&self, next: &Self, position: f64) -> f64 {
        let run = (position - self.position) / (next.position - self.position);
        let [first, last] = self.steeper;
        let bend = run * (1.0 - run) * ((1.0 - run) * first - run * last);
        self.score + (next.score - self.score) * (run + bend)
    }
}

/// Where the top code begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cap {
    /// Share of workers below the highest published point; 0 when none is published.
    published: f64,
    /// Share of workers below the first top-coded point.
    capped: f64,
    /// Natural logarithm of the bound that the point is at or above.
    log_bound: f64,
}

/// A percentile that is at or above a bound leaves less than its share of workers below the bound.
const BARELY_LESS: f64 = 1.0 - 1e-12;

/// A share, 0 to 1, between the limits that the published points leave for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// At least.
    pub low: f64,
    /// At most.
    pub high: f64,
}

/// Limits that lie closer than this are one number.
const ONE_NUMBER: f64 = 1e-9;

impl Share {
    pub(super) const fn exactly(share: f64) -> Self {
        Self { low: share, high: share }
    }

    /// What is left of the whole.
    #[must_use]
    pub fn rest(self) -> Self {
        Self { low: 1.0 - self.high, high: 1.0 - self.low }
    }

    /// The share in percent: a number where the limits are one, a bound where one of them says nothing,
    /// the middle with the limits as its band where both say something, else not determined.
    #[must_use]
    pub fn percent(self) -> Estimate {
        let (low, high) = (100.0 * self.low, 100.0 * self.high);
        let (open_below, open_above) = (self.low <= ONE_NUMBER, self.high >= 1.0 - ONE_NUMBER);
        match (open_below, open_above) {
            _ if self.high - self.low <= ONE_NUMBER => Estimate::exact(f64::midpoint(low, high)),
            (true, true) => Estimate::absent(Mark::NotDetermined),
            (true, false) => Estimate::AtMost { bound: high },
            (false, true) => Estimate::at_least(low),
            (false, false) => {
                Estimate::Derived { value: f64::midpoint(low, high), band: Some(Band { low, high }) }
            }
        }
    }
}

/// The wage distribution of one occupation.
#[derive(Clone, Debug, PartialEq)]
pub struct WageDistribution {
    /// Between two of them the score is linear or a cubic in the position.
    pub(super) points: Vec<Point>,
    /// The scale that wages have positions on; without one it is the logarithm.
    pub(super) scale: Option<WageScale>,
    /// How much the logarithm of the wage rises by a unit of the normal score below the first point
    /// and above the last.
    pub(super) spreads: [f64; 2],
    pub(super) cap: Option<Cap>,
    /// The published mean, dollars.
    pub(super) mean: Option<f64>,
}

impl WageDistribution {
    /// From the 10th, 25th, 50th, 75th and 90th percentile, all annual or all hourly, in dollars.
    /// `None` unless every point is a positive number or top-coded, the numbers first and not falling.
    #[must_use]
    pub fn from_percentiles(percentiles: [Estimate; 5]) -> Option<Self> {
        // Room for five, and where each tail leaves a scale.
        let (mut points, mut cap) = (Vec::with_capacity(7), None);
        for ((value, score), percentile) in
            percentiles.into_iter().zip(NORMAL_SCORES).zip(Percentile::ALL)
        {
            if let Estimate::AtLeast { bound } = value {
                let published = points.last().map_or(0.0, |point: &Point| normal_cdf(point.score));
                let log_bound = libm::log(bound);
                cap.get_or_insert(Cap { published, capped: percentile.fraction(), log_bound });
            } else {
                let wage = value.number().filter(|wage| *wage > 0.0 && cap.is_none())?;
                let log_wage = libm::log(wage);
                points.push(Point::of(score, log_wage));
            }
        }
        let rising = points.windows(2).all(|pair| pair[0].log_wage <= pair[1].log_wage);
        rising.then(|| Self {
            spreads: outermost_spreads(&points),
            points,
            scale: None,
            cap,
            mean: None,
        })
    }

    /// The share of workers at or below a wage, given as its natural logarithm.
    #[must_use]
    pub fn share_at_or_below(&self, log_wage: f64) -> Share {
        self.share(log_wage, |point| point.log_wage <= log_wage)
    }

    /// The share of workers below a wage, given as its natural logarithm: another one only at a wage
    /// that two published percentiles share.
    #[must_use]
    pub fn share_below(&self, log_wage: f64) -> Share {
        self.share(log_wage, |point| point.log_wage < log_wage)
    }

    /// Adds a multiple of the share at or below each of many log wages, rising, to a sum of each. The points
    /// are walked along once; where the share is open, its lower limit counts.
    pub(super) fn add_shares(&self, log_wages: &[f64], times: f64, sums: &mut [f64]) {
        if self.is_open() {
            for (log_wage, sum) in log_wages.iter().zip(sums) {
                *sum += times * self.share_at_or_below(*log_wage).low;
            }
            return;
        }
        let mut above = 0;
        for (log_wage, sum) in log_wages.iter().zip(sums) {
            while self.points.get(above).is_some_and(|point| point.log_wage <= *log_wage) {
                above += 1;
            }
            *sum += times * normal_cdf(self.score_before(above, *log_wage));
        }
    }

    /// The share below a wage, and at it if `passed` says so of a point at it.
    fn share(&self, log_wage: f64, passed: impl Fn(&Point) -> bool) -> Share {
        let last = self.points.last().map_or(f64::NEG_INFINITY, |point| point.log_wage);
        match (self.cap, self.points.as_slice()) {
            (Some(cap), _) if log_wage > last && log_wage < cap.log_bound => {
                Share { low: cap.published, high: cap.capped * BARELY_LESS }
            }
            (Some(cap), _) if log_wage > last => Share { low: cap.published, high: 1.0 },
            // One published point says nothing of the slope below it.
            (_, [only]) if !passed(only) => Share { low: 0.0, high: normal_cdf(only.score) },
            (_, [only]) => Share::exactly(normal_cdf(only.score)),
            _ => Share::exactly(normal_cdf(self.score(log_wage, passed))),
        }
    }

    /// The normal score of a wage, between the last point that it has passed and the next.
    fn score(&self, log_wage: f64, passed: impl Fn(&Point) -> bool) -> f64 {
        self.score_before(self.points.partition_point(passed), log_wage)
    }

    /// The normal score of a wage that has passed so many points.
    fn score_before(&self, above: usize, log_wage: f64) -> f64 {
        let beyond = |edge: Point, spread: f64, none: f64| {
            if spread > 0.0 { edge.score + (log_wage - edge.log_wage) / spread } else { none }
        };
        match (above.checked_sub(1).map(|at| self.points[at]), self.points.get(above).copied()) {
            (Some(left), Some(right)) => {
                let position = self.scale.as_ref().map_or(log_wage, |scale| scale.position(log_wage));
                left.score_towards(&right, position)
            }
            (None, Some(first)) => beyond(first, self.spreads[0], f64::NEG_INFINITY),
            (Some(last), None) => beyond(last, self.spreads[1], f64::INFINITY),
            (None, None) => f64::NEG_INFINITY,
        }
    }

    /// Log wages that hold that of a normal score between them, where shares are numbers: twice that itself,
    /// but on a curve the points at its ends, and about that where the wage of a step or a point without spread
    /// is none.
    pub(super) fn log_wages_around(&self, score: f64) -> [f64; 2] {
        let above = self.points.partition_point(|point| point.score < score);
        let at = |edge: &Point, spread: f64| [edge.log_wage + (score - edge.score) * spread; 2];
        match (above.checked_sub(1).map(|at| &self.points[at]), self.points.get(above)) {
            (Some(left), Some(right)) if left.steeper == STRAIGHT => {
                let run = (score - left.score) / (right.score - left.score);
                let position = left.position + (right.position - left.position) * run;
                [self.scale.as_ref().map_or(position, |scale| scale.log_wage(position)); 2]
            }
            (Some(left), Some(right)) => [left.log_wage, right.log_wage],
            (None, Some(first)) => at(first, self.spreads[0]),
            (Some(last), None) => at(last, self.spreads[1]),
            (None, None) => [f64::NAN; 2],
        }
    }

    /// The mean wage in dollars: the published one, where the distribution was given it, else that of
    /// the distribution, tails included; at least what top-coded points leave of it.
    #[must_use]
    pub fn mean(&self) -> Estimate {
        if let Some(mean) = self.mean {
            return Estimate::exact(mean);
        }
        let known = self.inner_mean() + self.lower_tail();
        match (self.cap, self.points.last()) {
            (Some(cap), last) => {
                let wage = last.map_or(0.0, |last| libm::exp(last.log_wage));
                let above =
                    (cap.capped - cap.published) * wage + (1.0 - cap.capped) * libm::exp(cap.log_bound);
                Estimate::at_least(known + above)
            }
            (None, Some(last)) => {
                Estimate::exact(known + tail_mean(last.score, last.log_wage, self.spreads[1]))
            }
            (None, None) => Estimate::absent(Mark::NotDetermined),
        }
    }

    /// The integral of the wage over the workers below the first point; 0 where only one is published.
    pub(super) fn lower_tail(&self) -> f64 {
        match self.points.as_slice() {
            [first, _, ..] => tail_mean(-first.score, first.log_wage, -self.spreads[0]),
            _ => 0.0,
        }
    }

    /// Whether its shares may be known only between limits.
    pub(super) fn is_open(&self) -> bool {
        self.cap.is_some() || self.points.len() < 2
    }

    /// The log wage from which on the distribution is known only between limits, if it is: that of the
    /// last published point before a top-coded one; no wage is low enough with one published point.
    pub(super) fn opens_at(&self) -> Option<f64> {
        let last = self.points.last().filter(|_| self.points.len() > 1);
        self.cap.map(|_| last.map_or(f64::NEG_INFINITY, |last| last.log_wage))
    }

    /// The share of workers who earn a log wage or less and are known to earn which.
    pub(super) fn surely_at_or_below(&self, log_wage: f64) -> f64 {
        match self.opens_at() {
            Some(opens) => self.share_at_or_below(log_wage.min(opens)).low,
            None => self.share_at_or_below(log_wage).low,
        }
    }

    /// Log wages between which all but a billionth of the known workers are.
    pub(super) fn reach(&self) -> Option<(f64, f64)> {
        let (first, last) = (self.points.first()?, self.points.last()?);
        let low = first.log_wage - (OUTERMOST_SCORE + first.score).max(0.0) * self.spreads[0];
        let high = last.log_wage + (OUTERMOST_SCORE - last.score).max(0.0) * self.spreads[1];
        Some((low, self.cap.map_or(high, |cap| last.log_wage.max(cap.log_bound))))
    }

    /// Log wages at which the share of workers may leap: those that two points have, and the bound.
    pub(super) fn leaps(&self) -> impl Iterator<Item = f64> {
        let steps = self.points.windows(2).filter(|pair| pair[1].log_wage <= pair[0].log_wage);
        let last = self.points.last().filter(|_| self.cap.is_some() || self.points.len() == 1);
        let bound = self.cap.map(|cap| cap.log_bound);
        steps.map(|pair| pair[0].log_wage).chain(last.map(|last| last.log_wage)).chain(bound)
    }
}

/// The normal score beyond which a billionth of the workers are.
const OUTERMOST_SCORE: f64 = 6.0;

/// The rises of the position by a unit of the score between the outermost pairs of points that differ; 0 when
/// all are the same wage.
pub(super) fn outermost_spreads(points: &[Point]) -> [f64; 2] {
    let spread = |pair: &[Point]| {
        let rise = pair[1].position - pair[0].position;
        (rise > 0.0).then(|| rise / (pair[1].score - pair[0].score))
    };
    let (first, last) = (points.windows(2).find_map(spread), points.windows(2).rev().find_map(spread));
    [first.unwrap_or_default(), last.unwrap_or_default()]
}

/// The integral of the wage over the workers between two points.
///
/// With `ln x = m + s z` it is `exp(m + s^2 / 2) (Phi(z1 - s) - Phi(z0 - s))`.
pub(super) fn piece_mean(left: Point, right: Point) -> f64 {
    let spread = (right.log_wage - left.log_wage) / (right.score - left.score);
    if spread > 3.0 {
        // Hardly anybody is between the two.
        let share = normal_cdf(right.score) - normal_cdf(left.score);
        return share * libm::exp(f64::midpoint(left.log_wage, right.log_wage));
    }
    let middle = left.log_wage - spread * left.score;
    let shares = normal_cdf(right.score - spread) - normal_cdf(left.score - spread);
    libm::exp(middle + spread * spread / 2.0) * shares
}

/// The integral of the wage over the workers beyond a point; the lower tail is an upper one with the
/// signs of score and spread turned.
pub(super) fn tail_mean(score: f64, log_wage: f64, spread: f64) -> f64 {
    let middle = log_wage - spread * score;
    libm::exp(middle + spread * spread / 2.0) * normal_cdf(spread - score)
}
