//! Price indexes with look-ups that never fill a gap.

use std::collections::BTreeMap;

use crate::model::{Area, Origin, Release};

/// Index values by key, each with its line in the file that `source` names.
#[derive(Clone, Debug)]
pub struct Index<Key> {
    /// The id of the source in `pipeline.toml`.
    pub source: String,
    /// Values and lines.
    pub levels: BTreeMap<Key, (f64, u64)>,
}

impl<Key: Ord> Index<Key> {
    /// The value and its origin; `None` where none was published.
    #[must_use]
    pub fn at(&self, key: &Key) -> Option<(f64, Origin)> {
        let (level, line) = self.levels.get(key)?;
        Some((*level, Origin { source: self.source.clone(), line: Some(*line), column: None }))
    }
}

/// The price indexes at hand.
#[derive(Clone, Debug, Default)]
pub struct Prices {
    /// CPI-U by month, 1982-84 = 100.
    pub cpi_u: Option<Index<Release>>,
    /// Regional price parities by area and year, U.S. = 100: a table of states, one of metropolitan
    /// areas.
    pub parities: Vec<Index<(Area, u16)>>,
}

impl Prices {
    /// What a dollar of one month is worth in another, with the two index values; `None` where
    /// either month has no index.
    #[must_use]
    pub fn inflation(&self, from: Release, to: Release) -> Option<(f64, Vec<Origin>)> {
        let index = self.cpi_u.as_ref()?;
        let ((old, first), (new, second)) = (index.at(&from)?, index.at(&to)?);
        Some((new / old, vec![first, second]))
    }

    /// The newest year that has a price parity for an area, with the parity.
    #[must_use]
    pub fn newest_parity(&self, area: Area) -> Option<(u16, f64, Origin)> {
        let newest = |index: &Index<(Area, u16)>| {
            let (of, year) = *index.levels.range((area, 0)..=(area, u16::MAX)).next_back()?.0;
            let (level, origin) = index.at(&(of, year))?;
            Some((year, level, origin))
        };
        self.parities.iter().filter_map(newest).max_by_key(|(year, ..)| *year)
    }
}
