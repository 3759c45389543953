//! What the words, signs and spelling around a marked number have to say in its refresh.

use labor_outlook::pages::Markup;

use crate::{
    pages::{error_of, plan_of, project, refreshed, span},
    support,
};

/// A page with one span after a refresh, without the markers.
fn span_in(markup: Markup, marker: &str, content: &str) -> String {
    let page = format!("x <!-- outlook {marker} -->{content}<!-- /outlook -->");
    let plan = plan_of(page.as_bytes(), markup, false);
    assert!(plan.errors.is_empty(), "{page}: {}", support::plain(&plan.errors));
    let page = String::from_utf8(plan.changed()).unwrap();
    page.split_once("-->").unwrap().1.strip_suffix("<!-- /outlook -->").unwrap().to_owned()
}

#[test]
fn a_text_in_another_unit_than_the_figure_is_refused() {
    for (marker, text) in [
        ("11-9111 p50 hourly", "$110,680"),
        ("11-9111 p50 hourly", "$53 a year"),
        ("11-9111 p50 hourly", "$111K"),
        ("11-9111 p50", "$53.21"),
        ("11-9111 p50", "$53 an hour"),
        ("11-9111 p50", "$9,223 a month"),
        ("11-9111 p50", "$110,680/mo"),
        ("11-9111 p50", "110,680 jobs"),
        ("11-9111 growth", "144,700 new jobs"),
        ("11-9111 growth", "144,700"),
        ("11-9111 growth", "28% a year"),
        ("11-9111 openings", "54,700 a month"),
        ("11-9111 openings", "28 percent"),
        ("11-9111 rank", "No. 12"),
        ("11-9111 rank", "#12"),
        ("11-9111 rank", "twelfth"),
    ] {
        let told = error_of(marker, text);
        assert!(told.contains("is in another unit"), "{marker} {text}: {told}");
    }
    for (marker, before, after) in [
        ("11-9111 p50", "$110,680 a year", "$123,860 a year"),
        ("11-9111 p50 hourly", "$53.21/hour", "$59.55/hour"),
        ("11-9111 openings", "54,700 openings each year", "62,100 openings each year"),
        ("11-9111 employment", "565,840 workers", "597,080 workers"),
    ] {
        assert_eq!(span(marker, before), after, "{marker}: {before}");
    }
}

#[test]
fn words_of_growth_and_decline_are_kept_while_they_are_true() {
    // The jobs of 11-9111 grow by 23.2 percent; those of 43-6014 decline by 1.6 percent, or 30,800.
    let (up, down) = ("11-9111", "43-6014");
    for (marker, before, after) in [
        (format!("{up} growth"), "grow 28 percent", "grow 23 percent"),
        (format!("{up} growth"), "up to 29 percent", "up to 24 percent"),
        (format!("{down} growth"), "up to −12%", "up to −2%"),
        (format!("{up} growth"), "+28%", "+23%"),
        (format!("{up} change"), "144,700 new jobs", "142,900 new jobs"),
        (format!("{down} growth"), "a 12 percent decline", "a 2 percent decline"),
        (format!("{down} growth"), "+12%", "-2%"),
        (format!("{down} decline"), "−12%", "−2%"),
        (format!("{down} growth"), "12%", "-2%"),
        (format!("{down} change"), "235,900 fewer jobs", "30,800 fewer jobs"),
    ] {
        assert_eq!(span(&marker, before), after, "{marker}: {before}");
    }
    for (marker, text) in [
        (format!("{up} growth"), "a decline of 5%"),
        (format!("{up} growth"), "shrink by 5%"),
        (format!("{up} growth"), "down −5%"),
        (format!("{up} decline"), "−5%"),
        (format!("{down} growth"), "grow 5 percent"),
        (format!("{down} growth"), "climb 5 percent"),
        (format!("{down} growth"), "surge by 5 percent"),
        (format!("{down} growth"), "5 percent growth"),
        (format!("{down} change"), "5,000 more jobs"),
        (format!("{down} growth"), "(5%)"),
        (format!("{down} change"), "gain 5,000"),
        (format!("{down} decline"), "rise 5%"),
        // 0.3 percent.
        ("27-2011 growth".to_owned(), "grow 3%"),
    ] {
        let told = error_of(&marker, text);
        assert!(told.contains("LO022"), "{marker} {text}: {told}");
    }
}

