//! A marker's inside to words: plain, in quotes, or with a key before an equals sign.

use std::ops::Range;

use super::marker::Mistake;

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// What it says, without quotes.
    pub text: String,
    /// The key before the equals sign, in lower case.
    pub key: Option<String>,
    /// Its bytes.
    pub at: Range<usize>,
    /// Whether it stands in quotes.
    pub quoted: bool,
}

impl Word {
    /// Whether it is this word, without key and quotes.
    #[must_use]
    pub fn is_plain(&self, text: &str) -> bool {
        self.key.is_none() && !self.quoted && self.text.eq_ignore_ascii_case(text)
    }
}

/// The quotes that a person may write, opening and closing.
const QUOTES: [(char, char); 3] = [('"', '"'), ('\'', '\''), ('“', '”')];

/// The words of a text.
///
/// # Errors
/// When a quote is not closed.
pub fn words(text: &str) -> Result<Vec<Word>, Mistake> {
    let (mut found, mut at) = (Vec::new(), 0);
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        if at == text.len() {
            return Ok(found);
        }
        let start = at;
        let key = key_at(&text[at..]);
        if let Some(key) = key {
            at += key.len();
            at += text[at..].find('=').map_or(0, |sign| sign + 1);
            at += text[at..].len() - text[at..].trim_start().len();
        }
        let (value, length, quoted) = value_at(&text[at..]).ok_or_else(|| Mistake {
            at: start..text.len(),
            message: "a quote is not closed".to_owned(),
            hint: "close it with the same sign".to_owned(),
        })?;
        at += length;
        let key = key.map(str::to_ascii_lowercase);
        found.push(Word { text: value, key, at: start..at, quoted });
    }
}

/// The key at the start of a text, where an equals sign follows it, with or without blanks.
fn key_at(text: &str) -> Option<&str> {
    let is_key = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || c == ':';
    let key = &text[..text.find(|c| !is_key(c)).unwrap_or(text.len())];
    (!key.is_empty() && text[key.len()..].trim_start().starts_with('=')).then_some(key)
}

/// The value at the start of a text, how long it is there, and whether it stands in quotes.
fn value_at(text: &str) -> Option<(String, usize, bool)> {
    for (open, close) in QUOTES {
        if let Some(inside) = text.strip_prefix(open) {
            let end = inside.find(close)?;
            return Some((inside[..end].to_owned(), open.len_utf8() + end + close.len_utf8(), true));
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    Some((text[..end].to_owned(), end, false))
}
