//! What is wrong with the code of a role, and what it should be.

use super::{dates::mangled, list::Occupations};
use crate::{
    catalog::{published_under, retired, soc_editions, soc_in, with_hyphens},
    diag::Diagnostic,
    model::{SocCode, SocVersion},
};

/// The code in a cell, once it is one that the release publishes.
///
/// # Errors
/// What it is instead, with the code that should stand there.
pub fn parse(cell: &str, role: &str, known: &Occupations<'_>) -> Result<SocCode, Box<Diagnostic>> {
    let plain = plain(cell);
    if plain.is_empty() {
        return Err(Diagnostic::error("no occupation code").hint(by_title(role, known)).into());
    }
    match plain.parse() {
        Ok(code) if known.contains_key(&code) => Ok(code),
        Ok(code) => Err(not_published(code, role, known).into()),
        Err(_) => Err(not_a_code(&plain, role, known).into()),
    }
}

/// The cell without what guards a code against spreadsheets (`="11-9111"`) and without the dashes
/// that word processors write.
fn plain(cell: &str) -> String {
    let unguarded = cell.strip_prefix('=').unwrap_or(cell).trim_matches('"').trim();
    with_hyphens(unguarded)
}

fn named(code: SocCode, known: &Occupations<'_>) -> String {
    known.get(&code).map_or_else(|| code.to_string(), |title| format!("{code} ({title})"))
}

/// Why a release does not publish a code, with what to write instead.
#[must_use]
pub fn not_published(code: SocCode, role: &str, known: &Occupations<'_>) -> Diagnostic {
    if let Some(retired) = retired(code) {
        let titled = |(code, title): &(SocCode, String)| match published_under(*code) {
            Some(wider) => format!("{code} ({title}; published under {wider})"),
            None => format!("{code} ({title})"),
        };
        let successors: Vec<String> = retired.successors.iter().map(titled).collect();
        return Diagnostic::error(format!(
            "{code} ({}) is a code of SOC 2010 that was retired",
            retired.title
        ))
        .hint(format!("in SOC 2018 its work went to {}", successors.join(", ")));
    }
    if let Some(wider) = published_under(code) {
        return Diagnostic::error(format!(
            "{code} is in SOC 2018, but BLS publishes no figures for it alone"
        ))
        .hint(format!("use {}, which holds it", named(wider, known)));
    }
    if let Some(older) = of_older_edition(code, known) {
        return older;
    }
    let unknown = Diagnostic::error(format!("unknown occupation code {code}"));
    match code.digits() / 10_000 {
        55 => unknown.hint("military occupations are in neither OEWS nor the projections"),
        99 => unknown.hint("99-9999 says that there is no match; leave the role out"),
        _ => unknown.hint(nearest(&code.to_string(), role, known)),
    }
}

/// Where the work of a code went that only editions before SOC 2010 or BLS's own mixtures have.
fn of_older_edition(code: SocCode, known: &Occupations<'_>) -> Option<Diagnostic> {
    let editions = soc_editions(code);
    let of_the_soc =
        editions.iter().rfind(|edition| matches!(edition, SocVersion::Soc2000 | SocVersion::Soc2010));
    let edition = of_the_soc.or(editions.last())?;
    let successors = soc_in(code, SocVersion::Soc2018);
    if editions.contains(&SocVersion::Soc2018) || successors.is_empty() {
        return None;
    }
    let names: Vec<String> = successors.iter().map(|code| named(*code, known)).collect();
    let error =
        Diagnostic::error(format!("{code} is a code of {} that was retired", edition.in_words()));
    Some(error.hint(format!("in SOC 2018 its work went to {}", names.join(", "))))
}

fn not_a_code(cell: &str, role: &str, known: &Occupations<'_>) -> Diagnostic {
    if let Some(code) = SocCode::of_onet(cell) {
        let code = published_under(code).unwrap_or(code);
        return Diagnostic::error(format!(
            "{cell} is an O*NET code; BLS publishes six-digit codes only"
        ))
        .hint(format!("it folds into {}", named(code, known)));
    }
    let undivided = cell.parse().ok().filter(|_| cell.len() == 6).and_then(SocCode::from_digits);
    if let Some(code) = undivided {
        return Diagnostic::error(format!("`{cell}` lacks the hyphen of an occupation code"))
            .hint(format!("write {}", named(code, known)));
    }
    if let Some(date) = mangled(cell) {
        let fits =
            known.keys().copied().filter(|code| date.could_be(code.digits()) && is_occupation(*code));
        return Diagnostic::error(format!(
            "`{cell}` is a date: a spreadsheet has turned a code into it"
        ))
        .hint(most_alike_first(fits.collect(), role, known));
    }
    if cell.len() == 5 && cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return Diagnostic::error(format!("{cell} is an OES code of before 1999"))
            .hint("OES codes have no general match in SOC; look the title up");
    }
    Diagnostic::error(format!("`{cell}` is not an occupation code")).hint(nearest(cell, role, known))
}

/// A code of a single occupation, as opposed to a group.
const fn is_occupation(code: SocCode) -> bool {
    !code.digits().is_multiple_of(10)
}

/// How alike a job title and an occupation's title are, from 0 to 1.
fn likeness(role: &str, title: &str) -> f64 {
    strsim::sorensen_dice(&role.to_lowercase(), &title.to_lowercase())
}

fn most_alike_first(mut codes: Vec<SocCode>, role: &str, known: &Occupations<'_>) -> String {
    let alike = |code: &SocCode| known.get(code).map_or(0.0, |title| likeness(role, title));
    codes.sort_by(|a, b| alike(b).total_cmp(&alike(a)).then(a.cmp(b)));
    let names: Vec<String> = codes.iter().map(|code| named(*code, known)).collect();
    match names.as_slice() {
        [] => "no occupation code can have become this date; look the title up".to_owned(),
        [only] => format!("it was {only}; format the column as text before saving"),
        several => {
            format!("it was one of {}; format the column as text before saving", several.join(", "))
        }
    }
}

/// The occupation whose code is nearest, and among equals the one whose title is most like the role.
fn nearest(cell: &str, role: &str, known: &Occupations<'_>) -> String {
    let distance = |code: &SocCode| strsim::damerau_levenshtein(cell, &code.to_string());
    let alike = |code: &SocCode| likeness(role, known[code]);
    let best = known
        .keys()
        .filter(|code| is_occupation(**code))
        .min_by(|a, b| distance(a).cmp(&distance(b)).then(alike(b).total_cmp(&alike(a))));
    match best {
        Some(code) if distance(code) <= 2 => format!("did you mean {}?", named(*code, known)),
        _ => by_title(role, known),
    }
}

fn by_title(role: &str, known: &Occupations<'_>) -> String {
    let alike = |code: &&SocCode| likeness(role, known[*code]);
    let occupations = known.keys().filter(|code| is_occupation(**code));
    match occupations.max_by(|a, b| alike(a).total_cmp(&alike(b))) {
        Some(code) if alike(&code) > 0.5 => format!("by its title it may be {}", named(*code, known)),
        _ => "a code is written 11-9111; https://www.bls.gov/soc/2018/home.htm lists them".to_owned(),
    }
}
