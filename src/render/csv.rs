//! Tables as CSV. A column of figures becomes five: the number, its status, the two ends of its band
//! or bound, and the id of the figure in `figures.json`. A mark is a status and never a number.

use crate::{
    escape,
    exhibits::table::{Table, TableCell},
    model::{Band, Estimate, Figure, Method, Value},
};

use super::RenderError;

/// A table as CSV in UTF-8 with a line feed after every record.
///
/// # Errors
/// Never in practice: writing to memory does not fail.
pub fn table(table: &Table) -> Result<Vec<u8>, RenderError> {
    let failed = |error: &dyn std::fmt::Display| RenderError::text(&table.id, error);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(heads(table)).map_err(|error| failed(&error))?;
    for block in &table.blocks {
        for row in &block.rows {
            let record = [escape::cell(&block.head)].into_iter().chain(row.iter().flat_map(fields));
            writer.write_record(record).map_err(|error| failed(&error))?;
        }
    }
    writer.into_inner().map_err(|error| failed(&error))
}

fn heads(table: &Table) -> Vec<String> {
    let mut heads = vec!["block".to_owned()];
    for column in &table.columns {
        heads.push(column.name.clone());
        if column.figures {
            heads.extend(
                ["status", "low", "high", "figure"].map(|part| format!("{}_{part}", column.name)),
            );
        }
    }
    heads
}

fn fields(cell: &TableCell) -> Vec<String> {
    match cell {
        TableCell::Text(text) => vec![escape::cell(text)],
        TableCell::Figure(figure) => figure_fields(figure),
    }
}

fn figure_fields(figure: &Figure) -> Vec<String> {
    let id = figure.id.to_string();
    let estimate = match &figure.value {
        Value::Number(estimate) => *estimate,
        Value::Words(words) => {
            let status = if figure.method == Method::Thresholds { "derived" } else { "published" };
            return vec![escape::cell(words), status.to_owned(), String::new(), String::new(), id];
        }
    };
    let print = |number: f64| format!("{number:.*}", figure.unit.decimals());
    let (low, high) = match estimate {
        Estimate::Derived { band: Some(Band { low, high }), .. } => (print(low), print(high)),
        Estimate::AtLeast { bound } => (print(bound), String::new()),
        Estimate::AtMost { bound } => (String::new(), print(bound)),
        _ => (String::new(), String::new()),
    };
    let number = estimate.number().map(print).unwrap_or_default();
    let status =
        if figure.is_estimate() && estimate.number().is_some() { "estimate" } else { estimate.status() };
    vec![number, status.to_owned(), low, high, id]
}
