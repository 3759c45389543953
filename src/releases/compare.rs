//! What moved between two sides, ranked, and what it touches.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::side::{Content, Item, Side, is_relative, key_of};
use crate::{
    catalog::{Break, BreakKind, Carried, carry_occupations, oews_breaks},
    model::SocCode,
};

/// What moved between two sides.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Diff {
    /// The older side.
    pub old: String,
    /// The newer side.
    pub new: String,
    /// Figures that both sides have.
    pub compared: usize,
    /// How many of them changed in any way.
    pub changed: usize,
    /// Changes of method, codes or areas between the two.
    pub breaks: Vec<String>,
    /// Inputs of two locks that are others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<ChangedInput>,
    /// Numbers that moved: first those with a sampling error, by their size against it; then dollars
    /// and counts by percent; then shares by points and changes by their unit.
    pub moves: Vec<Move>,
    /// Numbers that became marks, marks that became numbers or other marks, and other words.
    pub marks: Vec<Change>,
    /// Figures that the newer side has and the older has not.
    pub appeared: Vec<Named>,
    /// Figures that the older side has and the newer has not.
    pub vanished: Vec<Named>,
    /// New occupations.
    pub new_occupations: Vec<Named>,
    /// Occupations that are gone.
    pub dropped_occupations: Vec<Named>,
    /// Occupations whose work has another code now.
    pub recoded: Vec<Recoded>,
    /// Charts, tables, sentences and pages that use something that changed.
    pub touched: Vec<Touched>,
}

/// An input of two locks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedInput {
    /// The file.
    pub path: String,
    /// What it was: release or round, and sha256; nothing when it is new.
    pub old: String,
    /// What it is; nothing when it is gone.
    pub new: String,
}

/// A number that moved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Move {
    /// The key of the figure: its id without the newest period.
    pub id: String,
    /// Occupation, role or group.
    pub subject: String,
    /// The place.
    pub place: String,
    /// The measure.
    pub measure: String,
    /// Its unit.
    pub unit: String,
    /// The older number.
    pub old: f64,
    /// The newer number.
    pub new: f64,
    /// The older number as printed.
    pub old_text: String,
    /// The newer number as printed.
    pub new_text: String,
    /// The change in percent of the older number; none for shares, changes and from zero.
    pub percent: Option<f64>,
    /// The change of a share in points, and of a change in its own unit.
    pub points: Option<f64>,
    /// The change as a multiple of its standard error, both sides taken as independent.
    pub standard_errors: Option<f64>,
}

/// A figure whose mark or words changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The key of the figure.
    pub id: String,
    /// Occupation, role or group.
    pub subject: String,
    /// The place.
    pub place: String,
    /// The measure.
    pub measure: String,
    /// The older text.
    pub old: String,
    /// The newer text.
    pub new: String,
}

/// A figure or an occupation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Named {
    /// Its key or code.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// The value as printed; empty for an occupation.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// An occupation whose work has another code now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recoded {
    /// The older code.
    pub old: String,
    /// Its title.
    pub title: String,
    /// The newer codes with their titles.
    pub new: Vec<Named>,
}

/// An exhibit or a page, with the figures of it that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Touched {
    /// `chart wage-ranges`, `table pay`, `page site/careers.html`.
    pub what: String,
    /// The keys of the figures.
    pub figures: BTreeSet<String>,
}

/// Pages that may show a figure that changed.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// Pages with markers: the ids of the figures that each shows.
    pub marked: Vec<(String, BTreeSet<String>)>,
    /// Other pages with their text, which is searched for what a figure was.
    pub texts: Vec<(String, String)>,
}

/// Compares two sides. `published` is the side that knows the exhibits.
#[must_use]
pub fn diff(old: &Side, new: &Side, published: &Side, pages: &Pages) -> Diff {
    let mut diff = Diff { old: old.name.clone(), new: new.name.clone(), ..Diff::default() };
    let areas = &old.areas & &new.areas;
    diff.breaks = breaks(old, new, &areas);
    for (key, before) in old.items.iter().filter(|(key, _)| is_of(key, &areas)) {
        match new.items.get(key) {
            Some(after) => compare(key, before, after, &mut diff),
            None if period_is_gone(key, new) => {}
            None => diff.vanished.push(named(key, before)),
        }
    }
    let appeared =
        new.items.iter().filter(|(key, _)| is_of(key, &areas) && !old.items.contains_key(*key));
    diff.appeared = appeared.map(|(key, item)| named(key, item)).collect();
    rank(&mut diff.moves);
    occupations(old, new, &mut diff);
    diff.touched = touched(&diff, old, published, pages);
    diff
}

