//! What a refresh writes is true in its sentence, and what it cannot make true is told.

use std::{fs, path::Path};

use labor_outlook::pages::Markup;

use crate::{
    pages::{error_of, plan_of, project, refreshed, span},
    support,
};

#[test]
fn the_words_of_bls_stay_beside_an_exact_percentile() {
    // The percentiles of 11-9111 in May 2025: $73,390, $94,700, $123,860, $166,100, $224,340.
    for (marker, before, after) in [
        ("11-9111 p90", "more than $219,080", "more than $224,340"),
        ("11-9111 p90", "over $224,340", "over $224,340"),
        ("11-9111 p90", "above $219,080", "above $224,340"),
        ("11-9111 p10", "less than $69,680", "less than $73,390"),
        ("11-9111 p10", "Below $69,680", "Below $73,390"),
        ("11-9111 p10", "under 69,680 dollars", "under 73,390 dollars"),
        ("11-9111 p50", "more than $117,960", "more than $123,860"),
        ("11-9111 p50 hourly", "more than $56.71", "more than $59.55"),
        // A rounded percentile, a little more of it, and a mean are no such thing.
        ("11-9111 p90", "more than $219,000", "more than $224,000"),
        ("11-9111 p90", "just over $219,080", "about $224,340"),
        ("11-9111 p50 to=1000", "more than $117,960", "more than $123,000"),
    ] {
        assert_eq!(span(marker, before), after, "{marker}: {before}");
    }
    // A top-coded percentile is what BLS says the highest paid earned more than.
    assert_eq!(span("29-1211 p50 release=2024-05", "more than $208,990"), "more than $239,200");
}

#[test]
fn a_round_percentile_that_is_published_is_exact_behind_the_words_of_bls() {
    let folder = project(&[(
        "a.html",
        "<!-- outlook 11-9111 p10 -->less than $69,600<!-- /outlook --> <!-- outlook 11-9111 p10 -->about $69,600<!-- /outlook -->",
    )]);
    edit(&folder.path().join("oews_2024.csv"), "69680", "69600");
    assert_eq!(support::run(folder.path(), &["refresh", "a.html"]).code, Some(0));
    let page = support::text(&folder.path().join("a.html"));
    assert!(page.contains("less than $73,390<") && page.contains("about $73,400<"), "{page}");
}

/// Puts other figures into a table of the project, where they stand once or more.
fn edit(table: &Path, from: &str, to: &str) {
    let text = support::text(table);
    assert!(text.contains(from), "{from}");
    fs::write(table, text.replace(from, to)).unwrap();
}

