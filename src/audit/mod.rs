//! Unmarked pages: finds the statements that quote BLS, reads what each is of, and holds it against the
//! figures at hand. A page goes through small stages: document, passages, readings, claims, choices,
//! judgements, findings.

mod backward;
mod basis;
mod belied;
mod choice;
mod cited;
mod claim;
mod clauses;
mod columns;
mod compared;
mod contexts;
mod continued;
mod counts;
mod cue;
mod dated;
mod dates;
mod denied;
pub mod document;
mod elsewhere;
mod fields;
mod figures;
mod finding;
mod fit;
mod footnotes;
mod governed;
mod grid;
mod history;
mod judge;
mod judged;
mod kept;
mod kin;
mod lexicon;
mod nobodys;
mod notes;
mod number;
mod occupations;
mod others;
mod overall;
mod own;
mod owners;
mod parts;
mod passage;
mod percentile;
mod percents;
mod places;
mod published;
mod range;
mod ranked;
mod reading;
mod refuted;
mod rewrite;
mod rows;
mod run_on;
mod settle;
mod side;
mod sitemap;
mod spelled;
mod strangers;
mod summary;
mod titles;
mod together;
mod tokens;
mod unit;
mod view;
mod wanted;
mod whereabouts;
mod whole;
mod whose;
mod words;
mod worked_out;

pub use basis::{Basis, NamedPeriod};
pub use cue::{Per, Quantity};
pub use figures::{End, Figures, Known};
pub use finding::{Evidence, Finding};
pub use judge::Verdict;
pub use ranked::{Moving, like, turned};
pub use sitemap::{lists_addresses, pages_of};
pub use summary::html;
pub use whole::PageFinding;

use std::{collections::BTreeMap, ops::Range};

use history::Histories;
use judge::Judgement;
use judged::Judged;
use passage::Page;
use rayon::prelude::*;
use regex::Regex;
use serde::Serialize;
use wanted::Wanted;

use crate::diag::{
    Diagnostic, Diagnostics,
    rules::{self, RULES},
};

/// What an audit says of a page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// The page.
    pub path: String,
    /// Its claims, in their order.
    pub claims: Vec<Finding>,
    /// What its claims say together.
    pub page: Vec<PageFinding>,
    /// The periods that it names, in their order.
    #[serde(skip)]
    pub periods: Vec<NamedPeriod>,
    /// The sections that rank their figures, as ranges of passages.
    #[serde(skip)]
    pub rankings: Vec<Range<usize>>,
}

/// Judges every claim of a page, and the page as a whole.
#[must_use]
pub fn audit(path: &str, bytes: &[u8], figures: &Figures) -> Report {
    let document = document::read(bytes, document::Format::of(path, bytes));
    let page = Page::new(&document, figures);
    let judged = judge_all(&page);
    let histories = history::histories(&page, &judged);
    let rankings = ranked::rankings(&page);
    let (claims, whole) = rayon::join(
        || findings(&page, &judged, &histories, &rankings, bytes),
        || whole::whole(&page, &judged, &histories),
    );
    let mut report = Report {
        path: path.to_owned(),
        page: whole,
        periods: basis::periods(&page, &judged),
        rankings,
        ..Report::default()
    };
    let mut places = Places::new(bytes, document.wide);
    let mut ordinals: BTreeMap<String, usize> = BTreeMap::new();
    for mut claim in claims {
        path.clone_into(&mut claim.path);
        (claim.line, claim.column) = places.of(claim.start_byte);
        let about = format!("{path}/{}/{}/{}", claim.soc.join("+"), claim.area, claim.measure);
        let ordinal = ordinals.entry(about.clone()).or_default();
        claim.key = format!("{about}/{ordinal}");
        *ordinal += 1;
        report.claims.push(claim);
    }
    report.leave_misleading_sentences();
    report.page.sort_by_key(|one| one.start_byte);
    let mut places = Places::new(bytes, document.wide);
    for (nth, one) in report.page.iter_mut().enumerate() {
        (one.line, one.column) = places.of(one.start_byte);
        one.key = format!("{path}/{}/{nth}", one.rule);
    }
    // Thousands of readings and claims are freed, too, by all hands.
    rayon::join(|| page.free(), || drop(judged));
    report
}

/// Claims in words, with what should stand in their place, in the order of the page.
fn findings(
    page: &Page<'_>,
    judged: &[Judged],
    histories: &Histories,
    rankings: &[Range<usize>],
    bytes: &[u8],
) -> Vec<Finding> {
    let mut claims: Vec<Finding> =
        judged.par_iter().map(|judged| finding::finding(judged, page)).collect();
    history::leave(histories, judged, &mut claims);
    rewrite::rewrite(page, judged, bytes, &mut claims);
    ranked::leave(page, rankings, judged, &mut claims);
    together::keep(page, judged, histories, &mut claims);
    claims.sort_by_key(|claim| claim.start_byte);
    claims
}

/// Numbers of one sentence that are judged; a text with more of them is no sentence, and every number is
/// held against all others of it.
const MOST_NUMBERS: usize = 256;

