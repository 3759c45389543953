//! Downloads from servers on this machine, which behave or do not: what arrives is whole, right and
//! locked, or nothing changes and it is said why.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::support::{
    self, Ran,
    server::{Files, Server, Step, answer, head},
};

/// A folder with a `pipeline.toml`, and a cache of its own.
pub struct Project {
    pub folder: TempDir,
}

/// A source of consumer prices, which is what most tests fetch.
pub const CPI: &str = "id = \"cpi\"\nprogram = \"cpi-u\"\npath = \"inputs/prices/cpi.tsv\"\n";

/// Where the prices are on a mirror of BLS.
pub const CPI_PATH: &str = "/pub/time.series/cu/cu.data.1.AllItems";

impl Project {
    /// A project of some sources on a mirror, with times that a test can wait for.
    pub fn new(mirror: &str, sources: &[&str]) -> Self {
        Self::with(mirror, sources, "")
    }

    /// The same with more lines under `[fetch]`, which win.
    pub fn with(mirror: &str, sources: &[&str], more: &str) -> Self {
        let usual = [
            ("contact", "\"jo@example.org\""),
            ("allow-http", "true"),
            ("interval-seconds", "0"),
            ("connect-seconds", "1"),
            ("stall-seconds", "0.3"),
            ("total-seconds", "8"),
            ("attempts", "4"),
            ("backoff-seconds", "0.02"),
        ];
        let set = |name: &str| more.lines().any(|line| line.starts_with(name));
        let usual = usual.iter().filter(|(name, _)| !set(name));
        let usual: Vec<String> = usual.map(|(name, value)| format!("{name} = {value}\n")).collect();
        let sources: Vec<String> =
            sources.iter().map(|source| format!("\n[[sources]]\n{source}")).collect();
        let text = format!(
            "report.title = \"Prices\"\nrole-lists = []\ncomparisons = []\n{}\n[fetch]\nmirror = \
             \"{mirror}\"\n{}{more}\n{}",
            if sources.is_empty() { "sources = []\n" } else { "" },
            usual.concat(),
            sources.concat()
        );
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("pipeline.toml"), text).unwrap();
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program, with this project's cache and none of the environment's settings.
    pub fn command(&self, arguments: &[&str]) -> std::process::Command {
        let mut command = support::program(self.folder.path(), arguments);
        command.env("LABOR_OUTLOOK_CACHE", self.path("cache"));
        for name in ["LABOR_OUTLOOK_CONTACT", "BLS_API_KEY", "SOURCE_DATE_EPOCH"] {
            command.env_remove(name);
        }
        for name in ["http_proxy", "https_proxy", "all_proxy", "no_proxy"] {
            command.env_remove(name).env_remove(name.to_uppercase());
        }
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        support::finish(&mut self.command(arguments))
    }

    /// Runs what must succeed.
    pub fn done(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
        ran.out
    }

    /// Runs what must fail, saying some things and changing nothing.
    pub fn fails(&self, arguments: &[&str], says: &[&str]) -> String {
        let before = self.inputs();
        let ran = self.run(arguments);
        assert_eq!(ran.code, Some(2), "{}{}", ran.out, ran.err);
        assert!(ran.err.contains("error: ") && ran.err.contains("hint: "), "{}", ran.err);
        for words in says {
            assert!(ran.err.contains(words), "`{words}` is not in:\n{}", ran.err);
        }
        assert!(self.inputs() == before, "something changed: {}", ran.err);
        ran.err
    }

    /// The inputs and the lock.
    pub fn inputs(&self) -> support::Tree {
        let mut tree = support::Tree::new();
        if let Ok(lock) = fs::read(self.path("pipeline.lock")) {
            tree.insert("pipeline.lock".to_owned(), lock);
        }
        if self.path("inputs").is_dir() {
            let whole = |name: &String| !name.ends_with(".staging");
            let inputs = support::tree_of(&self.path("inputs"), &whole);
            tree.extend(inputs.into_iter().map(|(name, bytes)| (format!("inputs/{name}"), bytes)));
        }
        tree
    }

