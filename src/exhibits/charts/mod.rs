//! The charts of a comparison.

mod growth;
mod pay;
mod places;
mod trend;

use super::{
    Stage,
    chart::{Body, Chart, Key, Series},
};
use crate::{
    compare::{Occupation, Subject},
    config::Exhibit,
    model::{Area, Figure, Measure, PayPeriod, Percentile},
};

const MEDIAN: Measure = Measure::Wage(PayPeriod::Annual, Percentile::P50);

/// A chart whose source line is still to be made.
struct Draft {
    title: String,
    subtitle: String,
    notes: Vec<String>,
    description: String,
    body: Body,
    figures: Vec<Figure>,
}

impl Stage<'_, '_> {
    fn chart(&self, exhibit: &Exhibit, draft: Draft) -> Chart {
        Chart {
            id: exhibit.id.clone(),
            title: draft.title,
            subtitle: draft.subtitle,
            notes: draft.notes,
            source: self.sources.line(draft.figures.iter()),
            description: draft.description,
            body: draft.body,
        }
    }

    /// The occupations that a chart has room for, and what to say of those that it has not. The
    /// tables have all.
    fn charted(&mut self, most: usize) -> (Vec<Occupation>, Option<String>) {
        let mut occupations = self.cast.occupations.clone();
        let left_out = occupations.len().saturating_sub(most);
        if left_out == 0 {
            return (occupations, None);
        }
        let release = self.cast.settings.release;
        let mut jobs = |of: &Occupation| {
            let figure = self.ledger.wage(&of.subject, release, Area::NATION, Measure::Employment);
            figure.number().unwrap_or_default()
        };
        occupations.sort_by_cached_key(|of| std::cmp::Reverse(jobs(of).to_bits()));
        occupations.truncate(most);
        occupations.sort_by_key(|of| of.subject.single());
        let note =
            format!("The {most} occupations with the most jobs; the tables have {left_out} more.");
        (occupations, Some(note))
    }

    /// The groups' colours, and one for occupations that several groups name.
    fn keys(&self) -> Vec<Key> {
        let of = |(at, group): (usize, &Subject)| Key {
            series: Series::Group(at),
            label: group.label.clone(),
        };
        let mut keys: Vec<Key> = self.cast.groups.iter().enumerate().map(of).collect();
        if self.cast.occupations.iter().any(|occupation| occupation.groups.len() > 1) {
            keys.push(Key {
                series: Series::Group(keys.len()),
                label: "Named in several groups".to_owned(),
            });
        }
        keys.push(Key { series: Series::Baseline, label: self.cast.baseline.label.clone() });
        keys
    }

    fn series(&self, occupation: &Occupation) -> Series {
        match occupation.groups.iter().collect::<Vec<_>>().as_slice() {
            [only] => Series::Group(**only),
            _ => Series::Group(self.cast.groups.len()),
        }
    }

    fn median(&mut self, subject: &Subject) -> Figure {
        self.ledger.wage(subject, self.cast.settings.release, Area::NATION, MEDIAN)
    }
}
