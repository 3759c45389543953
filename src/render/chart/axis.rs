//! From numbers to pixels: scales with round ticks and with room for what is written beside them.

use super::{
    palette::{AXIS, GREY, GRID},
    reading::Reading,
    sketch::{Anchor, Sketch, Stroke, amount},
    text::{Block, NAME, SMALL},
};
use crate::exhibits::chart::Datum;

/// The powers of ten that a scale may be divided by; written out, so that they are the same everywhere.
pub(super) const DECADES: [f64; 18] =
    [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11];
/// Where the one is among them.
const ONES: usize = 6;

/// How ticks are printed; a specification names no unit, so its printed numbers tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TickUnit {
    Dollars,
    Percent,
    Plain,
}

impl TickUnit {
    /// The unit of the first number.
    pub fn of<'a>(data: impl IntoIterator<Item = &'a Datum>) -> Self {
        let text =
            data.into_iter().find(|datum| Reading::of(datum).end().is_some()).map(|datum| &datum.text);
        match text {
            Some(text) if text.contains('$') => Self::Dollars,
            Some(text) if text.ends_with('%') => Self::Percent,
            _ => Self::Plain,
        }
    }

    fn tick(self, value: f64, step: f64, short: bool) -> String {
        let (value, step, thousand) = match self {
            Self::Dollars if short && step >= 1000.0 => (value / 1000.0, step / 1000.0, "k"),
            _ => (value, step, ""),
        };
        let decimals = (0..6).find(|digits| is_whole(step / DECADES[ONES - digits])).unwrap_or(6);
        let digits = grouped(&format!("{:.decimals$}", value.abs()));
        let sign = if value < 0.0 { "-" } else { "" };
        match self {
            Self::Dollars if value.abs() < step / 2.0 => "$0".to_owned(),
            Self::Dollars => format!("{sign}${digits}{thousand}"),
            Self::Percent => format!("{sign}{digits}%"),
            Self::Plain => format!("{sign}{digits}"),
        }
    }
}

fn is_whole(number: f64) -> bool {
    (number - number.round()).abs() < 1e-6
}

fn grouped(digits: &str) -> String {
    let whole = digits.find('.').unwrap_or(digits.len());
    let comma = |at: usize| at > 0 && at < whole && (whole - at).is_multiple_of(3);
    digits
        .char_indices()
        .flat_map(|(at, digit)| comma(at).then_some(',').into_iter().chain([digit]))
        .collect()
}

/// A stretch of pixels for a stretch of numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub low: f64,
    pub high: f64,
    /// The pixel of `low`.
    pub from: f64,
    /// The pixel of `high`.
    pub to: f64,
}

impl Scale {
    /// The pixel of a number.
    pub fn at(self, value: f64) -> f64 {
        self.from + self.share(value) * (self.to - self.from)
    }

    fn share(self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// Pixels that something at a value takes before and after its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub value: f64,
    pub before: f64,
    pub after: f64,
}

/// A scale with its ticks.
#[derive(Clone, Debug)]
pub(super) struct Axis {
    pub scale: Scale,
    pub ticks: Vec<(f64, String)>,
}

/// Room kept between two tick labels.
const TICK_GAP: f64 = 18.0;
/// No scale is squeezed below this many pixels.
const NARROWEST: f64 = 60.0;

impl Axis {
    /// A scale from left to right, as wide as it can be with all `rooms` within the two ends, and
    /// with as many ticks as there is room for.
    pub fn across(values: &[f64], unit: TickUnit, (left, right): (f64, f64), rooms: &[Room]) -> Self {
        let tries = [8, 7, 6, 5, 4, 3, 2].into_iter().flat_map(|count| [(count, false), (count, true)]);
        let with = |(count, short)| Self::with_ticks(values, unit, count, short, (left, right), rooms);
        tries.map(with).find(Self::ticks_fit).unwrap_or_else(|| with((2, true)).thinned())
    }

    /// A scale from the bottom up, as high as it can be with all `rooms` between top and bottom.
    pub fn up(values: &[f64], unit: TickUnit, (top, bottom): (f64, f64), rooms: &[Room]) -> Self {
        let (low, high, step) = round_domain(values, 6);
        let Scale { from, to, .. } = fitted(Scale { low, high, from: 0.0, to: bottom - top }, rooms);
        let scale = Scale { low, high, from: bottom - from, to: bottom - to };
        Self { scale, ticks: ticks(values, unit, (low, high), step, false) }
    }

    /// The same further right.
    pub fn shifted(&self, by: f64) -> Self {
        let scale = Scale { from: self.scale.from + by, to: self.scale.to + by, ..self.scale };
        Self { scale, ticks: self.ticks.clone() }
    }

    fn with_ticks(
        values: &[f64],
        unit: TickUnit,
        count: u32,
        short: bool,
        ends: (f64, f64),
        rooms: &[Room],
    ) -> Self {
        let (low, high, step) = round_domain(values, count);
        let ticks = ticks(values, unit, (low, high), step, short);
        let half = |label: &str| SMALL.width(label) / 2.0;
        let tick_rooms = ticks.iter().map(|(value, label)| Room {
            value: *value,
            before: half(label),
            after: half(label),
        });
        let rooms: Vec<_> = rooms.iter().copied().chain(tick_rooms).collect();
        Self { scale: fitted(Scale { low, high, from: ends.0, to: ends.1 }, &rooms), ticks }
    }

