//! From a reading to a verdict: true of the newest release, of an older one, of another one than is
//! stated, of another quantity or occupation, of several, of none, or beyond what is at hand.

use super::{
    choice::{Choice, codes, is_of},
    claim::{Claim, UNSPOKEN},
    cue::{Bound, Per, Quantity},
    figures::{End, Figures, Known, period_name},
    fit::{FAR, Fit, holds_within, is_scaled, is_telling},
    passage::Relation,
    reading::{Dated, How},
    refuted, settle,
};
use crate::model::{Area, Period, Release};

/// What is true of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// True of the newest release at hand.
    Current,
    /// True of the older release that it states or implies.
    Stale,
    /// The figure of another release than it states.
    Mislabelled,
    /// No release at hand has it.
    Wrong,
    /// It is another quantity than the words say.
    WrongMeasure,
    /// It is the figure of another occupation.
    WrongOccupation,
    /// It fits several releases.
    Ambiguous,
    /// Nothing at hand can confirm or refute it.
    NotCheckable,
    /// It quotes somebody else, or is no wage, employment or projection.
    NotBls,
}

impl Verdict {
    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Stale => "stale",
            Self::Mislabelled => "mislabelled",
            Self::Wrong => "wrong",
            Self::WrongMeasure => "wrong-measure",
            Self::WrongOccupation => "wrong-occupation",
            Self::Ambiguous => "ambiguous",
            Self::NotCheckable => "not-checkable",
            Self::NotBls => "not-bls",
        }
    }

    /// Every verdict.
    pub const ALL: [Self; 9] = [
        Self::Current,
        Self::Stale,
        Self::Mislabelled,
        Self::Wrong,
        Self::WrongMeasure,
        Self::WrongOccupation,
        Self::Ambiguous,
        Self::NotCheckable,
        Self::NotBls,
    ];
}

/// A verdict with what it rests on.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// What is true.
    pub verdict: Verdict,
    /// Why, where nothing could be checked, or what else it is.
    pub reason: String,
    /// The published figures that the claim agrees with, by their place among the known ones.
    pub periods: Vec<usize>,
}

impl Judgement {
    /// A verdict.
    pub fn new(verdict: Verdict, reason: impl Into<String>, periods: Vec<usize>) -> Self {
        Self { verdict, reason: reason.into(), periods }
    }
}

/// The name of the period that a date states for a quantity.
#[must_use]
pub fn stated_name(date: &Dated, quantity: Quantity) -> String {
    match (quantity.is_wage(), date.round(), date.end_year) {
        (false, Some(round), _) => period_name(round),
        (false, None, Some(end)) => format!("EP {}-{:02}", date.year, end % 100),
        (false, None, None) if quantity != Quantity::Employment => format!("EP {}", date.year),
        _ => period_name(Period::Release(Release::may(date.year))),
    }
}

/// The verdict on a reading of a claim, beside the other readings.
#[must_use]
pub fn judge(claim: &Claim, choice: &Choice, others: &[Choice], figures: &Figures) -> Judgement {
    if let Some(unknown) = unknown(choice, figures) {
        return unknown;
    }
    let quantity = judge_quantity(claim, choice);
    let found = match &choice.stated {
        Some(date) => judge_stated(claim, choice, others, date, figures),
        None => judge_undated(claim, choice, others, figures),
    };
    match quantity {
        Some(reason) if matches!(found.verdict, Verdict::Current | Verdict::Stale) => {
            Judgement { verdict: Verdict::WrongMeasure, reason, ..found }
        }
        // Openings under another round are no new jobs under any.
        Some(reason) if found.verdict == Verdict::Mislabelled && !choice.quantity.is_wage() => {
            Judgement { verdict: Verdict::WrongMeasure, reason, ..found }
        }
        _ => found,
    }
}

/// What keeps a claim from being checked, whatever its figure.
fn unknown(choice: &Choice, figures: &Figures) -> Option<Judgement> {
    let refuse = |reason: &str| Some(Judgement::new(Verdict::NotCheckable, reason, Vec::new()));
    if choice.occupation.is_none() {
        return refuse("no occupation that BLS publishes is named");
    }
    let group = codes(choice, figures).len() > 1;
    if group && choice.quantity.is_wage() && choice.known.is_empty() {
        return refuse(
            "BLS publishes no wages for this group of occupations; the Handbook's figure is in no table",
        );
    }
    let Some(area) = choice.area else {
        return refuse("no figures of the area or industry are at hand");
    };
    let projected = !choice.quantity.is_wage() && choice.quantity != Quantity::Employment;
    if projected && !area.is_nation() {
        return refuse("no projections of the area are at hand");
    }
    if !area.is_nation() && !figures.has_area(area) {
        return refuse("no figures of the area are at hand");
    }
    if choice.known.is_empty() {
        return refuse("no release at hand has this figure of the occupation");
    }
    None
}

