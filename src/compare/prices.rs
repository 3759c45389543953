//! Medians in the dollars of another May, and at the prices of another place.

use super::{ledger::Ledger, place::Place, subject::Subject, wages::ANNUAL_MEDIAN};
use crate::model::{Area, Estimate, Figure, FigureId, Mark, Measure, Method, PayPeriod, Release};

impl Ledger<'_> {
    /// The nation's median of a release in the dollars of another, by the CPI-U of their months.
    pub fn constant_dollars(
        &mut self,
        subject: &Subject,
        release: Release,
        dollars_of: Release,
    ) -> Figure {
        let measure = Measure::ConstantDollarMedian;
        self.in_dollars_of(subject, release, dollars_of, &Place::from(Area::NATION), measure)
    }

    /// The median or the mean of a release in the dollars of another.
    pub fn in_dollars_of(
        &mut self,
        subject: &Subject,
        release: Release,
        dollars_of: Release,
        place: &Place,
        measure: Measure,
    ) -> Figure {
        let nominal = match measure {
            Measure::ConstantDollarMean => Measure::WageMean(PayPeriod::Annual),
            _ => ANNUAL_MEDIAN,
        };
        let wage = self.wage_in(subject, release, place, nominal);
        let of = (measure.name(), place.key());
        let id = FigureId::new(&[&"oews", &release, &of.1, &subject.key, &of.0, &dollars_of]);
        self.keep(id, |ledger, id| {
            let prices = ledger.panel.prices.inflation(release, dollars_of);
            let (factor, origins) = prices.unzip();
            adjusted(id, &wage, measure, Method::ConstantDollars, factor, origins.unwrap_or_default())
        })
    }

    /// The newest price parity of an area, U.S. = 100; not in the table where it has none.
    pub fn price_parity(&mut self, area: Area) -> Figure {
        let id = FigureId::new(&[&"price-parities", &area, &Measure::PriceParity.name()]);
        self.keep(id, |ledger, id| {
            let newest = ledger.panel.prices.newest_parity(area);
            let (value, note, origins) = match newest {
                Some((year, parity, origin)) => {
                    (Estimate::published(parity), Some(format!("of {year}")), vec![origin])
                }
                None => (Estimate::absent(Mark::NotInTable), None, Vec::new()),
            };
            let measure = Measure::PriceParity;
            Figure::of_number(id, &area.to_string(), measure, value, Method::Published, origins)
                .with_note(note)
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
