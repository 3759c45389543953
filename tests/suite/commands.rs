//! `inspect`, `show` and `compare` as programs read them: their JSON, on the small project, on the inputs and on every
//! published table that is at hand.

use std::path::Path;

use serde_json::Value;

use crate::support;

/// What a command prints, as JSON, with its exit code.
fn json(folder: &Path, arguments: &[&str]) -> (Option<i32>, Value) {
    let ran = support::run(folder, arguments);
    let printed =
        serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {} {}", ran.out, ran.err));
    (ran.code, printed)
}

/// The cells of an occupation of the small project.
fn cells(arguments: &[&str]) -> Vec<Value> {
    let all = [&["show"], arguments, &["--format", "json"]].concat();
    let (code, cells) = json(&support::fixture("project"), &all);
    assert_eq!(code, Some(0), "{arguments:?}");
    cells.as_array().unwrap().clone()
}

#[test]
fn a_cell_has_its_keys_values_marks_and_origins() {
    let [cell] = cells(&["29-1211", "--release", "2024-05"]).try_into().unwrap();
    for (key, value) in [
        ("program", "oews"),
        ("release", "2024-05"),
        ("area", "us"),
        ("soc", "29-1211"),
        ("title", "Anesthesiologists"),
        ("level", "detailed"),
        ("path", "oews_2024.csv"),
    ] {
        assert_eq!(cell[key], value, "{key}");
    }
    assert!(cell.get("round").is_none());
    let median = &cell["measures"]["annual_wage_p50_usd"];
    assert_eq!((&median["mark"], &median["at_least"]), (&"top_coded".into(), &239_200.0.into()));
    assert!(median.get("value").is_none(), "a top code is no value");
    assert_eq!(median["text"], "at least $239,200");
    assert_eq!(
        (&median["origin"]["path"], &median["origin"]["column"]),
        (&cell["path"], &"A_MEDIAN".into())
    );
    let table = support::rows_of_csv(&std::fs::read(support::fixture("project/oews_2024.csv")).unwrap());
    let at = usize::try_from(median["origin"]["line"].as_u64().unwrap()).unwrap();
    assert_eq!(table[at - 2]["OCC_CODE"], "29-1211");
    let jobs = &cell["measures"]["employment"];
    assert_eq!(jobs["value"].as_f64().unwrap(), table[at - 2]["TOT_EMP"].parse::<f64>().unwrap());
    assert!(jobs.get("mark").is_none());
}

#[test]
fn every_row_of_the_occupation_is_shown() {
    let level = |cell: &Value| cell["level"].as_str().unwrap().to_owned();
    let twice = cells(&["13-1020", "--release", "2025-05"]);
    assert_eq!(twice.iter().map(level).collect::<Vec<_>>(), ["broad", "detailed"]);
    let period =
        |cell: &Value| (cell.get("release").or(cell.get("round"))).unwrap().as_str().unwrap().to_owned();
    let all = cells(&["medical and health services managers"]);
    let periods: Vec<String> = all.iter().map(period).collect();
    assert_eq!(periods, ["2024-05", "2025-05", "2022-32", "2024-34"]);
    let growth = &all[3]["measures"]["employment_change_pct"];
    assert_eq!((&growth["value"], &growth["unit"]), (&23.2.into(), &"percent".into()));
    assert_eq!(all[3]["measures"]["typical_education"]["value"], "Bachelor's degree");
    assert_eq!(all[3]["wage_year"], 2024);
}

#[test]
fn several_areas_are_shown_one_after_the_other() {
    let of = |areas: &str| cells(&["11-9111", "--area", areas, "--release", "2025-05"]);
    let shown = of("CA,us");
    assert_eq!(
        shown.iter().map(|cell| cell["area"].as_str().unwrap()).collect::<Vec<_>>(),
        ["06", "us"]
    );
    assert_eq!(of("CA")[0], shown[0]);
}

