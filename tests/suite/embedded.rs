//! The tables that the program carries: every cell is what its column holds, so that no row is left out where
//! they are read.

use labor_outlook::model::SocCode;

use crate::support;

const EDITIONS: [&str; 5] = ["soc_2000", "mix_2010", "soc_2010", "hybrid_2019", "soc_2018"];

fn is_code(cell: &str) -> bool {
    cell.parse::<SocCode>().is_ok()
}

fn is_whole_number(cell: &str) -> bool {
    cell.parse::<u32>().is_ok()
}

/// Whether a cell is what the column of its head holds.
fn fits(table: &str, head: &str, cell: &str) -> bool {
    match head {
        // The standing of a code in an edition: occupation, group, or BLS's own; blank where it has none.
        _ if table.ends_with("soc_codes.csv") && head != "code" => ["d", "g", "b", ""].contains(&cell),
        "codes" => cell.split(' ').all(is_code),
        "soc" | "code" | "from" | "to" | "covers" | "published_under" | "soc_2000" | "soc_2010"
        | "soc_2018" => is_code(cell),
        "edition" => EDITIONS.contains(&cell),
        "newer" => ["2010", "2018"].contains(&cell),
        "first_year" | "last_year" => is_whole_number(cell),
        // Metropolitan areas and industries by their names alone have no code.
        "fips" => cell.is_empty() || is_whole_number(cell),
        "names" | "names_of_a_member" => true,
        "name" | "cue" | "phrases" | "title_2000" | "title_2010" | "title_2018" => !cell.is_empty(),
        end if end.ends_with(" base") || end.ends_with(" projected") => {
            cell.is_empty() || cell.parse::<f64>().is_ok_and(|jobs| jobs > 0.0)
        }
        year => is_whole_number(year) && (cell.is_empty() || is_whole_number(cell)),
    }
}

#[test]
fn every_cell_of_a_table_is_what_its_column_holds() {
    let mut odd = Vec::new();
    let mut cells = 0;
    for (name, bytes) in
        support::tree_of(&support::root().join("src/catalog"), &|name| name.ends_with(".csv"))
    {
        let mut table = csv::Reader::from_reader(bytes.as_slice());
        let heads = table.headers().unwrap().clone();
        for row in table.records() {
            let row = row.unwrap_or_else(|error| panic!("{name}: {error}"));
            for (head, cell) in heads.iter().zip(&row) {
                cells += 1;
                if !fits(&name, head, cell) {
                    odd.push(format!("{name}: `{cell}` under `{head}`"));
                }
            }
        }
    }
    assert_eq!(odd, Vec::<String>::new());
    assert!(cells > 10_000, "only {cells} cells");
}

#[test]
fn every_line_of_titles_is_a_code_and_a_title() {
    for (name, bytes) in
        support::tree_of(&support::root().join("src/catalog"), &|name| name.ends_with(".tsv"))
    {
        for line in String::from_utf8(bytes).unwrap().lines() {
            let parts = line.split_once('\t');
            assert!(
                parts.is_some_and(|(code, title)| is_code(code) && !title.is_empty()),
                "{name}: {line}"
            );
        }
    }
}
