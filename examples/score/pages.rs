//! Pages made of the claims of a file, as they are fed to the audit, and where each claim stands.

use std::{collections::BTreeMap, error::Error};

use labor_outlook::audit::Finding;
use serde_json::Value;

/// A page of the file as it is fed to the audit.
#[derive(Default)]
pub struct Page {
    /// The title as heading, and the sentences in the order of ids, each once.
    pub text: String,
    /// Its claims.
    pub claims: Vec<Value>,
}

/// A field of a claim; empty where it is absent.
pub fn word<'v>(claim: &'v Value, field: &str) -> &'v str {
    claim[field].as_str().unwrap_or_default()
}

/// A document a page.
pub fn pages(text: &str) -> Result<BTreeMap<String, Page>, Box<dyn Error>> {
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

/// The sentences of a part; what is left out of a context is marked, and parts paragraphs.
fn sentences(part: &str) -> impl Iterator<Item = &str> {
    part.split_inclusive(". ").map(str::trim).filter(|sentence| !sentence.is_empty())
}

impl Page {
    fn add(&mut self, part: &str) {
        for piece in part.split("[…]").map(str::trim) {
            if piece.is_empty() || self.text.contains(piece) {
                continue;
            }
            // What stands there already is not said again.
            let said = |sentence: &&str| sentence.len() > 24 && self.text.contains(sentence);
            let new: Vec<&str> = sentences(piece).filter(|sentence| !said(sentence)).collect();
            let kept =
                if new.len() < sentences(piece).count() { new.join(" ") } else { piece.to_owned() };
            self.text += &kept;
            self.text += "\n\n";
        }
    }

    /// Where the figure of a claim stands. Where the claim's text is not there in one piece, because
    /// some of it stood there already, the sentence with the figure is looked for.
    pub fn spans(&self, claim: &Value) -> Vec<(usize, usize)> {
        let (text, figure) = (word(claim, "text"), word(claim, "value_text"));
        let mut pieces = vec![text];
        pieces.extend(text.split_inclusive(". ").map(str::trim));
        for piece in pieces.into_iter().filter(|piece| piece.contains(figure)) {
            let Some(at) = self.text.find(piece) else { continue };
            if figure.is_empty() {
                return vec![(at, at + piece.len())];
            }
            let places = piece.match_indices(figure);
            return places.map(|(from, _)| (at + from, at + from + figure.len())).collect();
        }
        Vec::new()
    }
}

/// The finding that is about a claim: it overlaps the figure as written and has its value. Words have
/// none, and any finding among them is about them.
pub fn finding_of<'f>(
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
        (None, _) => 0.0,
        // Words such as "little or no change" have a value where no figure is written.
        (Some(_), None) if !word(claim, "value_text").contains(|c: char| c.is_ascii_digit()) => 0.0,
        (Some(_), None) => f64::MAX,
    };
    let same = |finding: &Finding| apart(finding) <= value.map_or(0.0, |value| value.abs() / 1000.0);
    let about = findings.iter().enumerate().filter(|(_, finding)| overlaps(finding) && same(finding));
    about.min_by(|(_, a), (_, b)| apart(a).total_cmp(&apart(b)))
}
