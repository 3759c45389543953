//! Files that change together, all of them or none.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use super::{failure, is_link, read};
use crate::diag::{Diagnostic, Diagnostics};

/// A file to be changed: its path, its bytes as they were read, and its bytes to be.
pub struct Change {
    /// The path of a file that is there.
    pub path: PathBuf,
    /// What it holds.
    pub old: Vec<u8>,
    /// What it is to hold.
    pub new: Vec<u8>,
}

/// Changes files, all of them or none: the new ones are written beside the old ones and flushed to the
/// disk, then put in their places one by one; if one cannot be, those before it get their old bytes
/// back. Permissions stay.
///
/// # Errors
/// When a file is a link or was changed meanwhile, or the disk refuses; every file is then as it was.
pub fn change_all(changes: &[Change]) -> Result<(), Diagnostics> {
    let staged: Result<Vec<NamedTempFile>, Diagnostics> = changes.iter().map(stage).collect();
    let mut done: Vec<&Change> = Vec::new();
    for (file, change) in staged?.into_iter().zip(changes) {
        if let Err(error) = file.persist(&change.path) {
            let mut problems = failure("cannot replace", &change.path, &error.error);
            for earlier in done {
                let back = Change {
                    path: earlier.path.clone(),
                    old: earlier.new.clone(),
                    new: earlier.old.clone(),
                };
                let put = |file: NamedTempFile| {
                    file.persist(&back.path)
                        .map(drop)
                        .map_err(|error| failure("cannot restore", &back.path, &error.error))
                };
                problems.keep(stage(&back).and_then(put));
            }
            return Err(problems);
        }
        done.push(change);
    }
    Ok(())
}

/// Writes the new bytes of a file beside it.
fn stage(change: &Change) -> Result<NamedTempFile, Diagnostics> {
    let path = &change.path;
    let failed = |error: io::Error| failure("cannot write", path, &error);
    if is_link(path) {
        return Err(Diagnostic::error("is a link")
            .hint("name the file that it leads to")
            .within(path.display())
            .into());
    }
    if read(path)? != change.old {
        return Err(Diagnostic::error("was changed by another program meanwhile")
            .hint("run again; nothing was changed")
            .within(path.display())
            .into());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let permissions = fs::metadata(path).map_err(failed)?.permissions();
    let mut file = tempfile::Builder::new()
        .prefix(".labor-outlook-")
        .tempfile_in(folder.unwrap_or(Path::new(".")))
        .map_err(failed)?;
    file.write_all(&change.new).map_err(failed)?;
    file.as_file().set_permissions(permissions).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    Ok(file)
}
