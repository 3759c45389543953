//! Rows on their way from the thread that reads them to the one that builds their table.

use super::codes::encode;
use crate::model::{Area, AreaKind, OccupationCode, PayPeriod, PublishedRow, SocLevel};

/// How many rows are handed over together.
const ROWS: usize = 512;

/// How many texts a row has.
const TEXTS: usize = 8;

/// What stands in the place of a text where there is none; no table holds it.
pub(super) const NONE: &str = "\u{0}";

/// Some rows of a table.
#[derive(Default)]
pub(super) struct Batch {
    keys: Vec<Keys>,
    /// The texts of all rows one after another, and where each ends.
    texts: String,
    ends: Vec<usize>,
    /// The numbers of all rows one after another, and their kinds.
    numbers: Vec<f64>,
    kinds: Vec<u8>,
}

/// What a row has besides texts and values.
pub(super) struct Keys {
    pub(super) line: u64,
    pub(super) area: Area,
    pub(super) area_kind: AreaKind,
    pub(super) code: OccupationCode,
    pub(super) level: SocLevel,
    pub(super) only: Option<PayPeriod>,
}

impl Batch {
    /// Adds a row; every row has the same number of values.
    pub(super) fn push(&mut self, row: &PublishedRow<'_>) {
        let PublishedRow { line, area, area_kind, code, level, only, .. } = *row;
        self.keys.push(Keys { line, area, area_kind, code, level, only });
        let words = [row.education, row.experience, row.training].map(|words| words.unwrap_or(NONE));
        let texts = [row.area_title, row.title, row.industry, row.ownership, row.part];
        for text in texts.into_iter().chain(words) {
            self.texts.push_str(text);
            self.ends.push(self.texts.len());
        }
        for value in row.values {
            let (number, kind) = encode(*value);
            self.numbers.push(number);
            self.kinds.push(kind);
        }
    }

    /// Whether it is to be handed over.
    pub(super) fn is_full(&self) -> bool {
        self.keys.len() == ROWS
    }

    /// How many rows it has.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The keys of each row, and its texts: those of the area, the occupation, the industry, its owners
    /// and the part of the file; then education, experience and training, where [`NONE`] stands for none.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&Keys, [&str; TEXTS])> {
        let mut start = 0;
        let texts = self
            .ends
            .as_chunks::<TEXTS>()
            .0
            .iter()
            .map(move |ends| ends.map(|end| &self.texts[std::mem::replace(&mut start, end)..end]));
        self.keys.iter().zip(texts)
    }

    /// By measure, the numbers and kinds of all rows.
    pub(super) fn columns(
        &self,
    ) -> impl ExactSizeIterator<Item = (impl Iterator<Item = f64>, impl Iterator<Item = u8>)> {
        let width = self.numbers.len() / self.len().max(1);
        let at = move |measure| {
            let numbers = self.numbers.iter().skip(measure).step_by(width).copied();
            (numbers, self.kinds.iter().skip(measure).step_by(width).copied())
        };
        (0..width).map(at)
    }
}
