//! Of when a figure may be: the dates of its passage, of what explains it, and of the notes of the page.

use super::{
    claim::{Guess, is_head},
    cue::{Cue, Quantity},
    number::Sign,
    passage::Relation,
    reading::{Dated, How, Kind, Told},
    view::{View, away},
};
use crate::model::Period;

/// How far away is what a note says.
pub const NOTED: usize = 60;

/// How much further is the date of a clause that a semicolon parts, and that of a publication.
const OTHER_CLAUSE: usize = 60;
const PUBLISHED: usize = 25;

/// Words behind a count among which its month stands, and the months of which BLS counts no occupations.
const FURTHEST_MONTH: usize = 9;
const OTHER_MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What is done in a month with figures that may be of any time.
const TOLD_IN: &[&str] =
    &["released", "published", "updated", "posted", "issued", "reported", "accessed"];

/// Words between a figure and the date right behind it.
const RIGHT_BEHIND: usize = 3;

impl View<'_, '_> {
    /// Which dates it may be of, likeliest first.
    pub fn dates(&self) -> Vec<Guess<Dated>> {
        let reading = self.page.reading(self.passage);
        let now = self.nearest(Cue::Now).unwrap_or(usize::MAX);
        let nearer = |date: &&Dated| {
            reading.distance(&as_told(date), self.placed) < now
                || date.end_year.is_some()
                || date.how == How::EndYear
                || date.how == How::Explicit && self.is_next_to(date)
        };
        let own = reading.dates.iter().filter(nearer);
        let mut all: Vec<Guess<Dated>> = own.map(|date| self.own_date(date)).collect();
        let years = match self.years_apart() {
            0 => self.years_since(),
            years => years,
        };
        let is_new = self.is_new_level();
        for (nth, (relation, at)) in self.contexts.iter().enumerate() {
            // "Rose to $72,300 from $68,340": what it was before is not of the date that the page is of.
            if self.is_what_was_before() && !is_head(*relation) {
                break;
            }
            // What follows tells of when this is only where it tells of its source.
            if *relation == Relation::After && !self.page.tells_source(*at) {
                continue;
            }
            let heads = is_head(*relation);
            let dates = self.page.reading(*at).dates.iter();
            let dates = dates.filter(|date| heads || self.page.dates_figures(*at, date));
            for date in dates.filter(|date| heads || !self.page.is_of_others(*at, date)) {
                // "Held 449,800 jobs in 2023. That number is to rise to 534,300": of a later year.
                if is_new && !heads && date.how == How::YearOnly {
                    continue;
                }
                let vague = date.how == How::YearOnly
                    && matches!(relation, Relation::Heading | Relation::Earlier | Relation::After);
                let cost = away(*relation, nth) + if date.publication || vague { PUBLISHED } else { 0 };
                all.push(Guess { of: moved(*date, years), cost, from: Some(*relation) });
            }
        }
        let notes = if self.is_what_was_before() { &[] } else { self.page.notes() };
        for at in notes {
            let dates = &self.page.reading(*at).dates;
            // "All figures are of May 2023" leads into the whole page.
            let all_of_it = self.page.declares(*at);
            let from = Some(if all_of_it { Relation::LeadIn } else { Relation::After });
            let dates = dates.iter().filter(|date| !self.page.is_of_others(*at, date));
            all.extend(dates.map(|date| Guess { of: *date, cost: NOTED, from }));
        }
        all.retain(|guess| self.may_be_projected(&guess.of));
        if all.iter().any(|guess| guess.of.how == How::Explicit && !guess.of.publication) {
            let is_own = |guess: &Guess<Dated>| guess.from.is_none_or(is_head);
            all.retain(|guess| is_own(guess) || !self.is_year_of_jobs(guess.of.passage, &guess.of));
        }
        all.sort_by_key(|guess| guess.cost);
        all
    }

    /// "They held 219,400 jobs in 2022." says nothing of the wages in the next sentence.
    fn is_year_of_jobs(&self, at: usize, date: &Dated) -> bool {
        let reading = self.page.reading(at);
        let counts = |told: &Told| matches!(told.cue, Cue::Count(Quantity::Employment) | Cue::Jobs);
        let mut figures = reading.numbers.iter().filter(|other| !other.spent).peekable();
        date.how == How::YearOnly
            && self.placed.number.sign == Sign::Dollars
            && figures.peek().is_some()
            && figures.all(|other| other.number.sign == Sign::Plain)
            && reading.told.iter().any(counts)
    }

