//! Percents that are no figures but the name of a percentile.

use super::{
    cue::{Cue, Quantity},
    number::{Number, Sign},
    reading::{Kind, Token, Told},
};

const LOWEST: &[&str] = &["lowest", "bottom", "lower", "low"];
const HIGHEST: &[&str] = &["top", "highest", "upper", "high", "best"];
const PEOPLE: &[&str] =
    &["earned", "earn", "earning", "of", "earners", "made", "make", "earns", "paid", "received", "got"];

/// Percents that name a percentile: "the lowest 10 percent", "10% earned less than".
pub fn percentiles(
    text: &str,
    tokens: &[Token],
    numbers: &[Number],
    spent: &mut [bool],
    told: &mut Vec<Told>,
) {
    let word = |at: usize| {
        tokens.get(at).map_or_else(String::new, |token| text[token.start..token.end].to_lowercase())
    };
    for (at, token) in tokens.iter().enumerate() {
        let Kind::Number(index) = token.kind else { continue };
        let number = &numbers[index];
        let next = word(at + 1);
        // "10th": the digits are followed by their ending and "percentile".
        let ordinal =
            matches!(next.as_str(), "th" | "st" | "nd" | "rd") && tokens[at + 1].start == token.end;
        let named = ordinal && word(at + 2).starts_with("percentile") || next.starts_with("percentile");
        if number.sign != Sign::Percent && !named {
            spent[index] |= ordinal;
            continue;
        }
        let nearby = (1..=3).filter_map(|back| at.checked_sub(back)).map(word);
        let nearby: Vec<String> = nearby.collect();
        let any = |words: &[&str]| nearby.iter().any(|near| words.contains(&near.as_str()));
        let after = (1..=4).map(|step| word(at + step)).collect::<Vec<_>>();
        let people = PEOPLE.contains(&after[0].as_str());
        let less = after.iter().any(|word| matches!(word.as_str(), "less" | "under" | "below"));
        let more = after.iter().any(|word| matches!(word.as_str(), "more" | "over" | "above"));
        #[expect(clippy::cast_possible_truncation, reason = "a percent")]
        let cue = match number.value as i64 {
            _ if number.decimals > 0 => None,
            10 if any(LOWEST) && !any(HIGHEST) => Some(Cue::Measure(Quantity::P10)),
            10 if any(HIGHEST) => Some(Cue::Measure(Quantity::P90)),
            25 if any(LOWEST) => Some(Cue::Measure(Quantity::P25)),
            25 if any(HIGHEST) => Some(Cue::Measure(Quantity::P75)),
            50 if any(&["middle"]) => Some(Cue::Middle),
            10 if people && less => Some(Cue::Measure(Quantity::P10)),
            10 if people && more => Some(Cue::Measure(Quantity::P90)),
            10 if named => Some(Cue::Measure(Quantity::P10)),
            25 if named => Some(Cue::Measure(Quantity::P25)),
            50 if named => Some(Cue::Measure(Quantity::Median)),
            75 if named => Some(Cue::Measure(Quantity::P75)),
            90 if named => Some(Cue::Measure(Quantity::P90)),
            _ => None,
        };
        if let Some(cue) = cue {
            spent[index] = true;
            told.push(Told { cue, start: token.start, end: token.end, token: at, after: at + 1 });
        } else if named || any(LOWEST) || any(HIGHEST) {
            spent[index] = true;
        }
    }
}

/// What the rank of a percentile names.
pub fn of_rank(rank: f64) -> Option<Cue> {
    #[expect(clippy::cast_possible_truncation, reason = "a percent")]
    let quantity = match rank as i64 {
        10 => Quantity::P10,
        25 => Quantity::P25,
        50 => Quantity::Median,
        75 => Quantity::P75,
        90 => Quantity::P90,
        _ => return None,
    };
    Some(Cue::Measure(quantity))
}
