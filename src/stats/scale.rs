//! Where the wages of a release lie thick and where thin.
//!
//! BLS's wages are not smooth: whole dollars, minimum wages and, since May 2021, what employers reported
//! in intervals make many occupations' workers cluster at the same wages. Percentiles fall where workers
//! are, so that the published percentiles of all occupations together show the clusters. A scale is the
//! logarithm of the wage, stretched where percentiles lie thick and squeezed where they lie thin.

use std::sync::Arc;

/// The distance of two nodes of a scale, in the logarithm of the wage.
const STEP: f64 = 0.0025;

/// The nodes reach from one dollar to 15 million.
const NODES: u32 = 6_600;

/// Standard deviations, in steps, of the kernels that count percentiles nearby (1 %) and around (20 %).
/// Settled on the groups of May 2020 to 2025; results hardly change between half and twice of either.
const NEARBY_STEPS: u32 = 4;
const AROUND_STEPS: u32 = 80;

/// A share of percentiles by unit of log wage, added to both counts: no stretch where there are none.
const PRIOR: f64 = 0.005;

/// The least stretch.
const LEAST_STRETCH: f64 = 0.05;

/// The fewest percentiles that show clusters, those of some two hundred occupations. Of fewer the gaps
/// between occupations would look like gaps between wages.
const FEWEST_PERCENTILES: usize = 1_000;

/// A wage of a scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Node {
    /// The wage, dollars.
    pub wage: f64,
    /// The logarithm of the wage.
    pub log_wage: f64,
    /// Where it stands on the scale.
    pub position: f64,
    /// The integral of the wage over the positions up to here, and that of the wage times the position.
    pub sum: f64,
    pub moment: f64,
}

impl Node {
    /// Another wage within a step of this one; between them the logarithm is linear in the position.
    fn beside(&self, log_wage: f64, position: f64) -> Self {
        let (wage, run) = (libm::exp(log_wage), position - self.position);
        let mean = (self.wage + 4.0 * (self.wage * wage).sqrt() + wage) / 6.0;
        let middle = f64::midpoint(self.position, position);
        Self {
            wage,
            log_wage,
            position,
            sum: self.sum + run * mean,
            moment: self.moment + run * (mean * middle + run * (wage - self.wage) / 12.0),
        }
    }

    /// The mean wage of workers between here and a node above, among whom the normal score rises evenly
    /// with the position, from the score in the middle and the rise. Their density falls by as many times itself
    /// as the score rises, times the score: what that moves is the tilt of the wages.
    pub(super) fn mean_wage(&self, above: &Self, middle_score: f64, rise: f64) -> f64 {
        let (run, sum) = (above.position - self.position, above.sum - self.sum);
        if run <= 0.0 {
            return above.wage;
        }
        let tilt = above.moment - self.moment - f64::midpoint(self.position, above.position) * sum;
        (sum - middle_score * rise * tilt) / run
    }
}

/// A scale for the wages of a release; clones share the nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct WageScale {
    nodes: Arc<[Node]>,
    lumpiness: f64,
}

impl WageScale {
    /// From the published percentiles of all occupations of a release and area, all annual or all hourly,
    /// in dollars. Wages that are not positive are left out; of fewer than a thousand the scale is even.
    #[must_use]
    pub fn of(percentiles: impl IntoIterator<Item = f64>) -> Self {
        let mut logs: Vec<f64> =
            percentiles.into_iter().filter(|wage| *wage > 0.0).map(libm::log).collect();
        if logs.len() < FEWEST_PERCENTILES {
            logs.clear();
        }
        let edges: Vec<f64> = (0..NODES).map(|at| STEP * (f64::from(at) + 0.5)).collect();
        let mut counts = vec![0.0; edges.len()];
        let share_of_one = 1.0 / as_count(&logs) / STEP;
        for log in &logs {
            let at = edges.partition_point(|edge| edge < log).min(counts.len() - 1);
            counts[at] += share_of_one;
        }
        let (nearby, around) = (smoothed(&counts, NEARBY_STEPS), smoothed(&counts, AROUND_STEPS));
        let mut last = Node { wage: 1.0, log_wage: 0.0, position: 0.0, sum: 0.0, moment: 0.0 };
        let node = |(at, (nearby, around)): (u32, (&f64, &f64))| {
            let step = STEP * ((nearby + PRIOR) / (around + PRIOR)).max(LEAST_STRETCH);
            last = last.beside(STEP * f64::from(at), last.position + step);
            last
        };
        let nodes: Arc<[Node]> = (0..NODES).zip(nearby.iter().zip(&around)).map(node).collect();
        let mut scale = Self { nodes, lumpiness: 0.0 };
        scale.lumpiness = scale.lumpiness_at(&logs);
        scale
    }

