//! What a datum lets a chart draw: a point, a bound with an arrow, or only words.

use crate::{exhibits::chart::Datum, model::Estimate};

/// A datum as a drawing sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reading {
    /// A number.
    At { value: f64, derived: bool, band: Option<(f64, f64)> },
    /// At or above a bound: an arrow towards more, never a point.
    Above(f64),
    /// At or below a bound: an arrow towards less, never a point.
    Below(f64),
    /// No number; the text says why.
    Words,
}

impl Reading {
    /// The reading of a datum; a number that is not finite cannot be drawn.
    pub fn of(datum: &Datum) -> Self {
        let reading = match datum.value {
            Estimate::Published { value } => Self::At { value, derived: false, band: None },
            Estimate::Derived { value, band } => {
                let band = band.map(|band| (band.low, band.high));
                Self::At {
                    value,
                    derived: true,
                    band: band.filter(|(a, b)| a.is_finite() && b.is_finite()),
                }
            }
            Estimate::AtLeast { bound } => Self::Above(bound),
            Estimate::AtMost { bound } => Self::Below(bound),
            Estimate::Absent { .. } => Self::Words,
        };
        if reading.end().is_some_and(f64::is_finite) { reading } else { Self::Words }
    }

    /// The number, when there is one.
    pub const fn number(self) -> Option<f64> {
        match self {
            Self::At { value, .. } => Some(value),
            _ => None,
        }
    }

    /// The number or the bound.
    pub const fn end(self) -> Option<f64> {
        match self {
            Self::At { value, .. } | Self::Above(value) | Self::Below(value) => Some(value),
            Self::Words => None,
        }
    }

    /// Whether it is an estimate of ours that may be off, not a sum or a conversion.
    pub const fn is_uncertain(self) -> bool {
        matches!(self, Self::At { band: Some(_), .. })
    }

    /// Every number that must lie on the scale.
    pub fn extent(self) -> impl Iterator<Item = f64> {
        let (low, high) = match self {
            Self::At { band: Some((low, high)), .. } => (Some(low), Some(high)),
            _ => (None, None),
        };
        [self.end(), low, high].into_iter().flatten()
    }
}
