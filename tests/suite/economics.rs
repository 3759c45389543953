//! Sampling error, bounds, growth, places and time: values worked out by hand with the formula beside
//! them, BLS's own published quotients, and rules that hold for every input.

use std::collections::{BTreeMap, BTreeSet};

use labor_outlook::{
    catalog::{Carried, carry_occupations},
    compare::{Ledger, Place, Quantity, Subject},
    config,
    model::{Area, Estimate, Figure, Mark, Measure, PayPeriod, Percentile, Period, Release, SocCode},
    pipeline,
    stats::{
        Outcome, RankedGroup, Sampled, Standing, accuracy, annual_rate, holm, jobs_per_thousand,
        location_quotient, normal_quantile, percent_change, percentile_rank, ratio_of_rounded,
        split_openings, standings, weighted_sum,
    },
};
use proptest::prelude::*;

use crate::support;

fn codes(codes: &[&str]) -> BTreeSet<SocCode> {
    codes.iter().map(|code| code.parse().unwrap()).collect()
}

fn near(one: f64, other: f64, slack: f64) {
    assert!((one - other).abs() <= slack, "{one} is not {other} within {slack}");
}

fn numbers(values: &[f64]) -> Vec<Estimate> {
    values.iter().map(|value| Estimate::published(*value)).collect()
}

const NONE: Estimate = Estimate::absent(Mark::NotDetermined);

#[test]
fn an_interval_is_the_standard_error_times_the_normal_quantile() {
    // Tables of the normal distribution: z(0.95) = 1.6449, z(0.975) = 1.9600, z(0.995) = 2.5758.
    for (chance, quantile) in [(0.95, 1.644_854), (0.975, 1.959_964), (0.995, 2.575_829)] {
        near(normal_quantile(chance), quantile, 1e-6);
    }
    // May 2025, 11-9111: 597,080 jobs with a PRSE of 0.6: SE = 3582.48; 1.644854 SE = 5892.66.
    let managers = Sampled::published("11-9111", 597_080.0, 0.6);
    near(managers.standard_error(), 3_582.48, 1e-6);
    near(managers.interval(0.90).low, 597_080.0 - 5_892.656, 0.01);
    // With 43-6013, 961,610 at 0.8: SE = sqrt(3582.48^2 + 7692.88^2) = 8486.1396.
    let secretaries = Sampled::published("43-6013", 961_610.0, 0.8);
    let both = Sampled::weighted_sum([(1.0, &managers), (1.0, &secretaries)]);
    near(both.standard_error(), 8_486.139_620, 1e-5);
    near(managers.less(&secretaries).standard_error(), 8_486.139_620, 1e-5);
    // Ratio 0.620917 with SE = 0.620917 sqrt(0.006^2 + 0.008^2) = 0.00620917.
    let ratio = managers.over(&secretaries).unwrap();
    near(ratio.value(), 0.620_917, 1e-6);
    near(ratio.standard_error(), 0.006_209_17, 1e-8);
    assert_eq!(managers.less(&managers).standard_error(), 0.0, "what is shared cancels");
    // A printed PRSE of 0 is less than 0.05: SE = 0.0005 * 1000.
    near(Sampled::published("a", 1000.0, 0.0).standard_error(), 0.5, 1e-12);
}

#[test]
fn the_error_of_a_whole_stays_the_published_one_whatever_its_parts_add() {
    let part = Sampled::published("11-9111", 1_000.0, 3.0);
    let twice = |whole_prse| {
        let whole = Sampled::published("11-0000", 2_000.0, whole_prse).resting_on([(1.0, &part)]);
        (whole.standard_error(), whole.less(&part).standard_error())
    };
    // 2.5% of 2,000 is 50: 30 of it is the part's, and the root of 50^2 - 30^2 is left.
    assert_eq!(twice(2.5), (50.0, 40.0));
    // 1% is 20: less than the part's 30, of which as much counts, and 10 more are the part's alone.
    assert_eq!(twice(1.0), (20.0, 10.0));
}

