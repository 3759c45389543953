//! The percentile rank of a median among the medians of other occupations, weighted by employment.

use crate::model::{Estimate, Mark};

/// An occupation to be ranked among.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankedGroup {
    /// Its workers.
    pub employment: f64,
    /// Its median wage: a number or a bound; others must be left out.
    pub median: Estimate,
}

/// The percent of workers whose occupation has a lower median, counting half of those whose median
/// is the same (the mid-rank), 0 to 100.
///
/// An occupation whose median is only bounded from below counts as higher than any number up to its
/// bound; where a bound leaves the order open the rank is not determined. A median that is "at least
/// X" itself ranks at least where those below X end.
#[must_use]
pub fn percentile_rank(median: Estimate, among: &[RankedGroup]) -> Estimate {
    let undetermined = Estimate::absent(Mark::NotDetermined);
    if let Estimate::AtLeast { bound } = median {
        return at_least(bound, among);
    }
    let Some(median) = median.number() else { return undetermined };
    let (mut below, mut total) = (0.0, 0.0);
    for group in among {
        let share_below = match group.median {
            Estimate::AtLeast { bound } if bound >= median => 0.0,
            other => match other.number() {
                Some(number) if number < median => 1.0,
                Some(number) if number > median => 0.0,
                Some(_) => 0.5,
                None => return undetermined,
            },
        };
        below += group.employment * share_below;
        total += group.employment;
    }
    if total > 0.0 { Estimate::exact(100.0 * below / total) } else { undetermined }
}

/// The rank of a median that is somewhere from a bound up: whoever is surely below the bound is below it.
fn at_least(bound: f64, among: &[RankedGroup]) -> Estimate {
    let total: f64 = among.iter().map(|group| group.employment).sum();
    let below = among.iter().filter(|group| group.median.number().is_some_and(|median| median < bound));
    let below: f64 = below.map(|group| group.employment).sum();
    if total > 0.0 {
        Estimate::at_least(100.0 * below / total)
    } else {
        Estimate::absent(Mark::NotDetermined)
    }
}
