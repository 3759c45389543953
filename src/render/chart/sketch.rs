//! A drawing before it is painted: marks with places in pixels, in two layers, so that a chart can
//! be composed from top to bottom and its height is known when its last word is set.

use plotters::style::RGBColor;

use super::{
    palette::{self, AXIS, PAPER, Shape},
    text::{Block, Type},
};
use crate::exhibits::chart::Series;

/// Width of every chart, in pixels.
pub(super) const WIDTH: f64 = 960.0;
/// What stays free left and right.
pub(super) const MARGIN: f64 = 24.0;

/// A place: pixels from the left, pixels from the top.
pub(super) type Point = (f64, f64);

/// Which end of a line of text its place says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Left,
    Middle,
    Right,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stroke {
    pub colour: RGBColor,
    pub width: u32,
    pub dashed: bool,
}

impl Stroke {
    pub const fn solid(colour: RGBColor, width: u32) -> Self {
        Self { colour, width, dashed: false }
    }

    pub const fn dashed(colour: RGBColor, width: u32) -> Self {
        Self { colour, width, dashed: true }
    }
}

/// One thing to paint.
#[derive(Clone, Debug)]
pub(super) enum Mark {
    Line {
        points: Vec<Point>,
        stroke: Stroke,
    },
    Disc {
        centre: Point,
        radius: f64,
        fill: RGBColor,
        opacity: f64,
    },
    Ring {
        centre: Point,
        radius: f64,
        stroke: Stroke,
    },
    Area {
        corners: Vec<Point>,
        fill: RGBColor,
        opacity: f64,
    },
    /// The place is the baseline of the text.
    Text {
        at: Point,
        anchor: Anchor,
        words: String,
        face: Type,
    },
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Region {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Region {
    /// The square around a point.
    pub fn around((x, y): Point, reach: f64) -> Self {
        Self { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }
    }

    /// The rectangle of a size around a point.
    pub fn centred((x, y): Point, width: f64, height: f64) -> Self {
        Self {
            left: x - width / 2.0,
            top: y - height / 2.0,
            right: x + width / 2.0,
            bottom: y + height / 2.0,
        }
    }

    /// The rectangle with `by` more on every side.
    pub fn grown(self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// The smallest rectangle around both.
    pub const fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The area that two rectangles share.
    pub fn shared(self, other: Self) -> f64 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        width.max(0.0) * height.max(0.0)
    }

    /// Whether the other lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && self.right >= other.right
            && self.bottom >= other.bottom
    }

    /// The point of the rectangle that is nearest to another point.
    pub const fn nearest(self, (x, y): Point) -> Point {
        (x.clamp(self.left, self.right), y.clamp(self.top, self.bottom))
    }
}

/// The drawing.
#[derive(Debug, Default)]
pub(super) struct Sketch {
    back: Vec<Mark>,
    front: Vec<Mark>,
}

impl Sketch {
    /// Everything, in painting order.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.back.iter().chain(&self.front)
    }

    /// Behind everything that is not itself behind.
    pub fn behind(&mut self, mark: Mark) {
        self.back.push(mark);
    }

    /// A line in front.
    pub fn line(&mut self, points: &[Point], stroke: Stroke) {
        self.front.push(Mark::Line { points: points.to_vec(), stroke });
    }

    /// A line behind.
    pub fn line_behind(&mut self, points: &[Point], stroke: Stroke) {
        self.behind(Mark::Line { points: points.to_vec(), stroke });
    }

    /// A filled rectangle in front.
    pub fn bar(&mut self, region: Region, fill: RGBColor, opacity: f64) {
        let Region { left, top, right, bottom } = region;
        let corners = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
        self.front.push(Mark::Area { corners, fill, opacity });
    }

    /// A filled polygon in front.
    pub fn area(&mut self, corners: Vec<Point>, fill: RGBColor, opacity: f64) {
        self.front.push(Mark::Area { corners, fill, opacity });
    }

    /// A line of text, its place being the middle of its capitals.
    pub fn text(&mut self, (x, y): Point, anchor: Anchor, words: &str, face: Type) -> Region {
        let at = (x, y + 0.36 * face.size);
        self.front.push(Mark::Text { at, anchor, words: words.to_owned(), face });
        text_region((x, y), anchor, face.width(words), face)
    }

