//! One number over releases, in panels on one scale. A line is broken where a number is missing, and
//! a bound is an arrow; where the series itself breaks, a dashed line says why.

use super::{
    axis::{Axis, Room, Unit, clamped},
    legend::{self, Glyph},
    palette::{self, AXIS, GREY, GRID},
    reading::Reading,
    rows::{ARROW, BESIDE},
    sketch::{Anchor, MARGIN, Point, Region, Sketch, Stroke, WIDTH, text_region},
    spread,
    text::{Block, HEAD, NAME, SMALL, VALUE},
};
use crate::exhibits::chart::{Datum, Trend, TrendLine, TrendPanel};

const RADIUS: f64 = 5.0;
const GAP: f64 = 28.0;
const LOWEST: f64 = 300.0;
/// Panels beside each other; more are set in further rows.
const BESIDE_EACH_OTHER: usize = 3;
/// Room above and below a point, for a label.
const PADDING: f64 = 24.0;

/// Draws the chart from a height on; gives where it ends.
pub(super) fn draw(trend: &Trend, sketch: &mut Sketch, top: f64) -> f64 {
    let readings = || data(trend).map(Reading::of);
    let mut entries = legend::of_keys(&trend.keys, Glyph::Marker);
    entries.extend(legend::hollow(readings().any(Reading::is_uncertain)));
    entries.extend(legend::beyond(readings()));
    let mut y = legend::rows(sketch, top, &entries) + 10.0;
    for panels in trend.panels.chunks(BESIDE_EACH_OTHER) {
        y = row_of_panels(trend, panels, sketch, y) + 10.0;
    }
    y
}

fn data(trend: &Trend) -> impl Iterator<Item = &Datum> {
    trend.panels.iter().flat_map(|panel| &panel.lines).flat_map(|line| &line.points)
}

fn row_of_panels(trend: &Trend, panels: &[TrendPanel], sketch: &mut Sketch, top: f64) -> f64 {
    let values: Vec<_> = data(trend).flat_map(|datum| Reading::of(datum).extent()).collect();
    let unit = Unit::of(data(trend));
    let measured = Axis::up(&values, unit, (0.0, 1.0), &[]);
    let tick_width = most(measured.ticks.iter().map(|(_, label)| SMALL.width(label))) + 10.0;
    let count = panels.len() as f64;
    let width = (WIDTH - 2.0 * MARGIN - tick_width - GAP * (count - 1.0)) / count;
    let left = |at: usize| MARGIN + tick_width + at as f64 * (width + GAP);
    let panels: Vec<_> = (0..)
        .zip(panels)
        .map(|(at, panel)| Panel::new(trend, panel, (left(at), left(at) + width)))
        .collect();
    let plot_top = top + most(panels.iter().map(Panel::head_height));
    let bottom = plot_top + most(panels.iter().map(Panel::plot_height));
    let rooms: Vec<_> = data(trend).filter_map(|datum| room(Reading::of(datum))).collect();
    let axis = Axis::up(&values, unit, (plot_top, bottom), &rooms);
    for (value, label) in &axis.ticks {
        sketch.text((MARGIN + tick_width - 8.0, axis.scale.at(*value)), Anchor::Right, label, SMALL);
    }
    let draw = |panel: &Panel<'_>| panel.draw(sketch, &axis, top, (plot_top, bottom));
    panels.iter().map(draw).fold(bottom, f64::max)
}

/// What a mark and a label above or below it take.
fn room(reading: Reading) -> Option<Room> {
    let value = reading.end()?;
    let reach = if reading.number().is_some() { PADDING } else { PADDING + ARROW };
    Some(Room { value, before: reach, after: reach })
}

/// A panel, measured.
struct Panel<'a> {
    trend: &'a Trend,
    ends: (f64, f64),
    head: Block,
    reasons: Vec<(usize, Block)>,
    lines: Vec<Line<'a>>,
    notes: Vec<Block>,
    /// The middle of the first and of the last period.
    first: f64,
    last: f64,
}

