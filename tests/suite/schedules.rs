//! The files of `examples/ci/` as schedulers run them: their own commands, the program as it is, and a
//! server on this machine in the place of BLS. Only the hosts of code are played, by programs that note
//! what they are asked.
#![cfg(unix)]

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use crate::{
    fetch::Project,
    support::{
        self, Ran,
        server::{Files, Server, answer},
    },
};

/// A day on which nothing of the small project is overdue: 2026-01-15.
const DAY: &str = "1768435200";

/// A day on which the next round of the projections is known to be out: 2026-11-21.
const LATE: &str = "1795219200";

const TABLE: &str = "/oews_2025.csv";

/// The small project with one table that is fetched, and its outputs.
struct Scheduled {
    project: Project,
    shelf: Files,
    server: Server,
}

impl Scheduled {
    fn new() -> Self {
        let shelf = Files::default();
        shelf.put(TABLE, &fs::read(support::fixture("project/oews_2025.csv")).unwrap(), "first");
        let server = Server::polite(&shelf);
        let project = Self::at(&server.root);
        let scheduled = Self { project, shelf, server };
        scheduled.project.done(&["fetch", "--contact", "jo@example.org"]);
        assert_eq!(scheduled.project.run(&["--quiet"]).code, Some(0));
        scheduled
    }

    /// The small project, whose table comes from a server.
    fn at(root: &str) -> Project {
        let project = Project::new(root, &[]);
        support::copy(&support::fixture("project"), project.folder.path());
        let text = support::text(&project.path("pipeline.toml"));
        let place = "path = \"oews_2025.csv\"";
        let fetched = format!("{place}\nurl = \"{root}{TABLE}\"");
        let text = text.replace(place, &fetched);
        let fetch = "[fetch]\nallow-http = true\ninterval-seconds = 0\nbackoff-seconds = 0.02\n";
        fs::write(project.path("pipeline.toml"), format!("{text}\n{fetch}")).unwrap();
        // The hosts of code would be told to ignore it.
        fs::write(project.path(".gitignore"), "/cache/\n/bin/\n/temp/\n").unwrap();
        let bin = project.path("bin");
        fs::create_dir(&bin).unwrap();
        fs::create_dir(project.path("temp")).unwrap();
        symlink(support::binary(), bin.join("labor-outlook")).unwrap();
        project
    }

    /// Puts a median that moved by a third on the server.
    fn publish(&self) {
        let table = support::text(&support::fixture("project/oews_2025.csv"));
        let moved = table.replace(",59.55,", ",76.92,").replace(",123860,", ",160000,");
        self.shelf.put(TABLE, moved.as_bytes(), "second");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.project.path(name)
    }

    /// A shell command in the folder, on a day, with the program on the path.
    fn shell(&self, day: &str, shell: &[&str]) -> Command {
        shell_in(&self.project, day, shell)
    }

    fn cron(&self, day: &str) -> Ran {
        let script = support::root().join("examples/ci/cron.sh");
        support::finish(&mut self.shell(day, &["sh", script.to_str().unwrap(), "."]))
    }
}

fn shell_in(project: &Project, day: &str, shell: &[&str]) -> Command {
    let mut command = Command::new(shell[0]);
    let mut environment = project.command(&[]);
    environment.env("LABOR_OUTLOOK_CONTACT", "jo@example.org");
    for (name, value) in environment.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let search = format!("{}:/usr/local/bin:/usr/bin:/bin", project.path("bin").display());
    command.args(&shell[1..]).current_dir(project.folder.path());
    command.env("PATH", search).env("SOURCE_DATE_EPOCH", day).env_remove("GITHUB_STEP_SUMMARY");
    command
}

