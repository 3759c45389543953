//! The jobs of a table against each other: major groups against the total, parts against the group that
//! they are of, jobs of a thousand against both. BLS rounds jobs to ten and leaves some parts out, so that
//! the parts of a group may be fewer than it and never more; `METHODS.md` has what was measured.

use super::layout::Layout;
use crate::{
    catalog::{OewsColumn, oews_rows},
    diag::{Diagnostic, Diagnostics, rules},
    ingest::{container::Row, findings::Findings},
    model::{Area, AreaKind, Measure, PublishedRow, Release, SocCode, SocLevel},
};

/// To how many jobs BLS rounds, and half of it.
const ROUNDED_TO: f64 = 10.0;
const ROUNDING: f64 = ROUNDED_TO / 2.0;

/// By which fraction the sum of the parts may be more than a group beyond rounding.
const SLACK: f64 = 0.005;

/// By which fraction major groups may differ from the nation's total, beyond rounding, and from that of
/// another area or an industry: in Missouri of May 2003 it is 0.0009.
const NATION_SLACK: f64 = 0.000_2;
const AREA_SLACK: f64 = 0.005;

/// By which fraction the published parts of a major group of the nation may be fewer than it: farming has
/// up to 0.0055 that are not published.
const LEFT_OUT: f64 = 0.02;

/// The first release that publishes the residual occupations, without which parts are far fewer.
const WITH_RESIDUALS: u16 = 2004;

/// By how many times its rounding a number of jobs of a thousand may be off.
const ROUNDINGS: f64 = 2.0;

/// Major groups in a table that has all.
pub(super) const MAJOR_GROUPS: u8 = 22;

/// A group whose parts follow.
#[derive(Clone)]
struct Group {
    code: SocCode,
    /// What the codes of its parts are divided by to give the same as its own.
    span: u32,
    jobs: f64,
    sum: f64,
    parts: u32,
    is_told: bool,
    /// Whether a part has no number.
    has_gaps: bool,
    /// Where it stands, kept for the nation only.
    place: Option<Diagnostic>,
}

impl Group {
    fn new(code: SocCode, jobs: Option<f64>) -> Self {
        let digits = code.digits();
        let span = [10_000, 1_000, 100].into_iter().find(|span| digits.is_multiple_of(*span));
        let (sum, parts, is_told, has_gaps, place) = (0.0, 0, false, false, None);
        let jobs = jobs.unwrap_or(f64::INFINITY);
        Self { code, span: span.unwrap_or(10), jobs, sum, parts, is_told, has_gaps, place }
    }

    const fn holds(&self, digits: u32) -> bool {
        digits / self.span == self.code.digits() / self.span
    }

    /// Adds a part; whether the parts are now more than the group, once.
    fn add(&mut self, jobs: Option<f64>) -> bool {
        let Some(jobs) = jobs else {
            self.has_gaps = true;
            return false;
        };
        self.sum += jobs;
        self.parts += 1;
        let rounding = ROUNDING * f64::from(self.parts + 1);
        let is_more = self.sum > self.jobs + rounding + SLACK * self.jobs && !self.is_told;
        self.is_told |= is_more;
        is_more
    }

    /// Whether the parts are fewer than the group, though each has a number.
    fn is_short(&self) -> bool {
        let is_whole = self.parts > 0 && !self.has_gaps && self.jobs.is_finite();
        let rounding = ROUNDING * f64::from(self.parts + 1);
        is_whole && self.sum + rounding < self.jobs * (1.0 - LEFT_OUT)
    }
}

/// The total of an area or industry.
struct Total {
    jobs: f64,
    /// What jobs may differ from it.
    slack: f64,
    place: Diagnostic,
}

/// The jobs of a table while its rows are read.
#[derive(Default)]
pub(super) struct Jobs {
    area: Option<Area>,
    industry: String,
    ownership: String,
    /// The code of the row before, where it is of the same area and industry.
    last: Option<SocCode>,
    /// Whether a row stands below one of a higher code: then groups do not stand above their parts.
    is_unordered: bool,
    /// How many times the rows of the nation begin.
    nations: usize,
    total: Option<Total>,
    majors: f64,
    majors_counted: u32,
    /// The major, minor and broad group that stand above the rows.
    groups: [Option<Group>; 3],
    unrounded: Findings,
    sums: Findings,
    parts: Findings,
    short: Findings,
    thousands: Findings,
    /// Rows that have both errors, and in which that of jobs is the lesser.
    errors: (usize, usize),
    /// Where the first of these stands.
    first_error: Option<Diagnostic>,
}

