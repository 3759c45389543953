//! How an occupation of one year's tables is published in another's, across the editions of the SOC.
//!
//! Tables of a year publish the occupations of an edition, some of them only together with others.
//! Editions are joined by BLS's crosswalks, many to many and without weights. So a set of occupations
//! has the same content in another year only where nothing else is joined to it; a part is never
//! guessed. The tables hold the pairs that are not one code to the same code alone.
//! Sources: <https://www.bls.gov/soc/2018/crosswalks.htm>, <https://www.bls.gov/soc/2010/> and the
//! titles of the national tables of OEWS.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use super::{
    oews_release,
    soc_editions::{soc_detailed, soc_published_under},
};
use crate::model::{Release, SocCode, SocVersion};

const TO_2010: &str = include_str!("soc_2000_to_2010.csv");
const TO_2018: &str = include_str!("soc_2010_to_2018.csv");
const UNDER_TO_2020: &str = include_str!("soc_published_under_to_2020.csv");

type Codes = BTreeSet<SocCode>;

/// Codes joined to codes; one that is not listed is joined to itself alone.
#[derive(Debug, Default)]
struct Relation {
    forward: BTreeMap<SocCode, Codes>,
    backward: BTreeMap<SocCode, Codes>,
}

impl Relation {
    fn join(&mut self, from: SocCode, to: SocCode) {
        self.forward.entry(from).or_default().insert(to);
        self.backward.entry(to).or_default().insert(from);
    }

    fn image(map: &BTreeMap<SocCode, Codes>, codes: &Codes) -> Codes {
        let of = |code: &SocCode| map.get(code).cloned().unwrap_or_else(|| Codes::from([*code]));
        codes.iter().flat_map(of).collect()
    }
}

/// Everything that is known of the editions.
#[derive(Debug, Default)]
struct Known {
    /// From SOC 2000 to 2010, and from 2010 to 2018.
    editions: [Relation; 2],
    /// First year, last year, and the occupations with the codes that they are published under.
    published: Vec<(u16, u16, Relation)>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known { editions: [relation(TO_2010), relation(TO_2018)], published: Vec::new() };
    let mut groups: BTreeMap<(u16, u16), Relation> = BTreeMap::new();
    for row in rows(UNDER_TO_2020) {
        let years = row[0].parse().ok().zip(row[1].parse().ok());
        if let (Some(years), Some((soc, under))) = (years, pair(&row[2], &row[3])) {
            groups.entry(years).or_default().join(soc, under);
        }
    }
    let newest = groups.entry((2021, u16::MAX)).or_default();
    for (soc, under) in soc_published_under(SocVersion::Soc2018) {
        newest.join(soc, under);
    }
    known.published = groups.into_iter().map(|((first, last), of)| (first, last, of)).collect();
    known
});

fn rows(table: &'static str) -> impl Iterator<Item = csv::StringRecord> {
    csv::Reader::from_reader(table.as_bytes()).into_records().filter_map(Result::ok)
}

fn pair(one: &str, other: &str) -> Option<(SocCode, SocCode)> {
    one.parse().ok().zip(other.parse().ok())
}

fn relation(table: &'static str) -> Relation {
    let mut relation = Relation::default();
    for (from, to) in rows(table).filter_map(|row| pair(&row[0], &row[1])) {
        relation.join(from, to);
    }
    relation
}

/// The edition that the tables of a year are made from: 0 for SOC 2000, 1 for 2010, 2 for 2018. The
/// years between use the codes of one, with some occupations published together.
fn edition(year: u16) -> Option<usize> {
    match oews_release(Release::may(year))?.soc {
        SocVersion::Oes => None,
        SocVersion::Soc2000 => Some(0),
        SocVersion::Mix2010 | SocVersion::Soc2010 => Some(1),
        SocVersion::Hybrid2019 | SocVersion::Soc2018 => Some(2),
    }
}

impl Known {
    /// The codes of a year that hold any of an edition's occupations, or the other way round.
    fn publish(&self, year: u16, codes: Codes, back: bool) -> Codes {
        let of_year = |(first, last, _): &&(u16, u16, Relation)| (*first..=*last).contains(&year);
        self.published.iter().filter(of_year).fold(codes, |codes, (.., relation)| {
            Relation::image(if back { &relation.backward } else { &relation.forward }, &codes)
        })
    }

    /// The codes of a year's tables that hold any part of those of another's.
    fn touched(&self, codes: &Codes, from: (u16, usize), to: (u16, usize)) -> Codes {
        let held = self.publish(from.0, codes.clone(), true);
        self.publish(to.0, self.between(held, from.1, to.1), false)
    }
}

/// Occupations of one year in the tables of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried {
    /// They are these codes there, which hold nothing else.
    Same(Codes),
    /// The crosswalk splits them: they are parts of these codes.
    Split {
        /// The codes that hold any part of them.
        parts_of: Codes,
        /// Those of these codes that hold nothing else.
        within: Codes,
        /// Occupations of the first year that could be carried together with them.
        together: Codes,
    },
    /// One of the years has no edition of the SOC, or its edition lacks the group that is asked for.
    Unknown,
}

/// The most rounds of widening until a set is closed.
const MOST_ROUNDS: usize = 50;

