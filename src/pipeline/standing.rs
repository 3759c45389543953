//! The newest release, round, month or year that the sources of a configuration hold.

use crate::{
    config::{Settings, Source},
    diag::Diagnostics,
    files, ingest,
    model::Program,
    releases::Standing,
};

/// The newest that is at hand of each program that a configuration has a source of.
///
/// # Errors
/// When a file of prices cannot be read; releases and rounds are told by the configuration.
pub fn standings(settings: &Settings) -> Result<Vec<(Program, Standing)>, Diagnostics> {
    let mut problems = Diagnostics::default();
    let mut standings = Vec::new();
    for program in [Program::Oews, Program::Projections, Program::CpiU, Program::PriceParities] {
        let sources = settings.sources.iter().filter(|source| source.program == program);
        let newest = match program {
            Program::Oews | Program::Projections => {
                sources.filter_map(|source| source.period).max().map(Standing::from)
            }
            Program::CpiU | Program::PriceParities => sources
                .filter_map(|source| problems.keep(of_prices(settings, source)))
                .flatten()
                .next_back(),
        };
        standings.extend(newest.map(|standing| (program, standing)));
    }
    problems.unless_any(standings)
}

/// The last month or year of a file of prices.
fn of_prices(settings: &Settings, source: &Source) -> Result<Option<Standing>, Diagnostics> {
    let path = settings.base.join(&source.path);
    let bytes = files::read(&path)?;
    let newest = if source.program == Program::CpiU {
        let index = ingest::read_cpi_u(&bytes).map_err(|problems| problems.within(path.display()))?;
        let last = index.levels.keys().next_back().copied();
        last.map(|month| Standing::Month(month.year().cast_signed(), month.month().cast_signed()))
    } else {
        let parities =
            ingest::read_price_parities(&bytes).map_err(|problems| problems.within(path.display()))?;
        parities
            .levels
            .keys()
            .map(|(_, year)| *year)
            .max()
            .map(|year| Standing::Year(year.cast_signed()))
    };
    Ok(newest)
}
