//! A page as sentences and cells, each of which knows where to look for what it leaves unsaid: the head
//! of its row and column, the lead-in of its list, the sentence before, the headings above.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use super::{
    cue::{Cue, Per, Quantity},
    document::{Document, Kind},
    figures::{Figures, Known},
    parts::{Drawn, sentences},
    reading::{self, Reading, Told},
};
use crate::model::Area;

/// Why one passage explains another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// It heads the row.
    RowHead,
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
    heading: Option<usize>,
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
    grids: BTreeMap<u32, BTreeMap<(u32, u32), usize>>,
    known: Mutex<Asked>,
    notes: OnceLock<Vec<usize>>,
}

/// How a note of sources begins, how long it is, and how many of a page count.
const NOTES: &[&str] = &[
    "source",
    "all figures",
    "all data",
    "all numbers",
    "all wages",
    "every figure",
    "salary data",
    "wage data",
    "figures",
    "data from",
    "data:",
    "[1]",
    "¹",
    "†",
];
const LONGEST_NOTE: usize = 300;
const MOST_NOTES: usize = 4;

/// How far behind a sentence a remark in brackets may be about it, in sentences.
const FURTHEST_REMARK: usize = 4;

/// The longest question that labels its answer, in words.
const LONGEST_QUESTION: usize = 5;

/// Words for the figures of a page, and for all of them.
const FIGURES: &[&str] = &["figure", "data", "number", "salar", "wage", "median", "statistic", "pay "];
const ALL_OF_THEM: &[&str] = &[
    "all ",
    "every ",
    "each ",
    "below",
    "above",
    "throughout",
    "unless ",
    "otherwise",
    "this page",
    "this article",
    "this guide",
    "this list",
    "listed",
    "parenthes",
    "here are",
    "shown",
];

/// Passages that are looked at for what another leaves unsaid.
const MOST_CONTEXTS: usize = 16;

impl<'a> Page<'a> {
    /// Parts a page.
    #[must_use]
    pub fn new(document: &'a Document, figures: &'a Figures) -> Self {
        let mut passages = Vec::new();
        let mut drawn = Drawn::default();
        for (block, of) in document.blocks.iter().enumerate() {
            let mut parts = drawn.cells(block, &of.text);
            if parts.is_empty() {
                let whole = matches!(of.kind, Kind::Cell { .. });
                let spans = if whole { vec![(0, of.text.len())] } else { sentences(&of.text) };
                parts = spans.into_iter().map(|(start, end)| (of.kind, start, end)).collect();
            }
            let new = |(kind, start, end)| Passage { block, start, end, kind, heading: None };
            passages.extend(parts.into_iter().map(new));
        }
        head(&mut passages, document);
        let mut grids: BTreeMap<u32, BTreeMap<(u32, u32), usize>> = BTreeMap::new();
        for (at, passage) in passages.iter().enumerate() {
            if let Kind::Cell { table, row, column, .. } = passage.kind {
                grids.entry(table).or_default().entry((row, column)).or_insert(at);
            }
        }
        let readings = passages.iter().map(|_| OnceLock::new()).collect();
        Self {
            document,
            figures,
            passages,
            readings,
            grids,
            known: Mutex::default(),
            notes: OnceLock::new(),
        }
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
        let Kind::Cell { table, row, .. } = self.passages[at].kind else { return };
        let first = self.grids.get(&table).and_then(|grid| grid.range((row, 0)..).next());
        let Some((_, first)) = first.filter(|(_, first)| **first != at) else { return };
        let [placed] = &mut reading.numbers[..] else { return };
        if !self.text(*first).to_lowercase().contains("percentile") {
            return;
        }
        if let Some(cue) = super::percentile::of_rank(placed.number.value).filter(|_| !placed.spent) {
            placed.spent = true;
            let (start, end) = (placed.number.start, placed.number.end);
            reading.told.push(Told { cue, start, end, token: placed.token, after: placed.token + 1 });
        }
    }

