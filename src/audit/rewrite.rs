//! The sentence as it should stand: newer figures in the style and rounding of the page, and the period
//! that goes with them.

use std::collections::BTreeSet;

use super::{
    basis::is_worked_on,
    belied,
    choice::codes,
    cited,
    claim::{Source, is_head},
    cue::{Cue, Per, Quantity},
    elsewhere::Elsewhere,
    figures::{End, Figures},
    finding::Finding,
    judge::{self, Verdict},
    judged::Judged,
    number::Number,
    passage::Page,
    reading::{Dated, How, Told},
    words::says,
    worked_out::wages,
};
use crate::{
    catalog::{self, wording::takes_an},
    diag::Fix,
    model::{Area, Estimate, Period, Round, SocCode},
};

/// Adds replacements to the findings, which stand in the order of what was judged.
pub fn rewrite(page: &Page<'_>, judged: &[Judged], bytes: &[u8], findings: &mut [Finding]) {
    let elsewhere = Elsewhere::new(judged, bytes);
    for first in 0..judged.len() {
        let passage = judged[first].claim.passage;
        let begins = first == 0 || judged[first - 1].claim.passage != passage;
        if !begins || judged[first].words.is_some() {
            continue;
        }
        let of_passage = |one: &&Judged| one.claim.passage == passage && one.words.is_none();
        let count = judged[first..].iter().take_while(of_passage).count();
        let together = first..first + count;
        let (judged, findings) = (&judged[together.clone()], &mut findings[together]);
        let Some(edits) = edits(page, passage, judged, findings) else {
            // What cannot be put into the sentence is no text for it.
            for finding in findings.iter_mut() {
                finding.new_text = None;
            }
            leave_past(judged, page, findings);
            continue;
        };
        let text = page.text(passage);
        let sentence = apply(text, 0, text.len(), &edits);
        let parted = tell_periods(page, passage, judged, findings, &edits, &elsewhere);
        let works_out = page.works_out(passage)
            || judged.iter().any(|one| is_worked_on(&one.claim, page))
            || page.turns_round(passage, &wages(page, judged, findings))
            || judged.iter().any(|one| belied::is_told_by_distance(one, page));
        let left = if works_out {
            Some("; what the sentence works out from it changes with it")
        } else if cited::is_looked_up_before(page, passage, judged, findings) {
            Some("; the day of its source is before the newer figures, and changes with it")
        } else if belied::grows_by_nothing(page, passage, findings) {
            Some("; BLS calls that little or no change, and no growth")
        } else if judged.iter().any(|one| belied::turned(one, page.figures)) {
            Some("; the sentence tells the other direction")
        } else if belied::dates_what_stays(page, passage, judged, findings, &edits) {
            for finding in findings.iter_mut() {
                finding.basis.is_dated_with_others = true;
            }
            Some("; its period is that of other figures of the sentence as well, which stay")
        } else if belied::dates_an_event(text, &edits)
            || judged.iter().any(|one| belied::is_of_a_year_above(one, page))
        {
            for finding in findings.iter_mut() {
                finding.basis.is_dated_with_others = true;
            }
            Some("; its period is that of what is told besides, which stays")
        } else {
            None
        };
        if let Some(why) = left {
            for finding in findings.iter_mut().filter(|finding| finding.new_text.is_some()) {
                finding.message.push_str(why);
            }
            continue;
        }
        let fix = if parted { None } else { fix(page, passage, bytes, &edits) };
        for finding in findings.iter_mut().filter(|finding| finding.new_text.is_some()) {
            finding.replacement = Some(sentence.clone());
            finding.fix.clone_from(&fix);
        }
    }
}

/// Says of figures whose period stands in another passage, or holds for those of another, where that is.
/// Returns whether there are any, so that the passage cannot be mended alone.
fn tell_periods(
    page: &Page<'_>,
    passage: usize,
    judged: &[Judged],
    findings: &mut [Finding],
    edits: &[Edit],
    elsewhere: &Elsewhere<'_>,
) -> bool {
    let text = page.text(passage);
    let moved = |date: &&Dated| {
        let changes = |(_, _, new): &&Edit| text[date.start..date.end] != *new;
        let mut own = edits.iter().filter(|(start, end, _)| (*start, *end) == (date.start, date.end));
        own.any(|edit| changes(&edit))
    };
    let mut dates = page.reading(passage).dates.iter().filter(moved);
    let shared = dates.find(|date| elsewhere.is_shared(passage, date.start));
    let mut parted = shared.is_some();
    for (one, finding) in judged.iter().zip(findings).filter(|(_, finding)| finding.new_text.is_some()) {
        let away =
            one.choice.stated.or_else(|| page.noted_period(one)).filter(|date| date.passage != passage);
        let away = away.filter(|date| {
            let written = &page.text(date.passage)[date.start..date.end];
            renewed(date, one.end(page.figures), written, page).as_deref() != Some(written)
        });
        let told = match (away, shared) {
            (Some(date), _) => {
                ["; its period, ", &elsewhere.place(page, &date), ", changes with it"].concat()
            }
            (None, Some(date)) => {
                ["; ", &elsewhere.place(page, date), " is the period of figures elsewhere as well"]
                    .concat()
            }
            (None, None) => continue,
        };
        finding.message.push_str(&told);
        parted = true;
    }
    parted
}

