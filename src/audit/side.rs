//! On which side of a round number the exact one lies: "just over $132,000", "almost $90,000".

use super::view::View;

/// Where the published figure lies of one that is about right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// "Just shy of 3.3 million".
    Below,
    /// "Just over 3.3 million".
    Above,
    /// "Almost 3.3 million": below, and by many also of what is a little more.
    Towards,
}

/// The words, each right before its number.
const WORDS: &[(&str, Side)] = &[
    ("almost", Side::Towards),
    ("nearly", Side::Towards),
    ("not quite", Side::Towards),
    ("approaching", Side::Towards),
    ("nearing", Side::Towards),
];

/// What says that it is by little, and on which side.
const BY_LITTLE: &[&str] = &["just", "slightly", "a little", "a bit", "a hair", "a shade", "a touch"];
const SIDES: &[(&str, Side)] = &[
    ("over", Side::Above),
    ("above", Side::Above),
    ("more than", Side::Above),
    ("north of", Side::Above),
    ("under", Side::Below),
    ("below", Side::Below),
    ("less than", Side::Below),
    ("shy of", Side::Below),
    ("short of", Side::Below),
];

/// How far beyond such a number the exact one may lie: by what its zeros stand for, and by no more than a share of it.
const SHARE: f64 = 0.06;
const SHARE_TOWARDS: f64 = 0.04;

impl View<'_, '_> {
    /// The side that the word right before the number names.
    pub fn side(&self) -> Option<Side> {
        let before = &self.page.text(self.passage)[..self.placed.number.start];
        let before = before.trim_end_matches([' ', '*', '_']);
        let by_little = |(words, side): &(&str, Side)| {
            let rest = without_end(before, words)?.trim_end();
            BY_LITTLE.iter().find_map(|little| without_end(rest, little)).map(|_| *side)
        };
        let alone = |(words, side): &(&str, Side)| without_end(before, words).map(|_| *side);
        SIDES.iter().find_map(by_little).or_else(|| WORDS.iter().find_map(alone))
    }
}

/// A text without the words with which it ends, in whatever case.
fn without_end<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(words.len())?;
    text.get(at..).filter(|end| end.eq_ignore_ascii_case(words)).and_then(|_| text.get(..at))
}

impl Side {
    /// Whether a value may be called so by a number that is as near as rounding makes it.
    #[must_use]
    pub fn allows(self, claimed: f64, value: f64) -> bool {
        match self {
            Self::Below => value <= claimed,
            Self::Above => value >= claimed,
            Self::Towards => true,
        }
    }

    /// Whether a value lies beyond a number on this side, by less than its zeros stand for.
    #[must_use]
    pub fn reaches(self, claimed: f64, value: f64, unit: f64) -> bool {
        let (beyond, share) = match self {
            Self::Below => (claimed - value, SHARE),
            Self::Towards => (claimed - value, SHARE_TOWARDS),
            Self::Above => (value - claimed, SHARE),
        };
        (0.0..unit.min(claimed.abs() * share)).contains(&beyond)
    }

    /// A value rounded so that the word holds of it: to another one.
    #[must_use]
    pub fn round(self, value: f64, unit: f64) -> f64 {
        match self {
            Self::Below | Self::Towards => ((value / unit).floor() + 1.0) * unit,
            Self::Above => ((value / unit).ceil() - 1.0) * unit,
        }
    }
}
