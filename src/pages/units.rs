//! What the words and the size of a number say that it counts: dollars by the year or by the hour, percent,
//! jobs, places of a ranking. A text that says so of another unit than the figure's is not filled.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Measure, PayPeriod, Unit};

/// A number as a text prints it.
#[derive(Clone, Copy, Debug)]
pub struct Number<'t> {
    /// The whole text.
    pub text: &'t str,
    /// The number, its scale (`K`, `million`) applied.
    pub value: f64,
    /// Whether a dollar sign stands before it.
    pub is_money: bool,
    /// Whether a percent sign or its word stands behind it.
    pub is_percent: bool,
}

/// How often something is paid or happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Every {
    Hour,
    Year,
    Other,
}

static EVERY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)
        (?:\b(?:an?|per|each|every)\s+|/\s*)
        (?:(?P<hour>hours?|hrs?|h)|(?P<year>years?|yrs?|y|annum)|(?:months?|mo|weeks?|wk|days?))\b
        |\b(?:(?P<hourly>hourly)|(?P<yearly>yearly|annual(?:ly)?)|monthly|(?:bi)?weekly|daily)\b
        ",
    )
    .ok()
});
static JOBS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:jobs?|openings?|positions?|workers|people|employees)\b").ok()
});
static PLACE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)(?:\bno\.?|\bnumber|#|\branks?|\branked)\s*$").ok());

/// Amounts of dollars below this stand for none that is known yet.
const LEAST_PAY: f64 = 5.0;
/// Pay above this is by no hour.
const MOST_PER_HOUR: f64 = 1_000.0;
/// Pay below this is by no year.
const LEAST_PER_YEAR: f64 = 10_000.0;
/// Percents above this are none.
const MOST_PERCENT: f64 = 1_000.0;

impl Number<'_> {
    /// Whether the number counts something else than a measure does.
    #[must_use]
    pub fn is_other_than(&self, measure: Measure, before: &str) -> bool {
        let counts_jobs = is_in(&JOBS, self.text) && !self.is_money && !self.is_percent;
        let of_unit = match measure.unit() {
            Unit::UsdPerYear => {
                self.is_percent || counts_jobs || (LEAST_PAY..LEAST_PER_YEAR).contains(&self.value)
            }
            Unit::UsdPerHour => self.is_percent || counts_jobs || self.value >= MOST_PER_HOUR,
            Unit::Percent | Unit::PercentagePoints => {
                let is_plain = !self.is_percent && self.value >= MOST_PERCENT;
                self.is_money || counts_jobs || is_plain
            }
            Unit::PercentileRank => self.is_money || self.is_percent || is_in(&PLACE, before),
            _ => self.is_money || self.is_percent,
        };
        of_unit || every(self.text).any(|every| Some(every) != of(measure))
    }
}

fn is_in(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

/// How often the words of a text say that it is.
fn every(text: &str) -> impl Iterator<Item = Every> {
    let found = EVERY.as_ref().into_iter().flat_map(move |every| every.captures_iter(text));
    found.map(|found| {
        let says = |names: [&str; 2]| names.iter().any(|name| found.name(name).is_some());
        match (says(["hour", "hourly"]), says(["year", "yearly"])) {
            (true, _) => Every::Hour,
            (_, true) => Every::Year,
            _ => Every::Other,
        }
    })
}

/// How often a measure is; `None` for what is once, such as the growth of ten years.
const fn of(measure: Measure) -> Option<Every> {
    match measure {
        Measure::Wage(PayPeriod::Hourly, _) | Measure::WageMean(PayPeriod::Hourly) => Some(Every::Hour),
        Measure::Wage(PayPeriod::Annual, _)
        | Measure::WageMean(PayPeriod::Annual)
        | Measure::AnnualOpenings
        | Measure::MedianRank => Some(Every::Year),
        _ => None,
    }
}
