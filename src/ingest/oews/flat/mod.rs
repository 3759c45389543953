//! BLS's flat files (`oe.data.0.Current`): a line a value, 17 to a row of the other tables. The lines
//! of a row follow each other, so that rows are made on the way and memory holds a block at a time.

mod codes;
mod line;
mod lists;

use self::{
    codes::{Codes, Industry, Place, Refusal, refusal},
    line::{Line, Next, SERIES, column},
};
use super::{MOST_PROBLEMS, Reader, layout::Layout, row::raise_bounds};
use crate::{
    catalog::{OEWS_DATA_TYPES, OewsFootnote, OewsRelease, labstat_survey},
    diag::{Diagnostic, Diagnostics},
    ingest::{
        codes::CHANGED,
        container::{Format, Row, Sheet, Spot, number},
    },
    model::{AreaKind, Estimate, Mark, Measure, OccupationCode, PayPeriod, PublishedRow, Unit},
};

pub(in crate::ingest) use lists::ListKind;
pub(in crate::ingest::oews) use lists::Lists;

const HEADS: [&str; 4] = ["series_id", "year", "period", "value"];

const CUT_SHORT: &str = "the file may be cut short; get it again";

/// Whether a row holds the column names of a flat file. Those of the other programs have the same.
pub(in crate::ingest) fn is_head(row: &Row<'_>) -> bool {
    row.len() <= 6 && HEADS.iter().enumerate().all(|(at, head)| row.cell(at).eq_ignore_ascii_case(head))
}

/// Whether a row of a flat file is one of OEWS, and of which year.
pub(in crate::ingest) fn year_of(row: &Row<'_>) -> Option<u16> {
    let is_oews = row.cell(0).starts_with(PROGRAM) && row.cell(0).len() == SERIES;
    row.cell(1).parse().ok().filter(|_| is_oews)
}

/// The refusal of a flat file of another program, by the row of column names and the line below it.
pub(super) fn of_another(head: &Row<'_>) -> Option<Diagnostic> {
    let series = head.next_line()?.split(['\t', ',']).next()?.trim();
    let series = series.get(..KEY).unwrap_or(series);
    let is_other = labstat_survey(series).is_some() && !series.starts_with(&PROGRAM[..2]);
    is_other.then(|| not_of_oews(series.as_bytes()).at(head.line + 1, 1))
}

/// What the series of the program begin with.
pub(in crate::ingest) const PROGRAM: &str = "OEU";

/// The parts of a series id, from byte to byte.
const AREA: std::ops::Range<usize> = 3..11;
const INDUSTRY: std::ops::Range<usize> = 11..17;
const OCCUPATION: std::ops::Range<usize> = 17..23;
const KEY: usize = 23;

/// The reference period of every value.
const PERIOD: &[u8] = b"A01";

const TYPES: usize = OEWS_DATA_TYPES.len();

/// The data types of the hourly and of the annual wages, as bits.
const HOURLY: u32 = 0b11_1110_0100;
const ANNUAL: u32 = 0b111_1100_0000_1000;

/// The columns in which values and the occupation's code stand, for what is told of a row.
const COLUMNS: [u64; 2] = [41, OCCUPATION.start as u64 + 1];

