//! Rows on their way from the thread that reads them to the one that builds their table.

use std::{mem::replace, ops::Range};

use super::codes::encode;
use crate::model::{Area, AreaKind, OccupationCode, PayPeriod, PublishedRow, SocLevel};

/// How many rows are handed over together.
const ROWS: usize = 512;

/// How many texts a row has.
const TEXTS: usize = 9;

/// What stands in the place of a text where there is none; no table holds it.
pub(super) const NONE: &str = "\u{0}";

/// Some rows of a table.
#[derive(Default)]
pub(super) struct Batch {
    keys: Vec<Keys>,
    /// The texts of all rows one after another, and where each ends; a text that is that of the row
    /// before is left out.
    texts: String,
    ends: Vec<usize>,
    /// Where each text of the last row stands.
    last: [Range<usize>; TEXTS],
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
    /// Which of its texts are those of the row before.
    same: [bool; TEXTS],
}

impl Batch {
    /// Adds a row; the rows of a batch have the same number of values.
    pub(super) fn push(&mut self, row: &PublishedRow<'_>) {
        let PublishedRow { line, area, area_kind, code, level, only, .. } = *row;
        let texts = [
            row.area_title,
            row.title,
            row.industry,
            row.industry_group,
            row.ownership,
            row.part,
            row.education.unwrap_or(NONE),
            row.experience.unwrap_or(NONE),
            row.training.unwrap_or(NONE),
        ];
        let is_first = self.keys.is_empty();
        let mut same = [false; TEXTS];
        for ((text, last), same) in texts.into_iter().zip(&mut self.last).zip(&mut same) {
            *same = !is_first && self.texts[last.clone()] == *text;
            if !*same {
                *last = self.texts.len()..self.texts.len() + text.len();
                self.texts.push_str(text);
                self.ends.push(last.end);
            }
        }
        if is_first {
            self.numbers.reserve_exact(ROWS * row.values.len());
            self.kinds.reserve_exact(ROWS * row.values.len());
        }
        self.keys.push(Keys { line, area, area_kind, code, level, only, same });
        for (number, kind) in row.values.iter().map(encode) {
            self.numbers.push(number);
            self.kinds.push(kind);
        }
    }

    /// Whether a row can be added; else the batch is to be handed over.
    pub(super) fn has_room_for(&self, row: &PublishedRow<'_>) -> bool {
        self.keys.len() < ROWS && self.numbers.len() == self.keys.len() * row.values.len()
    }

    /// How many rows it has.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The keys of each row, and its texts: those of the area, the occupation, the industry, its level, its
    /// owners and the part of the file; then education, experience and training, where [`NONE`] stands for none.
    /// A text is left out where it is that of the row before.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&Keys, [Option<&str>; TEXTS])> {
        let (mut start, mut ends) = (0, self.ends.iter());
        self.keys.iter().map(move |keys| {
            let text = |same: bool| {
                let end = if same { None } else { ends.next() };
                end.map(|end| &self.texts[replace(&mut start, *end)..*end])
            };
            (keys, keys.same.map(text))
        })
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
