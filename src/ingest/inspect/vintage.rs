//! Which release the wages of a table are of. A median tells its release almost always: of 25,336
//! national medians of 2001 to 2025, 156 are the same in another release.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    catalog::oews_medians,
    model::{
        Area, Estimate, Measure, OccupationCode, PayPeriod, Percentile, PublishedRow, Release, SocLevel,
    },
};

/// The measure that tells a release best.
pub(super) const MEDIAN: Measure = Measure::Wage(PayPeriod::Annual, Percentile::P50);

/// A wage that a release has: the measure, and cents.
type Wage = (Release, Measure, i64);

/// Occupations by area and wage in cents.
pub(super) type Occupations = BTreeMap<(Area, i64), Vec<OccupationCode>>;

/// Published wages, by place and occupation: release, measure and cents.
#[derive(Clone, Debug, Default)]
pub struct KnownWages {
    wages: BTreeMap<(Area, OccupationCode), Vec<Wage>>,
}

impl KnownWages {
    /// The medians that the catalog has.
    #[must_use]
    pub fn of_catalog() -> Self {
        let mut known = Self::default();
        for (soc, release, median) in oews_medians() {
            known.add(release, Area::NATION, OccupationCode::Soc(soc), MEDIAN, median);
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
                self.add(release, claim.area, claim.code, *measure, number);
            }
        }
    }

    fn add(&mut self, release: Release, area: Area, code: OccupationCode, measure: Measure, usd: f64) {
        let wages = self.wages.entry((area, code)).or_default();
        let is_there = |other: &&Wage| (other.0, other.1) == (release, measure);
        if !wages.iter().any(|other| is_there(&other)) {
            wages.push((release, measure, cents(usd)));
        }
    }

    /// Whether any wage of an occupation is known.
    pub(super) fn has(&self, area: Area, code: OccupationCode) -> bool {
        self.wages.contains_key(&(area, code))
    }

    /// A release's wage of an occupation in cents, if it is known.
    pub(super) fn wage(&self, claim: &Claim, measure: Measure, release: Release) -> Option<i64> {
        let wages = self.wages.get(&(claim.area, claim.code))?;
        wages.iter().find(|wage| (wage.0, wage.1) == (release, measure)).map(|wage| wage.2)
    }

    /// The occupations of each wage of a release, by area and cents.
    pub(super) fn occupations(&self, measure: Measure, release: Release) -> Occupations {
        let mut found = Occupations::new();
        for ((area, code), wages) in &self.wages {
            for (.., cents) in wages.iter().filter(|wage| (wage.0, wage.1) == (release, measure)) {
                found.entry((*area, *cents)).or_default().push(*code);
            }
        }
        found
    }

    /// The releases that have a wage for an occupation, if any release is known to have the measure.
    pub(super) fn releases(&self, claim: &Claim, measure: Measure) -> Option<BTreeSet<Release>> {
        let wages = self.wages.get(&(claim.area, claim.code))?;
        let of_measure = || wages.iter().filter(|(_, other, _)| *other == measure);
        of_measure().next()?;
        let equal = of_measure().filter(|(.., cents)| *cents == claim.cents);
        Some(equal.map(|(release, ..)| *release).collect())
    }
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
    pub(super) code: OccupationCode,
    pub(super) cents: i64,
    /// The year that the row states.
    pub(super) year: Option<u16>,
}

impl Claim {
    /// The claim of a row of a published table.
    pub(super) fn of_row(row: &PublishedRow<'_>, usd: f64) -> Self {
        Self { line: row.line, part: 0, area: row.area, code: row.code, cents: cents(usd), year: None }
    }

    /// The same with a wage.
    pub(super) fn of_usd(self, usd: f64) -> Self {
        Self { cents: cents(usd), ..self }
    }
}

/// The code of all owners together; tables of one owner have other wages.
const ALL_OWNERS: &str = "1235";

/// Whether a row is one whose wages are looked at: all industries together, each code once.
pub(super) fn is_compared(row: &PublishedRow<'_>, known: &KnownWages) -> bool {
    let group = row.code.soc().is_some_and(|soc| soc.digits().is_multiple_of(10_000));
    is_of_all(row) && (row.level == SocLevel::Detailed || group) && known.has(row.area, row.code)
}

/// Whether a row is about all industries and owners together.
pub(super) fn is_of_all(row: &PublishedRow<'_>) -> bool {
    row.is_cross_industry() && ["", ALL_OWNERS].contains(&row.ownership)
}

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
}
