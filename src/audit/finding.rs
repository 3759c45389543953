//! A claim as it is told: where it stands, what it was read as, what is true of it, and what should
//! stand there instead.

use std::{borrow::Cow, cmp::Ordering};

use serde::Serialize;

use super::{
    basis::{self, Basis},
    choice::{self, Choice},
    claim::Claim,
    cue::{Bound, Cue, Per, Quantity},
    figures::{End, Figures, Known},
    judge::{self, Judgement, Verdict},
    judged::Judged,
    number::Sign,
    passage::Page,
};
use crate::{
    catalog::state_name,
    diag::{Fix, Rule, rules},
    model::{Area, Estimate, Unit},
    stats,
};

/// A published figure that a verdict rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// Its release or round: `OEWS May 2023`, `EP 2022-32 (base)`.
    pub period: String,
    /// Its value; for a top-coded wage the bound.
    pub value: f64,
    /// Whether the value is a bound that the wage is at or above.
    pub top_coded: bool,
    /// The file that it was read from.
    pub path: String,
    /// The line of the file, or row of the sheet.
    pub line: u64,
    /// The head of the column.
    pub column: String,
}

/// What an audit says of a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The page.
    pub path: String,
    /// Line, from 1.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
    /// First byte of the figure in the file.
    pub start_byte: usize,
    /// The byte after it.
    pub end_byte: usize,
    /// The figure as written.
    pub text: String,
    /// Its value; absent for words.
    pub value: Option<f64>,
    /// `usd_year`, `usd_hour`, `usd_month`, `percent` or `count`.
    pub unit: &'static str,
    /// The quantity that it was found to be of.
    pub measure: &'static str,
    /// The quantity that the words name.
    pub measure_as_written: &'static str,
    /// `exact`, `approx`, `at_least` or `at_most`.
    pub bound: &'static str,
    /// The codes of the occupation, or of the members of a group.
    pub soc: Vec<String>,
    /// The occupation's title.
    pub occupation: Option<String>,
    /// `us`, an area's code, or `other` for a place whose code is not known.
    pub area: String,
    /// The period that the page states.
    pub stated_period: Option<String>,
    /// Every release or round that has the figure.
    pub periods: Vec<String>,
    /// What is true of it.
    pub verdict: &'static str,
    /// The id of the rule; absent where nothing is to be told.
    pub rule: Option<&'static str>,
    /// What is to be told.
    pub message: String,
    /// The sentence as it stands.
    pub sentence: String,
    /// The sentence as it should stand.
    pub replacement: Option<String>,
    /// What should stand in the place of the figure.
    pub new_text: Option<String>,
    /// The bytes of the file that make the sentence so, where they stand together.
    pub fix: Option<Fix>,
    /// The published figures.
    pub evidence: Vec<Evidence>,
    /// The same from run to run: page, occupation, measure and ordinal.
    pub key: String,
    /// What the verdict rests on, for who goes on working with it.
    #[serde(skip)]
    pub basis: Basis,
}

/// The rule of a verdict; none for a claim that is true today or nobody's concern.
#[must_use]
pub const fn rule_of(verdict: Verdict) -> Option<&'static Rule> {
    match verdict {
        Verdict::Current | Verdict::NotBls => None,
        Verdict::Stale => Some(&rules::STALE),
        Verdict::Mislabelled => Some(&rules::MISLABELLED),
        Verdict::Wrong => Some(&rules::WRONG),
        Verdict::WrongMeasure => Some(&rules::WRONG_MEASURE),
        Verdict::WrongOccupation => Some(&rules::WRONG_OCCUPATION),
        Verdict::Ambiguous => Some(&rules::AMBIGUOUS),
        Verdict::NotCheckable => Some(&rules::NOT_CHECKABLE),
    }
}

/// The unit of a claim in JSON.
#[must_use]
pub const fn unit_name(claim: &Claim, quantity: Quantity) -> &'static str {
    match (quantity, claim.per) {
        (Quantity::GrowthPct, _) => "percent",
        (Quantity::Employment | Quantity::GrowthNum | Quantity::Openings, _) => "count",
        (_, Per::Hour) => "usd_hour",
        (_, Per::Month) => "usd_month",
        _ => "usd_year",
    }
}

/// The unit in which a value is printed.
const fn unit(claim: &Claim, quantity: Quantity) -> Unit {
    match (quantity, claim.per) {
        (Quantity::GrowthPct, _) => Unit::Percent,
        (Quantity::Employment | Quantity::GrowthNum | Quantity::Openings, _) => Unit::Jobs,
        (_, Per::Hour) => Unit::UsdPerHour,
        _ => Unit::UsdPerYear,
    }
}

