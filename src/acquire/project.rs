//! The folder whose inputs are fetched: its configuration, its inputs and its lock, changed together.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::lock::{Entry, LOCK, Lock};
use crate::{
    config::{self, Fetch, Settings, Source},
    diag::{Diagnostic, Diagnostics, Severity},
    files::{self, Fingerprint, Held, Next},
    model::Program,
};

/// A folder with or without a `pipeline.toml`.
pub(super) struct Project {
    pub(super) base: PathBuf,
    pub(super) fetch: Fetch,
    pub(super) sources: Vec<Source>,
    pub(super) lock: Lock,
    _held: Held,
}

impl Project {
    /// Opens the project of a configuration file; one that is not there names no sources. An unfinished
    /// change of its inputs is finished first.
    ///
    /// # Errors
    /// What is wrong with the configuration or the lock, or another program that changes the inputs.
    pub(super) fn open(configuration: &Path, needed: bool) -> Result<Self, Diagnostics> {
        let there = needed || files::read_if_there(configuration)?.is_some();
        let settings = if there { Some(config::load(configuration)?) } else { None };
        let base = configuration.parent().map(Path::to_path_buf).unwrap_or_default();
        let held = hold(&base)?;
        files::finish_replacing(&base)?;
        let lock = Lock::read(&base)?.unwrap_or_default();
        let (fetch, sources) =
            settings.map(|settings| (settings.fetch, settings.sources)).unwrap_or_default();
        Ok(Self { base, fetch, sources, lock, _held: held })
    }

    /// What the bytes of an input are, if it is there.
    pub(super) fn input(&self, path: &str) -> Result<Option<Fingerprint>, Diagnostics> {
        files::fingerprint_if_there(&self.base.join(path))
    }

    /// Puts copies of files in the places of inputs, where one is given, and notes the inputs in the lock,
    /// all at once.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn change(&mut self, inputs: Vec<(Entry, Option<PathBuf>)>) -> Result<(), Diagnostics> {
        let before = self.lock.clone();
        let mut next = BTreeMap::new();
        for (entry, file) in inputs {
            if let Some(file) = file {
                let sha256 = entry.sha256.clone();
                next.insert(entry.path.clone(), Next::CopyOf { file, sha256 });
            }
            self.lock.note(entry);
        }
        if self.lock != before {
            next.insert(LOCK.to_owned(), Next::Bytes(self.lock.text()?.into_bytes()));
        }
        if next.is_empty() { Ok(()) } else { files::replace_files(&self.base, &next) }
    }
}

pub(super) fn hold(base: &Path) -> Result<Held, Diagnostics> {
    files::hold(
        &base.join(".inputs.lock"),
        "another labor-outlook is changing the inputs",
        "wait for it to end, and run this again",
    )
}

/// The folder of inputs of a program, from the folder of `pipeline.toml`.
pub(super) const fn folder(program: Program) -> &'static str {
    match program {
        Program::Oews => "inputs/oews",
        Program::Projections => "inputs/projections",
        Program::CpiU | Program::PriceParities => "inputs/prices",
    }
}

/// Finishes a change of the inputs that a program began and did not live to finish.
///
/// # Errors
/// When another program is at it, or the disk refuses.
pub fn settle(base: &Path) -> Result<(), Diagnostics> {
    if !files::is_replacing(base) {
        return Ok(());
    }
    let _held = hold(base)?;
    files::finish_replacing(base)
}

/// Accepts the inputs as they are, and returns what changed in the lock.
///
/// # Errors
/// When an input cannot be read, or the disk refuses.
pub fn accept(settings: &Settings) -> Result<(Lock, Diagnostics), Diagnostics> {
    let _held = hold(&settings.base)?;
    files::finish_replacing(&settings.base)?;
    let old = Lock::read(&settings.base)?;
    let known = old.clone().unwrap_or_default();
    let next = known.of_inputs(settings)?;
    let changes = known.changes(&next);
    if old.as_ref() != Some(&next) {
        files::write(&settings.base.join(LOCK), next.text()?.as_bytes())?;
    }
    Ok((next, changes))
}

/// Whether the lock names exactly the inputs as they are.
///
/// # Errors
/// What `labor-outlook lock` would change.
pub fn check_locked(settings: &Settings) -> Result<(), Diagnostics> {
    settle(&settings.base)?;
    let known = Lock::read(&settings.base)?.unwrap_or_default();
    let changes = known.changes(&known.of_inputs(settings)?);
    let errors: Diagnostics = changes
        .iter()
        .cloned()
        .map(|change| Diagnostic { severity: Severity::Error, ..change })
        .map(|change| {
            change.hint("--locked allows no change; `labor-outlook lock` accepts the inputs as they are")
        })
        .collect();
    errors.unless_any(())
}
