//! What BLS publishes for an occupation: every row of the tables at hand, with its marks and its
//! place in the file. Computes nothing.

mod lookup;
mod write;

use std::collections::BTreeMap;

use serde::Serialize;

pub use lookup::{Query, find};
pub use write::{csv, json, text};

use crate::{
    catalog::{oews_release, projections_soc, soc_covered},
    model::{
        Area, Estimate, Mark, Measure, OccupationCode, OesCode, Origin, Period, Program, Release, Round,
        SocCode, SocLevel, SocVersion, Unit,
    },
    panel::Cell,
};

/// One row of a published table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ShownCell {
    /// The program.
    pub program: Program,
    /// The release of OEWS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release: Option<Release>,
    /// The round of the projections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<Round>,
    /// The year of the projections' median wages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wage_year: Option<u16>,
    /// The code of the area.
    pub area: Area,
    /// The name of the area.
    pub area_title: String,
    /// The NAICS code of the industry; empty for all industries together.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub industry: String,
    /// How detailed the industry is (`sector`, `3-digit`); empty where the table does not say.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub industry_group: String,
    /// The code of the owners; empty where the table names none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub ownership: String,
    /// The code of the occupation; `None` where it is one from before the SOC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub soc: Option<SocCode>,
    /// The code from before the SOC (May 1997 and 1998), which matches none of the SOC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oes_code: Option<OesCode>,
    /// The edition of the SOC that the code is of.
    pub classification: SocVersion,
    /// The occupations of the SOC that a code of BLS's own covers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<SocCode>,
    /// The code that was asked for, where the table has its work under another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_for: Option<SocCode>,
    /// The occupation's title.
    pub title: String,
    /// The level that the table gives the row.
    pub level: SocLevel,
    /// Every measure of the row, by name.
    pub measures: BTreeMap<&'static str, ShownValue>,
    /// The path of the file.
    pub path: String,
    /// Its sha256.
    pub sha256: String,
}

/// A value, or the mark that stands in its place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ShownValue {
    /// What is published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Content>,
    /// The mark in the place of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<&'static str>,
    /// The bound of a top-coded value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    /// The value as printed.
    pub text: String,
    /// The unit.
    pub unit: Unit,
    /// Where it stands.
    pub origin: Place,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Content {
    /// A number, in the unit of the measure.
    Number(f64),
    /// A category in BLS's words.
    Words(String),
}

/// Where a value stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The path of the file.
    pub path: String,
    /// The member of a zip and the sheet of a workbook; empty for a plain text file.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub part: String,
    /// The line of the text or the row of the sheet, and the head of the column.
    #[serde(flatten)]
    pub origin: Origin,
}

impl ShownValue {
    fn of(cell: &Cell<'_>, measure: Measure) -> Self {
        let place = Place {
            path: cell.source().path.clone(),
            part: cell.part_of(measure).to_owned(),
            origin: cell.origin(measure),
        };
        let unit = measure.unit();
        if unit == Unit::Category {
            return Self::category(cell.words(measure), place);
        }
        let estimate = cell.estimate(measure);
        let at_least = match estimate {
            Estimate::AtLeast { bound } => Some(bound),
            _ => None,
        };
        Self {
            value: estimate.number().map(Content::Number),
            mark: estimate.mark(),
            at_least,
            text: unit.print_estimate(estimate),
            unit,
            origin: place,
        }
    }

    fn category(words: Option<&str>, origin: Place) -> Self {
        let none = Mark::Unavailable;
        Self {
            value: words.map(|words| Content::Words(words.to_owned())),
            mark: words.is_none().then(|| Estimate::absent(none).mark()).flatten(),
            at_least: None,
            text: words.unwrap_or(none.in_words()).to_owned(),
            unit: Unit::Category,
            origin,
        }
    }
}

/// The edition of the SOC that the codes of a table are of.
fn edition(period: Period) -> SocVersion {
    match period {
        Period::Release(release) => oews_release(release).map_or(SocVersion::Oes, |known| known.soc),
        Period::Round(round) => projections_soc(round),
    }
}

impl ShownCell {
    fn of(cell: &Cell<'_>, asked_for: Option<SocCode>) -> Self {
        let edition = edition(cell.period());
        let oes_code = match cell.occupation() {
            OccupationCode::Oes(code) => Some(code),
            OccupationCode::Soc(_) => None,
        };
        let detailed = cell.soc_code().filter(|_| cell.level() == SocLevel::Detailed);
        let (release, round) = match cell.period() {
            Period::Release(release) => (Some(release), None),
            Period::Round(round) => (None, Some(round)),
        };
        let source = cell.source();
        Self {
            program: source.program,
            release,
            round,
            wage_year: cell.wage_year(),
            area: cell.area(),
            area_title: cell.area_title().to_owned(),
            industry: cell.industry().to_owned(),
            industry_group: cell.industry_group().to_owned(),
            ownership: cell.ownership().to_owned(),
            soc: cell.soc_code(),
            oes_code,
            classification: edition,
            covers: detailed.map(|soc| soc_covered(soc, edition)).unwrap_or_default(),
            asked_for,
            title: cell.title().to_owned(),
            level: cell.level(),
            measures: cell
                .measures()
                .map(|measure| (measure.name(), ShownValue::of(cell, measure)))
                .collect(),
            path: source.path.clone(),
            sha256: source.sha256.clone(),
        }
    }
}
