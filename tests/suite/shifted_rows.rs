//! Tables whose rows or cells were moved: by a comma without quotes, by sorting, by a hand that took the wrong row,
//! place or release. What was moved is told, and what still tells its occupation is read as that.

use labor_outlook::{
    ingest::{Inspection, KnownFigures, add_figures, inspect, inspect_against, read_projections},
    model::{Estimate, Mark, Measure},
    panel::Table,
    pipeline,
    show::{self, Query},
};

use crate::{
    contradictions::{nation, saying, text},
    support::{self, zip},
};

fn fixture(name: &str) -> String {
    support::text(&support::fixture("project").join(name))
}

fn messages(found: &Inspection) -> Vec<&str> {
    found.problems.iter().map(|problem| problem.message.as_str()).collect()
}

#[test]
fn a_row_with_more_cells_than_columns_is_refused_with_its_line() {
    let oews = text(&nation(2024));
    let projections = fixture("projections_2024-34.csv");
    let own = "soc,title,median pay\n29-1141,RN,\"93,600\"\n11-9111,M,117960\n";
    let title = "title,soc,median\nA,29-1141,93600\n\"B, C\",11-9111,117960\n";
    let noted = "soc,median\n11-9111,117960\nSource: BLS, OEWS, May 2024\n";
    for (name, table, from, to, line, message) in [
        (
            "national_M2024_dl.csv",
            oews.as_str(),
            "154187380",
            "154,187,380",
            2,
            "34 cells under 32 columns",
        ),
        ("ep.csv", &projections, "\"Total, all", "Total, all", 2, "14 cells under 13 columns"),
        ("cpi.csv", &fixture("cpi_u.csv"), "308.417", "308,417", 2, "5 cells under 4 columns"),
        (
            "rpp.csv",
            &fixture("price_parities.csv"),
            "2023,100.000",
            "2023,100,000",
            3,
            "5 cells under 4 columns",
        ),
        ("own.csv", own, "\"93,600\"", "93,600", 2, "4 cells under 3 columns"),
        ("own.csv", title, "\"B, C\"", "B, C", 3, "4 cells under 3 columns"),
        ("own.csv", noted, "117960", "117960,x", 2, "3 cells under 2 columns"),
    ] {
        let of_width = |text: &str| {
            let found = inspect(name, text.as_bytes());
            found.problems.into_iter().find(|problem| problem.message.contains(" cells under "))
        };
        assert_eq!(of_width(table), None, "{name}");
        let told = of_width(&table.replacen(from, to, 1)).unwrap();
        assert_eq!((told.message.as_str(), told.place.unwrap().line), (message, Some(line)), "{name}");
        assert!(told.hint.unwrap().starts_with("put a cell that holds a comma in double quotes"));
    }
}

#[test]
fn separators_at_the_end_of_every_row_are_none_of_a_cell_and_of_one_row_are() {
    let table = text(&nation(2024));
    let (heads, rows) = table.split_once('\n').unwrap();
    let every: String = rows.lines().flat_map(|line| [line, ",\n"]).collect();
    let found = inspect("national_M2024_dl.csv", format!("{heads}\n{every}").as_bytes());
    assert_eq!(messages(&found), [""; 0]);
    let first = format!("{heads}\n{}", rows.replacen('\n', ",\n", 1));
    let found = inspect("national_M2024_dl.csv", first.as_bytes());
    assert_eq!(saying(&found, "33 cells under 32").place.as_ref().unwrap().line, Some(2));
    let found = inspect("national_M2024_dl.csv", format!("{table},,,,\n").as_bytes());
    assert_eq!(messages(&found), [""; 0]);
    let own = "soc,median,note\n11-9111,117960,x\n29-1141,93600";
    assert_eq!(messages(&inspect("own.csv", own.as_bytes())), [""; 0]);
    let cpi = "series_id\tyear\tperiod\tvalue\tfootnote_codes\nCUUR0000SA0\t2024\tM01\t308.417\t\nCUUR0000SA0\t2024\tM02\t310.3";
    saying(&inspect("cu.data", cpi.as_bytes()), "4 cells under 5 columns");
}

