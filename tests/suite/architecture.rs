//! The rooms of `src/` import what the table of ARCHITECTURE.md says, no more and no less, and each keeps the
//! house rules.

use std::collections::{BTreeMap, BTreeSet};

use crate::support;

/// Crates that only some rooms may name; `bin` is the binary.
#[rustfmt::skip]
const CRATES: &[(&str, &[&str])] = &[
    ("polars",    &["panel"]),
    ("plotters",  &["render"]),
    ("resvg",     &["render"]),
    ("minijinja", &["render"]),
    ("reqwest",   &["acquire"]),
    ("html5gum",  &["audit", "pages"]),
    ("pulldown_cmark", &["audit", "pages"]),
    ("encoding_rs", &["audit", "pages"]),
    ("zip",       &["ingest"]),
    ("flate2",    &["ingest"]),
    ("toml",      &["config", "acquire", "bin"]),
    ("fs",        &["files"]),
    ("rustix",    &["files"]),
    ("sha2",      &["files"]),
    ("quick_junit", &["report"]),
    ("clap",      &["bin"]),
    ("indicatif", &["bin"]),
];

/// The longest file, in lines.
const MOST_LINES: usize = 450;

/// A file of `src/`.
struct Source {
    path: String,
    text: String,
    /// The text without comments and with empty string literals, every line kept.
    code: String,
}

impl Source {
    /// The room that the file belongs to: the first part of its path.
    fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// How many modules it lies below the crate: 1 for `model/mod.rs`, 2 for `model/area.rs`.
    fn depth(&self) -> usize {
        let parts = self.path.split('/').count();
        if self.path.ends_with("/mod.rs") { parts - 1 } else { parts }
    }

    fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.ends_with("/tests.rs")
    }
}

fn sources() -> Vec<Source> {
    let files = support::tree(&support::root().join("src"));
    let rust = files.into_iter().filter(|(path, _)| path.ends_with(".rs"));
    rust.map(|(path, bytes)| {
        let text = String::from_utf8(bytes).unwrap();
        let code = without_comments_and_strings(&text);
        Source { path, text, code }
    })
    .collect()
}

fn without_comments_and_strings(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if next == '"' {
            string_length(rest)
        } else if let Some(length) = raw_string_length(rest, code.chars().last()) {
            length
        } else {
            character_length(rest)
        };
        if skipped > 0 {
            code.extend(rest[..skipped].chars().filter(|character| *character == '\n'));
            rest = &rest[skipped..];
        } else {
            code.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    code
}

/// Bytes of the string literal at the start of a text.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            '"' if !escaped => return at + 1,
            '\\' if !escaped => escaped = true,
            _ => escaped = false,
        }
    }
    text.len()
}