    fn ticks_fit(&self) -> bool {
        let widest = self.ticks.iter().map(|(_, label)| SMALL.width(label)).fold(0.0, f64::max);
        let gaps = amount(self.ticks.len().saturating_sub(1).max(1));
        widest + TICK_GAP <= (self.scale.to - self.scale.from) / gaps
    }

    /// The first tick and those after it that leave a gap.
    fn thinned(mut self) -> Self {
        let (scale, mut end) = (self.scale, f64::NEG_INFINITY);
        self.ticks.retain(|(value, label)| {
            let half = SMALL.width(label) / 2.0;
            let free = scale.at(*value) - half > end + TICK_GAP / 2.0;
            if free {
                end = scale.at(*value) + half;
            }
            free
        });
        self
    }

    /// Grid lines of a scale from left to right.
    pub fn grid(&self, sketch: &mut Sketch, top: f64, bottom: f64) {
        for (value, _) in &self.ticks {
            let x = self.scale.at(*value);
            let colour = if value.abs() < f64::EPSILON { AXIS } else { GRID };
            sketch.line_behind(&[(x, top), (x, bottom)], Stroke::solid(colour, 1));
        }
    }

    /// The numbers under the grid lines of a scale from left to right; gives where they end.
    pub fn labels(&self, sketch: &mut Sketch, top: f64) -> f64 {
        for (value, label) in &self.ticks {
            sketch.text((self.scale.at(*value), top + 10.0), Anchor::Middle, label, SMALL);
        }
        top + 20.0
    }
}

/// A dashed line from top to bottom with its name above, which stays between two ends.
pub(super) struct Reference {
    /// Where the line is; there is none without a number.
    value: Option<f64>,
    name: Block,
}

impl Reference {
    /// The number that all rows are compared with, and its name.
    pub fn new(name: &str, datum: &Datum) -> Self {
        let name = Block::even(&format!("{name}: {}", datum.text), NAME, 360.0);
        Self { value: Reading::of(datum).number(), name }
    }

    /// What the name takes above the rows.
    pub fn height(&self) -> f64 {
        self.name.height() + 6.0
    }

    /// Draws name and line; without a number the name stands at the left end.
    pub fn draw(&self, sketch: &mut Sketch, axis: &Axis, ends: (f64, f64), (top, bottom): (f64, f64)) {
        let half = self.name.width / 2.0;
        let x = self.value.map(|value| axis.scale.at(value));
        let middle = clamped(x.unwrap_or(ends.0), ends.0 + half, ends.1 - half);
        let below = sketch.block((middle, top), Anchor::Middle, &self.name) + 1.0;
        if let Some(x) = x {
            sketch.line_behind(&[(x, below), (x, bottom)], Stroke::dashed(GREY, 1));
        }
    }
}

/// Between two ends; in the middle of them when they have changed sides.
pub(super) fn clamped(number: f64, low: f64, high: f64) -> f64 {
    if low <= high { number.clamp(low, high) } else { f64::midpoint(low, high) }
}

/// The widest scale within the ends of `scale` that leaves every room between them.
fn fitted(scale: Scale, rooms: &[Room]) -> Scale {
    let (left, right) = (scale.from, scale.to);
    let mut best = scale;
    // Moving one end changes what the other must leave; a few rounds settle both.
    for _ in 0..12 {
        let width = best.to - best.from;
        let start = |room: &Room| left + room.before - scale.share(room.value) * width;
        best.from = rooms.iter().map(start).fold(left, f64::max);
        let widest = |room: &Room| (right - room.after - best.from) / scale.share(room.value);
        let ahead = rooms.iter().filter(|room| scale.share(room.value) > 0.0);
        let width = ahead.map(widest).fold(right - best.from, f64::min);
        best.to = best.from + width.max(NARROWEST);
    }
    best
}

/// Ends and step of a scale with at most about `count` steps.
fn round_domain(values: &[f64], count: u32) -> (f64, f64, f64) {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (low, high) = match (low.is_finite() && high.is_finite(), high - low > 0.0) {
        (true, true) => (low, high),
        (true, false) if low.abs() > 0.0 => (low.min(0.0), low.max(0.0)),
        _ => (0.0, 1.0),
    };
    let rough = (high - low) / f64::from(count);
    let steps = DECADES.iter().flat_map(|decade| [1.0, 2.0, 2.5, 5.0].map(|digit| digit * decade));
    let step = steps.into_iter().find(|step| *step >= rough * 0.999).unwrap_or(rough);
    ((low / step + 1e-9).floor() * step, (high / step - 1e-9).ceil() * step, step)
}

/// The ticks of a scale; without values it has none.
fn ticks(
    values: &[f64],
    unit: TickUnit,
    (low, high): (f64, f64),
    step: f64,
    short: bool,
) -> Vec<(f64, String)> {
    let count = if values.is_empty() { 0 } else { 100 };
    let exact = |value: f64| if value.abs() < step / 1e6 { 0.0 } else { value };
    (0..count)
        .map(|n| exact(low + f64::from(n) * step))
        .take_while(|value| *value <= high + step / 2.0)
        .map(|value| (value, unit.tick(value, step, short)))
        .collect()
}