    /// Notes of the page that name sources: "*Source: ...", "Figures are from ...".
    #[must_use]
    pub fn notes(&self) -> &[usize] {
        self.notes.get_or_init(|| {
            let is_note = |at: &usize| {
                let text = self.text(*at);
                text.len() < LONGEST_NOTE && {
                    let start: String = text.chars().take(12).collect::<String>().to_lowercase();
                    NOTES.iter().any(|word| start.trim_start_matches(['(', '*', ' ']).starts_with(word))
                        || start.starts_with('*')
                        || self.declares(*at)
                        || text.starts_with(['(', '[']) && self.credits(*at)
                }
            };
            (0..self.passages.len()).filter(is_note).take(MOST_NOTES).collect()
        })
    }

    /// Whether a passage names BLS and has no figure: "(BLS; wages of May 2023)".
    fn credits(&self, at: usize) -> bool {
        let reading = self.reading(at);
        reading.told.iter().any(|told| told.cue == Cue::Bls)
            && reading.numbers.iter().all(|number| number.spent)
    }

    /// Whether a passage without a figure tells of when, or of whom, all figures of its page are: "pay figures
    /// below are medians of May 2024", "unless noted otherwise, data are from BLS".
    #[must_use]
    pub fn declares(&self, at: usize) -> bool {
        let text = self.text(at);
        if text.len() >= LONGEST_NOTE || text.contains(['$', '%']) {
            return false;
        }
        let text = text.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
        says(FIGURES) && says(ALL_OF_THEM) && {
            let reading = self.reading(at);
            let sourced = reading.told.iter().any(|told| told.cue == Cue::Bls);
            (sourced || !reading.dates.is_empty()) && reading.numbers.iter().all(|number| number.spent)
        }
    }

    /// The bytes of the file that a stretch of a passage stands for.
    #[must_use]
    pub fn source(&self, at: usize, start: usize, end: usize) -> (usize, usize) {
        let passage = &self.passages[at];
        self.document.blocks[passage.block].source(passage.start + start, passage.start + end)
    }

    /// Where to look for what a passage leaves unsaid, nearest first.
    #[must_use]
    pub fn contexts(&self, at: usize) -> Vec<(Relation, usize)> {
        let mut found = Vec::new();
        let passage = &self.passages[at];
        let mut anchor = at;
        let term = passage.heading.filter(|at| self.passages[*at].kind == Kind::Heading(7));
        if let (Kind::Detail, Some(term)) = (passage.kind, term) {
            found.push((Relation::Label, term));
        }
        if let Kind::Cell { table, row, column, .. } = passage.kind {
            self.cell_contexts(table, row, column, at, &mut found);
            if let Some(first) = self.grids.get(&table).and_then(|grid| grid.values().min()) {
                anchor = *first;
            }
            if let Some(last) = self.grids.get(&table).and_then(|grid| grid.values().max())
                && last + 1 < self.passages.len()
            {
                found.push((Relation::After, last + 1));
            }
        } else {
            self.label_contexts(at, &mut found);
            // "Median pay?" is the label of its answer.
            let asked = at.checked_sub(1).filter(|before| {
                let text = self.text(*before);
                text.ends_with('?') && text.split_whitespace().count() <= LONGEST_QUESTION
            });
            found.extend(asked.map(|before| (Relation::Label, before)));
        }
        // "(BLS, May 2024.)" behind the sentences of a paragraph is about them.
        let behind = (at + 1..self.passages.len()).take(FURTHEST_REMARK);
        let mut behind = behind.take_while(|other| self.passages[*other].block == passage.block);
        let remark =
            behind.find(|other| self.text(*other).starts_with(['(', '[']) && self.credits(*other));
        found.extend(remark.map(|other| (Relation::Remark, other)));
        // What leads in is a paragraph above a list or table, or a line that ends in a colon.
        let mut is_item = matches!(passage.kind, Kind::Item | Kind::Detail | Kind::Cell { .. });
        let mut open = true;
        let mut back = anchor;
        while back > 0 && found.len() < MOST_CONTEXTS && anchor - back < 8 {
            back -= 1;
            let other = &self.passages[back];
            if matches!(other.kind, Kind::Heading(_)) && Some(back) == passage.heading {
                break;
            }
            let same = other.block == passage.block;
            let relation = match other.kind {
                _ if same => Relation::Before,
                Kind::Paragraph | Kind::Caption if is_item || open && self.text(back).ends_with(':') => {
                    (is_item, open) = (false, false);
                    Relation::LeadIn
                }
                _ => Relation::Earlier,
            };
            found.push((relation, back));
        }
        let mut heading = passage.heading;
        while let Some(at) = heading {
            found.push((Relation::Heading, at));
            heading = self.passages[at].heading.filter(|up| *up < at);
        }
        if anchor == at && at + 1 < self.passages.len() {
            found.push((Relation::After, at + 1));
        }
        found
    }

