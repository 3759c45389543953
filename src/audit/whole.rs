//! A page as a whole: figures of several releases or rounds on it, claims that exclude each other, and
//! sentences that make a figure seem another's.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{
    choice::codes,
    claim::Source,
    cue::{Bound, Cue, Per, Quantity},
    figures::period_name,
    history::Histories,
    judge::Verdict,
    judged::Judged,
    passage::Page,
    reading::Dated,
};
use crate::{
    diag::{Rule, rules},
    model::{Area, Estimate, Period, SocCode, Unit},
};

/// What is true of a page rather than of a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PageFinding {
    /// The id of the rule.
    pub rule: &'static str,
    /// Line, from 1.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
    /// First byte of the claim that shows it.
    pub start_byte: usize,
    /// The byte after it.
    pub end_byte: usize,
    /// What is to be told.
    pub message: String,
    /// The same from run to run.
    pub key: String,
}

fn new(rule: &'static Rule, page: &Page<'_>, at: &Judged, message: String) -> PageFinding {
    let (start, end) = at.span();
    let (start_byte, end_byte) = page.source(at.claim.passage, start, end);
    PageFinding { rule: rule.id, line: 0, column: 0, start_byte, end_byte, message, key: String::new() }
}

/// What the claims of a page say together.
#[must_use]
pub fn whole(page: &Page<'_>, judged: &[Judged], histories: &Histories) -> Vec<PageFinding> {
    let mut found = mixed(page, judged, histories);
    found.extend(unlike_yardsticks(page, judged));
    found.extend(contradictions(page, judged));
    found.extend(judged.iter().filter_map(|one| misleading(page, one)));
    found.extend(judged.iter().filter_map(|one| top_coded(page, one)));
    found
}

fn written(page: &Page<'_>, one: &Judged) -> String {
    let (start, end) = one.span();
    page.text(one.claim.passage)[start..end].to_owned()
}

/// The one period that a claim is known to be of.
pub fn period(one: &Judged) -> Option<Period> {
    let settled = matches!(
        one.judgement.verdict,
        Verdict::Current | Verdict::Stale | Verdict::Mislabelled | Verdict::WrongMeasure
    );
    let periods: BTreeSet<Period> = one.periods().collect();
    // A bound holds in many releases, and says nothing of which.
    let told = settled && one.words.is_none() && one.claim.bound == Bound::Exact && periods.len() == 1;
    periods.first().copied().filter(|_| told)
}

/// Whether a figure stands with the period that it is of in a sentence that names another period of its kind:
/// one that tells how it went.
pub fn is_of_a_series(page: &Page<'_>, one: &Judged) -> bool {
    let Some(stated) =
        one.choice.stated.filter(|date| one.choice.near && date.passage == one.claim.passage)
    else {
        return false;
    };
    let dates = &page.reading(one.claim.passage).dates;
    let other =
        |date: &Dated| date.end_year.is_some() == stated.end_year.is_some() && date.year != stated.year;
    one.judgement.verdict != Verdict::Mislabelled && dates.iter().any(other)
}

/// Passages between a figure and that of all occupations that it is held against.
const BESIDE: usize = 2;

/// Figures of all occupations beside figures of the same quantity that are of another release or round.
fn unlike_yardsticks(page: &Page<'_>, judged: &[Judged]) -> Vec<PageFinding> {
    let is_all = |one: &Judged| codes(&one.choice, page.figures) == [SocCode::ALL_OCCUPATIONS];
    let same = |one: &Judged, all: &Judged| {
        let growth = |one: &Judged| one.choice.quantity == Quantity::GrowthPct;
        let wage = |one: &Judged| one.choice.quantity.is_wage() && one.claim.per == all.claim.per;
        growth(one) && growth(all) || wage(one) && wage(all)
    };
    // Claims with figures come first, in the order of the page.
    let numbers = &judged[..judged.iter().position(|one| one.words.is_some()).unwrap_or(judged.len())];
    let tell = |all: &Judged| {
        let of: BTreeSet<Period> = all.periods().collect();
        let from = numbers.partition_point(|one| one.claim.passage + BESIDE < all.claim.passage);
        let near = |one: &&Judged| one.claim.passage <= all.claim.passage + BESIDE;
        let beside =
            numbers[from..].iter().take_while(near).filter(|one| !is_all(one) && same(one, all));
        let (one, period) = beside
            .filter_map(|one| Some((one, period(one)?)))
            .min_by_key(|(one, _)| one.claim.passage.abs_diff(all.claim.passage))?;
        let unlike = !of.is_empty() && !of.contains(&period);
        let names = of.iter().map(|period| period_name(*period)).collect::<Vec<_>>().join(" or ");
        let message = format!(
            "{} of all occupations is of {names}, and {}, which is held against it, of {}",
            written(page, all),
            written(page, one),
            period_name(period)
        );
        unlike.then(|| new(&rules::MIXED, page, all, message))
    };
    numbers.iter().filter(|one| is_all(one)).filter_map(tell).collect()
}

