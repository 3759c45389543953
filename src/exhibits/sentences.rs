//! The sentences of a report, written from figures.

use std::collections::BTreeSet;

use super::{
    Stage,
    prose::{Inline, Prose, listing, mid_sentence},
};
use crate::{
    compare::{Indistinct, Occupation, Part, Place, Subject, sentence_case},
    model::{Area, Estimate, Figure, Measure, PayPeriod, Percentile, Release, Round, SocCode, Value},
};

/// The wages of a page's sentence.
const QUOTED: [Percentile; 3] = [Percentile::P10, Percentile::P50, Percentile::P90];

impl Stage<'_, '_> {
    /// What is compared.
    pub(super) fn subject_matter(&self) -> Vec<Prose> {
        let cast = self.cast;
        let lists: BTreeSet<&str> = cast.roles.iter().map(|part| part.role.list.as_str()).collect();
        let groups: Vec<String> = cast.groups.iter().map(|group| mid_sentence(&group.label)).collect();
        let counted = format!(
            "This report compares {} from {}, in {}: {}. BLS counts the roles under {}. They are set beside {}, \
             with wages of {} and projections of {}.",
            counted(cast.roles.len(), "role"),
            counted(lists.len(), "list"),
            counted(cast.groups.len(), "group"),
            listing(&groups),
            counted(cast.occupations.len(), "occupation"),
            mid_sentence(&cast.baseline.label),
            cast.settings.release.in_words(),
            cast.settings.round,
        );
        let mut paragraphs = vec![Prose::new(counted)];
        for (list, note) in &cast.without_titles {
            paragraphs.push(Prose::new(format!("{} has no role here: it {note}.", sentence_case(list))));
        }
        paragraphs
    }

    /// Which occupations the chosen roles are counted under, and what their notes say of that.
    pub(super) fn chosen_roles(&self, names: &[String]) -> Vec<Prose> {
        let sentence = |name: &String| {
            let part = self.cast.roles.iter().find(|part| part.role.name == *name)?;
            let codes = part.subject.codes();
            let of_role =
                |of: &&Occupation| of.subject.single().is_some_and(|code| codes.contains(&code));
            let occupations: Vec<String> = self
                .cast
                .occupations
                .iter()
                .filter(of_role)
                .map(|of| format!("{} ({})", mid_sentence(&of.subject.label), of.subject.key))
                .collect();
            let note = match part.role.note.as_str() {
                "" => String::new(),
                note => format!("; {note}"),
            };
            Some(Prose::new(format!(
                "{} is counted under {}{note}.",
                sentence_case(name),
                listing(&occupations)
            )))
        };
        names.iter().filter_map(sentence).collect()
    }

    /// Pay and outlook of a subject in one release and round.
    pub(super) fn pay_and_outlook(
        &mut self,
        subject: &Subject,
        release: Release,
        round: Round,
    ) -> Prose {
        let of = self.cast.settings.release;
        let wages = QUOTED.map(|percentile| {
            let measure = Measure::Wage(PayPeriod::Annual, percentile);
            self.ledger.wage_at(subject, of, release, &Place::from(Area::NATION), measure)
        });
        let change = self.ledger.outlook_at(subject, of, round, Measure::EmploymentChangePct);
        let tense = if round == self.cast.settings.round { "is" } else { "was" };
        let said = pay_sentences(subject, &wages, release).and(growth_sentence(&change, round, tense));
        // Against itself the baseline is neither fast nor slow, and its openings are nobody's chances.
        if *subject == self.cast.baseline {
            return said.text(".");
        }
        let wording = self.ledger.outlook_at(subject, of, round, Measure::GrowthWording);
        let openings = self.ledger.outlook_at(subject, of, round, Measure::AnnualOpenings);
        let said = said.and(in_bls_words(&wording)).text(".");
        match openings.number() {
            Some(_) => said
                .text(" About ")
                .figure(&openings)
                .text(format!(" thousand openings a year {} projected.", plural(tense))),
            None => said,
        }
    }

