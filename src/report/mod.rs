//! Errors and findings in the formats that people and machines read them in. Finds nothing itself,
//! reads and writes no file. What is not told one by one is counted.

mod github;
mod json;
mod junit;
mod sarif;
mod text;

pub use github::step_summary;
pub use text::text;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diag::{Diagnostic, Diagnostics, Rule, Severity, rules};

/// How findings are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Lines for people.
    #[default]
    Text,
    /// One object with everything; `schema_version` is raised when a field changes its meaning.
    Json,
    /// Annotations of a GitHub workflow, as many as GitHub shows, the worst first.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// `JUnit`'s XML, for reports of tests.
    Junit,
}

/// A file that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Input {
    /// The path, as the user or the configuration names it.
    pub path: String,
    /// The sha256 of its bytes.
    pub sha256: String,
}

/// What a report says of the command as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The command, such as `run --check`.
    pub command: String,
    /// Its exit code: 0 clean, 1 findings, 2 could not run.
    pub exit_code: u8,
    /// Why it is that one, in a sentence.
    pub reason: String,
    /// What was looked at.
    pub inputs: Vec<Input>,
    /// The releases and rounds that it speaks of, such as `oews 2025-05`.
    pub releases: Vec<String>,
    /// What the command is about beyond findings, in the JSON report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<serde_json::Value>,
    /// The file that a finding without a place is shown at, such as `pipeline.toml`.
    pub subject: String,
    /// The folder from which paths are told; absolute paths below it are shortened.
    #[serde(skip)]
    pub root: String,
}

/// Errors and findings in a format.
///
/// # Errors
/// Never in practice: every value is representable.
pub fn render(
    format: Format,
    diagnostics: &Diagnostics,
    summary: &Summary,
) -> Result<String, Diagnostics> {
    match format {
        Format::Text => Ok(text(diagnostics)),
        Format::Json => json::document(diagnostics, summary),
        Format::Github => Ok(github::annotations(diagnostics, summary)),
        Format::Sarif => sarif::log(diagnostics, summary),
        Format::Junit => junit::report(diagnostics, summary),
    }
}

/// How loud a finding is where a format has three voices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    /// The work could not be done.
    Error,
    /// Something is wrong.
    Warning,
    /// Something is left open.
    Note,
}

impl Level {
    fn of(diagnostic: &Diagnostic) -> Self {
        let open = [&rules::AMBIGUOUS, &rules::NOT_CHECKABLE];
        match diagnostic.severity {
            Severity::Error => Self::Error,
            Severity::Finding if diagnostic.rule.is_some_and(|rule| open.contains(&rule)) => Self::Note,
            Severity::Finding => Self::Warning,
        }
    }
}

/// The worst first; those that are as bad as each other stay in their order.
fn worst_first(diagnostics: &Diagnostics) -> Vec<&Diagnostic> {
    let mut ranked: Vec<&Diagnostic> = diagnostics.iter().collect();
    ranked.sort_by_key(|diagnostic| (Level::of(diagnostic), badness(diagnostic)));
    ranked
}

/// How bad a finding is among those of its level: what was never true, what is misread, then the rest, and last what
/// was true once.
fn badness(diagnostic: &Diagnostic) -> usize {
    const FALSE: [&Rule; 6] = [
        &rules::WRONG,
        &rules::WRONG_OCCUPATION,
        &rules::WRONG_MEASURE,
        &rules::CONTRADICTION,
        &rules::TOP_CODED,
        &rules::MISLABELLED,
    ];
    const TRUE_ONCE: [&Rule; 3] = [&rules::MIXED, &rules::STALE, &rules::MARKED_STALE];
    let place = |of: &[&Rule]| of.iter().position(|rule| diagnostic.rule == Some(*rule));
    let last = FALSE.len() + 1;
    place(&FALSE).or_else(|| place(&TRUE_ONCE).map(|place| last + place)).unwrap_or(FALSE.len())
}

/// How many there are of each kind; those without a kind count as `error` or `finding`.
fn counts(diagnostics: &Diagnostics) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        *counts.entry(kind(diagnostic)).or_default() += 1;
    }
    counts
}

/// The id of the rule, or the word for the severity.
fn kind(diagnostic: &Diagnostic) -> &'static str {
    match (diagnostic.rule, diagnostic.severity) {
        (Some(rule), _) => rule.id,
        (None, Severity::Error) => "error",
        (None, Severity::Finding) => "finding",
    }
}

/// `LO001 stale-value: message`, on one line.
fn headline(diagnostic: &Diagnostic) -> String {
    match diagnostic.rule {
        Some(rule) => format!("{} {}: {}", rule.id, rule.name, diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

/// The reason of an exit code in a sentence: "2 findings (LO030 2)".
#[must_use]
pub fn reason(diagnostics: &Diagnostics) -> String {
    if diagnostics.is_empty() {
        return "no findings".to_owned();
    }
    let kinds: Vec<String> =
        counts(diagnostics).iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    let errors = diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
    let findings = diagnostics.len() - errors;
    let said = [("error", errors), ("finding", findings)]
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| number_of(*count, word))
        .collect::<Vec<_>>()
        .join(" and ");
    format!("{said} ({})", kinds.join(", "))
}

fn number_of(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// The file of a finding as a report names it: from the folder of the report, with `/` between parts.
fn file_of(diagnostic: &Diagnostic, summary: &Summary) -> String {
    let named = diagnostic.place.as_ref().map_or("", |place| place.file.as_str());
    let file = if named.is_empty() { summary.subject.as_str() } else { named };
    let below = file.strip_prefix(&summary.root).filter(|_| !summary.root.is_empty());
    let relative = below.and_then(|rest| rest.strip_prefix('/')).unwrap_or(file).replace('\\', "/");
    relative.strip_prefix("./").unwrap_or(&relative).to_owned()
}

/// The line and column, when the place has them and is a text: a row of a sheet is no line.
fn line_and_column(diagnostic: &Diagnostic) -> Option<(u64, Option<u64>)> {
    let place = diagnostic.place.as_ref().filter(|place| place.part.is_empty())?;
    place.line.map(|line| (line.max(1), place.column.filter(|column| *column > 0)))
}

/// The message with what a format has no field of its own for: the part of the file, the hint and the
/// replacement.
fn whole_message(diagnostic: &Diagnostic) -> String {
    let part = diagnostic.place.as_ref().map_or("", |place| place.part.as_str());
    let part = if part.is_empty() { String::new() } else { format!("[{part}] ") };
    let hint = diagnostic.hint.as_ref().map(|hint| format!("\nhint: {hint}")).unwrap_or_default();
    let fix = diagnostic.fix.as_ref().map(|fix| format!("\nreplace with: {}", fix.replacement));
    format!("{part}{}{hint}{}", diagnostic.message, fix.unwrap_or_default())
}

#[cfg(test)]
mod tests;
