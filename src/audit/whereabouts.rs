//! Of which area a figure is, where the nation's would agree with it or no figure of the nation does.

use super::{
    choice::{Choice, is_of},
    claim::{Claim, Guess, is_head},
    cue::{Cue, Quantity},
    fit::is_telling,
    judge,
    passage::{Page, Relation},
    reading::Told,
};
use crate::model::Area;

/// "In Ohio registered nurses earn $86,070": of the area that the words name, whose figures are at hand, is what
/// only an older release of the nation has. What is the nation's today may stand beside the name of any area.
pub fn of_area_named(claim: &Claim, all: &[Choice], page: &Page<'_>) -> Option<usize> {
    let best = all.first()?;
    let reading = page.reading(claim.passage);
    let nation = |told: &Told| told.cue == Cue::Place(Some(Area::NATION));
    let of_nation = best.area.is_some_and(Area::is_nation) && !reading.told.iter().any(nation);
    let row = |area: &&Guess<Option<Area>>| area.from == Some(Relation::RowHead);
    let of_row = claim.areas.iter().find(row).and_then(|area| area.of).filter(|area| !area.is_nation());
    let direct = of_row.or_else(|| named_right_there(claim, page));
    let said = match &best.stated {
        Some(date) if best.near => best.known.iter().filter(|known| is_of(known, date)).collect(),
        _ => Vec::from_iter(best.known.first()),
    };
    let today = best.fits.iter().any(|(at, _)| {
        let known = &best.known[*at];
        said.contains(&known) && judge::is_newest(known, page.figures)
    });
    if !of_nation
        || today && direct.is_none()
        || !best.quantity.is_wage() && best.quantity != Quantity::Employment
    {
        return None;
    }
    let headed = claim.areas.iter().find(|area| area.from.is_some_and(is_head)).and_then(|area| area.of);
    let named = direct.or(headed).or_else(|| named_for(claim, page))?;
    if !page.figures.has_area(named) {
        return None;
    }
    let same = |other: &Choice| {
        (other.quantity, other.occupation, other.area) == (best.quantity, best.occupation, Some(named))
    };
    all.iter().position(same)
}

/// "Registered nurses in California earn $97,550", "$97,550 in California": the state that words put a figure into, with
/// no other figure between.
fn named_right_there(claim: &Claim, page: &Page<'_>) -> Option<Area> {
    let named = named_for(claim, page)?;
    let (text, reading) = (page.text(claim.passage), page.reading(claim.passage));
    let is_in = |told: &Told| {
        let before = text[..told.start].trim_end();
        told.cue == Cue::Place(Some(named)) && [" in", "In"].iter().any(|word| before.ends_with(word))
    };
    reading.told.iter().any(is_in).then_some(named)
}

/// The area that a passage names for a figure: before it, with no other figure between, or right behind.
fn named_for(claim: &Claim, page: &Page<'_>) -> Option<Area> {
    let (text, reading) = (page.text(claim.passage), page.reading(claim.passage));
    let place = claim.placed.token;
    let figure = |at: usize| reading.numbers.iter().any(|other| other.token == at && !other.spent);
    let alone = |told: &Told| told.after <= place && !(told.after..place).any(figure);
    let behind = |told: &Told| {
        let between = text.get(claim.placed.number.end..told.start).unwrap_or("");
        matches!(between.trim(), "in" | "across" | "for")
    };
    let near = reading.told.iter().rev().filter(|told| alone(told) || behind(told));
    { near }.find_map(|told| match told.cue {
        Cue::Place(Some(area)) if !area.is_nation() => Some(area),
        _ => None,
    })
}

/// A wage of so many digits that the nation never had is of the area that the sentence before, the
/// lead-in of the list or table, or the heading names.
pub fn of_area_around(claim: &Claim, all: &[Choice]) -> Option<usize> {
    let best = all.first()?;
    let unfit =
        best.quantity.is_wage() && best.fits.is_empty() && best.area.is_some_and(Area::is_nation);
    let around = claim
        .areas
        .iter()
        .filter(|area| area.from.is_some() && !area.of.is_some_and(Area::is_nation))
        .min_by_key(|area| area.cost)?;
    let same = |other: &Choice| {
        (other.quantity, other.occupation, other.area) == (best.quantity, best.occupation, around.of)
    };
    if unfit && is_telling(claim) { all.iter().position(same) } else { None }
}
