//! A block of text as sentences, or as the cells of a table drawn with bars.

use super::document::Kind;

/// Tables that are drawn with bars are numbered from here, behind those of the page's markup.
const FIRST_DRAWN: u32 = 1 << 24;

/// The tables of a page that are drawn with bars. A block of rows right behind another with as many
/// columns goes on with its table: pages part rows by blank lines.
#[derive(Default)]
pub struct Drawn {
    tables: u32,
    /// The block that rows were last seen in, and the rows and columns of the table so far.
    last: Option<usize>,
    rows: u32,
    columns: u32,
}

impl Drawn {
    /// The cells of a block, with first byte and byte after; none where it is no part of a table.
    pub fn cells(&mut self, block: usize, text: &str) -> Vec<(Kind, usize, usize)> {
        let cells = drawn_cells(text);
        if cells.len() < 2 {
            return Vec::new();
        }
        let columns = cells.iter().map(|(_, column, ..)| column + 1).max().unwrap_or_default();
        let goes_on = self.last.is_some_and(|last| last + 1 == block) && self.columns == columns;
        if !goes_on {
            (self.tables, self.rows) = (self.tables + 1, 0);
        }
        let (table, first) = (FIRST_DRAWN + self.tables, self.rows);
        self.rows += cells.iter().map(|(row, ..)| row + 1).max().unwrap_or_default();
        (self.last, self.columns) = (Some(block), columns);
        let placed = |(row, column, start, end)| {
            (Kind::Cell { table, row: first + row, column, head: false }, start, end)
        };
        cells.into_iter().map(placed).collect()
    }
}

/// Cells of a table that is drawn with bars on one line or several: row, column, first byte, byte after.
fn drawn_cells(text: &str) -> Vec<(u32, u32, usize, usize)> {
    let mut cells = Vec::new();
    if text.matches('|').take(3).count() < 3 {
        return cells;
    }
    let plain = plain_rows(text);
    let (mut row, mut column, mut start) = (0, 0, 0);
    // The bar that a row begins with parts nothing.
    let mut begins = true;
    let mut add = |row, column: &mut u32, start: usize, end: usize| {
        let cell = &text[start..end];
        let from = start + (cell.len() - cell.trim_start_matches([' ', ';', '\n']).len());
        let to = end - (cell.len() - cell.trim_end().len());
        let rule = cell.chars().all(|c| "-: ;".contains(c));
        if from < to && !rule {
            cells.push((row, *column, from, to));
        }
        *column += 1;
    };
    let parts = |mark: char| matches!(mark, '|' | '\n') || plain && mark == ';';
    for (at, mark) in text.char_indices().filter(|(_, mark)| parts(*mark)) {
        let before = text[start..at].trim();
        if !(before.is_empty() && begins || before == ";") {
            add(row, &mut column, start, at);
        }
        let ends = mark == '\n' || mark == ';';
        begins = ends || before == ";" && begins;
        let rest = text[at + 1..].trim_start_matches(' ');
        if ends || rest.starts_with(';') {
            (row, column) = (row + u32::from(column > 0), 0);
            begins = true;
        }
        start = at + 1;
    }
    if text[start..].trim().len() > 1 {
        add(row, &mut column, start, text.len());
    }
    cells
}

/// Whether semicolons part rows that begin and end without a bar: each has as many bars as the first, which
/// may have one more before its first cell, where that is blank.
fn plain_rows(text: &str) -> bool {
    let first = text.split(';').next().unwrap_or("").trim_start();
    let has_corner = first.strip_prefix('|').is_some_and(|rest| rest.trim_start().starts_with('|'));
    let mut rows = text.split(';').map(|row| row.matches('|').count());
    let first_bars = rows.next().unwrap_or(0).saturating_sub(usize::from(has_corner));
    let rest: Vec<usize> = rows.collect();
    let bare = (has_corner || !first.starts_with('|')) && !text.contains('\n');
    bare && first_bars > 0 && !rest.is_empty() && rest.iter().all(|bars| *bars == first_bars)
}

/// Words that end in a point and end no sentence.
const ABBREVIATIONS: &[&str] = &[
    "u.s", "u.s.a", "vs", "e.g", "i.e", "dr", "mr", "mrs", "ms", "st", "inc", "approx", "no", "etc",
    "pct", "pctl", "dept", "d.c", "p.a", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep",
    "oct", "nov", "dec", "est", "avg", "fig", "jr", "sr", "ph.d", "b.s", "m.s", "m.d", "hr", "yr",
    "univ", "assoc", "co", "corp", "ed", "vol", "incl", "excl", "ca", "max", "min",
];

/// The sentences of a text, as bytes from and to.
pub fn sentences(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut parts = Vec::new();
    let mut start = 0;
    let mut cut = |start: &mut usize, end: usize| {
        let part = &text[*start..end];
        let from = *start + (part.len() - part.trim_start().len());
        let to = end - (part.len() - part.trim_end().len());
        if from < to {
            parts.push((from, to));
        }
        *start = end;
    };
    let marks =
        |from: usize| bytes[from..].iter().position(|byte| matches!(byte, b'\n' | b'.' | b'!' | b'?'));
    let mut from = 0;
    while let Some(more) = marks(from) {
        let (at, mark) = (from + more, bytes[from + more]);
        from = at + 1;
        if mark == b'\n' {
            cut(&mut start, at);
            continue;
        }
        let closing = |c: char| matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '*');
        let after = text[at + 1..].trim_start_matches(closing);
        let end = text.len() - after.len();
        let is_open = after.starts_with([' ', '\n', '[']) || after.is_empty();
        let next = after.trim_start().chars().next();
        let begins = next.is_none_or(|c| {
            c.is_uppercase() || c.is_ascii_digit() || "\"'“‘($*[#•-–~†‡§¹²³⁴⁵".contains(c)
        });
        let word = text[start..at].rsplit([' ', '(', '\n']).next().unwrap_or("").to_lowercase();
        let known =
            mark == b'.' && (ABBREVIATIONS.contains(&word.as_str()) || word.len() == 1 && word != "i");
        // "U.S. Employment" goes on; "in the U.S. The" does not.
        let goes_on = known && !(word.starts_with("u.s") && starts_a_sentence(after.trim_start()));
        let digit = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        // "Architect ........ $93,310": dots that lead to a figure.
        let leads = text[..at].ends_with("..") && next.is_some_and(|c| c == '$' || c.is_ascii_digit());
        if is_open && begins && !goes_on && !leads && !digit && end >= start {
            cut(&mut start, end);
        }
    }
    if start < text.len() {
        cut(&mut start, text.len());
    }
    parts.into_iter().flat_map(|(from, to)| pieces(text, from, to)).collect()
}

/// The longest sentence that is read as one, in bytes. Each figure of a sentence is held against every phrase of
/// it, so that a page which is one sentence would take hours.
const LONGEST_SENTENCE: usize = 2048;

/// A sentence in pieces that end before a blank; nearly every one is whole.
fn pieces(text: &str, mut from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut pieces = Vec::with_capacity(1);
    while to - from > LONGEST_SENTENCE {
        let most = text.floor_char_boundary(from + LONGEST_SENTENCE);
        let end =
            text[from..most].rfind(' ').filter(|blank| *blank > 0).map_or(most, |blank| from + blank);
        pieces.push((from, end));
        from = end;
    }
    pieces.push((from, to));
    pieces
}

fn starts_a_sentence(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or("");
    matches!(
        word,
        "The" | "In" | "This" | "These" | "They" | "It" | "According" | "However" | "A" | "As"
    )
}
