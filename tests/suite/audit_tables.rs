//! Figures in tables, lists and callouts: whose each is, of which year, and which are none of BLS's. The pages are our
//! own; the figures are those of `inputs/`.

use labor_outlook::audit::{self, Report};

use crate::{audit::figures, audit_clauses::taken, audit_rules::check};

fn report(name: &str, page: &str) -> Report {
    audit::audit(name, page.as_bytes(), figures())
}

/// Text, verdict, measure and code of each claim of a page.
fn claims(name: &str, page: &str) -> Vec<String> {
    let tell = |one: &audit::Finding| {
        format!("{} {} {} {}", one.text, one.verdict, one.measure, one.soc.join(" "))
            .trim_end()
            .to_owned()
    };
    report(name, page).claims.iter().map(tell).collect()
}

const ELECTRICIANS_AND_MACHINISTS: [&str; 4] = [
    "$39,430 stale p10 47-2111",
    "$62,350 stale median 47-2111",
    "$38,100 stale p10 51-4041",
    "$56,150 stale median 51-4041",
];

/// Rows of two occupations behind some rows of heads.
fn grouped(first: &str, electricians: &str, machinists: &str) -> String {
    format!(
        "<table><caption>BLS, May 2024</caption>{first}{electricians}<td>10th percentile</td><td>$39,430</td></tr>\
         <tr><td>Median</td><td>$62,350</td></tr>{machinists}<td>10th percentile</td><td>$38,100</td></tr>\
         <tr><td>Median</td><td>$56,150</td></tr></table>"
    )
}

#[test]
fn a_row_of_a_single_text_heads_the_rows_below_it() {
    let spanning = |name: &str| format!("<tr><th colspan=\"2\">{name}</th></tr><tr>");
    let group = |name: &str| format!("<tr><th scope=\"rowgroup\" colspan=\"2\">{name}</th></tr><tr>");
    let alone = |name: &str| format!("<tr><td>{name}</td><td></td></tr><tr>");
    let down = |name: &str| format!("<tr><th rowspan=\"2\">{name}</th>");
    let head = "<tr><th></th><th>Annual wage</th></tr>";
    let title = "<tr><th colspan=\"2\">Skilled trades</th></tr>";
    let pages = [
        grouped("", &spanning("Electricians"), &spanning("Machinists")),
        grouped(head, &group("Electricians"), &group("Machinists")),
        grouped(title, &alone("Electricians"), &alone("Machinists")),
        grouped("", &down("Electricians"), &down("Machinists")),
    ];
    for page in pages {
        assert_eq!(claims("page.html", &page), ELECTRICIANS_AND_MACHINISTS, "{page}");
    }
    let page = "BLS, May 2024\n\n| | Annual wage |\n|---|---|\n| **Electricians** | |\n| 10th percentile | $39,430 |\n\
                | Median | $62,350 |\n| **Machinists** | |\n| 10th percentile | $38,100 |\n| Median | $56,150 |\n";
    assert_eq!(claims("page.md", page), ELECTRICIANS_AND_MACHINISTS);
}

#[test]
fn heads_in_two_rows_are_all_heads_of_their_column() {
    let page = "<table><caption>BLS</caption><tr><th rowspan=\"2\">Occupation</th><th colspan=\"2\">May 2024</th></tr>\
                <tr><th>10th percentile</th><th>Median</th></tr>\
                <tr><td>Electricians</td><td>$39,430</td><td>$62,350</td></tr></table>";
    assert_eq!(claims("page.html", page), ELECTRICIANS_AND_MACHINISTS[..2]);
    // Heads that stand again in the middle head what follows them.
    let page = "<table><caption>BLS, May 2024</caption><tr><th>Electricians</th><th>Median</th></tr>\
                <tr><td>Annual</td><td>$62,350</td></tr><tr><th>Machinists</th><th>10th percentile</th></tr>\
                <tr><td>Annual</td><td>$38,100</td></tr></table>";
    assert_eq!(claims("page.html", page), ["$62,350 stale median 47-2111", "$38,100 stale p10 51-4041"]);
}

#[test]
fn counts_below_or_beside_in_thousands_are_of_so_many() {
    let page = "<table><caption>BLS, 2022-32</caption><tr><th></th><th>All occupations</th></tr>\
                <tr><th>Openings a year (thousands)</th><td>18,566.5</td></tr></table>";
    assert_eq!(claims("page.html", page), ["18,566.5 stale openings 00-0000"]);
}

