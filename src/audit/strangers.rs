//! Subjects that no table knows: "Chocolate tasters earn a median of" is of nobody whom the sentences before, or
//! the same sentence, name.

use super::{
    claim::Guess,
    cue::Cue,
    lexicon::stem,
    number::Sign,
    passage::Relation,
    reading::{Kind, Token, Told},
    tokens::Words,
    view::View,
    whose::is_akin,
};

/// Verbs of a sentence about the pay of its subject.
pub const EARN: &[&str] =
    &["earn", "earned", "make", "made", "average", "averaged", "receive", "received"];

/// The same of one of them, and words between a noun and its figure.
const EARN_OF_ONE: &[&str] = &["earns", "makes", "averages", "receives", "gets"];
const HOW_CLOSE: &[&str] =
    &["about", "around", "roughly", "nearly", "almost", "some", "over", ":", "at"];

/// What is said of figures.
const OF_FIGURES: &[&str] = &[
    "says",
    "puts",
    "shows",
    "lists",
    "reports",
    "gives",
    "pegs",
    "cites",
    "starts",
    "reaches",
    "hits",
    "runs",
    "comes",
    "stands",
    "sits",
    "goes",
    "totals",
    "equals",
    "falls",
    "begins",
    "climbs",
    "averages",
    "ranges",
    "wages",
    "earnings",
    "salaries",
    "tops",
    "exceeds",
    "counts",
    "estimates",
    "percents",
];

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
        if self.is_of_listed_stranger() {
            occupations.clear();
        }
        // "$62,580 for wind techs and $51,860 for those who put panels on roofs."
        let rest = self.page.text(self.passage).get(self.placed.number.end..).unwrap_or("");
        if rest.starts_with(" for those who ") || rest.starts_with(" among those who ") {
            occupations.retain(|guess| guess.from.is_some());
        }
    }

    /// Whether words tell that the figure is of somebody whom no table knows.
    pub fn names_a_stranger(&self) -> bool {
        self.is_about_a_stranger() || self.is_of_listed_stranger() || self.is_in_row_of_unknown()
    }

    /// "Nurses earn $97,550, teachers $62,000 and a bailiff makes $52,000": the noun right before the figure, in a list
    /// of whom the passage names, is of an occupation that no table knows by it.
    fn is_of_listed_stranger(&self) -> bool {
        let reading = self.page.reading(self.passage);
        let words = Words { text: self.page.text(self.passage), tokens: &reading.tokens };
        let back = |from: usize, skipped: &[&str]| {
            (0..from).rev().find(|at| !words.is(*at, skipped)).filter(|at| from - at <= LONGEST)
        };
        let Some(last) = back(self.placed.token, HOW_CLOSE) else { return false };
        let verb = words.is(last, EARN_OF_ONE) || words.is(last, EARN);
        let Some(noun) = (if verb { last.checked_sub(1) } else { Some(last) }) else { return false };
        let word = words.word(noun);
        let is_noun = |word: &str| {
            word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase()) && !word.ends_with("ss")
        };
        let is_money = self.placed.number.sign == Sign::Dollars;
        if !is_money || !is_noun(word) || ANYBODY.contains(&word) || OF_FIGURES.contains(&word) {
            return false;
        }
        let first = (noun.saturating_sub(LONGEST - 1)..noun)
            .rev()
            .find(|at| words.is(*at, &[",", "and", "but", "while", ";", "a", "an"]));
        let Some(first) = first else { return false };
        let article = words.is(first, &["a", "an"]);
        let joined = !article || first > 0 && words.is(first - 1, &[",", "and", "but", "while", ";"]);
        let shaped = if article { verb } else { word.ends_with('s') };
        let told = |told: &Told| told.token <= noun && told.after > first + 1;
        let named = |told: &Told| matches!(told.cue, Cue::Occupation(_)) && told.after <= first;
        shaped
            && joined
            && !reading.told.iter().any(told)
            && reading.told.iter().any(named)
            && !self.is_named_around(word)
            && !self.is_of_named(word)
    }

    /// Whether a word is akin to one of the names of the passage.
    fn is_of_named(&self, noun: &str) -> bool {
        let (text, noun) = (self.page.text(self.passage), stem(noun));
        let names = self.page.reading(self.passage).told.iter();
        let mut names = names.filter(|told| matches!(told.cue, Cue::Occupation(_)));
        names.any(|told| {
            let mut words = text[told.start..told.end].split([' ', '-', '/', ',']);
            words.any(|word| is_akin(&stem(word), &noun))
        })
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
