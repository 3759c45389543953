//! What a whole OEWS table must hold to: order of percentiles, hourly against annual wages, totals,
//! the number of rows of the release, and the traces that re-saving leaves.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    caps::Caps,
    damage::Damage,
    industries::Industries,
    jobs::{Jobs, MAJOR_GROUPS},
    layout::{Layout, Wages},
    names::Names,
    relative::Relative,
    units::Units,
};
use crate::{
    catalog::{
        OEWS_DATA_TYPES, OewsColumn, OewsRelease, OewsTopCode, is_of_flat_files, oews_areas,
        oews_prints_above_top_code, oews_rows, state_name,
    },
    diag::{Diagnostic, Diagnostics, counted, first_names, rules},
    ingest::{
        codes::{missing_states, other_state},
        container::Row,
        doubles::Doubles,
        editions::Editions,
        findings::Findings,
    },
    model::{Area, AreaKind, Estimate, Mark, Measure, PayPeriod, PublishedRow, SocLevel, SocVersion},
};

/// What may be the matter with a blank cell of a workbook.
const FORMULA: &str = "a formula that was saved without its value reads so, too: open the file in a spreadsheet and save it";

/// Areas and industries that are named; of the rest only the number is told.
const MOST_NAMED: usize = 10;

/// What was seen of an area's cross-industry rows.
#[derive(Default)]
struct Seen {
    total: bool,
    majors: usize,
}

/// The series of a flat file.
#[derive(Default)]
pub(super) struct Series {
    /// The data types of which there is one, the first in the lowest bit.
    pub(super) seen: u32,
    /// Whether one is of a place other than the nation.
    pub(super) has_places: bool,
}

/// The checks of a file while its rows are read.
pub(super) struct Checks {
    known: OewsRelease,
    /// Whether the release is told, and no guess.
    is_told: bool,
    /// What is known of the series that the rows are put together from, in a flat file.
    pub(super) series: Option<Series>,
    order: Findings,
    hours: Findings,
    /// Blank wages, by the place of their measure.
    blank: BTreeMap<usize, Findings>,
    /// Areas under the name of another.
    names: Findings,
    codes: Editions,
    doubles: Doubles,
    jobs: Jobs,
    relative: Relative,
    occupations: Names,
    areas: BTreeMap<Area, Seen>,
    /// Areas of each kind.
    places: BTreeMap<AreaKind, BTreeSet<Area>>,
    kinds: BTreeMap<AreaKind, usize>,
    industries: Industries,
    last_area: Option<Area>,
    /// The area whose code and name were held against each other last.
    last_named: Option<Area>,
    damage: Damage,
    caps: Caps,
    units: Units,
}

impl Checks {
    pub(super) fn new(known: OewsRelease, is_told: bool) -> Self {
        Self {
            known,
            is_told,
            series: None,
            order: Findings::default(),
            hours: Findings::default(),
            blank: BTreeMap::new(),
            names: Findings::default(),
            codes: Editions::of(known.soc),
            doubles: Doubles::default(),
            jobs: Jobs::default(),
            relative: Relative::default(),
            occupations: Names::default(),
            areas: BTreeMap::new(),
            places: BTreeMap::new(),
            kinds: BTreeMap::new(),
            industries: Industries::default(),
            last_area: None,
            last_named: None,
            damage: Damage::default(),
            caps: Caps::default(),
            units: Units::default(),
        }
    }

    /// Whether a row does not stand in the table already.
    ///
    /// # Errors
    /// When it does, with other figures.
    pub(super) fn is_new(
        &mut self,
        layout: &Layout,
        row: &Row<'_>,
        published: &PublishedRow<'_>,
    ) -> Result<bool, Diagnostics> {
        let code = layout.index(OewsColumn::Code).unwrap_or_default();
        let group = layout.text(row, OewsColumn::IndustryGroup);
        let [[_, _, _, median, ..], _] = layout.wages;
        let median = median.and_then(|at| published.values[at].number());
        self.doubles.is_new(row, code, published, group, median)
    }

