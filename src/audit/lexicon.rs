//! One trie for every phrase that means something: cues, occupations, areas. Words are compared by their
//! stem, so that a phrase stands once in its table whatever its number or case.

use std::borrow::Cow;

use super::cue::Cue;

#[expect(clippy::disallowed_types, reason = "only looked up in, so that its order shows nowhere")]
type Table<K, V> = std::collections::HashMap<K, V, foldhash::fast::FixedState>;

/// A word of a trie, numbered.
pub type WordId = u32;

/// Phrases and what they tell.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: Table<Box<str>, WordId>,
    /// The node that each word leads to as the first of a phrase, by its number.
    first: Vec<Option<u32>>,
    edges: Table<(u32, WordId), u32>,
    meanings: Vec<Vec<Cue>>,
    strict: std::collections::BTreeSet<u32>,
}

/// The stem of a word: lower case, without a possessive and the `s` of a plural.
#[must_use]
pub fn stem(word: &str) -> Cow<'_, str> {
    // The plural of an abbreviation: RNs, CNAs.
    let letters = word.strip_suffix('s').unwrap_or("");
    if letters.len() > 1 && letters.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Cow::Owned(letters.to_ascii_lowercase());
    }
    // Most words of a page are in lower case.
    let is_lower = word.bytes().all(|byte| byte.is_ascii_lowercase());
    let lower = if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
    let (length, y) = stem_of_lower(&lower);
    match lower {
        lower if y => Cow::Owned([&lower[..length], "y"].concat()),
        Cow::Borrowed(lower) => Cow::Borrowed(&lower[..length]),
        Cow::Owned(mut lower) => {
            lower.truncate(length);
            Cow::Owned(lower)
        }
    }
}

/// How many bytes of a word in lower case are its stem, and whether that ends in a `y` besides.
fn stem_of_lower(word: &str) -> (usize, bool) {
    const POSSESSIVES: [&str; 6] = ["'s", "’s", "s'", "s’", "'", "’"];
    if !word.ends_with(['s', '\'', '’']) {
        return (word.len(), false);
    }
    let owner = |end| word.strip_suffix(end).filter(|owner| !owner.is_empty());
    let word = POSSESSIVES.into_iter().find_map(owner).unwrap_or(word);
    let end = match word {
        _ if word.len() <= 3 || !word.ends_with('s') || word.ends_with("ss") || word.ends_with("us") => {
            0
        }
        _ if word.ends_with("ies") && word.len() > 4 => return (word.len() - 3, true),
        _ if word.ends_with("sses") || word.ends_with("ches") || word.ends_with("shes") => 2,
        _ => 1,
    };
    (word.len() - end, false)
}

/// The words of a phrase, as the reader of sentences parts them.
pub fn words_of(phrase: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let parts = phrase.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’' || c == '&'));
    parts
        .filter(|part| !part.is_empty())
        .map(|word| if word == "&" { Cow::Borrowed("and") } else { stem(word) })
}

impl Lexicon {
    /// The number of a stem; `None` when no phrase has it.
    #[must_use]
    pub fn word(&self, stem: &str) -> Option<WordId> {
        self.words.get(stem).copied()
    }

    /// Adds a meaning of a phrase. Returns whether the phrase was new.
    pub fn add(&mut self, phrase: &str, cue: Cue) -> bool {
        if self.meanings.is_empty() {
            self.meanings.push(Vec::new());
        }
        let mut node = 0;
        let mut count = 0;
        for word in words_of(phrase) {
            let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
            let id = *self.words.entry(word.into()).or_insert(next);
            if id == next {
                self.first.push(None);
            }
            let fresh = u32::try_from(self.meanings.len()).unwrap_or(u32::MAX);
            node = *if node == 0 {
                self.first[id as usize].get_or_insert(fresh)
            } else {
                self.edges.entry((node, id)).or_insert(fresh)
            };
            if node == fresh {
                self.meanings.push(Vec::new());
            }
            count += 1;
        }
        // Abbreviations such as RN or NP are words of their own only in capitals.
        if count == 1 && phrase.len() <= 4 && matches!(cue, Cue::Occupation(_)) {
            self.strict.insert(node);
        }
        let meanings = &mut self.meanings[node as usize];
        let new = meanings.is_empty();
        if !meanings.contains(&cue) {
            meanings.push(cue);
        }
        new
    }

    /// What a phrase tells; nothing when it has no meaning.
    #[must_use]
    pub fn of(&self, phrase: &str) -> &[Cue] {
        let mut node = 0;
        for word in words_of(phrase) {
            let Some(next) = self.word(&word).and_then(|word| self.step(node, word)) else {
                return &[];
            };
            node = next;
        }
        if node == 0 { &[] } else { self.meanings(node) }
    }

    /// Whether a phrase has a meaning.
    #[must_use]
    pub fn knows(&self, phrase: &str) -> bool {
        !self.of(phrase).is_empty()
    }

    /// The node that a word leads to.
    #[must_use]
    pub fn step(&self, node: u32, word: WordId) -> Option<u32> {
        if node == 0 { *self.first.get(word as usize)? } else { self.edges.get(&(node, word)).copied() }
    }

    /// What the phrase that ends at a node tells.
    #[must_use]
    pub fn meanings(&self, node: u32) -> &[Cue] {
        self.meanings.get(node as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether the phrase counts only in capitals.
    #[must_use]
    pub fn is_strict(&self, node: u32) -> bool {
        self.strict.contains(&node)
    }
}
