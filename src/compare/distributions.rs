//! The wage distributions of the occupations of a release, by the best method that the tables at hand
//! allow, and percentiles of their mixtures with the band of that method.

use crate::{
    model::{AreaKind, Band, Estimate, Measure, PayPeriod, Percentile, Release},
    panel::Cell,
    stats::{Mixture, Quantile, Shape, WageDistribution, WageScale},
};

/// The least share of an occupation's workers that the cells of finer tables must have.
const LEAST_IN_CELLS: f64 = 0.5;

/// The least share of a mixture's workers whose distributions were refined for its band to be narrowed.
const LEAST_REFINED: f64 = 0.9;

/// Makes the wage distributions of one release.
#[derive(Debug)]
pub struct Distributions {
    release: Release,
    pay: PayPeriod,
    scale: WageScale,
}

/// An occupation's distribution, and how it was made.
pub type Made = (WageDistribution, Shape);

impl Distributions {
    /// For annual or hourly wages of a release, on the scale of its detailed occupations.
    #[must_use]
    pub fn new<'a>(
        release: Release,
        pay: PayPeriod,
        detailed: impl IntoIterator<Item = Cell<'a>>,
    ) -> Self {
        let numbers = |cell: Cell<'_>| points(&cell, pay).into_iter().filter_map(Estimate::number);
        let scale = WageScale::of(detailed.into_iter().flat_map(numbers));
        Self { release, pay, scale }
    }

    /// From an occupation's cell, and its cells in finer tables, if there are any.
    #[must_use]
    pub fn of<'a>(&self, cell: &Cell<'_>, finer: impl IntoIterator<Item = Cell<'a>>) -> Option<Made> {
        let (points, mean) = (points(cell, self.pay), cell.estimate(Measure::WageMean(self.pay)));
        let scaled = WageDistribution::on_scale(points, mean, &self.scale)?;
        let refined = self
            .cells(cell, finer)
            .and_then(|cells| WageDistribution::refined(points, mean, &self.scale, &cells));
        let shape = if self.scale.is_even() { Shape::Plain } else { Shape::Scaled };
        Some(refined.map_or((scaled, shape), |refined| (refined, Shape::Refined)))
    }

    /// The mixture of an occupation's cells, if they have enough of its workers.
    fn cells<'a>(&self, cell: &Cell<'_>, finer: impl IntoIterator<Item = Cell<'a>>) -> Option<Mixture> {
        let workers = cell.estimate(Measure::Employment).number()?;
        let with_workers = |cell: Cell<'_>| {
            Some((cell.estimate(Measure::Employment).number()?, points(&cell, self.pay)))
        };
        let cells = Mixture::of_cells(finer.into_iter().filter_map(with_workers), &self.scale)?;
        (cells.weight() >= LEAST_IN_CELLS * workers).then_some(cells)
    }

    /// How lumpy the wages of the release are; see [`WageScale::lumpiness`].
    #[must_use]
    pub const fn lumpiness(&self) -> f64 {
        self.scale.lumpiness()
    }

    /// How the distributions of a mixture were made, as a whole: from weights and shapes.
    #[must_use]
    pub fn shape_of(parts: &[(f64, Shape)]) -> Shape {
        let all: f64 = parts.iter().map(|(weight, _)| weight).sum();
        let refined = parts.iter().filter(|(_, shape)| *shape == Shape::Refined);
        let refined: f64 = refined.map(|(weight, _)| weight).sum();
        if refined > 0.0 && refined >= LEAST_REFINED * all {
            Shape::Refined
        } else if parts.iter().any(|(_, shape)| *shape == Shape::Plain) {
            Shape::Plain
        } else {
            Shape::Scaled
        }
    }

    /// A percentile of a mixture in an area of a kind, with its 90 % band.
    #[must_use]
    pub fn percentile(
        &self,
        mixture: &Mixture,
        percentile: Percentile,
        shape: Shape,
        kind: AreaKind,
    ) -> Estimate {
        let quantile = mixture.quantile(percentile.fraction());
        let error = self.error_90_pct(mixture, percentile, shape, kind).unwrap_or_default() / 100.0;
        match quantile {
            Quantile::Exact(value) => within(value, value, error),
            // Top-coded members that matter less than the error of the method widen its band.
            Quantile::Between(low, high) if high - low <= error * low => within(low, high, error),
            Quantile::Between(low, _) | Quantile::AtLeast(low) => Estimate::at_least(low),
        }
    }

    /// Half the width of the 90 % band of a percentile of a mixture in an area of a kind, in percent of it.
    #[must_use]
    pub fn error_90_pct(
        &self,
        mixture: &Mixture,
        percentile: Percentile,
        shape: Shape,
        kind: AreaKind,
    ) -> Option<f64> {
        mixture.error_90_pct(percentile, shape, self.release, kind, self.scale.lumpiness())
    }
}

/// The five percentiles of a cell.
pub(crate) fn points(cell: &Cell<'_>, pay: PayPeriod) -> [Estimate; 5] {
    Percentile::ALL.map(|percentile| cell.estimate(Measure::Wage(pay, percentile)))
}

fn within(low: f64, high: f64, error: f64) -> Estimate {
    let band = Band { low: low * (1.0 - error), high: high * (1.0 + error) };
    Estimate::Derived { value: f64::midpoint(low, high), band: Some(band) }
}
