//! Whether a figure is one of BLS's at all, by who says so, of when and how it is told, and what it agrees with.

use super::{
    choice::Choice,
    claim::{Claim, Source, UNSPOKEN, is_head},
    cue::{Per, Quantity},
    figures::Known,
    fit::{Fit, is_telling},
    passage::Relation,
    reading::{Dated, How},
};

/// A figure that agrees to the last digit is taken for one of an occupation named so far away.
const FURTHEST: usize = 130;

/// Whether a claim is one of BLS's figures at all.
#[must_use]
pub fn is_bls(claim: &Claim, choice: &Choice) -> bool {
    let other = matches!(claim.source, Source::Other | Source::OtherNearby);
    // Nobody else tells growth over the ten years of a round.
    let of_round = choice.stated.and_then(|date| date.round()).is_some();
    let projected =
        matches!(choice.quantity, Quantity::GrowthPct | Quantity::Openings | Quantity::GrowthNum);
    let own_date = has_own_date(claim, choice);
    let told = own_date && !is_far_off(claim, choice)
        || claim.source == Source::Bls
        || choice.stated_fit().is_some();
    if projected && of_round && choice.near && told && claim.source != Source::Other {
        return true;
    }
    // A release named by its month, with its very figure, leaves no doubt.
    let explicit = choice.near
        && choice.stated.is_some_and(|date| date.how == How::Explicit)
        && matches!(choice.stated_fit(), Some((_, Fit::Exact)));
    let telling = is_telling(claim)
        && choice.is_exact()
        && (explicit || choice.named.is_none_or(|from| is_head(from) || choice.cost < FURTHEST));
    // "Starting pay with this department is $5,342 a month" is nobody's 90th percentile.
    let low = matches!(choice.quantity, Quantity::P10 | Quantity::P25);
    let start = claim.band && !low && claim.placed.partner.is_none() && claim.source != Source::Bls;
    let telling = telling && !start;
    if telling && claim.source != Source::Other && (!claim.doubtful || choice.named.is_none()) {
        return true;
    }
    if is_beside_bls(claim, choice, explicit) {
        return true;
    }
    !other && !claim.doubtful && is_of_its_page(claim, choice, (own_date, of_round))
}

/// Whether a claim that its own words leave open is BLS's by what its page says of sources and dates;
/// with whether its date is its own, and one of a round.
fn is_of_its_page(claim: &Claim, choice: &Choice, (own_date, of_round): (bool, bool)) -> bool {
    let said = matches!(claim.source, Source::Bls | Source::BlsNearby);
    let first = claim.quantities.first();
    let spoken = first.is_some_and(|guess| guess.cost < UNSPOKEN);
    // BLS rounds annual wages to ten dollars.
    let odd = choice.quantity.is_wage() && claim.per == Per::Year && claim.value % 10.0 != 0.0;
    let range =
        claim.placed.partner.is_some() && matches!(choice.quantity, Quantity::Mean | Quantity::Median);
    if (odd || range) && choice.fits.is_empty() && claim.source != Source::Bls || range && claim.band {
        return false;
    }
    if is_left_to_others(claim, choice, (own_date, of_round, range)) {
        return false;
    }
    // What only its digits speak for must agree with them.
    let shown = !spoken && choice.fits.is_empty();
    if shown && !choice.quantity.is_wage() && choice.quantity != Quantity::GrowthPct {
        return false;
    }
    let dated = choice.near && choice.stated.is_some_and(|date| date.how != How::YearOnly || said);
    // "Mercy employs 1,850 nurses" below what BLS says of nurses: everybody counts and compares.
    let of_then = if choice.quantity == Quantity::Employment { dated } else { own_date && of_round };
    let unfit = choice.fits.is_empty() || choice.stated.is_some() && choice.stated_fit().is_none();
    // In a column of jobs those of a place that is not at hand are as much BLS's as those of the others.
    let headed = first.is_some_and(|of| of.from.is_some_and(is_head)) && choice.area.is_none();
    let anybodys = claim.source == Source::BlsNearby && unfit && !of_then && !headed;
    if anybodys && !choice.quantity.is_wage() {
        return false;
    }
    match choice.quantity {
        quantity if quantity.is_wage() => is_bls_wage(claim, choice, dated),
        Quantity::GrowthPct => said || claim.about_work,
        Quantity::Openings | Quantity::GrowthNum => {
            said || dated || choice.occupation.is_some() && !choice.fits.is_empty()
        }
        _ => said || dated || !choice.fits.is_empty() && claim.about_work,
    }
}

/// "Hourly: $29.61" below "Median pay (BLS): $61,590", "Annual: $42,000" under a note of May 2023: the very median of the
/// occupation above it, in so many digits or of the period that is stated.
fn is_beside_bls(claim: &Claim, choice: &Choice, explicit: bool) -> bool {
    let headed = choice.named.is_some_and(|from| is_head(from) || from == Relation::Heading);
    choice.quantity == Quantity::Median
        && claim.source == Source::BlsNearby
        && !(claim.band || claim.doubtful)
        && headed
        && choice.occupation.is_some()
        && choice.is_exact()
        && (explicit || is_telling(claim))
}

