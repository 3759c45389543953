//! Finding the rows that are asked for; where there are none, saying what there is.

use std::collections::{BTreeMap, BTreeSet};

use super::{ShownCell, edition};
use crate::{
    catalog::{soc_covering, soc_editions, soc_in, with_hyphens},
    diag::{Diagnostic, Diagnostics, first_names},
    model::{Area, OccupationCode, Period, Release, Round, SocCode, SocLevel},
    panel::{Cell, Table},
};

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// A code, or a title as BLS writes it.
    pub occupation: String,
    /// The area; the United States when none is given.
    pub area: Option<Area>,
    /// The NAICS code of the industry; all industries together when none is given, where a table has
    /// these.
    pub industry: Option<String>,
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
    let rows: Vec<Cell<'_>> = tables.iter().flat_map(|table| rows_of(table, &codes)).collect();
    if rows.is_empty() {
        return Err(nowhere(tables, query, &codes).into());
    }
    let area = query.area.unwrap_or(Area::NATION);
    let here: Vec<&Cell<'_>> =
        rows.iter().filter(|cell| cell.area() == area && query.is_of_period(cell.period())).collect();
    if here.is_empty() {
        return Err(elsewhere(&rows, area, query));
    }
    let found = of_industry(&here, &rows, query)?;
    Ok(found.iter().map(|cell| ShownCell::of(cell, asked_for(cell, &codes))).collect())
}

/// The rows of the industry that is asked for; of all industries together when none is, or of each
/// where the tables of a period have only these.
fn of_industry<'r, 't>(
    rows: &[&'r Cell<'t>],
    everywhere: &[Cell<'t>],
    query: &Query,
) -> Result<Vec<&'r Cell<'t>>, Diagnostics> {
    let of_all = |cell: &&&Cell<'_>| cell.industry().is_empty();
    let with_all: BTreeSet<Period> = rows.iter().filter(of_all).map(|cell| cell.period()).collect();
    let is_there = |industry: &&str| rows.iter().any(|cell| cell.industry() == *industry);
    // Tables have industries of three digits as `622000`.
    let padded = query.industry.as_ref().map(|industry| format!("{industry:0<6}"));
    let asked = query.industry.as_deref();
    let asked = asked.filter(is_there).or(padded.as_deref().filter(is_there)).or(asked);
    let is_asked_for = |cell: &&&Cell<'_>| match asked {
        Some(industry) => cell.industry() == industry,
        None => cell.industry().is_empty() || !with_all.contains(&cell.period()),
    };
    let found: Vec<&Cell<'_>> = rows.iter().filter(is_asked_for).copied().collect();
    match query.industry.as_deref() {
        Some(industry) if found.is_empty() => {
            let told = in_other_areas(everywhere, industry, query);
            Err(told.unwrap_or_else(|| in_no_industry(rows, industry, query)).into())
        }
        _ => Ok(found),
    }
}

/// The refusal of an industry in an area, with the areas that have it.
fn in_other_areas(everywhere: &[Cell<'_>], industry: &str, query: &Query) -> Option<Diagnostic> {
    let with_it = everywhere.iter().filter(|cell| cell.industry() == industry);
    let areas: BTreeMap<Area, &str> = with_it.map(|cell| (cell.area(), cell.area_title())).collect();
    let names = first_names(areas.values(), MOST_AREAS, ", ");
    let (occupation, area) = (query.occupation.trim(), query.area.unwrap_or(Area::NATION));
    let message = format!("no table at hand has {occupation} in industry {industry} for area {area}");
    (!areas.is_empty())
        .then(|| Diagnostic::error(message).hint(format!("it is at hand for {names} only")))
}

/// The refusal of an industry, with those that are at hand.
fn in_no_industry(rows: &[&Cell<'_>], industry: &str, query: &Query) -> Diagnostic {
    let all: BTreeSet<&str> =
        rows.iter().map(|cell| cell.industry()).filter(|code| !code.is_empty()).collect();
    let occupation = query.occupation.trim();
    let told = Diagnostic::error(format!("no table at hand has {occupation} in industry {industry}"));
    if all.is_empty() {
        return told.hint("the tables at hand have all industries together only");
    }
    let mut names: Vec<String> = all.iter().take(MOST_INDUSTRIES).map(ToString::to_string).collect();
    if all.len() > MOST_INDUSTRIES {
        names.push(format!("and {} more", all.len() - MOST_INDUSTRIES));
    }
    told.hint(format!("name one with --industry: {}", names.join(", ")))
}

/// The most industries that are named.
const MOST_INDUSTRIES: usize = 20;

/// The rows of a table with any of the codes; where it has none of a code, those of the one code under
/// which it has the code's work.
fn rows_of<'t>(table: &'t Table, codes: &BTreeSet<OccupationCode>) -> Vec<Cell<'t>> {
    let exact: Vec<Cell<'_>> = table.cells().filter(|cell| codes.contains(&cell.occupation())).collect();
    let only = codes.first().filter(|_| codes.len() == 1).and_then(|code| code.soc());
    let Some(asked) = only.filter(|_| exact.is_empty()) else { return exact };
    let holders = holders(asked, table.period());
    let holds = |cell: &Cell<'_>| {
        cell.level() == SocLevel::Detailed && cell.soc_code().is_some_and(|soc| holders.contains(&soc))
    };
    table.cells().filter(holds).collect()
}

