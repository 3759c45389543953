//! Exhibits and structured data as pieces of other people's pages: a table, a chart, JSON-LD.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::{RenderError, chart, markdown};
use crate::{
    escape::{self, html_attribute, html_text as text},
    exhibits::{
        chart::Chart,
        table::{Table, TableCell},
    },
    model::{Estimate, Figure, PayPeriod},
};

/// A table as an HTML element with caption, notes and source; each figure carries its id.
#[must_use]
pub fn html_table(table: &Table) -> String {
    let mut out =
        format!("<table class=\"outlook\">\n<caption>{}</caption>\n<thead>\n<tr>", text(&table.title));
    for column in &table.columns {
        let _ = write!(out, "<th scope=\"col\">{}</th>", text(&column.head));
    }
    out.push_str("</tr>\n</thead>\n");
    for block in &table.blocks {
        out.push_str("<tbody>\n");
        if !block.head.is_empty() {
            let columns = table.columns.len();
            let head = text(&block.head);
            let _ = writeln!(out, "<tr><th colspan=\"{columns}\" scope=\"rowgroup\">{head}</th></tr>");
        }
        for row in &block.rows {
            out.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let (open, close) =
                    if at == 0 { ("<th scope=\"row\">", "</th>") } else { ("<td>", "</td>") };
                let _ = write!(out, "{open}{}{close}", html_cell(cell));
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n");
    }
    out.push_str("</table>\n");
    for note in &table.notes {
        let _ = writeln!(out, "<p class=\"outlook-note\">{}</p>", text(note));
    }
    let _ = write!(out, "<p class=\"outlook-source\">Source: {}</p>", text(&table.source));
    out
}

fn html_cell(cell: &TableCell) -> String {
    match cell {
        TableCell::Text(words) => text(words),
        TableCell::Figure(figure) => {
            let number = figure.number().map(|number| format!("{number:.*}", figure.unit.decimals()));
            let mark = if figure.is_estimate() { " e" } else { "" };
            let (value, id) = (number.unwrap_or_default(), html_attribute(figure.id.as_str()));
            format!("<data value=\"{value}\" data-figure=\"{id}\">{}{mark}</data>", text(&figure.text))
        }
    }
}

/// A table in Markdown, with notes and source.
#[must_use]
pub fn markdown_table(table: &Table) -> String {
    markdown::table_alone(table)
}

/// A chart as an HTML element: the drawing itself, or a picture at an address with an alternative text;
/// either with the chart in words.
///
/// # Errors
/// When the drawing library fails.
pub fn html_chart(chart: &Chart, src: Option<&str>) -> Result<String, RenderError> {
    let drawing = match src {
        None => chart::svg_fragment(chart)?.trim_end().to_owned(),
        Some(src) => {
            format!("<img src=\"{}\" alt=\"{}\">", html_attribute(src), html_attribute(&chart.title))
        }
    };
    let (title, description) = (text(&chart.title), text(&chart.description));
    let source = text(&chart.source);
    Ok(format!(
        "<figure class=\"outlook\">\n{drawing}\n<figcaption>{title}. Source: {source}\n\
         <details><summary>The chart in words</summary><p>{description}</p></details>\n</figcaption>\n</figure>"
    ))
}

/// A picture in Markdown with the chart in words under it.
#[must_use]
pub fn markdown_chart(chart: &Chart, src: &str) -> String {
    let escaped = escape::markdown;
    let address: String = src.chars().filter(|c| !c.is_control()).map(in_address).collect();
    format!(
        "![{}]({address})\n\n{}\n\nSource: {}",
        escaped(&chart.title),
        escaped(&chart.description),
        escaped(&chart.source)
    )
}

/// A character of an address as it stands in a link of Markdown, which some would end.
fn in_address(character: char) -> String {
    if " <>()\\".contains(character) {
        format!("%{:02X}", u32::from(character))
    } else {
        character.to_string()
    }
}

/// An occupation as schema.org has it, with the percentiles that are stated exactly: what is top-coded,
/// not released or an estimate is left out. `None` when no percentile is left.
/// Source: <https://schema.org/MonetaryAmountDistribution>.
#[must_use]
pub fn occupation_json(
    name: &str,
    category: Option<&str>,
    location: Value,
    description: &str,
    pay: PayPeriod,
    percentiles: &[(&'static str, Figure)],
) -> Option<Value> {
    let mut salary = Map::new();
    salary.insert("@type".to_owned(), json!("MonetaryAmountDistribution"));
    salary.insert("name".to_owned(), json!("base"));
    salary.insert("currency".to_owned(), json!("USD"));
    let duration = if pay == PayPeriod::Annual { "P1Y" } else { "PT1H" };
    salary.insert("duration".to_owned(), json!(duration));
    salary.insert("description".to_owned(), json!(description));
    let mut any = false;
    for (property, figure) in percentiles {
        if let Some(Estimate::Published { value }) = figure.estimate() {
            salary.insert((*property).to_owned(), number(value));
            any = true;
        }
    }
    let mut occupation = Map::new();
    occupation.insert("@context".to_owned(), json!("https://schema.org/"));
    occupation.insert("@type".to_owned(), json!("Occupation"));
    occupation.insert("name".to_owned(), json!(name));
    if let Some(category) = category {
        occupation.insert("occupationalCategory".to_owned(), json!(category));
    }
    occupation.insert("occupationLocation".to_owned(), Value::Array(vec![location]));
    occupation.insert("estimatedSalary".to_owned(), Value::Array(vec![Value::Object(salary)]));
    any.then_some(Value::Object(occupation))
}

/// A whole number without a decimal point.
fn number(value: f64) -> Value {
    format!("{value}").parse::<i64>().map_or_else(|_| json!(value), |whole| json!(whole))
}