impl Judged {
    /// A published value as it is printed beside this claim.
    fn print(&self, value: Estimate) -> String {
        let printed = unit(&self.claim, self.choice.quantity).print_estimate(value);
        // BLS has none by the month.
        if self.claim.per == Per::Month { format!("{printed} a year") } else { printed }
    }

    /// The newest figure in the style and rounding of the page.
    #[must_use]
    pub fn renewed(&self, page: &Page<'_>) -> Option<String> {
        let told = matches!(
            self.judgement.verdict,
            Verdict::Stale | Verdict::Mislabelled | Verdict::Wrong | Verdict::WrongMeasure
        );
        let misnamed = self.judgement.verdict == Verdict::WrongMeasure;
        // No figure of a year is published for the growth of ten.
        if self.words.is_some() || !told || misnamed && self.claim.annual_growth {
            return None;
        }
        let like = self.judgement.periods.first().map(|at| &self.choice.known[*at]);
        let of_name = if misnamed && self.is_named_by_head() { self.as_named(page) } else { None };
        let known = judge::newest(of_name.as_ref().unwrap_or(&self.choice), like, page.figures)?;
        // Where the newer period is not at hand, there is nothing to put in its place.
        if like.is_some_and(|like| like.period == known.period)
            && self.judgement.verdict == Verdict::Stale
        {
            return None;
        }
        let value = match (known.value, self.claim.per) {
            (Estimate::AtLeast { .. } | Estimate::AtMost { .. } | Estimate::Absent { .. }, _) => {
                return None;
            }
            (value, Per::Month) => value.number()? / 12.0,
            (value, _) => value.number()?,
        };
        (!self.turns(value, page)).then(|| self.in_style(value, known, like, page))
    }

    /// Whether words say the decline that the figure is: "decline 11.6 percent".
    fn is_decline_in_words(&self) -> bool {
        self.claim.value < 0.0 && self.claim.placed.number.value >= 0.0 && !self.claim.placed.negative
    }

    /// The figure as the page tells it, with the decline that its words say.
    fn as_told<'t>(&self, written: &'t str) -> Cow<'t, str> {
        let grows = matches!(self.choice.quantity, Quantity::GrowthPct | Quantity::GrowthNum);
        if self.words.is_none() && grows && self.is_decline_in_words() {
            return Cow::Owned(format!("a decline of {written}"));
        }
        Cow::Borrowed(written)
    }

    /// Whether the words beside the figure deny a new one: growth that is told as a decline, or a decline as
    /// growth.
    fn turns(&self, value: f64, page: &Page<'_>) -> bool {
        let told = &page.reading(self.claim.passage).told;
        let grows =
            told.iter().any(|told| told.cue == Cue::Growth && told.after <= self.claim.placed.token);
        let counts_change = matches!(self.choice.quantity, Quantity::GrowthPct | Quantity::GrowthNum);
        counts_change
            && (self.is_decline_in_words() && value > 0.0
                || self.claim.value >= 0.0 && value < 0.0 && grows)
    }

    /// The reading of the quantity that the words name, of the same occupation and area.
    fn as_named(&self, page: &Page<'_>) -> Option<Choice> {
        let quantity = self.claim.quantities.first()?.of;
        let known = page.known(quantity, self.claim.per, self.choice.occupation?, self.choice.area?);
        Some(Choice { quantity, known, ..self.choice.clone() })
    }

    /// The whole percent that a printed half stands for, where the jobs of the two years or the page itself leave no
    /// doubt; else the half.
    fn whole_percent(&self, half: f64, known: &Known, page: &Page<'_>) -> f64 {
        let asked = self.choice.occupation.zip(self.choice.area);
        let Some((occupation, area)) = asked else { return half };
        let jobs = page.known(Quantity::Employment, self.claim.per, occupation, area);
        let thousands = |end| {
            let of_end = |one: &&Known| one.period == known.period && one.end == Some(end);
            jobs.iter().find(of_end).map(|one| one.value.map(|jobs| jobs / 1000.0))
        };
        let (Some(base), Some(projected)) = (thousands(End::Base), thousands(End::Projected)) else {
            return half;
        };
        let size = match stats::beside_half(half, base, projected) {
            Ordering::Less => half.abs().floor(),
            Ordering::Greater => half.abs().ceil(),
            Ordering::Equal if (self.claim.value - half).abs() <= 0.5 => self.claim.value.abs(),
            Ordering::Equal => half.abs(),
        };
        size.copysign(half)
    }

    /// A value in the style and rounding of the page, which has a figure `like` a published one.
    fn in_style(&self, value: f64, known: &Known, like: Option<&Known>, page: &Page<'_>) -> String {
        let mut number = self.claim.placed.number.clone();
        let is_half = |value: f64| {
            let half = (value.abs().fract() - 0.5).abs() < 1e-6;
            half && number.sign == Sign::Percent && number.decimals == 0
        };
        let value = if is_half(value) { self.whole_percent(value, known, page) } else { value };
        if is_half(value) {
            number.decimals = 1;
        }
        let rounded = if number.sign == Sign::Percent {
            value
        } else if self.claim.per == Per::Hour {
            self.claim.side.map_or(value, |side| side.round(value, number.step))
        } else {
            let same = |like: f64| (like - self.claim.value).abs() < 1.0;
            // A figure that is exact is followed by one that is.
            let exact = match like.map(|like| like.value) {
                Some(Estimate::AtLeast { bound }) => same(bound),
                Some(value) => value.number().is_some_and(same),
                // One that is of no release is meant to be exact where it is not of whole thousands.
                None => self.claim.value % 1000.0 != 0.0,
            };
            let unit = rounding(self.claim.value.abs(), number.step);
            // Nobody rounds a wage to hundreds; BLS's own bounds are exact.
            let is_about = self.claim.bound == Bound::Approx || self.claim.side.is_some();
            let odd = unit < 1000.0 && self.choice.quantity.is_wage() && !is_about;
            let unit = if exact && self.claim.bound == Bound::Exact || odd { number.step } else { unit };
            match self.claim.bound {
                _ if let Some(side) = self.claim.side => side.round(value, unit),
                Bound::AtLeast => (value / unit).floor() * unit,
                Bound::AtMost => (value / unit).ceil() * unit,
                _ => (value / unit).round() * unit,
            }
        };
        let signed =
            number.sign == Sign::Percent && !self.claim.placed.negative && !self.is_decline_in_words();
        let rounded = if signed { rounded.abs().copysign(rounded) } else { rounded.abs() };
        number.in_style(page.text(self.claim.passage), rounded)
    }
}

