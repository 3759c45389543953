//! A number with everything around it: what its passage and the passages that explain it tell, how far
//! each is, and which occupations, areas, dates and sources they name.

use super::{
    claim::{Guess, Source, is_head},
    cue::Cue,
    passage::{Page, Relation},
    reading::{Placed, Told},
};
use crate::model::Area;

/// How much a context adds to the distance of what it says.
pub const fn away(relation: Relation, nth: usize) -> usize {
    match relation {
        Relation::RowHead | Relation::Label => 14,
        Relation::GroupHead => 15,
        Relation::ColumnHead => 16,
        Relation::Before => 22 + 2 * nth,
        Relation::LeadIn | Relation::Remark => 18,
        Relation::Heading => 30 + 2 * nth,
        Relation::After => 40,
        Relation::Earlier => 34 + 2 * nth,
    }
}

/// Words that hold one figure against another.
const COMPARES: &[&str] = &[
    "than", "compared", "versus", "vs", "against", "above", "below", "beyond", "times", "twice",
    "double", "triple",
];

/// Marks between two clauses.
const PARTS: [char; 5] = [',', ';', '—', '–', '('];

/// Words before an occupation that a figure is held against.
const RIVALS: &[&str] =
    &["than", "trails", "beats", "exceeds", "compared", "versus", "unlike", "lags", "tops", "behind"];

/// Words behind which another speaks.
const CONTRASTS: &[&str] = &[", yet ", ", but ", ", while ", ", whereas ", ", against the ", "; "];

/// Words between a number and the source right behind it.
const BINDS: &[&str] = &["on", "at", "by", "per", "from", "in", "according", "to", "via", "the"];

/// A number with everything around it.
pub struct View<'p, 'a> {
    /// The page.
    pub page: &'p Page<'a>,
    /// The passage.
    pub passage: usize,
    /// The number.
    pub placed: &'p Placed,
    /// What explains the passage, nearest first.
    pub contexts: Vec<(Relation, usize)>,
}

impl View<'_, '_> {
    /// What the passage and its contexts tell, nearest first, with how far.
    pub fn told<T>(&self, pick: impl Fn(&Told) -> Option<T>) -> Vec<Guess<T>> {
        let reading = self.page.reading(self.passage);
        let own = reading.told.iter().filter_map(|told| {
            let of = pick(told)?;
            Some(Guess { of, cost: reading.distance(told, self.placed), from: None })
        });
        let mut all: Vec<Guess<T>> = own.collect();
        for (nth, (relation, at)) in self.contexts.iter().enumerate() {
            if matches!(relation, Relation::After | Relation::Remark) {
                continue;
            }
            for (order, told) in self.page.reading(*at).told.iter().enumerate() {
                let of = pick(told).filter(|_| !self.is_only_held_against(told, *at));
                if let Some(of) = of {
                    let cost = away(*relation, nth) + order.min(6);
                    all.push(Guess { of, cost, from: Some(*relation) });
                }
            }
        }
        all.sort_by_key(|guess| guess.cost);
        all
    }

    /// Whether all occupations are what another passage only holds its own against: "better than the median
    /// worker".
    fn is_only_held_against(&self, told: &Told, at: usize) -> bool {
        if !self.is_all(told.cue) {
            return false;
        }
        let mut before = self.page.text(at)[..told.start].split_whitespace().rev();
        let than = before.by_ref().take(2).any(|word| word == "than");
        // "Growth of 22% (3.1% for all jobs). That is 24,500 new jobs."
        let aside = self.page.text(at)[..told.start].rsplit(['(', ')']).next().map_or(0, str::len);
        let bracket = told.start.checked_sub(aside + 1).map(|at| at..=at);
        let in_brackets = bracket.is_some_and(|open| self.page.text(at).get(open) == Some("("));
        let compares = |other: &Told| {
            matches!(other.cue, Cue::GrowthWord(_) | Cue::Comparison)
                && (other.token..other.after).contains(&told.token)
        };
        than || in_brackets || self.page.reading(at).told.iter().any(compares)
    }

    /// How far the nearest phrase of a kind in the passage is.
    pub fn nearest(&self, cue: Cue) -> Option<usize> {
        let reading = self.page.reading(self.passage);
        let same = reading.told.iter().filter(|told| told.cue == cue);
        same.map(|told| reading.distance(told, self.placed)).min()
    }

    /// Whether a phrase of a kind is so near.
    pub fn near(&self, cue: Cue, within: usize) -> bool {
        self.nearest(cue).is_some_and(|cost| cost <= within)
    }

    /// The sentences before and the lead-in, nearest first.
    pub fn before(&self) -> impl Iterator<Item = usize> {
        let said =
            |relation| matches!(relation, Relation::Before | Relation::Earlier | Relation::LeadIn);
        self.contexts.iter().filter(move |(relation, _)| said(*relation)).map(|(_, at)| *at)
    }

