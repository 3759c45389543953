//! Which columns of a table tell a quantity.

use super::{
    cue::{Per, Quantity},
    figures::End,
};
use crate::model::{Measure, PayPeriod, Percentile, Period};

const fn wage(quantity: Quantity, pay: PayPeriod) -> Option<Measure> {
    Some(match quantity {
        Quantity::Median => Measure::Wage(pay, Percentile::P50),
        Quantity::Mean => Measure::WageMean(pay),
        Quantity::P10 => Measure::Wage(pay, Percentile::P10),
        Quantity::P25 => Measure::Wage(pay, Percentile::P25),
        Quantity::P75 => Measure::Wage(pay, Percentile::P75),
        Quantity::P90 => Measure::Wage(pay, Percentile::P90),
        _ => return None,
    })
}

/// By what pay is counted in the columns of a wage.
#[must_use]
pub const fn pay_of(per: Per) -> PayPeriod {
    if matches!(per, Per::Hour) { PayPeriod::Hourly } else { PayPeriod::Annual }
}

/// The columns that tell a quantity in tables of a period, with which end of a projection each is of and
/// what its values are multiplied by.
#[must_use]
pub fn measures(
    quantity: Quantity,
    period: Period,
    pay: PayPeriod,
) -> Vec<(Option<Measure>, Option<End>, f64)> {
    match (quantity, period) {
        (Quantity::Median, Period::Round(_)) => vec![(wage(quantity, PayPeriod::Annual), None, 1.0)],
        (Quantity::Employment, Period::Release(_)) => vec![(Some(Measure::Employment), None, 1.0)],
        (Quantity::Employment, Period::Round(_)) => vec![
            (Some(Measure::BaseEmployment), Some(End::Base), 1000.0),
            (Some(Measure::ProjectedEmployment), Some(End::Projected), 1000.0),
        ],
        (Quantity::GrowthPct, _) => vec![(Some(Measure::EmploymentChangePct), None, 1.0)],
        (Quantity::GrowthNum, _) => vec![(Some(Measure::EmploymentChange), None, 1000.0)],
        (Quantity::Openings, _) => vec![(Some(Measure::AnnualOpenings), None, 1000.0)],
        _ => vec![(wage(quantity, pay), None, 1.0)],
    }
}
