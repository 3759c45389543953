//! Charts as the program makes them, with numbers from BLS's tables.

use crate::{
    exhibits::chart::{
        BarRow, Bars, Body, Bubble, Bubbles, Chart, Datum, Key, PlaceRow, Places, RangeBlock, RangeRow,
        Ranges, Series, Trend, TrendLine, TrendPanel,
    },
    model::{Band, Estimate, FigureId, Mark, Release, Unit},
};

pub(super) const G0: Series = Series::Group(0);
pub(super) const G1: Series = Series::Group(1);
pub(super) const BASE: Series = Series::Baseline;

/// A chart with words around a body.
pub(super) fn chart(id: &str, title: &str, subtitle: &str, body: Body) -> Chart {
    Chart {
        id: id.to_owned(),
        title: title.to_owned(),
        subtitle: subtitle.to_owned(),
        notes: vec![
            "Wages are those of wage and salary workers, before taxes and without bonuses; the self-employed \
             are not counted. A table with every number accompanies the chart."
                .to_owned(),
            "Estimates for groups of occupations mix the wage distributions of their members.".to_owned(),
        ],
        source: "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, May 2025; \
                 Employment Projections 2024-34"
            .to_owned(),
        description: format!("A chart: {title}."),
        body,
    }
}

/// A datum as a figure prints it.
pub(super) fn datum(value: Estimate, unit: Unit) -> Datum {
    Datum { figure: FigureId::new(&[&"sample"]), value, text: unit.print_estimate(value) }
}

pub(super) fn usd(value: f64) -> Datum {
    datum(Estimate::published(value), Unit::UsdPerYear)
}

pub(super) fn at_least(bound: f64) -> Datum {
    datum(Estimate::at_least(bound), Unit::UsdPerYear)
}

pub(super) fn absent(mark: Mark) -> Datum {
    datum(Estimate::absent(mark), Unit::UsdPerYear)
}

pub(super) fn estimated(value: f64) -> Datum {
    let band = Some(Band { low: value * 0.97, high: value * 1.02 });
    datum(Estimate::Derived { value, band }, Unit::UsdPerYear)
}

pub(super) fn percent(value: f64) -> Datum {
    datum(Estimate::published(value), Unit::Percent)
}

pub(super) fn thousands(value: f64) -> Datum {
    datum(Estimate::published(value), Unit::ThousandJobs)
}

fn key(series: Series, label: &str) -> Key {
    Key { series, label: label.to_owned() }
}

pub(super) fn keys() -> Vec<Key> {
    vec![
        key(G0, "Healthcare administration"),
        key(G1, "Healthcare information"),
        key(BASE, "All occupations"),
    ]
}

/// A row of percentiles.
pub(super) fn range(label: &str, series: Series, points: [Datum; 5]) -> RangeRow {
    RangeRow { label: label.to_owned(), series, points }
}

fn published(label: &str, series: Series, points: [f64; 5]) -> RangeRow {
    range(label, series, points.map(usd))
}

