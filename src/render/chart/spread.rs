//! Pushing labels apart: along a line for the ends of a trend, in the plane for bubbles.

use super::sketch::{Point, Region, amount};

/// Middles for labels of some sizes that want to be at some places on a line: in the same order, not
/// overlapping, between two ends as long as they all fit, and moved as little as that allows.
pub(super) fn along(wanted: &[f64], sizes: &[f64], low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<_> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut runs: Vec<Run> = Vec::new();
    for at in order {
        let mut run = Run::new(at, wanted[at], sizes[at]);
        run.keep_within(low, high);
        while let Some(before) = runs.pop_if(|before| before.start + before.length > run.start) {
            run = before.joined(run);
            run.keep_within(low, high);
        }
        runs.push(run);
    }
    let mut middles = vec![0.0; wanted.len()];
    for run in runs {
        let mut start = run.start;
        for at in run.members {
            middles[at] = start + sizes[at] / 2.0;
            start += sizes[at];
        }
    }
    middles
}

/// Labels that touch each other.
struct Run {
    members: Vec<usize>,
    length: f64,
    start: f64,
    /// Sum over the members of where each would have the run start.
    wishes: f64,
}

impl Run {
    fn new(at: usize, wanted: f64, size: f64) -> Self {
        let start = wanted - size / 2.0;
        Self { members: vec![at], length: size, start, wishes: start }
    }

    fn joined(mut self, after: Self) -> Self {
        self.wishes += after.wishes - self.length * amount(after.members.len());
        self.members.extend(after.members);
        self.length += after.length;
        self.start = self.wishes / amount(self.members.len());
        self
    }

    fn keep_within(&mut self, low: f64, high: f64) {
        self.start = self.start.min(high - self.length).max(low);
    }
}

/// A label that belongs to a bubble.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    pub centre: Point,
    pub radius: f64,
    pub width: f64,
    pub height: f64,
}

impl Wish {
    /// The label at a distance from the rim, in a direction.
    fn at(&self, (across, down): Point, distance: f64) -> Region {
        let reach = self.radius + distance;
        let (x, y) = (self.centre.0 + across * reach, self.centre.1 + down * reach);
        Region::centred(
            (x + across * self.width / 2.0, y + down * self.height / 2.0),
            self.width,
            self.height,
        )
    }

    fn rim(&self) -> Region {
        Region::around(self.centre, self.radius)
    }
}

/// Twelve directions, the best places for a label first.
const DIRECTIONS: [Point; 12] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (0.8, -0.6),
    (0.8, 0.6),
    (-0.8, -0.6),
    (-0.8, 0.6),
    (0.5, -0.87),
    (0.5, 0.87),
    (-0.5, -0.87),
    (-0.5, 0.87),
];
const DISTANCES: [f64; 14] =
    [4.0, 9.0, 16.0, 26.0, 40.0, 58.0, 80.0, 106.0, 136.0, 170.0, 210.0, 260.0, 320.0, 400.0];
const ROUNDS: usize = 4;

/// A place for each label that touches no other label and none of `taken`, within `bounds`, and as
/// far as possible free of bubbles and `lines`; `None` when the plane is too full.
pub(super) fn in_plane(
    wishes: &[Wish],
    bounds: Region,
    taken: &[Region],
    lines: &[Region],
) -> Vec<Option<Region>> {
    let mut places: Vec<Option<Region>> = vec![None; wishes.len()];
    let mut order: Vec<_> = (0..wishes.len()).collect();
    order.sort_by(|a, b| crowding(wishes, *b).total_cmp(&crowding(wishes, *a)));
    for _ in 0..ROUNDS {
        for at in &order {
            places[*at] = None;
            let others: Vec<_> = places.iter().flatten().chain(taken).copied().collect();
            places[*at] = best_place(wishes, *at, bounds, &others, lines);
        }
    }
    places
}

fn crowding(wishes: &[Wish], at: usize) -> f64 {
    let reach = wishes[at].rim().grown(60.0);
    wishes.iter().map(|wish| wish.rim().grown(60.0).shared(reach)).sum()
}

fn best_place(
    wishes: &[Wish],
    at: usize,
    bounds: Region,
    taken: &[Region],
    lines: &[Region],
) -> Option<Region> {
    let wish = &wishes[at];
    let candidates = DISTANCES.iter().flat_map(|distance| {
        DIRECTIONS
            .iter()
            .enumerate()
            .map(move |(rank, direction)| (*distance, rank, wish.at(*direction, *distance)))
    });
    let free = |region: &Region| {
        bounds.contains(*region) && taken.iter().all(|other| region.grown(1.5).shared(*other) <= 0.0)
    };
    candidates
        .filter(|(_, _, region)| free(region))
        .map(|(distance, rank, region)| {
            let cost = distance + amount(rank) + clutter(wishes, at, region, taken, lines);
            (cost, region)
        })
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, region)| region)
}

/// What a place lies upon, and what its leader would cross.
fn clutter(wishes: &[Wish], at: usize, region: Region, taken: &[Region], lines: &[Region]) -> f64 {
    let on_bubbles: f64 = wishes.iter().map(|wish| wish.rim().shared(region)).sum();
    let on_lines = amount(lines.iter().filter(|line| line.shared(region) > 0.0).count());
    let (from, to) = (wishes[at].centre, region.nearest(wishes[at].centre));
    let steps = (1..8).map(|step| f64::from(step) / 8.0);
    let leader = |share: f64| {
        Region::around((from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share), 1.0)
    };
    let crosses = |spot: &Region| {
        let others =
            wishes.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, wish)| wish.rim());
        others.chain(taken.iter().copied()).any(|other| other.shared(*spot) > 0.0)
    };
    let hits = amount(steps.map(leader).filter(crosses).count());
    on_bubbles.sqrt() * 8.0 + on_lines * 14.0 + hits * 10.0
}