impl Jobs {
    /// Looks at a row.
    pub(super) fn row(&mut self, layout: &Layout, row: &Row<'_>, published: &PublishedRow<'_>) {
        let (Some(at), Some(code)) = (layout.employment, published.code.soc()) else { return };
        if published.level == SocLevel::Total
            || self.area != Some(published.area)
            || self.industry != published.industry
            || self.ownership != published.ownership
        {
            self.close();
            self.last = None;
            self.nations += usize::from(published.area == Area::NATION && published.is_cross_industry());
            self.area = Some(published.area);
            published.industry.clone_into(&mut self.industry);
            published.ownership.clone_into(&mut self.ownership);
        }
        self.is_unordered |= self.last > Some(code);
        self.last = Some(code);
        let jobs = published.values[at].number();
        let index = layout.measures[at].1;
        self.rounded(layout, row, index, jobs);
        match published.level {
            SocLevel::Total => self.total(row, index, published, jobs),
            SocLevel::Major => self.major(row, index, code, jobs),
            SocLevel::Minor => (self.groups[1], self.groups[2]) = (Some(Group::new(code, jobs)), None),
            SocLevel::Broad => self.groups[2] = Some(Group::new(code, jobs)),
            SocLevel::Detailed => self.part(row, index, code, jobs),
        }
        self.thousand(layout, row, published, jobs);
        self.errors(layout, row, published);
    }

    /// Whether jobs are as round as BLS prints them: thousands of jobs have a fraction.
    fn rounded(&mut self, layout: &Layout, row: &Row<'_>, index: usize, jobs: Option<f64>) {
        let Some(jobs) = jobs.filter(|jobs| jobs % ROUNDED_TO != 0.0) else { return };
        self.unrounded.add(|| {
            let message =
                format!("{}: {jobs} jobs, which BLS rounds to {ROUNDED_TO}", layout.name(index));
            row.at(index, Diagnostic::finding(message).hint(HINT))
        });
    }

    fn total(&mut self, row: &Row<'_>, index: usize, published: &PublishedRow<'_>, jobs: Option<f64>) {
        let Some(jobs) = jobs else { return };
        let rounding = ROUNDING * f64::from(MAJOR_GROUPS + 1);
        let is_nation = published.area == Area::NATION && published.is_cross_industry();
        let slack = rounding + jobs * if is_nation { NATION_SLACK } else { AREA_SLACK };
        let place = row.at(index, Diagnostic::finding(String::new()));
        self.total = Some(Total { jobs, slack, place });
    }

    fn major(&mut self, row: &Row<'_>, index: usize, code: SocCode, jobs: Option<f64>) {
        self.close_major();
        let is_nation = self.area == Some(Area::NATION) && self.industry.is_empty();
        let place = is_nation.then(|| row.at(index, Diagnostic::finding(String::new())));
        self.groups = [Some(Group { place, ..Group::new(code, jobs) }), None, None];
        let (Some(jobs), Some(total)) = (jobs, &self.total) else { return };
        let before = self.majors;
        self.majors += jobs;
        self.majors_counted += 1;
        let most = total.jobs + total.slack;
        if before <= most && self.majors > most {
            let (majors, all) = (self.majors, total.jobs);
            self.sums.add(|| {
                let message = format!(
                    "the major groups up to {code} have {majors} jobs, more than the {all} of all \
                     occupations"
                );
                row.at(index, Diagnostic::finding(message).hint(HINT))
            });
        }
    }

    fn part(&mut self, row: &Row<'_>, index: usize, code: SocCode, jobs: Option<f64>) {
        // What is told of the smallest group is not told of those above it once more.
        let mut is_told = false;
        for group in self.groups.iter_mut().rev().flatten() {
            let is_more = group.holds(code.digits()) && group.add(jobs);
            if is_more && !is_told {
                let (whole, all, sum) = (group.code, group.jobs, group.sum);
                self.parts.add(|| {
                    let message = format!(
                        "the parts of {whole} up to {code} have {sum} jobs, more than its {all}"
                    );
                    row.at(index, Diagnostic::finding(message).hint(HINT))
                });
            }
            is_told |= is_more;
        }
    }

