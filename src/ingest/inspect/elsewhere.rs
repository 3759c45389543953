//! Wages of other rows and places: whether those that are not their row's own are a release's of other occupations of
//! the table, or of the same occupations in another area.

use std::collections::{BTreeMap, BTreeSet};

use super::vintage::{Claim, Column, KnownFigures};
use crate::{
    catalog::state_name,
    diag::{Diagnostic, counted, first_names, rules},
    model::{Area, Measure, OccupationCode, Release},
};

/// Wages that are looked at.
const MOST_CLAIMS: usize = 1_000;

/// Wages that must be another's before that is more than chance: of medians of May 2025 that
/// were all changed by up to a tenth, one in ten is another occupation's, and one in sixty that of the same occupation in
/// another state.
const LEAST_OF_OCCUPATIONS: usize = 3;
const LEAST_OF_AREA: usize = 2;

/// The release whose wages of other occupations of the column most of some wages are.
pub(super) fn release_of_others(
    column: &Column,
    measure: Measure,
    claims: &[&Claim],
    known: &KnownFigures,
) -> Option<Release> {
    let mut counts: BTreeMap<Release, usize> = BTreeMap::new();
    let owners = known.owners(column, measure);
    for claim in claims {
        let of = owners.get(&(claim.area, claim.industry, claim.cents)).into_iter().flatten();
        for release in of.copied().collect::<BTreeSet<Release>>() {
            *counts.entry(release).or_default() += 1;
        }
    }
    let (release, most) = counts.into_iter().max_by_key(|(release, count)| (*count, *release))?;
    (most >= LEAST_OF_OCCUPATIONS && 2 * most > claims.len()).then_some(release)
}

/// The occupations of a column, by place.
pub(super) fn occupations(column: &Column) -> BTreeSet<(Area, u32, OccupationCode)> {
    column.claims.iter().map(Claim::key).collect()
}

/// What is said of wages that are those of another area than their rows name.
pub(super) fn of_another_area(
    column: &Column,
    measure: Measure,
    claims: &[&Claim],
    known: &KnownFigures,
) -> Option<Diagnostic> {
    let claims = &claims[..claims.len().min(MOST_CLAIMS)];
    let mut whose: BTreeMap<(Release, Area), Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        for of in known.elsewhere(claim, measure) {
            whose.entry(of).or_default().push(claim);
        }
    }
    let ((release, area), mut found) =
        whose.into_iter().max_by_key(|(of, claims)| (claims.len(), *of))?;
    found.sort_by_key(|claim| (claim.part, claim.line));
    let own: BTreeSet<Area> = found.iter().map(|claim| claim.area).collect();
    let all = claims.iter().filter(|claim| own.contains(&claim.area)).count();
    if found.len() < LEAST_OF_AREA || 2 * found.len() < all {
        return None;
    }
    let places = match own.first() {
        Some(only) if own.len() == 1 => in_words(*only),
        _ => counted(own.len(), "area"),
    };
    let message = format!(
        "{} of `{}` in {places} are those of {} in {} (lines {})",
        counted(found.len(), "wage"),
        column.name,
        in_words(area),
        release.in_words(),
        first_names(found.iter().map(|claim| claim.line), LINES, ", ")
    );
    let hint = "the rows name another area than their wages are of, or none";
    Some(Diagnostic::finding(message).hint(hint).rule(&rules::ODD_FIGURE).key(column.name.clone()))
}

/// Lines that are named.
const LINES: usize = 8;

/// An area in words: a state's name, or the code.
pub(super) fn in_words(area: Area) -> String {
    let code = area.to_string();
    match state_name(&code) {
        _ if area.is_nation() => "the nation".to_owned(),
        Some(name) => name.to_owned(),
        None => format!("area {code}"),
    }
}
