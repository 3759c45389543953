//! Source lines: program and release of every number of an exhibit.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{Figure, Period, Program, SourceFile},
    panel::Panel,
};

/// Makes source lines from the origins of figures.
pub struct Sources {
    by_id: BTreeMap<String, SourceFile>,
}

impl Sources {
    /// The sources of a panel, price files included.
    #[must_use]
    pub fn of(panel: &Panel, prices: &[SourceFile]) -> Self {
        let tables = [Program::Oews, Program::Projections].into_iter().flat_map(|of| panel.sources(of));
        let by_id = tables.chain(prices).map(|source| (source.id.clone(), source.clone())).collect();
        Self { by_id }
    }

    /// The source line of an exhibit that shows these figures, without the word "Source".
    #[must_use]
    pub fn line<'a>(&self, figures: impl Iterator<Item = &'a Figure>) -> String {
        let figures: Vec<&Figure> = figures.collect();
        let used: BTreeSet<&str> = figures
            .iter()
            .flat_map(|figure| &figure.origins)
            .map(|origin| origin.source.as_str())
            .collect();
        let mut periods: BTreeMap<Program, BTreeSet<String>> = BTreeMap::new();
        for source in used.iter().filter_map(|id| self.by_id.get(*id)) {
            periods.entry(source.program).or_default().extend(source.period.map(Period::in_words));
        }
        let programs: Vec<String> = periods
            .into_iter()
            .map(|(program, periods)| {
                let periods: Vec<String> = periods.into_iter().collect();
                [program.title().to_owned(), periods.join(", ")]
                    .join(", ")
                    .trim_end_matches(", ")
                    .to_owned()
            })
            .collect();
        let own = figures.iter().any(|figure| figure.method != crate::model::Method::Published);
        let own = if own { " Calculations by labor-outlook." } else { "" };
        format!("{}.{own}", programs.join("; "))
    }
}
