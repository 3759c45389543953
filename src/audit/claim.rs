//! From a number in its passage to a claim: which quantities, occupations, areas and periods it may be
//! of, and whether it is said to come from BLS.

use super::{
    cue::{Bound, Cue, Per, Quantity},
    fit::is_telling,
    number::{Number, Sign},
    passage::{Page, Relation},
    percentile::rank,
    reading::{Dated, Placed, Told},
    side::Side,
    tokens::Words,
    view::View,
};
use crate::model::Area;

/// Something that a claim may be of, and how far the words that say so are.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess<T> {
    /// What.
    pub of: T,
    /// How far: words within the passage, more for other passages.
    pub cost: usize,
    /// Where it was said; `None` in the passage itself.
    pub from: Option<Relation>,
}

/// Who is said to have published a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// BLS, in the passage itself.
    Bls,
    /// BLS, in a passage that explains it.
    BlsNearby,
    /// Nobody.
    None,
    /// Somebody else, in a passage that explains it.
    OtherNearby,
    /// Somebody else.
    Other,
}

/// A number that may quote BLS.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that the words say or not"
)]
pub struct Claim {
    /// Its passage.
    pub passage: usize,
    /// The number and its neighbours.
    pub placed: Placed,
    /// Its value; negative where a decline is told.
    pub value: f64,
    /// How close it says that it is.
    pub bound: Bound,
    /// On which side of a figure that is about right the published one lies, where the words say so.
    pub side: Option<Side>,
    /// What a wage is counted by; a year for anything else.
    pub per: Per,
    /// What it may be of, likeliest first.
    pub quantities: Vec<Guess<Quantity>>,
    /// Whose, likeliest first: places in the list of occupations.
    pub occupations: Vec<Guess<u32>>,
    /// Where; `None` for a place whose code is not known.
    pub areas: Vec<Guess<Option<Area>>>,
    /// Of when.
    pub dates: Vec<Guess<Dated>>,
    /// Who says so.
    pub source: Source,
    /// Whether words nearby make it a band of pay that is nobody's statistic.
    pub band: bool,
    /// Whether words nearby make it money that is no pay, so that only its digits could show that it is.
    pub doubtful: bool,
    /// Whether it goes on with a sentence about BLS's figures.
    pub goes_on: bool,
    /// Whether it is of the date that stands before: "that same year".
    pub same_date: bool,
    /// Whether the figure is told as the growth of one year.
    pub annual_growth: bool,
    /// Whether work or a projection is spoken of.
    pub about_work: bool,
    /// Whether the passage has the word "mean", which pay sites leave to statisticians.
    pub says_mean: bool,
}

/// How near the name of a count names it: "Number of jobs, 2024: 90,000".
const NAMED: usize = 8;

/// From this distance on, a quantity is not spoken of.
pub const UNSPOKEN: usize = 50;

/// Whether a passage says something about another as if it stood in it.
#[must_use]
pub const fn is_head(relation: Relation) -> bool {
    matches!(relation, Relation::RowHead | Relation::GroupHead | Relation::ColumnHead | Relation::Label)
}

/// Reads a number of a passage as a claim; `None` when nothing speaks for one.
#[must_use]
pub fn claim(page: &Page<'_>, passage: usize, index: usize) -> Option<Claim> {
    let reading = page.reading(passage);
    let placed = reading.numbers.get(index)?;
    if placed.spent || placed.number.end <= placed.number.start {
        return None;
    }
    let view = View { page, passage, placed, contexts: page.contexts(passage) };
    if view.is_denied() || view.is_span_of_years() {
        return None;
    }
    let mut claim = view.empty();
    match placed.number.sign {
        Sign::Dollars => view.money(&mut claim)?,
        Sign::Percent => view.percent(&mut claim)?,
        Sign::Plain if view.is_percent_by_its_head() => view.percent(&mut claim)?,
        Sign::Plain => view.plain(&mut claim)?,
    }
    view.finish(&mut claim);
    Some(claim)
}

/// Words in the place of a number, as a claim.
#[must_use]
pub fn words(page: &Page<'_>, passage: usize, told: &Told, quantity: Quantity) -> Claim {
    let number = Number::of_words(told.start, told.end);
    let placed = Placed { number, token: told.token, partner: None, spent: false, negative: false };
    let view = View { page, passage, placed: &placed, contexts: page.contexts(passage) };
    let mut claim = view.empty();
    claim.quantities.push(Guess { of: quantity, cost: 0, from: None });
    view.finish(&mut claim);
    claim
}