/// The occupations of a round with who leaves them, in a table of their own.
fn round(leavers: &str) -> Vec<u8> {
    let table = fixture("projections_2024-34.csv");
    zip(&[("Table 1.2.csv", table.as_str()), ("Table 1.10.csv", leavers)])
}

#[test]
fn who_leaves_an_occupation_is_found_by_its_code_in_whatever_row() {
    let leavers = "title,code,Labor force exits,Occupational transfers\nx,43-6013,97.9,74.6\ny,11-9111,14.1,33.7\n";
    let bytes = round(leavers);
    let mut read = Vec::new();
    let loaded = read_projections(&bytes, "2024-34".parse().unwrap(), |row| {
        read.push((row.code.to_string(), row.line, row.values.to_vec()));
    })
    .unwrap();
    let at = loaded.head.measures.iter().position(|of| *of == Measure::LaborForceExits).unwrap();
    let (_, line, values) = read.iter().find(|(code, ..)| code == "43-6013").unwrap();
    assert_eq!(values[at..], [97.9, 74.6].map(Estimate::published));
    assert_eq!(loaded.head.lines[line], 2);
    let (.., of_another) = read.iter().find(|(code, ..)| code == "11-0000").unwrap();
    assert_eq!(of_another[at], Estimate::absent(Mark::NotInTable));
    let told =
        saying(&inspect("ep.zip", &bytes), "11-0000 does not stand in the table of those who").clone();
    assert_eq!(told.rule.unwrap().id, "LO045");
}

#[test]
fn a_zip_of_several_rounds_is_refused() {
    let (new, old) = (fixture("projections_2024-34.csv"), fixture("projections_2022-32.csv"));
    let found = inspect("all.zip", &zip(&[("a/ep.csv", &old), ("b/ep.csv", &new)]));
    assert_eq!(
        saying(&found, "a table of 2024-34, beside one of 2022-32").place.as_ref().unwrap().part,
        "b/ep.csv"
    );
    let found = inspect("same.zip", &zip(&[("a/ep.csv", &new), ("b/ep.csv", &new)]));
    assert_eq!(found.problems.iter().filter(|it| it.message.contains("beside one")).count(), 0);
}

/// The wages of the nation and of some states.
fn known() -> KnownFigures {
    let mut known = KnownFigures::of_catalog();
    for (name, table) in [
        ("national_M2024_dl.csv", text(&nation(2024))),
        ("national_M2025_dl.csv", text(&nation(2025))),
        ("state_M2025_dl.csv", fixture("oews_2025_states.csv")),
    ] {
        add_figures(&mut known, name, table.as_bytes(), None).unwrap();
    }
    known
}

fn own(table: &str) -> Inspection {
    inspect_against("own.csv", table.as_bytes(), &known())
}

#[test]
fn wages_of_another_row_are_told_in_tables_of_peoples_own() {
    let right = "soc,median\n11-9111,117960\n29-1141,93600\n43-6014,46290\n13-2011,81680\n";
    assert_eq!(messages(&own(right)), [""; 0]);
    let swapped = right.replace("117960", "x").replace("93600", "117960").replace('x', "93600");
    let found = own(&swapped);
    saying(&found, "median: 93600 is not the wage of 11-9111 in May 2024, which is 117960");
    saying(&found, "median: 117960 is not the wage of 29-1141 in May 2024, which is 93600");
    // Every wage stands a row too low, so that none tells the release by itself.
    let moved = "soc,median\n11-9111,81680\n29-1141,117960\n43-6014,93600\n13-2011,46290\n";
    saying(&own(moved), "46290 is not the wage of 13-2011 in May 2024, which is 81680");
    // A wage of nobody may be from elsewhere, and is told in a note.
    let found = own(&right.replace("81680", "81700"));
    assert_eq!(messages(&found), [""; 0]);
    assert!(found.notes[0].ends_with("1 is of no release at hand (lines 5)"), "{:?}", found.notes);
}

