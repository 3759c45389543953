//! What a page says in its structured data (JSON-LD), which search engines quote: questions with their
//! answers, and descriptions.

use super::{Builder, Kind};

/// Properties of schema.org that are running text.
const TEXTS: &[&str] = &["text", "description", "articleBody", "abstract", "disambiguatingDescription"];

/// Properties that name what the text beside them is about.
const NAMES: &[&str] = &["name", "headline", "alternativeHeadline"];

/// Reads a script of JSON-LD that starts at a byte of the file; `parent` is a container of its own.
pub fn read(text: &str, offset: usize, parent: u32, builder: &mut Builder) {
    let (mut at, mut property, mut named) = (0, "", false);
    while let Some(open) = text[at..].find('"') {
        let start = at + open + 1;
        let Some(length) = length(&text[start..]) else { break };
        let value = &text[start..start + length];
        at = start + length + 1;
        if text[at..].trim_start().starts_with(':') {
            property = value;
        } else if NAMES.contains(&property) {
            builder.begin(Kind::Paragraph, parent);
            push(value, offset + start, builder);
            named = true;
        } else if TEXTS.contains(&property) {
            if std::mem::take(&mut named) {
                builder.line(offset + start);
            } else {
                builder.begin(Kind::Paragraph, parent);
            }
            push(value, offset + start, builder);
        }
    }
    builder.end();
}

/// Bytes of a string up to the quote that ends it.
fn length(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })
}

/// A string without its escapes, and without the tags of HTML that it may hold.
fn push(value: &str, offset: usize, builder: &mut Builder) {
    let mut at = 0;
    while let Some(next) = value[at..].chars().next() {
        let rest = &value[at..];
        let tag = rest.starts_with('<').then(|| rest.find('>')).flatten();
        let (character, length) = match (tag, next) {
            (Some(end), _) => (' ', end + 1),
            (None, '\\') => escaped(rest),
            (None, next) => (next, next.len_utf8()),
        };
        if character.is_whitespace() {
            builder.gap(offset + at);
        } else {
            builder.push(character, offset + at, length);
        }
        at += length;
    }
}

/// The character of an escape at the start of a text, and its bytes.
fn escaped(text: &str) -> (char, usize) {
    let mut letters = text.chars();
    let _backslash = letters.next();
    match letters.next() {
        Some('u') => {
            let code = text.get(2..6).and_then(|digits| u32::from_str_radix(digits, 16).ok());
            code.and_then(char::from_u32).map_or((' ', 2), |character| (character, 6))
        }
        Some('n' | 't' | 'r' | 'b' | 'f') => (' ', 2),
        Some(other) => (other, 1 + other.len_utf8()),
        None => (' ', 1),
    }
}