/// What lies between the releases of the two sides, whichever is the newer. Other metropolitan areas are a break of
/// areas smaller than a state.
fn breaks(old: &Side, new: &Side, areas: &BTreeSet<String>) -> Vec<String> {
    let (Some(one), Some(other)) = (old.release, new.release) else { return Vec::new() };
    let has_small = areas.iter().any(|area| is_below_states(area));
    let touches = |cut: &Break| cut.kind != BreakKind::Areas || has_small;
    let between = oews_breaks(one.min(other), one.max(other)).filter(touches);
    between.map(|cut| format!("May {}: {}", cut.year, cut.what)).collect()
}

/// Whether an area of a program is smaller than a state, whose codes have two digits.
fn is_below_states(area: &str) -> bool {
    let code = area.split(['/', ':']).nth(1).unwrap_or_default();
    code.len() > 2 && area.starts_with("oews/")
}

/// Whether a key is of an area that both sides have. The period of an older figure stands between.
fn is_of(key: &str, areas: &BTreeSet<String>) -> bool {
    let parts: Vec<&str> = key.split('/').collect();
    let has = |area: usize| {
        parts.get(area).is_some_and(|area| areas.contains(&format!("{}/{area}", parts[0])))
    };
    has(1) || has(2)
}

/// Whether a figure of an older period went with all of that period.
fn period_is_gone(key: &str, new: &Side) -> bool {
    let mut parts = key.split('/');
    let (Some(program), Some(period)) = (parts.next(), parts.next()) else { return false };
    let is_period = period.len() == 7 && period.as_bytes()[4] == b'-';
    is_period && !new.periods.contains(&format!("{program}/{period}"))
}

fn named(key: &str, item: &Item) -> Named {
    Named { id: key.to_owned(), title: item.subject.to_string(), text: item.text.clone() }
}

fn compare(key: &str, old: &Item, new: &Item, diff: &mut Diff) {
    diff.compared += 1;
    if old.content == new.content {
        return;
    }
    diff.changed += 1;
    match (&old.content, &new.content) {
        (Content::Number(before), Content::Number(after)) => {
            diff.moves.push(moved(key, old, new, *before, *after));
        }
        _ => diff.marks.push(Change {
            id: key.to_owned(),
            subject: new.subject.to_string(),
            place: new.place.to_string(),
            measure: new.measure.to_string(),
            old: old.text.clone(),
            new: new.text.clone(),
        }),
    }
}

fn moved(key: &str, old: &Item, new: &Item, before: f64, after: f64) -> Move {
    let change = after - before;
    let relative = is_relative(new);
    let error = old.standard_error.zip(new.standard_error).map(|(old, new)| old.hypot(new));
    Move {
        id: key.to_owned(),
        subject: new.subject.to_string(),
        place: new.place.to_string(),
        measure: new.measure.to_string(),
        unit: new.unit.to_string(),
        old: before,
        new: after,
        old_text: old.text.clone(),
        new_text: new.text.clone(),
        percent: (!relative && before != 0.0).then(|| 100.0 * change / before.abs()),
        points: relative.then_some(change),
        standard_errors: error.filter(|error| *error > 0.0).map(|error| change / error),
    }
}

impl Move {
    /// What it is ranked by: the kind of size, and the size.
    fn rank(&self) -> (u8, f64) {
        match (self.standard_errors, self.percent, self.points) {
            (Some(errors), ..) => (0, errors.abs()),
            (None, Some(percent), _) => (1, percent.abs()),
            (None, None, points) => (2, points.unwrap_or_default().abs()),
        }
    }
}

fn rank(moves: &mut [Move]) {
    moves.sort_by(|a, b| {
        let ((kind, size), (other_kind, other_size)) = (a.rank(), b.rank());
        kind.cmp(&other_kind).then(other_size.total_cmp(&size)).then_with(|| a.id.cmp(&b.id))
    });
}

