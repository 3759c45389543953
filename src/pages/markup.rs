//! The kinds of page, and the parts of each in which a comment is a comment: not in the code of a
//! Markdown page, for one.

use std::{borrow::Cow, collections::BTreeMap, ops::Range, path::Path};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::{
    ground::{front_matter, modules, without},
    scan::{Piece, hidden, hidden_in_code, scan},
    text::decoded,
};
use crate::escape::html_text;

/// What a page is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// HTML, in a file of its own or within a template.
    Html,
    /// Markdown with HTML in it.
    Markdown,
    /// Markdown with JSX in it.
    Mdx,
}

impl Markup {
    /// The kind that the name of a file tells; `None` for names that no page has.
    #[must_use]
    pub fn of_name(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Markdown),
            "mdx" => Some(Self::Mdx),
            _ => None,
        }
    }

    /// The text that a part of a page shows: references of HTML, and signs behind the backslash of
    /// Markdown, made characters.
    #[must_use]
    pub fn sample(self, raw: &str) -> String {
        decoded(raw, self.has_escapes())
    }

    /// Whether a backslash makes a sign of markup a plain one.
    #[must_use]
    pub fn has_escapes(self) -> bool {
        self != Self::Html
    }

    /// A text as text of a page, without becoming markup of it.
    #[must_use]
    pub fn escaped(self, text: &str) -> String {
        let is_sign = |character: char| match self {
            Self::Html => false,
            Self::Markdown => r"\`*_[]|~".contains(character),
            Self::Mdx => r"\`*_[]|~{}".contains(character),
        };
        let mut out = String::with_capacity(text.len());
        for character in html_text(text).chars() {
            if is_sign(character) {
                out.push('\\');
            }
            out.push(character);
        }
        out
    }

    /// The pieces of a page that have to do with markers, in its order.
    #[must_use]
    pub fn pieces(self, bytes: &[u8]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        // `outlook`, `Outlook`, `OUTLOOK`
        if [b"utlook", b"UTLOOK"].iter().all(|word| memchr::memmem::find(bytes, *word).is_none()) {
            return pieces;
        }
        let text = as_text(bytes);
        let (inside, mark) = without_mark(&text);
        let mut parts = match self {
            Self::Html => {
                scan(bytes, 0..bytes.len(), false, &mut pieces);
                return pieces;
            }
            Self::Markdown => html_parts(&text),
            Self::Mdx => outside_code(&text),
        };
        if self == Self::Mdx {
            let modules = modules(inside).into_iter().map(|part| part.start + mark..part.end + mark);
            let modules: Vec<Range<usize>> = modules.collect();
            pieces.extend(modules.iter().cloned().filter_map(|part| hidden_in_code(bytes, part)));
            parts = without(parts, modules);
        }
        if let Some(front) = front_matter(inside) {
            pieces.extend(hidden(bytes, front.start + mark..front.end + mark));
        }
        for part in parts {
            scan(bytes, part, self == Self::Mdx, &mut pieces);
        }
        pieces
    }
}

/// Bytes as a text of the same length: what is not UTF-8 is never markup.
pub(super) fn as_text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            bytes.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { 'x' }).collect()
        }
    }
}

pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
}

/// The text behind a byte-order mark, which is no part of it, and how long that is.
pub(super) fn without_mark(text: &str) -> (&str, usize) {
    let rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    (rest, text.len() - rest.len())
}

/// The blocks of HTML in a Markdown page, in which nothing is read as Markdown; none in other pages.
#[must_use]
pub fn html_blocks(bytes: &[u8], markup: Markup) -> Vec<Range<usize>> {
    if markup != Markup::Markdown {
        return Vec::new();
    }
    let text = as_text(bytes);
    let (text, mark) = without_mark(&text);
    let events = Parser::new_ext(text, options()).into_offset_iter();
    let of_blocks = events.filter(|(event, _)| matches!(event, Event::Start(Tag::HtmlBlock)));
    of_blocks.map(|(_, range)| range.start + mark..range.end + mark).collect()
}

/// The HTML of a Markdown page.
fn html_parts(text: &str) -> Vec<Range<usize>> {
    let (text, mark) = without_mark(text);
    let mut parts: Vec<Range<usize>> = Vec::new();
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        if !matches!(event, Event::Html(_) | Event::InlineHtml(_)) {
            continue;
        }
        let range = range.start + mark..range.end + mark;
        match parts.last_mut().filter(|last| last.end == range.start) {
            Some(last) => last.end = range.end,
            None => parts.push(range),
        }
    }
    parts
}

/// Everything but code. MDX has no code by indentation.
fn outside_code(text: &str) -> Vec<Range<usize>> {
    let (inside, mark) = without_mark(text);
    let (mut parts, mut at) = (Vec::new(), 0);
    for (event, range) in Parser::new_ext(inside, options()).into_offset_iter() {
        let is_code = matches!(
            event,
            Event::Code(_)
                | Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)) | Tag::MetadataBlock(_))
        );
        let range = range.start + mark..range.end + mark;
        if is_code && range.start >= at {
            parts.push(at..range.start);
            at = range.end;
        }
        // Within the lines of a component Markdown goes on.
        if matches!(event, Event::Html(_)) && range.start >= at {
            for code in code_spans(&text[range.clone()]) {
                parts.push(at..range.start + code.start);
                at = range.start + code.end;
            }
        }
    }
    parts.push(at..text.len());
    parts
}

/// The parts of a text between backticks, as many before as behind.
fn code_spans(text: &str) -> Vec<Range<usize>> {
    let (mut runs, mut at): (Vec<Range<usize>>, usize) = (Vec::new(), 0);
    while let Some(offset) = memchr::memchr(b'`', &text.as_bytes()[at..]) {
        let start = at + offset;
        at = start + text[start..].bytes().take_while(|byte| *byte == b'`').count();
        runs.push(start..at);
    }
    let mut seen = BTreeMap::new();
    let mut closes: Vec<Option<usize>> =
        runs.iter().enumerate().rev().map(|(nth, run)| seen.insert(run.len(), nth)).collect();
    closes.reverse();
    let (mut found, mut nth) = (Vec::new(), 0);
    while let Some(open) = runs.get(nth) {
        nth = closes[nth].map_or(nth, |close| {
            found.push(open.start..runs[close].end);
            close
        }) + 1;
    }
    found
}
