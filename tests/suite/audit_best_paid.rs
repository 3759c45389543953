//! Superlatives, counts and names that look like another figure's: the best paid of several jobs, openings told as a
//! need, a title that excepts another. Each with sentences of our own and the figures of `inputs/`.

use labor_outlook::audit;

use crate::{audit::figures, audit_rules::check};

#[test]
fn the_best_paid_of_several_jobs_is_told_by_its_median() {
    let of_nurses = "stale median 29-1171 OEWS May 2023";
    let of_assistants = "stale median 31-9092 OEWS May 2023";
    let both = "According to the BLS, the highest paid of the four jobs are nurse practitioners, at $126,260 in May 2023; the lowest paid are medical assistants, at $42,000.";
    let scale = "At the top of the pay scale are nurse practitioners, who earned $126,260 in May 2023, says the BLS; at the bottom, medical assistants with $42,000.";
    let short = "Highest-paid: nurse practitioners ($126,260). Lowest-paid: medical assistants ($42,000). Source: BLS, May 2023.";
    check(&[
        (both, "$126,260", of_nurses),
        (both, "$42,000", of_assistants),
        (scale, "$126,260", of_nurses),
        (scale, "$42,000", of_assistants),
        (short, "$126,260", of_nurses),
        (short, "$42,000", of_assistants),
        (
            "The lowest-paid healthcare job on our list is home health aide: $33,530 a year in May 2023, the BLS says.",
            "$33,530",
            "stale median 31-1120 OEWS May 2023",
        ),
        (
            "The 10 lowest-paid jobs include cashiers, at $29,720 a year in May 2023, according to the BLS.",
            "$29,720",
            "stale median 41-2011 OEWS May 2023",
        ),
        (
            "Of the three, plumbers ($61,550) are the lowest paid after electricians ($61,590), BLS data for May 2023 show.",
            "$61,590",
            "stale median 47-2111 OEWS May 2023",
        ),
        // The best-paid workers of one job are those of its 90th percentile.
        (
            "The best-paid nurse practitioners earned more than $168,030 in May 2023, says the BLS.",
            "$168,030",
            "stale p90 29-1171 OEWS May 2023",
        ),
    ]);
}

#[test]
fn a_count_is_that_of_the_survey_to_the_last_digit() {
    let card = "<h2>Registered nurse</h2><dl><dt>Median pay (BLS, May 2023)</dt><dd>$86,070</dd><dt>Jobs</dt>\
        <dd>3,175,390</dd><dt>Growth, 2022-32</dt><dd>6%</dd><dt>Top 10%</dt><dd>$132,680</dd></dl>";
    let claims = audit::audit("page.html", card.as_bytes(), figures()).claims;
    let told: Vec<_> = claims.iter().map(|claim| (claim.verdict, claim.measure)).collect();
    let stale = |measure| ("stale", measure);
    assert_eq!(told, [stale("median"), stale("employment"), stale("growth_pct"), stale("p90")]);
}

#[test]
fn those_needed_a_year_are_openings() {
    check(&[
        (
            "According to the BLS, the U.S. will need 81,000 electricians a year from 2024 to 2034.",
            "81,000",
            "stale openings 47-2111 EP 2024-34",
        ),
        (
            "According to the BLS, the nation will need 189,100 registered nurses a year through 2034.",
            "189,100",
            "stale openings 29-1141 EP 2024-34",
        ),
    ]);
}

#[test]
fn a_name_that_a_title_excepts_is_not_that_title() {
    check(&[
        (
            "The BLS counted 3,000 hydrologic technicians in May 2023.",
            "3,000",
            "stale employment 19-4044 OEWS May 2023",
        ),
        (
            "According to the BLS, eligibility interviewers earned a median of $50,270 in May 2023.",
            "$50,270",
            "stale median 43-4061 OEWS May 2023",
        ),
        (
            "Special education teachers in secondary schools earned $66,620 in May 2023, the BLS reports.",
            "$66,620",
            "stale median 25-2058 OEWS May 2023",
        ),
    ]);
}

#[test]
fn tables_made_of_roles_are_tables() {
    let page = r#"<h2>Pay of trades, BLS, May 2023</h2>
<div role="table"><div role="row"><div role="columnheader">Trade</div><div role="columnheader">Median</div></div>
<div role="row"><span role="rowheader">Electrician</span><span role="cell"><span>$61,590</span></span></div>
<div role="row"><span role="rowheader">Plumber</span><span role="cell">$61,550</span></div></div>
<p>Carpenters earned $56,350.</p>"#;
    let claims = audit::audit("page.html", page.as_bytes(), figures()).claims;
    let told: Vec<_> = claims.iter().map(|claim| (claim.verdict, claim.soc.join(" "))).collect();
    let of = |soc: &str| ("stale", soc.to_owned());
    assert_eq!(told, [of("47-2111"), of("47-2152"), of("47-2031")]);
}

#[test]
fn a_tag_without_end_is_read_in_bounded_space() {
    let page = format!("<a {}><p>The BLS says RNs earned $86,070.</p>", "x=\"1\" ".repeat(20_000));
    assert_eq!(audit::audit("page.html", page.as_bytes(), figures()).claims.len(), 1);
}
