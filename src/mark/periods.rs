//! The periods that claims are stated to be of. A figure and its period are marked together or not at
//! all: else a refresh would put this year's figure under the year of another.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    path::Path,
};

use super::{Claim, Reason, Span, Work, claims, together, wording};
use crate::{
    audit::{NamedPeriod, Quantity, Report},
    diag::{Diagnostic, rules},
    model::Period,
    pages::{self, marker},
};

/// A period that claims are stated to be of.
pub struct Stated {
    /// Its bytes.
    pub range: Range<usize>,
    /// As written.
    text: String,
    /// The period that it names, where it does so in a note that holds for the whole page.
    noted: Option<Period>,
    /// Where the claims stand among the others that are of it.
    under: Vec<usize>,
    /// Claims of the same period that state it themselves, where it stands in a note that holds for them as well.
    beside: Vec<usize>,
    /// Whether it stands in a note of the sources of figures that all state their period themselves.
    is_credit: bool,
    /// The span that it gets, `None` where it stands between markers already; or why it gets none.
    pub outcome: Result<Option<Span>, Reason>,
}

/// Where the claims stand among the others that are stated to be of each period, by its bytes. A year that a release and a
/// round have in common is that of the claims close by.
fn under(claims: &[Claim<'_>]) -> BTreeMap<(usize, usize), Vec<usize>> {
    let mut under: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (at, claim) in claims.iter().enumerate() {
        if let Some(stated) = claim.finding.basis.stated_at {
            under.entry(stated).or_default().push(at);
        }
    }
    let is_of_round = |at: &usize| {
        let known = claims[*at].finding.basis.known.first();
        known.is_some_and(|known| matches!(known.period, Period::Round(_)))
    };
    for of_one in under.values_mut() {
        if of_one.iter().any(is_of_round) && !of_one.iter().all(is_of_round) {
            of_one.retain(|at| claims[*at].finding.basis.is_near);
        }
    }
    under
}

/// The periods of the claims, each once.
pub fn periods(work: &mut Work<'_, '_>, report: &Report, claims: &[Claim<'_>]) -> Vec<Stated> {
    let dated = under(claims);
    let mut found = Vec::new();
    for (at, under) in &dated {
        let named = report.periods.iter().find(|one| one.at == *at);
        let mut of =
            under.iter().filter_map(|claim| Some(claims[*claim].finding.basis.known.first()?.period));
        let noted = of.next().filter(|_| named.is_some_and(|one| one.is_noted));
        let beside =
            named.filter(|one| one.is_noted).map(|one| all_of(claims, &one.text)).unwrap_or_default();
        found.push(Stated { noted, beside, ..stated(work, claims, named, *at, under.clone()) });
    }
    let is_credit = |one: &&NamedPeriod| one.is_noted && one.is_explicit && !dated.contains_key(&one.at);
    for named in report.periods.iter().filter(is_credit) {
        let under = all_of(claims, &named.text);
        if !under.is_empty() {
            let one = stated(work, claims, Some(named), named.at, under);
            found.push(Stated { is_credit: true, ..one });
        }
    }
    found.sort_by_key(|one| (one.range.start, one.range.end));
    found
}

/// A period and the claims that are of it.
fn stated(
    work: &mut Work<'_, '_>,
    claims: &[Claim<'_>],
    named: Option<&NamedPeriod>,
    at: (usize, usize),
    under: Vec<usize>,
) -> Stated {
    let range = at.0..at.1;
    let of: Vec<&Claim<'_>> = under.iter().map(|at| &claims[*at]).collect();
    let is_of_others_too = named.is_some_and(|one| one.is_of_others_too);
    let outcome = if is_of_others_too { Err(of_own()) } else { span(work, &range, &of) };
    let (text, beside) = (work.sample(&range), Vec::new());
    Stated { text, range, noted: None, under, beside, is_credit: false, outcome }
}

/// Where the claims stand among the others that are of the period which a text names, and of no other.
fn all_of(claims: &[Claim<'_>], text: &str) -> Vec<usize> {
    let years =
        text.split(|sign: char| !sign.is_ascii_digit()).filter(|digits| !digits.is_empty()).count();
    let names = |period: Period| {
        matches!(period, Period::Round(_)) == (years == 2)
            && pages::period_like(text, period).as_deref() == Some(text)
    };
    let is_of = |claim: &Claim<'_>| {
        let known = &claim.finding.basis.known;
        !known.is_empty() && known.iter().all(|known| names(known.period))
    };
    (0..claims.len()).filter(|at| is_of(&claims[*at])).collect()
}

/// The notes of sources that get no marker, though figures that they are of do.
pub fn left(
    work: &Work<'_, '_>,
    path: &Path,
    claims: &[Claim<'_>],
    periods: &[Stated],
) -> Vec<Diagnostic> {
    let mut places = pages::Places::default();
    let moves = |one: &&Stated| one.is_credit && one.under.iter().any(|at| claims[*at].outcome.is_ok());
    let told = periods.iter().filter(moves).filter_map(|one| {
        let Reason { message, hint } = one.outcome.as_ref().err()?;
        let (line, column) = places.of(work.page.searched(), one.range.start);
        let told = Diagnostic::finding(format!("`{}` gets no marker: {message}", one.text));
        let told = told.hint(hint.clone()).rule(&rules::UNMARKED).key(format!("{}#note", one.text));
        Some(told.at(line, column).within(path.display()))
    });
    told.collect()
}

/// The span of a period, whose claims must all be of it.
fn span(
    work: &mut Work<'_, '_>,
    range: &Range<usize>,
    under: &[&Claim<'_>],
) -> Result<Option<Span>, Reason> {
    let (mut then, mut now, mut words) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for claim in under {
        let Ok(span) = &claim.outcome else { continue };
        now.insert(work.desk.period(&span.asked).map_err(claims::of_refusal)?);
        then.extend(claim.finding.basis.known.iter().map(|known| known.period));
        words.insert(match span.asked.area {
            _ if span.words.starts_with("projections") => "projections period".to_owned(),
            area if area.is_nation() => "oews period".to_owned(),
            area => format!("oews {} period", wording::place(area)),
        });
    }
    let (then, now) = match (Vec::from_iter(then).as_slice(), Vec::from_iter(now).as_slice()) {
        ([then], [now]) => (*then, *now),
        _ => return Err(of_several()),
    };
    if let Some(ask) = work.marked_as(range) {
        let same = match ask {
            marker::Ask::Span(asked) => work.desk.period(asked).is_ok_and(|period| period == now),
            _ => false,
        };
        return if same { Ok(None) } else { Err(of_several()) };
    }
    // One of the markers fits all, since all print the same period.
    let words = words.into_iter().next().unwrap_or_default();
    work.text_around(range)?;
    prints(&work.sample(range), then, now)?;
    Ok(Some(Span { range: range.clone(), asked: claims::read(&words)?, words }))
}

fn of_several() -> Reason {
    Reason::new(
        "figures of other programs or releases stand under it",
        "give each its own period, or mark them by hand",
    )
}

fn of_own() -> Reason {
    Reason::new(
        "below it stand figures of others as well",
        "give those a period of their own, or mark it by hand",
    )
}

/// Whether a marker prints the period as the page does, and another for another.
fn prints(sample: &str, then: Period, now: Period) -> Result<(), Reason> {
    let like = |period: Period| pages::period_like(sample, period).unwrap_or_else(|| period.in_words());
    let (old, new) = (like(then), like(now));
    if old != sample || (then != now && new == sample) {
        return Err(Reason::new(
            format!("a refresh would write it as `{new}`"),
            format!("write `{}`, which a marker can keep", then.in_words()),
        ));
    }
    Ok(())
}

/// Takes the marker away that a period was to get.
pub fn refuse(periods: &mut [Stated], range: &Range<usize>, reason: &Reason) {
    for period in periods {
        if matches!(&period.outcome, Ok(Some(span)) if span.range == *range) {
            period.outcome = Err(reason.clone());
        }
    }
}

/// Takes markers away until every figure that gets one has its period marked, every period holds for
/// marked figures only, and no sentence names a period that would stay.
pub fn settle(work: &Work<'_, '_>, report: &Report, claims: &mut [Claim<'_>], periods: &mut [Stated]) {
    let mut named: BTreeMap<usize, Vec<&NamedPeriod>> = BTreeMap::new();
    for period in &report.periods {
        named.entry(period.passage).or_default().push(period);
    }
    loop {
        let mut changed = false;
        for period in periods.iter_mut() {
            changed |= bind(claims, period);
        }
        changed |= bind_notes(periods);
        changed |= heed_words(claims);
        changed |= together::bind(claims);
        changed |= together::keep_order(claims, &report.rankings);
        for claim in claims.iter_mut().filter(|claim| claim.outcome.is_ok()) {
            let passage = claim.finding.basis.passage;
            let named = named.get(&passage).map_or(&[][..], Vec::as_slice);
            if let Some(text) = other_period(work, named, claim, periods) {
                claim.outcome = Err(Reason::new(
                    format!("the sentence names `{text}` as well, which would stay as it is"),
                    "take that period out, or mark both by hand",
                ));
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

/// Marks a period with all its claims or none of them; the claims of a note of sources state their period themselves.
fn bind(claims: &mut [Claim<'_>], period: &mut Stated) -> bool {
    let is_credit = period.is_credit;
    // A period far away holds for what follows it; what is in words alone has none of its own.
    let stays = |claim: &Claim<'_>| {
        let follows = claim.finding.start_byte > period.range.start;
        claim.outcome.is_err()
            && (claim.finding.basis.is_near || follows || is_credit)
            && (claim.belied_by.is_some() || !claims::is_growth_in_words(&claim.finding.basis))
    };
    let mut of_period = period.under.iter().chain(&period.beside).map(|at| &claims[*at]);
    let other = of_period.find(|claim| stays(claim));
    if let (Ok(Some(_)), Some(other)) = (&period.outcome, other) {
        period.outcome = Err(Reason::new(
            format!(
                "it also holds for `{}` in line {}, which gets no marker",
                other.finding.text, other.finding.line
            ),
            "mend or mark that one by hand first",
        ));
    }
    let Err(Reason { message, hint }) = &period.outcome else { return false };
    if is_credit {
        return false;
    }
    let reason =
        Reason::new(format!("`{}`, of which it is, stays: {message}", period.text), hint.clone());
    let mut changed = false;
    for at in &period.under {
        if claims[*at].outcome.is_ok() {
            claims[*at].outcome = Err(reason.clone());
            changed = true;
        }
    }
    changed
}

/// Marks the notes of a page that name one period, such as its first lines and its list of sources, all or none.
fn bind_notes(periods: &mut [Stated]) -> bool {
    let stays = |one: &Stated| one.outcome.is_err().then_some((one.noted?, one.text.clone()));
    let staying: BTreeMap<Period, String> = periods.iter().filter_map(stays).collect();
    let mut changed = false;
    for one in periods.iter_mut().filter(|one| matches!(one.outcome, Ok(Some(_)))) {
        if let Some(text) = one.noted.and_then(|noted| staying.get(&noted)) {
            one.outcome = Err(Reason::new(
                format!("another note of the page says `{text}`, which gets no marker"),
                "mend or mark that one by hand first",
            ));
            changed = true;
        }
    }
    changed
}

/// Takes the marker from a growth beside words for it that get none and that today's figure belies.
fn heed_words(claims: &mut [Claim<'_>]) -> bool {
    let mut belied: BTreeMap<usize, (String, String)> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| claim.outcome.is_err()) {
        if let Some(now) = claim.belied_by.clone() {
            let passage = claim.finding.basis.passage;
            belied.entry(passage).or_insert_with(|| (claim.finding.text.clone(), now));
        }
    }
    let mut changed = false;
    for claim in claims.iter_mut().filter(|claim| claim.outcome.is_ok()) {
        let basis = &claim.finding.basis;
        let beside = belied.get(&basis.passage);
        if let Some((words, now)) = beside.filter(|_| basis.quantity == Quantity::GrowthPct) {
            claim.outcome = Err(Reason::new(
                format!("beside it stands `{words}`, and today it is `{now}`"),
                "write the sentence anew",
            ));
            changed = true;
        }
    }
    changed
}

/// A period `named` in the sentence of a claim that is neither its own nor marked.
fn other_period(
    work: &Work<'_, '_>,
    named: &[&NamedPeriod],
    claim: &Claim<'_>,
    periods: &[Stated],
) -> Option<String> {
    let own = claim.finding.basis.stated_at;
    let mut others = named.iter().filter(|named| Some(named.at) != own);
    let other = others.find(|named| {
        let range = named.at.0..named.at.1;
        let place = periods.binary_search_by_key(&named.at, |one| (one.range.start, one.range.end));
        let moves = place.is_ok_and(|place| periods[place].outcome.is_ok());
        !moves && !work.is_marked(&range)
    });
    other.map(|named| named.text.clone())
}
