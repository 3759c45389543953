//! Collecting the rows of one table, column by column.

use std::collections::BTreeMap;

use polars::prelude::*;

use super::{
    codes::{AREA_KINDS, FIRST_MARK, LEVELS, encode, encode_code, kind_column, kind_of, position},
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

impl TableBuilder {
    /// Adds a row; every row has the same number of values.
    pub fn push(&mut self, row: &PublishedRow<'_>) {
        add(&mut self.line, row.line);
        match &self.last_area {
            Some((area, text)) if *area == row.area => self.area.push(text),
            _ => {
                let text = row.area.to_string();
                self.area.push(&text);
                self.last_area = Some((row.area, text));
            }
        }
        self.area_title.push(row.area_title);
        add(&mut self.area_kind, position(&AREA_KINDS, row.area_kind));
        add(&mut self.soc, encode_code(row.code));
        self.title.push(row.title);
        add(&mut self.level, position(&LEVELS, row.level));
        self.industry.push(row.industry);
        self.ownership.push(row.ownership);
        self.education.push(row.education);
        self.experience.push(row.experience);
        self.training.push(row.training);
        self.part.push(row.part);
        add(&mut self.only, row.only);
        self.numbers.resize_with(row.values.len(), Vec::new);
        self.kinds.resize_with(row.values.len(), Vec::new);
        for ((value, numbers), kinds) in row.values.iter().zip(&mut self.numbers).zip(&mut self.kinds) {
            let (number, kind) = encode(*value);
            add(numbers, number);
            add(kinds, kind);
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

/// Adds a value and lets a long column grow by a quarter at most, so that little memory lies idle.
fn add<T>(column: &mut Vec<T>, value: T) {
    if column.len() == column.capacity() {
        column.reserve_exact((column.len() / 4).max(1_024));
    }
    column.push(value);
}

/// What stands in the place of a text where there is none; no table holds it.
const NONE: &str = "\u{0}";

/// A column of words that most tables have none of.
#[derive(Debug, Default)]
struct Words {
    texts: Texts,
    /// Rows without words since the last with any.
    without: usize,
}

impl Words {
    fn push(&mut self, words: Option<&str>) {
        match words {
            Some(words) => {
                self.fill();
                self.texts.push(words);
            }
            None => self.without += 1,
        }
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
        add(&mut self.rows, place);
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
