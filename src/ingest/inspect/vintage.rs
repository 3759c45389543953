//! Which release the wages of a table are of. A median tells its release almost always: of 25,336
//! national medians of 2001 to 2025, 156 are the same in another release.

use std::collections::{BTreeMap, BTreeSet};

use super::{elsewhere::occupations, rounds::KnownRounds};
use crate::{
    catalog::{OEWS_ALL_OWNERS, oews_medians},
    diag::{Diagnostic, Place},
    model::{Area, Estimate, Measure, OccupationCode, PayPeriod, Percentile, PublishedRow, Release},
};

/// The measure that tells a release best.
pub(super) const MEDIAN: Measure = Measure::Wage(PayPeriod::Annual, Percentile::P50);

/// Every measure of wages, annual ones first.
pub(super) const WAGES: [Measure; 12] = {
    use Measure::{Wage, WageMean};
    use PayPeriod::{Annual, Hourly};
    use Percentile::{P10, P25, P50, P75, P90};
    [
        Wage(Annual, P50),
        WageMean(Annual),
        Wage(Annual, P10),
        Wage(Annual, P25),
        Wage(Annual, P75),
        Wage(Annual, P90),
        Wage(Hourly, P50),
        WageMean(Hourly),
        Wage(Hourly, P10),
        Wage(Hourly, P25),
        Wage(Hourly, P75),
        Wage(Hourly, P90),
    ]
};

/// A wage that a release has: the measure, and cents.
type Wage = (Release, Measure, i64);

/// The place of a wage: the area, the industry by its number among [`KnownFigures::industries`] or [`ALL`], and
/// the occupation.
type Key = (Area, u32, OccupationCode);

/// All industries and owners together.
pub(super) const ALL: u32 = 0;

/// Occupations by area, industry and wage in cents.
pub(super) type Occupations = BTreeMap<(Area, u32, i64), Vec<OccupationCode>>;

/// Published figures by which the release or round of a table is told.
#[derive(Clone, Debug, Default)]
pub struct KnownFigures {
    /// Wages, by place and occupation.
    wages: BTreeMap<Key, Vec<Wage>>,
    /// The numbers of the industries that have wages, from 1, by their code, group and owners.
    industries: BTreeMap<[String; 3], u32>,
    /// The areas that have wages, and their titles in lower case.
    areas: BTreeSet<Area>,
    titles: BTreeMap<String, Area>,
    pub(super) rounds: KnownRounds,
}

impl KnownFigures {
    /// The medians and the jobs of rounds that the catalog has.
    #[must_use]
    pub fn of_catalog() -> Self {
        let mut known = Self { rounds: KnownRounds::of_catalog(), ..Self::default() };
        for (soc, release, median) in oews_medians() {
            known.add(release, (Area::NATION, ALL, OccupationCode::Soc(soc)), MEDIAN, median);
        }
        known
    }

    /// Adds the wages of a row of a release, whose values are of the measures. What is known already
    /// stays: a file may be of another release than it is said to be.
    pub(super) fn add_claim(
        &mut self,
        release: Release,
        measures: &[Measure],
        claim: &Claim,
        values: &[Estimate],
    ) {
        for (measure, value) in measures.iter().zip(values) {
            if let Some(number) = value.number().filter(|_| is_wage(*measure)) {
                self.add(release, claim.key(), *measure, number);
            }
        }
    }

    fn add(&mut self, release: Release, key: Key, measure: Measure, usd: f64) {
        self.areas.insert(key.0);
        let wages = self.wages.entry(key).or_default();
        let is_there = |other: &&Wage| (other.0, other.1) == (release, measure);
        if !wages.iter().any(|other| is_there(&other)) {
            wages.push((release, measure, cents(usd)));
        }
    }

    /// The number of the industry of a row, if any wage of it is known.
    pub(super) fn industry(&self, row: &PublishedRow<'_>) -> Option<u32> {
        if is_of_all(row) {
            return Some(ALL);
        }
        // Most programs have no table by industry at hand.
        if self.industries.is_empty() {
            return None;
        }
        self.industries.get(&industry(row)).copied()
    }

    /// The number of the only industry with a code, if any wage of it is known.
    pub(super) fn only_industry(&self, naics: &str) -> Option<u32> {
        let mut with_code = self.industries.iter().filter(|([code, ..], _)| code == naics);
        let (_, number) = with_code.next()?;
        with_code.next().is_none().then_some(*number)
    }

    /// The same as [`Self::industry`], with a new number for an industry that has none.
    pub(super) fn add_industry(&mut self, row: &PublishedRow<'_>) -> u32 {
        if is_of_all(row) {
            return ALL;
        }
        let next = u32::try_from(self.industries.len() + 1).unwrap_or(u32::MAX);
        *self.industries.entry(industry(row)).or_insert(next)
    }

    /// Adds the title of a row's area.
    pub(super) fn add_title(&mut self, row: &PublishedRow<'_>) {
        let title = row.area_title.to_lowercase();
        self.titles.entry(title).or_insert(row.area);
    }

    /// The area of a title.
    pub(super) fn titled(&self, title: &str) -> Option<Area> {
        self.titles.get(&title.to_lowercase()).copied()
    }

    /// Whether any wage of an area is known.
    pub(super) fn has_area(&self, area: Area) -> bool {
        self.areas.contains(&area)
    }

    /// Whether any wage of an occupation is known in any area.
    pub(super) fn has_somewhere(&self, claim: &Claim) -> bool {
        self.areas.iter().any(|area| self.has(&Claim { area: *area, ..*claim }))
    }

