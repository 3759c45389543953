//! The rules by which sentences are read, each with sentences of our own and the figures of `inputs/`:
//! what a figure is of, of whom, of when, and what is true of it.

use labor_outlook::audit;

use crate::{audit::figures, support};

/// Verdict, measure, code and periods of a figure on a page.
fn told(page: &str, figure: &str) -> String {
    let report = audit::audit("page.md", page.as_bytes(), figures());
    let found = report.claims.iter().find(|claim| claim.text.trim() == figure);
    let found = found.unwrap_or_else(|| panic!("{figure} is not found in {page}: {:#?}", report.claims));
    let (soc, periods) = (found.soc.join(" "), found.periods.join(", "));
    format!("{} {} {soc} {periods}", found.verdict, found.measure).trim_end().to_owned()
}

pub fn check(rows: &[(&str, &str, &str)]) {
    for (page, figure, expected) in rows {
        assert_eq!(&told(page, figure), expected, "{figure} in {page}");
    }
}

/// Figures of sentences that stand below one of BLS, and are none of its own.
pub fn check_left(leads: &str, rows: &[(&str, &str)]) {
    for (text, figure) in rows {
        let page = format!("{leads}\n\n{text}\n");
        let claims = audit::audit("page.md", page.as_bytes(), figures()).claims;
        let taken = claims.into_iter().find(|claim| claim.text == *figure && claim.verdict != "not-bls");
        assert!(taken.is_none(), "{text}: {taken:#?}");
    }
}

#[test]
fn shares_of_the_workers_name_percentiles() {
    check(&[
        (
            "Half of all pharmacists made more than $136,030 in May 2023, BLS says.",
            "$136,030",
            "stale median 29-1051 OEWS May 2023",
        ),
        (
            "One registered nurse in ten cleared $132,680 in May 2023, says BLS.",
            "$132,680",
            "stale p90 29-1141 OEWS May 2023",
        ),
        (
            "Nine in ten registered nurses earned more than $63,720 in May 2023 (BLS).",
            "$63,720",
            "stale p10 29-1141 OEWS May 2023",
        ),
        (
            "BLS, May 2023: registered nurses ranged from $63,720 at the 10th percentile to $132,680 at the 90th.",
            "$132,680",
            "stale p90 29-1141 OEWS May 2023",
        ),
        (
            "The 10th and 90th percentiles of registered nurses were $63,720 and $132,680, respectively (BLS, May 2023).",
            "$63,720",
            "stale p10 29-1141 OEWS May 2023",
        ),
    ]);
}

#[test]
fn numbers_in_words_are_numbers() {
    check(&[
        (
            "BLS projects employment of registered nurses to grow six percent from 2022 to 2032.",
            "six percent",
            "stale growth_pct 29-1141 EP 2022-32",
        ),
        (
            "The lowest ten percent of registered nurses earned less than $63,720 in May 2023 (BLS).",
            "$63,720",
            "stale p10 29-1141 OEWS May 2023",
        ),
        (
            "Pharmacists made a median of 136,030 dollars in May 2023, says BLS.",
            "136,030 dollars",
            "stale median 29-1051 OEWS May 2023",
        ),
    ]);
}

#[test]
fn what_a_figure_is_held_against_is_another_figure() {
    check(&[
        (
            "According to the BLS, employment of electricians is projected to grow 6 percent from 2022 to 2032, about twice the average for all occupations (3 percent).",
            "6 percent",
            "stale growth_pct 47-2111 EP 2022-32",
        ),
        (
            "BLS sees registered nurse jobs up 6 percent from 2022 to 2032, faster than the 3 percent average for all occupations.",
            "3 percent",
            "stale growth_pct 00-0000 EP 2022-32",
        ),
        (
            "BLS expects 3,349,900 registered nurses, up from 3,172,500 in 2022.",
            "3,349,900",
            "stale employment 29-1141 EP 2022-32 (proj)",
        ),
        (
            "The median of pharmacists, $136,030 in May 2023, tops that of electricians, BLS says.",
            "$136,030",
            "stale median 29-1051 OEWS May 2023",
        ),
    ]);
}

#[test]
fn occupations_named_in_part_are_completed_by_what_stands_around() {
    check(&[
        (
            "# Pharmacy technician or pharmacist?\n\nThe technicians had a median wage of $40,300 in May 2023, BLS says.",
            "$40,300",
            "stale median 29-2052 OEWS May 2023",
        ),
        (
            "BLS has these medians for social workers in May 2024:\n\n- Healthcare: $68,090\n",
            "$68,090",
            "stale median 21-1022 OEWS May 2024",
        ),
    ]);
}

#[test]
fn a_figure_of_many_digits_shows_what_it_is() {
    check(&[
        (
            "BLS looked at trades in May 2023. Electricians do well: $61,590.",
            "$61,590",
            "stale median 47-2111 OEWS May 2023",
        ),
        ("Surgical tech: $60,610, 5% through 2032 (BLS)", "5%", "stale growth_pct 29-2055 EP 2022-32"),
    ]);
}

