//! Markers for unmarked pages: what gets one, what does not, and that a refresh understands them.

use std::{fs, path::Path, sync::OnceLock};

use labor_outlook::{
    audit::Figures,
    config,
    mark::{self, Proposal},
    pages::{Edited, Markup, PageBytes},
    pipeline::{self, Stock},
};
use proptest::prelude::*;

use crate::{
    pages::{plan_of, project, with_desk},
    support,
};

/// The tables of the small project.
fn figures() -> &'static Figures {
    static FIGURES: OnceLock<Figures> = OnceLock::new();
    FIGURES.get_or_init(|| {
        let settings = config::load(&support::fixture("project/pipeline.toml")).unwrap();
        Figures::new(&pipeline::tables_of(&settings).unwrap().0)
    })
}

fn propose(name: &str, page: &[u8]) -> Proposal {
    let path = Path::new(name);
    let markup = Markup::of_name(path).unwrap();
    let page = PageBytes::new(page.to_vec()).unwrap();
    with_desk(|desk| mark::propose(desk, figures(), path, page, markup)).unwrap()
}

/// The bytes of a page with the markers of its proposal.
fn bytes(name: &str, page: &[u8]) -> Vec<u8> {
    let of = propose(name, page);
    let new = Edited { path: Path::new(name), page: &of.page, edits: &of.edits }.changed();
    of.page.file(new)
}

fn marked(name: &str, page: &str) -> String {
    String::from_utf8(bytes(name, page.as_bytes())).unwrap()
}

/// A page without markers.
fn unmarked(page: &str) -> String {
    let pattern = regex::Regex::new(r"<!-- /?outlook[^>]*-->|\{/\* /?outlook[^*]*\*/\}").unwrap();
    pattern.replace_all(page, "").into_owned()
}

const MEDIAN: &str = "<!-- outlook oews us 11-9111 p50 annual -->";
const CLOSE: &str = "<!-- /outlook -->";
const CURRENT: &str = "<p>According to the BLS, the median annual wage of medical and health services managers was $123,860 in May 2025.</p>";

#[test]
fn a_figure_and_its_period_are_marked_together() {
    let page = marked("a.html", CURRENT);
    assert!(page.contains(&format!("was {MEDIAN}$123,860{CLOSE} in ")), "{page}");
    assert!(page.contains(&format!("<!-- outlook oews period -->May 2025{CLOSE}.")), "{page}");
    assert_eq!(unmarked(&page), CURRENT);
}

#[test]
fn a_figure_and_the_period_in_a_note_of_the_page_are_marked_together_or_not_at_all() {
    let card = "<h3>Medical and health services managers</h3><p>Median pay: $117,960</p>\n";
    let note = "<p>Pay from the U.S. Bureau of Labor Statistics, May 2024.</p>";
    let new = marked("a.html", &format!("{card}{note}"));
    assert_eq!(new.contains(MEDIAN), new.contains("oews period -->May 2024"), "{new}");
    // The same figure twice, once in the title, where no marker can stand: the period stays, and so do both.
    let title = "<title>Medical and health services managers: median pay $117,960</title>";
    let new = marked("a.html", &format!("{title}{card}{note}"));
    assert!(!new.contains("<!--"), "{new}");
}

#[test]
fn a_period_above_a_column_of_the_schools_own_stays() {
    let page = "<table><caption>May 2025</caption><tr><th></th><th>Median</th><th>Our alumni</th></tr>\
                <tr><td>Medical and health services managers</td><td>$123,860</td><td>$88,000</td></tr></table>";
    assert_eq!(marked("page.html", page), page);
    let left = propose("page.html", page.as_bytes()).left;
    assert!(left.iter().any(|one| one.message.contains("figures of others as well")), "{left:?}");
}

#[test]
fn a_figure_that_is_true_of_two_periods_is_said_to_be() {
    let page = "<p>BLS counts about 600,000 jobs of medical and health services managers.</p>";
    let told = propose("a.html", page.as_bytes()).left.to_string();
    assert!(!told.contains("the page has this figure of"), "{told}");
}

#[test]
fn a_comparison_in_words_keeps_no_figure_from_its_marker() {
    let text = CURRENT
        .replace(" in May 2025.", " in May 2025, more than twice the median for all occupations.");
    let of = propose("a.html", text.as_bytes());
    assert_eq!((of.proposed.len(), of.left.is_empty()), (2, true), "{:?}", of.left);
}

