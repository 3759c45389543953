//! One number over releases, in panels on one scale. A line is broken where a number is missing, and
//! a bound is an arrow; where the series itself breaks, a dashed line says why.

mod labels;

use super::{
    axis::{Axis, Room, TickUnit, clamped},
    legend::{self, Glyph},
    palette::{self, AXIS, GREY, GRID},
    reading::Reading,
    rows::ARROW,
    sketch::{Anchor, MARGIN, Point, Sketch, Stroke, WIDTH, amount},
    text::{Block, HEAD, NAME, SMALL, VALUE},
};
use crate::exhibits::chart::{Datum, Trend, TrendLine, TrendPanel, TrendPeriod};

const RADIUS: f64 = 5.0;
const GAP: f64 = 28.0;
const LOWEST: f64 = 300.0;
/// From a point to the label at its side.
const LEAD: f64 = 16.0;
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
    let points = |line| within(trend, line);
    trend.panels.iter().flat_map(|panel| &panel.lines).flat_map(points)
}

/// The points of a line that belong to a period.
fn within<'a>(trend: &Trend, line: &'a TrendLine) -> &'a [Datum] {
    &line.points[..line.points.len().min(trend.periods.len())]
}

fn row_of_panels(trend: &Trend, panels: &[TrendPanel], sketch: &mut Sketch, top: f64) -> f64 {
    let unit = TickUnit::of(data(trend));
    let values: Vec<_> = data(trend).flat_map(|datum| Reading::of(datum).extent()).collect();
    let rooms: Vec<_> = data(trend).filter_map(|datum| room(Reading::of(datum))).collect();
    let axis = |ends| Axis::up(&values, unit, ends, &rooms);
    let ticks = axis((0.0, LOWEST)).ticks;
    let tick_width = most(ticks.iter().map(|(_, label)| SMALL.width(label))) + 10.0;
    let count = amount(panels.len());
    let width = (WIDTH - 2.0 * MARGIN - tick_width - GAP * (count - 1.0)) / count;
    let left = |at: usize| MARGIN + tick_width + amount(at) * (width + GAP);
    let ends = |at: usize| (left(at), left(at) + width);
    let panels: Vec<_> =
        (0..).zip(panels).map(|(at, panel)| Panel::new(trend, panel, ends(at))).collect();
    let plot_top = top + most(panels.iter().map(Panel::head_height));
    let bottom = plot_top + most(panels.iter().map(Panel::plot_height));
    let axis = axis((plot_top, bottom));
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

fn most(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.fold(0.0, f64::max)
}

/// A line, measured.
struct Line<'a> {
    subject: &'a TrendLine,
    points: &'a [Datum],
    name: Block,
    /// The last period with something to draw, and what stands there.
    end: Option<(usize, String)>,
    /// Whether the first period has a label before it; it is not also the last.
    has_start: bool,
}

impl<'a> Line<'a> {
    fn new(trend: &Trend, subject: &'a TrendLine, name_width: f64) -> Self {
        let points = within(trend, subject);
        let drawn = |datum: &Datum| Reading::of(datum) != Reading::Words;
        let end = points.iter().rposition(drawn).map(|at| match &trend.periods[at] {
            _ if at + 1 == trend.periods.len() => (at, points[at].text.clone()),
            period => (at, format!("{} ({})", points[at].text, period.name)),
        });
        let has_start = points.first().is_some_and(drawn) && end.as_ref().is_some_and(|(at, _)| *at > 0);
        Self { subject, points, name: Block::even(&subject.label, NAME, name_width), end, has_start }
    }

    /// What the label before the line takes.
    fn start_width(&self) -> f64 {
        if self.has_start { VALUE.width(&self.points[0].text) + RADIUS + LEAD + 7.0 } else { 0.0 }
    }

    /// What the label after the line takes.
    fn end_width(&self) -> f64 {
        let width = |text: &String| self.name.width.max(VALUE.width(text)) + RADIUS + LEAD + 3.0;
        self.end.as_ref().map_or(0.0, |(_, text)| width(text))
    }

    fn end_height(&self) -> f64 {
        if self.end.is_some() { self.name.height() + VALUE.leading() + 6.0 } else { 0.0 }
    }
}

/// A panel, measured.
struct Panel<'a> {
    trend: &'a Trend,
    ends: (f64, f64),
    head: Block,
    reasons: Vec<(usize, Block)>,
    lines: Vec<Line<'a>>,
    notes: Vec<Block>,
    /// The pixels of the first and of the last period.
    first: f64,
    last: f64,
}

