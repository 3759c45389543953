//! Collecting the rows of one table, column by column.

use std::{collections::BTreeMap, mem::take, panic::resume_unwind, sync::mpsc::sync_channel, thread};

use polars::prelude::*;
use rayon::prelude::*;

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
    industry_group: Texts,
    ownership: Texts,
    education: Words,
    experience: Words,
    training: Words,
    part: Texts,
    /// The rows whose wages BLS releases by the hour or by the year only.
    only: Vec<(usize, PayPeriod)>,
    values: Vec<Values>,
    last_area: Option<Area>,
}

/// Batches that wait to be added.
const AHEAD: usize = 8;

impl TableBuilder {
    /// Collects the rows that `read` hands on in a thread of its own; with what `read` returns. A row may have
    /// more values than those before it, which are then not in their tables.
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
                if !batch.has_room_for(row) {
                    // Nobody takes it when the other thread panicked, which is told below.
                    let _ = sender.send(take(&mut batch));
                }
                batch.push(row);
            });
            let _ = sender.send(batch);
            drop(sender);
            (builder.join().unwrap_or_else(|panic| resume_unwind(panic)), read)
        })
    }

    fn add(&mut self, batch: &Batch) {
        let (before, more) = (self.line.len(), batch.len());
        make_room(&mut self.line, more);
        make_room(&mut self.area_kind, more);
        make_room(&mut self.soc, more);
        make_room(&mut self.level, more);
        for (keys, texts) in batch.rows() {
            let [area_title, title, industry, group, ownership, part, education, experience, training] =
                texts;
            self.only.extend(keys.only.map(|unit| (self.line.len(), unit)));
            self.line.push(keys.line);
            self.area(keys.area);
            self.area_title.push(area_title);
            self.area_kind.push(position(&AREA_KINDS, keys.area_kind));
            self.soc.push(encode_code(keys.code));
            self.title.push(title);
            self.level.push(position(&LEVELS, keys.level));
            self.industry.push(industry);
            self.industry_group.push(group);
            self.ownership.push(ownership);
            self.education.push(education);
            self.experience.push(experience);
            self.training.push(training);
            self.part.push(part);
        }
        let columns = batch.columns();
        self.values.resize_with(columns.len().max(self.values.len()), Values::default);
        for (values, (numbers, kinds)) in self.values.iter_mut().zip(columns) {
            values.fill(before);
            values.extend(numbers, kinds, more);
        }
    }

    fn area(&mut self, area: Area) {
        match &self.last_area {
            Some(last) if *last == area => self.area.push(None),
            _ => {
                self.area.push(Some(&area.to_string()));
                self.last_area = Some(area);
            }
        }
    }

    /// The table of everything added.
    ///
    /// # Panics
    /// Never: every column has the length of `line`.
    #[must_use]
    pub fn finish(mut self, period: Period, mut head: TableHead, source: SourceFile) -> Table {
        let height = self.line.len();
        let mut columns = vec![
            UInt64Chunked::from_vec("line".into(), self.line).into_column(),
            UInt32Chunked::from_vec("area_kind".into(), self.area_kind).into_column(),
            UInt32Chunked::from_vec("soc".into(), self.soc).into_column(),
            UInt32Chunked::from_vec("level".into(), self.level).into_column(),
        ];
        let texts = [
            ("area", self.area),
            ("area_title", self.area_title),
            ("title", self.title),
            ("industry", self.industry),
            ("industry_group", self.industry_group),
            ("ownership", self.ownership),
            ("part", self.part),
        ];
        columns.par_extend(texts.into_par_iter().map(|(name, texts)| texts.into_column(name)));
        columns.extend([
            self.education.into_column("education"),
            self.experience.into_column("experience"),
            self.training.into_column("training"),
        ]);
        let lacking = std::mem::take(&mut head.lacking);
        let is_there = |measure: &Measure| !lacking.contains(measure);
        self.values.resize_with(head.measures.len(), Values::default);
        self.values.iter_mut().for_each(|values| values.fill(height));
        let values = head.measures.par_iter().zip(self.values).filter(|(of, _)| is_there(of));
        columns.par_extend(values.flat_map_iter(|(measure, mut values)| {
            values.tell_the_other_unit(*measure, &self.only);
            values.into_columns(*measure)
        }));
        let heads = std::mem::take(&mut head.heads).into_iter().zip(std::mem::take(&mut head.measures));
        (head.heads, head.measures) = heads.filter(|(_, measure)| is_there(measure)).unzip();
        let frame = DataFrame::new(height, columns).unwrap_or_default();
        Table::new(frame, period, head, source)
    }
}