#[test]
fn words_beside_a_span_are_read_as_those_in_it() {
    let page = |before: &str, marker: &str, text: &str, behind: &str| {
        format!("<p>Jobs {before} <b><!-- outlook {marker} -->{text}<!-- /outlook --></b> {behind}.</p>")
    };
    let shed = refreshed(&page("are projected to shed about", "43-6014 change", "235,900", "jobs"));
    assert!(shed.contains("-->30,800<!--"), "{shed}");
    let decline = refreshed(&page("see a", "43-6014 growth", "12 percent", "decline"));
    assert!(decline.contains("-->2 percent<!--"), "{decline}");
    let both =
        refreshed(&page("decline 12 percent from 2022 to 2032, or", "43-6014 change", "235,900", ""));
    assert!(both.contains("-->30,800<!--"), "{both}");
    for page in [
        page("are projected to grow by", "43-6014 growth", "5%", ""),
        page("are projected to fall&nbsp;by", "11-9111 growth", "5%", ""),
        page("see a", "11-9111 growth", "5 percent", "decline"),
        "<!-- outlook-attr content=\"Jobs will decline {11-9111 growth}\" --><meta content=\"x\">"
            .to_owned(),
    ] {
        let plan = plan_of(page.as_bytes(), Markup::Html, false);
        assert!(support::plain(&plan.errors).contains("LO022"), "{page}: {}", plan.errors);
    }
    // The word is another sentence's, or another figure's.
    for page in [
        page("fell. The growth is", "11-9111 growth", "28%", ""),
        page("fell in 2020 and will change by", "11-9111 growth", "28%", ""),
    ] {
        assert!(refreshed(&page).contains("-->23%<!--"), "{page}");
    }
}

#[test]
fn references_and_escapes_stay_as_the_page_writes_them() {
    for (marker, before, after) in [
        ("11-9111 p50", "$110,680&ensp;a&thinsp;year&hellip;", "$123,860&ensp;a&thinsp;year&hellip;"),
        ("11-9111 p50", "&#x24;110,680&#8239;/&#8239;year", "&#x24;123,860&#8239;/&#8239;year"),
        ("11-9111 p50", "nearly &dollar;111,000", "nearly &dollar;124,000"),
        ("11-9111 growth", "28&#37;", "23&#37;"),
        ("11-9111 growth", "28&thinsp;&percnt;", "23&thinsp;&percnt;"),
        ("projections period", "2022&#8211;32 & on", "2024&#8211;34 & on"),
    ] {
        for markup in [Markup::Html, Markup::Markdown] {
            assert_eq!(span_in(markup, marker, before), after, "{marker}: {before}");
        }
    }
    for (before, after) in [
        (r"$110,680\*", r"$123,860\*"),
        (r"over \$110,000 \_now\_", r"over \$120,000 \_now\_"),
        (r"\~$110,680", r"\~$123,860"),
    ] {
        assert_eq!(span_in(Markup::Markdown, "11-9111 p50", before), after);
    }
}

#[test]
fn the_text_of_an_attribute_may_be_copied_from_it() {
    for (template, value) in [
        ("R&amp;D {11-9111 p50}", "R&amp;D $123,860"),
        ("Nurses&#39; pay {11-9111 p50}", "Nurses&#39; pay $123,860"),
        ("R&D {11-9111 p50}", "R&amp;D $123,860"),
    ] {
        let new =
            refreshed(&format!("<!-- outlook-attr content=\"{template}\" --><meta content=\"x\">"));
        assert!(new.ends_with(&format!("<meta content=\"{value}\">")), "{new}");
        assert_eq!(refreshed(&new), new);
    }
    let shouted = refreshed("<IMG ALT=\"old\" DATA-OUTLOOK-ALT=\"11-9111 p50\">");
    assert!(shouted.contains("ALT=\"$123,860\""), "{shouted}");
    let thousands = "<data value=\"54.7\" data-outlook-value=\"11-9111 openings\">x</data>";
    assert!(refreshed(thousands).contains("value=\"62.1\""));
    let millions = "<data value=\"0.5\" data-outlook-value=\"11-9111 employment\">x</data>";
    assert!(refreshed(millions).contains("value=\"0.59708\""), "{}", refreshed(millions));
}

