//! Scores `audit` on a file of claims, a JSON object a line, whose truth is known:
//! `cargo run --release --example score_audit -- FILE.jsonl [--data DIR] [--misses]`. Prints one JSON
//! object: what was found of each claim, precision and recall of detection, accuracy of each attribute and
//! of verdicts, for all claims, by kind of text and by kind of truth, beside the line of a program that
//! finds nothing. `--misses` tells on the other stream what went wrong, a line each.

#[path = "score/pages.rs"]
mod pages;
#[path = "score/truth.rs"]
mod truth;

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    io::{Write, stderr, stdout},
    path::{Path, PathBuf},
};

use clap::Parser;
use labor_outlook::{
    audit::{self, Figures, Finding},
    config, files, pipeline,
};
use pages::{Page, finding_of, pages, word};
use serde_json::{Value, json};
use truth::Truth;

#[derive(Parser)]
struct Args {
    /// The claims, a JSON object a line.
    file: PathBuf,
    /// A folder with `oews/national` and `projections`, besides the sources of pipeline.toml.
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
    /// Tell each miss on the error stream.
    #[arg(long)]
    misses: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::parse();
    let figures = load(&args.data)?;
    let pages = pages(&files::read_text(&args.file)?)?;
    let mut scored = Vec::new();
    let mut unlabelled = 0;
    for (id, page) in &pages {
        let findings = audit::audit(&format!("{id}.md"), page.text.as_bytes(), &figures).claims;
        let (of_page, used) = score_page(page, &findings, &figures);
        scored.extend(of_page);
        let taken = findings
            .iter()
            .enumerate()
            .filter(|(at, one)| one.verdict != "not-bls" && !used.contains(at));
        unlabelled += taken.count();
    }
    if args.misses {
        for line in scored.iter().flat_map(misses) {
            writeln!(stderr(), "{line}")?;
        }
    }
    let of = |field: &str, kind: &str| -> Vec<Value> {
        scored.iter().filter(|one| one[field] == kind).cloned().collect()
    };
    let kinds =
        ["verbatim", "assembled", "reworded"].map(|kind| (kind, summary(&of("text_kind", kind))));
    let own: Vec<Value> = scored.iter().filter(|one| one["text_kind"] != "reworded").cloned().collect();
    let hints: BTreeSet<&str> = scored.iter().filter_map(|one| one["hint"].as_str()).collect();
    let result = json!({
        "pages": pages.len(),
        "all": summary(&scored),
        "verbatim_and_assembled": summary(&own),
        "by_text_kind": BTreeMap::from(kinds),
        "by_verdict_hint": hints.into_iter().map(|hint| (hint, class(&of("hint", hint)))).collect::<BTreeMap<_, _>>(),
        "do_nothing": do_nothing(&scored),
        "findings_that_no_claim_is_about": unlabelled,
        "claims": scored,
    });
    writeln!(stdout(), "{}", serde_json::to_string_pretty(&result)?)?;
    Ok(())
}

/// The claims of a page, scored, and which findings are about them.
fn score_page(page: &Page, findings: &[Finding], figures: &Figures) -> (Vec<Value>, BTreeSet<usize>) {
    let (at_hand, with_medians) = (figures.periods(false), figures.periods(true));
    let mut used = BTreeSet::new();
    let mut score = |claim: &Value| {
        let is_bls = claim["is_bls_claim"].as_bool().unwrap_or(false);
        let found = finding_of(claim, &page.spans(claim), findings);
        used.extend(found.map(|(at, _)| at));
        let found = found.map(|(_, finding)| finding).filter(|finding| finding.verdict != "not-bls");
        let here = if word(claim, "measure") == "median" { &with_medians } else { &at_hand };
        let mut scored = json!({
            "id": word(claim, "id"),
            "text_kind": word(claim, "text_kind"),
            "is_bls_claim": is_bls,
            "hint": word(claim, "verdict_hint"),
            "detected": found.is_some(),
        });
        if is_bls && let Some(object) = scored.as_object_mut() {
            object.extend(Truth::of(claim, here).score(found));
        }
        scored
    };
    let scored = page.claims.iter().map(&mut score).collect();
    (scored, used)
}

