//! What is checked of every table, each with a table that fails: a published one with one thing
//! changed.

use std::fs;

use labor_outlook::{
    catalog::oews_medians,
    ingest::{Inspection, KnownFigures, inspect, inspect_against},
    model::{Area, SocCode},
};
use serde_json::Value;

use crate::support;

#[path = "../../examples/fuzz/readers.rs"]
mod readers;

fn table() -> String {
    support::text(&support::fixture("project/oews_2025.csv"))
}

fn states() -> String {
    support::text(&support::fixture("project/oews_2025_states.csv"))
}

/// What is said of a table.
fn said(name: &str, text: &str) -> Vec<String> {
    inspect(name, text.as_bytes()).problems.into_iter().map(|problem| problem.message).collect()
}

/// The table with a code that is none.
fn spoilt() -> String {
    with("11-9111", "11-91x1")
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    let place = |text: &str| {
        let problems = inspect("national_M2025_dl.csv", text.as_bytes()).problems;
        let first = problems.iter().find(|one| one.message.contains("11-91x1")).unwrap();
        let place = first.place.clone().unwrap();
        (place.line.unwrap(), place.column.unwrap())
    };
    let text = spoilt();
    let line = text.lines().position(|line| line.contains("11-91x1")).unwrap() as u64 + 1;
    assert_eq!(place(&text).0, line);
    for end in ["\r\n", "\r", "\r\r\n", "\n\r\n"] {
        let doubled = 1 + u64::from(end == "\n\r\n");
        let expected = ((line - 1) * doubled + 1, place(&text).1);
        assert_eq!(place(&text.replace('\n', end)), expected, "{end:?}");
    }
}

#[test]
fn an_area_under_the_name_of_another_and_states_that_are_left_out_are_told() {
    let texas = states().replace("California", "Texas");
    let told = said("state_M2025_dl.csv", &texas);
    assert!(told.iter().any(|message| message == "area 06 is not Texas, which is 48"), "{told:#?}");
    let told = said("state_M2025_dl.csv", &states());
    assert!(told.iter().any(|message| message.contains(" states, not the 51 of May 2025")), "{told:#?}");
}

#[test]
fn a_projected_percent_is_that_of_its_jobs_and_a_round_that_of_the_name() {
    let table = support::text(&support::fixture("project/projections_2024-34.csv"));
    let told = said("projections_2024-34.csv", &table);
    assert!(told.is_empty(), "{told:#?}");
    let told = said("projections_2022-32.csv", &table);
    assert_eq!(told, ["the figures are of 2024-34, not of 2022-32 as the name says"]);
    let told = said("projections_2024-34.csv", &table.replace("23.2", "32.2"));
    assert!(told.iter().any(|message| message.starts_with("32.2 percent of")), "{told:#?}");
}

#[test]
fn one_code_of_five_digits_does_not_make_a_table_one_of_1997() {
    let told = said("own.csv", &with("11-9111", "19111"));
    let of_1999 = "OCC_CODE: `19111` is an OES code of before 1999";
    assert_eq!(told.iter().filter(|message| message.contains("is not valid")).count(), 0, "{told:#?}");
    assert!(told.iter().any(|message| message == of_1999), "{told:#?}");
}

#[test]
fn a_table_of_oews_without_a_column_that_a_run_needs_says_so() {
    let found = inspect("own.csv", with("OCC_TITLE", "NAME").as_bytes());
    let lacks = "the nearest known table is OEWS, of which it lacks OCC_TITLE: a run cannot read it";
    assert!(found.notes.iter().any(|note| note == lacks), "{:#?}", found.notes);
}

fn assert_said(text: &str, words: &str) {
    let said = said("national_M2025_dl.csv", text);
    assert!(said.iter().any(|message| message.contains(words)), "`{words}` is not among {said:#?}");
}

/// The table with the first occurrence of a text changed.
fn with(from: &str, to: &str) -> String {
    let table = table();
    assert!(table.contains(from), "{from}");
    table.replacen(from, to, 1)
}

