//! What the names of columns of people's own say: the measure, the year and the state of their wages.

use crate::{
    catalog::{state_fips, state_name, state_names},
    ingest::years::is_of_publication,
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

/// Names of columns that may be of places.
pub(super) const PLACES: [&str; 13] = [
    "state_name",
    "state name",
    "state/area",
    "location",
    "region",
    "area name",
    "area_name",
    "areaname",
    "area title",
    "area_title",
    "geography",
    "place",
    "stfips",
];

/// Names of columns that are of industries.
pub(super) const INDUSTRIES: [&str; 9] = [
    "naics",
    "naics code",
    "naics_code",
    "naics title",
    "naics_title",
    "industry",
    "industry title",
    "industry code",
    "industry_code",
];

/// Whether a cell of an industry says that there is none in particular.
pub(super) fn is_of_all_industries(cell: &str) -> bool {
    let plain = cell.trim_matches('0').to_lowercase();
    plain.is_empty() || plain == "cross-industry" || plain.starts_with("all ") || plain == "all"
}

/// The nation or the state that a cell names: `U.S.`, `California`, `N.Y.`, `6` for 06.
pub(super) fn place_of(cell: &str) -> Option<Area> {
    const NATION: [&str; 7] = ["", "us", "usa", "united states", "national", "nation", "99"];
    const DISTRICT: [&str; 2] = ["washington dc", "washington, dc"];
    let plain = cell.replace('.', "").to_lowercase();
    if NATION.contains(&plain.as_str()) {
        return Some(Area::NATION);
    }
    let padded = format!("{plain:0>2}");
    let fips = if DISTRICT.contains(&plain.as_str()) {
        "11"
    } else {
        state_fips(&plain).or_else(|| state_name(&padded).map(|_| padded.as_str()))?
    };
    fips.parse().ok()
}

/// The year that the name of a column says its wages are of. In constant dollars the year is that of the prices, and
/// figures that were "released 2025" are of an earlier one.
pub(super) fn year_of_column(name: &str) -> Option<u16> {
    let lower = name.to_lowercase();
    let is_of_prices = ["dollar", "usd", "real", "constant", "inflation", "deflated", "adjusted"];
    let is_other = is_of_prices.iter().any(|word| lower.contains(word)) || is_of_publication(&lower);
    year(name).filter(|_| !is_other)
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

/// The state or territory that the name of a column says its wages are of; the longest, where one is in another's name.
pub(super) fn area_of_column(name: &str) -> Option<Area> {
    if metro_of_column(name).is_some() {
        return None;
    }
    let words = |text: &str| {
        let lower = text.to_lowercase().replace("d.c.", "dc");
        let words =
            lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        format!(" {} ", words.collect::<Vec<&str>>().join(" "))
    };
    let lower = words(name);
    let all = || state_names(AreaKind::State).chain(state_names(AreaKind::Territory));
    let named = all().filter(|(_, state)| lower.contains(&words(state)));
    let named = named.max_by_key(|(_, state)| state.len()).map(|(fips, _)| fips);
    let fips = match named {
        // "Washington DC" is no state.
        Some(_) if lower.contains(" washington dc ") => Some(DISTRICT),
        Some(fips) => Some(fips),
        None if lower.contains(" dc ") => Some(DISTRICT),
        None => postal_letters(name).and_then(state_fips),
    };
    fips?.parse().ok()
}

/// The District of Columbia.
const DISTRICT: &str = "11";

/// "CA median", "Median (CA)": the letters of a state, which capitals alone tell from words.
fn postal_letters(name: &str) -> Option<&str> {
    let mut words = name.split(|letter: char| !letter.is_alphanumeric());
    let is_postal = |word: &&str| {
        word.len() == 2
            && word.bytes().all(|byte| byte.is_ascii_uppercase())
            && state_fips(word).is_some()
    };
    name.contains(|letter: char| letter.is_ascii_lowercase()).then(|| words.find(is_postal))?
}

/// "Kansas City, MO-KS median wage": the metropolitan area that the name of a column begins with.
pub(super) fn metro_of_column(name: &str) -> Option<&str> {
    let (city, rest) = name.split_once(", ")?;
    let letters =
        rest.find(|letter: char| !letter.is_ascii_uppercase() && letter != '-').unwrap_or(rest.len());
    let states: Vec<&str> = rest[..letters].split('-').collect();
    let is_metro = states.iter().all(|state| state.len() == 2 && state_fips(state).is_some());
    (is_metro && !city.is_empty()).then(|| &name[..city.len() + 2 + letters])
}

#[cfg(test)]
mod tests {
    use super::{area_of_column, measures, metro_of_column, year};
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
        let places =
            ["Puerto Rico wage", "Washington, D.C. median", "CA median", "Median wage in NY"].map(of);
        assert_eq!(places, ["72", "11", "06", "36"].map(|fips| Some(fips.to_owned())));
        assert_eq!(
            ["Kansas City, MO-KS median wage", "median IN_2024", "MEDIAN OR MEAN"].map(of),
            [None, Some("18".to_owned()), None]
        );
        assert_eq!(metro_of_column("Kansas City, MO-KS median wage"), Some("Kansas City, MO-KS"));
        assert_eq!(metro_of_column("Median, in dollars"), None);
    }
}
