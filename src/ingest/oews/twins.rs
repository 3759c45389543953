//! Columns of one name: which of them is meant cannot be told where they differ.

use super::layout::Layout;
use crate::{
    diag::Diagnostic,
    ingest::container::{Row, number},
};

/// The pairs of columns of one name that have not differed so far; almost always none.
pub(super) struct Twins(Vec<(usize, usize)>);

impl Layout {
    /// The columns that have the name of one that is read.
    pub(super) fn twins(&self) -> Twins {
        let heads = 0..self.columns();
        let first = |at: usize| {
            self.read().find(|read| *read < at && self.name(*read).eq_ignore_ascii_case(self.name(at)))
        };
        Twins(heads.filter_map(|at| Some((first(at)?, at))).collect())
    }
}

impl Twins {
    /// The columns that differ in a row, each told once.
    pub(super) fn differing(&mut self, layout: &Layout, row: &Row<'_>) -> Vec<Diagnostic> {
        let differs = |(first, second): &mut (usize, usize)| {
            let [a, b] = [row.cell(*first), row.cell(*second)];
            a != b && (number(a).is_none() || number(a) != number(b))
        };
        let told = |(first, second): (usize, usize)| {
            let head = layout.name(first);
            let [a, b] = [row.cell(first), row.cell(second)];
            let message =
                format!("two columns are called {head}, and differ: `{a}` in the first, `{b}` here");
            let hint = "two tables were put side by side; keep the columns of one of them";
            row.at(second, Diagnostic::error(message).hint(hint))
        };
        self.0.extract_if(.., differs).map(told).collect()
    }

    /// The columns that stand twice and are the same, in words.
    pub(super) fn notes(&self, layout: &Layout) -> Vec<String> {
        let names = self.0.iter().map(|(first, _)| layout.name(*first));
        names.map(|head| format!("two columns are called {head}, with the same in them")).collect()
    }
}
