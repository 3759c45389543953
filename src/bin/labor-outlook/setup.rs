//! The commands that set the program up: a project to start from, completions, the manual.

use std::path::PathBuf;

use clap::CommandFactory;
use labor_outlook::{
    diag::{Diagnostic, Diagnostics},
    files,
};

use super::{
    Exit,
    args::{Args, Completions, Init, Manual},
    terminal::{self, Terminal},
};

const NAME: &str = env!("CARGO_PKG_NAME");

/// The files of a project to start from. The two published tables are those of the program's own
/// report, so that the project runs at once and without a network.
const PROJECT: [(&str, &[u8]); 5] = [
    ("pipeline.toml", include_bytes!("init/pipeline.toml")),
    ("roles.csv", include_bytes!("init/roles.csv")),
    ("pages/careers.md", include_bytes!("init/page.md")),
    ("inputs/national_M2025_dl.csv", include_bytes!("../../../inputs/oews/national_M2025_dl.csv")),
    (
        "inputs/employment_projections_2024-34.csv",
        include_bytes!("../../../inputs/projections/employment_projections_2024-34.csv"),
    ),
];

/// Writes a project to start from, unless a file of it is there already.
pub fn init(command: &Init, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let mut problems = Diagnostics::default();
    let paths: Vec<PathBuf> = PROJECT.iter().map(|(name, _)| command.folder.join(name)).collect();
    for path in &paths {
        if problems.keep(files::read_if_there(path)).flatten().is_some() {
            let problem = Diagnostic::error("the file is there already, and is left as it is");
            problems.push(problem.hint("give another folder").within(path.display()));
        }
    }
    problems.unless_any(())?;
    for (path, (_, bytes)) in paths.iter().zip(PROJECT) {
        files::write(path, bytes)?;
        terminal.say(&format!("wrote {}", path.display()));
    }
    terminal.say("run `labor-outlook` in that folder; put your roles into roles.csv");
    Ok(Exit::Clean)
}

/// The completions of a shell.
pub fn completions(command: &Completions) -> Result<Exit, Diagnostics> {
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut Args::command(), NAME, &mut script);
    terminal::print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Clean)
}

/// The manual: a page for the program and one a command.
pub fn manual(command: &Manual, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let mut pages = vec![(format!("{NAME}.1"), Args::command())];
    let mut whole = Args::command();
    whole.build();
    for sub in whole.get_subcommands().filter(|sub| sub.get_name() != "help") {
        pages.push((format!("{NAME}-{}.1", sub.get_name()), sub.clone()));
    }
    for (name, page) in pages {
        let mut text = Vec::new();
        clap_mangen::Man::new(page)
            .render(&mut text)
            .map_err(|error| Diagnostic::error(error.to_string()))?;
        files::write(&command.folder.join(&name), &text)?;
        terminal.say(&format!("wrote {}", command.folder.join(&name).display()));
    }
    Ok(Exit::Clean)
}
