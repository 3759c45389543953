//! Jobs of some occupations and groups in the base and the projected year of each round, thousands: enough to tell which
//! round the figures of a table are of. As BLS's workbooks print them
//! (<https://www.bls.gov/emp/data/occupational-data.htm>); no occupation has the same pair in two rounds.

use super::soc::rows;
use crate::model::{Measure, Round, SocCode};

const JOBS: &str = include_str!("round_jobs.csv");

/// Every number of the table: the occupation, the round, the measure, and thousands of jobs.
pub fn round_jobs() -> impl Iterator<Item = (SocCode, Round, Measure, f64)> {
    let heads = csv::Reader::from_reader(JOBS.as_bytes()).headers().cloned().unwrap_or_default();
    let column = |head: &str| -> Option<(Round, Measure)> {
        let (round, end) = head.split_once(' ')?;
        let base = end == "base";
        Some((
            round.parse().ok()?,
            if base { Measure::BaseEmployment } else { Measure::ProjectedEmployment },
        ))
    };
    let columns: Vec<Option<(Round, Measure)>> = heads.iter().map(column).collect();
    rows(JOBS).flat_map(move |row| {
        let soc: Option<SocCode> = row[0].parse().ok();
        let number = |(at, column): (usize, &Option<(Round, Measure)>)| {
            let (round, measure) = (*column)?;
            Some((soc?, round, measure, row.get(at)?.parse().ok()?))
        };
        columns.iter().enumerate().filter_map(number).collect::<Vec<_>>()
    })
}
