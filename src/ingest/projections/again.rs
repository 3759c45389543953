//! Two tables of a round in one zip: the first is read, and the second must say the same.

use std::collections::BTreeMap;

use crate::{
    diag::{Diagnostic, Diagnostics, Place, counted},
    model::{Area, Estimate, Measure, OccupationCode, PublishedRow},
};

/// By how much two prints of a number may differ: some tables have a decimal more.
const ROUNDING: f64 = 0.050_1;

/// The rows of the first table of a zip, and what a second one says of them.
#[derive(Default)]
pub(super) struct Again {
    first: BTreeMap<(Area, OccupationCode), Vec<Estimate>>,
    /// Rows that only the second has.
    more: usize,
    differ: usize,
    /// The first figure that differs, and where it stands.
    odd: Option<Diagnostic>,
}

impl Again {
    /// Keeps a row of the first table.
    pub(super) fn keep(&mut self, row: &PublishedRow<'_>) {
        self.first.insert((row.area, row.code), row.values.to_vec());
    }

    /// Holds a row of the second table against the first; the measures are those of each.
    pub(super) fn row(&mut self, [first, second]: [&[Measure]; 2], row: &PublishedRow<'_>) {
        let Some(values) = self.first.get(&(row.area, row.code)) else {
            self.more += 1;
            return;
        };
        let other = |(measure, here): (&Measure, &Estimate)| {
            let there = values.get(first.iter().position(|of| of == measure)?)?;
            (!is_same(here, there)).then_some((*measure, *here, *there))
        };
        let Some((measure, here, there)) = second.iter().zip(row.values).find_map(other) else { return };
        self.differ += 1;
        self.odd.get_or_insert_with(|| {
            let [here, there] = [here, there].map(|value| in_words(&value));
            let message = format!("{} of {} is {here} here, and {there}", measure.name(), row.code);
            let place = Place { line: Some(row.line), part: row.part.to_owned(), ..Place::default() };
            Diagnostic { place: Some(place), ..Diagnostic::error(message) }
        });
    }

    /// What the second table was, in words, once its rows were held against those of the first.
    ///
    /// # Errors
    /// When it has other figures.
    pub(super) fn finish(&mut self, [first, second]: [&str; 2]) -> Result<String, Diagnostics> {
        let (more, differ) = (std::mem::take(&mut self.more), std::mem::take(&mut self.differ));
        if let Some(odd) = self.odd.take() {
            let more = match differ {
                1 => String::new(),
                _ => format!("; {} differ in all", counted(differ, "row")),
            };
            let message = format!("{} in {first}{more}", odd.message);
            let hint = "the file holds two tables of the round; give each by itself";
            return Err(Diagnostic { message, ..odd.hint(hint) }.into());
        }
        let more = match more {
            0 => String::new(),
            more => format!(", without {} that only {second} has", counted(more, "row")),
        };
        Ok(format!("{second} says the same as {first}, which is read{more}"))
    }
}

fn is_same(here: &Estimate, there: &Estimate) -> bool {
    match (here.number(), there.number()) {
        (Some(here), Some(there)) => (here - there).abs() < ROUNDING,
        (None, None) => here.mark() == there.mark(),
        _ => false,
    }
}

fn in_words(value: &Estimate) -> String {
    value
        .number()
        .map_or_else(|| value.mark().unwrap_or_default().to_owned(), |number| number.to_string())
}
