//! Roles: job titles as people use them, each with the occupations that BLS counts it under.

use std::collections::BTreeSet;

use super::SocCode;

/// One occupation of a role.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Member {
    /// The occupation.
    pub soc: SocCode,
    /// The share of the role's workers in this occupation, in any unit; `None` for OEWS employment.
    pub weight: Option<f64>,
}

/// A job title, as one list places it.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// The list that names it, such as an article.
    pub list: String,
    /// The group that the list puts it in.
    pub group: String,
    /// The title.
    pub name: String,
    /// The occupations it spans, in the order of the list.
    pub members: Vec<Member>,
    /// Where the mapping comes from.
    pub source: String,
    /// What a reader should know about the mapping.
    pub note: String,
}

impl Role {
    /// The codes of its occupations.
    #[must_use]
    pub fn codes(&self) -> BTreeSet<SocCode> {
        self.members.iter().map(|member| member.soc).collect()
    }

    /// Codes that its note names besides: occupations under which the title is listed as well.
    #[must_use]
    pub fn listed_elsewhere(&self) -> BTreeSet<SocCode> {
        let words = self.note.split(|character: char| !character.is_ascii_digit() && character != '-');
        words.filter_map(|word| word.parse().ok()).filter(|code| !self.codes().contains(code)).collect()
    }
}

/// The roles of one file, in its order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoleList {
    /// Every role.
    pub roles: Vec<Role>,
    /// Lists that name no job title, with the reason; they count in the report and nowhere else.
    pub without_titles: Vec<(String, String)>,
}

impl RoleList {
    /// The names of the lists that have roles, in order of appearance.
    #[must_use]
    pub fn lists(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for role in &self.roles {
            if !names.contains(&role.list.as_str()) {
                names.push(&role.list);
            }
        }
        names
    }
}
