//! Numbers in words, up to a hundred: "six percent", "three million".

/// The words, from zero.
const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

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
        if let Some(number) = (0..100).find(|number| in_words(*number).as_deref() == Some(word)) {
            let behind = lower[at + word.len()..].trim_start();
            let counts = ["percent", "per cent", "%", "million", "thousand"];
            let counts = counts.iter().any(|unit| behind.starts_with(unit));
            return counts.then(|| format!("{}{number}{}", &text[..at], &text[at + word.len()..]));
        }
        at += part.len();
    }
    None
}

/// A number below a hundred in words.
fn in_words(number: usize) -> Option<String> {
    match (number / 10, number % 10) {
        (0 | 1, _) => Some(SMALL[number].to_owned()),
        (tens, 0) => TENS.get(tens).map(|&word| word.to_owned()),
        (tens, ones) => TENS.get(tens).map(|word| format!("{word}-{}", SMALL[ones])),
    }
}

/// Digits in words where they are a number below a hundred.
#[must_use]
pub fn like(digits: &str, is_capital: bool) -> String {
    let words = digits.parse().ok().and_then(in_words);
    let words = words.unwrap_or_else(|| digits.to_owned());
    match (is_capital, words.get(..1)) {
        (true, Some(first)) => first.to_ascii_uppercase() + &words[1..],
        _ => words,
    }
}
