//! The answer as text for people.

use std::fmt::Write;

use super::{Answer, Explained, Place};
use crate::model::Period;

/// The most places or figures of a list that are printed.
const MOST_LISTED: usize = 12;

/// Figures as text, one after the other.
#[must_use]
pub fn text(Answer { figures, more, .. }: &Answer) -> String {
    let mut out = String::new();
    for (at, one) in figures.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        figure(one, &mut out);
    }
    if *more > 0 {
        let _ = writeln!(out, "\nand {more} more; name the occupation, or the place more exactly");
    }
    out
}

fn figure(of: &Explained, out: &mut String) {
    let _ = writeln!(out, "{}", of.id);
    let _ = writeln!(out, "  {}, {}, {}", of.text, of.subject, of.unit.in_words());
    line(out, "is", &format!("{}, {}", of.measure_in_words, of.area));
    if let Some(on_page) = &of.on_page {
        line(out, "on page", on_page);
    }
    let error = of.error.as_ref().map(|error| format!("; {error}")).unwrap_or_default();
    line(out, "status", &format!("{}{error}", of.status));
    line(out, "method", of.method_in_words);
    if let Some(note) = &of.note {
        line(out, "note", note);
    }
    lines(out, "from", &of.origins.iter().map(place).collect::<Vec<_>>());
    let mut files: Vec<String> =
        of.origins.iter().map(|place| format!("{} {}", place.sha256, place.path)).collect();
    files.sort();
    files.dedup();
    lines(out, "sha256", &files);
    lines(out, "steps", &of.steps);
    lines(out, "shown in", &of.shown_in);
    let made: Vec<String> = of.figures_from_it.iter().map(ToString::to_string).collect();
    lines(out, "makes", &made);
}

fn line(out: &mut String, name: &str, text: &str) {
    let _ = writeln!(out, "  {name:<9} {text}");
}

fn lines(out: &mut String, name: &str, texts: &[String]) {
    for (at, text) in texts.iter().take(MOST_LISTED).enumerate() {
        line(out, if at == 0 { name } else { "" }, text);
    }
    if texts.len() > MOST_LISTED {
        line(out, "", &format!("and {} more", texts.len() - MOST_LISTED));
    }
}

/// `path[part]:line column, program period, source id`.
fn place(place: &Place) -> String {
    let part = if place.part.is_empty() { String::new() } else { format!("[{}]", place.part) };
    let line = place.line.map(|line| format!(":{line}")).unwrap_or_default();
    let column = place.column.as_ref().map(|column| format!(" {column}")).unwrap_or_default();
    let period = place.period.map(|period| format!(" {}", Period::in_words(period))).unwrap_or_default();
    format!(
        "{}{part}{line}{column}, {}{period}, source {}",
        place.path,
        place.program.short(),
        place.source
    )
}
