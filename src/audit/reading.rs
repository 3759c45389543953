//! A sentence or cell taken apart: its numbers, what its phrases tell, and the periods that it names.

use super::{
    cited, compared,
    cue::{Bound, Cue, Quantity},
    dates,
    figures::Figures,
    lexicon::stem,
    number::{self, Number},
    others,
    owners::{self, Owners},
    percentile, places, range, run_on, spelled,
    tokens::Words,
};
use crate::model::{Period, Release, Round};

/// A phrase that tells something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told {
    /// What.
    pub cue: Cue,
    /// Its first byte in the text.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
    /// Its first word, counted with numbers and marks.
    pub token: usize,
    /// The word after it.
    pub after: usize,
}

/// A number with its place among the words.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The number.
    pub number: Number,
    /// Its place.
    pub token: usize,
    /// The number at the other end of a range, and whether that one is the higher.
    pub partner: Option<(usize, bool)>,
    /// Whether it is part of a percentile's name, of a date, or otherwise no figure.
    pub spent: bool,
    /// Whether a minus stands before it.
    pub negative: bool,
}

/// How a period is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// May 2023; 2022-32.
    Explicit,
    /// In 2023.
    YearOnly,
    /// Through 2032.
    EndYear,
}

/// A period named in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dated {
    /// How.
    pub how: How,
    /// The year, or the base year of a projection.
    pub year: u16,
    /// The last year of a projection.
    pub end_year: Option<u16>,
    /// First byte.
    pub start: usize,
    /// Byte after it.
    pub end: usize,
    /// Its place among the words.
    pub token: usize,
    /// Whether it is the year of a publication.
    pub publication: bool,
    /// The passage that names it.
    pub passage: usize,
}

impl Dated {
    /// The release that a wage of this date is of.
    #[must_use]
    pub fn release(&self) -> Option<Period> {
        self.end_year.is_none().then(|| Period::Release(Release::may(self.year)))
    }

    /// The round that growth of this date is of.
    #[must_use]
    pub fn round(&self) -> Option<Period> {
        match (self.end_year, self.how) {
            (Some(end), _) if end == self.year + Round::YEARS => {
                Some(Period::Round(Round::from_base_year(self.year)))
            }
            (None, How::EndYear) => Some(Period::Round(Round::from_base_year(self.year - Round::YEARS))),
            _ => None,
        }
    }
}

/// A text taken apart.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Numbers that are no years.
    pub numbers: Vec<Placed>,
    /// Phrases.
    pub told: Vec<Told>,
    /// Periods.
    pub dates: Vec<Dated>,
    /// Places of semicolons, dashes and other marks that part clauses.
    pub breaks: Vec<usize>,
    /// Where numbers end behind which a bound stands, and which.
    pub bounds: Vec<(usize, Bound)>,
    /// Phrases that belong to one number.
    pub owners: Owners,
    /// The words, numbers and marks.
    pub tokens: Vec<Token>,
}

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A word, by its number in the lexicon.
    Word(Option<u32>),
    /// A number, by its place among the numbers.
    Number(usize),
    /// Anything else.
    Mark(char),
}

/// A piece of text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// Byte after it.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
}

/// Takes a text apart.
#[must_use]
pub fn read(text: &str, figures: &Figures) -> Reading {
    let mut numbers = Vec::new();
    let tokens = tokens(text, figures, &mut numbers);
    let mut reading = Reading { told: told(text, &tokens, figures), ..Reading::default() };
    drop_idle_averages(text, &mut reading.told);
    drop_namesakes(text, &tokens, &mut reading.told);
    reading.breaks = breaks(text, &tokens);
    let mut spent = vec![false; numbers.len()];
    // Most sentences have no number, and so no date.
    if !numbers.is_empty() {
        reading.dates = dates::dates(text, &tokens, &numbers, &mut spent, figures.last_measured());
    }
    percentile::percentiles(text, &tokens, &numbers, &mut spent, &mut reading.told);
    percentile::other_end(text, &tokens, &mut reading.told);
    percentile::drop_ends_of_lists(text, &tokens, &mut reading.told);
    range::place(text, &tokens, &numbers, &spent, &mut reading);
    run_on::percentile_rows(Words { text, tokens: &tokens }, &mut reading.numbers, &mut reading.told);
    let bound = |Number { start, end, .. }: &Number| {
        // "Earn more" is a phrase of its own.
        let earns = text[..*start].trim_end().ends_with("earn more than");
        Some((*end, if earns { Bound::AtLeast } else { bound_behind(text, *end)? }))
    };
    reading.bounds = reading.numbers.iter().filter_map(|placed| bound(&placed.number)).collect();
    places::cities(text, &tokens, &mut reading.told);
    compared::compared(text, &tokens, figures, &mut reading.told);
    reading.owners = owners::owners(text, &tokens, &reading.told, &reading.numbers, &reading.dates);
    others::others(text, &tokens, &mut reading.told);
    name_surveys(text, &mut reading);
    cited::mark_publications(text, &reading.told, &mut reading.dates);
    reading.tokens = tokens;
    reading
}

