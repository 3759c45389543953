//! What a run of the committed `pipeline.toml` writes: the same bytes every time and everywhere, true
//! to its inputs down to the cell, and in need of no other file.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{Cursor, Read},
};

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::support::{self, Outputs};

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"))
}

/// Names of files that differ between two sets.
fn differing(one: &support::Tree, other: &support::Tree) -> Vec<String> {
    let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    names.into_iter().filter(|name| one.get(*name) != other.get(*name)).cloned().collect()
}

#[test]
fn the_committed_outputs_are_those_of_a_run() {
    let committed = support::tree(&support::root().join("outputs"));
    let differing = differing(&committed, &support::default_run().files);
    assert!(
        differing.is_empty(),
        "outputs/ is not what a run writes: {differing:?}\nrun `labor-outlook`, look at what changed, and commit it"
    );
}

#[test]
fn two_runs_write_the_same_bytes_whatever_the_machine_says() {
    let folder = tempfile::tempdir().unwrap();
    let environments: [&[(&str, &str)]; 2] = [
        &[],
        &[
            ("TZ", "Asia/Tokyo"),
            ("LANG", "tr_TR.UTF-8"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("RAYON_NUM_THREADS", "1"),
            ("POLARS_MAX_THREADS", "1"),
            ("SOURCE_DATE_EPOCH", "1"),
            ("COLUMNS", "40"),
        ],
    ];
    for (at, environment) in environments.into_iter().enumerate() {
        let outputs = folder.path().join(format!("run-{at}"));
        let mut command =
            support::program(support::root(), &["--quiet", "--output-dir", outputs.to_str().unwrap()]);
        let ran = support::finish(command.envs(environment.iter().copied()));
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(0), "", ""));
        let differing = differing(&support::tree(&outputs), &support::default_run().files);
        assert!(differing.is_empty(), "with {environment:?} these differ: {differing:?}");
    }
}

#[test]
fn a_run_from_another_folder_writes_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let configuration = support::root().join("pipeline.toml");
    let arguments =
        ["--config", configuration.to_str().unwrap(), "--output-dir", "here/and there", "-q"];
    let ran = support::run(folder.path(), &arguments);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let written = support::tree(&folder.path().join("here/and there"));
    let differing = differing(&written, &support::default_run().files);
    assert!(differing.is_empty(), "these differ: {differing:?}");
}

fn manifest() -> Value {
    serde_json::from_str(support::default_run().file("manifest.json")).unwrap()
}

#[test]
fn the_manifest_lists_every_output_with_its_hash() {
    let run = support::default_run();
    let manifest = manifest();
    let mut listed = BTreeSet::new();
    for entry in manifest["outputs"].as_array().unwrap() {
        let path = entry["path"].as_str().unwrap();
        assert_eq!(entry["sha256"], sha256(&run.files[path]), "{path}");
        assert_eq!(entry["bytes"], run.files[path].len(), "{path}");
        listed.insert(path.to_owned());
    }
    listed.insert("manifest.json".to_owned());
    assert_eq!(listed, run.files.keys().cloned().collect());
    assert_eq!(
        (&manifest["program"], &manifest["version"]),
        (&"labor-outlook".into(), &env!("CARGO_PKG_VERSION").into())
    );
}

#[test]
fn the_manifest_lists_every_input_with_its_hash_and_release() {
    let manifest = manifest();
    let inputs = manifest["inputs"].as_array().unwrap();
    let mut listed = BTreeSet::new();
    for entry in inputs {
        let path = entry["path"].as_str().unwrap();
        let bytes = fs::read(support::root().join(path)).unwrap();
        assert_eq!(entry["sha256"], sha256(&bytes), "{path}");
        assert_eq!(entry["bytes"], bytes.len(), "{path}");
        listed.insert(path.to_owned());
    }
    for path in support::tree(&support::root().join("inputs")).keys() {
        assert!(listed.contains(&format!("inputs/{path}")), "inputs/{path} is not in the manifest");
    }
    let period = |id: &str| inputs.iter().find(|entry| entry["id"] == id).unwrap()["period"].clone();
    assert_eq!(period("oews-2025-states"), "2025-05");
    assert_eq!(period("projections-2024-34"), "2024-34");
}