    /// The rows that stand twice with other figures and were not told one by one.
    pub(super) fn rest(&mut self) -> Option<Diagnostic> {
        self.doubles.rest()
    }

    /// Looks at a row that was read.
    pub(super) fn row(
        &mut self,
        layout: &Layout,
        row: &Row<'_>,
        published: &PublishedRow<'_>,
        in_text: bool,
    ) {
        *self.kinds.entry(published.area_kind).or_default() += 1;
        self.codes.row(row, layout.index(OewsColumn::Code).unwrap_or_default(), published.code);
        self.named(layout, row, published);
        self.occupations.row(layout, row, published, self.known.soc);
        self.jobs.row(layout, row, published);
        self.relative.row(layout, row, published);
        self.industries.title(layout, row, published);
        self.whole(published);
        let wages = layout.wages_of(published.values);
        self.damage.row(layout, row, published, in_text);
        self.damage.wages(&wages, published.values, self.known.top_code);
        self.caps.row(layout, row, &wages, published, self.top_code());
        self.units.row(layout, row, &wages, published);
        self.order(layout, row, &wages);
        self.hours(layout, row, &wages);
        self.blanks(layout, row, published, in_text);
    }

    /// The wages from which the release prints a mark, where it prints nothing above.
    fn top_code(&self) -> Option<OewsTopCode> {
        let is_closed = self.is_told && !oews_prints_above_top_code(self.known.release);
        is_closed.then_some(self.known.top_code)
    }

    /// What tells whether an area or industry has all of its rows: its total and major groups, and that it
    /// is there, for which one row is enough of those that follow each other.
    fn whole(&mut self, published: &PublishedRow<'_>) {
        let is_total = published.level == SocLevel::Total;
        if !published.is_cross_industry() {
            self.industries.row(published);
            return;
        }
        let is_major = published.level == SocLevel::Major;
        if is_total || is_major || self.last_area != Some(published.area) {
            self.last_area = Some(published.area);
            self.places.entry(published.area_kind).or_default().insert(published.area);
            let seen = self.areas.entry(published.area).or_default();
            seen.total |= is_total;
            seen.majors += usize::from(is_major);
        }
    }

    /// A code of the nation or a state that is none, or stands under the name of another state; once where its
    /// rows begin.
    fn named(&mut self, layout: &Layout, row: &Row<'_>, published: &PublishedRow<'_>) {
        if self.last_named.replace(published.area) == Some(published.area) {
            return;
        }
        let (area, title) = (published.area, published.area_title);
        let code = area.to_string();
        let is_known = match published.area_kind {
            AreaKind::Nation => area.is_nation(),
            AreaKind::State | AreaKind::Territory => state_name(&code).is_some(),
            AreaKind::Metropolitan | AreaKind::Nonmetropolitan => return,
        };
        let is_territory = published.area_kind == AreaKind::Territory;
        let (message, column) = match other_state(area, title).filter(|_| !is_territory) {
            Some(message) => (message, OewsColumn::AreaTitle),
            None if is_known => return,
            None => (format!("area {code} is no {}", published.area_kind.name()), OewsColumn::Area),
        };
        self.names
            .add(|| row.at(layout.index(column).unwrap_or_default(), Diagnostic::finding(message)));
    }

    fn order(&mut self, layout: &Layout, row: &Row<'_>, wages: &Wages) {
        for ([_, percentiles @ ..], [_, places @ ..]) in wages.iter().zip(&layout.wages) {
            let mut highest = f64::NEG_INFINITY;
            for (number, at) in percentiles.iter().zip(places) {
                if *number < highest {
                    self.order.add(|| {
                        let index = layout.column_of(*at);
                        let head = layout.name(index);
                        let message = format!("{head}: {number} is below a lower percentile, {highest}");
                        row.at(index, Diagnostic::finding(message))
                    });
                }
                if *number > highest {
                    highest = *number;
                }
            }
        }
    }

