//! Which release the wages of a table are of. A median tells its release almost always: of 25,336
//! national medians of 2001 to 2025, 156 are the same in another release.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    catalog::oews_medians,
    diag::{Diagnostic, rules},
    model::{
        Area, Estimate, Measure, OccupationCode, PayPeriod, Percentile, PublishedRow, Release, SocLevel,
    },
};

/// The measure that tells a release best.
pub(super) const MEDIAN: Measure = Measure::Wage(PayPeriod::Annual, Percentile::P50);

/// A wage that a release has: the measure, and cents.
type Wage = (Release, Measure, i64);

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

    /// Whether a release's wage of an occupation is known.
    fn has_wage(&self, claim: &Claim, measure: Measure, release: Release) -> bool {
        let wages = self.wages.get(&(claim.area, claim.code));
        wages.is_some_and(|wages| wages.iter().any(|wage| (wage.0, wage.1) == (release, measure)))
    }

    /// The releases that have a wage for an occupation, if any release is known to have the measure.
    fn releases(&self, claim: &Claim, measure: Measure) -> Option<BTreeSet<Release>> {
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
    pub(super) area: Area,
    pub(super) code: OccupationCode,
    pub(super) cents: i64,
    /// The year that the row states.
    pub(super) year: Option<u16>,
}

impl Claim {
    /// The claim of a row of a published table.
    pub(super) fn of_row(row: &PublishedRow<'_>, usd: f64) -> Self {
        Self { line: row.line, area: row.area, code: row.code, cents: cents(usd), year: None }
    }

    /// The same with a wage.
    pub(super) fn of_usd(self, usd: f64) -> Self {
        Self { cents: cents(usd), ..self }
    }
}

/// Whether a row is one whose wages are looked at: all industries together, each code once.
pub(super) fn is_compared(row: &PublishedRow<'_>, known: &KnownWages) -> bool {
    let group = row.code.soc().is_some_and(|soc| soc.digits().is_multiple_of(10_000));
    row.is_cross_industry()
        && (row.level == SocLevel::Detailed || group)
        && known.has(row.area, row.code)
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
    pub(super) claims: Vec<Claim>,
}

/// Lines of one release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfRelease {
    /// The release.
    pub release: Release,
    /// How many wages are its.
    pub wages: usize,
    /// The first lines that hold them.
    pub lines: Vec<u64>,
}

/// Which releases the wages of a column are of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WageColumn {
    /// The name of the column in the file.
    pub column: String,
    /// What it holds.
    pub measure: Measure,
    /// Wages that could be compared: those of occupations that are known.
    pub compared: usize,
    /// The releases whose wages they are, most first; several when the table mixes them.
    pub releases: Vec<OfRelease>,
    /// Wages that no release at hand has.
    pub unmatched: usize,
}

impl WageColumn {
    /// The release, where all wages that any release has are of one.
    pub(super) fn only_release(&self) -> Option<Release> {
        match self.releases.as_slice() {
            [only] => Some(only.release),
            _ => None,
        }
    }
}

/// The most lines that are listed for a release.
const MOST_LINES: usize = 20;

/// What a column holds, and the findings about it; `None` where nothing can be compared. `by_name` are
/// the releases that the names of the file and of what is in it tell, the likeliest first.
pub(super) fn judge(
    column: &Column,
    known: &KnownWages,
    by_name: &[Release],
) -> Option<(WageColumn, Vec<Diagnostic>)> {
    let (measure, mut found) = best_measure(column, known)?;
    let (of_column, from) = match column.year {
        Some(year) => (vec![Release::may(year)], "the column"),
        None => (by_name.to_vec(), "the name"),
    };
    let named = of_column.first().copied();
    // A wage says something about the named release where that release's own is known.
    let of_named = |claim: &Claim| named.is_some_and(|named| known.has_wage(claim, measure, named));
    let compares = found.iter().any(|(claim, _)| of_named(claim));
    if compares {
        found.retain(|(claim, _)| of_named(claim));
    } else {
        let matched = found.iter().filter(|(_, releases)| !releases.is_empty()).count();
        if matched * 2 < found.len() {
            for (_, releases) in &mut found {
                releases.clear();
            }
        }
    }
    let by_release = assign(&found, named);
    let unmatched = found.iter().filter(|(_, releases)| releases.is_empty()).count();
    let mut releases: Vec<OfRelease> = by_release
        .iter()
        .map(|(release, claims)| OfRelease {
            release: *release,
            wages: claims.len(),
            lines: claims.iter().map(|claim| claim.line).take(MOST_LINES).collect(),
        })
        .collect();
    releases.sort_by(|a, b| b.wages.cmp(&a.wages).then(b.release.cmp(&a.release)));
    let told =
        WageColumn { column: column.name.clone(), measure, compared: found.len(), releases, unmatched };
    let by_row = found.iter().any(|(claim, _)| claim.year.is_some());
    let findings =
        if by_row { by_years(&by_release) } else { of_names(&told, &of_column, from, compares) };
    Some((told, findings))
}

