//! How far the percentile of a mixture may be off: the 90 % band, calibrated on the groups that BLS
//! publishes.
//!
//! The error grows with the part that is not the largest occupation's, with the spread of the wages at the
//! percentile, and with how lumpy the wages of the release are:
//!
//! `half-width in percent = exp(level) (1 - largest share)^a spread^b (lumpiness / 0.016)^c`.
//!
//! The constants are quantile regressions of the logarithm of the absolute error, at a level at which the
//! releases that were left out, one after the other, were covered about nine times in ten.
//!
//! Finer tables narrow the band by one factor: the quantile `0.9 (n + 1) / n` of the errors in the `n` cells
//! of May 2013, refined by its states, as parts of the half-widths without finer tables.

use super::{
    Mixture, Quantile,
    normal::{NORMAL_SCORES, normal_cdf},
};
use crate::model::{AreaKind, Percentile, Release};

/// How the wage distributions of the members were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// From their percentiles alone.
    Plain,
    /// On the scale of the release.
    Scaled,
    /// From the cells of finer tables.
    Refined,
}

/// The constants of a shape in releases estimated alike.
struct Fit {
    shape: Shape,
    /// Of releases since May 2021, whose estimates are model-based.
    model_based: bool,
    /// Releases whose groups the constants were fitted on.
    fitted_on: &'static [u16],
    /// By percentile.
    levels: [f64; 5],
    others: f64,
    spread: f64,
    lumpiness: f64,
    factor: f64,
}

const NOW: &[u16] = &[2021, 2023, 2024];
const BEFORE: &[u16] = &[2013, 2014, 2015, 2016];
const NOW_WITH_FACTOR: &[u16] = &[2013, 2021, 2023, 2024];

/// Of the cells of May 2013, of which it covers 90.1 %.
const REFINED: f64 = 0.8;

#[rustfmt::skip]
const FITS: [Fit; 6] = [
    // Quantile 0.91; May 2021, 2023 and 2024 left out in turn: 88.8, 91.2 and 90.0 % covered.
    Fit { shape: Shape::Scaled, model_based: true, fitted_on: NOW, levels: [1.718, 1.396, 1.530, 1.580, 1.803],
          others: 0.230, spread: 1.000, lumpiness: 0.809, factor: 1.0 },
    Fit { shape: Shape::Refined, model_based: true, fitted_on: NOW_WITH_FACTOR, levels: [1.718, 1.396, 1.530, 1.580, 1.803],
          others: 0.230, spread: 1.000, lumpiness: 0.809, factor: REFINED },
    // Quantile 0.905; 90.4 and 90.4 %.
    Fit { shape: Shape::Plain, model_based: true, fitted_on: NOW, levels: [1.903, 1.873, 2.000, 2.005, 2.087],
          others: 0.347, spread: 0.756, lumpiness: 1.284, factor: 1.0 },
    // Quantile 0.9; May 2013 to 2016 left out in turn: 91.6, 90.5, 89.2 and 88.7 %.
    Fit { shape: Shape::Scaled, model_based: false, fitted_on: BEFORE, levels: [0.933, 0.529, 0.511, 0.617, 1.142],
          others: 0.262, spread: 0.558, lumpiness: 0.0, factor: 1.0 },
    Fit { shape: Shape::Refined, model_based: false, fitted_on: BEFORE, levels: [0.933, 0.529, 0.511, 0.617, 1.142],
          others: 0.262, spread: 0.558, lumpiness: 0.0, factor: REFINED },
    // Quantile 0.9; 91.3, 90.6, 88.5 and 89.5 %.
    Fit { shape: Shape::Plain, model_based: false, fitted_on: BEFORE, levels: [1.019, 0.631, 0.551, 1.003, 1.461],
          others: 0.325, spread: 0.577, lumpiness: 0.0, factor: 1.0 },
];

/// The lumpiness that the levels are of.
const USUAL_LUMPINESS: f64 = 0.016;