impl View<'_, '_> {
    fn empty(&self) -> Claim {
        Claim {
            passage: self.passage,
            value: self.placed.number.value,
            bound: self.page.reading(self.passage).bound(self.placed),
            side: self.side(),
            per: self.per(),
            quantities: Vec::new(),
            occupations: Vec::new(),
            areas: Vec::new(),
            dates: Vec::new(),
            source: self.source(),
            band: self.is_band(),
            doubtful: false,
            goes_on: self.goes_on(),
            same_date: self.is_of_same_date(),
            annual_growth: false,
            about_work: [Cue::Project, Cue::Work, Cue::Jobs].into_iter().any(|cue| self.near(cue, 30))
                || self.counts_workers()
                || self.near(Cue::Count(Quantity::Employment), NAMED)
                || self.is_beside_growth_words()
                || self.headed(|cue| {
                    matches!(cue, Cue::Project | Cue::Work | Cue::Growth | Cue::Count(_) | Cue::Jobs)
                }),
            says_mean: self
                .page
                .text(self.passage)
                .split(' ')
                .any(|word| word.eq_ignore_ascii_case("mean")),
            placed: self.placed.clone(),
        }
    }

    /// "10-yr growth", "10-year outlook"; "15,300 yearly openings" counts no years.
    fn is_span_of_years(&self) -> bool {
        let rest = &self.page.text(self.passage)[self.placed.number.end..];
        let word = rest.trim_start_matches(['-', '‑', '–', ' ']);
        self.placed.number.sign == Sign::Plain
            && ["year", "yr"].iter().any(|years| word.starts_with(years))
            && !word.starts_with("yearly")
    }

    /// "Growth: 27% (much faster than average)": BLS's own words.
    fn is_beside_growth_words(&self) -> bool {
        let told = &self.page.reading(self.passage).told;
        let beside = |told: &Told| told.token.abs_diff(self.placed.token) <= 6;
        told.iter().any(|told| matches!(told.cue, Cue::GrowthWord(_)) && beside(told))
    }

    /// "Two million truckers": a count of the workers themselves.
    fn counts_workers(&self) -> bool {
        let told = &self.page.reading(self.passage).told;
        self.placed.number.sign == Sign::Plain
            && told.iter().any(|told| {
                matches!(told.cue, Cue::Occupation(_)) && told.token == self.placed.token + 1
            })
    }

    fn finish(&self, claim: &mut Claim) {
        claim.quantities.sort_by_key(|guess| guess.cost);
        let mut seen = std::collections::BTreeSet::new();
        claim.quantities.retain(|guess| seen.insert(guess.of));
        claim.quantities.truncate(6);
        claim.occupations = self.occupations();
        claim.areas = self.areas();
        claim.dates = self.dates();
    }
}

impl View<'_, '_> {
    /// What an amount of dollars may be of.
    pub fn money(&self, claim: &mut Claim) -> Option<()> {
        let value = claim.value;
        let likely = match claim.per {
            Per::Year => (9_000.0..1_000_000.0).contains(&value),
            Per::Hour => (4.0..400.0).contains(&value),
            Per::Month => (700.0..80_000.0).contains(&value),
            Per::Other => false,
        };
        let mut measures = self.told(|told| match told.cue {
            Cue::Measure(quantity) => Some((Some(quantity), told.start)),
            Cue::Middle => Some((None, told.start)),
            _ => None,
        });
        measures.retain(|guess| guess.from.is_some() || !self.is_of_other_clause(guess.of));
        measures.extend(self.ranks());
        let nearest = measures.iter().find(|guess| guess.from.is_none()).map(|guess| guess.cost);
        if self.is_difference() || self.is_threshold() || self.is_of_own_people() || !likely {
            return None;
        }
        // "While apprentices usually start near $40,000": a band that stands nearer than any measure.
        let starts = |band: usize| nearest.is_some_and(|nearest| band <= 4 && nearest > band + 8);
        claim.doubtful = self.is_no_pay(nearest)
            || self.nearest(Cue::Band).is_some_and(starts)
            || self.is_held_against_bls();
        if claim.doubtful && !is_telling(claim) {
            return None;
        }
        let high = self.placed.partner.map(|(_, high)| !high);
        measured(&measures, nearest, high, claim);
        if let Some(high) = high {
            let ends =
                if high { [Quantity::P90, Quantity::P75] } else { [Quantity::P10, Quantity::P25] };
            claim.quantities.push(Guess { of: ends[0], cost: UNSPOKEN + 2, from: None });
            claim.quantities.push(Guess { of: ends[1], cost: UNSPOKEN + 8, from: None });
        }
        if claim.quantities.iter().all(|guess| guess.cost >= UNSPOKEN) {
            if let Some(of) = self.declared() {
                claim.quantities.push(Guess { of, cost: UNSPOKEN + 4, from: Some(Relation::LeadIn) });
            }
            self.unspoken(claim)?;
        }
        Some(())
    }