impl Reader<'_> {
    /// Reads the rest of a sheet whose row of column names is the one at hand.
    pub(super) fn flat(
        &mut self,
        sheet: &mut Sheet<'_>,
        has_footnotes: bool,
    ) -> Result<(), Diagnostics> {
        if sheet.format == Format::Csv {
            return Err(saved_with_commas().into());
        }
        let layout = Layout::of_data_types();
        let order = self.set_head(&layout, sheet)?;
        let codes = Codes::new(std::mem::take(&mut self.lists), &self.known).map_err(|told| *told)?;
        let footnotes = if has_footnotes { Footnotes::There } else { Footnotes::Missing };
        let mut rows = Rows::new(codes, self.known, footnotes);
        let mut line = None;
        while let Some(first) = sheet.next_block()? {
            let (line, sheet) = (line.get_or_insert(first), &*sheet);
            let mut each = |made: &Made<'_>| self.flat_row(made, &layout, &order, sheet);
            rows.block(sheet.block().as_bytes(), line, &mut each);
            if rows.problems.len() > MOST_PROBLEMS {
                rows.problems.push(Diagnostic::error("more is wrong with the lines that follow"));
                break;
            }
        }
        rows.finish(&mut |made| self.flat_row(made, &layout, &order, sheet));
        if rows.made == 0 && rows.problems.is_empty() {
            rows.problems.push(Diagnostic::error("the table has no rows").at(1, 1));
        }
        let part = &sheet.part;
        let in_part = |problem: &Diagnostic| match part.as_str() {
            "" => problem.clone(),
            part => problem.clone().part(part),
        };
        rows.problems.iter().map(in_part).collect::<Diagnostics>().unless_any(())
    }

    fn flat_row(
        &mut self,
        made: &Made<'_>,
        layout: &Layout,
        order: &[Option<usize>],
        sheet: &Sheet<'_>,
    ) {
        let spot = Spot::Lines { present: made.present, values: TYPES, columns: COLUMNS };
        let row = sheet.row_of_lines(made.row.line, spot);
        let published = PublishedRow { part: &sheet.part, ..made.row.clone() };
        let series = self.checks.series.get_or_insert_default();
        series.seen |= made.present;
        series.has_places |= published.area_kind != AreaKind::Nation;
        self.checks.row(layout, &row, &published, false);
        self.hand_on(&published, layout, &row, (published.values, order));
    }
}

/// The refusal of a flat file that was saved as CSV.
pub(in crate::ingest) fn saved_with_commas() -> Diagnostic {
    Diagnostic::error("a flat file whose cells are parted by commas; BLS parts them by tabs")
        .hint("get the file as BLS has it, or save it as tab-separated text")
        .at(1, 1)
}

/// A row that is complete.
struct Made<'m> {
    row: PublishedRow<'m>,
    present: u32,
}

type Each<'e> = dyn FnMut(&Made<'_>) + 'e;

/// The column of footnotes.
#[derive(PartialEq)]
enum Footnotes {
    There,
    Missing,
    /// It was told that it is missing.
    Told,
}

/// The rows while their lines are read.
struct Rows {
    codes: Codes,
    known: OewsRelease,
    footnotes: Footnotes,
    year: [u8; 4],
    /// The key of the row at hand, and what it stands for; a row with a bad key has no place.
    key: [u8; KEY],
    place: Option<Place>,
    industry: Industry,
    occupation: usize,
    /// Whether the key of the row at hand can be read.
    is_good: bool,
    first_line: u64,
    values: [Estimate; TYPES],
    present: u32,
    other_unit: u32,
    bounded: bool,
    made: usize,
    problems: Diagnostics,
}

impl Rows {
    fn new(codes: Codes, known: OewsRelease, footnotes: Footnotes) -> Self {
        let mut year = [b'0'; 4];
        year.iter_mut()
            .zip(format!("{:04}", known.release.year()).bytes())
            .for_each(|(to, from)| *to = from);
        Self {
            codes,
            known,
            footnotes,
            year,
            key: [0; KEY],
            place: None,
            industry: Industry::default(),
            occupation: 0,
            is_good: false,
            first_line: 0,
            values: [Estimate::absent(Mark::NotApplicable); TYPES],
            present: 0,
            other_unit: 0,
            bounded: false,
            made: 0,
            problems: Diagnostics::default(),
        }
    }

    /// Reads a block of whole lines, the first of which has the number `line`.
    fn block(&mut self, text: &[u8], line: &mut u64, each: &mut Each<'_>) {
        let (mut at, end) = (0, line::whole(text));
        while at < end && self.problems.len() <= MOST_PROBLEMS {
            let (next, length) = line::next(&text[at..]);
            let read = match next {
                Next::Line(fields) => self.line(&fields, *line, each),
                Next::Blank => Ok(()),
                Next::Damaged(fields) => {
                    let message = format!("{fields} cells under 5 columns");
                    Err((0, 0, refusal(message, CUT_SHORT)))
                }
            };
            if let Err((field, offset, problem)) = read {
                let column = column(&text[at..], field) + offset;
                self.problems.push(problem.at(*line, column));
            }
            at += length;
            *line += 1;
        }
        if end < text.len() {
            let refused = refusal("the last line ends before its last cell", CUT_SHORT);
            self.problems.push(refused.at(*line, 1));
        }
    }