#[test]
fn a_stale_figure_becomes_what_a_refresh_writes() {
    for (text, now) in [
        ("a median of $117,960 in May 2024", "a median of $123,860 in May 2025"),
        ("a median of nearly $118,000 in May 2024", "a median of nearly $124,000 in May 2025"),
        ("a median hourly wage of $56.71 in 2024", "a median hourly wage of $59.55 in 2025"),
    ] {
        let page = format!("<p>BLS says that medical and health services managers earn {text}.</p>");
        let new = marked("a.html", &page);
        let plan = plan_of(new.as_bytes(), Markup::Html, false);
        assert!(plan.errors.is_empty(), "{}", plan.errors);
        let refreshed = unmarked(&String::from_utf8(plan.changed()).unwrap());
        assert!(refreshed.contains(&format!("managers earn {now}.")), "{new}\n{refreshed}");
    }
}

#[test]
fn a_second_run_proposes_nothing_and_a_check_finds_nothing() {
    for (name, close) in [("a.html", CLOSE), ("a.md", CLOSE), ("a.mdx", "{/* /outlook */}")] {
        let once = marked(name, CURRENT);
        assert_eq!(once.matches(close).count(), 2, "{name}: {once}");
        let again = propose(name, once.as_bytes());
        assert!(again.edits.is_empty() && again.left.is_empty(), "{name}: {}", again.left);
        assert_eq!(again.marked_before, 1);
        let plan = plan_of(once.as_bytes(), Markup::of_name(Path::new(name)).unwrap(), false);
        assert!(plan.errors.is_empty() && plan.stale.is_empty(), "{} {}", plan.errors, plan.stale);
    }
}

#[test]
fn the_words_of_bls_for_a_percentile_stay_outside() {
    let page = "<p>BLS: the lowest 10 percent of medical and health services managers earned less than $73,390, and the highest 10 percent more than $224,340.</p>";
    let new = marked("a.html", page);
    assert!(new.contains("less than <!-- outlook oews us 11-9111 p10 annual -->$73,390<!--"), "{new}");
    // A rounded number needs its word, which a refresh exchanges for one that is true.
    let page =
        "<p>BLS: medical and health services managers earn a median annual wage of over $123,000.</p>";
    let new = marked("a.html", page);
    assert!(new.contains(&format!("{MEDIAN}over $123,000{CLOSE}")), "{new}");
}

#[test]
fn growth_keeps_its_words_and_its_round() {
    let page = "<p>BLS projects employment of medical and health services managers to grow 28.4 percent from 2022 to 2032, much faster than the average for all occupations.</p>";
    let new = marked("a.html", page);
    let plan = plan_of(new.as_bytes(), Markup::Html, false);
    let now = unmarked(&String::from_utf8(plan.changed()).unwrap());
    assert_eq!(now, page.replace("28.4", "23.2").replace("2022 to 2032", "2024 to 2034"), "{new}");
    // The words are marked with the figure, though nothing at hand tells of those of its own round.
    assert!(new.contains("wording -->much faster than the average for all occupations<!--"), "{new}");
    let refreshed = String::from_utf8(plan.changed()).unwrap();
    let again = propose("a.html", refreshed.as_bytes());
    assert!(again.edits.is_empty() && again.left.is_empty(), "{}", again.left);
}

