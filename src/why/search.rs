//! Figures by id and by number.

use std::collections::BTreeSet;

use crate::{
    compare::Subject,
    config::nearest,
    diag::{Diagnostic, Diagnostics},
    model::{Estimate, Figure, FigureId, Measure, Method, Period, SocCode, Unit},
    pages::{Desk, Hedge, marker},
    panel::Cell,
};

/// The figure of an id, of the outputs or of the tables.
pub fn by_id(desk: &mut Desk<'_>, id: &str) -> Result<Figure, Diagnostics> {
    if let Some(figure) = desk.ledger.figures().iter().find(|figure| figure.id.as_str() == id) {
        return Ok(figure.clone());
    }
    let asked = marker::read_asked(id).ok().and_then(|asked| desk.figure(&asked).ok());
    asked.filter(|figure| !figure.origins.is_empty()).ok_or_else(|| {
        let known: Vec<&str> = desk.ledger.figures().iter().map(|figure| figure.id.as_str()).collect();
        let hint = match nearest(id, &known) {
            Some(near) => format!("did you mean {near}?"),
            None => "figures.json has the ids".to_owned(),
        };
        Diagnostic::error(format!("no figure has the id {id}")).hint(hint).into()
    })
}

/// A number as somebody prints it.
struct Printed {
    is_money: bool,
    is_percent: bool,
    number: f64,
    /// How far off a value may be that is printed so.
    slack: f64,
}

/// What may stand behind a number, and by how much it makes it more.
const BEHIND: [(&str, f64); 20] = [
    ("an hour", 1.0),
    ("a year", 1.0),
    ("per hour", 1.0),
    ("per year", 1.0),
    ("/hour", 1.0),
    ("/hr", 1.0),
    ("/year", 1.0),
    ("/yr", 1.0),
    ("hourly", 1.0),
    ("annually", 1.0),
    ("%", 1.0),
    ("percent", 1.0),
    ("per cent", 1.0),
    ("thousand", 1e3),
    ("million", 1e6),
    ("dollars", 1.0),
    ("jobs", 1.0),
    ("k", 1e3),
    ("m", 1e6),
    ("+", 1.0),
];

impl Printed {
    fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        let limit = Hedge::length_before(&text[..text.find(|c: char| "$-−–0123456789".contains(c))?]);
        let (mut rest, mut scale) = (text[limit..].to_lowercase(), 1.0);
        let mut is_percent = false;
        while let Some((word, more)) = BEHIND.iter().find(|(word, _)| rest.trim_end().ends_with(word)) {
            rest.truncate(rest.trim_end().len() - word.len());
            scale *= more;
            is_percent |= ["%", "percent", "per cent"].contains(word);
        }
        let plain: String = rest.chars().filter(|c| !"$, \u{a0}".contains(*c)).collect();
        let plain = plain.replace(['−', '–'], "-");
        let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let zeros = plain.len() - plain.trim_end_matches('0').len();
        let is_limited = limit > 0 || text.ends_with('+');
        let number = plain.parse::<f64>().ok().filter(|number| number.is_finite())? * scale;
        let step = (0..decimals).fold(scale, |step, _| step / 10.0);
        let slack = match (is_limited, decimals) {
            (false, _) => step / 2.0,
            // "Nearly" and "over" may be off by one in the last place that is not zero.
            (true, 0) => (0..zeros).fold(step, |step, _| step * 10.0),
            (true, _) => step,
        };
        Some(Self { is_money: text.contains('$'), is_percent, number, slack })
    }

    /// Whether a value is printed so, rounded to the last digit. Thousands of jobs may be printed in
    /// full.
    fn is(&self, value: f64, unit: Unit) -> bool {
        let near = |value: f64| (value - self.number).abs() <= self.slack + 1e-9;
        let is_wage = matches!(unit, Unit::UsdPerYear | Unit::UsdPerHour);
        let is_share = matches!(unit, Unit::Percent | Unit::PercentagePoints);
        if self.is_money && !is_wage || self.is_percent && !is_share {
            return false;
        }
        // "Loses 27,900 jobs" has no sign.
        let falls = value < 0.0 && self.number > 0.0 && (is_share || unit == Unit::ThousandJobs);
        let value = if falls { -value } else { value };
        near(value) || (unit == Unit::ThousandJobs && near(value * 1000.0))
    }
}

