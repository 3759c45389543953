//! Which words name which occupation: the titles of the tables at hand, their singular and shorter
//! forms, everyday names, and the groups of the Occupational Outlook Handbook.

use std::collections::{BTreeMap, BTreeSet};

use super::{cue::Cue, lexicon::Lexicon};
use crate::{
    catalog,
    catalog::wording,
    model::{SocCode, SocVersion},
};

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occupation {
    /// Its codes: one, or the members of a group of the Handbook.
    pub codes: Vec<SocCode>,
    /// A title to print.
    pub title: String,
    /// Whether the name is also a common word.
    pub weak: bool,
    /// Whether the name is first of all that of another occupation, a member of this group.
    pub second: bool,
}

/// Every occupation that a name may stand for.
#[derive(Debug, Default)]
pub struct Occupations {
    list: Vec<Occupation>,
    older: BTreeMap<SocCode, Vec<SocCode>>,
}

impl Occupations {
    /// The occupation of a cue.
    #[must_use]
    pub fn get(&self, index: u32) -> Option<&Occupation> {
        self.list.get(index as usize)
    }

    /// Codes under which older editions of the SOC have an occupation.
    #[must_use]
    pub fn older(&self, code: SocCode) -> &[SocCode] {
        self.older.get(&code).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, lexicon: &mut Lexicon, name: &str, codes: &[SocCode], title: &str, weak: bool) {
        if name.len() < 2 || lexicon.knows(name) {
            return;
        }
        let index = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        lexicon.add(name, Cue::Occupation(index));
        let (codes, title) = (codes.to_vec(), title.to_owned());
        self.list.push(Occupation { codes, title, weak, second: false });
    }

    /// Names of single occupations under which pages quote the Handbook's group as well: which of the
    /// two is meant is for the figures to decide.
    fn add_groups_of_members(&mut self, lexicon: &mut Lexicon) {
        let names: BTreeMap<Vec<SocCode>, String> =
            wording::handbook_groups().collect::<Vec<_>>().into_iter().rev().collect();
        for (codes, name) in wording::names_of_members() {
            let first = lexicon.of(&name).iter().find_map(|cue| match cue {
                Cue::Occupation(index) => self.get(*index),
                _ => None,
            });
            let (weak, second) = (first.is_some_and(|first| first.weak), first.is_some());
            let title = names.get(&codes).unwrap_or(&name).clone();
            let index = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
            lexicon.add(&name, Cue::Occupation(index));
            self.list.push(Occupation { codes, title, weak, second });
        }
    }

    /// Everything that can be named. `titles` holds, newest table first, the codes and titles of the
    /// tables at hand.
    #[must_use]
    pub fn new(lexicon: &mut Lexicon, titles: &[BTreeMap<SocCode, String>]) -> Self {
        let mut all = Self { older: older(), ..Self::default() };
        let newest = titles.iter().max_by_key(|titles| titles.len());
        let title_of = |code: &SocCode| {
            let title = titles.iter().find_map(|titles| titles.get(code));
            title.cloned().unwrap_or_else(|| code.to_string())
        };
        for (code, name) in wording::occupation_names() {
            let weak = name.ends_with('?');
            all.add(lexicon, name.trim_end_matches('?'), &[code], &title_of(&code), weak);
        }
        for (codes, name) in wording::handbook_groups() {
            let title = if let [one] = codes[..] { title_of(&one) } else { name.clone() };
            all.add(lexicon, &name, &codes, &title, false);
        }
        let current: BTreeSet<SocCode> =
            newest.map(|titles| titles.keys().copied().collect()).unwrap_or_default();
        // Around the change of an edition, tables have some occupations together under a code of BLS's own.
        for (code, under) in catalog::soc_published_under(SocVersion::Hybrid2019) {
            let codes = all.older.entry(code).or_default();
            if !codes.contains(&under) {
                codes.push(under);
            }
        }
        let successor = successors();
        for (exact, detailed) in [(true, true), (true, false), (false, true), (false, false)] {
            let of_level = |(code, _): &(&SocCode, &String)| (code.digits() % 10 != 0) == detailed;
            for (code, title) in titles.iter().flatten().filter(of_level) {
                let code =
                    if current.contains(code) { *code } else { *successor.get(code).unwrap_or(code) };
                let names = if exact { vec![title.clone()] } else { shorter(title) };
                for name in names {
                    all.add(lexicon, &name, &[code], &title_of(&code), false);
                }
            }
        }
        // Some tables of the projections name kinds of work behind the title: "* Staff Nurse* ...".
        for (code, title) in titles.iter().flatten().filter(|(code, _)| current.contains(code)) {
            for name in title.split('*').skip(1).map(str::trim).filter(|name| name.len() > 4) {
                all.add(lexicon, name, &[*code], &title_of(code), !name.contains(' '));
            }
        }
        all.add_groups_of_members(lexicon);
        all
    }
}

