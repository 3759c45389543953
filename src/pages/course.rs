//! Which way a sentence says that something goes: "shed 5,000 jobs", "a 5 percent increase". A refresh keeps
//! such words while they are true.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    marker::{Asked, Quantity},
    print::Printed,
    refusal::Refusal,
};
use crate::{catalog::wording::takes_an, model::Measure};

/// The way that words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// What the words in and around a span say of the way that its figure goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    way: Option<Way>,
    /// Whether the number has a sign of its own.
    has_sign: bool,
    /// Whether brackets stand around the number, which accountants give to losses.
    has_brackets: bool,
}

const UP: &str = r"grow(?:s|ing|n)?|grew|increas(?:e|es|ed|ing)|ris(?:e|es|en|ing)|rose|gain(?:s|ed|ing)?|add(?:s|ed|ing)?|expand(?:s|ed|ing)?|up|new|additional|climb(?:s|ed|ing)?|swell(?:s|ed|ing)?|surg(?:e|es|ed|ing)|jump(?:s|ed|ing)?|soar(?:s|ed|ing)?|uptick|enjoy(?:s|ed|ing)?|boom(?:s|ed|ing)?|growth";
const DOWN: &str = r"declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|shrink(?:s|ing)?|shrank|shrunk|fall(?:s|ing|en)?|fell|drop(?:s|ped|ping)?|shed(?:s|ding)?|los(?:e|es|ing|s|ses)|lost|reduc(?:e|es|ed|ing|tion)|contract(?:ing|ion)|fewer|down|negative";
/// What may stand between such a word and the number.
const BETWEEN: &str = r"(?:by|of|to|an?|the|about|nearly|almost|around|roughly|approximately|some|over|under|just|more|less|than|at|least|estimated|projected|job|jobs|or|[\d.]+(?:%|\s+percent)|from\s+\d{4}\s+to\s+\d{4}|between\s+\d{4}\s+and\s+\d{4})";

/// The words of a way in a text, right before and right behind it.
struct Words {
    within: Regex,
    before: Regex,
    behind: Regex,
}

impl Words {
    /// Of words of a way, and of those that say it behind a number alone.
    fn new(words: &str, alone: &str) -> Option<Self> {
        let regex = |pattern: String| Regex::new(&format!("(?i){pattern}")).ok();
        Some(Self {
            within: regex(format!(r"\b(?:{words})\b|\d(?:\s*%|\s+percent)?\s+{alone}\b"))?,
            before: regex(format!(r"\b(?:{words})[\s,]+(?:{BETWEEN}[\s,]+)*$"))?,
            behind: regex(format!(r"^\s*(?:(?:%|percent|jobs?)\s+)?(?:{words}|{alone})\b"))?,
        })
    }

    fn are_in(&self, before: &str, text: &str, behind: &str) -> bool {
        self.within.is_match(text) || self.before.is_match(before) || self.behind.is_match(behind)
    }
}

static WORDS: LazyLock<[Option<Words>; 2]> =
    LazyLock::new(|| [Words::new(UP, "more"), Words::new(DOWN, "fewer")]);

impl Course {
    /// Of a span with the text before and behind it in its sentence.
    #[must_use]
    pub fn of(before: &str, text: &str, behind: &str) -> Self {
        let (before, text) = (without_limits(before), without_limits(text));
        let [up, down] = WORDS
            .each_ref()
            .map(|words| words.as_ref().is_some_and(|words| words.are_in(&before, &text, behind)));
        let way = match (up, down) {
            (true, false) => Some(Way::Up),
            (false, true) => Some(Way::Down),
            _ => None,
        };
        let number = text.find(|sign: char| sign.is_ascii_digit()).unwrap_or(0);
        let has_sign = text[..number].trim_end_matches(['$', ' ']).ends_with(['-', '−', '–', '+']);
        let text = text.trim();
        Self { way, has_sign, has_brackets: text.starts_with('(') && text.ends_with(')') }
    }

