//! Names and numbers of the lines: at both ends pushed apart, between them where there is room.

use super::{LEAD, Panel, RADIUS};
use crate::render::chart::{
    axis::Axis,
    palette::AXIS,
    reading::Reading,
    rows::ARROW,
    sketch::{Anchor, Point, Region, Sketch, Stroke, text_region},
    spread,
    text::VALUE,
};

impl Panel<'_> {
    /// Sets all labels between a top and a bottom.
    pub(super) fn labels(&self, sketch: &mut Sketch, axis: &Axis, ends: (f64, f64)) {
        let mut taken = self.end_labels(sketch, axis, ends);
        taken.extend(self.start_labels(sketch, axis, ends));
        taken.extend(self.traces(axis));
        self.middle_labels(sketch, axis, taken);
    }

    /// Name and last number of every line; gives what the labels take.
    fn end_labels(&self, sketch: &mut Sketch, axis: &Axis, (top, bottom): (f64, f64)) -> Vec<Region> {
        let ending = self.lines.iter().filter_map(|line| Some((line, line.end.as_ref()?)));
        let lines: Vec<_> = ending
            .filter_map(|(line, (at, text))| Some((line, text, self.place(axis, line, *at)?)))
            .collect();
        let sizes: Vec<_> = lines.iter().map(|(line, ..)| line.end_height()).collect();
        let wanted: Vec<_> = lines.iter().map(|(.., place)| place.1).collect();
        let x = self.x(self.trend.periods.len().saturating_sub(1)) + RADIUS + LEAD;
        let mut taken = Vec::new();
        for ((line, text, place), middle) in
            lines.into_iter().zip(spread::along(&wanted, &sizes, top, bottom))
        {
            leader(sketch, (place.0 + RADIUS + 2.0, place.1), (x, middle));
            let half = f64::midpoint(line.name.height(), VALUE.leading());
            let below = sketch.block((x + 3.0, middle - half), Anchor::Left, &line.name);
            let number = (x + 3.0, below + VALUE.leading() / 2.0);
            sketch.text(number, Anchor::Left, text, VALUE);
            let right = x + line.end_width() - LEAD;
            taken.push(Region { left: x, top: middle - half, right, bottom: middle + half });
        }
        taken
    }

    /// The first number of every line; gives what the labels take.
    fn start_labels(&self, sketch: &mut Sketch, axis: &Axis, (top, bottom): (f64, f64)) -> Vec<Region> {
        let starting = self.lines.iter().filter(|line| line.has_start);
        let with_place = |line| Some((line, self.place(axis, line, 0)?));
        let lines: Vec<_> = starting.filter_map(with_place).collect();
        let sizes: Vec<_> = lines.iter().map(|_| VALUE.leading()).collect();
        let wanted: Vec<_> = lines.iter().map(|(.., place)| place.1).collect();
        let mut taken = Vec::new();
        for ((line, place), middle) in lines.into_iter().zip(spread::along(&wanted, &sizes, top, bottom))
        {
            let right = place.0 - RADIUS - LEAD;
            leader(sketch, (place.0 - RADIUS - 2.0, place.1), (right, middle));
            let text = &line.points[0].text;
            taken.push(sketch.text_on_paper((right - 3.0, middle), Anchor::Right, text, VALUE));
        }
        taken
    }

    /// Numbers between the first and the last, where there is room above or below the point.
    fn middle_labels(&self, sketch: &mut Sketch, axis: &Axis, mut taken: Vec<Region>) {
        for line in &self.lines {
            let end = line.end.as_ref().map_or(0, |(at, _)| *at);
            for at in usize::from(line.has_start)..end {
                let (text, place) = (&line.points[at].text, self.place(axis, line, at));
                // Numbers close to each other would be a wall of them.
                let Some((x, y)) = place.filter(|_| VALUE.width(text) + 10.0 <= self.gap(at)) else {
                    continue;
                };
                let is_arrow = Reading::of(&line.points[at]).number().is_none();
                let spot = |y: f64| text_region((x, y), Anchor::Middle, VALUE.width(text), VALUE);
                let free = |y: &f64| taken.iter().all(|other| spot(*y).shared(*other) <= 0.0);
                let near = if is_arrow { ARROW + 10.0 } else { 15.0 };
                if let Some(y) =
                    [y - near, y + near, y - near - 8.0, y + near + 8.0].into_iter().find(free)
                {
                    taken.push(sketch.text_on_paper((x, y), Anchor::Middle, text, VALUE));
                }
            }
        }
    }

    /// What lines and marks take, in small pieces.
    fn traces(&self, axis: &Axis) -> Vec<Region> {
        let mut traces = Vec::new();
        for line in &self.lines {
            let places: Vec<_> = (0..line.points.len()).map(|at| self.place(axis, line, at)).collect();
            for (datum, (x, y)) in
                line.points.iter().zip(&places).filter_map(|(it, place)| Some((it, (*place)?)))
            {
                let reach = if Reading::of(datum).number().is_some() { 0.0 } else { ARROW };
                traces.push(Region::around((x, y), RADIUS + 1.0));
                traces.push(Region::centred((x, y), 2.0 * RADIUS, 2.0 * reach));
            }
            for pair in places.windows(2) {
                if let [Some(from), Some(to)] = pair {
                    traces.extend((0..=40).map(|step| along(*from, *to, f64::from(step) / 40.0)));
                }
            }
        }
        traces
    }
}

fn along(from: Point, to: Point, share: f64) -> Region {
    Region::around((from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share), 2.0)
}

/// A thin line to a label that does not stand right beside its point.
fn leader(sketch: &mut Sketch, from: Point, to: Point) {
    if (from.1 - to.1).abs() > 3.0 || (from.0 - to.0).abs() > LEAD + 4.0 {
        sketch.line_behind(&[from, to], Stroke::solid(AXIS, 1));
    }
}
