//! The periods that the sentences of marked figures name in plain text: where a sentence names another
//! period than that of its figure, and not the figure's own, a refresh would make it false.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{
    markup::{Markup, as_text},
    period::decades,
    text::decoded_in_place,
};
use crate::model::{Period, Release, Round};

/// How far from a figure its sentence is looked for, in bytes.
const REACH: usize = 600;

/// Elements that stand within a sentence.
const INLINE: [&[u8]; 16] = [
    b"a", b"abbr", b"b", b"cite", b"data", b"em", b"font", b"i", b"mark", b"small", b"span", b"strong",
    b"sub", b"sup", b"time", b"u",
];

static MAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\bMay(?:(?:\s+of)?,?\s+|-)(?:(?P<year>(?:19|20)\d\d)|['’]\s*(?P<short>\d\d))\b").ok()
});
/// A year behind a word for time or the name of who says so, before what it is of, or in brackets behind a figure.
static YEAR: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    const YEAR: &str = r"(?P<year>(?:19|20)\d\d)";
    let patterns = [
        format!(r"(?i)\b(?:in|as of|for|during|by|through|until|ending(?:\s+in)?)\s+{YEAR}\b"),
        format!(r"\b(?:BLS|OEWS|OES|Statistics)\)?,?\s+{YEAR}\b"),
        format!(
            r"(?i)\b{YEAR}\s+(?:(?:BLS|OEWS|annual|hourly|national)\s+){{0,2}}(?:medians?|means?|averages?|wages?|salary|salaries|pay|data|figures?|estimates?)\b"
        ),
        // The markers of a figure right before it are blank here; behind a name it would be of a book.
        format!(r"\s{{16,}}\(\s*{YEAR}\s*\)"),
    ];
    patterns.iter().filter_map(|pattern| Regex::new(pattern).ok()).collect()
});

/// A marked part of a page, with the period of what stands there.
#[derive(Clone, Debug)]
pub struct Marked {
    /// The bytes between its markers.
    pub content: Range<usize>,
    /// The period of its figure, or that it names.
    pub period: Option<Period>,
    /// Whether it is a figure, and not the name of a period.
    pub is_figure: bool,
}

/// A period in plain text that is not that of the figure in its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Where it stands.
    pub at: usize,
    /// As written.
    pub text: String,
    /// That of the figure.
    pub period: Period,
}

/// The periods of other releases and rounds beside marked figures, each once, in the order of the page.
/// `marked` stands in that order too.
#[must_use]
pub fn others(bytes: &[u8], markup: Markup, marked: &[Marked]) -> Vec<Other> {
    let mut found: Vec<Other> = Vec::new();
    for (at, figure) in marked.iter().enumerate().filter(|(_, one)| one.is_figure) {
        let Some(period) = figure.period else { continue };
        let sentence = sentence(bytes, markup, &figure.content);
        let starts = |one: &&Marked| one.content.start >= sentence.start;
        let before = marked[..at].iter().rev().take_while(starts);
        let after = marked[at..].iter().take_while(|one| one.content.end <= sentence.end);
        let within: Vec<&Marked> = before.chain(after).collect();
        let says_own = |one: &&Marked| !one.is_figure && one.period == Some(period);
        if within.iter().any(says_own) {
            continue;
        }
        let text = plain(bytes, &sentence, &within);
        if let Some((offset, text)) = other(&text, period) {
            found.push(Other { at: sentence.start + offset, text, period });
        }
    }
    found.sort_by_key(|one| one.at);
    found.dedup_by_key(|one| one.at);
    found
}

/// The first period in a text that is another's; none where the text names the figure's own.
fn other(text: &str, own: Period) -> Option<(usize, String)> {
    let named = match own {
        Period::Release(release) => releases(text, release),
        Period::Round(round) => rounds(text, round),
    };
    if named.iter().any(|(_, is_own)| *is_own) {
        return None;
    }
    named.into_iter().next().map(|(at, _)| (at.start, text[at].to_owned()))
}

/// The places of a text that name a release, and whether it is a given one. A year alone is taken for one
/// of the ten before.
fn releases(text: &str, own: Release) -> Vec<(Range<usize>, bool)> {
    let months = MAY.as_ref().into_iter().flat_map(|may| may.captures_iter(text)).filter_map(|found| {
        let number = |name| found.name(name)?.as_str().parse::<u16>().ok();
        let year = number("year").or_else(|| Some(2000 + number("short")?))?;
        Some((found.get(0)?.range(), Release::may(year) == own))
    });
    let recent = |year: u16| year <= own.year() && year + 10 > own.year();
    let years = years(text).filter(|(_, year)| recent(*year));
    months.chain(years.map(|(at, year)| (at, year == own.year()))).collect()
}

