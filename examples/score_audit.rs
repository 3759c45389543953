//! Scores `audit` on a file of claims, a JSON object a line, whose truth is known:
//! `cargo run --release --example score_audit -- FILE.jsonl [--data DIR]`. Prints one JSON object:
//! what was found of each claim, precision and recall of detection, accuracy of each attribute and of
//! verdicts, for all claims and by kind of text, beside the line of a program that finds nothing.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    io::{Write, stderr, stdout},
    path::{Path, PathBuf},
};

use labor_outlook::{
    audit::{self, Figures, Finding},
    config, files, pipeline,
};
use serde_json::{Value, json};

/// A page of the file as it is fed to the audit, and where in it each claim's text stands.
#[derive(Default)]
struct Page {
    text: String,
    parts: Vec<String>,
    claims: Vec<Value>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("usage: score_audit FILE.jsonl [--data DIR]")?;
    let data = match (arguments.next().as_deref(), arguments.next()) {
        (Some("--data"), Some(folder)) => PathBuf::from(folder),
        _ => PathBuf::from("../shared/data"),
    };
    let figures = load(&data)?;
    let pages = pages(&files::read_text(Path::new(&file))?)?;
    let (at_hand, with_medians) = (figures.periods(false), figures.periods(true));
    let mut scored = Vec::new();
    let mut unlabelled = 0;
    for (id, page) in &pages {
        let findings = audit::audit(&format!("{id}.md"), page.text.as_bytes(), &figures).claims;
        let mut used = BTreeSet::new();
        for claim in &page.claims {
            let spans = spans(claim, &page.text);
            let here = if word(claim, "measure") == "median" { &with_medians } else { &at_hand };
            scored.push(score(claim, &spans, &findings, &mut used, here));
        }
        unlabelled += findings
            .iter()
            .enumerate()
            .filter(|(at, f)| f.verdict != "not-bls" && !used.contains(at))
            .count();
    }
    let of_kind =
        |kind: &str| scored.iter().filter(|one| one["text_kind"] == kind).cloned().collect::<Vec<_>>();
    let kinds: BTreeMap<&str, Value> = ["verbatim", "assembled", "reworded"]
        .into_iter()
        .map(|kind| (kind, summary(&of_kind(kind))))
        .collect();
    let result = json!({
        "pages": pages.len(),
        "all": summary(&scored),
        "by_text_kind": kinds,
        "do_nothing": do_nothing(&scored),
        "findings_that_no_claim_is_about": unlabelled,
        "claims": scored,
    });
    writeln!(stdout(), "{}", serde_json::to_string_pretty(&result)?)?;
    Ok(())
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

/// A document a page: the title as heading, and the sentences in the order of ids, each once.
fn pages(text: &str) -> Result<BTreeMap<String, Page>, Box<dyn Error>> {
    let mut claims: Vec<Value> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    claims.sort_by_key(|claim| word(claim, "id").to_owned());
    let mut pages: BTreeMap<String, Page> = BTreeMap::new();
    for claim in claims {
        let page = pages.entry(word(&claim, "page_id").to_owned()).or_default();
        if page.text.is_empty() {
            page.text = format!("# {}\n\n", word(&claim, "page_title"));
        }
        for part in ["context_before", "text", "context_after"] {
            page.add(word(&claim, part));
        }
        page.claims.push(claim);
    }
    Ok(pages)
}

impl Page {
    fn add(&mut self, part: &str) {
        let mut rest = part.trim();
        if rest.is_empty() || self.text.contains(rest) {
            return;
        }
        // What stands there already is not said again.
        for said in &self.parts {
            if let Some(more) = rest.strip_prefix(said.as_str()) {
                rest = more.trim_start();
            }
            if let Some(less) = rest.strip_suffix(said.as_str()) {
                rest = less.trim_end();
            }
        }
        self.text += rest;
        self.text += "\n\n";
        self.parts.push(part.trim().to_owned());
    }
}

fn word<'v>(claim: &'v Value, field: &str) -> &'v str {
    claim[field].as_str().unwrap_or_default()
}

