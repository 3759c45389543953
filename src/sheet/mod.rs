//! A comparison sheet: what is asked for at the command line, composed of the ledger's figures in
//! sections, and written as text, JSON or CSV. Computes nothing itself.

mod ask;
mod growth;
mod pay;
mod places;
mod time;
mod write;

use std::collections::BTreeSet;

pub use ask::{Question, subjects};
pub use write::{csv, json, text};

use crate::{
    compare::{Ledger, Place, Subject},
    diag::Diagnostics,
    model::{Figure, Release, Round},
    panel::Panel,
};

/// A row of a section: what it is about, its figures, and what is said of it in words.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// What it is about, by the names of the keys: `subject`, `against`, `area`, `release`, `round`.
    pub keys: Vec<(&'static str, String)>,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// What is said in words, by name: `decision`, `comparable`, `note`.
    pub words: Vec<(&'static str, String)>,
}

impl Row {
    fn of(keys: Vec<(&'static str, String)>, figures: Vec<Figure>) -> Self {
        Self { keys, figures, words: Vec::new() }
    }

    fn say(mut self, name: &'static str, words: impl Into<String>) -> Self {
        let words = words.into();
        if !words.is_empty() {
            self.words.push((name, words));
        }
        self
    }
}

/// How the rows of a section are set as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// A row a block, a line a figure.
    Blocks,
    /// A row a line, a column a figure.
    Lines,
}

/// Rows that answer one question.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its name in JSON and CSV.
    pub name: &'static str,
    /// Its heading.
    pub title: String,
    /// How it is set as text.
    pub setting: Setting,
    /// The rows.
    pub rows: Vec<Row>,
    /// What a reader must know.
    pub notes: Vec<String>,
}

/// An answer: who is compared, and sections of figures.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The release of wages and employment.
    pub release: Release,
    /// The round of projections, where there is one.
    pub round: Option<Round>,
    /// The place.
    pub place: Place,
    /// The level of intervals and decisions, such as 0.90.
    pub level: f64,
    /// Who is compared.
    pub subjects: Vec<Subject>,
    /// The sections.
    pub sections: Vec<Section>,
}

/// What a sheet is composed from.
struct Desk<'a, 'p> {
    ledger: &'a mut Ledger<'p>,
    question: &'a Question,
    subjects: Vec<Subject>,
    release: Release,
    round: Option<Round>,
    releases: BTreeSet<Release>,
    place: Place,
}

/// Answers a question from the tables at hand.
///
/// # Errors
/// A subject, an area, a release or a round that is not at hand.
pub fn compose(
    question: &Question,
    lists: &[crate::model::RoleList],
    ledger: &mut Ledger<'_>,
) -> Result<Sheet, Diagnostics> {
    let panel: &Panel = ledger.panel();
    let mut problems = Diagnostics::default();
    let release = question.release(panel)?;
    let round = problems.keep(question.round(panel)).flatten();
    let releases = problems.keep(question.releases(panel)).unwrap_or_default();
    let place = problems.keep(Place::of(&question.areas, release, panel));
    let found = problems.keep(subjects(question, lists, release, panel));
    let (Some(place), Some(subjects)) = (place, found) else { return Err(problems) };
    problems.unless_any(())?;
    let mut desk = Desk { ledger, question, subjects, release, round, releases, place };
    let mut sections = vec![desk.pay()];
    sections.extend(desk.differences());
    sections.extend(desk.here());
    sections.extend(desk.areas());
    sections.extend(desk.time()?);
    sections.extend(desk.outlook());
    sections.retain(|section| !section.rows.is_empty());
    let Desk { subjects, place, .. } = desk;
    Ok(Sheet { release, round, place, level: question.level, subjects, sections })
}