#[test]
fn a_row_of_somebody_unknown_is_not_of_another_rows_occupation() {
    let page = "<h1>Careers for electricians</h1><table><tr><th>Career</th><th>Median pay (BLS, May 2024)</th></tr>\
                <tr><td>Electricians</td><td>$62,350</td></tr><tr><td>Machinists</td><td>$56,150</td></tr>\
                <tr><td>Sparkle wranglers</td><td>$61,240</td></tr></table>";
    let told = claims("page.html", page);
    assert_eq!(told[2], "$61,240 not-checkable median");
}

/// Rules of the claims and of the page, and how many claims have a fix.
fn told(name: &str, page: &str) -> (Vec<&'static str>, usize) {
    let report = report(name, page);
    let of_claims = report.claims.iter().filter_map(|one| one.rule);
    let rules = of_claims.chain(report.page.iter().map(|one| one.rule)).collect();
    let fixes = report.claims.iter().filter(|one| one.fix.is_some() || one.replacement.is_some());
    (rules, fixes.count())
}

#[test]
fn a_history_in_a_table_or_list_is_left_as_it_is() {
    let rows = "<table><tr><th>Year</th><th>Median of electricians (BLS)</th></tr><tr><td>2023</td><td>$61,590</td>\
                </tr><tr><td>2024</td><td>$62,350</td></tr><tr><td>2025</td><td>$63,190</td></tr></table>";
    let columns = "<table><tr><th></th><th>2023</th><th>2024</th><th>2025</th></tr><tr>\
                   <td>Median of electricians (BLS)</td><td>$61,590</td><td>$62,350</td><td>$63,190</td></tr></table>";
    let items = "<p>Median wages of electricians (BLS)</p><ul><li>2023: $61,590</li><li>2024: $62,350</li>\
                 <li>2025: $63,190</li></ul>";
    let lines = "<p>Median wages of electricians (BLS)</p><p>2023: $61,590</p><p>2024: $62,350</p><p>2025: $63,190</p>";
    for page in [rows, columns, items, lines] {
        assert_eq!(told("page.html", page), (vec![], 0), "{page}");
        let expected = [
            "$61,590 stale median 47-2111",
            "$62,350 stale median 47-2111",
            "$63,190 current median 47-2111",
        ];
        assert_eq!(claims("page.html", page), expected, "{page}");
    }
    let months = "| | Median of electricians (BLS) |\n|---|---|\n| May 2023 | $61,590 |\n| May 2024 | $62,350 |\n";
    // The last year of a history could be newer, but no figure of today belongs under its year.
    assert_eq!(told("page.md", months), (vec!["LO001"], 0));
}

#[test]
fn a_wrong_figure_of_a_history_is_told_without_a_newer_one_in_its_place() {
    let page = "<table><tr><th>Year</th><th>Median of electricians (BLS)</th></tr><tr><td>2023</td><td>$61,950</td>\
                </tr><tr><td>2024</td><td>$62,350</td></tr><tr><td>2025</td><td>$63,190</td></tr></table>";
    assert_eq!(told("page.html", page), (vec!["LO004"], 0));
    let wrong = &report("page.html", page).claims[0];
    assert_eq!(wrong.stated_period.as_deref(), Some("OEWS May 2023"));
    assert!(wrong.message.contains("which has $61,590"), "{}", wrong.message);
}

#[test]
fn rows_of_cost_and_of_a_schools_own_graduates_are_not_of_bls() {
    let page = "<table><caption>Cost and pay (BLS, May 2025)</caption><tr><th></th><th>Electricians</th></tr>\
                <tr><td>Program cost</td><td>$13,700</td></tr><tr><td>Tuition</td><td>$11,250</td></tr>\
                <tr><td>Median pay</td><td>$63,190</td></tr>\
                <tr><td>Starting salary of our grads</td><td>$47,900</td></tr></table>";
    let expected = [
        "$13,700 not-bls median 47-2111",
        "$11,250 not-bls median 47-2111",
        "$63,190 current median 47-2111",
        "$47,900 not-bls median 47-2111",
    ];
    assert_eq!(claims("page.html", page), expected);
    assert_eq!(told("page.html", page), (vec![], 0));
}

