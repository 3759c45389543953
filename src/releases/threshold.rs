//! Thresholds of a change, as `--fail-on` takes them:
//!
//! ```text
//! threshold = what ">" number unit | "cells" ">" number "%" | "vanished" | "dropped" | "marks"
//! what      = "median" | "mean" | "employment" | "growth" | "openings" | "any" | a measure
//! unit      = "%" | "pt" (points of a share) | "se" (standard errors)
//! ```

use std::str::FromStr;

use super::compare::{Diff, Move};
use crate::{
    acquire::Accepted,
    diag::{Diagnostic, Diagnostics, Rule, rules},
    model::{Measure, PayPeriod, Percentile},
};

/// A limit, and the words in which it was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    written: String,
    limit: Limit,
}

#[derive(Clone, Debug, PartialEq)]
enum Limit {
    Moved { measures: Vec<&'static str>, unit: Size, most: f64 },
    Cells { most_pct: f64 },
    Vanished,
    Dropped,
    Marks,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Size {
    Percent,
    Points,
    StandardErrors,
}

/// Short names of measures.
fn measures(what: &str) -> Option<Vec<&'static str>> {
    use PayPeriod::{Annual, Hourly};
    let all = match what {
        "any" => Vec::new(),
        "median" => {
            vec![Measure::Wage(Annual, Percentile::P50), Measure::Wage(Hourly, Percentile::P50)]
        }
        "mean" => vec![Measure::WageMean(Annual), Measure::WageMean(Hourly)],
        "employment" => vec![Measure::Employment],
        "growth" => vec![Measure::EmploymentChangePct],
        "openings" => vec![Measure::AnnualOpenings],
        name => vec![named().find(|measure| measure.name() == name)?],
    };
    Some(all.into_iter().map(Measure::name).collect())
}

/// Every measure that a published table or a run has numbers of.
fn named() -> impl Iterator<Item = Measure> {
    let wages = PayPeriod::ALL.into_iter().flat_map(|period| {
        let percentiles = Percentile::ALL.into_iter().map(move |at| Measure::Wage(period, at));
        percentiles.chain([Measure::WageMean(period)])
    });
    wages.chain([
        Measure::Employment,
        Measure::JobsPerThousand,
        Measure::LocationQuotient,
        Measure::IndustryShare,
        Measure::EstablishmentsReporting,
        Measure::BaseEmployment,
        Measure::ProjectedEmployment,
        Measure::EmploymentChange,
        Measure::EmploymentChangePct,
        Measure::AnnualOpenings,
        Measure::ReplacementOpenings,
        Measure::GrowthOpenings,
        Measure::SeparationOpenings,
        Measure::LaborForceExits,
        Measure::OccupationalTransfers,
        Measure::SelfEmployedPct,
        Measure::MedianRank,
        Measure::MedianDifference,
        Measure::MedianRatio,
        Measure::GrowthDifference,
        Measure::GrowthRatio,
        Measure::ConstantDollarMedian,
        Measure::PriceAdjustedMedian,
        Measure::SharedEmployment,
        Measure::SharedEmploymentPct,
    ])
}

impl FromStr for Threshold {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let written = text.trim().to_owned();
        let limit = match written.as_str() {
            "vanished" => Limit::Vanished,
            "dropped" => Limit::Dropped,
            "marks" => Limit::Marks,
            other => limit_of(other)?,
        };
        Ok(Self { written, limit })
    }
}

fn limit_of(text: &str) -> Result<Limit, String> {
    let refused = || {
        format!(
            "`{text}` is no threshold: write median>15%, employment>4se, growth>5pt, cells>5%, vanished, dropped or marks"
        )
    };
    let (what, size) = text.split_once('>').ok_or_else(refused)?;
    let (what, size) = (what.trim(), size.trim());
    let ends = [("%", Size::Percent), ("pt", Size::Points), ("se", Size::StandardErrors)];
    let parsed = ends.iter().find_map(|(end, unit)| Some((size.strip_suffix(end)?, *unit)));
    let (number, unit) = parsed.ok_or_else(refused)?;
    let most: f64 = number.trim().parse().map_err(|_| refused())?;
    if !most.is_finite() || most < 0.0 {
        return Err(refused());
    }
    match (what, unit) {
        ("cells", Size::Percent) => Ok(Limit::Cells { most_pct: most }),
        ("cells", _) => Err(refused()),
        _ => {
            let measures = measures(what).ok_or_else(|| {
                format!("`{what}` is no measure: write median, mean, employment, growth, openings, any, or a measure of figures.json")
            })?;
            Ok(Limit::Moved { measures, unit, most })
        }
    }
}

/// A threshold that is passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// The figure, the occupation, or `cells`.
    pub id: String,
    /// What was there.
    pub old: String,
    /// What is there.
    pub new: String,
    /// What is said of it.
    pub message: String,
    /// Which kind of finding it is.
    pub rule: &'static Rule,
}

