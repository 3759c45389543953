//! Holding the codes of a table against the edition of the SOC that its release or round is of.

use super::{container::Row, findings::Findings};
use crate::{
    catalog::{projections_soc, soc_editions, soc_in, soc_standing},
    diag::{Diagnostic, Diagnostics, rules},
    model::{OccupationCode, Round, SocCode, SocVersion},
};

/// The codes of a table while its rows are read.
pub(super) struct Editions {
    edition: SocVersion,
    /// Other editions whose codes the table may have.
    also: &'static [SocVersion],
    /// By the digits of a code, whether it was seen.
    seen: Vec<bool>,
    strangers: Vec<SocCode>,
    wrong: Findings,
}

impl Editions {
    /// For a table of an edition.
    pub(super) fn of(edition: SocVersion) -> Self {
        Self {
            edition,
            also: &[],
            seen: vec![false; SocCode::LAST.digits() as usize + 1],
            strangers: Vec::new(),
            wrong: Findings::default(),
        }
    }

    /// For a table of a round. The first round of the mix of SOC 2000 and 2010 takes up codes of both.
    pub(super) fn of_round(round: Round) -> Self {
        let edition = projections_soc(round);
        let also: &[SocVersion] = match edition {
            SocVersion::Mix2010 => &[SocVersion::Soc2000, SocVersion::Soc2010],
            _ => &[],
        };
        Self { also, ..Self::of(edition) }
    }

    /// Looks at the code of a row, each code once.
    pub(super) fn row(&mut self, row: &Row<'_>, column: usize, code: OccupationCode) {
        let Some(soc) = code.soc().filter(|_| self.edition != SocVersion::Oes) else { return };
        if std::mem::replace(&mut self.seen[soc.digits() as usize], true) || self.is_known(soc) {
            return;
        }
        self.strangers.push(soc);
        let edition = self.edition;
        self.wrong.add(|| row.at(column, wrong(soc, edition)));
    }

    fn is_known(&self, code: SocCode) -> bool {
        std::iter::once(&self.edition)
            .chain(self.also)
            .any(|edition| soc_standing(code, *edition).is_some())
    }

    /// The codes of other editions in words, for tables whose publishers choose their own.
    pub(super) fn note(&self) -> Option<String> {
        let edition = self.edition.in_words();
        let codes: Vec<String> = self.strangers.iter().map(ToString::to_string).collect();
        (!codes.is_empty()).then(|| format!("codes that {edition} does not have: {}", codes.join(", ")))
    }

    /// Tells which codes are wrong.
    pub(super) fn tell(self, told: &mut Diagnostics) {
        self.wrong.tell(&rules::OTHER_EDITION, "codes of another edition stand", told);
    }
}

/// What is wrong with a code that an edition does not have, and which is right.
fn wrong(code: SocCode, edition: SocVersion) -> Diagnostic {
    let here = edition.in_words();
    let editions: Vec<&str> = soc_editions(code).into_iter().map(SocVersion::in_words).collect();
    if editions.is_empty() {
        return Diagnostic::finding(format!("{code} is a code of no edition of the SOC"))
            .hint(format!("the table is of {here}; the code may be mistyped"));
    }
    let message = format!("{code} is a code of {}, not of {here}", editions.join(" and "));
    let right: Vec<String> = soc_in(code, edition).iter().map(ToString::to_string).collect();
    Diagnostic::finding(message).hint(match right.as_slice() {
        [] => "the table is of another release, or rows of several were put together".to_owned(),
        right => format!("in {here} its work is in {}", right.join(", ")),
    })
}
