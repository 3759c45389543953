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
        places.extend(self.states());
        let mut columns = vec![Column::text("Area", "area")];
        for Chosen { subject, .. } in &chosen {
            for measure in [Measure::Employment, MEDIAN, Measure::PriceAdjustedMedian] {
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
                row.push(TableCell::figure(self.ledger.wage(
                    subject,
                    release,
                    area,
                    Measure::Employment,
                )));
                row.push(TableCell::figure(self.ledger.wage(subject, release, area, MEDIAN)));
                let adjusted = self.ledger.price_adjusted(subject, release, area).with_note(None);
                row.push(TableCell::figure(adjusted));
            }
            rows.push(row);
        }
        let year = self.ledger.panel().prices.newest_parity(Area::NATION).map(|(year, ..)| year);
        let of_year = year.map_or_else(String::new, |year| format!(" of {year}"));
        let notes = vec![format!(
            "Price-adjusted: the median of {} divided by the state's regional price parity{of_year}; territories \
             have none.",
            release.in_words()
        )];
        let title = format!("Employment and median annual wages by state, {}", release.in_words());
        let blocks = vec![Block { head: String::new(), rows }];
        self.table(exhibit, Draft { title, columns, blocks, notes })
    }
}
