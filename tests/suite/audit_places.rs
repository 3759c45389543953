//! Where on a page figures stand: tables with percentiles in any of the ways of writing them, tables that were
//! run together into a line, structured data and front matter; and what a figure is never taken for. Each
//! with sentences of our own and the figures of `inputs/`.

use labor_outlook::audit;

use crate::{audit::figures, audit_rules::check};

/// The figures of a page that are taken for claims.
fn taken(path: &str, page: &str) -> Vec<String> {
    let report = audit::audit(path, page.as_bytes(), figures());
    let claims = report.claims.into_iter().filter(|claim| claim.verdict != "not-bls");
    claims.map(|claim| claim.text).collect()
}

/// Verdict, measure and code of every claim of a page.
fn verdicts(path: &str, page: &str) -> Vec<String> {
    let report = audit::audit(path, page.as_bytes(), figures());
    let claims = report.claims.iter().filter(|claim| claim.verdict != "not-bls");
    claims
        .map(|claim| {
            format!("{} {} {} {}", claim.text, claim.verdict, claim.measure, claim.soc.join(" "))
        })
        .collect()
}

#[test]
fn the_name_of_an_occupation_is_not_given_up_for_a_figure() {
    for (page, figure) in [
        ("Civil engineers earn a median of $64,950.", "$64,950"),
        (
            "# Conservation scientists\n\nConservation scientists had a median of $72,060, BLS says.",
            "$72,060",
        ),
        (
            "Per the Department of Labor, bakers made a median of $36,650 in May 2024; the lowest tenth made $31,470.",
            "$31,470",
        ),
    ] {
        let report = audit::audit("page.md", page.as_bytes(), figures());
        let claim = report.claims.iter().find(|claim| claim.text == figure).unwrap();
        assert!(!["current", "stale"].contains(&claim.verdict), "{page}: {}", claim.message);
    }
}

#[test]
fn percentiles_of_a_table_are_told_in_many_ways() {
    let rows = |head: [&str; 5]| {
        let [p10, p25, p50, p75, p90] = head;
        format!(
            "# Bakers\n\nWages of May 2024, as BLS has them.\n\n| Percentile | Wage |\n|---|---|\n\
             | {p10} | $27,560 |\n| {p25} | $31,470 |\n| {p50} | $36,650 |\n| {p75} | $42,570 |\n\
             | {p90} | $48,260 |\n"
        )
    };
    let columns = |head: [&str; 5]| {
        format!(
            "# Bakers\n\nWages of May 2024, as BLS has them.\n\n| {} |\n|---|---|---|---|---|\n\
             | $27,560 | $31,470 | $36,650 | $42,570 | $48,260 |\n",
            head.join(" | ")
        )
    };
    for head in [
        ["10th", "25th", "50th", "75th", "90th"],
        ["P10", "P25", "P50", "P75", "P90"],
        ["10%", "25%", "50%", "75%", "90%"],
        ["10th pct", "25th pct", "50th pct", "75th pct", "90th pct"],
    ] {
        for page in [rows(head), columns(head)] {
            check(&[
                (&page, "$27,560", "stale p10 51-3011 OEWS May 2024"),
                (&page, "$31,470", "stale p25 51-3011 OEWS May 2024"),
                (&page, "$36,650", "stale median 51-3011 OEWS May 2024"),
                (&page, "$42,570", "stale p75 51-3011 OEWS May 2024"),
                (&page, "$48,260", "stale p90 51-3011 OEWS May 2024"),
            ]);
        }
    }
}

#[test]
fn a_table_that_was_run_together_keeps_its_percentiles() {
    let page = "# Bakers\n\nPercentile 10% 25% 50% (Median) 75% 90% Hourly wage $13.25 $15.13 $17.62 $20.47 $23.20 \
                Annual wage $27,560 $31,470 $36,650 $42,570 $48,260 Source: BLS, May 2024";
    check(&[
        (page, "$17.62", "stale median 51-3011 OEWS May 2024"),
        (page, "$31,470", "stale p25 51-3011 OEWS May 2024"),
        (page, "$48,260", "stale p90 51-3011 OEWS May 2024"),
    ]);
}

#[test]
fn quick_facts_that_were_run_together_are_of_the_occupation_above_them() {
    let page = "# Quick Facts: Massage Therapists\n\n2024 Median Pay $57,950 per year $27.86 per hour Work Experience \
                in a Related Occupation None On-the-job Training None Source: BLS";
    check(&[
        (page, "$57,950", "stale median 31-9011 OEWS May 2024"),
        (page, "$27.86", "stale median 31-9011 OEWS May 2024"),
    ]);
}

#[test]
fn the_corner_of_a_table_names_its_subject() {
    let page =
        "# Programs\n\n| Civil engineers | BLS |\n|---|---|\n| Median wage, May 2023 | $95,890 |\n";
    check(&[(page, "$95,890", "stale median 17-2051 OEWS May 2023")]);
}

#[test]
fn a_figure_that_is_held_against_others_has_none_of_their_years() {
    check(&[
        (
            "The federal median for bakers is $37,160, up from $34,950 in May 2023 and $36,650 in May 2024.",
            "$37,160",
            "current median 51-3011 OEWS May 2025",
        ),
        (
            "Bakers made a median of $37,160 in May 2025, BLS says, up from $34,950 two years before.",
            "$34,950",
            "stale median 51-3011 OEWS May 2023",
        ),
    ]);
}