/// Where in a page the figure of a claim stands. Where the claim's text is not there in one piece,
/// because some of it stood there already, the sentence with the figure is looked for.
fn spans(claim: &Value, page: &str) -> Vec<(usize, usize)> {
    let (text, figure) = (word(claim, "text"), word(claim, "value_text"));
    let mut pieces = vec![text];
    pieces.extend(text.split_inclusive(". ").map(str::trim));
    for piece in pieces.into_iter().filter(|piece| piece.contains(figure)) {
        let Some(at) = page.find(piece) else { continue };
        if figure.is_empty() {
            return vec![(at, at + piece.len())];
        }
        return piece
            .match_indices(figure)
            .map(|(from, _)| (at + from, at + from + figure.len()))
            .collect();
    }
    Vec::new()
}

/// The finding that is about a claim: it overlaps the figure as written, and has its value.
fn finding_of<'f>(
    claim: &Value,
    spans: &[(usize, usize)],
    findings: &'f [Finding],
) -> Option<(usize, &'f Finding)> {
    let overlaps = |finding: &Finding| {
        spans.iter().any(|(from, to)| finding.start_byte < *to && *from < finding.end_byte)
    };
    let value = claim["value"].as_f64();
    let apart = |finding: &Finding| match (value, finding.value) {
        (Some(value), Some(found)) => (value.abs() - found.abs()).abs(),
        (None, None) => 0.0,
        _ => f64::MAX,
    };
    let about = findings.iter().enumerate().filter(|(_, finding)| overlaps(finding));
    about.min_by(|(_, a), (_, b)| apart(a).total_cmp(&apart(b)))
}