    /// The releases and other areas in which the occupation of a claim has its wage.
    pub(super) fn elsewhere(
        &self,
        claim: &Claim,
        measure: Measure,
    ) -> impl Iterator<Item = (Release, Area)> {
        let others = self.areas.iter().filter(|area| **area != claim.area);
        others.flat_map(move |area| {
            let wages = self.wages.get(&(*area, claim.industry, claim.code)).into_iter().flatten();
            let equal = wages.filter(move |(_, of, cents)| *of == measure && *cents == claim.cents);
            equal.map(|(release, ..)| (*release, *area))
        })
    }

    /// The releases in which an occupation of a column has a wage, by place and cents.
    pub(super) fn owners(
        &self,
        column: &Column,
        measure: Measure,
    ) -> BTreeMap<(Area, u32, i64), Vec<Release>> {
        let mut owners: BTreeMap<(Area, u32, i64), Vec<Release>> = BTreeMap::new();
        for (area, industry, code) in occupations(column) {
            let wages = self.wages.get(&(area, industry, code)).into_iter().flatten();
            for (release, _, cents) in wages.filter(|(_, of, _)| *of == measure) {
                owners.entry((area, industry, *cents)).or_default().push(*release);
            }
        }
        owners
    }

    /// Whether any wage of an occupation is known.
    pub(super) fn has(&self, claim: &Claim) -> bool {
        self.wages.contains_key(&claim.key())
    }

    /// A release's wage of an occupation in cents, if it is known.
    pub(super) fn wage(&self, claim: &Claim, measure: Measure, release: Release) -> Option<i64> {
        let wages = self.wages.get(&claim.key())?;
        wages.iter().find(|wage| (wage.0, wage.1) == (release, measure)).map(|wage| wage.2)
    }

    /// The occupations of each wage of a release, by place and cents.
    pub(super) fn occupations(&self, measure: Measure, release: Release) -> Occupations {
        let mut found = Occupations::new();
        for ((area, industry, code), wages) in &self.wages {
            for (.., cents) in wages.iter().filter(|wage| (wage.0, wage.1) == (release, measure)) {
                found.entry((*area, *industry, *cents)).or_default().push(*code);
            }
        }
        found
    }

    /// The releases that have a wage for an occupation, if any release is known to have the measure.
    pub(super) fn releases(&self, claim: &Claim, measure: Measure) -> Option<BTreeSet<Release>> {
        let wages = self.wages.get(&claim.key())?;
        let of_measure = || wages.iter().filter(|(_, other, _)| *other == measure);
        of_measure().next()?;
        let equal = of_measure().filter(|(.., cents)| *cents == claim.cents);
        Some(equal.map(|(release, ..)| *release).collect())
    }
}

/// What tells the industry of a row from others.
fn industry(row: &PublishedRow<'_>) -> [String; 3] {
    [row.industry, row.industry_group, row.ownership].map(str::to_owned)
}

/// Whether a measure is a wage.
pub(super) const fn is_wage(measure: Measure) -> bool {
    matches!(measure, Measure::Wage(..) | Measure::WageMean(_))
}

/// Dollars in cents, as a whole number.
#[expect(clippy::cast_possible_truncation, reason = "wages are far below the limits")]
pub(super) fn cents(usd: f64) -> i64 {
    (usd * 100.0).round() as i64
}

/// A wage that a table states.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    pub(super) line: u64,
    /// The place of its table among the [`Column::parts`].
    pub(super) part: usize,
    pub(super) area: Area,
    /// The number of the industry, or [`ALL`].
    pub(super) industry: u32,
    pub(super) code: OccupationCode,
    pub(super) cents: i64,
    /// The year that the row states.
    pub(super) year: Option<u16>,
}

impl Claim {
    /// The claim of a row of a published table, of the industry with a number.
    pub(super) fn of_row(row: &PublishedRow<'_>, industry: u32) -> Self {
        let (line, area, code) = (row.line, row.area, row.code);
        Self { line, part: 0, area, industry, code, cents: 0, year: None }
    }

    /// The place of the wage.
    pub(super) const fn key(&self) -> Key {
        (self.area, self.industry, self.code)
    }

    /// The same with a wage.
    pub(super) fn of_usd(self, usd: f64) -> Self {
        Self { cents: cents(usd), ..self }
    }
}

/// Whether a row is about all industries and owners together; tables of one owner have other wages.
pub(super) fn is_of_all(row: &PublishedRow<'_>) -> bool {
    row.is_cross_industry() && ["", OEWS_ALL_OWNERS].contains(&row.ownership)
}

/// Places of cells that are kept of a column.
pub(super) const MOST_PLACES: usize = 1_000;

/// The wages of a column.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    /// Its name in the table.
    pub(super) name: String,
    /// The measures that it may hold.
    pub(super) measures: Vec<Measure>,
    /// The year that the column's name states.
    pub(super) year: Option<u16>,
    /// The members and sheets that it stands in.
    pub(super) parts: Vec<String>,
    pub(super) claims: Vec<Claim>,
    /// The places of cells that may be told of, by part and line.
    pub(super) places: BTreeMap<(usize, u64), Place>,
}

impl Column {
    /// The finding with the place of a claim's cell, or with its line.
    pub(super) fn at(&self, claim: &Claim, finding: Diagnostic) -> Diagnostic {
        if let Some(place) = self.places.get(&(claim.part, claim.line)) {
            return Diagnostic { place: Some(place.clone()), ..finding };
        }
        let part = self.parts.get(claim.part).cloned().unwrap_or_default();
        finding.at(claim.line, 1).part(part)
    }
}
