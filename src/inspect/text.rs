//! What was found in a file, as text for people. Its problems are only counted: whoever shows them
//! has a place for that.

use std::fmt::Write;

use super::{Geography, InspectedFile};
use crate::{
    diag::Severity,
    ingest::{Contents, Inspection, OfRelease, WageColumn},
    model::{AreaKind, Measure, PayPeriod, Percentile},
};

/// A file in a few lines.
#[must_use]
pub fn text(file: &InspectedFile) -> String {
    let found = &file.inspection;
    let mut out = format!("{}\n", file.path);
    let mut line = |head: &str, said: String| {
        if !said.is_empty() {
            let _ = writeln!(out, "  {head:<12} {said}");
        }
    };
    line("program", found.program.map_or("not known", Contents::in_words).to_owned());
    line("release", release(found));
    line("round", round(found));
    line("geography", geography(file));
    line("rows", rows(found));
    line("occupations", occupations(found));
    line("own codes", own_codes(found));
    line("marks", counts(found.marks.iter().map(|(mark, count)| (*mark, *count))));
    for wages in wages(found) {
        line("wages", wages);
    }
    line("annual only", some_rows(found.annual_only));
    line("hourly only", some_rows(found.hourly_only));
    line("tables", tables(found));
    line("notes", found.notes.join("; "));
    line("file", identity(file));
    line("problems", problems(found));
    out
}

/// A number with commas between thousands.
fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `12 major, 94 minor`.
fn counts<'w>(counted: impl Iterator<Item = (&'w str, usize)>) -> String {
    let parts: Vec<String> = counted.map(|(word, number)| format!("{} {word}", count(number))).collect();
    parts.join(", ")
}

fn some_rows(number: usize) -> String {
    match number {
        0 => String::new(),
        1 => "1 row".to_owned(),
        number => format!("{} rows", count(number)),
    }
}

/// The first year of which BLS names May: the surveys before were of the fourth quarter, or of the year.
const FIRST_MAY: u16 = 2003;

fn release(found: &Inspection) -> String {
    let candidates: Vec<String> =
        found.release_candidates.iter().map(|release| release.in_words()).collect();
    match (found.release, found.program) {
        (Some(release), _) if release.year() < FIRST_MAY => {
            format!("{release} ({}: the surveys before {FIRST_MAY} name no month)", release.year())
        }
        (Some(release), _) => format!("{release} ({})", release.in_words()),
        (None, Some(Contents::Oews)) if candidates.is_empty() => "not told".to_owned(),
        (None, Some(Contents::Oews)) => format!("not told; may be {}", candidates.join(" or ")),
        (None, _) => String::new(),
    }
}

fn round(found: &Inspection) -> String {
    let wages = found.wage_year.map(|year| format!(", median wages of {year}")).unwrap_or_default();
    found.round.map(|round| format!("{round}{wages}")).unwrap_or_default()
}

fn geography(file: &InspectedFile) -> String {
    let Some(geography) = file.geography else { return String::new() };
    let found = &file.inspection;
    let word = match geography {
        Geography::National => "national",
        Geography::Industry => "national by industry",
        Geography::State => "states",
        Geography::Metropolitan => "metropolitan areas",
        Geography::Nonmetropolitan => "nonmetropolitan areas",
        Geography::Substate => "metropolitan and nonmetropolitan areas",
        Geography::All => "all areas",
    };
    let mut parts: Vec<String> = found
        .areas
        .iter()
        .filter(|(kind, _)| **kind != AreaKind::Nation || found.areas.len() > 1)
        .map(|(kind, number)| match kind {
            AreaKind::Nation => "the nation".to_owned(),
            kind => format!("{} {}", count(*number), area_kind(*kind, *number)),
        })
        .collect();
    if found.industries > 0 {
        let word = if found.industries == 1 { "industry" } else { "industries" };
        parts.push(format!("{} {word}", count(found.industries)));
    }
    if parts.is_empty() { word.to_owned() } else { format!("{word}: {}", parts.join(", ")) }
}

const fn area_kind(kind: AreaKind, number: usize) -> &'static str {
    match (kind, number) {
        (AreaKind::State, 2..) => "states",
        (AreaKind::Territory, 2..) => "territories",
        _ => kind.name(),
    }
}

fn rows(found: &Inspection) -> String {
    let levels = counts(found.levels.iter().map(|(level, number)| (level.name(), *number)));
    let is_whole = found.problems.iter().all(|problem| problem.severity != Severity::Error);
    let rows =
        if is_whole { count(found.rows) } else { format!("{} that can be read", count(found.rows)) };
    match (found.rows, levels.as_str()) {
        (0, _) => String::new(),
        (_, "") => rows,
        (_, levels) => format!("{rows}: {levels}"),
    }
}

