//! How pages say less than they mean: labels, bounds, ends of a range, fields and industries, each with
//! sentences of our own and the figures of `inputs/`.

use labor_outlook::audit;

use crate::{audit::figures, audit_rules::check};

/// The verdict on a figure of a page and the reason or figures that go with it.
fn message(name: &str, page: &str, figure: &str) -> String {
    let report = audit::audit(name, page.as_bytes(), figures());
    let found = report.claims.into_iter().find(|claim| claim.text.trim() == figure);
    found.unwrap_or_else(|| panic!("{figure} is not found in {page}")).message
}

#[test]
fn a_heading_says_nothing_of_what_stands_above_it() {
    let page = "All pay figures below are means of May 2024, from BLS.\n\n## Machinists\n\nPay: $57,390\n\n\
                ## Tool and die makers\n\nPay: $65,100\n";
    check(&[
        (page, "$57,390", "stale mean 51-4041 OEWS May 2024"),
        (page, "$65,100", "stale mean 51-4111 OEWS May 2024"),
    ]);
    let bare =
        "BLS medians, May 2024\n\n## Machinists\n\n$56,150\n\n## Tool and die makers\n\n$63,180\n";
    check(&[(bare, "$56,150", "stale median 51-4041 OEWS May 2024")]);
}

#[test]
fn a_line_with_a_figure_of_its_own_is_no_label() {
    // The median of tool and die makers is told of electricians.
    let page =
        "BLS, May 2024:\n\n- Tool and die maker: $63,180 (median)\n- Electrician: $63,180 (median)\n";
    let report = audit::audit("page.md", page.as_bytes(), figures());
    let verdicts: Vec<_> =
        report.claims.iter().map(|claim| (claim.verdict, claim.soc.join(""))).collect();
    let of = |verdict, soc: &str| (verdict, soc.to_owned());
    assert_eq!(verdicts, [of("stale", "51-4111"), of("wrong-occupation", "47-2111")]);
}

#[test]
fn a_bound_without_a_date_is_of_the_releases_that_would_be_told_by_it() {
    check(&[
        // $61,590, $62,350 and $63,190; before, less.
        (
            "BLS has the median for electricians at over $61,000 a year.",
            "$61,000",
            "stale median 47-2111 OEWS May 2023",
        ),
        (
            "BLS has the median for machinists at about $51,000.",
            "$51,000",
            "stale median 51-4041 OEWS May 2023",
        ),
        (
            "Phlebotomists make roughly $20 an hour at the median, by the BLS count.",
            "$20",
            "stale median 31-9097 OEWS May 2023",
        ),
        // Where the date is said, a wide bound holds.
        (
            "In May 2023 the best-paid tenth of electricians made over $90,000, BLS says.",
            "$90,000",
            "stale p90 47-2111 OEWS May 2023",
        ),
    ]);
}

#[test]
fn an_average_without_a_date_may_be_the_median() {
    check(&[(
        "Phlebotomists average around $20 an hour across the nation (BLS).",
        "$20",
        "wrong-measure median 31-9097 OEWS May 2023",
    )]);
}

#[test]
fn the_other_end_of_the_wages_may_leave_its_percent_out() {
    let page = "BLS had human resources specialists at a median of $67,650 in May 2023. Wages ran from below \
                $42,900 for the lowest 10 percent to above $121,800 for the highest.";
    check(&[
        (page, "$42,900", "stale p10 13-1071 OEWS May 2023"),
        (page, "$121,800", "stale p90 13-1071 OEWS May 2023"),
        (
            "Of machinists, BLS says for May 2023, the top tenth made $75,820 or more, those at the bottom $36,690.",
            "$36,690",
            "stale p10 51-4041 OEWS May 2023",
        ),
    ]);
}

#[test]
fn a_field_names_its_workers_where_the_figure_is_theirs() {
    check(&[
        (
            "# Opening a pest control firm\n\nTechnicians make about $43,000 a year, the BLS says.",
            "$43,000",
            "stale median 37-2021 OEWS May 2023",
        ),
        (
            "BLS had HR specialists at a median of $67,650 in May 2023. Training and development people had \
             a median of about $64,000.",
            "$64,000",
            "stale median 13-1151 OEWS May 2023",
        ),
    ]);
}

