//! What a page leaves unsaid and its figures, its lists and the sentences around tell: each with
//! sentences of our own and the figures of `inputs/`.

use labor_outlook::audit;

use crate::{audit::figures, audit_rules::check};

#[test]
fn a_figure_names_the_occupation_that_the_words_name_only_in_part() {
    check(&[
        (
            "# Allied health\n\nMedian pay for each, BLS, May 2024:\n\n- Respiratory care: $80,450\n",
            "$80,450",
            "stale median 29-1126 OEWS May 2024",
        ),
        (
            "A dentist had $196,100 on average in May 2024, says BLS.",
            "$196,100",
            "stale mean 29-1021 OEWS May 2024",
        ),
        (
            "BLS has physical therapist assistants at a median of $65,510 in May 2024, and their \
             counterparts in occupational therapy at $68,340.",
            "$68,340",
            "stale median 31-2011 OEWS May 2024",
        ),
        (
            "Public relations specialists had a mean of $77,720 in May 2023 while their managers had \
             $159,420, BLS says.",
            "$159,420",
            "stale mean 11-2032 OEWS May 2023",
        ),
    ]);
}

#[test]
fn a_figure_of_another_occupation_is_not_that_of_the_one_named() {
    check(&[(
        "In May 2024 physical therapist assistants had a median of $68,340, BLS says.",
        "$68,340",
        "wrong-occupation median 31-2021",
    )]);
}

#[test]
fn growth_is_told_by_a_plus_or_by_what_the_list_is_about() {
    check(&[
        (
            "# Where BLS sees growth from 2023 to 2033\n\n- Solar installers: +48%\n",
            "48%",
            "stale growth_pct 47-2231 EP 2023-33",
        ),
        (
            "# BLS projections, 2023-33\n\n| Trade | Projected growth (%) |\n|---|---|\n| Roofers | 5.8 |\n",
            "5.8",
            "stale growth_pct 47-2181 EP 2023-33",
        ),
    ]);
}

#[test]
fn two_occupations_are_told_as_one_or_one_after_the_other() {
    check(&[
        (
            "EMTs had a median of $38,930 and paramedics $53,180 in May 2023, BLS says.\n\nTogether the two \
             should grow by 6 percent from 2023 to 2033.",
            "6 percent",
            "stale growth_pct 29-2042 29-2043 EP 2023-33",
        ),
        (
            "Speech-language pathologists held 180,800 jobs in 2023 and audiologists 14,400; from 2023 to \
             2033 BLS sees growth of 18% and 11% respectively.",
            "18%",
            "stale growth_pct 29-1127 EP 2023-33",
        ),
        (
            "Speech-language pathologists held 180,800 jobs in 2023 and audiologists 14,400; from 2023 to \
             2033 BLS sees growth of 18% and 11% respectively.",
            "11%",
            "stale growth_pct 29-1181 EP 2023-33",
        ),
    ]);
}

#[test]
fn a_source_that_leads_to_another_figure_is_not_that_of_the_one_before() {
    check(&[(
        "With BLS putting machinists at a median of $56,150 in May 2024, Glassdoor users, at $61,002, do better.",
        "$56,150",
        "stale median 51-4041 OEWS May 2024",
    )]);
}

#[test]
fn a_sentence_goes_on_with_the_one_before() {
    check(&[
        (
            "Phlebotomists are paid well, says BLS, about $21 an hour at the median.\n\nThat is $43,660 for a \
             full year.",
            "$43,660",
            "stale median 31-9097 OEWS May 2024",
        ),
        (
            "Forensic science technicians had a median of $67,440 in May 2024, says BLS.\n\nThe ten percent at \
             the top made more than $110,710 that same year.",
            "$110,710",
            "stale p90 19-4092 OEWS May 2024",
        ),
    ]);
}

#[test]
fn money_that_is_the_subject_of_an_average_is_no_pay() {
    for page in [
        "BLS says machinists do well. Tuition at our school, meanwhile, averages $45,000 a year.",
        "BLS counts welders. An industry group warns of a shortage of 375,000 welders.",
    ] {
        let report = audit::audit("page.md", page.as_bytes(), figures());
        assert!(report.claims.iter().all(|claim| claim.verdict == "not-bls"), "{page}: {report:#?}");
    }
}

#[test]
fn comments_of_a_page_say_nothing() {
    let page = "{/* Machinists had a median of $48,000 (BLS, May 2023). */}\n\nBLS has machinists at a median \
                of $56,150{/* $48,000 */} in May 2024. <!-- $48,000 -->";
    let report = audit::audit("page.mdx", page.as_bytes(), figures());
    let told: Vec<_> = report.claims.iter().map(|claim| claim.text.as_str()).collect();
    assert_eq!(told, ["$56,150"]);
    let place = page.find("$56,150").unwrap_or_default();
    assert_eq!(report.claims[0].start_byte, place);
}

#[test]
fn a_percent_that_labels_an_amount_is_a_percentile() {
    let page = "What BLS has for forensic science technicians in May 2024: 10%: $45,560 50%: $67,440 90%: $110,710";
    check(&[
        (page, "$45,560", "stale p10 19-4092 OEWS May 2024"),
        (page, "$67,440", "stale median 19-4092 OEWS May 2024"),
        (page, "$110,710", "stale p90 19-4092 OEWS May 2024"),
    ]);
}