#[test]
fn every_kind_of_output_is_there() {
    let names: Vec<&String> = support::default_run().files.keys().collect();
    let of = |start: &str, end: &str| {
        names.iter().filter(|name| name.starts_with(start) && name.ends_with(end)).count()
    };
    assert!(of("charts/", ".svg") >= 5 && of("charts/", ".svg") == of("charts/", ".png"), "{names:?}");
    assert!(of("tables/", ".csv") >= 8 && of("tables/", ".csv") == of("tables/", ".json"), "{names:?}");
    for name in ["report.html", "report.md", "figures.json", "manifest.json"] {
        assert_eq!(of(name, name), 1, "{name}");
    }
    for (name, bytes) in support::default_run().files.iter().filter(|(name, _)| name.ends_with(".png")) {
        assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.len() > 10_000, "{name}");
    }
}

/// The tables of a report in Markdown: each row as cells, with the alignments of the columns.
fn markdown_tables(report: &str) -> Vec<(Vec<bool>, Vec<Vec<String>>)> {
    let cells = |line: &str| -> Vec<String> {
        let marked = line.replace("\\|", "\u{0}");
        let inner = marked.trim().trim_start_matches('|').trim_end_matches('|');
        inner.split('|').map(|cell| cell.trim().replace('\u{0}', "|").replace('\\', "")).collect()
    };
    let mut tables = Vec::new();
    let lines: Vec<&str> = report.lines().collect();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("| --")) {
        let right = cells(line).iter().map(|cell| cell.ends_with(':')).collect();
        let rows =
            lines[at + 1..].iter().take_while(|line| line.starts_with('|')).map(|line| cells(line));
        tables.push((right, rows.collect()));
    }
    tables
}

#[test]
fn every_number_in_a_table_of_the_report_is_a_figure() {
    let run = support::default_run();
    let texts: BTreeSet<&str> =
        run.figures.values().map(|figure| figure["text"].as_str().unwrap()).collect();
    let tables = markdown_tables(run.file("report.md"));
    let mut cells = 0;
    for (right, rows) in &tables {
        for row in rows {
            assert_eq!(row.len(), right.len(), "a row of another width: {row:?}");
            for (cell, _) in row.iter().zip(right).filter(|(cell, right)| **right && !cell.is_empty()) {
                let printed = cell.strip_suffix(" e").unwrap_or(cell);
                assert!(texts.contains(printed), "`{printed}` in {row:?} is no figure of figures.json");
                cells += 1;
            }
        }
    }
    assert!(tables.len() >= 9 && cells > 500, "{} tables, {cells} cells", tables.len());
}

