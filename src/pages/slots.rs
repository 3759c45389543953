//! The pieces of a page to slots: places that a refresh fills.

use std::ops::Range;

use super::{
    bytes::PageBytes,
    marker::{self, Ask, Marker, Mistake},
    markup::as_text,
    scan::{ATTRIBUTE_PREFIX, Attribute, Piece, marks_attribute},
    text::decoded,
    words::words,
};

/// A place that a refresh fills.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Where the marker starts.
    pub at: usize,
    /// What it asks for.
    pub ask: Ask,
    /// The bytes that are filled.
    pub content: Range<usize>,
    /// The quote around an attribute's value; 0 for none, `None` for what is no attribute.
    pub quote: Option<u8>,
    /// The checksum of the last refresh.
    pub sum: Option<String>,
    /// Where the checksum stands or goes, with what goes before and after it.
    pub sum_at: SumAt,
}

/// The place of a checksum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumAt {
    /// The bytes that give way; none where there is no checksum yet.
    pub range: Range<usize>,
    /// What stands before the six digits.
    pub before: &'static str,
    /// What stands after them.
    pub after: &'static str,
}

/// What is wrong with the markers of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub at: usize,
    /// What is the matter.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// Whether the page can be refreshed all the same.
    pub is_harmless: bool,
}

/// The slots of a page, and what is wrong with its markers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slots {
    /// In the order of the page.
    pub slots: Vec<Slot>,
    /// In the order of the page.
    pub faults: Vec<Fault>,
}

/// An opening marker that waits for its end.
struct Open {
    whole: Range<usize>,
    inner: Range<usize>,
    marker: Option<Marker>,
}

/// Pairs the markers of a page.
#[must_use]
pub fn slots(page: &PageBytes, pieces: &[Piece]) -> Slots {
    let mut pairing = Pairing { page, found: Slots::default(), open: None };
    let mut pieces = pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Comment { whole, inner } => {
                let tag = match pieces.peek() {
                    Some(Piece::Tag { attributes, whole: of }) => Some((of, attributes)),
                    _ => None,
                };
                pairing.comment(whole, inner, tag);
            }
            Piece::Endless { at } => {
                pairing.fault(*at, "the comment of a marker never ends", "close it");
            }
            Piece::Hidden { at } => pairing.hidden(*at),
            Piece::Tag { attributes, .. } => pairing.marked_attributes(attributes),
        }
    }
    pairing.end()
}

struct Pairing<'p> {
    page: &'p PageBytes,
    found: Slots,
    open: Option<Open>,
}