/// The first year whose tables of OEWS have rows for minor and broad groups; before, only for major ones.
const FIRST_WITH_SMALL_GROUPS: u16 = 2012;

/// Carries occupations from the tables of a year (of a release's May, or a projection's base) to those
/// of another. A group is carried as the occupations of the SOC that it has, and is the group of the same
/// code there where that has the same.
#[must_use]
pub fn carry_occupations(codes: &Codes, from_year: u16, to_year: u16) -> Carried {
    let known = &*KNOWN;
    let Some((from, to)) = edition(from_year).zip(edition(to_year)) else { return Carried::Unknown };
    let (from, to) = ((from_year, from), (to_year, to));
    let is_total = |code: &SocCode| *code == SocCode::ALL_OCCUPATIONS;
    if codes.iter().all(is_total) || known.alike(from_year, to_year) {
        return Carried::Same(codes.clone());
    }
    if codes.iter().any(|code| known.is_group(*code, from_year)) {
        let version = |year| oews_release(Release::may(year)).map(|release| release.soc);
        let same = version(from_year) == version(to_year);
        return if same { Carried::Same(codes.clone()) } else { known.carry_groups(codes, from, to) };
    }
    let parts_of = known.touched(codes, from, to);
    let mut together = known.touched(&parts_of, to, from);
    if together == *codes {
        return Carried::Same(parts_of);
    }
    for _ in 0..MOST_ROUNDS {
        let wider = known.touched(&known.touched(&together, from, to), to, from);
        if wider == together {
            break;
        }
        together = wider;
    }
    let is_within = |code: &&SocCode| known.touched(&Codes::from([**code]), to, from).is_subset(codes);
    let within = parts_of.iter().filter(is_within).copied().collect();
    Carried::Split { parts_of, within, together }
}

/// The edition of the SOC with a number.
const EDITIONS: [SocVersion; 3] = [SocVersion::Soc2000, SocVersion::Soc2010, SocVersion::Soc2018];

impl Known {
    /// Carries a set of which some are groups.
    fn carry_groups(&self, codes: &Codes, from: (u16, usize), to: (u16, usize)) -> Carried {
        let of_code = |code: &SocCode| {
            if self.is_group(*code, from.0) {
                soc_detailed(*code, EDITIONS[from.1])
            } else {
                self.publish(from.0, Codes::from([*code]), true)
            }
        };
        let members: Vec<Codes> = codes.iter().map(of_code).collect();
        if members.iter().any(Codes::is_empty) {
            return Carried::Unknown;
        }
        let members: Codes = members.into_iter().flatten().collect();
        let there = self.between(members.clone(), from.1, to.1);
        let parts_of = self.publish(to.0, there.clone(), false);
        let held = self.publish(to.0, parts_of.clone(), true);
        if held == there && self.between(there.clone(), to.1, from.1) == members {
            return Carried::Same(self.named(codes, &there, parts_of, to));
        }
        let is_within = |code: &&SocCode| {
            let held = self.publish(to.0, Codes::from([**code]), true);
            self.between(held, to.1, from.1).is_subset(&members)
        };
        let within = parts_of.iter().filter(is_within).copied().collect();
        Carried::Split { parts_of, within, together: Codes::new() }
    }

    /// The group of a year that has the occupations of an edition, if it is one of these codes; else the
    /// codes under which they are published.
    fn named(&self, codes: &Codes, there: &Codes, published: Codes, to: (u16, usize)) -> Codes {
        let is_major = |code: &SocCode| code.digits().is_multiple_of(10_000);
        let has_row = |code: &SocCode| to.0 >= FIRST_WITH_SMALL_GROUPS || is_major(code);
        match codes.first() {
            Some(only)
                if codes.len() == 1
                    && has_row(only)
                    && self.is_group(*only, to.0)
                    && soc_detailed(*only, EDITIONS[to.1]) == *there =>
            {
                codes.clone()
            }
            _ => published,
        }
    }

    /// Occupations of an edition in another; what they become, or came from.
    fn between(&self, mut held: Codes, from: usize, to: usize) -> Codes {
        for step in from..to {
            held = Relation::image(&self.editions[step].forward, &held);
        }
        for step in (to..from).rev() {
            held = Relation::image(&self.editions[step].backward, &held);
        }
        held
    }

    /// Whether two years publish the same occupations under the same codes.
    fn alike(&self, one: u16, other: u16) -> bool {
        let of = |year: u16| {
            let of_year = |(first, last, _): &&(u16, u16, Relation)| (*first..=*last).contains(&year);
            let spans: Vec<_> =
                self.published.iter().filter(of_year).map(|(first, last, _)| (*first, *last)).collect();
            (edition(year), spans)
        };
        of(one) == of(other)
    }

    /// Whether a code is a group and not one that is published as an occupation.
    fn is_group(&self, code: SocCode, year: u16) -> bool {
        let of_year = |(first, last, _): &&(u16, u16, Relation)| (*first..=*last).contains(&year);
        let published = || self.published.iter().filter(of_year);
        code.digits().is_multiple_of(10) && !published().any(|(.., of)| of.backward.contains_key(&code))
    }
}
