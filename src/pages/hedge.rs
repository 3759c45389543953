//! The words that limit a number: nearly, about, over, at least. A word is kept while it is true, and
//! gives way to one that is.

/// Where the exact number lies, seen from the printed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Below it.
    Below,
    /// The same, or on either side.
    Even,
    /// Above it.
    Above,
}

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// The exact number is a little less: nearly.
    Nearly,
    /// It is more: over.
    Over,
    /// It is about as much.
    About,
    /// It is that or more.
    AtLeast,
    /// It is that or less.
    AtMost,
    /// It is less.
    Under,
}

/// The words, longest first among those that end alike.
const WORDS: [(&str, Says); 48] = [
    ("just under", Says::Nearly),
    ("slightly under", Says::Nearly),
    ("a little under", Says::Nearly),
    ("slightly less than", Says::Nearly),
    ("just shy of", Says::Nearly),
    ("not quite", Says::Nearly),
    ("a little less than", Says::Nearly),
    ("a bit less than", Says::Nearly),
    ("a bit under", Says::Nearly),
    ("a shade under", Says::Nearly),
    ("approaching", Says::Nearly),
    ("nearing", Says::Nearly),
    ("nearly", Says::Nearly),
    ("almost", Says::Nearly),
    ("just over", Says::Over),
    ("slightly over", Says::Over),
    ("a little over", Says::Over),
    ("slightly more than", Says::Over),
    ("just above", Says::Over),
    ("a shade above", Says::Over),
    ("a shade over", Says::Over),
    ("a bit over", Says::Over),
    ("a bit more than", Says::Over),
    ("a little more than", Says::Over),
    ("just north of", Says::Over),
    ("north of", Says::Over),
    ("upwards of", Says::Over),
    ("in excess of", Says::Over),
    ("well over", Says::Over),
    ("more than", Says::Over),
    ("greater than", Says::Over),
    ("over", Says::Over),
    ("above", Says::Over),
    ("roughly", Says::About),
    ("approximately", Says::About),
    ("approx.", Says::About),
    ("around", Says::About),
    ("about", Says::About),
    ("close to", Says::About),
    ("some", Says::About),
    ("at least", Says::AtLeast),
    ("no less than", Says::AtLeast),
    ("at most", Says::AtMost),
    ("up to", Says::AtMost),
    ("no more than", Says::AtMost),
    ("less than", Says::Under),
    ("under", Says::Under),
    ("below", Says::Under),
];

/// How far off a number may be that is said to be about or nearly right, as an audit allows, and that is said to be on
/// one side.
const CLOSE: f64 = 0.025;
const WIDE: f64 = 0.15;

/// What words begin with that put a number closely on one side.
const CLOSELY: [&str; 5] = ["just", "slightly", "a little", "a bit", "a shade"];

/// What may stand behind a number instead.
const TAILS: [&str; 2] = ["+", " or more"];

/// A word that limits a number, as a page writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hedge {
    says: Says,
    /// The word with the blanks behind it; empty where it stands behind the number.
    word: String,
    tail: String,
    /// Whether it belongs to an exact percentile, and stays whatever that becomes.
    is_fixed: bool,
}

