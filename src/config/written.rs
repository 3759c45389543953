//! `pipeline.toml` as people write it. The doc comments are the descriptions that editors show: the
//! JSON Schema is made from them.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fetch::{Fetch, Origin};
use crate::{
    catalog::OewsFile,
    model::{Area, Program, Release, Round, SocCode},
};

/// What to build: sources, role lists, comparisons, exhibits, pages and output.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "pipeline.toml of labor-outlook")]
pub struct Written {
    /// The report around the exhibits.
    pub report: Report,
    /// How downloads are made.
    #[serde(default)]
    pub fetch: Fetch,
    /// Published tables to read.
    pub sources: Vec<WrittenSource>,
    /// Role lists: CSV files that map job titles to occupations.
    pub role_lists: Vec<WrittenRoleList>,
    /// What is compared with what.
    pub comparisons: Vec<WrittenComparison>,
    /// Charts and tables, in the order of the report. Default: one of each kind for every comparison.
    #[serde(default)]
    pub exhibits: Vec<WrittenExhibit>,
    /// Published pages with marked figures.
    #[serde(default)]
    pub pages: Pages,
    /// Where and in which formats results are written.
    #[serde(default)]
    pub output: WrittenOutput,
    /// What `labor-outlook audit` holds pages against.
    #[serde(default)]
    pub audit: Audit,
}

/// What `labor-outlook audit` holds pages against.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Audit {
    /// Tables of OEWS and of the projections besides those of the report, of any release: files, and
    /// folders that stand for the files below them. Their program and period are told from their content.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// Published pages that quote figures between markers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pages {
    /// Files and folders, from the folder of pipeline.toml: `refresh` brings them up to date, and
    /// `run --check` says whether they are.
    #[serde(default)]
    pub paths: Vec<String>,
}

/// The report around the exhibits.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Report {
    /// The title.
    pub title: String,
    /// A paragraph under the title, in your own words and without figures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduction: Option<String>,
}

/// One published table.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WrittenSource {
    /// A name of your choice; figures refer to it as their origin.
    pub id: String,
    /// The program that published the table.
    pub program: Program,
    /// The release of an OEWS table: year and month, such as 2025-05.
    #[schemars(with = "Option<String>", regex(pattern = r"^\d{4}-\d{2}$"))]
    pub release: Option<Release>,
    /// The round of a projections table, such as 2024-34.
    #[schemars(with = "Option<String>", regex(pattern = r"^\d{4}-\d{2}$"))]
    pub round: Option<Round>,
    /// The file, from the folder of pipeline.toml: a workbook, CSV or TSV, or a zip or gzip of one.
    pub path: String,
    /// The address to fetch it from. Default: where its agency offers it.
    pub url: Option<String>,
    /// The root of a mirror that stands in for the agency's host. Default: that of [fetch].
    pub mirror: Option<String>,
    /// Which of the files of an OEWS release to fetch. Default: national.
    pub geography: Option<OewsFile>,
    /// Series of the BLS public data API to fetch instead of a file.
    #[serde(default)]
    pub series: Vec<String>,
    /// The first year of the series. Default: as many as one request may ask for; for OEWS the
    /// release.
    pub first_year: Option<u16>,
    /// The last year of the series. Default: this year; for OEWS the release.
    pub last_year: Option<u16>,
}

impl WrittenSource {
    /// Where it is got from.
    pub fn origin(&self) -> Origin {
        Origin {
            url: self.url.clone(),
            mirror: self.mirror.clone(),
            geography: self.geography,
            series: self.series.clone(),
            first_year: self.first_year,
            last_year: self.last_year,
        }
    }
}

/// One role list.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WrittenRoleList {
    /// A name of your choice; comparisons refer to it.
    pub id: String,
    /// The CSV file, from the folder of pipeline.toml.
    pub path: String,
}

/// Groups of roles beside each other and beside a baseline.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WrittenComparison {
    /// A name of your choice; exhibits refer to it.
    pub id: String,
    /// The role list. May be left out when there is only one.
    pub role_list: Option<String>,
    /// The groups, in the order in which they are compared. Default: those of the role list.
    #[serde(default)]
    pub groups: Vec<String>,
    /// The occupation that everything is compared with. Default: 00-0000, all occupations.
    #[schemars(with = "Option<String>", regex(pattern = r"^\d{2}-\d{4}$"))]
    pub baseline: Option<SocCode>,
    /// The OEWS release of the comparison. Default: the newest at hand.
    #[schemars(with = "Option<String>", regex(pattern = r"^\d{4}-\d{2}$"))]
    pub release: Option<Release>,
    /// The projection round of the comparison. Default: the newest at hand.
    #[schemars(with = "Option<String>", regex(pattern = r"^\d{4}-\d{2}$"))]
    pub round: Option<Round>,
    /// The releases of comparisons over time. Default: all at hand.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub releases: BTreeSet<Release>,
    /// The rounds whose projections are set side by side. Default: all at hand.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub rounds: BTreeSet<Round>,
    /// An earlier release and round to set beside today's, such as those that a page quotes.
    pub earlier: Option<Earlier>,
    /// The areas: "us", "states" for every state and territory, a state's abbreviation or name, or an OEWS
    /// area code. Default: "us".
    #[serde(default)]
    pub areas: Vec<AreaChoice>,
}

