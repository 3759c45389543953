//! Numbers as tables write them.

use super::word::Word;

/// Digits of a number that is read exactly: more do not fit a float of 53 bits.
const MOST_DIGITS: usize = 15;

const POWERS: [f64; MOST_DIGITS + 1] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// A plain decimal number: digits, and a point among them. Both the digits and the power of ten are
/// exact, so that their quotient is the float nearest to the number.
pub(in crate::ingest) fn decimal(text: &[u8]) -> Option<f64> {
    if text.is_empty() || text.len() > MOST_DIGITS {
        return None;
    }
    let (mut digits, mut count, mut decimals) = (0_u64, 0, None);
    for byte in text {
        match byte {
            b'0'..=b'9' => {
                digits = digits * 10 + u64::from(byte - b'0');
                count += 1;
            }
            b'.' if decimals.is_none() => decimals = Some(count),
            _ => return None,
        }
    }
    let decimals = decimals.map_or(0, |before| count - before);
    (count > 0).then(|| quotient(digits, decimals))
}

fn quotient(digits: u64, decimals: usize) -> f64 {
    // Processors turn signed numbers into floats in one step.
    #[expect(clippy::cast_precision_loss, reason = "fifteen digits fit a float")]
    let digits = digits.cast_signed() as f64;
    if decimals == 0 { digits } else { digits / POWERS[decimals] }
}

/// The same of a part of a text.
pub(in crate::ingest) fn decimal_in(text: &[u8], start: usize, end: usize) -> Option<f64> {
    match text[..end].last_chunk() {
        Some(word) if end - start <= Word::LENGTH => short_decimal(Word::new(*word), end - start),
        _ => decimal(&text[start..end]),
    }
}

/// The same of the last bytes of a word.
pub(super) fn short_decimal(word: Word, length: usize) -> Option<f64> {
    let Word(word) = word.last(length, b'0');
    let place = Word(word).place_of(b'.');
    let has_point = place < Word::LENGTH;
    // What stands before the point moves up to what stands behind it.
    let before = Word(word).first(place).0;
    let moved = before << 8 | u64::from(b'0');
    let digits = if has_point { moved | (word ^ Word(word).first(place + 1).0) } else { word };
    let decimals = if has_point { Word::LENGTH - 1 - place } else { 0 };
    let is_number = length > usize::from(has_point) && is_digits(digits);
    is_number.then(|| quotient(eight_digits(digits), decimals))
}

/// Whether all bytes are digits: `3` in the upper half, and still so when 6 is added.
const fn is_digits(word: u64) -> bool {
    let upper = Word::each(0xf0).0;
    (word & upper) | ((word.wrapping_add(Word::each(6).0) & upper) >> 4) == Word::each(0x33).0
}

