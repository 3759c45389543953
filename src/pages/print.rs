//! What a marked span holds: a figure, or words about one, in the way of the page.

use std::cmp::Ordering;

use super::{
    desk::{Desk, program},
    hedge::Side,
    marker::{Asked, Quantity},
    period,
    refusal::Refusal,
    style::{Style, Unreadable},
};
use crate::{
    model::{Estimate, Figure, Mark, Measure, Method, Percentile, Period, Value},
    panel::Table,
    stats,
};

/// A text for a span, and the figure in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Printed {
    /// The text, not escaped.
    pub text: String,
    /// The figure; a period or source line has none.
    pub figure: Option<Figure>,
}

impl Desk<'_> {
    /// The text that a marker asks for. `sample` is what stands there now.
    ///
    /// # Errors
    /// When the figure is not there, is no number, or the sample does not tell how to print it.
    pub fn print(&mut self, asked: &Asked, sample: &str) -> Result<Printed, Refusal> {
        let sample = asked.style.as_deref().unwrap_or(sample);
        match asked.quantity {
            Quantity::Period => {
                let period = self.period(asked)?;
                let text = period::like(sample, period).ok_or_else(|| no_period(sample, period))?;
                Ok(Printed { text, figure: None })
            }
            Quantity::Source => {
                let (program, period) = (program(asked)?, self.period(asked)?);
                let text = format!("{}, {}", program.title(), period.in_words());
                Ok(Printed { text, figure: None })
            }
            Quantity::Title => {
                let figure = self.figure(asked)?;
                if figure.estimate() == Some(Estimate::absent(Mark::NotInTable)) {
                    return Err(self.absent(asked, &figure, Mark::NotInTable));
                }
                Ok(Printed { text: in_case_of(sample, &figure.subject), figure: None })
            }
            Quantity::Measure(_) | Quantity::Decline(_) => {
                let figure = self.figure(asked)?;
                let half = self.beside_half(&figure);
                let text = self.number_or_words(asked, &figure, sample, half)?;
                Ok(Printed { text, figure: Some(figure) })
            }
        }
    }

    /// What a marker would print in the place of a sample if its figure had another value: how a page
    /// shows to have printed the figure of an older release.
    ///
    /// # Errors
    /// When the figure is not there, or the sample does not tell how to print it.
    pub fn print_as_if(
        &mut self,
        asked: &Asked,
        sample: &str,
        value: Estimate,
    ) -> Result<String, Refusal> {
        let mut figure = self.figure(asked)?;
        figure.text = figure.unit.print_estimate(value);
        figure.value = Value::Number(value);
        self.number_or_words(asked, &figure, sample, Side::Even)
    }

    fn number_or_words(
        &mut self,
        asked: &Asked,
        figure: &Figure,
        sample: &str,
        half: Side,
    ) -> Result<String, Refusal> {
        let estimate = match &figure.value {
            Value::Words(words) if figure.measure == Measure::GrowthWording => {
                return Ok(growth_like(sample, words));
            }
            Value::Words(words) => return Ok(in_case_of(sample, words)),
            Value::Number(estimate) => *estimate,
        };
        let (value, is_bound) = match estimate {
            Estimate::Published { value } | Estimate::Derived { value, .. } => (value, None),
            Estimate::AtLeast { bound } => (bound, Some(Side::Above)),
            Estimate::AtMost { bound } => (bound, Some(Side::Below)),
            Estimate::Absent { mark } => return Err(self.absent(asked, figure, mark)),
        };
        let value = match asked.quantity {
            Quantity::Decline(_) if value < 0.0 => -value,
            Quantity::Decline(_) => return Err(no_decline(figure)),
            _ => value,
        };
        let style = self.style(asked, figure, sample, value)?.beside_half(half);
        match is_bound {
            None if is_middle(figure.measure) && style.is_of_top_code() => Err(released(figure)),
            None => Ok(style.print(figure.unit, value)),
            Some(side) => style.print_bound(figure.unit, value, side).ok_or_else(|| bound(figure)),
        }
    }

    /// On which side of a printed half (12.5%) the growth of an occupation was before BLS rounded it, where
    /// its jobs in the two years leave no doubt.
    fn beside_half(&self, figure: &Figure) -> Side {
        let is_growth =
            figure.measure == Measure::EmploymentChangePct && figure.method == Method::Published;
        let (Some(printed), true, [origin]) = (figure.number(), is_growth, figure.origins.as_slice())
        else {
            return Side::Even;
        };
        let tables = self.ledger.panel().tables().iter();
        let mut cells = tables.filter(|of| of.source.id == origin.source).flat_map(Table::cells);
        let Some(cell) = cells.find(|cell| Some(cell.line()) == origin.line) else { return Side::Even };
        let [base, projected] =
            [Measure::BaseEmployment, Measure::ProjectedEmployment].map(|of| cell.estimate(of));
        match stats::beside_half(printed, base, projected) {
            Ordering::Less => Side::Below,
            Ordering::Greater => Side::Above,
            Ordering::Equal => Side::Even,
        }
    }

    fn style(
        &mut self,
        asked: &Asked,
        figure: &Figure,
        sample: &str,
        value: f64,
    ) -> Result<Style, Refusal> {
        // "More than $239,200" is as exact as BLS is of a top-coded figure.
        let exact = |figure: &Figure| match figure.estimate()? {
            Estimate::AtLeast { bound } => Some(bound),
            other => other.number(),
        };
        let published: Vec<f64> =
            self.in_every_period(asked).iter().filter_map(|(_, figure)| exact(figure)).collect();
        match sample.trim() {
            "bare" => return Ok(Style::bare(figure.unit).to(asked.to)),
            digits if digits.starts_with("bare ") => {
                return Ok(Style::bare_like(digits, figure.unit, value).to(asked.to));
            }
            "plain" => return Ok(Style::plain(figure.unit).to(asked.to)),
            _ => {}
        }
        match Style::of(sample, figure.measure, value, &published) {
            Ok(style) => Ok(style.to(asked.to)),
            Err(Unreadable::NoNumber) => Ok(Style::plain(figure.unit).to(asked.to)),
            Err(Unreadable::Several) => Err(Refusal::of_marker(
                format!("`{}` holds several numbers", short(sample)),
                "put a marker around each, or say with `style=` how to print the one",
            )),
            Err(Unreadable::Vague) => Err(Refusal::of_marker(
                format!("`{}` is no single number", short(sample)),
                "write a number, or say with `style=` how to print it",
            )),
            Err(Unreadable::OtherUnit) => Err(Refusal::of_marker(
                format!(
                    "`{}` is in another unit than {} ({})",
                    short(sample),
                    figure.measure.name(),
                    figure.text
                ),
                "name the measure that the text shows, or say with `style=` how to print this one",
            )),
        }
    }

    /// A figure that is not there, with the newest period that has it.
    fn absent(&mut self, asked: &Asked, figure: &Figure, mark: Mark) -> Refusal {
        let other = self.in_every_period(asked).into_iter().find(|(_, other)| other.number().is_some());
        let option = |period| match period {
            Period::Release(of) => format!("release={of}"),
            Period::Round(of) => format!("round={of}"),
        };
        let hint = match (other, other_pay(mark)) {
            (Some((period, other)), _) => format!(
                "take the figure out of the page, or name the newest period that has it: {} has {}",
                option(period),
                other.text
            ),
            (None, Some(pay)) => {
                format!("write `{pay}` in the marker, or take the figure out of the page")
            }
            (None, None) => "take the figure out of the page".to_owned(),
        };
        Refusal::of_figure(format!("{}: {}", what(figure), mark.in_words()), hint)
    }
}

