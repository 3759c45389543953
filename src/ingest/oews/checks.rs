//! What a whole OEWS table must hold to: order of percentiles, hourly against annual wages, totals,
//! the number of rows of the release, and the traces that re-saving leaves.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::Layout;
use crate::{
    catalog::{OewsRelease, oews_rows},
    diag::{Diagnostic, Diagnostics},
    ingest::{codes::is_date, container::Row},
    model::{Area, AreaKind, Estimate, Mark, PublishedRow, SocLevel, SocVersion},
};

/// Hours that BLS counts to a year of full-time work.
const HOURS_A_YEAR: f64 = 2_080.0;

/// Dollars by which an annual wage may differ from 2,080 hourly ones: both are rounded, the hourly
/// to cents and the annual to ten dollars.
const ROUNDING_USD: f64 = 16.0;

/// Findings of one kind that are told one by one; of the rest only the number is told.
const TOLD: usize = 5;

/// Wages that must equal the top code, with none marked, before they are taken for replaced marks.
const REPLACED_MARKS: usize = 5;

/// Major groups in the table of the nation.
const MAJOR_GROUPS: usize = 22;

/// Findings of one kind.
#[derive(Default)]
struct Tally {
    count: usize,
    first: Vec<Diagnostic>,
}

impl Tally {
    fn add(&mut self, finding: impl FnOnce() -> Diagnostic) {
        self.count += 1;
        if self.count <= TOLD {
            self.first.push(finding());
        }
    }

    fn tell(self, what: &str, told: &mut Diagnostics) {
        self.first.into_iter().for_each(|finding| told.push(finding));
        if self.count > TOLD {
            let rest = self.count - TOLD;
            told.push(Diagnostic::finding(format!("{what} in {rest} more cells")));
        }
    }
}

/// What was seen of an area's cross-industry rows.
#[derive(Default)]
struct Seen {
    total: bool,
    majors: usize,
}

/// The checks of a file while its rows are read.
pub(super) struct Checks {
    known: OewsRelease,
    order: Tally,
    hours: Tally,
    blank: Tally,
    areas: BTreeMap<Area, Seen>,
    kinds: BTreeMap<AreaKind, usize>,
    industries: BTreeSet<String>,
    capped: usize,
    at_cap: usize,
    short_areas: usize,
}

impl Checks {
    pub(super) fn new(known: OewsRelease) -> Self {
        Self {
            known,
            order: Tally::default(),
            hours: Tally::default(),
            blank: Tally::default(),
            areas: BTreeMap::new(),
            kinds: BTreeMap::new(),
            industries: BTreeSet::new(),
            capped: 0,
            at_cap: 0,
            short_areas: 0,
        }
    }

    /// Looks at a row that was read.
    pub(super) fn row(&mut self, layout: &Layout, row: &Row<'_>, published: &PublishedRow<'_>) {
        *self.kinds.entry(published.area_kind).or_default() += 1;
        if published.is_cross_industry() {
            let seen = self.areas.entry(published.area).or_default();
            seen.total |= published.level == SocLevel::Total;
            seen.majors += usize::from(published.level == SocLevel::Major);
        } else if !self.industries.contains(published.industry) {
            self.industries.insert(published.industry.to_owned());
        }
        let nonmetropolitan = published.area_kind == AreaKind::Nonmetropolitan;
        self.short_areas += usize::from(nonmetropolitan && published.area.to_string().len() < 7);
        let wages = Wages::of(layout, published.values);
        self.order(&wages, layout, row);
        self.hours(&wages, layout, row);
        self.marks(&wages, layout, row, published);
    }

    fn order(&mut self, wages: &Wages, layout: &Layout, row: &Row<'_>) {
        for percentiles in &wages.percentiles {
            let mut highest = f64::NEG_INFINITY;
            for (index, value) in percentiles.iter().flatten() {
                let Some(number) = value.number() else { continue };
                if number < highest {
                    self.order.add(|| {
                        let head = layout.name(*index);
                        let message = format!("{head}: {number} is below a lower percentile, {highest}");
                        row.at(*index, Diagnostic::finding(message))
                    });
                }
                highest = number.max(highest);
            }
        }
    }

    fn hours(&mut self, wages: &Wages, layout: &Layout, row: &Row<'_>) {
        for (annual, hourly) in wages.pairs() {
            let (Some(yearly), Some(hour)) = (annual.1.number(), hourly.1.number()) else { continue };
            if (hour * HOURS_A_YEAR - yearly).abs() > ROUNDING_USD {
                self.hours.add(|| {
                    let head = layout.name(annual.0);
                    let message = format!("{head}: {yearly} is not 2,080 times the hourly {hour}");
                    row.at(annual.0, Diagnostic::finding(message))
                });
            }
        }
    }

