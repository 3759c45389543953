//! The command that holds unmarked pages against the figures at hand.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use labor_outlook::{
    audit::{self, Figures, Report, document},
    config::{self, Settings},
    diag::{Diagnostic, Diagnostics, first_names},
    files,
    pages::is_left_out,
    panel::Table,
    pipeline,
    report::Input,
};
use rayon::prelude::*;
use serde_json::json;

use super::{
    Exit,
    args::Audit,
    pages::count,
    tell::{Found, tell},
    terminal::Terminal,
};

/// Endings of pages in a folder.
const PAGES: &[&str] = &["html", "htm", "xhtml", "md", "mdx", "markdown", "txt"];

/// Endings of tables in a folder.
const TABLES: &[&str] = &["xlsx", "xls", "csv", "tsv", "zip", "gz"];

/// Judges every claim of some pages.
pub fn audit(command: &Audit, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let outcome = job(command, terminal);
    tell("audit", &command.paths[0], &command.reporting, terminal, outcome)
}

fn job(command: &Audit, terminal: &Terminal) -> Result<Found, Diagnostics> {
    let (paths, absent) = pages(&command.paths)?;
    let figures = figures(command, terminal)?;
    let bar = terminal.bar(paths.len());
    let audited: Vec<Result<(Report, Input), Diagnostics>> = paths
        .par_iter()
        .map(|path| {
            let bytes = files::read_named(path)?;
            bar.inc(1);
            readable(path, &bytes)?;
            let name = path.display().to_string();
            let input = Input { path: name.clone(), sha256: files::sha256(&bytes) };
            let report = audit::audit(&name, &bytes, &figures);
            Ok((report, input))
        })
        .collect();
    bar.finish_and_clear();
    let releases = figures.periods(false).into_iter().collect();
    let mut found = Found { findings: absent, releases, ..Found::default() };
    let mut reports = Vec::new();
    for one in audited {
        if let Some((report, input)) = found.findings.keep(one) {
            found.findings.extend(report.diagnostics());
            found.inputs.push(input);
            reports.push(report);
        }
    }
    if let Some(file) = &command.html {
        files::write(file, audit::html(&reports, &figures).as_bytes())?;
    }
    let claims: Vec<_> = reports.iter().flat_map(|report| &report.claims).collect();
    let quoted = claims.iter().filter(|claim| claim.verdict != "not-bls").count();
    found.closing = format!(
        "{}, {}, {}",
        count(reports.len(), "page"),
        count(quoted, "claim"),
        count(found.findings.len(), "finding"),
    );
    found.details = Some(json!({ "pages": reports.len(), "claims": claims }));
    Ok(found)
}

/// The figures of the configuration, where there is one, and of the tables that the command names.
fn figures(command: &Audit, terminal: &Terminal) -> Result<Figures, Diagnostics> {
    let mut tables = Vec::new();
    let mut named = command.source.clone();
    if command.source.is_empty() || files::read_if_there(&command.config)?.is_some() {
        let settings = config::load(&command.config)?;
        let (own, odd) = pipeline::tables_of(&settings)?;
        terminal.problems(&odd);
        tables = own;
        named.extend(sources(&settings));
    }
    tables.extend(more_tables(&named, terminal)?);
    if tables.is_empty() {
        return Err(Diagnostic::error("there is no table to hold pages against")
            .hint("name tables with --source, or in pipeline.toml")
            .into());
    }
    Ok(Figures::new(&tables))
}

/// The tables that a configuration names for audits only.
pub fn sources(settings: &Settings) -> Vec<PathBuf> {
    settings.audit.sources.iter().map(|path| settings.base.join(path)).collect()
}

/// The tables in files and folders; a folder may hold other things than tables, which are told.
pub fn more_tables(named: &[PathBuf], terminal: &Terminal) -> Result<Vec<Table>, Diagnostics> {
    let mut tables = Vec::new();
    for path in named {
        if files::is_folder(path) {
            let below: Vec<PathBuf> =
                files::list(path)?.into_iter().map(|name| path.join(name)).collect();
            let read = below
                .par_iter()
                .filter(|path| ends(path, TABLES))
                .map(|path| pipeline::tables_in(&[path]));
            // What is no table is told, and the rest counts.
            for one in read.collect::<Vec<_>>() {
                let (more, odd) = one.unwrap_or_else(|problems| (Vec::new(), problems));
                terminal.problems(&odd);
                tables.extend(more);
            }
        } else {
            let (more, odd) = pipeline::tables_in(&[path])?;
            terminal.problems(&odd);
            tables.extend(more);
        }
    }
    Ok(tables)
}

