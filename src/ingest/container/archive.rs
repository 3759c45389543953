//! Zips and gzips: every table in them, within limits that an honest file stays far below.

use std::{
    fmt,
    io::{self, Cursor, Read},
};

use flate2::read::MultiGzDecoder;
use zip::{CompressionMethod, ZipArchive, result::ZipError};

use super::{
    HEAD, Visitor,
    kind::{must_be_whole, password},
    limit::{Limited, told, too_large},
    open as open_container, within,
};
use crate::diag::{Diagnostic, Diagnostics};

/// A zip in memory.
pub(super) type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// The most bytes that an archive may unpack to; the largest of BLS's own files has 332 million.
const MOST_BYTES: u64 = 2 << 30;

/// The most members; the largest archive of BLS's own has fewer than ten, a workbook a few dozen.
const MOST_MEMBERS: usize = 2_000;

/// The most bytes that a packed byte may stand for, in members beyond [`SMALL`]; tables pack to a
/// fifth to a thirtieth.
const MOST_RATIO: u64 = 200;

/// Bytes up to which a member may be packed as tightly as it likes.
const SMALL: u64 = 16 << 20;

/// Documents that are zips and no tables that are read, by a member that they have.
const FOREIGN: [(&str, &str); 4] = [
    ("META-INF/manifest.xml", "an OpenDocument file"),
    ("Index/Document.iwa", "a document of Numbers"),
    ("Index.zip", "a document of Numbers"),
    ("word/document.xml", "a document of Word"),
];

/// Opens a zip and holds it against the limits. Sizes are those that the archive states; reading
/// past them is an error of the member.
///
/// # Errors
/// When it is damaged, empty, encrypted, or unpacks to more than it should.
pub(super) fn open(bytes: &[u8]) -> Result<Archive<'_>, Diagnostics> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.is_empty() {
        return Err(Diagnostic::error("the zip is empty").hint("get the file again").into());
    }
    if archive.len() > MOST_MEMBERS {
        let message = format!("the zip has {} members, more than {MOST_MEMBERS}", archive.len());
        return Err(Diagnostic::error(message).hint("unpack it and give the table alone").into());
    }
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let member = archive.by_index_data(index).map_err(|error| damaged(&error))?;
        total = total.saturating_add(member.size());
        if member.encrypted() {
            return Err(password("zip"));
        }
        let packed = member.compressed_size().max(1);
        if total > MOST_BYTES || (member.size() > SMALL && member.size() / packed > MOST_RATIO) {
            return Err(too_large().into());
        }
    }
    Ok(archive)
}

/// Whether a zip is a workbook of Excel.
pub(super) fn is_workbook(archive: &Archive<'_>) -> bool {
    archive.index_for_name("xl/workbook.xml").is_some()
        || (archive.index_for_name("[Content_Types].xml").is_some()
            && archive.file_names().flatten().any(|name| name.starts_with("xl/")))
}

/// The refusal of a document of another program that is a zip.
pub(super) fn foreign(archive: &Archive<'_>) -> Option<Diagnostics> {
    let (_, what) = FOREIGN.iter().find(|(member, _)| archive.index_for_name(member).is_some())?;
    let told = Diagnostic::error(format!("the file is {what}, which is not read"));
    Some(told.hint("save it as a workbook (.xlsx) or as CSV").into())
}

