//! Which round the figures of a table of projections are of: what each occupation has, held against what rounds are
//! known to have.

use std::collections::BTreeMap;

use crate::{
    catalog::round_jobs,
    diag::{Diagnostic, Diagnostics, first_names, rules},
    ingest::findings::Findings,
    model::{Area, Estimate, Measure, PublishedRow, Round, SocCode, TableHead},
};

/// What is compared. Wages are those of releases, and told with these.
const FIGURES: [Measure; 5] = [
    Measure::BaseEmployment,
    Measure::ProjectedEmployment,
    Measure::EmploymentChange,
    Measure::EmploymentChangePct,
    Measure::AnnualOpenings,
];

/// By how much two prints of a figure may differ: some tables have a decimal more.
const ROUNDING: f64 = 0.050_1;

/// Figures of rounds, by occupation and measure.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownRounds(BTreeMap<(SocCode, Measure), Vec<(Round, f64)>>);

impl KnownRounds {
    /// The jobs that the catalog has.
    pub(super) fn of_catalog() -> Self {
        let mut known = Self::default();
        for (soc, round, measure, thousands) in round_jobs() {
            known.add(round, soc, measure, thousands);
        }
        known
    }

    /// Adds the figures of the rows of a round. What is known already stays.
    pub(super) fn add_rows(&mut self, round: Round, head: &TableHead, rows: &RoundRows) {
        let columns = columns(head);
        for row in &rows.0 {
            for (measure, number) in row.figures(&columns) {
                self.add(round, row.soc, measure, number);
            }
        }
    }

    fn add(&mut self, round: Round, soc: SocCode, measure: Measure, number: f64) {
        let known = self.0.entry((soc, measure)).or_default();
        if !known.iter().any(|(other, _)| *other == round) {
            known.push((round, number));
        }
    }

    fn rounds(&self, soc: SocCode, measure: Measure) -> impl Iterator<Item = (Round, f64)> {
        self.0.get(&(soc, measure)).into_iter().flatten().copied()
    }

    /// What a round has.
    fn own(&self, round: Round, soc: SocCode, measure: Measure) -> Option<f64> {
        self.rounds(soc, measure).find(|(other, _)| *other == round).map(|(_, number)| number)
    }

    /// The first round that has all of the figures.
    fn round_of(&self, soc: SocCode, figures: &[(Measure, f64)]) -> Option<Round> {
        let (first, _) = figures.first()?;
        let has = |round: Round| {
            let is_equal = |own: f64, number: f64| (own - number).abs() < ROUNDING;
            figures.iter().all(|(measure, number)| {
                self.own(round, soc, *measure).is_some_and(|own| is_equal(own, *number))
            })
        };
        self.rounds(soc, *first).map(|(round, _)| round).find(|round| has(*round))
    }
}

/// A row of the nation.
struct RoundRow {
    line: u64,
    part: String,
    soc: SocCode,
    values: Vec<Estimate>,
}

impl RoundRow {
    /// The numbers of the row in columns.
    fn figures<'r>(
        &'r self,
        columns: &'r [(Measure, usize)],
    ) -> impl Iterator<Item = (Measure, f64)> + 'r {
        columns.iter().filter_map(|(measure, at)| Some((*measure, self.values.get(*at)?.number()?)))
    }
}

/// The rows of the nation of a table of projections, whose round is known at the end.
#[derive(Default)]
pub(super) struct RoundRows(Vec<RoundRow>);

/// The columns of what is compared.
fn columns(head: &TableHead) -> Vec<(Measure, usize)> {
    let column = |measure| Some((measure, head.measures.iter().position(|other| *other == measure)?));
    FIGURES.into_iter().filter_map(column).collect()
}

impl RoundRows {
    /// Keeps a row.
    pub(super) fn row(&mut self, row: &PublishedRow<'_>) {
        let Some(soc) = row.code.soc().filter(|_| row.area == Area::NATION) else { return };
        let (part, values) = (row.part.to_owned(), row.values.to_vec());
        self.0.push(RoundRow { line: row.line, part, soc, values });
    }

