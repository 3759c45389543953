//! What the wages of a column say of their release, told apart from chance, and what is odd about them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{
    elsewhere::{of_another_area, release_of_others},
    strays::Strays,
    vintage::{Claim, Column, KnownFigures, MEDIAN, WAGES},
};
use crate::{
    diag::{Diagnostic, rules},
    model::{Measure, PayPeriod, Percentile, Release},
};

/// Lines of one release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfRelease {
    /// The release.
    pub release: Release,
    /// How many wages are of it.
    pub wages: usize,
    /// The first lines or rows in which they stand.
    pub lines: Vec<u64>,
}

/// What a column of wages holds. The wages of `releases` and `coincident` and those that are
/// `unmatched` are together those that were `compared`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WageColumn {
    /// The name of the column.
    pub column: String,
    /// What it holds.
    pub measure: Measure,
    /// Wages that could be compared.
    pub compared: usize,
    /// The releases whose wages they are, most first; several when the table mixes them.
    pub releases: Vec<OfRelease>,
    /// Releases that have so few of the wages that it may be chance.
    pub coincident: Vec<OfRelease>,
    /// Wages that no release at hand has.
    pub unmatched: usize,
    /// The first lines or rows in which these stand.
    pub unmatched_lines: Vec<u64>,
}

impl WageColumn {
    /// The release, where all wages that any release has are of one.
    pub(super) fn only_release(&self) -> Option<Release> {
        match self.releases.as_slice() {
            [only] => Some(only.release),
            _ => None,
        }
    }

    /// Wages that may be of a release by chance only.
    #[must_use]
    pub fn by_chance(&self) -> usize {
        self.coincident.iter().map(|of| of.wages).sum()
    }

    /// What it holds, in words: `annual 75th percentiles`.
    #[must_use]
    pub fn measure_in_words(&self) -> String {
        in_words_of(self.measure)
    }

    /// What the wages are of that are not told to be of a release, in words: `3 are of no release at
    /// hand, and 1 equals one of May 2024, which may be chance`; empty where there are none.
    #[must_use]
    pub fn rest_in_words(&self) -> String {
        let are = |number: usize| if number == 1 { "is" } else { "are" };
        let equal = |number: usize| if number == 1 { "equals" } else { "equal" };
        let of_none = format!("{} {} of no release at hand", self.unmatched, are(self.unmatched));
        let chance = self.by_chance();
        let whose = match self.coincident.as_slice() {
            [only] => only.release.in_words(),
            several => format!("{} releases", several.len()),
        };
        let by_chance = format!("{chance} {} one of {whose}, which may be chance", equal(chance));
        match (self.unmatched, chance) {
            (0, 0) => String::new(),
            (_, 0) => of_none,
            (0, _) => by_chance,
            _ => format!("{of_none}, and {by_chance}"),
        }
    }
}

/// What a column holds, and what is odd about it.
pub(super) struct Verdict {
    pub(super) wages: WageColumn,
    /// What contradicts the name, or that releases are mixed.
    pub(super) findings: Vec<Diagnostic>,
    /// Wages of none of the releases that the others are of, though theirs are known.
    pub(super) strays: Strays,
    /// Wages of another area than their rows name.
    pub(super) elsewhere: Option<Diagnostic>,
    /// Whether something names a release whose own wages are known.
    pub(super) is_named: bool,
}

/// The most lines that are listed for a release.
const MOST_LINES: usize = 20;

/// Wages of a column that are looked at as every measure where no name says what they should be.
const MOST_CLAIMS: usize = 10_000;

/// Wages that must be compared before their absence says something.
const LEAST: usize = 3;

/// A release is told where it has at least one in so many of its own wages and those that nothing has: far
/// more than are a release's by chance, as METHODS.md measures.
const ONE_IN: usize = 20;

/// Whether so many wages of a release, beside so many of none, are more than chance: a single one says
/// nothing among several that no release has.
const fn is_told(wages: usize, unmatched: usize) -> bool {
    wages * ONE_IN >= wages + unmatched && (wages > 1 || unmatched <= 1)
}

type Found<'c> = Vec<(&'c Claim, BTreeSet<Release>)>;

/// What a column holds, and what is odd about it; `None` where nothing can be compared. `by_name` are
/// the releases that the names of the file and of what is in it tell, the likeliest first.
pub(super) fn judge(column: &Column, known: &KnownFigures, by_name: &[Release]) -> Option<Verdict> {
    let (of_column, from) = match column.year {
        Some(year) => (vec![Release::may(year)], "the column"),
        None => (by_name.to_vec(), "the name"),
    };
    let named = of_column.first().copied();
    let held = Held::of(column, &column.measures, known, named)?;
    let is_looked_at = held.is_named || column.claims.len() < MOST_CLAIMS;
    if held.told.is_empty()
        && is_looked_at
        && let Some(other) = other_measure(column, known, named)
    {
        return Some(other);
    }
    let wages = held.wages(column);
    let by_row = column.claims.iter().any(|claim| claim.year.is_some());
    let findings = if by_row {
        by_years(column, &held.told)
    } else {
        of_names(&wages, &of_column, from, held.is_named)
    };
    let others: Vec<&Claim> = held.by_chance.into_values().flatten().chain(held.unmatched).collect();
    let elsewhere = of_another_area(column, held.measure, &others, known);
    let base = wages.releases.first().map(|of| of.release);
    let base = base.or_else(|| release_of_others(column, held.measure, &others, known));
    let strays = base
        .map_or_else(Strays::default, |base| Strays::of(column, (held.measure, base), others, known));
    Some(Verdict { wages, findings, strays, elsewhere, is_named: held.is_named })
}

