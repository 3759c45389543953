//! Medians in the dollars of another May, and at the prices of another place.

use super::{ledger::Ledger, subject::Subject, wages::ANNUAL_MEDIAN};
use crate::model::{Area, Estimate, Figure, FigureId, Mark, Measure, Method, Release};

impl Ledger<'_> {
    /// The nation's median of a release in the dollars of another, by the CPI-U of their months.
    pub fn constant_dollars(
        &mut self,
        subject: &Subject,
        release: Release,
        dollars_of: Release,
    ) -> Figure {
        let median = self.wage(subject, release, Area::NATION, ANNUAL_MEDIAN);
        let measure = Measure::ConstantDollarMedian;
        let id = FigureId::new(&[&"oews", &release, &"us", &subject.key, &measure.name(), &dollars_of]);
        self.keep(id, |ledger, id| {
            let prices = ledger.panel.prices.inflation(release, dollars_of);
            let (factor, origins) = prices.unzip();
            adjusted(id, &median, measure, Method::ConstantDollars, factor, origins.unwrap_or_default())
        })
    }

    /// The median of an area at the nation's prices, by the newest regional price parity.
    pub fn price_adjusted(&mut self, subject: &Subject, release: Release, area: Area) -> Figure {
        let median = self.wage(subject, release, area, ANNUAL_MEDIAN);
        let measure = Measure::PriceAdjustedMedian;
        let id = FigureId::new(&[&"oews", &release, &area, &subject.key, &measure.name()]);
        self.keep(id, |ledger, id| match ledger.panel.prices.newest_parity(area) {
            Some((year, parity, origin)) => {
                let factor = Some(100.0 / parity);
                adjusted(id, &median, measure, Method::PriceParity, factor, vec![origin])
                    .with_note(Some(format!("price parity of {year}")))
            }
            None => adjusted(id, &median, measure, Method::PriceParity, None, Vec::new()),
        })
    }
}

/// A median times a factor; not determined where no index was published. A bound stays a bound.
fn adjusted(
    id: FigureId,
    median: &Figure,
    measure: Measure,
    method: Method,
    factor: Option<f64>,
    of_prices: Vec<crate::model::Origin>,
) -> Figure {
    let value = match (median.unrounded(), factor) {
        (Estimate::Published { value }, Some(factor)) => Estimate::exact(value * factor),
        (estimate, Some(factor)) => estimate.map(|number| number * factor),
        (_, None) => Estimate::absent(Mark::NotDetermined),
    };
    let origins = median.origins.iter().cloned().chain(of_prices).collect();
    Figure::of_number(id, &median.subject, measure, value, method, origins)
}