/// "The May 2023 survey" is BLS's: nobody else names one by that month.
fn name_surveys(text: &str, reading: &mut Reading) {
    let surveys = |date: &Dated| date.how == How::Explicit && date.end_year.is_none();
    for date in reading.dates.iter().filter(|date| surveys(date)) {
        let right_behind =
            |told: &&mut Told| told.cue == Cue::SomeSource && told.token == date.token + 1;
        for told in reading.told.iter_mut().filter(right_behind) {
            if text[told.start..told.end].to_lowercase().starts_with("survey") {
                told.cue = Cue::Bls;
            }
        }
    }
}

/// Words are hardly shorter than this on average, in bytes.
const SHORTEST: usize = 4;

fn tokens(text: &str, figures: &Figures, numbers: &mut Vec<Number>) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / SHORTEST);
    let bytes = text.as_bytes();
    let spelled = spelled::may_be_in(text);
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        if next == ' ' {
            at += 1;
            continue;
        }
        let length = next.len_utf8();
        let starts_money = next == '$' || next == 'U' && text[at..].starts_with("US$");
        let number = match next {
            _ if next.is_ascii_digit() || starts_money => number::read(text, at),
            _ if spelled && next.is_alphabetic() => spelled::read(text, at),
            _ => None,
        };
        if let Some(number) = number {
            tokens.push(Token { start: at, end: number.end, kind: Kind::Number(numbers.len()) });
            at = number.end;
            numbers.push(number);
        } else if next.is_alphabetic() {
            // A raised digit is a footnote's.
            let inside = |c: char| c.is_alphabetic() || c.is_ascii_digit() || c == '\'' || c == '’';
            let plain = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric());
            let plain = at + plain.count();
            let end = match bytes.get(plain) {
                // Most words end before a blank.
                Some(b' ') => plain,
                _ => text[plain..].find(|c| !inside(c)).map_or(text.len(), |more| plain + more),
            };
            let word = figures.lexicon.word(&stem(&text[at..end]));
            tokens.push(Token { start: at, end, kind: Kind::Word(word) });
            at = end;
        } else {
            if next == '&' {
                let word = figures.lexicon.word("and");
                tokens.push(Token { start: at, end: at + 1, kind: Kind::Word(word) });
            } else if !(next.is_whitespace() || next == '.' && text[..at].ends_with('.')) {
                // Dots that lead to a figure are one mark.
                tokens.push(Token { start: at, end: at + length, kind: Kind::Mark(next) });
            }
            at += length;
        }
    }
    tokens
}

/// The longest phrase at each word, one after another.
fn told(text: &str, tokens: &[Token], figures: &Figures) -> Vec<Told> {
    let lexicon = &figures.lexicon;
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (mut node, mut best) = (0, None);
        for (step, token) in tokens[at..].iter().enumerate() {
            let word = match token.kind {
                Kind::Word(Some(word)) => word,
                // 10th, 401k and the like are words of phrases too.
                Kind::Number(_) => match lexicon.word(&stem(&text[token.start..token.end])) {
                    Some(word) => word,
                    None => break,
                },
                Kind::Mark(',' | '/' | '-' | '.' | '‑') if step > 0 => continue,
                _ => break,
            };
            let Some(next) = lexicon.step(node, word) else { break };
            node = next;
            let capitals = || text[token.start..token.end].chars().take(2).all(char::is_uppercase);
            if !lexicon.meanings(node).is_empty() && (!lexicon.is_strict(node) || capitals()) {
                best = Some((step, node));
            }
        }
        let Some((steps, node)) = best else {
            at += 1;
            continue;
        };
        let (start, end) = (tokens[at].start, tokens[at + steps].end);
        let new = |cue| Told { cue, start, end, token: at, after: at + steps + 1 };
        found.extend(lexicon.meanings(node).iter().copied().map(new));
        at += steps + 1;
    }
    found
}

