//! Splitting delimited text into records and these into cells.

use memchr::memchr3;

use super::{row::Record, word::Word};

/// Splits a text into its records and these into their fields, by the rules of RFC 4180; a quote within
/// an unquoted field stands for itself.
pub(super) struct Splitter<'t> {
    text: &'t str,
    delimiter: u8,
    /// Where the next record starts, or the line ends before it.
    pub(super) at: usize,
    /// The line of that place.
    pub(super) line: u64,
}

impl<'t> Splitter<'t> {
    pub(super) const fn new(text: &'t str, at: usize, line: u64, delimiter: u8) -> Self {
        Self { text, delimiter, at, line }
    }

    /// Adds the next record that is not blank, with its line and its start; `None` at the end.
    pub(super) fn next(&mut self, record: &mut Record) -> Option<(u64, usize)> {
        let bytes = self.text.as_bytes();
        while let Some(byte @ (b'\n' | b'\r')) = bytes.get(self.at) {
            self.line += u64::from(*byte == b'\n');
            self.at += 1;
        }
        if self.at == bytes.len() {
            return None;
        }
        let place = (self.line, self.at);
        record.begin_row();
        loop {
            self.short_fields(record);
            if !self.field(record) {
                return Some(place);
            }
        }
    }

    /// Adds the fields up to the next that is long, quoted or the last of its record. Most are shorter than
    /// a word, which holds their end and their number.
    fn short_fields(&mut self, record: &mut Record) {
        while let Some(word) = self.text.as_bytes()[self.at..].first_chunk() {
            let word = Word::new(*word);
            let length = word.place_of_any([self.delimiter, b'\n', b'"']);
            if length == Word::LENGTH || word.byte(length) != self.delimiter {
                break;
            }
            record.push_short(self.at, word, length);
            self.at += length + 1;
        }
    }

    /// Adds the next field, of whatever kind; `false` when it is the last of its record.
    fn field(&mut self, record: &mut Record) -> bool {
        let bytes = self.text.as_bytes();
        let mut field = Field::at(self.at);
        loop {
            let next = memchr3(self.delimiter, b'"', b'\n', &bytes[self.at..]);
            let mark = next.map_or(bytes.len(), |next| self.at + next);
            self.at = mark + 1;
            match bytes.get(mark) {
                Some(b'"') => field.quote(mark),
                Some(b'\n') if field.inside => self.line += 1,
                Some(b'\n') | None => {
                    self.at = mark;
                    let returns =
                        bytes[field.start..mark].iter().rev().take_while(|byte| **byte == b'\r');
                    field.push(self.text, mark - returns.count(), record);
                    return false;
                }
                Some(_) if field.inside => {}
                Some(_) => {
                    field.push(self.text, mark, record);
                    return true;
                }
            }
        }
    }
}

/// A field while its end is looked for.
struct Field {
    start: usize,
    /// Whether it starts with a quote.
    quoted: bool,
    /// Whether the place at hand is within quotes.
    inside: bool,
    /// Where the last quote closed.
    closed: usize,
    /// Whether it holds a quote that is written as two, or goes on after its quotes.
    doubled: bool,
}

impl Field {
    const fn at(start: usize) -> Self {
        Self { start, quoted: false, inside: false, closed: 0, doubled: false }
    }

    fn quote(&mut self, at: usize) {
        if at == self.start {
            (self.quoted, self.inside, self.doubled) = (true, true, false);
        } else if self.inside {
            (self.inside, self.closed) = (false, at);
        } else if self.quoted && at == self.closed + 1 {
            (self.inside, self.doubled) = (true, true);
        }
    }

    #[inline]
    fn push(&self, text: &str, end: usize, record: &mut Record) {
        if self.quoted {
            self.push_quoted(text, end, record);
        } else {
            record.push_slice(text, self.start, end);
        }
    }

    fn push_quoted(&self, text: &str, end: usize, record: &mut Record) {
        if !self.doubled && !self.inside && self.closed + 1 == end {
            record.push_slice(text, self.start + 1, self.closed);
        } else {
            let quoted = text.get(self.start + 1..end).unwrap_or_default();
            record.push_written(|own| unquote(quoted, own));
        }
    }
}

/// What stands in quotes, whose first is left out, and after them.
fn unquote(text: &str, own: &mut String) {
    let (mut inside, mut before_was_quote) = (true, false);
    for character in text.chars() {
        let is_quote = character == '"';
        if inside && is_quote {
            (inside, before_was_quote) = (false, true);
            continue;
        }
        // A quote right after one that closed opens again and stands for itself.
        inside |= is_quote && before_was_quote;
        before_was_quote = false;
        own.push(character);
    }
}
