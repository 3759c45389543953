//! Pay and outlook of the baseline, every group and every role.

use super::{Draft, Rows};
use crate::{
    compare::{Subject, sentence_case},
    config::Exhibit,
    exhibits::{
        Stage,
        table::{Column, Table},
    },
    model::{Area, Measure, PayPeriod, Percentile},
};

const OUTLOOK: [Measure; 7] = [
    Measure::BaseEmployment,
    Measure::ProjectedEmployment,
    Measure::EmploymentChange,
    Measure::EmploymentChangePct,
    Measure::AnnualOpenings,
    Measure::GrowthWording,
    Measure::TypicalEducation,
];

impl Stage<'_, '_> {
    /// The baseline, the groups over all lists and list by list, and every role.
    fn everyone(&self) -> Vec<Rows> {
        let named = |subject: &Subject| (subject.label.clone(), subject.clone());
        let mut blocks = vec![
            Rows { head: "Compared with".to_owned(), rows: vec![named(&self.cast.baseline)] },
            Rows { head: "Groups".to_owned(), rows: self.cast.groups.iter().map(named).collect() },
        ];
        if !self.cast.by_list.is_empty() {
            let of_lists = self.cast.by_list.iter().flat_map(|of| &of.groups);
            let rows = of_lists.map(|of| named(&of.subject)).collect();
            blocks.push(Rows { head: "Groups, list by list".to_owned(), rows });
        }
        for part in &self.cast.roles {
            let head = format!("{}: {}", sentence_case(&part.role.list), part.role.group);
            let row = (part.role.name.clone(), part.subject.clone());
            match blocks.last_mut().filter(|block| block.head == head) {
                Some(block) => block.rows.push(row),
                None => blocks.push(Rows { head, rows: vec![row] }),
            }
        }
        blocks
    }

    /// Employment, mean and percentiles, annual or hourly.
    pub(in crate::exhibits) fn pay(&mut self, exhibit: &Exhibit, period: PayPeriod) -> Table {
        let release = self.cast.settings.release;
        let mut measures = vec![Measure::Employment, Measure::WageMean(period)];
        measures.extend(Percentile::ALL.map(|percentile| Measure::Wage(period, percentile)));
        if period == PayPeriod::Annual {
            measures.push(Measure::MedianRank);
        }
        let everyone = self.everyone();
        let blocks = self.blocks(everyone, |stage, subject| {
            let figure = |measure: &Measure| match measure {
                Measure::MedianRank => stage.ledger.rank(subject, release, Area::NATION),
                other => stage.ledger.wage(subject, release, Area::NATION, *other),
            };
            measures.iter().map(figure).collect()
        });
        let mut columns = vec![Column::text("", "subject")];
        columns.extend(measures.iter().map(|measure| Column::measure(measure.head(), *measure)));
        let (words, rank) = match period {
            PayPeriod::Annual => {
                ("Annual", "Rank: percent of workers whose occupation has a lower median.")
            }
            PayPeriod::Hourly => ("Hourly", ""),
        };
        let notes = [rank].into_iter().filter(|note| !note.is_empty()).map(str::to_owned).collect();
        let title =
            format!("{words} wages in dollars and employment, United States, {}", release.in_words());
        self.table(exhibit, Draft { title, columns, blocks, notes })
    }

    /// Projected employment, growth, openings and education.
    pub(in crate::exhibits) fn outlook(&mut self, exhibit: &Exhibit) -> Table {
        let round = self.cast.settings.round;
        let everyone = self.everyone();
        let blocks = self.blocks(everyone, |stage, subject| {
            OUTLOOK.iter().map(|measure| stage.ledger.outlook(subject, round, *measure)).collect()
        });
        let (base, projected) = (round.base_year(), round.projected_year());
        let mut columns = vec![Column::text("", "subject")];
        columns.extend(OUTLOOK.iter().map(|measure| {
            let head = match measure {
                Measure::BaseEmployment => format!("Jobs {base}"),
                Measure::ProjectedEmployment => format!("Jobs {projected}"),
                Measure::EmploymentChange => "Change in jobs".to_owned(),
                Measure::EmploymentChangePct => "Change in percent".to_owned(),
                Measure::AnnualOpenings => "Openings a year".to_owned(),
                other => other.head().to_owned(),
            };
            Column::measure(head, *measure)
        }));
        let notes = vec![
            "Jobs and openings are in thousands. Jobs include the self-employed; openings are a yearly average and \
             include replacing workers who leave."
                .to_owned(),
        ];
        let title = format!("Employment projections {round}, United States");
        self.table(exhibit, Draft { title, columns, blocks, notes })
    }
}
