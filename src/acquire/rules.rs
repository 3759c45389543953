//! What downloads may do: times, sizes, and the addresses that may be asked.

use std::time::Duration;

use reqwest::Url;

use crate::{
    config::Fetch,
    diag::{Diagnostic, Diagnostics},
};

/// The least time between requests to a host of BLS, whatever is configured.
const BLS_INTERVAL: Duration = Duration::from_secs(1);

/// `[fetch]` of `pipeline.toml`, with its numbers as times and sizes.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    interval: Duration,
    pub(super) connect: Duration,
    pub(super) stall: Duration,
    pub(super) total: Duration,
    pub(super) attempts: u32,
    pub(super) backoff: Duration,
    pub(super) most_bytes: u64,
    allow_http: bool,
    allow_hosts: Vec<String>,
}

impl Rules {
    /// # Errors
    /// Numbers that are no times or sizes.
    pub(super) fn of(fetch: &Fetch) -> Result<Self, Diagnostics> {
        let mut problems = Diagnostics::default();
        let mut seconds = |name: &str, value: f64| {
            Duration::try_from_secs_f64(value).unwrap_or_else(|_| {
                let message = format!("`{name}` of [fetch] is {value}, which is no time");
                problems.push(Diagnostic::error(message).hint("give seconds, such as 1 or 0.5"));
                Duration::ZERO
            })
        };
        let rules = Self {
            interval: seconds("interval-seconds", fetch.interval_seconds),
            connect: seconds("connect-seconds", fetch.connect_seconds),
            stall: seconds("stall-seconds", fetch.stall_seconds),
            total: seconds("total-seconds", fetch.total_seconds),
            attempts: fetch.attempts.max(1),
            backoff: seconds("backoff-seconds", fetch.backoff_seconds),
            most_bytes: bytes(fetch.most_megabytes),
            allow_http: fetch.allow_http,
            allow_hosts: fetch.allow_hosts.clone(),
        };
        problems.unless_any(rules)
    }

    /// The time from one request to the next.
    pub(super) fn interval(&self, url: &Url) -> Duration {
        let host = url.host_str().unwrap_or_default();
        let of_bls = host == "bls.gov" || host.ends_with(".bls.gov");
        if of_bls { self.interval.max(BLS_INTERVAL) } else { self.interval }
    }

    /// An address that may be asked.
    ///
    /// # Errors
    /// When it cannot be read, is not https, or holds a password.
    pub(super) fn address(&self, text: &str) -> Result<Url, Diagnostics> {
        let url = Url::parse(text).map_err(|error| {
            Diagnostic::error(format!("`{text}` is no address: {error}"))
                .hint("give the whole address, such as https://mirror.example.org/oesm25nat.zip")
        })?;
        self.allow(&url)?;
        Ok(url)
    }

    fn allow(&self, url: &Url) -> Result<(), Diagnostics> {
        if !url.username().is_empty() || url.password().is_some() {
            let message = "an address holds a user name or password, which would stand in pipeline.lock";
            return Err(Diagnostic::error(message).hint("use an address without them").into());
        }
        match url.scheme() {
            "https" => Ok(()),
            "http" if self.allow_http && is_this_machine(url) => Ok(()),
            "http" => Err(Diagnostic::error(format!("{url} is not https")).hint(
                "give an https address; http is for this machine alone, with `allow-http = true` under [fetch]",
            ).into()),
            other => Err(Diagnostic::error(format!("{url}: {other} is no way to fetch a file"))
                .hint("give an https address")
                .into()),
        }
    }

    /// Where a server sends us instead.
    ///
    /// # Errors
    /// When that is another host that is not allowed, or no address.
    pub(super) fn redirect(&self, from: &Url, to: &str) -> Result<Url, Diagnostics> {
        let target = from.join(to).map_err(|error| {
            Diagnostic::error(format!("{from} redirects to `{to}`, which is no address: {error}"))
        })?;
        self.allow(&target)?;
        let host = target.host_str().unwrap_or_default();
        let same = (from.host_str(), from.port_or_known_default())
            == (Some(host), target.port_or_known_default());
        if same || self.allow_hosts.iter().any(|allowed| allowed == host) {
            return Ok(target);
        }
        Err(Diagnostic::error(format!("{from} redirects to another host: {target}"))
            .hint(format!(
                "if that is right, add `allow-hosts = [\"{host}\"]` under [fetch] in pipeline.toml"
            ))
            .into())
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a limit, and the cast keeps within bounds"
)]
fn bytes(megabytes: f64) -> u64 {
    (megabytes * 1e6) as u64
}

fn is_this_machine(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(allow_http: bool) -> Rules {
        Rules::of(&Fetch { allow_http, interval_seconds: 0.01, ..Fetch::default() }).unwrap()
    }

    #[test]
    fn only_this_machine_may_speak_http() {
        for (address, with, without) in [
            ("https://www.bls.gov/a.zip", true, true),
            ("http://127.0.0.1:8080/a.zip", true, false),
            ("http://[::1]/a.zip", true, false),
            ("http://localhost/a.zip", true, false),
            ("http://www.bls.gov/a.zip", false, false),
            ("http://127.0.0.1.example.org/a.zip", false, false),
            ("ftp://www.bls.gov/a.zip", false, false),
            ("file:///etc/passwd", false, false),
            ("https://me:secret@www.bls.gov/a.zip", false, false),
            ("a.zip", false, false),
        ] {
            assert_eq!(rules(true).address(address).is_ok(), with, "{address}");
            assert_eq!(rules(false).address(address).is_ok(), without, "{address}");
        }
    }

    #[test]
    fn a_host_of_bls_is_asked_once_a_second_at_most() {
        let url = |text| Url::parse(text).unwrap();
        assert_eq!(rules(true).interval(&url("https://download.bls.gov/x")), BLS_INTERVAL);
        assert!(rules(true).interval(&url("https://notbls.gov/x")) < BLS_INTERVAL);
    }
}
