//! Tables as other programs save them: names of columns, blanks and codes in their spelling, several tables in
//! one file; and what is told of files that are near to a table and cannot be read.

use labor_outlook::{
    diag::Diagnostics,
    ingest::{self, Contents, Inspection, KnownFigures, inspect, inspect_as},
    inspect::InspectedFile,
    model::{Estimate, Mark, Measure, PayPeriod, Percentile},
    panel::Cell,
    pipeline,
};

use crate::{
    contradictions::{at, changed, nation, saying, text},
    support::{self, zip},
};

fn table(name: &str) -> String {
    support::text(&support::fixture(&format!("project/{name}")))
}

fn messages(found: &Inspection) -> Vec<&str> {
    found.problems.iter().map(|problem| problem.message.as_str()).collect()
}

#[test]
fn the_cpi_is_read_under_any_spelling_of_its_names() {
    for heads in
        ["Series ID,Year,Period,Value", "series_id,year,period,value", "SeriesId,YEAR,period,value"]
    {
        let rows = "CUUR0000SA0,2024,M05,314.069\nCUUR0000SA0,2025.0,M05,321.465\n";
        let found = inspect("cpi.csv", format!("{heads}\n{rows}").as_bytes());
        assert_eq!(
            (found.program, found.rows),
            (Some(Contents::CpiU), 2),
            "{heads}: {:?}",
            found.problems
        );
    }
    let finder = "Series ID,Year,Period,Label,Value\nCUUR0000SA0,2024,M05,2024 May,314.069\n";
    assert_eq!(ingest::read_cpi_u(finder.as_bytes()).unwrap().levels.len(), 1);
}

#[test]
fn a_blank_month_of_the_cpi_is_told_unless_bls_has_none() {
    let of = |month: &str, value: &str| {
        let rows = format!(
            "series_id,year,period,value\nCUUR0000SA0,2025,M08,323.976\nCUUR0000SA0,2025,{month},{value}\n"
        );
        let index = ingest::read_cpi_u(rows.as_bytes()).unwrap();
        (index.levels.len(), index.findings.iter().map(|one| one.message.clone()).collect::<Vec<_>>())
    };
    for blank in ["", "NA", "NaN", "-"] {
        assert_eq!(of("M10", blank), (1, Vec::new()), "{blank}");
    }
    assert_eq!(of("M09", "NaN"), (1, vec!["the index of 2025-09 is blank".to_owned()]));
    let year =
        ingest::read_cpi_u(b"series_id,year,period,value\nCUUR0000SA0,20x4,M05,314.069\n").unwrap_err();
    let told = year.iter().next().unwrap();
    assert_eq!(
        (told.message.as_str(), told.place.as_ref().unwrap().column),
        ("`20x4` is not valid here", Some(13))
    );
}

/// A table of the states with rows of a state.
fn states(heads: &str, base: u16, projected: impl Fn(u16) -> u16) -> Inspection {
    let row = |number: u16| {
        let end = projected(number);
        format!("6,California,11-10{number},An occupation,{base},47400,{end},47100,-300,-.6,3170\n")
    };
    let rows: String = (11..60).map(row).collect();
    inspect("lt.csv", format!("{heads}\n{rows}").as_bytes())
}

const STATES: &str =
    "stfips,areaname,code,name,baseyear,base,projyear,proj,change,percentchange,avgannualopenings";

#[test]
fn state_projections_are_read_as_the_pages_have_them_and_refused_in_one_sentence() {
    let shown = "State FIPS,Area Name,Occ Code,Occupation Name,Base Year,Base,Projected Year,Projection,Change,\
                 Percent Change,Average Annual Openings";
    for heads in [STATES, shown] {
        let found = states(heads, 2020, |_| 2030);
        assert_eq!((found.program, found.rows), (Some(Contents::StateProjections), 49), "{heads}");
    }
    let short = states(STATES, 2024, |_| 2026);
    assert_eq!(messages(&short), ["short-term projections, 2024-26, which are not read"]);
    let mixed = states(STATES, 2020, |number| if number == 11 { 2030 } else { 2031 });
    assert_eq!(mixed.problems.len(), 21);
    saying(&mixed, "projyear: ... is not valid here, 28 more times");
    let near = states(&STATES.replace("avgannual", "annual"), 2020, |_| 2030);
    saying(
        &near,
        "the nearest is the state projections of Projections Central, of which it lacks avgannualopenings",
    );
}