/// Whether a figure that agrees with nothing, or hardly, is of nobody or somebody else by its shape: `own_date` and
/// `of_round` are whether its period stands beside it and is a round, `range` whether it is the end of a range.
fn is_left_to_others(
    claim: &Claim,
    choice: &Choice,
    (own_date, of_round, range): (bool, bool, bool),
) -> bool {
    if claim.source == Source::Bls {
        return false;
    }
    let thousands = claim.value % 1000.0 == 0.0;
    let unfit_wage = choice.quantity.is_wage() && choice.fits.is_empty();
    // A round number of nobody, in a sentence that names no occupation or calls it no median or percentile, and true
    // of none.
    let close = |from| is_head(from) || matches!(from, Relation::Before | Relation::LeadIn);
    let named = choice.named.is_none_or(close) && choice.occupation.is_some();
    let first = claim.quantities.first();
    let measured = first.is_some_and(|of| of.cost < UNSPOKEN && of.of != Quantity::Mean);
    let nobodys =
        unfit_wage && (thousands && !(named && measured) || !own_date && is_nobodys(claim, choice));
    // "From $118,000 to $139,000" below what BLS says: BLS does not round so.
    let rounded = (range || claim.placed.partner.is_some() && choice.quantity.is_wage() && !measured)
        && thousands
        && !choice.is_exact();
    nobodys || rounded || !of_round && is_far_off(claim, choice)
}

/// Whether an amount or a count is so many times what BLS has ever said of it, or so small a part, that nobody mistakes
/// the two.
fn is_far_off(claim: &Claim, choice: &Choice) -> bool {
    let most = match choice.quantity {
        quantity if quantity.is_wage() => 3.0,
        Quantity::Employment | Quantity::Openings => 8.0,
        _ => return false,
    };
    let is_far = |known: &Known| {
        known.value.number().is_some_and(|value| {
            let times = (claim.value / value).abs();
            times > most || times * most < 1.0
        })
    };
    !choice.known.is_empty() && choice.known.iter().all(is_far)
}

/// Whether a wage is one that neither BLS's own sentence tells, nor words beside it call a median or the like or give to
/// an occupation.
fn is_nobodys(claim: &Claim, choice: &Choice) -> bool {
    let mut first = claim.quantities.iter().take(1).filter(|guess| guess.cost < UNSPOKEN);
    let measured = first.any(|guess| guess.from.is_none_or(is_head));
    let whose = choice.named.is_none() && choice.occupation.is_some() && is_telling(claim);
    !measured && !whose
}

/// Whether the period of a reading stands in the passage or its paragraph, or in what heads or leads into it.
fn has_own_date(claim: &Claim, choice: &Choice) -> bool {
    let leads =
        |from| is_head(from) || matches!(from, Relation::LeadIn | Relation::Remark | Relation::Before);
    let own =
        |date: Dated| claim.dates.iter().any(|guess| guess.of == date && guess.from.is_none_or(leads));
    choice.stated.is_some_and(own)
}

/// Whether a wage is BLS's, by who says so and how it is told.
fn is_bls_wage(claim: &Claim, choice: &Choice, dated: bool) -> bool {
    let said = matches!(claim.source, Source::Bls | Source::BlsNearby);
    let first = claim.quantities.first();
    let spoken = first.is_some_and(|guess| guess.cost < UNSPOKEN);
    // "Average starting wage": BLS tells none, and what agrees with nothing is none of its other figures. "You could
    // earn $94,000 (BLS)" may be of one.
    let is_bls = claim.source == Source::Bls;
    let agrees = !choice.fits.is_empty();
    if claim.band && !(said && spoken && (is_bls || agrees) || is_bls && agrees) {
        return false;
    }
    let plain = first.is_some_and(|guess| matches!(guess.of, Quantity::Mean));
    // What everybody calls average is seldom a statistic: a round one is BLS's only where it
    // says so itself.
    let nearby = said && choice.occupation.is_some() && claim.value % 1000.0 != 0.0;
    match (spoken, plain) {
        (true, true) => {
            let goes_on = claim.goes_on && choice.occupation.is_some() && !choice.fits.is_empty();
            is_bls || nearby || dated || goes_on || claim.says_mean && is_telling(claim)
        }
        (true, false) => said || dated || choice.occupation.is_some() || choice.cost < 90,
        (false, _) => {
            // No employer pays $19.37: what is offered by the hour is told in quarters.
            let odd = match claim.per {
                Per::Year => claim.value % 1000.0 != 0.0,
                Per::Hour => is_telling(claim) && claim.value * 4.0 % 1.0 != 0.0,
                _ => false,
            };
            let carried = claim.source == Source::BlsNearby
                && odd
                && choice.named.is_none()
                && choice.occupation.is_some();
            // "In May 2009, it was $38,500": the sentence before says of whom.
            let before = |from| is_head(from) || from == Relation::Before;
            let dated = said && dated && claim.per == Per::Year && choice.named.is_none_or(before);
            let offered = claim.per == Per::Hour && !odd && choice.fits.is_empty();
            let goes_on = claim.goes_on && is_telling(claim) && choice.occupation.is_some() && !offered;
            // "In 2024 lawyers had a median of $150K. Paralegals had $61K": what is carried along fits.
            let whole = choice.occupation.is_some() && choice.named.is_none_or(is_head);
            let agrees = matches!(choice.stated_fit(), Some((_, Fit::Exact | Fit::Rounded)));
            let fits = whole && agrees;
            let said = is_bls || carried || goes_on || fits || dated && choice.occupation.is_some();
            said && (is_bls || !claim.band)
        }
    }
}
