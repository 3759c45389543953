//! The one idea of the program: every number that leaves it is a [`Figure`], which exists once, is
//! rounded once, and can be traced to a file, a row and a release.

use std::{collections::BTreeMap, fmt};

use serde::Serialize;

use super::{Estimate, Mark, Measure, Unit};

/// The name of a figure: `program/period/area/subject/measure`, for example
/// `oews/2025-05/us/11-9111/annual_wage_p50_usd`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct FigureId(String);

impl FigureId {
    /// The id made of its parts.
    #[must_use]
    pub fn new(parts: &[&dyn fmt::Display]) -> Self {
        Self(parts.iter().map(ToString::to_string).collect::<Vec<_>>().join("/"))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FigureId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Where a number was read: a source of `pipeline.toml` and, for a single cell, its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Origin {
    /// The id of the source, which names file, sha256 and release in `manifest.json`.
    pub source: String,
    /// The line of the file, from 1; absent when the whole table was used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The column's head in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
}

/// How a number came about. METHODS.md has a section for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// A cell of a published table, untouched.
    Published,
    /// A percentile of the mixture of the members' wage distributions.
    Mixture,
    /// The same, with the occupations' distributions refined by their cells in finer tables.
    RefinedMixture,
    /// A mean of the members' means, weighted by employment.
    WeightedMean,
    /// A sum over the members.
    Sum,
    /// Percent change between two sums.
    ChangeOfSums,
    /// One figure less another.
    Difference,
    /// One figure divided by another.
    Ratio,
    /// Employment-weighted mid-rank among the detailed occupations.
    PercentileRank,
    /// Multiplied by the ratio of two price indexes.
    ConstantDollars,
    /// Divided by a regional price parity.
    PriceParity,
    /// A label looked up in the thresholds of a projection round.
    Thresholds,
    /// The distinct values of the members.
    Listing,
    /// Published relative standard errors, carried through sums, means, differences and ratios.
    Sampling,
    /// The yearly rate of a change over several years.
    AnnualRate,
    /// Openings split by what makes them.
    OpeningsSplit,
    /// A projection held against the employment that came.
    TrackRecord,
    /// Employment shares of an area and of the nation.
    LocationQuotient,
    /// The place among the areas that have a number or a bound.
    AreaRank,
    /// Percent change between two figures.
    PercentChange,
}

impl Method {
    /// The method in words, for notes and tooltips.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Published => "as published",
            Self::Mixture => "estimate: mixture of the occupations' wage distributions",
            Self::RefinedMixture => {
                "estimate: mixture of the occupations' wage distributions, refined by their states"
            }
            Self::WeightedMean => "estimate: mean of the occupations' means, weighted by employment",
            Self::Sum => "sum over the occupations",
            Self::ChangeOfSums => "percent change of summed employment",
            Self::Difference => "difference of two figures",
            Self::Ratio => "ratio of two figures",
            Self::PercentileRank => "employment-weighted rank among detailed occupations",
            Self::ConstantDollars => "adjusted with the CPI-U, May to May",
            Self::PriceParity => "adjusted with BEA's regional price parities",
            Self::Thresholds => "by BLS's thresholds for the round",
            Self::Listing => "as published for the occupations",
            Self::Sampling => {
                "estimate: sampling error from BLS's relative standard errors, members taken as independent"
            }
            Self::AnnualRate => "yearly rate of the projected change",
            Self::OpeningsSplit => "openings split into growth and separations",
            Self::TrackRecord => "projection against the employment of its projected year",
            Self::LocationQuotient => "from employment of the area and the nation",
            Self::AreaRank => "rank among the areas of its kind",
            Self::PercentChange => "percent change between two figures",
        }
    }
}

/// What a figure holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A number, a bound or a mark.
    Number(Estimate),
    /// A category in BLS's words.
    Words(String),
}

