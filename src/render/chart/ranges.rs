//! Wage percentiles, a row a subject: whiskers from the 10th to the 90th, a bar from the 25th to the
//! 75th, a marker at the median. Beyond a bound there is an arrow and no mark.

use super::{
    axis::{Axis, Reference, Room, TickUnit},
    legend::{self, Entry, Glyph},
    palette::{self, GRID, PAPER},
    reading::Reading,
    rows::{ARROW, BESIDE, Labels},
    sketch::{Anchor, MARGIN, Region, Sketch, Stroke, WIDTH},
    text::{Block, HEAD, SMALL, VALUE},
};
use crate::exhibits::chart::{RangeBlock, RangeRow, Ranges};

const NAMES: [&str; 5] = ["10th", "25th", "median", "75th", "90th"];
const MEDIAN: usize = 2;
const RADIUS: f64 = 6.0;
/// From the middle of a row up to the middle of the median's text.
const RISE: f64 = 18.0;

/// Draws the chart from a height on; gives where it ends.
pub(super) fn draw(ranges: &Ranges, sketch: &mut Sketch, top: f64) -> f64 {
    let rows: Vec<_> = ranges.blocks.iter().flat_map(|block| &block.rows).collect();
    let labels = Labels::new(rows.iter().map(|row| row.label.as_str()), MARGIN, 230.0);
    let ends = (labels.right, WIDTH - MARGIN);
    let axis = axis_of(ranges, &rows, ends);
    let below_keys = legend::rows(sketch, top, &legend::of_keys(&ranges.keys, Glyph::Marker));
    let plot_top = legend::rows(sketch, below_keys, &how_to_read(&rows)) + 12.0;
    let reference = ranges.reference.as_ref().map(|(name, datum)| Reference::new(name, datum));
    let first = plot_top + reference.as_ref().map_or(4.0, Reference::height);
    let mut pen = Pen { sketch, labels: &labels, axis: &axis, ends, y: first, row: 0 };
    for block in &ranges.blocks {
        pen.block(block);
    }
    let bottom = pen.y + 4.0;
    axis.grid(sketch, first, bottom);
    if let Some(reference) = reference {
        reference.draw(sketch, &axis, ends, (plot_top, bottom));
    }
    axis.labels(sketch, bottom)
}

fn how_to_read(rows: &[&RangeRow]) -> Vec<Entry> {
    let readings = || rows.iter().flat_map(|row| &row.points).map(Reading::of);
    let medians = || rows.iter().map(|row| Reading::of(&row.points[MEDIAN]));
    let mut entries = vec![
        Entry::new(Glyph::Whisker, "10th to 90th percentile"),
        Entry::new(Glyph::Box, "25th to 75th"),
        Entry::new(Glyph::Median, "Median"),
    ];
    entries.extend(legend::hollow(medians().any(is_estimate)));
    entries.extend(legend::beyond(readings()));
    entries
}

const fn is_estimate(reading: Reading) -> bool {
    matches!(reading, Reading::At { derived: true, .. })
}

fn axis_of(ranges: &Ranges, rows: &[&RangeRow], ends: (f64, f64)) -> Axis {
    let data = rows.iter().flat_map(|row| &row.points);
    let data = || data.clone().chain(ranges.reference.iter().map(|(_, datum)| datum));
    let values: Vec<_> = data().flat_map(|datum| Reading::of(datum).extent()).collect();
    let rooms: Vec<_> = rows.iter().flat_map(|row| rooms(row)).collect();
    Axis::across(&values, TickUnit::of(data()), ends, &rooms)
}

/// What a row writes beside its ends and above its median.
fn rooms(row: &RangeRow) -> Vec<Room> {
    let readings = row.points.each_ref().map(Reading::of);
    let mut rooms = Vec::new();
    let mut add = |value, before, after| rooms.push(Room { value, before, after });
    for (reading, datum) in readings.iter().zip(&row.points) {
        let half = VALUE.width(&datum.text) / 2.0;
        reading.number().into_iter().for_each(|value| add(value, half, half));
    }
    if let Some((value, label)) = below(row) {
        add(value, ARROW + BESIDE + SMALL.width(&label), 0.0);
    } else if let Some(value) = readings[0].number() {
        add(value, BESIDE + SMALL.width(&row.points[0].text), 0.0);
    }
    if let Some((value, label)) = above(row) {
        add(value, 0.0, ARROW + BESIDE + SMALL.width(&label));
    } else if let Some(value) = readings[4].number() {
        add(value, 0.0, BESIDE + SMALL.width(&row.points[4].text));
    }
    rooms
}

/// The lowest "at least" of a row and what is written beside its arrow.
fn above(row: &RangeRow) -> Option<(f64, String)> {
    let bound = |at: usize| match Reading::of(&row.points[at]) {
        Reading::Above(bound) => Some((at, bound)),
        _ => None,
    };
    let (at, value) = (0..5).find_map(bound)?;
    let names = if at == 4 { String::new() } else { format!("{} and up: ", NAMES[at]) };
    Some((value, names + &row.points[at].text))
}

/// The highest "at most" of a row and what is written beside its arrow.
fn below(row: &RangeRow) -> Option<(f64, String)> {
    let bound = |at: usize| match Reading::of(&row.points[at]) {
        Reading::Below(bound) => Some((at, bound)),
        _ => None,
    };
    let (at, value) = (0..5).rev().find_map(bound)?;
    let names = if at == 0 { String::new() } else { format!("{} and down: ", NAMES[at]) };
    Some((value, names + &row.points[at].text))
}

