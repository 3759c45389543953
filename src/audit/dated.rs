//! Of when a figure may be: the dates of its passage, of what explains it, and of the notes of the page.

use super::{
    claim::Guess,
    cue::Cue,
    passage::Relation,
    reading::{Dated, How, Kind, Told},
    view::{View, away},
};

/// How far away is what a note says.
const NOTED: usize = 60;

/// How much further is the date of a clause that a semicolon parts, and that of a publication.
const OTHER_CLAUSE: usize = 60;
const PUBLISHED: usize = 25;

impl View<'_, '_> {
    /// Which dates it may be of, likeliest first.
    pub fn dates(&self) -> Vec<Guess<Dated>> {
        let reading = self.page.reading(self.passage);
        let now = self.nearest(Cue::Now).unwrap_or(usize::MAX);
        let nearer = |date: &&Dated| {
            reading.distance(&as_told(date), self.placed) < now
                || date.end_year.is_some()
                || date.how == How::EndYear
        };
        let own = reading.dates.iter().filter(nearer);
        let mut all: Vec<Guess<Dated>> = own.map(|date| self.own_date(date)).collect();
        for (nth, (relation, at)) in self.contexts.iter().enumerate() {
            // What follows tells of when this is only where it tells of its source.
            if *relation == Relation::After && !self.page.tells_source(*at) {
                continue;
            }
            for date in &self.page.reading(*at).dates {
                let vague = date.how == How::YearOnly
                    && matches!(relation, Relation::Heading | Relation::Earlier | Relation::After);
                let cost = away(*relation, nth) + if date.publication || vague { PUBLISHED } else { 0 };
                all.push(Guess { of: *date, cost, from: Some(*relation) });
            }
        }
        for at in self.page.notes() {
            let dates = &self.page.reading(*at).dates;
            // "All figures are of May 2023" leads into the whole page.
            let all_of_it = self.page.declares(*at);
            let from = Some(if all_of_it { Relation::LeadIn } else { Relation::After });
            all.extend(dates.iter().map(|date| Guess { of: *date, cost: NOTED, from }));
        }
        all.sort_by_key(|guess| guess.cost);
        all
    }

    /// A date of the passage itself, and how far it is.
    fn own_date(&self, date: &Dated) -> Guess<Dated> {
        let reading = self.page.reading(self.passage);
        let told = as_told(date);
        let mut cost =
            reading.distance(&told, self.placed) + if date.publication { PUBLISHED } else { 0 };
        // "$73,000; welders had $48,000 in 2023": the year of another clause, of which it is part.
        let parted = reading.breaks.iter().any(|at| {
            let between = (self.placed.token..date.token).contains(at);
            between && matches!(reading.tokens[*at].kind, Kind::Mark(';'))
        });
        if parted && self.leads_to_next(&told) {
            cost += OTHER_CLAUSE;
        }
        let mut date = *date;
        let years = self.years_before();
        if years > 0 && date.end_year.is_none() {
            (date.year, date.how) = (date.year - years, How::YearOnly);
        }
        if date.how == How::Explicit {
            cost = cost.saturating_sub(2);
        }
        Guess { of: date, cost, from: None }
    }
}

/// A date as a phrase among the words.
const fn as_told(date: &Dated) -> Told {
    let Dated { start, end, token, .. } = *date;
    Told { cue: Cue::Now, start, end, token, after: token + 1 }
}
