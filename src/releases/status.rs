//! What is current, due or overdue on a day, and how old published figures are. The day is the
//! caller's; the calendar is the catalog's.

use std::{collections::BTreeMap, fmt::Write};

use serde::Serialize;

use super::side::Side;
use crate::{
    catalog::{Due, came, cpi_due, oews_due, parities_due, projections_due},
    diag::{Diagnostic, Diagnostics, rules},
    model::{Period, Program, Release, Round},
};

/// A day, written `2026-11-21`.
type Day = (i16, i8, i8);

/// The newest that is at hand of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A release of OEWS.
    Release(Release),
    /// A round of the projections.
    Round(Round),
    /// The last month of an index.
    Month(i16, i8),
    /// The last year of the parities.
    Year(i16),
}

/// Whether the next release is to be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Urgency {
    /// The next release is not due yet.
    Current,
    /// It may come any day.
    Due,
    /// It is known to be out, or should have come.
    Overdue,
}

/// A program on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct State {
    /// The program.
    pub program: Program,
    /// The newest that is at hand.
    pub newest: String,
    /// Whether the next is to be looked for.
    pub urgency: Urgency,
    /// The release that comes next.
    pub next: String,
    /// The first day on which it may come.
    pub due_from: String,
    /// The last day on which it should have come.
    pub due_until: String,
    /// The day on which it is known to have come, and what that is known from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub came: Option<String>,
}

/// How old the figures of a period are that a run published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Age {
    /// The program with the period: `oews/2025-05`.
    pub period: String,
    /// Months from the reference month (of the projections: December of the base year) to the day.
    pub months: i32,
    /// How many figures are of it.
    pub figures: usize,
}

/// An input that was asked for, and what answered: a proof that somebody looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Looked {
    /// The file.
    pub path: String,
    /// When it was last asked for, in UTC.
    pub moment: String,
    /// Every address that was asked, with what it answered.
    pub asked: Vec<String>,
    /// The sha256 of what is published there.
    pub sha256: String,
}

/// Everything at hand on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// The day.
    pub today: String,
    /// The programs.
    pub programs: Vec<State>,
    /// The published figures by period.
    pub published: Vec<Age>,
    /// The inputs that were asked for from this machine.
    pub looked: Vec<Looked>,
}

