//! Finding the rows that are asked for; where there are none, saying what there is.

use std::collections::{BTreeMap, BTreeSet};

use super::ShownCell;
use crate::{
    diag::{Diagnostic, Diagnostics},
    model::{Area, Period, Release, Round, SocCode, SocLevel},
    panel::{Cell, Table},
};

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// A code, or a title as BLS writes it.
    pub occupation: String,
    /// The area; the United States when none is given.
    pub area: Option<Area>,
    /// Only this release of OEWS; with no `round`, no projections.
    pub release: Option<Release>,
    /// Only this round of the projections; with no `release`, no OEWS.
    pub round: Option<Round>,
}

impl Query {
    fn is_of_period(&self, period: Period) -> bool {
        match period {
            Period::Release(release) => {
                self.release.map_or(self.round.is_none(), |only| only == release)
            }
            Period::Round(round) => self.round.map_or(self.release.is_none(), |only| only == round),
        }
    }
}

/// The rows that answer a query, the tables in the order in which they were read. A code that a
/// table lists at two levels has both its rows.
///
/// # Errors
/// When no table has the occupation, with the nearest titles; or none has it for the area and
/// period, with those that are at hand.
pub fn find(tables: &[Table], query: &Query) -> Result<Vec<ShownCell>, Diagnostics> {
    let codes = codes_of(tables, query.occupation.trim())?;
    let rows: Vec<Cell<'_>> =
        tables.iter().flat_map(Table::cells).filter(|cell| codes.contains(&cell.soc())).collect();
    if rows.is_empty() {
        let message = format!("no table at hand has the occupation {}", query.occupation.trim());
        let hint = "the code may be of another edition of the SOC; a title finds the code at hand";
        return Err(Diagnostic::error(message).hint(hint).into());
    }
    let area = query.area.unwrap_or(Area::NATION);
    let found: Vec<ShownCell> = rows
        .iter()
        .filter(|cell| cell.area() == area && query.is_of_period(cell.period()))
        .map(ShownCell::of)
        .collect();
    if found.is_empty() { Err(elsewhere(&rows, area, query)) } else { Ok(found) }
}

/// The most areas that are named.
const MOST_AREAS: usize = 6;

/// The refusal of an area and period, with those that the occupation is published for.
fn elsewhere(rows: &[Cell<'_>], area: Area, query: &Query) -> Diagnostics {
    let of_period: Vec<&Cell<'_>> =
        rows.iter().filter(|cell| query.is_of_period(cell.period())).collect();
    let occupation = query.occupation.trim();
    if of_period.is_empty() {
        let periods: BTreeSet<Period> = rows.iter().map(Cell::period).collect();
        let names: Vec<String> = periods.iter().map(Period::to_string).collect();
        let message = format!("no table at hand has {occupation} in that release or round");
        return Diagnostic::error(message).hint(format!("at hand: {}", names.join(", "))).into();
    }
    let areas: BTreeMap<Area, &str> =
        of_period.iter().map(|cell| (cell.area(), cell.area_title())).collect();
    let mut names: Vec<String> =
        areas.iter().take(MOST_AREAS).map(|(area, title)| format!("{area} ({title})")).collect();
    if areas.len() > MOST_AREAS {
        names.push(format!("and {} more", areas.len() - MOST_AREAS));
    }
    Diagnostic::error(format!("no table at hand has {occupation} for area {area}"))
        .hint(format!("name one with --area: {}", names.join(", ")))
        .into()
}

/// The codes of a title.
#[derive(Default)]
struct Named<'t> {
    title: &'t str,
    detailed: BTreeSet<SocCode>,
    all: BTreeSet<SocCode>,
}

impl Named<'_> {
    /// The detailed occupations of the title, where there are any: a group that has only one member
    /// often has its name.
    fn codes(&self) -> &BTreeSet<SocCode> {
        if self.detailed.is_empty() { &self.all } else { &self.detailed }
    }
}

/// The code itself, or the codes that have the title.
fn codes_of(tables: &[Table], occupation: &str) -> Result<BTreeSet<SocCode>, Diagnostics> {
    if let Some(code) = code(occupation) {
        return Ok(BTreeSet::from([code]));
    }
    let mut titles: BTreeMap<String, Named<'_>> = BTreeMap::new();
    for cell in tables.iter().flat_map(Table::cells) {
        let named = titles.entry(cell.title().to_lowercase()).or_default();
        named.title = cell.title();
        named.all.insert(cell.soc());
        if cell.level() == SocLevel::Detailed {
            named.detailed.insert(cell.soc());
        }
    }
    let wanted = occupation.to_lowercase();
    titles.get(&wanted).map(|named| named.codes().clone()).ok_or_else(|| {
        let near = nearest(&titles, &wanted);
        let hint = match near.as_slice() {
            [] => "give a code such as 11-9111, or a title as BLS writes it".to_owned(),
            near => format!("did you mean {}?", near.join(", or ")),
        };
        Diagnostic::error(format!("no occupation at hand has the title `{occupation}`"))
            .hint(hint)
            .into()
    })
}

/// A code with its hyphen or without.
fn code(text: &str) -> Option<SocCode> {
    let digits = || text.parse().ok().filter(|_| text.len() == 6 && !text.starts_with('+'));
    text.parse().ok().or_else(|| digits().and_then(SocCode::from_digits))
}

/// The most titles that are suggested.
const MOST_SUGGESTED: usize = 3;

/// The titles that are most like another, best first: those that hold it, then those that share its
/// pairs of letters.
fn nearest(titles: &BTreeMap<String, Named<'_>>, wanted: &str) -> Vec<String> {
    let likeness = |title: &str| {
        let holds = if wanted.len() > 2 && title.contains(wanted) { 1.0 } else { 0.0 };
        strsim::sorensen_dice(title, wanted) + holds
    };
    let mut alike: Vec<(f64, &Named<'_>)> = titles
        .iter()
        .map(|(title, named)| (likeness(title), named))
        .filter(|(likeness, _)| *likeness > 0.4)
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    let said = |named: &Named<'_>| {
        let code = named.codes().first().map(ToString::to_string).unwrap_or_default();
        format!("{code} ({})", named.title)
    };
    alike.iter().take(MOST_SUGGESTED).map(|(_, named)| said(named)).collect()
}
