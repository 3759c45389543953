//! Postal abbreviations of the states and territories that OEWS covers, with their FIPS codes.

#[rustfmt::skip]
const STATES: &[(&str, &str)] = &[
    ("AL", "01"), ("AK", "02"), ("AZ", "04"), ("AR", "05"), ("CA", "06"), ("CO", "08"), ("CT", "09"),
    ("DE", "10"), ("DC", "11"), ("FL", "12"), ("GA", "13"), ("HI", "15"), ("ID", "16"), ("IL", "17"),
    ("IN", "18"), ("IA", "19"), ("KS", "20"), ("KY", "21"), ("LA", "22"), ("ME", "23"), ("MD", "24"),
    ("MA", "25"), ("MI", "26"), ("MN", "27"), ("MS", "28"), ("MO", "29"), ("MT", "30"), ("NE", "31"),
    ("NV", "32"), ("NH", "33"), ("NJ", "34"), ("NM", "35"), ("NY", "36"), ("NC", "37"), ("ND", "38"),
    ("OH", "39"), ("OK", "40"), ("OR", "41"), ("PA", "42"), ("RI", "44"), ("SC", "45"), ("SD", "46"),
    ("TN", "47"), ("TX", "48"), ("UT", "49"), ("VT", "50"), ("VA", "51"), ("WA", "53"), ("WV", "54"),
    ("WI", "55"), ("WY", "56"), ("GU", "66"), ("PR", "72"), ("VI", "78"),
];

/// The FIPS code of a postal abbreviation, in upper or lower case.
#[must_use]
pub fn state_fips(postal: &str) -> Option<&'static str> {
    STATES.iter().find(|(name, _)| name.eq_ignore_ascii_case(postal)).map(|(_, fips)| *fips)
}

/// The postal abbreviation of a FIPS code.
#[must_use]
pub fn state_postal(fips: &str) -> Option<&'static str> {
    STATES.iter().find(|(_, code)| *code == fips).map(|(name, _)| *name)
}

/// The FIPS codes of the territories that OEWS covers: Guam, Puerto Rico, the Virgin Islands.
const TERRITORIES: [&str; 3] = ["66", "72", "78"];

/// Whether a FIPS code is that of a territory.
#[must_use]
pub fn is_territory(fips: &str) -> bool {
    TERRITORIES.contains(&fips)
}
