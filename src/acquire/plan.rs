//! What is to be fetched, from where, and to where: from the sources of `pipeline.toml`, or from words
//! on the command line.

use crate::{
    catalog::{self, OEWS_FLAT_FILES, OEWS_FLAT_FOLDER, OewsFile},
    config::{Origin, Source},
    diag::{Diagnostic, Diagnostics},
    model::{Period, Program, Release},
};

use super::{
    api::Query,
    check::Expected,
    naming::{flat_folder, usual_flat_folder},
    project::{Project, folder},
};

/// One file to be fetched.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// Where it goes, from the base folder; `None` when that follows from what arrives.
    pub(super) path: Option<String>,
    pub(super) expected: Expected,
    pub(super) way: Way,
}

/// How a file is got.
#[derive(Clone, Debug)]
pub(super) enum Way {
    /// From the first of these addresses that has it.
    Addresses(Vec<String>),
    /// From the first of these releases, newest first, that exists.
    Newest(Vec<(Release, Vec<String>)>),
    /// From the API.
    Series(Query),
    /// Not at all: it was brought by hand, and stays.
    Stays,
}

/// What the command line asks for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The program; `None` for every source of `pipeline.toml`.
    pub program: Option<Program>,
    /// The release or round; `None` for the newest.
    pub period: Option<Period>,
    /// The kind of file of OEWS.
    pub geography: Option<OewsFile>,
    /// Series to ask the API for.
    pub series: Vec<String>,
    /// The years to ask the API for.
    pub years: Option<(u16, u16)>,
    /// Where to put the file, from the folder of `pipeline.toml`.
    pub path: Option<String>,
}

impl Request {
    /// Whether the sources of `pipeline.toml` are asked for, and nothing else.
    #[must_use]
    pub fn is_for_sources(&self) -> bool {
        self.program.is_none() && self.series.is_empty()
    }
}

/// The files of a request.
///
/// # Errors
/// When there is nothing like it.
pub(super) fn plan(
    project: &Project,
    request: &Request,
    this_year: u16,
) -> Result<Vec<Wanted>, Diagnostics> {
    if !request.series.is_empty() {
        return Ok(vec![of_series(project, request)?]);
    }
    let Some(program) = request.program else {
        let sources = project.sources.iter();
        return collect(sources.map(|source| of_source(project, source, true)));
    };
    let wanted = |source: &&Source| {
        source.program == program
            && request.period.is_none_or(|period| source.period == Some(period))
            && (program != Program::Oews || geography(source) == request.geography.unwrap_or_default())
    };
    // The newest may be newer than any that pipeline.toml names.
    let named = request.path.is_none() && (request.period.is_some() || no_period(program));
    let sources: Vec<&Source> = project.sources.iter().filter(wanted).filter(|_| named).collect();
    if sources.is_empty() {
        return of_words(project, program, request, this_year);
    }
    collect(sources.into_iter().map(|source| of_source(project, source, false)))
}

fn collect(
    wanted: impl Iterator<Item = Result<Vec<Wanted>, Diagnostics>>,
) -> Result<Vec<Wanted>, Diagnostics> {
    let mut problems = Diagnostics::default();
    let all: Vec<Wanted> = wanted.filter_map(|one| problems.keep(one)).flatten().collect();
    problems.unless_any(all)
}

const fn no_period(program: Program) -> bool {
    matches!(program, Program::CpiU | Program::PriceParities)
}

fn geography(source: &Source) -> OewsFile {
    source.origin.geography.unwrap_or_default()
}

/// A source of `pipeline.toml`. Files that people brought stay, unless one is asked for by name or
/// has an address of its own.
fn of_source(project: &Project, source: &Source, stay: bool) -> Result<Vec<Wanted>, Diagnostics> {
    let own = &source.origin;
    let oews = (source.program == Program::Oews).then(|| geography(source));
    let expected = |name: &str| Expected {
        program: source.program,
        period: source.period,
        geography: oews.filter(|_| own.url.is_none() || own.geography.is_some()),
        name: name.to_owned(),
    };
    let one = |way: Way, name: &str| {
        vec![Wanted { path: Some(source.path.clone()), expected: expected(name), way }]
    };
    let name = file_name(&source.path);
    if !own.series.is_empty() {
        return Ok(one(Way::Series(Query::of_source(source)), name));
    }
    if let Some(url) = &own.url {
        return Ok(one(Way::Addresses(vec![url.clone()]), file_name(url)));
    }
    let by_hand = project
        .lock
        .inputs
        .get(&source.path)
        .map_or_else(|| project.base.join(&source.path).exists(), |entry| entry.url.is_none());
    if stay && by_hand && project.base.join(&source.path).exists() {
        return Ok(one(Way::Stays, name));
    }
    if oews == Some(OewsFile::Flat) {
        let folder = flat_folder(&source.path);
        return Ok(flat(project, source.origin.mirror.as_deref(), folder, source.period));
    }
    let addresses = official(source.program, source.period, geography(source))?;
    let name = file_name(&addresses[0]).to_owned();
    let addresses = mirrored(project, own, addresses);
    Ok(one(Way::Addresses(addresses), &name))
}

