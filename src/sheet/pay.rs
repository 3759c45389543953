//! Employment and wages of the subjects in the place, and what sampling error says of their
//! differences.

use super::{Desk, Row, Section, Setting};
use crate::{
    compare::{Contrast, Quantity, Subject},
    model::{Area, Figure, Measure, PayPeriod, Percentile},
};

const NO_TEST_OF_MEDIANS: &str =
    "BLS publishes no standard error of a median or another percentile, so none is tested.";

impl Desk<'_, '_> {
    /// What a subject earns in the place.
    pub(super) fn pay(&mut self) -> Section {
        let subjects = self.subjects.clone();
        let rows = subjects.iter().map(|subject| self.pay_of(subject)).collect();
        let mut notes = vec![
            format!("Intervals are of {} and of sampling error alone.", self.level_in_words()),
            NO_TEST_OF_MEDIANS.to_owned(),
        ];
        if self.release.year() >= 2025 {
            notes.push(
                "From May 2025 the relative standard errors are of the model, to May 2024 of the \
                 sample: the two do not compare."
                    .to_owned(),
            );
        }
        Section {
            name: "pay",
            title: format!("Employment and pay, {}, {}", self.place.label, self.release.in_words()),
            setting: Setting::Blocks,
            rows,
            notes,
        }
    }

    fn pay_of(&mut self, subject: &Subject) -> Row {
        let (release, place, level) = (self.release, self.place.clone(), self.question.level);
        let mut figures = vec![
            self.ledger.wage_in(subject, release, &place, Measure::Employment),
            self.ledger.interval(subject, release, &place, Quantity::Employment, level),
            self.ledger.wage_in(subject, release, &place, Measure::WageMean(PayPeriod::Annual)),
            self.ledger.interval(subject, release, &place, Quantity::Mean, level),
        ];
        for period in PayPeriod::ALL {
            for percentile in Percentile::ALL {
                let measure = Measure::Wage(period, percentile);
                figures.push(self.ledger.wage_in(subject, release, &place, measure));
            }
        }
        if let Some(salary) = self.question.salary {
            figures.extend(self.ledger.salary(subject, release, &place, salary));
        }
        if place.single() == Some(Area::NATION) {
            figures.push(self.ledger.rank(subject, release, Area::NATION));
        }
        Row::of(self.keys(subject), figures).say("occupations", codes(subject))
    }

    /// Differences between every two subjects: tested for employment and means, bounded for medians.
    pub(super) fn differences(&mut self) -> Option<Section> {
        let subjects = self.subjects.clone();
        if subjects.len() < 2 {
            return None;
        }
        let (release, place, level) = (self.release, self.place.clone(), self.question.level);
        let mut rows = Vec::new();
        for quantity in Quantity::ALL {
            for Contrast { of: [a, b], figures, decision, .. } in
                self.ledger.contrasts(&subjects, release, &place, quantity, level)
            {
                let row = Row::of(self.pair_keys(&subjects[a], &subjects[b]), figures.to_vec());
                rows.push(row.say("decision", decision.in_words()));
            }
        }
        for (at, a) in subjects.iter().enumerate() {
            for b in &subjects[at + 1..] {
                let figures = self.medians_against(a, b);
                let row = Row::of(self.pair_keys(a, b), figures);
                rows.push(row.say("decision", "not tested: medians have no published error"));
            }
        }
        Some(Section {
            name: "differences",
            title: format!("Differences, {}, {}", self.place.label, self.release.in_words()),
            setting: Setting::Blocks,
            rows,
            notes: vec![
                format!(
                    "Different or not is decided at {}, for the {} of employment together and for \
                     those of means together (Holm's method); occupations are taken as independent of each other, \
                     though not of a group that they are in, so it is approximate.",
                    self.level_in_words(),
                    counted(subjects.len() * (subjects.len() - 1) / 2),
                ),
                NO_TEST_OF_MEDIANS.to_owned(),
            ],
        })
    }

    fn medians_against(&mut self, a: &Subject, b: &Subject) -> Vec<Figure> {
        let (release, place) = (self.release, self.place.clone());
        let medians = [Measure::MedianDifference, Measure::MedianRatio]
            .map(|measure| self.ledger.median_against_in(a, b, release, &place, measure));
        let whole = self.ledger.distributions_against(a, b, release, &place);
        medians.into_iter().chain(whole).collect()
    }

    pub(super) fn level_in_words(&self) -> String {
        format!("{}%", (self.question.level * 1e6).round() / 1e4)
    }

    pub(super) fn keys(&self, subject: &Subject) -> Vec<(&'static str, String)> {
        vec![("subject", subject.label.clone()), ("area", self.place.key())]
    }

    fn pair_keys(&self, a: &Subject, b: &Subject) -> Vec<(&'static str, String)> {
        let mut keys = self.keys(a);
        keys.insert(1, ("against", b.label.clone()));
        keys
    }
}

/// The codes of a subject's occupations.
pub(super) fn codes(subject: &Subject) -> String {
    subject.codes().iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn counted(pairs: usize) -> String {
    if pairs == 1 { "one comparison".to_owned() } else { format!("{pairs} comparisons") }
}