#[test]
fn a_line_of_a_callout_says_what_the_figure_above_it_is() {
    let pages = [
        (
            "page.html",
            "<p><strong>$62,350</strong><br/>Median salary for electricians (BLS, May 2024)</p>",
        ),
        ("page.html", "<p>$62,350<br>Median salary for electricians<br>BLS, May 2024</p>"),
        ("page.md", "**$62,350**  \nMedian salary for electricians (BLS, May 2024)\n"),
    ];
    for (name, page) in pages {
        assert_eq!(claims(name, page), ["$62,350 stale median 47-2111"], "{page}");
    }
}

/// A page with every fix taken.
fn fixed(name: &str, page: &str) -> String {
    let mut fixes: Vec<_> = report(name, page).claims.into_iter().filter_map(|one| one.fix).collect();
    fixes.sort_by_key(|fix| std::cmp::Reverse(fix.start_byte));
    fixes.dedup();
    let mut page = page.to_owned();
    for fix in fixes {
        page.replace_range(fix.start_byte..fix.end_byte, &fix.replacement);
    }
    page
}

#[test]
fn a_figure_whose_period_stands_elsewhere_has_no_fix() {
    let pages = [
        // In a sentence far above, of which only the year is carried along.
        "In 2023, BLS counted 712,580 electricians.\n\nThey work on sites.\n\nMost are paid by the hour.\n\n\
         The median annual wage of electricians is $61,590.\n",
        // In a note below that names the release of all figures.
        "## Electricians\n\n$62,350 median\n\nPay and growth from the U.S. Bureau of Labor Statistics, May 2024.\n",
        // For figures beside it that are none of BLS's.
        "BLS: electricians - Median: $62,350; Entry level: $39,430; Experienced: $106,030 (May 2024).\n",
    ];
    for page in pages {
        let stale: Vec<_> =
            report("page.md", page).claims.into_iter().filter(|one| one.rule.is_some()).collect();
        assert!(!stale.is_empty(), "{page}");
        assert!(stale.iter().all(|one| one.fix.is_none()), "{page}: {stale:#?}");
    }
    let below = report("page.md", pages[1]);
    assert!(below.claims[0].message.contains("`May 2024` in line 5"), "{}", below.claims[0].message);
}

#[test]
fn taking_every_fix_makes_no_page_mix_releases() {
    let page = "The median annual wage of electricians was $62,350 in May 2024, BLS says.\n\n\
                BLS, May 2024\n\n| | Median |\n|---|---|\n| Machinists | $56,150 |\n| Pharmacists | $137,480 |\n";
    let before = report("page.md", page);
    assert!(before.page.is_empty(), "{:#?}", before.page);
    let after = report("page.md", &fixed("page.md", page));
    assert!(after.page.is_empty(), "{:#?}", after.page);
    assert_eq!(fixed("page.md", page), page, "nothing of it can be changed alone");
    let told = &before.claims[0].message;
    assert!(told.contains("figures of OEWS May 2024 elsewhere on the page change with it"), "{told}");
    // Where all can be changed, all are.
    let page = "The median annual wage of electricians was $62,350 in May 2024, BLS says.\n\n\
                The median annual wage of machinists was $56,150 in May 2024, BLS says.\n";
    let new = fixed("page.md", page);
    assert_eq!(new.matches("May 2025").count(), 2, "{new}");
}

#[test]
fn a_row_of_numbers_without_words_is_no_sentence() {
    let page = format!("<h1>Electricians, median pay (BLS)</h1><p>{}</p>", "$62,350 ".repeat(200_000));
    assert!(claims("page.html", &page).is_empty());
}

#[test]
fn the_ranks_of_percentiles_are_no_growth() {
    let page = "<h2>Registered nurses (BLS, May 2025)</h2><p>Jobs will grow 4.9% from 2024 to 2034.</p>\
                <table><tr><th>Percentile</th><th>Annual</th></tr><tr><td>10%</td><td>$68,940</td></tr>\
                <tr><td>50% (Median)</td><td>$97,550</td></tr><tr><td>90%</td><td>$137,470</td></tr></table>";
    assert_eq!(taken(page), ["4.9%", "$68,940", "$97,550", "$137,470"]);
    for page in [
        "Electricians (BLS, May 2025): 10th $42,640 · 25th $49,430 · Median $63,190 · 90th $108,510",
        "Electricians, BLS, May 2025, annual: 10% $42,640 | 25% $49,430 | Median $63,190 | 90% $108,510",
    ] {
        let report = audit::audit("page.html", page.as_bytes(), figures());
        let found: Vec<(&str, &str)> =
            report.claims.iter().map(|claim| (claim.measure, claim.verdict)).collect();
        let current = |measure| (measure, "current");
        assert_eq!(found, ["p10", "p25", "median", "p90"].map(current), "{page}");
    }
    check(&[
        (
            "Data scientist: $82,630–$155,810 (25th–75th percentile, BLS May 2024)",
            "$82,630",
            "stale p25 15-2051 OEWS May 2024",
        ),
        (
            "Bakers: $36,650 median (BLS, May 2024); bottom 10%: $27,610; top 10%: $48,110",
            "$36,650",
            "stale median 51-3011 OEWS May 2024",
        ),
    ]);
}

