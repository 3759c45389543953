//! What of the formats of pages is text that states something: code is not, components of MDX, front matter and
//! structured data are. The pages are our own; the figures are those of `inputs/`.

use labor_outlook::audit;

use crate::audit::figures;

/// Text, verdict, measure and code of each claim of a page.
fn claims(name: &str, page: &str) -> Vec<String> {
    let report = audit::audit(name, page.as_bytes(), figures());
    let tell = |one: &audit::Finding| {
        format!("{} {} {} {}", one.text, one.verdict, one.measure, one.soc.join(" "))
            .trim_end()
            .to_owned()
    };
    report.claims.iter().map(tell).collect()
}

#[test]
fn code_states_nothing() {
    let median = "The median annual wage of electricians was $62,350 in May 2024 (BLS)";
    let pages = [
        ("a.md", format!("# Electricians\n\n```\n{median}\n```\n")),
        ("a.md", format!("# Electricians\n\n    {median}\n")),
        ("a.md", format!("# Electricians\n\nWrite `{median}` into it.\n")),
        ("a.html", format!("<h1>Electricians</h1><pre><code>{median}</code></pre>")),
        ("a.html", format!("<h1>Electricians</h1><p>Write <code>{median}</code> into it.</p>")),
    ];
    for (name, page) in pages {
        assert!(claims(name, &page).is_empty(), "{page}");
        // What follows the code is read.
        let follows = format!("{page}\n\n<p>{median}.</p>\n");
        assert_eq!(claims(name, &follows), ["$62,350 stale median 47-2111"], "{follows}");
    }
    let open = format!("<p><code>never closed</p><p>{median}.</p>");
    assert_eq!(claims("a.html", &open), ["$62,350 stale median 47-2111"]);
}

#[test]
fn a_component_of_mdx_is_a_card() {
    let card =
        "<Card stat=\"$62,350\" label=\"median salary (BLS, May 2024)\" title=\"Electricians\" />";
    let several = "<Card\n  title=\"Electricians\"\n  stat=\"$62,350\"\n  label=\"median salary (BLS, May 2024)\"\n/>";
    for page in [card, several] {
        assert_eq!(
            claims("a.mdx", &format!("# Careers\n\n{page}\n")),
            ["$62,350 stale median 47-2111"],
            "{page}"
        );
    }
    // What is worked out elsewhere is no text.
    assert!(
        claims("a.mdx", "<Card title=\"Electricians\" stat={pay.median} label=\"median\" />\n")
            .is_empty()
    );
}

#[test]
fn salaries_of_structured_data_are_read() {
    let page = "<p>Careers</p><script type=\"application/ld+json\">{\"@type\": \"Occupation\", \"name\": \"Electrician\", \
                \"estimatedSalary\": [{\"@type\": \"MonetaryAmountDistribution\", \"currency\": \"USD\", \
                \"duration\": \"P1Y\", \"percentile10\": 39430, \"median\": 62350, \"percentile90\": \"106030\"}]}</script>";
    let told = claims("a.html", page);
    assert_eq!(
        told,
        ["$39430 stale p10 47-2111", "$62350 stale median 47-2111", "$106030 stale p90 47-2111"]
    );
    let report = audit::audit("a.html", page.as_bytes(), figures());
    let median = &report.claims[1];
    assert_eq!(&page[median.start_byte..median.end_byte], "62350");
}

#[test]
fn descriptions_below_another_property_of_front_matter_are_read() {
    let page = "---\ntitle: Electricians\nseo:\n  description: \"Median pay of electricians $62,350 (BLS, May 2024)\"\n  \
                image: a.png\nweight: 3\n---\n\nRead on.\n";
    assert_eq!(claims("a.md", page), ["$62,350 stale median 47-2111"]);
    let folded = "---\ndescription: >-\n  Median pay of electricians: $62,350\n  (BLS, May 2024)\nweight: 3\n---\n\nRead on.\n";
    assert_eq!(claims("a.md", folded), ["$62,350 stale median 47-2111"]);
}
