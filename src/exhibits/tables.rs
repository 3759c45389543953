//! The tables of a comparison.

use super::{
    Stage,
    table::{Block, Column, Table, TableCell},
};
use crate::{
    compare::{Chosen, Subject, sentence_case},
    config::Exhibit,
    model::{Area, Figure, Measure, PayPeriod, Percentile},
};

const MEDIAN: Measure = Measure::Wage(PayPeriod::Annual, Percentile::P50);

/// What the mark of estimates means, for the notes of tables that have some.
const ESTIMATE_NOTE: &str = "e: an estimate of this program from several occupations; Method has its error. \
                             Everything else is as published, or plain arithmetic with published figures.";

const OUTLOOK: [Measure; 7] = [
    Measure::BaseEmployment,
    Measure::ProjectedEmployment,
    Measure::EmploymentChange,
    Measure::EmploymentChangePct,
    Measure::AnnualOpenings,
    Measure::GrowthWording,
    Measure::TypicalEducation,
];

/// A table whose source line and notes on its figures are still to be made.
struct Draft {
    title: String,
    columns: Vec<Column>,
    blocks: Vec<Block>,
    notes: Vec<String>,
}

/// A named block of subjects.
struct Rows {
    head: String,
    rows: Vec<(String, Subject)>,
}

impl Stage<'_, '_> {
    fn table(&self, exhibit: &Exhibit, draft: Draft) -> Table {
        let Draft { title, columns, blocks, notes } = draft;
        let id = exhibit.id.clone();
        let mut table = Table { id, title, columns, blocks, notes, source: String::new() };
        table.source = self.sources.line(table.figures());
        if table.figures().any(Figure::is_estimate) {
            table.notes.push(ESTIMATE_NOTE.to_owned());
        }
        let with_note =
            |figure: &Figure| figure.note.as_ref().map(|note| format!("{}: {note}.", figure.subject));
        let mut of_figures: Vec<String> = table.figures().filter_map(with_note).collect();
        of_figures.sort();
        of_figures.dedup();
        table.notes.extend(of_figures);
        table
    }

    /// The baseline, the groups over all lists and list by list, and every role.
    fn everyone(&self) -> Vec<Rows> {
        let named = |subject: &Subject| (subject.label.clone(), subject.clone());
        let mut blocks = vec![
            Rows { head: "Compared with".to_owned(), rows: vec![named(&self.cast.baseline)] },
            Rows { head: "Groups".to_owned(), rows: self.cast.groups.iter().map(named).collect() },
        ];
        if !self.cast.by_list.is_empty() {
            let of_lists = self.cast.by_list.iter().flat_map(|of| &of.groups);
            let rows = of_lists.map(|of| named(&of.subject)).collect();
            blocks.push(Rows { head: "Groups, list by list".to_owned(), rows });
        }
        for part in &self.cast.roles {
            let head = format!("{}: {}", sentence_case(&part.role.list), part.role.group);
            let row = (part.role.name.clone(), part.subject.clone());
            match blocks.last_mut().filter(|block| block.head == head) {
                Some(block) => block.rows.push(row),
                None => blocks.push(Rows { head, rows: vec![row] }),
            }
        }
        blocks
    }

    fn blocks(
        &mut self,
        groups: Vec<Rows>,
        mut figure: impl FnMut(&mut Self, &Subject) -> Vec<Figure>,
    ) -> Vec<Block> {
        groups
            .into_iter()
            .map(|Rows { head, rows }| Block {
                head,
                rows: rows
                    .into_iter()
                    .map(|(label, subject)| {
                        let figures = figure(self, &subject).into_iter().map(TableCell::figure);
                        [TableCell::text(label)].into_iter().chain(figures).collect()
                    })
                    .collect(),
            })
            .collect()
    }

