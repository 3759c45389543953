//! Unmarked pages: what is a claim, what it is of, and what is true of it. The sentences are our own;
//! the figures are those of `inputs/`.

use std::sync::OnceLock;

use labor_outlook::{
    audit::{self, Figures, Finding, Report},
    config, pipeline,
};
use proptest::prelude::*;

use crate::support;

/// May 2023 to 2025 and 2022-32 to 2024-34, as pipeline.toml names them.
pub fn figures() -> &'static Figures {
    static FIGURES: OnceLock<Figures> = OnceLock::new();
    FIGURES.get_or_init(|| {
        let settings = config::load(&support::root().join("pipeline.toml")).unwrap();
        Figures::new(&pipeline::tables_of(&settings).unwrap().0)
    })
}

fn report(name: &str, page: &str) -> Report {
    audit::audit(name, page.as_bytes(), figures())
}

/// The claim of a page whose figure is written so.
fn claim(name: &str, page: &str, figure: &str) -> Finding {
    let report = report(name, page);
    let found = report.claims.iter().find(|claim| claim.text == figure);
    found.unwrap_or_else(|| panic!("{figure} is not found in {page}: {:#?}", report.claims)).clone()
}

/// Verdict, measure, occupation and periods of a figure in a text.
fn read(page: &str, figure: &str) -> (&'static str, &'static str, String, String) {
    let claim = claim("page.txt", page, figure);
    (claim.verdict, claim.measure, claim.soc.join(" "), claim.periods.join(", "))
}

fn of(
    verdict: &'static str,
    measure: &'static str,
    soc: &str,
    periods: &str,
) -> (&'static str, &'static str, String, String) {
    (verdict, measure, soc.to_owned(), periods.to_owned())
}

#[test]
fn a_figure_of_the_newest_release_is_current() {
    let page = "BLS puts the median annual wage of pharmacists at $140,910 in May 2025.";
    assert_eq!(read(page, "$140,910"), of("current", "median", "29-1051", "OEWS May 2025"));
}

#[test]
fn a_figure_of_the_older_release_that_it_states_is_stale() {
    let page = "In May 2023, the median annual wage of pharmacists was $136,030, the BLS says.";
    assert_eq!(read(page, "$136,030"), of("stale", "median", "29-1051", "OEWS May 2023"));
}

#[test]
fn an_undated_figure_names_its_release_itself() {
    let page = "The median annual wage of electricians is $62,350 a year.";
    assert_eq!(read(page, "$62,350"), of("stale", "median", "47-2111", "OEWS May 2024"));
}

#[test]
fn a_figure_of_another_release_than_it_states_is_mislabelled() {
    let page = "The median annual wage of registered nurses was $86,070 in May 2024, BLS reports.";
    assert_eq!(read(page, "$86,070"), of("mislabelled", "median", "29-1141", "OEWS May 2023"));
}

#[test]
fn a_figure_of_no_release_is_wrong() {
    let page = "The median annual wage of registered nurses was $91,330 in May 2024, BLS reports.";
    assert_eq!(read(page, "$91,330"), of("wrong", "median", "29-1141", ""));
}

#[test]
fn a_median_called_average_and_a_decade_called_a_year_are_wrong_measures() {
    let page = "BLS: on average, paralegals earned $61,010 in May 2024. The field of paralegals is \
                projected to grow 4 percent annually from 2022 to 2032.";
    assert_eq!(read(page, "$61,010").0, "wrong-measure");
    assert_eq!(read(page, "$61,010").1, "median");
    let growth = claim("page.txt", page, "4 percent");
    assert_eq!((growth.verdict, growth.periods), ("wrong-measure", vec!["EP 2022-32".to_owned()]));
}

