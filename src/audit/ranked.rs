//! Figures that a page ranks. With newer ones "the best-paid trades" may stand in another order, or another be the best
//! paid, and no number mends that.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    cue::{Per, Quantity},
    document::Kind,
    finding::Finding,
    judge::{self, Verdict},
    judged::Judged,
    passage::Page,
};

/// Words that rank what stands in their section.
const RANKING: [&str; 24] = [
    "ranked",
    "ranking",
    "best-pa",
    "best pa",
    "highest-pa",
    "highest pa",
    "top-pa",
    "top paying",
    "top paid",
    "lowest-pa",
    "lowest pa",
    "worst-pa",
    "top-earning",
    "top earning",
    "highest-earning",
    "highest earning",
    "highest to lowest",
    "lowest to highest",
    "in order of",
    "descending order",
    "ascending order",
    "most lucrative",
    "fastest-growing",
    "fastest growing",
];

/// What follows such words where they tell a percentile: "the highest paid 10 percent".
const SHARES: [&str; 4] = ["10", "25", "ten", "quarter"];

/// A figure as it is known now, and as it would be.
#[derive(Clone, Copy, Debug)]
pub struct Moving {
    /// Which it is.
    pub at: usize,
    /// The published figure that the page has.
    pub then: f64,
    /// The newest one, or the same where it stays.
    pub now: f64,
}

/// The figures that would change places, each with one with which it would: the greater of the two would no longer be
/// the greater.
#[must_use]
pub fn turned(mut figures: Vec<Moving>) -> BTreeMap<usize, usize> {
    figures.sort_by(|a, b| a.then.total_cmp(&b.then));
    let mut turned = BTreeMap::new();
    // The greatest of those that were smaller, and the smallest of those that were greater.
    passed(figures.iter().copied(), &mut turned);
    let mirrored = figures.iter().rev().map(|one| Moving { then: -one.then, now: -one.now, ..*one });
    passed(mirrored, &mut turned);
    turned
}

/// Adds the figures, from the smallest on, that are no longer greater than one that was smaller.
fn passed(ascending: impl Iterator<Item = Moving>, turned: &mut BTreeMap<usize, usize>) {
    let (mut before, mut greatest): (Option<Moving>, Option<Moving>) = (None, None);
    for one in ascending {
        let is_above = |of: &Moving| greatest.is_none_or(|greatest| of.now > greatest.now);
        if let Some(last) = before.filter(|last| last.then < one.then && is_above(last)) {
            greatest = Some(last);
        }
        if let Some(greatest) = greatest.filter(|greatest| one.now <= greatest.now) {
            turned.entry(one.at).or_insert(greatest.at);
        }
        // Of those that were the same the one that grew most counts.
        let is_same = |last: &Moving| last.then >= one.then && last.now >= one.now;
        before = before.filter(is_same).or(Some(one));
    }
}

/// The sections of a page, as passages, whose headings or sentences rank what stands in them.
#[must_use]
pub fn rankings(page: &Page<'_>) -> Vec<Range<usize>> {
    let ranks = |at: &usize| ranks(&page.text(*at).to_lowercase());
    (0..page.passages.len()).filter(ranks).map(|at| section(page, at)).collect()
}

fn ranks(text: &str) -> bool {
    RANKING.iter().flat_map(|words| text.match_indices(words)).any(|(at, words)| {
        let rest = text[at + words.len()..].trim_start_matches(char::is_alphabetic).trim_start();
        !SHARES.iter().any(|share| rest.starts_with(share))
    })
}

/// The section that a passage heads, or that it is in.
fn section(page: &Page<'_>, at: usize) -> Range<usize> {
    let level = |at: usize| match page.passages[at].kind {
        Kind::Heading(level) => Some(level),
        _ => None,
    };
    let heading = level(at).map_or(page.passages[at].heading, |_| Some(at));
    let Some((first, own)) = heading.and_then(|first| Some((first, level(first)?))) else {
        return 0..page.passages.len();
    };
    let ends = |next: &usize| level(*next).is_some_and(|level| level <= own);
    first..(first + 1..page.passages.len()).find(ends).unwrap_or(page.passages.len())
}

