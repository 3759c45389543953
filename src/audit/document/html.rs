//! HTML to blocks. Tags are read forgivingly, as browsers do; scripts (but structured data), styles and
//! hidden text are left out; nothing is kept of a tree but the container a block stands in, so that depth costs nothing.

use std::borrow::Cow;

use html5gum::{DefaultEmitter, Emitter, Error, ForwardingEmitter, StartTag, Token, Tokenizer};

use super::{
    Builder, Kind, component,
    element::{is_block, is_of_table, is_silent, role, without_endless_tags},
    structured,
};

/// Descriptions of a page for search engines and previews.
const DESCRIPTIONS: &[&str] =
    &["description", "og:description", "og:title", "twitter:description", "twitter:title"];

/// Containers that are kept in mind; deeper ones count as the last of these.
const DEEPEST: usize = 512;

/// The longest mark of a footnote, in bytes: `[12, 13]`.
const LONGEST_FOOTNOTE: usize = 8;

/// How far up an end tag looks for its start.
const FARTHEST: usize = 32;

struct Table {
    number: u32,
    row: u32,
    column: u32,
    rows: u32,
    /// For each column, how many more rows a cell above reaches down.
    reach: Vec<u32>,
    depth: usize,
}

/// A container that has begun.
struct Open {
    tag: String,
    /// The element that it is, by its role where it has one of a table's.
    means: &'static str,
    id: u32,
    /// Elements of its name that have begun in it, where its name is not that of a block.
    inner: u32,
}

struct Reader<'b> {
    builder: &'b mut Builder,
    open: Vec<Open>,
    next: u32,
    tables: Vec<Table>,
    silent: Option<(String, u32)>,
    /// Whether that element is a script of JSON-LD.
    structured: bool,
    /// Whether the text is raised.
    raised: bool,
    /// Whether the text is code, up to the end of its block.
    code: bool,
    /// Alternative texts within the block at hand, which follow it.
    aside: Vec<Words>,
}

/// The value of an attribute, as it stands in the file and decoded, with its place there.
pub struct Words {
    pub decoded: String,
    pub source: String,
    pub at: usize,
}

impl Words {
    pub fn of(tag: &StartTag<usize>, name: &str, text: &str) -> Option<Self> {
        let attribute = tag.attributes.get(name.as_bytes())?;
        let (start, end) = (attribute.span.start, attribute.span.end.min(text.len()));
        let written = text.get(start..end)?;
        let value = written[written.find('=')? + 1..].trim_start();
        let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''));
        let source = value.split(|letter| Some(letter) == quote).nth(usize::from(quote.is_some()))?;
        let at = end - value.len() + usize::from(quote.is_some());
        let decoded = String::from_utf8_lossy(attribute).into_owned();
        Some(Self { decoded, source: source.to_owned(), at })
    }
}

/// Tokens without the errors of a page, for which no character is then looked at.
struct Forgiving(DefaultEmitter<usize>);

impl ForwardingEmitter for Forgiving {
    type Token = Token<usize>;

    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.0
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

/// Reads HTML that starts at a byte of the file.
pub fn read(text: &str, offset: usize, builder: &mut Builder) {
    let text = &*without_endless_tags(text);
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = Reader {
        builder,
        open: Vec::new(),
        next: 1,
        tables: Vec::new(),
        silent: None,
        structured: false,
        raised: false,
        code: false,
        aside: Vec::new(),
    };
    for token in Tokenizer::new_with_emitter(text, Forgiving(emitter)) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                reader.attributes(&tag, text, offset);
                reader.start(&tag, offset);
            }
            Token::EndTag(tag) => reader.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(string) if reader.structured || reader.silent.is_none() => {
                let (from, to) = (string.span.start, string.span.end.min(text.len()));
                let source = text.get(from..to.max(from)).unwrap_or_default();
                if reader.structured {
                    reader.next += 1;
                    structured::read(source, from + offset, reader.next, reader.builder);
                } else {
                    reader.words(&string.value, source, from + offset);
                }
            }
            _ => {}
        }
    }
    reader.block(Kind::Paragraph, 0);
    reader.builder.end();
}