    /// Jobs of a thousand, against the total of the area.
    fn thousand(
        &mut self,
        layout: &Layout,
        row: &Row<'_>,
        published: &PublishedRow<'_>,
        jobs: Option<f64>,
    ) {
        let (Some(at), Some(total), Some(jobs)) = (layout.jobs_per_thousand, &self.total, jobs) else {
            return;
        };
        let Some(share) = published.values[at].number() else { return };
        let thousands = total.jobs / 1_000.0;
        let rounding = ROUNDING * (1.0 + share / 1_000.0) + 0.000_5 * thousands;
        if (share * thousands - jobs).abs() > ROUNDINGS * rounding {
            let all = total.jobs;
            self.thousands.add(|| {
                let index = layout.measures[at].1;
                let message = format!(
                    "{}: {share} of a thousand jobs is not {jobs} of the {all} of all occupations",
                    layout.name(index)
                );
                row.at(index, Diagnostic::finding(message).hint(HINT))
            });
        }
    }

    /// The standard errors of jobs and of the mean wage, of which the first is nearly always the greater.
    fn errors(&mut self, layout: &Layout, row: &Row<'_>, published: &PublishedRow<'_>) {
        let [jobs, wage] = layout.errors;
        let number = |at: Option<usize>| published.values[at?].number();
        let (Some(of_jobs), Some(of_wage)) = (number(jobs), number(wage)) else { return };
        self.errors.0 += 1;
        if of_jobs < of_wage {
            self.errors.1 += 1;
            let index = layout.column_of(jobs);
            self.first_error.get_or_insert_with(|| row.at(index, Diagnostic::finding(String::new())));
        }
    }

    /// Holds the major groups of what ends against its total, where all have a number.
    fn close(&mut self) {
        self.close_major();
        self.groups = [None, None, None];
        let (majors, counted) =
            (std::mem::take(&mut self.majors), std::mem::take(&mut self.majors_counted));
        let Some(Total { jobs, slack, place }) = self.total.take() else { return };
        if counted == u32::from(MAJOR_GROUPS) && majors + slack < jobs {
            self.sums.add(|| {
                let message =
                    format!("the {MAJOR_GROUPS} major groups have {majors} jobs, not the {jobs} here");
                Diagnostic { message, ..place.hint(HINT) }
            });
        }
    }

    /// Holds the parts of a major group of the nation against it.
    fn close_major(&mut self) {
        let Some(Group { code, jobs, sum, place: Some(place), .. }) =
            self.groups[0].take_if(|group| group.place.is_some() && group.is_short())
        else {
            return;
        };
        self.short.add(|| {
            let message = format!("the parts of {code} have {sum} jobs, not the {jobs} here");
            Diagnostic { message, ..place.hint(HINT) }
        });
    }

    /// What was left out, in words: groups can only be held against their parts where these follow them.
    pub(super) fn note(&self) -> Option<String> {
        self.is_unordered.then(|| {
            "the rows are not in the order of their codes, so that jobs of groups were not compared with \
             those of their parts"
                .to_owned()
        })
    }

    /// Tells what was found. `nation` is the number of rows of the nation: only of a whole table are the
    /// parts of a group as many as it.
    pub(super) fn tell(
        mut self,
        release: Option<Release>,
        nation: Option<usize>,
        told: &mut Diagnostics,
    ) {
        self.close();
        let rule = &rules::ODD_FIGURE;
        self.unrounded.tell(rule, "numbers of jobs are not rounded as BLS rounds them", told);
        if !self.is_unordered {
            self.sums.tell(rule, "major groups and the total differ", told);
            self.parts.tell(rule, "parts have more jobs than their group", told);
        }
        let is_whole = |release: &Release| {
            release.year() >= WITH_RESIDUALS && oews_rows(*release, AreaKind::Nation) == nation
        };
        let is_in_order = !self.is_unordered && self.nations == 1;
        if is_in_order && nation.is_some() && release.is_some_and(|release| is_whole(&release)) {
            self.short.tell(rule, "parts have fewer jobs than their group", told);
        }
        self.thousands.tell(rule, "jobs and jobs of a thousand differ", told);
        let (both, less) = self.errors;
        if let Some(place) = self.first_error.filter(|_| both >= LEAST_ERRORS && less * 2 > both) {
            let message = format!(
                "{} is less than {} in {less} of {both} rows, and in BLS's tables in few",
                OewsColumn::Measure(Measure::EmploymentPrse).head(),
                OewsColumn::Measure(Measure::WageMeanPrse).head()
            );
            let hint = "the two columns were exchanged; get the table from BLS again";
            told.push(Diagnostic { message, ..place.hint(hint).rule(rule) });
        }
    }
}

/// Rows with both standard errors from which it is told which is which.
const LEAST_ERRORS: usize = 50;

const HINT: &str = "a number of jobs was changed or moved; compare it with BLS's table";
