//! `diff`, `status` and `init` as people and schedulers use them: what moved against figures read by
//! hand from the committed tables, thresholds with what is accepted, and the files of `examples/ci/`.

use std::{fs, path::Path};

use serde_json::Value;

use crate::support;

fn json(folder: &Path, arguments: &[&str]) -> (Option<i32>, Value) {
    let ran = support::run(folder, arguments);
    (ran.code, serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {} {}", ran.out, ran.err)))
}

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    support::copy(&support::fixture("project"), folder.path());
    folder
}

/// The entry of a list of a comparison whose field has a value.
fn with<'a>(list: &'a Value, field: &str, value: &str) -> &'a Value {
    let list = list.as_array().unwrap();
    list.iter().find(|one| one[field] == value).unwrap_or_else(|| panic!("no {value} in {list:?}"))
}

#[test]
fn what_moved_is_what_two_published_tables_say() {
    let arguments = ["diff", "2024-05", "2025-05", "--format", "json"];
    let (code, document) = json(support::root(), &arguments);
    assert_eq!(code, Some(0));
    let diff = &document["details"];
    let (old, new) = (support::national(2024), support::national(2025));
    let managers = |table: &[std::collections::BTreeMap<String, String>], column: &str| -> f64 {
        let row = table.iter().find(|row| row["OCC_CODE"] == "11-9111" && row["O_GROUP"] == "detailed");
        row.unwrap()[column].parse().unwrap()
    };
    let median = with(&diff["moves"], "id", "oews/us/11-9111/annual_wage_p50_usd");
    let (before, after) = (managers(&old, "A_MEDIAN"), managers(&new, "A_MEDIAN"));
    assert_eq!((median["old"].as_f64(), median["new"].as_f64()), (Some(before), Some(after)));
    assert!((median["percent"].as_f64().unwrap() - 100.0 * (after / before - 1.0)).abs() < 1e-9);
    let mean = with(&diff["moves"], "id", "oews/us/11-9111/annual_wage_mean_usd");
    let error = |table| managers(table, "A_MEAN") * managers(table, "MEAN_PRSE") / 100.0;
    let size = (managers(&new, "A_MEAN") - managers(&old, "A_MEAN")) / error(&old).hypot(error(&new));
    assert!((mean["standard_errors"].as_f64().unwrap() - size).abs() < 1e-9);
    // May 2024 capped the median of anesthesiologists, May 2025 does not: a mark, not a rise.
    let anesthesiologists = with(&diff["marks"], "id", "oews/us/29-1211/annual_wage_p50_usd");
    assert_eq!(anesthesiologists["old"], "at least $239,200");
    assert_eq!(with(&diff["dropped_occupations"], "id", "11-1031")["title"], "Legislators");
    let touched = with(&diff["touched"], "what", "table pay");
    let figures = touched["figures"].as_array().unwrap();
    assert!(figures.contains(&"oews/us/11-9111/annual_wage_p50_usd".into()));
}

#[test]
fn the_figures_with_a_sampling_error_come_first_by_their_size_against_it() {
    let (_, document) = json(support::root(), &["diff", "2024-05", "2025-05", "--format", "json"]);
    let moves = document["details"]["moves"].as_array().unwrap();
    let sizes: Vec<f64> =
        moves.iter().map_while(|one| one["standard_errors"].as_f64()).map(f64::abs).collect();
    assert!(sizes.len() > 1_000 && sizes.is_sorted_by(|a, b| a >= b));
    let rest = &moves[sizes.len()..];
    assert!(rest.iter().all(|one| one["standard_errors"].is_null()));
    let percents: Vec<f64> =
        rest.iter().map_while(|one| one["percent"].as_f64()).map(f64::abs).collect();
    assert!(percents.len() > 1_000 && percents.is_sorted_by(|a, b| a >= b));
}

#[test]
fn a_threshold_stops_until_the_change_is_accepted_with_a_reason() {
    let folder = project();
    let arguments = ["diff", "2024-05", "2025-05", "--fail-on", "median>5%", "--quiet"];
    let stopped = support::run(folder.path(), &arguments);
    assert_eq!(stopped.code, Some(1), "{}", stopped.err);
    assert!(stopped.err.contains("finding LO032:"), "{}", stopped.err);
    let accept = |reason| [&arguments[..], &["--accept", reason]].concat();
    assert_eq!(support::run(folder.path(), &accept(" ")).code, Some(2), "without a reason");
    assert_eq!(support::run(folder.path(), &accept("checked by hand")).code, Some(0));
    assert_eq!(support::run(folder.path(), &arguments).code, Some(0));
    let file = folder.path().join("pipeline.lock");
    let changed = support::text(&file).replacen("old = \"$", "old = \"$1", 1);
    fs::write(&file, changed).unwrap();
    assert_eq!(support::run(folder.path(), &arguments).code, Some(1), "another value is not accepted");
    fs::write(&file, "version = 1\n[[accepted]]\nid = \"x\"\nold = \"\"\nnew = \"\"\nreason = \"\"\n")
        .unwrap();
    assert_eq!(support::run(folder.path(), &arguments).code, Some(2), "an empty reason is none");
}

