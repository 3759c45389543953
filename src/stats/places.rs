//! Places: how common an occupation is in one, and where a place stands among others.

use super::bounds::{limits, ratio};
use crate::model::Estimate;

/// Jobs of an occupation in a thousand jobs of its area; a bound stays a bound.
#[must_use]
pub fn jobs_per_thousand(jobs: Estimate, all_jobs: Estimate) -> Estimate {
    ratio(jobs, all_jobs).map(|share| 1000.0 * share)
}

/// The share of an occupation in its area divided by its share in the nation:
/// `(jobs / all jobs of the area) / (jobs / all jobs of the nation)`. Not additive: for several
/// occupations or areas it is made from their summed jobs.
#[must_use]
pub fn location_quotient(area: [Estimate; 2], nation: [Estimate; 2]) -> Estimate {
    ratio(ratio(area[0], area[1]), ratio(nation[0], nation[1]))
}

/// A place in a ranking, 1 for the highest number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The best place that it can have.
    pub from: usize,
    /// The worst; another than `from` only where bounds leave the order open.
    pub to: usize,
    /// Others with the very same number.
    pub tied: usize,
}

/// Where each value stands among all, the highest first. Equal numbers share the best of their places;
/// "at least X" may be anything from X up; a mark has no place and counts for nobody.
#[must_use]
pub fn standings(values: &[Estimate]) -> Vec<Option<Standing>> {
    let known: Vec<Option<(f64, f64)>> = values.iter().map(|value| limits(*value)).collect();
    let sorted = |of: fn(&(f64, f64)) -> f64| {
        let mut ends: Vec<f64> = known.iter().flatten().map(of).collect();
        ends.sort_by(f64::total_cmp);
        ends
    };
    let (lows, highs) = (sorted(|(low, _)| *low), sorted(|(_, high)| *high));
    let above = |ends: &[f64], number: f64| ends.len() - ends.partition_point(|end| *end <= number);
    let mut numbers: Vec<f64> =
        known.iter().flatten().filter(|(low, high)| low >= high).map(|(low, _)| *low).collect();
    numbers.sort_by(f64::total_cmp);
    let stands = |own: &Option<(f64, f64)>| {
        let (low, high) = (*own)?;
        // Nobody is above or beside itself: what is open upwards is not above its own lower limit.
        let (open, number) = (usize::from(low < high), usize::from(low >= high));
        let same = numbers.partition_point(|other| *other <= low)
            - numbers.partition_point(|other| *other < low);
        Some(Standing {
            from: 1 + above(&lows, high),
            to: 1 + above(&highs, low).saturating_sub(open),
            tied: (number * same).saturating_sub(number),
        })
    };
    known.iter().map(stands).collect()
}
