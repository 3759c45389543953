//! Occupations that only a field names: "technicians" on a page about pest control, "training and development
//! people". The words of the headings, or those before such a noun, go with the names of several; one whose
//! figure it is, is meant.

use std::collections::BTreeMap;

use super::{
    claim::{Claim, Guess},
    lexicon::stem,
    passage::{Page, Relation},
    reading::Kind,
    whose::{SHORTEST, is_akin},
};
use crate::model::SocCode;

/// Nouns that stand for the workers of a field.
const PEOPLE: &[&str] =
    &["people", "folks", "pros", "professionals", "personnel", "staff", "crews", "types"];

/// Words before such a noun that may name the field.
const MOST_WORDS: usize = 4;

/// Words of headings that say what a page is, and nothing of its field.
const OF_PAGES: &[&str] = &[
    "guide",
    "guides",
    "career",
    "careers",
    "business",
    "small",
    "program",
    "programs",
    "certificate",
    "degree",
    "college",
    "school",
    "schools",
    "university",
    "salary",
    "salaries",
    "jobs",
    "work",
    "training",
    "course",
    "courses",
    "become",
    "becoming",
    "starting",
    "opening",
    "outlook",
    "community",
    "technical",
    "center",
    "state",
    "profile",
    "facts",
    "blog",
    "pay",
    "online",
    "student",
    "students",
    "writer",
    "writing",
    "about",
    "what",
    "best",
];

/// What the words that an occupation shares with a field must weigh: a word of two occupations is half of one
/// that only one has.
const ENOUGH: f64 = 0.25;

/// The longest word of which only the whole is taken for a word of a name.
const LONGEST_SHORT: usize = 5;

/// Occupations that are tried for a figure.
const MOST_TRIED: usize = 6;

/// How far an occupation is that only a field names.
const COST: usize = 40;

/// The occupations of the fields that the passage or its headings name, likeliest first.
#[must_use]
pub fn of_fields(claim: &Claim, page: &Page<'_>, named_here: bool) -> Vec<Guess<u32>> {
    let mut found = Vec::new();
    let people = before_people(claim.passage, page);
    if !people.is_empty() && !named_here {
        found.extend(fitting(&people, page).into_iter().map(|of| Guess { of, cost: COST, from: None }));
    }
    if claim.occupations.is_empty() {
        for (relation, at) in page.contexts(claim.passage) {
            if relation == Relation::Heading && found.len() < MOST_TRIED {
                let from = Some(relation);
                found.extend(page.field(at).iter().map(|of| Guess { of: *of, cost: COST, from }));
            }
        }
    }
    found
}

/// The stems of the words before a noun for the workers of a field.
fn before_people(passage: usize, page: &Page<'_>) -> Vec<String> {
    let (text, reading) = (page.text(passage), page.reading(passage));
    let word = |at: usize| &text[reading.tokens[at].start..reading.tokens[at].end];
    let noun = |at: &usize| PEOPLE.iter().any(|one| one.eq_ignore_ascii_case(word(*at)));
    let Some(place) = (1..reading.tokens.len()).find(noun) else { return Vec::new() };
    let from = place.saturating_sub(MOST_WORDS);
    let plain = |at: &usize| matches!(reading.tokens[*at].kind, Kind::Word(_));
    let near = (from..place).rev().take_while(plain);
    near.map(word).filter(|word| word.len() >= SHORTEST).map(|word| stem(word).into_owned()).collect()
}

/// The occupations with whose names the words of a text go best.
#[must_use]
pub fn in_heading(text: &str, page: &Page<'_>) -> Vec<u32> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= SHORTEST);
    let of_field = |word: &&str| !OF_PAGES.iter().any(|one| one.eq_ignore_ascii_case(word));
    let words: Vec<String> = words.filter(of_field).map(|word| stem(word).into_owned()).collect();
    fitting(&words, page)
}

fn fitting(words: &[String], page: &Page<'_>) -> Vec<u32> {
    let occupations = &page.figures.occupations;
    let alike =
        |word: &str, name: &str| word == name || word.len() > LONGEST_SHORT && is_akin(word, name);
    // How much each word says of each occupation.
    let mut weights: BTreeMap<SocCode, Vec<f64>> = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        for (name, codes) in occupations.beginning_as(word).iter().filter(|(name, _)| alike(word, name))
        {
            #[expect(clippy::cast_precision_loss, reason = "some hundred occupations")]
            let weight = 1.0 / occupations.sharing(name).max(1) as f64;
            for code in codes {
                let of = &mut weights.entry(*code).or_insert_with(|| vec![0.0; words.len()])[at];
                *of = of.max(weight);
            }
        }
    }
    let total = |all: &[f64]| {
        // Two words that stand together are one name.
        let together = all.windows(2).filter(|two| two.iter().all(|weight| *weight > 0.0));
        all.iter().sum::<f64>() + together.map(|two| two[0] + two[1]).sum::<f64>()
    };
    let mut found: Vec<(f64, u32)> = weights
        .iter()
        .filter_map(|(code, all)| Some((total(all), occupations.place(*code)?)))
        .filter(|(weight, _)| *weight >= ENOUGH)
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(MOST_TRIED);
    found.into_iter().map(|(_, place)| place).collect()
}