#[test]
fn percentiles_are_in_order() {
    assert!(!said("national_M2025_dl.csv", &table()).iter().any(|said| said.contains("percentile")));
    assert_said(
        &with("35930,38570,45930", "35930,34570,45930"),
        "34570 is below a lower percentile, 35930",
    );
}

#[test]
fn annual_wages_are_2080_hourly_ones() {
    assert_said(
        &with("35930,38570,45930", "35930,38570,45990"),
        "45990 is not 2,080 times the hourly 22.08",
    );
}

#[test]
fn totals_are_there() {
    let table = table();
    let rows: Vec<&str> = table.lines().filter(|line| !line.contains("00-0000")).collect();
    let without = rows.join("\n");
    assert_said(&without, "no total of all occupations in area us");
}

#[test]
fn codes_are_of_the_edition_of_the_release() {
    let wrong = with("43-6013", "15-1131");
    assert_said(
        &wrong,
        "15-1131 is a code of the mix of SOC 2000 and 2010 and SOC 2010, not of SOC 2018",
    );
    let problems = inspect("national_M2025_dl.csv", wrong.as_bytes()).problems;
    let of_code = problems.iter().find(|problem| problem.message.contains("15-1131")).unwrap();
    assert_eq!(of_code.hint.as_deref(), Some("in SOC 2018 its work is in 15-1251"));
    assert_eq!(of_code.rule.unwrap().id, "LO042");
    assert_said(&with("43-6013", "43-9998"), "43-9998 is a code of no edition of the SOC");
}

#[test]
fn rows_and_areas_are_those_of_the_release() {
    assert_said(&table(), "15 rows, not the 1401 of May 2025");
    let said = said("state_M2025_dl.csv", &states());
    for rows in ["23 rows of states, not the 36396", "4 states, not the 51"] {
        assert!(said.iter().any(|said| said.contains(rows)), "{said:#?}");
    }
}

#[test]
fn damage_by_saving_again_is_named() {
    assert_said(&with("11-9111", "Sep-11"), "is a date");
    assert_said(&with(",961610,", ",0,"), "have 0 jobs: the marks ** were replaced by 0");
    assert_said(
        &with("35930,38570,45930", "35930,0,45930"),
        "a wage of 0 stands where BLS prints a mark",
    );
    assert_said(
        &table().replace(",000000,", ",0,"),
        "where BLS writes `000000`: leading zeros are lost",
    );
    assert_said(&table().replace(",000000,", ",31,"), "industry `31` stands where BLS writes `31-33`");
    let area = "6,California,2,CA,000000";
    let short = states().replace(&format!("0{area}"), area);
    let told = "with the code of an area without its first digit, `6` for `06`: leading zeros are lost";
    assert!(said("state_M2025_dl.csv", &short).iter().any(|said| said.contains(told)));
    let notes = inspect("national_M2025_dl.csv", table().replace(",22.50,", ",22.5,").as_bytes()).notes;
    assert!(notes.iter().any(|note| note.contains("trailing zero")), "{notes:?}");
}

#[test]
fn a_row_that_stands_twice_is_read_once_or_refused() {
    let row = table().lines().find(|line| line.contains("43-6013")).unwrap().to_owned();
    let same = format!("{}{row}\n", table());
    assert_said(&same, "43-6013 in area us stands here for the second time, with the same figures");
    let rows = |text: &str| inspect("national_M2025_dl.csv", text.as_bytes()).rows;
    assert_eq!(rows(&same), rows(&table()));
    assert_said(&format!("{}{}\n", table(), row.replace("961610", "961620")), "with other figures");
}