/// To what the page rounds: the place of its last digit that is not zero, but no coarser than a
/// hundredth of the figure.
fn rounding(value: f64, step: f64) -> f64 {
    let mut unit = step.max(1.0);
    while value > 0.0 && value % (unit * 10.0) == 0.0 && unit * 10.0 <= value / 20.0 {
        unit *= 10.0;
    }
    unit
}

/// Puts a judged claim into words; places and the key are added by the caller.
#[must_use]
pub fn finding(judged: &Judged, page: &Page<'_>) -> Finding {
    let (claim, choice, judgement) = (&judged.claim, &judged.choice, &judged.judgement);
    let figures = page.figures;
    let (start, end) = judged.span();
    let (start_byte, end_byte) = page.source(claim.passage, start, end);
    let occupation = choice.occupation.and_then(|index| figures.occupations.get(index));
    let evidence = evidence(judged, figures);
    let periods = judged.agreeing();
    Finding {
        path: String::new(),
        line: 0,
        column: 0,
        start_byte,
        end_byte,
        text: page.text(claim.passage)[start..end].to_owned(),
        value: judged.words.is_none().then_some(claim.value),
        unit: unit_name(claim, choice.quantity),
        measure: choice.quantity.name(),
        measure_as_written: claim.quantities.first().map_or("", |guess| guess.of.name()),
        bound: claim.bound.name(),
        soc: judged.under().map_or_else(
            || choice::codes(choice, figures).iter().map(ToString::to_string).collect(),
            |under| vec![under.to_string()],
        ),
        occupation: occupation.map(|occupation| occupation.title.clone()),
        area: choice.area.map_or_else(|| "other".to_owned(), |area| area.to_string()),
        stated_period: judged.stated_name(),
        periods,
        verdict: judgement.verdict.name(),
        rule: rule_of(judgement.verdict).filter(|_| !judged.is_open_words()).map(|rule| rule.id),
        message: message(judged, page),
        sentence: page.text(claim.passage).to_owned(),
        replacement: None,
        new_text: judged.renewed(page),
        fix: None,
        evidence,
        key: String::new(),
        basis: basis::basis(judged, page),
    }
}