#[test]
fn a_place_whose_figures_are_away_cannot_be_checked() {
    check(&[(
        "In Rochester, MN, registered nurses earn a median of $92,410 (BLS).",
        "$92,410",
        "not-checkable median 29-1141",
    )]);
}

#[test]
fn growth_of_a_round_that_is_superseded_is_stale_though_it_is_the_newest_at_hand() {
    let page = "BLS projects employment of registered nurses to grow 5 percent from 2024 to 2034.";
    let report = audit::audit("page.md", page.as_bytes(), figures());
    let growth = &report.claims[0];
    assert_eq!((growth.verdict, growth.new_text.as_deref()), ("stale", None));
    assert!(growth.message.contains("2025-35 came on 2026-08-27"), "{}", growth.message);
}

#[test]
fn comparisons_without_a_figure_are_held_against_the_medians() {
    let verdict = |words: &str| {
        let page = format!("Electricians had a median wage of $61,590 in May 2023, {words}, BLS says.");
        let report = audit::audit("page.md", page.as_bytes(), figures());
        let found = report.claims.into_iter().find(|claim| claim.value.is_none());
        found.unwrap_or_else(|| panic!("no comparison in {page}")).verdict
    };
    assert_eq!(verdict("more than the median for all workers"), "current");
    assert_eq!(verdict("more than twice the median for all workers"), "wrong");
}

#[test]
fn those_who_publish_figures_of_their_own_are_known_by_what_they_do() {
    for page in [
        "Pharmacists are many. NBXYZ counts 337,400 certified pharmacists in practice.",
        "Acme's survey finds that pharmacists earned $136,030 in 2023.",
        "We offer above-average pay and faster-than-average promotion.",
        "The national average salary for pharmacists is $128,000.",
    ] {
        let report = audit::audit("page.md", page.as_bytes(), figures());
        let taken: Vec<_> = report.claims.iter().filter(|claim| claim.verdict != "not-bls").collect();
        assert!(taken.is_empty(), "{page}: {taken:#?}");
    }
}

#[test]
fn a_top_coded_wage_is_no_exact_figure() {
    let rules = |page: &str| {
        let report = audit::audit("page.md", page.as_bytes(), figures());
        report.page.iter().map(|one| one.rule).collect::<Vec<_>>()
    };
    let page = "BLS, May 2023: the highest 10 percent of chief executives earned";
    assert_eq!(rules(&format!("{page} $239,200.")), ["LO006"]);
    assert_eq!(rules(&format!("{page} $239,200 or more.")), Vec::<&str>::new());
}

#[test]
fn a_table_that_is_none_is_told_and_the_rest_counts() {
    let folder = tempfile::tempdir().unwrap();
    let table = support::root().join("inputs/oews/national_M2023_dl.csv");
    std::fs::copy(table, folder.path().join("national_M2023_dl.csv")).unwrap();
    std::fs::write(folder.path().join("visitors.csv"), "day,visitors\n1,20\n").unwrap();
    let page = folder.path().join("page.md");
    std::fs::write(&page, "BLS: pharmacists earned a median of $136,030 in May 2023.\n").unwrap();
    let output =
        support::program(folder.path(), &["audit", "page.md", "--source", "."]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    // Of the release of May 2023, than which newer ones have come.
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("visitors.csv") && told.contains("1 page, 1 claim, 1 finding"), "{told}");
    assert!(told.contains("2025-05 came on 2026-05-15 and is not at hand"), "{told}");
}

#[test]
fn years_and_sentences_before_lend_what_is_left_out() {
    check(&[
        (
            "BLS sees employment of pharmacists up 5 percent in the decade starting in 2023.",
            "5 percent",
            "stale growth_pct 29-1051 EP 2023-33",
        ),
        (
            "BLS projects electricians to grow 11% from 2023 to 2033. Dental hygienists: 9%.",
            "9%",
            "stale growth_pct 29-1292 EP 2023-33",
        ),
        (
            "# Dental hygienists\n\nA career at the chair. BLS says assistants had a median of $46,540 in May 2023.",
            "$46,540",
            "stale median 31-9091 OEWS May 2023",
        ),
        (
            "The country had electricians at work everywhere, and about 712,580 of them in May 2023, BLS says.",
            "712,580",
            "stale employment 47-2111 OEWS May 2023",
        ),
    ]);
}

