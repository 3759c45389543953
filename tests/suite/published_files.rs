//! The readers on files as they are published. Small variants of a table are fixtures; the published
//! files themselves are looked for in `../shared/data` beside the repository, and a test says so when
//! they are not there.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use labor_outlook::{
    diag::Diagnostics,
    ingest::{self, Contents, Inspection, Loaded, TitleFile, inspect},
    model::{
        Area, AreaKind, Estimate, Measure, OccupationCode, PayPeriod, Percentile, PublishedRow, Release,
        Round, SocLevel,
    },
};

use crate::support;

const MEDIAN: Measure = Measure::Wage(PayPeriod::Annual, Percentile::P50);

/// The folder of published files; `None`, said on the way, where it is not at hand.
fn published() -> Option<PathBuf> {
    support::at_hand("../shared/data")
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A row that outlives its reader.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    area: Area,
    kind: AreaKind,
    industry: String,
    code: OccupationCode,
    title: String,
    level: SocLevel,
    values: Vec<Estimate>,
    education: Option<String>,
    only: Option<PayPeriod>,
}

fn kept(row: &PublishedRow<'_>) -> Row {
    Row {
        area: row.area,
        kind: row.area_kind,
        industry: row.industry.to_owned(),
        code: row.code,
        title: row.title.to_owned(),
        level: row.level,
        values: row.values.to_vec(),
        education: row.education.map(str::to_owned),
        only: row.only,
    }
}

/// A table, read whole.
struct Whole {
    measures: Vec<Measure>,
    wage_year: Option<u16>,
    rows: Vec<Row>,
}

impl Whole {
    fn of(rows: Vec<Row>, loaded: Result<Loaded, Diagnostics>) -> Self {
        let head = loaded.unwrap_or_else(|problems| panic!("{problems}")).head;
        Self { measures: head.measures, wage_year: head.wage_year, rows }
    }

    fn oews(bytes: &[u8], release: &str) -> Self {
        let mut rows = Vec::new();
        let release: Release = release.parse().unwrap();
        let loaded = ingest::read_oews(bytes, release, |row| rows.push(kept(row)));
        Self::of(rows, loaded)
    }

    fn projections(bytes: &[u8], round: &str) -> Self {
        let mut rows = Vec::new();
        let round: Round = round.parse().unwrap();
        let loaded = ingest::read_projections(bytes, round, |row| rows.push(kept(row)));
        Self::of(rows, loaded)
    }

    fn row(&self, code: &str) -> &Row {
        self.rows.iter().find(|row| row.code.to_string() == code).unwrap()
    }

    fn value(&self, row: &Row, measure: Measure) -> Estimate {
        row.values[self.measures.iter().position(|other| *other == measure).unwrap()]
    }

    fn number(&self, code: &str, measure: Measure) -> f64 {
        self.value(self.row(code), measure).number().unwrap()
    }
}

