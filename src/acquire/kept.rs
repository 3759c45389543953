//! The inputs of a lock by their bytes: those in place, or those that the cache keeps although an address
//! or a file has others now.

use std::path::{Path, PathBuf};

use super::{
    lock::{Entry, short},
    store::Store,
};
use crate::{
    diag::{Diagnostic, Diagnostics},
    files,
};

/// Where the bytes of an entry are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// The entry.
    pub entry: Entry,
    /// The file that has them.
    pub file: PathBuf,
}

/// Finds the bytes of entries: the input itself where it still has them, else the cache.
///
/// # Errors
/// Entries whose bytes are nowhere, or a disk that refuses.
pub fn locked<'e>(
    base: &Path,
    entries: impl IntoIterator<Item = &'e Entry>,
) -> Result<Vec<Locked>, Diagnostics> {
    let (mut found, mut problems) = (Vec::new(), Diagnostics::default());
    for entry in entries {
        found.extend(problems.keep(file_of(base, entry)));
    }
    problems.unless_any(found)
}

fn file_of(base: &Path, entry: &Entry) -> Result<Locked, Diagnostics> {
    let in_place = base.join(&entry.path);
    if files::fingerprint_if_there(&in_place)?.is_some_and(|found| found.sha256 == entry.sha256) {
        return Ok(Locked { entry: entry.clone(), file: in_place });
    }
    let store = Store::open()?;
    if store.holds(&entry.sha256)? {
        return Ok(Locked { entry: entry.clone(), file: store.file(&entry.sha256) });
    }
    Err(Diagnostic::error(format!(
        "the bytes of the lock ({}) are neither in place nor in the cache",
        short(&entry.sha256)
    ))
    .hint("get the file from version control or from who has it, and give two files instead")
    .within(&entry.path)
    .into())
}
