//! The charts of a comparison.

use super::{
    Stage,
    chart::{
        BarRow, Bars, Body, Bubble, Bubbles, Chart, Datum, Key, PlaceRow, Places, RangeBlock, RangeRow,
        Ranges, Series, Trend, TrendLine, TrendPanel,
    },
    prose::{listing, mid_sentence},
};
use crate::{
    catalog::oews_breaks,
    compare::{Chosen, Occupation, Subject, sentence_case},
    config::{AreaChoice, Exhibit},
    model::{Area, AreaKind, Figure, Measure, PayPeriod, Percentile, Release},
};

const MEDIAN: Measure = Measure::Wage(PayPeriod::Annual, Percentile::P50);

/// What estimates in a chart are, for its notes.
const ESTIMATES: &str = "Groups of several occupations are estimates: a mixture of the occupations' wage \
                         distributions, weighted by employment.";

/// A chart whose source line is still to be made.
struct Draft {
    title: String,
    subtitle: String,
    notes: Vec<String>,
    description: String,
    body: Body,
    figures: Vec<Figure>,
}

impl Stage<'_, '_> {
    fn chart(&self, exhibit: &Exhibit, draft: Draft) -> Chart {
        Chart {
            id: exhibit.id.clone(),
            title: draft.title,
            subtitle: draft.subtitle,
            notes: draft.notes,
            source: self.sources.line(draft.figures.iter()),
            description: draft.description,
            body: draft.body,
        }
    }

    /// The groups' colours, and one for occupations that several groups name.
    fn keys(&self) -> Vec<Key> {
        let of = |(at, group): (usize, &Subject)| Key {
            series: Series::Group(at),
            label: group.label.clone(),
        };
        let mut keys: Vec<Key> = self.cast.groups.iter().enumerate().map(of).collect();
        if self.cast.occupations.iter().any(|occupation| occupation.groups.len() > 1) {
            keys.push(Key {
                series: Series::Group(keys.len()),
                label: "Named in several groups".to_owned(),
            });
        }
        keys.push(Key { series: Series::Baseline, label: self.cast.baseline.label.clone() });
        keys
    }

    fn series(&self, occupation: &Occupation) -> Series {
        match occupation.groups.iter().collect::<Vec<_>>().as_slice() {
            [only] => Series::Group(**only),
            _ => Series::Group(self.cast.groups.len()),
        }
    }

    /// Wage percentiles of the baseline, the groups and the occupations.
    pub(super) fn wage_ranges(&mut self, exhibit: &Exhibit) -> Chart {
        let colored = |of: Chosen| (of.subject, Series::Group(of.group));
        let groups: Vec<(Subject, Series)> = self.cast.all_groups().into_iter().map(colored).collect();
        let occupations: Vec<(Subject, Series)> = self
            .cast
            .occupations
            .iter()
            .map(|occupation| (occupation.subject.clone(), self.series(occupation)))
            .collect();
        let baseline = vec![(self.cast.baseline.clone(), Series::Baseline)];
        let mut figures = Vec::new();
        let blocks: Vec<RangeBlock> =
            [("Compared with", baseline), ("Groups", groups), ("Occupations", occupations)]
                .into_iter()
                .map(|(label, rows)| RangeBlock {
                    label: label.to_owned(),
                    rows: rows
                        .iter()
                        .map(|(subject, series)| self.range_row(subject, *series, &mut figures))
                        .collect(),
                })
                .collect();
        let median = self.median(&self.cast.baseline.clone());
        let reference = Some((self.cast.baseline.label.clone(), Datum::of(&median)));
        let row = |row: &RangeRow| format!("{} {}", row.label, row.points[2].text);
        let medians: Vec<String> = blocks.iter().flat_map(|block| &block.rows).map(row).collect();
        let draft = Draft {
            title: self.wage_title(),
            subtitle: format!(
                "Annual wages, {}: 10th, 25th, 50th, 75th and 90th percentile",
                self.cast.settings.release.in_words()
            ),
            notes: vec![ESTIMATES.to_owned()],
            description: format!("Median annual wages: {}.", medians.join("; ")),
            body: Body::Ranges(Ranges { keys: self.keys(), blocks, reference }),
            figures,
        };
        self.chart(exhibit, draft)
    }

