//! Projections, prices and tables of people's own with one thing changed, and what is then told: marks that became
//! numbers, places under other names, units, groups, and folders and days that are no releases.

use labor_outlook::ingest::{Inspection, KnownFigures, add_figures, inspect, inspect_against};

use crate::{
    contradictions::{at, nation, of, saying, text},
    support,
};

const ROUND: &str = "employment_projections_2024-34.csv";

/// A table of the inputs with something changed, under its own name.
fn changed(folder: &str, name: &str, change: impl Fn(String) -> String) -> Inspection {
    let table = support::text(&support::root().join("inputs").join(folder).join(name));
    let other = change(table.clone());
    assert_ne!(table, other, "nothing was changed");
    inspect(name, other.as_bytes())
}

/// The states' projections, of two states.
fn states(change: impl Fn(&str) -> String) -> Inspection {
    let head =
        "stfips,areaname,code,name,baseyear,base,projyear,proj,change,percentchange,avgannualopenings";
    let rows = "6,California,29-1141,Registered Nurses,2020,323900,2030,374200,50300,15.5,21200\n\
                48,Texas,29-1141,Registered Nurses,2020,218080,2030,254280,36200,16.6,15520";
    inspect("ltprojections.csv", change(&format!("{head}\n{rows}\n")).as_bytes())
}

#[test]
fn marks_of_projections_that_became_numbers_are_told() {
    let zeros = changed("projections", ROUND, |table| table.replace(",6.3,—,", ",6.3,0,"));
    saying(&zeros, "a wage of 0 stands where BLS prints N/A or —");
    let tops = changed("projections", ROUND, |table| table.replace("\">=$239,200\"", "239200"));
    saying(&tops, "equal the top code of the release and none is marked >=");
}

#[test]
fn jobs_of_groups_are_held_to_their_occupations() {
    let path = support::root().join("tests/fixtures/project/projections_2024-34.csv");
    let table = support::text(&path);
    let row = table.lines().find(|line| line.contains("11-0000")).unwrap();
    let cells: Vec<&str> = row.split(',').collect();
    let jobs = cells.iter().find(|cell| cell.parse::<f64>().is_ok_and(|jobs| jobs > 1_000.0)).unwrap();
    let smaller = table.replace(row, &row.replace(jobs, "100.0"));
    let found = inspect("projections_2024-34.csv", smaller.as_bytes());
    saying(&found, "11-0000 has 100 thousand jobs, and its occupations");
}

#[test]
fn states_are_held_to_their_names_and_to_whole_jobs() {
    let exchanged = states(|table| table.replace("6,California", "6,Texas"));
    saying(&exchanged, "area 06 is not Texas, which is 48");
    let thousands = states(|table| table.replace("323900,2030,374200,50300", "323.9,2030,374.2,50.3"));
    saying(&thousands, "323.9 jobs are no number of jobs");
    assert_eq!(states(str::to_owned).problems, []);
}

#[test]
fn parities_are_held_to_the_nation_and_to_names() {
    let table = "GeoFIPS,GeoName,Region,TableName,LineCode,IndustryClassification,Description,Unit,2022,2023\n\
                 \"00000\",\"United States\",,SARPP,1,...,RPPs: All items,Index,101.0,100.0\n\
                 \"06000\",\"Texas\",,SARPP,1,...,RPPs: All items,Index,112.0,112.6\n\
                 \"15000\",\"Hawaii *\",,SARPP,1,...,RPPs: All items,Index,109.0,109.1\n";
    let found = inspect("SARPP_STATE_2022_2023.csv", table.as_bytes());
    saying(&found, "101 is no parity of area us in 2022");
    saying(&found, "area 06 is not Texas, which is 48");
    saying(&found, "2 states, not the 51 of BEA");
}

/// The wages of May 2023 and 2024.
fn known() -> KnownFigures {
    let mut known = KnownFigures::of_catalog();
    for year in [2023, 2024] {
        let name = format!("national_M{year}_dl.csv");
        add_figures(&mut known, &name, text(&nation(year)).as_bytes(), None).unwrap();
    }
    known
}

