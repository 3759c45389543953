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
};

impl Stage<'_, '_> {
    /// Medians by state, ranked by the first subject.
    pub(in crate::exhibits) fn medians_by_state(&mut self, exhibit: &Exhibit) -> Chart {
        let chosen = self.cast.chosen(&exhibit.roles);
        let release = self.cast.settings.release;
        let mut rows: Vec<(Vec<Figure>, String)> = Vec::new();
        for (area, title) in self.states() {
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
        let draft = Draft {
            title: places_title(&chosen, &rows),
            subtitle: format!(
                "Median annual wage by state, {}; dashed lines: United States",
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

    /// The states and territories among the comparison's areas, with their names.
    pub(in crate::exhibits) fn states(&self) -> Vec<(Area, String)> {
        let chosen = &self.cast.settings.areas;
        self.ledger
            .panel()
            .areas(self.cast.settings.release)
            .filter(|cell| matches!(cell.area_kind(), AreaKind::State | AreaKind::Territory))
            .filter(|cell| {
                chosen.contains(&AreaChoice::States) || chosen.contains(&AreaChoice::One(cell.area()))
            })
            .map(|cell| (cell.area(), cell.area_title().to_owned()))
            .collect()
    }
}

/// The span of the first subject's medians, unless bounds leave its end open.
fn places_title(chosen: &[Chosen], rows: &[(Vec<Figure>, String)]) -> String {
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
        _ => "Median annual wages by state".to_owned(),
    }
}

fn places_description(rows: &[(Vec<Figure>, String)]) -> String {
    let row = |(figures, label): &(Vec<Figure>, String)| {
        let texts: Vec<&str> = figures.iter().map(|figure| figure.text.as_str()).collect();
        format!("{label} {}", texts.join(" and "))
    };
    format!("{}.", rows.iter().map(row).collect::<Vec<_>>().join("; "))
}
