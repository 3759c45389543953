//! Fetching: what is wanted, from where, checked, and then all inputs and the lock changed together.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{
    Outcome, Watch, What, api,
    check::{self, Expected, Seen},
    client::{Client, Trouble, by_hand},
    clock, contact,
    lock::{Entry, How},
    look::Look,
    naming::{fits_name, place},
    plan::{self, Request, Wanted, Way},
    project::Project,
    restore::restore,
    rules::Rules,
    store::{Record, Store},
    transfer,
};
use crate::{
    catalog::{self, OewsFile},
    diag::{Diagnostic, Diagnostics},
    files, ingest,
    model::Period,
};

/// How to fetch.
#[derive(Clone, Debug)]
pub struct Options {
    /// The configuration; the inputs stand in its folder.
    pub config: PathBuf,
    /// Whom BLS may write to, when not as configured.
    pub contact: Option<String>,
    /// Make the inputs what the lock says, and change nothing else.
    pub locked: bool,
    /// Ask nobody: take from the cache only.
    pub offline: bool,
}

/// A file that is right and ready for its place.
pub(super) struct Ready {
    pub(super) entry: Entry,
    /// What is to be copied to its place; `None` when the input has these bytes already.
    pub(super) file: Option<PathBuf>,
    pub(super) outcome: Outcome,
}

/// Fetches what is asked for. Nothing is changed unless everything is right; what has arrived stays in the
/// cache.
///
/// # Errors
/// Everything that went wrong, with what to do about it.
pub fn fetch(
    request: &Request,
    options: &Options,
    watch: &mut dyn Watch,
) -> Result<Vec<Outcome>, Diagnostics> {
    let mut project = Project::open(&options.config, request.is_for_sources())?;
    let store = Store::open()?;
    let wanted = plan::plan(&project, request, clock::this_year())?;
    let ready = if options.locked || options.offline {
        restore(&project, &store, &wanted, options, watch)?
    } else {
        let _held = store.hold()?;
        let mut client = client(&project, options)?;
        get_all(&project, &store, &mut client, &wanted, watch)?
    };
    let (changes, outcomes): (Vec<_>, Vec<_>) =
        ready.into_iter().map(|ready| ((ready.entry, ready.file), ready.outcome)).unzip();
    let stays = outcomes.iter().map(|outcome| outcome.what == What::Stays);
    let changes = changes.into_iter().zip(stays).filter(|(_, stays)| !stays).map(|(change, _)| change);
    project.change(changes.collect())?;
    Ok(outcomes)
}

pub(super) fn client(project: &Project, options: &Options) -> Result<Client, Diagnostics> {
    let agent = contact::user_agent(options.contact.as_deref(), project.fetch.contact.as_deref())?;
    let rules = Rules::of(&project.fetch)?;
    let pem = project.fetch.ca_certificates.as_ref().map(|path| files::read(&project.base.join(path)));
    Client::new(rules, &agent, pem.transpose()?.as_deref())
}

/// Gets every file; what is wrong with any is told together, unless going on is pointless.
pub(super) fn get_all(
    project: &Project,
    store: &Store,
    client: &mut Client,
    wanted: &[Wanted],
    watch: &mut dyn Watch,
) -> Result<Vec<Ready>, Diagnostics> {
    let (mut ready, mut problems) = (Vec::new(), Diagnostics::default());
    for one in wanted {
        let got = Getter { project, store, client, watch, before: &ready }.get(one);
        watch.ends();
        match got {
            Ok(one) => ready.push(one),
            Err(Trouble::Final(more)) => problems.extend(about(one, &more)),
            Err(Trouble::Stop(more)) => {
                problems.extend(about(one, &more));
                break;
            }
            Err(Trouble::Gone(what) | Trouble::Busy(what) | Trouble::Passing(what, _)) => {
                problems.extend(about(one, &Diagnostic::error(what).into()));
            }
        }
    }
    problems.unless_any(())?;
    one_set(project, wanted, &mut ready)?;
    Ok(ready)
}

fn about(wanted: &Wanted, problems: &Diagnostics) -> Diagnostics {
    match &wanted.path {
        Some(path) => problems.clone().within(path),
        None => problems.clone(),
    }
}

struct Getter<'g> {
    project: &'g Project,
    store: &'g Store,
    client: &'g mut Client,
    watch: &'g mut dyn Watch,
    /// What this fetch has already.
    before: &'g [Ready],
}

