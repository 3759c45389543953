//! One row of an OEWS table: its keys and its values.

use super::{Looks, layout::Layout};
use crate::{
    catalog::{
        OewsColumn, OewsMark, OewsRelease, is_blank, level, oews_mark, oews_sectors, with_hyphens,
    },
    diag::{Diagnostic, Diagnostics},
    ingest::{
        codes::{CHANGED, heads_again, is_date, plain_code, refused_code},
        container::{Row, number, other_notation},
    },
    model::{
        Estimate, Mark, Measure, OccupationCode, OesCode, PayPeriod, Percentile, PublishedRow, Release,
        SocCode, SocLevel, SocVersion, Unit,
    },
};

impl Layout {
    /// The keys of a row, with its values left in `values`; `None` for a note below the table.
    pub(super) fn row<'a>(
        &self,
        row: &Row<'a>,
        known: &OewsRelease,
        values: &mut Vec<Estimate>,
    ) -> Result<Option<PublishedRow<'a>>, Diagnostics> {
        let mut problems = Diagnostics::default();
        let Some(code) = problems.keep(self.code(row, known)) else {
            return if self.is_note(row) { Ok(None) } else { problems.unless_any(None) };
        };
        let level = problems.keep(self.level(row, known, code));
        let area = problems.keep(self.area(row));
        self.values(row, known, values, &mut problems);
        let (Some(level), Some((area, area_kind))) = (level, area) else { return Err(problems) };
        problems.unless_any(Some(PublishedRow {
            line: row.line,
            part: row.part(),
            area,
            area_title: self.area_title(row, area),
            area_kind,
            industry: industry(self.text(row, OewsColumn::Naics)),
            industry_group: Some(self.text(row, OewsColumn::IndustryGroup))
                .filter(|group| !group.eq_ignore_ascii_case(ALL_INDUSTRIES))
                .unwrap_or_default(),
            ownership: self.text(row, OewsColumn::Ownership),
            code,
            title: self.text(row, OewsColumn::Title),
            level,
            values: &[],
            education: None,
            experience: None,
            training: None,
            only: self.only(row),
        }))
    }

    /// Whether the row has no number: then it is a source line or footnote, not a damaged row.
    fn is_note(&self, row: &Row<'_>) -> bool {
        self.measures.iter().all(|(_, index)| row.cell(*index).is_empty())
    }

    /// The occupation. The tables of 1997 list the total without a code.
    fn code(&self, row: &Row<'_>, known: &OewsRelease) -> Result<OccupationCode, Diagnostics> {
        let index = self.index(OewsColumn::Code).unwrap_or_default();
        let cell = row.cell(index);
        let parsed = match known.soc {
            SocVersion::Oes if cell.is_empty() && self.is_total(row) => {
                Some(OccupationCode::Oes(OesCode::ALL_OCCUPATIONS))
            }
            SocVersion::Oes => cell.parse().ok().map(OccupationCode::Oes),
            _ if cell == LOST_ZEROS => Some(OccupationCode::Soc(SocCode::ALL_OCCUPATIONS)),
            _ => plain_code(cell).parse().ok().map(OccupationCode::Soc),
        };
        if cell.eq_ignore_ascii_case(self.name(index)) {
            return Err(row.at(index, heads_again()).into());
        }
        parsed.ok_or_else(|| row.at(index, refused_code(cell, self.name(index), known.soc)).into())
    }

    fn is_total(&self, row: &Row<'_>) -> bool {
        self.text(row, OewsColumn::Title).to_lowercase().starts_with("total") && !self.is_note(row)
    }

    fn level(
        &self,
        row: &Row<'_>,
        known: &OewsRelease,
        code: OccupationCode,
    ) -> Result<SocLevel, Diagnostics> {
        if code.is_total() {
            return Ok(SocLevel::Total);
        }
        let hint = "levels are total, major, minor, broad and detailed";
        self.key(row, OewsColumn::Level, hint, |cell| level(cell, known.release))
    }

    /// What a cell of keys says.
    pub(super) fn key<T>(
        &self,
        row: &Row<'_>,
        column: OewsColumn,
        hint: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<T, Diagnostics> {
        let index = self.index(column).unwrap_or_default();
        parse(row.cell(index)).ok_or_else(|| {
            let message = format!("{}: `{}` is not valid", self.name(index), row.cell(index));
            row.at(index, Diagnostic::error(message).hint(hint)).into()
        })
    }

    /// A year in the table itself must be that of the release.
    pub(super) fn same_year(&self, row: &Row<'_>, known: &OewsRelease) -> Result<(), Diagnostics> {
        let Some(year) = self.year(row).filter(|year| *year != known.release.year()) else {
            return Ok(());
        };
        let index = self.index(OewsColumn::Year).unwrap_or_default();
        let message = format!("the table is of {year}, not of {}", known.release.year());
        Err(row.at(index, Diagnostic::error(message).hint("correct `release`")).into())
    }

    /// A row of another year, below those of the release.
    pub(super) fn other_year(&self, row: &Row<'_>, known: &OewsRelease) -> Option<Diagnostic> {
        let index = self.index(OewsColumn::Year)?;
        let year = self.year(row).filter(|year| *year != known.release.year())?;
        let message = format!(
            "{}: the rows from here on are of {year}, those above of {}",
            self.name(index),
            known.release.year()
        );
        let hint = "the file holds the tables of several releases; make a file of each";
        Some(row.at(index, Diagnostic::error(message).hint(hint)))
    }

    fn only(&self, row: &Row<'_>) -> Option<PayPeriod> {
        let is_set = |column| self.text(row, column).eq_ignore_ascii_case("true");
        match (is_set(OewsColumn::AnnualOnly), is_set(OewsColumn::HourlyOnly)) {
            (true, false) => Some(PayPeriod::Annual),
            (false, true) => Some(PayPeriod::Hourly),
            _ => None,
        }
    }

    fn values(
        &self,
        row: &Row<'_>,
        known: &OewsRelease,
        values: &mut Vec<Estimate>,
        problems: &mut Diagnostics,
    ) {
        values.clear();
        let mut is_capped = false;
        for (measure, index) in &self.measures {
            // Most cells are plain numbers, which need no look at marks.
            if let Some(number) = plain_number(row, *index, *measure) {
                values.push(Estimate::published(number));
                continue;
            }
            let value = estimate(row, *index, *measure, known).unwrap_or_else(|refused| {
                problems.push(row.at(*index, refused.told(self.name(*index), row.cell(*index))));
                Estimate::absent(Mark::NotApplicable)
            });
            is_capped |= matches!(value, Estimate::AtLeast { .. });
            values.push(value);
        }
        if is_capped {
            let measures: Vec<Measure> = self.measures.iter().map(|(measure, _)| *measure).collect();
            raise_bounds(&measures, values);
        }
    }
}