#[test]
fn a_decline_is_told_without_its_sign_and_a_share_is_no_growth() {
    // Cashiers: -9.9 percent in 2024-34.
    let page =
        "Employment of cashiers is projected to decline 10 percent from 2024 to 2034, says the BLS.";
    let found = report("page.txt", page).claims;
    let found: Vec<_> = found.iter().map(|claim| (claim.text.as_str(), claim.verdict)).collect();
    assert_eq!(found, [("10 percent", "stale")]);
    let page = "The BLS sees jobs of cashiers shrink. From 2024 to 2034 it has them down 10 percent. Two in \
                three stay, and 66% of those who stay are promoted.";
    let found = report("page.txt", page).claims;
    let growth =
        found.iter().filter(|claim| claim.measure == "growth_pct" && claim.verdict != "not-bls");
    let growth: Vec<_> = growth.map(|claim| (claim.text.as_str(), claim.verdict)).collect();
    assert_eq!(growth, [("10 percent", "stale")]);
}

#[test]
fn openings_told_as_new_jobs_are_a_wrong_measure() {
    let page = "From 2022 to 2032 BLS projects about 73,500 new jobs for electricians every year.";
    assert_eq!(read(page, "73,500"), of("wrong-measure", "openings", "47-2111", "EP 2022-32"));
}

#[test]
fn a_figure_of_a_kindred_occupation_is_told_as_that() {
    let page = "Pharmacists earn more, says BLS. The median annual wage of pharmacy technicians was $136,030 in May 2023.";
    let found = claim("page.txt", page, "$136,030");
    assert_eq!((found.verdict, found.soc), ("wrong-occupation", vec!["29-2052".to_owned()]));
    assert!(found.message.contains("Pharmacists"), "{}", found.message);
}

#[test]
fn a_whole_percent_of_two_rounds_is_ambiguous_unless_a_round_is_stated() {
    // 5.6 and 6.0 percent.
    let page = "BLS expects employment of registered nurses to grow 6 percent over the decade.";
    assert_eq!(
        read(page, "6 percent"),
        of("ambiguous", "growth_pct", "29-1141", "EP 2023-33, EP 2022-32")
    );
    let page = "BLS expects employment of registered nurses to grow 6 percent through 2032.";
    assert_eq!(read(page, "6 percent"), of("stale", "growth_pct", "29-1141", "EP 2022-32"));
}

#[test]
fn what_is_not_at_hand_cannot_be_checked() {
    let unknown = |page: &str, figure: &str, reason: &str| {
        let found = claim("page.txt", page, figure);
        assert_eq!(found.verdict, "not-checkable", "{page}: {}", found.message);
        assert!(found.message.contains(reason), "{}", found.message);
    };
    unknown("BLS projects pharmacists to grow 4% from 2025 to 2035.", "4%", "EP 2025-35 is not at hand");
    unknown(
        "The median annual wage of pharmacists was $97,000 in May 2008, BLS says.",
        "$97,000",
        "OEWS May 2008",
    );
    unknown(
        "The median annual wage of physicians and surgeons was $239,200 in May 2024 (BLS).",
        "$239,200",
        "group",
    );
}

#[test]
fn figures_of_others_are_no_claims_of_bls() {
    let nobody = |page: &str| {
        let claims = report("page.txt", page).claims;
        let taken: Vec<_> = claims.iter().filter(|claim| claim.verdict != "not-bls").collect();
        assert!(taken.is_empty(), "{page}: {taken:#?}");
    };
    nobody("According to Payscale, registered nurses earn an average salary of $77,115.");
    nobody("Tuition for our nursing program costs $14,280 a year, and 93% of graduates pass the exam.");
    nobody("Entry-level electricians typically start between $35,000 and $45,000.");
    nobody("Our BLS class (Basic Life Support) costs $65 and takes 4 hours; 98% of students pass.");
    nobody(
        "The global market for nursing software is projected to grow 11.4 percent a year to $4.3 billion.",
    );
    nobody("A survey by our association found that 62% of pharmacists expect to work longer.");
}

