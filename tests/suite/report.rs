//! What the report says: every number in its sentences is a figure, its findings are true of BLS's
//! tables, and nothing that a reader must know is left out.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read},
};

use serde_json::Value;

use crate::support::{self, Outputs};

/// The default report in Markdown, without the backslashes before its signs.
fn report() -> String {
    support::default_run().file("report.md").replace('\\', "")
}

/// A number as printed in a unit: grouped in thousands, with the unit's decimals and sign.
fn printed(number: f64, unit: &str) -> String {
    let (before, after, decimals) = match unit {
        "jobs" => ("", "", 0),
        "usd_per_year" => ("$", "", 0),
        "usd_per_hour" => ("$", "", 2),
        "percent" => ("", "%", 1),
        "thousand_jobs" | "percentage_points" | "percentile_rank" => ("", "", 1),
        "ratio" => ("", "", 2),
        other => panic!("a unit that is not known here: {other}"),
    };
    let digits = format!("{:.decimals$}", number.abs());
    let (whole, fraction) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let groups: Vec<String> =
        whole.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into()).collect();
    let sign = if number < 0.0 { "-" } else { "" };
    format!("{sign}{before}{}{fraction}{after}", groups.join(","))
}

/// Every text by which a figure's value may be printed: itself, its bound, the ends of its band.
fn texts(figure: &Value) -> Vec<String> {
    let unit = figure["unit"].as_str().unwrap();
    let value = &figure["value"]["number"];
    let numbers = [&value["value"], &value["bound"], &value["band"]["low"], &value["band"]["high"]];
    numbers.into_iter().filter_map(Value::as_f64).map(|number| printed(number, unit)).collect()
}

#[test]
fn every_figure_is_printed_as_its_value() {
    let mut compared = 0;
    for (id, figure) in &support::default_run().figures {
        let (text, value) = (figure["text"].as_str().unwrap(), &figure["value"]["number"]);
        let number = value["value"].as_f64().unwrap_or(1.0);
        assert!(number != 0.0 || number.is_sign_positive(), "{id} is less than nothing");
        let wanted = match value["kind"].as_str() {
            Some("published" | "derived") => texts(figure)[0].clone(),
            Some("at_least") => format!("at least {}", texts(figure)[0]),
            Some("at_most") => format!("at most {}", texts(figure)[0]),
            Some(_) => continue,
            None => figure["value"]["words"].as_str().unwrap().to_owned(),
        };
        assert_eq!(text, wanted, "{id}");
        compared += 1;
    }
    assert!(compared > 500, "only {compared} figures were compared");
}

/// Dollars and percents in a text.
fn amounts(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_ascii_digit() || ".,$%-".contains(c)));
    let trimmed =
        words.map(|word| word.trim_end_matches(['.', ',', '-']).trim_start_matches([',', '.']));
    trimmed.filter(|word| word.contains('$') || word.contains('%')).map(str::to_owned).collect()
}

#[test]
fn every_amount_in_a_sentence_is_a_figure() {
    let known: BTreeSet<String> = support::default_run().figures.values().flat_map(texts).collect();
    let report = report();
    let (body, _) = report.split_once("\n## Method\n").unwrap();
    let mut seen = 0;
    for line in body.lines().filter(|line| !line.starts_with('|')) {
        for amount in amounts(line).into_iter().filter(|amount| amount != "90%") {
            assert!(known.contains(&amount), "{amount} is no figure of figures.json: {line}");
            seen += 1;
        }
    }
    assert!(seen > 100, "only {seen} amounts were found");
    assert_eq!(amounts("of $43,680 (3.5%), -1.6%; $1.50."), ["$43,680", "3.5%", "-1.6%", "$1.50"]);
}

/// Rows of May 2025 by state, from the zip.
fn states() -> Vec<BTreeMap<String, String>> {
    let bytes = std::fs::read(support::root().join("inputs/oews/state_M2025_dl.zip")).unwrap();
    let mut table = Vec::new();
    zip::ZipArchive::new(Cursor::new(bytes))
        .unwrap()
        .by_index(0)
        .unwrap()
        .read_to_end(&mut table)
        .unwrap();
    support::rows_of_csv(&table)
}

#[test]
fn the_title_of_the_chart_by_state_names_the_extremes() {
    let mut medians: Vec<(f64, String)> = states()
        .into_iter()
        .filter(|row| row["OCC_CODE"] == "11-9111")
        .filter_map(|row| Some((row["A_MEDIAN"].parse().ok()?, row["AREA_TITLE"].clone())))
        .collect();
    medians.sort_by(|a, b| a.0.total_cmp(&b.0));
    assert!(medians.len() > 50, "{} states and territories", medians.len());
    let ((low, lowest), (high, highest)) = (&medians[0], &medians[medians.len() - 1]);
    let finding = format!(
        "runs from {} in {lowest} to {} in {highest}",
        printed(*low, "usd_per_year"),
        printed(*high, "usd_per_year")
    );
    assert!(report().contains(&finding), "the report does not say: {finding}");
}

