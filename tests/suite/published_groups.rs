//! How far the program's estimates for several occupations are off: BLS's own published groups,
//! rebuilt from their detailed occupations and held against what BLS printed.

use std::{collections::BTreeSet, path::PathBuf, sync::OnceLock};

use labor_outlook::{
    calibrate::{self, Calibration, Method, MethodErrors},
    model::{Estimate, Measure, PayPeriod, Percentile, Release, SocCode, SocLevel},
    panel::Table,
    pipeline,
    stats::{Mixture, MixturePart, Quantile, WageDistribution, WageScale, weighted_mean},
};

use serde_json::Value;

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

/// A percentile of a group as rebuilt, and as published.
struct Rebuilt {
    published: f64,
    mixture: Quantile,
}

/// The mixtures of the groups whose members' wages are published for 97 % of their workers.
fn mixtures<'a>(
    rows: &'a [Row],
    distribution: impl Fn(&Row) -> Option<WageDistribution>,
) -> Vec<(&'a Row, Mixture)> {
    let mixture = |group: Group<'a>| {
        let part = |row: &&Row| Some(MixturePart { weight: row.employment?, wages: distribution(row)? });
        let parts: Vec<MixturePart> = group.members.iter().filter_map(part).collect();
        let is_of_several = parts.len() >= 2;
        let mixture = Mixture::new(parts)?;
        let is_covered = mixture.weight() >= 0.97 * group.row.employment?;
        (is_of_several && is_covered).then_some((group.row, mixture))
    };
    groups(rows).into_iter().filter_map(mixture).collect()
}

/// Every percentile of every such group.
fn rebuilt(rows: &[Row]) -> Vec<Rebuilt> {
    let mut all = Vec::new();
    for (group, mixture) in mixtures(rows, |row| WageDistribution::from_percentiles(row.percentiles)) {
        for (at, percentile) in Percentile::ALL.into_iter().enumerate() {
            let Some(published) = group.percentiles[at].number() else { continue };
            let mixture = mixture.quantile(percentile.fraction());
            all.push(Rebuilt { published, mixture });
        }
    }
    all
}

/// How far off the share of a group's workers at or below each of its published percentiles is, points.
fn shares_off(rows: &[Row]) -> Vec<f64> {
    let detailed = rows.iter().filter(|row| row.level == SocLevel::Detailed);
    let scale = WageScale::of(detailed.flat_map(|row| row.percentiles).filter_map(Estimate::number));
    let on_scale = |row: &Row| WageDistribution::on_scale(row.percentiles, row.mean, &scale);
    let mut off = Vec::new();
    for (group, mixture) in mixtures(rows, on_scale) {
        for (at, percentile) in Percentile::ALL.into_iter().enumerate() {
            let Some(published) = group.percentiles[at].number() else { continue };
            let share = mixture.share_at_or_below(published).percent().number();
            off.extend(share.map(|share| share - 100.0 * percentile.fraction()));
        }
    }
    off
}

fn rebuilt_of_every_year() -> Vec<Rebuilt> {
    YEARS.into_iter().flat_map(|year| rebuilt(&national(year))).collect()
}

/// Every method measured on the tables of `inputs/`, and on the states' of May 2025.
fn calibrations() -> &'static [Calibration] {
    static MEASURED: OnceLock<Vec<Calibration>> = OnceLock::new();
    MEASURED.get_or_init(|| {
        let path = |name: String| support::root().join("inputs/oews").join(name);
        let paths: Vec<PathBuf> =
            YEARS.iter().map(|year| path(format!("national_M{year}_dl.csv"))).collect();
        let (tables, _) = pipeline::tables_in(&paths).unwrap();
        let (states, _) = pipeline::tables_in(&[path("state_M2025_dl.zip".to_owned())]).unwrap();
        let measure = |(table, year): (&Table, u16)| {
            let detail: Vec<&Table> = states.iter().filter(|_| year == 2025).collect();
            calibrate::calibrate(table, Release::may(year), &detail)
        };
        let measured: Vec<Calibration> = tables.iter().zip(YEARS).map(measure).collect();
        println!("{}", calibrate::text(&measured));
        measured
    })
}

fn errors(calibration: &Calibration, method: Method) -> &MethodErrors {
    calibration.methods.iter().find(|errors| errors.method == method).unwrap()
}

