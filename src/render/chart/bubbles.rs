//! Pay against growth, with the area of a bubble for openings. The baseline is two dashed lines; a
//! bound is an arrow; what has no place on the plane is listed below it.

use super::{
    axis::{Axis, Room, Unit, clamped},
    legend::{self, Entry, Glyph},
    palette::{self, AXIS, GREY, GRID, PAPER, Shape},
    reading::Reading,
    rows::ARROW,
    sketch::{Anchor, MARGIN, Point, Region, Sketch, Stroke, WIDTH},
    spread::{self, Wish},
    text::{Block, NAME, SMALL, VALUE},
};
use crate::exhibits::chart::{Bubble, Bubbles, Datum, Series};

const HEIGHT: f64 = 520.0;
const LARGEST: f64 = 36.0;
const SMALLEST: f64 = 3.0;
/// Radius of what has a place but no size.
const UNSIZED: f64 = 5.0;
const LABEL_WIDTH: f64 = 150.0;
/// From this distance on a label has a line to its bubble.
const LEADER: f64 = 8.0;

/// Draws the chart from a height on; gives where it ends.
pub(super) fn draw(bubbles: &Bubbles, sketch: &mut Sketch, top: f64) -> f64 {
    let sizes = Sizes::of(bubbles);
    let below_keys = legend::rows(sketch, top, &entries(bubbles));
    let below_sizes = sizes.legend(sketch, below_keys, &bubbles.size);
    let name = Block::full(&bubbles.y_axis, SMALL, WIDTH - 2.0 * MARGIN);
    let plot_top = sketch.block((MARGIN, below_sizes + 8.0), Anchor::Left, &name) + 14.0;
    let plane = Plane::new(bubbles, &sizes, plot_top);
    plane.grid(sketch);
    let mut taken = Vec::new();
    for bubble in bubbles.bubbles.iter().filter(|bubble| bubble.series == Series::Baseline) {
        plane.baseline(sketch, bubble, &mut taken);
    }
    let unplaced = plane.bubbles(sketch, bubbles, &sizes, &taken);
    let below = plane.x.labels(sketch, plane.region.bottom + 2.0);
    let name = Block::full(&bubbles.x_axis, SMALL, plane.region.right - plane.region.left);
    let below = sketch.block((plane.region.right, below), Anchor::Right, &name);
    list(sketch, &unplaced, below)
}

fn entries(bubbles: &Bubbles) -> Vec<Entry> {
    let marker = |series| if series == Series::Baseline { Glyph::Dashes } else { Glyph::Marker(series) };
    let subjects = bubbles.bubbles.iter().filter(|bubble| bubble.series != Series::Baseline);
    let readings = subjects.flat_map(|bubble| [&bubble.growth, &bubble.pay]).map(Reading::of);
    let beyond = legend::beyond(readings);
    legend::of_keys(&bubbles.keys, marker).into_iter().chain(beyond).collect()
}

fn list(sketch: &mut Sketch, unplaced: &[String], top: f64) -> f64 {
    if unplaced.is_empty() {
        return top;
    }
    let words = format!("Not in the plot: {}", unplaced.join("; "));
    sketch.block((MARGIN, top + 8.0), Anchor::Left, &Block::full(&words, NAME, WIDTH - 2.0 * MARGIN))
}

/// How large a bubble is.
struct Sizes {
    most: f64,
}

impl Sizes {
    fn of(bubbles: &Bubbles) -> Self {
        let groups = bubbles.bubbles.iter().filter(|bubble| bubble.series != Series::Baseline);
        let openings = groups.filter_map(|bubble| Reading::of(&bubble.openings).number());
        Self { most: openings.fold(0.0, f64::max) }
    }

    /// The radius of a circle whose area stands for a number.
    fn radius(&self, number: f64) -> f64 {
        if self.most > 0.0 {
            (LARGEST * (number.max(0.0) / self.most).sqrt()).max(SMALLEST)
        } else {
            UNSIZED
        }
    }