/// "Average annual openings" and "the average for all occupations" are about no mean wage, and "which
/// means" is a verb.
fn drop_idle_averages(text: &str, told: &mut Vec<Told>) {
    let idle = |mean: &Told, all: &[Told]| {
        let verb = text[mean.start..mean.end].eq_ignore_ascii_case("means");
        let follows = |next: &Told| {
            let near = next.token >= mean.after && next.token - mean.after <= 2;
            // "$97,660 mean, 35,390 employed" are two figures.
            let together = text.get(mean.end..next.start).is_some_and(|between| !between.contains(','));
            near && together && matches!(next.cue, Cue::Count(_) | Cue::Growth | Cue::Jobs)
        };
        let paid = |next: &Told| {
            next.token >= mean.after && next.token - mean.after <= 2 && next.cue == Cue::Pay
        };
        // "Openings are expected to average 19,500"
        let leads = |before: &Told| {
            before.cue == Cue::Count(Quantity::Openings)
                && before.after <= mean.token
                && mean.token - before.after <= 4
        };
        let follows = |next: &Told| follows(next) || leads(next);
        verb || all.iter().any(follows) && !all.iter().any(paid)
    };
    let is_mean = |one: &Told| one.cue == Cue::Measure(Quantity::Mean);
    if told.iter().any(is_mean) {
        let all = told.clone();
        told.retain(|one| !is_mean(one) || !idle(one, &all));
    }
}

/// "Translation, MA" and "MA in history" are degrees, and no medical assistants; nor is a verb anybody.
fn drop_namesakes(text: &str, tokens: &[Token], told: &mut Vec<Told>) {
    let words = Words { text, tokens };
    let is_degree = |one: &Told| {
        &text[one.start..one.end] == "MA"
            && (one.token > 0 && words.is(one.token - 1, &[",", "the", "(", "an"])
                || words.is(one.after, &["in", "program", "programs", "degree", "degrees", "students"]))
    };
    // "BLS stopped printing the exact number": a verb, and nobody's trade.
    let is_verb = |one: &Told| {
        matches!(one.cue, Cue::Occupation(_))
            && one.after == one.token + 1
            && text[one.start..one.end].ends_with("ing")
            && words.is(one.after, &["the", "a", "an", "its", "their", "it", "them", "this", "that"])
    };
    told.retain(|one| !is_degree(one) && !is_verb(one));
}

/// "or less" and "or more" behind a number.
fn bound_behind(text: &str, end: usize) -> Option<Bound> {
    let rest = text.get(end..)?;
    let rest = rest.char_indices().nth(40).map_or(rest, |(end, _)| &rest[..end]);
    let first = rest.split([',', ';', '.']).next()?;
    // Each of the words begins so; behind most numbers is none.
    let joins = |two: &[u8]| ["or", "an"].iter().any(|one| one.as_bytes().eq_ignore_ascii_case(two));
    if !first.as_bytes().windows(2).any(joins) {
        return None;
    }
    let first = first.to_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| first.contains(word));
    let near =
        first.trim_start().trim_start_matches("a year").trim_start_matches("an hour").trim_start();
    if ["or so", "or thereabouts", "give or take"].iter().any(|word| near.starts_with(word)) {
        return Some(Bound::Approx);
    }
    if any(&["or less", "or below", "or under", "or lower", "or fewer"]) {
        return Some(Bound::AtMost);
    }
    any(&["or more", "or above", "or higher", "or better", "and up", "and above"])
        .then_some(Bound::AtLeast)
}

