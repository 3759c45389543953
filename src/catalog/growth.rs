//! The words of the Occupational Outlook Handbook for projected growth, which BLS cuts anew every
//! round. A round without a row here gets no words.

use crate::model::Round;

/// One of BLS's words, with the whole percents that it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrowthWord {
    /// The lowest whole percent.
    pub from_pct: i32,
    /// BLS's wording.
    pub words: &'static str,
}

/// Every whole percent of the Handbook from 8 down was told apart in 558 occupations of 2019-29 and
/// 341 of 2024-34, without exception. The thresholds of 2006-16 and 2002-12 are BLS's own key.
#[rustfmt::skip]
const ROUNDS: &[(u16, &[GrowthWord])] = &[
    (2002, &[
        GrowthWord { from_pct: 36,       words: "Much faster than average" },
        GrowthWord { from_pct: 21,       words: "Faster than average" },
        GrowthWord { from_pct: 10,       words: "About as fast as average" },
        GrowthWord { from_pct: 3,        words: "More slowly than average" },
        GrowthWord { from_pct: 0,        words: "Little or no change" },
        GrowthWord { from_pct: i32::MIN, words: "Decline" },
    ]),
    (2006, &[
        GrowthWord { from_pct: 21,       words: "Much faster than average" },
        GrowthWord { from_pct: 14,       words: "Faster than average" },
        GrowthWord { from_pct: 7,        words: "About as fast as average" },
        GrowthWord { from_pct: 3,        words: "More slowly than average" },
        GrowthWord { from_pct: -2,       words: "Little or no change" },
        GrowthWord { from_pct: -9,       words: "Decline slowly or moderately" },
        GrowthWord { from_pct: i32::MIN, words: "Decline rapidly" },
    ]),
    (2019, &[
        GrowthWord { from_pct: 8,        words: "Much faster than average" },
        GrowthWord { from_pct: 5,        words: "Faster than average" },
        GrowthWord { from_pct: 3,        words: "As fast as average" },
        GrowthWord { from_pct: 1,        words: "Slower than average" },
        GrowthWord { from_pct: 0,        words: "Little or no change" },
        GrowthWord { from_pct: i32::MIN, words: "Decline" },
    ]),
    (2024, &[
        GrowthWord { from_pct: 7,        words: "Much faster than average" },
        GrowthWord { from_pct: 5,        words: "Faster than average" },
        GrowthWord { from_pct: 3,        words: "As fast as average" },
        GrowthWord { from_pct: 1,        words: "Slower than average" },
        GrowthWord { from_pct: 0,        words: "Little or no change" },
        GrowthWord { from_pct: i32::MIN, words: "Decline" },
    ]),
];

/// The words that fit a published percent with one decimal: one, or two where it ends in .5 on an
/// edge and BLS's unrounded percent decides; none for a round whose thresholds are not known.
#[must_use]
pub fn growth_words(round: Round, change_pct: f64) -> Vec<&'static str> {
    // A printed 4.5 was between 4.45 and 4.55 before rounding.
    growth_words_between(round, change_pct - 0.049, change_pct + 0.049)
}

/// The words that fit a percent that is known to lie between two.
#[must_use]
pub fn growth_words_between(round: Round, low_pct: f64, high_pct: f64) -> Vec<&'static str> {
    let Some((_, words)) = ROUNDS.iter().find(|(base, _)| *base == round.base_year()) else {
        return Vec::new();
    };
    let (low, high) = (low_pct.round(), high_pct.round());
    // From the word of the lower end up to that of the higher; the words stand highest first.
    let reaches = |word: &&GrowthWord| f64::from(word.from_pct) <= high;
    let of_low =
        words.iter().position(|word| f64::from(word.from_pct) <= low).unwrap_or(words.len() - 1);
    let mut fitting: Vec<_> = words[..=of_low].iter().filter(reaches).map(|word| word.words).collect();
    fitting.reverse();
    fitting
}