    fn hours(&mut self, layout: &Layout, row: &Row<'_>, [annual, hourly]: &Wages) {
        for ((yearly, hour), at) in annual.iter().zip(hourly).zip(&layout.wages[0]) {
            if PayPeriod::differ(*hour, *yearly) {
                self.hours.add(|| {
                    let index = layout.column_of(*at);
                    let head = layout.name(index);
                    let message = format!("{head}: {yearly} is not 2,080 times the hourly {hour}");
                    row.at(index, Diagnostic::finding(message))
                });
            }
        }
    }

    /// Blank wages.
    fn blanks(&mut self, layout: &Layout, row: &Row<'_>, published: &PublishedRow<'_>, in_text: bool) {
        if self.known.soc == SocVersion::Oes {
            return;
        }
        let is_flat = self.series.is_some();
        for at in layout.wages.iter().flatten().flatten() {
            let lost = matches!(
                published.values[*at],
                Estimate::Absent { mark: Mark::NotInTable | Mark::NotApplicable }
            );
            if lost {
                self.blank.entry(*at).or_default().add(|| {
                    let index = layout.measures[*at].1;
                    let head = layout.name(index);
                    let told = Diagnostic::finding(format!("{head}: blank, not a mark"));
                    // Flat files have no sheets, and are read as if they had.
                    let told = if in_text || is_flat { told } else { told.hint(FORMULA) };
                    row.at(index, told)
                });
            }
        }
    }

    /// The data types, as places among the measures, of which a flat file has no series at all: it was cut to
    /// others. Jobs of a thousand and location quotients are of places only.
    pub(super) fn lacking(&self) -> impl Iterator<Item = usize> + use<> {
        let (seen, has_places) =
            self.series.as_ref().map_or((u32::MAX, false), |s| (s.seen, s.has_places));
        let is_expected = move |measure| {
            has_places || !matches!(measure, Measure::JobsPerThousand | Measure::LocationQuotient)
        };
        let types = OEWS_DATA_TYPES.into_iter().enumerate();
        let without = types.filter(move |(at, of)| seen >> at & 1 == 0 && is_expected(*of));
        without.map(|(at, _)| at)
    }

    /// What does no harm, in words.
    pub(super) fn notes(&self) -> Vec<String> {
        self.damage.notes().into_iter().chain(self.jobs.note()).collect()
    }

    /// Everything that was found.
    pub(super) fn finish(self) -> Diagnostics {
        let (mut told, mut partial) = (Diagnostics::default(), Vec::new());
        let lacking: Vec<usize> = self.lacking().collect();
        self.totals(&mut partial);
        if self.is_told {
            self.shape(&mut partial);
            partial.extend(self.industries.without_sectors(self.known.release));
            self.places(&mut partial);
        }
        let rule = &rules::ODD_FIGURE;
        self.order.tell(rule, "percentiles are out of order", &mut told);
        self.names.tell(rule, "areas have the name of another", &mut told);
        self.occupations.tell(&mut told);
        let release = self.is_told.then_some(self.known.release);
        self.jobs.tell(release, self.kinds.get(&AreaKind::Nation).copied(), &mut told);
        self.relative.tell(&mut told);
        self.hours.tell(rule, "hourly and annual wages differ", &mut told);
        let blank = self.blank.into_iter().filter(|(at, _)| !lacking.contains(at));
        let rule = if self.series.is_some() { &rules::PARTIAL_TABLE } else { rule };
        let blank = Findings::together(blank.map(|(_, findings)| findings));
        blank.tell(rule, "blank wages stand where BLS prints a mark", &mut told);
        partial.extend(without_series(&lacking));
        if self.is_told {
            self.codes.tell(&mut told);
        }
        self.doubles.tell(&mut told);
        self.caps.tell(&mut told);
        self.units.tell(&mut told);
        self.damage.tell(&mut told);
        self.industries.tell(&mut told);
        for finding in partial {
            told.push(finding.rule(&rules::PARTIAL_TABLE));
        }
        told
    }

