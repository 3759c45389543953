//! Claims without a figure: BLS's words for growth, and comparisons with all occupations.

use regex::Regex;

use super::{
    choice::{self, Choice},
    claim::{self, Source},
    compared,
    cue::{Cue, Per, Quantity},
    judge::{Judgement, Verdict},
    judged::Judged,
    passage::Page,
    reading::{Reading, Told},
    wanted::Wanted,
};
use crate::{
    catalog,
    model::{Area, Estimate, Period, SocCode},
};

/// Phrases that can begin a claim in words.
static ENOUGH: Wanted =
    Wanted::new(|| Regex::new("average|than|change|decline|median|highest|on par|in line").ok());

/// The claims in words of a passage. `judged` holds the claims with figures, whose rounds count for the
/// words beside them.
pub fn judge_words(page: &Page<'_>, passage: usize, judged: &[Judged]) -> Vec<Judged> {
    let text = page.text(passage);
    if !ENOUGH.is_in(text) {
        return Vec::new();
    }
    let reading = page.reading(passage);
    let mut found = Vec::new();
    for told in &reading.told {
        let quantity = match told.cue {
            Cue::GrowthWord(0) if is_of_number(reading, told) => continue,
            Cue::GrowthWord(_) if !is_of_pay(reading, told) => Quantity::GrowthPct,
            Cue::Comparison => Quantity::Median,
            _ => continue,
        };
        let claim = claim::words(page, passage, told, quantity);
        let other = matches!(claim.source, Source::Other | Source::OtherNearby);
        if other || !claim.about_work && claim.source == Source::None && claim.occupations.is_empty() {
            continue;
        }
        // What is held against all occupations is not theirs.
        let all = |choice: &Choice| {
            told.cue == Cue::Comparison
                && choice::codes(choice, page.figures) == [SocCode::ALL_OCCUPATIONS]
        };
        let choices = choice::choices(&claim, page);
        let Some(mut choice) = choices.into_iter().find(|choice| !all(choice)) else { continue };
        // Words beside a figure are of the same occupation and round.
        let from = judged.partition_point(|one| one.claim.passage < passage);
        let beside = judged[from..].iter().take_while(|one| one.claim.passage == passage);
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
            _ => comparison(&choice, text, told, round, page),
        };
        found.push(Judged { claim, choice, judgement, words: Some((told.start, told.end)) });
    }
    found
}

/// "Projected to decline 3 percent" tells a figure, and no words besides.
fn is_of_number(reading: &Reading, told: &Told) -> bool {
    const FARTHEST: usize = 2;
    let behind = |token: usize| token >= told.after && token - told.after <= FARTHEST;
    reading.numbers.iter().any(|placed| behind(placed.token))
}

/// "Above-average pay" is no growth.
fn is_of_pay(reading: &Reading, told: &Told) -> bool {
    let paid = |other: &Told| {
        matches!(other.cue, Cue::Pay | Cue::Per(_))
            && (other.token >= told.after && other.token - told.after <= 1
                || other.after <= told.token && told.token - other.after <= 2)
    };
    let grows = |other: &Told| matches!(other.cue, Cue::Growth | Cue::Decline | Cue::Project);
    reading.told.iter().any(paid) && !reading.told.iter().any(grows)
}

/// Whether a word of BLS says the same as a word of ours, 5 (much faster) down to 0 (decline).
#[must_use]
pub fn says(words: &str, word: u8) -> bool {
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
    let today = period == newest && page.figures.superseded(Period::Round(of)).is_none();
    match (right, today, round.or(stated).is_some()) {
        (true, true, _) => Judgement::new(Verdict::Current, "", vec![at]),
        (true, false, _) => Judgement::new(Verdict::Stale, "", vec![at]),
        (false, _, true) => Judgement::new(Verdict::Wrong, "", Vec::new()),
        (false, _, false) => refuse("no round is stated, and the words do not fit the newest"),
    }
}

/// "More than twice the median for all workers", held against the medians of one release.
fn comparison(
    choice: &Choice,
    text: &str,
    told: &Told,
    period: Option<Period>,
    page: &Page<'_>,
) -> Judgement {
    let refuse = |reason: &str| Judgement::new(Verdict::NotCheckable, reason, Vec::new());
    let Some((least, most)) = compared::times(text, told.start, told.end) else {
        return refuse("a comparison in words");
    };
    let newest = page.figures.newest().0.map(Period::Release);
    let stated = choice.stated.and_then(|date| date.release());
    let all = page.figures.known(Quantity::Median, Per::Year, &[SocCode::ALL_OCCUPATIONS], Area::NATION);
    let holds = |of: Option<Period>| {
        let at = choice.known.iter().position(|known| Some(known.period) == of)?;
        let theirs = all.iter().find(|known| Some(known.period) == of)?.value.number()?;
        let times = choice.known[at].value.number()? / theirs;
        Some((at, least <= times && times <= most))
    };
    match (holds(newest), holds(period.or(stated))) {
        (Some((at, true)), _) => Judgement::new(Verdict::Current, "", vec![at]),
        (_, Some((at, true))) => Judgement::new(Verdict::Stale, "", vec![at]),
        (_, Some((_, false))) | (Some((_, false)), None) => {
            Judgement::new(Verdict::Wrong, "", Vec::new())
        }
        (None, None) => refuse("the medians that it compares are not at hand"),
    }
}
