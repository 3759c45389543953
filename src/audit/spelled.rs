//! Numbers in words: "two million", "three quarters of a million", "ten percent". A word counts as a
//! number only before a scale or a percent: "one of them" is none.

use std::borrow::Cow;

use regex::Regex;

use super::{
    number::{Number, Sign},
    wanted::Wanted,
};
use crate::catalog::wording::{TENS, UNITS, number_in_words};

const SCALES: &[(&str, f64)] = &[("thousand", 1e3), ("million", 1e6), ("billion", 1e9)];

const PERCENTS: &[&str] = &["percent", "per cent", "pct", "%"];

/// Fractions that a scale follows, with the step that they are told to.
const FRACTIONS: &[(&str, f64, f64)] = &[
    ("half a ", 0.5, 0.5),
    ("a half ", 0.5, 0.5),
    ("one half of a ", 0.5, 0.5),
    ("a quarter of a ", 0.25, 0.25),
    ("a quarter ", 0.25, 0.25),
    ("one quarter of a ", 0.25, 0.25),
    ("three quarters of a ", 0.75, 0.25),
    ("three-quarters of a ", 0.75, 0.25),
    ("three quarter ", 0.75, 0.25),
];

/// Longest number in words that is looked for, in bytes.
const LONGEST: usize = 64;

/// Whether a text may have a word that a number in words ends with, in small letters or in capitals; most have
/// none, and no number is looked for at each of their words.
pub fn may_be_in(text: &str) -> bool {
    static ENDS: Wanted = Wanted::new(|| Regex::new("lion|usand|cent|pct|LION|USAND|CENT|PCT|Pct").ok());
    text.contains('%') || ENDS.is_in(text)
}

/// The number that begins with the word at a byte.
#[must_use]
pub fn read(text: &str, start: usize) -> Option<Number> {
    if !may_begin(&text.as_bytes()[start..]) {
        return None;
    }
    let end = (start + LONGEST).min(text.len());
    let end = (start..=end).rev().find(|at| text.is_char_boundary(*at))?;
    let rest = &text[start..end];
    let is_lower = !rest.bytes().any(|byte| byte.is_ascii_uppercase());
    let rest = if is_lower { Cow::Borrowed(rest) } else { Cow::Owned(rest.to_ascii_lowercase()) };
    let fraction = FRACTIONS.iter().find(|(words, ..)| rest.starts_with(words));
    let (mut value, mut step, mut length) = match fraction {
        Some((words, value, step)) => (*value, *step, words.len()),
        None => small(&rest)?,
    };
    let after = |length: usize| rest[length..].trim_start_matches([' ', '-']);
    if fraction.is_none()
        && let Some(more) = after(length).strip_prefix("and a half")
    {
        (value, step, length) = (value + 0.5, 0.5, rest.len() - more.len());
    }
    let behind = after(length);
    let scale = SCALES.iter().find(|(word, _)| is_word(behind, word));
    let percent = PERCENTS.iter().find(|word| is_word(behind, word));
    let (words, scale, sign) = match (scale, percent) {
        (Some((word, scale)), _) => (*word, *scale, Sign::Plain),
        (None, Some(word)) if fraction.is_none() => (*word, 1.0, Sign::Percent),
        _ => return None,
    };
    let from = rest.len() - behind.len();
    let mut end = from + words.len();
    let (mut value, mut step) = (value * scale, step * scale);
    // "three million eight hundred thousand"
    if scale >= 1e6
        && let Some((more, _, length)) = small(after(end))
    {
        let behind = rest.len() - after(end).len() + length;
        if is_word(after(behind), "thousand") {
            end = rest.len() - after(behind).len() + "thousand".len();
            (value, step) = (value + more * 1e3, if more % 100.0 == 0.0 { 1e5 } else { 1e3 });
        }
    }
    let mut number = Number::of_words(start, start + end);
    (number.value, number.step, number.scale) = (value, step, scale);
    number.sign = sign;
    number.spelled = true;
    text[start + from - 1..start + from + words.len()].clone_into(&mut number.suffix);
    if sign == Sign::Plain && is_word(after(end), "dollars") {
        number.sign = Sign::Dollars;
    }
    Some(number)
}

/// A whole number below a hundred in words; `None` for any other.
#[must_use]
pub fn in_words(value: f64) -> Option<String> {
    if value.fract() != 0.0 || !(0.0..100.0).contains(&value) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below a hundred")]
    number_in_words(value as usize)
}

