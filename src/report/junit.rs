//! Findings as `JUnit`'s XML: a suite a file, a test case a finding, each with a name of its own,
//! because of equal names GitLab counts only the first. A file without findings is a case that passed.

use std::collections::{BTreeMap, BTreeSet};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::{Summary, file_of, kind, line_and_column, whole_message};
use crate::{
    diag::{Diagnostic, Diagnostics, Severity},
    escape::{printable, printable_lines},
};

/// The report; without findings or files it has one case that passed, so that a reader sees that
/// something ran.
///
/// # Errors
/// Never in practice: writing to memory does not fail.
pub fn report(diagnostics: &Diagnostics, summary: &Summary) -> Result<String, Diagnostics> {
    let mut by_file: BTreeMap<String, Vec<&Diagnostic>> = BTreeMap::new();
    for input in &summary.inputs {
        by_file.entry(input.path.clone()).or_default();
    }
    for diagnostic in diagnostics.iter() {
        by_file.entry(file_of(diagnostic, summary)).or_default().push(diagnostic);
    }
    if by_file.is_empty() {
        by_file.insert(summary.subject.clone(), Vec::new());
    }
    let mut report = Report::new(format!("labor-outlook {}", printable(&summary.command)));
    for (file, findings) in &by_file {
        report.add_test_suite(suite(file, findings));
    }
    report.to_string().map_err(|error| Diagnostic::error(error.to_string()).into())
}

fn suite(file: &str, findings: &[&Diagnostic]) -> TestSuite {
    let file = printable(file);
    let mut suite = TestSuite::new(file.clone());
    if findings.is_empty() {
        let mut case = TestCase::new("no findings", TestCaseStatus::success());
        case.set_classname(file);
        suite.add_test_case(case);
        return suite;
    }
    let mut names = BTreeSet::new();
    for diagnostic in findings {
        let name = unique(&name(diagnostic), &mut names);
        suite.add_test_case(case(name, &file, diagnostic));
    }
    suite
}

/// What the finding is about, the same from run to run where it has a key.
fn name(diagnostic: &Diagnostic) -> String {
    let about = diagnostic.key.as_ref().unwrap_or(&diagnostic.message);
    printable(&format!("{} {about}", kind(diagnostic)))
}

fn unique(name: &str, names: &mut BTreeSet<String>) -> String {
    let mut unique = name.to_owned();
    let mut again = 2;
    while !names.insert(unique.clone()) {
        unique = format!("{name} ({again})");
        again += 1;
    }
    unique
}

fn case(name: String, file: &str, diagnostic: &Diagnostic) -> TestCase {
    let of_severity = match diagnostic.severity {
        Severity::Error => NonSuccessKind::Error,
        Severity::Finding => NonSuccessKind::Failure,
    };
    let mut status = TestCaseStatus::non_success(of_severity);
    let place = match line_and_column(diagnostic) {
        Some((line, Some(column))) => format!("{file}:{line}:{column}"),
        Some((line, None)) => format!("{file}:{line}"),
        None => file.to_owned(),
    };
    status.set_message(printable(&diagnostic.message));
    status.set_type(kind(diagnostic));
    status.set_description(format!("{place}\n{}", printable_lines(&whole_message(diagnostic))));
    let mut case = TestCase::new(name, status);
    case.set_classname(file);
    case.extra.insert("file".into(), file.into());
    if let Some((line, _)) = line_and_column(diagnostic) {
        case.extra.insert("line".into(), line.to_string().into());
    }
    case
}