/// Every figure that a number may be, the nation's and the newest first.
pub fn by_number(
    desk: &mut Desk<'_>,
    text: &str,
    occupation: Option<&str>,
) -> Result<Vec<Figure>, Diagnostics> {
    let printed = Printed::of(text).ok_or_else(|| {
        let told = Diagnostic::error(format!("`{text}` is no id of a figure, no number and no place in a file"));
        Diagnostics::from(match SocCode::leading(text) {
            Some(code) => told.hint(format!(
                "it is an occupation: give a number before it, such as `why 123,860 {code}`; `labor-outlook show {code}` prints its figures"
            )),
            None => told.hint("give an id of figures.json, a number and an occupation, or a place such as page.html:12:5"),
        })
    })?;
    let subject = match occupation {
        None => None,
        Some(name) => {
            let named = SocCode::leading(name)
                .map_or_else(|| marker::Named::Name(name.to_owned()), marker::Named::Code);
            Some(desk.subject(Some(&named)).map_err(|refusal| Diagnostics::from(refusal.told()))?)
        }
    };
    let mut found = in_tables(desk, &printed, subject.as_ref());
    let seen: BTreeSet<FigureId> = found.iter().map(|figure| figure.id.clone()).collect();
    let is_of = |figure: &Figure| {
        subject
            .as_ref()
            .is_none_or(|subject| figure.id.as_str().split('/').any(|part| part == subject.key))
    };
    let is_it = |figure: &&Figure| {
        !seen.contains(&figure.id)
            && is_of(figure)
            && figure.number().is_some_and(|value| printed.is(value, figure.unit))
    };
    found.extend(desk.ledger.figures().iter().filter(is_it).cloned().collect::<Vec<_>>());
    found.sort_by_cached_key(order);
    if found.is_empty() {
        let of = occupation.map(|name| format!(" of {name}")).unwrap_or_default();
        return Err(Diagnostic::error(format!("no figure at hand{of} is {text}"))
            .hint("it may be of a release or area that pipeline.toml does not name, or of another occupation")
            .into());
    }
    Ok(found)
}

/// The figure of a cell, by the file, line and column at which a table has it.
pub fn by_cell(desk: &mut Desk<'_>, path: &str, line: u64, column: Option<&str>) -> Vec<Figure> {
    let tables = desk.ledger.panel().tables().iter().filter(|table| table.source.path == path);
    let mut cells = tables.flat_map(crate::panel::Table::cells);
    let Some(cell) = cells.find(|cell| cell.line() == line && cell.soc_code().is_some()) else {
        return Vec::new();
    };
    let is_asked = |measure: &Measure| {
        column.is_none_or(|column| cell.origin(*measure).column.as_deref() == Some(column))
    };
    let measures: Vec<Measure> = cell.measures().filter(is_asked).collect();
    let key = |measure| (cell.period(), cell.area(), cell.soc(), measure);
    measures.into_iter().map(|measure| of_cell(desk, key(measure))).collect()
}

/// What tells a published figure from others.
type Key = (Period, crate::model::Area, SocCode, Measure);

fn of_cell(desk: &mut Desk<'_>, (period, area, code, measure): Key) -> Figure {
    let subject = Subject::occupation(code, "");
    match period {
        Period::Release(release) => desk.ledger.wage(&subject, release, area, measure),
        Period::Round(round) => desk.ledger.outlook(&subject, round, measure),
    }
}

/// The nation before its parts, what is published before what is made of it, wages where BLS surveys them
/// before the column of the projections that repeats them, the newest first, then by id.
fn order(figure: &Figure) -> (bool, bool, bool, std::cmp::Reverse<String>, String) {
    let id = figure.id.as_str();
    let mut parts = id.split('/').skip(1);
    let period = parts.next().unwrap_or_default().to_owned();
    let is_made = figure.method != Method::Published;
    let is_repeated = matches!(figure.measure, Measure::Wage(..)) && id.starts_with("projections/");
    (parts.next() != Some("us"), is_made, is_repeated, std::cmp::Reverse(period), id.to_owned())
}

fn in_tables(desk: &mut Desk<'_>, printed: &Printed, subject: Option<&Subject>) -> Vec<Figure> {
    let codes = subject.map(Subject::codes);
    let panel = desk.ledger.panel();
    let cells = panel.tables().iter().flat_map(crate::panel::Table::cells);
    let is_asked = |cell: &Cell<'_>| {
        cell.industry().is_empty() && codes.as_ref().is_none_or(|codes| codes.contains(&cell.soc()))
    };
    let mut keys: BTreeSet<Key> = BTreeSet::new();
    for cell in cells.filter(is_asked) {
        for measure in cell.measures() {
            let value = match cell.estimate(measure) {
                Estimate::AtLeast { bound } => Some(bound),
                other => other.number(),
            };
            if value.is_some_and(|value| printed.is(value, measure.unit())) {
                keys.insert((cell.period(), cell.area(), cell.soc(), measure));
            }
        }
    }
    keys.into_iter().map(|key| of_cell(desk, key)).collect()
}
