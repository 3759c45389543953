//! Numbers into their places among the words; two that make a range find each other.

use super::{
    number::{Number, Sign},
    reading::{Kind, Placed, Reading, Token},
    tokens::Words,
};

/// Numbers into their places.
pub fn place(text: &str, tokens: &[Token], numbers: &[Number], spent: &[bool], reading: &mut Reading) {
    let words = Words { text, tokens };
    let word = |at: usize| words.word(at);
    let mut last: Option<usize> = None;
    for (at, token) in tokens.iter().enumerate() {
        let Kind::Number(index) = token.kind else { continue };
        let mut number = numbers[index].clone();
        let mark = if at > 0 { word(at - 1) } else { "" };
        let before = if at > 1 { word(at - 2) } else { "" };
        let minus = matches!(mark, "-" | "−" | "–") && tokens[at - 1].end == token.start;
        let joins = |c: char| c.is_alphanumeric() || c == '%' || c == '+';
        let apart = at < 2 || tokens[at - 2].end < tokens[at - 1].start || !before.ends_with(joins);
        let fraction = mark == "/" && tokens[at - 1].end == token.start;
        // "[1]" is a mark, and "1." begins a note.
        let noted = mark == "[" && word(at + 1) == "]"
            || at == 0 && matches!(word(1), "." | ")") && number.sign == Sign::Plain;
        let odd = mark == "#" || mark.eq_ignore_ascii_case("no") || fraction || noted;
        let here = reading.numbers.len();
        let mut partner = None;
        if let Some(low) = last.filter(|low| !spent[index] && !reading.numbers[*low].spent) {
            let first = reading.numbers[low].clone();
            if !(minus && apart) && joined(text, tokens, &first, at) && alike(&first.number, &number) {
                join(&mut reading.numbers[low], &mut number);
                let low_value = reading.numbers[low].number.value;
                if low_value < number.value && number.value < low_value.max(first.number.value) * 12.0 {
                    partner = Some((low, false));
                    reading.numbers[low].partner = Some((here, true));
                }
            }
        }
        let in_words = mark.eq_ignore_ascii_case("minus") || mark.eq_ignore_ascii_case("negative");
        let negative = (minus && apart || in_words) && partner.is_none();
        let code = is_code(text, reading.numbers.last(), &number);
        if let Some(group) = reading.numbers.last_mut().filter(|_| code) {
            group.spent = true;
        }
        let spent = spent[index] || odd || code;
        reading.numbers.push(Placed { number, token: at, partner, spent, negative });
        last = Some(here);
    }
}

/// Whether two numbers are a code of the SOC or of O*NET, whatever dash joins them: `11—9111.00`. The major
/// groups have the odd numbers from 11 to 55.
fn is_code(text: &str, group: Option<&Placed>, number: &Number) -> bool {
    let Some(group) = group.map(|placed| &placed.number) else { return false };
    let between = text.get(group.end..number.start).unwrap_or_default();
    let digits = |number: &Number| number.end - number.start;
    let plain = |number: &Number| number.sign == Sign::Plain && !number.commas && !number.plus;
    // 9111 or 9111.00
    let detailed = match number.decimals {
        0 => digits(number) == 4,
        decimals => decimals == 2 && digits(number) == 7,
    };
    let major = (11.0..=55.0).contains(&group.value) && group.value % 2.0 > 0.0;
    let joined = DASHES.contains(&between) && plain(group) && plain(number);
    joined && major && digits(group) == 2 && detailed
}

/// Whether two numbers can be of one thing.
fn alike(low: &Number, high: &Number) -> bool {
    low.sign == high.sign || low.sign == Sign::Dollars || high.sign == Sign::Percent
}

/// Words that may stand between the ends of a range besides what joins them.
const ASIDE: &[&str] = &[
    "a",
    "an",
    "per",
    "hour",
    "hourly",
    "year",
    "annually",
    "yearly",
    "month",
    "over",
    "about",
    "nearly",
    "more",
    "than",
    "around",
    "approximately",
    "roughly",
    "almost",
    "up",
    "just",
    "well",
    "under",
    "above",
    "as",
    "much",
    "high",
    "the",
    "low",
    "of",
    "upwards",
    ",",
];

const DASHES: &[&str] = &["-", "–", "—", "‑", "‒", "―", "−"];

/// Whether the words between a number and the next make them a range.
fn joined(text: &str, tokens: &[Token], first: &Placed, at: usize) -> bool {
    let word = |at: usize| text[tokens[at].start..tokens[at].end].to_lowercase();
    let words: Vec<String> = (first.token + 1..at.min(first.token + 8)).map(word).collect();
    let is_joint = |word: &&String| {
        matches!(word.as_str(), "to" | "and" | "through") || DASHES.contains(&word.as_str())
    };
    let mut found = words.iter().filter(is_joint);
    let (Some(joint), None) = (found.next(), found.next()) else { return false };
    let rest = words.iter().filter(|word| !is_joint(word));
    if !rest.clone().all(|word| ASIDE.contains(&word.as_str())) {
        return false;
    }
    match joint.as_str() {
        "and" => between_near(text, tokens, first.token),
        "to" | "through" => true,
        _ => rest.count() <= 3,
    }
}

fn between_near(text: &str, tokens: &[Token], at: usize) -> bool {
    let words =
        tokens[at.saturating_sub(6)..at].iter().map(|token| text[token.start..token.end].to_lowercase());
    let words: Vec<String> = words.collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.iter().any(|word| matches!(*word, "between" | "from"))
        || words.iter().any(|word| matches!(*word, "range" | "ranged" | "ranges" | "ranging"))
}

/// `$60-80K` and `3-5%` share what stands at one end.
fn join(low: &mut Placed, high: &mut Number) {
    if low.number.scale <= 1.0 && high.scale > 1.0 && low.number.value < 1000.0 {
        low.number.value *= high.scale;
        low.number.step *= high.scale;
        low.number.scale = high.scale;
    }
    if low.number.sign == Sign::Dollars && high.sign == Sign::Plain {
        high.sign = Sign::Dollars;
    }
    if high.sign == Sign::Percent && low.number.sign == Sign::Plain {
        low.number.sign = Sign::Percent;
    }
    high.bare = false;
}
