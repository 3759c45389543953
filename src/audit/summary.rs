//! The audit of a site as one HTML file: what is wrong where, and what should stand there. The same audit makes the
//! same bytes; the days in it are those of releases.

use std::fmt::Write;

use super::{Figures, Report, Verdict, figures::period_name};
use crate::{
    catalog,
    escape::html_text as escaped,
    model::{Period, Program},
};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;\
overflow-wrap:anywhere}table{border-collapse:collapse;width:100%;margin:1rem 0}\
th,td{border-bottom:1px solid #ccc;padding:.4rem .6rem;text-align:left;vertical-align:top}th{background:#f3f3f3}\
caption{text-align:left}.n{text-align:right}ins{background:#dff3e0;text-decoration:none}\
.wide{overflow-x:auto}.wide table{overflow-wrap:normal}.wide th:first-child{min-width:9rem}th,.place,.verdict{overflow-wrap:normal}\
.place,.verdict{white-space:nowrap}\
@media(max-width:40rem){.told,.told tbody,.told tr,.told td{display:block}.told tr:first-child{display:none}\
.told tr{border-bottom:1px solid #ccc;padding:.4rem 0}.told td{border:0;padding:0}\
.told .place,.told .verdict{display:inline-block;margin-right:1ch}}";

const HEAD: &str = "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
<title>Audit of quoted BLS figures</title>";

/// The summary of some pages that were held against figures.
#[must_use]
pub fn html(reports: &[Report], figures: &Figures) -> String {
    let mut out =
        format!("{HEAD}<style>{STYLE}</style></head>\n<body>\n<h1>Audit of quoted BLS figures</h1>\n");
    let claims = reports.iter().map(claims).sum();
    let findings = reports.iter().map(|report| report.diagnostics().len()).sum();
    let _ = writeln!(
        out,
        "<p>{}, {}, {}.</p>\n<p>Held against {} by labor-outlook {}.</p>",
        count(reports.len(), "page"),
        count(claims, "claim"),
        count(findings, "finding"),
        newest(figures),
        env!("CARGO_PKG_VERSION")
    );
    overview(&mut out, reports);
    for (nth, report) in reports.iter().enumerate() {
        page(&mut out, nth, report);
    }
    out + "</body>\n</html>\n"
}

/// The newest release and round, with the days on which they came; where newer ones came, those as well.
fn newest(figures: &Figures) -> String {
    let (release, round) = figures.newest();
    let release = release.map(|release| (Period::Release(release), Program::Oews, release.to_string()));
    let round = round.map(|round| (Period::Round(round), Program::Projections, round.to_string()));
    let day = |(year, month, day): catalog::Day| format!("{year}-{month:02}-{day:02}");
    let tell = |(period, program, name): (Period, Program, String)| {
        let came = catalog::came(program, &name).map(|came| format!("published {}", day(came.day)));
        let newer = figures
            .superseded(period)
            .map(|newer| format!("{} came on {} and was not at hand", newer.period, day(newer.day)));
        let remarks: Vec<String> = [came, newer].into_iter().flatten().collect();
        let remarks =
            if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join("; ")) };
        escaped(&period_name(period)) + &remarks
    };
    let all: Vec<String> = [release, round].into_iter().flatten().map(tell).collect();
    all.join(" and ")
}

fn count(number: usize, of: &str) -> String {
    if number == 1 { format!("1 {of}") } else { format!("{number} {of}s") }
}

/// Statements of a page that quote BLS.
fn claims(report: &Report) -> usize {
    report.claims.iter().filter(|claim| claim.verdict != Verdict::NotBls.name()).count()
}

/// How many claims of each page have which verdict, and of all.
fn overview(out: &mut String, reports: &[Report]) {
    let shown: Vec<Verdict> =
        Verdict::ALL.into_iter().filter(|verdict| *verdict != Verdict::NotBls).collect();
    out.push_str(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Verdicts by page\">\n\
         <table><caption>Claims by verdict</caption>\n<thead><tr><th scope=\"col\">Page</th>",
    );
    for verdict in &shown {
        let _ = write!(out, "<th scope=\"col\" class=\"n\">{}</th>", verdict.name());
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    let of = |report: &Report, verdict: &Verdict| {
        report.claims.iter().filter(|claim| claim.verdict == verdict.name()).count()
    };
    let mut row = |head: &str, counts: Vec<usize>| {
        let _ = write!(out, "<tr><th scope=\"row\">{head}</th>");
        for count in counts {
            let _ = write!(out, "<td class=\"n\">{count}</td>");
        }
        out.push_str("</tr>\n");
    };
    for (nth, report) in reports.iter().enumerate() {
        // A path may break behind its folders.
        let path = escaped(&report.path).replace('/', "/<wbr>");
        let head = format!("<a href=\"#p{nth}\">{path}</a>");
        row(&head, shown.iter().map(|verdict| of(report, verdict)).collect());
    }
    let all = |verdict: &Verdict| reports.iter().map(|report| of(report, verdict)).sum();
    row("All pages", shown.iter().map(all).collect());
    out.push_str("</tbody></table>\n</div>\n");
}

fn page(out: &mut String, nth: usize, report: &Report) {
    let _ = writeln!(out, "<h2 id=\"p{nth}\">{}</h2>", escaped(&report.path));
    for one in &report.page {
        let _ =
            writeln!(out, "<p>{}:{} {} {}</p>", one.line, one.column, one.rule, escaped(&one.message));
    }
    let told: Vec<_> = report.claims.iter().filter(|claim| claim.rule.is_some()).collect();
    if told.is_empty() {
        out.push_str(if claims(report) == 0 {
            "<p>Nothing on this page was read as a figure of BLS.</p>\n"
        } else {
            "<p>Every claim that could be checked is true of the newest release, or of the year that it is told of.</p>\n"
        });
        return;
    }
    out.push_str(
        "<table class=\"told\"><tr><th scope=\"col\">Place</th><th scope=\"col\">Verdict</th>\
         <th scope=\"col\">Finding</th></tr>\n",
    );
    for claim in told {
        let new = claim.replacement.as_ref().map(|text| format!("<br><ins>{}</ins>", escaped(text)));
        let _ = writeln!(
            out,
            "<tr><td class=\"place\">{}:{}</td><td class=\"verdict\">{}</td><td>{}<br><q>{}</q>{}</td></tr>",
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
