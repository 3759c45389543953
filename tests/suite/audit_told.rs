//! Years that are told by their distance, levels and ends in other words, and what other programs count: each
//! with sentences of our own and the figures of `inputs/`.

use crate::{audit_clauses::taken, audit_rules::check};

#[test]
fn a_year_may_be_told_by_its_distance_from_another() {
    check(&[
        (
            "Electricians made $61,590 in May 2023 and $63,190 two years later, says BLS.",
            "$63,190",
            "current median 47-2111 OEWS May 2025",
        ),
        (
            "In May 2023 BLS had RNs at $86,070. A year on it was $93,600, and in May 2025 it is $97,550.",
            "$93,600",
            "stale median 29-1141 OEWS May 2024",
        ),
        (
            "The median of RNs, $97,550 in May 2025 by BLS, beats the $86,070 of two years earlier.",
            "$86,070",
            "stale median 29-1141 OEWS May 2023",
        ),
        (
            "RNs had a median of $86,070 in May 2023 (BLS). By 2025 the figure had become $97,550.",
            "$97,550",
            "current median 29-1141 OEWS May 2025",
        ),
    ]);
}

#[test]
fn a_level_that_jobs_rise_to_is_that_of_the_last_year() {
    check(&[
        (
            "RNs held 3.2 million jobs in 2022. BLS expects that number to rise 6 percent, to 3,349,900.",
            "3,349,900",
            "stale employment 29-1141 EP 2022-32 (proj)",
        ),
        (
            "BLS says employment of waiters and waitresses will be down 16,300 by 2034.",
            "16,300",
            "stale growth_num 35-3031 EP 2024-34",
        ),
    ]);
}

#[test]
fn the_other_end_of_wages_may_be_the_top() {
    check(&[
        (
            "RN pay ran from $68,940 at the bottom tenth to $137,470 at the top (BLS, May 2025).",
            "$137,470",
            "current p90 29-1141 OEWS May 2025",
        ),
        (
            "In May 2025 plumbers had a median of $63,800, and a tenth of them less than $44,150 (BLS).",
            "$44,150",
            "current p10 47-2152 OEWS May 2025",
        ),
    ]);
}

#[test]
fn what_growth_is_held_against_is_that_of_all_occupations() {
    check(&[
        (
            "Nursing jobs grow faster than average (6 percent vs. 3 percent from 2022 to 2032, BLS).",
            "3 percent",
            "stale growth_pct 00-0000 EP 2022-32",
        ),
        (
            "Electricians are up 9 percent from 2024 to 2034, says BLS, versus 3 percent for everyone.",
            "3 percent",
            "stale growth_pct 00-0000 EP 2024-34",
        ),
    ]);
}

#[test]
fn a_drawn_table_may_leave_its_corner_blank() {
    check(&[(
        "| | Electrician | Plumber; Median, May 2025 | $63,190 | $63,800; Growth 2024-34 (BLS) | 9% | 4%",
        "$63,800",
        "current median 47-2152 OEWS May 2025",
    )]);
}

#[test]
fn what_an_employer_pays_and_other_programs_count_is_nothing_of_occupations() {
    for (page, figures) in [
        (
            "Nurses at Mercy Hospital start at $74,000, above the BLS 10th percentile of $68,940 for RNs in May 2025.",
            &["$68,940"][..],
        ),
        (
            "Librarians earned a mean of $34.30 in May 2025, BLS says. The county pays its librarians $21.15.",
            &["$34.30"],
        ),
        (
            "Plumbers had a median of $63,800 in May 2025 (BLS); the union hall says $42.90 an hour.",
            &["$63,800"],
        ),
        ("BLS reports that construction employment rose by 33,000 in March.", &[]),
        (
            "Hourly pay of employees rose 4.1 percent, the BLS said, as firms added 216,000 jobs in June.",
            &[],
        ),
        ("Total compensation costs for nurses rose 4.5 percent for the year (BLS).", &[]),
    ] {
        assert_eq!(taken(page), figures, "{page}");
    }
}

#[test]
fn a_count_among_those_of_bls_in_a_table_is_held_to_them() {
    check(&[(
        "| Job | Openings a year |\n|---|---|\n| Registered nurses | 189,100 |\n| Welders | 45,600 |\n| Roofers | 9,100 |\n\nSource: BLS\n",
        "9,100",
        "wrong openings 47-2181",
    )]);
}

