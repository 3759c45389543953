//! Edits of a page as a unified patch, which `git apply` and `patch` accept.

use std::ops::Range;

use super::edits::Edit;

/// Lines around a change.
const CONTEXT: usize = 3;

/// A run of changed lines: which they are, and what stands there instead.
struct Change {
    lines: Range<usize>,
    new: Vec<u8>,
}

/// The patch of a page; empty without edits. `edits` are in order and do not overlap.
#[must_use]
pub fn unified(path: &str, old: &[u8], edits: &[Edit]) -> Vec<u8> {
    let starts = line_starts(old);
    let changes = changes(old, edits, &starts);
    if changes.is_empty() {
        return Vec::new();
    }
    let name = path.trim_start_matches("./").trim_start_matches('/');
    // A tab ends a name that has blanks.
    let tab = if name.contains(' ') { "\t" } else { "" };
    let mut out = format!("--- a/{name}{tab}\n+++ b/{name}{tab}\n").into_bytes();
    let (mut at, mut shift) = (0, 0_isize);
    while at < changes.len() {
        let mut end = at + 1;
        while end < changes.len() && changes[end].lines.start <= changes[end - 1].lines.end + 2 * CONTEXT
        {
            end += 1;
        }
        shift = hunk(&mut out, old, &starts, &changes[at..end], shift);
        at = end;
    }
    out
}

/// Where each line starts, and the end of the text.
fn line_starts(text: &[u8]) -> Vec<usize> {
    let mut starts = vec![0];
    starts.extend(memchr::memchr_iter(b'\n', text).map(|at| at + 1));
    if starts.last() != Some(&text.len()) {
        starts.push(text.len());
    }
    starts
}

fn changes(old: &[u8], edits: &[Edit], starts: &[usize]) -> Vec<Change> {
    let line_of = |at: usize| starts.partition_point(|start| *start <= at).saturating_sub(1);
    let last = starts.len().saturating_sub(1);
    let mut changes: Vec<Change> = Vec::new();
    let mut written = 0;
    for edit in edits {
        let first = line_of(edit.range.start).min(last.saturating_sub(1));
        let end = (line_of(edit.range.end.max(edit.range.start + 1) - 1) + 1).min(last);
        if let Some(change) = changes.last_mut().filter(|change| first < change.lines.end) {
            change.new.extend_from_slice(&old[written..edit.range.start]);
            change.lines.end = end.max(change.lines.end);
        } else {
            finish(&mut changes, old, starts, written);
            let new = old[starts[first]..edit.range.start].to_vec();
            changes.push(Change { lines: first..end, new });
        }
        if let Some(change) = changes.last_mut() {
            change.new.extend_from_slice(&edit.bytes);
        }
        written = edit.range.end;
    }
    finish(&mut changes, old, starts, written);
    changes.retain(|change| change.new != old[starts[change.lines.start]..starts[change.lines.end]]);
    changes
}

/// Adds the rest of its last line to the last change.
fn finish(changes: &mut [Change], old: &[u8], starts: &[usize], written: usize) {
    if let Some(change) = changes.last_mut() {
        change.new.extend_from_slice(&old[written..starts[change.lines.end].max(written)]);
    }
}

fn hunk(out: &mut Vec<u8>, old: &[u8], starts: &[usize], changes: &[Change], shift: isize) -> isize {
    let (Some(first), Some(last)) = (changes.first(), changes.last()) else { return shift };
    let lines = starts.len() - 1;
    let from = first.lines.start.saturating_sub(CONTEXT);
    let to = (last.lines.end + CONTEXT).min(lines);
    let added: isize = changes.iter().map(|of| signed(count(&of.new)) - signed(of.lines.len())).sum();
    let new_count = signed(to - from) + added;
    let new_from = signed(from) + shift;
    let head =
        format!("@@ -{} +{} @@\n", span(signed(from), signed(to - from)), span(new_from, new_count));
    out.extend_from_slice(head.as_bytes());
    let mut at = from;
    for change in changes {
        marked(out, b' ', &old[starts[at]..starts[change.lines.start]]);
        marked(out, b'-', &old[starts[change.lines.start]..starts[change.lines.end]]);
        marked(out, b'+', &change.new);
        at = change.lines.end;
    }
    marked(out, b' ', &old[starts[at]..starts[to]]);
    shift + added
}

fn signed(count: usize) -> isize {
    isize::try_from(count).unwrap_or(isize::MAX)
}

fn span(from: isize, count: isize) -> String {
    let start = if count == 0 { from } else { from + 1 };
    if count == 1 { start.to_string() } else { format!("{start},{count}") }
}

fn count(text: &[u8]) -> usize {
    let ends = memchr::memchr_iter(b'\n', text).count();
    ends + usize::from(!text.is_empty() && !text.ends_with(b"\n"))
}

/// The lines of a text, each behind a sign.
fn marked(out: &mut Vec<u8>, sign: u8, text: &[u8]) {
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        out.push(sign);
        out.extend_from_slice(line);
        if !line.ends_with(b"\n") {
            out.extend_from_slice(b"\n\\ No newline at end of file\n");
        }
    }
}
