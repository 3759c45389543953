//! Every access to the disk: reading, hashing, walking a folder, and replacing a folder or several
//! files at once. Each error names the path and says what to do.
#![expect(clippy::disallowed_methods, reason = "this room is the door to the disk")]

mod cache;
mod changes;
mod growing;
mod opened;
mod together;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

pub use cache::{cache_root, remove_unused};
pub use changes::{Change, change_all};
pub use growing::{Growing, grow};
pub use opened::{
    Fingerprint, Opened, Rest, beginning, fingerprint, fingerprint_if_there, open, sha256,
};
pub use together::{Next, finish_replacing, is_replacing, replace_files};

use crate::diag::{Diagnostic, Diagnostics};

/// Files of a folder by their path in it, with `/` between the parts on every system.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// The bytes of a file.
///
/// # Errors
/// When it cannot be read; the hint says whether it is missing.
pub fn read(path: &Path) -> Result<Vec<u8>, Diagnostics> {
    fs::read(path).map_err(|error| failure("cannot read", path, &error))
}

/// The bytes of a file that a person named, whose path starts where the person is.
///
/// # Errors
/// When it cannot be read; the hint says whether it is missing.
pub fn read_named(path: &Path) -> Result<Vec<u8>, Diagnostics> {
    fs::read(path).map_err(|error| named(path, &error))
}

fn named(path: &Path, error: &io::Error) -> Diagnostics {
    match error.kind() {
        io::ErrorKind::NotFound => Diagnostic::error(format!("cannot read: {error}"))
            .hint("check the path")
            .within(path.display())
            .into(),
        _ => unreadable(path, error),
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Diagnostics {
    failure("cannot read", path, error)
}

/// The files of the folder of a file whose names are `wanted`, with their bytes, by name.
///
/// # Errors
/// When the folder cannot be listed, or one of them not read.
pub fn beside(path: &Path, wanted: fn(&str) -> bool) -> Result<BTreeMap<String, Vec<u8>>, Diagnostics> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let failed = |error: &io::Error| failure("cannot list", folder, error);
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(|error| failed(&error))? {
        let entry = entry.map_err(|error| failed(&error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if wanted(&name) && entry.path() != path && entry.path().is_file() {
            found.insert(name, read(&entry.path())?);
        }
    }
    Ok(found)
}

/// Whether a path is that of a folder.
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// The bytes of a file; `None` when there is none.
///
/// # Errors
/// When it is there and cannot be read.
pub fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, Diagnostics> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failure("cannot read", path, &error)),
    }
}

/// The text of a UTF-8 file.
///
/// # Errors
/// When it cannot be read, or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, Diagnostics> {
    String::from_utf8(read(path)?).map_err(|error| {
        let position = error.utf8_error().valid_up_to();
        Diagnostic::error(format!("not UTF-8: byte {position} starts no character"))
            .hint("save the file as UTF-8")
            .within(path.display())
            .into()
    })
}

/// Whether a folder holds anything; an absent one holds nothing.
///
/// # Errors
/// When it is no folder or cannot be listed.
pub fn has_entries(folder: &Path) -> Result<bool, Diagnostics> {
    if !folder.exists() {
        return Ok(false);
    }
    let listing = fs::read_dir(folder).map_err(|error| failure("cannot list", folder, &error))?;
    Ok(listing.into_iter().next().is_some())
}

/// Every file below a folder, by its path in it; an absent folder is empty. Links are not followed.
///
/// # Errors
/// When the folder or one in it cannot be listed.
pub fn list(folder: &Path) -> Result<BTreeSet<PathBuf>, Diagnostics> {
    let mut found = BTreeSet::new();
    if folder.exists() {
        list_below(folder, Path::new(""), &mut found)?;
    }
    Ok(found)
}

fn list_below(folder: &Path, prefix: &Path, found: &mut BTreeSet<PathBuf>) -> Result<(), Diagnostics> {
    let failed = |error: &io::Error| failure("cannot list", folder, error);
    for entry in fs::read_dir(folder).map_err(|error| failed(&error))? {
        let entry = entry.map_err(|error| failed(&error))?;
        let below = prefix.join(entry.file_name());
        if entry.file_type().map_err(|error| failed(&error))?.is_dir() {
            list_below(&entry.path(), &below, found)?;
        } else {
            found.insert(below);
        }
    }
    Ok(())
}

/// Makes a folder hold exactly the files of a tree and those of its own that are to be kept, all at
/// once: they are written beside it, flushed to the disk, and exchanged with the folder in one step,
/// so that a run that fails or is killed leaves the folder as it was. Only one program may do this to
/// a folder at a time.
///
/// # Errors
/// When another run is writing, or the disk refuses; the folder is then as it was.
pub fn replace_folder(folder: &Path, tree: &Tree, kept: &BTreeSet<PathBuf>) -> Result<(), Diagnostics> {
    let folder = resolve(folder)?;
    let beside = |suffix: &str| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        folder.with_file_name(format!(".{name}.{suffix}"))
    };
    let _lock = lock(&beside("lock"))?;
    let staging = beside("staging");
    remove_folder(&staging)?;
    write_tree(&staging, tree)?;
    for name in kept {
        keep(&folder.join(name), &staging.join(name))?;
    }
    exchange(&staging, &folder)?;
    remove_folder(&staging)
}