/// The first release with model-based estimates.
const FIRST_MODEL_BASED: u16 = 2021;

/// The release on whose areas the widening below was fitted.
const WIDENED_ON: u16 = 2025;

/// How much wider the band is in smaller areas than in the nation, on the scale and for plain shapes, in
/// releases since May 2021: the quantile `0.9 (n + 1) / n` of the errors as parts of the half-width, of the
/// groups of May 2025 in every other area by code, from the first on. In the areas between these 90.6 %
/// (states) and 90.8 % (nonmetropolitan) are covered, and metropolitan ones would need 1.71. Territories have
/// too few groups and are taken as the least certain kind.
const AREAS: [(AreaKind, [f64; 2]); 4] = [
    (AreaKind::State, [1.28, 1.16]),
    (AreaKind::Territory, [1.89, 1.41]),
    (AreaKind::Metropolitan, [1.73, 1.25]),
    (AreaKind::Nonmetropolitan, [1.89, 1.41]),
];

fn widening(kind: AreaKind, fit: &Fit) -> f64 {
    let row = AREAS.iter().find(|(of, _)| *of == kind && fit.model_based);
    row.map_or(1.0, |(_, [scaled, plain])| if fit.shape == Shape::Plain { *plain } else { *scaled })
}

impl Fit {
    fn of(shape: Shape, release: Release) -> &'static Self {
        let model_based = release.year() >= FIRST_MODEL_BASED;
        let of = |fit: &&Self| fit.shape == shape && fit.model_based == model_based;
        FITS.iter().find(of).unwrap_or(&FITS[0])
    }
}

/// Whether the constants of the band were fitted on the groups of a release in areas of a kind: coverage
/// measured on them would flatter them.
#[must_use]
pub fn band_was_fitted_on(shape: Shape, release: Release, kind: AreaKind) -> bool {
    let widened_on = kind != AreaKind::Nation && release.year() == WIDENED_ON;
    Fit::of(shape, release).fitted_on.contains(&release.year()) || widened_on
}

impl Mixture {
    /// Half the width of the 90 % band of a percentile, in percent of it. `None` where top-coded parts leave
    /// the percentile or the spread around it open.
    #[must_use]
    pub fn error_90_pct(
        &self,
        percentile: Percentile,
        shape: Shape,
        release: Release,
        kind: AreaKind,
        lumpiness: f64,
    ) -> Option<f64> {
        let fit = Fit::of(shape, release);
        let at = percentile as usize;
        let spread = self.spread_at(NORMAL_SCORES[at])?;
        // Where too few occupations are at hand to tell, the release is taken to be as lumpy as usual.
        let lumpiness = if lumpiness > 0.0 { lumpiness } else { USUAL_LUMPINESS };
        let lumps = libm::pow(lumpiness / USUAL_LUMPINESS, fit.lumpiness);
        let others = libm::pow(1.0 - self.largest_share(), fit.others);
        let factor = fit.factor * widening(kind, fit);
        Some(factor * libm::exp(fit.levels[at]) * others * libm::pow(spread, fit.spread) * lumps)
    }

    /// The share of the largest part.
    #[must_use]
    pub fn largest_share(&self) -> f64 {
        let weights = || self.parts().iter().map(|part| part.weight);
        (weights().fold(0.0, f64::max) / weights().sum::<f64>()).min(1.0)
    }

    /// How much the logarithm of the wage rises by a unit of the normal score around a score.
    fn spread_at(&self, score: f64) -> Option<f64> {
        let wage = |score: f64| match self.quantile(normal_cdf(score)) {
            Quantile::Exact(wage) | Quantile::Between(wage, _) => Some(wage),
            Quantile::AtLeast(_) => None,
        };
        let (below, here, above) = (wage(score - REACH)?, wage(score)?, wage(score + REACH));
        Some(match above {
            Some(above) => libm::log(above / below) / (2.0 * REACH),
            None => libm::log(here / below) / REACH,
        })
    }
}

/// How far around a score its spread is taken.
const REACH: f64 = 0.25;
