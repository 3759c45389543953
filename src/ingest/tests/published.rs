//! The published files, where they are at hand: `../shared/data` beside the repository. A test says
//! so when they are not.

use std::path::{Path, PathBuf};

use crate::{files, ingest::inspect};

/// A file of the published data; `None`, said on the way, where the data are not at hand.
fn published(path: &str) -> Option<Vec<u8>> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(path);
    let shared = path.exists().then_some(path.clone()).or_else(|| {
        let path = std::env::var_os("LABOR_OUTLOOK_DATA").map(PathBuf::from)?.join(path.file_name()?);
        path.exists().then_some(path)
    });
    if shared.is_none() {
        println!("skipped: {} is not at hand", path.display());
    }
    files::read(&shared?).ok()
}

#[test]
fn dump() {
    let Ok(list) = std::env::var("DUMP") else { return };
    for path in list.lines() {
        let bytes = files::read(Path::new(path)).unwrap();
        let start = std::time::Instant::now();
        let inspection = inspect(path, &bytes);
        let took = start.elapsed();
        println!("== {path} {took:?}\n{}", serde_json::to_string(&inspection).unwrap());
    }
}