fn breaks(text: &str, tokens: &[Token]) -> Vec<usize> {
    let parts = |token: &Token| match token.kind {
        Kind::Mark(mark) => matches!(mark, ';' | '—' | '|' | '•' | '·' | '→' | '!' | '?'),
        Kind::Word(_) => matches!(
            &text[token.start..token.end],
            "while" | "whereas" | "but" | "and" | "with" | "compared" | "versus"
        ),
        Kind::Number(_) => false,
    };
    tokens.iter().enumerate().filter(|(_, token)| parts(token)).map(|(at, _)| at).collect()
}

/// The most numbers that may stand together without a word for each.
const MOST_BARE: usize = 32;

/// Behind so many numbers a phrase is as far as behind more.
const FURTHEST_NUMBERS: usize = 40;

impl Reading {
    /// Whether its numbers, if any, are all parts of dates, ranks, codes and the like.
    #[must_use]
    pub fn has_no_figure(&self) -> bool {
        self.numbers.iter().all(|number| number.spent)
    }

    /// Whether a text is more than a row of numbers, of which nothing says what they are.
    #[must_use]
    pub fn is_sentence(&self) -> bool {
        let words = || self.tokens.iter().filter(|token| matches!(token.kind, Kind::Word(_))).count();
        self.numbers.len() <= MOST_BARE || words() >= self.numbers.len()
    }

    /// How close a number says that it is.
    #[must_use]
    pub fn bound(&self, placed: &Placed) -> Bound {
        let near = |told: &&Told| told.after <= placed.token && placed.token - told.after <= 1;
        let cue = self.told.iter().filter(near).find_map(|told| match told.cue {
            Cue::Bound(bound) => Some(bound),
            _ => None,
        });
        match cue {
            Some(bound) => bound,
            None if self.bounds.iter().any(|(end, _)| *end == placed.number.end) => {
                let here = self.bounds.iter().find(|(end, _)| *end == placed.number.end);
                here.map_or(Bound::Exact, |(_, bound)| *bound)
            }
            None if placed.number.plus => Bound::AtLeast,
            None if placed.number.tilde => Bound::Approx,
            None => Bound::Exact,
        }
    }

    /// How far a phrase is from a number, in words; marks and other numbers between count more, and
    /// what follows counts as further than what comes before.
    #[must_use]
    pub fn distance(&self, told: &Told, placed: &Placed) -> usize {
        let aside = match self.owners.get(&told.token) {
            Some(owner) if *owner == placed.token => return 0,
            Some(_) if self.dates.iter().any(|date| date.token == told.token) => 60,
            Some(_) => 14,
            None => 0,
        };
        let before = told.after <= placed.token;
        // "Add 300 openings": the noun right behind a number says what it counts, whatever the verb.
        let mark = |at: usize| matches!(self.tokens.get(at).map(|of| of.kind), Some(Kind::Mark(_)));
        let behind = told.token.wrapping_sub(placed.token);
        let parted = mark(placed.token + 1) && self.tokens[placed.token + 1].kind != Kind::Mark(';');
        if matches!(told.cue, Cue::Count(_)) && (behind == 1 || behind == 2 && parted) {
            return 0;
        }
        // "$85,540 median, $97,660 mean": so does a measure that nothing follows.
        let ends = mark(told.after) || told.after >= self.tokens.len();
        if matches!(told.cue, Cue::Measure(Quantity::Median | Quantity::Mean)) && behind == 1 && ends {
            return 0;
        }
        let (from, to) = if before {
            (told.after, placed.token)
        } else {
            (placed.token + 1, told.token.max(placed.token + 1))
        };
        let before_place = |at: usize| self.breaks.partition_point(|place| *place < at);
        let broken = before_place(to) - before_place(from);
        let first = self.numbers.partition_point(|other| other.token < from);
        let between = self.numbers[first..].iter().take_while(|other| other.token < to);
        let same = |other: &&Placed| other.number.sign == placed.number.sign && !other.spent;
        let numbers = between.filter(same).take(FURTHEST_NUMBERS).count();
        (to - from) + 6 * broken + 5 * numbers + aside + if before { 0 } else { 3 }
    }
}
