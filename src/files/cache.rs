//! Where the program keeps what it can get again.

use std::{env, path::PathBuf};

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
