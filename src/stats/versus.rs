//! Two wage distributions beside each other: who is likely to earn more, and how far they overlap.
//!
//! Both are integrals over the wage, summed over narrow slices of its logarithm. Where top-coded
//! percentiles leave shares open between limits, so is the result.

use super::{Mixture, Share, WageDistribution};

/// Into how many slices the range of log wages is cut; the error of a result is below 0.001.
const SLICES: u32 = 4_000;

/// Slices this narrow stand around a wage at which a share leaps.
const SLIVER: f64 = 1e-9;

impl Mixture {
    /// The chance that a worker drawn from this distribution earns more than one drawn from another,
    /// equal pay counted half: the integral of `1 - F` over `dG`.
    ///
    /// It is least when these workers earn the least and the others the most that is possible.
    #[must_use]
    pub fn earns_more_than(&self, other: &Self) -> Share {
        let grid = grid(self, other);
        let ends = |mixture: &Self| {
            grid.iter().map(|at| mixture.share(*at)).map(|share| (share.low, share.high)).unzip()
        };
        let (own_low, own_high): (Vec<f64>, Vec<f64>) = ends(self);
        let (others_low, others_high): (Vec<f64>, Vec<f64>) = ends(other);
        Share { low: chance(&own_high, &others_low), high: chance(&own_low, &others_high) }
    }

    /// How far two distributions overlap, 0 to 1: the integral of the smaller of the two densities.
    ///
    /// Workers whose wages are known only between limits may overlap with nobody. At most they all do, and
    /// with no more of the others than earn more than the wage from which on the limits are open.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> Share {
        let grid = grid(self, other);
        let sure = |mixture: &Self| grid.iter().map(|at| mixture.surely_at_or_below(*at)).collect();
        let (own, others): (Vec<f64>, Vec<f64>) = (sure(self), sure(other));
        let common_below = |end: usize| {
            let slices = own.windows(2).zip(others.windows(2)).take(end);
            let common = slices.map(|(own, others)| (own[1] - own[0]).min(others[1] - others[0]));
            common.sum::<f64>()
        };
        let opens = |mixture: &Self| {
            mixture.parts().iter().filter_map(|part| part.wages.opens_at()).reduce(f64::min)
        };
        let first_open = opens(self).into_iter().chain(opens(other)).reduce(f64::min);
        let low = common_below(grid.len());
        let Some(first_open) = first_open else { return Share::exactly(low.min(1.0)) };
        let open = |mixture: &Self| 1.0 - mixture.surely_at_or_below(f64::MAX);
        let high = low + open(self) + open(other);
        let known = grid.partition_point(|log_wage| *log_wage <= first_open);
        let beyond = known.checked_sub(1).map_or(1.0, |at| 1.0 - own[at].max(others[at]));
        Share { low, high: high.min(common_below(known.saturating_sub(1)) + beyond).min(1.0) }
    }

    /// The share of workers who are known to earn a log wage or less, each at a known wage.
    fn surely_at_or_below(&self, log_wage: f64) -> f64 {
        self.sum(|wages| Share::exactly(wages.surely_at_or_below(log_wage))).low
    }
}

/// Log wages, rising, that the workers of two distributions lie between.
fn grid(one: &Mixture, other: &Mixture) -> Vec<f64> {
    let wages = || one.parts().iter().chain(other.parts()).map(|part| &part.wages);
    let reaches = || wages().filter_map(WageDistribution::reach);
    let low = reaches().map(|(low, _)| low).fold(f64::INFINITY, f64::min) - SLIVER;
    let high = reaches().map(|(_, high)| high).fold(f64::NEG_INFINITY, f64::max) + SLIVER;
    let mut grid: Vec<f64> = if low < high {
        (0..=SLICES).map(|at| low + (high - low) * f64::from(at) / f64::from(SLICES)).collect()
    } else {
        Vec::new()
    };
    grid.extend(
        wages().flat_map(WageDistribution::leaps).flat_map(|leap| [leap - SLIVER, leap, leap + SLIVER]),
    );
    grid.retain(|log_wage| log_wage.is_finite());
    grid.sort_by(f64::total_cmp);
    grid.dedup();
    if grid.is_empty() { vec![0.0] } else { grid }
}

/// The chance that one of the first earns more than one of the second, from the shares of both at or
/// below each wage of a grid. What the shares leave above the grid is above every wage of the other.
fn chance(own: &[f64], others: &[f64]) -> f64 {
    let (mut chance, mut own_before, mut others_before) = (0.0, 0.0, 0.0);
    for (own_here, others_here) in own.iter().zip(others) {
        chance += (others_here - others_before) * (1.0 - f64::midpoint(own_before, *own_here));
        (own_before, others_before) = (*own_here, *others_here);
    }
    chance.clamp(0.0, 1.0)
}