    /// What is asked for in such words: they take the sign from a number that goes down, unless it has one.
    #[must_use]
    pub fn heeded(self, asked: &Asked) -> Asked {
        match asked.quantity {
            Quantity::Measure(measure)
                if goes(measure) && self.way == Some(Way::Down) && !self.has_sign =>
            {
                Asked { quantity: Quantity::Decline(measure), ..asked.clone() }
            }
            Quantity::Decline(measure) if self.has_sign => {
                Asked { quantity: Quantity::Measure(measure), ..asked.clone() }
            }
            _ => asked.clone(),
        }
    }

    /// Holds what is printed against the words.
    ///
    /// # Errors
    /// When it makes them false.
    pub fn check(self, asked: &Asked, printed: &Printed) -> Result<(), Refusal> {
        let Some(figure) = printed.figure.as_ref().filter(|figure| goes(figure.measure)) else {
            return Ok(());
        };
        let is_less = figure.number().is_some_and(|number| number < 0.0);
        let is_to_be_less =
            matches!(asked.quantity, Quantity::Decline(_)) || self.way == Some(Way::Down);
        let false_words = match self.way {
            _ if is_to_be_less && !is_less => "the words tell of a decline",
            Some(Way::Up) if is_less => "the words tell of a growth",
            Some(_) if is_nothing(&printed.text) => "the words tell of more or fewer",
            _ if is_less && self.has_brackets => "brackets around it may be a sign of their own",
            _ => return Ok(()),
        };
        let message = format!(
            "{} of {} is {}, and {false_words}",
            figure.measure.name(),
            figure.subject,
            figure.text
        );
        Err(Refusal::of_figure(message, "write the sentence anew".to_owned()))
    }
}

/// Whether a text has the number zero: nothing grows by 0 percent.
fn is_nothing(text: &str) -> bool {
    let mut digits = text.chars().filter(char::is_ascii_digit).peekable();
    digits.peek().is_some() && digits.all(|digit| digit == '0')
}

/// A text without words that limit a number and say nothing of its way.
fn without_limits(text: &str) -> String {
    text.to_ascii_lowercase().replace("up to", "").replace("no fewer than", "")
}

/// Holds the article before a span against what is to stand in it: "an 18% rise" is "a 16% rise".
///
/// # Errors
/// When the old text goes with it and the new one does not.
pub fn heed_article(before: &str, old: &str, new: &str) -> Result<(), Refusal> {
    let word = last_word(before);
    let Some(is_an) = article(word) else { return Ok(()) };
    if takes_an(new) == is_an || takes_an(old) != is_an {
        return Ok(());
    }
    let right = if is_an { "a" } else { "an" };
    let message = format!("`{word}` stands before the marker, and `{new}` takes `{right}`");
    Err(Refusal::of_figure(message, format!("write `{right}`, and refresh again")))
}

/// What stands before a number, its article being that of the number: "an " for "8%".
#[must_use]
pub fn with_article(before: &str, number: &str) -> String {
    let word = last_word(before);
    if article(word).is_none_or(|is_an| is_an == takes_an(number)) {
        return before.to_owned();
    }
    let end = before.trim_end().len();
    let start = end - word.len();
    let right = if takes_an(number) { "an" } else { "a" };
    let first = if word.starts_with('A') { "A" } else { "a" };
    format!("{}{first}{}{}", &before[..start], &right[1..], &before[end..])
}

/// Bytes at the end of a text that are an article with the blanks behind it; 0 for none.
#[must_use]
pub fn article_before(before: &str) -> usize {
    let word = last_word(before);
    let blanks = before.len() - before.trim_end_matches(' ').len();
    let is_article =
        article(word).is_some() && blanks > 0 && before.trim_end_matches(' ').ends_with(word);
    if is_article { word.len() + blanks } else { 0 }
}

fn last_word(before: &str) -> &str {
    before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("")
}

/// Whether a word is the article "an"; nothing for a word that is no article.
fn article(word: &str) -> Option<bool> {
    match word {
        "a" | "A" => Some(false),
        "an" | "An" => Some(true),
        _ => None,
    }
}

/// Whether a measure may go up or down.
const fn goes(measure: Measure) -> bool {
    matches!(measure, Measure::EmploymentChange | Measure::EmploymentChangePct)
}
