//! The commands on published pages, a short function each.

use std::path::{Path, PathBuf};

use labor_outlook::{
    config::{self, Settings},
    diag::{Diagnostic, Diagnostics},
    files, pages,
    pipeline::Stock,
    report::Input,
    why,
};

use super::{
    Exit,
    args::pages::{Refresh, Why, WhyFormat},
    tell::{Found, tell},
    terminal::{self, Terminal},
};

/// Brings marked figures up to date, or says which are not.
pub fn refresh(command: &Refresh, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let name = if command.check { "refresh --check" } else { "refresh" };
    let outcome =
        config::load(&command.config).and_then(|settings| refreshed(command, &settings, terminal));
    tell(name, &command.config, &command.reporting, terminal, outcome)
}

fn refreshed(command: &Refresh, settings: &Settings, terminal: &Terminal) -> Result<Found, Diagnostics> {
    let pages = pages::find(&named_or_configured(&command.paths, settings)?)?;
    let stock = stock(settings, terminal)?;
    let plans = pages::plan(&mut stock.desk(settings), &pages, pages::How { force: command.force })?;
    let counted = format!("{} marked in {}", count(plans.marked(), "place"), count(plans.len(), "page"));
    let mut found = Found { inputs: plans.iter().map(input).collect(), ..Found::default() };
    if command.check {
        found.findings = plans.findings();
        let is_clean = found.findings.is_empty();
        found.closing = if is_clean { format!("{counted}: up to date") } else { String::new() };
    } else if command.diff {
        terminal::print_bytes(&plans.patch()?)?;
        found.findings = plans.left();
    } else {
        let changed = count(plans.write()?, "page");
        found.findings = plans.left();
        found.closing = format!("{counted}; {changed} changed");
    }
    Ok(found)
}

fn input((path, plan): (&Path, &pages::Plan)) -> Input {
    let bytes = plan.page.file(plan.page.searched().to_vec());
    Input { path: path.display().to_string(), sha256: files::sha256(&bytes) }
}

/// What is not up to date on the pages of a configuration.
pub fn check(settings: &Settings) -> Result<Diagnostics, Diagnostics> {
    if settings.pages.paths.is_empty() {
        return Ok(Diagnostics::default());
    }
    let pages = pages::find(&named_or_configured(&[], settings)?)?;
    let stock = Stock::of(settings)?;
    Ok(pages::plan(&mut stock.desk(settings), &pages, pages::How::default())?.findings())
}

/// Says where a figure comes from.
pub fn why(command: &Why, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let settings = config::load(&command.config)?;
    let stock = stock(&settings, terminal)?;
    let question = why::question(&command.figure, command.occupation.as_deref());
    let answer = why::answer(&mut stock.desk(&settings), &settings, &question)?;
    terminal.problems(&answer.findings);
    terminal::print(&match command.format {
        WhyFormat::Text => why::text(&answer),
        WhyFormat::Json => why::json(&answer)?,
    })?;
    Ok(Exit::Clean)
}

/// What the files of a configuration hold; what is odd about them is told on standard error.
pub fn stock(settings: &Settings, terminal: &Terminal) -> Result<Stock, Diagnostics> {
    let stock = Stock::of(settings)?;
    terminal.problems(stock.findings());
    Ok(stock)
}

/// The pages of the command line, or those of the configuration.
fn named_or_configured(named: &[PathBuf], settings: &Settings) -> Result<Vec<PathBuf>, Diagnostics> {
    if !named.is_empty() {
        return Ok(named.to_vec());
    }
    let paths: Vec<PathBuf> = settings.pages.paths.iter().map(|path| settings.base.join(path)).collect();
    if paths.is_empty() {
        return Err(Diagnostic::error("which pages?")
            .hint("name files or folders, or list them under [pages] in pipeline.toml")
            .into());
    }
    Ok(paths)
}

/// A number of things in words.
pub fn count(number: usize, of: &str) -> String {
    if number == 1 { format!("1 {of}") } else { format!("{number} {of}s") }
}
