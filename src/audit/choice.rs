//! Of everything that a claim may be of, what it is: the reading that fits the figures at hand and
//! lies nearest to the words; where none fits, the nearest.

use std::sync::Arc;

use super::{
    cited,
    claim::{Claim, Guess, Source, UNSPOKEN, is_head},
    cue::{Bound, Cue, Quantity},
    dated::NOTED,
    fields,
    figures::{End, Figures, Known},
    fit::{Fit, fit, is_telling},
    number::Sign,
    passage::{Page, Relation},
    reading::{Dated, How, Told},
    whereabouts::{of_area_around, of_area_named},
    whose,
};
use crate::model::{Area, Period, SocCode};

/// A reading of a claim.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The quantity.
    pub quantity: Quantity,
    /// The occupation, by its place in the list.
    pub occupation: Option<u32>,
    /// Where the occupation was named; `None` in the passage itself.
    pub named: Option<Relation>,
    /// The place; `None` where only its kind is known.
    pub area: Option<Area>,
    /// Everything that BLS published of it, newest first.
    pub known: Arc<Vec<Known>>,
    /// Which of these it agrees with, and how.
    pub fits: Vec<(usize, Fit)>,
    /// The period that is stated for it.
    pub stated: Option<Dated>,
    /// Whether the period is stated close by, or only carried from further up the page.
    pub near: bool,
    /// How far the reading is from the words.
    pub cost: usize,
}

/// Dates that are further away than this are only carried along.
const NEAR: usize = 25;

/// An occupation that is further away than this may only be what the claim is held against.
const RIVAL: usize = 26;

/// A round that the passage just before names holds on.
const ADJOINING: usize = 35;

/// Whether a published figure is of a stated period.
#[must_use]
pub fn is_of(known: &Known, date: &Dated) -> bool {
    match known.period {
        Period::Release(release) => {
            date.end_year.is_none() && date.how != How::EndYear && release.year() == date.year
        }
        Period::Round(round) => {
            let ends = match known.end {
                // "May 2022" is of the survey.
                Some(End::Base) => date.year == round.base_year() && date.how != How::Explicit,
                Some(End::Projected) => date.year == round.projected_year(),
                None => false,
            };
            // "May 2022" is of the survey.
            let survey = date.end_year.is_some() || date.how == How::Explicit;
            date.round() == Some(known.period) || !survey && ends
        }
    }
}

/// Whether a date can be that of a quantity; no wage is of a year to come.
fn applies(date: &Dated, quantity: Quantity, figures: &Figures) -> bool {
    match quantity {
        Quantity::Employment => date.release().is_some() || date.round().is_some(),
        _ if quantity.is_wage() => {
            date.release().is_some() && date.how != How::EndYear && date.year <= figures.last_measured()
        }
        _ => date.end_year.is_some() || date.how == How::EndYear,
    }
}

impl Choice {
    /// The agreements with figures of the stated period.
    #[must_use]
    pub fn stated_fit(&self) -> Option<(usize, Fit)> {
        let stated = self.stated.as_ref()?;
        self.fits
            .iter()
            .filter(|(at, _)| is_of(&self.known[*at], stated))
            .min_by_key(|(_, fit)| *fit)
            .copied()
    }

    /// The best agreements of all.
    #[must_use]
    pub fn best(&self) -> Vec<usize> {
        let Some(best) = self.fits.iter().map(|(_, fit)| *fit).min() else { return Vec::new() };
        self.fits.iter().filter(|(_, fit)| *fit == best).map(|(at, _)| *at).collect()
    }

    /// Whether any agreement is to the last digit.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.fits.iter().any(|(_, fit)| *fit == Fit::Exact)
    }
}

/// "Where nurses earn the most (2025 guide)": a year alone in a heading is seldom that of the figures.
fn is_of_edition(guess: &Guess<Dated>) -> bool {
    guess.from == Some(Relation::Heading) && guess.of.how == How::YearOnly
}

