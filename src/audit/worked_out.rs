//! Sentences that work something out from figures: "which is $26,340 more than", "2.75 times the median". With
//! newer figures alone they would be false.

use regex::Regex;

use super::{
    cue::{Cue, Per},
    finding::Finding,
    judge,
    judged::Judged,
    number::Sign,
    passage::Page,
    reading::{Placed, Told},
    tokens::Words,
    view::View,
    wanted::Wanted,
};
use crate::model::SocCode;

/// Words that tell one wage, or one growth, as so many times another.
static TIMES: Wanted = Wanted::new(|| {
    let times = "(?i-u)(?:\\d|two|three|four|five|six|seven|eight|nine|ten) times (?:as|the|what|that|more)\
                 |twice (?:as|the|what)|(?:double|triple|quadruple) (?:the|what)";
    Regex::new(times).ok()
});

/// Words that tell one wage as a part of another, or so much above it.
static RATIO: Wanted = Wanted::new(|| {
    let ratio = "(?i-u)half (?:as much|again as|of what)|(?:%|percent) (?:more|less|higher|lower|greater) than [a-z]\
                 |(?:%|percent) (?:above|below|over) [a-z]|difference of \\$|gap of \\$\
                 |up (?:by |about |nearly |roughly |some |just )*[\\d.]+ ?(?:%|percent) (?:from|since|over|on) (?:the|last|a|its|their)\
                 |(?:%|percent) (?:raise|increase|jump|gain|rise|bump) (?:over|from|on|since) (?:the|last|a)";
    Regex::new(ratio).ok()
});

/// Words that tell a percent, or a wage, as the part or multiple that it comes near: "almost half — 46 percent".
static IN_PARTS: Wanted = Wanted::new(|| {
    let part = "(?i)(?:\\bhalf|a third|a quarter|a fifth|two-thirds|one-third|doubl(?:e|ing))[ ,—–:;(-]{1,4}\
                (?:or |at |about |by )?[0-9.]+ ?(?:%|percent)";
    Regex::new(part).ok()
});

/// Words that tell how large a figure is, or that it is the same as another: a newer one may be another size.
static SIZED: Wanted = Wanted::new(|| {
    let words = "(?i-u)(?:single|double|triple)-digit|(?:four|five|six)[- ]figure|equally|tied (?:with|for)|yet to reach\
                 |short of (?:six|five)|than a (?:fifth|third|quarter|tenth) |same (?:rate|pace|pay) as|(?:years?|time) in a row|(?:straight|consecutive) year|as fast as [a-z]+s at|on par with [a-z]+s at";
    Regex::new(words).ok()
});

/// Words that tell a wage as a multiple or a part of one in another sentence.
static OF_ANOTHER: Wanted = Wanted::new(|| {
    let words = "(?i-u)(?:twice|times|half) as (?:much|high)(?:[.,;:!?)]|$| \\()|divided? by [0-9]\
                 |that (?:is|works out to|comes to|comes out to|breaks down to) (?:about |roughly |some |around )*\\$";
    Regex::new(words).ok()
});

/// Words that hold one wage against another.
static COMPARES: Wanted = Wanted::new(|| {
    let words = "(?i-u)(?:more|less|better|higher|lower|greater|fewer) than|ahead of|behind|out-?earn|exceed|beat|trail\
                 |surpass|pass(?:ed|es) \\$|cross(?:ed|es)|edge|above|below|tops? the|topped|compared";
    Regex::new(words).ok()
});

/// Words behind a name among which its figure stands.
const NEAR: usize = 6;

/// A sentence with more numbers is a list.
const MOST_NUMBERS: usize = 32;

