//! Rebuilds groups by every method and measures the errors.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{
    Calibration, Errors, Method, MethodErrors, PercentileErrors,
    groups::{Group, detailed, finer, groups},
};
use crate::{
    compare::{Distributions, Made, points},
    model::{Area, Estimate, Measure, PayPeriod, Percentile, Release, SocCode},
    panel::{Cell, Table},
    stats::{Mixture, MixturePart, Quantile, Shape, WageDistribution, band_was_fitted_on},
};

/// The least and the most of a group's employment that its usable occupations have.
const COVERED: [f64; 2] = [0.97, 1.03];

/// One percentile of a group by one method.
struct Rebuilt {
    method: Method,
    percentile: Percentile,
    /// Percent of what BLS printed; `None` where the estimate is only a bound.
    error: Option<f64>,
    /// Half the width of the 90 % band, percent of the estimate.
    band: Option<f64>,
    held_back: bool,
}

/// The distributions of a member, by the methods that have one.
struct Member {
    workers: f64,
    percentiles: [Estimate; 5],
    plain: WageDistribution,
    scaled: Made,
    refined: Option<Made>,
}

/// Measures every method on the groups of a table. The refined mixture is measured where finer tables of
/// the same release are given.
#[must_use]
pub fn calibrate(table: &Table, release: Release, detail: &[&Table]) -> Calibration {
    let distributions = Distributions::new(release, PayPeriod::Annual, detailed(table));
    let finer = finer(detail);
    let nation_only = |cell: &Cell<'_>| cell.area().is_nation();
    let cells: Vec<Cell<'_>> = detailed(table).collect();
    let made = |cell: &Cell<'_>| {
        let of_nation = finer.get(&cell.soc()).filter(|_| nation_only(cell));
        let member = member(&distributions, cell, of_nation.map_or(&[][..], Vec::as_slice))?;
        Some(((cell.area(), cell.soc()), member))
    };
    let members: BTreeMap<(Area, SocCode), Member> = cells.par_iter().filter_map(made).collect();
    let rebuild =
        |group: &Group<'_>| rebuilt(group, &members, &distributions, release, !finer.is_empty());
    let all: Vec<Vec<Rebuilt>> = groups(table).par_iter().filter_map(rebuild).collect();
    let methods = if all.is_empty() { Vec::new() } else { errors(&all) };
    Calibration {
        release,
        path: table.source.path.clone(),
        detail: detail.iter().map(|table| table.source.path.clone()).collect(),
        groups: all.len(),
        lumpiness: rounded(distributions.lumpiness()),
        methods,
    }
}

fn member(distributions: &Distributions, cell: &Cell<'_>, finer: &[Cell<'_>]) -> Option<Member> {
    let percentiles = points(cell, PayPeriod::Annual);
    let refined = distributions.of(cell, finer.iter().copied());
    Some(Member {
        workers: cell.estimate(Measure::Employment).number()?,
        percentiles,
        plain: WageDistribution::from_percentiles(percentiles)?,
        scaled: distributions.of(cell, [])?,
        refined: refined.filter(|(_, shape)| *shape == Shape::Refined),
    })
}

/// Every percentile that BLS prints of a group, by every method; `None` where too little of it is usable.
fn rebuilt(
    group: &Group<'_>,
    members: &BTreeMap<(Area, SocCode), Member>,
    distributions: &Distributions,
    release: Release,
    refine: bool,
) -> Option<Vec<Rebuilt>> {
    let of = |cell: &Cell<'_>| members.get(&(cell.area(), cell.soc()));
    let usable: Vec<&Member> = group.members.iter().filter_map(of).collect();
    let workers: f64 = usable.iter().map(|member| member.workers).sum();
    let all = group.cell.estimate(Measure::Employment).number()?;
    let covered = (COVERED[0] * all..=COVERED[1] * all).contains(&workers);
    if usable.len() < 2 || !covered {
        return None;
    }
    let (published, kind) = (points(&group.cell, PayPeriod::Annual), group.cell.area_kind());
    let mut cells = Vec::new();
    for (method, shape) in [(Method::SimpleAverage, false), (Method::WeightedAverage, true)] {
        for percentile in Percentile::ALL {
            let estimate = average(&usable, percentile, shape);
            cells.extend(cell_of(method, percentile, published, estimate, None, false));
        }
    }
    let mut ways = vec![(Method::PlainMixture, Shape::Plain), (Method::Mixture, Shape::Scaled)];
    if refine {
        ways.push((Method::RefinedMixture, Shape::Refined));
    }
    for (method, shape) in ways {
        let Some(mixture) = mixture(&usable, shape) else { continue };
        let held_back = !band_was_fitted_on(shape, release, kind);
        for percentile in Percentile::ALL {
            let estimate = match mixture.quantile(percentile.fraction()) {
                Quantile::Exact(wage) => Some(wage),
                _ => None,
            };
            let band = distributions.error_90_pct(&mixture, percentile, shape, kind);
            cells.extend(cell_of(method, percentile, published, estimate, band, held_back));
        }
    }
    Some(cells)
}

