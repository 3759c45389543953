//! The text of a span or an attribute as its page spells it: where it stands between its markup, what its
//! references and escapes mean, and how another text is spelled like it.

use std::{borrow::Cow, collections::BTreeMap, ops::Range};

use html5gum::{Token, Tokenizer};

/// The most bytes of a reference of HTML, from `&` to `;`.
const LONGEST_REFERENCE: usize = 33;

/// A piece of a text: what it says, and the bytes that say so.
struct Piece<'r> {
    says: Cow<'r, str>,
    at: Range<usize>,
}

/// The pieces of a text: references, signs behind a backslash where these are escapes, and characters.
fn pieces(raw: &str, escapes: bool) -> Vec<Piece<'_>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(first) = raw[at..].chars().next() {
        let rest = &raw[at..];
        let (says, length) = match first {
            '&' => reference(rest),
            '\\' if escapes => escaped(rest),
            _ => None,
        }
        .unwrap_or_else(|| (Cow::Borrowed(&rest[..first.len_utf8()]), first.len_utf8()));
        found.push(Piece { says, at: at..at + length });
        at += length;
    }
    found
}

/// The reference that a text begins with, and how long it is.
fn reference(text: &str) -> Option<(Cow<'_, str>, usize)> {
    let length = text.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';')? + 1;
    let name = &text[1..length - 1];
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
    if name.is_empty() || !name.bytes().all(is_name) {
        return None;
    }
    let Ok(token) = Tokenizer::new(&text[..length]).next()?;
    let Token::String(string) = token else { return None };
    let says = String::from_utf8(string.value.to_vec()).ok()?;
    (says != text[..length]).then_some((Cow::Owned(says), length))
}

/// The sign behind the backslash that a text begins with.
fn escaped(text: &str) -> Option<(Cow<'_, str>, usize)> {
    let sign = text[1..].chars().next();
    sign.filter(char::is_ascii_punctuation).map(|_| (Cow::Borrowed(&text[1..2]), 2))
}

/// What a text says: references and, where a backslash escapes, escapes made characters.
#[must_use]
pub fn decoded(raw: &str, escapes: bool) -> String {
    if !raw.contains(['&', '\\']) {
        return raw.to_owned();
    }
    pieces(raw, escapes).into_iter().map(|piece| piece.says).collect()
}

/// The same text as long as its bytes: blanks fill up what references are longer.
#[must_use]
pub fn decoded_in_place(raw: &str) -> String {
    let filled = |piece: Piece<'_>| match piece.at.len().checked_sub(piece.says.len()) {
        Some(shorter) => format!("{}{}", piece.says, " ".repeat(shorter)),
        None => raw[piece.at].to_owned(),
    };
    if raw.contains('&') { pieces(raw, false).into_iter().map(filled).collect() } else { raw.to_owned() }
}

/// A text in the spelling of another: what both begin and end with stays as it stands there, a character
/// that is spelled out there is spelled so, and the rest is escaped.
#[must_use]
pub fn spelled_like(raw: &str, escapes: bool, text: &str, escape: impl Fn(&str) -> String) -> String {
    let pieces = pieces(raw, escapes);
    let (mut first, mut start) = (0, 0);
    while let Some(piece) = pieces.get(first).filter(|piece| text[start..].starts_with(&*piece.says)) {
        (first, start) = (first + 1, start + piece.says.len());
    }
    let (mut last, mut end) = (pieces.len(), text.len());
    while let Some(piece) = pieces[first..last].last().filter(|of| text[start..end].ends_with(&*of.says))
    {
        (last, end) = (last - 1, end - piece.says.len());
    }
    let begin = pieces.get(first).map_or(raw.len(), |piece| piece.at.start);
    let behind = pieces[..last].last().map_or(0, |piece| piece.at.end);
    let spellings = pieces.iter().rev().map(|piece| (&*piece.says, &raw[piece.at.clone()]));
    let spellings: BTreeMap<&str, &str> = spellings.filter(|(says, raw)| says != raw).collect();
    let spelled = |character: char| {
        let text = character.to_string();
        spellings.get(&*text).map_or_else(|| escape(&text), |spelling| (*spelling).to_owned())
    };
    let between: String = text[start..end].chars().map(spelled).collect();
    format!("{}{between}{}", &raw[..begin], &raw[behind.max(begin)..])
}

/// The part of a span between blanks, tags and the signs of Markdown around it.
#[must_use]
pub fn core(content: &[u8]) -> Range<usize> {
    let (mut start, mut end) = (0, content.len());
    let is_sign = |byte: u8| byte.is_ascii_whitespace() || byte == b'*' || byte == b'_';
    while start < end {
        match content[start] {
            sign if is_sign(sign) => start += 1,
            b'<' => match memchr::memchr(b'>', &content[start..end]) {
                Some(length) => start += length + 1,
                None => break,
            },
            _ => break,
        }
    }
    while start < end {
        match content[end - 1] {
            sign if is_sign(sign) => end -= 1,
            b'>' => match memchr::memrchr(b'<', &content[start..end]) {
                Some(at) => end = start + at,
                None => break,
            },
            _ => break,
        }
    }
    start..end
}