/// Pay within occupations, with estimates, top codes and an absent value.
#[expect(clippy::too_many_lines, reason = "a table of data")]
pub(super) fn ranges() -> Chart {
    let groups = RangeBlock {
        label: "The two role lists".to_owned(),
        rows: vec![
            range(
                "Healthcare administration (6 occupations)",
                G0,
                [36_480.0, 40_050.0, 47_900.0, 65_330.0, 124_160.0].map(estimated),
            ),
            range(
                "Healthcare information (4 occupations)",
                G1,
                [37_210.0, 44_020.0, 57_480.0, 84_560.0, 117_110.0].map(estimated),
            ),
            published("All occupations", BASE, [31_200.0, 37_590.0, 50_980.0, 80_520.0, 128_560.0]),
        ],
    };
    let occupations = RangeBlock {
        label: "Occupations".to_owned(),
        rows: vec![
            published(
                "Medical and health services managers",
                G0,
                [73_390.0, 94_700.0, 123_860.0, 166_100.0, 224_340.0],
            ),
            published(
                "Medical secretaries and administrative assistants",
                G0,
                [35_930.0, 38_570.0, 45_930.0, 50_580.0, 60_530.0],
            ),
            published(
                "Health information technologists and medical registrars",
                G1,
                [39_830.0, 48_940.0, 68_020.0, 95_630.0, 117_420.0],
            ),
            range(
                "Family medicine physicians (May 2024)",
                G1,
                [
                    usd(81_330.0),
                    usd(167_580.0),
                    usd(238_380.0),
                    at_least(239_200.0),
                    at_least(239_200.0),
                ],
            ),
            range(
                "Pediatric surgeons (May 2024)",
                G1,
                [
                    usd(189_720.0),
                    at_least(239_200.0),
                    at_least(239_200.0),
                    at_least(239_200.0),
                    at_least(239_200.0),
                ],
            ),
            range(
                "Interviewers, except eligibility and loan",
                G0,
                [
                    absent(Mark::WageNotReleased),
                    usd(38_330.0),
                    usd(45_920.0),
                    usd(53_090.0),
                    usd(62_810.0),
                ],
            ),
            range("Actors", G0, [0; 5].map(|_| absent(Mark::WageNotReleased))),
        ],
    };
    let body = Body::Ranges(Ranges {
        keys: keys(),
        blocks: vec![groups, occupations],
        reference: Some(("All occupations".to_owned(), usd(50_980.0))),
    });
    chart(
        "pay-ranges",
        "Half of all managers of medical and health services earn more than nine in ten of the people who keep their records & schedules",
        "Annual wage at the 10th, 25th, 50th, 75th and 90th percentile, United States, May 2025, dollars",
        body,
    )
}

const OCCUPATIONS: [(&str, Series, f64, f64, f64); 10] = [
    ("Medical and health services managers", G0, 23.2, 123_860.0, 62.1),
    ("Market research analysts and marketing specialists", G1, 6.7, 78_760.0, 87.2),
    ("Computer systems analysts", G1, 8.7, 105_850.0, 34.2),
    ("Medical records specialists", G1, 7.1, 51_140.0, 14.2),
    ("Health information technologists and medical registrars", G1, 14.7, 68_020.0, 3.2),
    ("Medical assistants", G0, 12.5, 45_690.0, 112.3),
    ("Medical transcriptionists", G0, -4.9, 40_410.0, 7.4),
    ("Billing and posting clerks", G0, -0.4, 48_500.0, 42.2),
    ("Interviewers, except eligibility and loan", G0, -11.6, 45_920.0, 15.8),
    ("Medical secretaries and administrative assistants", G0, 4.2, 45_930.0, 85.9),
];

/// Projected growth, with a falling occupation and one that BLS does not project.
pub(super) fn bars() -> Chart {
    let row = |(label, series, growth, ..): (&str, Series, f64, f64, f64)| BarRow {
        label: label.to_owned(),
        series,
        datum: percent(growth),
    };
    let mut rows: Vec<_> = OCCUPATIONS.map(row).into();
    rows.sort_by(|a, b| {
        b.datum.value.number().unwrap_or(0.0).total_cmp(&a.datum.value.number().unwrap_or(0.0))
    });
    let unavailable = datum(Estimate::absent(Mark::Unavailable), Unit::Percent);
    rows.push(BarRow {
        label: "Military specific occupations".to_owned(),
        series: G1,
        datum: unavailable,
    });
    let body = Body::Bars(Bars {
        keys: keys()[..2].to_vec(),
        rows,
        reference: Some(("All occupations".to_owned(), percent(3.1))),
        axis: "Projected change of employment, 2024 to 2034, percent".to_owned(),
    });
    chart(
        "growth",
        "Jobs for health services managers are projected to grow seven times as fast as jobs overall",
        "Projected percent change of employment, 2024 to 2034",
        body,
    )
}

/// One subject of a bubble chart.
pub(super) fn bubble(label: &str, series: Series, numbers: [Datum; 3]) -> Bubble {
    let [growth, pay, openings] = numbers;
    Bubble { label: label.to_owned(), series, growth, pay, openings }
}