#[test]
fn holm_corrects_for_many_comparisons() {
    // Sorted 0.005, 0.01, 0.03, 0.04 times 4, 3, 2, 1, never falling: 0.02, 0.03, 0.06, 0.06.
    let adjusted = holm(&[0.01, 0.04, 0.03, 0.005]);
    for (own, golden) in adjusted.iter().zip([0.03, 0.06, 0.06, 0.02]) {
        near(*own, golden, 1e-12);
    }
    // A difference of two standard errors: p = 2 (1 - Phi(2)) = 0.0455.
    let two = Sampled::published("a", 200.0, 50.0);
    near(two.p_value_of_zero(), 0.045_500, 1e-6);
}

#[test]
fn bounds_go_through_arithmetic_as_bounds() {
    let (top, number) = (Estimate::at_least(239_200.0), Estimate::published(100_000.0));
    // From a number to "at least T": at least 100 (T / a - 1) = 139.2; and back: at most -58.2.
    let Estimate::AtLeast { bound } = percent_change(number, top) else { panic!("a bound") };
    near(bound, 139.2, 1e-9);
    let Estimate::AtMost { bound } = percent_change(top, number) else { panic!("a bound") };
    near(bound, 100.0 * (100_000.0 / 239_200.0 - 1.0), 1e-9);
    assert_eq!(percent_change(top, top), NONE);
    // The mean of a bound and a number: at least (239,200 + 100,000) / 2.
    assert_eq!(weighted_sum(&[(0.5, top), (0.5, number)]), Estimate::at_least(169_600.0));
    assert_eq!(weighted_sum(&[(0.5, top), (0.5, Estimate::AtMost { bound: 1.0 })]), NONE);
    let among = [10.0, 20.0, 30.0, 40.0]
        .map(|median| RankedGroup { employment: 1.0, median: Estimate::published(median) });
    // Three of four are surely below "at least 35".
    assert_eq!(percentile_rank(Estimate::at_least(35.0), &among), Estimate::at_least(75.0));
}

#[test]
fn ranks_know_ties_and_bounds() {
    let stand = |from, to, tied| Some(Standing { from, to, tied });
    let mut values = numbers(&[10.0, 30.0, 30.0]);
    values.extend([Estimate::at_least(20.0), Estimate::absent(Mark::WageNotReleased)]);
    // "At least 20" may be first or third; so 30 is first or second and 10 is surely last.
    assert_eq!(
        standings(&values),
        [stand(4, 4, 0), stand(1, 2, 1), stand(1, 2, 1), stand(1, 3, 0), None]
    );
    assert_eq!(standings(&numbers(&[5.0, 5.0, 1.0])), [stand(1, 1, 1), stand(1, 1, 1), stand(3, 3, 0)]);
}

#[test]
fn a_ratio_of_printed_percents_ranges_as_far_as_their_rounding() {
    // 5.6 is 5.55 to 5.65 and 0.3 is 0.25 to 0.35: 5.55 / 0.35 = 15.857 to 5.65 / 0.25 = 22.6.
    let ratio = ratio_of_rounded(Estimate::published(5.6), Estimate::published(0.3), 0.05);
    let Estimate::Derived { value, band: Some(band) } = ratio else { panic!("no band: {ratio:?}") };
    near(value, 18.666_667, 1e-6);
    near(band.low, 15.857_143, 1e-6);
    near(band.high, 22.6, 1e-9);
    assert_eq!(ratio_of_rounded(Estimate::published(5.6), Estimate::published(0.0), 0.05), NONE);
}

#[test]
fn growth_a_year_and_openings() {
    // 1.232^(1/10) = 1.0210831; 0.9^(1/10) = 0.9895193.
    near(annual_rate(Estimate::published(23.2), 10).number().unwrap(), 2.108_306, 1e-6);
    near(annual_rate(Estimate::published(-10.0), 10).number().unwrap(), -1.048_074, 1e-6);
    assert_eq!(annual_rate(Estimate::published(-100.0), 10), NONE);
    // 11-9111 in 2024-34: change 142.9, openings 62.1: growth 14.29, separations 47.81.
    let split = split_openings(Estimate::published(142.9), Estimate::published(62.1), 1);
    near(split[0].number().unwrap(), 14.29, 1e-9);
    near(split[1].number().unwrap(), 47.81, 1e-9);
    // Two printed numbers an occupation: two occupations are exact to 2 x (0.05 + 0.005).
    let of_two = split_openings(Estimate::published(142.9), Estimate::published(62.1), 2);
    let Estimate::Derived { band: Some(band), .. } = of_two[1] else { panic!("no band: {of_two:?}") };
    near(band.high - band.low, 2.0 * 0.11, 1e-9);
}

