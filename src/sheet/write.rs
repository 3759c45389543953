//! A sheet as text for people, as JSON and as CSV.

use std::fmt::{Display, Write};

use serde_json::{Map, Value as Json, json};

use super::{Row, Section, Setting, Sheet};
use crate::{
    diag::{Diagnostic, Diagnostics},
    escape,
    model::{Band, Estimate, Figure, Value},
};

/// The sheet as text for people.
#[must_use]
pub fn text(sheet: &Sheet) -> String {
    let mut out = String::new();
    for (at, section) in sheet.sections.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let _ = writeln!(out, "{}", section.title);
        match section.setting {
            Setting::Blocks => blocks(section, &mut out),
            Setting::Lines => lines(section, &mut out),
        }
        for note in &section.notes {
            let _ = writeln!(out, "  note: {note}");
        }
    }
    out
}

/// The keys that a block is headed by.
fn heading(row: &Row) -> String {
    let key = |name: &str| row.keys.iter().find(|(key, _)| *key == name).map(|(_, text)| text.as_str());
    match (key("subject"), key("against")) {
        (Some(subject), Some(against)) => format!("{subject} against {against}"),
        (Some(subject), None) => subject.to_owned(),
        _ => String::new(),
    }
}

fn blocks(section: &Section, out: &mut String) {
    let mut last = String::new();
    for row in &section.rows {
        let heading = heading(row);
        if heading != last {
            let _ = writeln!(out, "  {heading}");
            last = heading;
        }
        let width =
            row.figures.iter().map(|figure| figure.measure.name().len()).max().unwrap_or_default();
        for figure in &row.figures {
            let _ = writeln!(out, "    {:<width$}  {}", figure.measure.name(), with_error(figure));
        }
        for (name, words) in &row.words {
            let _ = writeln!(out, "    {name:<width$}  {words}");
        }
    }
}

/// A figure as printed, with its error and its note.
fn with_error(figure: &Figure) -> String {
    let mut text = figure.text.clone();
    let said = [figure.error_in_words(), figure.note.clone()];
    let said: Vec<String> = said.into_iter().flatten().collect();
    if !said.is_empty() {
        let _ = write!(text, " ({})", said.join("; "));
    }
    text
}

/// A line a row under the heads of its columns, each as wide as what stands in it.
fn lines(section: &Section, out: &mut String) {
    let mut heads: Vec<&str> = Vec::new();
    let mut add = |name: &'static str| {
        if !heads.contains(&name) {
            heads.push(name);
        }
    };
    section.rows.iter().flat_map(|row| &row.keys).for_each(|(name, _)| add(name));
    section.rows.iter().flat_map(|row| &row.figures).for_each(|figure| add(figure.measure.name()));
    section.rows.iter().flat_map(|row| &row.words).for_each(|(name, _)| add(name));
    let cell = |row: &Row, head: &str| {
        let named = row.keys.iter().chain(&row.words).find(|(name, _)| *name == head);
        let figure = || row.figures.iter().find(|figure| figure.measure.name() == head);
        named.map(|(_, text)| text.clone()).or_else(|| figure().map(in_line)).unwrap_or_default()
    };
    let table: Vec<Vec<String>> = [heads.iter().map(|head| (*head).to_owned()).collect()]
        .into_iter()
        .chain(section.rows.iter().map(|row| heads.iter().map(|head| cell(row, head)).collect()))
        .collect();
    let width = |column: usize| table.iter().map(|row| row[column].chars().count()).max();
    for row in &table {
        let cells: Vec<String> = row
            .iter()
            .enumerate()
            .map(|(at, text)| format!("{text:<width$}", width = width(at).unwrap_or_default()))
            .collect();
        let _ = writeln!(out, "  {}", cells.join("  ").trim_end());
    }
}

/// A figure in a line: an estimate is marked as one.
fn in_line(figure: &Figure) -> String {
    let mark = if figure.is_estimate() && figure.number().is_some() { " e" } else { "" };
    format!("{}{mark}", figure.text)
}

/// The sheet as JSON: an object with an array of rows a section.
///
/// # Errors
/// Never in practice: every value is representable.
pub fn json(sheet: &Sheet) -> Result<String, Diagnostics> {
    let mut document = Map::new();
    document.insert("schema_version".to_owned(), json!(1));
    document.insert("release".to_owned(), json!(sheet.release.to_string()));
    document.insert("round".to_owned(), json!(sheet.round.map(|round| round.to_string())));
    document.insert("area".to_owned(), json!(sheet.place.key()));
    document.insert("area_title".to_owned(), json!(sheet.place.label));
    document.insert("level".to_owned(), json!(sheet.level));
    let subjects = sheet.subjects.iter().map(|subject| {
        let codes: Vec<String> = subject.codes().iter().map(ToString::to_string).collect();
        json!({ "key": subject.key, "label": subject.label, "occupations": codes })
    });
    document.insert("subjects".to_owned(), subjects.collect());
    for section in &sheet.sections {
        let rows: Vec<Json> = section.rows.iter().map(row_as_json).collect();
        let section_as_json = json!({ "title": section.title, "rows": rows, "notes": section.notes });
        document.insert(section.name.to_owned(), section_as_json);
    }
    let text = serde_json::to_string_pretty(&document).map_err(|error| failed(&error))?;
    Ok(text + "\n")
}

