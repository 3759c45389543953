//! Published tables that people sorted, cut and saved again: what is still true of them is read and held to
//! account, and what they lost is named once.

use labor_outlook::{
    ingest::{Inspection, inspect},
    model::AreaKind,
};

use crate::{
    contradictions::{at, changed, saying, text},
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
        let told = "rows have the code of an area without its first digit, `1` for `01`";
        let told = saying(&found, told);
        assert_eq!(told.rule.unwrap().id, "LO041");
        assert_eq!(messages(&found).iter().filter(|one| one.contains("leading zeros")).count(), 1);
    }
    assert_eq!(looked("x.csv", &rows).areas.get(&AreaKind::Nation), None);
}
