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

use super::{
    Mixture, Quantile,
    distribution::{NORMAL_SCORES, normal_cdf},
};
use crate::model::{Percentile, Release, SocCode};

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

#[rustfmt::skip]
const FITS: [Fit; 5] = [
    // Quantile 0.91; May 2023 and 2024 left out in turn: 91.8 and 89.4 % covered.
    Fit { shape: Shape::Scaled, model_based: true, fitted_on: NOW, levels: [1.597, 1.410, 1.517, 1.572, 1.781],
          others: 0.275, spread: 0.886, lumpiness: 0.659, factor: 1.0 },
    // The same, narrowed by one factor from the groups of every second major group of May 2025.
    Fit { shape: Shape::Refined, model_based: true, fitted_on: &[2025], levels: [1.597, 1.410, 1.517, 1.572, 1.781],
          others: 0.275, spread: 0.886, lumpiness: 0.659, factor: 0.8 },
    // Quantile 0.905; 90.4 and 90.4 %.
    Fit { shape: Shape::Plain, model_based: true, fitted_on: NOW, levels: [1.903, 1.873, 2.000, 2.005, 2.087],
          others: 0.347, spread: 0.756, lumpiness: 1.284, factor: 1.0 },
    // Quantile 0.9; May 2013 to 2016 left out in turn: 90.3, 90.9, 89.8 and 89.2 %.
    Fit { shape: Shape::Scaled, model_based: false, fitted_on: BEFORE, levels: [1.032, 0.743, 0.729, 0.820, 1.171],
          others: 0.293, spread: 0.634, lumpiness: 0.0, factor: 1.0 },
    // Quantile 0.9; 91.3, 90.6, 88.5 and 89.5 %.
    Fit { shape: Shape::Plain, model_based: false, fitted_on: BEFORE, levels: [1.019, 0.631, 0.551, 1.003, 1.461],
          others: 0.325, spread: 0.577, lumpiness: 0.0, factor: 1.0 },
];

/// The lumpiness that the levels are of.
const USUAL_LUMPINESS: f64 = 0.016;

/// The first release with model-based estimates.
const FIRST_MODEL_BASED: u16 = 2021;

impl Fit {
    fn of(shape: Shape, release: Release) -> &'static Self {
        let model_based = release.year() >= FIRST_MODEL_BASED;
        let alike = |fit: &&Self| fit.model_based == model_based;
        // Nothing was fitted for finer tables of before May 2021: the band of the scale holds.
        let fits = || FITS.iter().filter(alike);
        fits()
            .find(|fit| fit.shape == shape)
            .or_else(|| fits().find(|fit| fit.shape == Shape::Scaled))
            .unwrap_or(&FITS[0])
    }
}

/// Whether the constants of the band were fitted on a published group of a release: coverage measured on
/// it would flatter them. Those for finer tables are of every second major group, from management on; all
/// occupations together are of both halves.
#[must_use]
pub fn band_was_fitted_on(shape: Shape, release: Release, group: SocCode) -> bool {
    let fit = Fit::of(shape, release);
    let major = group.digits() / 10_000;
    // Majors are 11, 13, ..., 53: every second one begins with 11.
    let in_the_half = major == 0 || major % 4 == 3;
    fit.fitted_on.contains(&release.year()) && (fit.shape != Shape::Refined || in_the_half)
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
        lumpiness: f64,
    ) -> Option<f64> {
        let fit = Fit::of(shape, release);
        let at = percentile as usize;
        let spread = self.spread_at(NORMAL_SCORES[at])?;
        let lumps = libm::pow(lumpiness / USUAL_LUMPINESS, fit.lumpiness);
        let others = libm::pow(1.0 - self.largest_share(), fit.others);
        Some(fit.factor * libm::exp(fit.levels[at]) * others * libm::pow(spread, fit.spread) * lumps)
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
