//! Where the columns of an OEWS table stand.

use std::collections::BTreeMap;

use crate::{
    catalog::{OEWS_DATA_TYPES, OewsColumn, oews_column, oews_column_like},
    diag::{Diagnostic, Diagnostics, rules},
    ingest::{codes::is_soc_code, container::Row, scan::NearMiss},
    model::{Estimate, Measure, PayPeriod, Percentile, TableHead},
};

/// The annual and the hourly wages of a row, each the mean and the percentiles; NaN for one that is no
/// number, which no comparison holds for.
pub(super) type Wages = [[f64; 6]; 2];

/// Where the columns stand in a table.
pub(in crate::ingest) struct Layout {
    /// The columns of keys and flags, by [`slot`].
    keys: [Option<usize>; SLOTS],
    /// The columns of numbers, in the order of the measures.
    pub(super) measures: Vec<(Measure, usize)>,
    /// Where employment stands among the measures.
    pub(super) employment: Option<usize>,
    /// Where the jobs of a thousand stand among the measures.
    pub(super) jobs_per_thousand: Option<usize>,
    /// Where the standard errors of jobs and of the mean wage stand among the measures.
    pub(super) errors: [Option<usize>; 2],
    /// Where the location quotient and the shares of an industry's jobs and establishments stand among them.
    pub(super) shares: [Option<usize>; 3],
    /// Where the wages stand among the measures: the mean and the percentiles, annual and hourly.
    pub(super) wages: [[Option<usize>; 6]; 2],
    heads: Vec<String>,
    a_line_a_value: bool,
}

/// How many columns hold something else than a number.
const SLOTS: usize = 14;

/// The place of a column of keys or flags in [`Layout::keys`].
const fn slot(column: OewsColumn) -> Option<usize> {
    Some(match column {
        OewsColumn::Area => 0,
        OewsColumn::AreaTitle => 1,
        OewsColumn::AreaType => 2,
        OewsColumn::Naics => 3,
        OewsColumn::Ownership => 4,
        OewsColumn::State => 5,
        OewsColumn::Year => 6,
        OewsColumn::Code => 7,
        OewsColumn::Title => 8,
        OewsColumn::Level => 9,
        OewsColumn::AnnualOnly => 10,
        OewsColumn::HourlyOnly => 11,
        OewsColumn::IndustryGroup => 12,
        OewsColumn::NaicsTitle => 13,
        OewsColumn::Measure(_) => return None,
    })
}

/// Columns without which a row has no key.
const REQUIRED: [OewsColumn; 4] =
    [OewsColumn::Code, OewsColumn::Title, OewsColumn::Level, OewsColumn::Measure(Measure::Employment)];

impl Layout {
    /// The layout that a row of column names tells.
    ///
    /// # Errors
    /// What the row lacks, when it is not one.
    pub(in crate::ingest) fn of(row: &Row<'_>) -> Result<Self, Box<NearMiss>> {
        let mut at = BTreeMap::new();
        for (index, head) in row.cells().enumerate() {
            if let Some(column) = oews_column(head) {
                at.entry(column).or_insert(index);
            }
        }
        let lacking = REQUIRED.iter().filter(|column| !at.contains_key(column));
        let missing: Vec<String> = lacking.map(|column| column.head()).collect();
        if !missing.is_empty() {
            return Err(Box::new(NearMiss::new(row, at.len(), missing)));
        }
        let heads = row.cells().map(str::to_owned).collect();
        Ok(Self::with(&at, heads))
    }

    /// The layout of columns at their places.
    fn with(at: &BTreeMap<OewsColumn, usize>, heads: Vec<String>) -> Self {
        let mut keys = [None; SLOTS];
        let mut measures = Vec::new();
        for (column, index) in at {
            match (slot(*column), column) {
                (Some(slot), _) => keys[slot] = Some(*index),
                (None, OewsColumn::Measure(measure)) => measures.push((*measure, *index)),
                (None, _) => {}
            }
        }
        Self::of_parts(keys, measures, heads, false)
    }

    /// The layout of a flat file: a value a data type, each on a line of its own; the code of the
    /// occupation is told behind them.
    pub(super) fn of_data_types() -> Self {
        let places = OEWS_DATA_TYPES.iter().enumerate();
        let measures: Vec<(Measure, usize)> = places.map(|(index, measure)| (*measure, index)).collect();
        let heads = (1..=measures.len()).map(|number| format!("data type {number:02}")).collect();
        let mut keys = [None; SLOTS];
        if let Some(slot) = slot(OewsColumn::Code) {
            keys[slot] = Some(measures.len());
        }
        Self::of_parts(keys, measures, heads, true)
    }