/// What the wages of a column are, taken as a measure.
struct Held<'c> {
    measure: Measure,
    compared: usize,
    told: Given<'c>,
    by_chance: Given<'c>,
    unmatched: Vec<&'c Claim>,
    is_named: bool,
}

impl<'c> Held<'c> {
    /// As the one of several measures that most of them fit.
    fn of(
        column: &'c Column,
        measures: &[Measure],
        known: &KnownFigures,
        named: Option<Release>,
    ) -> Option<Self> {
        if let ([only], Some(named)) = (measures, named)
            && let Some(held) = Self::of_named(column, *only, known, named)
        {
            return Some(held);
        }
        let (measure, mut found) = best_measure(column, measures, known)?;
        // A wage says something about the named release where that release's own is known.
        let of_named =
            |claim: &Claim| named.is_some_and(|named| known.wage(claim, measure, named).is_some());
        let is_named = found.iter().any(|(claim, _)| of_named(claim));
        if is_named {
            found.retain(|(claim, _)| of_named(claim));
        }
        let unmatched: Vec<&Claim> =
            found.iter().filter(|(_, releases)| releases.is_empty()).map(|(claim, _)| *claim).collect();
        let (told, by_chance): (Given<'_>, Given<'_>) = assign(&found, named)
            .into_iter()
            .partition(|(_, claims)| is_told(claims.len(), unmatched.len()));
        Some(Self { measure, compared: found.len(), told, by_chance, unmatched, is_named })
    }

    /// As those of the release that is named, where all that it has are: as most columns of most tables, which is
    /// quickly seen.
    fn of_named(
        column: &'c Column,
        measure: Measure,
        known: &KnownFigures,
        named: Release,
    ) -> Option<Self> {
        let mut claims = Vec::with_capacity(column.claims.len());
        for claim in &column.claims {
            match known.wage(claim, measure, named) {
                Some(own) if own == claim.cents => claims.push(claim),
                Some(_) => return None,
                None => {}
            }
        }
        let (compared, by_chance, unmatched) = (claims.len(), Given::new(), Vec::new());
        let told = Given::from([(named, claims)]);
        (compared > 0).then_some(Self { measure, compared, told, by_chance, unmatched, is_named: true })
    }

    /// What is told of them.
    fn wages(&self, column: &Column) -> WageColumn {
        WageColumn {
            column: column.name.clone(),
            measure: self.measure,
            compared: self.compared,
            releases: listed(&self.told),
            coincident: listed(&self.by_chance),
            unmatched: self.unmatched.len(),
            unmatched_lines: lines(&self.unmatched),
        }
    }
}

/// What a column holds whose wages are mostly those of a measure that it does not say it has.
fn other_measure(column: &Column, known: &KnownFigures, named: Option<Release>) -> Option<Verdict> {
    let others: Vec<Measure> =
        WAGES.into_iter().filter(|measure| !column.measures.contains(measure)).collect();
    let other = Held::of(column, &others, known, named)?;
    let wages = other.wages(column);
    let of = wages.releases.first().filter(|of| of.wages >= LEAST && 2 * of.wages > other.compared)?;
    let here = statistics(&column.measures);
    let message = format!(
        "`{}` holds the {} of {}, not {} as it says ({} of {} compared)",
        column.name,
        in_words_of(other.measure),
        of.release.in_words(),
        here.unwrap_or_default(),
        of.wages,
        other.compared
    );
    let hint = "the figures are of another column of BLS's table than the name of the column says";
    let finding = Diagnostic::finding(message).hint(hint).rule(&rules::ODD_FIGURE);
    let findings = here.map(|_| finding.key(column.name.clone())).into_iter().collect();
    let strays = Strays::default();
    Some(Verdict { wages, findings, strays, elsewhere: None, is_named: other.is_named })
}

/// What the measures of a column have in common, in the plural; `None` where they are of several kinds.
fn statistics(measures: &[Measure]) -> Option<&'static str> {
    let kind = |measure: &Measure| match measure {
        Measure::Wage(_, point) => Some(of_point(*point)),
        Measure::WageMean(_) => Some("means"),
        _ => None,
    };
    let first = kind(measures.first()?)?;
    measures.iter().all(|measure| kind(measure) == Some(first)).then_some(first)
}

