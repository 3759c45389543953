//! Plain text to blocks: lines, bullets, short lines that stand as headings, and tables drawn with bars.

use super::{Builder, Kind};

/// The longest line that can be a heading, in characters.
const LONGEST_HEADING: usize = 90;

/// Reads plain text. A line is a block, since a paragraph of such a page is one line; a line that
/// ends in the middle of a sentence goes on in the next, and so does every line of a paragraph that was wrapped.
pub fn read(text: &str, builder: &mut Builder) {
    let (mut start, mut goes_on, mut is_open, mut parent) = (0, false, false, 0);
    let wrapped = wrapped(text);
    for (nth, line) in text.split_inclusive('\n').enumerate() {
        let from = start;
        start += line.len();
        let content = line.trim_end();
        let shown = content.trim_start();
        let indent = content.len() - shown.len();
        if shown.is_empty() {
            builder.end();
            (goes_on, is_open, parent) = (false, false, parent + 1);
            continue;
        }
        let bullet = bullet(shown);
        let is_wrapped = wrapped.get(nth) == Some(&true);
        let is_rest = || shown.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '$');
        if is_wrapped || goes_on && bullet.is_none() && (is_open || is_rest()) {
            builder.gap(from);
        } else {
            let kind = match bullet {
                Some(_) => Kind::Item,
                None if is_heading(shown) => Kind::Heading(heading_level(shown)),
                None => Kind::Paragraph,
            };
            builder.begin(kind, parent);
        }
        let skipped = bullet.unwrap_or_else(|| hashes(shown));
        unescaped(&shown[skipped..], from + indent + skipped, builder);
        is_open = is_open_at_end(shown);
        goes_on = (shown.len() > 60 || is_open) && !shown.ends_with(['.', '!', '?', ':', '|', ';']);
    }
    builder.end();
}

/// Which lines go on with the one before them: those of paragraphs of prose whose lines were cut at one width.
fn wrapped(text: &str) -> Vec<bool> {
    /// The shortest line that wrapping leaves, and how long each but the last is beside the longest, in percent.
    const SHORTEST: usize = 24;
    const LEAST_PERCENT: usize = 55;
    let lines: Vec<&str> = text.split_inclusive('\n').map(str::trim).collect();
    let mut wrapped = vec![false; lines.len()];
    let mut from = 0;
    for paragraph in lines.split(|line| line.is_empty()) {
        let to = from + paragraph.len();
        let longest = paragraph.iter().map(|line| line.len()).max().unwrap_or_default();
        let full = |line: &str| line.len() * 100 >= longest * LEAST_PERCENT;
        let plain =
            |line: &&str| bullet(line).is_none() && hashes(line) == 0 && !line.contains(['|', '\t']);
        let goes_on = |line: &str| line.starts_with(char::is_lowercase);
        let is_prose = longest >= SHORTEST
            && paragraph.iter().all(plain)
            && paragraph.iter().skip(1).any(|line| goes_on(line))
            && paragraph.iter().rev().skip(1).all(|line| full(line));
        if is_prose {
            wrapped[from + 1..to].fill(true);
        }
        from = to + 1;
    }
    wrapped
}

/// Whether a line ends in a word behind which no sentence does, so that a capital goes on with it: "in" before "May".
fn is_open_at_end(line: &str) -> bool {
    const OPEN: &[&str] = &[
        "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "than", "the", "to", "with",
    ];
    line.ends_with(',') || line.rsplit(' ').next().is_some_and(|last| OPEN.contains(&last))
}

fn unescaped(text: &str, offset: usize, builder: &mut Builder) {
    for (at, character) in text.char_indices() {
        let next = text[at + character.len_utf8()..].chars().next();
        if !(character == '\\' && next.is_some_and(|next| "$*_#~|".contains(next))) {
            builder.push(character, offset + at, character.len_utf8());
        }
    }
}

fn hashes(line: &str) -> usize {
    let count = line.bytes().take_while(|byte| *byte == b'#').count();
    if count > 0 && line[count..].starts_with(' ') { count + 1 } else { 0 }
}

/// Bytes of the bullet that a line begins with.
fn bullet(line: &str) -> Option<usize> {
    let mark = line.chars().next().filter(|c| "•·*-–▪◦●○■".contains(*c))?;
    let after = &line[mark.len_utf8()..];
    let blank = after.len() - after.trim_start().len();
    (blank > 0).then_some(mark.len_utf8() + blank)
}

fn is_heading(line: &str) -> bool {
    let short = line.chars().count() <= LONGEST_HEADING;
    hashes(line) > 0
        || (short
            && !line.ends_with(['.', ',', ';', ':', '|'])
            && !line.contains(['$', '%', '|'])
            && line.chars().filter(char::is_ascii_digit).nth(4).is_none())
}

fn heading_level(line: &str) -> u8 {
    match hashes(line) {
        0 if line.ends_with('?') => 7,
        0 => 3,
        hashes => u8::try_from(hashes - 1).unwrap_or(6).min(6),
    }
}
