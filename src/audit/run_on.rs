//! Tables that a page or its extraction has run together into one line: "Percentile 10% 25% 50% (Median) 75%
//! 90% Annual wage $37,270 $46,550 $57,300 $71,120 $84,250".

use super::{
    number::Sign,
    percentile::of_rank,
    reading::{Placed, Told},
    tokens::Words,
};

/// The fewest percentiles that make a head.
const FEWEST: usize = 3;

/// How far behind one another the ranks of a head and the figures of a row stand, in words and marks.
const CLOSE: usize = 6;

/// Gives each amount of a row the percentile of its column; the ranks are no figures.
pub fn percentile_rows(words: Words<'_>, numbers: &mut [Placed], told: &mut Vec<Told>) {
    if !(0..words.tokens.len()).any(|at| words.is(at, &["percentile", "percentiles"])) {
        return;
    }
    let is_rank = |placed: &Placed| {
        matches!(placed.number.sign, Sign::Percent | Sign::Plain)
            && of_rank(placed.number.value).is_some()
    };
    let head = run(numbers, 0, is_rank);
    let rises = numbers[head.clone()].is_sorted_by(|one, next| one.number.value < next.number.value);
    if head.len() < FEWEST || !rises {
        return;
    }
    let mut from = head.end;
    loop {
        let row = run(numbers, from, |placed| placed.number.sign == Sign::Dollars);
        if row.len() != head.len() {
            break;
        }
        for (rank, amount) in head.clone().zip(row.clone()) {
            let (token, start) = (numbers[amount].token, numbers[amount].number.start);
            let cue = of_rank(numbers[rank].number.value);
            told.extend(cue.map(|cue| Told { cue, start, end: start, token, after: token }));
        }
        from = row.end;
    }
    if from > head.end {
        told.retain(|one| {
            !numbers[head.clone()].iter().any(|rank| (one.token..one.after).contains(&rank.token))
        });
        numbers[head].iter_mut().for_each(|rank| rank.spent = true);
    }
}

/// The next numbers of a kind that stand close behind one another.
fn run(numbers: &[Placed], from: usize, is_one: impl Fn(&Placed) -> bool) -> std::ops::Range<usize> {
    let Some(first) = (from..numbers.len()).find(|at| is_one(&numbers[*at])) else { return from..from };
    let close =
        |at: &usize| is_one(&numbers[*at]) && numbers[*at].token - numbers[*at - 1].token <= CLOSE;
    let more = (first + 1..numbers.len()).take_while(close).count();
    first..first + 1 + more
}