/// What the words of the command line ask for.
fn of_words(
    project: &Project,
    program: Program,
    request: &Request,
    this_year: u16,
) -> Result<Vec<Wanted>, Diagnostics> {
    let geography = (program == Program::Oews).then(|| request.geography.unwrap_or_default());
    let origin = Origin::default();
    if geography == Some(OewsFile::Flat) {
        let folder = request.path.clone().unwrap_or_else(usual_flat_folder);
        return Ok(flat(project, None, folder.trim_end_matches('/'), request.period));
    }
    let (way, name) = match (program, request.period, geography) {
        (Program::Oews, None, Some(file)) => {
            let releases: Vec<(Release, Vec<String>)> = (catalog::FIRST_OEWS_YEAR..=this_year)
                .rev()
                .map(Release::may)
                .map(|release| {
                    (release, mirrored(project, &origin, catalog::oews_addresses(release, file)))
                })
                .filter(|(_, addresses)| !addresses.is_empty())
                .collect();
            (Way::Newest(releases), String::new())
        }
        (_, period, geography) => {
            let addresses = official(program, period, geography.unwrap_or_default())?;
            let name = file_name(&addresses[0]).to_owned();
            (Way::Addresses(mirrored(project, &origin, addresses)), name)
        }
    };
    // The newest is named after what arrives.
    let told = request.period.is_some_and(|_| program == Program::Oews) || no_period(program);
    let usual = told.then(|| format!("{}/{name}", folder(program)));
    let expected = Expected { program, period: request.period, geography, name };
    Ok(vec![Wanted { path: request.path.clone().or(usual), expected, way }])
}

/// The addresses at which the agency offers a file.
fn official(
    program: Program,
    period: Option<Period>,
    file: OewsFile,
) -> Result<Vec<String>, Diagnostics> {
    let addresses = match (program, period) {
        (Program::Oews, Some(Period::Release(release))) => catalog::oews_addresses(release, file),
        _ => catalog::addresses(program).iter().map(|&address| address.to_owned()).collect(),
    };
    if addresses.is_empty() {
        let of = match period {
            Some(Period::Release(release)) => format!(" of {}", release.in_words()),
            _ => String::new(),
        };
        return Err(Diagnostic::error(format!("BLS offers no {} tables{of} for download", file.name()))
            .hint(format!(
                "the first release is {}; before 2003 there are national and state tables only",
                catalog::FIRST_OEWS_YEAR
            ))
            .into());
    }
    Ok(addresses)
}

/// The flat files, which make a set.
fn flat(project: &Project, mirror: Option<&str>, folder: &str, period: Option<Period>) -> Vec<Wanted> {
    let origin = Origin { mirror: mirror.map(str::to_owned), ..Origin::default() };
    let file = |name: &&str| Wanted {
        path: Some(if folder.is_empty() { (*name).to_owned() } else { format!("{folder}/{name}") }),
        expected: Expected {
            program: Program::Oews,
            period,
            geography: Some(OewsFile::Flat),
            name: (*name).to_owned(),
        },
        way: Way::Addresses(mirrored(project, &origin, vec![format!("{OEWS_FLAT_FOLDER}{name}")])),
    };
    OEWS_FLAT_FILES.iter().map(file).collect()
}

/// Series that the command line names.
fn of_series(project: &Project, request: &Request) -> Result<Wanted, Diagnostics> {
    let query = Query::of_words(&request.series, request.years)?;
    let program = query.program;
    let period = None;
    let source = project
        .sources
        .iter()
        .find(|source| source.program == program && source.origin.series == request.series);
    let path = request.path.clone().or_else(|| source.map(|source| source.path.clone()));
    let expected = Expected { program, period, geography: None, name: String::new() };
    Ok(Wanted { path, expected, way: Way::Series(query) })
}

/// The same addresses on the mirror, where there is one.
fn mirrored(project: &Project, origin: &Origin, addresses: Vec<String>) -> Vec<String> {
    let Some(root) = origin.mirror.as_ref().or(project.fetch.mirror.as_ref()) else { return addresses };
    addresses.iter().map(|address| on_mirror(root, address)).collect()
}

/// An address with the root of a mirror in the place of its host.
pub(super) fn on_mirror(root: &str, address: &str) -> String {
    let path = address
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('/'))
        .map_or("", |(_, path)| path);
    format!("{}/{path}", root.trim_end_matches('/'))
}

/// The last part of a path or an address.
pub(super) fn file_name(path: &str) -> &str {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}
