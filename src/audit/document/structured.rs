//! What a page says in its structured data (JSON-LD), which search engines quote: questions with their
//! answers, descriptions, and the salaries of occupations.

use super::{Builder, Kind};

/// Properties of schema.org that are running text.
const TEXTS: &[&str] = &["text", "description", "articleBody", "abstract", "disambiguatingDescription"];

/// Properties that name what the text beside them is about.
const NAMES: &[&str] = &["name", "headline", "alternativeHeadline"];

/// Properties of a salary, whose values are numbers, in words.
const SALARIES: &[(&str, &str)] = &[
    ("percentile10", "10th percentile"),
    ("percentile25", "25th percentile"),
    ("median", "median"),
    ("percentile75", "75th percentile"),
    ("percentile90", "90th percentile"),
];

/// Reads a script of JSON-LD that starts at a byte of the file; `parent` is a container of its own.
pub fn read(text: &str, offset: usize, parent: u32, builder: &mut Builder) {
    let (mut at, mut property, mut named) = (0, "", false);
    while let Some(open) = text[at..].find('"') {
        let start = at + open + 1;
        let Some(length) = length(&text[start..]) else { break };
        let value = &text[start..start + length];
        at = start + length + 1;
        if let Some(rest) = text[at..].trim_start().strip_prefix(':') {
            property = value;
            let salary = SALARIES.iter().find(|(name, _)| *name == property);
            if let (Some((_, words)), Some(digits)) = (salary, number(rest)) {
                builder.line(offset + start);
                let quote = usize::from(rest.trim_start().starts_with('"'));
                let from = text.len() - rest.trim_start().len() + quote;
                salary_in_words(words, digits, offset + from, builder);
            }
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

/// The number, if it is one, that a value begins with; many write it as a string.
fn number(value: &str) -> Option<&str> {
    let value = value.trim_start();
    let value = value.strip_prefix('"').unwrap_or(value);
    let end = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
    Some(&value[..end]).filter(|digits| digits.starts_with(|c: char| c.is_ascii_digit()))
}

/// "median wage $93600": only the digits stand in the file.
fn salary_in_words(words: &str, digits: &str, at: usize, builder: &mut Builder) {
    for character in format!("{words} wage ").chars() {
        if character == ' ' {
            builder.gap(at);
        } else {
            builder.push(character, at, 0);
        }
    }
    builder.push('$', at, 0);
    builder.verbatim(digits, at);
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
