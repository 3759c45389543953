//! One published table as a data frame: a row an occupation and area, and for every measure two
//! columns, its number and what kind of number it is.

use std::collections::BTreeMap;

use polars::prelude::*;

use crate::model::{
    Area, AreaKind, Estimate, Mark, Measure, Origin, PayPeriod, Period, PublishedRow, SocCode, SocLevel,
    SourceFile, TableHead,
};

/// What stands in the kind column of a measure.
const PUBLISHED: u32 = 0;
const AT_LEAST: u32 = 1;
const FIRST_MARK: u32 = 2;

/// The marks, in the order of their numbers from [`FIRST_MARK`] on.
const MARKS: [Mark; 8] = [
    Mark::WageNotReleased,
    Mark::HourlyWageOnly,
    Mark::AnnualWageOnly,
    Mark::EmploymentNotReleased,
    Mark::RemovedForErrors,
    Mark::BelowHalfPercent,
    Mark::NotApplicable,
    Mark::Unavailable,
];

const LEVELS: [SocLevel; 5] =
    [SocLevel::Total, SocLevel::Major, SocLevel::Minor, SocLevel::Broad, SocLevel::Detailed];

const AREA_KINDS: [AreaKind; 5] = [
    AreaKind::Nation,
    AreaKind::State,
    AreaKind::Territory,
    AreaKind::Metropolitan,
    AreaKind::Nonmetropolitan,
];

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
    education: Texts,
    has_education: bool,
    only: Vec<Option<PayPeriod>>,
    numbers: Vec<Vec<f64>>,
    kinds: Vec<Vec<u8>>,
    /// The area of the last row, as text.
    last_area: Option<(Area, String)>,
}

impl TableBuilder {
    /// Adds a row; every row has the same number of values. Rows with codes from before the SOC are
    /// left out, since nothing can be looked up by them.
    pub fn push(&mut self, row: &PublishedRow<'_>) {
        let Some(soc) = row.code.soc() else { return };
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
        add(&mut self.soc, soc.digits());
        self.title.push(row.title);
        add(&mut self.level, position(&LEVELS, row.level));
        self.industry.push(row.industry);
        self.ownership.push(row.ownership);
        self.has_education |= row.education.is_some();
        self.education.push(row.education.unwrap_or(NONE));
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
        let education = if self.has_education {
            self.education.into_column("education")
        } else {
            Column::full_null("education".into(), height, &DataType::String)
        };
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
            education,
        ];
        for ((measure, numbers), mut kinds) in head.measures.iter().zip(self.numbers).zip(self.kinds) {
            tell_the_other_unit(*measure, &self.only, &mut kinds);
            let with_kinds = numbers.iter().zip(&kinds);
            let told =
                with_kinds.map(|(number, kind)| (u32::from(*kind) < FIRST_MARK).then_some(*number));
            let told = Float64Chunked::from_iter_options(measure.name().into(), told);
            drop(numbers);
            let kinds: Vec<u32> = kinds.into_iter().map(u32::from).collect();
            columns.push(told.into_column());
            columns.push(Column::new(kind_column(*measure).into(), kinds));
        }
        let frame = DataFrame::new(height, columns).unwrap_or_default();
        Table { frame, period, head, source }
    }
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

fn position<T: PartialEq + Copy>(all: &[T], one: T) -> u32 {
    let at = all.iter().position(|other| *other == one).unwrap_or_default();
    u32::try_from(at).unwrap_or_default()
}

fn kind_column(measure: Measure) -> String {
    format!("{}_kind", measure.name())
}

/// The number of a value, 0 where there is none, and its kind.
/// What stands in the kind column for a mark.
fn kind_of(mark: Mark) -> u8 {
    short(FIRST_MARK + position(&MARKS, mark))
}

fn short(kind: u32) -> u8 {
    u8::try_from(kind).unwrap_or(u8::MAX)
}

