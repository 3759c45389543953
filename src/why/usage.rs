//! Where figures are shown, and what is made from them.

use crate::{
    config::Settings,
    diag::{Diagnostic, Diagnostics, Severity},
    exhibits::{Part, Report, prose::Inline},
    files,
    model::{Figure, FigureId, Method},
    pages::{self, Desk, Markup, PageBytes, Places, Plan},
};

/// The figures of the project's pages, each with its place.
pub struct Pages(Vec<(FigureId, String)>);

impl Pages {
    /// The places of a figure.
    pub fn places_of(&self, id: &FigureId) -> impl Iterator<Item = String> {
        self.0.iter().filter(move |(of, _)| of == id).map(|(_, place)| place.clone())
    }
}

/// Reads the pages of the configuration; those that cannot be read are told, and hide no figure.
pub fn pages(desk: &mut Desk<'_>, settings: &Settings) -> (Pages, Diagnostics) {
    let (mut found, mut findings) = (Vec::new(), Diagnostics::default());
    for path in settings.pages.paths.iter().map(|path| settings.base.join(path)) {
        for path in findings.keep(pages::find(&[path])).unwrap_or_default() {
            let read = files::read(&path).and_then(PageBytes::new);
            let read = read.map_err(|told| told.within(path.display()));
            let Some(page) = findings.keep(read) else { continue };
            let markup = Markup::of_name(&path).unwrap_or(Markup::Html);
            let plan = Plan::new(desk, page, markup, false);
            let mut places = Places::default();
            for (id, range) in &plan.shown {
                let (line, column) = places.of(plan.page.searched(), range.start);
                found.push((id.clone(), format!("{}:{line}:{column}", path.display())));
            }
        }
    }
    let is_told = |told: &Diagnostic| Diagnostic { severity: Severity::Finding, ..told.clone() };
    (Pages(found), findings.iter().map(is_told).collect())
}

/// The charts, tables and sections of the report that show a figure.
pub fn in_report(report: &Report, id: &FigureId) -> Vec<String> {
    let mut places = Vec::new();
    for section in &report.sections {
        for part in &section.parts {
            let place = match part {
                Part::Chart(chart) if chart.figures().contains(id) => format!("chart {}", chart.id),
                Part::Table(table) if table.figures().any(|of| of.id == *id) => {
                    format!("table {}", table.id)
                }
                Part::Paragraph(prose) if says(&prose.0, id) => {
                    format!("sentences of \"{}\"", section.heading)
                }
                Part::Points(points) if points.iter().any(|prose| says(&prose.0, id)) => {
                    format!("sentences of \"{}\"", section.heading)
                }
                _ => continue,
            };
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    places
}

fn says(prose: &[Inline], id: &FigureId) -> bool {
    prose.iter().any(|inline| matches!(inline, Inline::Figure(figure) if figure.id == *id))
}

/// Figures that are made from the cell of a published one. What is made of it is not published, and makes
/// nothing that is.
pub fn from_it(desk: &Desk<'_>, figure: &Figure) -> Vec<FigureId> {
    let [origin] = figure.origins.as_slice() else { return Vec::new() };
    if figure.method != Method::Published {
        return Vec::new();
    }
    // What is made from several occupations names their rows without a column.
    let has_it = |other: &&Figure| {
        other.method != Method::Published
            && other.origins.iter().any(|of| {
                (&of.source, of.line) == (&origin.source, origin.line) && of.column == origin.column
            })
    };
    desk.ledger.figures().iter().filter(has_it).map(|other| other.id.clone()).collect()
}
