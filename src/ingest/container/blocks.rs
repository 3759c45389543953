//! Text in blocks of whole records, so that a text of any length needs little memory. The blocks are
//! read and decoded ahead by a thread of their own.

use std::{
    io::{self, Read},
    sync::mpsc::{Receiver, Sender},
};

use memchr::{memchr_iter, memrchr, memrchr_iter};

use super::{limit::told, row::Record, text::windows_1252};
use crate::diag::{Diagnostic, Diagnostics};

/// Bytes that are read at a time: few enough to stay in the processor's cache.
const BLOCK: usize = 256 << 10;

/// The longest record, in bytes; no table has one of a thousandth. Its end is looked for anew with each
/// block, so that ten times as much would take a hundred times as long.
const LONGEST_RECORD: usize = 8 << 20;

/// How many blocks are read ahead.
pub(super) const AHEAD: usize = 8;

/// Some whole records of a text.
#[derive(Default)]
pub(super) struct Block {
    pub(super) text: String,
    /// Its records, where they are split already.
    pub(super) split: Option<Split>,
}

/// The records of a block.
#[derive(Default)]
pub(super) struct Split {
    /// The cells of all of them.
    pub(super) cells: Record,
    /// For each its line in the block, from 1, the byte where it starts, and its cells.
    pub(super) rows: Vec<(u64, usize, (usize, usize))>,
    /// The lines of the block.
    pub(super) lines: u64,
}

/// The blocks of a text, in order.
pub(super) enum Blocks {
    /// All of them are at hand.
    Ready,
    /// They come from a thread, which fills those that were read again: memory that was used a moment
    /// ago is at hand sooner than new memory.
    Coming { blocks: Receiver<Result<Block, Diagnostics>>, spent: Sender<Block> },
}

impl Blocks {
    /// The next block; `None` after the last. The one that was read goes back.
    pub(super) fn next(&mut self, read: Block) -> Result<Option<Block>, Diagnostics> {
        match self {
            Self::Ready => Ok(None),
            Self::Coming { blocks, spent } => {
                // Nobody takes it after the last block.
                let _ = spent.send(read);
                blocks.recv().ok().transpose()
            }
        }
    }
}

/// What a text is encoded in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    /// Nothing but ASCII was seen so far.
    Open,
    Utf8,
    /// What the agencies' own programs write, where a text is not UTF-8.
    Windows1252,
}

/// Cuts what is read into blocks of whole records.
pub(super) struct Cutter<R> {
    reader: R,
    /// What was read and belongs to the next block.
    rest: Vec<u8>,
    encoding: Encoding,
    begun: bool,
    /// Whether everything was read.
    pub(super) ended: bool,
}

impl<R: Read> Cutter<R> {
    /// Nothing is read yet.
    pub(super) fn new(reader: R) -> Self {
        Self { reader, rest: Vec::new(), encoding: Encoding::Open, begun: false, ended: false }
    }

    /// The next block as UTF-8, without a byte order mark; `None` after the last. It takes the place of
    /// one that was read.
    pub(super) fn next(&mut self, mut block: Vec<u8>) -> Result<Option<String>, Diagnostics> {
        if self.ended {
            return Ok(None);
        }
        let mut filled = self.rest.len();
        block.resize(block.len().max(filled), 0);
        block[..filled].copy_from_slice(&self.rest);
        self.rest.clear();
        loop {
            let read = self.read(&mut block, filled).map_err(|error| told(&error))?;
            filled += read;
            if !std::mem::replace(&mut self.begun, true) {
                let begin = &block[..filled];
                if begin.starts_with(b"\xff\xfe") || begin.starts_with(b"\xfe\xff") {
                    block.truncate(filled);
                    return self.wide(block).map(Some);
                }
                if begin.starts_with(b"\xef\xbb\xbf") {
                    block.drain(..3);
                    filled -= 3;
                }
            }
            if read < BLOCK {
                self.ended = true;
                break;
            }
            if let Some(end) = last_record_end(&block[..filled]) {
                self.rest.extend_from_slice(&block[end..filled]);
                filled = end;
                break;
            }
            if filled > LONGEST_RECORD {
                return Err(Diagnostic::error("a line of the text does not end")
                    .hint("the file is no table, or a quotation mark is not closed")
                    .into());
            }
        }
        block.truncate(filled);
        self.decode(block).map(Some)
    }

