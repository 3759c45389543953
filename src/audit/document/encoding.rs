//! Bytes to text, so that every byte of the text is a byte of the file: bytes that are no UTF-8 are
//! read as Windows-1252 in one byte each, which keeps digits, dollars and dashes where they stand.

use std::borrow::Cow;

use super::{Document, Run};

/// Text, and how its bytes stand for those of the file.
pub struct Decoded<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// Whether two bytes of the file are a unit of text; else a byte of the text is one of the file.
    pub wide: bool,
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
        return Decoded { text: Cow::Owned(text.into_owned()), wide: true };
    }
    Decoded { text: utf8_or_bytes(bytes), wide: false }
}

/// Moves the places of a document from bytes of its text to bytes of a file in UTF-16. Goes through the
/// text once, since blocks stand in its order.
pub fn to_wide(text: &str, document: &mut Document) {
    let (mut at, mut bytes) = (0, 0);
    let mut place = |byte: usize| {
        if byte < at {
            (at, bytes) = (0, 0);
        }
        bytes += text.get(at..byte).map_or(0, |between| between.encode_utf16().count() * 2);
        at = byte;
        bytes
    };
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

fn utf8_or_bytes(bytes: &[u8]) -> Cow<'_, str> {
    let mut rest = match std::str::from_utf8(bytes) {
        Ok(text) => return Cow::Borrowed(text),
        Err(_) => bytes,
    };
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
                text.push(in_one_byte(after[0]));
                rest = &after[1..];
            }
        }
    }
    Cow::Owned(text)
}

/// The nearest ASCII of a byte of Windows-1252.
const fn in_one_byte(byte: u8) -> char {
    match byte {
        0x91 | 0x92 => '\'',
        0x93 | 0x94 => '"',
        0x96 | 0x97 => '-',
        _ => ' ',
    }
}
