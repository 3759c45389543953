//! The BLS public data API, version 2: a second way for a handful of series. Requests are split to
//! its limits; what it answers is in [`super::answer`].

use std::{collections::BTreeMap, env, fmt::Write, io::Read};

use reqwest::Url;
use serde_json::json;

use super::{
    Watch,
    answer::{self, Asked, Observation},
    client::{Client, Trouble},
    clock,
    store::{ApiRequests, Store},
};
use crate::{
    catalog::{API_WITH_KEY, API_WITHOUT_KEY, ApiTerms},
    config::Source,
    diag::{Diagnostic, Diagnostics},
    model::{Period, Program},
};

/// The variable that holds the registration key, which is never printed.
const VARIABLE: &str = "BLS_API_KEY";

/// The most bytes of an answer.
const MOST_BYTES: u64 = 64 << 20;

/// How far back the newest year of OEWS is looked for.
const OEWS_YEARS: u16 = 2;

/// The series that are asked for, and their years.
#[derive(Clone, Debug)]
pub(super) struct Query {
    pub(super) program: Program,
    pub(super) series: Vec<String>,
    /// The root of a mirror that stands in for the API.
    mirror: Option<String>,
    /// The first and the last year; `None` for what there is.
    years: (Option<u16>, Option<u16>),
}

impl Query {
    pub(super) fn of_source(source: &Source) -> Self {
        let own = &source.origin;
        let release = match source.period {
            Some(Period::Release(release)) => Some(release.year()),
            _ => None,
        };
        Self {
            program: source.program,
            series: own.series.clone(),
            mirror: own.mirror.clone(),
            years: (own.first_year.or(release), own.last_year.or(release)),
        }
    }

    /// # Errors
    /// When the series are of no program that is read, or of several.
    pub(super) fn of_words(series: &[String], years: Option<(u16, u16)>) -> Result<Self, Diagnostics> {
        let of = |id: &String| match id.get(..2) {
            Some("OE") => Some(Program::Oews),
            Some("CU") => Some(Program::CpiU),
            _ => None,
        };
        let program = series.first().and_then(of);
        match program.filter(|_| series.iter().all(|id| of(id) == program)) {
            Some(program) => Ok(Self {
                program,
                series: series.to_vec(),
                mirror: None,
                years: (years.map(|(first, _)| first), years.map(|(_, last)| last)),
            }),
            None => Err(Diagnostic::error(
                "the series must all be of OEWS (OE...) or all of the CPI-U (CU...)",
            )
            .hint("such as OEUN000000000000011911113, or CUUR0000SA0")
            .into()),
        }
    }

    /// # Errors
    /// Ids that cannot be those of series, and years that cannot be.
    fn check(&self) -> Result<(), Diagnostics> {
        let mut problems = Diagnostics::default();
        let allowed = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "_-#".contains(c);
        for id in &self.series {
            let of_oews = id.len() == 25 && id.starts_with("OEU");
            let fits = match self.program {
                Program::Oews => of_oews,
                _ => id.starts_with("CU") && id.len() >= 8,
            };
            if !fits || !id.chars().all(allowed) {
                problems.push(Diagnostic::error(format!("`{id}` is no series of {}", self.program.short())).hint(
                    "series of OEWS have 25 characters, such as OEUN000000000000011911113; that of the CPI-U \
                     is CUUR0000SA0",
                ));
            }
        }
        if matches!(self.program, Program::Projections | Program::PriceParities) {
            problems.push(Diagnostic::error("the API is asked for OEWS and the CPI-U only"));
        }
        problems.unless_any(())
    }
}

/// A file made of the answers.
pub(super) struct Made {
    pub(super) bytes: Vec<u8>,
    pub(super) url: String,
    /// How many requests were answered.
    pub(super) requests: usize,
}

/// Asks for series, as many requests as the limits make of them.
pub(super) fn ask(
    client: &mut Client,
    store: &Store,
    mirror: Option<&str>,
    query: &Query,
    watch: &mut dyn Watch,
) -> Result<Made, Trouble> {
    query.check()?;
    let key = env::var(VARIABLE).ok().filter(|key| !key.is_empty());
    let terms = if key.is_some() { API_WITH_KEY } else { API_WITHOUT_KEY };
    let mirror = query.mirror.as_deref().or(mirror);
    let address =
        mirror.map_or_else(|| terms.url.to_owned(), |root| super::plan::on_mirror(root, terms.url));
    let url = client.rules.address(&address)?;
    let service = Service { url: &url, key: key.as_deref(), terms, store };
    let requests = plan(query, &terms, clock::this_year());
    service.count(requests.len())?;
    let mut found = BTreeMap::new();
    for one in &requests {
        watch.begins(&format!("{url} ({} series)", one.series.len()), 0, None);
        let text = client.patiently(watch, |client, _| service.ask(client, one))?;
        let answer = answer::read(&text, one).map_err(|problems| hidden(&problems, key.as_deref()))?;
        found.extend(answer);
    }
    let bytes = table(query.program, &found)?;
    Ok(Made { bytes, url: address, requests: requests.len() })
}

