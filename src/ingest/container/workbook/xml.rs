//! The XML of workbooks: tags, texts and attributes, found where they stand. No document type
//! declarations, which no workbook has.

use memchr::{memchr, memmem};

use crate::diag::{Diagnostic, Diagnostics};

/// A piece of XML. Names are without prefixes.
pub(super) enum Token<'t> {
    /// `<name attributes>`, or `<name attributes/>`, which is closed.
    Open { name: &'t [u8], attributes: &'t [u8], is_closed: bool },
    /// `</name>`.
    Close(&'t [u8]),
    /// What stands between tags, with references such as `&amp;` in it.
    Text(&'t [u8]),
    /// The same without references, from `<![CDATA[`.
    Data(&'t [u8]),
}

/// The pieces of a text, from its start. There is no next one at the end of the text, nor where it
/// breaks off in the middle of a piece.
pub(super) struct Tokens<'t> {
    text: &'t [u8],
    /// The first byte behind the piece at hand.
    pub(super) at: usize,
}

impl<'t> Tokens<'t> {
    pub(super) const fn new(text: &'t [u8]) -> Self {
        Self { text, at: 0 }
    }

    pub(super) fn next(&mut self) -> Option<Token<'t>> {
        loop {
            let rest = self.text.get(self.at..)?;
            let [b'<', after @ ..] = rest else {
                let end = memchr(b'<', rest)?;
                self.at += end;
                return Some(Token::Text(&rest[..end]));
            };
            match after.first()? {
                b'!' | b'?' => {
                    if let Some(data) = self.aside(rest)? {
                        return Some(Token::Data(data));
                    }
                }
                b'/' => {
                    let end = memchr(b'>', after)?;
                    self.at += end + 2;
                    return Some(Token::Close(local(after[1..end].trim_ascii_end())));
                }
                _ => return self.opened(after),
            }
        }
    }

    /// A tag from behind its `<`.
    fn opened(&mut self, after: &'t [u8]) -> Option<Token<'t>> {
        let mut quote = None;
        let end = after.iter().position(|byte| match (byte, quote) {
            (b'>', None) => true,
            (b'"' | b'\'', None) => {
                quote = Some(*byte);
                false
            }
            (byte, Some(open)) if *byte == open => {
                quote = None;
                false
            }
            _ => false,
        })?;
        self.at += end + 2;
        let is_closed = after[..end].ends_with(b"/");
        let tag = &after[..end - usize::from(is_closed)];
        let name = tag.iter().position(u8::is_ascii_whitespace).unwrap_or(tag.len());
        Some(Token::Open { name: local(&tag[..name]), attributes: &tag[name..], is_closed })
    }

    /// Passes over a comment or an instruction; the text where it is character data.
    fn aside(&mut self, rest: &'t [u8]) -> Option<Option<&'t [u8]>> {
        const KINDS: [(&[u8], &[u8]); 4] =
            [(b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"), (b"<!", b">")];
        // What breaks off in the middle of the marks that begin it is not told apart yet.
        let may_be = |mark: &&(&[u8], &[u8])| mark.0.starts_with(&rest[..rest.len().min(mark.0.len())]);
        let (begin, end) = KINDS.iter().find(may_be)?;
        let found = memmem::find(rest.get(begin.len()..)?, end)?;
        self.at += begin.len() + found + end.len();
        Some((*begin == b"<![CDATA[").then(|| &rest[begin.len()..begin.len() + found]))
    }
}

/// A name without its prefix.
fn local(name: &[u8]) -> &[u8] {
    memchr(b':', name).map_or(name, |colon| &name[colon + 1..])
}

/// The attributes of a tag, as written, names without prefixes.
pub(super) fn attributes(mut rest: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    std::iter::from_fn(move || {
        let equals = rest.iter().position(|byte| *byte == b'=')?;
        let name = local(rest[..equals].trim_ascii());
        let value = rest[equals + 1..].trim_ascii_start();
        let (quote, value) = value.split_first()?;
        let end = value.iter().position(|byte| byte == quote)?;
        rest = &value[end + 1..];
        Some((name, &value[..end]))
    })
}

/// An attribute as text; empty when the tag has none of the name.
///
/// # Errors
/// When it is not UTF-8, or refers to what is not known.
pub(super) fn attribute(all: &[u8], name: &[u8]) -> Result<String, Diagnostics> {
    let mut text = String::new();
    if let Some((_, value)) = attributes(all).find(|(own, _)| *own == name) {
        push_text(value, &mut text)?;
    }
    Ok(text)
}

/// Text of UTF-8.
pub(super) fn utf8(text: &[u8]) -> Result<&str, Diagnostics> {
    std::str::from_utf8(text).map_err(|_| not_utf8())
}

/// The refusal of other encodings, which workbooks may have and none of BLS has.
pub(super) fn not_utf8() -> Diagnostics {
    Diagnostic::error("the workbook cannot be read: its XML is not in UTF-8")
        .hint("open it in a spreadsheet and save it as .xlsx or as CSV")
        .into()
}

/// Adds what stands between tags, with references resolved and line ends as in XML.
pub(super) fn push_text(raw: &[u8], text: &mut String) -> Result<(), Diagnostics> {
    let mut rest = utf8(raw)?;
    while let Some(at) = rest.find(['&', '\r']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('\r') {
            text.push('\n');
            rest = after.strip_prefix('\n').unwrap_or(after);
            continue;
        }
        let known = rest.split_once(';').and_then(|(name, after)| Some((referred(&name[1..])?, after)));
        let Some((character, after)) = known else {
            let shown: String = rest.chars().take(12).collect();
            let message =
                format!("the workbook cannot be read: its XML holds `{shown}`, which means nothing");
            return Err(Diagnostic::error(message).hint("get the file again").into());
        };
        text.push(character);
        rest = after;
    }
    text.push_str(rest);
    Ok(())
}

/// The character that a reference names.
fn referred(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let hexadecimal = number.strip_prefix(['x', 'X']);
            let number = match hexadecimal {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)
        }
    }
}

/// A text in which workbooks write characters that XML has not as `_x000D_`.
pub(super) fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        let digits =
            rest.get(at + 2..at + 6).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let escaped = digits.filter(|_| rest[at..].as_bytes().get(6) == Some(&b'_'));
        let code = escaped.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        if let Some(code) = code {
            plain.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            rest = &rest[at + 7..];
        } else {
            plain.push_str("_x");
            rest = &rest[at + 2..];
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens, attributes, push_text, without_escapes};

    fn told(text: &str) -> Vec<String> {
        let mut tokens = Tokens::new(text.as_bytes());
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        std::iter::from_fn(|| {
            Some(match tokens.next()? {
                Token::Open { name, attributes, is_closed } => {
                    format!(
                        "+{}{}{}",
                        text(name),
                        text(attributes),
                        if is_closed { " closed" } else { "" }
                    )
                }
                Token::Close(name) => format!("-{}", text(name)),
                Token::Text(raw) => text(raw),
                Token::Data(raw) => format!("={}", text(raw)),
            })
        })
        .collect()
    }

    #[test]
    fn pieces_are_found_where_they_stand() {
        let text = "<?xml version='1.0'?><x:a b=\"1>0\"><!-- <c> -->d<e/><![CDATA[<f>]]></x:a >";
        assert_eq!(told(text), ["+a b=\"1>0\"", "d", "+e closed", "=<f>", "-a"]);
        for cut in 1..text.len() {
            let (whole, cut) = (told(text), told(&text[..cut]));
            assert_eq!(cut, whole[..cut.len()], "what breaks off is no piece");
        }
    }

    #[test]
    fn attributes_and_references_are_read() {
        let own: Vec<_> = attributes(b" r:id = 'a \"' t=\"s\"").collect();
        assert_eq!(own, [(&b"id"[..], &b"a \""[..]), (b"t", b"s")]);
        let mut text = String::new();
        push_text(b"A&amp;B &#233;&#xe9;\r\nC", &mut text).unwrap();
        assert_eq!(text, "A&B \u{e9}\u{e9}\nC");
        assert!(push_text(b"&nbsp;", &mut text).is_err());
        assert!(push_text(b"\xff", &mut text).is_err());
        assert_eq!(without_escapes("a_x000D__x_x0041_ _x00é_"), "a\r_xA _x00é_");
    }
}
