//! Files to tables of occupations: the sources of a configuration, and files that no configuration
//! names, whose program and period are told from what is in them.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use super::{
    cache::{Entry, Kept},
    looks::{self, Looked},
};
use crate::{
    acquire::Locked,
    config::{Settings, Source},
    diag::{Diagnostic, Diagnostics, rules},
    files::{self, Opened},
    ingest::{self, Contents, Input, Inspection, Loaded},
    inspect,
    model::{Period, Program, PublishedRow, SourceFile},
    panel::{Table, TableBuilder},
};

/// The code lists beside a flat file, by path.
type CodeLists = BTreeMap<String, Vec<u8>>;

/// A file at hand, read as far as tells what it is.
pub(super) struct AtHand {
    path: PathBuf,
    opened: Opened,
    lists: CodeLists,
    /// Its sha256 is empty and its size 0 until one of the stages has asked for them.
    file: SourceFile,
}

impl AtHand {
    /// Opens a source of a configuration.
    pub(super) fn source(base: &Path, source: &Source) -> Result<Self, Diagnostics> {
        let file = SourceFile {
            id: source.id.clone(),
            program: source.program,
            period: source.period,
            path: source.path.clone(),
            sha256: String::new(),
            bytes: 0,
        };
        Self::open(&base.join(&source.path), file, false)
    }

    /// Opens an input of a lock.
    fn locked(one: &Locked) -> Result<Self, Diagnostics> {
        let file = SourceFile {
            id: one.entry.path.clone(),
            program: one.entry.program,
            period: one.entry.period(),
            path: one.entry.path.clone(),
            sha256: String::new(),
            bytes: 0,
        };
        Self::open(&one.file, file, false)
    }

    /// Opens the file; of a folder, the flat file in it.
    fn open(path: &Path, mut file: SourceFile, is_named: bool) -> Result<Self, Diagnostics> {
        let mut path = path.to_path_buf();
        if files::is_folder(&path) {
            let name = inspect::flat_file_in(&path).map_err(|problem| problem.within(path.display()))?;
            file.path = format!("{}/{}", file.path.trim_end_matches('/'), name.display());
            path = path.join(name);
        }
        let mut opened = files::open(&path, ingest::HEAD, is_named)?;
        let is_oews = file.program == Program::Oews;
        if !is_oews || ingest::must_be_whole(opened.head()) {
            opened.load(&path)?;
        }
        let mut lists = BTreeMap::new();
        if is_oews && ingest::may_need_lists(opened.head()) {
            let folder =
                file.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            let beside = files::beside(&path, ingest::is_code_list)?;
            lists.extend(beside.into_iter().map(|(name, bytes)| (format!("{folder}{name}"), bytes)));
        }
        Ok(Self { path, opened, lists, file })
    }

    /// Opens a file that no configuration names.
    pub(super) fn named(path: &Path) -> Result<Self, Diagnostics> {
        Self::open(path, unknown_file(&path.to_string_lossy()), true)
    }

    /// Looks into a file of which nothing is known, and opens it again as what it turned out to be.
    pub(super) fn look(mut self) -> Result<(Looked, Self), Diagnostics> {
        let looked = match self.looked_before()? {
            Some(looked) => looked,
            None => self.look_now()?,
        };
        let Self { path, mut file, .. } = self;
        (file.program, file.period) = (program_of(looked.contents)?, looked.period);
        file.id.clone_from(&file.path);
        Ok((looked, Self::open(&path, file, true)?))
    }

    /// What the file turned out to be when an earlier run looked into it.
    fn looked_before(&mut self) -> Result<Option<Looked>, Diagnostics> {
        if !looks::may_have(self.opened.size()) {
            return Ok(None);
        }
        (self.file.sha256, self.file.bytes) = self.opened.peek(&self.path)?;
        Ok(looks::get(&self.file, &self.lists))
    }