/// The values of a measure.
#[derive(Debug, Default)]
struct Values {
    numbers: Vec<f64>,
    kinds: Vec<u32>,
}

impl Values {
    /// Adds so many more.
    fn extend(
        &mut self,
        numbers: impl Iterator<Item = f64>,
        kinds: impl Iterator<Item = u8>,
        more: usize,
    ) {
        make_room(&mut self.numbers, more);
        make_room(&mut self.kinds, more);
        self.numbers.extend(numbers);
        self.kinds.extend(kinds.map(u32::from));
    }

    /// Fills up to so many rows whose tables do not have the measure.
    fn fill(&mut self, rows: usize) {
        self.numbers.resize(rows, 0.0);
        self.kinds.resize(rows, u32::from(kind_of(Mark::NotInTable)));
    }

    /// Where BLS releases wages by the hour or by the year only, the cells of the other unit say so.
    fn tell_the_other_unit(&mut self, measure: Measure, only: &[(usize, PayPeriod)]) {
        let (Measure::Wage(unit, _) | Measure::WageMean(unit)) = measure else { return };
        let not_released = u32::from(kind_of(Mark::WageNotReleased));
        for (row, only) in only {
            let mark = match (unit, only) {
                (PayPeriod::Annual, PayPeriod::Hourly) => Mark::HourlyWageOnly,
                (PayPeriod::Hourly, PayPeriod::Annual) => Mark::AnnualWageOnly,
                _ => continue,
            };
            if self.kinds[*row] == not_released {
                self.kinds[*row] = u32::from(kind_of(mark));
            }
        }
    }

    /// The numbers, with nothing where there is a mark instead, and the kinds.
    fn into_columns(self, measure: Measure) -> [Column; 2] {
        let is_told = self.kinds.iter().map(|kind| *kind < FIRST_MARK);
        let is_told = BooleanChunked::from_iter_values(PlSmallStr::EMPTY, is_told);
        let is_told = is_told.downcast_iter().next().map(|is_told| is_told.values().clone());
        let numbers = Float64Chunked::from_vec_validity(measure.name().into(), self.numbers, is_told);
        let kinds = UInt32Chunked::from_vec(kind_column(measure).into(), self.kinds);
        [numbers.into_column(), kinds.into_column()]
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
    /// Whether the last row is one.
    is_without: bool,
}

impl Words {
    /// Adds words, or those of the row before once more.
    fn push(&mut self, words: Option<&str>) {
        self.is_without = words.map_or(self.is_without, |words| words == NONE);
        if self.is_without {
            self.without += 1;
            return;
        }
        self.fill();
        self.texts.push(words);
    }

    fn fill(&mut self) {
        (0..std::mem::take(&mut self.without)).for_each(|_| self.texts.push(Some(NONE)));
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
    /// Adds a text, or that of the row before once more.
    fn push(&mut self, text: Option<&str>) {
        self.last = text.map_or(self.last, |text| self.place(text));
        make_room(&mut self.rows, 1);
        self.rows.push(self.last);
    }

    /// The place of a text.
    fn place(&mut self, text: &str) -> u32 {
        let is = |place: u32| self.different.get(place as usize).is_some_and(|known| known == text);
        let guess = self.after.get(self.last as usize).copied().unwrap_or_default();
        let place = if is(guess) {
            guess
        } else if is(self.last) {
            self.last
        } else {
            self.search(text)
        };
        if let Some(after) = self.after.get_mut(self.last as usize) {
            *after = place;
        }
        place
    }

    /// The place of a text, which is a new one if need be.
    fn search(&mut self, text: &str) -> u32 {
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
