//! A text with its words, numbers and marks, of which stages ask for one by its place.

use super::reading::Token;

/// A text and what it was taken apart into.
#[derive(Clone, Copy)]
pub struct Words<'t> {
    /// The text.
    pub text: &'t str,
    /// Its words, numbers and marks.
    pub tokens: &'t [Token],
}

impl<'t> Words<'t> {
    /// A word as it is written; empty beyond the last.
    #[inline]
    pub fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start..token.end])
    }

    /// Whether a word is one of some, in any case.
    #[inline]
    pub fn is(&self, at: usize, words: &[&str]) -> bool {
        let own = self.word(at).as_bytes();
        // Most words differ in their length or first letter, which is looked at first.
        let first = own.first().map(u8::to_ascii_lowercase);
        let may_be =
            |word: &[u8]| word.len() == own.len() && word.first().map(u8::to_ascii_lowercase) == first;
        words.iter().any(|word| may_be(word.as_bytes()) && word.as_bytes().eq_ignore_ascii_case(own))
    }
}
