//! What a table shows, without a word on how it is set.

use serde::Serialize;

use crate::model::{Figure, Measure, Unit};

/// A table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// Name of the files that it is written to, without extension.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// The columns; the first names the row.
    pub columns: Vec<Column>,
    /// Rows in blocks, each with a head that may be empty.
    pub blocks: Vec<Block>,
    /// What a reader must know to read it rightly.
    pub notes: Vec<String>,
    /// Program and release of every number.
    pub source: String,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// The head for readers.
    pub head: String,
    /// The name in CSV and JSON.
    pub name: String,
    /// Whether its cells are figures.
    pub figures: bool,
    /// Whether those are numbers, which are set to the right.
    pub numeric: bool,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn text(head: &str, name: &str) -> Self {
        Self { head: head.to_owned(), name: name.to_owned(), figures: false, numeric: false }
    }

    /// A column of figures.
    #[must_use]
    pub fn figures(head: impl Into<String>, name: impl Into<String>) -> Self {
        Self { head: head.into(), name: name.into(), figures: true, numeric: true }
    }

    /// The column of a measure, which may be in words.
    #[must_use]
    pub fn measure(head: impl Into<String>, measure: Measure) -> Self {
        let numeric = measure.unit() != Unit::Category;
        Self { numeric, ..Self::figures(head, measure.name()) }
    }
}

/// Rows that belong together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Block {
    /// Their head.
    pub head: String,
    /// The rows; each has a cell a column.
    pub rows: Vec<Vec<TableCell>>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TableCell {
    /// Words.
    Text(String),
    /// A figure.
    Figure(Box<Figure>),
}

impl TableCell {
    /// A cell of words.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A cell of a figure.
    #[must_use]
    pub fn figure(figure: Figure) -> Self {
        Self::Figure(Box::new(figure))
    }
}

impl Table {
    /// Every figure of the table.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.blocks.iter().flat_map(|block| &block.rows).flatten().filter_map(|cell| match cell {
            TableCell::Figure(figure) => Some(&**figure),
            TableCell::Text(_) => None,
        })
    }
}
