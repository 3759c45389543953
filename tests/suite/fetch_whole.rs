//! Inputs, lock and cache are whole at every moment: kills, full disks, two programs at once, and files
//! that people bring or change.

use std::{
    fs,
    path::Path,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use labor_outlook::files;

use crate::{
    fetch::{CPI, CPI_PATH, Project, later_prices, prices, zip},
    support::{
        self,
        server::{Files, Server, Step, head},
    },
};

const SECOND: &str = "id = \"two\"\nprogram = \"cpi-u\"\npath = \"inputs/two.tsv\"\n";

/// The inputs are one whole version, and the lock names them. A change that a killed program left half
/// done is finished by the next one, whatever it is.
fn assert_whole(project: &Project, versions: &[Vec<u8>]) -> bool {
    let unfinished = project.path(".labor-outlook.replacing").exists();
    if unfinished {
        project.done(&["lock"]);
    }
    let inputs = project.inputs();
    let Some(lock) = inputs.get("pipeline.lock") else {
        assert!(inputs.is_empty(), "{:?}", inputs.keys());
        return unfinished;
    };
    let lock: toml::Table = std::str::from_utf8(lock).unwrap().parse().unwrap();
    let entries = lock["inputs"].as_array().unwrap();
    assert_eq!(entries.len(), 2);
    for entry in entries {
        let bytes = &inputs[entry["path"].as_str().unwrap()];
        assert!(versions.contains(bytes), "{} is no whole version", entry["path"]);
        assert_eq!(
            entry["sha256"].as_str().unwrap(),
            files::sha256(bytes),
            "the lock is of other bytes"
        );
    }
    assert_eq!(inputs["inputs/two.tsv"], inputs["inputs/prices/cpi.tsv"], "two versions are mixed");
    unfinished
}

fn assert_cache_whole(project: &Project) {
    for (name, bytes) in support::tree(&project.path("cache/downloads")) {
        if name.len() == 64 {
            assert_eq!(files::sha256(&bytes), name, "the cache holds other bytes than it says");
        } else if name.ends_with(".json") && !name.starts_with('.') {
            serde_json::from_slice::<serde_json::Value>(&bytes).unwrap();
        }
    }
}

#[test]
fn a_fetch_that_is_killed_leaves_everything_whole() {
    // Each fetch finds another version than the last one, which arrives in pieces.
    let versions = [prices(), later_prices()];
    let (first, second) = (versions[0].clone(), versions[1].clone());
    let wanted = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let now = std::sync::Arc::clone(&wanted);
    let server = Server::scripted(move |asked, _| {
        let at = now.load(std::sync::atomic::Ordering::SeqCst);
        let bytes = if at == 0 { &first } else { &second };
        let tag = format!("\"{at}\"");
        let start = asked.headers.get("range").filter(|_| asked.headers.get("if-range") == Some(&tag));
        let start: usize = start.map_or(0, |range| range[6..range.len() - 1].parse().unwrap());
        // Asked for what is behind the end, it sends the last byte again, which is no answer to go on with.
        let rest = &bytes[start.min(bytes.len() - 1)..];
        let (length, range) =
            (rest.len().to_string(), format!("bytes {start}-{}/{}", bytes.len() - 1, bytes.len()));
        let headers = [("ETag", tag.as_str()), ("Content-Length", &length), ("Content-Range", &range)];
        let (status, count) = if start > 0 { ("206 Partial Content", 3) } else { ("200 OK", 2) };
        let half = rest.len() / 2;
        vec![
            Step::Send(head(status, &headers[..count])),
            Step::Send(rest[..half].to_vec()),
            Step::Wait(2),
            Step::Send(rest[half..].to_vec()),
        ]
    });
    let project = Project::new(&server.root, &[CPI, SECOND]);
    let begun = Instant::now();
    project.done(&["fetch"]);
    let whole = begun.elapsed();
    let mut random = fastrand::Rng::with_seed(6);
    let (mut killed, mut unfinished) = (0, 0);
    for moment in 0..100 {
        wanted.store(moment % 2, std::sync::atomic::Ordering::SeqCst);
        let mut fetch = project.command(&["fetch", "--quiet"]);
        let mut fetch = fetch.stderr(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
        // Half of them as they change the inputs.
        if moment % 4 < 2 {
            thread::sleep(whole.mul_f64(random.f64()));
        } else {
            let staged = project.path("inputs/.two.tsv.staging");
            let since = Instant::now();
            while !staged.exists() && fetch.try_wait().unwrap().is_none() && since.elapsed() < whole * 4
            {
                thread::sleep(Duration::from_micros(50));
            }
            thread::sleep(Duration::from_micros(random.u64(0..4000)));
        }
        let _ = fetch.kill();
        killed += u32::from(fetch.wait().unwrap().code().is_none());
        unfinished += u32::from(assert_whole(&project, &versions));
        assert_cache_whole(&project);
    }
    println!(
        "{killed} of 100 were killed before their end, {unfinished} of them as they changed the inputs"
    );
    assert!(killed >= 30, "{killed}: the moments miss what they are to test");
    project.done(&["fetch"]);
    assert!(!assert_whole(&project, &versions));
}

/// The small project, whose prices come from a server.
fn small_project(root: &str) -> Project {
    let project = Project::new(root, &[]);
    support::copy(&support::fixture("project"), project.folder.path());
    let text = support::text(&project.path("pipeline.toml"));
    let fetched = format!("path = \"cpi_u.csv\"\nurl = \"{root}/cpi.csv\"");
    let text = text.replace("path = \"cpi_u.csv\"", &fetched);
    let more = "[fetch]\ncontact = \"jo@example.org\"\nallow-http = true\ninterval-seconds = 0\n";
    fs::write(project.path("pipeline.toml"), format!("{text}\n{more}")).unwrap();
    project
}

#[test]
fn fetches_and_runs_that_are_killed_in_turn_leave_a_project_whole() {
    let first = fs::read(support::fixture("project/cpi_u.csv")).unwrap();
    let second = String::from_utf8(first.clone()).unwrap().replace("2025,M05,321", "2025,M05,325");
    let versions = [first, second.into_bytes()];
    assert_ne!(versions[0], versions[1]);
    let shelf = Files::default();
    let server = Server::polite(&shelf);
    let project = small_project(&server.root);
    let publish = |at: usize| shelf.put("/cpi.csv", &versions[at], &at.to_string());
    let outputs = || support::tree(&project.path("outputs"));
    project.done(&["lock"]);
    let mut took = [Duration::ZERO; 2];
    let sets = [0, 1].map(|at| {
        publish(at);
        for (command, took) in ["fetch", "run"].into_iter().zip(&mut took) {
            let begun = Instant::now();
            project.done(&[command, "--quiet"]);
            *took = begun.elapsed();
        }
        outputs()
    });
    assert_ne!(sets[0], sets[1]);
    let mut random = fastrand::Rng::with_seed(60);
    let mut killed = [0; 2];
    for moment in 0..40 {
        publish(moment % 2);
        for (at, command) in ["fetch", "run"].into_iter().enumerate() {
            let mut child = project.command(&[command, "--quiet"]);
            let mut child = child.stderr(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
            thread::sleep(took[at].mul_f64(random.f64()));
            let _ = child.kill();
            killed[at] += u32::from(child.wait().unwrap().code().is_none());
            assert!(sets.contains(&outputs()), "the outputs are no whole set after {command}");
            if !project.path(".labor-outlook.replacing").exists() {
                let bytes = fs::read(project.path("cpi_u.csv")).unwrap();
                assert!(versions.contains(&bytes), "an input is no whole version after {command}");
                assert_eq!(
                    project.entry("cpi_u.csv")["sha256"].as_str().unwrap(),
                    files::sha256(&bytes)
                );
            }
            assert_cache_whole(&project);
        }
    }
    println!("{} fetches and {} runs of 40 were killed before their end", killed[0], killed[1]);
    assert!(killed.iter().all(|killed| *killed >= 10), "{killed:?}: the moments miss what they test");
    publish(1);
    project.done(&["fetch", "--quiet"]);
    project.done(&["run", "--quiet", "--locked"]);
    assert_eq!(outputs(), sets[1]);
}

#[test]
fn a_run_finishes_what_a_killed_fetch_began() {
    let project = in_order();
    fs::write(project.path("inputs/prices/.cpi.tsv.staging"), later_prices()).unwrap();
    let lock = support::text(&project.path("pipeline.lock"));
    let old = project.entry("inputs/prices/cpi.tsv")["sha256"].as_str().unwrap().to_owned();
    let new = lock.replace(&old, &files::sha256(&later_prices()));
    fs::write(project.path(".pipeline.lock.staging"), new).unwrap();
    let note = "[\"inputs/prices/cpi.tsv\", \"pipeline.lock\"]";
    fs::write(project.path(".labor-outlook.replacing"), note).unwrap();
    project.run(&["run"]);
    assert_eq!(fs::read(project.path("inputs/prices/cpi.tsv")).unwrap(), later_prices());
    assert!(!project.path(".labor-outlook.replacing").exists());
    assert_eq!(
        project.entry("inputs/prices/cpi.tsv")["sha256"].as_str().unwrap(),
        files::sha256(&later_prices())
    );
}

/// A project whose prices are fetched.
fn in_order() -> Project {
    let shelf = Files::default();
    shelf.put(CPI_PATH, &prices(), "first");
    let project = Project::new(&Server::polite(&shelf).root, &[CPI]);
    project.done(&["fetch"]);
    project
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_loses_nothing() {
    use std::os::unix::fs::symlink;
    let shelf = Files::default();
    shelf.put(CPI_PATH, &prices(), "first");
    let server = Server::polite(&shelf);
    let project = Project::new(&server.root, &[CPI]);
    project.done(&["fetch"]);
    shelf.put(CPI_PATH, &later_prices(), "second");
    // Every write to /dev/full finds the disk full: in the cache, beside the input, beside the lock.
    let partial = files::sha256(format!("{}{CPI_PATH}", server.root).as_bytes());
    for full in [
        format!("cache/downloads/partial/{partial}"),
        "inputs/prices/.cpi.tsv.staging".to_owned(),
        ".pipeline.lock.staging".to_owned(),
        "..labor-outlook.replacing.staging".to_owned(),
    ] {
        fs::create_dir_all(project.path(&full).parent().unwrap()).unwrap();
        symlink("/dev/full", project.path(&full)).unwrap();
        project.fails(&["fetch"], &["No space left on device", "the disk is full; nothing was changed"]);
        assert!(!project.path(".labor-outlook.replacing").exists());
        // It has no end, for who reads it.
        let _ = fs::remove_file(project.path(&full));
        assert_cache_whole(&project);
    }
    project.done(&["fetch"]);
    assert_eq!(fs::read(project.path("inputs/prices/cpi.tsv")).unwrap(), later_prices());
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let shelf = Files::default();
    shelf.put(CPI_PATH, &prices(), "first");
    let server = Server::polite(&shelf);
    let project = Project::new(&server.root, &[CPI]);
    // Below a regular file nobody can make a folder, not even root.
    fs::write(project.path("file"), "text").unwrap();
    let mut command = project.command(&["fetch"]);
    let ran = support::finish(command.env("LABOR_OUTLOOK_CACHE", project.path("file")));
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("error: cannot make"), "{}", ran.err);
    fs::write(project.path("inputs"), "text").unwrap();
    let ran = project.run(&["fetch"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("inputs"), "{}", ran.err);
    assert_eq!(support::text(&project.path("inputs")), "text");
    assert!(!project.path("pipeline.lock").exists());
}

#[test]
fn two_at_once_do_not_meet() {
    let server = Server::scripted(|_, _| {
        let bytes = prices();
        let head = head("200 OK", &[("Content-Length", &bytes.len().to_string())]);
        vec![Step::Send(head), Step::Wait(250), Step::Send(bytes)]
    });
    let project = Project::new(&server.root, &[CPI]);
    let mut fetch = project.command(&["fetch"]);
    let mut first = fetch.stderr(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
    while server.asked().is_empty() {
        thread::sleep(Duration::from_millis(1));
    }
    for arguments in [["fetch"], ["lock"]] {
        let ran = project.run(&arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!(ran.err.contains("another labor-outlook is changing the inputs"), "{}", ran.err);
        assert!(ran.err.contains("hint: wait for it"), "{}", ran.err);
    }
    // Another project, the same cache: BLS sees one connection.
    let other = Project::new(&server.root, &[CPI]);
    let mut command = other.command(&["fetch"]);
    let ran = support::finish(command.env("LABOR_OUTLOOK_CACHE", project.path("cache")));
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("another labor-outlook is fetching"), "{}", ran.err);
    assert!(first.wait().unwrap().success());
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn a_damaged_cache_is_not_believed() {
    let project = in_order();
    let sha256 = files::sha256(&prices());
    fs::write(project.path("cache/downloads").join(&sha256), "spoiled").unwrap();
    fs::remove_file(project.path("inputs/prices/cpi.tsv")).unwrap();
    project.fails(&["fetch", "--offline"], &["neither in place nor in the cache"]);
    project.done(&["fetch"]);
    assert_eq!(fs::read(project.path("inputs/prices/cpi.tsv")).unwrap(), prices());
}

#[test]
fn a_file_of_a_browser_is_checked_and_locked() {
    let project = Project::new("http://127.0.0.1:9", &[CPI]);
    let add = |name: &str, bytes: &[u8], more: &[&str]| {
        let file = project.path(name);
        fs::write(&file, bytes).unwrap();
        let mut arguments = vec!["add", file.to_str().unwrap()];
        arguments.extend(more);
        project.run(&arguments)
    };
    let ran = add("cu.data.1.AllItems", &prices(), &[]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.starts_with("inputs/prices/cpi.tsv: added: CPI-U, "), "{}", ran.out);
    assert_eq!(project.entry("inputs/prices/cpi.tsv")["how"].as_str(), Some("added"));
    let table = fs::read(support::root().join("inputs/oews/national_M2025_dl.csv")).unwrap();
    let zipped = zip("national_M2025_dl.csv", &table);
    let ran = add("oesm25nat.zip", &zipped, &[]);
    assert!(
        ran.out.starts_with("inputs/oews/oesm25nat.zip: added: OEWS 2025-05"),
        "{}{}",
        ran.out,
        ran.err
    );
    let ran = add("oesm25nat.zip", &zipped, &["--as", "inputs/nation.zip"]);
    assert!(ran.out.starts_with("inputs/nation.zip: added"), "{}{}", ran.out, ran.err);
    let before = project.inputs();
    for (name, bytes, more, says) in [
        ("page.zip", b"<html><title>Sign in</title>".as_slice(), vec![], "a web page"),
        (
            "oesm25nat.zip",
            zipped.as_slice(),
            vec!["--release", "2024-05"],
            "the file is not of May 2024",
        ),
        (
            "oesm25nat.zip",
            zipped.as_slice(),
            vec!["--program", "cpi-u"],
            "holds Occupational Employment",
        ),
        ("oesm25nat.zip", zipped.as_slice(), vec!["--as", "inputs/x.csv"], "no .csv file"),
        ("notes.txt", b"hello".as_slice(), vec![], "no table"),
    ] {
        let ran = add(name, bytes, &more);
        assert_eq!(ran.code, Some(2), "{name}: {}", ran.out);
        assert!(ran.err.contains(says), "{name}: {}", ran.err);
        assert!(project.inputs() == before, "{name}");
    }
}

/// Every published table at hand is taken as what it is. Extra: the tables are not part of the project.
#[test]
fn published_tables_are_taken() {
    let Some(data) = support::at_hand("../shared/data") else { return };
    let project = Project::new("http://127.0.0.1:9", &[]);
    let mut odd = Vec::new();
    for name in [
        "oews/national/2003-05/national_may2003_dl.xls",
        "oews/national/2009-05/national_dl.xls",
        "oews/national/2014-05/national_M2014_dl.xlsx",
        "oews/blszip/oesm19nat.zip",
        "oews/state/oesm09st.zip",
        "prices/SARPP_STATE_2008_2023.csv",
        "prices/cpi-u-CUUR0000SA0.csv",
    ] {
        let ran = project.run(&["add", data.join(name).to_str().unwrap()]);
        if ran.code != Some(0) {
            odd.push(format!("{name}: {}", ran.err));
        }
    }
    assert!(odd.is_empty(), "{odd:#?}");
}

/// The small project, which can run, with its inputs locked.
fn locked_project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    support::copy(&support::fixture("project"), folder.path());
    assert_eq!(support::run(folder.path(), &["lock", "-q"]).code, Some(0));
    folder
}

fn change(folder: &Path, file: &str, from: &str, to: &str) {
    let text = support::text(&folder.join(file));
    assert!(text.contains(from));
    fs::write(folder.join(file), text.replace(from, to)).unwrap();
}

#[test]
fn a_run_says_which_input_changed_and_how_to_accept_it() {
    let folder = locked_project();
    let run = |arguments: &[&str]| support::run(folder.path(), arguments);
    assert_eq!(run(&["run", "--locked"]).code, Some(0));
    change(folder.path(), "oews_2024.csv", "117960", "117970");
    let ran = run(&["run"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.starts_with("oews_2024.csv: error: the input changed: its sha256 is "),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("labor-outlook lock") && ran.err.contains("fetch --locked"), "{}", ran.err);
    let accepted = run(&["lock"]);
    assert!(accepted.err.contains("oews_2024.csv: is "), "{}", accepted.err);
    assert_eq!(run(&["run", "--locked"]).code, Some(0));
}

#[test]
fn locked_fails_if_the_lock_would_change() {
    let folder = locked_project();
    let run = |arguments: &[&str]| support::run(folder.path(), arguments);
    let before = support::text(&folder.path().join("pipeline.lock"));
    change(folder.path(), "pipeline.toml", "path = \"oews_2024.csv\"", "path = \"copy.csv\"");
    fs::rename(folder.path().join("oews_2024.csv"), folder.path().join("copy.csv")).unwrap();
    assert_eq!(run(&["run", "-q"]).code, Some(0), "an input that is not locked is no reason to stop");
    let ran = run(&["run", "--locked"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("copy.csv: error: is not in pipeline.lock"), "{}", ran.err);
    assert!(ran.err.contains("oews_2024.csv: error: is in pipeline.lock and is gone"), "{}", ran.err);
    assert_eq!(support::text(&folder.path().join("pipeline.lock")), before);
    fs::remove_file(folder.path().join("pipeline.lock")).unwrap();
    assert_eq!(run(&["run", "--locked"]).code, Some(2), "without a lock nothing is locked");
    assert_eq!(run(&["run"]).code, Some(0));
}

#[test]
fn the_lock_is_the_same_whoever_writes_it() {
    let folder = locked_project();
    let path = folder.path().join("pipeline.lock");
    let first = fs::read(&path).unwrap();
    assert_eq!(support::run(folder.path(), &["lock", "-q"]).code, Some(0));
    assert_eq!(fs::read(&path).unwrap(), first);
    let text = String::from_utf8(first).unwrap();
    let paths: Vec<&str> = text.lines().filter(|line| line.starts_with("path = ")).collect();
    assert!(paths.is_sorted() && paths.len() == 7, "{paths:?}");
    for (spoiled, says) in
        [("version = 2\n", "version 2"), ("inputs = 3", "error"), ("<<<<<<<", "error")]
    {
        fs::write(&path, spoiled).unwrap();
        let ran = support::run(folder.path(), &["run"]);
        assert_eq!(ran.code, Some(2));
        assert!(ran.err.contains("pipeline.lock: error") && ran.err.contains(says), "{}", ran.err);
        assert!(ran.err.contains("version control"), "{}", ran.err);
    }
}

#[test]
fn the_committed_lock_names_the_committed_inputs() {
    let ran = support::run(support::root(), &["run", "--check", "--locked"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), "outputs is up to date\n"));
}

/// The flat files of the fixture on a server, with the data of a year.
fn flat_files(year: u16) -> Files {
    let shelf = Files::default();
    for (name, bytes) in support::tree(&support::fixture("valid/flat")) {
        if name.starts_with("oe.") {
            shelf.put(&format!("/pub/time.series/oe/{name}"), &bytes, "same");
        }
    }
    shelf.put(&format!("/pub/time.series/oe/{FLAT_DATA}"), &flat_data(year), "same");
    shelf
}

const FLAT_DATA: &str = "oe.data.0.Current";

fn flat_data(year: u16) -> Vec<u8> {
    let data = support::text(&support::fixture("valid/flat").join(FLAT_DATA));
    data.replace("\t2025\t", &format!("\t{year}\t")).into_bytes()
}

#[test]
fn flat_files_are_of_one_release() {
    let shelf = flat_files(2024);
    let project = Project::new(&Server::polite(&shelf).root, &[]);
    let fetch = ["fetch", "oews", "--geography", "flat"];
    project.fails(&fetch, &["oe.data.0.Current: error: the flat files are not of one release"]);
    // The same tag for everything, as BLS has it, is no key to anything but its own address.
    shelf.put(&format!("/pub/time.series/oe/{FLAT_DATA}"), &flat_data(2025), "next");
    let taken = project.run(&fetch);
    // Fourteen occupations are a part of a release: a finding, told once.
    assert_eq!(taken.code, Some(1), "{}", taken.err);
    assert!(taken.err.contains("oe.data.0.Current: finding LO045: "), "{}", taken.err);
    assert_eq!(project.run(&fetch).code, Some(0), "nothing new is no finding");
    assert_eq!(project.entry("inputs/oews/oe/oe.data.0.Current")["release"].as_str(), Some("2025-05"));
    assert_eq!(project.lock()["inputs"].as_array().unwrap().len(), 7);
    let fetch = ["fetch", "oews", "2024-05", "--geography", "flat"];
    project.fails(&fetch, &["the file is not of May 2024", "the newest release only in flat files"]);
}

/// A row far down that cannot be read is told with its line, and nothing is taken.
#[test]
fn flat_files_are_read_to_their_last_row() {
    let shelf = flat_files(2025);
    let project = Project::new(&Server::polite(&shelf).root, &[]);
    let fetch = ["fetch", "oews", "--geography", "flat"];
    let text = String::from_utf8(flat_data(2025)).unwrap();
    let lines = text.lines().count();
    let spoilt = |what: &str, bytes: String, says: &str| {
        shelf.put(&format!("/pub/time.series/oe/{FLAT_DATA}"), bytes.as_bytes(), what);
        project.fails(&fetch, &[says]);
        assert!(!project.path("inputs").exists(), "{what}");
        let kept = support::tree(&project.path("cache/downloads"));
        assert!(!kept.contains_key(&files::sha256(bytes.as_bytes())), "{what} is in the cache");
    };
    let (rest, last) = text.trim_end().rsplit_once('\n').unwrap();
    let (key, value) = last.rsplit_once("A01").unwrap();
    let line = format!("{FLAT_DATA}:{lines}:");
    spoilt("a word", format!("{rest}\n{key}A01\tmany\t\r\n"), &line);
    spoilt("cut short", format!("{rest}\n{}", &last[..12]), &line);
    spoilt("another program", format!("{rest}\nLAU{}A01{value}\r\n", &key[3..]), &line);
    // A list that another one stands in for.
    let areas = fs::read(support::fixture("valid/flat/oe.area")).unwrap();
    shelf.put("/pub/time.series/oe/oe.industry", &areas, "other");
    project.fails(&fetch, &["the file is not oe.industry of OEWS: it begins state_code"]);
}

/// Flat files that were saved in a browser, which adds an ending, find each other.
#[test]
fn flat_files_of_a_browser_stand_together() {
    let project = Project::new("http://127.0.0.1:9", &[]);
    let downloads = tempfile::tempdir().unwrap();
    let mut files = support::tree(&support::fixture("valid/flat"));
    files.retain(|name, _| name.starts_with("oe."));
    for (name, bytes) in &files {
        let saved = downloads.path().join(format!("{name}.txt"));
        fs::write(&saved, bytes).unwrap();
        let ran = project.run(&["add", saved.to_str().unwrap()]);
        assert!(matches!(ran.code, Some(0 | 1)), "{name}: {}", ran.err);
        assert_eq!(&fs::read(project.path("inputs/oews/oe").join(name)).unwrap(), bytes, "{name}");
    }
    assert_eq!(project.lock()["inputs"].as_array().unwrap().len(), files.len());
}

/// A folder of flat files is a source like any file: locked, held to the lock, and told by `status`.
#[test]
fn a_folder_is_locked_by_the_files_in_it() {
    let folder = tempfile::tempdir().unwrap();
    support::copy(&support::fixture("valid/flat"), &folder.path().join("oe"));
    fs::remove_file(folder.path().join("oe/all_data_M_2025.csv")).unwrap();
    let text = "report.title = \"Flat\"\nrole-lists = []\ncomparisons = []\n[[sources]]\nid = \"flat\"\n\
                program = \"oews\"\nrelease = \"2025-05\"\npath = \"oe\"\n";
    fs::write(folder.path().join("pipeline.toml"), text).unwrap();
    let run = |arguments: &[&str]| support::run(folder.path(), arguments);
    assert_eq!(run(&["lock"]).code, Some(0), "{}", run(&["lock"]).err);
    let lock = support::text(&folder.path().join("pipeline.lock"));
    assert!(lock.contains("oe/oe.data.0.Current") && lock.contains("oe/oe.area"), "{lock}");
    assert!(run(&["status"]).out.contains("2025-05"), "{}", run(&["status"]).err);
    let areas = folder.path().join("oe/oe.area");
    fs::write(&areas, support::text(&areas).replace("National", "The nation")).unwrap();
    let ran = run(&["run"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("oe.area: error: the input changed"), "{}", ran.err);
}

/// What somebody accepted with a reason outlives every command that writes the lock.
#[test]
fn accepted_changes_stay_in_the_lock() {
    let shelf = Files::default();
    shelf.put("/cpi.csv", &fs::read(support::fixture("project/cpi_u.csv")).unwrap(), "first");
    let server = Server::polite(&shelf);
    let project = small_project(&server.root);
    let diff = ["diff", "2024-05", "2025-05", "--fail-on", "median>5%", "--quiet"];
    assert_eq!(project.run(&diff).code, Some(1));
    project.done(&[&diff[..], &["--accept", "checked by hand"]].concat());
    let accepted = || project.lock()["accepted"].clone();
    let before = accepted();
    assert!(!before.as_array().unwrap().is_empty());
    let added = project.path("copy.csv");
    fs::copy(project.path("price_parities.csv"), &added).unwrap();
    shelf.put("/cpi.csv", &fs::read(project.path("cpi_u.csv")).unwrap(), "second");
    for command in
        [vec!["fetch"], vec!["add", added.to_str().unwrap()], vec!["lock"], vec!["fetch", "--locked"]]
    {
        project.done(&command);
        assert_eq!(accepted(), before, "{command:?}");
        assert_eq!(project.run(&diff).code, Some(0), "{command:?}");
    }
}