    pub fn lock(&self) -> toml::Table {
        support::text(&self.path("pipeline.lock")).parse().unwrap()
    }

    /// The entry of an input in the lock.
    pub fn entry(&self, path: &str) -> toml::Value {
        let lock = self.lock();
        let inputs = lock["inputs"].as_array().unwrap();
        inputs.iter().find(|entry| entry["path"].as_str() == Some(path)).cloned().unwrap()
    }
}

/// Consumer prices as a file of BLS.
pub fn prices() -> Vec<u8> {
    let text = support::text(&support::fixture("project/cpi_u.csv"));
    text.replace(',', "\t").into_bytes()
}

/// The same with another month, as a later version has it.
pub fn later_prices() -> Vec<u8> {
    let mut bytes = prices();
    bytes.extend_from_slice(b"CUUR0000SA0\t2031\tM01\t400.123\n");
    bytes
}

/// A zip of one member.
pub fn zip(name: &str, bytes: &[u8]) -> Vec<u8> {
    support::zip(&[(name, bytes)])
}

/// The national zip of a release.
fn national(year: u16) -> Vec<u8> {
    zip(&format!("oesm{}nat/national_M{year}_dl.csv", year % 100), &national_table(year))
}

fn national_table(year: u16) -> Vec<u8> {
    fs::read(support::root().join(format!("inputs/oews/national_M{year}_dl.csv"))).unwrap()
}

fn serving(files: &[(&str, &[u8])]) -> (Server, Files) {
    let all = Files::default();
    for (path, bytes) in files {
        all.put(path, bytes, "first");
    }
    (Server::polite(&all), all)
}

#[test]
fn a_first_fetch_places_and_locks() {
    let (server, _) = serving(&[(CPI_PATH, &prices())]);
    let project = Project::new(&server.root, &[CPI]);
    let said = project.done(&["fetch"]);
    assert!(said.starts_with("inputs/prices/cpi.tsv: fetched: CPI-U, "), "{said}");
    assert!(said.contains("answered 200 OK"), "{said}");
    assert_eq!(fs::read(project.path("inputs/prices/cpi.tsv")).unwrap(), prices());
    let entry = project.entry("inputs/prices/cpi.tsv");
    assert_eq!(entry["how"].as_str(), Some("fetched"));
    assert_eq!(entry["program"].as_str(), Some("cpi-u"));
    assert_eq!(entry["url"].as_str(), Some(format!("{}{CPI_PATH}", server.root).as_str()));
    assert_eq!(entry["bytes"].as_integer(), Some(i64::try_from(prices().len()).unwrap()));
    assert_eq!(entry["sha256"].as_str().unwrap().len(), 64);
    let agent = &server.asked()[0].headers["user-agent"];
    assert!(agent.starts_with("labor-outlook/") && agent.ends_with("(jo@example.org)"), "{agent}");
}

#[test]
fn nothing_new_is_proved_and_changes_nothing() {
    let (server, files) = serving(&[(CPI_PATH, &prices())]);
    let project = Project::new(&server.root, &[CPI]);
    project.done(&["fetch"]);
    let before = project.inputs();
    let said = project.done(&["fetch"]);
    assert!(said.contains("unchanged") && said.contains("answered 304 Not Modified"), "{said}");
    assert!(said.contains("sha256 "), "{said}");
    assert_eq!(server.asked()[1].headers["if-none-match"], "\"first\"");
    assert!(project.inputs() == before);
    // A new tag for the same bytes is nothing new either.
    files.put(CPI_PATH, &prices(), "second");
    let said = project.done(&["fetch"]);
    assert!(said.contains("unchanged") && said.contains("answered 200 OK"), "{said}");
    assert!(project.inputs() == before);
}

