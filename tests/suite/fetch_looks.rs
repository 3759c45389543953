//! What is left of a fetch that found nothing new, downloads that were complete when they were killed, and
//! proxies of the environment.

use std::fs;

use crate::{
    fetch::{CPI, CPI_PATH, Project, prices},
    support::{
        self,
        server::{Files, Server, answer},
    },
};

#[test]
fn a_fetch_that_finds_nothing_new_proves_that_it_looked() {
    let shelf = Files::default();
    shelf.put(CPI_PATH, &prices(), "first");
    let project = Project::new(&Server::polite(&shelf).root, &[CPI]);
    project.done(&["fetch"]);
    let lock = support::text(&project.path("pipeline.lock"));
    let said = project.done(&["fetch"]);
    assert!(said.contains("unchanged") && said.contains("nothing new on 20"), "{said}");
    assert!(said.contains("answered 304 Not Modified"), "{said}");
    assert_eq!(
        support::text(&project.path("pipeline.lock")),
        lock,
        "the lock tells of bytes, not of looks"
    );
    let status: serde_json::Value =
        serde_json::from_str(&project.done(&["status", "--format", "json"])).unwrap();
    let looked = &status["details"]["looked"][0];
    assert_eq!(looked["path"], "inputs/prices/cpi.tsv");
    assert_eq!(looked["sha256"], project.entry("inputs/prices/cpi.tsv")["sha256"].as_str().unwrap());
    assert!(looked["asked"][0].as_str().unwrap().ends_with("answered 304 Not Modified"), "{looked}");
    assert!(project.done(&["status"]).contains("last asked for\n  inputs/prices/cpi.tsv on 20"));
}

#[test]
fn a_download_that_was_complete_when_it_was_killed_is_not_fetched_again() {
    let bytes = prices();
    let end = format!("bytes={}-", bytes.len());
    let length = bytes.len();
    let server = Server::scripted(move |asked, _| {
        let of_range = format!("bytes */{length}");
        match asked.headers.get("range") {
            Some(range) if *range == end => answer(
                "416 Range Not Satisfiable",
                &[("Content-Range", &of_range), ("ETag", "\"one\"")],
                b"",
            ),
            _ => answer("200 OK", &[("ETag", "\"one\"")], &prices()),
        }
    });
    let project = Project::new(&server.root, &[CPI]);
    let partial = project.path("cache/downloads/partial");
    fs::create_dir_all(&partial).unwrap();
    let url = format!("{}{CPI_PATH}", server.root);
    let name = labor_outlook::files::sha256(url.as_bytes());
    let note = format!("{{\"etag\": \"\\\"one\\\"\", \"last_modified\": null, \"total\": {length}}}");
    fs::write(partial.join(format!("{name}.json")), note).unwrap();
    fs::write(partial.join(&name), &bytes).unwrap();
    let said = project.done(&["fetch"]);
    assert!(said.contains("all of it was here"), "{said}");
    assert_eq!(server.asked().len(), 1);
    assert_eq!(fs::read(project.path("inputs/prices/cpi.tsv")).unwrap(), bytes);
    // What a crash left instead of the bytes is asked for again.
    fs::remove_dir_all(project.path("cache")).unwrap();
    fs::create_dir_all(&partial).unwrap();
    let note = format!("{{\"etag\": \"\\\"one\\\"\", \"last_modified\": null, \"total\": {length}}}");
    fs::write(partial.join(format!("{name}.json")), note).unwrap();
    fs::write(partial.join(&name), vec![0; length]).unwrap();
    assert!(project.done(&["fetch"]).contains("200 OK"));
}

#[test]
fn proxies_are_those_of_the_environment() {
    let proxy = Server::scripted(|_, _| answer("200 OK", &[], &prices()));
    let project = Project::new("http://127.0.0.1:9", &[CPI]);
    let ran = support::finish(project.command(&["fetch"]).env("http_proxy", &proxy.root));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(proxy.asked()[0].path, format!("http://127.0.0.1:9{CPI_PATH}"));
    let shelf = Files::default();
    shelf.put(CPI_PATH, &prices(), "first");
    let server = Server::polite(&shelf);
    let project = Project::new(&server.root, &[CPI]);
    let mut command = project.command(&["fetch"]);
    let direct = command.env("http_proxy", "http://127.0.0.1:9").env("NO_PROXY", "127.0.0.1");
    let ran = support::finish(direct);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(server.asked().len(), 1);
}