#[test]
fn the_wages_of_groups_are_compared_as_well() {
    let [mut rows, older] = [2024, 2023].map(nation);
    let (code, level) = (at(&rows, "OCC_CODE"), at(&rows, "O_GROUP"));
    for row in rows.iter_mut().filter(|row| row[level] == "broad") {
        let same = older.iter().find(|other| other[code] == row[code] && other[level] == "broad");
        if let Some(other) = same {
            row.clone_from(other);
        }
    }
    let found = inspect_against("national_M2024_dl.csv", text(&rows).as_bytes(), &known());
    saying(&found, "the medians are of several releases");
}

#[test]
fn the_year_of_a_folder_gives_way_to_the_wages() {
    let table = text(&nation(2024));
    for path in ["Spring 2026/wages.csv", "2026-01-15/national.csv", "thesis2023/wages.csv"] {
        let found = inspect(path, table.as_bytes());
        assert_eq!(
            found.release.map(|release| release.to_string()).as_deref(),
            Some("2024-05"),
            "{path}"
        );
        assert_eq!(found.problems, [], "{path}");
    }
}

#[test]
fn marks_of_the_other_kind_are_told() {
    let mut rows = nation(2024);
    let (row, jobs) = (of(&rows, "11-9111", "detailed"), at(&rows, "TOT_EMP"));
    "*".clone_into(&mut rows[row][jobs]);
    let found = inspect("national_M2024_dl.csv", text(&rows).as_bytes());
    saying(&found, "1 cell of jobs with the mark *, which BLS prints for wages alone");
}

#[test]
fn when_a_table_of_ones_own_came_out_is_no_release() {
    let rows = nation(2024);
    let median = at(&rows, "A_MEDIAN");
    let wage = |code: &str| format!("{code},{}\n", rows[of(&rows, code, "detailed")][median]);
    let own: String =
        ["11-9111", "29-1141", "47-2111", "43-6013", "29-1292", "15-1252"].map(wage).concat();
    for (path, head) in [
        ("catalog-2025-26.csv", "Median wage"),
        ("class_of_2025.csv", "Median wage"),
        ("2025/pay.csv", "Median wage"),
        ("pay.csv", "Median pay released April 2025"),
    ] {
        let found = inspect_against(path, format!("soc,{head}\n{own}").as_bytes(), &known());
        assert_eq!(found.problems, [], "{path}");
    }
}

#[test]
fn names_of_sheets_and_members_and_titles_of_ones_own_are_held_against_the_table() {
    let rows = nation(2024);
    let (median, title) = (at(&rows, "A_MEDIAN"), at(&rows, "OCC_TITLE"));
    let codes = ["11-9111", "29-1141", "47-2111", "43-6013", "29-1292", "15-1252"];
    let own = |shift: usize| -> String {
        let row = |(nth, code): (usize, &&str)| {
            let other = codes[(nth + shift) % codes.len()];
            let [own, other] = [*code, other].map(|code| &rows[of(&rows, code, "detailed")]);
            format!("{code},\"{}\",{}\n", other[title], own[median])
        };
        std::iter::once("soc,title,median wage\n".to_owned())
            .chain(codes.iter().enumerate().map(row))
            .collect()
    };
    let zipped = |name: &str| support::zip(&[(name, own(0).as_str())]);
    let member = inspect("pay.zip", zipped("salaries_2025.csv").as_slice());
    saying(&member, "these medians are May 2024's, not May 2025's as the name says");
    assert_eq!(inspect("pay.zip", zipped("salaries_2024.csv").as_slice()).problems, []);
    saying(
        &inspect("pay.csv", own(1).as_bytes()),
        "`Registered Nurses` is the title of 29-1111, 29-1140, 29-1141, not of 11-9111",
    );
    assert_eq!(inspect("pay.csv", own(0).as_bytes()).problems, []);
}
