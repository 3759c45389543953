//! Percents: projected growth, and what else a percent may be.

use super::{
    claim::{Claim, Guess, is_head},
    cue::{Bound, Cue, Quantity},
    number::Sign,
    passage::Relation,
    reading::{Dated, Kind, Placed, Token, Told},
    tokens::Words,
    view::View,
};
use crate::model::{Round, SocCode};

impl View<'_, '_> {
    /// What a percent may be of; `None` when nothing speaks for growth of jobs.
    pub fn percent(&self, claim: &mut Claim) -> Option<()> {
        let up = self.nearest(Cue::Growth);
        let down = [self.nearest(Cue::Decline), self.nearest(Cue::GrowthWord(0))];
        let down = down.into_iter().flatten().min();
        let ahead = self.nearest(Cue::Project);
        let own = [up, down, ahead].into_iter().flatten().min();
        let headed = self.headed(|cue| {
            matches!(cue, Cue::Growth | Cue::Decline | Cue::Project | Cue::Count(Quantity::GrowthNum))
        });
        let headed = headed || self.is_headed_by_round() || self.is_led_in_by_growth();
        let more = self.is_more_of_them() || self.is_above_a_year();
        let own = if more { Some(own.unwrap_or(4).min(4)) } else { own };
        let limit =
            own.filter(|own| *own <= 22 || !headed).unwrap_or(if headed { 9 } else { usize::MAX });
        let reading = self.page.reading(self.passage);
        let is_subject = |told: &Told| {
            matches!(told.cue, Cue::Occupation(_))
                && told.after <= self.placed.token
                && self.placed.token - told.after <= 6
        };
        // Nobody but BLS tells percents of the ten years of a round.
        let round = reading.dates.iter().filter(|date| date.round().is_some() && !date.publication);
        let round = { round }.any(|date| date.token.abs_diff(self.placed.token) <= 12);
        let of_all = reading.told.iter().any(|told| {
            let near = told.token > self.placed.token && told.token - self.placed.token <= 5;
            near && self.is_all(told.cue)
        });
        let limit = if round || of_all { limit.min(20) } else { limit };
        let far = limit > 22 && !(limit <= 100 && reading.told.iter().any(is_subject));
        let far = far && !self.goes_on_with_growth() && !self.is_told_as_growth();
        let far = far && !self.is_said_again();
        let far = far || self.is_past(round) || self.is_change_so_far();
        let far = far || self.is_growth_of_pay() || self.is_of_a_month();
        let far = far || !round && self.is_of_pay_told_before() || self.explains_words();
        let far = far || self.is_share_or_level();
        // A market or a price grows as well; without a word of work it is the subject.
        let work = self.near(Cue::Work, 20) || self.near(Cue::Jobs, 20);
        let far = far || !work && self.near(Cue::NotGrowth, 20);
        let far = far || self.is_in_column_of_pay();
        // "The fastest of all occupations" is about occupations.
        let words = Words { text: self.page.text(self.passage), tokens: &reading.tokens };
        let names_all =
            |told: &Told| words.is(told.after, &["occupations", "jobs", "careers", "professions"]);
        let others = reading.told.iter().filter(|told| told.cue == Cue::NotGrowth && !names_all(told));
        let others = others.map(|told| reading.distance(told, self.placed)).min();
        let of_others = others.is_some_and(|cost| cost <= 12 && cost <= limit + 6);
        if (far || of_others) && !self.is_held_against_all() {
            return None;
        }
        if self.is_of_pay(limit) || claim.value > 400.0 {
            return None;
        }
        let falls =
            |down: usize| down <= limit && up.is_none_or(|up| up > limit) || down <= 12 && up.is_none();
        // All occupations together have grown in every round.
        let falls = down.is_some_and(falls) && !of_all && !self.is_a_new_level();
        if self.placed.negative || falls || self.is_told_as_down() {
            claim.value = -claim.value;
        }
        claim.annual_growth = self.is_yearly();
        claim.quantities.push(Guess { of: Quantity::GrowthPct, cost: limit, from: None });
        Some(())
    }

    /// Whether the sentence that leads into its list or table tells growth, where that is none of others.
    fn is_led_in_by_growth(&self) -> bool {
        let tells = |told: &Told| matches!(told.cue, Cue::Growth | Cue::Project | Cue::GrowthWord(_));
        let leads = |(relation, at): &(Relation, usize)| {
            *relation == Relation::LeadIn && self.page.reading(*at).told.iter().any(tells)
        };
        !self.is_in_table_of_others() && self.contexts.iter().any(leads)
    }