/// The word of a marker for the pay that BLS does release, where it releases one of the two.
pub(super) const fn other_pay(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::HourlyWageOnly => Some("hourly"),
        Mark::AnnualWageOnly => Some("annual"),
        _ => None,
    }
}

/// A figure in a few words: the name of the measure, and whose it is.
fn what(figure: &Figure) -> String {
    format!("{} of {}", figure.measure.name(), figure.subject)
}

/// Whether a measure is one wage, and no end of the wages, of which BLS says that so many earn more.
const fn is_middle(measure: Measure) -> bool {
    matches!(measure, Measure::Wage(_, Percentile::P50) | Measure::WageMean(_))
}

/// The refusal of a number under words that told of a top code.
fn released(figure: &Figure) -> Refusal {
    let message = format!(
        "{} of {} is {}, and no more than that, as the words around it say",
        figure.measure.name(),
        figure.subject,
        figure.text
    );
    Refusal::of_figure(message, "take the words for a top code out".to_owned())
}

fn bound(figure: &Figure) -> Refusal {
    Refusal::of_figure(
        format!("{} is {}: BLS gives no number", what(figure), figure.text),
        format!("say so in the page, for example with style=\"{}\"", figure.text),
    )
}

fn no_decline(figure: &Figure) -> Refusal {
    Refusal::of_figure(
        format!("{} is {}: no decline", what(figure), figure.text),
        "the sentence must say something else, with `growth` or `change` in the marker".to_owned(),
    )
}