/// Whether the words name another quantity than the figure is of.
fn judge_quantity(claim: &Claim, choice: &Choice) -> Option<String> {
    if claim.annual_growth && choice.quantity == Quantity::GrowthPct {
        return Some("it is the growth of the whole decade, not of a year".to_owned());
    }
    let written = claim.quantities.first().filter(|guess| guess.cost < UNSPOKEN)?;
    let other = written.of != choice.quantity && !choice.fits.is_empty();
    let told = match written.of {
        Quantity::Mean => "average",
        of => of.in_words(),
    };
    let apart = claim.placed.partner.is_none() && other && pairs(written.of, choice.quantity);
    apart.then(|| format!("called {told}, it is the {}", choice.quantity.in_words()))
}

/// Quantities that pages confuse.
const fn pairs(written: Quantity, found: Quantity) -> bool {
    use Quantity::{GrowthNum, Mean, Median, Openings, P10, P25, P75, P90};
    matches!(
        (written, found),
        (Mean, Median)
            | (Median, Mean)
            | (GrowthNum, Openings)
            | (Openings, GrowthNum)
            | (P10, P25)
            | (P25, P10)
            | (P75, P90)
            | (P90, P75)
    )
}

fn newest_of(known: &[Known], quantity: Quantity, figures: &Figures) -> Option<Period> {
    let (release, round) = figures.newest();
    let wage = quantity.is_wage()
        || quantity == Quantity::Employment
            && !known.iter().any(|known| matches!(known.period, Period::Round(_)));
    if wage { release.map(Period::Release) } else { round.map(Period::Round) }
}

/// Whether a figure is of the newest period: the newest at hand, unless a newer one has come.
pub fn is_newest(known: &Known, figures: &Figures) -> bool {
    let (release, round) = figures.newest();
    let newest = [release.map(Period::Release), round.map(Period::Round)];
    newest.contains(&Some(known.period)) && figures.superseded(known.period).is_none()
}

fn judge_stated(
    claim: &Claim,
    choice: &Choice,
    others: &[Choice],
    date: &Dated,
    figures: &Figures,
) -> Judgement {
    let area = choice.area.unwrap_or(Area::NATION);
    if let Some((at, how)) = choice.stated_fit() {
        // A bound, or a figure that is only about right, may hold today as well.
        let newest = |at: &usize| is_newest(&choice.known[*at], figures);
        let mut today = (0..choice.known.len()).filter(newest);
        let agrees = |now: usize| {
            let fit = choice.fits.iter().find(|(at, fit)| *at == now && *fit <= how.max(Fit::Holds));
            let fits = fit.is_some_and(|(_, fit)| now == at || *fit == Fit::Holds || how != Fit::Exact);
            fits || how >= Fit::Holds && holds_within(claim, &choice.known[now], TODAY)
        };
        let current = if newest(&at) { Some(at) } else { today.find(|now| agrees(*now)) };
        return match current {
            Some(now) if now == at => Judgement::new(Verdict::Current, "", vec![at]),
            Some(now) => Judgement::new(Verdict::Current, "", vec![at, now]),
            None => Judgement::new(Verdict::Stale, "", vec![at]),
        };
    }
    let name = stated_name(date, choice.quantity);
    let at_hand = choice.known.iter().any(|known| is_of(known, date));
    // "$57.8K" tells of which release it is as well.
    let tells = |fit: Fit| fit == Fit::Exact || fit == Fit::Rounded && is_scaled(claim);
    let exact: Vec<usize> =
        choice.fits.iter().filter(|(_, fit)| tells(*fit)).map(|(at, _)| *at).collect();
    let telling = is_telling(claim);
    if let Some(gone) = settle::away(claim, choice, date) {
        return gone;
    }
    if !at_hand {
        if telling && choice.quantity.is_wage() && !exact.is_empty() && area.is_nation() {
            return Judgement::new(Verdict::Mislabelled, format!("{name} is not at hand"), exact);
        }
        let of_area = if area.is_nation() { "" } else { " of the area" };
        let reason = format!("{name}{of_area} is not at hand");
        return Judgement::new(Verdict::NotCheckable, reason, Vec::new());
    }
    if !choice.near {
        return judge_undated(claim, choice, others, figures);
    }
    if let Some(at) = settle::base_of_that_year(claim, choice, date) {
        let newest = is_newest(&choice.known[at], figures);
        return Judgement::new(if newest { Verdict::Current } else { Verdict::Stale }, "", vec![at]);
    }
    let shown = telling || choice.quantity == Quantity::GrowthPct;
    if !exact.is_empty() && (shown || is_whole_of_near_release(claim, choice, date)) {
        return Judgement::new(Verdict::Mislabelled, "", exact);
    }
    refuted::wrong(claim, choice, others, figures)
}

