//! What an editor would take amiss: a second state, somebody else's figure, a replacement that is not true.
//! Each with sentences of our own and the figures of `inputs/`.

use labor_outlook::audit::{self, Finding};

use crate::{audit::figures, audit_rules::check};

fn claims(name: &str, page: &[u8]) -> Vec<Finding> {
    audit::audit(name, page, figures()).claims
}

/// The first claim of a page whose figure is written so.
fn claim(page: &str, figure: &str) -> Finding {
    let all = claims("page.md", page.as_bytes());
    let found = all.iter().find(|claim| claim.text == figure);
    found.unwrap_or_else(|| panic!("{figure} is not found in {page}: {all:#?}")).clone()
}

fn rewritten(page: &str, figure: &str) -> Option<String> {
    claim(page, figure).replacement
}

#[test]
fn each_state_of_a_sentence_has_its_own_figure() {
    let read = |page: &str| -> Vec<(&'static str, String)> {
        let all = claims("page.md", page.as_bytes());
        all.into_iter().map(|claim| (claim.verdict, claim.area)).collect()
    };
    let of = |verdict, area: &str| (verdict, area.to_owned());
    for page in [
        "In Oregon, electricians had a median wage of $101,310 in May 2025, while in Ohio it was $101,310, BLS says.",
        "Electricians in Oregon earned $101,310 and in Ohio $101,310 at the median in May 2025, according to the BLS.",
        "The BLS median of electricians was $101,310 in Oregon in May 2025, compared with $101,310 in Ohio.",
    ] {
        assert_eq!(read(page), [of("current", "41"), of("wrong", "39")], "{page}");
    }
    let page = "Electricians had a median of $58,570 in Texas, $64,700 in Ohio and $63,190 nationally in May 2025 (BLS).";
    assert_eq!(read(page), [of("current", "48"), of("current", "39"), of("current", "us")]);
    // Named together, each may have either.
    let page = "Ohio and Oregon had medians of $64,700 and $101,310 for electricians in May 2025 (BLS).";
    assert_eq!(read(page), [of("current", "39"), of("current", "41")]);
}

#[test]
fn a_row_is_of_the_occupation_that_it_names() {
    let table = "Medians of May 2025, from BLS:\n\n| Job | Median pay |\n|---|---|\n| Nurse practitioners | $97,550 |\n";
    check(&[
        (table, "$97,550", "wrong-occupation median 29-1171"),
        (
            "Nurse practitioner pay was $97,550 in May 2025, says BLS.",
            "$97,550",
            "wrong-occupation median 29-1171",
        ),
        // Between those of its members lies that of a group of the Handbook.
        (
            "Nurse practitioners had a median of $135,110 in May 2025, says BLS.",
            "$135,110",
            "not-checkable median 29-1171",
        ),
    ]);
}

#[test]
fn a_subject_that_no_table_knows_is_nobody_named_before() {
    let before = "As of May 2025, there were 757,220 electricians, BLS data show.";
    let stranger = format!("{before}\n\nChocolate tasters earn a median of $63,190, BLS says.");
    check(&[(&stranger, "$63,190", "not-checkable median")]);
    let same = format!("{before}\n\nThese workers earn a median of $63,190, BLS says.");
    check(&[(&same, "$63,190", "current median 47-2111 OEWS May 2025")]);
}

#[test]
fn half_of_the_workers_earn_less_than_the_median() {
    let page = "BLS says half of electricians earned less than $63,190 in May 2025, while the top 10% earned more \
                than $108,510.";
    check(&[
        (page, "$63,190", "current median 47-2111 OEWS May 2025"),
        (page, "$108,510", "current p90 47-2111 OEWS May 2025"),
    ]);
}

#[test]
fn thousands_with_decimals_are_rounded_to_them() {
    let page = "The top 10 percent of machinists earned $78.8K in May 2024, BLS says.";
    check(&[(page, "$78.8K", "stale p90 51-4041 OEWS May 2024")]);
    let new = rewritten(page, "$78.8K").unwrap();
    assert_eq!(new, "The top 10 percent of machinists earned $80.0K in May 2025, BLS says.");
    check(&[(&new, "$80.0K", "current p90 51-4041 OEWS May 2025")]);
    // What was top-coded is exact.
    let page = "BLS: the 90th percentile of family medicine physicians was $239,200 in May 2024.";
    let new = "BLS: the 90th percentile of family medicine physicians was $428,550 in May 2025.";
    assert_eq!(rewritten(page, "$239,200").as_deref(), Some(new));
}

#[test]
fn whole_thousands_of_another_release_are_told_as_its() {
    let page = "BLS: the median annual wage of medical assistants was $42,000 in May 2025.";
    check(&[(page, "$42,000", "mislabelled median 31-9092 OEWS May 2023")]);
    let new = "BLS: the median annual wage of medical assistants was $45,690 in May 2025.";
    assert_eq!(rewritten(page, "$42,000").as_deref(), Some(new));
}

