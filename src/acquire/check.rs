//! Whether a file is what it should be: no page of a server that refuses, and of the program,
//! release or round and places that were asked for.

use crate::{
    catalog::{OEWS_FLAT_FILES, OewsFile},
    diag::{Diagnostic, Diagnostics, Severity},
    ingest::{self, Contents, Inspection},
    inspect::{self, Geography},
    model::{Period, Program, Release, Round},
};

/// What a file should be.
#[derive(Clone, Debug)]
pub(super) struct Expected {
    pub(super) program: Program,
    /// `None` when it is to be told by the file.
    pub(super) period: Option<Period>,
    pub(super) geography: Option<OewsFile>,
    /// The name under which the agency offers it, which may tell the release.
    pub(super) name: String,
}

/// What a file turned out to be.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) program: Program,
    pub(super) period: Option<Period>,
    /// What is odd about it.
    pub(super) findings: Diagnostics,
}

/// Looks into a file.
///
/// # Errors
/// What it is instead.
pub(super) fn check(bytes: &[u8], expected: &Expected) -> Result<Seen, Diagnostics> {
    refuse_page(bytes)?;
    let period = expected.period;
    if expected.geography == Some(OewsFile::Flat) {
        flat_file(bytes, &expected.name)?;
        return Ok(Seen { program: Program::Oews, period, findings: Diagnostics::default() });
    }
    let seen = look(bytes, expected);
    let errors = seen.problems.iter().filter(|problem| problem.severity == Severity::Error);
    let errors: Diagnostics = errors.cloned().collect();
    errors.unless_any(())?;
    same_program(&seen, expected.program)?;
    let period = match (expected.program, expected.period) {
        (Program::Oews, wanted) => Some(Period::Release(release(&seen, wanted)?)),
        (Program::Projections, wanted) => Some(Period::Round(round(&seen, wanted)?)),
        (Program::CpiU | Program::PriceParities, _) => None,
    };
    geography(&seen, expected.geography)?;
    let findings = seen.problems.into_iter().collect();
    Ok(Seen { program: expected.program, period, findings })
}

/// What is in a file. A table of OEWS is first looked at without its name, so that a name cannot vouch for
/// what is inside, and then as a table of the release that it told, or else of the one that is wanted.
fn look(bytes: &[u8], expected: &Expected) -> Inspection {
    let plain = ingest::inspect("", bytes);
    if plain.program != Some(Contents::Oews) {
        return plain;
    }
    let release = match (plain.release, expected.period) {
        (None, Some(Period::Release(wanted))) => Some(wanted),
        (told, _) => told,
    };
    let name = release.map_or_else(|| expected.name.clone(), |release| release.year().to_string());
    ingest::inspect(&name, bytes)
}

/// What a file is, as it says itself.
///
/// # Errors
/// When it is no table of a program that is compared, or does not tell its period.
pub(super) fn program_of(bytes: &[u8], name: &str) -> Result<Program, Diagnostics> {
    refuse_page(bytes)?;
    let seen = ingest::inspect(name, bytes);
    let program = seen.program.and_then(program);
    program.ok_or_else(|| match seen.program {
        Some(contents) => Diagnostic::error(format!("the file holds {}", contents.in_words()))
            .hint("give a table of OEWS, the Employment Projections, the CPI-U or price parities")
            .into(),
        None => seen.problems.into_iter().collect(),
    })
}

const fn program(contents: Contents) -> Option<Program> {
    match contents {
        Contents::Oews => Some(Program::Oews),
        Contents::Projections | Contents::StateProjections => Some(Program::Projections),
        Contents::CpiU => Some(Program::CpiU),
        Contents::PriceParities => Some(Program::PriceParities),
        Contents::OewsCodes
        | Contents::SocStructure
        | Contents::SocCrosswalk
        | Contents::JobTitles
        | Contents::OccupationWages => None,
    }
}

/// A web page in the place of a table is what BLS sends to clients that it blocks.
fn refuse_page(bytes: &[u8]) -> Result<(), Diagnostics> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let start = head.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    let tags = ["<!doctype", "<html", "<head", "<body", "<script"];
    if !tags.iter().any(|tag| start.starts_with(tag)) {
        return Ok(());
    }
    let title = match title(&head) {
        Some(title) => format!(" (\u{201c}{title}\u{201d})"),
        None => String::new(),
    };
    Err(Diagnostic::error(format!(
        "a web page{title} arrived instead of the table: BLS sends one to clients that it blocks"
    ))
    .hint("open the address in a browser, save the file, and run `labor-outlook add FILE`")
    .into())
}

/// The title of a page, up to 80 characters.
fn title(page: &str) -> Option<String> {
    let lower = page.to_ascii_lowercase();
    let from = lower.find("<title")?;
    let from = from + lower[from..].find('>')? + 1;
    let to = from + lower[from..].find("</title")?;
    let words: Vec<&str> = page.get(from..to)?.split_whitespace().collect();
    Some(words.join(" ").chars().take(80).collect())
}

fn same_program(seen: &Inspection, wanted: Program) -> Result<(), Diagnostics> {
    match seen.program {
        Some(contents) if program(contents) == Some(wanted) => Ok(()),
        Some(contents) => Err(Diagnostic::error(format!(
            "the file holds {}, not {}",
            contents.in_words(),
            wanted.title()
        ))
        .hint("check the address and the `program`")
        .into()),
        None => Err(Diagnostic::error("the file is no table that is known").into()),
    }
}