fn occupations(old: &Side, new: &Side, diff: &mut Diff) {
    let named = |code: &SocCode, title: &str| Named {
        id: code.to_string(),
        title: title.to_owned(),
        text: String::new(),
    };
    let gone: BTreeMap<_, _> =
        old.occupations.iter().filter(|(code, _)| !new.occupations.contains_key(code)).collect();
    let mut fresh: BTreeMap<_, _> =
        new.occupations.iter().filter(|(code, _)| !old.occupations.contains_key(code)).collect();
    let years = old.year_of_codes().zip(new.year_of_codes());
    for (code, title) in &gone {
        let heirs = heirs(**code, title, &fresh, years);
        if heirs.is_empty() {
            diff.dropped_occupations.push(named(code, title));
        } else {
            let new =
                heirs.iter().filter_map(|heir| Some(named(heir, new.occupations.get(heir)?))).collect();
            diff.recoded.push(Recoded { old: code.to_string(), title: (*title).clone(), new });
        }
    }
    let inherited: BTreeSet<String> =
        diff.recoded.iter().flat_map(|one| &one.new).map(|heir| heir.id.clone()).collect();
    fresh.retain(|code, _| !inherited.contains(&code.to_string()));
    diff.new_occupations = fresh.iter().map(|(code, title)| named(code, title)).collect();
}

/// The new codes that a dropped one's work went to between two years: by the crosswalks, by the same title, or as the
/// group that it is of or the occupations of the group that it is, as which the projections have some.
fn heirs(
    code: SocCode,
    title: &str,
    fresh: &BTreeMap<&SocCode, &String>,
    years: Option<(u16, u16)>,
) -> BTreeSet<SocCode> {
    let carried = years.map(|(old, new)| carry_occupations(&BTreeSet::from([code]), old, new));
    let by_crosswalk = match carried {
        Some(Carried::Same(codes) | Carried::Split { parts_of: codes, .. }) => codes,
        Some(Carried::Unknown) | None => BTreeSet::new(),
    };
    let of_title = fresh.iter().filter(|(_, other)| other.as_str() == title).map(|(code, _)| **code);
    let is_kin = |other: &SocCode| other.contains(code) || code.contains(*other);
    let of_group = fresh.keys().map(|other| **other).filter(is_kin);
    by_crosswalk
        .into_iter()
        .chain(of_title)
        .chain(of_group)
        .filter(|code| fresh.contains_key(code))
        .collect()
}

/// The exhibits whose figures changed, the pages that mark them, and those that print what a published
/// figure was.
fn touched(diff: &Diff, old: &Side, published: &Side, pages: &Pages) -> Vec<Touched> {
    let moves = diff.moves.iter().map(|one| one.id.as_str());
    let marks = diff.marks.iter().map(|one| one.id.as_str());
    let vanished = diff.vanished.iter().map(|one| one.id.as_str());
    let changed: BTreeSet<&str> = moves.chain(marks).chain(vanished).collect();
    let of_exhibits = published.exhibits.iter().map(|(exhibit, keys)| Touched {
        what: exhibit.clone(),
        figures: keys.iter().filter(|key| changed.contains(key.as_str())).cloned().collect(),
    });
    let newest = published.newest_periods();
    let of_marked = pages.marked.iter().map(|(path, ids)| {
        let keys = ids.iter().map(|id| key_of(id, &newest));
        let figures = keys.filter(|key| changed.contains(key.as_str())).collect();
        Touched { what: format!("page {path}"), figures }
    });
    let of_pages = pages.texts.iter().map(|(path, page)| {
        let prints = |key: &&&str| {
            let text = old.items.get(**key).map(|item| item.text.as_str()).unwrap_or_default();
            published.items.contains_key(**key) && is_telling(text) && holds(page, text)
        };
        let figures = changed.iter().filter(prints).map(|key| (*key).to_owned()).collect();
        Touched { what: format!("page {path}"), figures }
    });
    of_exhibits.chain(of_marked).chain(of_pages).filter(|touched| !touched.figures.is_empty()).collect()
}

/// Whether a printed number says which figure it is: `28%` may be anything, `$117,960` is not.
fn is_telling(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 4
}

/// Whether a page holds a number that is not part of a longer one.
fn holds(page: &str, number: &str) -> bool {
    page.match_indices(number).any(|(at, _)| {
        let before = page[..at].chars().next_back();
        let mut after = page[at + number.len()..].chars();
        let (next, second) = (after.next(), after.next());
        let digit = |character: Option<char>| character.is_some_and(|c| c.is_ascii_digit());
        let goes_on = digit(next) || (matches!(next, Some(',' | '.')) && digit(second));
        !digit(before) && !goes_on
    })
}
