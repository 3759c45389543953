//! The rows of a published table while it is read: counted, and kept as far as their wages can be compared.

use std::collections::BTreeMap;

use super::{
    tally::Tally,
    vintage::{Claim, Column, KnownFigures, MOST_PLACES, WAGES},
};
use crate::{
    diag::Place,
    ingest::{Loaded, oews::Cells},
    model::{Estimate, Mark, PublishedRow, Release},
};

/// The rows of a table as they are counted, with those whose wages can be compared.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) tally: Tally,
    compared: Vec<(Claim, Vec<Estimate>)>,
    /// The members and sheets that the rows stand in.
    parts: Vec<String>,
    /// The places of wages that are not those of the release, by part, line and place among the values.
    places: BTreeMap<(usize, u64, usize), Place>,
}

impl Rows {
    /// Counts a row, and keeps it if its wages can be compared.
    pub(super) fn row(&mut self, row: &PublishedRow<'_>, known: &KnownFigures) -> Option<&Claim> {
        self.tally.row(row);
        let claim = Claim::of_row(row, known.industry(row)?);
        if !known.has(&claim) {
            return None;
        }
        if self.parts.last().is_none_or(|part| part != row.part) {
            self.parts.push(row.part.to_owned());
        }
        let part = self.parts.len() - 1;
        self.compared.push((Claim { part, ..claim }, row.values.to_vec()));
        self.compared.last().map(|(claim, _)| claim)
    }

    /// The same of a row of a release, with the places of wages that are not the release's.
    pub(super) fn placed(
        &mut self,
        row: &PublishedRow<'_>,
        cells: &Cells<'_>,
        release: Release,
        known: &KnownFigures,
    ) {
        let claim = self.row(row, known).copied();
        self.tally.take_back(Mark::NotInTable, cells.lacking());
        let Some(claim) = claim else { return };
        let measures = cells.measures();
        for (at, value) in row.values.iter().enumerate().filter(|(at, _)| WAGES.contains(&measures[*at]))
        {
            let Some(usd) = value.number() else { continue };
            let own = known.wage(&claim, measures[at], release);
            if own.is_some_and(|own| own != claim.of_usd(usd).cents) && self.places.len() < MOST_PLACES {
                self.places.insert((claim.part, claim.line, at), cells.place(at));
            }
        }
    }

    /// The columns of wages, the annual medians first.
    pub(super) fn columns(&self, loaded: &Loaded) -> Vec<Column> {
        let column = |measure| {
            let at = loaded.head.measures.iter().position(|other| *other == measure)?;
            let claim = |(claim, values): &(Claim, Vec<Estimate>)| {
                values.get(at).and_then(|value| value.number()).map(|usd| claim.of_usd(usd))
            };
            let places = self.places.iter().filter(|((.., of), _)| *of == at);
            Some(Column {
                name: loaded.head.heads[at].clone(),
                measures: vec![measure],
                year: None,
                parts: self.parts.clone(),
                claims: self.compared.iter().filter_map(claim).collect(),
                places: places.map(|((part, line, _), place)| ((*part, *line), place.clone())).collect(),
            })
        };
        WAGES.into_iter().filter_map(column).collect()
    }
}