#[test]
fn the_title_of_pay_against_growth_is_true() {
    let codes: BTreeSet<String> =
        support::input("roles/healthcare.csv").into_iter().map(|row| row["soc"].clone()).collect();
    let highest = |rows: Vec<BTreeMap<String, String>>, code: &str, column: &str| {
        let of_roles = rows.into_iter().filter(|row| codes.contains(&row[code]));
        let numbers = of_roles.map(|row| (row[column].parse::<f64>().unwrap(), row[code].clone()));
        numbers.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap()
    };
    let (median, best_paid) = highest(support::national(2025), "OCC_CODE", "A_MEDIAN");
    let projections = support::input("projections/employment_projections_2024-34.csv");
    let (growth, fastest) = highest(projections, "Occupation Code", "Employment Percent Change 2024-34");
    assert_eq!((best_paid.as_str(), fastest.as_str()), ("11-9111", "11-9111"));
    let finding = format!(
        "highest median wage ({}) and the fastest projected growth ({})",
        printed(median, "usd_per_year"),
        printed(growth, "percent")
    );
    assert!(report().contains(&finding), "the report does not say: {finding}");
}

#[test]
fn roles_that_bls_cannot_tell_apart_are_named() {
    let mut roles: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for row in support::input("roles/healthcare.csv").into_iter().filter(|row| !row["role"].is_empty()) {
        let of_code = roles.entry(row["soc"].clone()).or_default();
        of_code.entry(row["group"].clone()).or_default().insert(row["role"].clone());
    }
    let in_two_groups: Vec<_> = roles.iter().filter(|(_, groups)| groups.len() > 1).collect();
    assert!(!in_two_groups.is_empty(), "no occupation is in two groups: the test proves nothing");
    let report = report();
    for (code, groups) in in_two_groups {
        let sentence = report
            .lines()
            .find(|line| line.starts_with("- BLS counts") && line.contains(code.as_str()))
            .unwrap_or_else(|| panic!("the report does not say that roles of two groups share {code}"));
        assert!(sentence.contains("cannot tell these roles apart"), "{sentence}");
        for role in groups.values().flatten() {
            assert!(sentence.contains(role.as_str()), "{role} is not named: {sentence}");
        }
    }
    // The first article's own pair: both titles are listed under 11-9111.
    let healthcare_administrator =
        report.lines().find(|line| line.contains("healthcare administrator is counted under"));
    let sentence = healthcare_administrator.expect("nothing is said of the healthcare administrator");
    assert!(sentence.contains("11-9111") && sentence.contains("healthcare manager"), "{sentence}");
}

#[test]
fn lists_without_job_titles_are_told() {
    let report = report();
    for row in support::input("roles/healthcare.csv").into_iter().filter(|row| row["role"].is_empty()) {
        let (list, note) = (&row["list"], &row["note"]);
        let told =
            |line: &&str| line.to_lowercase().contains(list.as_str()) && line.contains(note.as_str());
        let lines: Vec<&str> = report.lines().filter(told).collect();
        assert!(
            lines.iter().any(|line| !line.starts_with('|')),
            "no sentence tells that {list}: {note}"
        );
        assert!(
            report.to_lowercase().contains(&format!("**{list}**")),
            "the table of roles lacks {list}"
        );
    }
}

#[test]
fn every_role_of_the_list_is_in_the_table_of_roles() {
    let rows = support::rows_of_csv(support::default_run().file("tables/roles.csv").as_bytes());
    for role in support::input("roles/healthcare.csv").into_iter().filter(|row| !row["role"].is_empty())
    {
        let found = rows.iter().any(|row| {
            row["block"].to_lowercase() == role["list"]
                && row["role"] == role["role"]
                && row["group"] == role["group"]
                && row["occupations"].starts_with(&role["soc"])
                && row["note"] == role["note"]
        });
        assert!(found, "{role:?}");
    }
}

#[test]
fn every_chart_and_table_names_its_source_and_release() {
    let report = report();
    let parts: Vec<&str> = report.split("\n### ").skip(1).collect();
    assert!(parts.len() >= 12, "{} charts and tables", parts.len());
    for part in parts {
        let title = part.lines().next().unwrap();
        let source = part.lines().find(|line| line.starts_with("Source: "));
        let source = source.unwrap_or_else(|| panic!("no source: {title}"));
        let dated =
            ["May 20", "20-", "role list", "2024-34", "2022-32"].iter().any(|of| source.contains(of));
        assert!(dated, "{title} has a source without a release: {source}");
    }
    let run = support::default_run();
    for name in run.files.keys().filter(|name| name.ends_with(".svg")) {
        let words = words_of_svg(run.file(name));
        assert!(
            words.contains("Source: ") && words.contains("U.S. Bureau of Labor Statistics"),
            "{name}: {words}"
        );
        assert!(run.file(name).contains("<title") && run.file(name).contains("<desc"), "{name}");
    }
}