/// Where the work of a retired code went; the first place where there are several.
fn successors() -> BTreeMap<SocCode, SocCode> {
    let mut found = BTreeMap::new();
    for (code, _, now) in catalog::retired_in_2018() {
        found.entry(code).or_insert(now);
    }
    for (code, _, now) in wording::retired_in_2010() {
        let today = *found.get(&now).unwrap_or(&now);
        found.entry(code).or_insert(today);
    }
    found
}

fn older() -> BTreeMap<SocCode, Vec<SocCode>> {
    let mut older: BTreeMap<SocCode, Vec<SocCode>> = BTreeMap::new();
    let mut before_2010: BTreeMap<SocCode, Vec<SocCode>> = BTreeMap::new();
    for (code, _, now) in wording::retired_in_2010() {
        before_2010.entry(now).or_default().push(code);
    }
    for (code, _, now) in catalog::retired_in_2018() {
        let codes = older.entry(now).or_default();
        codes.push(code);
        codes.extend(before_2010.get(&code).into_iter().flatten());
    }
    for (code, before) in before_2010 {
        older.entry(code).or_default().extend(before);
    }
    older
}

/// Shorter forms of a title: without what it excepts, turned around at its comma, and each of two
/// occupations that it joins.
fn shorter(title: &str) -> Vec<String> {
    let mut forms = Vec::new();
    let lower = title.to_lowercase();
    let cut = [", except", ", all other", ", including", ", general", " (", "*"];
    let end = cut.iter().filter_map(|mark| lower.find(mark)).min().unwrap_or(lower.len());
    let base = lower[..end].trim().to_owned();
    if lower.contains(", all other") && !base.contains(' ') {
        return forms;
    }
    forms.push(base.clone());
    forms.push(base.replace(" occupations", ""));
    // Elevator and escalator installers and repairers: the first of what they do names them.
    if let Some((start, end)) = base.rsplit_once(" and ")
        && start.contains(' ')
        && !end.contains(' ')
    {
        forms.push(start.trim_end_matches(',').to_owned());
    }
    if let [first, second] = base.split(", ").collect::<Vec<_>>()[..]
        && !second.starts_with("and ")
    {
        forms.push(format!("{second} {first}"));
        forms.push(format!("{first} {second}"));
    }
    if let Some((first, second)) = base.split_once(" and ")
        && !base.contains(',')
    {
        let (before, after) = (first.split(' ').count(), second.split(' ').count());
        if before == 1 && after == 1 || before >= 2 && after >= 2 {
            forms.push(first.to_owned());
            forms.push(second.to_owned());
        } else if before >= 2 && after == 1 {
            // Dental technologists and technicians: both share the words before.
            let shared = first.rsplit_once(' ').map_or("", |(shared, _)| shared);
            forms.push(first.to_owned());
            forms.push(format!("{shared} {second}"));
        }
    }
    forms.retain(|form| form.len() > 4 && !COMMON.contains(&form.as_str()));
    forms
}

/// Halves of titles that are common words.
const COMMON: &[&str] = &[
    "operators",
    "examiners",
    "graders",
    "weighers",
    "buyers",
    "models",
    "directors",
    "related workers",
    "technicians",
    "managers",
    "workers",
    "investigators",
    "judges",
    "assistants",
    "helpers",
    "legal",
    "administrative assistants",
    "food",
    "personal care",
    "service workers",
    "information clerks",
    "management",
    "engineering",
    "sales",
    "production",
    "professionals",
    "specialists",
    "business",
    "computer",
    "health",
    "education",
    "legal occupations",
    "medical",
    "analysts",
    "testers",
    "inspectors",
    "officers",
    "agents",
    "clerks",
    "supervisors",
    "teachers",
    "support",
    "arts",
    "protective service",
    "engineers",
    "services",
    "development managers",
    "operations managers",
    "guides",
    "setters",
    "cleaners",
    "handlers",
    "installers",
    "repairers",
    "tenders",
    "auditors and accountants",
    "vendors",
    "messengers",
];