    fn range_row(&mut self, subject: &Subject, series: Series, figures: &mut Vec<Figure>) -> RangeRow {
        let release = self.cast.settings.release;
        let points = Percentile::ALL.map(|percentile| {
            let measure = Measure::Wage(PayPeriod::Annual, percentile);
            let figure = self.ledger.wage(subject, release, Area::NATION, measure);
            let datum = Datum::of(&figure);
            figures.push(figure);
            datum
        });
        RangeRow { label: subject.label.clone(), series, points }
    }

    fn median(&mut self, subject: &Subject) -> Figure {
        self.ledger.wage(subject, self.cast.settings.release, Area::NATION, MEDIAN)
    }

    fn wage_title(&mut self) -> String {
        let subjects: Vec<Subject> =
            self.cast.groups.iter().chain([&self.cast.baseline]).cloned().collect();
        let medians: Vec<String> = subjects
            .iter()
            .map(|subject| format!("{} for {}", self.median(subject).text, mid_sentence(&subject.label)))
            .collect();
        format!("The median annual wage is {}", listing(&medians))
    }

    /// Projected growth of the groups and the occupations.
    pub(super) fn growth(&mut self, exhibit: &Exhibit) -> Chart {
        let round = self.cast.settings.round;
        let baseline = self.ledger.outlook(&self.cast.baseline, round, Measure::EmploymentChangePct);
        let mut figures = vec![baseline.clone()];
        let mut rows = Vec::new();
        for (subject, series) in self.ranked_by_growth() {
            let figure = self.ledger.outlook(&subject, round, Measure::EmploymentChangePct);
            rows.push(BarRow { label: subject.label.clone(), series, datum: Datum::of(&figure) });
            figures.push(figure);
        }
        let (base, projected) = (round.base_year(), round.projected_year());
        let title = match figures.iter().skip(1).find(|figure| figure.number().is_some()) {
            Some(fastest) => format!(
                "Employment of {} is projected to {} from {base} to {projected} ({}: {})",
                mid_sentence(&rows[0].label),
                growing(fastest),
                mid_sentence(&self.cast.baseline.label),
                baseline.text
            ),
            None => format!("Projected change in employment from {base} to {projected}"),
        };
        let list: Vec<String> =
            rows.iter().map(|row| format!("{} {}", row.label, row.datum.text)).collect();
        let reference = Some((self.cast.baseline.label.clone(), Datum::of(&baseline)));
        let axis = "Projected change in employment, percent".to_owned();
        let draft = Draft {
            title,
            subtitle: format!("Projected change in employment over the ten years from {base} to {projected}, percent"),
            notes: vec![
                "An occupation's percent is BLS's own; a group's is the change of its summed employment.".to_owned(),
            ],
            description: format!("{}: {}. {}.", self.cast.baseline.label, baseline.text, list.join("; ")),
            body: Body::Bars(Bars { keys: self.keys(), rows, reference, axis }),
            figures,
        };
        self.chart(exhibit, draft)
    }

