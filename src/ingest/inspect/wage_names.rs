//! What the names of columns of people's own say: the measure, the year and the state of their wages.

use crate::{
    catalog::state_names,
    model::{Area, AreaKind, Measure, PayPeriod, Percentile},
};

/// The measures that a name may stand for, the likeliest first.
pub(super) fn measures(name: &str) -> Vec<Measure> {
    let lower = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let hourly = has(&["hour", "/hr", "h_"]);
    let annual = has(&["annual", "year", "/yr", "a_", "salar"]);
    let periods: Vec<PayPeriod> = PayPeriod::ALL
        .into_iter()
        .filter(|period| match period {
            PayPeriod::Annual => annual || !hourly,
            PayPeriod::Hourly => hourly || !annual,
        })
        .collect();
    let point = [
        ("10", Percentile::P10),
        ("25", Percentile::P25),
        ("75", Percentile::P75),
        ("90", Percentile::P90),
    ]
    .into_iter()
    .find(|(digits, _)| has(&["pct", "percentile", "th"]) && lower.contains(digits));
    let of = |period: PayPeriod| match point {
        Some((_, point)) => vec![Measure::Wage(period, point)],
        None if has(&["mean", "average", "avg"]) => vec![Measure::WageMean(period)],
        None if has(&["median"]) => vec![Measure::Wage(period, Percentile::P50)],
        None => vec![Measure::Wage(period, Percentile::P50), Measure::WageMean(period)],
    };
    periods.into_iter().flat_map(of).collect()
}

/// The year that the name of a column says its wages are of. In constant dollars the year is that of the prices.
pub(super) fn year_of_column(name: &str) -> Option<u16> {
    let lower = name.to_lowercase();
    let is_of_prices = ["dollar", "usd", "real", "constant", "inflation", "deflated", "adjusted"];
    year(name).filter(|_| !is_of_prices.iter().any(|word| lower.contains(word)))
}

/// Whether a name is a year and nothing else: `2024`, `May 2024`.
pub(super) fn is_year(name: &str) -> bool {
    let plain = name.trim_start_matches("May ").trim();
    plain.len() == 4 && year(plain).is_some()
}

/// The first year in a text.
pub(super) fn year(text: &str) -> Option<u16> {
    text.split(|character: char| !character.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .find_map(|digits| digits.parse().ok().filter(|year| (1997..2100).contains(year)))
}

/// The state that the name of a column says its wages are of; the longest, where one is in another's name.
pub(super) fn area_of_column(name: &str) -> Option<Area> {
    let words = |text: &str| {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower.split(|letter: char| !letter.is_alphanumeric()).collect();
        format!(" {} ", words.join(" "))
    };
    let name = words(name);
    let named = state_names(AreaKind::State).filter(|(_, state)| name.contains(&words(state)));
    named.max_by_key(|(_, state)| state.len()).and_then(|(fips, _)| fips.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::{area_of_column, measures, year};
    use crate::model::{Measure, PayPeriod, Percentile};

    #[test]
    fn names_of_columns_tell_the_measure() {
        let median = |period| Measure::Wage(period, Percentile::P50);
        assert_eq!(measures("Median Salary"), [median(PayPeriod::Annual)]);
        assert_eq!(measures("hourly mean wage"), [Measure::WageMean(PayPeriod::Hourly)]);
        assert_eq!(measures("A_PCT90"), [Measure::Wage(PayPeriod::Annual, Percentile::P90)]);
        assert_eq!(measures("Wage").len(), 4);
        assert_eq!(year("Median wage (May 2023)"), Some(2023));
    }

    #[test]
    fn names_of_columns_tell_the_state() {
        let of = |name| area_of_column(name).map(|area| area.to_string());
        let states = ["California median", "median pay, West Virginia", "median (kansas)"].map(of);
        assert_eq!(states, ["06", "54", "20"].map(|fips| Some(fips.to_owned())));
        assert_eq!(["US median", "Wage or salary in 2024 dollars"].map(of), [None, None]);
    }
}
