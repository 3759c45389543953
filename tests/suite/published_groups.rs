//! How far the program's estimates for several occupations are off: BLS's own published groups,
//! rebuilt from their detailed occupations and held against what BLS printed.

use std::collections::BTreeSet;

use labor_outlook::{
    model::{Estimate, Measure, PayPeriod, Percentile, Release, SocCode, SocLevel},
    stats::{ERROR_90_PCT, Mixture, MixturePart, Quantile, WageDistribution, weighted_mean},
};

use crate::support;

const YEARS: [u16; 3] = [2023, 2024, 2025];

/// A row of the national table, as far as this test needs it.
struct Row {
    soc: SocCode,
    level: SocLevel,
    employment: Option<f64>,
    mean: Estimate,
    percentiles: [Estimate; 5],
}

fn national(year: u16) -> Vec<Row> {
    let bytes =
        std::fs::read(support::root().join(format!("inputs/oews/national_M{year}_dl.csv"))).unwrap();
    let mut rows = Vec::new();
    let mut values: Vec<Vec<Estimate>> = Vec::new();
    let head = labor_outlook::ingest::read_oews(&bytes, Release::may(year), |row| {
        rows.push((row.code.soc().unwrap(), row.level));
        values.push(row.values.to_vec());
    })
    .unwrap();
    let at = |measure| head.head.measures.iter().position(|other| *other == measure).unwrap();
    let row = |((soc, level), values): ((SocCode, SocLevel), Vec<Estimate>)| Row {
        soc,
        level,
        employment: values[at(Measure::Employment)].number(),
        mean: values[at(Measure::WageMean(PayPeriod::Annual))],
        percentiles: Percentile::ALL.map(|of| values[at(Measure::Wage(PayPeriod::Annual, of))]),
    };
    rows.into_iter().zip(values).map(row).collect()
}

/// A group that BLS publishes, with its detailed occupations.
struct Group<'a> {
    row: &'a Row,
    members: Vec<&'a Row>,
}

/// Every group of two or more detailed occupations. A group's occupations are those that follow it
/// in BLS's table, up to the next group of its level or a higher one. Codes that BLS lists as a
/// group and as a detailed occupation, with the same numbers, count as occupations only.
fn groups(rows: &[Row]) -> Vec<Group<'_>> {
    let detailed: BTreeSet<SocCode> =
        rows.iter().filter(|row| row.level == SocLevel::Detailed).map(|row| row.soc).collect();
    let is_group = |row: &Row| row.level != SocLevel::Detailed && !detailed.contains(&row.soc);
    let mut found = Vec::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| is_group(row)) {
        let inside = rows[at + 1..].iter().take_while(|other| other.level > row.level);
        let members: Vec<&Row> = inside.filter(|other| other.level == SocLevel::Detailed).collect();
        if members.len() >= 2 {
            found.push(Group { row, members });
        }
    }
    found
}

/// A percentile of a group as rebuilt in two ways, and as published.
struct Rebuilt {
    percentile: usize,
    published: f64,
    mixture: Quantile,
    naive: Option<f64>,
}

/// Every percentile of every group whose members' wages are published for 97 % of its workers.
fn rebuilt(rows: &[Row]) -> Vec<Rebuilt> {
    let mut all = Vec::new();
    for group in groups(rows) {
        let workers = |members: &[&Row]| members.iter().filter_map(|row| row.employment).sum::<f64>();
        let distribution = |row: &Row| WageDistribution::from_percentiles(row.percentiles);
        let usable: Vec<&Row> = group
            .members
            .iter()
            .copied()
            .filter(|row| row.employment.is_some() && distribution(row).is_some())
            .collect();
        let known = group.row.employment.unwrap();
        if usable.len() < 2 || workers(&usable) < 0.97 * known {
            continue;
        }
        let part = |row: &&Row| MixturePart {
            weight: row.employment.unwrap(),
            wages: distribution(row).unwrap(),
        };
        let mixture = Mixture::new(usable.iter().map(part).collect()).unwrap();
        for (at, percentile) in Percentile::ALL.into_iter().enumerate() {
            let Some(published) = group.row.percentiles[at].number() else { continue };
            let terms = usable.iter().map(|row| Some(row.employment? * row.percentiles[at].number()?));
            let naive = terms.sum::<Option<f64>>().map(|sum| sum / workers(&usable));
            let mixture = mixture.quantile(percentile.fraction());
            all.push(Rebuilt { percentile: at, published, mixture, naive });
        }
    }
    all
}

