//! Colours and shapes. The series colours are Okabe and Ito's, told apart with every kind of colour
//! vision; each series has a shape of its own as well, for print in grey.

use plotters::style::RGBColor;

use crate::exhibits::chart::Series;

pub(super) const INK: RGBColor = RGBColor(0x22, 0x22, 0x22);
pub(super) const GREY: RGBColor = RGBColor(0x59, 0x59, 0x59);
pub(super) const AXIS: RGBColor = RGBColor(0x8C, 0x8C, 0x8C);
pub(super) const GRID: RGBColor = RGBColor(0xE4, 0xE4, 0xE4);
pub(super) const PAPER: RGBColor = RGBColor(0xFF, 0xFF, 0xFF);
const BASELINE: RGBColor = RGBColor(0x4D, 0x4D, 0x4D);

/// The outline of a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Circle,
    Diamond,
    Square,
    Triangle,
    Pentagon,
    Funnel,
}

const GROUPS: [(RGBColor, Shape); 6] = [
    (RGBColor(0x00, 0x72, 0xB2), Shape::Circle),
    (RGBColor(0xD5, 0x5E, 0x00), Shape::Diamond),
    (RGBColor(0x00, 0x9E, 0x73), Shape::Square),
    (RGBColor(0xCC, 0x79, 0xA7), Shape::Triangle),
    (RGBColor(0xE6, 0x9F, 0x00), Shape::Funnel),
    (RGBColor(0x56, 0xB4, 0xE9), Shape::Pentagon),
];

/// The colour of a series.
pub(super) const fn colour(series: Series) -> RGBColor {
    match series {
        Series::Group(n) => GROUPS[n % GROUPS.len()].0,
        Series::Baseline => BASELINE,
    }
}

/// The shape of a series.
pub(super) const fn shape(series: Series) -> Shape {
    match series {
        Series::Group(n) => GROUPS[n % GROUPS.len()].1,
        Series::Baseline => Shape::Square,
    }
}

impl Shape {
    /// How far the shape extends from its middle along an axis, for a radius of 1.
    pub const fn reach(self) -> f64 {
        match self {
            Self::Circle => 1.0,
            Self::Diamond => 1.253,
            Self::Square => 0.886,
            Self::Pentagon => 1.149,
            Self::Triangle | Self::Funnel => 1.555,
        }
    }

    /// The corners around the origin, of the same area as a circle of radius 1; a circle has none.
    pub const fn corners(self) -> &'static [(f64, f64)] {
        match self {
            Self::Circle => &[],
            Self::Diamond => &[(0.0, -1.253), (1.253, 0.0), (0.0, 1.253), (-1.253, 0.0)],
            Self::Square => &[(-0.886, -0.886), (0.886, -0.886), (0.886, 0.886), (-0.886, 0.886)],
            Self::Triangle => &[(0.0, -1.555), (1.347, 0.778), (-1.347, 0.778)],
            Self::Funnel => &[(0.0, 1.555), (-1.347, -0.778), (1.347, -0.778)],
            Self::Pentagon => {
                &[(0.0, -1.149), (1.093, -0.355), (0.676, 0.93), (-0.676, 0.93), (-1.093, -0.355)]
            }
        }
    }
}
