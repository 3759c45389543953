//! The shape of a wage distribution between and beyond its published points: on the scale of its
//! release, or as the cells of finer tables have it. It passes through every published point.

use super::{
    Mixture, MixturePart, WageDistribution, WageScale,
    distribution::{Point, normal_cdf, piece_mean, tail_mean},
};
use crate::model::{Estimate, Mark};

/// How much wider the tails beyond the 10th and the 90th percentile are than the pieces beside them.
/// Settled on the groups of May 2020 to 2025.
const TAIL_WIDENING: f64 = 1.1;

/// The normal score from which on the scale or the cells are followed: but 0.02 % of the workers are below.
const LOWEST_SCORE: f64 = -3.5;

/// The scores up to which the scale and the cells are followed, the 95th and the 99th percentile: beyond
/// them the published mean decides.
const HIGHEST_ON_SCALE: f64 = 1.644_853_626_951_472_6;
const HIGHEST_IN_CELLS: f64 = 2.326_347_874_040_840_8;

/// How much narrower or wider than the tail before it the last tail can be.
const LAST_TAIL: [f64; 2] = [0.02, 5.0];

/// Points whose scores lie closer than this count as one.
const ONE_SCORE: f64 = 1e-7;

impl WageDistribution {
    /// From the five percentiles, with workers spread over the scale of the release between them: the
    /// normal score of the percentile is linear in the position of the wage on the scale. Beyond the 95th
    /// percentile the logarithm of the wage is normal, with the spread that gives the published mean.
    /// `None` as for [`Self::from_percentiles`].
    #[must_use]
    pub fn on_scale(percentiles: [Estimate; 5], mean: Estimate, scale: &WageScale) -> Option<Self> {
        let plain = Self::from_percentiles(percentiles)?.with_mean(mean);
        let positions: Vec<f64> =
            plain.points.iter().map(|point| scale.position(point.log_wage)).collect();
        let slope = |at: usize| {
            let rise = positions[at + 1] - positions[at];
            let run = plain.points[at + 1].score - plain.points[at].score;
            (rise > 0.0).then_some(TAIL_WIDENING * rise / run)
        };
        let pieces = || 0..plain.points.len().saturating_sub(1);
        let (Some(lower), Some(upper)) = (pieces().find_map(slope), pieces().rev().find_map(slope))
        else {
            return Some(plain);
        };
        let score = |log_wage: f64, position: f64| {
            let above = plain.points.partition_point(|point| point.log_wage <= log_wage);
            let Some(left) = above.checked_sub(1) else {
                return plain.points[0].score + (position - positions[0]) / lower;
            };
            let beyond = position - positions[left];
            match slope(left.min(plain.points.len() - 2)) {
                _ if above == plain.points.len() => plain.points[left].score + beyond / upper,
                Some(spread) => plain.points[left].score + beyond * TAIL_WIDENING / spread,
                None => plain.points[left].score,
            }
        };
        let score = |log_wage: f64, position: f64| Some(score(log_wage, position));
        Some(plain.clone().reshaped(scale, HIGHEST_ON_SCALE, [lower, upper], score))
    }

    /// From the five percentiles, with workers between them spread as in the cells of finer tables, such
    /// as those of the occupation in each state: shares of the cells' mixture `G` are stretched piece by
    /// piece, `F = p_k + (p_(k+1) - p_k) (G - G(x_k)) / (G(x_(k+1)) - G(x_k))`, so that every published
    /// point is met. Beyond the outermost points the normal scores of `G` are shifted. `None` where the
    /// cells have no workers between two published points.
    #[must_use]
    pub fn refined(
        percentiles: [Estimate; 5],
        mean: Estimate,
        scale: &WageScale,
        cells: &Mixture,
    ) -> Option<Self> {
        let published = Self::from_percentiles(percentiles)?.with_mean(mean);
        let share = |log_wage: f64| cells.share(log_wage).low;
        let shares: Vec<f64> = published.points.iter().map(|point| share(point.log_wage)).collect();
        let inside = |share: &f64| *share > 1e-6 && *share < 1.0 - 1e-6;
        let rising = shares.windows(2).all(|pair| pair[1] - pair[0] > 1e-6);
        if shares.len() < 2 || !rising || !shares.iter().all(inside) {
            return None;
        }
        let spreads = published.spreads.map(|spread| TAIL_WIDENING * spread);
        let last = shares.len() - 1;
        let score = |log_wage: f64, _: f64| {
            let here = Some(share(log_wage)).filter(|share| *share > 1e-9 && *share < 1.0 - 1e-9)?;
            let above = published.points.partition_point(|point| point.log_wage <= log_wage);
            if above == 0 || above > last {
                let edge = above.min(last);
                return Some(
                    published.points[edge].score + normal_score(here) - normal_score(shares[edge]),
                );
            }
            let [low, high] = [above - 1, above].map(|at| normal_cdf(published.points[at].score));
            let run = (here - shares[above - 1]) / (shares[above] - shares[above - 1]);
            Some(normal_score(low + (high - low) * run))
        };
        Some(published.clone().reshaped(scale, HIGHEST_IN_CELLS, spreads, score))
    }

