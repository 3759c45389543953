//! What is asked for, and whom and what it names.

use std::collections::BTreeSet;

use crate::{
    compare::Subject,
    config::nearest,
    diag::{Diagnostic, Diagnostics},
    model::{Area, Period, Release, RoleList, Round, SocCode, SocLevel},
    panel::Panel,
    roles::not_published,
};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Question {
    /// Roles, codes, titles, or unions of these with + between them.
    pub subjects: Vec<String>,
    /// The areas, taken together; none for the nation.
    pub areas: Vec<Area>,
    /// The release; none for the newest.
    pub release: Option<Release>,
    /// Releases over time; none for no time.
    pub releases: Option<BTreeSet<Release>>,
    /// The round; none for the newest.
    pub round: Option<Round>,
    /// A salary to place, dollars a year.
    pub salary: Option<f64>,
    /// The level of intervals and decisions, between 0 and 1.
    pub level: f64,
    /// Whether wages over time are in constant dollars.
    pub real: bool,
    /// Whether areas are ranked.
    pub rank_areas: bool,
}

impl Question {
    pub(super) fn release(&self, panel: &Panel) -> Result<Release, Diagnostics> {
        let of_nation = |release: &Release| {
            panel.cell(Period::Release(*release), Area::NATION, SocCode::ALL_OCCUPATIONS).is_some()
        };
        let at_hand: BTreeSet<Release> = panel.releases().into_iter().filter(of_nation).collect();
        one_of("release", self.release, &at_hand)?.ok_or_else(|| {
            Diagnostic::error("no table at hand is the nation's of a release of OEWS")
                .hint("name one with --source, such as national_M2025_dl.xlsx")
                .into()
        })
    }

    pub(super) fn round(&self, panel: &Panel) -> Result<Option<Round>, Diagnostics> {
        one_of("round", self.round, &panel.rounds())
    }

    /// The releases over time: none unless they are asked for; all at hand where none is named.
    pub(super) fn releases(&self, panel: &Panel) -> Result<BTreeSet<Release>, Diagnostics> {
        let at_hand = panel.releases();
        match &self.releases {
            None if !self.real => Ok(BTreeSet::new()),
            Some(some) if !some.is_empty() => {
                let mut problems = Diagnostics::default();
                let found = some
                    .iter()
                    .filter_map(|one| problems.keep(one_of("release", Some(*one), &at_hand))?)
                    .collect();
                problems.unless_any(found)
            }
            _ => Ok(at_hand),
        }
    }
}

/// The period asked for, or the newest at hand.
fn one_of<P: Copy + Ord + std::fmt::Display>(
    what: &str,
    asked: Option<P>,
    at_hand: &BTreeSet<P>,
) -> Result<Option<P>, Diagnostics> {
    match asked {
        Some(period) if !at_hand.contains(&period) => {
            let names: Vec<String> = at_hand.iter().map(ToString::to_string).collect();
            let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
            Err(Diagnostic::error(format!("no table at hand is of the {what} {period}"))
                .hint(format!("at hand: {names}; name others with --source"))
                .into())
        }
        Some(period) => Ok(Some(period)),
        None => Ok(at_hand.last().copied()),
    }
}

/// The subjects that are asked for. Names of the same occupations are one subject that tells them all, because
/// the data cannot tell them apart.
///
/// # Errors
/// Every name that is no role, group, code or title at hand, and unions that count somebody twice.
pub fn subjects(
    question: &Question,
    lists: &[RoleList],
    release: Release,
    panel: &Panel,
) -> Result<Vec<Subject>, Diagnostics> {
    let names = Names { lists, release, panel };
    let mut problems = Diagnostics::default();
    let mut found: Vec<Subject> = Vec::new();
    for (at, words) in question.subjects.iter().enumerate() {
        let Some(subject) = problems.keep(names.subject(words)) else { continue };
        match found.iter_mut().find(|other| other.key == subject.key) {
            Some(_) if question.subjects[..at].contains(words) => {}
            Some(same) => same.label = format!("{}, the same as {words}", same.label),
            None => found.push(subject),
        }
    }
    problems.unless_any(found)
}

