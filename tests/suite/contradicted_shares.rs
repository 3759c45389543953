//! Tables whose standard errors, quotients and shares cannot be BLS's, rows that stand twice in other sheets, and
//! industries: under other names, of another release, in a table of one's own, and from release to release.

use labor_outlook::ingest::{Inspection, KnownFigures, add_figures, inspect, inspect_against};
use serde_json::Value;

use crate::{
    contradictions::{at, changed, nation, of, saying, set, text},
    support,
};

/// The cells of columns, each made another.
fn each(heads: &[&str], change: impl Fn(f64) -> String) -> Inspection {
    changed(|rows| {
        for head in heads {
            let column = at(rows, head);
            for row in rows.iter_mut().skip(1) {
                if let Ok(number) = row[column].parse() {
                    row[column] = change(number);
                }
            }
        }
    })
}

/// The nation's table as that of an industry, with its shares.
fn sector(year: u16, naics: &str) -> Vec<Vec<String>> {
    let mut rows = nation(year);
    let [industry, group, share, reporting] =
        ["NAICS", "I_GROUP", "PCT_TOTAL", "PCT_RPT"].map(|head| at(&rows, head));
    for row in rows.iter_mut().skip(1) {
        for (column, cell) in [(industry, naics), (group, "sector"), (share, "1.5"), (reporting, "~")] {
            cell.clone_into(&mut row[column]);
        }
    }
    set(&mut rows, ("00-0000", "total"), "PCT_TOTAL", "100.0");
    rows
}

fn look(rows: &[Vec<String>]) -> Inspection {
    inspect("natsector_M2024_dl.csv", text(rows).as_bytes())
}

#[test]
fn standard_errors_that_are_no_percents_of_bls_are_told() {
    let fractions = each(&["EMP_PRSE"], |pct| (pct / 100.0).to_string());
    saying(&fractions, "EMP_PRSE: 0.002 has more decimals than the one that BLS prints");
    let jobs = each(&["EMP_PRSE"], |pct| (pct * 1_000.0).round().to_string());
    saying(&jobs, "EMP_PRSE: 200 is no relative standard error in percent");
    let zeros = each(&["MEAN_PRSE"], |_| "0".to_owned());
    saying(&zeros, "MEAN_PRSE: every number is 0");
}

#[test]
fn errors_of_what_is_not_released_are_told() {
    let found = changed(|rows| {
        set(rows, ("11-9111", "detailed"), "TOT_EMP", "**");
        for head in ["A_MEAN", "H_MEAN"] {
            set(rows, ("29-1141", "detailed"), head, "*");
        }
    });
    saying(&found, "where the jobs are not released");
    saying(&found, "where no mean is released");
}

#[test]
fn the_shares_of_all_occupations_are_the_whole_and_none_is_zero() {
    assert!(look(&sector(2024, "62")).problems.iter().all(|one| !one.message.contains("PCT_")));
    let mut small = sector(2024, "62");
    set(&mut small, ("00-0000", "total"), "PCT_TOTAL", "1.0");
    saying(&look(&small), "PCT_TOTAL: 1, and that of all occupations is 100");
    let mut zero = sector(2024, "62");
    set(&mut zero, ("11-9111", "detailed"), "PCT_RPT", "0");
    saying(&look(&zero), "PCT_RPT: 0, which BLS never prints");
    let quotient = changed(|rows| set(rows, ("00-0000", "total"), "LOC_QUOTIENT", "100"));
    saying(&quotient, "LOC_QUOTIENT: 100, and that of all occupations is 1");
}

#[test]
fn a_row_without_its_owners_is_the_same_row() {
    let rows = nation(2024);
    let mut again = rows[of(&rows, "29-1141", "detailed")].clone();
    let (owners, jobs) = (at(&rows, "OWN_CODE"), at(&rows, "TOT_EMP"));
    again[owners].clear();
    let twice = |last: Vec<String>| {
        let rows: Vec<_> = rows.iter().cloned().chain([last]).collect();
        inspect("national_M2024_dl.csv", text(&rows).as_bytes())
    };
    saying(&twice(again.clone()), "29-1141 in area us stands here for the second time, with the same");
    "77770".clone_into(&mut again[jobs]);
    saying(&twice(again), "29-1141 in area us stands here for the second time, with other figures");
}

#[test]
fn sectors_with_a_dash_of_a_word_processor_are_those_of_bls() {
    let [hyphen, dash] = ["31-33", "31–33"].map(|naics| look(&sector(2024, naics)));
    assert_eq!(hyphen.problems, dash.problems);
    saying(&dash, "without 11, 21, 22, 23, 42");
}

