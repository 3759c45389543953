//! Gives the program a digest of the sources that decide what a file is read as. Tables that another
//! version of them has read are of no use to this one, and nobody has to remember to say so.
#![expect(clippy::disallowed_methods, reason = "a build has no other door to the disk")]

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::{Path, PathBuf},
};

/// The rooms of which a table is made, and the versions of the libraries that they use.
const DECIDE: [&str; 6] =
    ["src/model", "src/catalog", "src/ingest", "src/panel", "src/pipeline", "Cargo.lock"];

fn main() -> io::Result<()> {
    let mut digest = DefaultHasher::new();
    for path in DECIDE {
        println!("cargo::rerun-if-changed={path}");
        add(Path::new(path), &mut digest)?;
    }
    println!("cargo::rustc-env=LABOR_OUTLOOK_READERS={:016x}", digest.finish());
    Ok(())
}

fn add(path: &Path, digest: &mut DefaultHasher) -> io::Result<()> {
    if !path.is_dir() {
        path.to_string_lossy().hash(digest);
        fs::read(path)?.hash(digest);
        return Ok(());
    }
    let entries: io::Result<Vec<PathBuf>> = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect();
    let mut entries = entries?;
    entries.sort();
    entries.iter().try_for_each(|entry| add(entry, digest))
}
