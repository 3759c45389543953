//! Cities by the letters of their state: "Rochester, MN". Which area that is, is not known.

use super::{
    cue::Cue,
    reading::{Kind, Token, Told},
    strangers::EARN,
    tokens::Words,
};
use crate::{catalog, model::Area};

/// Letters of states that are words or degrees as well, so that only "in" before them makes them places.
const AMBIGUOUS: &[&str] = &["MS", "MA", "MD", "PA", "OR", "ME", "IN", "OK", "HI"];

/// The longest name of an industry, in words and marks.
const LONGEST_INDUSTRY: usize = 9;

/// "In hospitals, nursing homes and other workplaces": all of them.
fn is_one_of_all(text: &str, one: &Told) -> bool {
    let rest = text[one.end..].split(['.', ';', '$', '%']).next().unwrap_or("");
    rest.starts_with(',') && rest.contains(" and other ")
}

/// "The state had 5,210 of them": the state as the subject of its jobs.
fn has_jobs(text: &str, one: &Told) -> bool {
    const HAS: &[&str] = &[
        "had",
        "has",
        "employed",
        "employs",
        "counted",
        "counts",
        "paid",
        "pays",
        "expects",
        "projects",
        "forecasts",
    ];
    let verb = text[one.end..].split_whitespace().next().unwrap_or("");
    one.start == 0 && HAS.contains(&verb)
}

/// "WASHINGTON — Employment": where a report was written, and no place of its figures.
fn is_dateline(text: &str, one: &Told) -> bool {
    let rest = text[one.end..].trim_start();
    one.start == 0
        && &text[..one.end] == "WASHINGTON"
        && ["—", "–", "-", "(AP)", "(Reuters)"].iter().any(|mark| rest.starts_with(mark))
}

/// Industries, whose figures are in no table at hand: "in the motion picture industry", "those in traveler
/// accommodation".
fn industries(text: &str, tokens: &[Token], told: &[Told]) -> Vec<Told> {
    let words = Words { text, tokens };
    let (word, is) = (|at: usize| words.word(at), |at: usize, any: &[&str]| words.is(at, any));
    let named = |from: usize, to: usize| {
        told.iter().any(|one| {
            matches!(one.cue, Cue::Occupation(_) | Cue::Place(_) | Cue::Measure(_))
                && one.after > from
                && one.token < to
        })
    };
    let mut found = Vec::new();
    // Most words are not as long as those that are looked for.
    let is_as_long = |at: usize, long: &[usize]| long.contains(&(tokens[at].end - tokens[at].start));
    for at in 0..tokens.len() {
        if !is_as_long(at, &[2, 6]) || !is(at, &["in", "within"]) {
            continue;
        }
        let from = if is(at + 1, &["the"]) { at + 2 } else { at + 1 };
        let last = (from + 1..(from + LONGEST_INDUSTRY).min(tokens.len()))
            .filter(|at| is_as_long(*at, &[6, 7, 8, 10]))
            .find(|at| is(*at, &["industry", "industries", "sector", "sectors"]));
        let name = |last: &usize| {
            (from..*last).all(|at| matches!(tokens[at].kind, Kind::Word(_)) || word(at) == ",")
                && !is(from, EVERY)
                && !(from..*last).any(|at| is(at, VERBS))
        };
        let last = last.or_else(|| {
            (from + 1..(from + LONGEST_INDUSTRY).min(tokens.len()))
                .take_while(|at| matches!(tokens[*at].kind, Kind::Word(_)) || word(*at) == ",")
                .find(|at| is(*at, INDUSTRIES) && !named(*at, at + 2))
        });
        let those = (at.saturating_sub(3)..at).any(|at| is(at, &["those", "ones"]))
            && matches!(tokens.get(from).map(|token| token.kind), Some(Kind::Word(_)))
            && !is(from, EVERY)
            && !is(from, NO_INDUSTRY);
        // Growth in an industry is of itself; editors in one are of the editors.
        let of_people = at > 0 && (word(at - 1).ends_with('s') || is(at - 1, AT_WORK));
        let end = match last.filter(name).filter(|_| of_people) {
            Some(last) => last + 1,
            None if those => from + 1,
            None => continue,
        };
        if !named(from, end) || is(end - 1, INDUSTRIES) {
            let (start, end_byte) = (tokens[at].start, tokens[end - 1].end);
            found.push(Told { cue: Cue::Place(None), start, end: end_byte, token: at, after: end });
        }
    }
    found
}