fn release(seen: &Inspection, wanted: Option<Period>) -> Result<Release, Diagnostics> {
    let found = seen.release.ok_or_else(|| {
        Diagnostic::error("nothing in the file or its name tells the release")
            .hint("give it with --release, such as --release 2025-05")
    });
    let Some(Period::Release(wanted)) = wanted else { return Ok(found?) };
    let speak: Vec<String> = seen.release_candidates.iter().map(|one| one.in_words()).collect();
    let others = seen.release_candidates.iter().any(|one| one.year() != wanted.year());
    if others {
        return Err(Diagnostic::error(format!(
            "the file is not of {}: its names and figures speak for {}",
            wanted.in_words(),
            speak.join(" and ")
        ))
        .hint("`labor-outlook inspect FILE` says more; check the address and the `release`")
        .into());
    }
    Ok(wanted)
}

fn round(seen: &Inspection, wanted: Option<Period>) -> Result<Round, Diagnostics> {
    let found = seen.round.ok_or_else(|| Diagnostic::error("nothing in the file tells the round"))?;
    match wanted {
        Some(Period::Round(wanted)) if wanted != found => Err(Diagnostic::error(format!(
            "the file holds the projections {found}, not {wanted}"
        ))
        .hint(
            "BLS keeps one address and replaces the workbook with every round: an older one comes from \
             the cache (`labor-outlook fetch --locked`), or by hand (`labor-outlook add FILE`)",
        )
        .into()),
        _ => Ok(found),
    }
}

fn geography(seen: &Inspection, wanted: Option<OewsFile>) -> Result<(), Diagnostics> {
    let found = inspect::geography(seen);
    let fits = match (wanted, found) {
        (None, _) | (_, None) => true,
        (Some(wanted), Some(found)) => match wanted {
            OewsFile::National => found == Geography::National,
            OewsFile::State => found == Geography::State,
            OewsFile::Industry => found == Geography::Industry,
            OewsFile::Metro => {
                matches!(
                    found,
                    Geography::Metropolitan | Geography::Nonmetropolitan | Geography::Substate
                )
            }
            OewsFile::All | OewsFile::Flat => found == Geography::All,
        },
    };
    if fits {
        return Ok(());
    }
    let found = found.map_or("no places", Geography::name);
    let wanted = wanted.map_or("any", OewsFile::name);
    Err(Diagnostic::error(format!("the file is about other places: {found}, not {wanted}"))
        .hint("check the address and the `geography`")
        .into())
}

/// Whether a file is the one of the flat files that its name says.
fn flat_file(bytes: &[u8], name: &str) -> Result<(), Diagnostics> {
    let first_line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let first_line = String::from_utf8_lossy(first_line);
    let heads: Vec<&str> = first_line.split('\t').map(str::trim).collect();
    let wanted: &[&str] = match name {
        "oe.data.0.Current" => &["series_id", "year", "period", "value"],
        "oe.area" => &["area_code", "area_name"],
        "oe.datatype" => &["datatype_code", "datatype_name"],
        "oe.footnote" => &["footnote_code", "footnote_text"],
        "oe.industry" => &["industry_code", "industry_name"],
        "oe.occupation" => &["occupation_code", "occupation_name"],
        _ => &[],
    };
    if OEWS_FLAT_FILES.contains(&name)
        && wanted.iter().all(|head| heads.contains(head))
        && heads.len() > 1
    {
        return Ok(());
    }
    Err(Diagnostic::error(format!("the file is not {name} of OEWS: it begins {}", heads.join(", ")))
        .hint("check the address")
        .at(1, 1)
        .into())
}

/// Whether the data and the release of flat files are of one year: BLS replaces them one by one, and
/// a set that was fetched meanwhile would be of two releases.
///
/// # Errors
/// When they are not.
pub(super) fn one_release(
    data: &[u8],
    release: &[u8],
    wanted: Option<Release>,
) -> Result<Release, Diagnostics> {
    let second = |bytes: &[u8], cell: usize| -> Option<String> {
        let line = bytes.split(|byte| *byte == b'\n').nth(1)?;
        let line = String::from_utf8_lossy(line).into_owned();
        line.split('\t').nth(cell).map(|cell| cell.trim().to_owned())
    };
    let year = |text: Option<String>| -> Option<u16> { text?.get(..4)?.parse().ok() };
    let (of_data, of_release) = (year(second(data, 1)), year(second(release, 0)));
    match (of_data, of_release) {
        (Some(data), Some(release)) if data == release => {
            let found = Release::may(data);
            match wanted {
                Some(wanted) if wanted.year() != data => Err(Diagnostic::error(format!(
                    "the flat files are of {}, not {}",
                    found.in_words(),
                    wanted.in_words()
                ))
                .hint("BLS keeps the newest release only in flat files; get an older one as a zip")
                .into()),
                _ => Ok(found),
            }
        }
        _ => Err(Diagnostic::error(
            "the flat files are not of one release: BLS may be replacing them now",
        )
        .hint("run it again later")
        .into()),
    }
}