/// Visits the tables of a zip, in the order of the archive. Members that are not tables are passed
/// over, unless there is nothing else.
pub(super) fn visit_members(
    mut archive: Archive<'_>,
    part: &str,
    depth: u8,
    visitor: &mut Visitor<'_>,
) -> Result<(), Diagnostics> {
    let (mut problems, mut refusals, mut tables) = (Diagnostics::default(), Diagnostics::default(), 0);
    for index in in_order(&archive) {
        let member = archive.by_index(index).map_err(|error| damaged(&error))?;
        let name = member.name().map_err(|error| damaged(&error))?.replace('\\', "/");
        if member.is_dir() || is_clutter(&name) {
            continue;
        }
        let part = within(part, &name);
        if !matches!(member.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            problems.extend(in_part(&packed_otherwise(), &part));
            continue;
        }
        let mut member = Limited::new(member, MOST_BYTES, |error| unreadable(error));
        let mut head = Vec::new();
        if let Err(error) = (&mut member).take(HEAD as u64).read_to_end(&mut head) {
            problems.extend(in_part(&told(&error), &part));
            continue;
        }
        let is_whole = head.len() < HEAD;
        if (is_whole || !must_be_whole(&head))
            && let Err(refusal) = super::Kind::of(&head)
        {
            refusals.extend(in_part(&refusal, &part));
            continue;
        }
        tables += 1;
        let rest: Option<&mut (dyn Read + Send)> = if is_whole { None } else { Some(&mut member) };
        if let Err(more) = open_container(&head, rest, &part, depth + 1, visitor) {
            problems.extend(in_part(&more, &part));
        }
    }
    if tables == 0 && problems.is_empty() {
        problems.extend(refusals);
        problems.push(
            Diagnostic::error("the zip holds no table")
                .hint("a table is a workbook (.xlsx, .xls), CSV or tab-separated text"),
        );
    }
    problems.unless_any(())
}

/// The problems with the member that they are about, where they do not tell it themselves.
fn in_part(problems: &Diagnostics, part: &str) -> Diagnostics {
    let mut told = Diagnostics::default();
    for problem in problems.iter().cloned() {
        let named = problem.place.as_ref().is_some_and(|place| !place.part.is_empty());
        told.push(if named { problem } else { problem.part(part) });
    }
    told
}

/// What operating systems put into archives beside the files.
fn is_clutter(name: &str) -> bool {
    let own = name.rsplit('/').next().unwrap_or_default();
    name.starts_with("__MACOSX/") || own.starts_with('.') || own.eq_ignore_ascii_case("thumbs.db")
}

/// The members in the order in which they are visited: that of the archive, with the data of flat
/// files behind the lists of their codes.
fn in_order(archive: &Archive<'_>) -> Vec<usize> {
    let is_data = |index: &usize| {
        let name = archive.name_for_index(*index).and_then(Result::ok).unwrap_or_default();
        let name = name.to_lowercase();
        name.rsplit(['/', '\\']).next().is_some_and(|own| own.starts_with("oe.data"))
    };
    let (data, others): (Vec<usize>, Vec<usize>) = (0..archive.len()).partition(is_data);
    others.into_iter().chain(data).collect()
}

/// What a gzip unpacks to; reading it fails when it is damaged or unpacks to more than it should.
pub(super) fn gunzip<'g>(
    head: &'g [u8],
    rest: &'g mut (dyn Read + Send),
    is_whole: bool,
) -> impl Read + Send + use<'g> {
    let packed = u64::try_from(head.len()).unwrap_or(u64::MAX);
    let most = SMALL.max(packed.saturating_mul(MOST_RATIO)).min(MOST_BYTES);
    let most = if is_whole { most } else { MOST_BYTES };
    Limited::new(MultiGzDecoder::new(head.chain(rest)), most, |error: &io::Error| {
        Diagnostic::error(format!("the gzip cannot be read: {error}"))
            .hint("the download may be cut short; get the file again")
    })
}

fn damaged(error: &(dyn std::error::Error + 'static)) -> Diagnostics {
    match error.downcast_ref::<ZipError>() {
        Some(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => password("zip"),
        Some(ZipError::CompressionMethodNotSupported(_)) => packed_otherwise(),
        _ => unreadable(error).into(),
    }
}

fn packed_otherwise() -> Diagnostics {
    Diagnostic::error("the zip is packed in a way that is not read")
        .hint("unpack it and give the table alone, or pack it again in the usual way, by deflate")
        .into()
}

fn unreadable(error: impl fmt::Display) -> Diagnostic {
    Diagnostic::error(format!("the zip cannot be read: {error}"))
        .hint("the download may be cut short; get the file again")
}
