//! Which claims of a page get a marker: those whose figure is certain, and which a refresh would print as
//! they are printed.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{Claim, Reason, Span, Work, wording};
use crate::{
    audit::{Basis, Finding, Known, Report},
    model::{Estimate, Measure, Period, Unit},
    pages::{
        self, Course, Hedge, Refusal,
        marker::{self, Asked, Quantity},
    },
};

/// The claims of a page that quote BLS, and how many more stand between markers already.
pub fn claims<'r>(work: &mut Work<'_, '_>, report: &'r Report) -> (Vec<Claim<'r>>, usize) {
    let several = in_several_periods(report);
    // A comparison of wages in words has no figure that a marker could keep, and holds whatever the period is
    // called.
    let is_told = |finding: &&Finding| {
        let compares = finding.basis.in_words && !is_growth_in_words(&finding.basis);
        let told = finding.rule.is_some() || finding.verdict == "current";
        told && !compares || is_growth_in_words(&finding.basis)
    };
    let mut marked_before = 0;
    let mut claims = Vec::new();
    for finding in report.claims.iter().filter(is_told) {
        if work.is_marked(&bytes(finding)) {
            marked_before += 1;
            continue;
        }
        let outcome = match several.get(&identity(&finding.basis)) {
            Some(periods) if periods.len() > 1 && is_of_all(finding, periods) => Err(Reason::new(
                format!("it is true of {} alike", names(periods)),
                "state the period beside it, or mark it by hand",
            )),
            Some(periods) if periods.len() > 1 => Err(Reason::new(
                format!("the page has this figure of {}", names(periods)),
                "mark what is to stay with `release=` or `round=`, and the rest by hand",
            )),
            _ => span(work, finding),
        };
        let belied_by = if outcome.is_err() { work.belied_by(finding) } else { None };
        let today = outcome.as_ref().ok().and_then(|span| work.today(&span.asked));
        claims.push(Claim { finding, outcome, belied_by, today });
    }
    (claims, marked_before)
}

