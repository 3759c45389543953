//! What a whole table of projections must hold to: codes of the edition of its round, and jobs that
//! change by as much as the table says.

use crate::{
    diag::{Diagnostic, Diagnostics, rules},
    ingest::{container::Row, doubles::Doubles, editions::Editions, findings::Findings},
    model::{Measure, PublishedRow, Round},
};

/// Thousands of jobs by which a printed change may differ from the printed jobs, of which each is
/// rounded to a tenth, with what binary fractions add.
const ROUNDING_THOUSANDS: f64 = 0.151;

/// Thousands of jobs by which a printed number may be off.
const ROUNDED: f64 = 0.05;

/// Percent by which a printed percent may be off, with what binary fractions add.
const SLACK_PCT: f64 = 0.051;

/// The checks of a table while its rows are read.
pub(super) struct Checks {
    codes: Editions,
    change: Findings,
    doubles: Doubles,
    /// Whether the states chose the codes, who mix editions.
    of_states: bool,
}

impl Checks {
    /// For a table of a round.
    pub(super) fn of(round: Round) -> Self {
        Self {
            codes: Editions::of_round(round),
            change: Findings::default(),
            doubles: Doubles::default(),
            of_states: false,
        }
    }

    /// For the table of the states of a round.
    pub(super) fn of_states(round: Round) -> Self {
        Self { of_states: true, ..Self::of(round) }
    }

    /// Looks at the code of a row, and tells whether the row does not stand in the table already.
    ///
    /// # Errors
    /// When it does, with other figures.
    pub(super) fn is_new(
        &mut self,
        row: &Row<'_>,
        column: usize,
        published: &PublishedRow<'_>,
    ) -> Result<bool, Diagnostics> {
        self.codes.row(row, column, published.code);
        self.doubles.is_new(row, column, published, "", None)
    }

    /// The rows that stand twice with other figures and were not told one by one.
    pub(super) fn rest(&mut self) -> Option<Diagnostic> {
        self.doubles.rest()
    }

    /// Looks at the jobs of a row and their change, with the columns of the measures.
    pub(super) fn change(
        &mut self,
        row: &Row<'_>,
        columns: &[(Measure, usize)],
        published: &PublishedRow<'_>,
    ) {
        let find = |wanted: Measure| {
            let at = columns.iter().position(|(measure, _)| *measure == wanted)?;
            Some((columns[at].1, published.values.get(at)?.number()?))
        };
        let (Some((_, base)), Some((_, projected)), Some((column, change))) = (
            find(Measure::BaseEmployment),
            find(Measure::ProjectedEmployment),
            find(Measure::EmploymentChange),
        ) else {
            return;
        };
        if let Some((column, percent)) = find(Measure::EmploymentChangePct)
            && base > ROUNDED
        {
            // What base and change may have been before they were rounded, and the percent, too.
            let of = |change: f64, base: f64| 100.0 * change / base;
            let ends = [-ROUNDED, ROUNDED]
                .map(|off| [of(change - off, base - ROUNDED), of(change - off, base + ROUNDED)]);
            let ends = ends.as_flattened().iter().map(|end| end - percent);
            let (low, high) =
                ends.fold((f64::MAX, f64::MIN), |(low, high), end| (low.min(end), high.max(end)));
            if low > SLACK_PCT || high < -SLACK_PCT {
                self.change.add(|| {
                    let message = format!("{percent} percent of {base} is no change of {change}");
                    row.at(column, Diagnostic::finding(message))
                });
            }
        }
        if (projected - base - change).abs() > ROUNDING_THOUSANDS {
            self.change.add(|| {
                let message = format!("a change of {change} does not lead from {base} to {projected}");
                row.at(column, Diagnostic::finding(message))
            });
        }
    }

    /// Everything that was found, and what does no harm in words.
    pub(super) fn finish(self) -> (Diagnostics, Option<String>) {
        let note = self.codes.note().filter(|_| self.of_states);
        let mut told = Diagnostics::default();
        self.change.tell(&rules::ODD_FIGURE, "jobs and their change differ", &mut told);
        if !self.of_states {
            self.codes.tell(&mut told);
        }
        self.doubles.tell(&mut told);
        (told, note)
    }
}
