//! The shape of a wage distribution between and beyond its published points: on the scale of its
//! release, or as the cells of finer tables have it. It passes through every published point.

use super::{
    Mixture, MixturePart, WageDistribution, WageScale,
    distribution::{Point, STRAIGHT, outermost_spreads, piece_mean, tail_mean},
    normal::{density, normal_cdf, normal_score},
    scale::Node,
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

/// What is narrow in the logarithm of the wage: twice the step between refined points, and a bit for rounding.
const NARROW: f64 = 0.005_000_1;

/// How much of the normal score a piece of an integral has. With a tenth of it shares beyond the 95th percentile
/// are the same within 0.00001 in all cells of May 2025.
const PIECE: f64 = 0.1;

/// Newton's steps at most, and how small the last one is as a part of the spread.
const MOST_STEPS: u32 = 50;
const CLOSE: f64 = 1e-12;

/// Points whose scores lie closer than this count as one.
const ONE_SCORE: f64 = 1e-7;

impl WageDistribution {
    /// From the five percentiles, with workers spread over the scale of the release between them: the
    /// normal score of the percentile is a cubic of the position of the wage on the scale, that of
    /// `curved`. Beyond the 95th percentile the logarithm of the wage is normal, with the spread that gives
    /// the published mean.
    /// `None` as for [`Self::from_percentiles`].
    #[must_use]
    pub fn on_scale(percentiles: [Estimate; 5], mean: Estimate, scale: &WageScale) -> Option<Self> {
        let mut wages = Self::from_percentiles(percentiles)?.with_mean(mean);
        for point in &mut wages.points {
            point.position = scale.position(point.log_wage);
        }
        wages.scale = Some(scale.clone());
        let spreads = outermost_spreads(&wages.points).map(|spread| TAIL_WIDENING * spread);
        let (Some(first), Some(last)) = (wages.points.first().copied(), wages.points.last().copied())
        else {
            return Some(wages);
        };
        if spreads[0] <= 0.0 {
            return Some(wages);
        }
        if !scale.is_even() {
            curve(&mut wages.points);
        }
        // The tails follow the scale for a while.
        let nodes = wages.nodes(scale, HIGHEST_ON_SCALE, spreads);
        let beyond = |edge: Point, spread: f64, node: &Node| Point {
            score: edge.score + (node.position - edge.position) / spread,
            log_wage: node.log_wage,
            position: node.position,
            steeper: STRAIGHT,
        };
        let below = |node: &Node| beyond(first, spreads[0], node);
        let lowest =
            nodes.get(nodes.partition_point(|node| below(node).score < LOWEST_SCORE)).map(below);
        let above = |node: &Node| beyond(last, spreads[1], node);
        let reached = nodes.partition_point(|node| above(node).score <= HIGHEST_ON_SCALE - ONE_SCORE);
        let highest = reached.checked_sub(1).map(|at| above(&nodes[at]));
        if let Some(lowest) = lowest.filter(|lowest| lowest.score < first.score - ONE_SCORE) {
            wages.points.insert(0, lowest);
        }
        wages.points.extend(highest.filter(|highest| highest.score > last.score + ONE_SCORE));
        Some(Self { spreads, ..wages }.with_last_tail())
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
        let at_points: Vec<f64> = published.points.iter().map(|point| point.log_wage).collect();
        let shares = cells.shares(&at_points);
        let inside = |share: &f64| *share > 1e-6 && *share < 1.0 - 1e-6;
        let rising = shares.windows(2).all(|pair| pair[1] - pair[0] > 1e-6);
        if shares.len() < 2 || !rising || !shares.iter().all(inside) {
            return None;
        }
        let spreads = published.spreads.map(|spread| TAIL_WIDENING * spread);
        let nodes = published.nodes(scale, HIGHEST_IN_CELLS, spreads);
        let at_nodes: Vec<f64> = nodes.iter().map(|node| node.log_wage).collect();
        let at_nodes = cells.shares(&at_nodes);
        let last = shares.len() - 1;
        let score = |above: usize, at: usize, _: Node| {
            let here = Some(at_nodes[at]).filter(|share| *share > 1e-9 && *share < 1.0 - 1e-9)?;
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
        Some(published.clone().reshaped(nodes, HIGHEST_IN_CELLS, spreads, score))
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

    /// The nodes of a scale that may stand between the lowest score and a highest.
    fn nodes<'a>(&self, scale: &'a WageScale, highest_score: f64, spreads: [f64; 2]) -> &'a [Node] {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else { return &[] };
        let lowest = first.log_wage - 2.0 * spreads[0] * (first.score - LOWEST_SCORE);
        let highest = last.log_wage + 3.0 * spreads[1] * (highest_score - last.score).max(0.0);
        scale.between(lowest, if self.cap.is_some() { last.log_wage } else { highest })
    }

    /// The distribution with a point at each of the nodes up to a score. `score` tells that of a node from
    /// how many published points are below it, its place among the nodes, and the node.
    fn reshaped(
        self,
        nodes: &[Node],
        highest_score: f64,
        spreads: [f64; 2],
        score: impl Fn(usize, usize, Node) -> Option<f64>,
    ) -> Self {
        let mut points: Vec<Point> = Vec::with_capacity(nodes.len() + self.points.len());
        let mut above = 0;
        for (at, node) in nodes.iter().enumerate() {
            while let Some(published) = self.points.get(above).filter(|of| of.log_wage <= node.log_wage)
            {
                points.push(*published);
                above += 1;
            }
            let floor = points.last().map_or(LOWEST_SCORE, |point| point.score) + ONE_SCORE;
            let limit = self.points.get(above).map_or(highest_score, |point| point.score) - ONE_SCORE;
            let Some(score) = score(above, at, *node) else { continue };
            if score >= floor && score <= limit {
                points.push(Point::of(score, node.log_wage));
            }
        }
        points.extend(&self.points[above..]);
        Self { points, spreads, ..self }.with_last_tail()
    }

    /// Gives the last tail the spread with which the mean is the published one, as far as that can be.
    fn with_last_tail(mut self) -> Self {
        let (Some(mean), None, Some(last)) = (self.mean, self.cap, self.points.last()) else {
            return self;
        };
        let wanted = mean - self.inner_mean() - self.lower_tail();
        let [low, high] = LAST_TAIL.map(|factor| factor * self.spreads[1]);
        self.spreads[1] = tail_spread(*last, wanted, low, high);
        self
    }

    /// The integral of the wage over the workers between the first and the last point.
    pub(super) fn inner_mean(&self) -> f64 {
        self.scale.as_ref().map_or_else(
            || narrow_means(&self.points),
            |scale| means_on(scale, &self.points).unwrap_or_default(),
        )
    }
}

/// Leads a curve through points: between two of them the score is the cubic of the position (Hermite's) whose
/// spread at either, the rise of the position by a unit of the score, is the mean of the spreads of the straight
/// lines on both sides of it, so that the density does not leap there; at the outermost two it is that of the one
/// line. No spread is less than half of that of a line beside it, with which the curve always rises. Beside a step
/// the lines stay straight.
fn curve(points: &mut [Point]) {
    let spread =
        |pair: &[Point]| (pair[1].position - pair[0].position) / (pair[1].score - pair[0].score);
    let spreads: Vec<f64> = points.windows(2).map(spread).collect();
    if spreads.iter().any(|spread| *spread <= 0.0) {
        return;
    }
    for (at, (point, spread)) in points.iter_mut().zip(&spreads).enumerate() {
        let beside = |at: Option<usize>| at.and_then(|at| spreads.get(at)).unwrap_or(spread);
        let steeper = |other: &f64| spread / f64::midpoint(*spread, *other) - 1.0;
        point.steeper = [at.checked_sub(1), Some(at + 1)].map(|other| steeper(beside(other)));
    }
}

/// The spread beyond a point with which the integral of the wage over the workers there is a wanted one, as
/// far as it can be between two limits: Newton's method for the logarithm of the integral, which is convex in
/// the spread, so that from the right it never leaps over the root.
fn tail_spread(last: Point, wanted: f64, low: f64, high: f64) -> f64 {
    let reached = |spread: f64| tail_mean(last.score, last.log_wage, spread);
    if reached(low) >= wanted || reached(high) <= wanted {
        return if reached(low) >= wanted { low } else { high };
    }
    let mut spread = high;
    for _ in 0..MOST_STEPS {
        let below = spread - last.score;
        let slope = below + density(below) / normal_cdf(below);
        let step = libm::log(reached(spread) / wanted) / slope;
        spread = (spread - step).clamp(low, high);
        if step.abs() <= CLOSE * spread {
            break;
        }
    }
    spread
}

/// The integral of the wage over the workers between the first and the last point of a distribution on a scale,
/// piece by piece of about [`PIECE`]: the share in it times the mean wage in it. `None` without points.
fn means_on(scale: &WageScale, points: &[Point]) -> Option<f64> {
    let first = points.first()?;
    let (mut low, mut score, mut share) =
        (scale.at(first.log_wage)?, first.score, normal_cdf(first.score));
    let mut sum = 0.0;
    for pair in points.windows(2) {
        let (left, right) = (pair[0], pair[1]);
        let inner = nodes_between(scale, left, right);
        let inner = inner.map(|node| (*node, left.score_towards(&right, node.position)));
        for (high, score_high) in inner.chain([(scale.at(right.log_wage)?, right.score)]) {
            let share_high = normal_cdf(score_high);
            let rise = (score_high - score) / (high.position - low.position);
            sum += (share_high - share) * low.mean_wage(&high, f64::midpoint(score, score_high), rise);
            (low, score, share) = (high, score_high, share_high);
        }
    }
    Some(sum)
}

/// The nodes of a scale that cut what is between two points into pieces of about [`PIECE`].
fn nodes_between(scale: &WageScale, left: Point, right: Point) -> impl Iterator<Item = &Node> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to some 30")]
    let pieces = ((right.score - left.score) / PIECE) as usize + 1;
    let nodes = if pieces == 1 { &[] } else { scale.between(left.log_wage, right.log_wage) };
    let every = (nodes.len() / pieces).max(1);
    nodes.iter().skip(every - 1).step_by(every)
}