/// The number that eight digits are: neighbours are put together to pairs, these to fours, and these.
const fn eight_digits(word: u64) -> u64 {
    let ones = word - Word::each(b'0').0;
    let pairs = (ones * 10 + (ones >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    (fours * 10_000 + (fours >> 32)) & 0xffff_ffff
}

/// How a spreadsheet, and no program that writes numbers whole, begins an exponent.
const ROUNDED: &str = "E+";

/// A number as tables write it, with or without thousands separators. `NaN` and `inf` are not, nor
/// is a comma that does not separate thousands, nor what a spreadsheet rounded to show it (`3.28E+06`).
pub fn number(cell: &str) -> Option<f64> {
    decimal(cell.as_bytes()).or_else(|| written_number(cell).filter(|_| !cell.contains(ROUNDED)))
}

/// What to do about a cell that is a number in another way of writing: with commas and points changed for each
/// other, as much of the world writes them, or with what a spreadsheet shows around the number.
pub fn other_notation(cell: &str) -> Option<&'static str> {
    let changed: String = cell
        .chars()
        .map(|letter| match letter {
            ',' => '.',
            '.' => ',',
            other => other,
        })
        .collect();
    if cell.contains(',') && number(&changed).is_some() {
        return Some(
            "numbers here have decimal commas; export the table with decimal points, as BLS writes them",
        );
    }
    if cell.contains(ROUNDED) && written_number(cell).is_some() {
        return Some(
            "numbers here were rounded to a spreadsheet's scientific notation; format the cells as numbers and export the table again",
        );
    }
    let dressing = |letter: char| letter.is_whitespace() || "$%()'’−".contains(letter);
    let plain: String = cell.chars().filter(|letter| !dressing(*letter)).collect();
    let dressed = plain.len() < cell.len() && number(&plain).is_some();
    dressed.then_some("numbers here stand as a spreadsheet shows them; export the table with plain numbers, as BLS writes them")
}

/// A number in any of the ways of writing one.
fn written_number(cell: &str) -> Option<f64> {
    let numeric = |text: &str| {
        text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'))
    };
    let parsed: f64 = if cell.contains(',') {
        let (whole, decimals) = cell.split_once('.').unwrap_or((cell, ""));
        let mut groups = whole.trim_start_matches(['-', '+']).split(',');
        let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
        if !first || !groups.all(|group| group.len() == 3) || decimals.contains(',') {
            return None;
        }
        let plain = cell.replace(',', "");
        plain.parse().ok().filter(|_| numeric(&plain))?
    } else {
        cell.parse().ok().filter(|_| numeric(cell))?
    };
    Some(parsed).filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{decimal, decimal_in, number, other_notation};

    #[test]
    fn numbers_are_read_with_thousands_separators_and_nothing_else() {
        let read = ["47", "-0.5", ".5", "1,234", "140,886,310", "1,424.00", "1e3", "1e+05", "1.5E7"]
            .map(number);
        let numbers =
            [47.0, -0.5, 0.5, 1234.0, 140_886_310.0, 1424.0, 1000.0, 100_000.0, 15_000_000.0].map(Some);
        assert_eq!(read, numbers);
        for cell in [
            "", "23,8", "3.28E+06", "1.5E+01", "1,23,456", ",123", "1.424,5", "NaN", "inf", "1e999",
            "$5", "5%", "0x1f",
        ] {
            assert_eq!(number(cell), None, "{cell}");
        }
    }

    #[test]
    fn numbers_in_another_notation_are_told_from_other_texts() {
        for cell in ["33,54", "0,1", "155.495.730,00", "1.424,5"] {
            assert!(
                number(cell).is_none() && other_notation(cell).unwrap().contains("commas"),
                "{cell}"
            );
        }
        for cell in ["$67,920.00", "67'920", "67 920", "4.6%", "(0.1)", "−0.1"] {
            assert!(number(cell).is_none() && other_notation(cell).unwrap().contains("plain"), "{cell}");
        }
        assert!(other_notation("3.28E+06").unwrap().contains("rounded"));
        for cell in ["$$", "n/a", "", "1,23,456", "-5", "1.2.3"] {
            assert_eq!(other_notation(cell), None, "{cell}");
        }
    }

    #[test]
    fn decimals_are_read_exactly() {
        let read = ["75070", "0.0", "17.81", "1.", ".5"].map(|text| decimal(text.as_bytes()));
        assert_eq!(read, [75070.0, 0.0, 17.81, 1.0, 0.5].map(Some));
        for text in ["", ".", "-", "-1", "1,234", "1e3", "1.2.3", "1234567890123456"] {
            assert_eq!(decimal(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn short_numbers_are_read_together_as_one_by_one(
            before in "[ -~]{0,12}",
            text in "[0-9]{0,5}[.]?[0-9]{0,5}|[0-9. :/-]{0,9}|\\PC{0,3}",
        ) {
            let all = [before.as_bytes(), text.as_bytes(), b" 1.5"].concat();
            let read = decimal_in(&all, before.len(), before.len() + text.len());
            prop_assert_eq!(read, decimal(text.as_bytes()));
        }
    }
}
