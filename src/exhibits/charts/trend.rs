//! Medians over the releases, in current and constant dollars.

use std::collections::BTreeMap;

use super::{Draft, MEDIAN};
use crate::{
    compare::{Chosen, Place, Subject, sentence_case},
    config::Exhibit,
    exhibits::{
        Stage,
        chart::{Body, Chart, Datum, Key, Series, Trend, TrendLine, TrendPanel, TrendPeriod},
        prose::mid_sentence,
    },
    model::{Area, Figure, Measure, Release},
};

impl Stage<'_, '_> {
    /// Medians over the releases, in current and constant dollars.
    pub(in crate::exhibits) fn medians_over_time(&mut self, exhibit: &Exhibit) -> Chart {
        let mut subjects: Vec<(Subject, Series)> = self
            .cast
            .chosen(&exhibit.roles)
            .into_iter()
            .map(|Chosen { subject, group }| (subject, Series::Group(group)))
            .collect();
        subjects.push((self.cast.baseline.clone(), Series::Baseline));
        let releases: Vec<Release> = self.cast.settings.releases.iter().copied().collect();
        let all: Vec<Subject> = subjects.iter().map(|(subject, _)| subject.clone()).collect();
        let newest = self.cast.settings.release;
        let mut figures = Vec::new();
        let mut panel = |stage: &mut Self, label: String, constant: bool| TrendPanel {
            label,
            lines: subjects
                .iter()
                .map(|(subject, series)| {
                    let of = |release: &Release| {
                        stage.median_of(subject, *release, constant.then_some(newest))
                    };
                    let points: Vec<Figure> = releases.iter().map(of).collect();
                    let data = points.iter().map(Datum::of).collect();
                    figures.extend(points);
                    TrendLine { label: subject.label.clone(), series: *series, points: data }
                })
                .collect(),
        };
        let mut panels = vec![panel(self, "In dollars of each year".to_owned(), false)];
        if self.ledger.panel().prices.cpi_u.is_some() {
            panels.push(panel(self, format!("In dollars of {}", newest.in_words()), true));
        }
        let keys = subjects
            .iter()
            .map(|(subject, series)| Key { series: *series, label: subject.label.clone() });
        let trend = Trend {
            keys: keys.collect(),
            periods: releases.iter().copied().map(TrendPeriod::from).collect(),
            breaks: self.breaks_over(&all),
            panels,
        };
        let draft = Draft {
            title: trend_title(&trend, newest),
            subtitle: format!("Median annual wage, {}", span(&releases)),
            notes: vec![
                "OEWS is not built as a time series: neighbouring years share two thirds of their sample.".to_owned(),
            ],
            description: trend_description(&trend),
            body: Body::Trend(trend),
            figures,
        };
        self.chart(exhibit, draft)
    }

    fn median_of(&mut self, subject: &Subject, release: Release, dollars_of: Option<Release>) -> Figure {
        let nation = Place::from(Area::NATION);
        match dollars_of {
            Some(dollars_of) => {
                let measure = Measure::ConstantDollarMedian;
                self.ledger.constant_dollars_at(subject, dollars_of, release, &nation, measure)
            }
            None => self.ledger.wage_at(subject, self.cast.settings.release, release, &nation, MEDIAN),
        }
    }

    /// Where the releases break for any of the subjects, as the index of the later one, with the
    /// reasons.
    pub(in crate::exhibits) fn breaks_over(&self, subjects: &[Subject]) -> Vec<(usize, String)> {
        let releases: Vec<Release> = self.cast.settings.releases.iter().copied().collect();
        let (of, nation) = (self.cast.settings.release, Place::from(Area::NATION));
        let between = |(at, pair): (usize, &[Release])| {
            let span = (pair[0], pair[1]);
            let reasons: BTreeMap<u16, &str> = subjects
                .iter()
                .flat_map(|subject| self.ledger.breaks_of(subject, of, span, &nation))
                .map(|of| (of.year, of.what))
                .collect();
            let reasons: Vec<&str> = reasons.into_values().collect();
            (!reasons.is_empty()).then(|| (at + 1, sentence_case(&reasons.join("; "))))
        };
        releases.windows(2).enumerate().filter_map(between).collect()
    }
}

fn span(releases: &[Release]) -> String {
    match releases {
        [] => String::new(),
        [only] => only.in_words(),
        [first, .., last] => format!("{} to {}", first.in_words(), last.in_words()),
    }
}

/// The first subject's change, where both ends are numbers of BLS's; else what is shown.
fn trend_title(trend: &Trend, newest: Release) -> String {
    let real = trend.panels.get(1).and_then(|panel| panel.lines.first());
    let ends = real.and_then(|line| Some((line, line.points.first()?, line.points.last()?)));
    match (ends, trend.periods.as_slice()) {
        (Some((line, first, last)), [from, .., to])
            if [first, last].iter().all(|end| end.value.number().is_some()) =>
        {
            format!(
                "In dollars of {}, the median wage of {} was {} in {} and {} in {}",
                newest.in_words(),
                mid_sentence(&line.label),
                first.text,
                from.name,
                last.text,
                to.name,
            )
        }
        _ => "Median annual wages over the releases".to_owned(),
    }
}

fn trend_description(trend: &Trend) -> String {
    let line = |line: &TrendLine| {
        let points: Vec<String> = trend
            .periods
            .iter()
            .zip(&line.points)
            .map(|(period, datum)| format!("{} {}", period.name, datum.text))
            .collect();
        format!("{}: {}", line.label, points.join(", "))
    };
    let panel = |panel: &TrendPanel| {
        let lines: Vec<String> = panel.lines.iter().map(line).collect();
        format!("{}: {}.", panel.label, lines.join("; "))
    };
    trend.panels.iter().map(panel).collect::<Vec<_>>().join(" ")
}
