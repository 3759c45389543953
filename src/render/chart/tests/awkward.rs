//! Charts that are hard to draw: too long, too many, too equal, too empty.

use super::samples::{self, BASE, G0, G1};
use crate::{
    exhibits::chart::{BarRow, Body, Chart, Datum, PlaceRow, RangeBlock, Series, TrendPanel},
    model::{Estimate, Mark, Release},
};

const LONG: &str = "Secretaries and administrative assistants, except legal, medical, and executive, and all other \
                    information and record clerks who work in offices of physicians, dentists & other practitioners";

fn named(mut chart: Chart, what: &str) -> Chart {
    chart.id = format!("{}-{what}", chart.id);
    chart
}

/// Every sample, changed.
fn each(what: &str, change: impl Fn(&mut Chart)) -> Vec<Chart> {
    let changed = |mut chart: Chart| {
        change(&mut chart);
        named(chart, what)
    };
    samples::all().into_iter().map(changed).collect()
}

fn with_values(what: &str, value: impl Fn(u32) -> Datum) -> Vec<Chart> {
    each(what, |chart| {
        for (at, datum) in (0..).zip(super::data_mut(chart)) {
            *datum = value(at);
        }
    })
}

fn labels_mut(chart: &mut Chart) -> Vec<&mut String> {
    match &mut chart.body {
        Body::Ranges(it) => {
            it.blocks.iter_mut().flat_map(|block| &mut block.rows).map(|row| &mut row.label).collect()
        }
        Body::Bars(it) => it.rows.iter_mut().map(|row| &mut row.label).collect(),
        Body::Bubbles(it) => it.bubbles.iter_mut().map(|bubble| &mut bubble.label).collect(),
        Body::Trend(it) => {
            it.panels.iter_mut().flat_map(|panel| &mut panel.lines).map(|line| &mut line.label).collect()
        }
        Body::Places(it) => it.rows.iter_mut().map(|row| &mut row.label).collect(),
    }
}

fn relabelled(what: &str, label: impl Fn(usize) -> String) -> Vec<Chart> {
    each(what, |chart| {
        for (at, text) in labels_mut(chart).into_iter().enumerate() {
            *text = label(at);
        }
        chart.title = label(0);
        chart.subtitle = label(0);
        chart.source = label(0);
    })
}

/// The body cut down to `count` subjects, or its subjects repeated until there are as many.
fn of_length(what: &str, count: usize) -> Vec<Chart> {
    each(what, |chart| match &mut chart.body {
        Body::Ranges(it) => {
            let rows: Vec<_> = it.blocks.iter().flat_map(|block| block.rows.clone()).collect();
            let rows = rows.into_iter().cycle().take(count).collect();
            it.blocks = vec![RangeBlock { label: LONG.to_owned(), rows }];
        }
        Body::Bars(it) => it.rows = it.rows.iter().cycle().take(count).cloned().collect(),
        Body::Bubbles(it) => it.bubbles = it.bubbles.iter().cycle().take(count).cloned().collect(),
        Body::Trend(it) => {
            let cut = |panel: &mut TrendPanel| {
                panel.lines = panel.lines.iter().cycle().take(count).cloned().collect();
            };
            it.panels.iter_mut().for_each(cut);
        }
        Body::Places(it) => it.rows = it.rows.iter().cycle().take(count).cloned().collect(),
    })
}

fn trends() -> Vec<Chart> {
    let with = |what: &str, change: fn(&mut crate::exhibits::chart::Trend)| {
        let mut chart = samples::trend();
        if let Body::Trend(trend) = &mut chart.body {
            change(trend);
        }
        named(chart, what)
    };
    vec![
        with("one-period", |it| {
            it.periods.truncate(1);
            it.panels
                .iter_mut()
                .flat_map(|panel| &mut panel.lines)
                .for_each(|line| line.points.truncate(1));
        }),
        with("twelve-periods", |it| {
            it.periods = (2014..2026).map(|year| Release::may(year).into()).collect();
            let longer = |points: &Vec<Datum>| points.iter().cycle().take(12).cloned().collect();
            it.panels
                .iter_mut()
                .flat_map(|panel| &mut panel.lines)
                .for_each(|line| line.points = longer(&line.points));
            it.breaks = vec![(3, LONG.to_owned()), (9, "SOC 2018".to_owned()), (99, "never".to_owned())];
        }),
        with("uneven-years", |it| {
            it.periods = [2005, 2019, 2020].map(|year| Release::may(year).into()).to_vec();
        }),
        with("five-panels", |it| {
            it.panels = it.panels.iter().cycle().take(5).cloned().collect();
        }),
        with("one-panel", |it| it.panels.truncate(1)),
        with("bounds-at-both-ends", |it| {
            for line in it.panels.iter_mut().flat_map(|panel| &mut panel.lines).take(2) {
                line.points[0] = samples::at_least(239_200.0);
                line.points[2] = samples::at_least(239_200.0);
            }
        }),
        with("beginning-late-ending-early", |it| {
            for line in it.panels.iter_mut().flat_map(|panel| &mut panel.lines).take(2) {
                line.points[0] = samples::absent(Mark::NotInTable);
            }
            for line in it.panels.iter_mut().flat_map(|panel| &mut panel.lines).skip(2).take(2) {
                line.points[2] = samples::absent(Mark::WageNotReleased);
            }
        }),
        with("without-breaks", |it| it.breaks.clear()),
    ]
}