/// The period that a claim is stated to be of, and whether that is said close by.
fn stated(
    claim: &Claim,
    quantity: Quantity,
    known: &[Known],
    fits: &[(usize, Fit)],
    page: &Page<'_>,
) -> (Option<Dated>, bool) {
    let figures = page.figures;
    let fitting = |date: &Dated| fits.iter().any(|(at, _)| is_of(&known[*at], date));
    let at_hand = |date: &Dated| known.iter().any(|known| is_of(known, date));
    let usable: Vec<&Guess<Dated>> =
        claim.dates.iter().filter(|guess| applies(&guess.of, quantity, figures)).collect();
    // What names its own occupation and BLS goes on with nothing
    // of another paragraph, nor does a count of jobs that is that of a round to the last digit.
    let counts = matches!(quantity, Quantity::Openings | Quantity::GrowthNum);
    let tells_round = counts && is_telling(claim) && fits.iter().any(|(_, fit)| *fit == Fit::Exact);
    let alone = claim.source == Source::Bls
        && claim.occupations.first().is_some_and(|guess| guess.from.is_none())
        && (quantity.is_wage() || tells_round);
    let is_near = |guess: &&&Guess<Dated>| {
        let counted =
            quantity == Quantity::Employment && guess.of.how == How::Explicit && !fitting(&guess.of);
        guess.from.is_none_or(is_head) && guess.cost <= 60 && !guess.of.publication
            || matches!(guess.from, Some(Relation::LeadIn | Relation::Remark))
                && !(counted || guess.of.publication)
            || guess.from == Some(Relation::Earlier)
                && !(counted || alone)
                && guess.cost <= ADJOINING
                && (guess.of.how == How::Explicit || guess.of.how == How::EndYear && at_hand(&guess.of))
            || guess.cost <= NEAR && !(counted && guess.from.is_some_and(|from| !is_head(from)))
            || claim.same_date && guess.from.is_some() && !guess.of.publication && !is_of_edition(guess)
    };
    let mut near: Vec<&&Guess<Dated>> = usable.iter().filter(is_near).collect();
    // "Jobs: 3,175,390" beside "Growth, 2022-32": to the last digit the survey's of the May that the page is of.
    let of_survey = |guess: &&&Guess<Dated>| {
        let has = |(at, fit): &(usize, Fit)| *fit == Fit::Exact && is_of(&known[*at], &guess.of);
        guess.of.how == How::Explicit && guess.of.end_year.is_none() && fits.iter().any(has)
    };
    let counts_jobs = quantity == Quantity::Employment && is_telling(claim);
    if counts_jobs
        && !near.iter().any(|guess| fitting(&guess.of))
        && let Some(guess) = usable.iter().find(of_survey)
    {
        return (Some(guess.of), true);
    }
    if near.is_empty() {
        let belies = |guess: &&&Guess<Dated>| {
            let fits = fits.iter().map(|(at, _)| &known[*at]);
            guess.from.is_none() && cited::contradicts(page.text(guess.of.passage), &guess.of, fits)
        };
        near.extend(usable.iter().find(belies));
    }
    if let Some(first) = near.first() {
        let second = near.iter().find(|guess| guess.cost <= first.cost + 14 && fitting(&guess.of));
        return (Some(second.unwrap_or(first).of), true);
    }
    // A figure that fits nothing at hand is of the period of the sentence before.
    let just_said = |guess: &&&Guess<Dated>| fits.is_empty() && guess.cost <= ADJOINING;
    let carried = usable.iter().find(|guess| fitting(&guess.of)).or(usable.iter().find(just_said));
    if carried.is_none() {
        let of_note = quantity.is_wage() || quantity == Quantity::GrowthPct;
        return (noted(&usable).filter(|date| of_note && at_hand(date)), true);
    }
    (carried.map(|guess| guess.of), false)
}

/// "Wage data: BLS, May 2024" on a page that names no other period: what all of its figures are stated to be of.
fn noted(usable: &[&Guess<Dated>]) -> Option<Dated> {
    let [first, others @ ..] = usable else { return None };
    let alone = others
        .iter()
        .all(|guess| (guess.of.year, guess.of.end_year) == (first.of.year, first.of.end_year));
    let explicit = first.of.how == How::Explicit && !first.of.publication;
    let is_noted = usable.iter().any(|guess| guess.cost == NOTED);
    (explicit && alone && is_noted).then_some(first.of)
}

