//! Places for which OEWS publishes estimates.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// What kind of place an area is (`AREA_TYPE` of the OEWS tables).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AreaKind {
    /// The United States.
    Nation,
    /// A state or the District of Columbia.
    State,
    /// Guam, Puerto Rico or the Virgin Islands.
    Territory,
    /// A metropolitan statistical area.
    Metropolitan,
    /// A nonmetropolitan area, as OEWS delineates it.
    Nonmetropolitan,
}

/// The code of a place as OEWS writes it: `99` for the nation, a state's FIPS code, a metropolitan
/// area's CBSA code or a nonmetropolitan area's OEWS code. Text, because leading zeros count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Area(String);

impl Area {
    /// The code of the United States in OEWS tables.
    const NATION: &'static str = "99";

    /// The United States.
    #[must_use]
    pub fn nation() -> Self {
        Self(Self::NATION.to_owned())
    }

    /// Whether this is the United States.
    #[must_use]
    pub fn is_nation(&self) -> bool {
        self.0 == Self::NATION
    }

    /// The code as OEWS writes it.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }
}

/// Why a text is not the code of an area.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is not an area: `us`, a state's two-digit FIPS code, or an OEWS area code of digits")]
pub struct ParseAreaError(String);

impl FromStr for Area {
    type Err = ParseAreaError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.eq_ignore_ascii_case("us") {
            return Ok(Self::nation());
        }
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits || !(2..=7).contains(&text.len()) {
            return Err(ParseAreaError(text.to_owned()));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Area {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if self.is_nation() { "us" } else { &self.0 })
    }
}

impl Serialize for Area {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Area {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}
