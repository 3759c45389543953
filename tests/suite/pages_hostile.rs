//! Pages that mean harm: they neither crash a refresh nor slow it out of proportion, and nothing in
//! a name or a figure becomes markup.

use std::time::{Duration, Instant};

use labor_outlook::pages::{Markup, Plan};

use crate::{pages::plan_of, support};

const EVERY: [Markup; 3] = [Markup::Html, Markup::Markdown, Markup::Mdx];

fn plan(page: &str, markup: Markup) -> Plan {
    plan_of(page.as_bytes(), markup, false)
}

#[test]
fn markers_that_do_not_pair_are_told_and_nothing_changes() {
    let open = "<!-- outlook 11-9111 p50 -->";
    let close = "<!-- /outlook -->";
    for (page, said) in [
        (format!("{open}$1"), "is never closed"),
        (format!("$1{close}"), "never opened"),
        (format!("{open}{open}$1{close}{close}"), "opens inside another"),
        ("x <!-- outlook 11-9111 p50 $1".to_owned(), "never ends"),
        ("<!-- outlook -->1<!-- /outlook -->".to_owned(), "does not say"),
    ] {
        let plan = plan(&page, Markup::Html);
        assert!(support::plain(&plan.errors).contains(said), "{page}: {}", support::plain(&plan.errors));
    }
}

#[test]
fn a_marker_where_comments_are_text_is_told_and_left_alone() {
    let marked = "<!-- outlook 11-9111 p50 -->$1<!-- /outlook -->";
    for page in [
        format!("<script>var a = \"{marked}\";</script>"),
        format!("<style>{marked}</style>"),
        format!("<textarea>{marked}</textarea>"),
        format!("<title>{marked}</title>"),
        format!("<p title=\"{marked}\">"),
        format!("<p title='{marked}'>"),
        format!("<SCRIPT>{marked}"),
    ] {
        let plan = plan(&page, Markup::Html);
        assert!(plan.edits.is_empty() && plan.marked == 0, "{page}");
        assert!(support::plain(&plan.stale).contains("is not refreshed"), "{page}");
    }
    let plan = plan("<!-- a <!-- outlook 11-9111 p50 -->$1", Markup::Html);
    assert!(plan.edits.is_empty() && plan.marked == 0);
}

#[test]
fn odd_markup_is_no_trouble() {
    for page in [
        "<",
        "<!",
        "<!-",
        "<!--",
        "<!-->",
        "<!--->",
        "<!-- outlook",
        "<a",
        "<a b",
        "<a b=",
        "<a b='",
        "</",
        "</a",
        "<a/=>",
        "{",
        "{/*",
        "{/* outlook",
        "{/* outlook */",
        "<!-- outlook-attr -->",
        "<!-- /outlook",
        "<script",
        "<script></scrip",
        "\u{0}<!-- outlook \u{0} -->\u{0}<!-- /outlook -->",
        "\u{202e}<!-- outlook 11-9111 p50 -->\u{202e}1<!-- /outlook -->",
        "<!-- outlook 11-9111 p50 -->&<!-- /outlook -->",
        "<!-- outlook 11-9111 p50 style=\"\" -->1<!-- /outlook -->",
        "<!-- outlook 11-9111 p50 to=1e300 -->1<!-- /outlook -->",
        "<!-- outlook 11-9111 p50 to=1e-300 -->1<!-- /outlook -->",
        "<!-- outlook 11-9111 p50 -->99999999999999999999999999999999999999999<!-- /outlook -->",
        "<!-- outlook 11-9111 p50 -->0.000000000000000000000000001<!-- /outlook -->",
        "<!-- outlook-attr alt=\"{\" --><img alt=\"\">",
        "<!-- outlook-attr alt=\"}{\" --><img alt=\"\">",
    ] {
        for markup in EVERY {
            let plan = plan(page, markup);
            let _ = plan.changed();
        }
    }
}

/// The time that a page takes.
fn time(page: &str, markup: Markup) -> Duration {
    let since = Instant::now();
    let plan = plan(page, markup);
    let _ = plan.changed();
    since.elapsed()
}

