//! Bytes to the output folder: all at once or not at all. Also says what a run would change.

use std::path::Path;

use serde::Serialize;

use crate::{
    diag::{Diagnostic, Diagnostics},
    files::{self, Tree},
    model::SourceFile,
};

/// The name of the file that lists all others.
pub const MANIFEST: &str = "manifest.json";

/// A file that was written.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    path: &'a str,
    sha256: String,
    bytes: usize,
}

/// What `manifest.json` holds.
#[derive(Debug, Serialize)]
struct Manifest<'a> {
    schema_version: u32,
    program: &'static str,
    version: &'static str,
    inputs: &'a [Input],
    outputs: Vec<Entry<'a>>,
}

/// A file that was read.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Input {
    /// A published table.
    Source(SourceFile),
    /// A role list or the configuration.
    Other {
        /// The path, as configured.
        path: String,
        /// Its sha256.
        sha256: String,
        /// Its size.
        bytes: usize,
    },
}

/// Adds the manifest to the files of a run.
///
/// # Errors
/// Never in practice: every value is representable as JSON.
pub fn with_manifest(mut tree: Tree, inputs: &[Input]) -> Result<Tree, Diagnostics> {
    let entry = |(path, bytes): (&'_ String, &Vec<u8>)| -> (String, String, usize) {
        (path.clone(), files::sha256(bytes), bytes.len())
    };
    let entries: Vec<_> = tree.iter().map(entry).collect();
    let outputs = entries
        .iter()
        .map(|(path, sha256, bytes)| Entry { path, sha256: sha256.clone(), bytes: *bytes })
        .collect();
    let manifest = Manifest {
        schema_version: 1,
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        inputs,
        outputs,
    };
    let mut bytes =
        serde_json::to_vec_pretty(&manifest).map_err(|error| Diagnostic::error(error.to_string()))?;
    bytes.push(b'\n');
    tree.insert(MANIFEST.to_owned(), bytes);
    Ok(tree)
}

/// Writes the files of a run. Files in the folder that no run wrote stay as they are.
///
/// # Errors
/// When the folder holds files and none of them is a manifest of ours, or the disk refuses.
pub fn write(folder: &Path, tree: &Tree) -> Result<(), Diagnostics> {
    let mut whole = foreign(folder)?;
    whole.extend(tree.iter().map(|(path, bytes)| (path.clone(), bytes.clone())));
    files::replace_folder(folder, &whole)
}

/// What writing would change, a finding a file; nothing when the folder is as a run would leave it.
///
/// # Errors
/// When the folder cannot be read.
pub fn check(folder: &Path, tree: &Tree) -> Result<Diagnostics, Diagnostics> {
    let present = files::read_tree(folder)?;
    let ours = listed(&present);
    let mut findings = Diagnostics::default();
    let mut find = |what: &str, path: &String| {
        findings.push(Diagnostic::finding(what).within(folder.join(path).display()));
    };
    for (path, bytes) in tree {
        match present.get(path) {
            None => find("is missing", path),
            Some(old) if old != bytes => find("would change", path),
            Some(_) => {}
        }
    }
    for path in ours.iter().filter(|path| !tree.contains_key(*path) && present.contains_key(*path)) {
        find("would be removed", path);
    }
    Ok(findings)
}

/// The files of a folder that its manifest does not list.
fn foreign(folder: &Path) -> Result<Tree, Diagnostics> {
    let mut present = files::read_tree(folder)?;
    if !present.is_empty() && !present.contains_key(MANIFEST) {
        return Err(Diagnostic::error("the folder holds files that labor-outlook did not write")
            .hint("give an empty folder, or one of an earlier run, with --output-dir")
            .within(folder.display())
            .into());
    }
    let ours = listed(&present);
    present.retain(|path, _| path != MANIFEST && !ours.contains(path));
    Ok(present)
}

/// The paths that the manifest of a folder lists.
fn listed(present: &Tree) -> Vec<String> {
    let manifest = present.get(MANIFEST).and_then(|bytes| serde_json::from_slice(bytes).ok());
    let manifest: serde_json::Value = manifest.unwrap_or_default();
    let entries = manifest["outputs"].as_array().map(Vec::as_slice).unwrap_or_default();
    entries.iter().filter_map(|entry| entry["path"].as_str().map(str::to_owned)).collect()
}
