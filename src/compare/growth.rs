//! More of the projections: the yearly rate, openings by what makes them, how a projection changed
//! from round to round, and what came of projections whose end has come.

use std::collections::BTreeSet;

use super::{ledger::Ledger, subject::Subject};
use crate::{
    catalog::{Carried, carry_occupations},
    model::{
        Area, Estimate, Figure, FigureId, Mark, Measure, Method, Origin, Period, Release, Round,
        SocCode, SocLevel,
    },
    panel::Table,
    stats::{Accuracy, Outcome, accuracy, annual_rate, difference, split_openings},
};

/// What came of the projections of a round, over all occupations that can be matched.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The round that projected.
    pub projected: Round,
    /// The round whose base year is the projected year.
    pub actual: Round,
    /// How good the projections were; `None` without a match.
    pub accuracy: Option<Accuracy>,
    /// Occupations of the later round that cannot be matched with the earlier, by code.
    pub unmatched: BTreeSet<SocCode>,
}

/// What a round projected for a subject, and what came of it.
#[derive(Clone, Debug)]
pub struct Outturn {
    /// The round that projected.
    pub projected: Round,
    /// The round whose base year is the projected year.
    pub actual: Round,
    /// Projected change, actual change, and by how much the projected jobs missed the actual ones;
    /// `None` where the occupations cannot be matched.
    pub figures: Option<[Figure; 3]>,
}

