//! The command line: arguments in, the library's work, words and an exit code out.

mod args;
mod audit;
mod calibrate;
mod compare;
mod export;
mod fetch;
mod look;
mod mark;
mod pages;
mod releases;
mod run;
mod setup;
mod tell;
mod terminal;

use std::process::ExitCode;

use labor_outlook::{acquire, diag::Diagnostics, pipeline};

use self::{
    args::{Args, Command},
    terminal::Terminal,
};

/// What the program says to the shell. An error wins over findings: their list is then incomplete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// Everything agrees.
    Clean = 0,
    /// The work was done, and something needs attention.
    Findings = 1,
    /// The work could not be done.
    CouldNotRun = 2,
}

fn main() -> ExitCode {
    let args = Args::read();
    if let Some(folder) = args.cache() {
        pipeline::keep_tables(&folder);
    }
    let terminal = Terminal::new(args.verbosity(), args.color);
    let outcome = acquire::check_clock().and_then(|()| obey(&args, &terminal));
    let exit = outcome.unwrap_or_else(|problems| {
        terminal.problems(&problems);
        Exit::CouldNotRun
    });
    ExitCode::from(exit as u8)
}

fn obey(args: &Args, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    match &args.command {
        Some(Command::Schema) => run::schema(),
        Some(Command::Audit(command)) => audit::audit(command, terminal),
        Some(Command::Inspect(command)) => look::inspect(command, terminal),
        Some(Command::Show(command)) => look::show(command, terminal),
        Some(Command::Export(command)) => export::export(command, terminal),
        Some(Command::Compare(command)) => compare::compare(command, terminal),
        Some(Command::Calibrate(command)) => calibrate::calibrate(command, terminal),
        Some(Command::Fetch(command)) => fetch::fetch(command, terminal),
        Some(Command::Add(command)) => fetch::add(command, terminal),
        Some(Command::Lock(command)) => fetch::lock(command, terminal),
        Some(Command::Diff(command)) => releases::diff(command, terminal),
        Some(Command::Status(command)) => releases::status(command, terminal),
        Some(Command::Init(command)) => setup::init(command, terminal),
        Some(Command::Completions(command)) => setup::completions(command),
        Some(Command::Manual(command)) => setup::manual(command, terminal),
        Some(Command::Why(command)) => pages::why(command, terminal),
        Some(Command::Mark(command)) => mark::mark(command, terminal),
        Some(Command::Refresh(command)) => pages::refresh(command, terminal),
        Some(Command::Run(command)) => run::run(command, terminal),
        None => run::run(&args.run, terminal),
    }
}
