//! The rows as text for people, as JSON and as CSV.

use std::{
    collections::BTreeMap,
    fmt::{Display, Write},
};

use super::{Content, Place, ShownCell, ShownValue};
use crate::{
    diag::{Diagnostic, Diagnostics},
    escape,
    model::{Release, SocCode},
};

impl ShownCell {
    /// "OEWS May 2025" or "Employment Projections 2024-34 (wages of 2024)".
    fn period_in_words(&self) -> String {
        let period = match (self.release, self.round) {
            (Some(release), _) => Release::in_words(release),
            (None, Some(round)) => round.to_string(),
            (None, None) => String::new(),
        };
        let wages = self.wage_year.map(|year| format!(" (wages of {year})")).unwrap_or_default();
        format!("{} {period}{wages}", self.program.short())
    }

    /// The code, of whichever scheme.
    fn code(&self) -> String {
        let oes = || self.oes_code.map(|code| code.to_string()).unwrap_or_default();
        self.soc.map_or_else(oes, |code| code.to_string())
    }

    /// What a reader must know of the code.
    fn about_the_code(&self) -> Option<String> {
        let edition = self.classification.in_words();
        if self.oes_code.is_some() {
            return Some("an OES code of before the SOC, which matches none of the SOC".to_owned());
        }
        let covers = list(&self.covers);
        match (self.asked_for, covers.as_str()) {
            (None, "") => None,
            (None, covers) => Some(format!("a code of BLS's own in {edition}, for {covers}")),
            (Some(asked), "") => Some(format!("asked for {asked}, whose work {edition} has here")),
            (Some(asked), covers) => {
                Some(format!("asked for {asked}; a code of BLS's own in {edition}, for {covers}"))
            }
        }
    }

    /// The place of most of the measures: a workbook may have some in a table of their own.
    fn place(&self) -> Option<&Place> {
        let mut parts: BTreeMap<&str, Vec<&Place>> = BTreeMap::new();
        for value in self.measures.values() {
            parts.entry(&value.origin.part).or_default().push(&value.origin);
        }
        parts.into_values().rev().max_by_key(Vec::len)?.first().copied()
    }
}

/// The rows as text for people.
#[must_use]
pub fn text(cells: &[ShownCell]) -> String {
    let mut out = String::new();
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        one(cell, &mut out);
    }
    out
}

fn one(cell: &ShownCell, out: &mut String) {
    let level = cell.level.name();
    let industry = match (cell.industry.as_str(), cell.industry_group.as_str()) {
        ("", _) => String::new(),
        (code, "") => format!(", industry {code}"),
        (code, group) => format!(", industry {code} ({group})"),
    };
    let _ = writeln!(out, "{} {} ({level}), {}{industry}", cell.code(), cell.title, cell.area_title);
    let main = cell.place();
    let place = main.map(in_file).unwrap_or_default();
    let _ = writeln!(out, "{}, {}{place}", cell.period_in_words(), cell.path);
    if let Some(about) = cell.about_the_code() {
        let _ = writeln!(out, "{about}");
    }
    let width = cell.measures.keys().map(|name| name.len()).max().unwrap_or_default();
    for (name, value) in &cell.measures {
        let is_elsewhere = main.is_some_and(|main| main.part != value.origin.part);
        let place = if is_elsewhere { format!("  {}", in_file(&value.origin)) } else { String::new() };
        let _ = writeln!(out, "  {name:<width$}  {}{place}", value.text);
    }
}

/// `[Table 1.2]:43`.
fn in_file(place: &Place) -> String {
    let line = place.origin.line.map(|line| format!(":{line}")).unwrap_or_default();
    if place.part.is_empty() { line } else { format!("[{}]{line}", place.part) }
}

/// The rows as JSON, an array.
///
/// # Errors
/// Never in practice: every value is representable.
pub fn json(cells: &[ShownCell]) -> Result<String, Diagnostics> {
    let text = serde_json::to_string_pretty(cells).map_err(|error| failed(&error))?;
    Ok(text + "\n")
}

