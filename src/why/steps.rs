//! How a figure was computed, step by step, in words with numbers.

use std::collections::BTreeMap;

use crate::{
    compare::Subject,
    model::{Area, Figure, Measure, Method, Origin, Release, SocCode, Unit},
    pages::Desk,
    panel::Cell,
};

/// The steps from what was read to what is printed; one for a published cell.
pub fn steps(desk: &Desk<'_>, figure: &Figure) -> Vec<String> {
    let mut steps = match figure.method {
        _ if matches!(figure.measure, Measure::SharedEmployment | Measure::SharedEmploymentPct) => {
            in_common(desk, figure)
        }
        Method::Published => vec!["the cell as published, untouched".to_owned()],
        Method::Mixture
        | Method::RefinedMixture
        | Method::WeightedMean
        | Method::Sum
        | Method::ChangeOfSums
        | Method::Sampling
        | Method::OpeningsSplit
        | Method::LocationQuotient
        | Method::Listing => members(desk, figure),
        Method::Difference | Method::Ratio => pair(desk, figure),
        Method::AnnualRate | Method::TrackRecord | Method::AreaRank | Method::PercentChange => {
            vec![figure.method.in_words().to_owned()]
        }
        Method::ConstantDollars => constant_dollars(desk, figure),
        Method::PriceParity => price_parity(desk, figure),
        Method::PercentileRank => rank(desk, figure),
        Method::Thresholds => thresholds(desk, figure),
    };
    let exact = figure.unrounded().number();
    if let (Some(exact), Some(printed)) = (exact, figure.number())
        && (exact - printed).abs() > 1e-9
    {
        steps.push(format!("rounded from {exact:.4} to {}", figure.text));
    }
    steps
}

/// The parts of an id: program, period, area, subject, measure and what follows.
fn parts(figure: &Figure) -> Vec<&str> {
    figure.id.as_str().split('/').collect()
}

/// The cell of an origin, as it was read.
pub fn cell<'a>(desk: &Desk<'a>, origin: &Origin) -> Option<Cell<'a>> {
    let tables = desk.ledger.panel().tables().iter();
    let mut tables = tables.filter(|table| table.source.id == origin.source);
    tables.find_map(|table| table.cells().find(|cell| Some(cell.line()) == origin.line))
}

/// What the figure says of each occupation: its workers, their share, and its own number.
fn members(desk: &Desk<'_>, figure: &Figure) -> Vec<String> {
    let cells: Vec<Cell<'_>> = figure.origins.iter().filter_map(|origin| cell(desk, origin)).collect();
    let jobs = |cell: &Cell<'_>| match cell.estimate(Measure::Employment).number() {
        Some(jobs) => Some(jobs),
        None => cell.estimate(Measure::BaseEmployment).number().map(|thousands| thousands * 1000.0),
    };
    let employment: BTreeMap<SocCode, f64> =
        cells.iter().filter_map(|cell| Some((cell.soc(), jobs(cell)?))).collect();
    let subject = parts(figure).get(3).and_then(|key| subject(desk, key));
    let workers = subject.map_or_else(|| employment.clone(), |of| of.workers(&employment));
    let all: f64 = workers.values().sum();
    let mut steps: Vec<String> = cells
        .iter()
        .map(|cell| {
            let counted = workers.get(&cell.soc()).map_or_else(String::new, |workers| {
                format!(", {workers:.0} workers ({:.1}%)", 100.0 * workers / all.max(1.0))
            });
            let own = own(cell, figure).map_or_else(String::new, |own| format!(": {own}"));
            format!("{} {}{counted}{own}", cell.soc(), cell.title())
        })
        .collect();
    steps.push(figure.method.in_words().to_owned());
    steps
}

/// What an occupation has of a figure's measure; nothing where BLS publishes no such thing of it.
fn own(cell: &Cell<'_>, figure: &Figure) -> Option<String> {
    if let Some(words) = cell.words(figure.measure) {
        return Some(words.to_owned());
    }
    let is_published = Measure::PUBLISHED.contains(&figure.measure);
    is_published.then(|| figure.unit.print_estimate(cell.estimate(figure.measure)))
}