    /// How far the scale is off an even one, as a standard deviation in the logarithm of the wage:
    /// 0.01 to 0.015 before May 2021, 0.032 in that release, 0.016 since May 2023.
    #[must_use]
    pub const fn lumpiness(&self) -> f64 {
        self.lumpiness
    }

    /// Whether nothing is known of clusters.
    #[must_use]
    pub fn is_even(&self) -> bool {
        self.lumpiness == 0.0
    }

    fn lumpiness_at(&self, logs: &[f64]) -> f64 {
        let off: Vec<f64> = self.nodes.iter().map(|node| node.position - node.log_wage).collect();
        let trend = smoothed(&off, AROUND_STEPS);
        let deviation = |log: &f64| {
            let at = self.nodes.partition_point(|node| node.log_wage < *log).min(off.len() - 1);
            off[at] - trend[at]
        };
        let deviations: Vec<f64> = logs.iter().map(deviation).collect();
        let mean = deviations.iter().sum::<f64>() / as_count(logs);
        let squares = deviations.iter().map(|deviation| (deviation - mean) * (deviation - mean));
        (squares.sum::<f64>() / as_count(logs)).sqrt()
    }

    /// How many nodes are passed on the way to about a log wage. They stand evenly, so that only the nearest
    /// are asked.
    fn passed(&self, log_wage: f64, is_passed: impl Fn(&Node) -> bool) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 0 it is 0")]
        let near = ((log_wage / STEP) as usize).min(self.nodes.len());
        let (from, to) = (near.saturating_sub(1), (near + 2).min(self.nodes.len()));
        from + self.nodes[from..to].partition_point(is_passed)
    }

    /// Where a log wage stands on the scale.
    pub(super) fn position(&self, log_wage: f64) -> f64 {
        let above = self.passed(log_wage, |node| node.log_wage <= log_wage);
        self.interpolated(above, log_wage, |node| node.log_wage, |node| node.position)
    }

    /// A log wage with all that a node has.
    pub(super) fn at(&self, log_wage: f64) -> Option<Node> {
        let near = self.passed(log_wage, |node| node.log_wage <= log_wage).saturating_sub(1);
        Some(self.nodes.get(near)?.beside(log_wage, self.position(log_wage)))
    }

    /// The log wage that stands at a position.
    pub(super) fn log_wage(&self, position: f64) -> f64 {
        let above = self.nodes.partition_point(|node| node.position <= position);
        self.interpolated(above, position, |node| node.position, |node| node.log_wage)
    }

    /// What a node would have that has something, from the nodes below and above it; beyond the ends of the
    /// scale one rises with the other.
    fn interpolated(&self, above: usize, has: f64, of: fn(&Node) -> f64, to: fn(&Node) -> f64) -> f64 {
        match (above.checked_sub(1).map(|at| &self.nodes[at]), self.nodes.get(above)) {
            (Some(left), Some(right)) => {
                let run = (has - of(left)) / (of(right) - of(left));
                to(left) + (to(right) - to(left)) * run
            }
            (Some(end), None) | (None, Some(end)) => to(end) + has - of(end),
            (None, None) => has,
        }
    }

    /// The nodes strictly between two log wages.
    pub(super) fn between(&self, low: f64, high: f64) -> &[Node] {
        let from = self.passed(low, |node| node.log_wage <= low);
        let to = self.passed(high, |node| node.log_wage < high);
        self.nodes.get(from..to).unwrap_or_default()
    }
}

fn as_count(all: &[f64]) -> f64 {
    all.iter().map(|_| 1.0).sum::<f64>().max(1.0)
}

/// Values smoothed by a normal kernel of a standard deviation in steps; the ends are continued.
fn smoothed(values: &[f64], steps: u32) -> Vec<f64> {
    let weight = |at: u32| {
        let distance = f64::from(at) / f64::from(steps);
        libm::exp(-distance * distance / 2.0)
    };
    let weights: Vec<f64> = (0..=4 * steps).map(weight).collect();
    let total = 2.0 * weights.iter().sum::<f64>() - weights[0];
    let last = values.len().saturating_sub(1);
    let smooth = |at: usize| {
        let sides = weights.iter().enumerate().skip(1).map(|(offset, weight)| {
            weight * (values[at.saturating_sub(offset)] + values[(at + offset).min(last)])
        });
        (weights[0] * values[at] + sides.sum::<f64>()) / total
    };
    (0..values.len()).map(smooth).collect()
}
