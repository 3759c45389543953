//! The words of a span, one by one, to what they ask for.

use std::ops::Range;

use super::{
    marker::{Asked, KEYS, Mistake, Named, OTHER, PROGRAMS, QUANTITIES, Quantity, unknown},
    words::Word,
};
use crate::{
    catalog::state_fips,
    model::{Area, Measure, PayPeriod, Percentile, Program, Release, Round, SocCode},
};

/// What the words of a span say, collected one by one.
#[derive(Default)]
struct Reading {
    program: Option<Program>,
    area: Option<Area>,
    subject: Option<Named>,
    quantity: Option<Quantity>,
    pay: Option<PayPeriod>,
    release: Option<Release>,
    round: Option<Round>,
    style: Option<String>,
    to: Option<f64>,
    mistakes: Vec<Mistake>,
}

/// What the words of a span ask for.
///
/// # Errors
/// Everything that is not understood, with the nearest right word.
pub(super) fn asked(all: &[Word]) -> Result<Asked, Vec<Mistake>> {
    let mut reading = Reading::default();
    for word in all {
        match &word.key {
            Some(key) => reading.option(key, word),
            None if word.text.matches('/').count() >= 4 => reading.id(word),
            None => reading.word(word),
        }
    }
    reading.finish(all.last().map_or(0..0, |word| word.at.clone()))
}

impl Reading {
    fn mistake(&mut self, word: &Word, message: impl Into<String>, hint: impl Into<String>) {
        self.mistakes.push(Mistake { at: word.at.clone(), message: message.into(), hint: hint.into() });
    }

    /// Sets what may be said once.
    fn set<T: PartialEq>(&mut self, slot: fn(&mut Self) -> &mut Option<T>, value: T, word: &Word) {
        match slot(self) {
            Some(before) if *before != value => {
                let message = format!("`{}` says again what another word has said", word.text);
                self.mistake(word, message, "a marker names one figure; take one of the two out");
            }
            empty => *empty = Some(value),
        }
    }

    fn word(&mut self, word: &Word) {
        if word.quoted {
            if let Some(state) = state_fips(&word.text).and_then(area) {
                return self.set(|of| &mut of.area, state, word);
            }
            return self.set(|of| &mut of.subject, Named::Name(word.text.clone()), word);
        }
        let text = word.text.to_ascii_lowercase();
        if let Ok(code) = text.parse() {
            return self.set(|of| &mut of.subject, Named::Code(code), word);
        }
        if let Some((_, program)) = PROGRAMS.iter().find(|(name, _)| *name == text) {
            return self.set(|of| &mut of.program, *program, word);
        }
        if let Some(quantity) = quantity(&text) {
            return self.set(|of| &mut of.quantity, quantity, word);
        }
        match text.as_str() {
            "annual" => self.set(|of| &mut of.pay, PayPeriod::Annual, word),
            "hourly" => self.set(|of| &mut of.pay, PayPeriod::Hourly, word),
            "newest" => {}
            _ => match area(&word.text) {
                Some(area) => self.set(|of| &mut of.area, area, word),
                None => self.not_known(word),
            },
        }
    }

    fn not_known(&mut self, word: &Word) {
        if word.text.len() == 7 && word.text.as_bytes().get(4) == Some(&b'-') {
            let message = format!("`{}` is a period", word.text);
            let hint = format!("write `release={0}` or `round={0}`", word.text);
            return self.mistake(word, message, hint);
        }
        if let Some(code) = code_meant(&word.text) {
            return self.mistake(word, format!("`{}` is no code", word.text), format!("write {code}"));
        }
        let names =
            QUANTITIES.iter().map(|(name, _)| *name).chain(PROGRAMS.iter().map(|(name, _)| *name));
        let known: Vec<&str> = names.chain(OTHER).collect();
        let mistake = unknown("word", word, &known);
        let hint = if mistake.hint.starts_with("did") {
            mistake.hint
        } else {
            format!(
                "{}; the title of an occupation and the name of a role stand in quotes",
                mistake.hint
            )
        };
        self.mistakes.push(Mistake { hint, ..mistake });
    }