#[test]
fn what_a_refresh_would_make_false_is_left_with_the_reason() {
    let bls = "According to the BLS, medical and health services managers";
    for (page, said) in [
        // The other figure under the period is nobody's.
        (
            format!("<p>{bls} earned a median annual wage of $117,960 in May 2024, and anesthesiologists $99,990.</p>"),
            "gets no marker",
        ),
        // A history would become one figure twice.
        (
            format!("<p>{bls} earned a median of $117,960 in May 2024. Medical and health services managers earned a median of $123,860 in May 2025, BLS says.</p>"),
            "the page has this figure of May 2024 and of May 2025",
        ),
        // The year of a publication would stay.
        (
            "<p>In its report of 2019, the BLS says that medical and health services managers earned a median annual wage of $117,960 in May 2024.</p>".to_owned(),
            "names `2019` as well",
        ),
        // Fewer buyers were projected in 2022, and more are today.
        (
            "<p>BLS: employment of buyers and purchasing agents is projected to decline 7.7 percent from 2022 to 2032.</p>".to_owned(),
            "`7.7 percent` gets no marker",
        ),
        ("<title>Medical and health services managers: median annual wage $123,860 (BLS)</title>".to_owned(), "no comment can"),
        (format!("<p>{bls} earn a median annual wage of $99,999.</p>"), "wrong"),
    ] {
        let of = propose("a.html", page.as_bytes());
        assert!(of.edits.is_empty(), "{page}: {:?}", of.proposed);
        let told = support::plain(&of.left);
        assert!(told.contains(said) && told.contains("LO024"), "{page}: {told}");
        assert!(of.left.iter().all(|one| one.hint.as_ref().is_some_and(|hint| !hint.is_empty())));
    }
}

#[test]
fn nothing_is_put_where_a_comment_is_none() {
    let claim = "Medical and health services managers earn a median annual wage of $123,860, BLS says.";
    for (name, page) in [
        (
            "a.html",
            format!("<script>\"{claim}\"</script><style>{claim}</style><p title=\"{claim}\">x</p>"),
        ),
        ("a.html", format!("<pre>{claim}</pre>")),
        ("a.html", format!("<p><code>{claim}</code></p>")),
        ("a.html", format!("<textarea>{claim}</textarea>")),
        ("a.html", format!("---\ndescription: \"{claim}\"\n---\n<p>x</p>")),
        ("a.html", format!("<p>{{{{ \"{claim}\" }}}}</p>")),
        ("a.html", format!("<p>{}</p>", claim.replace("$123,860", "$<b>123,860</b>"))),
        ("a.html", format!("<p>{}</p>", claim.replace("$123,860", "https://x.org/$123,860"))),
        ("a.md", format!("    {claim}\n")),
        ("a.md", format!("```\n{claim}\n```\n")),
        ("a.md", format!("`{claim}`\n")),
        ("a.md", format!("![{claim}](x.png)\n")),
        ("a.md", format!("---\ntitle: {claim}\n---\n")),
        ("a.md", format!("+++\ntitle = \"{claim}\"\n+++\n")),
        (
            "a.md",
            "Medical and health services managers earn a median annual wage of\n$123,860, *BLS* says.\n"
                .to_owned(),
        ),
        ("a.mdx", format!("export const text = \"{claim}\"\n")),
        ("a.mdx", format!("<Card title=\"{claim}\" more={{\"x\"}} />\n")),
        ("a.mdx", format!("<p>{{\"{claim}\"}}</p>\n")),
    ] {
        let of = propose(name, page.as_bytes());
        assert!(of.edits.is_empty(), "{name}: {page}: {:?}", of.proposed);
    }
}

#[test]
fn markdown_and_mdx_get_comments_of_their_own() {
    let pay = "Medical and health services managers earn a median annual wage of **$123,860** ([BLS](https://www.bls.gov)), or \\$59.55 an hour.\n\n| Occupation | Median annual wage, BLS |\n| --- | --- |\n| Actors | none |\n| Medical records specialists | $51,140 |\n";
    let new = marked("a.md", pay);
    assert!(new.contains(&format!("**{MEDIAN}$123,860{CLOSE}**")), "{new}");
    assert!(
        new.contains("| <!-- outlook oews us 29-2072 p50 annual -->$51,140<!-- /outlook --> |"),
        "{new}"
    );
    assert!(!new.contains("\\<!--"), "{new}");
    assert_eq!(unmarked(&new), pay);
    let new = marked("a.mdx", &format!("import X from './x'\n\n# Pay {{1 + 1}}\n\n{CURRENT}\n"));
    assert!(new.contains("{/* outlook oews us 11-9111 p50 annual */}$123,860{/* /outlook */}"), "{new}");
}