    /// Whether the head of its row or column is nothing but the years of a round, or a change over them:
    /// "Change, 2024-34", in which nobody but BLS tells percents.
    fn is_headed_by_round(&self) -> bool {
        let mut heads = self.contexts.iter().filter(|(relation, _)| is_head(*relation));
        heads.any(|(_, at)| {
            let of_round = |date: &Dated| date.round().is_some() && !date.publication;
            is_of_change(self.page.text(*at)) && self.page.reading(*at).dates.iter().any(of_round)
        })
    }

    /// Whether the head of its column is of pay and not of jobs: "Salary boost".
    fn is_in_column_of_pay(&self) -> bool {
        let mut heads = self.contexts.iter().filter(|(relation, _)| *relation == Relation::ColumnHead);
        heads.any(|(_, at)| {
            let tells =
                |pick: fn(Cue) -> bool| self.page.reading(*at).told.iter().any(|told| pick(told.cue));
            tells(|cue| cue == Cue::Pay)
                && !tells(|cue| matches!(cue, Cue::Jobs | Cue::Work | Cue::Project | Cue::Occupation(_)))
        })
    }

    /// Whether pay stands nearer than growth, which is so far.
    fn is_of_pay(&self, limit: usize) -> bool {
        // "$66,000 median pay, 8% projected growth", "8% – projected growth": what the noun behind says, pay before
        // cannot deny.
        let reading = self.page.reading(self.passage);
        let dash = reading.tokens.get(self.placed.token + 1).map(|token| token.kind);
        let behind = if matches!(dash, Some(Kind::Mark('–' | '—' | '-'))) { 1..=4 } else { 1..=2 };
        let named = |told: &Told| {
            told.cue == Cue::Growth && behind.contains(&told.token.wrapping_sub(self.placed.token))
        };
        let near = |cue: Cue| self.nearest(cue).is_some_and(|cost| cost <= 6 && cost <= limit);
        (near(Cue::Band) || near(Cue::Pay))
            && !self.near(Cue::Work, 8)
            && !reading.told.iter().any(named)
    }

    /// "Faster than average (5% to 8%)": what the words mean, in the way of O*NET, and no figure.
    fn explains_words(&self) -> bool {
        let reading = self.page.reading(self.passage);
        let open = reading
            .bounds
            .iter()
            .any(|(end, bound)| *end == self.placed.number.end && *bound == Bound::AtLeast);
        let first = match self.placed.partner {
            Some((other, false)) => {
                reading.numbers.get(other).map_or(self.placed.token, |low| low.token)
            }
            _ => self.placed.token,
        };
        let words = |told: &Told| {
            matches!(told.cue, Cue::GrowthWord(_)) && told.after <= first && first - told.after <= 1
        };
        (self.placed.partner.is_some() || open) && reading.told.iter().any(words)
    }

    /// "94% of completers are placed", "ratios fell below 60 percent", "tips add 20% to the pay".
    fn is_share_or_level(&self) -> bool {
        let text = self.page.text(self.passage);
        let (before, after) = text.split_at(self.placed.number.end);
        let before = before[..self.placed.number.start].trim_end().to_lowercase();
        let after = after.trim_start().to_lowercase();
        let share = after.strip_prefix("of ").is_some_and(|whole| {
            let whole = whole.strip_prefix("the ").unwrap_or(whole);
            let grows = [
                "growth",
                "job",
                "employment",
                "projected",
                "new jobs",
                "positions",
                "its current",
                "its present",
                "today's",
                "today’s",
            ];
            !grows.iter().any(|words| whole.starts_with(words)) && !self.is_that_of_others(&before)
        });
        let level = LEVELS.iter().any(|words| before.ends_with(words));
        let added = ["add", "adds"].iter().any(|word| before.ends_with(word))
            && (after.starts_with("to ") || after.starts_with("on top"));
        share || level || added
    }

    /// "Growth of 9.2% beats the 8.4% of dental assistants": what growth that is told before is held against.
    fn is_that_of_others(&self, before: &str) -> bool {
        let (reading, place) = (self.page.reading(self.passage), self.placed.token);
        let told = |pick: &dyn Fn(&Told) -> bool| reading.told.iter().any(pick);
        let percent = |other: &Placed| other.token < place && other.number.sign == Sign::Percent;
        before.ends_with(" the")
            && reading.numbers.iter().any(percent)
            && told(&|told| matches!(told.cue, Cue::Growth | Cue::Project) && told.token < place)
            && told(&|told| matches!(told.cue, Cue::Occupation(_)) && told.token == place + 2)
    }