/// Pay against growth, with a top-coded wage and a missing one.
pub(super) fn bubbles() -> Chart {
    let of = |(label, series, growth, pay, openings): (&str, Series, f64, f64, f64)| {
        bubble(label, series, [percent(growth), usd(pay), thousands(openings)])
    };
    let mut bubbles: Vec<_> = OCCUPATIONS.map(of).into();
    bubbles.push(bubble("Pediatric surgeons", G1, [percent(2.5), at_least(239_200.0), thousands(0.1)]));
    bubbles.push(bubble("Actors", G0, [percent(1.2), absent(Mark::WageNotReleased), thousands(6.3)]));
    bubbles.push(bubble("All occupations", BASE, [percent(3.1), usd(50_980.0), thousands(18_863.3)]));
    let body = Body::Bubbles(Bubbles {
        keys: keys(),
        bubbles,
        x_axis: "Projected change of employment, 2024 to 2034, percent".to_owned(),
        y_axis: "Median annual wage, May 2025, dollars".to_owned(),
        size: "Openings a year, thousands".to_owned(),
    });
    chart(
        "pay-and-growth",
        "Few occupations on the list both pay well and grow fast",
        "Median annual wage and projected growth; area shows openings a year",
        body,
    )
}

/// A line of a trend.
pub(super) fn line(label: &str, series: Series, points: Vec<Datum>) -> TrendLine {
    TrendLine { label: label.to_owned(), series, points }
}

/// Medians over three releases, as printed and in constant dollars, with a bound and a gap.
pub(super) fn trend() -> Chart {
    let panel = |label: &str, factors: [f64; 3]| {
        let of = |values: [f64; 3]| {
            values
                .iter()
                .zip(factors)
                .map(|(value, factor)| usd((value * factor / 10.0).round() * 10.0))
                .collect::<Vec<_>>()
        };
        TrendPanel {
            label: label.to_owned(),
            lines: vec![
                line("Medical and health services managers", G0, of([110_680.0, 117_960.0, 123_860.0])),
                line(
                    "Medical secretaries and administrative assistants",
                    G0,
                    of([40_640.0, 44_640.0, 45_930.0]),
                ),
                line("Registered nurses", G1, of([86_070.0, 93_600.0, 97_550.0])),
                line("Nurse practitioners", G1, of([126_260.0, 129_210.0, 132_300.0])),
                line(
                    "Health information technologists and medical registrars",
                    G1,
                    vec![usd(62_990.0), absent(Mark::NotInTable), usd(68_020.0)],
                ),
                line("All occupations", BASE, of([48_060.0, 49_500.0, 50_980.0])),
            ],
        }
    };
    let body = Body::Trend(Trend {
        keys: keys(),
        periods: [2023, 2024, 2025].map(|year| Release::may(year).into()).to_vec(),
        panels: vec![
            panel("Dollars of each May", [1.0; 3]),
            panel("Dollars of May 2025", [1.058, 1.024, 1.0]),
        ],
        breaks: vec![(1, "Since May 2024 with unemployment insurance records".to_owned())],
    });
    chart(
        "median-trend",
        "Pay of nurses and managers rose faster than prices",
        "Median annual wage, May 2023 to May 2025",
        body,
    )
}

/// The median by place, for two occupations.
pub(super) fn places() -> Chart {
    let mut rows: Vec<_> = STATES
        .iter()
        .map(|(label, one, two)| PlaceRow {
            label: (*label).to_owned(),
            data: vec![usd(*one), usd(*two)],
        })
        .collect();
    rows[3].data[1] = absent(Mark::WageNotReleased);
    rows[9].data[0] = at_least(134_360.0);
    rows.push(PlaceRow {
        label: "American Samoa".to_owned(),
        data: vec![absent(Mark::WageNotReleased), absent(Mark::WageNotReleased)],
    });
    let body = Body::Places(Places {
        keys: vec![
            key(G0, "Medical and health services managers"),
            key(G1, "Medical secretaries and administrative assistants"),
        ],
        rows,
        reference: vec![usd(123_860.0), usd(45_930.0)],
        axis: "Median annual wage, May 2025, dollars".to_owned(),
    });
    chart(
        "places",
        "Health services managers earn most in New York, medical secretaries in Washington",
        "Median annual wage by state, May 2025, dollars",
        body,
    )
}