/// The integral of the wage over the workers between the first and the last of many points. Two neighbouring
/// pieces that are narrow together count as one with the geometric mean of its ends, which moves the whole by
/// less than one in a hundred thousand.
fn narrow_means(points: &[Point]) -> f64 {
    let (mut sum, mut at) = (0.0, 0);
    let Some(first) = points.first() else { return sum };
    let (mut share, mut wage) = (normal_cdf(first.score), libm::exp(first.log_wage));
    while let (Some(left), Some(next)) = (points.get(at), points.get(at + 1)) {
        let beyond = points.get(at + 2);
        let narrow = |right: &&Point| right.log_wage - left.log_wage <= NARROW;
        let right = beyond.filter(narrow).unwrap_or(next);
        at += if beyond.is_some_and(|beyond| narrow(&beyond)) { 2 } else { 1 };
        let share_right = normal_cdf(right.score);
        if narrow(&right) {
            let middle = wage * just_above_one((right.log_wage - left.log_wage) / 2.0);
            sum += (share_right - share) * middle;
            wage = middle * just_above_one((right.log_wage - left.log_wage) / 2.0);
        } else {
            sum += piece_mean(*left, *right);
            wage = libm::exp(right.log_wage);
        }
        share = share_right;
    }
    sum
}

/// The exponential of half of what is narrow, within 2e-12.
fn just_above_one(small: f64) -> f64 {
    1.0 + small * (1.0 + small * (0.5 + small / 6.0))
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
