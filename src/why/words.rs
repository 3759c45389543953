//! What a figure is of, in words.

use crate::{
    model::{Area, Figure, Measure, PayPeriod, Percentile},
    pages::Desk,
};

/// A measure as a reader knows it.
pub fn measure(measure: Measure) -> String {
    let pay = |period| if period == PayPeriod::Annual { "annual" } else { "hourly" };
    match measure {
        Measure::Wage(period, Percentile::P50) => format!("median {} wage", pay(period)),
        Measure::Wage(period, _) => format!("{} percentile of {} wages", measure.head(), pay(period)),
        Measure::WageMean(period) => format!("mean {} wage", pay(period)),
        Measure::EmploymentChangePct => "projected change of employment".to_owned(),
        Measure::EmploymentChange => "projected change of employment, thousands".to_owned(),
        other => other.head().to_lowercase().replace("bls", "BLS"),
    }
}

/// The place that a figure is of, by the title that the tables give it.
pub fn area(desk: &Desk<'_>, figure: &Figure) -> String {
    let code = figure.id.as_str().split('/').nth(2).unwrap_or_default();
    match code.parse::<Area>() {
        Ok(area) if area.is_nation() => "United States".to_owned(),
        Ok(area) => {
            let mut cells = desk.ledger.panel().tables().iter().flat_map(crate::panel::Table::cells);
            let title = cells.find(|cell| cell.area() == area).map(|cell| cell.area_title().to_owned());
            title.unwrap_or_else(|| code.to_owned())
        }
        Err(_) => code.to_owned(),
    }
}