#[test]
fn locks_are_compared_by_the_bytes_that_they_name() {
    let folder = project();
    let path = folder.path();
    let mut command = support::program(path, &["lock", "-q"]);
    assert_eq!(support::finish(command.env("LABOR_OUTLOOK_CACHE", path.join("cache"))).code, Some(0));
    fs::copy(path.join("pipeline.lock"), path.join("before.lock")).unwrap();
    let (_, same) = json(path, &["diff", "before.lock", "pipeline.toml", "--format", "json"]);
    assert_eq!(same["details"]["changed"], 0);
    // Another table takes the place of the locked one, whose bytes the cache keeps.
    let old = fs::read(path.join("oews_2025.csv")).unwrap();
    let text = String::from_utf8(old.clone()).unwrap();
    let row =
        text.lines().find(|line| line.contains(",11-9111,") && line.contains(",detailed,")).unwrap();
    let median = row.split(',').nth(27).unwrap();
    let newer = text.replace(row, &row.replace(&format!(",{median},"), ",130000,"));
    fs::write(path.join("oews_2025.csv"), newer).unwrap();
    let arguments = ["diff", "before.lock", "pipeline.toml", "--format", "json"];
    let of_cache = || {
        let mut command = support::program(path, &arguments);
        support::finish(command.env("LABOR_OUTLOOK_CACHE", path.join("cache")))
    };
    assert!(of_cache().out.contains("neither in place nor in the cache"));
    let kept = path.join("cache/downloads");
    fs::create_dir_all(&kept).unwrap();
    fs::write(kept.join(labor_outlook::files::sha256(&old)), &old).unwrap();
    let ran = of_cache();
    let diff: Value = serde_json::from_str(&ran.out).unwrap();
    let moved = with(&diff["details"]["moves"], "id", "oews/us/11-9111/annual_wage_p50_usd");
    assert_eq!(moved["new"].as_f64(), Some(130_000.0));
    assert_eq!(diff["details"]["inputs"][0]["path"], "oews_2025.csv");
}

#[test]
fn two_output_folders_tell_which_exhibits_and_pages_are_touched() {
    let folder = project();
    let run = |arguments: &[&str]| support::run(folder.path(), arguments);
    assert_eq!(run(&["--output-dir", "before"]).code, Some(0));
    let (_, same) = json(folder.path(), &["diff", "before", "before", "--format", "json"]);
    assert_eq!(
        (&same["details"]["changed"], &same["details"]["touched"]),
        (&0.into(), &Value::Array(vec![]))
    );
    let table = folder.path().join("oews_2025.csv");
    let text = support::text(&table);
    let row =
        text.lines().find(|line| line.contains(",11-9111,") && line.contains(",detailed,")).unwrap();
    let median = row.split(',').nth(27).unwrap();
    fs::write(&table, text.replace(row, &row.replace(&format!(",{median},"), ",130000,"))).unwrap();
    assert_eq!(run(&["--output-dir", "after"]).code, Some(0));
    let printed = format!("${},{}", &median[..median.len() - 3], &median[median.len() - 3..]);
    fs::write(folder.path().join("quotes.html"), format!("<p>earn {printed} a year</p>")).unwrap();
    fs::write(folder.path().join("other.html"), format!("<p>not 1{printed} and {printed}0</p>"))
        .unwrap();
    let pages = ["--page", "quotes.html", "--page", "other.html"];
    let (code, document) =
        json(folder.path(), &[&["diff", "before", "after", "--format", "json"], &pages[..]].concat());
    assert_eq!(code, Some(0));
    let diff = &document["details"];
    let moved = with(&diff["moves"], "id", "oews/us/11-9111/annual_wage_p50_usd");
    assert_eq!((&moved["old_text"], &moved["new_text"]), (&printed.as_str().into(), &"$130,000".into()));
    let touched: Vec<&str> =
        diff["touched"].as_array().unwrap().iter().map(|one| one["what"].as_str().unwrap()).collect();
    for expected in ["chart wage-ranges", "table pay", "sentences Key figures", "page quotes.html"] {
        assert!(touched.contains(&expected), "{expected} in {touched:?}");
    }
    assert!(!touched.contains(&"page other.html") && !touched.contains(&"table outlook"), "{touched:?}");
}