#[test]
fn every_encoding_and_line_end_stays() {
    let text =
        format!("<!doctype html>\r\n<meta charset=\"CHARSET\">\r\n<p>Löhne — </p>  \r\n{CURRENT}\r\n");
    let latin = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked_text = marked("a.html", &text);
    assert_eq!(unmarked(&marked_text), text);
    let latin_text = String::from_utf8_lossy(&bytes("a.html", &latin)).into_owned();
    assert_eq!(unmarked(&latin_text), String::from_utf8_lossy(&latin));
    assert!(latin_text.contains(MEDIAN));
    let wide = bytes("a.html", &utf16);
    let units: Vec<u16> = wide.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    assert_eq!(String::from_utf16(&units).unwrap(), format!("\u{feff}{marked_text}"));
    let with_bom = format!("\u{feff}{CURRENT}");
    assert_eq!(unmarked(&marked("a.md", &with_bom)), with_bom);
}

#[test]
fn a_page_whose_markers_are_broken_is_not_marked() {
    let page = PageBytes::new(format!("{MEDIAN}$1 {CURRENT}").into_bytes()).unwrap();
    let told = with_desk(|desk| {
        mark::propose(desk, figures(), Path::new("a.html"), page, Markup::Html).unwrap_err()
    });
    assert!(support::plain(&told).contains("never closed"), "{told}");
}

#[test]
fn the_patch_does_what_writing_does() {
    let pages = [("site/a.html", CURRENT), ("site/b c.md", CURRENT), ("site/c.html", "<p>Nothing</p>")];
    let (folder, other) = (project(&pages), project(&pages));
    let patch = support::run(folder.path(), &["mark", "site"]);
    assert_eq!(patch.code, Some(0), "{}", patch.err);
    assert!(
        patch.err.contains("4 markers proposed for 2 pages; 0 claims left without"),
        "{}",
        patch.err
    );
    assert_eq!(support::text(&folder.path().join("site/a.html")), CURRENT, "nothing is written");
    fs::write(folder.path().join("marks.diff"), &patch.out).unwrap();
    let mut git = std::process::Command::new("git");
    let applied = git.args(["apply", "marks.diff"]).current_dir(folder.path()).status().unwrap();
    assert!(applied.success(), "{}", patch.out);
    assert_eq!(support::run(other.path(), &["mark", "--write", "site"]).code, Some(0));
    assert_eq!(support::tree(&folder.path().join("site")), support::tree(&other.path().join("site")));
    let check = support::run(other.path(), &["refresh", "--check", "site"]);
    assert_eq!(check.code, Some(0), "{}", check.err);
}