#[test]
fn a_long_list_has_the_lead_in_of_its_first_item() {
    let mut page =
        "Ranked by the projected change in employment from 2022 to 2032 (BLS):\n\n".to_owned();
    for nth in 1..12 {
        page += &format!("#{nth} Data entry keyers — down 26%\n\n");
    }
    assert_eq!(taken(&page).len(), 11);
}

#[test]
fn the_name_of_a_row_may_stand_behind_a_rank_a_code_or_a_field() {
    let rows =
        "<tr><td>Electricians</td><td>$42,640</td><td>$63,190</td><td>9.5%</td><td>81,000</td></tr>";
    for (head, cell) in [("Rank", "10"), ("SOC", "47-2111"), ("Field", "Construction"), ("", "")] {
        let row = rows.replacen("<td>", &format!("<td>{cell}</td><td>"), 1);
        let page = format!(
            "<p>BLS, May 2025 and 2024-34</p><table><tr><th>{head}</th><th>Occupation</th><th>10th percentile</th>\
             <th>Median</th><th>Growth</th><th>Openings</th></tr>{row}</table>"
        );
        let report = audit::audit("page.html", page.as_bytes(), figures());
        let codes: Vec<&str> =
            report.claims.iter().flat_map(|claim| claim.soc.iter().map(String::as_str)).collect();
        assert_eq!(codes, ["47-2111"; 4], "{head}: {:?}", report.claims);
    }
}

#[test]
fn a_row_whose_median_tells_whose_it_is_tells_so_of_all_its_figures() {
    let page = "# Teacher pay\n\n| Grade | Median, May 2023 | Growth 2023-33 | Openings |\n|---|---|---|---|\n\
                | Elementary | $63,680 | -1% | 93,200 |\n| High school | $65,220 | -1% | 64,000 |\n\nSource: BLS.\n";
    let told = claims("page.md", page);
    let of = |code: &str| told.iter().filter(|one| one.ends_with(code)).count();
    assert_eq!((of("25-2021"), of("25-2031")), (3, 3), "{told:?}");
}

#[test]
fn what_stands_below_may_say_whose_the_figures_are() {
    let list = "<ul><li><b>10%</b> $39,430</li><li><b>Median</b> $62,350</li></ul>\
                <p>Annual wages of electricians, BLS May 2024.</p>";
    assert_eq!(claims("page.html", list), ELECTRICIANS_AND_MACHINISTS[..2]);
    let facts = "<dl><dt>Occupation</dt><dd>Medical assistants</dd><dt>Number of jobs, 2024</dt><dd>811,000</dd>\
                 <dt>Job outlook, 2024-34</dt><dd>12%</dd></dl><p>U.S. Bureau of Labor Statistics</p>";
    assert_eq!(
        claims("page.html", facts),
        ["811,000 stale employment 31-9092", "12% stale growth_pct 31-9092"]
    );
    let asked = "## How much does a PA make?\n\nThe median is $133,260, says BLS.\n\n## Is the field growing?\n\n\
                 Yes, by 20.4% through 2034.\n";
    assert_eq!(
        claims("page.md", asked),
        ["$133,260 stale median 29-1071", "20.4% stale growth_pct 29-1071"]
    );
    let two = "<ul><li><b>Median</b> $62,350</li></ul><p>BLS, May 2024</p><p>Ask electricians, or machinists.</p>";
    assert_eq!(claims("page.html", two), ["$62,350 not-checkable median"]);
}