/// A measure of wages in the plural: `annual medians`.
pub(super) fn in_words_of(measure: Measure) -> String {
    let (period, what) = match measure {
        Measure::Wage(period, point) => (period, of_point(point)),
        Measure::WageMean(period) => (period, "means"),
        _ => return String::new(),
    };
    let period = if period == PayPeriod::Annual { "annual" } else { "hourly" };
    format!("{period} {what}")
}

const fn of_point(point: Percentile) -> &'static str {
    match point {
        Percentile::P10 => "10th percentiles",
        Percentile::P25 => "25th percentiles",
        Percentile::P50 => "medians",
        Percentile::P75 => "75th percentiles",
        Percentile::P90 => "90th percentiles",
    }
}

type Given<'c> = BTreeMap<Release, Vec<&'c Claim>>;

fn lines(claims: &[&Claim]) -> Vec<u64> {
    claims.iter().map(|claim| claim.line).take(MOST_LINES).collect()
}

/// The releases with their wages, most first.
fn listed(given: &Given<'_>) -> Vec<OfRelease> {
    let of = |(release, claims): (&Release, &Vec<&Claim>)| OfRelease {
        release: *release,
        wages: claims.len(),
        lines: lines(claims),
    };
    let mut releases: Vec<OfRelease> = given.iter().map(of).collect();
    releases.sort_by(|a, b| b.wages.cmp(&a.wages).then(b.release.cmp(&a.release)));
    releases
}

/// The measure of several that most wages of a column fit, with the releases of each wage.
fn best_measure<'c>(
    column: &'c Column,
    measures: &[Measure],
    known: &KnownFigures,
) -> Option<(Measure, Found<'c>)> {
    let of = |measure: Measure| -> Found<'c> {
        let releases = |claim: &'c Claim| Some((claim, known.releases(claim, measure)?));
        column.claims.iter().filter_map(releases).collect()
    };
    let matched = |found: &Found<'_>| found.iter().filter(|(_, releases)| !releases.is_empty()).count();
    let mut best: Option<(Measure, Found<'c>)> = None;
    for measure in measures {
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
fn assign<'c>(found: &Found<'c>, named: Option<Release>) -> Given<'c> {
    let mut left: Vec<&(&Claim, BTreeSet<Release>)> =
        found.iter().filter(|(_, releases)| !releases.is_empty()).collect();
    let mut given = Given::new();
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
fn of_names(told: &WageColumn, by_name: &[Release], from: &str, is_named: bool) -> Vec<Diagnostic> {
    let what = if told.measure == MEDIAN { "medians" } else { "wages" };
    let finding = |message: String| {
        vec![Diagnostic::finding(message).rule(&rules::OTHER_RELEASE).key(told.column.clone())]
    };
    match told.releases.as_slice() {
        [] => match by_name.first() {
            Some(named) if is_named && told.compared >= LEAST => finding(format!(
                "the {} {what} compared are not {}'s, as {from} says: {}",
                told.compared,
                named.in_words(),
                told.rest_in_words()
            ))
            .into_iter()
            .map(|finding| finding.hint("they were changed or moved; get the table from BLS again"))
            .collect(),
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

/// `May 2024 in 10 rows (lines 2, 3, 4)`.
pub(super) fn in_words(of: &OfRelease) -> String {
    const NAMED: usize = 8;
    let mut lines: Vec<String> = of.lines.iter().take(NAMED).map(ToString::to_string).collect();
    if of.wages > lines.len() {
        lines.push(format!("and {} more", of.wages - lines.len()));
    }
    let rows = if of.wages == 1 { "row (line" } else { "rows (lines" };
    format!("{} in {} {rows} {})", of.release.in_words(), of.wages, lines.join(", "))
}

/// What is odd where each row states its year.
fn by_years(column: &Column, given: &Given<'_>) -> Vec<Diagnostic> {
    let mut wrong = Vec::new();
    for (release, claims) in given {
        let other = claims.iter().filter(|claim| claim.year.is_some_and(|year| year != release.year()));
        for claim in other.take(MOST_LINES) {
            let stated = claim.year.unwrap_or_default();
            let message = format!(
                "the wage of {} is {}'s, not {stated}'s as the row says",
                claim.code,
                release.in_words()
            );
            let finding = Diagnostic::finding(message).rule(&rules::OTHER_RELEASE);
            wrong.push(column.at(claim, finding));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::is_told;

    #[test]
    fn a_release_is_told_by_more_than_chance() {
        for (wages, unmatched) in [(1, 0), (1, 1), (2, 1), (2, 2), (286, 540)] {
            assert!(is_told(wages, unmatched), "{wages} beside {unmatched}");
        }
        for (wages, unmatched) in [(4, 828), (10, 799), (1, 3), (25, 36_071)] {
            assert!(!is_told(wages, unmatched), "{wages} beside {unmatched}");
        }
    }
}
