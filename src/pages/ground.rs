//! The parts of a page that are plain text: where a comment may be put and changes nothing. No tag,
//! script, code, address, alternative text, front matter, or expression of a template.

use std::ops::Range;

use html5gum::{DefaultEmitter, Token, Tokenizer};
use memchr::memmem;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::markup::{Markup, as_text, options, without_mark};

/// Elements in whose text no comment is put: it is code, or would be shown.
const CLOSED: [&[u8]; 18] = [
    b"script",
    b"style",
    b"textarea",
    b"title",
    b"xmp",
    b"iframe",
    b"noembed",
    b"noscript",
    b"template",
    b"svg",
    b"math",
    b"select",
    b"object",
    b"code",
    b"pre",
    b"kbd",
    b"samp",
    b"plaintext",
];

/// What templates of sites are written in.
const EXPRESSIONS: [(&str, &str); 4] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("<%", "%>")];

/// The parts of a page that are plain text, in its order, as bytes.
#[must_use]
pub fn plain_text(bytes: &[u8], markup: Markup) -> Vec<Range<usize>> {
    let text = as_text(bytes);
    let (inside, mark) = without_mark(&text);
    let mut ground = Ground::default();
    match markup {
        Markup::Html => ground.html(inside, 0),
        Markup::Markdown | Markup::Mdx => ground.markdown(inside),
    }
    let mut closed = expressions(inside);
    closed.extend(front_matter(inside));
    if markup == Markup::Mdx {
        closed.extend(of_mdx(inside));
    }
    let open = without(ground.parts, closed);
    open.into_iter().map(|part| part.start + mark..part.end + mark).collect()
}

#[derive(Default)]
struct Ground {
    parts: Vec<Range<usize>>,
    /// The closed element that the text is in, and how many of its name are open.
    closed: Option<(Vec<u8>, usize)>,
    images: usize,
    /// Whether the text is code or front matter of Markdown.
    is_code: bool,
}

impl Ground {
    /// The text of HTML that stands at a byte.
    fn html(&mut self, text: &str, offset: usize) {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(text, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) if !tag.self_closing => self.opens(&tag.name),
                Token::EndTag(tag) => self.closes(&tag.name),
                Token::String(string) => {
                    let end = string.span.end.min(text.len());
                    self.text(string.span.start + offset..end.max(string.span.start) + offset);
                }
                _ => {}
            }
        }
    }

    fn opens(&mut self, name: &[u8]) {
        match &mut self.closed {
            Some((closed, depth)) => *depth += usize::from(closed == name),
            None if CLOSED.contains(&name) => self.closed = Some((name.to_vec(), 1)),
            None => {}
        }
    }

    fn closes(&mut self, name: &[u8]) {
        if let Some((closed, depth)) = &mut self.closed
            && closed == name
        {
            *depth -= 1;
            if *depth == 0 {
                self.closed = None;
            }
        }
    }

    fn text(&mut self, range: Range<usize>) {
        if self.closed.is_some() || self.images > 0 || self.is_code || range.is_empty() {
            return;
        }
        match self.parts.last_mut().filter(|last| last.end == range.start) {
            Some(last) => last.end = range.end,
            None => self.parts.push(range),
        }
    }

    fn markdown(&mut self, text: &str) {
        let mut html: Option<Range<usize>> = None;
        for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
            if !matches!(event, Event::Html(_) | Event::InlineHtml(_))
                && let Some(part) = html.take()
            {
                self.html(&text[part.clone()], part.start);
            }
            match event {
                Event::Html(_) | Event::InlineHtml(_) => {
                    html = Some(html.map_or(range.start, |part| part.start)..range.end);
                }
                Event::Text(_) => {
                    // The backslash before a sign belongs to it.
                    let slash = text[..range.start].ends_with('\\');
                    self.text(range.start - usize::from(slash)..range.end);
                }
                Event::Start(Tag::Image { .. }) => self.images += 1,
                Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
                Event::Start(Tag::CodeBlock(_) | Tag::MetadataBlock(_)) => self.is_code = true,
                Event::End(TagEnd::CodeBlock | TagEnd::MetadataBlock(_)) => self.is_code = false,
                _ => {}
            }
        }
        if let Some(part) = html {
            self.html(&text[part.clone()], part.start);
        }
    }
}