#[test]
fn percentiles_are_read_in_words_and_bounds_hold_or_not() {
    let page = "The median annual wage for registered nurses was $86,070 in May 2023 (BLS). The lowest 10 \
                percent earned less than $63,720, and the top 10% more than $132,680.";
    assert_eq!(read(page, "$63,720"), of("stale", "p10", "29-1141", "OEWS May 2023"));
    assert_eq!(read(page, "$132,680"), of("stale", "p90", "29-1141", "OEWS May 2023"));
    let page = "The best-paid 10 percent of pharmacists earn over $170,000, according to BLS.";
    assert_eq!(read(page, "$170,000").0, "current");
}

#[test]
fn rounding_and_wording_are_allowed_for() {
    for figure in ["about $98,000", "nearly $98,000", "$98K", "roughly $97,500"] {
        let page =
            format!("BLS says registered nurses earn a median of {figure} a year as of May 2025.");
        let claims = report("page.txt", &page).claims;
        assert_eq!(claims.first().map(|claim| claim.verdict), Some("current"), "{page}");
    }
    // $45.00 an hour, worked out for a year.
    let page = "Registered nurses had a median wage of $93,604 in May 2024, BLS says.";
    assert_eq!(read(page, "$93,604").0, "stale");
}

#[test]
fn tables_are_read_by_rows_and_by_columns() {
    let by_rows = "Figures of the Bureau of Labor Statistics:\n\n\
                   | Occupation | Median annual wage, May 2023 | Job growth, 2022-32 |\n|---|---|---|\n\
                   | Electricians | $61,590 | 6% |\n| Pharmacists | 136,030 | 3% |\n";
    let by_columns = "Figures of the Bureau of Labor Statistics:\n\n\
                      | | Electricians | Pharmacists |\n|---|---|---|\n\
                      | Median annual wage, May 2023 | $61,590 | 136,030 |\n| Job growth, 2022-32 | 6% | 3% |\n";
    for page in [by_rows, by_columns] {
        let claims = report("page.md", page).claims;
        let read: Vec<_> = claims
            .iter()
            .map(|c| (c.text.as_str(), c.soc.join(""), c.verdict, c.periods.join("")))
            .collect();
        let mut expected = [
            ("$61,590", "47-2111", "OEWS May 2023"),
            ("6%", "47-2111", "EP 2022-32"),
            ("136,030", "29-1051", "OEWS May 2023"),
            ("3%", "29-1051", "EP 2022-32"),
        ]
        .map(|(text, soc, period)| (text, soc.to_owned(), "stale", period.to_owned()));
        let mut read = read;
        read.sort();
        expected.sort();
        assert_eq!(read, expected);
    }
}

#[test]
fn a_copied_box_of_facts_is_read() {
    let page = "<h2>Quick Facts: Pharmacists</h2><table>\
                <tr><th>2023 Median Pay</th><td>$136,030 per year<br>$65.40 per hour</td></tr>\
                <tr><th>Number of Jobs, 2023</th><td>337,700</td></tr>\
                <tr><th>Job Outlook, 2023-33</th><td>5% (As fast as average)</td></tr>\
                <tr><th>Employment Change, 2023-33</th><td>18,300</td></tr></table><p>Source: BLS</p>";
    let told = |figure: &str| {
        let found = claim("page.html", page, figure);
        (found.measure, found.unit, found.verdict, found.periods.join(", "))
    };
    assert_eq!(told("$136,030"), ("median", "usd_year", "stale", "OEWS May 2023".to_owned()));
    assert_eq!(told("$65.40"), ("median", "usd_hour", "stale", "OEWS May 2023".to_owned()));
    assert_eq!(told("337,700"), ("employment", "count", "stale", "EP 2023-33 (base)".to_owned()));
    assert_eq!(told("5%"), ("growth_pct", "percent", "stale", "EP 2023-33".to_owned()));
    assert_eq!(told("18,300"), ("growth_num", "count", "stale", "EP 2023-33".to_owned()));
}