    /// "33,000 in March", "8.2 million at the end of June": BLS counts jobs of each month as well, in tables of other
    /// programs; those of occupations are of May. "As of March" is when somebody looked.
    pub fn is_of_a_month(&self) -> bool {
        let has_round = self.page.reading(self.passage).dates.iter().any(|date| date.round().is_some());
        let rest = self.page.text(self.passage).get(self.placed.number.end..).unwrap_or("");
        let clause = rest.split(['.', ';', ',']).next().unwrap_or("");
        let mut before = ["", ""];
        !has_round
            && clause.split_whitespace().take(FURTHEST_MONTH).any(|word| {
                let is_month = match before {
                    [_, "last" | "this"] => matches!(word, "month" | "quarter" | "week"),
                    ["end", "of"] | [_, "since"] => OTHER_MONTHS.contains(&word),
                    [told, "in" | "for"] => !TOLD_IN.contains(&told) && OTHER_MONTHS.contains(&word),
                    _ => false,
                };
                before = [before[1], word];
                is_month
            })
    }

    /// "By 2043" is of no round that there is, and of somebody else's outlook.
    fn may_be_projected(&self, date: &Dated) -> bool {
        const ROUNDS_AHEAD: u16 = 2;
        let newest = self.page.figures.newest().1.map(|round| round.base_year() + ROUNDS_AHEAD);
        match (date.round(), newest) {
            (Some(Period::Round(round)), Some(newest)) => round.base_year() <= newest,
            _ => true,
        }
    }

    /// Whether no other figure stands between the number and a date of the passage.
    fn is_next_to(&self, date: &Dated) -> bool {
        let (from, to) = if date.token < self.placed.token {
            (date.token, self.placed.token)
        } else {
            (self.placed.token, date.token)
        };
        let numbers = &self.page.reading(self.passage).numbers;
        !numbers.iter().any(|other| !other.spent && from < other.token && other.token < to)
    }

    /// Whether a date stands right behind the number: "$68,340 in May 2024".
    fn is_right_behind(&self, date: &Dated) -> bool {
        date.token > self.placed.token
            && date.token - self.placed.token <= RIGHT_BEHIND
            && self.is_next_to(date)
            && !self.is_parted_by(self.placed.token..date.token, &[';', '|', '·', '→'])
    }

    /// Whether one of some marks stands among tokens.
    fn is_parted_by(&self, mut tokens: std::ops::Range<usize>, marks: &[char]) -> bool {
        let reading = self.page.reading(self.passage);
        tokens.any(|at| matches!(reading.tokens[at].kind, Kind::Mark(mark) if marks.contains(&mark)))
    }

    /// Whether the number has a date of its own right behind it, and this is another: "statisticians $103,300 (2024),
    /// actuaries $125,770 (2024)".
    fn has_own_beside(&self, date: &Dated) -> bool {
        let dates = &self.page.reading(self.passage).dates;
        !self.is_right_behind(date) && dates.iter().any(|own| self.is_right_behind(own))
    }

    /// A date of the passage itself, and how far it is.
    fn own_date(&self, date: &Dated) -> Guess<Dated> {
        let reading = self.page.reading(self.passage);
        let told = as_told(date);
        let mut cost =
            reading.distance(&told, self.placed) + if date.publication { PUBLISHED } else { 0 };
        // "$73,000; welders had $48,000 in 2023": the year of another clause, of which it is part.
        let parted = self.is_parted_by(self.placed.token..date.token, &[';', '→']);
        if parted && self.leads_to_next(&told) {
            cost += OTHER_CLAUSE;
        }
        // "Four years on it was $219,140, and in May 2025 it has reached $232,140."
        let of_later = self.years_since() != 0 && date.token > self.placed.token;
        if of_later && !self.is_right_behind(date)
            || self.has_own_beside(date)
            || self.is_what_was_before() && !self.is_right_behind(date)
        {
            cost += OTHER_CLAUSE;
        }
        let date = moved(*date, self.years_apart());
        if date.how == How::Explicit {
            cost = cost.saturating_sub(2);
        }
        Guess { of: date, cost, from: None }
    }
}

/// The date so many years later, or earlier; rounds are told by their own years.
const fn moved(mut date: Dated, years: i16) -> Dated {
    if years != 0 && date.end_year.is_none() {
        (date.year, date.how) = (date.year.saturating_add_signed(years), How::YearOnly);
    }
    date
}

/// A date as a phrase among the words.
const fn as_told(date: &Dated) -> Told {
    let Dated { start, end, token, .. } = *date;
    Told { cue: Cue::Now, start, end, token, after: token + 1 }
}