impl Getter<'_> {
    fn get(&mut self, wanted: &Wanted) -> Result<Ready, Trouble> {
        match &wanted.way {
            Way::Stays => Ok(stays(self.project, wanted)?),
            Way::Series(query) => self.series(wanted, query),
            Way::Addresses(addresses) => {
                let mut asked = Vec::new();
                match self.first_of(addresses, wanted, &wanted.expected, &mut asked)? {
                    Some(arrived) => self.ready(wanted, arrived, asked),
                    None => Err(nowhere(&wanted.expected, &asked)),
                }
            }
            Way::Newest(releases) => {
                let mut asked = Vec::new();
                for (release, addresses) in releases {
                    let name =
                        addresses.first().map(|address| plan::file_name(address)).unwrap_or_default();
                    let expected = Expected {
                        period: Some(Period::Release(*release)),
                        name: name.to_owned(),
                        ..wanted.expected.clone()
                    };
                    if let Some(arrived) = self.first_of(addresses, wanted, &expected, &mut asked)? {
                        return self.ready(&Wanted { expected, ..wanted.clone() }, arrived, asked);
                    }
                }
                Err(nowhere(&wanted.expected, &asked))
            }
        }
    }

    /// What the first address gives that has anything.
    fn first_of(
        &mut self,
        addresses: &[String],
        wanted: &Wanted,
        expected: &Expected,
        asked: &mut Vec<String>,
    ) -> Result<Option<Arrived>, Trouble> {
        let (project, before) = (self.project, self.before);
        let lists = || code_lists(project, before, wanted.path.as_deref());
        for address in addresses {
            let url = self.client.rules.address(address)?;
            let seen = std::cell::RefCell::new(None);
            let look = |file: &Path| {
                let found = check::check(file, expected, &lists)
                    .map_err(|problems| at_address(&problems, &url))?;
                Ok(seen.borrow_mut().insert(found).fingerprint.clone())
            };
            match transfer::get(self.client, self.store, &url, &look, self.watch) {
                Err(Trouble::Gone(answer)) => asked.push(answer),
                Err(trouble) => return Err(trouble),
                Ok(got) => {
                    asked.push(format!("{url} answered {}", got.answer));
                    let Some(seen) = seen.into_inner() else { continue };
                    return Ok(Some(Arrived { record: got.record, series: Vec::new(), seen }));
                }
            }
        }
        Ok(None)
    }

    fn series(&mut self, wanted: &Wanted, query: &api::Query) -> Result<Ready, Trouble> {
        let mirror = self.project.fetch.mirror.clone();
        let made = api::ask(self.client, self.store, mirror.as_deref(), query, self.watch)?;
        let asked = vec![format!("{} answered {} requests", made.url, made.requests)];
        // The file that was made of the answers is checked like one that was sent.
        let partial = self.store.partial(&made.url);
        files::write(&partial.bytes, &made.bytes)?;
        let (project, before) = (self.project, self.before);
        let lists = || code_lists(project, before, wanted.path.as_deref());
        let seen = check::check(&partial.bytes, &wanted.expected, &lists)
            .inspect_err(|_| drop(partial.remove()))?
            .of_a_part();
        let record = Record {
            url: made.url,
            sha256: seen.fingerprint.sha256.clone(),
            bytes: seen.fingerprint.bytes,
            retrieved: clock::moment(),
            etag: None,
            last_modified: None,
        };
        self.store.keep(&record, &partial.bytes)?;
        partial.remove()?;
        let series = query.series.clone();
        self.ready(wanted, Arrived { record, series, seen }, asked)
    }

    /// Makes ready what arrived, and notes what was asked for it and what answered.
    fn ready(&self, wanted: &Wanted, arrived: Arrived, asked: Vec<String>) -> Result<Ready, Trouble> {
        let look = Look::new(clock::moment(), asked.clone(), &arrived.record);
        let mut ready = ready(self.project, self.store, wanted, arrived, asked)?;
        self.store.looked(&look)?;
        ready.outcome.looked = Some(look);
        Ok(ready)
    }
}

/// A file that arrived and was checked.
struct Arrived {
    record: Record,
    series: Vec<String>,
    seen: Seen,
}