/// Makes a folder with those above it; one that is there stays as it is.
///
/// # Errors
/// When the disk refuses.
pub fn make_folder(folder: &Path) -> Result<(), Diagnostics> {
    fs::create_dir_all(folder).map_err(|error| failure("cannot make", folder, &error))
}

/// Whether a path is a link, which leads elsewhere.
#[must_use]
pub fn is_link(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink())
}

/// Adds bytes to the end of a file, which is made where there is none.
///
/// # Errors
/// When the disk refuses.
pub fn append(path: &Path, bytes: &[u8]) -> Result<(), Diagnostics> {
    use io::Write;
    let mut options = fs::OpenOptions::new();
    let added = options.append(true).create(true).open(path).and_then(|mut file| file.write_all(bytes));
    added.map_err(|error| failure("cannot write", path, &error))
}

/// Puts a file in a second place as it is, with its times and permissions; copies it on disks that
/// cannot have a file in two places.
fn keep(file: &Path, place: &Path) -> Result<(), Diagnostics> {
    make_parent(place)?;
    fs::hard_link(file, place)
        .or_else(|_| fs::copy(file, place).map(drop))
        .map_err(|error| failure("cannot keep", file, &error))
}

fn make_parent(path: &Path) -> Result<(), Diagnostics> {
    let Some(parent) = path.parent() else { return Ok(()) };
    fs::create_dir_all(parent).map_err(|error| failure("cannot make", parent, &error))
}

/// The folder itself, where the path is a link to one, with its parent made.
fn resolve(folder: &Path) -> Result<PathBuf, Diagnostics> {
    if folder.exists() {
        return folder.canonicalize().map_err(|error| failure("cannot resolve", folder, &error));
    }
    let absolute =
        std::path::absolute(folder).map_err(|error| failure("cannot resolve", folder, &error))?;
    make_parent(&absolute)?;
    Ok(absolute)
}

fn lock(path: &Path) -> Result<Held, Diagnostics> {
    hold(
        path,
        "another run is writing these outputs",
        "wait for it to end, or give another folder with --output-dir",
    )
}

/// A lock that is held until this is dropped, or the program ends in whatever way.
#[derive(Debug)]
pub struct Held {
    _file: fs::File,
    path: PathBuf,
}

/// Takes its file away, which would else stand in people's folders as something new.
impl Drop for Held {
    fn drop(&mut self) {
        // Elsewhere an open file cannot be removed, or its successor not be told from it.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Whether a file still has its name: whoever held it before may have removed it as it was opened.
#[cfg(unix)]
fn has_its_name(file: &fs::File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let of = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let (own, named) = (file.metadata().ok().map(of), path.metadata().ok().map(of));
    own.is_some() && own == named
}

#[cfg(not(unix))]
fn has_its_name(_file: &fs::File, _path: &Path) -> bool {
    true
}

/// Takes the lock that a file stands for; its folder is made. `taken` and `hint` are said when
/// another program holds it.
///
/// # Errors
/// When another program holds it, or the disk refuses.
pub fn hold(path: &Path, taken: &str, hint: &str) -> Result<Held, Diagnostics> {
    make_parent(path)?;
    loop {
        let file = fs::File::create(path).map_err(|error| failure("cannot write", path, &error))?;
        file.try_lock().map_err(|error| match error {
            fs::TryLockError::WouldBlock => {
                Diagnostics::from(Diagnostic::error(taken).hint(hint).within(path.display()))
            }
            fs::TryLockError::Error(error) => failure("cannot lock", path, &error),
        })?;
        if has_its_name(&file, path) {
            return Ok(Held { _file: file, path: path.to_path_buf() });
        }
    }
}

/// Writes a file in one step: beside its place, flushed, and renamed. Its folder is made. A link is
/// followed; a device or a pipe is written to, since it cannot be replaced.
///
/// # Errors
/// When the disk refuses; the file is then as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Diagnostics> {
    if path.metadata().is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        let opened = fs::OpenOptions::new().write(true).open(path);
        let written = opened.and_then(|mut device| io::Write::write_all(&mut device, bytes));
        return written.map_err(|error| failure("cannot write", path, &error));
    }
    let place = if is_link(path) { resolve(path)? } else { path.to_path_buf() };
    stage(&place, bytes)?;
    rename(&staging_of(&place), &place)
}

