//! How a page prints a number: read from a text that has one, and applied to another. What is printed
//! is true of the number: a rounded number has a word that fits, or is rounded less.

use super::{
    course::with_article,
    hedge::{Hedge, Side},
    numerals,
    sample::{Sample, in_units},
};
use crate::{
    catalog,
    model::{Measure, Unit},
};

/// A way to print a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// What stands before the number, the word that limits it left out.
    before: String,
    hedge: Option<Hedge>,
    /// The sign of money between the word and the number.
    money: String,
    minus: String,
    /// What stands before a number above zero: nothing, or `+`.
    plus: &'static str,
    /// Units of one in what is printed: a thousand for `118K`.
    scale: f64,
    decimals: usize,
    /// The step of rounding, in what is printed; `None` for no more than the decimals.
    step: Option<f64>,
    /// Whether the step was read from zeros, so that it gives way where it would be too coarse.
    is_guessed: bool,
    separators: bool,
    /// The word or letter of the scale.
    magnitude: String,
    /// The number that is there, in what is printed; nothing for a style without one.
    written: Option<f64>,
    /// On which side of a printed half the number was before it was rounded; `Even` where that is open.
    beside_half: Side,
    form: Form,
    after: String,
}

/// What a number is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Digits,
    /// `91st`
    Ordinal,
    /// `six`, or `Six`
    Words {
        is_capital: bool,
    },
}

/// Why a text does not tell how to print a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It has no number: whatever stood there, the plain way is taken.
    NoNumber,
    /// It has more than one.
    Several,
    /// Its sign or unit is another's.
    OtherUnit,
    /// Its number is a fraction, or stands for several: `5½`, `the 90s`.
    Vague,
}

/// How far off a number may be that was only rounded, as a part of it.
const ROUNDED: f64 = 0.05;

/// The step to which numbers of a unit are published.
const fn published_step(unit: Unit) -> f64 {
    match unit {
        Unit::UsdPerYear | Unit::Jobs => 10.0,
        Unit::ThousandJobs => 100.0,
        Unit::UsdPerHour | Unit::Ratio => 0.01,
        Unit::Percent | Unit::PercentagePoints | Unit::PercentileRank => 0.1,
        Unit::PerThousand | Unit::PriceIndex => 0.001,
        Unit::Category => 1.0,
    }
}

/// The decimals with which a number of a unit is published, printed at a scale.
fn most_decimals(unit: Unit, scale: f64) -> usize {
    (0..6).find(|decimals| power(*decimals) * scale <= published_step(unit) * 1.0001).unwrap_or(0)
}

impl Style {
    /// The way in which the program itself prints a number of a unit.
    #[must_use]
    pub fn plain(unit: Unit) -> Self {
        let is_money = matches!(unit, Unit::UsdPerYear | Unit::UsdPerHour);
        Self {
            before: String::new(),
            hedge: None,
            written: None,
            beside_half: Side::Even,
            money: if is_money { "$".to_owned() } else { String::new() },
            minus: "-".to_owned(),
            plus: "",
            scale: 1.0,
            decimals: if unit == Unit::ThousandJobs { 0 } else { unit.decimals() },
            step: None,
            is_guessed: false,
            separators: true,
            magnitude: String::new(),
            form: Form::Digits,
            after: if unit == Unit::Percent { "%".to_owned() } else { String::new() },
        }
    }

    /// The digits alone, for programs.
    #[must_use]
    pub fn bare(unit: Unit) -> Self {
        let (money, after) = (String::new(), String::new());
        Self { money, after, separators: false, ..Self::plain(unit) }
    }

    /// The same, counting in thousands or millions where a text does.
    #[must_use]
    pub fn bare_like(text: &str, unit: Unit, value: f64) -> Self {
        let scale = Sample::of(text).map_or(1.0, |sample| sample.scale(unit, value));
        let bare = Self::bare(unit);
        if scale > 1.0 { Self { scale, decimals: most_decimals(unit, scale), ..bare } } else { bare }
    }

