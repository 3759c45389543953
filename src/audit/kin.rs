//! Occupations that are named in part: by a word of their own, where the page named them whole
//! ("assistants" beside "occupational therapy assistants"), or by all but their last word ("Aerospace | $122,270" on
//! a page about engineers).

use std::collections::BTreeSet;

use super::{
    claim::{Guess, is_head},
    cue::Cue,
    lexicon::WordId,
    passage::Relation,
    reading::{Kind, Placed, Token, Told},
    view::{View, away},
};
use crate::model::SocCode;

/// How two occupations are told as one.
const BOTH: &[&str] = &[
    "together",
    "combined",
    "the two ",
    "the pair",
    "both occupations",
    "both jobs",
    "both professions",
    "both roles",
    "both fields",
    "both are ",
    "both groups",
    "the occupations as a whole",
];

/// Words for workers that the sentence before names, and how much nearer these are for it.
const PRONOUNS: &[&str] = &["they", "them", "their", "theirs"];
const FOLLOWED: usize = 14;

/// How words that name people end, in the plural.
const PEOPLE: &[&str] = &["ers", "ors", "ists", "ians", "ants"];
/// How much further an occupation is that is named in part.
const IN_PART: usize = 8;

/// How much further still, where nothing around names it whole.
const SHARED: usize = 6;

/// How far the first word of a sentence is from its figure, at most, where a heading makes it a name.
const FIRST: usize = 8;

/// The most words of a heading that begin the name of an occupation.
const LONGEST_FIELD: usize = 3;

/// How much further whom the passage names is from a figure that another is held against.
const FAR_FROM_SECOND: usize = 28;

/// The longest label that may lack its last word, in words.
const LONGEST_LABEL: usize = 8;

impl View<'_, '_> {
    /// Occupations that the passages around name, nearest first.
    fn named_around(&self) -> impl Iterator<Item = (u32, usize, &Told)> {
        let all = self
            .contexts
            .iter()
            .filter(|(relation, _)| !matches!(relation, Relation::After | Relation::Remark));
        all.flat_map(move |(_, at)| {
            self.page.reading(*at).told.iter().filter_map(move |told| match told.cue {
                // "Jobs" is no short name of "all jobs".
                Cue::Occupation(index) if !self.is_all(told.cue) => Some((index, *at, told)),
                _ => None,
            })
        })
    }

    /// The words that a name of several may be cut to: the last, and each that names its people and ends
    /// before a comma or an "and", as in "claims adjusters, examiners and investigators".
    fn short_names(&self, at: usize, told: &Told) -> Vec<WordId> {
        let (text, reading) = (self.page.text(at), self.page.reading(at));
        let tokens = reading.tokens.get(told.token..told.after).unwrap_or_default();
        let written = |token: &Token| text.get(token.start..token.end).unwrap_or_default();
        let stands_alone = |next: Option<&Token>| {
            next.is_none_or(|next| match next.kind {
                Kind::Mark(mark) => mark == ',',
                _ => matches!(written(next), "and" | "or"),
            })
        };
        let people = |word: &str| PEOPLE.iter().any(|end| word.to_lowercase().ends_with(end));
        let name = |(place, token): (usize, &Token)| match token.kind {
            Kind::Word(word) if place + 1 == tokens.len() => word,
            Kind::Word(word) if people(written(token)) && stands_alone(tokens.get(place + 1)) => word,
            _ => None,
        };
        if tokens.len() < 2 { Vec::new() } else { tokens.iter().enumerate().filter_map(name).collect() }
    }

