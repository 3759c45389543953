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

/// Whether a number, in digits or words, takes "an" as it is spoken: 8, 11, 18, 80,000, $11.50.
#[must_use]
pub fn takes_an(number: &str) -> bool {
    let text = number.trim_start_matches(|mark: char| !mark.is_alphanumeric());
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return text.starts_with(['a', 'e', 'i', 'o', 'u']) && !text.starts_with("one");
    }
    let whole = text.split(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
    text.starts_with('8') || matches!(whole, "11" | "18")
}

#[cfg(test)]
mod tests {
    use super::takes_an;

    #[test]
    fn the_article_is_that_of_the_number_as_it_is_spoken() {
        for number in
            ["8%", "11 percent", "18%", "80,400", "$86,070", "$11.50", "18,000", "eight percent"]
        {
            assert!(takes_an(number), "an {number}");
        }
        for number in ["9%", "110,000", "1.8%", "16%", "$97,550", "one percent", "seven percent", "180"]
        {
            assert!(!takes_an(number), "a {number}");
        }
    }
}
