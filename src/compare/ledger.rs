//! The ledger of a run: every figure is computed when it is first asked for, and kept.

use crate::{
    model::{Figure, FigureId, Figures},
    panel::Panel,
};

/// Computes figures from the panel and keeps each under its id.
#[derive(Debug)]
pub struct Ledger<'a> {
    pub(super) panel: &'a Panel,
    figures: Figures,
}

impl<'a> Ledger<'a> {
    /// An empty ledger over a panel.
    #[must_use]
    pub fn new(panel: &'a Panel) -> Self {
        Self { panel, figures: Figures::default() }
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