fn row_as_json(row: &Row) -> Json {
    let words = row.keys.iter().chain(&row.words);
    let mut object: Map<String, Json> =
        words.map(|(name, text)| ((*name).to_owned(), json!(text))).collect();
    let figures = row.figures.iter().map(|of| (of.measure.name().to_owned(), figure_as_json(of)));
    object.insert("figures".to_owned(), Json::Object(figures.collect()));
    Json::Object(object)
}

fn figure_as_json(figure: &Figure) -> Json {
    let parts = Parts::of(figure);
    let mut object = Map::new();
    let mut put = |name: &str, value: Json| {
        if !value.is_null() {
            object.insert(name.to_owned(), value);
        }
    };
    put("id", json!(figure.id));
    put("value", parts.value);
    put("status", json!(parts.status));
    put("low", json!(parts.low));
    put("high", json!(parts.high));
    put("text", json!(figure.text));
    put("unit", json!(figure.unit));
    put("method", json!(figure.method));
    put("note", json!(figure.note));
    put("origins", json!(figure.origins));
    Json::Object(object)
}

/// The parts of a figure's value.
struct Parts {
    value: Json,
    status: &'static str,
    low: Option<f64>,
    high: Option<f64>,
}

impl Parts {
    fn of(figure: &Figure) -> Self {
        let estimate = match &figure.value {
            Value::Number(estimate) => *estimate,
            Value::Words(words) => {
                return Self { value: json!(words), status: "words", low: None, high: None };
            }
        };
        let (low, high) = match estimate {
            Estimate::Derived { band: Some(Band { low, high }), .. } => (Some(low), Some(high)),
            Estimate::AtLeast { bound } => (Some(bound), None),
            Estimate::AtMost { bound } => (None, Some(bound)),
            _ => (None, None),
        };
        Self { value: json!(estimate.number()), status: estimate.status(), low, high }
    }
}

const HEADS: [&str; 16] = [
    "section", "subject", "against", "area", "release", "round", "measure", "value", "status", "low",
    "high", "unit", "text", "method", "said", "note",
];

/// The sheet as CSV, a record a figure; a row that has none is a record with its words.
///
/// # Errors
/// Never in practice: writing to memory does not fail.
pub fn csv(sheet: &Sheet) -> Result<String, Diagnostics> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADS).map_err(|error| failed(&error))?;
    for section in &sheet.sections {
        for row in &section.rows {
            for record in records(section, row) {
                writer.write_record(record).map_err(|error| failed(&error))?;
            }
        }
    }
    let bytes = writer.into_inner().map_err(|error| failed(&error))?;
    String::from_utf8(bytes).map_err(|error| failed(&error).into())
}

fn failed(error: &dyn Display) -> Diagnostic {
    Diagnostic::error(error.to_string())
}

fn records(section: &Section, row: &Row) -> Vec<Vec<String>> {
    let key = |name: &str| {
        let found = row.keys.iter().find(|(key, _)| *key == name);
        found.map(|(_, text)| escape::cell(text)).unwrap_or_default()
    };
    let keys = ["subject", "against", "area", "release", "round"].map(key);
    let words: Vec<String> = row.words.iter().map(|(name, words)| format!("{name}: {words}")).collect();
    let said = escape::cell(&words.join("; "));
    let start = || [section.name.to_owned()].into_iter().chain(keys.iter().cloned());
    if row.figures.is_empty() {
        let blanks = std::iter::repeat_n(String::new(), 8);
        return vec![start().chain(blanks).chain([said, String::new()]).collect()];
    }
    let record = |figure: &Figure| {
        let parts = Parts::of(figure);
        let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
        let value = match &parts.value {
            Json::Null => String::new(),
            Json::String(words) => escape::cell(words),
            other => other.as_f64().map_or_else(|| other.to_string(), |number| number.to_string()),
        };
        let fields = [
            figure.measure.name().to_owned(),
            value,
            parts.status.to_owned(),
            number(parts.low),
            number(parts.high),
            word(&figure.unit),
            printed(figure),
            word(&figure.method),
            said.clone(),
            escape::cell(figure.note.as_deref().unwrap_or_default()),
        ];
        start().chain(fields).collect()
    };
    row.figures.iter().map(record).collect()
}

/// A figure as printed; words of a file must not be taken for a formula.
fn printed(figure: &Figure) -> String {
    match figure.value {
        Value::Number(_) => figure.text.clone(),
        Value::Words(_) => escape::cell(&figure.text),
    }
}

/// The word that JSON has for a value.
fn word(value: &impl serde::Serialize) -> String {
    json!(value).as_str().map(str::to_owned).unwrap_or_default()
}
