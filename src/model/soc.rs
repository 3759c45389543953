//! Standard Occupational Classification (SOC) codes, levels and editions.
//! Source: <https://www.bls.gov/soc/2018/home.htm>.

use std::{fmt, str::FromStr};

use serde::Serialize;

/// A six-digit occupation code, written `11-9111`.
///
/// The code alone says nothing about its edition: the same six digits may cover different work in
/// SOC 2010 and SOC 2018, so a release's [`SocVersion`] always travels beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SocCode(u32);

impl SocCode {
    /// The total of all occupations, `00-0000`.
    pub const ALL_OCCUPATIONS: Self = Self(0);

    /// The last code that there can be, `99-9999`.
    pub const LAST: Self = Self(999_999);

    /// The code as a number of six digits: `119111` for `11-9111`.
    #[must_use]
    pub const fn digits(self) -> u32 {
        self.0
    }

    /// The code of six digits, `119111` for `11-9111`; `None` when there are more.
    #[must_use]
    pub const fn from_digits(digits: u32) -> Option<Self> {
        if digits <= 999_999 { Some(Self(digits)) } else { None }
    }

    /// Whether `self` is a group in the hierarchy of codes that holds `other`.
    ///
    /// Told from trailing zeros, which is right for every published group but one: 29-1210,
    /// physicians, also holds 29-1221 to 29-1229.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        if self.0 == 291_210 && other.0 / 10 == 29_122 {
            return true;
        }
        let mut span = 1;
        while span < 1_000_000 && self.0.is_multiple_of(span * 10) {
            span *= 10;
        }
        self.0 != other.0 && self.0 / span == other.0 / span
    }
}

/// Why a text is not an occupation code.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is not an occupation code: two digits, a hyphen and four digits, such as 11-9111")]
pub struct ParseSocError(String);

impl SocCode {
    /// The first six digits of an O*NET code: `11-9111` of `11-9111.00`.
    #[must_use]
    pub fn of_onet(text: &str) -> Option<Self> {
        let (code, suffix) = text.split_once('.')?;
        let shaped = suffix.len() == 2 && suffix.bytes().all(|byte| byte.is_ascii_digit());
        code.parse().ok().filter(|_| shaped)
    }

    /// The code that a text is or begins with, as lists of occupations have it: `11-9111`, `11-9111.00`,
    /// `11-9111 Medical and Health Services Managers`.
    #[must_use]
    pub fn leading(text: &str) -> Option<Self> {
        let first = text.split(' ').next().unwrap_or_default();
        first.parse().ok().or_else(|| Self::of_onet(first))
    }
}

impl FromStr for SocCode {
    type Err = ParseSocError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 7
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                2 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return Err(ParseSocError(text.to_owned()));
        }
        let digits = bytes.iter().filter(|byte| byte.is_ascii_digit());
        Ok(Self(digits.fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'))))
    }
}

impl fmt::Display for SocCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:02}-{:04}", self.0 / 10_000, self.0 % 10_000)
    }
}

/// A five-digit code of the Occupational Employment Statistics survey before it took up the SOC, such
/// as `13002`. It has no general match in any edition of the SOC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OesCode(u32);

impl OesCode {
    /// The total of all occupations, which those tables list without a code.
    pub const ALL_OCCUPATIONS: Self = Self(0);

    /// The code as a number of five digits.
    #[must_use]
    pub const fn digits(self) -> u32 {
        self.0
    }

    /// The code of five digits; `None` when there are more.
    #[must_use]
    pub const fn from_digits(digits: u32) -> Option<Self> {
        if digits <= 99_999 { Some(Self(digits)) } else { None }
    }
}

impl FromStr for OesCode {
    type Err = ParseSocError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let shaped = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
        let digits = text.parse().ok().filter(|_| shaped);
        digits.map(Self).ok_or_else(|| ParseSocError(text.to_owned()))
    }
}

impl fmt::Display for OesCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:05}", self.0)
    }
}

/// The code of a row with its scheme, so that a code from before the SOC is never taken for one of
/// the SOC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OccupationCode {
    /// A code of an edition of the SOC.
    Soc(SocCode),
    /// A code of the OES survey before the SOC.
    Oes(OesCode),
}

impl OccupationCode {
    /// The code of the SOC; `None` where it is not one.
    #[must_use]
    pub const fn soc(self) -> Option<SocCode> {
        match self {
            Self::Soc(code) => Some(code),
            Self::Oes(_) => None,
        }
    }

    /// Whether it stands for all occupations together.
    #[must_use]
    pub fn is_total(self) -> bool {
        self == Self::Soc(SocCode::ALL_OCCUPATIONS) || self == Self::Oes(OesCode::ALL_OCCUPATIONS)
    }
}

impl fmt::Display for OccupationCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Soc(code) => code.fmt(out),
            Self::Oes(code) => code.fmt(out),
        }
    }
}

/// The level of a row, as the level column of a table says it (`O_GROUP`), never as digits suggest:
/// OEWS publishes some broad codes as detailed occupations, and some twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SocLevel {
    /// All occupations.
    Total,
    /// One of the 22 civilian major groups.
    Major,
    /// A minor group.
    Minor,
    /// A broad occupation.
    Broad,
    /// An occupation.
    Detailed,
}

impl SocLevel {
    /// The level in tables and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Major => "major",
            Self::Minor => "minor",
            Self::Broad => "broad",
            Self::Detailed => "detailed",
        }
    }
}

/// The edition of the classification that a release is coded in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum SocVersion {
    /// The codes of the OES survey before the SOC (five digits, to 1998).
    #[serde(rename = "OES")]
    Oes,
    /// SOC 2000.
    #[serde(rename = "SOC 2000")]
    Soc2000,
    /// The temporary mix of SOC 2000 and 2010 in May 2010 and May 2011.
    #[serde(rename = "SOC 2000/2010 mix")]
    Mix2010,
    /// SOC 2010.
    #[serde(rename = "SOC 2010")]
    Soc2010,
    /// The hybrid of SOC 2010 and 2018 in May 2019 and May 2020.
    #[serde(rename = "SOC 2010/2018 hybrid")]
    Hybrid2019,
    /// SOC 2018.
    #[serde(rename = "SOC 2018")]
    Soc2018,
}

serde_as_text!(SocCode, OesCode);

impl SocVersion {
    /// The edition in words: "SOC 2018".
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Oes => "the OES codes of before the SOC",
            Self::Soc2000 => "SOC 2000",
            Self::Mix2010 => "the mix of SOC 2000 and 2010",
            Self::Soc2010 => "SOC 2010",
            Self::Hybrid2019 => "the hybrid of SOC 2010 and 2018",
            Self::Soc2018 => "SOC 2018",
        }
    }
}