/// The sources of pipeline.toml, and the national and projections tables of the data folder.
fn load(data: &Path) -> Result<Figures, Box<dyn Error>> {
    let settings = config::load(Path::new("pipeline.toml"))?;
    let (mut tables, _) = pipeline::tables_of(&settings)?;
    writeln!(stderr(), "{} tables of pipeline.toml", tables.len())?;
    let mut paths = Vec::new();
    for folder in ["oews/national", "projections"] {
        let folder = data.join(folder);
        paths.extend(files::list(&folder)?.into_iter().map(|path| folder.join(path)));
    }
    // The tables of 1997 have codes of before the SOC, which nothing can be looked up by.
    paths.retain(|path| !path.to_string_lossy().contains("1997"));
    if paths.is_empty() {
        writeln!(stderr(), "{} is not there: only these are loaded", data.display())?;
    } else {
        let (more, findings) = pipeline::tables_in(&paths)?;
        writeln!(stderr(), "{} tables of {}, {} findings", more.len(), data.display(), findings.len())?;
        tables.extend(more);
    }
    Ok(Figures::new(&tables))
}

/// What went wrong with a claim, a line each.
fn misses(one: &Value) -> Vec<String> {
    let (id, hint) = (word(one, "id"), word(one, "hint"));
    let detected = one["detected"] == true;
    match (one["is_bls_claim"] == true, detected) {
        (true, false) => return vec![format!("{id} not found ({hint})")],
        (false, true) => return vec![format!("{id} taken for a claim ({hint})")],
        (false, false) => return Vec::new(),
        (true, true) => {}
    }
    let wrong = ["verdict", "occupation", "measure", "period"]
        .into_iter()
        .filter(|part| one[format!("{part}_right")] == false);
    let expected: Vec<&str> =
        one["expected"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    wrong
        .map(|part| {
            let (verdict, message) = (word(one, "verdict"), word(one, "message"));
            format!("{id} {part} ({hint}): expected {}, got {verdict}: {message}", expected.join(" or "))
        })
        .collect()
}

fn count(scored: &[Value], test: impl Fn(&Value) -> bool) -> usize {
    scored.iter().filter(|one| test(one)).count()
}

#[expect(clippy::cast_precision_loss, reason = "counts of a file are small")]
fn share(part: usize, whole: usize) -> Value {
    if whole == 0 {
        Value::Null
    } else {
        json!((part as f64 / whole as f64 * 10_000.0).round() / 10_000.0)
    }
}

fn right(scored: &[Value], field: &str) -> Value {
    let judged = count(scored, |one| one[field].is_boolean());
    json!({ "of": judged, "right": share(count(scored, |one| one[field] == true), judged) })
}

fn summary(scored: &[Value]) -> Value {
    let claims = count(scored, |one| one["is_bls_claim"] == true);
    let found = count(scored, |one| one["is_bls_claim"] == true && one["detected"] == true);
    let taken = count(scored, |one| one["is_bls_claim"] == false && one["detected"] == true);
    let negatives = scored.len() - claims;
    json!({
        "claims": claims,
        "negatives": negatives,
        "detected": found,
        "negatives_taken_for_claims": taken,
        "negatives_taken_share": share(taken, negatives),
        "precision": share(found, found + taken),
        "recall": share(found, claims),
        "occupation": right(scored, "occupation_right"),
        "measure": right(scored, "measure_right"),
        "period": right(scored, "period_right"),
        "verdict": right(scored, "verdict_right"),
        "release_of_stale_medians": right(scored, "stale_median_named"),
    })
}

/// One kind of truth: how many were found, and which verdicts they got.
fn class(scored: &[Value]) -> Value {
    let mut verdicts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in scored.iter().filter(|one| one["detected"] == true) {
        *verdicts.entry(one["verdict"].as_str().unwrap_or("taken")).or_default() += 1;
    }
    json!({
        "claims": scored.len(),
        "detected": count(scored, |one| one["detected"] == true),
        "verdict": right(scored, "verdict_right"),
        "verdicts": verdicts,
    })
}

/// What a program scores that finds nothing: it is right about every negative and about no claim.
fn do_nothing(scored: &[Value]) -> Value {
    let negatives = count(scored, |one| one["is_bls_claim"] == false);
    json!({
        "detected": 0,
        "precision": Value::Null,
        "recall": 0.0,
        "negatives_taken_for_claims": 0,
        "share_of_all_lines_that_it_gets_right": share(negatives, scored.len()),
    })
}
