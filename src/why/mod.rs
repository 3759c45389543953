//! Where a figure comes from: value, file, place in the file, each step to it, and where else it is
//! shown. Explains what the other rooms made and makes nothing itself.

mod claim;
mod place;
mod question;
mod search;
mod steps;
mod text;
mod usage;
mod words;

use serde::Serialize;

pub use question::{Question, question};
pub use text::text;

use crate::{
    config::Settings,
    diag::{Diagnostic, Diagnostics},
    files, ingest,
    model::{Figure, FigureId, Measure, Method, Period, Program, Unit},
    pages::Desk,
};

/// A figure with everything that is known of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explained {
    /// Its id.
    pub id: FigureId,
    /// What it is about.
    pub subject: String,
    /// The quantity.
    pub measure: Measure,
    /// The same in words.
    pub measure_in_words: String,
    /// The place that it is of.
    pub area: String,
    /// What a page says in its place, where that was asked for and is to be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_page: Option<String>,
    /// The number; `None` for words, bounds and marks.
    pub value: Option<f64>,
    /// The value as printed.
    pub text: String,
    /// `published`, `derived`, `estimate`, `at_least`, or the mark; `words` for words.
    pub status: &'static str,
    /// The unit of the value.
    pub unit: Unit,
    /// How it came about: a section of METHODS.md.
    pub method: Method,
    /// The same in words.
    pub method_in_words: &'static str,
    /// The error of an estimate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// What else a reader must know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What it was read or computed from.
    pub origins: Vec<Place>,
    /// How it was computed, step by step.
    pub steps: Vec<String>,
    /// Charts, tables, sentences and pages that show it.
    pub shown_in: Vec<String>,
    /// Figures that are made from the same cell.
    pub figures_from_it: Vec<FigureId>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The id of the source in `pipeline.toml`.
    pub source: String,
    /// The program.
    pub program: Program,
    /// Its release or round; price files have none.
    pub period: Option<Period>,
    /// The path.
    pub path: String,
    /// The sha256 of the file.
    pub sha256: String,
    /// The member of an archive, and the sheet of a workbook; empty for a text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub part: String,
    /// The line of the text or the row of the sheet; `None` for the whole table.
    pub line: Option<u64>,
    /// The head of the column; `None` for the whole row.
    pub column: Option<String>,
}

/// What there is to say to a question.
#[derive(Debug, Default)]
pub struct Answer {
    /// The figures.
    pub figures: Vec<Explained>,
    /// How many more there are.
    pub more: usize,
    /// Pages of the configuration that could not be looked through for the figures.
    pub findings: Diagnostics,
}

/// A figure that answers, and what a page says in its place.
struct Found {
    figure: Figure,
    on_page: Option<String>,
}

impl From<Figure> for Found {
    fn from(figure: Figure) -> Self {
        Self { figure, on_page: None }
    }
}

/// The most figures that are explained at once.
const MOST: usize = 12;

/// What there is to say to a question.
///
/// # Errors
/// When nothing at hand answers it, with what comes near.
pub fn answer(
    desk: &mut Desk<'_>,
    settings: &Settings,
    question: &Question,
) -> Result<Answer, Diagnostics> {
    // Every figure of the outputs is then in the ledger.
    desk.report()?;
    let found: Vec<Found> = match question {
        Question::Figure(id) => vec![search::by_id(desk, id)?.into()],
        Question::Number { text, occupation } => {
            let figures = search::by_number(desk, text, occupation.as_deref())?;
            figures.into_iter().map(Found::from).collect()
        }
        Question::Place { path, line, column } => {
            place::figures_at(desk, settings, path, *line, *column)?
        }
    };
    let (pages, findings) = usage::pages(desk, settings);
    let more = found.len().saturating_sub(MOST);
    let mut figures = Vec::new();
    for found in found.into_iter().take(MOST) {
        figures.push(explain(desk, settings, &pages, found)?);
    }
    Ok(Answer { figures, more, findings })
}

fn explain(
    desk: &mut Desk<'_>,
    settings: &Settings,
    pages: &usage::Pages,
    Found { figure, on_page }: Found,
) -> Result<Explained, Diagnostics> {
    let origins = origins(desk, settings, &figure)?;
    let steps = steps::steps(desk, &figure);
    let mut shown_in = usage::in_report(desk.report()?, &figure.id);
    shown_in.extend(pages.places_of(&figure.id));
    Ok(Explained {
        figures_from_it: usage::from_it(desk, &figure),
        value: figure.number(),
        status: figure.estimate().map_or("words", crate::model::Estimate::status),
        method_in_words: figure.method.in_words(),
        error: figure.error_in_words(),
        measure_in_words: words::measure(figure.measure),
        area: words::area(desk, &figure),
        on_page,
        id: figure.id,
        subject: figure.subject,
        measure: figure.measure,
        text: figure.text,
        unit: figure.unit,
        method: figure.method,
        note: figure.note,
        origins,
        steps,
        shown_in,
    })
}

/// The places of a figure's origins, sheet and row as they were noted when the file was read. A whole
/// file, such as one of prices, is looked into again.
fn origins(desk: &Desk<'_>, settings: &Settings, figure: &Figure) -> Result<Vec<Place>, Diagnostics> {
    let mut places: Vec<Place> = Vec::new();
    for origin in &figure.origins {
        let Some(file) = desk.files().iter().find(|file| file.id == origin.source) else { continue };
        let known = places.iter().find(|place| place.source == origin.source);
        let part = match (origin.line.and_then(|_| steps::cell(desk, origin)), known) {
            (Some(cell), _) => cell.part().to_owned(),
            (None, Some(place)) => place.part.clone(),
            (None, None) => part(&files::read(&settings.base.join(&file.path))?, &file.path),
        };
        places.push(Place {
            source: file.id.clone(),
            program: file.program,
            period: file.period,
            path: file.path.clone(),
            sha256: file.sha256.clone(),
            part,
            line: origin.line,
            column: origin.column.clone(),
        });
    }
    Ok(places)
}

/// The only table of a file that holds several things; empty for a text.
fn part(bytes: &[u8], path: &str) -> String {
    match ingest::inspect(path, bytes).tables.as_slice() {
        [only] => only.part.clone(),
        _ => String::new(),
    }
}

/// The answer as JSON: the figures and how many more there are.
///
/// # Errors
/// Never in practice: every value is representable.
pub fn json(answer: &Answer) -> Result<String, Diagnostics> {
    let Answer { figures, more, .. } = answer;
    let document = serde_json::json!({ "schema_version": 1, "figures": figures, "more": more });
    let text =
        serde_json::to_string_pretty(&document).map_err(|error| Diagnostic::error(error.to_string()))?;
    Ok(text + "\n")
}
