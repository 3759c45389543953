//! Tables that are not what they should be, and what a person is told of each. The tables are the
//! files of `tests/fixtures/invalid/tables/`, named for their program; the answers are the `.txt` files
//! beside them. Each takes the place of its table in the small project of `fixtures/project/`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use labor_outlook::{config, pipeline};

use crate::support::{self, Silent};

/// The tables of the small project by program: the beginning of a file's name, and what it replaces.
const REPLACED: [(&str, &str); 4] = [
    ("oews-", "oews_2025.csv"),
    ("projections-", "projections_2024-34.csv"),
    ("cpi-u-", "cpi_u.csv"),
    ("price-parities-", "price_parities.csv"),
];

fn tables() -> Vec<PathBuf> {
    let folder = fs::read_dir(support::fixture("invalid/tables")).unwrap();
    let mut tables: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    tables.retain(|path| path.extension().is_some_and(|ending| ending != "txt"));
    tables.sort();
    tables
}

/// What the program says of the small project with one of its tables replaced.
fn problems_of(table: &Path) -> String {
    let name = table.file_name().unwrap().to_str().unwrap();
    let (_, replaced) = REPLACED.into_iter().find(|(program, _)| name.starts_with(program)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    support::copy(&support::fixture("project"), folder.path());
    fs::copy(table, folder.path().join(name)).unwrap();
    let path = folder.path().join("pipeline.toml");
    let text = support::text(&path);
    assert_eq!(text.matches(&format!("\"{replaced}\"")).count(), 1, "{replaced}");
    fs::write(&path, text.replace(replaced, name)).unwrap();
    let Err(all) = pipeline::run(&config::load(&path).unwrap(), &mut Silent) else {
        return "accepted\n".to_owned();
    };
    support::plain(&all).replace(&format!("{}/", folder.path().display()), "")
}

#[test]
fn every_mistake_is_told_with_its_place_and_a_repair() {
    let tables = tables();
    assert!(tables.len() > 30, "only {} tables were found", tables.len());
    let mut problems = Vec::new();
    for table in tables {
        let name = table.file_name().unwrap().to_str().unwrap();
        let told = problems_of(&table);
        support::assert_expected(&told, &table.with_extension("txt"), &mut problems);
        for line in told.lines().filter(|line| !line.starts_with("  hint:")) {
            let of_table = line.strip_prefix(name).is_some_and(|rest| rest.starts_with([':', '[']));
            if !of_table || !line.contains(": error: ") {
                problems.push(format!("{name} has a mistake that is not told as its own: {line}"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_small_project_itself_is_right() {
    support::run_configuration(&support::fixture("project/pipeline.toml")).unwrap();
}