fn rebuilt_of_every_year() -> Vec<Rebuilt> {
    YEARS.into_iter().flat_map(|year| rebuilt(&national(year))).collect()
}

/// Absolute errors in percent, smallest first.
struct Errors(Vec<f64>);

impl Errors {
    fn of(pairs: impl Iterator<Item = (f64, f64)>) -> Self {
        let mut errors: Vec<f64> =
            pairs.map(|(rebuilt, published)| 100.0 * (rebuilt / published - 1.0).abs()).collect();
        errors.sort_by(f64::total_cmp);
        Self(errors)
    }

    fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / self.0.len() as f64
    }

    fn quantile(&self, percent: usize) -> f64 {
        self.0[(self.0.len() * percent).div_ceil(100).saturating_sub(1)]
    }

    fn share_within(&self, limit: f64) -> f64 {
        100.0 * self.0.iter().filter(|error| **error <= limit).count() as f64 / self.0.len() as f64
    }
}

fn exact(rebuilt: &Rebuilt) -> Option<f64> {
    match rebuilt.mixture {
        Quantile::Exact(wage) => Some(wage),
        _ => None,
    }
}

fn mixture_errors(all: &[Rebuilt], percentile: Option<usize>) -> Errors {
    let wanted = |one: &&Rebuilt| percentile.is_none_or(|at| one.percentile == at);
    Errors::of(all.iter().filter(wanted).filter_map(|one| Some((exact(one)?, one.published))))
}

/// Of the same cells as the mixture's, where both ways give a number.
fn both_errors(all: &[Rebuilt], percentile: usize) -> (Errors, Errors) {
    let both: Vec<(f64, f64, f64)> = all
        .iter()
        .filter(|one| one.percentile == percentile)
        .filter_map(|one| Some((exact(one)?, one.naive?, one.published)))
        .collect();
    (
        Errors::of(both.iter().map(|(mixture, _, published)| (*mixture, *published))),
        Errors::of(both.iter().map(|(_, naive, published)| (*naive, *published))),
    )
}

#[test]
fn mixtures_meet_the_groups_that_bls_publishes() {
    let all = rebuilt_of_every_year();
    println!("absolute error, percent, of groups of May {YEARS:?} rebuilt from their occupations");
    println!(
        "{:12} {:>5} {:>6} {:>6} {:>6} {:>6}  within +-{ERROR_90_PCT:?}",
        "", "n", "mean", "90 %", "95 %", "most"
    );
    for (at, percentile) in Percentile::ALL.into_iter().enumerate() {
        let errors = mixture_errors(&all, Some(at));
        println!(
            "{:15} {:>5} {:>6.2} {:>6.2} {:>6.2} {:>6.2}  {:.1} %",
            percentile.in_words(),
            errors.0.len(),
            errors.mean(),
            errors.quantile(90),
            errors.quantile(95),
            errors.quantile(100),
            errors.share_within(ERROR_90_PCT[at]),
        );
    }
    let errors = mixture_errors(&all, None);
    println!("{:15} {:>5} {:>6.2}", "all", errors.0.len(), errors.mean());
    assert!(errors.0.len() > 3500, "only {} cells were rebuilt", errors.0.len());
    assert!(errors.mean() < 1.3, "the mean absolute error is {:.2} %", errors.mean());
    for (at, percentile) in Percentile::ALL.into_iter().enumerate() {
        let share = mixture_errors(&all, Some(at)).share_within(ERROR_90_PCT[at]);
        let words = percentile.in_words();
        assert!((88.0..=92.0).contains(&share), "{words}: the band holds {share:.1} %, not nine in ten");
    }
}

