//! What a file is: its program, period and places, what it holds, and what is wrong with it.

mod columns;
mod editions;
mod elsewhere;
mod figures;
mod heads;
mod release;
mod rounds;
mod rows;
mod strays;
mod survey;
mod tally;
mod verdict;
mod vintage;
mod wage_names;
mod wage_table;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    container::{Format, Input, hidden_sheets},
    cpi, prices,
};
use crate::{
    catalog::{CPI_U_SERIES, soc_covered},
    diag::{Diagnostic, Diagnostics, first_names},
    model::{AreaKind, Release, Round, SocCode, SocLevel, SocVersion},
};

use editions::{of_edition, of_none, other_titles};
pub use figures::add_figures;
use figures::{of_oews, of_own, of_projections};
use survey::{Coded, Survey};
use tally::Tally;
pub use verdict::{OfRelease, WageColumn};
pub use vintage::KnownFigures;

/// What kind of table a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Contents {
    /// Occupational Employment and Wage Statistics.
    Oews,
    /// A code list of the flat files of OEWS, such as `oe.area`.
    OewsCodes,
    /// Employment Projections of the nation.
    Projections,
    /// State projections of Projections Central.
    StateProjections,
    /// Consumer prices.
    CpiU,
    /// A list of the series, areas or items of consumer prices, such as `cu.series`.
    CpiCodes,
    /// Regional price parities.
    PriceParities,
    /// Structure or definitions of the SOC.
    SocStructure,
    /// Crosswalk between editions of the SOC.
    SocCrosswalk,
    /// Job titles with their occupations.
    JobTitles,
    /// Wages by occupation, in columns of people's own.
    OccupationWages,
}

impl Contents {
    /// Whether a table of it says something without other tables.
    const fn is_read_alone(self) -> bool {
        !matches!(self, Self::OewsCodes | Self::CpiCodes)
    }

    /// The contents in words.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Oews => "Occupational Employment and Wage Statistics (OEWS)",
            Self::OewsCodes => "a code list of the flat files of OEWS",
            Self::Projections => "Employment Projections",
            Self::StateProjections => "state projections of Projections Central",
            Self::CpiU => "consumer prices (CPI-U)",
            Self::CpiCodes => "a code list of the flat files of consumer prices",
            Self::PriceParities => "regional price parities",
            Self::SocStructure => "the structure of the SOC",
            Self::SocCrosswalk => "a crosswalk between editions of the SOC",
            Self::JobTitles => "job titles with their occupations",
            Self::OccupationWages => "wages by occupation, in columns of its own",
        }
    }
}

/// A table of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InspectedTable {
    /// The member of a zip and the sheet of a workbook; empty for a plain text file.
    pub part: String,
    /// What it is written in.
    pub format: Format,
    /// The line or row of the column names, from 1.
    pub head_line: u64,
}

/// A code of BLS's own that stands for several of the SOC, or for a part of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnCode {
    /// The code in the file.
    pub code: SocCode,
    /// The occupations of the SOC that it covers.
    pub covers: Vec<SocCode>,
}

/// What was found in a file. Counts are of everything in it together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Inspection {
    /// What it holds; `None` when nothing in it is known.
    pub program: Option<Contents>,
    /// The tables that are read.
    pub tables: Vec<InspectedTable>,
    /// What the other members of a zip hold that are of other programs, and the first of them each. Nothing of
    /// them is in the rest; [`inspect_as`] looks into them.
    #[serde(skip)]
    pub others: BTreeMap<Contents, String>,
    /// The release of OEWS; `None` when nothing in the file and its name tells it. Releases before
    /// 2003 have no month of their own and stand under May.
    pub release: Option<Release>,
    /// Every release that the names, the table itself or its figures speak for.
    pub release_candidates: BTreeSet<Release>,
    /// The round of the projections.
    pub round: Option<Round>,
    /// The year of the projections' median wages.
    pub wage_year: Option<u16>,
    /// Which releases the wages of its columns are of.
    pub wages: Vec<WageColumn>,
    /// Rows of figures.
    pub rows: usize,
    /// Different occupation codes.
    pub occupations: usize,
    /// Whether the codes are those of before the SOC.
    pub oes_codes: bool,
    /// The edition of the SOC that the release or round is coded in.
    pub classification: Option<SocVersion>,
    /// Occupations of BLS's own, with those of the SOC that they cover.
    pub own_codes: Vec<OwnCode>,
    /// Areas by kind.
    pub areas: BTreeMap<AreaKind, usize>,
    /// Different industries, all industries together not counted.
    pub industries: usize,
    /// Rows by level.
    pub levels: BTreeMap<SocLevel, usize>,
    /// Cells without a number by the mark in their place: `top_coded`, `wage_not_released`, ...
    pub marks: BTreeMap<&'static str, usize>,
    /// Rows with annual wages only.
    pub annual_only: usize,
    /// Rows with hourly wages only.
    pub hourly_only: usize,
    /// What was done to the file that does its figures no harm, in words.
    pub notes: Vec<String>,
    /// Errors (cells that cannot be read) and findings (figures that are odd).
    pub problems: Vec<Diagnostic>,
}

