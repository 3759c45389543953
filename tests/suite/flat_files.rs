//! BLS's flat files against the same figures in the layout of the workbooks: a fixture, the national
//! workbook beside the repository, and, where `LABOR_OUTLOOK_DATA` names a folder that holds it, the
//! whole release (`cargo bench --bench reading -- --help` says how to make it).

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
};

use labor_outlook::{
    catalog::OEWS_DATA_TYPES,
    diag::Diagnostics,
    files,
    ingest::{self, Input},
    model::{Estimate, Mark, Measure, PayPeriod, Period, Release, SocLevel},
    panel::{self, Cell, Panel},
    pipeline, show,
};

use crate::support;

/// A row's keys: area, industry, owners, occupation and level.
type Key = (String, String, String, String, SocLevel);

/// A row's title, area's title, values by measure, and whether wages are of one period only.
#[derive(Debug, PartialEq)]
struct Row {
    titles: [String; 2],
    values: BTreeMap<&'static str, Estimate>,
    only: Option<PayPeriod>,
}

type Rows = BTreeMap<Key, Row>;

/// What a table holds. Shares of an industry are in no flat file.
fn rows<'i>(input: impl Into<Input<'i>>, year: u16) -> Result<Rows, Diagnostics> {
    let mut read = Vec::new();
    let loaded = ingest::read_oews(input, Release::may(year), |row| {
        let area = format!("{:?} {}", row.area_kind, row.area);
        let (industry, owners) = (row.industry.to_owned(), row.ownership.to_owned());
        let key = (area, industry, owners, row.code.to_string(), row.level);
        let titles = [row.title, row.area_title].map(str::to_owned);
        read.push((key, titles, row.values.to_vec(), row.only));
    })?;
    let mut all = Rows::new();
    for (key, titles, values, only) in read {
        let measures = loaded.head.measures.iter().map(|measure| measure.name()).zip(values);
        let of_flat = |(name, _): &(&str, Estimate)| OEWS_DATA_TYPES.iter().any(|m| m.name() == *name);
        let values = measures.filter(of_flat).collect();
        let twice = all.insert(key.clone(), Row { titles, values, only });
        assert!(twice.is_none(), "{key:?} stands twice");
    }
    Ok(all)
}

/// The rows of a file as the program reads it, block by block and with the lists beside it.
fn of_path(path: &Path, year: u16) -> Rows {
    let mut opened = files::open(path, ingest::HEAD, true).unwrap();
    let lists: Vec<Vec<u8>> = files::beside(path, ingest::is_code_list).unwrap().into_values().collect();
    let (head, rest) = opened.parts();
    let rest = rest.map(|rest| rest as &mut (dyn Read + Send));
    rows(Input { head, rest, beside: &lists }, year).unwrap()
}

fn folder() -> PathBuf {
    support::fixture("valid/flat")
}

fn data() -> String {
    support::text(&folder().join("oe.data.0.Current"))
}

fn wide() -> Rows {
    rows(&fs::read(folder().join("all_data_M_2025.csv")).unwrap(), 2025).unwrap()
}

fn without_area_titles(mut all: Rows) -> Rows {
    for row in all.values_mut() {
        row.titles[1].clear();
    }
    all
}

#[test]
fn a_flat_file_holds_what_the_table_of_all_data_holds() {
    let flat = of_path(&folder().join("oe.data.0.Current"), 2025);
    assert_eq!(flat.len(), 36);
    assert_eq!(flat, wide());
}

#[test]
fn without_its_lists_the_ids_decode_themselves() {
    let flat = rows(data().as_bytes(), 2025).unwrap();
    assert_eq!(without_area_titles(flat), without_area_titles(wide()));
}

#[test]
fn archives_of_the_folder_and_older_exports_are_read_alike() {
    // The data come before most of their lists, as they do by name.
    let files = support::tree(&folder()).into_iter().filter(|(name, _)| name.starts_with("oe."));
    let members: Vec<_> = files.map(|(name, bytes)| (format!("oe/{name}"), bytes)).collect();
    let zipped = support::zip(&members);
    assert_eq!(rows(&zipped, 2025).unwrap(), wide());

    let mut gzipped = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzipped.write_all(data().as_bytes()).unwrap();
    let gzipped = gzipped.finish().unwrap();
    assert_eq!(without_area_titles(rows(&gzipped, 2025).unwrap()), without_area_titles(wide()));

    let older = data().replace(' ', "").replace("\r\n", "\t\n").replacen("\t\n", "\n", 1);
    let older = rows(older.as_bytes(), 2025).unwrap();
    assert_eq!(without_area_titles(older), without_area_titles(wide()));
}

