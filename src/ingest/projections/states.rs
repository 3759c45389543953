//! The state projections that Projections Central publishes: jobs, not thousands, of every state and
//! the nation in one file.

use std::collections::BTreeMap;

use super::checks::Checks;
use crate::{
    catalog::{STATE_PROJECTION_HEADS, is_blank, is_head, is_territory},
    diag::{Diagnostic, Diagnostics},
    ingest::{
        codes::{plain_code, refused_code},
        container::{Row, Sheet, number, other_notation},
    },
    model::{
        Area, AreaKind, Estimate, Mark, Measure, OccupationCode, PublishedRow, Round, SocCode, SocLevel,
        SocVersion, TableHead,
    },
};

/// Where the columns stand, in the order of [`STATE_PROJECTION_HEADS`], and the round of the rows.
pub(super) struct Layout {
    /// The round that the rows name.
    pub(super) round: Round,
    at: [usize; 11],
    columns: usize,
}

/// The measures and the columns that hold them.
const MEASURES: [(Measure, usize); 5] = [
    (Measure::BaseEmployment, BASE),
    (Measure::ProjectedEmployment, 7),
    (Measure::EmploymentChange, 8),
    (Measure::EmploymentChangePct, 9),
    (Measure::AnnualOpenings, 10),
];
const STATE: usize = 0;
const NAME: usize = 1;
const CODE: usize = 2;
const TITLE: usize = 3;
const BASE_YEAR: usize = 4;
const BASE: usize = 5;
const PROJECTED_YEAR: usize = 6;

impl Layout {
    /// The layout that a row of heads tells.
    ///
    /// # Errors
    /// How many columns are known, and what is missing, when it is not one.
    pub(super) fn of(row: &Row<'_>) -> Result<Self, (usize, Vec<String>)> {
        let find =
            |names: &[&str]| row.cells().position(|cell| names.iter().any(|name| is_head(cell, name)));
        let at = STATE_PROJECTION_HEADS.map(find);
        let missing = STATE_PROJECTION_HEADS.iter().zip(at).filter(|(_, at)| at.is_none());
        let missing: Vec<String> = missing.map(|(names, _)| names[0].to_owned()).collect();
        if !missing.is_empty() {
            return Err((at.len() - missing.len(), missing));
        }
        let at = at.map(Option::unwrap_or_default);
        Ok(Self { round: Round::from_base_year(0), at, columns: row.len() })
    }

    /// The layout with the round of the row that comes next; `None` where there is no row.
    ///
    /// # Errors
    /// When the row is of fewer years than a round has.
    pub(super) fn with_round(self, sheet: &mut Sheet<'_>) -> Result<Option<Self>, Diagnostics> {
        let Some(row) = sheet.next_row()? else { return Ok(None) };
        let round = Round::from_base_year(self.year(&row, BASE_YEAR)?);
        let projected = self.year(&row, PROJECTED_YEAR)?;
        if (round.base_year()..round.projected_year()).contains(&projected) {
            return Err(row.at(self.at[PROJECTED_YEAR], short_term(round, projected)).into());
        }
        sheet.stay();
        Ok(Some(Self { round, ..self }))
    }

    /// What the layout says of the whole table.
    pub(super) fn head() -> TableHead {
        let heads = MEASURES.map(|(_, column)| STATE_PROJECTION_HEADS[column][0].to_owned());
        TableHead {
            measures: MEASURES.map(|(measure, _)| measure).to_vec(),
            heads: heads.to_vec(),
            education_head: None,
            experience_head: None,
            training_head: None,
            wage_year: None,
            a_line_a_value: false,
            parts: Vec::new(),
            lines: BTreeMap::new(),
            lacking: Vec::new(),
        }
    }

