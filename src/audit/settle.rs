//! What the figures beside a claim, and the periods that are not at hand, say of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    choice::{Choice, choices, codes, is_of},
    claim::Claim,
    cue::{Per, Quantity},
    document::Kind,
    figures::{End, Figures, Known, period_name},
    fit::{Fit, is_telling},
    judge::{self, Judgement, Verdict, is_newest},
    judged::Judged,
    passage::{Page, Relation},
    published,
    reading::{Dated, How},
    refuted,
};
use crate::model::{Area, PayPeriod, Period, Release, Round};

/// Passages between two figures that stand beside each other, and figures that are looked at.
const BESIDE: usize = 3;
const MOST_BESIDE: usize = 12;

/// How many times the openings of one round may be those of the next.
const LIKELY: f64 = 3.0;

/// An undated figure that no period at hand has may be of one that is not at hand: a wage that lies
/// between those of the releases around a missing one, growth where a round is missing.
#[must_use]
pub fn gap(claim: &Claim, choice: &Choice) -> Option<String> {
    if !choice.area.is_some_and(Area::is_nation) || choice.quantity == Quantity::Employment {
        return None;
    }
    let year = |known: &Known| match known.period {
        Period::Release(release) => release.year(),
        Period::Round(round) => round.base_year(),
    };
    let mut missing = Vec::new();
    for pair in choice.known.windows(2) {
        let (Some(new), Some(old)) = (pair[0].value.number(), pair[1].value.number()) else { continue };
        let between = old.min(new) <= claim.value && claim.value <= old.max(new);
        let openings = choice.quantity == Quantity::Openings;
        // Openings are never many times those of the rounds before and after.
        let likely =
            !openings || claim.value < LIKELY * new.max(old) && claim.value * LIKELY > new.min(old);
        if between || !choice.quantity.is_wage() && likely {
            missing.extend(year(&pair[1]) + 1..year(&pair[0]));
        }
    }
    let names: Vec<String> = missing
        .iter()
        .map(|year| match choice.known[0].period {
            Period::Release(_) => period_name(Period::Release(Release::may(*year))),
            Period::Round(_) => period_name(Period::Round(Round::from_base_year(*year))),
        })
        .collect();
    let all = names.join(", ");
    (!names.is_empty()).then(|| format!("no release at hand has it, and {all} not being at hand may"))
}

/// Where a figure fits several rounds, one beside it of the same occupation that fits only one of these
/// decides.
pub fn settle(judged: &mut [Judged], figures: &Figures) {
    let projected = |one: &Judged| !one.choice.quantity.is_wage() && one.words.is_none();
    let rounds = |one: &Judged| -> Vec<Period> {
        let mut all: Vec<Period> = one.periods().collect();
        all.dedup();
        all
    };
    for at in 0..judged.len() {
        if judged[at].judgement.verdict != Verdict::Ambiguous || !projected(&judged[at]) {
            continue;
        }
        let own = codes(&judged[at].choice, figures);
        let beside = |other: &&Judged| {
            let near = other.claim.passage.abs_diff(judged[at].claim.passage) <= BESIDE;
            near && projected(other) && codes(&other.choice, figures) == own && rounds(other).len() == 1
        };
        let (from, to) = (at.saturating_sub(MOST_BESIDE), (at + MOST_BESIDE).min(judged.len()));
        let mine = rounds(&judged[at]);
        let mut others = judged[from..to].iter().filter(beside).map(|other| rounds(other)[0]);
        let settled = others.find(|round| mine.contains(round));
        let Some(round) = settled else { continue };
        let one = &mut judged[at];
        let of_round =
            one.judgement.periods.iter().find(|place| one.choice.known[**place].period == round);
        if let Some(place) = of_round.copied() {
            let newest = is_newest(&one.choice.known[place], figures);
            let verdict = if newest { Verdict::Current } else { Verdict::Stale };
            one.judgement = Judgement::new(verdict, "", vec![place]);
        }
    }
}

/// Whether a claim shows by its digits that it is true of its occupation, in the sentence and of the occupation of
/// another.
fn shows_beside(claim: &Judged, other: &Judged) -> bool {
    claim.claim.passage == other.claim.passage
        && claim.choice.occupation == other.choice.occupation
        && matches!(claim.judgement.verdict, Verdict::Current | Verdict::Stale)
        && is_telling(&claim.claim)
        && claim.choice.is_exact()
}