impl Hedge {
    /// Takes the word off what stands around a number.
    #[must_use]
    pub fn split<'t>(before: &'t str, after: &'t str) -> (&'t str, Option<Self>, &'t str) {
        let text = before.trim_end();
        let lower = text.to_ascii_lowercase();
        let ends_with = |word: &str| {
            let rest = lower.strip_suffix(word);
            rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        };
        // "no less than" ends with "less than": the longest word counts.
        let found = WORDS.iter().filter(|(word, _)| ends_with(word)).max_by_key(|(word, _)| word.len());
        if let Some((word, says)) = found {
            let start = text.len() - word.len();
            let hedge = Self {
                says: *says,
                word: before[start..].to_owned(),
                tail: String::new(),
                is_fixed: false,
            };
            return (&before[..start], Some(hedge), after);
        }
        match TAILS.iter().find(|tail| after.starts_with(**tail)) {
            Some(tail) => {
                let hedge = Self {
                    says: Says::AtLeast,
                    word: String::new(),
                    tail: (*tail).to_owned(),
                    is_fixed: false,
                };
                (before, Some(hedge), &after[tail.len()..])
            }
            None => (before, None, after),
        }
    }

    /// Bytes at the end of a text that are a word which limits the number behind it, with the blanks
    /// after it; 0 for none.
    #[must_use]
    pub fn length_before(before: &str) -> usize {
        before.len() - Self::split(before, "").0.len()
    }

    /// Bytes at the start of a text that limit the number before it; 0 for none.
    #[must_use]
    pub fn length_behind(after: &str) -> usize {
        TAILS.iter().find(|tail| after.starts_with(**tail)).map_or(0, |tail| tail.len())
    }

    /// How a number is rounded for the word to stay.
    #[must_use]
    pub const fn rounds_to(&self) -> Side {
        match self.says {
            Says::AtLeast | Says::Over => Side::Above,
            Says::AtMost | Says::Under => Side::Below,
            Says::Nearly | Says::About => Side::Even,
        }
    }

    /// How far from the exact number the rounded one may be for the word to stay, as a part of it.
    #[must_use]
    pub fn tolerance(&self) -> f64 {
        match self.rounds_to() {
            Side::Even => CLOSE,
            _ if self.is_close() => CLOSE,
            _ => WIDE,
        }
    }

    /// Whether the word says that the exact number is this one or more.
    #[must_use]
    pub const fn is_above(&self) -> bool {
        matches!(self.says, Says::Over | Says::AtLeast)
    }

    /// Whether the word says of a bound what the bound is. BLS says of the highest paid that they earned
    /// more than a top code.
    #[must_use]
    pub const fn is_bound(&self, side: Side) -> bool {
        match (self.says, side) {
            (Says::AtLeast, Side::Above) | (Says::AtMost, Side::Below) => true,
            (Says::Over, Side::Above) | (Says::Under, Side::Below) => self.is_fixed,
            _ => false,
        }
    }

    /// Whether the word is one with which a percentile parts the workers, as BLS words it: so many earn
    /// less than the figure, the others more.
    #[must_use]
    pub fn parts_workers(&self) -> bool {
        let is_side = matches!(self.says, Says::Over | Says::Under);
        is_side && !self.is_close() && !self.starts("well")
    }

    /// The word as part of an exact percentile: "the lowest 10 percent earned less than $73,390".
    #[must_use]
    pub fn fixed(self) -> Self {
        Self { is_fixed: true, ..self }
    }

    /// The word as one that limits a rounded number.
    #[must_use]
    pub fn loose(self) -> Self {
        Self { is_fixed: false, ..self }
    }

    /// The same word where it is true, or one that is.
    #[must_use]
    pub fn fitting(&self, exact: Side) -> Self {
        let word = match (self.says, exact) {
            _ if self.is_fixed => return self.clone(),
            (Says::About | Says::AtLeast | Says::AtMost, _)
            | (Says::Nearly | Says::Under, Side::Below)
            | (Says::Over, Side::Above) => return self.clone(),
            (Says::Nearly, Side::Above) if self.starts("just") => "just over",
            (Says::Nearly | Says::Under, Side::Above) => "over",
            (Says::Over, Side::Below) if self.starts("just") => "just under",
            (Says::Over, Side::Below) => "nearly",
            (Says::Nearly | Says::Over | Says::Under, Side::Even) => "about",
        };
        let blanks = &self.word[self.word.trim_end().len()..];
        let word =
            if self.word.starts_with(char::is_uppercase) { capital(word) } else { word.to_owned() };
        Self { word: format!("{word}{blanks}"), ..self.clone() }
    }

    /// Whether the word says that the exact number lies close by.
    fn is_close(&self) -> bool {
        CLOSELY.iter().any(|word| self.starts(word))
    }

    fn starts(&self, with: &str) -> bool {
        self.word.to_ascii_lowercase().starts_with(with)
    }

    /// What stands before and behind the number.
    #[must_use]
    pub fn written(&self) -> (&str, &str) {
        (&self.word, &self.tail)
    }
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_ascii_uppercase() + rest
}
