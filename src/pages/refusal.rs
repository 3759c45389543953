//! Why a marker gets no text.

use crate::diag::{Diagnostic, Rule, rules};

/// What is said in the place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The kind of finding.
    pub rule: &'static Rule,
    /// What is the matter.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Refusal {
    /// A marker that names what is not there.
    #[must_use]
    pub fn of_marker(message: String, hint: &str) -> Self {
        Self { rule: &rules::BAD_MARKER, message, hint: hint.to_owned() }
    }

    /// A figure that cannot be printed.
    #[must_use]
    pub fn of_figure(message: String, hint: String) -> Self {
        Self { rule: &rules::NO_FIGURE, message, hint }
    }

    /// As an error, without a place.
    #[must_use]
    pub fn told(self) -> Diagnostic {
        Diagnostic::error(self.message).hint(self.hint).rule(self.rule)
    }
}
