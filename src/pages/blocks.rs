//! Whole blocks of a page: tables and charts of the exhibits, structured data, a source line.

use std::collections::BTreeMap;

use super::{
    desk::Desk,
    marker::{Asked, Block, Quantity},
    markup::Markup,
    print::other_pay,
    refusal::Refusal,
};
use crate::{
    config::nearest,
    diag::Diagnostics,
    escape,
    exhibits::{chart::Chart, table::Table},
    model::{Area, Estimate, Figure, FigureId, Measure, PayPeriod, Percentile, Program},
    render::embed,
};

/// A block as it stands in a page, and the figures in it.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    /// The markup, with line feeds.
    pub markup: String,
    /// Which figures it shows.
    pub figures: Vec<FigureId>,
}

impl Desk<'_> {
    /// The markup of a block. `shown` are the figures of the rest of the page.
    ///
    /// # Errors
    /// When no exhibit has the name, or what it shows cannot be stated.
    pub fn block(
        &mut self,
        block: &Block,
        markup: Markup,
        shown: &BTreeMap<FigureId, Figure>,
    ) -> Result<Filled, Refusal> {
        match block {
            Block::Table { exhibit } => self.table(exhibit, markup),
            Block::Chart { exhibit, src } => self.chart(exhibit, src.as_deref(), markup),
            Block::JsonLd(asked) => self.json_ld(asked, markup),
            Block::Source if shown.is_empty() => Err(Refusal::of_marker(
                "the page marks no figure whose source could be named".to_owned(),
                "mark one, or write `outlook oews source`",
            )),
            Block::Source => {
                let line = format!("Source: {}", self.sources.line(shown.values()));
                Ok(Filled { markup: markup.escaped(&line), figures: Vec::new() })
            }
        }
    }

    fn table(&mut self, id: &str, markup: Markup) -> Result<Filled, Refusal> {
        let report = self.report().map_err(|problems| of_exhibits(&problems))?;
        let tables: Vec<&Table> = report.tables().collect();
        let Some(table) = tables.iter().find(|table| table.id == id) else {
            return Err(no_exhibit("table", id, tables.iter().map(|table| table.id.as_str())));
        };
        let figures = table.figures().map(|figure| figure.id.clone()).collect();
        let markup = match markup {
            Markup::Html => embed::html_table(table),
            Markup::Markdown => embed::markdown_table(table),
            Markup::Mdx => braces_escaped(&embed::markdown_table(table)),
        };
        Ok(Filled { markup, figures })
    }

    fn chart(&mut self, id: &str, src: Option<&str>, markup: Markup) -> Result<Filled, Refusal> {
        let report = self.report().map_err(|problems| of_exhibits(&problems))?;
        let charts: Vec<&Chart> = report.charts().collect();
        let Some(chart) = charts.iter().find(|chart| chart.id == id) else {
            return Err(no_exhibit("chart", id, charts.iter().map(|chart| chart.id.as_str())));
        };
        let figures = chart.figures();
        let markup = match (markup, src) {
            (Markup::Html, src) => drawn(embed::html_chart(chart, src))?,
            (Markup::Markdown, Some(src)) => embed::markdown_chart(chart, src),
            (Markup::Mdx, Some(src)) => braces_escaped(&embed::markdown_chart(chart, src)),
            // A blank line would end the element in Markdown.
            (Markup::Markdown, None) => {
                let html = drawn(embed::html_chart(chart, None))?;
                let lines: Vec<&str> = html.lines().filter(|line| !line.trim().is_empty()).collect();
                lines.join("\n")
            }
            (Markup::Mdx, None) => {
                return Err(Refusal::of_marker(
                    "a drawing cannot stand in an MDX page".to_owned(),
                    "name the address of the picture: `block chart ID src=/charts/ID.svg`",
                ));
            }
        };
        Ok(Filled { markup, figures })
    }

    fn json_ld(&mut self, asked: &Asked, markup: Markup) -> Result<Filled, Refusal> {
        const PROPERTIES: [&str; 5] =
            ["percentile10", "percentile25", "median", "percentile75", "percentile90"];
        let pay = match asked.quantity {
            Quantity::Measure(Measure::Wage(pay, _)) => pay,
            _ => PayPeriod::Annual,
        };
        let mut figures = Vec::new();
        for (property, percentile) in PROPERTIES.into_iter().zip(Percentile::ALL) {
            let quantity = Quantity::Measure(Measure::Wage(pay, percentile));
            figures.push((property, self.figure(&Asked { quantity, ..asked.clone() })?));
        }
        let subject = self.subject(asked.subject.as_ref())?;
        let code = subject.single().map(|code| code.to_string());
        let period = self.period(asked)?;
        let wages = if pay == PayPeriod::Annual { "Annual wages" } else { "Hourly wages" };
        let description = format!("{wages}, {}, {}", period.in_words(), Program::Oews.title());
        let name = figures.first().map_or(subject.label.clone(), |(_, figure)| figure.subject.clone());
        let location = self.location(asked);
        let json = embed::occupation_json(&name, code.as_deref(), location, &description, pay, &figures);
        let Some(json) = json else {
            return Err(no_percentile(&name, figures.iter().map(|(_, figure)| figure)));
        };
        let json = serde_json::to_string_pretty(&json)
            .map_err(|error| Refusal::of_marker(error.to_string(), "take the block out"))?;
        let json = escape::script(&json);
        let markup = match markup {
            Markup::Mdx => {
                let inside = escape::script(&serde_json::Value::String(json).to_string());
                format!(
                    "<script type=\"application/ld+json\" dangerouslySetInnerHTML={{{{ __html: {inside} }}}} />"
                )
            }
            _ => format!("<script type=\"application/ld+json\">\n{json}\n</script>"),
        };
        Ok(Filled { markup, figures: figures.into_iter().map(|(_, figure)| figure.id).collect() })
    }

    fn location(&self, asked: &Asked) -> serde_json::Value {
        if asked.area == Area::NATION {
            return serde_json::json!({"@type": "Country", "name": "US"});
        }
        let panel = self.ledger.panel();
        let title = self.period(asked).ok().and_then(|period| {
            panel
                .cell(period, asked.area, crate::model::SocCode::ALL_OCCUPATIONS)
                .map(|cell| cell.area_title())
        });
        serde_json::json!({"@type": "AdministrativeArea", "name": title.unwrap_or_default()})
    }
}