    /// Occupations that the passage names by one word of their name. That may be the name of another, too:
    /// "editors", where "film and video editors" are named before.
    pub fn by_one_word(&self) -> Vec<Guess<(u32, usize)>> {
        let reading = self.page.reading(self.passage);
        let mut found: Vec<Guess<(u32, usize)>> = Vec::new();
        let mut seen = Vec::new();
        // "Jobs: 657,800" is not short for "healthcare jobs".
        let is_no_short_name = |token: usize| {
            reading.told.iter().any(|told| {
                let name = matches!(told.cue, Cue::Occupation(_)) && told.after - told.token > 1;
                let other = matches!(told.cue, Cue::Jobs | Cue::Work);
                (name || other) && (told.token..told.after).contains(&token)
            })
        };
        for (index, at, told) in self.named_around() {
            for word in self.short_names(at, told) {
                if seen.contains(&word) {
                    continue;
                }
                seen.push(word);
                for (token, of) in reading.tokens.iter().enumerate() {
                    if of.kind != Kind::Word(Some(word)) || is_no_short_name(token) {
                        continue;
                    }
                    let (start, end) = (of.start, of.end);
                    let told = Told { cue: Cue::Occupation(index), start, end, token, after: token + 1 };
                    let cost = reading.distance(&told, self.placed) + IN_PART;
                    found.push(Guess { of: (index, start), cost, from: None });
                }
            }
        }
        found
    }

    /// "Source: Occupational Outlook Handbook, Surgical Technologists": whom the credit behind names, where
    /// nothing else does.
    pub fn told_by_credits(&self) -> Vec<Guess<(u32, usize)>> {
        let behind = |relation| matches!(relation, Relation::After | Relation::Remark);
        let credits = self.contexts.iter().filter(|(relation, at)| {
            behind(*relation) && (self.page.is_credit(*at) || self.page.credits(*at))
        });
        let told = credits
            .flat_map(|(from, at)| self.page.reading(*at).told.iter().map(move |told| (*from, told)));
        let named = told.filter_map(|(from, told)| match told.cue {
            Cue::Occupation(index) => {
                Some(Guess { of: (index, told.start), cost: away(from, 0), from: Some(from) })
            }
            _ => None,
        });
        named.collect()
    }

    /// Occupations that share their first words with one named around: "assistants" beside "dental
    /// hygienists".
    pub fn by_shared_words(&self) -> Vec<Guess<(u32, usize)>> {
        let lexicon = &self.page.figures.lexicon;
        let mut nodes = Vec::new();
        for (_, at, told) in self.named_around().filter(|(.., told)| told.after - told.token > 1) {
            let words = self.page.reading(at).tokens.get(told.token..told.after - 1).unwrap_or_default();
            let node = words.iter().try_fold(0, |node, token| match token.kind {
                Kind::Word(Some(word)) => lexicon.step(node, word),
                _ => None,
            });
            nodes.extend(node.filter(|node| !nodes.contains(node)));
        }
        let reading = self.page.reading(self.passage);
        let mut found: Vec<Guess<(u32, usize)>> = self.by_field_of_heading().into_iter().collect();
        if nodes.is_empty() {
            return found;
        }
        for (token, of) in reading.tokens.iter().enumerate() {
            let Kind::Word(Some(word)) = of.kind else { continue };
            // A word that says something else is no name.
            if reading.told.iter().any(|told| (told.token..told.after).contains(&token)) {
                continue;
            }
            let ends = nodes.iter().filter_map(|node| lexicon.step(*node, word));
            for cue in ends.flat_map(|node| lexicon.meanings(node)) {
                let Cue::Occupation(index) = *cue else { continue };
                // A word that "all" or "health care" is put before names no occupation.
                let codes = self.page.figures.occupations.get(index).map_or(&[][..], |one| &one.codes);
                if codes.iter().any(|code| code.digits().is_multiple_of(10_000)) {
                    continue;
                }
                let told = Told { cue: *cue, start: of.start, end: of.end, token, after: token + 1 };
                let cost = reading.distance(&told, self.placed) + IN_PART + SHARED;
                found.push(Guess { of: (index, of.start), cost, from: None });
            }
        }
        found
    }