#[test]
fn past_projections_are_held_against_what_came() {
    // 100 projected to 120, and 150 came: 120 / 150 - 1 = -20 %; the change was 50 %.
    let outcome = Outcome { base: 100.0, projected: 120.0, actual: 150.0 };
    near(outcome.miss_pct(), -20.0, 1e-9);
    near(outcome.actual_change_pct(), 50.0, 1e-9);
    let fell = Outcome { base: 100.0, projected: 110.0, actual: 88.0 };
    // Misses of 20 and 25 %: half are within 20; one of two went the right way.
    let both = accuracy(&[outcome, fell]).unwrap();
    near(both.median_miss_pct, 20.0, 1e-9);
    near(both.p90_miss_pct, 25.0, 1e-9);
    near(both.right_direction_pct, 50.0, 1e-9);
    assert_eq!(accuracy(&[]), None);
}

#[test]
fn occupations_are_carried_where_the_crosswalk_allows() {
    let carried = |from: &[&str], year| carry_occupations(&codes(from), 2025, year);
    let same = |to: &[&str]| Carried::Same(codes(to));
    assert_eq!(carried(&["11-9111"], 2009), same(&["11-9111"]));
    // Recoded one to one in SOC 2018, and before that in SOC 2010.
    assert_eq!(carried(&["15-1251"], 2016), same(&["15-1131"]));
    assert_eq!(carried(&["15-1251"], 2009), same(&["15-1021"]));
    // One code of the hybrid holds two; of SOC 2000, four nursing occupations.
    assert_eq!(carried(&["15-1252", "15-1253"], 2020), same(&["15-1256"]));
    let nurses = ["29-1141", "29-1151", "29-1161", "29-1171"];
    assert_eq!(carried(&nurses, 2009), same(&["29-1111"]));
    assert_eq!(carried(&nurses, 2010), same(&["29-1111"]));
    let Carried::Split { parts_of, within, together } = carried(&["29-1141"], 2009) else {
        panic!("registered nurses were more in SOC 2000")
    };
    assert_eq!((parts_of, within), (codes(&["29-1111"]), codes(&[])));
    assert_eq!(together, codes(&nurses));
    // One code of SOC 2010 that two of SOC 2018 came from, one of them published with others.
    assert_eq!(carried(&["11-2032", "11-2033"], 2018), same(&["11-2031"]));
    assert!(matches!(carried(&["13-1082"], 2019), Carried::Split { .. }));
    assert_eq!(carried(&["00-0000"], 2005), same(&["00-0000"]));
    assert_eq!(carried(&["11-9111"], 1997), Carried::Unknown);
}

