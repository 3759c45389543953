//! What all occupations have, where an occupation's is held against it: "the 3% average", "the national 4%",
//! "the national median of $48,060".

use super::{claim::Guess, cue::Cue, number::Sign, reading::Told, view::View};
use crate::model::SocCode;

/// Words right before the percent of all occupations.
const OVERALL: &[&str] = &[
    "an overall average of ",
    "the overall average of ",
    "the national average of ",
    "times the average (",
    "times the average of ",
    "(average: ",
    "(average ",
];

/// Words right before a percent that is of all jobs, whatever stands around it.
const OF_ALL_AT: &[&str] = &["all occupations at ", "all jobs at ", "all workers at "];

/// Words that hold a figure against another, and how many words before it they may stand.
const HELD: &[&str] = &[
    "vs",
    "vs.",
    "versus",
    "than",
    "against",
    "compared",
    "beats",
    "beating",
    "tops",
    "topping",
    "exceeds",
    "exceeding",
    "outpaces",
    "outpacing",
    "outstrips",
    "outstripping",
    "trails",
    "trailing",
    "quadruple",
    "triple",
    "double",
    "twice",
    "times",
    "above",
    "below",
];
const FURTHEST: usize = 4;

/// Words right before and right behind a percent that is of all jobs, where it is held against another.
const NATIONAL: &[&str] =
    &["the national", "a national", "the overall", "the nationwide", "a nationwide"];
const OF_ALL: &[&str] = &[
    " overall",
    " nationally",
    " national rate",
    " national growth",
    " national average",
    " overall rate",
    " rate for all",
    " rate overall",
    " for all jobs",
    " for the labor market",
    " for the job market",
    " for the economy",
    " for the workforce",
    " expected for the labor market",
    " expected for the economy",
    " expected for all",
    " across all",
    " across the economy",
];

/// Words between which and a wage stands nothing, that is of all occupations where nobody is named.
const NATIONAL_PAY: &[&str] = &[
    "national median of",
    "national median wage of",
    "national median salary of",
    "national median pay of",
    "national median (",
    "national median wage (",
];

/// The same behind "the"; without it they part the workers: "more than 40 percent of all workers".
const OF_ALL_BEHIND_THE: &[&str] = &[" of all jobs", " of all occupations", " of all workers"];

impl View<'_, '_> {
    fn all_occupations(&self) -> Option<u32> {
        self.page.figures.occupations.place(SocCode::ALL_OCCUPATIONS)
    }

    /// The text of the passage before and behind the number.
    fn sides(&self) -> (&str, &str) {
        let text = self.page.text(self.passage);
        (&text[..self.placed.number.start], &text[self.placed.number.end..])
    }

    /// "Faster than the 3% average", "against an overall average of 3%": that of all occupations.
    pub fn of_the_average(&self) -> Option<Guess<(u32, usize)>> {
        let (before, rest) = self.sides();
        let average = rest.strip_prefix(" average");
        let ends = average.is_some_and(|rest| {
            rest.is_empty() || rest.starts_with(['.', ',', ';', ')']) || rest.starts_with(" for all")
        });
        let held = ends && before.trim_end().ends_with("the");
        let held = held || OVERALL.iter().any(|words| before.ends_with(words));
        let held = held || self.is_versus(before) || self.is_held_against_all();
        let percent = self.placed.number.sign == Sign::Percent;
        let all = self.all_occupations().filter(|_| percent && held)?;
        Some(Guess { of: (all, 0), cost: 0, from: None })
    }

    /// "(vs. 4% overall)", "outpacing the national 4%", "beats the 4 percent of all jobs".
    pub fn is_held_against_all(&self) -> bool {
        let (before, rest) = self.sides();
        if OF_ALL_AT.iter().any(|words| before.ends_with(words)) {
            return true;
        }
        let before = before.trim_end();
        let is_held = |word: &str| HELD.contains(&word.trim_matches(['(', ',', '—', '–']));
        let held = before.split_whitespace().rev().take(FURTHEST).any(is_held);
        let of_all = NATIONAL.iter().any(|words| before.ends_with(words));
        let is_word = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        let goes_on =
            |any: &[&str]| any.iter().any(|words| rest.strip_prefix(*words).is_some_and(is_word));
        held && (of_all || goes_on(OF_ALL) || before.ends_with(" the") && goes_on(OF_ALL_BEHIND_THE))
    }

    /// "Twice as fast as average (6 percent vs. 3 percent)": what the figure of the occupation is held against.
    fn is_versus(&self, before: &str) -> bool {
        const VERSUS: &[&str] = &["vs", "vs.", "versus", "against", "compared with", "compared to"];
        let reading = self.page.reading(self.passage);
        let compares = |told: &Told| {
            matches!(told.cue, Cue::GrowthWord(_) | Cue::Comparison) && told.after <= self.placed.token
        };
        let names = |told: &Told| matches!(told.cue, Cue::Occupation(_)) && self.follows(told);
        VERSUS.iter().any(|words| before.trim_end().ends_with(words))
            && reading.told.iter().any(compares)
            && !reading.told.iter().any(names)
    }

    /// "Much faster than the average for all occupations (4 percent)", "all three beat the national median of
    /// $48,060": the figure may be that of all.
    pub fn behind_comparison(&self) -> Option<u32> {
        const JOINTS: &[&str] = &[
            "(",
            ",",
            "of",
            ":",
            "—",
            "–",
            "(about",
            "which is",
            ", which is",
            "(which is",
            ", at",
            "at",
        ];
        let text = self.page.text(self.passage);
        let told = &self.page.reading(self.passage).told;
        let behind = |told: &Told| {
            let between = text.get(told.end..self.placed.number.start).unwrap_or("?");
            matches!(told.cue, Cue::GrowthWord(_) | Cue::Comparison) && JOINTS.contains(&between.trim())
        };
        self.all_occupations().filter(|_| told.iter().any(behind) || self.is_national_pay())
    }

    /// A wage that is called the nation's in a sentence that names nobody.
    fn is_national_pay(&self) -> bool {
        let before = self.sides().0.trim_end();
        let told = &self.page.reading(self.passage).told;
        self.placed.number.sign == Sign::Dollars
            && NATIONAL_PAY.iter().any(|words| before.ends_with(words))
            && !told.iter().any(|told| matches!(told.cue, Cue::Occupation(_)))
    }
}