/// Looks into a file. The name is used as evidence of the release only; a path may be given.
#[must_use]
pub fn inspect<'i>(name: &str, input: impl Into<Input<'i>>) -> Inspection {
    inspect_against(name, input, &KnownFigures::of_catalog())
}

/// The same, with the wages by which the release is told.
#[must_use]
pub fn inspect_against<'i>(name: &str, input: impl Into<Input<'i>>, known: &KnownFigures) -> Inspection {
    inspect_as(name, input, known, None)
}

/// The same of the tables of a kind, in a file that holds others, too.
#[must_use]
pub fn inspect_as<'i>(
    name: &str,
    input: impl Into<Input<'i>>,
    known: &KnownFigures,
    wanted: Option<Contents>,
) -> Inspection {
    let input = input.into();
    let mut survey = Survey::of(wanted);
    let surveyed = super::container::visit(input.first_look(), &mut |sheet| survey.sheet(sheet));
    let (program, tables) = (survey.contents(), survey.take_tables());
    let others = std::mem::take(&mut survey.others);
    let mut inspection = Inspection { program, tables, others, ..Inspection::default() };
    if let Err(problems) = surveyed {
        inspection.problems.extend(problems.iter().cloned());
        return inspection;
    }
    let read = match inspection.program {
        Some(Contents::Oews) => of_oews(name, input, &survey, known, &mut inspection),
        Some(Contents::OewsCodes | Contents::CpiCodes) => of_codes(input, &mut inspection),
        Some(Contents::Projections | Contents::StateProjections) => {
            input.whole().and_then(|bytes| of_projections(name, &bytes, known, &mut inspection))
        }
        Some(Contents::OccupationWages) => {
            input.whole().and_then(|bytes| of_own(name, &bytes, &survey, known, &mut inspection))
        }
        Some(contents) => input.whole().and_then(|bytes| of_bytes(contents, &bytes, &mut inspection)),
        None => Err(unknown(&survey, &hidden_sheets(input.head))),
    };
    if let Err(problems) = read {
        inspection.problems.extend(problems.iter().cloned());
    }
    inspection
}

