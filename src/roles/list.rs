//! Rows of a role list to roles.

use std::collections::BTreeMap;

use super::code;
use crate::{
    diag::{Diagnostic, Diagnostics},
    ingest::{Cell, RoleRow},
    model::{Member, Role, RoleList, SocCode},
};

/// Codes and titles that a release publishes.
pub type Occupations<'a> = BTreeMap<SocCode, &'a str>;

/// Makes roles of rows: rows of one list, group and role are one role of several occupations.
///
/// # Errors
/// Every bad row, with line, column and a repair.
pub fn check(rows: &[RoleRow], known: &Occupations<'_>) -> Result<RoleList, Diagnostics> {
    let mut checker = Checker { known, list: RoleList::default(), first: BTreeMap::new() };
    let mut problems = Diagnostics::default();
    for row in rows {
        problems.keep(checker.row(row));
    }
    problems.extend(checker.mixed_weights(rows));
    if checker.list.roles.is_empty() && problems.is_empty() {
        problems.push(Diagnostic::error("the role list names no role").at(1, 1));
    }
    problems.by_place().unless_any(checker.list)
}

struct Checker<'a> {
    known: &'a Occupations<'a>,
    list: RoleList,
    /// The line at which an occupation of a role stands first.
    first: BTreeMap<(String, String, String, SocCode), u64>,
}

impl Checker<'_> {
    fn row(&mut self, row: &RoleRow) -> Result<(), Diagnostics> {
        if let Some(problem) = &row.surplus {
            return Err(problem.clone().into());
        }
        if row.role.text.is_empty() && row.soc.text.is_empty() && row.group.text.is_empty() {
            return self.without_title(row);
        }
        let mut problems = Diagnostics::default();
        for (cell, what) in [(&row.list, "list"), (&row.group, "group"), (&row.role, "role")] {
            if cell.text.is_empty() {
                problems.push(at(cell, Diagnostic::error(format!("no {what}"))));
            }
        }
        let code = code::parse(&row.soc.text, &row.role.text, self.known);
        let code = problems.keep(code.map_err(|problem| at(&row.soc, *problem).into()));
        let weight = problems.keep(weight(&row.weight));
        if let (Some(soc), Some(weight)) = (code, weight) {
            problems.keep(self.member(row, Member { soc, weight }));
        }
        problems.unless_any(())
    }

    /// A list that names no job titles is one row with a note that says so.
    fn without_title(&mut self, row: &RoleRow) -> Result<(), Diagnostics> {
        if row.list.text.is_empty() || row.note.text.is_empty() {
            let problem = Diagnostic::error("neither role nor code")
                .hint("a list that names no role is one row with the name of the list and a note");
            return Err(at(&row.role, problem).into());
        }
        self.list.without_titles.push((row.list.text.clone(), row.note.text.clone()));
        Ok(())
    }

    fn member(&mut self, row: &RoleRow, member: Member) -> Result<(), Diagnostics> {
        let key = (row.list.text.clone(), row.group.text.clone(), row.role.text.clone(), member.soc);
        if let Some(line) = self.first.get(&key) {
            let problem = Diagnostic::error(format!("{} stands for this role already", member.soc))
                .hint(format!("line {line} has it; remove one of the two"));
            return Err(at(&row.soc, problem).into());
        }
        self.first.insert(key, row.soc.line);
        let of_group = self.list.roles.iter().filter(|role| role.group == row.group.text);
        let codes = of_group.flat_map(|role| &role.members);
        if let Some(other) = codes.map(|other| other.soc).find(|other| nested(*other, member.soc)) {
            let problem =
                Diagnostic::error(format!("{other} and {} hold the same jobs", member.soc))
                    .hint("one is a group that holds the other, so they would be counted twice; keep one of them");
            return Err(at(&row.soc, problem).into());
        }
        self.role(row).members.push(member);
        Ok(())
    }

    /// The role of a row, made when the row is its first.
    fn role(&mut self, row: &RoleRow) -> &mut Role {
        let same = |role: &Role| {
            (&role.list, &role.group, &role.name) == (&row.list.text, &row.group.text, &row.role.text)
        };
        let roles = &mut self.list.roles;
        let index = roles.iter().position(same).unwrap_or(roles.len());
        if index == roles.len() {
            roles.push(Role {
                list: row.list.text.clone(),
                group: row.group.text.clone(),
                name: row.role.text.clone(),
                members: Vec::new(),
                source: row.source.text.clone(),
                note: row.note.text.clone(),
            });
        }
        &mut roles[index]
    }

    /// A role's occupations have weights all or none: a weight and an employment cannot be added.
    fn mixed_weights(&self, rows: &[RoleRow]) -> Diagnostics {
        let mut problems = Diagnostics::default();
        for role in &self.list.roles {
            let weighted = role.members.iter().filter(|member| member.weight.is_some()).count();
            if weighted == 0 || weighted == role.members.len() {
                continue;
            }
            let unweighted = |row: &&RoleRow| {
                (&row.list.text, &row.group.text, &row.role.text)
                    == (&role.list, &role.group, &role.name)
                    && row.weight.text.is_empty()
            };
            for row in rows.iter().filter(unweighted) {
                let problem =
                    Diagnostic::error("no weight, while other occupations of this role have one")
                        .hint("give each occupation of the role a weight, or none");
                problems.push(at(&row.weight, problem));
            }
        }
        problems
    }
}

fn at(cell: &Cell, problem: Diagnostic) -> Diagnostic {
    problem.at(cell.line, cell.column)
}

fn nested(one: SocCode, other: SocCode) -> bool {
    one.contains(other) || other.contains(one)
}

fn weight(cell: &Cell) -> Result<Option<f64>, Diagnostics> {
    if cell.text.is_empty() {
        return Ok(None);
    }
    match cell.text.parse::<f64>() {
        Ok(weight) if weight > 0.0 && weight.is_finite() => Ok(Some(weight)),
        _ => Err(at(
            cell,
            Diagnostic::error(format!("the weight `{}` is not a positive number", cell.text)).hint(
                "weights are shares of the role in any unit; leave the cell empty for OEWS employment",
            ),
        )
        .into()),
    }
}
