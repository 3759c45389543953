//! Numbers in words, up to a hundred.

/// The words, from zero.
pub const UNITS: [&str; 20] = [
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

/// The tens, from twenty.
pub const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A number below a hundred in words; `None` for any other.
#[must_use]
pub fn number_in_words(number: usize) -> Option<String> {
    if let Some(word) = UNITS.get(number) {
        return Some((*word).to_owned());
    }
    let ten = TENS.get(number / 10 - 2)?;
    Some(if number.is_multiple_of(10) {
        (*ten).to_owned()
    } else {
        format!("{ten}-{}", UNITS[number % 10])
    })
}
