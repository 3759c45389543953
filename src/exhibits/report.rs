//! The report: sections of sentences, charts and tables, with sources and methods at its end.

use serde::Serialize;

use super::{chart::Chart, prose::Prose, table::Table};
use crate::model::SourceFile;

/// The whole report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Its title.
    pub title: String,
    /// A paragraph by the person who configured it.
    pub introduction: Option<String>,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// The files that its numbers come from.
    pub sources: Vec<SourceFile>,
    /// What BLS asks to be said beside its data.
    pub disclaimer: String,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// What it consists of, in order.
    pub parts: Vec<Part>,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A paragraph.
    Paragraph(Prose),
    /// A list of points.
    Points(Vec<Prose>),
    /// A chart.
    Chart(Box<Chart>),
    /// A table.
    Table(Box<Table>),
}

impl Report {
    /// Every chart, in order.
    pub fn charts(&self) -> impl Iterator<Item = &Chart> {
        self.parts().filter_map(|part| match part {
            Part::Chart(chart) => Some(&**chart),
            _ => None,
        })
    }

    /// Every table, in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.parts().filter_map(|part| match part {
            Part::Table(table) => Some(&**table),
            _ => None,
        })
    }

    fn parts(&self) -> impl Iterator<Item = &Part> {
        self.sections.iter().flat_map(|section| &section.parts)
    }
}