    /// The two groups' medians and the difference between them.
    pub(super) fn groups_against_each_other(&mut self) -> Option<Prose> {
        let [a, b, ..] = self.cast.groups.as_slice() else { return None };
        let (a, b) = (a.clone(), b.clone());
        let release = self.cast.settings.release;
        let median = Measure::Wage(PayPeriod::Annual, Percentile::P50);
        let [one, other] = [&a, &b].map(|of| self.ledger.wage(of, release, Area::NATION, median));
        let difference =
            self.ledger.median_against(&a, &b, release, Area::NATION, Measure::MedianDifference);
        let medians = Prose::new(format!("The median of {} is ", mid_sentence(&a.label)))
            .figure(&one)
            .and(band_of(&one))
            .text(format!(", that of {} ", mid_sentence(&b.label)))
            .figure(&other)
            .and(band_of(&other))
            .text("; the difference is ")
            .figure(&difference)
            .text(". ");
        Some(medians.and(self.in_common(&a, &b)))
    }

    /// What two groups share.
    fn in_common(&mut self, a: &Subject, b: &Subject) -> Prose {
        if a.in_common(b).is_empty() {
            return Prose::new("The two groups share no occupation.");
        }
        let release = self.cast.settings.release;
        let of_one = self.ledger.shared(a, b, release, Measure::SharedEmploymentPct);
        let of_other = self.ledger.shared(b, a, release, Measure::SharedEmploymentPct);
        Prose::new("But the groups are not apart: ")
            .figure(&of_one)
            .text(format!(" of the jobs counted as {} and ", mid_sentence(&a.label)))
            .figure(&of_other)
            .text(format!(
                " of those counted as {} are in occupations that both groups name.",
                mid_sentence(&b.label)
            ))
    }

    /// How the placing of roles in groups changes the comparison, list by list.
    pub(super) fn lists_disagree(&mut self) -> Vec<Prose> {
        let release = self.cast.settings.release;
        let median = Measure::Wage(PayPeriod::Annual, Percentile::P50);
        let lists = self.cast.by_list.clone();
        let sentence = |of: &crate::compare::ListGroups| {
            let [a, b, ..] = of.groups.as_slice() else { return None };
            let [one, other] =
                [a, b].map(|of| self.ledger.wage(&of.subject, release, Area::NATION, median));
            let difference = self.ledger.median_against(
                &a.subject,
                &b.subject,
                release,
                Area::NATION,
                Measure::MedianDifference,
            );
            let names = [a, b].map(|of| mid_sentence(&self.cast.groups[of.group].label));
            Some(
                Prose::new(format!("As {} places the roles, {} has a median of ", of.list, names[0]))
                    .figure(&one)
                    .and(band_of(&one))
                    .text(format!(" and {} of ", names[1]))
                    .figure(&other)
                    .and(band_of(&other))
                    .text(", a difference of ")
                    .figure(&difference)
                    .text("."),
            )
        };
        lists.iter().filter_map(sentence).collect()
    }

    /// Roles that BLS's figures cannot tell apart.
    pub(super) fn cannot_be_told_apart(&self) -> Vec<Prose> {
        self.cast.indistinct().iter().map(|of| self.indistinct(of)).collect()
    }

    fn indistinct(&self, of: &Indistinct) -> Prose {
        let group = |(group, roles): (&usize, &BTreeSet<String>)| {
            let roles: Vec<&String> = roles.iter().collect();
            format!("{} (as {})", listing(&roles), mid_sentence(&self.cast.groups[*group].label))
        };
        let codes: Vec<String> = of.codes.iter().map(ToString::to_string).collect();
        let groups: Vec<String> = of.roles.iter().map(group).collect();
        Prose::new(format!(
            "BLS counts {} under the same code, {}: its figures cannot tell these roles apart.",
            listing(&groups),
            listing(&codes)
        ))
    }