    /// What is odd about the figures of a table that says that it is of a round.
    pub(super) fn tell(&self, round: Round, head: &TableHead, known: &KnownRounds) -> Diagnostics {
        let columns = columns(head);
        let (mut told, mut changed) = (Diagnostics::default(), Findings::default());
        let mut standings = [Held::default(), Held::default()];
        for row in &self.0 {
            let figures: Vec<(Measure, f64)> = row.figures(&columns).collect();
            let own = |measure: Measure| known.own(round, row.soc, measure);
            let is_known = figures.iter().any(|(measure, _)| own(*measure).is_some());
            let is_odd = |(measure, number): &(Measure, f64)| {
                own(*measure).map_or(!is_known, |own| (own - number).abs() > ROUNDING)
            };
            let odd: Vec<(Measure, f64)> = figures.iter().copied().filter(is_odd).collect();
            let of_row = &mut standings[usize::from(is_known)];
            of_row.rows += usize::from(is_known || known.rounds(row.soc, FIGURES[0]).next().is_some());
            if let Some(other) = known.round_of(row.soc, &odd) {
                of_row.others.entry(other).or_default().push((row, odd));
                continue;
            }
            for (measure, number) in odd {
                let Some(own) = own(measure) else { continue };
                changed.add(|| row.changed((round, own), number, head_of(head, measure)));
            }
        }
        let [unknown, of_round] = standings;
        // The figures of a small occupation may be those that another round has by chance.
        let is_most = |rows: &[Other<'_>]| 2 * rows.len() > unknown.rows;
        for (other, rows) in &of_round.others {
            told.push(of_other(round, *other, rows, of_round.rows, head));
        }
        for (other, rows) in unknown.others.iter().filter(|(_, rows)| is_most(rows)) {
            told.push(of_other(round, *other, rows, unknown.rows, head));
        }
        changed.tell(&rules::ODD_FIGURE, "figures that are not the round's stand", &mut told);
        told
    }
}

/// Rows that were held against what rounds have.
#[derive(Default)]
struct Held<'r> {
    rows: usize,
    /// Those with figures of another round.
    others: BTreeMap<Round, Vec<Other<'r>>>,
}

/// A row with the figures that are another round's.
type Other<'r> = (&'r RoundRow, Vec<(Measure, f64)>);

/// What the column of a measure is called.
fn head_of(head: &TableHead, measure: Measure) -> &str {
    let at = head.measures.iter().position(|other| *other == measure);
    at.and_then(|at| head.heads.get(at)).map_or(measure.name(), String::as_str)
}

/// What is said of rows that are of another round than the column names say.
fn of_other(
    round: Round,
    other: Round,
    rows: &[Other<'_>],
    compared: usize,
    head: &TableHead,
) -> Diagnostic {
    let is_there =
        |measure: &Measure| rows.iter().any(|(_, odd)| odd.iter().any(|(of, _)| of == measure));
    let heads = FIGURES.iter().filter(|measure| is_there(measure)).map(|of| head_of(head, *of));
    let message = format!(
        "the figures of {} of {compared} occupations are {other}'s, not {round}'s as the column names say, in {}",
        rows.len(),
        first_names(heads.map(|head| format!("`{head}`")), FIGURES.len(), ", ")
    );
    let hint = "the table was put together of two rounds, or the years in its column names were changed; get it from \
                BLS again";
    let finding = Diagnostic::finding(message).hint(hint).rule(&rules::OTHER_RELEASE);
    match rows.first() {
        Some((row, _)) => finding.at(row.line, 1).part(row.part.clone()),
        None => finding,
    }
}

impl RoundRow {
    /// What is said of a figure that is of no round.
    fn changed(&self, (round, own): (Round, f64), number: f64, head: &str) -> Diagnostic {
        let message =
            format!("{head}: {number} is not the figure of {} in {round}, which is {own}", self.soc);
        let hint = "the figure was changed, or stands in the row of another occupation; compare the row with BLS's \
                    table";
        Diagnostic::finding(message).hint(hint).at(self.line, 1).part(self.part.clone())
    }
}