/// The path of a file below the published data, its program, and how many rows it has.
#[rustfmt::skip]
const FILES: &[(&str, Contents, usize)] = &[
    ("oews/blszip/oesm06nat.zip", Contents::Oews, 822),
    ("oews/blszip/oesm13nat.zip", Contents::Oews, 1_394),
    ("oews/blszip/oesm19nat.zip", Contents::Oews, 1_329),
    ("oews/csv-variants/national_M2013_dl(national_dl).csv", Contents::Oews, 1_394),
    ("oews/csv-variants/national_M2024_dl.csv", Contents::Oews, 1_403),
    ("oews/csv-variants/national_May2021_dl.csv", Contents::Oews, 1_403),
    ("oews/industry/2024-05/natsector_M2024_dl.xlsx", Contents::Oews, 16_434),
    ("oews/national/1997/national_1997_dl.xls", Contents::Oews, 828),
    ("oews/national/2001/national_2001_dl.xls", Contents::Oews, 733),
    ("oews/national/2003-05/national_may2003_dl.xls", Contents::Oews, 734),
    ("oews/national/2004-05/national_may2004_dl.xls", Contents::Oews, 823),
    ("oews/national/2005-05/national_may2005_dl.xls", Contents::Oews, 822),
    ("oews/national/2006-05/national_may2006_dl.xls", Contents::Oews, 822),
    ("oews/national/2008-05/national__M2008_dl.xls", Contents::Oews, 823),
    ("oews/national/2009-05/national_dl.xls", Contents::Oews, 823),
    ("oews/national/2010-05/national_M2010_dl.xls", Contents::Oews, 819),
    ("oews/national/2011-05/national_M2011_dl.xls", Contents::Oews, 819),
    ("oews/national/2013-05/national_M2013_dl.xls", Contents::Oews, 1_394),
    ("oews/national/2014-05/national_M2014_dl.xlsx", Contents::Oews, 1_394),
    ("oews/national/2015-05/national_M2015_dl.xlsx", Contents::Oews, 1_394),
    ("oews/national/2016-05/national_M2016_dl.xlsx", Contents::Oews, 1_394),
    ("oews/national/2017-05/national_M2017_dl.xlsx", Contents::Oews, 1_382),
    ("oews/national/2019-05/national_M2019_dl.xlsx", Contents::Oews, 1_329),
    ("oews/national/2020-05/national_M2020_dl.xlsx", Contents::Oews, 1_329),
    ("oews/national/2021-05/national_M2021_dl.xlsx", Contents::Oews, 1_403),
    ("oews/national/2023-05/national_M2023_dl.xlsx", Contents::Oews, 1_403),
    ("oews/national/2024-05/national_M2024_dl.xlsx", Contents::Oews, 1_403),
    ("oews/national/2025-05/national_M2025_dl.xlsx", Contents::Oews, 1_401),
    ("oews/state/oesm03st.zip", Contents::Oews, 32_355),
    ("oews/state/oesm04st.zip", Contents::Oews, 35_859),
    ("oews/state/oesm08st.zip", Contents::Oews, 36_765),
    ("oews/state/oesm09st.zip", Contents::Oews, 36_728),
    ("oews/state/oesm11st.zip", Contents::Oews, 36_637),
    ("oews/state/oesm13st.zip", Contents::Oews, 37_725),
    ("projections/2008-18/occupation.xlsx", Contents::Projections, 1_017),
    ("projections/2012-22/occupation.xlsx", Contents::Projections, 1_091),
    ("projections/2014-24/occupation.xlsx", Contents::Projections, 1_091),
    ("projections/2018-28/occupation.xlsx", Contents::Projections, 1_076),
    ("projections/2018-28/employment-projections.csv", Contents::Projections, 809),
    ("projections/2019-29/occupation.xlsx", Contents::Projections, 1_048),
    ("projections/2019-29/occupation-wage-2020.xlsx", Contents::Projections, 1_048),
    ("projections/2020-30/occupation.xlsx", Contents::Projections, 1_048),
    ("projections/2020-30/employment-projections.csv", Contents::Projections, 790),
    ("projections/2022-32/occupation.xlsx", Contents::Projections, 1_113),
    ("projections/2022-32/employment-projections.csv", Contents::Projections, 832),
    ("projections/2023-33/occupation.xlsx", Contents::Projections, 1_113),
    ("projections/2023-33/employment-projections.csv", Contents::Projections, 832),
    ("projections/2024-34/occupation.xlsx", Contents::Projections, 1_113),
    ("projections/2024-34/employment-projections.csv", Contents::Projections, 832),
    ("projections-central/ltprojections_2020-2030.csv.gz", Contents::StateProjections, 34_484),
    ("prices/cpi-u-CUUR0000SA0.csv", Contents::CpiU, 1_363),
    ("prices/SARPP_STATE_2008_2023.csv", Contents::PriceParities, 832),
    ("soc/soc_structure_2018.xlsx", Contents::SocStructure, 1_447),
    ("soc/soc_2018_definitions.xlsx", Contents::SocStructure, 1_447),
    ("soc/soc_2000_to_2010_crosswalk.xls", Contents::SocCrosswalk, 860),
    ("soc/soc_2010_to_2018_crosswalk.xlsx", Contents::SocCrosswalk, 900),
    ("soc/soc_2018_direct_match_title_file.xlsx", Contents::JobTitles, 6_539),
    ("titles/onet-30-alternate-titles.txt", Contents::JobTitles, 56_495),
];

