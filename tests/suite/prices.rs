//! Tables of consumer prices whose figures do not hold together, and files that are of another survey.

use labor_outlook::ingest;

use crate::support;

/// A table of the CPI-U from 1982 to 1985, 100 in every month, with its annual averages.
fn table() -> String {
    let mut table = String::from("series_id,year,period,value\n");
    for year in 1982..=1985 {
        for period in 1..=13 {
            table += &format!("CUUR0000SA0,{year},M{period:02},100.0\n");
        }
    }
    table
}

/// What is odd about a table.
fn odd(table: &str) -> Vec<String> {
    let findings = ingest::read_cpi_u(table.as_bytes()).unwrap().findings;
    findings.iter().map(|finding| finding.message.clone()).collect()
}

#[test]
fn a_table_as_published_has_nothing_odd() {
    assert_eq!(odd(&table()), Vec::<String>::new());
}

#[test]
fn an_edited_month_stands_out_from_its_neighbours_and_its_year() {
    let edited = table().replace("1985,M05,100.0", "1985,M05,1000.0");
    assert_eq!(
        odd(&edited),
        [
            "the index of 1985-05, 1000, is far from that of 1985-04, 100",
            "the index of 1985-06, 100, is far from that of 1985-05, 1000",
            "the annual average of 1985, 100, is not that of its months, 175.000",
        ]
    );
}

#[test]
fn an_edited_average_is_not_that_of_its_months() {
    let edited = table().replace("1985,M13,100.0", "1985,M13,103.0");
    assert_eq!(odd(&edited), ["the annual average of 1985, 103, is not that of its months, 100.000"]);
}

#[test]
fn an_average_since_2007_is_that_of_its_months_to_three_decimals() {
    let path = support::root().join("inputs/prices/cpi_u_us_all_items.csv");
    let published = support::text(&path);
    assert_eq!(odd(&published), Vec::<String>::new());
    let edited = published.replace("2024,M05,314.069", "2024,M05,314.079");
    assert_eq!(
        odd(&edited),
        ["the annual average of 2024, 313.689, is not that of its months, 313.690"]
    );
    let mut rows: Vec<&str> = edited.lines().skip(1).collect();
    rows.reverse();
    let turned = format!("{}\n{}\n", edited.lines().next().unwrap(), rows.join("\n"));
    assert_eq!(odd(&turned), odd(&edited));
}

#[test]
fn a_month_that_stands_twice_is_told() {
    let twice = format!("{}CUUR0000SA0,1985,M05,100.0\n", table());
    assert_eq!(odd(&twice), ["the index of 1985-05 stands here for the second time"]);
}

#[test]
fn another_base_is_told() {
    let edited = table().replace("100.0", "299.5");
    assert_eq!(odd(&edited), ["the mean of 1982 to 1984 is 299.5, and not 100: the base is another"]);
}

#[test]
fn months_that_were_left_out_are_named() {
    let cut = table().replace("CUUR0000SA0,1985,M05,100.0\n", "");
    assert_eq!(odd(&cut), ["no index of 1985-05"]);
    // Nothing was collected in October 2025.
    let recent = "series_id,year,period,value\nCUUR0000SA0,2025,M09,324.8\nCUUR0000SA0,2025,M10,-\n\
                  CUUR0000SA0,2025,M11,324.1\n";
    assert_eq!(odd(recent), Vec::<String>::new());
}

#[test]
fn a_file_of_another_survey_says_which() {
    let openings = "series_id\tyear\tperiod\tvalue\nJTS000000000000000JOL\t2024\tM05\t8100\n";
    let told = ingest::read_cpi_u(openings.as_bytes()).unwrap_err();
    let first = told.iter().next().unwrap();
    assert_eq!(first.message, "no month of series CUUR0000SA0");
    let hint = first.hint.as_deref().unwrap();
    assert!(hint.starts_with("the file has JTS000000000000000JOL, of the Job Openings"), "{hint}");
}

#[test]
fn lists_beside_the_index_are_known() {
    for heads in [
        "series_id\titem_code\tseasonal",
        "item_code\titem_name\tdisplay_level",
        "area_code\tarea_name\tdisplay_level",
    ] {
        let seen = ingest::inspect("cu", format!("{heads}\nA\tB\tC\n").as_bytes());
        assert_eq!(seen.program, Some(ingest::Contents::CpiCodes), "{heads}");
        assert_eq!((seen.rows, seen.problems.len()), (1, 0), "{heads}");
    }
}

#[test]
fn a_number_in_another_notation_is_refused_with_what_to_do() {
    for (cell, hint) in
        [("100,0", "decimal commas"), ("1.00E+02", "scientific notation"), ("$100.0", "plain numbers")]
    {
        let written = table().replace("1985,M05,100.0", &format!("1985,M05,\"{cell}\""));
        let refused = ingest::read_cpi_u(written.as_bytes()).err().unwrap();
        let told = refused.iter().next().unwrap();
        assert_eq!(told.message, format!("`{cell}` is not valid here"));
        assert!(told.hint.as_ref().is_some_and(|told| told.contains(hint)), "{told:?}");
    }
}

#[test]
fn a_parity_with_a_decimal_comma_is_no_hundred_thousand() {
    let table = b"state_fips,year,rpp_all_items_us_100\n06,2022,\"112,500\"\n";
    let refused = ingest::read_price_parities(table).err().unwrap();
    let told = refused.iter().next().unwrap();
    assert!(told.hint.as_ref().is_some_and(|hint| hint.contains("decimal commas")), "{told:?}");
}

#[test]
fn a_run_and_a_comparison_tell_parities_that_no_area_has() {
    let folder = tempfile::tempdir().unwrap();
    support::copy(&support::fixture("project"), folder.path());
    let path = folder.path().join("price_parities.csv");
    let table = support::text(&path);
    assert!(table.contains("01,Alabama,2023,89.970"));
    std::fs::write(&path, table.replace("2023,89.970", "2023,1.5")).unwrap();
    for arguments in [&["--output-dir", "out"][..], &["compare", "43-6013"]] {
        let ran = support::run(folder.path(), arguments);
        let told = "1.5 is no parity of area 01 in 2023";
        assert!(ran.err.contains(told), "{arguments:?}: {}", ran.err);
    }
}
