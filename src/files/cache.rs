//! Where the program keeps what it can get again.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::Duration,
};

use crate::diag::{Diagnostic, Diagnostics};

/// The folder of the cache: `LABOR_OUTLOOK_CACHE`, else `labor-outlook` in `XDG_CACHE_HOME`, else
/// in `.cache` of the home folder. It need not exist.
///
/// # Errors
/// When none of these variables is set.
pub fn cache_root() -> Result<PathBuf, Diagnostics> {
    let folder = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    // A relative XDG_CACHE_HOME is to be ignored, as its specification says.
    let xdg = || folder("XDG_CACHE_HOME").filter(|path| path.is_absolute());
    let home = || folder("HOME").or_else(|| folder("USERPROFILE")).map(|home| home.join(".cache"));
    folder("LABOR_OUTLOOK_CACHE")
        .or_else(|| xdg().or_else(home).map(|caches| caches.join("labor-outlook")))
        .ok_or_else(|| {
            Diagnostic::error("there is no place for the cache: no home folder is set")
                .hint("set LABOR_OUTLOOK_CACHE to a folder")
                .into()
        })
}

/// Removes those folders of a folder that are `ours` by their names and were last written to longer ago than
/// `age`. Nothing else is touched, since people put files of their own beside a cache; what cannot be
/// removed stays.
pub fn remove_unused(folder: &Path, ours: fn(&str) -> bool, age: Duration) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(ours);
        let of_old = |file: fs::Metadata| {
            file.is_dir() && file.modified().is_ok_and(|at| at.elapsed().is_ok_and(|since| since > age))
        };
        // The entry's own metadata, which follow no link.
        if is_ours && entry.metadata().is_ok_and(of_old) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