/// `None` where BLS prints no number.
fn cell_of(
    method: Method,
    percentile: Percentile,
    published: [Estimate; 5],
    estimate: Option<f64>,
    band: Option<f64>,
    held_back: bool,
) -> Option<Rebuilt> {
    let published = published[percentile as usize].number()?;
    let error = estimate.map(|estimate| 100.0 * (estimate / published - 1.0));
    Some(Rebuilt { method, percentile, error, band, held_back })
}

fn average(members: &[&Member], percentile: Percentile, weighted: bool) -> Option<f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for member in members {
        let weight = if weighted { member.workers } else { 1.0 };
        sum += weight * member.percentiles[percentile as usize].number()?;
        weights += weight;
    }
    (weights > 0.0).then_some(sum / weights)
}

fn mixture(members: &[&Member], shape: Shape) -> Option<Mixture> {
    let wages = |member: &Member| match shape {
        Shape::Plain => member.plain.clone(),
        Shape::Scaled => member.scaled.0.clone(),
        Shape::Refined => member.refined.as_ref().unwrap_or(&member.scaled).0.clone(),
    };
    let part = |member: &&Member| MixturePart { weight: member.workers, wages: wages(member) };
    Mixture::new(members.iter().map(part).collect())
}

fn errors(groups: &[Vec<Rebuilt>]) -> Vec<MethodErrors> {
    let mut methods: BTreeMap<Method, Vec<&Rebuilt>> = BTreeMap::new();
    for cell in groups.iter().flatten() {
        methods.entry(cell.method).or_default().push(cell);
    }
    let of = |(method, cells): (Method, Vec<&Rebuilt>)| {
        let percentile = |percentile: Percentile| {
            let at: Vec<&Rebuilt> =
                cells.iter().copied().filter(|cell| cell.percentile == percentile).collect();
            PercentileErrors { percentile: percentile.number(), errors: summary(&at) }
        };
        let percentiles = Percentile::ALL.map(percentile).to_vec();
        MethodErrors { method, all: summary(&cells), percentiles }
    };
    methods.into_iter().map(of).collect()
}

fn summary(cells: &[&Rebuilt]) -> Errors {
    let errors: Vec<f64> = cells.iter().filter_map(|cell| cell.error).collect();
    let mut absolute: Vec<f64> = errors.iter().map(|error| error.abs()).collect();
    absolute.sort_by(f64::total_cmp);
    let ninety_fifth = absolute.get((absolute.len() * 95).div_ceil(100).saturating_sub(1)).copied();
    let banded = |cell: &&&Rebuilt| cell.band.is_some() && cell.error.is_some();
    let all: Vec<&Rebuilt> = cells.iter().filter(banded).copied().collect();
    let held_back: Vec<&Rebuilt> = all.iter().copied().filter(|cell| cell.held_back).collect();
    Errors {
        cells: errors.len(),
        open_cells: cells.len() - errors.len(),
        mean_absolute_error_pct: mean(&absolute),
        p95_absolute_error_pct: ninety_fifth.map(rounded),
        largest_absolute_error_pct: absolute.last().copied().map(rounded),
        bias_pct: mean(&errors),
        band_coverage_pct: coverage(&all),
        held_back_cells: held_back.len(),
        held_back_coverage_pct: coverage(&held_back),
        widening_for_90_pct: widening(&all),
    }
}

/// How far BLS's number is off the estimate, in half-widths of its band. The band is of the estimate, the
/// error of the published value.
fn half_widths(cell: &Rebuilt) -> Option<f64> {
    Some((100.0 / (100.0 + cell.error?) - 1.0).abs() * 100.0 / cell.band?)
}

/// The percent of cells whose published value lies within the band around the estimate.
fn coverage(cells: &[&Rebuilt]) -> Option<f64> {
    let off = cells.iter().filter_map(|cell| half_widths(cell));
    mean(&off.map(|off| if off <= 1.0 { 100.0 } else { 0.0 }).collect::<Vec<f64>>())
}

/// The quantile `0.9 (n + 1) / n` of the errors in half-widths.
fn widening(cells: &[&Rebuilt]) -> Option<f64> {
    let mut off: Vec<f64> = cells.iter().filter_map(|cell| half_widths(cell)).collect();
    off.sort_by(f64::total_cmp);
    let rank = ((off.len() + 1) * 9).div_ceil(10);
    off.get(rank.checked_sub(1)?).copied().map(rounded)
}

fn mean(values: &[f64]) -> Option<f64> {
    let count: f64 = values.iter().map(|_| 1.0).sum();
    (count > 0.0).then(|| rounded(values.iter().sum::<f64>() / count))
}

/// To four decimals.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
