//! What the columns of wages of a table hold: each is compared by itself, and is named where it is not what it
//! says it is.

use labor_outlook::{
    ingest::{Inspection, KnownFigures, add_figures, inspect_against},
    inspect::{self, InspectedFile},
};

use crate::contradictions::{at, nation, of, saying, text};

/// The wages of three releases, with all their measures.
fn known() -> KnownFigures {
    let mut known = KnownFigures::of_catalog();
    for year in [2023, 2024, 2025] {
        let table = text(&nation(year));
        add_figures(&mut known, &format!("national_M{year}_dl.csv"), table.as_bytes(), None).unwrap();
    }
    known
}

/// The nation's table of May 2024 with cells changed, beside all wages of three releases.
fn changed(change: impl FnOnce(&mut Vec<Vec<String>>)) -> Inspection {
    let mut rows = nation(2024);
    change(&mut rows);
    inspect_against("national_M2024_dl.csv", text(&rows).as_bytes(), &known())
}

/// Takes cells of columns from another table.
fn take(rows: &mut [Vec<String>], heads: &[&str], from: &[Vec<String>]) {
    let (code, level) = (at(rows, "OCC_CODE"), at(rows, "O_GROUP"));
    for row in rows.iter_mut().skip(1) {
        let other = from.iter().find(|other| (&other[code], &other[level]) == (&row[code], &row[level]));
        for head in heads {
            let column = from[0].iter().position(|other| other == head).unwrap();
            if let Some(other) = other {
                row[column].clone_from(&other[column]);
            }
        }
    }
}

/// What is found in a table of people's own.
fn own(rows: &str) -> Inspection {
    inspect_against("own.csv", rows.as_bytes(), &known())
}

/// Eight occupations with a column of May of a year.
fn some(year: u16, column: &str) -> Vec<(String, String)> {
    let rows = nation(year);
    let codes = ["11-9111", "29-1141", "15-1252", "13-2011", "25-2021", "43-6014", "53-3032", "47-2111"];
    let column = at(&rows, column);
    codes
        .iter()
        .map(|code| ((*code).to_owned(), rows[of(&rows, code, "detailed")][column].clone()))
        .collect()
}

fn table(heads: &str, cells: &[(String, String)]) -> String {
    let rows: Vec<String> = cells.iter().map(|(code, cell)| format!("{code},{cell}")).collect();
    format!("{heads}\n{}\n", rows.join("\n"))
}

#[test]
fn every_column_of_a_published_table_is_of_its_release() {
    let found = changed(|_| {});
    assert_eq!(found.problems, []);
    assert_eq!(found.wages.len(), 12);
    for wages in &found.wages {
        assert_eq!(wages.releases.len(), 1, "{}", wages.column);
        assert_eq!(wages.releases[0].wages, wages.compared, "{}", wages.column);
    }
}

#[test]
fn means_and_percentiles_of_another_release_are_told_once() {
    let found = changed(|rows| take(rows, &["A_MEAN", "H_MEAN"], &nation(2023)));
    let told = "the wages of A_MEAN, H_MEAN are May 2023's, those of A_MEDIAN May 2024's";
    assert_eq!(saying(&found, told).rule.unwrap().id, "LO043");
    let found = changed(|rows| take(rows, &["A_PCT90"], &nation(2023)));
    saying(&found, "the wages of A_PCT90 are May 2023's, those of A_MEDIAN May 2024's");
}

#[test]
fn a_wage_that_is_not_its_occupations_is_told_with_its_cell() {
    let found = changed(|rows| {
        let row = of(rows, "29-1141", "detailed");
        for (head, value) in [("A_MEAN", "98765"), ("A_MEDIAN", "99990")] {
            let column = at(rows, head);
            value.clone_into(&mut rows[row][column]);
        }
    });
    let mean = saying(&found, "A_MEAN: 98765 is not the wage of 29-1141 in May 2024, which is 98430");
    let median = saying(&found, "A_MEDIAN: 99990 is not the wage of 29-1141");
    let hourly = saying(&found, "A_MEDIAN: 99990 is not 2,080 times");
    assert_eq!(median.place, hourly.place);
    assert!(mean.place.as_ref().unwrap().column.unwrap() > 1);
}

#[test]
fn tables_by_industry_are_compared_with_those_of_the_same_industries() {
    let mut rows = nation(2024);
    let (naics, group) = (at(&rows, "NAICS"), at(&rows, "I_GROUP"));
    for row in rows.iter_mut().skip(1) {
        "62".clone_into(&mut row[naics]);
        "sector".clone_into(&mut row[group]);
    }
    let sector = text(&rows);
    let found = inspect_against("natsector_M2024_dl.csv", sector.as_bytes(), &known());
    assert_eq!(found.wages, []);
    assert!(found.notes.iter().any(|note| note.contains("compared with nothing")), "{:?}", found.notes);
    let mut known = known();
    add_figures(&mut known, "natsector_M2024_dl.csv", sector.as_bytes(), None).unwrap();
    take(&mut rows, &["A_MEAN"], &nation(2023));
    let found = inspect_against("natsector_M2024_dl.csv", text(&rows).as_bytes(), &known);
    saying(&found, "the 1396 wages of A_MEAN are of no release at hand, those of A_MEDIAN May 2024's");
}

