//! The annual medians of a hundred occupations that the catalog has of every release, for those of which no table
//! is at hand: a page that quotes an old one is out of date, and not wrong.

use std::collections::BTreeMap;

use super::figures::Known;
use crate::{
    catalog,
    model::{Estimate, Period, Release, SocCode},
};

/// Medians of the nation, dollars a year, by occupation.
pub struct KeptMedians(BTreeMap<SocCode, Vec<(Release, f64)>>);

/// Where they stand, for the evidence.
const PLACE: &str = "the list of medians kept with labor-outlook";

impl KeptMedians {
    /// Those of the catalog.
    pub fn new() -> Self {
        let mut all: BTreeMap<SocCode, Vec<(Release, f64)>> = BTreeMap::new();
        for (code, release, dollars) in catalog::oews_medians() {
            all.entry(code).or_default().push((release, dollars));
        }
        Self(all)
    }

    /// Those of an occupation.
    pub fn of(&self, code: SocCode) -> impl Iterator<Item = Known> {
        self.0.get(&code).into_iter().flatten().map(|(release, dollars)| Known {
            period: Period::Release(*release),
            end: None,
            value: Estimate::exact(*dollars),
            summed: false,
            under: None,
            origin: (PLACE.to_owned(), 0, release.year().to_string()),
        })
    }
}
