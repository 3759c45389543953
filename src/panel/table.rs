//! One published table as a data frame: a row an occupation and area, and for every measure two
//! columns, its number and what kind of number it is.

use polars::prelude::*;
use rayon::prelude::*;

use super::codes::{
    AREA_KINDS, FIRST_MARK, FIRST_OES, LEVELS, decode, decode_code, kind_column, position,
};
use crate::model::{
    Area, AreaKind, Estimate, Mark, Measure, OccupationCode, Origin, Period, SocCode, SocLevel,
    SourceFile, TableHead,
};

/// A row and what it is found by. Of the rows of an area and occupation that of all industries
/// together comes first, and of these that of the occupation itself: a code that is listed as broad and
/// as detailed has the same numbers in both rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct KeyedRow {
    pub(super) area: Area,
    pub(super) soc: SocCode,
    pub(super) is_of_industry: bool,
    pub(super) is_group: bool,
    pub(super) row: u32,
}

/// The two columns of a measure, which share their values with those of the frame.
#[derive(Clone, Debug)]
struct Values {
    measure: Measure,
    numbers: Float64Chunked,
    kinds: UInt32Chunked,
}

impl Values {
    fn of(measure: Measure, frame: &DataFrame) -> Option<Self> {
        let numbers = frame.column(measure.name()).ok()?.f64().ok()?.clone();
        let kinds = frame.column(&kind_column(measure)).ok()?.u32().ok()?.clone();
        Some(Self { measure, numbers, kinds })
    }
}

/// One published table.
#[derive(Clone, Debug)]
pub struct Table {
    frame: DataFrame,
    /// The measures that have columns, so that a value is found without a search by name.
    values: Vec<Values>,
    period: Period,
    head: TableHead,
    /// The file that it was read from.
    pub source: SourceFile,
}

impl Table {
    pub(super) fn new(frame: DataFrame, period: Period, head: TableHead, source: SourceFile) -> Self {
        let values = head.measures.iter().filter_map(|measure| Values::of(*measure, &frame)).collect();
        Self { frame, values, period, head, source }
    }

    pub(super) const fn frame(&self) -> &DataFrame {
        &self.frame
    }

    /// What holds for the whole table.
    #[must_use]
    pub const fn head(&self) -> &TableHead {
        &self.head
    }

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

    /// Every row with a code of the SOC; those of before 1999 have codes of their own.
    pub fn soc_cells(&self) -> impl Iterator<Item = Cell<'_>> {
        self.cells().filter(|cell| cell.soc_code().is_some())
    }

    /// Every row.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.len()).map(|row| self.cell(row))
    }

    /// Whether any row has a code of the SOC.
    pub(super) fn has_soc_codes(&self) -> bool {
        let codes = self.frame.column("soc").ok().and_then(|column| column.u32().ok());
        codes.is_some_and(|codes| codes.iter().flatten().any(|code| code < FIRST_OES))
    }

    /// The rows by their keys, sorted; those with codes from before the SOC are left out.
    pub(super) fn by_key(&self) -> Vec<KeyedRow> {
        let texts = |name: &str| self.frame.column(name).ok()?.str().ok();
        let codes = |name: &str| self.frame.column(name).ok()?.u32().ok();
        let columns = (texts("area"), codes("soc"), codes("level"), texts("industry"));
        let (Some(areas), Some(socs), Some(levels), Some(industries)) = columns else {
            return Vec::new();
        };
        let mut last = ("", Area::NATION);
        let rows = areas.iter().zip(socs.iter()).zip(levels.iter()).zip(industries.iter()).zip(0_u32..);
        let keyed = rows.filter_map(|((((area, soc), level), industry), row)| {
            let soc = soc.and_then(SocCode::from_digits)?;
            let area = area.unwrap_or_default();
            if area != last.0 {
                last = (area, area.parse().unwrap_or(Area::NATION));
            }
            let is_of_industry = !industry.is_some_and(str::is_empty);
            let is_group = level != Some(position(&LEVELS, SocLevel::Detailed));
            Some(KeyedRow { area: last.1, soc, is_of_industry, is_group, row })
        });
        let mut keyed: Vec<KeyedRow> = keyed.collect();
        // Files are in order area by area, of which a stable sort makes use.
        keyed.par_sort();
        keyed
    }

    fn values(&self, measure: Measure) -> Option<&Values> {
        self.values.iter().find(|values| values.measure == measure)
    }

    /// The values of a measure, row by row; `None` when the table has no such column.
    #[must_use]
    pub fn estimates(&self, measure: Measure) -> Option<Vec<Estimate>> {
        let Values { numbers, kinds, .. } = self.values(measure)?;
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
        Some(Self::new(frame, self.period, self.head.clone(), self.source.clone()))
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

    /// How detailed the industry is; empty where the table does not say.
    #[must_use]
    pub fn industry_group(&self) -> &'a str {
        self.text("industry_group").unwrap_or_default()
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

    /// The same of a measure, whose column may stand in another sheet.
    #[must_use]
    pub fn part_of(&self, measure: Measure) -> &'a str {
        let parts = &self.table.head.parts;
        parts.iter().find(|(of, _)| *of == measure).map_or_else(|| self.part(), |(_, part)| part)
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

    /// The value of a measure; not in the table when it has no such column.
    #[must_use]
    pub fn estimate(&self, measure: Measure) -> Estimate {
        let Some(Values { numbers, kinds, .. }) = self.table.values(measure) else {
            return Estimate::absent(Mark::NotInTable);
        };
        decode(numbers.get(self.row), kinds.get(self.row).unwrap_or(FIRST_MARK))
    }

    /// Where a measure was read.
    #[must_use]
    pub fn origin(&self, measure: Measure) -> Origin {
        let head = &self.table.head;
        let at = head.measures.iter().position(|other| *other == measure);
        let column = head_of(head, measure).or_else(|| at.map(|at| head.heads[at].clone()));
        let is_there =
            |measure: &Measure| self.estimate(*measure) != Estimate::absent(Mark::NotApplicable);
        // What has no line of its own is told with the first of its row.
        let lines_before = match at.filter(|at| head.a_line_a_value && is_there(&head.measures[*at])) {
            Some(at) => head.measures[..at].iter().filter(|of| is_there(of)).count() as u64,
            None => 0,
        };
        let of_row = self.line();
        let is_elsewhere = head.parts.iter().any(|(of, _)| *of == measure);
        let elsewhere = head.lines.get(&of_row).filter(|_| is_elsewhere);
        let line = Some(elsewhere.copied().unwrap_or(of_row + lines_before));
        Origin { source: self.table.source.id.clone(), line, column }
    }

    /// The whole table as an origin, where every row counts.
    #[must_use]
    pub fn whole_table(&self) -> Origin {
        Origin { source: self.table.source.id.clone(), line: None, column: None }
    }
}
