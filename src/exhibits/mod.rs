//! Specifications of charts, tables and the report: what is shown, in which words, with which notes
//! and sources. Nothing here draws or writes.

pub mod chart;
mod charts;
pub mod prose;
mod report;
mod sentences;
mod sources;
pub mod table;
mod tables;

pub use report::{Part, Report, Section, Shown};
pub use sources::Sources;

use crate::{
    catalog::DISCLAIMER,
    compare::{Cast, Ledger},
    config::{Exhibit, ExhibitKind, Settings, nearest},
    diag::{Diagnostic, Diagnostics},
    model::{PayPeriod, SourceFile},
};

/// What exhibits are made from: who takes part, the ledger of figures, and the sources.
struct Stage<'a, 'p> {
    cast: &'a Cast,
    ledger: &'a mut Ledger<'p>,
    sources: &'a Sources,
}

/// The chapters of a report; every kind of exhibit belongs to one.
const CHAPTERS: [(&str, &[ExhibitKind]); 6] = [
    ("Then and now", &[ExhibitKind::ThenAndNow]),
    ("Pay", &[ExhibitKind::WageRanges, ExhibitKind::Pay, ExhibitKind::HourlyPay]),
    (
        "Outlook",
        &[ExhibitKind::Growth, ExhibitKind::Outlook, ExhibitKind::Rounds, ExhibitKind::PayAndGrowth],
    ),
    ("Groups compared", &[ExhibitKind::Comparison, ExhibitKind::Overlap, ExhibitKind::Roles]),
    ("Over time", &[ExhibitKind::MediansOverTime, ExhibitKind::OverTime]),
    ("By place", &[ExhibitKind::MediansByState, ExhibitKind::Areas]),
];

/// Composes the report of a run.
///
/// # Errors
/// When an exhibit names a role that its comparison does not have.
pub fn compose(
    settings: &Settings,
    casts: &[Cast],
    ledger: &mut Ledger<'_>,
    sources: &Sources,
    files: Vec<SourceFile>,
) -> Result<Report, Diagnostics> {
    check_roles(settings, casts)?;
    let mut sections = Vec::new();
    for cast in casts {
        let mut stage = Stage { cast, ledger, sources };
        let exhibits: Vec<&Exhibit> =
            settings.exhibits.iter().filter(|exhibit| exhibit.comparison == cast.settings.id).collect();
        let mut of_cast = stage.sections(&exhibits);
        if casts.len() > 1 {
            for section in &mut of_cast {
                section.heading = format!("{}: {}", section.heading, cast.settings.id);
            }
        }
        sections.extend(of_cast);
    }
    Ok(Report {
        title: settings.report.title.clone(),
        introduction: settings.report.introduction.clone(),
        sections,
        sources: files,
        disclaimer: DISCLAIMER.to_owned(),
    })
}

/// Every role that an exhibit names must be one of its comparison.
fn check_roles(settings: &Settings, casts: &[Cast]) -> Result<(), Diagnostics> {
    let mut problems = Diagnostics::default();
    for cast in casts {
        let of_cast = settings.exhibits.iter().filter(|exhibit| exhibit.comparison == cast.settings.id);
        for exhibit in of_cast {
            for name in exhibit.roles.iter().filter(|name| !cast.has_role(name)) {
                let problem = Diagnostic::error(format!("no role of the role list is named `{name}`"));
                let names: Vec<&str> = cast.roles.iter().map(|part| part.role.name.as_str()).collect();
                let hint = match nearest(name, &names) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("it has {}", prose::listing(&names)),
                };
                problems.push(Diagnostic { place: Some(exhibit.place.clone()), ..problem.hint(hint) });
            }
        }
    }
    problems.unless_any(())
}

impl Stage<'_, '_> {
    fn sections(&mut self, exhibits: &[&Exhibit]) -> Vec<Section> {
        let mut sections = vec![self.key_figures(exhibits)];
        for (heading, kinds) in CHAPTERS {
            let of_chapter = exhibits.iter().filter(|exhibit| kinds.contains(&exhibit.kind));
            let mut parts: Vec<Part> = of_chapter.flat_map(|exhibit| self.parts(exhibit)).collect();
            parts.retain(has_data);
            if !parts.is_empty() {
                sections.push(Section { heading: heading.to_owned(), parts });
            }
        }
        sections
    }

