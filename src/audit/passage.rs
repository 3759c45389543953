//! A page as sentences and cells, each of which knows where to look for what it leaves unsaid: the head
//! of its row and column, the lead-in of its list, the sentence before, the headings above.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use rayon::prelude::*;

use super::{
    counts::is_change,
    cue::{Cue, Per, Quantity},
    document::{Block, Document, Kind},
    fields,
    figures::{Figures, Known},
    footnotes::Footnote,
    grid::{self, Grid},
    number::Sign,
    parts::{Drawn, sentences},
    reading::{self, Dated, Reading, Told},
};
use crate::model::{Area, Period};

/// Why one passage explains another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// It heads the row.
    RowHead,
    /// It heads the row and others below it.
    GroupHead,
    /// It heads the column.
    ColumnHead,
    /// It is the label of a card.
    Label,
    /// It stands before, in the same block.
    Before,
    /// It leads into the list or table.
    LeadIn,
    /// It heads the section.
    Heading,
    /// It is a remark in brackets behind the sentences of a paragraph, and names source or date.
    Remark,
    /// It follows, and names the source.
    After,
    /// It stands earlier in the section.
    Earlier,
}

/// A sentence or a cell.
#[derive(Debug)]
pub struct Passage {
    /// The block that it is part of.
    pub block: usize,
    /// First byte in the block's text.
    pub start: usize,
    /// Byte after it.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    pub(super) heading: Option<usize>,
}

/// What was asked of the figures, by quantity, unit, occupation and area.
type Asked = BTreeMap<(Quantity, Per, u32, Area), Arc<Vec<Known>>>;

/// A page ready to be judged, by several threads at once: what was worked out once is kept for all.
pub struct Page<'a> {
    /// The page.
    pub document: &'a Document,
    /// The figures at hand.
    pub figures: &'a Figures,
    /// Its sentences and cells.
    pub passages: Vec<Passage>,
    readings: Vec<OnceLock<Reading>>,
    pub(super) grids: BTreeMap<u32, Grid>,
    known: Mutex<Asked>,
    /// Passages that say where figures come from.
    pub(super) notes: Vec<usize>,
    fields: Mutex<BTreeMap<usize, Arc<Vec<u32>>>>,
    footnotes: OnceLock<Vec<Footnote>>,
    noted: OnceLock<BTreeMap<Period, Dated>>,
}

/// How many columns before that of a change may have the two that it is between.
const CHANGE_OF: usize = 3;

impl<'a> Page<'a> {
    /// Parts a page.
    #[must_use]
    pub fn new(document: &'a Document, figures: &'a Figures) -> Self {
        let spans: Vec<Vec<(usize, usize)>> = document.blocks.par_iter().map(spans).collect();
        let mut passages = Vec::with_capacity(spans.iter().map(Vec::len).sum());
        let mut drawn = Drawn::default();
        for (block, (of, spans)) in document.blocks.iter().zip(spans).enumerate() {
            let kind = if is_ranked(of) { Kind::Item } else { of.kind };
            let new = |kind, start, end| Passage { block, start, end, kind, heading: None };
            let cells = drawn.cells(block, &of.text);
            if cells.is_empty() {
                passages.extend(spans.into_iter().map(|(start, end)| new(kind, start, end)));
            } else {
                passages.extend(cells.into_iter().map(|(kind, start, end)| new(kind, start, end)));
            }
        }
        head(&mut passages, document);
        let grids = grid::grids(&passages, document);
        let readings = passages.iter().map(|_| OnceLock::new()).collect();
        let mut page = Self {
            document,
            figures,
            passages,
            readings,
            grids,
            known: Mutex::default(),
            notes: Vec::new(),
            fields: Mutex::default(),
            footnotes: OnceLock::new(),
            noted: OnceLock::new(),
        };
        page.notes = page.find_notes();
        page
    }

    /// Everything BLS published of a quantity of an occupation; asked of the figures once a page.
    #[must_use]
    pub fn known(&self, quantity: Quantity, per: Per, occupation: u32, area: Area) -> Arc<Vec<Known>> {
        let key = (quantity, per, occupation, area);
        let asked = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = asked().get(&key) {
            return Arc::clone(known);
        }
        let codes = self.figures.occupations.get(occupation).map_or(&[][..], |found| &found.codes);
        let known = Arc::new(self.figures.known(quantity, per, codes, area));
        asked().insert(key, Arc::clone(&known));
        known
    }

    /// The occupations with whose names the words of a heading go; looked for once.
    #[must_use]
    pub fn field(&self, heading: usize) -> Arc<Vec<u32>> {
        let kept = || self.fields.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = kept().get(&heading) {
            return Arc::clone(found);
        }
        let found = Arc::new(fields::in_heading(self.text(heading), self));
        kept().insert(heading, Arc::clone(&found));
        found
    }

    /// The notes of the page behind their marks; looked for where a mark is first met.
    #[must_use]
    pub fn footnotes(&self) -> &[Footnote] {
        self.footnotes.get_or_init(|| self.find_footnotes())
    }

    /// The periods that passages without figures name; looked for where a figure has none.
    #[must_use]
    pub fn noted_periods(&self) -> &BTreeMap<Period, Dated> {
        self.noted.get_or_init(|| self.find_noted_periods())
    }

    /// The text of a passage.
    #[must_use]
    pub fn text(&self, at: usize) -> &str {
        let passage = &self.passages[at];
        &self.document.blocks[passage.block].text[passage.start..passage.end]
    }

