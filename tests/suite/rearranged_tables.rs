//! Published tables that people sorted, cut and saved again: what is still true of them is read and held to
//! account, and what they lost is named once.

use labor_outlook::{
    ingest::{Contents, Inspection, KnownFigures, inspect},
    model::AreaKind,
    pipeline,
};

use crate::{
    contradictions::{at, changed, nation, saying, text},
    support,
};

/// Some rows of states of May 2025, as cells.
fn states() -> Vec<Vec<String>> {
    let bytes = std::fs::read(support::fixture("project/oews_2025_states.csv")).unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The table without columns.
fn without(rows: &[Vec<String>], heads: &[&str]) -> Vec<Vec<String>> {
    let keep = |index: &usize| !heads.contains(&rows[0][*index].as_str());
    let kept: Vec<usize> = (0..rows[0].len()).filter(keep).collect();
    rows.iter().map(|row| kept.iter().map(|index| row[*index].clone()).collect()).collect()
}

fn looked(name: &str, rows: &[Vec<String>]) -> Inspection {
    inspect(name, text(rows).as_bytes())
}

fn messages(found: &Inspection) -> Vec<&str> {
    found.problems.iter().map(|problem| problem.message.as_str()).collect()
}

#[test]
fn states_without_their_codes_are_known_by_name_or_letters() {
    let whole = looked("state_M2025_dl.csv", &states());
    for dropped in [
        &["AREA"][..],
        &["AREA", "AREA_TYPE"],
        &["AREA", "AREA_TYPE", "PRIM_STATE"],
        &["AREA", "AREA_TYPE", "AREA_TITLE"],
    ] {
        let found = looked("state_M2025_dl.csv", &without(&states(), dropped));
        assert_eq!(found.areas, whole.areas, "without {dropped:?}");
        assert_eq!(messages(&found), messages(&whole), "without {dropped:?}");
    }
}

#[test]
fn a_name_that_is_no_states_is_refused_where_no_code_stands_beside_it() {
    let mut rows = without(&states(), &["AREA", "AREA_TYPE"]);
    let title = at(&rows, "AREA_TITLE");
    "Los Angeles-Long Beach-Anaheim, CA".clone_into(&mut rows[1][title]);
    let found = looked("x.csv", &rows);
    saying(
        &found,
        "AREA is missing, and AREA_TITLE: `Los Angeles-Long Beach-Anaheim, CA` names no state",
    );
    let found = changed(|rows| {
        let title = at(rows, "AREA_TITLE");
        for row in rows.iter_mut().skip(1) {
            "California".clone_into(&mut row[title]);
        }
    });
    saying(&found, "area us is not California, which is 06");
}

#[test]
fn the_order_of_rows_changes_no_finding() {
    for head in ["A_MEDIAN", "OCC_TITLE", "TOT_EMP", "O_GROUP"] {
        let found = changed(|rows| {
            let column = at(rows, head);
            rows[1..].sort_by(|a, b| b[column].cmp(&a[column]));
        });
        assert_eq!(found.problems, [], "sorted by {head}");
        let left_out = "the rows are not in the order of their codes";
        assert!(found.notes.iter().any(|note| note.contains(left_out)), "{:?}", found.notes);
    }
}

#[test]
fn areas_without_their_first_digit_are_read_and_named_once() {
    let mut rows = states();
    let area = at(&rows, "AREA");
    for row in rows.iter_mut().skip(1) {
        row[area] = row[area].trim_start_matches('0').to_owned();
    }
    for dropped in [&[][..], &["AREA_TYPE"]] {
        let found = looked("state_M2025_dl.csv", &without(&rows, dropped));
        assert_eq!(found.areas, looked("state_M2025_dl.csv", &states()).areas);
        let told = "with the code of an area without its first digit, `1` for `01`";
        let told = saying(&found, told);
        assert_eq!(told.rule.unwrap().id, "LO041");
        assert_eq!(messages(&found).iter().filter(|one| one.contains("leading zeros")).count(), 1);
    }
    assert_eq!(looked("x.csv", &rows).areas.get(&AreaKind::Nation), None);
}

#[test]
fn stars_that_became_blanks_and_flags_that_were_lost_are_told() {
    let blanked = |cell: &str| if cell == "*" { String::new() } else { cell.to_owned() };
    let found = changed(|rows| {
        for cell in rows.iter_mut().skip(1).flatten() {
            *cell = blanked(cell);
        }
    });
    saying(&found, "H_MEAN: blank, not a mark");
    let set = |head: &'static str, code: &'static str, value: &'static str| {
        changed(move |rows| crate::contradictions::set(rows, (code, "detailed"), head, value))
    };
    saying(&set("ANNUAL", "25-2021", ""), "ANNUAL: ``, and annual wages stand here without hourly ones");
    saying(&set("ANNUAL", "29-1141", "TRUE"), "ANNUAL: annual wages only, and hourly ones stand here");
}