    fn look_now(&mut self) -> Result<Looked, Diagnostics> {
        let lists: Vec<Vec<u8>> = self.lists.values().cloned().collect();
        let (head, rest) = self.opened.parts();
        let rest = rest.map(|rest| rest as &mut (dyn io::Read + Send));
        let mut inspection = ingest::inspect(&self.file.path, Input { head, rest, beside: &lists });
        inspection.problems.extend(left_out(&inspection));
        let (contents, period) = contents_and_period(&inspection)?;
        let findings = inspection.problems.into_iter().collect();
        let looked = Looked { contents, period, findings };
        (self.file.sha256, self.file.bytes) = self.opened.peek(&self.path)?;
        looks::put(&self.file, &self.lists, &looked);
        Ok(looked)
    }

    /// The program that published it.
    pub(super) const fn program(&self) -> Program {
        self.file.program
    }

    /// The path, for what is told of the file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The whole file of a program other than OEWS.
    pub(super) fn bytes(&self) -> &[u8] {
        self.opened.head()
    }

    /// The file with its sha256 and size, and the code lists that were read beside it.
    pub(super) fn finish(self) -> Result<(SourceFile, CodeLists), Diagnostics> {
        let (sha256, bytes) = self.opened.finish(&self.path)?;
        Ok((SourceFile { sha256, bytes, ..self.file }, self.lists))
    }

    /// The table of occupations in a file of OEWS or of the projections, with the file.
    ///
    /// # Errors
    /// Everything that its reader refuses, without the file; the caller adds it.
    pub(super) fn table(mut self) -> Result<(Read, SourceFile, CodeLists), Diagnostics> {
        if let Some(kept) = self.kept()? {
            let (table, findings) = kept;
            let file = table.source.clone();
            return Ok((Read::Kept(Box::new(table), findings), file, self.lists));
        }
        let (rows, read) = TableBuilder::beside(|each| self.rows(each));
        let (file, lists) = self.finish()?;
        let entry = Entry::of(&file, &lists);
        let (rows, read) = (Box::new(rows), Box::new(read));
        Ok((Read::Now { rows, read, entry }, file, lists))
    }

    /// The table as it was kept when an earlier run read the same file.
    fn kept(&mut self) -> Result<Option<Kept>, Diagnostics> {
        let Some(period) = self.file.period else { return Ok(None) };
        let kept = if self.file.sha256.is_empty() {
            let Some(likely) = Entry::likely(self.file.program, period, self.opened.size()) else {
                return Ok(None);
            };
            // It is mostly the one: it is read while the file's sha256 is made, which decides.
            let (peeked, kept) = rayon::join(|| self.opened.peek(&self.path), || likely.get(&self.file));
            (self.file.sha256, self.file.bytes) = peeked?;
            match Entry::of(&self.file, &self.lists) {
                Some(entry) if entry != likely => entry.get(&self.file),
                _ => kept,
            }
        } else {
            Entry::of(&self.file, &self.lists).and_then(|entry| entry.get(&self.file))
        };
        // An entry may stand under another's name.
        let kept = kept.filter(|(table, _)| table.source.sha256 == self.file.sha256);
        Ok(kept.map(|(mut table, findings)| {
            table.source = self.file.clone();
            (table, findings)
        }))
    }

