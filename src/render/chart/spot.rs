//! Bubbles that have a place, and their labels: beside them where there is room, else at the end of a
//! thin line.

use super::{
    palette::{self, AXIS, PAPER},
    reading::Reading,
    rows::ARROW,
    sketch::{Anchor, Point, Region, Sketch, Stroke},
    spread::{self, Wish},
    text::{Block, NAME, VALUE},
};
use crate::exhibits::chart::Bubble;

const LABEL_WIDTH: f64 = 150.0;
/// From this distance on a label has a line to its bubble.
const LEADER: f64 = 8.0;
/// Half of what the foot of an arrow takes.
const FOOT: f64 = 6.0;

/// A bubble and where it is drawn.
pub(super) struct Spot<'a> {
    pub bubble: &'a Bubble,
    pub centre: Point,
    pub radius: f64,
}

/// Draws bubbles and labels, the labels clear of `taken`; gives the bubbles whose label has no room.
pub(super) fn draw<'a>(
    sketch: &mut Sketch,
    spots: &[Spot<'a>],
    bounds: Region,
    taken: &[Region],
) -> Vec<&'a Bubble> {
    let labels: Vec<_> = spots.iter().map(|spot| Label::of(spot.bubble)).collect();
    let wishes: Vec<_> = spots.iter().zip(&labels).map(|(spot, label)| spot.wish(label)).collect();
    let arrows = spots.iter().filter(|spot| spot.is_bound()).flat_map(Spot::regions);
    let taken: Vec<_> = taken.iter().copied().chain(arrows).collect();
    let regions = spread::in_plane(&wishes, bounds, &taken, &sketch.strong_lines());
    // Patch and leader lie under all bubbles, the words above them: no label hides a bubble.
    let with_region = |(it, region): (_, &Option<Region>)| Some((it, (*region)?));
    let labelled = || wishes.iter().zip(&labels).zip(&regions).filter_map(with_region);
    for ((wish, _), region) in labelled() {
        ground(sketch, wish, region);
    }
    for spot in spots {
        spot.draw(sketch);
    }
    for ((wish, label), region) in labelled() {
        label.set(sketch, wish, region);
    }
    spots
        .iter()
        .zip(regions)
        .filter(|(_, region)| region.is_none())
        .map(|(spot, _)| spot.bubble)
        .collect()
}

impl Spot<'_> {
    /// Whether it is drawn as arrows from a bound, not as a bubble.
    fn is_bound(&self) -> bool {
        self.steps().next().is_some()
    }

    /// What must stay free around the centre on both axes.
    pub fn room(&self) -> f64 {
        let reach = if self.is_bound() { ARROW } else { self.reach() };
        reach.max(12.0) + 4.0
    }

    /// How far it extends from its centre.
    fn reach(&self) -> f64 {
        if self.is_bound() { FOOT } else { self.radius * palette::shape(self.bubble.series).reach() }
    }

    /// What it takes of the plane.
    pub fn regions(&self) -> impl Iterator<Item = Region> {
        let foot = Region::around(self.centre, self.reach());
        let tip = |(across, down): Point| (self.centre.0 + across, self.centre.1 + down);
        let arrows = self.steps().map(move |step| foot.with(Region::around(tip(step), FOOT)));
        arrows.chain([foot])
    }

    /// The arrows that stand for bounds.
    fn steps(&self) -> impl Iterator<Item = Point> {
        let across = match Reading::of(&self.bubble.growth) {
            Reading::Above(_) => Some((ARROW, 0.0)),
            Reading::Below(_) => Some((-ARROW, 0.0)),
            _ => None,
        };
        let up = match Reading::of(&self.bubble.pay) {
            Reading::Above(_) => Some((0.0, -ARROW)),
            Reading::Below(_) => Some((0.0, ARROW)),
            _ => None,
        };
        across.into_iter().chain(up)
    }

    fn wish(&self, label: &Label) -> Wish {
        Wish { centre: self.centre, radius: self.reach(), width: label.width, height: label.height }
    }

    fn draw(&self, sketch: &mut Sketch) {
        let (colour, shape) = (palette::colour(self.bubble.series), palette::shape(self.bubble.series));
        if self.is_bound() {
            self.steps().for_each(|step| sketch.arrow(self.centre, step, colour));
        } else if Reading::of(&self.bubble.openings).number().is_none() {
            sketch.outline(shape, self.centre, self.radius, Stroke::solid(colour, 2));
        } else {
            sketch.shape(shape, self.centre, self.radius, PAPER, 1.0);
            sketch.shape(shape, self.centre, self.radius, colour, 0.75);
            sketch.outline(shape, self.centre, self.radius, Stroke::solid(colour, 1));
        }
    }
}

/// The patch of paper under a label, and the line to its bubble when it stands away from it.
fn ground(sketch: &mut Sketch, wish: &Wish, region: Region) {
    sketch.bar(region, PAPER, 0.9);
    let near = region.nearest(wish.centre);
    let away = (near.0 - wish.centre.0, near.1 - wish.centre.1);
    let distance = (away.0 * away.0 + away.1 * away.1).sqrt();
    if distance > wish.radius + LEADER {
        let share = wish.radius / distance;
        let rim = (wish.centre.0 + away.0 * share, wish.centre.1 + away.1 * share);
        sketch.line(&[rim, near], Stroke::solid(AXIS, 1));
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
        let (x, anchor) = match wish.centre.0 {
            x if x <= region.left => (region.left, Anchor::Left),
            x if x >= region.right => (region.right, Anchor::Right),
            _ => (f64::midpoint(region.left, region.right), Anchor::Middle),
        };
        let below = sketch.block((x, region.top), anchor, &self.name);
        sketch.text((x, below + VALUE.leading() / 2.0), anchor, &self.numbers, VALUE);
    }
}