#[test]
fn a_new_version_takes_the_place_and_the_old_stays_by_hash() {
    let (server, files) = serving(&[(CPI_PATH, &prices())]);
    let project = Project::new(&server.root, &[CPI]);
    project.done(&["fetch"]);
    let old_lock = fs::read(project.path("pipeline.lock")).unwrap();
    files.put(CPI_PATH, &later_prices(), "second");
    let said = project.done(&["fetch"]);
    assert!(said.contains("changed, from sha256 "), "{said}");
    assert_eq!(fs::read(project.path("inputs/prices/cpi.tsv")).unwrap(), later_prices());
    // The old lock brings the old bytes back, though the address no longer has them.
    fs::write(project.path("pipeline.lock"), &old_lock).unwrap();
    let asked = server.asked().len();
    let said = project.done(&["fetch", "--offline"]);
    assert!(said.contains("restored from the cache"), "{said}");
    assert_eq!(fs::read(project.path("inputs/prices/cpi.tsv")).unwrap(), prices());
    assert_eq!(server.asked().len(), asked, "--offline asked somebody");
}

#[test]
fn locked_takes_nothing_but_what_the_lock_says() {
    let (server, files) = serving(&[(CPI_PATH, &prices())]);
    let project = Project::new(&server.root, &[CPI]);
    project.fails(&["fetch", "--locked"], &["is not in pipeline.lock"]);
    project.done(&["fetch"]);
    let input = project.path("inputs/prices/cpi.tsv");
    // Without the file and without the cache the address is asked, and must have the same bytes.
    fs::remove_file(&input).unwrap();
    fs::remove_dir_all(project.path("cache")).unwrap();
    project.fails(&["fetch", "--offline"], &["neither in place nor in the cache", "labor-outlook add"]);
    project.done(&["fetch", "--locked"]);
    assert_eq!(fs::read(&input).unwrap(), prices());
    fs::remove_file(&input).unwrap();
    fs::remove_dir_all(project.path("cache")).unwrap();
    files.put(CPI_PATH, &later_prices(), "second");
    project.fails(&["fetch", "--locked"], &["the address has other bytes now"]);
    assert!(!input.exists());
}

#[test]
fn without_a_contact_nobody_is_asked() {
    let (server, _) = serving(&[(CPI_PATH, &prices())]);
    for contact in ["", "me", "jo@localhost"] {
        let project = Project::with(&server.root, &[CPI], &format!("contact = \"{contact}\""));
        project.fails(&["fetch"], &["contact = ", "LABOR_OUTLOOK_CONTACT", "--contact"]);
    }
    assert!(server.asked().is_empty());
    let project = Project::with(&server.root, &[CPI], "contact = \"nobody\"");
    project.done(&["fetch", "--contact", "https://example.org/about"]);
    let ran =
        support::finish(project.command(&["fetch"]).env("LABOR_OUTLOOK_CONTACT", "li@example.edu"));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(server.asked()[1].headers["user-agent"].contains("li@example.edu"));
}

#[test]
fn a_download_goes_on_where_it_stopped() {
    let bytes = prices();
    let half = bytes.len() / 2;
    let whole = bytes.clone();
    let server = Server::scripted(move |asked, nth| {
        let length = whole.len().to_string();
        let tag = ("ETag", "\"one\"");
        if nth == 0 {
            let head = head("200 OK", &[("Content-Length", &length), tag]);
            return vec![Step::Send(head), Step::Send(whole[..half].to_vec())];
        }
        assert_eq!(asked.headers["range"], format!("bytes={half}-"));
        assert_eq!(asked.headers["if-range"], "\"one\"");
        let range = format!("bytes {half}-{}/{}", whole.len() - 1, whole.len());
        answer("206 Partial Content", &[("Content-Range", &range), tag], &whole[half..])
    });
    let project = Project::new(&server.root, &[CPI]);
    let said = project.done(&["fetch"]);
    assert!(said.contains("answered 206 Partial Content"), "{said}");
    assert_eq!(fs::read(project.path("inputs/prices/cpi.tsv")).unwrap(), bytes);
}

