//! Strings of old workbooks: single ones, and the table of shared strings, which goes on over several
//! records and may be broken within a string.

use super::bytes::{u16_at, u32_at};
use crate::ingest::container::text::windows_1252;

/// How strings are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// Bytes of a code page, as Excel 5 and 95 write; it is taken for Windows-1252.
    Bytes,
    /// UTF-16, or its lower bytes alone, as Excel 97 and later write.
    Wide,
}

/// The string that follows its length of two bytes.
pub(super) fn string(bytes: &[u8], script: Script) -> Option<String> {
    characters(usize::from(u16_at(bytes, 0)?), bytes.get(2..)?, script)
}

/// The string that follows its length of one byte, as names of sheets are written.
pub(super) fn short_string(bytes: &[u8], script: Script) -> Option<String> {
    characters(usize::from(*bytes.first()?), bytes.get(1..)?, script)
}

fn characters(length: usize, bytes: &[u8], script: Script) -> Option<String> {
    match script {
        Script::Bytes => Some(bytes.get(..length)?.iter().map(|byte| windows_1252(*byte)).collect()),
        Script::Wide => {
            let (flags, rest) = bytes.split_first()?;
            let mut text = Text::default();
            let size = if flags & 1 == 0 { length } else { 2 * length };
            text.add(rest.get(..size)?, *flags);
            Some(text.finish())
        }
    }
}

/// UTF-16 that is being put together.
#[derive(Default)]
struct Text(Vec<u16>);

impl Text {
    fn add(&mut self, bytes: &[u8], flags: u8) {
        if flags & 1 == 0 {
            self.0.extend(bytes.iter().map(|byte| u16::from(*byte)));
        } else {
            let pairs = bytes.chunks_exact(2);
            self.0.extend(pairs.map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
        }
    }

    fn finish(self) -> String {
        String::from_utf16_lossy(&self.0)
    }
}

/// The shared strings, from the record that begins them and those that continue it.
pub(super) fn shared(records: Vec<&[u8]>) -> Vec<String> {
    let mut reader = Shared { records, record: 0, at: 8 };
    let mut strings = Vec::new();
    while let Some(string) = reader.next() {
        strings.push(string);
    }
    strings
}

struct Shared<'b> {
    records: Vec<&'b [u8]>,
    record: usize,
    at: usize,
}

impl<'b> Shared<'b> {
    /// What is left of the record at hand.
    fn rest(&self) -> &'b [u8] {
        self.records.get(self.record).and_then(|record| record.get(self.at..)).unwrap_or_default()
    }

    fn go_on(&mut self) -> Option<()> {
        self.record += 1;
        self.at = 0;
        (self.record < self.records.len()).then_some(())
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > self.rest().len() {
            count -= self.rest().len();
            self.go_on()?;
        }
        self.at += count;
        Some(())
    }

    /// The next string; runs of formatting and phonetic hints behind it are passed over.
    fn next(&mut self) -> Option<String> {
        if self.rest().is_empty() {
            self.go_on()?;
        }
        let head = self.rest();
        let (mut left, mut flags) = (usize::from(u16_at(head, 0)?), *head.get(2)?);
        self.at += 3;
        let (mut runs, mut hints) = (0, 0);
        if flags & 8 != 0 {
            runs = usize::from(u16_at(self.rest(), 0)?);
            self.at += 2;
        }
        if flags & 4 != 0 {
            hints = u32_at(self.rest(), 0)? as usize;
            self.at += 4;
        }
        let mut text = Text::default();
        while left > 0 {
            let width = if flags & 1 == 0 { 1 } else { 2 };
            let here = left.min(self.rest().len() / width);
            text.add(&self.rest()[..here * width], flags);
            self.at += here * width;
            left -= here;
            if left > 0 {
                // A string that is broken off says anew how it is written.
                self.go_on()?;
                flags = *self.rest().first()?;
                self.at += 1;
            }
        }
        self.skip(4 * runs)?;
        self.skip(hints)?;
        Some(text.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::{Script, shared, string};

    #[test]
    fn a_string_may_be_broken_over_records() {
        let first = b"\x02\0\0\0\x02\0\0\0\x03\0\0abc\x04\0\0de";
        let second = b"\x01f\0g\0";
        assert_eq!(shared(vec![first, second]), ["abc", "defg"]);
        assert_eq!(shared(vec![&first[..15], &[]]), ["abc"]);
        assert_eq!(shared(vec![]), [""; 0]);
    }

    #[test]
    fn single_strings_know_how_they_are_written() {
        assert_eq!(string(b"\x02\0a\x97", Script::Bytes).as_deref(), Some("a—"));
        assert_eq!(string(b"\x01\0\x01\xe9\0", Script::Wide).as_deref(), Some("é"));
        assert_eq!(string(b"\x09\0\0a", Script::Wide), None);
    }
}
