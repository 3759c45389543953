//! The words in which pages quote figures, as tables: phrases by what they tell, names of occupations
//! that are no titles of the SOC, groups of the Occupational Outlook Handbook, and names of areas.

mod numerals;

use crate::model::SocCode;

pub use numerals::{TENS, UNITS, number_in_words, takes_an};

const PHRASES: &str = include_str!("phrases.csv");
const OCCUPATIONS: &str = include_str!("occupation_names.csv");
const GROUPS: &str = include_str!("handbook_groups.csv");
const AREAS: &str = include_str!("areas.csv");
const RETIRED_2000: &str = include_str!("../soc_2000_retired.csv");

fn rows(table: &'static str) -> impl Iterator<Item = csv::StringRecord> {
    csv::Reader::from_reader(table.as_bytes()).into_records().filter_map(Result::ok)
}

fn codes(cell: &str) -> Vec<SocCode> {
    cell.split(' ').filter_map(|code| code.parse().ok()).collect()
}

fn names(cell: &str) -> Vec<String> {
    cell.split('|').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// Every phrase with the name of what it tells.
pub fn phrases() -> impl Iterator<Item = (String, String)> {
    rows(PHRASES).flat_map(|row| names(&row[1]).into_iter().map(move |name| (row[0].to_owned(), name)))
}

/// Names of occupations in everyday words, with their codes. A name that ends in `?` is also a common
/// word, and counts only where nothing better is named.
pub fn occupation_names() -> impl Iterator<Item = (SocCode, String)> {
    rows(OCCUPATIONS).flat_map(|row| {
        let code = codes(&row[0]).first().copied();
        names(&row[1]).into_iter().filter_map(move |name| Some((code?, name)))
    })
}

/// Groups that the Handbook describes together, with the codes that they are made of. BLS publishes
/// no wages for those of several codes.
pub fn handbook_groups() -> impl Iterator<Item = (Vec<SocCode>, String)> {
    rows(GROUPS).flat_map(|row| {
        let codes = codes(&row[0]);
        names(&row[1]).into_iter().map(move |name| (codes.clone(), name))
    })
}

/// Names of one member of a group of the Handbook under which pages quote the figures of the whole
/// group, too.
pub fn names_of_members() -> impl Iterator<Item = (Vec<SocCode>, String)> {
    rows(GROUPS).flat_map(|row| {
        let codes = codes(&row[0]);
        names(&row[2]).into_iter().map(move |name| (codes.clone(), name))
    })
}

/// Names of areas with their codes; `99` is the nation, and a name without a code is an area of which
/// only the kind is known.
pub fn area_names() -> impl Iterator<Item = (String, String)> {
    rows(AREAS).flat_map(|row| names(&row[1]).into_iter().map(move |name| (row[0].to_owned(), name)))
}

/// Codes of SOC 2000 that SOC 2010 no longer has: the code, its title, and where its work went.
pub fn retired_in_2010() -> impl Iterator<Item = (SocCode, String, SocCode)> {
    rows(RETIRED_2000).filter_map(|row| {
        Some((row[0].parse().ok()?, row[1].trim_end_matches('*').to_owned(), row[2].parse().ok()?))
    })
}
