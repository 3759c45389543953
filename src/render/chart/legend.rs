//! The key row: what each colour, shape and line stands for.

use super::{
    palette::{self, GREY},
    reading::Reading,
    sketch::{Anchor, MARGIN, Point, Region, Sketch, Stroke, WIDTH},
    text::{Block, NAME},
};
use crate::exhibits::chart::{Key, Series};

/// What stands before a label of the legend.
#[derive(Clone, Copy, Debug)]
pub(super) enum Glyph {
    Marker(Series),
    Median,
    Hollow,
    Whisker,
    Box,
    Beyond,
    Dashes,
}

/// One entry.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub glyph: Glyph,
    pub label: String,
}

impl Entry {
    pub fn new(glyph: Glyph, label: &str) -> Self {
        Self { glyph, label: label.to_owned() }
    }
}

const GAP: f64 = 22.0;
const LINE: f64 = 21.0;

/// The keys of a chart as entries.
pub(super) fn of_keys(keys: &[Key], glyph: fn(Series) -> Glyph) -> Vec<Entry> {
    keys.iter().map(|key| Entry::new(glyph(key.series), &key.label)).collect()
}

/// What a hollow marker stands for, when there is one.
pub(super) fn hollow(any: bool) -> Option<Entry> {
    any.then(|| Entry::new(Glyph::Hollow, "Hollow: estimate"))
}

/// What an arrow stands for, when there is one.
pub(super) fn beyond(mut readings: impl Iterator<Item = Reading>) -> Option<Entry> {
    let label = "Beyond this bound; the value is not published";
    readings
        .any(|reading| matches!(reading, Reading::Above(_) | Reading::Below(_)))
        .then(|| Entry::new(Glyph::Beyond, label))
}

/// Sets the entries in a row, or in several when they do not fit; gives where they end.
pub(super) fn rows(sketch: &mut Sketch, top: f64, entries: &[Entry]) -> f64 {
    let (mut x, mut y, mut bottom) = (MARGIN, top, top);
    for entry in entries {
        let wide = entry.glyph.width() + 7.0;
        let block = Block::full(&entry.label, NAME, WIDTH - 2.0 * MARGIN - wide);
        if x > MARGIN && x + wide + block.width > WIDTH - MARGIN {
            (x, y) = (MARGIN, bottom);
        }
        entry.glyph.draw(sketch, (x, y + LINE / 2.0));
        let below = sketch.block((x + wide, y + (LINE - NAME.leading()) / 2.0), Anchor::Left, &block);
        bottom = bottom.max(below + (LINE - NAME.leading()) / 2.0);
        x += wide + block.width + GAP;
    }
    bottom
}

impl Glyph {
    const fn width(self) -> f64 {
        match self {
            Self::Marker(_) | Self::Median | Self::Hollow => 12.0,
            Self::Whisker | Self::Box | Self::Beyond | Self::Dashes => 30.0,
        }
    }

    fn draw(self, sketch: &mut Sketch, (x, y): Point) {
        let (centre, right) = ((x + self.width() / 2.0, y), x + self.width());
        let band = |half: f64| Region { left: x, top: y - half, right, bottom: y + half };
        match self {
            Self::Marker(series) => sketch.marker(series, centre, 5.0, false),
            Self::Median => sketch.shape(palette::Shape::Circle, centre, 5.0, GREY, 1.0),
            Self::Hollow => sketch.outline(palette::Shape::Circle, centre, 4.0, Stroke::solid(GREY, 2)),
            Self::Whisker => whisker(sketch, band(5.0)),
            Self::Box => sketch.bar(band(6.0), GREY, 0.4),
            Self::Beyond => sketch.arrow((x, y), (self.width(), 0.0), GREY),
            Self::Dashes => sketch.line(&[(x, y), (right, y)], Stroke::dashed(GREY, 1)),
        }
    }
}

fn whisker(sketch: &mut Sketch, Region { left, top, right, bottom }: Region) {
    let y = f64::midpoint(top, bottom);
    let stroke = Stroke::solid(GREY, 2);
    sketch.line(&[(left, y), (right, y)], stroke);
    sketch.line(&[(left, top), (left, bottom)], stroke);
    sketch.line(&[(right, top), (right, bottom)], stroke);
}
