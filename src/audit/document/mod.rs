//! A page as blocks of text, each of which knows the bytes of the file that it was read from. Three
//! readers (HTML, Markdown, plain text) make the same blocks; nothing later knows the format.

mod builder;
mod component;
mod element;
mod encoding;
mod front_matter;
mod html;
mod markdown;
mod plain;
mod structured;

pub use builder::Builder;
pub use encoding::not_text;

/// What a block of text is on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A heading and its level; 0 is the title of the page, 7 a question or a term.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// The caption of a table or figure.
    Caption,
    /// The description that belongs to a term.
    Detail,
    /// A cell of a table.
    Cell {
        /// Which table of the page.
        table: u32,
        /// Row, from 0.
        row: u32,
        /// Column, from 0.
        column: u32,
        /// Whether the page marks it as a head.
        head: bool,
    },
}

/// One stretch of text, with whitespace collapsed and entities decoded.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// The text.
    pub text: String,
    /// The innermost container that it stands in; blocks of one card share it.
    pub parent: u32,
    /// Addresses that parts of the text link to, by where in the text the link begins.
    pub links: Vec<(usize, String)>,
    map: Vec<Run>,
}

/// A run of text and the bytes of the file that it stands for.
#[derive(Clone, Copy, Debug)]
struct Run {
    text: u32,
    length: u32,
    source: u32,
    source_length: u32,
}

impl Block {
    /// The bytes of the file that a stretch of the text stands for.
    #[must_use]
    pub fn source(&self, start: usize, end: usize) -> (usize, usize) {
        let run = |at: usize| {
            let after = self.map.partition_point(|run| run.text as usize <= at);
            self.map.get(after.saturating_sub(1)).copied()
        };
        let (Some(first), Some(last)) = (run(start), run(end.saturating_sub(1).max(start))) else {
            return (0, 0);
        };
        // Plain runs have one byte of the file for each byte of text, or two in UTF-16.
        let bytes_each = |run: Run| match run.source_length {
            length if length == run.length => 1,
            length if length == run.length * 2 => 2,
            _ => 0,
        };
        let offset = |run: Run, at: usize| at.saturating_sub(run.text as usize) * bytes_each(run);
        let from = first.source as usize + offset(first, start);
        let to = match bytes_each(last) {
            0 => (last.source + last.source_length) as usize,
            _ => last.source as usize + offset(last, end),
        };
        (from, to.max(from))
    }
}

/// The format of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// HTML, XHTML.
    Html,
    /// Markdown, MDX.
    Markdown,
    /// Plain text.
    Text,
}

impl Format {
    /// The format that a file's name or, where that says nothing, its content tells.
    #[must_use]
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        match ending.as_str() {
            "html" | "htm" | "xhtml" | "shtml" | "php" | "aspx" | "asp" | "jsp" => Self::Html,
            "md" | "mdx" | "markdown" | "mkd" => Self::Markdown,
            "txt" | "text" => Self::Text,
            _ => {
                let start = &bytes[..bytes.len().min(2048)];
                let start = String::from_utf8_lossy(start).to_ascii_lowercase();
                let tagged = ["<!doctype html", "<html", "<head", "<body", "<div", "<p>", "<table"];
                if tagged.iter().any(|tag| start.contains(tag)) { Self::Html } else { Self::Markdown }
            }
        }
    }
}

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its text, in the order of the file.
    pub blocks: Vec<Block>,
    /// Whether two bytes of the file are a unit of its text; else a byte of the one is a byte of the other.
    pub wide: bool,
}

/// The largest page that is read, in bytes: positions are kept in 32 bits.
pub const MOST_BYTES: usize = 1 << 30;

/// Reads a page. Never fails: what cannot be understood is text.
#[must_use]
pub fn read(bytes: &[u8], format: Format) -> Document {
    let decoded = encoding::decode(&bytes[..bytes.len().min(MOST_BYTES)]);
    let mut builder = Builder::default();
    match format {
        Format::Html => html::read(&decoded.text, 0, &mut builder),
        Format::Markdown => markdown::read(&decoded.text, &mut builder),
        Format::Text => plain::read(&decoded.text, &mut builder),
    }
    let mut document = builder.finish();
    document.wide = matches!(decoded.layout, encoding::Layout::Wide);
    encoding::to_file(&decoded, &mut document);
    document
}
