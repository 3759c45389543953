//! What a passage takes over from the one before it, and what it leaves to the figure that follows.

use super::{
    cue::{Cue, Quantity},
    number::{Number, Sign},
    reading::{Placed, Told},
    view::View,
};

/// How a clause begins or ends that tells of the year before the one that is named.
const YEAR_BEFORE: &[&str] = &[
    "the year before",
    "a year before",
    "the spring before",
    "the previous spring",
    "the previous year",
    "the prior year",
    "a year earlier",
    "the year prior",
    "twelve months earlier",
];

/// "Two years earlier", "four years on": by how many years a date is moved, where a text begins so.
fn years_counted(text: &str) -> Option<i16> {
    const COUNTS: [&[&str]; 10] = [
        &["a", "one", "the"],
        &["two", "2"],
        &["three", "3"],
        &["four", "4"],
        &["five", "5"],
        &["six", "6"],
        &["seven", "7"],
        &["eight", "8"],
        &["nine", "9"],
        &["ten", "10"],
    ];
    let mut words = text.split([' ', ',', '.', ';', ')']).filter(|word| !word.is_empty());
    let count = words.next()?.to_lowercase();
    let direction = match (words.next()?, words.next()?) {
        ("year" | "years", "before" | "earlier" | "prior") => -1,
        ("year" | "years", "later" | "on") => 1,
        _ => return None,
    };
    let years = (1..).zip(COUNTS).find(|(_, words)| words.contains(&count.as_str()));
    years.map(|(years, _)| direction * years)
}

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

    /// "Up from $68,540 two years earlier": by how many years the figure is of a time after the one that is
    /// named, or before it.
    pub fn years_apart(&self) -> i16 {
        let text = self.page.text(self.passage);
        let rest = text.get(self.placed.number.end..).unwrap_or("");
        let rest = rest.trim_start_matches([' ', ',', '(']);
        let clause = rest.split([',', '.', ';', ')']).next().unwrap_or("");
        let within = clause.trim_start_matches("in ");
        if YEAR_BEFORE.iter().any(|words| within.starts_with(words) || clause.ends_with(words)) {
            return -1;
        }
        let rest = ["of ", "from "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        years_counted(rest).unwrap_or(0)
    }

    /// "Two years earlier the same survey had them at $63,680": the same of the whole sentence and what stands
    /// before it.
    pub fn years_since(&self) -> i16 {
        years_counted(self.page.text(self.passage)).unwrap_or(0)
    }

    /// "Rose to $72,300 from $68,340": what a figure was before it changed.
    pub fn is_what_was_before(&self) -> bool {
        let reading = self.page.reading(self.passage);
        let before = self.page.text(self.passage)[..self.placed.number.start].trim_end();
        let changes = |told: &Told| {
            matches!(told.cue, Cue::Growth | Cue::Decline) && told.after <= self.placed.token
        };
        let same = |other: &&Placed| !other.spent && other.number.sign == self.placed.number.sign;
        before.ends_with(" from")
            && self.placed.number.sign != Sign::Percent
            && reading.numbers.iter().filter(same).count() > 1
            && reading.told.iter().any(changes)
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
