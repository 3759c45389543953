//! Tables whose figures, names and releases contradict each other: published tables with one thing
//! changed, and what is then told with its line.

use labor_outlook::{
    diag::Diagnostic,
    ingest::{Inspection, KnownFigures, add_figures, inspect, inspect_against},
};

use crate::support;

/// The nation's table of a year, as cells.
pub fn nation(year: u16) -> Vec<Vec<String>> {
    let path = support::root().join(format!("inputs/oews/national_M{year}_dl.csv"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
    let row = |record: csv::Result<csv::StringRecord>| {
        record.unwrap().iter().map(str::to_owned).collect::<Vec<String>>()
    };
    reader.records().map(row).collect()
}

pub fn text(rows: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// The place of a column.
pub fn at(rows: &[Vec<String>], head: &str) -> usize {
    rows[0].iter().position(|other| other == head).unwrap()
}

/// The place of the row of an occupation.
pub fn of(rows: &[Vec<String>], code: &str, level: &str) -> usize {
    let (codes, levels) = (at(rows, "OCC_CODE"), at(rows, "O_GROUP"));
    rows.iter().position(|row| row[codes] == code && row[levels] == level).unwrap()
}

/// The nation's table of May 2024 with something changed, under its own name.
pub fn changed(change: impl FnOnce(&mut Vec<Vec<String>>)) -> Inspection {
    let mut rows = nation(2024);
    change(&mut rows);
    inspect("national_M2024_dl.csv", text(&rows).as_bytes())
}

/// The problem that says something.
#[track_caller]
pub fn saying<'i>(found: &'i Inspection, words: &str) -> &'i Diagnostic {
    let told = found.problems.iter().find(|problem| problem.message.contains(words));
    told.unwrap_or_else(|| panic!("`{words}` is not among {:#?}", found.problems))
}

#[track_caller]
fn line(found: &Inspection, words: &str) -> Option<u64> {
    saying(found, words).place.as_ref().and_then(|place| place.line)
}

/// Changes a cell of an occupation.
pub fn set(rows: &mut [Vec<String>], (code, level): (&str, &str), head: &str, value: &str) {
    let (row, column) = (of(rows, code, level), at(rows, head));
    value.clone_into(&mut rows[row][column]);
}

/// Moves cells of columns down by a row.
fn move_down(rows: &mut [Vec<String>], heads: &[&str]) {
    let columns: Vec<usize> = heads.iter().map(|head| at(rows, head)).collect();
    for row in (2..rows.len()).rev() {
        for column in &columns {
            let above = rows[row - 1][*column].clone();
            rows[row][*column] = above;
        }
    }
}

#[test]
fn the_published_tables_contradict_nothing() {
    for year in [2023, 2024, 2025] {
        let found = inspect(&format!("national_M{year}_dl.csv"), text(&nation(year)).as_bytes());
        assert_eq!(found.problems, [], "{year}");
        assert_eq!(found.wages[0].by_chance() + found.wages[0].unmatched, 0, "{year}");
    }
}

#[test]
fn wages_in_the_rows_of_other_occupations_are_told_with_their_lines() {
    let found = changed(|rows| {
        for (code, other) in [("11-9111", "93600"), ("29-1141", "117960")] {
            set(rows, (code, "detailed"), "A_MEDIAN", other);
        }
    });
    let told =
        "A_MEDIAN: 93600 is not the wage of 11-9111 in May 2024, which is 117960, but that of 29-1141";
    let row = of(&nation(2024), "11-9111", "detailed") as u64 + 1;
    assert_eq!(line(&found, told), Some(row));
    assert_eq!(saying(&found, told).rule.unwrap().id, "LO040");
    assert_eq!(found.wages[0].unmatched, 2);
    let found = changed(|rows| move_down(rows, &["A_MEDIAN"]));
    saying(&found, "is not the wage of");
}

#[test]
fn chance_tells_no_release() {
    let wages = ["A_MEAN", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90"];
    let mut rows = nation(2024);
    let columns = wages.map(|head| at(&rows, head));
    for row in rows.iter_mut().skip(1) {
        for column in columns {
            if let Ok(usd) = row[column].parse::<f64>() {
                row[column] = format!("{:.0}", (usd * 0.10235).round() * 10.0);
            }
        }
    }
    let mut known = KnownFigures::of_catalog();
    for year in [2023, 2024, 2025] {
        let table = text(&nation(year));
        add_figures(&mut known, &format!("national_M{year}_dl.csv"), table.as_bytes(), None).unwrap();
    }
    let found = inspect_against("national_M2024_dl.csv", text(&rows).as_bytes(), &known);
    let told = saying(&found, "medians compared are not May 2024's, as the name says");
    assert_eq!(told.rule.unwrap().id, "LO043");
    let wages = &found.wages[0];
    assert_eq!(wages.releases, []);
    assert!(wages.by_chance() > 0 && wages.by_chance() + wages.unmatched == wages.compared, "{wages:?}");
}

#[test]
fn one_wage_of_a_release_among_others_of_none_is_said_to_be_one() {
    let rows = "soc,median salary\n11-9111,117960\n29-1141,1\n43-6013,12345\n00-0000,77777\n";
    let found = inspect("one.csv", rows.replace(",1\n", ",98765\n").as_bytes());
    let wages = &found.wages[0];
    assert_eq!((wages.releases.len(), wages.by_chance(), found.release), (0, 1, None));
    assert_eq!(wages.coincident[0].lines, [2]);
    assert_eq!(wages.unmatched + 1, wages.compared);
    let note = "of no release at hand, and 1 equals one of May 2024, which may be chance";
    assert!(found.notes.iter().any(|said| said.contains(note)), "{:#?}", found.notes);
}

#[test]
fn jobs_and_wages_of_two_releases_are_told_whatever_the_name_says() {
    let (mut rows, older) = (nation(2024), nation(2023));
    let wages: Vec<usize> = (0..rows[0].len())
        .filter(|at| rows[0][*at].starts_with("A_") || rows[0][*at].starts_with("H_"))
        .collect();
    let (code, level) = (at(&rows, "OCC_CODE"), at(&rows, "O_GROUP"));
    for row in rows.iter_mut().skip(1) {
        let Some(other) = older.iter().find(|o| (&o[code], &o[level]) == (&row[code], &row[level]))
        else {
            continue;
        };
        for at in &wages {
            row[*at].clone_from(&other[*at]);
        }
    }
    let table = text(&rows);
    let found = inspect("wages.csv", table.as_bytes());
    assert_eq!(
        saying(&found, "the jobs are").message,
        "the jobs are May 2024's and the wages May 2023's"
    );
    let found = inspect("national_M2023_dl.csv", table.as_bytes());
    saying(&found, "the jobs are May 2024's, not May 2023's as the names say; the wages are May 2023's");
}

#[test]
fn a_name_of_another_place_or_release_is_told() {
    let states = support::text(&support::fixture("project/oews_2025_states.csv"));
    let found = inspect("national_M2025_dl.csv", states.as_bytes());
    let told = saying(&found, "no row is of the nation as the name says");
    assert_eq!(told.rule.unwrap().id, "LO045");
    let year = |rows: &mut Vec<Vec<String>>| {
        rows[0].push("YEAR".to_owned());
        for row in rows.iter_mut().skip(1) {
            row.push("2024".to_owned());
        }
        rows.retain(|row| !["00-0000", "11-9111"].contains(&row[8].as_str()));
    };
    let mut rows = nation(2024);
    rows.retain(|row| row[8] == "OCC_CODE" || row[8].ends_with('9'));
    year(&mut rows);
    let found = inspect("national_M1999_dl.csv", text(&rows[..20]).as_bytes());
    saying(&found, "the names in the file say May 2024, its own name says May 1999");
}

#[test]
fn titles_and_levels_are_those_of_the_codes() {
    let found = changed(|rows| set(rows, ("11-9111", "detailed"), "OCC_TITLE", "Registered Nurses"));
    let told = "OCC_TITLE: `Registered Nurses` is the title of 29-1111, 29-1140, 29-1141, not of 11-9111, \
                which is Medical and Health Services Managers";
    assert_eq!(line(&found, told), Some(of(&nation(2024), "11-9111", "detailed") as u64 + 1));
    let found = changed(|rows| {
        let column = at(rows, "OCC_TITLE");
        let mut titles: Vec<String> = rows.iter().skip(1).map(|row| row[column].clone()).collect();
        titles.sort();
        for (row, title) in rows.iter_mut().skip(1).zip(titles) {
            row[column] = title;
        }
    });
    saying(&found, "titles of other occupations stand in");
    let found = changed(|rows| set(rows, ("11-9111", "detailed"), "OCC_TITLE", "CHIEF WIZARDS"));
    assert_eq!(found.problems, [], "a title that is not known may be a wording of its own");
    let found = changed(|rows| set(rows, ("11-9111", "detailed"), "O_GROUP", "minor"));
    saying(&found, "O_GROUP: 11-9111 is no minor by its code");
}

#[test]
fn parts_are_no_more_than_their_group_and_groups_make_the_total() {
    let jobs = |code, level, value: &str| changed(|rows| set(rows, (code, level), "TOT_EMP", value));
    let more = jobs("11-9111", "detailed", "5658400");
    saying(&more, "the parts of 11-9110 up to 11-9111 have 5658400 jobs, more than its 565840");
    let less = jobs("11-9111", "detailed", "56584");
    saying(&less, "the parts of 11-0000 have ");
    let group = jobs("29-0000", "major", "95926900");
    saying(&group, "more than the 154187380 of all occupations");
    let few = jobs("29-0000", "major", "959269");
    saying(&few, "the 22 major groups have ");
    let thousands = jobs("11-9111", "detailed", "565.84");
    saying(&thousands, "TOT_EMP: 565.84 jobs, which BLS rounds to 10");
    let moved = changed(|rows| move_down(rows, &["TOT_EMP"]));
    saying(&moved, "parts have more jobs than their group in");
}

#[test]
fn jobs_of_a_thousand_are_those_of_the_total() {
    let states = support::text(&support::fixture("project/oews_2025_states.csv"));
    let is_told = |text: &str| {
        let found = inspect("state_M2025_dl.csv", text.as_bytes());
        found.problems.iter().any(|one| one.message.starts_with("JOBS_1000: 4.123 of a thousand jobs"))
    };
    assert!(!is_told(&states));
    assert!(is_told(&states.replacen(",75090,", ",750900,", 1)));
}

#[test]
fn standard_errors_in_the_place_of_each_other_are_told() {
    let found = changed(|rows| {
        let (jobs, wages) = (at(rows, "EMP_PRSE"), at(rows, "MEAN_PRSE"));
        for row in rows.iter_mut().skip(1) {
            row.swap(jobs, wages);
        }
    });
    assert_eq!(line(&found, "EMP_PRSE is less than MEAN_PRSE in 1278 of 1403 rows"), Some(5));
}

#[test]
fn marks_that_were_replaced_one_by_one_are_told() {
    let cells = |from: &'static str, to: &'static str| {
        changed(|rows| {
            let columns = ["A_PCT90", "H_PCT90"].map(|head| at(rows, head));
            for row in rows.iter_mut().skip(1) {
                for column in columns.iter().filter(|column| row[**column] == from).collect::<Vec<_>>() {
                    to.clone_into(&mut row[*column]);
                }
            }
        })
    };
    let found = cells("#", "999999");
    saying(&found, "A_PCT90: 999999 is above 239200, from which the release prints #");
    assert_eq!(saying(&found, "wages above the top code stand").rule.unwrap().id, "LO041");
    saying(&cells("#", "*"), "A_PCT90: * stands among percentiles, of which BLS releases all or none");
}

#[test]
fn tables_of_two_releases_in_one_are_told_once() {
    let (mut rows, older) = (nation(2024), nation(2023));
    let first = rows.len() as u64 + 1;
    rows.extend(older.into_iter().skip(1));
    let found = inspect("both.csv", text(&rows).as_bytes());
    let told = &saying(&found, "more rows stand for the second time").message;
    let end = format!("from line {first} on; the medians of the second rows are May 2023's");
    assert!(told.ends_with(&end), "{told}");
    let twice = found.problems.iter().filter(|one| one.message.contains("for the second time")).count();
    assert_eq!(twice, 6);
    rows[0].push("YEAR".to_owned());
    for (at, row) in rows.iter_mut().enumerate().skip(1) {
        row.push(if (at as u64) + 1 < first { "2024" } else { "2023" }.to_owned());
    }
    let found = inspect("both.csv", text(&rows).as_bytes());
    let told = "YEAR: the rows from here on are of 2023, those above of 2024";
    assert_eq!(line(&found, told), Some(first));
}

#[test]
fn a_code_that_became_a_number_of_days_is_told_as_that() {
    let found = changed(|rows| set(rows, ("11-2011", "detailed"), "OCC_CODE", "40848"));
    saying(&found, "how a spreadsheet keeps the date 2011-11-01: it has turned 11-2011 into it");
}

#[test]
fn the_first_of_two_sheets_is_named_where_a_row_stands_in_both() {
    let [one, two] = [2023, 2024].map(|year| text(&nation(year)));
    let found = inspect("both.zip", &support::zip(&[("one.csv", one), ("two.csv", two)]));
    let hint = saying(&found, "for the second time").hint.clone().unwrap();
    assert_eq!(hint, "the first is in line 2 of one.csv; remove one of the two rows");
}
