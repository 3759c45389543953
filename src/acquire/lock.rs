//! `pipeline.lock`: which bytes the inputs are, and how each was got. Written by the program, kept in
//! version control beside `pipeline.toml`.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{
    accepted::{Accepted, reasoned},
    clock,
};
use crate::{
    config::{Settings, Source},
    diag::{Diagnostic, Diagnostics},
    files::{self, Fingerprint},
    inspect,
    model::{Period, Program, Release, Round},
};

/// The name of the file, in the folder of `pipeline.toml`.
pub const LOCK: &str = "pipeline.lock";

/// How an input came to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// By `labor-outlook fetch`.
    Fetched,
    /// By `labor-outlook add`.
    Added,
    /// It was there when `labor-outlook lock` looked.
    Found,
}

impl How {
    /// The word of the lock.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fetched => "fetched",
            Self::Added => "added",
            Self::Found => "found",
        }
    }
}

/// An input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The file, from the folder of `pipeline.toml`.
    pub path: String,
    /// The program that published it.
    pub program: Program,
    /// Its release, for OEWS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<Release>,
    /// Its round, for the projections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Round>,
    /// The sha256 of its bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// Their number.
    pub bytes: u64,
    /// How it came to be there.
    pub how: How,
    /// The day of that, in UTC.
    pub date: String,
    /// The address that it was fetched from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The series that the API was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<String>,
}

impl Entry {
    /// The entry of an input as it is today.
    pub(super) fn new(
        path: &str,
        program: Program,
        period: Option<Period>,
        content: Fingerprint,
        how: How,
    ) -> Self {
        let (release, round) = split(period);
        Self {
            path: path.to_owned(),
            program,
            release,
            round,
            sha256: content.sha256,
            bytes: content.bytes,
            how,
            date: clock::today(),
            url: None,
            series: Vec::new(),
        }
    }

    /// Its release or round.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        self.release.map(Period::Release).or_else(|| self.round.map(Period::Round))
    }
}

fn split(period: Option<Period>) -> (Option<Release>, Option<Round>) {
    match period {
        Some(Period::Release(release)) => (Some(release), None),
        Some(Period::Round(round)) => (None, Some(round)),
        None => (None, None),
    }
}

/// The inputs by path, and the changes of figures that were accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// Every input.
    pub inputs: BTreeMap<String, Entry>,
    /// Changes that `diff --fail-on` stopped at and that somebody accepted, by figure.
    pub accepted: Vec<Accepted>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    #[serde(default)]
    inputs: Vec<Entry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    accepted: Vec<Accepted>,
}

const VERSION: u32 = 1;

const HEAD: &str = "\
# Which bytes the inputs are, and how each was got. Written by labor-outlook: `fetch` and `add` keep it,
# `labor-outlook lock` accepts the inputs as they are, `labor-outlook diff --accept` what moved too far.

";

impl Lock {
    /// Reads the lock of a folder; `None` when there is none.
    ///
    /// # Errors
    /// When it cannot be read or is not one of ours.
    pub fn read(base: &Path) -> Result<Option<Self>, Diagnostics> {
        let path = path(base);
        let Some(bytes) = files::read_if_there(&path)? else { return Ok(None) };
        Self::parse(&String::from_utf8_lossy(&bytes))
            .map(Some)
            .map_err(|problems| problems.within(path.display()))
    }

    /// A lock from its text.
    ///
    /// # Errors
    /// When it is not one of ours, with what to do.
    pub fn parse(text: &str) -> Result<Self, Diagnostics> {
        let refused = |message: String| {
            Diagnostics::from(
                Diagnostic::error(message)
                    .hint("get it back from version control, or remove it and run `labor-outlook lock`"),
            )
        };
        let written: Written =
            toml::from_str(text).map_err(|error| refused(error.message().replace('\n', " ")))?;
        if written.version != VERSION {
            return Err(refused(format!("version {} of the lock is not known", written.version)));
        }
        let inputs = written.inputs.into_iter().map(|entry| (entry.path.clone(), entry)).collect();
        reasoned(&written.accepted)?;
        Ok(Self { inputs, accepted: written.accepted })
    }

    /// The text of the lock: entries sorted by path.
    ///
    /// # Errors
    /// Never in practice: every value is representable.
    pub fn text(&self) -> Result<String, Diagnostics> {
        let written = Written {
            version: VERSION,
            inputs: self.inputs.values().cloned().collect(),
            accepted: self.accepted.clone(),
        };
        let text = toml::to_string(&written).map_err(|error| Diagnostic::error(error.to_string()))?;
        Ok(format!("{HEAD}{text}"))
    }

    /// Notes an input. An entry that says the same of the same bytes keeps its day.
    pub(super) fn note(&mut self, entry: Entry) {
        let same = self.inputs.get(&entry.path).is_some_and(|old| {
            (&old.sha256, old.program, old.period()) == (&entry.sha256, entry.program, entry.period())
                && old.how == entry.how
                && old.url == entry.url
                && old.series == entry.series
        });
        if !same {
            self.inputs.insert(entry.path.clone(), entry);
        }
    }