#[test]
fn wages_of_another_area_are_told() {
    let found = own("state,soc,median\nCA,11-9111,123860\nAL,25-1071,107310\n");
    let told = "2 wages of `median` in 2 areas are those of the nation in May 2025 (lines 2, 3)";
    assert_eq!(saying(&found, told).rule.unwrap().id, "LO040");
    let wide = "soc,US median,Alabama median\n11-9111,123860,97790\n25-1071,107310,92310\n";
    let found = own(wide);
    assert_eq!(found.wages[1].releases[0].wages, 2, "{:?}", found.wages);
    let nobody = "area,soc,median\nAtlantis,11-9111,123860\n";
    saying(&own(nobody), "no table at hand has an area `Atlantis`");
    saying(&own("area,soc,median\n31080,11-9111,123860\n"), "no table at hand is of its areas");
}

#[test]
fn sources_below_a_table_and_in_a_column_are_held_against_the_wages() {
    let below = "soc,median\n11-9111,117960\n29-1141,93600\n\nSource: BLS, OEWS, May 2023\n";
    saying(&own(below), "a line below the table says May 2023, and the wages are May 2024's");
    assert_eq!(messages(&own(&below.replace("2023", "2024"))), [""; 0]);
    let column = "soc,median,source\n11-9111,117960,BLS May 2023\n29-1141,93600,BLS May 2024\n";
    let told = ["the wage of 11-9111 is May 2024's, not 2023's as the row says"];
    assert_eq!(messages(&own(column)), told);
}

#[test]
fn rows_without_a_code_are_told_in_tables_of_peoples_own() {
    let with = |cell: &str| format!("soc,median\n{cell},93600\n11-9111,117960\n29-1141,93600\n");
    for (cell, told) in [
        ("Nov-21", "soc: `Nov-21` is a date: a spreadsheet has turned a code into it"),
        ("2021-11-01", "soc: `2021-11-01` is a date"),
        ("11-9111; 29-1141", "soc: `11-9111; 29-1141` is not one code alone"),
        ("Nurses (29-1141)", "is not one code alone"),
        ("29-9999", "29-9999 is a code of no edition of the SOC"),
    ] {
        assert_eq!(saying(&own(&with(cell)), told).place.as_ref().unwrap().line, Some(2), "{cell}");
    }
    assert_eq!(messages(&own(&with("All"))), [""; 0]);
    let found = own("soc,median\n11-9111,117960\n29-1141,TBD\n29-1229,\"$239,200+\"\n");
    assert_eq!((messages(&found), found.wages[0].compared), (vec![], 1));
    assert_eq!(found.notes, ["1 cell is no wage of `median`: `TBD` in line 3"]);
}

#[test]
fn crosswalks_are_held_against_the_editions() {
    let table = "2010 SOC Code,2010 SOC Title,2018 SOC Code,2018 SOC Title\n11-1011,a,15-9999,b\n";
    saying(&inspect("x.csv", table.as_bytes()), "codes of no edition of the SOC: 15-9999");
    let table = "2010 SOC Code,2010 SOC Title,2018 SOC Code,2018 SOC Title\n\
                 15-1131,a,15-1251,b\n15-1132,a,15-1252,b\n15-1133,a,15-1131,b\n";
    let found = inspect("x.csv", table.as_bytes());
    saying(&found, "codes of other editions than SOC 2018: 15-1131");
    assert_eq!(messages(&found).len(), 1, "{:?}", messages(&found));
}

#[test]
fn occupations_are_shown_by_the_codes_of_onet_and_by_what_is_shown() {
    let path = support::fixture("project").join("oews_2025.csv");
    let (materials, _) = pipeline::materials_in(&[path]).unwrap();
    let tables: Vec<Table> = materials.panel.tables().to_vec();
    for occupation in ["11-9111", "11-9111.00", "11-9111 Medical and Health Services Managers"] {
        let query = Query { occupation: occupation.to_owned(), ..Query::default() };
        assert_eq!(show::find(&tables, &query).unwrap().len(), 1, "{occupation}");
    }
}
