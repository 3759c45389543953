//! Which codes an edition of the SOC has, which of them are BLS's own, and what became of a code from
//! one edition to the next. Sources: <https://www.bls.gov/soc/2018/crosswalks.htm> (codes, and the
//! pairs of codes that differ), and the codes that the tables of OEWS and of the projections print;
//! which codes an own code covers is told by its title (`Web Developers and Digital Interface
//! Designers`) and by the codes that its tables lack.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use super::soc::rows;
use crate::model::{Round, SocCode, SocVersion};

const CODES: &str = include_str!("soc_codes.csv");
const CHANGES: &str = include_str!("soc_changes.csv");
const OWN: &str = include_str!("soc_own_codes.csv");

/// The editions in the order of the columns of `soc_codes.csv`.
const EDITIONS: [(SocVersion, &str); 5] = [
    (SocVersion::Soc2000, "soc_2000"),
    (SocVersion::Mix2010, "mix_2010"),
    (SocVersion::Soc2010, "soc_2010"),
    (SocVersion::Hybrid2019, "hybrid_2019"),
    (SocVersion::Soc2018, "soc_2018"),
];

/// What a code is in an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SocStanding {
    /// An occupation of the SOC.
    Detailed,
    /// A group of occupations.
    Group,
    /// An occupation of BLS's own, which covers several of the SOC or a part of one.
    Own,
}

type Standings = [Option<SocStanding>; 5];

static KNOWN: LazyLock<BTreeMap<SocCode, Standings>> = LazyLock::new(|| {
    let standing = |cell: &str| match cell {
        "d" => Some(SocStanding::Detailed),
        "g" => Some(SocStanding::Group),
        "b" => Some(SocStanding::Own),
        _ => None,
    };
    let of_row = |row: csv::StringRecord| {
        let code = row.get(0)?.parse().ok()?;
        let mut standings = [None; 5];
        for (at, one) in standings.iter_mut().enumerate() {
            *one = standing(row.get(at + 1)?);
        }
        Some((code, standings))
    };
    rows(CODES).filter_map(of_row).collect()
});

/// Pairs of codes that differ: the code of the older edition, and that of the newer.
static PAIRS: LazyLock<BTreeSet<(SocCode, SocCode)>> = LazyLock::new(|| {
    rows(CHANGES).filter_map(|row| Some((row[1].parse().ok()?, row[2].parse().ok()?))).collect()
});

/// Own codes whose digits do not tell what they cover: edition, code, and a code that it covers.
static LISTED: LazyLock<Vec<(SocVersion, SocCode, SocCode)>> = LazyLock::new(|| {
    let edition = |name: &str| EDITIONS.iter().find(|(_, other)| *other == name).map(|(one, _)| *one);
    let of_row =
        |row: csv::StringRecord| Some((edition(&row[0])?, row[1].parse().ok()?, row[2].parse().ok()?));
    rows(OWN).filter_map(of_row).collect()
});

fn at(edition: SocVersion) -> Option<usize> {
    EDITIONS.iter().position(|(other, _)| *other == edition)
}

/// What a code is in an edition; `None` where the edition does not have it.
#[must_use]
pub fn soc_standing(code: SocCode, edition: SocVersion) -> Option<SocStanding> {
    KNOWN.get(&code)?[at(edition)?]
}

/// The occupations of an edition, without its groups.
pub fn soc_occupations(edition: SocVersion) -> impl Iterator<Item = SocCode> {
    let is_of = move |code: &&SocCode| soc_standing(**code, edition) == Some(SocStanding::Detailed);
    KNOWN.keys().filter(is_of).copied()
}

/// The editions that have a code, oldest first.
#[must_use]
pub fn soc_editions(code: SocCode) -> Vec<SocVersion> {
    let of = |(edition, _): &(SocVersion, &str)| soc_standing(code, *edition).map(|_| *edition);
    EDITIONS.iter().filter_map(of).collect()
}

