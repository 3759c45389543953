//! Findings as SARIF 2.1.0, in the subset that code scanning reads. Sources:
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html> and
//! <https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning>.

use std::{collections::BTreeMap, fmt::Write};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::{Level, Summary, file_of, kind, line_and_column, whole_message, worst_first};
use crate::{
    diag::{Diagnostic, Diagnostics, Fix, rules::RULES},
    escape::printable_lines,
    files,
};

/// The most results: GitHub keeps the worst 5,000 of a run.
const MOST_RESULTS: usize = 5_000;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The name of our own fingerprint; the number is raised when keys are made in another way.
const FINGERPRINT: &str = "laborOutlookKey/v1";

/// The log, the worst results first; what is left out is told as a notification of the run.
///
/// # Errors
/// Never in practice: every value is representable.
pub fn log(diagnostics: &Diagnostics, summary: &Summary) -> Result<String, Diagnostics> {
    let ranked = worst_first(diagnostics);
    let left_out = ranked.len().saturating_sub(MOST_RESULTS);
    let mut ordinals = BTreeMap::new();
    let results: Vec<Value> = ranked
        .iter()
        .take(MOST_RESULTS)
        .map(|diagnostic| result(diagnostic, summary, &mut ordinals))
        .collect();
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({ "id": rule.id, "name": rule.name, "shortDescription": { "text": rule.says } })
        })
        .collect();
    let mut notifications = Vec::new();
    if left_out > 0 {
        let said =
            format!("{left_out} more findings are left out: a run may have {MOST_RESULTS} results");
        notifications.push(json!({ "level": "warning", "message": { "text": said } }));
    }
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "automationDetails": { "id": format!("labor-outlook/{}/", summary.command) },
            "invocations": [{
                "executionSuccessful": summary.exit_code < 2,
                "exitCode": summary.exit_code,
                "exitCodeDescription": summary.reason,
                "toolExecutionNotifications": notifications,
            }],
            "artifacts": artifacts(summary),
            "results": results,
            "properties": { "releases": summary.releases },
        }],
    });
    let text =
        serde_json::to_string_pretty(&log).map_err(|error| Diagnostic::error(error.to_string()))?;
    Ok(text + "\n")
}

fn artifacts(summary: &Summary) -> Vec<Value> {
    let artifact = |input: &super::Input| json!({ "location": location(&input.path), "hashes": { "sha-256": input.sha256 } });
    summary.inputs.iter().map(artifact).collect()
}

fn result(diagnostic: &Diagnostic, summary: &Summary, ordinals: &mut BTreeMap<String, usize>) -> Value {
    let level = Level::of(diagnostic);
    let file = file_of(diagnostic, summary);
    let artifact = location(&file);
    let mut physical = json!({ "artifactLocation": artifact });
    if let Some((line, column)) = line_and_column(diagnostic) {
        physical["region"] = json!({ "startLine": line });
        if let Some(column) = column {
            physical["region"]["startColumn"] = column.into();
        }
    }
    let mut result = json!({
        "level": level,
        "message": { "text": printable_lines(&whole_message(diagnostic)) },
        "locations": [{ "physicalLocation": physical }],
        "partialFingerprints": { FINGERPRINT: fingerprint(diagnostic, &file, ordinals) },
    });
    if let Some(rule) = diagnostic.rule {
        result["ruleId"] = rule.id.into();
        if let Some(at) = RULES.iter().position(|other| *other == rule) {
            result["ruleIndex"] = at.into();
        }
    }
    if let Some(fix) = &diagnostic.fix {
        result["fixes"] = json!([replacement(fix, &artifact)]);
    }
    result
}

/// A fingerprint from what the finding is about, and which of several about the same it is; never from
/// a line or a value, so that a sentence that moves is no new alert. Without a key the message counts.
fn fingerprint(diagnostic: &Diagnostic, file: &str, ordinals: &mut BTreeMap<String, usize>) -> String {
    let about = diagnostic.key.as_ref().unwrap_or(&diagnostic.message);
    let about = format!("{}\0{file}\0{about}", kind(diagnostic));
    let ordinal = ordinals.entry(about.clone()).or_default();
    *ordinal += 1;
    format!("{}:{ordinal}", &files::sha256(about.as_bytes())[..32])
}

fn replacement(fix: &Fix, artifact: &Value) -> Value {
    json!({
        "description": { "text": format!("replace with: {}", printable_lines(&fix.replacement)) },
        "artifactChanges": [{
            "artifactLocation": artifact,
            "replacements": [{
                "deletedRegion": {
                    "byteOffset": fix.start_byte,
                    "byteLength": fix.end_byte.saturating_sub(fix.start_byte),
                },
                "insertedContent": {
                    "text": fix.replacement,
                    "binary": STANDARD.encode(&fix.replacement),
                },
            }],
        }],
    })
}

/// A relative path counts from the root of the sources; another is an address of its own.
fn location(path: &str) -> Value {
    let path = path.replace('\\', "/");
    if path.starts_with('/') {
        json!({ "uri": format!("file://{}", percent_encoded(&path)) })
    } else {
        json!({ "uri": percent_encoded(&path), "uriBaseId": "%SRCROOT%" })
    }
}

fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