    /// The way in which a text prints a number of a measure. `published` are numbers that stand in
    /// tables: a round number that is one of them is exact by chance and not rounded.
    ///
    /// # Errors
    /// When the text has no number, more than one, or one of another unit.
    pub fn of(text: &str, measure: Measure, value: f64, published: &[f64]) -> Result<Self, Unreadable> {
        let (unit, spelled) = (measure.unit(), numerals::in_digits(text));
        let sample = match Sample::of(spelled.as_deref().unwrap_or(text)) {
            // A rank may be spelled in many ways.
            Err(Unreadable::NoNumber) if unit == Unit::PercentileRank && has_letter(text) => {
                return Err(Unreadable::OtherUnit);
            }
            sample => sample?,
        };
        sample.check(measure, text, value)?;
        let (before, hedge, after) = Hedge::split(sample.before, sample.after);
        let behind = ORDINALS.iter().find_map(|ending| after.strip_prefix(ending));
        let ordinal = behind.filter(|behind| !behind.starts_with(char::is_alphanumeric));
        let form = match ordinal {
            Some(_) => Form::Ordinal,
            None if spelled.is_some() => {
                Form::Words { is_capital: text.starts_with(char::is_uppercase) }
            }
            None => Form::Digits,
        };
        let after = ordinal.unwrap_or(after);
        let scale = sample.scale(unit, value);
        let decimals = sample.digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let most = most_decimals(unit, scale);
        let written = sample.number().abs() * scale;
        let is_exact = published.iter().any(|of| (in_units(unit, *of).abs() - written).abs() < 1e-6);
        let is_percentile = matches!(measure, Measure::Wage(..));
        let parts_workers = is_percentile && hedge.as_ref().is_some_and(Hedge::parts_workers);
        let may_be_chance = hedge.is_none() || parts_workers;
        let step = rounded_to(&sample, hedge.as_ref(), unit).filter(|_| !(may_be_chance && is_exact));
        let is_exact = step.is_none() && power(decimals) * scale <= published_step(unit) * 1.0001;
        Ok(Self {
            before: before.to_owned(),
            hedge: hedge.map(|hedge| if parts_workers && is_exact { hedge.fixed() } else { hedge }),
            written: Some(sample.number().abs()),
            beside_half: Side::Even,
            money: sample.money.to_owned(),
            minus: if matches!(sample.minus, "" | "+") { "-" } else { sample.minus }.to_owned(),
            plus: if sample.minus == "+" { "+" } else { "" },
            scale,
            decimals: decimals.min(most),
            is_guessed: step.is_some() || spelled.is_some(),
            step,
            separators: sample.digits.contains(',') || sample.digits.len() < 4 || decimals > 0,
            magnitude: sample.scale.to_owned(),
            form,
            after: after.to_owned(),
        })
    }

    /// The same with another step of rounding, in dollars, jobs or percent.
    #[must_use]
    pub fn to(self, step: Option<f64>) -> Self {
        match step {
            Some(step) => {
                let step = step / self.scale;
                let decimals =
                    (0..6).find(|of| [1.0, 0.1, 0.01, 0.001, 1e-4, 1e-5][*of] <= step * 1.0001);
                let hedge = self.hedge.map(Hedge::loose);
                let decimals = decimals.unwrap_or(0);
                Self { step: Some(step), is_guessed: false, decimals, hedge, ..self }
            }
            None => self,
        }
    }

    /// The same for a percent that BLS rounded to a printed half from a number on a side of it.
    #[must_use]
    pub fn beside_half(self, side: Side) -> Self {
        Self { beside_half: side, ..self }
    }

    /// A number in this way.
    #[must_use]
    pub fn print(&self, unit: Unit, value: f64) -> String {
        let exact = in_units(unit, value).abs() / self.scale;
        let (shown, decimals) = self.rounded(exact, unit);
        let side = compare(shown, exact);
        let hedge = self.hedge.as_ref().map(|hedge| hedge.fitting(side));
        let minus = if value < 0.0 && shown > 0.0 { self.minus.as_str() } else { self.plus };
        let digits = grouped(shown, decimals, self.separators);
        let number = match self.form {
            Form::Digits => digits,
            Form::Ordinal => format!("{digits}{}", ordinal_ending(&digits)),
            Form::Words { is_capital } => numerals::like(&digits, is_capital),
        };
        self.set(minus, &number, hedge.as_ref())
    }

    /// Whether it says of a number that it is above a top code.
    #[must_use]
    pub fn is_of_top_code(&self) -> bool {
        let is_above = self.hedge.as_ref().is_some_and(Hedge::is_above);
        is_above && self.written.is_some_and(|of| catalog::oews_is_top_code(of * self.scale))
    }

    /// A bound, where the style has a word for it, such as "at least".
    #[must_use]
    pub fn print_bound(&self, unit: Unit, bound: f64, side: Side) -> Option<String> {
        let hedge = self.hedge.as_ref().filter(|hedge| hedge.is_bound(side))?;
        let exact = in_units(unit, bound).abs() / self.scale;
        let decimals = self.decimals.max(needed(exact));
        Some(self.set("", &grouped(exact, decimals, self.separators), Some(hedge)))
    }

    fn set(&self, minus: &str, digits: &str, hedge: Option<&Hedge>) -> String {
        let (word, tail) = hedge.map_or(("", ""), Hedge::written);
        let Self { before, money, magnitude, after, .. } = self;
        let number = format!("{word}{minus}{money}{digits}{magnitude}{tail}{after}");
        with_article(before, &number) + &number
    }