impl<'a> Panel<'a> {
    fn new(trend: &'a Trend, panel: &'a TrendPanel, ends: (f64, f64)) -> Self {
        let width = ends.1 - ends.0;
        let line = |subject| Line::new(trend, subject, (width * 0.34).clamp(70.0, 200.0));
        let lines: Vec<_> = panel.lines.iter().map(line).collect();
        let between = |(period, _): &&(usize, String)| (1..trend.periods.len()).contains(period);
        let reason = |(period, why): &(usize, String)| {
            (*period, Block::even(why, SMALL, (width * 0.6).max(90.0)))
        };
        let notes = panel.lines.iter().filter_map(|line| absences(trend, line));
        Self {
            trend,
            ends,
            head: Block::full(&panel.label, HEAD, width),
            reasons: trend.breaks.iter().filter(between).map(reason).collect(),
            notes: notes.map(|words| Block::full(&words, SMALL, width)).collect(),
            first: ends.0 + most(lines.iter().map(Line::start_width)).max(30.0),
            last: ends.1 - most(lines.iter().map(Line::end_width)).max(30.0),
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

    /// The pixel of a period: years are as far from each other as they are.
    fn x(&self, period: usize) -> f64 {
        let year = |period: Option<&TrendPeriod>| period.map_or(0.0, |of| of.year);
        let periods = &self.trend.periods;
        let [first, at, last] = [periods.first(), periods.get(period), periods.last()].map(year);
        let share = if last > first { (at - first) / (last - first) } else { 0.0 };
        self.first + (self.last - self.first).max(20.0) * share
    }

    /// From a period to the nearer of those beside it.
    fn gap(&self, period: usize) -> f64 {
        let beside =
            [period.checked_sub(1), Some(period + 1).filter(|at| *at < self.trend.periods.len())];
        let gaps = beside.into_iter().flatten().map(|other| (self.x(other) - self.x(period)).abs());
        gaps.fold(f64::INFINITY, f64::min)
    }

    fn place(&self, axis: &Axis, line: &Line<'_>, period: usize) -> Option<Point> {
        Some((self.x(period), axis.scale.at(Reading::of(line.points.get(period)?).end()?)))
    }

    fn draw(&self, sketch: &mut Sketch, axis: &Axis, top: f64, (plot_top, bottom): (f64, f64)) -> f64 {
        let below_head = sketch.block((self.ends.0, top), Anchor::Left, &self.head) + 4.0;
        for (value, _) in &axis.ticks {
            let y = axis.scale.at(*value);
            sketch.line_behind(&[(self.ends.0, y), (self.last + 12.0, y)], Stroke::solid(GRID, 1));
        }
        self.breaks(sketch, below_head, bottom);
        self.lines.iter().for_each(|line| self.line(sketch, axis, line));
        self.labels(sketch, axis, (plot_top, bottom));
        self.foot(sketch, bottom)
    }

    fn breaks(&self, sketch: &mut Sketch, top: f64, bottom: f64) {
        let mut y = top;
        for (period, reason) in &self.reasons {
            let x = f64::midpoint(self.x(period - 1), self.x(*period));
            let half = reason.width / 2.0;
            let middle = clamped(x, self.ends.0 + half, self.ends.1 - half);
            y = sketch.block_on_paper((middle, y), Anchor::Middle, reason) + 4.0;
            sketch.line_behind(&[(x, y - 2.0), (x, bottom)], Stroke::dashed(GREY, 1));
        }
    }

    /// The line between numbers that follow each other, and a mark a period.
    fn line(&self, sketch: &mut Sketch, axis: &Axis, line: &Line<'_>) {
        let series = line.subject.series;
        let number = |at: usize| {
            Reading::of(&line.points[at]).number().map(|value| (self.x(at), axis.scale.at(value)))
        };
        for at in 1..line.points.len() {
            if let (Some(from), Some(to)) = (number(at - 1), number(at)) {
                sketch.line(&[from, to], Stroke::solid(palette::colour(series), 2));
            }
        }
        for (at, datum) in line.points.iter().enumerate() {
            let reading = Reading::of(datum);
            match (reading, self.place(axis, line, at)) {
                (Reading::At { .. }, Some(place)) => {
                    sketch.marker(series, place, RADIUS, reading.is_uncertain());
                }
                (Reading::Above(_), Some(place)) => {
                    sketch.arrow(place, (0.0, -ARROW), palette::colour(series));
                }
                (Reading::Below(_), Some(place)) => {
                    sketch.arrow(place, (0.0, ARROW), palette::colour(series));
                }
                _ => {}
            }
        }
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
        let periods = &self.trend.periods;
        let words = periods.iter().flat_map(|period| period.name.split_whitespace());
        let widest = most(words.map(|word| SMALL.width(word)));
        let mut named: Vec<usize> = Vec::new();
        let mut narrowest = self.ends.1 - self.ends.0;
        for at in (0..periods.len()).rev() {
            let room = named.last().map_or(f64::INFINITY, |next| self.x(*next) - self.x(at) - 8.0);
            if room >= widest {
                named.push(at);
                narrowest = narrowest.min(room);
            }
        }
        let mut bottom = top;
        for at in named {
            let block = Block::even(&periods[at].name, SMALL, narrowest);
            bottom = bottom.max(sketch.block((self.x(at), top), Anchor::Middle, &block));
        }
        bottom
    }
}

/// What is absent of a line, and when; `None` when nothing is.
fn absences(trend: &Trend, line: &TrendLine) -> Option<String> {
    let absent = trend.periods.iter().zip(&line.points);
    let absent: Vec<_> = absent.filter(|(_, datum)| Reading::of(datum) == Reading::Words).collect();
    let (_, first) = absent.first()?;
    if absent.iter().any(|(_, datum)| datum.text != first.text) {
        let each: Vec<_> =
            absent.iter().map(|(period, datum)| format!("{} {}", period.name, datum.text)).collect();
        return Some(format!("{}: {}", line.label, each.join("; ")));
    }
    if absent.len() == trend.periods.len() {
        return Some(format!("{}: {}", line.label, first.text));
    }
    let periods: Vec<_> = absent.iter().map(|(period, _)| period.name.as_str()).collect();
    Some(format!("{}: {} {}", line.label, periods.join(", "), first.text))
}