#[test]
fn cron_says_nothing_when_nothing_is_new() {
    let scheduled = Scheduled::new();
    let before = support::tree(&scheduled.path("outputs"));
    let ran = scheduled.cron(DAY);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(0), "", ""));
    assert_eq!(support::tree(&scheduled.path("outputs")), before);
    let status: Value = serde_json::from_str(&support::text(&scheduled.path("status.json"))).unwrap();
    assert_eq!(status["details"]["today"], "2026-01-15");
    let asked = status["details"]["looked"].to_string();
    assert!(asked.contains("answered 304 Not Modified"), "it does not prove that it looked: {asked}");
}

#[test]
fn cron_fetches_a_new_release_and_stops_at_what_moved_too_far() {
    let scheduled = Scheduled::new();
    let before = support::tree(&scheduled.path("outputs"));
    scheduled.publish();
    let ran = scheduled.cron(DAY);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.err.contains("LO032") && ran.err.contains("$160,000"), "{}", ran.err);
    assert!(support::text(&scheduled.path("diff.md")).contains("\\$160,000"));
    assert!(support::text(&scheduled.path("moved.xml")).contains("<failure"));
    assert_eq!(support::tree(&scheduled.path("outputs.before")), before);
    assert_ne!(support::tree(&scheduled.path("outputs")), before);
    let again = scheduled.cron(DAY);
    assert_eq!((again.code, again.err.as_str()), (Some(0), ""), "nothing moved since");
}

#[test]
fn cron_ends_with_one_when_a_release_is_overdue() {
    let ran = Scheduled::new().cron(LATE);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.err.contains("LO031") && ran.err.contains("2025-35 is out since 2026-08-27"));
}

#[test]
fn cron_ends_with_two_at_a_page_that_blocks_and_changes_nothing() {
    for (status, says) in [("403 Forbidden", "403 Forbidden"), ("200 OK", "a web page")] {
        let scheduled = Scheduled::new();
        let page = b"<!DOCTYPE html><html><head><title>Access Denied</title></head></html>";
        let blocking = Server::scripted(move |_, _| answer(status, &[], page));
        let file = scheduled.path("pipeline.toml");
        let text = support::text(&file).replace(&scheduled.server.root, &blocking.root);
        fs::write(&file, text).unwrap();
        let lock = support::text(&scheduled.path("pipeline.lock"));
        let before = support::tree(&scheduled.path("outputs"));
        let ran = scheduled.cron(DAY);
        assert_eq!(ran.code, Some(2), "{status}: {}", ran.err);
        assert!(ran.err.contains(says) && ran.err.contains("labor-outlook add FILE"), "{}", ran.err);
        assert_eq!(support::tree(&scheduled.path("outputs")), before, "{status}");
        assert_eq!(support::text(&scheduled.path("pipeline.lock")), lock, "{status}");
    }
}

#[test]
fn cron_ends_with_the_worst_of_its_codes() {
    let scheduled = Scheduled::new();
    scheduled.publish();
    fs::create_dir(scheduled.path("moved.xml")).unwrap();
    let ran = scheduled.cron(LATE);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("moved.xml") && ran.err.contains("LO031"), "{}", ran.err);
}

#[test]
fn cron_needs_no_outputs_to_begin_with() {
    let scheduled = Scheduled::new();
    fs::remove_dir_all(scheduled.path("outputs")).unwrap();
    let ran = scheduled.cron(DAY);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.err);
    assert!(scheduled.path("outputs/report.html").exists());
}

/// The commands of a step of a workflow, by its name.
fn step(workflow: &str, name: &str) -> String {
    let mut lines = workflow.lines().skip_while(|line| line.trim() != format!("- name: {name}"));
    let run = lines
        .find(|line| line.trim_start().starts_with("run:"))
        .unwrap_or_else(|| panic!("no step {name} that runs anything"));
    match run.trim_start().trim_start_matches("run:").trim() {
        "|" => {
            let deep = |line: &&str| line.is_empty() || line.starts_with("          ");
            let block: Vec<&str> = lines.take_while(deep).map(str::trim_start).collect();
            block.join("\n")
        }
        only => only.to_owned(),
    }
}