#[test]
fn a_month_in_which_somebody_looked_is_no_month_of_the_figures() {
    for page in [
        "BLS projects that RN jobs will grow 5 percent from 2024 to 2034 as of September 2025.",
        "There are 3.3 million registered nurses as of September 2025, says BLS.",
        "BLS counts 3,282,010 nurses in data released in April 2025.",
    ] {
        assert_eq!(taken(page).len(), 1, "{page}");
    }
}

#[test]
fn what_stands_below_a_sentence_of_bls_may_be_of_others() {
    let lead = "BLS says registered nurses earned a median of $93,600 in May 2024.";
    for other in [
        "Nurse managers at the system earn $118,000 to $139,000.",
        "The state licensed 98,340 RNs in 2023.",
        "The cost of replacing a nurse averages $56,300.",
        "Overtime added $11,300 to the average nurse's pay at the hospital.",
        "The VA pays new nurses $68,400 in Omaha.",
        "She now earns $104,000 as a charge nurse.",
        "Hospitals added 18,000 jobs last month.",
        "The national shortage could reach 200,000 nurses by 2026.",
        "Hospitals plan to hire 20,000 nurses.",
        "Fatal injuries among nurses fell 4 percent.",
        "The average nurse here makes $58,000 with overtime.",
        "Hospitals offered new nurses $65,000 to $75,000.",
    ] {
        for parted in ["\n\n", " "] {
            assert_eq!(taken(&format!("{lead}{parted}{other}\n")), ["$93,600"], "{parted:?} {other}");
        }
    }
}

#[test]
fn what_you_could_earn_is_of_bls_where_bls_is_named_and_has_it() {
    check(&[(
        "As a dental hygienist, you can expect to earn about $94,000 a year, according to the Bureau of Labor Statistics.",
        "$94,000",
        "stale median 29-1292 OEWS May 2024",
    )]);
    let own = "As a dental hygienist, you can expect to earn about $91,000 a year with us, says the BLS Dental Group.";
    assert!(taken(own).is_empty(), "{own}");
}

#[test]
fn names_that_share_a_rare_word_are_taken_for_one_another() {
    check(&[(
        "LPNs earn a median of $93,600, says the BLS for May 2024.",
        "$93,600",
        "wrong-occupation median 29-2061",
    )]);
}

#[test]
fn where_pay_tops_and_bottoms_out_are_its_outer_percentiles() {
    let pay =
        "Welders' pay topped out above $75,850 in May 2024 and bottomed out below $38,130, says BLS.";
    check(&[
        (pay, "$75,850", "stale p90 51-4121 OEWS May 2024"),
        (pay, "$38,130", "stale p10 51-4121 OEWS May 2024"),
        (
            "BLS wages of electricians, May 2024: 10th pct. $39,430; 90th pct. $106,030",
            "$106,030",
            "stale p90 47-2111 OEWS May 2024",
        ),
    ]);
}

#[test]
fn what_stands_behind_a_figure_and_a_dash_names_it() {
    check(&[(
        "> **Occupational therapists** (BLS)\n>\n> **$98,340** – median pay, 2024\n>\n> **14%** – projected growth, 2024–34\n",
        "14%",
        "stale growth_pct 29-1122 EP 2024-34",
    )]);
}

#[test]
fn a_sentence_may_say_what_the_figures_of_a_list_are() {
    let list = "- **Plumber** – median pay $61,550, 6% growth\n- **HVAC tech** – median pay $57,300, 9% growth\n";
    let note = "*Pay is the BLS median for May 2023. Growth is the BLS projection for 2023-33.*";
    check(&[
        (&format!("{list}\n{note}\n"), "6%", "stale growth_pct 47-2152 EP 2023-33"),
        (&format!("{list}\n{note}\n"), "9%", "stale growth_pct 49-9021 EP 2023-33"),
    ]);
    let dog = "I bought a dog in 2024.\n\nBLS has data scientists at a median of $108,020 per year.\n";
    check(&[(dog, "$108,020", "stale median 15-2051 OEWS May 2023")]);
}