/// A number (or category) with its identity, its printed text and its provenance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// The name by which charts, tables and pages refer to it.
    pub id: FigureId,
    /// What it is about, as a reader knows it: "Medical and health services managers".
    pub subject: String,
    /// The quantity.
    pub measure: Measure,
    /// The value, rounded to what is printed.
    pub value: Value,
    /// The same before rounding, for figures that are computed from this one.
    #[serde(skip)]
    unrounded: Option<Estimate>,
    /// The value as printed.
    pub text: String,
    /// The unit of the value.
    pub unit: Unit,
    /// How it came about.
    pub method: Method,
    /// What it was read or computed from.
    pub origins: Vec<Origin>,
    /// What else a reader must know, such as occupations that had to be left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Figure {
    /// A figure of a number, rounded and printed here and nowhere else. A published number is kept
    /// as published.
    #[must_use]
    pub fn of_number(
        id: FigureId,
        subject: &str,
        measure: Measure,
        estimate: Estimate,
        method: Method,
        origins: Vec<Origin>,
    ) -> Self {
        let unit = measure.unit();
        let value = match estimate {
            Estimate::Published { .. } => estimate,
            other => other.map(|number| unit.round_derived(number)),
        };
        let unrounded = Some(estimate);
        let text = unit.print_estimate(value);
        let subject = subject.to_owned();
        Self {
            id,
            subject,
            measure,
            value: Value::Number(value),
            unrounded,
            text,
            unit,
            method,
            origins,
            note: None,
        }
    }

    /// A figure of words.
    #[must_use]
    pub fn of_words(
        id: FigureId,
        subject: &str,
        measure: Measure,
        words: String,
        method: Method,
        origins: Vec<Origin>,
    ) -> Self {
        let (unit, subject, text) = (measure.unit(), subject.to_owned(), words.clone());
        Self {
            id,
            subject,
            measure,
            value: Value::Words(words),
            unrounded: None,
            text,
            unit,
            method,
            origins,
            note: None,
        }
    }

    /// The same figure with a note.
    #[must_use]
    pub fn with_note(mut self, note: Option<String>) -> Self {
        self.note = note;
        self
    }

    /// Whether the number is an estimate of this program's, or made from one, as opposed to BLS's own
    /// and to plain arithmetic with such. A mark is none.
    #[must_use]
    pub const fn is_estimate(&self) -> bool {
        let of_method = matches!(
            self.method,
            Method::Mixture | Method::RefinedMixture | Method::WeightedMean | Method::ChangeOfSums
        );
        match self.estimate() {
            Some(Estimate::Derived { band: Some(_), .. }) => true,
            Some(Estimate::Absent { .. }) | None => false,
            Some(_) => of_method,
        }
    }

    /// The error of an estimate in words: "90% band $53,230 to $55,630"; none where both ends are printed
    /// alike.
    #[must_use]
    pub fn error_in_words(&self) -> Option<String> {
        let Some(Estimate::Derived { band: Some(band), .. }) = self.estimate() else { return None };
        let [low, high] = [band.low, band.high].map(|end| self.unit.print(end));
        if low == high {
            return None;
        }
        let kind = match (self.measure, self.method) {
            // Nothing is published to measure an error of these by; what is open is what top codes hide.
            (
                Measure::SalaryRank
                | Measure::ShareAboveSalary
                | Measure::ChanceOfMore
                | Measure::WageOverlap,
                _,
            ) => "top-coded wages allow",
            (_, Method::Mixture | Method::RefinedMixture) => "90% band",
            (_, Method::ChangeOfSums | Method::OpeningsSplit) => "rounding allows",
            (_, Method::Sampling) => "interval",
            _ => "range of error",
        };
        Some(format!("{kind} {}", self.unit.print_band(band)))
    }

    /// The estimate of a number; words have none.
    #[must_use]
    pub const fn estimate(&self) -> Option<Estimate> {
        match &self.value {
            Value::Number(estimate) => Some(*estimate),
            Value::Words(_) => None,
        }
    }

    /// The estimate before rounding; not determined for words.
    #[must_use]
    pub fn unrounded(&self) -> Estimate {
        self.unrounded.unwrap_or(Estimate::absent(Mark::NotDetermined))
    }

    /// The number, when there is one.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        self.estimate().and_then(Estimate::number)
    }
}

/// Every figure of a run, once, by id.
#[derive(Clone, Debug, Default)]
pub struct Figures(BTreeMap<FigureId, Figure>);

impl Figures {
    /// Adds a figure and returns its id. The same figure may be asked for many times; it is kept once.
    pub fn add(&mut self, figure: Figure) -> FigureId {
        let id = figure.id.clone();
        self.0.entry(id.clone()).or_insert(figure);
        id
    }

    /// The figure of an id.
    #[must_use]
    pub fn get(&self, id: &FigureId) -> Option<&Figure> {
        self.0.get(id)
    }

    /// All figures, ordered by id.
    pub fn iter(&self) -> impl Iterator<Item = &Figure> {
        self.0.values()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
