//! The standard normal distribution: shares from scores, and scores from shares.

use std::sync::LazyLock;

/// The standard normal quantiles of the five published points.
pub(super) const NORMAL_SCORES: [f64; 5] = [
    -1.281_551_565_544_600_4,
    -0.674_489_750_196_081_7,
    0.0,
    0.674_489_750_196_081_7,
    1.281_551_565_544_600_4,
];

/// The scores of the table stand this many to a unit, and reach this far to either side. Beyond them are
/// fewer than one in 10^18.
const A_UNIT: f64 = 64.0;
const REACH: i32 = 9;

/// Share and density at each score of the table.
static TABLE: LazyLock<Vec<(f64, f64)>> = LazyLock::new(|| {
    let scores = (-64 * REACH..=64 * REACH).map(|at| f64::from(at) / A_UNIT);
    scores.map(|score| (by_error_function(score), density(score))).collect()
});

fn by_error_function(score: f64) -> f64 {
    0.5 * libm::erfc(-score / core::f64::consts::SQRT_2)
}

pub(super) fn density(score: f64) -> f64 {
    libm::exp(-score * score / 2.0) / (2.0 * core::f64::consts::PI).sqrt()
}

/// The distribution function of the standard normal distribution.
///
/// Taylor's series to the fifth power around the nearest score of a table, which is within 1e-15: what is
/// left out is at most `(1 / 128)^6 / 720` times the sixth derivative, below 2.4.
#[inline]
pub(super) fn normal_cdf(score: f64) -> f64 {
    let reach = f64::from(REACH);
    if score <= -reach || score >= reach {
        return if score > 0.0 { 1.0 } else { 0.0 };
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the table")]
    let at = ((score + reach) * A_UNIT + 0.5) as u32;
    let (share, density) = TABLE[at as usize];
    let z = f64::from(at) * (1.0 / A_UNIT) - reach;
    let (z2, d) = (z * z, score - z);
    let fifth = (z2 * (z2 - 6.0) + 3.0) * (1.0 / 120.0);
    let fourth = z * (3.0 - z2) * (1.0 / 24.0);
    let third = (z2 - 1.0) * (1.0 / 6.0);
    let series = d * (1.0 + d * (-0.5 * z + d * (third + d * (fourth + d * fifth))));
    share + density * series
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
        let step = (normal_cdf(score) - share) / density(score);
        score -= step / (1.0 + score * step / 2.0);
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_is_the_error_function() {
        for at in -9_500_i32..=9_500 {
            let score = f64::from(at) / 1_000.0 + 0.000_3;
            let off = (normal_cdf(score) - by_error_function(score)).abs();
            assert!(off <= 1e-15, "{off:e} at {score}");
        }
    }

    #[test]
    fn scores_of_published_points_reach_their_shares() {
        for (score, share) in NORMAL_SCORES.into_iter().zip([0.1, 0.25, 0.5, 0.75, 0.9]) {
            assert!((normal_cdf(score) - share).abs() <= 1e-15);
            assert!((normal_score(share) - score).abs() <= 1e-12);
        }
    }
}
