//! Markup to the pieces that markers are made of: comments, and elements with their attributes. Goes
//! once over the bytes, whatever they are; keeps only what has to do with markers.

use std::ops::Range;

use memchr::{memchr, memchr2, memmem};

/// What was found, in the order of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A comment that begins with the word of a marker.
    Comment {
        /// With its signs.
        whole: Range<usize>,
        /// Between its signs.
        inner: Range<usize>,
    },
    /// The start of a comment that begins with the word of a marker and never ends.
    Endless {
        /// Where it starts.
        at: usize,
    },
    /// The tag of an element that has marking attributes, or stands right behind a marker.
    Tag {
        /// From `<` to `>`.
        whole: Range<usize>,
        /// Its attributes.
        attributes: Vec<Attribute>,
    },
    /// A marker where it is no comment: in a script, a style, a title, or an attribute.
    Hidden {
        /// Where it starts.
        at: usize,
    },
}

/// An attribute of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: Range<usize>,
    /// Its value without quotes; `None` for a name alone.
    pub value: Option<Range<usize>>,
    /// The quote around its value; 0 for none.
    pub quote: u8,
    /// Where it ends, quote included.
    pub end: usize,
}

/// Elements whose content is text, whatever it looks like.
const TEXT_ELEMENTS: [&[u8]; 7] =
    [b"script", b"style", b"textarea", b"title", b"xmp", b"iframe", b"noembed"];

/// The beginning of the attributes that mark other attributes.
pub const ATTRIBUTE_PREFIX: &[u8] = b"data-outlook-";

/// Whether an attribute marks another, by its name, which has no case.
pub fn marks_attribute(name: &[u8]) -> bool {
    let start = name.get(..ATTRIBUTE_PREFIX.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(ATTRIBUTE_PREFIX))
}

/// Looks through a part of a page. `jsx` adds the comments and attributes of MDX.
pub fn scan(bytes: &[u8], part: Range<usize>, jsx: bool, pieces: &mut Vec<Piece>) {
    let bytes = &bytes[..part.end];
    Scanner { bytes, jsx, pieces, tags_end: true, braces_end: true }.run(part.start);
}

struct Scanner<'a> {
    bytes: &'a [u8],
    jsx: bool,
    pieces: &'a mut Vec<Piece>,
    /// Whether tags, and comments of JSX, may still come to an end: looked for once, not again and
    /// again to the end of the page.
    tags_end: bool,
    braces_end: bool,
}

