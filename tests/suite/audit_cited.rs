//! Citations: the year of a source is no period of its figures, and newer figures are in no older source. Each with
//! sentences of our own and the figures of `inputs/`.

use labor_outlook::audit::{self, Finding};

use crate::{
    audit::figures,
    audit_rules::{check, check_left},
};

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

#[test]
fn words_of_size_and_of_rank_get_no_newer_figure() {
    for page in [
        "BLS projects double-digit growth of 21% for veterinary technicians from 2022 to 2032.",
        "Mechanical engineers earned a five-figure median of $99,510 in May 2023, BLS says.",
        "Civil engineers fall just short of six figures, with a median of $95,890 in May 2023 (BLS).",
        "Veterinary technician jobs will grow by more than a fifth (21%) from 2022 to 2032, per the BLS.",
        "Electricians earned $61,590 in May 2023, more than plumbers, BLS data show.",
        "Paralegal jobs will see healthy 4% growth from 2022 to 2032, the BLS says.",
        "In May 2023 registered nurses made $86,070, BLS says. Divide by 12 and you get $7,173.",
    ] {
        assert_eq!(rewritten(page), None, "{page}");
    }
}

#[test]
fn all_occupations_have_the_figure_that_is_told_at_them() {
    for page in [
        "BLS projects 11% growth for electricians from 2023 to 2033, faster than the average for all occupations at 4%.",
        "From 2023 to 2033, the BLS sees 11% growth for electricians, well ahead of all occupations at 4%.",
    ] {
        check(&[(page, "4%", "stale growth_pct 00-0000 EP 2023-33")]);
    }
    let page = "Wind techs: 60% growth from 2023 to 2033, the fastest of all occupations along with NPs at 46%, BLS says.";
    check(&[(page, "46%", "stale growth_pct 29-1171 EP 2023-33")]);
}

#[test]
fn what_one_employer_pays_or_somebody_wishes_is_no_figure_of_bls() {
    let leads = "Elementary school teachers earned a median of $63,680 in May 2023, Bureau of Labor Statistics figures show.";
    check_left(
        leads,
        &[
            (
                "The district pays new teachers $52,300, rising to $88,410 with a master's and 20 years.",
                "$88,410",
            ),
            ("The governor wants every teacher to make at least $55,000.", "$55,000"),
            ("Starting teachers in Maple County make $48,900.", "$48,900"),
            ("First-year teachers with us earn $62,000; by year three, $78,500.", "$78,500"),
            ("The city starts officers at $58,400, and sergeants make $92,150.", "$92,150"),
            ("Under the plan, pay for officers would rise to $77,270 by 2027.", "$77,270"),
            (
                "The state will be short 21,000 teachers by 2032, the Center for Schools projects.",
                "21,000",
            ),
        ],
    );
}

#[test]
fn the_year_of_jobs_is_not_that_of_the_wages_behind_them() {
    let page = "The Bureau of Labor Statistics reports that dental hygienists earned a median annual wage of $87,530 in May 2023. \
                Dental hygienists held about 219,400 jobs in 2022. The lowest 10 percent earned less than $65,110.";
    check(&[(page, "$65,110", "stale p10 29-1292 OEWS May 2023")]);
}

#[test]
fn lines_of_a_paragraph_that_was_wrapped_are_one() {
    let text = "The Bureau of Labor Statistics reports that dental\nhygienists earned a median annual wage of $87,530 in May\n\
                2023 ($42.08 per hour). The lowest 10 percent earned\nless than $65,110 and the highest 10 percent earned more\n\
                than $118,400.\n";
    let found = audit::audit("page.txt", text.as_bytes(), figures()).claims;
    let read: Vec<(&str, &str, &str)> =
        found.iter().map(|claim| (claim.text.as_str(), claim.measure, claim.verdict)).collect();
    assert_eq!(
        read,
        [
            ("$87,530", "median", "stale"),
            ("$42.08", "median", "stale"),
            ("$65,110", "p10", "stale"),
            ("$118,400", "p90", "stale"),
        ]
    );
}

#[test]
fn names_with_an_employer_in_them_and_wishes_of_readers_are_no_pay_of_somebody() {
    let leads = "All figures are medians of the Bureau of Labor Statistics, May 2023.";
    for (text, figure, expected) in [
        (
            "High school teachers are paid $65,220 a year.",
            "$65,220",
            "stale median 25-2031 OEWS May 2023",
        ),
        (
            "Students who want to become registered nurses earn $86,070 a year afterwards.",
            "$86,070",
            "stale median 29-1141 OEWS May 2023",
        ),
    ] {
        let page = format!("{leads}\n\n{text}\n");
        check(&[(&page, figure, expected)]);
    }
}