#[test]
fn jobs_of_a_survey_are_held_against_those_of_a_survey() {
    let found = claim("In May 2024 there were 757,220 electricians, the BLS says.", "757,220");
    assert!(found.message.contains("OEWS May 2024, which has 742,580"), "{}", found.message);
    let page = "Electrician jobs will go from 762,600 in 2022 to 811,800 in 2032, according to the BLS.";
    let found = claim(page, "811,800");
    assert_eq!(found.stated_period.as_deref(), Some("EP 2022-32 (proj)"));
    let new = "Electrician jobs will go from 818,700 in 2024 to 896,100 in 2034, according to the BLS.";
    assert_eq!(found.replacement.as_deref(), Some(new));
}

#[test]
fn words_for_growth_are_those_of_the_new_figure() {
    let page =
        "BLS expects electrician jobs to grow 6 percent from 2022 to 2032, faster than the average.";
    let new = "BLS expects electrician jobs to grow 9 percent from 2024 to 2034, much faster than the average.";
    assert_eq!(rewritten(page, "6 percent").as_deref(), Some(new));
    // "Little or no change" would need another sentence.
    let page =
        "BLS expects paralegal jobs to grow 4 percent from 2022 to 2032, about as fast as the average.";
    assert_eq!(rewritten(page, "4 percent"), None);
}

#[test]
fn a_figure_is_not_mended_without_its_period() {
    let page = "# Pay\n\nBLS figures of May 2024:\n\n- Electricians: a median of $62,350\n";
    let found = claim(page, "$62,350");
    assert_eq!((found.replacement.is_some(), &found.fix), (true, &None));
    assert!(found.message.contains("`May 2024` in line 3"), "{}", found.message);
    let page = "In May 2024 electricians had a median of $62,350, BLS says. Machinists had a median of $56,150.";
    let found = claim(page, "$62,350");
    assert_eq!((found.replacement.is_some(), &found.fix), (true, &None));
    assert!(found.message.contains("of figures elsewhere"), "{}", found.message);
    // A period that is right stays.
    let page = "BLS figures of May 2025:\n\n- Electricians: a median of $62,350\n";
    assert!(claim(page, "$62,350").fix.is_some());
}

#[test]
fn the_past_of_a_series_is_left_alone() {
    let page =
        "The median of machinists rose from $50,840 in May 2023 to $56,150 in May 2024, BLS says.";
    for (figure, rule) in [("$50,840", None), ("$56,150", Some("LO001"))] {
        let found = claim(page, figure);
        assert_eq!((found.verdict, found.rule), ("stale", rule), "{figure}");
        assert_eq!((found.replacement, found.new_text, found.fix), (None, None, None), "{figure}");
    }
}

#[test]
fn a_row_of_means_gets_the_mean() {
    let page = "From BLS:\n\n| | Electricians |\n|---|---|\n| Mean annual wage, May 2024 | $62,350 |\n";
    let found = claim(page, "$62,350");
    assert_eq!((found.verdict, found.replacement.as_deref()), ("wrong-measure", Some("$71,490")));
    let page = "BLS expects electrician jobs to grow 9.5% per year from 2024 to 2034.";
    assert_eq!((claim(page, "9.5%").verdict, rewritten(page, "9.5%")), ("wrong-measure", None));
}

#[test]
fn the_period_of_another_paragraph_does_not_make_a_figure_mislabelled() {
    check(&[(
        "BLS projects 11% growth for electricians between 2023 and 2033.\n\nBLS projects about 73,500 openings for \
         electricians each year, on average, over the decade.",
        "73,500",
        "stale openings 47-2111 EP 2022-32",
    )]);
}

#[test]
fn a_code_is_no_count_whatever_its_dash() {
    for code in ["47-2111", "47–2111.00", "47—2111.00"] {
        let page = format!("Electricians ({code}) had a median of $63,190 in May 2025, BLS says.");
        let all = claims("page.md", page.as_bytes());
        assert_eq!(all.iter().map(|claim| &claim.text).collect::<Vec<_>>(), ["$63,190"], "{page}");
    }
}

#[test]
fn a_page_in_windows_1252_keeps_its_characters() {
    let page: &[u8] =
        b"<p>\x93Caf\xe9\x94 \x97 na\xc3\xafve as it is: the median of electricians was $62,350 in May \
                        2024, says BLS\x92s survey.</p>";
    let all = claims("page.html", page);
    assert_eq!(all.len(), 1, "{all:#?}");
    let new = "“Café” — naïve as it is: the median of electricians was $63,190 in May 2025, says BLS’s survey.";
    assert_eq!(all[0].replacement.as_deref(), Some(new));
    assert_eq!(&page[all[0].start_byte..all[0].end_byte], b"$62,350");
}