#[test]
fn values_are_traced_to_their_own_lines() {
    let (tables, findings) = pipeline::tables_in(&[folder()]).unwrap();
    assert!(findings.iter().all(|finding| !finding.message.contains("order")), "{findings}");
    let query = show::Query {
        occupation: "Chief Executives".to_owned(),
        area: Some("31080".parse().unwrap()),
        ..show::Query::default()
    };
    let shown = show::find(&tables, &query).unwrap();
    let lines: Vec<String> = data().lines().map(str::to_owned).collect();
    let mut seen = BTreeSet::new();
    for (name, value) in &shown[0].measures {
        let place = &value.origin.origin;
        let line = &lines[usize::try_from(place.line.unwrap()).unwrap() - 1];
        let data_type = place.column.clone().unwrap().replace("data type ", "");
        assert!(line.starts_with(&format!("OEUM0031080000000111011{data_type}")), "{name}: {line}");
        seen.insert(data_type);
    }
    assert_eq!(seen.len(), OEWS_DATA_TYPES.len());
    assert!(shown[0].path.ends_with("valid/flat/oe.data.0.Current"));
}

fn key_of<'a>(cell: &Cell<'a>) -> panel::Key<'a> {
    panel::Key {
        period: cell.period(),
        area: cell.area(),
        soc: cell.soc_code().unwrap(),
        level: Some(cell.level()),
        industry: cell.industry(),
        ownership: Some(cell.ownership()),
    }
}

#[test]
fn each_row_is_found_by_its_key_and_by_no_other() {
    let (tables, _) = pipeline::tables_in(&[folder().join("oe.data.0.Current")]).unwrap();
    let mut panel = Panel::default();
    panel.add(tables[0].clone()).unwrap();
    let lines = |key| panel.cells(key).map(|cell| cell.line()).collect::<Vec<_>>();
    assert_eq!(tables[0].len(), 36);
    for cell in tables[0].cells() {
        let key = key_of(&cell);
        assert_eq!(lines(key), [cell.line()], "{key:?}");
        assert_eq!(lines(panel::Key { level: None, ownership: None, ..key }), [cell.line()], "{key:?}");
        for other in [
            panel::Key { industry: "999999", ..key },
            panel::Key { ownership: Some("no owner"), ..key },
            panel::Key { area: "02".parse().unwrap(), ..key },
            panel::Key { period: Period::Release(Release::may(2024)), ..key },
        ] {
            assert!(lines(other).is_empty(), "{other:?}");
        }
    }
}

#[test]
fn the_industry_that_is_asked_for_is_shown_and_others_are_named() {
    let (tables, _) = pipeline::tables_in(&[folder()]).unwrap();
    let shown = |industry: Option<&str>| {
        let query = show::Query {
            occupation: "11-1011".to_owned(),
            industry: industry.map(str::to_owned),
            ..show::Query::default()
        };
        let rows = show::find(&tables, &query)?;
        Ok::<_, Diagnostics>(rows.iter().map(|row| row.industry.clone()).collect::<BTreeSet<_>>())
    };
    assert_eq!(shown(None).unwrap(), BTreeSet::from([String::new()]));
    assert_eq!(shown(Some("621100")).unwrap(), BTreeSet::from(["621100".to_owned()]));
    let refused = shown(Some("44-45")).unwrap_err();
    let refused = refused.iter().next().unwrap();
    assert_eq!(refused.message, "no table at hand has 11-1011 in industry 44-45");
    let names = "name one with --industry: 000001, 31-33, 3250A1, 621100";
    assert_eq!(refused.hint.as_deref(), Some(names));
}

/// What is said of the fixture after a change, with the lists beside it.
fn refusal(from: &str, to: &str, list: Option<(&str, &str)>) -> String {
    let changed = data().replacen(from, to, 1);
    assert_ne!(changed, data(), "{from} is not in the fixture");
    let lists = list.map(|(name, lacking)| {
        let text = support::text(&folder().join(name));
        let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with(lacking)).collect();
        kept.join("\n").into_bytes()
    });
    let lists: Vec<Vec<u8>> = lists.into_iter().collect();
    let input = Input { head: changed.as_bytes(), rest: None, beside: &lists };
    let problems = rows(input, 2025).unwrap_err();
    let first = problems.iter().next().unwrap().clone();
    let place = first.place.unwrap();
    format!("{}:{} {}", place.line.unwrap(), place.column.unwrap(), first.message)
}

