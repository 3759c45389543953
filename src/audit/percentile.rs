//! Percents that are no figures but the name of a percentile.

use std::collections::BTreeSet;

use super::{
    cue::{Cue, Quantity},
    number::{Number, Sign},
    reading::{Kind, Token, Told},
    tokens::Words,
};

const LOWEST: &[&str] = &["lowest", "bottom", "lower", "low"];
const HIGHEST: &[&str] = &["top", "highest", "upper", "high", "best"];
/// The words of a share behind its first, and its percent.
type Share = (&'static [&'static str], u8);

/// Shares of the workers in words, by the first of these.
const SHARES: &[(&str, &[Share])] = &[
    ("half", &[(&[], 50)]),
    ("a", &[(&["tenth"], 10), (&["quarter"], 25)]),
    ("another", &[(&["tenth"], 10), (&["quarter"], 25)]),
    (
        "one",
        &[
            (&["in", "ten"], 10),
            (&["out", "of", "ten"], 10),
            (&["tenth"], 10),
            (&["-", "tenth"], 10),
            (&["in", "four"], 25),
            (&["out", "of", "four"], 25),
            (&["quarter"], 25),
            (&["-", "quarter"], 25),
        ],
    ),
    (
        "three",
        &[
            (&["quarters"], 75),
            (&["-", "quarters"], 75),
            (&["in", "four"], 75),
            (&["out", "of", "four"], 75),
        ],
    ),
    ("nine", &[(&["in", "ten"], 90), (&["out", "of", "ten"], 90), (&["tenths"], 90)]),
];

/// Words that make "half" one of the ends of the wages, or their middle.
const ENDS_AND_MIDDLE: &[&str] = &["middle", "central", "upper", "lower", "top", "bottom", "highest"];

/// Verbs with which a share of the workers is paid.
const EARN: &[&str] = &[
    "earn", "earns", "earned", "earning", "make", "makes", "made", "making", "paid", "received",
    "receive", "got", "get", "took", "take", "brought", "bring", "had", "have", "gets", "clears",
    "cleared", "clear", "tops", "topped", "exceeded", "exceeds", "receives", "takes", "brings",
];

/// Words between the end of the wages and the percent.
const BETWEEN: &[&str] = &["-", "–", "paid", "earning", "paying", "earners", "about", "(", ",", "of"];

/// Words between the percent and the end of the wages behind it.
const BETWEEN_BEHIND: &[&str] =
    &["at", "with", "on", "of", "in", "the", "who", "are", "earners", "workers", "their"];

/// Words between the end of the wages and its amount.
const HOW_CLOSE: &[&str] = &[
    "about", "around", "roughly", "nearly", "almost", "some", "over", "under", "above", "below", "more",
    "less", "than", "at",
];

/// How far behind a share its verb, and behind the verb "less" or "more" may stand, in words.
const NEAR_SHARE: usize = 7;

/// How far its verb may stand behind a long name of the workers, in words and marks.
const FURTHEST_VERB: usize = 14;