/// Everything that passes a threshold, once each, in the order of the thresholds.
#[must_use]
pub fn passed(diff: &Diff, thresholds: &[Threshold]) -> Vec<Passed> {
    let mut all: Vec<Passed> = Vec::new();
    for threshold in thresholds {
        for one in of_threshold(diff, threshold) {
            if !all.iter().any(|other| other.id == one.id && other.rule == one.rule) {
                all.push(one);
            }
        }
    }
    all
}

fn of_threshold(diff: &Diff, threshold: &Threshold) -> Vec<Passed> {
    let written = &threshold.written;
    match &threshold.limit {
        Limit::Moved { measures, unit, most } => {
            let counts = |one: &&Move| measures.is_empty() || measures.contains(&one.measure.as_str());
            let far = |one: &&Move| size(one, *unit).is_some_and(|size| size.abs() > *most);
            diff.moves.iter().filter(counts).filter(far).map(|one| moved(one, *unit, written)).collect()
        }
        Limit::Cells { most_pct } => cells(diff, *most_pct, written).into_iter().collect(),
        Limit::Vanished => {
            let vanished = diff.vanished.iter();
            vanished.map(|one| gone(&one.id, &one.title, &one.text, "has no figure any more")).collect()
        }
        Limit::Dropped => {
            let dropped = diff.dropped_occupations.iter();
            dropped
                .map(|one| gone(&one.id, &one.title, &one.title, "is no occupation any more"))
                .collect()
        }
        Limit::Marks => diff
            .marks
            .iter()
            .map(|one| Passed {
                id: one.id.clone(),
                old: one.old.clone(),
                new: one.new.clone(),
                message: format!(
                    "{} of {} in {}: {} became {}",
                    one.measure, one.subject, one.place, one.old, one.new
                ),
                rule: &rules::MOVED_FAR,
            })
            .collect(),
    }
}

fn size(one: &Move, unit: Size) -> Option<f64> {
    match unit {
        Size::Percent => one.percent,
        Size::Points => one.points,
        Size::StandardErrors => one.standard_errors,
    }
}

fn moved(one: &Move, unit: Size, written: &str) -> Passed {
    let size = size(one, unit).unwrap_or_default();
    let by = match unit {
        Size::Percent => format!("{size:+.1}%"),
        Size::Points => format!("{size:+.1} points"),
        Size::StandardErrors => format!("{size:+.1} standard errors"),
    };
    let Move { id, subject, place, measure, old_text, new_text, .. } = one;
    Passed {
        id: id.clone(),
        old: old_text.clone(),
        new: new_text.clone(),
        message: format!(
            "{measure} of {subject} in {place} moved by {by}, from {old_text} to {new_text} ({written})"
        ),
        rule: &rules::MOVED_FAR,
    }
}

fn cells(diff: &Diff, most_pct: f64, written: &str) -> Option<Passed> {
    let count = |number: usize| u32::try_from(number).map_or(f64::from(u32::MAX), f64::from);
    let share = 100.0 * count(diff.changed) / count(diff.compared).max(1.0);
    (share > most_pct).then(|| Passed {
        id: "cells".to_owned(),
        old: diff.old.clone(),
        new: format!("{} of {} ({})", diff.changed, diff.compared, diff.new),
        message: format!(
            "{} of {} figures changed, {share:.1}% ({written})",
            diff.changed, diff.compared
        ),
        rule: &rules::MOVED_FAR,
    })
}

fn gone(id: &str, title: &str, old: &str, what: &str) -> Passed {
    Passed {
        id: id.to_owned(),
        old: old.to_owned(),
        new: String::new(),
        message: format!("{title} ({id}) {what}"),
        rule: &rules::VANISHED,
    }
}

/// What is passed and not accepted, as findings. An acceptance holds for these two values only.
#[must_use]
pub fn findings(passed: &[Passed], accepted: &[Accepted]) -> Diagnostics {
    let is_accepted = |one: &&Passed| {
        accepted.iter().any(|other| other.id == one.id && other.old == one.old && other.new == one.new)
    };
    passed
        .iter()
        .filter(|one| !is_accepted(one))
        .map(|one| Diagnostic::finding(one.message.clone()).rule(one.rule).key(one.id.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_read() {
        for right in [
            "median>15%",
            " employment > 4se ",
            "growth>5pt",
            "cells>5%",
            "vanished",
            "dropped",
            "marks",
            "annual_wage_p90_usd>20%",
            "any>50%",
        ] {
            assert!(right.parse::<Threshold>().is_ok(), "{right}");
        }
        for wrong in [
            "median",
            "median>15",
            "median<15%",
            "salary>5%",
            "cells>5pt",
            "median>-1%",
            "median>NaN%",
            "",
        ] {
            assert!(wrong.parse::<Threshold>().is_err(), "{wrong}");
        }
    }
}
