//! Numbers without a sign: jobs, new jobs and openings, or wages in a column that says so.

use super::{
    claim::{Claim, Guess, UNSPOKEN, is_head},
    cue::{Bound, Cue, Quantity},
    fit::is_telling,
    number::Sign,
    passage::Relation,
    reading::{Placed, Told},
    view::View,
};

/// What jobs are counted for.
const COUNTS: [Quantity; 3] = [Quantity::Employment, Quantity::Openings, Quantity::GrowthNum];

/// What tells the openings of a year.
const YEARLY: &[&str] = &["every year", "each year", "per year", "a year", "annually", "yearly"];

/// Words before a number of jobs that go.
const LOST: &[&str] = &[
    "loss of",
    "losses of",
    "losing",
    "lose ",
    "loses ",
    "lost ",
    "shed ",
    "sheds ",
    "decline of",
    "decrease of",
    "fewer",
];

/// The same in the clause behind it.
const GONE: &[&str] = &[
    " will go between",
    " will go by",
    " will be gone",
    "be lost",
    "jobs lost",
    " go away",
    "will vanish",
    "will disappear",
];

impl View<'_, '_> {
    /// What a number without a sign may be of; `None` when nothing speaks for a figure.
    pub fn plain(&self, claim: &mut Claim) -> Option<()> {
        let number = &self.placed.number;
        let wage_head = self.headed(|cue| matches!(cue, Cue::Measure(_) | Cue::Pay));
        let count_head = self.headed(|cue| matches!(cue, Cue::Count(_) | Cue::Jobs | Cue::Growth));
        let counts = self.told(|told| match told.cue {
            _ if self.is_of_next(told) => None,
            Cue::Count(quantity) => Some(Some(quantity)),
            Cue::Jobs => Some(None),
            _ => None,
        });
        let own = counts.iter().find(|guess| guess.from.is_none()).map(|guess| guess.cost);
        if self.is_wage(wage_head && !count_head, own) {
            return self.money(claim);
        }
        let of_others = self.is_of_the_state()
            || self.is_change_so_far()
            || self.is_more_than_others()
            || self.is_of_a_month();
        if !self.is_count(count_head) || of_others {
            return None;
        }
        for guess in &counts {
            let far =
                if guess.from.is_none() { guess.cost > 16 } else { !guess.from.is_some_and(is_head) };
            if !far {
                self.count(guess, claim);
            }
        }
        let rest = self.page.text(self.passage).get(number.end..).unwrap_or("").trim_start();
        let fewer = self.is_fewer();
        let more = ["new ", "additional ", "more "].iter().any(|word| rest.starts_with(word));
        if more || fewer || self.is_change() {
            claim.quantities.push(Guess { of: Quantity::GrowthNum, cost: 2, from: None });
            // Openings of every year are often told as new jobs.
            let clause = rest.split([',', ';', '.', '(']).next().unwrap_or("");
            let cost = if YEARLY.iter().any(|words| clause.contains(words)) { 8 } else { 42 };
            claim.quantities.push(Guess { of: Quantity::Openings, cost, from: None });
        }
        if opens(rest) || self.is_needed_yearly(rest) {
            claim.quantities.push(Guess { of: Quantity::Openings, cost: 1, from: None });
        }
        claim.quantities.extend(self.counted_before());
        if self.is_new_level() {
            claim.quantities.push(Guess { of: Quantity::Employment, cost: 0, from: None });
        }
        if claim.quantities.is_empty() {
            match self.bare_count() {
                Some(guess) => claim.quantities.push(guess),
                // So many digits may show by themselves what they count.
                None if is_telling(claim) && number.commas => {
                    let new = |(nth, of)| Guess { of, cost: UNSPOKEN + 4 * nth, from: None };
                    claim.quantities.extend(COUNTS.into_iter().enumerate().map(new));
                }
                None => return None,
            }
        }
        if self.placed.negative || fewer || self.moves() == Some("down") || self.is_lost() {
            claim.value = -claim.value;
        }
        Some(())
    }

    /// "Will lose 8,000 jobs".
    fn is_lost(&self) -> bool {
        let before = &self.page.text(self.passage)[..self.placed.number.start];
        let near = before.char_indices().rev().nth(23).map_or(before, |(at, _)| &before[at..]);
        // "Fewer than 8,000" is a bound.
        let near = near.to_lowercase().replace("fewer than", "");
        // "Close to" has the letters of "lose".
        let begins = |at: usize| !near[..at].ends_with(char::is_alphabetic);
        LOST.iter().any(|word| near.match_indices(word).any(|(at, _)| begins(at)))
    }