#[test]
fn shares_of_groups_meet_their_published_percentiles() {
    for year in YEARS {
        let mut off: Vec<f64> = shares_off(&national(year));
        let count = f64::from(u32::try_from(off.len()).unwrap());
        let bias = off.iter().sum::<f64>() / count;
        off = off.into_iter().map(f64::abs).collect();
        off.sort_by(f64::total_cmp);
        let (mean, most) = (off.iter().sum::<f64>() / count, off[off.len() * 95 / 100]);
        println!("{year}: {count} shares, off by {mean:.2} points, 95 % by {most:.2}, bias {bias:+.2}");
        assert!(count > 1_300.0 && mean < 0.55 && most < 1.8 && bias.abs() < 0.12);
    }
}

#[test]
fn mixtures_meet_the_groups_that_bls_publishes() {
    for calibration in calibrations() {
        let mixture = errors(calibration, Method::Mixture);
        assert!(mixture.all.cells > 1_300, "{}: {} cells", calibration.release, mixture.all.cells);
        assert!(mixture.all.mean_absolute_error_pct.unwrap() < 0.66);
        assert!(mixture.all.p95_absolute_error_pct.unwrap() < 2.4);
        for at in &mixture.percentiles {
            let bias = at.errors.bias_pct.unwrap();
            assert!(bias.abs() < 0.2, "{} p{}: {bias} %", calibration.release, at.percentile);
        }
    }
    let refined = errors(&calibrations()[2], Method::RefinedMixture);
    assert!(refined.all.mean_absolute_error_pct.unwrap() < 0.55);
    assert!(refined.all.p95_absolute_error_pct.unwrap() < 2.0);
    for at in &refined.percentiles {
        assert!(at.errors.bias_pct.unwrap().abs() < 0.15, "p{}", at.percentile);
    }
}

#[test]
fn bands_hold_nine_in_ten() {
    let near = |coverage: f64| (88.0..=92.0).contains(&coverage);
    for calibration in calibrations() {
        for method in [Method::PlainMixture, Method::Mixture, Method::RefinedMixture] {
            let Some(of) = calibration.methods.iter().find(|errors| errors.method == method) else {
                continue;
            };
            let all = of.all.band_coverage_pct.unwrap();
            assert!(near(all), "{} {}: {all} %", calibration.release, method.in_words());
            if let Some(held_back) = of.all.held_back_coverage_pct {
                assert!(near(held_back), "{}: {held_back} % of groups not fitted on", method.in_words());
            }
        }
    }
}

