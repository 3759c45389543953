//! Employment and wages from OEWS: BLS's own cell for one occupation; sums, means and mixtures for
//! several.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    distributions::{Distributions, Made},
    ledger::Ledger,
    place::Place,
    subject::Subject,
};
use crate::{
    model::{
        Area, AreaKind, Band, Estimate, Figure, FigureId, Mark, Measure, Method, Origin, PayPeriod,
        Percentile, Period, Release, SocCode,
    },
    panel::Cell,
    stats::{Mixture, MixturePart, RankedGroup, Shape, percentile_rank, weighted_mean},
};

/// The least share of a subject's workers whose wages must be published for an estimate of it.
const LEAST_COVERED: f64 = 0.9;

impl Ledger<'_> {
    /// Employment, a mean or a percentile of a subject in an area.
    pub fn wage(&mut self, subject: &Subject, release: Release, area: Area, measure: Measure) -> Figure {
        self.wage_in(subject, release, &Place::from(area), measure)
    }

    /// The same in a place, which may be a region of several areas.
    pub fn wage_in(
        &mut self,
        subject: &Subject,
        release: Release,
        place: &Place,
        measure: Measure,
    ) -> Figure {
        let id = FigureId::new(&[&"oews", &release, &place.key(), &subject.key, &measure.name()]);
        self.keep(id, |ledger, id| match (subject.single(), place.single()) {
            (Some(soc), Some(area)) => {
                ledger.published(id, subject, Period::Release(release), area, soc, measure)
            }
            _ => ledger.of_several(id, subject, release, place, measure),
        })
    }

    /// A cell of a published table.
    pub(super) fn published(
        &self,
        id: FigureId,
        subject: &Subject,
        period: Period,
        area: Area,
        soc: SocCode,
        measure: Measure,
    ) -> Figure {
        let cell = self.panel.cell(period, area, soc);
        let label = cell.map_or(subject.label.as_str(), |cell| cell.title());
        let value = cell.map_or(Estimate::absent(Mark::NotInTable), |cell| cell.estimate(measure));
        let origins = cell.map(|cell| cell.origin(measure)).into_iter().collect();
        Figure::of_number(id, label, measure, value, Method::Published, origins)
    }

    fn of_several(
        &mut self,
        id: FigureId,
        subject: &Subject,
        release: Release,
        place: &Place,
        measure: Measure,
    ) -> Figure {
        let mut members = Members::of(self, subject, release, place);
        let (value, method) = match measure {
            Measure::Employment => (members.employment(), Method::Sum),
            Measure::WageMean(period) => (members.mean(period), Method::WeightedMean),
            Measure::Wage(pay, percentile) => {
                members.price(self, release, pay);
                let area = place.areas().next().unwrap_or(Area::NATION);
                let distributions = self.distributions(release, area, pay);
                members.percentile(&distributions, percentile)
            }
            _ => (Estimate::absent(Mark::NotApplicable), Method::Published),
        };
        let note = members.note(measure);
        Figure::of_number(id, &subject.label, measure, value, method, members.origins()).with_note(note)
    }

    /// The percentile rank of a subject's median among the detailed occupations of the area, by
    /// employment.
    pub fn rank(&mut self, subject: &Subject, release: Release, area: Area) -> Figure {
        let median = self.wage(subject, release, area, ANNUAL_MEDIAN);
        let id = FigureId::new(&[&"oews", &release, &area, &subject.key, &Measure::MedianRank.name()]);
        self.keep(id, |ledger, id| {
            let (among, table) = ledger.detailed_medians(release, area);
            let value = rank_with_band(median.unrounded(), &among);
            let mut origins = median.origins.clone();
            origins.extend(table);
            Figure::of_number(
                id,
                &median.subject,
                Measure::MedianRank,
                value,
                Method::PercentileRank,
                origins,
            )
        })
    }

    fn detailed_medians(&self, release: Release, area: Area) -> (Vec<RankedGroup>, Option<Origin>) {
        let Some(table) = self.panel.detailed(Period::Release(release), area) else {
            return (Vec::new(), None);
        };
        let group = |cell: Cell<'_>| {
            let employment = cell.estimate(Measure::Employment).number()?;
            let median = cell.estimate(ANNUAL_MEDIAN);
            let usable = !matches!(median, Estimate::Absent { .. });
            usable.then_some(RankedGroup { employment, median })
        };
        let whole = table.cells().next().map(|cell| cell.whole_table());
        (table.cells().filter_map(group).collect(), whole)
    }
}