#[test]
fn the_jobs_of_all_sectors_tell_the_release() {
    let all = nation(2024);
    let (naics, group, jobs) = (at(&all, "NAICS"), at(&all, "I_GROUP"), at(&all, "TOT_EMP"));
    // All jobs but a few in the first sector.
    let table = |first: u32| {
        let row = |(nth, sector): (usize, &&str)| {
            let mut row = all[1].clone();
            (*sector).clone_into(&mut row[naics]);
            "sector".clone_into(&mut row[group]);
            row[jobs] = if nth == 0 { first.to_string() } else { "10".to_owned() };
            row
        };
        let sectors = [
            "11", "21", "22", "23", "31-33", "42", "44-45", "48-49", "51", "52", "53", "54", "55", "56",
            "61", "62", "71", "72", "81", "99",
        ];
        let rows: Vec<_> =
            std::iter::once(all[0].clone()).chain(sectors.iter().enumerate().map(row)).collect();
        text(&rows)
    };
    let of_2024: u32 = all[1][jobs].parse().unwrap();
    let renamed = inspect("natsector_M2023_dl.csv", table(of_2024 - 190).as_bytes());
    saying(&renamed, "the jobs are May 2024's, not May 2023's as the names say");
    let doubled = inspect("natsector_M2024_dl.csv", table(2 * of_2024).as_bytes());
    saying(&doubled, "jobs in all; May 2024 has");
}

#[test]
fn rows_of_an_industry_in_a_table_of_ones_own_are_none_of_the_nation() {
    let rows = sector(2024, "62");
    let median = at(&rows, "A_MEDIAN");
    let own = |column: &str, industry: &str, times: f64| {
        let codes = ["11-9111", "29-1141", "47-2111", "43-6013", "29-1292", "15-1252"];
        let row = |code: &str| {
            let usd: f64 = rows[of(&rows, code, "detailed")][median].parse().unwrap();
            format!("{industry},{code},{}\n", (usd * times / 10.0).round() * 10.0)
        };
        format!("{column},soc,median wage 2024\n{}", codes.map(row).concat())
    };
    let found = |table: &str, known: &KnownFigures| inspect_against("own.csv", table.as_bytes(), known);
    let mut known = KnownFigures::of_catalog();
    add_figures(&mut known, "national_M2024_dl.csv", text(&nation(2024)).as_bytes(), None).unwrap();
    for (column, industry) in [("naics", "62"), ("Industry", "Health Care")] {
        let told = found(&own(column, industry, 1.05), &known);
        saying(&told, &format!("no table at hand has an industry `{industry}`"));
    }
    assert_eq!(found(&own("industry", "All industries", 1.0), &known).problems, []);
    add_figures(&mut known, "natsector_M2024_dl.csv", text(&rows).as_bytes(), None).unwrap();
    assert_eq!(found(&own("naics", "62", 1.0), &known).problems, []);
    saying(&found(&own("naics", "62", 1.05), &known), "are of no release at hand");
}

#[test]
fn industries_are_compared_from_release_to_release_and_blanks_are_no_figures() {
    let folder = tempfile::tempdir().unwrap();
    let (old, mut new) = (sector(2024, "62"), sector(2024, "62"));
    set(&mut new, ("11-9111", "detailed"), "A_MEDIAN", "120000");
    let path = |year: u16| folder.path().join(format!("natsector_M{year}_dl.csv"));
    std::fs::write(path(2024), text(&old)).unwrap();
    std::fs::write(path(2025), text(&new)).unwrap();
    let names = [2024, 2025].map(|year| path(year).to_string_lossy().into_owned());
    let ran = support::run(folder.path(), &["diff", &names[0], &names[1], "--format", "json"]);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    let moves = document["details"]["moves"].as_array().unwrap();
    let ids: Vec<&str> = moves.iter().filter_map(|one| one["id"].as_str()).collect();
    assert_eq!(ids, ["oews/us:62/11-9111/annual_wage_p50_usd"]);
    // JOBS_1000 and LOC_QUOTIENT are blank in every row of the nation.
    let without: Vec<Vec<String>> = nation(2024);
    let (thousand, quotient) = (at(&without, "JOBS_1000"), at(&without, "LOC_QUOTIENT"));
    let cut: Vec<Vec<String>> = without
        .iter()
        .map(|row| {
            let is_kept = |(at, _): &(usize, &String)| ![thousand, quotient].contains(at);
            row.iter().enumerate().filter(is_kept).map(|(_, cell)| cell.clone()).collect()
        })
        .collect();
    std::fs::write(folder.path().join("national_M2024_dl.csv"), text(&without)).unwrap();
    std::fs::write(folder.path().join("cut_M2024_dl.csv"), text(&cut)).unwrap();
    let arguments = [
        "diff",
        "national_M2024_dl.csv",
        "cut_M2024_dl.csv",
        "--format",
        "json",
        "--fail-on",
        "vanished",
    ];
    let ran = support::run(folder.path(), &arguments);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["details"]["vanished"], Value::Array(vec![]));
    assert_eq!(ran.code, Some(0));
}
