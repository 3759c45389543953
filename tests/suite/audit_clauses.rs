//! Whose a figure is in a sentence of several clauses: what another organisation says, what is denied, what
//! a footnote explains, which of two figures is of whom. Each with sentences of our own and the figures of
//! `inputs/`.

use labor_outlook::audit;

use crate::{audit::figures, audit_rules::check};

/// The figures of a page that are taken for claims.
pub fn taken(page: &str) -> Vec<String> {
    let report = audit::audit("page.md", page.as_bytes(), figures());
    let claims = report.claims.into_iter().filter(|claim| claim.verdict != "not-bls");
    claims.map(|claim| claim.text).collect()
}

#[test]
fn what_another_organisation_sees_or_says_is_its_own() {
    for page in [
        "BLS counts electricians. Airbus sees a need for 480,000 new machinists worldwide over 20 years.",
        "BLS counts bakers. The Baking Institute claims 52,000 unfilled jobs for bakers.",
        "BLS counts tellers. Crédifax reckons teller jobs fall 31% by 2030.",
        "BLS has roofers at $55,440 a year. Our own graduates: an average starting salary of $61,300.",
    ] {
        assert!(taken(page).iter().all(|text| text == "$55,440"), "{page}: {:?}", taken(page));
    }
    // A word of the language that begins a sentence is no organisation.
    let page = "Employment of roofers is seen growing 6% from 2024 to 2034, BLS says. It expects 12,700 openings a year.";
    assert_eq!(taken(page), ["6%", "12,700"]);
}

#[test]
fn what_a_sentence_denies_is_no_claim() {
    let page =
        "Whatever you read, cashier work is not growing 4%: BLS has it shrinking 10% from 2024 to 2034.";
    assert_eq!(taken(page), ["10%"]);
    check(&[(page, "10%", "stale growth_pct 41-2011 EP 2024-34")]);
    let page = "Bakers do not make $45,000: their median was $37,160 in May 2025, BLS says.";
    assert_eq!(taken(page), ["$37,160"]);
    // What is not only so is so.
    assert_eq!(taken("BLS says baker jobs will grow not only 6% by 2034, but ever on."), ["6%"]);
}

#[test]
fn a_mark_behind_a_head_leads_to_its_note() {
    let page = "| | Bakers | Roofers |\n|---|---|---|\n| Median pay (2024)* | $36,650 | $50,970 |\n\
                | First-year pay** | $31,200 | $41,700 |\n\n*U.S. Bureau of Labor Statistics; **Payscale\n";
    assert_eq!(taken(page), ["$36,650", "$50,970"]);
    // The note tells of when, too.
    let page = "# Bakery school\n\n$34,950 — median annual wage, bakers¹\n\nWe open in June.\n\n¹ BLS, May 2024. ² Our own count.\n";
    check(&[(page, "$34,950", "mislabelled median 51-3011 OEWS May 2023")]);
}

#[test]
fn a_column_of_a_percentile_may_be_headed_by_its_number_alone() {
    let page = "# Medical and health services managers\n\nWages of May 2023, as BLS has them.\n\n\
                | 10th | 25th | Median | 75th | 90th |\n|---|---|---|---|---|\n\
                | $67,900 | $86,080 | $110,680 | $157,640 | $216,750 |\n";
    check(&[
        (page, "$86,080", "stale p25 11-9111 OEWS May 2023"),
        (page, "$157,640", "stale p75 11-9111 OEWS May 2023"),
    ]);
}

#[test]
fn a_decline_may_be_told_without_a_minus() {
    check(&[
        (
            "# Tellers\n\nBLS knows the trade. Employment is heading down, 13% over 2024-34.",
            "13%",
            "stale growth_pct 43-3071 EP 2024-34",
        ),
        (
            "BLS saw more for bakers once; their growth for 2024-34 has slipped to 6%.",
            "6%",
            "stale growth_pct 51-3011 EP 2024-34",
        ),
        (
            "BLS counted fewer than 232,000 bakers in May 2024.",
            "232,000",
            "stale employment 51-3011 OEWS May 2024",
        ),
    ]);
}

#[test]
fn the_second_of_two_figures_is_of_the_other() {
    check(&[(
        "# Financial analyst or personal financial advisor?\n\nAdvisors come out ahead: 10% vs. 6% growth in 2024-34, says BLS.",
        "6%",
        "stale growth_pct 13-2051 EP 2024-34",
    )]);
}

#[test]
fn what_stands_before_says_of_whom_and_of_when() {
    check(&[
        (
            "Roofers in Ohio had a mean of $55,670 in May 2025, BLS says.\n\nThe state had 4,610 of them.",
            "4,610",
            "current employment 47-2181 OEWS May 2025",
        ),
        (
            "BLS projects 2% growth for roofers through 2032.\n\nAbout 154,500 people held that job at the \
             start of the projection period.",
            "154,500",
            "stale employment 47-2181 EP 2022-32 (base)",
        ),
        (
            "# Roofers\n\nBLS projects growth of 6% from 2024 to 2034.\n\nThe 6% figure means much work.",
            "6%",
            "stale growth_pct 47-2181 EP 2024-34",
        ),
        (
            "# Careers in pharmacy\n\nPharmacists had a median of $137,480 in 2024, BLS says.\n\nTechnicians \
             earned $43,460 at the median.",
            "$43,460",
            "stale median 29-2052 OEWS May 2024",
        ),
    ]);
}

#[test]
fn a_clause_with_its_own_subject_ends_a_percentile() {
    check(&[
        (
            "In May 2025 the best-paid 10% of machinists got over $80,010, and a baker, at $17.86 an hour, much \
             less, BLS says.",
            "$17.86",
            "current median 51-3011 OEWS May 2025",
        ),
        (
            "In May 2025 a quarter of heavy and tractor-trailer truck drivers and roofers of all kinds cleared \
             $65,390, BLS says.",
            "$65,390",
            "current p75 47-2181 OEWS May 2025",
        ),
    ]);
}

