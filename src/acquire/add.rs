//! Files that were downloaded in a browser: checked and locked like those that were fetched.

use std::path::{Path, PathBuf};

use super::{
    Outcome, What,
    check::{self, Expected},
    lock::{Entry, How},
    naming::{fits_name, flat_folder, flat_name, safe_name, usual_flat_folder},
    project::{Project, folder},
    store::Store,
};
use crate::{
    catalog::OewsFile,
    config::Source,
    diag::Diagnostics,
    ingest::Contents,
    inspect,
    model::{Period, Program},
};

/// What to add, and as what.
#[derive(Clone, Debug)]
pub struct Addition {
    /// The file.
    pub file: PathBuf,
    /// The configuration; the inputs stand in its folder.
    pub config: PathBuf,
    /// The program; `None` to tell it by the file.
    pub program: Option<Program>,
    /// The release or round; `None` to tell it by the file.
    pub period: Option<Period>,
    /// Where to put it, from the folder of `pipeline.toml`.
    pub path: Option<String>,
}

/// Takes a file into the inputs, and keeps its bytes in the cache.
///
/// # Errors
/// What the file is instead of what it should be; when the disk refuses.
pub fn add(addition: &Addition) -> Result<Outcome, Diagnostics> {
    let mut project = Project::open(&addition.config, false)?;
    let (entry, outcome) =
        judge(&project, addition).map_err(|problems| problems.within(addition.file.display()))?;
    Store::open()?.keep_copy(&addition.file, &entry.sha256)?;
    let file = (outcome.what != What::Unchanged).then(|| addition.file.clone());
    project.change(vec![(entry, file)])?;
    Ok(outcome)
}

fn judge(project: &Project, addition: &Addition) -> Result<(Entry, Outcome), Diagnostics> {
    let file = &addition.file;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let name = flat_name(&name).unwrap_or(&name).to_owned();
    let read = check::look(file, &name, addition.period, &|| inspect::lists_beside(file))?;
    let program = match addition.program {
        Some(program) => program,
        None => check::program_of(&read.inspection)?,
    };
    let is_list = read.inspection.program == Some(Contents::OewsCodes);
    let geography = is_list.then_some(OewsFile::Flat);
    let expected = Expected { program, period: addition.period, geography, name };
    let seen = check::judge(file, read, &expected)?;
    let path = match &addition.path {
        Some(path) => path.clone(),
        None => place(project, &seen, file, &expected.name),
    };
    fits_name(&path, file)?;
    let entry = Entry::new(&path, program, seen.period, seen.fingerprint.clone(), How::Added);
    let what = match project.input(&path)? {
        None => What::Added,
        Some(old) if old == seen.fingerprint => What::Unchanged,
        Some(old) => What::Changed { from: old.sha256 },
    };
    let outcome = Outcome::of(&entry, what, Vec::new(), seen.findings.within(file.display()));
    Ok((entry, outcome))
}

/// The place of the source that a file is of, if there is one and it may have that name; else the folder
/// of its program. Flat files stand together.
fn place(project: &Project, seen: &check::Seen, file: &Path, name: &str) -> String {
    let of_period = |source: &&Source| source.program == seen.program && source.period == seen.period;
    if let Some(flat) = flat_name(name).filter(|_| seen.program == Program::Oews) {
        let any = seen.period.is_none();
        let is_flat = |source: &&Source| source.origin.geography == Some(OewsFile::Flat);
        let source = project.sources.iter().find(|source| is_flat(source) && (any || of_period(source)));
        let folder =
            source.map_or_else(usual_flat_folder, |source| flat_folder(&source.path).to_owned());
        return format!("{folder}/{flat}").trim_start_matches('/').to_owned();
    }
    let places = |source: &&Source| {
        let wanted = source.origin.geography.unwrap_or_default();
        seen.program != Program::Oews || check::geography(seen.geography, Some(wanted)).is_ok()
    };
    let mut sources = project.sources.iter().filter(|source| of_period(source) && places(source));
    let fitting = sources.find(|source| fits_name(&source.path, file).is_ok());
    fitting.map_or_else(
        || format!("{}/{}", folder(seen.program), safe_name(name)),
        |source| source.path.clone(),
    )
}