#[test]
fn projections_hold_together() {
    let table = support::text(&support::fixture("project/projections_2024-34.csv"));
    let of = |text: &str| said("projections.csv", text);
    assert_eq!(of(&table), [""; 0]);
    let changed = of(&table.replacen("885.3,35.3", "885.3,45.3", 1));
    assert!(
        changed.iter().any(|said| said.contains("a change of 45.3 does not lead from 850 to 885.3"))
    );
    let openings = of(&table.replacen(",85.9,", ",859,", 1));
    assert!(
        openings.iter().any(|said| said == "859 thousand openings a year are more than there can be")
    );
    let jobs = of(&table.replacen("850,885.3,35.3", "850000,885300,35300", 1));
    assert!(jobs.iter().any(|said| said == "850000 thousand jobs are more than there can be"));
    let cells =
        csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes()).into_records();
    let quoted = |cell: &str| format!("\"{cell}\"");
    let backwards =
        |row: csv::StringRecord| row.iter().rev().map(quoted).collect::<Vec<_>>().join(",") + "\n";
    let moved: String = cells.map(|row| backwards(row.unwrap())).collect();
    assert_eq!(of(&moved), [""; 0], "columns may stand in any order");
    let code = of(&table.replacen("43-6013", "15-1131", 1));
    assert!(code.iter().any(|said| said.contains("not of SOC 2018")), "{code:#?}");
}

#[test]
fn state_projections_hold_together() {
    let heads =
        "STFIPS,AreaName,Code,Name,BaseYear,Base,ProjYear,Proj,Change,PercentChange,AvgAnnualOpenings";
    let said_of = |change: &str| {
        let nation = "0,United States,00-0000,\"Total, All Occupations\",2020,153533800,2030,165413700,11879900,7.7,1";
        let said = said(
            "lt.csv",
            &format!("{heads}\n{nation}\n6,California,17-2161,x,2020,17200,2030,{change},1\n"),
        );
        said.into_iter().next()
    };
    assert_eq!(said_of("15800,-1400,-8.1"), None);
    assert_eq!(said_of("15800,-1400,999").unwrap(), "999 percent of 17.2 is no change of -1.4");
    assert_eq!(said_of("15800,-1500,-8.7").unwrap(), "a change of -1.5 does not lead from 17.2 to 15.8");
}

/// What is found in a table of people's own.
fn own(name: &str, rows: &str) -> Inspection {
    inspect(name, format!("SOC Code,Title,Median Salary\n{rows}").as_bytes())
}

#[test]
fn medians_tell_their_release() {
    let of_2023 = "11-9111,a,\"$110,680\"\n43-6013,b,\"40,640\"\n00-0000,c,48060\n";
    let found = own("salaries.csv", of_2023);
    assert_eq!(found.release.unwrap().to_string(), "2023-05");
    assert_eq!(found.problems, []);
    let [wages] = found.wages.as_slice() else { panic!("{:?}", found.wages) };
    assert_eq!((wages.compared, wages.unmatched, wages.releases[0].wages), (3, 0, 3));

    let found = own("salaries 2024.csv", of_2023);
    let said = &found.problems[0];
    assert_eq!(
        said.message,
        "these medians are May 2023's, not May 2024's as the name says (3 of 3 compared)"
    );
    assert_eq!(said.rule.unwrap().id, "LO043");

    let found = own("salaries.csv", "11-9111,a,117960\n43-6013,b,40640\n00-0000,c,49500\n");
    assert_eq!(found.release, None);
    let said = &found.problems[0].message;
    assert_eq!(
        said,
        "the medians are of several releases: May 2024 in 2 rows (lines 2, 4); May 2023 in 1 row (line 3)"
    );
}

#[test]
fn a_table_under_the_name_of_another_release_is_told() {
    let renamed = support::text(&support::fixture("project/oews_2024.csv"));
    let found = inspect("national_M2025_dl.csv", renamed.as_bytes());
    let said: Vec<&str> = found.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert!(
        said.iter().any(|said| said.starts_with("these medians are May 2024's, not May 2025's")),
        "{said:#?}"
    );
}