    /// "Technicians earn" below "Careers in pharmacy": a word that a word of a heading makes the name of an
    /// occupation, as the first of a sentence that names none.
    fn by_field_of_heading(&self) -> Option<Guess<(u32, usize)>> {
        let reading = self.page.reading(self.passage);
        let Some(Token { kind: Kind::Word(Some(noun)), start, end }) = reading.tokens.first() else {
            return None;
        };
        let text = self.page.text(self.passage);
        let plural = text[*start..*end].ends_with('s');
        let named = |told: &Told| told.token == 0 || matches!(told.cue, Cue::Occupation(_));
        if !plural || self.placed.token == 0 || reading.told.iter().any(named) {
            return None;
        }
        let lexicon = &self.page.figures.lexicon;
        let headings = self.contexts.iter().filter(|(relation, _)| *relation == Relation::Heading);
        // "Pest control" as well as "pharmacy".
        let whole = |words: &[Token]| {
            let nodes = words.iter().take(LONGEST_FIELD).scan(0, |node, word| match word.kind {
                Kind::Word(Some(word)) => {
                    *node = lexicon.step(*node, word)?;
                    Some(*node)
                }
                _ => None,
            });
            let whole = nodes.filter_map(|node| lexicon.step(node, *noun));
            whole.flat_map(|node| lexicon.meanings(node)).find_map(|cue| match cue {
                Cue::Occupation(index) => Some((*cue, *index)),
                _ => None,
            })
        };
        let of = |at: usize| {
            let words = &self.page.reading(at).tokens;
            (0..words.len()).find_map(|from| whole(&words[from..]))
        };
        let (cue, index) = { headings }.find_map(|(_, at)| of(*at))?;
        let told = Told { cue, start: *start, end: *end, token: 0, after: 1 };
        let cost = reading.distance(&told, self.placed).min(FIRST) + IN_PART;
        Some(Guess { of: (index, *start), cost, from: None })
    }

    /// "Roofers do better: 8% versus 3% growth": the second figure is not of whom the passage names for the first, but
    /// of the other.
    pub fn leave_to_the_other(&self, all: &mut [Guess<(u32, usize)>]) {
        const AGAINST: &[&str] = &["versus", "vs", "vs.", "against"];
        const EARLIER: &[&str] = &["ago", "earlier", "before", "previous", "last", "prior", "former"];
        let text = self.page.text(self.passage);
        let before = text.get(..self.placed.number.start).unwrap_or("").trim_end();
        let Some(joint) = AGAINST.iter().find(|word| before.ends_with(**word)) else { return };
        let first = before[..before.len() - joint.len()].trim_end();
        let numbers = &self.page.reading(self.passage).numbers;
        let beside = numbers.iter().any(|other| {
            other.number.end == first.len() && other.number.sign == self.placed.number.sign
        });
        let rest = text.get(self.placed.number.end..).unwrap_or("");
        let of_then = rest.split([' ', ',', '.', ';']).any(|word| EARLIER.contains(&word));
        let here = || all.iter().filter(|guess| guess.from.is_none());
        let behind = here().any(|guess| guess.of.1 >= self.placed.number.end);
        let several = here().any(|guess| here().next().is_some_and(|one| one.of.1 != guess.of.1));
        if !beside || of_then || behind || several {
            return;
        }
        for guess in all.iter_mut().filter(|guess| guess.from.is_none()) {
            guess.cost += FAR_FROM_SECOND;
        }
    }

    /// "Together the two", "both occupations": the group that the occupations of the sentence before make.
    pub fn of_both(&self) -> Option<Guess<(u32, usize)>> {
        let text = self.page.text(self.passage).to_lowercase();
        if !BOTH.iter().any(|words| text.contains(words)) {
            return None;
        }
        let occupations = &self.page.figures.occupations;
        let codes = |at: usize| -> BTreeSet<SocCode> {
            let told = self.page.reading(at).told.iter();
            let named = told.filter_map(|told| match told.cue {
                Cue::Occupation(index) => occupations.get(index).filter(|one| !one.weak),
                _ => None,
            });
            named.flat_map(|one| one.codes.iter().copied()).collect()
        };
        if text.contains("espectively") {
            return self.of_nth_before();
        }
        let own = std::iter::once(self.passage);
        let mut near = own.chain(self.before().take(2)).map(codes);
        let together = near.find(|codes| codes.len() > 1)?;
        let of = occupations.of_codes(&together)?;
        Some(Guess { of: (of, 0), cost: 4, from: None })
    }

