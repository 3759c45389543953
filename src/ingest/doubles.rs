//! Rows that stand twice in a table: a known defect of some of BLS's own (May 2022, areas), harmless
//! where the figures are the same.

use std::collections::BTreeMap;

use super::{container::Row, findings::Findings};
use crate::{
    diag::{Diagnostic, Diagnostics, rules},
    model::{Area, Estimate, OccupationCode, PublishedRow, SocLevel},
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
    same: Findings,
}

impl Doubles {
    /// Whether a row is new. One that is there already with the same figures is a finding and not to
    /// be read again; `industry_group` tells two industries of the same code apart.
    ///
    /// # Errors
    /// When it is there already with other figures.
    pub(super) fn is_new(
        &mut self,
        row: &Row<'_>,
        column: usize,
        published: &PublishedRow<'_>,
        industry_group: &str,
    ) -> Result<bool, Diagnostics> {
        let group =
            self.group(published.area, [published.industry, published.ownership, industry_group]);
        let figures = published.values.iter().fold(OFFSET, fold_value);
        let seen = Seen { figures, line: row.line };
        let Some(Seen { figures: other, line }) =
            self.before(group, (published.code, published.level), seen)
        else {
            return Ok(true);
        };
        let what = format!("{} in area {}", published.code, published.area);
        if other != figures {
            let message = format!("{what} stands here for the second time, with other figures");
            let hint = format!("the first is in line {line}; remove one of the two rows");
            return Err(row.at(column, Diagnostic::error(message).hint(hint)).into());
        }
        self.same.add(|| {
            let message = format!("{what} stands here for the second time, with the same figures");
            row.at(column, Diagnostic::finding(message).hint(format!("the first is in line {line}")))
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
