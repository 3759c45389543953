//! What was downloaded, kept by its hash: an address that is overwritten takes nothing away.
//!
//! `downloads/SHA256` holds the bytes, `downloads/SHA256.json` what is known of them,
//! `downloads/addresses/` what each address last gave, `downloads/looks/` when bytes were last asked for,
//! `downloads/partial/` what has arrived so far.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::look::Look;
use crate::{
    diag::{Diagnostic, Diagnostics},
    files::{self, Held},
};

/// What is known of downloaded bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The address that was asked.
    pub url: String,
    /// The sha256 of the bytes.
    pub sha256: String,
    /// Their number.
    pub bytes: u64,
    /// When they arrived, in UTC.
    pub retrieved: String,
    /// What the server calls this version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// When the server says that it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

/// What is known of a download that is not complete.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Version {
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
    pub(super) total: Option<u64>,
}

impl Version {
    /// What a range is asked of, so that it is of the same version: a strong tag, or a date.
    pub(super) fn validator(&self) -> Option<&str> {
        let strong = self.etag.as_deref().filter(|tag| !tag.starts_with("W/"));
        strong.or(self.last_modified.as_deref())
    }
}

/// Requests to the API on a day, which are limited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ApiRequests {
    pub(super) day: String,
    pub(super) with_key: u32,
    pub(super) without_key: u32,
}

/// The store of downloads.
pub(super) struct Store {
    root: PathBuf,
}

impl Store {
    /// # Errors
    /// When there is no place for it.
    pub(super) fn open() -> Result<Self, Diagnostics> {
        Ok(Self { root: files::cache_root()?.join("downloads") })
    }

    /// Keeps other programs out while this one fetches.
    ///
    /// # Errors
    /// When another one fetches, or the disk refuses.
    pub(super) fn hold(&self) -> Result<Held, Diagnostics> {
        files::hold(
            &self.root.join("lock"),
            "another labor-outlook is fetching",
            "wait for it to end: one connection at a time is what BLS asks for",
        )
    }

    /// What an address last gave, if its bytes are still here and whole.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn latest(&self, url: &str) -> Result<Option<Record>, Diagnostics> {
        let Some(record) = read::<Record>(&self.address(url))? else { return Ok(None) };
        let whole = record.url == url && self.holds(&record.sha256)?;
        Ok(whole.then_some(record))
    }

    /// Whether the bytes of a hash are here. Bytes that the disk changed are not those, and are removed.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn holds(&self, sha256: &str) -> Result<bool, Diagnostics> {
        if !is_sha256(sha256) {
            return Ok(false);
        }
        let Some(found) = files::fingerprint_if_there(&self.file(sha256))? else { return Ok(false) };
        if found.sha256 == sha256 {
            return Ok(true);
        }
        files::remove(&self.file(sha256))?;
        Ok(false)
    }

    /// The file of the bytes of a hash.
    pub(super) fn file(&self, sha256: &str) -> PathBuf {
        self.root.join(sha256)
    }

    /// What is known of the bytes of a hash.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn record(&self, sha256: &str) -> Result<Option<Record>, Diagnostics> {
        if is_sha256(sha256) { read(&self.root.join(format!("{sha256}.json"))) } else { Ok(None) }
    }

    /// When bytes were last asked for.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn look(&self, sha256: &str) -> Result<Option<Look>, Diagnostics> {
        if is_sha256(sha256) { read(&self.look_note(sha256)) } else { Ok(None) }
    }

    /// Notes that bytes were asked for.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn looked(&self, look: &Look) -> Result<(), Diagnostics> {
        write(&self.look_note(&look.sha256), look)
    }

    fn look_note(&self, sha256: &str) -> PathBuf {
        self.root.join("looks").join(format!("{sha256}.json"))
    }

    /// Takes over a file that is complete and right. The record comes last: what it tells of is there.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn keep(&self, record: &Record, file: &Path) -> Result<(), Diagnostics> {
        if !self.holds(&record.sha256)? {
            files::rename(file, &self.file(&record.sha256))?;
        }
        let known = self.root.join(format!("{}.json", record.sha256));
        write(&known, record)?;
        write(&self.address(&record.url), record)
    }

    /// Keeps a copy of a file that somebody brought, so that its bytes stay when another takes its place.
    ///
    /// # Errors
    /// When the file changes meanwhile, or the disk refuses.
    pub(super) fn keep_copy(&self, file: &Path, sha256: &str) -> Result<(), Diagnostics> {
        if self.holds(sha256)? { Ok(()) } else { files::copy(file, sha256, &self.file(sha256)) }
    }

    /// Where the bytes of an address gather.
    pub(super) fn partial(&self, url: &str) -> Partial {
        let name = files::sha256(url.as_bytes());
        Partial { bytes: self.root.join("partial").join(name) }
    }

    fn address(&self, url: &str) -> PathBuf {
        self.root.join("addresses").join(format!("{}.json", files::sha256(url.as_bytes())))
    }

    /// The requests to the API of a day.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn api_requests(&self, day: &str) -> Result<ApiRequests, Diagnostics> {
        let counted: Option<ApiRequests> = read(&self.root.join("api-requests.json"))?;
        let none = || ApiRequests { day: day.to_owned(), ..ApiRequests::default() };
        Ok(counted.filter(|counted| counted.day == day).unwrap_or_else(none))
    }

    /// # Errors
    /// When the disk refuses.
    pub(super) fn count_api_requests(&self, requests: &ApiRequests) -> Result<(), Diagnostics> {
        write(&self.root.join("api-requests.json"), requests)
    }
}

/// A download that is not complete.
pub(super) struct Partial {
    pub(super) bytes: PathBuf,
}

impl Partial {
    fn note(&self) -> PathBuf {
        self.bytes.with_extension("json")
    }

    /// Which version the bytes are of, if that is known.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn version(&self) -> Result<Option<Version>, Diagnostics> {
        read(&self.note())
    }

    /// # Errors
    /// When the disk refuses.
    pub(super) fn begin(&self, version: &Version) -> Result<(), Diagnostics> {
        write(&self.note(), version)
    }

    /// # Errors
    /// When the disk refuses.
    pub(super) fn remove(&self) -> Result<(), Diagnostics> {
        files::remove(&self.note())?;
        files::remove(&self.bytes)
    }
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A note of the store. One that cannot be read is as good as none: the store can be filled again.
fn read<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, Diagnostics> {
    let bytes = files::read_if_there(path)?;
    Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
}

fn write<T: Serialize>(path: &Path, note: &T) -> Result<(), Diagnostics> {
    let mut bytes =
        serde_json::to_vec_pretty(note).map_err(|error| Diagnostic::error(error.to_string()))?;
    bytes.push(b'\n');
    files::write(path, &bytes)
}