fn places() -> Vec<Chart> {
    let with = |what: &str, change: fn(&mut crate::exhibits::chart::Places)| {
        let mut chart = samples::places();
        if let Body::Places(places) = &mut chart.body {
            change(places);
        }
        named(chart, what)
    };
    vec![
        with("equal-references", |it| {
            it.reference = vec![samples::usd(99_000.0), samples::usd(99_000.0)];
        }),
        with("three-keys", |it| {
            it.keys.push(it.keys[0].clone());
            it.rows.iter_mut().for_each(|row| row.data.push(samples::usd(70_000.0)));
            it.reference.push(samples::usd(70_000.0));
        }),
        with("arrows-inwards", |it| {
            let row = PlaceRow {
                label: "Nowhere".to_owned(),
                data: vec![samples::usd(150_000.0), samples::at_least(40_000.0)],
            };
            it.rows.insert(0, row);
        }),
        with("fewer-data-than-keys", |it| it.rows[4].data.truncate(1)),
    ]
}

fn bubbles_at_one_place(count: u32) -> Chart {
    let mut chart = samples::bubbles();
    if let Body::Bubbles(bubbles) = &mut chart.body {
        let bubble = |at: u32| {
            let numbers =
                [samples::percent(5.0), samples::usd(60_000.0), samples::thousands(f64::from(at))];
            samples::bubble(&format!("Occupation number {at}"), Series::Group(at as usize % 7), numbers)
        };
        bubbles.bubbles = (0..count).map(bubble).collect();
        let baseline =
            [samples::percent(5.0), samples::usd(60_000.0), samples::absent(Mark::NotApplicable)];
        bubbles.bubbles.push(samples::bubble("All occupations", BASE, baseline));
    }
    named(chart, &format!("{count}-at-one-place"))
}

/// Two lines of a trend that end at one place, whose labels must part.
fn with_two_lines_at_one_place() -> Chart {
    let mut chart = samples::trend();
    if let Body::Trend(trend) = &mut chart.body {
        for panel in &mut trend.panels {
            let points = || [50_000.0, 60_000.0, 70_000.0].map(samples::usd).to_vec();
            panel.lines = vec![samples::line("One", G0, points()), samples::line("Other", G1, points())];
        }
    }
    named(chart, "two-lines-at-one-place")
}

fn bars_with_bands() -> Chart {
    let mut chart = samples::bars();
    if let Body::Bars(bars) = &mut chart.body {
        let row = |value: f64| BarRow {
            label: "Pay".to_owned(),
            series: G0,
            datum: samples::estimated(value),
        };
        bars.rows = [90_000.0, 20_000.0, -40_000.0].map(row).to_vec();
        bars.rows.push(BarRow { datum: samples::at_least(95_000.0), ..row(0.0) });
        let at_most = Estimate::AtMost { bound: -30_000.0 };
        bars.rows
            .push(BarRow { datum: samples::datum(at_most, crate::model::Unit::UsdPerYear), ..row(0.0) });
        bars.reference = Some((LONG.to_owned(), samples::usd(85_000.0)));
    }
    named(chart, "with-bands")
}

fn many_keys() -> Vec<Chart> {
    each("many-keys", |chart| {
        let keys = match &mut chart.body {
            Body::Ranges(it) => &mut it.keys,
            Body::Bars(it) => &mut it.keys,
            Body::Bubbles(it) => &mut it.keys,
            Body::Trend(it) => &mut it.keys,
            Body::Places(_) => return,
        };
        let key = keys[0].clone();
        keys.extend(
            (0..7).map(|at| crate::exhibits::chart::Key { series: Series::Group(at), ..key.clone() }),
        );
        LONG.clone_into(&mut keys[1].label);
    })
}

/// All of them.
pub(super) fn all() -> Vec<Chart> {
    let words = LONG.split(' ').collect::<Vec<_>>();
    let mut charts = vec![
        relabelled("long-labels", |at| words[..words.len() - at % 9].join(" ")),
        relabelled("long-words", |at| format!("Pneumono{}", "ultramicroscopic".repeat(7 + at % 3))),
        relabelled("no-labels", |_| String::new()),
        of_length("none", 0),
        of_length("one", 1),
        of_length("thirty", 30),
        with_values("equal", |_| samples::usd(50_980.0)),
        with_values("zero", |_| samples::usd(0.0)),
        with_values("absent", |_| samples::absent(Mark::EmploymentNotReleased)),
        with_values("absent-or-bound", |at| {
            if at % 2 == 0 {
                samples::absent(Mark::WageNotReleased)
            } else {
                samples::at_least(239_200.0)
            }
        }),
        with_values("bounds", |_| samples::at_least(239_200.0)),
        with_values("at-most", |_| {
            samples::datum(Estimate::AtMost { bound: 31_000.0 }, crate::model::Unit::UsdPerYear)
        }),
        with_values("falling", |at| samples::percent(-1.3 * f64::from(at % 11))),
        with_values("huge", |at| samples::usd(1e9 * f64::from(at + 1))),
        with_values("tiny", |at| {
            samples::datum(Estimate::published(0.01 * f64::from(at)), crate::model::Unit::Ratio)
        }),
        with_values("not-a-number", |_| samples::usd(f64::NAN)),
        with_values("estimated", |at| samples::estimated(40_000.0 + 700.0 * f64::from(at))),
        many_keys(),
        trends(),
        places(),
    ]
    .concat();
    charts.extend([
        bubbles_at_one_place(12),
        bubbles_at_one_place(60),
        bars_with_bands(),
        with_two_lines_at_one_place(),
    ]);
    charts
}