#[test]
fn the_next_run_goes_on_where_a_failed_one_stopped() {
    let bytes = prices();
    let (half, whole) = (bytes.len() / 2, bytes.clone());
    let server = Server::scripted(move |asked, _| {
        let length = whole.len().to_string();
        let tag = ("ETag", "\"one\"");
        let Some(range) = asked.headers.get("range") else {
            let head = head("200 OK", &[("Content-Length", &length), tag]);
            return vec![Step::Send(head), Step::Send(whole[..half].to_vec())];
        };
        assert_eq!(*range, format!("bytes={half}-"));
        let range = format!("bytes {half}-{}/{}", whole.len() - 1, whole.len());
        answer("206 Partial Content", &[("Content-Range", &range), tag], &whole[half..])
    });
    let project = Project::with(&server.root, &[CPI], "attempts = 1");
    project.fails(&["fetch"], &["broke off after", "goes on from there"]);
    project.done(&["fetch"]);
    assert_eq!(fs::read(project.path("inputs/prices/cpi.tsv")).unwrap(), bytes);
    assert!(support::tree(&project.path("cache/downloads/partial")).is_empty());
}

#[test]
fn a_file_that_changes_while_it_is_fetched_is_never_put_together_from_two() {
    // The polite server heeds If-Range, the rude one sends the rest of the new version regardless.
    for rude in [false, true] {
        let (old, new) = (prices(), later_prices());
        let wanted = new.clone();
        let server = Server::scripted(move |asked, nth| {
            let half = old.len() / 2;
            if nth == 0 {
                let length = old.len().to_string();
                let head = head("200 OK", &[("Content-Length", &length), ("ETag", "\"old\"")]);
                return vec![Step::Send(head), Step::Send(old[..half].to_vec())];
            }
            if rude && asked.headers.contains_key("range") {
                let range = format!("bytes {half}-{}/{}", new.len() - 1, new.len());
                let headers = [("Content-Range", range.as_str()), ("ETag", "\"new\"")];
                return answer("206 Partial Content", &headers, &new[half..]);
            }
            answer("200 OK", &[("ETag", "\"new\"")], &new)
        });
        let project = Project::new(&server.root, &[CPI]);
        project.done(&["fetch"]);
        assert_eq!(fs::read(project.path("inputs/prices/cpi.tsv")).unwrap(), wanted, "rude: {rude}");
    }
}

#[test]
fn a_page_that_blocks_is_named_with_what_to_do_by_hand() {
    let page = b"<!DOCTYPE html><html><head><title>Access Denied</title></head>...</html>";
    let refusing = Server::scripted(move |_, _| answer("403 Forbidden", &[], page));
    let project = Project::new(&refusing.root, &[CPI]);
    project.fails(&["fetch"], &["403 Forbidden", "contact", "labor-outlook add FILE"]);
    assert_eq!(refusing.asked().len(), 1, "a refusal is final");
    // The same page where a file should be.
    let posing = Server::scripted(move |_, _| answer("200 OK", &[("ETag", "\"p\"")], page));
    let project = Project::new(&posing.root, &[CPI]);
    let said =
        project.fails(&["fetch"], &["a web page (\u{201c}Access Denied\u{201d}) arrived instead"]);
    assert!(said.contains("labor-outlook add FILE"), "{said}");
    assert_eq!(posing.asked().len(), 1, "a page is not asked for twice");
    let kept = support::tree(&project.path("cache"));
    assert!(!kept.values().any(|bytes| bytes.starts_with(b"<!DOCTYPE")), "the page is in the cache");
}

#[test]
fn the_next_address_is_tried_where_one_has_nothing() {
    let (server, _) = serving(&[("/oes/special.requests/oesm25nat.zip", &national(2025))]);
    let project = Project::new(&server.root, &[]);
    let said = project.done(&["fetch", "oews", "2025-05"]);
    assert!(said.contains("special-requests/oesm25nat.zip answered 404"), "{said}");
    assert!(said.contains("special.requests/oesm25nat.zip answered 200"), "{said}");
    assert_eq!(project.entry("inputs/oews/oesm25nat.zip")["release"].as_str(), Some("2025-05"));
    let project = Project::new(&server.root, &[]);
    let said =
        project.fails(&["fetch", "oews", "2024-05"], &["nothing is there", "`url` of the source"]);
    assert_eq!(said.matches("answered 404").count(), 2, "{said}");
}

