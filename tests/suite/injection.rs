//! Words of files, pages and role lists stay words: in HTML, CSV, Markdown, on a terminal and in the
//! log of a workflow. Each test tries to break out.

use std::fs;

use crate::support;

/// A role whose name tries everything at once, as a CSV cell.
const ROLE: &str = "\"=HYPERLINK(1)<script>alert(1)</script>|[x](javascript:1)`@team ::error::gone\"";

fn project_with(roles: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    support::copy(&support::fixture("project"), folder.path());
    let list = format!("list,group,role,soc,weight,source,note\n{roles}");
    fs::write(folder.path().join("roles.csv"), list).unwrap();
    folder
}

#[test]
fn a_role_cannot_break_out_of_the_outputs() {
    let folder = project_with(&format!(
        "guide,+management,{ROLE},11-9111,,x,\nguide,@administration,-1+1,43-6013,,x,\n"
    ));
    let ran = support::run(folder.path(), &[]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let outputs = support::tree(&folder.path().join("outputs"));
    let text = |name: &str| String::from_utf8(outputs[name].clone()).unwrap();
    let (html, markdown) = (text("report.html"), text("report.md"));
    assert!(html.contains("&lt;script&gt;alert(1)") && !html.contains("<script>alert"));
    assert!(!markdown.contains("<script>") && !markdown.contains("[x](") && !markdown.contains("@team"));
    for (name, bytes) in outputs.iter().filter(|(name, _)| name.ends_with(".svg")) {
        assert!(!String::from_utf8_lossy(bytes).contains("<script>"), "{name}");
    }
    let mut guarded = 0;
    for (name, bytes) in outputs.iter().filter(|(name, _)| name.ends_with(".csv")) {
        for row in csv::Reader::from_reader(bytes.as_slice()).records() {
            for cell in row.unwrap().iter().filter(|cell| cell.parse::<f64>().is_err()) {
                guarded += usize::from(cell.starts_with('\''));
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{name}: {cell}");
            }
        }
    }
    assert!(guarded > 10, "the names are in the tables: {guarded}");
}

#[test]
fn a_role_list_cannot_steer_the_terminal_or_the_log_of_a_workflow() {
    let folder = project_with("guide,a,\"x\u{1b}]0;title\u{7}\u{202e}\",99-9999\u{1b}[2J,,x,\n");
    for format in ["text", "github"] {
        let ran = support::run(folder.path(), &["run", "--format", format]);
        assert_eq!(ran.code, Some(2));
        let said = format!("{}{}", ran.out, ran.err);
        assert!(said.contains("99-9999") && !said.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{said:?}");
    }
    let folder = project_with("guide,a,b,\"99-9999\n::stop-commands::x\n::set-output name=a::b\",,x,\n");
    let ran = support::run(folder.path(), &["run", "--format", "github"]);
    assert!(ran.out.lines().all(|line| line.starts_with("::error file=roles.csv")), "{}", ran.out);
}

#[test]
fn a_title_of_a_table_cannot_steer_the_terminal_or_a_spreadsheet() {
    let folder = tempfile::tempdir().unwrap();
    let table = support::text(&support::fixture("project/oews_2025.csv"));
    let nasty = table.replace("Anesthesiologists", "\"=1+1 \u{1b}[31m<b>\"");
    fs::write(folder.path().join("national_M2025_dl.csv"), nasty).unwrap();
    let show = |format: &str| {
        let arguments = ["show", "29-1211", "--source", "national_M2025_dl.csv", "--format", format];
        support::run(folder.path(), &arguments)
    };
    let text = show("text");
    assert_eq!(text.code, Some(0), "{}", text.err);
    assert!(text.out.contains("=1+1 \\u{1b}[31m") && !text.out.contains('\u{1b}'));
    let csv = show("csv");
    for row in csv::Reader::from_reader(csv.out.as_bytes()).records() {
        assert!(!row.unwrap().iter().any(|cell| cell.starts_with('=')));
    }
    fs::write(folder.path().join("national_M2024_dl.csv"), table).unwrap();
    for (format, raw) in [("text", "\u{1b}"), ("markdown", "<b>"), ("html", "<b>")] {
        let arguments = ["diff", "national_M2024_dl.csv", "national_M2025_dl.csv", "--format", format];
        let ran = support::run(folder.path(), &arguments);
        assert!(!ran.out.contains(raw) && !ran.out.contains('\u{1b}'), "{format}: {}", ran.out);
    }
}

#[test]
fn the_summary_of_a_step_is_added_to_and_says_what_the_words_say() {
    let folder = project_with(&format!("guide,a,{ROLE},99-9999,,x,\n"));
    let file = folder.path().join("summary.md");
    fs::write(&file, "before\n").unwrap();
    let mut command = support::program(folder.path(), &["run", "--format", "github"]);
    assert_eq!(support::finish(command.env("GITHUB_STEP_SUMMARY", &file)).code, Some(2));
    let summary = support::text(&file);
    assert!(summary.starts_with("before\n### labor-outlook run"), "{summary}");
    assert!(summary.contains("| error | roles.csv:2 |") && !summary.contains("<script>"), "{summary}");
}