#[test]
fn time_grows_with_the_page_and_no_faster() {
    let patterns = [
        "<!-- ",
        "<a ",
        "<a b=\"",
        "<script>",
        "{/* ",
        "{/* outlook ",
        "<div>",
        "<!-- outlook 11-9111 medain -->1",
        "<!-- outlook 11-9111 p50 -->$1<!-- /outlook -->",
        "<![CDATA[",
        "</",
        "*_`",
        "> ",
        "[",
        "<!-- outlook ",
        "<p title='<!-- outlook '>",
        "<a b={",
        "<a {",
        "<!-- outlook-attr alt=\"{11-9111 p50}\" --><img alt=\"1\">",
    ];
    // The first look-up reads the project.
    let _ = time("", Markup::Html);
    for pattern in patterns {
        for markup in EVERY {
            let small = time(&pattern.repeat(200_000 / pattern.len()), markup);
            let large = time(&pattern.repeat(1_600_000 / pattern.len()), markup);
            // Eight times the page: far less than the 64 times of a square, with room for a busy machine.
            let most = small * 24 + Duration::from_millis(500);
            assert!(large < most, "`{pattern}` as {markup:?}: {small:?}, then {large:?}");
        }
    }
}

#[test]
fn fifty_megabytes_are_read_in_seconds() {
    let filler = "<p class=\"a\">Lorem ipsum <b>dolor</b> sit amet, <a href='#x'>consectetur</a>.</p>\n"
        .repeat(620_000);
    assert!(filler.len() > 50_000_000);
    let page = format!("{filler}<!-- outlook 11-9111 p50 -->$110,680<!-- /outlook -->{filler}");
    let since = Instant::now();
    let plan = plan(&page, Markup::Html);
    let new = plan.changed();
    println!("{} MB in {:?}", page.len() / 1_000_000, since.elapsed());
    assert!(new.len() > page.len() && plan.marked == 1);
    assert!(since.elapsed() < Duration::from_secs(20), "{:?}", since.elapsed());
}

#[test]
fn a_name_cannot_become_markup() {
    let roles = "list,group,role,soc\n\"l</script><script>alert(1)</script>\",\"g --><img src=x onerror=alert(1)>\",\"r`*_[x](javascript:1)<b>{x}\",11-9111\n\
                 l2,other,plain,43-6013\n";
    let folder = tempfile::tempdir().unwrap();
    support::copy(&support::fixture("project"), folder.path());
    std::fs::write(folder.path().join("roles.csv"), roles).unwrap();
    let block = "<!-- outlook block table roles --><!-- /outlook -->\n\n<!-- outlook block table pay --><!-- /outlook -->\n\n<!-- outlook block chart wage-ranges --><!-- /outlook -->\n";
    std::fs::write(folder.path().join("a.html"), block).unwrap();
    std::fs::write(
        folder.path().join("a.md"),
        block.replace(" --><!-- /outlook -->\n", " src=x.svg --><!-- /outlook -->\n"),
    )
    .unwrap();
    let ran = support::run(folder.path(), &["refresh", "a.html", "a.md"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for name in ["a.html", "a.md"] {
        // A sign behind a backslash is text in Markdown.
        let page = support::text(&folder.path().join(name)).to_lowercase().replace("\\<", "");
        assert!(page.contains("alert(1)"), "the names are there");
        for markup in ["<script", "<img src=x ", "--><img", "<b>{x}"] {
            assert!(!page.contains(markup), "{name} has {markup}:\n{page}");
        }
    }
    assert!(!support::text(&folder.path().join("a.md")).contains("[x](javascript"));
}

#[cfg(unix)]
#[test]
fn nothing_outside_of_the_named_pages_is_written() {
    use std::os::unix::fs::symlink;
    let stale = "<p>BLS: medical and health services managers earn a median annual wage of <!-- outlook 11-9111 p50 -->$1<!-- /outlook -->, \
                 anesthesiologists a median annual wage of $391,490.</p>";
    let folder =
        crate::pages::project(&[("site/a.html", stale), ("secret/b.html", stale), ("c.html", stale)]);
    let site = folder.path().join("site");
    symlink(folder.path().join("secret"), site.join("linked")).unwrap();
    symlink(folder.path().join("c.html"), site.join("c.html")).unwrap();
    let before = [
        support::text(&folder.path().join("secret/b.html")),
        support::text(&folder.path().join("c.html")),
    ];
    for arguments in
        [["mark", "--write", "site", "--exit-zero"], ["refresh", "--force", "site", "--exit-zero"]]
    {
        let ran = support::run(folder.path(), &arguments);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
    }
    let page = support::text(&site.join("a.html"));
    assert!(page.contains("$123,860") && page.contains("outlook oews us 29-1211 p50 annual"), "{page}");
    let after = [
        support::text(&folder.path().join("secret/b.html")),
        support::text(&folder.path().join("c.html")),
    ];
    assert_eq!(before, after);
    // A page that names paths of its own in a marker names no file to be written or read.
    let reach = "<!-- outlook block table ../../pay --><!-- /outlook --><!-- outlook block chart /etc/passwd --><!-- /outlook -->";
    assert!(plan(reach, Markup::Html).edits.is_empty());
}