#[test]
fn latest_is_the_newest_that_exists() {
    let (server, files) = serving(&[("/oes/special-requests/oesm24nat.zip", &national(2024))]);
    let project = Project::new(&server.root, &[]);
    // 2027-01-15: the calendar must not be believed.
    let fetch = |arguments: &[&str]| {
        support::finish(project.command(arguments).env("SOURCE_DATE_EPOCH", "1799971200"))
    };
    let ran = fetch(&["fetch", "oews", "latest"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.starts_with("inputs/oews/oesm24nat.zip: fetched: OEWS 2024-05"), "{}", ran.out);
    for year in ["27", "26", "25"] {
        assert!(ran.out.contains(&format!("oesm{year}nat.zip answered 404")), "{}", ran.out);
    }
    let entry = project.entry("inputs/oews/oesm24nat.zip");
    assert_eq!(entry["date"].as_str(), Some("2027-01-15"), "SOURCE_DATE_EPOCH stops the clock");
    files.put("/oes/special-requests/oesm25nat.zip", &national(2025), "first");
    let ran = fetch(&["fetch", "oews"]);
    assert!(ran.out.starts_with("inputs/oews/oesm25nat.zip: fetched: OEWS 2025-05"), "{}", ran.out);
    assert!(project.path("inputs/oews/oesm24nat.zip").exists());
}

#[test]
fn the_projections_are_named_after_the_round_that_is_in_the_file() {
    let table = fs::read(support::fixture("project/projections_2024-34.csv")).unwrap();
    let workbook = zip("occupation.csv", &table);
    let (server, _) = serving(&[("/emp/ind-occ-matrix/occupation.xlsx", &workbook)]);
    let project = Project::new(&server.root, &[]);
    let said = project.done(&["fetch", "projections"]);
    assert!(said.starts_with("inputs/projections/occupation_2024-34.xlsx: fetched"), "{said}");
    let project = Project::new(&server.root, &[]);
    project.fails(&["fetch", "projections", "2022-32"], &["holds the projections 2024-34, not 2022-32"]);
}

#[test]
fn a_file_of_another_release_or_place_or_program_is_refused() {
    let at = "/oes/special-requests/oesm25nat.zip";
    let states = fs::read(support::fixture("project/oews_2025_states.csv")).unwrap();
    for (what, bytes, says) in [
        ("last year's", national(2024), "the file is not of May 2025"),
        (
            "misnamed",
            zip("national_M2025_dl.csv", &national_table(2024)),
            "its names and figures speak for May 2024 and May 2025",
        ),
        ("the states'", zip("state_M2025_dl.csv", &states), "about other places"),
        ("prices", zip("cu.data.csv", &prices()), "holds consumer prices"),
        ("no table", zip("readme.txt", b"hello"), "no table"),
        ("damaged", national(2025)[..400].to_vec(), "cannot be read"),
        ("empty", Vec::new(), "empty"),
    ] {
        let (server, _) = serving(&[(at, &bytes), ("/oes/special.requests/oesm25nat.zip", &bytes)]);
        let project = Project::new(&server.root, &[]);
        println!("{what}");
        project.fails(&["fetch", "oews", "2025-05"], &[says]);
        assert!(!project.path("inputs").exists(), "{what}");
    }
}

#[test]
fn names_inside_archives_lead_nowhere() {
    let bytes = zip("../../../evil_national_M2025_dl.csv", &national_table(2025));
    let (server, _) = serving(&[("/oes/special-requests/oesm25nat.zip", &bytes)]);
    let project = Project::new(&server.root, &[]);
    project.done(&["fetch", "oews", "2025-05"]);
    let files = support::tree(project.folder.path());
    assert!(!files.keys().any(|name| name.contains("evil")), "{:?}", files.keys());
    for above in [project.folder.path().parent().unwrap(), Path::new("/")] {
        assert!(!above.join("evil_national_M2025_dl.csv").exists());
    }
}

#[test]
fn a_server_that_is_busy_is_asked_again_when_it_says() {
    for by_date in [false, true] {
        let server = Server::scripted(move |_, nth| {
            let soon = std::time::SystemTime::now() + Duration::from_secs(2);
            let header = if by_date { httpdate::fmt_http_date(soon) } else { "1".to_owned() };
            match nth {
                0 => answer("429 Too Many Requests", &[("Retry-After", &header)], b"later"),
                _ => answer("200 OK", &[], &prices()),
            }
        });
        let project = Project::new(&server.root, &[CPI]);
        let begun = Instant::now();
        let ran = project.run(&["fetch"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert!(begun.elapsed().as_secs_f64() > 0.9, "it did not wait");
        assert!(ran.err.contains("429 Too Many Requests; trying again in"), "{}", ran.err);
    }
    let server = Server::scripted(|_, _| answer("503 Busy", &[("Retry-After", "86400")], b""));
    let project = Project::new(&server.root, &[CPI]);
    project.fails(&["fetch"], &["503", "a wait of 86400 s would pass the time limit"]);
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn a_burst_of_errors_passes_or_is_told() {
    let server = Server::scripted(|_, nth| match nth {
        0 => answer("500 Internal Server Error", &[], b""),
        1 => answer("502 Bad Gateway", &[], b""),
        2 => vec![],
        _ => answer("200 OK", &[], &prices()),
    });
    Project::new(&server.root, &[CPI]).done(&["fetch"]);
    assert_eq!(server.asked().len(), 4);
    let server = Server::scripted(|_, _| answer("500 Internal Server Error", &[], b""));
    Project::new(&server.root, &[CPI]).fails(&["fetch"], &["answered 500", "tried 4 times"]);
    assert_eq!(server.asked().len(), 4);
    // Nobody listens there.
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    Project::new(&format!("http://{gone}"), &[CPI]).fails(&["fetch"], &["cannot connect"]);
}

#[test]
fn a_server_that_stalls_or_drips_is_left() {
    let server = Server::scripted(|_, _| {
        let head = head("200 OK", &[("Content-Length", "1000"), ("ETag", "\"s\"")]);
        vec![Step::Send(head), Step::Send(b"series_id\tyear".to_vec()), Step::Wait(1500)]
    });
    let project = Project::with(&server.root, &[CPI], "attempts = 1\nstall-seconds = 0.1");
    project.fails(&["fetch"], &["broke off after 14 of 1000 bytes: no answer in time"]);
    let mute = Server::scripted(|_, _| vec![Step::Wait(1500)]);
    let project = Project::with(&mute.root, &[CPI], "attempts = 1\nstall-seconds = 0.1");
    project.fails(&["fetch"], &["no answer in time"]);
    // A byte now and then never stalls; the time for everything ends it.
    let dripping = Server::scripted(|_, _| {
        let mut steps =
            vec![Step::Send(head("200 OK", &[("Content-Length", "1000"), ("ETag", "\"d\"")]))];
        for _ in 0..40 {
            steps.extend([Step::Send(b"s".to_vec()), Step::Wait(40)]);
        }
        steps
    });
    let project = Project::with(&dripping.root, &[CPI], "total-seconds = 0.4");
    let begun = Instant::now();
    project.fails(&["fetch"], &["the time limit is over"]);
    assert!(begun.elapsed() < Duration::from_millis(1400));
}

#[test]
fn a_length_that_is_not_kept_is_no_file() {
    // Shorter than told, and no way to ask for the rest: asked again from the start.
    let server = Server::scripted(|_, nth| {
        let bytes = prices();
        let told = if nth == 0 { bytes.len() + 7 } else { bytes.len() };
        vec![Step::Send(head("200 OK", &[("Content-Length", &told.to_string())])), Step::Send(bytes)]
    });
    let project = Project::new(&server.root, &[CPI]);
    project.done(&["fetch"]);
    assert!(server.asked().iter().all(|asked| !asked.headers.contains_key("range")));
    // Longer than told: what is beyond is not taken, and what is left is cut short in a row.
    let longer = Server::scripted(|_, _| {
        let bytes = prices();
        let told = (bytes.len() - 9).to_string();
        vec![Step::Send(head("200 OK", &[("Content-Length", &told)])), Step::Send(bytes)]
    });
    let project = Project::new(&longer.root, &[CPI]);
    project.fails(&["fetch"], &["cut short"]);
    // A range of another file.
    let other = Server::scripted(|asked, _| {
        let bytes = prices();
        if asked.headers.contains_key("range") {
            return answer(
                "206 Partial Content",
                &[("Content-Range", "bytes 3-9/10"), ("ETag", "\"o\"")],
                b"garbage",
            );
        }
        let length = bytes.len().to_string();
        let head = head("200 OK", &[("Content-Length", &length), ("ETag", "\"o\"")]);
        vec![Step::Send(head), Step::Send(bytes[..50].to_vec())]
    });
    let project = Project::new(&other.root, &[CPI]);
    project.fails(&["fetch"], &["tried 4 times"]);
}

#[test]
fn more_than_a_table_can_have_is_refused() {
    let told = Server::scripted(|_, _| {
        vec![Step::Send(head("200 OK", &[("Content-Length", "5000000000")])), Step::Wait(300)]
    });
    let project = Project::new(&told.root, &[CPI]);
    project.fails(&["fetch"], &["more than 600000000 bytes", "most-megabytes"]);
    let endless = Server::scripted(|_, _| {
        let mut steps = vec![Step::Send(head("200 OK", &[]))];
        steps.extend((0..200).map(|_| Step::Send(vec![b'x'; 10_000])));
        steps
    });
    let project = Project::with(&endless.root, &[CPI], "most-megabytes = 0.1");
    project.fails(&["fetch"], &["more than 100000 bytes"]);
    // Two megabytes of nothing, packed to two thousand bytes on their way.
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&vec![b' '; 2_000_000]).unwrap();
    let packed = gzip.finish().unwrap();
    let bomb = Server::scripted(move |_, _| answer("200 OK", &[("Content-Encoding", "gzip")], &packed));
    let project = Project::with(&bomb.root, &[CPI], "most-megabytes = 0.1");
    project.fails(&["fetch"], &["more than 100000 bytes"]);
    assert!(support::tree(&project.path("cache/downloads/partial")).is_empty());
}

/// A file may be a bomb by itself, whatever its server says of it.
#[test]
fn archives_that_unpack_to_far_more_than_a_table_are_refused() {
    let head = "OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,A_MEDIAN\n";
    let blanks = " ".repeat(100_000);
    let row = format!("11-9111,Medical and Health Services Managers,detailed,100,50000{blanks}\n");
    let nothing = [head, &row.repeat(1000)].concat().into_bytes();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&nothing).unwrap();
    for bomb in [zip("national_M2025_dl.csv", &nothing), gzip.finish().unwrap()] {
        assert!(bomb.len() < 1_000_000);
        let (server, _) = serving(&[("/oes/special-requests/oesm25nat.zip", &bomb)]);
        let project = Project::new(&server.root, &[]);
        project.fails(&["fetch", "oews", "2025-05"], &["unpacks to far more than a table of BLS holds"]);
        assert!(!project.path("inputs").exists());
        let kept = support::tree(&project.path("cache/downloads"));
        assert!(kept.values().all(|bytes| *bytes != bomb), "the bomb is in the cache");
    }
}

/// BEA's address is not confirmed: when nothing is there, it is said, with what to do by hand.
#[test]
fn an_address_that_nobody_confirmed_is_told() {
    let (server, _) = serving(&[]);
    let project = Project::new(&server.root, &[]);
    let advice =
        ["nobody has confirmed", "apps.bea.gov/regional/downloadzip.htm", "labor-outlook add FILE"];
    project.fails(&["fetch", "price-parities"], &advice);
    project.fails(&["fetch", "cpi-u"], &["may have moved", "labor-outlook add FILE"]);
}

#[test]
fn a_packed_answer_is_unpacked() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&prices()).unwrap();
    let packed = gzip.finish().unwrap();
    let server =
        Server::scripted(move |_, _| answer("200 OK", &[("Content-Encoding", "gzip")], &packed));
    let project = Project::new(&server.root, &[CPI]);
    project.done(&["fetch"]);
    assert_eq!(fs::read(project.path("inputs/prices/cpi.tsv")).unwrap(), prices());
    assert_eq!(server.asked()[0].headers["accept-encoding"], "identity");
}