    fn radius_of(&self, bubble: &Bubble) -> f64 {
        Reading::of(&bubble.openings).number().map_or(UNSIZED, |number| self.radius(number))
    }

    /// How far a bubble extends from its middle.
    fn reach_of(&self, bubble: &Bubble) -> f64 {
        self.radius_of(bubble) * palette::shape(bubble.series).reach()
    }

    /// Circles of round sizes; gives where they end.
    fn legend(&self, sketch: &mut Sketch, top: f64, name: &str) -> f64 {
        let name = Block::full(name, NAME, WIDTH / 2.0);
        let steps = self.steps();
        let reach = steps.iter().map(|number| self.radius(*number)).fold(name.height() / 2.0, f64::max);
        let (y, mut x) = (top + reach + 4.0, MARGIN);
        sketch.block((x, y - name.height() / 2.0), Anchor::Left, &name);
        x += name.width + 14.0;
        for number in steps {
            let (radius, label) = (self.radius(number), number.to_string());
            sketch.outline(Shape::Circle, (x + radius, y), radius, Stroke::solid(GREY, 1));
            sketch.text((x + 2.0 * radius + 6.0, y), Anchor::Left, &label, NAME);
            x += 2.0 * radius + NAME.width(&label) + 22.0;
        }
        y + reach + 4.0
    }

    /// Up to three round numbers up to the largest.
    fn steps(&self) -> Vec<f64> {
        let round = |power: i32| [5.0, 2.0, 1.0].map(|digit| digit * 10_f64.powi(power));
        let largest = (-3..9).rev().flat_map(round).find(|number| *number <= self.most);
        largest.map_or(Vec::new(), |largest| vec![largest / 10.0, largest / 2.0, largest])
    }
}

/// The plot: two axes and what lies between them.
struct Plane {
    x: Axis,
    y: Axis,
    region: Region,
}

impl Plane {
    fn new(bubbles: &Bubbles, sizes: &Sizes, top: f64) -> Self {
        let bottom = top + HEIGHT;
        let (growth, pay) = (column(bubbles, |it| &it.growth), column(bubbles, |it| &it.pay));
        let subjects = || bubbles.bubbles.iter().filter(|bubble| bubble.series != Series::Baseline);
        let rise = |bubble: &Bubble| {
            let reach = sizes.reach_of(bubble).max(ARROW) + 4.0;
            Reading::of(&bubble.pay).end().map(|value| Room { value, before: reach, after: reach })
        };
        let rooms: Vec<_> = subjects().filter_map(rise).collect();
        let y = Axis::up(&pay.1, pay.0, (top, bottom), &rooms);
        let left =
            MARGIN + y.ticks.iter().map(|(_, label)| SMALL.width(label)).fold(0.0, f64::max) + 10.0;
        let right = WIDTH - MARGIN;
        let room = |bubble: &Bubble| {
            let reach = sizes.reach_of(bubble).max(12.0) + 4.0;
            Reading::of(&bubble.growth).end().map(|value| Room { value, before: reach, after: reach })
        };
        let rooms: Vec<_> = subjects().filter_map(room).collect();
        let values: Vec<_> = growth.1.into_iter().chain([0.0]).collect();
        let x = Axis::across(&values, growth.0, (left, right), &rooms);
        Self { x, y, region: Region { left, top, right, bottom } }
    }

    fn grid(&self, sketch: &mut Sketch) {
        let Region { left, top, right, bottom } = self.region;
        self.x.grid(sketch, top, bottom);
        for (value, label) in &self.y.ticks {
            let y = self.y.scale.at(*value);
            sketch.line_behind(&[(left, y), (right, y)], Stroke::solid(GRID, 1));
            sketch.text((left - 8.0, y), Anchor::Right, label, SMALL);
        }
        sketch.line_behind(&[(left, bottom), (right, bottom)], Stroke::solid(AXIS, 1));
    }

    fn place(&self, bubble: &Bubble) -> Option<Point> {
        let (growth, pay) = (Reading::of(&bubble.growth).end()?, Reading::of(&bubble.pay).end()?);
        Some((self.x.scale.at(growth), self.y.scale.at(pay)))
    }