    /// What is compared, and the figures that a reader comes for.
    fn key_figures(&mut self, exhibits: &[&Exhibit]) -> Section {
        let mut parts: Vec<Part> = self.subject_matter().into_iter().map(Part::Paragraph).collect();
        let named = exhibits.iter().find(|exhibit| !exhibit.roles.is_empty());
        let roles = named.map(|exhibit| exhibit.roles.as_slice()).unwrap_or_default();
        parts.extend(self.chosen_roles(roles).into_iter().map(Part::Paragraph));
        let mut subjects: Vec<_> = self.cast.chosen(roles).into_iter().map(|of| of.subject).collect();
        subjects.push(self.cast.baseline.clone());
        let (release, round) = (self.cast.settings.release, self.cast.settings.round);
        let mut points: Vec<_> =
            subjects.iter().map(|subject| self.pay_and_outlook(subject, release, round)).collect();
        points.extend(self.groups_against_each_other());
        parts.push(Part::Points(points));
        Section { heading: "Key figures".to_owned(), parts }
    }

    /// The parts that an exhibit puts into the report: mostly one, with sentences where it needs them.
    fn parts(&mut self, exhibit: &Exhibit) -> Vec<Part> {
        use ExhibitKind as Kind;
        let chart = |chart| vec![Part::Chart(Box::new(chart))];
        let table = |table| vec![Part::Table(Box::new(table))];
        match exhibit.kind {
            Kind::WageRanges => chart(self.wage_ranges(exhibit)),
            Kind::Growth => chart(self.growth(exhibit)),
            Kind::PayAndGrowth => chart(self.pay_and_growth(exhibit)),
            Kind::MediansOverTime => chart(self.medians_over_time(exhibit)),
            Kind::MediansByState if self.places().is_empty() => Vec::new(),
            Kind::MediansByState => chart(self.medians_by_state(exhibit)),
            Kind::Roles => table(self.roles(exhibit)),
            Kind::Pay => table(self.pay(exhibit, PayPeriod::Annual)),
            Kind::HourlyPay => table(self.pay(exhibit, PayPeriod::Hourly)),
            Kind::Outlook => points_then(self.past_projections(), self.outlook(exhibit)),
            Kind::Comparison => {
                let points = self.lists_disagree();
                points_then(points, self.comparison(exhibit))
            }
            Kind::Overlap => {
                let points = [self.cannot_be_told_apart(), self.may_be_the_same()].concat();
                points_then(points, self.overlap(exhibit))
            }
            Kind::ThenAndNow => self.earlier_figures(exhibit),
            Kind::Rounds => table(self.rounds(exhibit)),
            Kind::OverTime => table(self.over_time(exhibit)),
            Kind::Areas => table(self.areas(exhibit)),
        }
    }

    /// The sentences that were true of the earlier release and round, and the table beside today's.
    fn earlier_figures(&mut self, exhibit: &Exhibit) -> Vec<Part> {
        let Some(then) = self.cast.settings.earlier else { return Vec::new() };
        let mut subjects: Vec<_> =
            self.cast.chosen(&exhibit.roles).into_iter().map(|of| of.subject).collect();
        subjects.push(self.cast.baseline.clone());
        let points = subjects
            .iter()
            .map(|subject| self.pay_and_outlook(subject, then.release, then.round))
            .collect();
        let lead = prose::Prose::new(format!(
            "With wages of {} and projections of {} the figures were these; a page that still quotes them is out \
             of date:",
            then.release.in_words(),
            then.round
        ));
        let table = self.then_and_now(exhibit).map(|table| Part::Table(Box::new(table)));
        [Part::Paragraph(lead), Part::Points(points)].into_iter().chain(table).collect()
    }
}

/// Whether a part shows anything: a chart of states without states does not.
fn has_data(part: &Part) -> bool {
    match part {
        Part::Paragraph(_) => true,
        Part::Points(points) => !points.is_empty(),
        Part::Chart(chart) => chart.body.has_rows(),
        Part::Table(table) => table.blocks.iter().any(|block| !block.rows.is_empty()),
    }
}

fn points_then(points: Vec<prose::Prose>, table: table::Table) -> Vec<Part> {
    let points = (!points.is_empty()).then_some(Part::Points(points));
    points.into_iter().chain([Part::Table(Box::new(table))]).collect()
}
