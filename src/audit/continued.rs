//! What a passage takes over from the one before it, and what it leaves to the figure that follows.

use super::{
    cue::{Cue, Quantity},
    reading::{Placed, Told},
    view::View,
};

impl View<'_, '_> {
    /// Whether a phrase stands behind the number and before another one like it.
    pub fn leads_to_next(&self, told: &Told) -> bool {
        let next = |other: &Placed| {
            other.token >= told.after
                && other.token - told.after <= 8
                && !other.spent
                && other.number.sign == self.placed.number.sign
        };
        let numbers = &self.page.reading(self.passage).numbers;
        told.token > self.placed.token && numbers.iter().any(next)
    }

    /// "Up from $68,540 a year earlier": a figure of the year before the one that is named.
    pub fn is_of_year_before(&self) -> bool {
        const BEFORE: &[&str] = &[
            "a year before",
            "a year earlier",
            "the year before",
            "the year prior",
            "the previous year",
            "one year earlier",
            "in the previous year",
            "in the prior year",
            "twelve months earlier",
        ];
        let rest = self.page.text(self.passage).get(self.placed.number.end..).unwrap_or("");
        let rest = rest.trim_start_matches([' ', ',', '(']);
        BEFORE.iter().any(|words| rest.starts_with(words))
    }

    /// The measure that a note tells of all amounts of the page.
    pub fn declared(&self) -> Option<Quantity> {
        let mut notes = self.page.notes().iter().filter(|at| self.page.declares(**at));
        notes.find_map(|at| {
            self.page.reading(*at).told.iter().find_map(|told| match told.cue {
                Cue::Measure(quantity) => Some(quantity),
                _ => None,
            })
        })
    }

    /// Whether the sentence right before names BLS, and this one nobody.
    pub fn goes_on(&self) -> bool {
        let sourced = |told: &Told| matches!(told.cue, Cue::OtherSource | Cue::SomeSource);
        let of = |at: usize| &self.page.reading(at).told;
        !of(self.passage).iter().any(sourced)
            && self.before().next().is_some_and(|at| {
                of(at).iter().any(|told| told.cue == Cue::Bls) && !of(at).iter().any(sourced)
            })
    }

    /// "That same year": the date of what stands before.
    pub fn is_of_same_date(&self) -> bool {
        const SAME: &[&str] = &[
            "same year",
            "that year",
            "that month",
            "same month",
            "same period",
            "same survey",
            "same release",
        ];
        let text = self.page.text(self.passage).to_lowercase();
        self.page.reading(self.passage).dates.is_empty() && SAME.iter().any(|words| text.contains(words))
    }
}