    /// "222,200 by 2032: 53,200 new jobs": a phrase behind the number that stands right behind another one.
    fn is_of_next(&self, told: &Told) -> bool {
        let reading = self.page.reading(self.passage);
        let text = self.page.text(self.passage);
        let passed = |other: &Placed| {
            let from = self.placed.number.end;
            let parted =
                || text.get(from..other.number.start).is_some_and(|gap| gap.contains([':', ';']));
            other.number.start > from && other.token + 1 == told.token && !other.spent && parted()
        };
        // The phrase is one of this passage where it stands at its place.
        reading.told.contains(told) && reading.numbers.iter().any(passed)
    }

    /// "To climb from 2.19 million to 2.28 million", "should climb to 3.4 million": the jobs that there will be.
    pub fn is_new_level(&self) -> bool {
        let text = self.page.text(self.passage);
        let behind = |other: &Placed, joints: &[&str]| {
            let before = text[..other.number.start].trim_end();
            joints.iter().any(|joint| before.ends_with(joint))
        };
        let plain = |other: &&Placed| other.number.sign == Sign::Plain && !other.spent;
        let mut earlier = self.page.reading(self.passage).numbers.iter().filter(plain);
        let to = [" to", " to about", " to nearly", " to almost", " to some", " to roughly", " to over"];
        let from = |other: &Placed| {
            other.token < self.placed.token && behind(other, &[" from", " from about", " from some"])
        };
        behind(self.placed, &to) && (earlier.any(from) || self.is_grown_to())
    }

    /// "Should climb to about 3.4 million", "to rise 6 percent, to 3.4 million": a verb stands shortly before "to",
    /// and behind the number nothing that counts new jobs.
    fn is_grown_to(&self) -> bool {
        const FURTHEST: usize = 6;
        let told = &self.page.reading(self.passage).told;
        let moves = |told: &Told| {
            let steps = self.placed.token.wrapping_sub(told.after);
            matches!(told.cue, Cue::Growth | Cue::Decline) && (1..=FURTHEST).contains(&steps)
        };
        let counts = |told: &Told| matches!(told.cue, Cue::Count(_)) && self.follows(told);
        told.iter().any(moves) && !told.iter().any(counts)
    }

    /// "How many flight attendants are there?", right before.
    fn is_asked_for(&self) -> bool {
        let question = self.contexts.first().map_or("", |(_, at)| self.page.text(*at)).trim();
        question.starts_with("How many") && question.ends_with('?')
    }

    /// "600 fewer landscape architects", "95,000 jobs will be lost".
    fn is_fewer(&self) -> bool {
        let rest = &self.page.text(self.passage)[self.placed.number.end..];
        let clause = rest.split([',', ';', '.']).next().unwrap_or("");
        rest.starts_with(" fewer ") && !rest.starts_with(" fewer than")
            || GONE.iter().any(|words| clause.contains(words))
    }

    /// "75,800 openings a year for hairdressers, and 8,400 for barbers": what the figure before counts.
    fn counted_before(&self) -> Option<Guess<Quantity>> {
        let reading = self.page.reading(self.passage);
        let text = self.page.text(self.passage);
        let (before, behind) = text.split_at(self.placed.number.start);
        let joint = ["and ", "and about ", "and some ", "and another ", ", "];
        let goes_on = joint.iter().any(|joint| before.ends_with(joint));
        let bare = behind.get(self.placed.number.end - before.len()..)?.starts_with(" for ");
        let mut others = reading.numbers.iter().filter(|other| other.token < self.placed.token);
        let other = others.rfind(|other| !other.spent && other.number.sign == Sign::Plain)?;
        let counts = reading.told.iter().filter_map(|told| match told.cue {
            Cue::Count(quantity) => Some((reading.distance(told, other), quantity)),
            _ => None,
        });
        let (_, of) = counts.min_by_key(|(cost, _)| *cost).filter(|_| goes_on && bare)?;
        Some(Guess { of, cost: 2, from: None })
    }

    /// "There were 102,200 more physical therapists than occupational therapists", "1.5 million, several times as many as
    /// the agents": what is told of others.
    fn is_more_than_others(&self) -> bool {
        let rest = &self.page.text(self.passage)[self.placed.number.end..];
        let clause = rest.split([',', ';', '.', '(']).next().unwrap_or("");
        let mut words = clause.split_whitespace();
        let more = words.next() == Some("more");
        let mut than = words.skip_while(|word| *word != "than").skip(1);
        let fold = rest.split(['.', ';']).next().is_some_and(|rest| rest.contains("times as many as"));
        fold || more && than.next().is_some_and(|of| of != "in" && !of.starts_with(char::is_numeric))
    }

    /// "And the state will need 4,200 more of them": a state's own projection.
    fn is_of_the_state(&self) -> bool {
        let before = &self.page.text(self.passage)[..self.placed.number.start];
        let clause = before.rsplit([',', ';', '(']).next().unwrap_or("").to_lowercase();
        ["the state will", "the state is expected", "our state will", "statewide"]
            .iter()
            .any(|words| clause.contains(words))
    }