/// What a spreadsheet makes of `000000`.
pub(super) const LOST_ZEROS: &str = "0";

/// The level of all industries together.
const ALL_INDUSTRIES: &str = "cross-industry";

/// An industry as BLS writes it; empty for all together, which the tables write as `000000`. Spreadsheets make `0`
/// of that, and word processors `31–33` of `31-33`.
fn industry(naics: &str) -> &str {
    if naics.trim_matches('0').is_empty() {
        return "";
    }
    let is_same = |sector: &&&str| !naics.is_ascii() && with_hyphens(naics) == **sector;
    oews_sectors(Release::may(Looks::NEWEST)).iter().find(is_same).map_or(naics, |sector| sector)
}

/// Why a cell has no value.
enum Refused {
    /// Neither a number nor a mark.
    NoNumber,
    /// A wage of zero.
    ZeroWage,
}

impl Refused {
    fn told(&self, head: &str, cell: &str) -> Diagnostic {
        match self {
            Self::NoNumber if is_date(cell) => {
                let what = "a date: a spreadsheet has turned a number into it";
                Diagnostic::error(format!("{head}: `{cell}` is {what}")).hint(CHANGED)
            }
            Self::NoNumber => {
                let message = format!("{head}: `{cell}` is neither a number nor one of BLS's marks");
                let marks = "BLS's marks are *, **, ***, #, ~ and a blank cell; where another sign stands for one, get the table from BLS again";
                Diagnostic::error(message).hint(other_notation(cell).unwrap_or(marks))
            }
            Self::ZeroWage => {
                Diagnostic::error(format!("{head}: a wage of {cell} stands where BLS prints a mark"))
                    .hint(CHANGED)
            }
        }
    }
}