    /// The roles, where they come from and what they are counted under.
    pub(super) fn roles(&mut self, exhibit: &Exhibit) -> Table {
        let mut blocks: Vec<Block> = Vec::new();
        for part in &self.cast.roles {
            let row = vec![
                TableCell::text(&part.role.name),
                TableCell::text(&part.role.group),
                TableCell::text(self.occupations_of(&part.subject)),
                TableCell::text(&part.role.source),
                TableCell::text(&part.role.note),
            ];
            match blocks.last_mut().filter(|block| block.head == sentence_case(&part.role.list)) {
                Some(block) => block.rows.push(row),
                None => blocks.push(Block { head: sentence_case(&part.role.list), rows: vec![row] }),
            }
        }
        for (list, note) in &self.cast.without_titles {
            let empty = || TableCell::text("");
            let row =
                vec![TableCell::text("no job titles"), empty(), empty(), empty(), TableCell::text(note)];
            blocks.push(Block { head: sentence_case(list), rows: vec![row] });
        }
        let columns = [
            ("Role", "role"),
            ("Group", "group"),
            ("Occupation (SOC)", "occupations"),
            ("Mapping after", "source"),
            ("Note", "note"),
        ];
        let columns = columns.map(|(head, name)| Column::text(head, name)).to_vec();
        let title = "Roles, as each list places them, and the occupations that they are counted under";
        let draft = Draft { title: title.to_owned(), columns, blocks, notes: Vec::new() };
        Table { source: "The role list.".to_owned(), ..self.table(exhibit, draft) }
    }

    fn occupations_of(&self, subject: &Subject) -> String {
        let codes = subject.codes();
        let of_codes = self
            .cast
            .occupations
            .iter()
            .filter(|of| of.subject.single().is_some_and(|code| codes.contains(&code)));
        let named: Vec<String> =
            of_codes.map(|of| format!("{} {}", of.subject.key, of.subject.label)).collect();
        named.join("; ")
    }

    /// Employment, mean and percentiles, annual or hourly.
    pub(super) fn pay(&mut self, exhibit: &Exhibit, period: PayPeriod) -> Table {
        let release = self.cast.settings.release;
        let mut measures = vec![Measure::Employment, Measure::WageMean(period)];
        measures.extend(Percentile::ALL.map(|percentile| Measure::Wage(period, percentile)));
        if period == PayPeriod::Annual {
            measures.push(Measure::MedianRank);
        }
        let everyone = self.everyone();
        let blocks = self.blocks(everyone, |stage, subject| {
            let figure = |measure: &Measure| match measure {
                Measure::MedianRank => stage.ledger.rank(subject, release, Area::NATION),
                other => stage.ledger.wage(subject, release, Area::NATION, *other),
            };
            measures.iter().map(figure).collect()
        });
        let mut columns = vec![Column::text("", "subject")];
        columns.extend(measures.iter().map(|measure| Column::figures(measure.head(), measure.name())));
        let (words, rank) = match period {
            PayPeriod::Annual => {
                ("Annual", "Rank: percent of workers whose occupation has a lower median.")
            }
            PayPeriod::Hourly => ("Hourly", ""),
        };
        let notes = [rank].into_iter().filter(|note| !note.is_empty()).map(str::to_owned).collect();
        let title =
            format!("{words} wages in dollars and employment, United States, {}", release.in_words());
        self.table(exhibit, Draft { title, columns, blocks, notes })
    }

    /// Projected employment, growth, openings and education.
    pub(super) fn outlook(&mut self, exhibit: &Exhibit) -> Table {
        let round = self.cast.settings.round;
        let everyone = self.everyone();
        let blocks = self.blocks(everyone, |stage, subject| {
            OUTLOOK.iter().map(|measure| stage.ledger.outlook(subject, round, *measure)).collect()
        });
        let (base, projected) = (round.base_year(), round.projected_year());
        let mut columns = vec![Column::text("", "subject")];
        columns.extend(OUTLOOK.iter().map(|measure| {
            let head = match measure {
                Measure::BaseEmployment => format!("Jobs {base}"),
                Measure::ProjectedEmployment => format!("Jobs {projected}"),
                Measure::EmploymentChange => "Change in jobs".to_owned(),
                Measure::EmploymentChangePct => "Change in percent".to_owned(),
                Measure::AnnualOpenings => "Openings a year".to_owned(),
                other => other.head().to_owned(),
            };
            Column::figures(head, measure.name())
        }));
        let notes = vec![
            "Jobs and openings are in thousands. Jobs include the self-employed; openings are a yearly average and \
             include replacing workers who leave."
                .to_owned(),
        ];
        let title = format!("Employment projections {round}, United States");
        self.table(exhibit, Draft { title, columns, blocks, notes })
    }

