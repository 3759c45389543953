//! One file from one address into the store: only if it changed, from where an earlier download
//! stopped, and only once it is complete and checked.

use std::{io::Read, path::Path, time::Duration};

use reqwest::{
    StatusCode, Url,
    blocking::Response,
    header::{
        CONTENT_RANGE, ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH,
        IF_RANGE, LAST_MODIFIED, RANGE,
    },
};

use super::{
    Watch,
    client::{Client, Trouble, in_words},
    clock,
    store::{Partial, Record, Store, Version},
};
use crate::{
    diag::{Diagnostic, Diagnostics},
    files::{self, Fingerprint, Growing},
};

/// What an address gave.
pub(super) struct Got {
    pub(super) record: Record,
    /// What answered.
    pub(super) answer: String,
}

/// Holds what arrived against what it should be, and tells what its bytes are.
pub(super) type Check<'c> = dyn Fn(&Path) -> Result<Fingerprint, Diagnostics> + 'c;

/// Gets a file, with as many tries as are allowed.
pub(super) fn get(
    client: &mut Client,
    store: &Store,
    url: &Url,
    check: &Check<'_>,
    watch: &mut dyn Watch,
) -> Result<Got, Trouble> {
    client.patiently(watch, |client, watch| Transfer { store, url, check }.once(client, watch))
}

struct Transfer<'t> {
    store: &'t Store,
    url: &'t Url,
    check: &'t Check<'t>,
}

impl Transfer<'_> {
    fn once(&self, client: &mut Client, watch: &mut dyn Watch) -> Result<Got, Trouble> {
        let partial = self.store.partial(self.url.as_str());
        let mut growing = files::grow(&partial.bytes)?;
        let begun = partial.version()?.filter(|version| version.validator().is_some());
        let known = self.store.latest(self.url.as_str())?;
        let mut headers = HeaderMap::new();
        match (&begun, &known) {
            (Some(begun), _) if growing.bytes() > 0 => {
                set(&mut headers, RANGE, &format!("bytes={}-", growing.bytes()));
                set(&mut headers, IF_RANGE, begun.validator().unwrap_or_default());
            }
            (_, Some(known)) => condition(&mut headers, known),
            _ => {}
        }
        let mut response = client.get(self.url, headers)?;
        match (response.status(), known) {
            (StatusCode::NOT_MODIFIED, Some(known)) => {
                partial.remove()?;
                return self.unchanged(known);
            }
            (StatusCode::PARTIAL_CONTENT, _) => {
                self.continues(&response, begun.as_ref(), &growing, &partial)?;
            }
            (StatusCode::OK, _) => begin(&response, &mut growing, &partial, client.rules.most_bytes)?,
            (StatusCode::RANGE_NOT_SATISFIABLE, _) if is_all(&response, begun.as_ref(), &growing) => {
                return self.had_all(&growing, begun.unwrap_or_default(), &partial);
            }
            (status, _) => {
                partial.remove()?;
                return Err(Trouble::Passing(
                    format!("{} answered {status}", self.url),
                    Some(Duration::ZERO),
                ));
            }
        }
        let answer = response.status().to_string();
        let version = partial.version()?.unwrap_or_default();
        watch.begins(self.url.as_str(), growing.bytes(), version.total);
        self.receive(client, &mut response, &mut growing, &version, watch)
            .inspect_err(|trouble| keep_or_remove(trouble, &version, growing.bytes(), &partial))?;
        self.complete(&growing, version, &partial, answer)
    }

    /// Completes a download of which everything had arrived when it was killed. Bytes that are wrong then
    /// are asked for again: they may be what a crash left.
    fn had_all(&self, growing: &Growing, version: Version, partial: &Partial) -> Result<Got, Trouble> {
        let answer = "416 Range Not Satisfiable: all of it was here".to_owned();
        match self.complete(growing, version, partial, answer) {
            Err(Trouble::Final(_)) => Err(Trouble::Passing(
                format!("{}: what had arrived was damaged", self.url),
                Some(Duration::ZERO),
            )),
            other => other,
        }
    }

    fn unchanged(&self, record: Record) -> Result<Got, Trouble> {
        // What was right for another source, or an earlier version, may be wrong for this one.
        let now = (self.check)(&self.store.file(&record.sha256))?;
        if now.sha256 != record.sha256 {
            return Err(Diagnostic::error("the cache changed while it was read").into());
        }
        Ok(Got { record, answer: "304 Not Modified".to_owned() })
    }

    /// Whether a part goes on where the bytes at hand end, and is of the same version.
    fn continues(
        &self,
        response: &Response,
        begun: Option<&Version>,
        growing: &Growing,
        partial: &Partial,
    ) -> Result<(), Trouble> {
        let now = version(response, total_of_range(response));
        let same = |old: &Option<String>, new: &Option<String>| new.is_none() || old == new;
        let fits = begun.is_some_and(|begun| {
            same(&begun.etag, &now.etag)
                && same(&begun.last_modified, &now.last_modified)
                && (begun.total.is_none() || now.total.is_none() || begun.total == now.total)
        });
        if fits && start_of_range(response) == Some(growing.bytes()) {
            return Ok(());
        }
        partial.remove()?;
        let what = format!("{} changed while it was downloaded", self.url);
        Err(Trouble::Passing(what, Some(Duration::ZERO)))
    }

    fn receive(
        &self,
        client: &Client,
        response: &mut Response,
        growing: &mut Growing,
        version: &Version,
        watch: &mut dyn Watch,
    ) -> Result<(), Trouble> {
        let mut buffer = vec![0_u8; 64 << 10];
        loop {
            client.in_time()?;
            let read =
                response.read(&mut buffer).map_err(|error| self.broken(&error, growing, version))?;
            if read == 0 {
                break;
            }
            growing.add(&buffer[..read])?;
            watch.has(growing.bytes());
            if growing.bytes() > client.rules.most_bytes {
                return Err(too_large(self.url, client.rules.most_bytes).into());
            }
        }
        match version.total {
            Some(total) if total != growing.bytes() => {
                let what = format!("{}: {} of {total} bytes arrived", self.url, growing.bytes());
                Err(Trouble::Passing(what, None))
            }
            _ => Ok(()),
        }
    }

    fn broken(&self, error: &std::io::Error, growing: &Growing, version: &Version) -> Trouble {
        let cause = error.get_ref().and_then(|inner| inner.downcast_ref::<reqwest::Error>());
        let words = cause.map_or_else(|| error.to_string(), in_words);
        let of = version.total.map(|total| format!(" of {total}")).unwrap_or_default();
        let what =
            format!("{}: the transfer broke off after {}{of} bytes: {words}", self.url, growing.bytes());
        Trouble::Passing(what, None)
    }

    /// Checks what has arrived and moves it to its place in the store.
    fn complete(
        &self,
        growing: &Growing,
        version: Version,
        partial: &Partial,
        answer: String,
    ) -> Result<Got, Trouble> {
        growing.flush()?;
        let Fingerprint { sha256, bytes } = match (self.check)(&partial.bytes) {
            Ok(fingerprint) => fingerprint,
            Err(problems) => {
                partial.remove()?;
                return Err(Trouble::Final(problems));
            }
        };
        let record = Record {
            url: self.url.to_string(),
            sha256,
            bytes,
            retrieved: clock::moment(),
            etag: version.etag,
            last_modified: version.last_modified,
        };
        self.store.keep(&record, &partial.bytes)?;
        partial.remove()?;
        Ok(Got { record, answer })
    }
}

