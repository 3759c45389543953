//! Notes of a page that say of all its figures where they come from, and of when they are.

use std::collections::BTreeMap;

use rayon::prelude::*;
use regex::Regex;

use super::{
    cue::{Cue, Quantity},
    has_digit,
    judged::Judged,
    passage::Page,
    reading::{Dated, How, Told},
    wanted::Wanted,
};
use crate::model::Period;

/// How a note of sources begins, how long it is, and how many of a page count.
const NOTES: &[&str] = &[
    "source",
    "all figures",
    "all data",
    "all numbers",
    "all wages",
    "every figure",
    "salary data",
    "wage data",
    "pay data",
    "outlook data",
    "employment data",
    "earnings data",
    "salary and outlook",
    "salary and job",
    "wage and outlook",
    "pay and outlook",
    "outlook and salary",
    "salary information",
    "salary figures",
    "wage figures",
    "pay figures",
    "figures",
    "data from",
    "data:",
    "¹",
    "†",
];
const LONGEST_NOTE: usize = 300;
/// Characters that tell whether a passage begins as a note.
const FIRST_CHARACTERS: usize = 24;
/// The shortest text that declares something: "all data BLS".
const SHORTEST_NOTE: usize = 12;
const MOST_NOTES: usize = 4;

/// Words beside a date that stands by itself: "As of May 2024".
const LONGEST_DATE: usize = 2;

/// The longest line that is nothing but sources, in bytes, and what a sentence about figures does.
const LONGEST_LINE: usize = 140;
const DOES: &[&str] = &[
    "says",
    "said",
    "reports",
    "reported",
    "projects",
    "projected",
    "expects",
    "expected",
    "predicts",
    "will",
    "grow",
    "grew",
    "earn",
    "earned",
    "earns",
    "make",
    "made",
    "had",
    "has",
    "have",
    "puts",
    "shows",
    "estimates",
    "forecasts",
    "is",
    "was",
    "were",
];

/// Words for the figures of a page, and for all of them.
static FIGURES: Wanted =
    Wanted::new(|| Regex::new("(?i-u)figure|data|number|salar|wage|median|statistic|pay ").ok());
static ALL_OF_THEM: Wanted = Wanted::new(|| {
    let all = "(?i-u)all |every |each |below|above|throughout|unless |otherwise|listed|parenthes|shown\
               |here are|(?:salar|wage|figure|number|statistic)[a-z]* (?:are|come|were|is) (?:all )?(?:taken |drawn )?from|this (?:page|article|guide|list)";
    Regex::new(all).ok()
});
/// A sentence that says what the figures of a list or table are: "Growth is the BLS projection for 2023-33".
static DEFINES: Wanted = Wanted::new(|| {
    let whats = "pay|salary|salaries|wages?|(?:job )?growth|(?:job )?outlook|openings|earnings";
    let kind = "national |annual |latest |most recent |(?:10|ten)-year |projected |expected ";
    let what = "(?:u\\.s\\. )?(?:bls|bureau)|medians?|means?|averages?|projections?|percent change|change|growth|(?:of |as of |for |from \
                |over |between )?(?:may )?20";
    let defines = format!(
        r"(?i-u)^[*_( ]{{0,3}}(?:median |annual )?(?:{whats})(?: figures?| data| rates?| numbers?)? (?:is|are|means|refers? to|reflects?|shows?|covers?) (?:the |from |a |per |by |{kind})*(?:{what})"
    );
    Regex::new(&defines).ok()
});
/// How a line begins that says where figures come from, and as many of its characters as tell.
const CREDITS: &[&str] = &["source", "*", "(source", "data", "—", "–", "-"];
const CREDITED: usize = 7;

