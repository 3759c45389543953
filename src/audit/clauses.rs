//! Clauses of a sentence with figures of their own: what one says of its figure is not of those before it.

use super::{claim::Guess, cue::Quantity, number::Number, reading::Placed, view::View};

/// What begins a clause with its own subject.
const SUBJECTS: &[&str] =
    &[", and a ", ", and an ", ", but a ", ", but an ", ", while a ", ", while an "];

/// Words that stand before a noun, or in its place.
const ARTICLES: &[&str] = &[
    "the",
    "their",
    "its",
    "those",
    "workers",
    "top",
    "bottom",
    "lowest",
    "highest",
    "upper",
    "lower",
    "best-paid",
    "lowest-paid",
    "highest-paid",
    "worst-paid",
    "top-paid",
];

/// Whether the words before an end of the wages begin a clause about it: "and the", "while the", ", with", "(the".
fn ends_with_joint(between: &str) -> bool {
    const JOINTS: &[&str] = &["and", "while", "but", "whereas", "with"];
    let opened = between.trim_end().ends_with("(the") || between.trim_end().ends_with('(');
    let mut words = between.split_whitespace().rev().skip_while(|word| ARTICLES.contains(word));
    opened || words.next().is_some_and(|word| JOINTS.contains(&word) || word.ends_with(','))
}

/// How a bound is told apart from what it is of.
const BOUNDS: &[&str] =
    &[", under", ", over", ", below", ", above", ", less than", ", more than", ", at"];

/// The most words between figures that stand in a list.
const LONGEST_STEP: usize = 4;

/// What begins the clause of another subject, and what may also go on with the same.
const CONTRASTS: &[&str] = &["while", "whereas", "but"];
const AND: &str = "and";

/// Words between a name and its figure: "developers are projected to gain 267,700".
const LONGEST_VERB: usize = 6;

/// How far behind an end of the wages its figure is, in bytes.
const NEAR_END: usize = 48;

impl View<'_, '_> {
    /// "Support jobs shrink by 4%, while developers gain 267,700": leaves a name out that begins the clause behind with
    /// a figure of its own.
    pub fn leave_out_next_subjects(&self, occupations: &mut Vec<Guess<(u32, usize)>>) {
        occupations.retain(|guess| guess.from.is_some() || !self.is_next_subject(guess.of.1));
    }

    fn is_next_subject(&self, start: usize) -> bool {
        let reading = self.page.reading(self.passage);
        let between = self.page.text(self.passage).get(self.placed.number.end..start).unwrap_or("");
        let Some(name) = reading.told.iter().find(|told| told.start == start) else { return false };
        let joint = between.split_whitespace().rev().find(|word| !ARTICLES.contains(word));
        let Some(joint) = joint else { return false };
        let own = reading.numbers.iter().find(|other| other.token >= name.after && !other.spent);
        let own = own.filter(|own| own.token - name.after <= LONGEST_VERB);
        let is_alike = |own: &Placed| own.number.sign == self.placed.number.sign;
        let is_next = || joint == AND && !between.contains(char::is_numeric);
        own.is_some_and(|own| CONTRASTS.contains(&joint) || is_next() && is_alike(own))
    }

    /// "The best-paid tenth got over $95,000, and a teller, at $18.50 an hour," and "$51,000, with top earners
    /// above $80,000": a percentile that has its own figure in a clause before or behind.
    pub fn is_of_other_clause(&self, (of, start): (Option<Quantity>, usize)) -> bool {
        let is_end = matches!(of, Some(Quantity::P10 | Quantity::P25 | Quantity::P75 | Quantity::P90));
        let Number { start: from, end: to, sign, .. } = self.placed.number;
        let reading = self.page.reading(self.passage);
        let numbers = &reading.numbers;
        // "$98,890 in May 2021 and $107,260 for the mean": behind another figure, and bound to it.
        let bound = reading.told.iter().find(|told| told.start == start && start > to);
        let owner = bound.and_then(|told| reading.owners.get(&told.token));
        if owner.is_some_and(|owner| *owner != self.placed.token) {
            return true;
        }
        let same = |other: &&Placed| other.number.sign == sign && !other.spent;
        let text = self.page.text(self.passage);
        if start < from {
            if !is_end {
                return false;
            }
            let own = numbers.iter().filter(same).rfind(|own| (start..from).contains(&own.number.start));
            let between = own.and_then(|own| text.get(own.number.end..from)).unwrap_or("");
            return SUBJECTS.iter().any(|words| between.contains(words));
        }
        let own = numbers.iter().filter(same).find(|own| own.number.start > start);
        let leads = |own: &Placed| {
            let between = text.get(start..own.number.start).unwrap_or(",");
            // "Bottom tenth, under $13.47".
            let between = between.trim_end();
            let bound = BOUNDS.iter().find_map(|bound| between.strip_suffix(bound));
            own.number.start - start <= NEAR_END
                && !bound.unwrap_or(between).contains([',', ';', '|', ')'])
        };
        let between = text.get(to..start).unwrap_or("");
        // "$32,780, and those who start should expect $25,000, which is where the bottom 10 percent sit".
        let last = numbers.iter().filter(same).rfind(|other| (to..start).contains(&other.number.start));
        let is_of_last = |other: &Placed| {
            let between = text.get(to..other.number.start).unwrap_or("");
            self.placed.partner.is_none()
                && between.contains([',', ';'])
                && between.split_whitespace().count() > LONGEST_STEP
        };
        own.is_some_and(leads) && (between.contains(';') || ends_with_joint(between))
            || is_end && own.is_none() && last.is_some_and(is_of_last)
    }
}
