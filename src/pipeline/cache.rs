//! Tables kept from run to run as Parquet files, each under the sha256 of the file that it was read
//! from. Nothing of it shows in a result: a table comes out as it would be read, with its findings.
//!
//! `<cache>/panel/v1-<digest of the readers>/<program>-<period>-<bytes>-<sha256>.parquet`, with the
//! sha256 of the Parquet file beside it as `sha256sum` writes it. An entry that is damaged, or of
//! other readers, is read again from its file.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::OnceLock,
    time::Duration,
};

use serde::{Deserialize, Serialize};

use crate::{
    diag::{Diagnostic, Diagnostics, Place, rules},
    files,
    model::{Measure, Period, Program, SourceFile, TableHead},
    panel::Table,
};

/// The form of the entries, and a digest of the sources that decide what a file is read as.
const VERSION: &str = concat!("v1-", env!("LABOR_OUTLOOK_READERS"));

/// Where tables are kept, once a program has said so.
static FOLDER: OnceLock<PathBuf> = OnceLock::new();

/// Keeps tables below a folder from now on, for as long as the process lives. Until this is called
/// nothing is kept, so that a user of the library finds nothing on the disk that was not asked for.
pub fn keep_tables(cache: &Path) {
    let _ = FOLDER.set(cache.join("panel"));
}

/// Where the table of a file is kept, or would be.
#[derive(PartialEq, Eq)]
pub(super) struct Entry {
    path: PathBuf,
}

/// A table as it was kept, with what is odd about its figures.
pub(super) type Kept = (Table, Diagnostics);

/// What is said of a table beside its rows.
#[derive(Serialize, Deserialize)]
struct Said {
    /// The file that the table was read from, without its folder.
    file: String,
    period: String,
    sha256: String,
    bytes: usize,
    measures: Vec<String>,
    heads: Vec<String>,
    education_head: Option<String>,
    experience_head: Option<String>,
    training_head: Option<String>,
    wage_year: Option<u16>,
    a_line_a_value: bool,
    parts: Vec<(String, String)>,
    lines: BTreeMap<u64, u64>,
    findings: Vec<Odd>,
}

/// A finding about a figure.
#[derive(Serialize, Deserialize)]
pub(super) struct Odd {
    rule: Option<String>,
    message: String,
    hint: Option<String>,
    line: Option<u64>,
    column: Option<u64>,
    part: String,
}

impl Entry {
    /// An entry of a file of this program, period and size; without any, there is no need to know the
    /// sha256 of the file.
    pub(super) fn likely(program: Program, period: Period, bytes: u64) -> Option<Self> {
        let folder = folder()?;
        let start = format!("{}-", name(program, period, bytes));
        let is_table = |entry: &PathBuf| entry.extension().is_some_and(|ending| ending == "parquet");
        let entries = files::list(&folder).unwrap_or_default();
        let entry = entries
            .into_iter()
            .find(|entry| is_table(entry) && entry.to_string_lossy().starts_with(&start))?;
        Some(Self { path: folder.join(entry) })
    }

    /// The entry of a file and of the code lists beside it; `None` when no tables are kept.
    pub(super) fn of(file: &SourceFile, lists: &BTreeMap<String, Vec<u8>>) -> Option<Self> {
        let start = name(file.program, file.period?, file.bytes as u64);
        let mut key = file.sha256.clone();
        if !lists.is_empty() {
            let lists: Vec<String> = lists.values().map(|bytes| files::sha256(bytes)).collect();
            key = files::sha256(format!("{key} {}", lists.join(" ")).as_bytes());
        }
        Some(Self { path: folder()?.join(format!("{start}-{key}.parquet")) })
    }

    /// The table, if it is kept and whole; its source has the sha256 of the file that it was read from.
    pub(super) fn get(&self, file: &SourceFile) -> Option<Kept> {
        let bytes = files::read(&self.path).ok()?;
        let sum = files::read_text(&self.sum()).ok()?;
        if sum.split_whitespace().next() != Some(&files::sha256(&bytes)) {
            return None;
        }
        let period = file.period?;
        let mut findings = Diagnostics::default();
        let (mut sha256, mut of) = (String::new(), String::new());
        let head = |said: &str| {
            let said: Said = serde_json::from_str(said).ok()?;
            findings = said.findings.iter().map(Odd::told).collect();
            (sha256, of) = (said.sha256.clone(), said.period.clone());
            said.head()
        };
        let mut table = Table::from_parquet(&bytes, period, file.clone(), head).ok()?;
        table.source.sha256 = sha256;
        (of == period.to_string()).then_some((table, findings))
    }

