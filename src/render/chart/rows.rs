//! What charts with a row a subject share: the column of labels and the ends of a row.

use super::{
    axis::Room,
    palette,
    reading::Reading,
    sketch::{Anchor, Point, Sketch},
    text::{Block, LABEL, Type},
};
use crate::exhibits::chart::Series;

/// Length of the arrow that stands for "beyond".
pub(super) const ARROW: f64 = 26.0;
/// From a mark to the text beside it.
pub(super) const BESIDE: f64 = 7.0;

/// The labels of all rows, broken to one width.
pub(super) struct Labels {
    pub blocks: Vec<Block>,
    left: f64,
    /// Where the plot may begin.
    pub right: f64,
}

impl Labels {
    /// The labels as a column.
    pub fn new<'a>(labels: impl Iterator<Item = &'a str>, left: f64, max_width: f64) -> Self {
        let blocks: Vec<_> = labels.map(|label| Block::even(label, LABEL, max_width)).collect();
        let width = blocks.iter().map(|block| block.width).fold(0.0, f64::max);
        Self { blocks, left, right: left + width + 16.0 }
    }

    /// Sets the label of a row with its middle at a height.
    pub fn set(&self, sketch: &mut Sketch, row: usize, middle: f64) {
        if let Some(block) = self.blocks.get(row) {
            sketch.block((self.left, middle - block.height() / 2.0), Anchor::Left, block);
        }
    }

    /// The height of the label of a row.
    pub fn height(&self, row: usize) -> f64 {
        self.blocks.get(row).map_or(0.0, Block::height)
    }
}

/// The room that a mark of half-width `reach` and the text beside it take.
pub(super) fn room(reading: Reading, text: &str, face: Type, reach: f64, before: bool) -> Option<Room> {
    let value = reading.end()?;
    let beside = BESIDE + face.width(text);
    let room = |before, after| Some(Room { value, before, after });
    match reading {
        Reading::Above(_) => room(reach, ARROW + beside),
        Reading::Below(_) => room(ARROW + beside, reach),
        _ if before => room(reach + beside, reach),
        _ => room(reach, reach + beside),
    }
}

/// A point as the marker of its series, a bound as an arrow.
pub(super) fn mark(sketch: &mut Sketch, series: Series, reading: Reading, at: Point, radius: f64) {
    match reading {
        Reading::Above(_) => sketch.arrow(at, (ARROW, 0.0), palette::colour(series)),
        Reading::Below(_) => sketch.arrow(at, (-ARROW, 0.0), palette::colour(series)),
        Reading::At { .. } => sketch.marker(series, at, radius, reading.is_uncertain()),
        Reading::Words => {}
    }
}

/// Where the text beside a mark begins or ends.
pub(super) fn beside(reading: Reading, x: f64, radius: f64, before: bool) -> (f64, Anchor) {
    match reading {
        Reading::Above(_) => (x + ARROW + BESIDE, Anchor::Left),
        Reading::Below(_) => (x - ARROW - BESIDE, Anchor::Right),
        _ if before => (x - radius - BESIDE, Anchor::Right),
        _ => (x + radius + BESIDE, Anchor::Left),
    }
}