/// Takes the marker away that a claim was to get.
pub fn refuse(claims: &mut [Claim<'_>], range: &Range<usize>, reason: &Reason) {
    for claim in claims {
        if claim.outcome.as_ref().is_ok_and(|span| span.range == *range) {
            claim.outcome = Err(reason.clone());
        }
    }
}

/// Whether a claim is one of BLS's words for the growth of an occupation.
pub fn is_growth_in_words(basis: &Basis) -> bool {
    basis.in_words && basis.quantity == crate::audit::Quantity::GrowthPct && basis.codes.len() == 1
}

fn bytes(finding: &Finding) -> Range<usize> {
    finding.start_byte..finding.end_byte
}

/// What a figure is of, apart from its period.
fn identity(basis: &Basis) -> String {
    let known = basis.known.first();
    let program = known.map(|known| (matches!(known.period, Period::Round(_)), known.end));
    let Basis { quantity, per, codes, area, in_words, .. } = basis;
    format!("{quantity:?} {per:?} {codes:?} {area:?} {in_words} {program:?}")
}

/// For each figure that is quoted, the periods of which it is: a page that has it of several tells how
/// it went, and would tell nothing if all became the newest.
fn in_several_periods(report: &Report) -> BTreeMap<String, BTreeSet<Period>> {
    let mut periods: BTreeMap<String, BTreeSet<Period>> = BTreeMap::new();
    for finding in &report.claims {
        let known = finding.basis.known.iter().map(|known| known.period);
        periods.entry(identity(&finding.basis)).or_default().extend(known);
    }
    periods
}

/// Whether a claim alone is true of all these periods.
fn is_of_all(finding: &Finding, periods: &BTreeSet<Period>) -> bool {
    periods.iter().all(|period| finding.basis.known.iter().any(|known| known.period == *period))
}

fn names(periods: &BTreeSet<Period>) -> String {
    let names: Vec<String> = periods.iter().map(|period| period.in_words()).collect();
    names.join(" and of ")
}

/// The span of a claim.
///
/// # Errors
/// Why it gets none.
fn span(work: &mut Work<'_, '_>, finding: &Finding) -> Result<Span, Reason> {
    let basis = &finding.basis;
    if let Some(span) = work.words_of_today(finding) {
        return Ok(span);
    }
    let number = work.whole_sign(bytes(finding));
    let around = work.text_around(&number);
    if !matches!(finding.verdict, "current" | "stale") {
        let hint =
            if around.is_ok() { "mend the sentence first, or mark it by hand" } else { "mend it" };
        return Err(Reason::new(format!("{} ({})", finding.message, finding.verdict), hint));
    }
    let around = around?;
    let words = wording::words(basis, &finding.text)?;
    let Some(known) = basis.known.first() else {
        return Err(Reason::new("no figure at hand is certain to be it", "mark it by hand"));
    };
    if !basis.is_sure {
        return Err(Reason::new(
            "nothing close to it says of which occupation and measure it is",
            format!("if it is `outlook {words}`, mark it by hand"),
        ));
    }
    if let Some(reason) = tied_to_others(basis) {
        return Err(reason);
    }
    let asked = read(&words)?;
    let period = work.desk.period(&asked).map_err(of_refusal)?;
    if period < known.period {
        return Err(Reason::new(
            format!("it is of {}, and the sources of pipeline.toml end before", known.period.in_words()),
            "add the newer table to pipeline.toml",
        ));
    }
    let limited = work.limited(&number, &around);
    // Where BLS's own words (less than, more than) stand before the exact figure, they stay out of it.
    let is_outside = matches!(finding.bound, "at_least" | "at_most") && !finding.text.ends_with('+');
    let is_exact = !basis.in_words && known.value.number() == Some(basis.value);
    let alone = (is_exact || limited.is_none()).then_some((number, limited.is_some() || is_outside));
    let tries: Vec<(Range<usize>, bool)> =
        alone.into_iter().chain(limited.map(|range| (range, false))).collect();
    // "An 8% rise" becomes "a 7% rise" with its article between the markers.
    let with_article = |(range, exact): (Range<usize>, bool)| {
        let more = work.with_article(&range, &around).map(|more| (more, exact));
        [Some((range, exact)), more]
    };
    let tries: Vec<(Range<usize>, bool)> = tries.into_iter().flat_map(with_article).flatten().collect();
    let mut reason = None;
    for (range, must_be_exact) in tries {
        let current = period == known.period;
        match work.prints(&asked, &range, known, current, must_be_exact) {
            Ok(()) => return Ok(Span { range, words, asked }),
            Err(why) => reason = reason.or(Some(why)),
        }
    }
    Err(reason.unwrap_or_else(|| Reason::new("it cannot be printed", "mark it by hand")))
}

/// Why a figure cannot move without what stands by it, if so.
fn tied_to_others(basis: &Basis) -> Option<Reason> {
    if basis.is_worked_with {
        return Some(Reason::new(
            "its sentence or the next works out a difference or a ratio, which would stay as it is",
            "take that out, or mark the figure by hand",
        ));
    }
    basis.is_dated_with_others.then(|| {
        Reason::new(
            "its period is that of other figures or events as well, which would stay as they are",
            "part the two, or mark the figure by hand",
        )
    })
}

/// The words of a marker, understood.
pub fn read(words: &str) -> Result<Asked, Reason> {
    marker::read_asked(words).map_err(|mistakes| {
        let told = mistakes.into_iter().next().map(|mistake| mistake.message);
        Reason::new(told.unwrap_or_default(), "mark it by hand")
    })
}

/// The reason why a figure cannot be printed.
pub fn of_refusal(refusal: Refusal) -> Reason {
    Reason { message: refusal.message, hint: refusal.hint }
}

impl Work<'_, '_> {
    /// A number with the backslash that Markdown may have before its first sign.
    fn whole_sign(&self, range: Range<usize>) -> Range<usize> {
        let before = &self.page.searched()[..range.start];
        let slash = self.markup != crate::pages::Markup::Html && before.ends_with(b"\\");
        range.start - usize::from(slash)..range.end
    }

    /// A number with the word before or behind it that limits it; `None` where there is none.
    fn limited(&self, number: &Range<usize>, around: &Range<usize>) -> Option<Range<usize>> {
        // The longest such word and its blanks are shorter.
        let before = self.page.text(around.start.max(number.start.saturating_sub(80))..number.start);
        let length = Hedge::length_before(&before);
        let is_plain = before.as_bytes()[before.len() - length..].is_ascii();
        let length = if is_plain { length } else { 0 };
        let more = Hedge::length_behind(&self.page.text(number.end..around.end));
        (length + more > 0).then(|| number.start - length..number.end + more)
    }

    /// A number with the article before it; `None` where there is none.
    fn with_article(&self, number: &Range<usize>, around: &Range<usize>) -> Option<Range<usize>> {
        let before = self.page.text(around.start..number.start);
        let length = pages::article_before(&before);
        (length > 0).then(|| number.start - length..number.end)
    }

    /// Today's figure, in jobs where it is one of thousands of jobs.
    fn today(&mut self, asked: &Asked) -> Option<f64> {
        let figure = self.desk.figure(asked).ok()?;
        let scale = if figure.unit == Unit::ThousandJobs { 1000.0 } else { 1.0 };
        Some(figure.number()? * scale)
    }

    /// Whether a refresh would print the figure as the page does, and prints today's.
    fn prints(
        &mut self,
        asked: &Asked,
        range: &Range<usize>,
        known: &Known,
        is_current: bool,
        must_be_exact: bool,
    ) -> Result<(), Reason> {
        let sample = self.sample(range);
        let (before, behind) = pages::around(self.page.searched(), self.markup, range);
        let course = Course::of(&before, &sample, &behind);
        let heeded = &course.heeded(asked);
        let then = self.as_of(heeded, &sample, known)?;
        if then != sample {
            return Err(Reason::new(
                format!("a refresh would have written `{then}` for the figure that it is"),
                "write it so, or mark it by hand with `style=`",
            ));
        }
        let now = self.desk.print(heeded, &sample).map_err(of_refusal)?;
        course.check(asked, &now).map_err(of_refusal)?;
        if is_current && now.text != sample {
            return Err(Reason::new(
                format!("a refresh would write `{}` in its place", now.text),
                "write it so, or mark it by hand with `style=`",
            ));
        }
        pages::heed_article(&before, &sample, &now.text).map_err(|Refusal { message, .. }| {
            Reason::new(message, "put the article right before the number, without markup between them")
        })?;
        let figure = now.figure.and_then(|figure| Some((figure.unit, figure.number()?)));
        let Some((unit, value)) = figure else { return Ok(()) };
        if known.value.number().is_some_and(|then| then * value < 0.0) {
            return Err(Reason::new(
                format!("the figure is now `{}`, which the sentence does not fit", now.text),
                "write the sentence anew",
            ));
        }
        let exact = in_numbers(&now.text) == Some(jobs(unit, value.abs()));
        if must_be_exact && !exact {
            return Err(Reason::new(
                format!("the words around it limit it, and `{}` is rounded", now.text),
                "take the word into the marker, next to the number",
            ));
        }
        Ok(())
    }

    /// The span of words for growth that nothing at hand tells of their own round, and that are BLS's of
    /// today: a refresh brings the figures beside them to today, and keeps the words.
    fn words_of_today(&mut self, finding: &Finding) -> Option<Span> {
        let [code] = finding.basis.codes[..] else { return None };
        let open = finding.verdict == "not-checkable" && finding.basis.is_sure;
        if !open || !is_growth_in_words(&finding.basis) {
            return None;
        }
        let words = wording::projected(code, "wording");
        let asked = read(&words).ok()?;
        let range = bytes(finding);
        self.text_around(&range).ok()?;
        let sample = self.sample(&range);
        let now = self.desk.print(&asked, &sample).ok()?.text;
        (now == sample).then_some(Span { range, words, asked })
    }

    /// What BLS says of a growth today, where a page has other words for it.
    fn belied_by(&mut self, finding: &Finding) -> Option<String> {
        let [code] = finding.basis.codes[..] else { return None };
        if !is_growth_in_words(&finding.basis) {
            return None;
        }
        let asked = read(&wording::projected(code, "wording")).ok()?;
        let now = self.desk.print(&asked, &finding.text).ok()?.text;
        (now != finding.text).then_some(now)
    }

    /// What a refresh would have printed when the page was true.
    fn as_of(&mut self, asked: &Asked, sample: &str, known: &Known) -> Result<String, Reason> {
        if asked.quantity == Quantity::Measure(Measure::GrowthWording) {
            let (release, round) = match known.period {
                Period::Release(release) => (Some(release), None),
                Period::Round(round) => (None, Some(round)),
            };
            let then = Asked { release, round, ..asked.clone() };
            return Ok(self.desk.print(&then, sample).map_err(of_refusal)?.text);
        }
        let unit = self.desk.figure(asked).map_err(of_refusal)?.unit;
        let scale = if unit == Unit::ThousandJobs { 1000.0 } else { 1.0 };
        let value = match known.value {
            Estimate::AtLeast { bound } => Estimate::AtLeast { bound },
            other => Estimate::exact(other.number().unwrap_or_default() / scale),
        };
        self.desk.print_as_if(asked, sample, value).map_err(of_refusal)
    }
}

/// The number in a text, without sign and scale.
fn in_numbers(text: &str) -> Option<f64> {
    text.chars().filter(|sign| sign.is_ascii_digit() || *sign == '.').collect::<String>().parse().ok()
}

/// Jobs for thousands of jobs.
fn jobs(unit: Unit, value: f64) -> f64 {
    if unit == Unit::ThousandJobs { (value * 10.0).round() * 100.0 } else { value }
}
