//! Whether a file is what it should be: no page of a server that refuses, readable from its first row to
//! its last, and of the program, release or round and places that were asked for.

use std::path::Path;

use crate::{
    catalog::OewsFile,
    diag::{Diagnostic, Diagnostics, Severity, rules},
    files::{self, Fingerprint},
    ingest::{self, Contents, Inspection, KnownFigures},
    inspect::{self, Geography, Read},
    model::{Period, Program, Release, Round},
};

use super::naming::flat_name;

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
    pub(super) geography: Option<Geography>,
    /// What its bytes are.
    pub(super) fingerprint: Fingerprint,
    /// What is odd about it.
    pub(super) findings: Diagnostics,
}

impl Seen {
    /// The same of a file that is meant to be a part of a table.
    pub(super) fn of_a_part(self) -> Self {
        Self { findings: self.findings.without(&rules::PARTIAL_TABLE), ..self }
    }
}

/// Where the code lists of a flat file come from, should the file be one.
pub(super) type Lists<'l> = dyn Fn() -> Result<Vec<Vec<u8>>, Diagnostics> + 'l;

/// Reads a whole file as `inspect` reads it, and holds it against what it should be.
///
/// # Errors
/// What it is instead.
pub(super) fn check(file: &Path, expected: &Expected, lists: &Lists<'_>) -> Result<Seen, Diagnostics> {
    let read = look(file, &expected.name, expected.period, lists)?;
    judge(file, read, expected)
}

/// What is in a file. A table of OEWS is first looked at without its name, so that a name cannot vouch for
/// what is inside, and, where nothing inside tells the release, as a table of the one that is wanted.
///
/// # Errors
/// When it is a page, or cannot be read.
pub(super) fn look(
    file: &Path,
    name: &str,
    wanted: Option<Period>,
    lists: &Lists<'_>,
) -> Result<Read, Diagnostics> {
    refuse_page(&files::beginning(file, 4096)?)?;
    let known = KnownFigures::of_catalog();
    let plain = inspect::read(file, "", &known, lists)?;
    if plain.inspection.program != Some(Contents::Oews) || plain.inspection.release.is_some() {
        return Ok(plain);
    }
    let name = match wanted {
        Some(Period::Release(wanted)) => wanted.year().to_string(),
        _ => name.to_owned(),
    };
    inspect::read(file, &name, &known, lists)
}

/// Holds what was seen in a file against what it should be.
///
/// # Errors
/// What it is instead.
pub(super) fn judge(file: &Path, read: Read, expected: &Expected) -> Result<Seen, Diagnostics> {
    let Read { inspection: seen, sha256, bytes } = read;
    let errors = seen.problems.iter().filter(|problem| problem.severity == Severity::Error);
    let errors: Diagnostics = errors.cloned().collect();
    errors.unless_any(())?;
    let fingerprint = Fingerprint { sha256, bytes: bytes as u64 };
    let flat = expected.geography == Some(OewsFile::Flat);
    let period = if flat && ingest::is_code_list(&expected.name) {
        code_list(file, &expected.name)?;
        expected.period
    } else {
        same_program(&seen, expected.program)?;
        let period = match (expected.program, expected.period) {
            (Program::Oews, wanted) => Some(Period::Release(release(&seen, wanted, flat)?)),
            (Program::Projections, wanted) => Some(Period::Round(round(&seen, wanted)?)),
            (Program::CpiU | Program::PriceParities, _) => None,
        };
        geography(inspect::geography(&seen), expected.geography)?;
        period
    };
    let geography = inspect::geography(&seen);
    let findings = seen.problems.into_iter().collect();
    Ok(Seen { program: expected.program, period, geography, fingerprint, findings })
}

/// What a file is, as it says itself.
///
/// # Errors
/// When it is no table of a program that is compared.
pub(super) fn program_of(seen: &Inspection) -> Result<Program, Diagnostics> {
    match seen.program {
        Some(Contents::OewsCodes) => Ok(Program::Oews),
        Some(contents) => program(contents).ok_or_else(|| {
            Diagnostic::error(format!("the file holds {}", contents.in_words()))
                .hint("give a table of OEWS, the Employment Projections, the CPI-U or price parities")
                .into()
        }),
        None => Err(seen.problems.iter().cloned().collect()),
    }
}

const fn program(contents: Contents) -> Option<Program> {
    match contents {
        Contents::Oews => Some(Program::Oews),
        Contents::Projections | Contents::StateProjections => Some(Program::Projections),
        Contents::CpiU => Some(Program::CpiU),
        Contents::PriceParities => Some(Program::PriceParities),
        Contents::OewsCodes
        | Contents::CpiCodes
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

fn release(seen: &Inspection, wanted: Option<Period>, is_flat: bool) -> Result<Release, Diagnostics> {
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
        .hint(if is_flat {
            "BLS keeps the newest release only in flat files; get an older one as a zip"
        } else {
            "`labor-outlook inspect FILE` says more; check the address and the `release`"
        })
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

/// Whether places are those that are wanted.
///
/// # Errors
/// When they are others.
pub(super) fn geography(found: Option<Geography>, wanted: Option<OewsFile>) -> Result<(), Diagnostics> {
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

/// Whether a file is the code list that its name says.
fn code_list(file: &Path, name: &str) -> Result<(), Diagnostics> {
    let beginning = files::beginning(file, 4096)?;
    let first_line = beginning.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let first_line = String::from_utf8_lossy(first_line);
    let heads: Vec<&str> = first_line.split('\t').map(str::trim).collect();
    let wanted: &[&str] = match flat_name(name) {
        Some("oe.area") => &["area_code", "area_name"],
        Some("oe.datatype") => &["datatype_code", "datatype_name"],
        Some("oe.footnote") => &["footnote_code", "footnote_text"],
        Some("oe.industry") => &["industry_code", "industry_name"],
        Some("oe.occupation") => &["occupation_code", "occupation_name"],
        Some("oe.release") => &["release_date"],
        _ => return Err(Diagnostic::error(format!("{name} is no list that is read")).into()),
    };
    if wanted.iter().all(|head| heads.contains(head)) {
        return Ok(());
    }
    Err(Diagnostic::error(format!("the file is not {name} of OEWS: it begins {}", heads.join(", ")))
        .hint("check the address")
        .at(1, 1)
        .into())
}

/// Whether the data of flat files are of the release that `oe.release` names: BLS replaces them one by
/// one, and a set that was fetched meanwhile would be of two releases.
///
/// # Errors
/// When they are not.
pub(super) fn one_release(data: Option<Period>, release: &Path) -> Result<(), Diagnostics> {
    let text = files::beginning(release, 4096)?;
    let text = String::from_utf8_lossy(&text);
    let named: Option<u16> = text.lines().nth(1).and_then(|line| line.trim().get(..4)?.parse().ok());
    match (data, named) {
        (Some(Period::Release(data)), Some(named)) if data.year() == named => Ok(()),
        _ => Err(Diagnostic::error(
            "the flat files are not of one release: BLS may be replacing them now",
        )
        .hint("run it again later")
        .into()),
    }
}