#[test]
fn what_is_carried_along_counts_where_the_figure_agrees() {
    check(&[
        (
            "In May 2024 the median for machinists rose to $56,150 from $50,840 a year before, BLS says.",
            "$50,840",
            "stale median 51-4041 OEWS May 2023",
        ),
        (
            "Machinists had a median of $56,150 in May 2024. Phlebotomists made $44K.",
            "$44K",
            "stale median 31-9097 OEWS May 2024",
        ),
    ]);
}

#[test]
fn a_page_may_say_once_of_when_all_its_figures_are() {
    let page = "# Trades\n\nAll of the pay figures below are mean wages of May 2024, from BLS.\n\n## Machinists\n\nThere \
                is work for them everywhere. Some travel.\n\nTheir pay comes to $57,390.\n\n## Tool and die makers\n\nTheir pay comes to $65,100.\n";
    check(&[
        (page, "$57,390", "stale mean 51-4041 OEWS May 2024"),
        (page, "$65,100", "stale mean 51-4111 OEWS May 2024"),
    ]);
}

#[test]
fn a_remark_in_brackets_is_part_of_the_sentence_before() {
    check(&[(
        "Machinists had median earnings of $50,840. (BLS, May 2024.)",
        "$50,840",
        "mislabelled median 51-4041 OEWS May 2023",
    )]);
}

#[test]
fn rows_that_blank_lines_part_are_of_one_table() {
    let table = "# Trades\n\nFrom BLS: growth from 2023 to 2033.\n\n| Trade | Growth |; | Roofers | 5.8% |\n\n\
                 | Carpenters | 4.2% |\n\n| Electricians | 10.8% |\n";
    check(&[
        (table, "5.8%", "stale growth_pct 47-2181 EP 2023-33"),
        (table, "4.2%", "stale growth_pct 47-2031 EP 2023-33"),
        (table, "10.8%", "stale growth_pct 47-2111 EP 2023-33"),
    ]);
}

#[test]
fn one_word_of_a_name_stands_for_the_whole() {
    check(&[
        (
            "BLS: claims adjusters, examiners and investigators had a median of $76,790 in May 2024. \
             Adjuster jobs are to fall 5.1% from 2024 to 2034.",
            "5.1%",
            "stale growth_pct 13-1031 EP 2024-34",
        ),
        (
            "Film and video editors are in demand. Growth for editors is 9.4% from 2022 to 2032, BLS says.",
            "9.4%",
            "stale growth_pct 27-4032 EP 2022-32",
        ),
    ]);
}

#[test]
fn a_month_that_is_said_just_before_holds_for_what_follows() {
    check(&[(
        "In May 2025 registered nurses had a median of $97,550, BLS says.\n\nTheir mean is $98,430.\n",
        "$98,430",
        "mislabelled mean 29-1141 OEWS May 2024",
    )]);
}

#[test]
fn what_opens_each_year_are_openings() {
    check(&[(
        "Middle school teaching jobs are to shrink 2% through 2034, a loss of 12,400 positions, but some \
         40,500 should still open each year, BLS says.",
        "40,500",
        "stale openings 25-2022 EP 2024-34",
    )]);
}

#[test]
fn below_what_bls_says_anybody_counts_and_compares() {
    let lead = "<p>Registered nurses earned a median of $97,550 in May 2025, according to the BLS. Their jobs will \
                grow 5% from 2024 to 2034.</p>\n";
    for other in [
        "Mercy Regional employs 1,850 registered nurses.",
        "More than 1,200 nurses have graduated since 1974.",
        "Applications to the nursing program are up 6%.",
        "The country will need 300,000 new nurses over the next decade, says the guild.",
        "Of the 31 graduates of 2024, 84% found work within nine months, at an average of $46,500.",
        "There were 2,102,200 more nurses than pharmacists.",
        "In 2024 (GMAC) it was another. MBA grads had a median base of $120,000 in 2024 (GMAC).",
    ] {
        let page = format!("{lead}<p>{other}</p>\n");
        let report = audit::audit("page.html", page.as_bytes(), figures());
        let taken = report.claims.iter().find(|claim| claim.line > 1 && claim.verdict != "not-bls");
        assert!(taken.is_none(), "{other}: {taken:?}");
    }
}

#[test]
fn the_credit_behind_a_card_tells_whom_and_of_when_it_is() {
    check(&[
        (
            "Career snapshot\n\nMedian pay (May 2023): $60,610 per year | $29.14 per hour\n\nSource: U.S. Bureau of \
             Labor Statistics, Occupational Outlook Handbook, Surgical Technologists.",
            "$60,610",
            "stale median 29-2055 OEWS May 2023",
        ),
        (
            "# Top jobs\n\n- Data scientist: $108,020 (35% growth)\n- Information security analyst: $120,360 (32% growth)\n\n\
             Median pay 2023 and growth 2022-32 from BLS.gov.",
            "35%",
            "stale growth_pct 15-2051 EP 2022-32",
        ),
    ]);
}

#[test]
fn what_a_count_counts_may_stand_with_the_one_before() {
    check(&[
        (
            "Roughly 75,800 openings a year are projected for hairdressers, hairstylists and cosmetologists, and 8,400 \
             for barbers, between 2024 and 2034 (BLS).",
            "8,400",
            "stale openings 39-5011 EP 2024-34",
        ),
        (
            "# 12 best healthcare jobs\n\n## 1. LPN\n\n- Pay: $59,730 a year\n- Jobs: 657,800\n\nSource: BLS.",
            "657,800",
            "stale employment 29-2061 EP 2023-33 (base)",
        ),
    ]);
}
