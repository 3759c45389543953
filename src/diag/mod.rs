//! What is said to a person about a place in a file: errors and findings with file, line, column and
//! a hint, collected so that everything wrong is told at once.

mod condensed;
pub mod rules;

use std::{error::Error, fmt};

use serde::Serialize;

/// How bad it is; decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The work could not be done.
    Error,
    /// The work was done and something needs attention.
    Finding,
}

/// A place in a file; lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file, as the user named it.
    pub file: String,
    /// The line.
    pub line: Option<u64>,
    /// The column.
    pub column: Option<u64>,
    /// What the file is made of, where it holds several things: the member of a zip and the cell of
    /// a sheet, such as `state_M2013_dl.xls/state_dl!H17`. Empty for a plain text file.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub part: String,
}

/// A kind of finding. Its id never changes its meaning, because baselines and code-scanning services
/// remember it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Rule {
    /// Such as `LO001`.
    pub id: &'static str,
    /// In a word or two, with hyphens: `stale-value`.
    pub name: &'static str,
    /// What it says, in a sentence.
    pub says: &'static str,
}

/// A repair: the bytes of the file that give way, and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fix {
    /// The first byte that gives way.
    pub start_byte: usize,
    /// The first byte after it that stays.
    pub end_byte: usize,
    /// What stands there instead.
    pub replacement: String,
}

/// One thing to tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Diagnostic {
    /// Where, when it is about a file.
    pub place: Option<Place>,
    /// How bad.
    pub severity: Severity,
    /// Which kind of finding, where findings are told by kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'static Rule>,
    /// What is the matter.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// The repair, where a machine can make it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
    /// What the finding is about, the same from run to run although lines and values move: page,
    /// occupation, measure and ordinal. Fingerprints and names of test cases are made of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

impl Diagnostic {
    /// An error without a place; the caller adds what it knows.
    #[must_use]
    pub fn error(message: impl Into<String>) -> Self {
        Self {
            place: None,
            severity: Severity::Error,
            rule: None,
            message: message.into(),
            hint: None,
            fix: None,
            key: None,
        }
    }

    /// A finding without a place.
    #[must_use]
    pub fn finding(message: impl Into<String>) -> Self {
        Self { severity: Severity::Finding, ..Self::error(message) }
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds the kind of finding.
    #[must_use]
    pub const fn rule(mut self, rule: &'static Rule) -> Self {
        self.rule = Some(rule);
        self
    }

    /// Adds the repair.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Adds what the finding is about.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Adds the line and column. The reader of a file knows these; see [`Self::within`].
    #[must_use]
    pub fn at(mut self, line: u64, column: u64) -> Self {
        let place = self.place.get_or_insert_default();
        (place.line, place.column) = (Some(line), Some(column));
        self
    }

    /// Adds the member or cell of the file. The reader of a container knows it.
    #[must_use]
    pub fn part(mut self, part: impl Into<String>) -> Self {
        self.place.get_or_insert_default().part = part.into();
        self
    }

    /// Adds the file, unless there is one. The caller of a reader knows it.
    #[must_use]
    pub fn within(mut self, file: impl fmt::Display) -> Self {
        let place = self.place.get_or_insert_default();
        if place.file.is_empty() {
            place.file = file.to_string();
        }
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.file)?;
        if !self.part.is_empty() {
            write!(out, "[{}]", self.part)?;
        }
        for number in [self.line, self.column].into_iter().flatten() {
            write!(out, ":{number}")?;
        }
        Ok(())
    }
}

/// Everything that is to be told, in the order in which it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another collection.
    pub fn extend(&mut self, more: Self) {
        self.0.extend(more.0);
    }

    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Each in turn.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// Adds the file to each that has none.
    #[must_use]
    pub fn within(self, file: impl fmt::Display) -> Self {
        Self(self.0.into_iter().map(|diagnostic| diagnostic.within(&file)).collect())
    }

    /// Those that are not of a kind.
    #[must_use]
    pub fn without(self, rule: &Rule) -> Self {
        Self(self.0.into_iter().filter(|diagnostic| diagnostic.rule != Some(rule)).collect())
    }

    /// The same in the order of their places and each once, so that a reader goes through a file once.
    #[must_use]
    pub fn by_place(mut self) -> Self {
        self.0.sort_by(|a, b| a.place.cmp(&b.place));
        self.0.dedup();
        self
    }

    /// The value, unless something was found.
    ///
    /// # Errors
    /// Everything that was found.
    pub fn unless_any<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }

    /// The value of a result; what went wrong is kept here and `None` returned.
    pub fn keep<T>(&mut self, result: Result<T, Self>) -> Option<T> {
        result.map_err(|more| self.extend(more)).ok()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        Self(diagnostics.into_iter().collect())
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for diagnostic in self.iter() {
            if let Some(place) = &diagnostic.place {
                write!(out, "{place}: ")?;
            }
            writeln!(out, "{}", diagnostic.message)?;
        }
        Ok(())
    }
}

impl Error for Diagnostics {}

/// A number with what is counted: `1 row`, `2 rows`.
#[must_use]
pub fn counted(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// The first names of a list with a sign between them, and how many more there are: "a, b and 3 more".
#[must_use]
pub fn first_names<T: ToString>(
    names: impl IntoIterator<Item = T>,
    most: usize,
    between: &str,
) -> String {
    let mut names = names.into_iter();
    let first: Vec<String> = names.by_ref().take(most).map(|name| name.to_string()).collect();
    match names.count() {
        0 => first.join(between),
        more => format!("{} and {more} more", first.join(between)),
    }
}
