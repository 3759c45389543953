//! What a wage distribution says beyond its percentiles: where a salary stands, and how likely a worker
//! of one subject earns more than one of another.

use super::{ledger::Ledger, pairs::pair, place::Place, subject::Subject, wages::Members};
use crate::{
    model::{Estimate, Figure, FigureId, Mark, Measure, Method, Origin, PayPeriod, Release},
    stats::Mixture,
};

impl Ledger<'_> {
    /// The percentile rank of a yearly salary among the workers of a subject, and the percent of them
    /// who earn more.
    pub fn salary(
        &mut self,
        subject: &Subject,
        release: Release,
        place: &Place,
        usd: f64,
    ) -> [Figure; 2] {
        let (mixture, origins) = self.wages_of(subject, release, place);
        [
            (Measure::SalaryRank, mixture.as_ref().map(|of| of.rank(usd).percent())),
            (Measure::ShareAboveSalary, mixture.as_ref().map(|of| of.share_above(usd).percent())),
        ]
        .map(|(measure, value)| {
            let parts = (place.key(), measure.name());
            let id = FigureId::new(&[&"oews", &release, &parts.0, &subject.key, &parts.1, &usd]);
            self.of_distribution(id, &subject.label, measure, value, origins.clone())
        })
    }

    /// The percent chance that a random worker of `a` earns more than one of `b`, equal pay counted half,
    /// and how far the two distributions overlap, percent.
    pub fn distributions_against(
        &mut self,
        a: &Subject,
        b: &Subject,
        release: Release,
        place: &Place,
    ) -> [Figure; 2] {
        let (one, origins) = self.wages_of(a, release, place);
        let (other, more) = self.wages_of(b, release, place);
        let both = one.as_ref().zip(other.as_ref());
        let origins: Vec<Origin> = origins.into_iter().chain(more).collect();
        let label = format!("{} against {}", a.label, b.label);
        [
            (Measure::ChanceOfMore, both.map(|(one, other)| one.earns_more_than(other).percent())),
            (Measure::WageOverlap, both.map(|(one, other)| one.overlap(other).percent())),
        ]
        .map(|(measure, value)| {
            let id = FigureId::new(&[&"oews", &release, &place.key(), &pair(a, b), &measure.name()]);
            self.of_distribution(id, &label, measure, value, origins.clone())
        })
    }

    fn wages_of(
        &mut self,
        subject: &Subject,
        release: Release,
        place: &Place,
    ) -> (Option<Mixture>, Vec<Origin>) {
        let mut members = Members::of(self, subject, release, place);
        members.price(self, release, PayPeriod::Annual);
        (members.mixture(), members.origins())
    }

    fn of_distribution(
        &mut self,
        id: FigureId,
        label: &str,
        measure: Measure,
        value: Option<Estimate>,
        origins: Vec<Origin>,
    ) -> Figure {
        let value = value.unwrap_or(Estimate::absent(Mark::NotDetermined));
        self.keep(id, |_, id| Figure::of_number(id, label, measure, value, Method::Mixture, origins))
    }
}