#[test]
fn redirects_stay_on_their_host_and_end() {
    let around = Server::scripted(|asked, _| {
        let to = if asked.path == "/a" { "/b" } else { "/a" };
        answer("302 Found", &[("Location", to)], b"")
    });
    let project = Project::new(&around.root, &[CPI]);
    project.fails(&["fetch"], &["redirects, which may go in a circle"]);
    assert_eq!(around.asked().len(), 6);
    let (other, _) = serving(&[("/there", &prices())]);
    let to = format!("{}/there", other.root.replace("127.0.0.1", "localhost"));
    let away = Server::scripted(move |_, _| answer("301 Moved", &[("Location", &to)], b""));
    let project = Project::new(&away.root, &[CPI]);
    project.fails(&["fetch"], &["redirects to another host", "allow-hosts = [\"localhost\"]"]);
    assert!(other.asked().is_empty(), "the other host was asked");
    Project::with(&away.root, &[CPI], "allow-hosts = [\"localhost\"]").done(&["fetch"]);
    let plain =
        Server::scripted(|_, _| answer("302 Found", &[("Location", "http://www.bls.gov/x")], b""));
    Project::with(&plain.root, &[CPI], "allow-hosts = [\"www.bls.gov\"]")
        .fails(&["fetch"], &["is not https"]);
    let near = Server::scripted(|asked, _| match asked.path.as_str() {
        "/moved" => answer("200 OK", &[], &prices()),
        _ => answer("308 Permanent Redirect", &[("Location", "/moved")], b""),
    });
    Project::new(&near.root, &[CPI]).done(&["fetch"]);
}

