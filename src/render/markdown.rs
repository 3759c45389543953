//! The report as Markdown, with the charts beside it.

use std::fmt::Write;

use super::method;
use crate::{
    catalog::citation,
    escape::markdown,
    exhibits::{
        Part, Report, Section,
        chart::Chart,
        prose::Prose,
        table::{Table, TableCell},
    },
    model::Period,
};

/// The report. `picture` is the ending of the chart files that it shows; `None` where none are made.
#[must_use]
pub fn report(report: &Report, picture: Option<&str>) -> String {
    let mut out = format!("# {}\n", markdown(&report.title));
    if let Some(introduction) = &report.introduction {
        paragraph(&mut out, &markdown(introduction));
    }
    for section in &report.sections {
        self::section(&mut out, section, picture);
    }
    methods_and_sources(&mut out, report);
    out
}

fn paragraph(out: &mut String, text: &str) {
    out.push('\n');
    out.push_str(text);
    out.push('\n');
}

fn section(out: &mut String, section: &Section, picture: Option<&str>) {
    paragraph(out, &format!("## {}", markdown(&section.heading)));
    for part in &section.parts {
        match part {
            Part::Paragraph(prose) => paragraph(out, &plain(prose)),
            Part::Points(points) => {
                let points: Vec<String> =
                    points.iter().map(|point| format!("- {}", plain(point))).collect();
                paragraph(out, &points.join("\n"));
            }
            Part::Chart(chart) => self::chart(out, chart, picture),
            Part::Table(table) => self::table(out, table),
        }
    }
}

fn plain(prose: &Prose) -> String {
    markdown(prose.plain().trim_end())
}

fn chart(out: &mut String, chart: &Chart, picture: Option<&str>) {
    paragraph(out, &format!("### {}", markdown(&chart.title)));
    paragraph(out, &markdown(&chart.subtitle));
    match picture {
        Some(ending) => {
            paragraph(
                out,
                &format!("![{}](charts/{}.{ending})", markdown(&chart.description), chart.id),
            );
        }
        None => paragraph(out, &markdown(&chart.description)),
    }
    for note in &chart.notes {
        paragraph(out, &markdown(note));
    }
    paragraph(out, &format!("Source: {}", markdown(&chart.source)));
}

fn table(out: &mut String, table: &Table) {
    paragraph(out, &format!("### {}", markdown(&table.title)));
    rows_and_notes(out, table);
}

/// A table for another page: its title is a line of bold words.
pub(super) fn table_alone(table: &Table) -> String {
    let mut out = format!("**{}**\n", markdown(&table.title));
    rows_and_notes(&mut out, table);
    out.trim_end().to_owned()
}

fn rows_and_notes(out: &mut String, table: &Table) {
    let heads: Vec<String> = table.columns.iter().map(|column| markdown(&column.head)).collect();
    let rules: Vec<&str> =
        table.columns.iter().map(|column| if column.numeric { "--:" } else { "---" }).collect();
    let mut lines = vec![row(&heads), format!("| {} |", rules.join(" | "))];
    for block in &table.blocks {
        if !block.head.is_empty() {
            let mut head = vec![format!("**{}**", markdown(&block.head))];
            head.resize(table.columns.len(), String::new());
            lines.push(row(&head));
        }
        for cells in &block.rows {
            let cells: Vec<String> = cells.iter().map(cell).collect();
            lines.push(row(&cells));
        }
    }
    paragraph(out, &lines.join("\n"));
    for note in &table.notes {
        paragraph(out, &markdown(note));
    }
    paragraph(out, &format!("Source: {}", markdown(&table.source)));
}

fn row(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

fn cell(cell: &TableCell) -> String {
    match cell {
        TableCell::Text(text) => markdown(text),
        TableCell::Figure(figure) => {
            let mark = if figure.is_estimate() { " e" } else { "" };
            format!("{}{mark}", markdown(&figure.text))
        }
    }
}

fn methods_and_sources(out: &mut String, report: &Report) {
    paragraph(out, "## Method");
    for text in method::PARAGRAPHS {
        paragraph(out, &markdown(text));
    }
    paragraph(out, "## Sources");
    let mut lines = vec![
        row(&["File", "Program", "Period", "sha256"].map(str::to_owned)),
        "| --- | --- | --- | --- |".to_owned(),
    ];
    for source in &report.sources {
        let period = source.period.map(Period::in_words).unwrap_or_default();
        let program = markdown(source.program.title());
        lines.push(row(&[
            markdown(&source.path),
            format!("[{program}]({})", citation(source.program)),
            period,
            format!("`{}`", source.sha256),
        ]));
    }
    paragraph(out, &lines.join("\n"));
    paragraph(out, &markdown(&report.disclaimer));
    let mut version = String::new();
    let _ = write!(version, "Made with labor-outlook {}.", env!("CARGO_PKG_VERSION"));
    paragraph(out, &version);
}