/// Figures of the past in a sentence that tells how they went are told of no more than that: only the last
/// is older than it could be.
fn leave_past(judged: &[Judged], page: &Page<'_>, findings: &mut [Finding]) {
    let all = identities(judged, page);
    let dated = |one: &Judged| one.choice.near && one.choice.stated.is_some();
    for ((one, finding), judged) in all.iter().zip(findings).zip(judged) {
        let Some((what, period)) = one.as_ref().filter(|_| dated(judged)) else { continue };
        let later = |other: &Option<(Identity<'_>, Period)>| {
            other.as_ref().is_some_and(|(same, then)| same == what && then > period)
        };
        if all.iter().any(later) && finding.verdict == Verdict::Stale.name() {
            finding.rule = None;
        }
    }
}

/// First byte, byte after, and what stands there instead.
pub type Edit = (usize, usize, String);

/// What changes in a passage; `None` when nothing does, or when a period could not be changed with the
/// figures that stand under it.
fn edits(page: &Page<'_>, passage: usize, judged: &[Judged], findings: &[Finding]) -> Option<Vec<Edit>> {
    let text = page.text(passage);
    let mut edits: Vec<Edit> = Vec::new();
    for (one, finding) in judged.iter().zip(findings) {
        if let Some(new) = &finding.new_text {
            edits.push(with_article(text, &one.claim.placed.number, new));
        }
    }
    if edits.is_empty() || is_series(judged, page) {
        return None;
    }
    for date in &page.reading(passage).dates {
        let under = || {
            judged
                .iter()
                .zip(findings)
                .filter(|(one, _)| one.choice.near && one.choice.stated.as_ref() == Some(date))
        };
        if !under().any(|(_, finding)| finding.new_text.is_some()) {
            continue;
        }
        let moves = |(one, finding): (&Judged, &Finding)| {
            let verdict = one.judgement.verdict;
            let of_others = matches!(one.claim.source, Source::Other | Source::OtherNearby);
            finding.new_text.is_some()
                || verdict == Verdict::Current
                || verdict == Verdict::NotBls && of_others
        };
        if !under().all(moves) {
            return None;
        }
        let ends: BTreeSet<Option<End>> = under().map(|(one, _)| one.end(page.figures)).collect();
        let is_year = date.end_year.is_none() && date.how != How::EndYear;
        let end = match Vec::from_iter(ends)[..] {
            [end] => end,
            // A year that is the first of a projection and that of a survey goes to two years.
            _ if is_year => return None,
            _ => None,
        };
        edits.push((date.start, date.end, renewed(date, end, &text[date.start..date.end], page)?));
    }
    if leaves_a_date(page, passage, judged, findings, &edits) {
        return None;
    }
    for (one, finding) in judged.iter().zip(findings) {
        let misnamed = one.judgement.verdict == Verdict::WrongMeasure && finding.new_text.is_some();
        if misnamed && !one.is_named_by_head() {
            edits.push(named(one, page)?);
        }
    }
    edits.extend(in_words(page, passage, judged, findings)?);
    edits.extend(cited::dated_anew(page, passage, judged, findings));
    edits.sort();
    edits.dedup();
    Some(edits)
}

/// Whether a passage names a year of a round that changes, and that year stays: "from 2.19 million in 2022 to 2.28
/// million in 2032".
fn leaves_a_date(
    page: &Page<'_>,
    passage: usize,
    judged: &[Judged],
    findings: &[Finding],
    edits: &[Edit],
) -> bool {
    let changing = judged.iter().zip(findings).filter(|(_, finding)| finding.new_text.is_some());
    let dated = changing.filter(|(one, _)| one.choice.near && one.choice.stated.is_some());
    let years = |period| match period {
        Period::Release(_) => None,
        Period::Round(round) => Some([round.base_year(), round.projected_year()]),
    };
    let years: BTreeSet<u16> =
        dated.flat_map(|(one, _)| one.periods()).filter_map(years).flatten().collect();
    let stays = |date: &&Dated| !edits.iter().any(|(start, ..)| *start == date.start);
    let mut stay = page.reading(passage).dates.iter().filter(stays);
    stay.any(|date| !date.publication && years.contains(&date.year))
}