#[test]
fn tables_of_one_name_are_exported_beside_each_other_and_the_same_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (part, table) in [("a", "oews_2025.csv"), ("b", "oews_2025_states.csv"), ("c", "oews_2025.csv")]
    {
        std::fs::create_dir(folder.path().join(part)).unwrap();
        let to = folder.path().join(part).join("table_M2025.csv");
        std::fs::copy(support::fixture("project").join(table), to).unwrap();
    }
    let export = |parts: &[&str]| {
        let sources =
            parts.iter().flat_map(|part| ["--source".to_owned(), format!("{part}/table_M2025.csv")]);
        let all: Vec<String> = ["export", "out"].into_iter().map(str::to_owned).chain(sources).collect();
        support::run(folder.path(), &all.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let both = export(&["a", "b"]);
    assert_eq!(both.code, Some(0), "{}", both.err);
    let names: Vec<String> = support::tree(&folder.path().join("out")).into_keys().collect();
    assert_eq!(names, ["table_M2025-2025-05-2.parquet", "table_M2025-2025-05.parquet"]);
    let twice = export(&["a", "b", "c"]);
    assert_eq!(twice.code, Some(2));
    assert!(
        twice.err.contains("c/table_M2025.csv: error: the same table as a/table_M2025.csv"),
        "{}",
        twice.err
    );
}

#[test]
fn a_name_that_the_figures_contradict_is_told_beside_what_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let name = "national_M2023_dl.csv";
    std::fs::copy(support::root().join("inputs/oews/national_M2024_dl.csv"), folder.path().join(name))
        .unwrap();
    let told = "these medians are May 2024's, not May 2023's as the name says";
    let shown = support::run(folder.path(), &["show", "11-9111", "--source", name]);
    assert_eq!(shown.code, Some(0));
    assert!(shown.err.contains(told), "{}", shown.err);
    let (code, files) = json(folder.path(), &["inspect", "--format", "json", name]);
    assert_eq!((code, &files[0]["problems"][0]["severity"]), (Some(1), &"finding".into()));
    let problem = &files[0]["problems"][0];
    assert!(problem["message"].as_str().unwrap().starts_with(told), "{problem}");
    assert_eq!(problem["place"]["file"], name);
}

/// The last part of a path below a program's folder that begins with a year or is one of BLS's zips:
/// what the release or round must be.
fn expected(path: &str) -> String {
    if let Some(at) = path.find("oesm") {
        return format!("20{}-05", &path[at + 4..at + 6]);
    }
    if let Some(at) = path.find("national_M20").or_else(|| path.find("national_May20")) {
        let digits = path[at + 10..].find("20").unwrap() + at + 10;
        return format!("{}-05", &path[digits..digits + 4]);
    }
    let is_period = |part: &&str| part.starts_with(|c: char| c.is_ascii_digit());
    let period = path.split('/').find(is_period).unwrap();
    if period.len() == 4 { format!("{period}-05") } else { period.to_owned() }
}

#[test]
fn every_published_table_is_told_by_its_release_or_round() {
    let Some(shared) = support::at_hand("../shared/data") else { return };
    let arguments = ["inspect", "--format", "json", "oews", "projections"];
    let (code, files) = json(&shared, &arguments);
    // 1997 was published with two 90th percentiles below the 75th, each annual and hourly.
    assert_eq!(code, Some(1));
    let files = files.as_array().unwrap();
    assert!(files.len() > 40, "only {} files", files.len());
    for file in files {
        let path = file["path"].as_str().unwrap();
        let (program, key) =
            if path.starts_with("oews") { ("oews", "release") } else { ("projections", "round") };
        assert_eq!((&file["program"], &file[key]), (&program.into(), &expected(path).into()), "{path}");
        let problems = if path.contains("1997") { 4 } else { 0 };
        assert_eq!(file["problems"].as_array().unwrap().len(), problems, "{path}");
        assert!(file["rows"].as_u64().unwrap() > 700, "{path}");
        assert_eq!(file["sha256"].as_str().unwrap().len(), 64);
    }
}

#[test]
fn names_of_the_same_occupation_are_one_subject_that_tells_both() {
    let labels = |who: &[&str]| {
        let words = [&["compare"], who, &["--format", "json"]].concat();
        let (code, sheet) = json(support::root(), &words);
        assert_eq!(code, Some(0), "{who:?}");
        let subjects = sheet["subjects"].as_array().unwrap().clone();
        subjects.iter().map(|of| of["label"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let managers = "Medical and Health Services Managers";
    assert_eq!(labels(&["11-9111", "11-9111"]), [managers]);
    let both = labels(&["healthcare manager", "clinic director"]);
    assert_eq!(both, [format!("{managers} (healthcare manager), the same as clinic director")]);
}

#[test]
fn a_release_that_is_not_at_hand_is_told_as_that_and_not_as_roles_with_unknown_codes() {
    let ran = support::run(support::root(), &["compare", "29-1141", "--release", "2022-05"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("no table at hand is of the release 2022-05"), "{}", ran.err);
    assert!(ran.err.contains("at hand: 2023-05, 2024-05, 2025-05"), "{}", ran.err);
    assert!(!ran.err.contains("unknown occupation code"), "{}", ran.err);
}
