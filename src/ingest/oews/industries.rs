//! The industries of a table: which there are, whether each has a total, and whether each code has one title.

use std::collections::BTreeMap;

use super::layout::Layout;
use crate::{
    catalog::{OewsColumn, oews_sectors},
    diag::{Diagnostic, Diagnostics, first_names, rules},
    ingest::{
        codes::{CHANGED, is_date},
        container::Row,
        findings::Findings,
    },
    model::{PublishedRow, Release, SocLevel},
};

/// Sectors that BLS writes with two numbers, and what spreadsheets, formulas and people make of them.
#[rustfmt::skip]
const SECTORS: [(&str, &[&str]); 3] = [
    ("31-33", &["31", "3133", "-2", "31 to 33"]),
    ("44-45", &["44", "4445", "-1", "44 to 45"]),
    ("48-49", &["48", "4849", "-1", "48 to 49"]),
];

/// What was seen.
#[derive(Default)]
pub(super) struct Industries {
    /// Industries, and whether each has a total of all occupations.
    seen: BTreeMap<String, bool>,
    last: String,
    /// The code and level, and the title of the row before.
    last_titled: [String; 3],
    /// The titles of industries, by code and level.
    titles: BTreeMap<[String; 2], String>,
    wrong: Findings,
}

impl Industries {
    /// Looks at a row of an industry. One row is enough of those that follow each other, and each total.
    pub(super) fn row(&mut self, published: &PublishedRow<'_>) {
        let is_total = published.level == SocLevel::Total;
        if is_total || self.last != published.industry {
            published.industry.clone_into(&mut self.last);
            *self.seen.entry(published.industry.to_owned()).or_default() |= is_total;
        }
    }

    /// Holds the title of a row's industry against that of other rows with its code.
    pub(super) fn title(&mut self, layout: &Layout, row: &Row<'_>, published: &PublishedRow<'_>) {
        let Some(index) = layout.index(OewsColumn::NaicsTitle) else { return };
        let (code, group, title) =
            (published.industry, layout.text(row, OewsColumn::IndustryGroup), row.cell(index));
        if self.last_titled == [code, group, title] {
            return;
        }
        self.last_titled = [code, group, title].map(str::to_owned);
        let known =
            self.titles.entry([code, group].map(str::to_owned)).or_insert_with(|| title.to_owned());
        let is_all = title.eq_ignore_ascii_case(ALL_INDUSTRIES);
        let message = if is_all && !code.is_empty() {
            format!("{}: `{title}` is no industry, as {code} is", layout.name(index))
        } else if known != title {
            let of = if code.is_empty() { "all industries together are" } else { "the same code is" };
            format!("{}: `{title}` stands here, and {of} `{known}` above", layout.name(index))
        } else {
            return;
        };
        self.wrong.add(|| {
            let hint = "a column was sorted or moved for itself; get the table from BLS again";
            row.at(index, Diagnostic::finding(message).hint(hint))
        });
    }

    /// Whether every row is of all industries together.
    pub(super) fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// Industries without a total.
    pub(super) fn without_total(&self) -> impl Iterator<Item = &String> {
        self.seen.iter().filter(|(_, total)| !**total).map(|(industry, _)| industry)
    }

    /// Sectors of a release that are not there although others are.
    pub(super) fn without_sectors(&self, release: Release) -> Option<Diagnostic> {
        let sectors = oews_sectors(release);
        let missing: Vec<&str> =
            sectors.iter().copied().filter(|sector| !self.seen.contains_key(*sector)).collect();
        if missing.is_empty() || missing.len() == sectors.len() {
            return None;
        }
        let here = sectors.len() - missing.len();
        let names = first_names(&missing, MOST_NAMED, ", ");
        let all = sectors.len();
        let message = format!("{here} of the {all} sectors of {}; without {names}", release.in_words());
        Some(Diagnostic::finding(message).hint("industries were left out"))
    }

    /// Tells what was found.
    pub(super) fn tell(self, told: &mut Diagnostics) {
        let mut tell = |message: String| {
            told.push(Diagnostic::finding(message).hint(CHANGED).rule(&rules::DAMAGED_TABLE));
        };
        for (whole, damaged) in SECTORS {
            for other in damaged.iter().filter(|other| self.seen.contains_key(**other)) {
                // A formula makes the same number of two sectors, which are told together.
                let all: Vec<&str> = SECTORS
                    .iter()
                    .filter(|(_, of)| of.contains(other))
                    .map(|(whole, _)| *whole)
                    .collect();
                if all.first() == Some(&whole) {
                    let whole = all.join("` or `");
                    tell(format!("industry `{other}` stands where BLS writes `{whole}`"));
                }
            }
        }
        for industry in self.seen.keys().filter(|industry| is_date(industry)) {
            tell(format!("industry `{industry}` is a date: a spreadsheet has turned a code into it"));
        }
        self.wrong.tell(&rules::ODD_FIGURE, "titles of other industries stand", told);
    }
}

/// Industries that are named; of the rest only the number is told.
const MOST_NAMED: usize = 10;

/// How all industries together are called.
const ALL_INDUSTRIES: &str = "cross-industry";