/// The edition of the SOC whose occupations the own codes of an edition cover.
const fn base(edition: SocVersion) -> SocVersion {
    match edition {
        SocVersion::Mix2010 => SocVersion::Soc2010,
        SocVersion::Hybrid2019 => SocVersion::Soc2018,
        other => other,
    }
}

/// The occupations of the SOC that a code of BLS's own covers, for the two mixed editions those of
/// the newer SOC; none when the code is not BLS's own.
#[must_use]
pub fn soc_covered(code: SocCode, edition: SocVersion) -> Vec<SocCode> {
    if soc_standing(code, edition) != Some(SocStanding::Own) {
        return Vec::new();
    }
    let listed = LISTED.iter().filter(|(of, own, _)| (*of, *own) == (edition, code));
    let listed: Vec<SocCode> = listed.map(|(_, _, covered)| *covered).collect();
    if !listed.is_empty() {
        return listed;
    }
    let base = base(edition);
    let detailed = |other: &&SocCode| {
        code.contains(**other) && soc_standing(**other, base) == Some(SocStanding::Detailed)
    };
    KNOWN.keys().filter(detailed).copied().collect()
}

/// The detailed occupations that a group has in an edition; none where the edition lacks the group.
pub(super) fn soc_detailed(group: SocCode, edition: SocVersion) -> BTreeSet<SocCode> {
    if soc_standing(group, edition).is_none() {
        return BTreeSet::new();
    }
    let is = |code: &&SocCode| soc_standing(**code, edition) == Some(SocStanding::Detailed);
    KNOWN.keys().filter(is).filter(|code| group.contains(**code)).copied().collect()
}

/// The codes of BLS's own that cover an occupation, or a part of it, in an edition.
#[must_use]
pub fn soc_covering(code: SocCode, edition: SocVersion) -> Vec<SocCode> {
    let own = KNOWN.keys().filter(|own| soc_standing(**own, edition) == Some(SocStanding::Own));
    own.filter(|own| soc_covered(**own, edition).contains(&code)).copied().collect()
}

/// The codes of an edition that hold the work of a code of another, or a part of it: the code itself
/// where the edition has it, else what it became, or came from, over at most two changes of edition.
#[must_use]
pub fn soc_in(code: SocCode, edition: SocVersion) -> Vec<SocCode> {
    let forward = |code: SocCode| PAIRS.iter().filter(move |(from, _)| *from == code).map(|(_, to)| *to);
    let back = |code: SocCode| PAIRS.iter().filter(move |(_, to)| *to == code).map(|(from, _)| *from);
    let members: BTreeSet<SocCode> =
        EDITIONS.iter().flat_map(|(own, _)| soc_covered(code, *own)).collect();
    let all = || members.iter().chain([&code]).copied();
    let ahead: BTreeSet<SocCode> =
        all().flat_map(|code| forward(code).chain(forward(code).flat_map(forward))).collect();
    let behind: BTreeSet<SocCode> =
        all().flat_map(|code| back(code).chain(back(code).flat_map(back))).collect();
    for candidates in [BTreeSet::from([code]), members, ahead, behind] {
        let found: BTreeSet<SocCode> =
            candidates.into_iter().flat_map(|code| published_as(code, edition)).collect();
        if !found.is_empty() {
            return found.into_iter().collect();
        }
    }
    Vec::new()
}

/// A code as an edition's tables publish it: itself, or the codes of BLS's own that cover it. Some
/// years of the older editions publish both; SOC 2018 has its own codes in every year.
fn published_as(code: SocCode, edition: SocVersion) -> Vec<SocCode> {
    let covering = soc_covering(code, edition);
    let itself = edition != SocVersion::Soc2018 || covering.is_empty();
    if itself && soc_standing(code, edition).is_some() { vec![code] } else { covering }
}

/// The edition that the codes of a round of the projections are of.
#[must_use]
pub const fn projections_soc(round: Round) -> SocVersion {
    match round.base_year() {
        ..=2009 => SocVersion::Soc2000,
        2010..=2011 => SocVersion::Mix2010,
        2012..=2018 => SocVersion::Soc2010,
        2019..=2020 => SocVersion::Hybrid2019,
        _ => SocVersion::Soc2018,
    }
}

