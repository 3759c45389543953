//! Markers into a page, and whether a refresh understands them where they are put.

use std::ops::Range;

use super::{Reason, Span, Work};
use crate::{
    diag::Diagnostics,
    pages::{self, Edit, Markup, PageBytes, Plan, edits::changed, marker::Ask},
};

/// The signs of a comment.
const fn signs(markup: Markup) -> (&'static str, &'static str) {
    match markup {
        Markup::Html | Markup::Markdown => ("<!--", "-->"),
        Markup::Mdx => ("{/*", "*/}"),
    }
}

/// The comments around some spans, which stand in the order of the page.
pub fn edits(page: &PageBytes, markup: Markup, spans: &[Span]) -> Vec<Edit> {
    let (open, close) = signs(markup);
    let put = |at: usize, words: &str| Edit {
        range: at..at,
        bytes: page.written(&format!("{open} {words} {close}")),
    };
    let around = |span: &Span| {
        let opening = put(span.range.start, &format!("outlook {}", span.words));
        [opening, put(span.range.end, "/outlook")]
    };
    spans.iter().flat_map(around).collect()
}

/// The spans whose markers a refresh would not understand, with the reason.
///
/// # Errors
/// When the page could not be refreshed with the others.
pub fn refused(
    work: &mut Work<'_, '_>,
    spans: &[Span],
) -> Result<Vec<(Range<usize>, Reason)>, Diagnostics> {
    let edits = edits(work.page, work.markup, spans);
    let new = PageBytes::new(work.page.file(changed(work.page.searched(), &edits)))?;
    let mut refused = outside_text(work, spans, &edits, &new);
    let found = pages::marked(&new, work.markup);
    let mut added = 0;
    for (span, pair) in spans.iter().zip(edits.chunks(2)) {
        let at = span.range.start + added;
        let start = at + pair[0].bytes.len();
        let content = start..start + span.range.len();
        added += pair.iter().map(|edit| edit.bytes.len()).sum::<usize>();
        let place = found.binary_search_by_key(&at, |(at, ..)| *at);
        let is_there = place.is_ok_and(|place| {
            let (_, ask, filled) = &found[place];
            *filled == content && *ask == Ask::Span(span.asked.clone())
        });
        if !is_there && !refused.iter().any(|(range, _)| *range == span.range) {
            refused.push((span.range.clone(), not_understood()));
        }
    }
    if refused.is_empty() {
        let errors = Plan::new(work.desk, new, work.markup, false).errors;
        return if errors.is_empty() { Ok(refused) } else { Err(errors) };
    }
    Ok(refused)
}

fn not_understood() -> Reason {
    Reason::new(
        "a comment is no comment where it stands",
        "put it in the text of the page, outside of code and scripts",
    )
}

/// In Markdown, spans whose comments would begin a block of HTML, in which nothing is Markdown: the
/// first of each such block.
fn outside_text(
    work: &Work<'_, '_>,
    spans: &[Span],
    edits: &[Edit],
    new: &PageBytes,
) -> Vec<(Range<usize>, Reason)> {
    let before = pages::html_blocks(work.page.searched(), work.markup);
    let after = pages::html_blocks(new.searched(), work.markup);
    let block = |blocks: &[Range<usize>], at: usize| {
        let next = blocks.partition_point(|block| block.start <= at);
        next.checked_sub(1).filter(|found| blocks[*found].contains(&at))
    };
    let (mut refused, mut added, mut last) = (Vec::new(), 0, None);
    for (span, pair) in spans.iter().zip(edits.chunks(2)) {
        let now = block(&after, span.range.start + added);
        added += pair.iter().map(|edit| edit.bytes.len()).sum::<usize>();
        if now.is_none() || now == last || block(&before, span.range.start).is_some() {
            continue;
        }
        last = now;
        let reason = Reason::new(
            "at the start of a line of Markdown a comment would end the text",
            "let the line begin with a word",
        );
        refused.push((span.range.clone(), reason));
    }
    refused
}