fn ends(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

/// Refuses what is no text.
fn readable(path: &Path, bytes: &[u8]) -> Result<(), Diagnostics> {
    let hint = "save it as HTML, Markdown or text";
    let refuse = |what: &str| {
        let message = format!("is no page: {what}");
        Err(Diagnostic::error(message).hint(hint).within(path.display()).into())
    };
    document::not_text(bytes).map_or(Ok(()), refuse)
}

/// The pages that paths stand for, each once, in their order, and what is to be told of those that are not there.
fn pages(paths: &[PathBuf]) -> Result<(Vec<PathBuf>, Diagnostics), Diagnostics> {
    let (mut found, mut absent): (Vec<PathBuf>, Diagnostics) = Default::default();
    for path in paths {
        if files::is_folder(path) {
            let is_page = |name: &PathBuf| ends(name, PAGES) && !is_left_out(name);
            let below = files::list(path)?.into_iter().filter(is_page);
            let before = found.len();
            found.extend(below.map(|name| path.join(name)));
            // A folder without a page may be a wrong path, which no job should take for pages that are right.
            if found.len() == before {
                let none = Diagnostic::error("there is no page in the folder");
                let hint = format!("pages end in .{}", PAGES.join(", ."));
                return Err(none.hint(hint).within(path.display()).into());
            }
        } else if is_sitemap(path)? {
            let (saved, missing) = saved_pages(path)?;
            found.extend(saved);
            absent.extend(missing);
        } else {
            found.push(path.clone());
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|path| seen.insert(path.clone()));
    Ok((found, absent))
}

/// Whether a file names pages instead of being one.
fn is_sitemap(path: &Path) -> Result<bool, Diagnostics> {
    let is_list = || Ok(audit::lists_addresses(&String::from_utf8_lossy(&files::read_named(path)?)));
    if ends(path, &["txt"]) { is_list() } else { Ok(ends(path, &["xml"])) }
}

/// Pages of a sitemap that are told one by one.
const MOST_NAMED: usize = 5;

/// The pages of a sitemap, and of those that it names, that are saved below their folders, and a finding of the
/// others.
fn saved_pages(sitemap: &Path) -> Result<(Vec<PathBuf>, Diagnostics), Diagnostics> {
    let (mut pages, mut missing): (Vec<PathBuf>, Diagnostics) = Default::default();
    let (mut sitemaps, mut seen) = (vec![sitemap.to_path_buf()], BTreeSet::new());
    while let Some(sitemap) = sitemaps.pop() {
        if seen.insert(sitemap.clone()) {
            let (saved, absent) = named_by(&sitemap)?;
            let (more, found): (Vec<PathBuf>, _) =
                saved.into_iter().partition(|path| ends(path, &["xml"]));
            sitemaps.extend(more.into_iter().rev());
            pages.extend(found);
            missing.extend(absent);
        }
    }
    Ok((pages, missing))
}

/// What one sitemap names that is saved below its folder, and a finding of the rest.
fn named_by(sitemap: &Path) -> Result<(Vec<PathBuf>, Diagnostics), Diagnostics> {
    let bytes = files::read_named(sitemap)?;
    let folder = sitemap.parent().unwrap_or(Path::new("")).to_path_buf();
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
    let there = files::list(here)?;
    let named = audit::pages_of(&String::from_utf8_lossy(&bytes));
    let saved = |names: &Vec<String>| names.iter().find(|name| there.contains(Path::new(name))).cloned();
    let found: Vec<PathBuf> = named.iter().filter_map(saved).map(|name| folder.join(name)).collect();
    let absent: Vec<&str> = named
        .iter()
        .filter(|names| saved(names).is_none())
        .filter_map(|names| names.first().map(String::as_str))
        .collect();
    if found.is_empty() {
        return Err(Diagnostic::error("no page that the sitemap names is saved beside it")
            .hint("save each page under the path of its address, such as pay/nurses/index.html")
            .within(sitemap.display())
            .into());
    }
    let mut missing = Diagnostics::default();
    if !absent.is_empty() {
        let message = format!(
            "{} of its pages are not saved beside it: {}",
            absent.len(),
            first_names(&absent, MOST_NAMED, ", ")
        );
        missing.push(Diagnostic::finding(message).within(sitemap.display()));
    }
    Ok((found, missing))
}