struct Names<'a> {
    lists: &'a [RoleList],
    release: Release,
    panel: &'a Panel,
}

impl Names<'_> {
    fn subject(&self, words: &str) -> Result<Subject, Diagnostics> {
        let parts: Vec<&str> = words.split('+').map(str::trim).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] => Err(Diagnostic::error("a name is empty").hint("give a code such as 11-9111").into()),
            [one] => self.one(one),
            several => self.union(several),
        }
    }

    fn union(&self, parts: &[&str]) -> Result<Subject, Diagnostics> {
        let mut problems = Diagnostics::default();
        let found: Vec<Subject> =
            parts.iter().filter_map(|part| problems.keep(self.one(part))).collect();
        let codes: BTreeSet<SocCode> = found.iter().flat_map(Subject::codes).collect();
        for outer in &codes {
            if let Some(inner) = codes.iter().find(|inner| outer.contains(**inner)) {
                let message = format!("{outer} holds {inner}, whose workers would count twice");
                problems.push(Diagnostic::error(message).hint("leave one of the two out"));
            }
        }
        let label = found.iter().map(|of| of.label.clone()).collect::<Vec<_>>().join(" + ");
        problems.unless_any(Subject::union(&codes, &label))
    }

    /// A code, a role or group of the lists, or a title.
    fn one(&self, words: &str) -> Result<Subject, Diagnostics> {
        if let Some(code) = code(words) {
            return self.occupation(code);
        }
        let is = |name: &str| name.eq_ignore_ascii_case(words);
        let mut roles = self.lists.iter().flat_map(|list| &list.roles);
        if let Some(role) = roles.find(|role| is(&role.name)) {
            return Ok(self.titled(Subject::role(role), &role.name));
        }
        for list in self.lists {
            let of_group: Vec<_> = list.roles.iter().filter(|role| is(&role.group)).collect();
            if let Some(first) = of_group.first() {
                return Ok(Subject::group(&first.group, None, of_group.iter().copied()));
            }
        }
        self.by_title(words)
    }

    /// A role of one occupation is told with that occupation's title, whose figures it has.
    fn titled(&self, mut subject: Subject, role: &str) -> Subject {
        let period = Period::Release(self.release);
        let cell = subject.single().and_then(|code| self.panel.cell(period, Area::NATION, code));
        if let Some(cell) = cell {
            subject.label = format!("{} ({role})", cell.title());
        }
        subject
    }

    fn occupation(&self, code: SocCode) -> Result<Subject, Diagnostics> {
        match self.panel.cell(Period::Release(self.release), Area::NATION, code) {
            Some(cell) => Ok(Subject::occupation(code, cell.title())),
            None => Err(not_published(code, "", &self.panel.occupations(self.release)).into()),
        }
    }

    /// The occupation of a title; a detailed one before a group of the same name.
    fn by_title(&self, words: &str) -> Result<Subject, Diagnostics> {
        let titles = self.panel.occupations(self.release);
        let of_title = || titles.iter().filter(|(_, title)| title.eq_ignore_ascii_case(words));
        let level = |code: &SocCode| {
            self.panel.cell(Period::Release(self.release), Area::NATION, *code).map(|cell| cell.level())
        };
        let detailed = of_title().find(|(code, _)| level(code) == Some(SocLevel::Detailed));
        if let Some((code, title)) = detailed.or_else(|| of_title().next()) {
            return Ok(Subject::occupation(*code, title));
        }
        let roles = self.lists.iter().flat_map(|list| &list.roles).map(|role| role.name.as_str());
        let known: Vec<&str> = roles.chain(titles.values().copied()).collect();
        let hint = match nearest(words, &known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                "give a role of the role lists, a code such as 11-9111, or a title of BLS's".to_owned()
            }
        };
        let message = format!("no role, group or occupation at hand is named `{words}`");
        Err(Diagnostic::error(message).hint(hint).into())
    }
}

/// A code with its hyphen or without.
fn code(text: &str) -> Option<SocCode> {
    let digits = || text.parse().ok().filter(|_| text.len() == 6 && !text.starts_with('+'));
    text.parse().ok().or_else(|| digits().and_then(SocCode::from_digits))
}