#[test]
fn a_printed_half_of_a_percent_is_rounded_where_the_jobs_leave_no_doubt() {
    let marker = "projections us 43-6013 growth";
    let page = |content: &str| format!("<!-- outlook {marker} -->{content}<!-- /outlook -->");
    for (jobs, before, after) in [
        ("811,912.2,101.2,12.5", "14 percent", "12 percent"),
        ("811,912.2,101.2,12.5", "13%", "12%"),
        ("811,912.2,101.2,12.5", "14.1 percent", "12.5 percent"),
        ("811,912.6,101.6,12.5", "14 percent", "13 percent"),
        ("811,709.8,-101.2,-12.5", "-14 percent", "-12 percent"),
        // These may have been a little more or a little less than the half: what stands there may be BLS's.
        ("811,912.4,101.4,12.5", "14 percent", "12.5 percent"),
        ("811,912.4,101.4,12.5", "12 percent", "12 percent"),
        ("811,912.4,101.4,12.5", "13 percent", "13 percent"),
    ] {
        let folder = project(&[("a.html", &page(before))]);
        edit(&folder.path().join("projections_2024-34.csv"), "850,885.3,35.3,4.2", jobs);
        let ran = support::run(folder.path(), &["refresh", "a.html"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let page = support::text(&folder.path().join("a.html"));
        assert!(page.contains(&format!("-->{after}<!--")), "{jobs}, {before}: {page}");
    }
}

#[test]
fn a_key_without_a_checksum_gets_one() {
    for key in ["sum=", "sum= ", "sum=\"\"", "sum = ''", "SUM="] {
        let new = refreshed(&format!("<!-- outlook 11-9111 median {key}-->$123,860<!-- /outlook -->"));
        assert!(new.contains("11-9111 median sum="), "{key}: {new}");
        assert_eq!(refreshed(&new), new);
    }
}

#[test]
fn an_apostrophe_and_an_entity_stay_as_the_page_writes_them() {
    for (marker, before, after) in [
        ("11-9111 education", "bachelor’s degree", "bachelor’s degree"),
        ("11-9111 education", "master&rsquo;s degree", "bachelor&rsquo;s degree"),
        ("11-9111 growth", "28&nbsp;percent", "23&nbsp;percent"),
        ("11-9111 growth", "28\u{a0}percent", "23\u{a0}percent"),
        ("projections period", "2022&ndash;32", "2024&ndash;34"),
    ] {
        assert_eq!(span(marker, before), after, "{marker}: {before}");
    }
}

#[test]
fn advice_is_of_use() {
    for (marker, advice) in [
        ("11-9111 p50 release=\"May 2024\"", "write 2024-05"),
        ("11-9111 growth round=\"2022 to 2032\"", "write 2022-32"),
        ("27-2011 p50", "write `hourly`"),
        ("block jsonld 27-2011", "write `hourly`"),
        ("31080 11-9111 p50", "metropolitan areas have a table of their own"),
        ("NY 11-9111 p50 release=2024-05", "states have a table of their own"),
        // Exchanged digits, not the nearest in the order of codes.
        ("43-6031 p50", "did you mean 43-6013 ("),
    ] {
        let told = error_of(marker, "$1");
        assert!(told.contains(advice), "{marker}: {told}");
    }
}

/// What is told beside the stale figures of a page.
fn told(page: &str, markup: Markup) -> String {
    support::plain(&plan_of(page.as_bytes(), markup, false).stale)
}

#[test]
fn a_sentence_that_names_another_period_than_its_figure_is_told() {
    let pay = "<!-- outlook 11-9111 median -->$123,860<!-- /outlook -->";
    let growth = "<!-- outlook 11-9111 growth -->23.2%<!-- /outlook -->";
    for (sentence, named) in [
        (format!("<p>The median was {pay} in May 2023.</p>"), "May 2023"),
        (format!("<p>In 2023, they earned <b>{pay}</b> a year.</p>"), "2023"),
        (format!("<li>As of <em>May 2024</em>: {pay}</li>"), "May 2024"),
        (format!("<p>Jobs grow by {growth} from 2022 to 2032.</p>"), "2022 to 2032"),
        (format!("<p>Jobs grow by {growth} by 2032.</p>"), "2032"),
    ] {
        for (page, markup) in [
            (sentence.clone(), Markup::Html),
            (sentence.clone(), Markup::Markdown),
            (sentence.replace("<!--", "{/*").replace("-->", "*/}"), Markup::Mdx),
        ] {
            let told = told(&page, markup);
            assert!(told.contains("LO025") && told.contains(&format!("`{named}`")), "{page}: {told}");
            assert_eq!(told.matches("LO025").count(), 1, "{page}: {told}");
        }
    }
    let place = told(&format!("<p>\n{pay} in May 2023.</p>"), Markup::Html);
    assert!(place.starts_with(&format!(":2:{}: ", pay.len() + 5)), "{place}");
}

#[test]
fn a_sentence_that_names_the_period_of_its_figure_is_true() {
    let pay = "<!-- outlook 11-9111 median -->$123,860<!-- /outlook -->";
    let growth = "<!-- outlook 11-9111 growth -->23.2%<!-- /outlook -->";
    let old = "<!-- outlook 11-9111 median release=2024-05 -->$117,960<!-- /outlook -->";
    let period = "<!-- outlook oews period -->May 2025<!-- /outlook -->";
    for page in [
        format!("<p>The median was {pay} in May 2025.</p>"),
        format!("<p>The median was {pay} in {period}, up from $117,960 in May 2024.</p>"),
        format!("<p>The median was {old} in May 2024.</p>"),
        format!("<p>In May 2024 it was less.</p><p>The median is {pay}.</p>"),
        format!("<p>In May 2024 it was less. The median is {pay}. In May 2024 it was less.</p>"),
        format!("<td>May 2024</td><td>{pay}</td>"),
        format!("<p>Since the college was founded in 1923, pay rose to {pay}; join us in 2027.</p>"),
        format!("<p>Jobs grow by {growth} from 2024 to 2034.</p>"),
        format!("<p>Of the U.S. jobs of 2024-34, {growth} are new.</p>"),
    ] {
        assert_eq!(told(&page, Markup::Html), "", "{page}");
    }
    let markdown = format!("In May 2024 it was less\n\nIt is {pay} | May 2024\n\nMay 2024\n");
    assert_eq!(told(&markdown, Markup::Markdown), "");
}

#[test]
fn a_refresh_tells_what_it_could_not_make_true() {
    let page = "<p>It was <!-- outlook 11-9111 median -->$110,680<!-- /outlook --> in May 2023.</p>";
    let folder = project(&[("a.html", page)]);
    for arguments in [&["refresh", "a.html"][..], &["refresh", "--check", "a.html"]] {
        let ran = support::run(folder.path(), arguments);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        assert!(ran.err.contains("LO025") && ran.err.contains("oews period"), "{}", ran.err);
    }
    assert!(support::text(&folder.path().join("a.html")).contains("$123,860"));
}

#[test]
fn a_marker_in_the_code_of_an_mdx_page_is_told_and_left_alone() {
    for page in [
        "export const pay = \"{/* outlook 11-9111 p50 */}$1{/* /outlook */}\"\n\nText\n",
        "<Card pay={/* outlook 11-9111 p50 */ \"$1\" /* /outlook */} />\n",
    ] {
        let plan = plan_of(page.as_bytes(), Markup::Mdx, false);
        assert!(plan.edits.is_empty() && plan.marked == 0, "{page}");
        assert!(support::plain(&plan.stale).contains("is not refreshed"), "{page}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_and_packages_of_others_are_left_alone() {
    let page = "<!-- outlook 11-9111 p50 -->$1<!-- /outlook -->";
    let folder = project(&[("site/a.html", page), ("site/node_modules/b.html", page)]);
    std::os::unix::fs::symlink(folder.path().join("site"), folder.path().join("link")).unwrap();
    let ran = support::run(folder.path(), &["refresh", "link"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("is a link"), "{}", ran.err);
    assert_eq!(support::text(&folder.path().join("site/a.html")), page);
    assert_eq!(support::run(folder.path(), &["refresh", "site"]).code, Some(0));
    assert_ne!(support::text(&folder.path().join("site/a.html")), page);
    assert_eq!(support::text(&folder.path().join("site/node_modules/b.html")), page);
}

#[test]
fn a_folder_that_is_not_there_is_told_as_that() {
    let folder = project(&[]);
    for command in [&["refresh", "no/pages"][..], &["mark", "no/pages"]] {
        let ran = support::run(folder.path(), command);
        assert_eq!(ran.code, Some(2));
        assert!(ran.err.contains("no/pages: error: there is no such file or folder"), "{}", ran.err);
    }
}

#[test]
fn the_word_of_a_marker_may_have_capitals() {
    for word in ["Outlook", "OUTLOOK"] {
        let page = format!("<p><!-- {word} 11-9111 p50 -->$1<!-- /{word} --></p>");
        let now = refreshed(&page);
        assert!(now.contains("$123,860"), "{now}");
        let attribute =
            format!("<!-- {word}-attr content=\"{{11-9111 p50}}\" -->\n<meta content=\"$1\">");
        assert!(refreshed(&attribute).contains("content=\"$123,860\""), "{attribute}");
    }
    // A part of a page that is called so is no marker.
    let page = "<!-- Outlook -->\n<h2>Outlook</h2>\n<!-- /Outlook -->\n";
    let plan = plan_of(page.as_bytes(), Markup::Html, false);
    assert!(plan.errors.is_empty() && plan.changed() == page.as_bytes(), "{}", plan.errors);
}

#[test]
fn words_for_close_by_are_as_close_as_an_audit_allows() {
    // $123,860 in May 2025: within 2.5 percent of what is printed, and on the side that the words name.
    for (before, after) in [
        ("not quite $111,000", "not quite $124,000"),
        ("a little less than $111,000", "a little less than $124,000"),
        ("just over $110,000", "just over $123,000"),
        ("slightly more than $110,000", "slightly more than $123,000"),
        ("a shade above $110,000", "a shade above $123,000"),
        ("approaching $120,000", "approaching $124,000"),
        ("roughly $110,000", "roughly $124,000"),
        ("about $110,000", "about $124,000"),
        ("north of $110,000", "north of $120,000"),
    ] {
        assert_eq!(span("11-9111 p50", before), after, "{before}");
    }
}

#[test]
fn a_wage_that_is_released_again_is_no_bound() {
    // BLS printed $239,200 or more for the median of anesthesiologists in May 2024; May 2025 has a number.
    for sample in
        ["over $239,200", "at least $239,200", "$239,200 or more", "$239,200+", "more than $208,000"]
    {
        let told = error_of("29-1211 p50", sample);
        assert!(told.contains("take the words for a top code out"), "{sample}: {told}");
    }
    // The highest paid earn more than their percentile, released or not.
    assert_eq!(span("29-1211 p90", "more than $239,200"), "more than $557,130");
}
