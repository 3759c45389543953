//! Groups against each other: what they consist of, how they differ, what they share.

use super::Draft;
use crate::{
    compare::{ListGroups, Subject, sentence_case},
    config::Exhibit,
    exhibits::{
        Stage,
        table::{Block, Column, Table, TableCell},
    },
    model::{Area, Measure},
};

impl Stage<'_, '_> {
    /// The roles, where they come from and what they are counted under.
    pub(in crate::exhibits) fn roles(&mut self, exhibit: &Exhibit) -> Table {
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

    /// Groups against each other and everyone against the baseline.
    pub(in crate::exhibits) fn comparison(&mut self, exhibit: &Exhibit) -> Table {
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
            Column::measure(head, measure)
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
        let of_list = |of: &ListGroups| of.groups.iter().map(|of| of.subject.clone()).collect();
        [self.cast.groups.clone()].into_iter().chain(self.cast.by_list.iter().map(of_list)).collect()
    }

    /// Jobs that groups have in common.
    pub(in crate::exhibits) fn overlap(&mut self, exhibit: &Exhibit) -> Table {
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
}

/// Every pair of a set, the earlier first.
fn pairs(set: &[Subject]) -> impl Iterator<Item = (&Subject, &Subject)> {
    set.iter().enumerate().flat_map(|(at, a)| set[at + 1..].iter().map(move |b| (a, b)))
}
