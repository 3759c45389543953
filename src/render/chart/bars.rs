//! One number a subject, as bars from zero; a bound has an open end, a missing number has its words.

use super::{
    axis::{Axis, Reference, Room, TickUnit},
    legend::{self, Entry, Glyph},
    palette,
    reading::Reading,
    rows::{self, ARROW, BESIDE, Labels},
    sketch::{Anchor, MARGIN, Region, Sketch, Stroke, WIDTH},
    text::{Block, SMALL, VALUE},
};
use crate::exhibits::chart::{BarRow, Bars};

const HALF: f64 = 10.0;
/// What the marker before a label takes.
const MARKER: f64 = 20.0;

/// Draws the chart from a height on; gives where it ends.
pub(super) fn draw(bars: &Bars, sketch: &mut Sketch, top: f64) -> f64 {
    let labels = Labels::new(bars.rows.iter().map(|row| row.label.as_str()), MARGIN + MARKER, 250.0);
    let ends = (labels.right, WIDTH - MARGIN);
    let axis = axis_of(bars, ends);
    let plot_top = legend::rows(sketch, top, &entries(bars)) + 12.0;
    let reference = bars.reference.as_ref().map(|(name, datum)| Reference::new(name, datum));
    let first = plot_top + reference.as_ref().map_or(4.0, Reference::height);
    let mut y = first;
    for (at, row) in bars.rows.iter().enumerate() {
        let half = (labels.height(at) / 2.0).max(HALF) + 5.0;
        // Bars differ in colour alone; the marker tells the series apart in print as well.
        sketch.marker(row.series, (MARGIN + 6.0, y + half), 5.0, false);
        labels.set(sketch, at, y + half);
        bar(sketch, &axis, row, y + half);
        y += 2.0 * half;
    }
    axis.grid(sketch, first, y);
    if let Some(reference) = reference {
        reference.draw(sketch, &axis, ends, (plot_top, y));
    }
    let below = axis.labels(sketch, y + 2.0);
    sketch.block((ends.0, below), Anchor::Left, &Block::full(&bars.axis, SMALL, ends.1 - ends.0))
}

fn entries(bars: &Bars) -> Vec<Entry> {
    let uncertain = bars.rows.iter().any(|row| visible_band(Reading::of(&row.datum)).is_some());
    let whisker = uncertain.then(|| Entry::new(Glyph::Whisker, "Range that the error allows"));
    let beyond = legend::beyond(bars.rows.iter().map(|row| Reading::of(&row.datum)));
    legend::of_keys(&bars.keys, Glyph::Marker).into_iter().chain(whisker).chain(beyond).collect()
}

fn axis_of(bars: &Bars, ends: (f64, f64)) -> Axis {
    let rows = || bars.rows.iter().map(|row| &row.datum);
    let data = || rows().chain(bars.reference.iter().map(|(_, datum)| datum));
    let mut values: Vec<_> = data().flat_map(|datum| Reading::of(datum).extent()).collect();
    if !values.is_empty() {
        values.push(0.0);
    }
    let rooms: Vec<_> = bars.rows.iter().filter_map(rooms).collect();
    Axis::across(&values, TickUnit::of(data()), ends, &rooms)
}

fn rooms(row: &BarRow) -> Option<Room> {
    let reading = Reading::of(&row.datum);
    let Some(tip) = tip(reading) else {
        return Some(Room { value: 0.0, before: 0.0, after: BESIDE + SMALL.width(&row.datum.text) });
    };
    let beside = rows::room(reading, &row.datum.text, VALUE, 0.0, tip < 0.0)?;
    Some(Room { value: tip, ..beside })
}

/// The end of the bar and of what shows how far it may be off.
fn tip(reading: Reading) -> Option<f64> {
    let value = reading.end()?;
    let further = |a: f64, b: f64| if value < 0.0 { a.min(b) } else { a.max(b) };
    Some(reading.extent().fold(value, further))
}

/// How far a bar is certain to reach, and how solid it is: pale up to a bound that lies on the way
/// from zero, and nothing for a bound beyond which zero lies.
fn filled(reading: Reading) -> Option<(f64, f64)> {
    match reading {
        Reading::At { value, .. } => Some((value, 1.0)),
        Reading::Above(bound) if bound > 0.0 => Some((bound, 0.4)),
        Reading::Below(bound) if bound < 0.0 => Some((bound, 0.4)),
        _ => None,
    }
}

fn bar(sketch: &mut Sketch, axis: &Axis, row: &BarRow, y: f64) {
    let (reading, zero) = (Reading::of(&row.datum), axis.scale.at(0.0));
    let colour = palette::colour(row.series);
    if let Some((value, opacity)) = filled(reading) {
        let x = axis.scale.at(value);
        let region = Region { left: zero.min(x), top: y - HALF, right: zero.max(x), bottom: y + HALF };
        sketch.bar(region, colour, opacity);
    }
    if let Some((low, high)) = visible_band(reading) {
        whisker(sketch, (axis.scale.at(low), axis.scale.at(high)), y);
    }
    let end = axis.scale.at(tip(reading).unwrap_or(0.0));
    let beyond = |side: f64| side * (ARROW + BESIDE);
    let (x, anchor, face) = match reading {
        Reading::Above(_) => (end + beyond(1.0), Anchor::Left, VALUE),
        Reading::Below(_) => (end + beyond(-1.0), Anchor::Right, VALUE),
        Reading::At { value, .. } if value < 0.0 => (end - BESIDE, Anchor::Right, VALUE),
        Reading::At { .. } => (end + BESIDE, Anchor::Left, VALUE),
        Reading::Words => (zero + BESIDE, Anchor::Left, SMALL),
    };
    match reading {
        Reading::Above(_) => sketch.arrow((end, y), (ARROW, 0.0), colour),
        Reading::Below(_) => sketch.arrow((end, y), (-ARROW, 0.0), colour),
        _ => {}
    }
    sketch.text_on_paper((x, y), anchor, &row.datum.text, face);
}

/// The band of a number; one of a few hundredths of the number would be drawn as a mere stroke.
fn visible_band(reading: Reading) -> Option<(f64, f64)> {
    match reading {
        Reading::At { value, band: Some((low, high)), .. } if high - low > 0.05 * value.abs() => {
            Some((low, high))
        }
        _ => None,
    }
}

fn whisker(sketch: &mut Sketch, (from, to): (f64, f64), y: f64) {
    let stroke = Stroke::solid(palette::INK, 1);
    sketch.line(&[(from, y), (to, y)], stroke);
    sketch.line(&[(from, y - 4.0), (from, y + 4.0)], stroke);
    sketch.line(&[(to, y - 4.0), (to, y + 4.0)], stroke);
}