    /// Whether a passage has more words than figures.
    fn is_label(&self, at: usize) -> bool {
        let (mut letters, mut digits) = (0, 0);
        for character in self.text(at).chars() {
            letters += usize::from(character.is_alphabetic());
            digits += usize::from(character.is_ascii_digit());
        }
        // "Growth, 2024-34" has as many digits, but is no figure.
        letters > digits || letters >= 4 && !self.text(at).contains(['$', '%'])
    }

    fn cell_contexts(
        &self,
        table: u32,
        row: u32,
        column: u32,
        at: usize,
        found: &mut Vec<(Relation, usize)>,
    ) {
        let Some(grid) = self.grids.get(&table) else { return };
        let rows = grid.range((row, 0)..(row, column)).map(|(_, at)| *at);
        let left: Vec<usize> = rows.collect();
        let is_label = |at: &&usize| self.is_label(**at);
        if let Some(first) = left.first().filter(is_label) {
            found.push((Relation::RowHead, *first));
        }
        let above = grid
            .get(&(0, column))
            .or_else(|| grid.range((0, 0)..=(0, column)).next_back().map(|(_, at)| at));
        if let Some(head) = above.filter(|head| **head != at && row > 0) {
            found.push((Relation::ColumnHead, *head));
        }
        for near in left.iter().rev().take(2).filter(is_label) {
            if Some(near) != left.first() {
                found.push((Relation::Label, *near));
            }
        }
        let right = grid.range((row, column + 1)..(row, column + 2)).map(|(_, at)| *at).next();
        if let Some(right) = right.filter(|_| left.is_empty()) {
            found.push((Relation::Label, right));
        }
    }

    /// The label of a figure that stands alone in its block, as on a card: the other short block of
    /// the same container.
    fn label_contexts(&self, at: usize, found: &mut Vec<(Relation, usize)>) {
        // A label has no point, and its block nothing else.
        let alone = |at: usize| {
            let passage = &self.passages[at];
            (passage.start, passage.end) == (0, self.document.blocks[passage.block].text.len())
        };
        let short = |at: usize| {
            let text = self.text(at);
            alone(at) && text.split_whitespace().count() <= 7 && !text.ends_with('.')
        };
        if !short(at) {
            return;
        }
        let parent = |at: usize| self.document.blocks[self.passages[at].block].parent;
        let neighbours = [at.checked_add(1), at.checked_sub(1)];
        let mut near: Vec<usize> = neighbours
            .into_iter()
            .flatten()
            .filter(|near| *near < self.passages.len() && short(*near))
            .collect();
        near.retain(|other| self.is_label(*other));
        // What has words of its own stands below its heading; a bare figure may stand above its label.
        let above = self.is_label(at);
        near.sort_by_key(|other| (parent(*other) != parent(at), above && *other > at));
        found.extend(near.into_iter().map(|near| (Relation::Label, near)));
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
