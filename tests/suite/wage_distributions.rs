//! What is read off wage distributions, against values worked out with `SciPy` and rules that hold for
//! every distribution.

use labor_outlook::{
    model::{Band, Estimate, Mark},
    stats::{Mixture, MixturePart, Quantile, Share, WageDistribution, WageScale},
};
use proptest::prelude::*;

use crate::properties::{config, mixture, occupations, percentiles, wages, with_top_code};

/// Percentiles of two made-up occupations. The goldens below are integrals over the piecewise normal
/// densities of the logarithm, worked out with `scipy.integrate.quad` between the points:
/// `f(x) = phi(z) dz/dx` with `z = z_i + (x - ln w_i) (z_(i+1) - z_i) / (ln w_(i+1) - ln w_i)`.
const A: [f64; 5] = [50_000.0, 62_000.0, 80_000.0, 110_000.0, 160_000.0];
const B: [f64; 5] = [40_000.0, 47_000.0, 58_000.0, 76_000.0, 99_000.0];

fn alone(points: [f64; 5]) -> Mixture {
    Mixture::from(wages(points))
}

/// Percentiles of a lognormal distribution.
fn lognormal(median: f64, spread: f64) -> Mixture {
    let scores = [-1.281_551_565_544_600_4, -0.674_489_750_196_081_7];
    let scores = [scores[0], scores[1], 0.0, -scores[1], -scores[0]];
    alone(scores.map(|score| median * libm::exp(spread * score)))
}

fn number(share: Share) -> f64 {
    assert!(share.high - share.low < 1e-9, "{share:?} is no number");
    share.low
}

fn assert_near(found: f64, wanted: f64, tolerance: f64) {
    assert!((found - wanted).abs() <= tolerance, "{found}, not {wanted}");
}

fn top_coded(points: [f64; 5], capped: usize, bound: f64) -> Mixture {
    let mut estimates = points.map(Estimate::published);
    estimates[5 - capped..].fill(Estimate::at_least(bound));
    Mixture::from(WageDistribution::from_percentiles(estimates).unwrap())
}

#[test]
fn made_up_occupations_meet_integrals_by_scipy() {
    let (a, b) = (alone(A), alone(B));
    assert_near(a.mean().number().unwrap(), 95_751.319_950_70, 1e-3);
    assert_near(b.mean().number().unwrap(), 65_064.309_389_68, 1e-3);
    assert_near(number(a.share_above(100_000.0)), 0.318_241_667_280_649_3, 1e-12);
    assert_near(number(a.earns_more_than(&b)), 0.719_698_560_810_68, 1e-6);
    assert_near(number(a.overlap(&b)), 0.678_832_907_319_78, 1e-4);
    let part = |weight, points| MixturePart { weight, wages: wages(points) };
    let both = Mixture::new(vec![part(3.0, A), part(1.0, B)]).unwrap();
    assert_near(number(both.rank(70_000.0)), 0.441_575_929_837_076_7, 1e-12);
}

#[test]
fn lognormal_occupations_meet_their_formulas() {
    let (a, b) = (lognormal(80_000.0, 0.4), lognormal(60_000.0, 0.4));
    // exp(m + s^2 / 2)
    assert_near(a.mean().number().unwrap(), 80_000.0 * libm::exp(0.08), 1e-3);
    // Phi((m_a - m_b) / (s sqrt 2)) and 2 Phi(-(m_a - m_b) / (2 s)), by scipy.stats.norm.cdf
    assert_near(number(a.earns_more_than(&b)), 0.694_467_862, 1e-6);
    assert_near(number(a.overlap(&b)), 0.719_144_346, 1e-5);
}

#[test]
fn top_coded_percentiles_leave_limits() {
    let (open, b) = (top_coded(A, 2, 120_000.0), alone(B));
    assert_eq!(open.mean().mark(), Some("top_coded"));
    let share = open.share_above(100_000.0);
    assert_near(share.low, 0.25, 1e-9);
    assert_near(share.high, 0.5, 1e-9);
    let band = Some(Band { low: 100.0 * share.low, high: 100.0 * share.high });
    assert_eq!(share.percent(), Estimate::Derived { value: 50.0 * (share.low + share.high), band });
    let chance = open.earns_more_than(&b);
    assert!(chance.low < 0.7197 && 0.7197 < chance.high && chance.high - chance.low < 0.1, "{chance:?}");
    let overlap = open.overlap(&b);
    assert!(overlap.low < 0.6788 && 0.6788 < overlap.high, "{overlap:?}");
    let unknown = top_coded(A, 5, 30_000.0);
    assert_eq!(unknown.share_above(50_000.0).percent(), Estimate::absent(Mark::NotDetermined));
    let Estimate::AtLeast { bound } = unknown.share_above(29_999.0).percent() else {
        panic!("no bound")
    };
    assert_near(bound, 90.0, 1e-6);
    assert_eq!(unknown.earns_more_than(&unknown).percent(), Estimate::absent(Mark::NotDetermined));
}