/// The year or round that the folder or zip of a file names.
fn period(path: &str) -> &str {
    let of_zip = |at: usize| &path[at + 4..at + 6];
    path.find("oesm").map_or_else(|| path.split('/').nth(2).unwrap_or_default(), of_zip)
}

fn assert_period(path: &str, inspection: &Inspection) {
    match inspection.program {
        Some(Contents::Oews) if !path.contains("csv-variants") => {
            let year = inspection.release.unwrap().year().to_string();
            let expected = period(path);
            let two_digits = year.get(2..).unwrap();
            assert!(expected.starts_with(&year) || expected == two_digits, "{path}: {year}");
        }
        Some(Contents::Projections) => {
            let round = inspection.round.unwrap().to_string();
            assert_eq!(path.split('/').nth(1), Some(round.as_str()), "{path}");
        }
        _ => {}
    }
}

#[test]
fn every_published_file_is_known_and_read_whole() {
    let Some(folder) = published() else { return };
    for (path, program, rows) in FILES {
        let inspection = inspect(path, &read(&folder.join(path)));
        let errors: Vec<_> = inspection.problems.iter().map(|problem| &problem.message).collect();
        assert_eq!((inspection.program, inspection.rows), (Some(*program), *rows), "{path} {errors:?}");
        // Two rows of 1997 were published with a 90th percentile below the 75th.
        let expected = if path.contains("1997") { 4 } else { 0 };
        assert_eq!(errors.len(), expected, "{path}: {errors:?}");
        assert_period(path, &inspection);
    }
}

#[test]
fn the_release_is_told_without_a_name() {
    let Some(folder) = published() else { return };
    for (path, year) in [
        ("oews/national/2009-05/national_dl.xls", 2009),
        ("oews/national/2001/national_2001_dl.xls", 2001),
        ("oews/csv-variants/national_M2024_dl.csv", 2024),
        ("oews/state/oesm09st.zip", 2009),
    ] {
        let inspection = inspect("table", &read(&folder.join(path)));
        assert_eq!(inspection.release, Some(Release::may(year)), "{path}");
    }
}

#[test]
fn a_name_that_the_figures_contradict_is_found_out() {
    let Some(folder) = published() else { return };
    let bytes = read(&folder.join("oews/csv-variants/national_M2024_dl.csv"));
    let inspection = inspect("national_M2023_dl.csv", &bytes);
    let told: Vec<_> = inspection.problems.iter().map(|problem| problem.message.as_str()).collect();
    let [only] = told.as_slice() else { panic!("{told:#?}") };
    assert!(only.starts_with("these medians are May 2024's, not May 2023's as the name says"), "{only}");
}

#[test]
fn national_figures_are_those_that_others_read() {
    let Some(folder) = published() else { return };
    for (year, figures) in [
        (2023, [(151_853_870.0, 48_060.0), (515_100.0, 110_680.0), (749_500.0, 40_640.0)]),
        (2024, [(154_187_380.0, 49_500.0), (565_840.0, 117_960.0), (830_760.0, 44_640.0)]),
        (2025, [(155_495_730.0, 50_980.0), (597_080.0, 123_860.0), (961_610.0, 45_930.0)]),
    ] {
        let path = format!("oews/national/{year}-05/national_M{year}_dl.xlsx");
        let table = Whole::oews(&read(&folder.join(path)), &format!("{year}-05"));
        for (code, (jobs, median)) in ["00-0000", "11-9111", "43-6013"].into_iter().zip(figures) {
            let read = (table.number(code, Measure::Employment), table.number(code, MEDIAN));
            assert_eq!(read, (jobs, median), "{year} {code}");
        }
    }
}