    /// The percentiles that heads of nothing but a percent name.
    fn ranks(&self) -> impl Iterator<Item = Guess<(Option<Quantity>, usize)>> {
        let heads = self.contexts.iter().filter(|(relation, _)| is_head(*relation));
        heads.filter_map(|(relation, at)| {
            let of = (Some(rank(self.page.text(*at))?), 0);
            Some(Guess { of, cost: 1, from: Some(*relation) })
        })
    }

    /// Whether the money is no pay: words for other money stand nearer than a measure, which is `nearest`, or
    /// are the subject of the measure ("tuition averages").
    fn is_no_pay(&self, nearest: Option<usize>) -> bool {
        if self.is_named_behind() {
            return false;
        }
        let cost = self.nearest(Cue::NotPay).filter(|cost| *cost <= 10);
        if cost.is_some_and(|cost| nearest.is_none_or(|nearest| cost <= nearest + 2)) {
            return true;
        }
        let told = &self.page.reading(self.passage).told;
        // "Tuition: $112,000 for the DPT, $14,300 for the assistants' degree."
        let text = self.page.text(self.passage);
        let labels =
            |one: &Told| one.cue == Cue::NotPay && one.token == 0 && text[one.end..].starts_with(':');
        let is_pay = |one: &Told| matches!(one.cue, Cue::Measure(_) | Cue::Bls);
        if told.iter().any(labels) && !told.iter().any(is_pay) {
            return true;
        }
        let before = || told.iter().filter(|told| told.after <= self.placed.token);
        let Some(other) = before().filter(|told| told.cue == Cue::NotPay).map(|told| told.after).max()
        else {
            return false;
        };
        // "The ADN program costs $11,200 and the BSN $46,800."
        let says_pay = |told: &Told| {
            matches!(
                told.cue,
                Cue::Pay | Cue::Measure(_) | Cue::Middle | Cue::Bls | Cue::Work | Cue::Per(_)
            )
        };
        if !self.page.reading(self.passage).told.iter().any(says_pay) {
            return true;
        }
        let pay = |told: &Told| matches!(told.cue, Cue::Pay | Cue::Occupation(_) | Cue::Work | Cue::Bls);
        let between = || before().filter(|told| told.token >= other);
        let measured = between().any(|told| matches!(told.cue, Cue::Measure(_)));
        // "The cost of replacing a nurse averages $56,300": whatever stands between, the cost is the subject.
        let words = Words { text, tokens: &self.page.reading(self.passage).tokens };
        let is_subject = || words.is(other, &["of"]) && other <= FURTHEST_FIRST;
        measured
            && (is_subject() || !between().any(pay) && self.placed.token - other <= FURTHEST_SUBJECT)
    }

    /// "Budget about $67,000 for a hire, the national median": what the words behind say that it is.
    fn is_named_behind(&self) -> bool {
        let rest = self.page.text(self.passage).get(self.placed.number.end..).unwrap_or("");
        let clause = rest.split(['$', ';']).next().unwrap_or("");
        [", the national median", ", the median", ", the BLS median"]
            .iter()
            .any(|name| clause.contains(name))
    }

    /// "Few trades top $100,000", "the $80,000 mark": a round sum that others are measured by.
    fn is_threshold(&self) -> bool {
        const MARKS: &[&str] = &["mark", "threshold", "barrier", "milestone"];
        let rest = self.page.text(self.passage).get(self.placed.number.end..).unwrap_or("");
        let next = rest.trim_start().split(|letter: char| !letter.is_alphabetic()).next();
        if next.is_some_and(|word| MARKS.contains(&word)) {
            return true;
        }
        let text = self.page.text(self.passage).trim_start_matches(['*', '"', '“', ' ']);
        let few = FEW.iter().any(|word| text.get(..word.len()).is_some_and(|start| start == *word));
        few && self.placed.number.value % 1000.0 == 0.0
    }

