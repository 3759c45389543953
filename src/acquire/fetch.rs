//! Fetching: what is wanted, from where, checked, and then all inputs and the lock changed together.

use std::path::PathBuf;

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
    catalog::OewsFile,
    diag::{Diagnostic, Diagnostics},
    files,
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
    /// `None` when the input has these bytes already.
    pub(super) bytes: Option<Vec<u8>>,
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
        ready.into_iter().map(|ready| ((ready.entry, ready.bytes), ready.outcome)).unzip();
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
        let got = Getter { project, store, client, watch }.get(one);
        watch.ends();
        match got {
            Ok(one) => ready.push(one),
            Err(Trouble::Final(more)) => problems.extend(about(one, &more)),
            Err(Trouble::Stop(more)) => {
                problems.extend(about(one, &more));
                break;
            }
            Err(Trouble::Gone(what) | Trouble::Passing(what, _)) => {
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
}

impl Getter<'_> {
    fn get(&mut self, wanted: &Wanted) -> Result<Ready, Trouble> {
        match &wanted.way {
            Way::Stays => Ok(stays(self.project, wanted)?),
            Way::Series(query) => self.series(wanted, query),
            Way::Addresses(addresses) => {
                let mut asked = Vec::new();
                match self.first_of(addresses, &wanted.expected, &mut asked)? {
                    Some(arrived) => self.ready(wanted, arrived, asked),
                    None => Err(nowhere(&asked)),
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
                    if let Some(arrived) = self.first_of(addresses, &expected, &mut asked)? {
                        return self.ready(&Wanted { expected, ..wanted.clone() }, arrived, asked);
                    }
                }
                Err(nowhere(&asked))
            }
        }
    }

    /// What the first address gives that has anything.
    fn first_of(
        &mut self,
        addresses: &[String],
        expected: &Expected,
        asked: &mut Vec<String>,
    ) -> Result<Option<Arrived>, Trouble> {
        for address in addresses {
            let url = self.client.rules.address(address)?;
            let seen = std::cell::RefCell::new(None);
            let look = |bytes: &[u8]| {
                let found =
                    check::check(bytes, expected).map_err(|problems| at_address(&problems, &url))?;
                *seen.borrow_mut() = Some(found);
                Ok(())
            };
            match transfer::get(self.client, self.store, &url, &look, self.watch) {
                Err(Trouble::Gone(answer)) => asked.push(answer),
                Err(trouble) => return Err(trouble),
                Ok(got) => {
                    asked.push(format!("{url} answered {}", got.answer));
                    let Some(seen) = seen.into_inner() else { continue };
                    return Ok(Some(Arrived {
                        bytes: got.bytes,
                        record: got.record,
                        series: Vec::new(),
                        seen,
                    }));
                }
            }
        }
        Ok(None)
    }

    fn series(&mut self, wanted: &Wanted, query: &api::Query) -> Result<Ready, Trouble> {
        let mirror = self.project.fetch.mirror.clone();
        let made = api::ask(self.client, self.store, mirror.as_deref(), query, self.watch)?;
        let asked = vec![format!("{} answered {} requests", made.url, made.requests)];
        let seen = Seen {
            program: wanted.expected.program,
            period: wanted.expected.period.or(made.release.map(Period::Release)),
            findings: Diagnostics::default(),
        };
        let series = query.series.clone();
        let record = Record {
            url: made.url,
            sha256: files::sha256(&made.bytes),
            bytes: made.bytes.len() as u64,
            retrieved: clock::moment(),
            etag: None,
            last_modified: None,
        };
        self.store.keep(&record, &made.bytes)?;
        self.ready(wanted, Arrived { bytes: made.bytes, record, series, seen }, asked)
    }

    /// Makes ready what arrived, and notes what was asked for it and what answered.
    fn ready(&self, wanted: &Wanted, arrived: Arrived, asked: Vec<String>) -> Result<Ready, Trouble> {
        let look = Look::new(clock::moment(), asked.clone(), &arrived.record);
        let mut ready = ready(self.project, wanted, arrived, asked)?;
        self.store.looked(&look)?;
        ready.outcome.looked = Some(look);
        Ok(ready)
    }
}

/// A file that arrived and was checked.
struct Arrived {
    bytes: Vec<u8>,
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

fn nowhere(asked: &[String]) -> Trouble {
    Diagnostic::error(format!("nothing is there: {}", asked.join("; ")))
        .hint(
            "BLS may have moved the file: set `url` of the source in pipeline.toml, or get it by hand and run \
             `labor-outlook add FILE`",
        )
        .into()
}

/// A file that people brought.
fn stays(project: &Project, wanted: &Wanted) -> Result<Ready, Diagnostics> {
    let path = wanted.path.clone().unwrap_or_default();
    let bytes = project.input(&path)?.unwrap_or_default();
    let Expected { program, period, .. } = wanted.expected;
    let entry = Entry::new(&path, program, period, &bytes, How::Found);
    let outcome = Outcome::of(&entry, What::Stays, Vec::new(), Diagnostics::default());
    Ok(Ready { entry, bytes: None, outcome })
}

fn ready(
    project: &Project,
    wanted: &Wanted,
    arrived: Arrived,
    asked: Vec<String>,
) -> Result<Ready, Diagnostics> {
    let Arrived { bytes, record, series, seen } = arrived;
    let path = wanted.path.clone().unwrap_or_else(|| place(wanted, &seen, &series));
    fits_name(&path, &bytes)?;
    let mut entry = Entry::new(&path, seen.program, seen.period, &bytes, How::Fetched);
    (entry.url, entry.series) = (Some(record.url), series);
    let old = project.input(&path)?;
    let what = match &old {
        None => What::Fetched,
        Some(old) if *old == bytes => What::Unchanged,
        Some(old) => What::Changed { from: files::sha256(old) },
    };
    let outcome = Outcome::of(&entry, what.clone(), asked, seen.findings.within(&path));
    Ok(Ready { entry, bytes: (what != What::Unchanged).then_some(bytes), outcome })
}

/// Flat files are of one release, or not taken.
fn one_set(project: &Project, wanted: &[Wanted], ready: &mut [Ready]) -> Result<(), Diagnostics> {
    let of = |name: &str| {
        wanted
            .iter()
            .position(|one| one.expected.geography == Some(OewsFile::Flat) && one.expected.name == name)
    };
    let (Some(data), Some(release)) = (of("oe.data.0.Current"), of("oe.release")) else { return Ok(()) };
    let bytes = |at: usize| -> Result<Vec<u8>, Diagnostics> {
        let Some(one) = ready.get(at) else { return Ok(Vec::new()) };
        match &one.bytes {
            Some(bytes) => Ok(bytes.clone()),
            None => Ok(project.input(&one.entry.path)?.unwrap_or_default()),
        }
    };
    let asked = match wanted[data].expected.period {
        Some(Period::Release(release)) => Some(release),
        _ => None,
    };
    let found = check::one_release(&bytes(data)?, &bytes(release)?, asked)
        .map_err(|problems| problems.within(&ready[data].entry.path))?;
    for (one, wanted) in ready.iter_mut().zip(wanted) {
        if wanted.expected.geography == Some(OewsFile::Flat) {
            one.entry.release = Some(found);
            one.outcome.period = Some(found.to_string());
        }
    }
    Ok(())
}
