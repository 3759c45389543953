//! What a whole table of projections must hold to: codes of the edition of its round, jobs that change by as
//! much as the table says, openings that come to what leaves and what is new, and as many occupations as the
//! round has.

use super::{groups::Groups, separations::Separations, wages::Wages};
use crate::{
    catalog::projection_occupations,
    diag::{Diagnostic, Diagnostics, rules},
    ingest::{
        codes::other_state, container::Row, doubles::Doubles, editions::Editions, findings::Findings,
    },
    model::{Area, Estimate, Measure, PayPeriod, Percentile, PublishedRow, Round, SocLevel},
};

/// Thousands of jobs by which a printed change may differ from the printed jobs, of which each is
/// rounded to a tenth, with what binary fractions add.
const ROUNDING_THOUSANDS: f64 = 0.151;

/// The same of the states, who take the change of what they rounded, with what binary fractions add.
const SLACK_OF_STATES: f64 = 0.000_1;

/// Thousands of jobs by which a printed number may be off.
const ROUNDED: f64 = 0.05;

/// Percent by which a printed percent may be off, with what binary fractions add.
const SLACK_PCT: f64 = 0.051;

/// Years of a round.
const YEARS: f64 = 10.0;

/// Thousands of openings by which the printed may differ from the sum of exits, transfers and a tenth of the
/// change, of which each is rounded to a tenth.
const ROUNDING_OPENINGS: f64 = 0.21;

/// Which part of an occupation's jobs the openings of a year may be, beyond their rounding: in BLS's rounds they are
/// at most 0.29.
const MOST_OPENINGS: f64 = 0.5;

/// More thousands of jobs than the nation will have.
const TOO_MANY_THOUSANDS: f64 = 300_000.0;

/// The checks of a table while its rows are read.
pub(super) struct Checks<'s> {
    round: Round,
    codes: Editions,
    change: Findings,
    openings: Findings,
    /// Numbers that are not in thousands.
    units: Findings,
    /// Cells that are blank where BLS has a figure or a mark.
    pub(super) blank: Findings,
    /// Exits and transfers, which a workbook has in another table.
    separations: &'s Separations,
    occupations: usize,
    /// Rows of which that table says nothing.
    without: Findings,
    doubles: Doubles,
    groups: Groups,
    wages: Wages,
    /// States under the name or code of another.
    names: Findings,
    /// The area of the row before.
    last_area: Option<Area>,
    /// Whether the states chose the codes, who mix editions.
    of_states: bool,
}

impl<'s> Checks<'s> {
    /// For a table of a round with the wages of a year.
    pub(super) fn of(round: Round, wage_year: Option<u16>, separations: &'s Separations) -> Self {
        Self {
            round,
            codes: Editions::of_round(round),
            change: Findings::default(),
            openings: Findings::default(),
            units: Findings::default(),
            blank: Findings::default(),
            separations,
            occupations: 0,
            without: Findings::default(),
            doubles: Doubles::default(),
            groups: Groups::default(),
            wages: Wages::of(wage_year),
            names: Findings::default(),
            last_area: None,
            of_states: false,
        }
    }

