//! From a figure back to whose it is. A name that no table has ("respiratory care", "the managers above
//! them") still shares words with a title, and of the occupations that have so telling a figure to the
//! last digit there are few: one that the words around go with is the one that is meant.

use std::collections::BTreeSet;

use super::{
    choice::Choice,
    claim::{Claim, is_head},
    cue::{Cue, Quantity},
    lexicon::stem,
    passage::{Page, Relation},
    reading::{Kind, Reading, Token, Told},
};
use crate::model::SocCode;

/// How far an occupation is that only its figure and some of its words tell.
pub const COST: usize = 20;

/// A word of so few occupations is told for one of them.
pub const FEW: usize = 12;

/// What must speak for an occupation.
const ENOUGH: usize = 3;

/// The weight of a word that stands beside the figure, and elsewhere.
const BESIDE: usize = 3;
const ELSEWHERE: usize = 1;

/// The shortest word, and the shortest beginning that two words of one thing share.
pub const SHORTEST: usize = 4;

/// The words around a figure, with how much each says of whose it is.
struct Around {
    words: Vec<(String, usize)>,
    /// The codes of an occupation that is named beside the figure.
    named: Option<Vec<SocCode>>,
}

/// The reading that `read` makes of the occupation whose figure it is, and to whose names the words go.
pub fn whose(
    claim: &Claim,
    quantity: Quantity,
    read: impl Fn(u32) -> Option<Choice>,
    page: &Page<'_>,
) -> Option<Choice> {
    let occupations = &page.figures.occupations;
    let codes: BTreeSet<SocCode> = page.figures.having(quantity, claim.per, claim.value);
    if codes.is_empty() {
        return None;
    }
    let around = Around::new(claim, page);
    let mut found: Vec<(usize, bool, Choice)> = Vec::new();
    for code in codes {
        let (Some(place), Some(names)) = (occupations.place(code), occupations.words(code)) else {
            continue;
        };
        let weight = around.weight(names, |word| occupations.sharing(word));
        if weight >= ENOUGH
            && !around.is_other(code, page.figures.title(code).unwrap_or_default())
            && !around.goes_better_with_another(code, weight, page)
            && let Some(choice) = read(place)
        {
            found.push((weight, code.digits() % 10 != 0, choice));
        }
    }
    found.sort_by_key(|(weight, detailed, _)| std::cmp::Reverse((*weight, *detailed)));
    let mut found = found.into_iter();
    let best = found.next()?;
    // Two that the words go with as well are none.
    let alone = found.next().is_none_or(|next| (next.0, next.1) < (best.0, best.1));
    alone.then_some(best.2)
}

impl Around {
    fn new(claim: &Claim, page: &Page<'_>) -> Self {
        let reading = page.reading(claim.passage);
        let clause = clause(reading, claim);
        let mut around = Self { words: Vec::new(), named: None };
        around.add(page.text(claim.passage), reading, |token| {
            if clause.contains(&token) { BESIDE } else { ELSEWHERE }
        });
        for told in &reading.told {
            let Cue::Occupation(index) = told.cue else { continue };
            let Some(one) = page.figures.occupations.get(index) else { continue };
            let name = &page.text(claim.passage)[told.start..told.end];
            let beside = clause.contains(&told.token) && told.after <= claim.placed.token;
            if beside && !one.weak && !is_field(name) {
                around.named = Some(one.codes.clone());
            }
        }
        around.named = around.named.or_else(|| whole_head(claim, page));
        for (relation, at) in page.contexts(claim.passage) {
            let weight = match relation {
                Relation::After | Relation::Remark | Relation::Earlier => continue,
                _ if is_head(relation) => BESIDE,
                _ => ELSEWHERE,
            };
            around.add(page.text(at), page.reading(at), |_| weight);
        }
        around
    }

    fn add(&mut self, text: &str, reading: &Reading, weight: impl Fn(usize) -> usize) {
        // The Department of Labor is nobody's labor.
        let of_bls = |at: usize| {
            let has = |told: &Told| told.cue == Cue::Bls && (told.token..told.after).contains(&at);
            reading.told.iter().any(has)
        };
        for (at, token) in reading.tokens.iter().enumerate() {
            let word = &text[token.start..token.end];
            if of_bls(at) {
                continue;
            }
            if is_word(token) && word.len() >= SHORTEST {
                self.words.push((stem(word).into_owned(), weight(at)));
            }
        }
    }