#[test]
fn groups_are_carried_as_the_occupations_that_they_have() {
    let carried = |from: &[&str], year| carry_occupations(&codes(from), 2025, year);
    let same = |to: &[&str]| Carried::Same(codes(to));
    // Court reporters left the legal occupations with SOC 2018: its group is those of SOC 2010 without 23-2091.
    let without =
        ["23-1011", "23-1012", "23-1021", "23-1022", "23-1023", "23-2011", "23-2093", "23-2099"];
    assert_eq!(carried(&["23-0000"], 2016), same(&without));
    // Lawyers and clerks have been 23-1010 in SOC 2010 and 2018, and its tables have a row for it.
    assert_eq!(carried(&["23-1010"], 2016), same(&["23-1010"]));
    assert_eq!(carried(&["99-0000"], 2013), Carried::Unknown);
    let mut kinds = [0; 2];
    for group in support::national(2025).iter().filter(|row| row["O_GROUP"] == "major") {
        for year in [2001, 2009, 2011, 2013, 2016, 2018, 2020] {
            let own = codes(&[&group["OCC_CODE"]]);
            match carry_occupations(&own, 2025, year) {
                Carried::Same(there) if there == own => kinds[0] += 1,
                Carried::Same(there) => {
                    kinds[0] += 1;
                    assert!(there.len() > 1, "{own:?} in {year}: {there:?}");
                }
                Carried::Split { parts_of, within, .. } => {
                    kinds[1] += 1;
                    assert!(within.is_subset(&parts_of) && within != parts_of, "{own:?} in {year}");
                }
                Carried::Unknown => panic!("{own:?} in {year}"),
            }
        }
    }
    println!("major groups in seven older years: {} carried, {} split", kinds[0], kinds[1]);
    assert!(kinds.iter().all(|kind| *kind > 10), "{kinds:?}");
}

#[test]
fn who_is_carried_comes_back_the_same() {
    for code in support::national(2025).iter().filter(|row| row["O_GROUP"] == "detailed") {
        let own = codes(&[&code["OCC_CODE"]]);
        for year in [2001, 2009, 2011, 2013, 2016, 2018, 2020, 2023] {
            if let Carried::Same(there) = carry_occupations(&own, 2025, year) {
                assert_eq!(carry_occupations(&there, year, 2025), Carried::Same(own.clone()));
            }
        }
    }
}

fn materials() -> pipeline::Materials {
    let settings = config::load(&support::root().join("pipeline.toml")).unwrap();
    pipeline::materials_of(&settings, None).unwrap().0
}

const RELEASE: Release = Release::may(2025);

#[test]
fn published_quotients_are_met_within_rounding() {
    let settings = config::load(&support::root().join("pipeline.toml")).unwrap();
    let (tables, _) = pipeline::tables_of(&settings).unwrap();
    let jobs = |cell: &labor_outlook::panel::Cell<'_>| cell.estimate(Measure::Employment);
    let mut nation = BTreeMap::new();
    let mut totals = BTreeMap::new();
    let of_release = || {
        let tables = tables.iter().filter(|table| table.period() == Period::Release(RELEASE));
        tables.flat_map(labor_outlook::panel::Table::cells)
    };
    for cell in of_release() {
        if cell.area().is_nation() {
            nation.insert(cell.soc(), jobs(&cell));
        }
        if cell.soc() == SocCode::ALL_OCCUPATIONS {
            totals.insert(cell.area(), jobs(&cell));
        }
    }
    let mut seen = 0;
    for cell in of_release().filter(|cell| !cell.area().is_nation()) {
        let all = totals[&cell.area()];
        let thousand = cell.estimate(Measure::JobsPerThousand).number();
        if let (Some(own), Some(published)) = (jobs(&cell).number(), thousand) {
            let made = jobs_per_thousand(jobs(&cell), all).number().unwrap();
            // Employment is rounded to 10, the quotient to 0.001.
            let slack = made * (5.0 / own + 5.0 / all.number().unwrap()) + 0.000_51;
            near(made, published, slack);
            seen += 1;
        }
        let quotient = cell.estimate(Measure::LocationQuotient).number();
        let of_nation = nation.get(&cell.soc()).copied().unwrap_or(NONE);
        if let (Some(own), Some(published), Some(there)) =
            (jobs(&cell).number(), quotient, of_nation.number())
        {
            let whole = nation[&SocCode::ALL_OCCUPATIONS];
            let made = location_quotient([jobs(&cell), all], [of_nation, whole]).number().unwrap();
            let slack = made * (5.1 / own + 5.1 / all.number().unwrap() + 5.1 / there) + 0.005_1;
            near(made, published, slack);
        }
    }
    assert!(seen > 30_000, "only {seen} cells");
}

