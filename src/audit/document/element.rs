//! What elements of HTML are to a reader: blocks, parts of tables by name or role, and what is not shown.

use std::borrow::Cow;

use html5gum::StartTag;

/// Whether the text of an element is not part of the page.
pub fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "select" | "object" | "math"
    )
}

/// Whether an element ends a block where it begins and ends.
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "html"
            | "label"
            | "legend"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "ul"
    )
}

/// What an element is by its role, where that is one of a table's: <https://www.w3.org/TR/wai-aria-1.2/#table>.
pub fn role(tag: &StartTag<usize>) -> Option<&'static str> {
    match tag.attributes.get(b"role".as_slice())?.as_slice() {
        b"table" | b"grid" | b"treegrid" => Some("table"),
        b"row" => Some("tr"),
        b"cell" | b"gridcell" => Some("td"),
        b"columnheader" | b"rowheader" => Some("th"),
        _ => None,
    }
}

/// Whether an element is part of a table by its name, whatever its role.
pub fn is_of_table(name: &str) -> bool {
    matches!(name, "table" | "tr" | "td" | "th")
}

/// Attributes of a tag beyond which it is none: the tokenizer goes one call deeper for each.
const MOST_ATTRIBUTES: usize = 2_000;

/// The text with blanks in the place of tags that have more attributes than anybody writes.
pub fn without_endless_tags(text: &str) -> Cow<'_, str> {
    let mut bytes = Cow::Borrowed(text.as_bytes());
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'<', &text.as_bytes()[at..]).map(|found| at + found) {
        let (end, attributes) = tag_at(text.as_bytes(), start);
        if attributes > MOST_ATTRIBUTES {
            bytes.to_mut()[start..end].fill(b' ');
        }
        at = end;
    }
    match bytes {
        Cow::Borrowed(_) => Cow::Borrowed(text),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

/// Where the tag that begins at a byte ends, and how many blanks part its attributes.
fn tag_at(bytes: &[u8], start: usize) -> (usize, usize) {
    let (mut at, mut attributes) = (start + 1, 0);
    if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
        return (at, attributes);
    }
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'>' => break,
            b'=' => {
                let quote = bytes.get(at).copied().filter(|quote| matches!(quote, b'"' | b'\''));
                let rest = bytes.get(at + 1..).unwrap_or_default();
                let closed = quote.and_then(|quote| memchr::memchr(quote, rest));
                at = closed.map_or(at, |closed| at + closed + 2);
                attributes += 1;
            }
            b'/' | b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' => attributes += 1,
            _ => {}
        }
    }
    (at, attributes)
}
