//! How long the audit of a page of a megabyte takes, and that of a thousand pages, after the tables are
//! loaded.
//!
//! Run with `cargo bench --bench audit`. The pages are made of sentences that quote the figures of
//! `inputs/`, with and without a source, among sentences that quote nothing.
#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::{
    fmt::Write,
    path::Path,
    time::{Duration, Instant},
};

use labor_outlook::{
    audit::{self, Figures},
    config,
    diag::Diagnostics,
    pipeline,
};
use rayon::prelude::*;

const RUNS: usize = 11;
const PAGES: usize = 1000;

/// Bytes of one of the thousand pages, and of the long one.
const PAGE: usize = 20_000;
const LONG: usize = 1 << 20;

const QUOTES: &[&str] = &[
    "The median annual wage of pharmacists was $136,030 in May 2023, according to the BLS.",
    "Employment of electricians is projected to grow 6 percent from 2022 to 2032.",
    "About 73,500 openings for electricians are expected each year, on average.",
    "The lowest 10 percent earned less than $63,720, and the highest 10 percent more than $132,680.",
    "Payscale puts registered nurses at $77,115 a year.",
];

const TALK: &str = "Students spend two terms in the classroom and one in a clinic, where they are guided by \
                    people who have done the work for years. Nobody is left to find a place alone, and the \
                    office helps with papers, housing and the first weeks in a new town.";

fn main() -> Result<(), Diagnostics> {
    let settings = config::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("pipeline.toml"))?;
    let figures = Figures::new(&pipeline::tables_of(&settings)?.0);
    println!("{:<36} {:>10} {:>10} {:>10}", "what", "median ms", "least", "most");
    let long = page(LONG);
    measure(&format!("page of {} KB", long.len() / 1000), || {
        audit::audit("page.html", long.as_bytes(), &figures).claims.len()
    });
    let short = page(PAGE);
    measure(&format!("{PAGES} pages of {} KB", short.len() / 1000), || {
        let claims = |_| audit::audit("page.html", short.as_bytes(), &figures).claims.len();
        (0..PAGES).into_par_iter().map(claims).sum()
    });
    Ok(())
}

/// A page of so many bytes: headings, paragraphs, of which one in four quotes a figure, and tables.
fn page(bytes: usize) -> String {
    let mut page = String::from("<!doctype html><html><head><title>Careers</title></head><body>\n");
    for nth in 0.. {
        if page.len() > bytes {
            break;
        }
        let quote = QUOTES[nth % QUOTES.len()];
        let _ =
            writeln!(page, "<h2>Work {nth}</h2>\n<p>{TALK}</p>\n<p>{TALK}</p>\n<p>{quote} {TALK}</p>");
        if nth % 8 == 0 {
            page.push_str(
                "<table><tr><th>Job</th><th>Median, May 2023</th><th>Growth, 2022-32</th></tr>",
            );
            page.push_str("<tr><td>Electricians</td><td>$61,590</td><td>6%</td></tr></table>\n");
        }
    }
    page + "</body></html>\n"
}

fn measure(what: &str, run: impl Fn() -> usize) {
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..RUNS {
        let begun = Instant::now();
        assert!(run() > 0, "{what}: nothing was found");
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    let [least, median, most] =
        [times[0], times[RUNS / 2], times[RUNS - 1]].map(|t| t.as_secs_f64() * 1000.0);
    println!("{what:<36} {median:>10.1} {least:>10.1} {most:>10.1}");
}