/// Figures are ranked among their like; a mean may stand among medians.
#[must_use]
pub const fn like(quantity: Quantity, per: Per) -> (Quantity, Per) {
    match quantity {
        Quantity::Mean => (Quantity::Median, per),
        other => (other, per),
    }
}

/// Leaves out what would be written in the place of figures that would change places in a ranking.
pub fn leave(page: &Page<'_>, rankings: &[Range<usize>], judged: &[Judged], findings: &mut [Finding]) {
    for section in rankings {
        let mut kinds: BTreeMap<(Quantity, Per), Vec<Moving>> = BTreeMap::new();
        for (at, one) in
            judged.iter().enumerate().filter(|(_, one)| section.contains(&one.claim.passage))
        {
            let kind = like(one.choice.quantity, one.claim.per);
            kinds.entry(kind).or_default().extend(moving(at, one, page, &findings[at]));
        }
        let turned: BTreeMap<usize, usize> = kinds.into_values().flat_map(turned).collect();
        let passages: BTreeSet<usize> = turned.keys().map(|at| judged[*at].claim.passage).collect();
        let is_near = |at: &usize| passages.contains(&judged[*at].claim.passage);
        for at in (0..judged.len()).filter(is_near) {
            let other = turned.get(&at).map(|other| findings[*other].text.clone());
            leave_one(&mut findings[at], other.as_deref());
        }
    }
}

/// Leaves out what would be written in the place of a figure, which itself would change places with another or stands in
/// the sentence of one that would.
fn leave_one(finding: &mut Finding, other: Option<&str>) {
    if finding.replacement.take().is_none() {
        return;
    }
    finding.fix = None;
    let why = match other {
        Some(other) => format!("; it would change places with `{other}`, and the page ranks them"),
        None => "; figures beside it would change places, and the page ranks them".to_owned(),
    };
    finding.message.push_str(&why);
}

fn moving(at: usize, one: &Judged, page: &Page<'_>, finding: &Finding) -> Option<Moving> {
    let known = &one.choice.known[*one.judgement.periods.first()?];
    let then = known.value.number()?;
    let newest = || judge::newest(&one.choice, Some(known), page.figures)?.value.number();
    let now = if finding.new_text.is_some() { newest()? } else { then };
    let is_figure = one.words.is_none()
        && matches!(one.judgement.verdict, Verdict::Current | Verdict::Stale | Verdict::Mislabelled);
    is_figure.then_some(Moving { at, then, now })
}

#[cfg(test)]
mod tests {
    use super::{Moving, ranks, turned};

    #[test]
    fn figures_that_pass_each_other_are_told_from_those_that_do_not() {
        let of = |pairs: &[(f64, f64)]| {
            let moving = |(at, (then, now)): (usize, &(f64, f64))| Moving { at, then: *then, now: *now };
            turned(pairs.iter().enumerate().map(moving).collect())
        };
        let none: [(usize, usize); 0] = [];
        assert!(of(&[(3.0, 4.0), (2.0, 3.0), (1.0, 1.0)]).into_iter().eq(none));
        // The same then may differ now; what was more may not be the same now.
        assert!(of(&[(2.0, 4.0), (2.0, 3.0)]).is_empty());
        assert!(of(&[(3.0, 3.0), (2.0, 3.0)]).into_iter().eq([(0, 1), (1, 0)]));
        assert!(of(&[(61.0, 63.1), (60.0, 63.8), (57.0, 58.0)]).into_iter().eq([(0, 1), (1, 0)]));
        assert!(of(&[(1.0, 9.0), (2.0, 2.0), (2.0, 10.0)]).into_iter().eq([(0, 1), (1, 0)]));
    }

    #[test]
    fn percentiles_rank_nothing() {
        assert!(ranks("the best-paid trades") && ranks("ranked by median pay"));
        assert!(!ranks("the highest paid 10 percent earned more") && !ranks("the lowest-paid quarter"));
    }
}
