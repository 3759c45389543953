//! Sentences that newer figures would belie: what turned round, what is told by its distance from a period, and periods
//! under which other figures stand.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    cue::{Cue, Quantity},
    figures::Figures,
    finding::Finding,
    judge::{self, Verdict},
    judged::Judged,
    number::Sign,
    passage::Page,
    reading::{Dated, Placed, Told},
    rewrite::Edit,
    view::View,
};

/// Whether what grew declines today, or the other way round: words that no number mends stand around it.
pub fn turned(one: &Judged, figures: &Figures) -> bool {
    let like = one.judgement.periods.first().map(|at| &one.choice.known[*at]);
    let newest = judge::newest(&one.choice, like, figures).and_then(|known| known.value.number());
    matches!(one.choice.quantity, Quantity::GrowthPct | Quantity::GrowthNum)
        && newest.is_some_and(|newest| newest * one.claim.value < 0.0)
}

/// "Healthy growth of 4%" would be one of 0%.
pub fn grows_by_nothing(page: &Page<'_>, passage: usize, findings: &[Finding]) -> bool {
    let is_zero = |new: &str| ["0%", "0 percent", "0 per cent"].contains(&new);
    let grows = |told: &Told| told.cue == Cue::Growth;
    page.reading(passage).told.iter().any(grows)
        && findings.iter().any(|finding| finding.new_text.as_deref().is_some_and(is_zero))
}

/// "$61,590 the year before": how far its period lies from another that the page names, which a newer figure's would not.
pub fn is_told_by_distance(one: &Judged, page: &Page<'_>) -> bool {
    let (passage, placed) = (one.claim.passage, &one.claim.placed);
    let view = View { page, passage, placed, contexts: Vec::new() };
    view.years_apart() != 0 || view.years_since() != 0
}

/// Whether a date that changes with a figure is the nearest one to another number, which stays: "Inflation was 4.0 percent
/// in May 2023, when the median wage for all workers was $48,060".
pub fn dates_what_stays(
    page: &Page<'_>,
    passage: usize,
    judged: &[Judged],
    findings: &[Finding],
    edits: &[Edit],
) -> bool {
    let (text, reading) = (page.text(passage), page.reading(passage));
    let changes = |date: &Dated| {
        let is_own = |(start, end, new): &Edit| {
            (*start, *end) == (date.start, date.end) && text[date.start..date.end] != **new
        };
        edits.iter().any(is_own)
    };
    let goes_along = |placed: &Placed| {
        let of_number = |one: &Judged| one.claim.placed.number.start == placed.number.start;
        judged.iter().zip(findings).any(|(one, finding)| {
            let holds = one.judgement.verdict == Verdict::Current;
            of_number(one) && (finding.new_text.is_some() || holds)
        })
    };
    let nearest = |placed: &Placed| {
        reading.dates.iter().min_by_key(|date| {
            let Dated { start, end, token, .. } = **date;
            let told = Told { cue: Cue::Now, start, end, token, after: token + 1 };
            reading.distance(&told, placed)
        })
    };
    let stays = |placed: &&Placed| !placed.spent && is_figure(placed) && !goes_along(placed);
    reading.numbers.iter().filter(stays).any(|placed| nearest(placed).is_some_and(changes))
}

/// Whether a date that changes with a figure is that of something which happened: "took effect in May 2023, when
/// electricians earned", "in May 2023, six months before the plant opened", "When the pandemic ended in May 2023, the".
pub fn dates_an_event(text: &str, edits: &[Edit]) -> bool {
    let is_event = |(start, end, _): &&Edit| {
        let opens = OPENING.as_ref().is_some_and(|opening| opening.is_match(&text[..*start]));
        let closes = text[*end..].trim_start().starts_with(',');
        HAPPENED.as_ref().is_some_and(|words| words.is_match(&text[*end..])) || opens && closes
    };
    let changes = |(start, end, new): &&Edit| text[*start..*end] != *new && is_period(new);
    edits.iter().filter(changes).any(|edit| is_event(&edit))
}

/// Whether a figure is of the year that its heading has for everything below it, as in "Facts for 2023", or of one that another
/// sentence names: "earned $48,940 that year".
pub fn is_of_a_year_above(one: &Judged, page: &Page<'_>) -> bool {
    let (text, heading) = (page.text(one.claim.passage), page.passages[one.claim.passage].heading);
    let is_own = one.choice.stated.is_some_and(|date| date.passage == one.claim.passage);
    let refers = ["that year", "that same year", "that month"].iter().any(|words| text.contains(words));
    let year = one.periods().next().map(|period| period.to_string()[..4].to_owned());
    let heads = heading.zip(year).is_some_and(|(at, year)| {
        let mut numbers = page.text(at).split(|letter: char| !letter.is_ascii_digit());
        numbers.any(|digits| digits == year)
    });
    refers && !is_own || heads && one.choice.stated.is_none()
}

/// Whether what is written anew is a period.
fn is_period(text: &str) -> bool {
    text.split(|letter: char| !letter.is_ascii_digit()).any(|digits| digits.len() == 4)
        && !text.contains([',', '$'])
}

/// What follows the date of an event.
static HAPPENED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = r"(?i-u)^\s*(\([a-z0-9 .,;:-]{1,40}\))?,?\s*(when|just as|as soon as|the (same )?(day|month|year|fall|spring|summer|winter) (that|when|in which)|([a-z0-9]+ )?(days?|weeks?|months?|years?) (before|after))\b";
    Regex::new(words).ok()
});

/// A clause of a time that begins a sentence, up to its date.
static OPENING: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i-u)^(when|after|before|since|once|until) [a-z ']+ (in|of) $").ok());

/// Whether a number is an amount, a percent or a large count, and no number of schools or hours.
fn is_figure(placed: &Placed) -> bool {
    let number = &placed.number;
    number.sign != Sign::Plain || number.commas && number.value >= 1_000.0 || number.scale > 1.0
}
