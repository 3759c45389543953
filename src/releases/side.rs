//! One of two sides: figures by a key without the newest period, from published tables or from the
//! `figures.json` of a run.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde_json::Value;

use crate::{
    diag::{Diagnostic, Diagnostics},
    files::Tree,
    model::{Area, Estimate, Mark, Measure, PayPeriod, Period, Release, SocCode, SocLevel, Unit},
    panel::{Cell, Table},
};

/// What a figure holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A number, in the unit of the figure.
    Number(f64),
    /// A mark or a bound, as printed.
    Mark(String),
    /// A category.
    Words(String),
}

/// A figure of a side. What many figures have in common they share: whole releases have millions.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Occupation, role or group.
    pub subject: Arc<str>,
    /// The place: a name where a table has one, else a code.
    pub place: Arc<str>,
    /// The measure, as in `figures.json`.
    pub measure: Arc<str>,
    /// The unit, as in `figures.json`.
    pub unit: Arc<str>,
    /// What it holds.
    pub content: Content,
    /// That as printed.
    pub text: String,
    /// Standard error in the unit of the figure, where BLS publishes a relative one.
    pub standard_error: Option<f64>,
}

/// A release, a round, some files, or the outputs of a run.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// What it is called: "May 2025".
    pub name: String,
    /// Its figures: `program/area/subject/measure`, with the period after the program where it is not
    /// the newest of the side, and an industry behind its area: `oews/us:62/29-1141/employment`.
    pub items: BTreeMap<String, Item>,
    /// Detailed occupations with their titles.
    pub occupations: BTreeMap<SocCode, String>,
    /// Programs with areas that the side has, `oews/us`; the other side's further areas are not
    /// compared.
    pub areas: BTreeSet<String>,
    /// Periods of the side, `oews/2025-05`.
    pub periods: BTreeSet<String>,
    /// The newest release of OEWS.
    pub release: Option<Release>,
    /// Charts, tables and sentences with the keys of the figures that they use.
    pub exhibits: BTreeMap<String, BTreeSet<String>>,
}

impl Side {
    /// The newest period of each program.
    pub(super) fn newest_periods(&self) -> BTreeMap<String, String> {
        // Later ones of the same program take the place of earlier ones.
        let parts = self.periods.iter().filter_map(|period| period.split_once('/'));
        parts.map(|(program, period)| (program.to_owned(), period.to_owned())).collect()
    }

    /// The year that says which codes its tables have: of the newest release, else of the newest round's
    /// base.
    pub(super) fn year_of_codes(&self) -> Option<u16> {
        let of_round = || self.newest_periods().values().next()?.get(..4)?.parse().ok();
        self.release.map(Release::year).or_else(of_round)
    }
}

/// The figures of published tables of one period a program, for the areas and industries that
/// the other side has too.
///
/// # Errors
/// When there is no table.
pub fn of_tables(name: &str, tables: &[&Table], other: &[&Table]) -> Result<Side, Diagnostics> {
    if tables.is_empty() {
        let hint =
            "name a release or round of pipeline.toml's sources, two files, or two output folders";
        return Err(Diagnostic::error(format!("no table at hand is of {name}")).hint(hint).into());
    }
    let shared: BTreeSet<(Area, &str)> = other
        .iter()
        .flat_map(|table| table.cells())
        .map(|cell| (cell.area(), cell.industry()))
        .collect();
    let is_shared = |cell: &Cell<'_>| shared.contains(&(cell.area(), cell.industry()));
    let mut side = Side { name: name.to_owned(), ..Side::default() };
    for table in tables {
        let program = word(&table.source.program);
        side.periods.insert(format!("{program}/{}", table.period()));
        if let Period::Release(release) = table.period() {
            side.release = side.release.max(Some(release));
        }
        let printed = printed_measures(table);
        for cell in table.soc_cells().filter(is_shared) {
            add(&mut side, &program, &cell, &printed);
        }
    }
    Ok(side)
}

