//! One number a place, ranked, in two columns of dots; the nation's is a dashed line. What BLS does
//! not release stands in words at the end.

use super::{
    axis::{Axis, Room, TickUnit},
    legend::{self, Entry, Glyph},
    palette::{AXIS, GREY, GRID},
    reading::Reading,
    rows,
    sketch::{Anchor, MARGIN, Sketch, Stroke, WIDTH},
    spread,
    text::{Block, NAME, SMALL},
};
use crate::exhibits::chart::{Datum, PlaceRow, Places, Series};

const COLUMN_GAP: f64 = 32.0;
const COLUMN: f64 = (WIDTH - 2.0 * MARGIN - COLUMN_GAP) / 2.0;
const RADIUS: f64 = 5.0;
const HALF_ROW: f64 = 14.0;
const LABEL_WIDTH: f64 = 130.0;
/// What the nation's numbers take above the rows.
const REFERENCE: f64 = 26.0;

/// Draws the chart from a height on; gives where it ends.
pub(super) fn draw(places: &Places, sketch: &mut Sketch, top: f64) -> f64 {
    let rows: Vec<_> = ordered(places).into_iter().map(|row| Row::new(places, row)).collect();
    let label_width = rows.iter().map(|row| row.label.width).fold(0.0, f64::max);
    let plot = (MARGIN + label_width + 12.0, MARGIN + COLUMN);
    let axis = axis_of(places, &rows, plot);
    let plot_top = legend::rows(sketch, top, &entries(places)) + 12.0;
    let first_row = plot_top + if places.reference.is_empty() { 4.0 } else { REFERENCE };
    let (left, right) = halves(&rows);
    let bottom = first_row + height(left).max(height(right));
    for (rows, shift) in [(left, 0.0), (right, COLUMN + COLUMN_GAP)] {
        if !rows.is_empty() {
            let column =
                Column { places, axis: axis.shifted(shift), plot: (plot.0 + shift, plot.1 + shift) };
            column.frame(sketch, plot_top, (first_row, bottom));
            column.rows(sketch, rows, first_row, MARGIN + shift);
        }
    }
    let bottom = bottom + 22.0;
    sketch.block(
        (MARGIN, bottom + 4.0),
        Anchor::Left,
        &Block::full(&places.axis, SMALL, WIDTH - 2.0 * MARGIN),
    )
}

fn entries(places: &Places) -> Vec<Entry> {
    let readings = || places.rows.iter().flat_map(|row| &row.data).map(Reading::of);
    let mut entries = legend::of_keys(&places.keys, Glyph::Marker);
    entries.extend(legend::hollow(readings().any(Reading::is_uncertain)));
    entries.extend(legend::beyond(readings()));
    entries
}

/// The rows as given, those without any number last.
fn ordered(places: &Places) -> Vec<&PlaceRow> {
    let known = |row: &&PlaceRow| row.data.iter().any(|datum| Reading::of(datum) != Reading::Words);
    let (mut rows, absent): (Vec<_>, Vec<_>) = places.rows.iter().partition(known);
    rows.extend(absent);
    rows
}

fn height(rows: &[Row<'_>]) -> f64 {
    rows.iter().map(Row::height).sum()
}

/// The rows of the left and of the right column, about as high as each other.
fn halves<'a, 'b>(rows: &'a [Row<'b>]) -> (&'a [Row<'b>], &'a [Row<'b>]) {
    let fits = |at: &usize| height(&rows[..*at]) < height(&rows[*at..]);
    rows.split_at((0..rows.len()).find(|at| !fits(at)).unwrap_or(rows.len()))
}

fn series(places: &Places, at: usize) -> Series {
    places.keys.get(at).map_or(Series::Group(at), |key| key.series)
}