#[test]
fn a_blank_in_the_projections_is_a_finding_and_no_figure() {
    let wage = "4.2,0,85.9,44640,High school diploma or equivalent,None";
    for blank in ["", "NA", "nan", "#N/A"] {
        let table = table("projections_2024-34.csv").replace(wage, &wage.replace("44640", blank));
        let mut wages = Vec::new();
        let loaded = ingest::read_projections(table.as_bytes(), "2024-34".parse().unwrap(), |row| {
            if row.title.starts_with("Medical secretaries") {
                wages.push((row.values.to_vec(), row.experience.map(str::to_owned)));
            }
        })
        .unwrap();
        let [(values, experience)] = wages.as_slice() else { panic!("{blank}") };
        let median = Measure::Wage(PayPeriod::Annual, Percentile::P50);
        let at = loaded.head.measures.iter().position(|measure| *measure == median).unwrap();
        assert_eq!(values[at], Estimate::absent(Mark::Unavailable), "{blank}");
        assert_eq!(experience.as_deref(), Some("None"));
        let told = loaded.findings.iter().filter(|one| one.message.contains("blank, where BLS")).count();
        assert_eq!(told, 1, "{blank}");
    }
}

#[test]
fn what_programs_write_for_a_blank_is_one() {
    for blank in ["NA", "NaN", "nan", "None", "null", "#N/A"] {
        let found = changed(|rows| {
            let columns =
                ["JOBS_1000", "LOC_QUOTIENT", "PCT_TOTAL", "PCT_RPT"].map(|head| at(rows, head));
            for row in rows.iter_mut().skip(1) {
                for column in columns {
                    blank.clone_into(&mut row[column]);
                }
            }
        });
        assert_eq!(found.problems, [], "{blank}");
        let found = changed(|rows| {
            let column = at(rows, "A_MEDIAN");
            blank.clone_into(&mut rows[2][column]);
        });
        assert_eq!(messages(&found), ["A_MEDIAN: blank, not a mark"], "{blank}");
        assert_eq!(found.marks.get("not_in_table"), Some(&1), "{blank}");
    }
}

#[test]
fn the_release_is_not_missed_where_the_cells_cannot_be_read() {
    let mut rows = nation(2024);
    let column = at(&rows, "A_MEDIAN");
    rows.iter_mut().skip(1).for_each(|row| "x".clone_into(&mut row[column]));
    let found = inspect("table.csv", text(&rows).as_bytes());
    assert!(!messages(&found).iter().any(|message| message.contains("tells the release")));
}

#[test]
fn names_in_any_spelling_are_read_and_those_with_a_slip_told() {
    let named = |name: fn(&str) -> String| {
        changed(|rows| rows[0].iter_mut().for_each(|head| *head = name(head)))
    };
    for name in [|head: &str| head.to_lowercase().replace('_', "."), |head: &str| head.replace('_', "")]
    {
        assert_eq!(named(name).problems, []);
    }
    let found = named(|head| head.replace("A_MEDIAN", "A_MEDAIN"));
    assert_eq!(messages(&found), ["`A_MEDAIN` is no column of OEWS, and A_MEDIAN is missing"]);
    assert!(found.notes.iter().any(|note| note.contains("has no column of annual medians")));
}