/// "An 18% rise" becomes "a 16% rise": a new number with the article that stands before it, where it takes another.
fn with_article(text: &str, Number { start, end, .. }: &Number, new: &str) -> Edit {
    let takes_another = takes_an(&text[*start..*end]) != takes_an(new);
    let before = &text[..*start];
    let articles = [("an ", "a "), ("An ", "A "), ("a ", "an "), ("A ", "An ")];
    let is_word = |rest: &str| !rest.ends_with(|c: char| c.is_alphanumeric());
    let article = articles.iter().find(|(old, _)| before.strip_suffix(old).is_some_and(is_word));
    match article.filter(|_| takes_another) {
        Some((old, article)) => (start - old.len(), *end, [article, new].concat()),
        None => (*start, *end, new.to_owned()),
    }
}

/// BLS's words for the growth of today in the place of those beside a growth that changes; `None` where no
/// such words fit the sentence.
fn in_words(
    page: &Page<'_>,
    passage: usize,
    judged: &[Judged],
    findings: &[Finding],
) -> Option<Vec<Edit>> {
    /// The words of BLS from the slowest growth up, as far as they stand before an average.
    const LEADS: [Option<&str>; 6] = [
        None,
        None,
        Some("slower than"),
        Some("about as fast as"),
        Some("faster than"),
        Some("much faster than"),
    ];
    let (text, reading) = (page.text(passage), page.reading(passage));
    let mut edits = Vec::new();
    for told in &reading.told {
        let Cue::GrowthWord(word) = told.cue else { continue };
        let grows = |(one, finding): &(&Judged, &Finding)| {
            one.choice.quantity == Quantity::GrowthPct
                && finding.new_text.is_some()
                && codes(&one.choice, page.figures) != [SocCode::ALL_OCCUPATIONS]
        };
        let beside = judged.iter().zip(findings).filter(grows);
        let Some((one, _)) = beside.min_by_key(|(one, _)| reading.distance(told, &one.claim.placed))
        else {
            continue;
        };
        let like = one.judgement.periods.first().map(|at| &one.choice.known[*at]);
        let newest = judge::newest(&one.choice, like, page.figures);
        let Some((Period::Round(round), Estimate::Published { value })) =
            newest.map(|known| (known.period, known.value))
        else {
            continue;
        };
        let today = catalog::growth_words(round, value);
        if today.is_empty() || today.iter().any(|today| says(today, word)) {
            continue;
        }
        let lead = (0..=5).rev().find(|word| today.iter().any(|today| says(today, *word)));
        let lead = lead.and_then(|word| LEADS[usize::from(word)])?;
        let said = &text[told.start..told.end];
        let joints = [" than ", " as ", " with "];
        let joint = joints.iter().filter_map(|joint| Some(said.rfind(joint)? + joint.len())).max()?;
        let (first, rest) = lead.split_at(1);
        let first =
            if said.starts_with(char::is_uppercase) { first.to_uppercase() } else { first.to_owned() };
        edits.push((told.start, told.end, format!("{first}{rest} {}", &said[joint..])));
    }
    Some(edits)
}

/// What a figure is of, apart from its period.
type Identity<'f> = (Quantity, Per, &'f [SocCode], Option<Area>, Option<End>);

/// What each figure is of, and the period that has it.
fn identities<'f>(judged: &'f [Judged], page: &Page<'f>) -> Vec<Option<(Identity<'f>, Period)>> {
    let of = |one: &'f Judged| {
        let known = one.judgement.periods.first().map(|at| &one.choice.known[*at])?;
        let codes = codes(&one.choice, page.figures);
        Some(((one.choice.quantity, one.claim.per, codes, one.choice.area, known.end), known.period))
    };
    judged.iter().map(of).collect()
}

/// Whether a passage has one figure of several periods: what tells how it went would tell nothing, were all
/// the newest.
fn is_series(judged: &[Judged], page: &Page<'_>) -> bool {
    let all: Vec<_> = identities(judged, page).into_iter().flatten().collect();
    all.iter().any(|(what, period)| all.iter().any(|(other, then)| what == other && period != then))
}

