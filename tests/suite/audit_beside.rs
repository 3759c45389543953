//! What stands beside a figure and is not its own: the percentile of the next clause, the day on which a page
//! was looked up, the pay of whom no table names, how a wage has changed so far, and what a sentence works
//! out. Each with sentences of our own and the figures of `inputs/`.

use labor_outlook::audit;

use crate::{audit::figures, audit_clauses::taken, audit_rules::check};

#[test]
fn a_percentile_of_the_next_clause_leaves_the_figure_before_a_median() {
    check(&[
        (
            "Registered nurses took home $93,600 in 2024, and the best-paid 10 percent more than $135,320, BLS found.",
            "$93,600",
            "stale median 29-1141 OEWS May 2024",
        ),
        (
            "RNs made $97,550 in 2025, while the bottom tenth made less than $68,940 (BLS).",
            "$97,550",
            "current median 29-1141 OEWS May 2025",
        ),
        (
            "BLS has bakers at $34,950; newcomers, it adds, should not count on more than $25,000, which is where the bottom 10 percent are.",
            "$34,950",
            "stale median 51-3011 OEWS May 2023",
        ),
        (
            "The average American worker earned $67,920 in May 2024, while the median was $49,500, BLS says.",
            "$67,920",
            "stale mean 00-0000 OEWS May 2024",
        ),
        (
            "BLS, May 2025: one nurse in ten earns under $68,940, and another tenth gets over $137,470.",
            "$137,470",
            "current p90 29-1141 OEWS May 2025",
        ),
        (
            "One RN in ten had less than $68,940 in May 2025, and one in ten over $137,000, says BLS.",
            "$137,000",
            "current p90 29-1141 OEWS May 2025",
        ),
    ]);
}

#[test]
fn the_ends_of_a_list_of_occupations_are_no_percentiles() {
    check(&[(
        "BLS lists all of them for May 2024. At the high end, lawyers have $151,160; at the low end, bakers have $36,650.",
        "$36,650",
        "stale median 51-3011 OEWS May 2024",
    )]);
}

#[test]
fn states_may_be_told_by_their_letters() {
    let page = "Median pay of bakers, May 2025 (BLS): CA $41,330; TX $33,010; ND $36,900.";
    let report = audit::audit("page.md", page.as_bytes(), figures());
    let areas: Vec<&str> = report.claims.iter().map(|claim| claim.area.as_str()).collect();
    assert_eq!(areas, ["06", "48", "38"]);
    // A degree is no state, and neither is a word in capitals.
    for page in
        ["MS $37,160 for bakers (BLS, May 2025)", "IN MAY 2025 BAKERS HAD A MEDIAN OF $37,160 (BLS)"]
    {
        let report = audit::audit("page.md", page.as_bytes(), figures());
        assert_eq!(report.claims[0].area, "us", "{page}");
    }
}

#[test]
fn what_has_changed_so_far_is_no_projection() {
    for page in [
        "Wages of registered nurses grew 13.3% between May 2023 and May 2025 (BLS).",
        "Employment of RNs increased by 97,710 from May 2024 to May 2025, as BLS counts.",
        "Pay of electricians is up 4.2% since 2024, BLS says.",
    ] {
        assert_eq!(taken(page), Vec::<String>::new(), "{page}");
    }
    assert_eq!(
        taken("BLS: welder pay rose 5.4% from $51,000 (May 2024) to $53,750 (May 2025)."),
        ["$51,000", "$53,750"]
    );
    // Ten years are those of a round.
    assert_eq!(taken("BLS saw growth of 6% for bakers between 2024 and 2034."), ["6%"]);
}

#[test]
fn whom_no_table_names_is_nobody_beside_him() {
    for (page, figure) in [
        ("Nurses earn a median of $97,550, glassblowers $62,000 (BLS, May 2025).", "$62,000"),
        ("RNs had $97,550 in May 2025 (BLS), and glassblowers about $37,000.", "$37,000"),
    ] {
        let report = audit::audit("page.md", page.as_bytes(), figures());
        let claim = report.claims.iter().find(|claim| claim.text == figure);
        assert!(claim.is_none_or(|claim| claim.soc.is_empty() && claim.fix.is_none()), "{page}");
    }
    // What a school says of its own people is not BLS's, whatever figure it has.
    assert_eq!(
        taken("Our welding graduates start at $53,750. BLS puts the median for welders at $48,940."),
        ["$48,940"]
    );
}

#[test]
fn the_day_on_which_a_page_was_looked_up_is_no_reference_period() {
    for source in [
        "BLS (2025, September 4)",
        "BLS, last modified August 28, 2025",
        "BLS, 4 September 2025",
        "BLS, retrieved 10/12/2025",
    ] {
        let page = format!("RNs earn a median of $93,600, according to {source}.");
        check(&[(&page, "$93,600", "stale median 29-1141 OEWS May 2024")]);
    }
}