impl<'a> Panel<'a> {
    fn new(trend: &'a Trend, panel: &'a TrendPanel, ends: (f64, f64)) -> Self {
        let width = ends.1 - ends.0;
        let name_width = (width * 0.34).clamp(70.0, 200.0);
        let lines: Vec<_> = panel.lines.iter().map(|line| Line::new(line, name_width)).collect();
        let start = most(lines.iter().map(Line::start_width));
        let end = most(lines.iter().map(Line::end_width));
        let inside = |(period, _): &&(usize, String)| (1..trend.periods.len()).contains(period);
        let reason = |(period, why): &(usize, String)| {
            (*period, Block::even(why, SMALL, (width * 0.6).max(90.0)))
        };
        let notes = panel.lines.iter().filter_map(|line| absences(trend, line));
        Self {
            trend,

            ends,
            head: Block::full(&panel.label, HEAD, width),
            reasons: trend.breaks.iter().filter(inside).map(reason).collect(),
            notes: notes.map(|words| Block::full(&words, SMALL, width)).collect(),
            first: ends.0 + start.max(30.0),
            last: ends.1 - end.max(30.0),
            lines,
        }
    }

    fn head_height(&self) -> f64 {
        let reasons: f64 = self.reasons.iter().map(|(_, reason)| reason.height() + 4.0).sum();
        self.head.height() + 6.0 + reasons
    }

    fn plot_height(&self) -> f64 {
        let labels: f64 = self.lines.iter().map(Line::end_height).sum();
        LOWEST.max(labels + 30.0)
    }

    /// The pixel of a period.
    fn x(&self, period: usize) -> f64 {
        let steps = self.trend.periods.len().saturating_sub(1).max(1);
        self.first + (self.last - self.first).max(20.0) * period as f64 / steps as f64
    }

    fn place(&self, axis: &Axis, line: &TrendLine, period: usize) -> Option<Point> {
        Some((self.x(period), axis.scale.at(Reading::of(line.points.get(period)?).end()?)))
    }

    fn draw(&self, sketch: &mut Sketch, axis: &Axis, top: f64, (plot_top, bottom): (f64, f64)) -> f64 {
        let below_head = sketch.block((self.ends.0, top), Anchor::Left, &self.head) + 4.0;
        for (value, _) in &axis.ticks {
            let y = axis.scale.at(*value);
            sketch.line_behind(&[(self.ends.0, y), (self.last + 12.0, y)], Stroke::solid(GRID, 1));
        }
        self.breaks(sketch, below_head, bottom);
        for line in &self.lines {
            self.line(sketch, axis, line.line);
        }
        let mut taken = self.end_labels(sketch, axis, (plot_top, bottom));
        taken.extend(self.start_labels(sketch, axis, (plot_top, bottom)));
        self.middle_labels(sketch, axis, taken);
        self.foot(sketch, bottom)
    }

    fn breaks(&self, sketch: &mut Sketch, top: f64, bottom: f64) {
        let mut y = top;
        for (period, reason) in &self.reasons {
            let x = f64::midpoint(self.x(period - 1), self.x(*period));
            let half = reason.width / 2.0;
            let middle = clamped(x, self.ends.0 + half, self.ends.1 - half);
            y = sketch.block((middle, y), Anchor::Middle, reason) + 4.0;
            sketch.line_behind(&[(x, y - 2.0), (x, bottom)], Stroke::dashed(GREY, 1));
        }
    }

    /// The line between numbers that follow each other, and a mark a period.
    fn line(&self, sketch: &mut Sketch, axis: &Axis, line: &TrendLine) {
        let number = |at: usize| Reading::of(&line.points[at]).number();
        for at in 1..line.points.len().min(self.trend.periods.len()) {
            if let (Some(_), Some(_)) = (number(at - 1), number(at))
                && let (Some(from), Some(to)) =
                    (self.place(axis, line, at - 1), self.place(axis, line, at))
            {
                sketch.line(&[from, to], Stroke::solid(palette::colour(line.series), 2));
            }
        }
        for (at, datum) in line.points.iter().enumerate().take(self.trend.periods.len()) {
            if let Some(place) = self.place(axis, line, at) {
                mark(sketch, line, datum, place);
            }
        }
    }

