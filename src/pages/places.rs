//! Lines and columns of a page, counted once from its start.

/// The line and column of the last place that was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Places {
    at: usize,
    line: u64,
    column: u64,
}

/// Stands before the first column.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

impl Default for Places {
    fn default() -> Self {
        Self { at: 0, line: 1, column: 1 }
    }
}

impl Places {
    /// Line and column of a byte, both from 1, columns in characters.
    pub fn of(&mut self, bytes: &[u8], at: usize) -> (u64, u64) {
        if at < self.at {
            *self = Self::default();
        }
        if self.at == 0 && bytes.starts_with(BYTE_ORDER_MARK) {
            self.at = BYTE_ORDER_MARK.len().min(at);
        }
        for byte in &bytes[self.at..at.min(bytes.len())] {
            match byte {
                b'\n' => (self.line, self.column) = (self.line + 1, 1),
                // Bytes within a character of UTF-8 are no columns.
                0x80..=0xBF => {}
                _ => self.column += 1,
            }
        }
        self.at = at;
        (self.line, self.column)
    }
}