/// The percentiles of a row that are absent, with the words that stand for them.
fn absences(row: &RangeRow) -> Option<String> {
    let absent: Vec<_> = (0..5).filter(|at| Reading::of(&row.points[*at]) == Reading::Words).collect();
    let first = absent.first()?;
    let words = &row.points[*first].text;
    if absent.len() == 5 && row.points.iter().all(|datum| datum.text == *words) {
        return Some(words.clone());
    }
    let each: Vec<_> =
        absent.iter().map(|at| format!("{}: {}", NAMES[*at], row.points[*at].text)).collect();
    Some(each.join("; "))
}

/// Sets blocks and rows from top to bottom.
struct Pen<'a> {
    sketch: &'a mut Sketch,
    labels: &'a Labels,
    axis: &'a Axis,
    ends: (f64, f64),
    y: f64,
    row: usize,
}

impl Pen<'_> {
    fn block(&mut self, block: &RangeBlock) {
        if !block.label.is_empty() {
            let head = Block::full(&block.label, HEAD, WIDTH - 2.0 * MARGIN);
            let space = if self.row == 0 { 4.0 } else { 14.0 };
            let below = self.sketch.block((MARGIN, self.y + space), Anchor::Left, &head) + 3.0;
            let rule = [(MARGIN, below), (WIDTH - MARGIN, below)];
            self.sketch.line_behind(&rule, Stroke::solid(GRID, 1));
            self.y = below + 4.0;
        }
        for row in &block.rows {
            self.row(row);
        }
    }

    fn row(&mut self, row: &RangeRow) {
        let left = self.axis.scale.from + BESIDE;
        let note = absences(row).map(|words| Block::full(&words, SMALL, self.ends.1 - left));
        let has_range = row.points.iter().any(|datum| Reading::of(datum) != Reading::Words);
        let (above, below) = if has_range { (RISE + 8.0, 8.0) } else { (0.0, 0.0) };
        let note_height = note.as_ref().map_or(0.0, Block::height);
        let half_label = self.labels.height(self.row) / 2.0;
        let middle =
            self.y + 5.0 + half_label.max(above).max(if has_range { 0.0 } else { note_height / 2.0 });
        self.labels.set(self.sketch, self.row, middle);
        if has_range {
            self.range(row, middle);
        }
        let note_top = if has_range { middle + below + 2.0 } else { middle - note_height / 2.0 };
        let note_bottom = note.map_or(middle + below, |note| {
            self.sketch.block_on_paper((left, note_top), Anchor::Left, &note)
        });
        self.y = (middle + half_label).max(note_bottom) + 5.0;
        self.row += 1;
    }

    fn range(&mut self, row: &RangeRow, y: f64) {
        let readings = row.points.each_ref().map(Reading::of);
        let colour = palette::colour(row.series);
        // Nothing is drawn past the first bound: what is beyond it is not known.
        let least = below(row).map_or(f64::NEG_INFINITY, |(bound, _)| bound);
        let most = above(row).map_or(f64::INFINITY, |(bound, _)| bound);
        let x =
            |at: usize| readings[at].end().map(|value| self.axis.scale.at(value.min(most).max(least)));
        let known: Vec<_> = (0..5).filter_map(x).collect();
        if let (Some(from), Some(to)) = (known.first(), known.last()) {
            self.sketch.line(&[(*from, y), (*to, y)], Stroke::solid(colour, 2));
        }
        if let (Some(left), Some(right)) = (x(1), x(3))
            && left < right
        {
            let bar = Region { left, top: y - 6.0, right, bottom: y + 6.0 };
            self.sketch.bar(bar, PAPER, 1.0);
            self.sketch.bar(bar, colour, 0.4);
        }
        self.end(row, y, &readings, (0, below(row), -1.0));
        self.end(row, y, &readings, (4, above(row), 1.0));
        self.median(row, y, readings[MEDIAN]);
    }

    /// The cap of an end with its number, or the arrow beyond a bound with its words.
    fn end(
        &mut self,
        row: &RangeRow,
        y: f64,
        readings: &[Reading; 5],
        (at, bound, side): (usize, Option<(f64, String)>, f64),
    ) {
        let colour = palette::colour(row.series);
        let anchor = if side < 0.0 { Anchor::Right } else { Anchor::Left };
        if let Some((value, label)) = bound {
            let x = self.axis.scale.at(value);
            self.sketch.arrow((x, y), (side * ARROW, 0.0), colour);
            self.sketch.text_on_paper((x + side * (ARROW + BESIDE), y), anchor, &label, SMALL);
        } else if let Some(value) = readings[at].number() {
            let x = self.axis.scale.at(value);
            self.sketch.line(&[(x, y - 5.0), (x, y + 5.0)], Stroke::solid(colour, 2));
            self.sketch.text_on_paper((x + side * BESIDE, y), anchor, &row.points[at].text, SMALL);
        }
    }

    fn median(&mut self, row: &RangeRow, y: f64, reading: Reading) {
        if let Some(value) = reading.number() {
            let x = self.axis.scale.at(value);
            self.sketch.marker(row.series, (x, y), RADIUS, is_estimate(reading));
            self.sketch.text_on_paper((x, y - RISE), Anchor::Middle, &row.points[MEDIAN].text, VALUE);
        }
    }
}
