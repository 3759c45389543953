//! The configuration as the program needs it: every default filled in, every reference checked.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use serde::{Serialize, Serializer};

pub use super::written::{Audit, Earlier};
use super::{
    document::{Document, nearest},
    fetch::{Fetch, Origin},
    written::{
        AreaChoice, ExhibitKind, Format, Pages, Report, Written, WrittenComparison, WrittenExhibit,
        WrittenSource, json_schema,
    },
};
use crate::{
    diag::{Diagnostic, Diagnostics, Place},
    files,
    model::{Area, Period, Program, Release, Round, SocCode},
};

/// The resolved configuration; `--dump-config` prints it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Settings {
    /// The file that it was read from.
    #[serde(skip)]
    pub file: PathBuf,
    /// The folder that all paths start from.
    #[serde(skip)]
    pub base: PathBuf,
    /// The report around the exhibits.
    pub report: Report,
    /// How downloads are made.
    pub fetch: Fetch,
    /// Published tables to read.
    pub sources: Vec<Source>,
    /// Role lists.
    pub role_lists: Vec<RoleListFile>,
    /// What is compared with what.
    pub comparisons: Vec<Comparison>,
    /// Charts and tables.
    pub exhibits: Vec<Exhibit>,
    /// Published pages with marked figures.
    pub pages: Pages,
    /// Where results are written.
    pub output: Output,
    /// What pages are held against, besides the sources.
    pub audit: Audit,
}

/// Where and in which formats results are written.
#[derive(Clone, Debug, Serialize)]
pub struct Output {
    /// The folder, from the base folder.
    pub dir: String,
    /// The formats.
    pub formats: BTreeSet<Format>,
}

/// One published table.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Source {
    /// Its name.
    pub id: String,
    /// The program that published it.
    pub program: Program,
    /// Its release or round; price files have none.
    #[serde(flatten, serialize_with = "as_release_or_round")]
    pub period: Option<Period>,
    /// The file, from the base folder.
    pub path: String,
    /// Where it is got from.
    #[serde(flatten)]
    pub origin: Origin,
}

/// A period under the key that `pipeline.toml` has for it.
#[expect(clippy::trivially_copy_pass_by_ref, clippy::ref_option, reason = "serde passes the field")]
fn as_release_or_round<S: Serializer>(period: &Option<Period>, to: S) -> Result<S::Ok, S::Error> {
    let entry = match period {
        Some(Period::Release(release)) => Some(("release", release.to_string())),
        Some(Period::Round(round)) => Some(("round", round.to_string())),
        None => None,
    };
    to.collect_map(entry)
}

/// One role list.
#[derive(Clone, Debug, Serialize)]
pub struct RoleListFile {
    /// Its name.
    pub id: String,
    /// The file, from the base folder.
    pub path: String,
}

/// Groups of roles beside each other and beside a baseline.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Comparison {
    /// Its name.
    pub id: String,
    /// The name of its role list.
    pub role_list: String,
    /// The groups in order; empty for those of the role list.
    pub groups: Vec<String>,
    /// The occupation that everything is compared with.
    pub baseline: SocCode,
    /// The release.
    pub release: Release,
    /// The round.
    pub round: Round,
    /// The releases over time, oldest first.
    pub releases: BTreeSet<Release>,
    /// The rounds side by side, oldest first.
    pub rounds: BTreeSet<Round>,
    /// The areas.
    pub areas: Vec<AreaChoice>,
    /// An earlier release and round beside today's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earlier: Option<Earlier>,
    /// Where its keys stand in the configuration.
    #[serde(skip)]
    pub places: BTreeMap<&'static str, Place>,
}

/// A chart or a table.
#[derive(Clone, Debug, Serialize)]
pub struct Exhibit {
    /// The name of its files.
    pub id: String,
    /// What it shows.
    pub kind: ExhibitKind,
    /// The name of its comparison.
    pub comparison: String,
    /// The roles it shows; empty for the groups.
    pub roles: Vec<String>,
    /// Where its roles are named.
    #[serde(skip)]
    pub place: Place,
}

/// Reads and resolves a configuration file.
///
/// # Errors
/// Everything that is wrong with it, with line and column.
pub fn load(path: &Path) -> Result<Settings, Diagnostics> {
    let text = files::read_text(path).map_err(|problems| {
        with_hint(&problems, "run in the folder of pipeline.toml, or name it with --config")
    })?;
    let base = path.parent().map(Path::to_path_buf).unwrap_or_default();
    let resolve = || {
        let document = Document::parse(&text)?;
        let schema = json_schema().and_then(|schema| serde_json::from_str(&schema));
        let schema = schema.map_err(|error| Diagnostic::error(error.to_string()))?;
        let written: Written = document.read(&schema)?;
        Resolver { file: path, document: &document, written: &written, problems: Diagnostics::default() }
            .settings(base)
    };
    resolve().map_err(|problems: Diagnostics| problems.within(path.display()))
}

fn with_hint(problems: &Diagnostics, hint: &str) -> Diagnostics {
    let mut hinted = Diagnostics::default();
    for problem in problems.iter() {
        hinted.push(problem.clone().hint(hint));
    }
    hinted
}

