//! The bytes of a page and the encoding they are in. Everything is looked for and replaced in bytes, so
//! that what is not replaced stays as it is, to the last byte.

use std::{borrow::Cow, ops::Range};

use encoding_rs::{Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, WINDOWS_1252};

use crate::diag::{Diagnostic, Diagnostics};

/// A page in memory.
#[derive(Clone, Debug)]
pub struct PageBytes {
    /// What is searched: the bytes of the file, or, for UTF-16, the same text as UTF-8. Markup of every
    /// encoding that is read stands there as ASCII.
    bytes: Vec<u8>,
    encoding: &'static Encoding,
    wide: Option<Wide>,
}

/// A file in UTF-16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wide {
    big_endian: bool,
    /// Bytes of its byte-order mark, 0 or 2.
    mark: usize,
}

/// Where a declared encoding is looked for, as browsers do.
const DECLARED_WITHIN: usize = 1024;

impl PageBytes {
    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// When they are not what their byte-order mark says, or in an encoding that hides markup.
    pub fn new(bytes: Vec<u8>) -> Result<Self, Diagnostics> {
        let wide = match bytes.as_slice() {
            [0xFF, 0xFE, ..] => Some(Wide { big_endian: false, mark: 2 }),
            [0xFE, 0xFF, ..] => Some(Wide { big_endian: true, mark: 2 }),
            [b'<', 0, ..] => Some(Wide { big_endian: false, mark: 0 }),
            [0, b'<', ..] => Some(Wide { big_endian: true, mark: 0 }),
            _ => None,
        };
        match wide.map(|wide| (wide, narrow(&bytes, wide))) {
            Some((wide, Some(text))) => {
                return Ok(Self { bytes: text.into_bytes(), encoding: UTF_8, wide: Some(wide) });
            }
            Some((Wide { mark: 2, .. }, None)) => {
                return Err(Diagnostic::error("not the UTF-16 that it begins as")
                    .hint("save the page as UTF-8")
                    .into());
            }
            _ => {}
        }
        let encoding = encoding_of(&bytes);
        if encoding == REPLACEMENT || encoding == ISO_2022_JP {
            return Err(Diagnostic::error(format!("pages in {} are not read", encoding.name()))
                .hint("save the page as UTF-8")
                .into());
        }
        Ok(Self { bytes, encoding, wide: None })
    }

    /// The bytes that are searched.
    #[must_use]
    pub fn searched(&self) -> &[u8] {
        &self.bytes
    }

    /// The text of a part.
    #[must_use]
    pub fn text(&self, range: Range<usize>) -> Cow<'_, str> {
        self.encoding.decode_without_bom_handling(&self.bytes[range]).0
    }

    /// A text as it is written on this page; what the encoding lacks becomes a numeric reference.
    #[must_use]
    pub fn written(&self, text: &str) -> Vec<u8> {
        self.encoding.encode(text).0.into_owned()
    }

    /// The bytes of the file, from bytes that were searched and changed.
    #[must_use]
    pub fn file(&self, searched: Vec<u8>) -> Vec<u8> {
        match self.wide {
            None => searched,
            Some(wide) => widen(&String::from_utf8_lossy(&searched), wide),
        }
    }

    /// The byte of the file at which a searched byte stands.
    #[must_use]
    pub fn in_file(&self, at: usize) -> usize {
        match self.wide {
            None => at,
            Some(wide) => {
                let before = String::from_utf8_lossy(&self.bytes[..at]);
                wide.mark + 2 * before.encode_utf16().count()
            }
        }
    }

    /// Whether a line-by-line patch can be made of the file.
    #[must_use]
    pub const fn has_lines(&self) -> bool {
        self.wide.is_none()
    }
}

fn narrow(bytes: &[u8], wide: Wide) -> Option<String> {
    let units = bytes[wide.mark..].chunks(2).map(|pair| match (pair, wide.big_endian) {
        ([high, low], true) | ([low, high], false) => Some(u16::from_be_bytes([*high, *low])),
        _ => None,
    });
    String::from_utf16(&units.collect::<Option<Vec<u16>>>()?).ok()
}

fn widen(text: &str, wide: Wide) -> Vec<u8> {
    let mark = (wide.mark > 0).then_some(0xFEFF);
    let bytes = |unit: u16| if wide.big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() };
    mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

/// UTF-8 where the bytes are such; else what the page declares; else what browsers take.
fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        return UTF_8;
    }
    match declared(&bytes[..bytes.len().min(DECLARED_WITHIN)]) {
        Some(encoding) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    }
}

/// The label after `charset=` or, in an XML declaration, `encoding=`.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.to_ascii_lowercase();
    let is_xml = head.starts_with(b"<?xml");
    let keys: &[&[u8]] = if is_xml { &[b"encoding", b"charset"] } else { &[b"charset"] };
    keys.iter().find_map(|key| {
        memchr::memmem::find_iter(&head, key).find_map(|at| {
            let rest = head[at + key.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
            let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
            let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte);
            let length = rest.iter().take_while(|byte| is_label(byte)).count();
            // A page that says UTF-16 in ASCII letters is in UTF-8, as browsers have it.
            Encoding::for_label(&rest[..length]).map(Encoding::output_encoding)
        })
    })
}
