//! Chosen roles over releases and rounds.

use super::{Draft, MEDIAN, Rows};
use crate::{
    compare::{Place, Subject},
    config::Exhibit,
    exhibits::{
        Stage,
        prose::mid_sentence,
        table::{Block, Column, Table, TableCell},
    },
    model::{Area, Figure, Measure, PayPeriod, Percentile},
};

impl Stage<'_, '_> {
    /// An earlier release and round beside today's.
    pub(in crate::exhibits) fn then_and_now(&mut self, exhibit: &Exhibit) -> Option<Table> {
        let then = self.cast.settings.earlier?;
        let (release, round) = (self.cast.settings.release, self.cast.settings.round);
        let wages = [Percentile::P10, Percentile::P50, Percentile::P90]
            .map(|percentile| Measure::Wage(PayPeriod::Annual, percentile));
        let mut blocks = Vec::new();
        for subject in self.chosen_and_baseline(exhibit) {
            let mut rows = Vec::new();
            for measure in wages {
                let (old, new) = (then.release, release);
                let figures = [old, new].map(|at| {
                    self.ledger.wage_at(&subject, release, at, &Place::from(Area::NATION), measure)
                });
                rows.push(then_and_now_row(&format!("Annual wage, {}", in_words(measure)), figures));
            }
            for (head, measure) in [
                ("Projected change in employment", Measure::EmploymentChangePct),
                ("Openings a year (thousands)", Measure::AnnualOpenings),
            ] {
                let figures =
                    [then.round, round].map(|at| self.ledger.outlook_at(&subject, release, at, measure));
                rows.push(then_and_now_row(head, figures));
            }
            blocks.push(Block { head: subject.label.clone(), rows });
        }
        let columns = vec![
            Column::text("", "measure"),
            Column::figures(format!("{}; {}", then.release.in_words(), then.round), "earlier"),
            Column::figures(format!("{}; {round}", release.in_words()), "today"),
        ];
        let title = format!(
            "What was true of {} and {}, and what is today",
            then.release.in_words(),
            then.round
        );
        Some(self.table(exhibit, Draft { title, columns, blocks, notes: Vec::new() }))
    }

    /// The projections of every round side by side.
    pub(in crate::exhibits) fn rounds(&mut self, exhibit: &Exhibit) -> Table {
        let rounds: Vec<_> = self.cast.settings.rounds.iter().copied().collect();
        let of = self.cast.settings.release;
        let rows =
            self.chosen_and_baseline(exhibit).into_iter().map(|of| (of.label.clone(), of)).collect();
        let blocks = self.blocks(vec![Rows { head: String::new(), rows }], |stage, subject| {
            rounds
                .iter()
                .map(|round| stage.ledger.outlook_at(subject, of, *round, Measure::EmploymentChangePct))
                .collect()
        });
        let mut columns = vec![Column::text("", "subject")];
        columns.extend(rounds.iter().map(|round| {
            Column::figures(
                round.to_string(),
                format!(
                    "{}_{}",
                    Measure::EmploymentChangePct.name(),
                    round.to_string().replace('-', "_")
                ),
            )
        }));
        let title = "Projected change in employment, as each round of projections had it".to_owned();
        let notes = vec!["Each round starts from another year; together they are no series.".to_owned()];
        self.table(exhibit, Draft { title, columns, blocks, notes })
    }

    /// Medians over the releases.
    pub(in crate::exhibits) fn over_time(&mut self, exhibit: &Exhibit) -> Table {
        let releases: Vec<_> = self.cast.settings.releases.iter().copied().collect();
        let newest = self.cast.settings.release;
        let nation = Place::from(Area::NATION);
        let breaks = self.breaks_over(&self.chosen_and_baseline(exhibit));
        let subjects: Vec<(String, Subject)> =
            self.chosen_and_baseline(exhibit).into_iter().map(|of| (of.label.clone(), of)).collect();
        let current = Rows { head: "In dollars of each year".to_owned(), rows: subjects.clone() };
        let constant = Rows { head: format!("In dollars of {}", newest.in_words()), rows: subjects };
        let mut blocks = self.blocks(vec![current], |stage, subject| {
            releases
                .iter()
                .map(|at| stage.ledger.wage_at(subject, newest, *at, &nation, MEDIAN))
                .collect()
        });
        let has_prices = self.ledger.panel().prices.cpi_u.is_some();
        let constant = has_prices.then_some(constant).into_iter().collect();
        blocks.extend(self.blocks(constant, |stage, subject| {
            releases
                .iter()
                .map(|at| {
                    let measure = Measure::ConstantDollarMedian;
                    stage.ledger.constant_dollars_at(subject, newest, *at, &nation, measure)
                })
                .collect()
        }));
        let mut columns = vec![Column::text("", "subject")];
        columns.extend(releases.iter().map(|release| {
            Column::figures(
                release.in_words(),
                format!("annual_wage_p50_usd_{}", release.to_string().replace('-', "_")),
            )
        }));
        let title = "Median annual wages over the releases".to_owned();
        let breaks = breaks.into_iter().map(|(at, why)| {
            format!("Break before {}: {}.", releases[at].in_words(), mid_sentence(&why))
        });
        let notes = [
            "Constant dollars: CPI-U, U.S. city average, all items (CUUR0000SA0), May to May.".to_owned(),
            "Neighbouring releases share two thirds of their sample; a change over fewer than three years is no \
             like-for-like change."
                .to_owned(),
        ];
        let notes = notes.into_iter().chain(breaks).collect();
        self.table(exhibit, Draft { title, columns, blocks, notes })
    }
}

fn in_words(measure: Measure) -> &'static str {
    match measure {
        Measure::Wage(_, percentile) => percentile.in_words(),
        other => other.head(),
    }
}

fn then_and_now_row(head: &str, figures: [Figure; 2]) -> Vec<TableCell> {
    [TableCell::text(head)].into_iter().chain(figures.map(TableCell::figure)).collect()
}
