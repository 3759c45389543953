//! The subjects over the releases, in current and in constant dollars, with every break.

use super::{Desk, Row, Section, Setting, pay::codes};
use crate::{
    compare::{Change, Subject},
    diag::{Diagnostic, Diagnostics},
    model::{Measure, PayPeriod, Percentile, Release},
};

const MEDIAN: Measure = Measure::Wage(PayPeriod::Annual, Percentile::P50);
const MEAN: Measure = Measure::WageMean(PayPeriod::Annual);

impl Desk<'_, '_> {
    /// The subjects release by release, and their changes; nothing unless time is asked for.
    ///
    /// # Errors
    /// When constant dollars are asked for and no prices are at hand.
    pub(super) fn time(&mut self) -> Result<Vec<Section>, Diagnostics> {
        if self.releases.is_empty() {
            return Ok(Vec::new());
        }
        if self.question.real && self.ledger.panel().prices.cpi_u.is_none() {
            return Err(Diagnostic::error("constant dollars need the CPI-U, which no source has")
                .hint("name a file of it with --source, such as cu.data.1.AllItems")
                .into());
        }
        let subjects = self.subjects.clone();
        let releases: Vec<Release> = self.releases.iter().copied().collect();
        let (mut rows, mut changes) = (Vec::new(), Vec::new());
        for subject in &subjects {
            let mut before = None;
            for release in &releases {
                rows.push(self.moment(subject, before.replace(*release), *release));
            }
            if let [first, .., last] = releases.as_slice() {
                changes.push(self.change(subject, *first, *last));
            }
        }
        Ok([Some(self.moments(rows)), self.changes(changes)].into_iter().flatten().collect())
    }

    fn moments(&self, rows: Vec<Row>) -> Section {
        let mut notes = vec![
            "OEWS is not built as a time series. Where a break is named, the release is not comparable with the one \
             before it."
                .to_owned(),
        ];
        if self.question.real {
            notes.push(format!(
                "Constant dollars: of {}, by the CPI-U (CUUR0000SA0), May to May; a month without an index is not \
                 filled in.",
                self.release.in_words()
            ));
        }
        Section {
            name: "time",
            title: format!("Over the releases, {}", self.place.label),
            setting: Setting::Lines,
            rows,
            notes,
        }
    }

    fn moment(&mut self, subject: &Subject, before: Option<Release>, release: Release) -> Row {
        let (of, place) = (self.release, self.place.clone());
        let mut figures: Vec<_> = [Measure::Employment, MEAN, MEDIAN]
            .map(|measure| self.ledger.wage_at(subject, of, release, &place, measure))
            .to_vec();
        if self.question.real {
            for measure in [Measure::ConstantDollarMean, Measure::ConstantDollarMedian] {
                figures.push(self.ledger.constant_dollars_at(subject, of, release, &place, measure));
            }
        }
        let keys = vec![
            ("subject", subject.label.clone()),
            ("area", place.key()),
            ("release", release.to_string()),
        ];
        let there = match subject.carried(of.year(), release.year()) {
            Ok(carried) => codes(&carried),
            Err(split) => split.in_words(),
        };
        let breaks = before.map(|before| {
            let breaks = self.ledger.breaks_of(subject, of, (before, release), &place);
            let words = breaks.map(|of| format!("{}: {}", Release::may(of.year).in_words(), of.what));
            words.collect::<Vec<_>>().join("; ")
        });
        Row::of(keys, figures).say("occupations", there).say("break", breaks.unwrap_or_default())
    }

    fn changes(&self, rows: Vec<Row>) -> Option<Section> {
        let (first, last) = (self.releases.first()?, self.releases.last()?);
        (!rows.is_empty()).then(|| Section {
            name: "changes",
            title: format!("Changes from {} to {}", first.in_words(), last.in_words()),
            setting: Setting::Blocks,
            rows,
            notes: Vec::new(),
        })
    }

    fn change(&mut self, subject: &Subject, first: Release, last: Release) -> Row {
        let (of, place) = (self.release, self.place.clone());
        let Change { figures, reasons } = self.ledger.change_over(subject, of, (first, last), &place);
        let mut keys = self.keys(subject);
        keys.push(("release", format!("{first}..{last}")));
        let mut figures = figures.to_vec();
        if !self.question.real {
            figures.retain(|figure| figure.measure != Measure::RealMedianChangePct);
        }
        let like_for_like = match reasons.as_slice() {
            [] => "yes".to_owned(),
            reasons => format!("no: {}", reasons.join("; ")),
        };
        Row::of(keys, figures).say("like_for_like", like_for_like)
    }
}