fn raw_string_length(text: &str, before: Option<char>) -> Option<usize> {
    let inside_a_word = before.is_some_and(|character| character.is_alphanumeric() || character == '_');
    let after = text.strip_prefix('r').filter(|_| !inside_a_word)?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let body = after[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(1 + hashes + 1 + body.find(&end)? + end.len())
}

/// Bytes of the character literal at the start of a text; 0 for a lifetime and anything else.
fn character_length(text: &str) -> usize {
    let Some(inside) = text.strip_prefix('\'') else { return 0 };
    if inside.starts_with('\\') {
        return inside[2..].find('\'').map_or(0, |at| at + 4);
    }
    let Some(only) = inside.chars().next() else { return 0 };
    if inside[only.len_utf8()..].starts_with('\'') { only.len_utf8() + 2 } else { 0 }
}

/// The first part of every path that starts with a prefix such as `crate::`, with its line; of each
/// path of a group such as `crate::{a, b::{c, d}}`.
fn first_parts_after<'a>(code: &'a str, prefix: &str) -> Vec<(usize, &'a str)> {
    let word = |text: &'a str| {
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
        &text[..end]
    };
    let mut found = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        let part_of_a_word = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
        if part_of_a_word {
            continue;
        }
        let start = at + prefix.len();
        let line_of = |byte: usize| code[..byte].matches('\n').count() + 1;
        if !code[start..].starts_with('{') {
            found.push((line_of(start), word(&code[start..])));
            continue;
        }
        let (mut depth, mut expecting) = (0, true);
        for (offset, character) in code[start..].char_indices() {
            let here = start + offset;
            match character {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => expecting = true,
                c if depth == 1 && expecting && !c.is_whitespace() => {
                    found.push((line_of(here), word(&code[here..])));
                    expecting = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    found
}

/// The rooms that a file names, by `crate::` or by climbing out of its own with `super::`.
fn imports(source: &Source) -> Vec<(usize, &str)> {
    let mut found = first_parts_after(&source.code, "crate::");
    found.extend(first_parts_after(&source.code, &"super::".repeat(source.depth())));
    found
}

fn assert_none(problems: &[String], rule: &str) {
    assert!(problems.is_empty(), "{rule}:\n{}", problems.join("\n"));
}

/// The rooms of ARCHITECTURE.md's table with those that each may import, in its order, which is that in
/// which data flows.
fn rooms() -> Vec<(String, BTreeSet<String>)> {
    let document = support::text(&support::root().join("ARCHITECTURE.md"));
    let table = document.lines().skip_while(|line| !line.starts_with("| room |")).skip(2);
    let mut rooms: Vec<(String, BTreeSet<String>)> = Vec::new();
    for row in table.map_while(|line| line.strip_prefix("| `")?.strip_suffix(" |")) {
        let (room, rest) = row.split_once('`').unwrap();
        let named = rest.rsplit(" | ").next().unwrap();
        let above = rooms.iter().map(|(room, _)| room.clone());
        let may = above.filter(|above| named.split(", ").any(|one| one == above)).collect();
        rooms.push((room.trim_end_matches('/').to_owned(), may));
    }
    rooms.retain(|(room, _)| !room.starts_with("bin"));
    rooms
}

#[test]
fn rooms_import_what_the_table_says_and_no_more_or_less() {
    let table: BTreeMap<String, BTreeSet<String>> = rooms().into_iter().collect();
    let mut unused = table.clone();
    let mut problems = Vec::new();
    let mut seen = 0;
    for source in
        sources().iter().filter(|source| !source.is_test() && !["bin", "lib"].contains(&source.room()))
    {
        let room = source.room();
        let Some(allowed) = table.get(room) else {
            problems.push(format!("src/{}: the room `{room}` is not in the table", source.path));
            continue;
        };
        for (line, other) in imports(source) {
            seen += 1;
            unused.entry(room.to_owned()).or_default().remove(other);
            if other != room && !allowed.contains(other) {
                problems.push(format!("src/{}:{line}: {room} may not import {other}", source.path));
            }
        }
    }
    let idle = unused.iter().flat_map(|(room, others)| others.iter().map(move |other| (room, other)));
    problems.extend(idle.map(|(room, other)| format!("{room} may import {other}, and does not")));
    assert_none(&problems, "the table of rooms in ARCHITECTURE.md is not held");
    assert!(seen > 100, "only {seen} imports were found: the search no longer works");
}

#[test]
fn the_table_lists_every_room_in_the_order_of_lib_rs_and_names_only_rooms_above() {
    let library = support::text(&support::root().join("src/lib.rs"));
    let declared: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let rooms = rooms();
    let listed: Vec<&str> = rooms.iter().map(|(room, _)| room.as_str()).collect();
    assert_eq!(declared, listed);
    let document = support::text(&support::root().join("ARCHITECTURE.md"));
    for (room, may) in &rooms {
        let head = document.lines().find(|line| {
            [format!("| `{room}` "), format!("| `{room}/` ")].iter().any(|start| line.starts_with(start))
        });
        let named = head.unwrap().trim_end_matches(" |").rsplit(" | ").next().unwrap();
        let of_rooms: Vec<&str> = named.split(", ").filter(|one| declared.contains(one)).collect();
        assert!(of_rooms.len() == may.len(), "{room} imports a room below it");
    }
}

#[test]
fn each_crate_is_named_in_its_rooms_only() {
    let mut problems = Vec::new();
    for source in sources() {
        for (name, rooms) in CRATES.iter().filter(|(_, rooms)| !rooms.contains(&source.room())) {
            let group = first_parts_after(&source.code, "std::");
            let named_in_group = group.iter().filter(|(_, part)| *name == "fs" && part == name);
            let named_in_path = lines_with_path(&source.code, name);
            for line in named_in_group.map(|(line, _)| *line).chain(named_in_path) {
                problems.push(format!("src/{}:{line}: only {rooms:?} may name {name}", source.path));
            }
        }
    }
    assert_none(&problems, "a crate is named outside its room");
}

/// Lines on which a path begins with, or goes through, a name: `name::`.
fn lines_with_path(code: &str, name: &str) -> Vec<usize> {
    let wanted = format!("{name}::");
    let holds = |line: &str| {
        line.match_indices(&wanted).any(|(at, _)| {
            let before = line[..at].chars().last();
            // `crate::render::csv::` goes through a module of ours, `std::fs::` through a crate.
            let of_ours = line[..at].ends_with("::") && !line[..at].ends_with("std::");
            !of_ours && !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
        })
    };
    code.lines().enumerate().filter(|(_, line)| holds(line)).map(|(at, _)| at + 1).collect()
}

#[test]
fn every_file_begins_by_saying_what_it_is() {
    let silent = sources().into_iter().filter(|source| !source.text.starts_with("//! "));
    let problems: Vec<String> = silent.map(|source| format!("src/{}", source.path)).collect();
    assert_none(&problems, "files that do not start with `//! `");
}

#[test]
fn every_part_of_the_tests_is_in_their_readme() {
    let readme = support::text(&support::root().join("tests/README.md"));
    let parts = support::text(&support::root().join("tests/suite/main.rs"));
    let parts = parts.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    let missing: Vec<&str> =
        parts.filter(|part| *part != "support" && !readme.contains(&format!("`{part}`"))).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn no_file_is_too_long() {
    let problems: Vec<String> = sources()
        .iter()
        .map(|source| (source.text.lines().count(), &source.path))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .map(|(lines, path)| format!("src/{path}: {lines} lines"))
        .collect();
    assert_none(&problems, &format!("files of more than {MOST_LINES} lines"));
}

#[test]
fn nothing_panics_on_purpose() {
    let calls = [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("];
    let mut problems = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        let code = source.code.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for (at, line) in code.lines().enumerate() {
            for call in calls.iter().filter(|call| line.contains(**call)) {
                problems.push(format!("src/{}:{}: {call}", source.path, at + 1));
            }
        }
    }
    assert_none(&problems, "calls that panic outside tests");
}

#[test]
fn the_searches_of_this_file_find_what_they_should() {
    let code = without_comments_and_strings(
        "use crate::{a, b::{c, d}}; // crate::comment\nlet x = \"crate::text\"; crate::e::f('\"');\n\
         r#\"crate::raw\"#; fn g<'a>() {} std::{fs, io};",
    );
    let parts = |prefix| first_parts_after(&code, prefix);
    assert_eq!(parts("crate::"), [(1, "a"), (1, "b"), (2, "e")]);
    assert_eq!(parts("std::"), [(3, "fs"), (3, "io")]);
    assert_eq!(lines_with_path("a\nstd::fs::read(x)\nmy_fs::read\ncrate::fs::x", "fs"), [2]);
}
