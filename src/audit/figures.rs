//! The figures at hand: every table of OEWS and of the projections, asked for what BLS has published
//! of an occupation in any release.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use rayon::prelude::*;

use super::{
    backward::Backward,
    columns::{measures, pay_of},
    cue::{Cue, Per, Quantity, of_name},
    kept::KeptMedians,
    lexicon::Lexicon,
    occupations::Occupations,
};
use crate::{
    catalog::{self, Came, wording},
    model::{
        Area, Estimate, Measure, PayPeriod, Percentile, Period, Program, Release, Round, SocCode,
        SourceFile,
    },
    panel::Table,
};

/// Which end of a projection an employment figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// The first year.
    Base,
    /// The last year.
    Projected,
}

/// What BLS published once: a value, of when, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// The release or round.
    pub period: Period,
    /// For employment of a projection, which year.
    pub end: Option<End>,
    /// Dollars, percent or jobs.
    pub value: Estimate,
    /// Whether it was added up over the members of a group.
    pub summed: bool,
    /// The code of BLS's own under which the table has the occupation together with others.
    pub under: Option<SocCode>,
    /// Path, line and column of the file.
    pub origin: (String, u64, String),
}

impl Known {
    /// The period in the words of the documentation: `OEWS May 2023`, `EP 2022-32 (base)`.
    #[must_use]
    pub fn period_name(&self) -> String {
        let end = match self.end {
            Some(End::Base) => " (base)",
            Some(End::Projected) => " (proj)",
            None => "",
        };
        format!("{}{end}", period_name(self.period))
    }
}

/// A period with its program.
#[must_use]
pub fn period_name(period: Period) -> String {
    match period {
        Period::Release(release) => format!("OEWS {}", release.in_words()),
        Period::Round(round) => format!("EP {round}"),
    }
}

struct Shelf {
    period: Period,
    wage_year: Option<u16>,
    source: SourceFile,
    rows: BTreeMap<(Area, SocCode), u32>,
    lines: Vec<u64>,
    columns: BTreeMap<Measure, Vec<Estimate>>,
    heads: BTreeMap<Measure, String>,
    titles: BTreeMap<SocCode, String>,
    /// The figures of the nation by their value.
    backward: OnceLock<Backward>,
}

/// Everything at hand, with the words that name it.
pub struct Figures {
    shelves: Vec<Shelf>,
    /// Phrases.
    pub lexicon: Lexicon,
    /// Occupations.
    pub occupations: Occupations,
    /// Medians of releases of which no table may be at hand.
    kept_medians: KeptMedians,
}

const WANTED: [Measure; 17] = {
    use PayPeriod::{Annual, Hourly};
    use Percentile::{P10, P25, P50, P75, P90};
    [
        Measure::Employment,
        Measure::WageMean(Annual),
        Measure::WageMean(Hourly),
        Measure::Wage(Annual, P10),
        Measure::Wage(Annual, P25),
        Measure::Wage(Annual, P50),
        Measure::Wage(Annual, P75),
        Measure::Wage(Annual, P90),
        Measure::Wage(Hourly, P10),
        Measure::Wage(Hourly, P25),
        Measure::Wage(Hourly, P50),
        Measure::Wage(Hourly, P75),
        Measure::Wage(Hourly, P90),
        Measure::BaseEmployment,
        Measure::ProjectedEmployment,
        Measure::EmploymentChange,
        Measure::EmploymentChangePct,
    ]
};

impl Shelf {
    fn new(table: &Table) -> Self {
        let (mut rows, mut titles, mut lines) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        for (at, cell) in table.cells().enumerate() {
            lines.push(cell.line());
            if cell.industry().is_empty() && cell.soc_code().is_some() {
                rows.entry((cell.area(), cell.soc())).or_insert_with(|| u32::try_from(at).unwrap_or(0));
                if cell.area().is_nation() {
                    titles.entry(cell.soc()).or_insert_with(|| cell.title().to_owned());
                }
            }
        }
        let openings = [Measure::AnnualOpenings];
        let mut columns = BTreeMap::new();
        let mut heads = BTreeMap::new();
        for measure in WANTED.into_iter().chain(openings) {
            if let Some(column) = table.estimates(measure) {
                columns.insert(measure, column);
            }
            if let Some(first) = table.cells().next() {
                heads.insert(measure, first.origin(measure).column.unwrap_or_default());
            }
        }
        let wage_year = table.cells().next().and_then(|cell| cell.wage_year());
        let source = table.source.clone();
        let backward = OnceLock::new();
        Self { period: table.period(), wage_year, source, rows, lines, columns, heads, titles, backward }
    }