/// The same with one occupation.
pub(super) fn places_of_one() -> Chart {
    let mut chart = places();
    if let Body::Places(places) = &mut chart.body {
        places.keys.truncate(1);
        places.reference.truncate(1);
        places.rows.iter_mut().for_each(|row| row.data.truncate(1));
    }
    "places-of-one".clone_into(&mut chart.id);
    chart
}

/// All samples.
pub(super) fn all() -> Vec<Chart> {
    vec![ranges(), bars(), bubbles(), trend(), places(), places_of_one()]
}

const STATES: [(&str, f64, f64); 54] = [
    ("New York", 164_120.0, 47_710.0),
    ("District of Columbia", 155_140.0, 49_180.0),
    ("Hawaii", 147_630.0, 49_920.0),
    ("New Jersey", 145_650.0, 48_660.0),
    ("Washington", 145_290.0, 58_100.0),
    ("Oregon", 141_690.0, 50_130.0),
    ("California", 141_480.0, 54_490.0),
    ("Colorado", 134_910.0, 46_920.0),
    ("Delaware", 134_820.0, 44_500.0),
    ("Massachusetts", 134_360.0, 50_290.0),
    ("Alaska", 132_240.0, 47_870.0),
    ("Georgia", 131_910.0, 43_160.0),
    ("Maryland", 131_810.0, 47_850.0),
    ("Connecticut", 130_790.0, 48_500.0),
    ("New Hampshire", 130_410.0, 48_410.0),
    ("Virginia", 129_270.0, 46_180.0),
    ("Arizona", 128_850.0, 45_820.0),
    ("Vermont", 128_690.0, 48_200.0),
    ("Wisconsin", 128_320.0, 48_380.0),
    ("New Mexico", 124_300.0, 44_230.0),
    ("Minnesota", 122_700.0, 50_030.0),
    ("South Dakota", 122_050.0, 45_810.0),
    ("Florida", 120_360.0, 41_730.0),
    ("Maine", 120_320.0, 46_990.0),
    ("Nevada", 119_990.0, 46_990.0),
    ("Rhode Island", 119_260.0, 46_860.0),
    ("Illinois", 117_850.0, 46_670.0),
    ("Idaho", 117_770.0, 44_920.0),
    ("Utah", 114_980.0, 44_330.0),
    ("North Carolina", 114_410.0, 44_190.0),
    ("Texas", 114_150.0, 42_910.0),
    ("West Virginia", 112_010.0, 38_430.0),
    ("Kansas", 111_030.0, 43_020.0),
    ("Wyoming", 108_030.0, 44_430.0),
    ("Nebraska", 107_700.0, 46_100.0),
    ("Michigan", 107_570.0, 41_100.0),
    ("Tennessee", 107_120.0, 39_940.0),
    ("Ohio", 106_140.0, 44_280.0),
    ("Montana", 105_840.0, 43_740.0),
    ("South Carolina", 105_620.0, 40_170.0),
    ("North Dakota", 105_170.0, 45_390.0),
    ("Louisiana", 104_550.0, 36_930.0),
    ("Missouri", 104_370.0, 43_980.0),
    ("Indiana", 104_140.0, 44_060.0),
    ("Pennsylvania", 103_670.0, 44_930.0),
    ("Kentucky", 103_450.0, 38_750.0),
    ("Iowa", 101_940.0, 40_980.0),
    ("Oklahoma", 101_270.0, 38_330.0),
    ("Guam", 100_420.0, 31_680.0),
    ("Mississippi", 98_160.0, 36_290.0),
    ("Alabama", 97_790.0, 36_930.0),
    ("Virgin Islands", 96_950.0, 36_710.0),
    ("Arkansas", 94_340.0, 37_000.0),
    ("Puerto Rico", 82_580.0, 29_620.0),
];
