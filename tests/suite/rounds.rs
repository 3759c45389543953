//! Which round the figures of a table of projections are of: tables whose column names say another one, parts of two
//! rounds in one table, single figures that were changed, and two tables of a round in one zip.

use labor_outlook::{
    catalog::round_jobs,
    ingest::{Inspection, KnownFigures, add_figures, inspect, inspect_against},
    model::Measure,
};

use crate::{contradictions::saying, support};

fn table(round: &str) -> String {
    let name = format!("inputs/projections/employment_projections_{round}.csv");
    support::text(&support::root().join(name))
}

/// A look at a table, beside that of its own round and the one before.
fn look(table: &str) -> Inspection {
    let mut known = KnownFigures::of_catalog();
    for round in ["2023-33", "2024-34"] {
        add_figures(&mut known, round, self::table(round).as_bytes(), None).unwrap();
    }
    inspect_against("projections.csv", table.as_bytes(), &known)
}

/// The same table with some rows of 2023-33, which ends in the same order, under the names of 2024-34.
fn with_older_rows(lines: std::ops::Range<usize>) -> String {
    let (newer, older) = (table("2024-34"), table("2023-33"));
    let rows = newer.lines().zip(older.lines()).enumerate();
    let row = |(at, (newer, older)): (usize, (&str, &str))| {
        format!("{}\n", if lines.contains(&at) { older } else { newer })
    };
    rows.map(row).collect()
}

#[test]
fn the_catalog_has_the_jobs_that_tables_of_rounds_have() {
    let table = table("2024-34");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let mut checked = 0;
    for row in reader.records().map(Result::unwrap) {
        for (soc, round, measure, thousands) in round_jobs() {
            if row[1] == soc.to_string() && round.to_string() == "2024-34" {
                let at = if measure == Measure::BaseEmployment { 3 } else { 4 };
                assert_eq!(row[at].parse(), Ok(thousands), "{soc}");
                checked += 1;
            }
        }
    }
    assert_eq!(checked, 2 * 97);
}

#[test]
fn a_table_of_another_round_under_the_names_of_one_is_told() {
    let own = table("2024-34");
    let named = |round: &str, base: &str, projected: &str| {
        let (heads, rows) = own.split_once('\n').unwrap();
        let heads = heads.replace("2024-34", round).replace("2024", base).replace("2034", projected);
        format!("{heads}\n{rows}")
    };
    let renamed = named("2023-33", "2023", "2033");
    // The catalog alone knows enough to tell.
    for found in [look(&renamed), inspect("projections.csv", renamed.as_bytes())] {
        assert_eq!(found.round.map(|round| round.to_string()).as_deref(), Some("2023-33"));
        saying(&found, "are 2024-34's, not 2023-33's as the column names say");
    }
    saying(
        &look(&named("2021-31", "2021", "2031")),
        "are 2024-34's, not 2021-31's as the column names say",
    );
}

#[test]
fn rows_of_another_round_among_those_of_one_are_told() {
    let found = look(&with_older_rows(500..700));
    saying(&found, "occupations are 2023-33's, not 2024-34's as the column names say");
}

#[test]
fn a_figure_that_was_changed_is_told_with_what_the_round_has() {
    let row = "11-9111,Line item,616.2,759.1,142.9,23.2";
    let table = table("2024-34");
    assert!(table.contains(row));
    let found = look(&table.replace(row, "11-9111,Line item,616.2,759.1,142.9,23.1"));
    saying(&found, "23.1 is not the figure of 11-9111 in 2024-34, which is 23.2");
}

#[test]
fn tables_as_published_are_of_their_rounds() {
    for round in ["2022-32", "2023-33", "2024-34"] {
        assert_eq!(look(&table(round)).problems, [], "{round}");
    }
}

#[test]
fn of_two_tables_of_a_round_in_a_zip_none_is_lost() {
    let (own, row) = (table("2024-34"), "11-9111,Line item,616.2,");
    let other = own.replace(row, "11-9111,Line item,999.9,");
    let zipped = |second: &str| {
        let bytes = support::zip(&[("a.csv", own.as_str()), ("b.csv", second)]);
        inspect("both.zip", bytes.as_slice())
    };
    saying(&zipped(&other), "base_employment_thousands of 11-9111 is 999.9 here, and 616.2 in a.csv");
    let same = zipped(&own);
    assert_eq!(same.problems, []);
    assert_eq!(same.notes, ["b.csv says the same as a.csv, which is read"]);
    saying(&zipped(&table("2023-33")), "a table of 2023-33, beside one of 2024-34");
}

#[test]
fn an_extract_is_noted_as_one() {
    let whole = table("2024-34");
    let rows = whole.lines().take(300).collect::<Vec<_>>().join("\n");
    let found = look(&rows);
    assert!(
        found.notes.iter().any(|note| note.contains("of the 832 occupations of 2024-34")),
        "{found:?}"
    );
}