    /// A passage taken apart; done once.
    #[must_use]
    pub fn reading(&self, at: usize) -> &Reading {
        self.readings[at].get_or_init(|| {
            let mut reading = reading::read(self.text(at), self.figures);
            self.add_links(at, &mut reading);
            self.add_percentile_head(at, &mut reading);
            self.add_scale(at, &mut reading);
            for date in &mut reading.dates {
                date.passage = at;
            }
            reading
        })
    }

    /// What the addresses of links tell: BLS's pages name an occupation, pay sites a source.
    fn add_links(&self, at: usize, reading: &mut Reading) {
        let passage = &self.passages[at];
        for (start, address) in &self.document.blocks[passage.block].links {
            if *start < passage.start || *start > passage.end {
                continue;
            }
            let words = address.replace(['/', '.', '-', '_', '?', '=', '&'], " ");
            let token = reading
                .numbers
                .iter()
                .filter(|n| n.number.start + passage.start < *start)
                .map(|n| n.token + 1)
                .max();
            for mut told in reading::read(&words, self.figures).told {
                let of_bls = address.contains("bls.gov/");
                if matches!(told.cue, Cue::Bls | Cue::OtherSource)
                    || of_bls && matches!(told.cue, Cue::Occupation(_))
                {
                    let place = start - passage.start;
                    (told.start, told.end) = (place, place);
                    (told.token, told.after) = (token.unwrap_or(0), token.unwrap_or(0));
                    reading.told.push(told);
                }
            }
        }
    }

    /// A cell such as `10%` in a row that begins with "Percentile" names a percentile.
    fn add_percentile_head(&self, at: usize, reading: &mut Reading) {
        let Kind::Cell { table, row, column, .. } = self.passages[at].kind else { return };
        let Some(grid) = self.grids.get(&table) else { return };
        let [placed] = &mut reading.numbers[..] else { return };
        let names = |head: usize| self.text(head).to_lowercase().contains("percentile");
        // "10%" begins a row below "Percentile", or is in a row that begins so.
        let headed = match grid.first_of(row) {
            Some(first) if first == at => grid.above(row, column).into_iter().any(names),
            first => first.is_some_and(names),
        };
        if !headed {
            return;
        }
        if let Some(cue) = super::percentile::of_rank(placed.number.value).filter(|_| !placed.spent) {
            placed.spent = true;
            let (start, end) = (placed.number.start, placed.number.end);
            reading.told.push(Told { cue, start, end, token: placed.token, after: placed.token + 1 });
        }
    }

    /// A count below or beside a head that says "in thousands" is of so many.
    fn add_scale(&self, at: usize, reading: &mut Reading) {
        let Kind::Cell { table, row, column, .. } = self.passages[at].kind else { return };
        let [placed] = &mut reading.numbers[..] else { return };
        let number = &mut placed.number;
        if placed.spent || number.sign != Sign::Plain || number.scale > 1.0 {
            return;
        }
        let Some(grid) = self.grids.get(&table) else { return };
        let beside = grid.first_of(row).filter(|first| *first != at);
        let mut heads = grid.above(row, column).into_iter().chain(beside);
        let scaled = |head: &str| {
            ["(thousands", "(in thousands", ", thousands", "in thousands"]
                .iter()
                .any(|words| head.to_lowercase().contains(words))
        };
        // "Employment, 2023 (thousands) | Employment, 2033 | Change": of the same unit as what it is the change of.
        let own = grid.above(row, column).first().is_some_and(|head| is_change(self.text(*head)));
        let mut left = (0..column).rev().take(CHANGE_OF).flat_map(|column| grid.above(row, column));
        let goes_on = own && number.decimals > 0;
        if heads.any(|head| scaled(self.text(head)))
            || goes_on && left.any(|head| scaled(self.text(head)))
        {
            (number.value, number.step, number.scale) = (number.value * 1e3, number.step * 1e3, 1e3);
        }
    }

    /// Gives its memory back by all hands.
    pub fn free(self) {
        self.readings.into_par_iter().for_each(drop);
    }

    /// The bytes of the file that a stretch of a passage stands for.
    #[must_use]
    pub fn source(&self, at: usize, start: usize, end: usize) -> (usize, usize) {
        let passage = &self.passages[at];
        self.document.blocks[passage.block].source(passage.start + start, passage.start + end)
    }
}

/// Whether a paragraph is one of a list by its own rank: "#4 Payroll clerks".
fn is_ranked(block: &Block) -> bool {
    let rank =
        block.text.strip_prefix('#').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    rank && block.kind == Kind::Paragraph
}

/// The sentences of a block; a cell is one.
fn spans(block: &Block) -> Vec<(usize, usize)> {
    match block.kind {
        Kind::Cell { .. } => vec![(0, block.text.len())],
        _ => sentences(&block.text),
    }
}

/// Gives each passage the heading above it, and each heading the one above that.
fn head(passages: &mut [Passage], document: &Document) {
    let mut open: Vec<(u8, usize)> = Vec::new();
    for (at, passage) in passages.iter_mut().enumerate() {
        let text = &document.blocks[passage.block].text[passage.start..passage.end];
        let level = match passage.kind {
            Kind::Heading(level) => Some(level),
            Kind::Paragraph if text.ends_with('?') && text.len() < 160 => Some(7),
            _ => None,
        };
        if let Some(level) = level {
            while open.last().is_some_and(|(above, _)| *above >= level) {
                open.pop();
            }
            passage.heading = open.last().map(|(_, at)| *at);
            open.push((level, at));
        } else {
            passage.heading = open.last().map(|(_, at)| *at);
        }
    }
}