    /// Groups against each other and everyone against the baseline.
    pub(super) fn comparison(&mut self, exhibit: &Exhibit) -> Table {
        let mut blocks = vec![Block { head: "Groups against each other".to_owned(), rows: Vec::new() }];
        for set in self.sets_of_groups() {
            for (a, b) in pairs(&set) {
                blocks[0].rows.push(self.against(a, b));
            }
        }
        let baseline = self.cast.baseline.clone();
        let groups: Vec<Subject> = self.cast.all_groups().into_iter().map(|of| of.subject).collect();
        let occupations: Vec<Subject> =
            self.cast.occupations.iter().map(|of| of.subject.clone()).collect();
        for (head, subjects) in [("Groups", groups), ("Occupations", occupations)] {
            let rows = subjects.iter().map(|subject| self.against(subject, &baseline)).collect();
            blocks
                .push(Block { head: format!("{head} against {}", baseline.label.to_lowercase()), rows });
        }
        let measures = [
            Measure::MedianDifference,
            Measure::MedianRatio,
            Measure::GrowthDifference,
            Measure::GrowthRatio,
        ];
        let mut columns = vec![Column::text("", "subjects")];
        columns.extend(measures.map(|measure| {
            let head = match measure {
                Measure::GrowthDifference => "Difference of growth (points)",
                Measure::GrowthRatio => "Ratio of growth",
                other => other.head(),
            };
            Column::figures(head, measure.name())
        }));
        let title = format!(
            "Median annual wages ({}) and projected growth ({}) compared",
            self.cast.settings.release.in_words(),
            self.cast.settings.round
        );
        let notes = vec![
            "A ratio of growth is given where both percents are above zero.".to_owned(),
            "BLS publishes no standard error of a median, so no difference of medians is tested."
                .to_owned(),
        ];
        self.table(exhibit, Draft { title, columns, blocks, notes })
    }

    fn against(&mut self, a: &Subject, b: &Subject) -> Vec<TableCell> {
        let (release, round) = (self.cast.settings.release, self.cast.settings.round);
        let mut row = vec![TableCell::text(format!("{} against {}", a.label, b.label.to_lowercase()))];
        for measure in [Measure::MedianDifference, Measure::MedianRatio] {
            row.push(TableCell::figure(self.ledger.median_against(
                a,
                b,
                release,
                Area::NATION,
                measure,
            )));
        }
        for measure in [Measure::GrowthDifference, Measure::GrowthRatio] {
            row.push(TableCell::figure(self.ledger.growth_against(a, b, round, measure)));
        }
        row
    }

    /// The groups over all lists, then those of each list.
    fn sets_of_groups(&self) -> Vec<Vec<Subject>> {
        let of_list =
            |of: &crate::compare::ListGroups| of.groups.iter().map(|of| of.subject.clone()).collect();
        [self.cast.groups.clone()].into_iter().chain(self.cast.by_list.iter().map(of_list)).collect()
    }

