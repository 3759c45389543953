//! Which release a table of OEWS is of: what its names say, what it says itself, and what its total
//! employment says.

use std::collections::BTreeSet;

use super::{survey::Survey, tally::Tally};
use crate::{
    catalog::{oews_total, oews_totals, oews_year_of_rows},
    diag::{Diagnostic, rules},
    ingest::{oews::Looks, years::years},
    model::{AreaKind, Release},
};

/// By how much the sum of the states may differ from the nation, as a fraction.
const ROUNDING: f64 = 0.000_1;

/// States and the District of Columbia.
const STATES: usize = 51;

/// What speaks for which release.
pub(super) struct Evidence {
    /// The table's own column.
    stated: BTreeSet<u16>,
    /// Names of sheets and members, then of the file.
    named: [BTreeSet<u16>; 2],
    /// Names of its folders, from the inside out: people name them after the day of a download, too.
    folders: Vec<BTreeSet<u16>>,
    looks: Looks,
    /// The figures.
    by_total: Option<u16>,
    by_wages: Option<u16>,
    /// The jobs of all states together, beside the nation's.
    by_states: Option<u16>,
    /// The number of rows of a kind of area that only one release has.
    by_rows: Option<(AreaKind, usize, u16)>,
    total: Option<f64>,
}

impl Evidence {
    /// The evidence before the rows are read.
    pub(super) fn of(path: &str, survey: &Survey) -> Self {
        let inside = survey.names.iter().flat_map(|name| years(name)).collect();
        let mut around = path.rsplit(['/', '\\']).map(|name| years(name).collect());
        let named = [inside, around.next().unwrap_or_default()];
        let folders = around.collect();
        let looks = survey.looks;
        let stated = survey.years.clone();
        let (by_total, by_wages, by_states, by_rows, total) = (None, None, None, None, None);
        Self { stated, named, folders, looks, by_total, by_wages, by_states, by_rows, total }
    }

