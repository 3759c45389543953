//! What moved, as text, Markdown for a pull request, JSON and HTML. A list is cut after a number of
//! rows and says how many more there are; JSON has everything.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use super::{
    compare::{Change, Diff, Move, Named, Touched},
    side::is_share,
};
use crate::{
    diag::{Diagnostic, Diagnostics},
    escape,
    model::SocCode,
};

/// A list of the report: its head, its columns, and its rows.
struct List {
    head: String,
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

/// The lists in the order in which a reviewer wants them.
fn lists(diff: &Diff) -> Vec<List> {
    let ids: BTreeSet<&str> = diff.moves.iter().map(|one| one.id.as_str()).collect();
    let shown: Vec<&Move> = diff.moves.iter().filter(|one| !has_annual_twin(one, &ids)).collect();
    let of_kind = |kind: fn(&Move) -> bool| -> Vec<Vec<String>> {
        told_apart(shown.iter().filter(|one| kind(one)).map(|one| (&*one.id, row_of_move(one))))
    };
    let marked = diff.marks.iter().map(|one| (&*one.id, row_of_change(one)));
    let moves = &["what", "where", "figure", "before", "after", "change", "standard errors"];
    let marks = &["what", "where", "figure", "before", "after"];
    let list = |head: &str, columns, rows| List { head: head.to_owned(), columns, rows };
    let named = |all: &[Named]| all.iter().map(|one| vec![one.id.clone(), one.title.clone()]).collect();
    let inputs = diff.inputs.iter().map(|one| vec![one.path.clone(), one.old.clone(), one.new.clone()]);
    vec![
        list("Inputs that changed", &["input", "before", "after"], inputs.collect()),
        list(
            "Moved, by size against sampling error",
            moves,
            of_kind(|one| one.standard_errors.is_some()),
        ),
        list(
            "Moved, by percent",
            &moves[..6],
            of_kind(|one| one.standard_errors.is_none() && one.percent.is_some()),
        ),
        list("Moved, by points or their own unit", &moves[..6], of_kind(|one| one.points.is_some())),
        list("Marks and words that changed", marks, told_apart(marked)),
        list("New occupations", &["code", "title"], named(&diff.new_occupations)),
        list("Dropped occupations", &["code", "title"], named(&diff.dropped_occupations)),
        list(
            "Occupations with another code",
            &["code", "title", "now"],
            diff.recoded
                .iter()
                .map(|one| {
                    let now: Vec<String> =
                        one.new.iter().map(|heir| format!("{} {}", heir.id, heir.title)).collect();
                    vec![one.old.clone(), one.title.clone(), now.join("; ")]
                })
                .collect(),
        ),
        list("Figures that vanished", &["figure", "what", "was"], named_with_text(&diff.vanished)),
        list("Figures that are new", &["figure", "what", "is"], named_with_text(&diff.appeared)),
        list(
            "What uses a figure that changed",
            &["exhibit or page", "figures"],
            diff.touched.iter().map(row_of_touched).collect(),
        ),
    ]
}

/// Rows by the keys of their figures. A group of one occupation has its figures, and people are shown one of
/// the two; where the figures differ, as those of a broad occupation and of one in it that has its name,
/// the codes tell which is which.
fn told_apart<'d>(rows: impl Iterator<Item = (&'d str, Vec<String>)>) -> Vec<Vec<String>> {
    let mut rows: Vec<(&str, Vec<String>)> = rows.collect();
    rows.dedup_by(|later, earlier| later.1 == earlier.1);
    let mut named: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for (_, row) in &rows {
        *named.entry(row[..3].to_vec()).or_default() += 1;
    }
    let with_code = |(id, mut row): (&str, Vec<String>)| {
        if named[&row[..3]] > 1
            && let Some(code) = id.split('/').find(|part| part.parse::<SocCode>().is_ok())
        {
            row[0] = format!("{} ({code})", row[0]);
        }
        row
    };
    rows.into_iter().map(with_code).collect()
}

/// Hourly wages move with the annual ones; people are shown one of the two.
fn has_annual_twin(one: &Move, ids: &BTreeSet<&str>) -> bool {
    let Some(rest) = one.measure.strip_prefix("hourly_") else { return false };
    let twin = one.id.replace(&one.measure, &format!("annual_{rest}"));
    ids.contains(twin.as_str())
}

fn row_of_move(one: &Move) -> Vec<String> {
    let change = match (one.percent, one.points) {
        (Some(percent), _) => format!("{percent:+.1}%"),
        (None, Some(points)) if is_share(&one.unit) => format!("{points:+.1} points"),
        (None, Some(change)) => format!("{change:+.1}"),
        (None, None) => String::new(),
    };
    let errors = one.standard_errors.map(|errors| format!("{:.1}", errors.abs()));
    let texts = [&one.subject, &one.place, &one.measure, &one.old_text, &one.new_text];
    texts.into_iter().cloned().chain([change]).chain(errors).collect()
}

fn row_of_change(one: &Change) -> Vec<String> {
    [&one.subject, &one.place, &one.measure, &one.old, &one.new].into_iter().cloned().collect()
}

