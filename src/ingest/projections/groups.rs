//! The jobs of groups against those of their occupations, and of the major groups against all: BLS publishes nearly every
//! occupation, so that parts come to their group but for the rounding of each. Of an extract they may be fewer.

use crate::{
    diag::{Diagnostic, Diagnostics, rules},
    ingest::{container::Row, findings::Findings},
    model::{Measure, PublishedRow, SocCode, SocLevel},
};

/// Thousands of jobs by which a printed number may be off, with what binary fractions add.
const ROUNDING: f64 = 0.050_1;

/// By which fraction the occupations may be fewer than their group: in 2008-18 one of three in fishing and hunting, with
/// 0.011 of the jobs, is not published.
const LEFT_OUT: f64 = 0.02;

/// The ends of a projection.
const ENDS: [Measure; 2] = [Measure::BaseEmployment, Measure::ProjectedEmployment];

/// A row of a group.
struct Group {
    code: SocCode,
    level: SocLevel,
    /// Thousands at both ends of the projection.
    jobs: [f64; 2],
    /// Where they stand.
    places: [Diagnostic; 2],
}

/// The jobs of a table while its rows are read.
#[derive(Default)]
pub(super) struct Groups {
    groups: Vec<Group>,
    occupations: Vec<(SocCode, [f64; 2])>,
}

impl Groups {
    /// Takes a row, with the columns of the measures.
    pub(super) fn row(
        &mut self,
        row: &Row<'_>,
        columns: &[(Measure, usize)],
        published: &PublishedRow<'_>,
    ) {
        let find = |wanted: Measure| {
            let at = columns.iter().position(|(measure, _)| *measure == wanted)?;
            Some((columns[at].1, published.values.get(at)?.number()?))
        };
        let (Some(code), [Some(base), Some(projected)]) = (published.code.soc(), ENDS.map(find)) else {
            return;
        };
        let jobs = [base.1, projected.1];
        if published.level == SocLevel::Detailed {
            self.occupations.push((code, jobs));
            return;
        }
        let places = [base.0, projected.0].map(|column| row.at(column, Diagnostic::finding("")));
        self.groups.push(Group { code, level: published.level, jobs, places });
    }

    /// Tells what does not come to its group; `is_whole` when the table has every occupation.
    pub(super) fn tell(self, is_whole: bool, told: &mut Diagnostics) {
        let of_level = |level| self.groups.iter().filter(move |group| group.level == level);
        let mut sums = Findings::default();
        for group in self.groups.iter().filter(|group| group.level != SocLevel::Total) {
            let parts = self.occupations.iter().filter(|(code, _)| group.code.contains(*code));
            compare((group, is_whole), parts.map(|(_, jobs)| *jobs), "its occupations", &mut sums);
        }
        for total in of_level(SocLevel::Total) {
            let majors = of_level(SocLevel::Major).map(|major| major.jobs);
            compare((total, is_whole), majors, "the major groups", &mut sums);
        }
        sums.tell(&rules::ODD_FIGURE, "jobs of groups that are not those of their parts stand", told);
        let has_majors = of_level(SocLevel::Major).next().is_some();
        if has_majors && is_whole && of_level(SocLevel::Total).next().is_none() {
            let message = "no total of all occupations (00-0000)";
            let finding = Diagnostic::finding(message).hint("rows were left out");
            told.push(finding.rule(&rules::PARTIAL_TABLE));
        }
    }
}

/// Holds the jobs of a group to the sum of its parts, where it has any.
fn compare(
    (group, is_whole): (&Group, bool),
    parts: impl Iterator<Item = [f64; 2]>,
    what: &str,
    sums: &mut Findings,
) {
    let (mut sum, mut count) = ([0.0; 2], 0_u32);
    for part in parts {
        sum = [sum[0] + part[0], sum[1] + part[1]];
        count += 1;
    }
    let most = ROUNDING * f64::from(count + 1);
    for ((jobs, sum), place) in group.jobs.iter().zip(sum).zip(&group.places) {
        let is_more = sum - jobs > most;
        let is_fewer = jobs * (1.0 - LEFT_OUT) - sum > most && is_whole && count > 0;
        if is_more || is_fewer {
            sums.add(|| {
                let message =
                    format!("{} has {jobs} thousand jobs, and {what} {sum:.1} thousand", group.code);
                let hint = "a number was changed, or rows were added or left out";
                Diagnostic { message, ..place.clone() }.hint(hint)
            });
        }
    }
}
