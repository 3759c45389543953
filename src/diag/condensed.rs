//! Diagnostics that say the same of many cells: the first are told one by one, the rest are counted.

use std::collections::{BTreeMap, BTreeSet};

use super::{Diagnostic, Diagnostics, counted};

/// Diagnostics of a kind that are told one by one, beside the first of each column: what a person reads.
const TOLD: usize = 20;

/// What stands for what differs from cell to cell.
const OTHER: &str = "...";

/// Diagnostics of a kind.
#[derive(Default)]
struct Kind {
    count: usize,
    /// The columns that they name.
    columns: BTreeSet<String>,
    hint: Option<String>,
}

impl Diagnostics {
    /// The same with those of a kind counted after the first.
    #[must_use]
    pub fn condensed(self) -> Self {
        if self.len() <= TOLD {
            return self;
        }
        let (mut told, mut kinds) = (Self::default(), BTreeMap::<String, (Kind, usize)>::new());
        for problem in self.0 {
            let (column, words) = column_and_words(&problem.message);
            let (kind, rest) = kinds.entry(words).or_default();
            kind.count += 1;
            if kind.columns.insert(column) || kind.count <= TOLD {
                if kind.count == 1 {
                    kind.hint.clone_from(&problem.hint);
                }
                told.push(problem);
            } else {
                *rest += 1;
            }
        }
        for (words, (kind, rest)) in kinds.into_iter().filter(|(_, (_, rest))| *rest > 0) {
            told.push(kind.rest(&words, rest));
        }
        told
    }
}

impl Kind {
    /// What is said of those that are not told one by one.
    fn rest(self, words: &str, rest: usize) -> Diagnostic {
        let column = self.columns.first().filter(|_| self.columns.len() == 1);
        let column = column.map_or("", String::as_str);
        let message = format!("{column}{words}, {}", counted(rest, "more time"));
        Diagnostic { hint: self.hint, ..Diagnostic::error(message) }
    }
}

/// The column that a message begins with, up to what it quotes, and its words without what it quotes and
/// counts.
fn column_and_words(message: &str) -> (String, String) {
    let start = message.find(": `").map_or(0, |at| at + 2);
    let (column, said) = message.split_at(start);
    let outside: Vec<&str> = said.split('`').step_by(2).collect();
    let said = outside.join(OTHER);
    let is_number = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit());
    let words: Vec<&str> =
        said.split(' ').map(|word| if is_number(word) { OTHER } else { word }).collect();
    (column.to_owned(), words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::{Diagnostic, Diagnostics};

    #[test]
    fn what_says_the_same_of_many_cells_is_counted() {
        let cell = |column: &str, cell: usize| {
            Diagnostic::error(format!("{column}: `{cell}.0` is none; {cell} is")).hint("mend it")
        };
        let mut all: Diagnostics = (0..30).map(|number| cell("A", number)).collect();
        all.push(cell("B", 1));
        all.push(Diagnostic::error("the file is cut short"));
        let told: Vec<String> = all.condensed().iter().map(|one| one.message.clone()).collect();
        assert_eq!(told.len(), 23);
        assert_eq!(
            told[20..],
            ["B: `1.0` is none; 1 is", "the file is cut short", "... is none; ... is, 10 more times"]
        );
        let one_column: Diagnostics = (0..21).map(|number| cell("A", number)).collect();
        let told = one_column.condensed();
        let last = told.iter().last().unwrap();
        assert_eq!(
            (last.message.as_str(), last.hint.as_deref()),
            ("A: ... is none; ... is, 1 more time", Some("mend it"))
        );
    }
}