    /// "They had it down 3 percent", "3 percent fewer jobs", "a 3 percent decline".
    fn is_told_as_down(&self) -> bool {
        const LOSSES: &[&str] = &["decline", "decrease", "drop", "dip", "loss", "reduction", "fall"];
        let text = self.page.text(self.passage);
        let before = text[..self.placed.number.start].trim_end();
        let after = text[self.placed.number.end..].trim_start();
        let loss =
            after.split(|c: char| !c.is_alphabetic()).next().is_some_and(|next| LOSSES.contains(&next));
        let fewer = after.starts_with("fewer ") || after.starts_with(DOWN) || before.ends_with(DOWN);
        fewer || loss || [" down", " down by", " down about"].iter().any(|words| before.ends_with(words))
    }

    /// "The 6% figure means": growth that a sentence before tells.
    fn is_said_again(&self) -> bool {
        let rest = self.page.text(self.passage).get(self.placed.number.end..).unwrap_or("");
        let points = [" figure", " number", " rate"].iter().any(|word| rest.starts_with(word));
        let same = |other: &Placed| {
            other.number.sign == Sign::Percent
                && other.number.value.to_bits() == self.placed.number.value.to_bits()
        };
        points
            && self.before().take(4).any(|at| {
                let reading = self.page.reading(at);
                let grows = |told: &Told| matches!(told.cue, Cue::Growth | Cue::Decline | Cue::Project);
                reading.numbers.iter().any(same) && reading.told.iter().any(grows)
            })
    }

    /// "They cut it to 5 percent": the growth that is left.
    fn is_a_new_level(&self) -> bool {
        let before = self.page.text(self.passage)[..self.placed.number.start].trim_end();
        before.ends_with(" to") && self.placed.partner.is_none()
    }

    /// "$61,590 in 2023 and $62,350 in 2024, up 1.2 percent": how the pay went, in a sentence without a word of
    /// work or of what is to come.
    fn is_of_pay_told_before(&self) -> bool {
        let reading = self.page.reading(self.passage);
        let told = |cue: Cue| {
            matches!(cue, Cue::Project | Cue::Jobs | Cue::Work | Cue::Count(_) | Cue::GrowthWord(_))
        };
        let amounts = reading.numbers.iter().filter(|other| {
            other.number.sign == Sign::Dollars && !other.spent && other.token < self.placed.token
        });
        let before = self.page.text(self.passage)[..self.placed.number.start].trim_end();
        let went =
            [", up", " or", "rise of", "gain of", "increase of", ", down", "(up", "raise of", ", or"];
        amounts.count() > 0
            && went.iter().any(|words| before.ends_with(words))
            && !reading.told.iter().any(|one| told(one.cue))
    }

    /// "Hourly pay rose 4.1 percent", "pay of nurses rose": the verb before the percent has pay for its subject.
    fn is_growth_of_pay(&self) -> bool {
        const LONGEST_NAME: usize = 6;
        let reading = self.page.reading(self.passage);
        let words = Words { text: self.page.text(self.passage), tokens: &reading.tokens };
        let near =
            |first: usize, second: usize, steps: usize| first <= second && second - first <= steps;
        let grows = |told: &&Told| {
            matches!(told.cue, Cue::Growth | Cue::Decline) && near(told.after, self.placed.token, 3)
        };
        let is_word = |token: &Token| matches!(token.kind, Kind::Word(_));
        let of_pay = |verb: &Told| {
            reading.told.iter().filter(|one| one.cue == Cue::Pay).any(|one| {
                let steps = if words.is(one.after, &["of", "for"]) { LONGEST_NAME } else { 1 };
                near(one.after, verb.token, steps)
                    && reading.tokens[one.after..verb.token].iter().all(is_word)
            })
        };
        reading.told.iter().filter(grows).any(of_pay)
    }

    /// Whether a number without a sign is a percent by the head of its column or row.
    pub fn is_percent_by_its_head(&self) -> bool {
        let number = &self.placed.number;
        let heads = self.contexts.iter().filter(|(relation, _)| is_head(*relation));
        let of_percents = |at: usize| {
            let text = self.page.text(at).to_lowercase();
            let grows = |told: &Told| matches!(told.cue, Cue::Growth | Cue::Decline | Cue::Project);
            (text.contains('%') || text.contains("percent"))
                && (is_of_change(&text) || self.page.reading(at).told.iter().any(grows))
        };
        number.value < 400.0 && !number.commas && heads.into_iter().any(|(_, at)| of_percents(*at))
    }