impl Ledger<'_> {
    /// The yearly rate of a subject's projected change.
    pub fn annual_growth(&mut self, subject: &Subject, round: Round) -> Figure {
        let change = self.outlook(subject, round, Measure::EmploymentChangePct);
        let measure = Measure::AnnualGrowthPct;
        self.of_outlook(subject, round, measure, Method::AnnualRate, change.origins.clone(), || {
            match change.unrounded() {
                Estimate::Published { value } => annual_rate(Estimate::exact(value), Round::YEARS),
                other => annual_rate(other, Round::YEARS),
            }
        })
    }

    /// A subject's openings a year: those of growth and those of separations; then labor force exits
    /// and occupational transfers, where the table has them.
    pub fn openings_split(&mut self, subject: &Subject, round: Round) -> [Figure; 4] {
        let change = self.outlook(subject, round, Measure::EmploymentChange);
        let openings = self.outlook(subject, round, Measure::AnnualOpenings);
        let parts = split_openings(change.unrounded(), openings.unrounded(), subject.codes().len());
        let origins: Vec<Origin> = change.origins.iter().chain(&openings.origins).cloned().collect();
        let [growth, separations] =
            [(Measure::GrowthOpenings, parts[0]), (Measure::SeparationOpenings, parts[1])].map(
                |(measure, value)| {
                    self.of_outlook(
                        subject,
                        round,
                        measure,
                        Method::OpeningsSplit,
                        origins.clone(),
                        || value,
                    )
                },
            );
        let exits = self.outlook(subject, round, Measure::LaborForceExits);
        let transfers = self.outlook(subject, round, Measure::OccupationalTransfers);
        [growth, separations, exits, transfers]
    }

    fn of_outlook(
        &mut self,
        subject: &Subject,
        round: Round,
        measure: Measure,
        method: Method,
        origins: Vec<Origin>,
        value: impl FnOnce() -> Estimate,
    ) -> Figure {
        let id = FigureId::new(&[&"projections", &round, &"us", &subject.key, &measure.name()]);
        self.keep(id, |_, id| Figure::of_number(id, &subject.label, measure, value(), method, origins))
    }

    /// The percent change that each round projected, for a subject of a release's occupations, with
    /// the change from the round before it; `None` where the occupations are split in a round.
    pub fn over_rounds(
        &mut self,
        subject: &Subject,
        of: Release,
        rounds: &BTreeSet<Round>,
    ) -> Vec<(Round, Option<[Figure; 2]>)> {
        let mut before: Option<Figure> = None;
        let mut rows = Vec::new();
        for round in rounds {
            let Ok(carried) = subject.carried(of.year(), round.base_year()) else {
                rows.push((*round, None));
                continue;
            };
            let change = self.outlook(&carried, *round, Measure::EmploymentChangePct);
            let earlier = before.replace(change.clone());
            let origins = earlier.iter().chain([&change]).flat_map(|of| of.origins.clone()).collect();
            let measure = Measure::ProjectionRevision;
            let value = || match &earlier {
                Some(earlier) => difference(change.unrounded(), earlier.unrounded()),
                None => Estimate::absent(Mark::NotApplicable),
            };
            let revision =
                self.of_outlook(&carried, *round, measure, Method::Difference, origins, value);
            rows.push((*round, Some([change, revision])));
        }
        rows
    }

    /// Pairs of rounds at hand of which one begins where the other ends, the oldest first.
    #[must_use]
    pub fn finished_rounds(&self) -> Vec<(Round, Round)> {
        let rounds = self.panel.rounds();
        let later = |round: &Round| {
            let end = Round::from_base_year(round.projected_year());
            rounds.contains(&end).then_some((*round, end))
        };
        rounds.iter().filter_map(later).collect()
    }

    /// What each finished round projected for a subject of a release's occupations, and what came.
    pub fn outturns(&mut self, subject: &Subject, of: Release) -> Vec<Outturn> {
        let finished = self.finished_rounds();
        let outturn = |(projected, actual): (Round, Round)| {
            let then = subject.carried(of.year(), projected.base_year()).ok();
            let now = subject.carried(of.year(), actual.base_year()).ok();
            let figures = then.zip(now).and_then(|(then, now)| {
                let origins = self.jobs(&then, &now, projected, actual).1;
                let outcome = self.outcome(&then, &now, projected, actual)?;
                let change = self.outlook(&then, projected, Measure::EmploymentChangePct);
                let [came, miss] = [
                    (Measure::ActualChangePct, outcome.actual_change_pct()),
                    (Measure::ProjectionMissPct, outcome.miss_pct()),
                ]
                .map(|(measure, value)| {
                    let value = || Estimate::exact(value);
                    let method = Method::TrackRecord;
                    self.of_outlook(&then, projected, measure, method, origins.clone(), value)
                });
                Some([change, came, miss])
            });
            Outturn { projected, actual, figures }
        };
        finished.into_iter().map(outturn).collect()
    }

    /// Jobs in the base year, projected, and that came, with their origins.
    fn jobs(
        &mut self,
        then: &Subject,
        now: &Subject,
        projected: Round,
        actual: Round,
    ) -> ([Option<f64>; 3], Vec<Origin>) {
        let figures = [
            self.outlook(then, projected, Measure::BaseEmployment),
            self.outlook(then, projected, Measure::ProjectedEmployment),
            self.outlook(now, actual, Measure::BaseEmployment),
        ];
        let origins = figures.iter().flat_map(|figure| figure.origins.clone()).collect();
        (figures.map(|figure| figure.unrounded().number()), origins)
    }

    fn outcome(
        &mut self,
        then: &Subject,
        now: &Subject,
        projected: Round,
        actual: Round,
    ) -> Option<Outcome> {
        match self.jobs(then, now, projected, actual).0 {
            [Some(base), Some(projected), Some(actual)] if base > 0.0 && actual > 0.0 => {
                Some(Outcome { base, projected, actual })
            }
            _ => None,
        }
    }

    /// How good the projections of a round were, over the occupations of the later round whose content
    /// is the same in both.
    #[must_use]
    pub fn record(&self, projected: Round, actual: Round) -> Record {
        let (mut outcomes, mut unmatched) = (Vec::new(), BTreeSet::new());
        let table = self.panel.detailed(Period::Round(actual), Area::NATION);
        for cell in table.iter().flat_map(Table::cells) {
            if cell.level() != SocLevel::Detailed {
                continue;
            }
            match self.matched(cell.soc(), projected, actual) {
                Some(outcome) => outcomes.push(outcome),
                None => drop(unmatched.insert(cell.soc())),
            }
        }
        Record { projected, actual, accuracy: accuracy(&outcomes), unmatched }
    }

    fn matched(&self, code: SocCode, projected: Round, actual: Round) -> Option<Outcome> {
        let (now, then) = (actual.base_year(), projected.base_year());
        let Carried::Same(codes) = carry_occupations(&BTreeSet::from([code]), now, then) else {
            return None;
        };
        let jobs = |round, code, measure| {
            self.panel.cell(Period::Round(round), Area::NATION, code)?.estimate(measure).number()
        };
        let sum =
            |measure| codes.iter().map(|code| jobs(projected, *code, measure)).sum::<Option<f64>>();
        Some(Outcome {
            base: sum(Measure::BaseEmployment).filter(|jobs| *jobs > 0.0)?,
            projected: sum(Measure::ProjectedEmployment)?,
            actual: jobs(actual, code, Measure::BaseEmployment).filter(|jobs| *jobs > 0.0)?,
        })
    }
}