    /// Reads a block's bytes behind those that are filled, fewer only at the end.
    fn read(&mut self, block: &mut Vec<u8>, filled: usize) -> io::Result<usize> {
        block.resize(block.len().max(filled + BLOCK), 0);
        let mut room = &mut block[filled..filled + BLOCK];
        while !room.is_empty() {
            match self.reader.read(room) {
                Ok(0) => break,
                Ok(read) => room = &mut room[read..],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(BLOCK - room.len())
    }

    /// Text that is not UTF-8 from its first letter beyond ASCII on is Windows-1252.
    fn decode(&mut self, block: Vec<u8>) -> Result<String, Diagnostics> {
        if self.encoding == Encoding::Windows1252 {
            return Ok(from_windows_1252(&block));
        }
        match String::from_utf8(block) {
            Ok(text) if self.encoding == Encoding::Utf8 || text.is_ascii() => Ok(text),
            Ok(text) => {
                self.encoding = Encoding::Utf8;
                Ok(text)
            }
            Err(error) if self.encoding == Encoding::Open => {
                self.encoding = Encoding::Windows1252;
                Ok(from_windows_1252(error.as_bytes()))
            }
            Err(_) => Err(Diagnostic::error("the text begins as UTF-8 and does not go on as such")
                .hint("save the file as UTF-8")
                .into()),
        }
    }

    /// A text of UTF-16 is one block.
    fn wide(&mut self, mut bytes: Vec<u8>) -> Result<String, Diagnostics> {
        self.reader.read_to_end(&mut bytes).map_err(|error| told(&error))?;
        self.ended = true;
        let little = bytes.starts_with(b"\xff\xfe");
        let unit = |pair: &[u8]| {
            let pair = [pair[0], pair[1]];
            if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
        };
        char::decode_utf16(bytes[2..].chunks_exact(2).map(unit)).collect::<Result<_, _>>().map_err(
            |_| {
                Diagnostic::error("the text is damaged: it begins as UTF-16 and does not go on as such")
                    .into()
            },
        )
    }
}

fn from_windows_1252(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| windows_1252(*byte)).collect()
}

/// Where the last whole record of a block ends: after a line end outside of quotes.
fn last_record_end(block: &[u8]) -> Option<usize> {
    let quotes = memchr_iter(b'"', block).count();
    if quotes == 0 {
        return memrchr(b'\n', block).map(|at| at + 1);
    }
    let (mut after, mut end) = (0, block.len());
    for at in memrchr_iter(b'\n', block) {
        after += memchr_iter(b'"', &block[at..end]).count();
        end = at;
        if (quotes - after).is_multiple_of(2) {
            return Some(at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Cutter, last_record_end};

    fn blocks(bytes: &[u8]) -> Vec<String> {
        let mut cutter = Cutter::new(bytes);
        std::iter::from_fn(|| cutter.next(b"spent".to_vec()).unwrap()).collect()
    }

    #[test]
    fn text_in_other_encodings_is_read_as_what_it_is() {
        assert_eq!(blocks(b"Ca\xf1on \x97"), ["Cañon —"]);
        assert_eq!(blocks(b"\xff\xfea\0,\0"), ["a,"]);
        assert_eq!(blocks("\u{feff}Cañon".as_bytes()), ["Cañon"]);
        assert!(Cutter::new(&b"\xff\xfe\x00\xd8"[..]).next(Vec::new()).is_err());
    }

    #[test]
    fn a_long_text_is_cut_after_whole_records() {
        let text = "one,\"two\nlines\",three\r\n".repeat(BLOCK / 10);
        let cut = blocks(text.as_bytes());
        assert!(cut.len() > 1);
        assert!(cut.iter().all(|block| block.starts_with("one") && block.ends_with("three\r\n")));
        assert_eq!(cut.concat(), text);
    }

    #[test]
    fn a_line_end_in_quotes_ends_no_record() {
        assert_eq!(last_record_end(b"a\nb,\"c\nd"), Some(2));
        assert_eq!(last_record_end(b"a,\"b\nc"), None);
    }
}