#[test]
fn states_add_up_to_the_nation() {
    let Some(folder) = published() else { return };
    for (state, national) in [
        ("oesm03st", "2003-05/national_may2003_dl.xls"),
        ("oesm04st", "2004-05/national_may2004_dl.xls"),
        ("oesm08st", "2008-05/national__M2008_dl.xls"),
        ("oesm09st", "2009-05/national_dl.xls"),
        ("oesm11st", "2011-05/national_M2011_dl.xls"),
        ("oesm13st", "2013-05/national_M2013_dl.xls"),
    ] {
        let release = &national[..7];
        let nation = Whole::oews(&read(&folder.join("oews/national").join(national)), release);
        let bytes = read(&folder.join(format!("oews/state/{state}.zip")));
        let states = Whole::oews(&bytes, release);
        let of_states = states.rows.iter().filter(|row| {
            row.level == SocLevel::Total && row.kind == AreaKind::State && row.industry.is_empty()
        });
        let jobs = of_states.map(|row| states.value(row, Measure::Employment).number().unwrap());
        let sum: f64 = jobs.sum();
        let total = nation.number("00-0000", Measure::Employment);
        assert!((sum / total - 1.0).abs() < 0.000_02, "{state}: {sum} of {total}");
    }
}

#[test]
fn sectors_add_up_to_the_nation() {
    let Some(folder) = published() else { return };
    let bytes = read(&folder.join("oews/industry/2024-05/natsector_M2024_dl.xlsx"));
    let sectors = Whole::oews(&bytes, "2024-05");
    let mut jobs = BTreeMap::new();
    for row in sectors.rows.iter().filter(|row| row.level == SocLevel::Total) {
        jobs.insert(row.industry.as_str(), sectors.value(row, Measure::Employment).number().unwrap());
    }
    assert_eq!(jobs.len(), 20);
    assert!(jobs.contains_key("31-33") && jobs.contains_key("99"));
    let sum: f64 = jobs.values().sum();
    assert!((sum / 154_187_380.0 - 1.0).abs() < 0.000_02, "{sum}");
}

#[test]
fn codes_from_before_the_soc_are_read_and_marked() {
    let Some(folder) = published() else { return };
    let table = Whole::oews(&read(&folder.join("oews/national/1997/national_1997_dl.xls")), "1997-05");
    assert!(table.rows.iter().all(|row| matches!(row.code, OccupationCode::Oes(_))));
    let median = table.value(table.row("13002"), MEDIAN);
    assert_eq!(median, Estimate::published(52_395.2), "noise of binary fractions is dropped");
    let total = table.rows.iter().find(|row| row.level == SocLevel::Total).unwrap();
    assert_eq!(table.value(total, Measure::Employment), Estimate::published(117_073_130.0));
}

#[test]
fn workbook_and_export_of_a_release_are_alike() {
    let Some(folder) = published() else { return };
    for (export, workbook, release) in [
        ("national_M2024_dl.csv", "2024-05/national_M2024_dl.xlsx", "2024-05"),
        ("national_May2021_dl.csv", "2021-05/national_M2021_dl.xlsx", "2021-05"),
        ("national_M2013_dl(national_dl).csv", "2013-05/national_M2013_dl.xls", "2013-05"),
    ] {
        let export = Whole::oews(&read(&folder.join("oews/csv-variants").join(export)), release);
        let workbook = Whole::oews(&read(&folder.join("oews/national").join(workbook)), release);
        assert_eq!(export.measures, workbook.measures);
        assert!(export.rows == workbook.rows, "{release}");
    }
}

/// Percent change, openings in thousands, and median wage with its year, of three occupations.
type Check = (&'static str, &'static str, u16, [(f64, f64, f64); 3]);

#[rustfmt::skip]
const CHECKS: &[Check] = &[
    ("2019-29/occupation.xlsx", "2019-29", 2019, [(3.7, 17_454.3, 39_810.0), (31.5, 47.0, 100_980.0), (9.5, 72.6, 36_580.0)]),
    ("2022-32/occupation.xlsx", "2022-32", 2022, [(2.8, 18_566.5, 46_310.0), (28.4, 54.7, 104_830.0), (6.7, 79.3, 38_500.0)]),
    ("2023-33/occupation.xlsx", "2023-33", 2023, [(4.0, 19_174.8, 48_060.0), (28.5, 61.4, 110_680.0), (5.4, 82.4, 40_640.0)]),
    ("2024-34/occupation.xlsx", "2024-34", 2024, [(3.1, 18_863.3, 49_500.0), (23.2, 62.1, 117_960.0), (4.2, 85.9, 44_640.0)]),
];

