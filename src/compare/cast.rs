//! Who takes part in a comparison: the baseline, the groups over all lists and list by list, and the
//! roles.

use std::collections::{BTreeMap, BTreeSet};

use super::subject::{self, Subject};
use crate::{
    config::{self, AreaChoice},
    diag::{Diagnostic, Diagnostics},
    model::{Area, AreaKind, Period, Role, RoleList, SocCode},
    panel::Panel,
};

/// The subjects of a comparison.
#[derive(Clone, Debug)]
pub struct Cast {
    /// The settings that it was cast by.
    pub settings: config::Comparison,
    /// What everything is compared with.
    pub baseline: Subject,
    /// The groups, each over all lists.
    pub groups: Vec<Subject>,
    /// The groups as each list places the roles; empty when there is only one list.
    pub by_list: Vec<ListGroups>,
    /// Every role.
    pub roles: Vec<Part>,
    /// Every occupation of the roles, once, by code.
    pub occupations: Vec<Occupation>,
    /// Lists that name no role, with the reason.
    pub without_titles: Vec<(String, String)>,
}

/// The groups of one list.
#[derive(Clone, Debug)]
pub struct ListGroups {
    /// The list.
    pub list: String,
    /// Its groups, in the order of the comparison.
    pub groups: Vec<Chosen>,
}

/// A subject, and the group that gives it its colour.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The subject.
    pub subject: Subject,
    /// Its group.
    pub group: usize,
}

/// A role and its subject.
#[derive(Clone, Debug)]
pub struct Part {
    /// The role as the list has it.
    pub role: Role,
    /// Which of the comparison's groups it belongs to.
    pub group: usize,
    /// Its occupations.
    pub subject: Subject,
}

/// An occupation that roles are counted under.
#[derive(Clone, Debug)]
pub struct Occupation {
    /// It as a subject, with BLS's title as label.
    pub subject: Subject,
    /// The groups whose roles it has.
    pub groups: BTreeSet<usize>,
}

/// Roles of different groups that BLS counts under the very same occupations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indistinct {
    /// The occupations.
    pub codes: BTreeSet<SocCode>,
    /// The names of the roles, by group; two groups at least.
    pub roles: BTreeMap<usize, BTreeSet<String>>,
}

/// Casts a comparison.
///
/// # Errors
/// When a group of the settings has no role, or the baseline or an area is not in the release.
pub fn cast(settings: &config::Comparison, list: &RoleList, panel: &Panel) -> Result<Cast, Diagnostics> {
    let mut problems = Diagnostics::default();
    let names = problems.keep(group_names(settings, list));
    let baseline = problems.keep(baseline(settings, panel));
    problems.keep(areas_are_there(settings, panel));
    let (Some(names), Some(baseline)) = (names, baseline) else { return Err(problems) };
    problems.unless_any(())?;
    let of_group = |role: &&Role, name: &str| role.group == name;
    let groups: Vec<Subject> = names
        .iter()
        .map(|name| Subject::group(name, None, list.roles.iter().filter(|role| of_group(role, name))))
        .collect();
    let lists = list.lists();
    let by_list = match lists.as_slice() {
        [] | [_] => Vec::new(),
        several => several.iter().map(|of| groups_of_list(of, &names, list)).collect(),
    };
    let roles: Vec<Part> = list
        .roles
        .iter()
        .filter_map(|role| {
            let group = names.iter().position(|name| *name == role.group)?;
            Some(Part { role: role.clone(), group, subject: Subject::role(role) })
        })
        .collect();
    Ok(Cast {
        settings: settings.clone(),
        baseline,
        groups,
        by_list,
        occupations: occupations(settings, &roles, panel),
        roles,
        without_titles: list.without_titles.clone(),
    })
}

fn occupations(settings: &config::Comparison, roles: &[Part], panel: &Panel) -> Vec<Occupation> {
    let mut groups: BTreeMap<SocCode, BTreeSet<usize>> = BTreeMap::new();
    for part in roles {
        for code in part.subject.codes() {
            groups.entry(code).or_default().insert(part.group);
        }
    }
    let subject = |code| Subject::occupation(code, &title(settings, code, panel));
    groups.into_iter().map(|(code, groups)| Occupation { subject: subject(code), groups }).collect()
}

/// BLS's title of an occupation: that of the projections, which is in sentence case, where there is
/// one.
fn title(settings: &config::Comparison, code: SocCode, panel: &Panel) -> String {
    let of = |period| panel.cell(period, Area::NATION, code).map(|cell| cell.title());
    let title = of(Period::Round(settings.round)).or_else(|| of(Period::Release(settings.release)));
    title.map_or_else(|| code.to_string(), str::to_owned)
}

fn groups_of_list(of: &str, names: &[String], list: &RoleList) -> ListGroups {
    let roles = |name: &str| {
        let name = name.to_owned();
        list.roles.iter().filter(move |role| role.list == of && role.group == name)
    };
    let chosen = |(group, name): (usize, &String)| {
        roles(name).next()?;
        Some(Chosen { subject: Subject::group(name, Some(of), roles(name)), group })
    };
    let groups = names.iter().enumerate().filter_map(chosen).collect();
    ListGroups { list: of.to_owned(), groups }
}