    fn of_parts(
        keys: [Option<usize>; SLOTS],
        measures: Vec<(Measure, usize)>,
        heads: Vec<String>,
        a_line_a_value: bool,
    ) -> Self {
        let at = |measure| find(&measures, measure);
        let (employment, jobs_per_thousand) = (at(Measure::Employment), at(Measure::JobsPerThousand));
        let errors = [Measure::EmploymentPrse, Measure::WageMeanPrse].map(at);
        let shares =
            [Measure::LocationQuotient, Measure::IndustryShare, Measure::EstablishmentsReporting]
                .map(at);
        let wages = wages_among(&measures);
        Self {
            keys,
            measures,
            employment,
            jobs_per_thousand,
            errors,
            shares,
            wages,
            heads,
            a_line_a_value,
        }
    }

    /// What the layout says of the whole table.
    pub(super) fn head(&self) -> TableHead {
        TableHead {
            measures: self.measures.iter().map(|(measure, _)| *measure).collect(),
            heads: self.measures.iter().map(|(_, index)| self.heads[*index].clone()).collect(),
            education_head: None,
            experience_head: None,
            training_head: None,
            wage_year: None,
            a_line_a_value: self.a_line_a_value,
            parts: Vec::new(),
            lines: BTreeMap::new(),
            lacking: Vec::new(),
        }
    }

    /// How many columns the table has.
    pub(super) fn columns(&self) -> usize {
        self.heads.len()
    }

    /// The columns that are read.
    pub(super) fn read(&self) -> impl Iterator<Item = usize> {
        self.keys.iter().flatten().chain(self.measures.iter().map(|(_, index)| index)).copied()
    }

    /// Names that are none of BLS's, and like one that the table lacks.
    pub(super) fn slips(&self) -> Diagnostics {
        let is_read = |column| match column {
            OewsColumn::Measure(measure) => find(&self.measures, measure).is_some(),
            _ => self.index(column).is_some(),
        };
        let slip = |head: &String| {
            let like =
                oews_column_like(head).filter(|like| oews_column(head).is_none() && !is_read(*like))?;
            let message = format!("`{head}` is no column of OEWS, and {} is missing", like.head());
            let told = Diagnostic::finding(message).hint("if it is that column, correct its name");
            Some(told.rule(&rules::DAMAGED_TABLE))
        };
        self.heads.iter().filter_map(slip).collect()
    }

    /// A row must stand under the names of its columns.
    ///
    /// # Errors
    /// When it has a cell more, and the code stands one further.
    pub(super) fn same_width(&self, row: &Row<'_>) -> Result<(), Diagnostics> {
        let code = self.index(OewsColumn::Code).unwrap_or_default();
        let is_code = |index: usize| is_soc_code(row.cell(index));
        if row.len() <= self.columns() || is_code(code) || !is_code(code + 1) {
            return Ok(());
        }
        Err(row.too_long(self.columns()).into())
    }

    /// The index of a column, if the table has it.
    pub(super) fn index(&self, column: OewsColumn) -> Option<usize> {
        self.keys[slot(column)?]
    }

    /// The text of a cell; empty where the table does not have the column.
    pub(super) fn text<'a>(&self, row: &Row<'a>, column: OewsColumn) -> &'a str {
        self.index(column).map_or("", |index| row.cell(index))
    }

    /// The wages among the values of a row.
    pub(super) fn wages_of(&self, values: &[Estimate]) -> Wages {
        let number = |at: Option<usize>| values[at?].number();
        self.wages.map(|unit| unit.map(|at| number(at).unwrap_or(f64::NAN)))
    }

    /// The column of a measure, told by its place among the measures.
    pub(super) fn column_of(&self, measure: Option<usize>) -> usize {
        measure.map_or(0, |at| self.measures[at].1)
    }

    /// The name of a column in the table.
    pub(super) fn name(&self, index: usize) -> &str {
        self.heads.get(index).map_or("", String::as_str)
    }

    /// The year that a row states.
    pub(super) fn year(&self, row: &Row<'_>) -> Option<u16> {
        self.text(row, OewsColumn::Year).parse().ok()
    }
}

fn find(measures: &[(Measure, usize)], wanted: Measure) -> Option<usize> {
    measures.iter().position(|(measure, _)| *measure == wanted)
}

fn wages_among(measures: &[(Measure, usize)]) -> [[Option<usize>; 6]; 2] {
    PayPeriod::ALL.map(|period| {
        let percentile = |point| find(measures, Measure::Wage(period, point));
        let [p10, p25, p50, p75, p90] = Percentile::ALL.map(percentile);
        [find(measures, Measure::WageMean(period)), p10, p25, p50, p75, p90]
    })
}