#[test]
fn projected_figures_are_those_that_others_read() {
    let Some(folder) = published() else { return };
    for (path, round, wage_year, figures) in CHECKS {
        let table = Whole::projections(&read(&folder.join("projections").join(path)), round);
        assert_eq!(table.wage_year, Some(*wage_year), "{path}");
        for (code, expected) in ["00-0000", "11-9111", "43-6013"].into_iter().zip(figures) {
            let read = (
                table.number(code, Measure::EmploymentChangePct),
                table.number(code, Measure::AnnualOpenings),
                table.number(code, MEDIAN),
            );
            assert_eq!(read, *expected, "{path} {code}");
        }
    }
}

#[test]
fn export_and_workbook_of_a_round_differ_in_the_year_of_wages_only() {
    let Some(folder) = published() else { return };
    for (round, years) in
        [("2018-28", (2018, 2019)), ("2022-32", (2022, 2023)), ("2024-34", (2024, 2024))]
    {
        let at = folder.join("projections").join(round);
        let workbook = Whole::projections(&read(&at.join("occupation.xlsx")), round);
        let export = Whole::projections(&read(&at.join("employment-projections.csv")), round);
        assert_eq!((workbook.wage_year, export.wage_year), (Some(years.0), Some(years.1)));
        for row in &export.rows {
            let twin = workbook.row(&row.code.to_string());
            assert_eq!((row.level, &row.education), (twin.level, &twin.education), "{}", row.code);
            for measure in export.measures.iter().filter(|m| **m != MEDIAN || years.0 == years.1) {
                let read = (export.value(row, *measure), workbook.value(twin, *measure));
                assert_eq!(read.0, read.1, "{round} {} {measure:?}", row.code);
            }
        }
    }
}

#[test]
fn openings_of_old_rounds_are_not_taken_for_annual_ones() {
    let Some(folder) = published() else { return };
    let table =
        Whole::projections(&read(&folder.join("projections/2008-18/occupation.xlsx")), "2008-18");
    assert!(!table.measures.contains(&Measure::AnnualOpenings));
    assert_eq!(table.number("00-0000", Measure::ReplacementOpenings), 50_928.5);
    let levels = table.rows.iter().filter(|row| row.level == SocLevel::Detailed).count();
    assert_eq!(levels, 750);
}

#[test]
fn state_projections_are_in_thousands_with_their_places() {
    let Some(folder) = published() else { return };
    let bytes = read(&folder.join("projections-central/ltprojections_2020-2030.csv.gz"));
    let table = Whole::projections(&bytes, "2020-30");
    assert_eq!(table.rows[0].area, Area::NATION);
    assert_eq!(table.number("00-0000", Measure::BaseEmployment), 153_533.8);
    let alabama: Area = "01".parse().unwrap();
    assert!(table.rows.iter().any(|row| row.area == alabama && row.kind == AreaKind::State));
}

#[test]
fn prices_are_read_as_published() {
    let Some(folder) = published() else { return };
    let bytes = read(&folder.join("prices/cpi-u-CUUR0000SA0.csv"));
    let levels = ingest::read_cpi_u(&bytes).unwrap().levels;
    assert_eq!(levels[&Release::may(2025)].0, 321.465);
    assert!(!levels.contains_key(&"2025-10".parse().unwrap()), "October 2025 was not published");
    // BLS's own file has tabs and blanks around every cell.
    let text = String::from_utf8(bytes).unwrap();
    let padded = |line: &str| {
        let cells: Vec<_> = line.split(',').map(|cell| format!("{cell:<12}")).collect();
        cells.join("\t") + "\t          "
    };
    let flat = text.lines().map(padded).collect::<Vec<_>>().join("\r\n");
    let of_flat = ingest::read_cpi_u(flat.as_bytes()).unwrap().levels;
    assert_eq!(of_flat, levels);
    let parities = ingest::read_price_parities(&read(&folder.join("prices/SARPP_STATE_2008_2023.csv")));
    let parities = parities.unwrap();
    for (area, parity) in [("us", 100.0), ("06", 112.581), ("28", 87.292), ("48", 97.175)] {
        assert_eq!(parities.levels[&(area.parse().unwrap(), 2023)].0, parity);
    }
}

