//! Projected growth beside all occupations.

use super::Draft;
use crate::{
    compare::{Occupation, Subject},
    config::Exhibit,
    exhibits::{
        Stage,
        chart::{BarRow, Bars, Body, Chart, Datum, Series},
        prose::{mid_sentence, said},
    },
    model::{Figure, Measure},
};

/// Occupations that the chart can show and still be read.
const MOST_BARS: usize = 40;

impl Stage<'_, '_> {
    /// Projected growth of the groups and the occupations.
    pub(in crate::exhibits) fn growth(&mut self, exhibit: &Exhibit) -> Chart {
        let round = self.cast.settings.round;
        let baseline = self.ledger.outlook(&self.cast.baseline, round, Measure::EmploymentChangePct);
        let mut figures = vec![baseline.clone()];
        let mut rows = Vec::new();
        let (charted, more) = self.charted(MOST_BARS);
        for (subject, series) in self.ranked_by_growth(&charted) {
            let figure = self.ledger.outlook(&subject, round, Measure::EmploymentChangePct);
            rows.push(BarRow { label: subject.label.clone(), series, datum: Datum::of(&figure) });
            figures.push(figure);
        }
        let (base, projected) = (round.base_year(), round.projected_year());
        let title = match figures.iter().skip(1).find(|figure| figure.number().is_some()) {
            Some(fastest) => format!(
                "Employment of {} is projected to {} from {base} to {projected} ({}: {})",
                mid_sentence(&rows[0].label),
                growing(fastest),
                mid_sentence(&self.cast.baseline.label),
                baseline.text
            ),
            None => format!("Projected change in employment from {base} to {projected}"),
        };
        let list: Vec<String> =
            rows.iter().map(|row| format!("{} {}", row.label, row.datum.text)).collect();
        let reference = Some((self.cast.baseline.label.clone(), Datum::of(&baseline)));
        let axis = "Projected change in employment, percent".to_owned();
        let draft = Draft {
            title,
            subtitle: format!("Projected change in employment over the ten years from {base} to {projected}, percent"),
            notes: ["An occupation's percent is BLS's own; a group's is an estimate, the change of its summed employment.".to_owned()].into_iter().chain(more).collect(),
            description: format!("{}: {}. {}.", self.cast.baseline.label, baseline.text, list.join("; ")),
            body: Body::Bars(Bars { keys: self.keys(), rows, reference, axis }),
            figures,
        };
        self.chart(exhibit, draft)
    }

    /// Groups over all lists and occupations, the fastest first and those without a number last.
    fn ranked_by_growth(&mut self, charted: &[Occupation]) -> Vec<(Subject, Series)> {
        let round = self.cast.settings.round;
        let groups =
            self.cast.groups.iter().enumerate().map(|(at, group)| (group.clone(), Series::Group(at)));
        let occupations =
            charted.iter().map(|occupation| (occupation.subject.clone(), self.series(occupation)));
        let mut rows: Vec<(Subject, Series)> = groups.chain(occupations).collect();
        rows.dedup_by(|a, b| a.0.key == b.0.key);
        let mut growth = |subject: &Subject| {
            let figure = self.ledger.outlook(subject, round, Measure::EmploymentChangePct);
            figure.number().unwrap_or(f64::NEG_INFINITY)
        };
        let mut keyed: Vec<(f64, (Subject, Series))> =
            rows.into_iter().map(|row| (growth(&row.0), row)).collect();
        keyed.sort_by(|a, b| b.0.total_cmp(&a.0));
        keyed.into_iter().map(|(_, row)| row).collect()
    }
}

/// "grow 23.2%", or what a projection that falls or is no number calls for.
fn growing(change: &Figure) -> String {
    match change.number() {
        Some(percent) if percent >= 0.0 => format!("grow {}", said(change)),
        Some(_) => format!("change by {}", said(change)),
        None => format!("change by an amount that is {}", change.text),
    }
}
