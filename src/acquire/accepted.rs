//! Changes of figures that a threshold stopped at and that somebody accepted, each with a reason: entries of
//! `pipeline.lock`.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{
    lock::{self, Lock},
    project,
};
use crate::{
    diag::{Diagnostic, Diagnostics},
    files,
};

/// An accepted change: of this figure, from this value to that one, and no other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// The figure, the occupation, or `cells`.
    pub id: String,
    /// What was there.
    pub old: String,
    /// What is there.
    pub new: String,
    /// Why it is right.
    pub reason: String,
}

/// # Errors
/// When a change was accepted without a reason.
pub(super) fn reasoned(accepted: &[Accepted]) -> Result<(), Diagnostics> {
    match accepted.iter().find(|one| one.reason.trim().is_empty()) {
        Some(one) => Err(Diagnostic::error(format!("`{}` is accepted without a reason", one.id))
            .hint("say why the change is right")
            .into()),
        None => Ok(()),
    }
}

/// Writes changes into the lock of a folder. What was accepted of the same figure gives way; a folder
/// without a lock gets one that names no inputs.
///
/// # Errors
/// When one has no reason, another program is changing the inputs, or the disk refuses.
pub fn accept_changes(base: &Path, accepted: Vec<Accepted>) -> Result<(), Diagnostics> {
    reasoned(&accepted)?;
    let _held = project::hold(base)?;
    files::finish_replacing(base)?;
    let mut lock = Lock::read(base)?.unwrap_or_default();
    lock.accepted.retain(|old| !accepted.iter().any(|new| new.id == old.id));
    lock.accepted.extend(accepted);
    lock.accepted.sort_by(|a, b| a.id.cmp(&b.id));
    files::write(&lock::path(base), lock.text()?.as_bytes())
}