#[test]
fn figures_of_industries_cannot_be_checked() {
    check(&[
        (
            "# Phlebotomists\n\nThe median was $41,810 in May 2023, BLS says. Those in traveler accommodation \
             averaged $50,040 a year.",
            "$50,040",
            "not-checkable mean 31-9097",
        ),
        (
            "BLS: electricians employed in the shipbuilding industry had a median of $70,010 in May 2023.",
            "$70,010",
            "not-checkable median 47-2111",
        ),
        // The whole is no industry.
        (
            "BLS: electricians in the construction industry and elsewhere had a median of $61,590 in May 2023.",
            "$61,590",
            "stale median 47-2111 OEWS May 2023",
        ),
    ]);
}

#[test]
fn they_are_those_of_the_sentence_before() {
    check(&[(
        "# Tool and die makers wanted\n\nMachinists had a median of $50,840 in May 2023, BLS says.\n\nAbout \
         290,720 of them were at work at the time.",
        "290,720",
        "stale employment 51-4041 OEWS May 2023",
    )]);
}

#[test]
fn a_decline_is_told_by_a_verb_behind_the_percent_as_well() {
    // Fewer in each round; 40.1 percent more nurse practitioners in none.
    let page = "BLS counts nurse practitioners. It expects another 40 percent of the jobs to disappear from 2024 \
                to 2034.";
    let report = audit::audit("page.md", page.as_bytes(), figures());
    assert_eq!((report.claims[0].value, report.claims[0].verdict), (Some(-40.0), "wrong"));
}

#[test]
fn the_average_alone_is_that_of_all_occupations() {
    check(&[(
        "BLS sees electrician jobs up 11% from 2023 to 2033, faster than the 4% average.",
        "4%",
        "stale growth_pct 00-0000 EP 2023-33",
    )]);
}

#[test]
fn a_difference_is_no_wage() {
    let page = "BLS says machinists had a median of $50,840 in May 2023. Tool makers out-earn them by about $10,650.";
    let report = audit::audit("page.md", page.as_bytes(), figures());
    assert!(report.claims.iter().all(|claim| claim.text != "$10,650"), "{report:#?}");
}

#[test]
fn the_year_of_another_clause_is_not_that_of_a_figure() {
    check(&[(
        "Machinists have a median of $50,840; in May 2024 electricians had one of $62,350 (BLS).",
        "$50,840",
        "stale median 51-4041 OEWS May 2023",
    )]);
}

#[test]
fn a_row_of_changes_in_percent_is_growth() {
    check(&[(
        "From BLS:\n\n| | Electricians | Machinists |\n|---|---|---|\n| Employment change, 2024-34 | 9% | 0% |\n",
        "9%",
        "stale growth_pct 47-2111 EP 2024-34",
    )]);
}

#[test]
fn the_handbooks_part_of_a_group_is_not_called_wrong() {
    let page = "The median for special education teachers was $66,100 in May 2023, BLS says.";
    assert!(message("page.md", page, "$66,100").contains("the Handbook's figure of the group"));
}

#[test]
fn growth_is_held_against_all_occupations_of_its_own_round() {
    let told = |page: &str| {
        let report = audit::audit("page.md", page.as_bytes(), figures());
        report.page.iter().map(|one| one.message.clone()).collect::<Vec<_>>().join("\n")
    };
    let mixed = told(
        "BLS projects electrician jobs to grow 11 percent from 2023 to 2033. All occupations are to grow 2.8 \
         percent on average.",
    );
    assert!(mixed.contains("2.8 percent of all occupations is of EP 2022-32"), "{mixed}");
    let alike = told(
        "BLS projects electrician jobs to grow 11 percent from 2023 to 2033. All occupations are to grow 4.0 \
         percent on average.",
    );
    assert_eq!(alike, "");
}

#[test]
fn a_series_does_not_mix_releases() {
    let page =
        "The median of machinists rose from $50,840 in May 2023 to $56,150 in May 2024, BLS says.";
    let report = audit::audit("page.md", page.as_bytes(), figures());
    assert_eq!(report.page, []);
}

/// The sentence that is proposed for a figure.
fn rewritten(page: &str, figure: &str) -> Option<String> {
    let report = audit::audit("page.txt", page.as_bytes(), figures());
    report.claims.into_iter().find(|claim| claim.text == figure)?.replacement
}

