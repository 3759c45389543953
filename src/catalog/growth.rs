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
    let Some((_, words)) = ROUNDS.iter().find(|(base, _)| *base == round.base_year()) else {
        return Vec::new();
    };
    let word_of = |percent: f64| words.iter().find(|word| f64::from(word.from_pct) <= percent);
    let tenths = (change_pct * 10.0).round();
    let below = word_of(((tenths - 1.0) / 10.0).round());
    let above = word_of(((tenths + 1.0) / 10.0).round());
    let tie = (tenths.rem_euclid(10.0) - 5.0).abs() < 0.5;
    let fitting = if tie { vec![below, above] } else { vec![word_of((tenths / 10.0).round())] };
    let mut fitting: Vec<_> = fitting.into_iter().flatten().map(|word| word.words).collect();
    fitting.dedup();
    fitting
}
