//! Where markers get their figures: the ledger of the pipeline, its role lists and its exhibits.

use std::{cell::OnceCell, collections::BTreeSet};

use super::{
    marker::{Asked, Named, Quantity},
    refusal::Refusal,
};
use crate::{
    catalog::soc_in,
    compare::{Cast, Ledger, Subject},
    config::{Settings, nearest},
    diag::Diagnostics,
    exhibits::{self, Report, Sources},
    model::{Area, Figure, Measure, Period, Program, SocCode, SocVersion, SourceFile},
    panel::Panel,
};

/// Everything that a page can ask for.
pub struct Desk<'a> {
    settings: &'a Settings,
    casts: &'a [Cast],
    files: &'a [SourceFile],
    /// Makes source lines.
    pub sources: &'a Sources,
    /// Makes figures.
    pub ledger: Ledger<'a>,
    report: Option<Report>,
    occupations: OnceCell<Vec<(SocCode, &'a str)>>,
}

impl<'a> Desk<'a> {
    /// The desk of a configuration whose files are read.
    #[must_use]
    pub fn new(
        settings: &'a Settings,
        casts: &'a [Cast],
        panel: &'a Panel,
        sources: &'a Sources,
        files: &'a [SourceFile],
    ) -> Self {
        let (ledger, occupations) = (Ledger::new(panel), OnceCell::new());
        Self { settings, casts, files, sources, ledger, report: None, occupations }
    }

    /// The report of the configuration, composed when it is first asked for.
    ///
    /// # Errors
    /// When an exhibit names a role that there is none of.
    pub fn report(&mut self) -> Result<&Report, Diagnostics> {
        if self.report.is_none() {
            let files = self.files.to_vec();
            let report =
                exhibits::compose(self.settings, self.casts, &mut self.ledger, self.sources, files)?;
            self.report = Some(report);
        }
        self.report.as_ref().ok_or_else(Diagnostics::default)
    }

