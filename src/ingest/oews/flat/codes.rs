//! What the parts of a series id stand for, with the lists at hand or without them.

use std::{collections::BTreeMap, str};

use super::lists::Lists;
use crate::{
    catalog::{
        OewsFootnote, OewsRelease, is_territory, oews_flat_level, oews_flat_naics, oews_flat_ownership,
        oews_flat_titles, state_name,
    },
    diag::Diagnostic,
    model::{Area, AreaKind, SocCode, SocLevel, SocVersion},
};

/// What is wrong with a part of a line; the caller adds the place.
pub(super) type Refusal = Box<Diagnostic>;

/// What is wrong, and what to do about it.
pub(super) fn refusal(message: impl Into<String>, hint: &str) -> Refusal {
    Box::new(Diagnostic::error(message).hint(hint))
}

/// An area of the file.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) area: Area,
    pub(super) title: String,
    pub(super) kind: AreaKind,
}

/// An industry of the file, as the workbooks code it; all industries together are blank.
#[derive(Clone, Debug, Default)]
pub(super) struct Industry {
    pub(super) naics: String,
    pub(super) ownership: &'static str,
}

/// An occupation of the file.
#[derive(Clone, Debug)]
pub(super) struct Occupation {
    pub(super) code: SocCode,
    pub(super) title: String,
    pub(super) level: SocLevel,
}

/// What codes stand for.
pub(super) struct Codes {
    lists: Lists,
    /// By code, in its order.
    occupations: Vec<Occupation>,
    /// Whether `oe.occupation` lists them.
    is_listed: bool,
    footnotes: BTreeMap<u8, OewsFootnote>,
}

impl Codes {
    /// With the lists at hand.
    ///
    /// # Errors
    /// When the occupations of the release cannot be told without their list.
    pub(super) fn new(mut lists: Lists, known: &OewsRelease) -> Result<Self, Refusal> {
        let listed = lists.occupations.take();
        let is_listed = listed.is_some();
        let occupations = match listed {
            Some(occupations) => {
                let of = |(code, (title, level))| Occupation { code, title, level };
                occupations.into_iter().map(of).collect()
            }
            None if known.soc == SocVersion::Soc2018 => oews_flat_titles()
                .into_iter()
                .map(|(code, title)| Occupation {
                    code,
                    title: title.to_owned(),
                    level: oews_flat_level(code),
                })
                .collect(),
            None => {
                let message = format!(
                    "oe.occupation is missing: the levels of {} cannot be told without it",
                    known.release.in_words()
                );
                return Err(refusal(message, "put it beside the data, in the same folder"));
            }
        };
        let footnotes = (b'0'..=b'9').filter_map(|code| {
            let text = char::from(code).to_string();
            let listed = lists.footnotes.as_ref().map(|footnotes| footnotes.get(&text).copied());
            Some((code, listed.unwrap_or_else(|| OewsFootnote::of_code(&text))?))
        });
        Ok(Self { footnotes: footnotes.collect(), occupations, is_listed, lists })
    }

    /// The area of a code: the letter of its kind and seven digits.
    pub(super) fn place(&self, code: &[u8]) -> Result<Place, Refusal> {
        let text = String::from_utf8_lossy(code);
        let (letter, digits) = text.split_at_checked(1).unwrap_or_default();
        let refused = || {
            refusal(
                format!("area `{text}` is not valid"),
                "N, S or M stands before an area of seven digits",
            )
        };
        let digits_only = digits.len() == 7 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let (written, kind) = match letter {
            _ if !digits_only => return Err(refused()),
            "N" if digits == "0000000" => ("us", AreaKind::Nation),
            "S" if is_territory(&digits[..2]) => (&digits[..2], AreaKind::Territory),
            "S" => (&digits[..2], AreaKind::State),
            "M" if digits.starts_with("00") => (&digits[2..], AreaKind::Metropolitan),
            "M" => (digits, AreaKind::Nonmetropolitan),
            _ => return Err(refused()),
        };
        let title = match (kind, &self.lists.areas) {
            (AreaKind::Nation, _) => "U.S.".to_owned(),
            (_, Some(areas)) => areas.get(digits).cloned().ok_or_else(|| not_listed("area", digits))?,
            (_, None) => state_name(written).unwrap_or(written).to_owned(),
        };
        Ok(Place { area: written.parse().map_err(|_| refused())?, title, kind })
    }

    /// The industry of a code.
    pub(super) fn industry(&self, code: &[u8]) -> Result<Industry, Refusal> {
        let code = String::from_utf8_lossy(code);
        if self.lists.industries.as_ref().is_some_and(|listed| !listed.contains(&*code)) {
            return Err(not_listed("industry", &code));
        }
        let naics = oews_flat_naics(&code).ok_or_else(|| {
            refusal(
                format!("industry `{code}` is not valid"),
                "an industry is six digits, or a sector such as 31--34",
            )
        })?;
        let is_all = naics.bytes().all(|byte| byte == b'0');
        let naics = if is_all { String::new() } else { naics };
        Ok(Industry { naics, ownership: oews_flat_ownership(&code) })
    }

    /// The place of an occupation in the list; most follow the one before.
    pub(super) fn occupation(&mut self, code: &[u8], before: usize) -> Result<usize, Refusal> {
        let text = str::from_utf8(code).ok().filter(|text| text.bytes().all(|b| b.is_ascii_digit()));
        let soc = text.and_then(|text| text.parse().ok()).and_then(SocCode::from_digits);
        let soc = soc.ok_or_else(|| {
            let text = String::from_utf8_lossy(code);
            refusal(
                format!("occupation `{text}` is not valid"),
                "an occupation is six digits, such as 119111",
            )
        })?;
        if self.occupations.get(before + 1).is_some_and(|next| next.code == soc) {
            return Ok(before + 1);
        }
        match self.occupations.binary_search_by_key(&soc, |occupation| occupation.code) {
            Ok(at) => Ok(at),
            Err(_) if self.is_listed => Err(not_listed("occupation", text.unwrap_or_default())),
            Err(at) => {
                let (title, level) = (soc.to_string(), oews_flat_level(soc));
                self.occupations.insert(at, Occupation { code: soc, title, level });
                Ok(at)
            }
        }
    }

    /// An occupation by its place in the list.
    pub(super) fn listed(&self, at: usize) -> &Occupation {
        &self.occupations[at]
    }

    /// What a footnote says.
    pub(super) fn footnote(&self, code: &[u8]) -> Result<OewsFootnote, Refusal> {
        let [code] = code else { return Err(self.unknown_footnote(code)) };
        self.footnotes.get(code).copied().ok_or_else(|| self.unknown_footnote(&[*code]))
    }

    fn unknown_footnote(&self, code: &[u8]) -> Refusal {
        let code = String::from_utf8_lossy(code);
        match &self.lists.footnotes {
            Some(_) => not_listed("footnote", &code),
            None => refusal(
                format!("footnote `{code}` is not known"),
                "put oe.footnote of the same release beside the data",
            ),
        }
    }

    /// Whether the list of data types, where there is one, has a code.
    pub(super) fn has_data_type(&self, code: &str) -> bool {
        self.lists.data_types.as_ref().is_none_or(|listed| listed.contains(code))
    }
}

fn not_listed(what: &str, code: &str) -> Refusal {
    refusal(
        format!("{what} `{code}` is not in oe.{what}"),
        "take the code lists and the data of the same release",
    )
}
