//! Puts blocks together: collapses whitespace, leaves out marks that no reader sees, and keeps, run by
//! run, where in the file the text stands.

use super::{Block, Document, Kind, Run};

/// Collects text into blocks.
#[derive(Debug, Default)]
pub struct Builder {
    blocks: Vec<Block>,
    text: String,
    map: Vec<Run>,
    links: Vec<(usize, String)>,
    kind: Option<Kind>,
    parent: u32,
    /// Where the gap stands that is to come, and the bytes of its first character.
    space: Option<(usize, usize)>,
    tables: u32,
}

impl Builder {
    /// Ends the block and begins another of a kind, in a container.
    pub fn begin(&mut self, kind: Kind, parent: u32) {
        self.end();
        (self.kind, self.parent) = (Some(kind), parent);
    }

    /// Ends the block.
    pub fn end(&mut self) {
        self.space = None;
        if !self.text.trim().is_empty() {
            self.blocks.push(Block {
                kind: self.kind.unwrap_or(Kind::Paragraph),
                text: self.text.clone(),
                parent: self.parent,
                links: std::mem::take(&mut self.links),
                map: std::mem::take(&mut self.map),
            });
        }
        self.text.clear();
        self.map.clear();
        self.links.clear();
        self.kind = None;
    }

    /// A number for the next table.
    pub const fn table(&mut self) -> u32 {
        self.tables += 1;
        self.tables
    }

    /// Whether the block has no text yet.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// A link begins.
    pub fn link(&mut self, address: &str) {
        self.links.push((self.text.len(), address.to_owned()));
    }

    /// A line ends within the block.
    pub fn line(&mut self, source: usize) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.add("\n", source, 0);
        }
        self.space = None;
    }

    /// A gap between words that no byte need stand for.
    pub fn gap(&mut self, source: usize) {
        self.space.get_or_insert((source, 1));
    }

    /// Text that stands in the file as it is.
    pub fn verbatim(&mut self, text: &str, source: usize) {
        let mut at = 0;
        while let Some(next) = text[at..].chars().next() {
            let plain = plain(&text.as_bytes()[at..]);
            if plain > 0 {
                self.words(&text[at..at + plain], source + at, plain);
            } else {
                self.push(next, source + at, next.len_utf8());
            }
            at += plain.max(next.len_utf8());
        }
    }

    /// A character that stands for some bytes of the file.
    pub fn push(&mut self, character: char, source: usize, length: usize) {
        if is_unseen(character) {
            return;
        }
        if character.is_whitespace() {
            self.space.get_or_insert((source, length));
            return;
        }
        self.words(character.encode_utf8(&mut [0; 4]), source, length);
    }

    /// Text whose gaps are single spaces, after the gap that may stand before it.
    fn words(&mut self, text: &str, source: usize, length: usize) {
        if let Some((at, length)) = self.space.take()
            && !self.text.is_empty()
            && !self.text.ends_with('\n')
        {
            self.add(" ", at, length);
        }
        self.add(text, source, length);
    }

    fn add(&mut self, added: &str, source: usize, source_length: usize) {
        let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        let (text, length) = (number(self.text.len()), number(added.len()));
        let (source, source_length) = (number(source), number(source_length));
        self.text.push_str(added);
        if let Some(last) = self.map.last_mut()
            && last.length == last.source_length
            && length == source_length
            && last.text + last.length == text
            && last.source + last.source_length == source
        {
            last.length += length;
            last.source_length += length;
            return;
        }
        self.map.push(Run { text, length, source, source_length });
    }

    /// Everything collected.
    #[must_use]
    pub fn finish(mut self) -> Document {
        self.end();
        Document { blocks: self.blocks, wide: false }
    }
}

/// How many bytes are words of ASCII with a space between them, which stand in a block as they are.
fn plain(bytes: &[u8]) -> usize {
    let begins = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_graphic);
    let stays = |(at, byte): &(usize, &u8)| {
        byte.is_ascii_graphic() || **byte == b' ' && *at > 0 && begins(at + 1)
    };
    bytes.iter().enumerate().take_while(stays).count()
}

/// Marks of direction, joiners and soft hyphens, which would part digits.
const fn is_unseen(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}
