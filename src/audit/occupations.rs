//! Which words name which occupation: the titles of the tables at hand, their singular and shorter
//! forms, everyday names, and the groups of the Occupational Outlook Handbook.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    cue::Cue,
    lexicon::{Lexicon, words_of},
    titles::shorter,
};
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
    /// Codes with those of BLS's own under which tables have had them together with others.
    joint: BTreeSet<(SocCode, SocCode)>,
    by_code: BTreeMap<SocCode, u32>,
    words: BTreeMap<SocCode, BTreeSet<String>>,
    shared: BTreeMap<String, usize>,
    /// The stems of names by their first letters, with the detailed occupations that have each.
    starts: BTreeMap<String, Vec<(String, Vec<SocCode>)>>,
}

/// Letters by which stems are looked for that may be forms of one word.
const START: usize = 4;

impl Occupations {
    /// The occupation of a cue.
    #[must_use]
    pub fn get(&self, index: u32) -> Option<&Occupation> {
        self.list.get(index as usize)
    }

    /// The place in the list of an occupation by its code.
    #[must_use]
    pub fn place(&self, code: SocCode) -> Option<u32> {
        self.by_code.get(&code).copied()
    }

    /// The place in the list of a group of exactly these codes.
    #[must_use]
    pub fn of_codes(&self, codes: &BTreeSet<SocCode>) -> Option<u32> {
        let same = |one: &Occupation| {
            one.codes.len() == codes.len() && one.codes.iter().all(|code| codes.contains(code))
        };
        self.list.iter().position(same).and_then(|at| u32::try_from(at).ok())
    }

    /// The stems of all words that stand in names of an occupation.
    #[must_use]
    pub fn words(&self, code: SocCode) -> Option<&BTreeSet<String>> {
        self.words.get(&code)
    }

    /// The detailed occupations of the minor group of one, with the stems of the words of their names.
    pub fn of_minor_group(&self, code: SocCode) -> impl Iterator<Item = (SocCode, &BTreeSet<String>)> {
        let first = code.digits() / 1000 * 1000;
        let code_of = |digits: u32| SocCode::from_digits(digits).unwrap_or(SocCode::LAST);
        detailed(self.words.range(code_of(first)..=code_of(first + 999)))
    }

    /// The stems of names that begin as a word does, with the detailed occupations that have each.
    #[must_use]
    pub fn beginning_as(&self, word: &str) -> &[(String, Vec<SocCode>)] {
        word.get(..START).and_then(|start| self.starts.get(start)).map_or(&[], Vec::as_slice)
    }

    /// The detailed occupations, with the stems of the words of their names.
    pub fn all_words(&self) -> impl Iterator<Item = (SocCode, &BTreeSet<String>)> {
        detailed(self.words.iter())
    }

    /// How many occupations have a word in their names.
    #[must_use]
    pub fn sharing(&self, word: &str) -> usize {
        self.shared.get(word).copied().unwrap_or(0)
    }

    /// Codes under which older editions of the SOC have an occupation.
    #[must_use]
    pub fn older(&self, code: SocCode) -> &[SocCode] {
        self.older.get(&code).map_or(&[], Vec::as_slice)
    }

    /// Whether tables have had an occupation under a code of BLS's own, together with others.
    #[must_use]
    pub fn is_joint(&self, code: SocCode, under: SocCode) -> bool {
        self.joint.contains(&(code, under))
    }

    fn add(&mut self, lexicon: &mut Lexicon, name: &str, codes: &[SocCode], title: &str, weak: bool) {
        if let [code] = codes {
            self.words.entry(*code).or_default().extend(words_of(name).map(Cow::into_owned));
        }
        if name.len() < 2 || lexicon.knows(name) {
            return;
        }
        let index = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        lexicon.add(name, Cue::Occupation(index));
        if let [code] = codes {
            self.by_code.entry(*code).or_insert(index);
        }
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
        // A table of some occupations says nothing of which there are.
        let fullest = titles.iter().map(BTreeMap::len).max().unwrap_or_default();
        let newest = titles.iter().find(|titles| titles.len() * 2 > fullest);
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
            all.joint.insert((code, under));
        }
        let successor = successors();
        for (exact, detailed) in [(true, true), (true, false), (false, true), (false, false)] {
            let of_level = |(code, _): &(&SocCode, &String)| (code.digits() % 10 != 0) == detailed;
            for (code, title) in titles.iter().flatten().filter(of_level) {
                let code =
                    if current.contains(code) { *code } else { *successor.get(code).unwrap_or(code) };
                let names = if exact { vec![(title.clone(), false)] } else { shorter(title) };
                for (name, weak) in names {
                    all.add(lexicon, &name, &[code], &title_of(&code), weak);
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
        // An occupation of whose names each was first that of another has its place all the same.
        let nameless: Vec<SocCode> =
            all.words.keys().filter(|code| !all.by_code.contains_key(code)).copied().collect();
        for code in nameless {
            all.by_code.insert(code, u32::try_from(all.list.len()).unwrap_or(u32::MAX));
            let title = title_of(&code);
            all.list.push(Occupation { codes: vec![code], title, weak: false, second: false });
        }
        for word in all.words.values().flatten() {
            *all.shared.entry(word.clone()).or_default() += 1;
        }
        all.starts = starts(&all.words);
        all
    }
}

fn starts(words: &BTreeMap<SocCode, BTreeSet<String>>) -> BTreeMap<String, Vec<(String, Vec<SocCode>)>> {
    let mut having: BTreeMap<&String, Vec<SocCode>> = BTreeMap::new();
    for (code, words) in detailed(words.iter()) {
        for word in words {
            having.entry(word).or_default().push(code);
        }
    }
    let mut starts: BTreeMap<String, Vec<(String, Vec<SocCode>)>> = BTreeMap::new();
    for (word, codes) in having {
        if let Some(start) = word.get(..START) {
            starts.entry(start.to_owned()).or_default().push((word.clone(), codes));
        }
    }
    starts
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

/// Those of some occupations that are detailed.
fn detailed<'w>(
    all: impl Iterator<Item = (&'w SocCode, &'w BTreeSet<String>)>,
) -> impl Iterator<Item = (SocCode, &'w BTreeSet<String>)> {
    all.map(|(code, words)| (*code, words)).filter(|(code, _)| code.digits() % 10 != 0)
}