impl Words<'_> {
    /// A word in lower case.
    fn at(&self, at: usize) -> String {
        self.word(at).to_lowercase()
    }

    /// "percentiles", "pct."
    fn is_percentile(&self, at: usize) -> bool {
        self.at(at).starts_with("percentile") || self.is(at, &["pct", "pctl", "pctile"])
    }

    /// The word before a number that may say which end of the wages it is: "lowest" of "the lowest
    /// paid 10 percent".
    fn end_before(&self, at: usize) -> usize {
        let mut back = at;
        while back > 0 && at - back < 4 {
            back -= 1;
            if !self.is(back, BETWEEN) {
                break;
            }
        }
        back
    }

    /// "The ten percent at the top", "10% with the lowest pay".
    fn end_behind(&self, at: usize, percent: i64) -> Option<Cue> {
        let end = (at + 1..at + 5).find(|at| !self.is(*at, BETWEEN_BEHIND))?;
        if end == at + 1 {
            return None;
        }
        match (self.is(end, &["bottom", "lowest", "worst"]), self.is(end, &["top", "highest", "best"])) {
            (true, _) => of_percent(percent),
            (_, true) => of_percent(100 - percent),
            _ => None,
        }
    }

    /// "10%: $33,500 25%: $36,780": a percent that begins a text, or follows a figure or a mark, and is
    /// the label of an amount.
    fn labels_amount(&self, at: usize, behind: usize) -> bool {
        let begins = at.checked_sub(1).is_none_or(|before| {
            let mark = self.word(before);
            mark.len() == 1 && !mark.starts_with(char::is_alphanumeric) || mark.starts_with('$')
        });
        begins
            && matches!(self.word(behind), ":" | "–" | "—" | "=")
            && self.word(behind + 1).starts_with('$')
    }

    /// "10th $42,640", "10%: $42,640": the rank of a percentile right before an amount.
    fn ranks_amount(&self, at: usize, number: &Number) -> bool {
        let ordinal = usize::from(self.is(at + 1, &["th"]));
        let mark = usize::from(self.is(at + 1 + ordinal, &[":", "–", "—", "=", "-"]));
        number.sign != Sign::Dollars
            && (ordinal == 1 || number.sign == Sign::Percent)
            && of_rank(number.value).is_some()
            && self.word(at + 1 + ordinal + mark).starts_with('$')
    }

    /// Whether nothing but how close it is stands before an amount: "about $94,000".
    fn leads_to_amount(&self, at: usize) -> bool {
        let amount = (at..at + 3).find(|at| !self.is(*at, HOW_CLOSE));
        amount.is_some_and(|amount| self.word(amount).starts_with('$'))
    }

    /// Whether an amount at a place is followed by "or more", or by "or less".
    fn is_bounded_behind(&self, at: usize) -> Option<bool> {
        let amount = (at..at + 2).find(|at| self.word(*at).starts_with('$'))?;
        let or = self.is(amount + 1, &["or"]);
        match (
            self.is(amount + 2, &["more", "above", "higher"]),
            self.is(amount + 2, &["less", "below", "lower", "under"]),
        ) {
            (true, _) if or => Some(true),
            (_, true) if or => Some(false),
            _ => None,
        }
    }

    /// Whether those before a place are told to earn less than what follows, or more: the percentile
    /// that the share of `percent` names.
    fn of_share(&self, at: usize, percent: i64) -> Option<Cue> {
        let compares = |at: &usize| self.is(*at, BELOW) || self.is(*at, ABOVE);
        // Names of occupations are long: in a clause without a figure the verb may stand further away.
        let goes_on = |at: &usize| {
            let kind = self.tokens.get(*at).map(|token| token.kind);
            matches!(kind, Some(Kind::Word(_) | Kind::Mark(',' | '-' | '/')))
        };
        let mut clause = (at..at + FURTHEST_VERB).take_while(goes_on);
        let near = (at..at + NEAR_SHARE).find(|at| self.is(*at, EARN));
        let verb = near.or_else(|| clause.find(|at| self.is(*at, EARN)));
        let word = match verb {
            Some(verb) => (verb..verb + 5).find(compares)?,
            // "and ten percent $90,000 or more" leaves the verb to what stands before,
            None if self.is_bounded_behind(at) == Some(true) => return of_percent(100 - percent),
            None if self.is_bounded_behind(at) == Some(false) => return of_percent(percent),
            // and so do "and one-tenth more than" and "one in ten over $200,000".
            // "A tenth get less than $34,030; a tenth, more than $138,040."
            // "And a tenth of them less than $32,690."
            None if self.is(at, &["of"]) && self.is(at + 1, &["them", "these"]) => Some(at + 2)
                .filter(compares)
                .filter(|at| self.is(at + 1, &["than"]) || self.word(at + 1).starts_with('$'))?,
            None => Some(at + usize::from(self.word(at) == ","))
                .filter(compares)
                .filter(|at| self.is(at + 1, &["than", "of"]) || self.word(at + 1).starts_with('$'))?,
        };
        of_percent(if self.is(word, BELOW) { percent } else { 100 - percent })
    }
}

const BELOW: &[&str] = &["less", "under", "below", "fewer"];
const ABOVE: &[&str] = &[
    "more",
    "better",
    "north",
    "over",
    "above",
    "least",
    "exceeding",
    "upwards",
    "clears",
    "cleared",
    "clear",
    "tops",
    "topped",
    "exceeded",
    "exceeds",
    "beyond",
    "past",
];

