//! Markdown and MDX to blocks. HTML inside goes through the reader of HTML.

use std::{borrow::Cow, ops::Range};

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Builder, Kind, front_matter, html};

#[derive(Default)]
struct Reader {
    lists: usize,
    table: u32,
    row: u32,
    column: u32,
    head: bool,
    next: u32,
    html: Option<Range<usize>>,
    /// Whether the text is a paragraph of its own.
    paragraph: bool,
    part: Part,
}

/// What the text is part of.
#[derive(Clone, Copy, Default, PartialEq)]
enum Part {
    #[default]
    Page,
    /// Front matter.
    Metadata,
    Code,
}

/// Reads Markdown.
pub fn read(text: &str, builder: &mut Builder) {
    let text = &*without_modules(without_comments(text));
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_DEFINITION_LIST;
    let mut reader = Reader::default();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        if !matches!(event, Event::Html(_)) {
            reader.flush(text, builder);
        }
        match event {
            Event::Start(tag) => reader.start(&tag, builder),
            Event::End(tag) => reader.end(tag, builder),
            Event::Text(words) if reader.part == Part::Metadata => {
                let offset =
                    text[range.clone()].find(&*words).map_or(range.start, |at| range.start + at);
                front_matter::read(&words, offset, reader.next, builder);
            }
            Event::Text(words) if reader.part == Part::Page => push(&words, text, range, builder),
            // Code shows how a thing is written, and states nothing.
            Event::SoftBreak | Event::Code(_) => builder.gap(range.start),
            Event::HardBreak => builder.line(range.start),
            Event::InlineHtml(tag) if tag.starts_with("<br") => builder.line(range.start),
            // A component over several lines is a paragraph of nothing else; a tag in a cell or an item is part of it.
            Event::InlineHtml(_) if reader.paragraph && builder.is_empty() => {
                html::read(text.get(range.clone()).unwrap_or_default(), range.start, builder);
                builder.begin(Kind::Paragraph, reader.next);
            }
            Event::Html(_) => {
                let start = reader.html.as_ref().map_or(range.start, |html| html.start);
                reader.html = Some(start..range.end);
            }
            _ => {}
        }
    }
    reader.flush(text, builder);
    builder.end();
}

/// A text with blanks in the place of the comments of MDX, so that every byte stays where it was.
fn without_comments(text: &str) -> Cow<'_, str> {
    const OPEN: &str = "{/*";
    const CLOSE: &str = "*/}";
    let mut left = text;
    let mut out = String::new();
    while let Some((before, behind)) = left.split_once(OPEN) {
        let Some((comment, after)) = behind.split_once(CLOSE) else { break };
        out.push_str(before);
        let whole = &left[before.len()..before.len() + OPEN.len() + comment.len() + CLOSE.len()];
        out.extend(whole.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        left = after;
    }
    if out.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(out + left) }
}

/// A text of MDX with blanks in the place of what its page imports and exports, to the next empty line: it is code.
fn without_modules(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.lines().any(is_module) {
        return text;
    }
    let (mut begins, mut is_code) = (true, false);
    let lines = text.split_inclusive('\n').map(|line| {
        let empty = line.trim().is_empty();
        is_code = !empty && (is_code || begins && is_module(line));
        begins = empty;
        let blank = |byte| if byte == b'\n' { '\n' } else { ' ' };
        if is_code { line.bytes().map(blank).collect() } else { line.to_owned() }
    });
    Cow::Owned(lines.collect())
}

/// Whether a line begins what a module of JavaScript imports or exports.
fn is_module(line: &str) -> bool {
    const EXPORTS: &[&str] = &["export const ", "export let ", "export default ", "export function "];
    let imports = || line.contains(" from '") || line.contains(" from \"");
    EXPORTS.iter().any(|export| line.starts_with(export)) || line.starts_with("import ") && imports()
}

/// Words as they stand in the file, or decoded from some of its bytes.
fn push(words: &str, text: &str, range: Range<usize>, builder: &mut Builder) {
    let source = text.get(range.clone()).unwrap_or_default();
    match source.find(words) {
        Some(at) => builder.verbatim(words, range.start + at),
        None => {
            for (nth, character) in words.chars().enumerate() {
                let (start, length) = if nth == 0 { (range.start, range.len()) } else { (range.end, 0) };
                builder.push(character, start, length);
            }
        }
    }
}

impl Reader {
    fn flush(&mut self, text: &str, builder: &mut Builder) {
        if let Some(range) = self.html.take() {
            builder.end();
            html::read(text.get(range.clone()).unwrap_or_default(), range.start, builder);
        }
    }

    fn start(&mut self, tag: &Tag<'_>, builder: &mut Builder) {
        self.next += 1;
        match tag {
            // The first paragraph in an item goes on with it.
            Tag::Paragraph if self.lists == 0 || !builder.is_empty() => {
                self.paragraph = self.lists == 0;
                builder.begin(if self.paragraph { Kind::Paragraph } else { Kind::Item }, self.next);
            }
            Tag::Heading { level, .. } => builder.begin(Kind::Heading(number(*level)), self.next),
            Tag::List(_) => self.lists += 1,
            Tag::Item => builder.begin(Kind::Item, self.next),
            Tag::DefinitionListTitle => builder.begin(Kind::Heading(7), self.next),
            Tag::DefinitionListDefinition => builder.begin(Kind::Detail, self.next),
            Tag::Table(_) => {
                self.table = builder.table();
                self.row = 0;
            }
            Tag::TableHead => (self.head, self.column) = (true, 0),
            Tag::TableRow => (self.head, self.column) = (false, 0),
            Tag::TableCell => {
                let (table, row, column, head) = (self.table, self.row, self.column, self.head);
                builder.begin(Kind::Cell { table, row, column, head }, self.next);
                self.column += 1;
            }
            Tag::Link { dest_url, .. } => builder.link(dest_url),
            Tag::MetadataBlock(_) => self.part = Part::Metadata,
            Tag::BlockQuote(_) => builder.begin(Kind::Paragraph, self.next),
            Tag::CodeBlock(_) => {
                builder.end();
                self.part = Part::Code;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, builder: &mut Builder) {
        self.paragraph = false;
        match tag {
            TagEnd::List(_) => self.lists = self.lists.saturating_sub(1),
            TagEnd::TableHead | TagEnd::TableRow => self.row += 1,
            TagEnd::MetadataBlock(_) | TagEnd::CodeBlock => self.part = Part::Page,
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::TableCell
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => builder.end(),
            _ => {}
        }
    }
}

const fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