#[test]
fn an_end_of_the_wages_with_its_own_figure_is_not_that_of_the_figure_before() {
    let page =
        "BLS says roofers made around $51,000 a year in May 2024, with the top earners above $80,780.";
    check(&[(page, "$51,000", "stale median 47-2181 OEWS May 2024")]);
    let page = "BLS sees roofer jobs up 6% from 2024 to 2034, against an overall average of 3%.";
    check(&[(page, "3%", "stale growth_pct 00-0000 EP 2024-34")]);
    let page = "BLS says bakers got $17.62 an hour in May 2024.\n\nThe corner shop pays $14.75.";
    assert_eq!(taken(page), ["$17.62"]);
}

#[test]
fn pay_is_told_in_many_ways() {
    check(&[
        (
            "In Ohio the May 2025 survey put roofers at $49,390; in Oregon, $58,970.",
            "$49,390",
            "current median 47-2181 OEWS May 2025",
        ),
        (
            "In Ohio the May 2025 survey put roofers at $49,390; in Oregon, $58,970.",
            "$58,970",
            "current median 47-2181 OEWS May 2025",
        ),
        (
            "# Trades\n\nFigures below come from the Bureau of Labor Statistics.\n\n1. Electrician – $62,350\n2. Roofer – roughly $51,000\n",
            "$51,000",
            "stale median 47-2181 OEWS May 2024",
        ),
        (
            "Roofers: $50,970 median pay in 2024, 6% growth 2024-34",
            "6%",
            "stale growth_pct 47-2181 EP 2024-34",
        ),
        (
            "BLS, May 2024: roofers at the bottom tenth of the pay scale made under $37,060.",
            "$37,060",
            "stale p10 47-2181 OEWS May 2024",
        ),
    ]);
}

#[test]
fn the_economy_is_all_occupations_and_a_dateline_no_place() {
    let page =
        "WASHINGTON — BLS says the economy will add 5.2 million jobs from 2024 to 2034, a rise of 3.1%.";
    check(&[
        (page, "5.2 million", "stale growth_num 00-0000 EP 2024-34"),
        (page, "3.1%", "stale growth_pct 00-0000 EP 2024-34"),
    ]);
}

#[test]
fn a_mark_or_a_word_says_which_of_two_figures_a_measure_is_of() {
    check(&[
        (
            "A plumber, the BLS says, made $61,550 (May 2023) or, with luck, something nearer the 90th percentile, $103,140.",
            "$61,550",
            "stale median 47-2152 OEWS May 2023",
        ),
        (
            "Half of all electricians made less than $30.38 an hour in May 2025, BLS says, and one in ten better than $108,510 a year.",
            "$108,510",
            "current p90 47-2111 OEWS May 2025",
        ),
        (
            "BLS, May 2025: a tenth of electricians get less than $42,640; a tenth, more than $108,510.",
            "$108,510",
            "current p90 47-2111 OEWS May 2025",
        ),
        (
            "BLS, 2024-34: jobs of electricians are expected to grow 9.5% (all jobs: 3.1%).",
            "9.5%",
            "stale growth_pct 47-2111 EP 2024-34",
        ),
        (
            "Electricians, 2023 (BLS projections): 779,800; projected 2033: 864,100; change: 84,300; yearly openings: 80,200.",
            "84,300",
            "stale growth_num 47-2111 EP 2023-33",
        ),
        (
            "# Career guide\n\nHow many electricians are there?\n\nAbout 743,000 in the May 2024 wage survey of the BLS.",
            "743,000",
            "stale employment 47-2111 OEWS May 2024",
        ),
    ]);
}

#[test]
fn jobs_that_go_are_fewer_and_those_that_they_climb_to_are_there() {
    let page = "The BLS thinks 94,300 bookkeeping jobs will go between 2024 and 2034, from 1,613,400 to almost 1,519,100.";
    check(&[
        (page, "94,300", "stale growth_num 43-3031 EP 2024-34"),
        (page, "1,519,100", "stale employment 43-3031 EP 2024-34 (proj)"),
    ]);
}

#[test]
fn a_note_of_the_page_that_names_its_only_release_is_held_against_its_figures() {
    let page = "# Careers\n\nElectricians: $61,590 at the median.\n\nWage data: Bureau of Labor Statistics, May 2024.";
    check(&[(page, "$61,590", "mislabelled median 47-2111 OEWS May 2023")]);
}

#[test]
fn dots_lead_to_the_figure_of_the_name_before_them() {
    let page = "# Salaries\n\nArchitect ........ $93,310; Civil engineer ........ $95,890\n\nMedian pay. Source: Bureau of Labor Statistics, May 2023.";
    check(&[
        (page, "$93,310", "stale median 17-1011 OEWS May 2023"),
        (page, "$95,890", "stale median 17-2051 OEWS May 2023"),
    ]);
}

#[test]
fn a_year_beyond_every_round_is_of_somebody_elses_outlook() {
    let page = "An outlook of the industry calls for 123,000 new pilots by 2043; the BLS sees 81,000 openings a year for electricians.";
    check(&[(page, "81,000", "stale openings 47-2111 EP 2024-34")]);
}

#[test]
fn a_paragraph_that_begins_with_an_occupation_and_a_stop_is_about_it() {
    let page = "BLS of construction careers:\n\n**Construction manager.** A median of $104,900 in May 2023.\n\n**Carpenter.** Growth of 4% from 2022 to 2032.";
    check(&[(page, "4%", "mislabelled growth_pct 47-2031 EP 2024-34, EP 2023-33")]);
}
