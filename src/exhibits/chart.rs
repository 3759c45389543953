//! What a chart shows, without a word on how it is drawn. Every number is one of the run's figures,
//! with the text that stands for it everywhere else.

use serde::Serialize;

use crate::model::{Estimate, Figure, FigureId, Mark, Release, Value};

/// A chart: words around a [`Body`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chart {
    /// Name of the files that it is written to, without extension.
    pub id: String,
    /// The finding, as a sentence without a full stop.
    pub title: String,
    /// What is shown and in which unit.
    pub subtitle: String,
    /// What a reader must know to read it rightly.
    pub notes: Vec<String>,
    /// Program and release of every number.
    pub source: String,
    /// The chart in words, for readers who do not see it.
    pub description: String,
    /// The data.
    pub body: Body,
}

impl Chart {
    /// The figures that it shows, each once, in the order of their ids.
    #[must_use]
    pub fn figures(&self) -> Vec<FigureId> {
        let mut ids: Vec<FigureId> =
            self.body.data().into_iter().map(|datum| datum.figure.clone()).collect();
        ids.sort();
        ids.dedup();
        ids
    }
}

/// The kinds of chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Body {
    /// Wage percentiles 10-25-50-75-90, a row a subject.
    Ranges(Ranges),
    /// One number a subject, as bars from zero, beside a reference.
    Bars(Bars),
    /// Pay against growth, with the size of a bubble for openings.
    Bubbles(Bubbles),
    /// One number a subject over releases, in panels side by side.
    Trend(Trend),
    /// One number a place, ranked, beside the nation's.
    Places(Places),
}

impl Body {
    /// Every datum.
    fn data(&self) -> Vec<&Datum> {
        match self {
            Self::Ranges(ranges) => {
                let rows = ranges.blocks.iter().flat_map(|block| &block.rows);
                let reference = ranges.reference.iter().map(|(_, datum)| datum);
                rows.flat_map(|row| &row.points).chain(reference).collect()
            }
            Self::Bars(bars) => {
                let reference = bars.reference.iter().map(|(_, datum)| datum);
                bars.rows.iter().map(|row| &row.datum).chain(reference).collect()
            }
            Self::Bubbles(bubbles) => {
                bubbles.bubbles.iter().flat_map(|of| [&of.growth, &of.pay, &of.openings]).collect()
            }
            Self::Trend(trend) => {
                let lines = trend.panels.iter().flat_map(|panel| &panel.lines);
                lines.flat_map(|line| &line.points).collect()
            }
            Self::Places(places) => {
                places.rows.iter().flat_map(|row| &row.data).chain(&places.reference).collect()
            }
        }
    }

    /// Whether there is anything to draw.
    #[must_use]
    pub fn has_rows(&self) -> bool {
        match self {
            Self::Ranges(ranges) => ranges.blocks.iter().any(|block| !block.rows.is_empty()),
            Self::Bars(bars) => !bars.rows.is_empty(),
            Self::Bubbles(bubbles) => !bubbles.bubbles.is_empty(),
            Self::Trend(trend) => trend.panels.iter().any(|panel| !panel.lines.is_empty()),
            Self::Places(places) => !places.rows.is_empty(),
        }
    }
}

impl Chart {
    /// Every number that is drawn.
    pub fn data(&self) -> impl Iterator<Item = &Datum> {
        let data: Vec<&Datum> = match &self.body {
            Body::Ranges(ranges) => {
                let rows = ranges.blocks.iter().flat_map(|block| &block.rows);
                let reference = ranges.reference.iter().map(|(_, datum)| datum);
                rows.flat_map(|row| &row.points).chain(reference).collect()
            }
            Body::Bars(bars) => {
                let reference = bars.reference.iter().map(|(_, datum)| datum);
                bars.rows.iter().map(|row| &row.datum).chain(reference).collect()
            }
            Body::Bubbles(bubbles) => {
                bubbles.bubbles.iter().flat_map(|one| [&one.growth, &one.pay, &one.openings]).collect()
            }
            Body::Trend(trend) => trend
                .panels
                .iter()
                .flat_map(|panel| &panel.lines)
                .flat_map(|line| &line.points)
                .collect(),
            Body::Places(places) => {
                places.rows.iter().flat_map(|row| &row.data).chain(&places.reference).collect()
            }
        };
        data.into_iter()
    }
}

/// Who a mark is about; the drawing chooses the colour and the shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Series {
    /// The n-th group, from 0.
    Group(usize),
    /// What the groups are compared with.
    Baseline,
}