/// A reading of a claim as a quantity of an occupation in an area.
fn reading(
    claim: &Claim,
    quantity: &Guess<Quantity>,
    occupation: &Guess<u32>,
    area: &Guess<Option<Area>>,
    page: &Page<'_>,
) -> Choice {
    let found = page.figures.occupations.get(occupation.of);
    let known = match (found, area.of) {
        (Some(_), Some(area)) => page.known(quantity.of, claim.per, occupation.of, area),
        _ => Arc::default(),
    };
    let mut fits: Vec<(usize, Fit)> = known
        .iter()
        .enumerate()
        .filter_map(|(at, known)| Some((at, fit(claim, known, quantity.of)?)))
        .collect();
    if quantity.of == Quantity::Employment
        && !fits.is_empty()
        && tells_base_year(page.text(claim.passage))
    {
        fits.retain(|(at, _)| known[*at].end == Some(End::Base));
    }
    let (stated, near) = stated(claim, quantity.of, &known, &fits, page);
    // A wide bound is taken for what it may be of only where it is said of when it is.
    let said = |at: usize| near && stated.is_some_and(|date| is_of(&known[at], &date));
    fits.retain(|(at, fit)| *fit != Fit::Loose || said(*at));
    Choice {
        quantity: quantity.of,
        occupation: found.map(|_| occupation.of),
        named: occupation.from,
        area: area.of,
        known,
        fits,
        stated,
        near,
        cost: quantity.cost + occupation.cost + area.cost,
    }
}

/// "At the start of the projection period": jobs of the year that a round begins with.
fn tells_base_year(text: &str) -> bool {
    const WHEN: &[&str] = &[
        "start of the projection",
        "start of the decade",
        "beginning of the projection",
        "beginning of the decade",
        "base year",
    ];
    WHEN.iter().any(|words| text.contains(words))
}

/// Every reading of a claim, likeliest first; at least one.
#[must_use]
pub fn choices(claim: &Claim, page: &Page<'_>) -> Vec<Choice> {
    let mut all = Vec::new();
    let nobody = [Guess { of: u32::MAX, cost: 60, from: None }];
    let occupations = if claim.occupations.is_empty() { &nobody[..] } else { &claim.occupations };
    for quantity in &claim.quantities {
        for occupation in occupations {
            for area in &claim.areas {
                all.push(reading(claim, quantity, occupation, area, page));
            }
        }
    }
    let here = |guess: &Guess<u32>| guess.from.is_none_or(is_head) && guess.cost < RIVAL;
    let named_here = claim.occupations.first().is_some_and(here);
    all.extend(by_figure(claim, &all, named_here, page));
    all.extend(by_field(claim, named_here, page));
    all.extend(of_best_paid(claim, page));
    all.extend(of_everybody(claim, page));
    let top = all.iter().map(|choice| choice.cost).min().unwrap_or(0);
    all.sort_by_key(|choice| (tier(claim, choice, top, named_here), choice.cost));
    if let Some(at) = of_area_around(claim, &all).or_else(|| of_area_named(claim, &all, page)) {
        all[..=at].rotate_right(1);
    }
    all
}

impl Choice {
    /// Whether the very figure is of the period that is stated or, where none is, of any.
    fn is_settled(&self) -> bool {
        match (&self.stated, self.near) {
            (Some(_), true) => matches!(self.stated_fit(), Some((_, Fit::Exact))),
            _ => self.is_exact(),
        }
    }
}

/// The reading of an occupation that only a field names, whose figure it may be.
fn by_field(claim: &Claim, named_here: bool, page: &Page<'_>) -> Option<Choice> {
    let quantity = claim.quantities.first()?;
    let area = claim.areas.first()?;
    let fits = |choice: &Choice| match (&choice.stated, choice.near) {
        (Some(_), true) => choice.stated_fit().is_some(),
        _ => !choice.fits.is_empty(),
    };
    let read = |guess: Guess<u32>| reading(claim, quantity, &guess, area, page);
    fields::of_fields(claim, page, named_here).into_iter().map(read).find(fits)
}

/// "3,175,390 of 151.9 million": as many as no occupation has are the jobs of all.
fn of_everybody(claim: &Claim, page: &Page<'_>) -> Option<Choice> {
    const MORE_THAN_ANY: f64 = 50e6;
    let quantity = claim.quantities.iter().find(|guess| guess.of == Quantity::Employment)?;
    let all = page.figures.occupations.place(SocCode::ALL_OCCUPATIONS)?;
    let area = claim.areas.first().filter(|_| claim.value > MORE_THAN_ANY)?;
    let everybody = Guess { of: all, cost: 0, from: None };
    let choice = reading(claim, quantity, &everybody, area, page);
    Some(choice).filter(|choice| !choice.fits.is_empty())
}