    /// Whether a head or label tells something.
    pub fn headed(&self, pick: impl Fn(Cue) -> bool) -> bool {
        let heads = self.contexts.iter().filter(|(relation, _)| is_head(*relation));
        heads.flat_map(|(_, at)| &self.page.reading(*at).told).any(|told| pick(told.cue))
    }

    /// Whether the words behind the number name a band: "for entry-level positions".
    pub fn starts_with_place_for(&self) -> bool {
        let numbers = &self.page.reading(self.passage).numbers;
        let partner =
            self.placed.partner.and_then(|(at, _)| numbers.get(at)).map_or(0, |end| end.number.end);
        let rest = &self.page.text(self.passage)[self.placed.number.end.max(partner)..];
        let start: String = rest.chars().take(30).collect::<String>().to_lowercase();
        ["for entry", " for entry", " for experienced", " for senior", " for beginners"]
            .iter()
            .any(|word| start.starts_with(word))
    }

    /// Which occupations it may be of, likeliest first.
    pub fn occupations(&self) -> Vec<Guess<u32>> {
        let known = &self.page.figures.occupations;
        let follows = |start: usize| {
            // "$74,260 for secondary special education": what follows so closely is the subject.
            let between = self.page.text(self.passage).get(self.placed.number.end..start).unwrap_or("");
            let words: Vec<&str> = between.split_whitespace().collect();
            words.len() <= 6
                && words.iter().any(|word| matches!(*word, "for" | "of" | "among"))
                && !between.contains([',', ';', '.'])
                && !between.contains(char::is_numeric)
        };
        let mut all = self.told(|told| match told.cue {
            Cue::Occupation(index) => Some((index, told.start)),
            _ => None,
        });
        let mut completed = self.by_first_words();
        completed.extend(self.of_both());
        all.extend(self.by_one_word());
        all.extend(self.by_shared_words());
        if self.is_in_row_of_unknown() {
            all.retain(|guess| guess.from.is_none());
        }
        self.follow_pronoun(&mut all);
        self.leave_out_others(&mut all);
        self.leave_to_the_other(&mut all);
        self.leave_out_next_subjects(&mut all);
        completed.extend(self.of_the_average());
        for guess in &mut all {
            if guess.from.is_none() && guess.of.1 >= self.placed.number.end && follows(guess.of.1) {
                guess.cost = guess.cost.saturating_sub(8);
            }
            if let Some(occupation) = known.get(guess.of.0) {
                let weak = occupation.weak && !self.is_whole_head(guess) && !self.is_own_label(guess);
                guess.cost += if weak { 26 } else { 0 } + if occupation.second { 2 } else { 0 };
            }
            if guess.from.is_none() && self.is_yardstick(guess.of.0, guess.of.1) {
                guess.cost += 45;
            } else if guess.from.is_none() && self.is_rival(guess.of.1) {
                guess.cost += 24;
            }
        }
        all.append(&mut completed);
        all.sort_by_key(|guess| guess.cost);
        if let Some(of_all) = self.behind_comparison() {
            // Where both agree, it is that of the subject.
            let cost = all.first().map_or(0, |guess| guess.cost) + 2;
            all.insert(usize::from(!all.is_empty()), Guess { of: (of_all, 0), cost, from: None });
            all.sort_by_key(|guess| guess.cost);
        }
        if all.is_empty() {
            all = self.told_by_credits();
        }
        let mut seen = Vec::new();
        all.retain(|guess| {
            let codes = known.get(guess.of.0).map(|occupation| &occupation.codes);
            let new = !seen.contains(&codes);
            seen.push(codes);
            new
        });
        all.truncate(8);
        all.into_iter()
            .map(|guess| Guess { of: guess.of.0, cost: guess.cost, from: guess.from })
            .collect()
    }

    /// Whether another figure of the same sign stands right behind a name.
    fn has_its_own(&self, start: usize) -> bool {
        let reading = self.page.reading(self.passage);
        let Some(name) = reading.told.iter().find(|told| told.start == start) else { return false };
        reading.numbers.iter().any(|other| {
            let near = other.token >= name.after && other.token - name.after <= 4;
            near && !other.spent && other.number.sign == self.placed.number.sign
        })
    }

    /// Whether a passage begins with a name and a colon or dash, which is then no common word.
    fn is_own_label(&self, guess: &Guess<(u32, usize)>) -> bool {
        let text = self.page.text(self.passage);
        let label = text.split([':', '—', '–']).next().unwrap_or("");
        let whole = self.page.figures.lexicon.of(label).contains(&Cue::Occupation(guess.of.0));
        guess.from.is_none() && guess.of.1 == 0 && label.len() < text.len() && whole
    }

