//! Titles of occupations and groups by their codes, as the tables of OEWS of 2001 to 2025 have them; of
//! titles that differ in case or signs only the newest. Of the codes of a title no two are of different
//! work: they are a group and its only occupation, or the same occupation in two editions.
//! Source: the tables of the releases (<https://www.bls.gov/oes/tables.htm>).

use std::{collections::BTreeMap, sync::LazyLock};

use crate::model::SocCode;

const TITLES: &str = include_str!("oews_titles.tsv");

struct Titles {
    by_code: BTreeMap<SocCode, Vec<&'static str>>,
    /// By the title as [`letters`] has it.
    codes: BTreeMap<String, Vec<SocCode>>,
}

static ALL: LazyLock<Titles> = LazyLock::new(|| {
    let mut all = Titles { by_code: BTreeMap::new(), codes: BTreeMap::new() };
    for (code, title) in TITLES.lines().filter_map(|line| line.split_once('\t')) {
        let Ok(code) = code.parse() else { continue };
        all.by_code.entry(code).or_default().push(title);
        all.codes.entry(letters(title)).or_default().push(code);
    }
    all
});

/// The titles of a code, the newest first; none for one that no table at hand has.
#[must_use]
pub fn oews_titles(code: SocCode) -> &'static [&'static str] {
    ALL.by_code.get(&code).map_or(&[], Vec::as_slice)
}

/// The codes that have a title, in whatever case and signs it is written; none where it is not known.
#[must_use]
pub fn oews_codes_titled(title: &str) -> &'static [SocCode] {
    ALL.codes.get(&letters(title)).map_or(&[], Vec::as_slice)
}

/// The letters and digits of a title, in lower case: footnote signs, commas and blanks come and go.
fn letters(title: &str) -> String {
    title.chars().filter(char::is_ascii_alphanumeric).map(|one| one.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::{oews_codes_titled, oews_titles};

    #[test]
    fn titles_are_found_in_any_case() {
        let nurses = "29-1141".parse().unwrap();
        assert_eq!(oews_titles(nurses), ["Registered Nurses"]);
        assert!(oews_codes_titled("REGISTERED NURSES *").contains(&nurses));
        assert_eq!(oews_codes_titled("Chief Wizards"), []);
        assert_eq!(oews_titles("99-9999".parse().unwrap()), [""; 0]);
    }
}