    /// What is compared.
    #[must_use]
    pub const fn casts(&self) -> &'a [Cast] {
        self.casts
    }

    /// The files of the configuration's tables.
    #[must_use]
    pub const fn files(&self) -> &'a [SourceFile] {
        self.files
    }

    /// The figure that a marker asks for, whatever it holds.
    ///
    /// # Errors
    /// When nothing at hand has the occupation, role, area or period.
    pub fn figure(&mut self, asked: &Asked) -> Result<Figure, Refusal> {
        let measure = match asked.quantity {
            Quantity::Measure(measure) | Quantity::Decline(measure) => measure,
            Quantity::Title | Quantity::Period | Quantity::Source => match program(asked)? {
                Program::Projections => Measure::EmploymentChangePct,
                _ => Measure::Employment,
            },
        };
        let period = self.period(asked)?;
        let subject = self.subject(asked.subject.as_ref())?;
        Ok(match period {
            Period::Release(release) if measure == Measure::MedianRank => {
                self.ledger.rank(&subject, release, asked.area)
            }
            Period::Release(release) => self.ledger.wage(&subject, release, asked.area, measure),
            Period::Round(round) => self.ledger.outlook(&subject, round, measure),
        })
    }

    /// The same figure in every period at hand, newest first.
    pub fn in_every_period(&mut self, asked: &Asked) -> Vec<(Period, Figure)> {
        let panel = self.ledger.panel();
        let Ok(program) = program(asked) else { return Vec::new() };
        let periods: Vec<Period> = match program {
            Program::Projections => panel.rounds().into_iter().map(Period::Round).collect(),
            _ => panel.releases().into_iter().map(Period::Release).collect(),
        };
        let of_period = |period: Period| {
            let (release, round) = match period {
                Period::Release(release) => (Some(release), None),
                Period::Round(round) => (None, Some(round)),
            };
            self.figure(&Asked { release, round, ..asked.clone() }).ok().map(|figure| (period, figure))
        };
        periods.into_iter().rev().filter_map(of_period).collect()
    }

    /// The period that a marker asks for: the newest that has its area, unless it names one.
    ///
    /// # Errors
    /// When no source has it.
    pub fn period(&self, asked: &Asked) -> Result<Period, Refusal> {
        let panel = self.ledger.panel();
        let has = |period| panel.cell(period, asked.area, SocCode::ALL_OCCUPATIONS).is_some();
        match program(asked)? {
            Program::Projections if !asked.area.is_nation() => Err(Refusal::of_marker(
                "projections are made for the nation only".to_owned(),
                "leave the area out, or write us",
            )),
            Program::Projections => chosen(asked.round, &panel.rounds(), |_| true)
                .map(Period::Round)
                .map_err(|at_hand| no_period(asked.round.map(|of| of.to_string()), "round", &at_hand)),
            _ => {
                let releases = panel.releases();
                chosen(asked.release, &releases, |release| has(Period::Release(release)))
                    .map(Period::Release)
                    .map_err(|at_hand| match asked.release {
                        None => no_area(asked.area),
                        Some(release) if releases.contains(&release) => no_area(asked.area),
                        Some(release) => no_period(Some(release.to_string()), "release", &at_hand),
                    })
            }
        }
    }

    /// Whom a marker names.
    ///
    /// # Errors
    /// When nothing at hand has the code, title or name.
    pub fn subject(&self, named: Option<&Named>) -> Result<Subject, Refusal> {
        match named {
            None => Ok(Subject::occupation(SocCode::ALL_OCCUPATIONS, "All occupations")),
            Some(Named::Code(code)) => self.of_code(*code),
            Some(Named::Name(name)) => self.of_name(name.trim()),
        }
    }

    fn of_code(&self, code: SocCode) -> Result<Subject, Refusal> {
        let occupations = self.occupations();
        if let Some((_, title)) = occupations.iter().find(|(of, _)| *of == code) {
            return Ok(Subject::occupation(code, title));
        }
        let (written, heirs) = (code.to_string(), soc_in(code, SocVersion::Soc2018));
        // Digits that were exchanged or mistyped, before codes that are near in the order of codes.
        let near = occupations.iter().min_by_key(|(other, _)| {
            let slips = strsim::damerau_levenshtein(&other.to_string(), &written);
            (slips, other.digits().abs_diff(code.digits()))
        });
        let is_heir = |(of, _): &&(SocCode, &str)| heirs.contains(of);
        let named: Vec<String> = occupations
            .iter()
            .filter(is_heir)
            .map(|(code, title)| format!("{code} ({title})"))
            .collect();
        if !named.is_empty() {
            return Err(Refusal::of_marker(
                format!("{written} is a code of another edition of the SOC"),
                &format!("in SOC 2018 its work is that of {}", named.join(", ")),
            ));
        }
        let hint = match near {
            Some((code, title)) => format!("did you mean {code} ({title})?"),
            None => "the code may be of another edition of the SOC".to_owned(),
        };
        Err(Refusal::of_marker(format!("no table at hand has the occupation {written}"), &hint))
    }

    /// Code and title of every occupation at hand, newest titles first.
    fn occupations(&self) -> &[(SocCode, &'a str)] {
        self.occupations.get_or_init(|| self.list_occupations())
    }

    fn list_occupations(&self) -> Vec<(SocCode, &'a str)> {
        let panel = self.ledger.panel();
        let rounds = panel.rounds().into_iter().rev().map(Period::Round);
        let releases = panel.releases().into_iter().rev().map(Period::Release);
        let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
        for period in releases.chain(rounds) {
            for (code, title) in panel.titles(period) {
                if seen.insert((code, title.to_lowercase())) {
                    found.push((code, title));
                }
            }
        }
        found
    }

    fn of_name(&self, name: &str) -> Result<Subject, Refusal> {
        let wanted = name.to_lowercase();
        let roles: Vec<Subject> = self.casts.iter().flat_map(|cast| named(cast, &wanted)).collect();
        let mut different: Vec<&Subject> = Vec::new();
        for role in &roles {
            if !different.iter().any(|other| other.codes() == role.codes()) {
                different.push(role);
            }
        }
        match different.as_slice() {
            [only] => return Ok((*only).clone()),
            [] => {}
            several => {
                let codes = several.iter().map(|of| codes(of)).collect::<Vec<_>>().join("; ");
                return Err(Refusal::of_marker(
                    format!("several roles have the name `{name}`"),
                    &format!("name the occupation by its code: {codes}"),
                ));
            }
        }
        let occupations = self.occupations();
        let of_title: BTreeSet<SocCode> = occupations
            .iter()
            .filter(|(_, title)| title.to_lowercase() == wanted)
            .map(|(code, _)| *code)
            .collect();
        // A group that has only one member often has its title; the member's code is the higher.
        if let Some(code) = of_title.last() {
            return self.of_code(*code);
        }
        let roles =
            self.casts.iter().flat_map(|cast| cast.roles.iter().map(|part| part.role.name.as_str()));
        let known: Vec<&str> = roles.chain(occupations.iter().map(|(_, title)| *title)).collect();
        let lower: Vec<String> = known.iter().map(|name| name.to_lowercase()).collect();
        let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
        let hint = match nearest(&wanted, &lower) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "give a code such as 11-9111, a title as BLS writes it, or a role of the role lists"
                .to_owned(),
        };
        Err(Refusal::of_marker(format!("no role or occupation has the name `{name}`"), &hint))
    }
}