fn evidence(judged: &Judged, figures: &Figures) -> Vec<Evidence> {
    let choice = &judged.choice;
    let mut shown: Vec<usize> = judged.judgement.periods.clone();
    if let Some(stated) = &choice.stated {
        shown.extend(
            (0..choice.known.len()).filter(|at| choice::is_of(&choice.known[*at], stated)).take(2),
        );
    }
    let like = judged.judgement.periods.first().map(|at| &choice.known[*at]);
    if let Some(newest) = judge::newest(choice, like, figures) {
        shown.extend(choice.known.iter().position(|known| known == newest));
    }
    let mut seen = std::collections::BTreeSet::new();
    shown.retain(|at| seen.insert(*at));
    let tell = |at: &usize| {
        let known = &choice.known[*at];
        let (value, top_coded) = match known.value {
            Estimate::AtLeast { bound } => (bound, true),
            value => (value.number()?, false),
        };
        let (path, row, column) = known.origin.clone();
        Some(Evidence { period: known.period_name(), value, top_coded, path, line: row, column })
    };
    shown.iter().filter_map(tell).collect()
}

fn message(judged: &Judged, page: &Page<'_>) -> String {
    let (claim, choice, judgement) = (&judged.claim, &judged.choice, &judged.judgement);
    let figures = page.figures;
    let (start, end) = judged.span();
    let text = &*judged.as_told(&page.text(claim.passage)[start..end]);
    let occupation = choice.occupation.and_then(|index| figures.occupations.get(index));
    let whose = occupation.map_or("an unnamed occupation", |occupation| &occupation.title);
    let place = match choice.area {
        Some(Area::NATION) => String::new(),
        Some(area) => {
            let code = area.to_string();
            state_name(&code).map_or_else(|| format!(" in area {code}"), |name| format!(" in {name}"))
        }
        None => " in an area".to_owned(),
    };
    let joint =
        judged.under().and_then(|under| Some(format!(" (then in {under}, {})", figures.title(under)?)));
    let joint = joint.unwrap_or_default();
    let what = format!("{} of {whose}{joint}{place}", choice.quantity.in_words());
    let of = judged.agreeing().join(", ");
    let like = judgement.periods.first().map(|at| &choice.known[*at]);
    let now = judge::newest(choice, like, figures);
    let now = now.map_or_else(String::new, |now| {
        format!("; {} has {}", now.period_name(), judged.print(now.value))
    });
    let stated = judged.stated_name();
    let there = judged
        .of_stated()
        .map_or_else(String::new, |known| format!(", which has {}", judged.print(known.value)));
    let reason = &judgement.reason;
    let newer = like.and_then(|like| figures.superseded(like.period)).map(|came| {
        let (year, month, day) = came.day;
        format!("; {} came on {year}-{month:02}-{day:02} and is not at hand", came.period)
    });
    if judged.words.is_some() && choice.quantity.is_wage() {
        return compared(text, whose, judgement, &of);
    }
    match judgement.verdict {
        Verdict::Current => format!("{text} is the {what} in {of}"),
        Verdict::Stale => format!("{text} is the {what} in {of}{}", newer.unwrap_or(now)),
        Verdict::Mislabelled => {
            let stated = stated.unwrap_or_default();
            format!("{text} is the {what} in {of}, and not in {stated}{there}{now}")
        }
        Verdict::Wrong => match stated {
            Some(stated) => {
                format!("{text} is not the {what} in {stated}{there}{}{now}", judged.elsewhere())
            }
            None => format!("{text} is the {what} in no release at hand{now}"),
        },
        Verdict::WrongMeasure => format!("{text}: {reason} ({what} in {of}){now}"),
        Verdict::WrongOccupation => format!("{text} is not the {what}{there}: {reason}{now}"),
        Verdict::Ambiguous => format!("{text} fits the {what} in {of}, and nothing says which{now}"),
        Verdict::NotCheckable => format!("{text}, the {what}, cannot be checked: {reason}"),
        Verdict::NotBls => format!("{text} is no figure of BLS"),
    }
}

/// A comparison of wages in words.
fn compared(text: &str, whose: &str, judgement: &Judgement, of: &str) -> String {
    match judgement.verdict {
        Verdict::Current | Verdict::Stale => format!("\"{text}\" is true of {whose} in {of}"),
        Verdict::Wrong => format!("\"{text}\" is not true of the median of {whose}"),
        _ => format!("\"{text}\", of {whose}, cannot be checked: {}", judgement.reason),
    }
}
