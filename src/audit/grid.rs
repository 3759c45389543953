//! A table by rows and columns, and which of its cells head the others: the rows that head columns, and rows of
//! a single text, which head the rows below them up to the next.

use std::{collections::BTreeMap, sync::OnceLock};

use super::{
    document::{Document, Kind},
    passage::Passage,
};

/// The longest text of a row that heads the rows below it, in words; what is longer is a note.
const LONGEST_GROUP: usize = 16;

/// Rows of which the first cells are looked at.
const MOST_LISTED: usize = 64;

/// A table. Cells are places in the list of passages.
#[derive(Debug, Default)]
pub struct Grid {
    cells: BTreeMap<(u32, u32), usize>,
    /// The first and the last of the passages.
    ends: Option<(usize, usize)>,
    rows: BTreeMap<u32, Row>,
    /// Whether its first column lists occupations; found out where it is first asked.
    lists: OnceLock<bool>,
}

/// What heads a row.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    /// The rows that head its columns: the first, and the one behind the last.
    columns: (u32, u32),
    /// The row of a single text above it.
    group: Option<usize>,
    /// The cell of the first column that reaches down to it.
    above: Option<usize>,
}

/// What the cells of a row look like.
#[derive(Clone, Copy, Debug)]
struct Look {
    cells: usize,
    figures: usize,
    all_heads: bool,
}

/// The tables of a page by their numbers.
pub fn grids(passages: &[Passage], document: &Document) -> BTreeMap<u32, Grid> {
    let mut grids: BTreeMap<u32, Grid> = BTreeMap::new();
    let mut looks: BTreeMap<(u32, u32), Look> = BTreeMap::new();
    for (at, passage) in passages.iter().enumerate() {
        let Kind::Cell { table, row, column, head } = passage.kind else { continue };
        let text = &document.blocks[passage.block].text[passage.start..passage.end];
        grids.entry(table).or_default().add(row, column, at);
        let look = looks.entry((table, row)).or_insert(Look { cells: 0, figures: 0, all_heads: true });
        look.cells += 1;
        look.figures += usize::from(is_figure(text) || text.split(' ').count() > LONGEST_GROUP);
        look.all_heads &= head;
    }
    for (table, grid) in &mut grids {
        let looks = looks.range((*table, 0)..=(*table, u32::MAX));
        grid.find_heads(&looks.map(|((_, row), look)| (*row, *look)).collect::<Vec<_>>());
    }
    grids
}

/// Whether a cell has an amount, a percent or a count, and no name.
fn is_figure(text: &str) -> bool {
    let has_letter = || text.contains(char::is_alphabetic);
    text.contains(['$', '%']) || !has_letter() && !is_period(text)
}

/// Whether a cell is a year or two: "2023", "2023–33", "2023-2033".
fn is_period(text: &str) -> bool {
    let mut years = text.split(['-', '–', '—', '‑', '/']).map(str::trim);
    let is_number = |year: &str| year.bytes().all(|byte| byte.is_ascii_digit());
    let first = years.next().is_some_and(|year| year.len() == 4 && is_number(year));
    let second = years.next().is_none_or(|year| matches!(year.len(), 2 | 4) && is_number(year));
    first && second && years.next().is_none()
}

impl Grid {
    fn add(&mut self, row: u32, column: u32, at: usize) {
        self.cells.entry((row, column)).or_insert(at);
        self.ends = Some(self.ends.map_or((at, at), |(first, last)| (first.min(at), last.max(at))));
    }

    /// The first and the last passage of the table.
    pub const fn ends(&self) -> Option<(usize, usize)> {
        self.ends
    }

    /// The cells of a row before a column, from the left.
    pub fn left_of(&self, row: u32, column: u32) -> impl DoubleEndedIterator<Item = usize> {
        self.cells.range((row, 0)..(row, column)).map(|(_, at)| *at)
    }

    /// The cell right behind a column.
    pub fn right_of(&self, row: u32, column: u32) -> Option<usize> {
        self.cells.get(&(row, column + 1)).copied()
    }

    /// The first of the cells above a row that head columns, which may name the subject of the rows.
    pub fn corner(&self, row: u32) -> Option<usize> {
        let (first, end) = self.rows.get(&row)?.columns;
        self.cells.get(&(first, 0)).copied().filter(|_| end > first)
    }

    /// The first cell of a row.
    pub fn first_of(&self, row: u32) -> Option<usize> {
        self.cells.range((row, 0)..=(row, u32::MAX)).next().map(|(_, at)| *at)
    }

    /// Whether its first column lists occupations, of which `names` tells whether a cell names one.
    pub fn lists_occupations(&self, names: impl Fn(usize) -> bool) -> bool {
        let rows = || self.rows.keys().filter_map(|row| self.cells.get(&(*row, 0))).take(MOST_LISTED);
        *self.lists.get_or_init(|| rows().filter(|at| names(**at)).take(2).count() == 2)
    }

    /// The row of a single text that heads a row.
    pub fn group(&self, row: u32) -> Option<usize> {
        self.rows.get(&row)?.group
    }

    /// The cell of the first column that reaches down to a row which has none of its own.
    pub fn reaching(&self, row: u32) -> Option<usize> {
        self.rows.get(&row)?.above
    }

    /// The cells that head a column where a row crosses it, nearest first.
    pub fn above(&self, row: u32, column: u32) -> Vec<usize> {
        let Some(Row { columns: (first, end), .. }) = self.rows.get(&row) else { return Vec::new() };
        let mut found = Vec::new();
        for head in (*first..*end).rev() {
            let own = self.cells.get(&(head, column)).copied();
            // A cell on the left may reach over the column, but not over a row of heads below it that has none.
            let wide = || self.cells.range((head, 0)..=(head, column)).next_back().map(|(_, at)| *at);
            let reaches = own.is_none() && (!found.is_empty() || head == *first);
            found.extend(own.or_else(|| wide().filter(|_| reaches)));
        }
        found
    }

    /// Goes over the rows once, and notes what heads each.
    fn find_heads(&mut self, looks: &[(u32, Look)]) {
        let single = |look: &Look| look.cells == 1 && look.figures == 0;
        let data = |look: &Look| look.cells > 1 && look.figures > 0;
        let text = |look: &Look| look.cells > 1 && look.figures == 0;
        let later = looks.iter().skip(1).any(|(_, look)| single(look));
        // A single text at the top is a title, but where figures follow at once and others head more of them.
        let titled = looks.first().is_some_and(|(_, look)| single(look));
        let grouped = titled && later && looks.get(1).is_some_and(|(_, look)| data(look));
        let mut row = Row::default();
        for (nth, (at, look)) in looks.iter().enumerate() {
            let heads =
                nth == 0 && !grouped || nth == 1 && titled && text(look) || text(look) && look.all_heads;
            if heads {
                let (first, end) = row.columns;
                row.columns = if end == *at && end > 0 { (first, at + 1) } else { (*at, at + 1) };
                row.above = None;
                self.rows.insert(*at, Row { columns: (first.min(*at), *at), ..row });
                continue;
            }
            if single(look) {
                self.rows.insert(*at, Row { group: None, above: None, ..row });
                (row.group, row.above) = (self.first_of(*at), None);
                continue;
            }
            let own = self.cells.get(&(*at, 0)).copied();
            self.rows.insert(*at, Row { above: if own.is_some() { None } else { row.above }, ..row });
            row.above = own.or(row.above);
        }
    }
}
