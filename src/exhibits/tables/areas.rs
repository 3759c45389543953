//! Chosen roles by area.

use super::{Draft, MEDIAN};
use crate::{
    compare::Chosen,
    config::Exhibit,
    exhibits::{
        Stage,
        table::{Block, Column, Table, TableCell},
    },
    model::{Area, Measure},
};

impl Stage<'_, '_> {
    /// Employment and medians by area, as published and at the nation's prices.
    pub(in crate::exhibits) fn areas(&mut self, exhibit: &Exhibit) -> Table {
        let chosen = self.cast.chosen(&exhibit.roles);
        let release = self.cast.settings.release;
        let mut places = vec![(Area::NATION, "United States".to_owned())];
        places.extend(self.places());
        let kind = self.kind_of_places();
        let mut columns = vec![Column::text("Area", "area")];
        let measures = self.measures_of_areas();
        for Chosen { subject, .. } in &chosen {
            for measure in &measures {
                let head = format!("{}: {}", subject.label, measure.head().to_lowercase());
                columns.push(Column::figures(
                    head,
                    format!("{}_{}", measure.name(), subject.key.replace('-', "_")),
                ));
            }
        }
        let mut rows = Vec::new();
        for (area, title) in places {
            let mut row = vec![TableCell::text(title)];
            for Chosen { subject, .. } in &chosen {
                let figure = |measure: &Measure| match measure {
                    Measure::PriceAdjustedMedian => {
                        self.ledger.price_adjusted(subject, release, area).with_note(None)
                    }
                    other => self.ledger.wage(subject, release, area, *other),
                };
                row.extend(measures.iter().map(figure).map(TableCell::figure));
            }
            rows.push(row);
        }
        let year = self.ledger.panel().prices.newest_parity(Area::NATION).map(|(year, ..)| year);
        let adjusted = |year| {
            format!(
                "Price-adjusted: the median of {} divided by the {kind}'s regional price parity of {year}; \
                 territories have none.",
                release.in_words()
            )
        };
        let notes = year.map(adjusted).into_iter().collect();
        let title = format!("Employment and median annual wages by {kind}, {}", release.in_words());
        let blocks = vec![Block { head: String::new(), rows }];
        self.table(exhibit, Draft { title, columns, blocks, notes })
    }

    /// Medians at the nation's prices only where there are price parities.
    fn measures_of_areas(&self) -> Vec<Measure> {
        let without = self.ledger.panel().prices.parities.is_empty();
        let adjusted = (!without).then_some(Measure::PriceAdjustedMedian);
        [Measure::Employment, MEDIAN].into_iter().chain(adjusted).collect()
    }
}