#[test]
fn a_replacement_keeps_the_words_and_the_rounding_of_the_page() {
    let page = "Nurses do well. In May 2023 registered nurses earned a median of about $86,000, and BLS \
                expects 6 percent growth for registered nurses from 2022 to 2032.";
    let found = claim("page.txt", page, "$86,000");
    let new = "In May 2025 registered nurses earned a median of about $98,000, and BLS \
               expects 5 percent growth for registered nurses from 2024 to 2034.";
    assert_eq!(found.replacement.as_deref(), Some(new));
    let fix = found.fix.unwrap();
    let fixed = format!("{}{}{}", &page[..fix.start_byte], fix.replacement, &page[fix.end_byte..]);
    assert_eq!(fixed, format!("Nurses do well. {new}"));
}

#[test]
fn a_page_that_mixes_releases_or_contradicts_itself_is_told() {
    let page = "BLS: the median annual wage of pharmacists was $136,030 in May 2023.\n\n\
                The median annual wage of electricians was $62,350 in May 2024, BLS says.\n\n\
                BLS also gave the median annual wage of pharmacists as $137,480 in May 2023.";
    let rules: Vec<_> = report("page.txt", page).page.iter().map(|one| one.rule).collect();
    assert_eq!(rules, ["LO005", "LO010"]);
}

#[test]
fn a_figure_behind_a_comparison_reads_as_that_of_all_occupations() {
    let page = "The BLS gives pharmacists a median salary of $136,030 in May 2023. Even the bottom 10% of \
                pharmacists earn more than the median wage for all occupations ($89,980).";
    let report = report("page.txt", page);
    let found = claim("page.txt", page, "$89,980");
    assert_eq!((found.measure, found.verdict), ("p10", "stale"));
    let misleading = report.page.iter().find(|one| one.rule == "LO011").unwrap();
    assert!(misleading.message.contains("$48,060"), "{}", misleading.message);
}

#[test]
fn descriptions_and_alternative_texts_are_read_where_they_stand() {
    let page = "<head><meta name=description content='Nurses &amp; more: registered nurses earned a median of \
                $93,600 in May 2024 (BLS)'></head><body><p>We teach <img src=\"a.png\" alt=\"BLS: the median \
                annual wage of pharmacists was $136,030 in May 2023\"> here.</p>";
    let report = report("page.html", page);
    let found: Vec<_> = report.claims.iter().map(|claim| (claim.text.as_str(), claim.verdict)).collect();
    assert_eq!(found, [("$93,600", "stale"), ("$136,030", "stale")]);
    for claim in &report.claims {
        assert_eq!(&page[claim.start_byte..claim.end_byte], claim.text);
    }
}

#[test]
fn scripts_styles_and_comments_say_nothing() {
    let page = "<html><head><style>.a{width:12%}</style><script>var pay = 'median annual wage of registered \
                nurses $86,070 BLS';</script></head><body><!-- median annual wage of registered nurses: \
                $86,070 (BLS) --><p>Nothing here.</p></body></html>";
    assert!(report("page.html", page).claims.is_empty());
}

