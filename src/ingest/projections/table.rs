//! The table of a round for the nation: where its columns stand, and its rows.

use std::collections::BTreeMap;

use super::checks::Checks;
use crate::{
    catalog::{ProjectionColumn, UNAVAILABLE_MARKS, is_blank, is_head, projection_column},
    diag::{Diagnostic, Diagnostics},
    ingest::{
        codes::{heads_again, plain_code, refused_code},
        container::{Row, Sheet, number, other_notation},
        findings::Findings,
    },
    model::{
        Area, AreaKind, Estimate, Mark, Measure, OccupationCode, PayPeriod, Percentile, PublishedRow,
        Round, SocCode, SocLevel, SocVersion, TableHead,
    },
};

/// Where the columns stand.
pub(super) struct Layout {
    /// The round that the heads name.
    pub(super) round: Round,
    /// The year of the wages, where the head names it.
    pub(super) wage_year: Option<u16>,
    title: usize,
    code: usize,
    occupation_type: Option<usize>,
    education: usize,
    experience: Option<usize>,
    training: Option<usize>,
    values: Vec<(Measure, usize)>,
    heads: Vec<String>,
}

const MEDIAN: Measure = Measure::Wage(PayPeriod::Annual, Percentile::P50);

/// The measures, the columns that hold them, and whether a table must have it. Of the two kinds of
/// openings a round has one.
#[rustfmt::skip]
const MEASURES: [(Measure, ProjectionColumn, bool); 6] = [
    (Measure::EmploymentChange,    ProjectionColumn::Change,              true),
    (Measure::EmploymentChangePct, ProjectionColumn::ChangePct,           true),
    (Measure::AnnualOpenings,      ProjectionColumn::Openings,            false),
    (Measure::ReplacementOpenings, ProjectionColumn::ReplacementOpenings, false),
    (MEDIAN,                       ProjectionColumn::MedianWage,          true),
    (Measure::SelfEmployedPct,     ProjectionColumn::SelfEmployed,        false),
];

impl Layout {
    /// The layout that heads tell, with the codes in a column.
    ///
    /// # Errors
    /// How many columns are known, and what is missing.
    pub(super) fn of(heads: &[String], code: usize) -> Result<Self, (usize, Vec<String>)> {
        use ProjectionColumn as C;
        let known: Vec<Option<C>> = heads.iter().map(|head| projection_column(head)).collect();
        let find = |column: C| known.iter().position(|known| *known == Some(column));
        let jobs = employment(heads, &known);
        let mut missing: Vec<String> =
            jobs.is_none().then(|| no_jobs(heads, &known)).into_iter().collect();
        let mut need = |column: C, found: Option<usize>| {
            if found.is_none() {
                missing.push(column.in_words().to_owned());
            }
            found.unwrap_or_default()
        };
        let (base, projected, round) = jobs.unwrap_or((0, 0, Round::from_base_year(0)));
        let education = need(C::Education, find(C::Education));
        let title = need(C::Title, title(&known, code));
        need(C::Openings, find(C::Openings).or_else(|| find(C::ReplacementOpenings)));
        let mut values =
            vec![(Measure::BaseEmployment, base), (Measure::ProjectedEmployment, projected)];
        for (measure, column, required) in MEASURES {
            match find(column) {
                Some(index) => values.push((measure, index)),
                None if required => drop(need(column, None)),
                None => {}
            }
        }
        if !missing.is_empty() {
            return Err((known.iter().flatten().count(), missing));
        }
        let wage_year = find(C::MedianWage).and_then(|index| year(&heads[index]));
        let occupation_type = find(C::Type);
        let (experience, training) = (find(C::Experience), find(C::Training));
        Ok(Self {
            round,
            wage_year,
            title,
            code,
            occupation_type,
            education,
            experience,
            training,
            values,
            heads: heads.to_vec(),
        })
    }

