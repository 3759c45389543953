//! Figures that a sentence says are not so: "is not growing 4%", "do not make $90,000".

use super::view::View;

/// Words between a verb and its figure.
const HOW: &[&str] = &[
    "by", "a", "an", "the", "at", "about", "around", "some", "roughly", "nearly", "almost", "close",
    "to",
];

/// What is said of work and pay, besides the forms in "-ing".
const VERBS: &[&str] = &[
    "grow", "rise", "increase", "expand", "shrink", "decline", "fall", "drop", "earn", "make",
    "average", "pay", "paid", "get",
];

impl View<'_, '_> {
    /// Whether the verb of the figure, or the figure itself, is denied.
    pub fn is_denied(&self) -> bool {
        let before = self.page.text(self.passage).get(..self.placed.number.start).unwrap_or("");
        let mut words = before.split_whitespace().rev().skip_while(|word| HOW.contains(word));
        let last = words.next().unwrap_or("");
        let is_verb = last.ends_with("ing") || VERBS.contains(&last);
        let (denied, by) =
            if is_verb { (words.next(), words.next()) } else { (Some(last), words.next()) };
        // "Whether or not" and "if not" deny nothing.
        denied.is_some_and(is_not) && !by.is_some_and(|word| matches!(word, "or" | "if" | "why"))
    }
}

fn is_not(word: &str) -> bool {
    word.eq_ignore_ascii_case("not") || word.ends_with("n't") || word.ends_with("n’t")
}