/// The places of a text that name a round, and whether it is a given one. A year alone is taken for the
/// first or last of one of the four before.
fn rounds(text: &str, own: Round) -> Vec<(Range<usize>, bool)> {
    let (base, projected) = (own.base_year(), own.projected_year());
    let shortly_before = |year: u16, of: u16| year < of && year + 5 > of;
    let years = years(text).filter_map(|(at, year)| {
        let is_own = year == base || year == projected;
        let is_other = shortly_before(year, base) || shortly_before(year, projected);
        (is_own || is_other).then_some((at, is_own))
    });
    decades(text).into_iter().map(|(at, first)| (at, first == base)).chain(years).collect()
}

/// The years of a text that stand alone behind a word for time.
fn years(text: &str) -> impl Iterator<Item = (Range<usize>, u16)> {
    let found = YEAR.iter().flat_map(move |year| year.captures_iter(text));
    found.filter_map(|found| {
        let year = found.name("year")?;
        let behind = text[year.end()..].trim_start();
        let goes_on = ["-", "–", "—", "‑", "/", "to 2", "through 2"];
        let is_alone = !goes_on.iter().any(|sign| behind.starts_with(sign));
        Some((year.range(), year.as_str().parse().ok()?)).filter(|_| is_alone)
    })
}

/// The text of a sentence as long as its bytes: what is markup, or stands between markers, is blank.
fn plain(bytes: &[u8], sentence: &Range<usize>, within: &[&Marked]) -> String {
    let mut text = bytes[sentence.clone()].to_vec();
    let mut blank = |part: Range<usize>| text[part].fill(b' ');
    for one in within {
        let start = one.content.start.max(sentence.start) - sentence.start;
        blank(start..one.content.end.min(sentence.end).max(sentence.start + start) - sentence.start);
    }
    let mut at = sentence.start;
    while let Some(offset) = memchr::memchr2(b'<', b'{', &bytes[at..sentence.end]) {
        let start = at + offset;
        at = markup_end(&bytes[..sentence.end], start).unwrap_or(start + 1);
        blank(start - sentence.start..at - sentence.start);
    }
    decoded_in_place(&as_text(&text))
}

/// The text before and behind a part of a page in its sentence.
#[must_use]
pub fn around(bytes: &[u8], markup: Markup, part: &Range<usize>) -> (String, String) {
    let sentence = sentence(bytes, markup, part);
    let text = plain(bytes, &sentence, &[]);
    let of = |part: Range<usize>| {
        let text = text.get(part.start - sentence.start..part.end - sentence.start);
        text.unwrap_or_default().to_owned()
    };
    (of(sentence.start..part.start), of(part.end..sentence.end))
}

/// The sentence around a part of a page: up to the end of another, of a block, a cell or a paragraph.
fn sentence(bytes: &[u8], markup: Markup, part: &Range<usize>) -> Range<usize> {
    let (from, to) = (part.start.saturating_sub(REACH), (part.end + REACH).min(bytes.len()));
    let (mut start, mut at) = (from, from);
    while at < to {
        let next = markup_end(&bytes[..to], at);
        let is_end = if next.is_some() {
            !is_inline(&bytes[at..])
        } else {
            ends_sentence(&bytes[from..to], at - from, markup)
        };
        let after = next.unwrap_or(at + 1);
        if is_end && at >= part.end {
            return start..at;
        }
        if is_end && after <= part.start {
            start = after;
        }
        // What is marked is passed over: a number may have a point in it.
        at = if at < part.start && after > part.start { part.start } else { after };
        if (part.start..part.end).contains(&at) {
            at = part.end;
        }
    }
    start..to
}

/// Where a tag, or a comment of HTML or JSX, that begins at a byte ends.
fn markup_end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    let close: &[u8] = match rest {
        [b'<', b'!', b'-', b'-', ..] => b"-->",
        [b'{', b'/', b'*', ..] => b"*/}",
        [b'<', next, ..] if next.is_ascii_alphabetic() || *next == b'/' => b">",
        _ => return None,
    };
    memchr::memmem::find(rest, close).map(|length| at + length + close.len())
}

/// Whether markup stands within a sentence.
fn is_inline(rest: &[u8]) -> bool {
    if rest.starts_with(b"<!--") || rest.starts_with(b"{") {
        return true;
    }
    let name = rest[1..].strip_prefix(b"/").unwrap_or(&rest[1..]);
    let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    INLINE.iter().any(|inline| name[..length].eq_ignore_ascii_case(inline))
}

/// Whether a sentence, a cell or a paragraph of Markdown ends at a byte. A capital before a point is that
/// of an abbreviation (U.S.).
fn ends_sentence(bytes: &[u8], at: usize, markup: Markup) -> bool {
    let after = bytes.get(at + 1).copied();
    let before = at.checked_sub(1).map(|before| bytes[before]);
    match bytes[at] {
        b'.' | b'!' | b'?' => {
            let ends = after.is_none_or(|next| next.is_ascii_whitespace() || next == b'<');
            ends && before.is_none_or(|before| !before.is_ascii_uppercase())
        }
        b'\n' => markup != Markup::Html && after.is_none_or(|next| next == b'\n' || next == b'\r'),
        b'|' => markup != Markup::Html,
        _ => false,
    }
}
