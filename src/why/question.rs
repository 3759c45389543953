//! What is asked: an id, a number, or a place in a file.

use std::path::PathBuf;

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// By the id of a figure.
    Figure(String),
    /// By a number, of an occupation where one is named.
    Number {
        /// The number as somebody prints it.
        text: String,
        /// A code, a title or a role.
        occupation: Option<String>,
    },
    /// By a place in a page or an output.
    Place {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// The column, from 1, in characters.
        column: Option<u64>,
    },
}

/// The question that words ask.
#[must_use]
pub fn question(first: &str, occupation: Option<&str>) -> Question {
    if first.starts_with("oews/") || first.starts_with("projections/") {
        return Question::Figure(first.to_owned());
    }
    let numbers = |text: &str| {
        text.rsplit_once(':')
            .and_then(|(rest, number)| Some((rest.to_owned(), number.parse::<u64>().ok()?)))
    };
    if let (Some((rest, last)), None) = (numbers(first), occupation) {
        return match numbers(&rest) {
            Some((path, line)) => Question::Place { path: path.into(), line, column: Some(last) },
            None => Question::Place { path: rest.into(), line: last, column: None },
        };
    }
    Question::Number { text: first.to_owned(), occupation: occupation.map(str::to_owned) }
}
