//! The command that audits: what it takes for pages, what it says of those that are not there, and its summary.

use std::fs;

use crate::support;

const TRUE: &str = "<p>The median annual wage of electricians was $63,190 in May 2025, BLS says.</p>\n";
const STALE: &str = "<p>The median annual wage of electricians was $62,350 in May 2024, BLS says.</p>\n";

/// Runs the audit in a folder of its own with the tables of the repository.
fn audit(files: &[(&str, &[u8])], arguments: &[&str]) -> (tempfile::TempDir, support::Ran) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let config = support::root().join("pipeline.toml");
    let config = config.display().to_string();
    let all = [&["audit"], arguments, &["--config", &config]].concat();
    let ran = support::run(folder.path(), &all);
    (folder, ran)
}

#[test]
fn what_is_no_text_is_refused() {
    let others: [(&str, &[u8]); 4] = [
        ("guide.pdf", b"%PDF-1.7\n1 0 obj"),
        ("guide.docx", b"PK\x03\x04\x14\x00\x06\x00"),
        ("guide.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("guide.html", b"\x89PNG\r\n\x1A\n\x00\x00\x00\rIHDR"),
    ];
    for (name, bytes) in others {
        let (_folder, ran) = audit(&[(name, bytes)], &[name]);
        assert_eq!(ran.code, Some(2), "{}", ran.err);
        assert!(ran.err.contains("is no page: it"), "{}", ran.err);
    }
}

#[test]
fn a_folder_without_a_page_is_an_error() {
    let hidden: [(&str, &[u8]); 2] =
        [("site/.cache/page.html", b"<p>Hidden.</p>"), ("site/node_modules/a/README.md", b"Not ours.")];
    for files in [&[][..], &[("site/guide.pdf", &b"%PDF-1.7"[..])], &hidden] {
        let (folder, _) = audit(files, &["."]);
        fs::create_dir_all(folder.path().join("site")).unwrap();
        let config = support::root().join("pipeline.toml").display().to_string();
        let ran = support::run(folder.path(), &["audit", "site", "--config", &config]);
        assert_eq!(ran.code, Some(2), "{}", ran.err);
        assert!(ran.err.contains("there is no page in the folder"), "{}", ran.err);
    }
}

#[test]
fn a_page_of_a_sitemap_that_is_not_saved_is_a_finding() {
    let sitemap = "<urlset><url><loc>https://a.example/pay.html</loc></url>\
                   <url><loc>https://a.example/gone.html</loc></url></urlset>";
    let files = [("sitemap.xml", sitemap.as_bytes()), ("pay.html", TRUE.as_bytes())];
    let (_folder, ran) = audit(&files, &["sitemap.xml", "--format", "json"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let message = told["findings"][0]["message"].as_str().unwrap();
    assert_eq!(message, "1 of its pages are not saved beside it: gone.html");
}

#[test]
fn a_sitemap_of_sitemaps_leads_to_the_pages_of_each() {
    let index = "<sitemapindex><sitemap><loc>https://a.example/posts.xml</loc></sitemap></sitemapindex>";
    let posts = "<urlset><url><loc>https://a.example/pay%20now.html</loc></url></urlset>";
    let files = [
        ("sitemap_index.xml", index.as_bytes()),
        ("posts.xml", posts.as_bytes()),
        ("pay now.html", STALE.as_bytes()),
    ];
    let (_folder, ran) = audit(&files, &["sitemap_index.xml", "--format", "json"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["details"]["claims"][0]["path"], "pay now.html", "{told}");
}

#[test]
fn the_summary_counts_dates_and_fits_a_narrow_screen() {
    let files: [(&str, &[u8]); 3] = [
        ("a.html", TRUE.as_bytes()),
        ("b.html", STALE.as_bytes()),
        ("c.html", b"<p>We teach 40 students in May 2024.</p>"),
    ];
    let arguments = ["a.html", "b.html", "c.html", "--html", "audit.html"];
    let (folder, _) = audit(&files, &arguments);
    let summary = support::text(&folder.path().join("audit.html"));
    let has = |text: &str| assert!(summary.contains(text), "{text}: {summary}");
    has("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    has("<div class=\"wide\"");
    has("<p>3 pages, 2 claims, 1 finding.</p>");
    has(
        "OEWS May 2025 (published 2026-05-15) and EP 2024-34 (2025-35 came on 2026-08-27 and was not at hand)",
    );
    has(&format!("by labor-outlook {}.", env!("CARGO_PKG_VERSION")));
    has("<th scope=\"row\">All pages</th><td class=\"n\">1</td><td class=\"n\">1</td>");
    let part = |from: &str| summary.split(from).nth(1).unwrap().split("<h2").next().unwrap().to_owned();
    assert!(part("id=\"p0\">").contains("Every claim that could be checked is true"));
    assert!(part("id=\"p2\">").contains("Nothing on this page was read as a figure of BLS."));
    let (again, _) = audit(&files, &arguments);
    assert_eq!(
        summary,
        support::text(&again.path().join("audit.html")),
        "the same pages, the same bytes"
    );
}

#[test]
fn a_sitemap_of_lines_leads_to_its_pages() {
    let files = [
        ("sitemap.txt", "https://a.example/\nhttps://a.example/pay.html\n".as_bytes()),
        ("index.html", TRUE.as_bytes()),
        ("pay.html", STALE.as_bytes()),
    ];
    let (_folder, ran) = audit(&files, &["sitemap.txt", "--format", "json"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let paths: Vec<&str> = told["details"]["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|claim| claim["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["index.html", "pay.html"], "{told}");
}
