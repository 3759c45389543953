//! The outlook of the subjects: growth, openings by what makes them, how the projection changed, and
//! what came of past projections.

use super::{Desk, Row, Section, Setting, pay::codes};
use crate::{
    compare::{Outturn, Record, Subject},
    model::{Measure, Round},
};

impl Desk<'_, '_> {
    /// The sections on growth; none where no round is at hand.
    pub(super) fn outlook(&mut self) -> Vec<Section> {
        let Some(round) = self.round else { return Vec::new() };
        let subjects = self.subjects.clone();
        let growth = subjects.iter().map(|subject| self.growth_of(subject, round)).collect();
        let mut sections = vec![Section {
            name: "growth",
            title: format!("Projected growth, United States, {round}"),
            setting: Setting::Blocks,
            rows: growth,
            notes: vec![
                "Jobs of the projections include the self-employed and are not those of OEWS. BLS's percent is \
                 printed, never computed again; groups are sums."
                    .to_owned(),
            ],
        }];
        sections.extend(self.rounds(&subjects));
        sections.extend(self.record(&subjects));
        sections
    }

    fn growth_of(&mut self, subject: &Subject, round: Round) -> Row {
        let carried = subject.carried(self.release.year(), round.base_year());
        let keys = vec![("subject", subject.label.clone()), ("round", round.to_string())];
        let of = match carried {
            Ok(of) => of,
            Err(split) => return Row::of(keys, Vec::new()).say("note", split.in_words()),
        };
        let measures = [
            Measure::BaseEmployment,
            Measure::ProjectedEmployment,
            Measure::EmploymentChange,
            Measure::EmploymentChangePct,
        ];
        let mut figures: Vec<_> =
            measures.into_iter().map(|measure| self.ledger.outlook(&of, round, measure)).collect();
        figures.push(self.ledger.annual_growth(&of, round));
        figures.push(self.ledger.outlook(&of, round, Measure::GrowthWording));
        figures.push(self.ledger.outlook(&of, round, Measure::AnnualOpenings));
        figures.extend(self.ledger.openings_split(&of, round));
        figures.push(self.ledger.outlook(&of, round, Measure::TypicalEducation));
        Row::of(keys, figures).say("occupations", codes(&of))
    }

    /// How the projection changed from round to round.
    fn rounds(&mut self, subjects: &[Subject]) -> Option<Section> {
        let rounds = self.ledger.panel().rounds();
        if rounds.len() < 2 {
            return None;
        }
        let mut rows = Vec::new();
        for subject in subjects {
            for (round, figures) in self.ledger.over_rounds(subject, self.release, &rounds) {
                let keys = vec![("subject", subject.label.clone()), ("round", round.to_string())];
                rows.push(match figures {
                    Some(figures) => Row::of(keys, figures.to_vec()),
                    None => {
                        Row::of(keys, Vec::new()).say("note", self.split(subject, round.base_year()))
                    }
                });
            }
        }
        Some(Section {
            name: "rounds",
            title: "The same projection, round by round".to_owned(),
            setting: Setting::Lines,
            rows,
            notes: vec!["Each round starts from another year; together they are no series.".to_owned()],
        })
    }

    /// Why a subject is not in the tables of a year.
    pub(super) fn split(&self, subject: &Subject, year: u16) -> String {
        subject
            .carried(self.release.year(), year)
            .err()
            .map(|split| split.in_words())
            .unwrap_or_default()
    }

    /// What came of the projections that have ended.
    fn record(&mut self, subjects: &[Subject]) -> Option<Section> {
        let finished = self.ledger.finished_rounds();
        let mut rows = Vec::new();
        for subject in subjects {
            for Outturn { projected, actual, figures } in self.ledger.outturns(subject, self.release) {
                let keys = vec![
                    ("subject", subject.label.clone()),
                    ("round", projected.to_string()),
                    ("actual_from", actual.to_string()),
                ];
                rows.push(match figures {
                    Some(figures) => Row::of(keys, figures.to_vec()),
                    None => Row::of(keys, Vec::new()).say("note", self.unmatched(subject, projected)),
                });
            }
        }
        let notes = finished
            .iter()
            .flat_map(|(projected, actual)| record_in_words(&self.ledger.record(*projected, *actual)));
        let mut notes: Vec<String> = notes.collect();
        notes.push(
            "Jobs of the later round's base year stand for what came; BLS has revised its data and codes since, \
             so a miss is not the projection's alone."
                .to_owned(),
        );
        (!rows.is_empty()).then(|| Section {
            name: "record",
            title: "Caution: past projections, and what came of them".to_owned(),
            setting: Setting::Lines,
            rows,
            notes,
        })
    }

    fn unmatched(&self, subject: &Subject, round: Round) -> String {
        let split = self.split(subject, round.base_year());
        let why =
            if split.is_empty() { "no jobs of its own in one of the rounds".to_owned() } else { split };
        format!("cannot be matched: {why}")
    }
}

/// How good a round's projections were over all occupations.
fn record_in_words(record: &Record) -> Vec<String> {
    let Some(accuracy) = record.accuracy else { return Vec::new() };
    let all = accuracy.count + record.unmatched.len();
    let codes: Vec<String> = record.unmatched.iter().map(ToString::to_string).collect();
    vec![
        format!(
            "Of the {all} occupations of {}, {} can be matched with {}: half of their projected jobs were within \
             {:.1}% of those that came, nine in ten within {:.1}%; {:.0}% grew or fell as projected.",
            record.actual,
            accuracy.count,
            record.projected,
            accuracy.median_miss_pct,
            accuracy.p90_miss_pct,
            accuracy.right_direction_pct
        ),
        format!(
            "Not matched with {}, because the classification split them or joined them to others, or a round has no \
             jobs of theirs: {}.",
            record.projected,
            codes.join(", ")
        ),
    ]
}
