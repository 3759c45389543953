//! Rules that hold for every input, tried on thousands of made-up ones: the mathematics of pay, codes
//! and dates that survive being written and read, and texts that cannot break a reader or a page.

use std::{collections::BTreeMap, panic};

use labor_outlook::{
    ingest,
    model::{Area, Band, Estimate, Mark, Percentile, Release, Round, SocCode, Unit},
    roles,
    stats::{
        GrowthTerm, Mixture, MixturePart, Quantile, RankedGroup, WageDistribution, change_of_sums,
        difference, percentile_rank, ratio, weighted_mean,
    },
};
use proptest::{
    prelude::*,
    test_runner::{Config, RngSeed, TestRunner},
};

use crate::support;

/// The same made-up inputs in every run, unless `PROPTEST_RNG_SEED` or `PROPTEST_CASES` ask for others.
pub fn config() -> Config {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(2025);
    }
    config
}

/// Five rising annual percentiles.
pub fn percentiles() -> impl Strategy<Value = [f64; 5]> {
    (15_000.0..150_000.0_f64, prop::array::uniform4(1.0..1.9_f64)).prop_map(|(lowest, steps)| {
        let mut wage = lowest;
        let mut points = [lowest.round(); 5];
        for (point, step) in points[1..].iter_mut().zip(steps) {
            wage *= step;
            *point = wage.round();
        }
        points
    })
}

/// The same with the uppermost points top-coded: none, or some.
pub fn with_top_code() -> impl Strategy<Value = [Estimate; 5]> {
    (percentiles(), 0..4_usize).prop_map(|(points, capped)| {
        let bound = points[4 - capped].max(239_200.0);
        let mut estimates = points.map(Estimate::published);
        estimates[5 - capped..].fill(Estimate::at_least(bound));
        estimates
    })
}

pub fn wages(points: [f64; 5]) -> WageDistribution {
    WageDistribution::from_percentiles(points.map(Estimate::published)).unwrap()
}

pub fn occupations() -> impl Strategy<Value = Vec<(f64, [f64; 5])>> {
    prop::collection::vec((10.0..1e6_f64, percentiles()), 1..8)
}

pub fn mixture(occupations: &[(f64, [f64; 5])]) -> Mixture {
    let part =
        |(weight, points): &(f64, [f64; 5])| MixturePart { weight: *weight, wages: wages(*points) };
    Mixture::new(occupations.iter().map(part).collect()).unwrap()
}