#[test]
fn the_report_states_the_errors_that_were_measured() {
    let report = support::default_run().file("report.md");
    let [p10, p25, p50, p75, p90] = ERROR_90_PCT.map(|error| format!("{error:.1}%"));
    let stated = format!(
        "within {p10} at the 10th percentile, {p25} at the 25th, {p50} at the median, {p75} at the 75th and \
         {p90} at the 90th"
    );
    assert!(report.contains(&stated), "the report does not say: {stated}");
}

#[test]
fn mixtures_beat_averages_of_percentiles() {
    let all = rebuilt_of_every_year();
    for (at, percentile) in Percentile::ALL.into_iter().enumerate() {
        let (mixture, naive) = both_errors(&all, at);
        println!(
            "{:15} n {:>4}: mixture {:.2} % (at most {:.1} %), average of percentiles {:.2} % (at most {:.1} %)",
            percentile.in_words(),
            mixture.0.len(),
            mixture.mean(),
            mixture.quantile(100),
            naive.mean(),
            naive.quantile(100),
        );
        assert!(naive.mean() > 1.4 * mixture.mean(), "{}", percentile.in_words());
    }
}

#[test]
fn codes_tell_which_group_holds_which_occupation() {
    for year in YEARS {
        let rows = national(year);
        let groups: Vec<Group> =
            groups(&rows).into_iter().filter(|group| group.row.level != SocLevel::Total).collect();
        assert!(groups.len() > 250, "only {} groups", groups.len());
        for Group { row, members } in groups {
            let by_code =
                |other: &&Row| other.level == SocLevel::Detailed && row.soc.contains(other.soc);
            let by_code: Vec<SocCode> = rows.iter().filter(by_code).map(|other| other.soc).collect();
            let by_order: Vec<SocCode> = members.iter().map(|member| member.soc).collect();
            assert_eq!(by_code, by_order, "May {year}: {} by its code, and as BLS lists it", row.soc);
        }
    }
}

#[test]
fn top_coded_members_leave_bounds_that_hold() {
    let all = rebuilt_of_every_year();
    let mut bounded = 0;
    for one in &all {
        let at_least = match one.mixture {
            Quantile::Exact(_) => continue,
            Quantile::AtLeast(wage) => wage,
            Quantile::Between(low, high) => {
                assert!(one.published <= 1.1 * high, "{} is above {low} to {high}", one.published);
                low
            }
        };
        bounded += 1;
        assert!(one.published >= 0.9 * at_least, "{} is not at least {at_least}", one.published);
    }
    println!("{bounded} of {} percentiles are only bounded", all.len());
    assert!(bounded > 0, "no group has top-coded members: the test proves nothing");
}

#[test]
fn weighted_means_are_the_published_means() {
    let mut worst: f64 = 0.0;
    let mut compared = 0;
    for year in YEARS {
        let rows = national(year);
        for group in groups(&rows) {
            let parts: Option<Vec<(f64, Estimate)>> =
                group.members.iter().map(|row| Some((row.employment?, row.mean))).collect();
            let rebuilt = parts.and_then(|parts| weighted_mean(&parts)).and_then(Estimate::number);
            let (Some(rebuilt), Some(published)) = (rebuilt, group.row.mean.number()) else { continue };
            let error = 100.0 * (rebuilt / published - 1.0).abs();
            assert!(error < 0.2, "May {year} {}: {rebuilt:.0} for {published}", group.row.soc);
            worst = worst.max(error);
            compared += 1;
        }
    }
    println!("{compared} published means met, the worst {worst:.3} % off");
    assert!(compared > 700, "only {compared} means were compared");
}