#[test]
fn the_report_closes_with_sources_and_the_disclaimer_of_bls() {
    let run = support::default_run();
    let manifest: Value = serde_json::from_str(run.file("manifest.json")).unwrap();
    let disclaimer = "BLS.gov cannot vouch for the data or analyses derived from these data after the data have \
                      been retrieved from BLS.gov.";
    let html = run.file("report.html").replace("&#x2f;", "/");
    for text in [report(), html] {
        assert!(text.contains(disclaimer));
        for input in
            manifest["inputs"].as_array().unwrap().iter().filter(|input| input["id"].is_string())
        {
            assert!(text.contains(input["path"].as_str().unwrap()), "{input}");
            assert!(text.contains(&input["sha256"].as_str().unwrap()[..16]), "{input}");
        }
    }
}

/// The words drawn in a chart, in their order.
fn words_of_svg(svg: &str) -> String {
    let texts = svg.split("<text").skip(1).map(|text| text.split('>').nth(1).unwrap());
    texts.map(|text| text.trim_end_matches("</text").trim()).collect::<Vec<_>>().join(" ")
}

fn doctors_of_2024() -> Outputs {
    let roles = "list,group,role,soc\ntest,doctors,anesthesiologist,29-1211\ntest,doctors,surgeon,29-1249\n\
                 test,stage,actor,27-2011\ntest,stage,health teacher,25-1071\n";
    let exhibits: String = [
        "wage-ranges",
        "pay",
        "hourly-pay",
        "growth",
        "pay-and-growth",
        "comparison",
        "overlap",
    ]
    .into_iter()
    .map(|kind| format!("[[exhibits]]\nkind = \"{kind}\"\n"))
    .chain(
        ["medians-over-time", "over-time", "medians-by-state", "areas", "then-and-now"].into_iter().map(
            |kind| {
                format!("[[exhibits]]\nkind = \"{kind}\"\nroles = [\"anesthesiologist\", \"actor\"]\n")
            },
        ),
    )
    .collect();
    let rest = format!(
        "[[comparisons]]\nid = \"test\"\nrelease = \"2024-05\"\nround = \"2022-32\"\n\
         earlier = {{ release = \"2023-05\", round = \"2022-32\" }}\n{exhibits}"
    );
    support::run_roles(roles, &rest).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn bounds_and_marks_are_words_in_every_output() {
    let run = doctors_of_2024();
    let mut shown = BTreeSet::new();
    for (name, bytes) in &run.files {
        let text = String::from_utf8_lossy(bytes).replace('\\', "");
        let words = match name.rsplit('.').next().unwrap() {
            "md" | "html" => text,
            "svg" => words_of_svg(&text),
            _ => continue,
        };
        for (at, _) in words.match_indices("$239,200") {
            assert!(
                words[..at].trim_end().ends_with("at least"),
                "{name}: {}",
                &words[at.saturating_sub(60)..at + 20]
            );
            shown.insert(name.as_str());
        }
        for wrong in ["NaN", "inf ", "null", "None"] {
            let style_free = words.split("base64").next().unwrap();
            assert!(
                !style_free.contains(wrong) && !words_after_style(&words).contains(wrong),
                "{name} shows {wrong}"
            );
        }
    }
    for name in ["report.md", "report.html", "charts/wage-ranges.svg"] {
        assert!(shown.contains(name), "{name} does not show a top-coded wage: {shown:?}");
    }
    assert!(run.file("report.md").contains("released as hourly wage only"));
}

/// A page from its body on, or everything.
fn words_after_style(words: &str) -> &str {
    words.split_once("</style>").map_or(words, |(_, body)| body)
}

#[test]
fn a_report_of_the_nation_alone_has_no_chart_of_states() {
    let roles = "list,group,role,soc\ntest,office,secretary,43-6013\n";
    let run = support::run_roles(roles, "[[comparisons]]\nid = \"test\"\nareas = [\"us\"]\n").unwrap();
    assert!(!run.files.contains_key("charts/medians-by-state.svg"));
    assert!(run.file("report.md").contains("in one group: office"));
    assert!(!run.file("report.md").contains("![.]") && !run.file("report.md").contains("![]"));
}

#[test]
fn another_baseline_is_named_wherever_it_is_shown() {
    let roles = "list,group,role,soc\ntest,office,secretary,43-6013\ntest,management,manager,11-9111\n";
    let rest = "[[comparisons]]\nid = \"test\"\nbaseline = \"29-1141\"\n";
    let run = support::run_roles(roles, rest).unwrap();
    for (name, bytes) in run.files.iter().filter(|(name, _)| !name.ends_with(".png")) {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        assert!(!text.contains("all occupations"), "{name} speaks of all occupations");
    }
    assert!(run.file("report.md").contains("Dashed lines: registered nurses."));
}
