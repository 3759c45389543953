//! Pay against growth, with the area of a bubble for openings. The baseline is two dashed lines; what
//! has no place on the plane is listed below it.

use super::{
    axis::{Axis, DECADES, Room, TickUnit, clamped},
    legend::{self, Entry, Glyph},
    palette::{AXIS, GREY, GRID, Shape},
    reading::Reading,
    sketch::{Anchor, MARGIN, Point, Region, Sketch, Stroke, WIDTH},
    spot::{self, Spot},
    text::{Block, NAME, SMALL},
};
use crate::exhibits::chart::{Bubble, Bubbles, Datum, Series};

const HEIGHT: f64 = 520.0;
const LARGEST: f64 = 36.0;
const SMALLEST: f64 = 3.0;
/// Radius of what has a place but no size.
const UNSIZED: f64 = 5.0;
const INNER: f64 = WIDTH - 2.0 * MARGIN;

/// Draws the chart from a height on; gives where it ends.
pub(super) fn draw(bubbles: &Bubbles, sketch: &mut Sketch, top: f64) -> f64 {
    let sizes = Sizes::of(bubbles);
    let below_keys = legend::rows(sketch, top, &entries(bubbles));
    let below_sizes = sizes.legend(sketch, below_keys, &bubbles.size);
    let name = Block::full(&bubbles.y_axis, SMALL, INNER);
    let plot_top = sketch.block((MARGIN, below_sizes + 8.0), Anchor::Left, &name) + 14.0;
    let plane = Plane::new(bubbles, &sizes, plot_top);
    plane.grid(sketch);
    let (spots, without) = plane.spots(bubbles, &sizes);
    let taken = plane.baselines(sketch, bubbles, &spots);
    let unlabelled = spot::draw(sketch, &spots, plane.region, &taken);
    let below = plane.x.labels(sketch, plane.region.bottom + 2.0);
    let name = Block::full(&bubbles.x_axis, SMALL, plane.region.right - plane.region.left);
    let below = sketch.block((plane.region.right, below), Anchor::Right, &name);
    let below = list(sketch, "Without a label in the plot", &unlabelled, below);
    list(sketch, "Not in the plot", &without, below)
}

fn subjects(bubbles: &Bubbles) -> impl Iterator<Item = &Bubble> {
    bubbles.bubbles.iter().filter(|bubble| bubble.series != Series::Baseline)
}

fn entries(bubbles: &Bubbles) -> Vec<Entry> {
    let marker = |series| if series == Series::Baseline { Glyph::Dashes } else { Glyph::Marker(series) };
    let readings = subjects(bubbles).flat_map(|bubble| [&bubble.growth, &bubble.pay]).map(Reading::of);
    let beyond = legend::beyond(readings);
    legend::of_keys(&bubbles.keys, marker).into_iter().chain(beyond).collect()
}

/// What is said in words only; gives where it ends.
fn list(sketch: &mut Sketch, head: &str, bubbles: &[&Bubble], top: f64) -> f64 {
    if bubbles.is_empty() {
        return top;
    }
    let in_words = |bubble: &&Bubble| {
        format!("{} (growth {}, pay {})", bubble.label, bubble.growth.text, bubble.pay.text)
    };
    let words = bubbles.iter().map(in_words).collect::<Vec<_>>().join("; ");
    let block = Block::full(&format!("{head}: {words}"), NAME, INNER);
    sketch.block((MARGIN, top + 8.0), Anchor::Left, &block)
}

/// How large a bubble is.
struct Sizes {
    most: f64,
}