    /// Whether a head is nothing but a name, which is then no common word.
    fn is_whole_head(&self, guess: &Guess<(u32, usize)>) -> bool {
        let heads = self.contexts.iter().filter(|(relation, _)| Some(*relation) == guess.from);
        guess.from.is_some_and(is_head)
            && heads.into_iter().any(|(_, at)| {
                self.page.figures.lexicon.of(self.page.text(*at)).contains(&Cue::Occupation(guess.of.0))
            })
    }

    /// Whether another occupation, named behind the number at a byte, is what it is held against: "trails
    /// that of engineers".
    fn is_rival(&self, start: usize) -> bool {
        let between = self.page.text(self.passage).get(self.placed.number.end..start).unwrap_or("");
        let mut words = between.split_whitespace().map(|word| word.trim_matches([',', '.', '(']));
        words.any(|word| RIVALS.contains(&word))
    }

    /// Whether all occupations, named at a byte, are what the number is held against: they are named
    /// after "than", "the average" and the like, and the number is not theirs, which stands right behind
    /// them or between.
    fn is_yardstick(&self, index: u32, start: usize) -> bool {
        if !self.is_all(Cue::Occupation(index)) {
            return false;
        }
        let text = self.page.text(self.passage);
        let number = &self.placed.number;
        let compares = |text: &str| {
            let words =
                text.split_whitespace().map(|word| word.trim_matches([',', '.', '(']).to_lowercase());
            words.rev().take(7).any(|word| COMPARES.contains(&word.as_str()))
        };
        if start >= number.end {
            let between = text.get(number.end..start).unwrap_or("");
            return compares(between) || between.contains(PARTS) && self.has_its_own(start);
        }
        let told = &self.page.reading(self.passage).told;
        let end = told.iter().find(|told| told.start == start).map_or(start, |told| told.end);
        let between = text.get(end..number.start).unwrap_or("");
        let apart = between.contains(PARTS) && between.split_whitespace().count() > 1;
        apart && compares(text.get(..start).unwrap_or(""))
    }

    /// Which areas it may be of, likeliest first.
    pub fn areas(&self) -> Vec<Guess<Option<Area>>> {
        let mut all = self.told(|told| match told.cue {
            Cue::Place(area) => Some((area, told.token)),
            _ => None,
        });
        if let Some(own) = self.own_places() {
            all.retain(|guess| guess.from.is_some() || own.contains(&guess.of.1));
        }
        let plain =
            |Guess { of, cost, from }: Guess<(Option<Area>, usize)>| Guess { of: of.0, cost, from };
        let mut all: Vec<Guess<Option<Area>>> = all.into_iter().map(plain).collect();
        self.carry_state(&mut all);
        all.retain(|guess| {
            guess.from.is_none_or(|from| {
                is_head(from) || matches!(from, Relation::Heading | Relation::LeadIn | Relation::Before)
            })
        });
        for guess in &mut all {
            // A place that stands elsewhere is a second thought.
            if guess.from.is_some_and(|from| !is_head(from)) {
                guess.cost += 30;
            }
        }
        all.truncate(3);
        let said =
            all.iter().filter(|guess| guess.from.is_none_or(is_head)).map(|guess| guess.cost).min();
        let nation = |guess: &Guess<Option<Area>>| {
            guess.of == Some(Area::NATION) && guess.from.is_none_or(is_head)
        };
        if !all.iter().any(nation) {
            let cost = said.map_or(0, |cost| cost + 8);
            all.push(Guess { of: Some(Area::NATION), cost, from: None });
        }
        all.sort_by_key(|guess| guess.cost);
        all
    }

    /// "Statewide" and "the state's median" are of the state that stands nearest around.
    fn carry_state(&self, all: &mut [Guess<Option<Area>>]) {
        let reading = self.page.reading(self.passage);
        let text = self.page.text(self.passage);
        let same = |told: &Told| {
            told.cue == Cue::Place(None) && text[told.start..told.end].to_lowercase().contains("state")
        };
        if !reading.told.iter().any(same) {
            return;
        }
        let is_state = |guess: &&Guess<Option<Area>>| guess.of.is_some_and(|area| !area.is_nation());
        let Some(state) = all.iter().find(is_state).map(|guess| guess.of) else { return };
        for guess in all.iter_mut().filter(|guess| guess.from.is_none() && guess.of.is_none()) {
            guess.of = state;
        }
    }

