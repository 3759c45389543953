//! Collecting the rows of one table, column by column.

use std::{collections::BTreeMap, mem::take, panic::resume_unwind, sync::mpsc::sync_channel, thread};

use polars::prelude::*;

use super::{
    batch::{Batch, NONE},
    codes::{AREA_KINDS, FIRST_MARK, LEVELS, encode_code, kind_column, kind_of, position},
    table::Table,
};
use crate::model::{Area, Mark, Measure, PayPeriod, Period, PublishedRow, SourceFile, TableHead};

/// Collects the rows of one table, column by column.
#[derive(Debug, Default)]
pub struct TableBuilder {
    line: Vec<u64>,
    area: Texts,
    area_title: Texts,
    area_kind: Vec<u32>,
    soc: Vec<u32>,
    title: Texts,
    level: Vec<u32>,
    industry: Texts,
    ownership: Texts,
    education: Words,
    experience: Words,
    training: Words,
    part: Texts,
    only: Vec<Option<PayPeriod>>,
    numbers: Vec<Vec<f64>>,
    kinds: Vec<Vec<u8>>,
    /// The area of the last row, as text.
    last_area: Option<(Area, String)>,
}

/// Batches that wait to be added.
const AHEAD: usize = 8;

impl TableBuilder {
    /// Collects the rows that `read` hands on, each with the same number of values, in a thread of its
    /// own; with what `read` returns.
    pub fn beside<T>(read: impl FnOnce(&mut dyn FnMut(&PublishedRow<'_>)) -> T) -> (Self, T) {
        thread::scope(|scope| {
            let (sender, batches) = sync_channel::<Batch>(AHEAD);
            let builder = scope.spawn(move || {
                let mut builder = Self::default();
                for batch in batches {
                    builder.add(&batch);
                }
                builder
            });
            let mut batch = Batch::default();
            let read = read(&mut |row| {
                batch.push(row);
                if batch.is_full() {
                    // Nobody takes it when the other thread panicked, which is told below.
                    let _ = sender.send(take(&mut batch));
                }
            });
            let _ = sender.send(batch);
            drop(sender);
            (builder.join().unwrap_or_else(|panic| resume_unwind(panic)), read)
        })
    }

    fn add(&mut self, batch: &Batch) {
        let more = batch.len();
        make_room(&mut self.line, more);
        make_room(&mut self.area_kind, more);
        make_room(&mut self.soc, more);
        make_room(&mut self.level, more);
        make_room(&mut self.only, more);
        for (keys, texts) in batch.rows() {
            let [area_title, title, industry, ownership, part, education, experience, training] = texts;
            self.line.push(keys.line);
            self.area(keys.area);
            self.area_title.push(area_title);
            self.area_kind.push(position(&AREA_KINDS, keys.area_kind));
            self.soc.push(encode_code(keys.code));
            self.title.push(title);
            self.level.push(position(&LEVELS, keys.level));
            self.industry.push(industry);
            self.ownership.push(ownership);
            self.education.push(education);
            self.experience.push(experience);
            self.training.push(training);
            self.part.push(part);
            self.only.push(keys.only);
        }
        let columns = batch.columns();
        self.numbers.resize_with(columns.len().max(self.numbers.len()), Vec::new);
        self.kinds.resize_with(self.numbers.len(), Vec::new);
        for ((to_numbers, to_kinds), (numbers, kinds)) in
            self.numbers.iter_mut().zip(&mut self.kinds).zip(columns)
        {
            make_room(to_numbers, more);
            make_room(to_kinds, more);
            to_numbers.extend(numbers);
            to_kinds.extend(kinds);
        }
    }

    fn area(&mut self, area: Area) {
        match &self.last_area {
            Some((last, text)) if *last == area => self.area.push(text),
            _ => {
                let text = area.to_string();
                self.area.push(&text);
                self.last_area = Some((area, text));
            }
        }
    }

    /// The table of everything added.
    ///
    /// # Panics
    /// Never: every column has the length of `line`.
    #[must_use]
    pub fn finish(self, period: Period, head: TableHead, source: SourceFile) -> Table {
        let height = self.line.len();
        let mut columns = vec![
            Column::new("line".into(), self.line),
            self.area.into_column("area"),
            self.area_title.into_column("area_title"),
            Column::new("area_kind".into(), self.area_kind),
            Column::new("soc".into(), self.soc),
            self.title.into_column("title"),
            Column::new("level".into(), self.level),
            self.industry.into_column("industry"),
            self.ownership.into_column("ownership"),
            self.education.into_column("education"),
            self.experience.into_column("experience"),
            self.training.into_column("training"),
            self.part.into_column("part"),
        ];
        for ((measure, numbers), mut kinds) in head.measures.iter().zip(self.numbers).zip(self.kinds) {
            tell_the_other_unit(*measure, &self.only, &mut kinds);
            columns.push(where_told(numbers, &kinds).with_name(measure.name().into()).into_column());
            let kinds: Vec<u32> = kinds.into_iter().map(u32::from).collect();
            columns.push(Column::new(kind_column(*measure).into(), kinds));
        }
        let frame = DataFrame::new(height, columns).unwrap_or_default();
        Table::new(frame, period, head, source)
    }
}

/// The numbers, and nothing where there is a mark instead.
fn where_told(numbers: Vec<f64>, kinds: &[u8]) -> Float64Chunked {
    let is_told = kinds.iter().map(|kind| u32::from(*kind) < FIRST_MARK);
    let is_told = BooleanChunked::from_iter_values(PlSmallStr::EMPTY, is_told);
    let is_told = is_told.downcast_iter().next().map(|is_told| is_told.values().clone());
    Float64Chunked::from_vec_validity(PlSmallStr::EMPTY, numbers, is_told)
}

/// Where BLS releases wages by the hour or by the year only, the cells of the other unit say so.
fn tell_the_other_unit(measure: Measure, only: &[Option<PayPeriod>], kinds: &mut [u8]) {
    let (Measure::Wage(unit, _) | Measure::WageMean(unit)) = measure else { return };
    let not_released = kind_of(Mark::WageNotReleased);
    for (kind, only) in kinds.iter_mut().zip(only).filter(|(kind, _)| **kind == not_released) {
        let mark = match (unit, only) {
            (PayPeriod::Annual, Some(PayPeriod::Hourly)) => Mark::HourlyWageOnly,
            (PayPeriod::Hourly, Some(PayPeriod::Annual)) => Mark::AnnualWageOnly,
            _ => continue,
        };
        *kind = kind_of(mark);
    }
}

/// The least number of values that room is made for.
const LEAST: usize = 1_024;

/// Makes room for so many more and lets a long column grow by a quarter at most, so that little memory
/// lies idle.
fn make_room<T>(column: &mut Vec<T>, more: usize) {
    if column.capacity() - column.len() < more {
        column.reserve_exact((column.len() / 4).max(more).max(LEAST));
    }
}

/// A column of words that most tables have none of.
#[derive(Debug, Default)]
struct Words {
    texts: Texts,
    /// Rows without words since the last with any.
    without: usize,
}

impl Words {
    fn push(&mut self, words: &str) {
        if words == NONE {
            self.without += 1;
            return;
        }
        self.fill();
        self.texts.push(words);
    }

    fn fill(&mut self) {
        (0..std::mem::take(&mut self.without)).for_each(|_| self.texts.push(NONE));
    }

    fn into_column(mut self, name: &str) -> Column {
        if self.texts.rows.is_empty() {
            return Column::full_null(name.into(), self.without, &DataType::String);
        }
        self.fill();
        self.texts.into_column(name)
    }
}

/// A column of texts, of which each different one is kept once.
#[derive(Debug, Default)]
struct Texts {
    different: Vec<String>,
    /// The place of each text among the different ones.
    places: BTreeMap<String, u32>,
    /// By place, the text that followed it the last time: rows come in much the same order area by
    /// area, so that it mostly follows again.
    after: Vec<u32>,
    last: u32,
    rows: Vec<u32>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        let is = |place: u32| self.different.get(place as usize).is_some_and(|known| known == text);
        let guess = self.after.get(self.last as usize).copied().unwrap_or_default();
        let place = if is(guess) {
            guess
        } else if is(self.last) {
            self.last
        } else {
            self.place(text)
        };
        if let Some(after) = self.after.get_mut(self.last as usize) {
            *after = place;
        }
        self.last = place;
        make_room(&mut self.rows, 1);
        self.rows.push(place);
    }

    /// The place of a text, which is a new one if need be.
    fn place(&mut self, text: &str) -> u32 {
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        let place = u32::try_from(self.different.len()).unwrap_or(u32::MAX);
        self.different.push(text.to_owned());
        self.after.push(place);
        self.places.insert(text.to_owned(), place);
        place
    }

    /// The column; its rows share the bytes of the different texts.
    fn into_column(self, name: &str) -> Column {
        let different = self.different.iter().map(|text| (text != NONE).then_some(text.as_str()));
        let different: StringChunked = different.collect();
        let rows = IdxCa::from_vec("rows".into(), self.rows);
        let column = different.into_series().with_name(name.into());
        column.take(&rows).unwrap_or_default().into_column()
    }
}