    fn totals(&self, told: &mut Vec<Diagnostic>) {
        let areas = self.areas.iter().filter(|(_, seen)| !seen.total);
        let without = [
            ("area", first_names(areas.map(|(area, _)| area), MOST_NAMED, ", ")),
            ("industry", first_names(self.industries.without_total(), MOST_NAMED, ", ")),
        ];
        for (what, names) in without.iter().filter(|(_, names)| !names.is_empty()) {
            let message = format!("no total of all occupations in {what} {names}");
            told.push(Diagnostic::finding(message).hint("rows were left out"));
        }
        let nation = self.areas.get(&Area::NATION).map(|seen| seen.majors);
        if let Some(majors) = nation.filter(|_| self.known.soc != SocVersion::Oes)
            && majors != usize::from(MAJOR_GROUPS)
        {
            let message = format!("{}, not {MAJOR_GROUPS}", counted(majors, "major group"));
            told.push(Diagnostic::finding(message).hint("rows were added or left out"));
        }
    }

    /// The number of rows, where the table is one that BLS publishes whole and its rows are known.
    fn shape(&self, told: &mut Vec<Diagnostic>) {
        if !self.industries.is_empty() {
            return;
        }
        let release = self.known.release;
        for (kind, rows) in &self.kinds {
            if *kind == AreaKind::Nation && is_of_flat_files(release, *rows) {
                continue;
            }
            if let Some(expected) = oews_rows(release, *kind).filter(|expected| expected != rows) {
                let of = match kind {
                    AreaKind::Nation => String::new(),
                    other => format!(" of {}", in_words(*other)),
                };
                let rows = counted(*rows, "row");
                let message = format!("{rows}{of}, not the {expected} of {}", release.in_words());
                told.push(
                    Diagnostic::finding(message)
                        .hint("the table is of another release, or rows were added or left out"),
                );
            }
        }
    }

    /// The number of areas, where a table has more than one of a kind and theirs is known.
    fn places(&self, told: &mut Vec<Diagnostic>) {
        let release = self.known.release;
        for (kind, areas) in self.places.iter().filter(|(_, areas)| areas.len() > 1) {
            let expected = oews_areas(release, *kind).filter(|expected| *expected != areas.len());
            let Some(expected) = expected else { continue };
            let (here, what) = (areas.len(), in_words(*kind));
            let without = missing_states(*kind, areas);
            let without = match without.len() {
                1..=MOST_NAMED => format!("; without {}", without.join(", ")),
                _ => String::new(),
            };
            let message =
                format!("{here} {what}, not the {expected} of {}{without}", release.in_words());
            told.push(Diagnostic::finding(message).hint("areas were added or left out"));
        }
    }
}

/// What a flat file was cut to.
fn without_series(lacking: &[usize]) -> Option<Diagnostic> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for number in lacking.iter().map(|at| at + 1) {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    let in_words = |(first, last): &(usize, usize)| {
        if first == last { format!("{first:02}") } else { format!("{first:02}-{last:02}") }
    };
    let types: Vec<String> = ranges.iter().map(in_words).collect();
    let message = format!("no series of data types {}", types.join(", "));
    let hint = "the file was cut to other data types; what it does not hold is left out";
    (!types.is_empty()).then(|| Diagnostic::finding(message).hint(hint))
}

/// The areas of a kind in words; BLS counts the District of Columbia as a state.
const fn in_words(kind: AreaKind) -> &'static str {
    match kind {
        AreaKind::Nation => "nations",
        AreaKind::State => "states",
        AreaKind::Territory => "territories",
        AreaKind::Metropolitan => "metropolitan areas",
        AreaKind::Nonmetropolitan => "nonmetropolitan areas",
    }
}