/// The words of a quantity that pages confuse with another, and what these are called.
const NAMES: &[(Quantity, Quantity, &str, &str)] = &[
    (Quantity::Mean, Quantity::Median, "average", "median"),
    (Quantity::Mean, Quantity::Median, "mean", "median"),
    (Quantity::Median, Quantity::Mean, "median", "mean"),
    (Quantity::GrowthNum, Quantity::Openings, "new jobs", "openings"),
    (Quantity::GrowthNum, Quantity::Openings, "new positions", "openings"),
    (Quantity::GrowthNum, Quantity::Openings, "additional jobs", "openings"),
    (Quantity::Openings, Quantity::GrowthNum, "job openings", "new jobs"),
    (Quantity::Openings, Quantity::GrowthNum, "openings", "new jobs"),
];

/// The name of the quantity in the place of the one that the page calls it; `None` where other words say it.
fn named(one: &Judged, page: &Page<'_>) -> Option<Edit> {
    let written = one.claim.quantities.first()?.of;
    let reading = page.reading(one.claim.passage);
    let text = page.text(one.claim.passage);
    let of = |told: &&Told| matches!(told.cue, Cue::Measure(of) | Cue::Count(of) if of == written);
    let told =
        reading.told.iter().filter(of).min_by_key(|told| reading.distance(told, &one.claim.placed))?;
    let said = text[told.start..told.end].to_lowercase();
    let same = |(from, to, words, _): &&(Quantity, Quantity, &str, &str)| {
        (*from, *to) == (written, one.choice.quantity) && *words == said
    };
    let (.., name) = NAMES.iter().find(same)?;
    // "On average" is an adverb, "an average" has another article.
    let before = text[..told.start].to_lowercase();
    match before.strip_suffix("an ") {
        _ if before.ends_with("on ") => None,
        Some(rest) if rest.is_empty() || rest.ends_with(' ') => {
            let article = if text[..told.start].ends_with("An ") { "A" } else { "a" };
            Some((told.start - 3, told.end, format!("{article} {name}")))
        }
        _ if text[told.start..].starts_with(char::is_uppercase) => {
            let (first, rest) = name.split_at(1);
            Some((told.start, told.end, first.to_uppercase() + rest))
        }
        _ => Some((told.start, told.end, (*name).to_owned())),
    }
}

impl Judged {
    /// Whether a head says which quantity it is.
    pub fn is_named_by_head(&self) -> bool {
        self.claim.quantities.first().is_some_and(|guess| guess.from.is_some_and(is_head))
    }

    /// The end of a projection that its newest figure is of; `None` for that of a survey.
    fn end(&self, figures: &Figures) -> Option<End> {
        let like = self.judgement.periods.first().map(|at| &self.choice.known[*at]);
        judge::newest(&self.choice, like, figures)?.end
    }
}

/// The newest period in the words of an older one. `end` is the end of a projection that a year names.
fn renewed(date: &Dated, end: Option<End>, text: &str, page: &Page<'_>) -> Option<String> {
    // A year without its century stays, and so does what stands under it.
    if !text.contains(&date.year.to_string()) {
        return None;
    }
    let (release, round) = page.figures.newest();
    let replace = |text: &str, old: u16, new: u16| text.replacen(&old.to_string(), &new.to_string(), 1);
    match (date.end_year, date.how) {
        (None, How::EndYear) => Some(replace(text, date.year, round?.projected_year())),
        (None, _) => {
            let year = match end {
                Some(End::Base) => round?.base_year(),
                Some(End::Projected) => round?.projected_year(),
                None => release?.year(),
            };
            Some(replace(text, date.year, year))
        }
        (Some(end), _) if end == date.year + Round::YEARS => {
            let round = round?;
            let split = text.find(|c: char| !c.is_ascii_digit())?;
            let (base, rest) = text.split_at(split);
            let rest = if rest.contains(&end.to_string()) {
                replace(rest, end, round.projected_year())
            } else {
                rest.replacen(
                    &format!("{:02}", end % 100),
                    &format!("{:02}", round.projected_year() % 100),
                    1,
                )
            };
            Some(replace(base, date.year, round.base_year()) + &rest)
        }
        _ => None,
    }
}

fn apply(text: &str, from: usize, to: usize, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = from;
    for (start, end, new) in edits {
        if *start >= at {
            out.push_str(&text[at..*start]);
            out.push_str(new);
            at = *end;
        }
    }
    out + &text[at..to]
}

/// The bytes from the first change to the last, where the file has them as the passage reads.
fn fix(page: &Page<'_>, passage: usize, bytes: &[u8], edits: &[Edit]) -> Option<Fix> {
    let (from, to) = (edits.first()?.0, edits.last()?.1);
    let text = page.text(passage);
    let (start_byte, end_byte) = page.source(passage, from, to);
    let as_it_stands = bytes.get(start_byte..end_byte)? == &text.as_bytes()[from..to];
    as_it_stands.then(|| Fix { start_byte, end_byte, replacement: apply(text, from, to, edits) })
}