    /// "Both are expected to grow: 6 percent and 13 percent, respectively": the first figure is of the first that the
    /// sentence before names.
    fn of_nth_before(&self) -> Option<Guess<(u32, usize)>> {
        let same = |other: &&Placed| !other.spent && other.number.sign == self.placed.number.sign;
        let numbers: Vec<&Placed> =
            self.page.reading(self.passage).numbers.iter().filter(same).collect();
        let nth = numbers.iter().position(|other| other.token == self.placed.token)?;
        let named = |at: usize| -> Vec<u32> {
            let mut named: Vec<u32> = Vec::new();
            for told in &self.page.reading(at).told {
                let Cue::Occupation(index) = told.cue else { continue };
                let weak = self.page.figures.occupations.get(index).is_none_or(|one| one.weak);
                if !weak && !named.contains(&index) {
                    named.push(index);
                }
            }
            named
        };
        let all = self.before().take(2).map(named).find(|named| named.len() == numbers.len())?;
        Some(Guess { of: (all[nth], 0), cost: 4, from: None })
    }

    /// "About 950 of them": whom the sentence before is about goes before whom the headings name.
    pub fn follow_pronoun(&self, all: &mut [Guess<(u32, usize)>]) {
        let reading = self.page.reading(self.passage);
        let text = self.page.text(self.passage);
        let pronoun = |token: &Token| {
            let word = text.get(token.start..token.end).unwrap_or_default();
            PRONOUNS.iter().any(|one| one.eq_ignore_ascii_case(word))
        };
        let mut before = self
            .contexts
            .iter()
            .enumerate()
            .filter(|(_, (relation, _))| matches!(relation, Relation::Before | Relation::Earlier));
        if !reading.tokens.iter().any(pronoun) {
            return;
        }
        let Some((nth, (relation, _))) = before.next() else { return };
        let nearest = away(*relation, nth);
        for guess in all {
            if guess.from == Some(*relation) && (nearest..nearest + 7).contains(&guess.cost) {
                guess.cost = guess.cost.saturating_sub(FOLLOWED);
            }
        }
    }

    /// Occupations of which a head, or the words before a colon, say all but the last word.
    pub fn by_first_words(&self) -> Vec<Guess<(u32, usize)>> {
        let text = self.page.text(self.passage);
        let figures = self.page.figures;
        // A label that names an occupation lacks no word.
        let whole = |at: usize, before: usize| {
            self.page.reading(at).told.iter().any(|told| match told.cue {
                Cue::Occupation(index) => {
                    told.after <= before && figures.occupations.get(index).is_some_and(|one| !one.weak)
                }
                _ => false,
            })
        };
        let own = &text[..self.placed.number.start];
        let own = own.rsplit_once([':', '—', '–', '|']).map(|(label, _)| (None, label));
        let own = own.filter(|_| !whole(self.passage, self.placed.token));
        let heads = self.contexts.iter().filter(|(relation, _)| is_head(*relation));
        let heads = heads.filter(|(_, at)| !whole(*at, usize::MAX));
        let heads = heads.map(|(relation, at)| (Some(*relation), self.page.text(*at)));
        let mut found = Vec::new();
        for (from, label) in own.into_iter().chain(heads) {
            let words = label.split_whitespace().count();
            if words == 0 || words > LONGEST_LABEL {
                continue;
            }
            for (around, ..) in self.named_around() {
                let title = figures.occupations.get(around).map_or("", |found| &found.title);
                let title: Vec<&str> = title.split(' ').collect();
                let completed =
                    [2, 1].into_iter().filter(|count| title.len() >= *count).find_map(|count| {
                        let whole = format!("{label} {}", title[title.len() - count..].join(" "));
                        // "Median" and "workers" make nobody's name.
                        figures.lexicon.of(&whole).iter().find_map(|cue| match cue {
                            Cue::Occupation(index) if !self.is_all(*cue) => Some(*index),
                            _ => None,
                        })
                    });
                if let Some(index) = completed {
                    found.push(Guess { of: (index, 0), cost: 6, from });
                    break;
                }
            }
        }
        found
    }
}
