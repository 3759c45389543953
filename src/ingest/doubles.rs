//! Rows that stand twice in a table: a known defect of some of BLS's own (May 2022, areas), harmless
//! where the figures are the same.

use std::collections::BTreeMap;

use super::{container::Row, findings::Findings};
use crate::{
    diag::{Diagnostic, Diagnostics, rules},
    model::{Area, Estimate, OccupationCode, PublishedRow, SocLevel},
};

/// What makes a row one: texts as their hashes.
type Key = (Area, [u64; 3], OccupationCode, SocLevel);

/// The rows that were seen: a hash of the figures, and the line.
#[derive(Default)]
pub(super) struct Doubles {
    seen: BTreeMap<Key, (u64, u64)>,
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
        let texts = [published.industry, published.ownership, industry_group].map(hash);
        let key = (published.area, texts, published.code, published.level);
        let figures = published.values.iter().fold(OFFSET, fold_value);
        let Some((other, line)) = self.seen.get(&key).copied() else {
            self.seen.insert(key, (figures, row.line));
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

    /// Tells of the rows that stand twice.
    pub(super) fn tell(self, told: &mut Diagnostics) {
        self.same.tell(&rules::ROW_TWICE, "rows stand twice", told);
    }
}

/// FNV-1a, 64 bits.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

fn fold(hash: u64, word: u64) -> u64 {
    (hash ^ word).wrapping_mul(PRIME)
}

fn hash(text: &str) -> u64 {
    text.bytes().fold(OFFSET, |hash, byte| fold(hash, u64::from(byte)))
}

fn fold_value(so_far: u64, value: &Estimate) -> u64 {
    match value {
        Estimate::Published { value } | Estimate::Derived { value, .. } => fold(so_far, value.to_bits()),
        Estimate::AtLeast { bound } | Estimate::AtMost { bound } => {
            fold(fold(so_far, 1), bound.to_bits())
        }
        Estimate::Absent { .. } => fold(so_far, hash(value.status())),
    }
}
