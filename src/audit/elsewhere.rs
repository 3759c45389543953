//! Figures whose period stands in another passage: a caption, the head of a row, the sentence before. What is
//! changed in one place alone would put a figure under the period of another, so no fix is offered, and it
//! is said where the period stands.

use std::{cell::OnceCell, collections::BTreeSet};

use super::{judge::Verdict, judged::Judged, passage::Page, reading::Dated};

/// Which periods of a page hold for figures of other passages, and where the lines of its file begin.
pub struct Elsewhere<'b> {
    /// Passage and first byte of the periods that hold for figures of other passages.
    shared: BTreeSet<(usize, usize)>,
    bytes: &'b [u8],
    ends: OnceCell<Vec<usize>>,
}

impl<'b> Elsewhere<'b> {
    /// The periods of a page.
    pub fn new(judged: &[Judged], bytes: &'b [u8]) -> Self {
        let of_bls =
            judged.iter().filter(|one| one.words.is_none() && one.judgement.verdict != Verdict::NotBls);
        let stated = of_bls.filter_map(|one| Some((one.claim.passage, one.choice.stated?)));
        let shared = stated.filter(|(passage, date)| date.passage != *passage);
        let shared = shared.map(|(_, date)| (date.passage, date.start)).collect();
        Self { shared, bytes, ends: OnceCell::new() }
    }

    /// Whether a period, at a byte of a passage, holds for figures of other passages as well.
    pub fn is_shared(&self, passage: usize, start: usize) -> bool {
        self.shared.contains(&(passage, start))
    }

    /// Where a period stands.
    pub fn place(&self, page: &Page<'_>, date: &Dated) -> String {
        let ends = self.ends.get_or_init(|| memchr::memchr_iter(b'\n', self.bytes).collect());
        let (byte, _) = page.source(date.passage, date.start, date.end);
        let line = ends.partition_point(|end| *end < byte) + 1;
        format!("`{}` in line {line}", &page.text(date.passage)[date.start..date.end])
    }
}