#[test]
fn each_method_beats_the_one_before_it() {
    for calibration in calibrations() {
        let means: Vec<f64> =
            calibration.methods.iter().map(|of| of.all.mean_absolute_error_pct.unwrap()).collect();
        assert!(means.windows(2).all(|pair| pair[1] < 0.9 * pair[0]), "{means:?}");
        assert!(means[1] > 4.0 * means[3], "averages are not far worse: {means:?}");
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

#[test]
fn programs_read_the_errors_of_every_method() {
    let folder = support::root().join("inputs/oews");
    let national = "national_M2024_dl.csv";
    let ran = support::run(&folder, &["calibrate", national, "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let printed: Value = serde_json::from_str(&ran.out).unwrap();
    let [table] = printed.as_array().unwrap().as_slice() else { panic!("{}", ran.out) };
    assert_eq!((&table["release"], &table["path"]), (&"2024-05".into(), &national.into()));
    assert_eq!(table["groups"], 279);
    let methods = table["methods"].as_array().unwrap();
    let names: Vec<&str> = methods.iter().map(|of| of["method"].as_str().unwrap()).collect();
    assert_eq!(names, ["simple_average", "weighted_average", "plain_mixture", "mixture"]);
    for method in methods {
        let number = |key: &str| method[key].as_f64().unwrap_or_else(|| panic!("{key} in {method}"));
        let cells = number("cells");
        assert!(cells > 1_300.0 && number("open_cells") < 60.0);
        assert!(number("mean_absolute_error_pct") < number("p95_absolute_error_pct"));
        assert!(number("p95_absolute_error_pct") < number("largest_absolute_error_pct"));
        let percentiles = method["percentiles"].as_array().unwrap();
        let names: Vec<u64> = percentiles.iter().map(|of| of["percentile"].as_u64().unwrap()).collect();
        assert_eq!(names, [10, 25, 50, 75, 90]);
        let all = |key: &str| {
            let part = |of: &Value| of["cells"].as_f64().unwrap() * of[key].as_f64().unwrap() / cells;
            percentiles.iter().map(part).sum::<f64>()
        };
        for key in ["mean_absolute_error_pct", "bias_pct"] {
            assert!((all(key) - number(key)).abs() < 1e-3, "{key}: {} is not {}", all(key), number(key));
        }
        let has_band = method["method"].as_str().unwrap().ends_with("mixture");
        let bands = ["band_coverage_pct", "widening_for_90_pct"];
        assert!(bands.iter().all(|key| method[key].is_number() == has_band), "{method}");
        if has_band {
            assert!((all("band_coverage_pct") - number("band_coverage_pct")).abs() < 0.5);
            let (covered, widening) = (number("band_coverage_pct"), number("widening_for_90_pct"));
            assert!((covered - 90.0) * (widening - 1.0) <= 0.0, "{covered} % and {widening}");
        }
        assert!(method["held_back_coverage_pct"].is_null(), "all of May 2024 was fitted on");
    }
}

/// The rows of the nation's table of May 2024 that `keep` keeps and changes, in a file of their own.
fn changed(keep: impl Fn(&[String], Vec<String>) -> Vec<Vec<String>>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let table = support::root().join("inputs/oews/national_M2024_dl.csv");
    let mut reader = csv::Reader::from_path(table).unwrap();
    let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let mut writer = csv::Writer::from_path(folder.path().join("changed_M2024_dl.csv")).unwrap();
    writer.write_record(&head).unwrap();
    for row in reader.records() {
        let row: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
        for changed in keep(&head, row) {
            writer.write_record(changed).unwrap();
        }
    }
    writer.flush().unwrap();
    folder
}

fn column(head: &[String], name: &str) -> usize {
    head.iter().position(|other| other == name).unwrap()
}

#[test]
fn a_table_without_groups_is_told_as_such() {
    let folder = changed(|head, row| {
        let detailed = row[column(head, "O_GROUP")] == "detailed";
        if detailed { vec![row] } else { Vec::new() }
    });
    let ran = support::run(folder.path(), &["calibrate", "changed_M2024_dl.csv"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.out.contains("no groups: nothing to measure"), "{}", ran.out);
    assert!(ran.err.contains("the table has no groups with their detailed occupations"), "{}", ran.err);
    assert!(ran.err.contains("give the nation's table of a release"), "{}", ran.err);
}

#[test]
fn industries_that_pay_alike_tell_what_the_nation_tells() {
    // Half of each occupation's workers in either sector, with the wages of the nation.
    let folder = changed(|head, row| {
        let sector = |naics: &str| {
            let mut row = row.clone();
            row[column(head, "NAICS")] = naics.to_owned();
            row[column(head, "NAICS_TITLE")] = format!("Sector {naics}");
            row[column(head, "I_GROUP")] = "sector".to_owned();
            let jobs = &mut row[column(head, "TOT_EMP")];
            if let Ok(number) = jobs.replace(',', "").parse::<f64>() {
                *jobs = format!("{}", (number / 20.0).round() * 10.0);
            }
            row
        };
        let detailed = row[column(head, "O_GROUP")] == "detailed";
        if detailed { vec![sector("23"), sector("61")] } else { Vec::new() }
    });
    let national = support::root().join("inputs/oews/national_M2024_dl.csv");
    let (tables, _) = pipeline::tables_in(&[national]).unwrap();
    let (detail, _) = pipeline::tables_in(&[folder.path().join("changed_M2024_dl.csv")]).unwrap();
    let detail: Vec<&Table> = detail.iter().collect();
    let calibration = calibrate::calibrate(&tables[0], Release::may(2024), &detail);
    let [mixture, refined] =
        [Method::Mixture, Method::RefinedMixture].map(|of| errors(&calibration, of).all);
    assert_eq!(mixture.cells, refined.cells);
    let mean = |of: calibrate::Errors| of.mean_absolute_error_pct.unwrap();
    assert!((mean(mixture) - mean(refined)).abs() < 0.02, "{mixture:?} and {refined:?}");
}