impl Pairing<'_> {
    fn fault(&mut self, at: usize, message: &str, hint: &str) {
        let (message, hint) = (message.to_owned(), hint.to_owned());
        self.found.faults.push(Fault { at, message, hint, is_harmless: false });
    }

    fn hidden(&mut self, at: usize) {
        self.found.faults.push(Fault {
            at,
            message: "a marker stands where it is no comment, and is not refreshed".to_owned(),
            hint: "in a script, style, title, attribute, module or front matter comments are text; \
                   see `outlook-attr` and `block jsonld`"
                .to_owned(),
            is_harmless: true,
        });
    }

    fn comment(
        &mut self,
        whole: &Range<usize>,
        inner: &Range<usize>,
        tag: Option<(&Range<usize>, &Vec<Attribute>)>,
    ) {
        let inside = self.page.text(inner.clone()).into_owned();
        let closes = inside.trim_start().starts_with('/');
        match (self.open.take(), closes) {
            (Some(open), true) => self.close(open, whole),
            // `<!-- /Outlook -->` may end a part of the page that is called so.
            (None, true) if !inside.contains("outlook") => {}
            (None, true) => self.fault(
                whole.start,
                "a marker is closed that was never opened",
                "take it out, or open it with `outlook ...`",
            ),
            (Some(open), false) => {
                self.fault(
                    whole.start,
                    "a marker opens inside another",
                    "close the one before with `/outlook`; markers do not nest",
                );
                self.open = Some(open);
            }
            (None, false) => self.opening(whole, inner, &inside, tag),
        }
    }

    fn opening(
        &mut self,
        whole: &Range<usize>,
        inner: &Range<usize>,
        inside: &str,
        tag: Option<(&Range<usize>, &Vec<Attribute>)>,
    ) {
        let marker = match marker::read(inside) {
            Ok(marker) => Some(marker),
            Err(mistakes) => {
                self.mistakes(inner.start, mistakes);
                None
            }
        };
        let is_attribute = marker::is_of_attribute(inside.as_bytes());
        match (is_attribute, marker) {
            (true, Some(marker)) => self.announced(whole, inner, marker, tag),
            (true, None) => {}
            (false, marker) => {
                self.open = Some(Open { whole: whole.clone(), inner: inner.clone(), marker });
            }
        }
    }

    fn mistakes(&mut self, start: usize, mistakes: Vec<Mistake>) {
        for Mistake { at, message, hint } in mistakes {
            self.found.faults.push(Fault { at: start + at.start, message, hint, is_harmless: false });
        }
    }

    fn close(&mut self, open: Open, end: &Range<usize>) {
        let Some(Marker { ask, sum }) = open.marker else { return };
        let sum_at = self.sum_in(&open.inner, sum.as_ref());
        let (at, content) = (open.whole.start, open.whole.end..end.start);
        self.found.slots.push(Slot { at, ask, content, quote: None, sum, sum_at });
    }

    /// Where the checksum of a marker stands, or goes: behind its last word.
    fn sum_in(&self, inner: &Range<usize>, sum: Option<&String>) -> SumAt {
        let bytes = &self.page.searched()[inner.clone()];
        let all = words(&as_text(bytes)).unwrap_or_default();
        if let Some(word) = all.into_iter().find(|word| word.key.as_deref() == Some("sum")) {
            let start = inner.start + word.at.start;
            let value = sum.and_then(|sum| {
                let value = start + memchr::memmem::rfind(&bytes[word.at.clone()], sum.as_bytes())?;
                Some(value..value + sum.len())
            });
            return match value {
                Some(range) => SumAt { range, before: "", after: "" },
                // A key without a checksum gives way to one with it.
                None => SumAt { range: start..inner.start + word.at.end, before: "sum=", after: "" },
            };
        }
        let end = inner.start + bytes.trim_ascii_end().len();
        let after = if end == inner.end { " " } else { "" };
        SumAt { range: end..end, before: " sum=", after }
    }

    /// A marker before an element, for one of its attributes.
    fn announced(
        &mut self,
        whole: &Range<usize>,
        inner: &Range<usize>,
        marker: Marker,
        tag: Option<(&Range<usize>, &Vec<Attribute>)>,
    ) {
        let Ask::Attribute { name, template } = marker.ask else { return };
        let behind = |of: &Range<usize>| {
            of.start >= whole.end && self.page.searched()[whole.end..of.start].trim_ascii().is_empty()
        };
        let Some((_, attributes)) = tag.filter(|(of, _)| behind(of)) else {
            return self.fault(
                whole.start,
                "no element follows the marker of an attribute",
                "put it right before the element's tag",
            );
        };
        let sum_at = self.sum_in(inner, marker.sum.as_ref());
        self.attribute(whole.start, name, template, attributes, marker.sum, sum_at);
    }

    /// Attributes that `data-outlook-NAME` marks on their own element; `data-outlook-sum` has a checksum
    /// for each, in their order.
    fn marked_attributes(&mut self, attributes: &[Attribute]) {
        let bytes = self.page.searched();
        let is_sum = |of: &Attribute| bytes[of.name.clone()].eq_ignore_ascii_case(b"data-outlook-sum");
        let marks = |of: &&Attribute| marks_attribute(&bytes[of.name.clone()]) && !is_sum(of);
        let marking: Vec<&Attribute> = attributes.iter().filter(marks).collect();
        let sums: Vec<Range<usize>> = attributes
            .iter()
            .find(|of| is_sum(of))
            .and_then(|of| of.value.clone())
            .map(|value| words_in(bytes, value))
            .unwrap_or_default();
        let Some(last) = marking.last() else { return };
        let of_sums = attributes.iter().find(|of| is_sum(of)).and_then(|of| of.value.clone());
        for (nth, attribute) in marking.iter().enumerate() {
            let (name, value) = (attribute.name.clone(), attribute.value.clone());
            let name =
                self.page.text(name.start + ATTRIBUTE_PREFIX.len()..name.end).to_ascii_lowercase();
            let template = value.map(|value| decoded(&self.page.text(value), false)).unwrap_or_default();
            let known = sums.get(nth).map(|word| self.page.text(word.clone()).into_owned());
            let (is_first, is_last) = (nth == 0, nth + 1 == marking.len());
            let sum_at = match (sums.get(nth), &of_sums) {
                (Some(word), _) => SumAt { range: word.clone(), before: "", after: "" },
                (None, Some(value)) => SumAt {
                    range: value.end..value.end,
                    before: if is_first { "" } else { " " },
                    after: "",
                },
                (None, None) => SumAt {
                    range: last.end..last.end,
                    before: if is_first { " data-outlook-sum=\"" } else { " " },
                    after: if is_last { "\"" } else { "" },
                },
            };
            self.attribute(attribute.name.start, name, template, attributes, known, sum_at);
        }
    }

    fn attribute(
        &mut self,
        at: usize,
        name: String,
        template: String,
        attributes: &[Attribute],
        sum: Option<String>,
        sum_at: SumAt,
    ) {
        if let Some(refusal) = refused(&name) {
            return self.fault(at, &format!("the attribute `{name}` is not filled"), refusal);
        }
        let has_name = |of: &&Attribute| {
            self.page.searched()[of.name.clone()].eq_ignore_ascii_case(name.as_bytes())
        };
        let target = attributes.iter().find(has_name);
        let Some((value, quote)) = target.and_then(|of| Some((of.value.clone()?, of.quote))) else {
            let message = format!("the element has no attribute `{name}` with a value");
            return self.fault(
                at,
                &message,
                "write the attribute once, in quotes; its text is then kept",
            );
        };
        if quote == 0 {
            let message = format!("the value of `{name}` stands without quotes");
            return self.fault(at, &message, "put it in quotes");
        }
        let ask = Ask::Attribute { name, template };
        self.found.slots.push(Slot { at, ask, content: value, quote: Some(quote), sum, sum_at });
    }

    fn end(mut self) -> Slots {
        if let Some(open) = self.open.take() {
            self.fault(
                open.whole.start,
                "a marker is never closed",
                "close it with `<!-- /outlook -->`",
            );
        }
        self.found.faults.sort_by_key(|fault| fault.at);
        self.found
    }
}

/// The words of a part, as bytes.
fn words_in(bytes: &[u8], part: Range<usize>) -> Vec<Range<usize>> {
    let (mut words, mut at) = (Vec::new(), part.start);
    for word in bytes[part].split(u8::is_ascii_whitespace) {
        if !word.is_empty() {
            words.push(at..at + word.len());
        }
        at += word.len() + 1;
    }
    words
}

/// Why an attribute is never filled: what stands in it is run or looked up.
fn refused(name: &str) -> Option<&'static str> {
    let is_run = name.starts_with("on") || matches!(name, "style" | "srcdoc");
    let is_address = matches!(name, "href" | "src" | "srcset" | "action" | "formaction" | "xlink:href");
    let is_ours = name.starts_with("data-outlook");
    (is_run || is_address || is_ours || name.is_empty())
        .then_some("fill a text such as content, alt, title or data-value")
}