#[test]
fn columns_of_one_name_must_be_the_same() {
    let twice = |second: fn(&str) -> String| {
        changed(|rows| {
            let column = at(rows, "A_MEDIAN");
            for (line, row) in rows.iter_mut().enumerate() {
                let cell = if line == 0 { row[column].clone() } else { second(&row[column]) };
                row.push(cell);
            }
        })
    };
    let same = twice(str::to_owned);
    assert_eq!(same.problems, []);
    assert!(
        same.notes.iter().any(|note| note == "two columns are called A_MEDIAN, with the same in them")
    );
    let told = "two columns are called A_MEDIAN, and differ: `49500` in the first, `1` here";
    let different = twice(|_| "1".to_owned());
    assert_eq!(messages(&different), [told]);
    let file = InspectedFile { inspection: different, ..InspectedFile::default() };
    assert!(
        labor_outlook::inspect::text(&file).contains("rows         1,403 that can be read: 1 total")
    );
}

#[test]
fn codes_without_zeros_and_names_of_rows_are_told() {
    let found = changed(|rows| {
        let column = at(rows, "OCC_CODE");
        rows[1][column] = "0".to_owned();
    });
    assert_eq!(
        messages(&found),
        ["1 row with the code `0` where BLS writes `00-0000`: leading zeros are lost"]
    );
    let table = text(&nation(2024));
    let (heads, rows) = table.split_once('\n').unwrap();
    let rows: String = rows.lines().flat_map(|line| ["1,", line, "\n"]).collect();
    let found = inspect("national_M2024_dl.csv", format!("{heads}\n{rows}").as_bytes());
    assert_eq!(messages(&found), ["33 cells under 32 columns"]);
}

#[test]
fn a_zip_may_hold_flat_files_of_other_programs_and_must_hold_one_release() {
    let (oews, known) = (text(&nation(2024)), KnownFigures::of_catalog());
    let cpi = "series_id,year,period,value\nCUUR0000SA0,2024,M05,314.069\n";
    for members in [
        [("national_M2024_dl.csv", oews.as_str()), ("cpi.csv", cpi)],
        [("cpi.csv", cpi), ("national_M2024_dl.csv", &oews)],
    ] {
        let packed = zip(&members);
        for (wanted, rows) in [(Contents::Oews, 1_403), (Contents::CpiU, 1)] {
            let found = inspect_as("both.zip", &packed, &known, Some(wanted));
            assert_eq!((found.rows, messages(&found)), (rows, Vec::new()), "{wanted:?}");
        }
    }
    let packed =
        zip(&[("national_M2023_dl.csv", &text(&nation(2023))), ("national_M2024_dl.csv", &oews)]);
    saying(
        &inspect("both.zip", &packed),
        "a table of May 2024 by its name, beside one of May 2023, national_M2023_dl.csv",
    );
    let foreign = inspect("x.ods", &zip(&[("mimetype", "x"), ("META-INF/manifest.xml", "<x/>")]));
    assert_eq!(messages(&foreign), ["the file is an OpenDocument file, which is not read"]);
}

#[test]
fn tables_of_one_release_in_a_zip_may_have_different_columns() {
    let states = table("oews_2025_states.csv");
    let nation: String = table("oews_2025.csv")
        .lines()
        .flat_map(|line| [line.rsplit_once(',').unwrap().0, "\n"])
        .collect();
    let lacks = Measure::EmploymentPrse;
    let nation = nation.replace("EMP_PRSE", "NOTE");
    let description = "Field,Description\nOCC_CODE,The code of the occupation\n";
    let (nation, states, note) = (
        ("national_M2025_dl.csv", nation.as_str()),
        ("state_M2025_dl.csv", states.as_str()),
        ("notes.csv", description),
    );
    let folder = tempfile::tempdir().unwrap();
    for (members, at) in [([nation, note, states], [0, 2]), ([states, nation, note], [1, 0])] {
        let path = folder.path().join("all_M2025.zip");
        std::fs::write(&path, zip(&members)).unwrap();
        let found = inspect("all_M2025.zip", &std::fs::read(&path).unwrap());
        assert_eq!((found.tables.len(), found.marks.get("not_in_table")), (2, None));
        let (tables, _) = pipeline::tables_in(&[&path]).unwrap();
        let cells =
            |part: &str| tables[0].cells().filter(move |cell| cell.part() == part).collect::<Vec<_>>();
        let read = at.map(|at| cells(members[at].0));
        let is_lost = |cell: &Cell<'_>| cell.estimate(lacks) == Estimate::absent(Mark::NotInTable);
        let lost = read.each_ref().map(|cells| cells.iter().filter(|cell| is_lost(cell)).count());
        assert_eq!(lost, [read[0].len(), 0]);
        let mean = Measure::WageMean(PayPeriod::Annual);
        for (cells, (name, content)) in read.iter().zip(at.map(|at| members[at])) {
            let first = cells[0];
            let line = content.lines().nth(usize::try_from(first.line()).unwrap() - 1).unwrap();
            let printed = format!("{}", first.estimate(mean).number().unwrap());
            assert!(line.contains(&printed), "{name}: {printed} is not in {line}");
        }
        assert!(!pipeline::parquet(&tables[0], &Diagnostics::default()).unwrap().is_empty());
    }
}

