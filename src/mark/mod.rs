//! Markers for unmarked pages: the claims that an audit resolves without doubt, in the words that a
//! refresh understands. Proposes only what would print the text that is there, or of a stale claim what a
//! refresh writes; everything else is told with the reason.

mod claims;
mod insert;
mod periods;
mod together;
mod wording;

use std::{ops::Range, path::Path};

use serde::Serialize;

use crate::{
    audit::{self, Figures, Finding},
    diag::{Diagnostic, Diagnostics, rules},
    pages::{self, Desk, Edit, Markup, PageBytes, Plan, marker},
};

/// Why something gets no marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What is the matter.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Reason {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }
}

/// A part of a page between a pair of markers to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// Its bytes, as they are searched.
    pub range: Range<usize>,
    /// The words of the marker, `outlook` left out.
    pub words: String,
    /// What they ask for.
    pub asked: marker::Asked,
}

/// A marker of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposed {
    /// Line, from 1.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
    /// What it is put around.
    pub text: String,
    /// Its words.
    pub marker: String,
}

/// What is proposed for a page.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The page as it is.
    pub page: PageBytes,
    /// The comments that are put in, in the order of the page.
    pub edits: Vec<Edit>,
    /// The markers.
    pub proposed: Vec<Proposed>,
    /// Claims that get none, with the reason.
    pub left: Diagnostics,
    /// How many claims stand between markers already.
    pub marked_before: usize,
}

/// A claim, and the span that it gets or the reason why not.
struct Claim<'r> {
    finding: &'r Finding,
    outcome: Result<Span, Reason>,
    /// Of a growth in words: what stands there once the figures are today's, where that is otherwise.
    belied_by: Option<String>,
    /// Today's figure of a span, in the unit of the claim.
    today: Option<f64>,
}

/// A page while it is worked on.
struct Work<'w, 'a> {
    desk: &'w mut Desk<'a>,
    page: &'w PageBytes,
    markup: Markup,
    /// Where comments change nothing.
    ground: Vec<Range<usize>>,
    /// What stands between markers.
    marked: Vec<(usize, marker::Ask, Range<usize>)>,
}

/// Proposes markers for a page.
///
/// # Errors
/// When the markers that it has cannot be refreshed.
pub fn propose(
    desk: &mut Desk<'_>,
    figures: &Figures,
    path: &Path,
    page: PageBytes,
    markup: Markup,
) -> Result<Proposal, Diagnostics> {
    let Plan { page, errors, .. } = Plan::new(desk, page, markup, false);
    if !errors.is_empty() {
        return Err(errors);
    }
    let report = audit::audit(&path.display().to_string(), page.searched(), figures);
    let ground = pages::plain_text(page.searched(), markup);
    let marked = pages::marked(&page, markup);
    let mut work = Work { desk, page: &page, markup, ground, marked };
    let (mut claims, marked_before) = claims::claims(&mut work, &report);
    let mut periods = periods::periods(&mut work, &report, &claims);
    let inserted = loop {
        periods::settle(&work, &report, &mut claims, &mut periods);
        let spans = spans(&claims, &periods);
        let refused = insert::refused(&mut work, &spans)?;
        if refused.is_empty() {
            break insert::edits(&page, markup, &spans);
        }
        for (range, reason) in refused {
            claims::refuse(&mut claims, &range, &reason);
            periods::refuse(&mut periods, &range, &reason);
        }
    };
    let proposed = proposed(&page, markup, &spans(&claims, &periods));
    let credits = periods::left(&work, path, &claims, &periods);
    let left = left(&claims).into_iter().chain(credits).collect::<Diagnostics>().by_place();
    Ok(Proposal { edits: inserted, proposed, left, marked_before, page })
}

/// The spans of claims and periods, in the order of the page.
fn spans(claims: &[Claim<'_>], periods: &[periods::Stated]) -> Vec<Span> {
    let of_claims = claims.iter().filter_map(|claim| claim.outcome.as_ref().ok());
    let of_periods = periods.iter().filter_map(|period| period.outcome.as_ref().ok()?.as_ref());
    let mut all: Vec<Span> = of_claims.chain(of_periods).cloned().collect();
    all.sort_by_key(|span| span.range.start);
    all
}

fn proposed(page: &PageBytes, markup: Markup, spans: &[Span]) -> Vec<Proposed> {
    let mut places = pages::Places::default();
    let tell = |span: &Span| {
        let (line, column) = places.of(page.searched(), span.range.start);
        let text = markup.sample(&page.text(span.range.clone()));
        Proposed { line, column, text, marker: format!("outlook {}", span.words) }
    };
    spans.iter().map(tell).collect()
}

/// The claims that get no marker; what is no claim of BLS's is nobody's concern.
fn left(claims: &[Claim<'_>]) -> Vec<Diagnostic> {
    // Words that hold today as well are nobody's concern, even where no marker keeps them.
    let is_told = |claim: &&Claim<'_>| {
        let has_number = !claims::is_growth_in_words(&claim.finding.basis);
        has_number || claim.finding.rule.is_some() || claim.belied_by.is_some()
    };
    let told = claims.iter().filter(is_told).filter_map(|Claim { finding, outcome, .. }| {
        let Reason { message, hint } = outcome.as_ref().err()?;
        let told = Diagnostic::finding(format!("`{}` gets no marker: {message}", finding.text))
            .hint(hint.clone())
            .rule(&rules::UNMARKED)
            .key(finding.key.clone());
        Some(told.at(finding.line, finding.column).within(&finding.path))
    });
    told.collect()
}

impl Work<'_, '_> {
    /// What a part of the page shows.
    fn sample(&self, range: &Range<usize>) -> String {
        self.markup.sample(&self.page.text(range.clone()))
    }

    /// Whether a part of the page stands between markers.
    fn is_marked(&self, range: &Range<usize>) -> bool {
        self.marked_as(range).is_some()
    }

    /// What the markers ask for between which a part of the page stands.
    fn marked_as(&self, range: &Range<usize>) -> Option<&marker::Ask> {
        let after = self.marked.partition_point(|(.., content)| content.start <= range.start);
        let (_, ask, content) = self.marked.get(after.checked_sub(1)?)?;
        (range.end <= content.end).then_some(ask)
    }

    /// The plain text around a part of the page, up to the markup on either side.
    ///
    /// # Errors
    /// When the part is no plain text.
    fn text_around(&self, range: &Range<usize>) -> Result<Range<usize>, Reason> {
        let after = self.ground.partition_point(|part| part.start <= range.start);
        let part = after.checked_sub(1).and_then(|at| self.ground.get(at));
        let part = part.filter(|part| range.end <= part.end).ok_or_else(no_ground)?;
        let before = &self.page.searched()[part.start..range.start];
        if is_in_address(before) { Err(no_ground()) } else { Ok(part.clone()) }
    }
}

fn no_ground() -> Reason {
    Reason::new(
        "it stands where no comment can: in a title, code, an attribute or address, or with markup in it",
        "see `outlook-attr` and `block jsonld` for attributes and structured data; leave figures out of \
         titles; put the number outside of the markup else",
    )
}

/// Whether a text ends within an address.
fn is_in_address(before: &[u8]) -> bool {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"<>()[]\"'".contains(byte);
    let start = before.iter().rposition(ends).map_or(0, |at| at + 1);
    let word = &before[start..];
    memchr::memmem::find(word, b"://").is_some() || word.starts_with(b"www.")
}