/// The pages of `pipeline.toml` are told by their markers, whatever they print.
#[test]
fn pages_are_touched_when_their_markers_name_a_figure_that_changed() {
    let folder = project();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let config = support::text(&folder.path().join("pipeline.toml"));
    write("pipeline.toml", &format!("{config}\n[pages]\npaths = [\"pay.md\", \"growth.md\"]\n"));
    write("pay.md", "Half earn <!-- outlook 11-9111 p50 -->$1<!-- /outlook --> or more.\n");
    write("growth.md", "It grows by <!-- outlook 11-9111 growth -->1<!-- /outlook --> percent.\n");
    let run = |arguments: &[&str]| support::run(folder.path(), arguments);
    assert_eq!(run(&["--output-dir", "before", "-q"]).code, Some(0));
    let table = support::text(&folder.path().join("oews_2025.csv"));
    write("oews_2025.csv", &table.replace(",123860,", ",130000,"));
    assert_ne!(table, support::text(&folder.path().join("oews_2025.csv")));
    assert_eq!(run(&["--output-dir", "after", "-q"]).code, Some(0));
    let (_, document) = json(folder.path(), &["diff", "before", "after", "--format", "json"]);
    let touched = &document["details"]["touched"];
    let page = with(touched, "what", "page pay.md");
    assert!(page["figures"].to_string().contains("11-9111/annual_wage_p50_usd"), "{page}");
    assert!(!touched.to_string().contains("growth.md"), "{touched}");
}

/// A broad occupation and one in it may have one name and different figures.
#[test]
fn rows_of_one_name_are_told_apart_by_their_codes() {
    let ran = support::run(support::root(), &["diff", "2024-05", "2025-05", "--most", "5000"]);
    let rows = |code: &str| ran.out.lines().filter(|line| line.contains(code)).count();
    assert!(rows("Cashiers (41-2010)") > 0 && rows("Cashiers (41-2011)") > 0, "{}", ran.err);
}