/// The measure that comparisons turn on.
pub(super) const ANNUAL_MEDIAN: Measure = Measure::Wage(PayPeriod::Annual, Percentile::P50);

const UNDETERMINED: Estimate = Estimate::absent(Mark::NotDetermined);

/// The occupations of a subject in one release and place, with the workers that count.
pub(super) struct Members<'a> {
    cells: Vec<Cell<'a>>,
    workers: BTreeMap<(Area, SocCode), f64>,
    missing: Vec<(Area, SocCode)>,
    /// The wage distributions of those that have one, once a percentile is asked for.
    pay: BTreeMap<(Area, SocCode), Made>,
}

impl<'a> Members<'a> {
    pub(super) fn of(ledger: &Ledger<'a>, subject: &Subject, release: Release, place: &Place) -> Self {
        let period = Period::Release(release);
        let mut members = Self {
            cells: Vec::new(),
            workers: BTreeMap::new(),
            missing: Vec::new(),
            pay: BTreeMap::new(),
        };
        for area in place.areas() {
            let mut employment = BTreeMap::new();
            for code in subject.codes() {
                let cell = ledger.panel.cell(period, area, code);
                match cell.and_then(|cell| cell.estimate(Measure::Employment).number()) {
                    Some(jobs) => drop(employment.insert(code, jobs)),
                    None => members.missing.push((area, code)),
                }
                members.cells.extend(cell);
            }
            let workers = subject.workers(&employment);
            members.workers.extend(workers.into_iter().map(|(code, jobs)| ((area, code), jobs)));
        }
        members
    }

    /// Each occupation and area whose employment is known, with the workers that count.
    pub(super) fn each(&self) -> impl Iterator<Item = (&Cell<'a>, f64)> {
        self.usable(|_| true)
    }

