//! Several files changed together: a program that is killed leaves the old files, or a note from
//! which the next one finishes the change.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::{
    failure, opened::copy_known, read_if_there, remove, rename, stage, stage_with, staging_of, write,
};
use crate::diag::{Diagnostic, Diagnostics};

/// The note, in the folder from which the paths start. While it is there every new file is whole and
/// waits beside its place.
const NOTE: &str = ".labor-outlook.replacing";

/// What takes the place of a file.
pub enum Next {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A copy of a file.
    CopyOf {
        /// The file.
        file: PathBuf,
        /// What it must have: its sha256.
        sha256: String,
    },
}

impl Next {
    fn stage(&self, path: &Path) -> Result<(), Diagnostics> {
        match self {
            Self::Bytes(bytes) => stage(path, bytes),
            Self::CopyOf { file, sha256 } => {
                stage_with(path, |staged| copy_known(file, sha256, staged, path))
            }
        }
    }
}

/// Replaces files of a folder together, by their paths in it. Only one program may do this to a
/// folder at a time.
///
/// # Errors
/// When the disk refuses; before the change began, every file is as it was.
pub fn replace_files(base: &Path, files: &BTreeMap<String, Next>) -> Result<(), Diagnostics> {
    finish_replacing(base)?;
    let staged = files.iter().try_for_each(|(name, next)| next.stage(&base.join(name)));
    let names: Vec<&String> = files.keys().collect();
    let noted = staged.and_then(|()| {
        let note = serde_json::to_vec(&names).map_err(|error| Diagnostic::error(error.to_string()))?;
        write(&base.join(NOTE), &note)
    });
    if let Err(problems) = noted {
        for name in names {
            let _ = remove(&staging(base, name));
        }
        return Err(problems);
    }
    finish_replacing(base)
}

/// Whether a change of the files of a folder was begun and not finished.
#[must_use]
pub fn is_replacing(base: &Path) -> bool {
    base.join(NOTE).exists()
}

/// Finishes the change that a program began and did not live to finish, if there is one.
///
/// # Errors
/// When the disk refuses.
pub fn finish_replacing(base: &Path) -> Result<(), Diagnostics> {
    let note = base.join(NOTE);
    let Some(bytes) = read_if_there(&note)? else { return Ok(()) };
    let names: Vec<String> = serde_json::from_slice(&bytes).map_err(|error| {
        Diagnostic::error(format!("the note of an unfinished change cannot be read: {error}"))
            .hint("look at the inputs, then remove the note")
            .within(note.display())
    })?;
    for name in &names {
        let staged = staging(base, name);
        let waits = staged.try_exists().map_err(|error| failure("cannot read", &staged, &error))?;
        if waits {
            rename(&staged, &base.join(name))?;
        }
    }
    flush_folders(base, &names);
    remove(&note)
}

fn staging(base: &Path, name: &str) -> PathBuf {
    staging_of(&base.join(name))
}

/// Asks the disk to keep the new names; systems that cannot be asked keep them soon anyway.
fn flush_folders(base: &Path, names: &[String]) {
    for name in names {
        if let Some(folder) = base.join(name).parent() {
            let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
        }
    }
}
