//! Requests, politely: one at a time with a pause between them, a contact in each, tries again only
//! where that may help, and an end to all patience.

use std::{
    error::Error as _,
    fmt::Write as _,
    thread,
    time::{Duration, Instant},
};

use reqwest::{
    Certificate, StatusCode, Url,
    blocking::{Client as Http, RequestBuilder, Response},
    header::{ACCEPT_ENCODING, HeaderMap, HeaderValue, LOCATION, RETRY_AFTER},
    redirect::Policy,
};

use super::{Watch, clock, rules::Rules};
use crate::diag::{Diagnostic, Diagnostics};

/// How many redirects are followed, one after another.
const MOST_REDIRECTS: usize = 5;

/// The longest wait of a backoff.
const LONGEST_BACKOFF: Duration = Duration::from_mins(2);

/// Why a request gave nothing.
pub(super) enum Trouble {
    /// There is nothing at the address; what answered.
    Gone(String),
    /// What may pass, and the wait that the server asks for.
    Passing(String, Option<Duration>),
    /// A wish for fewer requests, without a word of when to come back.
    Busy(String),
    /// What will not pass.
    Final(Diagnostics),
    /// What makes every further request pointless or impolite.
    Stop(Diagnostics),
}

impl From<Diagnostics> for Trouble {
    fn from(problems: Diagnostics) -> Self {
        Self::Final(problems)
    }
}

impl From<Diagnostic> for Trouble {
    fn from(problem: Diagnostic) -> Self {
        Self::Final(problem.into())
    }
}

pub(super) struct Client {
    http: Http,
    pub(super) rules: Rules,
    last: Option<Instant>,
    begun: Instant,
}

impl Client {
    /// # Errors
    /// When the certificates cannot be used.
    pub(super) fn new(rules: Rules, user_agent: &str, pem: Option<&[u8]>) -> Result<Self, Diagnostics> {
        let refused = |error: reqwest::Error| {
            Diagnostics::from(
                Diagnostic::error(format!("TLS cannot be set up: {}", in_words(&error)))
                    .hint("check `ca-certificates` under [fetch], SSL_CERT_FILE, and the system's certificates"),
            )
        };
        let trusted = pem.map(Certificate::from_pem_bundle).transpose().map_err(refused)?;
        let builder = Http::builder()
            .user_agent(user_agent)
            .redirect(Policy::none())
            .referer(false)
            .connect_timeout(rules.connect)
            .timeout(rules.stall)
            .pool_max_idle_per_host(1)
            .tls_certs_merge(trusted.unwrap_or_default());
        let http = builder.build().map_err(refused)?;
        Ok(Self { http, rules, last: None, begun: Instant::now() })
    }

    /// Asks for a file, as it is: ranges count the bytes that are sent.
    pub(super) fn get(&mut self, url: &Url, mut headers: HeaderMap) -> Result<Response, Trouble> {
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        let mut url = url.clone();
        for _ in 0..=MOST_REDIRECTS {
            let request = self.http.get(url.clone()).headers(headers.clone());
            let response = self.send(&url, request)?;
            match redirect(&response) {
                Some(to) => url = self.rules.redirect(&url, &to)?,
                None => return judged(response, &url),
            }
        }
        Err(Diagnostic::error(format!(
            "{url}: more than {MOST_REDIRECTS} redirects, which may go in a circle"
        ))
        .hint("the file may have moved; set `url` of the source in pipeline.toml, or get it by hand")
        .into())
    }

    /// Sends a document and takes the answer.
    pub(super) fn post(&mut self, url: &Url, json: String) -> Result<Response, Trouble> {
        let request = self.http.post(url.clone()).header("content-type", "application/json").body(json);
        let response = self.send(url, request)?;
        if redirect(&response).is_some() {
            return Err(Diagnostic::error(format!("{url} redirects, which the API does not do")).into());
        }
        judged(response, url)
    }

    fn send(&mut self, url: &Url, request: RequestBuilder) -> Result<Response, Trouble> {
        if let Some(last) = self.last {
            let pause = self.rules.interval(url).saturating_sub(last.elapsed());
            self.sleep(pause, "the pause between requests")?;
        }
        self.in_time()?;
        self.last = Some(Instant::now());
        request.send().map_err(|error| Trouble::Passing(format!("{url}: {}", in_words(&error)), None))
    }