/// The groups of the settings, or those of the list in order of appearance.
fn group_names(settings: &config::Comparison, list: &RoleList) -> Result<Vec<String>, Diagnostics> {
    let mut named: Vec<String> = Vec::new();
    for role in &list.roles {
        if !named.contains(&role.group) {
            named.push(role.group.clone());
        }
    }
    if settings.groups.is_empty() {
        return Ok(named);
    }
    let mut problems = Diagnostics::default();
    for group in settings.groups.iter().filter(|group| !named.contains(group)) {
        problems.push(
            placed(settings, "groups", &format!("no role is in the group `{group}`"))
                .hint(format!("the role list has {}", named.join(", "))),
        );
    }
    problems.unless_any(settings.groups.clone())
}

/// An error about a key of the comparison, at its place in the configuration.
fn placed(settings: &config::Comparison, key: &str, message: &str) -> Diagnostic {
    let message = format!("comparison `{}`: {message}", settings.id);
    Diagnostic { place: settings.places.get(key).cloned(), ..Diagnostic::error(message) }
}

/// That each area asked for has figures in the release.
fn areas_are_there(settings: &config::Comparison, panel: &Panel) -> Result<(), Diagnostics> {
    let is_there = |choice: &AreaChoice| {
        panel.areas(settings.release).any(|cell| match choice {
            AreaChoice::States => cell.area_kind() == AreaKind::State,
            AreaChoice::One(area) => cell.area() == *area,
        })
    };
    let mut problems = Diagnostics::default();
    for choice in settings.areas.iter().filter(|choice| !is_there(choice)) {
        let area = match choice {
            AreaChoice::States => "states".to_owned(),
            AreaChoice::One(area) => format!("the area {area}"),
        };
        let message = format!("no source has {area} in {}", settings.release);
        problems
            .push(placed(settings, "areas", &message).hint(
                "states and metropolitan areas have tables of their own; add a [[sources]] entry",
            ));
    }
    problems.unless_any(())
}

fn baseline(settings: &config::Comparison, panel: &Panel) -> Result<Subject, Diagnostics> {
    let soc = settings.baseline;
    let cell = panel.cell(Period::Release(settings.release), Area::NATION, soc).ok_or_else(|| {
        placed(settings, "baseline", &format!("no baseline {soc} in {}", settings.release))
            .hint("00-0000 stands for all occupations")
    })?;
    Ok(Subject::occupation(soc, &super::sentence_case(&cell.title().to_lowercase())))
}

/// Makes sure that no two subjects of any comparison share the names of their figures.
pub fn tell_apart(casts: &mut [Cast]) {
    subject::tell_apart(casts.iter_mut().flat_map(Cast::subjects));
}

impl Cast {
    fn subjects(&mut self) -> impl Iterator<Item = &mut Subject> {
        let by_list =
            self.by_list.iter_mut().flat_map(|list| &mut list.groups).map(|of| &mut of.subject);
        let roles = self.roles.iter_mut().map(|part| &mut part.subject);
        self.groups.iter_mut().chain(by_list).chain(roles)
    }

    /// The subjects of roles by name (the first list that has a name counts), or the groups where no
    /// name is given. Names that no role has are passed over; see [`Self::has_role`].
    #[must_use]
    pub fn chosen(&self, names: &[String]) -> Vec<Chosen> {
        if names.is_empty() {
            return self.all_groups().into_iter().take(self.groups.len()).collect();
        }
        let of_name = |name: &String| self.roles.iter().find(|part| part.role.name == *name);
        let chosen = |part: &Part| Chosen { subject: self.titled(&part.subject), group: part.group };
        names.iter().filter_map(of_name).map(chosen).collect()
    }

    /// Whether a role has the name.
    #[must_use]
    pub fn has_role(&self, name: &str) -> bool {
        self.roles.iter().any(|part| part.role.name == name)
    }

    /// A role of one occupation under BLS's title, which is what its figures are about.
    fn titled(&self, subject: &Subject) -> Subject {
        let of_key = |occupation: &&Occupation| occupation.subject.key == subject.key;
        self.occupations
            .iter()
            .find(of_key)
            .map_or_else(|| subject.clone(), |found| found.subject.clone())
    }

    /// Every group: over all lists, then list by list.
    #[must_use]
    pub fn all_groups(&self) -> Vec<Chosen> {
        let over_all = |(group, subject): (usize, &Subject)| Chosen { subject: subject.clone(), group };
        let by_list = self.by_list.iter().flat_map(|of| &of.groups).cloned();
        self.groups.iter().enumerate().map(over_all).chain(by_list).collect()
    }

    /// Roles that their note lists under the only occupation of roles in another group, with that
    /// occupation and those roles.
    #[must_use]
    pub fn listed_together(&self) -> Vec<(&Part, SocCode, BTreeSet<&str>)> {
        let mut found = Vec::new();
        for part in &self.roles {
            for code in part.role.listed_elsewhere() {
                let apart =
                    |other: &&Part| other.group != part.group && other.subject.single() == Some(code);
                let others: BTreeSet<&str> =
                    self.roles.iter().filter(apart).map(|other| other.role.name.as_str()).collect();
                if !others.is_empty() {
                    found.push((part, code, others));
                }
            }
        }
        found
    }

    /// Roles of different groups that cannot be told apart, by their occupations.
    #[must_use]
    pub fn indistinct(&self) -> Vec<Indistinct> {
        let mut by_codes: BTreeMap<BTreeSet<SocCode>, BTreeMap<usize, BTreeSet<String>>> =
            BTreeMap::new();
        for part in &self.roles {
            let of_codes = by_codes.entry(part.subject.codes()).or_default();
            of_codes.entry(part.group).or_default().insert(part.role.name.clone());
        }
        by_codes
            .into_iter()
            .filter(|(_, roles)| roles.len() > 1)
            .map(|(codes, roles)| Indistinct { codes, roles })
            .collect()
    }
}