    fn backward(&self) -> &Backward {
        self.backward.get_or_init(|| {
            let of_nation = || self.rows.iter().filter(|((area, _), _)| area.is_nation());
            let of = |(measure, values): (&Measure, &Vec<Estimate>)| {
                let measure = *measure;
                let value = |row: u32| values.get(row as usize).and_then(|value| value.number());
                let all = of_nation().filter_map(|((_, code), row)| Some((value(*row)?, *code)));
                all.map(|(value, code)| (measure, value, code)).collect::<Vec<_>>()
            };
            Backward::new(self.columns.iter().flat_map(of))
        })
    }

    fn at(
        &self,
        measure: Measure,
        area: Area,
        code: SocCode,
    ) -> Option<(Estimate, (String, u64, String))> {
        let row = *self.rows.get(&(area, code))? as usize;
        let value = *self.columns.get(&measure)?.get(row)?;
        let usable = value.number().is_some() || matches!(value, Estimate::AtLeast { .. });
        let head = self.heads.get(&measure).cloned().unwrap_or_default();
        usable.then(|| (value, (self.source.path.clone(), self.lines[row], head)))
    }
}

impl Figures {
    /// Everything in some tables.
    #[must_use]
    pub fn new<'t>(tables: impl IntoIterator<Item = &'t Table>) -> Self {
        let tables: Vec<&Table> = tables.into_iter().collect();
        let mut shelves: Vec<Shelf> = tables.par_iter().map(|table| Shelf::new(table)).collect();
        shelves.sort_by(|a, b| (b.period, &a.source.path).cmp(&(a.period, &b.source.path)));
        let mut lexicon = Lexicon::default();
        for (name, phrase) in wording::phrases() {
            if let Some(cue) = of_name(&name) {
                lexicon.add(&phrase, cue);
            }
        }
        let mut titles: Vec<_> =
            shelves.iter().map(|shelf| (shelf.year(), shelf.titles.clone())).collect();
        titles.sort_by_key(|(year, _)| std::cmp::Reverse(*year));
        let titles: Vec<_> = titles.into_iter().map(|(_, titles)| titles).collect();
        let occupations = Occupations::new(&mut lexicon, &titles);
        for (code, name) in wording::area_names() {
            let area = if code == "99" { Some(Area::NATION) } else { code.parse().ok() };
            lexicon.add(&name, Cue::Place(area));
        }
        Self { shelves, lexicon, occupations, kept_medians: KeptMedians::new() }
    }

    /// The newest release and round at hand.
    #[must_use]
    pub fn newest(&self) -> (Option<Release>, Option<Round>) {
        let release = |shelf: &Shelf| match shelf.period {
            Period::Release(release) => Some(release),
            Period::Round(_) => None,
        };
        let round = |shelf: &Shelf| match shelf.period {
            Period::Round(round) => Some(round),
            Period::Release(_) => None,
        };
        (self.shelves.iter().filter_map(release).max(), self.shelves.iter().filter_map(round).max())
    }

    /// The last year that can have been measured: pages may be of some years after the newest table at hand.
    #[must_use]
    pub fn last_measured(&self) -> u16 {
        const YEARS_AFTER: u16 = 2;
        let (release, round) = self.newest();
        let newest = release.map(Release::year).or(round.map(Round::base_year));
        newest.map_or(u16::MAX, |year| year + YEARS_AFTER)
    }

    /// The newest period after one that is known to have come, where no table of it is at hand.
    #[must_use]
    pub fn superseded(&self, period: Period) -> Option<Came> {
        let name = |period: Period| match period {
            Period::Release(release) => (Program::Oews, release.to_string()),
            Period::Round(round) => (Program::Projections, round.to_string()),
        };
        let (program, before) = name(period);
        let came = catalog::newest_that_came(program)?;
        let at_hand = self.shelves.iter().any(|shelf| name(shelf.period).1 == came.period);
        (!at_hand && came.period > before.as_str()).then_some(came)
    }

    /// Whether a period has any table of an area; wages of the nation may stand in a projections table.
    #[must_use]
    pub fn has(&self, period: Period, area: Area) -> bool {
        let total = (area, SocCode::ALL_OCCUPATIONS);
        self.shelves.iter().any(|shelf| {
            let of_area = area.is_nation() || shelf.rows.contains_key(&total);
            let wages = match (period, shelf.wage_year) {
                (Period::Release(release), Some(year)) => release == Release::may(year),
                _ => false,
            };
            of_area && (shelf.period == period || wages)
        })
    }

    /// The names of all releases and rounds at hand; of the releases of which only a projections table
    /// has medians, too, when asked for medians.
    #[must_use]
    pub fn periods(&self, medians: bool) -> BTreeSet<String> {
        let wages =
            |shelf: &Shelf| Some(Period::Release(Release::may(shelf.wage_year.filter(|_| medians)?)));
        let all = self.shelves.iter().flat_map(|shelf| [Some(shelf.period), wages(shelf)]);
        all.flatten().map(period_name).collect()
    }

    /// Whether any table has the area.
    #[must_use]
    pub fn has_area(&self, area: Area) -> bool {
        self.shelves.iter().any(|shelf| shelf.rows.contains_key(&(area, SocCode::ALL_OCCUPATIONS)))
    }

    /// The title of an occupation in the newest table that has it.
    #[must_use]
    pub fn title(&self, code: SocCode) -> Option<&str> {
        self.shelves.iter().find_map(|shelf| shelf.titles.get(&code)).map(String::as_str)
    }

    /// The codes of the newest release of the nation.
    pub fn codes(&self) -> impl Iterator<Item = SocCode> {
        let newest = self.newest().0.map(Period::Release);
        let first = self.shelves.iter().find(move |shelf| Some(shelf.period) == newest);
        first.into_iter().flat_map(|shelf| shelf.titles.keys().copied())
    }

    /// Everything BLS published of a quantity of an occupation (or group) in an area, newest first.
    #[must_use]
    pub fn known(&self, quantity: Quantity, per: Per, codes: &[SocCode], area: Area) -> Vec<Known> {
        let mut found: Vec<Known> = Vec::new();
        let (rounds, releases): (Vec<&Shelf>, Vec<&Shelf>) =
            self.shelves.iter().partition(|shelf| matches!(shelf.period, Period::Round(_)));
        for shelf in releases.into_iter().chain(rounds) {
            for (measure, end, scale) in measures(quantity, shelf.period, pay_of(per)) {
                let Some(measure) = measure else { continue };
                for mut known in self.on(shelf, measure, end, scale, codes, area) {
                    let of_projections = quantity.is_wage() && matches!(shelf.period, Period::Round(_));
                    if of_projections && per == Per::Hour {
                        // The projections have wages by the year only.
                        known.value = known.value.map(|annual| (annual / 20.8).round() / 100.0);
                    }
                    // A release's own table goes before what the projections repeat of it.
                    let twice = |other: &Known| {
                        (other.period, other.end) == (known.period, known.end)
                            && (other.value == known.value || of_projections)
                    };
                    if !found.iter().any(twice) {
                        found.push(known);
                    }
                }
            }
        }
        if let (Quantity::Median, Per::Year, [code], true) = (quantity, per, codes, area.is_nation()) {
            let missing = |known: &Known| !found.iter().any(|one| one.period == known.period);
            let kept: Vec<Known> = self.kept_medians.of(*code).filter(missing).collect();
            found.extend(kept);
        }
        found.sort_by_key(|known| std::cmp::Reverse((known.period, known.end)));
        found
    }

    /// The occupations of which the nation has the very figure in any release.
    #[must_use]
    pub fn having(&self, quantity: Quantity, per: Per, value: f64) -> BTreeSet<SocCode> {
        let of = |shelf: &Shelf| {
            let asked = measures(quantity, shelf.period, pay_of(per));
            let all = asked.iter().filter_map(|(measure, _, scale)| Some(((*measure)?, *scale)));
            all.flat_map(|(measure, scale)| shelf.backward().having(measure, value / scale))
                .collect::<Vec<_>>()
        };
        self.shelves.iter().flat_map(of).collect()
    }

    /// The one code under which a table has a whole group: the broad occupation of exactly these codes,
    /// or the code of an older edition that was parted into them.
    fn one_for(&self, table: &Shelf, codes: &[SocCode]) -> Option<SocCode> {
        let first = codes.first()?;
        let broad = |code: &SocCode| code.digits() / 10;
        if codes.iter().all(|code| broad(code) == broad(first)) {
            let whole =
                |code: &&SocCode| broad(code) == broad(first) && code.digits().is_multiple_of(10);
            let members = table
                .titles
                .keys()
                .filter(|code| broad(code) == broad(first) && code.digits() % 10 != 0);
            if let Some(whole) = table.titles.keys().find(whole)
                && members.count() == codes.len()
            {
                return Some(*whole);
            }
        }
        let older = |code: &SocCode| self.occupations.older(*code);
        let shared = |old: &&SocCode| codes.iter().all(|code| older(code).contains(old));
        older(first).iter().filter(shared).find(|old| table.titles.contains_key(old)).copied()
    }

    /// The code of a group that has the same title under another code in an older table.
    fn titled_alike(&self, table: &Shelf, code: SocCode) -> Option<SocCode> {
        let title = self.title(code).filter(|_| code.digits().is_multiple_of(100))?;
        let same = |other: &&SocCode| table.titles[*other].eq_ignore_ascii_case(title);
        table.titles.keys().find(same).copied()
    }

    fn on(
        &self,
        table: &Shelf,
        measure: Measure,
        end: Option<End>,
        scale: f64,
        codes: &[SocCode],
        area: Area,
    ) -> Vec<Known> {
        let period = match (measure, table.period, table.wage_year) {
            (Measure::Wage(..), Period::Round(_), Some(year)) => Period::Release(Release::may(year)),
            (_, period, _) => period,
        };
        let of = |(value, origin): (Estimate, _), summed| Known {
            period,
            end,
            value: value.map(|number| (number * scale * 100.0).round() / 100.0),
            summed,
            under: None,
            origin,
        };
        if let [code] = codes {
            let now = table.at(measure, area, *code);
            if now.is_some() || table.rows.contains_key(&(area, *code)) {
                return now.into_iter().map(|cell| of(cell, false)).collect();
            }
            let older = self.occupations.older(*code).iter().copied();
            return older
                .chain(self.titled_alike(table, *code))
                .filter_map(|older| {
                    let known = of(table.at(measure, area, older)?, false);
                    let under = Some(older).filter(|_| self.occupations.is_joint(*code, older));
                    Some(Known { under, ..known })
                })
                .collect();
        }
        if let Some(code) = self.one_for(table, codes) {
            let cell = table.at(measure, area, code);
            if cell.is_some() {
                return cell.into_iter().map(|cell| of(cell, false)).collect();
            }
        }
        if measure == Measure::EmploymentChangePct {
            let base = sum(table, Measure::BaseEmployment, codes, area);
            let change = sum(table, Measure::EmploymentChange, codes, area);
            if let (Some((base, _)), Some((change, origin))) = (base, change)
                && base > 0.0
            {
                let percent = (change / base * 1000.0).round() / 10.0;
                return vec![of((Estimate::exact(percent), origin), true)];
            }
            return Vec::new();
        }
        if matches!(measure, Measure::Wage(..) | Measure::WageMean(_)) {
            return Vec::new();
        }
        let total = sum(table, measure, codes, area);
        total.map(|(value, origin)| of((Estimate::exact(value), origin), true)).into_iter().collect()
    }
}

fn sum(
    shelf: &Shelf,
    measure: Measure,
    codes: &[SocCode],
    area: Area,
) -> Option<(f64, (String, u64, String))> {
    let mut total = 0.0;
    let mut origin = None;
    for code in codes {
        let (value, from) = shelf.at(measure, area, *code)?;
        total += value.number()?;
        origin.get_or_insert(from);
    }
    Some((total, origin?))
}

impl Shelf {
    const fn year(&self) -> u16 {
        match self.period {
            Period::Release(release) => release.year(),
            Period::Round(round) => round.base_year(),
        }
    }
}
