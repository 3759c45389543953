//! Specifications to bytes. Nothing here computes a number, reads an input or writes a file.

pub mod chart;
mod fonts;

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
    /// The drawing cannot be turned into pixels.
    #[error("chart `{chart}` cannot be turned into pixels: {reason}")]
    Pixels {
        /// Id of the chart.
        chart: String,
        /// What the rasteriser says.
        reason: String,
    },
}
