//! What a row calls its occupation, against its code: the title, and the level.

use super::layout::Layout;
use crate::{
    catalog::{OewsColumn, is_blank, oews_titles, soc_standing},
    diag::{Diagnostic, Diagnostics, rules},
    ingest::{codes::other_title, container::Row, findings::Findings},
    model::{PublishedRow, SocCode, SocLevel, SocVersion},
};

/// The titles and levels of a table while its rows are read.
#[derive(Default)]
pub(super) struct Names {
    /// Codes that were seen with a title of their own, so that a row is mostly looked at by one
    /// comparison.
    accepted: Vec<Option<(SocCode, &'static str)>>,
    titles: Findings,
    levels: Findings,
    blank: Findings,
}

impl Names {
    /// Looks at a row of a table of an edition.
    pub(super) fn row(
        &mut self,
        layout: &Layout,
        row: &Row<'_>,
        published: &PublishedRow<'_>,
        edition: SocVersion,
    ) {
        let Some(code) = published.code.soc() else { return };
        // To May 2011 the level of an occupation is blank, which says nothing of its code.
        if !is_level(code, published.level) && !is_blank(layout.text(row, OewsColumn::Level)) {
            self.levels.add(|| {
                let index = layout.index(OewsColumn::Level).unwrap_or_default();
                let message = format!(
                    "{}: {code} is no {} by its code",
                    layout.name(index),
                    published.level.name()
                );
                let hint = "the code or the level was changed; compare the row with BLS's table";
                row.at(index, Diagnostic::finding(message).hint(hint))
            });
        }
        self.title(layout, row, (code, edition), published.title);
    }

    /// A title is told where it is known and of other codes only: what is not known may be a release's own
    /// wording, and of a code of another edition it is told that it is one.
    fn title(
        &mut self,
        layout: &Layout,
        row: &Row<'_>,
        (code, edition): (SocCode, SocVersion),
        title: &str,
    ) {
        let at = code.digits() as usize % SLOTS;
        if self.accepted.is_empty() {
            self.accepted.resize(SLOTS, None);
        }
        if self.accepted[at] == Some((code, title)) {
            return;
        }
        if title.is_empty() {
            self.blank.add(|| {
                let index = layout.index(OewsColumn::Title).unwrap_or_default();
                let message = format!("{}: the title of {code} is blank", layout.name(index));
                row.at(index, Diagnostic::finding(message))
            });
        }
        let own = oews_titles(code);
        if let Some(known) = own.iter().find(|known| **known == title) {
            self.accepted[at] = Some((code, known));
            return;
        }
        let Some(other) = other_title(code, title).filter(|_| soc_standing(code, edition).is_some())
        else {
            return;
        };
        self.titles.add(|| {
            let index = layout.index(OewsColumn::Title).unwrap_or_default();
            let message = format!("{}: {other}", layout.name(index));
            let hint = "a column was sorted or moved for itself; get the table from BLS again";
            row.at(index, Diagnostic::finding(message).hint(hint))
        });
    }

    /// Tells what was found.
    pub(super) fn tell(self, told: &mut Diagnostics) {
        self.titles.tell(&rules::ODD_FIGURE, "titles of other occupations stand", told);
        self.blank.tell(&rules::DAMAGED_TABLE, "blank titles stand", told);
        self.levels.tell(&rules::ODD_FIGURE, "levels that the codes do not have stand", told);
    }
}

/// Places for accepted titles: a prime, so that codes, which end in zeros, spread over them.
const SLOTS: usize = 4_099;

/// Whether a code can be of a level: an occupation may have the code of a broad group, where BLS has put
/// several together, but no group the code of an occupation.
const fn is_level(code: SocCode, level: SocLevel) -> bool {
    let digits = code.digits();
    if !digits.is_multiple_of(10) {
        return matches!(level, SocLevel::Detailed);
    }
    if !digits.is_multiple_of(100) {
        return matches!(level, SocLevel::Detailed | SocLevel::Broad);
    }
    if !digits.is_multiple_of(10_000) {
        return matches!(level, SocLevel::Minor);
    }
    matches!(level, SocLevel::Major | SocLevel::Total)
}

#[cfg(test)]
mod tests {
    use super::is_level;
    use crate::model::SocLevel as L;

    #[test]
    fn a_code_tells_the_levels_that_it_can_have() {
        let of = |code: &str, level| is_level(code.parse().unwrap(), level);
        for (code, level) in [
            ("11-9111", L::Detailed),
            ("13-1020", L::Detailed),
            ("13-1020", L::Broad),
            ("15-1200", L::Minor),
            ("11-0000", L::Major),
            ("00-0000", L::Total),
        ] {
            assert!(of(code, level), "{code} {level:?}");
        }
        for (code, level) in [("11-9111", L::Minor), ("11-1000", L::Detailed), ("11-0000", L::Broad)] {
            assert!(!of(code, level), "{code} {level:?}");
        }
    }
}