    /// Groups over all lists and occupations, the fastest first and those without a number last.
    fn ranked_by_growth(&mut self) -> Vec<(Subject, Series)> {
        let round = self.cast.settings.round;
        let groups =
            self.cast.groups.iter().enumerate().map(|(at, group)| (group.clone(), Series::Group(at)));
        let occupations = self
            .cast
            .occupations
            .iter()
            .map(|occupation| (occupation.subject.clone(), self.series(occupation)));
        let mut rows: Vec<(Subject, Series)> = groups.chain(occupations).collect();
        rows.dedup_by(|a, b| a.0.key == b.0.key);
        let mut growth = |subject: &Subject| {
            let figure = self.ledger.outlook(subject, round, Measure::EmploymentChangePct);
            figure.number().unwrap_or(f64::NEG_INFINITY)
        };
        let mut keyed: Vec<(f64, (Subject, Series))> =
            rows.into_iter().map(|row| (growth(&row.0), row)).collect();
        keyed.sort_by(|a, b| b.0.total_cmp(&a.0));
        keyed.into_iter().map(|(_, row)| row).collect()
    }

    /// Pay against growth, with openings as size.
    pub(super) fn pay_and_growth(&mut self, exhibit: &Exhibit) -> Chart {
        let mut subjects: Vec<(Subject, Series)> = self
            .cast
            .occupations
            .iter()
            .map(|occupation| (occupation.subject.clone(), self.series(occupation)))
            .collect();
        subjects.push((self.cast.baseline.clone(), Series::Baseline));
        let mut figures = Vec::new();
        let bubbles: Vec<Bubble> = subjects
            .iter()
            .map(|(subject, series)| self.bubble(subject, *series, &mut figures))
            .collect();
        let description: Vec<String> = bubbles
            .iter()
            .map(|bubble| format!("{}: {}, {}", bubble.label, bubble.pay.text, bubble.growth.text))
            .collect();
        let draft = Draft {
            title: pay_and_growth_title(&bubbles),
            subtitle: format!(
                "Median annual wage in {} against projected change in employment {}",
                self.cast.settings.release.in_words(),
                self.cast.settings.round
            ),
            notes: vec!["Dashed lines: all occupations.".to_owned()],
            description: format!("Median annual wage and projected growth. {}.", description.join("; ")),
            body: Body::Bubbles(Bubbles {
                keys: self.keys().into_iter().filter(|key| key.series != Series::Baseline).collect(),
                bubbles,
                x_axis: format!("Projected change in employment, {}, percent", self.cast.settings.round),
                y_axis: "Median annual wage".to_owned(),
                size: "openings a year, on average, thousands".to_owned(),
            }),
            figures,
        };
        self.chart(exhibit, draft)
    }

    fn bubble(&mut self, subject: &Subject, series: Series, figures: &mut Vec<Figure>) -> Bubble {
        let round = self.cast.settings.round;
        let pay = self.median(subject);
        let growth = self.ledger.outlook(subject, round, Measure::EmploymentChangePct);
        let openings = self.ledger.outlook(subject, round, Measure::AnnualOpenings);
        let [pay_datum, growth_datum, openings_datum] = [&pay, &growth, &openings].map(Datum::of);
        figures.extend([pay, growth, openings]);
        Bubble {
            label: subject.label.clone(),
            series,
            growth: growth_datum,
            pay: pay_datum,
            openings: openings_datum,
        }
    }

    /// Medians over the releases, in current and constant dollars.
    pub(super) fn medians_over_time(&mut self, exhibit: &Exhibit) -> Chart {
        let mut subjects: Vec<(Subject, Series)> = self
            .cast
            .chosen(&exhibit.roles)
            .into_iter()
            .map(|Chosen { subject, group }| (subject, Series::Group(group)))
            .collect();
        subjects.push((self.cast.baseline.clone(), Series::Baseline));
        let releases: Vec<Release> = self.cast.settings.releases.iter().copied().collect();
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
        let panels = vec![
            panel(self, "In dollars of each year".to_owned(), false),
            panel(self, format!("In dollars of {}", newest.in_words()), true),
        ];
        let keys = subjects
            .iter()
            .map(|(subject, series)| Key { series: *series, label: subject.label.clone() });
        let body = Body::Trend(Trend {
            keys: keys.collect(),
            periods: releases.iter().map(|release| release.in_words()).collect(),
            breaks: breaks(&releases),
            panels,
        });
        let draft = Draft {
            title: trend_title(&body, newest),
            subtitle: format!("Median annual wage, {}", span(&releases)),
            notes: vec![
                "OEWS is not built as a time series: neighbouring years share two thirds of their sample.".to_owned(),
            ],
            description: trend_description(&body),
            body,
            figures,
        };
        self.chart(exhibit, draft)
    }