    /// Two dashed lines with their numbers; what they take is kept free of labels.
    fn baseline(&self, sketch: &mut Sketch, bubble: &Bubble, taken: &mut Vec<Region>) {
        let Region { left, top, right, bottom } = self.region;
        let stroke = Stroke::dashed(GREY, 1);
        if let Some(growth) = Reading::of(&bubble.growth).number() {
            let x = self.x.scale.at(growth);
            sketch.line_behind(&[(x, top), (x, bottom)], stroke);
            let name = Block::even(
                &format!("{}: {}", bubble.label, bubble.growth.text),
                SMALL,
                LABEL_WIDTH * 1.5,
            );
            let left = clamped(x + 6.0, left, right - name.width);
            taken.push(on_free(sketch, (left, top + 2.0), &name, taken));
        }
        if let Some(pay) = Reading::of(&bubble.pay).number() {
            let y = self.y.scale.at(pay);
            sketch.line_behind(&[(left, y), (right, y)], stroke);
            let name =
                Block::even(&format!("{}: {}", bubble.label, bubble.pay.text), SMALL, LABEL_WIDTH * 1.5);
            taken.push(on_free(sketch, (right - name.width, y - name.height() - 2.0), &name, taken));
        }
    }

    /// All bubbles with their labels; gives what has no place, in words.
    fn bubbles(
        &self,
        sketch: &mut Sketch,
        all: &Bubbles,
        sizes: &Sizes,
        taken: &[Region],
    ) -> Vec<String> {
        let subjects = all.bubbles.iter().filter(|bubble| bubble.series != Series::Baseline);
        let mut placed: Vec<_> =
            subjects.clone().filter_map(|bubble| Some((bubble, self.place(bubble)?))).collect();
        placed.sort_by(|a, b| sizes.radius_of(b.0).total_cmp(&sizes.radius_of(a.0)));
        for (bubble, place) in &placed {
            draw_bubble(sketch, bubble, *place, sizes.radius_of(bubble));
        }
        let without = subjects.filter(|bubble| self.place(bubble).is_none()).map(in_words);
        let unlabelled = self.labels(sketch, &placed, sizes, taken);
        without.chain(unlabelled).collect()
    }

    fn labels(
        &self,
        sketch: &mut Sketch,
        placed: &[(&Bubble, Point)],
        sizes: &Sizes,
        taken: &[Region],
    ) -> Vec<String> {
        let labels: Vec<_> = placed.iter().map(|(bubble, _)| Label::of(bubble)).collect();
        let wish = |((bubble, centre), label): (&(&Bubble, Point), &Label)| {
            let radius = if is_bound(bubble) { UNSIZED } else { sizes.reach_of(bubble) };
            Wish { centre: *centre, radius, width: label.width, height: label.height }
        };
        let wishes: Vec<_> = placed.iter().zip(&labels).map(wish).collect();
        let arrows = placed.iter().flat_map(|(bubble, place)| arrows(bubble, *place));
        let taken: Vec<_> = taken.iter().copied().chain(arrows).collect();
        let places = spread::in_plane(&wishes, self.region, &taken, &sketch.strong_lines());
        let mut unlabelled = Vec::new();
        for (((bubble, _), label), (wish, place)) in
            placed.iter().zip(&labels).zip(wishes.iter().zip(places))
        {
            match place {
                Some(region) => label.set(sketch, wish, region),
                None => unlabelled.push(in_words(bubble)),
            }
        }
        unlabelled
    }
}

/// Sets a name with its top left at a place, or as far below it as others force it.
fn on_free(sketch: &mut Sketch, (x, top): Point, name: &Block, taken: &[Region]) -> Region {
    let region = |top| Region { left: x, top, right: x + name.width, bottom: top + name.height() };
    let free = |top: &f64| taken.iter().all(|other| region(*top).shared(*other) <= 0.0);
    let top = (0..40).map(|step| top + 16.0 * f64::from(step)).find(free).unwrap_or(top);
    sketch.block_on_paper((x, top), name);
    region(top)
}