/// The number that a cell is, where it is written as most are. Wages are rounded to cents: the workbooks
/// hold `17.809999999999999`.
fn plain_number(row: &Row<'_>, index: usize, measure: Measure) -> Option<f64> {
    match (row.decimal(index)?, measure.unit()) {
        (..=0.0, Unit::UsdPerHour | Unit::UsdPerYear) => None,
        (number, Unit::UsdPerHour | Unit::UsdPerYear) => Some(Unit::UsdPerHour.round(number)),
        (number, _) => Some(number),
    }
}

/// The value of a cell that is written in any of the ways of writing one.
fn estimate(
    row: &Row<'_>,
    index: usize,
    measure: Measure,
    known: &OewsRelease,
) -> Result<Estimate, Refused> {
    let unit = measure.unit();
    let is_wage = matches!(unit, Unit::UsdPerHour | Unit::UsdPerYear);
    let cell = row.cell(index);
    // BLS leaves no wage blank since 1999: what stood there is lost, and not said to be not applicable.
    let is_lost = is_wage && known.soc != SocVersion::Oes;
    let blank = Estimate::absent(if is_lost { Mark::NotInTable } else { Mark::NotApplicable });
    match oews_mark(cell) {
        Some(OewsMark::TopCoded) => match unit {
            Unit::UsdPerHour => Ok(Estimate::at_least(known.top_code.hourly_usd)),
            Unit::UsdPerYear => Ok(Estimate::at_least(known.top_code.annual_usd)),
            // In 1997 the groups have the mark in the place of their employment, too.
            _ if known.soc == SocVersion::Oes => Ok(Estimate::absent(Mark::EmploymentNotReleased)),
            _ => Err(Refused::NoNumber),
        },
        Some(OewsMark::Absent(Mark::NotApplicable)) => Ok(blank),
        Some(OewsMark::Absent(mark)) => Ok(Estimate::absent(mark)),
        None if is_blank(cell) => Ok(blank),
        None => match number(cell) {
            None | Some(..0.0) => Err(Refused::NoNumber),
            Some(number) if is_wage && number <= 0.0 => Err(Refused::ZeroWage),
            Some(number) if is_wage => Ok(Estimate::published(Unit::UsdPerHour.round(number))),
            Some(number) => Ok(Estimate::published(number)),
        },
    }
}

/// Percentiles only rise, so a top-coded one is at least the highest published one below it (from
/// May 2025 on BLS prints wages above the threshold of its own mark).
pub(super) fn raise_bounds(measures: &[Measure], values: &mut [Estimate]) {
    for period in PayPeriod::ALL {
        let mut highest = f64::NEG_INFINITY;
        for percentile in Percentile::ALL {
            let wanted = Measure::Wage(period, percentile);
            let Some(at) = measures.iter().position(|measure| *measure == wanted) else { continue };
            match &mut values[at] {
                Estimate::AtLeast { bound } => *bound = bound.max(highest),
                value => highest = value.number().unwrap_or(highest).max(highest),
            }
        }
    }
}
