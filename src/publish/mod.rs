//! Bytes to the output folder: all at once or not at all. Also says what a run would change.

use std::path::Path;

use serde::Serialize;

use crate::{
    diag::{Diagnostic, Diagnostics, rules},
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

/// A file that a run read, as its manifest names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFile {
    /// The path, as configured.
    pub path: String,
    /// Its sha256.
    pub sha256: String,
    /// The program with its release or round, such as `oews 2025-05`.
    pub release: Option<String>,
}

/// The files that a run read, by the manifest among the files that it made.
#[must_use]
pub fn inputs(tree: &Tree) -> Vec<ReadFile> {
    let bytes = tree.get(MANIFEST).map(Vec::as_slice).unwrap_or_default();
    let manifest: serde_json::Value = serde_json::from_slice(bytes).unwrap_or_default();
    let inputs = manifest["inputs"].as_array().map(Vec::as_slice).unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let read = |input: &serde_json::Value| ReadFile {
        path: text(&input["path"]).unwrap_or_default(),
        sha256: text(&input["sha256"]).unwrap_or_default(),
        release: text(&input["program"])
            .zip(text(&input["period"]))
            .map(|(program, period)| format!("{program} {period}")),
    };
    inputs.iter().map(read).collect()
}

/// Writes the files of a run. Files in the folder that no run wrote stay as they are.
///
/// # Errors
/// When the folder holds files and no manifest of ours, when a file that no run wrote is in the way,
/// or when the disk refuses.
pub fn write(folder: &Path, tree: &Tree) -> Result<(), Diagnostics> {
    // The manifest first: a folder of others may be large.
    let ours = listed(folder)?;
    if ours.is_none() && files::has_entries(folder)? {
        return Err(Diagnostic::error("the folder holds files that labor-outlook did not write")
            .hint("give an empty folder, or one of an earlier run, with --output-dir")
            .within(folder.display())
            .into());
    }
    let mut kept = files::list(folder)?;
    kept.retain(|path| !ours.iter().flatten().any(|listed| Path::new(listed) == path));
    let mut problems = Diagnostics::default();
    for path in kept.iter().filter(|path| tree.keys().any(|name| Path::new(name) == *path)) {
        problems.push(
            Diagnostic::error("a file that labor-outlook did not write is in the way")
                .hint("move it, or give another folder with --output-dir")
                .within(folder.join(path).display()),
        );
    }
    problems.unless_any(())?;
    files::replace_folder(folder, tree, &kept)
}

/// What writing would change, a finding a file; nothing when the folder is as a run would leave it.
///
/// # Errors
/// When the folder cannot be read.
pub fn check(folder: &Path, tree: &Tree) -> Result<Diagnostics, Diagnostics> {
    let mut findings = Diagnostics::default();
    let mut find = |what: &str, path: &str| {
        let finding = Diagnostic::finding(what).rule(&rules::OUTPUT_DIFFERS).key(path);
        findings.push(finding.within(folder.join(path).display()));
    };
    for (path, bytes) in tree {
        match files::read_if_there(&folder.join(path))? {
            None => find("is missing", path),
            Some(old) if old != *bytes => find("would change", path),
            Some(_) => {}
        }
    }
    let present = files::list(folder)?;
    for path in listed(folder)?.iter().flatten() {
        if !tree.contains_key(path) && present.contains(Path::new(path)) {
            find("would be removed", path);
        }
    }
    Ok(findings)
}

/// The files that the manifest of a folder lists, itself included; `None` without a manifest of ours.
fn listed(folder: &Path) -> Result<Option<Vec<String>>, Diagnostics> {
    let bytes = files::read_if_there(&folder.join(MANIFEST))?.unwrap_or_default();
    let manifest: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
    if manifest["program"] != env!("CARGO_PKG_NAME") {
        return Ok(None);
    }
    let entries = manifest["outputs"].as_array().map(Vec::as_slice).unwrap_or_default();
    let paths = entries.iter().filter_map(|entry| entry["path"].as_str().map(str::to_owned));
    Ok(Some(paths.chain([MANIFEST.to_owned()]).collect()))
}