/// Last words of the names of industries.
const INDUSTRIES: &[&str] =
    &["construction", "manufacturing", "publishing", "accommodation", "warehousing", "extraction"];

/// Employers, whose pay is that of an industry where they are its subject.
const EMPLOYERS: &[&str] = &[
    "hospitals",
    "homes",
    "clinics",
    "schools",
    "colleges",
    "universities",
    "hotels",
    "restaurants",
    "casinos",
    "banks",
    "insurers",
    "airlines",
    "railroads",
    "utilities",
    "governments",
    "laboratories",
    "pharmacies",
];

/// Employers of any industry, which a word before them tells.
const ANY_EMPLOYERS: &[&str] = &[
    "firms",
    "companies",
    "stores",
    "shops",
    "manufacturers",
    "contractors",
    "agencies",
    "dealers",
    "dealerships",
    "factories",
    "mills",
    "studios",
    "publishers",
    "plants",
];

/// How far behind an employer its verb may stand, in words and marks.
const FURTHEST_VERB: usize = 8;

/// "Nursing homes, the BLS says, paid recreational therapists $41,020; hospitals, $50,110", "guards stationed at
/// hospitals averaged $34,070", "$46,070 in furniture stores".
fn employers(words: Words<'_>) -> impl Iterator<Item = Told> {
    let is_number =
        move |at: usize| words.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Number(_)));
    let is_word =
        move |at: usize| words.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Word(_)));
    let pays = move |at: usize| {
        words.is(at + 1, &[",", ":"]) && is_number(at + 2)
            || (at + 1..at + FURTHEST_VERB)
                .take_while(|at| !is_number(*at) && !words.is(*at, &[";", "."]))
                .any(|at| words.is(at, &["paid", "pay", "pays"]))
    };
    let names = move |at: usize| {
        let of_any_kind = || {
            words.is(at, ANY_EMPLOYERS)
                && at > 0
                && is_word(at - 1)
                && !words.is(at - 1, EVERY)
                && !words.is(at - 1, NO_KIND)
        };
        // Both lists have plurals only, which few words are.
        words.word(at).ends_with(['s', 'S']) && (words.is(at, EMPLOYERS) || of_any_kind())
    };
    // Where those work whose pay stands right beside.
    let bound = move |at: usize| {
        let place =
            (at.saturating_sub(4)..at).rev().find(|at| words.is(*at, &["at", "in", "for", "by"]));
        place.is_some_and(|place| {
            (place + 1..at).all(is_word)
                && (place > 0 && is_number(place - 1) || is_number(at + 1) || words.is(at + 1, EARN))
        })
    };
    let all = (0..words.tokens.len()).filter(move |at| names(*at) && (pays(*at) || bound(*at)));
    all.map(move |at| {
        let Token { start, end, .. } = words.tokens[at];
        Told { cue: Cue::Place(None), start, end, token: at, after: at + 1 }
    })
}

/// Words before an employer that tell no industry.
const NO_KIND: &[&str] = &[
    "the", "large", "small", "private", "some", "big", "local", "top", "these", "where", "and", "or",
    "when", "if", "fewer", "more", "new", "u.s", "american",
];

/// Words before "industry" that make it all of one, or none.
const EVERY: &[&str] = &[
    "this",
    "that",
    "these",
    "those",
    "same",
    "entire",
    "whole",
    "any",
    "every",
    "each",
    "all",
    "an",
    "a",
    "their",
    "your",
    "our",
    "its",
    "many",
    "most",
    "several",
    "various",
    "other",
    "different",
];

