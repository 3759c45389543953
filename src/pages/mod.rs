//! Published pages: marked spans, blocks and attributes are filled with figures of the pipeline, and
//! everything else of a page stays as it is, byte for byte.

mod beside;
mod blocks;
mod bytes;
mod course;
mod desk;
pub mod edits;
mod ground;
mod hedge;
pub mod marker;
mod markup;
mod numerals;
mod patch;
mod period;
mod places;
mod plan;
mod print;
mod reading;
mod refusal;
mod sample;
mod scan;
mod slots;
mod style;
mod text;
mod units;
mod words;

use std::{
    collections::BTreeSet,
    ffi::OsStr,
    ops::Range,
    path::{Path, PathBuf},
};

pub use beside::around;
pub use bytes::PageBytes;
pub use course::{Course, article_before, heed_article};
pub use desk::Desk;
pub use edits::{Edit, Edited};
pub use ground::plain_text;
pub use hedge::Hedge;
pub use markup::{Markup, html_blocks};
pub use period::like as period_like;
pub use places::Places;
pub use plan::{Plan, checksum};
pub use refusal::Refusal;

use crate::{
    diag::{Diagnostic, Diagnostics, rules},
    files,
};

/// The pages that paths stand for: files by name, folders for the pages below them. Hidden ones, links and
/// what package managers put into `node_modules` are left out.
///
/// # Errors
/// Paths that are not there, links, and files that are no pages by their name.
pub fn find<P: AsRef<Path>>(paths: &[P]) -> Result<Vec<PathBuf>, Diagnostics> {
    let (mut found, mut problems) = (BTreeSet::new(), Diagnostics::default());
    for path in paths.iter().map(AsRef::as_ref) {
        match pages_of(path) {
            Ok(pages) => found.extend(pages),
            Err(told) => problems.extend(told.within(path.display())),
        }
    }
    problems.unless_any(found.into_iter().collect())
}

fn pages_of(path: &Path) -> Result<Vec<PathBuf>, Diagnostics> {
    if files::is_link(path) {
        let link = Diagnostic::error("is a link").hint("name the file or folder that it leads to");
        return Err(link.into());
    }
    if !path.exists() {
        let none = Diagnostic::error("there is no such file or folder");
        return Err(none.hint("check the path, or [pages] in pipeline.toml").into());
    }
    if !files::is_folder(path) {
        let is_page = Markup::of_name(path).is_some();
        let other = || Diagnostic::error("is no page by its name").hint(ENDINGS).into();
        return if is_page { Ok(vec![path.to_path_buf()]) } else { Err(other()) };
    }
    let below = files::list(path)?.into_iter().filter(|below| !is_left_out(below));
    let pages = below.map(|below| path.join(below));
    let pages = pages.filter(|page| Markup::of_name(page).is_some() && !files::is_link(page));
    let pages: Vec<PathBuf> = pages.collect();
    // A folder without a page may be a wrong path, which no job should take for pages that are right.
    let none = || Diagnostic::error("there is no page in the folder").hint(ENDINGS).into();
    if pages.is_empty() { Err(none()) } else { Ok(pages) }
}

/// Whether a file below a folder is hidden, or what a package manager put there.
#[must_use]
pub fn is_left_out(below: &Path) -> bool {
    let is_other = |part: &OsStr| part.to_string_lossy().starts_with('.') || part == "node_modules";
    below.iter().any(is_other)
}

const ENDINGS: &str = "pages end in .html, .htm, .xhtml, .md, .markdown or .mdx";

/// The parts of a page that are marked: a span's marker, what it asks for, and the bytes that it fills.
#[must_use]
pub fn marked(page: &PageBytes, markup: Markup) -> Vec<(usize, marker::Ask, Range<usize>)> {
    let found = slots::slots(page, &markup.pieces(page.searched()));
    found.slots.into_iter().map(|slot| (slot.at, slot.ask, slot.content)).collect()
}