#[test]
fn the_classification_is_read_with_levels_and_pairs() {
    let Some(folder) = published() else { return };
    let soc = |name: &str| read(&folder.join("soc").join(name));
    let structure = ingest::read_soc_structure(&soc("soc_structure_2018.xlsx")).unwrap();
    let definitions = ingest::read_soc_structure(&soc("soc_2018_definitions.xlsx")).unwrap();
    assert_eq!(structure.iter().filter(|entry| entry.level == SocLevel::Minor).count(), 98);
    let alike = structure.iter().zip(&definitions).all(|(a, b)| (a.code, a.level) == (b.code, b.level));
    assert!(alike);
    let crosswalk = ingest::read_crosswalk(&soc("soc_2010_to_2018_crosswalk.xlsx")).unwrap();
    assert_eq!((crosswalk.from, crosswalk.to, crosswalk.pairs.len()), (2010, 2018, 900));
    let older = ingest::read_crosswalk(&soc("soc_2000_to_2010_crosswalk.xls")).unwrap();
    assert_eq!((older.from, older.to, older.pairs.len()), (2000, 2010, 860));
    let (file, titles) = ingest::read_titles(&soc("soc_2018_direct_match_title_file.xlsx")).unwrap();
    assert_eq!((file, titles.len()), (TitleFile::DirectMatch(2018), 6_539));
    let alternate = read(&folder.join("titles/onet-30-alternate-titles.txt"));
    let (file, titles) = ingest::read_titles(&alternate).unwrap();
    assert_eq!((file, titles[0].onet_suffix), (TitleFile::OnetAlternate, Some(0)));
}

/// A table in another encoding, with other delimiters or under another name reads as it does plainly.
#[test]
fn variants_of_a_table_are_alike() {
    let plain = Whole::oews(&read(&support::fixture("project/oews_2025.csv")), "2025-05");
    for name in ["oews-semicolons.csv", "oews-text-named-zip.zip", "oews-not-utf8.csv"] {
        let variant = Whole::oews(&read(&support::fixture("variants").join(name)), "2025-05");
        assert_eq!(variant.rows.len(), plain.rows.len(), "{name}");
        for (variant, plain) in variant.rows.iter().zip(&plain.rows) {
            assert_eq!((variant.code, &variant.values), (plain.code, &plain.values), "{name}");
        }
    }
}

/// A small table with a text replaced, as it is told of.
fn told_of_damaged(from: &str, to: &str) -> Vec<String> {
    let text = String::from_utf8(read(&support::fixture("project/oews_2025.csv"))).unwrap();
    assert!(text.contains(from), "{from}");
    let inspection = inspect("national_M2025_dl.csv", text.replace(from, to).as_bytes());
    inspection.problems.into_iter().map(|problem| problem.message).collect()
}

#[test]
fn traces_of_damage_are_named() {
    let plain = told_of_damaged("11-0000", "11-0000");
    for (from, to, expected) in [
        ("257310", "0", "A_PCT90: a wage of 0 stands where BLS prints a mark"),
        ("257310", "157310", "A_PCT90: 157310 is below a lower percentile, 176280"),
        ("257310", "999990", "A_PCT90: 999990 is not 2,080 times the hourly 123.71"),
        ("257310", "", "A_PCT90: blank, not a mark"),
        (
            "11-0000",
            "2000-11-01",
            "OCC_CODE: `2000-11-01` is a date: a spreadsheet has turned a code into it",
        ),
        (
            "00-0000,All Occupations,total",
            "11-1011,Chiefs,detailed",
            "no total of all occupations in area us",
        ),
        (
            "1,US,000000,Cross-industry,cross-industry,1235,11-0000",
            "1,US,31,Manufacturing,sector,5,11-0000",
            "industry `31` stands where BLS writes `31-33`",
        ),
    ] {
        let told = told_of_damaged(from, to);
        assert!(told.iter().any(|message| message == expected), "{to}: {told:#?}");
        assert!(!plain.iter().any(|message| message == expected), "{plain:#?}");
    }
}