#[test]
fn every_figure_of_a_csv_table_is_that_of_figures_json() {
    let run = support::default_run();
    let mut compared = 0;
    for name in run.files.keys().filter(|name| name.starts_with("tables/") && name.ends_with(".csv")) {
        for row in support::rows_of_csv(run.file(name).as_bytes()) {
            for (column, id) in row.iter().filter(|(column, _)| column.ends_with("_figure")) {
                let column = column.strip_suffix("_figure").unwrap();
                let value = &run.figure(id)["value"];
                let wanted = match (&value["words"], &value["number"]["value"]) {
                    (Value::String(words), _) => words.clone(),
                    (_, Value::Number(number)) => number.to_string(),
                    _ => String::new(),
                };
                let (cell, same) =
                    (&row[column], row[column].parse::<f64>().ok() == wanted.parse().ok());
                assert!(
                    *cell == wanted || !cell.is_empty() && same,
                    "{name}: {id} is {wanted}, not {cell}"
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 500, "only {compared} cells were compared");
}

/// The records of an input, by line: a zip is unpacked.
struct Input {
    heads: Vec<String>,
    records: BTreeMap<u64, csv::StringRecord>,
}

fn read_input(path: &str) -> Input {
    let mut bytes = fs::read(support::root().join(path)).unwrap();
    if path.ends_with(".zip") {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut table = Vec::new();
        archive.by_index(0).unwrap().read_to_end(&mut table).unwrap();
        bytes = table;
    }
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let heads = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let line = |record: &csv::StringRecord| record.position().unwrap().line();
    let records = reader.records().map(Result::unwrap).map(|record| (line(&record), record)).collect();
    Input { heads, records }
}

fn inputs() -> BTreeMap<String, Input> {
    let named =
        |entry: &Value| Some((entry["id"].as_str()?.to_owned(), read_input(entry["path"].as_str()?)));
    manifest()["inputs"].as_array().unwrap().iter().filter_map(named).collect()
}

/// Whether a cell of a published table says what a figure says.
fn says(cell: &str, figure: &Value) -> bool {
    if let Some(words) = figure["value"]["words"].as_str() {
        return cell == words;
    }
    let value = &figure["value"]["number"];
    let number = |cell: &str| cell.replace(',', "").parse::<f64>().ok();
    match value["kind"].as_str().unwrap() {
        "published" => number(cell) == value["value"].as_f64(),
        "at_least" => cell == "#" || number(cell.trim_start_matches(">=")) == value["bound"].as_f64(),
        "absent" => matches!(
            (cell, value["mark"].as_str().unwrap()),
            ("*", "wage_not_released" | "hourly_wage_only" | "annual_wage_only")
                | ("**", "employment_not_released")
                | ("", "not_applicable")
                | ("—", "unavailable" | "not_applicable")
        ),
        _ => false,
    }
}

/// Walks a run's published figures back to the cells that they come from.
fn assert_traced(run: &Outputs, inputs: &BTreeMap<String, Input>) -> BTreeMap<String, usize> {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for (id, figure) in run.figures.iter().filter(|(_, figure)| figure["method"] == "published") {
        let parts: Vec<&str> = id.split('/').collect();
        let [_program, _period, area, soc, _measure] = parts.as_slice() else { panic!("{id}") };
        let kind = figure["value"]["number"]["kind"].as_str().unwrap_or("words");
        let origins = figure["origins"].as_array().unwrap();
        let [origin] = origins.as_slice() else {
            assert_eq!(figure["value"]["number"]["mark"], "not_in_table", "{id} has no single origin");
            continue;
        };
        let input = &inputs[origin["source"].as_str().unwrap()];
        let record = &input.records[&origin["line"].as_u64().unwrap()];
        let cell = |head: &str| &record[input.heads.iter().position(|other| other == head).unwrap()];
        let code = ["OCC_CODE", "Occupation Code"]
            .into_iter()
            .find(|head| input.heads.iter().any(|h| h == head));
        assert_eq!(cell(code.unwrap()), *soc, "{id} leads to another occupation");
        if input.heads.iter().any(|head| head == "AREA") {
            assert_eq!(
                cell("AREA"),
                if *area == "us" { "99" } else { area },
                "{id} leads to another area"
            );
        }
        let cell = cell(origin["column"].as_str().unwrap());
        assert!(says(cell, figure), "{id}: the cell holds `{cell}`, the figure {}", figure["value"]);
        *kinds.entry(kind.to_owned()).or_default() += 1;
    }
    kinds
}

#[test]
fn every_published_figure_leads_to_the_cell_that_holds_it() {
    let kinds = assert_traced(support::default_run(), &inputs());
    assert!(kinds["published"] > 300 && kinds["words"] > 5, "{kinds:?}");
}

#[test]
fn marks_lead_to_the_cells_that_hold_them() {
    let roles = "list,group,role,soc\ntest,doctors,anesthesiologist,29-1211\ntest,stage,actor,27-2011\n\
                 test,schools,health teacher,25-1071\n";
    let rest = "[[comparisons]]\nid = \"test\"\nrelease = \"2024-05\"\n[output]\nformats = [\"csv\"]\n\
                [[exhibits]]\nkind = \"pay\"\n[[exhibits]]\nkind = \"hourly-pay\"\n[[exhibits]]\nkind = \"outlook\"\n";
    let kinds = assert_traced(&support::run_roles(roles, rest).unwrap(), &inputs());
    assert!(kinds["at_least"] >= 4 && kinds["absent"] >= 10, "{kinds:?}");
}

#[test]
fn every_origin_is_an_input_of_the_manifest() {
    let inputs = inputs();
    for (id, figure) in &support::default_run().figures {
        for origin in figure["origins"].as_array().unwrap() {
            let source = origin["source"].as_str().unwrap();
            let input = inputs.get(source).unwrap_or_else(|| panic!("{id}: no input {source}"));
            if let Some(line) = origin["line"].as_u64() {
                assert!(input.records.contains_key(&line), "{id}: {source} has no line {line}");
            }
        }
        let has_number = figure["value"]["number"]["value"].is_number();
        assert!(!has_number || figure["origins"][0].is_object(), "{id} is a number without an origin");
    }
}

/// The tags of a page with their attributes, without the text between them.
fn tags(page: &str) -> Vec<&str> {
    page.split('<').skip(1).map(|tag| tag.split('>').next().unwrap()).collect()
}

#[test]
fn the_report_needs_no_other_file() {
    let html = support::default_run().file("report.html").replace("&#x2f;", "/");
    let mut links = 0;
    for tag in tags(&html) {
        let name = tag.split_whitespace().next().unwrap_or_default();
        for attribute in
            [" src=\"", " href=\"", " xlink:href=\"", " data=\"", " srcset=\"", " action=\""]
        {
            for value in tag.split(attribute).skip(1) {
                let inside = value.starts_with('#') || value.starts_with("data:");
                let link = name == "a" && attribute == " href=\"" && value.starts_with("https://");
                links += usize::from(link);
                assert!(inside || link, "report.html needs another file: <{tag}>");
            }
        }
        assert!(!["link", "iframe", "object", "embed", "base", "script"].contains(&name), "<{tag}>");
    }
    assert!(links > 0, "the report names no page of its sources");
    assert_style_is_closed("report.html", &html);
}

#[test]
fn the_charts_need_no_other_file() {
    let run = support::default_run();
    for name in run.files.keys().filter(|name| name.ends_with(".svg")) {
        let svg = run.file(name);
        for tag in tags(svg) {
            for value in tag.split("href=\"").skip(1) {
                assert!(value.starts_with('#') || value.starts_with("data:"), "{name}: <{tag}>");
            }
        }
        assert_style_is_closed(name, svg);
    }
}

fn assert_style_is_closed(name: &str, text: &str) {
    assert!(!text.contains("@import"), "{name} imports a style");
    for value in text.split("url(").skip(1) {
        let value = value.trim_start_matches(['"', '\'']);
        assert!(value.starts_with("data:") || value.starts_with('#'), "{name}: url({}", &value[..40]);
    }
}

#[test]
fn the_schema_is_the_one_that_the_program_prints() {
    let printed = support::run(support::root(), &["schema"]);
    let committed = support::text(&support::root().join("pipeline.schema.json"));
    assert_eq!(printed.code, Some(0));
    assert!(
        printed.out == committed,
        "pipeline.schema.json is old: run `labor-outlook schema > pipeline.schema.json`"
    );
    let schema: Value = serde_json::from_str(&committed).unwrap();
    for key in ["report", "sources", "role-lists", "comparisons", "exhibits", "output"] {
        let property = &schema["properties"][key];
        assert!(property["description"].is_string(), "editors have nothing to show for `{key}`");
    }
}

#[test]
fn a_dumped_configuration_is_a_configuration_of_the_same_run() {
    let folder = tempfile::tempdir().unwrap();
    support::copy(&support::fixture("project"), folder.path());
    let dumped = support::run(folder.path(), &["--dump-config"]);
    assert_eq!(dumped.code, Some(0), "{}", dumped.err);
    fs::write(folder.path().join("dumped.toml"), &dumped.out).unwrap();
    let again = support::run(folder.path(), &["--config", "dumped.toml", "--dump-config"]);
    assert_eq!((again.code, again.err.as_str()), (Some(0), ""));
    assert_eq!(again.out, dumped.out);
}
