//! The formats on findings that try to break them.

use serde_json::Value;

use super::*;
use crate::diag::Fix;

const NASTY: &str = "a,b:c%d\n::error::x \u{1b}[31m<b>|`]]>&\"' @team \u{202e}=1+1";

fn finding(at: u64) -> Diagnostic {
    Diagnostic::finding(format!("{NASTY} {at}"))
        .rule(&rules::STALE)
        .hint(NASTY)
        .fix(Fix { start_byte: 3, end_byte: 9, replacement: "$123,860".to_owned() })
        .key(format!("page/11-9111/median/{at}"))
        .at(at, 7)
        .within(format!("/site/pages/{NASTY}.html"))
}

fn findings(many: u64) -> Diagnostics {
    (1..=many).map(finding).collect()
}

fn summary() -> Summary {
    Summary {
        command: "audit".into(),
        root: "/site".into(),
        subject: "pipeline.toml".into(),
        ..Summary::default()
    }
}

fn rendered(format: Format, diagnostics: &Diagnostics) -> String {
    render(format, diagnostics, &summary()).unwrap()
}

#[test]
fn github_shows_the_worst_ten_of_a_level_and_counts_the_rest() {
    let mut all = findings(30);
    all.push(Diagnostic::error("cannot read").within("x.csv"));
    let lines = rendered(Format::Github, &all);
    let lines: Vec<&str> = lines.lines().collect();
    assert_eq!(lines.len(), 12);
    assert_eq!(lines[0], "::error file=x.csv,title=labor-outlook::cannot read");
    assert!(lines[1..11].iter().all(|line| line.starts_with("::warning file=pages/a%2Cb%3Ac%25d\\n")));
    assert!(lines[1].contains(",line=1,col=7,title=LO001 stale-value::a,b:c%25d%0A::error::x \\u{1b}"));
    assert!(lines[11].starts_with("::notice title=labor-outlook::20 more of 31 findings"));
    assert_eq!(rendered(Format::Github, &Diagnostics::default()), "");
}

#[test]
fn what_was_never_true_is_worse_than_what_was_true_once() {
    let mut all = findings(30);
    for rule in [&rules::MISLABELLED, &rules::EDITED_BY_HAND, &rules::WRONG] {
        all.push(Diagnostic::finding("x").rule(rule));
    }
    let lines = rendered(Format::Github, &all);
    let first: Vec<&str> = lines
        .lines()
        .take(4)
        .filter_map(|line| line.split_once("title="))
        .map(|of| &of.1[..5])
        .collect();
    assert_eq!(first, ["LO004", "LO002", "LO021", "LO001"]);
}

#[test]
fn a_step_summary_ends_between_two_rows() {
    let text = step_summary(&findings(12_000), &summary());
    assert!(text.len() < 1 << 20 && text.len() > 900_000, "{}", text.len());
    let rows = text.lines().filter(|line| line.starts_with("| LO001 |")).count();
    let more = text.lines().find(|line| line.contains("more not shown")).unwrap();
    assert!(more.starts_with(&format!("{} more", 12_000 - rows)), "{rows} {more}");
    assert!(text.lines().filter(|line| line.starts_with("| LO")).all(|line| line.ends_with(" |")));
    assert!(!text.contains("<b>") && !text.contains("@team") && !text.contains('\u{1b}'));
}

#[test]
fn sarif_has_stable_fingerprints_relative_paths_and_a_repair() {
    let log: Value = serde_json::from_str(&rendered(Format::Sarif, &findings(2))).unwrap();
    let run = &log["runs"][0];
    let result = &run["results"][0];
    let physical = &result["locations"][0]["physicalLocation"];
    assert!(physical["artifactLocation"]["uri"].as_str().unwrap().starts_with("pages/a%2Cb%3Ac%25d%0A"));
    assert_eq!(
        (&physical["region"]["startLine"], &physical["region"]["startColumn"]),
        (&1.into(), &7.into())
    );
    assert_eq!(result["ruleId"], "LO001");
    let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], "LO001");
    assert_eq!(run["tool"]["driver"]["rules"].as_array().unwrap().len(), rules::RULES.len());
    let change = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(change["deletedRegion"], serde_json::json!({"byteOffset": 3, "byteLength": 6}));
    assert_eq!(change["insertedContent"]["text"], "$123,860");
    let fingerprint = |diagnostic: Diagnostic| -> String {
        let log: Value = serde_json::from_str(&rendered(Format::Sarif, &diagnostic.into())).unwrap();
        log["runs"][0]["results"][0]["partialFingerprints"]["laborOutlookKey/v1"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let mut moved = finding(1).at(99, 1);
    moved.message = "another value".to_owned();
    assert_eq!(fingerprint(finding(1)), fingerprint(moved), "line and value do not count");
    assert_ne!(fingerprint(finding(1)), fingerprint(finding(2)));
}

#[test]
fn sarif_keeps_five_thousand_results_the_worst_first() {
    let mut all = findings(6_000);
    all.push(Diagnostic::error("cannot read"));
    let log: Value = serde_json::from_str(&rendered(Format::Sarif, &all)).unwrap();
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!((results.len(), &results[0]["level"]), (5_000, &"error".into()));
    assert_eq!(
        results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "pipeline.toml"
    );
    let said = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(said.as_str().unwrap().starts_with("1001 more findings"));
}

#[test]
fn junit_is_well_formed_and_no_two_cases_share_a_name() {
    let mut all = findings(3);
    all.push(finding(1));
    all.push(Diagnostic::error("cannot read").within("x.csv"));
    let mut summary = summary();
    summary.inputs = vec![Input { path: "clean.html".into(), sha256: String::new() }];
    let xml = render(Format::Junit, &all, &summary).unwrap();
    let mut reader = quick_xml::Reader::from_str(&xml);
    let (mut names, mut suites) = (Vec::new(), 0);
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                let value = |name| tag.try_get_attribute(name).unwrap().map(|a| a.value.to_string());
                suites += usize::from(tag.name().as_ref() == "testsuite");
                if tag.name().as_ref() == "testcase" {
                    names.push((value("classname"), value("name")));
                }
            }
            _ => {}
        }
    }
    assert_eq!((suites, names.len()), (3, 6));
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 6);
    assert!(!xml.contains('\u{1b}') && !xml.contains("<b>"));
}

#[test]
fn json_counts_by_rule_and_says_why_it_ends_as_it_does() {
    let mut all = findings(2);
    all.push(Diagnostic::error("cannot read"));
    let summary = Summary { exit_code: 2, reason: reason(&all), ..summary() };
    let document: Value = serde_json::from_str(&render(Format::Json, &all, &summary).unwrap()).unwrap();
    assert_eq!(document["counts"], serde_json::json!({"LO001": 2, "error": 1}));
    assert_eq!(document["reason"], "1 error and 2 findings (LO001 2, error 1)");
    assert_eq!((&document["exit_code"], &document["schema_version"]), (&2.into(), &1.into()));
    assert_eq!(document["findings"][0]["rule"]["name"], "stale-value");
}

#[test]
fn a_terminal_is_not_steered() {
    let text = text(&findings(1));
    let plain = anstream::adapter::strip_str(&text).to_string();
    assert_eq!(plain.lines().count(), 2, "{plain}");
    assert!(!plain.contains('\u{1b}') && !plain.contains('\u{202e}'));
}
