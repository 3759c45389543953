//! Inputs made again what the lock says, and nothing else changed.

use super::{
    Outcome, Watch, What,
    fetch::{Options, Ready, client, get_all},
    lock::{Entry, short},
    plan::{Wanted, Way},
    project::Project,
    store::Store,
};
use crate::diag::{Diagnostic, Diagnostics};

/// Makes the inputs what the lock says: from the inputs themselves, from the cache, and, unless offline, from
/// their addresses.
pub(super) fn restore(
    project: &Project,
    store: &Store,
    wanted: &[Wanted],
    options: &Options,
    watch: &mut dyn Watch,
) -> Result<Vec<Ready>, Diagnostics> {
    let (mut ready, mut missing, mut problems) = (Vec::new(), Vec::new(), Diagnostics::default());
    for one in wanted {
        let entry = one.path.as_ref().and_then(|path| project.lock.inputs.get(path));
        match problems.keep(at_hand(project, store, one, entry, options)) {
            Some(Some(one)) => ready.push(one),
            Some(None) => missing.extend(entry.map(|entry| (one, entry))),
            None => {}
        }
    }
    if missing.is_empty() || !problems.is_empty() {
        return problems.unless_any(ready);
    }
    let _held = store.hold()?;
    let mut client = client(project, options)?;
    let again: Vec<Wanted> = missing.iter().map(|(one, entry)| from_lock(one, entry)).collect();
    for got in get_all(project, store, &mut client, &again, watch)? {
        let locked = project.lock.inputs.get(&got.entry.path);
        match locked.filter(|locked| locked.sha256 != got.entry.sha256) {
            Some(locked) => problems.push(other_bytes(locked, &got.entry)),
            None => ready.push(Ready { entry: locked.cloned().unwrap_or(got.entry), ..got }),
        }
    }
    problems.unless_any(ready)
}

/// What the inputs or the cache have; `None` when the address must be asked.
fn at_hand(
    project: &Project,
    store: &Store,
    wanted: &Wanted,
    entry: Option<&Entry>,
    options: &Options,
) -> Result<Option<Ready>, Diagnostics> {
    let path = wanted.path.as_deref().unwrap_or("what is asked for");
    let Some(entry) = entry else {
        return Err(Diagnostic::error("is not in pipeline.lock, and nothing else may be fetched now")
            .hint("run `labor-outlook fetch` without --locked and --offline, or `labor-outlook lock` if the file is there")
            .within(path)
            .into());
    };
    let outcome = |what| Outcome::of(entry, what, Vec::new(), Diagnostics::default());
    if project.input(&entry.path)?.is_some_and(|found| found.sha256 == entry.sha256) {
        return Ok(Some(Ready { entry: entry.clone(), file: None, outcome: outcome(What::Unchanged) }));
    }
    if store.holds(&entry.sha256)? {
        let mut outcome = outcome(What::Restored);
        let record = store.record(&entry.sha256)?;
        outcome.asked = record.iter().map(|it| format!("{} of {}", it.url, it.retrieved)).collect();
        let file = Some(store.file(&entry.sha256));
        return Ok(Some(Ready { entry: entry.clone(), file, outcome }));
    }
    if options.offline || entry.url.is_none() {
        let why = if options.offline {
            "and --offline asks nobody"
        } else {
            "and pipeline.lock has no address of them"
        };
        return Err(Diagnostic::error(format!(
            "the bytes of pipeline.lock ({}) are neither in place nor in the cache, {why}",
            short(&entry.sha256)
        ))
        .hint("get the file from version control or from who has it, and run `labor-outlook add FILE --as PATH`")
        .within(&entry.path)
        .into());
    }
    Ok(None)
}

/// The same file, from the address of the lock.
fn from_lock(wanted: &Wanted, entry: &Entry) -> Wanted {
    let way = match (&wanted.way, &entry.url) {
        (Way::Series(query), _) => Way::Series(query.clone()),
        (_, Some(url)) => Way::Addresses(vec![url.clone()]),
        (way, None) => way.clone(),
    };
    Wanted { path: Some(entry.path.clone()), way, ..wanted.clone() }
}

fn other_bytes(locked: &Entry, got: &Entry) -> Diagnostic {
    Diagnostic::error(format!(
        "the address has other bytes now: sha256 {}, and pipeline.lock has {} of {}",
        short(&got.sha256),
        short(&locked.sha256),
        locked.date
    ))
    .hint("BLS may have replaced the file: `labor-outlook fetch` without --locked takes the new one")
    .within(&locked.path)
}
