//! Reading the figures of a file, and telling which releases its wages are of.

use std::{collections::BTreeSet, io::Read};

use super::{
    Inspection,
    release::{Evidence, other_places},
    survey::Survey,
    tally::Tally,
    tell_edition,
    verdict::{Verdict, WageColumn, judge},
    vintage::{Claim, Column, KnownWages, MEDIAN, is_compared, is_of_all},
    wage_table,
};
use crate::{
    catalog::{oews_release, projections_soc},
    diag::{Diagnostic, Diagnostics, rules},
    ingest::{Loaded, container::Input, oews, projections},
    model::{Estimate, Measure, PublishedRow, Release, Round},
};

/// The rows of a table as they are counted, with those whose wages can be compared.
#[derive(Default)]
struct Rows {
    tally: Tally,
    compared: Vec<(Claim, Vec<Estimate>)>,
    /// The members and sheets that the rows stand in.
    parts: Vec<String>,
}

impl Rows {
    fn row(&mut self, row: &PublishedRow<'_>, known: &KnownWages) {
        self.tally.row(row);
        if is_compared(row, known) {
            if self.parts.last().is_none_or(|part| part != row.part) {
                self.parts.push(row.part.to_owned());
            }
            let part = self.parts.len() - 1;
            self.compared.push((Claim { part, ..Claim::of_row(row, 0.0) }, row.values.to_vec()));
        }
    }

    /// The medians, as the column that they stand in.
    fn medians(&self, loaded: &Loaded) -> Option<Column> {
        let at = loaded.head.measures.iter().position(|measure| *measure == MEDIAN)?;
        let claim = |(claim, values): &(Claim, Vec<Estimate>)| {
            values.get(at).and_then(|value| value.number()).map(|usd| claim.of_usd(usd))
        };
        Some(Column {
            name: loaded.head.heads[at].clone(),
            measures: vec![MEDIAN],
            year: None,
            parts: self.parts.clone(),
            claims: self.compared.iter().filter_map(claim).collect(),
        })
    }
}

/// The counts, the release and the problems of a table of OEWS. Where nothing but the figures tells
/// the release, it is read a second time as of that.
pub(super) fn of_oews(
    name: &str,
    input: Input<'_>,
    survey: &Survey,
    known: &KnownWages,
    inspection: &mut Inspection,
) -> Result<(), Diagnostics> {
    let mut evidence = Evidence::of(name, survey);
    let names = evidence.names();
    let first = (evidence.reading(), evidence.release().is_some());
    // What streams by can be read once: flat files and most others say themselves which release they
    // are of. The rest are held whole.
    let beside = input.beside;
    let all;
    let (head, rest) = if first.1 {
        (input.head, input.rest)
    } else {
        all = input.whole()?;
        (all.as_ref(), None)
    };
    let again = rest.is_none().then_some(Input { head, rest: None, beside });
    let rest = rest.map(|rest| rest as &mut (dyn Read + Send));
    let (mut rows, mut read) = read_oews(Input { head, rest, beside }, first.0, first.1, known);
    evidence.add_figures(&rows.tally);
    let column = read.as_ref().ok().and_then(|loaded| rows.medians(loaded));
    let judged = column.and_then(|column| judge(&column, known, &names));
    evidence.add_wages(judged.as_ref().and_then(|judged| judged.wages.only_release()));
    let is_same = (evidence.reading(), evidence.release().is_some()) == first;
    if let Some(input) = again.filter(|_| !is_same) {
        (rows, read) = read_oews(input, evidence.reading(), true, known);
    }
    inspection.release = evidence.release();
    inspection.release_candidates = evidence.candidates();
    rows.tally.without(read.as_ref().map_or(0, |loaded| loaded.head.lacking.len()));
    rows.tally.tell(inspection);
    tell_edition(inspection, &rows.tally, oews_release(evidence.reading()).map(|known| known.soc));
    inspection.problems.extend(evidence.conflicts());
    inspection.problems.extend(other_places(name, &rows.tally));
    if let Some(judged) = judged {
        tell_wages(judged, inspection);
    }
    let loaded = read?;
    inspection.notes = loaded.notes;
    inspection.problems.extend(loaded.findings.iter().cloned());
    Ok(())
}

/// Notes what is known of the wages of a published table, and what is odd about them.
fn tell_wages(judged: Verdict, inspection: &mut Inspection) {
    let is_comparable = judged.is_named || !judged.wages.releases.is_empty();
    inspection.wages.extend(Some(judged.wages).filter(|_| is_comparable));
    inspection.problems.extend(judged.findings.into_iter().chain(judged.strays));
}

fn read_oews(
    input: Input<'_>,
    release: Release,
    is_told: bool,
    known: &KnownWages,
) -> (Rows, Result<Loaded, Diagnostics>) {
    let mut rows = Rows::default();
    let read = oews::read_as(input, release, is_told, |row| rows.row(row, known));
    (rows, read)
}