fn column(bubbles: &Bubbles, of: fn(&Bubble) -> &Datum) -> (Unit, Vec<f64>) {
    let unit = Unit::of(bubbles.bubbles.iter().map(of));
    (unit, bubbles.bubbles.iter().filter_map(|bubble| Reading::of(of(bubble)).end()).collect())
}

fn in_words(bubble: &Bubble) -> String {
    format!("{} (growth {}, pay {})", bubble.label, bubble.growth.text, bubble.pay.text)
}

fn is_bound(bubble: &Bubble) -> bool {
    Reading::of(&bubble.growth).number().is_none() || Reading::of(&bubble.pay).number().is_none()
}

/// The steps of the arrows that stand for a bubble with a bound.
fn steps(bubble: &Bubble) -> impl Iterator<Item = Point> {
    let across = match Reading::of(&bubble.growth) {
        Reading::Above(_) => Some((ARROW, 0.0)),
        Reading::Below(_) => Some((-ARROW, 0.0)),
        _ => None,
    };
    let up = match Reading::of(&bubble.pay) {
        Reading::Above(_) => Some((0.0, -ARROW)),
        Reading::Below(_) => Some((0.0, ARROW)),
        _ => None,
    };
    across.into_iter().chain(up)
}

fn arrows(bubble: &Bubble, (x, y): Point) -> impl Iterator<Item = Region> {
    steps(bubble).map(move |(across, down)| Region {
        left: x.min(x + across) - 6.0,
        top: y.min(y + down) - 6.0,
        right: x.max(x + across) + 6.0,
        bottom: y.max(y + down) + 6.0,
    })
}

fn draw_bubble(sketch: &mut Sketch, bubble: &Bubble, place: Point, radius: f64) {
    let (colour, shape) = (palette::colour(bubble.series), palette::shape(bubble.series));
    if is_bound(bubble) {
        for step in steps(bubble) {
            sketch.arrow(place, step, colour);
        }
    } else if Reading::of(&bubble.openings).number().is_none() {
        sketch.outline(shape, place, radius, Stroke::solid(colour, 2));
    } else {
        sketch.shape(shape, place, radius, PAPER, 1.0);
        sketch.shape(shape, place, radius, colour, 0.75);
        sketch.outline(shape, place, radius, Stroke::solid(colour, 1));
    }
}

/// The name of a bubble above its numbers.
struct Label {
    name: Block,
    numbers: String,
    width: f64,
    height: f64,
}

impl Label {
    fn of(bubble: &Bubble) -> Self {
        let name = Block::even(&bubble.label, NAME, LABEL_WIDTH);
        let numbers = format!("{} · {}", bubble.growth.text, bubble.pay.text);
        let width = name.width.max(VALUE.width(&numbers));
        let height = name.height() + VALUE.leading();
        Self { name, numbers, width, height }
    }

    fn set(&self, sketch: &mut Sketch, wish: &Wish, region: Region) {
        let near = region.nearest(wish.centre);
        let away = (near.0 - wish.centre.0, near.1 - wish.centre.1);
        let distance = away.0.hypot(away.1);
        if distance > wish.radius + LEADER {
            let share = wish.radius / distance;
            let rim = (wish.centre.0 + away.0 * share, wish.centre.1 + away.1 * share);
            sketch.line(&[rim, near], Stroke::solid(AXIS, 1));
        }
        let middle = f64::midpoint(region.left, region.right);
        let (x, anchor) = match wish.centre.0 {
            x if x <= region.left => (region.left, Anchor::Left),
            x if x >= region.right => (region.right, Anchor::Right),
            _ => (middle, Anchor::Middle),
        };
        sketch.bar(region, PAPER, 0.9);
        let below = sketch.block((x, region.top), anchor, &self.name);
        sketch.text((x, below + VALUE.leading() / 2.0), anchor, &self.numbers, VALUE);
    }
}
