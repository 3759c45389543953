//! From a sketch to SVG, with plotters.

use plotters::{
    coord::Shift,
    element::{Circle, DashedPathElement, PathElement, Polygon, Text},
    prelude::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea, SVGBackend},
    style::{
        Color, FontDesc, FontFamily, FontStyle, IntoTextStyle, ShapeStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};

use super::{
    palette::PAPER,
    sketch::{Anchor, Mark, Point, Sketch, Stroke, WIDTH},
    text::Type,
};
use crate::render::fonts;

type Canvas<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Painted = Result<(), DrawingAreaErrorKind<std::io::Error>>;

/// A font of size s is written by plotters with an SVG font size of s over this.
const SIZE_PER_EM: f64 = 1.24;
/// How far below the place of a text plotters puts its baseline, in em.
const BASELINE: f64 = 0.76;

/// The SVG of a sketch as plotters writes it, without words for those who do not see it.
pub(super) fn paint(sketch: &Sketch, height: f64) -> Result<String, String> {
    let mut svg = String::new();
    let size = (pixels(WIDTH).unsigned_abs(), pixels(height).unsigned_abs());
    let canvas = SVGBackend::with_string(&mut svg, size).into_drawing_area();
    paint_on(&canvas, sketch).map_err(|error| error.to_string())?;
    drop(canvas);
    Ok(svg)
}

fn paint_on(canvas: &Canvas<'_>, sketch: &Sketch) -> Painted {
    canvas.fill(&PAPER)?;
    for mark in sketch.marks() {
        paint_mark(canvas, mark)?;
    }
    canvas.present()
}

fn paint_mark(canvas: &Canvas<'_>, mark: &Mark) -> Painted {
    match mark {
        Mark::Line { points, stroke } => paint_line(canvas, points, *stroke),
        Mark::Disc { centre, radius, fill, opacity } => {
            canvas.draw(&Circle::new(place(*centre), pixels(*radius), fill.mix(*opacity).filled()))
        }
        Mark::Ring { centre, radius, stroke } => {
            canvas.draw(&Circle::new(place(*centre), pixels(*radius), style(*stroke)))
        }
        Mark::Area { corners, fill, opacity } => {
            let corners: Vec<_> = corners.iter().copied().map(place).collect();
            canvas.draw(&Polygon::new(corners, fill.mix(*opacity)))
        }
        Mark::Text { at, anchor, words, face } => paint_text(canvas, *at, *anchor, words, *face),
    }
}

fn paint_line(canvas: &Canvas<'_>, points: &[Point], stroke: Stroke) -> Painted {
    let points: Vec<_> = points.iter().copied().map(place).collect();
    if stroke.dashed {
        canvas.draw(&DashedPathElement::new(points, 5, 4, style(stroke)))
    } else {
        canvas.draw(&PathElement::new(points, style(stroke)))
    }
}

fn paint_text(canvas: &Canvas<'_>, at: Point, anchor: Anchor, words: &str, face: Type) -> Painted {
    let h_pos = match anchor {
        Anchor::Left => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::Right => HPos::Right,
    };
    let weight = if face.bold { FontStyle::Bold } else { FontStyle::Normal };
    let font = FontDesc::new(FontFamily::Name(fonts::FAMILY), face.size * SIZE_PER_EM, weight);
    let style = font.color(&face.colour).into_text_style(canvas).pos(Pos::new(h_pos, VPos::Top));
    canvas.draw(&Text::new(words, place((at.0, at.1 - BASELINE * face.size)), style))
}

fn style(stroke: Stroke) -> ShapeStyle {
    stroke.colour.stroke_width(stroke.width)
}

fn place((x, y): Point) -> (i32, i32) {
    (pixels(x), pixels(y))
}

#[expect(clippy::cast_possible_truncation, reason = "pixels of a chart; the cast saturates")]
fn pixels(number: f64) -> i32 {
    number.round() as i32
}
