//! Figures of which nothing that stands above or beside them says whose they are, where their page and what stands
//! around them, below as well, name one occupation only: "**Median** $62,350", and below the list "Wages of
//! electricians".

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{
    choice::{Choice, choices},
    claim::{Guess, is_head},
    cue::Cue,
    fit::{Fit, is_telling},
    judge::{self, Verdict},
    judged::Judged,
    passage::{Page, Relation},
    published,
    view::View,
};
use crate::model::SocCode;

/// Passages on each side of a figure whose names are looked at.
const AROUND: usize = 12;

/// Gives such figures to the occupation where they agree with BLS's of it.
pub fn settle_nobodys(judged: &mut [Judged], page: &Page<'_>) {
    let of_page: BTreeSet<u32> =
        judged.iter().filter(|one| is_known(one)).filter_map(|one| one.choice.occupation).collect();
    judged.par_iter_mut().filter(|one| is_nobodys(one, page)).for_each(|one| {
        let mut named = of_page.clone();
        named.extend(named_around(page, one.claim.passage));
        if is_one(&named, page)
            && let Some(settled) = one.given_to(&named, Relation::Earlier, page)
            && is_exact(&settled)
        {
            *one = settled;
        }
    });
}

/// Whether a figure is BLS's, of an occupation that is named.
fn is_known(one: &Judged) -> bool {
    let verdict = one.judgement.verdict;
    one.words.is_none() && !matches!(verdict, Verdict::NotBls | Verdict::NotCheckable)
}

fn is_nobodys(one: &Judged, page: &Page<'_>) -> bool {
    let is_untold = one.judgement.verdict == Verdict::NotCheckable && one.words.is_none();
    one.choice.occupation.is_none() && (is_untold || one.is_left_open()) && {
        let (passage, placed) = (one.claim.passage, &one.claim.placed);
        !View { page, passage, placed, contexts: page.contexts(passage) }.names_a_stranger()
    }
}

/// Whether a figure agrees with one of BLS's of the period that it states, or to the last of telling digits.
fn is_exact(one: &Judged) -> bool {
    let stated =
        one.choice.stated_fit().is_some_and(|(_, fit)| matches!(fit, Fit::Exact | Fit::Rounded));
    stated || is_telling(&one.claim) && one.choice.is_exact()
}

/// The occupations that are named around a passage by names that are no common words.
fn named_around(page: &Page<'_>, at: usize) -> BTreeSet<u32> {
    let around = at.saturating_sub(AROUND)..(at + AROUND + 1).min(page.passages.len());
    let told = around.flat_map(|near| &page.reading(near).told);
    let named = told.filter_map(|told| match told.cue {
        Cue::Occupation(index) => Some(index),
        _ => None,
    });
    let known = &page.figures.occupations;
    let is_name = |index: &u32| {
        known.get(*index).is_some_and(|one| !one.weak && one.codes != [SocCode::ALL_OCCUPATIONS])
    };
    named.filter(is_name).collect()
}

/// Whether all are names of one occupation, or of it and a group of the Handbook that has it.
fn is_one(named: &BTreeSet<u32>, page: &Page<'_>) -> bool {
    let known = &page.figures.occupations;
    let codes = |index: &u32| known.get(*index).map_or(&[][..], |one| one.codes.as_slice());
    let Some(fewest) = named.iter().map(codes).min_by_key(|codes| codes.len()) else { return false };
    named.iter().map(codes).all(|codes| fewest.iter().all(|code| codes.contains(code)))
}

impl Judged {
    /// The claim as one of others than its words name, judged; `None` where BLS has no such figure of them.
    #[must_use]
    pub fn given_to(&self, whose: &BTreeSet<u32>, from: Relation, page: &Page<'_>) -> Option<Self> {
        let mut claim = self.claim.clone();
        let guess = |of: &u32| Guess { of: *of, cost: usize::from(!is_head(from)), from: Some(from) };
        claim.occupations = whose.iter().map(guess).collect();
        let is_of_one = |choice: &Choice| choice.occupation.is_some();
        let choice = choices(&claim, page).into_iter().find(is_of_one)?;
        published::is_bls(&claim, &choice).then(|| {
            let judgement = judge::judge(&claim, &choice, &[], page.figures);
            Self { claim, choice, judgement, words: self.words }
        })
    }
}