#[test]
fn jobs_of_a_round_are_not_held_against_the_survey_of_another_paragraph() {
    let page = "# Bakers\n\nBakers earned $34,950 per year in May 2023, BLS says.\n\n\
                | | Bakers |\n|---|--:|\n| Growth 2022-32 | 5% |\n| Jobs | 218,800 |\n";
    check(&[(page, "218,800", "stale employment 51-3011 EP 2022-32 (base)")]);
}

#[test]
fn words_of_growth_make_the_percent_beside_them_one_of_bls() {
    check(&[(
        "# Roofers\n\n- **Growth:** 5.9% (faster than average)\n",
        "5.9%",
        "stale growth_pct 47-2181 EP 2024-34",
    )]);
}

#[test]
fn a_replacement_never_turns_what_the_words_say() {
    let replacement = |page: &str| {
        let report = audit::audit("page.md", page.as_bytes(), figures());
        report.claims.into_iter().find_map(|claim| claim.replacement)
    };
    let fall = "Employment of tellers is projected to decline 14.5% from 2022 to 2032, BLS says.";
    let new = "Employment of tellers is projected to decline 12.9% from 2024 to 2034, BLS says.";
    assert_eq!(replacement(fall).as_deref(), Some(new));
    // A sentence that reads as if a figure were another's would do so with a newer one.
    let misleads =
        "BLS, May 2023: bakers earn less than the median annual wage for all occupations ($34,950).";
    assert_eq!(replacement(misleads), None);
}

#[test]
fn questions_and_answers_of_structured_data_are_read() {
    let page = r#"<html><head><title>Bakery school</title>
<script>var wage = "Bakers earn a median of $1,000";</script>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": [
{"@type": "Question", "name": "What do bakers earn?", "acceptedAnswer": {"@type": "Answer",
"text": "<p>The median annual wage was \u002434,950 in May 2023, the BLS says.</p>"}}]}</script></head>
<body><p>We bake.</p></body></html>"#;
    assert_eq!(verdicts("page.html", page), ["$34,950 stale median 51-3011"]);
}

#[test]
fn descriptions_of_front_matter_are_read() {
    let page = "---\ntitle: Bakery school\ndraft: $36,650\ndescription: >\n  Bakers earned a median of\n  \
                $34,950 in May 2023, BLS says.\n---\n\nWe bake.\n";
    assert_eq!(verdicts("page.mdx", page), ["$34,950 stale median 51-3011"]);
}

#[test]
fn the_pay_of_employers_of_a_kind_is_that_of_an_industry() {
    let page = "Hospitals, the BLS says, paid bakers $41,020 in May 2024; hotels, $39,110.";
    assert_eq!(
        verdicts("page.md", page),
        ["$41,020 not-checkable median 51-3011", "$39,110 not-checkable median 51-3011"]
    );
}

#[test]
fn money_and_jobs_of_others_are_no_figures_of_bls() {
    for page in [
        "BLS counts bakers. A 6% commission on a cake of $12,300 is not theirs.",
        "BLS counts tellers. Average hourly earnings for all employees rose to $36.44.",
        "BLS counts roofers. Our posted rate comes to about $41,300 a year before taxes.",
        "BLS counts roofers. Acmeco, for its part, sees a need for 41,300 new roofers.",
        "BLS counts bakers. A roofer takes home $11,970 more than a baker does.",
        "BLS counts bakers. In our city the head baker gets $61,300.",
        "BLS counts bakers, but the average baking graduate owed $36,500.",
        "BLS counts bakers as employers added just 73,000 jobs.",
        "# CPR & BLS classes\n\nMore than 12,000 bakers have renewed their BLS with us since 2011.",
        "The billion industry is worth $93 billion and grows 3.5% a year.",
    ] {
        assert!(taken("page.md", page).is_empty(), "{page}: {:?}", taken("page.md", page));
    }
    // What BLS says of states it says itself.
    let page = "BLS state data for May 2025 put the median for plumbers at $97,050 in Oregon.";
    assert_eq!(verdicts("page.md", page), ["$97,050 current median 47-2152"]);
}

#[test]
fn a_state_that_the_words_name_is_given_no_figure_of_the_nation() {
    for page in [
        "In May 2025 registered nurses in Ohio earned a median of $86,070 (BLS).",
        "Registered nurses earned a median of $86,070 in Ohio in May 2025 (BLS).",
        "# RN pay by state (BLS, May 2025)\n\n| State | Registered nurses, median |\n|---|---|\n| Ohio | $86,070 |",
    ] {
        let report = audit::audit("page.md", page.as_bytes(), figures());
        let claim = &report.claims[0];
        assert_eq!((claim.area.as_str(), claim.verdict), ("39", "wrong"), "{page}");
        assert_eq!(claim.new_text.as_deref(), Some("$82,510"), "{page}");
    }
    // Of another clause is whatever stands behind its mark.
    let page = "Registered nurses had a median of $86,070 in May 2023 (BLS); Ohio was lower.";
    let report = audit::audit("page.md", page.as_bytes(), figures());
    assert_eq!((report.claims[0].area.as_str(), report.claims[0].verdict), ("us", "stale"));
}
