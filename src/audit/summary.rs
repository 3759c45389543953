//! The audit of a site as one HTML file: what is wrong where, and what should stand there.

use std::fmt::Write;

use super::{Report, Verdict};
use crate::escape::html_text as escaped;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}\
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border-bottom:1px solid #ccc;padding:.4rem .6rem;\
text-align:left;vertical-align:top}th{background:#f3f3f3}td.n{text-align:right}ins{background:#dff3e0;text-decoration:none}";

/// The summary of some pages.
#[must_use]
pub fn html(reports: &[Report]) -> String {
    let mut out = String::from("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">");
    let _ =
        writeln!(out, "<title>Audit of quoted BLS figures</title><style>{STYLE}</style></head>\n<body>");
    let _ = writeln!(
        out,
        "<h1>Audit of quoted BLS figures</h1>\n<table><caption>{} {}</caption>",
        reports.len(),
        if reports.len() == 1 { "page" } else { "pages" }
    );
    let _ = write!(out, "<tr><th scope=\"col\">Page</th>");
    let shown: Vec<Verdict> =
        Verdict::ALL.into_iter().filter(|verdict| *verdict != Verdict::NotBls).collect();
    for verdict in &shown {
        let _ = write!(out, "<th scope=\"col\">{}</th>", verdict.name());
    }
    out.push_str("</tr>\n");
    for (nth, report) in reports.iter().enumerate() {
        let _ =
            write!(out, "<tr><th scope=\"row\"><a href=\"#p{nth}\">{}</a></th>", escaped(&report.path));
        for verdict in &shown {
            let count = report.claims.iter().filter(|claim| claim.verdict == verdict.name()).count();
            let _ = write!(out, "<td class=\"n\">{count}</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
    for (nth, report) in reports.iter().enumerate() {
        page(&mut out, nth, report);
    }
    out + "</body>\n</html>\n"
}

fn page(out: &mut String, nth: usize, report: &Report) {
    let _ = writeln!(out, "<h2 id=\"p{nth}\">{}</h2>", escaped(&report.path));
    for one in &report.page {
        let _ =
            writeln!(out, "<p>{}:{} {} {}</p>", one.line, one.column, one.rule, escaped(&one.message));
    }
    let told: Vec<_> = report.claims.iter().filter(|claim| claim.rule.is_some()).collect();
    if told.is_empty() {
        out.push_str("<p>Every claim that could be checked is true of the newest release.</p>\n");
        return;
    }
    out.push_str("<table><tr><th scope=\"col\">Place</th><th scope=\"col\">Verdict</th><th scope=\"col\">Finding</th></tr>\n");
    for claim in told {
        let new = claim.replacement.as_ref().map(|text| format!("<br><ins>{}</ins>", escaped(text)));
        let _ = writeln!(
            out,
            "<tr><td>{}:{}</td><td>{}</td><td>{}<br><q>{}</q>{}</td></tr>",
            claim.line,
            claim.column,
            claim.verdict,
            escaped(&claim.message),
            escaped(&claim.sentence),
            new.unwrap_or_default()
        );
    }
    out.push_str("</table>\n");
}
