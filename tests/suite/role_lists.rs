//! Role lists with mistakes, and what a person is told of each: file, line, column, what is wrong and
//! what to do. The mistakes are the CSV files of `tests/fixtures/invalid/role-lists/`, the answers the
//! `.txt` files beside them. Lists that look odd and are right are in `fixtures/valid/role-lists/`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use labor_outlook::{config, diag::Diagnostics, ingest, pipeline, roles};

use crate::support::{self, Silent};

const INVALID: &str = "invalid/role-lists";
const VALID: &str = "valid/role-lists";

/// The CSV files of a folder of fixtures.
fn lists(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(support::fixture(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut lists: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "csv")).collect();
    lists.sort();
    lists
}

fn name(list: &Path) -> &str {
    list.file_stem().unwrap().to_str().unwrap()
}

/// A project that compares each list on its own, on the committed tables.
fn project_of(lists: &[PathBuf], folder: &Path) -> PathBuf {
    let inputs = support::root().join("inputs");
    let mut text = format!(
        "report.title = \"role lists\"\n\
         [[sources]]\nid = \"oews\"\nprogram = \"oews\"\nrelease = \"2025-05\"\npath = {:?}\n\
         [[sources]]\nid = \"projections\"\nprogram = \"projections\"\nround = \"2024-34\"\npath = {:?}\n",
        inputs.join("oews/national_M2025_dl.csv"),
        inputs.join("projections/employment_projections_2024-34.csv"),
    );
    for list in lists {
        let id = name(list);
        text += &format!("[[role-lists]]\nid = {id:?}\npath = {list:?}\n");
        text += &format!("[[comparisons]]\nid = {id:?}\nrole-list = {id:?}\n");
    }
    let path = folder.join("pipeline.toml");
    fs::write(&path, text).unwrap();
    path
}

/// What the program says of each list, when it runs on all of them at once.
fn problems_of(lists: &[PathBuf]) -> Diagnostics {
    let folder = tempfile::tempdir().unwrap();
    let settings = config::load(&project_of(lists, folder.path())).unwrap();
    pipeline::run(&settings, &mut Silent).expect_err("lists with mistakes were accepted")
}

#[test]
fn every_mistake_is_told_with_its_place_and_a_repair() {
    let lists = lists(INVALID);
    assert!(lists.len() > 25, "only {} lists were found", lists.len());
    let all = problems_of(&lists);
    let mut problems = Vec::new();
    for list in &lists {
        let mut of_list = Diagnostics::default();
        let folder = format!("{}/", list.parent().unwrap().display());
        for mut problem in all.iter().cloned() {
            let place = problem.place.as_mut().expect("a problem without a place");
            if place.file == list.display().to_string() {
                place.file = place.file.replace(&folder, "");
                of_list.push(problem);
            }
        }
        support::assert_expected(&support::plain(&of_list), &list.with_extension("txt"), &mut problems);
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_mistake_of_every_list_is_told_at_once() {
    let lists = lists(INVALID);
    let all = problems_of(&lists);
    for list in &lists {
        let told = all.iter().any(|problem| {
            problem.place.as_ref().is_some_and(|place| place.file == list.display().to_string())
        });
        assert!(told, "nothing is said of {}", list.display());
    }
    let many = support::fixture("invalid/role-lists/many.csv");
    let lines: std::collections::BTreeSet<u64> = all
        .iter()
        .filter_map(|problem| problem.place.as_ref())
        .filter(|place| place.file == many.display().to_string())
        .filter_map(|place| place.line)
        .collect();
    assert_eq!(lines.into_iter().collect::<Vec<_>>(), [3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16]);
}

#[test]
fn odd_lists_that_are_right_are_read_as_meant() {
    let occupations = support::national(2025);
    let known: roles::Occupations = occupations
        .iter()
        .map(|row| (row["OCC_CODE"].parse().unwrap(), row["OCC_TITLE"].as_str()))
        .collect();
    let lists = lists(VALID);
    assert!(lists.len() >= 5, "only {} lists were found", lists.len());
    let mut problems = Vec::new();
    for list in lists {
        let read = ingest::read_role_list(&fs::read(&list).unwrap())
            .and_then(|rows| roles::check(&rows, &known));
        let read =
            read.unwrap_or_else(|problems| panic!("{}: {}", list.display(), support::plain(&problems)));
        let mut seen = String::new();
        for role in &read.roles {
            seen += &format!("{:?} puts {:?} under {:?}\n", role.list, role.name, role.group);
            for member in &role.members {
                let weight = member
                    .weight
                    .map_or("by employment".to_owned(), |weight| format!("weight {weight}"));
                seen += &format!("  {}, {weight}\n", member.soc);
            }
            for (what, words) in [("source", &role.source), ("note", &role.note)] {
                if !words.is_empty() {
                    seen += &format!("  {what}: {words:?}\n");
                }
            }
        }
        for (list, note) in &read.without_titles {
            seen += &format!("{list:?} names no role: {note:?}\n");
        }
        support::assert_expected(&seen, &list.with_extension("txt"), &mut problems);
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