fn axis_of(places: &Places, rows: &[Row<'_>], plot: (f64, f64)) -> Axis {
    let data = || rows.iter().flat_map(|row| &row.place.data).chain(&places.reference);
    let values: Vec<_> = data().flat_map(|datum| Reading::of(datum).extent()).collect();
    let rooms: Vec<_> = rows.iter().flat_map(Row::rooms).collect();
    Axis::across(&values, TickUnit::of(data()), plot, &rooms)
}

/// On which side of a mark its number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    After,
    Nowhere,
}

/// One of the numbers of a place.
struct Dot<'a> {
    /// Which key it belongs to.
    key: usize,
    datum: &'a Datum,
    reading: Reading,
    value: f64,
    side: Side,
}

/// A place, measured.
struct Row<'a> {
    place: &'a PlaceRow,
    label: Block,
    /// From the lowest to the highest.
    dots: Vec<Dot<'a>>,
    /// What stands in words.
    note: Option<Block>,
}

impl<'a> Row<'a> {
    fn new(places: &Places, place: &'a PlaceRow) -> Self {
        let label = Block::even(&place.label, NAME, LABEL_WIDTH);
        let dots = dots(places, place);
        let note = unsaid(places, place, &dots);
        let note = note.map(|words| Block::full(&words, SMALL, COLUMN - LABEL_WIDTH - 20.0));
        Self { place, label, dots, note }
    }

    /// Half the height of what stands beside the label: the dots, or else the first line of the note.
    fn half(&self) -> f64 {
        HALF_ROW.max(self.label.height() / 2.0 + 3.0)
    }

    fn height(&self) -> f64 {
        let note = self.note.as_ref().map_or(0.0, Block::height);
        let beside = if self.dots.is_empty() { SMALL.leading() } else { 0.0 };
        2.0 * self.half() + (note - beside).max(0.0)
    }

    fn rooms(&self) -> impl Iterator<Item = Room> {
        self.dots.iter().filter_map(|dot| {
            let text = if dot.side == Side::Nowhere { "" } else { dot.datum.text.as_str() };
            rows::room(dot.reading, text, NAME, RADIUS, dot.side == Side::Before)
        })
    }
}

/// What a place has to draw. The highest has its number after it and the lowest before it; one
/// between them, or one whose arrow points at another, has no room for it.
fn dots<'a>(places: &Places, place: &'a PlaceRow) -> Vec<Dot<'a>> {
    let dot = |(key, datum)| {
        let reading = Reading::of(datum);
        Some(Dot { key, datum, reading, value: reading.end()?, side: Side::Nowhere })
    };
    let mut dots: Vec<_> = place.data.iter().enumerate().filter_map(dot).collect();
    // Of two at one place the one with an arrow comes last, where there is room for it.
    let order = |dot: &Dot<'_>| (dot.reading.number().is_none(), dot.key);
    dots.sort_by(|a, b| a.value.total_cmp(&b.value).then(order(a).cmp(&order(b))));
    let alone = dots.len() == 1;
    if let Some(first) = dots.first_mut().filter(|dot| !matches!(dot.reading, Reading::Above(_))) {
        first.side = Side::Before;
    }
    // A single one below the nation's has its number on the side away from the nation's line.
    let nation = |dot: &Dot<'_>| places.reference.get(dot.key).and_then(|it| Reading::of(it).number());
    let is_below =
        |dot: &Dot<'_>| dot.reading.number().zip(nation(dot)).is_some_and(|(own, all)| own < all);
    let fits_after = |dot: &&mut Dot<'_>| {
        if alone { !is_below(dot) } else { !matches!(dot.reading, Reading::Below(_)) }
    };
    if let Some(last) = dots.last_mut().filter(fits_after) {
        last.side = Side::After;
    }
    dots
}