fn named_with_text(all: &[Named]) -> Vec<Vec<String>> {
    all.iter().map(|one| vec![one.id.clone(), one.title.clone(), one.text.clone()]).collect()
}

fn row_of_touched(one: &Touched) -> Vec<String> {
    vec![one.what.clone(), one.figures.len().to_string()]
}

fn opening(diff: &Diff) -> Vec<String> {
    let mut lines = vec![format!(
        "{} of {} figures changed from {} to {}",
        diff.changed, diff.compared, diff.old, diff.new
    )];
    lines.extend(diff.breaks.iter().map(|cut| format!("Not comparable without care: {cut}")));
    lines
}

/// The report as text for people, at most so many rows a list.
#[must_use]
pub fn text(diff: &Diff, most: usize) -> String {
    let mut out = opening(diff).join("\n") + "\n";
    for list in lists(diff).iter().filter(|list| !list.rows.is_empty()) {
        let _ = writeln!(out, "\n{} ({})", list.head, list.rows.len());
        let shown: Vec<&Vec<String>> = list.rows.iter().take(most).collect();
        let width =
            |at: usize| shown.iter().map(|row| cut(&row[at]).chars().count()).max().unwrap_or_default();
        let widths: Vec<usize> = (0..list.columns.len()).map(width).collect();
        for row in &shown {
            let cells: Vec<String> =
                row.iter().zip(&widths).map(|(cell, width)| format!("{:<width$}", cut(cell))).collect();
            let _ = writeln!(out, "  {}", cells.join("  ").trim_end());
        }
        if let Some(more) = more(list, most) {
            let _ = writeln!(out, "  {more}");
        }
    }
    out
}

/// The widest column of a text, in characters.
const WIDEST: usize = 56;

/// A cell that fits into a column.
fn cut(cell: &str) -> String {
    if cell.chars().count() <= WIDEST {
        return cell.to_owned();
    }
    cell.chars().take(WIDEST - 1).chain(['…']).collect()
}

/// What a list leaves out.
fn more(list: &List, most: usize) -> Option<String> {
    (list.rows.len() > most).then(|| format!("and {} more", list.rows.len() - most))
}

/// The report as Markdown for a pull request, at most so many rows a list.
#[must_use]
pub fn markdown(diff: &Diff, most: usize) -> String {
    let lines: Vec<String> = opening(diff).iter().map(|line| escape::markdown(line)).collect();
    let mut out = format!("## What moved\n\n{}\n", lines.join("\n\n"));
    for list in lists(diff).iter().filter(|list| !list.rows.is_empty()) {
        let _ = write!(
            out,
            "\n### {} ({})\n\n| {} |\n",
            list.head,
            list.rows.len(),
            list.columns.join(" | ")
        );
        let _ = writeln!(out, "|{}", " --- |".repeat(list.columns.len()));
        for row in list.rows.iter().take(most) {
            let cells: Vec<String> = row.iter().map(|cell| escape::markdown(cell)).collect();
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
        if let Some(more) = more(list, most) {
            let _ = writeln!(out, "\n{more}");
        }
    }
    out
}

/// The report as one HTML page, at most so many rows a list.
#[must_use]
pub fn html(diff: &Diff, most: usize) -> String {
    let mut out = format!("{HEAD}<style>{STYLE}</style>\n</head>\n<body>\n<h1>What moved</h1>\n");
    for line in opening(diff) {
        let _ = writeln!(out, "<p>{}</p>", escape::html_text(&line));
    }
    for list in lists(diff).iter().filter(|list| !list.rows.is_empty()) {
        let _ = writeln!(out, "<h2>{} ({})</h2>\n<table>", list.head, list.rows.len());
        let heads = list.columns.iter().copied();
        let _ = writeln!(out, "<thead>{}</thead>\n<tbody>", html_row("th scope=\"col\"", "th", heads));
        for row in list.rows.iter().take(most) {
            out.push_str(&html_row("td", "td", row.iter().map(String::as_str)));
            out.push('\n');
        }
        out.push_str("</tbody>\n</table>\n");
        if let Some(more) = more(list, most) {
            let _ = writeln!(out, "<p>{more}</p>");
        }
    }
    out + "</body>\n</html>\n"
}

fn html_row<'t>(open: &str, close: &str, cells: impl Iterator<Item = &'t str>) -> String {
    let mut out = "<tr>".to_owned();
    for cell in cells {
        let _ = write!(out, "<{open}>{}</{close}>", escape::html_text(cell));
    }
    out + "</tr>"
}

const HEAD: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
                    <title>What moved</title>\n";

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}\
                     table{border-collapse:collapse}th,td{text-align:left;padding:.2rem .8rem .2rem 0;\
                     border-bottom:1px solid #ccc}";

/// The report as JSON, whole.
///
/// # Errors
/// Never in practice: every value is representable.
pub fn json(diff: &Diff) -> Result<serde_json::Value, Diagnostics> {
    serde_json::to_value(diff).map_err(|error| Diagnostic::error(error.to_string()).into())
}