fn judge_all(page: &Page<'_>) -> Vec<Judged> {
    let passages = || (0..page.passages.len()).into_par_iter();
    let numbers = passages().filter(|at| has_number(page.text(*at))).flat_map_iter(|at| {
        let reading = page.reading(at);
        let all = 0..if reading.is_sentence() { reading.numbers.len().min(MOST_NUMBERS) } else { 0 };
        all.filter_map(move |index| judge_number(page, at, index))
    });
    let mut judged: Vec<Judged> = numbers.collect();
    settle::settle_sources(&mut judged, page.figures);
    settle::settle_groups(&mut judged, page.figures);
    settle::settle_rows(&mut judged, page);
    nobodys::settle_nobodys(&mut judged, page);
    settle::settle_tables(&mut judged, page);
    settle::settle_twins(&mut judged, page.figures);
    settle::settle(&mut judged, page.figures);
    let words: Vec<Judged> =
        passages().flat_map_iter(|at| words::judge_words(page, at, &judged)).collect();
    judged.extend(words);
    judged
}

/// Whether a text can have a number; most sentences have none, and need not be read.
fn has_number(text: &str) -> bool {
    static SPELLED: Wanted = Wanted::new(|| Regex::new("illion|ercent|er cent|housand").ok());
    has_digit(text) || SPELLED.is_in(text)
}

/// Whether a text has a digit, looked for in many bytes at once.
fn has_digit(text: &str) -> bool {
    const AT_ONCE: usize = 64;
    let any = |bytes: &[u8]| bytes.iter().fold(false, |any, byte| any | byte.is_ascii_digit());
    text.as_bytes().chunks(AT_ONCE).any(any)
}

fn judge_number(page: &Page<'_>, passage: usize, index: usize) -> Option<Judged> {
    let claim = claim::claim(page, passage, index)?;
    let mut choices = choice::choices(&claim, page);
    if choices.is_empty() {
        return None;
    }
    let choice = choices.remove(0);
    let judgement = if published::is_bls(&claim, &choice) {
        judge::judge(&claim, &choice, &choices, page.figures)
    } else {
        Judgement::new(Verdict::NotBls, "", Vec::new())
    };
    Some(Judged { claim, choice, judgement, words: None })
}

/// Lines and columns of places that are asked for in their order.
struct Places<'b> {
    bytes: &'b [u8],
    wide: bool,
    at: usize,
    /// The first byte of the line.
    begins: usize,
    line: u64,
    column: u64,
}

impl<'b> Places<'b> {
    fn new(bytes: &'b [u8], wide: bool) -> Self {
        // A byte-order mark is no character of the first line.
        let mark = [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF"];
        let begins = mark.iter().find(|mark| bytes.starts_with(mark)).map_or(0, |mark| mark.len());
        Self { bytes, wide, at: begins, begins, line: 1, column: 1 }
    }

    fn of(&mut self, byte: usize) -> (u64, u64) {
        let to = byte.clamp(self.at, self.bytes.len());
        for end in memchr::memchr_iter(b'\n', &self.bytes[self.at..to]).map(|end| self.at + end) {
            (self.line, self.column, self.begins) = (self.line + 1, 1, end + 1);
        }
        let from = self.at.max(self.begins);
        let begins_character = |(at, next): &(usize, &u8)| {
            if self.wide { (from + at).is_multiple_of(2) } else { (**next & 0xC0) != 0x80 }
        };
        let passed = self.bytes[from..to].iter().enumerate();
        self.column += passed.filter(begins_character).count() as u64;
        self.at = to;
        (self.line, self.column)
    }
}

impl Report {
    /// A sentence that misleads would do so with newer figures as well: none is proposed.
    fn leave_misleading_sentences(&mut self) {
        for one in self.page.iter().filter(|one| one.rule == rules::MISLEADING.id) {
            let Some(misled) = self.claims.iter().find(|claim| claim.start_byte == one.start_byte)
            else {
                continue;
            };
            let sentence = misled.replacement.clone();
            for claim in self.claims.iter_mut().filter(|claim| claim.replacement == sentence) {
                (claim.replacement, claim.fix) = (None, None);
            }
        }
    }

    /// What is to be told of the page; claims that are true today are not.
    #[must_use]
    pub fn diagnostics(&self) -> Diagnostics {
        let of = |rule: &str, message: &str, (line, column): (u64, u64), key: &str| {
            let rule = RULES.iter().find(|one| one.id == rule)?;
            Some(Diagnostic::finding(message).rule(rule).at(line, column).within(&self.path).key(key))
        };
        let mut told = Vec::new();
        for claim in &self.claims {
            let place = (claim.line, claim.column);
            let Some(mut one) = claim.rule.and_then(|rule| of(rule, &claim.message, place, &claim.key))
            else {
                continue;
            };
            if let Some(replacement) = &claim.replacement {
                one = one.hint(format!("write: {replacement}"));
            }
            if let Some(fix) = &claim.fix {
                one = one.fix(fix.clone());
            }
            told.push(one);
        }
        let whole = self
            .page
            .iter()
            .filter_map(|one| of(one.rule, &one.message, (one.line, one.column), &one.key));
        told.extend(whole);
        told.into_iter().collect::<Diagnostics>().by_place()
    }
}
