//! Places for which OEWS publishes estimates.

use std::{fmt, str::FromStr};

use serde::Serialize;

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

impl AreaKind {
    /// The kind in tables and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nation => "nation",
            Self::State => "state",
            Self::Territory => "territory",
            Self::Metropolitan => "metropolitan",
            Self::Nonmetropolitan => "nonmetropolitan",
        }
    }
}

/// The code of a place as OEWS writes it: `99` for the nation, a state's FIPS code, a metropolitan
/// area's CBSA code or a nonmetropolitan area's OEWS code. Leading zeros count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Area {
    width: u8,
    digits: u32,
}

impl Area {
    /// The United States, `99` in OEWS tables and `us` in ids.
    pub const NATION: Self = Self { width: 2, digits: 99 };

    /// Whether this is the United States.
    #[must_use]
    pub fn is_nation(self) -> bool {
        self == Self::NATION
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
            return Ok(Self::NATION);
        }
        let refused = || ParseAreaError(text.to_owned());
        let shaped = (2..=7).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        let digits = text.parse().ok().filter(|_| shaped).ok_or_else(refused)?;
        let width = u8::try_from(text.len()).map_err(|_| refused())?;
        Ok(Self { width, digits })
    }
}

impl fmt::Display for Area {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_nation() {
            return out.write_str("us");
        }
        write!(out, "{:0width$}", self.digits, width = usize::from(self.width))
    }
}

serde_as_text!(Area);