    /// For the table of the states of a round.
    pub(super) fn of_states(round: Round, separations: &'s Separations) -> Self {
        Self { of_states: true, ..Self::of(round, None, separations) }
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
        self.occupations += usize::from(published.level == SocLevel::Detailed);
        if !self.separations.is_empty() && self.separations.of(published).is_none() {
            self.without.add(|| {
                let message = format!(
                    "{} does not stand in the table of those who leave their occupations",
                    published.code
                );
                row.at(column, Diagnostic::finding(message).hint("a row of that table was left out"))
            });
        }
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
        let place = |wanted: Measure| columns.iter().position(|(measure, _)| *measure == wanted);
        let find = |wanted: Measure| {
            let at = place(wanted)?;
            Some((columns[at].1, published.values.get(at)?.number()?))
        };
        if let Some(at) = place(Measure::Wage(PayPeriod::Annual, Percentile::P50)) {
            self.wages.row(row, columns[at].1, &published.values[at]);
        }
        if !self.of_states {
            self.groups.row(row, columns, published);
        }
        let (Some((at, base)), Some((_, projected)), Some((column, change))) = (
            find(Measure::BaseEmployment),
            find(Measure::ProjectedEmployment),
            find(Measure::EmploymentChange),
        ) else {
            return;
        };
        if let Some((column, openings)) = find(Measure::AnnualOpenings) {
            self.openings(row, column, published, [openings, change]);
            let most = MOST_OPENINGS * base.max(projected) + ROUNDED;
            self.units(row, (column, openings), most, "openings a year");
        }
        self.units(row, (at, base), TOO_MANY_THOUSANDS, "jobs");
        self.whole_jobs(row, (at, base));
        if let Some((column, percent)) = find(Measure::EmploymentChangePct)
            && let (rounded, of_change) = self.roundings(base, projected)
            && base > rounded
        {
            // What base and change may have been before they were rounded, and the percent, too.
            let of = |change: f64, base: f64| 100.0 * change / base;
            let ends = [-of_change, of_change]
                .map(|off| [of(change - off, base - rounded), of(change - off, base + rounded)]);
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
        let slack = if self.of_states { SLACK_OF_STATES } else { ROUNDING_THOUSANDS };
        if (projected - base - change).abs() > slack {
            self.change.add(|| {
                let message = format!("a change of {change} does not lead from {base} to {projected}");
                row.at(column, Diagnostic::finding(message))
            });
        }
    }

    /// Holds openings to what they consist of.
    fn openings(
        &mut self,
        row: &Row<'_>,
        column: usize,
        published: &PublishedRow<'_>,
        [openings, change]: [f64; 2],
    ) {
        let [Some(exits), Some(transfers)] = self.separations.values(published).map(Estimate::number)
        else {
            return;
        };
        if (exits + transfers + change / YEARS - openings).abs() > ROUNDING_OPENINGS {
            self.openings.add(|| {
                let message = format!(
                    "{openings} openings are not the sum of {exits} who leave the labor force, {transfers} who change \
                     their occupation and a tenth of {change} new jobs"
                );
                row.at(column, Diagnostic::finding(message))
            });
        }
    }

    /// Holds thousands to what they can be at most.
    fn units(&mut self, row: &Row<'_>, (column, thousands): (usize, f64), most: f64, of: &str) {
        if thousands > most {
            self.units.add(|| {
                let message = format!("{thousands} thousand {of} are more than there can be");
                let hint = "the numbers were multiplied; BLS's are in thousands";
                row.at(column, Diagnostic::finding(message).hint(hint))
            });
        }
    }

    /// States count whole jobs.
    fn whole_jobs(&mut self, row: &Row<'_>, (column, thousands): (usize, f64)) {
        let jobs = thousands * 1_000.0;
        if self.of_states && (jobs - jobs.round()).abs() > SLACK_OF_STATES {
            self.units.add(|| {
                let message = format!("{jobs:.1} jobs are no number of jobs");
                let hint = "the numbers are in thousands; those of Projections Central are in jobs";
                row.at(column, Diagnostic::finding(message).hint(hint))
            });
        }
    }

    /// Holds the code of a state to its name, once where its rows begin.
    pub(super) fn named(&mut self, row: &Row<'_>, column: usize, published: &PublishedRow<'_>) {
        if self.last_area.replace(published.area) == Some(published.area) {
            return;
        }
        if let Some(message) = other_state(published.area, published.area_title) {
            self.names.add(|| row.at(column, Diagnostic::finding(message)));
        }
    }

    /// Thousands of jobs by which printed jobs and their printed change may be off. The states round jobs to ten
    /// or a hundred and take the change of what they rounded.
    fn roundings(&self, base: f64, projected: f64) -> (f64, f64) {
        if !self.of_states {
            return (ROUNDED, ROUNDED);
        }
        let is_of_hundreds = |jobs: f64| ((jobs * 10.0).round() - jobs * 10.0).abs() < 1e-6;
        let is_coarse = is_of_hundreds(base) && is_of_hundreds(projected);
        let rounded = if is_coarse { ROUNDED } else { ROUNDED / 10.0 };
        (rounded, 2.0 * rounded)
    }

    /// Everything that was found, and what does no harm in words.
    pub(super) fn finish(self) -> (Diagnostics, Option<String>) {
        let mut told = Diagnostics::default();
        self.change.tell(&rules::ODD_FIGURE, "jobs and their change differ", &mut told);
        let what = "blank cells stand where BLS has a figure or a mark";
        self.blank.tell(&rules::DAMAGED_TABLE, what, &mut told);
        self.units.tell(&rules::ODD_FIGURE, "numbers in another unit stand", &mut told);
        self.names.tell(&rules::ODD_FIGURE, "states under the name of another stand", &mut told);
        let of_round = projection_occupations(self.round).filter(|_| !self.of_states);
        self.groups.tell(of_round == Some(self.occupations), &mut told);
        self.wages.tell(&mut told);
        self.openings.tell(&rules::ODD_FIGURE, "openings are not what they consist of", &mut told);
        let mut note = self.codes.note().filter(|_| self.of_states);
        if let Some(of_round) = of_round.filter(|of_round| *of_round != self.occupations) {
            let (count, round) = (self.occupations, self.round);
            if 2 * count > of_round {
                let message = format!("{count} occupations, not the {of_round} of {round}");
                let hint = "rows were added or left out";
                told.push(Diagnostic::finding(message).hint(hint).rule(&rules::PARTIAL_TABLE));
            } else {
                // Nobody takes it for the whole.
                note = Some(format!("an extract: {count} of the {of_round} occupations of {round}"));
            }
        }
        if !self.of_states {
            self.codes.tell(&mut told);
        }
        let what = "occupations without a row in the table of those who leave them stand";
        self.without.tell(&rules::PARTIAL_TABLE, what, &mut told);
        self.doubles.tell(&mut told);
        (told, note)
    }
}