/// Percents that name a percentile: "the lowest 10 percent", "10% earned less than", "one in ten makes
/// more than".
pub fn percentiles(
    text: &str,
    tokens: &[Token],
    numbers: &[Number],
    spent: &mut [bool],
    told: &mut Vec<Told>,
) {
    let words = Words { text, tokens };
    let in_a_row = is_row_of_amounts(words, numbers);
    for (at, token) in tokens.iter().enumerate() {
        let (start, end) = (token.start, token.end);
        let Kind::Number(index) = token.kind else {
            if let Some((cue, length)) = share_in_words(&words, at) {
                told.push(Told { cue, start, end, token: at, after: at + length });
            }
            continue;
        };
        let number = &numbers[index];
        let next = words.at(at + 1);
        // "10th": the digits are followed by their ending and "percentile".
        let ordinal = matches!(next.as_str(), "th" | "st" | "nd" | "rd") && tokens[at + 1].start == end;
        let named = ordinal && words.is_percentile(at + 2) || next.starts_with("percentile");
        // "the 10th and 90th percentiles"
        let joins = ordinal && words.is(at + 2, &["and", "to", "-", "–", "through"]);
        // "the 10th percentile is $79,850, the 25th $103,050"
        let said_before = ordinal && text[..start].contains("percentile");
        let labels = number.sign != Sign::Dollars
            && words.labels_amount(at, if ordinal { at + 2 } else { at + 1 });
        // "25th" is all that the head of a column says.
        let alone = ordinal && tokens.len() == 2;
        let end_of = words.end_before(at);
        let (lowest, highest) = (words.is(end_of, LOWEST), words.is(end_of, HIGHEST));
        let named = named
            || labels
            || alone
            || said_before
            || in_a_row && !lowest && !highest && words.ranks_amount(at, number)
            || joins && (3..=6).any(|step| words.at(at + step).starts_with("percentile"));
        if number.sign != Sign::Percent && !named {
            spent[index] |= ordinal;
            continue;
        }
        #[expect(clippy::cast_possible_truncation, reason = "a percent")]
        let percent = number.value as i64;
        let cue = match percent {
            _ if number.decimals > 0 => None,
            50 if words.is(end_of, &["middle", "central"]) => Some(Cue::Middle),
            _ if named => of_percent(percent),
            1..=50 if highest => of_percent(100 - percent),
            1..=50 if lowest => of_percent(percent),
            1..=50 => words.end_behind(at, percent).or_else(|| words.of_share(at + 1, percent)),
            _ => words.of_share(at + 1, percent),
        };
        if let Some(cue) = cue {
            spent[index] = true;
            told.push(Told { cue, start, end, token: at, after: at + 1 });
        } else if named || lowest || highest {
            spent[index] = true;
        }
    }
}

/// "10th $42,640 · 25th $49,430 · Median $63,190": so many ranks stand right before amounts only where they are
/// percentiles.
fn is_row_of_amounts(words: Words<'_>, numbers: &[Number]) -> bool {
    let ranks = words.tokens.iter().enumerate().filter(|(at, token)| match token.kind {
        Kind::Number(index) => words.ranks_amount(*at, &numbers[index]),
        _ => false,
    });
    let places: Vec<usize> = ranks.map(|(at, _)| at).collect();
    // Of a row that was drawn with bars each cell has one.
    let begins = |at: &usize| at.checked_sub(1).is_none_or(|before| words.is(before, &[":"]));
    places.len() >= FEWEST_IN_A_ROW || places.iter().any(begins)
}

/// The fewest ranks that make a row of percentiles.
const FEWEST_IN_A_ROW: usize = 2;