    fn median_of(&mut self, subject: &Subject, release: Release, dollars_of: Option<Release>) -> Figure {
        match dollars_of {
            Some(dollars_of) => self.ledger.constant_dollars(subject, release, dollars_of),
            None => self.ledger.wage(subject, release, Area::NATION, MEDIAN),
        }
    }

    /// Medians by state, ranked by the first subject.
    pub(super) fn medians_by_state(&mut self, exhibit: &Exhibit) -> Chart {
        let chosen = self.cast.chosen(&exhibit.roles);
        let release = self.cast.settings.release;
        let mut rows: Vec<(Vec<Figure>, String)> = Vec::new();
        for (area, title) in self.states() {
            let median = |of: &Chosen| self.ledger.wage(&of.subject, release, area, MEDIAN);
            rows.push((chosen.iter().map(median).collect(), title));
        }
        let first = |row: &(Vec<Figure>, String)| {
            row.0.first().and_then(Figure::number).unwrap_or(f64::NEG_INFINITY)
        };
        rows.sort_by(|a, b| first(b).total_cmp(&first(a)));
        let median = |of: &Chosen| self.ledger.wage(&of.subject, release, Area::NATION, MEDIAN);
        let nation: Vec<Figure> = chosen.iter().map(median).collect();
        let figures =
            rows.iter().flat_map(|(figures, _)| figures.clone()).chain(nation.clone()).collect();
        let key = |of: &Chosen| Key { series: Series::Group(of.group), label: of.subject.label.clone() };
        let draft = Draft {
            title: places_title(&chosen, &rows),
            subtitle: format!(
                "Median annual wage by state, {}; dashed lines: United States",
                release.in_words()
            ),
            notes: vec!["Not adjusted for prices; the table beside it is.".to_owned()],
            description: places_description(&rows),
            body: Body::Places(Places {
                keys: chosen.iter().map(key).collect(),
                rows: rows
                    .into_iter()
                    .map(|(figures, label)| PlaceRow {
                        label,
                        data: figures.iter().map(Datum::of).collect(),
                    })
                    .collect(),
                reference: nation.iter().map(Datum::of).collect(),
                axis: "Median annual wage".to_owned(),
            }),
            figures,
        };
        self.chart(exhibit, draft)
    }

    /// The states and territories among the comparison's areas, with their names.
    pub(super) fn states(&self) -> Vec<(Area, String)> {
        let chosen = &self.cast.settings.areas;
        self.ledger
            .panel()
            .areas(self.cast.settings.release)
            .filter(|cell| matches!(cell.area_kind(), AreaKind::State | AreaKind::Territory))
            .filter(|cell| {
                chosen.contains(&AreaChoice::States) || chosen.contains(&AreaChoice::One(cell.area()))
            })
            .map(|cell| (cell.area(), cell.area_title().to_owned()))
            .collect()
    }
}

/// "grow 23.2%", or what a projection that falls or is no number calls for.
pub(super) fn growing(change: &Figure) -> String {
    match change.number() {
        Some(percent) if percent >= 0.0 => format!("grow {}", change.text),
        Some(_) => format!("change by {}", change.text),
        None => format!("change by an amount that is {}", change.text),
    }
}

