//! The number in a text: its digits, and what stands around them.

use std::sync::LazyLock;

use regex::Regex;

use super::{style::Unreadable, units};
use crate::model::{Measure, Unit};

static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?P<minus>[-−–+])?
        (?P<money>(?:US)?\$\s?)?
        (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
        (?P<scale>\s?(?:[kKM]|thousand|million)\b)?
        ",
    )
    .ok()
});

/// The number of a text, with what it is printed with.
pub struct Sample<'t> {
    /// What stands before it.
    pub before: &'t str,
    /// Its sign.
    pub minus: &'t str,
    /// The sign of money.
    pub money: &'t str,
    /// Its digits, with separators.
    pub digits: &'t str,
    /// The word or letter of its scale, with the blank before it.
    pub scale: &'t str,
    /// What stands behind it.
    pub after: &'t str,
}

impl<'t> Sample<'t> {
    /// The only number of a text.
    ///
    /// # Errors
    /// When it has none, or several.
    pub fn of(text: &'t str) -> Result<Self, Unreadable> {
        let Some(pattern) = NUMBER.as_ref() else { return Err(Unreadable::NoNumber) };
        let mut all = pattern.captures_iter(text);
        let found = all.next().ok_or(Unreadable::NoNumber)?;
        if all.next().is_some() {
            return Err(Unreadable::Several);
        }
        let part = |name| found.name(name).map_or("", |part| part.as_str());
        let whole = found.get(0).ok_or(Unreadable::NoNumber)?;
        // The hyphen of `mid-$90,000` is no sign of it.
        let begins = |before: char| before.is_whitespace() || before == '(';
        let is_hyphen = whole.start() > 0 && !text[..whole.start()].ends_with(begins);
        let (hyphen, minus) = if is_hyphen { (part("minus"), "") } else { ("", part("minus")) };
        Ok(Self {
            before: &text[..whole.start() + hyphen.len()],
            minus,
            money: part("money"),
            digits: part("number"),
            scale: part("scale"),
            after: &text[whole.end()..],
        })
    }

    /// It, with its sign.
    #[must_use]
    pub fn number(&self) -> f64 {
        let number: f64 = self.digits.replace(',', "").parse().unwrap_or(0.0);
        if matches!(self.minus, "" | "+") { number } else { -number }
    }

    fn is_percent(&self) -> bool {
        let after = self.after.trim_start().to_ascii_lowercase();
        ["%", "percent", "per cent", "pct"].iter().any(|sign| after.starts_with(sign))
            && !after.starts_with("percentile")
    }

    /// Whether more belongs to the number than its digits: `5½`, `$90,000s`.
    fn is_vague(&self) -> bool {
        let is_fraction = |sign: char| sign.is_numeric();
        let plural =
            ["s", "'s", "’s", "ish", "-ish"].iter().find_map(|end| self.after.strip_prefix(end));
        self.after.starts_with(is_fraction)
            || plural.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    }

    /// Whether it may be one of a measure.
    ///
    /// # Errors
    /// When it counts something else, or is no single number.
    pub fn check(&self, measure: Measure, text: &str, value: f64) -> Result<(), Unreadable> {
        let number = units::Number {
            text,
            value: self.number().abs() * self.scale(measure.unit(), value),
            is_money: !self.money.is_empty(),
            is_percent: self.is_percent(),
        };
        match number.is_other_than(measure, self.before) {
            true => Err(Unreadable::OtherUnit),
            false if self.is_vague() => Err(Unreadable::Vague),
            false => Ok(()),
        }
    }

    /// Units in one of what is printed.
    #[must_use]
    pub fn scale(&self, unit: Unit, value: f64) -> f64 {
        match self.scale.trim() {
            "k" | "K" | "thousand" => 1e3,
            "M" | "million" => 1e6,
            _ if matches!(unit, Unit::ThousandJobs | Unit::Jobs) => {
                self.scale_of_jobs(unit, in_units(unit, value).abs())
            }
            _ => 1.0,
        }
    }

    /// Jobs in one of a number without a word for it. Tables count in thousands or millions, of which a part
    /// of a job tells.
    fn scale_of_jobs(&self, unit: Unit, jobs: f64) -> f64 {
        let written = self.number().abs();
        let is_near = |scale: f64, times: f64| {
            let share = written * scale / jobs;
            (1.0 / times..times).contains(&share)
        };
        match self.digits.contains('.') {
            _ if written <= 0.0 => 1.0,
            true if is_near(1e6, 3.0) => 1e6,
            true => 1e3,
            false if unit == Unit::ThousandJobs && written >= 10.0 && is_near(1e3, 1.5) => 1e3,
            false => 1.0,
        }
    }
}

/// The number of units that a figure has: jobs for thousands of jobs.
#[must_use]
pub fn in_units(unit: Unit, value: f64) -> f64 {
    // Printed tenths of a thousand are whole hundreds.
    if unit == Unit::ThousandJobs { (value * 10.0).round() * 100.0 } else { value }
}
