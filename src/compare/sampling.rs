//! Sampling error of employment and mean wages: intervals, differences and ratios, from the relative
//! standard errors that BLS publishes. Medians have none, and get none.

use std::collections::BTreeMap;

use super::{
    ledger::Ledger,
    pairs::pair,
    place::Place,
    subject::Subject,
    wages::{Members, key},
};
use crate::{
    model::{
        Area, Estimate, Figure, FigureId, Mark, Measure, Method, Origin, PayPeriod, Release, SocCode,
    },
    panel::Cell,
    stats::{Sampled, holm},
};

/// What an error comes from: a cell of OEWS.
type Estimated = Sampled<(Area, SocCode)>;

/// A quantity that has a sampling error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Employment.
    Employment,
    /// The mean annual wage.
    Mean,
}

impl Quantity {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Employment, Self::Mean];

    const fn interval(self) -> Measure {
        match self {
            Self::Employment => Measure::EmploymentInterval,
            Self::Mean => Measure::WageMeanInterval,
        }
    }

    const fn against(self) -> [Measure; 2] {
        match self {
            Self::Employment => [Measure::EmploymentDifference, Measure::EmploymentRatio],
            Self::Mean => [Measure::MeanDifference, Measure::MeanRatio],
        }
    }
}

/// What can be said of two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// They differ by more than sampling error explains.
    Different,
    /// They do not.
    NotDistinguishable,
    /// One of them has no number or no error.
    NotDetermined,
}

impl Decision {
    /// The decision in words.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Different => "different",
            Self::NotDistinguishable => "not distinguishable",
            Self::NotDetermined => "not determined",
        }
    }
}

/// Two subjects compared by a quantity with sampling error.
#[derive(Clone, Debug)]
pub struct Contrast {
    /// Which of the subjects, by their place in the order given.
    pub of: [usize; 2],
    /// The quantity.
    pub quantity: Quantity,
    /// Difference and ratio, with their intervals.
    pub figures: [Figure; 2],
    /// Whether they differ, all comparisons of the quantity taken together.
    pub decision: Decision,
}

impl Ledger<'_> {
    /// Employment or the mean annual wage of a subject with its interval; the mark of what is missing.
    pub fn interval(
        &mut self,
        subject: &Subject,
        release: Release,
        place: &Place,
        quantity: Quantity,
        level: f64,
    ) -> Figure {
        let measure = quantity.interval();
        let percent = percent(level);
        let id =
            FigureId::new(&[&"oews", &release, &place.key(), &subject.key, &measure.name(), &percent]);
        self.keep(id, |ledger, id| {
            let members = Members::of(ledger, subject, release, place);
            let known = Estimates::of(std::slice::from_ref(&members), quantity);
            let sampled = members.sampled(quantity, &known);
            let value = sampled.as_ref().map_or_else(
                |mark| Estimate::absent(*mark),
                |of| Estimate::Derived { value: of.value(), band: Some(of.interval(level)) },
            );
            let single = subject.single().is_some() && place.single().is_some();
            let error = sampled.as_ref().ok().map(|of| {
                let caveat = if single { "" } else { "; approximate" };
                format!("at {percent}%; relative standard error {}{caveat}", relative_error(of))
            });
            let origins = members.origins();
            Figure::of_number(id, &subject.label, measure, value, Method::Sampling, origins)
                .with_note(error)
        })
    }

    /// Every pair of subjects compared by a quantity. Whether two differ is decided for all pairs
    /// together, by Holm's method, so that none is called different by chance alone in a share of
    /// `level` of samples.
    pub fn contrasts(
        &mut self,
        subjects: &[Subject],
        release: Release,
        place: &Place,
        quantity: Quantity,
        level: f64,
    ) -> Vec<Contrast> {
        let members: Vec<_> =
            subjects.iter().map(|subject| Members::of(self, subject, release, place)).collect();
        let known = Estimates::of(&members, quantity);
        let sampled: Vec<(Result<Estimated, Mark>, Vec<Origin>)> = members
            .iter()
            .map(|members| (members.sampled(quantity, &known), members.origins()))
            .collect();
        let pairs: Vec<[usize; 2]> =
            (0..subjects.len()).flat_map(|a| (a + 1..subjects.len()).map(move |b| [a, b])).collect();
        let difference = |[a, b]: [usize; 2]| match (&sampled[a].0, &sampled[b].0) {
            (Ok(one), Ok(other)) => Some(one.less(other)),
            _ => None,
        };
        let tested: Vec<usize> =
            (0..pairs.len()).filter(|at| difference(pairs[*at]).is_some()).collect();
        let p_values: Vec<f64> = tested
            .iter()
            .filter_map(|at| difference(pairs[*at]).map(|of| of.p_value_of_zero()))
            .collect();
        let adjusted = holm(&p_values);
        let decide = |at: usize| match tested.iter().position(|tested| *tested == at) {
            None => Decision::NotDetermined,
            Some(test) if adjusted[test] <= 1.0 - level => Decision::Different,
            Some(_) => Decision::NotDistinguishable,
        };
        pairs
            .iter()
            .enumerate()
            .map(|(at, of)| {
                let decision = decide(at);
                let parts = [&sampled[of[0]], &sampled[of[1]]];
                let names = [&subjects[of[0]], &subjects[of[1]]];
                let base = FigureId::new(&[&"oews", &release, &place.key(), &pair(names[0], names[1])]);
                let figures = self.contrast(&base, names, parts, quantity, level);
                Contrast { of: *of, quantity, figures, decision }
            })
            .collect()
    }

    fn contrast(
        &mut self,
        base: &FigureId,
        subjects: [&Subject; 2],
        parts: [&(Result<Estimated, Mark>, Vec<Origin>); 2],
        quantity: Quantity,
        level: f64,
    ) -> [Figure; 2] {
        let values = match (&parts[0].0, &parts[1].0) {
            (Ok(one), Ok(other)) => [Some(one.less(other)), one.over(other)],
            _ => [None, None],
        };
        let [difference, ratio] = values.map(|value| {
            value.map_or(Estimate::absent(Mark::NotDetermined), |of| Estimate::Derived {
                value: of.value(),
                band: Some(of.interval(level)),
            })
        });
        let label = format!("{} against {}", subjects[0].label, subjects[1].label);
        let percent = percent(level);
        let note = format!("at {percent}%, approximate");
        let [of_difference, of_ratio] = quantity.against();
        [(of_difference, difference), (of_ratio, ratio)].map(|(measure, value)| {
            let id = FigureId::new(&[base, &measure.name(), &percent]);
            let origins: Vec<Origin> =
                parts.iter().flat_map(|(_, origins)| origins.iter().cloned()).collect();
            self.keep(id, |_, id| {
                Figure::of_number(id, &label, measure, value, Method::Sampling, origins)
                    .with_note(Some(note.clone()))
            })
        })
    }
}

