//! Sources that no table names, told by what they do: "NBCOT lists 63,000", "Boeing's outlook calls for".

use super::{
    cue::Cue,
    reading::{Kind, Token, Told},
    tokens::Words,
};

/// What a publisher of figures does.
const VERBS: &[&str] = &[
    "lists",
    "estimates",
    "estimated",
    "reports",
    "reported",
    "says",
    "said",
    "found",
    "finds",
    "puts",
    "shows",
    "counts",
    "counted",
    "tracks",
    "forecasts",
    "pegs",
    "calculates",
    "ranks",
    "surveyed",
    "polled",
    "predicts",
    "projects",
    "expects",
    "anticipates",
    "claims",
    "claimed",
    "sees",
    "reckons",
    "warns",
    "report",
    "say",
    "show",
    "put",
];

/// What an organisation does with a figure of its own, behind a name that no phrase has: "Airbus sees".
const CLAIMS: &[&str] = &[
    "claims",
    "claimed",
    "sees",
    "reckons",
    "says",
    "estimates",
    "predicts",
    "forecasts",
    "expects",
    "projects",
    "puts",
    "counts",
    "warns",
];

/// Words that begin a sentence with a capital and name nobody.
const NOBODY: &[&str] = &[
    "it",
    "he",
    "she",
    "this",
    "that",
    "who",
    "which",
    "what",
    "nobody",
    "everyone",
    "everybody",
    "anyone",
    "someone",
    "one",
    "nothing",
    "neither",
    "each",
];

/// Whom a publisher of figures asks, and what it gathers.
const THEIRS: &[&str] =
    &["members", "data", "figures", "numbers", "respondents", "surveys", "researchers"];

/// Bodies that publish figures, by the last word of their name.
const BODIES: &[&str] = &[
    "Institute",
    "Association",
    "Associations",
    "Society",
    "Council",
    "Foundation",
    "Federation",
    "Academy",
    "Alliance",
    "University",
    "College",
    "Union",
    "League",
    "Guild",
    "Coalition",
    "Chamber",
    "Consortium",
    "Group",
    "Center",
    "Partnership",
];

/// What a publisher of figures has.
const WORKS: &[&str] = &[
    "estimate",
    "estimates",
    "survey",
    "outlook",
    "forecast",
    "forecasts",
    "report",
    "analysis",
    "reckoning",
    "tally",
    "study",
    "poll",
    "index",
    "calculator",
    "questionnaire",
    "census",
    "database",
    "guide",
    "median",
    "average",
    "mean",
];

/// Offices of states, by the last word of their name, whose projections are other ones than BLS's.
const OFFICES: &[&str] = &["Department", "Commission", "Agency", "Workforce", "Division"];

/// Whether an office of a state tells projections of its own: "Oregon Employment Department projections".
fn projects_itself(words: Words<'_>, at: usize) -> bool {
    let named = at > 0 && words.word(at - 1).starts_with(char::is_uppercase);
    named
        && words.is(at, OFFICES)
        && !words.is(at - 1, &["labor"])
        && (at + 1..at + 3).any(|at| words.is(at, &["projections", "projects", "forecasts", "forecast"]))
}

/// "Among members of the American Economic Association": whose members a figure is of.
fn has_members(words: Words<'_>, at: usize) -> bool {
    const MEMBERS: &[&str] = &["members", "member"];
    let is_name = |at: usize| {
        words.word(at).starts_with(char::is_uppercase) || words.is(at, &["of", "the", "and", "for"])
    };
    let before = (0..at).rev().find(|at| !is_name(*at));
    before.is_some_and(|before| words.is(before, MEMBERS) && words.is(before + 1, &["of"]))
}

/// Abbreviations that are no publishers.
const NONE: &[&str] = &["BLS", "OOH", "OEWS", "OES", "USA", "DOL", "FAQ", "STEM", "USDOL"];

/// Words before the name of who is quoted.
const CITES: &[&str] = &["says", "said", "reports", "reported", "estimates", "estimated", "per"];

/// How far behind an owner the verb of what it owns stands: "AARP's 2025 update on rural care estimates".
const FURTHEST_VERB: usize = 10;

/// "Boeing, for its part, sees".
fn says_for_its_part(words: Words<'_>, at: usize) -> bool {
    let aside: [&[&str]; 6] = [&[","], &["for"], &["its", "their"], &["part"], &[","], CLAIMS];
    (at + 1..).zip(aside).all(|(at, any)| words.is(at, any))
}

/// "Says the National Restaurant Association": what stands before the name of a body that is quoted.
fn is_cited(words: Words<'_>, at: usize) -> bool {
    let is_name = |at: usize| {
        words.word(at).starts_with(char::is_uppercase) || words.is(at, &["of", "the", "and", "for"])
    };
    let before = (0..at).rev().find(|at| !is_name(*at)).filter(|before| *before + 1 < at);
    before.is_some_and(|before| words.is(before, CITES))
}

/// Bodies that publish figures, by what they are.
const ANY_BODIES: &[&str] = &[
    "association",
    "society",
    "council",
    "foundation",
    "federation",
    "union",
    "guild",
    "board",
    "institute",
    "school",
    "college",
    "university",
    "company",
    "firm",
    "recruiter",
    "site",
    "website",
    "magazine",
    "boards",
    "chamber",
    "league",
    "alliance",
    "hall",
    "vendor",
    "employers",
    "recruiters",
];