    /// Whether the employment of every occupation is known in every area.
    pub(super) const fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }

    /// The sum of employment; a lower bound when that of an occupation is not released.
    fn employment(&self) -> Estimate {
        let sum = self.workers.values().sum();
        match (self.workers.is_empty(), self.missing.is_empty()) {
            (true, _) => UNDETERMINED,
            (false, true) => Estimate::exact(sum),
            (false, false) => Estimate::at_least(sum),
        }
    }

    fn mean(&self, period: PayPeriod) -> Estimate {
        let mean = |cell: &Cell<'_>| cell.estimate(Measure::WageMean(period));
        let parts: Vec<_> = self
            .usable(|cell| !matches!(mean(cell), Estimate::Absent { .. }))
            .map(|(cell, workers)| (workers, mean(cell)))
            .collect();
        self.if_covered(parts.iter().map(|(workers, _)| workers).sum(), weighted_mean(&parts))
    }

    /// Makes the wage distributions of all that have one.
    pub(super) fn price(&mut self, ledger: &mut Ledger<'a>, release: Release, pay: PayPeriod) {
        let made = |cell: &Cell<'a>| Some((key(cell), ledger.distribution(cell, release, pay)?));
        self.pay = self.cells.iter().filter_map(made).collect();
    }

    /// Those that have a wage distribution, with their workers.
    fn priced(&self) -> impl Iterator<Item = (f64, &Made)> {
        self.usable(|_| true).filter_map(|(cell, weight)| Some((weight, self.pay.get(&key(cell))?)))
    }

    /// The distribution of the wages of all; `None` unless enough of them are published.
    pub(super) fn mixture(&self) -> Option<Mixture> {
        let covered = self.priced().map(|(weight, _)| weight).sum();
        let part = |(weight, (wages, _)): (f64, &Made)| MixturePart { weight, wages: wages.clone() };
        Mixture::new(self.priced().map(part).collect()).filter(|_| self.is_covered(covered))
    }

    fn percentile(&self, distributions: &Distributions, percentile: Percentile) -> (Estimate, Method) {
        let shapes: Vec<(f64, Shape)> =
            self.priced().map(|(weight, (_, shape))| (weight, *shape)).collect();
        let shape = Distributions::shape_of(&shapes);
        let kind = self.cells.iter().map(Cell::area_kind).max().unwrap_or(AreaKind::Nation);
        let percentile_of = |mixture| distributions.percentile(&mixture, percentile, shape, kind);
        let value = self.mixture().map(percentile_of);
        let method = if shape == Shape::Refined { Method::RefinedMixture } else { Method::Mixture };
        (value.unwrap_or(UNDETERMINED), method)
    }

    fn is_covered(&self, covered: f64) -> bool {
        let all: f64 = self.workers.values().sum();
        self.missing.is_empty() && all > 0.0 && covered / all >= LEAST_COVERED
    }

    fn usable(&self, usable: impl Fn(&Cell<'_>) -> bool) -> impl Iterator<Item = (&Cell<'a>, f64)> {
        let with_workers = |cell| Some((cell, *self.workers.get(&key(cell))?));
        self.cells.iter().filter(move |cell| usable(cell)).filter_map(with_workers)
    }

    /// An estimate stands only for a subject all of whose workers are known, and most of whose it is
    /// made from.
    fn if_covered(&self, covered: f64, estimate: Option<Estimate>) -> Estimate {
        estimate.filter(|_| self.is_covered(covered)).unwrap_or(UNDETERMINED)
    }

    pub(super) fn origins(&self) -> Vec<Origin> {
        let row = |cell: &Cell<'_>| Origin { column: None, ..cell.origin(Measure::Employment) };
        self.cells.iter().map(row).collect()
    }

    /// Which occupations are left out, and how many of the known workers that is.
    fn note(&self, measure: Measure) -> Option<String> {
        let usable = |cell: &&Cell<'_>| match measure {
            Measure::Wage(..) => self.pay.contains_key(&key(cell)),
            other => !matches!(cell.estimate(other), Estimate::Absent { .. }),
        };
        let unusable = self.cells.iter().filter(|cell| !usable(cell)).map(key);
        let mut left_out: Vec<(Area, SocCode)> = self.missing.iter().copied().chain(unusable).collect();
        left_out.sort_unstable();
        left_out.dedup();
        if left_out.is_empty() {
            return None;
        }
        let lost: f64 = left_out.iter().filter_map(|key| self.workers.get(key)).sum();
        let all: f64 = self.workers.values().sum();
        let share = if all > 0.0 { 100.0 * (all - lost) / all } else { 0.0 };
        let areas: BTreeSet<Area> = self.workers.keys().map(|(area, _)| *area).collect();
        let named = |(area, code): &(Area, SocCode)| match areas.len() {
            0 | 1 => code.to_string(),
            _ => format!("{code} in {area}"),
        };
        let codes: Vec<String> = left_out.iter().map(named).collect();
        let place = match self.cells.first() {
            Some(cell) if areas.len() == 1 && !cell.area().is_nation() => {
                format!("in {}: ", cell.area_title())
            }
            _ => String::new(),
        };
        Some(format!(
            "{place}without {}, not released; covers {share:.1}% of known employment",
            codes.join(", ")
        ))
    }
}

/// What a cell's workers are found by.
pub(super) fn key(cell: &Cell<'_>) -> (Area, SocCode) {
    (cell.area(), cell.soc())
}

/// A rank whose band is that of the median.
fn rank_with_band(median: Estimate, among: &[RankedGroup]) -> Estimate {
    let rank = |median| percentile_rank(median, among);
    let Estimate::Derived { band: Some(Band { low, high }), .. } = median else { return rank(median) };
    let ends = [low, high].map(|end| rank(Estimate::exact(end)).number());
    match (rank(median), ends) {
        (Estimate::Derived { value, .. }, [Some(low), Some(high)]) => {
            Estimate::Derived { value, band: Some(Band { low, high }) }
        }
        (other, _) => other,
    }
}