    /// The number that a source stands right behind: "$152,000 on Glassdoor", "$129,840 at the BLS".
    fn bound_to(&self, source: &Told) -> Option<usize> {
        let text = self.page.text(self.passage);
        let mut numbers = self.page.reading(self.passage).numbers.iter();
        let before = numbers.rfind(|other| !other.spent && other.number.end <= source.start)?;
        let between = text.get(before.number.end..source.start)?;
        let mut words = between.split_whitespace().peekable();
        words.peek()?;
        // "130,800 openings a year are projected (BLS)".
        if between.ends_with('(') && !between.contains([',', ';', '.']) {
            return Some(before.token);
        }
        (words.clone().count() <= 3 && words.all(|word| BINDS.contains(&word))).then_some(before.token)
    }

    /// Whether a contrast stands between the number and a phrase: "over $126,610, yet the council, which polled".
    fn is_across_a_contrast(&self, told: &Told) -> bool {
        let number = &self.placed.number;
        let (from, to) =
            if told.start >= number.end { (number.end, told.start) } else { (told.end, number.start) };
        let between = self.page.text(self.passage).get(from..to).unwrap_or("");
        CONTRASTS.iter().any(|words| between.contains(words))
    }

    /// Whether the nearest source that the passage names is BLS; `None` where it names none.
    fn own_source(&self, is_bls: impl Fn(&Told) -> bool) -> Option<bool> {
        let reading = self.page.reading(self.passage);
        let mut own: Option<(usize, bool)> = None;
        for told in &reading.told {
            // "BLS's JOLTS report" is another program of the bureau.
            let program = |other: &Told| {
                let between = self.page.text(self.passage).get(told.start..other.start).unwrap_or(",");
                let owns = ["'s", "’s", "s'", "s’"].iter().any(|end| between.trim_end().ends_with(end));
                other.cue == Cue::OtherSource && owns && !between.contains(',')
            };
            let bls = is_bls(told) && !reading.told.iter().any(program);
            let bound = self.bound_to(told);
            if !bls && bound != Some(self.placed.token) && self.is_across_a_contrast(told) {
                continue;
            }
            // "$50,000, while the guild says $60,000": a source before a figure is that figure's.
            let of_next = !bls && bound != Some(self.placed.token) && self.leads_to_next(told);
            if (bls || matches!(told.cue, Cue::OtherSource)) && !of_next {
                // "$46,847, greater than the BLS figure": what follows is seldom the source.
                let follows = told.token > self.placed.token;
                let cost = match bound {
                    Some(token) if token == self.placed.token => 0,
                    Some(_) => reading.distance(told, self.placed) + 30,
                    None => reading.distance(told, self.placed) + if follows { 12 } else { 0 },
                };
                if own.is_none_or(|(nearest, _)| cost < nearest) {
                    own = Some((cost, bls));
                }
            }
        }
        own.map(|(_, bls)| bls)
    }

    /// Who is said to have published it.
    pub fn source(&self) -> Source {
        if let Some(source) = self.told_by_heads() {
            return source;
        }
        if self.is_listed() && self.page.notes().iter().any(|at| self.page.declares_bls(*at)) {
            return Source::Bls;
        }
        let reading = self.page.reading(self.passage);
        let life =
            |at: usize| self.page.reading(at).told.iter().any(|told| told.cue == Cue::LifeSupport);
        // Below a heading of "CPR & BLS classes" the letters are no bureau.
        let headed = self.contexts.iter().any(|(from, at)| *from == Relation::Heading && life(*at));
        let is_bls = |at: usize, told: &Told| {
            told.cue == Cue::Bls && !(told.end - told.start == 3 && (headed || life(at)))
        };
        if let Some(bls) = self.own_source(|told| is_bls(self.passage, told)) {
            return if bls { Source::Bls } else { Source::Other };
        }
        // "In that survey" points back to one that was named.
        let text = self.page.text(self.passage);
        let points_back =
            |told: &Told| ["that ", "same "].iter().any(|word| text[..told.start].ends_with(word));
        if reading.told.iter().any(|told| told.cue == Cue::SomeSource && !points_back(told)) {
            return Source::OtherNearby;
        }
        for (relation, at) in &self.contexts {
            if *relation == Relation::After && !self.page.is_credit(*at) {
                continue;
            }
            // The source of another paragraph is not that of one that names its own occupation.
            let own = reading.told.iter().any(|told| matches!(told.cue, Cue::Occupation(_)));
            let told = &self.page.reading(*at).told;
            let bls = told.iter().any(|told| is_bls(*at, told));
            let other = told.iter().any(|told| told.cue == Cue::OtherSource);
            match (bls, other) {
                (true, _) => return Source::BlsNearby,
                (false, true) if own && *relation == Relation::Earlier => {}
                (false, true) => return Source::OtherNearby,
                _ => {}
            }
        }
        let noted = self
            .page
            .notes()
            .iter()
            .any(|at| self.page.reading(*at).told.iter().any(|told| is_bls(*at, told)));
        if noted { Source::BlsNearby } else { Source::None }
    }
}