    /// The number as shown, with its decimals: rounded as the style asks, or less where that would be
    /// too far off, or could as well be the next number.
    fn rounded(&self, exact: f64, unit: Unit) -> (f64, usize) {
        let finest = published_step(unit) / self.scale;
        let side = self.hedge.as_ref().map_or(Side::Even, Hedge::rounds_to);
        let tolerance = self.hedge.as_ref().map_or(ROUNDED, Hedge::tolerance);
        let mut step = self.step.unwrap_or_else(|| power(self.decimals));
        let mut decimals = self.decimals;
        loop {
            // A printed half may have been more or less than one before it was rounded.
            let is_open = unit == Unit::Percent
                && side == Side::Even
                && is_half(exact, step)
                && step > finest * 1.5;
            let of_half = if is_open { self.of_half(exact, step) } else { None };
            let shown = of_half.unwrap_or_else(|| round_to(exact, step, side));
            let far = self.is_guessed && (shown - exact).abs() > tolerance * exact;
            let unsure = is_open && of_half.is_none();
            // "0 million" is said of nothing that there is.
            let gone = shown <= 0.0 && exact > 0.0 && unit != Unit::Percent;
            if step <= finest * 1.5 || !(far || unsure || gone) {
                return (shown, decimals.max(needed_for(step)));
            }
            step /= 10.0;
            decimals = decimals.max(needed_for(step));
        }
    }

    /// A printed half on a step, where it is known on which side of the half the number was; else as it is
    /// there already, since that may be BLS's own.
    fn of_half(&self, exact: f64, step: f64) -> Option<f64> {
        match self.beside_half {
            // Rounded down where the number was less, and up where it was more.
            Side::Below => Some(round_to(exact, step, Side::Above)),
            Side::Above => Some(round_to(exact, step, Side::Below)),
            Side::Even => {
                let is_beside = |written: &f64| ((written - exact).abs() - step / 2.0).abs() < 1e-6;
                self.written.filter(is_beside)
            }
        }
    }
}

/// The step that a text shows to have rounded to: by its zeros, where it says that it is rounded, or
/// where three of them are unlikely to be chance.
fn rounded_to(sample: &Sample<'_>, hedge: Option<&Hedge>, unit: Unit) -> Option<f64> {
    let is_whole = !sample.digits.contains('.') && sample.scale.is_empty();
    let counts = matches!(unit, Unit::UsdPerYear | Unit::Jobs | Unit::ThousandJobs);
    if !is_whole || !counts {
        return None;
    }
    let digits = sample.digits.replace(',', "");
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    // Nobody rounds a wage down to hundreds for "or more".
    let is_limit = hedge.is_some_and(|hedge| hedge.is_bound(Side::Above) || hedge.is_bound(Side::Below));
    let least = if hedge.is_some() && !(is_limit && unit == Unit::UsdPerYear) { 2 } else { 3 };
    (zeros >= least && zeros < digits.len()).then(|| (0..zeros).fold(1.0, |step, _| step * 10.0))
}

fn has_letter(text: &str) -> bool {
    text.contains(char::is_alphabetic)
}

/// What ends the ordinals of English.
const ORDINALS: [&str; 4] = ["th", "st", "nd", "rd"];

fn ordinal_ending(digits: &str) -> &'static str {
    let (tens, ones) = digits.split_at(digits.len().saturating_sub(1));
    match ones {
        _ if tens.ends_with('1') => "th",
        "1" => "st",
        "2" => "nd",
        "3" => "rd",
        _ => "th",
    }
}

fn compare(shown: f64, exact: f64) -> Side {
    match shown - exact {
        more if more > 1e-9 * exact.max(1.0) => Side::Below,
        less if less < -1e-9 * exact.max(1.0) => Side::Above,
        _ => Side::Even,
    }
}

/// A number on a step: the nearest, or the next below or above.
fn round_to(exact: f64, step: f64, side: Side) -> f64 {
    let steps = exact / step;
    // A number that is on a step but for the last bits is on it.
    let on = (steps - steps.round()).abs() < 1e-9;
    let whole = match side {
        Side::Above if !on => steps.floor(),
        Side::Below if !on => steps.ceil(),
        // $97,550 is $97.6K, whatever the last bits.
        _ => (steps + 1e-9).round(),
    };
    whole * step
}

fn is_half(exact: f64, step: f64) -> bool {
    let steps = exact / step;
    ((steps - steps.floor()) - 0.5).abs() < 1e-6
}

fn power(decimals: usize) -> f64 {
    (0..decimals).fold(1.0, |step, _| step / 10.0)
}

/// Decimals that a step needs.
fn needed_for(step: f64) -> usize {
    (0..6).find(|decimals| power(*decimals) <= step * 1.0001).unwrap_or(0)
}

/// Decimals that a number needs.
fn needed(number: f64) -> usize {
    let fits = |decimals: &usize| {
        let scaled = number / power(*decimals);
        (scaled - scaled.round()).abs() < 1e-6
    };
    (0..4).find(fits).unwrap_or(3)
}

fn grouped(number: f64, decimals: usize, separators: bool) -> String {
    let plain = format!("{number:.decimals$}");
    if !separators {
        return plain;
    }
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let mut out = String::with_capacity(plain.len() + whole.len() / 3);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::ordinal_ending;

    #[test]
    fn ordinals_end_as_they_are_spoken() {
        let written = ["1", "2", "3", "4", "11", "12", "13", "21", "93", "102", "111"];
        let endings = ["st", "nd", "rd", "th", "th", "th", "th", "st", "rd", "nd", "th"];
        assert_eq!(written.map(ordinal_ending), endings);
    }
}