#[test]
fn constant_dollars_by_hand() {
    let materials = materials();
    let mut ledger = Ledger::new(&materials.panel);
    let managers = Subject::occupation("11-9111".parse().unwrap(), "managers");
    let nation = Place::from(Area::NATION);
    let figure = ledger.constant_dollars_at(
        &managers,
        RELEASE,
        Release::may(2023),
        &nation,
        Measure::ConstantDollarMedian,
    );
    // $110,680 of May 2023 x 321.465 / 304.127 = $116,989.76, to ten dollars.
    assert_eq!(figure.number(), Some(116_990.0));
    let change = ledger.change_over(&managers, RELEASE, (Release::may(2023), RELEASE), &nation);
    let [nominal, real, _] = change.figures.each_ref().map(|figure| figure.number().unwrap());
    // 123,860 / 110,680 = 1.1191; 123,860 / 116,989.76 = 1.0587.
    assert_eq!((nominal, real), (11.9, 5.9));
    assert_eq!(change.reasons.len(), 1, "{:?}", change.reasons);
    assert!(change.reasons[0].contains("fewer than three years"));
}

#[test]
fn a_region_is_the_mixture_of_its_areas() {
    let materials = materials();
    let mut ledger = Ledger::new(&materials.panel);
    let nurses = Subject::occupation("29-1141".parse().unwrap(), "nurses");
    let place = |codes: &[&str]| {
        let areas: Vec<Area> = codes.iter().map(|code| code.parse().unwrap()).collect();
        Place::of(&areas, RELEASE, &materials.panel).unwrap()
    };
    let mut of = |place: &Place, measure| ledger.wage_in(&nurses, RELEASE, place, measure);
    let median = Measure::Wage(PayPeriod::Annual, Percentile::P50);
    let (california, texas, both) = (place(&["06"]), place(&["48"]), place(&["06", "48"]));
    let jobs = |figure: Figure| figure.number().unwrap();
    let sum = jobs(of(&california, Measure::Employment)) + jobs(of(&texas, Measure::Employment));
    assert_eq!(jobs(of(&both, Measure::Employment)), sum);
    let [high, low, between] = [&california, &texas, &both].map(|place| jobs(of(place, median)));
    assert!(low < between && between < high, "{low} {between} {high}");
    let apart = Place::of(&[Area::NATION, "06".parse().unwrap()], RELEASE, &materials.panel);
    assert!(apart.unwrap_err().to_string().contains("workers in common"));
}