    /// A line of text on a patch of paper, so that lines behind do not run through it.
    pub fn text_on_paper(&mut self, place: Point, anchor: Anchor, words: &str, face: Type) -> Region {
        let region = text_region(place, anchor, face.width(words), face);
        self.bar(region, PAPER, 1.0);
        self.text(place, anchor, words, face)
    }

    /// Lines of text from a top on; gives where they end.
    pub fn block(&mut self, (x, top): Point, anchor: Anchor, block: &Block) -> f64 {
        let mut y = top;
        for line in &block.lines {
            self.text((x, y + block.face.leading() / 2.0), anchor, line, block.face);
            y += block.face.leading();
        }
        y
    }

    /// Lines of text from a top on, on a patch of paper.
    pub fn block_on_paper(&mut self, (x, top): Point, anchor: Anchor, block: &Block) -> f64 {
        let line = text_region((x, top), anchor, block.width, block.face);
        self.bar(Region { top, bottom: top + block.height(), ..line }, PAPER, 1.0);
        self.block((x, top), anchor, block)
    }

    /// Where the lines run that a label had better not lie upon: the dashed ones and the axes.
    pub fn strong_lines(&self) -> Vec<Region> {
        let region = |mark: &Mark| match mark {
            Mark::Line { points, stroke } if stroke.dashed || stroke.colour == AXIS => {
                let start = Region::around(*points.first()?, 1.0);
                Some(points.iter().fold(start, |all, point| all.with(Region::around(*point, 1.0))))
            }
            _ => None,
        };
        self.marks().filter_map(region).collect()
    }

    /// The marker of a series, as large as a circle of the radius; a hollow one has only its outline.
    pub fn marker(&mut self, series: Series, centre: Point, radius: f64, hollow: bool) {
        let (colour, shape) = (palette::colour(series), palette::shape(series));
        self.shape(shape, centre, radius + 1.5, PAPER, 1.0);
        self.shape(shape, centre, radius, colour, 1.0);
        if hollow {
            self.shape(shape, centre, radius - 2.0, PAPER, 1.0);
        }
    }

    /// A filled shape, as large as a circle of the radius.
    pub fn shape(&mut self, shape: Shape, centre: Point, radius: f64, fill: RGBColor, opacity: f64) {
        if shape == Shape::Circle {
            self.front.push(Mark::Disc { centre, radius, fill, opacity });
        } else {
            self.area(outline(shape, centre, radius), fill, opacity);
        }
    }

    /// The outline of a shape, as large as a circle of the radius.
    pub fn outline(&mut self, shape: Shape, centre: Point, radius: f64, stroke: Stroke) {
        if shape == Shape::Circle {
            self.front.push(Mark::Ring { centre, radius, stroke });
        } else {
            let mut points = outline(shape, centre, radius);
            points.extend(points.first().copied());
            self.front.push(Mark::Line { points, stroke });
        }
    }

    /// An arrow: what lies beyond a bound. The step says direction and length, along one axis.
    pub fn arrow(&mut self, from: Point, step: Point, colour: RGBColor) {
        let tip = (from.0 + step.0, from.1 + step.1);
        let length = step.0.abs() + step.1.abs();
        let along = (step.0 / length, step.1 / length);
        let foot = (tip.0 - 9.0 * along.0, tip.1 - 9.0 * along.1);
        self.line(&[from, foot], Stroke::solid(colour, 2));
        let side = (-along.1 * 5.0, along.0 * 5.0);
        let corners = vec![tip, (foot.0 + side.0, foot.1 + side.1), (foot.0 - side.0, foot.1 - side.1)];
        self.area(corners, colour, 1.0);
    }
}

/// How many, as a number to calculate with.
#[expect(clippy::cast_precision_loss, reason = "rows, labels and steps of a chart are few")]
pub(super) const fn amount(count: usize) -> f64 {
    count as f64
}

/// Where a line of text lies.
pub(super) fn text_region((x, y): Point, anchor: Anchor, width: f64, face: Type) -> Region {
    let left = match anchor {
        Anchor::Left => x,
        Anchor::Middle => x - width / 2.0,
        Anchor::Right => x - width,
    };
    let half = face.leading() / 2.0;
    Region { left, top: y - half, right: left + width, bottom: y + half }
}

fn outline(shape: Shape, (x, y): Point, radius: f64) -> Vec<Point> {
    shape.corners().iter().map(|(across, down)| (x + across * radius, y + down * radius)).collect()
}