    /// How much the words say that an occupation of some names is meant.
    fn weight(&self, names: &BTreeSet<String>, sharing: impl Fn(&str) -> usize) -> usize {
        let of_name = |name: &String| {
            let same = self.words.iter().filter(|(word, _)| is_akin(word, name));
            let weight = same.map(|(_, weight)| *weight).max()?;
            Some(weight * if sharing(name) <= FEW { 2 } else { 1 })
        };
        let mut all: Vec<(usize, &String)> =
            names.iter().filter_map(|name| Some((of_name(name)?, name))).collect();
        all.sort_unstable();
        // Words of one stem count once.
        let mut counted: Vec<&String> = Vec::new();
        let mut total = 0;
        for (weight, name) in all.into_iter().rev() {
            if !counted.iter().any(|other| is_akin(other, name)) {
                total += weight;
                counted.push(name);
            }
        }
        total
    }

    /// Whether an occupation is named beside the figure that is neither the one of a code, nor in the same broad
    /// occupation, nor a group that it is part of; "except" in the title of one leaves its neighbours out.
    fn is_other(&self, code: SocCode, title: &str) -> bool {
        if title.contains(", Except") && self.named.as_deref().is_some_and(|named| named != [code]) {
            return true;
        }
        let akin = |named: &SocCode| {
            let sizes = [10_000, 100, 10, 1];
            let size = sizes.into_iter().find(|size| named.digits().is_multiple_of(*size)).unwrap_or(1);
            let size = size.max(10);
            named.digits() / size == code.digits() / size
        };
        self.named.as_ref().is_some_and(|named| !named.iter().any(akin))
    }
}

impl Around {
    /// Whether the words, and those beside the figure alone, go better with an occupation of the same kind:
    /// "art and music teachers" are no teachers of English.
    fn goes_better_with_another(&self, code: SocCode, weight: usize, page: &Page<'_>) -> bool {
        let occupations = &page.figures.occupations;
        let beside = || self.words.iter().filter(|(_, weight)| *weight == BESIDE).cloned().collect();
        let beside = Self { words: beside(), named: None };
        let of = |around: &Self, names| around.weight(names, |word| occupations.sharing(word));
        let Some(own) = occupations.words(code).map(|names| of(&beside, names)) else { return false };
        let mut kindred = occupations.of_minor_group(code).filter(|(other, _)| *other != code);
        kindred.any(|(_, names)| of(self, names) > weight && of(&beside, names) > own)
    }
}

/// Whether a name is that of a field, in which others work as well: "occupational therapy".
fn is_field(name: &str) -> bool {
    const ENDS: &[&str] = &["y", "ing", "ics", "work", "care", "science", "design", "medicine"];
    let name = name.to_lowercase();
    ENDS.iter().any(|end| name.ends_with(end))
}

/// The occupation that the whole of a head or of the heading names: what stands there is of no other.
fn whole_head(claim: &Claim, page: &Page<'_>) -> Option<Vec<SocCode>> {
    let contexts = page.contexts(claim.passage);
    let heads = contexts.iter().filter(|(relation, _)| is_head(*relation));
    let heading = contexts.iter().find(|(relation, _)| *relation == Relation::Heading);
    heads.chain(heading).find_map(|(_, at)| {
        // "#3 Veterinary assistant", "3. Veterinary assistant".
        let name = page.text(*at).trim_start_matches(|c: char| c.is_ascii_digit() || "#.) ".contains(c));
        let one = page.figures.lexicon.of(name).iter().find_map(|cue| match cue {
            Cue::Occupation(index) => page.figures.occupations.get(*index),
            _ => None,
        })?;
        (!one.weak).then(|| one.codes.clone())
    })
}

/// The words beside a figure: from the figure of its kind before it to the one behind.
fn clause(reading: &Reading, claim: &Claim) -> std::ops::Range<usize> {
    let place = claim.placed.token;
    let same = |token: &usize| {
        reading.numbers.iter().any(|other| {
            other.token == *token && !other.spent && other.number.sign == claim.placed.number.sign
        })
    };
    let from = (0..place).rev().find(same).map_or(0, |before| before + 1);
    let to = (place + 1..reading.tokens.len()).find(same).unwrap_or(reading.tokens.len());
    from..to
}

const fn is_word(token: &Token) -> bool {
    matches!(token.kind, Kind::Word(_))
}

/// Whether two words are forms of one: nurse and nursing, boilermaker and boilermaking.
pub fn is_akin(one: &str, other: &str) -> bool {
    let shared = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let rest = one.len().max(other.len()) - shared;
    rest == 0 || shared >= SHORTEST && shared >= rest && rest <= 4
}

#[cfg(test)]
mod tests {
    use super::is_akin;

    #[test]
    fn words_of_one_stem_are_akin() {
        for (one, other) in [
            ("nurse", "nursing"),
            ("boilermaker", "boilermaking"),
            ("dental", "dentist"),
            ("respiratory", "respiratory"),
        ] {
            assert!(is_akin(one, other), "{one} {other}");
        }
        for (one, other) in [("boiler", "broiler"), ("account", "acute"), ("manager", "mechanic")] {
            assert!(!is_akin(one, other), "{one} {other}");
        }
    }
}
