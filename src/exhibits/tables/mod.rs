//! The tables of a comparison.

mod areas;
mod everyone;
mod groups;
mod periods;

use super::{
    Stage,
    table::{Block, Column, Table, TableCell},
};
use crate::{
    compare::{Chosen, Subject},
    config::Exhibit,
    model::{Figure, Measure, PayPeriod, Percentile},
};

const MEDIAN: Measure = Measure::Wage(PayPeriod::Annual, Percentile::P50);

/// What the mark of estimates means, for the notes of tables that have some.
const ESTIMATE_NOTE: &str = "e: an estimate of this program from several occupations; Method has its error. \
                             Everything else is as published, or plain arithmetic with published figures.";

/// A table whose source line and notes on its figures are still to be made.
struct Draft {
    title: String,
    columns: Vec<Column>,
    blocks: Vec<Block>,
    notes: Vec<String>,
}

/// A named block of subjects.
struct Rows {
    head: String,
    rows: Vec<(String, Subject)>,
}

impl Stage<'_, '_> {
    fn table(&self, exhibit: &Exhibit, draft: Draft) -> Table {
        let Draft { title, columns, mut blocks, notes } = draft;
        blocks.retain(|block| !block.rows.is_empty());
        let id = exhibit.id.clone();
        let mut table = Table { id, title, columns, blocks, notes, source: String::new() };
        table.source = self.sources.line(table.figures());
        if table.figures().any(Figure::is_estimate) {
            table.notes.push(ESTIMATE_NOTE.to_owned());
        }
        let with_note =
            |figure: &Figure| figure.note.as_ref().map(|note| format!("{}: {note}.", figure.subject));
        let mut of_figures: Vec<String> = table.figures().filter_map(with_note).collect();
        of_figures.sort();
        of_figures.dedup();
        table.notes.extend(of_figures);
        table
    }

    fn blocks(
        &mut self,
        groups: Vec<Rows>,
        mut figure: impl FnMut(&mut Self, &Subject) -> Vec<Figure>,
    ) -> Vec<Block> {
        groups
            .into_iter()
            .map(|Rows { head, rows }| Block {
                head,
                rows: rows
                    .into_iter()
                    .map(|(label, subject)| {
                        let figures = figure(self, &subject).into_iter().map(TableCell::figure);
                        [TableCell::text(label)].into_iter().chain(figures).collect()
                    })
                    .collect(),
            })
            .collect()
    }

    fn chosen_and_baseline(&self, exhibit: &Exhibit) -> Vec<Subject> {
        let mut subjects: Vec<Subject> =
            self.cast.chosen(&exhibit.roles).into_iter().map(|Chosen { subject, .. }| subject).collect();
        subjects.push(self.cast.baseline.clone());
        subjects
    }
}
