//! The command line, as sessions that a person can read: `tests/cmd/*.md`. `TRYCMD=overwrite` writes
//! what the program says into them; the difference in version control is then what there is to review.

use std::path::Path;

use crate::support;

#[test]
fn the_sessions_go_as_written() {
    trycmd::TestCases::new()
        .register_bin("labor-outlook", support::binary())
        .register_bin("cp", Path::new("/bin/cp"))
        .register_bin("rm", Path::new("/bin/rm"))
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .env("LABOR_OUTLOOK_CACHE", "cache")
        .env("LABOR_OUTLOOK_NO_CACHE", "1")
        .env("SOURCE_DATE_EPOCH", "1795305600")
        .case("tests/cmd/*.md");
}

/// What the program prints in colours when the environment holds some variables.
fn is_colored(arguments: &[&str], environment: &[(&str, &str)]) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let mut command = support::program(folder.path(), arguments);
    let ran = support::finish(command.envs(environment.iter().copied()));
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("cannot read"), "{}", ran.err);
    ran.err.contains('\u{1b}')
}

#[test]
fn colours_are_for_terminals_and_for_who_asks() {
    assert!(!is_colored(&[], &[]), "standard error is no terminal here");
    assert!(is_colored(&["--color", "always"], &[]));
    assert!(is_colored(&["--color=always"], &[("NO_COLOR", "1")]), "the argument wins over NO_COLOR");
    assert!(is_colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_colored(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), "NO_COLOR is honored");
    assert!(!is_colored(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn what_is_asked_to_be_printed_is_alone_on_standard_output() {
    let schema = support::run(support::root(), &["schema"]);
    assert_eq!((schema.code, schema.err.as_str()), (Some(0), ""));
    serde_json::from_str::<serde_json::Value>(&schema.out).unwrap();
    let dumped = support::run(support::root(), &["--dump-config"]);
    assert_eq!((dumped.code, dumped.err.as_str()), (Some(0), ""));
    dumped.out.parse::<toml::Table>().unwrap();
    let checked =
        support::run(&support::fixture("project"), &["--check", "--output-dir", "/no/such/folder"]);
    assert_eq!((checked.code, checked.out.as_str()), (Some(1), ""));
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let program = support::binary().display();
    for arguments in ["schema", "--dump-config", "--help"] {
        let script = format!("'{program}' {arguments} | true; test \"${{PIPESTATUS[0]}}\" = 0");
        let mut shell = std::process::Command::new("bash");
        let ran = support::finish(shell.args(["-c", &script]).current_dir(support::root()));
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{arguments}");
    }
}

#[test]
fn what_holds_for_every_command_may_stand_before_its_name() {
    let folder = tempfile::tempdir().unwrap();
    support::copy(&support::fixture("project"), folder.path());
    let ran = support::run(folder.path(), &["--quiet", "run"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(0), "", ""));
    assert_eq!(support::run(folder.path(), &["-v", "run", "--check"]).code, Some(0));
    let ran = support::run(folder.path(), &["--check", "run"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("write --check after `run`"), "{}", ran.err);
}
