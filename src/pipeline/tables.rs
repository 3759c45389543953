//! Files to tables of occupations: the sources of a configuration, and files that no configuration
//! names, whose program and period are told from what is in them.

use std::path::Path;

use rayon::prelude::*;

use crate::{
    config::{Settings, Source},
    diag::{Diagnostic, Diagnostics, rules},
    files,
    ingest::{self, Contents, Inspection},
    model::{Period, Program, SourceFile},
    panel::{Table, TableBuilder},
};

/// The bytes of a source, and the file that they are.
pub(super) fn open(base: &Path, source: &Source) -> Result<(Vec<u8>, SourceFile), Diagnostics> {
    let bytes = files::read(&base.join(&source.path))?;
    let file = SourceFile {
        id: source.id.clone(),
        program: source.program,
        period: source.period,
        path: source.path.clone(),
        sha256: files::sha256(&bytes),
        bytes: bytes.len(),
    };
    Ok((bytes, file))
}

/// The table of occupations in a file of OEWS or of the projections, with what is odd about it.
///
/// # Errors
/// Everything that its reader refuses, without the file; the caller adds it.
pub(super) fn table(bytes: &[u8], file: &SourceFile) -> Result<(Table, Diagnostics), Diagnostics> {
    let mut rows = TableBuilder::default();
    let loaded = match (file.program, file.period) {
        (Program::Oews, Some(Period::Release(release))) => {
            ingest::read_oews(bytes, release, |row| rows.push(row))
        }
        (Program::Projections, Some(Period::Round(round))) => {
            ingest::read_projections(bytes, round, |row| rows.push(row))
        }
        (Program::Oews | Program::Projections, _) => {
            Err(Diagnostic::error("a table without its period").into())
        }
        (Program::CpiU | Program::PriceParities, _) => {
            Err(Diagnostic::error("a file of prices holds no occupations").into())
        }
    }?;
    let period = file.period.ok_or_else(|| Diagnostic::error("a table without its period"))?;
    // A part of a table is enough here; whether it is whole is a question for `inspect`.
    let is_odd = |finding: &&Diagnostic| finding.rule != Some(&rules::PARTIAL_TABLE);
    let findings = loaded.findings.iter().filter(is_odd).cloned().collect();
    Ok((rows.finish(period, loaded.head, file.clone()), findings))
}

/// The tables of OEWS and of the projections that a configuration names, in its order, with what is
/// odd about them.
///
/// # Errors
/// Everything that is wrong with any of them.
pub fn tables_of(settings: &Settings) -> Result<(Vec<Table>, Diagnostics), Diagnostics> {
    let has_occupations =
        |source: &&Source| matches!(source.program, Program::Oews | Program::Projections);
    let sources: Vec<&Source> = settings.sources.iter().filter(has_occupations).collect();
    let read = together(&sources, |source| {
        let (bytes, file) = open(&settings.base, source)?;
        let path = settings.base.join(&source.path);
        let (table, findings) =
            table(&bytes, &file).map_err(|problems| problems.within(path.display()))?;
        Ok((table, findings.within(path.display())))
    })?;
    Ok(gathered(read))
}

/// The tables, and what is odd about all of them.
fn gathered(read: Vec<(Table, Diagnostics)>) -> (Vec<Table>, Diagnostics) {
    let (tables, findings): (Vec<Table>, Vec<Diagnostics>) = read.into_iter().unzip();
    let mut told = Diagnostics::default();
    for findings in findings {
        told.extend(findings);
    }
    (tables, told)
}

/// The tables of files that no configuration names, in their order, with what is odd about them:
/// that a name and the figures are of different releases, for one.
///
/// # Errors
/// Everything that is wrong with any of them, and files whose program or period cannot be told.
pub fn tables_in<P: AsRef<Path> + Sync>(paths: &[P]) -> Result<(Vec<Table>, Diagnostics), Diagnostics> {
    let read = together(paths, |path| {
        let path = path.as_ref();
        let bytes = files::read_named(path)?;
        let (table, findings) = in_file(&bytes, &path.to_string_lossy())
            .map_err(|problems| problems.within(path.display()))?;
        Ok((table, findings.within(path.display())))
    })?;
    Ok(gathered(read))
}

/// Reads side by side; what is wrong is told in the order of the sources.
fn together<S: Sync, T: Send>(
    sources: &[S],
    read: impl Fn(&S) -> Result<T, Diagnostics> + Send + Sync,
) -> Result<Vec<T>, Diagnostics> {
    let read: Vec<Result<T, Diagnostics>> = sources.par_iter().map(read).collect();
    let mut problems = Diagnostics::default();
    let all = read.into_iter().filter_map(|one| problems.keep(one)).collect();
    problems.unless_any(all)
}

fn in_file(bytes: &[u8], path: &str) -> Result<(Table, Diagnostics), Diagnostics> {
    let inspection = ingest::inspect(path, bytes);
    let (program, period) = program_and_period(&inspection)?;
    let file = SourceFile {
        id: path.to_owned(),
        program,
        period: Some(period),
        path: path.to_owned(),
        sha256: files::sha256(bytes),
        bytes: bytes.len(),
    };
    let (table, _) = table(bytes, &file)?;
    Ok((table, inspection.problems.into_iter().collect()))
}

/// What a file is for the readers; else what was found instead.
fn program_and_period(inspection: &Inspection) -> Result<(Program, Period), Diagnostics> {
    match (inspection.program, inspection.release, inspection.round) {
        (Some(Contents::Oews), Some(release), _) => Ok((Program::Oews, Period::Release(release))),
        (Some(Contents::Projections | Contents::StateProjections), _, Some(round)) => {
            Ok((Program::Projections, Period::Round(round)))
        }
        (Some(Contents::Oews), None, _) => {
            Err(Diagnostic::error("nothing in the file or its name tells the release")
                .hint("put the year into the name, such as national_M2025_dl.xlsx")
                .into())
        }
        (Some(other), ..) if inspection.problems.is_empty() => {
            Err(Diagnostic::error(format!("the file holds {}, no occupations", other.in_words()))
                .hint("give a table of OEWS or of the Employment Projections")
                .into())
        }
        _ => Err(inspection.problems.iter().cloned().collect()),
    }
}