/// How those are told who work in an industry.
const AT_WORK: &[&str] = &["working", "employed", "work", "worked", "those", "jobs", "who"];

/// What those may be in that are of no one industry.
const NO_INDUSTRY: &[&str] = &[
    "top",
    "bottom",
    "lowest",
    "highest",
    "middle",
    "upper",
    "lower",
    "best",
    "field",
    "profession",
    "occupation",
    "job",
    "trade",
    "role",
    "position",
    "career",
    "line",
    "may",
    "entry",
    "early",
    "late",
    "charge",
    "management",
    "training",
    "school",
    "need",
    "demand",
    "between",
    "full",
    "part",
    "senior",
    "higher",
    "high",
    "low",
];

/// Words that no name of an industry has.
const VERBS: &[&str] =
    &["is", "are", "was", "were", "has", "have", "earn", "earned", "make", "made", "who", "will"];

/// The state of two capital letters.
fn of_letters(word: &str) -> Option<Area> {
    let capitals = word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    if capitals { catalog::state_fips(word)?.parse().ok() } else { None }
}

/// "In CA", "CA: $140,270", a cell of nothing but "CA": states by their letters alone.
fn lettered(words: Words<'_>, told: &[Told]) -> Vec<Told> {
    let is_known = |at: usize| {
        let has = |one: &Told| (one.token..one.after).contains(&at);
        told.iter().any(|one| has(one) && matches!(one.cue, Cue::Occupation(_) | Cue::Place(_)))
    };
    let mut found = Vec::new();
    for (at, token) in words.tokens.iter().enumerate() {
        let Some(area) = Some(words.word(at)).filter(|word| word.len() == 2).and_then(of_letters) else {
            continue;
        };
        let begins = at == 0 || matches!(words.tokens[at - 1].kind, Kind::Mark(_) | Kind::Number(_));
        let amount = if words.is(at + 1, &[":", "–", "—", "-"]) { at + 2 } else { at + 1 };
        let labels = words.word(amount).starts_with('$') || words.tokens.len() == 1;
        let is_place = if at > 0 && words.is(at - 1, &["in", "within", "across"]) {
            !matches!(words.word(at), "OR" | "ME")
        } else {
            begins && labels && !AMBIGUOUS.contains(&words.word(at))
        };
        if is_place && !is_known(at) {
            let (start, end) = (token.start, token.end);
            found.push(Told { cue: Cue::Place(Some(area)), start, end, token: at, after: at + 1 });
        }
    }
    found
}

/// Adds the cities of a text, in the place of a state that is only part of their name.
pub fn cities(text: &str, tokens: &[Token], told: &mut Vec<Told>) {
    // "The state's median" is of a state; "licensed by the state" says nothing of the figure.
    told.retain(|one| {
        let said = &text[one.start..one.end];
        let within = || text[..one.start].ends_with("in ") || has_jobs(text, one);
        !is_dateline(text, one)
            && (!matches!(one.cue, Cue::Place(None))
                || (!said.eq_ignore_ascii_case("the state") || within()) && !is_one_of_all(text, one))
    });
    told.extend(industries(text, tokens, told));
    told.extend(employers(Words { text, tokens }));
    told.extend(lettered(Words { text, tokens }, told));
    for at in 2..tokens.len() {
        if tokens[at - 1].kind != Kind::Mark(',') {
            continue;
        }
        let word = |at: usize| &text[tokens[at].start..tokens[at].end];
        let is_state = matches!(tokens[at].kind, Kind::Word(_)) && of_letters(word(at)).is_some();
        let is_city =
            matches!(tokens[at - 2].kind, Kind::Word(_)) && word(at - 2).starts_with(char::is_uppercase);
        if !is_state || !is_city {
            continue;
        }
        told.retain(|one| !(matches!(one.cue, Cue::Place(_)) && (at - 2..=at).contains(&one.token)));
        let (start, end) = (tokens[at - 2].start, tokens[at].end);
        told.push(Told { cue: Cue::Place(None), start, end, token: at - 2, after: at + 1 });
    }
}
