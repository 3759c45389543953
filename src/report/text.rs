//! Diagnostics and findings as text for people.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use crate::{
    diag::{Diagnostic, Diagnostics, Severity},
    escape::printable,
};

/// Each diagnostic as `place: finding LO030: message`, with its hint on a line of its own. Styled with
/// ANSI sequences, which the stream of the caller takes out where they do not belong.
#[must_use]
pub fn text(diagnostics: &Diagnostics) -> String {
    diagnostics.iter().map(one).collect()
}

fn one(diagnostic: &Diagnostic) -> String {
    let bold = Style::new().bold();
    let (word, color) = match diagnostic.severity {
        Severity::Error => ("error", AnsiColor::Red),
        Severity::Finding => ("finding", AnsiColor::Yellow),
    };
    let rule = diagnostic.rule.map(|rule| format!(" {}", rule.id)).unwrap_or_default();
    let colored = color.on_default().bold();
    let mut out = String::new();
    if let Some(place) = &diagnostic.place {
        let _ = write!(out, "{bold}{}:{bold:#} ", printable(&place.to_string()));
    }
    let message = printable(&diagnostic.message);
    let _ = writeln!(out, "{colored}{word}{rule}:{colored:#} {message}");
    if let Some(hint) = &diagnostic.hint {
        let _ = writeln!(out, "  {bold}hint:{bold:#} {}", printable(hint));
    }
    out
}