    /// A caution beside claims of growth: what came of past projections, where the rounds at hand tell.
    pub(super) fn past_projections(&mut self) -> Vec<Prose> {
        let sentence = |(projected, actual): (Round, Round)| {
            let record = self.ledger.record(projected, actual);
            let accuracy = record.accuracy?;
            Some(Prose::new(format!(
                "A caution: of the projections of {projected}, half met the jobs of {} within {:.1}% and nine in \
                 ten within {:.1}%; {:.0}% of {} occupations grew or fell as projected, and {} of {actual} cannot \
                 be matched.",
                projected.projected_year(),
                accuracy.median_miss_pct,
                accuracy.p90_miss_pct,
                accuracy.right_direction_pct,
                accuracy.count,
                record.unmatched.len(),
            )))
        };
        self.ledger.finished_rounds().into_iter().filter_map(sentence).collect()
    }

    /// Roles whose note lists them under the occupation of a role in another group.
    pub(super) fn may_be_the_same(&self) -> Vec<Prose> {
        let sentence = |(part, code, others): &(&Part, SocCode, BTreeSet<&str>)| {
            let others: Vec<&&str> = others.iter().collect();
            Prose::new(format!(
                "As {}, {} is counted under {} here, but its title is listed under {code} too, as {} are: taken \
                 so, BLS's figures cannot tell them apart.",
                mid_sentence(&self.cast.groups[part.group].label),
                part.role.name,
                listing(&part.role.codes().iter().map(ToString::to_string).collect::<Vec<_>>()),
                listing(&others)
            ))
        };
        self.cast.listed_together().iter().map(sentence).collect()
    }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("one {what}") } else { format!("{count} {what}s") }
}

/// " (90% band $60,100 to $63,200)".
fn band_of(figure: &Figure) -> Prose {
    figure.error_in_words().map_or_else(Prose::default, |error| Prose::new(format!(" ({error})")))
}

fn pay_sentences(subject: &Subject, wages: &[Figure; 3], release: Release) -> Prose {
    let [lowest, median, highest] = wages;
    let name = mid_sentence(&subject.label);
    let said = Prose::new(format!("The median annual wage of {name} was "))
        .figure(median)
        .and(band_of(median))
        .text(format!(" in {}", release.in_words()));
    let said = if median.number().is_some() {
        said.text(": half earned more, half less. ")
    } else {
        said.text(". ")
    };
    said.and(lowest_tenth(lowest)).and(highest_tenth(highest))
}

/// That a tenth earned less than the 10th percentile can be said of a number only.
fn lowest_tenth(wage: &Figure) -> Prose {
    match wage.estimate() {
        Some(Estimate::Absent { .. }) | None => Prose::default(),
        Some(Estimate::AtLeast { .. } | Estimate::AtMost { .. }) => {
            Prose::new("The 10th percentile was ").figure(wage).text(". ")
        }
        Some(_) => Prose::new("The lowest-paid 10 percent earned less than ").figure(wage).text(". "),
    }
}

/// Who is above the 90th percentile is above every lower bound of it too.
fn highest_tenth(wage: &Figure) -> Prose {
    match wage.estimate() {
        Some(Estimate::Absent { .. }) | None => Prose::default(),
        Some(Estimate::AtLeast { .. } | Estimate::AtMost { .. }) => {
            Prose::new("The highest-paid 10 percent earned ").figure(wage).text(". ")
        }
        Some(_) => Prose::new("The highest-paid 10 percent earned more than ").figure(wage).text(". "),
    }
}

fn growth_sentence(change: &Figure, round: Round, tense: &str) -> Prose {
    let years = format!("from {} to {}", round.base_year(), round.projected_year());
    match change.number() {
        Some(_) => {
            let verb = if change.number().is_some_and(|percent| percent < 0.0) {
                "change by "
            } else {
                "grow "
            };
            Prose::new(format!("Employment {tense} projected to {verb}"))
                .figure(change)
                .text(format!(" {years}"))
        }
        None => Prose::new(format!("The change in employment {years} {tense} ")).figure(change),
    }
}

fn plural(tense: &str) -> &'static str {
    if tense == "is" { "are" } else { "were" }
}

/// ", in BLS's words “faster than average”", where BLS's words for the round are known.
fn in_bls_words(wording: &Figure) -> Prose {
    let Value::Words(words) = &wording.value else { return Prose::default() };
    let mut lower = wording.clone();
    lower.text = words.to_lowercase();
    Prose::new(", in BLS's words “").and(Prose(vec![Inline::Figure(Box::new(lower))])).text("”")
}
