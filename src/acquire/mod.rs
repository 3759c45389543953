//! Inputs from where they are published: fetched politely, checked, kept by hash, and locked. The only
//! room that names the network and the clock.

mod accepted;
mod add;
mod answer;
mod api;
mod check;
mod client;
mod clock;
mod contact;
mod fetch;
mod kept;
mod lock;
mod look;
mod naming;
mod plan;
mod project;
mod restore;
mod rules;
mod store;
mod transfer;

use std::time::Duration;

use serde::Serialize;

pub use accepted::{Accepted, accept_changes};
pub use add::{Addition, add};
pub use clock::{check_clock, day};
pub use fetch::{Options, fetch};
pub use kept::{Locked, locked};
pub use lock::{Entry, How, LOCK, Lock, files_of};
pub use look::{Look, looks};
pub use plan::Request;
pub use project::{accept, check_locked, settle};

use crate::{diag::Diagnostics, model::Program};

/// Who is told how downloads go on.
pub trait Watch {
    /// Bytes of something begin to arrive, of which some may be here already.
    fn begins(&mut self, what: &str, bytes: u64, total: Option<u64>);
    /// So many bytes are here.
    fn has(&mut self, bytes: u64);
    /// Something failed, and is tried again after a wait.
    fn waiting(&mut self, why: &str, wait: Duration);
    /// The transfer is over.
    fn ends(&mut self);
}

/// What became of an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// It is new.
    Fetched,
    /// It is new, and was brought by hand.
    Added,
    /// It is what it was.
    Unchanged,
    /// It took the place of other bytes.
    Changed {
        /// The sha256 of those.
        from: String,
    },
    /// It came from the cache.
    Restored,
    /// It was brought by hand, and nobody was asked.
    Stays,
}

/// What was done for an input: what was asked, what answered, and what it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The file, from the folder of `pipeline.toml`.
    pub path: String,
    /// The program.
    pub program: Program,
    /// The release or round.
    pub period: Option<String>,
    /// What became of it.
    pub what: What,
    /// The sha256 of its bytes.
    pub sha256: String,
    /// Their number.
    pub bytes: u64,
    /// What was asked, and what answered.
    pub asked: Vec<String>,
    /// What was found when it was asked; none of what was not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub looked: Option<Look>,
    /// What is odd about it.
    #[serde(skip)]
    pub findings: Diagnostics,
}

impl Outcome {
    /// Findings are told of what is taken, and not again whenever it is still the same.
    fn of(entry: &Entry, what: What, asked: Vec<String>, findings: Diagnostics) -> Self {
        let findings = if what == What::Unchanged { Diagnostics::default() } else { findings };
        Self {
            path: entry.path.clone(),
            program: entry.program,
            period: entry
                .release
                .map(|release| release.to_string())
                .or_else(|| entry.round.map(|round| round.to_string())),
            what,
            sha256: entry.sha256.clone(),
            bytes: entry.bytes,
            asked,
            looked: None,
            findings,
        }
    }
}
