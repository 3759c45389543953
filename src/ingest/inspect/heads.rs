//! The names of columns of people's own, which may stand in two lines: years below what they are years of, or
//! names of groups above those of their columns.

use super::{
    wage_names::{is_year, year},
    wage_table::{called_wages, money},
};
use crate::ingest::container::Row;

/// The names of columns, as far as lines were read, and the line that they end in.
#[derive(Default)]
pub(super) struct Heads {
    pub(super) names: Vec<String>,
    pub(super) line: u64,
}

impl Heads {
    /// Takes the names of a row, if it may be one of names.
    pub(super) fn read(&mut self, row: &Row<'_>) {
        let own: Vec<String> = row.cells().map(str::to_owned).collect();
        if !self.may_be_names(&own) {
            return;
        }
        let is_blank = |names: &[String]| names.first().is_some_and(String::is_empty);
        let is_of_years = is_blank(&own) && own.iter().all(|cell| cell.is_empty() || is_year(cell));
        let is_second = is_blank(&self.names) || is_of_years;
        self.names = if is_second { joined(&self.names, &own) } else { own };
        self.line = row.line;
    }

    /// Whether a row has several names, or one of wages over several columns, and is none of a total below names of
    /// wages.
    fn may_be_names(&self, row: &[String]) -> bool {
        let cell = |index: usize| row.get(index).map_or("", String::as_str);
        let mut wages = called_wages(&self.names, usize::MAX).peekable();
        let is_over = cell(0).is_empty()
            && wages.peek().is_none()
            && called_wages(row, usize::MAX).next().is_some();
        let is_below = wages.any(|(index, _)| money(cell(index)).is_some() && !is_year(cell(index)));
        let names = row.iter().filter(|cell| !cell.is_empty()).count();
        !is_below && (names > 1 || is_over)
    }
}

/// The names of two lines together. A name of the upper one goes for the columns to its right that have none.
fn joined(upper: &[String], lower: &[String]) -> Vec<String> {
    let mut over = "";
    let mut all = Vec::with_capacity(upper.len().max(lower.len()));
    for at in 0..upper.len().max(lower.len()) {
        let name = |names: &'_ [String]| names.get(at).cloned().unwrap_or_default();
        let (own, below) = (name(upper), name(lower));
        over = upper.get(at).filter(|name| !name.is_empty()).map_or(over, String::as_str);
        let is_over = below.is_empty() || year(&below).is_none() || year(over).is_none();
        let over = if below.is_empty() { &own } else { over };
        let parts: Vec<&str> = [over, &below]
            .into_iter()
            .skip(usize::from(!is_over))
            .filter(|name| !name.is_empty())
            .collect();
        all.push(parts.join(" "));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn two_lines_of_names_are_one() {
        let names = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<String>>();
        for (upper, lower, both) in [
            (",,Median wage,", "SOC,Title,2023,2024", "SOC,Title,Median wage 2023,Median wage 2024"),
            ("SOC,Title,Median wage,", ",,2023,2024", "SOC,Title,Median wage 2023,Median wage 2024"),
            (",2023,,2024", "SOC,Median,Mean,Median", "SOC,2023 Median,2023 Mean,2024 Median"),
            (",Pay in 2025", "SOC,Median 2024", "SOC,Median 2024"),
        ] {
            assert_eq!(joined(&names(upper), &names(lower)), names(both), "{upper}");
        }
    }
}
