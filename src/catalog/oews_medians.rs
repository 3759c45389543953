//! Annual medians of some occupations and groups, nation, by release: enough to tell which release the
//! wages of a table are of. Each is as published: in the national table of its May, those of 2012, 2018
//! and 2022 in the Employment Projections, which print the medians of OEWS
//! (<https://www.bls.gov/oes/tables.htm>, <https://www.bls.gov/emp/tables.htm>). Of the 2,109 one pair
//! is the same in two releases.

use super::soc::rows;
use crate::model::{Release, SocCode};

const MEDIANS: &str = include_str!("oews_medians.csv");

/// Every median of the table: the occupation, the release, and dollars a year.
pub fn oews_medians() -> impl Iterator<Item = (SocCode, Release, f64)> {
    let heads = csv::Reader::from_reader(MEDIANS.as_bytes()).headers().cloned().unwrap_or_default();
    let years: Vec<Option<u16>> = heads.iter().map(|head| head.parse().ok()).collect();
    rows(MEDIANS).flat_map(move |row| {
        let soc: Option<SocCode> = row[0].parse().ok();
        let of_year = |(at, year): (usize, &Option<u16>)| {
            Some((soc?, Release::may((*year)?), row.get(at)?.parse().ok()?))
        };
        years.iter().enumerate().filter_map(of_year).collect::<Vec<_>>()
    })
}
