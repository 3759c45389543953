//! The ledger of a run: every figure is computed when it is first asked for, and kept.

use std::{collections::BTreeMap, rc::Rc};

use super::distributions::{Distributions, Made};
use crate::{
    model::{Area, AreaKind, Figure, FigureId, Figures, PayPeriod, Period, Release, SocCode},
    panel::{Cell, Panel, Table},
};

/// Computes figures from the panel and keeps each under its id.
#[derive(Debug)]
pub struct Ledger<'a> {
    pub(super) panel: &'a Panel,
    figures: Figures,
    distributions: BTreeMap<(Release, Area, PayPeriod), Rc<Distributions>>,
    states: BTreeMap<Release, Rc<Vec<Area>>>,
}

impl<'a> Ledger<'a> {
    /// An empty ledger over a panel.
    #[must_use]
    pub fn new(panel: &'a Panel) -> Self {
        Self {
            panel,
            figures: Figures::default(),
            distributions: BTreeMap::new(),
            states: BTreeMap::new(),
        }
    }

    /// Everything that was asked for.
    #[must_use]
    pub fn into_figures(self) -> Figures {
        self.figures
    }

    /// Everything that was asked for so far.
    #[must_use]
    pub const fn figures(&self) -> &Figures {
        &self.figures
    }

    /// What the figures are computed from.
    #[must_use]
    pub const fn panel(&self) -> &'a Panel {
        self.panel
    }

    /// What makes the wage distributions of a release: on the scale of the nation's occupations, or of
    /// those of the area where the nation's table is not at hand.
    pub(super) fn distributions(
        &mut self,
        release: Release,
        area: Area,
        pay: PayPeriod,
    ) -> Rc<Distributions> {
        let (panel, period) = (self.panel, Period::Release(release));
        let all = SocCode::ALL_OCCUPATIONS;
        let nation = panel.cell(period, Area::NATION, all).is_some();
        let area = if nation { Area::NATION } else { area };
        let made = self.distributions.entry((release, area, pay)).or_insert_with(|| {
            let detailed = panel.detailed(period, area);
            let cells = detailed.iter().flat_map(Table::cells);
            Rc::new(Distributions::new(release, pay, cells))
        });
        Rc::clone(made)
    }

    /// The wage distribution of a cell; that of the nation is refined by the states at hand.
    pub(super) fn distribution(
        &mut self,
        cell: &Cell<'a>,
        release: Release,
        pay: PayPeriod,
    ) -> Option<Made> {
        let distributions = self.distributions(release, cell.area(), pay);
        let panel = self.panel;
        let states = self.states.entry(release).or_insert_with(|| {
            let states = panel.areas(release).filter(|area| area.area_kind() == AreaKind::State);
            Rc::new(states.map(|area| area.area()).collect())
        });
        let states = Rc::clone(states);
        let finer = states.iter().filter(|_| cell.area().is_nation());
        distributions
            .of(cell, finer.filter_map(|state| panel.cell(Period::Release(release), *state, cell.soc())))
    }

    /// The figure of an id, computed at the first request.
    pub(super) fn keep(
        &mut self,
        id: FigureId,
        make: impl FnOnce(&mut Self, FigureId) -> Figure,
    ) -> Figure {
        if let Some(figure) = self.figures.get(&id) {
            return figure.clone();
        }
        let figure = make(self, id);
        self.figures.add(figure.clone());
        figure
    }
}
