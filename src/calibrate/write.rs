//! The errors of methods as text and as JSON.

use std::fmt::Write as _;

use super::{Calibration, Errors, MethodErrors};
use crate::diag::{Diagnostic, Diagnostics};

/// A table of methods for each release, for people.
#[must_use]
pub fn text(calibrations: &[Calibration]) -> String {
    let mut text = String::new();
    for calibration in calibrations {
        if !text.is_empty() {
            text.push('\n');
        }
        let Calibration { release, path, groups, .. } = calibration;
        let _ =
            writeln!(text, "{path}: {release}, {groups} groups rebuilt from their detailed occupations");
        if calibration.methods.is_empty() {
            let _ = writeln!(text, "  no groups: nothing to measure");
            continue;
        }
        for detail in &calibration.detail {
            let _ = writeln!(text, "  refined by {detail}");
        }
        let _ = writeln!(
            text,
            "  {:18} {:>5} {:>7} {:>7} {:>7} {:>7} {:>29}  {:>6} {:>9}",
            "error, percent",
            "cells",
            "mean",
            "95 %",
            "most",
            "bias",
            "mean at p10 p25 p50 p75 p90",
            "band",
            "held back"
        );
        for method in &calibration.methods {
            let _ = writeln!(text, "{}", line(method));
        }
    }
    text
}

fn line(method: &MethodErrors) -> String {
    let number =
        |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"));
    let percent =
        |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.1}"));
    let Errors { cells, .. } = method.all;
    let means: Vec<String> = method
        .percentiles
        .iter()
        .map(|at| format!("{:>5}", number(at.errors.mean_absolute_error_pct)))
        .collect();
    format!(
        "  {:18} {cells:>5} {:>7} {:>7} {:>7} {:>7} {:>29}  {:>6} {:>9}",
        method.method.in_words(),
        number(method.all.mean_absolute_error_pct),
        number(method.all.p95_absolute_error_pct),
        number(method.all.largest_absolute_error_pct),
        number(method.all.bias_pct),
        means.join(" "),
        percent(method.all.band_coverage_pct),
        percent(method.all.held_back_coverage_pct),
    )
}

/// An array with an object a table.
///
/// # Errors
/// When the numbers cannot be written, which none of them prevents.
pub fn json(calibrations: &[Calibration]) -> Result<String, Diagnostics> {
    let text = serde_json::to_string_pretty(calibrations)
        .map_err(|error| Diagnostic::error(format!("the errors cannot be written: {error}")))?;
    Ok(text + "\n")
}