    /// The shape of a cell of a finer table: its distribution on a scale, top-coded points left out.
    /// `None` where fewer than three points are published.
    #[must_use]
    pub fn shape_of_cell(percentiles: [Estimate; 5], scale: &WageScale) -> Option<Self> {
        let shape = Self::on_scale(percentiles, Estimate::absent(Mark::NotApplicable), scale)?;
        let published = percentiles.iter().filter(|point| point.number().is_some()).count();
        (published >= 3).then_some(Self { cap: None, mean: None, ..shape })
    }

    /// The same distribution with its published mean, where there is one.
    fn with_mean(self, mean: Estimate) -> Self {
        Self { mean: mean.number(), ..self }
    }

    /// The distribution with a point at each node of the scale up to a score; `score` tells that of a node.
    fn reshaped(
        self,
        scale: &WageScale,
        highest_score: f64,
        spreads: [f64; 2],
        score: impl Fn(f64, f64) -> Option<f64>,
    ) -> Self {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else { return self };
        let [lower, upper] = spreads;
        let lowest = first.log_wage - 2.0 * lower * (first.score - LOWEST_SCORE);
        let highest = last.log_wage + 3.0 * upper * (highest_score - last.score).max(0.0);
        let highest = if self.cap.is_some() { last.log_wage } else { highest };
        let mut points: Vec<Point> = Vec::new();
        let mut ends = vec![lowest];
        ends.extend(self.points.iter().map(|point| point.log_wage));
        ends.push(highest);
        let published = self.points.iter().map(Some).chain([None]);
        for (ends, published) in ends.windows(2).zip(published) {
            let before = points.last().map_or(LOWEST_SCORE, |point| point.score) + ONE_SCORE;
            let limit = published.map_or(highest_score, |point| point.score) - ONE_SCORE;
            let mut floor = before;
            for node in scale.between(ends[0], ends[1]) {
                let Some(score) = score(node.log_wage, node.position) else { continue };
                if score >= floor && score <= limit {
                    points.push(Point { score, log_wage: node.log_wage });
                    floor = score + ONE_SCORE;
                }
            }
            points.extend(published);
        }
        Self { points, spreads, ..self }.with_last_tail()
    }

    /// Gives the last tail the spread with which the mean is the published one, as far as that can be.
    fn with_last_tail(mut self) -> Self {
        let (Some(mean), None, Some(last)) = (self.mean, self.cap, self.points.last()) else {
            return self;
        };
        let inner: f64 = self.points.windows(2).map(|pair| piece_mean(pair[0], pair[1])).sum();
        let wanted = mean - inner - self.lower_tail();
        let [mut low, mut high] = LAST_TAIL.map(|factor| factor * self.spreads[1]);
        for _ in 0..40 {
            let middle = f64::midpoint(low, high);
            let reached = tail_mean(last.score, last.log_wage, middle) >= wanted;
            if reached { high = middle } else { low = middle }
        }
        self.spreads[1] = high;
        self
    }
}

impl Mixture {
    /// The mixture of the cells of finer tables: workers and percentiles of each. `None` where no cell has
    /// both.
    #[must_use]
    pub fn of_cells(
        cells: impl IntoIterator<Item = (f64, [Estimate; 5])>,
        scale: &WageScale,
    ) -> Option<Self> {
        let part = |(weight, percentiles): (f64, [Estimate; 5])| {
            let wages = WageDistribution::shape_of_cell(percentiles, scale)?;
            (weight > 0.0).then_some(MixturePart { weight, wages })
        };
        Self::new(cells.into_iter().filter_map(part).collect())
    }
}

/// The normal score of a share between 0 and 1: formula 26.2.23 of Abramowitz and Stegun, made exact by
/// Halley's method.
pub(super) fn normal_score(share: f64) -> f64 {
    let (tail, sign) = if share < 0.5 { (share, -1.0) } else { (1.0 - share, 1.0) };
    let t = (-2.0 * libm::log(tail)).sqrt();
    let above = (0.010_328 * t + 0.802_853) * t + 2.515_517;
    let below = ((0.001_308 * t + 0.189_269) * t + 1.432_788) * t + 1.0;
    let mut score = sign * (t - above / below);
    for _ in 0..2 {
        let density = libm::exp(-score * score / 2.0) / (2.0 * core::f64::consts::PI).sqrt();
        let step = (normal_cdf(score) - share) / density;
        score -= step / (1.0 + score * step / 2.0);
    }
    score
}
