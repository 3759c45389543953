//! Files that were downloaded in a browser: checked and locked like those that were fetched.

use std::path::PathBuf;

use super::{
    Outcome, What,
    check::{self, Expected},
    lock::{Entry, How},
    naming::{fits_name, safe_name},
    project::{Project, folder},
};
use crate::{
    catalog::OewsFile,
    diag::Diagnostics,
    files,
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

/// Takes a file into the inputs.
///
/// # Errors
/// What the file is instead of what it should be; when the disk refuses.
pub fn add(addition: &Addition) -> Result<Outcome, Diagnostics> {
    let bytes = files::read_named(&addition.file)?;
    let mut project = Project::open(&addition.config, false)?;
    let (entry, outcome) = judge(&project, addition, &bytes)
        .map_err(|problems| problems.within(addition.file.display()))?;
    project.change(vec![(entry, (outcome.what != What::Unchanged).then_some(bytes))])?;
    Ok(outcome)
}

fn judge(project: &Project, addition: &Addition, bytes: &[u8]) -> Result<(Entry, Outcome), Diagnostics> {
    let name = addition.file.file_name().unwrap_or_default().to_string_lossy();
    let program = match addition.program {
        Some(program) => program,
        None => check::program_of(bytes, &name)?,
    };
    let expected =
        Expected { program, period: addition.period, geography: None, name: name.clone().into_owned() };
    let seen = check::check(bytes, &expected)?;
    let path = match &addition.path {
        Some(path) => path.clone(),
        None => place(project, &seen, bytes, &name),
    };
    fits_name(&path, bytes)?;
    let entry = Entry::new(&path, program, seen.period, bytes, How::Added);
    let what = match project.input(&path)? {
        None => What::Added,
        Some(old) if old == bytes => What::Unchanged,
        Some(old) => What::Changed { from: files::sha256(&old) },
    };
    let outcome = Outcome::of(&entry, what, Vec::new(), seen.findings.within(addition.file.display()));
    Ok((entry, outcome))
}

/// The place of the source that a file is of, if there is one and it may have that name; else the folder
/// of its program.
fn place(project: &Project, seen: &check::Seen, bytes: &[u8], name: &str) -> String {
    let is_of = |file: OewsFile, period: Option<Period>| {
        let expected =
            Expected { program: seen.program, period, geography: Some(file), name: name.to_owned() };
        seen.program != Program::Oews || check::check(bytes, &expected).is_ok()
    };
    let fitting = project.sources.iter().find(|source| {
        source.program == seen.program
            && source.period == seen.period
            && is_of(source.origin.geography.unwrap_or_default(), source.period)
            && fits_name(&source.path, bytes).is_ok()
    });
    fitting.map_or_else(
        || format!("{}/{}", folder(seen.program), safe_name(name)),
        |source| source.path.clone(),
    )
}