#[test]
fn arrows_tell_a_change_and_years_a_round_its_percents() {
    let rows = "<table><tr><td>Accountants and auditors</td><td>$81,680</td><td>4.6% ↑</td></tr>\
                <tr><td>Bookkeeping clerks</td><td>$49,210</td><td>5.8% ↓</td></tr></table>\
                <p>2024 median pay and 2024–34 outlook, BLS</p>";
    assert_eq!(
        claims("page.html", rows),
        [
            "$81,680 stale median 13-2011",
            "4.6% stale growth_pct 13-2011",
            "$49,210 stale median 43-3031",
            "5.8% stale growth_pct 43-3031"
        ]
    );
    let change = "<h2>Registered nurses</h2><table><tr><td>Change, 2024-34</td><td>5%</td></tr></table><p>Source: BLS</p>";
    assert_eq!(claims("page.html", change), ["5% stale growth_pct 29-1141"]);
    check(&[(
        "Electricians, 2023: $61,590 → 2024: $62,350 → 2025: $63,190 (BLS medians)",
        "$62,350",
        "stale median 47-2111 OEWS May 2024",
    )]);
}

#[test]
fn tables_of_a_school_below_what_bls_says_are_its_own() {
    let bls = "<h1>Electrician program</h1><p>Electricians earned a median of $62,350 in May 2024, and their jobs will \
               grow 9.5% from 2024 to 2034, says BLS.</p>";
    for own in [
        "<table><tr><th>Facts</th><th></th></tr><tr><td>Tuition</td><td>$14,500</td></tr>\
         <tr><td>Placement rate</td><td>88%</td></tr><tr><td>Average starting wage</td><td>$20.50</td></tr></table>",
        "<table><tr><th>Year</th><th>Graduates</th><th>Placement</th></tr><tr><td>2024</td><td>126</td><td>93%</td></tr></table>",
        "<table><tr><th>Certification</th><th>Cost</th><th>Salary boost</th></tr>\
         <tr><td>OSHA 30</td><td>$189</td><td>4%</td></tr></table>",
        "<table><tr><th>Experience</th><th>Pay</th></tr><tr><td>5-9 years</td><td>$63,500</td></tr></table>",
        "<p>We placed 412 graduates at an average of $26.10 an hour last year.</p>",
        "<p>Average salary of our instructors: $77,400.</p>",
        "<p>The state needs 5,000 more electricians by 2030, the governor's office said.</p>",
    ] {
        let taken: Vec<String> = claims("page.html", &format!("{bls}{own}"));
        let taken: Vec<&String> = taken.iter().filter(|one| !one.contains(" not-bls")).collect();
        assert_eq!(taken, ["$62,350 stale median 47-2111", "9.5% stale growth_pct 47-2111"], "{own}");
    }
}

#[test]
fn tags_and_markers_in_cells_of_markdown_are_part_of_them() {
    for (open, close) in
        [("<b>", "</b>"), ("<!-- outlook ep us 29-1292 growth -->", "<!-- /outlook -->"), ("", "")]
    {
        let page = format!(
            "| Career | Median (2024) | Growth 2024–34 |\n|--|--|--|\n| Dental hygienist | $94,260 | {open}7%{close} |\n\n\
             Source: BLS\n\n- {open}7%{close} growth for dental hygienists from 2024 to 2034, says BLS\n"
        );
        assert_eq!(
            claims("page.md", &page),
            [
                "$94,260 stale median 29-1292",
                "7% stale growth_pct 29-1292",
                "7% stale growth_pct 29-1292"
            ],
            "{open}"
        );
    }
}

#[test]
fn modules_of_mdx_are_code_and_lines_that_end_open_go_on() {
    let code = "import Money from './money'\r\nexport const meta = { median: 58920 }\r\n\r\n\
                Chefs and head cooks earned a median of $58,920 in May 2023, says BLS.\r\n";
    assert_eq!(claims("page.mdx", code), ["$58,920 stale median 35-1011"]);
    let wrapped = "The U.S. Bureau of Labor Statistics (BLS) reports that welders had a median wage of $48,940 in\n\
                   May 2024. They are many.\n";
    assert_eq!(claims("page.txt", wrapped), ["$48,940 mislabelled median 51-4121"]);
}

#[test]
fn columns_of_pay_sites_are_theirs_even_where_a_figure_of_bls_is_the_same() {
    let page = "<table><tr><th>Job</th><th>BLS median (May 2023)</th><th>Salary.com</th><th>Indeed average</th></tr>\
                <tr><td>Registered nurse</td><td>$86,070</td><td>$81,220</td><td>$94,480</td></tr></table>";
    let taken = claims("page.html", page);
    let taken: Vec<&String> = taken.iter().filter(|one| !one.contains(" not-bls")).collect();
    assert_eq!(taken, ["$86,070 stale median 29-1141"]);
}
