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
    let stands = |(at, own): (usize, &Option<(f64, f64)>)| {
        let (low, high) = (*own)?;
        let others =
            || known.iter().enumerate().filter(move |(other, _)| *other != at).filter_map(|(_, of)| *of);
        let surely_above = others().filter(|(other, _)| *other > high).count();
        let maybe_above = others().filter(|(_, other)| *other > low).count();
        let tied = others().filter(|other| low >= high && *other == (low, high)).count();
        Some(Standing { from: 1 + surely_above, to: 1 + maybe_above, tied })
    };
    known.iter().enumerate().map(stands).collect()
}
