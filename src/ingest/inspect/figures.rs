//! Reading the figures of a file, and telling which releases its wages are of.

use std::{collections::BTreeSet, io};

use super::{
    Contents, Inspection,
    columns::{self, judge_all},
    elsewhere::in_words,
    not_read,
    release::{Evidence, other_places},
    rounds::RoundRows,
    rows::Rows,
    survey::Survey,
    tell_edition,
    verdict::{WageColumn, in_words_of, judge},
    vintage::{Claim, Column, KnownFigures, MEDIAN, WAGES, is_wage},
    wage_names::{area_of_column, metro_of_column},
    wage_table::{self, Read},
};
use crate::{
    catalog::{oews_release, projections_soc},
    diag::{Diagnostic, Diagnostics, first_names, rules},
    ingest::{Loaded, container::Input, oews, projections},
    model::{Estimate, Measure, Period, Release, Round},
};

/// The counts, the release and the problems of a table of OEWS. Where nothing but the figures tells
/// the release, it is read a second time as of that.
pub(super) fn of_oews(
    name: &str,
    input: Input<'_>,
    survey: &Survey,
    known: &KnownFigures,
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
    let rest = rest.map(|rest| rest as &mut (dyn io::Read + Send));
    let (mut rows, mut read) = read_oews(Input { head, rest, beside }, first.0, first.1, known);
    evidence.add_figures(&rows.tally);
    let judge = |rows: &Rows, read: &Result<Loaded, Diagnostics>| {
        read.as_ref().map_or_else(|_| Vec::new(), |read| judge_all(&rows.columns(read), known, &names))
    };
    let mut judged = judge(&rows, &read);
    evidence.add_wages(judged.first().and_then(|judged| judged.wages.only_release()));
    let is_same = (evidence.reading(), evidence.release().is_some()) == first;
    if let Some(input) = again.filter(|_| !is_same) {
        (rows, read) = read_oews(input, evidence.reading(), true, known);
        judged = judge(&rows, &read);
    }
    inspection.release = evidence.release();
    inspection.release_candidates = evidence.candidates();
    rows.tally.without(read.as_ref().map_or(0, |loaded| loaded.head.lacking.len()));
    rows.tally.tell(inspection);
    tell_edition(inspection, &rows.tally, oews_release(evidence.reading()).map(|known| known.soc));
    if inspection.release.is_none() && read.is_ok() {
        inspection.problems.push(no_release());
    }
    inspection.problems.extend(evidence.conflicts());
    inspection.problems.extend(other_places(name, &rows.tally));
    columns::tell(judged, inspection);
    let by_wages = inspection.wages.first().and_then(WageColumn::only_release);
    inspection.problems.extend(other_title(&survey.titled, "above the column names", by_wages));
    let loaded = read?;
    inspection.notes = loaded.notes;
    if inspection.wages.is_empty() {
        let lacking = &loaded.head.lacking;
        let has = |is: fn(&Measure) -> bool| {
            loaded.head.measures.iter().any(|of| is(of) && !lacking.contains(of))
        };
        let why = match (has(|of| *of == MEDIAN), has(|of| is_wage(*of))) {
            (true, _) if inspection.oes_codes => OTHER_CODES,
            (true, _) => NOT_COMPARED,
            (false, true) => NO_MEDIANS,
            (false, false) => NO_WAGES,
        };
        inspection.notes.push(why.to_owned());
    }
    inspection.problems.extend(loaded.findings.iter().cloned());
    Ok(())
}

/// What a line above or below a table says, where the wages are of another release.
fn other_title(
    titled: &BTreeSet<Release>,
    place: &str,
    of_wages: Option<Release>,
) -> Option<Diagnostic> {
    let (release, title) = (of_wages?, titled.first().filter(|_| titled.len() == 1)?);
    let message =
        format!("a line {place} says {}, and the wages are {}'s", title.in_words(), release.in_words());
    (*title != release).then(|| Diagnostic::finding(message).rule(&rules::OTHER_RELEASE))
}

/// What is said of a table that only `inspect` can use.
fn no_release() -> Diagnostic {
    let finding = Diagnostic::finding("nothing in the file or its name tells the release");
    let hint = "put the year into the name, such as national_M2025_dl.xlsx; without it nothing else can read the table";
    finding.hint(hint)
}

/// What is said of a table whose wages no table at hand can confirm.
const NOT_COMPARED: &str = "its wages were compared with nothing: no table at hand is of its areas and \
                            industries";

/// The same of one with the codes of before the SOC.
const OTHER_CODES: &str =
    "its wages were compared with nothing: no table at hand has the codes of before the SOC";

/// The same of one without the measure of which every release is at hand, and of one without wages.
const NO_MEDIANS: &str =
    "its wages were compared with nothing: it has no column of annual medians (A_MEDIAN)";
const NO_WAGES: &str = "it has no column of wages";