/// A level as a whole percent, or with the decimals that it has.
fn percent(level: f64) -> String {
    let percent = (level * 1e6).round() / 1e4;
    percent.to_string()
}

/// A relative standard error as printed; what BLS prints as 0 is less than it rounds to.
fn relative_error(of: &Estimated) -> String {
    let percent = if of.value() > 0.0 { 100.0 * of.standard_error() / of.value() } else { 0.0 };
    if percent <= 0.05 + 1e-12 { "< 0.05%".to_owned() } else { format!("{percent:.1}%") }
}

impl Quantity {
    /// The number and its PRSE as published.
    const fn published(self) -> [Measure; 2] {
        match self {
            Self::Employment => [Measure::Employment, Measure::EmploymentPrse],
            Self::Mean => [Measure::WageMean(PayPeriod::Annual), Measure::WageMeanPrse],
        }
    }

    /// What a unit of a part adds to its group: jobs add up; means count by employment.
    fn weight_in_group(self, part: &Cell<'_>, group: &Cell<'_>) -> Option<f64> {
        let jobs = |cell: &Cell<'_>| number(cell.estimate(Measure::Employment)).ok();
        match self {
            Self::Employment => Some(1.0),
            Self::Mean => Some(jobs(part)? / jobs(group)?),
        }
    }
}

/// The published estimates of cells. Those of occupations are taken as independent; that of a group has
/// in common with the occupations in it what they add to its error.
struct Estimates(BTreeMap<(Area, SocCode), Result<Estimated, Mark>>);

impl Estimates {
    fn of<'a>(members: &[Members<'a>], quantity: Quantity) -> Self {
        let each = members.iter().flat_map(Members::each);
        let cells: BTreeMap<_, &Cell<'a>> = each.map(|(cell, _)| (key(cell), cell)).collect();
        let holds = |(area, soc): &(Area, SocCode), (in_area, other): &(Area, SocCode)| {
            area == in_area && soc.contains(*other)
        };
        let parts_of = |group| cells.keys().filter(move |part| holds(group, part));
        // What a group holds comes before it.
        let mut narrow_first: Vec<_> = cells.keys().collect();
        narrow_first.sort_by_key(|group| parts_of(*group).count());
        let mut known = Self(BTreeMap::new());
        for at in narrow_first {
            let [value, prse] = quantity.published().map(|measure| number(cells[at].estimate(measure)));
            let is_nearest = |part: &&_| !parts_of(at).any(|between| holds(between, part));
            let parts = parts_of(at).filter(is_nearest).filter_map(|part| {
                let weight = quantity.weight_in_group(cells[part], cells[at])?;
                Some((weight, known.0[part].as_ref().ok()?))
            });
            let estimate =
                value.and_then(|value| Ok(Sampled::published(*at, value, prse?).resting_on(parts)));
            known.0.insert(*at, estimate);
        }
        known
    }

    fn get(&self, cell: &Cell<'_>) -> Result<&Estimated, Mark> {
        self.0.get(&key(cell)).map_or(Err(Mark::NotInTable), |of| of.as_ref().map_err(|mark| *mark))
    }
}

impl Members<'_> {
    /// A quantity with its errors; what is missing where it has none.
    fn sampled(&self, quantity: Quantity, known: &Estimates) -> Result<Estimated, Mark> {
        let parts = self
            .each()
            .map(|(cell, workers)| Ok((workers, known.get(cell)?)))
            .collect::<Result<Vec<_>, Mark>>()?;
        match (parts.is_empty(), self.is_complete()) {
            (true, _) => return Err(Mark::NotInTable),
            (_, false) => return Err(Mark::NotDetermined),
            _ => {}
        }
        let all: f64 = parts.iter().map(|(workers, _)| workers).sum();
        let weight = |workers: f64, part: &Estimated| match quantity {
            // A share of the workers may count.
            Quantity::Employment => workers / part.value(),
            Quantity::Mean => workers / all,
        };
        Ok(Sampled::weighted_sum(parts.into_iter().map(|(workers, part)| (weight(workers, part), part))))
    }
}

/// The number, or why there is none. A bound has no error to speak of.
fn number(value: Estimate) -> Result<f64, Mark> {
    match value {
        Estimate::Absent { mark } => Err(mark),
        other => other.number().ok_or(Mark::NotDetermined),
    }
}