    fn option(&mut self, key: &str, word: &Word) {
        match key {
            "release" => match word.text.parse() {
                Ok(release) => self.set(|of| &mut of.release, release, word),
                Err(_) if word.text == "newest" => {}
                Err(_) => {
                    let hint = format!("write {}", release_meant(&word.text));
                    self.mistake(word, format!("`{}` is no release", word.text), hint);
                }
            },
            "round" => match word.text.parse() {
                Ok(round) => self.set(|of| &mut of.round, round, word),
                Err(_) if word.text == "newest" => {}
                Err(_) => self.mistake(
                    word,
                    format!("`{}` is no round of the projections", word.text),
                    format!("write {}; `to=1000` rounds to thousands", round_meant(&word.text)),
                ),
            },
            "style" => self.set(|of| &mut of.style, word.text.clone(), word),
            "to" => match word.text.replace(',', "").parse::<f64>() {
                Ok(step) if step > 0.0 && step.is_finite() => self.set(|of| &mut of.to, step, word),
                _ => self.mistake(
                    word,
                    format!("`{}` is no step to round to", word.text),
                    "write to=1000",
                ),
            },
            "area" => match area(&word.text) {
                Some(area) => self.set(|of| &mut of.area, area, word),
                None => self.mistake(
                    word,
                    format!("`{}` is no area", word.text),
                    "write us, a state such as CA, or a code of OEWS",
                ),
            },
            "role" | "occupation" | "group" => {
                self.set(|of| &mut of.subject, Named::Name(word.text.clone()), word);
            }
            "src" | "sum" => {
                self.mistake(word, format!("`{key}` has no place here, or stands twice"), "take it out");
            }
            other => {
                let known = Word { text: other.to_owned(), ..word.clone() };
                self.mistakes.push(unknown("option", &known, &KEYS));
            }
        }
    }

    /// An id of `figures.json`: `oews/2025-05/us/11-9111/annual_wage_p50_usd`; `newest` may stand for
    /// the period.
    fn id(&mut self, word: &Word) {
        let parts: Vec<&str> = word.text.split('/').collect();
        let [program, period, place, subject, measure] = parts[..] else {
            return self.mistake(word, "the id has other parts than a figure of a page", ID_HINT);
        };
        let measure = measures().into_iter().find(|of| of.name() == measure);
        let program = PROGRAMS.iter().find(|(name, _)| *name == program).map(|(_, program)| *program);
        let (Some(measure), Some(program), Some(area)) = (measure, program, area(place)) else {
            return self.mistake(word, format!("`{}` is no id of a figure", word.text), ID_HINT);
        };
        let subject = subject.parse().map_or_else(|_| Named::Name(subject.to_owned()), Named::Code);
        self.set(|of| &mut of.program, program, word);
        self.set(|of| &mut of.area, area, word);
        self.set(|of| &mut of.subject, subject, word);
        if let Measure::Wage(pay, _) | Measure::WageMean(pay) = measure {
            self.set(|of| &mut of.pay, pay, word);
        }
        self.set(|of| &mut of.quantity, Quantity::Measure(measure), word);
        match (period.parse(), period.parse()) {
            (Ok(release), _) if program == Program::Oews => {
                self.set(|of| &mut of.release, release, word);
            }
            (_, Ok(round)) if program == Program::Projections => {
                self.set(|of| &mut of.round, round, word);
            }
            _ if period == "newest" => {}
            _ => self.mistake(word, format!("`{period}` is no period of {}", program.short()), ID_HINT),
        }
    }