fn read_oews(
    input: Input<'_>,
    release: Release,
    is_told: bool,
    known: &KnownFigures,
) -> (Rows, Result<Loaded, Diagnostics>) {
    let mut rows = Rows::default();
    let read = oews::read_as(input, release, is_told, |row, cells| {
        rows.placed(row, cells, release, known);
    });
    (rows, read)
}

/// The same for a table of projections, whose wages are those of the year in the head of their column.
pub(super) fn of_projections(
    name: &str,
    bytes: &[u8],
    known: &KnownFigures,
    inspection: &mut Inspection,
) -> Result<(), Diagnostics> {
    let (mut rows, mut of_round) = (Rows::default(), RoundRows::default());
    let read = projections::read_round(bytes, None, |row| {
        rows.row(row, known);
        of_round.row(row);
    });
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
    let columns: Vec<Column> =
        rows.columns(&loaded).into_iter().map(|column| Column { year, ..column }).collect();
    columns::tell(judge_all(&columns, known, &[]), inspection);
    if inspection.program == Some(Contents::Projections) {
        let of_round = of_round.tell(round, &loaded.head, &known.rounds);
        inspection.problems.extend(of_round.iter().cloned());
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
    known: &KnownFigures,
    inspection: &mut Inspection,
) -> Result<(), Diagnostics> {
    let evidence = Evidence::of(name, survey);
    let Read { columns, codes, odd, below, strangers, industries, notes } =
        wage_table::read(bytes, known)?;
    inspection.problems.extend(odd.iter().cloned());
    inspection.notes.extend(notes);
    inspection.rows = codes.len();
    inspection.occupations = codes.iter().collect::<BTreeSet<_>>().len();
    if let Some((what, hint)) = not_read(survey) {
        inspection.notes.push(format!("it is {what}, which a run cannot read: {hint}"));
    } else if let Some((program, missing)) = survey.near_miss() {
        inspection.notes.push(format!(
            "the nearest known table is {program}, of which it lacks {missing}: a run cannot read it"
        ));
    }
    let mut releases = BTreeSet::new();
    for column in &columns {
        inspection.notes.extend(area_not_at_hand(column, known));
        let Some(judged) = judge(column, known, &evidence.names()) else { continue };
        releases.extend(judged.wages.releases.iter().map(|of| of.release));
        inspection.problems.extend(judged.findings);
        let is_elsewhere = judged.elsewhere.is_some() && judged.wages.releases.is_empty();
        inspection.problems.extend(judged.elsewhere);
        let strays = judged.strays;
        let strays = if judged.is_named { strays.tell() } else { strays.tell_swapped() };
        inspection.problems.extend(strays);
        inspection.notes.extend(rest_of_own(&judged.wages).filter(|_| !is_elsewhere));
        inspection.wages.push(judged.wages);
    }
    inspection.problems.extend(mixed_columns(&columns, &inspection.wages));
    if inspection.wages.is_empty() {
        inspection.problems.push(none_compared(&columns, not_known(&strangers, &industries), known));
    } else if let Some(unknown) = not_known(&strangers, &industries) {
        inspection
            .notes
            .push(format!("rows were compared with nothing: no table at hand has an {unknown}"));
    }
    inspection.release = releases.first().copied().filter(|_| releases.len() == 1);
    inspection.problems.extend(other_title(
        &survey.titled,
        "above the column names",
        inspection.release,
    ));
    inspection.problems.extend(other_title(&below, "below the table", inspection.release));
    inspection.release_candidates = releases.into_iter().chain(evidence.named()).collect();
    Ok(())
}

/// What is said of a column that is of an area of which nothing is known.
fn area_not_at_hand(column: &Column, known: &KnownFigures) -> Option<String> {
    let state = area_of_column(&column.name).filter(|area| !known.has_area(*area)).map(in_words);
    let metro = metro_of_column(&column.name).filter(|metro| known.titled(metro).is_none());
    let area = state.or(metro.map(str::to_owned))?;
    Some(format!("`{}` was compared with nothing: no table at hand has {area}", column.name))
}

/// Areas and industries of which no table at hand has a wage, in words.
fn not_known(areas: &BTreeSet<String>, industries: &BTreeSet<String>) -> Option<String> {
    let told =
        [("area", areas), ("industry", industries)].into_iter().filter(|(_, all)| !all.is_empty());
    let told = told.map(|(what, all)| {
        let names = first_names(all.iter().map(|name| format!("`{name}`")), 3, ", ");
        format!("{what} {names}")
    });
    told.reduce(|both, other| format!("{both} or {other}"))
}

/// Why no wage of a table of people's own can be compared.
fn none_compared(columns: &[Column], unknown: Option<String>, known: &KnownFigures) -> Diagnostic {
    let mut claims = columns.iter().flat_map(|column| &column.claims);
    let message = if claims.clone().any(|claim| known.has(claim)) {
        let measures: BTreeSet<Measure> =
            columns.iter().flat_map(|column| column.measures.iter().copied()).collect();
        let names = first_names(measures.into_iter().map(in_words_of), WAGES.len(), " or ");
        format!("no wage can be compared: the tables at hand have no {names} of its occupations")
    } else if let Some(unknown) = unknown {
        format!("no wage can be compared: no table at hand has an {unknown}")
    } else if claims.any(|claim| known.has_somewhere(claim)) {
        "no wage can be compared: no table at hand is of its areas".to_owned()
    } else {
        "no wage can be compared: none of the occupations is among those at hand".to_owned()
    };
    Diagnostic::finding(message).hint("give tables that have them with --against FILE")
}

/// Columns of different measures that are of different releases, where neither they nor their rows say so.
fn mixed_columns(columns: &[Column], wages: &[WageColumn]) -> Option<Diagnostic> {
    let is_dated = |name: &str| {
        let of_name = columns.iter().find(|column| column.name == name);
        of_name.is_some_and(|of| of.year.is_some() || of.claims.iter().any(|claim| claim.year.is_some()))
    };
    let told = wages.iter().filter(|of| !is_dated(&of.column));
    let told = told.filter_map(|of| Some((of, of.only_release()?)));
    let told: Vec<(&WageColumn, Release)> = told.collect();
    let (first, release) = told.first()?;
    let (other, of_other) =
        told.iter().find(|(of, other)| of.measure != first.measure && other != release)?;
    let message = format!(
        "the wages of `{}` are {}'s, those of `{}` {}'s",
        first.column,
        release.in_words(),
        other.column,
        of_other.in_words()
    );
    let hint = "a table with wages of two releases should say which is which in its columns";
    Some(Diagnostic::finding(message).hint(hint).rule(&rules::OTHER_RELEASE))
}

/// The wages of a table of people's own that are of no release: it may have them from elsewhere.
fn rest_of_own(wages: &WageColumn) -> Option<String> {
    if wages.compared > 1 && wages.unmatched == wages.compared {
        return Some(format!(
            "none of the {} wages of `{}` that could be compared is one of a release at hand: they are of another source, were changed, or are not in dollars a year or an hour",
            wages.compared, wages.column
        ));
    }
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

/// Adds the figures of a table of OEWS, or of the projections of the nation, to those that are known. Its release
/// or round is told by its name and figures, unless it is given.
///
/// # Errors
/// When the file is no such table, or nothing tells its release.
pub fn add_figures(
    known: &mut KnownFigures,
    name: &str,
    bytes: &[u8],
    period: Option<Period>,
) -> Result<(), Diagnostics> {
    match period.map_or_else(|| told_period(name, bytes), Ok)? {
        Period::Release(release) => add_release(known, bytes, release),
        Period::Round(round) => add_round(known, bytes, round),
    }
}

/// The release or round that a table itself tells.
fn told_period(name: &str, bytes: &[u8]) -> Result<Period, Diagnostics> {
    let inspection = super::inspect(name, bytes);
    match (inspection.program, inspection.release, inspection.round) {
        (Some(Contents::Oews), Some(release), _) => return Ok(Period::Release(release)),
        (Some(Contents::Projections), _, Some(round)) => return Ok(Period::Round(round)),
        (Some(Contents::Oews | Contents::Projections) | None, ..) => {}
        (Some(other), ..) => {
            let message =
                format!("the file is {}, and no table of OEWS or of a round", other.in_words());
            return Err(Diagnostic::error(message).into());
        }
    }
    let errors = inspection.problems.into_iter().collect::<Diagnostics>();
    if errors.is_empty() {
        return Err(
            Diagnostic::error("nothing in the file or its name tells its release of OEWS").into()
        );
    }
    Err(errors)
}

fn add_release(known: &mut KnownFigures, bytes: &[u8], release: Release) -> Result<(), Diagnostics> {
    let mut rows: Vec<(Claim, Vec<Estimate>)> = Vec::new();
    let loaded = oews::read(bytes, release, |row| {
        if rows.last().is_none_or(|(claim, _)| claim.area != row.area) {
            known.add_title(row);
        }
        rows.push((Claim::of_row(row, known.add_industry(row)), row.values.to_vec()));
    })?;
    let measures: &[Measure] = &loaded.head.measures;
    for (claim, values) in &rows {
        known.add_claim(release, measures, claim, values);
    }
    Ok(())
}

fn add_round(known: &mut KnownFigures, bytes: &[u8], round: Round) -> Result<(), Diagnostics> {
    let mut rows = RoundRows::default();
    let loaded = projections::read(bytes, round, |row| rows.row(row))?;
    // Jobs of the states' own tables are rounded in other ways, those of the nation in them, too.
    if loaded.head.wage_year.is_some() {
        known.rounds.add_rows(round, &loaded.head, &rows);
    }
    Ok(())
}