#[test]
fn damage_is_told_with_line_and_column() {
    let cases = [
        ("00000000000001     \t2025", "00000000000018     \t2025", "2:24 data type `18` is not known"),
        ("OEUM0031", "OEUX0031", "2:4 area `X0031080` is not valid"),
        ("\t2025\tA01", "\t2024\tA01", "2:32 the row is of 2024, not of 2025"),
        ("\tA01", "\tQ01", "2:37 period `Q01` is not A01, the year's"),
        ("      789470\t", "      78947O\t", "2:47 value: `78947O` is neither a number nor `-`"),
        ("           -\t5", "           -\t7", "44:54 footnote `7` is not known"),
        ("           -\t5", "           -\t2", "44:54 the footnote does not say why there is no value"),
        ("           -\t5", "           -\t", "44:54 no value, and no footnote that says why"),
        ("\t2025\tA01\t      789470\t\r\n", "\t2025\r\n", "2:1 2 cells under 5 columns"),
        ("OEUM0031", "CUUR0031", "2:1 series `CUUR0031080000000000000` is none of OEWS"),
        ("000000000002 ", "000000000001 ", "3:1 the series does not follow the one before it"),
    ];
    for (from, to, said) in cases {
        let told = refusal(from, to, None);
        println!("{told}");
        assert!(told.starts_with(said), "{told}\n  should be {said}");
    }
}

#[test]
fn a_code_of_another_edition_is_told_at_its_own_place() {
    let changed = data().replace("252021", "151132");
    let loaded = ingest::read_oews(changed.as_bytes(), Release::may(2025), |_| {}).unwrap();
    let told = loaded.findings.iter().find(|finding| finding.message.contains("15-1132")).unwrap();
    assert!(told.message.ends_with("SOC 2010, not of SOC 2018"), "{}", told.message);
    let place = told.place.as_ref().unwrap();
    let line = changed.lines().nth(usize::try_from(place.line.unwrap()).unwrap() - 1).unwrap();
    let column = usize::try_from(place.column.unwrap()).unwrap();
    assert!(line[column - 1..].starts_with("151132"), "{line} at {column}");
}

#[test]
fn a_code_that_its_list_lacks_is_told() {
    let lacks = |name, code| refusal("series_id", "SERIES_ID", Some((name, code)));
    assert!(lacks("oe.occupation", "111011").contains("`111011` is not in oe.occupation"));
    assert!(lacks("oe.industry", "3250A1").contains("`3250A1` is not in oe.industry"));
    assert!(lacks("oe.footnote", "5").contains("`5` is not in oe.footnote"));
    let area = refusal("series_id", "SERIES_ID", Some(("oe.area", "06\t0031080")));
    assert!(area.contains("area `0031080` is not in oe.area"), "{area}");
}

#[test]
fn releases_in_other_classifications_need_their_list_of_occupations() {
    let older = data().replace("\t2025\t", "\t2019\t");
    let problems = rows(older.as_bytes(), 2019).unwrap_err().to_string();
    assert!(problems.contains("oe.occupation is missing"), "{problems}");
}

/// A row as lines of a flat file.
fn lines_of(key: &Key, row: &Row) -> String {
    let code = key.3.replace('-', "");
    let mut lines = String::new();
    for (index, measure) in OEWS_DATA_TYPES.iter().enumerate() {
        let other_unit = matches!(
            (row.only, measure),
            (
                Some(PayPeriod::Annual),
                Measure::Wage(PayPeriod::Hourly, _) | Measure::WageMean(PayPeriod::Hourly)
            ) | (
                Some(PayPeriod::Hourly),
                Measure::Wage(PayPeriod::Annual, _) | Measure::WageMean(PayPeriod::Annual)
            )
        );
        let (value, footnote) = match row.values[measure.name()] {
            Estimate::Absent { mark: Mark::NotApplicable } => continue,
            Estimate::Absent { .. } => ("-".to_owned(), if other_unit { "4" } else { "8" }),
            Estimate::AtLeast { .. } => ("-".to_owned(), "5"),
            other => (format!("{}", other.number().unwrap()), ""),
        };
        let series = format!("OEUN0000000000000{code}{:02}", index + 1);
        lines.push_str(&format!("{series:<30}\t2024\tA01\t{value:>12}\t{footnote}\r\n"));
    }
    lines
}

