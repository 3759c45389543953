//! Edits of pages: as changed bytes, as one patch, and on the disk, all or none.

use std::{ops::Range, path::Path};

use super::{bytes::PageBytes, patch::unified};
use crate::{
    diag::{Diagnostic, Diagnostics},
    files,
};

/// Bytes that give way, and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The searched bytes that give way.
    pub range: Range<usize>,
    /// What stands there instead.
    pub bytes: Vec<u8>,
}

/// A page with what changes in it, in its order.
#[derive(Clone, Copy, Debug)]
pub struct Edited<'p> {
    /// Where it is.
    pub path: &'p Path,
    /// As it is.
    pub page: &'p PageBytes,
    /// What changes; edits do not overlap.
    pub edits: &'p [Edit],
}

impl Edited<'_> {
    /// The searched bytes with the edits made.
    #[must_use]
    pub fn changed(&self) -> Vec<u8> {
        changed(self.page.searched(), self.edits)
    }
}

/// Bytes with edits made in them.
#[must_use]
pub fn changed(old: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut new = Vec::with_capacity(old.len());
    let mut at = 0;
    for edit in edits {
        new.extend_from_slice(&old[at..edit.range.start]);
        new.extend_from_slice(&edit.bytes);
        at = edit.range.end;
    }
    new.extend_from_slice(&old[at..]);
    new
}

/// The changes of pages as one patch.
///
/// # Errors
/// When a page has no lines that a patch could be made of.
pub fn patch<'p>(pages: impl Iterator<Item = Edited<'p>>) -> Result<Vec<u8>, Diagnostics> {
    let (mut lines, mut problems) = (Vec::new(), Diagnostics::default());
    for Edited { path, page, edits } in pages.filter(|page| !page.edits.is_empty()) {
        if page.has_lines() {
            let name = path.to_string_lossy().replace('\\', "/");
            lines.extend(unified(&name, page.searched(), edits));
        } else {
            let wide = Diagnostic::error("no patch can be made of a page in UTF-16")
                .hint("have the page written instead, or save it as UTF-8");
            problems.push(wide.within(path.display()));
        }
    }
    problems.unless_any(lines)
}

/// Writes the pages that change, all of them or none, and tells how many.
///
/// # Errors
/// When the disk refuses, or a page was changed meanwhile; every page is then as it was.
pub fn write<'p>(pages: impl Iterator<Item = Edited<'p>>) -> Result<usize, Diagnostics> {
    let changes: Vec<files::Change> = pages
        .filter(|page| !page.edits.is_empty())
        .map(|page| files::Change {
            path: page.path.to_path_buf(),
            old: page.page.file(page.page.searched().to_vec()),
            new: page.page.file(page.changed()),
        })
        .collect();
    files::change_all(&changes)?;
    Ok(changes.len())
}