fn score(
    claim: &Value,
    spans: &[(usize, usize)],
    findings: &[Finding],
    used: &mut BTreeSet<usize>,
    at_hand: &BTreeSet<String>,
) -> Value {
    let is_bls = claim["is_bls_claim"].as_bool().unwrap_or(false);
    let found = finding_of(claim, spans, findings);
    used.extend(found.map(|(at, _)| at));
    let found = found.map(|(_, finding)| finding).filter(|finding| finding.verdict != "not-bls");
    let strings = |field: &str| -> Vec<String> {
        let values = claim[field].as_array().map_or(&[][..], Vec::as_slice);
        values.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    // A release of which no file is here cannot be named.
    let is_here = |period: &String| {
        at_hand.contains(period.trim_end_matches(" (base)").trim_end_matches(" (proj)"))
    };
    let here = |field: &str| strings(field).into_iter().filter(is_here).collect::<Vec<String>>();
    let (truth, rounded) = (here("truth"), here("truth_rounded"));
    let stated_here = claim["stated_norm"].is_null() || is_here(&word(claim, "stated_norm").to_owned());
    let mut scored = json!({
        "id": word(claim, "id"),
        "text_kind": word(claim, "text_kind"),
        "is_bls_claim": is_bls,
        "hint": word(claim, "verdict_hint"),
        "detected": found.is_some(),
    });
    let Some(finding) = found.filter(|_| is_bls) else { return scored };
    let codes: BTreeSet<&str> = word(claim, "soc").split(',').filter(|code| !code.is_empty()).collect();
    let read: BTreeSet<&str> = finding.soc.iter().map(String::as_str).collect();
    let expected = expected(claim, &truth, &rounded, stated_here);
    let all: BTreeSet<&String> = truth.iter().chain(&rounded).collect();
    let has_period = !all.is_empty() && stated_here && claim["value"].is_number();
    let periods_right = finding.periods.iter().any(|period| all.contains(period));
    let is_stale_median = word(claim, "measure") == "median"
        && !codes.is_empty()
        && !truth.is_empty()
        && !truth.iter().any(|period| is_newest(period));
    let fields = [
        ("verdict", json!(finding.verdict)),
        ("expected", json!(expected)),
        ("message", json!(finding.message)),
        (
            "verdict_right",
            if expected.is_empty() { Value::Null } else { json!(expected.contains(&finding.verdict)) },
        ),
        ("occupation_right", if codes.is_empty() { Value::Null } else { json!(codes == read) }),
        (
            "measure_right",
            if claim["measure"].is_null() {
                Value::Null
            } else {
                json!(word(claim, "measure") == finding.measure)
            },
        ),
        ("period_right", if has_period { json!(periods_right) } else { Value::Null }),
        ("stale_median_named", if is_stale_median { json!(periods_right) } else { Value::Null }),
    ];
    if let Some(object) = scored.as_object_mut() {
        object.extend(fields.map(|(name, value): (&str, Value)| (name.to_owned(), value)));
    }
    scored
}

fn is_newest(period: &str) -> bool {
    period == "OEWS May 2025" || period.starts_with("EP 2024-34")
}

/// The verdicts that agree with the truth of a claim; none where it has none.
fn expected(
    claim: &Value,
    truth: &[String],
    rounded: &[String],
    stated_here: bool,
) -> Vec<&'static str> {
    let all: Vec<&String> = truth.iter().chain(rounded).collect();
    let stated = word(claim, "stated_norm");
    let bounded = matches!(word(claim, "bound"), "at_least" | "at_most" | "approx");
    let written = word(claim, "measure_as_written");
    let tagged =
        |tag: &str| claim["tags"].as_array().is_some_and(|tags| tags.iter().any(|one| one == tag));
    let mut expected = match word(claim, "verdict_hint") {
        "matches_stated" if is_newest(stated) => vec!["current"],
        "matches_stated" if bounded || all.iter().any(|period| is_newest(period)) => {
            vec!["stale", "current"]
        }
        "matches_stated" => vec!["stale"],
        "figure_of_other_release" => vec!["mislabelled"],
        "differs_from_stated" | "undated_no_match" => vec!["wrong", "wrong-occupation", "wrong-measure"],
        "stated_not_at_hand" | "not_checked" => vec!["not-checkable"],
        "unresolvable" => vec!["not-checkable", "ambiguous", "wrong"],
        "undated_one_match" | "undated_rounded_match" | "undated_several_matches" => {
            let newest = all.iter().any(|period| is_newest(period));
            match (newest, all.len()) {
                (true, 1) => vec!["current"],
                (true, _) => vec!["current", "ambiguous"],
                // None of them is at hand.
                (false, 0) => vec!["wrong", "not-checkable", "ambiguous"],
                (false, 1) => vec!["stale"],
                (false, _) => vec!["ambiguous"],
            }
        }
        _ => Vec::new(),
    };
    if !stated_here {
        expected.push("not-checkable");
    }
    // The figure of another quantity than the words say is told as such.
    let misnamed = !written.is_empty() && written != "average"
        || written == "average" && word(claim, "measure") == "median";
    if !expected.is_empty()
        && (misnamed
            || tagged("openings_vs_new_jobs")
            || tagged("per_year_misread")
            || tagged("mean_median_mixup"))
    {
        expected.push("wrong-measure");
    }
    expected
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

fn summary(scored: &[Value]) -> Value {
    let detected = |one: &Value| one["detected"] == true;
    let claims = count(scored, |one| one["is_bls_claim"] == true);
    let found = count(scored, |one| one["is_bls_claim"] == true && detected(one));
    let taken = count(scored, |one| one["is_bls_claim"] == false && detected(one));
    let negatives = scored.len() - claims;
    let right = |field: &str| {
        let judged = count(scored, |one| one[field].is_boolean());
        json!({ "of": judged, "right": share(count(scored, |one| one[field] == true), judged) })
    };
    json!({
        "claims": claims,
        "negatives": negatives,
        "detected": found,
        "negatives_taken_for_claims": taken,
        "negatives_taken_share": share(taken, negatives),
        "precision": share(found, found + taken),
        "recall": share(found, claims),
        "occupation": right("occupation_right"),
        "measure": right("measure_right"),
        "period": right("period_right"),
        "verdict": right("verdict_right"),
        "release_of_stale_medians": right("stale_median_named"),
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
