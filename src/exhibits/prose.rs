//! Sentences with figures in them.

use serde::Serialize;

use crate::model::Figure;

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Words.
    Text(String),
    /// A figure, printed by its text.
    Figure(Box<Figure>),
}

/// One or more sentences.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Prose(pub Vec<Inline>);

impl Prose {
    /// Sentences that begin with words.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self::default().text(text)
    }

    /// Adds words.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.0.push(Inline::Text(text.into()));
        self
    }

    /// Adds a figure; an estimate is called one.
    #[must_use]
    pub fn figure(mut self, figure: &Figure) -> Self {
        if figure.is_estimate() && figure.number().is_some() {
            self = self.text("an estimated ");
        }
        self.0.push(Inline::Figure(Box::new(figure.clone())));
        self
    }

    /// Adds other sentences.
    #[must_use]
    pub fn and(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    /// The sentences as plain text.
    #[must_use]
    pub fn plain(&self) -> String {
        let text = |inline: &Inline| match inline {
            Inline::Text(text) => text.clone(),
            Inline::Figure(figure) => figure.text.clone(),
        };
        self.0.iter().map(text).collect()
    }
}

/// A figure's text in a title; an estimate is called one.
#[must_use]
pub fn said(figure: &Figure) -> String {
    Prose::default().figure(figure).plain()
}

/// A name inside a sentence: with a small first letter, unless it begins with an abbreviation.
#[must_use]
pub fn mid_sentence(name: &str) -> String {
    let mut characters = name.chars();
    let Some(first) = characters.next() else { return String::new() };
    if characters.clone().next().is_some_and(char::is_uppercase) {
        return name.to_owned();
    }
    first.to_lowercase().chain(characters).collect()
}

/// Names in a row: "a, b and c".
#[must_use]
pub fn listing<T: AsRef<str>>(names: &[T]) -> String {
    match names {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}