    /// "The U.S. will need 81,000 electricians a year": so many are to be hired, and not so many work.
    fn is_needed_yearly(&self, rest: &str) -> bool {
        const NEEDS: &[&str] = &["need", "needs", "hire", "hires", "needing", "hiring"];
        let before = &self.page.text(self.passage)[..self.placed.number.start];
        let clause = rest.split([',', ';', '.', '(']).next().unwrap_or("");
        before.split_whitespace().rev().take(3).any(|word| NEEDS.contains(&word))
            && YEARLY.iter().any(|words| clause.contains(words))
    }

    /// Whether a number without a sign is an amount: under a head that says so, or beside a measure. `own`
    /// is how far the nearest word for a count is.
    fn is_wage(&self, headed: bool, own: Option<usize>) -> bool {
        let number = &self.placed.number;
        let wage = self.told(|told| matches!(told.cue, Cue::Measure(_)).then_some(()));
        let measured = wage.iter().find(|guess| guess.from.is_none()).map(|guess| guess.cost);
        let headed = headed && own.is_none_or(|own| own > 10);
        let spoken = headed || measured.is_some_and(|cost| own.is_none_or(|own| cost < own));
        // Beside amounts with a dollar sign, a number without one counts.
        let dollars = self
            .page
            .reading(self.passage)
            .numbers
            .iter()
            .any(|other| other.number.sign == Sign::Dollars && !other.spent);
        let people =
            self.page.reading(self.passage).told.iter().any(|told| {
                matches!(told.cue, Cue::Occupation(_)) && self.follows(told) && number.commas
            });
        let thousands = number.suffix.eq_ignore_ascii_case("k");
        let annual = number.value >= 10_000.0
            && (number.scale <= 1.0 || thousands)
            && spoken
            && !people
            && (headed || thousands || !dollars);
        let hourly = (5.0..400.0).contains(&number.value) && number.decimals == 2 && headed;
        annual || hourly
    }

    /// "Employment will be down 16,300 by 2034": whether it goes up or down by the number.
    fn moves(&self) -> Option<&str> {
        let (before, behind) = self.page.text(self.passage).split_at(self.placed.number.start);
        let behind = behind[self.placed.number.end - before.len()..].trim_start();
        let word = before.split_whitespace().next_back()?;
        let until = ["by ", "through ", "over "].iter().any(|word| behind.starts_with(word));
        (until && matches!(word, "up" | "down")).then_some(word)
    }

    /// "4 percent, or 89,300" and "swell by nearly 245,000": a number that is the change itself.
    fn is_change(&self) -> bool {
        let reading = self.page.reading(self.passage);
        let text = self.page.text(self.passage);
        let number = &self.placed.number;
        let percent = |other: &Placed| other.number.sign == Sign::Percent && !other.spent;
        let or = |from: usize, to: usize| {
            let between = text.get(from..to).unwrap_or("").trim_matches([' ', ',', '(', '—', '–']);
            matches!(between, "or" | "or about" | "or some" | "or nearly" | "about" | "or roughly")
        };
        let told_twice = reading
            .numbers
            .iter()
            .filter(|other| percent(other))
            .any(|other| or(other.number.end, number.start) || or(number.end, other.number.start));
        let before = text.get(..number.start).unwrap_or("").trim_end();
        let words: Vec<&str> = before.rsplit(' ').take(3).collect();
        let labelled = words.first().is_some_and(|word| word.eq_ignore_ascii_case("change:"));
        let by = words.first() == Some(&"by")
            || words.get(1) == Some(&"by") && reading.bound(self.placed) != Bound::Exact;
        let another = words.iter().any(|word| matches!(*word, "another" | "further"));
        let mut heads = self.contexts.iter().filter(|(relation, _)| *relation == Relation::ColumnHead);
        let headed = heads.any(|(_, at)| is_change(self.page.text(*at)));
        told_twice
            || headed
            || self.moves().is_some()
            || labelled
            || another
            || by && (self.near(Cue::Growth, 8) || self.near(Cue::Decline, 8))
    }

