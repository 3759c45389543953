//! Rows that stand twice in a table: a known defect of some of BLS's own (May 2022, areas), harmless
//! where the figures are the same.

use std::collections::BTreeMap;

use super::{container::Row, findings::Findings};
use crate::{
    catalog::{OEWS_ALL_OWNERS, oews_medians},
    diag::{Diagnostic, Diagnostics, rules},
    model::{Area, Estimate, OccupationCode, PublishedRow, Release, SocLevel},
};

/// What the rows of a group share: the area, and the texts that tell an industry from others.
type Group = (Area, [String; 3]);

/// What makes a row one in its group.
type Key = (OccupationCode, SocLevel);

/// A row that was seen.
#[derive(Clone, Copy)]
struct Seen {
    /// A hash of its figures.
    figures: u64,
    line: u64,
    /// The place of its table among the parts of the file.
    part: usize,
}

/// The rows that were seen. Those of a group mostly stand together and ascend, so that a row is mostly
/// new because it follows the last of its group.
#[derive(Default)]
pub(super) struct Doubles {
    groups: BTreeMap<Group, usize>,
    last: Option<(Group, usize)>,
    /// By group, the rows that follow all those before them.
    ascending: Vec<Vec<(Key, Seen)>>,
    others: BTreeMap<(usize, Key), Seen>,
    /// The members and sheets of the file, in their order.
    parts: Vec<String>,
    same: Findings,
    different: Different,
}

/// Rows that stand twice with different figures.
#[derive(Default)]
struct Different {
    count: usize,
    /// The line of the first.
    first: u64,
    /// By release, the medians of the second rows that are of it.
    medians: BTreeMap<Release, usize>,
    /// The medians of the catalog, once a row was found.
    known: Option<BTreeMap<OccupationCode, Vec<(Release, f64)>>>,
}

/// Rows with different figures that are told one by one.
const TOLD: usize = 5;

impl Different {
    /// Counts a row and its annual median; whether it is to be told.
    fn add(&mut self, published: &PublishedRow<'_>, line: u64, median: Option<f64>) -> bool {
        self.count += 1;
        if self.count == 1 {
            self.first = line;
        }
        if let Some(median) =
            median.filter(|_| published.area == Area::NATION && published.is_cross_industry())
        {
            let known = self.known.get_or_insert_with(medians);
            for (release, other) in known.get(&published.code).into_iter().flatten() {
                if (other - median).abs() < 1.0 {
                    *self.medians.entry(*release).or_default() += 1;
                }
            }
        }
        self.count <= TOLD
    }
}

fn medians() -> BTreeMap<OccupationCode, Vec<(Release, f64)>> {
    let mut known: BTreeMap<OccupationCode, Vec<(Release, f64)>> = BTreeMap::new();
    for (soc, release, median) in oews_medians() {
        known.entry(OccupationCode::Soc(soc)).or_default().push((release, median));
    }
    known
}

impl Doubles {
    /// Whether a row is new. One that is there already with the same figures is a finding and not to
    /// be read again; `industry_group` tells two industries of the same code apart, `median` is the
    /// annual one in dollars.
    ///
    /// # Errors
    /// When it is there already with other figures; [`Self::rest`] tells of those behind the first.
    pub(super) fn is_new(
        &mut self,
        row: &Row<'_>,
        column: usize,
        published: &PublishedRow<'_>,
        industry_group: &str,
        median: Option<f64>,
    ) -> Result<bool, Diagnostics> {
        if self.parts.last().is_none_or(|part| part != published.part) {
            self.parts.push(published.part.to_owned());
        }
        // A table of one's own, or a narrower sheet, leaves the code for all owners out.
        let owners =
            Some(published.ownership).filter(|owners| *owners != OEWS_ALL_OWNERS).unwrap_or_default();
        let group = self.group(published.area, [published.industry, owners, industry_group]);
        let figures = published.values.iter().fold(OFFSET, fold_value);
        let seen = Seen { figures, line: row.line, part: self.parts.len() - 1 };
        let Some(before) = self.before(group, (published.code, published.level), seen) else {
            return Ok(true);
        };
        let part = Some(&self.parts[before.part]).filter(|_| before.part != seen.part);
        let part = part.map(|part| format!(" of {part}")).unwrap_or_default();
        let line = format!("line {}{part}", before.line);
        let what = format!("{} in area {}", published.code, published.area);
        if before.figures != figures {
            if !self.different.add(published, row.line, median) {
                return Ok(false);
            }
            let message = format!("{what} stands here for the second time, with other figures");
            let hint = format!("the first is in {line}; remove one of the two rows");
            return Err(row.at(column, Diagnostic::error(message).hint(hint)).into());
        }
        self.same.add(|| {
            let message = format!("{what} stands here for the second time, with the same figures");
            row.at(column, Diagnostic::finding(message).hint(format!("the first is in {line}")))
        });
        Ok(false)
    }

    /// The place of a group.
    fn group(&mut self, area: Area, texts: [&str; 3]) -> usize {
        if let Some(((last, known), at)) = &self.last
            && *last == area
            && *known == texts
        {
            return *at;
        }
        let group = (area, texts.map(str::to_owned));
        let next = self.ascending.len();
        let at = *self.groups.entry(group.clone()).or_insert(next);
        if at == next {
            self.ascending.push(Vec::new());
        }
        self.last = Some((group, at));
        at
    }

    /// What was seen of a key before; it is kept when that is nothing.
    fn before(&mut self, group: usize, key: Key, seen: Seen) -> Option<Seen> {
        let rows = &mut self.ascending[group];
        if rows.last().is_none_or(|(last, _)| *last < key) {
            rows.push((key, seen));
            return None;
        }
        if let Ok(at) = rows.binary_search_by_key(&key, |(key, _)| *key) {
            return Some(rows[at].1);
        }
        let before = self.others.get(&(group, key)).copied();
        if before.is_none() {
            self.others.insert((group, key), seen);
        }
        before
    }

    /// The rows with other figures that were not told one by one, and which release they are of.
    pub(super) fn rest(&mut self) -> Option<Diagnostic> {
        let Different { count, first, medians, .. } = std::mem::take(&mut self.different);
        let rest = count.checked_sub(TOLD).filter(|rest| *rest > 0)?;
        let release = medians.into_iter().max_by_key(|(_, count)| *count);
        let whose = match release {
            Some((release, wages)) if wages > TOLD => {
                format!("; the medians of the second rows are {}'s", release.in_words())
            }
            _ => String::new(),
        };
        let message = format!(
            "{rest} more rows stand for the second time, with other figures, from line {first} on{whose}"
        );
        Some(Diagnostic::error(message).hint(
            "the file holds the tables of several releases; make a file of each, or remove all but one",
        ))
    }

    /// Tells of the rows that stand twice.
    pub(super) fn tell(self, told: &mut Diagnostics) {
        self.same.tell(&rules::ROW_TWICE, "rows stand twice", told);
    }
}

/// FNV-1a, 64 bits, on words in the place of bytes.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

fn fold(hash: u64, word: u64) -> u64 {
    (hash ^ word).wrapping_mul(PRIME)
}

fn fold_value(so_far: u64, value: &Estimate) -> u64 {
    match value {
        Estimate::Published { value } | Estimate::Derived { value, .. } => fold(so_far, value.to_bits()),
        Estimate::AtLeast { bound } | Estimate::AtMost { bound } => {
            fold(fold(so_far, 1), bound.to_bits())
        }
        Estimate::Absent { mark } => fold(fold(so_far, 2), *mark as u64),
    }
}