#[test]
fn an_article_goes_with_its_new_number() {
    let page = "Electricians should see an 11% rise of jobs from 2023 to 2033, BLS says.";
    let new = "Electricians should see a 9% rise of jobs from 2024 to 2034, BLS says.";
    assert_eq!(rewritten(page, "11%").as_deref(), Some(new));
}

#[test]
fn what_the_newer_figures_would_make_false_is_not_proposed() {
    for (page, figure) in [
        // Plumbers passed electricians.
        (
            "Electricians earned slightly more than plumbers in May 2023, says BLS: $61,590 against $61,550 at the median.",
            "$61,590",
        ),
        // Nobody's claim, but what the other wage is held against.
        (
            "Our own plumbers made more than electricians in May 2023: $62,000 a year against the BLS median of $61,590.",
            "$61,590",
        ),
        // The first year of the round would stay.
        (
            "Jobs of electricians will go from their number of 2022 to 811,800 in 2032, BLS projects.",
            "811,800",
        ),
        // The amounts of a week and a month were worked out from it.
        (
            "In May 2023 electricians earned a median of $61,590 a year ($1,184 a week, $5,133 a month), BLS says.",
            "$61,590",
        ),
        // A history in sentences.
        (
            "In May 2023, dental hygienists earned a median of $87,530, says BLS. In May 2024, dental hygienists earned \
             a median of $94,260.",
            "$87,530",
        ),
    ] {
        assert_eq!(rewritten(page, figure), None, "{page}");
    }
}

#[test]
fn a_bound_of_bls_is_not_told_as_exact() {
    let of = |page: &str| {
        let report = audit::audit("page.md", page.as_bytes(), figures());
        report.page.iter().map(|one| one.rule).collect::<Vec<_>>()
    };
    assert!(
        !of("Financial managers in the top 10% earn more than $239,200, says the BLS.")
            .contains(&"LO006")
    );
    assert!(
        of("The 90th percentile of financial managers was $239,200 in May 2024, says the BLS.")
            .contains(&"LO006")
    );
}

#[test]
fn every_figure_of_a_row_moves_with_its_own_year() {
    for (then, now) in [
        (
            "electricians $62,350 (2024), plumbers $62,970 (2024)",
            "electricians $63,190 (2025), plumbers $63,800 (2025)",
        ),
        (
            "Electricians earned $62,350 in 2024, plumbers $62,970 in 2024, and roofers $1 a brick in 2024.",
            "Electricians earned $63,190 in 2025, plumbers $63,800 in 2025, and roofers $1 a brick in 2024.",
        ),
    ] {
        let page = format!("Medians from the BLS:\n\n{then}");
        assert_eq!(rewritten(&page, "$62,970").as_deref(), Some(now), "{page}");
    }
}

#[test]
fn what_a_wage_passed_is_a_bound() {
    for passed in ["passed", "had crossed", "surpassed", "tops"] {
        let page =
            format!("In May 2023 the median wage of electricians {passed} $61,000, the BLS says.");
        assert_eq!(claim(&page, "$61,000").verdict, "current", "{page}");
    }
}

#[test]
fn words_for_growth_are_told_by_the_round_that_they_state_alone() {
    let page = "Employment of pharmacy technicians is projected to grow 6 percent from 2024 to 2034, slower than the average \
                for all occupations.";
    let found = claim(page, "slower than the average for all occupations");
    assert!(!found.message.contains("2022-32"), "{}", found.message);
}

#[test]
fn the_ends_of_a_range_are_of_two_percentiles_though_one_is_wrong() {
    let page = "| BLS, May 2023 | Physical therapists |\n|---|---|\n| 25th–75th percentile | $81,550–$109,380 |\n";
    assert_eq!(rewritten(page, "$109,380").as_deref(), Some("$86,160–$121,160"));
}

#[test]
fn an_amount_of_a_week_beside_one_of_a_month_is_no_wage_of_a_year() {
    let page = "In May 2023 electricians earned a median of $61,590 ($5,133 a month, roughly $1,184 a week), BLS says.";
    let all = claims("page.md", page.as_bytes());
    assert!(all.iter().all(|claim| claim.verdict != "wrong"), "{all:#?}");
}

#[test]
fn an_hourly_twin_is_of_the_year_of_its_annual_wage_and_a_distance_is_not_rewritten() {
    let page = "Electricians held about 818,700 jobs in 2024, according to the BLS. The median annual wage was $61,590 the \
                year before ($29.61 an hour).";
    check(&[
        (page, "$61,590", "stale median 47-2111 OEWS May 2023"),
        (page, "$29.61", "stale median 47-2111 OEWS May 2023"),
    ]);
    assert_eq!(rewritten(page, "$61,590"), None);
}