/// Pages and what a refresh would do to each.
#[derive(Debug, Default)]
pub struct Plans(Vec<(PathBuf, Plan)>);

/// How pages are refreshed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct How {
    /// Whether what was edited by hand is overwritten.
    pub force: bool,
}

/// Plans the refresh of pages.
///
/// # Errors
/// Everything that keeps any page from being refreshed: files that cannot be read, markers that are not
/// understood, figures that cannot be printed.
pub fn plan(desk: &mut Desk<'_>, paths: &[PathBuf], how: How) -> Result<Plans, Diagnostics> {
    let (mut plans, mut problems) = (Plans::default(), Diagnostics::default());
    for path in paths {
        let read = files::read_named(path)
            .and_then(|bytes| PageBytes::new(bytes).map_err(|told| told.within(path.display())));
        let Some(page) = problems.keep(read) else { continue };
        let markup = Markup::of_name(path).unwrap_or(Markup::Html);
        let mut plan = Plan::new(desk, page, markup, how.force);
        problems.extend(std::mem::take(&mut plan.errors).within(path.display()));
        plans.0.push((path.clone(), plan));
    }
    problems.unless_any(plans)
}

impl Plans {
    /// How many pages there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many places the pages mark.
    #[must_use]
    pub fn marked(&self) -> usize {
        self.0.iter().map(|(_, plan)| plan.marked).sum()
    }

    /// Each page with its plan.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &Plan)> {
        self.0.iter().map(|(path, plan)| (path.as_path(), plan))
    }

    /// What a check tells: spans that are not up to date or were edited by hand, with the command that
    /// brings each page up to date, and markers that are not heeded.
    #[must_use]
    pub fn findings(&self) -> Diagnostics {
        let mut all = Diagnostics::default();
        for (path, plan) in &self.0 {
            let command = format!("run `labor-outlook refresh {}`", path.display());
            for told in plan.stale.iter().cloned() {
                let is_stale = told.rule == Some(&rules::MARKED_STALE);
                let told = if is_stale { told.hint(command.clone()) } else { told };
                all.push(keyed(path, told));
            }
            all.extend(plan.by_hand.iter().cloned().map(|told| keyed(path, told)).collect());
        }
        all.by_place()
    }

    /// What stays to be told after a refresh.
    #[must_use]
    pub fn left(&self) -> Diagnostics {
        let is_left = |told: &Diagnostic| told.rule != Some(&rules::MARKED_STALE);
        self.findings()
            .iter()
            .filter(|told| is_left(told))
            .filter(|told| !self.is_done(told))
            .cloned()
            .collect()
    }

    /// Whether a refresh of these plans does away with a finding.
    fn is_done(&self, told: &Diagnostic) -> bool {
        let by_hand = told.rule == Some(&rules::EDITED_BY_HAND);
        by_hand && !self.0.iter().any(|(_, plan)| plan.by_hand.iter().any(|left| left.fix == told.fix))
    }

    /// The changes as one patch.
    ///
    /// # Errors
    /// When a page has no lines that a patch could be made of.
    pub fn patch(&self) -> Result<Vec<u8>, Diagnostics> {
        edits::patch(self.edited())
    }

    /// Writes the pages that change, all of them or none, and tells how many.
    ///
    /// # Errors
    /// When the disk refuses, or a page was changed meanwhile; every page is then as it was.
    pub fn write(&self) -> Result<usize, Diagnostics> {
        edits::write(self.edited())
    }

    fn edited(&self) -> impl Iterator<Item = Edited<'_>> {
        self.iter().map(|(path, plan)| Edited { path, page: &plan.page, edits: &plan.edits })
    }
}

/// With the page in its place and in its key.
fn keyed(path: &Path, told: Diagnostic) -> Diagnostic {
    let key = told.key.clone().map(|key| format!("{}|{key}", path.display()));
    Diagnostic { key, ..told }.within(path.display())
}
