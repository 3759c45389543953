//! Subjects that no table knows: "Chocolate tasters earn a median of" is of nobody whom the sentences before
//! name.

use super::{
    claim::Guess,
    cue::Cue,
    lexicon::stem,
    passage::Relation,
    reading::{Kind, Token},
    view::View,
    whose::is_akin,
};

/// Verbs of a sentence about the pay of its subject.
const EARN: &[&str] = &["earn", "earned", "make", "made", "average", "averaged", "receive", "received"];

/// Nouns for workers of any kind, who may be those named before.
const ANYBODY: &[&str] = &[
    "workers",
    "employees",
    "earners",
    "graduates",
    "people",
    "individuals",
    "specialists",
    "practitioners",
    "experts",
    "members",
    "pros",
    "folks",
    "grads",
    "hires",
    "staffers",
    "veterans",
    "americans",
    "holders",
    "candidates",
    "men",
    "newcomers",
    "beginners",
    "others",
    "jobs",
    "roles",
    "careers",
    "positions",
];

/// Words that point back to who was named or out of them, and prepositions, behind which no subject stands.
const POINTING: &[&str] = &[
    "in", "of", "at", "for", "with", "from", "by", "than", "the", "these", "those", "such", "most",
    "many", "some", "other", "all", "both", "our", "their", "its", "your", "who", "that", "which",
    "few",
];

/// The longest subject without an article, in words.
const LONGEST: usize = 4;

impl View<'_, '_> {
    /// Leaves occupations of the sentences before out where the subject of the passage is one that no table
    /// knows: a plural without an article, of whose name none of theirs has a word.
    pub fn leave_out_others<T>(&self, occupations: &mut Vec<Guess<T>>) {
        if self.is_about_a_stranger() {
            let carried = |from| matches!(from, Relation::Before | Relation::Earlier);
            occupations.retain(|guess| !guess.from.is_some_and(carried));
        }
    }

    fn is_about_a_stranger(&self) -> bool {
        let reading = self.page.reading(self.passage);
        let text = self.page.text(self.passage);
        let word = |token: &Token| text[token.start..token.end].to_lowercase();
        let is_word = |token: &Token| matches!(token.kind, Kind::Word(_));
        let before = &reading.tokens[..self.placed.token];
        let Some(verb) = before.iter().position(|token| EARN.contains(&word(token).as_str())) else {
            return false;
        };
        let subject: Vec<&Token> =
            before[..verb].iter().rev().take_while(|token| is_word(token)).collect();
        let Some(noun) = subject.first().map(|token| word(token)) else { return false };
        let plural = noun.len() > 4 && noun.ends_with('s') && !noun.ends_with("ss");
        let bare = subject.len() <= LONGEST
            && !subject.iter().any(|token| POINTING.contains(&word(token).as_str()));
        // What tells something else is no name, and an occupation is no stranger.
        let told = reading.told.iter().any(|told| {
            let covers = (told.token..told.after).contains(&(verb - 1));
            covers || matches!(told.cue, Cue::Occupation(_)) && told.after <= verb
        });
        plural && bare && !told && !ANYBODY.contains(&noun.as_str()) && !self.is_named_around(&noun)
    }

    /// Whether a word is akin to one of the words around that name occupations.
    fn is_named_around(&self, noun: &str) -> bool {
        let noun = stem(noun);
        self.contexts.iter().any(|(_, at)| {
            let text = self.page.text(*at);
            self.page.reading(*at).told.iter().any(|told| {
                let mut words = text[told.start..told.end].split([' ', '-', '/', ',']);
                // "Techs" are technicians.
                let same = |word: &str| is_akin(word, &noun) || word.starts_with(&*noun);
                matches!(told.cue, Cue::Occupation(_)) && words.any(|word| same(&stem(word)))
            })
        })
    }
}
