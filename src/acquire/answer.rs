//! What the BLS API answers. "Succeeded" is not believed: every series and every year that was asked
//! for must be there, and what it says beside the data is an error that is told.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::diag::{Diagnostic, Diagnostics};

/// What a request asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) series: Vec<String>,
    pub(super) first: u16,
    pub(super) last: u16,
    /// Whether one year is looked for, the newest that there is.
    pub(super) newest_only: bool,
    /// Whether the last year may have nothing yet.
    pub(super) open_ended: bool,
}

/// A value of a series in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Observation {
    /// As BLS writes it; `-` where there is none.
    pub(super) value: String,
    /// The codes of its footnotes.
    pub(super) footnotes: Vec<String>,
}

/// Observations by series, year and period.
pub(super) type Found = BTreeMap<(String, u16, String), Observation>;

/// Reads an answer.
///
/// # Errors
/// Refusals; messages; series and years that are missing; what was not asked for.
pub(super) fn read(text: &str, asked: &Asked) -> Result<Found, Diagnostics> {
    let answer: Value = serde_json::from_str(text).map_err(|_| {
        Diagnostic::error("the API answered something other than JSON, such as a page")
            .hint("try again later, or fetch the files instead")
    })?;
    let messages: Vec<String> = list(&answer["message"]).iter().map(words).collect();
    let status = answer["status"].as_str().unwrap_or_default();
    if status != "REQUEST_SUCCEEDED" {
        return Err(refused(status, &messages));
    }
    let found = observations(&answer["Results"], asked)?;
    let mut problems = Diagnostics::default();
    for message in messages.iter().filter(|message| !harmless(message, asked)) {
        problems.push(
            Diagnostic::error(format!("the API says it succeeded, and then: {message}"))
                .hint(hint(message)),
        );
    }
    complete(&found, asked, &mut problems);
    problems.unless_any(found)
}

fn list(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        Value::Null => &[],
        one => std::slice::from_ref(one),
    }
}

fn words(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn refused(status: &str, messages: &[String]) -> Diagnostics {
    let said = messages.join("; ");
    let what = if status.is_empty() { "no status" } else { status };
    Diagnostic::error(format!("the API did not process the request ({what}): {said}"))
        .hint(hint(&said))
        .into()
}

fn hint(message: &str) -> &'static str {
    if message.contains("daily threshold") {
        "the requests of the day are used up: ask tomorrow, or fetch the files instead; without a key all share \
         one pool, and BLS_API_KEY gives your own (free: https://data.bls.gov/registrationEngine/)"
    } else if message.starts_with("The key:") {
        "check BLS_API_KEY; the key comes by e-mail from https://data.bls.gov/registrationEngine/"
    } else if message.contains("Year range has been reduced") {
        "the latest years are missing from the answer: ask for fewer years with `first-year` and `last-year`"
    } else if message.contains("does not exist") || message.contains("Invalid Series") {
        "check the ids of the series"
    } else {
        "the API has the current release of OEWS only: earlier ones are in the files"
    }
}

/// What the API says of years that may have nothing.
fn harmless(message: &str, asked: &Asked) -> bool {
    let Some((_, year)) = message.rsplit_once("Year: ") else { return false };
    let none = message.starts_with("No Data Available for Series ");
    let year: Option<u16> = year.trim().parse().ok();
    none && (asked.newest_only || (asked.open_ended && year == Some(asked.last)))
}

fn observations(results: &Value, asked: &Asked) -> Result<Found, Diagnostics> {
    // The documentation shows an array of one object; the service sends an object.
    let results = results.as_array().and_then(|all| all.first()).unwrap_or(results);
    let mut found = Found::new();
    for series in list(&results["series"]) {
        let id = series["seriesID"].as_str().unwrap_or_default();
        if !asked.series.iter().any(|wanted| wanted == id) {
            return Err(Diagnostic::error(format!(
                "the API answered with series `{id}`, which was not asked for"
            ))
            .into());
        }
        for one in list(&series["data"]) {
            let (key, observation) = observation(id, one)?;
            let twice =
                found.insert(key.clone(), observation.clone()).is_some_and(|old| old != observation);
            if twice {
                let what = format!("the API answered two values for {id}, {} {}", key.1, key.2);
                return Err(Diagnostic::error(what).into());
            }
        }
    }
    Ok(found)
}

fn observation(id: &str, one: &Value) -> Result<((String, u16, String), Observation), Diagnostics> {
    let text = |key: &str| one[key].as_str().map(str::trim).unwrap_or_default().to_owned();
    let (year, period, value) = (text("year"), text("period"), text("value"));
    let is_value = value == "-" || value.parse::<f64>().is_ok_and(f64::is_finite);
    match year.parse() {
        Ok(year) if !period.is_empty() && is_value => {
            let footnotes = list(&one["footnotes"]).iter().filter_map(|note| note["code"].as_str());
            let footnotes = footnotes.map(str::to_owned).collect();
            Ok(((id.to_owned(), year, period), Observation { value, footnotes }))
        }
        _ => {
            Err(Diagnostic::error(format!("the API answered what is no observation of {id}: {one}"))
                .into())
        }
    }
}

/// Holds what arrived against what was asked for.
fn complete(found: &Found, asked: &Asked, problems: &mut Diagnostics) {
    let years = |id: &str| -> BTreeSet<u16> {
        found.keys().filter(|(series, ..)| series == id).map(|(_, year, _)| *year).collect()
    };
    let mut all_years: BTreeSet<u16> = BTreeSet::new();
    for id in &asked.series {
        let years = years(id);
        all_years.extend(&years);
        if years.is_empty() {
            let what =
                format!("the API has nothing for series {id} in {} to {}", asked.first, asked.last);
            problems.push(Diagnostic::error(what).hint(
                "check the id; of OEWS the API has the current release only, which is not the same as suppressed",
            ));
            continue;
        }
        if asked.newest_only {
            continue;
        }
        let open = asked.open_ended.then_some(asked.last);
        let missing: Vec<String> = (asked.first..=asked.last)
            .filter(|year| !years.contains(year) && Some(*year) != open)
            .map(|year| year.to_string())
            .collect();
        if !missing.is_empty() {
            let what = format!("the API left out years of {id}: {}", missing.join(", "));
            problems.push(
                Diagnostic::error(what).hint("ask for fewer years, or for those that the series has"),
            );
        }
    }
    if asked.newest_only && all_years.len() > 1 {
        problems.push(Diagnostic::error("the API answered with several years of OEWS"));
    }
    if let Some(year) = all_years.iter().find(|year| !(asked.first..=asked.last).contains(*year)) {
        problems
            .push(Diagnostic::error(format!("the API answered with {year}, which was not asked for")));
    }
}