impl Page<'_> {
    /// Whether a sentence works out a difference or a ratio of wages, or a ratio of growths.
    #[must_use]
    pub fn works_out(&self, passage: usize) -> bool {
        let text = self.text(passage);
        let is_amount = |other: &&Placed| other.number.sign == Sign::Dollars && !other.spent;
        let amounts = || self.reading(passage).numbers.iter().take(MOST_NUMBERS).filter(is_amount);
        let is_difference =
            |placed| View { page: self, passage, placed, contexts: Vec::new() }.is_difference();
        let is_percent = |other: &Placed| other.number.sign == Sign::Percent && !other.spent;
        if IN_PARTS.is_in(text) || SIZED.is_in(text) || self.is_more_than_an_occupation(passage) {
            return true;
        }
        if !text.contains('$') {
            let numbers = &self.reading(passage).numbers;
            return RATIO.is_in(text)
                || TIMES.is_in(text) && (numbers.is_empty() || numbers.iter().any(is_percent));
        }
        // A multiple of a wage that the page does not have is told in words, and judged as such.
        RATIO.is_in(text)
            || TIMES.is_in(text) && amounts().count() > 1
            || OF_ANOTHER.is_in(text)
            || amounts().any(is_difference)
            || amounts().any(|one| amounts().any(|other| is_part_of_year(one, other)))
    }

    /// "$61,590, more than plumbers": held against an occupation whose figure the sentence does not tell.
    fn is_more_than_an_occupation(&self, passage: usize) -> bool {
        let reading = self.reading(passage);
        let words = Words { text: self.text(passage), tokens: &reading.tokens };
        let figure = |at: usize| {
            reading.numbers.iter().any(|other| !other.spent && (at..at + NEAR).contains(&other.token))
        };
        reading.told.iter().any(|told| match told.cue {
            Cue::Occupation(index) => {
                let all = self.figures.occupations.get(index);
                let is_all = all.is_some_and(|all| all.codes == [SocCode::ALL_OCCUPATIONS]);
                let than = told.token > 1
                    && words.is(told.token - 1, &["than"])
                    && words.is(told.token - 2, &["more", "less", "better", "higher", "lower"]);
                than && !is_all && !figure(told.after)
            }
            _ => false,
        })
    }

    /// Whether a sentence is about pay by its words: "That is 44% more than practical nurses make."
    #[must_use]
    pub fn compares_pay(&self, passage: usize) -> bool {
        let is_pay = |told: &Told| matches!(told.cue, Cue::Pay);
        self.reading(passage).told.iter().any(is_pay)
    }

    /// Whether words of a sentence hold wages against each other which, with the newer figures, lie the other way round:
    /// "electricians earned slightly more than plumbers". `wages` are those of then and now, each with what it is
    /// counted by.
    #[must_use]
    pub fn turns_round(&self, passage: usize, wages: &[(Per, f64, f64)]) -> bool {
        let turned = |(per, then, now): &(Per, f64, f64), (other, before, today): &(Per, f64, f64)| {
            per == other && then > before && now <= today
        };
        let pairs = || wages.iter().any(|one| wages.iter().any(|other| turned(one, other)));
        wages.len() > 1 && COMPARES.is_in(self.text(passage)) && pairs()
    }
}

/// The wages of a passage, then and as they would stand; an amount that is no claim stays.
pub fn wages(page: &Page<'_>, judged: &[Judged], findings: &[Finding]) -> Vec<(Per, f64, f64)> {
    let passage = judged.first().map_or(0, |one| one.claim.passage);
    let is_judged = |start: usize| judged.iter().any(|one| one.claim.placed.number.start == start);
    let amounts =
        page.reading(passage).numbers.iter().filter(|one| {
            one.number.sign == Sign::Dollars && !one.spent && !is_judged(one.number.start)
        });
    let others = amounts.map(|one| {
        let value = one.number.value;
        (if value < LEAST_A_YEAR { Per::Hour } else { Per::Year }, value, value)
    });
    let of = |(one, finding): (&Judged, &Finding)| {
        let then = one.claim.value;
        let like = one.judgement.periods.first().map(|at| &one.choice.known[*at]);
        let newest = judge::newest(&one.choice, like, page.figures);
        let today = newest.and_then(|known| known.value.number()).unwrap_or(then);
        let now = if finding.new_text.is_some() { today } else { then };
        one.choice.quantity.is_wage().then_some((one.claim.per, then, now))
    };
    judged.iter().zip(findings).filter_map(of).chain(others).collect()
}

