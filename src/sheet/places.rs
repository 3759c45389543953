//! Places: the subjects in the place that is asked for, and in every area of the release.

use super::{Desk, Row, Section, Setting};
use crate::{
    compare::{AreaRow, Subject},
    model::{Area, Measure},
};

impl Desk<'_, '_> {
    /// How common the subjects are in the place, and their pay at the nation's prices; nothing for the
    /// nation itself.
    pub(super) fn here(&mut self) -> Option<Section> {
        let place = self.place.clone();
        if place.single().is_some_and(Area::is_nation) {
            return None;
        }
        let subjects = self.subjects.clone();
        let rows = subjects.iter().map(|subject| self.concentration_of(subject)).collect();
        let mut notes = vec![
            "Location quotient: the share of the area's jobs divided by the share of the nation's. For several \
             occupations or areas both are made from summed employment."
                .to_owned(),
        ];
        match place.single() {
            Some(_) => notes.extend(self.years_of_prices()),
            None => notes.push(
                "The areas are taken together: wages are the mixture of all of them; a region has no price parity \
                 of its own."
                    .to_owned(),
            ),
        }
        Some(Section {
            name: "place",
            title: format!("The place: {}, {}", place.label, self.release.in_words()),
            setting: Setting::Blocks,
            rows,
            notes,
        })
    }

    fn concentration_of(&mut self, subject: &Subject) -> Row {
        let (release, place) = (self.release, self.place.clone());
        let mut figures: Vec<_> = [Measure::JobsPerThousand, Measure::LocationQuotient]
            .map(|measure| self.ledger.concentration(subject, release, &place, measure))
            .to_vec();
        if let Some(area) = place.single() {
            figures.push(self.ledger.price_parity(area));
            figures.push(self.ledger.price_adjusted(subject, release, area));
        }
        Row::of(self.keys(subject), figures)
    }

    /// Both years of a price-adjusted wage.
    fn years_of_prices(&self) -> Option<String> {
        let (year, ..) = self.ledger.panel().prices.newest_parity(Area::NATION)?;
        Some(format!(
            "Price-adjusted: wages of {} divided by BEA's regional price parity of {year}, the newest at hand.",
            self.release.in_words()
        ))
    }

    /// Every area of the release, ranked by the median among the areas of its kind.
    pub(super) fn areas(&mut self) -> Option<Section> {
        if !self.question.rank_areas {
            return None;
        }
        let subjects = self.subjects.clone();
        let mut rows = Vec::new();
        for subject in &subjects {
            for row in self.ledger.areas_ranked(subject, self.release) {
                rows.push(row_of(subject, row));
            }
        }
        let mut notes = vec![
            "Ranked by the median among areas of the same kind. Equal medians share a rank; a top-coded median may \
             stand anywhere from its bound up, and its rank is then a range; areas without a released median have \
             none and stand last. Neighbouring ranks need not differ: medians have no published error."
                .to_owned(),
        ];
        notes.extend(self.years_of_prices());
        Some(Section {
            name: "areas",
            title: format!("Areas, {}", self.release.in_words()),
            setting: Setting::Lines,
            rows,
            notes,
        })
    }
}

fn row_of(subject: &Subject, row: AreaRow) -> Row {
    let AreaRow { area, title, kind, figures, remark } = row;
    let keys = vec![
        ("subject", subject.label.clone()),
        ("kind", kind.name().to_owned()),
        ("area", area.to_string()),
        ("area_title", title),
    ];
    Row::of(keys, figures.to_vec()).say("remark", remark)
}