/// The jobs in the occupations that two subjects share, and what they are a share of.
fn in_common(desk: &Desk<'_>, figure: &Figure) -> Vec<String> {
    let parts = parts(figure);
    let keys = parts.get(3).and_then(|pair| pair.split_once(".."));
    let (Some(place), Some((one, other))) = (parts.get(..3), keys) else { return Vec::new() };
    let employment = |key: &str| {
        let id = format!("{}/{key}/employment", place.join("/"));
        desk.ledger.figures().iter().find(|other| other.id.as_str() == id).cloned()
    };
    let (Some(a), Some(b)) = (subject(desk, one), subject(desk, other)) else { return Vec::new() };
    let shared: Vec<Figure> =
        a.in_common(&b).iter().filter_map(|code| employment(&code.to_string())).collect();
    let mut steps: Vec<String> = shared
        .iter()
        .map(|jobs| format!("{}, in both: {} jobs ({})", jobs.subject, jobs.text, jobs.id))
        .collect();
    let sum: f64 = shared.iter().filter_map(Figure::number).sum();
    steps.push(format!("together {} jobs in common", Unit::Jobs.print(sum)));
    if figure.measure == Measure::SharedEmploymentPct
        && let Some(whole) = employment(one)
    {
        steps.push(format!("divided by the {} jobs of {} ({})", whole.text, whole.subject, whole.id));
    }
    steps
}

/// The subject of a key in an id: an occupation, or what the comparisons have under it.
fn subject(desk: &Desk<'_>, key: &str) -> Option<Subject> {
    if let Ok(code) = key.parse() {
        return Some(Subject::occupation(code, ""));
    }
    desk.casts().iter().find_map(|cast| {
        let groups = cast.all_groups().into_iter().map(|of| of.subject);
        let mut all = groups.chain(cast.roles.iter().map(|part| part.subject.clone()));
        all.find(|subject| subject.key == key)
    })
}

/// The two figures of a difference or a ratio.
fn pair(desk: &Desk<'_>, figure: &Figure) -> Vec<String> {
    let parts = parts(figure);
    let of = match figure.measure {
        Measure::MedianDifference | Measure::MedianRatio => "annual_wage_p50_usd",
        Measure::GrowthDifference | Measure::GrowthRatio => "employment_change_pct",
        Measure::MeanDifference | Measure::MeanRatio => "annual_wage_mean_usd",
        _ => "employment",
    };
    let (Some(subjects), Some(place)) = (parts.get(3), parts.get(..3)) else { return Vec::new() };
    let figures = subjects.split("..").filter_map(|subject| {
        let id = format!("{}/{subject}/{of}", place.join("/"));
        let found = desk.ledger.figures().iter().find(|other| other.id.as_str() == id)?;
        Some(format!("{}: {} ({id})", found.subject, found.text))
    });
    let sign = if figure.method == Method::Ratio {
        "the first divided by the second"
    } else {
        "the first less the second"
    };
    figures.chain([sign.to_owned()]).collect()
}

fn constant_dollars(desk: &Desk<'_>, figure: &Figure) -> Vec<String> {
    let parts = parts(figure);
    let release = |at: usize| parts.get(at).and_then(|text| text.parse::<Release>().ok());
    let (Some(from), Some(to)) = (release(1), release(5)) else { return Vec::new() };
    let mut steps = median_of(desk, figure);
    if let Some((factor, _)) = desk.ledger.panel().prices.inflation(from, to) {
        let (from, to) = (from.in_words(), to.in_words());
        steps.push(format!("times {factor:.6}, the CPI-U of {to} divided by that of {from}"));
    }
    steps
}

fn price_parity(desk: &Desk<'_>, figure: &Figure) -> Vec<String> {
    let mut steps = median_of(desk, figure);
    let area = parts(figure).get(2).and_then(|text| text.parse::<Area>().ok());
    if let Some((year, parity, _)) = area.and_then(|area| desk.ledger.panel().prices.newest_parity(area))
    {
        steps.push(format!("divided by {parity:.3} / 100, the price parity of {year}"));
    }
    steps
}

/// The median that a figure is made from.
fn median_of(desk: &Desk<'_>, figure: &Figure) -> Vec<String> {
    let parts = parts(figure);
    let Some(place) = parts.get(..4) else { return Vec::new() };
    let id = format!("{}/annual_wage_p50_usd", place.join("/"));
    let found = desk.ledger.figures().iter().find(|other| other.id.as_str() == id);
    found.map(|median| format!("the median: {} ({id})", median.text)).into_iter().collect()
}

fn rank(desk: &Desk<'_>, figure: &Figure) -> Vec<String> {
    let mut steps = median_of(desk, figure);
    steps.push(
        "the percent of workers whose detailed occupation has a lower median, half of those with the same".to_owned(),
    );
    steps
}

fn thresholds(desk: &Desk<'_>, figure: &Figure) -> Vec<String> {
    let parts = parts(figure);
    let Some(place) = parts.get(..4) else { return Vec::new() };
    let id = format!("{}/employment_change_pct", place.join("/"));
    let found = desk.ledger.figures().iter().find(|other| other.id.as_str() == id);
    let growth = found.map(|growth| format!("the growth: {} ({id})", growth.text));
    growth.into_iter().chain(["BLS's word for its whole percent in this round".to_owned()]).collect()
}