fn occupations(found: &Inspection) -> String {
    match (found.occupations, found.oes_codes) {
        (0, _) => String::new(),
        (number, true) => format!("{}, with the codes of before the SOC", count(number)),
        (number, false) => match found.classification {
            Some(edition) => format!("{}, by {}", count(number), edition.in_words()),
            None => count(number),
        },
    }
}

/// The most codes of BLS's own that are named.
const MOST_OWN: usize = 3;

fn own_codes(found: &Inspection) -> String {
    let own = found.own_codes.as_slice();
    let named = own.iter().take(MOST_OWN).map(|own| {
        let covers: Vec<String> = own.covers.iter().map(ToString::to_string).collect();
        format!("{} for {}", own.code, covers.join(", "))
    });
    let named = named.collect::<Vec<_>>().join("; ");
    match own.len() {
        0 => String::new(),
        number if number > MOST_OWN => {
            format!("{}, such as {named}", count(number))
        }
        number => format!("{}: {named}", count(number)),
    }
}

/// A line a column of wages. Those of one release that the first is of, too, are said to be so in its line.
fn wages(found: &Inspection) -> Vec<String> {
    let Some((first, others)) = found.wages.split_first() else { return Vec::new() };
    let of_one = |wages: &WageColumn| match wages.releases.as_slice() {
        [only] if only.wages == wages.compared => Some(only.release),
        _ => None,
    };
    let is_alike = |wages: &&WageColumn| of_one(wages).is_some() && of_one(wages) == of_one(first);
    let is_published = found.program != Some(Contents::OccupationWages);
    let (alike, others): (Vec<_>, Vec<_>) = others.iter().partition(|one| is_published && is_alike(one));
    let wages_of = |wages: &WageColumn| wages_of(wages, is_published);
    let mut said = wages_of(first);
    if !alike.is_empty() {
        let compared: usize = alike.iter().map(|wages| wages.compared).sum();
        let _ = write!(said, ", and so are the {} of {} more columns", count(compared), alike.len());
    }
    std::iter::once(said).chain(others.into_iter().map(wages_of)).collect()
}

/// `A_MEDIAN: 82 of 82 are May 2024's`. Columns that are not BLS's say what they hold where that is not the annual
/// median: `pay (annual 75th percentiles): 8 of 8 are May 2024's`.
fn wages_of(wages: &WageColumn, is_published: bool) -> String {
    let of = |of: &OfRelease| {
        let release = of.release.in_words();
        format!("{} of {} are {release}'s", count(of.wages), count(wages.compared))
    };
    let mut parts: Vec<String> = wages.releases.iter().map(of).collect();
    if parts.is_empty() {
        parts.push(format!("no release is told by the {} compared", count(wages.compared)));
    }
    parts.extend(Some(wages.rest_in_words()).filter(|rest| !rest.is_empty()));
    let is_median = wages.measure == Measure::Wage(PayPeriod::Annual, Percentile::P50);
    let says = is_published || is_median || wages.releases.is_empty();
    let what = if says { String::new() } else { format!(" ({})", wages.measure_in_words()) };
    format!("{}{what}: {}", wages.column, parts.join(", "))
}

/// The most tables that are named.
const MOST_TABLES: usize = 5;

fn tables(found: &Inspection) -> String {
    let mut names: Vec<String> = found
        .tables
        .iter()
        .take(MOST_TABLES)
        .map(|table| {
            let part = if table.part.is_empty() { "" } else { " " };
            format!(
                "{}{part}({}, column names in line {})",
                table.part,
                table.format.name(),
                table.head_line
            )
        })
        .collect();
    if found.tables.len() > MOST_TABLES {
        names.push(format!("and {} more", count(found.tables.len() - MOST_TABLES)));
    }
    names.join("; ")
}

fn identity(file: &InspectedFile) -> String {
    match (file.bytes, &file.sha256) {
        (Some(bytes), Some(sha256)) => format!("{} bytes, sha256 {sha256}", count(bytes)),
        _ => String::new(),
    }
}

fn problems(found: &Inspection) -> String {
    let of = |severity| found.problems.iter().filter(|problem| problem.severity == severity).count();
    let say = |number: usize, word: &str| match number {
        0 => None,
        1 => Some(format!("1 {word}")),
        number => Some(format!("{} {word}s", count(number))),
    };
    let told = [say(of(Severity::Error), "error"), say(of(Severity::Finding), "finding")];
    let told: Vec<String> = told.into_iter().flatten().collect();
    if told.is_empty() { "none".to_owned() } else { told.join(", ") }
}