#[test]
fn openings_may_average_and_be_told_as_new_jobs() {
    check(&[
        (
            "For electricians, openings should average 80,200 a year from 2023 to 2033, says BLS.",
            "80,200",
            "stale openings 47-2111 EP 2023-33",
        ),
        (
            "BLS counts 80,200 new electrician jobs every year through 2033.",
            "80,200",
            "wrong-measure openings 47-2111 EP 2023-33",
        ),
        (
            "There were 779,800 electricians in 2023, and another 84,300 are expected by 2033, BLS says.",
            "84,300",
            "stale growth_num 47-2111 EP 2023-33",
        ),
    ]);
}

#[test]
fn a_source_right_behind_a_figure_is_that_figures_own() {
    let page = "Electricians report $70,000 on Glassdoor and had $61,590 at the BLS median in May 2023.";
    assert_eq!(told(page, "$61,590"), "stale median 47-2111 OEWS May 2023");
    let report = audit::audit("page.md", page.as_bytes(), figures());
    let other = report.claims.iter().find(|claim| claim.text == "$70,000");
    assert!(other.is_none_or(|claim| claim.verdict == "not-bls"), "{other:#?}");
}

#[test]
fn what_is_no_figure_of_work_is_no_claim() {
    for page in [
        "BLS tracks electricians.\n\nFreight prices rose 4.2 percent in a year.",
        "BLS says electricians had a median of $61,590 in May 2023.\n\nFew trades top $100,000 at the median.",
        "Electricians abound. The Northern Trades Council says firms will hire 30,000 apprentices.",
    ] {
        let report = audit::audit("page.md", page.as_bytes(), figures());
        let known = ["$61,590"];
        let taken: Vec<_> = report
            .claims
            .iter()
            .filter(|claim| claim.verdict != "not-bls" && !known.contains(&claim.text.as_str()))
            .collect();
        assert!(taken.is_empty(), "{page}: {taken:#?}");
    }
}

#[test]
fn trades_have_everyday_names() {
    check(&[
        (
            "By the BLS count, sparkies had a median of $61,590 in May 2023.",
            "$61,590",
            "stale median 47-2111 OEWS May 2023",
        ),
        (
            "The agency that keeps wages, BLS, has electricians get by on a median of $61,590 (May 2023).",
            "$61,590",
            "stale median 47-2111 OEWS May 2023",
        ),
        (
            "About 80,200 electrician jobs need filling each year from 2023 to 2033, BLS says.",
            "80,200",
            "stale openings 47-2111 EP 2023-33",
        ),
    ]);
}

#[test]
fn whole_percents_are_those_that_the_jobs_leave() {
    for (page, now) in [
        (
            "Employment of customer service representatives is projected to decline 6 percent from 2022 to 2032 (BLS).",
            "5 percent",
        ),
        ("BLS: jobs of electricians will grow 6 percent from 2022 to 2032.", "9 percent"),
        (
            "BLS: jobs of information security analysts will grow 33 percent from 2023 to 2033.",
            "28.5 percent",
        ),
    ] {
        let report = audit::audit("page.md", page.as_bytes(), figures());
        assert_eq!(report.claims[0].new_text.as_deref(), Some(now), "{page}");
    }
}

#[test]
fn medians_of_releases_without_a_table_are_those_kept_with_the_program() {
    check(&[
        (
            "Registered nurses earn a median of $77,600 a year.",
            "$77,600",
            "stale median 29-1141 OEWS May 2021",
        ),
        (
            "In May 2014 physical therapists had a median of $82,390 (BLS).",
            "$82,390",
            "stale median 29-1123 OEWS May 2014",
        ),
        (
            "In May 2014 physical therapists had a median of $82,400 (BLS).",
            "$82,400",
            "wrong median 29-1123",
        ),
    ]);
}

#[test]
fn what_a_figure_was_before_is_not_of_the_date_of_the_page() {
    check(&[
        (
            "BLS compared May 2025 with the year before. Electricians rose to $63,190 from $62,350.",
            "$62,350",
            "stale median 47-2111 OEWS May 2024",
        ),
        (
            "BLS had RNs at $97,550 in May 2025. Two years earlier the same survey had nurses at $86,070.",
            "$86,070",
            "stale median 29-1141 OEWS May 2023",
        ),
        (
            "There were 3,379,720 RNs in May 2025, says BLS, more than the 3,282,010 counted the spring before.",
            "3,282,010",
            "stale employment 29-1141 OEWS May 2024",
        ),
        (
            "Today's applicants see a median of $93,600 for RNs in May 2024 (BLS).",
            "$93,600",
            "stale median 29-1141 OEWS May 2024",
        ),
    ]);
}

#[test]
fn a_figure_lies_on_the_side_that_its_words_name() {
    check(&[
        (
            "There are just shy of 3.3 million RNs, says BLS.",
            "3.3 million",
            "stale employment 29-1141 OEWS May 2024",
        ),
        (
            "BLS: Office and administrative support occupations have close to 2 million openings a year.",
            "2 million",
            "ambiguous openings 43-0000 EP 2024-34, EP 2023-33, EP 2022-32",
        ),
    ]);
}
