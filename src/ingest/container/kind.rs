//! What bytes are, told from the bytes: a table of some kind, or something that is refused by name.

use std::io::Cursor;

use serde::Serialize;
use zip::ZipArchive;

use super::archive;
use crate::diag::{Diagnostic, Diagnostics};

/// What a table is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Text with commas or semicolons between cells.
    Csv,
    /// Text with tabs between cells.
    Tsv,
    /// Workbook of Excel 97 to 2003.
    Xls,
    /// Workbook of Excel 2007 and later.
    Xlsx,
}

impl Format {
    /// The format in words and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Xls => "xls",
            Self::Xlsx => "xlsx",
        }
    }
}

/// What a file is.
pub(super) enum Kind<'b> {
    /// Delimited text.
    Text,
    /// A workbook of Excel 97 to 2003.
    Xls,
    /// A zip, of tables or of the parts of a workbook.
    Zip(ZipArchive<Cursor<&'b [u8]>>),
    /// A gzip of one file.
    Gzip,
}

/// Whether a file that begins with these bytes can only be read as a whole: zips and workbooks.
#[must_use]
pub fn must_be_whole(head: &[u8]) -> bool {
    head.starts_with(b"PK") || head.starts_with(OLE)
}

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

impl<'b> Kind<'b> {
    /// Tells what bytes are.
    ///
    /// # Errors
    /// What they are when it is not a table, with what to do.
    pub(super) fn of(bytes: &'b [u8]) -> Result<Self, Diagnostics> {
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            let archive = archive::open(bytes)?;
            return archive::foreign(&archive).map_or(Ok(Self::Zip(archive)), Err);
        }
        if bytes.starts_with(OLE) {
            return if is_encrypted(bytes) { Err(password("workbook")) } else { Ok(Self::Xls) };
        }
        if bytes.starts_with(b"\x1f\x8b") {
            return Ok(Self::Gzip);
        }
        match foreign(bytes) {
            Some((what, "")) => Err(Diagnostic::error(format!("the file is {what}")).into()),
            Some((what, hint)) => {
                Err(Diagnostic::error(format!("the file is {what}")).hint(hint).into())
            }
            None => Ok(Self::Text),
        }
    }
}

/// A workbook of today that is encrypted is wrapped in a container of the old kind.
fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

/// The refusal of what is protected by a password.
pub(super) fn password(what: &str) -> Diagnostics {
    Diagnostic::error(format!("the {what} is protected by a password"))
        .hint("open it with the password and save it without one")
        .into()
}

const UNPACK: &str = "unpack it and give what is in it";

/// How archives begin that are not read.
const PACKED: [(&[u8], &str, &str); 4] = [
    (b"BZh", "packed with bzip2", UNPACK),
    (b"\xfd7zXZ\x00", "packed with xz", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
    (b"\x28\xb5\x2f\xfd", "packed with zstd", UNPACK),
];

/// What bytes are that are neither an archive, a workbook nor text, and what to do, if anything.
fn foreign(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Some(("empty", ""));
    }
    if let Some((_, what, hint)) = PACKED.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Some((what, hint));
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return Some(("a tar archive", UNPACK));
    }
    // Of a text in UTF-16 every other byte is none.
    let head: Vec<u8> = bytes.iter().take(1_024).copied().filter(|byte| *byte != 0).take(512).collect();
    let head = head.strip_prefix(b"\xff\xfe").or(head.strip_prefix(b"\xfe\xff")).unwrap_or(&head);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let begins = |tags: &[&str]| tags.iter().any(|tag| head.starts_with(tag));
    if begins(&["<table"]) {
        return Some((
            "a table of a web page, not a workbook",
            "open it in a spreadsheet and save it as a workbook (.xlsx) or as CSV",
        ));
    }
    if begins(&["version https://git-lfs"]) {
        return Some(("a pointer of Git LFS, not the file itself", "run `git lfs pull`"));
    }
    let is_page = begins(&["<?xml"]) && head.contains("<html");
    if is_page || begins(&["<!doctype", "<html", "<head", "<body", "<script"]) {
        return Some((
            "a web page, not a table",
            "BLS sends a page instead of a file to clients that it blocks",
        ));
    }
    if begins(&["<?xml", "<"]) {
        return Some(("XML, not a table", "save it as a workbook (.xlsx) or as CSV"));
    }
    if begins(&["%pdf"]) {
        return Some(("a PDF, not a table", "get the table itself as a workbook or CSV"));
    }
    if begins(&["{\\rtf"]) {
        return Some(("rich text, not a table", "open it and save the table as CSV"));
    }
    if begins(&["{", "["]) {
        return Some(("JSON, not a table", "get the table as a workbook or CSV"));
    }
    if begins(&["par1"]) {
        return Some(("Parquet, which is not read as an input", "save the table as CSV"));
    }
    binary(bytes)
}

/// What bytes are that hold some that no text has, and what to do.
fn binary(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if bytes.iter().all(|byte| *byte == 0) {
        return Some(("nothing but zeros: it was not written to its end", "get the file again"));
    }
    let is_every_other = |first: usize| {
        let mut seen = bytes.iter().take(256).skip(first).step_by(2);
        seen.len() > 2 && seen.all(|byte| *byte == 0)
    };
    if !bytes.starts_with(b"\xff\xfe")
        && bytes.first() != Some(&0xfe)
        && (is_every_other(0) || is_every_other(1))
    {
        return Some(("text in UTF-16 without the mark that says so", "save it as CSV in UTF-8"));
    }
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if !wide && bytes.contains(&0) {
        if bytes.windows(4).any(|start| start == b"PK\x03\x04") {
            return Some(("a zip behind something else, as one that unpacks itself", UNPACK));
        }
        return Some(("not text", "save the table as CSV in UTF-8 or as a workbook (.xlsx)"));
    }
    None
}