    /// Jobs that groups have in common.
    pub(super) fn overlap(&mut self, exhibit: &Exhibit) -> Table {
        let release = self.cast.settings.release;
        let mut rows = Vec::new();
        for set in self.sets_of_groups() {
            for (a, b) in pairs(&set) {
                let figures = [
                    self.ledger.shared(a, b, release, Measure::SharedEmployment),
                    self.ledger.shared(a, b, release, Measure::SharedEmploymentPct),
                    self.ledger.shared(b, a, release, Measure::SharedEmploymentPct),
                ];
                let names = [a.label.clone(), b.label.clone()].map(TableCell::text);
                rows.push(names.into_iter().chain(figures.map(TableCell::figure)).collect());
            }
        }
        let columns = vec![
            Column::text("First group", "first"),
            Column::text("Second group", "second"),
            Column::figures("Jobs in common", "shared_employment"),
            Column::figures("Percent of the first", "shared_pct_of_first"),
            Column::figures("Percent of the second", "shared_pct_of_second"),
        ];
        let title = format!("Employment in occupations that two groups share, {}", release.in_words());
        let blocks = vec![Block { head: String::new(), rows }];
        self.table(exhibit, Draft { title, columns, blocks, notes: Vec::new() })
    }

    fn chosen_and_baseline(&self, exhibit: &Exhibit) -> Vec<Subject> {
        let mut subjects: Vec<Subject> =
            self.cast.chosen(&exhibit.roles).into_iter().map(|Chosen { subject, .. }| subject).collect();
        subjects.push(self.cast.baseline.clone());
        subjects
    }

    /// An earlier release and round beside today's.
    pub(super) fn then_and_now(&mut self, exhibit: &Exhibit) -> Option<Table> {
        let Some(then) = self.cast.settings.earlier else { return None };
        let (release, round) = (self.cast.settings.release, self.cast.settings.round);
        let wages = [Percentile::P10, Percentile::P50, Percentile::P90]
            .map(|percentile| Measure::Wage(PayPeriod::Annual, percentile));
        let mut blocks = Vec::new();
        for subject in self.chosen_and_baseline(exhibit) {
            let mut rows = Vec::new();
            for measure in wages {
                let (old, new) = (then.release, release);
                let figures = [old, new].map(|of| self.ledger.wage(&subject, of, Area::NATION, measure));
                rows.push(then_and_now_row(&format!("Annual wage, {}", in_words(measure)), figures));
            }
            for (head, measure) in [
                ("Projected change in employment", Measure::EmploymentChangePct),
                ("Openings a year (thousands)", Measure::AnnualOpenings),
            ] {
                let figures = [then.round, round].map(|of| self.ledger.outlook(&subject, of, measure));
                rows.push(then_and_now_row(head, figures));
            }
            blocks.push(Block { head: subject.label.clone(), rows });
        }
        let columns = vec![
            Column::text("", "measure"),
            Column::figures(format!("{}; {}", then.release.in_words(), then.round), "earlier"),
            Column::figures(format!("{}; {round}", release.in_words()), "today"),
        ];
        let title = format!(
            "What was true of {} and {}, and what is today",
            then.release.in_words(),
            then.round
        );
        Some(self.table(exhibit, Draft { title, columns, blocks, notes: Vec::new() }))
    }

    /// The projections of every round side by side.
    pub(super) fn rounds(&mut self, exhibit: &Exhibit) -> Table {
        let rounds: Vec<_> = self.cast.settings.rounds.iter().copied().collect();
        let rows =
            self.chosen_and_baseline(exhibit).into_iter().map(|of| (of.label.clone(), of)).collect();
        let blocks = self.blocks(vec![Rows { head: String::new(), rows }], |stage, subject| {
            rounds
                .iter()
                .map(|round| stage.ledger.outlook(subject, *round, Measure::EmploymentChangePct))
                .collect()
        });
        let mut columns = vec![Column::text("", "subject")];
        columns.extend(rounds.iter().map(|round| {
            Column::figures(
                round.to_string(),
                format!("{}_{}", Measure::EmploymentChangePct.name(), round.base_year()),
            )
        }));
        let title = "Projected change in employment, as each round of projections had it".to_owned();
        let notes = vec!["Each round starts from another year; together they are no series.".to_owned()];
        self.table(exhibit, Draft { title, columns, blocks, notes })
    }