type Found<'c> = Vec<(&'c Claim, BTreeSet<Release>)>;

/// The measure of a column that most of its wages fit, with the releases of each wage.
fn best_measure<'c>(column: &'c Column, known: &KnownWages) -> Option<(Measure, Found<'c>)> {
    let of = |measure: Measure| -> Found<'c> {
        let releases = |claim: &'c Claim| Some((claim, known.releases(claim, measure)?));
        column.claims.iter().filter_map(releases).collect()
    };
    let matched = |found: &Found<'_>| found.iter().filter(|(_, releases)| !releases.is_empty()).count();
    let mut best: Option<(Measure, Found<'c>)> = None;
    for measure in &column.measures {
        let found = of(*measure);
        let better = best.as_ref().is_none_or(|(_, other)| matched(&found) > matched(other));
        if better && !found.is_empty() {
            best = Some((*measure, found));
        }
    }
    best
}

/// Gives each wage to a release: the one that most of those left are of, and among equals the one
/// that is named, then the newest.
fn assign<'c>(found: &Found<'c>, named: Option<Release>) -> BTreeMap<Release, Vec<&'c Claim>> {
    let mut left: Vec<&(&Claim, BTreeSet<Release>)> =
        found.iter().filter(|(_, releases)| !releases.is_empty()).collect();
    let mut given: BTreeMap<Release, Vec<&'c Claim>> = BTreeMap::new();
    while !left.is_empty() {
        let mut counts: BTreeMap<Release, usize> = BTreeMap::new();
        for release in left.iter().flat_map(|(_, releases)| releases) {
            *counts.entry(*release).or_default() += 1;
        }
        let most =
            counts.iter().max_by_key(|(release, count)| (**count, Some(**release) == named, **release));
        let Some((release, _)) = most.map(|(release, count)| (*release, *count)) else { break };
        let (taken, rest): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|(_, releases)| releases.contains(&release));
        given.insert(release, taken.into_iter().map(|(claim, _)| *claim).collect());
        left = rest;
    }
    given
}

/// What is odd where a name tells the release, or nothing does.
fn of_names(told: &WageColumn, by_name: &[Release], from: &str, known: bool) -> Vec<Diagnostic> {
    let what = if told.measure == MEDIAN { "medians" } else { "wages" };
    let finding = |message: String| {
        vec![Diagnostic::finding(message).rule(&rules::OTHER_RELEASE).key(told.column.clone())]
    };
    match told.releases.as_slice() {
        [] => match by_name.first() {
            Some(named) if known && told.compared >= LEAST => finding(format!(
                "none of the {} {what} compared is {}'s, as {from} says",
                told.compared,
                named.in_words()
            )),
            _ => Vec::new(),
        },
        [only] => match by_name.iter().find(|named| **named != only.release) {
            Some(named) => finding(format!(
                "these {what} are {}'s, not {}'s as {from} says ({} of {} compared)",
                only.release.in_words(),
                named.in_words(),
                only.wages,
                told.compared
            )),
            None => Vec::new(),
        },
        _ => {
            let parts: Vec<String> = told.releases.iter().map(in_words).collect();
            finding(format!("the {what} are of several releases: {}", parts.join("; ")))
        }
    }
}

/// Wages that must be compared before their absence says something.
const LEAST: usize = 3;

/// `May 2024 in 10 rows (lines 2, 3, 4)`.
fn in_words(of: &OfRelease) -> String {
    const NAMED: usize = 8;
    let mut lines: Vec<String> = of.lines.iter().take(NAMED).map(ToString::to_string).collect();
    if of.wages > lines.len() {
        lines.push(format!("and {} more", of.wages - lines.len()));
    }
    let rows = if of.wages == 1 { "row (line" } else { "rows (lines" };
    format!("{} in {} {rows} {})", of.release.in_words(), of.wages, lines.join(", "))
}

/// What is odd where each row states its year.
fn by_years(by_release: &BTreeMap<Release, Vec<&Claim>>) -> Vec<Diagnostic> {
    let mut wrong = Vec::new();
    for (release, claims) in by_release {
        let other = claims.iter().filter(|claim| claim.year.is_some_and(|year| year != release.year()));
        for claim in other.take(MOST_LINES) {
            let stated = claim.year.unwrap_or_default();
            let message = format!(
                "the wage of {} is {}'s, not {stated}'s as the row says",
                claim.code,
                release.in_words()
            );
            wrong.push(Diagnostic::finding(message).at(claim.line, 1).rule(&rules::OTHER_RELEASE));
        }
    }
    wrong
}