const HEADS: [&str; 25] = [
    "program",
    "release",
    "round",
    "wage_year",
    "area",
    "area_title",
    "industry",
    "ownership",
    "soc",
    "title",
    "level",
    "measure",
    "value",
    "mark",
    "at_least",
    "unit",
    "path",
    "line",
    "column",
    "part",
    "oes_code",
    "classification",
    "covers",
    "asked_for",
    "industry_group",
];

/// The rows as CSV, a record a measure.
///
/// # Errors
/// Never in practice: writing to memory does not fail.
pub fn csv(cells: &[ShownCell]) -> Result<String, Diagnostics> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADS).map_err(|error| failed(&error))?;
    for cell in cells {
        for (name, value) in &cell.measures {
            writer.write_record(record(cell, name, value)?).map_err(|error| failed(&error))?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| failed(&error))?;
    String::from_utf8(bytes).map_err(|error| failed(&error).into())
}

fn list(codes: &[SocCode]) -> String {
    codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn failed(error: &dyn Display) -> Diagnostic {
    Diagnostic::error(error.to_string())
}

/// What is there as text; nothing where there is none.
fn or_empty<T: Display>(one: Option<T>) -> String {
    one.map(|one| one.to_string()).unwrap_or_default()
}

fn record(cell: &ShownCell, name: &str, value: &ShownValue) -> Result<[String; 25], Diagnostics> {
    let content = match &value.value {
        Some(Content::Number(number)) => number.to_string(),
        Some(Content::Words(words)) => escape::cell(words),
        None => String::new(),
    };
    Ok([
        word(&cell.program)?,
        or_empty(cell.release),
        or_empty(cell.round),
        or_empty(cell.wage_year),
        cell.area.to_string(),
        escape::cell(&cell.area_title),
        escape::cell(&cell.industry),
        escape::cell(&cell.ownership),
        or_empty(cell.soc),
        escape::cell(&cell.title),
        cell.level.name().to_owned(),
        name.to_owned(),
        content,
        or_empty(value.mark),
        or_empty(value.at_least),
        word(&value.unit)?,
        escape::cell(&cell.path),
        or_empty(value.origin.origin.line),
        escape::cell(&or_empty(value.origin.origin.column.as_ref())),
        escape::cell(&value.origin.part),
        or_empty(cell.oes_code),
        word(&cell.classification)?,
        list(&cell.covers),
        or_empty(cell.asked_for),
        escape::cell(&cell.industry_group),
    ])
}

/// The word that JSON has for a value.
fn word(value: &impl serde::Serialize) -> Result<String, Diagnostics> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        Ok(other) => Ok(other.to_string()),
        Err(error) => Err(failed(&error).into()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Place, ShownCell, ShownValue, text};
    use crate::model::{Area, Origin, Program, SocLevel, SocVersion, Unit};

    #[test]
    fn a_figure_of_another_sheet_says_so() {
        let value = |part: &str, line| ShownValue {
            value: None,
            mark: None,
            at_least: None,
            text: "1".to_owned(),
            unit: Unit::UsdPerYear,
            origin: Place {
                path: "x.xlsx".to_owned(),
                part: part.to_owned(),
                origin: Origin { source: String::new(), line: Some(line), column: None },
            },
        };
        let measures = [("exits", ("B", 7)), ("jobs", ("A", 9)), ("wage", ("A", 9))];
        let cell = ShownCell {
            program: Program::Projections,
            release: None,
            round: None,
            wage_year: None,
            area: Area::NATION,
            area_title: "US".to_owned(),
            industry: String::new(),
            industry_group: String::new(),
            ownership: String::new(),
            soc: None,
            oes_code: None,
            classification: SocVersion::Soc2018,
            covers: Vec::new(),
            asked_for: None,
            title: "x".to_owned(),
            level: SocLevel::Detailed,
            measures: measures
                .map(|(name, (part, line))| (name, value(part, line)))
                .into_iter()
                .collect::<BTreeMap<_, _>>(),
            path: "x.xlsx".to_owned(),
            sha256: String::new(),
        };
        let said = text(&[cell]);
        let lines: Vec<&str> = said.lines().skip(1).collect();
        assert!(lines[0].ends_with(", x.xlsx[A]:9"), "{said}");
        assert_eq!(lines[1..], ["  exits  1  [B]:7", "  jobs   1", "  wage   1"]);
    }
}