impl Sizes {
    fn of(bubbles: &Bubbles) -> Self {
        let openings = subjects(bubbles).filter_map(|bubble| Reading::of(&bubble.openings).number());
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

    /// Circles of round sizes; gives where they end.
    fn legend(&self, sketch: &mut Sketch, top: f64, name: &str) -> f64 {
        let steps = self.steps();
        if steps.is_empty() {
            return top;
        }
        let name = Block::full(name, NAME, WIDTH / 2.0);
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

    /// Three round numbers up to the largest.
    fn steps(&self) -> Vec<f64> {
        let round = |decade: &f64| [5.0, 2.0, 1.0].map(|digit| digit * decade);
        let largest = DECADES.iter().rev().flat_map(round).find(|number| *number <= self.most);
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
        let spots: Vec<_> = subjects(bubbles).map(|bubble| spot_of(bubble, sizes, (0.0, 0.0))).collect();
        let rooms = |of: fn(&Bubble) -> &Datum| -> Vec<_> {
            spots.iter().filter_map(|spot| room(Reading::of(of(spot.bubble)), spot.room())).collect()
        };
        let column = |of: fn(&Bubble) -> &Datum| {
            let values = bubbles.bubbles.iter().filter_map(move |bubble| Reading::of(of(bubble)).end());
            (TickUnit::of(bubbles.bubbles.iter().map(of)), values.collect::<Vec<_>>())
        };
        let (pay_unit, pay) = column(|bubble| &bubble.pay);
        let y = Axis::up(&pay, pay_unit, (top, top + HEIGHT), &rooms(|bubble| &bubble.pay));
        let widest = y.ticks.iter().map(|(_, label)| SMALL.width(label)).fold(0.0, f64::max);
        let region =
            Region { left: MARGIN + widest + 10.0, top, right: WIDTH - MARGIN, bottom: top + HEIGHT };
        let (growth_unit, mut growth) = column(|bubble| &bubble.growth);
        if !growth.is_empty() {
            growth.push(0.0);
        }
        let ends = (region.left, region.right);
        let x = Axis::across(&growth, growth_unit, ends, &rooms(|bubble| &bubble.growth));
        Self { x, y, region }
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

    /// What has a place, the largest first, and what has none.
    fn spots<'a>(&self, bubbles: &'a Bubbles, sizes: &Sizes) -> (Vec<Spot<'a>>, Vec<&'a Bubble>) {
        let place = |bubble: &Bubble| {
            let (growth, pay) = (Reading::of(&bubble.growth).end()?, Reading::of(&bubble.pay).end()?);
            Some((self.x.scale.at(growth), self.y.scale.at(pay)))
        };
        let (with, without): (Vec<_>, Vec<_>) = subjects(bubbles).partition(|it| place(it).is_some());
        let spot = |bubble| Some(spot_of(bubble, sizes, place(bubble)?));
        let mut spots: Vec<_> = with.into_iter().filter_map(spot).collect();
        spots.sort_by(|a, b| b.radius.total_cmp(&a.radius));
        (spots, without)
    }

    /// The dashed lines of the baseline, each with its number where no bubble is; gives what the
    /// numbers take.
    fn baselines(&self, sketch: &mut Sketch, bubbles: &Bubbles, spots: &[Spot<'_>]) -> Vec<Region> {
        let Region { left, top, right, bottom } = self.region;
        let mut taken: Vec<_> = spots.iter().flat_map(Spot::regions).collect();
        let rims = taken.len();
        for bubble in bubbles.bubbles.iter().filter(|bubble| bubble.series == Series::Baseline) {
            if let Some(growth) = Reading::of(&bubble.growth).number() {
                let x = self.x.scale.at(growth);
                sketch.line_behind(&[(x, top), (x, bottom)], Stroke::dashed(GREY, 1));
                let name = name_of(bubble, &bubble.growth);
                let rows = (0..25).map(|row| top + 2.0 + 16.0 * f64::from(row));
                let beside = |y| [(x + 6.0, y), (x - 6.0 - name.width, y)];
                let places: Vec<_> = rows.flat_map(beside).collect();
                taken.push(self.set_name(sketch, &name, &places, &taken));
            }
            if let Some(pay) = Reading::of(&bubble.pay).number() {
                let y = self.y.scale.at(pay);
                sketch.line_behind(&[(left, y), (right, y)], Stroke::dashed(GREY, 1));
                let name = name_of(bubble, &bubble.pay);
                let name_width = name.width;
                let aside =
                    [0.0, 20.0, 40.0, 60.0].map(|by| [y - name.height() - 2.0 - by, y + 2.0 + by]);
                let along =
                    |y| (0..35).map(move |column| (right - name_width - 20.0 * f64::from(column), y));
                let places: Vec<_> = aside.into_iter().flatten().flat_map(along).collect();
                taken.push(self.set_name(sketch, &name, &places, &taken));
            }
        }
        taken.split_off(rims)
    }

    /// Sets a name with its top left at the first place that is free.
    fn set_name(&self, sketch: &mut Sketch, name: &Block, places: &[Point], taken: &[Region]) -> Region {
        let region = |(x, y): &Point| {
            let left = clamped(*x, self.region.left, self.region.right - name.width);
            let top = clamped(*y, self.region.top, self.region.bottom - name.height());
            Region { left, top, right: left + name.width, bottom: top + name.height() }
        };
        let free = |place: &Region| taken.iter().all(|other| place.shared(*other) <= 0.0);
        let place = places.iter().map(region).find(free).or_else(|| places.first().map(region));
        let place = place.unwrap_or(self.region);
        sketch.block_on_paper((place.left, place.top), Anchor::Left, name);
        place
    }
}

fn name_of(bubble: &Bubble, datum: &Datum) -> Block {
    Block::even(&format!("{}: {}", bubble.label, datum.text), SMALL, 220.0)
}

fn spot_of<'a>(bubble: &'a Bubble, sizes: &Sizes, centre: Point) -> Spot<'a> {
    let openings = Reading::of(&bubble.openings).number();
    Spot { bubble, centre, radius: openings.map_or(UNSIZED, |number| sizes.radius(number)) }
}

fn room(reading: Reading, reach: f64) -> Option<Room> {
    Some(Room { value: reading.end()?, before: reach, after: reach })
}
