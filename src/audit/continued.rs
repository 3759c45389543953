//! What a passage takes over from the one before it, and what it leaves to the figure that follows.

use super::{
    cue::{Cue, Quantity},
    number::{Number, Sign},
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

    /// "Up from $68,540 two years earlier": by how many years the figure is of before the year that is named.
    pub fn years_before(&self) -> u16 {
        const BEFORE: &[&str] =
            &["the previous year", "in the previous year", "in the prior year", "twelve months earlier"];
        let rest = self.page.text(self.passage).get(self.placed.number.end..).unwrap_or("");
        let rest = rest.trim_start_matches([' ', ',', '(']);
        if BEFORE.iter().any(|words| rest.starts_with(words)) {
            return 1;
        }
        let mut words = rest.split([' ', ',', '.', ';', ')']).filter(|word| !word.is_empty());
        let (Some(count), Some("year" | "years"), Some("before" | "earlier" | "prior")) =
            (words.next(), words.next(), words.next())
        else {
            return 0;
        };
        let counts = [
            ["a", "one", "the"],
            ["two", "2", "2"],
            ["three", "3", "3"],
            ["four", "4", "4"],
            ["five", "5", "5"],
        ];
        (1..).zip(counts).find(|(_, words)| words.contains(&count)).map_or(0, |(years, _)| years)
    }

    /// "5. Roofer – about $51,000": nothing but a name and an amount.
    pub fn is_listed(&self) -> bool {
        let text = self.page.text(self.passage);
        let Number { start, end, sign, .. } = self.placed.number;
        if sign != Sign::Dollars || end != text.len() {
            return false;
        }
        let about = |rest: &str| !rest.contains([',', '$', '(']) && rest.split_whitespace().count() <= 1;
        let parted = text[..start].rsplit_once([':', '–', '—', '-']);
        let Some((name, _)) = parted.filter(|(_, rest)| about(rest)) else { return false };
        let name = name.trim_start_matches(|c: char| c.is_ascii_digit() || " .)".contains(c)).trim_end();
        let named = |cue: &Cue| matches!(cue, Cue::Occupation(_));
        self.page.figures.lexicon.of(name).iter().any(named)
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