    /// Blank wages, and wages that are exactly the top code.
    fn marks(&mut self, wages: &Wages, layout: &Layout, row: &Row<'_>, published: &PublishedRow<'_>) {
        for (index, value) in wages.all() {
            match value {
                Estimate::AtLeast { .. } => self.capped += 1,
                Estimate::Published { value } => {
                    let cap = self.known.top_code;
                    let at_cap = [cap.annual_usd, cap.hourly_usd].contains(value);
                    self.at_cap += usize::from(at_cap);
                }
                Estimate::Absent { mark: Mark::NotApplicable }
                    if published.only.is_none() && self.known.soc != SocVersion::Oes =>
                {
                    self.blank.add(|| {
                        let head = layout.name(*index);
                        row.at(*index, Diagnostic::finding(format!("{head}: blank, not a mark")))
                    });
                }
                _ => {}
            }
        }
    }

    /// Everything that was found.
    pub(super) fn finish(mut self) -> Diagnostics {
        let mut told = Diagnostics::default();
        std::mem::take(&mut self.order).tell("percentiles are out of order", &mut told);
        std::mem::take(&mut self.hours).tell("hourly and annual wages differ", &mut told);
        std::mem::take(&mut self.blank).tell("blank wages stand where BLS prints a mark", &mut told);
        self.damage(&mut told);
        self.totals(&mut told);
        self.shape(&mut told);
        told
    }

    /// Traces of a spreadsheet that saved the table again.
    fn damage(&self, told: &mut Diagnostics) {
        let again = "the file was changed after it was published; get it from BLS again";
        if self.at_cap >= REPLACED_MARKS && self.capped == 0 {
            let message = format!(
                "{} wages equal the top code of the release and none is marked #: the marks were \
                 replaced by numbers",
                self.at_cap
            );
            told.push(Diagnostic::finding(message).hint(again));
        }
        for (short, whole) in [("31", "31-33"), ("44", "44-45"), ("48", "48-49")] {
            if self.industries.contains(short) {
                let message = format!("industry `{short}` stands where BLS writes `{whole}`");
                told.push(Diagnostic::finding(message).hint(again));
            }
        }
        for industry in self.industries.iter().filter(|industry| is_date(industry)) {
            let message =
                format!("industry `{industry}` is a date: a spreadsheet has turned a code into it");
            told.push(Diagnostic::finding(message).hint(again));
        }
        if self.short_areas > 0 {
            let message = format!(
                "{} codes of nonmetropolitan areas have fewer than seven digits: leading zeros are lost",
                self.short_areas
            );
            told.push(Diagnostic::finding(message).hint(again));
        }
    }

    fn totals(&self, told: &mut Diagnostics) {
        let without: Vec<String> = self
            .areas
            .iter()
            .filter(|(_, seen)| !seen.total)
            .map(|(area, _)| area.to_string())
            .collect();
        if !without.is_empty() {
            let message = format!("no total of all occupations in area {}", without.join(", "));
            told.push(Diagnostic::finding(message));
        }
        let nation = self.areas.get(&Area::NATION).map(|seen| seen.majors);
        if let Some(majors) = nation.filter(|_| self.known.soc != SocVersion::Oes)
            && majors != MAJOR_GROUPS
        {
            let message = format!("{majors} major groups, not {MAJOR_GROUPS}");
            told.push(Diagnostic::finding(message).hint("rows were added or left out"));
        }
    }

    /// The number of rows, where the table is one that BLS publishes whole and its rows are known.
    fn shape(&self, told: &mut Diagnostics) {
        if !self.industries.is_empty() {
            return;
        }
        for (kind, rows) in &self.kinds {
            let expected = oews_rows(self.known.release, *kind);
            if let Some(expected) = expected.filter(|expected| expected != rows) {
                let message =
                    format!("{rows} rows, not the {expected} of {}", self.known.release.in_words());
                told.push(
                    Diagnostic::finding(message)
                        .hint("the table is of another release, or rows were added or left out"),
                );
            }
        }
    }
}

type Found<'v> = (usize, &'v Estimate);

/// The wages of a row, with the indexes of their columns.
struct Wages<'v> {
    /// Annual, then hourly.
    means: [Option<Found<'v>>; 2],
    percentiles: [[Option<Found<'v>>; 5]; 2],
}

impl<'v> Wages<'v> {
    fn of(layout: &Layout, values: &'v [Estimate]) -> Self {
        let find = |at: Option<usize>| Some((layout.measures[at?].1, values.get(at?)?));
        let wages = layout.wages;
        Self {
            means: wages.map(|wages| find(wages[0])),
            percentiles: wages.map(|[_, p10, p25, p50, p75, p90]| [p10, p25, p50, p75, p90].map(find)),
        }
    }

    fn all(&self) -> impl Iterator<Item = &Found<'v>> {
        self.means.iter().chain(self.percentiles.iter().flatten()).flatten()
    }

    /// The annual and the hourly wage of each kind that the table has both of.
    fn pairs(&self) -> impl Iterator<Item = (Found<'v>, Found<'v>)> {
        let [annual, hourly] = &self.percentiles;
        let means = (self.means[0], self.means[1]);
        let pairs = annual.iter().copied().zip(hourly.iter().copied());
        std::iter::once(means).chain(pairs).filter_map(|(annual, hourly)| Some((annual?, hourly?)))
    }
}