    /// Reads a line; what is wrong comes with the field and how far into it.
    fn line(
        &mut self,
        fields: &Line<'_>,
        line: u64,
        each: &mut Each<'_>,
    ) -> Result<(), (usize, u64, Refusal)> {
        let Some((key, data_type)) = fields.series.split_first_chunk::<KEY>() else {
            return Err((0, 0, not_of_oews(fields.series)));
        };
        if *key != self.key {
            self.finish(each);
            self.begin(key, line)?;
        }
        if !self.is_good {
            return Ok(());
        }
        let index = self.data_type(data_type).map_err(|problem| (0, KEY as u64, problem))?;
        if fields.year != self.year || fields.period != PERIOD {
            return Err(self.other_period(fields));
        }
        if self.present >> index != 0 {
            return Err((0, 0, out_of_order()));
        }
        // Most values are plain numbers without a footnote.
        if let Line { number: Some(number @ 0.01..), footnote: [], .. } = fields {
            self.values[index] = Estimate::published(*number);
        } else {
            self.values[index] = self.value(index, fields)?;
        }
        self.present |= 1 << index;
        Ok(())
    }

    /// Begins a row.
    fn begin(&mut self, key: &[u8; KEY], line: u64) -> Result<(), (usize, u64, Refusal)> {
        let before = std::mem::replace(&mut self.key, *key);
        self.is_good = false;
        if !key.starts_with(PROGRAM.as_bytes()) {
            return Err((0, 0, not_of_oews(key)));
        }
        if *key < before {
            return Err((0, 0, out_of_order()));
        }
        if self.place.is_none() || key[AREA] != before[AREA] {
            self.place = None;
            let place = self.codes.place(&key[AREA]);
            self.place = Some(place.map_err(|problem| (0, AREA.start as u64, problem))?);
        }
        if self.made == 0 || key[INDUSTRY] != before[INDUSTRY] {
            let industry = self.codes.industry(&key[INDUSTRY]);
            self.industry = industry.map_err(|problem| (0, INDUSTRY.start as u64, problem))?;
        }
        let occupation = self.codes.occupation(&key[OCCUPATION], self.occupation);
        self.occupation = occupation.map_err(|problem| (0, OCCUPATION.start as u64, problem))?;
        (self.is_good, self.first_line) = (true, line);
        Ok(())
    }

    /// Hands the row at hand on, if there is one.
    fn finish(&mut self, each: &mut Each<'_>) {
        let present = std::mem::take(&mut self.present);
        let other_unit = std::mem::take(&mut self.other_unit);
        let Some(place) = self.place.as_ref().filter(|_| present != 0) else { return };
        if std::mem::take(&mut self.bounded) {
            raise_bounds(&OEWS_DATA_TYPES, &mut self.values);
        }
        // A file may have some of the data types only.
        let is_other = |unit: u32| other_unit & unit != 0 && other_unit & unit == present & unit;
        let only = match (is_other(HOURLY), is_other(ANNUAL)) {
            (true, false) => Some(PayPeriod::Annual),
            (false, true) => Some(PayPeriod::Hourly),
            _ => None,
        };
        let occupation = self.codes.listed(self.occupation);
        let row = PublishedRow {
            line: self.first_line,
            part: "",
            area: place.area,
            area_title: &place.title,
            area_kind: place.kind,
            industry: &self.industry.naics,
            industry_group: "",
            ownership: self.industry.ownership,
            code: OccupationCode::Soc(occupation.code),
            title: &occupation.title,
            level: occupation.level,
            values: &self.values,
            education: None,
            experience: None,
            training: None,
            only,
        };
        each(&Made { row, present });
        self.made += 1;
        self.values = [Estimate::absent(Mark::NotApplicable); TYPES];
    }

    /// The place of a data type among the measures.
    fn data_type(&self, code: &[u8]) -> Result<usize, Refusal> {
        let known = match code {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => {
                usize::from((tens - b'0') * 10 + (ones - b'0')).checked_sub(1)
            }
            _ => None,
        };
        known.filter(|index| *index < TYPES).ok_or_else(|| {
            let code = String::from_utf8_lossy(code);
            let is_listed = self.codes.has_data_type(&code);
            let listed = if is_listed { "01 to 17 are known" } else { "oe.datatype does not have it" };
            refusal(format!("data type `{code}` is not known"), listed)
        })
    }