impl Scanner<'_> {
    fn run(&mut self, start: usize) {
        let mut at = start;
        while let Some(next) = self.next_sign(at) {
            let Some(after) = self.step(next) else { return };
            at = after;
        }
    }

    fn next_sign(&self, at: usize) -> Option<usize> {
        let rest = &self.bytes[at..];
        let found = if self.jsx { memchr2(b'<', b'{', rest) } else { memchr(b'<', rest) };
        found.map(|offset| at + offset)
    }

    /// Reads what starts at a sign; `None` when it takes all the rest.
    fn step(&mut self, at: usize) -> Option<usize> {
        let rest = &self.bytes[at..];
        if rest.starts_with(b"<!--") {
            return self.comment(at);
        }
        if rest.starts_with(b"{") {
            return Some(self.braces(at));
        }
        match rest.get(1) {
            Some(letter) if letter.is_ascii_alphabetic() => self.tag(at),
            Some(b'/') if rest.get(2).is_some_and(u8::is_ascii_alphabetic) => self.tag(at),
            Some(b'!' | b'?' | b'/') => Some(at + memchr(b'>', rest)? + 1),
            _ => Some(at + 1),
        }
    }

    fn comment(&mut self, at: usize) -> Option<usize> {
        let inside = &self.bytes[at + 4..];
        if inside.starts_with(b">") || inside.starts_with(b"->") {
            return Some(at + 5);
        }
        let is_marker = begins_marker(inside);
        let length = memmem::find(inside, b"-->");
        let whole = length.map(|length| at..at + 4 + length + 3);
        if is_marker {
            self.pieces.push(match whole.clone() {
                Some(whole) => Piece::Comment { inner: at + 4..whole.end - 3, whole },
                None => Piece::Endless { at },
            });
        }
        whole.map(|whole| whole.end)
    }

    /// A comment of JSX, `{/* ... */}`; any other brace is passed over.
    fn braces(&mut self, at: usize) -> usize {
        let rest = &self.bytes[at + 1..];
        let start = rest.len() - rest.trim_ascii_start().len();
        // In a string there is no comment.
        if let Some(quote @ (b'"' | b'\'' | b'`')) = rest.get(start)
            && let Some(length) = memchr(*quote, &rest[start + 1..])
        {
            let end = at + 1 + start + 1 + length + 1;
            self.pieces.extend(hidden_in_code(self.bytes, at..end));
            return end;
        }
        if !self.braces_end || !rest[start..].starts_with(b"/*") {
            return at + 1;
        }
        let inside = &rest[start + 2..];
        let Some(length) = memmem::find(inside, b"*/") else {
            self.braces_end = false;
            if begins_marker(inside) {
                self.pieces.push(Piece::Endless { at });
            }
            return at + 1;
        };
        let inner = at + 1 + start + 2..at + 1 + start + 2 + length;
        let behind = &self.bytes[inner.end + 2..];
        let blanks = behind.len() - behind.trim_ascii_start().len();
        if behind[blanks..].starts_with(b"}") && begins_marker(inside) {
            let whole = at..inner.end + 2 + blanks + 1;
            self.pieces.push(Piece::Comment { whole: whole.clone(), inner });
            return whole.end;
        }
        inner.end + 2
    }

    fn tag(&mut self, at: usize) -> Option<usize> {
        if !self.tags_end {
            return Some(at + 1);
        }
        let closes = self.bytes[at + 1] == b'/';
        let name_start = at + 1 + usize::from(closes);
        let name_end =
            self.until(name_start, |byte| byte.is_ascii_whitespace() || b"/>".contains(&byte));
        let (attributes, end) = match self.attributes(name_end) {
            Some(read) => read,
            None if self.jsx => {
                self.tags_end = false;
                return Some(at + 1);
            }
            None => return None,
        };
        self.keep_tag(at..end, attributes);
        let name = self.bytes[name_start..name_end].to_ascii_lowercase();
        let is_text = !closes && !self.jsx && TEXT_ELEMENTS.contains(&name.as_slice());
        if is_text { self.text_element(&name, end) } else { Some(end) }
    }

    fn keep_tag(&mut self, whole: Range<usize>, attributes: Vec<Attribute>) {
        let marks = |of: &Attribute| marks_attribute(&self.bytes[of.name.clone()]);
        let is_announced = match self.pieces.last() {
            Some(Piece::Comment { whole: before, inner }) if before.end <= whole.start => {
                self.bytes[before.end..whole.start].trim_ascii().is_empty()
                    && super::marker::is_of_attribute(&self.bytes[inner.clone()])
            }
            _ => false,
        };
        self.hidden(whole.clone());
        if self.jsx {
            self.pieces.extend(hidden_in_code(self.bytes, whole.clone()));
        }
        if is_announced || attributes.iter().any(marks) {
            self.pieces.push(Piece::Tag { whole, attributes });
        }
    }

    /// Passes over the text of a script and its like; `None` when it never ends.
    fn text_element(&mut self, name: &[u8], start: usize) -> Option<usize> {
        let mut at = start;
        loop {
            let Some(offset) = memmem::find(&self.bytes[at..], b"</") else {
                self.hidden(start..self.bytes.len());
                return None;
            };
            at += offset + 2;
            let after = self.bytes.get(at..at + name.len()).unwrap_or_default();
            let ends = self.bytes.get(at + name.len());
            let ends = ends.is_none_or(|byte| byte.is_ascii_whitespace() || b"/>".contains(byte));
            if after.eq_ignore_ascii_case(name) && ends {
                self.hidden(start..at - 2);
                return Some(at - 2);
            }
        }
    }

    /// Notes the first marker of a part where it means nothing.
    fn hidden(&mut self, part: Range<usize>) {
        self.pieces.extend(hidden(self.bytes, part));
    }

    fn until(&self, start: usize, stop: impl Fn(u8) -> bool) -> usize {
        let rest = &self.bytes[start..];
        start + rest.iter().position(|byte| stop(*byte)).unwrap_or(rest.len())
    }

    /// The attributes of a tag, and where the tag ends.
    fn attributes(&self, start: usize) -> Option<(Vec<Attribute>, usize)> {
        let (mut at, mut found) = (start, Vec::new());
        loop {
            at = self.until(at, |byte| !byte.is_ascii_whitespace() && byte != b'/');
            if *self.bytes.get(at)? == b'>' {
                return Some((found, at + 1));
            }
            let attribute = self.attribute(at)?;
            at = attribute.end;
            found.push(attribute);
        }
    }

    fn attribute(&self, at: usize) -> Option<Attribute> {
        if self.jsx && self.bytes[at] == b'{' {
            let end = self.matching_brace(at)?;
            return Some(Attribute { name: at..at, value: None, quote: 0, end });
        }
        // An equals sign in the first place belongs to the name.
        let ends_name = |byte: u8| byte.is_ascii_whitespace() || b"/>=".contains(&byte);
        let name = at..self.until(at + 1, ends_name);
        let sign = self.until(name.end, |byte| !byte.is_ascii_whitespace());
        if self.bytes.get(sign) != Some(&b'=') {
            return Some(Attribute { end: name.end, name, value: None, quote: 0 });
        }
        let start = self.until(sign + 1, |byte| !byte.is_ascii_whitespace());
        match *self.bytes.get(start)? {
            quote @ (b'"' | b'\'') => {
                let end = start + 1 + memchr(quote, &self.bytes[start + 1..])?;
                Some(Attribute { name, value: Some(start + 1..end), quote, end: end + 1 })
            }
            b'{' if self.jsx => {
                let end = self.matching_brace(start)?;
                Some(Attribute { name, value: None, quote: 0, end })
            }
            _ => {
                let end = self.until(start, |byte| byte.is_ascii_whitespace() || byte == b'>');
                Some(Attribute { name, value: Some(start..end), quote: 0, end })
            }
        }
    }

    fn matching_brace(&self, at: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (offset, byte) in self.bytes[at..].iter().enumerate() {
            match byte {
                b'{' => depth += 1,
                b'}' if depth == 1 => return Some(at + offset + 1),
                b'}' => depth -= 1,
                _ => {}
            }
        }
        None
    }
}

