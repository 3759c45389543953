//! Changes that a threshold stopped at and that somebody accepted, each with a reason: a TOML file
//! beside `pipeline.toml`, written by `diff --accept` and open to be edited.

use serde::{Deserialize, Serialize};

use super::threshold::Passed;
use crate::diag::{Diagnostic, Diagnostics};

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

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    accepted: Vec<Accepted>,
}

const HEAD: &str = "\
# Changes that `labor-outlook diff --fail-on` stopped at and somebody accepted. Each holds for one
# figure and these two values; `labor-outlook diff --accept REASON` adds them.

";

/// The accepted changes of a file's text.
///
/// # Errors
/// When it is no such file, or an entry has no reason.
pub fn read(text: &str) -> Result<Vec<Accepted>, Diagnostics> {
    let document: Document = toml::from_str(text).map_err(|error| {
        Diagnostic::error(format!("not a list of accepted changes: {}", error.message()))
            .hint("each [[accepted]] has id, old, new and reason")
    })?;
    let without = document.accepted.iter().find(|one| one.reason.trim().is_empty());
    match without {
        Some(one) => Err(Diagnostic::error(format!("`{}` is accepted without a reason", one.id))
            .hint("say why the change is right")
            .into()),
        None => Ok(document.accepted),
    }
}

/// The text of the file with further changes accepted for a reason. What was accepted of the same
/// figure gives way.
///
/// # Errors
/// When the reason is empty.
pub fn write(known: &[Accepted], passed: &[Passed], reason: &str) -> Result<String, Diagnostics> {
    if reason.trim().is_empty() {
        return Err(Diagnostic::error("a change is accepted with a reason")
            .hint("say why it is right: --accept 'BLS moved to new estimates, see ...'")
            .into());
    }
    let kept = known.iter().filter(|one| !passed.iter().any(|new| new.id == one.id)).cloned();
    let added = passed.iter().map(|one| Accepted {
        id: one.id.clone(),
        old: one.old.clone(),
        new: one.new.clone(),
        reason: reason.trim().to_owned(),
    });
    let mut accepted: Vec<Accepted> = kept.chain(added).collect();
    accepted.sort_by(|a, b| a.id.cmp(&b.id));
    let text =
        toml::to_string(&Document { accepted }).map_err(|error| Diagnostic::error(error.to_string()))?;
    Ok(format!("{HEAD}{text}"))
}