    /// Whether a number can count jobs: large, no factor, no year, and not of something else.
    fn is_count(&self, headed: bool) -> bool {
        let number = &self.placed.number;
        let marked = number.commas || number.scale > 1.0 || headed || number.plus || self.is_fewer();
        let named = self.told(|told| matches!(told.cue, Cue::Count(_)).then_some(()));
        let named =
            named.first().is_some_and(|guess| guess.cost <= 9 || guess.from.is_some_and(is_head));
        let large = number.value >= 1000.0 || number.value >= 100.0 && (marked || named);
        let before = self.page.text(self.passage)[..number.start].trim_end();
        // "The state will be short 21,000 nurses."
        let none = ["times", " x", "×", "multiplied by", " short", " short by", " short about"];
        let factor = none.iter().any(|word| before.ends_with(word));
        let year = number.bare && (1990.0..2070.0).contains(&number.value);
        let told = &self.page.reading(self.passage).told;
        let of = |told: &Told| {
            let text = self.page.text(self.passage);
            let between = text.get(told.end..number.start).unwrap_or("");
            // "Schools graduated 14,320 pharmacists", "the state licensed 98,340 RNs".
            let said = &text[told.start..told.end];
            let object = OBJECTS.iter().any(|verb| said.eq_ignore_ascii_case(verb));
            let between = between.trim();
            LEADS_TO_COUNT.contains(&between) || object && between.is_empty()
        };
        let other =
            told.iter().any(|told| told.cue == Cue::NotCount && (self.follows(told) || of(told)));
        let jobs = |told: &Told| matches!(told.cue, Cue::Jobs | Cue::Count(_)) && self.follows(told);
        large && !factor && !year && (!other || told.iter().any(jobs))
    }

    /// Whether a phrase stands right behind the number.
    pub fn follows(&self, told: &Told) -> bool {
        told.token > self.placed.token && told.token - self.placed.token <= 3
    }

    /// What a phrase about counts makes of the number.
    fn count(&self, guess: &Guess<Option<Quantity>>, claim: &mut Claim) {
        let growing = self.near(Cue::Growth, 22) || self.near(Cue::Decline, 22);
        let likely: &[(Quantity, usize)] = match guess.of {
            Some(Quantity::Openings) => &[(Quantity::Openings, 0), (Quantity::GrowthNum, 40)],
            Some(Quantity::GrowthNum) => &[(Quantity::GrowthNum, 0), (Quantity::Openings, 40)],
            Some(_) => &[(Quantity::Employment, 0)],
            None if growing => {
                &[(Quantity::GrowthNum, 3), (Quantity::Employment, 9), (Quantity::Openings, 40)]
            }
            None => &[(Quantity::Employment, 3), (Quantity::GrowthNum, 9), (Quantity::Openings, 40)],
        };
        let new = |(of, more): &(Quantity, usize)| Guess {
            of: *of,
            cost: guess.cost + more,
            from: guess.from,
        };
        claim.quantities.extend(likely.iter().map(new));
    }

    /// Employment, where only an occupation or a place says that a count is of jobs.
    fn bare_count(&self) -> Option<Guess<Quantity>> {
        let told = &self.page.reading(self.passage).told;
        let named = |told: &Told| matches!(told.cue, Cue::Occupation(_));
        let occupied = told.iter().any(|told| named(told) && self.follows(told));
        let counted = self.told(|told| (told.cue == Cue::Count(Quantity::Employment)).then_some(()));
        let carried = counted.first().is_some_and(|guess| guess.from != Some(Relation::Earlier));
        let before =
            |told: &Told| told.after <= self.placed.token && self.placed.token - told.after <= 2;
        let placed = told.iter().any(|told| matches!(told.cue, Cue::Place(Some(_))) && before(told));
        let listed = placed && told.iter().any(named);
        let rest = self.page.text(self.passage).get(self.placed.number.end..).unwrap_or("");
        let counts = [" strong", " of us", " of them", " of these", " of whom"]
            .iter()
            .any(|word| rest.starts_with(word))
            || occupied
            || self.is_asked_for()
            || self.placed.number.commas && (carried || listed);
        counts.then_some(Guess { of: Quantity::Employment, cost: 20, from: None })
    }
}

/// What stands between what is counted and its number: "a shortage of about", "the shortage could reach".
const LEADS_TO_COUNT: &[&str] = &[
    "of",
    "of about",
    "of some",
    "of nearly",
    "of roughly",
    "of over",
    "could reach",
    "will reach",
    "may reach",
    "reaches",
    "hit",
];

/// What is done to people who are no jobs, before their number.
const OBJECTS: &[&str] = &["graduated", "licensed", "hired", "hire", "trained", "recruited", "admitted"];

/// Whether a head says that a column is of the change of jobs, as a number.
pub fn is_change(head: &str) -> bool {
    let head = head.to_lowercase();
    matches!(
        head.trim(),
        "change"
            | "numeric change"
            | "employment change"
            | "change (number)"
            | "change, number"
            | "job change"
    )
}

/// Words behind a number among which its verb stands.
const NEXT_WORDS: usize = 8;

/// Whether the clause behind a number says that so many open: "23,900 positions should open up annually".
fn opens(rest: &str) -> bool {
    let clause = rest.split([',', ';', '.', '(']).next().unwrap_or("");
    clause.split(' ').take(NEXT_WORDS).any(|word| matches!(word, "open" | "opens"))
}
