//! Tables and figures as JSON.

use serde::Serialize;

use super::RenderError;
use crate::{
    exhibits::{Shown, table::Table},
    model::{Figure, Figures},
};

/// A table with its figures whole.
///
/// # Errors
/// Never in practice: every value is representable.
pub fn table(table: &Table) -> Result<Vec<u8>, RenderError> {
    pretty(&table.id, table)
}

/// Every figure of a run, ordered by id, and the exhibits with the figures that they show.
///
/// # Errors
/// Never in practice: every value is representable.
pub fn figures(figures: &Figures, exhibits: &[Shown]) -> Result<Vec<u8>, RenderError> {
    #[derive(Serialize)]
    struct Document<'a> {
        /// Raised when a field changes its meaning.
        schema_version: u32,
        figures: Vec<&'a Figure>,
        exhibits: &'a [Shown],
    }
    let document = Document { schema_version: 1, figures: figures.iter().collect(), exhibits };
    pretty("figures.json", &document)
}

fn pretty(what: &str, value: &impl Serialize) -> Result<Vec<u8>, RenderError> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(|error| RenderError::text(what, &error))?;
    bytes.push(b'\n');
    Ok(bytes)
}
