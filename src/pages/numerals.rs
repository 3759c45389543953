//! Numbers in words, up to a hundred: "six percent", "three million".

use crate::catalog::wording::number_in_words;

/// A text without digits that has one number in words before what it counts, with the number in digits.
#[must_use]
pub fn in_digits(text: &str) -> Option<String> {
    if text.contains(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let is_letter = |sign: char| sign.is_ascii_alphabetic() || sign == '-';
    let mut at = 0;
    for part in lower.split_inclusive(|sign| !is_letter(sign)) {
        let word = part.trim_end_matches(|sign| !is_letter(sign));
        if let Some(number) = (0..100).find(|number| number_in_words(*number).as_deref() == Some(word)) {
            let behind = lower[at + word.len()..].trim_start();
            let counts = ["percent", "per cent", "%", "million", "thousand"];
            let counts = counts.iter().any(|unit| behind.starts_with(unit));
            return counts.then(|| format!("{}{number}{}", &text[..at], &text[at + word.len()..]));
        }
        at += part.len();
    }
    None
}

/// Digits in words where they are a number below a hundred.
#[must_use]
pub fn like(digits: &str, is_capital: bool) -> String {
    let words = digits.parse().ok().and_then(number_in_words);
    let words = words.unwrap_or_else(|| digits.to_owned());
    match (is_capital, words.get(..1)) {
        (true, Some(first)) => first.to_ascii_uppercase() + &words[1..],
        _ => words,
    }
}
