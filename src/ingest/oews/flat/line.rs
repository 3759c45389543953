//! One line of a flat file: the series and its value, as bytes.

use memchr::{memchr, memchr_iter, memrchr};

use crate::ingest::container::{decimal, decimal_in};

/// The fields of a line, without blanks around them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line<'b> {
    pub(super) series: &'b [u8],
    pub(super) year: &'b [u8],
    pub(super) period: &'b [u8],
    pub(super) value: &'b [u8],
    /// The number that the value is, where it is written in digits and at most a point.
    pub(super) number: Option<f64>,
    pub(super) footnote: &'b [u8],
}

/// What stands at the beginning of a text.
#[derive(Debug, PartialEq)]
pub(super) enum Next<'b> {
    Line(Line<'b>),
    /// A line of nothing.
    Blank,
    /// A line of so many fields, too few or too many.
    Damaged(usize),
}

/// Characters of a series id.
pub(super) const SERIES: usize = 25;

/// Reads the line at the beginning of a text; returns its bytes, line end included, too.
pub(super) fn next(text: &[u8]) -> (Next<'_>, usize) {
    padded(text).map_or_else(|| separated(text), |(line, length)| (Next::Line(line), length))
}

/// How many bytes of a text are whole lines. A last line that does not end, and has fewer fields than the line before
/// it, is cut off.
pub(super) fn whole(text: &[u8]) -> usize {
    let start = memrchr(b'\n', text).map_or(0, |at| at + 1);
    let before = &text[..start.saturating_sub(1)];
    let before = &before[memrchr(b'\n', before).map_or(0, |at| at + 1)..];
    let fields = |line: &[u8]| memchr_iter(b'\t', line).count();
    let is_cut = start < text.len() && start > 0 && fields(&text[start..]) < fields(before);
    if is_cut { start } else { text.len() }
}

/// A line in BLS's own layout, whose fields are padded to fixed places; `None` for any other.
fn padded(text: &[u8]) -> Option<(Line<'_>, usize)> {
    let line: &[u8; 56] = text.first_chunk()?;
    let tabs = [line[30], line[35], line[39], line[52]] == *b"\t\t\t\t";
    if !tabs || line[SERIES..30] != *b"     " {
        return None;
    }
    let (footnote, length): (&[u8], usize) = match [line[53], line[54], line[55]] {
        [b'\r', b'\n', _] => (&[], 55),
        [b'0'..=b'9', b'\r', b'\n'] => (&line[53..54], 56),
        _ => return None,
    };
    let start = 40 + blanks(line[40..].first_chunk()?).min(12);
    let (value, number) = (&line[start..52], decimal_in(line, start, 52));
    let series = &line[..SERIES];
    Some((Line { series, year: &line[31..35], period: &line[36..39], value, number, footnote }, length))
}

/// With how many blanks a field begins.
fn blanks(field: &[u8; 16]) -> usize {
    let others = u128::from_le_bytes(*field) ^ u128::from_le_bytes([b' '; 16]);
    (others.trailing_zeros() / 8) as usize
}

/// A line whose fields are separated by tabs, however they are padded.
fn separated(text: &[u8]) -> (Next<'_>, usize) {
    let end = memchr(b'\n', text);
    let length = end.map_or(text.len(), |end| end + 1);
    let line = &text[..end.unwrap_or(text.len())];
    if line.trim_ascii().is_empty() {
        return (Next::Blank, length);
    }
    let mut fields = [&[][..]; 5];
    let mut count = 0;
    for field in line.split(|byte| *byte == b'\t') {
        let field = field.trim_ascii();
        // Older files end their rows with a tab.
        if count == fields.len() && field.is_empty() {
            continue;
        }
        if let Some(place) = fields.get_mut(count) {
            *place = field;
        }
        count += 1;
    }
    let [series, year, period, value, footnote] = fields;
    let number = decimal(value);
    match count {
        4 | 5 => (Next::Line(Line { series, year, period, value, number, footnote }), length),
        _ => (Next::Damaged(count), length),
    }
}

/// The column of the first character of a field of the line at the beginning of a text, from 1.
pub(super) fn column(text: &[u8], field: usize) -> u64 {
    let mut start = 0;
    for _ in 0..field {
        start += memchr(b'\t', &text[start..]).map_or(0, |at| at + 1);
    }
    let blanks = text[start..].iter().take_while(|byte| **byte == b' ').count();
    (start + blanks) as u64 + 1
}

#[cfg(test)]
mod tests {
    use super::{Line, Next, column, next, whole};

    const PADDED: &[u8] =
        b"OEUM001018000000000000001     \t2025\tA01\t       75070\t\r\nOEUM001018000000000000002";

    #[test]
    fn lines_are_read_padded_or_not() {
        let line = |value, number, footnote| {
            let series = &b"OEUM001018000000000000001"[..];
            Next::Line(Line { series, year: b"2025", period: b"A01", value, number, footnote })
        };
        assert_eq!(next(PADDED), (line(b"75070", Some(75070.0), b""), 55));
        let noted = b"OEUM001018000000000000001     \t2025\tA01\t           -\t5\r\n";
        assert_eq!(next(noted), (line(b"-", None, b"5"), 56));
        let older = b"OEUM001018000000000000001\t2025\tA01\t75070\t\t\n";
        assert_eq!(next(older), (line(b"75070", Some(75070.0), b""), older.len()));
        assert_eq!(next(b"\r\nOEU"), (Next::Blank, 2));
        assert_eq!(next(b"OEUM001018000000000000001\t2025"), (Next::Damaged(2), 30));
    }

    #[test]
    fn a_last_line_without_an_end_is_whole_with_all_its_fields() {
        let cut = |text: &[u8]| text.len() - whole(text);
        assert_eq!(cut(b"a\tb\t1\t\r\nc\td\t1"), 5);
        for text in [&b"a\tb\t1\t\r\nc\td\t1\t"[..], b"a\tb\t1\nc\td\t1", b"a\tb\t1\t\r\n", b"a\tb"] {
            assert_eq!(cut(text), 0, "{text:?}");
        }
    }

    #[test]
    fn columns_are_counted_from_one() {
        assert_eq!([0, 1, 3].map(|field| column(PADDED, field)), [1, 32, 48]);
    }
}