#[test]
fn decisions_are_made_for_means_and_never_for_medians() {
    let materials = materials();
    let mut ledger = Ledger::new(&materials.panel);
    let subject = |code: &str| Subject::occupation(code.parse().unwrap(), code);
    let subjects = ["11-9111", "29-1141", "43-6013"].map(subject);
    let nation = Place::from(Area::NATION);
    let contrasts = ledger.contrasts(&subjects, RELEASE, &nation, Quantity::Mean, 0.90);
    assert_eq!(contrasts.len(), 3);
    assert!(contrasts.iter().all(|of| of.decision.in_words() == "different"));
    let ran = support::run(support::root(), &["compare", "11-9111", "29-1141", "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let sheet: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert!(!ran.out.contains("p_value"));
    for row in sheet["differences"]["rows"].as_array().unwrap() {
        let of_median = row["figures"].get("annual_wage_p50_difference_usd").is_some();
        let decision = row["decision"].as_str().unwrap();
        assert_eq!(decision.starts_with("not tested"), of_median, "{row}");
    }
    let rounds = sheet["rounds"]["rows"].as_array().unwrap();
    let percents: Vec<f64> = rounds[..3]
        .iter()
        .map(|row| row["figures"]["employment_change_pct"]["value"].as_f64().unwrap())
        .collect();
    assert_eq!(percents, [28.4, 28.5, 23.2]);
}

/// Half of the width of a figure's interval.
fn half_of(figure: &Figure) -> f64 {
    let Estimate::Derived { band: Some(band), .. } = figure.unrounded() else {
        panic!("no interval: {figure:?}")
    };
    (band.high - band.low) / 2.0
}

#[test]
fn a_group_has_the_error_of_its_occupations_in_common_with_them() {
    let materials = materials();
    let mut ledger = Ledger::new(&materials.panel);
    let subject = |code: &str| Subject::occupation(code.parse().unwrap(), code);
    let nation = Place::from(Area::NATION);
    let mut half_width = |codes: [&str; 2], quantity| {
        let of = ledger.contrasts(&codes.map(subject), RELEASE, &nation, quantity, 0.90);
        half_of(&of[0].figures[0])
    };
    // Management: 11,132,700 jobs, PRSE 0.2; 11-9111: 597,080 jobs, PRSE 0.6. What the group has from the
    // occupation cancels: the root of (0.002 x 11,132,700)^2 - (0.006 x 597,080)^2, times 1.644854.
    near(half_width(["11-0000", "11-9111"], Quantity::Employment), 36_146.2, 0.1);
    // Means $145,260, PRSE 0.2, and $140,970, PRSE 0.3, of which 597,080 / 11,132,700 is in the group's:
    // the root of 290.52^2 + 422.91^2 - 2 x 0.0536330 x 422.91^2, times 1.644854.
    near(half_width(["11-0000", "11-9111"], Quantity::Mean), 812.6, 0.1);
    // Between a group and an occupation of another there is nothing to cancel.
    let apart = half_width(["11-0000", "29-1141"], Quantity::Employment);
    let [group, nurses] = ["11-0000", "29-1141"].map(|code| {
        let figure = ledger.interval(&subject(code), RELEASE, &nation, Quantity::Employment, 0.90);
        half_of(&figure)
    });
    near(apart, group.hypot(nurses), 0.1);
}

#[test]
fn a_metropolitan_area_is_shown_beside_the_states() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("metro.csv");
    let row = |code: &str, title: &str, jobs: &str| {
        format!(
            "31080,\"Los Angeles-Long Beach-Anaheim, CA\",4,CA,000000,Cross-industry,cross-industry,1235,{code},\
             {title},detailed,{jobs},1.0,,,,,60.00,124800,1.0,30.00,40.00,72.12,80.00,90.00,62400,83200,150010,\
             166400,187200,,\n"
        )
    };
    let heads = support::text(&support::fixture("project/oews_2025_states.csv"));
    let text = [
        heads.lines().next().unwrap().to_owned() + "\n",
        row("00-0000", "All Occupations", "6000000").replace("detailed", "total"),
        row("11-9111", "Medical and Health Services Managers", "20000"),
    ];
    std::fs::write(&path, text.concat()).unwrap();
    let rest = format!(
        "[[sources]]\nid = \"metro\"\nprogram = \"oews\"\nrelease = \"2025-05\"\npath = {:?}\n\
         [[comparisons]]\nid = \"c\"\nareas = [\"us\", \"CA\", \"31080\"]",
        path.display().to_string()
    );
    let roles = "list,group,role,soc,weight,source,note\nl,g,manager,11-9111,,s,\n";
    let outputs = support::run_roles(roles, &rest).unwrap();
    assert!(outputs.file("tables/areas.csv").contains("Los Angeles-Long Beach-Anaheim, CA"));
    assert!(outputs.file("report.md").contains("by area"));
    assert!(outputs.file("charts/medians-by-state.svg").contains("$150,010"));
}

#[test]
fn exits_and_transfers_stand_in_the_workbook_of_a_round() {
    let path = "../shared/data/projections/2024-34/occupation.xlsx";
    let Some(path) = support::at_hand(path) else { return };
    let (materials, _) = pipeline::materials_in(&[path]).unwrap();
    let cell = |code: &str| {
        let round = Period::Round("2024-34".parse().unwrap());
        materials.panel.cell(round, Area::NATION, code.parse().unwrap()).unwrap()
    };
    // Table 1.10 of the workbook: chief executives 9.5 and 11.4; all occupations 8,155.0 and 10,187.1.
    let read = |code: &str| {
        [Measure::LaborForceExits, Measure::OccupationalTransfers]
            .map(|measure| cell(code).estimate(measure).number().unwrap())
    };
    assert_eq!(read("11-1011"), [9.5, 11.4]);
    assert_eq!(read("00-0000"), [8_155.0, 10_187.1]);
    // Exits and transfers and a tenth of the change are the openings, within 0.15 of rounding.
    let detailed =
        materials.panel.detailed(Period::Round("2024-34".parse().unwrap()), Area::NATION).unwrap();
    for cell in detailed.cells() {
        let number = |measure| cell.estimate(measure).number().unwrap();
        let [exits, transfers] = [Measure::LaborForceExits, Measure::OccupationalTransfers].map(number);
        let openings = exits + transfers + number(Measure::EmploymentChange) / 10.0;
        near(openings, number(Measure::AnnualOpenings), 0.16);
    }
}

#[test]
fn the_record_of_2012_to_2022_is_at_hand_where_its_rounds_are() {
    let Some(folder) = support::at_hand("../shared/data/projections") else { return };
    let paths = ["2012-22", "2022-32"].map(|round| folder.join(round).join("occupation.xlsx"));
    let (materials, _) = pipeline::materials_in(&paths).unwrap();
    let ledger = Ledger::new(&materials.panel);
    let [(projected, actual)] = ledger.finished_rounds()[..] else { panic!("one pair of rounds") };
    let record = ledger.record(projected, actual);
    let matched = record.accuracy.unwrap();
    println!("{matched:?}, {} unmatched", record.unmatched.len());
    assert_eq!(matched.count + record.unmatched.len(), 832);
    assert!(record.unmatched.contains(&"13-1082".parse().unwrap()));
    assert!(!record.unmatched.contains(&"11-9111".parse().unwrap()));
}

proptest! {
    #[test]
    fn an_interval_holds_its_number_and_grows_with_the_level(
        value in 1.0..1e7_f64, prse in 0.0..40.0_f64, level in 0.51..0.98_f64,
    ) {
        let sampled = Sampled::published(1, value, prse);
        let (narrow, wide) = (sampled.interval(level), sampled.interval(level + 0.01));
        prop_assert!(wide.low < narrow.low && narrow.low < value);
        prop_assert!(value < narrow.high && narrow.high < wide.high);
    }

    #[test]
    fn the_order_of_a_sum_and_the_side_of_a_difference_do_not_matter(
        parts in prop::collection::vec((1.0..1e6_f64, 0.1..40.0_f64), 2..6),
    ) {
        let sampled: Vec<_> =
            parts.iter().enumerate().map(|(key, (value, prse))| Sampled::published(key, *value, *prse)).collect();
        let sum = Sampled::weighted_sum(sampled.iter().map(|part| (1.0, part)));
        let back = Sampled::weighted_sum(sampled.iter().rev().map(|part| (1.0, part)));
        near(sum.standard_error(), back.standard_error(), 1e-6 * sum.value());
        let (one, other) = (&sampled[0], &sampled[1]);
        near(one.less(other).standard_error(), other.less(one).standard_error(), 1e-9 * sum.value());
        near(one.less(other).p_value_of_zero(), other.less(one).p_value_of_zero(), 1e-12);
    }

    #[test]
    fn holm_never_lowers_a_p_value_and_keeps_their_order(p in prop::collection::vec(0.0..1.0_f64, 1..9)) {
        let adjusted = holm(&p);
        for (at, own) in p.iter().enumerate() {
            prop_assert!(adjusted[at] >= *own && adjusted[at] <= 1.0);
            for (other, of) in p.iter().enumerate() {
                prop_assert!(own > of || adjusted[at] <= adjusted[other]);
            }
        }
    }

    #[test]
    fn the_best_stands_first_and_everybody_has_a_place(values in prop::collection::vec(1.0..9.0_f64, 1..9)) {
        let values: Vec<f64> = values.into_iter().map(f64::round).collect();
        let places = standings(&numbers(&values));
        for (value, place) in values.iter().zip(&places) {
            let place = place.unwrap();
            prop_assert_eq!(place.from, 1 + values.iter().filter(|other| *other > value).count());
            prop_assert_eq!(place.from, place.to);
            prop_assert_eq!(place.tied, values.iter().filter(|other| *other == value).count() - 1);
        }
    }
}
