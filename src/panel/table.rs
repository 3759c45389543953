//! One published table as a data frame: a row an occupation and area, and for every measure two
//! columns, its number and what kind of number it is.

use polars::prelude::*;

use crate::model::{
    Area, AreaKind, Estimate, Mark, Measure, OccupationCode, OesCode, Origin, Period, PublishedRow,
    SocCode, SocLevel, SourceFile, TableHead,
};

/// What stands in the kind column of a measure.
const PUBLISHED: u32 = 0;
const AT_LEAST: u32 = 1;
const FIRST_MARK: u32 = 2;

/// The marks, in the order of their numbers from [`FIRST_MARK`] on.
const MARKS: [Mark; 6] = [
    Mark::WageNotReleased,
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

/// Collects the rows of one table.
#[derive(Debug, Default)]
pub struct TableBuilder {
    line: Vec<u64>,
    area: Vec<String>,
    area_title: Vec<String>,
    area_kind: Vec<u32>,
    soc: Vec<u32>,
    title: Vec<String>,
    level: Vec<u32>,
    industry: Vec<String>,
    ownership: Vec<String>,
    education: Vec<Option<String>>,
    experience: Vec<Option<String>>,
    training: Vec<Option<String>>,
    part: Vec<String>,
    numbers: Vec<Vec<Option<f64>>>,
    kinds: Vec<Vec<u32>>,
}

impl TableBuilder {
    /// Adds a row; every row has the same number of values.
    pub fn push(&mut self, row: &PublishedRow<'_>) {
        self.line.push(row.line);
        self.area.push(row.area.to_string());
        self.area_title.push(row.area_title.to_owned());
        self.area_kind.push(position(&AREA_KINDS, row.area_kind));
        self.soc.push(encode_code(row.code));
        self.title.push(row.title.to_owned());
        self.level.push(position(&LEVELS, row.level));
        self.industry.push(row.industry.to_owned());
        self.ownership.push(row.ownership.to_owned());
        self.education.push(row.education.map(str::to_owned));
        self.experience.push(row.experience.map(str::to_owned));
        self.training.push(row.training.map(str::to_owned));
        self.part.push(row.part.to_owned());
        self.numbers.resize_with(row.values.len(), Vec::new);
        self.kinds.resize_with(row.values.len(), Vec::new);
        for (at, value) in row.values.iter().enumerate() {
            let (number, kind) = encode(*value);
            self.numbers[at].push(number);
            self.kinds[at].push(kind);
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
            Column::new("area".into(), self.area),
            Column::new("area_title".into(), self.area_title),
            Column::new("area_kind".into(), self.area_kind),
            Column::new("soc".into(), self.soc),
            Column::new("title".into(), self.title),
            Column::new("level".into(), self.level),
            Column::new("industry".into(), self.industry),
            Column::new("ownership".into(), self.ownership),
            Column::new("education".into(), self.education),
            Column::new("experience".into(), self.experience),
            Column::new("training".into(), self.training),
            Column::new("part".into(), self.part),
        ];
        for ((measure, numbers), kinds) in head.measures.iter().zip(self.numbers).zip(self.kinds) {
            columns.push(Column::new(measure.name().into(), numbers));
            columns.push(Column::new(kind_column(*measure).into(), kinds));
        }
        let frame = DataFrame::new(height, columns).unwrap_or_default();
        Table { frame, period, head, source }
    }
}

fn position<T: PartialEq + Copy>(all: &[T], one: T) -> u32 {
    let at = all.iter().position(|other| *other == one).unwrap_or_default();
    u32::try_from(at).unwrap_or_default()
}

/// Codes from before the SOC stand beyond those of the SOC.
const FIRST_OES: u32 = 1_000_000;

fn encode_code(code: OccupationCode) -> u32 {
    match code {
        OccupationCode::Soc(soc) => soc.digits(),
        OccupationCode::Oes(oes) => FIRST_OES + oes.digits(),
    }
}

fn decode_code(digits: u32) -> OccupationCode {
    match digits.checked_sub(FIRST_OES) {
        Some(oes) => OccupationCode::Oes(OesCode::from_digits(oes).unwrap_or(OesCode::ALL_OCCUPATIONS)),
        None => OccupationCode::Soc(SocCode::from_digits(digits).unwrap_or(SocCode::ALL_OCCUPATIONS)),
    }
}

fn kind_column(measure: Measure) -> String {
    format!("{}_kind", measure.name())
}

fn encode(value: Estimate) -> (Option<f64>, u32) {
    match value {
        Estimate::Published { value } | Estimate::Derived { value, .. } => (Some(value), PUBLISHED),
        Estimate::AtLeast { bound } | Estimate::AtMost { bound } => (Some(bound), AT_LEAST),
        Estimate::Absent { mark } => (None, FIRST_MARK + position(&MARKS, mark)),
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

/// The measures that are in words.
const CATEGORIES: [Measure; 3] =
    [Measure::TypicalEducation, Measure::WorkExperience, Measure::JobTraining];

/// The head of the column of a measure in words.
fn head_of(head: &TableHead, measure: Measure) -> Option<String> {
    match measure {
        Measure::TypicalEducation => head.education_head.clone(),
        Measure::WorkExperience => head.experience_head.clone(),
        Measure::JobTraining => head.training_head.clone(),
        _ => None,
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

    /// The code of the row, with its scheme.
    #[must_use]
    pub fn occupation(&self) -> OccupationCode {
        decode_code(self.code("soc").unwrap_or_default())
    }

    /// The code of the SOC; `None` for a code from before it.
    #[must_use]
    pub fn soc_code(&self) -> Option<SocCode> {
        self.occupation().soc()
    }

    /// The occupation, in the tables that look-ups find: all codes there are of the SOC.
    #[must_use]
    pub fn soc(&self) -> SocCode {
        self.soc_code().unwrap_or(SocCode::ALL_OCCUPATIONS)
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

    /// BLS's words for a measure that is a category; `None` where the table has none.
    #[must_use]
    pub fn words(&self, measure: Measure) -> Option<&'a str> {
        match measure {
            Measure::TypicalEducation => self.education(),
            Measure::WorkExperience => self.text("experience"),
            Measure::JobTraining => self.text("training"),
            _ => None,
        }
    }

    /// The member of a zip and the sheet of a workbook that the row stands in; empty for a text.
    #[must_use]
    pub fn part(&self) -> &'a str {
        self.text("part").unwrap_or_default()
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

    /// The measures that the table has a column for, those in words included.
    pub fn measures(&self) -> impl Iterator<Item = Measure> + use<'a> {
        let head = &self.table.head;
        let words = CATEGORIES.into_iter().filter(|measure| head_of(head, *measure).is_some());
        head.measures.iter().copied().chain(words)
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
        let column = head_of(head, measure).or_else(|| at.map(|at| head.heads[at].clone()));
        Origin { source: self.table.source.id.clone(), line: Some(self.line()), column }
    }

    /// The whole table as an origin, where every row counts.
    #[must_use]
    pub fn whole_table(&self) -> Origin {
        Origin { source: self.table.source.id.clone(), line: None, column: None }
    }
}
