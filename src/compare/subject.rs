//! What is compared: an occupation, a role, or a group of roles.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Member, Role, SocCode};

/// An occupation, a role or a group, as a set of occupations.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// Its name in figure ids: the code of a single occupation, so that every role of the occupation
    /// has the same figures; else `role:...` or `group:...`.
    pub key: String,
    /// Its name for readers.
    pub label: String,
    /// The occupations of each role that it is made of.
    parts: Vec<Vec<Member>>,
}

impl Subject {
    /// A single occupation.
    #[must_use]
    pub fn occupation(soc: SocCode, label: &str) -> Self {
        Self {
            key: soc.to_string(),
            label: label.to_owned(),
            parts: vec![vec![Member { soc, weight: None }]],
        }
    }

    /// A role of a list.
    #[must_use]
    pub fn role(role: &Role) -> Self {
        let key = format!("role:{}.{}.{}", slug(&role.list), slug(&role.group), slug(&role.name));
        Self::of_parts(key, role.name.clone(), vec![role.members.clone()])
    }

    /// A group of roles; an occupation counts once, however many roles name it.
    #[must_use]
    pub fn group<'a>(name: &str, list: Option<&str>, roles: impl Iterator<Item = &'a Role>) -> Self {
        let of_list = list.map(|list| format!("{}.", slug(list))).unwrap_or_default();
        let label = match list {
            Some(list) => format!("{} ({list})", sentence_case(name)),
            None => sentence_case(name),
        };
        let parts = roles.map(|role| role.members.clone()).collect();
        Self::of_parts(format!("group:{of_list}{}", slug(name)), label, parts)
    }

    /// Occupations taken together, each whole.
    #[must_use]
    pub fn union(codes: &BTreeSet<SocCode>, label: &str) -> Self {
        let names: Vec<String> = codes.iter().map(ToString::to_string).collect();
        let members = codes.iter().map(|soc| Member { soc: *soc, weight: None }).collect();
        Self::of_parts(format!("union:{}", names.join("+")), label.to_owned(), vec![members])
    }

    /// The occupations of each role that it is made of.
    pub(super) fn parts(&self) -> &[Vec<Member>] {
        &self.parts
    }

    /// The same subject with other occupations.
    pub(super) fn with_parts(&self, key: String, parts: Vec<Vec<Member>>) -> Self {
        Self::of_parts(key, self.label.clone(), parts)
    }

    fn of_parts(key: String, label: String, parts: Vec<Vec<Member>>) -> Self {
        let subject = Self { key, label, parts };
        match subject.single() {
            Some(only) => Self { key: only.to_string(), ..subject },
            None => subject,
        }
    }

    /// The codes of its occupations.
    #[must_use]
    pub fn codes(&self) -> BTreeSet<SocCode> {
        self.parts.iter().flatten().map(|member| member.soc).collect()
    }

    /// The occupations that it has in common with another: its own that the other has, alone or within
    /// a group of occupations, and those of the other within its own groups.
    #[must_use]
    pub fn in_common(&self, other: &Self) -> BTreeSet<SocCode> {
        let (own, others) = (self.codes(), other.codes());
        let within = |code: &SocCode, groups: &BTreeSet<SocCode>| {
            groups.iter().any(|group| group.contains(*code))
        };
        let shared = own.iter().filter(|code| others.contains(code) || within(code, &others));
        shared.chain(others.iter().filter(|code| within(code, &own))).copied().collect()
    }

    /// The occupation, when there is only one.
    #[must_use]
    pub fn single(&self) -> Option<SocCode> {
        let codes = self.codes();
        codes.first().copied().filter(|_| codes.len() == 1)
    }

    /// The workers of each occupation that count, from the employment of whole occupations; those
    /// without employment are left out.
    ///
    /// A role without weights counts its occupations whole. One with weights counts as many workers as
    /// its occupations have in the proportions of the weights, so that it claims no more of any than
    /// there are. In a group the largest claim on an occupation counts.
    #[must_use]
    pub fn workers(&self, employment: &BTreeMap<SocCode, f64>) -> BTreeMap<SocCode, f64> {
        let mut workers: BTreeMap<SocCode, f64> = BTreeMap::new();
        for part in &self.parts {
            let known = || part.iter().filter(|member| employment.contains_key(&member.soc));
            let workers_of_a_unit = |member: &Member| Some(employment[&member.soc] / member.weight?);
            let scarcest = known().filter_map(workers_of_a_unit).fold(f64::INFINITY, f64::min);
            for member in known() {
                let whole = employment[&member.soc];
                let claim = member.weight.map_or(whole, |weight| whole.min(scarcest * weight));
                let largest = workers.entry(member.soc).or_insert(claim);
                *largest = largest.max(claim);
            }
        }
        workers
    }
}

/// Gives subjects that are not the same keys that are not the same: names that differ in signs only,
/// such as C++ and C#, make one key, and so do groups of one name in two comparisons.
pub(super) fn tell_apart<'a>(subjects: impl Iterator<Item = &'a mut Subject>) {
    let mut by_key: BTreeMap<String, Vec<Subject>> = BTreeMap::new();
    for subject in subjects.filter(|subject| subject.single().is_none()) {
        let alike = by_key.entry(subject.key.clone()).or_default();
        let known = alike.iter().position(|other| *other == *subject);
        let number = known.unwrap_or(alike.len());
        if number == alike.len() {
            alike.push(subject.clone());
        }
        if number > 0 {
            subject.key = format!("{}~{}", subject.key, number + 1);
        }
    }
}

/// A name as part of an id: lower case, a hyphen for everything but letters and digits.
fn slug(name: &str) -> String {
    let words: Vec<String> = name
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

/// A name with its first letter in upper case.
#[must_use]
pub fn sentence_case(name: &str) -> String {
    let mut characters = name.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + characters.as_str()
}
