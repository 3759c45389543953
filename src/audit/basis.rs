//! What a claim was read as, in types instead of words, and the periods that a page names: for the
//! rooms that go on working with an audit.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{
    choice,
    claim::{Claim, UNSPOKEN, is_head},
    cue::{Per, Quantity},
    figures::Known,
    fit::is_telling,
    has_digit,
    judge::Verdict,
    judged::Judged,
    number::Sign,
    passage::{Page, Relation},
    reading::{Dated, How},
};
use crate::model::{Area, SocCode};

/// What a claim was read as.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing of its own that holds or not")]
pub struct Basis {
    /// The sentence or cell that it stands in, counted over the page.
    pub passage: usize,
    /// The paragraph, item or cell, counted likewise.
    pub block: usize,
    /// The quantity.
    pub quantity: Quantity,
    /// What a wage is counted by.
    pub per: Per,
    /// The occupation, or the members of a group.
    pub codes: Vec<SocCode>,
    /// The area; `None` where only its kind is known.
    pub area: Option<Area>,
    /// The published figures that it agrees with.
    pub known: Vec<Known>,
    /// The value with its sign; 0 for words.
    pub value: f64,
    /// Whether it is told in words, without a number.
    pub in_words: bool,
    /// Whether it has so many digits, or an occupation and a quantity named so near, that no other
    /// reading comes near.
    pub is_sure: bool,
    /// Whether its sentence or the next works out a difference or a ratio of wages, which would stay as it is.
    pub is_worked_with: bool,
    /// Whether the period of its sentence is that of figures of others or of an event as well, which would stay as they are.
    pub is_dated_with_others: bool,
    /// The period that it is stated to be of, or that a note of the page names and it is found to be of, as bytes of the
    /// file.
    pub stated_at: Option<(usize, usize)>,
    /// Whether that is said close by or in a note of the page, and not only carried from elsewhere on it.
    pub is_near: bool,
}

/// A period that a page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPeriod {
    /// The sentence or cell that names it.
    pub passage: usize,
    /// Its bytes in the file.
    pub at: (usize, usize),
    /// Whether it is a month and year, or two years: more than a year alone.
    pub is_explicit: bool,
    /// Whether it stands in a note that tells of when figures all over the page are.
    pub is_noted: bool,
    /// Whether it stands above figures of others beside BLS's, in a table or a section.
    pub is_of_others_too: bool,
    /// As written.
    pub text: String,
}

/// What a judged claim rests on.
pub fn basis(judged: &Judged, page: &Page<'_>) -> Basis {
    let (claim, choice) = (&judged.claim, &judged.choice);
    let spoken = claim.quantities.first().is_some_and(|guess| guess.cost < UNSPOKEN);
    let noted = page.noted_period(judged);
    // A heading, the sentence before or what leads into a list names an occupation for sure where the figure is, as it says,
    // of a period.
    let is_dated = choice.stated.or(noted).is_some() && judged.words.is_none();
    let names = |from| matches!(from, Relation::Heading | Relation::Before | Relation::LeadIn);
    let close = |from| is_head(from) || names(from) && is_dated;
    let is_named = choice.named.is_none_or(close) && choice.occupation.is_some();
    // A number in so many digits of an occupation that is named, of the period that is stated, needs no name of its own.
    let is_told_by_digits = judged.words.is_none() && is_telling(claim);
    let is_sure =
        if is_named { spoken || is_told_by_digits && is_dated } else { spoken && is_told_by_digits };
    // What was counted together with others is not what is counted today.
    let joint = judged.judgement.periods.iter().any(|at| choice.known[*at].under.is_some());
    Basis {
        passage: claim.passage,
        block: page.passages[claim.passage].block,
        quantity: choice.quantity,
        per: claim.per,
        codes: choice::codes(choice, page.figures).to_vec(),
        area: choice.area,
        known: judged.judgement.periods.iter().map(|at| choice.known[*at].clone()).collect(),
        value: claim.value,
        in_words: judged.words.is_some(),
        is_dated_with_others: false,
        is_worked_with: page.works_out(claim.passage) || is_worked_on(claim, page),
        is_sure: is_sure && !joint,
        stated_at: choice.stated.or(noted).map(|date| page.source(date.passage, date.start, date.end)),
        is_near: choice.near
            || noted.is_some()
            || choice.stated.is_some_and(|date| page.notes().contains(&date.passage)),
    }
}

/// Whether the sentence behind one in its paragraph works something out from it: "That is $38,000 above the median."
pub fn is_worked_on(claim: &Claim, page: &Page<'_>) -> bool {
    let (at, next) = (claim.passage, claim.passage + 1);
    let is_money = claim.placed.number.sign == Sign::Dollars;
    let goes_on = page.passages.get(next).map(|of| of.block) == Some(page.passages[at].block);
    let is_alike = || page.text(next).contains('$') == is_money || page.compares_pay(next) == is_money;
    goes_on && is_alike() && page.works_out(next)
}

/// The periods above figures that are none of BLS's, by passage and place: "Pay in May 2023" above the nation's median
/// and what those of a county earn by a survey of one's own.
fn above_others(judged: &[Judged]) -> BTreeSet<(usize, usize)> {
    let is_others = |one: &&Judged| {
        one.judgement.verdict == Verdict::NotBls
            && one.choice.occupation.is_some()
            && one.words.is_none()
    };
    let above = |from| matches!(from, Relation::Heading | Relation::ColumnHead | Relation::GroupHead);
    let nearest = |one: &Judged| {
        let first = one.claim.dates.iter().min_by_key(|guess| guess.cost)?;
        first.from.is_some_and(above).then_some((first.of.passage, first.of.start))
    };
    judged.iter().filter(is_others).filter_map(nearest).collect()
}

/// The periods that a page names.
pub fn periods(page: &Page<'_>, judged: &[Judged]) -> Vec<NamedPeriod> {
    let above_others = &above_others(judged);
    let with_digits = (0..page.passages.len()).into_par_iter().filter(|at| has_digit(page.text(*at)));
    let of_passage = |passage: usize| {
        let reading = page.reading(passage);
        // "Sources: BLS, May 2023; Indeed, May 2023": the second is Indeed's.
        let is_ours = move |date: &&Dated| !reading.has_no_figure() || !page.is_of_others(passage, date);
        reading.dates.iter().filter(is_ours).map(move |date| NamedPeriod {
            passage,
            at: page.source(passage, date.start, date.end),
            is_explicit: date.how == How::Explicit,
            is_noted: page.notes().contains(&passage),
            is_of_others_too: page.is_above_own(passage)
                || above_others.contains(&(passage, date.start)),
            text: page.text(passage)[date.start..date.end].to_owned(),
        })
    };
    let mut all: Vec<NamedPeriod> = with_digits.flat_map_iter(of_passage).collect();
    all.sort_by_key(|period| period.at);
    all
}
