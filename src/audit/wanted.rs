//! Whether a text has one of some words, looked for in one pass: most sentences have none, and need not be
//! read.

use std::sync::LazyLock;

use regex::Regex;

/// Words that are looked for together; bars part them.
pub struct Wanted(LazyLock<Option<Regex>>);

impl Wanted {
    /// Words, made ready where they are first looked for.
    pub const fn new(ready: fn() -> Option<Regex>) -> Self {
        Self(LazyLock::new(ready))
    }

    /// Whether a text may have one of them.
    pub fn is_in(&self, text: &str) -> bool {
        self.0.as_ref().is_none_or(|words| words.is_match(text))
    }
}