#[test]
fn occupations_with_another_code_are_told_from_dropped_ones() {
    let folder = tempfile::tempdir().unwrap();
    let table = support::text(&support::fixture("project/oews_2024.csv"));
    let head = table.lines().next().unwrap();
    let row = table.lines().find(|line| line.contains(",29-1211,")).unwrap();
    let total = table.lines().nth(1).unwrap();
    let of = |code: &str, title: &str| row.replace("29-1211", code).replace("Anesthesiologists", title);
    let old = [head, total, &of("11-3011", "Administrative Services Managers"), &of("99-0001", "Gone")];
    let new = [
        head,
        total,
        &of("11-3012", "Administrative Services Managers"),
        &of("11-3013", "Facilities Managers"),
    ];
    fs::write(folder.path().join("national_M2018_dl.csv"), old.join("\n")).unwrap();
    fs::write(folder.path().join("national_M2021_dl.csv"), new.join("\n")).unwrap();
    let arguments = ["diff", "national_M2018_dl.csv", "national_M2021_dl.csv", "--format", "json"];
    let (code, document) = json(folder.path(), &arguments);
    assert_eq!(code, Some(0));
    let diff = &document["details"];
    let heirs = with(&diff["recoded"], "old", "11-3011")["new"].as_array().unwrap();
    assert_eq!(heirs.iter().map(|heir| &heir["id"]).collect::<Vec<_>>(), ["11-3012", "11-3013"]);
    assert_eq!(diff["dropped_occupations"].as_array().unwrap().len(), 1);
    assert_eq!(diff["new_occupations"], Value::Array(vec![]));
    let breaks: Vec<&str> =
        diff["breaks"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(breaks.iter().any(|cut| cut.contains("MB3")), "{breaks:?}");
}

/// A folder with a table of each of two years, which has the total and some other rows of May 2024.
fn two_years(tables: [(&str, &[String]); 2]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let table = support::text(&support::fixture("project/oews_2024.csv"));
    let head: Vec<&str> = table.lines().take(2).collect();
    for (name, rows) in tables {
        let rows = format!("{}\n{}\n", head.join("\n"), rows.join("\n"));
        fs::write(folder.path().join(name), rows).unwrap();
    }
    folder
}

fn row_of_2024(code: &str) -> String {
    let table = support::text(&support::fixture("project/oews_2024.csv"));
    table.lines().find(|line| line.contains(&format!(",{code},"))).unwrap().to_owned()
}

#[test]
fn codes_of_every_edition_are_followed() {
    let row = row_of_2024("29-1211");
    let of = |code: &str, title: &str| row.replace("29-1211", code).replace("Anesthesiologists", title);
    let old = [of("29-1111", "Nurses registered"), of("29-1199", "Others")];
    let new = [of("29-1141", "Registered Nurses"), of("29-1199", "Others")];
    let folder = two_years([("national_May2009_dl.csv", &old), ("national_M2012_dl.csv", &new)]);
    let arguments = ["diff", "national_May2009_dl.csv", "national_M2012_dl.csv", "--format", "json"];
    let (_, document) = json(folder.path(), &arguments);
    let diff = &document["details"];
    assert_eq!(with(&diff["recoded"], "old", "29-1111")["new"][0]["id"], "29-1141");
    for others in ["dropped_occupations", "new_occupations"] {
        assert_eq!(diff[others], Value::Array(vec![]));
    }
}

#[test]
fn another_top_code_is_a_change() {
    let rows = [row_of_2024("11-0000")];
    assert!(rows[0].contains('#'));
    let folder = two_years([("national_M2021_dl.csv", &rows), ("national_M2022_dl.csv", &rows)]);
    let arguments = ["diff", "national_M2021_dl.csv", "national_M2022_dl.csv", "--format", "json"];
    let (_, document) = json(folder.path(), &arguments);
    let marks = document["details"]["marks"].as_array().unwrap();
    let top = marks.iter().find(|mark| mark["measure"] == "annual_wage_p90_usd").unwrap();
    assert_eq!(top["old"], "at least $208,000");
    assert_eq!(top["new"], "at least $239,200");
    assert_eq!(marks.len(), 2, "annual and hourly: {marks:?}");
}

#[test]
fn status_knows_what_is_late_on_a_day() {
    let of = |day: &str, more: &[&str]| {
        let arguments = [&["status", "--today", day, "--format", "json"], more].concat();
        json(support::root(), &arguments)
    };
    let urgency = |document: &Value, program: &str| {
        with(&document["details"]["programs"], "program", program)["urgency"].clone()
    };
    let (code, summer) = of("2026-07-01", &["--fail-on", "overdue"]);
    assert_eq!(urgency(&summer, "oews"), "current");
    assert_eq!(urgency(&summer, "projections"), "current");
    assert_eq!(code, Some(i32::from(summer["findings"].as_array().is_some_and(|all| !all.is_empty()))));
    let (code, late) = of("2027-06-02", &["--fail-on", "overdue"]);
    assert_eq!((code, urgency(&late, "oews")), (Some(1), "overdue".into()));
    assert_eq!(
        late["counts"]["LO031"].as_u64().unwrap(),
        late["findings"].as_array().unwrap().len() as u64
    );
    assert_eq!(of("2027-06-02", &[]).0, Some(0), "without --fail-on nothing is a finding");
    // The reference month of the newest figures is 25 months before June 2027.
    assert_eq!(with(&late["details"]["published"], "period", "oews/2025-05")["months"], 25);
    let looked_at = late["inputs"].as_array().unwrap();
    assert!(
        looked_at.len() > 8 && looked_at.iter().all(|one| one["sha256"].as_str().unwrap().len() == 64)
    );
}

#[test]
fn the_day_of_status_can_be_stopped() {
    let at = |moment: &str| {
        let mut command = support::program(support::root(), &["status", "--format", "json"]);
        support::finish(command.env("SOURCE_DATE_EPOCH", moment))
    };
    let document: Value = serde_json::from_str(&at("1780000000").out).unwrap();
    assert_eq!(document["details"]["today"], "2026-05-28");
    let ran = at("yesterday");
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("SOURCE_DATE_EPOCH is `yesterday`"), "{}", ran.err);
}

#[test]
fn a_new_project_runs_at_once_and_nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| support::run(folder.path(), arguments);
    assert_eq!(run(&["init"]).code, Some(0));
    let ran = run(&[]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(run(&["run", "--check"]).code, Some(0));
    assert!(folder.path().join("outputs/report.html").is_file());
    fs::remove_file(folder.path().join("pipeline.toml")).unwrap();
    let before = support::tree(folder.path());
    let again = run(&["init"]);
    assert_eq!(again.code, Some(2));
    assert!(again.err.contains("roles.csv: error: the file is there already"), "{}", again.err);
    assert_eq!(support::tree(folder.path()), before);
}

#[test]
fn completions_and_manual_name_every_command() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = support::run(folder.path(), &["completions", shell]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
        assert!(ran.out.contains("inspect") && ran.out.contains("status"), "{shell}");
    }
    assert_eq!(support::run(folder.path(), &["manual", "man"]).code, Some(0));
    let pages = support::tree(&folder.path().join("man"));
    for page in ["labor-outlook.1", "labor-outlook-diff.1", "labor-outlook-run.1"] {
        let text = String::from_utf8(pages[page].clone()).unwrap();
        assert!(text.starts_with(".ie") || text.contains(".TH"), "{page}");
    }
}
