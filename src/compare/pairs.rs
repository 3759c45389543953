//! One subject against another: differences, ratios, and what they have in common.

use super::{ledger::Ledger, place::Place, subject::Subject, wages::ANNUAL_MEDIAN};
use crate::{
    model::{Area, Estimate, Figure, FigureId, Mark, Measure, Method, Origin, Release, Round},
    stats::{difference, ratio, ratio_of_rounded},
};

impl Ledger<'_> {
    /// The median of `a` less that of `b`, or divided by it.
    pub fn median_against(
        &mut self,
        a: &Subject,
        b: &Subject,
        release: Release,
        area: Area,
        measure: Measure,
    ) -> Figure {
        self.median_against_in(a, b, release, &Place::from(area), measure)
    }

    /// The same in a place, which may be a region of several areas.
    pub fn median_against_in(
        &mut self,
        a: &Subject,
        b: &Subject,
        release: Release,
        place: &Place,
        measure: Measure,
    ) -> Figure {
        let one = self.wage_in(a, release, place, ANNUAL_MEDIAN);
        let other = self.wage_in(b, release, place, ANNUAL_MEDIAN);
        let id = FigureId::new(&[&"oews", &release, &place.key(), &pair(a, b), &measure.name()]);
        self.keep(id, |_, id| combine(id, &one, &other, measure))
    }

    /// The projected percent change of `a` less that of `b`, or divided by it.
    pub fn growth_against(
        &mut self,
        a: &Subject,
        b: &Subject,
        round: Round,
        measure: Measure,
    ) -> Figure {
        let one = self.outlook(a, round, Measure::EmploymentChangePct);
        let other = self.outlook(b, round, Measure::EmploymentChangePct);
        let id = FigureId::new(&[&"projections", &round, &"us", &pair(a, b), &measure.name()]);
        self.keep(id, |_, id| combine(id, &one, &other, measure))
    }

    /// Jobs in the occupations that two subjects share, or those jobs as a percent of `a`'s.
    pub fn shared(&mut self, a: &Subject, b: &Subject, release: Release, measure: Measure) -> Figure {
        let common = a.in_common(b);
        let of_code = |ledger: &mut Self, code| {
            let only = Subject::occupation(code, "");
            ledger.wage(&only, release, Area::NATION, Measure::Employment)
        };
        let parts: Vec<Figure> = common.into_iter().map(|code| of_code(self, code)).collect();
        let whole = self.wage(a, release, Area::NATION, Measure::Employment);
        let id = FigureId::new(&[&"oews", &release, &"us", &pair(a, b), &measure.name()]);
        self.keep(id, |_, id| {
            let jobs = parts.iter().map(Figure::number).sum::<Option<f64>>();
            let (value, method) = match (jobs, whole.number(), measure) {
                (Some(jobs), Some(all), Measure::SharedEmploymentPct) if all > 0.0 => {
                    (Estimate::exact(100.0 * jobs / all), Method::Ratio)
                }
                (Some(jobs), _, Measure::SharedEmployment) => (Estimate::exact(jobs), Method::Sum),
                _ => (Estimate::absent(Mark::NotDetermined), Method::Sum),
            };
            let label = format!("{} and {}", a.label, b.label);
            let origins =
                parts.iter().flat_map(|part| part.origins.clone()).chain(whole.origins).collect();
            Figure::of_number(id, &label, measure, value, method, origins)
        })
    }
}

pub(super) fn pair(a: &Subject, b: &Subject) -> String {
    format!("{}..{}", a.key, b.key)
}

/// Half of the last place of BLS's printed percents.
const HALF_PCT: f64 = 0.05;

fn combine(id: FigureId, one: &Figure, other: &Figure, measure: Measure) -> Figure {
    let (one_value, other_value) = (one.unrounded(), other.unrounded());
    let (value, method) = match measure {
        Measure::MedianRatio => (ratio(one_value, other_value), Method::Ratio),
        Measure::GrowthRatio => (ratio_of_rounded(one_value, other_value, HALF_PCT), Method::Ratio),
        _ => (difference(one_value, other_value), Method::Difference),
    };
    let label = format!("{} against {}", one.subject, other.subject);
    let origins: Vec<Origin> = one.origins.iter().chain(&other.origins).cloned().collect();
    Figure::of_number(id, &label, measure, value, method, origins)
}
