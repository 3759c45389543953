//! Cities by the letters of their state: "Rochester, MN". Which area that is, is not known.

use super::{
    cue::Cue,
    reading::{Kind, Token, Told},
};

const STATES: &[&str] = &[
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS",
    "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY",
    "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV",
    "WI", "WY", "PR",
];

/// Adds the cities of a text, in the place of a state that is only part of their name.
pub fn cities(text: &str, tokens: &[Token], told: &mut Vec<Told>) {
    // "The state's median" is of a state; "licensed by the state" says nothing of the figure.
    told.retain(|one| {
        let said = &text[one.start..one.end];
        !matches!(one.cue, Cue::Place(None)) || !said.eq_ignore_ascii_case("the state")
    });
    for at in 2..tokens.len() {
        if tokens[at - 1].kind != Kind::Mark(',') {
            continue;
        }
        let word = |at: usize| &text[tokens[at].start..tokens[at].end];
        let is_state = matches!(tokens[at].kind, Kind::Word(_)) && STATES.contains(&word(at));
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