/// Writes a file in one step and leaves it to the system when it reaches the disk: for what can be
/// made again, and is checked when it is read. Its folder is made.
///
/// # Errors
/// When the disk refuses.
pub fn keep_for_later(path: &Path, bytes: &[u8]) -> Result<(), Diagnostics> {
    use io::Write;
    make_parent(path)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let failed = |error: &_| failure("cannot write", path, error);
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|error| failed(&error))?;
    file.write_all(bytes).map_err(|error| failed(&error))?;
    file.persist(path).map(drop).map_err(|error| failed(&error.error))
}

/// Copies a file in one step, like [`write()`]; `sha256` is what it must have.
///
/// # Errors
/// When the file has other bytes, or the disk refuses; what was in the place of the copy stays.
pub fn copy(from: &Path, sha256: &str, path: &Path) -> Result<(), Diagnostics> {
    stage_with(path, |staged| opened::copy_known(from, sha256, staged, path))?;
    rename(&staging_of(path), path)
}

/// Gives a file another name, in whose place there may be an older one.
///
/// # Errors
/// When the disk refuses.
pub fn rename(from: &Path, to: &Path) -> Result<(), Diagnostics> {
    make_parent(to)?;
    fs::rename(from, to).map_err(|error| failure("cannot replace", to, &error))
}

/// Removes a file; one that is not there is removed already.
///
/// # Errors
/// When the disk refuses.
pub fn remove(path: &Path) -> Result<(), Diagnostics> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(failure("cannot remove", path, &error))
        }
        _ => Ok(()),
    }
}

/// Where the new bytes of a file stand until they take its place.
fn staging_of(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.staging"))
}

/// Writes the new bytes of a file beside its place; what cannot be written whole is removed.
fn stage(path: &Path, bytes: &[u8]) -> Result<(), Diagnostics> {
    stage_with(path, |staged| {
        write_flushed(staged, bytes).map_err(|error| failure("cannot write", path, &error))
    })
}

fn stage_with(path: &Path, write: impl Fn(&Path) -> Result<(), Diagnostics>) -> Result<(), Diagnostics> {
    let staged = staging_of(path);
    make_parent(&staged)?;
    write(&staged).inspect_err(|_| drop(fs::remove_file(&staged)))
}

fn write_tree(folder: &Path, tree: &Tree) -> Result<(), Diagnostics> {
    fs::create_dir_all(folder).map_err(|error| failure("cannot make", folder, &error))?;
    // Side by side, because a disk flushes many files in little more time than one.
    tree.par_iter().try_for_each(|(name, bytes)| {
        let path = folder.join(name);
        make_parent(&path)?;
        write_flushed(&path, bytes).map_err(|error| failure("cannot write", &path, &error))
    })
}

fn write_flushed(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_through(path, |file| io::Write::write_all(file, bytes))
}

fn write_through(path: &Path, write: impl FnOnce(&mut fs::File) -> io::Result<()>) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    write(&mut file)?;
    file.sync_all()
}

/// Puts `staging` in the place of `folder`. Where both exist the system exchanges them in one step.
fn exchange(staging: &Path, folder: &Path) -> Result<(), Diagnostics> {
    if folder.exists() {
        swap(staging, folder).map_err(|error| failure("cannot replace", folder, &error))
    } else {
        fs::rename(staging, folder).map_err(|error| failure("cannot write", folder, &error))
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn swap(staging: &Path, folder: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, staging, CWD, folder, RenameFlags::EXCHANGE)?)
}

/// Elsewhere two renames are the best there is: between them the old folder has another name.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn swap(staging: &Path, folder: &Path) -> io::Result<()> {
    let aside = folder.with_extension("previous");
    fs::rename(folder, &aside)?;
    fs::rename(staging, folder).inspect_err(|_| drop(fs::rename(&aside, folder)))?;
    fs::rename(aside, staging)
}

/// Removes a folder with all that is in it; one that is not there is removed already.
///
/// # Errors
/// When the disk refuses.
pub fn remove_folder(folder: &Path) -> Result<(), Diagnostics> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(failure("cannot remove", folder, &error))
        }
        _ => Ok(()),
    }
}

fn failure(what: &str, path: &Path, error: &io::Error) -> Diagnostics {
    let diagnostic = Diagnostic::error(format!("{what}: {error}")).within(path.display());
    match error.kind() {
        io::ErrorKind::NotFound => {
            diagnostic.hint("check the path; it is taken from the folder of pipeline.toml")
        }
        io::ErrorKind::PermissionDenied => {
            diagnostic.hint("check the permissions of the file and its folder")
        }
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            diagnostic.hint("a file stands there; name a folder")
        }
        io::ErrorKind::StorageFull => diagnostic.hint("the disk is full; nothing was changed"),
        io::ErrorKind::ReadOnlyFilesystem => diagnostic.hint(
            "the disk is read-only; give a writable folder with --output-dir, and a writable cache \
             with LABOR_OUTLOOK_CACHE",
        ),
        _ => diagnostic,
    }
    .into()
}
