//! Footnote marks: "First-year pay**" in the head of a row, and "**Payscale" below the table.

use super::{
    claim::{Source, is_head},
    cue::Cue,
    passage::{Page, Relation},
    view::View,
};

/// What marks are made of.
const MARKS: [char; 9] = ['*', '†', '‡', '§', '¹', '²', '³', '⁴', '⁵'];

/// The most notes of a page that are looked at.
const MOST: usize = 64;

/// A note behind a mark.
#[derive(Clone, Debug)]
pub struct Footnote {
    /// The mark, as it stands behind what it explains.
    mark: String,
    /// The passage that has the note.
    passage: usize,
    /// The bytes of the note in the passage.
    start: usize,
    end: usize,
}

/// The mark that a text ends in.
fn mark_of(text: &str) -> Option<&str> {
    // Most texts end in a letter, a digit or a point.
    let last = *text.as_bytes().last()?;
    if last.is_ascii() && !matches!(last, b'*' | b' ') {
        return None;
    }
    let text = text.trim_end();
    if !text.ends_with(MARKS) {
        return None;
    }
    let mark = &text[text.trim_end_matches(MARKS).len()..];
    // `**Median pay**` is bold.
    (!text.starts_with('*') && mark.len() < text.len()).then_some(mark)
}

impl Page<'_> {
    /// The notes of the page, each behind its mark.
    pub fn find_footnotes(&self) -> Vec<Footnote> {
        let mut found: Vec<Footnote> = Vec::new();
        for passage in 0..self.passages.len() {
            let text = self.text(passage);
            let mut at = 0;
            while let Some(from) = text[at..].find(MARKS).map(|from| at + from) {
                let note = text[from..].trim_start_matches(MARKS);
                let start = text.len() - note.len();
                let begins = from == 0 || text[..from].ends_with([' ', '(', ';']);
                if begins && note.trim_start().starts_with(char::is_alphabetic) {
                    if let Some(last) = found.last_mut().filter(|last| last.passage == passage) {
                        last.end = from;
                    }
                    let mark = text[from..start].to_owned();
                    found.push(Footnote { mark, passage, start, end: text.len() });
                }
                at = start;
            }
            if found.len() >= MOST {
                break;
            }
        }
        found
    }

    /// The note of the mark at the end of a passage.
    fn footnote(&self, at: usize) -> Option<&Footnote> {
        let mark = mark_of(self.text(at))?;
        self.footnotes().iter().find(|note| note.mark == mark && note.passage != at)
    }

    /// The passage that is nothing but the note of the mark at the end of another.
    pub fn noted(&self, at: usize) -> Option<(Relation, usize)> {
        let note = self.footnote(at)?;
        let whole = note.start == note.mark.len() && note.end == self.text(note.passage).len();
        whole.then_some((Relation::Remark, note.passage))
    }
}

impl View<'_, '_> {
    /// Who is named in the note of a mark behind the figure or behind the head of its row or column.
    pub fn footnoted(&self) -> Option<Source> {
        let heads = self.contexts.iter().filter(|(relation, _)| is_head(*relation)).map(|(_, at)| *at);
        std::iter::once(self.passage).chain(heads).find_map(|at| {
            let note = self.page.footnote(at)?;
            let within = |start: usize| (note.start..note.end).contains(&start);
            let told = &self.page.reading(note.passage).told;
            told.iter().filter(|told| within(told.start)).find_map(|told| match told.cue {
                Cue::Bls => Some(Source::BlsNearby),
                Cue::OtherSource => Some(Source::OtherNearby),
                _ => None,
            })
        })
    }
}