    fn finish(mut self, end: Range<usize>) -> Result<Asked, Vec<Mistake>> {
        let last = Word { text: String::new(), key: None, at: end, quoted: false };
        let quantity = match (self.quantity, self.pay, self.program) {
            (Some(Quantity::Measure(Measure::Wage(_, percentile))), Some(pay), _) => {
                Some(Quantity::Measure(Measure::Wage(pay, percentile)))
            }
            (Some(Quantity::Measure(Measure::WageMean(_))), Some(pay), _) => {
                Some(Quantity::Measure(Measure::WageMean(pay)))
            }
            (Some(Quantity::Measure(Measure::Employment)), _, Some(Program::Projections)) => {
                Some(Quantity::Measure(Measure::BaseEmployment))
            }
            (quantity, _, _) => quantity,
        };
        if let (Some(quantity), Some(pay)) = (quantity, self.pay)
            && !is_paid(quantity, pay)
        {
            let word = if pay == PayPeriod::Annual { "annual" } else { "hourly" };
            let message = format!("`{word}` is said of a figure that is no wage");
            self.mistake(&last, message, "take it out, or name a wage such as `p50`");
        }
        match quantity {
            None if !self.mistakes.is_empty() => {}
            None => {
                let names: Vec<&str> = QUANTITIES.iter().map(|(name, _)| *name).collect();
                self.mistake(&last, "the marker does not say what to show", names.join(", "));
            }
            Some(Quantity::Measure(_) | Quantity::Decline(_) | Quantity::Title)
                if self.subject.is_none() =>
            {
                self.mistake(
                    &last,
                    "the marker does not say whose figure it is",
                    "add a code such as 11-9111, or a title or role in quotes",
                );
            }
            Some(_) => {}
        }
        match quantity {
            Some(quantity) if self.mistakes.is_empty() => Ok(Asked {
                program: self.program,
                area: self.area.unwrap_or(Area::NATION),
                subject: self.subject,
                quantity,
                release: self.release,
                round: self.round,
                style: self.style,
                to: self.to,
            }),
            _ => Err(self.mistakes),
        }
    }
}

/// Whether a figure may be called annual or hourly: wages are, and openings are by the year.
const fn is_paid(quantity: Quantity, pay: PayPeriod) -> bool {
    use Measure::{AnnualOpenings, MedianRank, Wage, WageMean};
    match quantity {
        Quantity::Measure(Wage(..) | WageMean(_))
        | Quantity::Period
        | Quantity::Title
        | Quantity::Source => true,
        Quantity::Measure(AnnualOpenings | MedianRank) => matches!(pay, PayPeriod::Annual),
        Quantity::Measure(_) | Quantity::Decline(_) => false,
    }
}

/// The code in a text that word processors and O*NET have added to.
fn code_meant(text: &str) -> Option<SocCode> {
    let plain = text.replace(['\u{2010}', '\u{2011}', '–', '—', '−'], "-");
    plain.get(..CODE_LENGTH)?.parse().ok()
}

/// The letters of `11-9111`.
const CODE_LENGTH: usize = 7;

/// The release of the year in a text; an example where it has none.
fn release_meant(text: &str) -> Release {
    Release::may(years(text).next().unwrap_or(2025))
}

/// The round that begins with the first year in a text; an example where it has none.
fn round_meant(text: &str) -> Round {
    Round::from_base_year(years(text).next().unwrap_or(2024))
}

fn years(text: &str) -> impl Iterator<Item = u16> {
    let numbers = text.split(|sign: char| !sign.is_ascii_digit()).filter(|number| number.len() == 4);
    numbers.filter_map(|number| number.parse().ok()).filter(|year| (1900..2100).contains(year))
}

const ID_HINT: &str = "an id is program/period/area/occupation/measure, as in figures.json";

fn quantity(text: &str) -> Option<Quantity> {
    let named = QUANTITIES.iter().find(|(name, _)| *name == text).map(|(_, quantity)| *quantity);
    named.or_else(|| measures().into_iter().find(|of| of.name() == text).map(Quantity::Measure))
}

/// The measures that a page may show by name.
fn measures() -> Vec<Measure> {
    let pay = PayPeriod::ALL.into_iter().flat_map(|period| {
        let points = Percentile::ALL.into_iter().map(move |point| Measure::Wage(period, point));
        points.chain([Measure::WageMean(period)])
    });
    let of_words = QUANTITIES.iter().filter_map(|(_, quantity)| match quantity {
        Quantity::Measure(measure) => Some(*measure),
        _ => None,
    });
    pay.chain(of_words).collect()
}

fn area(text: &str) -> Option<Area> {
    state_fips(text).unwrap_or(text).parse().ok()
}
