//! What a sentence or a page shares with a figure that is to change: a date that others have as well, a year of another
//! body, words that say which way the jobs go. Each with sentences of our own and the figures of `inputs/`.

use labor_outlook::audit::{self, Finding};

use crate::{audit::figures, audit_rules::check, ranked_pages::proposed, support};

fn claims(name: &str, page: &str) -> Vec<Finding> {
    audit::audit(name, page.as_bytes(), figures()).claims
}

/// The claim whose figure is written so.
fn claim(page: &str, figure: &str) -> Finding {
    let all = claims("page.md", page);
    let found = all.iter().find(|claim| claim.text == figure);
    found.unwrap_or_else(|| panic!("{figure} is not found in {page}: {all:#?}")).clone()
}

/// Sentences whose stale figure is told, without a fix that would belie the rest.
fn check_told_only(rows: &[(&str, &str)]) {
    for (page, figure) in rows {
        let claim = claim(page, figure);
        assert_eq!(claim.verdict, "stale", "{page}");
        assert_eq!(claim.fix, None, "{page}");
    }
}

#[test]
fn a_date_that_is_of_another_figure_as_well_does_not_change() {
    check_told_only(&[
        (
            "Inflation was 4.0 percent in May 2023, when the median wage for all workers was $48,060, the BLS reports.",
            "$48,060",
        ),
        (
            "The unemployment rate was 3.7% in May 2023 and the median annual wage $48,060, according to the Bureau of Labor Statistics.",
            "$48,060",
        ),
        (
            "In 2023, registered nurses earned a median of $86,070, according to the BLS, while Indeed's average was $89,010.",
            "$86,070",
        ),
        (
            "In May 2023 the median wage was $61,590 for electricians (BLS) and $58,200 for our graduates.",
            "$61,590",
        ),
        (
            "Registered nurses earned a median of $86,070 in May 2023, when the state's vacancy rate was 11%, according to the BLS and the state hospital association.",
            "$86,070",
        ),
        (
            "In 2023 our graduates started at $44,000, close to the 10th percentile of electricians nationwide ($38,470, BLS).",
            "$38,470",
        ),
    ]);
    // Hours and schools are no figures that a date is of.
    let page = "In May 2023, electricians at 12 schools heard that the BLS median was $61,590.";
    assert_ne!(claim(page, "$61,590").fix, None);
}

#[test]
fn a_date_on_which_something_happened_does_not_change() {
    check_told_only(&[
        (
            "The law took effect in May 2023, when electricians earned a median of $61,590, according to the BLS.",
            "$61,590",
        ),
        (
            "When the pandemic ended in May 2023, the BLS put the median of electricians at $61,590.",
            "$61,590",
        ),
        (
            "Electricians earned $61,590 in May 2023 (BLS), when Local 134 signed its contract.",
            "$61,590",
        ),
        (
            "Electricians earned $61,590 in May 2023, six months before the plant opened in Lordstown, the BLS says.",
            "$61,590",
        ),
    ]);
    // When BLS looked is no event.
    let page = "In May 2023, electricians earned a median of $61,590, the BLS says.";
    assert!(claim(page, "$61,590").fix.is_some());
}

#[test]
fn a_year_above_figures_of_others_stays_and_so_do_those_of_bls_below_it() {
    for (page, why) in [
        (
            "<h2>Pay in May 2023</h2><ul><li>Electricians nationally (BLS): $61,590</li>\
             <li>Electricians in our county (survey of employers): $57,300</li></ul>",
            "`May 2023`, of which it is, stays: below it stand figures of others as well",
        ),
        (
            "<h2>2022-32 outlook</h2><p>For electricians.</p><ul><li>National growth (BLS): 6%</li>\
             <li>State growth (state projections): 9.1%</li></ul>",
            "`2022-32`, of which it is, stays: below it stand figures of others as well",
        ),
        (
            "<h2>Facts for 2023</h2><ul><li>Enrollment: 412</li><li>BLS median for paralegals: $60,970</li></ul>",
            "its period is that of other figures or events as well",
        ),
        (
            "<p>In 2023 the college awarded 118 certificates. According to the BLS, welders earned a median of $48,940 that year.</p>",
            "its period is that of other figures or events as well",
        ),
    ] {
        let of = proposed(page);
        assert!(of.edits.is_empty(), "{page}");
        let left = support::plain(&of.left);
        assert!(left.contains(why), "{page}: {left}");
    }
}