#[test]
fn an_average_beside_a_growth_is_that_of_all_occupations() {
    check(&[
        (
            "BLS: RN jobs will grow 5% (average: 3%) from 2024 to 2034.",
            "3%",
            "stale growth_pct 00-0000 EP 2024-34",
        ),
        (
            "Information security analysts: growth 33%, eight times the average (4%), BLS 2023-33.",
            "4%",
            "stale growth_pct 00-0000 EP 2023-33",
        ),
        (
            "# Architects\n\nBLS: architects do better than the median worker.\n\nTen-year outlook: +4%.",
            "4%",
            "stale growth_pct 17-1011 EP 2024-34",
        ),
        (
            "BLS tells of bakers and of roofers.\n\nBakers had $17.87 an hour; roofers had $26.65. Both are to grow: 6 percent and 6.0 percent, respectively, from 2024 to 2034.",
            "6.0 percent",
            "wrong growth_pct 47-2181",
        ),
    ]);
}

#[test]
fn figures_of_an_industry_are_told_by_its_employers() {
    for (page, figure) in [
        (
            "Guards stationed at hospitals averaged $41,220 in May 2025, BLS says of security guards.",
            "$41,220",
        ),
        (
            "Design services firms paid interior designers a median of $69,290 in May 2025 (BLS).",
            "$69,290",
        ),
        ("BLS has interior designers at $56,070 in furniture stores (May 2025).", "$56,070"),
        ("Cost estimators in heavy construction do best, at $84,150 in May 2025, BLS says.", "$84,150"),
    ] {
        let report = audit::audit("page.md", page.as_bytes(), figures());
        let claim = report.claims.iter().find(|claim| claim.text == figure).unwrap();
        assert_eq!((claim.verdict, claim.area.as_str()), ("not-checkable", "other"), "{page}");
    }
}

#[test]
fn a_sentence_that_works_something_out_is_not_rewritten_in_part() {
    for page in [
        "Registered nurses had a median of $86,070 in May 2023 (BLS), which is $26,340 more than licensed practical nurses ($59,730).",
        "RNs had $86,070 in May 2023, 44 percent more than the $59,730 of licensed practical nurses, BLS says.",
    ] {
        let report = audit::audit("page.md", page.as_bytes(), figures());
        for claim in report.claims.iter().filter(|claim| claim.verdict == "stale") {
            assert!(claim.fix.is_none() && claim.replacement.is_none(), "{page}");
            assert!(claim.message.ends_with("what the sentence works out from it changes with it"));
        }
        assert!(report.claims.iter().any(|claim| claim.verdict == "stale"), "{page}");
    }
}

#[test]
fn a_decline_that_is_none_is_told_as_one() {
    let page = "Employment of paralegals is expected to decline 1.2% through 2033, says BLS.";
    let report = audit::audit("page.md", page.as_bytes(), figures());
    assert!(report.claims[0].message.starts_with("a decline of 1.2% is not the projected growth"));
}

#[test]
fn figures_of_several_industries_do_not_contradict_each_other() {
    let page = "In May 2024, the median wages of electricians in the top industries were: Government $78,230; Manufacturing $71,000 (BLS).";
    let report = audit::audit("page.md", page.as_bytes(), figures());
    assert_eq!(report.claims.len(), 2);
    assert!(report.page.is_empty(), "{:?}", report.page);
}

#[test]
fn a_measure_in_brackets_is_that_of_the_figure_beside_it() {
    check(&[(
        "RNs earn over $97,000 in May 2025, says BLS (the mean is $101,420).",
        "$97,000",
        "current median 29-1141 OEWS May 2025",
    )]);
}

#[test]
fn a_percentile_in_brackets_behind_each_end_of_a_range_is_that_ends() {
    check(&[(
        "RNs range from $68,940 (10th percentile) to $137,470 (90th percentile), BLS says for May 2025.",
        "$68,940",
        "current p10 29-1141 OEWS May 2025",
    )]);
}

#[test]
fn a_number_of_jobs_beside_its_name_is_one() {
    let page = "# Registered nurses\n\n2024 Median Pay: $93,600 per year; Number of Jobs, 2024: 3,391,000; Job Outlook, 2024-34: 5%";
    check(&[(page, "3,391,000", "stale employment 29-1141 EP 2024-34 (base)")]);
}

#[test]
fn a_degree_is_no_medical_assistant() {
    let page = "# Translation and interpreting, MA\n\nBLS lists translation and interpreting with growth of 2 percent from 2024 to 2034.";
    check(&[(page, "2 percent", "stale growth_pct 27-3091 EP 2024-34")]);
}

#[test]
fn a_year_in_a_title_is_not_that_year() {
    let page = "# Where nurses earn most (2025 guide)\n\nWages of RNs are BLS's.\n\nThe national median that year was $86,070.";
    check(&[(page, "$86,070", "stale median 29-1141 OEWS May 2023")]);
}