    /// Name and last number of every line, pushed apart; gives what the labels take.
    fn end_labels(&self, sketch: &mut Sketch, axis: &Axis, (top, bottom): (f64, f64)) -> Vec<Region> {
        let with_end = || {
            self.lines.iter().filter_map(|line| Some((line, self.place(axis, line.line, line.end?)?)))
        };
        let sizes: Vec<_> = with_end().map(|(line, _)| line.end_height()).collect();
        let wanted: Vec<_> = with_end().map(|(_, place)| place.1).collect();
        let middles = spread::along(&wanted, &sizes, top, bottom);
        let x = self.x(self.trend.periods.len().saturating_sub(1)) + RADIUS;
        let mut taken = Vec::new();
        for ((line, place), middle) in with_end().zip(middles) {
            leader(sketch, (place.0 + RADIUS + 2.0, place.1), (x + LEAD, middle));
            let left = x + LEAD + 3.0;
            let below =
                sketch.block((left, middle - line.name_height() / 2.0), Anchor::Left, &line.name);
            if let Some(datum) = line.line.points.get(line.end.unwrap_or(0)) {
                sketch.text((left, below + VALUE.leading() / 2.0), Anchor::Left, &datum.text, VALUE);
            }
            taken.push(Region::centred(
                (left + line.end_width() / 2.0, middle),
                line.end_width(),
                line.end_height(),
            ));
        }
        taken
    }

    /// The first number of every line, pushed apart; gives what the labels take.
    fn start_labels(&self, sketch: &mut Sketch, axis: &Axis, (top, bottom): (f64, f64)) -> Vec<Region> {
        let with_start = || {
            self.lines.iter().filter_map(|line| Some((line, self.place(axis, line.line, line.start?)?)))
        };
        let starts: Vec<_> = with_start()
            .map(|(line, place)| (&line.line.points[line.start.unwrap_or(0)], place))
            .collect();
        let sizes: Vec<_> = starts.iter().map(|_| VALUE.leading()).collect();
        let wanted: Vec<_> = starts.iter().map(|(_, place)| place.1).collect();
        let middles = spread::along(&wanted, &sizes, top, bottom);
        let mut taken = Vec::new();
        for ((datum, place), middle) in starts.into_iter().zip(middles) {
            let right = place.0 - RADIUS - LEAD;
            leader(sketch, (place.0 - RADIUS - 2.0, place.1), (right, middle));
            taken.push(sketch.text_on_paper((right - 3.0, middle), Anchor::Right, &datum.text, VALUE));
        }
        taken
    }

    /// Numbers between the first and the last, where there is room above or below the point.
    fn middle_labels(&self, sketch: &mut Sketch, axis: &Axis, mut taken: Vec<Region>) {
        taken.extend(self.traces(axis));
        for line in &self.lines {
            let between = |at: &usize| {
                line.start.is_some_and(|start| start < *at) && line.end.is_some_and(|end| *at < end)
            };
            for at in (0..line.line.points.len()).filter(between) {
                let (Some((x, y)), datum) = (self.place(axis, line.line, at), &line.line.points[at])
                else {
                    continue;
                };
                let spot = |y: f64| text_region((x, y), Anchor::Middle, VALUE.width(&datum.text), VALUE);
                let lifted = if Reading::of(datum).number().is_some() { 15.0 } else { ARROW + 10.0 };
                let free = |y: &f64| taken.iter().all(|other| spot(*y).shared(*other) <= 0.0);
                if let Some(y) =
                    [y - lifted, y + 15.0, y - lifted - 8.0, y + 23.0].into_iter().find(free)
                {
                    taken.push(sketch.text_on_paper((x, y), Anchor::Middle, &datum.text, VALUE));
                }
            }
        }
    }

    /// What lines and markers take, in small pieces.
    fn traces(&self, axis: &Axis) -> Vec<Region> {
        let mut traces = Vec::new();
        for line in &self.lines {
            let places: Vec<_> =
                (0..self.trend.periods.len()).map(|at| self.place(axis, line.line, at)).collect();
            traces.extend(places.iter().flatten().map(|place| Region::around(*place, RADIUS + 1.0)));
            for pair in places.windows(2) {
                if let [Some(from), Some(to)] = pair {
                    traces.extend((0..=40).map(|step| between(*from, *to, f64::from(step) / 40.0)));
                }
            }
        }
        traces
    }