#[test]
fn all_pages_are_marked_or_none() {
    let folder = project(&[("site/a.html", CURRENT), ("site/b.html", "<!-- outlook 11-9111 p50 -->1")]);
    let ran = support::run(folder.path(), &["mark", "--write", "site"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("site/b.html:1:1: error LO023"), "{}", ran.err);
    assert_eq!(support::text(&folder.path().join("site/a.html")), CURRENT);
}

#[test]
fn a_program_gets_markers_reasons_and_patch_as_json() {
    let folder = project(&[("a.html", &format!("<title>{CURRENT}</title>{CURRENT}"))]);
    let ran = support::run(folder.path(), &["mark", "a.html", "--format", "json"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let marker = &report["details"]["pages"][0]["markers"][0];
    assert_eq!(marker["marker"], "outlook oews us 11-9111 p50 annual");
    assert_eq!(marker["text"], "$123,860");
    assert!(report["details"]["patch"].as_str().unwrap().starts_with("--- a/a.html\n+++ b/a.html\n"));
    assert!(report["counts"].to_string().contains("LO024"), "{}", report["counts"]);
}

#[test]
fn fifty_megabytes_are_marked_in_seconds() {
    let filler = "<p class=\"a\">Lorem ipsum <b>dolor</b> sit amet, <a href='#x'>consectetur</a>.</p>\n"
        .repeat(310_000);
    let page = format!("{filler}{CURRENT}{filler}");
    let since = std::time::Instant::now();
    let of = propose("a.html", page.as_bytes());
    println!("{} MB in {:?}", page.len() / 1_000_000, since.elapsed());
    assert_eq!(of.proposed.len(), 2, "{}", of.left);
    assert!(since.elapsed() < std::time::Duration::from_mins(1), "{:?}", since.elapsed());
}

#[test]
fn deep_pages_and_endless_tags_are_no_trouble() {
    for pattern in
        ["<div>", "<code>", "<a b=\"", "<!-- ", "{", "<A ", "{{", "`", "> ", "[", "{/* ", "**"]
    {
        let page = format!("{CURRENT}\n\n{}\n\n{CURRENT}", pattern.repeat(400_000 / pattern.len()));
        for name in ["a.html", "a.md", "a.mdx"] {
            let since = std::time::Instant::now();
            let new = bytes(name, page.as_bytes());
            assert_eq!(unmarked(&String::from_utf8(new).unwrap()), page, "{name}: {pattern}");
            assert!(since.elapsed() < std::time::Duration::from_secs(20), "{name}: {pattern}");
        }
    }
}

proptest! {
    #[test]
    fn markers_are_all_that_is_added(
        before in "([a-zé—;&`*_\\[\\]<>{}$0-9 ]|\r\n|\n|<b>|</b>|<code>|<!-- x -->){0,30}",
        after in "([a-zé—;&`*_\\[\\]<>{}$0-9 ]|\r\n|\n|</p>|<pre>){0,30}",
        kind in 0_usize..3,
    ) {
        let name = ["a.html", "a.md", "a.mdx"][kind];
        let page = format!("{before}\n\n{CURRENT}\n\n{after}");
        let new = marked(name, &page);
        prop_assert_eq!(unmarked(&new), page);
        prop_assert!(propose(name, new.as_bytes()).edits.is_empty());
    }
}

#[test]
fn a_figure_in_a_title_is_not_to_be_marked_by_hand() {
    let page = format!(
        "<title>Medical and Health Services Managers Earn $123,860 | College</title>\n{CURRENT}"
    );
    let told = support::plain(&propose("a.html", page.as_bytes()).left);
    assert!(
        told.contains("`$123,860` gets no marker: it stands where no comment can: in a title"),
        "{told}"
    );
    assert!(!told.contains("by hand"), "{told}");
}

#[test]
fn a_year_of_something_else_is_no_period_of_a_figure() {
    for other in [
        "In 2024, Lakeside opened a new simulation lab.",
        "Maria graduated in 2024 and works at Mercy.",
        "Posted in May 2024 by Ann.",
        "Tuition for 2024 is $12,000.",
        "In 2024, 94% of our students passed the board exam.",
        "Apply by May 2024!",
    ] {
        let page = format!(
            "<p>{other}</p>\n<p>Medical and health services managers earn a median of $117,960, the BLS says.</p>"
        );
        let new = marked("page.html", &page);
        assert!(!new.contains("period"), "{new}");
        assert_eq!(unmarked(&new), page);
    }
}

/// A page as it is after `mark` and `refresh`, without its markers.
fn renewed(page: &str) -> String {
    let new = marked("page.html", page);
    assert_eq!(unmarked(&new), page);
    let plan = plan_of(new.as_bytes(), Markup::Html, false);
    assert!(plan.errors.is_empty(), "{}", plan.errors);
    unmarked(&String::from_utf8(plan.changed()).unwrap())
}

#[test]
fn an_article_comes_along_into_the_marker_where_it_changes() {
    let page = "<p>BLS sees an 8.5% rise in jobs for medical records specialists from 2022 to 2032.</p>";
    assert_eq!(
        renewed(page),
        "<p>BLS sees a 7.1% rise in jobs for medical records specialists from 2024 to 2034.</p>"
    );
    // With markup between them the article cannot.
    let page = page.replace("8.5%", "<b>8.5%</b>");
    assert_eq!(renewed(&page), page);
    let told = support::plain(&propose("page.html", page.as_bytes()).left);
    assert!(told.contains("takes `a`") && told.contains("right before the number"), "{told}");
}

#[test]
fn ordinary_sentences_become_todays() {
    for (page, now) in [
        // The sentence before names the occupation of a growth with a round.
        (
            "Medical and health services managers earned a median of $117,960 in May 2024, the BLS says. Employment is \
             projected to grow 28 percent from 2022 to 2032.",
            "Medical and health services managers earned a median of $123,860 in May 2025, the BLS says. Employment is \
             projected to grow 23 percent from 2024 to 2034.",
        ),
        // A year close to jobs of the projections is none of a wage further down.
        (
            "There were 616,200 jobs of medical and health services managers in 2024, the BLS says.</p><p>Medical and health \
             services managers earn a median of $117,960, BLS data show.",
            "There were 616,200 jobs of medical and health services managers in 2024, the BLS says.</p><p>Medical and health \
             services managers earn a median of $123,860, BLS data show.",
        ),
        (
            "Secretaries will lose 235,900 jobs from 2022 to 2032, the BLS projects.",
            "Secretaries will lose 30,800 jobs from 2024 to 2034, the BLS projects.",
        ),
        (
            "The highest-paid 10 percent of anesthesiologists earned more than $239,200 in May 2024, the BLS says.",
            "The highest-paid 10 percent of anesthesiologists earned more than $557,130 in May 2025, the BLS says.",
        ),
    ] {
        assert_eq!(renewed(&format!("<p>{page}</p>")), format!("<p>{now}</p>"));
    }
}

#[test]
fn what_newer_figures_would_belie_stays() {
    for page in [
        // 9.1 and 8.5 percent become 6.4 and 7.1.
        "<p>From 2022 to 2032 jobs of social and community service managers will grow 9.1%, a bit faster than those of medical \
         records specialists, 8.5%, the BLS says.</p>",
        "<p>Medical and health services managers earned twice as much: a median of $117,960 in May 2024, the BLS says.</p>",
        "<p>BLS: jobs of medical and health services managers will grow 28.4% from 2022 to 2032, ten times as fast as all jobs.</p>",
        "<p>Medical and health services managers earned a median of $117,960 in May 2024, the BLS says. That is nearly $68,500 \
         above the median for all workers.</p>",
        // Growth that is so many times another, in the next sentence.
        "<p>The BLS expects jobs of medical and health services managers to grow 28.4% from 2022 to 2032. That is ten times the \
         average for all occupations, 2.8%.</p>",
        // 3.2 percent become 0.3.
        "<p>The BLS expects jobs for actors to grow 3% from 2022 to 2032.</p>",
    ] {
        assert_eq!(marked("page.html", page), page);
        assert!(!propose("page.html", page.as_bytes()).left.is_empty(), "{page}");
    }
}

#[test]
fn a_note_of_sources_goes_with_figures_that_state_their_period_themselves() {
    let note = "<p><small>Source: U.S. Bureau of Labor Statistics, OEWS, May 2024</small></p>";
    let page = format!(
        "<p>Medical and health services managers earned a median of $117,960 in May 2024.</p>\n{note}"
    );
    assert_eq!(renewed(&page).matches("May 2025").count(), 2, "{}", renewed(&page));
    // Beside a growth whose round begins in the year of the release.
    let growth = "<p>The BLS expects jobs of anesthesiologists to grow 3.2% from 2024 to 2034.</p>";
    let both = format!("{page}\n{growth}");
    assert_eq!(renewed(&both).matches("May 2025").count(), 2, "{}", renewed(&both));
    // Not where another figure of its period stays: then it is told.
    let other = "<p>In May 2024, <i>medical records specialists</i> earned a median of $50,<b>250</b>, the BLS says.</p>";
    let page = format!("{page}\n{other}");
    let told = support::plain(&propose("page.html", page.as_bytes()).left);
    assert!(renewed(&page).contains("OEWS, May 2024<"), "{}", renewed(&page));
    assert!(told.contains("`May 2024` gets no marker: it also holds for"), "{told}");
}

#[test]
fn the_heading_of_a_section_names_its_figures_for_sure_where_they_have_a_period() {
    let section = "# Careers\n\n## Medical and health services managers\n\n**Median salary:** $117,960\n\
                   **Projected growth:** 28%\n**Annual openings:** 54,700\n";
    let dated =
        format!("{section}\n*Sources: BLS OEWS May 2024; BLS Employment Projections 2022-2032.*\n");
    let new = marked("page.md", &dated);
    assert!(new.contains("<!-- outlook projections us 11-9111 growth -->28%<!-- /outlook -->"), "{new}");
    assert_eq!(unmarked(&new), dated);
    let undated = marked("page.md", section);
    assert!(undated.contains("** 28%"), "{undated}");
}

#[test]
fn figures_of_one_period_are_marked_together_or_not_at_all() {
    // A title takes no comment, so that its figure and the note that dates it stay; a second note dates others.
    for page in [
        "<title>Medical and health services managers earn a median of $117,960</title><p>Figures from the BLS are of May 2024.</p>\
         <h2>Medical and health services managers</h2><p>Their median is $117,960 a year, a quarter earn less than $88,560.</p>\
         <p>Source: BLS OEWS, May 2024.</p>",
        // What one round says of an occupation, each figure with its year.
        "<p>There were 509,500 jobs of medical and health services managers in 2022, the BLS says. By 2032 there will be \
         654,<b>200</b> medical and health services managers.</p>",
        "<p>The median of medical and health services managers, $117,<b>960</b> in May 2024, is BLS's; the bottom quarter earn less \
         than $88,560.</p>",
    ] {
        assert_eq!(marked("page.html", page), page);
    }
}

#[test]
fn a_list_of_sources_goes_with_the_figures_that_it_dates() {
    let page = "<p>Medical and health services managers earned a median of $117,960 in May 2024, says BLS.</p>\n\
                <h3>Sources</h3><ul><li>BLS. Occupational Employment and Wages, May 2024: 11-9111.</li></ul>";
    assert_eq!(renewed(page).matches("May 2025").count(), 2, "{}", renewed(page));
    // A figure that no comment can stand around keeps the note, and what the note alone dates.
    let page = "<p>Managers of health services: median pay in May 2024: <sup>$</sup>117,960.</p>\n\
                <p>Of medical and health services managers a quarter earn less than $88,560.</p>\n\
                <p><em>Source: U.S. Bureau of Labor Statistics, May 2024.</em></p>";
    assert_eq!(marked("page.html", page), page);
}

#[test]
fn the_date_of_another_source_in_a_note_stays() {
    let page = "<p>Medical and health services managers: $117,960 (BLS).</p>\n\
                <figcaption>Sources: BLS, May 2024; Indeed, May 2024.</figcaption>";
    let new = renewed(page);
    assert!(new.contains("BLS, May 2025; Indeed, May 2024."), "{new}");
}

#[test]
fn a_mean_that_would_no_longer_be_below_the_median_stays() {
    // $140,920 and $140,910 in May 2025.
    let page = "<p>The mean annual wage of pharmacists was $134,790 in May 2023, slightly below the median of $136,030 (BLS).</p>";
    let settings = config::load(&support::root().join("pipeline.toml")).unwrap();
    let figures = Figures::new(&pipeline::tables_of(&settings).unwrap().0);
    let stock = Stock::of(&settings).unwrap();
    let bytes = PageBytes::new(page.as_bytes().to_vec()).unwrap();
    let desk = &mut stock.desk(&settings);
    let of = mark::propose(desk, &figures, Path::new("page.html"), bytes, Markup::Html).unwrap();
    assert!(of.edits.is_empty());
    let told = support::plain(&of.left);
    assert!(told.contains("it and `$136,030` beside it would change places"), "{told}");
}

#[test]
fn two_rows_of_heads_are_marked_with_the_figures_below_them() {
    let page = "<p>From the BLS:</p>\n<table>\n<tr><th rowspan=2>Occupation</th><th colspan=2>Wages, May 2024</th><th colspan=2>Outlook</th></tr>\n\
                <tr><th>Median</th><th>Mean</th><th>2022-32</th><th>New jobs</th></tr>\n\
                <tr><td>Medical and health services managers</td><td>$117,960</td><td>$137,730</td><td>28.4%</td><td>144,700</td></tr>\n</table>";
    let now = marked("a.html", page);
    for marked in [
        "oews period -->May 2024<",
        "projections period -->2022-32<",
        "p50 annual -->$117,960<",
        "mean annual -->$137,730<",
        "growth -->28.4%<",
        "change -->144,700<",
    ] {
        assert!(now.contains(marked), "{marked} in {now}");
    }
}

#[test]
fn a_raw_no_break_space_of_an_older_encoding_leaves_every_place_where_it_is() {
    let page = b"<meta charset=\"iso-8859-1\"><p>BLS: medical and health services managers earned a median of $117,960 in May\xa02024. \
                 Growth is 28.4% (2022&ndash;32).</p>";
    let now = bytes("a.html", page);
    let text: String = now.iter().map(|byte| char::from(*byte)).collect();
    for marked in [
        "p50 annual -->$117,960<",
        "oews period -->May\u{a0}2024<",
        "period -->2022&ndash;32<",
        "growth -->28.4%<",
    ] {
        assert!(text.contains(marked), "{marked} in {text}");
    }
}