#[test]
fn plain_http_is_for_this_machine_and_who_allows_it() {
    let (server, _) = serving(&[(CPI_PATH, &prices())]);
    let project = Project::with(&server.root, &[CPI], "allow-http = false");
    project.fails(&["fetch"], &["is not https", "allow-http = true"]);
    let project = Project::with("http://www.example.org", &[CPI], "");
    project.fails(&["fetch"], &["is not https"]);
    let with_password = format!("{CPI}url = \"https://jo:secret@www.example.org/cpi\"\n");
    let said =
        Project::new(&server.root, &[&with_password]).fails(&["fetch"], &["user name or password"]);
    assert!(!said.contains("secret"), "{said}");
    assert!(server.asked().is_empty());
}

#[test]
fn requests_keep_their_distance() {
    let other = CPI.replace("\"cpi\"", "\"again\"").replace("cpi.tsv", "again.tsv");
    let (server, _) = serving(&[(CPI_PATH, &prices())]);
    let project = Project::with(&server.root, &[CPI, &other], "interval-seconds = 0.4");
    let begun = Instant::now();
    project.done(&["fetch"]);
    assert!(begun.elapsed() > Duration::from_millis(400));
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn what_is_wrong_is_told_together_and_nothing_is_taken() {
    let good = "id = \"good\"\nprogram = \"cpi-u\"\npath = \"inputs/good.tsv\"\n";
    let lost = "id = \"lost\"\nprogram = \"oews\"\nrelease = \"2024-05\"\npath = \"inputs/lost.zip\"\n";
    let named =
        "id = \"named\"\nprogram = \"oews\"\nrelease = \"2025-05\"\npath = \"inputs/named.csv\"\n";
    let (server, files) =
        serving(&[(CPI_PATH, &prices()), ("/oes/special-requests/oesm25nat.zip", &national(2025))]);
    let project = Project::new(&server.root, &[good, lost, named]);
    let says =
        ["inputs/lost.zip: error: nothing is there", "inputs/named.csv: error: what arrived is no .csv"];
    project.fails(&["fetch"], &says);
    assert!(!project.path("inputs").exists());
    files.remove(CPI_PATH);
    project.fails(&["fetch"], &["inputs/good.tsv: error: nothing is there"]);
}