    /// The quantities of an amount that no words name.
    fn unspoken(&self, claim: &mut Claim) -> Option<()> {
        let sourced = claim.source == Source::Bls && self.is_by_time_or_of_someone();
        let pay = self.near(Cue::Pay, 14) || self.headed(|cue| cue == Cue::Pay) || sourced;
        // A figure of so many digits may show by itself what it is of.
        if !pay && !is_telling(claim) && claim.quantities.is_empty() {
            return None;
        }
        let ends: &[Quantity] = match (pay, is_telling(claim)) {
            (true, false) => &[],
            (true, true) => &[Quantity::P90, Quantity::P10, Quantity::P75, Quantity::P25],
            _ => &[Quantity::P10, Quantity::P90],
        };
        for (nth, of) in [Quantity::Median, Quantity::Mean].iter().chain(ends).enumerate() {
            let cost = UNSPOKEN + 10 + 4 * nth;
            claim.quantities.push(Guess { of: *of, cost, from: Some(Relation::Earlier) });
        }
        Some(())
    }

    /// "Roughly $19 an hour, going by BLS": an amount by the hour or year, or in a sentence that names an
    /// occupation, which no other word says to be pay.
    fn is_by_time_or_of_someone(&self) -> bool {
        let told = &self.page.reading(self.passage).told;
        let someone =
            |told: &Told| matches!(told.cue, Cue::Occupation(_)) && told.after <= self.placed.token;
        self.near(Cue::Per(Per::Hour), 4)
            || self.near(Cue::Per(Per::Year), 4)
            || told.iter().any(someone)
    }
}

/// How far in words the subject of a measure may stand before its figure.
const FURTHEST_SUBJECT: usize = 10;

/// Words up to the end of the first subject of a sentence.
const FURTHEST_FIRST: usize = 3;

/// How a sentence about few of many begins.
const FEW: &[&str] = &[
    "All ",
    "Jobs that ",
    "Careers that ",
    "Trades that ",
    "Both ",
    "None of ",
    "Each of ",
    "Few ",
    "Not many ",
    "Hardly any ",
    "Only a few ",
    "Only a handful ",
    "No other ",
    "Very few ",
];

/// The quantities that words name for an amount.
fn measured(
    measures: &[Guess<(Option<Quantity>, usize)>],
    nearest: Option<usize>,
    high: Option<bool>,
    claim: &mut Claim,
) {
    let is_lower = |of: Quantity| matches!(of, Quantity::P10 | Quantity::P25);
    let is_upper = |of: Quantity| matches!(of, Quantity::P75 | Quantity::P90);
    let names =
        |is_one: fn(Quantity) -> bool| measures.iter().any(|guess| guess.of.0.is_some_and(is_one));
    for guess in measures {
        let carried = guess.from.is_some_and(|from| !is_head(from));
        // "The best-paid trades" above a section makes nothing a percentile.
        let middle = matches!(guess.of.0, Some(Quantity::Median | Quantity::Mean));
        if guess.from == Some(Relation::Heading) && !middle {
            continue;
        }
        if carried && (nearest.is_some() || matches!(guess.from, Some(Relation::Earlier))) {
            continue;
        }
        // A quantity that is only carried along needs a figure that speaks for it.
        let far = if carried { UNSPOKEN } else { 0 };
        let new = |of, more| Guess { of, cost: guess.cost + more + far, from: guess.from };
        match (guess.of.0, high) {
            (None, Some(true)) => claim.quantities.push(new(Quantity::P75, 0)),
            (None, _) => claim.quantities.push(new(Quantity::P25, 0)),
            // "25th–75th percentile: $81,970–$113,630": the low end is of the lower.
            (Some(Quantity::P75 | Quantity::P90), Some(false)) if names(is_lower) => {}
            (Some(Quantity::P10 | Quantity::P25), Some(true)) if names(is_upper) => {}
            (Some(quantity), _) => {
                // A range is between percentiles; a median beside it is another figure.
                let middle = matches!(quantity, Quantity::Median | Quantity::Mean);
                let more = if high.is_some() && middle { UNSPOKEN + 20 } else { 0 };
                claim.quantities.push(new(quantity, more));
                if let Some((other, further)) = mistaken_for(quantity) {
                    claim.quantities.push(new(other, more + further));
                }
            }
        }
    }
}

/// The quantity that pages often tell as another, and how much further it is. "Average" decides nothing:
/// most pages say so of medians.
const fn mistaken_for(quantity: Quantity) -> Option<(Quantity, usize)> {
    match quantity {
        Quantity::Median => Some((Quantity::Mean, 40)),
        Quantity::Mean => Some((Quantity::Median, 3)),
        Quantity::P10 => Some((Quantity::P25, 40)),
        Quantity::P90 => Some((Quantity::P75, 40)),
        Quantity::P25 => Some((Quantity::P10, 40)),
        Quantity::P75 => Some((Quantity::P90, 40)),
        _ => None,
    }
}