/// A program that notes what it was asked, in the place of one that speaks with a host of code.
fn note_taker(project: &Project, name: &str) {
    let log = project.path("temp").join(format!("{name}.log"));
    fs::create_dir_all(project.path("temp")).unwrap();
    let file = project.path("bin").join(name);
    fs::write(&file, format!("#!/bin/sh\necho \"$@\" >>'{}'\n", log.display())).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
}

/// A repository of the project with a place to push to, as a checkout of a runner has it.
fn checked_out(scheduled: &Scheduled) {
    let script = "git init -q -b main . && git add -A && \
                  git -c user.name=jo -c user.email=jo@example.org commit -q -m all && \
                  git init -q --bare temp/origin.git && git remote add origin temp/origin.git";
    fs::create_dir_all(scheduled.path("temp")).unwrap();
    let ran = support::finish(&mut scheduled.shell(DAY, &["sh", "-c", script]));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

/// Runs a step as GitHub does: with `bash -e`.
fn github(scheduled: &Scheduled, day: &str, name: &str) -> Ran {
    let workflow = support::text(&support::root().join("examples/ci/github.yml"));
    let commands = step(&workflow, name);
    let mut bash =
        scheduled.shell(day, &["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", &commands]);
    bash.env("RUNNER_TEMP", scheduled.path("temp"));
    support::finish(bash.env("GITHUB_STEP_SUMMARY", scheduled.path("temp/summary.md")))
}

#[test]
fn the_github_workflow_opens_a_pull_request_with_what_moved() {
    let scheduled = Scheduled::new();
    note_taker(&scheduled.project, "gh");
    checked_out(&scheduled);
    let refresh = "Fetch, build, and say what moved";
    let (open, stop) = ("Open a pull request when something changed", "Stop at what moved too far");
    for name in [refresh, open, stop, "Stop at a release that should be there"] {
        let ran = github(&scheduled, DAY, name);
        assert_eq!(ran.code, Some(0), "{name}: {}{}", ran.out, ran.err);
    }
    assert!(!scheduled.path("temp/gh.log").exists(), "a pull request of nothing");
    scheduled.publish();
    fs::remove_dir_all(scheduled.path("temp/outputs.before")).unwrap();
    let ran = github(&scheduled, DAY, refresh);
    assert_eq!(ran.code, Some(0), "findings of a fetch do not end the job: {}", ran.err);
    let ran = github(&scheduled, DAY, open);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    let asked = support::text(&scheduled.path("temp/gh.log"));
    assert!(asked.starts_with("pr create --title Refresh the figures --body-file "), "{asked}");
    assert!(support::text(&scheduled.path("temp/diff.md")).contains("\\$160,000"));
    let log = ["sh", "-c", "git --git-dir temp/origin.git log --all --stat --format=%s"];
    let pushed = support::finish(&mut scheduled.shell(DAY, &log)).out;
    for name in ["Refresh the figures", "outputs/figures.json", "oews_2025.csv", "pipeline.lock"] {
        assert!(pushed.contains(name), "{name} was not pushed: {pushed}");
    }
    let stopped = github(&scheduled, DAY, stop);
    assert_eq!(stopped.code, Some(1), "{}", stopped.err);
    assert!(stopped.out.contains("::warning") && stopped.out.contains("LO032"), "{}", stopped.out);
    let late = github(&scheduled, LATE, "Stop at a release that should be there");
    assert_eq!(late.code, Some(1), "{}", late.err);
    assert!(late.out.contains("LO031") && !late.out.contains("jo@example.org"), "{}", late.out);
    assert!(support::text(&scheduled.path("temp/summary.md")).contains("LO032"));
}

#[test]
fn the_github_workflow_checks_pull_requests() {
    let scheduled = Scheduled::new();
    let check = "The outputs are what a run would write";
    assert_eq!(github(&scheduled, DAY, check).code, Some(0));
    fs::write(scheduled.path("outputs/report.md"), "mine").unwrap();
    let ran = github(&scheduled, DAY, check);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.out.contains("::warning file=outputs/report.md") || ran.out.contains("LO030"));
    assert_eq!(github(&scheduled, DAY, "The same for code scanning").code, Some(0));
    let sarif: Value = serde_json::from_str(&support::text(&scheduled.path("findings.sarif"))).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 1);
}

