//! The report as one HTML file that needs no other: style, fonts and charts are inside.

use minijinja::{AutoEscape, Environment, Value, context, syntax::SyntaxConfig};

use super::{RenderError, chart, method};
use crate::{
    exhibits::{
        Part, Report,
        prose::{Inline, Prose},
        table::{Column, Table, TableCell},
    },
    model::{Estimate, Figure, Period},
};

const TEMPLATE: &str = include_str!("report.html.j2");
const STYLE: &str = include_str!("report.css");

/// The report.
///
/// # Errors
/// When a chart cannot be drawn.
pub fn report(report: &Report) -> Result<String, RenderError> {
    let failed = |error: minijinja::Error| RenderError::text("report.html", &format!("{error:#}"));
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build();
    environment.set_syntax(syntax.map_err(failed)?);
    environment.add_template("report", TEMPLATE).map_err(failed)?;
    let sections = report
        .sections
        .iter()
        .map(|section| {
            let parts: Result<Vec<Value>, RenderError> = section.parts.iter().map(part).collect();
            Ok(context! { heading => section.heading.clone(), anchor => anchor(&section.heading), parts => parts? })
        })
        .collect::<Result<Vec<Value>, RenderError>>()?;
    let sources: Vec<Value> = report
        .sources
        .iter()
        .map(|source| {
            let period = source.period.map(Period::in_words);
            context! { path => source.path.clone(), program => source.program.title(), period, sha256 => source.sha256.clone(),
                page => crate::catalog::citation(source.program) }
        })
        .collect();
    let page = context! {
        title => report.title.clone(),
        introduction => report.introduction.clone(),
        style => Value::from_safe_string(format!("{}\n{STYLE}", chart::font_face_css())),
        sections,
        methods => method::PARAGRAPHS,
        sources,
        disclaimer => report.disclaimer.clone(),
        version => env!("CARGO_PKG_VERSION"),
    };
    environment.get_template("report").and_then(|template| template.render(page)).map_err(failed)
}

fn anchor(heading: &str) -> String {
    heading.to_lowercase().replace(|character: char| !character.is_ascii_alphanumeric(), "-")
}

fn part(part: &Part) -> Result<Value, RenderError> {
    Ok(match part {
        Part::Paragraph(prose) => context! { kind => "paragraph", inlines => inlines(prose) },
        Part::Points(points) => {
            context! { kind => "points", points => points.iter().map(inlines).map(Value::from).collect::<Vec<_>>() }
        }
        Part::Chart(chart) => {
            let drawing = Value::from_safe_string(chart::svg_fragment(chart)?);
            context! { kind => "chart", id => chart.id.clone(), drawing }
        }
        Part::Table(table) => context! { kind => "table", table => self::table(table) },
    })
}

/// The pieces of a sentence, as the template sees them.
fn inlines(prose: &Prose) -> Vec<Value> {
    let piece = |inline: &Inline| match inline {
        Inline::Text(text) => words(text),
        Inline::Figure(figure) => figure_piece(figure),
    };
    prose.0.iter().map(piece).collect()
}

fn words(text: &str) -> Value {
    context! { text }
}

/// A figure with its id, the number as a machine reads it, and where it comes from.
fn figure_piece(figure: &Figure) -> Value {
    let value = figure.number().map(|number| format!("{number:.*}", figure.unit.decimals()));
    let is_number =
        figure.estimate().is_some_and(|estimate| !matches!(estimate, Estimate::Absent { .. }));
    context! {
        text => figure.text.clone(),
        figure => figure.id.to_string(),
        value,
        about => about(figure),
        estimate => figure.is_estimate(),
        is_number,
    }
}

/// Method, band and origins in a line, for the tooltip of a figure.
fn about(figure: &Figure) -> String {
    let mut parts = vec![figure.method.in_words().to_owned()];
    parts.extend(figure.error_in_words());
    parts.extend(figure.note.clone());
    let few = figure.origins.iter().take(4).map(|origin| {
        let line = origin.line.map(|line| format!(" line {line}")).unwrap_or_default();
        let column = origin.column.as_ref().map(|column| format!(" {column}")).unwrap_or_default();
        format!("{}{line}{column}", origin.source)
    });
    let mut origins: Vec<String> = few.collect();
    if figure.origins.len() > 4 {
        origins.push(format!("{} more", figure.origins.len() - 4));
    }
    parts.push(origins.join(", "));
    parts.join("; ")
}

fn table(table: &Table) -> Value {
    let cell = |cell: &TableCell| match cell {
        TableCell::Text(text) => words(text),
        TableCell::Figure(figure) => figure_piece(figure),
    };
    let blocks: Vec<Value> = table
        .blocks
        .iter()
        .map(|block| {
            let rows: Vec<Vec<Value>> =
                block.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
            context! { head => block.head.clone(), rows }
        })
        .collect();
    let column = |column: &Column| context! { head => column.head.clone(), numeric => column.numeric };
    context! {
        id => table.id.clone(),
        title => table.title.clone(),
        columns => table.columns.iter().map(column).collect::<Vec<_>>(),
        blocks,
        notes => table.notes.clone(),
        source => table.source.clone(),
    }
}
