//! Proof that somebody looked: what was last asked for bytes, what answered, and which they were. A
//! refresh that finds nothing new leaves no other trace.

use serde::{Deserialize, Serialize};

use super::{
    lock::{Entry, Lock},
    store::{Record, Store},
};
use crate::diag::Diagnostics;

/// What was last asked, and what answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// When, in UTC.
    pub moment: String,
    /// Every address that was asked, with what it answered.
    pub asked: Vec<String>,
    /// The sha256 of what is published there.
    pub sha256: String,
    /// What the server calls this version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// When the server says that it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

impl Look {
    pub(super) fn new(moment: String, asked: Vec<String>, record: &Record) -> Self {
        Self {
            moment,
            asked,
            sha256: record.sha256.clone(),
            etag: record.etag.clone(),
            last_modified: record.last_modified.clone(),
        }
    }
}

/// When the inputs of a lock were last asked for; none of those that nobody asked for on this machine.
///
/// # Errors
/// When there is no place for the cache, or the disk refuses.
pub fn looks(lock: &Lock) -> Result<Vec<(Entry, Look)>, Diagnostics> {
    let store = Store::open()?;
    let mut looks = Vec::new();
    for entry in lock.inputs.values().filter(|entry| entry.url.is_some()) {
        looks.extend(store.look(&entry.sha256)?.map(|look| (entry.clone(), look)));
    }
    Ok(looks)
}