#[test]
fn a_column_that_holds_another_measure_than_it_says_is_told() {
    let found = own(&table("soc,median salary", &some(2024, "A_MEAN")));
    let told =
        "`median salary` holds the annual means of May 2024, not medians as it says (8 of 8 compared)";
    assert_eq!(saying(&found, told).rule.unwrap().id, "LO040");
    saying(
        &own(&table("soc,average salary", &some(2024, "A_MEDIAN"))),
        "holds the annual medians of May 2024",
    );
    let found = own(&table("soc,pay", &some(2024, "A_PCT75")));
    assert_eq!(found.problems, []);
    assert_eq!(found.release.unwrap().to_string(), "2024-05");
    let file = InspectedFile { inspection: found, ..InspectedFile::default() };
    let told = inspect::text(&file);
    assert!(told.contains("pay (annual 75th percentiles): 8 of 8 are May 2024's"), "{told}");
}

#[test]
fn columns_of_two_releases_are_told_where_they_do_not_say_so() {
    let mean = some(2024, "A_MEAN");
    let rows: Vec<(String, String)> = some(2023, "A_MEDIAN")
        .into_iter()
        .zip(mean)
        .map(|((code, median), (_, mean))| (code, format!("{median},{mean}")))
        .collect();
    let found = own(&table("soc,median,mean", &rows));
    saying(&found, "the wages of `median` are May 2023's, those of `mean` May 2024's");
    assert_eq!(own(&table("soc,median 2023,mean 2024", &rows)).problems, []);
}

/// Occupations with the medians of May of two years, under one line of names or two.
fn of_years(heads: &str, years: [u16; 2]) -> Inspection {
    let [first, second] = years.map(|year| some(year, "A_MEDIAN"));
    let rows = first.into_iter().zip(second);
    let rows: Vec<(String, String)> =
        rows.map(|((code, a), (_, b))| (code, format!("x,{a},{b}"))).collect();
    own(&table(heads, &rows))
}

#[test]
fn a_column_named_for_a_year_is_held_against_the_release_of_that_year() {
    for heads in [
        "SOC,Title,2023,2024",
        "SOC,Title,May 2023,May 2024",
        "SOC,Title,Median 2023,Median 2024",
        ",,Median wage,Median wage\nSOC,Title,2023,2024",
        ",,Median wage,\nSOC,Title,2023,2024",
        ",,2023,2024\nSOC,Title,Median,Median",
        "SOC,Title,Median wage,\n,,2023,2024",
    ] {
        let found = of_years(heads, [2023, 2024]);
        let years: Vec<Option<u16>> =
            found.wages.iter().map(|of| of.releases.first().map(|of| of.release.year())).collect();
        assert_eq!((years, &found.problems), (vec![Some(2023), Some(2024)], &vec![]), "{heads}");
        let wrong = of_years(heads, [2023, 2025]);
        saying(&wrong, "these medians are May 2025's, not May 2024's as the column says");
        assert_eq!(wrong.problems.len(), 1, "{heads}");
    }
    let gap = own("SOC,2023,2024\n11-9111,,117960\n29-1141,86070,93600\n15-1252,132270,133080\n");
    assert_eq!(gap.wages.iter().map(|of| of.compared).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn wages_that_cannot_be_of_a_release_and_states_that_are_not_at_hand_are_told() {
    let monthly: Vec<(String, String)> = some(2024, "A_MEDIAN")
        .into_iter()
        .map(|(code, median)| (code, format!("{:.0}", median.parse::<f64>().unwrap() / 12.0)))
        .collect();
    let found = own(&table("soc,median monthly pay", &monthly));
    assert!(
        found.notes[0].starts_with(
            "none of the 8 wages of `median monthly pay` that could be compared is one of a release"
        ),
        "{:?}",
        found.notes
    );
    let found = own("state,soc,median\nCA,11-9111,117960\nCA,29-1141,93600\nCA,15-1252,133080\n");
    assert_eq!(found.notes, [""; 0]);
    let found = own("soc,US median,Texas median\n11-9111,117960,104000\n29-1141,93600,91000\n");
    assert_eq!(found.notes, ["`Texas median` was compared with nothing: no table at hand has Texas"]);
}

#[test]
fn the_year_of_constant_dollars_is_not_that_of_a_release() {
    let deflated: Vec<(String, String)> = some(2023, "A_MEDIAN")
        .into_iter()
        .map(|(code, median)| (code, format!("{:.0}", median.parse::<f64>().unwrap() * 1.0315)))
        .collect();
    assert_eq!(own(&table("soc,median (2024 dollars)", &deflated)).problems, []);
}