/// The lines of `script` of a job of a GitLab file.
fn script(pipeline: &str, job: &str) -> Vec<String> {
    let lines = pipeline.lines().skip_while(|line| *line != format!("{job}:"));
    let lines = lines.skip_while(|line| line.trim() != "script:").skip(1);
    let commands = lines.map_while(|line| line.strip_prefix("    - "));
    commands.map(str::to_owned).collect()
}

/// Runs a job as GitLab does: a line after the other, until one fails.
fn gitlab(scheduled: &Scheduled, day: &str, job: &str) -> Ran {
    let pipeline = support::text(&support::root().join("examples/ci/gitlab.yml"));
    let commands = script(&pipeline, job);
    assert!(!commands.is_empty(), "{job} has no script");
    support::finish(&mut scheduled.shell(day, &["bash", "-ec", &commands.join("\n")]))
}

#[test]
fn the_gitlab_file_checks_refreshes_and_stops() {
    let scheduled = Scheduled::new();
    let checked = gitlab(&scheduled, DAY, "check");
    assert_eq!(checked.code, Some(0), "{}", checked.err);
    assert!(support::text(&scheduled.path("findings.xml")).contains("<testsuites"));
    let quiet = gitlab(&scheduled, DAY, "refresh");
    assert_eq!(quiet.code, Some(0), "{}", quiet.err);
    scheduled.publish();
    fs::remove_dir_all(scheduled.path("outputs.before")).unwrap();
    let stopped = gitlab(&scheduled, DAY, "refresh");
    assert_eq!(stopped.code, Some(1), "{}", stopped.err);
    assert!(stopped.err.contains("LO032"), "{}", stopped.err);
    for artifact in ["outputs", "diff.md", "moved.xml"] {
        assert!(scheduled.path(artifact).exists(), "{artifact}");
    }
    fs::remove_dir_all(scheduled.path("outputs.before")).unwrap();
    assert_eq!(gitlab(&scheduled, LATE, "refresh").code, Some(1), "a release is overdue");
}

/// Off a terminal nothing is drawn, however long a download takes.
#[test]
fn no_bar_is_drawn_off_a_terminal() {
    let table = fs::read(support::fixture("project/oews_2025.csv")).unwrap();
    let server = Server::scripted(move |_, _| {
        use crate::support::server::{Step, head};
        let head = head("200 OK", &[("Content-Length", &table.len().to_string())]);
        let (first, rest) = table.split_at(1000);
        vec![Step::Send(head), Step::Send(first.to_vec()), Step::Wait(1500), Step::Send(rest.to_vec())]
    });
    let project = Scheduled::at(&server.root);
    let ran = support::finish(&mut shell_in(&project, DAY, &["labor-outlook", "fetch"]));
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
}

/// The program is found where the tests put it, and nowhere else.
#[test]
fn the_files_call_only_what_is_there() {
    for name in ["cron.sh", "github.yml", "gitlab.yml"] {
        let text = support::text(&support::root().join("examples/ci").join(name));
        let help = support::run(Path::new("."), &["--help"]).out;
        for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
            let Some((_, rest)) = line.split_once("labor-outlook ") else { continue };
            let command = rest.split_whitespace().next().unwrap_or_default();
            if command.chars().all(|c| c.is_ascii_lowercase()) {
                assert!(help.contains(&format!("  {command} ")), "{name}: {line}");
            }
        }
    }
}
