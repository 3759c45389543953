//! Figures that are held against others, told to one side, or worked out of others: whose they are, and which
//! sentences get no newer figures. Each with sentences of our own and the figures of `inputs/`.

use labor_outlook::audit::{self, Finding};

use crate::{
    audit::figures,
    audit_rules::{check, check_left},
};

fn claims(page: &str) -> Vec<Finding> {
    audit::audit("page.md", page.as_bytes(), figures()).claims
}

fn rewritten(page: &str, figure: &str) -> Option<String> {
    let all = claims(page);
    let found = all.iter().find(|claim| claim.text == figure);
    found.unwrap_or_else(|| panic!("{figure} is not found in {page}: {all:#?}")).replacement.clone()
}

#[test]
fn what_the_growth_of_an_occupation_is_held_against_is_that_of_all() {
    for page in [
        "Jobs of registered nurses are to grow 6% from 2023 to 2033 (vs. 4% overall), says the BLS.",
        "The BLS expects registered nurse jobs to grow 6% from 2023 to 2033, outpacing the national 4%.",
        "The BLS expects registered nurse jobs to grow 6% from 2023 to 2033, compared to a 4% national rate.",
        "The BLS expects nurse jobs to grow 6% from 2023 to 2033, more than the 4% expected for the labor market as a whole.",
        "Registered nurses grow by 6% from 2023 to 2033, according to the BLS, which beats the 4% of all jobs.",
    ] {
        check(&[(page, "4%", "stale growth_pct 00-0000 EP 2023-33")]);
    }
    // A share of the workers is none.
    let page = "Registered nurses grow by 6% from 2023 to 2033 (BLS), and more than 40% of all workers are older.";
    assert!(
        claims(page).iter().all(|claim| claim.text != "40%" || claim.verdict == "not-bls"),
        "{page}"
    );
}

#[test]
fn the_national_median_of_a_sentence_that_names_nobody_may_be_that_of_all() {
    let page = "HVAC technicians earned a median of $57,300 in May 2023, the BLS says. All three trades beat the national \
                median of $48,060.";
    check(&[(page, "$48,060", "stale median 00-0000 OEWS May 2023")]);
}

#[test]
fn a_name_that_begins_the_next_clause_with_a_figure_of_its_own_is_not_of_the_one_before() {
    let page = "Support jobs are projected to shrink by 4% from 2024 to 2034, a loss of 27,000 jobs, while software developers \
                gain 267,700, says the BLS.";
    check(&[(page, "267,700", "stale growth_num 15-1252 EP 2024-34")]);
    let of_developers = |claim: &&Finding| claim.soc.iter().any(|soc| soc == "15-1252");
    assert_eq!(claims(page).iter().filter(of_developers).count(), 1, "{page}");
}

#[test]
fn a_word_that_names_the_side_is_kept_by_reading_and_by_rounding() {
    for (page, figure, now) in [
        (
            "Financial managers earn a median of $156,100 (BLS, May 2023), just over $150,000.",
            "$150,000",
            "Financial managers earn a median of $166,570 (BLS, May 2025), just over $166,000.",
        ),
        (
            "Dental hygienists earned a median of $87,530 (BLS, May 2023), just under $90,000.",
            "$90,000",
            "Dental hygienists earned a median of $98,100 (BLS, May 2025), just under $99,000.",
        ),
        (
            "Dental hygienists earned $87,530 in May 2023, almost $90,000, the BLS says.",
            "$90,000",
            "Dental hygienists earned $98,100 in May 2025, almost $99,000, the BLS says.",
        ),
        (
            "Electricians earned a median of slightly more than $61,500 in May 2023, BLS says.",
            "$61,500",
            "Electricians earned a median of slightly more than $63,100 in May 2025, BLS says.",
        ),
    ] {
        assert_eq!(rewritten(page, figure).as_deref(), Some(now), "{page}");
        // What it proposes is true.
        let again: Vec<Finding> = claims(now);
        assert!(again.iter().all(|claim| claim.verdict == "current"), "{again:#?}");
    }
}

#[test]
fn a_wage_that_is_so_much_more_than_another_gets_no_newer_figure() {
    for (page, figure) in [
        (
            "The BLS median of $61,590 for electricians in May 2023 was up 2.2% from the previous year.",
            "$61,590",
        ),
        ("The $61,590 of electricians (BLS, May 2023) is 28% above the national median.", "$61,590"),
        (
            "Registered nurses earned $86,070 in May 2023, which is 44% more than LPNs, BLS says.",
            "$86,070",
        ),
        ("Electricians' median of $61,590 (BLS, May 2023) tops the $61,550 of plumbers.", "$61,590"),
        (
            "Growth of 6% for registered nurses (BLS, 2023-33) is quadruple the 4% for all occupations.",
            "6%",
        ),
    ] {
        assert_eq!(rewritten(page, figure), None, "{page}");
    }
    let next =
        "Registered nurses earned $86,070 in May 2023, BLS says. That is 44% more than LPNs make.";
    let found = claims(next).into_iter().find(|claim| claim.text == "$86,070").unwrap();
    assert!(found.basis.is_worked_with, "{next}");
}

