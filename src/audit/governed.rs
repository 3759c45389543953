//! Which places of a passage a figure is of, where several are named: "in Texas they earned $95,970, and
//! $140,270 in California". What stands with another figure says nothing of this one.

use std::collections::BTreeSet;

use super::{
    cue::Cue,
    reading::{Kind, Placed, Told},
    tokens::Words,
    view::View,
};
use crate::model::Area;

/// Words that bind a place to the figure before it.
const BINDS: &[&str] = &["in", "for", "at", "across", "throughout", "within", "from", "("];

/// Words that may stand between places that are named together.
const TOGETHER: &[&str] = &["and", "or", "&", ",", "in", "both", "the"];

/// Words between places that are named together, at most.
const FURTHEST_TOGETHER: usize = 3;

impl View<'_, '_> {
    /// The first words of the places that the figure may be of; `None` where the passage names no two.
    ///
    /// A place behind a figure is that figure's where a preposition binds it, and no mark or conjunction
    /// begins another clause before it. Else the figure is of the places named last before it, or first
    /// behind.
    pub fn own_places(&self) -> Option<BTreeSet<usize>> {
        let told = &self.page.reading(self.passage).told;
        let mut places: Vec<&Told> =
            told.iter().filter(|told| matches!(told.cue, Cue::Place(_))).collect();
        places.sort_by_key(|told| told.token);
        let of = |told: &&Told| match told.cue {
            Cue::Place(area) => area,
            _ => None,
        };
        let different: BTreeSet<Option<Area>> = places.iter().map(of).collect();
        if different.len() < 2 {
            return None;
        }
        let number = self.placed.token;
        let bound = places.iter().position(|told| self.is_bound(told));
        let before = places.iter().rposition(|told| told.after <= number);
        let own = bound.or(before).unwrap_or(0);
        let own = if own > 0 && self.is_national_measure_of(places[own - 1], places[own]) {
            own - 1
        } else {
            own
        };
        let joined = |first: usize| self.are_together(places[first], places[first + 1]);
        let from = (0..own).rev().take_while(|at| joined(*at)).last().unwrap_or(own);
        let to = (own..places.len() - 1).take_while(|at| joined(*at)).last().map_or(own, |at| at + 1);
        Some(places[from..=to].iter().map(|told| told.token).collect())
    }

    /// "Those in hospitals had a national median of": the nation as a whole, of a place that is a part of it in another
    /// way, such as an industry.
    fn is_national_measure_of(&self, part: &Told, nation: &Told) -> bool {
        const NEAR: usize = 4;
        let reading = self.page.reading(self.passage);
        let text = self.page.text(self.passage);
        let measure = |told: &Told| {
            told.token == nation.after && matches!(told.cue, Cue::Measure(_) | Cue::Middle)
        };
        let between = reading.tokens.get(part.after..nation.token).unwrap_or_default();
        part.cue == Cue::Place(None)
            && text[nation.start..nation.end].eq_ignore_ascii_case("national")
            && reading.told.iter().any(measure)
            && between.len() <= NEAR
            && between.iter().all(|token| matches!(token.kind, Kind::Word(_)))
    }

    /// Whether a place stands behind the figure and is bound to it.
    fn is_bound(&self, place: &Told) -> bool {
        let reading = self.page.reading(self.passage);
        let text = self.page.text(self.passage);
        let from = self.placed.token + 1;
        let Some(between) = reading.tokens.get(from..place.token) else { return false };
        let words = Words { text, tokens: between };
        // The ends of a range are of one place.
        let partner = self.placed.partner.and_then(|(at, _)| reading.numbers.get(at));
        let partner = partner.map(|other| other.token);
        let figure = |other: &Placed| {
            !other.spent && Some(other.token) != partner && (from..place.token).contains(&other.token)
        };
        let parts = |at: usize| match between[at].kind {
            Kind::Mark(mark) => !matches!(mark, '(' | '.' | '-' | '–' | '*'),
            _ => false,
        };
        let parted = (0..between.len()).any(parts)
            || reading.breaks.iter().any(|at| (from..place.token).contains(at))
            || reading.numbers.iter().any(figure);
        // "Nationally" and "nationwide" need no preposition.
        let said = text[place.start..place.end].to_lowercase();
        let adverb = ["ly", "wide"].iter().any(|end| said.ends_with(end));
        let near = between.len().saturating_sub(2)..between.len();
        !parted && (adverb || near.into_iter().any(|at| words.is(at, BINDS)))
    }

    /// Whether two places are named together: "in California and Hawaii".
    fn are_together(&self, first: &Told, next: &Told) -> bool {
        let reading = self.page.reading(self.passage);
        let text = self.page.text(self.passage);
        let between = reading.tokens.get(first.after..next.token).unwrap_or_default();
        let joins = |word: &str| TOGETHER.iter().any(|one| one.eq_ignore_ascii_case(word));
        between.len() <= FURTHEST_TOGETHER
            && between.iter().all(|token| joins(&text[token.start..token.end]))
    }
}
