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
fn the_published_figure_comes_first_however_the_number_is_written() {
    let folder = support::fixture("project");
    for number in ["nearly $124,000", "$123,860 a year", "$123,860/yr"] {
        assert_eq!(ids(&why(&folder, &[number, "11-9111"]))[0], MEDIAN, "{number}");
    }
    let hourly = why(&folder, &["$59.55 an hour", "11-9111"]);
    assert_eq!(ids(&hourly)[0], "oews/2025-05/us/11-9111/hourly_wage_p50_usd");
    let older = why(&folder, &["$117,960", "11-9111"]);
    assert_eq!(ids(&older)[0], "oews/2024-05/us/11-9111/annual_wage_p50_usd");
}

#[test]
fn a_place_in_a_block_leads_to_the_figure_that_stands_there() {
    let page = "<!-- outlook block table pay --><!-- /outlook -->\n";
    let folder = pages::project(&[("a.html", page)]);
    assert_eq!(support::run(folder.path(), &["refresh", "a.html"]).code, Some(0));
    let page = support::text(&folder.path().join("a.html"));
    let (nth, line) = page.lines().enumerate().find(|(_, line)| line.contains(MEDIAN)).unwrap();
    let column = line.find("$123,860").unwrap() + 2;
    let place = format!("a.html:{}:{column}", nth + 1);
    assert_eq!(ids(&why(folder.path(), &[&place])), [MEDIAN]);
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

#[test]
fn a_share_in_common_is_taken_apart_by_what_is_in_common() {
    let root = support::root();
    for (pair, whole, first, second) in [
        ("group:management..group:administration", "1,865,790", "1,558,690", "Management"),
        ("group:administration..group:management", "3,657,420", "1,558,690", "Administration"),
    ] {
        let all = why(root, &[&format!("oews/2025-05/us/{pair}/shared_employment_pct")]);
        let steps = all[0]["steps"].to_string();
        assert!(steps.contains(&format!("together {first} jobs in common")), "{steps}");
        assert!(steps.contains(&format!("divided by the {whole} jobs of {second}")), "{steps}");
    }
    let all = why(root, &["oews/2025-05/us/11-9111..43-6013/shared_employment"]);
    assert!(!all[0]["steps"].to_string().contains("not in the table"), "{all:?}");
}

#[test]
fn what_is_made_of_a_published_figure_makes_none() {
    let root = support::root();
    let growth = why(root, &["projections/2024-34/us/11-9111/employment_change_pct"]);
    assert!(growth[0]["figures_from_it"].to_string().contains("growth_wording"), "{growth:?}");
    for id in
        ["projections/2024-34/us/11-9111/growth_wording", "oews/2025-05/us/11-9111/annual_wage_p50_rank"]
    {
        let all = why(root, &[id]);
        assert_eq!(all[0]["figures_from_it"].as_array().unwrap().len(), 0, "{id}");
    }
}

#[test]
fn a_missing_page_of_the_configuration_hides_no_figure() {
    let folder = pages::project(&[]);
    let file = folder.path().join("pipeline.toml");
    let text = support::text(&file) + "\n[pages]\npaths = [\"no/pages\"]\n";
    std::fs::write(&file, text).unwrap();
    let ran = support::run(folder.path(), &["why", MEDIAN]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("$123,860"), "{}", ran.out);
    assert!(ran.err.contains("no/pages: finding: there is no such file or folder"), "{}", ran.err);
}

#[test]
fn a_place_of_an_unmarked_page_is_read_as_an_audit_reads_it() {
    let folder = pages::project(&[(
        "a.md",
        "# Pay\n\nIn May 2024 the median annual wage of medical and health services managers was $117,960.\n\nMedical and health services managers earn a median of $99,999, says the BLS.\n",
    )]);
    let found = why(folder.path(), &["a.md:3:85"]);
    assert!(ids(&found).contains(&"oews/2024-05/us/11-9111/annual_wage_p50_usd"), "{:?}", ids(&found));
    assert!(ids(&found).iter().all(|id| id.contains("/11-9111/annual_wage_p50_usd")), "{found:?}");
    assert!(found[0]["on_page"].as_str().unwrap().contains("stale"), "{found:?}");
    let ran = support::run(folder.path(), &["why", "--format=json", "a.md:5:58"]);
    assert!(ran.code == Some(2) || !ran.out.contains("43-6013"), "{}", ran.out);
    // A tuition is no figure of the occupation that it was held against.
    let folder = pages::project(&[(
        "c.md",
        "Medical and health services managers earn a median of $117,960, says the BLS. Our median tuition for them is $18,400.\n",
    )]);
    let ran = support::run(folder.path(), &["why", "c.md:1:114"]);
    assert!(ran.code == Some(2) || !ran.out.contains("11-9111"), "{}", ran.out);
    // A count of somebody's that has the digits of a figure.
    let folder = pages::project(&[("b.md", "We raised 654.2 cents for 12 cats.\n")]);
    let found = why(folder.path(), &["b.md:1:12"]);
    assert!(
        found[0]["on_page"].as_str().unwrap().contains("`654.2` is no statement of a figure of BLS"),
        "{found:?}"
    );
}

#[test]
fn a_marker_tells_what_the_page_prints_instead() {
    let folder = pages::project(&[(
        "a.html",
        "<p><!-- outlook 11-9111 CA median -->$137,690<!-- /outlook --> <!-- outlook 11-9111 p50 -->$123,860<!-- /outlook -->\n",
    )]);
    let found = why(folder.path(), &["a.html:1"]);
    assert_eq!(found[0]["on_page"].as_str().unwrap().matches("$137,690").count(), 1, "{found:?}");
    assert!(found[1]["on_page"].is_null());
    let ran = support::run(folder.path(), &["why", "a.html:1:45"]);
    assert!(ran.out.contains("is        median annual wage, California"), "{}", ran.out);
    assert!(ran.out.contains("on page   `$137,690` is now `$141,480`"), "{}", ran.out);
}

#[test]
fn a_line_of_a_table_leads_to_its_own_figures() {
    let folder = support::fixture("project");
    let found = why(&folder, &["oews_2024.csv:4"]);
    let of_line = |id: &&str| id.starts_with("oews/2024-05/us/11-9111/");
    assert!(found.len() > 3 && ids(&found).iter().all(of_line), "{:?}", ids(&found));
    let column = support::text(&folder.join("oews_2024.csv")).lines().nth(3).unwrap().find("117960");
    let found = why(&folder, &[&format!("oews_2024.csv:4:{}", column.unwrap() + 1)]);
    assert_eq!(ids(&found), ["oews/2024-05/us/11-9111/annual_wage_p50_usd"]);
}

#[test]
fn an_occupation_alone_is_told_to_be_none_of_a_figure() {
    let folder = support::fixture("project");
    for code in ["11-9111", "11-9111.00", "11-9111 Medical and Health Services Managers"] {
        let ran = support::run(&folder, &["why", code]);
        assert!(ran.err.contains("hint: it is an occupation: give a number before it"), "{}", ran.err);
        assert_eq!(ids(&why(&folder, &["$123,860", code]))[0], MEDIAN, "{code}");
    }
}

#[test]
fn a_number_is_known_as_pages_print_it() {
    let folder = support::fixture("project");
    for (number, id) in [
        ("23 percent", "projections/2024-34/us/11-9111/employment_change_pct"),
        ("about 23%", "projections/2024-34/us/11-9111/employment_change_pct"),
        ("nearly $124,000", MEDIAN),
        ("over $120,000", MEDIAN),
        ("$123.9K", MEDIAN),
        ("0.76 million", "projections/2024-34/us/11-9111/projected_employment_thousands"),
        ("62.1 thousand", "projections/2024-34/us/11-9111/annual_openings_thousands"),
        // "30,800 fewer jobs"
        ("30,800", "projections/2024-34/us/43-6014/employment_change_thousands"),
        ("1.6%", "projections/2024-34/us/43-6014/employment_change_pct"),
    ] {
        let found = why(&folder, &[number, id.split('/').nth(3).unwrap()]);
        assert!(ids(&found).contains(&id), "{number}: {:?}", ids(&found));
    }
    let found = why(&folder, &["23 percent", "11-9111"]);
    assert!(ids(&found).iter().all(|id| !id.contains("wage")), "{:?}", ids(&found));
}