/// The requests of a query, each within the limits.
fn plan(query: &Query, terms: &ApiTerms, this_year: u16) -> Vec<Asked> {
    let (newest, first, last) = match (query.program, query.years) {
        (_, (Some(first), Some(last))) => (false, first, last),
        (Program::Oews, (None, None)) => (true, this_year.saturating_sub(OEWS_YEARS), this_year),
        (_, (first, last)) => {
            let last = last.unwrap_or(this_year);
            (false, first.unwrap_or_else(|| (last + 1).saturating_sub(terms.years)), last)
        }
    };
    let mut asked = Vec::new();
    for series in query.series.chunks(terms.series) {
        let mut from = first;
        while from <= last {
            let to = last.min(from + terms.years - 1);
            asked.push(Asked {
                series: series.to_vec(),
                first: from,
                last: to,
                newest_only: newest,
                // A year that has just begun may have no month yet.
                open_ended: query.years.1.is_none() && to == this_year,
            });
            from = to + 1;
        }
    }
    asked
}

struct Service<'a> {
    url: &'a Url,
    key: Option<&'a str>,
    terms: ApiTerms,
    store: &'a Store,
}

impl Service<'_> {
    fn requests(&self) -> Result<ApiRequests, Diagnostics> {
        self.store.api_requests(&clock::today())
    }

    /// Refuses what would pass the limit of the day before anything is asked.
    fn count(&self, needed: usize) -> Result<(), Trouble> {
        let requests = self.requests()?;
        let made = if self.key.is_some() { requests.with_key } else { requests.without_key };
        let most = self.terms.requests_a_day;
        if u64::from(made) + needed as u64 <= u64::from(most) {
            return Ok(());
        }
        let (with, more) = match self.key {
            Some(_) => {
                ("with a key", "ask for fewer series, or tomorrow; one file of OEWS holds them all")
            }
            None => (
                "without a key",
                "set BLS_API_KEY (a key is free: https://data.bls.gov/registrationEngine/), ask for fewer \
                 series, or tomorrow",
            ),
        };
        let what =
            format!("{needed} requests to the API, and {made} of {most} a day {with} are made already");
        Err(Diagnostic::error(what).hint(more).into())
    }

    fn ask(&self, client: &mut Client, asked: &Asked) -> Result<String, Trouble> {
        let mut requests = self.requests()?;
        let made = if self.key.is_some() { &mut requests.with_key } else { &mut requests.without_key };
        *made += 1;
        self.store.count_api_requests(&requests)?;
        let mut body = json!({
            "seriesid": asked.series,
            "startyear": asked.first.to_string(),
            "endyear": asked.last.to_string(),
        });
        if let Some(key) = self.key {
            body["registrationkey"] = json!(key);
        }
        let response = client.post(self.url, body.to_string()).map_err(no_blind_retry)?;
        let mut text = String::new();
        let mut limited = response.take(MOST_BYTES);
        limited.read_to_string(&mut text).map_err(|error| {
            Trouble::Passing(format!("{}: the answer broke off: {error}", self.url), None)
        })?;
        Ok(text)
    }
}

/// A server that asks for fewer requests without saying when to come back is not asked again.
fn no_blind_retry(trouble: Trouble) -> Trouble {
    match trouble {
        Trouble::Busy(what) => Diagnostic::error(what)
            .hint("the API has had enough for now; ask again later, or fetch the files instead")
            .into(),
        other => other,
    }
}

/// Problems without the key, should an answer repeat it.
fn hidden(problems: &Diagnostics, key: Option<&str>) -> Diagnostics {
    let hide = |text: &str| key.map_or_else(|| text.to_owned(), |key| text.replace(key, "(the key)"));
    let hide_in =
        |problem: &Diagnostic| Diagnostic { message: hide(&problem.message), ..problem.clone() };
    problems.iter().map(hide_in).collect()
}

/// The observations as a file that is read like BLS's own: the CPI as CSV, OEWS as a flat file.
fn table(
    program: Program,
    found: &BTreeMap<(String, u16, String), Observation>,
) -> Result<Vec<u8>, Diagnostics> {
    let (separator, footnotes) = match program {
        Program::Oews => ('\t', true),
        _ => (',', false),
    };
    let mut text = ["series_id", "year", "period", "value"].join(&separator.to_string());
    text.push_str(if footnotes { "\tfootnote_codes\n" } else { "\n" });
    for ((series, year, period), observation) in found {
        let cells = [series, &year.to_string(), period, &observation.value];
        if cells.iter().any(|cell| cell.contains([separator, '"', '\n', '\r'])) {
            return Err(Diagnostic::error(format!(
                "the API answered what is no observation: {cells:?}"
            ))
            .into());
        }
        if !footnotes && observation.value == "-" {
            continue; // A month that was never published has no row.
        }
        let row = [series.as_str(), &year.to_string(), period, &observation.value]
            .join(&separator.to_string());
        text.push_str(&row);
        if footnotes {
            let _ = write!(text, "\t{}", observation.footnotes.join(","));
        }
        text.push('\n');
    }
    Ok(text.into_bytes())
}