#[test]
fn states_of_another_release_than_the_nation_beside_them_are_told() {
    let states = |total: u32| {
        let fips = (1..=56_u32).filter(|fips| ![3, 7, 14, 43, 52].contains(fips));
        let jobs = |fips: u32| total / 51 + if fips == 1 { total % 51 } else { 0 };
        let row = |fips| format!("{fips:02},00-0000,All Occupations,total,{}\n", jobs(fips));
        format!("AREA,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP\n{}", fips.map(row).collect::<String>())
    };
    let told = "the jobs of the nation are May 2025's, those of the states May 2024's";
    for (total, is_other) in [(155_495_730, false), (154_187_380, true)] {
        let nation = table("oews_2025.csv");
        let packed = zip(&[("nation.csv", nation.as_str()), ("states.csv", &states(total))]);
        let found = inspect("both.zip", &packed);
        assert_eq!(messages(&found).contains(&told), is_other, "{:?}", messages(&found));
    }
}

#[test]
fn tables_of_anybodys_making_are_read_or_told_why_not() {
    let of = |rows: &str| inspect("x.csv", rows.as_bytes());
    let found = of("soc,median_wage\n291141,93600\n436013,44640\n119111,117960\n");
    assert_eq!((found.rows, found.release.unwrap().year(), messages(&found)), (3, 2024, Vec::new()));
    let later = of("soc,median\n11-9111,N/A\n29-1141,93600\n43-6013,44640\n");
    assert_eq!((later.rows, later.release.unwrap().year()), (3, 2024));
    for (rows, told) in [
        (
            "SOC Code,Job,Salary\n11-9111,x,$118K\n",
            "the wages beside them, in `Salary`, are no plain numbers: `$118K`",
        ),
        (
            "Job,Median salary\nMedical manager,117960\nNurse,93600\n",
            "the column names begin Job, Median salary",
        ),
        (
            "soc,hourly pay\n11-9111,56.71\n29-1141,45.00\n",
            "the tables at hand have no hourly means or hourly medians of its",
        ),
        ("soc,median\n99-9999,56710\n", "none of the occupations is among those at hand"),
        (
            "Occupation (SOC code),Employment(1),Annual median wage(2)\nx,1,2\n",
            "a report of the OEWS query system",
        ),
    ] {
        saying(&of(rows), told);
    }
}

#[test]
fn a_projections_table_without_codes_is_told_at_its_names() {
    let table = table("projections_2024-34.csv");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    let mut rows: Vec<Vec<String>> = reader.deserialize().map(Result::unwrap).collect();
    rows.iter_mut().skip(1).for_each(|row| row[1].clear());
    let found = inspect("ep.csv", text(&rows).as_bytes());
    let told = saying(&found, "no code of an occupation stands in the rows below the column names");
    assert_eq!(told.place.as_ref().unwrap().line, Some(1));
}