#[test]
fn a_period_of_the_other_program_is_a_mistake() {
    for (marker, said) in [
        ("11-9111 p50 round=2022-32", "2022-32 is no period of OEWS"),
        ("11-9111 growth release=2024-05", "2024-05 is no period of"),
        ("oews period round=2022-32", "2022-32 is no period of OEWS"),
        ("11-9111 openings hourly", "no wage"),
        ("11-9111 growth annual", "no wage"),
    ] {
        let told = error_of(marker, "1");
        assert!(told.contains(said), "{marker}: {told}");
    }
    assert_eq!(span("11-9111 openings annual", "1"), "62,100");
}

#[test]
fn what_is_not_understood_is_left_alone() {
    for (marker, text, said) in [
        ("projections period", "2022 thru 32", "is no period"),
        ("projections period", "2022\u{2026}32", "is no period"),
        ("oews period", "May 2023 to May 2024", "is no period"),
        ("11-9111 growth", "5½%", "no single number"),
        ("11-9111 p50", "mid-$110,000s", "no single number"),
    ] {
        let told = error_of(marker, text);
        assert!(told.contains(said), "{marker} {text}: {told}");
    }
    assert_eq!(span("projections period", "2022/32"), "2024/34");
    assert_eq!(span("oews period", "5/2023"), "5/2025");
    assert_eq!(span("oews period", "May ’23"), "May ’25");
    let mixed = b"<meta charset=utf-8>\n<!-- outlook projections period -->2022\x9632<!-- /outlook -->";
    let told = support::plain(&plan_of(mixed, Markup::Html, false).errors);
    assert!(told.contains("not in the encoding that the page declares"), "{told}");
}

#[test]
fn the_manner_of_words_and_tables_stays() {
    for (marker, before, after) in [
        ("11-9111 growth", "twenty-eight percent", "twenty-three percent"),
        ("43-6013 growth", "Seven percent", "Four percent"),
        ("11-9111 growth", "two percent", "twenty-three percent"),
        ("oews title 11-9111", "CLINIC MANAGERS", "MEDICAL AND HEALTH SERVICES MANAGERS"),
        ("11-9111 wording", "FASTER THAN THE AVERAGE", "MUCH FASTER THAN THE AVERAGE"),
        ("11-9111 employment", "565.8", "597.1"),
        ("11-9111 openings", "55", "62"),
        ("\"California\" 11-9111 p50", "$1", "$141,480"),
    ] {
        assert_eq!(span(marker, before), after, "{marker}: {before}");
    }
    for (marker, said) in [
        ("11–9111 p50", "write 11-9111"),
        ("11-9111.00 p50", "write 11-9111"),
        ("11-9111, p50", "write 11-9111"),
        ("29-1061 p50", "29-1211 (Anesthesiologists)"),
    ] {
        let told = error_of(marker, "$1");
        assert!(told.contains(said), "{marker}: {told}");
    }
}

