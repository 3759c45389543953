//! Growth and openings from the Employment Projections: BLS's printed figures for one occupation,
//! sums for several.

use std::collections::{BTreeMap, BTreeSet};

use super::{ledger::Ledger, subject::Subject};
use crate::{
    catalog::{growth_words, growth_words_between},
    model::{
        Area, Band, Estimate, Figure, FigureId, Mark, Measure, Method, Origin, Period, Round, SocCode,
    },
    panel::Cell,
    stats::{GrowthTerm, change_of_sums},
};

impl Ledger<'_> {
    /// A figure of a subject's outlook in a round.
    pub fn outlook(&mut self, subject: &Subject, round: Round, measure: Measure) -> Figure {
        let id = FigureId::new(&[&"projections", &round, &"us", &subject.key, &measure.name()]);
        self.keep(id, |ledger, id| match (measure, subject.single()) {
            (Measure::GrowthWording, _) => ledger.wording(id, subject, round),
            (Measure::TypicalEducation, _) => ledger.education(id, subject, round),
            (_, Some(soc)) => {
                ledger.published(id, subject, Period::Round(round), Area::NATION, soc, measure)
            }
            (_, None) => ledger.outlook_of_several(id, subject, round, measure),
        })
    }

    fn projected(&self, subject: &Subject, round: Round) -> Vec<Option<Cell<'_>>> {
        let cell = |code| self.panel.cell(Period::Round(round), Area::NATION, code);
        subject.codes().into_iter().map(cell).collect()
    }

    fn outlook_of_several(
        &self,
        id: FigureId,
        subject: &Subject,
        round: Round,
        measure: Measure,
    ) -> Figure {
        let cells = self.projected(subject, round);
        let (value, method) = match (cells.iter().copied().collect::<Option<Vec<_>>>(), measure) {
            (None, _) => (Estimate::absent(Mark::NotInTable), Method::Sum),
            (Some(cells), Measure::EmploymentChangePct) => {
                (change_of_sums(&terms(subject, &cells)), Method::ChangeOfSums)
            }
            (Some(cells), _) => (sum(subject, &cells, measure), Method::Sum),
        };
        let origins = rows(&cells);
        Figure::of_number(id, &subject.label, measure, value, method, origins)
    }

    /// BLS's word for the growth of a subject; none for a round whose thresholds are not known, nor for
    /// all occupations, which are the average.
    fn wording(&mut self, id: FigureId, subject: &Subject, round: Round) -> Figure {
        let change = self.outlook(subject, round, Measure::EmploymentChangePct);
        let words = match change.unrounded() {
            Estimate::Published { value } => growth_words(round, value),
            Estimate::Derived { value, band } => {
                let Band { low, high } = band.unwrap_or(Band { low: value, high: value });
                growth_words_between(round, low, high)
            }
            _ => Vec::new(),
        };
        let is_average = subject.single() == Some(SocCode::ALL_OCCUPATIONS);
        let (measure, method) = (Measure::GrowthWording, Method::Thresholds);
        let (label, origins) = (change.subject.clone(), change.origins);
        match words.split_first() {
            Some((first, rest)) if !is_average => {
                let rest: Vec<String> = rest.iter().map(|word| word.to_lowercase()).collect();
                let words = [vec![(*first).to_owned()], rest].concat().join(" or ");
                Figure::of_words(id, &label, measure, words, method, origins)
            }
            _ if is_average => {
                let none = Estimate::absent(Mark::NotApplicable);
                Figure::of_number(id, &label, measure, none, method, origins)
            }
            _ => {
                let none = Estimate::absent(Mark::NotDetermined);
                Figure::of_number(id, &label, measure, none, method, origins)
                    .with_note(Some(format!("the thresholds of {round} are not known")))
            }
        }
    }

    fn education(&self, id: FigureId, subject: &Subject, round: Round) -> Figure {
        let cells = self.projected(subject, round);
        let distinct: BTreeSet<&str> = cells.iter().flatten().filter_map(Cell::education).collect();
        let method = if subject.single().is_some() { Method::Published } else { Method::Listing };
        let origin = |cell: &Cell<'_>| cell.origin(Measure::TypicalEducation);
        let origins = cells.iter().flatten().map(origin).collect();
        if distinct.is_empty() {
            let mark = if cells.iter().flatten().next().is_some() {
                Mark::NotApplicable
            } else {
                Mark::NotInTable
            };
            let none = Estimate::absent(mark);
            return Figure::of_number(
                id,
                &subject.label,
                Measure::TypicalEducation,
                none,
                method,
                origins,
            );
        }
        let words = distinct.into_iter().collect::<Vec<_>>().join("; ");
        Figure::of_words(id, &subject.label, Measure::TypicalEducation, words, method, origins)
    }
}

/// The occupations with the part of each that counts, by base-year employment.
fn terms(subject: &Subject, cells: &[Cell<'_>]) -> Vec<GrowthTerm> {
    let base = |cell: &Cell<'_>| cell.estimate(Measure::BaseEmployment);
    let jobs: BTreeMap<SocCode, f64> =
        cells.iter().filter_map(|cell| Some((cell.soc(), base(cell).number()?))).collect();
    let workers = subject.workers(&jobs);
    cells
        .iter()
        .map(|cell| {
            let whole = jobs.get(&cell.soc()).copied().filter(|jobs| *jobs > 0.0);
            let share = whole.and_then(|whole| Some(workers.get(&cell.soc())? / whole)).unwrap_or(1.0);
            GrowthTerm {
                share,
                base: base(cell),
                projected: cell.estimate(Measure::ProjectedEmployment),
            }
        })
        .collect()
}

/// A sum with the part of each occupation that counts, so that change and percent agree with it.
fn sum(subject: &Subject, cells: &[Cell<'_>], measure: Measure) -> Estimate {
    let shares = terms(subject, cells).into_iter().map(|term| term.share);
    let numbers =
        cells.iter().zip(shares).map(|(cell, share)| Some(share * cell.estimate(measure).number()?));
    numbers.sum::<Option<f64>>().map_or(Estimate::absent(Mark::NotDetermined), Estimate::exact)
}

fn rows(cells: &[Option<Cell<'_>>]) -> Vec<Origin> {
    let row = |cell: &Cell<'_>| Origin { column: None, ..cell.origin(Measure::BaseEmployment) };
    cells.iter().flatten().map(row).collect()
}