fn mixed(page: &Page<'_>, judged: &[Judged], histories: &Histories) -> Vec<PageFinding> {
    let mut found = Vec::new();
    for rounds in [false, true] {
        let mut by_period: BTreeMap<Period, Vec<&Judged>> = BTreeMap::new();
        for (nth, one) in judged.iter().enumerate() {
            let of_kind = |period: &Period| matches!(period, Period::Round(_)) == rounds;
            let apart = || !is_of_a_series(page, one) && !histories.contains_key(&nth);
            if let Some(period) = period(one).filter(of_kind).filter(|_| apart()) {
                by_period.entry(period).or_default().push(one);
            }
        }
        if by_period.len() < 2 {
            continue;
        }
        let tell = |(period, of): (&Period, &Vec<&Judged>)| {
            let figures: Vec<String> = of.iter().take(3).map(|one| written(page, one)).collect();
            let more = if of.len() > 3 { format!(" and {} more", of.len() - 3) } else { String::new() };
            format!("{} ({}{more})", period_name(*period), figures.join(", "))
        };
        let all: Vec<String> = by_period.iter().map(tell).collect();
        let what = if rounds { "rounds" } else { "releases" };
        if let Some(oldest) = by_period.values().next().and_then(|of| of.first()) {
            let message = format!("the page mixes {what}: {}", all.join(", "));
            found.push(new(&rules::MIXED, page, oldest, message));
        }
    }
    found
}

/// What a claim is of: codes, quantity, unit, area and stated period.
type Said = (Vec<SocCode>, Quantity, Per, Option<Area>, String);

/// Two claims of the same that cannot both be true.
fn contradictions(page: &Page<'_>, judged: &[Judged]) -> Vec<PageFinding> {
    let mut seen: BTreeMap<Said, &Judged> = BTreeMap::new();
    let mut found = Vec::new();
    for one in judged {
        let said = matches!(one.claim.source, Source::Bls | Source::BlsNearby | Source::None);
        let exact =
            one.claim.bound == Bound::Exact && one.words.is_none() && one.claim.placed.partner.is_none();
        if !said || !exact || one.judgement.verdict == Verdict::NotBls || one.choice.occupation.is_none()
        {
            continue;
        }
        let stated = one.choice.stated.map(|date| super::judge::stated_name(&date, one.choice.quantity));
        let codes = codes(&one.choice, page.figures).to_vec();
        // Of several industries or places whose codes are not known each has its own.
        if one.choice.quantity == Quantity::Employment || one.choice.area.is_none() {
            continue;
        }
        let key =
            (codes, one.choice.quantity, one.claim.per, one.choice.area, stated.unwrap_or_default());
        let Some(first) = seen.get(&key) else {
            seen.insert(key, one);
            continue;
        };
        let tolerance = first
            .claim
            .placed
            .number
            .step
            .max(one.claim.placed.number.step)
            .max(first.claim.value.abs() / 2000.0);
        if (first.claim.value - one.claim.value).abs() > tolerance {
            let title = one.choice.occupation.and_then(|index| page.figures.occupations.get(index));
            let title = title.map_or("", |occupation| &occupation.title);
            let what = one.choice.quantity.in_words();
            let message = format!(
                "{} and {} are both given as the {what} of {title}",
                written(page, first),
                written(page, one)
            );
            found.push(new(&rules::CONTRADICTION, page, one, message));
        }
    }
    found
}

/// A figure that stands right behind a comparison with all occupations and is not theirs.
fn misleading(page: &Page<'_>, one: &Judged) -> Option<PageFinding> {
    if one.words.is_some() || !one.choice.quantity.is_wage() || one.judgement.verdict == Verdict::NotBls
    {
        return None;
    }
    let reading = page.reading(one.claim.passage);
    let text = page.text(one.claim.passage);
    let start = one.claim.placed.number.start;
    let behind = |end: usize| {
        end <= start && matches!(text[end..start].trim(), "(" | "," | "of" | "—" | "–" | ":" | "")
    };
    reading.told.iter().find(|told| told.cue == Cue::Comparison && behind(told.end))?;
    let all = [SocCode::ALL_OCCUPATIONS];
    if codes(&one.choice, page.figures) == all {
        return None;
    }
    let period =
        period(one).or_else(|| one.judgement.periods.first().map(|at| one.choice.known[*at].period))?;
    let known = page.figures.known(Quantity::Median, one.claim.per, &all, Area::NATION);
    let of = |period: Period| known.iter().find(|known| known.period == period)?.value.number();
    let theirs = of(period)?;
    let unit = if one.claim.per == Per::Hour { Unit::UsdPerHour } else { Unit::UsdPerYear };
    let title = one.choice.occupation.and_then(|index| page.figures.occupations.get(index))?;
    let newest = page.figures.newest().0.map(Period::Release);
    let today = newest.and_then(|newest| Some((newest, of(newest)?)));
    let today = today.map_or_else(String::new, |(newest, median)| {
        format!("; that is {} in {}", unit.print(median), period_name(newest))
    });
    let message = format!(
        "the sentence reads as if {} were the median of all occupations, which was {} in {}{today}; it is the {} of {}",
        written(page, one),
        unit.print(theirs),
        period_name(period),
        one.choice.quantity.in_words(),
        title.title,
    );
    Some(new(&rules::MISLEADING, page, one, message))
}

/// A threshold of BLS, "$239,200 or more", that is told as if the wage were known.
fn top_coded(page: &Page<'_>, one: &Judged) -> Option<PageFinding> {
    let stated = one.claim.bound == Bound::Exact && one.words.is_none();
    let known = one.judgement.periods.first().map(|at| &one.choice.known[*at]).filter(|_| stated)?;
    let Estimate::AtLeast { bound } = known.value else { return None };
    let unit = if one.claim.per == Per::Hour { Unit::UsdPerHour } else { Unit::UsdPerYear };
    let message = format!(
        "{} is given as an exact wage; {} has {} or more, and publishes no figure above that",
        written(page, one),
        period_name(known.period),
        unit.print(bound),
    );
    Some(new(&rules::TOP_CODED, page, one, message))
}
