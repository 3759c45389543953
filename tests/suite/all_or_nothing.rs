//! Outputs change all at once or not at all: whatever fails, and whenever the program is killed, the
//! folder holds one whole set, and what others put there.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::support::{self, Tree};

/// The small project, with a second configuration of another title, so that the two make different
/// files.
struct Project(TempDir);

const CONFIGURATIONS: [&str; 2] = ["pipeline.toml", "other.toml"];

impl Project {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        support::copy(&support::fixture("project"), folder.path());
        let text = support::text(&folder.path().join("pipeline.toml"));
        let other = text.replace("Clinic roles", "The same clinic roles");
        assert_ne!(text, other);
        fs::write(folder.path().join("other.toml"), other).unwrap();
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> support::Ran {
        support::run(self.0.path(), arguments)
    }

    /// Runs a configuration that must succeed, and returns what is in the folder then.
    fn build(&self, configuration: &str, folder: &str) -> Tree {
        let ran = self.run(&["--config", configuration, "--output-dir", folder, "--quiet"]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
        support::tree(&self.path(folder))
    }

    /// What each configuration makes.
    fn both(&self) -> [Tree; 2] {
        let both = CONFIGURATIONS.map(|configuration| self.build(configuration, "aside"));
        fs::remove_dir_all(self.path("aside")).unwrap();
        assert_ne!(both[0], both[1]);
        both
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn a_failed_run_leaves_the_outputs_as_they_were() {
    let project = Project::new();
    let before = project.build("pipeline.toml", "outputs");
    let spoil = |file: &str, from: &str, to: &str| {
        let whole = support::text(&project.path(file));
        assert!(whole.contains(from), "{file} has no {from}");
        write(&project.path(file), &whole.replace(from, to));
        let ran = project.run(&[]);
        assert_eq!(ran.code, Some(2), "{}", ran.err);
        assert!(ran.err.contains("error: "), "{}", ran.err);
        assert!(support::tree(&project.path("outputs")) == before, "the outputs changed: {}", ran.err);
        write(&project.path(file), &whole);
    };
    spoil("roles.csv", "43-6013", "43-9999");
    spoil("oews_2025.csv", "123860", "many");
    spoil("projections_2024-34.csv", "2034", "2035");
    spoil("cpi_u.csv", "CUUR0000SA0", "CUSR0000SA0");
    spoil("price_parities.csv", "rpp_all_items_us_100", "rpp");
    spoil("pipeline.toml", "[report]", "[reports]");
    spoil("pipeline.toml", "roles.csv", "no-such-roles.csv");
    spoil("pipeline.toml", "oews_2025.csv", "no-such-table.csv");
    assert_eq!(project.run(&["--check"]).code, Some(0), "whole inputs make the same outputs again");
}

#[test]
fn a_first_run_that_fails_makes_no_folder() {
    let project = Project::new();
    let roles = support::text(&project.path("roles.csv"));
    write(&project.path("roles.csv"), &roles.replace("43-6013", "43-9999"));
    assert_eq!(project.run(&[]).code, Some(2));
    assert!(!project.path("outputs").exists());
}

/// When a run is killed.
enum Moment {
    /// After a part of the time that a whole run takes.
    Share(f64),
    /// Some milliseconds after it began to write.
    Writing(u64),
}

#[test]
fn a_run_that_is_killed_leaves_one_whole_set() {
    let project = Project::new();
    let both = project.both();
    let begun = Instant::now();
    let mut present = project.build(CONFIGURATIONS[0], "outputs");
    let whole_run = begun.elapsed();
    let staging = project.path(".outputs.staging");
    let early = (0..8).map(|part| Moment::Share(f64::from(part) / 8.0));
    let late = (0..16).map(|step| Moment::Writing(step * step / 3));
    let (mut killed, mut while_writing) = (0, 0);
    for moment in early.chain(late) {
        let configuration = CONFIGURATIONS[usize::from(present == both[0])];
        let arguments = ["--config", configuration, "--output-dir", "outputs", "--quiet"];
        let mut run = support::program(project.0.path(), &arguments).spawn().unwrap();
        match moment {
            Moment::Share(share) => thread::sleep(whole_run.mul_f64(share)),
            Moment::Writing(milliseconds) => {
                while !staging.exists() && run.try_wait().unwrap().is_none() {
                    thread::sleep(Duration::from_micros(200));
                }
                thread::sleep(Duration::from_millis(milliseconds));
            }
        }
        run.kill().unwrap();
        killed += u32::from(run.wait().unwrap().code().is_none());
        while_writing += u32::from(staging.exists());
        present = support::tree(&project.path("outputs"));
        assert!(both.contains(&present), "the outputs are no whole set");
    }
    println!("{killed} of 24 runs were killed before their end, {while_writing} of them as they wrote");
    assert!(killed >= 8 && while_writing >= 2, "the moments miss what they are to test");
    // The next run clears up after the dead ones.
    assert_eq!(project.build(CONFIGURATIONS[0], "outputs"), both[0]);
    assert!(!staging.exists(), "files of a dead run are left behind");
}

#[test]
fn files_that_no_run_wrote_stay_as_they_are() {
    let project = Project::new();
    project.build("pipeline.toml", "outputs");
    let mine =
        [("notes.txt", "mine"), ("charts/drawn-by-hand.svg", "<svg/>"), ("deep/er/x.csv", "a,b\n")];
    for (name, text) in mine {
        write(&project.path("outputs").join(name), text);
    }
    let after = project.build("other.toml", "outputs");
    for (name, text) in mine {
        assert_eq!(after.get(name).map(Vec::as_slice), Some(text.as_bytes()), "{name}");
    }
    assert_eq!(
        project.run(&["--config", "other.toml", "--check"]).code,
        Some(0),
        "they count as no change"
    );
}

#[cfg(unix)]
#[test]
fn files_that_no_run_wrote_keep_their_permissions_and_links() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let project = Project::new();
    project.build("pipeline.toml", "outputs");
    let script = project.path("outputs/publish.sh");
    write(&script, "#!/bin/sh\n");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o754)).unwrap();
    write(&project.path("elsewhere/big.txt"), "big");
    symlink("../elsewhere", project.path("outputs/link")).unwrap();
    symlink("nowhere", project.path("outputs/broken")).unwrap();
    let written = fs::metadata(&script).unwrap().mtime_nsec();
    let ran = project.run(&["--config", "other.toml", "--quiet"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert_eq!(fs::metadata(&script).unwrap().permissions().mode() & 0o777, 0o754);
    assert_eq!(fs::metadata(&script).unwrap().mtime_nsec(), written, "the file was written anew");
    assert_eq!(fs::read_link(project.path("outputs/link")).unwrap(), Path::new("../elsewhere"));
    assert_eq!(fs::read_link(project.path("outputs/broken")).unwrap(), Path::new("nowhere"));
}

#[test]
fn outputs_that_are_no_longer_made_go_and_come_back() {
    let project = Project::new();
    let all = project.build("pipeline.toml", "outputs");
    write(&project.path("outputs/notes.txt"), "mine");
    let text = support::text(&project.path("pipeline.toml"));
    write(&project.path("few.toml"), &(text + "\n[output]\nformats = [\"markdown\"]\n"));
    let checked = project.run(&["--config", "few.toml", "--check"]);
    assert_eq!(checked.code, Some(1));
    assert!(
        checked.err.contains("outputs/report.html: finding LO030: would be removed"),
        "{}",
        checked.err
    );
    let few = project.build("few.toml", "outputs");
    let names: Vec<&str> = few.keys().map(String::as_str).collect();
    assert_eq!(names, ["figures.json", "manifest.json", "notes.txt", "report.md"]);
    let again = project.build("pipeline.toml", "outputs");
    assert_eq!(again.len(), all.len() + 1);
}

#[test]
fn a_folder_of_others_is_refused() {
    let project = Project::new();
    for (folder, name, text) in [
        ("thesis", "chapter-1.txt", "three years of work"),
        ("app", "manifest.json", "{\"name\": \"My app\", \"start_url\": \"/\"}"),
        ("broken", "manifest.json", "not JSON"),
    ] {
        write(&project.path(folder).join(name), text);
        let before = support::tree(&project.path(folder));
        for arguments in [vec!["--output-dir", folder], vec!["--output-dir", folder, "--quiet"]] {
            let ran = project.run(&arguments);
            assert_eq!(ran.code, Some(2), "{folder}: {}", ran.err);
            assert!(ran.err.contains("labor-outlook did not write"), "{folder}: {}", ran.err);
            assert!(ran.err.contains("hint: "), "{folder}: {}", ran.err);
        }
        assert_eq!(support::tree(&project.path(folder)), before, "{folder}");
    }
    fs::create_dir(project.path("empty")).unwrap();
    project.build("pipeline.toml", "empty");
}

#[test]
fn a_file_of_others_in_the_way_is_not_overwritten() {
    let project = Project::new();
    let text = support::text(&project.path("pipeline.toml"));
    write(&project.path("few.toml"), &(text + "\n[output]\nformats = [\"markdown\"]\n"));
    project.build("few.toml", "outputs");
    write(&project.path("outputs/charts/growth.svg"), "drawn by hand");
    let before = support::tree(&project.path("outputs"));
    let ran = project.run(&[]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.starts_with("outputs/charts/growth.svg: error: "), "{}", ran.err);
    assert_eq!(support::tree(&project.path("outputs")), before);
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let project = Project::new();
    // Below a regular file nobody can make a folder, not even root.
    write(&project.path("file"), "text");
    for folder in ["file/outputs", "file/deep/er", "file"] {
        let ran = project.run(&["--output-dir", folder]);
        assert_eq!(ran.code, Some(2), "{folder}: {}", ran.err);
        assert!(ran.err.contains("file") && ran.err.contains("error: cannot "), "{folder}: {}", ran.err);
        assert_eq!(support::text(&project.path("file")), "text");
    }
}

#[test]
fn a_link_to_a_folder_stays_a_link() {
    #[cfg(unix)]
    {
        let project = Project::new();
        fs::create_dir_all(project.path("disk/pay")).unwrap();
        std::os::unix::fs::symlink("disk/pay", project.path("outputs")).unwrap();
        project.build("pipeline.toml", "outputs");
        assert!(fs::symlink_metadata(project.path("outputs")).unwrap().is_symlink());
        assert!(project.path("disk/pay/report.md").exists());
    }
}

#[test]
fn two_runs_at_once_leave_one_whole_set() {
    let project = Project::new();
    let both = project.both();
    project.build(CONFIGURATIONS[0], "outputs");
    let mut refused = 0;
    for _ in 0..3 {
        let start = |at: usize| {
            let arguments = ["--config", CONFIGURATIONS[at % 2], "--output-dir", "outputs"];
            support::program(project.0.path(), &arguments)
                .stderr(Stdio::piped())
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        };
        let runs: Vec<_> = (0..4).map(start).collect();
        let ended: Vec<_> = runs.into_iter().map(|run| run.wait_with_output().unwrap()).collect();
        for run in &ended {
            let said = String::from_utf8_lossy(&run.stderr);
            match run.status.code() {
                Some(0) => {}
                Some(2) => {
                    refused += 1;
                    assert!(said.contains("another run is writing these outputs"), "{said}");
                    assert!(said.contains("hint: "), "{said}");
                }
                other => panic!("exit code {other:?}: {said}"),
            }
        }
        assert!(ended.iter().any(|run| run.status.success()), "none of four runs was let through");
        assert!(both.contains(&support::tree(&project.path("outputs"))), "the outputs are no whole set");
    }
    println!("{refused} of 12 runs were refused");
}

#[test]
fn a_run_waits_for_nobody() {
    // A dead run's lock file does not lock: the lock goes with the process.
    let project = Project::new();
    write(&project.path(".outputs.lock"), "");
    write(&project.path(".outputs.staging/report.md"), "of a run that died");
    let begun = Instant::now();
    project.build("pipeline.toml", "outputs");
    assert!(begun.elapsed() < Duration::from_secs(20));
    assert!(!project.path(".outputs.staging").exists());
}

#[cfg(unix)]
#[test]
fn what_is_written_to_a_link_or_a_pipe_comes_out_at_its_end() {
    let project = Project::new();
    let check = |output: &str| {
        let ran = project.run(&["--check", "--format", "json", "--exit-zero", "--output", output]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
    };
    let [report, link, pipe] = ["report.json", "link.json", "pipe"].map(|name| project.path(name));
    check("report.json");
    let told = support::text(&report);
    assert!(told.contains("\"findings\""));
    write(&report, "older");
    std::os::unix::fs::symlink("report.json", &link).unwrap();
    check("link.json");
    assert!(link.is_symlink());
    assert_eq!(support::text(&report), told);
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let reader = thread::spawn(move || support::text(&pipe));
    check("pipe");
    assert_eq!(reader.join().unwrap(), told);
}