/// A wage that its source leaves open is BLS's where one beside it, in the same sentence and of the same
/// occupation, shows by its digits that it is, and a release that has that one has both.
pub fn settle_sources(judged: &mut [Judged], figures: &Figures) {
    for at in 0..judged.len() {
        let one = &judged[at];
        if !one.is_left_open() || !one.choice.quantity.is_wage() {
            continue;
        }
        let (from, to) = (at.saturating_sub(MOST_BESIDE), (at + MOST_BESIDE).min(judged.len()));
        let is_of_both = |period: Period| {
            one.choice.fits.iter().any(|(fit, _)| one.choice.known[*fit].period == period)
        };
        let beside: Vec<Period> = judged[from..to]
            .iter()
            .filter(|other| shows_beside(other, one))
            .flat_map(Judged::periods)
            .collect();
        if beside.into_iter().any(is_of_both) {
            let judgement = judge::judge(&one.claim, &one.choice, &[], figures);
            judged[at].judgement = judgement;
        }
    }
}

/// A wage that may be of a group of the Handbook is none where one beside it, in the same sentence and of the same
/// occupation, is that of the occupation alone to the last digit.
pub fn settle_groups(judged: &mut [Judged], figures: &Figures) {
    for at in 0..judged.len() {
        let one = &judged[at];
        if one.judgement.reason != refuted::MAY_BE_OF_GROUP || one.words.is_some() {
            continue;
        }
        let (from, to) = (at.saturating_sub(MOST_BESIDE), (at + MOST_BESIDE).min(judged.len()));
        let of_one_alone = |other: &Judged| other.choice.quantity.is_wage() && shows_beside(other, one);
        if judged[from..to].iter().any(of_one_alone) {
            let judgement = refuted::of_one(&one.claim, &one.choice, &[], figures);
            judged[at].judgement = judgement;
        }
    }
}

/// The figures of a row are of one occupation: one that its digits leave open is of whom two others of the row
/// are to the last digit, and one of which nothing says whose it is, of whom any other is.
pub fn settle_rows(judged: &mut [Judged], page: &Page<'_>) {
    let row = |one: &Judged| match page.passages[one.claim.passage].kind {
        Kind::Cell { table, row, .. } => Some((table, row)),
        _ => None,
    };
    for at in 0..judged.len() {
        let one = &judged[at];
        let nobodys = one.choice.occupation.is_none();
        let is_open = one.words.is_none() && (nobodys || !is_telling(&one.claim));
        let Some(own) = row(one).filter(|_| is_open) else { continue };
        let (from, to) = (at.saturating_sub(MOST_BESIDE), (at + MOST_BESIDE).min(judged.len()));
        let sure = judged[from..to].iter().filter(|other| {
            row(other) == Some(own) && is_telling(&other.claim) && other.choice.is_exact()
        });
        let of: BTreeSet<Option<u32>> = sure.clone().map(|other| other.choice.occupation).collect();
        let enough = sure.count() >= if nobodys { 1 } else { 2 };
        let [Some(whose)] = Vec::from_iter(of)[..] else { continue };
        if !enough || one.choice.occupation == Some(whose) {
            continue;
        }
        if nobodys {
            if let Some(of_row) = one.given_to(&BTreeSet::from([whose]), Relation::RowHead, page) {
                judged[at] = of_row;
            }
            continue;
        }
        let of_row = |choice: &&Choice| choice.occupation == Some(whose) && !choice.fits.is_empty();
        let Some(choice) = choices(&one.claim, page).iter().find(of_row).cloned() else { continue };
        if published::is_bls(&one.claim, &choice) {
            let judgement = judge::judge(&one.claim, &choice, &[], page.figures);
            (judged[at].choice, judged[at].judgement) = (choice, judgement);
        }
    }
}

/// A count in a table that its source leaves open is BLS's where two others of its kind show by their digits that they
/// are. Wages of others stand in the next column too often.
pub fn settle_tables(judged: &mut [Judged], page: &Page<'_>) {
    let table = |one: &Judged| match page.passages[one.claim.passage].kind {
        Kind::Cell { table, .. } => Some((table, one.choice.quantity)),
        _ => None,
    };
    let is_sure = |one: &Judged| {
        let fits = matches!(one.judgement.verdict, Verdict::Current | Verdict::Stale);
        fits && is_telling(&one.claim) && one.choice.is_exact()
    };
    let mut counts: BTreeMap<(u32, Quantity), usize> = BTreeMap::new();
    for of in judged.iter().filter(|one| is_sure(one)).filter_map(table) {
        *counts.entry(of).or_default() += 1;
    }
    let is_count = |one: &Judged| !one.choice.quantity.is_wage() && one.choice.occupation.is_some();
    for one in judged.iter_mut().filter(|one| one.is_left_open() && is_count(one)) {
        if table(one).is_some_and(|of| counts.get(&of).is_some_and(|sure| *sure > 1)) {
            one.judgement = judge::judge(&one.claim, &one.choice, &[], page.figures);
        }
    }
}