    /// Keeps a table.
    pub(super) fn put(&self, table: &Table, findings: &Diagnostics) {
        let Ok(bytes) = parquet(table, findings) else { return };
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let sum = format!("{}  {name}\n", files::sha256(&bytes));
        keep(&self.path, &bytes);
        keep(&self.sum(), sum.as_bytes());
    }

    fn sum(&self) -> PathBuf {
        self.path.with_extension("parquet.sha256")
    }
}

/// A table as a Parquet file, with what is said of it.
///
/// # Errors
/// When it cannot be written as such, which no table of ours gives cause for.
pub fn parquet(table: &Table, findings: &Diagnostics) -> Result<Vec<u8>, Diagnostics> {
    let failed = |error: &dyn std::error::Error| Diagnostic::error(error.to_string());
    let said = serde_json::to_string(&Said::of(table, findings)).map_err(|e| failed(&e))?;
    Ok(table.to_parquet(&said).map_err(|error| failed(&error))?)
}

/// Where entries of these readers are; `None` when nothing is kept.
pub(super) fn folder() -> Option<PathBuf> {
    FOLDER.get().map(|folder| folder.join(VERSION))
}

fn name(program: Program, period: Period, bytes: u64) -> String {
    let program = match program {
        Program::Oews => "oews",
        Program::Projections => "projections",
        Program::CpiU | Program::PriceParities => "prices",
    };
    format!("{program}-{period}-{bytes}")
}

/// Keeps an entry. What cannot be kept is read again another time, so that a cache that cannot be written
/// keeps no run from going on.
pub(super) fn keep(entry: &Path, bytes: &[u8]) {
    let Some(folder) = entry.parent() else { return };
    if !files::is_folder(folder)
        && let Some(all) = folder.parent()
    {
        files::remove_unused(all, is_version, UNUSED);
    }
    let _ = files::keep_for_later(entry, bytes);
}

/// How long the entries of other readers are kept: a person may have two versions of this program.
const UNUSED: Duration = Duration::from_hours(30 * 24);

/// Whether a folder's name is that of the entries of some readers: `v1-0123456789abcdef`.
fn is_version(name: &str) -> bool {
    let is_digest =
        |digest: &str| digest.len() == 16 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts = name.strip_prefix('v').and_then(|rest| rest.split_once('-'));
    parts.is_some_and(|(form, digest)| form.parse::<u32>().is_ok() && is_digest(digest))
}

impl Said {
    fn of(table: &Table, findings: &Diagnostics) -> Self {
        let (head, source) = (table.head(), &table.source);
        Self {
            file: source.path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned(),
            period: table.period().to_string(),
            sha256: source.sha256.clone(),
            bytes: source.bytes,
            measures: head.measures.iter().map(|measure| measure.name().to_owned()).collect(),
            heads: head.heads.clone(),
            education_head: head.education_head.clone(),
            experience_head: head.experience_head.clone(),
            training_head: head.training_head.clone(),
            wage_year: head.wage_year,
            a_line_a_value: head.a_line_a_value,
            parts: head.parts.iter().map(|(of, part)| (of.name().to_owned(), part.clone())).collect(),
            lines: head.lines.clone(),
            findings: findings.iter().map(Odd::of).collect(),
        }
    }

    fn head(self) -> Option<TableHead> {
        let measure = |name: &String| Measure::PUBLISHED.into_iter().find(|one| one.name() == name);
        let parts = self.parts.iter().map(|(of, part)| Some((measure(of)?, part.clone())));
        Some(TableHead {
            measures: self.measures.iter().map(measure).collect::<Option<_>>()?,
            heads: self.heads,
            education_head: self.education_head,
            experience_head: self.experience_head,
            training_head: self.training_head,
            wage_year: self.wage_year,
            a_line_a_value: self.a_line_a_value,
            parts: parts.collect::<Option<_>>()?,
            lines: self.lines,
            lacking: Vec::new(),
        })
    }
}

impl Odd {
    pub(super) fn of(finding: &Diagnostic) -> Self {
        let place = finding.place.clone().unwrap_or_default();
        Self {
            rule: finding.rule.map(|rule| rule.id.to_owned()),
            message: finding.message.clone(),
            hint: finding.hint.clone(),
            line: place.line,
            column: place.column,
            part: place.part,
        }
    }

    pub(super) fn told(&self) -> Diagnostic {
        let place =
            Place { line: self.line, column: self.column, part: self.part.clone(), ..Place::default() };
        let of = |id: &String| rules::RULES.iter().copied().find(|rule| rule.id == id.as_str());
        Diagnostic {
            place: Some(place),
            rule: self.rule.as_ref().and_then(of),
            hint: self.hint.clone(),
            ..Diagnostic::finding(self.message.clone())
        }
    }
}