struct Resolver<'a> {
    file: &'a Path,
    document: &'a Document<'a>,
    written: &'a Written,
    problems: Diagnostics,
}

impl Resolver<'_> {
    fn settings(mut self, base: PathBuf) -> Result<Settings, Diagnostics> {
        let written = self.written;
        self.unique("sources", written.sources.iter().map(|source| &source.id));
        self.unique("role-lists", written.role_lists.iter().map(|list| &list.id));
        self.unique("comparisons", written.comparisons.iter().map(|comparison| &comparison.id));
        let sources: Vec<Source> =
            written.sources.iter().enumerate().map(|(at, source)| self.source(at, source)).collect();
        let role_lists: Vec<RoleListFile> = written
            .role_lists
            .iter()
            .map(|list| RoleListFile { id: list.id.clone(), path: list.path.clone() })
            .collect();
        let comparisons: Vec<Comparison> = written
            .comparisons
            .iter()
            .enumerate()
            .filter_map(|(at, comparison)| self.comparison(at, comparison, &sources))
            .collect();
        let exhibits = self.exhibits();
        let formats = match &written.output.formats {
            none if none.is_empty() => Format::ALL.into_iter().collect(),
            some => some.clone(),
        };
        self.problems.unless_any(Settings {
            file: self.file.to_path_buf(),
            base,
            report: written.report.clone(),
            fetch: written.fetch.clone(),
            sources,
            role_lists,
            comparisons,
            exhibits,
            pages: written.pages.clone(),
            output: Output {
                dir: written.output.dir.clone().unwrap_or_else(|| "outputs".to_owned()),
                formats,
            },
            audit: written.audit.clone(),
        })
    }

    /// Where something stands in the configuration.
    fn place(&self, path: &[&str]) -> Place {
        let (line, column) = self.document.place(path);
        let file = self.file.display().to_string();
        Place { file, line: Some(line), column: Some(column), ..Place::default() }
    }

    fn problem(&mut self, path: &[&str], message: String, hint: String) {
        let (line, column) = self.document.place(path);
        self.problems.push(Diagnostic::error(message).hint(hint).at(line, column));
    }

    /// An id that files are named by must not lead out of their folder.
    fn names_a_file(&mut self, path: &[&str], id: &str) {
        let safe = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if id.is_empty() || !id.chars().all(safe) {
            let message = format!("`{id}` cannot be the name of a file");
            self.problem(path, message, "use letters, digits, - and _".to_owned());
        }
    }

    fn unique<'s>(&mut self, of: &str, ids: impl Iterator<Item = &'s String>) {
        let mut seen = BTreeSet::new();
        for (at, id) in ids.enumerate() {
            if !seen.insert(id) {
                let message = format!("the id `{id}` is used twice in {of}");
                self.problem(&[of, &at.to_string(), "id"], message, "give each its own".to_owned());
            }
        }
    }

    fn source(&mut self, at: usize, source: &WrittenSource) -> Source {
        let needs = match source.program {
            Program::Oews => (true, false),
            Program::Projections => (false, true),
            Program::CpiU | Program::PriceParities => (false, false),
        };
        if needs != (source.release.is_some(), source.round.is_some()) {
            let hint = match needs {
                (true, _) => "an OEWS table has a `release`, such as \"2025-05\", and no `round`",
                (_, true) => "a projections table has a `round`, such as \"2024-34\", and no `release`",
                _ => "a price file has neither `release` nor `round`",
            };
            let message = format!("the period of source `{}` does not fit its program", source.id);
            self.problem(&["sources", &at.to_string(), "id"], message, hint.to_owned());
        }
        let period = source.release.map(Period::Release).or_else(|| source.round.map(Period::Round));
        let (id, path, origin) = (source.id.clone(), source.path.clone(), source.origin());
        Source { id, program: source.program, period, path, origin }
    }

    fn comparison(
        &mut self,
        at: usize,
        written: &WrittenComparison,
        sources: &[Source],
    ) -> Option<Comparison> {
        let at = at.to_string();
        let path = |key: &'static str| ["comparisons", at.as_str(), key];
        self.names_a_file(&path("id"), &written.id);
        let lists: Vec<&str> = self.written.role_lists.iter().map(|list| list.id.as_str()).collect();
        let role_list =
            self.reference(&path("role-list"), "role list", written.role_list.as_deref(), &lists);
        let (releases, rounds) = periods(sources);
        let release = self.chosen(&path("release"), "release", written.release, &releases);
        let round = self.chosen(&path("round"), "round", written.round, &rounds);
        let over = self.several(&path("releases"), "release", &written.releases, &releases);
        let side_by_side = self.several(&path("rounds"), "round", &written.rounds, &rounds);
        if let Some(earlier) = written.earlier {
            self.chosen(&path("earlier"), "release", Some(earlier.release), &releases);
            self.chosen(&path("earlier"), "round", Some(earlier.round), &rounds);
        }
        let areas = match written.areas.as_slice() {
            [] => vec![AreaChoice::One(Area::NATION)],
            areas => areas.to_vec(),
        };
        Some(Comparison {
            id: written.id.clone(),
            role_list: role_list?,
            groups: written.groups.clone(),
            baseline: written.baseline.unwrap_or(SocCode::ALL_OCCUPATIONS),
            release: release?,
            round: round?,
            releases: over,
            rounds: side_by_side,
            areas,
            earlier: written.earlier,
            places: ["groups", "baseline", "areas"].map(|key| (key, self.place(&path(key)))).into(),
        })
    }

    /// The one period asked for, or the newest; a period without a source is a problem.
    fn chosen<P: Copy + Ord + std::fmt::Display>(
        &mut self,
        path: &[&str],
        what: &str,
        asked: Option<P>,
        at_hand: &BTreeSet<P>,
    ) -> Option<P> {
        match asked.or_else(|| at_hand.last().copied()) {
            Some(period) if at_hand.contains(&period) => Some(period),
            missing => {
                let message = match missing {
                    Some(period) => format!("no source has the {what} {period}"),
                    None => format!("no source has a {what}"),
                };
                let names: Vec<String> = at_hand.iter().map(ToString::to_string).collect();
                let hint = format!("at hand: {}; add a [[sources]] entry", none_or(&names));
                self.problem(path, message, hint);
                None
            }
        }
    }

    fn several<P: Copy + Ord + std::fmt::Display>(
        &mut self,
        path: &[&str],
        what: &str,
        asked: &BTreeSet<P>,
        at_hand: &BTreeSet<P>,
    ) -> BTreeSet<P> {
        if asked.is_empty() {
            return at_hand.clone();
        }
        asked.iter().filter_map(|period| self.chosen(path, what, Some(*period), at_hand)).collect()
    }

    /// The name asked for, or the only one there is.
    fn reference(
        &mut self,
        path: &[&str],
        what: &str,
        asked: Option<&str>,
        known: &[&str],
    ) -> Option<String> {
        match (asked, known) {
            (Some(name), _) if known.contains(&name) => Some(name.to_owned()),
            (None, [only]) => Some((*only).to_owned()),
            (Some(name), _) => {
                let near = nearest(name, known).map(|near| format!("did you mean `{near}`?"));
                let hint = near.unwrap_or_else(|| format!("at hand: {}", none_or(known)));
                self.problem(path, format!("there is no {what} `{name}`"), hint);
                None
            }
            (None, _) => {
                self.problem(path, format!("which {what}?"), format!("at hand: {}", none_or(known)));
                None
            }
        }
    }

    fn exhibits(&mut self) -> Vec<Exhibit> {
        let written = self.written;
        let comparisons: Vec<&str> =
            written.comparisons.iter().map(|comparison| comparison.id.as_str()).collect();
        if written.exhibits.is_empty() {
            return comparisons.iter().flat_map(|id| one_of_each(id, comparisons.len() > 1)).collect();
        }
        let exhibits: Vec<Exhibit> = written
            .exhibits
            .iter()
            .enumerate()
            .filter_map(|(at, exhibit)| self.exhibit(at, exhibit, &comparisons))
            .collect();
        let ids: Vec<String> = exhibits.iter().map(|exhibit| exhibit.id.clone()).collect();
        self.unique("exhibits", ids.iter());
        exhibits
    }

    fn exhibit(&mut self, at: usize, exhibit: &WrittenExhibit, comparisons: &[&str]) -> Option<Exhibit> {
        let path = ["exhibits", &at.to_string(), "comparison"];
        let comparison =
            self.reference(&path, "comparison", exhibit.comparison.as_deref(), comparisons)?;
        let id = exhibit.id.clone().unwrap_or_else(|| exhibit.kind.name().to_owned());
        self.names_a_file(&["exhibits", &at.to_string(), "id"], &id);
        let place = self.place(&["exhibits", &at.to_string(), "roles"]);
        Some(Exhibit { id, kind: exhibit.kind, comparison, roles: exhibit.roles.clone(), place })
    }
}

fn periods(sources: &[Source]) -> (BTreeSet<Release>, BTreeSet<Round>) {
    let (mut releases, mut rounds) = (BTreeSet::new(), BTreeSet::new());
    for source in sources {
        match source.period {
            Some(Period::Release(release)) => drop(releases.insert(release)),
            Some(Period::Round(round)) => drop(rounds.insert(round)),
            None => {}
        }
    }
    (releases, rounds)
}

fn none_or<T: AsRef<str>>(names: &[T]) -> String {
    match names {
        [] => "none".to_owned(),
        names => names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", "),
    }
}

fn one_of_each(comparison: &str, prefixed: bool) -> impl Iterator<Item = Exhibit> {
    ExhibitKind::ALL.into_iter().map(move |kind| {
        let id = if prefixed { format!("{comparison}-{}", kind.name()) } else { kind.name().to_owned() };
        Exhibit {
            id,
            kind,
            comparison: comparison.to_owned(),
            roles: Vec::new(),
            place: Place::default(),
        }
    })
}