#[test]
fn three_times_the_growth_of_all_occupations_is_the_growth_of_one() {
    let page = "BLS on genetic counselors: jobs grow 9 percent from 2024 to 2034, three times the 3 percent for all occupations.";
    check(&[(page, "9 percent", "stale growth_pct 29-9092 EP 2024-34")]);
}

#[test]
fn the_openings_of_ten_years_are_not_those_of_one() {
    let page = "BLS expects 1,891,000 openings for registered nurses over the decade 2024-34.";
    let report = audit::audit("page.md", page.as_bytes(), figures());
    let claim = &report.claims[0];
    assert_eq!((claim.verdict, claim.fix.is_none()), ("not-checkable", true), "{}", claim.message);
}

#[test]
fn jobs_behind_a_comparison_in_brackets_are_those_of_the_subject() {
    check(&[(
        "BLS: PTAs will see 22% growth from 2024 to 2034 (3.1% for all jobs). That is 24,500 new jobs.",
        "24,500",
        "stale growth_num 31-2021 EP 2024-34",
    )]);
}

#[test]
fn who_is_quoted_is_no_source_where_bls_is_named() {
    let page = "“It was the BLS number: RNs had a median of $93,600 in May 2024, and growth of 7 percent,” Okafor says.";
    assert_eq!(taken(page), ["$93,600", "7 percent"]);
    // What others ask, offer and pay is theirs.
    for page in [
        "BLS has LPNs at $62,340 in May 2024. Our step 1 is $46,100.",
        "The BLS median was $57,970 in May 2024; the state starts trainees at $44,600.",
        "BLS: a prevailing wage of $93,808 was issued by the wage center.",
        "BLS puts RNs at $93,600; our client recovered $410,000 in future earnings.",
        "BLS’s job-openings survey put unfilled positions at 8.1 million.",
    ] {
        assert!(taken(page).len() < 2, "{page}: {:?}", taken(page));
    }
}

#[test]
fn who_speaks_behind_a_contrast_is_the_source_of_what_stands_there() {
    assert_eq!(
        taken(
            "RNs made $97,550 in May 2025, says BLS, and the top tenth more than $137,470, yet the \
             Nurses' Council, which polled its members, found 42 percent of wards short."
        ),
        ["$97,550", "$137,470"]
    );
    assert_eq!(
        taken(
            "Electricians made $63,190 at the median, says the BLS, but ours start at $27 an hour and the \
             90th percentile of our shop is above $96,000."
        ),
        ["$63,190"]
    );
    // JOLTS is BLS's as well, but counts no openings of the projections.
    let openings = "according to the Bureau of Labor Statistics' JOLTS report";
    assert_eq!(
        taken(&format!("Job openings stood at 306,000 in July, {openings}.")),
        Vec::<String>::new()
    );
}

#[test]
fn what_stands_right_behind_a_figure_says_what_it_is() {
    check(&[
        (
            "RNs: $97,550 median, $101,420 mean, 3,379,720 employed (BLS, May 2025).",
            "$101,420",
            "current mean 29-1141 OEWS May 2025",
        ),
        (
            "BLS predicts 2 percent fewer jobs for elementary school teachers from 2024 to 2034.",
            "2 percent",
            "stale growth_pct 25-2021 EP 2024-34",
        ),
        (
            "BLS had RNs at $93,600 for May 2024 and $98,430 for the mean of that same month.",
            "$93,600",
            "stale median 29-1141 OEWS May 2024",
        ),
    ]);
}

#[test]
fn what_unnamed_bodies_and_nobody_say_is_no_claim() {
    let said = "Electricians had a median of $63,190 in May 2025, the BLS says.";
    for other in [
        "One trade school claims $100,000 to $150,000.",
        "The contractors' own association, whose members are many, reports a median of $71,300.",
        "The state boards' survey found part-timers at $56.10 an hour.",
        "For an electrician in Columbus the prevailing wage issued by the Department of Labor is $61,854.",
        "There are 1.5 million of them in the guild, several times as many as the electricians.",
        "Tuition: $112,000 for the bachelor, $14,310 for the electricians' degree.",
        "Regional entry wage: $17.85.",
        "Our scale under the contract: $27.40 an hour for journeymen.",
        "The number in our own placements is closer to $82,400.",
        "Schools graduated 14,320 electricians in 2024.",
        "Half will retire by 2033, the builders' society warns: a gap of 238,000 workers.",
    ] {
        let page = format!("{said}\n\n{other}\n");
        let all = audit::audit("page.md", page.as_bytes(), figures()).claims;
        let claims: Vec<_> =
            all.iter().filter(|one| one.verdict != "not-bls").map(|one| &*one.text).collect();
        assert_eq!(claims, ["$63,190"], "{other}");
    }
}