/// The same for a table of projections, whose wages are those of the year in the head of their column.
pub(super) fn of_projections(
    name: &str,
    bytes: &[u8],
    known: &KnownWages,
    inspection: &mut Inspection,
) -> Result<(), Diagnostics> {
    let mut rows = Rows::default();
    let read = projections::read_round(bytes, None, |row| rows.row(row, known));
    rows.tally.tell(inspection);
    let (round, loaded) = read?;
    inspection.round = Some(round);
    let named = rounds_in(name);
    if let Some(other) = named.first().filter(|_| !named.contains(&round)) {
        let message = format!("the figures are of {round}, not of {other} as the name says");
        inspection.problems.push(Diagnostic::finding(message).rule(&rules::OTHER_RELEASE));
    }
    inspection.notes.clone_from(&loaded.notes);
    tell_edition(inspection, &rows.tally, Some(projections_soc(round)));
    inspection.wage_year = loaded.head.wage_year;
    let year = loaded.head.wage_year;
    let column = rows.medians(&loaded).map(|column| Column { year, ..column });
    if let Some(judged) = column.and_then(|column| judge(&column, known, &[])) {
        tell_wages(judged, inspection);
    }
    inspection.problems.extend(loaded.findings.iter().cloned());
    Ok(())
}

/// The rounds that the name of a file tells: `2024-34`, `2024_2034`.
fn rounds_in(name: &str) -> Vec<Round> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let years: Vec<&str> = name.split(|letter: char| !letter.is_ascii_digit()).collect();
    let round = |pair: &[&str]| {
        let base: u16 = pair[0].parse().ok().filter(|_| pair[0].len() == 4)?;
        let end = (base + Round::YEARS).to_string();
        let is_end = pair[1] == end || pair[1] == &end[2..];
        is_end.then(|| Round::from_base_year(base))
    };
    years.windows(2).filter_map(round).collect()
}

/// The same for a table of people's own making.
pub(super) fn of_own(
    name: &str,
    bytes: &[u8],
    survey: &Survey,
    known: &KnownWages,
    inspection: &mut Inspection,
) -> Result<(), Diagnostics> {
    let evidence = Evidence::of(name, survey);
    let (columns, codes) = wage_table::read(bytes)?;
    inspection.rows = codes.len();
    inspection.occupations = codes.iter().collect::<BTreeSet<_>>().len();
    if let Some((program, missing)) = survey.near_miss() {
        inspection.notes.push(format!(
            "the nearest known table is {program}, of which it lacks {missing}: a run cannot read it"
        ));
    }
    let mut releases = BTreeSet::new();
    for column in &columns {
        let Some(judged) = judge(column, known, &evidence.names()) else { continue };
        releases.extend(judged.wages.releases.iter().map(|of| of.release));
        inspection.problems.extend(judged.findings);
        if judged.is_named {
            inspection.problems.extend(judged.strays);
        }
        inspection.notes.extend(rest_of_own(&judged.wages));
        inspection.wages.push(judged.wages);
    }
    if inspection.wages.is_empty() {
        let message = "no wage can be compared: none of the occupations is among those at hand";
        inspection
            .problems
            .push(Diagnostic::finding(message).hint("give tables that have them with --against FILE"));
    }
    inspection.release = releases.first().copied().filter(|_| releases.len() == 1);
    inspection.release_candidates = releases.into_iter().chain(evidence.named()).collect();
    Ok(())
}

/// The wages of a table of people's own that are of no release: it may have them from elsewhere.
fn rest_of_own(wages: &WageColumn) -> Option<String> {
    let rest = wages.rest_in_words();
    let lines: Vec<String> = wages.unmatched_lines.iter().map(ToString::to_string).collect();
    let lines = if lines.is_empty() { String::new() } else { format!(" (lines {})", lines.join(", ")) };
    let told = || {
        format!(
            "of the {} wages of `{}` that could be compared {rest}{lines}",
            wages.compared, wages.column
        )
    };
    (!rest.is_empty()).then(told)
}

/// Adds the wages of a table of OEWS to those that are known. Its release is told by its name and
/// figures, unless it is given.
///
/// # Errors
/// When the file is no table of OEWS, or nothing tells its release.
pub fn add_wages(
    known: &mut KnownWages,
    name: &str,
    bytes: &[u8],
    release: Option<Release>,
) -> Result<(), Diagnostics> {
    let told = || {
        let inspection = super::inspect(name, bytes);
        inspection.release.ok_or_else(|| -> Diagnostics {
            let errors = inspection.problems.into_iter().collect::<Diagnostics>();
            if errors.is_empty() {
                Diagnostic::error("nothing in the file or its name tells its release of OEWS").into()
            } else {
                errors
            }
        })
    };
    let release = release.map_or_else(told, Ok)?;
    let mut rows: Vec<(Claim, Vec<Estimate>)> = Vec::new();
    let loaded = oews::read(bytes, release, |row| {
        if is_of_all(row) {
            rows.push((Claim::of_row(row, 0.0), row.values.to_vec()));
        }
    })?;
    let measures: &[Measure] = &loaded.head.measures;
    for (claim, values) in &rows {
        known.add_claim(release, measures, claim, values);
    }
    Ok(())
}