fn written((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// What is current, due or overdue on a day.
#[must_use]
pub fn status(today: Day, at_hand: &[(Program, Standing)], published: Vec<Age>) -> Status {
    let programs = at_hand.iter().map(|(program, standing)| state(today, *program, *standing)).collect();
    Status { today: written(today), programs, published, looked: Vec::new() }
}

fn state(today: Day, program: Program, standing: Standing) -> State {
    let (newest, next, due) = match standing {
        Standing::Release(release) => {
            let next = Release::may(release.year() + 1);
            (release.to_string(), next.to_string(), oews_due(next))
        }
        Standing::Round(round) => {
            let next = Round::from_base_year(round.base_year() + 1);
            (round.to_string(), next.to_string(), projections_due(next))
        }
        Standing::Month(year, month) => {
            let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            let named = |year, month| format!("{year:04}-{month:02}");
            (named(year, month), named(next_year, next_month), cpi_due(next_year, next_month))
        }
        Standing::Year(year) => (year.to_string(), (year + 1).to_string(), parities_due(year + 1)),
    };
    let came = came(program, &next).filter(|came| came.day <= today);
    let urgency = if came.is_some() { Urgency::Overdue } else { urgency(today, due) };
    State {
        program,
        newest,
        urgency,
        next,
        due_from: written(due.from),
        due_until: written(due.until),
        came: came.map(|came| format!("{} ({})", written(came.day), came.known_from)),
    }
}

fn urgency(today: Day, due: Due) -> Urgency {
    if today < due.from {
        Urgency::Current
    } else if today <= due.until {
        Urgency::Due
    } else {
        Urgency::Overdue
    }
}

/// How old the figures of the outputs of a run are, the newest period first.
#[must_use]
pub fn ages((year, month, _): Day, outputs: &Side) -> Vec<Age> {
    let today = i32::from(year) * 12 + i32::from(month);
    let mut by_period: BTreeMap<String, usize> =
        outputs.periods.iter().map(|period| (period.clone(), 0)).collect();
    let newest =
        |program: &str| outputs.periods.range(format!("{program}/")..format!("{program}0")).next_back();
    for key in outputs.items.keys() {
        let mut parts = key.split('/');
        let (program, period) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let own = format!("{program}/{period}");
        // A key without a period is of the newest.
        let of = if outputs.periods.contains(&own) { Some(own) } else { newest(program).cloned() };
        if let Some(count) = of.and_then(|period| by_period.get_mut(&period)) {
            *count += 1;
        }
    }
    let age = |(period, figures): (String, usize)| {
        let (_, name) = period.split_once('/')?;
        let reference = match (name.parse::<Round>(), name.parse::<Release>()) {
            (Ok(round), _) => i32::from(round.base_year()) * 12 + 12,
            (_, Ok(release)) => i32::from(release.year()) * 12 + i32::from(release.month()),
            _ => return None,
        };
        Some(Age { months: today - reference, period, figures })
    };
    let mut ages: Vec<Age> = by_period.into_iter().filter_map(age).collect();
    ages.reverse();
    ages
}

impl Status {
    /// The programs whose next release is at least so urgent, as findings.
    #[must_use]
    pub fn findings(&self, least: Urgency) -> Diagnostics {
        let late = self.programs.iter().filter(|state| state.urgency >= least);
        late.map(|state| {
            let what = match (&state.came, state.urgency) {
                (Some(came), _) => format!("is out since {came}"),
                (None, Urgency::Overdue) => format!("should be out since {}", state.due_until),
                (None, _) => {
                    format!("may be out; it is due from {} to {}", state.due_from, state.due_until)
                }
            };
            let program = state.program.short();
            let message =
                format!("{program} {} {what}; the newest at hand is {}", state.next, state.newest);
            Diagnostic::finding(message)
                .rule(&rules::OVERDUE)
                .hint("get it with `labor-outlook fetch`, or add a file that a browser downloaded")
                .key(format!("{program}/{}", state.next))
        })
        .collect()
    }
}

/// The newest that is at hand of a period's program.
impl From<Period> for Standing {
    fn from(period: Period) -> Self {
        match period {
            Period::Release(release) => Self::Release(release),
            Period::Round(round) => Self::Round(round),
        }
    }
}

/// The status as text for people.
#[must_use]
pub fn status_text(status: &Status) -> String {
    let mut out = format!("on {}\n", status.today);
    for state in &status.programs {
        let urgency = match state.urgency {
            Urgency::Current => "current",
            Urgency::Due => "due",
            Urgency::Overdue => "overdue",
        };
        let next = match &state.came {
            Some(came) => format!("{} came {came}", state.next),
            None => format!("{} is due {} to {}", state.next, state.due_from, state.due_until),
        };
        let _ = writeln!(out, "  {:<22} {:<8} {urgency:<8} {next}", state.program.short(), state.newest);
    }
    if !status.published.is_empty() {
        let _ = writeln!(out, "published figures");
    }
    for age in &status.published {
        let _ =
            writeln!(out, "  {:<22} {:>4} figures, {} months old", age.period, age.figures, age.months);
    }
    if !status.looked.is_empty() {
        let _ = writeln!(out, "last asked for");
    }
    for look in &status.looked {
        let sha256 = look.sha256.get(..12).unwrap_or(&look.sha256);
        let _ = writeln!(out, "  {} on {}, sha256 {sha256}", look.path, look.moment);
        for asked in &look.asked {
            let _ = writeln!(out, "    {asked}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(today: Day, standing: Standing, program: Program) -> Urgency {
        state(today, program, standing).urgency
    }

    #[test]
    fn a_release_is_current_then_due_then_overdue() {
        let oews = |today| of(today, Standing::Release(Release::may(2025)), Program::Oews);
        assert_eq!(oews((2026, 11, 21)), Urgency::Current);
        assert_eq!(oews((2027, 4, 2)), Urgency::Due);
        assert_eq!(oews((2027, 6, 1)), Urgency::Overdue);
        let cpi = |today| of(today, Standing::Month(2026, 12), Program::CpiU);
        assert_eq!(cpi((2027, 2, 9)), Urgency::Current);
        assert_eq!(cpi((2027, 2, 12)), Urgency::Due);
        assert_eq!(cpi((2027, 2, 19)), Urgency::Overdue);
        let parities = |today| of(today, Standing::Year(2023), Program::PriceParities);
        assert_eq!(parities((2025, 12, 15)), Urgency::Due);
        assert_eq!(parities((2026, 3, 1)), Urgency::Overdue);
    }

    #[test]
    fn a_release_that_is_known_to_be_out_is_overdue_at_once() {
        let round =
            |today| of(today, Standing::Round(Round::from_base_year(2024)), Program::Projections);
        assert_eq!(round((2026, 8, 24)), Urgency::Current);
        assert_eq!(round((2026, 8, 26)), Urgency::Due);
        assert_eq!(round((2026, 8, 27)), Urgency::Overdue);
    }
}