/// "$50,460 a year ($24.26 an hour)": where one of the two cannot be told, the other is not that of somebody else; both
/// are of one period.
pub fn settle_twins(judged: &mut [Judged], figures: &Figures) {
    let is_untold = |one: &Judged| one.judgement.verdict == Verdict::NotCheckable;
    let is_twin = |one: &Judged, other: &Judged| {
        let (one_claim, other_claim) = (&one.claim, &other.claim);
        let same = |one: &Choice, other: &Choice| {
            (one.quantity, one.occupation, one.area) == (other.quantity, other.occupation, other.area)
        };
        let (hour, year) = match (one_claim.per, other_claim.per) {
            (Per::Hour, Per::Year) => (one_claim.value, other_claim.value),
            (Per::Year, Per::Hour) => (other_claim.value, one_claim.value),
            _ => return false,
        };
        one_claim.passage == other_claim.passage
            && same(&one.choice, &other.choice)
            && !PayPeriod::differ(hour, year)
    };
    for at in 0..judged.len() {
        let one = &judged[at];
        let (from, to) = (at.saturating_sub(MOST_BESIDE), (at + MOST_BESIDE).min(judged.len()));
        let mut twins = judged[from..to].iter().filter(|other| is_twin(one, other));
        match one.judgement.verdict {
            Verdict::WrongOccupation => {
                let twin = twins.find(|other| is_untold(other));
                if let Some(judgement) = twin.map(|twin| twin.judgement.clone()) {
                    judged[at].judgement = judgement;
                }
            }
            Verdict::Mislabelled => {
                if let Some(dated) = twins.find_map(|twin| one.dated_as(twin, figures)) {
                    judged[at] = dated;
                }
            }
            _ => {}
        }
    }
}

impl Judged {
    /// The claim as one of the period that its twin is true of: "was $61,650 the year before ($29.64 an hour)".
    fn dated_as(&self, twin: &Self, figures: &Figures) -> Option<Self> {
        let is_true = |one: &Self| matches!(one.judgement.verdict, Verdict::Current | Verdict::Stale);
        let mut dated = self.clone();
        (dated.choice.stated, dated.choice.near) = (twin.choice.stated, twin.choice.near);
        dated.judgement = judge::judge(&dated.claim, &dated.choice, &[], figures);
        (is_true(twin) && is_true(&dated)).then_some(dated)
    }
}

/// Of figures that agree, those of releases so long before the last of them that nobody quotes them beside
/// it are left out.
#[must_use]
pub fn recent(best: Vec<usize>, known: &[Known]) -> Vec<usize> {
    let year = |at: &usize| match known[*at].period {
        Period::Release(release) => release.year(),
        Period::Round(round) => round.base_year(),
    };
    let last = best.iter().map(year).max().unwrap_or(0);
    best.into_iter().filter(|at| last - year(at) <= LONG_AGO).collect()
}

/// Years after which a figure is not quoted without its date.
const LONG_AGO: u16 = 10;

/// "$43,700 in May 2024, with 381,900 jobs that year": the month is that of the wage, the year that of the jobs that
/// a round begins with.
#[must_use]
pub fn base_of_that_year(claim: &Claim, choice: &Choice, date: &Dated) -> Option<usize> {
    let beside = date.passage == claim.passage && date.token.abs_diff(claim.placed.token) <= BESIDE_DATE;
    let base = |known: &Known| match known.period {
        Period::Round(round) => known.end == Some(End::Base) && round.base_year() == date.year,
        Period::Release(_) => false,
    };
    let mut fits = choice.fits.iter().filter(|(_, fit)| *fit == Fit::Exact).map(|(at, _)| *at);
    if beside || choice.quantity != Quantity::Employment || date.end_year.is_some() {
        return None;
    }
    fits.find(|at| base(&choice.known[*at]))
}

/// How near a date is that of the figure beside it alone, in words.
const BESIDE_DATE: usize = 4;

/// Employment told in hundreds, as the projections tell it, of a year whose projections are not at hand.
#[must_use]
pub fn away(claim: &Claim, choice: &Choice, date: &Dated) -> Option<Judgement> {
    let base_year = |known: &Known| matches!(known.period, Period::Round(_)) && is_of(known, date);
    let nation = choice.area.is_some_and(Area::is_nation);
    let projected = choice.quantity == Quantity::Employment
        && nation
        && date.how != How::Explicit
        && claim.value % 100.0 == 0.0;
    let gone = projected && choice.near && !choice.known.iter().any(base_year);
    let reason = || format!("no projection of {} is at hand", date.year);
    gone.then(|| Judgement::new(Verdict::NotCheckable, reason(), Vec::new()))
}