impl Reader<'_> {
    /// Keeps what an element says in its attributes for readers who do not see it.
    fn attributes(&mut self, tag: &StartTag<usize>, text: &str, offset: usize) {
        if self.silent.is_none() && component::is_one(tag, text) {
            self.next += 1;
            let parent = self.next;
            for Words { decoded, source, at } in component::words(tag, text) {
                self.block(Kind::Paragraph, parent);
                push_aligned(&decoded, &source, at + offset, self.builder);
            }
            let kind = self.around();
            self.block(kind, self.open.last().map_or(0, |open| open.id));
            return;
        }
        let value = |name: &[u8]| tag.attributes.get(name).map(|value| String::from_utf8_lossy(value));
        let name = match &**tag.name {
            b"img" => "alt",
            _ if role(tag) == Some("table") => "aria-label",
            b"meta" => {
                let of = value(b"name").or_else(|| value(b"property")).unwrap_or_default();
                if !DESCRIPTIONS.iter().any(|known| of.eq_ignore_ascii_case(known)) {
                    return;
                }
                "content"
            }
            _ => return,
        };
        if self.silent.is_none() {
            let words = Words::of(tag, name, text);
            self.aside.extend(words.map(|words| Words { at: words.at + offset, ..words }));
        }
    }

    /// Text between tags, beside the bytes that it was decoded from.
    fn words(&mut self, decoded: &[u8], source: &str, at: usize) {
        let is_source = decoded == source.as_bytes();
        let decoded = if is_source { Cow::Borrowed(source) } else { String::from_utf8_lossy(decoded) };
        if self.code || self.raised && is_footnote(&decoded) {
            self.builder.gap(at);
        } else {
            push_aligned(&decoded, source, at, self.builder);
        }
    }

    /// Begins a block, behind what the one before has aside.
    fn block(&mut self, kind: Kind, parent: u32) {
        for Words { decoded, source, at } in std::mem::take(&mut self.aside) {
            self.next += 1;
            self.builder.begin(Kind::Paragraph, self.next);
            push_aligned(&decoded, &source, at, self.builder);
        }
        self.builder.begin(kind, parent);
    }

    fn start(&mut self, tag: &StartTag<usize>, offset: usize) {
        let name = &*String::from_utf8_lossy(&tag.name);
        if let Some((silent, depth)) = &mut self.silent {
            *depth += u32::from(silent == name && !tag.self_closing);
            return;
        }
        if is_silent(name) {
            if !tag.self_closing {
                let of = tag.attributes.get(b"type".as_slice());
                self.structured = of.is_some_and(|of| of.eq_ignore_ascii_case(b"application/ld+json"));
                self.silent = Some((name.to_owned(), 1));
            }
            return;
        }
        let source = tag.span.start + offset;
        let is_table = |role: &&str| *role == "table" || !self.tables.is_empty();
        let role = role(tag).filter(|role| !is_of_table(name) && is_table(role));
        let means = role.unwrap_or(name);
        match means {
            "sup" => self.raised = true,
            "code" => self.code = !tag.self_closing,
            "br" => self.builder.line(source),
            "a" => {
                if let Some(address) = tag.attributes.get(b"href".as_slice()) {
                    self.builder.link(&String::from_utf8_lossy(address));
                }
            }
            "table" => self.table(),
            "tr" => self.row(),
            "td" | "th" => self.cell(tag, means == "th"),
            _ => {}
        }
        if is_block(means) {
            (self.raised, self.code) = (false, false);
            self.next += 1;
            if self.open.len() < DEEPEST {
                let means = INSIDE.into_iter().find(|one| *one == means).unwrap_or_default();
                self.open.push(Open { tag: name.to_owned(), means, id: self.next, inner: 0 });
            }
            if !matches!(means, "td" | "th") || self.tables.is_empty() {
                self.begin(means);
            }
            return;
        }
        if let Some(open) = self.open.last_mut().filter(|open| open.tag == name && !tag.self_closing) {
            open.inner += 1;
        }
        if !matches!(name, "b" | "strong" | "em" | "i" | "a" | "sup" | "sub" | "font") {
            self.builder.gap(source);
        }
    }

    /// A block of the kind that the element makes, or that the cell around it is.
    fn begin(&mut self, name: &str) {
        let parent = self.open.iter().rev().nth(1).map_or(0, |open| open.id);
        let kind = match name {
            "title" => Kind::Heading(0),
            "h1" => Kind::Heading(1),
            "h2" => Kind::Heading(2),
            "h3" => Kind::Heading(3),
            "h4" => Kind::Heading(4),
            "h5" => Kind::Heading(5),
            "h6" => Kind::Heading(6),
            "dt" | "summary" => Kind::Heading(7),
            "li" => Kind::Item,
            "dd" => Kind::Detail,
            "caption" | "figcaption" => Kind::Caption,
            _ => self.around(),
        };
        self.block(kind, parent);
    }

    fn around(&self) -> Kind {
        let inside = |means: &&str| matches!(*means, "td" | "th" | "li" | "dd");
        let inside = self.open.iter().rev().map(|open| open.means).find(inside);
        match (inside, self.tables.last()) {
            (Some(cell @ ("td" | "th")), Some(table)) => Kind::Cell {
                table: table.number,
                row: table.row,
                column: table.column.saturating_sub(1),
                head: cell == "th",
            },
            (Some("li"), _) => Kind::Item,
            (Some("dd"), _) => Kind::Detail,
            _ => Kind::Paragraph,
        }
    }

    fn table(&mut self) {
        let number = self.builder.table();
        let depth = self.open.len();
        if self.tables.len() < DEEPEST {
            self.tables.push(Table { number, row: 0, column: 0, rows: 0, reach: Vec::new(), depth });
        }
    }

    fn row(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        (table.row, table.column) = (table.rows, 0);
        table.rows += 1;
        for reach in &mut table.reach {
            *reach = reach.saturating_sub(1);
        }
    }

    fn cell(&mut self, tag: &StartTag<usize>, head: bool) {
        let Some(table) = self.tables.last_mut() else { return };
        let span = |name: &[u8]| {
            let value =
                tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned());
            value.and_then(|value| value.trim().parse::<u32>().ok()).unwrap_or(1).clamp(1, 64)
        };
        while table.reach.get(table.column as usize).is_some_and(|reach| *reach > 0) {
            table.column += 1;
        }
        let column = table.column;
        let (wide, tall) = (span(b"colspan"), span(b"rowspan"));
        if column < 4096 {
            let end = (column + wide) as usize;
            if table.reach.len() < end {
                table.reach.resize(end, 0);
            }
            // One more, because the next row takes one away.
            table.reach[column as usize..end].fill(if tall > 1 { tall } else { 0 });
        }
        table.column = column + wide;
        let kind = Kind::Cell { table: table.number, row: table.row, column, head };
        self.block(kind, self.next);
    }

    fn end(&mut self, name: &str) {
        if let Some((silent, depth)) = &mut self.silent {
            if silent == name {
                *depth -= 1;
                if *depth == 0 {
                    self.structured = false;
                    self.silent = None;
                }
            }
            return;
        }
        let is_block = is_block(name) || self.ends_a_role(name);
        self.raised &= name != "sup" && !is_block;
        self.code &= name != "code" && !is_block;
        if !is_block {
            return;
        }
        let mut is_table = name == "table";
        let near = self.open.iter().rev().take(FARTHEST).position(|open| open.tag == name);
        if let Some(up) = near {
            let ended = self.open.drain(self.open.len() - 1 - up..);
            is_table |= ended.into_iter().any(|open| open.means == "table");
        }
        if is_table && self.tables.last().is_some_and(|table| table.depth >= self.open.len()) {
            self.tables.pop();
        }
        let kind = self.around();
        let parent = self.open.last().map_or(0, |open| open.id);
        self.block(kind, parent);
    }

    /// Whether an end tag whose name is not that of a block ends the part of a table that its element is by its role.
    fn ends_a_role(&mut self, name: &str) -> bool {
        let Some(open) = self.open.last_mut().filter(|open| open.tag == name) else { return false };
        let ends = open.inner == 0;
        open.inner = open.inner.saturating_sub(1);
        ends
    }
}