/// Looks into the whole of a file of prices or of the SOC.
fn of_bytes(contents: Contents, bytes: &[u8], inspection: &mut Inspection) -> Result<(), Diagnostics> {
    match contents {
        Contents::Oews
        | Contents::OewsCodes
        | Contents::CpiCodes
        | Contents::Projections
        | Contents::StateProjections
        | Contents::OccupationWages => {}
        Contents::CpiU => {
            inspection.tables.truncate(1);
            let index = cpi::read_cpi_u(bytes)?;
            inspection.rows = index.levels.len();
            inspection.notes.extend(index.span());
            inspection.problems.extend(index.findings.iter().cloned());
        }
        Contents::PriceParities => {
            let parities = prices::read_price_parities(bytes)?;
            inspection.rows = parities.levels.len();
            inspection.notes.extend(parities.span());
            inspection.problems.extend(parities.findings.iter().cloned());
        }
        Contents::SocStructure => {
            let entries = super::read_soc_structure(bytes)?;
            inspection.rows = entries.len();
            inspection.occupations = distinct(entries.iter().map(|entry| entry.code));
            let codes: BTreeSet<SocCode> = entries.iter().map(|entry| entry.code).collect();
            inspection.problems.extend(of_edition(&codes));
            for entry in entries {
                *inspection.levels.entry(entry.level).or_default() += 1;
            }
        }
        Contents::SocCrosswalk => {
            let crosswalk = super::read_crosswalk(bytes)?;
            inspection.rows = crosswalk.pairs.len();
            inspection.notes.push(format!("from SOC {} to SOC {}", crosswalk.from, crosswalk.to));
            inspection.occupations = distinct(crosswalk.pairs.iter().map(|pair| pair.from.0));
            for pairs in [
                crosswalk.pairs.iter().map(|pair| (pair.line, &pair.from)).collect::<Vec<_>>(),
                crosswalk.pairs.iter().map(|pair| (pair.line, &pair.to)).collect(),
            ] {
                let codes: BTreeSet<SocCode> = pairs.iter().map(|(_, (code, _))| *code).collect();
                inspection.problems.extend(of_edition(&codes));
                let titled = pairs.iter().map(|(line, (code, title))| (*line, *code, title.as_str()));
                inspection.problems.extend(other_titles(titled).iter().cloned());
            }
        }
        Contents::JobTitles => {
            let (_, titles) = super::read_titles(bytes)?;
            inspection.rows = titles.len();
            inspection.occupations = distinct(titles.iter().map(|title| title.code));
            let codes: BTreeSet<SocCode> = titles.iter().map(|title| title.code).collect();
            inspection.problems.extend(of_none(&codes));
        }
    }
    Ok(())
}

/// Counts the codes of a list.
fn of_codes(input: Input<'_>, inspection: &mut Inspection) -> Result<(), Diagnostics> {
    // The lists beside it are counted when they are looked into themselves.
    super::container::visit(Input { beside: &[], ..input }, &mut |sheet| {
        let _heads = sheet.next_row()?;
        while sheet.next_row()?.is_some() {
            inspection.rows += 1;
        }
        Ok(())
    })
}

fn distinct<T: Ord>(codes: impl Iterator<Item = T>) -> usize {
    codes.collect::<BTreeSet<T>>().len()
}

fn tell_edition(inspection: &mut Inspection, tally: &Tally, edition: Option<SocVersion>) {
    inspection.classification = edition;
    let Some(edition) = edition else { return };
    let covers = |code: &SocCode| OwnCode { code: *code, covers: soc_covered(*code, edition) };
    inspection.own_codes =
        tally.detailed.iter().map(covers).filter(|own| !own.covers.is_empty()).collect();
}

/// Files that are known and not read, by names of columns that they have: what they are, and what to
/// give instead.
const NOT_READ: [(&[&str], &str, &str); 12] = [
    (&["year", "jan", "feb", "mar"], "a table of an index by year and month", SERIES),
    (&["observation_date", "cpiaucns"], "the index of consumer prices as FRED has it", SERIES),
    (
        &["observation_date", "cpiaucsl"],
        "the index of consumer prices as FRED has it, seasonally adjusted",
        SERIES,
    ),
    (
        &["occupation code", "level", "employment", "employment rse"],
        "BLS's web page of the wages of occupations as a table",
        WORKBOOK,
    ),
    (&["occupation (soc code)"], "a report of the OEWS query system", WORKBOOK),
    (
        &["area name", "hourly mean wage"],
        "BLS's page or report of one occupation in several areas",
        WORKBOOK,
    ),
    (&["percentile", "50% (median)"], "BLS's web page of one occupation", WORKBOOK),
    (&["series id:"], "a report of one series of data.bls.gov", "get the table that the series is of"),
    (
        &["area_fips", "own_code", "industry_code", "agglvl_code"],
        "the Quarterly Census of Employment and Wages",
        "it has no occupations; wages of occupations are those of OEWS",
    ),
    (
        &["o*net-soc code", "nem code"],
        "the crosswalk from O*NET's codes to those of the National Employment Matrix",
        "it has no figures; labor-outlook knows which occupations the codes of the projections cover",
    ),
    (
        &["cip2020code", "soc2018code"],
        "the crosswalk from fields of study (CIP) to the SOC",
        "it has no figures; name occupations by their codes in a role list",
    ),
    (
        &["list", "group", "role", "soc"],
        "a role list",
        "name it under [[role-lists]] in pipeline.toml; a run checks it",
    ),
];