fn at_address(problems: &Diagnostics, url: &reqwest::Url) -> Diagnostics {
    let told = |problem: &Diagnostic| {
        let told = Diagnostic { message: format!("{url}: {}", problem.message), ..problem.clone() };
        if told.hint.is_some() { told } else { told.hint(by_hand(url)) }
    };
    problems.iter().map(told).collect()
}

fn nowhere(expected: &Expected, asked: &[String]) -> Trouble {
    let why = if catalog::is_confirmed(expected.program) {
        "the file may have moved"
    } else {
        "the address is a guess that nobody has confirmed"
    };
    let page = catalog::download_page(expected.program);
    Diagnostic::error(format!("nothing is there: {}", asked.join("; ")))
        .hint(format!(
            "{why}: get it in a browser from {page} and run `labor-outlook add FILE`, or set `url` of the \
             source in pipeline.toml"
        ))
        .into()
}

/// A file that people brought.
fn stays(project: &Project, wanted: &Wanted) -> Result<Ready, Diagnostics> {
    let path = wanted.path.clone().unwrap_or_default();
    let content = files::fingerprint(&project.base.join(&path))?;
    let Expected { program, period, .. } = wanted.expected;
    let entry = Entry::new(&path, program, period, content, How::Found);
    let outcome = Outcome::of(&entry, What::Stays, Vec::new(), Diagnostics::default());
    Ok(Ready { entry, file: None, outcome })
}

/// The code lists for a flat file at a place: those beside it, and in their stead those that were fetched
/// just now.
fn code_lists(
    project: &Project,
    before: &[Ready],
    path: Option<&str>,
) -> Result<Vec<Vec<u8>>, Diagnostics> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let place = project.base.join(path);
    let folder = place.parent();
    let mut lists = match folder {
        Some(folder) if files::is_folder(folder) => files::beside(&place, ingest::is_code_list)?,
        _ => BTreeMap::new(),
    };
    for one in before {
        let beside = project.base.join(&one.entry.path);
        let name = plan::file_name(&one.entry.path);
        if let Some(file) = one.file.as_ref().filter(|_| beside.parent() == folder)
            && ingest::is_code_list(name)
        {
            lists.insert(name.to_owned(), files::read(file)?);
        }
    }
    Ok(lists.into_values().collect())
}

fn ready(
    project: &Project,
    store: &Store,
    wanted: &Wanted,
    arrived: Arrived,
    asked: Vec<String>,
) -> Result<Ready, Diagnostics> {
    let Arrived { record, series, seen } = arrived;
    let path = wanted.path.clone().unwrap_or_else(|| place(wanted, &seen, &series));
    let file = store.file(&record.sha256);
    fits_name(&path, &file)?;
    let mut entry = Entry::new(&path, seen.program, seen.period, seen.fingerprint.clone(), How::Fetched);
    (entry.url, entry.series) = (Some(record.url), series);
    let what = match project.input(&path)? {
        None => What::Fetched,
        Some(old) if old == seen.fingerprint => What::Unchanged,
        Some(old) => What::Changed { from: old.sha256 },
    };
    let outcome = Outcome::of(&entry, what.clone(), asked, seen.findings.within(&path));
    Ok(Ready { entry, file: (what != What::Unchanged).then_some(file), outcome })
}

/// Flat files are of one release, or not taken.
fn one_set(project: &Project, wanted: &[Wanted], ready: &mut [Ready]) -> Result<(), Diagnostics> {
    let of = |name: &str| {
        wanted
            .iter()
            .position(|one| one.expected.geography == Some(OewsFile::Flat) && one.expected.name == name)
    };
    let (Some(data), Some(release)) = (of("oe.data.0.Current"), of("oe.release")) else { return Ok(()) };
    let period = ready[data].entry.period();
    let of_release = &ready[release];
    let in_place = project.base.join(&of_release.entry.path);
    check::one_release(period, of_release.file.as_ref().unwrap_or(&in_place))
        .map_err(|problems| problems.within(&ready[data].entry.path))?;
    for (one, wanted) in ready.iter_mut().zip(wanted) {
        if wanted.expected.geography == Some(OewsFile::Flat) {
            one.entry.release = match period {
                Some(Period::Release(release)) => Some(release),
                _ => None,
            };
            one.outcome.period = period.map(|period| period.to_string());
        }
    }
    Ok(())
}
