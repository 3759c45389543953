//! Diagnostics and findings as text for people.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use crate::diag::{Diagnostic, Diagnostics, Severity};

/// Each diagnostic as `place: error: message`, with its hint on a line of its own. Styled with ANSI
/// sequences, which the stream of the caller takes out where they do not belong.
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
    let colored = color.on_default().bold();
    let mut out = String::new();
    if let Some(place) = &diagnostic.place {
        let _ = write!(out, "{bold}{}:{bold:#} ", printable(&place.to_string()));
    }
    let _ = writeln!(out, "{colored}{word}:{colored:#} {}", printable(&diagnostic.message));
    if let Some(hint) = &diagnostic.hint {
        let _ = writeln!(out, "  {bold}hint:{bold:#} {}", printable(hint));
    }
    out
}

/// Lines whose own characters are printable.
#[must_use]
pub fn printable_lines(text: &str) -> String {
    text.lines().map(|line| printable(line) + "\n").collect()
}

/// Text from files cannot steer a terminal: control characters are shown as what they are.
#[must_use]
pub fn printable(text: &str) -> String {
    let shown = |character: char| {
        if character.is_control() {
            character.escape_default().to_string()
        } else {
            character.to_string()
        }
    };
    text.chars().map(shown).collect()
}
