//! What files are: each file that is named, and each in a folder that is named, with what it holds
//! and what is wrong with it. Reads and tells; changes nothing.

mod text;

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};

use rayon::prelude::*;
use serde::Serialize;

pub use text::text;

use crate::{
    diag::{Diagnostic, Diagnostics, Severity},
    files,
    ingest::{self, Contents, Input, Inspection, KnownFigures},
    model::{AreaKind, Period},
};

/// A file and what was found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct InspectedFile {
    /// The path as it was named, or below the folder that was named.
    pub path: String,
    /// The sha256 of its bytes; `None` when it cannot be read.
    pub sha256: Option<String>,
    /// Its size; `None` when it cannot be read.
    pub bytes: Option<usize>,
    /// The places that its rows are about; `None` when it has none.
    pub geography: Option<Geography>,
    /// What it holds.
    #[serde(flatten)]
    pub inspection: Inspection,
}

/// The places that a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Geography {
    /// The nation, all industries together.
    National,
    /// The nation by industry.
    Industry,
    /// States and territories, beside the nation or alone.
    State,
    /// Metropolitan areas.
    Metropolitan,
    /// Nonmetropolitan areas.
    Nonmetropolitan,
    /// Metropolitan and nonmetropolitan areas.
    Substate,
    /// More than that.
    All,
}

/// The places that the rows of a file are about; `None` when it has none.
#[must_use]
pub fn geography(inspection: &Inspection) -> Option<Geography> {
    Geography::of(&inspection.areas, inspection.industries)
}

impl Geography {
    /// The places in a word, as in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::Industry => "industry",
            Self::State => "state",
            Self::Metropolitan => "metropolitan",
            Self::Nonmetropolitan => "nonmetropolitan",
            Self::Substate => "substate",
            Self::All => "all",
        }
    }

    fn of(areas: &BTreeMap<AreaKind, usize>, industries: usize) -> Option<Self> {
        use AreaKind as K;
        let kinds: Vec<AreaKind> = areas.keys().copied().collect();
        Some(match kinds.as_slice() {
            [] => return None,
            [K::Nation] if industries > 0 => Self::Industry,
            [K::Nation] => Self::National,
            [K::State | K::Territory]
            | [K::State, K::Territory]
            | [K::Nation, K::State]
            | [K::Nation, K::State, K::Territory] => Self::State,
            [K::Metropolitan] => Self::Metropolitan,
            [K::Nonmetropolitan] => Self::Nonmetropolitan,
            [K::Metropolitan, K::Nonmetropolitan] => Self::Substate,
            _ => Self::All,
        })
    }
}

/// The figures of the catalog and of tables, by which the release or round of a table is told. A table's
/// own period may be given; else its name and figures tell it. What is wrong with any of the files is
/// told beside what the others have.
#[must_use]
pub fn known_figures(tables: &[(PathBuf, Option<Period>)]) -> (KnownFigures, Diagnostics) {
    let mut known = KnownFigures::of_catalog();
    let mut problems = Diagnostics::default();
    for (path, period) in tables {
        let name = path.display().to_string();
        let read = files::read_named(path)
            .and_then(|bytes| ingest::add_figures(&mut known, &name, &bytes, *period));
        problems.keep(read.map_err(|problems| problems.within(&name)));
    }
    (known, problems)
}

/// Looks into files, side by side, in the order in which they are named. A folder stands for the
/// files below it, sorted, hidden ones left out; those that are not known tables are told as
/// findings there, and as errors where a file is named itself.
#[must_use]
pub fn inspect<P: AsRef<Path>>(paths: &[P], known: &KnownFigures) -> Vec<InspectedFile> {
    let named: Vec<Named> = paths.iter().flat_map(|path| named(path.as_ref())).collect();
    named.into_par_iter().flat_map_iter(|named| named.inspect(known)).collect()
}

/// The worst of what is wrong with any of the files.
#[must_use]
pub fn worst(files: &[InspectedFile]) -> Option<Severity> {
    files.iter().flat_map(|file| &file.inspection.problems).map(|problem| problem.severity).min()
}

/// What a path stands for.
enum Named {
    File { path: PathBuf, in_folder: bool },
    Refused { path: PathBuf, problems: Diagnostics },
}

fn named(path: &Path) -> Vec<Named> {
    if !files::is_folder(path) {
        return vec![Named::File { path: path.to_path_buf(), in_folder: false }];
    }
    let refused = |problems| vec![Named::Refused { path: path.to_path_buf(), problems }];
    let below = match files::list(path) {
        Ok(below) => below,
        Err(problems) => return refused(problems),
    };
    let shown = below.iter().filter(|name| !is_hidden(name));
    let found: Vec<Named> =
        shown.map(|name| Named::File { path: path.join(name), in_folder: true }).collect();
    if found.is_empty() {
        return refused(Diagnostic::finding("no file is in this folder").into());
    }
    found
}

fn is_hidden(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'))
}

impl Named {
    /// A file, once for each program whose tables it holds.
    fn inspect(self, known: &KnownFigures) -> Vec<InspectedFile> {
        let (path, in_folder) = match self {
            Self::Refused { path, problems } => return vec![refused(&path, problems)],
            Self::File { path, in_folder } => (path, in_folder),
        };
        let of = |wanted| {
            let file = of_file(&path, in_folder, known, wanted);
            file.unwrap_or_else(|problems| refused(&path, problems))
        };
        let first = of(None);
        let others: Vec<Contents> = first.inspection.others.keys().copied().collect();
        std::iter::once(first).chain(others.into_iter().map(|wanted| of(Some(wanted)))).collect()
    }
}