    /// The names of the periods and what is absent; gives where they end.
    fn foot(&self, sketch: &mut Sketch, bottom: f64) -> f64 {
        sketch.line_behind(&[(self.ends.0, bottom), (self.last + 12.0, bottom)], Stroke::solid(AXIS, 1));
        let mut y = self.periods(sketch, bottom + 4.0) + 4.0;
        for note in &self.notes {
            y = sketch.block((self.ends.0, y), Anchor::Left, note) + 2.0;
        }
        y
    }

    /// As many names of periods as there is room for, the last one always among them.
    fn periods(&self, sketch: &mut Sketch, top: f64) -> f64 {
        let count = self.trend.periods.len();
        let step = if count > 1 { self.x(1) - self.x(0) } else { self.ends.1 - self.ends.0 };
        let words = self.trend.periods.iter().flat_map(|name| name.split_whitespace());
        let widest = most(words.map(|word| SMALL.width(word))) + 8.0;
        let stride =
            (1..count.max(2)).find(|stride| *stride as f64 * step >= widest).unwrap_or(count.max(1));
        let mut bottom = top;
        for (at, name) in
            self.trend.periods.iter().enumerate().filter(|(at, _)| (count - 1 - at) % stride == 0)
        {
            let block = Block::even(name, SMALL, (step * stride as f64 - 8.0).max(widest - 8.0));
            bottom = bottom.max(sketch.block((self.x(at), top), Anchor::Middle, &block));
        }
        bottom
    }
}

/// From a point to the label beside it.
const LEAD: f64 = 16.0;

fn between(from: Point, to: Point, share: f64) -> Region {
    Region::around((from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share), 2.0)
}

/// A thin line to a label that was moved away from its point.
fn leader(sketch: &mut Sketch, from: Point, to: Point) {
    if (from.1 - to.1).abs() > 3.0 || (from.0 - to.0).abs() > LEAD + 4.0 {
        sketch.line_behind(&[from, to], Stroke::solid(AXIS, 1));
    }
}

fn mark(sketch: &mut Sketch, line: &TrendLine, datum: &Datum, place: Point) {
    let reading = Reading::of(datum);
    match reading {
        Reading::At { .. } => sketch.marker(line.series, place, RADIUS, reading.is_uncertain()),
        Reading::Above(_) => sketch.arrow(place, (0.0, -ARROW), palette::colour(line.series)),
        Reading::Below(_) => sketch.arrow(place, (0.0, ARROW), palette::colour(line.series)),
        Reading::Words => {}
    }
}

fn most(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.fold(0.0, f64::max)
}

/// What is absent of a line, and when; `None` when nothing is.
fn absences(trend: &Trend, line: &TrendLine) -> Option<String> {
    let absent: Vec<_> = trend
        .periods
        .iter()
        .zip(&line.points)
        .filter(|(_, datum)| Reading::of(datum) == Reading::Words)
        .map(|(period, datum)| format!("{period} {}", datum.text))
        .collect();
    (!absent.is_empty()).then(|| format!("{}: {}", line.label, absent.join("; ")))
}

/// A line, measured.
struct Line<'a> {
    line: &'a TrendLine,
    name: Block,
    /// The last period with something to draw.
    end: Option<usize>,
    /// The first one, unless it is also the last.
    start: Option<usize>,
}

impl<'a> Line<'a> {
    fn new(line: &'a TrendLine, name_width: f64) -> Self {
        let drawn = |datum: &Datum| Reading::of(datum) != Reading::Words;
        let end = line.points.iter().rposition(drawn);
        let start = line.points.iter().position(drawn).filter(|start| Some(*start) != end);
        Self { line, name: Block::even(&line.label, NAME, name_width), end, start }
    }

    fn name_height(&self) -> f64 {
        self.name.height() + VALUE.leading()
    }

    fn start_width(&self) -> f64 {
        self.start.map_or(0.0, |at| VALUE.width(&self.line.points[at].text) + RADIUS + LEAD + BESIDE)
    }

    fn end_width(&self) -> f64 {
        self.end.map_or(0.0, |at| {
            self.name.width.max(VALUE.width(&self.line.points[at].text)) + RADIUS + LEAD + 3.0
        })
    }

    fn end_height(&self) -> f64 {
        if self.end.is_some() { self.name_height() + 6.0 } else { 0.0 }
    }
}