/// The codes under which the tables of a period have the whole of an occupation that they do not
/// list: those of BLS's own that cover it, or the one that it became or came from.
fn holders(asked: SocCode, period: Period) -> Vec<SocCode> {
    let edition = edition(period);
    let covering = soc_covering(asked, edition);
    if !covering.is_empty() {
        return covering;
    }
    let elsewhere = soc_in(asked, edition);
    if elsewhere.len() == 1 { elsewhere } else { Vec::new() }
}

/// The code that was asked for, where a row is there in its place.
fn asked_for(cell: &Cell<'_>, codes: &BTreeSet<OccupationCode>) -> Option<SocCode> {
    let exact = codes.contains(&cell.occupation());
    codes.first().and_then(|code| code.soc()).filter(|_| !exact)
}

/// The refusal of an occupation that no table has, with the codes that have its work.
fn nowhere(tables: &[Table], query: &Query, codes: &BTreeSet<OccupationCode>) -> Diagnostic {
    let message = format!("no table at hand has the occupation {}", query.occupation.trim());
    let told = Diagnostic::error(message);
    let Some(asked) = codes.first().and_then(|code| code.soc()) else {
        return told.hint(
            "codes of five digits are those of May 1997 and 1998; give such a file with --source",
        );
    };
    let mut held: Vec<String> = Vec::new();
    for table in tables {
        let edition = edition(table.period());
        let right: Vec<String> = soc_in(asked, edition).iter().map(ToString::to_string).collect();
        let said = format!("in {} its work is in {}", edition.in_words(), right.join(", "));
        if !right.is_empty() && !held.contains(&said) {
            held.push(said);
        }
    }
    let itself = asked.to_string();
    let is_known = !soc_editions(asked).is_empty() && held.iter().all(|said| said.ends_with(&itself));
    if held.is_empty() || is_known {
        let hint = "the code may be of another edition of the SOC; a title finds the code at hand";
        return told.hint(hint);
    }
    told.hint(held.join("; "))
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
    detailed: BTreeSet<OccupationCode>,
    all: BTreeSet<OccupationCode>,
}

impl Named<'_> {
    /// The detailed occupations of the title, where there are any: a group that has only one member
    /// often has its name.
    fn codes(&self) -> &BTreeSet<OccupationCode> {
        if self.detailed.is_empty() { &self.all } else { &self.detailed }
    }
}

/// The code itself, or the codes that have the title.
fn codes_of(tables: &[Table], occupation: &str) -> Result<BTreeSet<OccupationCode>, Diagnostics> {
    if let Some(code) = code(occupation) {
        return Ok(BTreeSet::from([code]));
    }
    let mut titles: BTreeMap<String, Named<'_>> = BTreeMap::new();
    for cell in tables.iter().flat_map(Table::cells) {
        let named = titles.entry(cell.title().to_lowercase()).or_default();
        named.title = cell.title();
        named.all.insert(cell.occupation());
        if cell.level() == SocLevel::Detailed {
            named.detailed.insert(cell.occupation());
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

/// A code with its hyphen or without, of O*NET, or with its title behind it; five digits are one from before the SOC.
fn code(text: &str) -> Option<OccupationCode> {
    let text = &with_hyphens(text);
    let digits = || text.parse().ok().filter(|_| text.len() == 6 && !text.starts_with('+'));
    let soc = SocCode::leading(text).or_else(|| digits().and_then(SocCode::from_digits));
    soc.map(OccupationCode::Soc).or_else(|| text.parse().ok().map(OccupationCode::Oes))
}

/// The most titles that are suggested.
const MOST_SUGGESTED: usize = 3;

/// The titles that are most like another, best first: those that hold it, or where there are none those
/// that share its pairs of letters.
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
    let is_held = alike.first().is_some_and(|(best, _)| *best > 1.0);
    alike.retain(|(likeness, _)| !is_held || *likeness > 1.0);
    let said = |named: &Named<'_>| {
        let code = named.codes().first().map(ToString::to_string).unwrap_or_default();
        format!("{code} ({})", named.title)
    };
    alike.iter().take(MOST_SUGGESTED).map(|(_, named)| said(named)).collect()
}