/// The measures that are compared, with their names and those of their units; errors go with what they are of.
fn printed_measures(table: &Table) -> Vec<(Measure, [Arc<str>; 2])> {
    let measures = table.cells().next().map(|cell| cell.measures().collect::<Vec<_>>());
    let is_error =
        |measure: &Measure| matches!(measure, Measure::EmploymentPrse | Measure::WageMeanPrse);
    let mut measures = measures.unwrap_or_default();
    measures.retain(|measure| !is_error(measure));
    let names = |measure: Measure| [measure.name().into(), word(&measure.unit()).into()];
    measures.into_iter().map(|measure| (measure, names(measure))).collect()
}

fn add(side: &mut Side, program: &str, cell: &Cell<'_>, measures: &[(Measure, [Arc<str>; 2])]) {
    let (subject, place): (Arc<str>, Arc<str>) = (cell.title().into(), place(cell).into());
    let (area, soc) = (place_key(cell), cell.soc());
    side.areas.insert(format!("{program}/{area}"));
    let detailed = cell.level() == SocLevel::Detailed;
    if detailed {
        side.occupations.entry(soc).or_insert_with(|| cell.title().to_owned());
    }
    // Where BLS has no figure of a kind, or a table no column, there is none to compare.
    let is_there = |measure: Measure| {
        let blank = [Mark::NotApplicable, Mark::NotInTable].map(Estimate::absent);
        measure == Measure::TypicalEducation || !blank.contains(&cell.estimate(measure))
    };
    for (measure, [name, unit]) in measures.iter().filter(|(measure, _)| is_there(*measure)) {
        let key = format!("{program}/{area}/{soc}/{name}");
        if detailed || !side.items.contains_key(&key) {
            let [subject, place, measure_name, unit] = [&subject, &place, name, unit].map(Arc::clone);
            let (content, text) = content(cell, *measure);
            let standard_error = standard_error(cell, *measure, cell.estimate(*measure));
            let measure = measure_name;
            let item = Item { subject, place, measure, unit, content, text, standard_error };
            side.items.insert(key, item);
        }
    }
}

/// What a cell holds, and how it is printed.
fn content(cell: &Cell<'_>, measure: Measure) -> (Content, String) {
    if measure == Measure::TypicalEducation {
        let words = cell.education().unwrap_or_default().to_owned();
        return (Content::Words(words.clone()), words);
    }
    let estimate = cell.estimate(measure);
    let text = measure.unit().print_estimate(estimate);
    (estimate.number().map_or_else(|| Content::Mark(text.clone()), Content::Number), text)
}

/// The place of a cell in a key: the code of its area and, where it is of an industry, of that: `us:62`. BLS gives the
/// parts of an industry that have other owners codes of their own.
fn place_key(cell: &Cell<'_>) -> String {
    match cell.industry() {
        "" => cell.area().to_string(),
        industry => format!("{}:{industry}", cell.area()),
    }
}

/// The place in words, with the industry, where it is of one.
fn place(cell: &Cell<'_>) -> String {
    match cell.industry() {
        "" => cell.area_title().to_owned(),
        industry => format!("{}, industry {industry}", cell.area_title()),
    }
}

/// The standard error that BLS's relative one means, in the unit of the measure.
fn standard_error(cell: &Cell<'_>, measure: Measure, estimate: Estimate) -> Option<f64> {
    let relative = match measure {
        Measure::Employment => Measure::EmploymentPrse,
        Measure::WageMean(PayPeriod::Annual | PayPeriod::Hourly) => Measure::WageMeanPrse,
        _ => return None,
    };
    Some(cell.estimate(relative).number()? / 100.0 * estimate.number()?)
}