/// Words for what has no number, or a bound without room for its text: of which key, unless all of
/// them say the same.
fn unsaid(places: &Places, place: &PlaceRow, dots: &[Dot<'_>]) -> Option<String> {
    let said = |key: usize| {
        let dot = dots.iter().find(|dot| dot.key == key);
        dot.is_some_and(|dot| dot.side != Side::Nowhere || dot.reading.number().is_some())
    };
    let unsaid: Vec<_> = (0..place.data.len()).filter(|key| !said(*key)).collect();
    let words = &place.data[*unsaid.first()?].text;
    if unsaid.len() == place.data.len() && place.data.iter().all(|datum| datum.text == *words) {
        return Some(words.clone());
    }
    let name = |key: usize| places.keys.get(key).map_or("", |key| key.label.as_str());
    let each: Vec<_> =
        unsaid.iter().map(|key| format!("{}: {}", name(*key), place.data[*key].text)).collect();
    Some(each.join("; "))
}

/// One of the two columns.
struct Column<'a> {
    places: &'a Places,
    axis: Axis,
    plot: (f64, f64),
}

impl Column<'_> {
    fn frame(&self, sketch: &mut Sketch, top: f64, (first_row, bottom): (f64, f64)) {
        self.axis.grid(sketch, first_row, bottom);
        self.axis.labels(sketch, bottom + 2.0);
        self.references(sketch, top, (first_row, bottom));
    }

    /// The nation's lines with their numbers in one row above, pushed apart where they would touch.
    fn references(&self, sketch: &mut Sketch, top: f64, (first_row, bottom): (f64, f64)) {
        const MARKER: f64 = 14.0;
        let line = |(key, datum): (usize, &Datum)| {
            Some((key, format!("U.S. {}", datum.text), self.axis.scale.at(Reading::of(datum).number()?)))
        };
        let lines: Vec<_> = self.places.reference.iter().enumerate().filter_map(line).collect();
        let sizes: Vec<_> =
            lines.iter().map(|(_, words, _)| NAME.width(words) + MARKER + 14.0).collect();
        let wanted: Vec<_> = lines.iter().map(|(.., x)| *x).collect();
        let middles = spread::along(&wanted, &sizes, self.plot.0 - LABEL_WIDTH, self.plot.1);
        for ((key, words, x), middle) in lines.into_iter().zip(middles) {
            let left = middle - f64::midpoint(NAME.width(&words), MARKER);
            sketch.marker(series(self.places, key), (left + 4.0, top + 8.0), 4.0, false);
            sketch.text((left + MARKER, top + 8.0), Anchor::Left, &words, NAME);
            sketch.line_behind(&[(middle, top + 17.0), (x, first_row - 1.0)], Stroke::solid(GREY, 1));
            sketch.line_behind(&[(x, first_row - 1.0), (x, bottom)], Stroke::dashed(GREY, 1));
        }
    }

    fn rows(&self, sketch: &mut Sketch, rows: &[Row<'_>], top: f64, left: f64) {
        let mut y = top;
        for row in rows {
            let middle = y + row.half();
            sketch.block((left, middle - row.label.height() / 2.0), Anchor::Left, &row.label);
            sketch.line_behind(&[(self.plot.0, middle), (self.plot.1, middle)], Stroke::solid(GRID, 1));
            self.dots(sketch, row, middle);
            if let Some(note) = &row.note {
                let beside = if row.dots.is_empty() { -SMALL.leading() / 2.0 } else { HALF_ROW - 5.0 };
                sketch.block_on_paper((self.plot.0 + 8.0, middle + beside), Anchor::Left, note);
            }
            y += row.height();
        }
    }

    fn dots(&self, sketch: &mut Sketch, row: &Row<'_>, y: f64) {
        let x = |dot: &Dot<'_>| self.axis.scale.at(dot.value);
        if let (Some(first), Some(last)) = (row.dots.first(), row.dots.last()) {
            sketch.line(&[(x(first), y), (x(last), y)], Stroke::solid(AXIS, 2));
        }
        for dot in &row.dots {
            rows::mark(sketch, series(self.places, dot.key), dot.reading, (x(dot), y), RADIUS);
            if dot.side != Side::Nowhere {
                let (end, anchor) = rows::beside(dot.reading, x(dot), RADIUS, dot.side == Side::Before);
                sketch.text_on_paper((end, y), anchor, &dot.datum.text, NAME);
            }
        }
    }
}