fn encode(value: Estimate) -> (f64, u8) {
    match value {
        Estimate::Published { value } | Estimate::Derived { value, .. } => (value, short(PUBLISHED)),
        Estimate::AtLeast { bound } | Estimate::AtMost { bound } => (bound, short(AT_LEAST)),
        Estimate::Absent { mark } => (0.0, kind_of(mark)),
    }
}

fn decode(number: Option<f64>, kind: u32) -> Estimate {
    match (kind, number) {
        (PUBLISHED, Some(value)) => Estimate::published(value),
        (AT_LEAST, Some(bound)) => Estimate::at_least(bound),
        _ => {
            let at = kind.saturating_sub(FIRST_MARK) as usize;
            Estimate::absent(MARKS.get(at).copied().unwrap_or(Mark::NotApplicable))
        }
    }
}

/// One published table.
#[derive(Clone, Debug)]
pub struct Table {
    frame: DataFrame,
    period: Period,
    head: TableHead,
    /// The file that it was read from.
    pub source: SourceFile,
}

impl Table {
    /// How many rows it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.frame.height()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its release or round.
    #[must_use]
    pub const fn period(&self) -> Period {
        self.period
    }

    /// The cells of a row.
    #[must_use]
    pub const fn cell(&self, row: usize) -> Cell<'_> {
        Cell { table: self, row }
    }

    /// Every row.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.len()).map(|row| self.cell(row))
    }

    /// The rows of all industries together with their area, occupation and level.
    pub(super) fn cross_industry(&self) -> Vec<(Area, SocCode, SocLevel, u32)> {
        let texts = |name: &str| self.frame.column(name).ok()?.str().ok();
        let codes = |name: &str| self.frame.column(name).ok()?.u32().ok();
        let columns = (texts("area"), codes("soc"), codes("level"), texts("industry"));
        let (Some(areas), Some(socs), Some(levels), Some(industries)) = columns else {
            return Vec::new();
        };
        let mut last = ("", Area::NATION);
        let rows = areas.iter().zip(socs.iter()).zip(levels.iter()).zip(industries.iter()).zip(0_u32..);
        rows.filter(|((_, industry), _)| industry.is_some_and(str::is_empty))
            .map(|((((area, soc), level), _), row)| {
                let area = area.unwrap_or_default();
                if area != last.0 {
                    last = (area, area.parse().unwrap_or(Area::NATION));
                }
                let soc = soc.and_then(SocCode::from_digits).unwrap_or(SocCode::ALL_OCCUPATIONS);
                (last.1, soc, LEVELS[level.unwrap_or_default() as usize], row)
            })
            .collect()
    }

    /// The values of a measure, row by row; `None` when the table has no such column.
    #[must_use]
    pub fn estimates(&self, measure: Measure) -> Option<Vec<Estimate>> {
        let numbers = self.frame.column(measure.name()).ok()?.f64().ok()?;
        let kinds = self.frame.column(&kind_column(measure)).ok()?.u32().ok()?;
        let both = numbers.iter().zip(kinds.iter());
        Some(both.map(|(number, kind)| decode(number, kind.unwrap_or(FIRST_MARK))).collect())
    }

    /// The detailed occupations of an area, all industries together.
    pub(super) fn detailed(&self, area: Area) -> Option<Self> {
        let of_area = self.frame.column("area").ok()?.str().ok()?.equal(area.to_string().as_str());
        let level = position(&LEVELS, SocLevel::Detailed);
        let detailed = self.frame.column("level").ok()?.u32().ok()?.equal(level);
        let all_industries = self.frame.column("industry").ok()?.str().ok()?.equal("");
        let frame = self.frame.filter(&(of_area & detailed & all_industries)).ok()?;
        Some(Self { frame, ..self.clone() })
    }
}

/// A row of a table: what BLS publishes for an occupation in an area.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    table: &'a Table,
    row: usize,
}