/// How far behind a body its verb may stand: "the agents' own association, whose members include brokers, reports".
const ASIDE: usize = 14;

/// "The welding society warns", "one diving school claims", "the state boards' survey": a body without its name.
fn is_unnamed_body(words: Words<'_>, at: usize) -> bool {
    let word = words.word(at);
    let own = owner(word).or_else(|| word.strip_suffix(['\'', '’']));
    // "The same site says" is whoever was named before.
    let is_one = ANY_BODIES.contains(&own.unwrap_or(word)) && !(at > 0 && words.is(at - 1, &["same"]));
    let owns = || own.is_some();
    let surveys =
        || (at + 1..at + 4).any(|at| words.is(at, &["survey", "census", "poll", "study", "tally"]));
    let who = || words.is(at + 1, &[","]) && words.is(at + 2, &["whose", "which"]);
    let says =
        |within: usize| (at + 1..=at + within).any(|at| words.is(at, VERBS) || words.is(at, CLAIMS));
    is_one && (says(1) || owns() && surveys() || who() && says(ASIDE))
}

/// The owner that a word names: "AARP's".
fn owner(word: &str) -> Option<&str> {
    ["'s", "’s"].into_iter().find_map(|end| word.strip_suffix(end))
}

/// The word at a place, as the name of a source.
fn source(words: Words<'_>, at: usize) -> Told {
    let Token { start, end, .. } = words.tokens[at];
    Told { cue: Cue::OtherSource, start, end, token: at, after: at + 1 }
}

fn unnamed_bodies(words: Words<'_>) -> impl Iterator<Item = Told> {
    let is_small =
        move |at: &usize| words.word(*at).as_bytes().first().is_some_and(u8::is_ascii_lowercase);
    let all = (0..words.tokens.len()).filter(is_small).filter(move |at| is_unnamed_body(words, *at));
    all.map(move |at| source(words, at))
}

/// Adds the sources of a text that are told by what they do.
pub fn others(text: &str, tokens: &[Token], told: &mut Vec<Told>) {
    let words = Words { text, tokens };
    let word = |at: usize| words.word(at);
    let mut found: Vec<Told> = unnamed_bodies(words).collect();
    let quotes_bls = told.iter().any(|one| one.cue == Cue::Bls);
    for (at, token) in tokens.iter().enumerate() {
        let is_small = text.as_bytes()[token.start].is_ascii_lowercase();
        if is_small || !matches!(token.kind, Kind::Word(_)) {
            continue;
        }
        let name = word(at);
        if !name.starts_with(char::is_uppercase) {
            continue;
        }
        let (whole, name) = (name, owner(name).unwrap_or(name));
        let letters = name.bytes().all(|byte| byte.is_ascii_uppercase());
        let abbreviated = letters && (3..=8).contains(&name.len()) && !NONE.contains(&name);
        let owns = name.len() < whole.len();
        let next = |list: &[&str], within: usize| (1..=within).any(|step| words.is(at + step, list));
        let named = || {
            told.iter().any(|one| {
                (one.token..one.after).contains(&at)
                    && matches!(
                        one.cue,
                        Cue::Bls | Cue::Occupation(_) | Cue::Place(_) | Cue::OtherSource
                    )
            })
        };
        let of_theirs = abbreviated && next(THEIRS, 1) && next(VERBS, 2);
        let before = at.checked_sub(1).map_or("", word);
        let body = BODIES.contains(&name) && before.starts_with(char::is_uppercase) && next(VERBS, 2);
        let body = body || BODIES.contains(&name) && (is_cited(words, at) || has_members(words, at));
        let body = body || projects_itself(words, at);
        let says = abbreviated && next(VERBS, if owns { FURTHEST_VERB } else { 1 });
        let claims = next(CLAIMS, 1) || says_for_its_part(words, at);
        // "Boeing figures North America alone will need": a name and a verb before another name.
        let figures = words.is(at + 1, &["figures"])
            && word(at + 2).starts_with(char::is_uppercase)
            && !matches!(before, "the" | "The");
        let claims = claims || figures;
        let unknown = token.kind == Kind::Word(None) && claims && !words.is(at, NOBODY);
        // "According to BLS it was 34 percent," Okafor says: who speaks is no source where the words name one.
        let unknown = unknown && !(quotes_bls && matches!(before, "”" | "\""));
        // "$120,000 in 2024 (GMAC)".
        let credited = abbreviated
            && name != "USD"
            && before == "("
            && words.is(at + 1, &[")"])
            && at >= 2
            && matches!(tokens[at - 2].kind, Kind::Number(_));
        if (says || of_theirs || body || unknown || credited || owns && next(WORKS, 2)) && !named() {
            found.push(source(words, at));
        }
    }
    // "Those at the bottom of the pay scale" name no site.
    let idiom = |one: &Told| {
        one.cue == Cue::OtherSource
            && &text[one.start..one.end] == "pay scale"
            && text[..one.start].ends_with("of the ")
    };
    told.retain(|one| !idiom(one));
    told.extend(found);
}