fn refused(path: &Path, problems: Diagnostics) -> InspectedFile {
    let problems = problems.within(path.display()).iter().cloned().collect();
    InspectedFile {
        path: path.display().to_string(),
        inspection: Inspection { problems, ..Inspection::default() },
        ..InspectedFile::default()
    }
}

/// A file and what was found in it, under a name that need not be its own.
pub struct Read {
    /// What was found.
    pub inspection: Inspection,
    /// The sha256 of its bytes.
    pub sha256: String,
    /// Their number.
    pub bytes: usize,
}

/// Looks into a file under a name, which is evidence of its release. The code lists are asked for where the
/// file may be a flat file.
///
/// # Errors
/// When it cannot be read.
pub fn read(
    path: &Path,
    name: &str,
    known: &KnownFigures,
    lists: impl FnOnce() -> Result<Vec<Vec<u8>>, Diagnostics>,
) -> Result<Read, Diagnostics> {
    read_as(path, name, known, None, lists)
}

/// The same of the tables of a kind.
fn read_as(
    path: &Path,
    name: &str,
    known: &KnownFigures,
    wanted: Option<Contents>,
    lists: impl FnOnce() -> Result<Vec<Vec<u8>>, Diagnostics>,
) -> Result<Read, Diagnostics> {
    let mut opened = files::open(path, ingest::HEAD, true)?;
    if ingest::must_be_whole(opened.head()) {
        opened.load(path)?;
    }
    let lists = if ingest::may_need_lists(opened.head()) { lists()? } else { Vec::new() };
    let (head, rest) = opened.parts();
    let rest = rest.map(|rest| rest as &mut (dyn io::Read + Send));
    let inspection = ingest::inspect_as(name, Input { head, rest, beside: &lists }, known, wanted);
    let (sha256, bytes) = opened.finish(path)?;
    Ok(Read { inspection, sha256, bytes })
}

/// The code lists that stand beside a file.
///
/// # Errors
/// When the folder cannot be listed, or one of them not read.
pub fn lists_beside(path: &Path) -> Result<Vec<Vec<u8>>, Diagnostics> {
    Ok(files::beside(path, ingest::is_code_list)?.into_values().collect())
}

/// The flat file in a folder of BLS's, by its path in it; of several the current one.
///
/// # Errors
/// When the folder cannot be listed, or has none, or several of which none is the current one.
pub fn flat_file_in(folder: &Path) -> Result<PathBuf, Diagnostics> {
    let is_data = |path: &PathBuf| ingest::is_flat_data(&path.to_string_lossy());
    let found: Vec<PathBuf> = files::list(folder)?.into_iter().filter(is_data).collect();
    let current = |path: &&PathBuf| path.to_string_lossy().to_lowercase().contains(".current");
    match found.as_slice() {
        [] => Err(Diagnostic::error("no flat file is in this folder")
            .hint("name a file, or a folder that holds BLS's oe.data.0.Current")
            .into()),
        [only] => Ok(only.clone()),
        several => several.iter().find(current).cloned().ok_or_else(|| {
            let names: Vec<String> = several.iter().map(|name| name.display().to_string()).collect();
            Diagnostic::error("several flat files are in this folder")
                .hint(format!("name one of {}", names.join(", ")))
                .into()
        }),
    }
}

/// The names of the code lists that stand beside a flat file; none beside a file that needs none.
///
/// # Errors
/// When the file cannot be read, or its folder not be listed.
pub fn list_names_beside(path: &Path) -> Result<Vec<String>, Diagnostics> {
    if !ingest::may_need_lists(&files::beginning(path, LISTS_TOLD_BY)?) {
        return Ok(Vec::new());
    }
    Ok(files::beside(path, ingest::is_code_list)?.into_keys().collect())
}

/// How many bytes tell whether a file may need code lists.
const LISTS_TOLD_BY: usize = 64;

/// Looks into a file, whose code lists are looked for beside it.
fn of_file(
    path: &Path,
    in_folder: bool,
    known: &KnownFigures,
    wanted: Option<Contents>,
) -> Result<InspectedFile, Diagnostics> {
    let name = path.display().to_string();
    let Read { mut inspection, sha256, bytes } =
        read_as(path, &name, known, wanted, || lists_beside(path))?;
    let passed_over = in_folder && inspection.program.is_none();
    let told = std::mem::take(&mut inspection.problems).into_iter().map(|problem| {
        let severity = if passed_over { Severity::Finding } else { problem.severity };
        Diagnostic { severity, ..problem }.within(&name)
    });
    inspection.problems = told.collect();
    Ok(InspectedFile {
        sha256: Some(sha256),
        bytes: Some(bytes),
        geography: geography(&inspection),
        inspection,
        path: name,
    })
}

/// What was found as JSON, an array with an object a file.
///
/// # Errors
/// Never in practice: every value is representable.
pub fn json(files: &[InspectedFile]) -> Result<String, Diagnostics> {
    let text =
        serde_json::to_string_pretty(files).map_err(|error| Diagnostic::error(error.to_string()))?;
    Ok(text + "\n")
}
