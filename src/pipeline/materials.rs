//! What a question at the command line is answered from: the tables, prices and role lists of a
//! configuration, or files that no configuration names.

use std::path::Path;

use super::{
    Inputs, read_inputs,
    tables::{self, AtHand},
};
use crate::{
    config::Settings,
    diag::{Diagnostic, Diagnostics, rules},
    ingest::{self, Contents, CpiU, Parities},
    model::{Area, Release, RoleList},
    panel::{Index, Panel, Table},
    roles,
};

/// Tables, prices and role lists.
#[derive(Debug, Default)]
pub struct Materials {
    /// The tables and prices.
    pub panel: Panel,
    /// The role lists, checked against the occupations of a release.
    pub lists: Vec<RoleList>,
}

/// The materials of a configuration. Its role lists are checked against a release, the newest unless
/// one is named that is at hand. What is odd about its tables is told beside them.
///
/// # Errors
/// Everything that is wrong with any of its files.
pub fn materials_of(
    settings: &Settings,
    release: Option<Release>,
) -> Result<(Materials, Diagnostics), Diagnostics> {
    let Inputs { panel, role_files, findings, .. } = read_inputs(settings)?;
    let at_hand = panel.releases();
    let release = release.filter(|named| at_hand.contains(named)).or(at_hand.last().copied());
    let occupations = release.map(|release| panel.occupations(release)).unwrap_or_default();
    let mut problems = Diagnostics::default();
    let mut lists = Vec::new();
    for (path, bytes) in &role_files {
        let checked = ingest::read_role_list(bytes).and_then(|rows| roles::check(&rows, &occupations));
        let path = settings.base.join(path);
        lists.extend(problems.keep(checked.map_err(|problems| problems.within(path.display()))));
    }
    problems.unless_any((Materials { panel, lists }, findings))
}

/// What a file turned out to be.
enum Read {
    Table(Box<Table>, Diagnostics),
    CpiU(Index<Release>, Diagnostics),
    Parities(Index<(Area, u16)>, Diagnostics),
}

/// The materials in files that no configuration names, with what is odd about them.
///
/// # Errors
/// Everything that is wrong with any of them, and files of which nothing here can be made.
pub fn materials_in<P: AsRef<Path> + Sync>(
    paths: &[P],
) -> Result<(Materials, Diagnostics), Diagnostics> {
    let read = tables::together(paths, |path| {
        let at_hand = AtHand::named(path.as_ref())?;
        let path = at_hand.path().to_path_buf();
        read(at_hand).map_err(|problems| problems.within(path.display()))
    })?;
    let (mut materials, mut findings) = (Materials::default(), Diagnostics::default());
    let mut problems = Diagnostics::default();
    for one in read {
        match one {
            Read::Table(table, odd) => {
                findings.extend(odd.within(&table.source.path));
                if paths.len() > 1 && !table.is_empty() && table.soc_cells().next().is_none() {
                    let aside = Diagnostic::finding("left out: its codes are those of before the SOC")
                        .hint("they cannot be compared with those of 1999 and later");
                    findings.push(aside.within(&table.source.path));
                    continue;
                }
                problems.keep(materials.panel.add(*table));
            }
            Read::CpiU(index, odd) => {
                findings.extend(odd);
                materials.panel.prices.cpi_u = Some(index);
            }
            Read::Parities(index, odd) => {
                findings.extend(odd);
                materials.panel.prices.parities.push(index);
            }
        }
    }
    problems.unless_any((materials, findings))
}

fn read(at_hand: AtHand) -> Result<Read, Diagnostics> {
    let (looked, at_hand) = at_hand.look()?;
    match looked.contents {
        Contents::CpiU => {
            let CpiU { levels, findings } = ingest::read_cpi_u(at_hand.bytes())?;
            let path = at_hand.path().display().to_string();
            let index = Index { source: at_hand.finish()?.0.id, levels };
            Ok(Read::CpiU(index, findings.within(path)))
        }
        Contents::PriceParities => {
            let Parities { levels, findings } = ingest::read_price_parities(at_hand.bytes())?;
            let path = at_hand.path().display().to_string();
            let index = Index { source: at_hand.finish()?.0.id, levels };
            Ok(Read::Parities(index, findings.without(&rules::PARTIAL_TABLE).within(path)))
        }
        Contents::StateProjections => {
            Err(Diagnostic::error("state projections are no projections of the nation")
                .hint("give BLS's table of the round")
                .into())
        }
        _ => {
            let (table, findings) = tables::table_at_hand(looked, at_hand)?;
            Ok(Read::Table(Box::new(table), findings))
        }
    }
}
