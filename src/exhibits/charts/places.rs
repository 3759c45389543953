//! Medians by state.

use super::{Draft, MEDIAN};
use crate::{
    compare::Chosen,
    config::{AreaChoice, Exhibit},
    exhibits::{
        Stage,
        chart::{Body, Chart, Datum, Key, PlaceRow, Places, Series},
        prose::{mid_sentence, said},
    },
    model::{Area, AreaKind, Estimate, Figure},
    panel::Cell,
};

impl Stage<'_, '_> {
    /// Medians by state, ranked by the first subject.
    pub(in crate::exhibits) fn medians_by_state(&mut self, exhibit: &Exhibit) -> Chart {
        let chosen = self.cast.chosen(&exhibit.roles);
        let release = self.cast.settings.release;
        let mut rows: Vec<(Vec<Figure>, String)> = Vec::new();
        for (area, title) in self.places() {
            let median = |of: &Chosen| self.ledger.wage(&of.subject, release, area, MEDIAN);
            rows.push((chosen.iter().map(median).collect(), title));
        }
        let first = |row: &(Vec<Figure>, String)| {
            row.0.first().and_then(Figure::number).unwrap_or(f64::NEG_INFINITY)
        };
        rows.sort_by(|a, b| first(b).total_cmp(&first(a)));
        let median = |of: &Chosen| self.ledger.wage(&of.subject, release, Area::NATION, MEDIAN);
        let nation: Vec<Figure> = chosen.iter().map(median).collect();
        let figures =
            rows.iter().flat_map(|(figures, _)| figures.clone()).chain(nation.clone()).collect();
        let key = |of: &Chosen| Key { series: Series::Group(of.group), label: of.subject.label.clone() };
        let kind = self.kind_of_places();
        let draft = Draft {
            title: places_title(&chosen, &rows, kind),
            subtitle: format!(
                "Median annual wage by {kind}, {}; dashed lines: United States",
                release.in_words()
            ),
            notes: vec!["Not adjusted for differences in prices.".to_owned()],
            description: places_description(&rows),
            body: Body::Places(Places {
                keys: chosen.iter().map(key).collect(),
                rows: rows
                    .into_iter()
                    .map(|(figures, label)| PlaceRow {
                        label,
                        data: figures.iter().map(Datum::of).collect(),
                    })
                    .collect(),
                reference: nation.iter().map(Datum::of).collect(),
                axis: "Median annual wage".to_owned(),
            }),
            figures,
        };
        self.chart(exhibit, draft)
    }

    /// The comparison's areas without the nation, with their names.
    pub(in crate::exhibits) fn places(&self) -> Vec<(Area, String)> {
        let chosen = &self.cast.settings.areas;
        let is_state =
            |cell: &Cell<'_>| matches!(cell.area_kind(), AreaKind::State | AreaKind::Territory);
        self.ledger
            .panel()
            .areas(self.cast.settings.release)
            .filter(|cell| !cell.area().is_nation())
            .filter(|cell| {
                chosen.contains(&AreaChoice::States) && is_state(cell)
                    || chosen.contains(&AreaChoice::One(cell.area()))
            })
            .map(|cell| (cell.area(), cell.area_title().to_owned()))
            .collect()
    }

    /// What the comparison's areas are: "state", or "area" where some are none.
    pub(in crate::exhibits) fn kind_of_places(&self) -> &'static str {
        let release = self.cast.settings.release;
        let others = |cell: &Cell<'_>| {
            !cell.area().is_nation()
                && !matches!(cell.area_kind(), AreaKind::State | AreaKind::Territory)
                && self.cast.settings.areas.contains(&AreaChoice::One(cell.area()))
        };
        let any = self.ledger.panel().areas(release).any(|cell| others(&cell));
        if any { "area" } else { "state" }
    }
}

/// The span of the first subject's medians, unless bounds leave its end open.
fn places_title(chosen: &[Chosen], rows: &[(Vec<Figure>, String)], kind: &str) -> String {
    let first = |row: &&(Vec<Figure>, String)| row.0.first().and_then(Figure::number).is_some();
    let is_bound = |row: &(Vec<Figure>, String)| {
        row.0.first().is_some_and(|figure| matches!(figure.estimate(), Some(Estimate::AtLeast { .. })))
    };
    let with_number: Vec<&(Vec<Figure>, String)> = rows.iter().filter(first).collect();
    match (chosen.first(), with_number.first(), with_number.last()) {
        (Some(first), Some((highest, at)), Some((lowest, of))) if !rows.iter().any(is_bound) => format!(
            "The median wage of {} runs from {} in {of} to {} in {at}",
            mid_sentence(&first.subject.label),
            said(&lowest[0]),
            said(&highest[0])
        ),
        _ => format!("Median annual wages by {kind}"),
    }
}

fn places_description(rows: &[(Vec<Figure>, String)]) -> String {
    let row = |(figures, label): &(Vec<Figure>, String)| {
        let texts: Vec<&str> = figures.iter().map(|figure| figure.text.as_str()).collect();
        format!("{label} {}", texts.join(" and "))
    };
    format!("{}.", rows.iter().map(row).collect::<Vec<_>>().join("; "))
}