    /// Does something until it succeeds, fails for good, or was tried often enough.
    pub(super) fn patiently<T>(
        &mut self,
        watch: &mut dyn Watch,
        mut once: impl FnMut(&mut Self, &mut dyn Watch) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let mut backoff = self.rules.backoff;
        for attempt in 1.. {
            let (what, asked) = match once(self, watch) {
                Err(Trouble::Passing(what, asked)) => (what, asked),
                Err(Trouble::Busy(what)) => (what, None),
                other => return other,
            };
            if attempt >= self.rules.attempts {
                return Err(Diagnostic::error(format!("{what}; tried {attempt} times"))
                    .hint(
                        "try again later; what has arrived is kept, and the download goes on from there",
                    )
                    .into());
            }
            let wait = asked.unwrap_or_else(|| backoff.mul_f64(0.5 + fastrand::f64()));
            watch.waiting(&what, wait);
            self.sleep(wait, &what)?;
            backoff = (backoff * 2).min(LONGEST_BACKOFF);
        }
        Err(Diagnostic::error("no attempt is allowed").into())
    }

    /// Waits, unless that would take longer than everything may.
    fn sleep(&self, wait: Duration, why: &str) -> Result<(), Trouble> {
        if self.begun.elapsed() + wait > self.rules.total {
            return Err(Trouble::Stop(self.out_of_time(&format!(
                "{why}; a wait of {:.0} s would pass the time limit",
                wait.as_secs_f64().ceil()
            ))));
        }
        thread::sleep(wait);
        Ok(())
    }

    /// # Errors
    /// When everything together took too long.
    pub(super) fn in_time(&self) -> Result<(), Trouble> {
        if self.begun.elapsed() > self.rules.total {
            return Err(Trouble::Stop(self.out_of_time("the time limit is over")));
        }
        Ok(())
    }

    fn out_of_time(&self, what: &str) -> Diagnostics {
        let limit = self.rules.total.as_secs_f64();
        Diagnostic::error(format!("{what} (`total-seconds` is {limit})"))
            .hint("run it again later: what has arrived is kept; or raise `total-seconds` under [fetch]")
            .into()
    }
}

/// Where a response leads instead. 304 is no redirect.
fn redirect(response: &Response) -> Option<String> {
    let moved = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let to = response.headers().get(LOCATION).filter(|_| moved)?;
    Some(String::from_utf8_lossy(to.as_bytes()).into_owned())
}

fn judged(response: Response, url: &Url) -> Result<Response, Trouble> {
    let status = response.status();
    let answered = format!("{url} answered {status}");
    match status {
        StatusCode::OK
        | StatusCode::PARTIAL_CONTENT
        | StatusCode::NOT_MODIFIED
        | StatusCode::RANGE_NOT_SATISFIABLE => Ok(response),
        StatusCode::NOT_FOUND | StatusCode::GONE => Err(Trouble::Gone(answered)),
        StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => Err(Trouble::Stop(blocked(&answered, url))),
        StatusCode::TOO_MANY_REQUESTS => Err(match retry_after(&response) {
            None => Trouble::Busy(answered),
            asked => Trouble::Passing(answered, asked),
        }),
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY => {
            Err(Trouble::Passing(answered, retry_after(&response)))
        }
        status if status.is_server_error() => Err(Trouble::Passing(answered, retry_after(&response))),
        _ => Err(Diagnostic::error(answered).hint(by_hand(url)).into()),
    }
}

fn blocked(answered: &str, url: &Url) -> Diagnostics {
    Diagnostic::error(format!("{answered}: the server refuses programs, or this one"))
        .hint(format!(
            "check that the contact is yours and right, and wait a day before the next try; {}",
            by_hand(url)
        ))
        .into()
}

/// How to do without the program what it cannot do.
pub(super) fn by_hand(url: &Url) -> String {
    format!("open {url} in a browser, save the file, and run `labor-outlook add FILE`")
}

/// The wait that a server asks for: seconds, or a date.
fn retry_after(response: &Response) -> Option<Duration> {
    let text = response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim();
    let seconds = match text.parse::<u32>() {
        Ok(seconds) => f64::from(seconds),
        Err(_) => clock::seconds_until(httpdate::parse_http_date(text).ok()?),
    };
    Duration::try_from_secs_f64(seconds).ok()
}

/// An error with its causes, without the address: the message around it names that.
pub(super) fn in_words(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "no answer in time".to_owned();
    }
    let mut words = if error.is_connect() { "cannot connect".to_owned() } else { String::new() };
    let mut cause = error.source();
    while let Some(next) = cause {
        let gap = if words.is_empty() { "" } else { ": " };
        let _ = write!(words, "{gap}{next}");
        cause = next.source();
    }
    if words.is_empty() { "the connection failed".to_owned() } else { words }
}