#[test]
fn years_of_schools_and_of_what_holds_until_then_are_no_periods_of_figures() {
    for (page, found) in [
        (
            "BLS expects 54,400 openings for LPNs each year.\n\nCompletion data (2022–23 cohort).\n",
            "ambiguous openings 29-2061 EP 2024-34, EP 2022-32",
        ),
        (
            "Accredited through 2031.\n\nBLS expects 54,400 openings for LPNs each year.\n",
            "ambiguous openings 29-2061 EP 2024-34, EP 2022-32",
        ),
    ] {
        check(&[(page, "54,400", found)]);
    }
    check(&[
        (
            "BLS expects 6.1 percent more nurses in 2032 than in 2022.",
            "6.1 percent",
            "wrong growth_pct 29-1141",
        ),
        (
            "Nurses will be short in 2031, and they had a median of $86,070, says BLS.",
            "$86,070",
            "stale median 29-1141 OEWS May 2023",
        ),
    ]);
}

#[test]
fn a_decline_may_be_told_by_the_word_minus_or_by_the_noun_behind() {
    check(&[
        (
            "BLS projects minus 5 percent for bookkeeping clerks from 2023 to 2033.",
            "5 percent",
            "stale growth_pct 43-3031 EP 2023-33",
        ),
        (
            "BLS sees a 6 percent decline for bookkeeping clerks from 2024 to 2034, against 3 percent growth overall.",
            "6 percent",
            "stale growth_pct 43-3031 EP 2024-34",
        ),
        (
            "BLS sees a 6 percent decline for bookkeeping clerks from 2024 to 2034, against 3 percent growth overall.",
            "3 percent",
            "stale growth_pct 00-0000 EP 2024-34",
        ),
    ]);
}

#[test]
fn zeros_at_the_end_of_millions_tell_how_closely_they_are_told() {
    check(&[
        (
            "There were 2,730,000 customer service representatives in May 2024, says BLS.",
            "2,730,000",
            "stale employment 43-4051 OEWS May 2024",
        ),
        (
            "The BLS median for software developers is around $133K.",
            "$133K",
            "stale median 15-1252 OEWS May 2024",
        ),
    ]);
}

#[test]
fn a_verb_is_nobodys_trade() {
    check(&[(
        "## Financial advisors\n\nThe best-paid tenth earn more than $239,200: BLS stopped printing the number there.\n",
        "$239,200",
        "ambiguous p90 13-2052 OEWS May 2024, OEWS May 2023",
    )]);
}

#[test]
fn what_stands_beside_figures_of_bls_may_be_ones_own_or_a_sites() {
    let bls = "BLS has veterinary technicians at a median of $43,740 in May 2023.";
    for other in [
        "Vet techs at our teaching hospital earn $46,000 on average.",
        "Vet techs in our clinic group average $24.75 per hour.",
        "Care.com puts vet techs at $20.42 an hour.",
        "The county pays its own $19.85 an hour; the neighboring shelter district pays $26.40.",
        "At Oakdale Animal Hospital, vet techs average $24.75 per hour.",
        "All workers had median usual weekly earnings of $1,196, or $62,192 over 52 weeks.",
    ] {
        assert_eq!(taken(&format!("{bls}\n\n{other}\n")), ["$43,740"], "{other}");
    }
}

#[test]
fn what_growth_is_held_against_may_be_that_of_others() {
    check(&[(
        "Web developers' growth of 7.5% (2024‒34) outpaces the 6.6% of marketing managers, says BLS.",
        "6.6%",
        "stale growth_pct 11-2021 EP 2024-34",
    )]);
}

#[test]
fn the_word_median_is_no_part_of_a_name() {
    check(&[(
        "BLS data for May 2025.\n\n**1. Funeral director.** Few.\n\n**2. Electrician.** Median: $63,190.\n",
        "$63,190",
        "current median 47-2111 OEWS May 2025",
    )]);
    let own = "\"I went from $72,000 to $98,000,\" says a graduate.";
    assert!(
        taken(&format!("BLS has statisticians at $105,650 in May 2025.\n\n{own}")).len() == 1,
        "{own}"
    );
}

#[test]
fn how_far_wages_are_apart_is_no_wage() {
    for page in [
        "BLS has the median of electricians at $63,190 in May 2025, $12,210 over the national figure.",
        "In May 2025 electricians had a median of $63,190, says BLS; the mean was $1,240 higher.",
        "In May 2025 electricians had a median of $63,190, says BLS, with a spread of about $66,000.",
        "In May 2025 electricians had a median of $63,190, says BLS; their mean was $4,320 above it.",
    ] {
        assert_eq!(taken(page), ["$63,190"], "{page}");
    }
}