    /// Adds what the totals say: the nation's, or the sum of all states or sectors.
    pub(super) fn add_figures(&mut self, tally: &Tally) {
        let of_kind = |wanted: AreaKind| {
            tally.totals.iter().filter(move |((kind, _), _)| *kind == wanted).map(|(_, jobs)| *jobs)
        };
        let nation = of_kind(AreaKind::Nation).next();
        let states =
            (of_kind(AreaKind::State).count() == STATES).then(|| of_kind(AreaKind::State).sum());
        self.total = nation.or(states).or_else(|| tally.of_sectors());
        let near = |jobs: f64| {
            let far = |total: f64| (total - jobs).abs() / total;
            let all = oews_totals().map(|(year, total)| (year, far(f64::from(total))));
            all.min_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, far)| *far < ROUNDING)
        };
        self.by_total = self.total.and_then(near).map(|(year, _)| year);
        self.by_states = states.filter(|_| nation.is_some()).and_then(near).map(|(year, _)| year);
        self.by_rows = tally.kinds().find_map(|(kind, rows)| {
            let year = oews_year_of_rows(kind, rows).filter(|_| tally.is_of_all_industries())?;
            Some((kind, rows, year))
        });
    }

    /// Adds what the wages say, where all are of one release.
    pub(super) fn add_wages(&mut self, release: Option<Release>) {
        self.by_wages = release.map(Release::year);
    }

    /// The release that the table states, or its name or those in it tell.
    pub(super) fn named(&self) -> Option<Release> {
        only(&self.stated).or_else(|| self.named.iter().find_map(only)).map(Release::may)
    }

    /// The releases that the table, the names of what is in the file, and its own name tell, each where
    /// it tells one.
    pub(super) fn names(&self) -> Vec<Release> {
        let told = std::iter::once(&self.stated).chain(&self.named).filter_map(only);
        told.map(Release::may).collect()
    }

    /// The year that the strongest evidence tells: what the table states, then names from the inside
    /// out, then figures.
    fn year(&self) -> Option<u16> {
        self.named().map(Release::year).or(self.by_total).or(self.by_wages)
    }

    /// The year of the innermost folder that tells one, where the table is not written in an older way.
    fn of_folder(&self) -> Option<u16> {
        let last = self.looks.last_year();
        self.folders.iter().find_map(only).filter(|year| last.is_none_or(|last| *year <= last))
    }

    /// The release to read the table as: the one told, or one whose ways of writing it has.
    pub(super) fn reading(&self) -> Release {
        let by_looks = || self.looks.last_year().unwrap_or(Looks::NEWEST);
        Release::may(self.year().or_else(|| self.of_folder()).unwrap_or_else(by_looks))
    }

    /// The release that is told.
    pub(super) fn release(&self) -> Option<Release> {
        self.year().or_else(|| self.of_folder()).map(Release::may)
    }

    /// Every release that something speaks for.
    pub(super) fn candidates(&self) -> BTreeSet<Release> {
        let named = self.named.iter().chain(&self.folders).flatten();
        let named = named.chain(&self.stated).chain(&self.by_total).chain(&self.by_wages);
        let named = named.chain(self.by_rows.as_ref().map(|(.., year)| year));
        named.map(|year| Release::may(*year)).collect()
    }

    /// What the names, the jobs, the wages and the number of rows disagree about. That the wages are not
    /// of the release that a name tells is told by whoever looks at the wages.
    pub(super) fn conflicts(&self) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        let named: BTreeSet<u16> = self.names().into_iter().map(Release::year).collect();
        for year in &named {
            told.extend(self.other_jobs(*year).or_else(|| self.other_rows(*year)));
        }
        match (self.by_total, self.by_wages) {
            (Some(jobs), Some(wages)) if named.is_empty() && jobs != wages => told.push(finding(
                format!("the jobs are May {jobs}'s and the wages May {wages}'s"),
                "the table was put together of two releases; get one from BLS again",
            )),
            (None, None) if self.by_rows.is_none() => told.extend(self.other_names()),
            _ => {}
        }
        told.extend(self.other_states());
        told.extend(self.other_member());
        told
    }

    /// The jobs, where they are not those of a year that a name tells; nothing where wages told it.
    fn other_jobs(&self, year: u16) -> Option<Diagnostic> {
        let names = self.who_says();
        let total = self.total?;
        match self.by_total {
            Some(jobs)
                if jobs == year || (self.by_wages == Some(jobs) && self.by_wages != Some(year)) =>
            {
                None
            }
            Some(jobs) => {
                let wages = match self.by_wages {
                    Some(wages) => format!("; the wages are May {wages}'s"),
                    None => String::new(),
                };
                let message = format!("the jobs are May {jobs}'s, not May {year}'s as {names}{wages}");
                Some(finding(message, LOOK_WHICH))
            }
            None => {
                let expected = oews_total(Release::may(year))?;
                let message = format!("{total} jobs in all; May {year} has {expected}");
                Some(finding(message, LOOK_WHICH))
            }
        }
    }

    /// The jobs of the states, where they are of another release than those of the nation beside them.
    fn other_states(&self) -> Option<Diagnostic> {
        let (nation, states) = (self.by_total?, self.by_states?);
        let message =
            format!("the jobs of the nation are May {nation}'s, those of the states May {states}'s");
        let hint = "the file holds tables of several releases; give each by itself";
        (nation != states).then(|| finding(message, hint))
    }

    /// The number of rows, where it is that of another year than a name tells and no figure says more.
    fn other_rows(&self, year: u16) -> Option<Diagnostic> {
        if self.by_total.or(self.by_wages).is_some() {
            return None;
        }
        let names = self.who_says();
        let (kind, rows, other) = self.by_rows.filter(|(.., other)| *other != year)?;
        let message = format!(
            "{rows} rows of {} areas are those of May {other}, not of May {year} as {names}",
            kind.name()
        );
        Some(finding(message, LOOK_WHICH))
    }

    /// The names, or one of them where they disagree.
    fn who_says(&self) -> &'static str {
        let years: BTreeSet<Release> = self.names().into_iter().collect();
        if years.len() > 1 { "one of the names says" } else { "the names say" }
    }

    /// A name of a member or sheet that says another year than the wages, where others say theirs.
    fn other_member(&self) -> Option<Diagnostic> {
        let (wages, inside) = (self.by_wages?, &self.named[0]);
        let other = inside.iter().find(|year| **year != wages).filter(|_| inside.contains(&wages))?;
        let message = format!("a name in the file says May {other}, and the wages are May {wages}'s");
        Some(finding(message, "a member or sheet has the name of another release"))
    }

    /// Names that disagree where no figure decides between them.
    fn other_names(&self) -> Option<Diagnostic> {
        let names = self.names();
        let (inside, outside) =
            (names.first()?, names.iter().find(|name| Some(*name) != names.first())?);
        let message = format!(
            "the names in the file say {}, its own name says {}",
            inside.in_words(),
            outside.in_words()
        );
        Some(finding(message, "the file was renamed, or has a table of another release; look which"))
    }
}

/// The year, where there is one.
fn only(years: &BTreeSet<u16>) -> Option<u16> {
    years.first().copied().filter(|_| years.len() == 1)
}

/// What to do about figures of another release than a name tells.
const LOOK_WHICH: &str =
    "the file was renamed, or its figures were changed; get the release that is wanted from BLS";

/// How BLS's names of tables begin, and what their rows are then of.
const NAMES: [(&str, &[AreaKind], &str); 4] = [
    ("national_", &[AreaKind::Nation], "the nation"),
    ("state_", &[AreaKind::State, AreaKind::Territory], "states"),
    ("msa_", &[AreaKind::Metropolitan], "metropolitan areas"),
    ("bos_", &[AreaKind::Nonmetropolitan], "nonmetropolitan areas"),
];

/// The places, where no row is of those that the name of the file tells.
pub(super) fn other_places(path: &str, tally: &Tally) -> Option<Diagnostic> {
    let name = path.rsplit(['/', '\\']).next()?.to_lowercase();
    let (.., what) = NAMES.iter().find(|(begins, kinds, _)| {
        name.starts_with(begins) && !tally.kinds().any(|(kind, _)| kinds.contains(&kind))
    })?;
    let here: Vec<String> =
        tally.kinds().map(|(kind, rows)| format!("{rows} of kind {}", kind.name())).collect();
    let message = format!("no row is of {what} as the name says; there are {}", here.join(", "));
    let finding = Diagnostic::finding(message).rule(&rules::PARTIAL_TABLE);
    (!here.is_empty())
        .then(|| finding.hint("the file was renamed; give it the name that BLS has for it"))
}

fn finding(message: String, hint: &str) -> Diagnostic {
    Diagnostic::finding(message).hint(hint).rule(&rules::OTHER_RELEASE)
}