/// Structured data without a single number.
fn no_percentile<'f>(name: &str, figures: impl Iterator<Item = &'f Figure>) -> Refusal {
    let marks = figures.filter_map(|figure| match figure.estimate()? {
        Estimate::Absent { mark } => other_pay(mark),
        _ => None,
    });
    let hint = match marks.max() {
        Some(pay) => format!("write `{pay}` in the marker: BLS releases no other pay of it"),
        None => {
            "take the block out of the page: estimates, bounds and what is not released are left out"
                .to_owned()
        }
    };
    Refusal::of_figure(format!("no percentile of {name} can be stated exactly"), hint)
}

fn drawn(made: Result<String, crate::render::RenderError>) -> Result<String, Refusal> {
    made.map_err(|error| Refusal::of_marker(error.to_string(), "leave the chart out"))
}

fn braces_escaped(markdown: &str) -> String {
    // An empty comment of HTML is none of MDX.
    markdown.replace("<!-- -->", "").replace('{', "\\{").replace('}', "\\}")
}

fn of_exhibits(problems: &Diagnostics) -> Refusal {
    Refusal::of_marker(problems.to_string().trim().to_owned(), "mend pipeline.toml")
}

fn no_exhibit<'a>(what: &str, id: &str, known: impl Iterator<Item = &'a str>) -> Refusal {
    let known: Vec<&str> = known.collect();
    let hint = match nearest(id, &known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("pipeline.toml has {}", known.join(", ")),
    };
    Refusal::of_marker(format!("there is no {what} `{id}`"), &hint)
}