#[test]
fn a_place_is_that_of_the_file_whatever_its_encoding() {
    let page = "<p>Pay&nbsp;in caf\u{e9}s &amp; clinics:</p>\r\n<p>The med&#105;an annual wage of pharmacists \
                was <b>$136,030</b> in May 2023, BLS says.</p>";
    let found = |bytes: &[u8]| {
        let report = audit::audit("page.html", bytes, figures());
        let claim = report.claims.into_iter().find(|claim| claim.text == "$136,030").unwrap();
        (claim.line, bytes[claim.start_byte..claim.end_byte].to_vec())
    };
    assert_eq!(found(page.as_bytes()), (2, b"$136,030".to_vec()));
    let latin: Vec<u8> = page.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(found(&latin), (2, b"$136,030".to_vec()));
    let wide: Vec<u8> = format!("\u{feff}{page}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let written: Vec<u8> = "$136,030".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(found(&wide), (2, written));
}

#[test]
fn hostile_pages_are_read_in_time() {
    let claim = "<p>The median annual wage of pharmacists was $136,030 in May 2023, BLS says.</p>";
    let pages = [
        format!("{}{claim}", "<div>".repeat(100_000)),
        format!("{}{claim}", "<table><tr><td>".repeat(20_000)),
        format!("{claim}{}", "</b></div>".repeat(100_000)),
        format!("{claim}<script>{}", "x".repeat(1_000_000)),
        format!("{claim}<p>{}</p>", "1,000,".repeat(20_000)),
        format!("{claim}<p>{}</p>", "| ".repeat(50_000)),
        claim.replace("$136,030", "\u{202e}$136,\u{200b}030\u{202c}"),
    ];
    for page in pages {
        let since = std::time::Instant::now();
        let report = report("page.html", &page);
        assert!(report.claims.iter().any(|claim| claim.value == Some(136_030.0)), "{page:.80}");
        assert!(since.elapsed().as_secs() < 30, "{:?} for {:.80}", since.elapsed(), page);
    }
}

#[test]
fn the_first_article_comes_out_right() {
    let Some(folder) = support::at_hand("../shared/articles") else { return };
    let (name, bytes) = support::tree(&folder).into_iter().next().unwrap();
    let report = audit::audit(&name, &bytes, figures());
    let read: Vec<_> = report
        .claims
        .iter()
        .filter(|claim| claim.value.is_some())
        .map(|claim| (claim.text.as_str(), claim.measure, claim.verdict, claim.periods.join(", ")))
        .collect();
    let may = "OEWS May 2023".to_owned();
    let round = "EP 2022-32".to_owned();
    assert_eq!(read[0], ("$110,680", "median", "stale", may.clone()));
    assert_eq!((read[1].0, read[1].1, read[1].2), ("$200,000", "p90", "current"));
    assert_eq!(read[2], ("$67,900", "p10", "stale", may.clone()));
    assert_eq!(read[3], ("$40,640", "median", "stale", may));
    assert_eq!(read[4], ("28.4%", "growth_pct", "stale", round.clone()));
    assert_eq!(read[5], ("6.7%", "growth_pct", "stale", round));
    let in_words: Vec<_> = report.claims.iter().filter(|claim| claim.value.is_none()).collect();
    assert!(in_words.iter().all(|claim| claim.verdict != "wrong"), "{in_words:#?}");
    assert!(report.page.iter().any(|one| one.rule == "LO011" && one.message.contains("$48,060")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// The bytes that a finding names hold the figure as it is written, whatever stands around it.
    #[test]
    fn spans_hold_the_figure(before in "[ a-z&;é“—<>/\n]{0,60}", tag in "(b|em|span|i)?", after in "[ a-z.,é\n]{0,40}") {
        let open = if tag.is_empty() { String::new() } else { format!("<{tag}>") };
        let page = format!("<p>{before}</p><p>The median annual wage of pharmacists was {open}$136,030 in May 2023, BLS says.</p>{after}");
        for name in ["page.html", "page.md", "page.txt"] {
            for claim in report(name, &page).claims.iter().filter(|claim| claim.value.is_some()) {
                prop_assert_eq!(&page[claim.start_byte..claim.end_byte], claim.text.as_str());
            }
        }
    }

    /// No page makes the program fall.
    #[test]
    fn any_bytes_are_a_page(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for name in ["page.html", "page.md", "page.txt"] {
            prop_assert_eq!(audit::audit(name, &bytes, figures()).path, name);
        }
    }

    /// Nor do pieces of pages in any order.
    #[test]
    fn any_pieces_are_a_page(pieces in proptest::collection::vec(proptest::sample::select(vec![
        "<table>", "<tr>", "<td>", "$136,030", " to ", "between ", "10", "%", " percent ", "|", ";", "\n", "&amp;", "&#36;",
        "median ", "BLS ", "pharmacists ", "2022", "-", "32", "</table>", "<dl><dt>", "<dd>", "(", ")", "K", " million", "é", "“", ",", "lowest ",
    ]), 0..60)) {
        let page = pieces.concat();
        for name in ["page.html", "page.md", "page.txt"] {
            for claim in report(name, &page).claims {
                prop_assert!(page.get(claim.start_byte..claim.end_byte).is_some());
            }
        }
    }
}