/// Whether an annual wage of whole thousands is to the dollar that of a release a few years from the one
/// stated, which it seldom is by chance.
fn is_whole_of_near_release(claim: &Claim, choice: &Choice, date: &Dated) -> bool {
    let near = |at: usize| match choice.known[at].period {
        Period::Release(release) => release.year().abs_diff(date.year) <= NEAR_YEARS,
        Period::Round(_) => false,
    };
    let plain = claim.bound == Bound::Exact && claim.placed.number.scale <= 1.0;
    let annual = claim.per == Per::Year && choice.quantity.is_wage();
    plain && annual && choice.fits.iter().any(|(at, fit)| *fit == Fit::Exact && near(*at))
}

/// Years between the release that a page states and the one of which it still has a figure.
const NEAR_YEARS: u16 = 3;

fn judge_undated(claim: &Claim, choice: &Choice, others: &[Choice], figures: &Figures) -> Judgement {
    let best = choice.best();
    if best.is_empty() {
        if let Some(wide) = wide_bound(claim, choice, figures) {
            return wide;
        }
        let area = choice.area.unwrap_or(Area::NATION);
        // "RN pay by state (BLS, May 2025)" above a table.
        let headed = claim.dates.iter().filter(|date| date.from == Some(Relation::Heading));
        let mut dates = choice.stated.into_iter().chain(headed.map(|date| date.of));
        let at_hand = dates.any(|date| {
            date.how == How::Explicit && choice.known.iter().any(|known| is_of(known, &date))
        });
        if !area.is_nation() && !at_hand {
            return Judgement::new(
                Verdict::NotCheckable,
                "older releases of the area are not at hand",
                Vec::new(),
            );
        }
        return refuted::wrong(claim, choice, others, figures);
    }
    let newest = best.iter().copied().find(|at| is_newest(&choice.known[*at], figures));
    if let Some(at) = newest {
        return Judgement::new(Verdict::Current, "", vec![at]);
    }
    let best = settle::recent(best, &choice.known);
    let mut periods: Vec<Period> = best.iter().map(|at| choice.known[*at].period).collect();
    periods.dedup();
    if periods.len() > 1 {
        return Judgement::new(Verdict::Ambiguous, "", best);
    }
    Judgement::new(Verdict::Stale, "", best)
}

/// How far beyond a bound a figure of today may be for it to be told as true.
const TODAY: f64 = 0.15;

/// The verdict on a bound that no figure is close to: true today, or of no release in particular.
fn wide_bound(claim: &Claim, choice: &Choice, figures: &Figures) -> Option<Judgement> {
    let today = choice.known.iter().position(|known| is_newest(known, figures));
    if let Some(at) = today.filter(|at| holds_within(claim, &choice.known[*at], TODAY)) {
        return Some(Judgement::new(Verdict::Current, "", vec![at]));
    }
    let reason = "no release is stated, and several are on the right side of so wide a bound";
    let any = choice.known.iter().any(|known| holds_within(claim, known, FAR));
    any.then(|| Judgement::new(Verdict::NotCheckable, reason, Vec::new()))
}

/// The newest published figure of a choice, for the replacement.
#[must_use]
pub fn newest<'c>(choice: &'c Choice, like: Option<&Known>, figures: &Figures) -> Option<&'c Known> {
    // What is said of a May is of the survey, whatever else has been counted of that year.
    let of_survey = |date: Dated| date.how == How::Explicit && date.end_year.is_none();
    let is_of_survey =
        choice.quantity == Quantity::Employment && choice.near && choice.stated.is_some_and(of_survey);
    let like = like.filter(|like| !is_of_survey || matches!(like.period, Period::Release(_)));
    let newest = match like {
        None if is_of_survey => figures.newest().0.map(Period::Release),
        Some(like) => match like.period {
            Period::Release(_) => figures.newest().0.map(Period::Release),
            Period::Round(_) => figures.newest().1.map(Period::Round),
        },
        None => newest_of(&choice.known, choice.quantity, figures),
    };
    // Of jobs that are told wrongly, those of today stand nearer than those to come.
    let end = like.map_or(Some(End::Base), |like| like.end);
    let of_end = |known: &&Known| known.end.is_none() || end.is_none() || known.end == end;
    choice.known.iter().filter(|known| Some(known.period) == newest).find(of_end)
}