/// From this amount on wages are those of a year.
const LEAST_A_YEAR: f64 = 1_000.0;

/// "$1,184 a week", "$5,133 a month" beside "$61,590 a year": an amount that the page worked out from the other.
fn is_part_of_year(one: &Placed, year: &Placed) -> bool {
    const PARTS: [f64; 2] = [52.0, 12.0];
    let (one, year) = (one.number.value, year.number.value);
    year >= 9_000.0 && PARTS.iter().any(|parts| (one * parts / year - 1.0).abs() < ROUNDED)
}

/// How far rounding takes such an amount, as a share.
const ROUNDED: f64 = 0.006;

/// Words that tell how close an amount is.
const HOW_CLOSE: &[&str] = &[
    "about",
    "around",
    "roughly",
    "some",
    "nearly",
    "almost",
    "over",
    "just",
    "more",
    "than",
    "approximately",
];

impl View<'_, '_> {
    /// "$14,000 above the national median": what the page worked out itself.
    pub fn is_difference(&self) -> bool {
        // "Overtime added $11,300 to the pay"
        let before = self.page.text(self.passage).get(..self.placed.number.start).unwrap_or("");
        let mut last = before.split_whitespace().rev().skip_while(|word| HOW_CLOSE.contains(word));
        if self.is_by() || matches!(last.next(), Some("added" | "adds" | "add")) {
            return true;
        }
        let rest = self.page.text(self.passage).get(self.placed.number.end..).unwrap_or("");
        let clause = rest.split([',', '.', ';', ':', ')', '(', '—', '–', '|']).next().unwrap_or("");
        let words: Vec<String> = clause.split_whitespace().take(6).map(str::to_lowercase).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        // "$11,970 more than a welder", "$70,680 below Washington"
        let held_against = matches!(
            words[..],
            ["more" | "less" | "higher" | "lower", "than", ..]
                | ["higher" | "lower"]
                | ["ahead" | "short", "of", ..]
                | ["below" | "behind", _, ..]
                | ["above", "it" | "that", ..]
                | ["over" | "under", "the", "national" | "median" | "mean" | "average" | "figure", ..]
        );
        held_against
            || self.is_span()
            || words.windows(3).any(|three| {
                matches!(three, ["above" | "below", "the" | "what" | "that", _])
                    || matches!(
                        three,
                        ["more" | "less" | "higher" | "lower" | "greater", "than", "the" | "what"]
                    )
            })
    }

    /// "A range of roughly $44,000": how far two wages are apart.
    fn is_span(&self) -> bool {
        const SPANS: &[&str] = &[
            "range",
            "spread",
            "gap",
            "difference",
            "margin",
            "premium",
            "increase",
            "rise",
            "jump",
            "gain",
            "bump",
            "raise",
        ];
        let before = self.page.text(self.passage).get(..self.placed.number.start).unwrap_or("");
        let mut words = before.split_whitespace().rev().skip_while(|word| HOW_CLOSE.contains(word));
        self.placed.partner.is_none()
            && words.next() == Some("of")
            && words.next().is_some_and(|word| SPANS.contains(&word))
    }

    /// "They earn more by about $8 an hour": by how much.
    fn is_by(&self) -> bool {
        const NEXT_IN_A_LIST: &[&str] = &["followed", "led", "headed", "trailed", "topped"];
        let before = self.page.text(self.passage).get(..self.placed.number.start).unwrap_or("");
        let mut words =
            before.split_whitespace().rev().skip_while(|word| HOW_CLOSE.contains(word)).take(2);
        words.next() == Some("by") && words.next().is_none_or(|word| !NEXT_IN_A_LIST.contains(&word))
    }
}