const WORKBOOK: &str = "get the workbook or zip of the release from https://www.bls.gov/oes/tables.htm";

const SERIES: &str = "get the series CUUR0000SA0 with the columns series_id, year, period and value, as `labor-outlook fetch cpi-u` does";

/// What a file is that is known and not read, and what to do instead.
fn not_read(survey: &Survey) -> Option<(&'static str, &'static str)> {
    let heads: Vec<String> = survey.nearest.iter().map(|head| head.to_lowercase()).collect();
    let has_all = |names: &[&str]| names.iter().all(|name| heads.iter().any(|head| head == name));
    NOT_READ.iter().find(|(names, ..)| has_all(names)).map(|(_, what, hint)| (*what, *hint))
}

/// The refusal of a file in which nothing is known, with the names that come nearest.
fn unknown(survey: &Survey, hidden: &[String]) -> Diagnostics {
    if !hidden.is_empty() {
        let names = first_names(hidden, 3, ", ");
        let message = format!("no table that is known on a sheet that is shown; hidden are {names}");
        return Diagnostic::error(message)
            .hint("hidden sheets are not read: show them and save the workbook")
            .into();
    }
    if let Some((what, hint)) = not_read(survey) {
        return Diagnostic::error(format!("the file is {what}, which is not read as a table"))
            .hint(hint)
            .into();
    }
    if let Some((program, missing)) = survey.near_miss() {
        return Diagnostic::error(format!(
            "no table that is known; the nearest is {program}, of which it lacks {missing}"
        ))
        .hint(format!("its column names begin {}", told_heads(survey)))
        .into();
    }
    if let Some(coded) = &survey.coded {
        return without_wages(coded, survey).into();
    }
    if let Some(sign) = survey.parted_by {
        let message = format!("no table that is known: its cells are parted by `{sign}`");
        return Diagnostic::error(message).hint("save it with commas or tabs between cells").into();
    }
    let message = match survey.nearest.as_slice() {
        [] => "no table that is known: no row of column names was found".to_owned(),
        _ => format!("no table that is known: the column names begin {}", told_heads(survey)),
    };
    Diagnostic::error(message)
        .hint(format!(
            "known are tables of OEWS (OCC_CODE, OCC_TITLE, O_GROUP, TOT_EMP, A_MEDIAN, ...), of the \
             Employment Projections, of the CPI-U (series_id, year, period, value of {CPI_U_SERIES}), \
             of BEA's price parities, files of the SOC and of job titles, and any table with a column of \
             codes (11-9111) and one of wages"
        ))
        .into()
}

/// The refusal of a table with codes of occupations, beside which no wage can be read.
fn without_wages(coded: &Coded, survey: &Survey) -> Diagnostic {
    let code = match coded.code.as_str() {
        "" => "a column without a name".to_owned(),
        name => format!("`{name}`"),
    };
    if let Some((wages, cell)) = &coded.unread {
        let message = format!(
            "no table that is known: codes of occupations stand in {code}, and the wages beside them, in `{wages}`, \
             are no plain numbers: `{cell}`"
        );
        let plain = "write each wage as one number, such as 117960 or $117,960";
        return Diagnostic::error(message).hint(coded.advice.unwrap_or(plain));
    }
    let message = format!(
        "no table that is known: codes of occupations stand in {code}, and no column of wages beside them; the \
         column names begin {}",
        told_heads(survey)
    );
    let names = "the name of a column of wages must have a word for it: median, mean, wage, pay, salary";
    Diagnostic::error(message).hint(coded.advice.unwrap_or(names))
}

/// The first column names, as they are told.
fn told_heads(survey: &Survey) -> String {
    let heads: Vec<String> = survey.nearest.iter().map(|head| shortened(head)).collect();
    heads.join(", ")
}

/// The most characters of a column name that are told.
const MOST_CHARACTERS: usize = 40;

/// A text up to [`MOST_CHARACTERS`]: what looks like column names may be prose.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
