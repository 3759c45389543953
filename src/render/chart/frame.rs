//! What every chart has around its data: title, subtitle, notes and source.

use super::{
    palette::GRID,
    sketch::{Anchor, MARGIN, Sketch, Stroke, WIDTH},
    text::{Block, SMALL, SUBTITLE, TITLE},
};
use crate::exhibits::chart::Chart;

const INNER: f64 = WIDTH - 2.0 * MARGIN;

/// Sets title and subtitle; gives where they end.
pub(super) fn head(sketch: &mut Sketch, chart: &Chart) -> f64 {
    let title = Block::even(&chart.title, TITLE, INNER);
    let below_title = sketch.block((MARGIN, 20.0), Anchor::Left, &title);
    let subtitle = Block::full(&chart.subtitle, SUBTITLE, INNER);
    sketch.block((MARGIN, below_title + 4.0), Anchor::Left, &subtitle) + 14.0
}

/// Sets notes and source below a rule; gives the height of the whole chart.
pub(super) fn foot(sketch: &mut Sketch, chart: &Chart, top: f64) -> f64 {
    let rule = top + 14.0;
    sketch.line(&[(MARGIN, rule), (WIDTH - MARGIN, rule)], Stroke::solid(GRID, 1));
    let source = (!chart.source.is_empty()).then(|| format!("Source: {}", chart.source));
    let mut y = rule + 10.0;
    for words in chart.notes.iter().chain(&source) {
        y = sketch.block((MARGIN, y), Anchor::Left, &Block::full(words, SMALL, INNER)) + 3.0;
    }
    (y + 16.0).ceil()
}
