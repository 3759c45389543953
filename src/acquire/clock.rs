//! The only clock of the program. `SOURCE_DATE_EPOCH` stops it, so that a build can be repeated.

use std::env;

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::diag::{Diagnostic, Diagnostics};

/// The day in UTC.
#[must_use]
pub fn day() -> Date {
    now().to_zoned(TimeZone::UTC).date()
}

/// The day, as `2026-11-21`, in UTC.
pub(super) fn today() -> String {
    now().strftime("%Y-%m-%d").to_string()
}

/// The moment, as `2026-11-21T23:40:00Z`.
pub(super) fn moment() -> String {
    now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The year, in UTC.
pub(super) fn this_year() -> u16 {
    now().strftime("%Y").to_string().parse().unwrap_or(u16::MAX)
}

/// Seconds from now to a moment of an HTTP header; 0 when it is over.
pub(super) fn seconds_until(date: std::time::SystemTime) -> f64 {
    let then = date.duration_since(std::time::UNIX_EPOCH).unwrap_or_default().as_secs_f64();
    (then - real().as_duration().as_secs_f64()).max(0.0)
}

/// Holds what `SOURCE_DATE_EPOCH` says to be a moment, before anything is dated by it.
///
/// # Errors
/// When it is none: another day than the one that is meant would stand in what is written.
pub fn check_clock() -> Result<(), Diagnostics> {
    match env::var_os(STOPPED) {
        Some(said) if !said.is_empty() && stopped().is_none() => {
            Err(Diagnostic::error(format!("{STOPPED} is `{}`, which is no moment", said.display()))
                .hint("it is counted in seconds since 1970-01-01, as by `date +%s`")
                .into())
        }
        _ => Ok(()),
    }
}

/// The variable by which builds that can be repeated tell their time.
const STOPPED: &str = "SOURCE_DATE_EPOCH";

fn stopped() -> Option<Timestamp> {
    Timestamp::from_second(env::var(STOPPED).ok()?.parse().ok()?).ok()
}

fn now() -> Timestamp {
    stopped().unwrap_or_else(real)
}

/// The moment as it is: waiting is done by it whatever a build pretends.
fn real() -> Timestamp {
    Timestamp::now()
}