    fn rows(&mut self, each: impl FnMut(&PublishedRow<'_>)) -> Result<(Period, Loaded), Diagnostics> {
        let lists: Vec<Vec<u8>> = self.lists.values().cloned().collect();
        let (head, rest) = self.opened.parts();
        let rest = rest.map(|rest| rest as &mut (dyn io::Read + Send));
        let input = Input { head, rest, beside: &lists };
        match (self.file.program, self.file.period) {
            (Program::Oews, Some(period @ Period::Release(release))) => {
                Ok((period, ingest::read_oews(input, release, each)?))
            }
            (Program::Projections, Some(period @ Period::Round(round))) => {
                Ok((period, ingest::read_projections(head, round, each)?))
            }
            (Program::Oews | Program::Projections, _) => {
                Err(Diagnostic::error("a table without its period").into())
            }
            (Program::CpiU | Program::PriceParities, _) => {
                Err(Diagnostic::error("a file of prices holds no occupations").into())
            }
        }
    }
}

/// What was read of a file: its rows, and what its reader says of them.
pub(super) enum Read {
    /// From the file, just now; with where the table is to be kept.
    Now {
        rows: Box<TableBuilder>,
        read: Box<Result<(Period, Loaded), Diagnostics>>,
        entry: Option<Entry>,
    },
    /// By an earlier run that kept it.
    Kept(Box<Table>, Diagnostics),
}

impl Read {
    /// The table of a file, with what is odd about it.
    ///
    /// # Errors
    /// Everything that the reader refused.
    pub(super) fn table(self, file: SourceFile) -> Result<(Table, Diagnostics), Diagnostics> {
        let (rows, read, entry) = match self {
            Self::Now { rows, read, entry } => (rows, read, entry),
            Self::Kept(table, findings) => return Ok((*table, findings)),
        };
        let (period, loaded) = (*read)?;
        // A part of a table is enough here; whether it is whole is a question for `inspect`.
        let findings = loaded.findings.without(&rules::PARTIAL_TABLE);
        let table = rows.finish(period, loaded.head, file);
        if let Some(entry) = entry {
            entry.put(&table, &findings);
        }
        Ok((table, findings))
    }
}

/// The tables of OEWS and of the projections that a configuration names, in its order, with what is
/// odd about them.
///
/// # Errors
/// Everything that is wrong with any of them.
pub fn tables_of(settings: &Settings) -> Result<(Vec<Table>, Diagnostics), Diagnostics> {
    let has_occupations =
        |source: &&Source| matches!(source.program, Program::Oews | Program::Projections);
    let sources: Vec<&Source> = settings.sources.iter().filter(has_occupations).collect();
    let read = together(&sources, |source| {
        let at_hand = AtHand::source(&settings.base, source)?;
        let path = at_hand.path().to_path_buf();
        let (read, file, _) = at_hand.table()?;
        let (table, findings) = read.table(file).map_err(|problems| problems.within(path.display()))?;
        Ok((table, findings.within(path.display())))
    })?;
    Ok(gathered(read))
}

/// The tables, and what is odd about all of them.
fn gathered(read: Vec<(Table, Diagnostics)>) -> (Vec<Table>, Diagnostics) {
    let (tables, findings): (Vec<Table>, Vec<Diagnostics>) = read.into_iter().unzip();
    let mut told = Diagnostics::default();
    for findings in findings {
        told.extend(findings);
    }
    (tables, told)
}

/// The tables of OEWS and of the projections that a lock names, from wherever their bytes are, with what is
/// odd about them.
///
/// # Errors
/// Everything that is wrong with any of them.
pub fn tables_locked(locked: &[Locked]) -> Result<(Vec<Table>, Diagnostics), Diagnostics> {
    let is_table = |one: &&Locked| {
        let has_occupations = matches!(one.entry.program, Program::Oews | Program::Projections);
        has_occupations && !is_list(one)
    };
    let tables: Vec<&Locked> = locked.iter().filter(is_table).collect();
    let read = together(&tables, |one| {
        let mut at_hand = AtHand::locked(one)?;
        if one.entry.program == Program::Oews && ingest::may_need_lists(at_hand.opened.head()) {
            at_hand.lists = lists_of(one, locked)?;
        }
        let (read, file, _) = at_hand.table()?;
        let path = &one.entry.path;
        let (table, findings) = read.table(file).map_err(|problems| problems.within(path))?;
        Ok((table, findings.within(path)))
    })?;
    Ok(gathered(read))
}

/// Whether an input of a lock is a code list of the flat files.
fn is_list(one: &Locked) -> bool {
    one.entry.path.rsplit('/').next().is_some_and(ingest::is_code_list)
}

/// The code lists that a lock has beside a flat file.
fn lists_of(flat: &Locked, locked: &[Locked]) -> Result<CodeLists, Diagnostics> {
    let folder =
        |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let beside =
        locked.iter().filter(|one| is_list(one) && folder(&one.entry.path) == folder(&flat.entry.path));
    beside.map(|one| Ok((one.entry.path.clone(), files::read(&one.file)?))).collect()
}

/// The tables of files that no configuration names, in their order, with what is odd about them:
/// that a name and the figures are of different releases, for one.
///
/// # Errors
/// Everything that is wrong with any of them, and files whose program or period cannot be told.
pub fn tables_in<P: AsRef<Path> + Sync>(paths: &[P]) -> Result<(Vec<Table>, Diagnostics), Diagnostics> {
    let read = together(paths, |path| {
        let path = path.as_ref();
        let at_hand = AtHand::named(path)?;
        let path = at_hand.path().to_path_buf();
        let (table, findings) = in_file(at_hand).map_err(|problems| problems.within(path.display()))?;
        Ok((table, findings.within(path.display())))
    })?;
    Ok(gathered(read))
}

/// Reads side by side; what is wrong is told in the order of the sources.
pub(super) fn together<S: Sync, T: Send>(
    sources: &[S],
    read: impl Fn(&S) -> Result<T, Diagnostics> + Send + Sync,
) -> Result<Vec<T>, Diagnostics> {
    let read: Vec<Result<T, Diagnostics>> = sources.par_iter().map(read).collect();
    let mut problems = Diagnostics::default();
    let all = read.into_iter().filter_map(|one| problems.keep(one)).collect();
    problems.unless_any(all)
}

/// A file of which nothing is known but that it may be one of OEWS.
fn unknown_file(path: &str) -> SourceFile {
    SourceFile {
        id: path.to_owned(),
        program: Program::Oews,
        period: None,
        path: path.to_owned(),
        sha256: String::new(),
        bytes: 0,
    }
}

/// The table of a file that no configuration names, with what is odd about it.
pub(super) fn table_at_hand(
    looked: Looked,
    at_hand: AtHand,
) -> Result<(Table, Diagnostics), Diagnostics> {
    let (read, file, _) = at_hand.table()?;
    let (table, _) = read.table(file)?;
    Ok((table, looked.findings))
}

fn in_file(at_hand: AtHand) -> Result<(Table, Diagnostics), Diagnostics> {
    let (looked, at_hand) = at_hand.look()?;
    match looked.contents {
        prices @ (Contents::CpiU | Contents::PriceParities) => Err(no_occupations(prices).into()),
        _ => table_at_hand(looked, at_hand),
    }
}

/// What a zip holds beside the tables that are read of it.
fn left_out(inspection: &Inspection) -> Vec<Diagnostic> {
    let told = |(contents, member): (&Contents, &String)| {
        let message = format!("the zip also holds {}, which is left out", contents.in_words());
        let hint = "unpack it and give the files one by one";
        Diagnostic::finding(message).part(member).hint(hint).rule(&rules::PARTIAL_TABLE)
    };
    inspection.others.iter().map(told).collect()
}

fn no_occupations(contents: Contents) -> Diagnostic {
    let lacks = match contents {
        Contents::OccupationWages => "not in those of BLS",
        Contents::SocStructure | Contents::SocCrosswalk | Contents::JobTitles => "no figures",
        _ => "no occupations",
    };
    Diagnostic::error(format!("the file holds {}, {lacks}", contents.in_words()))
        .hint("give a table of OEWS or of the Employment Projections")
}

/// What a file holds and the release or round of it, where there is a reader; else what was found instead.
fn contents_and_period(inspection: &Inspection) -> Result<(Contents, Option<Period>), Diagnostics> {
    match (inspection.program, inspection.release, inspection.round) {
        (Some(Contents::Oews), Some(release), _) => Ok((Contents::Oews, Some(Period::Release(release)))),
        (Some(of @ (Contents::Projections | Contents::StateProjections)), _, Some(round)) => {
            Ok((of, Some(Period::Round(round))))
        }
        (Some(prices @ (Contents::CpiU | Contents::PriceParities)), ..) => Ok((prices, None)),
        (Some(Contents::Oews), None, _) => {
            Err(Diagnostic::error("nothing in the file or its name tells the release")
                .hint("put the year into the name, such as national_M2025_dl.xlsx")
                .into())
        }
        (Some(other), ..) if inspection.problems.is_empty() => Err(no_occupations(other).into()),
        _ => Err(inspection.problems.iter().cloned().collect()),
    }
}

/// The program whose reader a file is for.
fn program_of(contents: Contents) -> Result<Program, Diagnostics> {
    match contents {
        Contents::Oews => Ok(Program::Oews),
        Contents::Projections | Contents::StateProjections => Ok(Program::Projections),
        Contents::CpiU => Ok(Program::CpiU),
        Contents::PriceParities => Ok(Program::PriceParities),
        other => Err(no_occupations(other).into()),
    }
}
