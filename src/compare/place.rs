//! Where something is compared: an area of OEWS, or a region made of several.

use std::collections::BTreeSet;

use crate::{
    catalog::state_postal,
    diag::{Diagnostic, Diagnostics},
    model::{Area, AreaKind, Release},
    panel::Panel,
};

/// An area, or several taken together as a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    areas: BTreeSet<Area>,
    /// Its name for readers.
    pub label: String,
}

impl From<Area> for Place {
    fn from(area: Area) -> Self {
        Self { areas: BTreeSet::from([area]), label: area.to_string() }
    }
}

impl Place {
    /// The areas of a release, by their codes; none stands for the nation.
    ///
    /// # Errors
    /// An area that the release has no table of, and areas of which one holds another.
    pub fn of(areas: &[Area], release: Release, panel: &Panel) -> Result<Self, Diagnostics> {
        let areas: BTreeSet<Area> = areas.iter().copied().collect();
        let areas = if areas.is_empty() { BTreeSet::from([Area::NATION]) } else { areas };
        let mut problems = Diagnostics::default();
        let mut found: Vec<(Area, AreaKind, &str)> = Vec::new();
        for area in &areas {
            match panel.areas(release).find(|cell| cell.area() == *area) {
                Some(cell) => found.push((*area, cell.area_kind(), cell.area_title())),
                None => problems.push(
                    Diagnostic::error(format!("no source has the area {area} in {release}")).hint(
                        "states, metropolitan and nonmetropolitan areas have tables of their own; \
                         `labor-outlook inspect` says which areas a file has",
                    ),
                ),
            }
        }
        for (state, _, title) in found.iter().filter(|(_, kind, _)| *kind != AreaKind::Metropolitan) {
            let inside = found.iter().filter(|(area, ..)| area != state);
            if let Some((.., part)) = inside.into_iter().find(|part| holds(*state, **part)) {
                let message = format!("{title} and {part} have workers in common");
                let hint = "a region is made of areas that do not overlap";
                problems.push(Diagnostic::error(message).hint(hint));
            }
        }
        let names: Vec<&str> = found.iter().map(|(.., title)| *title).collect();
        problems.unless_any(Self { label: names.join(" + "), areas })
    }

    /// The areas.
    pub fn areas(&self) -> impl Iterator<Item = Area> {
        self.areas.iter().copied()
    }

    /// The area, when there is only one.
    #[must_use]
    pub fn single(&self) -> Option<Area> {
        self.areas.first().copied().filter(|_| self.areas.len() == 1)
    }

    /// Its name in figure ids: the codes of its areas with + between them.
    #[must_use]
    pub fn key(&self) -> String {
        self.areas.iter().map(Area::to_string).collect::<Vec<_>>().join("+")
    }
}

/// Whether an area is part of the nation or of a state: the names of metropolitan areas end in the
/// postal abbreviations of their states, codes of nonmetropolitan areas begin with the state's.
fn holds(outer: Area, (inner, kind, title): (Area, AreaKind, &str)) -> bool {
    if outer.is_nation() {
        return true;
    }
    match kind {
        AreaKind::Metropolitan => title.rsplit(", ").next().is_some_and(|states| {
            state_postal(&outer.to_string())
                .is_some_and(|postal| states.split('-').any(|of| of == postal))
        }),
        AreaKind::Nonmetropolitan => inner.to_string().starts_with(&outer.to_string()),
        AreaKind::Nation | AreaKind::State | AreaKind::Territory => false,
    }
}