/// The parts without what is closed.
pub(super) fn without(parts: Vec<Range<usize>>, mut closed: Vec<Range<usize>>) -> Vec<Range<usize>> {
    closed.sort_by_key(|part| part.start);
    // None within another, so that each is met once.
    closed.dedup_by(|next, before| {
        let meets = next.start <= before.end;
        if meets {
            before.end = before.end.max(next.end);
        }
        meets
    });
    let (mut open, mut first) = (Vec::new(), 0);
    for part in parts {
        let mut at = part.start;
        while closed.get(first).is_some_and(|of| of.end <= part.start) {
            first += 1;
        }
        for of in closed[first..].iter().take_while(|of| of.start < part.end) {
            if of.start > at {
                open.push(at..of.start);
            }
            at = at.max(of.end);
        }
        if at < part.end {
            open.push(at..part.end);
        }
    }
    open
}

/// The expressions of templates.
fn expressions(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, close) in EXPRESSIONS {
        let (mut at, end_of) = (0, memmem::Finder::new(close));
        while let Some(start) = memmem::find(&text.as_bytes()[at..], open.as_bytes()) {
            let start = at + start;
            let Some(length) = end_of.find(&text.as_bytes()[start..]) else { break };
            at = start + length + close.len();
            found.push(start..at);
        }
    }
    found
}

/// The front matter that a page begins with, whatever it is written in.
pub(super) fn front_matter(text: &str) -> Option<Range<usize>> {
    let fence = ["---", "+++"].into_iter().find(|fence| {
        text.strip_prefix(fence).is_some_and(|rest| rest.starts_with('\n') || rest.starts_with("\r\n"))
    })?;
    let mut at = 0;
    for (nth, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        if nth > 0 && line.trim_end() == fence {
            return Some(0..at);
        }
    }
    None
}

/// The imports and exports of an MDX page.
pub(super) fn modules(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    let mut is_first = true;
    for line in text.split_inclusive('\n') {
        let is_code = line.starts_with("import ") || line.starts_with("export ");
        if is_code && is_first {
            let end = text[at..].find("\n\n").or_else(|| text[at..].find("\n\r\n"));
            found.push(at..end.map_or(text.len(), |end| at + end));
        }
        is_first = line.trim().is_empty();
        at += line.len();
    }
    found
}

/// The code of an MDX page: imports and exports, tags with their attributes, and expressions.
fn of_mdx(text: &str) -> Vec<Range<usize>> {
    let (bytes, mut found, mut at) = (text.as_bytes(), modules(text), 0);
    while let Some(offset) = memchr::memchr2(b'{', b'<', &bytes[at..]) {
        let start = at + offset;
        let is_tag = bytes[start] == b'<';
        let begins =
            bytes.get(start + 1).is_some_and(|next| next.is_ascii_alphabetic() || *next == b'/');
        at = if is_tag && !begins { start + 1 } else { end_of_code(bytes, start) };
        found.push(start..at);
    }
    found
}

/// Where a tag or an expression of JSX ends: behind its own sign, those in quotes, comments and inner
/// expressions left out; what never ends reaches to the end.
fn end_of_code(bytes: &[u8], start: usize) -> usize {
    let is_tag = bytes[start] == b'<';
    let (mut depth, mut at) = (0_usize, start);
    while let Some(byte) = bytes.get(at) {
        let rest = &bytes[at + 1..];
        let length = match byte {
            b'"' | b'\'' | b'`' => memchr::memchr(*byte, rest).map(|length| length + 1),
            b'/' if depth > 0 && rest.starts_with(b"*") => {
                memmem::find(rest, b"*/").map(|length| length + 2)
            }
            _ => Some(0),
        };
        let Some(length) = length else { break };
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1 + length;
        if depth == 0 && *byte == if is_tag { b'>' } else { b'}' } {
            return at;
        }
    }
    bytes.len()
}