/// The roles and groups of a comparison that have a name, or a key of `figures.json`.
fn named(cast: &Cast, wanted: &str) -> Vec<Subject> {
    let roles = cast.roles.iter().filter(|part| part.role.name.to_lowercase() == wanted);
    let roles: Vec<Subject> = roles.map(|part| part.subject.clone()).collect();
    if !roles.is_empty() {
        return roles;
    }
    let groups = cast.all_groups().into_iter().map(|of| of.subject);
    let all = groups.chain(cast.roles.iter().map(|part| part.subject.clone()));
    all.filter(|of| of.label.to_lowercase() == wanted || of.key == wanted).take(1).collect()
}

fn codes(subject: &Subject) -> String {
    subject.codes().iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// The program whose figures a marker asks for.
///
/// # Errors
/// When the words contradict each other, or do not say.
pub fn program(asked: &Asked) -> Result<Program, Refusal> {
    let of_measure = match asked.quantity {
        Quantity::Measure(measure) | Quantity::Decline(measure) => Some(program_of(measure)),
        Quantity::Title if asked.program.is_none() => Some(Program::Oews),
        Quantity::Period | Quantity::Title | Quantity::Source => None,
    };
    let of_period = match (asked.release, asked.round) {
        (Some(_), None) => Some(Program::Oews),
        (None, Some(_)) => Some(Program::Projections),
        _ => None,
    };
    let program = match (of_measure, asked.program) {
        (Some(measured), Some(named)) if measured != named => {
            return Err(Refusal::of_marker(
                format!("{} does not publish this", named.short()),
                "wages and employment are figures of `oews`, growth and openings of `projections`",
            ));
        }
        (Some(program), _) | (None, Some(program)) => program,
        (None, None) => of_period.ok_or_else(|| {
            Refusal::of_marker("of which program?".to_owned(), "add `oews` or `projections`")
        })?,
    };
    let (other, right) = match program {
        Program::Projections => (asked.release.map(|of| of.to_string()), "round=2022-32"),
        _ => (asked.round.map(|of| of.to_string()), "release=2024-05"),
    };
    match other {
        Some(period) => Err(Refusal::of_marker(
            format!("{period} is no period of {}", program.short()),
            &format!("a figure of {} is kept with, for example, `{right}`", program.short()),
        )),
        None => Ok(program),
    }
}

/// The program that publishes a measure.
#[must_use]
pub const fn program_of(measure: Measure) -> Program {
    match measure {
        Measure::BaseEmployment
        | Measure::ProjectedEmployment
        | Measure::EmploymentChange
        | Measure::EmploymentChangePct
        | Measure::AnnualOpenings
        | Measure::ReplacementOpenings
        | Measure::SelfEmployedPct
        | Measure::TypicalEducation
        | Measure::GrowthWording
        | Measure::GrowthDifference
        | Measure::GrowthRatio => Program::Projections,
        _ => Program::Oews,
    }
}

/// The period asked for, or the newest that fits; what is at hand where there is none.
fn chosen<P: Copy + Ord + std::fmt::Display>(
    asked: Option<P>,
    at_hand: &BTreeSet<P>,
    fits: impl Fn(P) -> bool,
) -> Result<P, Vec<String>> {
    let found = match asked {
        Some(period) => at_hand.get(&period).copied().filter(|period| fits(*period)),
        None => at_hand.iter().rev().copied().find(|period| fits(*period)),
    };
    found.ok_or_else(|| at_hand.iter().map(ToString::to_string).collect())
}

fn no_period(asked: Option<String>, what: &str, at_hand: &[String]) -> Refusal {
    let message = match asked {
        Some(period) => format!("no source has the {what} {period}"),
        None => format!("no source has a {what}"),
    };
    Refusal::of_marker(message, &format!("at hand: {}", at_hand.join(", ")))
}

fn no_area(area: Area) -> Refusal {
    let code = area.to_string();
    let whose = match code.len() {
        _ if area.is_nation() => "areas of each kind have",
        2 => "states have",
        5 => "metropolitan areas have",
        _ => "nonmetropolitan areas have",
    };
    Refusal::of_marker(
        format!("no source has the area {code} in that release"),
        &format!("{whose} a table of their own; add a [[sources]] entry"),
    )
}