    /// What the layout says of the whole table.
    pub(super) fn head(&self) -> TableHead {
        TableHead {
            measures: self.values.iter().map(|(measure, _)| *measure).collect(),
            heads: self.values.iter().map(|(_, index)| self.heads[*index].clone()).collect(),
            education_head: Some(self.heads[self.education].clone()),
            experience_head: self.experience.map(|index| self.heads[index].clone()),
            training_head: self.training.map(|index| self.heads[index].clone()),
            wage_year: self.wage_year,
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
        sheet.must_have(&(self.heads.len()..=self.heads.len()));
        let (mut problems, mut values) = (Diagnostics::default(), Vec::new());
        while let Some(Some(row)) = problems.keep(sheet.next_row()) {
            match self.row(&row, &mut values, &mut checks.blank) {
                Ok(Some(keys)) => {
                    let published = PublishedRow { values: &values, ..keys };
                    let is_new = checks.is_new(&row, self.code, &published);
                    if problems.keep(is_new) == Some(true) {
                        checks.change(&row, &self.values, &published);
                        each(&published);
                    }
                }
                Ok(None) => {}
                Err(more) => problems.extend(more),
            }
        }
        problems.extend(checks.rest().into_iter().collect());
        problems.unless_any(checks.finish())
    }

    /// The keys of a row, with its values left in `values`; `None` for a note below the table.
    fn row<'a>(
        &self,
        row: &Row<'a>,
        values: &mut Vec<Estimate>,
        blank: &mut Findings,
    ) -> Result<Option<PublishedRow<'a>>, Diagnostics> {
        let code = row.cell(self.code);
        let is_note = self.values.iter().all(|(_, index)| row.cell(*index).is_empty());
        if code.is_empty() && is_note {
            return Ok(None);
        }
        if is_head(code, &self.heads[self.code]) {
            return Err(row.at(self.code, heads_again()).into());
        }
        let mut problems = Diagnostics::default();
        values.clear();
        for (measure, index) in &self.values {
            let cell = row.cell(*index);
            if is_blank(cell) && !is_unavailable(cell) {
                blank.add(|| {
                    let message = format!("{}: blank, where BLS has a figure or a mark", measure.name());
                    row.at(*index, Diagnostic::finding(message).hint(TAKEN_FOR_MISSING))
                });
                values.push(Estimate::absent(Mark::Unavailable));
                continue;
            }
            values.push(estimate(cell).unwrap_or_else(|| {
                let message = format!("{}: `{cell}` is neither a number nor a mark", measure.name());
                let refusal = Diagnostic::error(message)
                    .hint(other_notation(cell).unwrap_or("BLS writes — or N/A where it has no figure"));
                problems.push(row.at(*index, refusal));
                Estimate::absent(Mark::Unavailable)
            }));
        }
        let Ok(soc) = plain_code(code).parse::<SocCode>() else {
            let head = &self.heads[self.code];
            problems.push(row.at(self.code, refused_code(code, head, SocVersion::Soc2018)));
            return Err(problems);
        };
        let words = |index: usize| {
            Some(row.cell(index))
                .filter(|cell| *cell == NO_NEED || !(is_blank(cell) || is_unavailable(cell)))
        };
        let education = words(self.education);
        problems.unless_any(Some(PublishedRow {
            line: row.line,
            part: row.part(),
            area: Area::NATION,
            area_title: "United States",
            area_kind: AreaKind::Nation,
            industry: "",
            industry_group: "",
            ownership: "",
            code: OccupationCode::Soc(soc),
            title: without_examples(row.cell(self.title)),
            level: self.level(row, soc, education),
            values: &[],
            education,
            experience: self.experience.and_then(words),
            training: self.training.and_then(words),
            only: None,
        }))
    }

    /// Summary rows have no level of their own in these tables; the digits of the code tell it. Where
    /// the table does not say which rows are summaries, they are those without an education.
    fn level(&self, row: &Row<'_>, soc: SocCode, education: Option<&str>) -> SocLevel {
        let line_item = match self.occupation_type {
            Some(index) => row.cell(index).eq_ignore_ascii_case("line item"),
            None => education.is_some() || !soc.digits().is_multiple_of(10),
        };
        match soc.digits() {
            0 => SocLevel::Total,
            _ if line_item => SocLevel::Detailed,
            digits if digits.is_multiple_of(10_000) => SocLevel::Major,
            digits if digits.is_multiple_of(100) => SocLevel::Minor,
            _ => SocLevel::Broad,
        }
    }
}

/// BLS's word for no experience and no training, which other programs write for a blank cell.
const NO_NEED: &str = "None";

/// What is said of a blank cell.
const TAKEN_FOR_MISSING: &str =
    "BLS writes N/A or — where it has no figure, which other programs take for a missing value";

/// The columns of the base and of the projected year's jobs, and the round that their years make.
fn employment(heads: &[String], known: &[Option<ProjectionColumn>]) -> Option<(usize, usize, Round)> {
    let of_jobs = known.iter().enumerate().filter(|(_, k)| **k == Some(ProjectionColumn::Employment));
    let mut years = of_jobs.filter_map(|(index, _)| Some((year(&heads[index])?, index)));
    let (first, second) = (years.next()?, years.next()?);
    let (base, projected) = (first.min(second), first.max(second));
    let round = Round::from_base_year(base.0);
    (round.projected_year() == projected.0).then_some((base.1, projected.1, round))
}

/// What a table lacks that has no columns of jobs ten years apart.
fn no_jobs(heads: &[String], known: &[Option<ProjectionColumn>]) -> String {
    let of_jobs = heads.iter().zip(known).filter(|(_, k)| **k == Some(ProjectionColumn::Employment));
    let of_jobs: Vec<String> = of_jobs.map(|(head, _)| format!("`{head}`")).collect();
    let name = ProjectionColumn::Employment.in_words();
    if of_jobs.len() < 2 {
        return name.to_owned();
    }
    format!("{name} of years ten apart (there are {})", of_jobs.join(" and "))
}

/// The column of titles: the one that is called so, or the one after the codes where the head of the
/// two is written over the codes.
fn title(known: &[Option<ProjectionColumn>], code: usize) -> Option<usize> {
    let called = known.iter().position(|known| *known == Some(ProjectionColumn::Title))?;
    Some(if called == code { code + 1 } else { called })
}

/// The first year in a head.
fn year(head: &str) -> Option<u16> {
    head.split(|character: char| !character.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .find_map(|digits| digits.parse().ok().filter(|year| (1900..2100).contains(year)))
}

fn is_unavailable(cell: &str) -> bool {
    UNAVAILABLE_MARKS.contains(&cell)
}

/// A title without the examples that the search tool writes behind it, after four blanks and
/// asterisks.
fn without_examples(title: &str) -> &str {
    title.split_once("  *").map_or(title, |(title, _)| title.trim_end())
}

/// The value of a cell; a wage at the top code is written `>=239,200`, in older rounds `≥$166,400`
/// and `> $ 166,400`. Numbers lose what binary fractions add beyond the fourth decimal.
fn estimate(cell: &str) -> Option<Estimate> {
    if is_unavailable(cell) {
        return Some(Estimate::absent(Mark::Unavailable));
    }
    let plain = cell.replace(['$', ' '], "");
    let bound = ["≥", ">=", ">"].iter().find_map(|sign| plain.strip_prefix(sign));
    match bound {
        Some(bound) => number(bound).map(Estimate::at_least),
        None => number(&plain).map(|number| Estimate::published((number * 1e4).round() / 1e4)),
    }
}
