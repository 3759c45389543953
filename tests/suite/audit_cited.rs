//! Citations: the year of a source is no period of its figures, and newer figures are in no older source. Each with
//! sentences of our own and the figures of `inputs/`.

use labor_outlook::audit::{self, Finding};

use crate::{audit::figures, audit_rules::check};

fn claims(page: &str) -> Vec<Finding> {
    audit::audit("page.md", page.as_bytes(), figures()).claims
}

fn rewritten(page: &str) -> Option<String> {
    let all = claims(page);
    all.first().unwrap_or_else(|| panic!("nothing is found in {page}")).replacement.clone()
}

#[test]
fn the_year_of_a_source_is_no_period_and_goes_with_the_figures() {
    for (source, newer) in [
        ("(BLS, 2024)", "(BLS, 2026)"),
        ("(U.S. Bureau of Labor Statistics, 2024a)", "(U.S. Bureau of Labor Statistics, 2026a)"),
        ("(Bureau of Labor Statistics [BLS], 2024)", "(Bureau of Labor Statistics [BLS], 2026)"),
        // Who cites by the year of the figures goes on so.
        ("(BLS, 2023)", "(BLS, 2025)"),
    ] {
        let page = format!("Registered nurses earn a median of $86,070 {source}.");
        check(&[(&page, "$86,070", "stale median 29-1141 OEWS May 2023")]);
        let now = format!("Registered nurses earn a median of $97,550 {newer}.");
        assert_eq!(rewritten(&page), Some(now));
    }
    let page = "According to the BLS (2024), registered nurses earned a median of $86,070 in May 2023.";
    let now = "According to the BLS (2026), registered nurses earned a median of $97,550 in May 2025.";
    assert_eq!(rewritten(page).as_deref(), Some(now));
    let page = "Employment of nurses is projected to grow 6 percent from 2023 to 2033 (Bureau of Labor Statistics, 2024).";
    let now = "Employment of nurses is projected to grow 5 percent from 2024 to 2034 (Bureau of Labor Statistics, 2025).";
    assert_eq!(rewritten(page).as_deref(), Some(now));
}

#[test]
fn a_year_that_the_figure_cannot_be_of_contradicts_it() {
    for page in [
        "Medical and health services managers earned a median of $110,680 (BLS, 2025).",
        "Medical and health services managers earned a median of $110,680 (Source: BLS OEWS 2024).",
    ] {
        check(&[(page, "$110,680", "mislabelled median 11-9111 OEWS May 2023")]);
    }
}

#[test]
fn a_day_on_which_somebody_looked_is_left_to_the_editor() {
    for source in [
        "(U.S. Bureau of Labor Statistics, 2024, April 3)",
        "(BLS, April 2024)",
        "(BLS, accessed March 2025)",
    ] {
        let page = format!("Registered nurses had a median wage of $86,070 in May 2023 {source}.");
        let found = claims(&page).remove(0);
        assert_eq!((found.verdict, found.replacement.as_deref()), ("stale", None), "{page}");
        assert!(
            found.message.contains("the day of its source is before the newer figures"),
            "{}",
            found.message
        );
    }
}

#[test]
fn a_percent_beside_the_part_that_it_comes_near_gets_no_newer_figure() {
    let page = "Nurse practitioners are set to grow by almost half — 46 percent — from 2023 to 2033, says the BLS.";
    check(&[(page, "46 percent", "stale growth_pct 29-1171 EP 2023-33")]);
    assert_eq!(rewritten(page), None);
}

#[test]
fn a_change_is_of_the_unit_of_what_it_is_between() {
    let page = "| Occupation | Employment, 2023 (thousands) | Employment, 2033 (thousands) | Change | Percent change |\n\
                | --- | --- | --- | --- | --- |\n\
                | Registered nurses | 3,300.1 | 3,497.3 | 197.2 | 6.0 |\n\n\
                Source: BLS Employment Projections, 2023-33.\n";
    check(&[(page, "197.2", "stale growth_num 29-1141 EP 2023-33")]);
}