    /// Medians over the releases.
    pub(super) fn over_time(&mut self, exhibit: &Exhibit) -> Table {
        let releases: Vec<_> = self.cast.settings.releases.iter().copied().collect();
        let newest = self.cast.settings.release;
        let subjects: Vec<(String, Subject)> =
            self.chosen_and_baseline(exhibit).into_iter().map(|of| (of.label.clone(), of)).collect();
        let current = Rows { head: "In dollars of each year".to_owned(), rows: subjects.clone() };
        let constant = Rows { head: format!("In dollars of {}", newest.in_words()), rows: subjects };
        let mut blocks = self.blocks(vec![current], |stage, subject| {
            releases.iter().map(|of| stage.ledger.wage(subject, *of, Area::NATION, MEDIAN)).collect()
        });
        blocks.extend(self.blocks(vec![constant], |stage, subject| {
            releases.iter().map(|of| stage.ledger.constant_dollars(subject, *of, newest)).collect()
        }));
        let mut columns = vec![Column::text("", "subject")];
        columns.extend(releases.iter().map(|release| {
            Column::figures(
                release.in_words(),
                format!("annual_wage_p50_{}", release.to_string().replace('-', "_")),
            )
        }));
        let title = "Median annual wages over the releases".to_owned();
        let notes = vec![
            "Constant dollars: CPI-U, U.S. city average, all items (CUUR0000SA0), May to May.".to_owned(),
            "Neighbouring releases share two thirds of their sample; a change over fewer than three years is no \
             like-for-like change."
                .to_owned(),
        ];
        self.table(exhibit, Draft { title, columns, blocks, notes })
    }

    /// Employment and medians by area, as published and at the nation's prices.
    pub(super) fn areas(&mut self, exhibit: &Exhibit) -> Table {
        let chosen = self.cast.chosen(&exhibit.roles);
        let release = self.cast.settings.release;
        let mut places = vec![(Area::NATION, "United States".to_owned())];
        places.extend(self.states());
        let mut columns = vec![Column::text("Area", "area")];
        for Chosen { subject, .. } in &chosen {
            for measure in [Measure::Employment, MEDIAN, Measure::PriceAdjustedMedian] {
                let head = format!("{}: {}", subject.label, measure.head().to_lowercase());
                columns.push(Column::figures(
                    head,
                    format!("{}_{}", measure.name(), subject.key.replace('-', "_")),
                ));
            }
        }
        let mut rows = Vec::new();
        for (area, title) in places {
            let mut row = vec![TableCell::text(title)];
            for Chosen { subject, .. } in &chosen {
                row.push(TableCell::figure(self.ledger.wage(
                    subject,
                    release,
                    area,
                    Measure::Employment,
                )));
                row.push(TableCell::figure(self.ledger.wage(subject, release, area, MEDIAN)));
                let adjusted = self.ledger.price_adjusted(subject, release, area).with_note(None);
                row.push(TableCell::figure(adjusted));
            }
            rows.push(row);
        }
        let year = self.ledger.panel().prices.newest_parity(Area::NATION).map(|(year, ..)| year);
        let of_year = year.map_or_else(String::new, |year| format!(" of {year}"));
        let notes = vec![format!(
            "Price-adjusted: the median of {} divided by the state's regional price parity{of_year}; territories \
             have none.",
            release.in_words()
        )];
        let title = format!("Employment and median annual wages by state, {}", release.in_words());
        let blocks = vec![Block { head: String::new(), rows }];
        self.table(exhibit, Draft { title, columns, blocks, notes })
    }
}

fn in_words(measure: Measure) -> &'static str {
    match measure {
        Measure::Wage(_, percentile) => percentile.in_words(),
        other => other.head(),
    }
}

fn then_and_now_row(head: &str, figures: [Figure; 2]) -> Vec<TableCell> {
    [TableCell::text(head)].into_iter().chain(figures.map(TableCell::figure)).collect()
}

/// Every pair of a set, the earlier first.
fn pairs(set: &[Subject]) -> impl Iterator<Item = (&Subject, &Subject)> {
    set.iter().enumerate().flat_map(|(at, a)| set[at + 1..].iter().map(move |b| (a, b)))
}