/// "The highest paid of the four are nurse practitioners, at $126,260": what stands at an end of a list may be the
/// median of the occupation there, where no words tell a share of its workers.
fn of_best_paid(claim: &Claim, page: &Page<'_>) -> Option<Choice> {
    const OF_SHARES: &[&str] = &["percent", "tenth", "10", "90", "decile", "pctl", "%"];
    let ends = [Quantity::P10, Quantity::P90];
    let quantity = claim.quantities.first().filter(|of| of.from.is_none() && ends.contains(&of.of))?;
    let (text, reading_of) = (page.text(claim.passage), page.reading(claim.passage));
    let says = |told: &&Told| told.cue == Cue::Measure(quantity.of);
    let nearest = |told: &&Told| reading_of.distance(told, &claim.placed);
    let told = reading_of.told.iter().filter(says).min_by_key(nearest)?;
    let said = text[told.start..told.end].to_lowercase();
    if OF_SHARES.iter().any(|share| said.contains(share)) {
        return None;
    }
    let (occupation, area) = (claim.occupations.first()?, claim.areas.first()?);
    let median = Guess { of: Quantity::Median, ..quantity.clone() };
    Some(reading(claim, &median, occupation, area, page)).filter(Choice::is_settled)
}

/// The reading of an occupation that the words name only in part, and that has the very figure.
fn by_figure(claim: &Claim, all: &[Choice], named_here: bool, page: &Page<'_>) -> Option<Choice> {
    let of_nation = claim.areas.first().is_some_and(|area| area.of.is_some_and(Area::is_nation));
    // What is only about right shows nothing by its digits, nor does a percent, which dozens share.
    let about = claim.bound == Bound::Approx && claim.placed.number.sign == Sign::Dollars;
    let shared = claim.placed.number.sign == Sign::Percent;
    let barred = claim.band || claim.doubtful || about || shared;
    let rejected = |choice: &Choice| named_here && choice.named.is_some_and(|from| !is_head(from));
    let settled = all.iter().any(|choice| choice.is_settled() && !rejected(choice));
    if barred || settled || !is_telling(claim) || !of_nation {
        return None;
    }
    let area = Guess { of: Some(Area::NATION), cost: 0, from: None };
    let nearest = claim.quantities.first()?.cost;
    let mut said = claim.quantities.iter().filter(|quantity| quantity.cost <= nearest + LIKELY);
    said.find_map(|quantity| {
        let fits = |occupation: u32| {
            let guess = Guess { of: occupation, cost: whose::COST, from: None };
            let choice = reading(claim, quantity, &guess, &area, page);
            let dated = choice.stated.is_some() && choice.near;
            let elsewhere = all.iter().any(Choice::is_settled);
            let said =
                if elsewhere { dated } else { quantity.cost < UNSPOKEN || choice.stated.is_some() };
            Some(choice).filter(|choice| said && choice.is_settled())
        };
        whose::whose(claim, quantity.of, fits, page)
    })
}

/// Quantities that are so much further than the nearest are only what it may be mistaken for.
const LIKELY: usize = 20;

/// How much speaks for a reading besides its nearness to the words; 0 is most.
fn tier(claim: &Claim, choice: &Choice, top: usize, named_here: bool) -> u8 {
    // What stands elsewhere does not override an occupation that the passage names.
    if named_here && choice.named.is_some_and(|from| !is_head(from)) {
        return 4;
    }
    let stated = choice.stated_fit();
    if is_telling(claim) {
        match stated {
            Some((_, Fit::Exact)) if choice.near => return 0,
            _ if choice.is_exact() && !is_twice_off(claim, choice) => return 1,
            _ => {}
        }
    }
    let more = choice.cost - top;
    match stated {
        Some((_, Fit::Exact | Fit::Rounded)) if choice.near && more <= 30 => 2,
        Some(_) if choice.near && more <= 12 => 2,
        _ if more <= 3 && !choice.fits.is_empty() && (stated.is_some() || choice.stated.is_none()) => 3,
        _ => 4,
    }
}

/// Whether a claim would be the mean of a release that it does not state, though no word calls it one: both together
/// are chance.
fn is_twice_off(claim: &Claim, choice: &Choice) -> bool {
    choice.quantity == Quantity::Mean && !claim.says_mean && choice.near && choice.stated.is_some()
}

/// The codes of a choice.
#[must_use]
pub fn codes<'f>(choice: &Choice, figures: &'f Figures) -> &'f [SocCode] {
    let found = choice.occupation.and_then(|index| figures.occupations.get(index));
    found.map_or(&[], |occupation| occupation.codes.as_slice())
}