#[test]
fn a_check_tells_what_a_refresh_would_take_over() {
    let marked = refreshed("<p><!-- outlook 11-9111 p50 -->$123,860<!-- /outlook --></p>");
    let page = marked.replace("$123,860", "about $124,000");
    let folder = project(&[("a.html", &page)]);
    let ran = support::run(folder.path(), &["refresh", "--check", "a.html"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.err.contains("in a new manner"), "{}", ran.err);
    assert_eq!(support::run(folder.path(), &["refresh", "a.html"]).code, Some(0));
    assert!(support::text(&folder.path().join("a.html")).contains("about $124,000"));
    assert_eq!(support::run(folder.path(), &["refresh", "--check", "a.html"]).code, Some(0));
}

#[test]
fn other_periods_are_told_in_whatever_spelling() {
    let pay = "<!-- outlook 11-9111 median -->$123,860<!-- /outlook -->";
    let growth = "<!-- outlook 11-9111 growth -->23.2%<!-- /outlook -->";
    let told = |page: &str| support::plain(&plan_of(page.as_bytes(), Markup::Html, false).stale);
    for page in [
        format!("<p>The 2023 median was {pay}.</p>"),
        format!("<p>The 2023 BLS data put it at {pay}.</p>"),
        format!("<p>{pay} (BLS, 2023)</p>"),
        format!("<p>{pay} (2023)</p>"),
        format!("<p>As of May&nbsp;2023 the median was {pay}.</p>"),
        format!("<p>The May-2023 median is {pay}.</p>"),
        format!("<p>{pay} <small>(May '23)</small></p>"),
        format!("<p>{pay} <small>(May &rsquo;23)</small></p>"),
        format!("<p>Growth of {growth} from 2022&ndash;32.</p>"),
        format!("<p>Growth of {growth} from 2022&#8211;2032.</p>"),
        format!("<p>Growth of {growth} in the decade ending 2032.</p>"),
    ] {
        assert!(told(&page).contains("LO025"), "{page}: {}", told(&page));
    }
    for page in [
        format!("<p>The 2025 median was {pay}.</p>"),
        format!("<p>{pay} (BLS, 2025)</p>"),
        format!("<p>{pay} <small>(May &#8217;25)</small></p>"),
        format!("<p>As Smith (2023) says, it is {pay}.</p>"),
        format!("<p>Our 2023 graduates earn less than {pay}.</p>"),
        format!("<p>Growth of {growth} from 2024&ndash;34.</p>"),
    ] {
        assert_eq!(told(&page), "", "{page}");
    }
}

#[test]
fn code_within_a_component_is_left_alone() {
    let marked = "{/* outlook 11-9111 p50 */}$1{/* /outlook */}";
    for code in [format!("  Median `` `{marked}` ``"), format!("  {{\"{marked}\"}}")] {
        let page = format!("<Card>\n{code}\n  {marked}\n</Card>\n");
        let plan = plan_of(page.as_bytes(), Markup::Mdx, false);
        let new = String::from_utf8(plan.changed()).unwrap();
        assert_eq!((plan.marked, new.matches("$123,860").count()), (1, 1), "{new}");
        assert!(new.contains(&code), "{new}");
    }
}

#[test]
fn the_address_of_a_picture_is_whole_in_markdown() {
    let page = "<!-- outlook block chart growth src=\"a b.png)\" -->\n<!-- /outlook -->\n";
    let plan = plan_of(page.as_bytes(), Markup::Markdown, false);
    let new = String::from_utf8(plan.changed()).unwrap();
    assert!(new.contains("](a%20b.png%29)"), "{new}");
}

#[test]
fn a_column_behind_a_byte_order_mark_is_that_of_the_text() {
    let page = "<p><!-- outlook 11-9111 p50 -->$1<!-- /outlook --></p>";
    let place = |page: &str| {
        let told = support::plain(&plan_of(page.as_bytes(), Markup::Html, false).stale);
        told.split(" finding").next().unwrap().to_owned()
    };
    assert_eq!(place(&format!("\u{feff}{page}")), place(page));
}

#[test]
fn an_article_before_a_span_must_go_with_its_new_text() {
    // The jobs of 11-9111 grow by 23 percent, those of electricians (47-2111) by 9.
    let page = |article: &str, text: &str| {
        format!("<p>BLS sees {article} <!-- outlook 11-9111 growth -->{text}<!-- /outlook --> rise.</p>")
    };
    let plan = plan_of(page("an", "18 percent").as_bytes(), Markup::Html, false);
    assert!(support::plain(&plan.errors).contains("takes `a`"), "{}", plan.errors);
    assert!(refreshed(&page("a", "28 percent")).contains("-->23 percent<!--"));
    assert!(refreshed(&page("a", "18 percent")).contains("-->23 percent<!--"));
    // An article in the span is written anew.
    for (before, after) in
        [("an 8.5% rise", "a 7.1% rise"), ("An 18 percent", "A 7 percent"), ("a 9%", "a 7%")]
    {
        assert_eq!(span("29-2072 growth", before), after);
    }
    assert_eq!(span("29-2072 growth style=\"a 9 percent\"", ""), "a 7 percent");
}