/// Whether a word is one that a number can begin with; an article only before a scale or fraction.
fn may_begin(bytes: &[u8]) -> bool {
    let is_article = matches!(bytes, [b'a' | b'A', b' ' | b'-', ..]);
    if !is_article && !begins_alike(bytes) {
        return false;
    }
    let word = bytes.iter().take(10).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let is = |other: &&&str| other.as_bytes().eq_ignore_ascii_case(&bytes[..word]);
    match (word, bytes.get(2)) {
        (1, Some(next)) => b"aA".contains(&bytes[0]) && b"mhqtbMHQTB".contains(next),
        (3..=9, _) => ["half"].iter().chain(&UNITS).chain(&TENS).any(|other| is(&other)),
        _ => false,
    }
}

/// Whether a word has the first letters of one that a number can begin with; most have not.
fn begins_alike(bytes: &[u8]) -> bool {
    let Some(letters) = bytes.first_chunk::<3>() else { return false };
    matches!(
        &letters.map(|letter| letter.to_ascii_lowercase()),
        b"zer"
            | b"one"
            | b"two"
            | b"thr"
            | b"fou"
            | b"fiv"
            | b"six"
            | b"sev"
            | b"eig"
            | b"nin"
            | b"ten"
            | b"ele"
            | b"twe"
            | b"thi"
            | b"fif"
            | b"for"
            | b"hal"
    )
}

/// A number below a thousand in words: its value, its step, and the bytes that it takes.
fn small(rest: &str) -> Option<(f64, f64, usize)> {
    let (mut value, mut length, mut last) = (0.0, 0, false);
    for word in rest.split([' ', '-']) {
        let of = number(word);
        let adds = match of {
            // "a million" and "a hundred thousand", but not "two a".
            _ if word == "a" && length == 0 => 1.0,
            _ if word == "hundred" && value > 0.0 => value * 99.0,
            Some(of) if length == 0 || of < 10.0 || value >= 100.0 => of,
            _ => break,
        };
        (value, last) = (value + adds, word == "a");
        length += word.len() + 1;
    }
    let length = length.checked_sub(1)?;
    // An article is a number only before a scale.
    let scaled = SCALES.iter().any(|(scale, _)| is_word(rest[length..].trim_start(), scale));
    (!last || scaled).then_some((value, 1.0, length))
}

#[expect(clippy::cast_precision_loss, reason = "below a hundred")]
fn number(word: &str) -> Option<f64> {
    let unit = UNITS.iter().position(|unit| *unit == word);
    let ten = TENS.iter().position(|ten| *ten == word).map(|ten| (ten + 2) * 10);
    unit.or(ten).map(|value| value as f64)
}

fn is_word(rest: &str, word: &str) -> bool {
    rest.strip_prefix(word).is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::{Sign, TENS, UNITS, read};

    #[test]
    fn every_word_that_a_number_can_begin_with_is_let_through() {
        for word in ["half"].iter().chain(&UNITS).chain(&TENS) {
            assert!(super::may_begin(word.as_bytes()), "{word}");
        }
    }

    #[test]
    fn a_number_in_words_has_its_value_and_how_closely_it_is_told() {
        let told = |text: &str| read(text, 0).map(|number| (number.value, number.step, number.sign));
        for (text, value, step, sign) in [
            ("two million nurses", 2e6, 1e6, Sign::Plain),
            ("three quarters of a million jobs", 750_000.0, 250_000.0, Sign::Plain),
            ("half a million", 500_000.0, 500_000.0, Sign::Plain),
            ("one and a half million", 1_500_000.0, 500_000.0, Sign::Plain),
            ("A million jobs", 1e6, 1e6, Sign::Plain),
            ("two hundred thousand", 200_000.0, 1000.0, Sign::Plain),
            ("three million eight hundred thousand", 3_800_000.0, 100_000.0, Sign::Plain),
            ("sixty-five thousand dollars", 65_000.0, 1000.0, Sign::Dollars),
            ("twenty-eight percent", 28.0, 1.0, Sign::Percent),
            ("nine per cent", 9.0, 1.0, Sign::Percent),
        ] {
            assert_eq!(told(text), Some((value, step, sign)), "{text}");
        }
        for text in ["one of them", "a percent", "ten workers", "six figures", "percent", "a nurse"] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
