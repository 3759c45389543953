//! A file that numbers were read from.

use serde::Serialize;

use super::{Period, Program};

/// An input file, as `manifest.json` and the report name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceFile {
    /// The id of the source in `pipeline.toml`; an origin names it.
    pub id: String,
    /// The program that published it.
    pub program: Program,
    /// Its release or round; price files have none.
    pub period: Option<Period>,
    /// The path, as configured.
    pub path: String,
    /// The sha256 of its bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// Its size.
    pub bytes: usize,
}