#[test]
fn a_zip_with_tables_of_two_programs_is_read_as_both() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mix.zip");
    let names = ["project/projections_2024-34.csv", "project/oews_2025.csv"];
    let members = names.map(|name| (name, std::fs::read(support::fixture(name)).unwrap()));
    std::fs::write(&path, support::zip(&members)).unwrap();
    let found = labor_outlook::inspect::inspect(&[&path], &KnownFigures::of_catalog());
    let programs: Vec<_> =
        found.iter().map(|file| (file.inspection.program, file.inspection.rows)).collect();
    assert_eq!(programs, [(Some(Contents::Projections), 13), (Some(Contents::Oews), 15)]);
    let (tables, findings) = pipeline::tables_in(&[path]).unwrap();
    assert_eq!(tables.len(), 1);
    let told = findings.iter().find(|one| one.message.starts_with("the zip also holds Occupational"));
    assert_eq!(told.unwrap().place.as_ref().unwrap().part, "project/oews_2025.csv");
}

#[test]
fn a_table_whose_release_nothing_tells_cannot_be_used_and_says_so() {
    let mut rows = nation(2024);
    let code = at(&rows, "OCC_CODE");
    let median = at(&rows, "A_MEDIAN");
    rows.retain(|row| ["OCC_CODE", "11-9111", "29-1141"].contains(&row[code].as_str()));
    for row in rows.iter_mut().skip(1) {
        "*".clone_into(&mut row[median]);
    }
    let found = looked("x.csv", &rows);
    assert_eq!(found.release, None);
    let told = saying(&found, "nothing in the file or its name tells the release");
    assert!(told.hint.as_ref().unwrap().starts_with("put the year into the name"));
}

/// The nation's table as that of one sector of May 2024.
fn sector(code: &str, title: &str) -> Vec<Vec<String>> {
    let mut rows = nation(2024);
    let columns = ["NAICS", "NAICS_TITLE", "I_GROUP"].map(|head| at(&rows, head));
    for row in rows.iter_mut().skip(1) {
        for (column, value) in columns.iter().zip([code, title, "sector"]) {
            value.clone_into(&mut row[*column]);
        }
    }
    rows
}

#[test]
fn industries_that_are_missing_damaged_or_under_another_title_are_told() {
    let found = looked("natsector_M2024_dl.csv", &sector("31-33", "Manufacturing"));
    saying(&found, "1 of the 20 sectors of May 2024; without 11, 21, 22");
    for (damaged, whole) in [("-2", "31-33"), ("4849", "48-49"), ("-1", "44-45` or `48-49")] {
        let found = looked("natsector_M2024_dl.csv", &sector(damaged, "Manufacturing"));
        saying(&found, &format!("industry `{damaged}` stands where BLS writes `{whole}`"));
    }
    let mut rows = sector("62", "Health Care and Social Assistance");
    let title = at(&rows, "NAICS_TITLE");
    "Construction".clone_into(&mut rows[7][title]);
    let found = looked("natsector_M2024_dl.csv", &rows);
    saying(&found, "NAICS_TITLE: `Construction` stands here, and the same code is `Health Care");
    let found = looked("natsector_M2024_dl.csv", &sector("62", "Cross-industry"));
    saying(&found, "NAICS_TITLE: `Cross-industry` is no industry, as 62 is");
}

#[test]
fn a_code_that_is_no_area_is_told() {
    let found = changed(|rows| {
        let area = at(rows, "AREA");
        for row in rows.iter_mut().skip(1) {
            "98".clone_into(&mut row[area]);
        }
    });
    saying(&found, "area 98 is no nation");
}