    /// "Roofers: +6%" in a list about growth: an occupation and a percent with nothing behind it that it
    /// could be a share of, where the heading, the lead-in or a plus speaks of growth.
    fn is_told_as_growth(&self) -> bool {
        let reading = self.page.reading(self.passage);
        let named = reading
            .told
            .iter()
            .any(|told| matches!(told.cue, Cue::Occupation(_)) && told.after <= self.placed.token)
            || self.headed(|cue| matches!(cue, Cue::Occupation(_)));
        let other = reading
            .told
            .iter()
            .any(|told| matches!(told.cue, Cue::OtherSource | Cue::NotGrowth | Cue::SomeSource));
        let text = self.page.text(self.passage);
        let rest = text.get(self.placed.number.end..).unwrap_or("").trim_start_matches(ARROWS);
        let ends = rest.is_empty() || rest.starts_with(['.', ',', ';', ')', '|', ':', '*', '[', '(']);
        let plus = text[..self.placed.number.start].ends_with('+');
        let grows = |told: &Told| {
            matches!(told.cue, Cue::Growth | Cue::Decline | Cue::Project | Cue::GrowthWord(_))
        };
        let around = self.contexts.iter().take(4).any(|(relation, at)| {
            (*relation != Relation::After || self.page.tells_source(*at))
                && self.page.reading(*at).told.iter().any(grows)
                || *relation == Relation::ColumnHead && is_of_change(self.page.text(*at))
        });
        let before = self.contexts.iter().take(5).any(|(relation, at)| {
            let told = &self.page.reading(*at).told;
            *relation == Relation::Before
                && told.iter().any(|told| matches!(told.cue, Cue::Occupation(_)))
        });
        let plus = plus && !self.near(Cue::Pay, 20) && (named || before);
        !other && ends && (named && around || plus)
    }

    /// Whether a percent is told as that of one year.
    fn is_yearly(&self) -> bool {
        let rest = self.page.text(self.passage)[self.placed.number.end..].chars().take(24);
        let rest = rest.collect::<String>().to_lowercase();
        YEARLY.iter().any(|words| rest.starts_with(words))
    }

    /// Whether a phrase names all occupations together.
    pub fn is_all(&self, cue: Cue) -> bool {
        let Cue::Occupation(index) = cue else { return false };
        let found = self.page.figures.occupations.get(index);
        found.is_some_and(|found| found.codes == [SocCode::ALL_OCCUPATIONS])
    }

    /// "18 percent more welders": growth in the words of a shopkeeper.
    fn is_more_of_them(&self) -> bool {
        let reading = self.page.reading(self.passage);
        let rest = self.page.text(self.passage).get(self.placed.number.end..).unwrap_or("");
        let more = rest.trim_start().starts_with("more ") && !rest.trim_start().starts_with("more than");
        let of_work =
            |told: &Told| matches!(told.cue, Cue::Occupation(_) | Cue::Jobs) && self.follows(told);
        let of_those =
            ["more of those ", "more of them "].iter().any(|words| rest.trim_start().starts_with(words));
        more && (of_those || reading.told.iter().any(of_work))
    }

    /// "Employment will be 3 percent higher than in 2025": growth as the level of a year held against another's.
    fn is_above_a_year(&self) -> bool {
        const ABOVE: &[&str] = &[
            "higher than in 2",
            "larger than in 2",
            "greater than in 2",
            "more than in 2",
            "above its 2",
            "above the 2",
        ];
        let rest = self.page.text(self.passage).get(self.placed.number.end..).unwrap_or("").trim_start();
        let of_jobs = |told: &Told| {
            let jobs = matches!(told.cue, Cue::Work | Cue::Jobs | Cue::Count(Quantity::Employment));
            (jobs || self.is_all(told.cue)) && told.token < self.placed.token
        };
        ABOVE.iter().any(|words| rest.starts_with(words))
            && self.page.reading(self.passage).told.iter().any(of_jobs)
    }

