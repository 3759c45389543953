//! What is true of a claim, and what an audit must say of it when only some releases are at hand.

use std::collections::BTreeSet;

use labor_outlook::audit::Finding;
use serde_json::{Map, Value, json};

use super::pages::word;

/// A claim beside the releases at hand.
pub struct Truth<'c> {
    claim: &'c Value,
    /// Every release that has the figure.
    all: BTreeSet<String>,
    /// Those of them that are at hand.
    here: BTreeSet<String>,
    /// Whether the release that the text states is at hand, or none is stated.
    stated_here: bool,
}

fn strings(claim: &Value, field: &str) -> Vec<String> {
    let values = claim[field].as_array().map_or(&[][..], Vec::as_slice);
    values.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

impl<'c> Truth<'c> {
    pub fn of(claim: &'c Value, at_hand: &BTreeSet<String>) -> Self {
        // Of the states, only the newest release is at hand; of metropolitan areas, none.
        let area = word(claim, "area");
        let away = |period: &str| {
            !matches!(area, "" | "US") && (area.contains(',') || period != "OEWS May 2025")
        };
        let is_here = |period: &str| {
            !away(period)
                && at_hand.contains(period.trim_end_matches(" (base)").trim_end_matches(" (proj)"))
        };
        let all: BTreeSet<String> =
            strings(claim, "truth").into_iter().chain(strings(claim, "truth_rounded")).collect();
        let here = all.iter().filter(|period| is_here(period)).cloned().collect();
        let stated = word(claim, "stated_norm");
        Self { claim, all, here, stated_here: stated.is_empty() || is_here(stated) }
    }

    fn is_tagged(&self, tags: &[&str]) -> bool {
        strings(self.claim, "tags").iter().any(|tag| tags.contains(&tag.as_str()))
    }

    /// Whether the figure is a bound or an approximation that the newest release satisfies as well.
    fn holds_today(&self) -> bool {
        let today =
            self.claim["today"].as_object().and_then(|today| today.values().find_map(Value::as_f64));
        let (Some(value), Some(today)) = (self.claim["value"].as_f64(), today) else { return false };
        match word(self.claim, "bound") {
            "at_least" => today >= value,
            "at_most" => today <= value,
            "approx" => (today - value).abs() <= value.abs() / 50.0,
            _ => false,
        }
    }

    /// Whether the words call the figure another quantity than it is.
    fn is_misnamed(&self) -> bool {
        let written = word(self.claim, "measure_as_written");
        let other = written != "average" || word(self.claim, "measure") == "median";
        let tags = ["openings_vs_new_jobs", "per_year_misread", "mean_median_mixup"];
        !written.is_empty() && other || self.is_tagged(&tags)
    }

    /// The verdicts that agree with the truth; none where it has none, as of claims in words. A figure
    /// of releases that are not at hand cannot be checked.
    pub fn expected(&self) -> Vec<&'static str> {
        let told = word(self.claim, "expected");
        let newest = self.here.contains("OEWS May 2025");
        let mut expected = match word(self.claim, "verdict_hint") {
            "matches_stated" if told.starts_with("wrong occupation") => vec!["wrong-occupation"],
            "matches_stated" | "differs_from_stated" if !self.stated_here => vec!["not-checkable"],
            "matches_stated" if told == "correct, current" => vec!["current"],
            "matches_stated" if self.holds_today() => vec!["stale", "current"],
            "matches_stated" => vec!["stale"],
            // The release stated may be away: whose figure it is can be told all the same.
            "figure_of_other_release" if self.here.is_empty() => vec!["wrong", "not-checkable"],
            "figure_of_other_release" => vec!["mislabelled"],
            "differs_from_stated" => vec!["wrong", "wrong-occupation", "wrong-measure"],
            "undated_no_match" => vec!["wrong", "wrong-occupation", "wrong-measure", "not-checkable"],
            "stated_not_at_hand" | "not_checked" => vec!["not-checkable"],
            "unresolvable" => vec!["not-checkable", "ambiguous", "wrong"],
            _ if told.starts_with("wrong occupation") => vec!["wrong-occupation"],
            "undated_one_match" | "undated_rounded_match" | "undated_several_matches" => {
                match (newest, self.all.len(), self.here.len()) {
                    (true, 1, _) => vec!["current"],
                    (true, ..) => vec!["current", "ambiguous"],
                    (_, _, 0) => vec!["not-checkable"],
                    (_, 1, _) => vec!["stale"],
                    // Of what is at hand, one may be left.
                    (_, _, 1) => vec!["ambiguous", "stale"],
                    _ => vec!["ambiguous"],
                }
            }
            _ => Vec::new(),
        };
        if !expected.is_empty() && self.is_misnamed() {
            expected.push("wrong-measure");
        }
        expected
    }

    /// Whether it is the median of an older release, of an occupation that is known.
    fn is_stale_median(&self) -> bool {
        word(self.claim, "measure") == "median"
            && !word(self.claim, "soc").is_empty()
            && !strings(self.claim, "truth").is_empty()
            && !strings(self.claim, "truth").iter().any(|period| period == "OEWS May 2025")
    }

    /// What is right and wrong about a finding, attribute by attribute; null where nothing is known.
    pub fn score(&self, finding: Option<&Finding>) -> Map<String, Value> {
        let claim = self.claim;
        let expected = self.expected();
        let codes: BTreeSet<&str> =
            word(claim, "soc").split(',').map(str::trim).filter(|code| !code.is_empty()).collect();
        let away = self.here.is_empty() || !self.stated_here;
        let named = |finding: &Finding| {
            away && finding.verdict == "not-checkable"
                || finding.periods.iter().any(|period| self.here.contains(period))
        };
        let judged = |known: bool, right: &dyn Fn(&Finding) -> bool| match finding {
            Some(finding) if known => json!(right(finding)),
            _ => Value::Null,
        };
        // Nothing is named of a figure that differs, and of a release that is away nothing but that.
        let differs = word(claim, "verdict_hint") == "differs_from_stated";
        let has_period = !self.all.is_empty() && claim["value"].is_number() && !differs;
        let stale = self.is_stale_median();
        let fields = [
            ("verdict", json!(finding.map(|finding| finding.verdict))),
            ("expected", json!(expected)),
            ("message", json!(finding.map(|finding| &finding.message))),
            ("verdict_right", judged(!expected.is_empty(), &|one| expected.contains(&one.verdict))),
            (
                "occupation_right",
                judged(!codes.is_empty(), &|one| {
                    codes.iter().eq(&one.soc.iter().map(String::as_str).collect::<BTreeSet<_>>())
                }),
            ),
            (
                "measure_right",
                judged(claim["measure"].is_string(), &|one| word(claim, "measure") == one.measure),
            ),
            ("period_right", judged(has_period, &named)),
            // A median that is not found is not named either.
            ("stale_median_named", if stale { json!(finding.is_some_and(named)) } else { Value::Null }),
        ];
        fields.into_iter().map(|(name, value): (&str, Value)| (name.to_owned(), value)).collect()
    }
}
