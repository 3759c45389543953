//! Postal abbreviations of the states and territories that OEWS covers, with their FIPS codes and names.

use crate::model::AreaKind;

#[rustfmt::skip]
const STATES: &[(&str, &str, &str)] = &[
    ("AL", "01", "Alabama"),
    ("AK", "02", "Alaska"),
    ("AZ", "04", "Arizona"),
    ("AR", "05", "Arkansas"),
    ("CA", "06", "California"),
    ("CO", "08", "Colorado"),
    ("CT", "09", "Connecticut"),
    ("DE", "10", "Delaware"),
    ("DC", "11", "District of Columbia"),
    ("FL", "12", "Florida"),
    ("GA", "13", "Georgia"),
    ("HI", "15", "Hawaii"),
    ("ID", "16", "Idaho"),
    ("IL", "17", "Illinois"),
    ("IN", "18", "Indiana"),
    ("IA", "19", "Iowa"),
    ("KS", "20", "Kansas"),
    ("KY", "21", "Kentucky"),
    ("LA", "22", "Louisiana"),
    ("ME", "23", "Maine"),
    ("MD", "24", "Maryland"),
    ("MA", "25", "Massachusetts"),
    ("MI", "26", "Michigan"),
    ("MN", "27", "Minnesota"),
    ("MS", "28", "Mississippi"),
    ("MO", "29", "Missouri"),
    ("MT", "30", "Montana"),
    ("NE", "31", "Nebraska"),
    ("NV", "32", "Nevada"),
    ("NH", "33", "New Hampshire"),
    ("NJ", "34", "New Jersey"),
    ("NM", "35", "New Mexico"),
    ("NY", "36", "New York"),
    ("NC", "37", "North Carolina"),
    ("ND", "38", "North Dakota"),
    ("OH", "39", "Ohio"),
    ("OK", "40", "Oklahoma"),
    ("OR", "41", "Oregon"),
    ("PA", "42", "Pennsylvania"),
    ("RI", "44", "Rhode Island"),
    ("SC", "45", "South Carolina"),
    ("SD", "46", "South Dakota"),
    ("TN", "47", "Tennessee"),
    ("TX", "48", "Texas"),
    ("UT", "49", "Utah"),
    ("VT", "50", "Vermont"),
    ("VA", "51", "Virginia"),
    ("WA", "53", "Washington"),
    ("WV", "54", "West Virginia"),
    ("WI", "55", "Wisconsin"),
    ("WY", "56", "Wyoming"),
    ("GU", "66", "Guam"),
    ("PR", "72", "Puerto Rico"),
    ("VI", "78", "Virgin Islands"),
];

/// The FIPS code of a postal abbreviation or a name, in upper or lower case.
#[must_use]
pub fn state_fips(text: &str) -> Option<&'static str> {
    let is = |known: &str| known.eq_ignore_ascii_case(text);
    STATES.iter().find(|(postal, _, name)| is(postal) || is(name)).map(|(_, fips, _)| *fips)
}

/// The name of a state or territory by its FIPS code.
#[must_use]
pub fn state_name(fips: &str) -> Option<&'static str> {
    STATES.iter().find(|(_, code, _)| *code == fips).map(|(.., name)| *name)
}

/// The FIPS codes and names of the states, the District of Columbia among them, or of the territories; none
/// for other kinds of area.
pub fn state_names(kind: AreaKind) -> impl Iterator<Item = (&'static str, &'static str)> {
    let is_of = move |fips: &str| match kind {
        AreaKind::State => !is_territory(fips),
        AreaKind::Territory => is_territory(fips),
        _ => false,
    };
    STATES.iter().map(|(_, fips, name)| (*fips, *name)).filter(move |(fips, _)| is_of(fips))
}

/// The postal abbreviation of a FIPS code.
#[must_use]
pub fn state_postal(fips: &str) -> Option<&'static str> {
    STATES.iter().find(|(_, code, _)| *code == fips).map(|(postal, ..)| *postal)
}

/// The FIPS codes of the territories that OEWS covers: Guam, Puerto Rico, the Virgin Islands.
const TERRITORIES: [&str; 3] = ["66", "72", "78"];

/// Whether a FIPS code is that of a territory.
#[must_use]
pub fn is_territory(fips: &str) -> bool {
    TERRITORIES.contains(&fips)
}