/// One of the run's numbers, as a chart needs it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Datum {
    /// Which figure it is.
    pub figure: FigureId,
    /// Its value.
    pub value: Estimate,
    /// Its text, as printed everywhere.
    pub text: String,
}

impl Datum {
    /// The datum of a figure; a figure of words has no number to draw.
    #[must_use]
    pub fn of(figure: &Figure) -> Self {
        let value = match figure.value {
            Value::Number(estimate) => estimate,
            Value::Words(_) => Estimate::absent(Mark::NotApplicable),
        };
        Self { figure: figure.id.clone(), value, text: figure.text.clone() }
    }
}

/// A colour or shape and what it stands for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Key {
    /// The series.
    pub series: Series,
    /// Its name.
    pub label: String,
}

/// Wage percentiles of several subjects, in dollars a year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ranges {
    /// The legend.
    pub keys: Vec<Key>,
    /// Blocks of rows, each with a head.
    pub blocks: Vec<RangeBlock>,
    /// The median that every row is compared with, drawn as a line across, with its name.
    pub reference: Option<(String, Datum)>,
}

/// Rows of a [`Ranges`] chart that belong together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RangeBlock {
    /// The head of the block.
    pub label: String,
    /// The rows, in drawing order from the top.
    pub rows: Vec<RangeRow>,
}

/// The five percentiles of one subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RangeRow {
    /// The subject.
    pub label: String,
    /// Its series.
    pub series: Series,
    /// 10th, 25th, 50th, 75th and 90th percentile; bounds and marks are drawn as what they are.
    pub points: [Datum; 5],
}

/// One number a subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bars {
    /// The legend.
    pub keys: Vec<Key>,
    /// The rows, in drawing order from the top.
    pub rows: Vec<BarRow>,
    /// The number that every row is compared with, drawn as a line across, with its name.
    pub reference: Option<(String, Datum)>,
    /// The name of the axis, with its unit.
    pub axis: String,
}

/// One bar, or one place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BarRow {
    /// The subject.
    pub label: String,
    /// Its series.
    pub series: Series,
    /// Its number.
    pub datum: Datum,
}

/// Pay against growth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bubbles {
    /// The legend.
    pub keys: Vec<Key>,
    /// The bubbles.
    pub bubbles: Vec<Bubble>,
    /// The name of the horizontal axis (growth), with its unit.
    pub x_axis: String,
    /// The name of the vertical axis (pay), with its unit.
    pub y_axis: String,
    /// What the size of a bubble stands for.
    pub size: String,
}

/// One subject of a [`Bubbles`] chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bubble {
    /// The subject.
    pub label: String,
    /// Its series; the baseline is drawn as two lines and no bubble.
    pub series: Series,
    /// Projected percent change.
    pub growth: Datum,
    /// Median annual wage.
    pub pay: Datum,
    /// Openings a year, thousands.
    pub openings: Datum,
}

/// A number over releases.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Trend {
    /// The legend.
    pub keys: Vec<Key>,
    /// The releases, oldest first.
    pub periods: Vec<TrendPeriod>,
    /// The panels, left to right, on one scale.
    pub panels: Vec<TrendPanel>,
    /// Between which two periods (index of the later one) the series breaks, and why.
    pub breaks: Vec<(usize, String)>,
}

/// A release of a [`Trend`] chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrendPeriod {
    /// As said: "May 2023".
    pub name: String,
    /// When it is, in years.
    pub year: f64,
}

impl From<Release> for TrendPeriod {
    fn from(release: Release) -> Self {
        let year = f64::from(release.year()) + f64::from(release.month() - 1) / 12.0;
        Self { name: release.in_words(), year }
    }
}

/// One panel of a [`Trend`] chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrendPanel {
    /// What distinguishes the panel: "Dollars of each May", "Dollars of May 2025".
    pub label: String,
    /// The lines.
    pub lines: Vec<TrendLine>,
}

/// One subject of a panel.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrendLine {
    /// The subject.
    pub label: String,
    /// Its series.
    pub series: Series,
    /// A datum a period.
    pub points: Vec<Datum>,
}

/// A number a place, for one or more subjects.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Places {
    /// The legend.
    pub keys: Vec<Key>,
    /// The places in drawing order, ranked by the first subject.
    pub rows: Vec<PlaceRow>,
    /// The nation's numbers, one a key, drawn as lines across.
    pub reference: Vec<Datum>,
    /// The name of the axis, with its unit.
    pub axis: String,
}

/// One place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceRow {
    /// The place.
    pub label: String,
    /// A datum a key, in the order of the keys.
    pub data: Vec<Datum>,
}
