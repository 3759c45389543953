//! Claims without a figure: BLS's words for growth, and comparisons with all occupations.

use super::{
    choice::{self, Choice},
    claim::{self, Source},
    cue::{Cue, Quantity},
    finding::Judged,
    judge::{Judgement, Verdict},
    passage::Page,
};
use crate::{
    catalog,
    model::{Estimate, Period},
};

/// Phrases that can begin a claim in words.
const ENOUGH: &[&str] = &["average", "than", "change", "decline", "median", "highest"];

/// The claims in words of a passage. `judged` holds the claims with figures, whose rounds count for the
/// words beside them.
pub fn judge_words(page: &Page<'_>, passage: usize, judged: &[Judged]) -> Vec<Judged> {
    let text = page.text(passage);
    if !ENOUGH.iter().any(|word| text.contains(word)) {
        return Vec::new();
    }
    let reading = page.reading(passage);
    let mut found = Vec::new();
    for told in &reading.told {
        let quantity = match told.cue {
            Cue::GrowthWord(_) => Quantity::GrowthPct,
            Cue::Comparison => Quantity::Median,
            _ => continue,
        };
        let claim = claim::words(page, passage, told, quantity);
        let other = matches!(claim.source, Source::Other | Source::OtherNearby);
        if other || !claim.about_work && claim.source == Source::None && claim.occupations.is_empty() {
            continue;
        }
        let Some(mut choice) = choice::choices(&claim, page).into_iter().next() else { continue };
        // Words beside a figure are of the same occupation and round.
        let from = judged.partition_point(|one| one.words.is_none() && one.claim.passage < passage);
        let beside =
            judged[from..].iter().take_while(|one| one.claim.passage == passage && one.words.is_none());
        let beside: Vec<&Judged> = beside.filter(|one| one.choice.quantity == quantity).collect();
        let before = beside.iter().rev().find(|one| one.claim.placed.number.end <= told.start);
        if let Some(same) = before.or(beside.first()) {
            choice = same.choice.clone();
        }
        let beside = before.or(beside.first()).into_iter();
        let round = beside
            .flat_map(|one| one.judgement.periods.iter().map(|at| one.choice.known[*at].period))
            .next();
        let judgement = match told.cue {
            Cue::GrowthWord(word) => growth(&choice, word, round, page),
            _ => Judgement::new(Verdict::NotCheckable, "a comparison in words", Vec::new()),
        };
        found.push(Judged { claim, choice, judgement, words: Some((told.start, told.end)) });
    }
    found
}

/// Whether a word of BLS says the same as a word of ours, 5 (much faster) down to 0 (decline).
fn says(words: &str, word: u8) -> bool {
    let words = words.to_lowercase();
    match word {
        5 => words.starts_with("much faster"),
        4 => words.starts_with("faster"),
        3 => words.contains("as fast"),
        2 => words.contains("slow") && !words.starts_with("decline"),
        1 => words.starts_with("little"),
        _ => words.starts_with("decline"),
    }
}

fn growth(choice: &Choice, word: u8, round: Option<Period>, page: &Page<'_>) -> Judgement {
    let newest = page.figures.newest().1.map(Period::Round);
    let stated = choice.stated.and_then(|date| date.round());
    let period = round.or(stated).or(newest);
    let at = choice.known.iter().position(|known| Some(known.period) == period);
    let refuse = |reason: &str| Judgement::new(Verdict::NotCheckable, reason, Vec::new());
    let (Some(at), Some(Period::Round(of))) = (at, period) else {
        return refuse("nothing at hand says how fast it grows");
    };
    let Estimate::Published { value } = choice.known[at].value else {
        return refuse("BLS publishes no growth of this group");
    };
    let words = catalog::growth_words(of, value);
    if words.is_empty() {
        return refuse("BLS's thresholds of the round are not known");
    }
    let right = words.iter().any(|words| says(words, word));
    match (right, period == newest, round.or(stated).is_some()) {
        (true, true, _) => Judgement::new(Verdict::Current, "", vec![at]),
        (true, false, _) => Judgement::new(Verdict::Stale, "", vec![at]),
        (false, _, true) => Judgement::new(Verdict::Wrong, "", Vec::new()),
        (false, _, false) => refuse("no round is stated, and the words do not fit the newest"),
    }
}