    /// "Rose 3.8 percent": BLS tells what is to come. What has risen, in a sentence that names neither
    /// work nor years to come, is something else. `round` is whether the years of a round are named.
    fn is_past(&self, round: bool) -> bool {
        let reading = self.page.reading(self.passage);
        let of_work = |told: &Told| {
            matches!(
                told.cue,
                Cue::Occupation(_) | Cue::Project | Cue::Jobs | Cue::Work | Cue::Count(_) | Cue::Bls
            )
        };
        let text = self.page.text(self.passage);
        // "Applications of nursing students rose 6 percent in 2023": of one year, and not said to be to come.
        let rest = text.get(self.placed.number.end..).unwrap_or("");
        let of_a_year =
            rest.starts_with(" in 2") && reading.dates.iter().all(|date| date.round().is_none());
        let said = |told: &Told| matches!(told.cue, Cue::Project | Cue::Bls | Cue::Work | Cue::Jobs);
        !round
            && reading.told.iter().any(|told| is_past(text, told))
            && (!reading.told.iter().any(of_work) || of_a_year && !reading.told.iter().any(said))
    }

    /// "Grew 13.3% between May 2023 and May 2025", "up 4.2% since 2024", "rose 5.4% from $51,000": what has changed
    /// between two releases, which is in no table.
    pub fn is_change_so_far(&self) -> bool {
        let reading = self.page.reading(self.passage);
        let text = self.page.text(self.passage);
        let rest = text.get(self.placed.number.end..).unwrap_or("").trim_start();
        // "Has lost 4,100 manufacturing jobs since 2007"
        let clause = rest.split([',', ';', '.', '(']).next().unwrap_or("");
        let since = self.placed.number.sign == Sign::Plain && clause.contains(" since 2");
        if since || rest.starts_with("since ") || rest.starts_with("from $") {
            return true;
        }
        let behind: Vec<&Dated> =
            reading.dates.iter().filter(|date| date.token > self.placed.token).collect();
        let years = match behind[..] {
            [Dated { year, end_year: Some(end), .. }, ..] => end - year,
            [first, second, ..] if second.token - first.token <= 3 => {
                second.year.saturating_sub(first.year)
            }
            _ => return false,
        };
        years != Round::YEARS && reading.told.iter().any(|told| is_past(text, told))
    }

    /// "Nurse anesthetists alone: 9%", right behind a sentence that tells growth in percent: a sentence
    /// with an occupation, a percent and nothing else that a percent could be of.
    fn goes_on_with_growth(&self) -> bool {
        let grows = |told: &Told| matches!(told.cue, Cue::Growth | Cue::Decline);
        let percent = |other: &Placed| other.number.sign == Sign::Percent && !other.spent;
        let goes_on = self.before().take(2).any(|at| {
            let reading = self.page.reading(at);
            reading.told.iter().any(grows) && reading.numbers.iter().any(percent)
        });
        let own = self.page.reading(self.passage);
        let named = own.told.iter().any(|told| matches!(told.cue, Cue::Occupation(_)));
        let short = own.tokens.len() <= LONGEST_ELLIPSIS;
        let other =
            own.told.iter().any(|told| matches!(told.cue, Cue::OtherSource | Cue::NotGrowth | Cue::Pay));
        goes_on && named && short && !other
    }
}

/// Whether a phrase tells growth that has been: "rose", "fell".
fn is_past(text: &str, told: &Told) -> bool {
    matches!(told.cue, Cue::Growth | Cue::Decline)
        && PAST.iter().any(|end| text[told.start..told.end].to_lowercase().ends_with(end))
}

/// Whether a head says nothing but that its figures are percents, or changes: "% change".
fn is_of_change(head: &str) -> bool {
    let words = head.split(|mark: char| !mark.is_alphabetic()).filter(|word| !word.is_empty());
    let plain = ["change", "percent", "pct", "in", "jobs", "employment"];
    words.into_iter().all(|word| plain.iter().any(|one| one.eq_ignore_ascii_case(word)))
}

/// Arrows beside a percent, and those of them that say that it is a decline.
const ARROWS: [char; 5] = [' ', '↑', '↓', '▲', '▼'];
const DOWN: [char; 2] = ['↓', '▼'];

/// What stands before a percent that is a level and no change.
const LEVELS: &[&str] =
    &["fell below", "dropped below", "dipped below", "sank below", "rose above", "climbed above"];

/// How growth that has been is told.
const PAST: &[&str] = &["rose", "grew", "fell", "grown", "ed", "went up", "slid", "leapt"];

/// The longest sentence that leaves its verb to the sentence before, in words and marks.
const LONGEST_ELLIPSIS: usize = 14;

/// What follows the percent of a year.
const YEARLY: &[&str] =
    &[" annually", " per year", " a year", " each year", " every year", " annual growth", " yearly"];
