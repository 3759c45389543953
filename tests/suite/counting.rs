//! Who is counted: every job once, however roles and groups nest, and every role under its own name,
//! however alike names look.

use std::collections::BTreeMap;

use crate::support::{self, Outputs};

fn run(roles: &str, rest: &str) -> Outputs {
    support::run_roles(roles, rest).unwrap_or_else(|problems| panic!("{problems}"))
}

const ONE: &str = "[[comparisons]]\nid = \"test\"\n[output]\nformats = [\"csv\"]\n\
                   [[exhibits]]\nkind = \"pay\"\n[[exhibits]]\nkind = \"overlap\"\n[[exhibits]]\nkind = \"outlook\"\n";

/// Jobs of an occupation in May 2025.
fn jobs(code: &str) -> f64 {
    let table = support::national(2025);
    table.iter().find(|row| row["OCC_CODE"] == code).unwrap()["TOT_EMP"].parse().unwrap()
}

/// A column of a table by its first column.
fn column(run: &Outputs, table: &str, column: &str) -> BTreeMap<String, String> {
    let rows = support::rows_of_csv(run.file(&format!("tables/{table}.csv")).as_bytes());
    rows.into_iter().map(|row| (row["subject"].clone(), row[column].clone())).collect()
}

#[test]
fn a_group_of_occupations_and_one_of_them_are_not_counted_together() {
    // 43-6010, secretaries and administrative assistants, holds 43-6013 and 43-6014.
    let roles =
        "list,group,role,soc\none,office,any secretary,43-6010\ntwo,office,medical secretary,43-6013\n";
    let Err(problems) = support::run_roles(roles, ONE) else { panic!("jobs were counted twice") };
    let told = support::plain(&problems);
    assert!(told.contains("roles.csv:3:30: error: 43-6010 and 43-6013 hold the same jobs"), "{told}");
}

#[test]
fn groups_that_nest_have_the_jobs_of_the_inner_one_in_common() {
    let run = run(
        "list,group,role,soc\ntest,clinic,medical secretary,43-6013\ntest,clinic,records clerk,29-2072\n\
         test,office,any secretary,43-6010\ntest,office,typist,43-9022\n",
        ONE,
    );
    let shared = |pair: &str, measure: &str| run.number(&format!("oews/2025-05/us/{pair}/{measure}"));
    let (one, other) = ("group:clinic..group:office", "group:office..group:clinic");
    assert_eq!(shared(one, "shared_employment"), jobs("43-6013"));
    let percent = |part: f64, whole: f64| (1000.0 * part / whole).round() / 10.0;
    let (clinic, office) = (jobs("43-6013") + jobs("29-2072"), jobs("43-6010") + jobs("43-9022"));
    assert_eq!(shared(one, "shared_employment_pct"), percent(jobs("43-6013"), clinic));
    assert_eq!(shared(other, "shared_employment_pct"), percent(jobs("43-6013"), office));
}

#[test]
fn an_occupation_that_many_roles_name_counts_once() {
    let run = run(
        "list,group,role,soc\na,office,secretary,43-6013\na,office,assistant,43-6013\nb,office,clerk,43-6013\n\
         b,office,coder,29-2072\n",
        ONE,
    );
    assert_eq!(run.number("oews/2025-05/us/group:office/employment"), jobs("43-6013") + jobs("29-2072"));
}

#[test]
fn roles_whose_names_differ_in_signs_only_keep_their_own_figures() {
    let run = run(
        "list,group,role,soc\ntest,office,C++ typist,43-6013\ntest,office,C++ typist,29-2072\n\
         test,office,C# typist,43-6014\ntest,office,C# typist,29-2072\n\
         test,R&D,scientist,19-1042\ntest,R&D,scientist,19-1021\ntest,R D,chemist,19-2031\ntest,R D,chemist,19-1021\n",
        ONE,
    );
    let employment = column(&run, "pay", "employment");
    let of = |name: &str| -> f64 {
        let found: Vec<_> = employment.iter().filter(|(subject, _)| subject.starts_with(name)).collect();
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        found[0].1.parse().unwrap()
    };
    assert_eq!(of("C++ typist"), jobs("43-6013") + jobs("29-2072"));
    assert_eq!(of("C# typist"), jobs("43-6014") + jobs("29-2072"));
    assert_eq!(of("R&D"), jobs("19-1042") + jobs("19-1021"));
    assert_eq!(of("R D"), jobs("19-2031") + jobs("19-1021"));
}

#[test]
fn groups_of_one_name_in_two_comparisons_keep_their_own_figures() {
    let folder = tempfile::tempdir().unwrap();
    support::copy(&support::fixture("project"), folder.path());
    let other =
        "list,group,role,soc\nother,management,director,11-9111\nother,management,clerk,29-2072\n";
    std::fs::write(folder.path().join("other.csv"), other).unwrap();
    let path = folder.path().join("pipeline.toml");
    let text = support::text(&path)
        + "role-list = \"roles\"\n\
        [[role-lists]]\nid = \"others\"\npath = \"other.csv\"\n\
        [[comparisons]]\nid = \"second\"\nrole-list = \"others\"\n\
        [[exhibits]]\nkind = \"pay\"\ncomparison = \"clinic\"\nid = \"first-pay\"\n\
        [[exhibits]]\nkind = \"pay\"\ncomparison = \"second\"\nid = \"second-pay\"\n\
        [[exhibits]]\nkind = \"outlook\"\ncomparison = \"second\"\n";
    std::fs::write(&path, text).unwrap();
    let run = support::run_configuration(&path).unwrap_or_else(|problems| panic!("{problems}"));
    let of = |table: &str| column(&run, table, "employment")["Management"].parse::<f64>().unwrap();
    assert_eq!(of("first-pay"), jobs("11-9111") + jobs("11-9151") + jobs("29-1211"));
    assert_eq!(of("second-pay"), jobs("11-9111") + jobs("29-2072"));
    for (id, figure) in &run.figures {
        assert_eq!(figure["id"], **id);
    }
}