/// A release and a round that were quoted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Earlier {
    /// The OEWS release.
    #[schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}$"))]
    pub release: Release,
    /// The projection round.
    #[schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}$"))]
    pub round: Round,
}

/// Areas by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub enum AreaChoice {
    /// Every state and territory of the release.
    States,
    /// One area.
    One(Area),
}

impl TryFrom<String> for AreaChoice {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text == "states" {
            return Ok(Self::States);
        }
        let code = crate::catalog::state_fips(&text).unwrap_or(&text);
        code.parse().map(Self::One).map_err(|_| {
            format!(
                "`{text}` is not an area: write us, states, a state such as CA or California, or a code"
            )
        })
    }
}

impl From<AreaChoice> for String {
    fn from(choice: AreaChoice) -> Self {
        match choice {
            AreaChoice::States => "states".to_owned(),
            AreaChoice::One(area) => area.to_string(),
        }
    }
}

/// A chart or a table.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WrittenExhibit {
    /// What it shows.
    pub kind: ExhibitKind,
    /// The name of its files, without extension. Default: the kind.
    pub id: Option<String>,
    /// The comparison. May be left out when there is only one.
    pub comparison: Option<String>,
    /// For kinds that show chosen roles: the roles. Default: the groups.
    #[serde(default)]
    pub roles: Vec<String>,
}

/// The kinds of chart and table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ExhibitKind {
    /// Chart: wage percentiles 10-25-50-75-90 of groups, roles and the baseline.
    WageRanges,
    /// Chart: projected growth beside all occupations.
    Growth,
    /// Chart: pay against growth, with openings as size.
    PayAndGrowth,
    /// Chart: medians over the releases, in current and constant dollars. Shows chosen roles.
    MediansOverTime,
    /// Chart: medians by state. Shows chosen roles.
    MediansByState,
    /// Table: the roles, their groups and their occupations.
    Roles,
    /// Table: employment, mean and percentiles of annual wages.
    Pay,
    /// Table: employment, mean and percentiles of hourly wages.
    HourlyPay,
    /// Table: projected employment, growth, openings and education.
    Outlook,
    /// Table: groups against each other and against the baseline.
    Comparison,
    /// Table: an earlier release and round beside today's. Shows chosen roles.
    ThenAndNow,
    /// Table: the projections of every round side by side. Shows chosen roles.
    Rounds,
    /// Table: employment that groups have in common.
    Overlap,
    /// Table: medians over the releases. Shows chosen roles.
    OverTime,
    /// Table: wages and employment by area. Shows chosen roles.
    Areas,
}

impl ExhibitKind {
    /// Every kind, in the order of a default report.
    pub const ALL: [Self; 15] = [
        Self::ThenAndNow,
        Self::WageRanges,
        Self::Pay,
        Self::HourlyPay,
        Self::Growth,
        Self::Outlook,
        Self::Rounds,
        Self::PayAndGrowth,
        Self::Comparison,
        Self::Overlap,
        Self::Roles,
        Self::MediansOverTime,
        Self::OverTime,
        Self::MediansByState,
        Self::Areas,
    ];

    /// The name in `pipeline.toml`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WageRanges => "wage-ranges",
            Self::Growth => "growth",
            Self::PayAndGrowth => "pay-and-growth",
            Self::MediansOverTime => "medians-over-time",
            Self::MediansByState => "medians-by-state",
            Self::Roles => "roles",
            Self::Pay => "pay",
            Self::HourlyPay => "hourly-pay",
            Self::Outlook => "outlook",
            Self::Comparison => "comparison",
            Self::ThenAndNow => "then-and-now",
            Self::Rounds => "rounds",
            Self::Overlap => "overlap",
            Self::OverTime => "over-time",
            Self::Areas => "areas",
        }
    }
}

/// Where and in which formats results are written.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WrittenOutput {
    /// The folder, from the folder of pipeline.toml. Default: outputs.
    pub dir: Option<String>,
    /// The formats. Default: all.
    #[serde(default)]
    pub formats: BTreeSet<Format>,
}

/// The formats of results. `figures.json` and `manifest.json` are always written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// `report.html`, one self-contained file.
    Html,
    /// `report.md`.
    Markdown,
    /// `tables/*.csv`.
    Csv,
    /// `tables/*.json`.
    Json,
    /// `charts/*.svg`.
    Svg,
    /// `charts/*.png`.
    Png,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] = [Self::Html, Self::Markdown, Self::Csv, Self::Json, Self::Svg, Self::Png];
}

/// The JSON Schema of `pipeline.toml`, for editors; committed as `pipeline.schema.json`.
///
/// # Errors
/// Never in practice: a schema is always JSON.
pub fn json_schema() -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&schemars::schema_for!(Written)).map(|text| text + "\n")
}
