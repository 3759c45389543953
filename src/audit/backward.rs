//! The figures of a table by their value: which occupations have it.

use std::collections::BTreeMap;

use crate::model::{Measure, SocCode};

/// Occupations by measure and value, in hundredths.
#[derive(Debug, Default)]
pub struct Backward {
    by_measure: BTreeMap<Measure, Vec<(i64, SocCode)>>,
}

#[expect(clippy::cast_possible_truncation, reason = "dollars and jobs are far below 2^53")]
fn hundredths(value: f64) -> i64 {
    (value * 100.0).round() as i64
}

impl Backward {
    /// Puts figures in the order of their values.
    pub fn new(figures: impl Iterator<Item = (Measure, f64, SocCode)>) -> Self {
        let mut by_measure: BTreeMap<Measure, Vec<(i64, SocCode)>> = BTreeMap::new();
        for (measure, value, code) in figures {
            by_measure.entry(measure).or_default().push((hundredths(value), code));
        }
        for of in by_measure.values_mut() {
            of.sort_unstable();
        }
        Self { by_measure }
    }

    /// The occupations that have a value.
    #[must_use]
    pub fn having(&self, measure: Measure, value: f64) -> Vec<SocCode> {
        let Some(all) = self.by_measure.get(&measure) else { return Vec::new() };
        let value = hundredths(value);
        let from = all.partition_point(|(other, _)| *other < value);
        all[from..].iter().take_while(|(other, _)| *other == value).map(|(_, code)| *code).collect()
    }
}
