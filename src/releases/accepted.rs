//! Thresholds that were passed, as changes that somebody accepts for a reason.

use super::threshold::Passed;
use crate::{
    acquire::Accepted,
    diag::{Diagnostic, Diagnostics},
};

/// What was passed, accepted for a reason.
///
/// # Errors
/// When the reason is empty.
pub fn accept(passed: &[Passed], reason: &str) -> Result<Vec<Accepted>, Diagnostics> {
    if reason.trim().is_empty() {
        return Err(Diagnostic::error("a change is accepted with a reason")
            .hint("say why it is right: --accept 'BLS moved to new estimates, see ...'")
            .into());
    }
    let accepted = passed.iter().map(|one| Accepted {
        id: one.id.clone(),
        old: one.old.clone(),
        new: one.new.clone(),
        reason: reason.trim().to_owned(),
    });
    Ok(accepted.collect())
}
