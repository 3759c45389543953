//! What files that no configuration names turned out to be, kept from run to run beside the tables:
//! to look into a workbook is as much work as to read it.
//!
//! `<cache>/panel/v1-<digest of the readers>/look-<bytes>-<key>.json`, where the key is the sha256 of the
//! file's own sha256, of its path, which may tell a release, and of the code lists beside it. The first
//! line is the sha256 of the second; an entry that is damaged is made again from its file.

use std::{collections::BTreeMap, path::PathBuf};

use serde::{Deserialize, Serialize};

use super::cache::{self, Odd};
use crate::{
    diag::{Diagnostics, Severity},
    files,
    ingest::Contents,
    model::{Period, Release, Round, SourceFile},
};

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Looked {
    /// What it holds.
    pub(super) contents: Contents,
    /// The release or round; `None` for prices.
    pub(super) period: Option<Period>,
    /// What is odd about it.
    pub(super) findings: Diagnostics,
}

/// The second line of an entry.
#[derive(Serialize, Deserialize)]
struct Said {
    contents: Contents,
    release: Option<Release>,
    round: Option<Round>,
    findings: Vec<Odd>,
}

/// Whether there is an entry of a file of this size; without any, there is no need to know the sha256 of
/// the file.
pub(super) fn may_have(bytes: u64) -> bool {
    let start = format!("look-{bytes}-");
    let all = cache::folder().and_then(|folder| files::list(&folder).ok()).unwrap_or_default();
    all.iter().any(|entry| entry.to_string_lossy().starts_with(&start))
}

/// What is kept of a file, if the entry is whole.
pub(super) fn get(file: &SourceFile, lists: &BTreeMap<String, Vec<u8>>) -> Option<Looked> {
    let text = files::read_text(&entry(file, lists)?).ok()?;
    let (sum, said) = text.split_once('\n')?;
    if files::sha256(said.as_bytes()) != sum {
        return None;
    }
    let Said { contents, release, round, findings } = serde_json::from_str(said).ok()?;
    let period = release.map(Period::Release).or(round.map(Period::Round));
    Some(Looked { contents, period, findings: findings.iter().map(Odd::told).collect() })
}

/// Keeps what a file turned out to be. What cannot be kept is looked at again another time.
pub(super) fn put(file: &SourceFile, lists: &BTreeMap<String, Vec<u8>>, looked: &Looked) {
    // An entry holds findings; what has errors is not read any further.
    let has_errors = looked.findings.iter().any(|one| one.severity == Severity::Error);
    let Some(entry) = entry(file, lists).filter(|_| !has_errors) else { return };
    let (release, round) = match looked.period {
        Some(Period::Release(release)) => (Some(release), None),
        Some(Period::Round(round)) => (None, Some(round)),
        None => (None, None),
    };
    let findings = looked.findings.iter().map(Odd::of).collect();
    let said = Said { contents: looked.contents, release, round, findings };
    let Ok(said) = serde_json::to_string(&said) else { return };
    cache::keep(&entry, format!("{}\n{said}", files::sha256(said.as_bytes())).as_bytes());
}

fn entry(file: &SourceFile, lists: &BTreeMap<String, Vec<u8>>) -> Option<PathBuf> {
    let SourceFile { sha256, path, bytes, .. } = file;
    let of_lists: String = lists.values().map(|bytes| files::sha256(bytes)).collect();
    let key = files::sha256(format!("{sha256} {of_lists} {path}").as_bytes());
    Some(cache::folder()?.join(format!("look-{bytes}-{key}.json")))
}
