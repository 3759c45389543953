//! Pages that rank occupations: figures that would change places with newer ones get neither a sentence nor a marker,
//! those that keep their order get both.

use std::path::Path;

use labor_outlook::{
    audit, config,
    mark::{self, Proposal},
    pages::{Markup, PageBytes},
    pipeline::Stock,
};

use crate::{audit::figures, support};

/// Electricians had $61,590 and plumbers $61,550 in May 2023; in May 2025 $63,190 and $63,800.
const RANKED: [&str; 4] = [
    "<h1>Best-paying trades</h1><p>We compared median pay in May 2023, from the Bureau of Labor Statistics.</p>\
     <ol><li>Electricians: $61,590</li><li>Plumbers: $61,550</li></ol>",
    "<h2>The trades, from highest to lowest</h2><p>According to the BLS (May 2023):</p>\
     <h3>1. Electricians</h3><p>Median: $61,590</p><h3>2. Plumbers</h3><p>Median: $61,550</p>",
    "<p>Electricians are the best paid of the trades, according to BLS data for May 2023.</p>\
     <table><tr><th>Trade</th><th>Median wage, May 2023</th></tr><tr><td>Electricians</td><td>$61,590</td></tr>\
     <tr><td>Plumbers</td><td>$61,550</td></tr></table>",
    "<p>Ranked by BLS median pay for May 2023: 1. electricians ($61,590); 2. plumbers ($61,550).</p>",
];

pub fn proposed(page: &str) -> Proposal {
    let settings = config::load(&support::root().join("pipeline.toml")).unwrap();
    let stock = Stock::of(&settings).unwrap();
    let bytes = PageBytes::new(page.as_bytes().to_vec()).unwrap();
    let desk = &mut stock.desk(&settings);
    mark::propose(desk, figures(), Path::new("page.html"), bytes, Markup::Html).unwrap()
}

#[test]
fn figures_that_a_page_ranks_keep_their_order() {
    for page in RANKED {
        let claims = audit::audit("page.html", page.as_bytes(), figures()).claims;
        assert_eq!(claims.len(), 2, "{page}: {claims:#?}");
        for (claim, other) in claims.iter().zip(["$61,550", "$61,590"]) {
            assert_eq!(
                (claim.verdict, &claim.replacement, &claim.fix),
                ("stale", &None, &None),
                "{page}"
            );
            let told = format!("it would change places with `{other}`, and the page ranks them");
            assert!(claim.message.contains(&told), "{page}: {}", claim.message);
        }
        let left = support::plain(&proposed(page).left);
        assert!(left.contains("it and `$61,550` beside it would change places"), "{page}: {left}");
    }
}

#[test]
fn a_ranking_that_holds_gets_newer_figures() {
    // $156,100 and $61,590 in May 2023, $166,570 and $63,190 in May 2025.
    let same = "<h1>Best-paying jobs</h1><p>Median pay in May 2023, from the Bureau of Labor Statistics:</p>\
                <ol><li>Financial managers: $156,100</li><li>Electricians: $61,590</li></ol>";
    // What stands in another section is not ranked.
    let elsewhere = "<h2>Best-paying jobs</h2><p>Ask us.</p><h2>Trades</h2>\
                     <p>Electricians earned a median of $61,590 in May 2023, says BLS.</p>\
                     <p>Plumbers earned a median of $61,550 in May 2023, says BLS.</p>";
    for page in [same, elsewhere] {
        let claims = audit::audit("page.html", page.as_bytes(), figures()).claims;
        assert!(claims.iter().all(|claim| claim.replacement.is_some()), "{page}: {claims:#?}");
        assert_eq!(proposed(page).left.iter().count(), 0, "{page}");
    }
}
