//! A subject in the tables of another year: under its codes there, or refused where the crosswalk
//! splits it.

use std::collections::BTreeSet;

use super::subject::Subject;
use crate::{
    catalog::{Carried, carry_occupations},
    diag::first_names,
    model::{Member, SocCode},
};

/// Why a subject is not in another year's tables as such.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The codes there that hold parts of it; empty when nothing is known of the year.
    pub parts_of: BTreeSet<SocCode>,
    /// Those of these that hold nothing else.
    pub within: BTreeSet<SocCode>,
    /// The occupations that could be carried together.
    pub together: BTreeSet<SocCode>,
}

/// The most codes that a reason names.
const MOST_NAMED: usize = 8;

impl Split {
    /// The reason in words.
    #[must_use]
    pub fn in_words(&self) -> String {
        let list = |codes: &BTreeSet<SocCode>| first_names(codes, MOST_NAMED, "+");
        if self.parts_of.is_empty() {
            return "no crosswalk leads to its codes".to_owned();
        }
        let parts_of = list(&self.parts_of);
        if self.together.is_empty() {
            return format!("counted within {parts_of}");
        }
        format!("counted within {parts_of}; only {} compare together", list(&self.together))
    }
}

impl Subject {
    /// The subject in the tables of another year, from those of the year whose codes it has.
    ///
    /// A role with weights is carried member by member, because a weight cannot be divided.
    ///
    /// # Errors
    /// Where the crosswalk splits it.
    pub fn carried(&self, from_year: u16, to_year: u16) -> Result<Self, Split> {
        let codes = self.codes();
        let weighted = self.parts().iter().flatten().any(|member| member.weight.is_some());
        if !weighted {
            let there = same(&codes, from_year, to_year)?;
            return Ok(if there == codes { self.clone() } else { Self::union(&there, &self.label) });
        }
        let mut parts = Vec::new();
        for part in self.parts() {
            let carried: Result<Vec<Member>, Split> =
                part.iter().map(|member| one(member, from_year, to_year)).collect();
            parts.push(carried?);
        }
        if parts == self.parts() {
            return Ok(self.clone());
        }
        Ok(self.with_parts(format!("{}~{to_year}", self.key), parts))
    }
}

fn same(codes: &BTreeSet<SocCode>, from: u16, to: u16) -> Result<BTreeSet<SocCode>, Split> {
    match carry_occupations(codes, from, to) {
        Carried::Same(there) => Ok(there),
        Carried::Split { parts_of, within, together } => Err(Split { parts_of, within, together }),
        Carried::Unknown => {
            let none = BTreeSet::new;
            Err(Split { parts_of: none(), within: none(), together: none() })
        }
    }
}

fn one(member: &Member, from: u16, to: u16) -> Result<Member, Split> {
    let there = same(&BTreeSet::from([member.soc]), from, to)?;
    match (there.first(), there.len()) {
        (Some(soc), 1) => Ok(Member { soc: *soc, weight: member.weight }),
        _ => Err(Split { parts_of: there, within: BTreeSet::new(), together: BTreeSet::new() }),
    }
}