impl Page<'_> {
    /// Whether a line begins as one that says where figures come from.
    pub fn is_credit(&self, at: usize) -> bool {
        let start = self.text(at).trim_start().chars().take(CREDITED);
        let start = start.collect::<String>().to_lowercase();
        CREDITS.iter().any(|word| start.starts_with(word))
    }

    /// Whether a passage says where figures come from, in its first words or by naming BLS.
    pub fn tells_source(&self, at: usize) -> bool {
        self.is_credit(at) || self.reading(at).told.iter().any(|told| told.cue == Cue::Bls)
    }

    /// Notes of the page that name sources: "*Source: ...", "Figures are from ...".
    #[must_use]
    pub fn notes(&self) -> &[usize] {
        &self.notes
    }

    /// The period that a passage without figures names and that a figure without a stated one is found to be of:
    /// a note such as "Salary data: BLS, May 2024", which would be untrue of a newer figure.
    #[must_use]
    pub fn noted_period(&self, judged: &Judged) -> Option<Dated> {
        if judged.choice.stated.is_some() {
            return None;
        }
        let period = judged.judgement.periods.first().map(|at| judged.choice.known[*at].period)?;
        self.noted_periods().get(&period).copied()
    }

    /// Whether a date of a passage can be that of figures elsewhere: the passage is a date and little else, or speaks of
    /// pay, jobs or BLS, and of nobody else's. "In 2023 we opened a lab" dates the lab.
    #[must_use]
    pub fn dates_figures(&self, at: usize, date: &Dated) -> bool {
        let told = &self.reading(at).told;
        let others =
            |cue: Cue| matches!(cue, Cue::OtherSource | Cue::NotPay | Cue::NotGrowth | Cue::Publication);
        let of_figures = |cue: Cue| match cue {
            Cue::Growth | Cue::Decline => date.round().is_some(),
            Cue::Occupation(_) => date.how == How::Explicit,
            Cue::Count(of) => matches!(of, Quantity::Employment | Quantity::Openings),
            cue => matches!(
                cue,
                Cue::Bls
                    | Cue::Measure(_)
                    | Cue::Middle
                    | Cue::Pay
                    | Cue::Project
                    | Cue::GrowthWord(_)
                    | Cue::Jobs
            ),
        };
        let is_little_else = || {
            let text = self.text(at);
            let rest = [&text[..date.start], &text[date.end..]];
            // "Nursing guide 2024" is of an edition.
            let most = if date.how == How::YearOnly { 1 } else { LONGEST_DATE };
            rest.iter().flat_map(|rest| rest.split_whitespace()).count() <= most
        };
        let bls = told.iter().any(|one| one.cue == Cue::Bls);
        let of_others = !bls && told.iter().any(|one| others(one.cue));
        !of_others && (told.iter().any(|one| of_figures(one.cue)) || is_little_else())
    }

    /// Looks for the periods that passages without figures name.
    #[must_use]
    pub fn find_noted_periods(&self) -> BTreeMap<Period, Dated> {
        let mut found = BTreeMap::new();
        let may = |at: &usize| self.text(*at).len() < LONGEST_NOTE && has_digit(self.text(*at));
        for at in (0..self.passages.len()).filter(may) {
            let reading = self.reading(at);
            let alone = reading.has_no_figure();
            let explicit = |date: &&Dated| date.how == How::Explicit && !date.publication;
            let of_figures = |date: &&Dated| self.dates_figures(at, date);
            for date in reading.dates.iter().filter(|_| alone).filter(explicit).filter(of_figures) {
                if let Some(period) = date.round().or_else(|| date.release()) {
                    found.entry(period).or_insert(*date);
                }
            }
        }
        found
    }

    /// Looks for the notes of the page.
    pub fn find_notes(&self) -> Vec<usize> {
        let is_note = |at: &usize| {
            let text = self.text(*at);
            text.len() < LONGEST_NOTE
                && (begins_a_note(text)
                    || self.declares(*at)
                    || text.starts_with(['(', '[']) && self.credits(*at)
                    || self.is_cited(*at)
                    || self.is_line_of_sources(*at))
        };
        let mut notes: Vec<usize> = (0..self.passages.len()).into_par_iter().filter(is_note).collect();
        notes.truncate(MOST_NOTES);
        notes
    }

    /// Whether a date of a passage stands in a clause about a source, or money, of others: "Source of state figures:
    /// Department of Education, 2024", "; tuition as of fall 2024".
    pub fn is_of_others(&self, at: usize, date: &Dated) -> bool {
        let text = self.text(at);
        let parts = [';', '|', '·'];
        let start = text[..date.start].rfind(parts).map_or(0, |part| part + 1);
        let end = text[date.end..].find(parts).map_or(text.len(), |part| date.end + part);
        let told = || self.reading(at).told.iter().filter(|told| start <= told.start && told.end <= end);
        let is_ours =
            |told: &Told| matches!(told.cue, Cue::Bls | Cue::Measure(_) | Cue::Count(_) | Cue::Project);
        let is_theirs = |told: &Told| matches!(told.cue, Cue::OtherSource | Cue::NotPay);
        let clause = &text[start..end];
        let cites = begins_a_note(text) && BODIES.iter().any(|body| clause.contains(body));
        !told().any(is_ours) && (told().any(is_theirs) || cites && !clause.contains("Labor"))
    }

    /// Whether a passage names BLS and has no figure: "(BLS; wages of May 2023)".
    pub fn credits(&self, at: usize) -> bool {
        let reading = self.reading(at);
        reading.told.iter().any(|told| told.cue == Cue::Bls) && reading.has_no_figure()
    }

    /// Whether a passage below a heading of sources names BLS and when its figures are of.
    fn is_cited(&self, at: usize) -> bool {
        const HEADINGS: &[&str] = &["source", "reference", "works cited", "bibliography"];
        let heading =
            self.passages[at].heading.map_or_else(String::new, |at| self.text(at).to_lowercase());
        let is_dated = || {
            let reading = self.reading(at);
            reading.dates.iter().any(|date| !date.publication) && reading.has_no_figure()
        };
        // "BLS. (2024, April). Occupational Employment and Wages, May 2023": its first words name the author.
        let block = self.passages[at].block;
        let mut entry = (0..=at).rev().take_while(|at| self.passages[*at].block == block);
        HEADINGS.iter().any(|word| heading.starts_with(word))
            && has_digit(self.text(at))
            && is_dated()
            && entry.any(|at| self.reading(at).told.iter().any(|told| told.cue == Cue::Bls))
    }

    /// "Median pay 2023 and growth 2022-32 from BLS.gov": a few words that begin a paragraph, name BLS, years
    /// and no figure, and in which nobody does anything.
    fn is_line_of_sources(&self, at: usize) -> bool {
        let passage = &self.passages[at];
        let block = &self.document.blocks[passage.block].text;
        let text = self.text(at);
        let mut words = text.split(|mark: char| !mark.is_alphabetic());
        // It begins its paragraph.
        block.trim_start().starts_with(text)
            && text.len() < LONGEST_LINE
            && has_digit(text)
            && !self.reading(at).dates.is_empty()
            && self.credits(at)
            && !words.any(|word| DOES.contains(&word))
    }

    /// Whether a passage says of all figures of its page that they are BLS's.
    pub fn declares_bls(&self, at: usize) -> bool {
        self.declares(at) && self.reading(at).told.iter().any(|told| told.cue == Cue::Bls)
    }

    /// Whether a passage without a figure tells of when, or of whom, all figures of its page are: "pay figures
    /// below are medians of May 2024", "unless noted otherwise, data are from BLS".
    #[must_use]
    pub fn declares(&self, at: usize) -> bool {
        let text = self.text(at);
        let may = (SHORTEST_NOTE..LONGEST_NOTE).contains(&text.len())
            && (FIGURES.is_in(text) && ALL_OF_THEM.is_in(text) || DEFINES.is_in(text))
            && !text.contains(['$', '%']);
        may && {
            let reading = self.reading(at);
            let sourced = reading.told.iter().any(|told| told.cue == Cue::Bls);
            (sourced || !reading.dates.is_empty()) && reading.has_no_figure()
        }
    }
}

/// What bodies that publish figures are called.
const BODIES: &[&str] =
    &["Board of", "Association", "Department of", "Commission", "Council", "Society", "Agency"];

/// Whether the first words of a passage are those of a note.
fn begins_a_note(text: &str) -> bool {
    let end = text.char_indices().nth(FIRST_CHARACTERS).map_or(text.len(), |(at, _)| at);
    let start = &text[..end];
    let words = start.trim_start_matches(|c: char| c.is_ascii_digit() || "([*.)]: ¹²³†".contains(c));
    let begins =
        |word: &&str| words.get(..word.len()).is_some_and(|first| first.eq_ignore_ascii_case(word));
    let numbered =
        start.strip_prefix('[').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    start.starts_with('*') || numbered || NOTES.iter().any(begins)
}