    fn other_period(&self, fields: &Line<'_>) -> (usize, u64, Refusal) {
        let said = |field: &[u8]| String::from_utf8_lossy(field).into_owned();
        if fields.year != self.year {
            let message = format!("the row is of {}, not of {}", said(fields.year), said(&self.year));
            let hint = "one release is read: correct `release`, or keep the lines of one year";
            return (1, 0, refusal(message, hint));
        }
        let message = format!("period `{}` is not A01, the year's", said(fields.period));
        (2, 0, refusal(message, "the flat files of OEWS have a value a year"))
    }

    /// The value of a line, of the data type at an index.
    fn value(&mut self, index: usize, fields: &Line<'_>) -> Result<Estimate, (usize, u64, Refusal)> {
        let measure = OEWS_DATA_TYPES[index];
        let footnote = match fields.footnote {
            [] => None,
            code => Some(self.codes.footnote(code).map_err(|problem| (4, 0, problem))?),
        };
        if fields.value == b"-" {
            return self.mark(index, footnote).map_err(|problem| (4, 0, problem));
        }
        let text = || String::from_utf8_lossy(fields.value);
        let value = fields.number.or_else(|| number(&text())).filter(|value| *value >= 0.0);
        match value {
            None => {
                let message = format!("value: `{}` is neither a number nor `-`", text());
                Err((3, 0, refusal(message, "a value without a number is `-`")))
            }
            Some(value) if value <= 0.0 && is_wage(measure) => {
                let message = format!("value: a wage of {} stands where BLS prints `-`", text());
                let hint = CHANGED;
                Err((3, 0, refusal(message, hint)))
            }
            Some(value) => Ok(Estimate::published(value)),
        }
    }

    /// What a footnote says where there is no number.
    fn mark(&mut self, index: usize, footnote: Option<OewsFootnote>) -> Result<Estimate, Refusal> {
        let measure = OEWS_DATA_TYPES[index];
        let not_released = match measure {
            Measure::WageMean(_) | Measure::WageMeanPrse | Measure::Wage(..) => Mark::WageNotReleased,
            _ => Mark::EmploymentNotReleased,
        };
        match (footnote, measure.unit()) {
            (Some(OewsFootnote::NotReleased), _) => Ok(Estimate::absent(not_released)),
            (Some(OewsFootnote::OtherUnit), _) => {
                self.other_unit |= 1 << index;
                Ok(Estimate::absent(not_released))
            }
            (Some(OewsFootnote::TopCoded), Unit::UsdPerHour) => {
                self.bounded = true;
                Ok(Estimate::at_least(self.known.top_code.hourly_usd))
            }
            (Some(OewsFootnote::TopCoded), Unit::UsdPerYear) => {
                self.bounded = true;
                Ok(Estimate::at_least(self.known.top_code.annual_usd))
            }
            (Some(OewsFootnote::TopCoded), _) => Err(refusal(
                "the footnote says that a wage is top-coded, and this is no wage",
                "the row was changed after it was published; get the file from BLS again",
            )),
            (Some(OewsFootnote::Remark), _) => Err(refusal(
                "the footnote does not say why there is no value",
                "footnotes 4, 5 and 8 do",
            )),
            (None, _) if self.footnotes == Footnotes::Told => Ok(Estimate::absent(not_released)),
            (None, _) if self.footnotes == Footnotes::Missing => {
                self.footnotes = Footnotes::Told;
                Err(refusal(
                    "the column footnote_codes is missing, which says why a line such as this has no value",
                    "get the file from BLS again, with all its columns",
                ))
            }
            (None, _) => Err(refusal(
                "no value, and no footnote that says why",
                "the row was changed after it was published; get the file from BLS again",
            )),
        }
    }
}

fn is_wage(measure: Measure) -> bool {
    matches!(measure.unit(), Unit::UsdPerHour | Unit::UsdPerYear)
}

fn not_of_oews(series: &[u8]) -> Refusal {
    refusal(
        format!("series `{}` is none of OEWS", String::from_utf8_lossy(series)),
        "its series are OEU, the area, the industry, the occupation and the data type, 25 characters",
    )
}

fn out_of_order() -> Refusal {
    refusal(
        "the series does not follow the one before it, or stands here twice",
        "BLS's files ascend by series_id; sort the lines, and keep each once",
    )
}
