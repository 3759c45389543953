//! Files that cannot be read, or whose words and figures disagree, and what is said of them.

use labor_outlook::{
    diag::Diagnostic,
    ingest::{Inspection, inspect},
};

use crate::contradictions::{at, changed, nation, saying, text};

fn looked(name: &str, bytes: &[u8]) -> Inspection {
    inspect(name, bytes)
}

fn first(bytes: &[u8]) -> Diagnostic {
    looked("x.csv", bytes).problems.into_iter().next().unwrap()
}

#[test]
fn what_is_no_table_is_called_by_its_name() {
    let utf_16 = |text: &str| text.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>();
    let page = [b"\xff\xfe".to_vec(), utf_16("<html><body>blocked</body></html>")].concat();
    let mut tar = vec![b'x'; 512];
    tar[257..262].copy_from_slice(b"ustar");
    for (bytes, what) in [
        (b"BZh91AY&SY".to_vec(), "the file is packed with bzip2"),
        (b"\xfd7zXZ\x00\x00".to_vec(), "the file is packed with xz"),
        (tar, "the file is a tar archive"),
        (b"<table><tr><th>OCC_CODE</th></tr></table>".to_vec(), "the file is a table of a web page"),
        (b"<?xml version='1.0'?><html></html>".to_vec(), "the file is a web page"),
        (page, "the file is a web page"),
        (b"version https://git-lfs.github.com/spec/v1\n".to_vec(), "the file is a pointer of Git LFS"),
        (utf_16("OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP\n"), "the file is text in UTF-16 without the mark"),
    ] {
        let told = first(&bytes).message;
        assert!(told.starts_with(what), "{told}");
    }
}

#[test]
fn tables_that_are_near_to_known_ones_say_what_they_are() {
    let piped = text(&nation(2024)).replace(',', "|");
    assert!(first(piped.as_bytes()).message.ends_with("its cells are parted by `|`"));
    let months = "Year,Jan,Feb,Mar,Apr\n2024,308.417,310.326,312.332,313.548\n";
    assert!(first(months.as_bytes()).message.contains("an index by year and month"));
    let told = first(b"soc,x\n11-9111,117960\n29-1141,93600\n");
    assert!(told.message.contains("codes of occupations stand in `soc`, and no column of wages"));
    assert!(told.hint.unwrap().contains("must have a word for it"));
    let told = first("soc;median\n11-9111;56,71\n29-1141;45,00\n".as_bytes());
    assert!(told.hint.unwrap().contains("decimal commas"));
    let melted = b"occ_code,measure,value\n29-1141,a_median,97550\n29-1141,a_mean,101420\n";
    assert!(first(melted).hint.unwrap().contains("each row holds one measure"));
    let turned = b"measure,29-1141,11-9111\nA_MEDIAN,97550,123580\nTOT_EMP,3379720,600000\n";
    assert!(first(turned).hint.unwrap().contains("lies on its side"));
}

#[test]
fn thousands_that_are_parted_by_points_are_told() {
    let found = looked("x.csv", b"soc;median\n11-9111;117.960\n29-1141;93.600\n");
    saying(&found, "the numbers of `median` have three digits behind a point");
    assert_eq!(looked("x.csv", b"soc;median\n11-9111;117960\n29-1141;93600\n").problems, []);
}

#[test]
fn a_line_above_the_column_names_is_held_against_the_figures() {
    let titled = |year: u16| {
        let title = format!("\"May {year} National Occupational Employment and Wage Estimates\"\n");
        looked("x.csv", (title + &text(&nation(2024))).as_bytes())
    };
    assert_eq!(titled(2024).problems, []);
    saying(&titled(2023), "a line above the column names says May 2023, and the wages are May 2024's");
}

#[test]
fn what_is_wrong_with_many_cells_is_told_of_a_few() {
    let replaced = |sign: &'static str| {
        changed(|rows| {
            let column = at(rows, "H_PCT90");
            for row in rows.iter_mut().skip(1).filter(|row| row[column] == "*") {
                sign.clone_into(&mut row[column]);
            }
        })
    };
    let found = replaced("n.v.");
    assert_eq!(
        found.problems.iter().filter(|one| one.message.starts_with("H_PCT90: `n.v.`")).count(),
        20
    );
    let rest = saying(&found, "H_PCT90: ... is neither a number nor one of BLS's marks, 63 more times");
    assert!(rest.hint.as_ref().unwrap().contains("another sign stands for one"));
    let found = changed(|rows| {
        let heads = rows[0].clone();
        rows.insert(1, heads);
    });
    saying(&found, "the column names stand here once more");
}

#[test]
fn wages_that_were_rounded_are_not_said_to_be_the_same() {
    let found = changed(|rows| {
        let column = at(rows, "H_MEAN");
        for row in rows.iter_mut().skip(1) {
            for cell in &mut row[column..] {
                if let (Ok(usd), true) = (cell.parse::<f64>(), cell.contains('.')) {
                    *cell = format!("{usd:.0}");
                }
            }
        }
    });
    saying(&found, "hourly and annual wages differ");
    assert!(found.notes.iter().all(|note| !note.contains("figures are the same")), "{:?}", found.notes);
}

#[test]
fn price_parities_that_no_area_has_are_told() {
    let of = |value: &str| {
        let table = format!("state_fips,year,rpp_all_items_us_100\n06,2022,{value}\n06,2023,112.6\n");
        looked("rpp.csv", table.as_bytes())
    };
    assert_eq!(of("112.5").problems, []);
    assert_eq!(of("112.5").notes, ["parities of 1 area in 2 years, from 2022 to 2023"]);
    let place = saying(&of("1125"), "1125 is no parity of area 06 in 2022").place.clone().unwrap();
    assert_eq!((place.line, place.column), (Some(2), Some(9)));
    let bea = b"GeoFIPS,Description,2022,2023\n06000,RPPs: All items,112.5,1126\n";
    let place = saying(&looked("x.csv", bea), "1126 is no parity").place.clone().unwrap();
    assert_eq!((place.line, place.column), (Some(2), Some(29)));
}