/// The word that JSON has for a value.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The figures of the outputs of a run.
///
/// # Errors
/// When there is no `figures.json`, or it is not one of ours.
pub fn of_outputs(name: &str, tree: &Tree) -> Result<Side, Diagnostics> {
    let refused =
        |message: String| Diagnostic::error(message).hint("give a folder that `labor-outlook` wrote");
    let bytes =
        tree.get("figures.json").ok_or_else(|| refused("the folder has no figures.json".to_owned()))?;
    let document: Value = serde_json::from_slice(bytes)
        .map_err(|error| refused(format!("figures.json is not what a run writes: {error}")))?;
    let figures = document["figures"].as_array().map(Vec::as_slice).unwrap_or_default();
    let newest = newest_periods(figures);
    let mut side = Side { name: name.to_owned(), ..Side::default() };
    for figure in figures {
        let id = figure["id"].as_str().unwrap_or_default();
        let key = key_of(id, &newest);
        if let [program, period, area, subject, ..] = id.split('/').collect::<Vec<_>>()[..] {
            side.periods.insert(format!("{program}/{period}"));
            side.areas.insert(format!("{program}/{area}"));
            if let Some(code) = subject.parse().ok().filter(|code| *code != SocCode::ALL_OCCUPATIONS) {
                side.occupations.insert(code, text_of(figure, "subject"));
            }
            side.items.insert(key, written_item(figure, area));
        }
    }
    side.release = newest.get("oews").and_then(|period| period.parse().ok());
    for exhibit in document["exhibits"].as_array().map(Vec::as_slice).unwrap_or_default() {
        let used = exhibit["figures"].as_array().map(Vec::as_slice).unwrap_or_default();
        let keys = used.iter().filter_map(Value::as_str).map(|id| key_of(id, &newest)).collect();
        side.exhibits.insert(format!("{} {}", text_of(exhibit, "kind"), text_of(exhibit, "id")), keys);
    }
    Ok(side)
}

/// The newest period of each program.
fn newest_periods(figures: &[Value]) -> BTreeMap<String, String> {
    let mut newest: BTreeMap<String, String> = BTreeMap::new();
    for figure in figures {
        let mut parts = figure["id"].as_str().unwrap_or_default().split('/');
        if let (Some(program), Some(period)) = (parts.next(), parts.next()) {
            let known = newest.entry(program.to_owned()).or_default();
            if known.as_str() < period {
                period.clone_into(known);
            }
        }
    }
    newest
}

/// The id without the newest period, so that the figure of one release finds that of the next.
pub(super) fn key_of(id: &str, newest: &BTreeMap<String, String>) -> String {
    let program = id.split('/').next().unwrap_or_default();
    let is_newest = |part: &&str| newest.get(program).is_some_and(|period| period == part);
    id.split('/').filter(|part| !is_newest(part)).collect::<Vec<_>>().join("/")
}

fn text_of(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_default().to_owned()
}

fn written_item(figure: &Value, area: &str) -> Item {
    let value = &figure["value"];
    let number = &value["number"];
    let content = match (value["words"].as_str(), number["value"].as_f64()) {
        (Some(words), _) => Content::Words(words.to_owned()),
        (None, Some(number)) => Content::Number(number),
        (None, None) => Content::Mark(text_of(figure, "text")),
    };
    Item {
        subject: text_of(figure, "subject").into(),
        place: area.into(),
        measure: text_of(figure, "measure").into(),
        unit: text_of(figure, "unit").into(),
        content,
        text: text_of(figure, "text"),
        standard_error: None,
    }
}

/// Whether a figure is a share or a change, of which a percent would say little.
pub fn is_relative(item: &Item) -> bool {
    let changes = [Measure::EmploymentChange, Measure::MedianDifference];
    is_share(&item.unit) || changes.iter().any(|change| change.name() == &*item.measure)
}

/// Whether a unit is a share, whose change is in points.
pub fn is_share(unit: &str) -> bool {
    [Unit::Percent, Unit::PercentagePoints, Unit::PercentileRank].iter().any(|share| word(share) == unit)
}