/// A text that names a period in a way that is not understood.
fn no_period(sample: &str, period: Period) -> Refusal {
    Refusal::of_marker(
        format!("`{}` is no period as pages write them", short(sample)),
        &format!("write it as {}", period.in_words()),
    )
}

/// BLS's words for a growth, in the case of a sample.
fn growth_like(sample: &str, words: &str) -> String {
    if is_all_capitals(sample) {
        return in_manner_of(&sample.to_lowercase(), &words.to_lowercase()).to_uppercase();
    }
    in_manner_of(sample, &in_case_of(sample, words))
}

/// Whether a text is written in capitals, and is no abbreviation.
fn is_all_capitals(text: &str) -> bool {
    const LONGEST_ABBREVIATION: usize = 4;
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    letters > LONGEST_ABBREVIATION && !text.contains(char::is_lowercase)
}

/// BLS's words for a growth as a page writes them: "faster than the average for all occupations".
fn in_manner_of(sample: &str, words: &str) -> String {
    const AVERAGE: &str = "average";
    const ABOUT: &str = "about ";
    let Some((before, tail)) = sample.split_once(AVERAGE) else { return words.to_owned() };
    let Some(start) = words.strip_suffix(AVERAGE) else { return words.to_owned() };
    let the = if before.ends_with("the ") { "the " } else { "" };
    // "About as fast as average" is BLS's own wording in sentences.
    let lower = start.to_lowercase();
    let about = before.get(..ABOUT.len()).filter(|about| about.eq_ignore_ascii_case(ABOUT));
    let start = match about {
        Some(about) if lower.starts_with("as fast") => format!("{about}{lower}"),
        _ => start.to_owned(),
    };
    format!("{start}{the}{AVERAGE}{tail}")
}

/// Words with the case and the apostrophes of a sample: all small where it has no capital, and the other way round.
fn in_case_of(sample: &str, words: &str) -> String {
    let words = if sample.contains('’') { &words.replace('\'', "’") } else { words };
    if is_all_capitals(sample) {
        return words.to_uppercase();
    }
    let letters = || sample.chars().filter(|letter| letter.is_alphabetic());
    if letters().next().is_none() {
        return words.to_owned();
    }
    let mut rest = words.chars();
    let first: String = rest.next().into_iter().flat_map(char::to_lowercase).collect();
    match (letters().any(char::is_uppercase), letters().next().is_some_and(char::is_uppercase)) {
        (false, _) => words.to_lowercase(),
        (true, false) => first + rest.as_str(),
        (true, true) => words.to_owned(),
    }
}

/// The beginning of a text, for messages.
#[must_use]
pub fn short(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.trim().replace(['\n', '\r'], " ");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