fn pay_and_growth_title(bubbles: &[Bubble]) -> String {
    let highest = |of: fn(&Bubble) -> &Datum| {
        let with_number = bubbles.iter().filter(|bubble| of(bubble).value.number().is_some());
        with_number.max_by(|a, b| {
            of(a).value.number().partial_cmp(&of(b).value.number()).unwrap_or(std::cmp::Ordering::Equal)
        })
    };
    match (highest(|bubble| &bubble.pay), highest(|bubble| &bubble.growth)) {
        (Some(pay), Some(growth)) if pay.label == growth.label => format!(
            "{} have both the highest median wage ({}) and the fastest projected growth ({})",
            pay.label, pay.pay.text, growth.growth.text
        ),
        (Some(pay), Some(growth)) => format!(
            "{} have the highest median wage ({}), {} the fastest projected growth ({})",
            pay.label,
            pay.pay.text,
            mid_sentence(&growth.label),
            growth.growth.text
        ),
        _ => "Median annual wage and projected growth".to_owned(),
    }
}

/// Where a line breaks, as the index of the later period, with the reasons.
fn breaks(releases: &[Release]) -> Vec<(usize, String)> {
    let between = |(at, pair): (usize, &[Release])| {
        let reasons: Vec<&str> = oews_breaks(pair[0], pair[1]).map(|of| of.what).collect();
        (!reasons.is_empty()).then(|| (at + 1, sentence_case(&reasons.join("; "))))
    };
    releases.windows(2).enumerate().filter_map(between).collect()
}

fn span(releases: &[Release]) -> String {
    match releases {
        [] => String::new(),
        [only] => only.in_words(),
        [first, .., last] => format!("{} to {}", first.in_words(), last.in_words()),
    }
}

fn trend_title(body: &Body, newest: Release) -> String {
    let Body::Trend(trend) = body else { return String::new() };
    let real = trend.panels.last().and_then(|panel| panel.lines.first());
    let ends = real.and_then(|line| Some((line, line.points.first()?, line.points.last()?)));
    match ends {
        Some((line, first, last)) if trend.periods.len() > 1 => format!(
            "In dollars of {}, the median wage of {} was {} in {} and {} in {}",
            newest.in_words(),
            mid_sentence(&line.label),
            first.text,
            trend.periods.first().map_or("", String::as_str),
            last.text,
            trend.periods.last().map_or("", String::as_str),
        ),
        _ => "Median annual wages over the releases".to_owned(),
    }
}

fn trend_description(body: &Body) -> String {
    let Body::Trend(trend) = body else { return String::new() };
    let line = |line: &TrendLine| {
        let points: Vec<String> = trend
            .periods
            .iter()
            .zip(&line.points)
            .map(|(period, datum)| format!("{period} {}", datum.text))
            .collect();
        format!("{}: {}", line.label, points.join(", "))
    };
    let panel = |panel: &TrendPanel| {
        let lines: Vec<String> = panel.lines.iter().map(line).collect();
        format!("{}: {}.", panel.label, lines.join("; "))
    };
    trend.panels.iter().map(panel).collect::<Vec<_>>().join(" ")
}

fn places_title(chosen: &[Chosen], rows: &[(Vec<Figure>, String)]) -> String {
    let with_number: Vec<&(Vec<Figure>, String)> =
        rows.iter().filter(|(figures, _)| figures.first().and_then(Figure::number).is_some()).collect();
    match (chosen.first(), with_number.first(), with_number.last()) {
        (Some(first), Some((highest, at)), Some((lowest, of))) => format!(
            "The median wage of {} runs from {} in {of} to {} in {at}",
            mid_sentence(&first.subject.label),
            lowest[0].text,
            highest[0].text
        ),
        _ => "Median annual wages by state".to_owned(),
    }
}

fn places_description(rows: &[(Vec<Figure>, String)]) -> String {
    let row = |(figures, label): &(Vec<Figure>, String)| {
        let texts: Vec<&str> = figures.iter().map(|figure| figure.text.as_str()).collect();
        format!("{label} {}", texts.join(" and "))
    };
    format!("{}.", rows.iter().map(row).collect::<Vec<_>>().join("; "))
}