impl<'a> Cell<'a> {
    fn text(&self, column: &str) -> Option<&'a str> {
        self.table.frame.column(column).ok()?.str().ok()?.get(self.row)
    }

    fn code(&self, column: &str) -> Option<u32> {
        self.table.frame.column(column).ok()?.u32().ok()?.get(self.row)
    }

    /// The line of the file.
    #[must_use]
    pub fn line(&self) -> u64 {
        let line = |column: &Column| column.u64().ok()?.get(self.row);
        self.table.frame.column("line").ok().and_then(line).unwrap_or_default()
    }

    /// The place.
    #[must_use]
    pub fn area(&self) -> Area {
        self.text("area").and_then(|text| text.parse().ok()).unwrap_or(Area::NATION)
    }

    /// The place's name.
    #[must_use]
    pub fn area_title(&self) -> &'a str {
        self.text("area_title").unwrap_or_default()
    }

    /// The kind of place.
    #[must_use]
    pub fn area_kind(&self) -> AreaKind {
        AREA_KINDS[self.code("area_kind").unwrap_or_default() as usize]
    }

    /// The occupation.
    #[must_use]
    pub fn soc(&self) -> SocCode {
        let digits = |column: &Column| column.u32().ok()?.get(self.row);
        let digits = self.table.frame.column("soc").ok().and_then(digits);
        digits.and_then(SocCode::from_digits).unwrap_or(SocCode::ALL_OCCUPATIONS)
    }

    /// The occupation's title.
    #[must_use]
    pub fn title(&self) -> &'a str {
        self.text("title").unwrap_or_default()
    }

    /// The occupation's level.
    #[must_use]
    pub fn level(&self) -> SocLevel {
        LEVELS[self.code("level").unwrap_or_default() as usize]
    }

    /// The industry's NAICS code; empty for all industries together.
    #[must_use]
    pub fn industry(&self) -> &'a str {
        self.text("industry").unwrap_or_default()
    }

    /// The owners' code; empty where the table names none.
    #[must_use]
    pub fn ownership(&self) -> &'a str {
        self.text("ownership").unwrap_or_default()
    }

    /// Typical education; `None` where the table has no word for it.
    #[must_use]
    pub fn education(&self) -> Option<&'a str> {
        self.text("education")
    }

    /// The release or round of the table.
    #[must_use]
    pub const fn period(&self) -> Period {
        self.table.period
    }

    /// The file of the table.
    #[must_use]
    pub const fn source(&self) -> &'a SourceFile {
        &self.table.source
    }

    /// The measures that the table has a column for, education included.
    pub fn measures(&self) -> impl Iterator<Item = Measure> + use<'a> {
        let head = &self.table.head;
        let education = head.education_head.is_some().then_some(Measure::TypicalEducation);
        head.measures.iter().copied().chain(education)
    }

    /// The year of the median wages of a projections table.
    #[must_use]
    pub const fn wage_year(&self) -> Option<u16> {
        self.table.head.wage_year
    }

    /// The value of a measure; not in this release when the table has no such column.
    #[must_use]
    pub fn estimate(&self, measure: Measure) -> Estimate {
        let number = self.table.frame.column(measure.name()).ok().and_then(|column| column.f64().ok());
        match (number, self.code(&kind_column(measure))) {
            (Some(numbers), Some(kind)) => decode(numbers.get(self.row), kind),
            _ => Estimate::absent(Mark::NotInRelease),
        }
    }

    /// Where a measure was read.
    #[must_use]
    pub fn origin(&self, measure: Measure) -> Origin {
        let head = &self.table.head;
        let at = head.measures.iter().position(|other| *other == measure);
        let column = match measure {
            Measure::TypicalEducation => head.education_head.clone(),
            _ => at.map(|at| head.heads[at].clone()),
        };
        let lines_before = match at.filter(|_| head.a_line_a_value) {
            Some(at) => {
                let is_there = |measure: &&Measure| {
                    self.estimate(**measure) != Estimate::absent(Mark::NotApplicable)
                };
                head.measures[..at].iter().filter(is_there).count() as u64
            }
            None => 0,
        };
        let line = Some(self.line() + lines_before);
        Origin { source: self.table.source.id.clone(), line, column }
    }

    /// The whole table as an origin, where every row counts.
    #[must_use]
    pub fn whole_table(&self) -> Origin {
        Origin { source: self.table.source.id.clone(), line: None, column: None }
    }
}
