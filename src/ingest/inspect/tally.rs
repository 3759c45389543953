//! Counting what the rows of a table hold.

use std::collections::{BTreeMap, BTreeSet};

use super::Inspection;
use crate::{
    catalog::oews_sectors,
    ingest::oews::Looks,
    model::{
        Area, AreaKind, Estimate, Mark, OccupationCode, PayPeriod, PublishedRow, Release, SocCode,
        SocLevel,
    },
};

/// What was counted.
#[derive(Default)]
pub(super) struct Tally {
    rows: usize,
    codes: BTreeSet<OccupationCode>,
    /// Codes of occupations, as opposed to groups.
    pub(super) detailed: BTreeSet<SocCode>,
    /// Rows and areas by kind of area.
    areas: BTreeMap<AreaKind, (usize, BTreeSet<Area>)>,
    industries: BTreeSet<String>,
    levels: BTreeMap<SocLevel, usize>,
    marks: BTreeMap<&'static str, usize>,
    annual_only: usize,
    hourly_only: usize,
    /// Cross-industry jobs of all occupations, by area.
    pub(super) totals: BTreeMap<(AreaKind, Area), f64>,
    /// The nation's jobs of all occupations by industry; `None` where rows of an industry differ.
    industry_totals: BTreeMap<String, Option<f64>>,
}

impl Tally {
    /// Counts a row.
    pub(super) fn row(&mut self, row: &PublishedRow<'_>) {
        self.rows += 1;
        self.codes.insert(row.code);
        if row.level == SocLevel::Detailed {
            self.detailed.extend(row.code.soc());
        }
        let (rows, areas) = self.areas.entry(row.area_kind).or_default();
        *rows += 1;
        areas.insert(row.area);
        if !row.is_cross_industry() && !self.industries.contains(row.industry) {
            self.industries.insert(row.industry.to_owned());
        }
        *self.levels.entry(row.level).or_default() += 1;
        for value in row.values {
            if let Some(mark) = value.mark() {
                *self.marks.entry(mark).or_default() += 1;
            }
        }
        self.annual_only += usize::from(row.only == Some(PayPeriod::Annual));
        self.hourly_only += usize::from(row.only == Some(PayPeriod::Hourly));
        let jobs = row.values.first().and_then(|value| value.number());
        if let Some(jobs) = jobs.filter(|_| row.level == SocLevel::Total) {
            self.total(row, jobs);
        }
    }

    fn total(&mut self, row: &PublishedRow<'_>, jobs: f64) {
        if row.is_cross_industry() {
            self.totals.insert((row.area_kind, row.area), jobs);
        } else if row.area.is_nation() {
            let known = self.industry_totals.entry(row.industry.to_owned()).or_insert(Some(jobs));
            *known = known.filter(|known| known.to_bits() == jobs.to_bits());
        }
    }

    /// The nation's jobs in all sectors together, where the table has each of them once.
    pub(super) fn of_sectors(&self) -> Option<f64> {
        let sectors = oews_sectors(Release::may(Looks::NEWEST)).iter();
        sectors.map(|sector| self.industry_totals.get(*sector).copied().flatten()).sum()
    }

    /// Rows by kind of area.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (AreaKind, usize)> {
        self.areas.iter().map(|(kind, (rows, _))| (*kind, *rows))
    }

    /// Whether no row is of an industry.
    pub(super) fn is_of_all_industries(&self) -> bool {
        self.industries.is_empty()
    }

    /// Takes back the blanks of so many measures of which the file has no value at all.
    pub(super) fn without(&mut self, measures: usize) {
        self.take_back(Mark::NotApplicable, self.rows * measures);
    }

    /// Takes back the marks of so many cells that are none of the file's.
    pub(super) fn take_back(&mut self, mark: Mark, cells: usize) {
        let mark = Estimate::absent(mark).mark().unwrap_or_default();
        let rest = self.marks.remove(mark).unwrap_or_default().saturating_sub(cells);
        self.marks.extend((rest > 0).then_some((mark, rest)));
    }

    /// Writes the counts down.
    pub(super) fn tell(&self, inspection: &mut Inspection) {
        inspection.rows = self.rows;
        inspection.occupations = self.codes.len();
        inspection.oes_codes = self.codes.iter().any(|code| matches!(code, OccupationCode::Oes(_)));
        inspection.areas = self.areas.iter().map(|(kind, areas)| (*kind, areas.1.len())).collect();
        inspection.industries = self.industries.len();
        inspection.levels.clone_from(&self.levels);
        inspection.marks.clone_from(&self.marks);
        inspection.annual_only = self.annual_only;
        inspection.hourly_only = self.hourly_only;
    }
}
