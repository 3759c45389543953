//! Tests of the reader of workbooks, against another reader and on workbooks made for the purpose.

use std::{
    fmt::Write as _,
    io::{self, Cursor, Write as _},
    path::Path,
};

use calamine::{Data, Reader, Xlsx};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{super::visit, Record, cents, push_number};
use crate::files;

#[test]
fn numbers_are_written_in_the_fewest_digits() {
    let numbers = [0.0, 47.0, 17.81, 0.1 + 0.2, 0.5, 1.005, -3.25, 1e15, 130_647_610.0, 0.07];
    for number in numbers {
        let mut record = Record::default();
        push_number(number, &mut record);
        assert_eq!(record.own(), format!("{number}"));
    }
    assert_eq!(cents(17.81), Some((17, 81)));
    assert_eq!(cents(1.005), None);
}

/// Sheet, row and cells of a workbook as this reader reads it, `|` between cells.
fn ours(bytes: &[u8]) -> Result<Vec<String>, String> {
    let mut rows = Vec::new();
    let visited = visit(bytes, &mut |sheet| {
        let part = sheet.part.clone();
        while let Some(row) = sheet.next_row()? {
            let mut told = format!("{part} {}: ", row.line);
            told.push_str(&row.cells().collect::<Vec<_>>().join("|"));
            rows.push(told.trim_end_matches('|').to_owned());
        }
        Ok(())
    });
    visited.map(|()| rows).map_err(|problems| problems.iter().map(|one| one.message.clone()).collect())
}

/// The same as another reader reads it.
fn theirs(bytes: &[u8]) -> Vec<String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let shown = |sheet: &&calamine::Sheet| sheet.visible == calamine::SheetVisible::Visible;
    let names: Vec<String> =
        book.sheets_metadata().iter().filter(shown).map(|sheet| sheet.name.clone()).collect();
    let mut rows = Vec::new();
    for name in names {
        let range = book.worksheet_range(&name).unwrap();
        let (first, left) = range.start().unwrap_or_default();
        for (row, cells) in (u64::from(first) + 1..).zip(range.rows()) {
            let mut told = format!("{name} {row}: ") + &"|".repeat(left as usize);
            let texts: Vec<String> = cells.iter().map(text).collect();
            told.push_str(&texts.join("|"));
            if cells.iter().any(|cell| *cell != Data::Empty) {
                rows.push(told.trim_end_matches('|').to_owned());
            }
        }
    }
    rows
}

fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Bool(flag) => flag.to_string().to_uppercase(),
        other => other.to_string().trim().to_owned(),
    }
}

#[test]
fn published_workbooks_have_the_cells_that_another_reader_finds() {
    let mut folders = vec![Path::new("../shared/data").to_owned()];
    let mut read = 0;
    while let Some(folder) = folders.pop().filter(|folder| files::is_folder(folder)) {
        for name in files::list(&folder).unwrap() {
            let path = folder.join(name);
            if path.extension().is_some_and(|ending| ending == "xlsx") {
                let bytes = files::read(&path).unwrap();
                let (ours, theirs) = (ours(&bytes).unwrap(), theirs(&bytes));
                for (ours, theirs) in ours.iter().zip(&theirs) {
                    assert_eq!(ours, theirs, "{}", path.display());
                }
                assert_eq!(ours.len(), theirs.len(), "{}", path.display());
                read += 1;
            }
        }
    }
    if read == 0 {
        let _ = writeln!(io::stderr(), "skipped: no published workbooks are at hand");
    }
}

const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='mmm\\-yy'/></numFmts>\
    <cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='164'/>\
    <xf numFmtId='14'/></cellXfs></styleSheet>";
const STRINGS: &str = "<?xml version='1.0'?><sst><si><t>Code &amp; title</t></si><si><r><t>two </t></r>\
    <r><t xml:space='preserve'> runs</t></r><rPh><t>spoken</t></rPh></si><si/></sst>";