/// "Below $42,900 for the lowest 10 percent to above $121,800 for the highest": an end of the wages that
/// leaves its percent to the other end.
pub fn other_end(text: &str, tokens: &[Token], told: &mut Vec<Told>) {
    let words = Words { text, tokens };
    let ends = |one: &Told| {
        matches!(one.cue, Cue::Measure(Quantity::P10 | Quantity::P25 | Quantity::P75 | Quantity::P90))
    };
    let Some(first) = told.iter().copied().find(ends) else { return };
    for (at, token) in tokens.iter().enumerate() {
        let (low, high) = (words.is(at, &["lowest", "bottom"]), words.is(at, &["highest", "top"]));
        let stands_alone = words.at(at + 1).is_empty()
            || words.is(at + 1, EARN)
            || words.leads_to_amount(at + 1)
            || !words.word(at + 1).starts_with(|c: char| c.is_alphanumeric() || c == '-');
        let ends_so = stands_alone && at > 0 && words.is(at - 1, &["the", "their"]);
        // "Top" is a verb as well.
        let is_told =
            |one: &Told| (one.token..one.after).contains(&at) && !matches!(one.cue, Cue::Bound(_));
        if !(low || high) || !ends_so || told.iter().any(is_told) {
            continue;
        }
        let quantity = match (first.cue, high) {
            (Cue::Measure(Quantity::P10), true) => Quantity::P90,
            (Cue::Measure(Quantity::P25), true) => Quantity::P75,
            (Cue::Measure(Quantity::P90), false) => Quantity::P10,
            (Cue::Measure(Quantity::P75), false) => Quantity::P25,
            _ => continue,
        };
        let (start, end) = (token.start, token.end);
        told.push(Told { cue: Cue::Measure(quantity), start, end, token: at, after: at + 1 });
    }
}

/// "At the high end, lawyers sit at $151,160; at the low end, bakers get $36,650": the ends of a list of occupations,
/// and not of the wages of one.
pub fn drop_ends_of_lists(text: &str, tokens: &[Token], told: &mut Vec<Told>) {
    let occupations = |told: &[Told]| {
        let named = told.iter().filter_map(|one| match one.cue {
            Cue::Occupation(index) => Some(index),
            _ => None,
        });
        named.collect::<BTreeSet<u32>>().len()
    };
    let words = Words { text, tokens };
    let of_list = |one: &Told, all: &[Told]| {
        let said = &text[one.start..one.end];
        let names =
            |other: &Told| matches!(other.cue, Cue::Occupation(_)) && other.token == one.after + 1;
        said.ends_with(" end") && words.is(one.after, &[","]) && all.iter().any(names)
    };
    if told.iter().any(|one| of_list(one, told)) && occupations(told) > 1 {
        let all = told.clone();
        told.retain(|one| !of_list(one, &all));
    }
}

/// A share in words and how many words it takes.
fn share_in_words(words: &Words<'_>, at: usize) -> Option<(Cue, usize)> {
    let first = words.word(at);
    // Most words neither begin so nor are as long.
    let may = matches!(
        first.as_bytes(),
        [b'a' | b'A']
            | [b'a' | b'A', _, _, _, _, _, _]
            | [b'o' | b'O', _, _]
            | [b'h' | b'H' | b'n' | b'N', _, _, _]
            | [b't' | b'T', _, _, _, _]
    );
    if !may {
        return None;
    }
    let (_, shares) = SHARES.iter().find(|(word, _)| word.eq_ignore_ascii_case(first))?;
    // The middle half is no share below or above.
    if at > 0 && words.is(at - 1, ENDS_AND_MIDDLE) {
        return None;
    }
    // "one lawyer in ten": a word or two may stand behind the first.
    let said = |rest: &[&str], from: usize| {
        rest.iter().enumerate().all(|(step, word)| words.is(from + step, &[*word]))
    };
    let asides = |rest: &[&str]| if rest.len() > 1 { 0..3 } else { 0..1 };
    let find = |(rest, percent): &Share| {
        let aside = asides(rest).find(|aside| said(rest, at + 1 + aside))?;
        Some((1 + aside + rest.len(), *percent))
    };
    let (length, percent) = shares.iter().find_map(find)?;
    let cue = words.of_share(at + length, i64::from(percent))?;
    Some((cue, length))
}

fn of_percent(percent: i64) -> Option<Cue> {
    Some(Cue::Measure(match percent {
        10 => Quantity::P10,
        25 => Quantity::P25,
        50 => Quantity::Median,
        75 => Quantity::P75,
        90 => Quantity::P90,
        _ => return None,
    }))
}

/// The percentile that a head of nothing but a percent names: "75%".
pub fn rank(head: &str) -> Option<Quantity> {
    match of_rank(head.trim().strip_suffix('%')?.trim().parse().ok()?) {
        Some(Cue::Measure(quantity)) => Some(quantity),
        _ => None,
    }
}

/// What the rank of a percentile names.
pub fn of_rank(rank: f64) -> Option<Cue> {
    #[expect(clippy::cast_possible_truncation, reason = "a percent")]
    of_percent(rank as i64)
}
