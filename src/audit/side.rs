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
    ("just shy of", Side::Below),
    ("just short of", Side::Below),
    ("just under", Side::Below),
    ("just below", Side::Below),
    ("a hair under", Side::Below),
    ("a shade under", Side::Below),
    ("a touch under", Side::Below),
    ("just over", Side::Above),
    ("just above", Side::Above),
    ("a hair over", Side::Above),
    ("a shade over", Side::Above),
    ("a touch over", Side::Above),
    ("almost", Side::Towards),
    ("nearly", Side::Towards),
];

/// How far beyond such a number the exact one may lie: by what its zeros stand for, and by no more than a share of it.
const SHARE: f64 = 0.06;
const SHARE_TOWARDS: f64 = 0.04;

impl View<'_, '_> {
    /// The side that the word right before the number names.
    pub fn side(&self) -> Option<Side> {
        let before = &self.page.text(self.passage)[..self.placed.number.start];
        let before = before.trim_end_matches([' ', '*', '_']);
        let said = |words: &str| {
            before
                .len()
                .checked_sub(words.len())
                .and_then(|at| before.get(at..))
                .is_some_and(|end| end.eq_ignore_ascii_case(words))
        };
        WORDS.iter().find(|(words, _)| said(words)).map(|(_, side)| *side)
    }
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

    /// A value rounded so that the word holds of it.
    #[must_use]
    pub fn round(self, value: f64, unit: f64) -> f64 {
        match self {
            Self::Below | Self::Towards => (value / unit).ceil() * unit,
            Self::Above => (value / unit).floor() * unit,
        }
    }
}
