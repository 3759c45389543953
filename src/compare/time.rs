//! A subject over the releases of OEWS, carried across the editions of the SOC, with what makes a
//! change no like-for-like change.

use std::collections::BTreeSet;

use super::{carry::Split, ledger::Ledger, place::Place, subject::Subject, wages::ANNUAL_MEDIAN};
use crate::{
    catalog::{Break, BreakKind, oews_breaks, projections_soc, soc_covered, soc_covering},
    model::{
        Area, Estimate, Figure, FigureId, Mark, Measure, Method, Origin, Period, Release, Round, SocCode,
    },
    panel::Cell,
    stats::percent_change,
};

/// The change of a subject between two releases.
#[derive(Clone, Debug)]
pub struct Change {
    /// Of the median, of the median in constant dollars, and of employment, percent.
    pub figures: [Figure; 3],
    /// Why it is not a like-for-like change; empty when it is.
    pub reasons: Vec<String>,
}

/// Releases closer together than this share a part of their sample, which is spread over three years.
const YEARS_WITHOUT_COMMON_SAMPLE: u16 = 3;

impl Ledger<'_> {
    /// A wage or employment in a release for a subject that has the codes of another; not determined,
    /// with the reason, where the crosswalk splits it. Employment is then at most that of the codes that
    /// hold parts of it.
    pub fn wage_at(
        &mut self,
        subject: &Subject,
        of: Release,
        release: Release,
        place: &Place,
        measure: Measure,
    ) -> Figure {
        match subject.carried(of.year(), release.year()) {
            Ok(carried) => self.wage_in(&carried, release, place, measure),
            Err(split) => self.bracket(subject, &split, release, place, measure),
        }
    }

    /// The same in the dollars of another release.
    pub fn constant_dollars_at(
        &mut self,
        subject: &Subject,
        of: Release,
        release: Release,
        place: &Place,
        measure: Measure,
    ) -> Figure {
        match subject.carried(of.year(), release.year()) {
            Ok(carried) => self.in_dollars_of(&carried, release, of, place, measure),
            Err(split) => self.bracket(subject, &split, release, place, measure),
        }
    }

    /// A figure of the outlook in a round for a subject that has the codes of a release; not determined,
    /// with the reason, where the crosswalk splits it.
    pub fn outlook_at(
        &mut self,
        subject: &Subject,
        of: Release,
        round: Round,
        measure: Measure,
    ) -> Figure {
        match subject.carried(of.year(), round.base_year()) {
            Ok(carried) => self.outlook(&self.as_printed(carried, round), round, measure),
            Err(split) => {
                let part = format!("part:{}", subject.key);
                let id = FigureId::new(&[&"projections", &round, &"us", &part, &measure.name()]);
                let none = Estimate::absent(Mark::NotDetermined);
                self.keep(id, |_, id| {
                    Figure::of_number(id, &subject.label, measure, none, Method::Sum, Vec::new())
                        .with_note(Some(split.in_words()))
                })
            }
        }
    }

    /// A subject under the codes of BLS's own that a round prints in the place of several of its
    /// occupations, such as 45-3000 in 2014-24.
    fn as_printed(&self, subject: Subject, round: Round) -> Subject {
        let period = Period::Round(round);
        let is_printed = |code: &SocCode| self.panel.cell(period, Area::NATION, *code).is_some();
        let (printed, missing): (BTreeSet<SocCode>, BTreeSet<SocCode>) =
            subject.codes().into_iter().partition(is_printed);
        let edition = projections_soc(round);
        let covers = |own: &SocCode| {
            let covered: BTreeSet<SocCode> = soc_covered(*own, edition).into_iter().collect();
            covered.is_subset(&missing)
        };
        let own = missing.iter().flat_map(|code| soc_covering(*code, edition));
        let own: BTreeSet<SocCode> = own.filter(|own| is_printed(own) && covers(own)).collect();
        let weighted = subject.parts().iter().flatten().any(|member| member.weight.is_some());
        if own.is_empty() || weighted {
            return subject;
        }
        let covered: BTreeSet<SocCode> = own.iter().flat_map(|own| soc_covered(*own, edition)).collect();
        let left = missing.difference(&covered).copied();
        Subject::union(
            &printed.into_iter().chain(own.iter().copied()).chain(left).collect(),
            &subject.label,
        )
    }

    fn bracket(
        &mut self,
        subject: &Subject,
        split: &Split,
        release: Release,
        place: &Place,
        measure: Measure,
    ) -> Figure {
        let parts = [&split.within, &split.parts_of].map(|codes| {
            let all = Subject::union(codes, &subject.label);
            self.wage_in(&all, release, place, Measure::Employment)
        });
        let id = FigureId::new(&[
            &"oews",
            &release,
            &place.key(),
            &format!("part:{}", subject.key),
            &measure.name(),
        ]);
        self.keep(id, |_, id| {
            let [within, holding] = parts;
            let (value, least) = match (measure, holding.number()) {
                (Measure::Employment, Some(most)) if !split.parts_of.is_empty() => {
                    let least = within.number().filter(|_| !split.within.is_empty());
                    (
                        Estimate::AtMost { bound: most },
                        least.map(|_| format!("at least {}; ", within.text)),
                    )
                }
                _ => (Estimate::absent(Mark::NotDetermined), None),
            };
            let note = format!("{}{}", least.unwrap_or_default(), split.in_words());
            let (label, method) = (&subject.label, Method::Sum);
            Figure::of_number(id, label, measure, value, method, holding.origins).with_note(Some(note))
        })
    }

    /// The change of a subject from an earlier to a later release, in the codes of a third.
    pub fn change_over(
        &mut self,
        subject: &Subject,
        of: Release,
        (earlier, later): (Release, Release),
        place: &Place,
    ) -> Change {
        let mut at = |release, measure| match measure {
            Measure::ConstantDollarMedian => {
                self.constant_dollars_at(subject, of, release, place, measure)
            }
            _ => self.wage_at(subject, of, release, place, measure),
        };
        let ends = [
            (Measure::MedianChangePct, ANNUAL_MEDIAN),
            (Measure::RealMedianChangePct, Measure::ConstantDollarMedian),
            (Measure::EmploymentOverTimePct, Measure::Employment),
        ]
        .map(|(change, measure)| (change, at(earlier, measure), at(later, measure)));
        let reasons = self.reasons(subject, of, (earlier, later), place);
        let regimes_differ = oews_breaks(earlier, later).any(|of| of.kind == BreakKind::TopCode);
        let figures = ends.map(|(measure, old, new)| {
            let bounded =
                [&old, &new].iter().any(|of| matches!(of.estimate(), Some(Estimate::AtLeast { .. })));
            let value = if regimes_differ && bounded {
                Estimate::absent(Mark::NotDetermined)
            } else {
                percent_change(old.unrounded(), new.unrounded())
            };
            let id = FigureId::new(&[
                &"oews",
                &format!("{earlier}..{later}"),
                &place.key(),
                &subject.key,
                &measure.name(),
            ]);
            let origins: Vec<Origin> = old.origins.iter().chain(&new.origins).cloned().collect();
            self.keep(id, |_, id| {
                Figure::of_number(id, &subject.label, measure, value, Method::PercentChange, origins)
            })
        });
        Change { figures, reasons }
    }

    /// Why a change between two releases is not like for like.
    fn reasons(
        &self,
        subject: &Subject,
        of: Release,
        (earlier, later): (Release, Release),
        place: &Place,
    ) -> Vec<String> {
        let mut reasons: Vec<String> = self
            .breaks_of(subject, of, (earlier, later), place)
            .map(|of| format!("{}: {}", Release::may(of.year).in_words(), of.what))
            .collect();
        if later.year().abs_diff(earlier.year()) < YEARS_WITHOUT_COMMON_SAMPLE {
            reasons.push(
                "fewer than three years apart: the releases share a part of their sample".to_owned(),
            );
        }
        reasons
    }

    /// The breaks between two releases that touch a subject in a place: those of codes and method
    /// always, those of areas where an area is not the nation or a state, those of the top code where one
    /// of its wages reaches it.
    pub fn breaks_of(
        &self,
        subject: &Subject,
        of: Release,
        (earlier, later): (Release, Release),
        place: &Place,
    ) -> impl Iterator<Item = Break> + use<> {
        let state_or_nation = |area: Area| area.is_nation() || area.to_string().len() == 2;
        let small = place.areas().any(|area| !state_or_nation(area));
        let reaches = |release: Release| {
            let codes = match subject.carried(of.year(), release.year()) {
                Ok(carried) => carried.codes(),
                Err(split) => split.parts_of,
            };
            let cells = |code: SocCode| {
                place
                    .areas()
                    .filter_map(move |area| self.panel.cell(Period::Release(release), area, code))
            };
            codes.into_iter().flat_map(cells).any(|cell| reaches_top_code(&cell, earlier))
        };
        let top = reaches(earlier) || reaches(later);
        let touches = move |of: &Break| match of.kind {
            BreakKind::Codes | BreakKind::Method => true,
            BreakKind::Areas => small,
            BreakKind::TopCode => top,
        };
        oews_breaks(earlier, later).filter(touches)
    }
}

/// Whether a wage is top-coded, or would have been in an earlier release.
fn reaches_top_code(cell: &Cell<'_>, earlier: Release) -> bool {
    let Some(known) = crate::catalog::oews_release(earlier) else { return false };
    match cell.estimate(ANNUAL_MEDIAN) {
        Estimate::AtLeast { .. } => true,
        other => other.number().is_some_and(|median| median >= known.top_code.annual_usd),
    }
}