#[test]
fn a_national_workbook_survives_the_way_through_a_flat_file() {
    let path = "../shared/data/oews/national/2024-05/national_M2024_dl.xlsx";
    let Some(path) = support::at_hand(path) else { return };
    let bytes = fs::read(&path).unwrap();
    // Groups of one occupation, which the flat files leave out, would be second rows of their code.
    let mut workbook = rows(&bytes, 2024).unwrap();
    let detailed: BTreeSet<String> =
        workbook.keys().filter(|key| key.4 == SocLevel::Detailed).map(|key| key.3.clone()).collect();
    workbook.retain(|key, _| key.4 == SocLevel::Detailed || !detailed.contains(&key.3));
    let mut all: Vec<_> = workbook.iter().collect();
    all.sort_by_key(|(key, _)| key.3.clone());
    let mut text = "series_id\tyear\tperiod\tvalue\tfootnote_codes\r\n".to_owned();
    text.extend(all.iter().map(|(key, row)| lines_of(key, row)));
    let mut flat = rows(text.as_bytes(), 2024).unwrap();
    for row in flat.values_mut().chain(workbook.values_mut()) {
        row.titles = Default::default();
    }
    assert!(flat.len() > 1_300);
    assert_eq!(flat, workbook);
}

#[test]
fn the_whole_release_is_the_table_of_all_data_and_the_national_workbook() {
    let Some(folder) = std::env::var_os("LABOR_OUTLOOK_DATA").map(PathBuf::from) else {
        support::tell_skipped("LABOR_OUTLOOK_DATA names no folder");
        return;
    };
    let flat = of_path(&folder.join("flat/oe.data.0.Current"), 2025);
    let wide = of_path(&folder.join("tables/all_data_M_2025.csv"), 2025);
    assert_eq!(flat.len(), 370_172);
    let different = flat.iter().filter(|(key, row)| wide.get(*key) != Some(*row));
    let shown: Vec<_> = different.take(3).map(|(key, row)| (key, row, wide.get(key))).collect();
    assert!(shown.is_empty() && wide.len() == flat.len(), "{shown:#?}");

    let workbook = support::root().join("../shared/data/oews/national/2025-05/national_M2025_dl.xlsx");
    let Ok(bytes) = fs::read(&workbook) else { return };
    let workbook = rows(&bytes, 2025).unwrap();
    let nation: Vec<_> =
        flat.iter().filter(|(key, _)| key.0 == "Nation us" && key.1.is_empty()).collect();
    for (key, row) in &nation {
        let other = workbook.get(*key).unwrap_or_else(|| panic!("{key:?} is not in the workbook"));
        assert_eq!((&row.values, row.only), (&other.values, other.only), "{key:?}");
    }
    assert_eq!(nation.len(), 1_104);
}

#[test]
fn a_file_cut_to_some_data_types_has_no_others() {
    let is_kept = |line: &&str| line.starts_with("series_id") || ["01", "13"].contains(&&line[23..25]);
    let all = data();
    let cut: Vec<&str> = all.lines().filter(is_kept).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("oe.data.0.Current");
    fs::write(&path, cut.join("\n")).unwrap();
    let found = ingest::inspect("oe.data.0.Current", cut.join("\n").as_bytes());
    let told: Vec<&str> = found.problems.iter().map(|one| one.message.as_str()).collect();
    assert!(told.contains(&"no series of data types 02-12, 14-17"), "{told:#?}");
    assert!(told.iter().all(|message| !message.contains("blank")), "{told:#?}");
    assert_eq!(found.marks.get("not_applicable"), None);
    let (tables, _) = pipeline::tables_in(&[path]).unwrap();
    let cell = tables[0].cells().next().unwrap();
    let measures: Vec<&str> = cell.measures().map(Measure::name).collect();
    assert_eq!(measures, ["employment", "annual_wage_p50_usd"]);
}

#[test]
fn a_file_that_is_cut_within_its_last_value_is_refused() {
    let data = data();
    let cut = data.trim_end();
    let told = rows(&cut.as_bytes()[..cut.len() - 1], 2025).unwrap_err();
    assert_eq!(told.iter().next().unwrap().message, "the last line ends before its last cell");
    assert_eq!(rows(format!("{cut}\t").as_bytes(), 2025).unwrap().len(), 36);
    let lines = data.lines().map(|line| &line[..line.rfind('\t').unwrap()]);
    let told = rows(lines.collect::<Vec<_>>().join("\n").as_bytes(), 2025).unwrap_err();
    let message =
        "the column footnote_codes is missing, which says why a line such as this has no value";
    assert_eq!(told.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>(), [message]);
}

#[test]
fn wages_of_one_period_only_are_told_by_any_of_the_data_types() {
    let is_kept =
        |line: &&str| line.get(23..25).is_none_or(|of| !of.starts_with(['0', '1']) || of == "08");
    let medians: Vec<&str> = data().leak().lines().filter(is_kept).collect();
    let read = rows((medians.join("\n") + "\n").as_bytes(), 2025).unwrap();
    let only = |rows: &Rows| rows.values().filter(|row| row.only == Some(PayPeriod::Annual)).count();
    assert_eq!((only(&read), only(&wide())), (7, 7));
}