/// A workbook whose first sheet holds these rows; the second is hidden.
fn workbook(sheet: &[u8]) -> Vec<u8> {
    let kind = |name: &str| format!("Type='http://x/relationships/{name}'");
    let main = format!(
        "<Relationships><Relationship Id='m' {} Target='xl/workbook.xml'/></Relationships>",
        kind("officeDocument")
    );
    let mut own = "<Relationships>".to_owned();
    for (id, name, target) in [
        ("a", "worksheet", "worksheets/sheet1.xml"),
        ("b", "worksheet", "/xl/worksheets/sheet2.xml"),
        ("c", "sharedStrings", "sharedStrings.xml"),
        ("d", "styles", "styles.xml"),
    ] {
        write!(own, "<Relationship Id='{id}' {} Target='{target}'/>", kind(name)).unwrap();
    }
    own.push_str("</Relationships>");
    let book = "<x:workbook><x:workbookPr/><x:sheets><x:sheet name='A&amp;B' sheetId='1' r:id='a'/>\
        <x:sheet name='Notes' state='hidden' r:id='b'/></x:sheets></x:workbook>";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("_rels/.rels", main.as_bytes()),
        ("xl/_rels/workbook.xml.rels", own.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/sharedStrings.xml", STRINGS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
        (
            "xl/worksheets/sheet2.xml",
            b"<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
        ),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn sheet_of(rows: &str) -> Vec<u8> {
    format!("\u{feff}<worksheet><cols><col/></cols><sheetData>{rows}</sheetData></worksheet>")
        .into_bytes()
}

#[test]
fn cells_of_every_kind_are_read() {
    let rows = "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1' t='s'><v>1</v></c><c r='D1' t='s'><v>2</v></c>\
        </row><row r='3' spans='1:9'><c r='A3'><v>33.539999999999999</v></c><c r='B3' s='1'><v>44501</v></c>\
        <c r='C3' s='2'/><c r='D3' t='b'><v>1</v></c><c r='E3' t='e'><v>#N/A</v></c>\
        <c r='F3' t='str'><f>A1&amp;\"x\"</f><v>a&lt;b_x000D_</v></c><c r='G3'><f>1+1</f><v>1E3</v></c>\
        <c r='H3' t='inlineStr'><is><t><![CDATA[<in>]]></t></is></c><c r='I3'><v>0.50</v></c></row>\
        <row><c><v>7</v></c><!-- <c> --><c><v></v></c><c><v>9</v></c></row><row r='9'/>\
        <x:row r='10'><x:c r='AA10'><x:v>-1.5</x:v></x:c></x:row>";
    let blanks = "|".repeat(26);
    let expected = [
        "A&B 1: Code & title||two runs".to_owned(),
        "A&B 3: 33.54|2021-11-01||TRUE|#N/A|a<b|1000|<in>|0.5".to_owned(),
        "A&B 4: 7||9".to_owned(),
        format!("A&B 10: {blanks}-1.5"),
    ];
    let bytes = workbook(&sheet_of(rows));
    assert_eq!(ours(&bytes).unwrap(), expected);
}

#[test]
fn rows_may_end_anywhere_in_a_block() {
    let mut rows = String::new();
    for row in 1..=40_000 {
        write!(
            rows,
            "<row r='{row}'><c r='A{row}' t='s'><v>0</v></c><c r='B{row}'><v>{row}</v></c></row>"
        )
        .unwrap();
    }
    let read = ours(&workbook(&sheet_of(&rows))).unwrap();
    assert_eq!(read.len(), 40_000);
    assert!((1..).zip(&read).all(|(row, told)| *told == format!("A&B {row}: Code & title|{row}")));
}

#[test]
fn damaged_sheets_are_refused() {
    let refused = |sheet: &[u8]| ours(&workbook(sheet)).unwrap_err();
    let cell = |cell: &str| sheet_of(&format!("<row r='1'>{cell}</row>"));
    assert!(refused(b"<worksheet><sheetData><row r='1'><c r='A1'><v>1").contains("cut short"));
    assert!(refused(b"\xff\xfe<\0w\0").contains("not in UTF-8"));
    assert!(refused(&cell("<c r='A1' t='str'><v>&what;</v></c>")).contains("means nothing"));
    assert!(refused(&cell("<c r='A1' t='s'><v>99</v></c>")).contains("missing"));
    assert!(refused(&cell("<c r='A'><v>1</v></c>")).contains("no address"));
    assert!(
        refused(&[&b"<worksheet><sheetData><row><c t='str'><v>\xff</v></c>"[..], b"</row>"].concat())
            .contains("UTF-8")
    );
}