/// Containers that a text is told to stand in.
const INSIDE: [&str; 5] = ["table", "td", "th", "li", "dd"];

/// Whether raised text is the number or mark of a footnote, which would make another year of 2033.
fn is_footnote(text: &str) -> bool {
    let mark = |c: char| c.is_ascii_digit() || "[](),*†‡§ ".contains(c);
    (1..=LONGEST_FOOTNOTE).contains(&text.trim().len()) && text.chars().all(mark)
}

/// Text whose entities are decoded, beside the bytes that it was decoded from.
fn push_aligned(decoded: &str, source: &str, offset: usize, builder: &mut Builder) {
    if decoded == source {
        builder.verbatim(decoded, offset);
        return;
    }
    let mut at = 0;
    for character in decoded.chars() {
        let rest = &source[at..];
        let length = match rest.chars().next() {
            Some('\r') if character == '\n' => 1 + usize::from(rest[1..].starts_with('\n')),
            Some('&') => entity_length(rest, character),
            Some(next) => next.len_utf8(),
            None => 0,
        };
        builder.push(character, offset + at, length);
        at += length;
    }
}

/// Bytes of the entity at the start of a text; 1 where the ampersand is only itself.
fn entity_length(text: &str, meant: char) -> usize {
    let name = |c: char| c.is_ascii_alphanumeric() || c == '#';
    let end = text[1..].find(|c| !name(c)).map_or(text.len(), |end| end + 1);
    let ended = text[end..].starts_with(';');
    let is_one = end > 1 && end < 40 && (ended || meant != '&');
    if is_one { end + usize::from(ended) } else { 1 }
}
