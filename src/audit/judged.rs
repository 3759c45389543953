//! A claim with its verdict, and what the stages after it ask of the two.

use super::{
    choice::{self, Choice},
    claim::{Claim, Source},
    figures::Known,
    judge::{self, Judgement, Verdict},
};
use crate::model::{Period, SocCode};

/// A claim with everything found about it, before it is put into words.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The claim.
    pub claim: Claim,
    /// Its reading.
    pub choice: Choice,
    /// What is true of it.
    pub judgement: Judgement,
    /// For words instead of a figure: first byte, byte after.
    pub words: Option<(usize, usize)>,
}

impl Judged {
    /// First byte in the passage, and the byte after.
    #[must_use]
    pub fn span(&self) -> (usize, usize) {
        self.words.unwrap_or((self.claim.placed.number.start, self.claim.placed.number.end))
    }

    /// The periods of the published figures that the claim agrees with.
    pub fn periods(&self) -> impl Iterator<Item = Period> {
        self.judgement.periods.iter().map(|at| self.choice.known[*at].period)
    }

    /// The code of BLS's own that the figure is of, where tables had the occupation together with others.
    #[must_use]
    pub fn under(&self) -> Option<SocCode> {
        let mut of = self.judgement.periods.iter().map(|at| self.choice.known[*at].under);
        let first = of.next()??;
        of.all(|other| other == Some(first)).then_some(first)
    }

    /// Whether it is words that nothing speaks for or against, which is nobody's concern.
    #[must_use]
    pub fn is_open_words(&self) -> bool {
        self.words.is_some() && self.judgement.verdict == Verdict::NotCheckable
    }

    /// Whether a figure was left to somebody else only because nobody says that it is BLS's.
    #[must_use]
    pub fn is_left_open(&self) -> bool {
        self.judgement.verdict == Verdict::NotBls
            && self.words.is_none()
            && self.claim.source != Source::Other
            && !self.claim.band
            && !self.claim.doubtful
    }

    /// The published figure of the period that is stated: of the program that the figure is of, else of the
    /// survey, which counts jobs as well as the projections do.
    #[must_use]
    pub fn of_stated(&self) -> Option<&Known> {
        let date = self.choice.stated.as_ref()?;
        let is_round = |known: &Known| matches!(known.period, Period::Round(_));
        let wanted = self.judgement.periods.first().is_some_and(|at| is_round(&self.choice.known[*at]));
        let of_then = || self.choice.known.iter().filter(|known| choice::is_of(known, date));
        of_then().find(|known| is_round(known) == wanted).or_else(|| of_then().next())
    }

    /// The name of the period that is stated.
    #[must_use]
    pub fn stated_name(&self) -> Option<String> {
        let date = self.choice.stated.as_ref()?;
        let end = self.of_stated().filter(|known| known.end.is_some());
        Some(end.map_or_else(|| judge::stated_name(date, self.choice.quantity), Known::period_name))
    }

    /// The periods that the claim was judged to agree with, by name.
    #[must_use]
    pub fn agreeing(&self) -> Vec<String> {
        self.period_names(self.judgement.periods.iter().copied())
    }

    /// The names of periods of which something is known, each once: two files may be of one round.
    fn period_names(&self, known: impl Iterator<Item = usize>) -> Vec<String> {
        let mut names = Vec::new();
        for name in known.map(|at| self.choice.known[at].period_name()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// What other periods have of a figure that is not that of the one stated; of words nothing, whose thresholds
    /// are known of few rounds.
    #[must_use]
    pub fn elsewhere(&self) -> String {
        if self.words.is_some() {
            return String::new();
        }
        let stated = self.choice.stated.as_ref();
        let other =
            |at: &usize| !stated.is_some_and(|date| choice::is_of(&self.choice.known[*at], date));
        let fits = self.choice.fits.iter().map(|(at, _)| *at).filter(other);
        let names = self.period_names(fits);
        if names.is_empty() {
            return ", nor in any other release at hand".to_owned();
        }
        format!(", but about that of {}", names.join(", "))
    }
}
