//! Bytes to text, and where in the file each part of the text stands: bytes that are no UTF-8 are read as
//! Windows-1252, each as a character of its own.

use std::borrow::Cow;

use super::{Document, Run};

/// How files begin that are no text, and what they are.
const OTHERS: &[(&[u8], &str)] = &[
    (b"%PDF-", "it is a PDF"),
    (b"PK\x03\x04", "it is a document of an office program or an archive"),
    (b"\xD0\xCF\x11\xE0", "it is a document of an office program"),
    (b"{\\rtf", "it is a document of an office program"),
];

/// How far into a file is looked for bytes that no text has.
const LOOKED_AT: usize = 8192;

/// What a file is that is no text; `None` where it may be one.
#[must_use]
pub fn not_text(bytes: &[u8]) -> Option<&'static str> {
    let known = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| *what);
    let wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let odd = || !wide && memchr::memchr(0, &bytes[..bytes.len().min(LOOKED_AT)]).is_some();
    known.or_else(|| odd().then_some("its bytes are no text"))
}

/// Text, and how its bytes stand for those of the file.
pub struct Decoded<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// What a byte of the text is of the file.
    pub layout: Layout<'a>,
}

/// How the bytes of a text stand for those of its file.
pub enum Layout<'a> {
    /// A byte for a byte.
    Same,
    /// Two bytes of the file are a unit of text.
    Wide,
    /// A byte for a byte, but for characters of Windows-1252, which are one byte of these of the file.
    Longer(&'a [u8]),
}

/// The text of a page.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let wide = match bytes {
        [0xFF, 0xFE, ..] => Some(encoding_rs::UTF_16LE),
        [0xFE, 0xFF, ..] => Some(encoding_rs::UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = wide {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        return Decoded { text: Cow::Owned(text.into_owned()), layout: Layout::Wide };
    }
    utf8_or_bytes(bytes)
}

/// Moves the places of a document from bytes of its text to bytes of the file.
pub fn to_file(decoded: &Decoded<'_>, document: &mut Document) {
    let text = &*decoded.text;
    // Goes through the text once, since blocks stand in its order.
    let (mut at, mut bytes) = (0, 0);
    match decoded.layout {
        Layout::Same => {}
        Layout::Wide => move_places(text, document, |byte| {
            if byte < at {
                (at, bytes) = (0, 0);
            }
            bytes += text.get(at..byte).map_or(0, |between| between.encode_utf16().count() * 2);
            at = byte;
            bytes
        }),
        Layout::Longer(file) => move_places(text, document, |byte| {
            if byte < at {
                (at, bytes) = (0, 0);
            }
            for character in text.get(at..byte).unwrap_or_default().chars() {
                let (from, length) = (at, character.len_utf8());
                at += length;
                // What is UTF-8 in the file was read as such.
                let same = file[bytes..].starts_with(&text.as_bytes()[from..at]);
                bytes += if same { length } else { 1 };
            }
            bytes
        }),
    }
}

/// Moves the places of a document to where `place` has each byte of its text.
fn move_places(text: &str, document: &mut Document, mut place: impl FnMut(usize) -> usize) {
    for block in &mut document.blocks {
        let mut map = Vec::with_capacity(block.map.len());
        for run in &block.map {
            let from = run.source as usize;
            let plain = run.length == run.source_length;
            let ends: Vec<usize> = if plain {
                ends(text.get(from..from + run.length as usize))
            } else {
                vec![run.length as usize]
            };
            let mut begin = 0;
            for end in ends {
                let source_end = if plain { from + end } else { from + run.source_length as usize };
                let (source, after) = (place(from + begin), place(source_end));
                map.push(Run {
                    text: run.text + number(begin),
                    length: number(end - begin),
                    source: number(source),
                    source_length: number(after - source),
                });
                begin = end;
            }
        }
        block.map = map;
    }
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// Where stretches of ASCII and other characters end, each character of the others by itself.
fn ends(text: Option<&str>) -> Vec<usize> {
    let text = text.unwrap_or_default();
    let mut ends = Vec::new();
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let goes_on = character.is_ascii() && text[end..].starts_with(|next: char| next.is_ascii());
        if !goes_on {
            ends.push(end);
        }
    }
    ends
}

fn utf8_or_bytes(bytes: &[u8]) -> Decoded<'_> {
    let mut rest = match std::str::from_utf8(bytes) {
        Ok(text) => return Decoded { text: Cow::Borrowed(text), layout: Layout::Same },
        Err(_) => bytes,
    };
    let upper: Vec<u8> = (0x80..=0xFF).collect();
    let (upper, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&upper);
    let upper: Vec<char> = upper.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut text = String::with_capacity(bytes.len());
    while !rest.is_empty() {
        match std::str::from_utf8(rest) {
            Ok(valid) => {
                text.push_str(valid);
                break;
            }
            Err(error) => {
                let (valid, after) = rest.split_at(error.valid_up_to());
                text.push_str(&String::from_utf8_lossy(valid));
                // A byte of ASCII is never where UTF-8 ends.
                text.push(upper[usize::from(after[0] & 0x7F)]);
                rest = &after[1..];
            }
        }
    }
    Decoded { text: Cow::Owned(text), layout: Layout::Longer(bytes) }
}