    /// The lock of the inputs as they are: known bytes keep how they were got, others are found.
    /// Entries of files that are gone, and that no source names, go.
    ///
    /// # Errors
    /// When an input cannot be read.
    pub fn of_inputs(&self, settings: &Settings) -> Result<Self, Diagnostics> {
        let mut next = Self { accepted: self.accepted.clone(), ..Self::default() };
        let mut problems = Diagnostics::default();
        for source in &settings.sources {
            for path in problems.keep(files_of(settings, source)).unwrap_or_default() {
                let found = problems.keep(files::fingerprint(&settings.base.join(&path)));
                let entry = found.map(|found| self.entry_of(&path, source, found));
                next.inputs.extend(entry.map(|entry| (path, entry)));
            }
        }
        for (path, entry) in &self.inputs {
            if next.inputs.contains_key(path) {
                continue;
            }
            let there = problems.keep(files::fingerprint_if_there(&settings.base.join(path))).flatten();
            if let Some(content) = there {
                let found = Entry::new(path, entry.program, entry.period(), content, How::Found);
                let kept = if found.sha256 == entry.sha256 { entry.clone() } else { found };
                next.inputs.insert(path.clone(), kept);
            }
        }
        problems.unless_any(next)
    }

    fn entry_of(&self, path: &str, source: &Source, content: Fingerprint) -> Entry {
        let found = Entry::new(path, source.program, source.period, content, How::Found);
        match self.inputs.get(path) {
            Some(old) if old.sha256 == found.sha256 => Entry {
                program: found.program,
                release: found.release,
                round: found.round,
                ..old.clone()
            },
            _ => found,
        }
    }

    /// What is different in another lock, a finding an input.
    #[must_use]
    pub fn changes(&self, next: &Self) -> Diagnostics {
        let mut changes = Diagnostics::default();
        for (path, entry) in &next.inputs {
            match self.inputs.get(path) {
                None => changes.push(finding(path, "is not in pipeline.lock".to_owned())),
                Some(old) if old.sha256 != entry.sha256 => changes.push(finding(
                    path,
                    format!(
                        "is {}, not {} as in pipeline.lock",
                        short(&entry.sha256),
                        short(&old.sha256)
                    ),
                )),
                Some(old) if old != entry => {
                    changes.push(finding(path, "stands otherwise in pipeline.lock".to_owned()));
                }
                Some(_) => {}
            }
        }
        for path in self.inputs.keys().filter(|path| !next.inputs.contains_key(*path)) {
            changes.push(finding(path, "is in pipeline.lock and is gone".to_owned()));
        }
        changes
    }

    /// Holds a file that was read against the lock. One that the lock does not name is as good as any.
    ///
    /// # Errors
    /// When its bytes are others than those of the lock.
    pub fn hold_to(&self, base: &Path, path: &str, sha256: &str) -> Result<(), Diagnostics> {
        match self.inputs.get(path) {
            Some(entry) if entry.sha256 != sha256 => {
                Err(differs(entry, sha256).within(base.join(path).display()).into())
            }
            _ => Ok(()),
        }
    }
}

/// The files that a source stands for, from the folder of `pipeline.toml`: itself, or the flat file in the
/// folder that it names, with the code lists beside a flat file.
///
/// # Errors
/// When one cannot be read, or the folder has no flat file.
pub fn files_of(settings: &Settings, source: &Source) -> Result<Vec<String>, Diagnostics> {
    let mut path = source.path.trim_end_matches('/').to_owned();
    let place = settings.base.join(&path);
    if files::is_folder(&place) {
        let data = inspect::flat_file_in(&place).map_err(|told| told.within(place.display()))?;
        path = format!("{path}/{}", data.display());
    }
    let lists = match source.program {
        Program::Oews => inspect::list_names_beside(&settings.base.join(&path))?,
        _ => Vec::new(),
    };
    let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let lists = lists.into_iter().map(|name| format!("{folder}{name}"));
    Ok(lists.chain([path.clone()]).collect())
}

fn differs(entry: &Entry, sha256: &str) -> Diagnostic {
    let (was, is, how) = (short(&entry.sha256), short(sha256), entry.how.name());
    Diagnostic::error(format!(
        "the input changed: its sha256 is {is}, and pipeline.lock has {was} ({how} {})",
        entry.date
    ))
    .hint(
        "if the change is meant, accept it with `labor-outlook lock`; if not, get the old file back with \
         `labor-outlook fetch --locked` or from version control",
    )
}

fn finding(path: &str, message: String) -> Diagnostic {
    Diagnostic::finding(message).within(path)
}

/// The first digits of a hash, enough to tell files apart.
pub(super) fn short(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or(sha256)
}

/// The lock of a folder.
pub(super) fn path(base: &Path) -> PathBuf {
    base.join(LOCK)
}