#[test]
fn tables_at_hand_tell_more_than_the_catalog() {
    let rows = "19-2012,a,20000\n27-1011,b,20000\n";
    assert!(own("salaries.csv", rows).problems[0].message.contains("no wage can be compared"));
    let mut known = KnownFigures::of_catalog();
    let table = fs::read(support::root().join("inputs/oews/national_M2025_dl.csv")).unwrap();
    labor_outlook::ingest::add_figures(&mut known, "national_M2025_dl.csv", &table, None).unwrap();
    let found = inspect_against("x.csv", format!("code,title,pay\n{rows}").as_bytes(), &known);
    assert_eq!(found.wages[0].compared, 2);
}

#[test]
fn the_medians_of_the_catalog_are_those_of_the_tables_at_hand() {
    let mut compared = 0;
    for year in [2023_u16, 2024, 2025] {
        let path = support::root().join(format!("inputs/oews/national_M{year}_dl.csv"));
        let mut of_table = std::collections::BTreeMap::new();
        for record in csv::Reader::from_path(&path).unwrap().records() {
            let record = record.unwrap();
            let (Ok(code), Ok(median)) = (record[8].parse::<SocCode>(), record[27].parse::<f64>())
            else {
                continue;
            };
            of_table.insert(code, median);
        }
        for (code, _, median) in oews_medians().filter(|(_, release, _)| release.year() == year) {
            assert_eq!(of_table.get(&code), Some(&median), "{code} in {year}");
            compared += 1;
        }
    }
    assert!(compared > 250, "only {compared}");
}

#[test]
fn own_codes_are_told_and_found_by_what_they_cover() {
    let path = support::root().join("inputs/projections/employment_projections_2024-34.csv");
    let found = inspect("projections.csv", &fs::read(path).unwrap());
    let own: Vec<String> = found.own_codes.iter().map(|own| own.code.to_string()).collect();
    assert_eq!(own.len(), 12, "{own:?}");
    let shown =
        support::run(support::root(), &["show", "29-2012", "--round", "2024-34", "--format", "json"]);
    let cells: Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!((&cells[0]["soc"], &cells[0]["asked_for"]), (&"29-2010".into(), &"29-2012".into()));
    assert_eq!(cells[0]["covers"], serde_json::json!(["29-2011", "29-2012"]));
    assert_eq!(cells[0]["measures"]["on_the_job_training"]["value"], "None");
    assert_eq!(cells[0]["area"], Area::NATION.to_string());
}

#[test]
fn odd_figures_are_told_by_a_run_and_do_not_fail_it() {
    let folder = tempfile::tempdir().unwrap();
    support::copy(&support::fixture("project"), folder.path());
    let path = folder.path().join("oews_2025.csv");
    fs::write(&path, with("35930,38570,45930", "35930,34570,45930")).unwrap();
    let ran = support::run(folder.path(), &["run"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("A_PCT25: 34570 is below a lower percentile"), "{}", ran.err);
    let shown = support::run(folder.path(), &["show", "43-6013"]);
    assert!(shown.err.contains("34570 is below a lower percentile") && shown.code == Some(0));
}

#[test]
fn files_that_are_known_and_not_read_are_named() {
    let nem =
        "Sort Order,O*NET-SOC Code,O*NET-SOC Title,NEM Code\n1,11-1011.00,Chief Executives,11-1011\n";
    assert!(said("x.csv", nem)[0].contains("the crosswalk from O*NET's codes"));
    let near = "OCC_CODE,OCC_TITLE,O_GROUP,A_MEAN,A_PCT10\n";
    assert!(said("x.csv", near)[0].contains("the nearest is OEWS, of which it lacks TOT_EMP"));
}

#[test]
fn spoilt_files_are_read_or_refused() {
    let mut corpus: Vec<Vec<u8>> = Vec::new();
    for folder in ["fuzz", "project", "variants"] {
        corpus.extend(support::tree(&support::fixture(folder)).into_values());
    }
    for seed in 0..400 {
        let input = readers::spoilt(&mut fastrand::Rng::with_seed(seed), &corpus);
        readers::read(&input).unwrap_or_else(|what| panic!("seed {seed}: {what}"));
    }
}
