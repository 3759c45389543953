//! Marked pages: what a refresh writes, what it leaves alone, and what it refuses.

use std::{fs, path::Path};

use labor_outlook::{
    config::{self, Settings},
    diag::{Diagnostics, rules},
    pages::{self, How, Markup, PageBytes, Plan},
    pipeline::Stock,
};
use proptest::prelude::*;

use crate::support;

/// The small project of `tests/fixtures/project/`, read once.
pub fn with_desk<T>(work: impl FnOnce(&mut pages::Desk<'_>) -> T) -> T {
    static PROJECT: std::sync::OnceLock<(Settings, Stock)> = std::sync::OnceLock::new();
    let (settings, stock) = PROJECT.get_or_init(|| {
        let settings = config::load(&support::fixture("project/pipeline.toml")).unwrap();
        let stock = Stock::of(&settings).unwrap();
        (settings, stock)
    });
    work(&mut stock.desk(settings))
}

pub fn plan_of(page: &[u8], markup: Markup, force: bool) -> Plan {
    let page = PageBytes::new(page.to_vec()).unwrap();
    with_desk(|desk| Plan::new(desk, page, markup, force))
}

/// A page after a refresh.
fn refreshed_bytes(page: &[u8], markup: Markup) -> Vec<u8> {
    let plan = plan_of(page, markup, false);
    assert!(plan.errors.is_empty(), "{}", support::plain(&plan.errors));
    plan.page.file(plan.changed())
}

pub fn refreshed(page: &str) -> String {
    String::from_utf8(refreshed_bytes(page.as_bytes(), Markup::Html)).unwrap()
}

/// A page with one span after a refresh, without the markers.
pub fn span(marker: &str, content: &str) -> String {
    let page = refreshed(&format!("<p><!-- outlook {marker} -->{content}<!-- /outlook --></p>"));
    let inside = page.split("-->").nth(1).unwrap();
    inside.strip_suffix("<!-- /outlook ").unwrap().to_owned()
}

/// What is said of a page that cannot be refreshed.
fn errors(page: &str, markup: Markup) -> String {
    let plan = plan_of(page.as_bytes(), markup, false);
    support::plain(&plan.errors)
}

pub fn error_of(marker: &str, content: &str) -> String {
    errors(&format!("<!-- outlook {marker} -->{content}<!-- /outlook -->"), Markup::Html)
}

#[test]
fn a_span_keeps_the_way_in_which_it_prints_numbers() {
    // The median of 11-9111 in May 2025 is $123,860; its growth 2024-34 is 23.2%; 62,100 openings.
    let pay = "oews us 11-9111 p50 annual";
    let growth = "projections us 11-9111 growth";
    for (marker, before, after) in [
        (pay, "$110,680", "$123,860"),
        (pay, "110680", "123860"),
        (pay, "110,680 dollars", "123,860 dollars"),
        (pay, "nearly $111,000", "nearly $124,000"),
        // A word for "close by" allows no more than an audit does: 2.5 percent.
        (pay, "just over $110,000", "just over $123,000"),
        (pay, "about $110,000", "about $124,000"),
        (pay, "$118K", "$124K"),
        (pay, "$110.7K", "$123.9K"),
        ("43-6014 p90", "$64.1K", "$66.4K"),
        (pay, "<b>$110,680</b>", "<b>$123,860</b>"),
        (pay, "**$110,680** ", "**$123,860** "),
        (pay, "&#36;110,680", "&#36;123,860"),
        (pay, "", "$123,860"),
        ("oews us 11-9111 p50 annual to=1000", "about $110,680", "about $124,000"),
        ("oews us 11-9111 p50 annual to=1000", "$111K", "$124K"),
        ("oews us 11-9111 employment to=100000", "0.5 million", "0.6 million"),
        ("oews us 11-9111 employment to=10000000", "0.5 million", "1 million"),
        ("oews us 11-9111 rank", "the 12th percentile", "the 96th percentile"),
        ("oews us 11-9111 p50 hourly", "$53.21", "$59.55"),
        ("oews us 11-9111 p50 hourly", "$53", "$60"),
        ("oews us 11-9111 p90 annual", "over $200,000", "over $200,000"),
        ("oews us 11-9111 employment", "565,840", "597,080"),
        ("oews us 11-9111 employment", "about 566,000", "about 597,000"),
        ("oews us 11-9111 employment", "0.6 million", "0.6 million"),
        (growth, "28%", "23%"),
        (growth, "28.4 percent", "23.2 percent"),
        (growth, "about 28 per cent", "about 23 per cent"),
        ("projections us 11-9111 openings", "54,700", "62,100"),
        ("projections us 11-9111 openings", "54.7", "62.1"),
        ("projections us 11-9111 openings", "about 55,000", "about 62,000"),
        ("projections us 11-9111 wording", "much faster than average", "much faster than average"),
        ("projections us 11-9111 education", "a", "bachelor's degree"),
        ("oews period", "May 2023", "May 2025"),
        ("oews period", "2023", "2025"),
        ("projections period", "2022–32", "2024–34"),
        ("projections period", "between 2022 and 2032", "between 2024 and 2034"),
        ("oews title 11-9111", "nobody", "medical and health services managers"),
        ("oews/newest/us/11-9111/annual_wage_p50_usd", "$1", "$123,860"),
        ("oews/2024-05/us/11-9111/annual_wage_p50_usd", "$1", "$117,960"),
        ("oews CA 11-9111 p50", "$1", "$141,480"),
        ("\"clinic manager\" median", "$1", "$123,860"),
        ("role='clinic manager' median", "$1", "$123,860"),
        ("“Medical and Health Services Managers”  p50   release = 2024-05", "$1", "$117,960"),
        ("us 11-9111 p50 style=\"nearly $118K\"", "whatever 1 and 2", "nearly $124K"),
    ] {
        assert_eq!(span(marker, before), after, "{marker}: {before}");
    }
}

#[test]
fn a_word_gives_way_to_one_that_is_true() {
    // $123,860 is just under 124,000 and over 123,000; $117,960 is nearly 118,000.
    assert_eq!(span("11-9111 p50", "over $111,000"), "over $123,000");
    assert_eq!(span("11-9111 p50", "Just under $111,000"), "Just under $124,000");
    assert_eq!(span("11-9111 p10", "nearly $68,000"), "over $73,000");
    assert_eq!(span("11-9111 p10", "Almost $68,000"), "Over $73,000");
    assert_eq!(span("11-9111 p50", "at least $100,000"), "at least $120,000");
    // A limit of hundreds was BLS's own, which nobody rounds.
    assert_eq!(span("11-9111 p50", "$239,300 or more"), "$123,860 or more");
}

#[test]
fn a_round_number_that_is_published_is_exact() {
    let plan = plan_of(b"<!-- outlook 43-6013 openings -->85,900<!-- /outlook -->", Markup::Html, false);
    assert!(plan.stale.is_empty(), "{}", plan.stale);
}

#[test]
fn a_refresh_is_done_once() {
    let page = "a <!-- outlook 11-9111 p50 -->$110,680<!-- /outlook --> b <!-- outlook block source --><!-- /outlook -->\r\n";
    let once = refreshed(page);
    assert!(once.contains("sum=") && once.contains("\r\nSource: "), "{once}");
    assert_eq!(refreshed(&once), once);
    assert!(plan_of(once.as_bytes(), Markup::Html, false).edits.is_empty());
}

#[test]
fn what_was_edited_by_hand_is_left_alone_unless_forced() {
    let edited = refreshed("<!-- outlook 11-9111 p50 -->$110,680<!-- /outlook -->")
        .replace("$123,860", "$125,000");
    let plan = plan_of(edited.as_bytes(), Markup::Html, false);
    assert!(plan.edits.is_empty());
    let told = plan.by_hand.iter().next().unwrap();
    assert_eq!(told.rule, Some(&rules::EDITED_BY_HAND));
    // "$125,000" reads as rounded to thousands: the manner of what stands there is kept.
    let forced = String::from_utf8(plan_of(edited.as_bytes(), Markup::Html, true).changed()).unwrap();
    assert!(forced.contains("-->$124,000<!--"), "{forced}");
}

#[test]
fn line_ends_do_not_count_as_edits() {
    let page = refreshed("<!-- outlook block table pay --><!-- /outlook -->\n");
    let crlf = page.replace('\n', "\r\n");
    assert!(plan_of(crlf.as_bytes(), Markup::Html, false).by_hand.is_empty());
}

#[test]
fn nothing_false_is_written() {
    // The median of 29-1211 was top-coded in May 2024; actors have no annual wage; 23.2 is no decline.
    let told = error_of("29-1211 p50 release=2024-05", "$300,000");
    assert!(told.contains("at least $239,200") && told.contains("BLS gives no number"), "{told}");
    assert_eq!(span("29-1211 p50 release=2024-05", "at least $208,000"), "at least $239,200");
    assert_eq!(span("29-1211 p50 release=2024-05", "$208,000+"), "$239,200+");
    assert_eq!(span("29-1211 p90 release=2024-05", "more than $239,200"), "more than $239,200");
    assert_eq!(span("29-1211 p90", "more than $239,200"), "more than $557,130");
    let told = error_of("27-2011 p50", "$40,000");
    assert!(
        told.contains("released as hourly wage only") && told.contains("take the figure out"),
        "{told}"
    );
    assert!(error_of("11-9111 decline", "3%").contains("no decline"));
    assert!(error_of("11-9111 growth", "$3").contains("another unit"));
    assert!(error_of("11-9111 p50", "$3 to $4").contains("several numbers"));
    assert!(error_of("block jsonld 27-2011", "").contains("can be stated exactly"));
}

#[test]
fn what_is_not_understood_is_told_with_the_nearest_right_word() {
    for (marker, said) in [
        ("11-9111 medain", "did you mean `median`?"),
        ("11-9112 p50", "did you mean 11-9111"),
        ("\"clinic manger\" p50", "did you mean \"clinic manager\"?"),
        ("11-9111 p50 stile=\"$1\"", "did you mean `style`?"),
        ("11-9111 p50 2024-05", "release=2024-05"),
        ("11-9111 p50 release=2003-05", "at hand: 2024-05, 2025-05"),
        ("11-9111", "does not say what to show"),
        ("p50", "whose figure"),
        ("11-9111 p50 p90", "says again"),
        ("projections 11-9111 p50", "does not publish this"),
        ("11-9111 growth CA", "for the nation only"),
        ("block tabel pay", "did you mean `table`?"),
        ("block table pey", "did you mean `pay`?"),
        ("11-9111 p50 style=\"$1", "a quote is not closed"),
    ] {
        let told = error_of(marker, "$1");
        assert!(told.contains(said), "{marker}: {told}");
        assert!(told.starts_with(":1:"), "{told}");
    }
    let told = errors("\n\n  x<!-- outlook 11-9111 medain -->1<!-- /outlook -->", Markup::Html);
    assert!(told.starts_with(":3:25: "), "{told}");
}

#[test]
fn attributes_are_filled_and_escaped() {
    let page = "<!-- outlook-attr content=\"'Pay' & {11-9111 p50} <{oews period}>\" -->\n<meta content=\"x\" name=d>";
    let new = refreshed(page);
    assert!(new.contains("content=\"&#39;Pay&#39; &amp; $123,860 &lt;May 2025&gt;\" name=d>"), "{new}");
    let new = refreshed("<data data-outlook-value='11-9111 p50' value='0' class=a>x</data>");
    assert!(new.contains("value='123860' class=a>x"), "{new}");
    assert_eq!(refreshed(&new), new);
    let several = "<data data-outlook-value='11-9111 p50' data-outlook-title='Half earn {11-9111 p50}' value='0' title='x'>y</data>";
    let new = refreshed(several);
    assert!(new.contains("value='123860' title='Half earn $123,860'>"), "{new}");
    let sums = new.split("data-outlook-sum=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(sums.split(' ').map(str::len).collect::<Vec<_>>(), [6, 6], "{new}");
    assert_eq!(refreshed(&new), new);
    let edited = plan_of(new.replace("'123860'", "'1'").as_bytes(), Markup::Html, false);
    assert_eq!((edited.by_hand.len(), edited.edits.len()), (1, 0), "{}", edited.by_hand);
    for name in ["onclick", "style", "href", "srcdoc", "data-outlook-sum"] {
        let page = format!("<!-- outlook-attr {name}=\"{{11-9111 p50}}\" --><a {name}=\"1\">");
        assert!(errors(&page, Markup::Html).contains("is not filled"), "{name}");
    }
    assert!(
        errors("<!-- outlook-attr alt=\"{11-9111 p50}\" --><img>", Markup::Html)
            .contains("no attribute `alt`")
    );
    assert!(
        errors("<!-- outlook-attr alt=\"{11-9111 p50}\" -->text", Markup::Html)
            .contains("no element follows")
    );
}

#[test]
fn blocks_hold_tables_charts_and_structured_data() {
    let page = refreshed(
        "<!-- outlook block table pay -->old<!-- /outlook --><!-- outlook block chart growth --><!-- /outlook --><!-- outlook block chart growth src='a\"b.svg' --><!-- /outlook -->",
    );
    assert!(
        page.contains("<caption>")
            && page.contains("data-figure=\"oews/2025-05/us/11-9111/employment\"")
    );
    assert!(
        page.contains("role=\"img\"")
            && page.contains("<img src=\"a&quot;b.svg\" alt=\"")
            && page.contains("The chart in words")
    );
    // Of anesthesiologists in May 2024 only two percentiles are numbers.
    let page = refreshed("<!-- outlook block jsonld 29-1211 release=2024-05 --><!-- /outlook -->");
    let json = page
        .split_once("<script type=\"application/ld+json\">")
        .unwrap()
        .1
        .split_once("</script>")
        .unwrap()
        .0;
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    let salary = &json["estimatedSalary"][0];
    assert_eq!((&salary["percentile10"], &salary["percentile25"]), (&124_450.into(), &186_680.into()));
    assert!(salary["median"].is_null() && salary["percentile90"].is_null(), "{salary}");
    assert_eq!(json["occupationalCategory"], "29-1211");
}

#[test]
fn markdown_is_filled_outside_its_code() {
    let page = "---\ntitle: x\n---\nPay <!-- outlook 11-9111 p50 -->$110,680<!-- /outlook -->\n\n```html\n<!-- outlook 11-9111 p50 -->$110,680<!-- /outlook -->\n```\n\n`<!-- outlook nonsense -->` and\n\n    <!-- outlook nonsense -->\n\n<!-- outlook block table pay -->\n<!-- /outlook -->\n";
    let new = String::from_utf8(refreshed_bytes(page.as_bytes(), Markup::Markdown)).unwrap();
    assert_eq!(new.matches("$110,680").count(), 1, "{new}");
    assert!(
        new.contains("-->$123,860<!--") && new.contains("\n\n**Annual wages") && new.contains("| --: |"),
        "{new}"
    );
    let again = refreshed_bytes(new.as_bytes(), Markup::Markdown);
    assert_eq!(String::from_utf8(again).unwrap(), new);
}

#[test]
fn a_marker_in_front_matter_is_told() {
    for fence in ["---", "+++"] {
        let page = format!(
            "{fence}\ndescription: <!-- outlook 11-9111 p50 -->$1<!-- /outlook -->\n{fence}\n\nText\n"
        );
        for markup in [Markup::Markdown, Markup::Mdx] {
            let plan = plan_of(page.as_bytes(), markup, false);
            assert!(plan.edits.is_empty() && plan.marked == 0);
            let told = support::plain(&plan.stale);
            assert!(told.contains(":2:14: ") && told.contains("front matter"), "{told}");
        }
    }
}

#[test]
fn growth_in_words_keeps_its_article_and_its_end() {
    let marker = "projections us 43-6013 wording";
    for (before, after) in [
        ("faster than average", "as fast as average"),
        ("faster than the average for all occupations", "as fast as the average for all occupations"),
        ("Faster than the average", "As fast as the average"),
        ("about as fast as average", "about as fast as average"),
        ("About as fast as the average", "About as fast as the average"),
    ] {
        assert_eq!(span(marker, before), after);
    }
}

#[test]
fn mdx_has_comments_of_its_own() {
    let page = "# Pay {1 + 1}\n\n<Card x={{a: '}'}}>{/* outlook 11-9111 p50 */}$110,680{/* /outlook */}</Card>\n\n`{/* outlook no */}`\n\n{/* outlook block jsonld 11-9111 */}{/* /outlook */}\n";
    let new = String::from_utf8(refreshed_bytes(page.as_bytes(), Markup::Mdx)).unwrap();
    assert!(
        new.contains("{/* outlook 11-9111 p50 sum=") && new.contains("*/}$123,860{/* /outlook */}"),
        "{new}"
    );
    assert!(new.contains("dangerouslySetInnerHTML={{ __html: \"{\\n"), "{new}");
}

#[test]
fn encodings_stay_what_they_are() {
    let text = "<!doctype html>\r\n<meta charset=\"CHARSET\">\r\n<p>Löhne — <!-- outlook 11-9111 p50 -->$110,680<!-- /outlook -->  \r\né<!-- outlook projections period -->2022–32<!-- /outlook -->";
    let latin = text.replace("CHARSET", "iso-8859-1");
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&latin);
    let new = refreshed_bytes(&bytes, Markup::Html);
    assert!(
        new.starts_with(b"<!doctype html>\r\n<meta charset=\"iso-8859-1\">\r\n<p>L\xF6hne \x97 <!--")
    );
    assert!(new.windows(10).any(|part| part == b"-->2024\x9634"));
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let new = refreshed_bytes(&utf16, Markup::Html);
    let units: Vec<u16> = new.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let new = String::from_utf16(&units).unwrap();
    assert!(
        new.starts_with("\u{feff}<!doctype html>\r\n")
            && new.contains("-->$123,860<!--")
            && new.contains("2024–34")
    );
    let marked = format!("\u{feff}{}", text.replace("CHARSET", "utf-8"));
    assert!(refreshed_bytes(marked.as_bytes(), Markup::Html).starts_with(b"\xEF\xBB\xBF<!doctype"));
}

/// A project in a folder of its own, with pages in it.
pub fn project(pages: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    support::copy(&support::fixture("project"), folder.path());
    for (name, text) in pages {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

const STALE: &str = "<p>\n\n\n\na <!-- outlook 11-9111 p50 -->$110,680<!-- /outlook --> b\n\n\n\n\n\n\n\n\n<!-- outlook block source --><!-- /outlook -->\nend";

#[test]
fn all_pages_change_or_none() {
    let folder = project(&[
        ("site/a.html", STALE),
        ("site/b.html", "<!-- outlook 11-9111 medain -->1<!-- /outlook -->"),
    ]);
    let ran = support::run(folder.path(), &["refresh", "site"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("site/b.html:1:22: error LO023: unknown word `medain`"), "{}", ran.err);
    assert_eq!(support::text(&folder.path().join("site/a.html")), STALE);
    fs::remove_file(folder.path().join("site/b.html")).unwrap();
    assert_eq!(support::run(folder.path(), &["refresh", "site"]).code, Some(0));
    assert!(support::text(&folder.path().join("site/a.html")).contains("$123,860"));
    assert_eq!(support::tree(&folder.path().join("site")).len(), 1, "nothing is left beside a page");
}

#[test]
fn a_check_writes_nothing_and_a_patch_applies() {
    let folder = project(&[("site/a b.html", STALE), ("site/c.md", STALE)]);
    let ran = support::run(folder.path(), &["refresh", "--check", "site"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("site/a b.html:5:31: finding LO020: `$110,680` is now `$123,860`"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("run `labor-outlook refresh site/c.md`"), "{}", ran.err);
    assert_eq!(support::text(&folder.path().join("site/c.md")), STALE);
    let patch = support::run(folder.path(), &["refresh", "--diff", "site"]);
    assert_eq!(patch.code, Some(0), "{}", patch.err);
    fs::write(folder.path().join("pages.diff"), &patch.out).unwrap();
    let other = project(&[("site/a b.html", STALE), ("site/c.md", STALE)]);
    assert_eq!(support::run(other.path(), &["refresh", "site"]).code, Some(0));
    let mut git = std::process::Command::new("git");
    let applied = git.args(["apply", "pages.diff"]).current_dir(folder.path()).status();
    if applied.is_ok_and(|status| status.success()) {
        assert_eq!(
            support::tree(&folder.path().join("site")),
            support::tree(&other.path().join("site"))
        );
    } else {
        panic!("git does not apply the patch:\n{}", patch.out);
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = project(&[("site/a.html", STALE), ("secret/b.html", STALE)]);
    let (page, link) = (folder.path().join("site/a.html"), folder.path().join("site/link.html"));
    std::os::unix::fs::symlink(folder.path().join("secret/b.html"), &link).unwrap();
    fs::set_permissions(&page, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(support::run(folder.path(), &["refresh", "site"]).code, Some(0));
    assert_eq!(support::text(&folder.path().join("secret/b.html")), STALE);
    assert_eq!(fs::metadata(&page).unwrap().permissions().mode() & 0o777, 0o640);
    let named = support::run(folder.path(), &["refresh", "site/link.html"]);
    assert_eq!(named.code, Some(2));
    assert!(named.err.contains("is a link"), "{}", named.err);
}

#[test]
fn the_page_of_the_project_is_up_to_date() {
    let ran = support::run(support::root(), &["refresh", "--check"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let page = support::text(&support::root().join("examples/pages/healthcare-managers.html"));
    assert!(
        page.contains(support::default_run().printed("oews/2025-05/us/11-9111/annual_wage_p50_usd"))
    );
}

#[test]
fn paths_are_pages_or_say_why_not() {
    let told = |path: &Path| support::plain(&pages::find(&[path]).unwrap_err());
    assert!(told(Path::new("Cargo.toml")).contains("is no page by its name"));
    let none: Result<_, Diagnostics> =
        with_desk(|desk| pages::plan(desk, &["no.html".into()], How::default()));
    assert!(support::plain(&none.unwrap_err()).contains("check the path"));
}

fn around() -> impl Strategy<Value = String> {
    // Text around a span that is no marker: blanks at ends of lines, both line ends, letters beyond ASCII.
    proptest::string::string_regex("([a-zé—\u{1F4B0}&; ]|\r\n|\n|<b>|</b>|<!-- note -->){0,40}").unwrap()
}

proptest! {
    #[test]
    fn nothing_but_the_span_and_its_checksum_changes(
        before in around(), between in around(), after in around(), bom in any::<bool>(), kind in 0_u8..3,
    ) {
        let markup = [Markup::Html, Markup::Markdown, Markup::Mdx][usize::from(kind)];
        let bom = if bom { "\u{feff}" } else { "" };
        // Markdown may take a line of blanks and letters for code or markup; a word before keeps it text.
        let page = |sum: [&str; 2], pay: [&str; 2]| format!(
            "{bom}{before}\n\nx <!-- outlook 11-9111 p50{} -->{}<!-- /outlook -->{between}\n\ny <!-- outlook 11-9111 p10{} -->{}<!-- /outlook --> {after}",
            sum[0], pay[0], sum[1], pay[1]
        );
        let old = page(["", ""], ["$1", "$2"]);
        let new = String::from_utf8(refreshed_bytes(old.as_bytes(), markup)).unwrap();
        let sums: Vec<String> = ["$123,860", "$73,390"].iter().map(|text| format!(" sum={}", pages::checksum(text.as_bytes()))).collect();
        prop_assert_eq!(new, page([&sums[0], &sums[1]], ["$123,860", "$73,390"]));
    }

    #[test]
    fn any_bytes_are_a_page_that_stays_as_it_is(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(page) = PageBytes::new(bytes.clone()) {
            prop_assert_eq!(page.file(page.searched().to_vec()), bytes);
        }
    }

    #[test]
    fn any_marker_is_read_or_refused(words in "[a-z0-9=\"'{}/ -]{0,40}", content in "[$0-9,.a-z<>%]{0,12}") {
        let page = format!("<!-- outlook {words} -->{content}<!-- /outlook -->");
        let plan = plan_of(page.as_bytes(), Markup::Html, false);
        prop_assert!(plan.marked == 1 || !plan.errors.is_empty());
    }
}