fn exact(quantile: Quantile) -> f64 {
    match quantile {
        Quantile::Exact(wage) => wage,
        other => panic!("{other:?} without a top code"),
    }
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-6 * one.abs().max(other.abs())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_mixture_of_one_occupation_is_its_own_distribution(points in percentiles(), weight in 1.0..1e7_f64) {
        let mixture = mixture(&[(weight, points)]);
        for (percentile, point) in Percentile::ALL.into_iter().zip(points) {
            let rebuilt = exact(mixture.quantile(percentile.fraction()));
            // Where two published points are equal the wage reaches the lower share first.
            prop_assert!(close(rebuilt, point), "{percentile:?}: {rebuilt} for {point}");
        }
    }

    #[test]
    fn a_mixture_of_like_occupations_is_that_distribution(points in percentiles(), weights in prop::collection::vec(1.0..1e6_f64, 2..5)) {
        let alike: Vec<_> = weights.into_iter().map(|weight| (weight, points)).collect();
        for percentile in Percentile::ALL {
            let one = exact(mixture(&alike[..1]).quantile(percentile.fraction()));
            prop_assert!(close(one, exact(mixture(&alike).quantile(percentile.fraction()))));
        }
    }

    #[test]
    fn percentiles_of_a_mixture_rise_and_lie_among_its_members(occupations in occupations(), shares in prop::collection::vec(0.02..0.98_f64, 2..12)) {
        let mixture = mixture(&occupations);
        let mut shares = shares;
        shares.sort_by(f64::total_cmp);
        let found: Vec<f64> = shares.iter().map(|share| exact(mixture.quantile(*share))).collect();
        prop_assert!(found.windows(2).all(|pair| pair[0] <= pair[1]), "{found:?}");
        for (at, percentile) in Percentile::ALL.into_iter().enumerate() {
            let wage = exact(mixture.quantile(percentile.fraction()));
            let members = || occupations.iter().map(|(_, points)| points[at]);
            let (low, high) = (members().fold(f64::MAX, f64::min), members().fold(0.0, f64::max));
            prop_assert!(wage >= low * 0.999_999 && wage <= high * 1.000_001, "{wage} outside {low} to {high}");
        }
    }

    #[test]
    fn a_percentile_has_its_share_of_the_workers_below_it(occupations in occupations(), share in 0.02..0.98_f64) {
        let wage = exact(mixture(&occupations).quantile(share));
        let all: f64 = occupations.iter().map(|(weight, _)| weight).sum();
        let below = |wage: f64| {
            let of = |(weight, points): &(f64, [f64; 5])| weight * wages(*points).share_at_or_below(wage.ln()).high;
            occupations.iter().map(of).sum::<f64>() / all
        };
        prop_assert!(below(wage * 1.000_001) >= share - 1e-9);
        prop_assert!(below(wage * 0.999_999) <= share + 1e-9);
    }

    #[test]
    fn weights_count_only_in_proportion(occupations in occupations(), factor in 0.001..1000.0_f64, share in 0.02..0.98_f64) {
        let scaled: Vec<_> = occupations.iter().map(|(weight, points)| (weight * factor, *points)).collect();
        prop_assert!(close(exact(mixture(&occupations).quantile(share)), exact(mixture(&scaled).quantile(share))));
    }

    #[test]
    fn the_order_of_occupations_does_not_count(occupations in occupations(), share in 0.02..0.98_f64) {
        let reversed: Vec<_> = occupations.iter().rev().copied().collect();
        prop_assert!(close(exact(mixture(&occupations).quantile(share)), exact(mixture(&reversed).quantile(share))));
    }

    #[test]
    fn a_top_code_never_contradicts_the_wages_behind_it(
        occupations in prop::collection::vec((10.0..1e6_f64, percentiles(), 0..4_usize), 1..6),
        share in 0.05..0.95_f64,
    ) {
        let capped = |(weight, points, capped): &(f64, [f64; 5], usize)| {
            let mut estimates = points.map(Estimate::published);
            // Bounds below the points that they hide: what BLS prints is true.
            estimates[5 - capped..].fill(Estimate::at_least(points[4 - capped]));
            MixturePart { weight: *weight, wages: WageDistribution::from_percentiles(estimates).unwrap() }
        };
        let hidden = Mixture::new(occupations.iter().map(capped).collect()).unwrap().quantile(share);
        let seen: Vec<_> = occupations.iter().map(|(weight, points, _)| (*weight, *points)).collect();
        let truth = exact(mixture(&seen).quantile(share));
        let holds = match hidden {
            Quantile::Exact(wage) => close(wage, truth),
            Quantile::AtLeast(low) => truth >= low * 0.999_999,
            Quantile::Between(low, high) => truth >= low * 0.999_999 && truth <= high * 1.000_001,
        };
        prop_assert!(holds, "{hidden:?}, in truth {truth}");
    }

    #[test]
    fn percentiles_that_fall_or_are_missing_make_no_distribution(points in percentiles(), at in 0..4_usize, drop in 0.5..0.99_f64) {
        let mut falling = points;
        falling[at + 1] = falling[at] * drop;
        prop_assert_eq!(WageDistribution::from_percentiles(falling.map(Estimate::published)), None);
        let mut missing = points.map(Estimate::published);
        missing[at] = Estimate::absent(Mark::WageNotReleased);
        prop_assert_eq!(WageDistribution::from_percentiles(missing), None);
    }

    #[test]
    fn top_coded_distributions_exist(points in with_top_code()) {
        prop_assert!(WageDistribution::from_percentiles(points).is_some());
    }

    #[test]
    fn a_weighted_mean_lies_among_its_terms(terms in prop::collection::vec((1.0..1e6_f64, 1e4..1e6_f64), 1..9)) {
        let parts: Vec<_> = terms.iter().map(|(weight, mean)| (*weight, Estimate::published(*mean))).collect();
        let mean = weighted_mean(&parts).unwrap().number().unwrap();
        let means = || terms.iter().map(|(_, mean)| *mean);
        prop_assert!(mean >= means().fold(f64::MAX, f64::min) * 0.999_999);
        prop_assert!(mean <= means().fold(0.0, f64::max) * 1.000_001);
    }
}