#[test]
fn what_somebody_else_pays_beside_a_figure_of_bls_is_not_mended() {
    for (page, figure) in [
        (
            "In May 2023, registered nurses earned a median of $86,070, says the Bureau of Labor Statistics, and nurses at Mercy Hospital made $91,400.",
            "$91,400",
        ),
        (
            "The BLS median for electricians in 2023 was $61,590; the same year, the local's journeyman scale was $44.10 an hour.",
            "$44.10",
        ),
        (
            "Between 2022 and 2032 the state will add 2,100 electricians (state LMI); nationally the BLS expects 6 percent growth.",
            "2,100",
        ),
    ] {
        let taken = claims("page.md", page).into_iter().find(|claim| claim.text == figure);
        assert!(taken.is_none_or(|claim| claim.verdict == "not-bls" && claim.fix.is_none()), "{page}");
    }
}

#[test]
fn the_year_of_another_body_is_never_that_of_a_figure() {
    for (claim, other) in [
        (
            "<ul><li>Librarians' median annual wage: $64,320</li></ul>",
            "Source of state figures: Department of Education, 2024.",
        ),
        (
            "<p>Lawyers' median annual wage: $145,760</p>",
            "Source of bar figures: American Bar Association, 2023.",
        ),
        (
            "<p>RNs earned $86,070.</p>",
            "State license renewals, 2023: 12,300. Source: Board of Nursing, 2023.",
        ),
    ] {
        let page = format!(
            "<p>According to the Bureau of Labor Statistics:</p>{claim}\n<footer>{other}</footer>"
        );
        let told = claims("page.html", &page);
        let stale: Vec<_> = told.iter().filter(|one| one.verdict == "stale").collect();
        assert_eq!(stale.len(), 1, "{page}: {told:#?}");
        assert!(!stale[0].message.contains("its period"), "{page}: {stale:#?}");
    }
}

#[test]
fn the_date_of_tuition_in_the_foot_of_a_table_is_none_of_its_wages() {
    let page = "<table><tr><th></th><th>School counselors</th><th>Registered nurses</th></tr>\
        <tr><td>Median pay, May 2023</td><td>$61,710</td><td>$86,070</td></tr>\
        <tr><td>Highest 10%</td><td>$100,050</td><td>$132,680</td></tr>\
        <tr><td>Our tuition</td><td>$9,000</td><td>$12,000</td></tr>\
        <tfoot><tr><td colspan=3>Source: U.S. Bureau of Labor Statistics; tuition as of fall 2024.</td></tr></tfoot>\
        </table>";
    let verdicts: Vec<_> = claims("page.html", page).iter().map(|claim| claim.verdict).collect();
    assert_eq!(verdicts, ["stale"; 4]);
}

#[test]
fn no_number_mends_words_of_the_other_direction() {
    check_told_only(&[
        (
            "The BLS projects a 5 percent jump in jobs for computer user support specialists from 2022 to 2032.",
            "5 percent",
        ),
        ("BLS: Database administrators, +7% from 2022 to 2032.", "7%"),
        ("BLS expects database administrators to enjoy 7% growth between 2022 and 2032.", "7%"),
        ("BLS: 10,000 elementary school teaching jobs will be added between 2022 and 2032.", "10,000"),
        ("Database administrators: BLS projects 6,000 new jobs from 2022 to 2032.", "6,000"),
    ]);
}

#[test]
fn a_wrong_count_of_the_survey_is_mended_with_one_of_the_survey() {
    for (page, figure, new) in [
        (
            "According to BLS OEWS data for May 2023, there were 3,105,390 registered nurses.",
            "3,105,390",
            "3,379,720",
        ),
        (
            "As of May 2025, the BLS says there are 3,282,000 registered nurses in the U.S.",
            "3,282,000",
            "3,380,000",
        ),
        ("The BLS counted 3,000,000 registered nurses in May 2023.", "3,000,000", "3,400,000"),
    ] {
        let claim = claim(page, figure);
        assert_eq!(claim.verdict, "wrong", "{page}");
        let new_page = claim.replacement.unwrap_or_default();
        assert!(new_page.contains(new) && new_page.contains("May 2025"), "{page}: {new_page}");
    }
    let page = "Electricians held 818,700 jobs in May 2024, according to the BLS.";
    let claim = claim(page, "818,700");
    assert_eq!(claim.verdict, "mislabelled");
    assert!(claim.replacement.is_some_and(|new| new.contains("757,220 jobs in May 2025")));
}

#[test]
fn the_figure_of_the_nation_told_of_a_state_is_not_true_of_it() {
    for (page, verdicts) in [
        ("Registered nurses in California earn $97,550, says the BLS (May 2025).", ["wrong"].as_slice()),
        (
            "According to the BLS, registered nurses earn a median of $97,550 nationwide and $140,270 in California (May 2025).",
            &["current", "current"],
        ),
    ] {
        let told: Vec<_> = claims("page.md", page).iter().map(|claim| claim.verdict).collect();
        assert_eq!(told, verdicts, "{page}");
    }
    check(&[(
        "The BLS says registered nurses earn $97,550 a year (May 2025).",
        "$97,550",
        "current median 29-1141 OEWS May 2025",
    )]);
}