/// The codes of the SOC that OEWS and the projections publish under a code of BLS's own in an edition,
/// each with that code.
pub fn soc_published_under(edition: SocVersion) -> impl Iterator<Item = (SocCode, SocCode)> {
    let own = KNOWN.keys().filter(move |code| soc_standing(**code, edition) == Some(SocStanding::Own));
    own.flat_map(move |own| soc_covered(*own, edition).into_iter().map(|code| (code, *own)))
}

/// The code under which OEWS and the projections publish a code of SOC 2018 today.
#[must_use]
pub fn published_under(code: SocCode) -> Option<SocCode> {
    soc_covering(code, SocVersion::Soc2018).first().copied()
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, SocStanding, projections_soc, soc_covered, soc_covering, soc_in, soc_standing};
    use crate::model::{SocCode, SocVersion};

    fn soc(code: &str) -> SocCode {
        code.parse().unwrap()
    }

    fn codes(found: &[SocCode]) -> Vec<String> {
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_own_code_covers_occupations_of_the_soc() {
        for edition in super::EDITIONS.map(|(edition, _)| edition) {
            let own: Vec<&SocCode> = KNOWN
                .keys()
                .filter(|code| soc_standing(**code, edition) == Some(SocStanding::Own))
                .collect();
            assert!(own.len() >= 12, "{edition:?} has {} own codes", own.len());
            for code in own {
                assert!(!soc_covered(*code, edition).is_empty(), "{code} covers nothing in {edition:?}");
            }
        }
    }

    #[test]
    fn own_codes_cover_what_their_titles_say() {
        assert_eq!(codes(&soc_covered(soc("29-2010"), SocVersion::Soc2018)), ["29-2011", "29-2012"]);
        assert_eq!(codes(&soc_covered(soc("15-1256"), SocVersion::Hybrid2019)), ["15-1252", "15-1253"]);
        assert_eq!(
            codes(&soc_covered(soc("29-1111"), SocVersion::Mix2010)),
            ["29-1141", "29-1151", "29-1161", "29-1171"]
        );
        assert_eq!(codes(&soc_covering(soc("31-1121"), SocVersion::Soc2018)), ["31-1120"]);
        assert_eq!(soc_covered(soc("11-9111"), SocVersion::Soc2018), []);
    }

    #[test]
    fn a_code_of_another_edition_has_its_right_one() {
        assert_eq!(codes(&soc_in(soc("15-1131"), SocVersion::Soc2018)), ["15-1251"]);
        assert_eq!(codes(&soc_in(soc("15-1252"), SocVersion::Hybrid2019)), ["15-1256"]);
        assert_eq!(codes(&soc_in(soc("15-1251"), SocVersion::Soc2010)), ["15-1131"]);
        assert_eq!(codes(&soc_in(soc("29-1141"), SocVersion::Soc2000)), ["29-1111"]);
        assert_eq!(codes(&soc_in(soc("29-2012"), SocVersion::Soc2018)), ["29-2010"]);
        assert_eq!(codes(&soc_in(soc("11-9111"), SocVersion::Soc2010)), ["11-9111"]);
        assert_eq!(codes(&soc_in(soc("31-1120"), SocVersion::Soc2010)), ["31-1011", "39-9021"]);
        assert_eq!(codes(&soc_in(soc("99-9999"), SocVersion::Soc2018)), [""; 0]);
    }

    #[test]
    fn rounds_have_the_edition_of_their_base_year() {
        let edition = |round: &str| projections_soc(round.parse().unwrap());
        assert_eq!(edition("2008-18"), SocVersion::Soc2000);
        assert_eq!(edition("2018-28"), SocVersion::Soc2010);
        assert_eq!(edition("2020-30"), SocVersion::Hybrid2019);
        assert_eq!(edition("2024-34"), SocVersion::Soc2018);
    }
}
