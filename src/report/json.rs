//! Findings as one JSON object.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Summary, counts};
use crate::diag::{Diagnostic, Diagnostics};

/// Raised when a field changes its meaning; new fields may come at any time.
const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    program: &'static str,
    version: &'static str,
    #[serde(flatten)]
    summary: &'a Summary,
    counts: BTreeMap<&'static str, usize>,
    findings: Vec<&'a Diagnostic>,
}

/// Everything, in the order in which it was found.
///
/// # Errors
/// Never in practice: every value is representable.
pub fn document(diagnostics: &Diagnostics, summary: &Summary) -> Result<String, Diagnostics> {
    let document = Document {
        schema_version: SCHEMA_VERSION,
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        summary,
        counts: counts(diagnostics),
        findings: diagnostics.iter().collect(),
    };
    let text =
        serde_json::to_string_pretty(&document).map_err(|error| Diagnostic::error(error.to_string()))?;
    Ok(text + "\n")
}
