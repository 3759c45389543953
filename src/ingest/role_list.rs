//! Role lists as people write them: `list,group,role,soc,weight,source,note`. Read as text with the
//! place of every cell; what a cell means is judged in `roles`.

use super::container::Table;
use crate::diag::{Diagnostic, Diagnostics};

/// A cell and the place of its first character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text without blanks around it.
    pub text: String,
    /// Line, from 1.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
}

/// One row of a role list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleRow {
    /// The list that names the role.
    pub list: Cell,
    /// The group that the list puts it in.
    pub group: Cell,
    /// The job title; empty in a list that names none.
    pub role: Cell,
    /// The occupation code.
    pub soc: Cell,
    /// The weight of the occupation in the role, if given.
    pub weight: Cell,
    /// Where the mapping comes from.
    pub source: Cell,
    /// What a reader should know.
    pub note: Cell,
    /// What is wrong with a row of more cells than columns, which cannot be read further.
    pub surplus: Option<Diagnostic>,
}

const HEADS: [&str; 7] = ["list", "group", "role", "soc", "weight", "source", "note"];

/// Columns that a file may leave out.
const OPTIONAL: [&str; 3] = ["weight", "source", "note"];

/// What some programs write in the place of commas.
const SEPARATORS: [(char, &str); 3] = [(';', "semicolons"), ('\t', "tabs"), ('|', "vertical bars")];

/// Reads every row.
///
/// # Errors
/// Columns that are missing, unknown or doubled, all at once.
pub fn read(bytes: &[u8]) -> Result<Vec<RoleRow>, Diagnostics> {
    let mut table = Table::open(bytes)?;
    let at = places_of_heads(&table.heads)?;
    let columns = table.heads.len();
    let mut rows = Vec::new();
    while let Some(row) = table.next_row()? {
        let surplus = (row.len() > columns).then(|| row.too_long(columns));
        let [list, group, role, soc, weight, source, note] = at.map(|index| {
            let index = index.unwrap_or(usize::MAX);
            let (line, column) = if index < row.len() { row.place(index) } else { (row.line, 1) };
            Cell { text: row.cell(index).to_owned(), line, column }
        });
        rows.push(RoleRow { list, group, role, soc, weight, source, note, surplus });
    }
    Ok(rows)
}

fn places_of_heads(heads: &[String]) -> Result<[Option<usize>; 7], Diagnostics> {
    if let [only] = heads
        && let Some((_, what)) = SEPARATORS.iter().find(|(separator, _)| only.contains(*separator))
    {
        let message = format!("the columns are separated by {what}, not by commas");
        let hint = "save the list as CSV with commas between the columns";
        return Err(Diagnostic::error(message).hint(hint).at(1, 1).into());
    }
    let mut problems = Diagnostics::default();
    let at = HEADS.map(|name| heads.iter().position(|head| head.eq_ignore_ascii_case(name)));
    for (name, index) in HEADS.iter().zip(at) {
        if index.is_none() && !OPTIONAL.contains(name) {
            problems.push(Diagnostic::error(format!("no column `{name}`")).at(1, 1));
        }
        if heads.iter().filter(|head| head.eq_ignore_ascii_case(name)).count() > 1 {
            let problem = Diagnostic::error(format!("the column `{name}` stands more than once"));
            problems.push(problem.hint("remove or rename all but one").at(1, 1));
        }
    }
    for head in heads.iter().filter(|head| !HEADS.iter().any(|name| head.eq_ignore_ascii_case(name))) {
        problems.push(
            Diagnostic::error(format!("unknown column `{head}`"))
                .hint(format!("columns are {}", HEADS.join(", ")))
                .at(1, 1),
        );
    }
    problems.unless_any(at)
}