    /// Hands on every row to the end of the sheet, and returns what is odd about them.
    pub(super) fn read(
        &self,
        sheet: &mut Sheet<'_>,
        mut checks: Checks<'_>,
        each: &mut dyn FnMut(&PublishedRow<'_>),
    ) -> Result<(Diagnostics, Option<String>), Diagnostics> {
        sheet.must_have(&(STATE_PROJECTION_HEADS.len()..=self.columns));
        let (mut problems, mut values) = (Diagnostics::default(), Vec::new());
        let columns = MEASURES.map(|(measure, column)| (measure, self.at[column]));
        while let Some(Some(row)) = problems.keep(sheet.next_row()) {
            match self.row(&row, &mut values) {
                Ok(keys) => {
                    let published = PublishedRow { values: &values, ..keys };
                    let is_new = checks.is_new(&row, self.at[CODE], &published);
                    if problems.keep(is_new) == Some(true) {
                        checks.change(&row, &columns, &published);
                        checks.named(&row, self.at[NAME], &published);
                        each(&published);
                    }
                }
                Err(more) => problems.extend(more),
            }
        }
        problems.extend(checks.rest().into_iter().collect());
        problems.unless_any(checks.finish())
    }

    fn row<'a>(
        &self,
        row: &Row<'a>,
        values: &mut Vec<Estimate>,
    ) -> Result<PublishedRow<'a>, Diagnostics> {
        let mut problems = Diagnostics::default();
        values.clear();
        for (measure, column) in MEASURES {
            values.extend(problems.keep(self.value(row, measure, column)));
        }
        problems.keep(self.same_round(row));
        let area = problems.keep(self.area(row));
        let code = row.cell(self.at[CODE]);
        let soc = plain_code(code)
            .parse::<SocCode>()
            .map_err(|_| row.at(self.at[CODE], refused_code(code, "code", SocVersion::Soc2018)).into());
        let soc = problems.keep(soc);
        let (Some((area, area_kind)), Some(soc)) = (area, soc) else { return Err(problems) };
        let level = if soc == SocCode::ALL_OCCUPATIONS { SocLevel::Total } else { SocLevel::Detailed };
        problems.unless_any(PublishedRow {
            line: row.line,
            part: row.part(),
            area,
            area_title: row.cell(self.at[NAME]),
            area_kind,
            industry: "",
            industry_group: "",
            ownership: "",
            code: OccupationCode::Soc(soc),
            title: row.cell(self.at[TITLE]),
            level,
            values: &[],
            education: None,
            experience: None,
            training: None,
            only: None,
        })
    }

    /// The nation has the code 0; states are not padded.
    fn area(&self, row: &Row<'_>) -> Result<(Area, AreaKind), Diagnostics> {
        let cell = row.cell(self.at[STATE]);
        if cell.trim_matches('0').is_empty() && !cell.is_empty() {
            return Ok((Area::NATION, AreaKind::Nation));
        }
        let padded = format!("{cell:0>2}");
        let kind = if is_territory(&padded) { AreaKind::Territory } else { AreaKind::State };
        let area = padded.parse().ok().filter(|_| padded.len() == 2);
        area.map(|area| (area, kind)).ok_or_else(|| self.not_valid(row, STATE))
    }

    /// A value in the unit of its measure. A percent change from no jobs at all is not one.
    fn value(&self, row: &Row<'_>, measure: Measure, column: usize) -> Result<Estimate, Diagnostics> {
        let cell = row.cell(self.at[column]);
        let from_nothing = number(row.cell(self.at[BASE])) == Some(0.0);
        if measure == Measure::EmploymentChangePct && (from_nothing || is_blank(cell)) {
            return Ok(Estimate::absent(Mark::NotApplicable));
        }
        if is_blank(cell) {
            return Ok(Estimate::absent(Mark::Unavailable));
        }
        let number = number(cell).ok_or_else(|| self.not_valid(row, column))?;
        Ok(Estimate::published(match measure {
            Measure::EmploymentChangePct => number,
            _ => number / 1_000.0,
        }))
    }

    fn same_round(&self, row: &Row<'_>) -> Result<(), Diagnostics> {
        if self.year(row, BASE_YEAR)? != self.round.base_year() {
            return Err(self.not_valid(row, BASE_YEAR));
        }
        if self.year(row, PROJECTED_YEAR)? != self.round.projected_year() {
            return Err(self.not_valid(row, PROJECTED_YEAR));
        }
        Ok(())
    }

    fn year(&self, row: &Row<'_>, column: usize) -> Result<u16, Diagnostics> {
        row.cell(self.at[column]).parse().map_err(|_| self.not_valid(row, column))
    }

    fn not_valid(&self, row: &Row<'_>, column: usize) -> Diagnostics {
        let name = STATE_PROJECTION_HEADS[column][0];
        let index = self.at[column];
        let cell = row.cell(index);
        let message = format!("{name}: `{cell}` is not valid here");
        let figures = "every row is of one round of ten years, with figures in jobs";
        row.at(index, Diagnostic::error(message).hint(other_notation(cell).unwrap_or(figures))).into()
    }
}

/// The refusal of the other projections of the states.
fn short_term(round: Round, projected: u16) -> Diagnostic {
    let message = format!(
        "short-term projections, {}-{:02}, which are not read",
        round.base_year(),
        projected % 100
    );
    Diagnostic::error(message).hint("get the long-term projections, of ten years, from the same page")
}
