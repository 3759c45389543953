//! Annotations of a GitHub workflow and the Markdown summary of its step. GitHub shows 10 errors, 10
//! warnings and 10 notices a step and drops the rest without a word, and it drops a summary over
//! 1 MiB whole. Sources: <https://github.com/actions/toolkit/issues/734>,
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>.

use std::fmt::Write;

use super::{
    Level, Summary, file_of, headline, kind, line_and_column, number_of, whole_message, worst_first,
};
use crate::{
    diag::{Diagnostic, Diagnostics},
    escape::{markdown, printable, printable_lines, workflow_message, workflow_property},
};

/// The most annotations of a level.
const MOST_OF_A_LEVEL: usize = 10;

/// The most bytes of a summary: 1 MiB less what other steps' text may need.
const MOST_BYTES: usize = 1_000_000;

/// The workflow commands, the worst first, and one that says how many are left out.
pub fn annotations(diagnostics: &Diagnostics, summary: &Summary) -> String {
    let ranked = worst_first(diagnostics);
    let mut out = String::new();
    let mut shown = 0;
    // The last notice is the one that counts the rest.
    for (level, most) in [
        (Level::Error, MOST_OF_A_LEVEL),
        (Level::Warning, MOST_OF_A_LEVEL),
        (Level::Note, MOST_OF_A_LEVEL - 1),
    ] {
        let of_level = ranked.iter().filter(|one| Level::of(one) == level).take(most);
        for diagnostic in of_level {
            out.push_str(&annotation(diagnostic, level, summary));
            shown += 1;
        }
    }
    if shown < ranked.len() {
        let _ = writeln!(
            out,
            "::notice title=labor-outlook::{} more of {}; the step summary and the other formats have them",
            ranked.len() - shown,
            number_of(ranked.len(), "finding"),
        );
    }
    out
}

fn annotation(diagnostic: &Diagnostic, level: Level, summary: &Summary) -> String {
    let command = match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let mut properties =
        format!("file={}", workflow_property(&printable(&file_of(diagnostic, summary))));
    if let Some((line, column)) = line_and_column(diagnostic) {
        let _ = write!(properties, ",line={line}");
        if let Some(column) = column {
            let _ = write!(properties, ",col={column}");
        }
    }
    let title = match diagnostic.rule {
        Some(rule) => format!("{} {}", rule.id, rule.name),
        None => "labor-outlook".to_owned(),
    };
    let _ = write!(properties, ",title={}", workflow_property(&title));
    let message = workflow_message(&printable_lines(&whole_message(diagnostic)));
    format!("::{command} {properties}::{message}\n")
}

/// The summary of a step in Markdown: what the command says, and a table of the findings, cut between
/// two rows where it would be too long.
#[must_use]
pub fn step_summary(diagnostics: &Diagnostics, summary: &Summary) -> String {
    let mut out =
        format!("### labor-outlook {}\n\n{}\n", markdown(&summary.command), markdown(&summary.reason));
    if !diagnostics.is_empty() {
        out.push_str("\n| kind | place | what |\n| --- | --- | --- |\n");
    }
    let ranked = worst_first(diagnostics);
    for (at, diagnostic) in ranked.iter().enumerate() {
        let row = row(diagnostic, summary);
        let closing =
            format!("\n{} more not shown: the summary of a step has a limit.\n", ranked.len() - at);
        if out.len() + row.len() + closing.len() > MOST_BYTES {
            out.push_str(&closing);
            break;
        }
        out.push_str(&row);
    }
    if !summary.releases.is_empty() {
        let releases: Vec<String> = summary.releases.iter().map(|release| markdown(release)).collect();
        let _ = write!(out, "\nReleases: {}\n", releases.join(", "));
    }
    out
}

fn row(diagnostic: &Diagnostic, summary: &Summary) -> String {
    let place = match line_and_column(diagnostic) {
        Some((line, _)) => format!("{}:{line}", file_of(diagnostic, summary)),
        None => file_of(diagnostic, summary),
    };
    let hint = diagnostic.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
    let said = format!("{}{hint}", headline(diagnostic));
    format!("| {} | {} | {} |\n", kind(diagnostic), markdown(&place), markdown(&said))
}
