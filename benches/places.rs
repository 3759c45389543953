//! How long everything that is compared between places takes for every occupation in every area.
//!
//! `LABOR_OUTLOOK_DATA=FOLDER cargo bench --bench places`, where `FOLDER/tables/all_data_M_2025.csv` is BLS's
//! all-data table of May 2025 as CSV. Loads it with the states' price parities of `inputs/`, and then times, for every
//! row, its wage distribution, the share of its workers above the nation's median, jobs per thousand, location
//! quotient, the median at the nation's prices, and its rank among the areas of its kind. Prints the median of
//! five runs and what was made, so that nothing of it can be left out.
#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::{
    collections::BTreeMap,
    env,
    path::{Path, PathBuf},
    time::Instant,
};

use labor_outlook::{
    compare::Distributions,
    diag::Diagnostics,
    model::{Area, AreaKind, Estimate, Measure, PayPeriod, Percentile, Release, SocCode, SocLevel},
    panel::{Cell, Panel, Prices},
    pipeline,
    stats::{Mixture, Standing, jobs_per_thousand, location_quotient, standings},
};
use rayon::prelude::*;

const RUNS: usize = 5;
const MEDIAN: Measure = Measure::Wage(PayPeriod::Annual, Percentile::P50);

/// What is made of a row.
struct Compared {
    area: Area,
    kind: AreaKind,
    soc: SocCode,
    is_cross_industry: bool,
    median: Estimate,
    above_nations_median: Option<Estimate>,
    per_thousand: Estimate,
    quotient: Estimate,
    at_nations_prices: Option<Estimate>,
}

fn main() -> Result<(), Diagnostics> {
    let data = env::var_os("LABOR_OUTLOOK_DATA").map_or_else(|| "../shared/data".into(), PathBuf::from);
    let table = data.join("tables/all_data_M_2025.csv");
    if !table.exists() {
        println!("{} is not at hand: set LABOR_OUTLOOK_DATA", table.display());
        return Ok(());
    }
    let prices = Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs/prices/rpp_state_all_items.csv");
    let begun = Instant::now();
    let (materials, _) = pipeline::materials_in(&[table, prices])?;
    println!("loaded in {:.2} s", begun.elapsed().as_secs_f64());
    let mut seconds = Vec::new();
    for _ in 0..RUNS {
        let begun = Instant::now();
        let compared = compared(&materials.panel);
        let ranks = ranks(&compared);
        seconds.push(begun.elapsed().as_secs_f64());
        print_what_was_made(&compared, &ranks);
    }
    seconds.sort_by(f64::total_cmp);
    let threads = rayon::current_num_threads();
    println!("after load, on {threads} threads: {:.2} s, least {:.2}", seconds[RUNS / 2], seconds[0]);
    Ok(())
}

/// Every row of the table.
fn compared(panel: &Panel) -> Vec<Compared> {
    let cells: Vec<Cell<'_>> =
        panel.tables().iter().flat_map(labor_outlook::panel::Table::soc_cells).collect();
    let detailed = cells.iter().copied().filter(|cell| {
        cell.area().is_nation() && cell.industry().is_empty() && cell.level() == SocLevel::Detailed
    });
    let distributions = Distributions::new(Release::may(2025), PayPeriod::Annual, detailed);
    let jobs = |cell: Option<Cell<'_>>| {
        cell.map_or(Estimate::published(0.0), |cell| cell.estimate(Measure::Employment))
    };
    let national = |cell: &&Cell<'_>| cell.area().is_nation() && cell.industry().is_empty();
    let nation: BTreeMap<SocCode, (Estimate, Estimate)> = (cells.iter().filter(national))
        .map(|cell| (cell.soc(), (jobs(Some(*cell)), cell.estimate(MEDIAN))))
        .collect();
    let all_jobs: BTreeMap<Area, Estimate> =
        panel.areas(Release::may(2025)).map(|total| (total.area(), jobs(Some(total)))).collect();
    let parities = parities(&panel.prices, all_jobs.keys());
    let one = |cell: &Cell<'_>| {
        let (area, soc) = (cell.area(), cell.soc());
        let own = jobs(Some(*cell));
        let none = Estimate::published(0.0);
        let (national, nations_median) = nation.get(&soc).copied().unwrap_or((none, none));
        let all = |area: &Area| all_jobs.get(area).copied().unwrap_or(Estimate::published(0.0));
        let median = cell.estimate(MEDIAN);
        let wages = distributions.of(cell, []).map(|(wages, _)| Mixture::from(wages));
        let nations_median = nations_median.number().filter(|median| *median > 0.0);
        let above = wages.zip(nations_median).map(|(wages, at)| wages.share_above(at).percent());
        Compared {
            area,
            kind: cell.area_kind(),
            soc,
            is_cross_industry: cell.industry().is_empty(),
            median,
            above_nations_median: above,
            per_thousand: jobs_per_thousand(own, all(&area)),
            quotient: location_quotient([own, all(&area)], [national, all(&Area::NATION)]),
            at_nations_prices: parities
                .get(&area)
                .map(|parity| median.map(|wage| 100.0 * wage / parity)),
        }
    };
    cells.par_iter().map(one).collect()
}

fn parities<'a>(prices: &Prices, areas: impl Iterator<Item = &'a Area>) -> BTreeMap<Area, f64> {
    areas.filter_map(|area| Some((*area, prices.newest_parity(*area)?.1))).collect()
}

/// The places of the medians of each occupation among the areas of a kind.
fn ranks(compared: &[Compared]) -> BTreeMap<(SocCode, AreaKind), Vec<Option<Standing>>> {
    let mut medians: BTreeMap<(SocCode, AreaKind), BTreeMap<Area, Estimate>> = BTreeMap::new();
    for one in compared.iter().filter(|one| one.is_cross_industry) {
        medians.entry((one.soc, one.kind)).or_default().insert(one.area, one.median);
    }
    let of = |(key, medians): (_, BTreeMap<Area, Estimate>)| {
        (key, standings(&medians.into_values().collect::<Vec<_>>()))
    };
    medians.into_par_iter().map(of).collect()
}

fn print_what_was_made(
    compared: &[Compared],
    ranks: &BTreeMap<(SocCode, AreaKind), Vec<Option<Standing>>>,
) {
    let count = |is: fn(&Compared) -> bool| compared.iter().filter(|one| is(one)).count();
    println!(
        "{} rows: {} distributions, {} with jobs per thousand, {} with a quotient, {} at the nation's prices, \
         {} ranked",
        compared.len(),
        count(|one| one.above_nations_median.is_some()),
        count(|one| one.per_thousand.number().is_some()),
        count(|one| one.quotient.number().is_some()),
        count(|one| one.at_nations_prices.is_some_and(|wage| wage.number().is_some())),
        ranks.values().flatten().flatten().count(),
    );
}