/// A value as the least and the most that it can be.
fn estimates() -> impl Strategy<Value = (Estimate, f64, f64)> {
    let number = 1_000.0..500_000.0_f64;
    prop_oneof![
        number.clone().prop_map(|n| (Estimate::published(n), n, n)),
        number.clone().prop_map(|n| (Estimate::at_least(n), n, f64::INFINITY)),
        number.prop_map(|n| (Estimate::AtMost { bound: n }, f64::NEG_INFINITY, n)),
    ]
}

/// Whether a value claims no more than an interval allows, and no less.
fn is_interval(value: Estimate, low: f64, high: f64) -> bool {
    match value {
        Estimate::Published { value } | Estimate::Derived { value, .. } => {
            close(value, low) && close(value, high)
        }
        Estimate::AtLeast { bound } => close(bound, low) && high == f64::INFINITY,
        Estimate::AtMost { bound } => close(bound, high) && low == f64::NEG_INFINITY,
        Estimate::Absent { .. } => low == f64::NEG_INFINITY && high == f64::INFINITY,
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_difference_of_bounds_is_that_of_intervals((a, a_low, a_high) in estimates(), (b, b_low, b_high) in estimates()) {
        let found = difference(a, b);
        prop_assert!(is_interval(found, a_low - b_high, a_high - b_low), "{found:?}");
    }

    #[test]
    fn a_ratio_of_bounds_never_claims_too_much(
        (a, a_low, a_high) in estimates(),
        (b, b_low, b_high) in estimates(),
        along in prop::array::uniform2(0.0..1.0_f64),
    ) {
        // Any wages that the two values allow: positive, and at most a thousand times the bound.
        let some = |low: f64, high: f64, along: f64| {
            let (low, high) = (low.max(1.0), if high.is_finite() { high } else { low * 1000.0 });
            low + (high - low) * along
        };
        let truth = some(a_low, a_high, along[0]) / some(b_low, b_high, along[1]);
        let holds = match ratio(a, b) {
            Estimate::Published { value } | Estimate::Derived { value, .. } => close(value, truth),
            Estimate::AtLeast { bound } => truth >= bound * 0.999_999,
            Estimate::AtMost { bound } => truth <= bound * 1.000_001,
            Estimate::Absent { .. } => true,
        };
        prop_assert!(holds, "{:?} for {truth}", ratio(a, b));
    }

    #[test]
    fn marks_are_never_reckoned_with((a, _, _) in estimates()) {
        let mark = Estimate::absent(Mark::WageNotReleased);
        for found in [difference(a, mark), difference(mark, a), ratio(a, mark), ratio(mark, a)] {
            prop_assert!(matches!(found, Estimate::Absent { .. }), "{found:?}");
        }
    }

    #[test]
    fn bands_hold_their_value(numbers in prop::array::uniform2(1_000.0..500_000.0_f64), widths in prop::array::uniform2(0.0..0.2_f64)) {
        let banded = |at: usize| {
            let reach = numbers[at] * widths[at];
            let band = Some(Band { low: numbers[at] - reach, high: numbers[at] + reach });
            Estimate::Derived { value: numbers[at], band }
        };
        for found in [difference(banded(0), banded(1)), ratio(banded(0), banded(1))] {
            if let Estimate::Derived { value, band: Some(Band { low, high }) } = found {
                prop_assert!(low <= value && value <= high, "{found:?}");
            }
        }
    }

    #[test]
    fn a_rank_is_a_percent_and_rises_with_pay(
        among in prop::collection::vec((1.0..1e6_f64, 1e4..5e5_f64), 1..40),
        medians in prop::array::uniform2(1e4..5e5_f64),
    ) {
        let groups: Vec<_> = among
            .iter()
            .map(|(employment, median)| RankedGroup { employment: *employment, median: Estimate::published(*median) })
            .collect();
        let rank = |median: f64| percentile_rank(Estimate::published(median), &groups).number().unwrap();
        prop_assert!((0.0..=100.000_001).contains(&rank(medians[0])));
        prop_assert!(rank(medians[0].min(medians[1])) <= rank(medians[0].max(medians[1])));
    }

    #[test]
    fn growth_of_one_occupation_is_its_own(base in 1.0..1e5_f64, projected in 1.0..1e5_f64, share in 0.01..1.0_f64) {
        let term = GrowthTerm { share, base: Estimate::published(base), projected: Estimate::published(projected) };
        let growth = change_of_sums(&[term]).number().unwrap();
        prop_assert!((growth - 100.0 * (projected / base - 1.0)).abs() < 1e-6);
        prop_assert!((change_of_sums(&[term, term]).number().unwrap() - growth).abs() < 1e-6);
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn codes_survive_being_written(digits in 0..1_000_000_u32) {
        let code = SocCode::from_digits(digits).unwrap();
        prop_assert_eq!(code.to_string().parse::<SocCode>().unwrap(), code);
        prop_assert_eq!(code.digits(), digits);
    }

    #[test]
    fn only_six_digits_and_a_hyphen_are_a_code(text in "\\PC{0,9}|[0-9]{1,3}-[0-9]{3,5}") {
        let shaped = text.len() == 7 && text.bytes().enumerate().all(|(at, byte)| match at {
            2 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        prop_assert_eq!(text.parse::<SocCode>().is_ok(), shaped);
    }

    #[test]
    fn releases_and_rounds_survive_being_written(year in 1900..2100_u16, month in 1..=12_u8) {
        let text = format!("{year}-{month:02}");
        let release: Release = text.parse().unwrap();
        prop_assert_eq!((release.year(), release.month()), (year, month));
        prop_assert_eq!(release.to_string(), text);
        let round = Round::from_base_year(year);
        prop_assert_eq!(round.to_string().parse::<Round>().unwrap(), round);
        prop_assert_eq!(round.projected_year(), year + 10);
    }

    #[test]
    fn areas_keep_their_leading_zeros(code in "[0-9]{2,7}") {
        let area: Area = code.parse().unwrap();
        let written = if code == "99" { "us".to_owned() } else { code };
        prop_assert_eq!(area.to_string(), written.clone());
        prop_assert_eq!(written.parse::<Area>().unwrap(), area);
    }

    #[test]
    fn printed_money_reads_back_as_the_number(cents in -1_000_000_000_i64..1_000_000_000) {
        let number = cents as f64 / 100.0;
        for (unit, scale) in [(Unit::UsdPerYear, 1.0), (Unit::UsdPerHour, 100.0), (Unit::ThousandJobs, 10.0)] {
            let printed = unit.print(number);
            let read: f64 = printed.replace(['$', ','], "").parse().unwrap();
            prop_assert!((read - number).abs() <= 0.5 / scale + 1e-9, "{printed} for {number}");
            prop_assert!(!printed.contains("-0.0") && printed != "-$0" && printed != "-0", "{printed}");
            let whole = printed.trim_start_matches(['-', '$']).split('.').next().unwrap();
            let groups: Vec<&str> = whole.split(',').collect();
            prop_assert!(groups[1..].iter().all(|group| group.len() == 3) && (1..=3).contains(&groups[0].len()), "{printed}");
        }
    }
}

fn occupations_of_2025() -> BTreeMap<SocCode, String> {
    let code =
        |row: BTreeMap<String, String>| (row["OCC_CODE"].parse().unwrap(), row["OCC_TITLE"].clone());
    support::national(2025).into_iter().map(code).collect()
}

/// Reads bytes as a role list; whatever they are, it is read or refused with a place in the file.
fn read_as_role_list(bytes: &[u8], titles: &BTreeMap<SocCode, String>) -> Result<(), TestCaseError> {
    let known: roles::Occupations = titles.iter().map(|(code, title)| (*code, title.as_str())).collect();
    let read = ingest::read_role_list(bytes).and_then(|rows| roles::check(&rows, &known));
    if let Err(problems) = read {
        prop_assert!(!problems.is_empty(), "refused without a word");
        for problem in problems.iter() {
            let place = problem.place.clone().unwrap_or_default();
            let lines = String::from_utf8_lossy(bytes).matches('\n').count() as u64 + 1;
            prop_assert!(place.line.is_none_or(|line| (1..=lines).contains(&line)), "{problem:?}");
            prop_assert!(place.column != Some(0), "{problem:?}");
        }
    }
    Ok(())
}

#[test]
fn any_text_is_read_as_a_role_list_or_refused() {
    let titles = occupations_of_2025();
    let heads = "list,group,role,soc,weight,source,note\n";
    let cell = "[ -~]{0,6}|11-9111|43-6013|Nov-21|4450[0-9]|[0-9]{5}|\"[^\"]{0,9}\"|[0-9]/[0-9]/20[0-9]{2}|\\PC{0,4}";
    let rows = prop::collection::vec(prop::collection::vec(cell, 1..9), 0..6);
    let list = rows.prop_map(move |rows| {
        let lines: Vec<String> = rows.into_iter().map(|cells| cells.join(",")).collect();
        heads.to_owned() + &lines.join("\n")
    });
    let mut runner = TestRunner::new(config());
    runner.run(&list, |text| read_as_role_list(text.as_bytes(), &titles)).unwrap();
    let bytes = prop::collection::vec(any::<u8>(), 0..200);
    runner.run(&bytes, |bytes| read_as_role_list(&bytes, &titles)).unwrap();
    let quoted = prop::collection::vec(
        prop::sample::select(vec![b'"', b',', b'\n', b'\r', b'a', 0xc3, 0xa9]),
        0..60,
    );
    runner
        .run(&quoted, |tail| read_as_role_list(&[heads.as_bytes(), tail.as_slice()].concat(), &titles))
        .unwrap();
}

#[test]
fn any_bytes_are_read_as_a_table_or_refused() {
    let table = support::text(&support::fixture("project/oews_2025.csv"));
    let projections = support::text(&support::fixture("project/projections_2024-34.csv"));
    let cpi = support::text(&support::fixture("project/cpi_u.csv"));
    let read = |bytes: &[u8]| {
        let (release, round) = (Release::may(2025), Round::from_base_year(2024));
        // Only that each returns is tested: a panic fails the test.
        let _ = ingest::read_oews(bytes, release, |_| ());
        let _ = ingest::read_projections(bytes, round, |_| ());
        let _ = ingest::read_cpi_u(bytes);
        let _ = ingest::read_price_parities(bytes);
        let _ = ingest::inspect("table", bytes);
    };
    let mut runner = TestRunner::new(config());
    let spoilt = (0..3_usize, any::<prop::sample::Index>(), "\\PC{0,5}|[,\"\n*#~-]{1,3}", 0..9_usize);
    runner
        .run(&spoilt, |(which, at, text, removed)| {
            let mut bytes = [&table, &projections, &cpi][which].clone().into_bytes();
            let at = at.index(bytes.len());
            let end = (at + removed).min(bytes.len());
            bytes.splice(at..end, text.bytes());
            prop_assert!(panic::catch_unwind(|| read(&bytes)).is_ok());
            Ok(())
        })
        .unwrap();
    runner
        .run(&prop::collection::vec(any::<u8>(), 0..300), |bytes| {
            prop_assert!(panic::catch_unwind(|| read(&bytes)).is_ok());
            Ok(())
        })
        .unwrap();
}

#[test]
fn hostile_names_stay_words_in_every_output() {
    let hostile = [
        "<script>alert(1)</script>",
        "=HYPERLINK(\"https://example.org\",\"pay\")",
        "+1+cmd|' /C calc'!A0",
        "@SUM(1+1)",
        "-2+3",
        "a | b | c",
        "![image](https://example.org/x.png)",
        "[link](javascript:alert(1))",
        "\"><img src=x onerror=alert(1)>",
        "{{ 7 * 7 }} {% raw %}",
        "`code` **bold** _it_ ~~no~~ $x$ \\",
        "&lt;b&gt; &amp;",
        "</style></svg></html>",
    ];
    let mut roles = csv::Writer::from_writer(Vec::new());
    roles.write_record(["list", "group", "role", "soc", "weight", "source", "note"]).unwrap();
    for (at, name) in hostile.into_iter().enumerate() {
        let group = if at % 2 == 0 { "<i>one</i>" } else { "=two" };
        let soc = if at % 3 == 0 { "11-9111" } else { "43-6013" };
        roles.write_record(["<b>list</b>", group, name, soc, "", name, name]).unwrap();
        roles.write_record(["<b>list</b>", group, name, "29-2072", "", name, name]).unwrap();
    }
    let roles = String::from_utf8(roles.into_inner().unwrap()).unwrap();
    let run = support::run_roles(&roles, "[[comparisons]]\nid = \"test\"\n").unwrap();
    let html = run.file("report.html");
    for markup in ["<script", "<img", "<b>", "<i>", "<a href=\"javascript"] {
        assert!(!html.contains(markup), "report.html has {markup} as markup");
    }
    assert!(html.contains("&lt;script&gt;") && html.contains("{{ 7 * 7 }}"), "the names are not shown");
    assert_eq!(html.matches("</html>").count(), 1);
    for (name, bytes) in &run.files {
        let text = String::from_utf8_lossy(bytes);
        if name.ends_with(".csv") {
            assert_no_formulas(name, bytes);
        } else if name.ends_with(".svg") {
            for markup in ["<script", "<img", "<b>", "<i>"] {
                assert!(!text.contains(markup), "{name} has {markup} as markup");
            }
            assert_eq!(text.matches("</svg>").count(), 1, "{name}");
        } else if name.ends_with(".md") {
            let unescaped = without_escapes(&text);
            for markup in
                ["<", "](https://example.org", "](javascript", "**bold", "`code`", "~~no~~", "$x$"]
            {
                assert!(!unescaped.contains(markup), "{name} has {markup} as markup");
            }
        }
    }
}

/// Markdown without the characters that a backslash makes plain.
fn without_escapes(markdown: &str) -> String {
    let mut plain = String::new();
    let mut characters = markdown.chars();
    while let Some(character) = characters.next() {
        if character == '\\' {
            characters.next();
        } else {
            plain.push(character);
        }
    }
    plain
}

/// No cell begins like a formula, unless it is a number.
fn assert_no_formulas(name: &str, table: &[u8]) {
    for record in csv::ReaderBuilder::new().has_headers(false).from_reader(table).records() {
        for cell in record.unwrap().iter().filter(|cell| cell.parse::<f64>().is_err()) {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{name}: `{cell}` is a formula"
            );
        }
    }
}
