//! The report: sections of sentences, charts and tables, with sources and methods at its end.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{
    chart::Chart,
    prose::{Inline, Prose},
    table::Table,
};
use crate::model::{FigureId, SourceFile};

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

/// An exhibit with the figures that it shows: what is touched when one of them moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// `chart`, `table`, or `sentences` of a section.
    pub kind: &'static str,
    /// The name of its files, or the heading of its section.
    pub id: String,
    /// The figures.
    pub figures: BTreeSet<FigureId>,
}

impl Report {
    /// Every exhibit and every section's sentences with the figures that they show.
    #[must_use]
    pub fn shown(&self) -> Vec<Shown> {
        let mut shown = Vec::new();
        for section in &self.sections {
            let mut said = BTreeSet::new();
            for part in &section.parts {
                match part {
                    Part::Chart(chart) => shown.push(Shown {
                        kind: "chart",
                        id: chart.id.clone(),
                        figures: chart.data().map(|datum| datum.figure.clone()).collect(),
                    }),
                    Part::Table(table) => shown.push(Shown {
                        kind: "table",
                        id: table.id.clone(),
                        figures: table.figures().map(|figure| figure.id.clone()).collect(),
                    }),
                    Part::Paragraph(prose) => said.extend(figures_of(prose)),
                    Part::Points(points) => said.extend(points.iter().flat_map(figures_of)),
                }
            }
            if !said.is_empty() {
                shown.push(Shown { kind: "sentences", id: section.heading.clone(), figures: said });
            }
        }
        shown
    }

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

fn figures_of(prose: &Prose) -> impl Iterator<Item = FigureId> {
    prose.0.iter().filter_map(|inline| match inline {
        Inline::Figure(figure) => Some(figure.id.clone()),
        Inline::Text(_) => None,
    })
}