/// Whether nothing is left to be asked for: the range began at the end of the version at hand, which is
/// the one that the server has, because it heeded the range.
fn is_all(response: &Response, begun: Option<&Version>, growing: &Growing) -> bool {
    let now = version(response, total_of_range(response));
    begun.is_some_and(|begun| {
        begun.total == Some(growing.bytes())
            && now.total.is_none_or(|total| total == growing.bytes())
            && (now.etag.is_none() || now.etag == begun.etag)
    })
}

/// A new version, from its first byte.
fn begin(
    response: &Response,
    growing: &mut Growing,
    partial: &Partial,
    most: u64,
) -> Result<(), Trouble> {
    let version = version(response, response.content_length());
    if version.total.is_some_and(|total| total > most) {
        partial.remove()?;
        return Err(too_large(response.url(), most).into());
    }
    growing.empty()?;
    Ok(partial.begin(&version)?)
}

/// What has arrived is of use only if the rest can be asked for, and nothing is of which more has arrived than
/// there is. A length that is not told may be that of something that was packed on its way, whose bytes
/// cannot be counted.
fn keep_or_remove(trouble: &Trouble, version: &Version, arrived: u64, partial: &Partial) {
    let of_use = version.total.is_some_and(|total| arrived <= total) && version.validator().is_some();
    if !of_use || matches!(trouble, Trouble::Final(_)) {
        let _ = partial.remove();
    }
}

fn too_large(url: &Url, most: u64) -> Diagnostic {
    Diagnostic::error(format!("{url} sends more than {most} bytes, which no table of BLS has"))
        .hint("if you trust it, raise `most-megabytes` under [fetch] in pipeline.toml")
}

fn condition(headers: &mut HeaderMap, known: &Record) {
    if let Some(etag) = &known.etag {
        set(headers, IF_NONE_MATCH, etag);
    }
    if let Some(date) = &known.last_modified {
        set(headers, IF_MODIFIED_SINCE, date);
    }
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

fn header(response: &Response, name: HeaderName) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}

fn version(response: &Response, total: Option<u64>) -> Version {
    Version { etag: header(response, ETAG), last_modified: header(response, LAST_MODIFIED), total }
}

/// `bytes 100-199/200`: the first byte.
fn start_of_range(response: &Response) -> Option<u64> {
    let range = header(response, CONTENT_RANGE)?;
    range.strip_prefix("bytes ")?.split('-').next()?.trim().parse().ok()
}

/// `bytes 100-199/200`: the length of the whole.
fn total_of_range(response: &Response) -> Option<u64> {
    header(response, CONTENT_RANGE)?.rsplit('/').next()?.trim().parse().ok()
}
