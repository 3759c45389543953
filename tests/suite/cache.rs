//! Tables that an earlier run kept: they are what would be read, damage to them shows in no result,
//! and the files can be read by other programs.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use labor_outlook::{
    config,
    model::Measure,
    panel::{Cell, Table},
    pipeline,
};

use crate::support::{self, Ran};

/// Runs the program with tables kept below a folder.
fn run(folder: &Path, cache: &Path, arguments: &[&str]) -> Ran {
    let mut command = support::program(folder, arguments);
    support::finish(command.env_remove("LABOR_OUTLOOK_NO_CACHE").env("LABOR_OUTLOOK_CACHE", cache))
}

/// The Parquet files that are kept.
fn kept(cache: &Path) -> Vec<PathBuf> {
    let is_table = |name: &String| name.starts_with("panel/") && name.ends_with(".parquet");
    support::tree_of(cache, &is_table).into_keys().map(|name| cache.join(name)).collect()
}

/// What the program prints of an occupation from a file, the place of the file left out.
fn shown(folder: &Path, cache: &Path) -> String {
    let ran = run(folder, cache, &["show", "43-6013", "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran.out
}

#[test]
fn a_run_from_kept_tables_writes_the_same_bytes() {
    let (cache, here) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for out in ["first", "second"] {
        let out = here.path().join(out);
        let ran = run(support::root(), cache.path(), &["-q", "--output-dir", &out.to_string_lossy()]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
    }
    let [first, second] = ["first", "second"].map(|out| support::tree(&here.path().join(out)));
    assert_eq!(kept(cache.path()).len(), tables_of_the_configuration());
    assert!(first == second, "outputs differ");
    assert_eq!(
        first.get("report.html"),
        support::tree(&support::root().join("outputs")).get("report.html")
    );
}

/// How many sources are tables of occupations.
fn tables_of_the_configuration() -> usize {
    let text = support::text(&support::root().join("pipeline.toml"));
    let configuration: toml::Table = text.parse().unwrap();
    let is_table =
        |source: &&toml::Value| matches!(source["program"].as_str(), Some("oews" | "projections"));
    configuration["sources"].as_array().unwrap().iter().filter(is_table).count()
}

#[test]
fn what_is_kept_and_damaged_is_read_again() {
    let cache = tempfile::tempdir().unwrap();
    let folder = support::fixture("project");
    let as_read = shown(&folder, cache.path());
    let tables = kept(cache.path());
    assert!(!tables.is_empty());
    let whole: Vec<Vec<u8>> = tables.iter().map(|path| fs::read(path).unwrap()).collect();
    let spoil: [fn(&mut Vec<u8>); 4] = [
        Vec::clear,
        |bytes| bytes.truncate(bytes.len() / 2),
        |bytes| {
            // One bit of a number.
            let middle = bytes.len() / 3;
            bytes[middle] ^= 1;
        },
        |bytes| *bytes = b"PAR1 no table at all PAR1".to_vec(),
    ];
    for spoil in spoil {
        for (path, bytes) in tables.iter().zip(&whole) {
            let mut spoilt = bytes.clone();
            spoil(&mut spoilt);
            fs::write(path, spoilt).unwrap();
        }
        assert_eq!(shown(&folder, cache.path()), as_read);
        let again: Vec<Vec<u8>> = tables.iter().map(|path| fs::read(path).unwrap()).collect();
        assert!(again == whole, "what was damaged is not made again");
    }
}

#[test]
fn a_table_with_its_sum_that_is_of_another_program_is_read_again() {
    let cache = tempfile::tempdir().unwrap();
    let folder = support::fixture("project");
    let as_read = shown(&folder, cache.path());
    for path in kept(cache.path()) {
        let bytes = b"PAR1 made elsewhere PAR1";
        fs::write(&path, bytes).unwrap();
        let sum = format!("{}  x\n", labor_outlook::files::sha256(bytes));
        fs::write(path.with_extension("parquet.sha256"), sum).unwrap();
    }
    assert_eq!(shown(&folder, cache.path()), as_read);
}

#[test]
fn a_table_that_stands_under_the_name_of_another_is_read_again() {
    let cache = tempfile::tempdir().unwrap();
    let folder = support::fixture("project");
    let as_read = shown(&folder, cache.path());
    let paths = kept(cache.path());
    assert!(paths.len() > 1);
    let sum = |path: &Path| path.with_extension("parquet.sha256");
    let tables: Vec<[Vec<u8>; 2]> =
        paths.iter().map(|path| [fs::read(path).unwrap(), fs::read(sum(path)).unwrap()]).collect();
    for (path, [table, its_sum]) in paths.iter().zip(tables.iter().cycle().skip(1)) {
        fs::write(path, table).unwrap();
        fs::write(sum(path), its_sum).unwrap();
    }
    assert_eq!(shown(&folder, cache.path()), as_read);
}

#[test]
fn tables_of_other_readers_are_removed_when_long_unused_and_nothing_else_is() {
    let cache = tempfile::tempdir().unwrap();
    let [old, recent, download, thesis, exported] = [
        "panel/v1-0123456789abcdef/oews-2025-05-1-00.parquet",
        "panel/v1-fedcba9876543210/oews-2025-05-1-00.parquet",
        "downloads/kept",
        "panel/v1-notes/thesis.txt",
        "panel/oews-2025-us.parquet",
    ]
    .map(|name| cache.path().join(name));
    let long_ago = SystemTime::now() - Duration::from_hours(31 * 24);
    for path in [&old, &recent, &download, &thesis, &exported] {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "old").unwrap();
    }
    for path in [&old, &download, &thesis] {
        fs::File::open(path.parent().unwrap()).unwrap().set_modified(long_ago).unwrap();
    }
    shown(&support::fixture("project"), cache.path());
    let there = [&old, &recent, &download, &thesis, &exported].map(|path| path.exists());
    assert_eq!(there, [false, true, true, true, true]);
    assert!(kept(cache.path()).len() > 2);
}

#[test]
fn nothing_is_kept_where_it_is_turned_off() {
    let cache = tempfile::tempdir().unwrap();
    let folder = support::fixture("project");
    let mut command = support::program(&folder, &["show", "43-6013"]);
    let ran = support::finish(command.env("LABOR_OUTLOOK_CACHE", cache.path()));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let ran = run(&folder, cache.path(), &["--no-cache", "show", "43-6013"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(support::tree(cache.path()).is_empty());
}

#[test]
fn a_cache_that_cannot_be_written_keeps_nothing_from_going_on() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("a file in the place of the folder");
    fs::write(&file, "").unwrap();
    let folder = support::fixture("project");
    let kept_nowhere = shown(&folder, &file);
    assert_eq!(kept_nowhere, shown(&folder, &here.path().join("cache")));
}

#[test]
fn what_is_odd_about_a_table_is_told_each_time() {
    let (cache, here) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let table = support::text(&support::fixture("project/oews_2025.csv"));
    let path = here.path().join("national_M2025_dl.csv");
    fs::write(&path, table.replacen("35930,38570,45930", "35930,34570,45930", 1)).unwrap();
    let arguments = ["compare", "11-9111", "--source", &path.to_string_lossy()];
    let [first, second] = [(); 2].map(|()| run(here.path(), cache.path(), &arguments));
    assert!(first.err.contains("34570 is below a lower percentile"), "{}", first.err);
    assert_eq!((first.out, first.err), (second.out, second.err));
    assert_eq!(kept(cache.path()).len(), 1);
}

#[test]
fn what_a_file_turned_out_to_be_is_kept_and_made_again_when_damaged() {
    let (cache, here) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = here.path().join("national_M2025_dl.csv");
    fs::copy(support::fixture("project/oews_2025.csv"), &path).unwrap();
    let show = |path: &Path| {
        let arguments = ["show", "11-9111", "--format", "csv", "--source", &path.to_string_lossy()];
        let ran = run(here.path(), cache.path(), &arguments);
        (ran.code, ran.out, ran.err)
    };
    let looks = || -> Vec<PathBuf> {
        let is_look = |name: &String| name.ends_with(".json");
        support::tree_of(cache.path(), &is_look)
            .into_keys()
            .map(|name| cache.path().join(name))
            .collect()
    };
    let first = show(&path);
    assert_eq!((first.0, looks().len()), (Some(0), 1), "{}", first.2);
    let look = looks().remove(0);
    let kept = support::text(&look);
    for spoilt in ["", "{}", &kept.replacen("2025-05", "2024-05", 1), &kept[..kept.len() - 1]] {
        fs::write(&look, spoilt).unwrap();
        assert_eq!(show(&path), first);
        assert_eq!(support::text(&look), kept, "it is made again");
    }
    // Another name may tell another release, and other bytes are another file.
    let other = here.path().join("national_M2024_dl.csv");
    fs::copy(&path, &other).unwrap();
    assert!(show(&other).2.contains("2024"), "{:?}", show(&other));
    fs::write(&path, support::text(&path).replacen("123860", "123870", 1)).unwrap();
    assert_ne!(show(&path).1, first.1);
}

#[test]
fn the_kept_table_of_another_file_of_a_release_is_not_taken() {
    let (cache, here) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let table = support::text(&support::fixture("project/oews_2025.csv"));
    let paths = ["first_M2025.csv", "other_M2025.csv"].map(|name| here.path().join(name));
    fs::write(&paths[0], &table).unwrap();
    fs::write(&paths[1], table.replacen("123860", "123870", 1)).unwrap();
    let show = |path: &PathBuf| {
        let source = path.to_string_lossy().into_owned();
        run(here.path(), cache.path(), &["show", "11-9111", "--format", "csv", "--source", &source]).out
    };
    let as_read = paths.each_ref().map(show);
    let entries = kept(cache.path());
    let [first, other] = &entries[..] else { panic!("{entries:?}") };
    for ending in ["parquet", "parquet.sha256"] {
        let [first, other] = [first, other].map(|entry| entry.with_extension(ending));
        let [one, two] = [fs::read(&first).unwrap(), fs::read(&other).unwrap()];
        fs::write(first, two).unwrap();
        fs::write(other, one).unwrap();
    }
    assert_eq!(paths.each_ref().map(show), as_read);
}

/// A row as text: its keys, place, and every value or mark with its column.
fn told(cell: &Cell<'_>) -> String {
    let value = |measure| format!("{:?} {:?}", cell.estimate(measure), cell.origin(measure).column);
    let values: Vec<String> = cell.measures().map(value).collect();
    let keys = [cell.area_title(), cell.title(), cell.industry(), cell.ownership(), cell.part()];
    let (line, area, kind) = (cell.line(), cell.area(), cell.area_kind());
    let (code, level, words) = (cell.occupation(), cell.level(), cell.words(Measure::JobTraining));
    format!(
        "{line} {area} {kind:?} {code} {level:?} {words:?} {keys:?} {:?} {values:?}",
        cell.education()
    )
}

/// A table and the same after it was a Parquet file.
fn assert_comes_back(table: &Table) {
    let bytes = table.to_parquet("said of it").unwrap();
    let head = |said: &str| (said == "said of it").then(|| table.head().clone());
    let back = Table::from_parquet(&bytes, table.period(), table.source.clone(), head).unwrap();
    assert_eq!(back.len(), table.len());
    for (cell, same) in table.cells().zip(back.cells()) {
        assert_eq!(told(&cell), told(&same), "{}", table.source.path);
    }
    assert!(bytes == back.to_parquet("said of it").unwrap(), "{}: other bytes", table.source.path);
}

#[test]
fn tables_come_back_as_they_were() {
    let (tables, _) =
        pipeline::tables_of(&config::load(&support::root().join("pipeline.toml")).unwrap()).unwrap();
    assert!(tables.len() > 5);
    tables.iter().for_each(assert_comes_back);
}

#[test]
fn tables_of_every_year_come_back_as_they_were() {
    let Some(folder) = support::at_hand("../shared/data") else { return };
    let (oews, rounds) = (folder.join("oews/national"), folder.join("projections"));
    let is_table = |name: &String| [".xls", ".xlsx"].iter().any(|ending| name.ends_with(ending));
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in [oews, rounds] {
        paths.extend(support::tree_of(&folder, &is_table).into_keys().map(|name| folder.join(name)));
    }
    let (tables, _) = pipeline::tables_in(&paths).unwrap();
    assert!(
        tables.iter().any(|table| table.soc_cells().count() == 0),
        "the codes of 1997 are among them"
    );
    tables.iter().for_each(assert_comes_back);
}

#[test]
fn what_is_no_parquet_file_is_refused() {
    let (tables, _) = pipeline::tables_in(&[support::fixture("project/oews_2025.csv")]).unwrap();
    let table = &tables[0];
    let from = |bytes: &[u8]| {
        Table::from_parquet(bytes, table.period(), table.source.clone(), |_| Some(table.head().clone()))
    };
    let bytes = table.to_parquet("").unwrap();
    assert!(from(&bytes).is_ok());
    for end in [0, 3, 4, 8, 100, bytes.len() / 2, bytes.len() - 1] {
        assert!(from(&bytes[..end]).is_err(), "the first {end} bytes");
    }
}