#[test]
fn what_a_school_charges_or_pays_and_what_is_added_are_no_wages_of_bls() {
    for (page, figure) in [
        ("Medical assistants earn $42,000 (BLS, May 2023). Train in 9 months for $14,250.", "$14,250"),
        ("HVAC technicians earned $57,300 in May 2023 (BLS). Our HVAC program is $18,900.", "$18,900"),
        (
            "Medical assistants earned $42,000 in May 2023 (BLS).\n\nOur medical assistants earn $41,300 on average.",
            "$41,300",
        ),
        (
            "Hairstylists earned $16.81 an hour in May 2023 (BLS), not counting tips, which add about $5 an hour.",
            "$5",
        ),
        (
            "Paralegals earned $60,970 in May 2023, says BLS. My first offer was $41,500 in a small shop.",
            "$41,500",
        ),
        (
            "The median NP made $126,260 in May 2023 and $129,210 in May 2024 (BLS), an increase of $2,950.",
            "$2,950",
        ),
    ] {
        let all = claims(page);
        let is_bls = |claim: &Finding| claim.text == figure && claim.verdict != "not-bls";
        assert!(!all.iter().any(is_bls), "{page}: {all:#?}");
    }
}

#[test]
fn a_list_of_terms_may_name_its_occupation_in_a_term() {
    let page = "<p>From the Bureau of Labor Statistics:</p><dl><dt>Occupation</dt><dd>Civil engineer (17-2051)</dd>\
                <dt>Median annual wage (May 2023)</dt><dd>$95,890</dd><dt>Change, 2023-33</dt><dd>6%</dd></dl>";
    let all = audit::audit("page.html", page.as_bytes(), figures()).claims;
    let read: Vec<(&str, &str)> =
        all.iter().map(|claim| (claim.verdict, claim.soc[0].as_str())).collect();
    assert_eq!(read, [("stale", "17-2051"), ("stale", "17-2051")], "{all:#?}");
}

#[test]
fn a_wage_of_a_month_may_be_rounded_to_ten() {
    check(&[(
        "BLS: a registered nurse had a median of $86,070 in May 2023, or roughly $7,170 a month.",
        "$7,170",
        "stale median 29-1141 OEWS May 2023",
    )]);
}

#[test]
fn a_measure_in_brackets_is_that_of_the_figure_beside_it() {
    let page = "The BLS reports that in May 2023 registered nurses had a median annual salary of $86,070 (mean: $94,480).";
    let read = [
        ("$86,070", "stale median 29-1141 OEWS May 2023"),
        ("$94,480", "stale mean 29-1141 OEWS May 2023"),
    ];
    for (figure, expected) in read {
        check(&[(page, figure, expected)]);
    }
    let now = "The BLS reports that in May 2025 registered nurses had a median annual salary of $97,550 (mean: $101,420).";
    assert_eq!(rewritten(page, "$86,070").as_deref(), Some(now));
    let behind = "In May 2023 registered nurses earned $86,070 (median), says the BLS.";
    check(&[(behind, "$86,070", "stale median 29-1141 OEWS May 2023")]);
}

#[test]
fn what_is_paid_to_those_who_learn_and_by_one_employer_is_no_figure_of_bls() {
    let leads = "Registered nurses had a median wage of $97,550 in May 2025, says the BLS.";
    check_left(
        leads,
        &[
            ("Starting pay for a registered nurse with this department is $5,342 a month.", "$5,342"),
            ("Trainees at the academy in Oklahoma City are paid $41.20 an hour.", "$41.20"),
            ("Among members of the American Nephrology Association, pay averaged $139,400.", "$139,400"),
            (
                "Oregon Employment Department projections show a 6 percent increase for the region by 2033.",
                "6 percent",
            ),
        ],
    );
}

#[test]
fn what_those_in_an_industry_earn_is_not_at_hand_whatever_is_said_of_the_nation() {
    let page = "Nursing assistants earned a median of $20.32 an hour in May 2025, per BLS. Those working in hospitals had a \
                national median of $20.34, those in home health care $18.29.";
    for figure in ["$20.34", "$18.29"] {
        let found = claims(page).into_iter().find(|claim| claim.text == figure).unwrap();
        assert_eq!((found.verdict, found.replacement), ("not-checkable", None), "{figure}");
    }
}

#[test]
fn a_mean_is_no_figure_of_the_handbook() {
    let page = "BLS data show 60,730 community health workers employed as of May 2024 at a mean annual wage of $55,480.";
    check(&[(page, "$55,480", "wrong mean 21-1094")]);
}

#[test]
fn the_level_of_a_year_above_that_of_another_is_growth() {
    let page = "Nurses are in demand. By 2034, BLS now says, total employment in the country will be 3.1 percent higher than in 2024.";
    check(&[(page, "3.1 percent", "stale growth_pct 00-0000 EP 2024-34")]);
}

#[test]
fn how_many_times_a_median_with_its_figure_is_told_of_the_two() {
    let page = "The median wage of economists, $115,440 in May 2024 according to the BLS, is more than double the $49,500 median \
                for all workers.";
    let words = |claim: &&Finding| {
        claim.text.starts_with("more than double") || claim.text.starts_with("double")
    };
    assert!(claims(page).iter().any(|claim| words(&claim)), "{:#?}", claims(page));
    check(&[(page, "$49,500", "stale median 00-0000 OEWS May 2024")]);
}
