//! Where figures come from, as `why` says it.

use serde_json::Value;

use crate::{pages, support};

/// The figures of an answer, by id.
fn why(folder: &std::path::Path, arguments: &[&str]) -> Vec<Value> {
    let ran = support::run(folder, &[&["why", "--format", "json"], arguments].concat());
    assert_eq!(ran.code, Some(0), "{arguments:?}: {}", ran.err);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    document["figures"].as_array().unwrap().clone()
}

fn ids(figures: &[Value]) -> Vec<&str> {
    figures.iter().map(|figure| figure["id"].as_str().unwrap()).collect()
}

const MEDIAN: &str = "oews/2025-05/us/11-9111/annual_wage_p50_usd";

#[test]
fn a_figure_leads_to_its_cell_and_to_where_it_is_shown() {
    let folder = pages::project(&[(
        "a.html",
        "<p>\n  Pay: <!-- outlook 11-9111 p50 -->$110,680<!-- /outlook --> and <!-- outlook 11-9111 p10 -->$1<!-- /outlook -->\n",
    )]);
    let all = why(folder.path(), &[MEDIAN]);
    let [figure] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((&figure["text"], &figure["status"]), (&"$123,860".into(), &"published".into()));
    let origin = &figure["origins"][0];
    assert_eq!(origin["path"], "oews_2025.csv");
    assert_eq!(origin["column"], "A_MEDIAN");
    let record = support::text(&folder.path().join("oews_2025.csv"));
    let line = usize::try_from(origin["line"].as_u64().unwrap()).unwrap();
    assert!(record.lines().nth(line - 1).unwrap().contains("123860"));
    assert_eq!(origin["sha256"].as_str().unwrap().len(), 64);
    let shown = figure["shown_in"].to_string();
    assert!(shown.contains("table pay") && shown.contains("chart wage-ranges"), "{shown}");
    assert!(figure["figures_from_it"].to_string().contains("annual_wage_p50_rank"));
    assert_eq!(ids(&why(folder.path(), &["a.html:2:40"])), [MEDIAN]);
    assert_eq!(ids(&why(folder.path(), &["a.html:2"])).len(), 2);
}

#[test]
fn a_number_of_an_occupation_leads_to_its_release() {
    let folder = support::fixture("project");
    for number in ["$117,960", "117960", "117,960"] {
        let found = why(&folder, &[number, "11-9111"]);
        assert!(ids(&found).contains(&"oews/2024-05/us/11-9111/annual_wage_p50_usd"), "{found:?}");
    }
    assert!(
        ids(&why(&folder, &["62,100", "clinic manager"]))
            .contains(&"projections/2024-34/us/11-9111/annual_openings_thousands")
    );
    assert!(
        ids(&why(&folder, &["28%", "Medical and health services managers"]))
            .contains(&"projections/2022-32/us/11-9111/employment_change_pct")
    );
    for arguments in [
        ["why", "$1", "11-9111"],
        ["why", "$117,960", "11-9112"],
        ["why", "oews/2025-05/us/11-9111/medain", "--format=text"],
    ] {
        assert_eq!(support::run(&folder, &arguments).code, Some(2));
    }
}

#[test]
fn an_estimate_is_taken_apart() {
    let folder = support::fixture("project");
    let all = why(&folder, &["oews/2025-05/us/group:management/annual_wage_p50_usd"]);
    let figure = &all[0];
    assert_eq!((&figure["method"], &figure["status"]), (&"mixture".into(), &"estimate".into()));
    let steps = figure["steps"].to_string();
    assert!(
        steps.contains("11-9111") && steps.contains("workers") && steps.contains("rounded from"),
        "{steps}"
    );
    assert!(figure["origins"].as_array().unwrap().len() > 1);
    let all = why(&folder, &["oews/2024-05/us/00-0000/annual_wage_p50_constant_usd/2025-05"]);
    assert!(all[0]["steps"].to_string().contains("CPI-U of May 2025"), "{all:?}");
}

#[test]
fn a_place_of_an_output_leads_to_its_figure() {
    let root = support::root();
    let table = support::text(&root.join("outputs/tables/pay.csv"));
    let line = table.lines().nth(1).unwrap();
    let column = line.find("155495730").unwrap() + 1;
    let found = why(root, &[&format!("outputs/tables/pay.csv:2:{column}")]);
    assert_eq!(ids(&found), ["oews/2025-05/us/00-0000/employment"]);
    assert!(!why(root, &["outputs/tables/roles.csv:3:7"]).is_empty());
    let report = support::text(&root.join("outputs/report.md"));
    let (at, line) = report
        .lines()
        .enumerate()
        .find(|(_, line)| line.starts_with("| All occupations | 155,495,730"))
        .unwrap();
    let column = line.find("50,980").unwrap();
    assert_eq!(
        ids(&why(root, &[&format!("outputs/report.md:{}:{column}", at + 1)])),
        ["oews/2025-05/us/00-0000/annual_wage_p50_usd"]
    );
    let json = support::text(&root.join("outputs/figures.json"));
    let at = json.lines().position(|line| line.contains(MEDIAN)).unwrap() + 1;
    assert_eq!(ids(&why(root, &[&format!("outputs/figures.json:{}", at + 6)])), [MEDIAN]);
    assert!(why(root, &["outputs/charts/growth.svg:1"]).len() > 3);
}