#[test]
fn a_sentence_is_written_anew_in_its_own_style_and_true() {
    for (page, figure, new) in [
        // The first year of a projection stays one.
        (
            "BLS: phlebotomists held about 141,200 jobs in 2023.",
            "141,200",
            Some("BLS: phlebotomists held about 139,700 jobs in 2024."),
        ),
        // What it is called is mended with it,
        (
            "An average electrician salary is $62,350, says the BLS.",
            "$62,350",
            Some("A median electrician salary is $63,190, says the BLS."),
        ),
        (
            "There will be 80,200 new jobs for electricians every year through 2033, says BLS.",
            "80,200",
            Some("There will be 81,000 openings for electricians every year through 2034, says BLS."),
        ),
        // or nothing is proposed.
        ("On average, electricians earn $62,350, says the BLS.", "$62,350", None),
        (
            "Electricians earned a median of $61,590 in 2023 and $62,350 in 2024, up 1.2 percent, says BLS.",
            "$62,350",
            None,
        ),
        // BLS's words for growth go with the figure.
        (
            "BLS projects electrician jobs to grow 6 percent from 2022 to 2032, faster than the average for all \
             occupations.",
            "6 percent",
            Some(
                "BLS projects electrician jobs to grow 9 percent from 2024 to 2034, much faster than the average \
                 for all occupations.",
            ),
        ),
        // Months, words and brackets.
        (
            "Electricians earn a median of $5,196 a month, according to the BLS (May 2024).",
            "$5,196",
            Some("Electricians earn a median of $5,266 a month, according to the BLS (May 2025)."),
        ),
        (
            "BLS projects electrician jobs to grow eleven percent from 2023 to 2033.",
            "eleven percent",
            Some("BLS projects electrician jobs to grow nine percent from 2024 to 2034."),
        ),
        (
            "BLS projects electrician jobs to grow 11 percent from 2023 to 2033, much faster than the average for \
             all occupations (4 percent).",
            "4 percent",
            Some(
                "BLS projects electrician jobs to grow 9 percent from 2024 to 2034, much faster than the average \
                 for all occupations (3 percent).",
            ),
        ),
    ] {
        assert_eq!(rewritten(page, figure).as_deref(), new, "{page}");
    }
}

#[test]
fn a_change_of_pay_is_no_growth() {
    let page = "Electricians earned a median of $62,350 in 2024, up 1.2 percent, says BLS.";
    let report = audit::audit("page.md", page.as_bytes(), figures());
    assert!(report.claims.iter().all(|claim| claim.measure != "growth_pct"), "{report:#?}");
}

#[test]
fn a_card_is_not_labelled_by_the_heading_of_the_next() {
    let page = "<div><h3>Electricians</h3><div><b>81,000</b> <span>Openings per year, 2024–34 (BLS)</span></div></div>\
                <dl><dt>Machinists: median pay</dt><dd>$56,150 (BLS, May 2024)</dd></dl>";
    let report = audit::audit("page.html", page.as_bytes(), figures());
    let told: Vec<_> =
        report.claims.iter().map(|claim| (claim.text.as_str(), claim.soc.join(""))).collect();
    assert_eq!(told, [("81,000", "47-2111".to_owned()), ("$56,150", "51-4041".to_owned())]);
}

#[test]
fn growth_is_held_against_most_in_words_as_well() {
    let page = "BLS expects electrician jobs to grow faster than most occupations from 2024 to 2034.";
    let report = audit::audit("page.md", page.as_bytes(), figures());
    assert_eq!(report.claims[0].text, "faster than most occupations");
    assert_eq!(report.claims[0].measure, "growth_pct");
}

#[test]
fn what_words_for_growth_mean_is_no_claim() {
    let page = "BLS on electricians: faster than average (6% to 8%) from 2023 to 2033, or much faster than average \
                (9% or higher).";
    let report = audit::audit("page.md", page.as_bytes(), figures());
    assert!(report.claims.iter().all(|claim| claim.value.is_none()), "{report:#?}");
}

#[test]
fn the_number_of_a_footnote_is_no_part_of_a_year_or_figure() {
    let page = "<h1>Electricians</h1><p>Job growth through 2033<sup>1</sup>: 11%</p><p>Median pay in May \
                2024<sup>[2]</sup>: $62,350<sup>2</sup></p><p>The 90<sup>th</sup> percentile was $106,030 in May \
                2024.</p><p><sup>1</sup> Source: BLS</p>";
    let report = audit::audit("page.html", page.as_bytes(), figures());
    let told: Vec<_> =
        report.claims.iter().map(|claim| (claim.text.as_str(), claim.periods.join(""))).collect();
    let of = |text, period: &str| (text, period.to_owned());
    assert_eq!(
        told,
        [of("11%", "EP 2023-33"), of("$62,350", "OEWS May 2024"), of("$106,030", "OEWS May 2024")]
    );
}

#[test]
fn years_may_leave_out_their_century() {
    let page = "Electricians: 11% growth (’23–’33, BLS), $61,590 at the median.";
    check(&[(page, "11%", "stale growth_pct 47-2111 EP 2023-33")]);
    assert_eq!(rewritten(page, "11%"), None);
}