/// The first marker of a part where comments mean nothing.
pub fn hidden(bytes: &[u8], part: Range<usize>) -> Option<Piece> {
    let text = &bytes[part.clone()];
    let marker = memmem::find_iter(text, b"<!--").find(|at| begins_marker(&text[at + 4..]));
    marker.map(|at| Piece::Hidden { at: part.start + at })
}

/// The first marker in the code of an MDX page: a module, or what a tag has in braces.
pub fn hidden_in_code(bytes: &[u8], part: Range<usize>) -> Option<Piece> {
    let text = &bytes[part.clone()];
    let marker = memmem::find_iter(text, b"/*").find(|at| begins_marker(&text[at + 2..]));
    marker.map(|at| Piece::Hidden { at: part.start + at })
}

/// Whether the inside of a comment begins with the word of a marker. Editors and people write `Outlook` as well, which
/// may also be the name of a part of the page: it is a marker where it names a figure, or closes.
fn begins_marker(inside: &[u8]) -> bool {
    let inside = inside.trim_ascii_start();
    let closes = inside.strip_prefix(b"/").map(<[u8]>::trim_ascii_start);
    let text = closes.unwrap_or(inside);
    let Some((word, after)) = text.split_at_checked(WORD.len()) else { return false };
    if !word.eq_ignore_ascii_case(WORD) {
        return false;
    }
    let names_figure = || {
        let rest = after.trim_ascii_start();
        let begins = |known: &&[u8]| {
            rest.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known))
        };
        rest.first().is_some_and(u8::is_ascii_digit) || FIRST_WORDS.iter().any(begins)
    };
    let plain = after
        .split_at_checked(ATTRIBUTE.len())
        .filter(|(end, _)| end.eq_ignore_ascii_case(ATTRIBUTE))
        .map(|(_, rest)| rest);
    let is_meant = word == WORD || closes.is_some() || plain.is_some() || names_figure();
    let after = plain.unwrap_or(after);
    is_meant && after.first().is_none_or(|byte| byte.is_ascii_whitespace() || b":-*}".contains(byte))
}

/// The word of a marker, and what makes it that of an attribute.
const WORD: &[u8] = b"outlook";
const ATTRIBUTE: &[u8] = b"-attr";

/// The first words of markers that begin with no code.
const FIRST_WORDS: [&[u8]; 5] = [b"oews ", b"projections ", b"ep ", b"block ", b"\""];
