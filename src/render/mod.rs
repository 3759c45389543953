//! Specifications to bytes. Nothing here computes a number, reads an input or writes a file.

pub mod chart;
mod csv;
pub mod embed;
mod fonts;
mod html;
mod json;
mod markdown;
mod method;

pub use self::{
    csv::table as csv_table,
    html::report as html_report,
    json::{figures, table as json_table},
    markdown::report as markdown_report,
};

/// Why a specification could not be turned into bytes.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A font that is part of the program cannot be read.
    #[error("the bundled font {0} cannot be read")]
    Font(&'static str),
    /// The picture cannot be drawn.
    #[error("chart `{chart}` cannot be drawn: {reason}")]
    Drawing {
        /// Id of the chart.
        chart: String,
        /// What the drawing library says.
        reason: String,
    },
    /// A text format cannot be written.
    #[error("{what} cannot be written: {reason}")]
    Text {
        /// What was to be written.
        what: String,
        /// What the library says.
        reason: String,
    },
    /// The drawing cannot be turned into pixels.
    #[error("chart `{chart}` cannot be turned into pixels: {reason}")]
    Pixels {
        /// Id of the chart.
        chart: String,
        /// What the rasteriser says.
        reason: String,
    },
}

impl RenderError {
    fn text(what: &str, reason: &dyn std::fmt::Display) -> Self {
        Self::Text { what: what.to_owned(), reason: reason.to_string() }
    }
}