#[test]
fn equal_percentiles_are_a_step_that_a_rank_halves() {
    let step = alone([40_000.0, 50_000.0, 50_000.0, 60_000.0, 70_000.0]);
    assert_near(number(step.share_at_or_below(50_000.0)), 0.5, 1e-12);
    assert_near(number(step.rank(50_000.0)), 0.375, 1e-12);
    assert_near(number(step.earns_more_than(&step)), 0.5, 1e-6);
}

/// A scale on which wages cluster at every fifth of many made-up percentiles.
fn lumpy() -> WageScale {
    let wages = (0..4_000_u32).map(|at| 20_000.0 * libm::exp(f64::from(at) / 2_000.0));
    WageScale::of(wages.map(|wage| (wage / 5_000.0).round() * 5_000.0))
}

fn quantile(mixture: &Mixture, fraction: f64) -> f64 {
    match mixture.quantile(fraction) {
        Quantile::Exact(wage) => wage,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_even_scale_changes_nothing_between_the_points() {
    let even = WageScale::of([]);
    assert_near(even.lumpiness(), 0.0, 1e-9);
    let absent = Estimate::absent(Mark::WageNotReleased);
    let own = WageDistribution::on_scale(A.map(Estimate::published), absent, &even).unwrap();
    for fraction in [0.12, 0.3, 0.5, 0.6, 0.8, 0.9] {
        let (own, plain) = (quantile(&own.clone().into(), fraction), quantile(&alone(A), fraction));
        assert_near(own / plain, 1.0, 1e-9);
    }
}

#[test]
fn the_curve_between_two_points_is_the_one_worked_out_by_hand() {
    // Percentiles as thick everywhere leave the scale the logarithm. With the straight lines' spreads 0.080371,
    // 0.258496, 0.696829 and 0.367579 the slopes at the points between are the inverse of the mean of two
    // neighbours, and halfway the cubic is z0 + (z1 - z0) / 2 + h (m0 - m1) / 8: -0.254242 and 0.349850, where
    // straight lines have -0.337245 and 0.337245.
    let scale = WageScale::of((0..8_000_u32).map(|at| 5_000.0 * libm::exp(f64::from(at) / 2_000.0)));
    let points = [40_000.0, 42_000.0, 50_000.0, 80_000.0, 100_000.0].map(Estimate::published);
    let absent = Estimate::absent(Mark::WageNotReleased);
    let own = Mixture::from(WageDistribution::on_scale(points, absent, &scale).unwrap());
    let between = |low: f64, high: f64| number(own.share_at_or_below((low * high).sqrt()));
    assert_near(between(42_000.0, 50_000.0), 0.399_655, 1e-6);
    assert_near(between(50_000.0, 80_000.0), 0.636_775, 1e-6);
}

#[test]
fn workers_gather_where_percentiles_lie_thick() {
    let scale = lumpy();
    assert!(scale.lumpiness() > 0.005, "{}", scale.lumpiness());
    let absent = Estimate::absent(Mark::WageNotReleased);
    let own =
        Mixture::from(WageDistribution::on_scale(A.map(Estimate::published), absent, &scale).unwrap());
    let near = |mixture: &Mixture| {
        number(mixture.share_at_or_below(71_000.0)) - number(mixture.share_at_or_below(69_000.0))
    };
    assert!(near(&own) > 1.5 * near(&alone(A)), "{} and {}", near(&own), near(&alone(A)));
}

#[test]
fn cells_give_their_shape_and_the_nation_its_points() {
    // Half of the workers earn about 60,000 and half about 90,000; the five points know nothing of the gap.
    let cell = |middle: f64| {
        (100.0, [0.94, 0.97, 1.0, 1.03, 1.06].map(|part| Estimate::published(middle * part)))
    };
    let scale = WageScale::of([]);
    let cells = Mixture::of_cells([cell(60_000.0), cell(90_000.0)], &scale).unwrap();
    let points = [0.1, 0.25, 0.5, 0.75, 0.9].map(|fraction| quantile(&cells, fraction));
    let published = points.map(Estimate::published);
    let mean = Estimate::published(75_000.0);
    let refined = Mixture::from(WageDistribution::refined(published, mean, &scale, &cells).unwrap());
    let scaled = Mixture::from(WageDistribution::on_scale(published, mean, &scale).unwrap());
    assert_near(quantile(&refined, 0.4) / quantile(&cells, 0.4), 1.0, 1e-4);
    assert!((quantile(&scaled, 0.4) / quantile(&cells, 0.4) - 1.0).abs() > 0.005);
    assert_near(refined.mean().number().unwrap(), 75_000.0, 1e-9);
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_shape_goes_through_the_published_points(
        points in percentiles(), cells in occupations(), mean in 0.8..1.4_f64,
    ) {
        let (published, scale) = (points.map(Estimate::published), lumpy());
        let mean = Estimate::published(points[2] * mean);
        let cells = cells.into_iter().map(|(workers, points)| (workers, points.map(Estimate::published)));
        let cells = Mixture::of_cells(cells, &scale).unwrap();
        let scaled = WageDistribution::on_scale(published, mean, &scale).unwrap();
        let refined = WageDistribution::refined(published, mean, &scale, &cells);
        for shape in [Some(scaled), refined].into_iter().flatten().map(Mixture::from) {
            let mut before = 0.0;
            for (wage, fraction) in points.into_iter().zip([0.1, 0.25, 0.5, 0.75, 0.9]) {
                let found = quantile(&shape, fraction);
                prop_assert!((found / wage - 1.0).abs() < 1e-6, "{found} for {wage}");
                let between = quantile(&shape, fraction - 0.05);
                prop_assert!(before <= between * 1.000_001 && between <= found * 1.000_001);
                before = found;
            }
            prop_assert!(quantile(&shape, 0.97) >= before * 0.999_999);
            prop_assert_eq!(shape.mean().number(), mean.number());
        }
    }

    #[test]
    fn a_chance_and_its_reverse_are_the_whole(one in occupations(), other in occupations()) {
        let (one, other) = (mixture(&one), mixture(&other));
        let (there, back) = (number(one.earns_more_than(&other)), number(other.earns_more_than(&one)));
        prop_assert!((there + back - 1.0).abs() < 1e-6, "{there} and {back}");
        let (a, b) = (number(one.overlap(&other)), number(other.overlap(&one)));
        prop_assert!((a - b).abs() < 1e-9 && (0.0..=1.0).contains(&a), "{a} and {b}");
        prop_assert!(number(one.overlap(&one)) > 0.999_999);
    }

    #[test]
    fn currency_does_not_count(one in percentiles(), other in percentiles(), rate in 0.01..100.0_f64) {
        let pair = |rate: f64| [one, other].map(|points| alone(points.map(|wage| wage * rate)));
        let ([a, b], [c, d]) = (pair(1.0), pair(rate));
        prop_assert!((number(a.earns_more_than(&b)) - number(c.earns_more_than(&d))).abs() < 1e-6);
        prop_assert!((number(a.overlap(&b)) - number(c.overlap(&d))).abs() < 1e-3);
        let (own, other) = (a.mean().number().unwrap(), c.mean().number().unwrap());
        prop_assert!((own * rate / other - 1.0).abs() < 1e-9, "{own} and {other}");
    }

    #[test]
    fn shares_rise_and_points_are_met(occupation in percentiles(), wages in prop::array::uniform2(5_000.0..500_000.0_f64)) {
        let own = alone(occupation);
        let share = |wage: f64| number(own.share_at_or_below(wage));
        prop_assert!(share(wages[0].min(wages[1])) <= share(wages[0].max(wages[1])));
        for (wage, fraction) in occupation.into_iter().zip([0.1, 0.25, 0.5, 0.75, 0.9]) {
            prop_assert!(share(wage * 1.000_000_1) >= fraction && share(wage * 0.999_999_9) <= fraction);
        }
    }

    #[test]
    fn limits_hold_what_is_behind_a_top_code(
        points in percentiles(), capped in 1..6_usize, other in percentiles(), wage in 5_000.0..500_000.0_f64,
    ) {
        let bound = points[5 - capped];
        let (open, known, other) = (top_coded(points, capped, bound), alone(points), alone(other));
        let holds = |open: Share, known: Share| {
            let known = number(known);
            open.low <= known + 1e-3 && known <= open.high + 1e-3
        };
        prop_assert!(holds(open.share_above(wage), known.share_above(wage)));
        prop_assert!(holds(open.earns_more_than(&other), known.earns_more_than(&other)));
        prop_assert!(holds(other.earns_more_than(&open), other.earns_more_than(&known)));
        prop_assert!(holds(open.overlap(&other), known.overlap(&other)));
        match open.mean() {
            Estimate::AtLeast { bound } => prop_assert!(bound <= known.mean().number().unwrap() * 1.000_001),
            mean => prop_assert!(false, "{mean:?}"),
        }
    }

    #[test]
    fn top_coded_shares_are_shares(points in with_top_code(), wage in 5_000.0..500_000.0_f64) {
        let own = Mixture::from(WageDistribution::from_percentiles(points).unwrap());
        let share = own.share_above(wage);
        prop_assert!(0.0 <= share.low && share.low <= share.high && share.high <= 1.0, "{share:?}");
    }
}
